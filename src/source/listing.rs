//! Lines of a name, a separator and a value, as languages and shells print objects (YAML, PowerShell's `Format-List`, PHP's
//! `print_r` and `var_dump`, `a.b[0].c = 1`) -> JSON. Structure is in the indentation, or in the paths.
//!
//! Told by the names: two of a row's stand where such lines have names, before any bracket that JSON would have.

mod value;
mod writer;

use super::rewrite::Unwrapping;
use crate::diagnostic::Code;
use crate::names::{ERROR_SET, LISTED_SET, Name};
use crate::span::Span;
pub(super) use value::escape;
use writer::Writer;

/// How much of a text is looked at before it is read.
const HEAD: usize = 64 << 10;
/// A name, or a path, is no longer than this.
const LONGEST: usize = 200;

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// `Name: value`, `Name : value`
    Colon,
    /// `name = value`, `a.b[0].c=value`
    Equals,
    /// `[Name] => value` of PHP's `print_r`.
    Arrow,
    /// `["Name"]=>` of PHP's `var_dump`, its value on the next line.
    Typed,
}

const STYLES: [Style; 4] = [Style::Colon, Style::Equals, Style::Arrow, Style::Typed];

/// A line that names something: `indent` columns before it, where its name stands, and what follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) indent: u32,
    /// How many elements of lists begin with it: `- `.
    pub(super) dashes: u32,
    /// Empty: the element is a value of its own.
    pub(super) name: Span,
    pub(super) value: Span,
}

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
    let mut next = at;
    while next < text.len() {
        let (start, end) = line(text, next);
        next = end + 1;
        match read(text, start, end, style) {
            Some(entry) => next = writer.entry(entry).max(next),
            None if !writer.other(start, end) => return finish(writer, at, start),
            None => {}
        }
    }
    finish(writer, at, text.len())
}

fn finish(writer: Writer<'_>, at: usize, end: usize) -> Unwrapping {
    let text = writer.text;
    let shown = line(text, at).1.min(at + 80);
    (Code::Listing, Span::new(at, shown), writer.finish(end.min(text.len())))
}

/// Where the line that begins at `at` ends.
pub(super) fn line(text: &[u8], at: usize) -> (usize, usize) {
    (at, text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len))
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

/// The last part of a path.
pub(super) fn last(path: &[u8]) -> &[u8] {
    let trimmed = path.strip_suffix(b"]").unwrap_or(path);
    let trimmed = trimmed.strip_suffix(b"\"").or(trimmed.strip_suffix(b"'")).unwrap_or(trimmed);
    let from = trimmed.iter().rposition(|b| matches!(b, b'.' | b'[' | b'"' | b'\'')).map_or(0, |at| at + 1);
    &trimmed[from..]
}

/// Reads a line in a style.
fn read(text: &[u8], start: usize, end: usize, style: Style) -> Option<Entry> {
    let end = end - usize::from(end > start && text[end - 1] == b'\r');
    let mut at = start + blanks(&text[start..end]);
    let mut dashes = 0;
    match style {
        Style::Arrow => return bracketed(text, start, at, end, b"]", b" => "),
        Style::Typed => return bracketed(text, start, at, end, b"]", b"=>"),
        Style::Colon => {
            // The signs that browsers put before what can be opened.
            if let Some(rest) =
                text[at..end].strip_prefix("▶".as_bytes()).or(text[at..end].strip_prefix("▼".as_bytes()))
            {
                at = end - rest.len() + blanks(rest);
            }
            let mut indent = (at - start) as u32;
            while text[at..end].starts_with(b"- ") || &text[at..end] == b"-" {
                dashes += 1;
                at += 1 + blanks(&text[at + 1..end]);
                indent = indent.min((at - start) as u32);
            }
        }
        Style::Equals => {}
    }
    let whole = &text[at..end];
    let name = whole.iter().take(LONGEST).take_while(|b| is_name(**b)).count();
    let between = blanks(&whole[name..]);
    let after = &whole[name + between..];
    let separator = match style {
        Style::Colon if after.starts_with("：".as_bytes()) => 3,
        Style::Colon if after.starts_with(b":") && matches!(after.get(1), None | Some(b' ' | b'\t')) => 1,
        Style::Equals if after.starts_with(b"=") && !matches!(after.get(1), Some(b'=' | b'>')) => 1,
        _ => 0,
    };
    let named = separator > 0 && whole.first().is_some_and(u8::is_ascii_alphabetic);
    if !named && dashes == 0 {
        return None;
    }
    let indent = (start + blanks_before(text, start, at, dashes) - start) as u32;
    let (name, value) = if named { (name, at + name + between + separator) } else { (0, at) };
    let value = value + blanks(&text[value..end]);
    Some(Entry { indent, dashes, name: Span::new(at, at + name), value: trimmed(text, value, end) })
}

/// The column of the first dash, or of the name.
fn blanks_before(text: &[u8], start: usize, at: usize, dashes: u32) -> usize {
    if dashes == 0 { at - start } else { blanks(&text[start..at]) }
}

/// `[Name] => value`, `["Name"]=>`; the elements of lists have numbers there.
fn bracketed(text: &[u8], start: usize, at: usize, end: usize, close: &[u8], arrow: &[u8]) -> Option<Entry> {
    let inside = text[at..end].strip_prefix(b"[")?;
    let len = inside.iter().take(LONGEST).position(|b| close.contains(b))?;
    let rest = &inside[len + 1..];
    let value = rest
        .strip_prefix(arrow)
        .or_else(|| rest.strip_prefix(arrow.trim_ascii_end()).filter(|rest| rest.is_empty()))?;
    let name = &inside[..len];
    let quoted = name.strip_prefix(b"\"");
    let from = at + 1 + usize::from(quoted.is_some());
    let name = quoted.unwrap_or(name);
    let len = name.iter().take_while(|b| is_name(**b) && **b != b'"').count();
    let is_index = len > 0 && name[..len].iter().all(u8::is_ascii_digit);
    let len = if is_index { 0 } else { len };
    let span = Span::new(from, from + len);
    let indent = (at - start) as u32;
    Some(Entry { indent, dashes: u32::from(is_index), name: span, value: trimmed(text, end - value.len(), end) })
}

fn trimmed(text: &[u8], start: usize, end: usize) -> Span {
    let end = start + text[start.min(end)..end].trim_ascii_end().len();
    Span::new(start.min(end), end)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-.[]\"'#%".contains(&byte)
}

/// How many blanks stand at the beginning.
pub(super) fn blanks(line: &[u8]) -> usize {
    line.iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
}
