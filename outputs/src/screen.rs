//! A text into lines as a terminal would leave them, or with nothing overwritten, or with everything visible.
//!
//! - **Terminal**: colours are kept, carriage returns, backspaces and cursor movements are obeyed, so that a progress bar
//!   is its last state. The last `WINDOW` lines may still be rewritten; what is above them stands. A line is never wrapped.
//!   An output has no screen, so rows by number count from where they were first used, and clearing the screen begins
//!   below what was printed instead of erasing it. Rows below a scroll region (the bar of apt) are kept aside and stand at
//!   the end.
//! - **Plain**: nothing is overwritten and nothing has a colour; what a terminal would put over other text stands in a line
//!   of its own.
//! - **Raw**: everything is visible: controls as pictures, sequences as what they consist of.
//!
//! What a sequence says is read by `vte`; where it ends is decided in `sequence.rs`. Work is linear: moving beyond the end
//! of a line, and inserting and erasing within one, have a budget that a real output never meets, and a note when it is met.

mod control;
mod row;

use std::collections::{HashMap, VecDeque};

use unicode_width::UnicodeWidthChar;

use crate::rendered::{Rendered, Style, flag};
use crate::sequence::{self, Part, Sequence};
use crate::shown;
use crate::words::Language;
use row::Row;

/// Lines that may still be rewritten.
pub const WINDOW: usize = 50;

/// Columns that the cursor may reach beyond the end of a line.
pub const COLUMNS: usize = 256;

/// How a text is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum View {
    /// As a terminal would leave it.
    #[default]
    Terminal,
    /// Without colours, and nothing overwritten.
    Plain,
    /// With everything visible.
    Raw,
}

impl View {
    /// By its name; a terminal where it is another.
    pub fn from_name(name: &str) -> Self {
        match name {
            "plain" => View::Plain,
            "raw" => View::Raw,
            _ => View::Terminal,
        }
    }
}

/// Lays a text out.
///
/// ```
/// use invocation_outputs::{screen::{View, render}, words::Language};
/// let shown = render("10%\r\u{1B}[32m100%\u{1B}[0m done\n", View::Terminal, Language::En);
/// assert_eq!(shown.text(), "100% done");
/// ```
pub fn render(text: &str, view: View, language: Language) -> Rendered {
    let mut screen = Screen::new(text.len(), view, language);
    let mut parser = vte::Parser::new();
    let mut parts = sequence::parts(text).peekable();
    while let Some(part) = parts.next() {
        if view == View::Raw {
            screen.reveal(part);
            continue;
        }
        match part {
            Part::Text(text) => screen.print(text),
            Part::Control('\r') => screen.carriage_return(parts.peek()),
            Part::Control(control) => screen.control(control),
            Part::Csi(it) => {
                parser.advance(&mut screen, b"\x1b[");
                parser.advance(&mut screen, it.body.as_bytes());
            }
            Part::Escape(it) => parser.advance(&mut screen, it.whole.as_bytes()),
            Part::Osc(it) => screen.command(it),
            Part::Device(_) => screen.out.notes.skipped += 1,
        }
    }
    screen.finish()
}

/// Where the cursor was, and how it wrote.
#[derive(Clone, Copy, Default)]
struct Saved {
    line: usize,
    column: usize,
    style: Style,
}

struct Screen {
    view: View,
    rows: VecDeque<Row>,
    /// How many lines are above the window.
    above: usize,
    row: usize,
    column: usize,
    /// The row below the scroll region that the cursor is in.
    aside: Option<u32>,
    /// Rows below the scroll region, by their numbers.
    asides: Vec<(u32, Row)>,
    /// The line that is row 1.
    origin: Option<usize>,
    /// The last row of the scroll region.
    bottom: Option<u32>,
    saved: Saved,
    style: Style,
    number: u32,
    styles: HashMap<Style, u32>,
    links: HashMap<String, u32>,
    /// Whether either set of characters is that of lines and corners, and which is in use.
    drawing: [bool; 2],
    shift: usize,
    before: Option<char>,
    /// Cells that may still be made by moving.
    blanks: usize,
    /// Cells that may still be moved by inserting and erasing.
    work: usize,
    out: Rendered,
}

impl Screen {
    fn new(len: usize, view: View, language: Language) -> Self {
        Self {
            view,
            rows: VecDeque::from([Row::default()]),
            above: 0,
            row: 0,
            column: 0,
            aside: None,
            asides: Vec::new(),
            origin: None,
            bottom: None,
            saved: Saved::default(),
            style: Style::default(),
            number: 0,
            styles: HashMap::from([(Style::default(), 0)]),
            links: HashMap::new(),
            drawing: [false; 2],
            shift: 0,
            before: None,
            blanks: (len * 2).saturating_add(1 << 20),
            work: len.saturating_mul(16).saturating_add(1 << 20),
            out: Rendered::new(view == View::Raw, language),
        }
    }

