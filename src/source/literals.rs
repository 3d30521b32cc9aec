//! String literals that stand side by side, or are joined by a plus, as programs print what is too long for a line -> one string.

use super::listing::line;
use super::rewrite::{Rewrite, Unwrapping};
use super::strings::{Backslash, escape};
use crate::diagnostic::Code;
use crate::span::Span;

/// How far the end of a literal is looked for.
const MOST: usize = 4 << 10;
/// Quotes that nothing closes, after which no more is looked for.
const PATIENCE: u32 = 64;

/// Joins the literals of a text that was read with faults.
pub(super) fn find(text: &[u8], body: usize) -> Option<Unwrapping> {
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut copied, mut first, mut unclosed) = (body, 0, None, 0);
    while let Some(len) = text[at.min(text.len())..].iter().position(|b| is_quote(*b) || *b == b'<') {
        let start = at + len;
        if text[start] == b'<' {
            at = start + 1;
            if let Some(found) = Heredoc::at(text, start) {
                first = first.or(Some(Span::new(start, found.from)));
                rewrite.copy(text, copied, start);
                found.write(text, start, &mut rewrite);
                (at, copied) = (found.next, found.next);
            }
            continue;
        }
        let Some(end) = close(text, start) else {
            at = start + 1;
            unclosed += 1;
            if unclosed > PATIENCE {
                break;
            }
            continue;
        };
        at = end + 1;
        let before = text[..start].strip_suffix(b"b").unwrap_or(&text[..start]);
        let is_value = matches!(before.trim_ascii_end().last(), Some(b':' | b'=' | b'(' | b'>'));
        let Some(mut next) = joined(text, end, is_value) else { continue };
        first = first.or(Some(Span::new(end, next)));
        rewrite.copy(text, copied, start);
        rewrite.replace(b"\"", start, start + 1);
        escape(text, Span::new(start + 1, end), Backslash::Escape, &mut rewrite);
        loop {
            let end = close(text, next).unwrap_or(text.len());
            escape(text, Span::new((next + 1).min(end), end), Backslash::Escape, &mut rewrite);
            (at, copied) = (end + 1, end + 1);
            match joined(text, end, is_value) {
                Some(more) => next = more,
                None => break rewrite.replace(b"\"", end, (end + 1).min(text.len())),
            }
        }
        copied = copied.min(text.len());
    }
    rewrite.copy(text, copied, text.len());
    first.map(|span| (Code::Joined, span, rewrite))
}

/// Joins the literals of which the first holds the beginning of a document, before its escapes are resolved.
pub(super) fn at(text: &[u8], body: usize) -> Option<Unwrapping> {
    let start = text[..body].trim_ascii_end().len().checked_sub(1).filter(|at| is_quote(text[*at]))?;
    let end = close(text, start)?;
    joined(text, end, false).and_then(|_| find(text, start))
}

/// A text over lines as Terraform and shells write it: `<<-EOT`, lines, `EOT`.
struct Heredoc {
    /// Where its lines begin and end, and what stands behind its last.
    from: usize,
    to: usize,
    next: usize,
    /// How many blanks each line begins with that are not the text's.
    indent: usize,
}

impl Heredoc {
    /// One that is a value and begins at `start`.
    fn at(text: &[u8], start: usize) -> Option<Self> {
        let rest = text[start..].strip_prefix(b"<<")?;
        let indented = rest.first() == Some(&b'-');
        let word = &rest[usize::from(indented)..];
        let len = word.iter().take(32).take_while(|b| b.is_ascii_uppercase() || **b == b'_').count();
        let is_value = matches!(text[..start].trim_ascii_end().last(), Some(b'=' | b':'));
        if len == 0 || !is_value || !matches!(word.get(len), Some(b'\n' | b'\r')) {
            return None;
        }
        let word = &word[..len];
        let from = line(text, start).1 + 1;
        let (mut at, mut indent) = (from, usize::MAX);
        while at < text.len() {
            let (start, end) = line(text, at);
            let own = &text[start..end];
            if own.trim_ascii().trim_ascii_end() == word {
                let next = start + own.trim_ascii_end().len();
                return Some(Self { from, to: start, next, indent: if indented { indent } else { 0 } });
            }
            if !own.trim_ascii().is_empty() {
                indent = indent.min(own.len() - own.trim_ascii_start().len());
            }
            at = end + 1;
        }
        // Its end is not here.
        Some(Self { from, to: text.len(), next: text.len(), indent: if indented { indent } else { 0 } })
    }

    fn write(&self, text: &[u8], start: usize, rewrite: &mut Rewrite) {
        rewrite.replace(b"\"", start, self.from);
        let mut at = self.from;
        while at < self.to {
            let (start, end) = line(text, at);
            let from = (start + self.indent.min(text[start..end].len())).min(end);
            escape(text, Span::new(from, end), Backslash::Sign, rewrite);
            at = (end + 1).min(text.len());
            rewrite.replace(b"\\n", end, at);
        }
        if self.to < text.len() {
            rewrite.replace(b"\"", self.to, self.next);
        }
    }
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// Where the quote stands that closes the one at `at`.
fn close(text: &[u8], at: usize) -> Option<usize> {
    let (quote, mut next) = (text[at], at + 1);
    let stop = text.len().min(at + MOST);
    while next < stop {
        match text[next] {
            b'\\' => next += 1,
            b'\n' if quote != b'`' => return None,
            byte if byte == quote => return Some(next),
            _ => {}
        }
        next += 1;
    }
    None
}

/// Where the literal begins that belongs to the one whose quote closes at `end`: behind a plus, or, for the value of a member,
/// on a later line and no name of another. In a list a comma may be missing.
fn joined(text: &[u8], end: usize, is_value: bool) -> Option<usize> {
    let rest = text.get(end + 1..text.len().min(end + 300))?;
    let blank = rest.len() - rest.trim_ascii_start().len();
    let plus = rest[blank..].strip_prefix(b"+");
    let after = plus.unwrap_or(&rest[blank..]).trim_ascii_start();
    let after = after.strip_prefix(b"b").filter(|rest| rest.first().is_some_and(|b| is_quote(*b))).unwrap_or(after);
    let next = end + 1 + rest.len() - after.len();
    if !after.first().is_some_and(|b| is_quote(*b)) || plus.is_none() && !(is_value && rest[..blank].contains(&b'\n')) {
        return None;
    }
    let end = close(text, next)?;
    let rest = &text[end + 1..];
    // `x=''`, a line end and `","ErrorCode"`: a text that has quotes of its own.
    let blank = rest.iter().take_while(|b| **b == b' ').count();
    let is_word = rest[blank..].first().is_some_and(u8::is_ascii_alphanumeric);
    (!is_word && !matches!(rest.trim_ascii_start(), [b':' | b'=', ..])).then_some(next)
}
