//! Bytes -> the text of one document: decoded, out of its wrappers, and where the document begins in it.
//!
//! Where something was unwrapped, the text that is read is another than the input; a source map leads each place back to
//! the input, and only such places are shown. An ordinary document has no source map.
//!
//! The text stays bytes: what is no UTF-8 is shown as U+FFFD, as `TextDecoder` does it, and nothing is copied for
//! that. Offsets are `u32` bytes of the text without its byte order mark; lines and UTF-16 columns are worked out
//! only when a place is shown.

mod classes;
mod dump;
mod encoded;
mod legacy;
mod lines;
mod listing;
mod literals;
mod markdown;
mod members;
mod pairs;
mod prefix;
mod rewrite;
mod sniff;
mod strings;
mod table;
mod totals;
mod unwrap;
mod utf16;
mod words;
mod wraps;

use std::borrow::Cow;

pub(crate) use encoded::base64;
pub use lines::{Lines, Position};
pub(crate) use rewrite::{Rewrite, Unwrapping};
pub use sniff::Syntax;
pub(crate) use sniff::{is_document, is_markup, is_member, is_own_report, is_tree};
pub(crate) use totals::{Beside, left_out_beside};
pub(crate) use unwrap::unquote;
pub(crate) use words::{is_comment_note, is_note, is_wanted};

use crate::charset::Decode;
use crate::diagnostic::{Code, Sink, excerpt};
pub use crate::span::Span;
use rewrite::SourceMap;

/// The largest input that is read, in bytes.
pub const MAX_BYTES: usize = 512 << 20;

/// Whether an input of so many bytes is read.
const fn fits(bytes: usize) -> bool {
    bytes <= MAX_BYTES
}

/// The text of one document.
#[derive(Clone, Debug)]
pub struct Source {
    /// What is read: the input without its byte order mark, from UTF-16 made UTF-8, and out of its wrappers. Not always
    /// valid UTF-8.
    pub text: Vec<u8>,
    /// How many bytes the input had.
    pub bytes: usize,
    /// How it is written.
    pub syntax: Syntax,
    /// Where the document itself begins: what stands before is a prompt or a log line.
    pub body: usize,
    wrapper: sniff::Wrapper,
    map: Option<Box<SourceMap>>,
}

impl Source {
    /// Finds the document in the input. What is too large is dropped and reported.
    pub fn read(mut text: Vec<u8>, sink: &mut Sink) -> Self {
        let bytes = text.len();
        if !fits(bytes) {
            sink.emit(Code::TooLarge, Span::default(), || vec![("mb", (bytes >> 20).to_string())]);
            text = Vec::new();
        } else if text.starts_with(&[0xEF, 0xBB, 0xBF]) {
            text.drain(..3);
        } else if let Some((order, skip)) = utf16::detect(&text) {
            text = order.decode(&text[skip..]).unwrap_or_else(|| {
                sink.emit(Code::TooComplex, Span::default(), Vec::new);
                Vec::new()
            });
            sink.emit(Code::Utf16, Span::default(), || vec![("order", order.name().to_owned())]);
        }
        let wrapper = sniff::Wrapper::Plain;
        let mut source = Self { text, bytes, syntax: Syntax::Text, body: 0, wrapper, map: None };
        source.sniff();
        // What is wrapped deeper than this is no accident.
        for _ in 0..8 {
            let found = unwrap::at_head(&source.text, source.syntax, source.body, source.wrapper);
            if !found.is_some_and(|found| source.unwrap(found, sink)) {
                break;
            }
        }
        source
    }

    fn sniff(&mut self) {
        let sniff::Begin { syntax, at, wrapper } = sniff::begin(&self.text);
        // Bytes that are no text may look like anything.
        let binary = self.text[..at].contains(&0);
        self.syntax = if binary { Syntax::Text } else { syntax };
        (self.body, self.wrapper) = (at, wrapper);
    }

    /// Unwraps what only shows in the whole text; asked for where reading it met faults. False: there is nothing.
    pub fn unwrap_throughout(&mut self, sink: &mut Sink) -> bool {
        // Lines that were put together are not looked at once more: some would be the widest again.
        let again = sink.count(Code::Wrapped) > 0;
        let found = unwrap::throughout(&self.text, self.syntax, self.body, !again);
        found.is_some_and(|found| self.unwrap(found, sink))
    }

    /// Puts a text in an older character set into UTF-8, by the host's tables. False: it is in none that is known.
    pub(crate) fn decode(&mut self, host: Decode, sink: &mut Sink) -> bool {
        let Some((charset, first, rewrite)) = legacy::decode(&self.text, self.body, host) else {
            return false;
        };
        let place = self.input_span(first);
        if rewrite.full {
            sink.emit(Code::TooComplex, place, Vec::new);
            return false;
        }
        let changed = SourceMap::apply(&mut self.map, &mut self.text, rewrite);
        if changed {
            sink.emit(Code::Charset, place, || vec![("charset", charset.label().to_ascii_uppercase())]);
            self.sniff();
        }
        changed
    }

    /// Puts the unwrapped text in the place of the text and finds the document again. False: it would change nothing.
    pub(crate) fn unwrap(&mut self, (code, span, rewrite): Unwrapping, sink: &mut Sink) -> bool {
        let (place, mut found) = (self.input_span(span), self.excerpt(span));
        if let Some(control) = found.chars().next().filter(|char| char.is_control()) {
            found = format!("U+{:04X}", u32::from(control));
        }
        if rewrite.full {
            // The wrapper stays, and so what is read in it is another thing.
            sink.emit(Code::TooComplex, place, Vec::new);
            return false;
        }
        let changed = SourceMap::apply(&mut self.map, &mut self.text, rewrite);
        if changed {
            sink.emit(code, place, || vec![("found", found)]);
            self.sniff();
        }
        changed
    }

    /// Reports what stands before the document.
    pub fn report_prefix(&self, sink: &mut Sink) {
        let first = self.text.len() - self.text.trim_ascii_start().len();
        if self.syntax != Syntax::Text && self.body > first {
            let span = Span::new(first, self.text[..self.body].trim_ascii_end().len().max(first));
            let comment = [b"//", b"/*"].iter().any(|mark| self.text[first..].starts_with(*mark));
            let code = if comment { Code::JsonComment } else { Code::Prefix };
            sink.emit(code, span, || vec![("found", self.excerpt(span))]);
        }
    }

    /// The input as text, for showing it.
    pub fn input(&self) -> &[u8] {
        self.map.as_ref().map_or(&self.text, |map| &map.input)
    }

    /// Where a span of the text that is read stands in the input.
    pub fn input_span(&self, span: Span) -> Span {
        self.map.as_ref().map_or(span, |map| map.original(span))
    }

    /// Whether the text that is read is another than the input.
    pub fn is_rewritten(&self) -> bool {
        self.map.is_some()
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
}
