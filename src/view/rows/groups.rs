//! Instances whose newest executions printed the same, byte for byte, numbered: those that most printed first. And where each
//! output begins to differ from the first of them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt::Write as _;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::model::Record;
use crate::order;
use crate::query::pattern::Unprinted;
use crate::view::context::ViewContext;

/// Which of the different outputs each row has.
#[derive(Debug, Default)]
pub struct Groups {
    /// The group of each row, from 0, the largest first, of equal ones the one that appears first; [`EMPTY`] and [`NONE`].
    pub of_row: Vec<u32>,
    /// How many rows each group has.
    pub counts: Vec<u32>,
    /// The first row of each.
    pub first: Vec<u32>,
    /// How many rows have an empty output.
    pub empty: u32,
    /// How many have none.
    pub none: u32,
}

/// The output is there and empty.
pub const EMPTY: u32 = u32::MAX - 1;
/// The response has no output.
pub const NONE: u32 = u32::MAX;

impl Groups {
    /// The number of a row's group, from 1; else why it has none.
    pub fn number(&self, row: u32) -> Result<u32, Unprinted> {
        number(self.of_row.get(row as usize).copied().unwrap_or(NONE))
    }
}

/// The number of a group, from 1; else why there is none.
pub(super) fn number(group: u32) -> Result<u32, Unprinted> {
    match group {
        EMPTY => Err(Unprinted::Empty),
        NONE => Err(Unprinted::None),
        at => Ok(at + 1),
    }
}

/// Makes the groups, some rows at a time.
#[derive(Debug, Default)]
pub struct Grouping {
    each: Vec<One>,
    /// By what they are.
    of_bytes: HashTable<u32>,
    /// Fields as they are written: what stands in a document twice is decoded once.
    fields: Vec<FieldAt>,
    of_field: HashTable<u32>,
    /// The place of each row's output among the different ones.
    of_row: Vec<u32>,
}

#[derive(Debug)]
struct One {
    bytes: Vec<u8>,
    hash: u64,
    count: u32,
    first: u32,
}

/// A field that was met: its hash, the first row that has it, and the place of its output.
#[derive(Debug)]
struct FieldAt {
    hash: u64,
    row: u32,
    at: u32,
}

/// All that decides how a field is decoded.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
struct Field<'a> {
    raw: &'a [u8],
    reading: u32,
    dropped: bool,
    cut: bool,
}

impl<'a> Field<'a> {
    fn of(cx: &ViewContext<'a>, record: &Record) -> Option<Self> {
        let (reading, value) = record.output_in(cx.readings)?;
        Some(Self { raw: value.raw(), reading, dropped: record.has_dropped(cx.readings), cut: value.is_cut() })
    }
}

impl Grouping {
    /// Reads on up to a row, each by its record; they are the same each time.
    pub(super) fn go<'a>(&mut self, cx: &ViewContext<'a>, end: u32, record: &dyn Fn(u32) -> Option<&'a Record>) {
        for row in self.of_row.len() as u32..end {
            let at = record(row).map_or(NONE, |own| self.put(cx, (own, row), record));
            self.of_row.push(at);
        }
    }

    /// How many rows are read.
    pub(super) fn read(&self) -> u32 {
        self.of_row.len() as u32
    }

    /// The groups of what was read.
    pub(super) fn finish(self) -> Groups {
        let count = |wanted: u32| self.of_row.iter().filter(|at| **at == wanted).count() as u32;
        let mut groups = Groups { empty: count(EMPTY), none: count(NONE), ..Groups::default() };
        let order = order::by_rank(self.each.iter().map(|one| u64::from(u32::MAX - one.count)));
        let mut numbers = vec![0; order.len()];
        for (at, number) in order.iter().zip(0..) {
            let one = &self.each[*at as usize];
            numbers[*at as usize] = number;
            groups.counts.push(one.count);
            groups.first.push(one.first);
        }
        groups.of_row = self.of_row;
        for at in &mut groups.of_row {
            *at = numbers.get(*at as usize).copied().unwrap_or(*at);
        }
        groups
    }

    /// The place of a record's output among the different ones.
    fn put<'a>(
        &mut self,
        cx: &ViewContext<'a>,
        (own, row): (&'a Record, u32),
        record: &dyn Fn(u32) -> Option<&'a Record>,
    ) -> u32 {
        let Some(field) = Field::of(cx, own) else { return NONE };
        let hash = FixedState::with_seed(0).hash_one(field);
        let is_same = |known: &FieldAt| {
            known.hash == hash && record(known.row).and_then(|record| Field::of(cx, record)) == Some(field)
        };
        let known = self.of_field.find(hash, |at| is_same(&self.fields[*at as usize]));
        let at = if let Some(at) = known {
            self.fields[*at as usize].at
        } else {
            let bytes = own.content(cx.readings).map(|content| content.bytes).unwrap_or_default();
            let at = if bytes.is_empty() { EMPTY } else { self.of(bytes, row) };
            let fields = &self.fields;
            self.of_field.insert_unique(hash, fields.len() as u32, |at| fields[*at as usize].hash);
            self.fields.push(FieldAt { hash, row, at });
            at
        };
        if let Some(one) = self.each.get_mut(at as usize) {
            one.count += 1;
        }
        at
    }

    fn of(&mut self, bytes: Vec<u8>, row: u32) -> u32 {
        let Self { each, of_bytes, .. } = self;
        let hash = FixedState::with_seed(0).hash_one(&bytes);
        // Never by the hash alone.
        if let Some(at) = of_bytes.find(hash, |at| each[*at as usize].bytes == bytes) {
            return *at;
        }
        let at = each.len() as u32;
        of_bytes.insert_unique(hash, at, |at| each[*at as usize].hash);
        each.push(One { bytes, hash, count: 0, first: row });
        at
    }
}

