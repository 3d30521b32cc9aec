//! The loop over text and tags, and the elements that are open.

use crate::diagnostic::Code;
use crate::document::marks::{NONE, is_broken, is_cut_base64, is_elision, mark, mark_behind, next_mark};
use crate::document::tape::{FIRST, Followers, Tape};
use crate::document::token::{Kind, Token};
use crate::names::Name;
use crate::scan;
use crate::source::{Beside, is_document, left_out_beside};
use crate::span::Span;

/// A reader between two slices of its work. It borrows nothing.
pub(in crate::document) struct Parked {
    at: usize,
    frames: Vec<Frame>,
    kept: Kept,
    /// Whether all is read.
    over: bool,
}

impl Parked {
    /// Before a document that begins at `body`.
    pub(in crate::document) fn new(tape: &Tape<'_>, body: usize) -> Self {
        let (mark, cut) = (next_mark(tape.text, body), tape.text.len());
        let kept = Kept { mark, cut, first: tape.roots.len(), last: FIRST, ..Kept::default() };
        Self { at: body, frames: Vec::new(), kept, over: false }
    }

    /// Reads on for about so many bytes, over the same text; at the end nothing more is read.
    pub(in crate::document) fn read(self, tape: Tape<'_>, bytes: usize) -> (Tape<'_>, Self) {
        if self.over {
            return (tape, self);
        }
        let Self { at, frames, kept, .. } = self;
        let mut reader = Reader { tape, at, pause: at.saturating_add(bytes), frames, kept };
        let over = reader.document();
        let Reader { tape, at, frames, kept, .. } = reader;
        (tape, Self { at, frames, kept, over })
    }

    /// Whether all is read.
    pub(in crate::document) fn is_over(&self) -> bool {
        self.over
    }

    /// Where a document of JSON begins after what was read.
    pub(in crate::document) fn json(&self) -> Option<usize> {
        self.kept.json
    }
}

pub(super) struct Reader<'a> {
    pub(super) tape: Tape<'a>,
    pub(super) at: usize,
    /// From here on it stops where it can go on later.
    pub(super) pause: usize,
    pub(super) frames: Vec<Frame>,
    pub(super) kept: Kept,
}

/// What a reader keeps of what it has read.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) followers: Followers,
    /// The element before this place, by the number of its name; `FIRST` at the beginning of a structure.
    pub(super) last: u8,
    /// How many roots there were before.
    pub(super) first: usize,
    /// Text after the last root was reported.
    pub(super) trailing: bool,
    /// The last root is a piece of a response: further members of it may follow.
    pub(super) open_root: bool,
    /// A document type was met, which may declare entities.
    pub(super) doctype: bool,
    /// Which ends of comments and the like are known not to come, so that none is looked for twice.
    pub(super) endless: u8,
    /// Up to where it is known whether rows in rows are meant, and whether.
    pub(super) nested: (usize, bool),
    /// How many bytes were looked through ahead, in vain.
    pub(super) looked: usize,
    /// How often it was looked ahead for what closes behind a hole.
    pub(super) holes: u32,
    /// Where the next mark of a hole stands; `NONE` for nearly every text.
    pub(super) mark: usize,
    /// Where a tag begins that the end of the text cut; else the end.
    pub(super) cut: usize,
    /// Where a document of JSON begins after those of XML.
    json: Option<usize>,
}

/// An open element.
pub(super) struct Frame {
    /// Its token: `Text` until an element is met inside, then `Object`.
    pub(super) token: u32,
    /// Its opening tag.
    pub(super) tag: Span,
    /// Its name in the tag.
    pub(super) name: Span,
    /// Text met in it that is not blank, first to last.
    pub(super) text: Option<Span>,
    /// Entities, CDATA or comments are in its text.
    pub(super) has_markup: bool,
    /// Bytes above ASCII are in its text.
    pub(super) non_ascii: bool,
    /// A `<` that begins no tag is in its text.
    pub(super) bare_lt: bool,
    /// The token after the last element of a list in it.
    pub(super) after: u32,
}

impl Frame {
    /// Its text goes on with `text`.
    pub(super) fn extend(&mut self, text: Span, non_ascii: bool) {
        self.non_ascii |= non_ascii;
        self.text = Some(Span { start: self.text.map_or(text.start, |before| before.start), end: text.end });
    }
}

/// Names of elements end here.
pub(super) fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<' | b'=')
}

pub(super) fn begins_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') || byte >= 0x80
}

/// The name without its namespace prefix, and where it begins.
pub(super) fn local_at(name: &[u8]) -> (usize, &[u8]) {
    match name.iter().rposition(|b| *b == b':') {
        Some(colon) if colon + 1 < name.len() => (colon + 1, &name[colon + 1..]),
        Some(colon) if colon > 0 => (0, &name[..colon]),
        _ => (0, name),
    }
}

