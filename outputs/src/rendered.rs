//! Lines of cells into what is drawn of them: spans of one style, by range, in pieces that any page can hold.
//!
//! One text, the ends of the spans in it and the beginnings of the lines are all that is kept, so that ten megabytes in one
//! line and ten million empty lines are both nothing special.

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use crate::colour::{self, Colour, Paint, Painted};
use crate::shown;
use crate::words::{Language, Lookup, Value};

/// Cells in a piece of a line.
pub const PIECE: u32 = 2_000;

/// Spans in a piece of a line.
pub const SPANS: usize = 256;

/// Combining marks that one character carries at most.
pub const MARKS: usize = 8;

/// How characters look.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Style {
    /// The colour of the text.
    pub text: Colour,
    /// The colour behind it.
    pub ground: Colour,
    /// What else is set: `BOLD` and the others.
    pub flags: u16,
    /// 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed.
    pub underline: u8,
    /// The number of a link from 1, 0 for none.
    pub link: u32,
}

/// Flags of a style.
pub mod flag {
    #![allow(missing_docs, reason = "they say it themselves")]
    pub const BOLD: u16 = 1;
    pub const DIM: u16 = 2;
    pub const ITALIC: u16 = 4;
    pub const BLINK: u16 = 8;
    pub const REVERSE: u16 = 16;
    pub const HIDDEN: u16 = 32;
    pub const STRIKE: u16 = 64;
    pub const OVERLINE: u16 = 128;
    /// A part of a control sequence that is itself shown.
    pub const ESCAPE: u16 = 256;
}

/// What happened to a text on its way, each with how often.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Notes {
    /// Characters that the program itself replaced or erased.
    pub overwritten: usize,
    /// Control strings without a picture.
    pub skipped: usize,
    /// Sequences that begin and do not end.
    pub unclosed: usize,
    /// Characters that would reorder text.
    pub bidi: usize,
    /// Other characters that cannot be seen.
    pub invisible: usize,
    /// Combining marks that are counted and not drawn.
    pub marks: usize,
    /// Movements that are not followed.
    pub limited: usize,
    /// Links that lead neither to http nor to https.
    pub links: usize,
}

impl Notes {
    fn all(&self) -> [(&'static str, usize); 8] {
        [
            ("overwritten", self.overwritten),
            ("skipped", self.skipped),
            ("unclosed", self.unclosed),
            ("bidi", self.bidi),
            ("invisible", self.invisible),
            ("marks", self.marks),
            ("limited", self.limited),
            ("links", self.links),
        ]
    }
}

/// Something to say about a text as a whole.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Which it is.
    pub id: &'static str,
    /// How often.
    pub count: usize,
    /// It in words.
    pub text: String,
}

/// A span: characters in a row that look the same, or a sign for what cannot be seen.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_excessive_bools, reason = "each is drawn by itself")]
pub struct Span {
    /// What is drawn.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// The colour of the text: 0 to 15, or a pair for light and dark.
    pub colour: Option<Shade>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// The colour behind it, for light and dark.
    pub ground: Option<[String; 2]>,
    #[serde(skip_serializing_if = "is_false")]
    /// Bold.
    pub bold: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// Dim; the colour already is.
    pub dim: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// Italic.
    pub italic: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// How it is underlined.
    pub underline: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    /// Struck through.
    pub strike: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// With a line above.
    pub overline: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// Meant to blink.
    pub blink: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// Meant not to be seen.
    pub hidden: bool,
    #[serde(skip_serializing_if = "is_false")]
    /// A part of a control sequence.
    pub escape: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// Where a link leads.
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// That this is a sign, and for what.
    pub mark: Option<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// What it is in a language that is highlighted.
    pub token: Option<&'static str>,
}

/// A text without control sequences as spans of one token: signs for what cannot be seen, and no more marks than are drawn.
pub(crate) fn spans(text: &str, token: Option<&'static str>, language: Language) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut before = None;
    let (mut marks, mut more) = (0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let sign = shown::kind(c, before, chars.peek().copied());
        marks = if sign.is_none() && c.width() == Some(0) { marks + 1 } else { 0 };
        more += u32::from(marks > MARKS);
        let ends_marks = more > 0 && (marks == 0 || chars.peek().is_none());
        if (sign.is_some() || ends_marks) && !plain.is_empty() {
            spans.push(Span { text: std::mem::take(&mut plain), token, ..Span::default() });
        }
        if ends_marks {
            spans.push(more_marks(more, language));
            more = 0;
        }
        if let Some(kind) = sign {
            let mark = Mark { code: Some(shown::code(c)), name: kind.name(language), count: 1 };
            spans.push(Span { text: kind.sign(c), mark: Some(mark), token, ..Span::default() });
        } else if marks <= MARKS {
            plain.push(c);
        }
        before = Some(c);
    }
    if !plain.is_empty() {
        spans.push(Span { text: plain, token, ..Span::default() });
    }
    spans
}

