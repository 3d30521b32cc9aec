//! XML -> the same tape as JSON, and whatever was meant to be XML.
//!
//! An element with elements inside becomes an object, any other the text inside it. The elements of a list
//! (`<Tags><Tag/><Tag/></Tags>`) are members with one name; who reads the response knows which names are lists.
//! Text keeps its entities and CDATA marks on the tape and is resolved when it is looked at.
//!
//! What is repaired, since the documents' own samples need it: closing tags in another case, closing tags that are
//! missing or lack their slash, opening tags that were garbled, stray text between elements, a bare `<`.
//! No entity is expanded but the five of XML and character references; a DOCTYPE is skipped.

mod tags;
mod text;

pub(crate) use text::name;
use text::{Piece, piece};
pub(super) use text::{resolve, unescape};

use super::json::is_odd_blank;
use super::{FIRST, Followers, Kind, Tape, Token};
use crate::diagnostic::Code;
use crate::names::{Name, Type};
use crate::scan;
use crate::source::{Span, is_document};

/// Reads from `body` on; gives the tape back, and where a document of JSON begins behind.
#[inline(never)]
pub(super) fn read(tape: Tape<'_>, body: usize) -> (Tape<'_>, Option<usize>) {
    let tape_end = tape.text.len();
    let first = tape.roots.len();
    let mut reader = Reader {
        tape,
        first,
        at: body,
        frames: Vec::new(),
        followers: Followers::new(),
        last: FIRST,
        trailing: false,
        open_root: false,
        doctype: false,
        endless: 0,
        nested: (0, false),
        looked: 0,
        cut: tape_end,
    };
    let next = reader.document();
    (reader.tape, next)
}

struct Reader<'a> {
    tape: Tape<'a>,
    at: usize,
    frames: Vec<Frame>,
    followers: Followers,
    /// The element before this place, by the number of its name; `FIRST` at the beginning of a structure.
    last: u8,
    /// How many roots there were before.
    first: usize,
    /// Text behind the last root, said once.
    trailing: bool,
    /// The last root is a piece of a response: further members of it may follow.
    open_root: bool,
    /// A document type was met, which may declare entities.
    doctype: bool,
    /// Which ends of comments and the like are known not to come, so that none is looked for twice.
    endless: u8,
    /// Up to where it is known whether rows in rows are meant, and whether.
    nested: (usize, bool),
    /// How many bytes were looked through ahead, in vain.
    looked: usize,
    /// Where a tag begins that the end of the text cut; else the end.
    cut: usize,
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
    /// A `<` that begins no tag is in its text.
    less: bool,
    /// The token behind the last element of a list in it.
    behind: u32,
}

/// Names of elements end here.
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=')
}

fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || byte >= 0x80
}

/// The name without its namespace prefix, and where it begins.
fn local_at(name: &[u8]) -> (usize, &[u8]) {
    match name.iter().rposition(|b| *b == b':') {
        Some(colon) if colon + 1 < name.len() => (colon + 1, &name[colon + 1..]),
        Some(colon) if colon > 0 => (0, &name[..colon]),
        _ => (0, name),
    }
}

