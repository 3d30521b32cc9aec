//! Strings and words as they are where JSON's quotes are missing, wrong, doubled or unescaped.

use super::punctuation::{
    LINE, QUOTES, begins_member, embedded_end, ends, goes_on, is_quote, wide, word_then_colon, word_then_equals,
};
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::document::marks::is_base64;
use crate::document::token::{Kind, Token};
use crate::lexical::{digits, is_number, is_whole, is_word, trim_end, utf16};
use crate::names::{Name, Role, WHOLE_SET};

/// Words that other languages write for JSON's three.
const LITERALS: &[(&str, Kind)] = &[
    ("true", Kind::True),
    ("false", Kind::False),
    ("null", Kind::Null),
    ("none", Kind::Null),
    ("nil", Kind::Null),
    ("undefined", Kind::Null),
    ("undef", Kind::Null),
    ("nan", Kind::Null),
    ("infinity", Kind::Null),
    ("-infinity", Kind::Null),
    ("+infinity", Kind::Null),
    ("-nan", Kind::Null),
    ("0x0", Kind::Null),
];

/// What stands between two texts: the border of another pane, `diff -y`'s sign, what git writes around two versions.
const BESIDE: [&str; 4] = ["│", "┃", "| ", "<<<<<<< "];

impl Reader<'_> {
    /// A string in quotes that are not JSON's.
    pub(super) fn other_quotes(&mut self, kind: Kind, name: Name) -> bool {
        let Some((open, closes)) = QUOTES.iter().find(|(open, _)| self.starts(open)) else {
            return false;
        };
        let start = self.at + open.len();
        let text = self.tape.text;
        let (mut end, mut escaped, mut inner) = (start, false, None);
        let close = loop {
            match text.get(end) {
                None => break None,
                Some(b'\\') => {
                    escaped = true;
                    end += 2;
                }
                Some(b'\n') if self.quote_missing_before(start, end).is_some() => break None,
                // `'it's'`: between two letters it is an apostrophe.
                Some(b'\'')
                    if *open == "'"
                        && text[end - 1].is_ascii_alphanumeric()
                        && text.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
                        && end > start =>
                {
                    inner = inner.or(Some(end));
                    end += 1;
                }
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
                if let Some(inner) = inner {
                    self.tape.fault(Code::JsonInnerQuote, inner, inner + 1);
                }
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

    /// Where a word without quotes ends that begins here: with its line, or before the next separator.
    fn end_of_word(&self) -> usize {
        let (text, member) = (self.tape.text, self.is_member());
        let equals = member && text[..self.at].trim_ascii_end().ends_with(b"=");
        let stop = |at: &usize| match text[*at] {
            b'}' | b']' | b'\n' | b'\r' => true,
            // `Status = Failed; ExitCode = 1;` of Objective-C.
            b';' => equals && ends_member(&text[at + 1..]),
            // `The instance does not exist, and more, ErrorCode=…`: a comma that no name follows stands in the text.
            b',' => !member || !goes_on(&text[at + 1..]),
            // `Success ExitCode:0`: Go puts nothing but a blank between two members.
            b' ' => member && begins_member(&text[at + 1..]),
            _ => matches!(wide(text, *at), Some(b',' | b'}' | b']')),
        };
        (self.at..text.len()).find(stop).unwrap_or(text.len())
    }

    /// A word without quotes.
    pub(super) fn bare(&mut self, name: Name, number: bool) {
        let start = self.at;
        let text = self.tape.text;
        let mut end = start + trim_end(&text[start..self.end_of_word()]).len();
        // `t-1"`: only the opening quote is missing.
        let quoted = text[start..end].iter().position(|b| *b == b'"').is_some_and(|at| at > 0 && start + at + 1 == end);
        // A comment after it is not part of it.
        if let Some(comment) = text[start..end].windows(3).position(|w| w == b" //") {
            end = start + trim_end(&text[start..start + comment]).len();
        }
        if end == start {
            end = (start + 1).min(text.len());
        }
        self.at = end;
        end -= usize::from(quoted);
        if self.is_elsewhere(name, start, end) {
            return;
        }
        let word = &text[start..end];
        let number = number || matches!(word, [b'+' | b'-' | b'.', b'0'..=b'9' | b'.', ..]);
        // A date is no number that went wrong.
        let number = number && !matches!(word, [b'1' | b'2', b'0'..=b'9', _, _, b'-', ..]);
        // `0L` of Python and Java.
        let long = word.strip_suffix(b"L").filter(|word| number && is_whole_number(word));
        if let Some(word) = long {
            self.tape.fault(Code::JsonNumber, start, end);
            self.tape.push(Token::new(Kind::Number, name, start, start + word.len()));
            return;
        }
        if let Some(kind) = strict(word).filter(|kind| !quoted && (number || *kind != Kind::Number)) {
            self.tape.push(Token::new(kind, name, start, end));
            return;
        }
        let literal = LITERALS.iter().find(|(text, _)| text.as_bytes().eq_ignore_ascii_case(word));
        if self.at == text.len() && !quoted && !number && literal.is_none() {
            self.cut_off(Code::JsonUnclosed, start);
        }
        let (code, kind) = match literal {
            Some((_, kind)) => (Code::JsonLiteral, *kind),
            None if number => (Code::JsonNumber, Kind::String),
            None => (Code::JsonUnquoted, Kind::String),
        };
        if !self.kept.cut {
            self.tape.fault(code, start, end);
        }
        self.tape.check_utf8(start, end);
        self.tape.push(Token::new(kind, name, start, end));
    }

    /// A word that is a place in memory or a variable: what it stands for is not here.
    fn is_elsewhere(&mut self, name: Name, start: usize, end: usize) -> bool {
        let word = &self.tape.text[start..end];
        let pointer = is_pointer(word);
        if !pointer && !is_variable(name.role(), word) {
            return false;
        }
        self.tape.fault(Code::JsonElided, start, end);
        self.tape.push(Token::new(Kind::Null, name, start, end));
        if pointer {
            self.cut_all();
        }
        true
    }

    /// `""text"`: the opening quote was typed twice. The empty string before becomes the text.
    pub(super) fn doubled_quote(&mut self) -> bool {
        let Some(last) = self.tape.tokens.last().copied() else {
            return false;
        };
        let start = last.span().end as usize + 1;
        if last.kind() != Kind::String
            || last.span().start != last.span().end
            || self.at != start
            || self.tape.text[start - 1] != b'"'
        {
            return false;
        }
        let embedded = embedded_end(self.tape.text, start, start + 1).map(|end| end - start);
        let rest = &self.rest()[..self.rest().len().min(4_096)];
        let quote = rest.iter().position(|b| matches!(b, b'"' | b'\n')).filter(|len| rest[*len] == b'"');
        let structure = matches!(rest.first(), Some(b'{' | b'['));
        let Some(len) = embedded.or(quote.filter(|_| !structure)) else {
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

    /// `"i-1,"InvokeId":`: the string took the comma after it, and the quote of the next name. True: it ends before them.
    pub(super) fn quote_before_comma(&mut self) -> bool {
        let text = self.tape.text;
        let Some(last) = self.tape.tokens.last().copied().filter(|last| last.kind() == Kind::String) else {
            return false;
        };
        let (start, end) = (last.span().start as usize, last.span().end as usize);
        let word = self.rest().iter().take(64).take_while(|b| is_word(**b)).count();
        let value = text[start..end].trim_ascii_end().strip_suffix(b",");
        let comma = start + value.map_or(0, <[u8]>::len);
        let value = value.map(|value| value.strip_suffix("”".as_bytes()).unwrap_or(value));
        let Some(value) = value.filter(|_| end + 1 == self.at && word > 0 && self.rest()[word..].starts_with(b"\":"))
        else {
            return false;
        };
        let after = start + value.len();
        self.tape.tokens.pop();
        self.tape.fault(Code::JsonUnclosedString, start - 1, after);
        let escaped = value.contains(&b'\\');
        self.tape.push(Token::new(Kind::String, last.name(), start, after).escaped(escaped));
        self.at = comma;
        true
    }

    /// `"say "hi" now",`: a quote that does not end the text stands in it. The string before goes on to the quote that
    /// does.
    pub(super) fn inner_quotes(&mut self) -> bool {
        let text = self.tape.text;
        let Some(last) = self.tape.tokens.last().copied() else {
            return false;
        };
        let end = last.span().end as usize;
        let after = last.kind() == Kind::String && text.get(end) == Some(&b'"') && self.at > end;
        if !after || text[end + 1..self.at].contains(&b'\n') {
            return false;
        }
        let embedded = embedded_end(text, last.span().start as usize, end);
        if embedded.is_none() && (is_quote(self.rest()) || word_then_colon(self.rest())) {
            return false;
        }
        let line = &text[self.at..text.len().min(self.at + LINE)];
        let line = &line[..line.iter().position(|b| *b == b'\n').unwrap_or(line.len())];
        let close = embedded.or_else(|| (0..line.len()).find(|at| ends(line, *at)).map(|len| self.at + len));
        let Some(close) = close else {
            return false;
        };
        let start = last.span().start as usize;
        self.tape.tokens.pop();
        self.tape.fault(Code::JsonInnerQuote, end, end + 1);
        // What stands before was looked at when it was read, and a text may go on many times.
        self.tape.check_utf8(end, close);
        let escaped = last.is_escaped() || text[end..close].contains(&b'\\');
        self.tape.push(Token::new(Kind::String, last.name(), start, close).escaped(escaped));
        self.at = close + 1;
        true
    }

    /// Half of a pair of surrogates, and how long the escape is with its other half.
    #[cold]
    pub(super) fn surrogate(&mut self, at: usize) -> usize {
        if utf16(self.tape.text, at + 2).is_some_and(|(_, len)| len == 10) {
            return 12;
        }
        self.tape.fault(Code::JsonSurrogate, at, at + 6);
        6
    }

    pub(super) fn bare_key(&mut self) -> Name {
        let start = self.at;
        let stop =
            |b: &u8| matches!(b, b':' | b'=' | b',' | b'{' | b'}' | b'[' | b']' | b'"') || b.is_ascii_whitespace();
        let len = self.rest().iter().position(stop).unwrap_or(self.rest().len()).max(1);
        let wide = self.rest()[..len].windows(3).position(|w| w == "：".as_bytes());
        let end = start + wide.unwrap_or(len).max(1);
        self.at = end;
        // `InstanceId":`: only the opening quote is missing.
        if self.starts("\":") {
            self.at += 1;
        }
        self.tape.fault(Code::JsonUnquoted, start, end);
        if BESIDE.iter().any(|sign| self.tape.text[start..].starts_with(sign.as_bytes())) {
            self.tape.fault(Code::Layout, start, end);
        }
        self.tape.check_utf8(start, end);
        let escaped = self.tape.text[start..end].contains(&b'\\');
        self.tape.push(Token::new(Kind::Key, Name::Other, start, end).escaped(escaped));
        self.known_key()
    }

    /// At a line's end inside a text: whether it was cut there, and the next line is something else. Gives where it ends. What
    /// looks like Base64 has no line ends in it, unless more of it follows or the first quote behind them ends it; of
    /// others, a plain output apart, none has that no quote ends at all.
    pub(super) fn cut_before(&self, name: Name, start: usize, newline: usize) -> Option<usize> {
        const LOOKED_AT: usize = 1_024;
        let text = self.tape.text;
        let line = text[start..newline].trim_ascii_end();
        let may_be_base64 = matches!(name, Name::Output | Name::CommandContent);
        if may_be_base64 && !is_base64(line) {
            return None;
        }
        let rest = &text[newline..text.len().min(newline + LOOKED_AT)];
        let rest = &rest[rest.len() - rest.trim_ascii_start().len()..];
        let next = rest.iter().position(|b| matches!(b, b'"' | b'\n' | b'\r')).unwrap_or(rest.len());
        let goes_on = match rest.iter().position(|b| *b == b'"') {
            Some(quote) if may_be_base64 => ends(rest, quote),
            // An id, a status or a time that a terminal has wrapped is not of several words.
            Some(quote) => !name.is_in(WHOLE_SET) || rest[..quote].split(u8::is_ascii_whitespace).count() < 3,
            None => text.len() > newline + LOOKED_AT && !may_be_base64,
        };
        let goes_on = goes_on || may_be_base64 && is_base64(&rest[..next]);
        (!goes_on).then_some(start + line.len())
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
            // The next line of a log: this one was cut.
            b'{' => {
                let name = next[1..].strip_prefix(b"\"").unwrap_or_default();
                let len = name.iter().take(64).take_while(|b| is_word(**b)).count();
                Name::read(&name[..len]) != Name::Other && name[len..].starts_with(b"\":")
            }
            b'}' | b']' => {
                let after = next[1..].trim_ascii_start().first();
                // A closing bracket, with nothing but structure after it.
                matches!(after, None | Some(b',' | b'}' | b']'))
            }
            _ => false,
        };
        if !member {
            return None;
        }
        let line = text[start..newline].trim_ascii_end();
        let line = line.strip_suffix(b",").unwrap_or(line).trim_ascii_end();
        // The sign of a pager for what is wider than the screen.
        let shown = line.strip_suffix(b">").filter(|line| !line.contains(&b'<')).unwrap_or(line);
        Some(start + shown.len())
    }
}

/// Whether a word is a place in Go's memory, `0xc00018a010`, which it prints for what stands there.
fn is_pointer(word: &[u8]) -> bool {
    word.len() > 11 && word.starts_with(b"0xc0") && word[2..].iter().all(u8::is_ascii_hexdigit)
}

/// Whether a word is what a program has for an id or a status, `INVOKE_ID`, `Status.Failed`, and none of these; or what gdb writes for
/// a text, with its address.
fn is_variable(role: Role, word: &[u8]) -> bool {
    let is_id = matches!(role, Role::Target | Role::InvokeId);
    let is_status = matches!(role, Role::Status | Role::Legacy | Role::AnyStatus);
    let all = |is: fn(&u8) -> bool| word.iter().all(is);
    let constant = is_id && word.contains(&b'_') && all(|b| b.is_ascii_uppercase() || matches!(b, b'_' | b'0'..=b'9'));
    word.starts_with(b"0x") && word.ends_with(b"\"")
        || constant && word[0].is_ascii_uppercase()
        || (is_id || is_status) && word.contains(&b'.') && all(|b| b.is_ascii_alphabetic() || *b == b'.')
}

/// What a word is that is just as JSON has it, and behind which an odd sign or blank stands.
fn strict(word: &[u8]) -> Option<Kind> {
    match word {
        b"true" => Some(Kind::True),
        b"false" => Some(Kind::False),
        b"null" => Some(Kind::Null),
        _ => is_number(word).then_some(Kind::Number),
    }
}

/// Whether a word is a whole number, as it may stand before a sign that JSON does not know.
fn is_whole_number(word: &[u8]) -> bool {
    let minus = usize::from(word.starts_with(b"-"));
    let len = digits(word, minus);
    is_whole(word, minus, len) && minus + len == word.len()
}

/// Whether nothing more of a member stands before the next line, bracket or member.
fn ends_member(rest: &[u8]) -> bool {
    let rest = &rest[rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()..];
    matches!(rest.first(), None | Some(b'\n' | b'\r' | b'}')) || word_then_equals(rest)
}
