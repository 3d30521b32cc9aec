//! XML -> the same tape as JSON, and whatever was meant to be XML.
//!
//! An element with elements inside becomes an object, any other the text inside it. The elements of a list
//! (`<Tags><Tag/><Tag/></Tags>`) are members with one name; who reads the response knows which names are lists.
//! Text keeps its entities and CDATA marks on the tape and is resolved when it is looked at.
//!
//! What is repaired, since the documents' own samples need it: closing tags in another case, closing tags that are
//! missing or lack their slash, opening tags that were garbled, stray text between elements, a bare `<`.
//! No entity is expanded but the five of XML and character references; a DOCTYPE is skipped.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;

use super::{FIRST, Followers, Kind, Tape, Token};
use crate::diagnostic::Code;
use crate::names::{Name, Type};
use crate::scan;
use crate::source::Span;

pub(super) fn read(tape: Tape<'_>, body: usize) -> (Vec<Token>, Vec<u32>) {
    let mut reader =
        Reader { tape, at: body, frames: Vec::new(), followers: Followers::new(), last: FIRST, trailing: false };
    reader.document();
    (reader.tape.tokens, reader.tape.roots)
}

struct Reader<'a> {
    tape: Tape<'a>,
    at: usize,
    frames: Vec<Frame>,
    followers: Followers,
    /// The element before this place, by the number of its name; `FIRST` at the beginning of a structure.
    last: u8,
    /// Text behind the last root, said once.
    trailing: bool,
}

/// An open element.
struct Frame {
    /// Its token: `Text` until an element is met inside, then `Object`.
    token: u32,
    /// Its opening tag.
    tag: Span,
    /// Its name in the tag.
    name: Span,
    /// Text met in it that is not blank, first to last.
    words: Option<Span>,
    /// Entities, CDATA or comments are in its text.
    marked: bool,
    /// Bytes above ASCII are in its text.
    high: bool,
}

/// Names of elements end here.
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=')
}

fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || byte >= 0x80
}

/// The name without its namespace prefix.
fn local(name: &[u8]) -> &[u8] {
    name.iter().rposition(|b| *b == b':').map_or(name, |colon| &name[colon + 1..])
}

impl<'a> Reader<'a> {
    fn document(&mut self) {
        let text = self.tape.text;
        while self.at < text.len() {
            self.at = scan::blanks(text, self.at);
            if self.leaf() {
                continue;
            }
            let end = scan::words(text, self.at).end;
            if end > self.at {
                self.words(self.at, end);
                self.at = end;
            }
            if end < text.len() {
                self.markup();
            }
        }
        self.unclosed_at_end();
    }

    /// `<Name>text</Name>` with a known name, inside a structure: nearly everything that a response holds, read without a
    /// frame. False, with nothing done, where it is anything else.
    fn leaf(&mut self) -> bool {
        let text = self.tape.text;
        let in_structure =
            self.frames.last().is_some_and(|frame| self.tape.tokens[frame.token as usize].kind() == Kind::Object);
        if !in_structure || text.get(self.at) != Some(&b'<') {
            return false;
        }
        let start = self.at + 1;
        let (name, len) = if let Some(found) = self.followers.guess(text, self.last, start) {
            found
        } else {
            let letters = text[start..].iter().take(32).position(|b| !b.is_ascii_alphanumeric());
            let Some(len) = letters else { return false };
            let name = Name::read(&text[start..start + len]);
            if name == Name::Other || text[start + len] != b'>' {
                return false;
            }
            self.followers.learn(self.last, start, start + len + 1, name);
            (name, len + 1)
        };
        let from = start + len;
        let scan::Words { end, high, marked } = scan::words(text, from);
        let closes = text.get(end..end + 2) == Some(b"</")
            && (scan::same(text, start, end + 2, len) || text.get(end + 2..end + 2 + len) == text.get(start..from));
        if !closes {
            return false;
        }
        if high {
            self.tape.check_utf8(from, end);
        }
        if marked {
            self.check_entities(from, end);
        }
        self.tape.push(Token::new(Kind::Text, name, from, end).escaped(marked));
        self.last = name as u8;
        self.at = end + 2 + len;
        true
    }