pub(super) fn local(name: &[u8]) -> &[u8] {
    local_at(name).1
}

impl<'a> Reader<'a> {
    /// All elements, up to where a document of JSON begins. Whether all are read.
    fn document(&mut self) -> bool {
        let text = self.tape.text;
        while self.at < text.len() {
            if self.tape.full {
                self.stop();
                return true;
            }
            if self.at >= self.pause {
                return false;
            }
            self.at = scan::blanks(text, self.at);
            if self.leaf() {
                continue;
            }
            let scan::TextSpan { end, has_control, .. } = scan::text_span(text, self.at);
            if self.frames.is_empty()
                && let Some(json) = self.json(end)
            {
                self.unclosed_at(json);
                self.kept.json = Some(json);
                return true;
            }
            if self.kept.mark <= end
                && let Some(next) = self.hole(end)
            {
                self.at = next;
                continue;
            }
            if end > self.at {
                if has_control {
                    self.check_characters(self.at, end);
                }
                self.add_text(self.at, end);
                self.at = end;
            }
            if end < text.len() {
                self.markup();
            }
        }
        self.unclosed_at(text.len());
        true
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

    /// At a text that ends at `end`: what was cut out of the document there, or in the tag behind it, and where the next tag
    /// begins. `None`: nothing was.
    #[cold]
    fn hole(&mut self, end: usize) -> Option<usize> {
        if self.kept.mark < self.at {
            self.kept.mark = mark_behind(self.tape.text, self.at);
        }
        let (text, at) = (self.tape.text, self.kept.mark);
        if at == NONE || at > end || self.frames.is_empty() {
            return None;
        }
        let top = self.frames.last().map(|top| self.tape.tokens[top.token as usize])?;
        let behind = at + mark(text, at);
        let next = text[behind..].iter().position(|b| *b == b'<').map_or(text.len(), |len| behind + len);
        let before = text[self.at..at].trim_ascii_start();
        // Of a garbled tag the other one has the name.
        let close = text.get(end + 2..).unwrap_or_default();
        let close = Name::read(&close[..close.iter().take(40).take_while(|b| b.is_ascii_alphanumeric()).count()]);
        let cut = |name: &Name| is_cut_base64(*name, before, &text[at..end.max(at)]);
        if top.kind() == Kind::Text && behind == end && [top.name(), close].iter().any(cut) {
            // The value is not here, and the rest is as it was.
            self.tape.fault(Code::JsonElided, at, end);
            self.pop_missing(at, end);
            self.kept.mark = mark_behind(text, end);
            return text[end..].iter().position(|b| *b == b'>').map(|len| end + len + 1);
        }
        // In a text it may be the text's own.
        let is_own =
            top.kind() == Kind::Text && at < end && !is_broken(top.name(), before, &text[behind..next.max(behind)]);
        if is_own || behind >= text.trim_ascii_end().len() || top.kind() == Kind::Object && self.closes_all(next) {
            self.kept.mark = mark_behind(text, behind);
            return None;
        }
        if at > self.at {
            self.add_text(self.at, at);
        }
        self.tape.fault(Code::JsonElided, at, behind);
        while !self.frames.is_empty() {
            self.pop_missing(at, at);
        }
        self.close_root(at);
        self.tape.is_piece = true;
        Some(next)
    }

    /// Whether the tags from `from` on close exactly what is open, so that nothing but elements was left out before them.
    fn closes_all(&mut self, from: usize) -> bool {
        const LOOKS: u32 = 64;
        self.kept.holes += 1;
        if self.kept.holes > LOOKS {
            return true;
        }
        let text = self.tape.text;
        let mut open: Vec<&[u8]> = self.frames.iter().map(|frame| self.slice(frame.name)).collect();
        for piece in text[from..].split(|b| *b == b'<').skip(1) {
            let name = piece.split(|b| ends_name(*b)).next().unwrap_or_default();
            match piece {
                [b'/', rest @ ..] => {
                    let name = rest.split(|b| ends_name(*b)).next().unwrap_or_default();
                    if open.pop().is_none_or(|open| open != name) {
                        return false;
                    }
                    if open.is_empty() {
                        return true;
                    }
                }
                [first, ..] if begins_name(*first) && !piece.contains(&b'/') => open.push(name),
                _ => {}
            }
        }
        // What is cut at its end, too, tells nothing.
        true
    }

    /// Where in the text after the last element a document of JSON begins; what stands before it is reported.
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
        let (name, len) = if let Some(found) = self.kept.followers.guess(text, self.kept.last, start) {
            found
        } else {
            let letters = text[start..].iter().take(32).position(|b| !b.is_ascii_alphanumeric());
            let Some(len) = letters else { return false };
            let name = Name::read_inlined(&text[start..start + len]);
            if name == Name::Other || text[start + len] != b'>' {
                return false;
            }
            self.kept.followers.learn(self.kept.last, start, start + len + 1, name);
            (name, len + 1)
        };
        let from = start + len;
        let scan::TextSpan { end, non_ascii, has_markup, has_control } = scan::text_span(text, from);
        if self.kept.mark < end {
            return false;
        }
        let closes = text.get(end..end + 2) == Some(b"</")
            && (scan::same(text, start, end + 2, len) || text.get(end + 2..end + 2 + len) == text.get(start..from));
        if !closes {
            return false;
        }
        if non_ascii {
            self.tape.check_utf8(from, end);
        }
        if has_markup {
            self.check_entities(from, end);
        }
        if has_control {
            self.check_characters(from, end);
        }
        self.tape.push(Token::new(Kind::Text, name, from, end).escaped(has_markup));
        self.kept.last = name as u8;
        self.at = end + 2 + len;
        true
    }

