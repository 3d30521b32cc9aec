//! Two invocations of the same instances -> what became of each instance: newly failed, still failing, fixed, still good, and where that
//! cannot be told. Linear in the instances of both.
//!
//! One is the reference, against which the other is held. Compared with itself, an invocation of a recurring command shows what changed
//! last: its last good execution against the first bad one after it, or the other way round (`sides.rs`).

mod sides;
pub mod unstable;

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::change::Change;
use crate::model::Model;
use crate::reading::Reading;
use crate::row::ids::{id, is_masked};
use crate::status::Outcome;
pub use sides::{Member, Side};

/// An instance of the union of both sides.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Its index among all instances: of the other side, else of the reference.
    pub instance: u32,
    /// On the side of the reference.
    pub before: Option<Member>,
    /// On the other side.
    pub after: Option<Member>,
    /// What became of it.
    pub change: Change,
}

impl Pair {
    /// Its outcomes on both sides.
    pub fn outcomes(&self) -> [Option<Outcome>; 2] {
        [self.before, self.after].map(|member| member.map(|member| member.outcome))
    }
}

/// The instances of both, those of the other first and in its order.
#[derive(Debug)]
pub struct Compared {
    /// The reference and the other.
    pub sides: [Side; 2],
    /// Each instance once.
    pub pairs: Vec<Pair>,
}

impl Compared {
    /// Compares two invocations by index, or the executions of one; `None` where there is no such invocation, or nothing to compare.
    pub fn new(model: &Model, readings: &[Reading], reference: usize, other: usize) -> Option<Self> {
        let sides = if reference == other {
            Side::turns(model, readings, other)?
        } else {
            [Side::whole(model, reference)?, Side::whole(model, other)?]
        };
        let pairs = if reference == other { by_place(&sides) } else { by_id(model, readings, &sides) };
        Some(Self { sides, pairs })
    }

    /// How many there are of each change, in the order of `Change::ALL`; they add up to the pairs.
    pub fn counts(&self) -> [u32; 8] {
        let mut counts = [0; 8];
        self.pairs.iter().for_each(|pair| counts[pair.change as usize] += 1);
        counts
    }
}

/// Executions of the same instances.
fn by_place(sides: &[Side; 2]) -> Vec<Pair> {
    let [before, after] = sides;
    let pair = |((before, after), instance): ((&Option<Member>, &Option<Member>), u32)| {
        // One execution tells no change.
        let change = match (before, after) {
            (Some(before), Some(after)) => Change::between(before.outcome, after.outcome),
            _ => Change::Unknown,
        };
        Pair { instance, before: *before, after: *after, change }
    };
    before.members.iter().zip(&after.members).zip(after.first..).map(pair).collect()
}

/// Instances of two invocations. One whose id is hidden, or is not there, is no one's counterpart.
fn by_id(model: &Model, readings: &[Reading], sides: &[Side; 2]) -> Vec<Pair> {
    let [before, after] = sides;
    let key = |member: &Member| -> Option<Cow<'_, [u8]>> {
        let place = model.instances[member.instance as usize].instance_id?;
        id(place.value(readings)).filter(|id| !is_masked(id))
    };
    let mut places: HashMap<Cow<'_, [u8]>, usize, FixedState> =
        HashMap::with_capacity_and_hasher(before.members.len(), FixedState::default());
    for (at, member) in before.members.iter().enumerate() {
        if let Some(id) = member.as_ref().and_then(key) {
            places.insert(id, at);
        }
    }
    // What only one side has is only there, however it ended.
    let alone = |member: &Member, complete: bool, change: Change| {
        if key(member).is_some() && complete { change } else { Change::Unknown }
    };
    let mut met = vec![false; before.members.len()];
    let mut pairs = Vec::with_capacity(after.members.len());
    for member in after.members.iter().flatten() {
        let at = key(member).and_then(|id| places.get(&id).copied());
        let counterpart = at.filter(|at| !std::mem::replace(&mut met[*at], true)).and_then(|at| before.members[at]);
        let change = match counterpart {
            Some(before) => Change::between(before.outcome, member.outcome),
            None => alone(member, before.complete, Change::OnlyAfter),
        };
        pairs.push(Pair { instance: member.instance, before: counterpart, after: Some(*member), change });
    }
    for (member, _) in before.members.iter().zip(&met).filter(|(_, met)| !**met) {
        let Some(member) = member else { continue };
        let change = alone(member, after.complete, Change::OnlyBefore);
        pairs.push(Pair { instance: member.instance, before: Some(*member), after: None, change });
    }
    pairs
}
