//! What XML has besides elements and text: comments, CDATA, document types, entities; and what it does not allow.

use super::reader::{Frame, Reader, begins_name};
use super::text::{Segment, segment};
use crate::diagnostic::Code;
use crate::lexical::{is_unusual_blank, is_xml_control};
use crate::names::{Name, Type};
use crate::source::is_comment_note;
use crate::span::Span;

impl Reader<'_> {
    /// `< Output>` with a name of the API's is a tag.
    pub(super) fn spaced_tag(&mut self) {
        let rest = &self.tape.text[self.at + 1..];
        let gap = rest.iter().take(64).take_while(|b| b.is_ascii_whitespace()).count();
        let name = rest[gap..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
        let closed = rest[gap + name..].trim_ascii_start().starts_with(b">");
        if closed && Name::read(&rest[gap..gap + name]) != Name::Other {
            self.tape.fault(Code::XmlUnfinished, self.at, self.at + 1 + gap + name);
            self.opening_tag(gap);
        } else {
            self.bare_lt();
        }
    }

    /// Blanks that XML does not know, between elements. False: something else is there.
    pub(super) fn unusual_blank(&mut self, words: Span) -> bool {
        let text = self.slice(words);
        if text[0].is_ascii() || text.len() > 64 {
            return false;
        }
        let blank = |char: char| char.is_whitespace() || is_unusual_blank(char);
        let Some(char) = std::str::from_utf8(text).ok().filter(|text| text.chars().all(blank)) else {
            return false;
        };
        let found = format!("U+{:04X}", char.chars().next().map_or(0, u32::from));
        self.tape.sink.emit(Code::Blank, words, || vec![("found", found)]);
        true
    }

    /// Skips a comment or the like; it stays in the span of the text around it, which has markup for that. One that has no
    /// end is taken to end with its element, so that what stands after is read.
    pub(super) fn skip_to(&mut self, end: &[u8], from: usize) {
        let (start, body) = (self.at, self.at + from);
        if let Some(len) = self.find_end(end, body) {
            if end == b"-->" && self.tape.text[body..body + len].windows(2).any(|w| w == b"--") {
                self.not_allowed(body, body + len, "--");
            }
            self.at = body + len + end.len();
            if end == b"-->" && is_comment_note(&self.tape.text[body..body + len]) {
                self.tape.fault(Code::JsonElided, start, self.at);
                self.leave_out();
            }
        } else {
            self.tape.fault(Code::XmlUnclosed, start, body);
            let rest = &self.tape.text[body.min(self.tape.text.len())..];
            let len = rest.iter().position(|b| *b == b'<').unwrap_or(rest.len());
            let field = |frame: &Frame| self.tape.tokens[frame.token as usize].name().value_type() != Type::Node;
            if self.frames.last().is_some_and(field) {
                self.add_text(start, body + len);
            }
            self.at = self.tape.text.len().min(body + len);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.has_markup = true;
        }
    }

    /// How far after `from` an end stands, if it comes at all.
    fn find_end(&mut self, end: &[u8], from: usize) -> Option<usize> {
        let bit = match end[0] {
            b'-' => 1,
            b']' => 2,
            _ => 4,
        };
        if self.kept.endless & bit != 0 {
            return None;
        }
        let found = self.tape.text.get(from..).and_then(|rest| rest.windows(end.len()).position(|w| w == end));
        self.kept.endless |= if found.is_none() { bit } else { 0 };
        found
    }

    /// CDATA; without its end it goes on to the closing tag of its element.
    pub(super) fn data(&mut self) {
        let start = self.at + b"<![CDATA[".len();
        if let Some(len) = self.find_end(b"]]>", start) {
            self.cdata(start, start + len);
            self.at = start + len + 3;
        } else {
            self.tape.fault(Code::XmlUnclosed, self.at, start);
            let text = self.tape.text;
            let name = self.frames.last().map(|frame| self.slice(frame.name));
            let closes = |at: &usize| name.is_some_and(|name| text[at + 2..].starts_with(name));
            let closing = |from: usize| (from..text.len()).find(|at| text[*at..].starts_with(b"</")).filter(closes);
            // Only the first closing tag is looked at, so that many such marks cost linear time.
            let end = closing(start).unwrap_or(text.len());
            self.cdata(start, end);
            self.at = end;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.has_markup = true;
        }
    }

    /// Reports what XML does not allow, where nothing is lost.
    #[cold]
    pub(super) fn not_allowed(&mut self, start: usize, end: usize, what: &str) {
        let found = what.to_owned();
        self.tape.sink.emit(Code::XmlNotAllowed, Span::new(start, end), || vec![("found", found)]);
    }

    fn cdata(&mut self, start: usize, end: usize) {
        let end = end.min(self.tape.text.len());
        let start = start.min(end);
        let non_ascii = !self.tape.text[start..end].is_ascii();
        if self.frames.is_empty() && !std::mem::replace(&mut self.kept.trailing, true) {
            self.tape.fault(Code::TextAfter, start, end);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.extend(Span::new(start, end), non_ascii);
        }
        self.check_controls(start, end);
    }

    /// A document type is skipped whole, its internal subset included: nothing is taken from it.
    pub(super) fn doctype(&mut self) {
        let start = self.at;
        let text = self.tape.text;
        let (mut depth, mut quote, mut at) = (0_u32, None, start);
        let len = loop {
            if self.kept.endless & 1 << 3 != 0 {
                break None;
            }
            let Some(byte) = text.get(at) else { break None };
            match (quote, byte) {
                (Some(q), b) if q == *b => quote = None,
                (Some(_), _) => {}
                // Apostrophes in comments and instructions quote nothing.
                (None, b'<') if text[at..].starts_with(b"<!--") => at = after(text, at + 4, b"-->"),
                (None, b'<') if text[at..].starts_with(b"<?") => at = after(text, at + 2, b"?>"),
                (None, b'"' | b'\'') => quote = Some(*byte),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => break Some(at - start),
                _ => {}
            }
            at += 1;
        };
        self.kept.doctype = true;
        self.kept.endless |= if len.is_none() { 1 << 3 } else { 0 };
        // One that never ends is taken to end where an element begins.
        let element = |at: &usize| text[*at] == b'<' && text.get(at + 1).is_some_and(|b| begins_name(*b));
        self.at = match len {
            Some(len) => start + len + 1,
            None => (start + 1..text.len()).find(element).unwrap_or(text.len()),
        };
        self.tape.fault(Code::XmlDoctype, start, self.at);
        if let Some(frame) = self.frames.last_mut() {
            frame.non_ascii |= !text[start..self.at].is_ascii();
            frame.has_markup = true;
        }
    }

    /// A `<` that begins no tag is text.
    pub(super) fn bare_lt(&mut self) {
        // Said once for each element.
        if self.frames.last().is_none_or(|frame| !frame.bare_lt) {
            self.tape.fault(Code::XmlBareLess, self.at, self.at + 1);
        }
        self.add_text(self.at, self.at + 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.has_markup = true;
            frame.bare_lt = true;
        }
        self.at += 1;
    }

    /// Says where a text holds what XML has no way to hold: control characters, and the end of a CDATA that never began.
    #[cold]
    pub(super) fn check_characters(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        let ends = |at: &usize| raw[*at..].starts_with(b"]]>");
        if let Some(at) = (0..raw.len()).filter(|at| raw[*at] == b']').find(ends) {
            self.not_allowed(start + at, start + at + 3, "]]>");
        }
        self.check_controls(start, end);
    }

    /// Says where the first control character is that XML does not allow.
    fn check_controls(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        if let Some(at) = raw.iter().position(|b| is_xml_control(*b)) {
            self.not_allowed(start + at, start + at + 1, &format!("U+{:04X}", raw[at]));
        }
    }

    /// Says where an `&` begins nothing that XML knows, once for each element; it is kept as written.
    #[cold]
    pub(super) fn check_entities(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        let (mut at, mut reported) = (0, false);
        while let Some(segment) = segment(raw, at) {
            if let Segment::BareAmpersand(from, to) = segment
                && !reported
            {
                let name = raw[to..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
                let whole = raw.get(to + name) == Some(&b';');
                let to = if whole { to + name + 1 } else { to };
                let code = if whole && self.kept.doctype { Code::XmlDeclared } else { Code::XmlEntity };
                self.tape.fault(code, start + from, start + to);
                reported = true;
            }
            at = segment.end();
        }
    }
}

/// Behind the next `end`; the text's end if there is none. One byte less, for a loop that goes on by one.
fn after(text: &[u8], from: usize, end: &[u8]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.windows(end.len()).position(|w| w == end).map_or(text.len(), |len| from + len + end.len() - 1)
}