    pub(super) fn slice(&self, span: Span) -> &'a [u8] {
        &self.tape.text[span.range()]
    }

    /// Text between two tags.
    #[inline]
    pub(super) fn add_text(&mut self, start: usize, end: usize) {
        let text = &self.tape.text[start..end];
        let Some(first) = text.iter().position(|b| !b.is_ascii_whitespace()) else {
            return;
        };
        let words = Span::new(start + first, start + text.trim_ascii_end().len());
        if self.frames.last().is_none_or(|frame| self.tape.tokens[frame.token as usize].kind() == Kind::Object)
            && self.unusual_blank(words)
        {
            return;
        }
        let Some(frame) = self.frames.last_mut() else {
            if !self.kept.trailing {
                self.kept.trailing = true;
                self.tape.fault(Code::TextAfter, words.start as usize, words.end as usize);
                if let Some(line) = left_out_beside(&self.tape.text[words.range()], Beside::Behind, None) {
                    let start = words.start as usize;
                    self.tape.fault(Code::MoreSaid, start + line.start as usize, start + line.end as usize);
                    self.tape.is_piece = true;
                }
            }
            return;
        };
        frame.has_markup |= text.contains(&b'&');
        frame.extend(words, !text.is_ascii());
        if self.tape.tokens[frame.token as usize].kind() == Kind::Object {
            // Text between elements belongs nowhere; reported at once, since the next element may be far away.
            frame.text = None;
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
            _ => self.bare_lt(),
        }
    }

    /// Ends the innermost element; its closing tag stands from `start` to `end`.
    #[inline]
    pub(super) fn pop(&mut self, start: usize, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let token = self.tape.tokens[frame.token as usize];
        // What was to hold elements and holds none holds nothing.
        let empty = frame.token + 1 == self.tape.len() && frame.text.is_none();
        if token.kind() == Kind::Object && empty {
            let at = frame.tag.end as usize;
            self.tape.tokens[frame.token as usize] =
                Token::new(Kind::Text, token.name(), at, at).partial(token.is_partial());
        } else if token.kind() == Kind::Object {
            if let Some(words) = frame.text {
                self.tape.fault(Code::XmlStrayText, words.start as usize, words.end as usize);
            }
            self.tape.close(frame.token, start, end);
            if token.name().role().is_item()
                && let Some(outer) = self.frames.last_mut()
            {
                outer.after = self.tape.len();
            }
        } else {
            let from = token.span().start as usize;
            let to = start.max(from);
            if frame.non_ascii {
                self.tape.check_utf8(from, to);
            }
            if frame.has_markup {
                self.check_entities(from, to);
            }
            self.tape.tokens[frame.token as usize] =
                Token::new(Kind::Text, token.name(), from, to).escaped(frame.has_markup).partial(token.is_partial());
        }
        if self.frames.is_empty()
            && !self.kept.open_root
            && let Some(root) = self.tape.roots.last().copied()
        {
            self.tape.close(root, end, end);
        }
    }

    /// Ends the innermost element, which lacks its closing tag.
    pub(super) fn pop_missing(&mut self, start: usize, end: usize) {
        self.leave_out();
        self.pop(start, end);
    }

    /// Says of the innermost element that something of it is not here.
    pub(super) fn leave_out(&mut self) {
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
        // A text whose closing tag has begun is whole.
        let closes = self.tape.text.get(self.kept.cut..).is_some_and(|rest| rest.starts_with(b"</"));
        let is_text = |top: &Frame| self.tape.tokens[top.token as usize].is(Kind::Text);
        if closes && self.frames.last().is_some_and(is_text) {
            self.pop(self.kept.cut, end);
        }
        while !self.frames.is_empty() {
            self.pop_missing(self.kept.cut, end);
        }
        self.close_root(end);
        if self.tape.sink.count(Code::Blank) > 1 {
            self.tape.sink.collapse(Code::Blank);
        }
    }
}
