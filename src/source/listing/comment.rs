//! Comments of YAML, which are no values: `i-1  # web`, `# InvocationStatus: Success`.

use super::entry::Style;
use crate::names::{Name, UNBROKEN_SET, WHOLE_SET};

/// Where the value of a line ends before its comment; `None` where it has none, or where `#` may be of its text.
///
/// Ids, statuses, numbers and times hold no such sign, however the lines are written; texts may, unless all of it is YAML.
pub(super) fn begins(own: &[u8], name: Name, style: Style, yaml: bool) -> Option<usize> {
    let is_written = matches!(style, Style::Colon | Style::Equals);
    let first = own.first().filter(|first| is_written && !matches!(first, b'"' | b'\''))?;
    let before = |at: usize| &own[..at];
    let mut signs =
        (0..own.len()).filter(|at| own[*at] == b'#' && before(*at).last().is_none_or(|b| matches!(b, b' ' | b'\t')));
    match first {
        // Inside of brackets, texts in quotes may have it.
        b'{' | b'[' if yaml => signs.find(|at| matches!(before(*at).trim_ascii_end().last(), Some(b'}' | b']'))),
        b'{' | b'[' => None,
        b'|' | b'>' => signs.next().filter(|at| yaml || before(*at).trim_ascii_end().len() <= 3),
        _ if yaml || name.is_in(WHOLE_SET | UNBROKEN_SET) => signs.next(),
        _ => None,
    }
}
