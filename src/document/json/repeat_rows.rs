//! Rows that repeat, and responses of few rows: the text of an object that is laid out like one before it -> its tokens, without states.
//!
//! The rows of a response differ in some values and in nothing else. So a row is compared with the earlier one, sixteen
//! bytes at a time: what is the same there, is the same here, and only values that differ are read. It refuses to judge:
//! where anything else differs, the row is left to the reader of states.

use crate::document::token::{ESCAPED, Kind, Token};
use crate::lexical::{self, digits};
use crate::names::Names;
use crate::scan;

/// Rows with more tokens than this are not held against each other.
const LONGEST: usize = 256;

/// Of these the end is the number of a token.
const CONTAINERS: u32 = 1 << Kind::Object as u32 | 1 << Kind::Array as u32;
/// Values that may be others in the next row; each is as before only with what ends it.
const VALUES: u32 = 1 << Kind::String as u32 | 1 << Kind::Number as u32;

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

/// Reads the row at `begin` over the tokens of a copy of another; where it ends, and the members that are not the same in both, if it is
/// laid out so.
pub(super) fn fit(text: &[u8], other: &[Token], row: &mut [Token], begin: usize, moved: u32) -> Option<(usize, Names)> {
    let mut changed = 0;
    let (first, end) = (other.first()?.start as usize, other.last()?.end as usize);
    // Up to where the other row goes on as this one does, and how far behind it this one stands.
    let (mut until, mut behind) = (first + scan::equal(text, first, begin, end - first), begin - first);
    for (old, new) in other.iter().zip(row) {
        let start = old.start as usize;
        let (is_container, is_value) = (old.is_one_of(CONTAINERS), old.is_one_of(VALUES));
        let last = if is_container { start + 1 } else { old.end as usize + usize::from(is_value) };
        // What stands in both is the same thing, with what ends it.
        if last <= until {
            new.start = old.start + behind as u32;
            new.end = old.end + if is_container { moved } else { behind as u32 };
            continue;
        }
        if start > until || !is_value {
            return None;
        }
        let (from, len) = (start + behind, old.end as usize - start);
        let at = if old.is(Kind::String) {
            // Most values are as long as the one before. To ask whether it is so, rather than how long it is, lets the
            // processor go on before it has the answer.
            let (to, escaped) =
                if scan::ends_after(text, from, len) { (from + len, false) } else { string_end(text, from)? };
            *new = Token { meta: old.meta & !ESCAPED, ..*new }.escaped(escaped);
            to
        } else {
            number_end(text, from, len)?
        };
        (new.start, new.end) = (from as u32, at as u32);
        changed |= 1 << old.name() as u32;
        behind = at - old.end as usize;
        until = old.end as usize + scan::equal(text, old.end as usize, at, end - old.end as usize);
    }
    Some((end + behind, changed))
}

/// Where a number ends that is probably `len` bytes long; `007` and `1.5` are for the other reader.
#[inline]
fn number_end(text: &[u8], start: usize, len: usize) -> Option<usize> {
    let is_as_long = text
        .get(start..=start + len)
        .is_some_and(|bytes| bytes[..len].iter().all(u8::is_ascii_digit) && !bytes[len].is_ascii_digit());
    let digits = if is_as_long { len } else { digits(text, start) };
    (digits > 0 && (digits == 1 || text[start] != b'0')).then_some(start + digits)
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
