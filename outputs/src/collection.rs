//! All outputs and commands of a page as one buffer, with whose each is and how its machine ended.
//!
//! Built for 100,000 items in 100 MB: texts are as many allocations as they came in parts, so that none is copied when there are more; ids and ends are one each.

use std::cell::Cell;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a machine printed.
    Output,
    /// What it was told to run.
    Command,
}

/// What became of what was told, as far as the order of outputs goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It failed.
    Failed,
    /// It goes on, was stopped, or nobody knows.
    Other,
    /// It succeeded, or nothing is said of it.
    Succeeded,
}

/// Bit of an item's flags: it is a command, not an output.
pub const COMMAND: u8 = 1;
/// Bit of an item's flags: the response holds no output at all, which is not the same as an empty one.
pub const ABSENT: u8 = 2;
/// Bit of an item's flags: its execution failed.
pub const FAILED: u8 = 4;
/// Bit of an item's flags: its execution neither failed nor succeeded.
pub const UNDECIDED: u8 = 8;

/// Texts stay below this, so that places fit in four bytes.
const MOST: usize = u32::MAX as usize / 2;

/// What an item's bytes are; found when first asked.
#[derive(Clone, Copy, Default)]
enum Reading {
    #[default]
    Unknown,
    Ascii,
    Text,
    Binary,
}

/// Outputs and commands, side by side.
#[derive(Default)]
pub struct Collection {
    /// What came, part by part, each with where it begins among all.
    parts: Vec<(u32, Vec<u8>)>,
    ends: Vec<u32>,
    flags: Vec<u8>,
    codes: Vec<Option<i64>>,
    ids: String,
    id_ends: Vec<u32>,
    readings: Vec<Cell<Reading>>,
}

impl Collection {
    /// Items whose bytes end where `ends` says, one after the other. `ids` holds one instance id a line. Whatever is
    /// short is filled up: no flags is an output that is there, no code is unknown, no line is an empty id; ends that go
    /// back or beyond the bytes are put right.
    ///
    /// ```
    /// use invocation_outputs::collection::Collection;
    /// let items = Collection::new(b"onetwo".to_vec(), vec![3, 6], &[], &[Some(0)], "i-1\ni-2");
    /// assert_eq!((items.len(), items.bytes(1), items.id(1), items.code(0)), (2, &b"two"[..], "i-2", Some(0)));
    /// ```
    pub fn new(bytes: Vec<u8>, ends: Vec<u32>, flags: &[u8], codes: &[Option<i64>], ids: &str) -> Self {
        let mut items = Self::default();
        items.add(bytes, ends, flags, codes, ids);
        items
    }

