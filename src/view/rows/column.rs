//! Columns of a table: words of which there are few, and texts of which there are as many as rows.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::scan;

/// No value.
pub const NONE: u32 = u32::MAX;

/// No number.
pub const NO_NUMBER: i64 = i64::MIN;

/// A column of few different words.
#[derive(Debug, Default)]
pub struct Words {
    /// The words, in order of first appearance.
    pub values: Vec<String>,
    /// Which of them each row has; `NONE` for none.
    pub of_row: Vec<u32>,
    numbers: HashTable<u32>,
}

impl Words {
    /// Puts the word of the next row, and gives its number.
    pub fn put(&mut self, word: Option<&str>) -> u32 {
        let last = self.of_row.last().and_then(|at| self.values.get(*at as usize));
        let number = match word {
            None => NONE,
            Some(word) if last.is_some_and(|last| last == word) => self.of_row[self.of_row.len() - 1],
            Some(word) => self.number(word),
        };
        self.of_row.push(number);
        number
    }

    /// The number of a word among the different ones.
    pub fn number(&mut self, word: &str) -> u32 {
        let hash = |word: &str| FixedState::with_seed(0).hash_one(word.as_bytes());
        let Self { values, numbers, .. } = self;
        if let Some(number) = numbers.find(hash(word), |at| values[*at as usize] == word) {
            return *number;
        }
        let number = values.len() as u32;
        values.push(word.to_owned());
        numbers.insert_unique(hash(word), number, |at| hash(&values[*at as usize]));
        number
    }
}

/// A column of texts, one after the other, with a zero between them.
#[derive(Debug, Default)]
pub struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// Puts a piece of the next row's text.
    pub fn put(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
    }

    /// Ends the text of a row.
    pub fn end(&mut self) {
        self.bytes.push(0);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// Ends the text of a row, and makes it lower case where it is ASCII.
    pub fn end_folded(&mut self) {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        self.bytes[start..].make_ascii_lowercase();
        self.end();
    }

    /// The text of a row.
    pub fn get(&self, row: u32) -> &[u8] {
        let start = if row == 0 { 0 } else { self.ends[row as usize - 1] as usize };
        self.bytes.get(start..(self.ends[row as usize] as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// The text of a row that has one.
    pub fn some(&self, row: u32) -> Option<&str> {
        std::str::from_utf8(self.get(row)).ok().filter(|text| !text.is_empty())
    }

    /// Marks the rows whose text holds another.
    pub fn mark(&self, needle: &[u8], marks: &mut [bool]) {
        if needle.is_empty() || needle.contains(&0) {
            marks.fill(needle.is_empty());
            return;
        }
        let (mut at, mut row) = (0, 0);
        while let Some(found) = scan::find(&self.bytes, at, needle) {
            // Where many rows hold it, the next is near.
            let Some(next) = self.ends[row..].iter().position(|end| *end as usize > found) else { break };
            row += next;
            marks[row] = true;
            at = self.ends[row] as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_its_row_alone() {
        let mut texts = Texts::default();
        for text in ["Ab", "", "bab", "cd", "ab cd ab"] {
            texts.put(text.as_bytes());
            texts.end_folded();
        }
        for (needle, rows) in
            [("ab", vec![0, 2, 4]), ("abba", vec![]), ("d", vec![3, 4]), ("", vec![0, 1, 2, 3, 4]), ("\0", vec![])]
        {
            let mut marks = vec![false; 5];
            texts.mark(needle.as_bytes(), &mut marks);
            let found: Vec<usize> = (0..5).filter(|row| marks[*row]).collect();
            assert_eq!(found, rows, "{needle:?}");
        }
        assert_eq!((texts.get(0), texts.get(1), texts.get(4)), (&b"ab"[..], &b""[..], &b"ab cd ab"[..]));
    }
}
