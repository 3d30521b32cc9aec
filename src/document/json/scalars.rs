//! Names, strings, words and numbers as JSON writes them, onto the tape.

use std::borrow::Cow;

use super::punctuation::embedded_end;
use super::reader::Reader;
use crate::diagnostic::Code;
use crate::document::token::{Kind, Token};
use crate::escapes::unescape;
use crate::lexical::{self, digits, is_whole, is_word, unit};
use crate::names::Name;
use crate::scan;
use crate::span::Span;

impl Reader<'_> {
    /// A quoted member name: a number for a known one, a token of its own for any other.
    #[inline]
    pub(super) fn key(&mut self, last: u8) -> Name {
        let text = self.tape.text;
        let start = self.at + 1;
        // The closing quote is compared with the name, so that a longer name is not taken for it.
        if let Some((name, len)) = self.kept.followers.guess(text, last, start) {
            self.at = start + len;
            return name;
        }
        let plain = scan::plain(text, start);
        if text.get(plain.end) == Some(&b'"') && !plain.non_ascii {
            let name = Name::read_inlined(&text[start..plain.end]);
            if name == Name::Other {
                self.tape.push(Token::new(Kind::Key, name, start, plain.end));
            } else {
                self.kept.followers.learn(last, start, plain.end + 1, name);
            }
            self.at = plain.end + 1;
            return name;
        }
        self.string(Kind::Key, Name::Other);
        self.known_key()
    }

    /// Turns a key token that spells a known name, once unescaped, into that name.
    pub(super) fn known_key(&mut self) -> Name {
        let Some(token) = self.tape.tokens.last().copied() else {
            return Name::Other;
        };
        let raw = &self.tape.text[token.span().range()];
        let written: Cow<'_, [u8]> = if token.is_escaped() { unescape(raw).into() } else { raw.into() };
        let name = Name::read(&written);
        if name != Name::Other {
            self.tape.tokens.pop();
            self.tape.sink.emit_odd(Code::Blank, &written, token.span());
        }
        name
    }

    /// A string in double quotes.
    #[inline]
    pub(super) fn string(&mut self, kind: Kind, name: Name) {
        let start = self.at + 1;
        let plain = scan::plain(self.tape.text, start);
        if self.tape.text.get(plain.end) == Some(&b'"') {
            if plain.non_ascii {
                self.tape.check_utf8(start, plain.end);
            }
            self.tape.push(Token::new(kind, name, start, plain.end));
            self.at = plain.end + 1;
        } else {
            self.string_with_escapes(kind, name, start, plain);
        }
    }

    /// The rest of a string that has escapes in it, or something that does not belong there.
    fn string_with_escapes(&mut self, kind: Kind, name: Name, start: usize, first: scan::StringSpan) {
        let text = self.tape.text;
        let (mut plain, mut non_ascii, mut escaped, mut control) = (first, first.non_ascii, false, false);
        let mut cut = false;
        let (end, next) = loop {
            let at = plain.end;
            match text.get(at).filter(|_| !is_end(text, at)) {
                Some(b'"') => break (at, at + 1),
                Some(b'\\') => {
                    escaped = true;
                    let len = self.escape(at);
                    plain = scan::plain(text, (at + len).min(text.len()));
                }
                Some(byte) => {
                    if matches!(byte, b'\n' | b'\r')
                        && let Some(end) = embedded_end(text, start, at)
                    {
                        self.tape.fault(Code::JsonInnerQuote, at, end);
                        (non_ascii, escaped) = (true, text[at..end].contains(&b'\\'));
                        break (end, end + 1);
                    }
                    if matches!(byte, b'\n' | b'\r')
                        // Only the first line of a text is looked at for that, so that many lines take linear time.
                        && let Some(end) = self
                            .quote_missing_before(start, at)
                            .or_else(|| if control { None } else { self.cut_before(name, start, at) })
                    {
                        // Where the comma before another member is missing as well, the line was cut.
                        cut = match text[at..].trim_ascii_start().first() {
                            Some(b'"') => text[end..].trim_ascii_start().starts_with(b">") || ends_bare(&text[..at]),
                            Some(b'}' | b']') => text[end..].starts_with(b">"),
                            _ => true,
                        };
                        self.tape.fault(Code::JsonUnclosedString, start - 1, end);
                        break (end, end);
                    }
                    if !control {
                        control = true;
                        let found = format!("U+{byte:04X}");
                        self.tape.sink.emit(Code::JsonControl, Span::new(at, at + 1), || vec![("found", found)]);
                    }
                    plain = scan::plain(text, at + 1);
                }
                None => {
                    self.cut_off(Code::JsonUnclosedString, start - 1);
                    // The line end of a text that ends in a string is the text's.
                    break (start + text[start..at].trim_ascii_end().len(), text.len());
                }
            }
            non_ascii |= plain.non_ascii;
        };
        if non_ascii {
            self.tape.check_utf8(start, end);
        }
        self.tape.push(Token::new(kind, name, start, end).escaped(escaped).partial(cut));
        if cut {
            self.cut_all();
        }
        self.at = next;
    }

    /// Bytes of the escape at a backslash; one that JSON does not know is reported and kept as written.
    #[inline]
    fn escape(&mut self, at: usize) -> usize {
        lexical::escape(self.tape.text, at).unwrap_or_else(|| self.other_escape(at))
    }

    #[cold]
    fn other_escape(&mut self, at: usize) -> usize {
        match self.tape.text.get(at + 1) {
            Some(b'u') if unit(self.tape.text, at + 2).is_some() => self.surrogate(at),
            None => 1,
            Some(_) => {
                self.tape.fault(Code::JsonEscape, at, at + 2);
                1
            }
        }
    }

    #[inline]
    pub(super) fn literal(&mut self, word: &[u8], kind: Kind, name: Name) -> bool {
        let rest = &self.tape.text[self.at..];
        let whole = rest.starts_with(word) && !rest.get(word.len()).is_some_and(|b| is_word(*b));
        if whole {
            self.tape.push(Token::new(kind, name, self.at, self.at + word.len()));
            self.at += word.len();
        }
        whole
    }

    #[inline]
    pub(super) fn number(&mut self, name: Name) {
        let (text, start) = (self.tape.text, self.at);
        let ends = |end: &usize| !text.get(*end).is_some_and(|b| is_word(*b) || matches!(b, b'.' | b'+' | b'-'));
        let whole = start + usize::from(text[start] == b'-');
        let len = digits(text, whole);
        // A plain whole number, which nearly all are.
        let end = Some(whole + len).filter(|end| is_whole(text, whole, len) && ends(end));
        match end.or_else(|| lexical::number(text, start).map(|len| start + len).filter(ends)) {
            Some(end) => {
                self.tape.push(Token::new(Kind::Number, name, start, end));
                self.at = end;
            }
            None => self.repair_number(name),
        }
    }
}

/// Whether a line ends without a comma.
fn ends_bare(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    !line.ends_with(b",") && !line.ends_with("，".as_bytes())
}

/// Whether nothing but line ends stands at `at`, and then the text ends.
fn is_end(text: &[u8], at: usize) -> bool {
    const MOST: usize = 64;
    matches!(text[at..], [b'\n' | b'\r', ..]) && text.len() - at < MOST && text[at..].trim_ascii().is_empty()
}
