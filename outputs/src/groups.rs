//! Machines that printed the same, together; failures first, then the rarest output, since that is the one people look for.

mod blocks;
mod counted;
mod ending;
mod templates;
mod told;

pub use ending::Group;
pub use told::{First, Piece, Told, Value, Values};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

use crate::collection::{Collection, Kind};
use crate::fold::{Folded, fold};
use crate::template::Fixed;
use templates::Templates;

/// All groups of a collection's outputs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Failures first, then what did not succeed otherwise; of these the rarest first, then by the first member.
    pub groups: Vec<Group>,
    /// Outputs that the response does not hold.
    pub absent: Vec<u32>,
    /// Outputs that are there and empty; of groups of alike ones also those of blanks and line ends only.
    pub empty: Vec<u32>,
    members: Vec<u32>,
    /// What alike ones have in common; none where they are equal.
    templates: Templates,
}

impl Groups {
    /// Members of a group, in the collection's order.
    pub fn members(&self, group: usize) -> &[u32] {
        let Some(group) = self.groups.get(group) else { return &[] };
        &self.members[group.start as usize..][..group.count as usize]
    }

    /// The largest group. Of several, the one whose first member comes first.
    pub fn largest(&self) -> Option<usize> {
        let size = |&at: &usize| (self.groups[at].count, std::cmp::Reverse(self.groups[at].representative));
        (0..self.groups.len()).max_by_key(size)
    }

    /// Ids of a group's instances, folded.
    pub fn folded(&self, items: &Collection, group: usize, room: usize) -> Folded {
        fold(self.members(group).iter().map(|&item| items.id(item as usize)), room)
    }

    /// What keeps a group apart from others of its template: the values of those holes, among all outputs of the template.
    pub fn told(&self, items: &Collection, group: usize) -> Vec<Told> {
        self.templates.told(items, group)
    }

    /// What fills the holes of a group, in the order of its text.
    pub fn values(&self, items: &Collection, group: usize) -> Vec<Values> {
        self.templates.values(items, group)
    }

    /// Lines of a group's template, from one to before another.
    pub fn template(&self, items: &Collection, group: usize, from: usize, to: usize) -> Vec<Vec<Piece>> {
        self.templates.template(items, group, from, to)
    }

    /// Values that mean something in a group: those in which its outputs agree, or that keep it apart. What fills another
    /// hole of its lines is passed over where it is compared.
    pub fn fixed(&self, items: &Collection, group: usize) -> Fixed {
        self.templates.fixed(items, group)
    }

    /// The first line of a group's template that another group's does not have at this place; of the group itself, the first
    /// that keeps it apart from others of its template, else the first that is not blank. None where it lies far behind, or where they are no texts.
    pub fn first(&self, items: &Collection, group: usize, against: usize) -> Option<First> {
        self.templates.first(items, group, against)
    }
}

/// Outputs that are equal byte for byte.
struct Equal {
    hash: u64,
    first: u32,
    count: u32,
    /// Whether one machine printed them all. What several machines print is no machine's own name.
    one: bool,
}

/// Grouping that is under way, so that a page can breathe between slices.
pub struct Grouping {
    alike: bool,
    next: usize,
    table: HashTable<u32>,
    equal: Vec<Equal>,
    /// Which of these each output is.
    equal_of: Vec<(u32, u32)>,
    templates: templates::Building,
    ending: ending::Ending,
    result: Groups,
}

impl Grouping {
    /// Of outputs that are equal byte for byte, or alike: of one template, in one of its classes (`alike`).
    pub fn new(alike: bool) -> Self {
        Self {
            alike,
            next: 0,
            table: HashTable::new(),
            equal: Vec::new(),
            equal_of: Vec::new(),
            templates: templates::Building::default(),
            ending: ending::Ending::default(),
            result: Groups::default(),
        }
    }

    /// Reads on for about so many bytes, at least one item. Says whether all is read.
    pub fn advance(&mut self, items: &Collection, budget: usize) -> bool {
        let mut read = 0;
        while self.next < items.len() {
            if read > budget {
                return false;
            }
            read += items.bytes(self.next).len() / 4 + 64;
            self.add(items, self.next);
            self.next += 1;
        }
        while self.alike && self.templates.len() < self.equal.len() {
            if read > budget {
                return false;
            }
            let Equal { first, count, one, .. } = self.equal[self.templates.len()];
            read += items.bytes(first as usize).len() + 64;
            self.templates.add(items, first, count, one);
        }
        let mut left = budget.saturating_sub(read).max(1);
        if !self.templates.part(items, &mut left) {
            return false;
        }
        let (alike, templates) = (self.alike, &self.templates);
        let group_of = |equal: u32| if alike { templates.group_of(equal) } else { Some(equal) };
        self.ending.advance(items, &self.equal_of, group_of, left.max(1))
    }

    fn add(&mut self, items: &Collection, item: usize) {
        if items.kind(item) == Kind::Command {
            return;
        }
        let (number, bytes) = (item as u32, items.bytes(item));
        if items.is_absent(item) {
            self.result.absent.push(number);
            return;
        }
        if bytes.is_empty() {
            self.result.empty.push(number);
            return;
        }
        let hash = FixedState::default().hash_one(bytes);
        let found = self.table.find(hash, |&at| {
            let known = &self.equal[at as usize];
            // Never by the hash alone.
            known.hash == hash && items.bytes(known.first as usize) == bytes
        });
        let at = if let Some(&at) = found {
            at
        } else {
            let at = self.equal.len() as u32;
            self.equal.push(Equal { hash, first: number, count: 0, one: true });
            self.table.insert_unique(hash, at, |&at| self.equal[at as usize].hash);
            at
        };
        let known = &mut self.equal[at as usize];
        known.count += 1;
        known.one &= items.id(known.first as usize) == items.id(item);
        self.equal_of.push((at, number));
    }

    /// The groups; what has not been read yet is read first.
    pub fn finish(mut self, items: &Collection) -> Groups {
        self.advance(items, usize::MAX);
        let ending::Ending { groups, order, members, left, .. } = self.ending;
        let Groups { absent, mut empty, .. } = self.result;
        empty.extend(left);
        empty.sort_unstable();
        Groups { groups, absent, empty, members, templates: self.templates.finish(&order) }
    }
}

/// Groups a collection's outputs at once.
///
/// ```
/// use invocation_outputs::{collection::Collection, groups::groups};
/// let items = Collection::new(b"okokno".to_vec(), vec![2, 4, 6], &[], &[], "web-1\nweb-2\nweb-3");
/// let found = groups(&items, false);
/// assert_eq!(found.members(0), [2]);
/// assert_eq!(found.folded(&items, 1, 60).whole, "web-[1-2]");
/// ```
pub fn groups(items: &Collection, alike: bool) -> Groups {
    Grouping::new(alike).finish(items)
}

#[cfg(test)]
mod tests;
