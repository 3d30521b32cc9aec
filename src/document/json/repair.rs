//! What the JSON reader does at a fault: reads one thing by guessing, says so once at its place, and returns to the
//! strict path.

use super::{Frame, Reader, State, is_word, unescape};
use crate::diagnostic::Code;
use crate::document::{Kind, Token};
use crate::names::Name;
use crate::source::Span;

/// Quotes that people's editors and documents write instead of `"`, and what closes each.
const QUOTES: &[(&str, &[&str])] = &[
    ("'", &["'"]),
    ("“", &["”", "“", "\""]),
    ("”", &["”", "“", "\""]),
    ("‘", &["’", "‘"]),
    ("’", &["’", "‘"]),
    ("＂", &["＂", "\""]),
    ("`", &["`", "'"]),
];

/// Words that other languages write for JSON's three.
const LITERALS: &[(&str, Kind)] = &[
    ("true", Kind::True),
    ("false", Kind::False),
    ("null", Kind::Null),
    ("none", Kind::Null),
    ("nil", Kind::Null),
    ("undefined", Kind::Null),
    ("nan", Kind::Null),
];

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        &self.tape.text[self.at.min(self.tape.text.len())..]
    }

    fn starts(&self, text: &str) -> bool {
        self.rest().starts_with(text.as_bytes())
    }

    fn note_insert(&mut self, code: Code, at: usize, args: &[(&'static str, &str)]) {
        self.tape.sink.note(code, Span::new(at, at), || args.iter().map(|(k, v)| (*k, (*v).to_owned())).collect());
    }

    /// The text ended in the middle: said once, for all that is open.
    pub(super) fn cut_off(&mut self, code: Code, from: usize) {
        if !self.cut {
            self.cut = true;
            let end = self.tape.text.len();
            let (from, open) = match code {
                Code::JsonUnclosedString => (from, self.tape.excerpt(from, end)),
                _ => (end, self.open_name()),
            };
            self.tape.sink.note(code, Span::new(from, end), || vec![("found", open)]);
        }
    }

    /// The innermost open container with a name, for a message.
    fn open_name(&self) -> String {
        let named = self.frames.iter().rev().take(64).map(|frame| self.tape.tokens[frame.open as usize].name());
        let name = named.map(Name::as_str).find(|name| !name.is_empty()).unwrap_or_default();
        match (name, self.frames.last()) {
            ("", Some(frame)) => (if frame.object { "{" } else { "[" }).to_owned(),
            (name, _) => name.to_owned(),
        }
    }

    /// Blanks that JSON does not know, and comments. False: what stands here is none.
    #[cold]
    pub(super) fn odd_blank(&mut self) -> bool {
        const BLANKS: [&str; 5] = ["\u{a0}", "\u{3000}", "\u{feff}", "\u{200b}", "\u{2028}"];
        if let Some(blank) = BLANKS.iter().find(|blank| self.starts(blank)) {
            self.at += blank.len();
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
        true
    }

    /// Behind a finished document: another one, or rubbish. False: nothing more can be read.
    pub(super) fn another_document(&mut self) -> bool {
        if matches!(self.peek(), Some(b'{' | b'[')) {
            self.note_insert(Code::JsonSeveral, self.at, &[]);
            return true;
        }
        let start = self.at;
        // Rubbish ends where a line begins with a bracket, as logs between two responses do.
        let mut at = start;
        let next = loop {
            let Some(newline) = self.tape.text[at..].iter().position(|b| *b == b'\n') else {
                break None;
            };
            at += newline + 1;
            let Some(skip) = self.tape.text[at..].iter().position(|b| !matches!(b, b' ' | b'\t')) else {
                break None;
            };
            if matches!(self.tape.text[at + skip], b'{' | b'[') {
                break Some(at + skip);
            }
        };
        self.at = next.unwrap_or(self.tape.text.len());
        let end = start + self.tape.text[start..self.at].trim_ascii_end().len();
        self.tape.fault(Code::JsonTrailing, start, end);
        next.is_some()
    }

    /// A value cannot begin here: other quotes, a bare word, an elision, or nothing at all.
    #[cold]
    pub(super) fn repair_value(&mut self, name: Name) -> State {
        let start = self.at;
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, start);
                self.tape.push(Token::new(Kind::Null, name, start, start));
                return self.close_all();
            }
            Some(b',' | b'}' | b']') => {
                self.note_insert(Code::JsonMissingValue, start, &[("name", name.as_str())]);
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
        if self.elision() {
            self.tape.push(Token::new(Kind::Null, name, start, start));
            return State::After;
        }
        if matches!(self.peek(), Some(b'u' | b'b' | b'r' | b'U' | b'B'))
            && matches!(self.tape.text.get(self.at + 1), Some(b'\'' | b'"'))
        {
            self.at += 1;
            if self.peek() == Some(b'"') {
                self.tape.fault(Code::JsonQuote, start, start + 2);
                return State::Value(name);
            }
        }
        if self.other_quotes(Kind::String, name) {
            return State::After;
        }
        self.bare(name, false);
        State::After
    }

    /// `...` or `…`, as documents write where they left something out.
    fn elision(&mut self) -> bool {
        let len = ["...", "…"].into_iter().find(|dots| self.starts(dots)).map_or(0, str::len);
        if len > 0 {
            self.tape.fault(Code::JsonElided, self.at, self.at + len);
            self.at += len;
        }
        len > 0
    }

    /// A string in quotes that are not JSON's.
    fn other_quotes(&mut self, kind: Kind, name: Name) -> bool {
        let Some((open, closes)) = QUOTES.iter().find(|(open, _)| self.starts(open)) else {
            return false;
        };
        let start = self.at + open.len();
        let text = self.tape.text;
        let (mut end, mut escaped) = (start, false);
        let close = loop {
            match text.get(end) {
                None => break None,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                Some(b'\n') if self.quote_missing_before(start, end).is_some() => break None,
                Some(_) => match closes.iter().find(|close| text[end..].starts_with(close.as_bytes())) {
                    Some(close) => break Some(close.len()),
                    None => end += 1,
                },
            }
        };
        end = end.min(text.len());
        let begin = self.at;
        match close {
            Some(len) => {
                self.at = end + len;
                self.tape.fault(Code::JsonQuote, begin, self.at);
            }
            None if end >= text.len() => {
                self.at = end;
                self.cut_off(Code::JsonUnclosedString, begin);
            }
            None => {
                end = self.quote_missing_before(start, end).unwrap_or(end);
                self.at = end;
                self.tape.fault(Code::JsonUnclosedString, begin, end);
            }
        }
        self.tape.check_utf8(start, end);
        self.tape.push(Token::new(kind, name, start, end).escaped(escaped));
        true
    }

    /// A word without quotes, to the end of its line or to the next separator.
    fn bare(&mut self, name: Name, number: bool) {
        let start = self.at;
        let text = self.tape.text;
        let stop = |b: &u8| matches!(b, b',' | b'}' | b']' | b'\n' | b'\r');
        let len = text[start..].iter().position(stop).unwrap_or(text.len() - start);
        let mut end = start + text[start..start + len].trim_ascii_end().len();
        // A comment behind it is not part of it.
        if let Some(comment) = text[start..end].windows(3).position(|w| w == b" //") {
            end = start + text[start..start + comment].trim_ascii_end().len();
        }
        if end == start {
            end = (start + 1).min(text.len());
        }
        let word = &text[start..end];
        self.at = end;
        let literal = LITERALS.iter().find(|(text, _)| text.as_bytes().eq_ignore_ascii_case(word));
        if end == text.len() && !number && literal.is_none() {
            self.cut_off(Code::JsonUnclosed, start);
        }
        let (code, kind) = match literal {
            Some((_, kind)) => (Code::JsonLiteral, *kind),
            None if number => (Code::JsonNumber, Kind::String),
            None => (Code::JsonUnquoted, Kind::String),
        };
        if !self.cut {
            self.tape.fault(code, start, end);
        }
        self.tape.check_utf8(start, end);
        self.tape.push(Token::new(kind, name, start, end));
    }

    /// Something that begins like a number and is none.
    #[cold]
    pub(super) fn repair_number(&mut self, name: Name) {
        self.bare(name, true);
    }

    /// No `,` and no end of the container where one must stand.
    #[cold]
    pub(super) fn repair_after(&mut self, frame: Frame) -> State {
        let at = self.at;
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                return self.close_all();
            }
            Some(bracket @ (b'}' | b']')) => return self.wrong_close(bracket),
            Some(b'{') if self.in_list() => return self.close_element(),
            Some(b':') => {
                self.tape.fault(Code::JsonUnexpected, at, at + 1);
                self.at += 1;
                return State::After;
            }
            Some(_) if self.doubled_quote() => return State::After,
            Some(_) => {}
        }
        if self.starts("，") || self.starts("、") {
            self.tape.fault(Code::JsonUnexpected, at, at + 3);
            self.at += 3;
        } else if self.starts(";") {
            self.tape.fault(Code::JsonUnexpected, at, at + 1);
            self.at += 1;
        } else if self.elision() {
            return State::After;
        } else if frame.object && !self.key_follows() {
            // Neither a separator nor a member: rubbish up to the next thing that can be read.
            let stop = |b: &u8| matches!(b, b',' | b'}' | b']' | b'\n' | b'"');
            let len = self.rest().iter().skip(1).position(stop).map_or(self.rest().len(), |len| len + 1);
            self.tape.fault(Code::JsonUnexpected, at, at + len);
            self.at += len;
            return State::After;
        } else {
            let before = self.tape.text[..at].trim_ascii_end().len();
            let inside = self.open_name();
            self.note_insert(Code::JsonMissingComma, before, &[("name", &inside)]);
        }
        if frame.object { State::Member { first: false } } else { State::Element { first: false } }
    }

    /// Whether a member's name seems to stand here: a quote, or a word with a colon behind it.
    fn key_follows(&self) -> bool {
        if self.peek() == Some(b'"') || QUOTES.iter().any(|(open, _)| self.starts(open)) {
            return true;
        }
        let word = self.rest().iter().take_while(|b| is_word(**b)).count();
        let behind = self.rest()[word..].trim_ascii_start();
        word > 0 && (behind.first() == Some(&b':') || behind.starts_with("：".as_bytes()))
    }

    /// `""text"`: the opening quote was typed twice. The empty string before becomes the text.
    fn doubled_quote(&mut self) -> bool {
        let Some(last) = self.tape.tokens.last().copied() else {
            return false;
        };
        let start = last.span().end as usize + 1;
        if last.kind() != Kind::String || last.span().start != last.span().end || self.at != start {
            return false;
        }
        let rest = &self.rest()[..self.rest().len().min(4_096)];
        let Some(len) = rest.iter().position(|b| matches!(b, b'"' | b'\n')).filter(|len| rest[*len] == b'"') else {
            return false;
        };
        let name = last.name();
        self.tape.tokens.pop();
        self.tape.fault(Code::JsonDoubledQuote, start - 2, start + len + 1);
        self.tape.check_utf8(start, start + len);
        let escaped = self.tape.text[start..start + len].contains(&b'\\');
        self.tape.push(Token::new(Kind::String, name, start, start + len).escaped(escaped));
        self.at = start + len + 1;
        true
    }

    /// A closing bracket of the other kind.
    fn wrong_close(&mut self, bracket: u8) -> State {
        let at = self.at;
        let object = bracket == b'}';
        let open = if object { self.objects } else { self.frames.len() - self.objects };
        if open == 0 {
            self.tape.fault(Code::JsonUnexpected, at, at + 1);
            self.at += 1;
            return State::After;
        }
        let expected = if object { "]" } else { "}" };
        let found = (bracket as char).to_string();
        self.tape.sink.note(Code::JsonMismatched, Span::new(at, at + 1), || {
            vec![("expected", expected.to_owned()), ("found", found)]
        });
        while let Some(frame) = self.frames.last().copied() {
            if frame.object == object {
                return self.close(frame);
            }
            self.pop();
            self.tape.close(frame.open, at, at);
        }
        State::After
    }

    fn close_all(&mut self) -> State {
        let end = self.tape.text.len();
        while let Some(frame) = self.pop() {
            self.tape.close(frame.open, end, end);
        }
        self.at = end;
        State::After
    }

    #[cold]
    pub(super) fn repair_element(&mut self) -> State {
        let at = self.at;
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                self.close_all()
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
            Some(bracket) => self.wrong_close(bracket),
        }
    }

    fn extra_comma_before(&mut self) {
        let comma = self.tape.text[..self.at].iter().rposition(|b| *b == b',').unwrap_or(self.at);
        self.tape.fault(Code::JsonExtraComma, comma, comma + 1);
    }

    /// No member's name where one must stand.
    #[cold]
    pub(super) fn repair_member(&mut self) -> State {
        let at = self.at;
        match self.peek() {
            None => {
                self.cut_off(Code::JsonUnclosed, at);
                return self.close_all();
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
            Some(b'{') if self.in_list() => return self.close_element(),
            Some(b'{' | b'[') => {
                // A structure without a name is kept under an empty one.
                self.tape.fault(Code::JsonUnexpected, at, at + 1);
                self.tape.push(Token::new(Kind::Key, Name::Other, at, at));
                return State::Value(Name::Other);
            }
            Some(_) => {}
        }
        if self.elision() {
            return State::After;
        }
        if matches!(self.peek(), Some(b'u' | b'b')) && matches!(self.tape.text.get(at + 1), Some(b'\'' | b'"')) {
            self.at += 1;
            if self.peek() == Some(b'"') {
                self.tape.fault(Code::JsonQuote, at, at + 2);
                return State::Member { first: false };
            }
        }
        let name = if self.other_quotes(Kind::Key, Name::Other) { self.known_key() } else { self.bare_key() };
        self.colon(name)
    }

    /// `{"a":1,{"a":2}`: the next element of the list begins, so this one lacks its brace.
    fn close_element(&mut self) -> State {
        let before = self.tape.text[..self.at].trim_ascii_end();
        let before = before.strip_suffix(b",").unwrap_or(before).trim_ascii_end().len();
        let name = self.open_name();
        self.note_insert(Code::JsonMissingBrace, before, &[("name", &name)]);
        if let Some(frame) = self.pop() {
            self.tape.close(frame.open, before, before);
        }
        State::Element { first: false }
    }

    /// Whether the innermost container is an object that is an element of a list.
    fn in_list(&self) -> bool {
        matches!(self.frames.as_slice(), [.., outer, inner] if !outer.object && inner.object)
    }

    fn bare_key(&mut self) -> Name {
        let start = self.at;
        let stop =
            |b: &u8| matches!(b, b':' | b'=' | b',' | b'{' | b'}' | b'[' | b']' | b'"') || b.is_ascii_whitespace();
        let len = self.rest().iter().position(stop).unwrap_or(self.rest().len()).max(1);
        let wide = self.rest()[..len].windows(3).position(|w| w == "：".as_bytes());
        let end = start + wide.unwrap_or(len).max(1);
        self.at = end;
        self.tape.fault(Code::JsonUnquoted, start, end);
        self.tape.check_utf8(start, end);
        let name = Name::read(&unescape(&self.tape.text[start..end]));
        if name == Name::Other {
            self.tape.push(Token::new(Kind::Key, name, start, end));
        }
        name
    }

    /// No `:` behind a member's name.
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
        match self.peek() {
            None | Some(b',' | b'}' | b']') => {}
            Some(_) => {
                let before = self.tape.text[..at].trim_ascii_end().len();
                self.note_insert(Code::JsonMissingColon, before, &[("name", name.as_str())]);
            }
        }
        State::Value(name)
    }

    /// At a line's end inside a string: whether its closing quote is missing, judged by the next line, which then
    /// begins with another member or ends the container. Gives where the string ends.
    pub(super) fn quote_missing_before(&self, start: usize, newline: usize) -> Option<usize> {
        let text = self.tape.text;
        // A bounded look ahead, so that a text of many lines takes linear time.
        let next = text[newline..text.len().min(newline + 256)].trim_ascii_start();
        let member = match next.first()? {
            b'"' => {
                let len = next[1..].iter().take(64).position(|b| *b == b'"')?;
                next[len + 2..].trim_ascii_start().first() == Some(&b':') && next[1..=len].iter().all(|b| is_word(*b))
            }
            b'}' | b']' => {
                let behind = next[1..].trim_ascii_start().first();
                // A closing bracket, with nothing but structure behind it.
                matches!(behind, None | Some(b',' | b'}' | b']'))
            }
            _ => false,
        };
        if !member {
            return None;
        }
        let line = text[start..newline].trim_ascii_end();
        let line = line.strip_suffix(b",").unwrap_or(line).trim_ascii_end();
        Some(start + line.len())
    }
}
