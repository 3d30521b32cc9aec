//! A text -> what stands between the quotes of a string of JSON.

use super::rewrite::Rewrite;
use crate::span::Span;

/// What a backslash is in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Backslash {
    /// A sign like any other.
    Sign,
    /// It begins an escape, as JSON has them, or stands before a quote of another kind.
    Escape,
}

/// Writes the text of a span so.
pub(super) fn escape(text: &[u8], span: Span, backslash: Backslash, rewrite: &mut Rewrite) {
    let (mut at, mut copied, end) = (span.start as usize, span.start as usize, span.end as usize);
    while at < end {
        let (bytes, len): (&[u8], usize) = match &text[at..end] {
            [b'\\', b'\'' | b'`', ..] if backslash == Backslash::Escape => (&text[at + 1..at + 2], 2),
            [b'\\', ..] if backslash == Backslash::Escape => {
                at += 2;
                continue;
            }
            [b'\\', ..] => (b"\\\\", 1),
            [b'"', ..] => (b"\\\"", 1),
            [b'\t', ..] => (b"\\t", 1),
            [b'\n', ..] => (b"\\n", 1),
            [0..=0x1F, ..] => (b"", 1),
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
