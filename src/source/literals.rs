//! String literals that stand side by side, or are joined by a plus, as programs print what is too long for a line -> one string.

use super::rewrite::{Rewrite, Unwrapping};
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
    while let Some(len) = text[at.min(text.len())..].iter().position(|b| is_quote(*b)) {
        let start = at + len;
        let Some(end) = close(text, start) else {
            at = start + 1;
            unclosed += 1;
            if unclosed > PATIENCE {
                break;
            }
            continue;
        };
        at = end + 1;
        let is_value = matches!(text[..start].trim_ascii_end().last(), Some(b':' | b'=' | b'(' | b'>'));
        let Some(mut next) = joined(text, end, is_value) else { continue };
        first = first.or(Some(Span::new(end, next)));
        rewrite.copy(text, copied, start);
        rewrite.replace(b"\"", start, start + 1);
        content(text, start, end, &mut rewrite);
        loop {
            let end = close(text, next).unwrap_or(text.len());
            content(text, next, end, &mut rewrite);
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
    let next = end + 1 + rest.len() - after.len();
    if !after.first().is_some_and(|b| is_quote(*b)) || plus.is_none() && !(is_value && rest[..blank].contains(&b'\n')) {
        return None;
    }
    let end = close(text, next)?;
    let more = text[end + 1..].iter().find(|b| !b.is_ascii_whitespace());
    (!matches!(more, Some(b':' | b'='))).then_some(next)
}

/// What stands between the quotes, as it stands between JSON's.
fn content(text: &[u8], start: usize, end: usize, rewrite: &mut Rewrite) {
    let (mut copied, mut at) = (start + 1, start + 1);
    while at < end {
        let (bytes, len): (&[u8], usize) = match &text[at..end] {
            [b'\\', b'\'' | b'`', ..] => (&text[at + 1..at + 2], 2),
            [b'\\', ..] => {
                at += 2;
                continue;
            }
            [b'"', ..] => (b"\\\"", 1),
            [b'\n', ..] => (b"\\n", 1),
            _ => {
                at += 1;
                continue;
            }
        };
        rewrite.copy(text, copied, at);
        rewrite.replace(bytes, at, at + len);
        at += len;
        copied = at;
    }
    rewrite.copy(text, copied.min(end), end);
}
