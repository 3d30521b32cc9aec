//! What the JSON reader does at a fault: reads one thing by guessing, says so once at its place, and returns to the
//! strict path.
//!
//! For each state of the reader there is one way in, `repair_value` (`repair_number` for what begins like a number),
//! `repair_member`, `repair_element`, `repair_after`, and `repair_colon` between a name and its value. Each tries its guesses
//! in order, and gives the state to go on in.

use super::punctuation::{WIDE_LEN, begins_member, is_quote, wide, word_then_colon, word_then_equals};
use super::reader::{Frame, Reader, State};
use crate::diagnostic::Code;
use crate::document::marks::left_out;
use crate::document::token::{Kind, Token};
use crate::lexical::{is_unusual_blank, is_word};
use crate::names::{Name, TARGET_SET};
use crate::source::is_comment_note;
use crate::span::Span;

impl Reader<'_> {
    /// The text from here on.
    pub(super) fn rest(&self) -> &[u8] {
        &self.tape.text[self.at.min(self.tape.text.len())..]
    }

    /// Whether this stands here.
    pub(super) fn starts(&self, text: &str) -> bool {
        self.rest().starts_with(text.as_bytes())
    }

    /// The text ended in the middle: reported once, for all that is open. `from`: where the string begins that has no end.
    pub(super) fn cut_off(&mut self, code: Code, from: usize) {
        // A piece of a response is not closed here, and need not be.
        let whole = self.kept.fragment && self.frames.len() <= 1 && code == Code::JsonUnclosed;
        if !self.kept.cut && !whole {
            self.kept.cut = true;
            let end = self.tape.text.len();
            let (from, open) = match code {
                Code::JsonUnclosedString => (from, self.tape.excerpt(from, end)),
                _ => (end, self.open_name()),
            };
            self.tape.sink.emit(code, Span::new(from, end), || vec![("found", open)]);
        }
    }

    /// The innermost open container with a name, for a message.
    pub(super) fn open_name(&self) -> String {
        let named = self.frames.iter().rev().take(64).map(|frame| self.tape.tokens[frame.open as usize].name());
        let name = named.map(Name::as_str).find(|name| !name.is_empty()).unwrap_or_default();
        match (name, self.frames.last()) {
            ("", Some(frame)) => (if frame.object { "{" } else { "[" }).to_owned(),
            (name, _) => name.to_owned(),
        }
    }

    /// Blanks that JSON does not know, and comments. False: what stands here is none.
    #[cold]
    pub(super) fn unusual_blank(&mut self) -> bool {
        let head = &self.rest()[..self.rest().len().min(3)];
        let char = head.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        if let Some(char) = char.filter(|char| is_unusual_blank(*char)) {
            let found = format!("U+{:04X}", u32::from(char));
            self.tape.sink.emit(Code::Blank, Span::new(self.at, self.at + char.len_utf8()), || vec![("found", found)]);
            self.at += char.len_utf8();
            return true;
        }
        let start = self.at;
        let len = if self.starts("//") || self.starts("#") {
            self.rest().iter().position(|b| *b == b'\n')
        } else if self.starts("/*") {
            self.rest().windows(2).skip(2).position(|pair| pair == b"*/").map(|at| at + 4)
        } else {
            return false;
        };
        self.at += len.unwrap_or(self.rest().len());
        self.tape.fault(Code::JsonComment, start, self.at);
        if is_comment_note(&self.tape.text[start..self.at]) || self.is_in_place_of_element(start) {
            self.tape.fault(Code::JsonElided, start, self.at);
            self.leave_out_here();
        }
        true
    }

    /// Whether a comment stands between a comma and the end of a list, where an element would.
    fn is_in_place_of_element(&self, start: usize) -> bool {
        let in_list = self.frames.last().is_some_and(|frame| !frame.object);
        in_list
            && self.tape.text[..start].trim_ascii_end().ends_with(b",")
            && self.rest().trim_ascii_start().starts_with(b"]")
    }

    /// A value cannot begin here: other quotes, a bare word, an elision, or nothing at all.
    #[cold]
    pub(super) fn repair_value(&mut self, name: Name) -> State {
        let start = self.at;
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, start);
                // A member that was cut before its value is none.
                if self.tape.tokens.last().is_some_and(|token| token.kind() == Kind::Key) {
                    self.tape.tokens.pop();
                }
                return self.end();
            }
            Some(b',' | b'}' | b']') => {
                self.insertion(Code::JsonMissingValue, start, &[("name", name.as_str())]);
                self.tape.push(Token::new(Kind::Null, name, start, start));
                return State::After;
            }
            Some(b':') => {
                self.tape.fault(Code::JsonUnexpected, start, start + 1);
                self.at += 1;
                return State::Value(name);
            }
            _ => {}
        }
        if let Some(sign) = wide(self.tape.text, start) {
            return self.wide_value(name, sign);
        }
        if let Some(state) = self.marked_string(name) {
            return state;
        }
        if self.elision() {
            return self.elided_value(name, start);
        }
        // Elixir's maps.
        if self.starts("%{") {
            self.at += 1;
            return State::Value(name);
        }
        if self.collapsed_element() {
            return State::Element { first: true };
        }
        // `u'Success'`, `b"..."`: Python's prefixes.
        if matches!(self.peek(), Some(b'u' | b'b' | b'r' | b'f' | b'U' | b'B'))
            && matches!(self.tape.text.get(self.at + 1), Some(b'\'' | b'"'))
        {
            self.at += 1;
            if self.peek() == Some(b'"') {
                self.tape.fault(Code::JsonQuote, start, start + 2);
                return State::Value(name);
            }
        }
        // `ErrorCode: ErrorInfo: ExitCode:0`: Go writes nothing for an empty text.
        if self.is_member() && begins_member(self.rest()) {
            self.tape.push(Token::new(Kind::Null, name, self.at, self.at));
            return State::After;
        }
        if !self.other_quotes(Kind::String, name) && !self.cut_before_value(name) {
            self.bare(name, false);
        }
        State::After
    }

    /// A full-width sign where a value must begin.
    fn wide_value(&mut self, name: Name, sign: u8) -> State {
        let start = self.at;
        match sign {
            b'{' | b'[' => {
                self.tape.fault(Code::JsonBracket, start, start + WIDE_LEN);
                self.open(if sign == b'{' { Kind::Object } else { Kind::Array }, name);
                self.at = start + WIDE_LEN;
                if sign == b'{' { State::Member { first: true } } else { State::Element { first: true } }
            }
            b':' => {
                self.tape.fault(Code::JsonUnexpected, start, start + WIDE_LEN);
                self.at += WIDE_LEN;
                State::Value(name)
            }
            _ => {
                self.insertion(Code::JsonMissingValue, start, &[("name", name.as_str())]);
                self.tape.push(Token::new(Kind::Null, name, start, start));
                State::After
            }
        }
    }

    /// `[ [Object], [Array] ]`, as Node shows what is too deep. False: something else is here.
    fn collapsed_element(&mut self) -> bool {
        let start = self.at;
        let in_bracket = |last: &Token| last.is(Kind::Array) && last.span().start as usize + 1 == start;
        let word = ["Object", "Array", "Circular"].into_iter().find(|word| self.starts(word));
        let Some(word) = word.filter(|word| self.rest().get(word.len()) == Some(&b']')) else { return false };
        if !self.tape.tokens.last().is_some_and(in_bracket) {
            return false;
        }
        self.tape.fault(Code::JsonElided, start - 1, start + word.len() + 1);
        self.at += word.len();
        self.leave_out_here();
        true
    }

    /// Something of the innermost structure is not here; where that is all of a list that no object holds, what stands beside it is of more.
    #[inline(never)]
    pub(super) fn leave_out_here(&mut self) {
        if let Some(frame) = self.frames.last() {
            let all = self.tape.len() == frame.open + 1 && self.rest().trim_ascii_start().starts_with(b"]");
            self.tape.leave_out(frame.open);
            self.tape.is_piece |= all && self.kept.objects == 0;
        }
    }

    /// `...` or `…`, as documents write where they left something out.
    fn elision(&mut self) -> bool {
        let len =
            ["...", "…"].into_iter().find(|dots| self.starts(dots)).map_or_else(|| left_out(self.rest()), str::len);
        if len > 0 {
            self.tape.fault(Code::JsonElided, self.at, self.at + len);
            self.at += len;
            self.leave_out_here();
            // `... 48 more items`
            let line = &self.rest()[..self.rest().len().min(64)];
            let words = line.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b' ').count();
            if line[..words].windows(5).any(|w| w == b" more") {
                self.at += words;
            }
        }
        len > 0
    }

    /// An elision from `start` on, in the place of the value of this name or of an element.
    fn elided_value(&mut self, name: Name, start: usize) -> State {
        if !self.closes_all(self.at) {
            return self.part(start, self.at);
        }
        match self.frames.last() {
            Some(frame) if frame.object => {
                self.tape.push(Token::new(Kind::Null, name, start, start));
                State::After
            }
            Some(_) => self.after_elision(false),
            None => State::After,
        }
    }

    /// Behind an elision that begins at `at`: more of the same, or, where other brackets close than are open, a piece.
    fn behind_elision(&mut self, at: usize, object: bool) -> State {
        if self.closes_all(self.at) { self.after_elision(object) } else { self.part(at, self.at) }
    }

    /// Behind an elision, what follows needs no comma.
    fn after_elision(&mut self, object: bool) -> State {
        let own_line = self.rest().iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'\n');
        self.blank();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.blank();
        }
        if object && own_line && self.in_list() && self.key_follows() {
            self.part_at_elision();
        }
        if object { State::Member { first: true } } else { State::Element { first: true } }
    }

    /// What follows in an element of a list may be another one's: lines were left out, and with them where this one ends. Where it
    /// says whose it is, it is an element of its own; else it stays in this one, apart from its members.
    fn part_at_elision(&mut self) {
        const MOST: usize = 8 << 10;
        let at = self.at;
        let rest = &self.rest()[..self.rest().len().min(MOST)];
        let own = &rest[..rest.iter().position(|b| *b == b'}').unwrap_or(rest.len())];
        let names = own.split(|b| !b.is_ascii_alphanumeric() && *b != b'_').map(Name::read);
        let has_id = names.into_iter().any(|name| name.is_in(TARGET_SET));
        // Whole elements may have stood there.
        if let [.., list, _] = self.frames.as_slice() {
            self.tape.leave_out(list.open);
        }
        if has_id {
            if let Some(frame) = self.pop() {
                self.tape.close_missing(frame.open, at, at);
            }
        } else {
            self.tape.push(Token::new(Kind::Key, Name::Other, at, at));
        }
        self.open(Kind::Object, Name::Other);
        self.at = at;
        self.leave_out_here();
    }

    /// Something that begins like a number and is none.
    #[cold]
    pub(super) fn repair_number(&mut self, name: Name) {
        if !self.cut_before_value(name) {
            self.bare(name, true);
        }
    }

    /// No `,` and no end of the container where one must stand.
    #[cold]
    pub(super) fn repair_after(&mut self, frame: Frame) -> State {
        let at = self.at;
        if let Some(state) = self.restart_inside() {
            return state;
        }
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                return self.end();
            }
            Some(bracket @ (b'}' | b']')) => return self.wrong_close(bracket),
            Some(b'{') if self.restarts() => return self.restart(),
            Some(b'{' | b'[') if self.doubled_quote() => return State::After,
            Some(b'{') if self.in_list() => return self.close_element(),
            Some(b':') if self.missing_open() => return State::Value(self.known_key()),
            Some(b':') => {
                self.tape.fault(Code::JsonUnexpected, at, at + 1);
                self.at += 1;
                return State::After;
            }
            Some(_) if self.doubled_quote() || self.quote_before_comma() => return State::After,
            Some(_) => {}
        }
        match wide(self.tape.text, at) {
            Some(bracket @ (b'}' | b']')) => return self.wide_close(bracket),
            Some(b'{') if self.in_list() => return self.close_element(),
            _ => {}
        }
        let comma = if wide(self.tape.text, at) == Some(b',') { WIDE_LEN } else { usize::from(self.starts(";")) };
        if comma > 0 {
            self.tape.fault(Code::JsonComma, at, at + comma);
            self.at += comma;
        } else if self.elision() {
            return self.behind_elision(at, frame.object);
        } else if self.inner_quotes() {
            return State::After;
        } else if frame.object && !self.key_follows() {
            // Neither a separator nor a member: rubbish up to the next thing that can be read.
            let stop = |b: &u8| matches!(b, b',' | b'}' | b']' | b'\n' | b'"');
            let len = self.rest().iter().skip(1).position(stop).map_or(self.rest().len(), |len| len + 1);
            self.tape.fault(Code::JsonUnexpected, at, at + len);
            self.cut_last(at);
            self.at += len;
            return State::After;
        } else {
            let before = self.tape.text[..at].trim_ascii_end().len();
            let inside = self.open_name();
            self.insertion(Code::JsonMissingComma, before, &[("name", &inside)]);
        }
        if frame.object { State::Member { first: false } } else { State::Element { first: false } }
    }

    /// Whether a member's name seems to stand here: a quote, or a word with a colon after it.
    fn key_follows(&self) -> bool {
        is_quote(self.rest()) || word_then_colon(self.rest()) || word_then_equals(self.rest())
    }

    /// No element where one must stand: a comma too many, another bracket, or the end of the text.
    #[cold]
    pub(super) fn repair_element(&mut self) -> State {
        let at = self.at;
        if let Some(bracket @ (b'}' | b']')) = wide(self.tape.text, at) {
            return self.wide_close(bracket);
        }
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                self.end()
            }
            Some(b',') => {
                self.tape.fault(Code::JsonExtraComma, at, at + 1);
                self.at += 1;
                State::Element { first: false }
            }
            Some(b']') => {
                self.extra_comma_before();
                State::After
            }
            Some(bracket @ b'}') => self.wrong_close(bracket),
            Some(_) => State::Value(Name::Other),
        }
    }

    /// A separator with nothing after it but blanks, or a comment, which may hold commas of its own.
    fn extra_comma_before(&mut self) {
        const COMMENT: usize = 256;
        let before = self.tape.text[..self.at].trim_ascii_end();
        let end = before.len();
        let (start, end) = match end.checked_sub(WIDE_LEN).filter(|start| wide(before, *start) == Some(b',')) {
            Some(wide) => (wide, end),
            None if before.ends_with(b";") => (end - 1, end),
            None => {
                let from = end.saturating_sub(COMMENT);
                let comma = before[from..].iter().rposition(|b| *b == b',').map_or(self.at, |at| from + at);
                (comma, comma + 1)
            }
        };
        self.tape.fault(Code::JsonExtraComma, start, end);
    }

    /// No member's name where one must stand.
    #[cold]
    pub(super) fn repair_member(&mut self) -> State {
        let at = self.at;
        if self.elision() {
            return self.behind_elision(at, true);
        }
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                return self.end();
            }
            Some(b',') => {
                self.tape.fault(Code::JsonExtraComma, at, at + 1);
                self.at += 1;
                return State::Member { first: false };
            }
            Some(b'}') => {
                self.extra_comma_before();
                return State::After;
            }
            Some(b']') => return self.wrong_close(b']'),
            Some(b'{') if self.restarts() => return self.restart(),
            Some(b'{') if self.in_list() => return self.close_element(),
            Some(b'[') if self.status_line() => return State::Member { first: false },
            Some(b'{' | b'[') => {
                // A structure without a name is kept under an empty one.
                self.tape.fault(Code::JsonUnexpected, at, at + 1);
                self.tape.push(Token::new(Kind::Key, Name::Other, at, at));
                return State::Value(Name::Other);
            }
            Some(_) => {}
        }
        if let Some(state) = self.wide_member().or_else(|| self.marked_key()) {
            return state;
        }
        if matches!(self.peek(), Some(b'u' | b'b')) && matches!(self.tape.text.get(at + 1), Some(b'\'' | b'"')) {
            self.at += 1;
            if self.peek() == Some(b'"') {
                self.tape.fault(Code::JsonQuote, at, at + 2);
                return State::Member { first: false };
            }
        }
        // `:InstanceId =>`, as Ruby writes names.
        if self.starts(":") && self.rest().get(1).is_some_and(|b| is_word(*b)) {
            self.at += 1;
        }
        let name = if self.other_quotes(Kind::Key, Name::Other) { self.known_key() } else { self.bare_key() };
        self.colon(name)
    }

    /// `[0] 0:bash* …`: a line that a terminal's window writes about itself, which begins where no line of this text does.
    fn status_line(&mut self) -> bool {
        let at = self.at;
        // First, so that no line is looked through again at each bracket in it.
        if !self.tape.text[..at].ends_with(b"\n") {
            return false;
        }
        let len = self.rest().iter().position(|b| *b == b'\n').unwrap_or(self.rest().len());
        let line = &self.rest()[..len];
        let is_status = line.len() > 8 && line.contains(&b']') && !line.contains(&b'{');
        if is_status {
            self.tape.fault(Code::JsonUnexpected, at, at + len);
            self.at += len;
        }
        is_status
    }

    /// A full-width sign where a member's name must stand.
    fn wide_member(&mut self) -> Option<State> {
        let at = self.at;
        match wide(self.tape.text, at)? {
            bracket @ (b'}' | b']') => Some(self.wide_close(bracket)),
            b'{' if self.in_list() => Some(self.close_element()),
            b'{' | b'[' => {
                self.tape.push(Token::new(Kind::Key, Name::Other, at, at));
                Some(State::Value(Name::Other))
            }
            b',' => {
                self.tape.fault(Code::JsonExtraComma, at, at + WIDE_LEN);
                self.at += WIDE_LEN;
                Some(State::Member { first: false })
            }
            _ => None,
        }
    }

    /// `"InstanceId:"i-1"`, `"InstanceId”: "i-1"`: the name ends before the quote that was taken for its end. Goes back to
    /// there; `None`: the name is as it should be.
    fn name_in_name(&mut self) -> Option<Name> {
        let text = self.tape.text;
        let key = self.tape.tokens.last().copied().filter(|token| token.kind() == Kind::Key)?.span();
        let raw = &text[key.range()];
        let len = raw.iter().take(41).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        let quote = ["”", "“", "＂", "'"].into_iter().find(|quote| raw[len..].starts_with(quote.as_bytes()));
        let after = len + quote.map_or(0, str::len);
        let rest = raw[after..].trim_ascii_start();
        let name = Name::read(&raw[..len]);
        if name == Name::Other || !(rest.starts_with(b":") || rest.starts_with("：".as_bytes())) {
            return None;
        }
        self.tape.tokens.pop();
        self.tape.fault(Code::JsonUnclosedString, key.start as usize - 1, key.start as usize + after);
        self.at = key.start as usize + after;
        Some(name)
    }

    /// No `:` after a member's name.
    #[cold]
    pub(super) fn repair_colon(&mut self, name: Name) -> State {
        let at = self.at;
        for sign in ["：", "=>", "="] {
            if self.starts(sign) {
                self.tape.fault(Code::JsonColon, at, at + sign.len());
                self.at += sign.len();
                return State::Value(name);
            }
        }
        if let Some(state) = self.restart_inside().or_else(|| self.hole_here()) {
            return state;
        }
        if let Some(name) = self.name_in_name() {
            return self.colon(name);
        }
        match self.rest() {
            [] | [b',' | b'}' | b']', ..] => {}
            [b'{', ..] if self.restarts() => {}
            [b'"', b':', ..] => {
                self.tape.fault(Code::JsonDoubledQuote, at, at + 1);
                self.at += 2;
            }
            // Another mark where the colon must stand.
            [mark, rest @ ..]
                if mark.is_ascii_punctuation()
                    && !matches!(mark, b'"' | b'{' | b'[' | b'\'' | b'`' | b'-' | b'.' | b'\\')
                    && matches!(rest.trim_ascii_start(), [b'"' | b'{' | b'[' | b'0'..=b'9', ..]) =>
            {
                self.tape.fault(Code::JsonColon, at, at + 1);
                self.at += 1;
            }
            _ => {
                let before = self.tape.text[..at].trim_ascii_end().len();
                self.insertion(Code::JsonMissingColon, before, &[("name", name.as_str())]);
            }
        }
        State::Value(name)
    }
}
