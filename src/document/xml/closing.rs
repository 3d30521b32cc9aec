//! Closing tags of XML, as they are and as they were meant to be.

use super::reader::{Frame, Reader, ends_name, local};
use crate::diagnostic::Code;
use crate::document::token::{Kind, Token};
use crate::names::{Name, Type};
use crate::span::Span;

impl Reader<'_> {
    pub(super) fn closing_tag(&mut self) {
        let text = self.tape.text;
        let start = self.at;
        let gap = text[start + 2..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let from = start + 2 + gap;
        let name_len = text[from..].iter().position(|b| ends_name(*b)).unwrap_or(text.len() - from);
        let name = &text[from..from + name_len];
        let after = from + name_len;
        let blanks = text[after..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let closed = text.get(after + blanks) == Some(&b'>');
        self.at = if closed { after + blanks + 1 } else { after };
        let Some(top) = self.frames.last() else {
            self.tape.is_piece = true;
            self.tape.fault(Code::XmlStrayClose, start, self.at);
            return;
        };
        if !closed && self.at >= text.len() {
            // Cut in the middle.
            self.kept.cut = start;
            return;
        }
        let opened = self.slice(top.name);
        if opened == name && closed && gap == 0 {
            self.pop(start, self.at);
        } else if opened.eq_ignore_ascii_case(name) {
            let code = if closed && gap == 0 { Code::XmlTagCase } else { Code::XmlMangledTag };
            self.mismatch(code, start, opened);
            self.pop(start, self.at);
        } else {
            self.close_other(start, name);
        }
    }

    #[cold]
    pub(super) fn mismatch(&mut self, code: Code, start: usize, opened: &[u8]) {
        let found = self.tape.excerpt(start, self.at);
        let expected = format!("</{}>", String::from_utf8_lossy(opened));
        self.tape.sink.emit(code, Span::new(start, self.at), || vec![("expected", expected), ("found", found)]);
    }

    /// A closing tag that does not fit the innermost element.
    #[cold]
    fn close_other(&mut self, start: usize, name: &[u8]) {
        // How far up to look: real responses nest eight deep, and a hostile one must not cost its depth each time.
        const DEEPEST: usize = 32;
        let fits = |frame: &Frame| self.slice(frame.name).eq_ignore_ascii_case(name);
        let depth = self.frames.iter().rev().take(DEEPEST).position(fits);
        let known = Name::read(local(name));
        if depth.is_none() && known != Name::Other && self.lost_lt(start, name, known) {
            return;
        }
        let Some((top_token, opened)) = self.frames.last().map(|top| (top.token, self.slice(top.name))) else {
            return;
        };
        let token = self.tape.tokens[top_token as usize];
        let renames = token.kind() == Kind::Object
            && known.value_type() == Type::Node
            && token.name() != Name::Other
            && token.name().value_type() != Type::Node;
        if renames {
            return self.close_renamed(start, known);
        }
        if let Some(depth) = depth {
            return self.close_outer(start, depth);
        }
        let is_misspelt =
            ([Name::Other, token.name()].contains(&known) || token.name() == Name::Other) && is_like(opened, name);
        if is_misspelt {
            self.mismatch(Code::XmlMangledTag, start, opened);
            self.pop(start, self.at);
            self.rename(top_token as usize, known);
            let after = self.tape.len();
            if let Some(outer) = self.frames.last_mut().filter(|_| known.role().is_item()) {
                outer.after = after;
            }
        } else if token.kind() == Kind::Text && self.frames.last().is_some_and(|top| top.text.is_some()) {
            // Text and a closing tag with another name: a misspelt one.
            self.mismatch(Code::XmlMangledTag, start, opened);
            self.pop(start, self.at);
        } else {
            self.stray_close(start, known);
        }
    }

    /// A list or structure whose opening tag was garbled: the closing tag tells what it was.
    fn close_renamed(&mut self, start: usize, known: Name) {
        let Some(top) = self.frames.last_mut() else { return };
        let (index, tag, text) = (top.token as usize, top.tag, top.text.take());
        let end = text.map_or(tag.end, |text| text.end);
        let found = self.tape.excerpt(tag.start as usize, end as usize);
        let expected = format!("<{}>", known.as_str());
        self.tape.sink.emit(Code::XmlMangledTag, Span { start: tag.start, end }, || {
            vec![("expected", expected), ("found", found)]
        });
        self.tape.tokens[index] = Token::new(Kind::Object, known, tag.start as usize, tag.start as usize);
        self.pop(start, self.at);
    }

    /// The closing tag of the element `depth` levels up.
    fn close_outer(&mut self, start: usize, depth: usize) {
        if self.own_end().is_some() {
            self.ends_itself();
            for _ in 1..depth {
                self.unclosed();
            }
        } else if let Some(tag) = self.frames.last().map(|top| top.tag) {
            // The elements inside lack their closing tags; the cause is the innermost one.
            self.tape.fault(Code::XmlUnclosed, tag.start as usize, tag.end as usize);
            for _ in 0..depth {
                self.pop_missing(start, start);
            }
        }
        self.pop(start, self.at);
    }

    /// A closing tag that fits no element: of a row whose opening tag is missing, or of nothing.
    fn stray_close(&mut self, start: usize, known: Name) {
        self.tape.fault(Code::XmlStrayClose, start, self.at);
        let Some(top) = self.frames.last() else { return };
        let token = self.tape.tokens[top.token as usize];
        let (after, list) = (top.after, token.name().as_str());
        let of_list = known.role().is_item() && list.strip_suffix('s') == Some(known.as_str());
        if of_list && after < self.tape.len() && token.kind() == Kind::Object {
            self.open_before(after, known, start);
        }
    }

    /// `<ExitCod>0</ExitCode>`: the closing tag tells the name of the text that was just read.
    fn rename(&mut self, token: usize, known: Name) {
        let Some([key, text]) = self.tape.tokens.get(token.wrapping_sub(1)..) else { return };
        let (key, text) = (key.kind(), *text);
        let scalar = known != Name::Other && known.value_type() != Type::Node;
        if scalar && key == Kind::Key && text.is(Kind::Text) {
            let span = text.span();
            let renamed = Token::new(Kind::Text, known, span.start as usize, span.end as usize);
            let has_markup = self.slice(span).iter().any(|b| matches!(b, b'&' | b'<'));
            self.tape.tokens.truncate(token - 1);
            self.tape.push(renamed.escaped(has_markup));
        }
    }

    /// A row whose opening tag is missing: it begins after the one before it.
    fn open_before(&mut self, after: u32, known: Name, start: usize) {
        let begins = |token: &Token| token.span().start as usize;
        let from = self.tape.tokens[after as usize..].iter().take(2).map(begins).min().unwrap_or(start);
        for token in &mut self.tape.tokens[after as usize..] {
            if matches!(token.kind(), Kind::Object | Kind::Array) {
                token.end += 1;
            }
        }
        self.tape.tokens.insert(after as usize, Token::new(Kind::Object, known, from, from));
        self.tape.close(after, start, self.at);
        if let Some(top) = self.frames.last_mut() {
            top.after = self.tape.tokens.len() as u32;
        }
    }

    /// Ends a root that was kept open for further members.
    pub(super) fn close_root(&mut self, at: usize) {
        if std::mem::take(&mut self.kept.open_root)
            && let Some(root) = self.tape.roots.last().copied()
        {
            self.tape.close(root, at, at);
        }
    }

    /// Ends the innermost element, which lacks its closing tag.
    pub(super) fn unclosed(&mut self) {
        let Some(tag) = self.frames.last().map(|top| top.tag) else { return };
        self.tape.fault(Code::XmlUnclosed, tag.start as usize, tag.end as usize);
        let at = self.tape.text[..self.at.max(1) - 1].iter().rposition(|b| *b == b'<').unwrap_or(0);
        self.pop_missing(at, at);
    }

    /// `<\InstanceId>` was meant to close. False: it is something else.
    pub(super) fn backslash(&mut self) -> bool {
        let (start, text) = (self.at, self.tape.text);
        let Some(name) = self.frames.last().map(|top| self.slice(top.name)) else { return false };
        let after = start + 2 + name.len();
        let fits = text[start + 2..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        if !fits || text.get(after) != Some(&b'>') {
            return false;
        }
        self.at = after + 1;
        self.mismatch(Code::XmlMangledTag, start, name);
        self.pop(start, self.at);
        true
    }

    /// `i-1/InstanceId>`: where in the text of the innermost element its own closing tag stands that lost its `<`.
    pub(super) fn own_end(&self) -> Option<(usize, usize)> {
        let top = self.frames.last()?;
        let words = top.text?;
        let text = self.slice(words).strip_suffix(b">")?;
        let name = self.slice(top.name);
        let slash = text.len().checked_sub(name.len() + 1)?;
        (text[slash] == b'/' && text[slash + 1..].eq_ignore_ascii_case(name))
            .then_some((words.start as usize + slash, words.end as usize))
    }

    /// Ends the innermost element at its garbled closing tag.
    pub(super) fn ends_itself(&mut self) {
        let Some((start, end)) = self.own_end() else { return };
        let opened = self.frames.last().map_or(&b""[..], |top| self.slice(top.name));
        let (found, expected) = (self.tape.excerpt(start, end), format!("</{}>", String::from_utf8_lossy(opened)));
        self.tape
            .sink
            .emit(Code::XmlMangledTag, Span::new(start, end), || vec![("expected", expected), ("found", found)]);
        self.pop(start, end);
    }

    /// `<item>InvokeId>t-1</InvokeId>`: the opening tag of a member lost its `<`. True: it was read so.
    fn lost_lt(&mut self, start: usize, name: &[u8], known: Name) -> bool {
        let Some((token, tag, words)) = self.frames.last().and_then(|top| Some((top.token, top.tag, top.text?))) else {
            return false;
        };
        let (from, text) = (words.start as usize + name.len() + 1, self.tape.text);
        let lost = self.slice(words).strip_prefix(name).is_some_and(|rest| rest.starts_with(b">"));
        if !lost || self.tape.tokens[token as usize].kind() != Kind::Text || token + 1 != self.tape.len() {
            return false;
        }
        let expected = format!("<{}>", String::from_utf8_lossy(name));
        let found = self.tape.excerpt(words.start as usize, from);
        self.tape.sink.emit(Code::XmlMangledTag, Span::new(words.start as usize, from), || {
            vec![("expected", expected), ("found", found)]
        });
        let outer = self.tape.tokens[token as usize].name();
        self.tape.tokens[token as usize] = Token::new(Kind::Object, outer, tag.start as usize, tag.start as usize);
        let has_markup = text[from..start].iter().any(|b| matches!(b, b'&' | b'<'));
        self.tape.push(Token::new(Kind::Text, known, from, start).escaped(has_markup));
        self.tape.check_utf8(from, start);
        if let Some(top) = self.frames.last_mut() {
            (top.text, top.has_markup, top.non_ascii) = (None, false, false);
        }
        true
    }
}

/// Whether two names differ by a slip: they begin and end alike, but for two letters at most.
fn is_like(one: &[u8], two: &[u8]) -> bool {
    let alike = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let (least, most) = (one.len().min(two.len()), one.len().max(two.len()));
    let head = one.iter().zip(two).take_while(alike).count();
    let tail = one[head..].iter().rev().zip(two[head..].iter().rev()).take_while(alike).count();
    least > 3 && most - (head + tail).min(least) <= 2
}