fn more_marks(count: u32, language: Language) -> Span {
    let number = count.to_string();
    let name = language.text("kind.marks", &[("value", Value::Text(&number))]);
    Span { text: format!("+{number}"), mark: Some(Mark { code: None, name, count }), ..Span::default() }
}

/// What a sign stands for.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// `U+202E`; nothing for a number of combining marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name in full.
    pub name: String,
    /// How many of it stand here.
    pub count: u32,
}

/// The colour of text.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[serde(untagged)]
pub enum Shade {
    /// One of the theme's sixteen.
    Palette(u8),
    /// For light and for dark.
    Pair([String; 2]),
}

/// A line, or a piece of a long one.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The number of the line, from 1.
    pub number: u32,
    /// Whether it continues the piece before.
    #[serde(skip_serializing_if = "is_false")]
    pub continued: bool,
    /// What is in it.
    pub spans: Vec<Span>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The end of a span in the text, and what it is: a style's number, a sign, or a number of marks.
struct PackedSpan {
    end: u32,
    what: u32,
    count: u32,
}

const SIGN: u32 = 1 << 31;
const MORE: u32 = u32::MAX;

struct Piece {
    start: u32,
    /// The line's number from 0, and `CONTINUED`.
    line: u32,
}

const CONTINUED: u32 = 1 << 31;

/// A text that is ready to be drawn.
pub struct Rendered {
    text: String,
    packed: Vec<PackedSpan>,
    pieces: Vec<Piece>,
    lines: u32,
    /// What the last piece has of cells, and where its spans begin.
    cells: u32,
    first_span: usize,
    pub(crate) styles: Vec<Style>,
    pub(crate) links: Vec<String>,
    pub(crate) notes: Notes,
    pictures: bool,
    language: Language,
}

impl Rendered {
    pub(crate) fn new(pictures: bool, language: Language) -> Self {
        Self {
            text: String::new(),
            packed: Vec::new(),
            pieces: Vec::new(),
            lines: 0,
            cells: 0,
            first_span: 0,
            styles: vec![Style::default()],
            links: Vec::new(),
            notes: Notes::default(),
            pictures,
            language,
        }
    }

    pub(crate) fn begin_line(&mut self) {
        self.begin_piece(self.lines);
        self.lines += 1;
    }

    /// Makes room for a cell.
    pub(crate) fn begin_cell(&mut self) {
        if self.cells == PIECE || self.packed.len() - self.first_span >= SPANS {
            self.begin_piece((self.lines - 1) | CONTINUED);
        }
        self.cells += 1;
    }

    fn begin_piece(&mut self, line: u32) {
        self.cells = 0;
        self.first_span = self.packed.len();
        self.pieces.push(Piece { start: self.text.len() as u32, line });
    }

    /// Another character of this cell.
    pub(crate) fn push(&mut self, c: char, style: u32) {
        self.text.push(c);
        self.pack(style, 1);
    }

    /// A sign for what cannot be seen, in a cell of its own.
    pub(crate) fn push_sign(&mut self, c: char) {
        let what = SIGN | u32::from(c);
        if !self.is_begun()
            && let Some(span) = self.packed.last_mut()
            && span.what == what
        {
            span.count += 1;
            return;
        }
        self.text.push(c);
        self.pack(what, 1);
    }

    /// How many marks are not drawn.
    pub(crate) fn push_more(&mut self, count: u32) {
        self.text.push('+');
        self.pack(MORE, count);
    }

    fn pack(&mut self, what: u32, count: u32) {
        let end = self.text.len() as u32;
        match self.packed.last_mut() {
            Some(span) if span.what == what && what < SIGN && !begins(&self.pieces, span.end) => span.end = end,
            _ => self.packed.push(PackedSpan { end, what, count }),
        }
    }

    fn is_begun(&self) -> bool {
        begins(&self.pieces, self.text.len() as u32)
    }

    /// How many lines there are, long ones counted by their pieces.
    pub fn count(&self) -> usize {
        self.pieces.len()
    }

    /// How many lines there are.
    pub fn line_count(&self) -> u32 {
        self.lines
    }

