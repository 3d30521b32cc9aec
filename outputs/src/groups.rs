//! Machines that printed the same, together; the rarest output first, since that is the one people look for.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::collection::{Collection, Kind};
use crate::fold::{Folded, fold};
use crate::mask::{Own, key};

/// Outputs that are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first of them in the collection's order, which stands for all.
    pub representative: u32,
    /// How many there are.
    pub count: u32,
    /// Where its members start in the list of all.
    start: u32,
    /// How their commands ended, with how many of each; the most frequent first.
    pub codes: Vec<(Option<i64>, u32)>,
}

/// All groups of a collection's outputs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The rarest first, then by the first member.
    pub groups: Vec<Group>,
    /// Outputs that the response does not hold.
    pub absent: Vec<u32>,
    /// Outputs that are there and empty; after masking also those of blanks and line ends only.
    pub empty: Vec<u32>,
    members: Vec<u32>,
}

impl Groups {
    /// Members of a group, in the collection's order.
    pub fn members(&self, group: usize) -> &[u32] {
        let Some(group) = self.groups.get(group) else { return &[] };
        &self.members[group.start as usize..][..group.count as usize]
    }

    /// The largest group: the last, since the rarest comes first. Of several, the one whose first member comes first.
    pub fn largest(&self) -> Option<usize> {
        let most = self.groups.last()?.count;
        Some(self.groups.partition_point(|group| group.count < most))
    }

    /// Ids of a group's instances, folded.
    pub fn folded(&self, items: &Collection, group: usize, room: usize) -> Folded {
        fold(self.members(group).iter().map(|&item| items.id(item as usize)), room)
    }
}

/// A group that is being filled.
struct Filling {
    hash: u64,
    /// Whether it is of texts: bytes that are none may look like a key.
    text: bool,
    /// Where its key stands among the keys; in exact grouping the representative's bytes are the key.
    key: std::ops::Range<usize>,
    first: u32,
    count: u32,
}

/// Grouping that is under way, so that a page can breathe between slices.
pub struct Grouping {
    masked: bool,
    next: usize,
    table: HashTable<u32>,
    filling: Vec<Filling>,
    /// The group of each output so far.
    group_of: Vec<(u32, u32)>,
    keys: Vec<u8>,
    result: Groups,
}

impl Grouping {
    /// Of outputs that are equal byte for byte, or alike after masking.
    pub fn new(masked: bool) -> Self {
        Self {
            masked,
            next: 0,
            table: HashTable::new(),
            filling: Vec::new(),
            group_of: Vec::new(),
            keys: Vec::new(),
            result: Groups::default(),
        }
    }

    /// Reads on for about so many bytes, at least one item. Says whether all is read.
    pub fn advance(&mut self, items: &Collection, budget: usize) -> bool {
        let mut read = 0;
        while self.next < items.len() && read <= budget {
            read += items.bytes(self.next).len() + 64;
            self.add(items, self.next);
            self.next += 1;
        }
        self.next >= items.len()
    }

    fn add(&mut self, items: &Collection, item: usize) {
        if items.kind(item) == Kind::Command {
            return;
        }
        let number = item as u32;
        if items.is_absent(item) {
            self.result.absent.push(number);
            return;
        }
        let (bytes, begin) = (items.bytes(item), self.keys.len());
        let text = self.masked && items.is_text(item);
        if text {
            key(bytes, &Own::new(items.id(item)), &mut self.keys);
        } else if self.masked {
            self.keys.extend_from_slice(bytes);
        }
        let own = if self.masked { &self.keys[begin..] } else { bytes };
        if own.is_empty() {
            self.result.empty.push(number);
            return;
        }
        let hash = FixedState::default().hash_one(own);
        let found = self.table.find(hash, |&at| {
            let group = &self.filling[at as usize];
            let known = if self.masked { &self.keys[group.key.clone()] } else { items.bytes(group.first as usize) };
            // Never by the hash alone.
            group.hash == hash && group.text == text && known == own
        });
        let group = if let Some(&group) = found {
            self.keys.truncate(begin);
            group
        } else {
            let group = self.filling.len() as u32;
            self.filling.push(Filling { hash, text, key: begin..self.keys.len(), first: number, count: 0 });
            self.table.insert_unique(hash, group, |&at| self.filling[at as usize].hash);
            group
        };
        self.filling[group as usize].count += 1;
        self.group_of.push((group, number));
    }

