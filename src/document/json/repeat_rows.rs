//! Rows that repeat, and responses of few rows: the text of an object that is laid out like one before it -> its tokens, without states.
//!
//! The rows of a response differ in their values and in nothing else. So what stands between two values (a quote, a
//! comma, a name, a colon, blanks) is compared with the earlier row, sixteen bytes at a time, and only the values are
//! read. It refuses to judge: at the first thing that is not as before, the row is left to the reader of states.

use crate::document::token::{ESCAPED, Kind, Token};
use crate::lexical::{self, digits};
use crate::scan;

/// Rows with more tokens than this are not held against each other.
const LONGEST: usize = 256;

/// The widest gap that is compared, in bytes.
const GAP: usize = 32;

/// Opening tokens of rows to be held against the next one: of the last two layouts that were met, the newest first.
#[derive(Default)]
pub(super) struct Layouts {
    pub(super) open: [Option<Layout>; 2],
    /// The outermost object that was read last: in a log, the next one is often laid out like it.
    document: Option<Layout>,
}

#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) open: u32,
    /// How many tokens it has.
    pub(super) len: u32,
}

impl Layouts {
    /// Remembers the object that opens at `open` and was closed with the last of `len` tokens.
    pub(super) fn learn(&mut self, open: u32, len: u32) {
        if (len as usize) <= LONGEST {
            self.open = [Some(Layout { open, len }), self.open[0]];
        }
    }

    /// Remembers an outermost object as `learn` does.
    pub(super) fn learn_document(&mut self, open: u32, len: u32) {
        self.document = ((len as usize) <= LONGEST).then_some(Layout { open, len });
    }

    /// What was remembered of the outermost object before; once, as the next one takes its place.
    pub(super) fn take_document(&mut self) -> Option<Layout> {
        self.document.take()
    }
}

/// Reads the row at `begin` over the tokens of a copy of another; where it ends, if it is laid out so.
pub(super) fn fit(text: &[u8], other: &[Token], row: &mut [Token], begin: usize, moved: u32) -> Option<usize> {
    let mut at = begin;
    let mut after = other.first()?.start as usize;
    for (old, new) in other.iter().zip(row) {
        let gap = (old.start as usize).wrapping_sub(after);
        if gap > GAP || !scan::same(text, after, at, gap) {
            return None;
        }
        let start = at + gap;
        let len = (old.end as usize).wrapping_sub(old.start as usize);
        new.start = start as u32;
        if old.is(Kind::String) {
            // Most values are as long as the one before. To ask whether it is so, rather than how long it is, lets the
            // processor go on before it has the answer; the closing quote is part of the next gap.
            if scan::ends_after(text, start, len) {
                at = start + len;
                new.meta = old.meta & !ESCAPED;
            } else {
                let (end, escaped) = string_end(text, start)?;
                at = end;
                *new = Token { meta: old.meta & !ESCAPED, ..*new }.escaped(escaped);
            }
        } else if old.is(Kind::Number) {
            let same = text
                .get(start..=start + len)
                .is_some_and(|bytes| bytes[..len].iter().all(u8::is_ascii_digit) && !bytes[len].is_ascii_digit());
            let digits = if same { len } else { digits(text, start) };
            // `007` and `1.5` are for the other reader; what follows is compared with what followed before.
            if digits == 0 || (digits > 1 && text[start] == b'0') {
                return None;
            }
            at = start + digits;
        } else if old.is(Kind::Object) || old.is(Kind::Array) {
            if text.get(start) != text.get(old.start as usize) {
                return None;
            }
            at = start + 1;
            new.end = old.end + moved;
            after = old.start as usize + 1;
            continue;
        } else {
            // A bracket that closes, a name in no list, `true`, `false` or `null`.
            if len > GAP || !scan::same(text, old.start as usize, start, len) {
                return None;
            }
            at = start + len;
        }
        new.end = at as u32;
        after = old.end as usize;
    }
    Some(at)
}

/// Where a string ends that has nothing odd in it, and whether it has escapes.
#[inline]
fn string_end(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut plain = scan::plain(text, start);
    let (mut non_ascii, mut escaped) = (plain.non_ascii, false);
    while text.get(plain.end) == Some(&b'\\') {
        escaped = true;
        plain = scan::plain(text, plain.end + lexical::escape(text, plain.end)?);
        non_ascii |= plain.non_ascii;
    }
    let end = plain.end;
    let whole = text.get(end) == Some(&b'"') && (!non_ascii || std::str::from_utf8(&text[start..end]).is_ok());
    whole.then_some((end, escaped))
}