/// Where an output begins to differ from the largest group's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// It is that one.
    Same,
    /// In this line, by its number from 1; its text, the middle cut where it is long.
    Line(usize, String),
    /// This line is blank, and the other's is not.
    Blank(usize),
    /// It ends after so many lines, and the other goes on.
    Ends(usize),
    /// In blanks, ends of lines or the character set alone.
    Unseen,
    /// One of them is no text.
    NoText,
}

/// The differences of an invocation's groups, each found when it is first asked for.
#[derive(Debug, Default)]
pub struct Differences {
    largest: OnceCell<Option<String>>,
    of_group: OnceCell<Vec<OnceCell<Difference>>>,
}

/// A text that may be there.
pub type Own<'o> = &'o dyn Fn() -> Option<Cow<'o, str>>;

impl Differences {
    /// That of a group, from 0. `text`: what a row printed, as far as it may be told and always the same; `None` of what is no text.
    /// `own`: that text of a row of the group, where it need not be read.
    pub(super) fn of(
        &self,
        groups: &Groups,
        group: u32,
        own: Own<'_>,
        text: &dyn Fn(u32) -> Option<String>,
    ) -> &Difference {
        let text = |group: u32| text(*groups.first.get(group as usize)?);
        let all = self.of_group.get_or_init(|| vec![OnceCell::new(); groups.counts.len()]);
        let Some(one) = all.get(group as usize).filter(|_| group > 0) else { return &Difference::Same };
        one.get_or_init(|| {
            let own = own().or_else(|| text(group).map(Cow::Owned));
            match (own, self.largest.get_or_init(|| text(0))) {
                (Some(own), Some(other)) => difference(&own, other),
                _ => Difference::NoText,
            }
        })
    }
}

/// Line by line, each against the one in its place: what a reader would point at first. Blank lines say nothing unless they are all
/// that differs.
fn difference(own: &str, other: &str) -> Difference {
    fn lines(text: &str) -> impl Iterator<Item = &str> {
        text.strip_suffix('\n').unwrap_or(text).split('\n')
    }
    let is_blank = |line: &str| line.trim().is_empty();
    let (mut others, mut number, mut blank) = (lines(other), 0, None);
    for line in lines(own) {
        number += 1;
        let against = others.next();
        if against == Some(line) {
            continue;
        }
        if !is_blank(line) {
            return Difference::Line(number, excerpt(line, against.unwrap_or_default()));
        }
        if blank.is_none() && against.is_some_and(|line| !is_blank(line)) {
            blank = Some(number);
        }
    }
    match blank {
        Some(number) => Difference::Blank(number),
        None if others.any(|line| !is_blank(line)) => Difference::Ends(number),
        None => Difference::Unseen,
    }
}

/// Characters of a line that are told.
const TOLD: usize = 200;
/// Characters before the first that differs, of a line that is long until there.
const BEFORE: usize = 20;

/// A line from shortly before where it differs from another; control characters by their codes, as the page shows them.
fn excerpt(line: &str, other: &str) -> String {
    let ends = |line| str::strip_suffix(line, '\r').unwrap_or(line);
    // The end of a line is told where it is all that differs.
    let (line, other) = if ends(line) == ends(other) { (line, other) } else { (ends(line), ends(other)) };
    let mut others = other.chars();
    let at = line.char_indices().find(|(_, char)| others.next() != Some(*char)).map_or(line.len(), |(at, _)| at);
    let mut before = line[..at].char_indices().rev().map(|(at, _)| at);
    let start = before.nth(BEFORE - 1).filter(|_| before.nth(BEFORE).is_some()).unwrap_or(0);
    let mut text = String::with_capacity((line.len() - start).min(TOLD) + 2 * "…".len());
    text.push_str(if start > 0 { "…" } else { "" });
    let mut chars = line[start..].chars();
    for char in chars.by_ref().take(TOLD) {
        if char.is_control() && char != '\t' {
            let _ = write!(text, "[U+{:04X}]", u32::from(char));
        } else {
            text.push(char);
        }
    }
    text.push_str(if chars.next().is_some() { "…" } else { "" });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_says_something_else_is_told() {
        let line = |number, text: &str| Difference::Line(number, text.to_owned());
        let long = "x".repeat(60);
        for (own, other, expected) in [
            ("a\nb\n", "a\nc\n", line(2, "b")),
            ("a\nb\nc", "a\n", line(2, "b")),
            ("a\n\nb", "a\nb", line(3, "b")),
            ("a\n", "a\nb\n", Difference::Ends(1)),
            ("a\n", "a\n\n \n", Difference::Unseen),
            ("a", "a\n", Difference::Unseen),
            ("a\n\nc", "a\nb\nc", Difference::Blank(2)),
            ("\n", "a", Difference::Blank(1)),
            ("a\r\nb\r\n", "a\r\nc\r\n", line(2, "b")),
            ("a\r\n", "a\n", line(1, "a[U+000D]")),
            ("\u{1b}[31mno\u{1b}[0m", "ok", line(1, "[U+001B][31mno[U+001B][0m")),
            ("a\tb", "b", line(1, "a\tb")),
            (&[&long, "一"].concat(), &[&long, "二"].concat(), line(1, &["…", &long[..20], "一"].concat())),
            (&long[..50], &long[..45], line(1, &["…", &long[..25]].concat())),
            (&long[..40], "", line(1, &long[..40])),
            ("short, one", "short, two", line(1, "short, one")),
        ] {
            assert_eq!(difference(own, other), expected, "{own:?} {other:?}");
        }
        let Difference::Line(1, told) = difference(&"y".repeat(1_000), "") else { panic!("a line") };
        assert_eq!(told.chars().count(), TOLD + 1);
    }
}
