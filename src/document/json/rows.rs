//! Rows that repeat: the text of an object that is laid out like one before it -> its tokens, without states.
//!
//! The rows of a response differ in their values and in nothing else. So what stands between two values (a quote, a
//! comma, a name, a colon, blanks) is compared with the earlier row, sixteen bytes at a time, and only the values are
//! read. It refuses to judge: at the first thing that is not as before, the row is left to the reader of states.

use super::super::ESCAPED;
use super::{Kind, Reader, Token, digits, hex4};
use crate::scan;

/// Rows with more tokens than this are not held against each other.
const LONGEST: usize = 256;

/// The widest gap that is compared, in bytes.
const GAP: usize = 32;

/// Opening tokens of rows to be held against the next one: of the last two layouts that were met, the newest first.
#[derive(Default)]
pub(super) struct Layouts {
    open: [Option<Layout>; 2],
}

#[derive(Clone, Copy)]
struct Layout {
    open: u32,
    /// How many tokens it has.
    len: u32,
}

impl Layouts {
    /// Remembers the object that opens at `open` and was closed with the last of `len` tokens.
    pub(super) fn learn(&mut self, open: u32, len: u32) {
        if (len as usize) <= LONGEST {
            self.open = [Some(Layout { open, len }), self.open[0]];
        }
    }
}

impl Reader<'_> {
    /// At a comma behind an element: reads the rows that follow as long as they are laid out like one before.
    pub(super) fn rows(&mut self) {
        while self.peek() == Some(b',') {
            let begin = scan::blanks(self.tape.text, self.at + 1);
            if self.tape.text.get(begin) != Some(&b'{') {
                return;
            }
            let [first, second] = self.layouts.open;
            let like = |reader: &mut Self, layout: Option<Layout>| reader.row_like(layout?, begin);
            self.layouts.open = match like(self, first) {
                Some(row) => [Some(row), second],
                None => match like(self, second) {
                    Some(row) => [Some(row), first],
                    None => return,
                },
            };
        }
    }

    /// Reads the row that begins at `begin` if it is laid out like another one.
    #[inline]
    fn row_like(&mut self, layout: Layout, begin: usize) -> Option<Layout> {
        let open = layout.open as usize;
        let len = layout.len as usize;
        let next = self.tape.tokens.len();
        if !self.tape.make_room(len, begin) {
            return None;
        }
        self.tape.tokens.extend_from_within(open..open + len);
        let (before, row) = self.tape.tokens.split_at_mut(next);
        let Some(end) = fit(self.tape.text, &before[open..open + len], row, begin, next as u32 - layout.open) else {
            self.tape.tokens.truncate(next);
            return None;
        };
        self.at = end;
        self.tape.watch.closed(self.tape.text, &self.tape.tokens, next as u32, Some(layout.open));
        Some(Layout { open: next as u32, ..layout })
    }
}

/// Reads the row at `begin` over the tokens of a copy of another; where it ends, if it is laid out so.
fn fit(text: &[u8], other: &[Token], row: &mut [Token], begin: usize, moved: u32) -> Option<usize> {
    let mut at = begin;
    let mut behind = other.first()?.start as usize;
    for (old, new) in other.iter().zip(row) {
        let gap = (old.start as usize).wrapping_sub(behind);
        if gap > GAP || !scan::same(text, behind, at, gap) {
            return None;
        }
        let start = at + gap;
        let len = (old.end as usize).wrapping_sub(old.start as usize);
        new.start = start as u32;
        if old.is(Kind::String) {
            // Most values are as long as the one before. To ask whether it is so, rather than how long it is, lets the
            // processor go on before it has the answer; the quote behind is part of the next gap.
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
            behind = old.start as usize + 1;
            continue;
        } else {
            // A bracket that closes, a name in no list, `true`, `false` or `null`.
            if len > GAP || !scan::same(text, old.start as usize, start, len) {
                return None;
            }
            at = start + len;
        }
        new.end = at as u32;
        behind = old.end as usize;
    }
    Some(at)
}

/// Where a string ends that has nothing odd in it, and whether it has escapes.
#[inline]
fn string_end(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut run = scan::plain(text, start);
    let (mut high, mut escaped) = (run.high, false);
    while text.get(run.end) == Some(&b'\\') {
        escaped = true;
        let len = match text.get(run.end + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
            // Half of a pair is for the other reader.
            b'u' if !(0xD800..0xE000).contains(&hex4(text, run.end + 2)?) => 6,
            _ => return None,
        };
        run = scan::plain(text, run.end + len);
        high |= run.high;
    }
    let whole = text.get(run.end) == Some(&b'"') && (!high || std::str::from_utf8(&text[start..run.end]).is_ok());
    whole.then_some((run.end, escaped))
}
