//! What stands behind a name in a line -> a value of JSON.

use super::entry::{Style, blanks};
use crate::lexical;
use crate::source::rewrite::Rewrite;
use crate::span::Span;

pub(super) enum Value {
    /// Nothing, or the kind of a structure: what it holds stands below; whether a bracket was opened.
    Below { opened: bool },
    /// `{}`, `[]` of a path, whose members have lines of their own.
    Empty(&'static [u8]),
    /// `|`, `>` of YAML; whether its lines are one.
    Block(bool),
    /// A text in quotes; how many bytes its opening takes.
    Quoted(usize),
    /// A word of JSON.
    Bare(&'static [u8]),
    /// What JSON writes the same way.
    Same(Span),
    /// Any other text.
    Text(Span),
}

pub(super) fn read(text: &[u8], span: Span, style: Style) -> Value {
    let own = &text[span.range()];
    let end = span.start as usize + own.len();
    let ended =
        own.strip_suffix(b";").filter(|_| style == Style::Equals).map_or(end, |own| span.start as usize + own.len());
    let span = Span::new(span.start as usize, ended);
    let own = &text[span.range()];
    if style == Style::Typed {
        return typed(text, span);
    }
    match own {
        b"{}" if style == Style::Equals => Value::Empty(b"{}"),
        b"[]" if style == Style::Equals => Value::Empty(b"[]"),
        [] | b"Array" => Value::Below { opened: false },
        _ if style == Style::Arrow && own.ends_with(b" Object") => Value::Below { opened: false },
        b"null" | b"~" | b"NULL" | b"None" | b"nil" | b"<nil>" | b"<null>" | b"NaN" | b"nan" => Value::Bare(b"null"),
        b"true" | b"True" => Value::Bare(b"true"),
        b"false" | b"False" => Value::Bare(b"false"),
        [b'|' | b'>', rest @ ..]
            if style == Style::Colon && rest.iter().all(|b| matches!(b, b'+' | b'-' | b'0'..=b'9')) =>
        {
            Value::Block(own[0] == b'>')
        }
        // What YAML's `*name` repeats stands elsewhere.
        [b'*', name @ ..] if style == Style::Colon && is_name(name) => Value::Bare(b"..."),
        [b'"' | b'\'', ..] if style != Style::Arrow => Value::Quoted(1),
        [b'{' | b'[', .., b'}' | b']'] | [b'{', b'}'] | [b'[', b']'] if style != Style::Arrow => Value::Same(span),
        _ if style != Style::Arrow && lexical::is_number(own) => Value::Same(span),
        _ => Value::Text(span),
    }
}

/// Whether this may name what YAML marks and repeats.
fn is_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// How long `&name` is, with which YAML marks what follows, and the blank behind it.
pub(super) fn anchor(own: &[u8]) -> usize {
    let Some(name) = own.strip_prefix(b"&") else { return 0 };
    let len = name.iter().position(|b| *b == b' ').unwrap_or(name.len());
    if is_name(&name[..len]) { (len + 2).min(own.len()) } else { 0 }
}

/// `string(3) "a b"`, `int(1)`, `bool(true)`, `NULL`, `array(2) {`
fn typed(text: &[u8], span: Span) -> Value {
    let own = &text[span.range()];
    let start = span.start as usize;
    if own.is_empty() || own.ends_with(b"{") {
        return Value::Below { opened: !own.is_empty() };
    }
    if own.eq_ignore_ascii_case(b"NULL") {
        return Value::Bare(b"null");
    }
    let Some(open) = own.iter().position(|b| *b == b'(') else { return Value::Text(span) };
    let close = open + own[open..].iter().position(|b| *b == b')').unwrap_or(0);
    let inside = Span::new(start + open + 1, start + close.max(open + 1));
    match &own[..open] {
        b"string" => match own[close..].iter().position(|b| *b == b'"') {
            Some(quote) => Value::Quoted(close + quote + 1),
            None => Value::Text(span),
        },
        b"int" | b"float" | b"bool" => Value::Same(inside),
        _ => Value::Text(span),
    }
}

/// Writes the text in quotes whose opening takes `skip` bytes at `at`, over several lines if it has them; where it ends.
pub(super) fn quoted(text: &[u8], at: usize, skip: usize, style: Style, rewrite: &mut Rewrite) -> usize {
    let (from, quote) = (at + skip, text[at + skip - 1]);
    rewrite.replace(b"\"", at, from);
    let (mut next, mut copied) = (from, from);
    while let Some(byte) = text.get(next).copied() {
        let after = text.get(next + 1).copied();
        let (bytes, len): (&[u8], usize) = match byte {
            _ if byte == quote && quote == b'\'' && after == Some(quote) && style == Style::Colon => (b"'", 2),
            // A quote inside stands before something else than the end of the line.
            _ if byte == quote && (style != Style::Typed || matches!(after, None | Some(b'\n' | b'\r'))) => break,
            b'"' => (b"\\\"", 1),
            b'\\' if quote == b'"' && style != Style::Typed => match after {
                Some(b'\n') => (b"", 2 + blanks(&text[next + 2..])),
                Some(b' ') => (b" ", 2),
                _ => {
                    next += 2;
                    continue;
                }
            },
            b'\\' => (b"\\\\", 1),
            b'\r' => (b"", 1),
            // YAML folds its lines: one end is a blank, of several the first goes.
            b'\n' if style == Style::Colon => {
                let blank = text[next..].iter().take_while(|b| b.is_ascii_whitespace());
                let (len, ends) = blank.fold((0, 0), |(len, ends), b| (len + 1, ends + usize::from(*b == b'\n')));
                rewrite.copy(text, copied, next);
                copied = next;
                (2..ends).for_each(|_| rewrite.replace(b"\\n", next, next));
                (if ends > 1 { b"\\n" } else { b" " }, len)
            }
            b'\n' => (b"\\n", 1),
            b'\t' => (b"\\t", 1),
            _ => {
                next += 1;
                continue;
            }
        };
        rewrite.copy(text, copied, next);
        rewrite.replace(bytes, next, next + len);
        next += len;
        copied = next;
    }
    let next = next.min(text.len());
    rewrite.copy(text, copied, next);
    // One that is not closed is cut, and stays open.
    if next < text.len() {
        rewrite.replace(b"\"", next, next + 1);
    }
    next
}

/// The parts of a path: `json.a[0]["b"].c` -> `a`, `0`, `b`, `c`.
pub(super) fn parts(text: &[u8], path: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = path.start as usize;
    for at in path.range() {
        if matches!(text[at], b'.' | b'[' | b']' | b'"' | b'\'') {
            if at > from {
                parts.push(Span::new(from, at));
            }
            from = at + 1;
        }
    }
    if path.end as usize > from {
        parts.push(Span::new(from, path.end as usize));
    }
    if parts.len() > 1 && &text[parts[0].range()] == b"json" {
        parts.remove(0);
    }
    parts
}
