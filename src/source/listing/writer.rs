//! Lines -> JSON: what is nested by indentation or by paths becomes objects and lists.

mod texts;

use super::comment;
use super::entry::{Entry, Style, blanks, last, line, read};
use super::value::{self, Value};
use super::whole::{bracket_balance, lacks_rows, width};
use crate::lexical;
use crate::names::{Name, STATUS_SET, Type, UNBROKEN_SET, WHOLE_SET};
use crate::source::rewrite::Rewrite;
use crate::source::strings::{Backslash, escape};
use crate::source::words::{is_comment_note, says_left_out};
use crate::span::Span;
use crate::status;

/// Structures nest no deeper than this; what goes on deeper stays in the innermost.
const DEEPEST: usize = 60;

/// An object or a list that is open: the column where its members or elements stand.
#[derive(Clone, Copy)]
struct Frame {
    indent: u32,
    list: bool,
    empty: bool,
}

#[allow(clippy::struct_excessive_bools, reason = "each is told by another line")]
pub(super) struct Writer<'a> {
    pub(super) text: &'a [u8],
    style: Style,
    rewrite: Rewrite,
    frames: Vec<Frame>,
    /// A name or an element whose value has not come yet.
    pending: bool,
    /// What it is where nothing stands below.
    nothing: &'static [u8],
    /// A text that may go on with the next line, and the empty lines since.
    open: Option<usize>,
    /// Names of the outermost object: the first that comes again begins another one.
    seen: Vec<Span>,
    /// The parts of the path of the line before.
    path: Vec<Span>,
    /// Brackets of `print_r` and `var_dump` that are open.
    brackets: i64,
    /// Whether something was written.
    begun: bool,
    /// Lines were left out since.
    left_out: bool,
    /// Names stand at the right of their columns: nothing is nested.
    flat: bool,
    /// An empty line between such names, which is of the text above it or begins another row.
    held: Option<usize>,
    /// It is clearly YAML, where `#` begins a comment in texts, too.
    yaml: bool,
    /// What names the value of the line.
    name: Name,
    /// Where the value of the line stands that is open.
    column: usize,
    /// It is the beginning of a status, with which the text ends.
    cut: bool,
    /// How wide lines are that a shell broke; 0: none.
    width: usize,
    /// A line that begins a row stands last.
    separated: bool,
    /// How many rows have ended, and the name that each of them ended with.
    records: usize,
    last: Option<Span>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a [u8], style: Style) -> Self {
        Self {
            text,
            style,
            rewrite: Rewrite::new(text.len()),
            frames: Vec::new(),
            pending: false,
            nothing: b"null",
            open: None,
            seen: Vec::new(),
            path: Vec::new(),
            brackets: 0,
            begun: false,
            left_out: false,
            flat: false,
            held: None,
            yaml: false,
            name: Name::Other,
            column: 0,
            cut: false,
            width: if style == Style::Colon { width(text) } else { 0 },
            separated: false,
            records: 0,
            last: None,
        }
    }

    /// Reads no indentation.
    pub(super) fn flatten(&mut self) {
        self.flat = true;
    }

    /// Takes comments out of texts.
    pub(super) fn of_yaml(&mut self) {
        self.yaml = true;
    }

    /// Whether the value of the line may have line ends.
    fn is_output(&self) -> bool {
        self.name.value_type() == Type::Output
    }

    /// What stands before the first line stays.
    pub(super) fn before(&mut self, at: usize) {
        let before = &self.text[..at];
        if self.style == Style::Colon || self.style == Style::Equals {
            self.rewrite.copy(self.text, 0, at);
            if !before.is_empty() && !before.ends_with(b"\n") {
                self.put(b"\n", at);
            }
        } else {
            self.brackets = bracket_balance(before);
        }
    }

    /// Writes something for nothing, at a place.
    fn put(&mut self, bytes: &[u8], at: usize) {
        self.rewrite.replace(bytes, at, at);
    }

    /// Whether a line stands under the value that is open, and so is one of its lines.
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let is_open = self.open.is_some() && self.style == Style::Colon && self.is_output();
        is_open && entry.dashes == 0 && entry.indent as usize >= self.column
    }

    /// A line with a name or an element; where the next line to be read begins, if its value took more than one.
    pub(super) fn entry(&mut self, mut entry: Entry) -> usize {
        entry.indent = if self.flat { 0 } else { entry.indent };
        let text = self.text;
        let name = &text[entry.name.range()];
        if self.seen.iter().any(|one| &text[one.range()] == name) {
            self.held = None;
        }
        self.release();
        self.close_text(entry.name.start as usize);
        if self.style == Style::Equals && !self.flat || is_path(name) {
            return self.by_path(entry);
        }
        for dash in 0..entry.dashes {
            self.element(entry.indent + 2 * dash, entry.name.start as usize);
        }
        if entry.name.end > entry.name.start {
            let indent = entry.indent + 2 * entry.dashes;
            let indent =
                if entry.dashes > 0 && self.style == Style::Colon { self.column(entry.name.start) } else { indent };
            self.member(indent, entry.name);
        }
        self.value(entry.value)
    }

    /// The column of a place in its line.
    fn column(&self, at: u32) -> u32 {
        let start = self.text[..at as usize].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        at - start as u32
    }

    /// `a.b[0].c = value`: what the path has in common with the one before stays open.
    fn by_path(&mut self, entry: Entry) -> usize {
        let parts = value::parts(self.text, entry.name);
        // Terraform counts its lists so.
        if parts.last().is_some_and(|part| matches!(&self.text[part.range()], b"#" | b"%")) {
            return 0;
        }
        if self.is_stray(&parts) {
            self.left_out = true;
            return 0;
        }
        let common = self.shared(&parts, &self.path).min(parts.len().saturating_sub(1));
        // `json = {}` stands above all.
        let headless = self.path.is_empty() && parts.len() > 1 && self.text[entry.name.range()].starts_with(b"json");
        for (depth, part) in parts.iter().enumerate().skip(common).take(DEEPEST) {
            let index = self.text[part.range()].iter().all(u8::is_ascii_digit);
            let before = self.path.get(depth).filter(|_| depth == common).copied();
            self.left_out |= headless || index && !self.follows(*part, before);
            if index { self.element(depth as u32, part.start as usize) } else { self.member(depth as u32, *part) }
        }
        self.path = parts;
        self.value(entry.value)
    }

    /// How many parts two paths have in common.
    fn shared(&self, one: &[Span], two: &[Span]) -> usize {
        let same = |(one, two): &(&Span, &Span)| self.text[one.range()] == self.text[two.range()];
        one.iter().zip(two).take_while(same).count()
    }

    /// Whether a path leaves the one before it, to which the next line comes back: something in it is damaged.
    fn is_stray(&self, parts: &[Span]) -> bool {
        let Some(end) = parts.last().map(|part| part.end as usize).filter(|_| !self.path.is_empty()) else {
            return false;
        };
        let (_, end) = line(self.text, end);
        let (start, end) = line(self.text, (end + 1).min(self.text.len()));
        let next = read(self.text, start, end, self.style);
        next.is_some_and(|next| {
            let next = value::parts(self.text, next.name);
            let back = self.shared(&next, &self.path);
            back > self.shared(&next, parts) && back > self.shared(parts, &self.path)
        })
    }

    /// Whether an index `[2]` is the next one of its list.
    fn follows(&self, part: Span, before: Option<Span>) -> bool {
        let number = |span: Span| lexical::leading_number(&self.text[span.range()]);
        let is_bracket = self.text[..part.start as usize].ends_with(b"[");
        !is_bracket || number(part) == before.map_or(0, |before| number(before).saturating_add(1))
    }

    fn element(&mut self, indent: u32, at: usize) {
        self.level(indent, true, at);
        self.pending = true;
    }

    fn member(&mut self, indent: u32, name: Span) {
        let at = name.start as usize;
        self.separated = false;
        if self.frames.len() <= 1 && self.frames.first().is_none_or(|frame| !frame.list && frame.indent >= indent) {
            self.record(name);
        }
        self.level(indent, false, at);
        self.put(b"\"", at);
        let own = last(&self.text[name.range()]);
        self.name = Name::read(own);
        self.rewrite.replace(own, at, name.end as usize);
        self.put(b"\":", name.end as usize);
        self.pending = true;
    }

    /// Begins another record where a name of the outermost object comes again.
    fn record(&mut self, name: Span) {
        let text = self.text;
        let again = self.seen.iter().any(|one| text[one.range()] == text[name.range()]);
        if again && self.path.is_empty() {
            // All rows end with the same name, unless they have different ones.
            let last = self.seen.last().copied();
            self.last = if self.records == 0 {
                last
            } else {
                self.last.filter(|own| last.is_some_and(|last| text[last.range()] == text[own.range()]))
            };
            self.records += 1;
            while self.frames.pop().is_some_and(|frame| self.close(frame, name.start as usize)) {}
            self.seen.clear();
        }
        if self.seen.len() < 64 {
            self.seen.push(name);
        }
    }

    /// Closes what is deeper than a column, opens what a pending name or element has there, and sets a comma.
    fn level(&mut self, indent: u32, list: bool, at: usize) {
        while let Some(top) = self.frames.last().copied() {
            // What is deeper than a dash is of its element, however far in the first name of that stands.
            let around = self.frames.len().checked_sub(2).map(|around| self.frames[around]);
            let dashed = !list && !top.list && around.is_some_and(|around| around.list && around.indent < indent);
            let ends =
                top.indent > indent && !dashed || top.indent == indent && top.list != list && !(list && self.pending);
            if !ends {
                break;
            }
            self.frames.pop();
            self.close(top, at);
        }
        let top = self.frames.last().copied();
        let inside = top.is_none_or(|top| self.pending && (top.indent < indent || top.list != list));
        if inside && self.frames.len() < DEEPEST {
            if top.is_none() && self.begun {
                self.put(b",", at);
            }
            if top.is_none() && !self.begun {
                self.put(b"[", at);
                self.begun = true;
            }
            self.put(if list { b"[" } else { b"{" }, at);
            self.frames.push(Frame { indent, list, empty: true });
            self.pending = false;
        }
        if std::mem::take(&mut self.pending) {
            self.put(self.nothing, at);
        }
        if let Some(top) = self.frames.last_mut() {
            let comma = !std::mem::replace(&mut top.empty, false);
            if comma {
                self.put(b",", at);
            }
        }
        if std::mem::take(&mut self.left_out) {
            self.put(b"\n...\n", at);
        }
    }

    /// Always true.
    fn close(&mut self, frame: Frame, at: usize) -> bool {
        if std::mem::take(&mut self.pending) {
            self.put(self.nothing, at);
        }
        self.put(if frame.list { b"]" } else { b"}" }, at);
        true
    }

    /// The value of what is pending; where the next line to be read begins, if it took more than one.
    fn value(&mut self, span: Span) -> usize {
        let text = self.text;
        let marked =
            if self.style == Style::Colon && !self.is_output() { value::anchor(&text[span.range()]) } else { 0 };
        let span = self.without_comment(Span::new(span.start as usize + marked, span.end as usize));
        let at = span.start as usize;
        let value = value::read(text, span, self.style);
        self.nothing = if let Value::Empty(empty) = value { empty } else { b"null" };
        match value {
            Value::Empty(_) => 0,
            Value::Below { opened } => {
                self.brackets += i64::from(opened);
                if self.style == Style::Colon && !self.flat && !self.yaml { self.below(at) } else { 0 }
            }
            Value::Block(fold) => self.block(span, fold),
            Value::Quoted(end) => {
                let end = value::quoted(text, at, end, self.style, &mut self.rewrite);
                self.pending = false;
                let rest = Span::new((end + 1).min(text.len()), line(text, end.min(text.len())).1);
                self.left_out |= text[rest.range()].contains(&b'#') && is_comment_note(&text[rest.range()]);
                rest.end as usize + 1
            }
            Value::Bare(word) => {
                self.rewrite.replace(word, at, span.end as usize);
                self.pending = false;
                0
            }
            Value::Same(inner) => {
                if inner.end as usize == text.len() && lacks_rows(text) {
                    // It ends a text that was cut, perhaps within its digits.
                    self.rewrite.replace(b"...", at, text.len());
                } else {
                    self.rewrite.copy(text, inner.start as usize, inner.end as usize);
                }
                self.pending = false;
                0
            }
            Value::Text(inner) => {
                self.put(b"\"", inner.start as usize);
                // A file of properties has no blanks around its signs, and escapes.
                let is_property = self.style == Style::Equals && at > 0 && text[at - 1] == b'=';
                let backslash = if is_property { Backslash::Escape } else { Backslash::Sign };
                escape(text, inner, backslash, &mut self.rewrite);
                self.pending = false;
                self.open = Some(0);
                self.column = self.column(inner.start) as usize;
                self.cut = self.name.is_in(STATUS_SET)
                    && text[inner.end as usize..].iter().all(u8::is_ascii_whitespace)
                    && status::is_beginning(&text[inner.range()]);
                0
            }
        }
    }

    /// A value without the comment behind it, which may say that something was left out below.
    fn without_comment(&mut self, span: Span) -> Span {
        let own = &self.text[span.range()];
        let Some(len) = comment::begins(own, self.name, self.style, self.yaml) else { return span };
        self.left_out |= is_comment_note(&own[len..]);
        Span::new(span.start as usize, span.start as usize + own[..len].trim_ascii_end().len())
    }

    /// `|` and `>` of YAML: the lines that are deeper than the one that begins it.
    fn block(&mut self, span: Span, fold: bool) -> usize {
        let text = self.text;
        let start = text[..span.start as usize].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let least = blanks(&text[start..]);
        let mut next = line(text, span.end as usize).1 + 1;
        let (mut first, mut indent) = (true, 0);
        self.put(b"\"", span.start as usize);
        while next < text.len() {
            let (from, end) = line(text, next);
            let lead = blanks(&text[from..end]);
            let is_blank = text[from..end].trim_ascii().is_empty();
            if !is_blank && lead <= least {
                break;
            }
            if first {
                indent = lead;
            } else {
                self.put(if fold { b" " } else { b"\\n" }, from);
            }
            first = false;
            let from = from + lead.min(indent);
            escape(text, Span::new(from, end.max(from)), Backslash::Sign, &mut self.rewrite);
            next = end + 1;
        }
        self.put(if fold { b"\"" } else { b"\\n\"" }, span.end as usize);
        self.pending = false;
        next
    }

    /// A line without a name: a bracket, or what goes on with the text before it. False: the lines end here.
    pub(super) fn other(&mut self, start: usize, end: usize) -> bool {
        let own = self.text[start..end].trim_ascii();
        let at = start + blanks(&self.text[start..end]);
        if self.begun && says_left_out(own) {
            self.close_text(start);
            self.left_out = true;
            return true;
        }
        if self.flat {
            return self.flat_line(start, end, own);
        }
        match own {
            [] => {
                if let Some(blank) = &mut self.open {
                    *blank += 1;
                }
                return true;
            }
            b"(" | b")" | b"}" | b"]" | b"---" | b"..." | b"Array" | b"{"
                if self.style != Style::Colon || own.len() == 3 =>
            {
                self.bracket(own, at);
                return true;
            }
            [b'`' | b'~', ..] if own.starts_with(b"```") || own.starts_with(b"~~~") => return false,
            [b'#', ..] if self.is_comment(start, at) => {
                self.close_text(start);
                return true;
            }
            _ => {}
        }
        if self.style == Style::Typed && self.pending {
            self.value(Span::new(at, at + own.len()));
            return true;
        }
        let Some(blank) = self.open else { return !self.begun || self.pending };
        // Right below an output stands more of it, where that was written by hand.
        let is_below = at == start && blank == 0 && self.is_output() && !self.yaml;
        if self.style == Style::Colon && (is_below || self.is_line_of_its_own(start, at)) {
            (0..=blank).for_each(|_| self.put(b"\\n", start));
            let from = start + self.column.min(at - start);
            escape(self.text, Span::new(from, from.max(end)), Backslash::Sign, &mut self.rewrite);
            self.open = Some(0);
            return true;
        }
        // What stands where a name would is one that was cut.
        let indent = self.frames.last().map_or(0, |frame| frame.indent as usize);
        if self.style == Style::Colon && at > start && at - start <= indent {
            self.close_text(start);
            self.left_out = true;
            return true;
        }
        // After an empty line, only a text of `print_r` goes on, which is not indented.
        if blank > 0 && self.style != Style::Arrow || at == start && self.style == Style::Colon {
            return false;
        }
        self.go_on(start, at, at + own.len(), blank);
        true
    }

    /// Whether a line that begins with `#` is a comment, and no line of the text that is open.
    fn is_comment(&self, start: usize, at: usize) -> bool {
        let is_text = self.open.is_some() && !self.name.is_in(WHOLE_SET | UNBROKEN_SET);
        matches!(self.style, Style::Colon | Style::Equals)
            && self.begun
            && (!is_text || self.yaml && !self.is_line_of_its_own(start, at))
    }

    /// Whether a line stands under its value, which may have line ends, and the line before it was not broken by its width.
    fn is_line_of_its_own(&self, start: usize, at: usize) -> bool {
        let before = self.text[..start].trim_ascii_end();
        let line = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        self.is_output()
            && at >= start + self.column
            && before[line..].contains(&b' ')
            && before.len() - line != self.width
    }

    fn bracket(&mut self, own: &[u8], at: usize) {
        match own {
            b"(" | b"{" => self.brackets += 1,
            b")" | b"}" => {
                self.brackets -= 1;
                if std::mem::take(&mut self.pending) {
                    self.put(b"[]", at);
                }
            }
            _ => {}
        }
        self.close_text(at);
    }

    /// A line of the text that is open. A shell breaks a value where the line ends, within a word; others at a blank.
    fn go_on(&mut self, start: usize, at: usize, end: usize, blank: usize) {
        if self.style == Style::Arrow {
            (0..=blank).for_each(|_| self.put(b"\\n", start));
            escape(self.text, Span::new(start, end), Backslash::Sign, &mut self.rewrite);
        } else {
            let word = |bytes: &[u8]| !bytes.contains(&b' ');
            let before = self.text[..start].trim_ascii_end();
            let before = &before[before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)..];
            let inside = before.windows(2).rposition(|two| two == b": ").map_or(before, |at| &before[at + 2..]);
            if !word(inside.trim_ascii()) || !word(&self.text[at..end]) {
                self.put(b" ", at);
            }
            escape(self.text, Span::new(at, end), Backslash::Sign, &mut self.rewrite);
        }
        self.open = Some(0);
    }

    fn close_text(&mut self, at: usize) {
        if self.open.take().is_some() {
            self.put(b"\"", at);
        }
    }

    /// Closes all, unless a bracket is missing, and keeps what stands behind.
    pub(super) fn finish(mut self, end: usize) -> Rewrite {
        let is_open = self.open.is_some() && end >= self.text.len();
        if is_open && (self.cut || !self.text.ends_with(b"\n") && self.ends_early()) {
            // The value is cut, and stays open.
            return self.rewrite;
        }
        self.close_text(end);
        // Signs close a structure whose beginning is not here.
        let inside = self.style == Style::Equals && self.brackets < 0;
        let early = std::mem::take(&mut self.left_out) || self.separated || inside || self.ends_early();
        if early {
            self.put(b",...", end);
        }
        if self.brackets <= 0 {
            while let Some(frame) = self.frames.pop() {
                self.close(frame, end);
            }
            if self.begun {
                // Rows may have followed, too.
                self.put(if early { b",...]" } else { b"]" }, end);
            }
        }
        if end < self.text.len() {
            self.put(b"\n", end);
            self.rewrite.copy(self.text, end, self.text.len());
        }
        self.rewrite
    }
}

impl Writer<'_> {
    /// Whether the last row lacks the name that all before it end with.
    fn ends_early(&self) -> bool {
        let own = |name: Span| &self.text[name.range()];
        self.last.is_some_and(|last| self.seen.last().is_some_and(|seen| own(*seen) != own(last)))
    }
}

fn is_path(name: &[u8]) -> bool {
    name.iter().any(|b| matches!(b, b'.' | b'['))
}
