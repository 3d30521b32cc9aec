//! All outputs and commands of a page as one buffer, with whose each is and how its machine ended.
//!
//! Built for 100,000 items in 100 MB: texts, ids and ends are one allocation each.

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
pub struct Collection {
    bytes: Vec<u8>,
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
    /// let items = Collection::new(b"onetwo".to_vec(), vec![3, 6], &[], &[Some(0)], "i-1\ni-2".into());
    /// assert_eq!((items.len(), items.bytes(1), items.id(1), items.code(0)), (2, &b"two"[..], "i-2", Some(0)));
    /// ```
    pub fn new(mut bytes: Vec<u8>, mut ends: Vec<u32>, flags: &[u8], codes: &[Option<i64>], ids: String) -> Self {
        bytes.truncate(MOST);
        let mut from = 0;
        for end in &mut ends {
            *end = (*end).clamp(from, bytes.len() as u32);
            from = *end;
        }
        let count = ends.len();
        let mut id_ends: Vec<u32> =
            memchr::memchr_iter(b'\n', ids.as_bytes()).map(|at| at as u32).take(count).collect();
        id_ends.resize(count, ids.len() as u32);
        let filled = |given: &[u8]| given.iter().copied().chain(std::iter::repeat(0)).take(count).collect();
        Self {
            flags: filled(flags),
            codes: codes.iter().copied().chain(std::iter::repeat(None)).take(count).collect(),
            readings: vec![Cell::default(); count],
            bytes,
            ends,
            ids,
            id_ends,
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
        &self.bytes[start as usize..end as usize]
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
            "i-1\n\ni-3\ni-4\nbeyond".into(),
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
        let items = Collection::new(b"abc".to_vec(), vec![2, 1, 9], &[], &[], "only".into());
        assert_eq!((0..3).map(|at| items.bytes(at)).collect::<Vec<_>>(), [&b"ab"[..], b"", b"c"]);
        assert_eq!((0..3).map(|at| items.id(at)).collect::<Vec<_>>(), ["only", "", ""]);
    }
}
