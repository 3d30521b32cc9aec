//! Objects as languages print them (`InvocationResult(instanceId=i-1)`, `map[ExitCode:0]`, `[]ecs.Invocation{…}`) ->
//! a text with the brackets that JSON has for them; what stands between is for the reader of JSON to repair.

use super::rewrite::{Rewrite, Unwrapping};
use super::strings::{Backslash, escape};
use crate::diagnostic::Code;
use crate::names::Name;
use crate::span::Span;

/// Where a dump is looked for.
const HEAD: usize = 4 << 10;

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'*' | b'&' | b'$' | b'@')
}

/// The word that ends at `end`.
#[inline(never)]
fn word_before(text: &[u8], end: usize) -> &[u8] {
    let len = text[..end].iter().rev().take(200).take_while(|b| is_word(**b)).count();
    &text[end - len..end]
}

/// Whether a member begins here, `name=` or `name:`, and its name is one of the API's where that is asked for.
#[inline(never)]
fn begins_member(rest: &[u8], known: bool) -> bool {
    let rest = rest[..rest.len().min(96)].trim_ascii_start();
    let rest = rest.strip_prefix(b"'").or(rest.strip_prefix(b"\"")).unwrap_or(rest);
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let after = &rest[len..];
    let after = after.strip_prefix(b"'").or(after.strip_prefix(b"\"")).unwrap_or(after).trim_ascii_start();
    len > 0 && matches!(after.first(), Some(b'=' | b':')) && (!known || Name::read(&rest[..len]) != Name::Other)
}

/// `map[string]interface {}{`, `[]ecs.Invocation{`: a type of Go's up to the bracket of its value; whether it is a list, and
/// how long it is.
#[inline(never)]
fn go_type(rest: &[u8]) -> Option<(bool, usize)> {
    let rest = &rest[..rest.len().min(160)];
    let mut at = 0;
    loop {
        at += match &rest[at..] {
            [b'[', b']', ..] => 2,
            map if map.starts_with(b"map[") => map.iter().position(|b| *b == b']')? + 1,
            _ => break,
        };
    }
    let own = &rest[at..];
    let word = own.iter().take_while(|b| is_word(**b)).count();
    // `interface {}`, however it is spelt; what follows may have lost its bracket.
    let empty = own[word..].strip_prefix(b" ").unwrap_or(&own[word..]);
    let is_any = empty.starts_with(b"{}{") || word > 0 && own[word..].starts_with(b" {}");
    at += if is_any { own.len() - empty.len() + 2 } else { word };
    let bracket = usize::from(rest.get(at) == Some(&b'{'));
    (at > word && (bracket > 0 || is_any)).then_some((rest[0] == b'[', at + bracket))
}

/// Where the first object of a dump begins: a bracket after the name of its type, and members of the API's in it.
pub(super) fn begin(text: &[u8], from: usize) -> Option<usize> {
    let head = &text[..text.len().min(HEAD)];
    let opens = |at: &usize| {
        let word = word_before(head, at - usize::from(*at > 0 && head[at - 1] == b' '));
        let members = begins_member(&head[at + 1..], !is_response(word));
        members
            && match head[*at] {
                b'(' => word.len() > 3 && !word.ends_with(b"Exception") && !word.ends_with(b"Error"),
                b'[' => opens_object(head, *at),
                b'{' => word.contains(&b'.') || word.first().is_some_and(u8::is_ascii_uppercase),
                _ => false,
            }
    };
    let map = |at: &usize| {
        let len = if head[*at..].starts_with(b"map[") { go_type(&head[*at..]) } else { None };
        len.is_some_and(|(_, len)| begins_member(&head[at + len..], true))
    };
    if let Some(map) = (from..head.len()).find(map) {
        return Some(map);
    }
    let at = (from..head.len()).find(opens)?;
    let word = head[..at].trim_ascii_end().len();
    let begins = word - word_before(head, word).len();
    let own =
        |begins: &usize| is_response(&head[*begins..word]) || matches!(&head[*begins..word], b"map" | b"namespace");
    Some(begins).filter(|begins| *begins == from || own(begins))
}

/// `DescribeInvocationsResponse`, `ecs.DescribeInvocationsResponse`
fn is_response(word: &[u8]) -> bool {
    word.windows(8).any(|w| w == b"Response")
}

/// `[ 'RequestId' => 'r-1', …`: a short array of PHP, with a name of the API's.
pub(super) fn opens_array(text: &[u8], at: usize) -> bool {
    let inside = &text[at + 1..text.len().min(at + 160)];
    begins_member(inside, true) && is_arrow(inside)
}

/// `'name' =>`
fn is_arrow(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii_start();
    let Some(quote) = inside.first().filter(|b| matches!(b, b'"' | b'\'')) else { return false };
    let len = inside[1..].iter().take(64).position(|b| b == quote);
    len.is_some_and(|len| inside[len + 2..].trim_ascii_start().starts_with(b"=>"))
}

