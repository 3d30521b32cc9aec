//! What all lines of a text show together.

use crate::lexical;

/// The width of the widest lines, where there are several.
pub(super) fn width(text: &[u8]) -> usize {
    let (mut most, mut count) = (0, 0);
    for line in text.split(|b| *b == b'\n') {
        let own = line.trim_ascii_end().len();
        count = if own > most { 1 } else { count + usize::from(own == most) };
        most = most.max(own);
    }
    if count > 1 { most } else { 0 }
}

/// Whether lines say that there are more rows than stand here, and that one page has them.
pub(super) fn lacks_rows(text: &[u8]) -> bool {
    let (mut rows, mut total, mut page) = (0, 0, u64::MAX);
    for line in text.split(|b| *b == b'\n') {
        let name = line.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
        let digits = line.iter().position(u8::is_ascii_digit).unwrap_or(line.len());
        match &line[name..] {
            own if own.starts_with(b"InstanceId") => rows += 1,
            own if own.starts_with(b"TotalCount") => total = lexical::leading_number(&line[digits..]),
            own if own.starts_with(b"PageSize") => page = lexical::leading_number(&line[digits..]),
            _ => {}
        }
    }
    rows < total.min(page)
}

/// Brackets of lines that stand alone, opened less closed.
pub(super) fn bracket_balance(text: &[u8]) -> i64 {
    text.split(|b| *b == b'\n')
        .map(|line| match line.trim_ascii() {
            b"(" => 1,
            b")" => -1,
            own => i64::from(own.ends_with(b" {")),
        })
        .sum()
}