    fn slice(&self, span: Span) -> &'a [u8] {
        &self.tape.text[span.range()]
    }

    /// Text between two tags.
    #[inline]
    fn words(&mut self, start: usize, end: usize) {
        let text = &self.tape.text[start..end];
        let Some(first) = text.iter().position(|b| !b.is_ascii_whitespace()) else {
            return;
        };
        let words = Span::new(start + first, start + text.trim_ascii_end().len());
        let Some(frame) = self.frames.last_mut() else {
            if !self.trailing {
                self.trailing = true;
                self.tape.fault(Code::XmlTrailing, words.start as usize, words.end as usize);
            }
            return;
        };
        frame.high |= text.iter().any(|b| *b >= 0x80);
        frame.marked |= text.contains(&b'&');
        frame.words = Some(Span { start: frame.words.map_or(words.start, |w| w.start), end: words.end });
        if self.tape.tokens[frame.token as usize].kind() == Kind::Object {
            // Text between elements belongs nowhere; said at once, since the next element may be far away.
            frame.words = None;
            self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
        }
    }

    /// Whatever begins with `<`.
    fn markup(&mut self) {
        let text = self.tape.text;
        let rest = &text[self.at..];
        match rest.get(1) {
            Some(b'/') => self.closing_tag(),
            Some(b'!') if rest.starts_with(b"<!--") => self.skip_to(b"-->", 4),
            Some(b'!') if rest.starts_with(b"<![CDATA[") => {
                let start = self.at + 9;
                self.skip_to(b"]]>", 9);
                let end = self.at.saturating_sub(3).max(start);
                self.cdata(start, end);
            }
            Some(b'!') => self.doctype(),
            Some(b'?') => self.skip_to(b"?>", 2),
            Some(byte) if begins_name(*byte) => self.opening_tag(),
            _ => self.bare_less(),
        }
    }

    /// Skips a comment or the like; it stays in the span of the text around it, which is marked for that.
    fn skip_to(&mut self, end: &[u8], from: usize) {
        let body = self.at + from;
        let len = self.tape.text.get(body..).and_then(|rest| rest.windows(end.len()).position(|w| w == end));
        if let Some(len) = len {
            self.at = body + len + end.len();
        } else {
            let whole = self.tape.text.len();
            self.tape.fault(Code::XmlUnclosed, self.at, whole);
            self.at = whole;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.marked = true;
        }
    }

    fn cdata(&mut self, start: usize, end: usize) {
        let end = end.min(self.tape.text.len());
        let start = start.min(end);
        let high = !self.tape.text[start..end].is_ascii();
        if let Some(frame) = self.frames.last_mut() {
            frame.high |= high;
            let words = Span::new(start, end);
            frame.words = Some(Span { start: frame.words.map_or(words.start, |w| w.start), end: words.end });
        }
    }

    /// A document type is skipped whole, its internal subset included: nothing is taken from it.
    fn doctype(&mut self) {
        let start = self.at;
        let (mut depth, mut quote) = (0_u32, None);
        let len = self.tape.text[start..].iter().position(|b| {
            match (quote, b) {
                (Some(q), b) if q == *b => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(*b),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') => return depth == 0,
                _ => {}
            }
            false
        });
        self.at = len.map_or(self.tape.text.len(), |len| start + len + 1);
        self.tape.fault(Code::XmlDoctype, start, self.at);
    }

    /// A `<` that begins no tag is text.
    fn bare_less(&mut self) {
        self.tape.fault(Code::XmlBareLess, self.at, self.at + 1);
        self.words(self.at, self.at + 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.marked = true;
        }
        self.at += 1;
    }

    fn opening_tag(&mut self) {
        let text = self.tape.text;
        let start = self.at;
        let name_len = text[start + 1..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - start - 1);
        let name = Span::new(start + 1, start + 1 + name_len);
        let mut end = name.end as usize;
        // Attributes, with their quotes; a `<` says that the tag was never closed.
        let mut quote = None;
        let closed = loop {
            match (text.get(end), quote) {
                (None, _) => break false,
                (Some(b'<'), None) => break false,
                (Some(b'>'), None) => break true,
                (Some(q @ (b'"' | b'\'')), None) => quote = Some(*q),
                (Some(b), Some(q)) if *b == q => quote = None,
                _ => {}
            }
            end += 1;
        };
        let empty = closed && text[end - 1] == b'/';
        if self.lacks_slash(name) {
            self.at = if closed { end + 1 } else { end };
            self.tape.fault(Code::XmlMissingSlash, start, self.at);
            self.pop(start, self.at);
            return;
        }
        if !closed {
            self.tape.fault(Code::XmlMangledTag, start, end);
        } else if !empty && end > name.end as usize {
            let attributes = text[name.end as usize..end].trim_ascii();
            if !attributes.is_empty() && !attributes.starts_with(b"xmlns") {
                self.tape.fault(Code::XmlAttribute, name.end as usize, end);
            }
        }
        self.at = if closed { end + 1 } else { end };
        self.make_room(start);
        let known = Name::read(local(self.slice(name)));
        if self.frames.is_empty() {
            self.tape.roots.push(self.tape.len());
            // The outermost element is a value without a name that has one member: itself.
            self.tape.push(Token::new(Kind::Object, Name::Other, start, start));
        }
        if known == Name::Other {
            let prefix = name_len - local(self.slice(name)).len();
            self.tape.push(Token::new(Kind::Key, known, name.start as usize + prefix, name.end as usize));
        }
        let token = self.tape.len();
        self.tape.push(Token::new(Kind::Text, known, self.at, self.at));
        self.last = FIRST;
        self.frames.push(Frame {
            token,
            tag: Span::new(start, self.at),
            name,
            words: None,
            marked: false,
            high: false,
        });
        if empty {
            self.pop(self.at, self.at);
        }
    }

    /// `<InvokeRecordStatus> Finished<InvokeRecordStatus>`: the tag that opens again what holds text was meant to
    /// close it.
    fn lacks_slash(&self, name: Span) -> bool {
        self.frames.last().is_some_and(|frame| {
            frame.words.is_some()
                && self.tape.tokens[frame.token as usize].kind() == Kind::Text
                && self.slice(frame.name) == self.slice(name)
        })
    }

    /// Makes the innermost element a structure, since an element begins in it. One that is known to hold text and
    /// does hold some lacks its closing tag instead.
    fn make_room(&mut self, start: usize) {
        while let Some(frame) = self.frames.last() {
            let token = self.tape.tokens[frame.token as usize];
            if token.kind() == Kind::Object {
                return;
            }
            let known = token.name();
            let scalar = known != Name::Other && !matches!(known.value_type(), Type::Node | Type::Json);
            let words = frame.words.map(|words| self.slice(words));
            // `<InstanceId>Invention>` is a garbled tag, not text: its closing tag tells what it was.
            let garbled = words.is_some_and(|words| words.ends_with(b">"));
            if scalar && words.is_some() && !garbled {
                let end = frame.words.map_or(start, |words| words.end as usize);
                self.tape.fault(Code::XmlUnclosed, frame.tag.start as usize, frame.tag.end as usize);
                self.pop(end, end);
                continue;
            }
            let (index, tag, words) = (frame.token as usize, frame.tag, frame.words);
            self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
            if let Some(words) = words.filter(|_| !garbled) {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            if !garbled && let Some(frame) = self.frames.last_mut() {
                frame.words = None;
            }
            return;
        }
    }

    fn closing_tag(&mut self) {
        let text = self.tape.text;
        let start = self.at;
        let name_len = text[start + 2..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - start - 2);
        let name = &text[start + 2..start + 2 + name_len];
        let behind = start + 2 + name_len;
        let blanks = text[behind..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let closed = text.get(behind + blanks) == Some(&b'>');
        self.at = if closed { behind + blanks + 1 } else { behind };
        let Some(top) = self.frames.last() else {
            self.tape.fault(Code::XmlStrayClose, start, self.at);
            return;
        };
        let opened = self.slice(top.name);
        if opened == name && closed {
            self.pop(start, self.at);
        } else if opened.eq_ignore_ascii_case(name) {
            let code = if closed { Code::XmlTagCase } else { Code::XmlMangledTag };
            self.mismatch(code, start, opened);
            self.pop(start, self.at);
        } else {
            self.close_other(start, name);
        }
    }

    #[cold]
    fn mismatch(&mut self, code: Code, start: usize, opened: &[u8]) {
        let found = self.tape.excerpt(start, self.at);
        let expected = format!("</{}>", String::from_utf8_lossy(opened));
        self.tape.sink.note(code, Span::new(start, self.at), || vec![("expected", expected), ("found", found)]);
    }

    /// A closing tag that does not fit the innermost element.
    #[cold]
    fn close_other(&mut self, start: usize, name: &[u8]) {
        // How far up to look: real responses nest eight deep, and a hostile one must not cost its depth each time.
        const NEAR: usize = 32;
        let fits = |frame: &Frame| self.slice(frame.name).eq_ignore_ascii_case(name);
        let depth = self.frames.iter().rev().take(NEAR).position(fits);
        let known = Name::read(local(name));
        let Some(top) = self.frames.last() else {
            return;
        };
        let opened = self.slice(top.name);
        let token = self.tape.tokens[top.token as usize];
        let renames = token.kind() == Kind::Object
            && known.value_type() == Type::Node
            && token.name() != Name::Other
            && token.name().value_type() != Type::Node;
        if renames {
            // A list or structure whose opening tag was garbled: the closing tag tells what it was.
            let (index, tag, words) = (top.token as usize, top.tag, top.words);
            let end = words.map_or(tag.end, |words| words.end);
            let found = self.tape.excerpt(tag.start as usize, end as usize);
            let expected = format!("<{}>", known.as_str());
            self.tape.sink.note(Code::XmlMangledTag, Span { start: tag.start, end }, || {
                vec![("expected", expected), ("found", found)]
            });
            self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
            if let Some(top) = self.frames.last_mut() {
                top.words = None;
            }
            self.pop(start, self.at);
            return;
        }
        match depth {
            Some(depth) => {
                // The elements inside lack their closing tags; the cause is the innermost one.
                let tag = top.tag;
                self.tape.fault(Code::XmlUnclosed, tag.start as usize, tag.end as usize);
                for _ in 0..depth {
                    self.pop(start, start);
                }
                self.pop(start, self.at);
            }
            None if token.kind() == Kind::Text && top.words.is_some() => {
                // Text and a closing tag with another name: a misspelt one.
                self.mismatch(Code::XmlMangledTag, start, opened);
                self.pop(start, self.at);
            }
            None => self.tape.fault(Code::XmlStrayClose, start, self.at),
        }
    }

    /// Ends the innermost element; its closing tag stands from `start` to `end`.
    #[inline]
    fn pop(&mut self, start: usize, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let token = self.tape.tokens[frame.token as usize];
        if token.kind() == Kind::Object {
            if let Some(words) = frame.words {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            self.tape.close(frame.token, start, end);
        } else {
            let from = token.span().start as usize;
            let to = start.max(from);
            if frame.high {
                self.tape.check_utf8(from, to);
            }
            if frame.marked {
                self.check_entities(from, to);
            }
            self.tape.tokens[frame.token as usize] =
                Token::new(Kind::Text, token.name(), from, to).escaped(frame.marked);
        }
        if self.frames.is_empty()
            && let Some(root) = self.tape.roots.last().copied()
        {
            self.tape.close(root, end, end);
        }
    }

    #[cold]
    fn unclosed_at_end(&mut self) {
        let end = self.tape.text.len();
        if let Some(frame) = self.frames.last() {
            let name = String::from_utf8_lossy(self.slice(frame.name)).into_owned();
            self.tape.sink.note(Code::XmlUnclosed, Span::new(end, end), || vec![("found", name)]);
        }
        while !self.frames.is_empty() {
            self.pop(end, end);
        }
    }

    /// Says where an `&` begins nothing that XML knows; it is kept as written.
    #[cold]
    fn check_entities(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        let mut at = 0;
        while let Some(piece) = piece(raw, at) {
            if let Piece::Odd(from, to) = piece {
                self.tape.fault(Code::XmlEntity, start + from, start + to);
            }
            at = piece.end();
        }
    }
}

/// A piece of the inside of a text element.
enum Piece {
    /// Text as it stands.
    Plain(usize, usize),
    /// An entity or a character reference, and where it ends.
    Char(char, usize),
    /// An `&` that begins neither.
    Odd(usize, usize),
    /// A comment or a processing instruction.
    Nothing(usize),
    /// CDATA: from, to, and where its mark ends.
    Data(usize, usize, usize),
}

impl Piece {
    fn end(&self) -> usize {
        match self {
            Piece::Plain(_, end) | Piece::Char(_, end) | Piece::Odd(_, end) | Piece::Nothing(end) => *end,
            Piece::Data(_, _, end) => *end,
        }
    }
}

fn piece(raw: &[u8], at: usize) -> Option<Piece> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let until = |end: &[u8], from: usize| {
        rest.get(from..).and_then(|body| body.windows(end.len()).position(|w| w == end)).map(|len| from + len)
    };
    Some(match rest[0] {
        b'&' => entity(&rest[1..]).map_or(Piece::Odd(at, at + 1), |(char, len)| Piece::Char(char, at + 1 + len)),
        b'<' if rest.starts_with(b"<![CDATA[") => {
            let len = until(b"]]>", 9).unwrap_or(rest.len());
            Piece::Data(at + 9, at + len, (at + len + 3).min(raw.len()))
        }
        b'<' if rest.starts_with(b"<!--") => Piece::Nothing(until(b"-->", 4).map_or(raw.len(), |len| at + len + 3)),
        b'<' if rest.starts_with(b"<?") => Piece::Nothing(until(b"?>", 2).map_or(raw.len(), |len| at + len + 2)),
        _ => {
            let len = rest[1..].iter().position(|b| matches!(b, b'&' | b'<')).map_or(rest.len(), |len| len + 1);
            Piece::Plain(at, at + len)
        }
    })
}

/// What `name;` stands for, and its length with the semicolon.
fn entity(rest: &[u8]) -> Option<(char, usize)> {
    let len = rest.iter().take(12).position(|b| *b == b';')?;
    let name = std::str::from_utf8(&rest[..len]).ok()?;
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
        None => resolve_predefined_entity(name)?.chars().next()?,
    };
    Some((char, len + 1))
}

/// The bytes that the inside of a text element stands for.
pub(super) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(piece) = piece(raw, at) {
        at = piece.end();
        let bytes: Cow<'_, [u8]> = match piece {
            Piece::Plain(from, to) | Piece::Odd(from, to) | Piece::Data(from, to, _) => Cow::Borrowed(&raw[from..to]),
            Piece::Char(char, _) => Cow::Owned(char.encode_utf8(&mut [0; 4]).as_bytes().to_vec()),
            Piece::Nothing(_) => continue,
        };
        out.extend_from_slice(&bytes);
    }
    out
}