    /// Pieces from one to before another; what is beyond the last is left out.
    pub fn lines(&self, from: usize, to: usize) -> Vec<Line> {
        (from..to.min(self.count())).map(|at| self.line(at)).collect()
    }

    fn line(&self, at: usize) -> Line {
        let piece = &self.pieces[at];
        let spans = self.packed_of(at).map(|(text, span)| self.span(text, span)).collect();
        Line { number: (piece.line & !CONTINUED) + 1, continued: piece.line & CONTINUED != 0, spans }
    }

    /// The spans of a piece with their texts.
    fn packed_of(&self, at: usize) -> impl Iterator<Item = (&str, &PackedSpan)> {
        let start = self.pieces[at].start;
        let end = self.pieces.get(at + 1).map_or(self.text.len() as u32, |next| next.start);
        let first = self.packed.partition_point(|span| span.end <= start);
        let mut from = start as usize;
        self.packed[first..].iter().take_while(move |_| start < end).map_while(move |span| {
            let text = (from < end as usize).then(|| &self.text[from..span.end as usize]);
            from = span.end as usize;
            text.map(|text| (text, span))
        })
    }

    fn span(&self, text: &str, span: &PackedSpan) -> Span {
        let c = text.chars().next().unwrap_or(' ');
        if span.what == MORE {
            return more_marks(span.count, self.language);
        }
        if span.what & SIGN != 0 {
            let kind = shown::kind_raw(c).unwrap_or(shown::Kind::Ignorable);
            let picture = if self.pictures { shown::picture(c) } else { None };
            let text = picture.map_or_else(|| kind.sign(c), String::from);
            let mark = Mark { code: Some(shown::code(c)), name: kind.name(self.language), count: span.count };
            return Span { text, mark: Some(mark), ..Span::default() };
        }
        let style = self.styles[span.what as usize];
        let is = |flag: u16| style.flags & flag != 0;
        let Painted { text: paint, ground } = colour::paint(style.text, style.ground, is(flag::REVERSE), is(flag::DIM));
        Span {
            text: text.to_owned(),
            colour: paint.map(|paint| match paint {
                Paint::Palette(index) => Shade::Palette(index),
                Paint::Pair(pair) => Shade::Pair(pair.map(colour::hex)),
            }),
            ground: ground.map(|pair| pair.map(colour::hex)),
            bold: is(flag::BOLD),
            dim: is(flag::DIM),
            italic: is(flag::ITALIC),
            underline: ["single", "double", "curly", "dotted", "dashed"]
                .get(usize::from(style.underline).wrapping_sub(1))
                .copied(),
            strike: is(flag::STRIKE),
            overline: is(flag::OVERLINE),
            blink: is(flag::BLINK),
            hidden: is(flag::HIDDEN),
            escape: is(flag::ESCAPE),
            link: (style.link as usize).checked_sub(1).and_then(|at| self.links.get(at)).cloned(),
            mark: None,
            token: None,
        }
    }

    /// All lines as one text, each with its end but the last; signs by their numbers, `<U+202E>`, pictures as they are.
    pub fn text(&self) -> String {
        let mut all = String::with_capacity(self.text.len() + self.lines as usize);
        for at in 0..self.count() {
            if at > 0 && self.pieces[at].line & CONTINUED == 0 {
                all.push('\n');
            }
            for (text, span) in self.packed_of(at) {
                if span.what < SIGN {
                    all.push_str(text);
                    continue;
                }
                let c = text.chars().next().unwrap_or(' ');
                let picture = if self.pictures && span.what != MORE { shown::picture(c) } else { None };
                match (picture, span.what, span.count) {
                    (Some(picture), _, count) => all.extend((0..count).map(|_| picture)),
                    (None, MORE, count) => all.extend(["<+", &count.to_string(), ">"]),
                    (None, _, 1) => all.extend(["<", &shown::code(c), ">"]),
                    (None, _, count) => all.extend(["<", &shown::code(c), " ×", &count.to_string(), ">"]),
                }
            }
        }
        all
    }

    /// What is to be said about all of it.
    pub fn notes(&self) -> Vec<Note> {
        let present = self.notes.all().into_iter().filter(|(_, count)| *count > 0);
        present
            .map(|(id, count)| Note {
                id,
                count,
                text: self.language.text(&format!("note.{id}"), &[("count", Value::Text(&count.to_string()))]),
            })
            .collect()
    }
}

fn begins(pieces: &[Piece], at: u32) -> bool {
    pieces.last().is_some_and(|piece| piece.start == at)
}