fn local(name: &[u8]) -> &[u8] {
    local_at(name).1
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Option<usize> {
        let text = self.tape.text;
        while self.at < text.len() {
            if self.tape.full {
                self.stop();
                return None;
            }
            self.at = scan::blanks(text, self.at);
            if self.leaf() {
                continue;
            }
            let scan::Words { end, odd, .. } = scan::words(text, self.at);
            if self.frames.is_empty()
                && let Some(json) = self.json(end)
            {
                self.unclosed_at(json);
                return Some(json);
            }
            if end > self.at {
                if odd {
                    self.check_characters(self.at, end);
                }
                self.words(self.at, end);
                self.at = end;
            }
            if end < text.len() {
                self.markup();
            }
        }
        self.unclosed_at(text.len());
        None
    }

    /// There is no room for more: what is open is closed here.
    #[cold]
    fn stop(&mut self) {
        let frames = &self.frames;
        // The name of an element stands before it where it is in no list.
        let kept = self.tape.stop(self.at, frames.len(), |at| frames[at].token);
        self.frames.truncate(kept);
        while !self.frames.is_empty() {
            self.pop(self.at, self.at);
        }
        self.close_root(self.at);
    }

    /// Where in the text behind the last element a document of JSON begins; what stands before it is said.
    fn json(&mut self, end: usize) -> Option<usize> {
        let (text, from) = (self.tape.text, self.at);
        let opens = |at: &usize| {
            matches!(text[*at], b'{' | b'[')
                && text[from..*at].iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n')
                && is_document(text, *at)
        };
        let json = (from..end).find(opens)?;
        let between = text[from..json].trim_ascii_end().len();
        if between > 0 {
            self.tape.fault(Code::Prefix, from, from + between);
        }
        Some(json)
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
        let scan::Words { end, high, marked, odd } = scan::words(text, from);
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
        if odd {
            self.check_characters(from, end);
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
        if self.frames.last().is_none_or(|frame| self.tape.tokens[frame.token as usize].kind() == Kind::Object)
            && self.odd_blank(words)
        {
            return;
        }
        let Some(frame) = self.frames.last_mut() else {
            if !self.trailing {
                self.trailing = true;
                self.tape.fault(Code::TextAfter, words.start as usize, words.end as usize);
            }
            return;
        };
        frame.high |= text.iter().any(|b| *b >= 0x80);
        frame.marked |= text.contains(&b'&');
        frame.words = Some(Span { start: frame.words.map_or(words.start, |w| w.start), end: words.end });
        if self.tape.tokens[frame.token as usize].kind() == Kind::Object {
            // Text between elements belongs nowhere; said at once, since the next element may be far away.
            frame.words = None;
            if is_elision(&text[first..]) {
                self.tape.leave_out(frame.token);
            }
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
            Some(b'!') if rest.starts_with(b"<![CDATA[") => self.data(),
            Some(b'!') => self.doctype(),
            Some(b'\\') if self.backslash() => {}
            Some(b'?') => self.skip_to(b"?>", 2),
            Some(byte) if begins_name(*byte) => self.opening_tag(0),
            Some(byte) if byte.is_ascii_whitespace() => self.spaced_tag(),
            _ => self.bare_less(),
        }
    }

    /// `< Output>` with a name of the API's is a tag.
    fn spaced_tag(&mut self) {
        let rest = &self.tape.text[self.at + 1..];
        let gap = rest.iter().take(64).take_while(|b| b.is_ascii_whitespace()).count();
        let name = rest[gap..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
        let closed = rest[gap + name..].trim_ascii_start().starts_with(b">");
        if closed && Name::read(&rest[gap..gap + name]) != Name::Other {
            self.tape.fault(Code::XmlUnfinished, self.at, self.at + 1 + gap + name);
            self.opening_tag(gap);
        } else {
            self.bare_less();
        }
    }

    /// Blanks that XML does not know, between elements. False: something else is there.
    fn odd_blank(&mut self, words: Span) -> bool {
        let text = self.slice(words);
        if text[0].is_ascii() || text.len() > 64 {
            return false;
        }
        let blank = |char: char| char.is_whitespace() || is_odd_blank(char);
        let Some(char) = std::str::from_utf8(text).ok().filter(|text| text.chars().all(blank)) else {
            return false;
        };
        let found = format!("U+{:04X}", char.chars().next().map_or(0, u32::from));
        self.tape.sink.emit(Code::Blank, words, || vec![("found", found)]);
        true
    }

    /// Skips a comment or the like; it stays in the span of the text around it, which is marked for that. One that has no
    /// end is taken to end with its element, so that what stands behind is read.
    fn skip_to(&mut self, end: &[u8], from: usize) {
        let (start, body) = (self.at, self.at + from);
        if let Some(len) = self.find_end(end, body) {
            if end == b"-->" && self.tape.text[body..body + len].windows(2).any(|w| w == b"--") {
                self.not_allowed(body, body + len, "--");
            }
            self.at = body + len + end.len();
            if end == b"-->" && is_elision(&self.tape.text[body..body + len]) {
                self.leave_out();
            }
        } else {
            self.tape.fault(Code::XmlUnclosed, start, body);
            let rest = &self.tape.text[body.min(self.tape.text.len())..];
            let len = rest.iter().position(|b| *b == b'<').unwrap_or(rest.len());
            let field = |frame: &Frame| self.tape.tokens[frame.token as usize].name().value_type() != Type::Node;
            if self.frames.last().is_some_and(field) {
                self.words(start, body + len);
            }
            self.at = self.tape.text.len().min(body + len);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.marked = true;
        }
    }

    /// How far behind `from` an end stands, if it comes at all.
    fn find_end(&mut self, end: &[u8], from: usize) -> Option<usize> {
        let bit = match end[0] {
            b'-' => 1,
            b']' => 2,
            _ => 4,
        };
        if self.endless & bit != 0 {
            return None;
        }
        let found = self.tape.text.get(from..).and_then(|rest| rest.windows(end.len()).position(|w| w == end));
        self.endless |= if found.is_none() { bit } else { 0 };
        found
    }

    /// CDATA; without its end it goes on to the closing tag of its element.
    #[inline(never)]
    fn data(&mut self) {
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
            frame.marked = true;
        }
    }

    /// Something that XML does not allow, and that costs nothing: said once.
    #[cold]
    fn not_allowed(&mut self, start: usize, end: usize, what: &str) {
        let found = what.to_owned();
        self.tape.sink.emit(Code::XmlNotAllowed, Span::new(start, end), || vec![("found", found)]);
    }

    fn cdata(&mut self, start: usize, end: usize) {
        let end = end.min(self.tape.text.len());
        let start = start.min(end);
        let high = !self.tape.text[start..end].is_ascii();
        if self.frames.is_empty() && !std::mem::replace(&mut self.trailing, true) {
            self.tape.fault(Code::TextAfter, start, end);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.high |= high;
            let words = Span::new(start, end);
            frame.words = Some(Span { start: frame.words.map_or(words.start, |w| w.start), end: words.end });
        }
    }

    /// A document type is skipped whole, its internal subset included: nothing is taken from it.
    fn doctype(&mut self) {
        let start = self.at;
        let text = self.tape.text;
        let (mut depth, mut quote, mut at) = (0_u32, None, start);
        let len = loop {
            if self.endless & 1 << 3 != 0 {
                break None;
            }
            let Some(byte) = text.get(at) else { break None };
            match (quote, byte) {
                (Some(q), b) if q == *b => quote = None,
                (Some(_), _) => {}
                // Apostrophes in comments and instructions quote nothing.
                (None, b'<') if text[at..].starts_with(b"<!--") => at = behind(text, at + 4, b"-->"),
                (None, b'<') if text[at..].starts_with(b"<?") => at = behind(text, at + 2, b"?>"),
                (None, b'"' | b'\'') => quote = Some(*byte),
                (None, b'[') => depth += 1,
                (None, b']') => depth = depth.saturating_sub(1),
                (None, b'>') if depth == 0 => break Some(at - start),
                _ => {}
            }
            at += 1;
        };
        self.doctype = true;
        self.endless |= if len.is_none() { 1 << 3 } else { 0 };
        // One that never ends is taken to end where an element begins.
        let element = |at: &usize| text[*at] == b'<' && text.get(at + 1).is_some_and(|b| begins_name(*b));
        self.at = match len {
            Some(len) => start + len + 1,
            None => (start + 1..text.len()).find(element).unwrap_or(text.len()),
        };
        self.tape.fault(Code::XmlDoctype, start, self.at);
        if let Some(frame) = self.frames.last_mut() {
            frame.high |= !text[start..self.at].is_ascii();
            frame.marked = true;
        }
    }

    /// A `<` that begins no tag is text.
    fn bare_less(&mut self) {
        // Said once for each element.
        if self.frames.last().is_none_or(|frame| !frame.less) {
            self.tape.fault(Code::XmlBareLess, self.at, self.at + 1);
        }
        self.words(self.at, self.at + 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.marked = true;
            frame.less = true;
        }
        self.at += 1;
    }

    /// Ends the innermost element; its closing tag stands from `start` to `end`.
    #[inline]
    fn pop(&mut self, start: usize, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let token = self.tape.tokens[frame.token as usize];
        // What was to hold elements and holds none holds nothing.
        let empty = frame.token + 1 == self.tape.len() && frame.words.is_none();
        if token.kind() == Kind::Object && empty {
            let at = frame.tag.end as usize;
            self.tape.tokens[frame.token as usize] =
                Token::new(Kind::Text, token.name(), at, at).partial(token.is_partial());
        } else if token.kind() == Kind::Object {
            if let Some(words) = frame.words {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            self.tape.close(frame.token, start, end);
            if token.name().role().is_item()
                && let Some(outer) = self.frames.last_mut()
            {
                outer.behind = self.tape.len();
            }
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
                Token::new(Kind::Text, token.name(), from, to).escaped(frame.marked).partial(token.is_partial());
        }
        if self.frames.is_empty()
            && !self.open_root
            && let Some(root) = self.tape.roots.last().copied()
        {
            self.tape.close(root, end, end);
        }
    }

    /// Ends the innermost element, which lacks its closing tag.
    fn pop_missing(&mut self, start: usize, end: usize) {
        self.leave_out();
        self.pop(start, end);
    }

    /// Says of the innermost element that something of it is not here.
    fn leave_out(&mut self) {
        if let Some(frame) = self.frames.last() {
            self.tape.leave_out(frame.token);
        }
    }

    #[cold]
    fn unclosed_at(&mut self, end: usize) {
        if let Some(frame) = self.frames.last() {
            let name = String::from_utf8_lossy(self.slice(frame.name)).into_owned();
            self.tape.sink.emit(Code::XmlUnclosed, Span::new(end, end), || vec![("found", name)]);
        }
        while !self.frames.is_empty() {
            self.pop_missing(self.cut, end);
        }
        self.close_root(end);
        if self.tape.sink.count(Code::Blank) > 1 {
            self.tape.sink.fold(Code::Blank);
        }
    }

    /// Says where a text holds what XML has no way to hold: control characters, and the end of a CDATA that never began.
    #[cold]
    fn check_characters(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        let ends = |at: &usize| raw[*at..].starts_with(b"]]>");
        if let Some(at) = (0..raw.len()).filter(|at| raw[*at] == b']').find(ends) {
            self.not_allowed(start + at, start + at + 3, "]]>");
        }
        let control = |b: &u8| *b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r');
        if let Some(at) = raw.iter().position(control) {
            self.not_allowed(start + at, start + at + 1, &format!("U+{:04X}", raw[at]));
        }
    }

    /// Says where an `&` begins nothing that XML knows, once for each element; it is kept as written.
    #[cold]
    fn check_entities(&mut self, start: usize, end: usize) {
        let raw = &self.tape.text[start..end];
        let (mut at, mut said) = (0, false);
        while let Some(piece) = piece(raw, at) {
            if let Piece::Odd(from, to) = piece
                && !said
            {
                let name = raw[to..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
                let whole = raw.get(to + name) == Some(&b';');
                let to = if whole { to + name + 1 } else { to };
                let code = if whole && self.doctype { Code::XmlDeclared } else { Code::XmlEntity };
                self.tape.fault(code, start + from, start + to);
                said = true;
            }
            at = piece.end();
        }
    }
}

/// Whether a text between elements stands for some that were left out: `...`, `… 3 more`.
fn is_elision(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.starts_with(b"...") || text.starts_with("…".as_bytes())
}

/// Behind the next `end`; the text's end if there is none. One byte less, for a loop that goes on by one.
fn behind(text: &[u8], from: usize, end: &[u8]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.windows(end.len()).position(|w| w == end).map_or(text.len(), |len| from + len + end.len() - 1)
}