/// `map[` of Go, `Invocation [` and `Invocation[` of Java.
#[inline(never)]
fn opens_object(text: &[u8], at: usize) -> bool {
    let word = word_before(text, at);
    let spaced = word.is_empty() && at > 0 && text[at - 1] == b' ';
    let word = if spaced { word_before(text, at - 1) } else { word };
    word == b"map" || word.first().is_some_and(u8::is_ascii_uppercase) && begins_member(&text[at + 1..], false)
}

/// Writes the brackets of JSON for those of the dump.
pub(super) fn unwrap(text: &[u8], body: usize) -> Unwrapping {
    let mut dump =
        Dump { text, at: body, copied: body, rewrite: Rewrite::new(text.len()), closers: Vec::new(), unclosed: 0 };
    dump.rewrite.copy(text, 0, body);
    dump.rewrite.replace(b"\n", body, body);
    while let Some(byte) = text.get(dump.at).copied() {
        dump.step(byte);
    }
    dump.rewrite.copy(text, dump.copied, text.len());
    (Code::Dump, Span::new(body, (body + 1).min(text.len())), dump.rewrite)
}

struct Dump<'a> {
    text: &'a [u8],
    at: usize,
    /// Up to where the text is copied or replaced.
    copied: usize,
    rewrite: Rewrite,
    /// What closes the brackets that are open, as JSON has it.
    closers: Vec<u8>,
    /// Quotes that nothing closed.
    unclosed: u32,
}

