//! A comparison that is made some instances at a time: members of both sides, the reference's by their ids, then pair by pair. It holds
//! indices and nothing of the documents, so that they can be given anew each time.

use hashbrown::HashTable;

use super::sides::{Member, Side};
use super::{Compared, Pair, hash_of, key};
use crate::change::Change;
use crate::model::Model;
use crate::reading::Reading;

/// A comparison as far as it is made.
#[derive(Debug)]
pub struct Comparing {
    sides: [Side; 2],
    /// How many instances each side has.
    lengths: [usize; 2],
    stage: Stage,
    /// How many of the stage's instances are done.
    at: usize,
    /// Some instance has several executions, where these are compared.
    several: bool,
    /// The reference's members that have an id, by their places: for each id the last.
    places: HashTable<u32>,
    /// Which of the reference's have a counterpart.
    met: Vec<bool>,
    pairs: Vec<Pair>,
}

/// What is done with each instance, one stage after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stage {
    Reference,
    Other,
    Places,
    /// Pairs of what the other has.
    Both,
    /// Pairs of what the reference alone has.
    Rest,
    /// The members of both sides, of executions.
    Turns,
    /// Pairs of executions.
    Executions,
    Over,
}

impl Stage {
    /// The one after it.
    fn next(self) -> Self {
        match self {
            Self::Reference => Self::Other,
            Self::Other => Self::Places,
            Self::Places => Self::Both,
            Self::Both => Self::Rest,
            Self::Turns => Self::Executions,
            Self::Rest | Self::Executions | Self::Over => Self::Over,
        }
    }

    /// The side whose instances it is about.
    fn side(self) -> usize {
        usize::from(matches!(self, Self::Other | Self::Both | Self::Turns | Self::Executions))
    }
}

impl Comparing {
    /// Of two invocations by index, or of the executions of one; `None` where there is no such invocation. Nothing is read yet.
    pub fn new(model: &Model, reference: usize, other: usize) -> Option<Self> {
        let is_of_executions = reference == other;
        let of = |invocation: usize| {
            let length = model.invocations.get(invocation)?.instances.len();
            Some((Side::new(model, invocation, is_of_executions)?, length))
        };
        let ((before, of_before), (after, of_after)) = (of(reference)?, of(other)?);
        Some(Self {
            sides: [before, after],
            lengths: [of_before, of_after],
            stage: if is_of_executions { Stage::Turns } else { Stage::Reference },
            at: 0,
            several: false,
            places: HashTable::new(),
            met: Vec::new(),
            pairs: Vec::new(),
        })
    }

    /// Goes on with so many instances at most; whether all is done.
    pub fn next(&mut self, model: &Model, readings: &[Reading], rows: usize) -> bool {
        let length = self.lengths[self.stage.side()];
        let range = self.at..length.min(self.at.saturating_add(rows.max(1)));
        self.at = range.end;
        match self.stage {
            Stage::Reference | Stage::Other => self.sides[self.stage.side()].go(model, range),
            Stage::Turns => self.several |= Side::turns(&mut self.sides, model, readings, range),
            Stage::Executions => range.for_each(|at| self.pairs.push(of_executions(&self.sides, at))),
            Stage::Places => range.for_each(|at| self.place(model, readings, at)),
            Stage::Both => range.for_each(|at| self.pair(model, readings, at)),
            Stage::Rest => range.for_each(|at| self.rest(model, readings, at)),
            Stage::Over => {}
        }
        if self.at == length {
            (self.at, self.stage) = (0, self.stage.next());
            if self.stage == Stage::Places {
                self.places.reserve(self.lengths[0], |_| 0);
                self.met = vec![false; self.lengths[0]];
                self.pairs.reserve(self.lengths[1]);
            }
        }
        self.stage == Stage::Over
    }

    /// How many instances were done in all stages, of how many.
    pub fn progress(&self) -> (usize, usize) {
        let stages: &[Stage] = match self.stage {
            Stage::Turns | Stage::Executions => &[Stage::Turns, Stage::Executions],
            _ => &[Stage::Reference, Stage::Other, Stage::Places, Stage::Both, Stage::Rest],
        };
        let length = |stage: &Stage| self.lengths[stage.side()];
        let before = stages.iter().take_while(|stage| **stage != self.stage).map(length).sum::<usize>();
        (before + self.at, stages.iter().map(length).sum())
    }

    /// What was found; `None` where no instance has two executions that could be compared.
    pub fn finish(self) -> Option<Compared> {
        let [reference, other] = &self.sides;
        let is_something = self.several || reference.invocation != other.invocation;
        is_something.then_some(Compared { sides: self.sides, pairs: self.pairs })
    }

    fn place(&mut self, model: &Model, readings: &[Reading], at: usize) {
        let members = &self.sides[0].members;
        let Some(id) = members[at].and_then(|member| key(model, readings, member.instance)) else { return };
        let id_at = |at: &u32| members[*at as usize].and_then(|member| key(model, readings, member.instance));
        let hash = hash_of(&id);
        match self.places.find_mut(hash, |at| id_at(at).is_some_and(|known| known == id)) {
            Some(known) => *known = at as u32,
            None => {
                self.places.insert_unique(hash, at as u32, |at| id_at(at).map_or(0, |id| hash_of(&id)));
            }
        }
    }

    /// Of an instance of the other. One whose id is hidden, or is not there, is no one's counterpart.
    fn pair(&mut self, model: &Model, readings: &[Reading], at: usize) {
        let [before, after] = &self.sides;
        let Some(member) = after.members[at] else { return };
        let id = key(model, readings, member.instance);
        let place = id.as_ref().and_then(|id| {
            let is_it = |at: &u32| {
                let member = before.members[*at as usize];
                member.and_then(|member| key(model, readings, member.instance)).is_some_and(|known| known == *id)
            };
            self.places.find(hash_of(id), is_it)
        });
        let place = place.map(|at| *at as usize).filter(|at| !std::mem::replace(&mut self.met[*at], true));
        let counterpart = place.and_then(|at| before.members[at]);
        let change = match counterpart {
            Some(before) => Change::between(before.outcome, member.outcome),
            None => alone(id.is_some() && before.complete, Change::OnlyAfter),
        };
        self.pairs.push(Pair { instance: member.instance, before: counterpart, after: Some(member), change });
    }

    fn rest(&mut self, model: &Model, readings: &[Reading], at: usize) {
        let [before, after] = &self.sides;
        let Some(member) = before.members[at].filter(|_| !self.met[at]) else { return };
        let is_named = key(model, readings, member.instance).is_some();
        let change = alone(is_named && after.complete, Change::OnlyBefore);
        self.pairs.push(Pair { instance: member.instance, before: Some(member), after: None, change });
    }
}

/// What only one side has is only there, however it ended, where the other side would have it.
fn alone(is_told: bool, change: Change) -> Change {
    if is_told { change } else { Change::Unknown }
}

/// Executions of the same instance.
fn of_executions([before, after]: &[Side; 2], at: usize) -> Pair {
    let member = |side: &Side| -> Option<Member> { side.members[at] };
    let (earlier, later) = (member(before), member(after));
    // One execution tells no change.
    let change = match (earlier, later) {
        (Some(before), Some(after)) => Change::between(before.outcome, after.outcome),
        _ => Change::Unknown,
    };
    Pair { instance: after.first + at as u32, before: earlier, after: later, change }
}
