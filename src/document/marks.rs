//! What people and programs write in the place of what they left out of a text, and where it stands. It refuses to know what
//! was left out.

use crate::names::{Name, Type, UNBROKEN_SET, WHOLE_SET};
use crate::scan;
use crate::source::is_note;

/// Nobody shortens a text and leaves more of it; longer ones are read without looking for marks.
pub(in crate::document) const MOST: usize = 64 << 10;
/// Stands for no mark.
pub(in crate::document) const NONE: usize = usize::MAX;

/// Where the first mark stands, from `at` on.
pub(in crate::document) fn next_mark(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).filter(|_| text.len() <= MOST).unwrap_or_default();
    let ([dot, wide], [tag, bracket]) = (scan::holds(rest, [b'.', 0xE2]), scan::holds(rest, [b'<', b'(']));
    if dot || wide || tag || bracket { mark_behind(text, at) } else { NONE }
}

/// The same, in a text that is known to have some.
pub(in crate::document) fn mark_behind(text: &[u8], at: usize) -> usize {
    // Few bytes begin one, and each is looked at.
    let begins = |at: &usize| matches!(text[*at], b'.' | 0xE2 | b'[' | b'(' | b'<');
    (at..text.len()).find(|at| begins(at) && mark(text, *at) > 0).unwrap_or(NONE)
}

/// How long the mark at a place is; 0: there is none.
#[inline(never)]
pub(in crate::document) fn mark(text: &[u8], at: usize) -> usize {
    let rest = &text[at..];
    match rest {
        [b'.', b'.', b'.', ..] => {
            let dots = rest.iter().take_while(|b| **b == b'.').count();
            dots + left_out(&rest[dots..])
        }
        [0xE2, 0x80, 0xA6, ..] => {
            let blank = usize::from(rest.get(3) == Some(&b' '));
            let note = left_out(&rest[3 + blank..]);
            3 + if note > 0 { blank + note } else { 0 }
        }
        // A list or an object begins so, a note does not.
        [b'[' | b'(' | b'<', next, ..]
            if next.is_ascii_alphanumeric() || matches!(next, b'.' | b' ' | b'-' | 0xE2..) =>
        {
            left_out(rest)
        }
        _ => 0,
    }
}

/// How long the note is that something was left out, `<truncated>`, `[... 12 lines omitted ...]`; 0: none.
#[inline(never)]
pub(in crate::document) fn left_out(rest: &[u8]) -> usize {
    let close = match rest.first() {
        Some(b'<') => b'>',
        Some(b'[') => b']',
        Some(b'(') => b')',
        _ => return 0,
    };
    let line = &rest[..rest.len().min(80)];
    let Some(len) = line.iter().position(|b| *b == close || *b == b'\n').filter(|len| line[*len] == close) else {
        return 0;
    };
    if is_note(&line[1..len], b"\"'") { len + 1 } else { 0 }
}

/// Whether a text between elements stands for some that were left out: `...`, `… 3 more`.
pub(in crate::document) fn is_elision(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.starts_with(b"...") || text.starts_with("…".as_bytes())
}

/// Whether a text, of which a mark says that its end was left out, is likely Base64: nobody writes so many letters without a blank, and
/// few where a note stands behind them.
#[inline(never)]
pub(in crate::document) fn is_cut_base64(name: Name, before: &[u8], mark: &[u8]) -> bool {
    let least = if matches!(mark.last(), Some(b'.' | 0xA6)) { 24 } else { 8 };
    name.value_type() == Type::Output && before.len() >= least && is_base64(before)
}

/// Whether all of a text is in the alphabet of Base64.
#[inline(never)]
pub(in crate::document) fn is_base64(part: &[u8]) -> bool {
    part.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b))
}

/// Whether a mark inside a value cannot be the value's own: what is an id, a status, a time or Base64 has none.
pub(in crate::document) fn is_broken(name: Name, before: &[u8], after: &[u8]) -> bool {
    let base64 = |part: &[u8]| part.len() > 3 && is_base64(part);
    let never = name.is_in(UNBROKEN_SET | WHOLE_SET);
    !after.is_empty() && (never || base64(before) && base64(after) && before.len() + after.len() > 40)
}
