//! Which output is in which group -> the groups in their order, with their members and codes, in slices.

use std::cmp::Reverse;

use crate::collection::{Collection, Outcome};

/// Outputs that are equal, or alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The first of them in the collection's order, which stands for all.
    pub representative: u32,
    /// How many there are.
    pub count: u32,
    /// Where its members start in the list of all.
    pub(super) start: u32,
    /// The worst that became of a member.
    pub outcome: Outcome,
    /// How their commands ended, with how many of each; the most frequent first.
    pub codes: Vec<(Option<i64>, u32)>,
}

impl Default for Group {
    fn default() -> Self {
        Self { representative: 0, count: 0, start: 0, outcome: Outcome::Succeeded, codes: Vec::new() }
    }
}

/// What a step counts as, in bytes that are read.
const STEP: usize = 8;

/// What is being done.
#[derive(Clone, Copy, Default)]
enum Stage {
    /// Outputs are counted for their groups.
    #[default]
    Counting,
    /// What each group is ordered by is gathered.
    Keys,
    /// The groups are put in their order.
    Ordering,
    /// Outputs are put into them.
    Placing,
    /// Of each group, the codes are counted.
    Codes,
    Done,
}

/// Groups that are being put in order.
#[derive(Default)]
pub(super) struct Ending {
    stage: Stage,
    at: usize,
    filled: Vec<Group>,
    /// What each is ordered by, with its number.
    keys: Vec<(Outcome, u32, u32, u32)>,
    /// The groups in their order, and their numbers.
    pub(super) groups: Vec<Group>,
    pub(super) order: Vec<u32>,
    /// Their members, group by group.
    pub(super) members: Vec<u32>,
    /// Outputs that are in none.
    pub(super) left: Vec<u32>,
    /// Where the members of the next group start.
    next: u32,
    /// Where the next member of each goes.
    places: Vec<u32>,
    codes: Vec<Option<i64>>,
}

impl Ending {
    /// Goes on for about so many bytes. `equal_of` has each output with what it is equal to, `group_of` the group of that.
    /// Says whether all is done.
    pub(super) fn advance(
        &mut self,
        items: &Collection,
        equal_of: &[(u32, u32)],
        group_of: impl Fn(u32) -> Option<u32>,
        mut budget: usize,
    ) -> bool {
        loop {
            let count = match self.stage {
                Stage::Counting | Stage::Placing => equal_of.len(),
                Stage::Keys | Stage::Ordering => self.filled.len(),
                Stage::Codes => self.groups.len(),
                Stage::Done => return true,
            };
            while self.at < count {
                if budget == 0 {
                    return false;
                }
                budget = budget.saturating_sub(STEP);
                match self.stage {
                    Stage::Keys => self.key(),
                    Stage::Ordering => self.order(),
                    Stage::Codes => budget = budget.saturating_sub(self.count_codes(items) * STEP),
                    stage => {
                        let (equal, item) = equal_of[self.at];
                        self.put(items, item, group_of(equal), matches!(stage, Stage::Placing));
                    }
                }
                self.at += 1;
            }
            self.at = 0;
            self.stage = match self.stage {
                Stage::Counting => Stage::Keys,
                Stage::Keys => {
                    self.keys.sort_unstable();
                    (self.order, self.groups) = (Vec::with_capacity(count), Vec::with_capacity(count));
                    self.places = vec![0; count];
                    Stage::Ordering
                }
                Stage::Ordering => {
                    (self.keys, self.filled) = (Vec::new(), Vec::new());
                    self.members = vec![0; self.next as usize];
                    Stage::Placing
                }
                Stage::Placing => Stage::Codes,
                Stage::Codes | Stage::Done => Stage::Done,
            };
        }
    }

    /// Counts an output for its group, or, when all are counted, puts it there.
    fn put(&mut self, items: &Collection, item: u32, group: Option<u32>, placing: bool) {
        match group.map(|group| group as usize) {
            Some(group) if placing => {
                let place = &mut self.places[group];
                self.members[*place as usize] = item;
                *place += 1;
            }
            Some(at) => {
                let more = self.filled.len().max(at + 1);
                self.filled.resize_with(more, Group::default);
                let group = &mut self.filled[at];
                group.representative = if group.count == 0 { item } else { group.representative.min(item) };
                group.count += 1;
                group.outcome = group.outcome.min(items.outcome(item as usize));
            }
            None if placing => {}
            None => self.left.push(item),
        }
    }

    /// What the group that comes next is ordered by.
    fn key(&mut self) {
        let group = &self.filled[self.at];
        self.keys.push((group.outcome, group.count, group.representative, self.at as u32));
    }

    /// Takes the group that comes next in the order.
    fn order(&mut self) {
        let (.., at) = self.keys[self.at];
        let mut group = std::mem::take(&mut self.filled[at as usize]);
        (group.start, self.places[at as usize]) = (self.next, self.next);
        self.next += group.count;
        self.order.push(at);
        self.groups.push(group);
    }

    /// Counts the codes of the group that comes next, and says of how many outputs.
    fn count_codes(&mut self, items: &Collection) -> usize {
        let group = &mut self.groups[self.at];
        let members = &self.members[group.start as usize..][..group.count as usize];
        self.codes.clear();
        self.codes.extend(members.iter().map(|&item| items.code(item as usize)));
        self.codes.sort_unstable();
        group.codes = self.codes.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        group.codes.sort_by_key(|&(_, count)| Reverse(count));
        members.len()
    }
}
