//! Brackets that are missing, of the other kind or full-width, and documents that begin again inside another.

use super::punctuation::{WIDE_LEN, begins_response, embedded_end};
use super::reader::{Frame, Reader, State};
use crate::diagnostic::Code;
use crate::document::token::{Kind, Token};
use crate::lexical::is_word;
use crate::names::Name;
use crate::span::Span;

impl Reader<'_> {
    /// `"Invocation": "InvokeId": …`, `["InvokeId": …`: the text before a colon is the first name in a structure without its brace. True:
    /// the structure is open, and its first name is the last token.
    pub(super) fn missing_open(&mut self) -> bool {
        let Some(last) = self.tape.tokens.last().copied().filter(|last| last.kind() == Kind::String) else {
            return false;
        };
        let span = last.span();
        let (start, end) = (span.start as usize, span.end as usize);
        let known = Name::read(&self.tape.text[span.range()]) != Name::Other;
        if !known || self.tape.text.get(end) != Some(&b'"') || !self.tape.text[end + 1..self.at].trim_ascii().is_empty()
        {
            return false;
        }
        self.tape.tokens.pop();
        self.insertion(Code::JsonMissingOpen, start - 1, &[]);
        self.doubt_layout(last.name(), start - 1);
        self.make_frame();
        self.frames.push(Frame { open: self.tape.len(), object: true, emitted: self.tape.sink.total() });
        self.kept.objects += 1;
        self.tape.push(Token::new(Kind::Object, last.name(), start - 1, start - 1));
        self.tape.push(Token::new(Kind::Key, Name::Other, start, end));
        self.at += 1;
        true
    }

    /// A word that no API has stands where the name of a structure without its brace would, `12 "InvokeId": …`: once that may be a
    /// damage, again it is something that stands before lines, and nothing tells what is inside of what.
    fn doubt_layout(&mut self, name: Name, at: usize) {
        let named = self.tape.tokens.last().filter(|token| token.kind() == Kind::Key && name == Name::Other);
        // A name in quotes is one that was damaged.
        let bare = named.map(|key| key.span()).filter(|span| !self.tape.text[..span.start as usize].ends_with(b"\""));
        let Some(span) = bare else { return };
        if self.kept.strange {
            let found = self.tape.excerpt(span.start as usize, span.end as usize);
            self.tape.sink.emit(Code::Layout, Span::new(span.start as usize, at), || vec![("found", found)]);
        }
        self.kept.strange = true;
    }

    /// A full-width closing bracket.
    pub(super) fn wide_close(&mut self, bracket: u8) -> State {
        let at = self.at;
        self.tape.fault(Code::JsonBracket, at, at + WIDE_LEN);
        match self.frames.last().copied() {
            Some(frame) if frame.object == (bracket == b'}') => {
                self.pop();
                self.tape.close(frame.open, at, at + WIDE_LEN);
                self.at += WIDE_LEN;
                State::After
            }
            _ => {
                let state = self.wrong_close(bracket);
                self.at = at + WIDE_LEN;
                state
            }
        }
    }

    /// A closing bracket of the other kind.
    pub(super) fn wrong_close(&mut self, bracket: u8) -> State {
        let at = self.at;
        let object = bracket == b'}';
        let open = if object { self.kept.objects } else { self.frames.len() - self.kept.objects };
        if open == 0 {
            self.tape.fault(Code::JsonUnexpected, at, at + 1);
            self.at += 1;
            return State::After;
        }
        let expected = if object { "]" } else { "}" };
        let found = (bracket as char).to_string();
        self.tape.sink.emit(Code::JsonMismatched, Span::new(at, at + 1), || {
            vec![("expected", expected.to_owned()), ("found", found)]
        });
        while let Some(frame) = self.frames.last().copied() {
            if frame.object == object {
                return self.close(frame);
            }
            self.pop();
            self.tape.close_missing(frame.open, at, at);
        }
        State::After
    }

    pub(super) fn close_all(&mut self, end: usize) {
        while let Some(frame) = self.pop() {
            // An element that was cut before its first member is none.
            let element = self.frames.last().is_some_and(|outer| !outer.object);
            if element && frame.object && frame.open + 1 == self.tape.len() {
                self.tape.tokens.pop();
            } else {
                self.tape.close_missing(frame.open, end, end);
            }
        }
    }

    /// The text has ended.
    pub(super) fn end(&mut self) -> State {
        self.at = self.tape.text.len();
        self.close_all(self.at);
        State::After
    }

    /// `{"a":1,{"a":2}`: the next element of the list begins, so this one lacks its brace.
    pub(super) fn close_element(&mut self) -> State {
        let before = self.tape.text[..self.at].trim_ascii_end();
        let before = before.strip_suffix(b",").unwrap_or(before).trim_ascii_end().len();
        let name = self.open_name();
        self.insertion(Code::JsonMissingBrace, before, &[("name", &name)]);
        // Rows that begin lines are of one list; else it is the next line of a log.
        let begins_line = |at: usize| at > 0 && self.tape.text[at - 1] == b'\n';
        let open = self.frames.last().map_or(0, |frame| self.tape.tokens[frame.open as usize].span().start as usize);
        if begins_line(self.at) && !begins_line(open) {
            self.cut_last(self.at);
        }
        if let Some(frame) = self.pop() {
            self.tape.close_missing(frame.open, before, before);
        }
        State::Element { first: false }
    }

    /// Whether the innermost container is an object that is an element of a list.
    pub(super) fn in_list(&self) -> bool {
        matches!(self.frames.as_slice(), [.., outer, inner] if !outer.object && inner.object)
    }

    /// Whether the document that is being read begins again here, as the next line of a log does: the one before was cut.
    pub(super) fn restarts(&self) -> bool {
        let text = self.tape.text;
        if self.frames.len() > 1 && begins_response(self.rest()) {
            return true;
        }
        let Some(root) = self.frames.first().map(|frame| self.tape.tokens[frame.open as usize].span().start as usize)
        else {
            return false;
        };
        let begins_line = |at: usize| at == 0 || text[at - 1] == b'\n';
        self.at > root
            && begins_line(self.at)
            && begins_line(root)
            && first_name(&text[root..]).is_some_and(|name| first_name(&text[self.at..]) == Some(name))
    }

    /// Something else begins at `at`: a number or a word that stands last, on the line before, may have gone on, and a text has in
    /// `'b2s'+120`, where so many letters were not printed.
    pub(super) fn cut_last(&mut self, at: usize) {
        let text = self.tape.text;
        if let Some(last) =
            self.tape.tokens.last_mut().filter(|last| matches!(last.kind(), Kind::String | Kind::Number))
        {
            let between = &text[(last.span().end as usize).min(at)..at];
            if between.len() == 1 && matches!(text[at..], [b'+', b'0'..=b'9', ..]) {
                *last = last.partial(true);
                self.leave_out_here();
            } else if between.trim_ascii().is_empty() && between.contains(&b'\n') {
                *last = last.partial(true);
                self.cut_all();
            }
        }
    }

    /// Of all that is open something is not here, whatever closes it.
    pub(super) fn cut_all(&mut self) {
        // Deeper than this no response is.
        for frame in self.frames.iter().rev().take(32) {
            self.tape.leave_out(frame.open);
        }
    }

    /// Whether a line of words, and no value, stands on the line after a name: the member was cut before its value, which
    /// is then null.
    pub(super) fn cut_before_value(&mut self, name: Name) -> bool {
        let text = self.tape.text;
        let before = text[..self.at].trim_ascii_end().len();
        let line = &text[self.at..text.len().min(self.at + 256)];
        let line = &line[..line.iter().position(|b| matches!(b, b'\n' | b',' | b'}' | b']')).unwrap_or(line.len())];
        let words = line.trim_ascii_end().contains(&b' ');
        if !words || !self.is_member() || !text[before..self.at].contains(&b'\n') {
            return false;
        }
        self.insertion(Code::JsonMissingValue, before, &[("name", name.as_str())]);
        self.tape.push(Token::new(Kind::Null, name, before, before));
        self.cut_all();
        true
    }

    /// Another document begins in the string that was read last, which was cut: goes back to there.
    pub(super) fn restart_inside(&mut self) -> Option<State> {
        let text = self.tape.text;
        let last = self.tape.tokens.last().copied().filter(|last| matches!(last.kind(), Kind::String | Kind::Key))?;
        let span = last.span();
        let at = span.end.checked_sub(1).filter(|at| *at > span.start)? as usize;
        if self.frames.len() < 2 || !begins_response(&text[at..]) {
            return None;
        }
        // `"said {"Invocation": {…}}"`: one that ends in the string is part of it.
        if embedded_end(text, span.start as usize, span.end as usize).is_some() {
            return None;
        }
        self.tape.tokens.pop();
        self.tape.fault(Code::JsonUnclosedString, span.start as usize - 1, at);
        if last.kind() == Kind::String {
            let cut = Token::new(Kind::String, last.name(), span.start as usize, at).escaped(last.is_escaped());
            self.tape.push(cut.partial(true));
        }
        self.at = at;
        Some(self.restart())
    }

    /// Closes all that is open, for another document begins here.
    pub(super) fn restart(&mut self) -> State {
        let before = self.tape.text[..self.at].trim_ascii_end().len();
        let name = self.open_name();
        // Where a text was cut, that was reported.
        let last = self.tape.tokens.last().filter(|token| matches!(token.kind(), Kind::String | Kind::Key));
        if last.is_none_or(|token| token.span().end as usize != before) {
            self.insertion(Code::JsonUnclosed, before, &[("found", &name)]);
        }
        if self.tape.tokens.last().is_some_and(|token| token.kind() == Kind::Key) {
            self.tape.tokens.pop();
        }
        self.cut_last(self.at);
        // A number may have gone on where nothing stands between.
        if let Some(last) = self.tape.tokens.last_mut()
            && last.kind() == Kind::Number
            && last.span().end as usize == self.at
        {
            *last = last.partial(true);
        }
        self.cut_all();
        self.close_all(before);
        State::After
    }
}

/// The first name of an object, if it is a known one.
fn first_name(object: &[u8]) -> Option<&[u8]> {
    let head = object[..object.len().min(64)].strip_prefix(b"{")?.trim_ascii_start().strip_prefix(b"\"")?;
    let name = &head[..head.iter().take_while(|b| is_word(**b)).count()];
    (head.get(name.len()) == Some(&b'"') && Name::read(name) != Name::Other).then_some(name)
}