impl Dump<'_> {
    /// Moves on by a byte, a string, or something in brackets that is no structure.
    fn step(&mut self, byte: u8) {
        let (text, at) = (self.text, self.at);
        let after = &text[at + 1..];
        if matches!(byte, b'm' | b'[')
            && let Some((list, len)) = go_type(&text[at..]).filter(|_| at == self.copied || self.is_value(at))
        {
            self.replace(if list { b"[" } else { b"{" }, at, at + len);
            self.closers.push(if list { b']' } else { b'}' });
            self.at += len;
            return;
        }
        match byte {
            b'"' | b'\'' if self.is_value(at) => {
                let len = self.string(at);
                let inside = &text[at + 1..at + len];
                // Java writes texts as they are, and line ends in them.
                if text[..at].ends_with(b"=") && inside.contains(&b'\n') && inside.contains(&b'\\') {
                    self.rewrite.copy(text, self.copied, at);
                    self.rewrite.replace(b"\"", at, at + 1);
                    escape(text, Span::new(at + 1, at + len - 1), Backslash::Sign, &mut self.rewrite);
                    self.rewrite.replace(b"\"", at + len - 1, at + len);
                    self.copied = at + len;
                }
                self.at += len;
            }
            b'(' if after.starts_with(b"*") => self.pointer(),
            // `[]ecs.Invocation{`: an empty pair before a type is part of it.
            b'[' if after.starts_with(b"]") && after.get(1).is_some_and(|b| is_word(*b)) => self.at += 2,
            b'{' | b'(' | b'[' => self.open(byte),
            b'}' | b')' | b']' => {
                if let Some(closer) = self.closers.pop() {
                    // The comma that Rust and PHP put behind the last.
                    let before = text[..at].trim_ascii_end().len();
                    let comma = text[..before].ends_with(b",") && before > self.copied;
                    self.replace(&[closer], if comma { before - 1 } else { at }, at + 1);
                }
                self.at += 1;
            }
            // The elements of PHP's lists have numbers.
            b'0'..=b'9' if self.closers.last() == Some(&b']') && text[..at].ends_with(b" ") => match index(&text[at..])
            {
                Some(len) => {
                    self.replace(b" ", at, at + len);
                    self.at += len;
                }
                None => self.at += crate::lexical::digits(text, at),
            },
            _ => self.at += 1,
        }
    }

    /// Whether a value begins here, and no word of a text.
    fn is_value(&self, at: usize) -> bool {
        let before = &self.text[at.saturating_sub(64)..at];
        before.trim_ascii_end().last().is_some_and(|b| b"=:,([{>".contains(b))
    }

    /// Copies up to `from`, and writes something else for what stands up to `to`.
    fn replace(&mut self, bytes: &[u8], from: usize, to: usize) {
        self.rewrite.copy(self.text, self.copied, from);
        self.rewrite.replace(bytes, from, to);
        self.copied = to;
    }

    /// A pointer of Go, `(*int32)(0xc000012345)`, which says nothing of what it points to.
    fn pointer(&mut self) {
        let rest = &self.text[self.at..];
        let end = rest.windows(2).take(200).position(|w| w == b")(").and_then(|len| {
            let close = rest[len + 1..].iter().take(40).position(|b| *b == b')');
            close.map(|close| self.at + len + close + 2)
        });
        if let Some(end) = end {
            self.replace(b"null", self.at, end);
        }
        self.at = end.unwrap_or(self.at + 1);
    }

    /// The opening bracket of a structure, with the name of its type, or of a call or a sentence.
    fn open(&mut self, byte: u8) {
        let (text, at) = (self.text, self.at);
        let spaced = at > 0 && text[at - 1] == b' ';
        let php = byte == b'(' && spaced && word_before(text, at - 1) == b"array";
        let blank = usize::from(spaced && (byte == b'{' || php || byte == b'[' && opens_object(text, at)));
        let word = word_before(text, at - blank);
        let start = (at - blank - word.len()).max(self.copied);
        let named = start + blank < at;
        // `Some(InvocationResults {`: what it holds stands for it.
        if byte == b'(' && word == b"Some" && holds_structure(&text[at + 1..]) {
            self.replace(b"", start, at + 1);
            self.closers.push(b' ');
            self.at += 1;
            return;
        }
        if byte == b'(' && named && word != b"array" && !holds_members(&text[at + 1..]) {
            return self.call(start);
        }
        let value = text[..at].trim_ascii_end().last().is_none_or(|b| b"=:,([{>".contains(b));
        if byte == b'(' && !named && !value {
            return self.skip();
        }
        let list = byte == b'{' && text[self.copied..start].ends_with(b"[]");
        let indexed = byte == b'(' && index(&text[at + 1..]).is_some();
        let object = match byte {
            b'[' => opens_object(text, at) || is_arrow(&text[at + 1..text.len().min(at + 160)]),
            b'(' => named && !indexed,
            _ => !list,
        };
        let start = match (list, object) {
            (true, _) => start - 2,
            (false, true) => start,
            (false, false) if indexed => start,
            (false, false) => at,
        };
        self.replace(if object { b"{" } else { b"[" }, start, at + 1);
        self.closers.push(if object { b'}' } else { b']' });
        self.at += 1;
    }

    /// `Some(1)`, `Decimal('1')` are what stands in them; `datetime(2026, 1, 1)` stays text. The name begins at `start`.
    fn call(&mut self, start: usize) {
        // What stands in quotes may hold anything.
        let blank = self.text[self.at + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let inside = self.at + 1 + blank;
        let quoted = match self.text.get(inside) {
            Some(b'"') => self.string(inside),
            _ => 0,
        };
        let from = if quoted > 1 { inside + quoted } else { self.at };
        let end = self.text[from..].iter().take(200).position(|b| matches!(b, b')' | b',')).map(|len| from + len);
        // `Some("t-1",)` over lines.
        let whole = |end: &usize| quoted > 1 || !self.text[inside..*end].iter().any(|b| b"({[ \n".contains(b));
        let comma = end.filter(|end| self.text[*end] == b',' && whole(end));
        let end = match comma
            .map(|comma| comma + 1 + self.text[comma + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count())
        {
            Some(close) if self.text.get(close) == Some(&b')') => {
                self.rewrite.copy(self.text, self.copied, start);
                self.rewrite.copy(self.text, inside, comma.unwrap_or(inside));
                self.copied = close + 1;
                self.at = close + 1;
                return;
            }
            _ => end,
        };
        match end.filter(|end| self.text[*end] == b')') {
            Some(end) => {
                self.rewrite.copy(self.text, self.copied, start);
                self.rewrite.copy(self.text, self.at + 1, end);
                self.copied = end + 1;
                self.at = end + 1;
            }
            None => self.skip(),
        }
    }

    /// How long the string at `at` is, in its quotes; 1 where no closing quote can be told. After many such, few bytes are looked at.
    fn string(&mut self, at: usize) -> usize {
        const MOST: usize = 64 << 10;
        const PATIENCE: u32 = 64;
        let rest = &self.text[at..];
        let most = rest.len().min(if self.unclosed < PATIENCE { MOST } else { 256 });
        let mut next = 1;
        while next < most {
            match rest[next] {
                b'\\' => next += 1,
                quote if quote == rest[0] => {
                    let after = rest[next + 1..].trim_ascii_start().first();
                    if matches!(after, None | Some(b',' | b')' | b']' | b'}' | b':' | b'=')) {
                        return next + 1;
                    }
                }
                _ => {}
            }
            next += 1;
        }
        self.unclosed += 1;
        1
    }

    /// Moves after the bracket that closes a sentence.
    fn skip(&mut self) {
        self.at += 1 + self.text[self.at..].iter().take(200).position(|b| *b == b')').unwrap_or(0);
    }
}

/// Whether a list or an object begins inside a bracket, with the name of its type or without.
fn holds_structure(inside: &[u8]) -> bool {
    let inside = inside[..inside.len().min(200)].trim_ascii_start();
    let word = inside.iter().take_while(|b| is_word(**b)).count();
    matches!(inside[word..].trim_ascii_start().first(), Some(b'{' | b'['))
}

/// `0 =>`: how long it is.
fn index(inside: &[u8]) -> Option<usize> {
    let blank = inside.len() - inside.trim_ascii_start().len();
    let digits = crate::lexical::digits(inside, blank);
    let after = inside.get(blank + digits..)?;
    (digits > 0 && after.starts_with(b" =>")).then_some(blank + digits + 3)
}

/// Whether members stand inside a bracket, or nothing.
fn holds_members(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii_start();
    begins_member(inside, false) || inside.starts_with(b")")
}
