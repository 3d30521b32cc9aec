//! One line -> its indentation, its name and what follows.

use crate::names::Name;
use crate::span::Span;

/// A name, or a path, is no longer than this.
const LONGEST: usize = 200;

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::source) enum Style {
    /// `Name: value`, `Name : value`
    Colon,
    /// `name = value`, `a.b[0].c=value`
    Equals,
    /// `[Name] => value` of PHP's `print_r`.
    Arrow,
    /// `["Name"]=>` of PHP's `var_dump`, its value on the next line.
    Typed,
}

/// A line that names something: `indent` columns before it, where its name stands, and what follows.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Entry {
    pub(in crate::source) indent: u32,
    /// How many elements of lists begin with it: `- `.
    pub(in crate::source) dashes: u32,
    /// Empty: the element is a value of its own.
    pub(in crate::source) name: Span,
    pub(in crate::source) value: Span,
}

impl Entry {
    /// Whether it is a member beside one whose name begins with a capital or with none, and no line of its text: `error: disk full`.
    /// One that is not known has a word beside it, and is the `first` line.
    pub(super) fn is_member(&self, text: &[u8], is_upper: bool, first: bool) -> bool {
        let (name, value) = (&text[self.name.range()], &text[self.value.range()]);
        let is_alike = name.first().is_some_and(|b| b.is_ascii_uppercase() == is_upper);
        let is_known = Name::read(name) != Name::Other;
        self.dashes > 0 || is_alike && (is_known || first && !value.contains(&b' '))
    }

    /// The column behind its name.
    pub(super) fn ends(&self) -> u32 {
        self.indent + (self.name.end - self.name.start)
    }
}

/// Where the line that begins at `at` ends.
#[inline(never)]
pub(in crate::source) fn line(text: &[u8], at: usize) -> (usize, usize) {
    (at, text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len))
}

/// The last part of a path.
#[inline(never)]
pub(in crate::source) fn last(path: &[u8]) -> &[u8] {
    let trimmed = path.strip_suffix(b"]").unwrap_or(path);
    let trimmed = trimmed.strip_suffix(b"\"").or(trimmed.strip_suffix(b"'")).unwrap_or(trimmed);
    let from = trimmed.iter().rposition(|b| matches!(b, b'.' | b'[' | b'"' | b'\'')).map_or(0, |at| at + 1);
    &trimmed[from..]
}

/// Reads a line in a style.
pub(super) fn read(text: &[u8], start: usize, end: usize, style: Style) -> Option<Entry> {
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
    // `<<: *name` of YAML, too.
    let merge = style == Style::Colon && whole.starts_with(b"<<");
    let name = if merge { 2 } else { whole.iter().take(LONGEST).take_while(|b| is_name(**b)).count() };
    let between = blanks(&whole[name..]);
    let after = &whole[name + between..];
    let separator = match style {
        Style::Colon if after.starts_with("：".as_bytes()) => 3,
        Style::Colon if after.starts_with(b":") && matches!(after.get(1), None | Some(b' ' | b'\t')) => 1,
        Style::Equals if after.starts_with(b"=") && !matches!(after.get(1), Some(b'=' | b'>')) => 1,
        _ => 0,
    };
    let named = separator > 0 && (merge || whole.first().is_some_and(u8::is_ascii_alphabetic));
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