    fn finish(mut self) -> Rendered {
        // The end of the last line begins no other.
        if self.rows.back().is_some_and(Row::is_empty) {
            self.rows.pop_back();
        }
        self.rows.iter_mut().for_each(|row| row.flush(&mut self.out));
        self.asides.sort_by_key(|(number, _)| *number);
        for (_, row) in &mut self.asides {
            if !row.is_empty() {
                row.flush(&mut self.out);
            }
        }
        self.out
    }

    fn current(&mut self) -> &mut Row {
        let aside = self.aside.and_then(|number| self.asides.iter().position(|(of, _)| *of == number));
        match aside {
            Some(at) => &mut self.asides[at].1,
            // The window is never without a row and the cursor never beyond it.
            None => &mut self.rows[self.row],
        }
    }

    fn print(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let c = if self.drawing[self.shift] { drawn(c) } else { c };
            if matches!(c, ' '..='~') {
                self.put(c, 1, false);
            } else if shown::kind(c, self.before, chars.peek().copied()).is_some() {
                self.sign(c);
            } else {
                self.put_wide(c);
            }
            self.before = Some(c);
        }
    }

    fn put_wide(&mut self, c: char) {
        if let Some(width @ 1..=2) = c.width() {
            self.put(c, width, false);
            return;
        }
        let column = self.column;
        let carried = self.current().mark(column, c).or_else(|| {
            // Nothing to carry it: the circle that stands for a letter.
            self.put('\u{25CC}', 1, false);
            let column = self.column;
            self.current().mark(column, c)
        });
        self.out.notes.marks += carried.unwrap_or(0);
    }

    fn sign(&mut self, c: char) {
        if shown::reorders(c) {
            self.out.notes.bidi += 1;
        } else {
            self.out.notes.invisible += 1;
        }
        self.put(c, 1, true);
    }

    fn put(&mut self, c: char, width: usize, sign: bool) {
        let (number, plain) = (self.number, self.view != View::Terminal);
        let len = self.current().len();
        if self.column > len {
            let wanted = self.column - len;
            if wanted > self.blanks {
                self.column = len;
                self.out.notes.limited += 1;
            } else {
                self.blanks -= wanted;
                let column = self.column;
                self.current().pad(column);
            }
        } else if plain {
            self.column = len;
        }
        let column = self.column;
        let replaced = self.current().put(column, c, width, sign, number);
        self.out.notes.overwritten += replaced;
        self.column += width;
    }

    fn line_feed(&mut self) {
        self.before = None;
        self.column = 0;
        if self.aside.is_some() {
            return;
        }
        if self.row + 1 < self.rows.len() {
            self.row += 1;
        } else {
            self.push_row();
        }
    }

    /// Another row below the last, for the cursor.
    fn push_row(&mut self) {
        let mut next = Row::default();
        if self.rows.len() == WINDOW
            && let Some(mut first) = self.rows.pop_front()
        {
            first.flush(&mut self.out);
            self.above += 1;
            next = first;
        }
        self.rows.push_back(next);
        self.row = self.rows.len() - 1;
    }

    /// To the beginning of a row that nothing stands in.
    fn fresh_row(&mut self) {
        self.row = self.rows.len() - 1;
        self.column = 0;
        self.before = None;
        if !self.rows[self.row].is_empty() {
            self.push_row();
        }
    }

    fn carriage_return(&mut self, next: Option<&Part<'_>>) {
        self.before = None;
        match self.view {
            View::Plain if matches!(next, Some(Part::Control('\r' | '\n'))) => {}
            View::Plain => self.fresh_row(),
            View::Terminal | View::Raw => self.column = 0,
        }
    }

    fn control(&mut self, control: char) {
        let terminal = self.view == View::Terminal;
        match control {
            '\n' => self.line_feed(),
            '\t' => self.column = (self.column / 8 + 1) * 8,
            '\u{8}' if terminal => {
                self.column = self.column.saturating_sub(1);
                self.before = None;
            }
            '\u{E}' => self.shift = usize::from(terminal),
            '\u{F}' => self.shift = 0,
            control => {
                // What announces a sequence that does not end.
                if matches!(control, '\u{1B}' | '\u{90}' | '\u{98}' | '\u{9B}' | '\u{9D}'..='\u{9F}') {
                    self.out.notes.unclosed += 1;
                }
                self.sign(control);
            }
        }
    }

    fn command(&mut self, command: Sequence<'_>) {
        let Some((_, target)) = command.body.strip_prefix("8;").and_then(|rest| rest.split_once(';')) else {
            self.out.notes.skipped += 1;
            return;
        };
        if self.view != View::Terminal {
            return;
        }
        let next = self.links.len() as u32 + 1;
        let link = if let Some(link) = link(target) {
            *self.links.entry(link).or_insert_with_key(|link| {
                self.out.links.push(link.clone());
                next
            })
        } else {
            self.out.notes.links += usize::from(!target.is_empty());
            0
        };
        self.restyle(Style { link, ..self.style });
    }

    /// Writes in this style from now on.
    fn restyle(&mut self, style: Style) {
        if style == self.style {
            return;
        }
        self.style = style;
        let next = self.styles.len() as u32;
        self.number = *self.styles.entry(style).or_insert_with(|| {
            self.out.styles.push(style);
            next
        });
    }

    fn reveal(&mut self, part: Part<'_>) {
        let (text, is_sequence) = match part {
            Part::Text(text) => (text, false),
            Part::Csi(it) | Part::Escape(it) | Part::Osc(it) | Part::Device(it) => (it.whole, true),
            Part::Control(control) => {
                self.reveal_char(control);
                return;
            }
        };
        self.restyle(Style { flags: if is_sequence { flag::ESCAPE } else { 0 }, ..Style::default() });
        text.chars().for_each(|c| self.reveal_char(c));
    }

    fn reveal_char(&mut self, c: char) {
        if shown::kind_raw(c).is_some() {
            self.sign(c);
        } else {
            self.put_wide(c);
        }
        if c == '\n' {
            self.line_feed();
        }
    }
}

