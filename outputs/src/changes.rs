//! Pairs of outputs -> what changed from the first to the second of each, as text: the lines that only one has, behind `- ` or `+ `. Equal
//! changes are equal texts, which are grouped as outputs are.

use crate::collection::Collection;
use crate::difference::{Difference, How, Kind};

/// The texts of changes, one after the other.
#[derive(Debug, Default)]
pub struct Changes {
    /// In UTF-8.
    pub bytes: Vec<u8>,
    /// Where each ends.
    pub ends: Vec<u32>,
    /// Whether each is one: of pairs that are no texts nothing is told.
    pub told: Vec<bool>,
}

impl Changes {
    /// Reads on in a collection of pairs for about so many of its bytes. Says whether all is read.
    pub fn advance(&mut self, items: &Collection, budget: usize) -> bool {
        let mut read = 0;
        while read < budget && !self.is_done(items) {
            let at = 2 * self.ends.len();
            read += 1 + items.bytes(at).len() + items.bytes(at + 1).len();
            self.put(items, at);
        }
        self.is_done(items)
    }

    fn is_done(&self, items: &Collection) -> bool {
        2 * self.ends.len() + 1 >= items.len()
    }

    fn put(&mut self, items: &Collection, at: usize) {
        let difference = Difference::new(items, at, at + 1, How::Exact, 0);
        for (kind, line) in difference.changed(items) {
            self.bytes.extend_from_slice(if kind == Kind::Removed { b"- " } else { b"+ " });
            self.bytes.extend_from_slice(line.as_bytes());
            self.bytes.push(b'\n');
        }
        self.told.push(!difference.binary);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(pairs: &[(&str, &str)]) -> Vec<String> {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for text in pairs.iter().flat_map(|(before, after)| [before, after]) {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len() as u32);
        }
        let n = ends.len();
        let items = Collection::new(bytes, ends, &vec![0; n], &vec![None; n], &"\n".repeat(n));
        let mut whole = Changes::default();
        while !whole.advance(&items, 1) {}
        let mut at_once = Changes::default();
        assert!(at_once.advance(&items, usize::MAX));
        assert_eq!((&at_once.bytes, &at_once.ends), (&whole.bytes, &whole.ends), "in slices");
        let starts = std::iter::once(0).chain(whole.ends.iter().copied());
        let text = |(start, end): (u32, &u32)| {
            String::from_utf8_lossy(&whole.bytes[start as usize..*end as usize]).into_owned()
        };
        starts.zip(&whole.ends).map(text).collect()
    }

    #[test]
    fn only_what_changed_is_told() {
        assert_eq!(
            changes(&[
                ("a\nb\nc\n", "a\nx\nc\n"),
                ("same\n", "same\n"),
                ("", "new\n"),
                ("one", "one\n"),
                ("disk 81%\n", "disk 99%\n")
            ]),
            ["- b\n+ x\n", "", "+ new\n", "- one\n+ one\n", "- disk 81%\n+ disk 99%\n"]
        );
        assert!(changes(&[]).is_empty());
    }

    #[test]
    fn equal_changes_are_equal_texts() {
        let all = changes(&[("host-1\nv1\n", "host-1\nv2\n"), ("host-2\nv1\n", "host-2\nv2\n")]);
        assert_eq!(all[0], all[1]);
    }
}
