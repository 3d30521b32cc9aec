//! Which output is in which group -> the groups in their order, with their members and codes, in slices.

use std::cmp::Reverse;

use super::{Group, Groups};
use crate::collection::{Collection, Outcome};

/// What a step counts as, in bytes that are read.
const STEP: usize = 8;

/// What is being done.
#[derive(Clone, Copy, Default)]
enum Stage {
    /// Outputs are counted for their groups.
    #[default]
    Counting,
    /// They are put into them.
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
    /// The groups' numbers, in their order.
    pub(super) order: Vec<u32>,
    /// Where the next member of each goes.
    places: Vec<u32>,
    codes: Vec<Option<i64>>,
}

impl Ending {
    /// Goes on for about so many bytes. `equal_of` has each output with what it is equal to, `group_of` the group of that.
    /// Says whether `result` is whole.
    pub(super) fn advance(
        &mut self,
        items: &Collection,
        equal_of: &[(u32, u32)],
        group_of: impl Fn(u32) -> Option<u32>,
        result: &mut Groups,
        mut budget: usize,
    ) -> bool {
        loop {
            let count = match self.stage {
                Stage::Counting | Stage::Placing => equal_of.len(),
                Stage::Codes => result.groups.len(),
                Stage::Done => return true,
            };
            while self.at < count {
                if budget == 0 {
                    return false;
                }
                budget = budget.saturating_sub(STEP);
                match self.stage {
                    Stage::Codes => budget = budget.saturating_sub(self.count_codes(items, result) * STEP),
                    stage => {
                        let (equal, item) = equal_of[self.at];
                        self.put(items, item, group_of(equal), result, matches!(stage, Stage::Placing));
                    }
                }
                self.at += 1;
            }
            self.at = 0;
            self.stage = match self.stage {
                Stage::Counting => {
                    self.order(result);
                    Stage::Placing
                }
                Stage::Placing => Stage::Codes,
                Stage::Codes | Stage::Done => Stage::Done,
            };
        }
    }

    /// Counts an output for its group, or, when all are counted, puts it there.
    fn put(&mut self, items: &Collection, item: u32, group: Option<u32>, result: &mut Groups, placing: bool) {
        match group.map(|group| group as usize) {
            Some(group) if placing => {
                let place = &mut self.places[group];
                result.members[*place as usize] = item;
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
            None => result.empty.push(item),
        }
    }

    fn order(&mut self, result: &mut Groups) {
        result.empty.sort_unstable();
        let of = |(at, group): (usize, &Group)| (group.outcome, group.count, group.representative, at as u32);
        let mut order: Vec<_> = self.filled.iter().enumerate().map(of).collect();
        order.sort_unstable();
        self.order = order.into_iter().map(|(.., at)| at).collect();
        self.places = vec![0; self.filled.len()];
        let mut start = 0;
        for &at in &self.order {
            let mut group = std::mem::take(&mut self.filled[at as usize]);
            (group.start, self.places[at as usize]) = (start, start);
            start += group.count;
            result.groups.push(group);
        }
        result.members = vec![0; start as usize];
    }

    /// Counts the codes of the group that comes next, and says of how many outputs.
    fn count_codes(&mut self, items: &Collection, result: &mut Groups) -> usize {
        let group = &mut result.groups[self.at];
        let members = &result.members[group.start as usize..][..group.count as usize];
        self.codes.clear();
        self.codes.extend(members.iter().map(|&item| items.code(item as usize)));
        self.codes.sort_unstable();
        group.codes = self.codes.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        group.codes.sort_by_key(|&(_, count)| Reverse(count));
        members.len()
    }
}

impl Default for Group {
    fn default() -> Self {
        Self { representative: 0, count: 0, start: 0, outcome: Outcome::Succeeded, codes: Vec::new() }
    }
}