/// A target that a link may have: http and https, with whatever is not ASCII in percent signs.
fn link(target: &str) -> Option<String> {
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    if target.len() > 4_096 || target.len() == scheme.len() {
        return None;
    }
    let mut link = String::with_capacity(target.len());
    for byte in target.bytes() {
        match byte {
            b'!'..=b'~' if !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') => {
                link.push(char::from(byte));
            }
            _ => link.extend([format!("%{byte:02X}")]),
        }
    }
    Some(link)
}

/// Lines and corners, as terminals draw them instead of letters (DEC special graphics).
fn drawn(c: char) -> char {
    const DRAWN: &str = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";
    match c {
        '`'..='~' => DRAWN.chars().nth(c as usize - '`' as usize).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Colour;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(render(text, View::Terminal, Language::En).text(), expected, "{text:?}");
    }

    #[track_caller]
    fn check_plain(text: &str, expected: &str) {
        assert_eq!(render(text, View::Plain, Language::En).text(), expected, "{text:?}");
    }

    #[test]
    fn lines_end_as_they_end() {
        check("", "");
        check("\n", "");
        check("a\r\nb\n\nc", "a\nb\n\nc");
        check("a\n\n", "a\n");
        assert_eq!(render("a\n\n", View::Terminal, Language::En).count(), 2);
        check("a\tb\r\tc", "a       c");
    }

    #[test]
    fn the_cursor_moves_within_a_line() {
        check("abc\u{8}\u{8}X", "aXc");
        check("abcdef\r\u{1B}[2CX\u{1B}[1DY", "abYdef");
        check("abcdef\u{1B}[3GX\u{1B}[K", "abX");
        check("abcdef\u{1B}[3G\u{1B}[1KX", "  Xdef");
        check("abcdef\u{1B}[2Kx", "      x");
        check("abcdef\r\u{1B}[2P\u{1B}[1@", " cdef");
        check("abcdef\r\u{1B}[2X", "  cdef");
        check("-\u{1B}[4b|", "-----|");
        check("[\u{1B}[60G] x", &format!("[{}] x", " ".repeat(58)));
        check("\u{1B}(0lqk\u{1B}(B lq", "┌─┐ lq");
    }

    #[test]
    fn the_cursor_moves_between_the_last_lines() {
        check("one: 1\ntwo: 1\n\u{1B}[2A\rone: 2\u{1B}[2B\r\u{1B}[1A\rtwo: 2\n", "one: 2\ntwo: 2");
        check("a\nb\n\u{1B}[2A\u{1B}[Jc\n", "c");
        check("log\n\u{1B}[H\u{1B}[2J1\n2\n\u{1B}[H3\n", "log\n3\n2");
        check("log\n\u{1B}[H\u{1B}[2J1\n\u{1B}[H\u{1B}[2J2\n", "log\n1\n2");
        check("\u{1B}[1;1Hmen\u{1B}[2;3Hu", "men\n  u");
        let many = (0..100).fold(String::new(), |all, at| all + &at.to_string() + "\n");
        let shown = render(&format!("{many}\u{1B}[99Ax"), View::Terminal, Language::En);
        assert!(shown.text().starts_with("0\n1\n") && shown.text().contains("\nx1\n"), "{}", shown.text());
        assert_eq!(shown.notes()[0].id, "overwritten");
    }

    #[test]
    fn wide_characters_and_marks_keep_their_cells() {
        check("中文\rab", "ab文");
        check("中文\ra", "a 文");
        check("中文\u{1B}[2Gx", " x文");
        check("e\u{301}\u{8}x", "x");
        check("\u{301}", "\u{25CC}\u{301}");
        check("👩\u{200D}💻!", "👩\u{200D}💻!");
        let laden = format!("a{}b", "\u{301}".repeat(1_000));
        check(&laden, &format!("a{}<+992>b", "\u{301}".repeat(8)));
        assert_eq!(render(&laden, View::Terminal, Language::En).notes()[0].count, 992);
    }

    #[test]
    fn nothing_is_overwritten_in_the_plain_view() {
        check_plain("10%\r\u{1B}[32m100%\u{1B}[0m\r\n", "10%\n100%");
        check_plain("a\u{8}b\u{1B}[5Cc", "a<U+0008>b     c");
        check_plain("a\u{1B}[2Kb\u{1B}[Ac", "ab\nc");
    }

    #[test]
    fn what_is_not_text_is_not_printed() {
        check("\u{1B}]0;t\u{7}a\u{1B}Pq#1\u{1B}\\b\u{1B}[?25l\u{1B}[>4;1mc\u{1B}=d", "abcd");
        check("a\0\0b\u{202E}c", "a<U+0000 ×2>b<U+202E>c");
        check("\u{1B}]0;no end\nnext", "<U+001B>]0;no end\nnext");
        let raw = render("a\u{1B}[1mb\r\n\u{A0}", View::Raw, Language::En);
        assert_eq!(raw.text(), "a␛[1mb␍␊\n<U+00A0>");
        assert!(raw.lines(0, 1)[0].spans[2].escape);
    }

    #[test]
    fn links_lead_to_the_web_only() {
        let link = |target: &str| {
            let shown =
                render(&format!("\u{1B}]8;id=1;{target}\u{1B}\\x\u{1B}]8;;\u{7}y"), View::Terminal, Language::En);
            let spans = shown.lines(0, 1).remove(0).spans;
            assert_eq!(spans.last().expect("a span").link, None);
            spans[0].link.clone()
        };
        assert_eq!(link("https://example.com/a;b").as_deref(), Some("https://example.com/a;b"));
        assert_eq!(link("HTTP://example.com/\u{202E}").as_deref(), Some("HTTP://example.com/%E2%80%AE"));
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("file:///etc/passwd"), None);
    }

    #[test]
    fn colours_come_in_every_form() {
        let style = |sequence: &str| {
            let shown = render(&format!("\u{1B}[{sequence}mx"), View::Terminal, Language::En);
            shown.styles[shown.styles.len() - 1]
        };
        for form in ["38;2;1;2;3", "38:2:1:2:3", "38:2::1:2:3"] {
            assert_eq!(style(form).text, Colour::True([1, 2, 3]), "{form}");
        }
        assert_eq!(style("48;5;200").ground, Colour::Indexed(200));
        assert_eq!(style("38:5:7;1").text, Colour::Indexed(7));
        assert_eq!(style("97").text, Colour::Indexed(15));
        assert_eq!(style("4:3;58:2::1:1:1;9").underline, 3);
        assert_eq!(style("58;5;1;3").flags, flag::ITALIC);
        assert_eq!(style("38;5;999"), Style::default());
        assert_eq!(style("1;2;22;7;8"), Style { flags: flag::REVERSE | flag::HIDDEN, ..Style::default() });
    }

    #[test]
    fn the_bar_of_apt_stays_aside() {
        let bar = |part: &str| format!("\u{1B}7\u{1B}[24;0f\u{1B}[42mProgress: {part}\u{1B}[49m\u{1B}8");
        let start = "\n\u{1B}7\u{1B}[0;23r\u{1B}8\u{1B}[1A";
        let text = format!("a\n{start}{}b\n{}c\n", bar("[ 10%]"), bar("[ 20%]"));
        check(&text, "a\nb\nc\nProgress: [ 20%]");
        check(&format!("{text}\u{1B}[Jd\n"), "a\nb\nc\nd");
    }
}
