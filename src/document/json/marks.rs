//! What people and programs write in the place of what they left out of a text, and where it stands. It refuses to know what
//! was left out.

use super::punctuation::left_out;
use crate::scan;

/// Nobody shortens a text and leaves more of it; longer ones are read without looking for marks.
pub(super) const MOST: usize = 64 << 10;
/// Stands for no mark.
pub(super) const NONE: usize = usize::MAX;

/// Where the first mark stands, from `at` on.
pub(super) fn next_mark(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).filter(|_| text.len() <= MOST).unwrap_or_default();
    let ([dot, wide], [tag, bracket]) = (scan::holds(rest, [b'.', 0xE2]), scan::holds(rest, [b'<', b'(']));
    if dot || wide || tag || bracket { mark_behind(text, at) } else { NONE }
}

/// The same, in a text that is known to have some.
pub(super) fn mark_behind(text: &[u8], at: usize) -> usize {
    (at..text.len()).find(|at| mark(text, *at) > 0).unwrap_or(NONE)
}

/// How long the mark at a place is; 0: there is none.
pub(super) fn mark(text: &[u8], at: usize) -> usize {
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
