//! Instances on which one command went both well and badly. Two invocations are a change; it takes three to be unstable.

use hashbrown::HashTable;

use super::{hash_of, key};
use crate::model::Model;
use crate::reading::Reading;
use crate::status::Outcome;

/// Fewer invocations of a command tell a change, and no more.
const SEVERAL: usize = 3;

/// How the invocations of one command ended on each instance, as far as they were read.
#[derive(Debug)]
pub struct Unstable {
    /// By their indices.
    invocations: Vec<usize>,
    /// How many of these are read, and of the next one how many instances.
    at: (usize, usize),
    met: HashTable<Met>,
}

/// An instance that ended well or badly.
#[derive(Debug)]
struct Met {
    /// By its index among all, in the first invocation that has it.
    instance: u32,
    /// Of its id.
    hash: u64,
    runs: u32,
    well: bool,
    badly: bool,
}

impl Unstable {
    /// Of these invocations of one command; `None` where there are fewer than three of them. Nothing is read yet.
    pub fn new(invocations: Vec<usize>) -> Option<Self> {
        (invocations.len() >= SEVERAL).then(|| Self { invocations, at: (0, 0), met: HashTable::new() })
    }

    /// Reads so many instances more at most; whether all are read.
    pub fn next(&mut self, model: &Model, readings: &[Reading], rows: usize) -> bool {
        let (run, start) = self.at;
        let Some(invocation) = self.invocations.get(run).and_then(|at| model.invocations.get(*at)) else { return true };
        let length = invocation.instances.len();
        let end = length.min(start.saturating_add(rows.max(1)));
        let first = invocation.instances.start as usize;
        (first + start..first + end).for_each(|at| self.note(model, readings, at as u32));
        self.at = if end == length { (run + 1, 0) } else { (run, end) };
        self.at.0 == self.invocations.len()
    }

    /// How many of the invocations are read, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.at.0, self.invocations.len())
    }

    /// Whether three or more of them ended on an instance, some well and some badly.
    pub fn holds(&self, model: &Model, readings: &[Reading], instance: u32) -> bool {
        let Some(id) = key(model, readings, instance) else { return false };
        let is_it = |met: &Met| key(model, readings, met.instance).is_some_and(|known| known == id);
        let found = self.met.find(hash_of(&id), is_it);
        found.is_some_and(|met| met.runs as usize >= SEVERAL && met.well && met.badly)
    }

    /// Notes how an instance ended.
    fn note(&mut self, model: &Model, readings: &[Reading], instance: u32) {
        let outcome = model.instances[instance as usize].outcome;
        let (well, badly) = (outcome == Outcome::Succeeded, outcome == Outcome::Failed);
        let Some(id) = key(model, readings, instance).filter(|_| well || badly) else { return };
        let id_of = |met: &Met| key(model, readings, met.instance);
        let hash = hash_of(&id);
        if let Some(met) = self.met.find_mut(hash, |met| id_of(met).is_some_and(|known| known == id)) {
            (met.runs, met.well, met.badly) = (met.runs + 1, met.well || well, met.badly || badly);
        } else {
            self.met.insert_unique(hash, Met { instance, hash, runs: 1, well, badly }, |met| met.hash);
        }
    }
}