    /// More items, after those that are here.
    pub fn add(&mut self, mut bytes: Vec<u8>, mut ends: Vec<u32>, flags: &[u8], codes: &[Option<i64>], ids: &str) {
        let (before, count) = (self.ends.last().map_or(0, |end| *end as usize), ends.len());
        bytes.truncate(MOST - before);
        let mut from = 0;
        for end in &mut ends {
            from = (*end).clamp(from, bytes.len() as u32);
            *end = before as u32 + from;
        }
        self.parts.push((before as u32, bytes));
        self.ends.append(&mut ends);
        self.flags.extend(flags.iter().copied().chain(std::iter::repeat(0)).take(count));
        self.codes.extend(codes.iter().copied().chain(std::iter::repeat(None)).take(count));
        self.readings.resize_with(self.ends.len(), Cell::default);
        let mut lines = ids.split('\n');
        for _ in 0..count {
            self.ids.push_str(lines.next().unwrap_or_default());
            self.id_ends.push(self.ids.len() as u32);
            self.ids.push('\n');
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of an item; none beyond the last.
    pub fn bytes(&self, item: usize) -> &[u8] {
        let Some(&end) = self.ends.get(item) else { return &[] };
        let start = if item == 0 { 0 } else { self.ends[item - 1] };
        // The last part that begins there or before: no item stands in two.
        let at = self.parts.partition_point(|(first, _)| *first <= start);
        let Some((first, bytes)) = at.checked_sub(1).and_then(|at| self.parts.get(at)) else { return &[] };
        bytes.get((start - first) as usize..(end - first) as usize).unwrap_or_default()
    }

    /// The text of an item; none where its bytes are not UTF-8.
    pub fn text(&self, item: usize) -> Option<&str> {
        std::str::from_utf8(self.bytes(item)).ok()
    }

    /// Whether an item's bytes are UTF-8.
    pub fn is_text(&self, item: usize) -> bool {
        !matches!(self.reading(item), Reading::Binary)
    }

    /// Whether an item's bytes are ASCII.
    pub fn is_ascii(&self, item: usize) -> bool {
        matches!(self.reading(item), Reading::Ascii)
    }

    fn reading(&self, item: usize) -> Reading {
        let Some(reading) = self.readings.get(item) else { return Reading::Ascii };
        if let Reading::Unknown = reading.get() {
            let bytes = self.bytes(item);
            reading.set(if bytes.is_ascii() {
                Reading::Ascii
            } else if std::str::from_utf8(bytes).is_ok() {
                Reading::Text
            } else {
                Reading::Binary
            });
        }
        reading.get()
    }

    /// What an item is.
    pub fn kind(&self, item: usize) -> Kind {
        if self.flag(item, COMMAND) { Kind::Command } else { Kind::Output }
    }

    /// Whether the response holds nothing for this item, not even an empty text.
    pub fn is_absent(&self, item: usize) -> bool {
        self.flag(item, ABSENT)
    }

    fn flag(&self, item: usize, flag: u8) -> bool {
        self.flags.get(item).is_some_and(|flags| flags & flag != 0)
    }

    /// What became of an item's execution: as its flags say, else failed where its exit code is not 0.
    pub fn outcome(&self, item: usize) -> Outcome {
        if self.flag(item, UNDECIDED) {
            Outcome::Other
        } else if self.flag(item, FAILED) || self.code(item).is_some_and(|code| code != 0) {
            Outcome::Failed
        } else {
            Outcome::Succeeded
        }
    }

    /// How the machine's command ended, where the response says so.
    pub fn code(&self, item: usize) -> Option<i64> {
        self.codes.get(item).copied().flatten()
    }

    /// The instance's id; empty where none was given.
    pub fn id(&self, item: usize) -> &str {
        let Some(&end) = self.id_ends.get(item) else { return "" };
        let start = if item == 0 { 0 } else { self.id_ends[item - 1] as usize + 1 };
        self.ids.get(start..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_what_was_given() {
        let items = Collection::new(
            b"a\xffccc".to_vec(),
            vec![1, 2, 2, 5],
            &[0, 0, ABSENT, COMMAND],
            &[Some(0), Some(-1)],
            "i-1\n\ni-3\ni-4\nbeyond",
        );
        assert_eq!((0..5).map(|at| items.id(at)).collect::<Vec<_>>(), ["i-1", "", "i-3", "i-4", ""]);
        assert_eq!((0..5).map(|at| items.bytes(at)).collect::<Vec<_>>(), [&b"a"[..], b"\xff", b"", b"ccc", b""]);
        assert_eq!((items.is_text(0), items.is_text(1), items.is_text(1), items.text(1)), (true, false, false, None));
        assert_eq!((items.is_absent(1), items.is_absent(2)), (false, true));
        assert_eq!((items.kind(2), items.kind(3)), (Kind::Output, Kind::Command));
        assert_eq!([items.code(0), items.code(1), items.code(2), items.code(9)], [Some(0), Some(-1), None, None]);
    }

    #[test]
    fn ends_and_ids_that_do_not_fit_are_put_right() {
        let items = Collection::new(b"abc".to_vec(), vec![2, 1, 9], &[], &[], "only");
        assert_eq!((0..3).map(|at| items.bytes(at)).collect::<Vec<_>>(), [&b"ab"[..], b"", b"c"]);
        assert_eq!((0..3).map(|at| items.id(at)).collect::<Vec<_>>(), ["only", "", ""]);
    }

    #[test]
    fn items_that_come_in_parts_are_those_that_come_at_once() {
        let bytes = b"one\xfftwothree";
        let (ends, flags, codes) = ([3, 4, 4, 7, 12], [0, FAILED, ABSENT, UNDECIDED, COMMAND], [None, Some(1), None]);
        let ids = ["i-1", "", "i-3", "i-4", ""];
        let told = |items: &Collection| {
            let one = |at| (items.bytes(at).to_vec(), items.id(at).to_owned(), items.code(at), items.kind(at));
            let more = |at| (items.outcome(at), items.is_absent(at), items.is_text(at));
            (0..=items.len()).map(|at| (one(at), more(at))).collect::<Vec<_>>()
        };
        let whole = Collection::new(bytes.to_vec(), ends.to_vec(), &flags, &codes, &ids.join("\n"));
        for at in 0..=ends.len() {
            let mut parts = Collection::default();
            for range in [0..at, at..ends.len()] {
                let from = if range.start == 0 { 0 } else { ends[range.start - 1] };
                let until = if range.end == 0 { 0 } else { ends[range.end - 1] };
                let bytes = bytes[from as usize..until as usize].to_vec();
                let own = ends[range.clone()].iter().map(|end| end - from).collect();
                let codes = codes.get(range.start..).unwrap_or_default();
                // Each id has a line end, as the core gives them.
                let ids: String = ids[range.clone()].iter().flat_map(|id| [id, "\n"]).collect();
                parts.add(bytes, own, &flags[range.clone()], codes, &ids);
            }
            assert_eq!(told(&parts), told(&whole), "after {at}");
        }
    }
}
