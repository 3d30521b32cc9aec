//! Bytes -> text with places: byte order marks, UTF-16, what surrounds the document, and where it begins in that.
//!
//! Where something was taken off or resolved, the text that is read is another than the one that was given; layers
//! lead each place back to the given text, and only such places are shown. An ordinary document has no layers.
//!
//! The text stays bytes: what is no UTF-8 is shown as U+FFFD, as `TextDecoder` does it, and nothing is copied for
//! that. Offsets are `u32` bytes of the text without its byte order mark; lines and UTF-16 columns are worked out
//! only when a place is shown.

mod dumps;
mod layers;
mod sniff;
mod surroundings;

use std::borrow::Cow;

pub use layers::Layer;
pub(crate) use sniff::{is_document, is_markup, is_member};
pub(crate) use surroundings::unquote;

use crate::diagnostic::{Code, Sink};
use crate::room;
use crate::scan;
pub use crate::span::Span;

/// How a document is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    /// JSON, or what was meant to be.
    Json,
    /// XML, or what was meant to be.
    Xml,
    /// Neither.
    Text,
}

/// The largest input that is read, in bytes.
pub const MAX_BYTES: usize = 512 << 20;

/// Whether an input of so many bytes is read.
const fn fits(bytes: usize) -> bool {
    bytes <= MAX_BYTES
}

/// The text of one document.
#[derive(Debug)]
pub struct Source {
    /// What is read: as given, without a byte order mark and from UTF-16 made UTF-8, and without what surrounds the
    /// document. Not always valid UTF-8.
    pub text: Vec<u8>,
    /// How many bytes were given.
    pub bytes: usize,
    /// How it is written.
    pub syntax: Syntax,
    /// Where the document itself begins: what stands before is a prompt or a log line.
    pub body: usize,
    wrap: sniff::Wrap,
    given: Option<Box<layers::Given>>,
}

impl Source {
    /// Takes what was given and finds the document in it. What is too large is dropped, and said so.
    pub fn read(mut bytes: Vec<u8>, sink: &mut Sink) -> Self {
        let given = bytes.len();
        let wrap = sniff::Wrap::Plain;
        if !fits(given) {
            sink.emit(Code::TooLarge, Span::default(), || vec![("mb", (given >> 20).to_string())]);
            return Self { text: Vec::new(), bytes: given, syntax: Syntax::Text, body: 0, wrap, given: None };
        }
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(..3);
        } else if let Some((order, skip)) = utf16(&bytes) {
            bytes = order.decode(&bytes[skip..]).unwrap_or_else(|| {
                sink.emit(Code::TooComplex, Span::default(), Vec::new);
                Vec::new()
            });
            sink.emit(Code::Utf16, Span::default(), || vec![("order", order.name().to_owned())]);
        }
        let mut source = Self { text: bytes, bytes: given, syntax: Syntax::Text, body: 0, wrap, given: None };
        source.sniff();
        // What is wrapped deeper than this is no accident.
        for _ in 0..8 {
            let Some(found) = surroundings::at_head(&source, source.wrap) else { break };
            if !source.take_off(found, sink) {
                break;
            }
        }
        source
    }

    fn sniff(&mut self) {
        let sniff::Begin { syntax, at, wrap } = sniff::begin(&self.text);
        // Bytes that are no text may look like anything.
        let binary = self.text[..at].contains(&0);
        self.syntax = if binary { Syntax::Text } else { syntax };
        (self.body, self.wrap) = (at, wrap);
    }

    /// Takes off what only shows in the whole text; asked for where reading it met faults. False: there is nothing.
    pub fn clean(&mut self, sink: &mut Sink) -> bool {
        surroundings::throughout(self).is_some_and(|found| self.take_off(found, sink))
    }

    /// Puts a layer over the text and finds the document again. False: it would change nothing.
    #[inline(never)]
    pub fn take_off(&mut self, (code, span, layer): (Code, Span, Layer), sink: &mut Sink) -> bool {
        let (shown, mut found) = (self.shown(span), self.excerpt(span));
        if let Some(control) = found.chars().next().filter(|char| char.is_control()) {
            found = format!("U+{:04X}", u32::from(control));
        }
        if layer.full {
            // What is around the document stays, and so what is read in it is another thing.
            sink.emit(Code::TooComplex, shown, Vec::new);
            return false;
        }
        let changed = layers::Given::take_off(&mut self.given, &mut self.text, layer);
        if changed {
            sink.emit(code, shown, || vec![("found", found)]);
            self.sniff();
        }
        changed
    }

    /// Says what stands before the document.
    pub fn note_prefix(&self, sink: &mut Sink) {
        let first = self.text.len() - self.text.trim_ascii_start().len();
        if self.syntax != Syntax::Text && self.body > first {
            let span = Span::new(first, self.text[..self.body].trim_ascii_end().len().max(first));
            let comment = [b"//", b"/*"].iter().any(|mark| self.text[first..].starts_with(*mark));
            let code = if comment { Code::JsonComment } else { Code::Prefix };
            sink.emit(code, span, || vec![("found", self.excerpt(span))]);
        }
    }

    /// The text as it was given, for showing it.
    pub fn given(&self) -> &[u8] {
        self.given.as_ref().map_or(&self.text, |given| &given.text)
    }

    /// Where a span of the text that is read stands in the text that was given.
    pub fn shown(&self, span: Span) -> Span {
        self.given.as_ref().map_or(span, |given| given.span(span))
    }

    /// Whether the text that is read is another than the one that was given.
    pub fn is_rewritten(&self) -> bool {
        self.given.is_some()
    }

    /// The text of a span, what is no UTF-8 replaced.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        String::from_utf8_lossy(self.text.get(span.range()).unwrap_or_default())
    }

    /// The text of a span, cut to what fits in a message.
    pub fn excerpt(&self, span: Span) -> String {
        excerpt(&self.slice(Span { start: span.start, end: span.end.min(span.start.saturating_add(400)) }))
    }
}

