//! A row -> its members by name; and members of any object that stand twice.

use crate::document::{Key, Kind, Token, Value};
use crate::names::{Met, Name, ROW_SLOTS, SINGLE_SET, row_slot};

/// The members of a row by name: one slot each, filled in one walk.
pub struct Row {
    /// The row's own token.
    at: u32,
    /// How far each member's value stands after it; 0 for one that was not given.
    slots: [u32; ROW_SLOTS],
    /// A member stands twice.
    doubled: bool,
}

impl Default for Row {
    fn default() -> Self {
        Self { at: 0, slots: [0; ROW_SLOTS], doubled: false }
    }
}

impl Row {
    /// Fills the slots from the object at a token; of members that repeat, the last that is not null stays.
    #[inline]
    pub fn fill(&mut self, tokens: &[Token], at: u32) {
        *self = Self { at, ..Self::default() };
        let end = tokens[at as usize].next(at) - 1;
        let (mut next, mut before) = (at + 1, 0);
        while next < end {
            let member = tokens[next as usize];
            if let Some(slot) = self.slots.get_mut(row_slot(member.name_number()))
                && member.kind() != Kind::Null
            {
                before |= *slot;
                *slot = next - at;
            }
            next = member.next(next);
        }
        self.doubled = before != 0;
    }

    /// Goes on to another row, where the same members stand in the same places.
    #[inline]
    pub fn repeat(&mut self, at: u32) {
        self.at = at;
    }

    /// The members of an object.
    pub fn of(object: Value<'_>) -> Self {
        let mut row = Self::default();
        row.fill(&object.document().tokens, object.at());
        row
    }

    /// The row's own token.
    #[inline]
    pub fn at(&self) -> u32 {
        self.at
    }

    /// Whether a member stands in it twice.
    #[inline]
    pub fn is_doubled(&self) -> bool {
        self.doubled
    }

    /// The token of the member with this name, if it was given and is not null.
    #[inline]
    pub fn get(&self, name: Name) -> Option<u32> {
        let slot = self.slots.get(row_slot(name as u8)).copied().unwrap_or_default();
        (slot != 0).then(|| self.at + slot)
    }
}

/// Members with one value that stand more than once in an object, each that is not the last: with the last one, which
/// stays. One that is null says nothing.
pub fn doubled(object: Value<'_>) -> Vec<(Name, Value<'_>, Value<'_>)> {
    if is_doubled(object) { find_doubled(object) } else { Vec::new() }
}

/// Whether a member with one value stands in an object twice.
pub(super) fn is_doubled(object: Value<'_>) -> bool {
    let mut met = Met::default();
    let single = |token: &Token| token.name().is_in(SINGLE_SET) && !token.is(Kind::Null);
    object.known().filter(|(_, token)| single(token)).any(|(_, token)| met.again(token.name_number()))
}

fn find_doubled(object: Value<'_>) -> Vec<(Name, Value<'_>, Value<'_>)> {
    let mut last = [object; u128::BITS as usize];
    for (name, value) in object.members().filter_map(single) {
        last[name as usize] = value;
    }
    let with_last = |(name, value): (Name, _)| (name, value, last[name as usize]);
    let members = object.members().filter_map(single).map(with_last);
    members.filter(|(_, value, last)| value.at() != last.at()).collect()
}

/// A member that has one value and is not null.
fn single<'a>((key, value): (Key<'a>, Value<'a>)) -> Option<(Name, Value<'a>)> {
    match key {
        Key::Known(name) if value.kind() != Kind::Null && name.is_in(SINGLE_SET) => Some((name, value)),
        Key::Known(_) | Key::Unknown(_) => None,
    }
}