    /// The groups of what has been read.
    pub fn finish(self, items: &Collection) -> Groups {
        let Self { filling, group_of, mut result, .. } = self;
        let mut order: Vec<u32> = (0..filling.len() as u32).collect();
        order.sort_unstable_by_key(|&at| (filling[at as usize].count, filling[at as usize].first));
        let mut starts = vec![0; filling.len()];
        let mut start = 0;
        for &at in &order {
            let Filling { first, count, .. } = filling[at as usize];
            starts[at as usize] = start;
            result.groups.push(Group { representative: first, count, start, codes: Vec::new() });
            start += count;
        }
        result.members = vec![0; start as usize];
        for (group, item) in group_of {
            let place = &mut starts[group as usize];
            result.members[*place as usize] = item;
            *place += 1;
        }
        for group in &mut result.groups {
            let members = &result.members[group.start as usize..][..group.count as usize];
            let mut codes: Vec<Option<i64>> = members.iter().map(|&item| items.code(item as usize)).collect();
            codes.sort_unstable();
            group.codes = codes.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
            group.codes.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        }
        result
    }
}

/// Groups a collection's outputs at once.
///
/// ```
/// use invocation_outputs::{collection::Collection, groups::groups};
/// let items = Collection::new(b"okokno".to_vec(), vec![2, 4, 6], &[], &[], "web-1\nweb-2\nweb-3".into());
/// let found = groups(&items, false);
/// assert_eq!(found.members(0), [2]);
/// assert_eq!(found.folded(&items, 1, 60).whole, "web-[1-2]");
/// ```
pub fn groups(items: &Collection, masked: bool) -> Groups {
    let mut grouping = Grouping::new(masked);
    grouping.advance(items, usize::MAX);
    grouping.finish(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::{ABSENT, COMMAND};

    fn collection(outputs: &[&[u8]], flags: &[u8], codes: &[Option<i64>]) -> Collection {
        let mut end = 0;
        let ends = outputs.iter().map(|output| {
            end += output.len() as u32;
            end
        });
        let ids: Vec<String> = (0..outputs.len()).map(|at| format!("web-{at}")).collect();
        Collection::new(outputs.concat(), ends.collect(), flags, codes, ids.join("\n"))
    }

    #[test]
    fn the_rarest_comes_first_with_its_codes() {
        let outputs = [&b"a"[..], b"b", b"a", b"c", b"b", b"a"];
        let items = collection(&outputs, &[], &[Some(0), Some(1), None, Some(0), Some(1), Some(0)]);
        let found = groups(&items, false);
        let members: Vec<_> = (0..4).map(|at| found.members(at).to_vec()).collect();
        assert_eq!(members, [vec![3], vec![1, 4], vec![0, 2, 5], vec![]]);
        assert_eq!(found.groups[2].codes, [(Some(0), 2), (None, 1)]);
        assert_eq!(found.groups[1].representative, 1);
        assert_eq!(found.largest(), Some(2));
        assert_eq!(found.folded(&items, 2, 60).whole, "web-[0,2,5]");
        assert_eq!(groups(&collection(&[b"x", b"y"], &[], &[]), false).largest(), Some(0));
    }

    #[test]
    fn no_output_an_empty_one_and_a_command_are_apart() {
        let items = collection(&[b"", b"", b"x", b" \n", b"x"], &[ABSENT, 0, COMMAND], &[]);
        let found = groups(&items, false);
        assert_eq!((&found.absent[..], &found.empty[..], found.groups.len()), (&[0][..], &[1][..], 2));
        let masked = groups(&items, true);
        assert_eq!((&masked.empty[..], masked.members(0)), (&[1, 3][..], &[4][..]));
    }

    #[test]
    fn masking_joins_what_varies_only() {
        let outputs = [
            &b"up at 08:12 on web-0\r\n"[..],
            b"up at 09:00 on web-1",
            b"up at 09:00 on web-9",
            b"up at <time> on web-3",
        ];
        let found = groups(&collection(&outputs, &[], &[]), true);
        assert_eq!((0..3).map(|at| found.members(at).to_vec()).collect::<Vec<_>>(), [vec![2], vec![3], vec![0, 1]]);
        assert_eq!(groups(&collection(&outputs, &[], &[]), false).groups.len(), 4);
    }

    #[test]
    fn bytes_that_are_no_text_are_equal_or_not() {
        // The second is what the first's key looks like.
        let time = crate::mask::What::Time.byte();
        let found = groups(&collection(&[b"08:12", &[time], b"\xff08:12", b"\xff08:13", b"\xff08:13"], &[], &[]), true);
        assert_eq!(found.groups.iter().map(|group| group.count).collect::<Vec<_>>(), [1, 1, 1, 2]);
    }

    #[test]
    fn slices_give_what_one_call_gives() {
        let outputs: Vec<Vec<u8>> =
            (0..500).map(|at| format!("{} {}", at % 7, "x".repeat(at % 50)).into_bytes()).collect();
        let outputs: Vec<&[u8]> = outputs.iter().map(Vec::as_slice).collect();
        let items = collection(&outputs, &[], &[]);
        for masked in [false, true] {
            let mut grouping = Grouping::new(masked);
            let mut calls = 1;
            while !grouping.advance(&items, 300) {
                calls += 1;
            }
            assert!(calls > 50);
            assert_eq!(grouping.finish(&items), groups(&items, masked));
        }
    }
}