/// A text cut to what fits in a message, its blanks folded.
pub fn excerpt(text: &str) -> String {
    const MOST: usize = 60;
    let mut out = String::new();
    for (count, word) in text.split_whitespace().enumerate() {
        if count > 0 {
            out.push(' ');
        }
        out.push_str(word);
        if out.len() > MOST {
            let cut = (0..=MOST).rev().find(|at| out.is_char_boundary(*at)).unwrap_or(0);
            out.truncate(cut);
            out.push('…');
            break;
        }
    }
    out
}

/// The two ways to write UTF-16.
#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn name(self) -> &'static str {
        match self {
            Self::Little => "UTF-16LE",
            Self::Big => "UTF-16BE",
        }
    }

    /// As UTF-8; `None` where memory has no room for it.
    #[inline(never)]
    fn decode(self, bytes: &[u8]) -> Option<Vec<u8>> {
        let units = bytes.chunks(2).map(|pair| match (pair, self) {
            ([low, high], Self::Little) | ([high, low], Self::Big) => u16::from_le_bytes([*low, *high]),
            _ => 0xFFFD,
        });
        let mut text = Vec::new();
        // No unit takes more than three bytes.
        if !room::reserve(&mut text, bytes.len().div_ceil(2) * 3) {
            return None;
        }
        for unit in char::decode_utf16(units) {
            let char = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Some(text)
    }
}

/// UTF-16 by its mark, or by the zero bytes that the ASCII in it must have, and how long the mark is.
fn utf16(bytes: &[u8]) -> Option<(Order, usize)> {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |from: usize| head.chunks_exact(2).filter(|pair| pair[from] == 0 && pair[1 - from] != 0).count();
    let most = |from: usize| head.len() >= 4 && zeros(from) * 4 >= head.len() / 2 * 3 && zeros(1 - from) == 0;
    match bytes {
        [0xFF, 0xFE, ..] => Some((Order::Little, 2)),
        [0xFE, 0xFF, ..] => Some((Order::Big, 2)),
        _ if most(1) => Some((Order::Little, 0)),
        _ if most(0) => Some((Order::Big, 0)),
        _ => None,
    }
}

/// A place as a reader counts it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
    /// From 0, in UTF-16 units from the beginning of the text.
    pub offset: u32,
}

#[derive(Clone, Copy)]
struct Mark {
    byte: usize,
    units: u32,
    line: u32,
    line_units: u32,
}

/// Turns byte offsets into lines and UTF-16 columns, counting as far as a place that is shown and no farther.
///
/// A line ends with `\n`, `\r\n` or a lone `\r`. A piece that is no UTF-8 counts as the one U+FFFD it is shown as.
#[derive(Debug)]
pub struct Lines {
    /// Every 16 KiB, as far as was counted.
    marks: Vec<Mark>,
}

impl std::fmt::Debug for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.byte, self.line)
    }
}

/// Distance of the marks, in bytes.
const STEP: usize = 1 << 14;

impl Default for Lines {
    fn default() -> Self {
        Self { marks: vec![Mark { byte: 0, units: 0, line: 1, line_units: 0 }] }
    }
}

impl Lines {
    /// The place of a byte; one inside a character counts as the character's beginning.
    pub fn position(&mut self, text: &[u8], byte: u32) -> Position {
        let byte = (byte as usize).min(text.len());
        while let Some(last) = self.marks.last()
            && last.byte + STEP < byte
        {
            self.marks.push(advance(text, *last, last.byte + STEP));
        }
        let after = self.marks.partition_point(|mark| mark.byte <= byte);
        let mark = advance(text, self.marks[after.saturating_sub(1)], byte);
        Position { line: mark.line, column: mark.units - mark.line_units + 1, offset: mark.units }
    }
}

