//! Lines that a terminal, mail or chat has broken where they were too long -> the lines before that. A break is one where the
//! line is as wide as the widest, or where it stands within what never has a line end: a name, an id, a status, a time.

use super::listing::line;
use super::rewrite::{Rewrite, Unwrapping};
use crate::diagnostic::Code;
use crate::names::{Name, UNBROKEN_SET};
use crate::span::Span;

/// No window is narrower, in columns.
const NARROWEST: usize = 40;

/// The broken lines of a text that was read with faults.
pub(super) fn find(text: &[u8], body: usize) -> Option<Unwrapping> {
    let from = text[..body].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let width = Widths::new(text, from);
    let mut walk = Walk { text, width, string: None, name: Name::Other, breaks: Vec::new(), first: None };
    walk.scan(from);
    let first = walk.first?;
    let mut rewrite = Rewrite::new(text.len());
    let mut copied = 0;
    for (at, to) in walk.breaks {
        rewrite.copy(text, copied, at);
        copied = to;
    }
    rewrite.copy(text, copied, text.len());
    Some((Code::Wrapped, first, rewrite))
}

/// How wide the lines are.
struct Widths {
    most: usize,
    /// All lines but the last are as wide.
    all: bool,
}

impl Widths {
    fn new(text: &[u8], from: usize) -> Self {
        let (mut most, mut widths, mut at) = (0, Vec::new(), from);
        let end = from + text[from..].trim_ascii_end().len();
        while at < end {
            let (start, stop) = line(text, at);
            widths.push(columns(&text[start..stop]));
            most = most.max(widths[widths.len() - 1]);
            at = stop + 1;
        }
        let full = |width: &usize| *width + 1 >= most;
        let all = widths.len() > 1 && most >= NARROWEST && widths[..widths.len() - 1].iter().all(full);
        Self { most, all }
    }

    fn is_full(&self, line: &[u8]) -> bool {
        self.most >= NARROWEST && columns(line) + 1 >= self.most
    }
}

/// How many columns a line takes: signs of Chinese and the like take two.
fn columns(line: &[u8]) -> usize {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.iter().map(|b| usize::from(b & 0xC0 != 0x80) + usize::from(*b >= 0xE3)).sum()
}

struct Walk<'a> {
    text: &'a [u8],
    width: Widths,
    /// Where the string began that is open.
    string: Option<usize>,
    /// The name of the value that is read.
    name: Name,
    /// What goes: from, to.
    breaks: Vec<(usize, usize)>,
    first: Option<Span>,
}

impl Walk<'_> {
    fn scan(&mut self, from: usize) {
        let (text, mut at, mut start) = (self.text, from, from);
        // Where the text of an element of XML began, and its name.
        while let Some(byte) = text.get(at).copied() {
            match byte {
                b'\\' if text.get(at + 1) == Some(&b'\n') => self.join(at, at + 2),
                b'\\' if self.string.is_some() => at += 1,
                b'"' => self.quote(at),
                b'<' if self.string.is_none() => self.name = tag(&text[at + 1..]),
                b'\n' => {
                    let end = at - usize::from(at > start && text[at - 1] == b'\r');
                    if self.is_break(start, end, at + 1) {
                        self.join(end, at + 1);
                    }
                }
                _ => {}
            }
            if byte == b'\n' || byte == b'\\' && text.get(at) == Some(&b'\n') {
                start = at + 1;
            }
            at += 1;
        }
    }

    fn quote(&mut self, at: usize) {
        let Some(from) = self.string.take() else {
            self.string = Some(at + 1);
            return;
        };
        let after = self.text[at + 1..].iter().find(|b| !b.is_ascii_whitespace());
        if after == Some(&b':') {
            let name: Vec<u8> =
                self.text[from..at].iter().copied().filter(|b| !b.is_ascii_whitespace()).take(64).collect();
            self.name = Name::read(&name);
        }
    }

    fn join(&mut self, from: usize, to: usize) {
        self.breaks.push((from, to));
        self.first = self.first.or(Some(Span::new(from.saturating_sub(20), from)));
    }

    /// Whether the line end between `end` and `next` is none of the text's own.
    fn is_break(&self, start: usize, end: usize, next: usize) -> bool {
        let (Some(before), Some(after)) = (self.text[start..end].last(), self.text.get(next)) else { return false };
        let token = |b: &u8| b.is_ascii_alphanumeric() || b"-_.:+/=".contains(b);
        let within = token(before) && token(after);
        if self.width.is_full(&self.text[start..end]) {
            let apart = matches!((before, after), (b'}' | b']' | b'>', b'{' | b'[' | b'<'));
            let inside = self.string.is_some() && !matches!(after, b' ' | b'\t' | b'"' | b'}' | b']');
            return !apart && (self.width.all || inside || within);
        }
        within && self.string.is_some_and(|from| self.never_breaks(from))
            || within && self.string.is_none() && self.name.is_in(UNBROKEN_SET) && self.text[start..end].contains(&b'<')
    }

    /// Whether a string that begins at `from` is a name, or a value that never has a line end.
    fn never_breaks(&self, from: usize) -> bool {
        let before = self.text[..from - 1].trim_ascii_end().last();
        before != Some(&b':') || self.name.is_in(UNBROKEN_SET)
    }
}

/// The name of a tag.
fn tag(rest: &[u8]) -> Name {
    let len = rest.iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
    Name::read(&rest[..len])
}
