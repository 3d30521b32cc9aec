//! Objects as PowerShell's `Format-Custom` prints them (`class Type`, `{`, `name = value`, `[`) -> JSON.

use super::listing::line;
use super::rewrite::{Rewrite, Unwrapping};
use super::strings::{Backslash, escape};
use super::words::says_left_out;
use crate::diagnostic::Code;
use crate::lexical;
use crate::names::{Name, Type};
use crate::span::Span;

/// `class PSCustomObject`, and `{` on the next line.
#[inline(never)]
fn opens(text: &[u8], at: usize) -> bool {
    let (start, end) = line(text, at);
    let own = text[start..end].trim_ascii();
    // What stands before every line may stand before the first.
    let class = own.windows(6).position(|word| word == b"class ");
    let is_class = class.is_some_and(|at| (at == 0 || own[at - 1] == b' ') && !own[at + 6..].contains(&b' '));
    is_class && end < text.len() && text[line(text, end + 1).0..line(text, end + 1).1].trim_ascii() == b"{"
}

/// Where the first object begins.
pub(super) fn begin(text: &[u8], first: usize) -> Option<usize> {
    const LINES: usize = 12;
    let mut at = first;
    for _ in 0..LINES {
        if at >= text.len() || opens(text, at) {
            break;
        }
        at = line(text, at).1 + 1;
    }
    (at < text.len() && opens(text, at)).then_some(at)
}

/// The name of a line, and where its value begins.
fn member(text: &[u8], start: usize, end: usize) -> Option<(Span, usize)> {
    let name = start + text[start..end].iter().position(|b| *b != b' ')?;
    let len = text[name..end].iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let sign = text[name + len..end].strip_prefix(b" =")?;
    let is_named = len > 0 && matches!(sign.first(), None | Some(b' '));
    is_named.then(|| (Span::new(name, name + len), (name + len + 3).min(end)))
}

/// Writes the lines as JSON; those that are none of its own go on with the value before them. What is not closed stays open.
pub(super) fn unwrap(text: &[u8], at: usize) -> Unwrapping {
    let mut rewrite = Rewrite::new(text.len());
    let (mut next, mut open, mut comma, mut depth) = (at, false, false, 0_usize);
    let (mut blanks, mut is_output) = (0_usize, false);
    rewrite.copy(text, 0, at);
    while next < text.len() && (depth > 0 || !comma) {
        let (start, end) = line(text, next);
        let own = text[start..end].trim_ascii();
        next = (end + 1).min(text.len());
        let known = member(text, start, end);
        let is_bracket = matches!(own, b"{" | b"}" | b"[" | b"]");
        let (class, left_out) = (opens(text, start), says_left_out(own));
        if own.is_empty() {
            blanks += 1;
            continue;
        }
        if !(class || is_bracket || left_out || known.is_some()) {
            if open {
                (0..=blanks).for_each(|_| rewrite.replace(b"\\n", start, start));
                escape(text, Span::new(start, end), Backslash::Sign, &mut rewrite);
            }
            blanks = 0;
            continue;
        }
        let closes = matches!(own, b"}" | b"]");
        rewrite.replace(if open { b"\"" } else { b"" }, start, start);
        rewrite.replace(if comma && !class && !closes { b"," } else { b"" }, start, start);
        // An empty line is kept, unless the text before may end with it.
        (0..=if is_output { 0 } else { blanks }).for_each(|_| rewrite.replace(b"\n", start, start));
        (open, blanks) = (false, 0);
        if is_bracket {
            rewrite.copy(text, start, end);
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
            comma = closes;
        } else if left_out {
            rewrite.replace(b"...", start, end);
            comma = true;
        } else if let Some((name, from)) = known.filter(|_| !class) {
            rewrite.replace(b"\"", start, start);
            rewrite.copy(text, name.start as usize, name.end as usize);
            rewrite.replace(b"\":", name.end as usize, from);
            is_output = Name::read(&text[name.range()]).value_type() == Type::Output;
            let below = text[next..].trim_ascii_start();
            comma = !(below.starts_with(b"[\n") || opens(text, next) || below.starts_with(b"[\r"));
            open = comma && value(text, Span::new(from, end), &mut rewrite);
        }
    }
    rewrite.copy(text, next, text.len());
    (Code::Dump, Span::new(at, line(text, at).1), rewrite)
}

/// Writes a value; true where it is a text that may go on.
fn value(text: &[u8], span: Span, rewrite: &mut Rewrite) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let own = text[start..end].trim_ascii();
    if own.is_empty() {
        rewrite.replace(b"null", start, end);
    } else if lexical::is_number(own) || matches!(own, b"true" | b"false" | b"True" | b"False") {
        rewrite.copy(text, start, end);
    } else {
        rewrite.replace(b"\"", start, start);
        escape(text, span, Backslash::Sign, rewrite);
        return true;
    }
    false
}