/// Counts on from a mark to the character that holds `byte`.
fn advance(text: &[u8], mut mark: Mark, byte: usize) -> Mark {
    while mark.byte < byte {
        if mark.byte + scan::LANES <= byte
            && let Some(lines) = scan::lines(text, mark.byte)
        {
            mark.byte += scan::LANES;
            mark.units += scan::LANES as u32;
            mark.line += lines.ended;
            if lines.ended > 0 {
                mark.line_units = mark.units - lines.behind;
            }
            continue;
        }
        let (len, units) = step(&text[mark.byte..]);
        if mark.byte + len > byte {
            break;
        }
        let ended = match text[mark.byte] {
            b'\n' => true,
            b'\r' => text.get(mark.byte + 1) != Some(&b'\n'),
            _ => false,
        };
        mark.byte += len;
        mark.units += units;
        if ended {
            mark.line += 1;
            mark.line_units = mark.units;
        }
    }
    mark
}

/// Bytes and UTF-16 units of the first character, or of the first piece that is none.
fn step(text: &[u8]) -> (usize, u32) {
    if text[0] < 0x80 {
        return (1, 1);
    }
    let head = &text[..text.len().min(4)];
    match head.utf8_chunks().next() {
        Some(chunk) => match chunk.valid().chars().next() {
            Some(char) => (char.len_utf8(), char.len_utf16() as u32),
            None => (chunk.invalid().len().max(1), 1),
        },
        None => (1, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Source {
        Source::read(bytes.to_vec(), &mut Sink::new(0))
    }

    #[test]
    fn syntax_is_told_by_content() {
        for (text, syntax, body) in [
            ("{}", Syntax::Json, 0),
            ("  [1]", Syntax::Json, 2),
            ("<?xml version='1.0'?><A/>", Syntax::Xml, 0),
            ("\n<Error>", Syntax::Xml, 1),
            ("", Syntax::Text, 0),
            ("hello", Syntax::Text, 0),
            ("$ aliyun ecs DescribeInvocations\n{\"TotalCount\": 1}", Syntax::Json, 33),
            ("[2024-01-01 10:00:00] INFO {\"a\": 1}", Syntax::Json, 27),
            ("// OpenAPI\n{\"Output\": 1}", Syntax::Json, 11),
            ("1 < 2", Syntax::Text, 0),
        ] {
            let source = read(text.as_bytes());
            assert_eq!((source.syntax, source.body), (syntax, body), "{text}");
        }
    }

    #[test]
    fn the_limit_is_the_last_size_that_is_read() {
        assert!(fits(MAX_BYTES) && !fits(MAX_BYTES + 1));
        assert_eq!(MAX_BYTES, 512 * 1024 * 1024);
    }

    #[test]
    fn utf16_becomes_utf8() {
        let little: Vec<u8> = "\u{feff}{\"a\":\"状\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "{\"a\":\"状\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!(read(&bytes).text, "{\"a\":\"状\"}".as_bytes());
        }
        assert_eq!(read(b"\xEF\xBB\xBF{}").text, b"{}");
    }

    #[test]
    fn places_count_utf16_units_and_every_kind_of_line_end() {
        let mut text = "a\r\nb状😀c\rd\n".as_bytes().to_vec();
        text.extend(b"\xFF\xE7\x8Ax\n");
        let mut lines = Lines::default();
        let shown = String::from_utf8_lossy(&text).into_owned();
        let mut units = 0;
        for (byte, expect) in [(0, (1, 1)), (3, (2, 1)), (4, (2, 2)), (7, (2, 3)), (11, (2, 5)), (13, (3, 1))] {
            let at = lines.position(&text, byte);
            assert_eq!((at.line, at.column), expect, "byte {byte}");
            assert!(at.offset >= units);
            units = at.offset;
        }
        let end = lines.position(&text, text.len() as u32);
        assert_eq!(end.offset as usize, shown.encode_utf16().count());
    }

    #[test]
    fn marks_far_apart_agree_with_counting_from_the_start() {
        let text: Vec<u8> = "线 one\n二😀\r\n".repeat(4_000).into_bytes();
        let mut lines = Lines::default();
        for byte in (0..text.len()).step_by(997).chain([17, 40_000]) {
            let mark = advance(&text, Lines::default().marks[0], byte);
            let place = lines.position(&text, byte as u32);
            assert_eq!((place.line, place.offset), (mark.line, mark.units));
        }
        assert!(lines.marks.len() > 3);
    }
}
