//! Lines of a name, a separator and a value, as languages and shells print objects (YAML, PowerShell's `Format-List`, PHP's
//! `print_r` and `var_dump`, `a.b[0].c = 1`) -> JSON. Structure is in the indentation, or in the paths.
//!
//! Told by the names: two of a row's stand where such lines have names, before any bracket that JSON would have.

mod comment;
mod entry;
mod value;
mod whole;
mod writer;

use super::rewrite::Unwrapping;
use crate::diagnostic::Code;
use crate::names::{ERROR_SET, LISTED_SET, Name};
use crate::span::Span;
use entry::{Entry, read};
pub(super) use entry::{Style, last, line};
use writer::Writer;

/// How much of a text is looked at before it is read.
const HEAD: usize = 64 << 10;
const STYLES: [Style; 4] = [Style::Colon, Style::Equals, Style::Arrow, Style::Typed];

/// How the lines are written, if the text is a list of such lines, and where the first of them begins.
pub(super) fn begin(text: &[u8], first: usize) -> Option<(Style, usize)> {
    let head = &text[..text.len().min(HEAD)];
    STYLES.into_iter().find_map(|style| {
        let (mut begins, mut met) = (None, 0_u128);
        for (start, end) in lines(head, first) {
            let line = &head[start..end];
            let Some(entry) = read(head, start, end, style) else {
                if begins.is_none() && met == 0 && opens(line) && style != Style::Arrow && style != Style::Typed {
                    return None;
                }
                continue;
            };
            begins = begins.or(Some(start));
            let name = Name::read(last(&head[entry.name.range()]));
            if opens(line) && matches!(style, Style::Colon | Style::Equals) {
                return None;
            }
            let ends = head[entry.value.range()].last() == Some(&b',');
            if name.is_in(LISTED_SET | ERROR_SET) && !ends {
                met |= 1 << name as u32;
                if met.count_ones() > 1 && met & LISTED_SET != 0 {
                    return begins.map(|at| (style, at));
                }
            }
        }
        None
    })
}

/// Writes the lines as JSON.
pub(super) fn unwrap(text: &[u8], style: Style, at: usize) -> Unwrapping {
    let mut writer = Writer::new(text, style);
    writer.before(at);
    let column = if matches!(style, Style::Colon | Style::Equals) { right_aligned(text, at, style) } else { None };
    if column.is_some() {
        writer.flatten();
    } else if style == Style::Colon && is_yaml(text, at) {
        writer.of_yaml();
    }
    let mut next = at;
    while next < text.len() {
        let (start, end) = line(text, next);
        next = end + 1;
        let found = read(text, start, end, style);
        // Among such names, other lines are of a text.
        let is_own = |entry: &Entry| column.map_or_else(|| !writer.holds(entry), |column| entry.ends() == column);
        match found.filter(is_own) {
            Some(entry) => next = writer.entry(entry).max(next),
            None if !writer.other(start, end) => return finish(writer, at, start),
            None => {}
        }
    }
    finish(writer, at, text.len())
}

/// Whether lines are clearly YAML: a list of rows has its name above it, and no name has a blank behind it.
fn is_yaml(text: &[u8], at: usize) -> bool {
    let head = &text[..text.len().min(at + HEAD)];
    let known = |entry: &Entry| Name::read(&text[entry.name.range()]) != Name::Other;
    let mut listed = false;
    for entry in lines(head, at).filter_map(|(start, end)| read(head, start, end, Style::Colon)).filter(known) {
        if head[entry.name.end as usize] != b':' {
            return false;
        }
        let name = Name::read(&text[entry.name.range()]);
        let is_empty = matches!(text[entry.value.range()], [] | [b'#', ..]);
        listed |= is_empty && (name.role().is_list() || name.role().is_item());
    }
    listed
}

/// The column at which all names end that begin at several, as `MySQL` prints rows with `\\G`, and `SQLite` in its mode `line`.
fn right_aligned(text: &[u8], at: usize, style: Style) -> Option<u32> {
    const LEAST: usize = 4;
    let head = &text[..text.len().min(at + 4_096)];
    let before = text[..at].trim_ascii_end();
    let before = &before[before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)..];
    if before.starts_with(b"****") && before.ends_with(b"****") {
        let first = lines(head, at).find_map(|(start, end)| read(head, start, end, style));
        return first.map(|entry| entry.ends());
    }
    let known = |entry: &Entry| Name::read(last(&text[entry.name.range()])) != Name::Other && entry.dashes == 0;
    let entries = lines(head, at).filter_map(|(start, end)| read(head, start, end, style)).filter(known);
    let ends: Vec<(u32, u32)> = entries.take(40).map(|entry| (entry.indent, entry.ends())).collect();
    let aligned =
        ends.len() >= LEAST && ends.iter().all(|end| end.1 == ends[0].1) && ends.iter().any(|end| end.0 != ends[0].0);
    aligned.then(|| ends[0].1)
}

fn finish(writer: Writer<'_>, at: usize, end: usize) -> Unwrapping {
    let text = writer.text;
    let shown = line(text, at).1.min(at + 80);
    (Code::Listing, Span::new(at, shown), writer.finish(end.min(text.len())))
}

/// The lines from the one in which `from` stands.
fn lines(text: &[u8], from: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut at = text[..from.min(text.len())].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    std::iter::from_fn(move || {
        let (start, end) = (at < text.len()).then(|| line(text, at))?;
        at = end + 1;
        Some((start, end))
    })
}

/// Whether a line ends with a bracket that it opens, or begins with one.
fn opens(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    matches!(line.last(), Some(b'{' | b'[' | b'(')) || matches!(line.first(), Some(b'{' | b'<'))
}
