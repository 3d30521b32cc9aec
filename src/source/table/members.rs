//! The cells of a row -> the members of an object of JSON.

use super::cells::Between;
use super::is_dots;
use crate::names::{INVOKE_ID_SET, Name, TARGET_SET};
use crate::source::listing::last;
use crate::source::rewrite::Rewrite;
use crate::source::strings::{Backslash, escape};
use crate::span::Span;

/// Whether a cell says that it has nothing.
pub(super) fn is_nothing(cell: &[u8]) -> bool {
    matches!(cell, b"-" | b"--" | b"null" | b"None" | b"nil" | b"N/A") || is_null(cell)
}

/// The words that printers of tables write for a null, and nobody for a text.
fn is_null(cell: &[u8]) -> bool {
    matches!(cell, b"<none>" | b"\\N" | b"<nil>" | b"<null>" | b"NULL" | b"NaN" | b"nan")
}

/// What closes a row, and stands for what was left out behind it.
pub(super) fn close(is_marked: bool, is_cut: bool) -> &'static [u8] {
    match (is_marked, is_cut) {
        (true, _) => b",...},...",
        (false, true) => b",...}",
        (false, false) => b"}",
    }
}

/// Writes the cells of a row as members; of those that are `cut`, a bit for each, nothing is known.
pub(super) fn members(
    text: &[u8],
    (names, rest): (&[Span], &[Span]),
    row: &[Span],
    cut: u128,
    between: Between,
    rewrite: &mut Rewrite,
) {
    for (i, (name, cell)) in names.iter().zip(row).enumerate() {
        let at = cell.start as usize;
        if is_dots(&text[name.range()]) {
            // Columns that were left out.
            rewrite.replace(if i > 0 { b",..." } else { b"..." }, at, cell.end as usize);
            continue;
        }
        rewrite.replace(if i > 0 { b",\"" } else { b"\"" }, at, at);
        rewrite.replace(last(&text[name.range()]), at, at);
        rewrite.replace(rest.get(i).map_or(&[], |rest| &text[rest.range()]), at, at);
        rewrite.replace(b"\":", at, at);
        if cut.checked_shr(i as u32).is_some_and(|cut| cut & 1 == 1) {
            rewrite.replace(b"...", at, cell.end as usize);
        } else {
            value(text, *cell, Name::read(last(&text[name.range()])), between, rewrite);
        }
    }
}

fn value(text: &[u8], cell: Span, name: Name, between: Between, rewrite: &mut Rewrite) {
    let own = &text[cell.range()];
    let at = cell.start as usize;
    // A sign for an empty cell, where blanks stand between cells or fill them.
    let nothing =
        matches!(own, b"-" | b"--") && matches!(between, Between::Columns | Between::Sign(b'|')) || is_null(own);
    if own.is_empty() && text[..at].ends_with(b"\"") && between != Between::Columns {
        // Quotes around nothing are an empty text.
        return rewrite.replace(b"\"\"", at, at);
    }
    let is_no_error = name == Name::ErrorCode && is_nothing(own);
    if own.is_empty() || nothing || is_no_error {
        return rewrite.replace(b"null", at, at.max(cell.end as usize));
    }
    // As in a row above; what a printer cut to the width of its column. Two ids may differ in what is left of them.
    let is_same = matches!(own, b"^^" | b"\xE3\x80\x83" | b"\xE5\x90\x8C\xE4\xB8\x8A");
    let is_id = name.is_in(INVOKE_ID_SET | TARGET_SET);
    let is_cut = || own.ends_with(b"...") || own.ends_with("…".as_bytes());
    if is_same || is_dots(own) || !is_id && between != Between::Sign(b',') && is_cut() {
        return rewrite.replace(b"...", at, cell.end as usize);
    }
    rewrite.replace(b"\"", at, at);
    let doubled = own.windows(2).any(|two| two == b"\"\"") && at > 0 && text[at - 1] == b'"';
    if doubled {
        let mut from = at;
        while let Some(len) = text[from..cell.end as usize].windows(2).position(|two| two == b"\"\"") {
            escape(text, Span::new(from, from + len), Backslash::Sign, rewrite);
            rewrite.replace(b"\\\"", from + len, from + len + 2);
            from += len + 2;
        }
        escape(text, Span::new(from, cell.end as usize), Backslash::Sign, rewrite);
    } else {
        escape(text, cell, Backslash::Sign, rewrite);
    }
    rewrite.replace(b"\"", cell.end as usize, cell.end as usize);
}
