//! What a comparison tells of one instance, for what leaves: rows, reports, messages.

use super::table::Table;
use super::words;
use crate::change::{Aspect, Change};
use crate::model::Invocation;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::words::phrase::Phrase;

/// What became of an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// In a word.
    pub change: Change,
    /// What else differs.
    pub aspects: Vec<&'static str>,
    /// Its outcomes on both sides; `None`: it is not there, or no such execution is.
    pub outcomes: [Option<Outcome>; 2],
}

impl Table {
    /// The index of the invocation against which the other is held.
    pub fn reference_index(&self) -> usize {
        self.pairs.compared.sides[0].invocation
    }

    /// That invocation.
    pub fn reference<'a>(&self, cx: &ViewContext<'a>) -> &'a Invocation {
        &cx.model.invocations[self.reference_index()]
    }

    /// How many instances are compared.
    pub fn len(&self) -> usize {
        self.pairs.compared.pairs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.compared.pairs.is_empty()
    }

    /// The instances that a query chooses, by invocation: of the other, and of the reference those that only that one has.
    pub fn instances(&self, cx: &ViewContext<'_>, query: &str) -> [(usize, Vec<u32>); 2] {
        let [reference, other] = &self.pairs.compared.sides;
        let mut chosen = self.select(cx, query).pairs;
        let of_reference = chosen.split_off(chosen.partition_point(|at| (*at as usize) < other.members.len()));
        let index = |at: &u32| self.pairs.compared.pairs[*at as usize].instance - reference.first;
        [(other.invocation, chosen), (reference.invocation, of_reference.iter().map(index).collect())]
    }

    /// What became of an instance, by its index in an invocation of the two.
    pub fn told(&self, invocation: usize, instance: u32) -> Option<Told> {
        let at = self.pair(invocation, instance)?;
        let (pair, aspects) = (&self.pairs.compared.pairs[at], self.pairs.aspects[at]);
        let aspects = Aspect::ALL.into_iter().filter(|aspect| aspects.has(*aspect)).map(Aspect::as_str).collect();
        Some(Told { change: pair.change, aspects, outcomes: pair.outcomes() })
    }

    /// The same in a word alone.
    pub fn change(&self, invocation: usize, instance: u32) -> Option<Change> {
        Some(self.pairs.compared.pairs[self.pair(invocation, instance)?].change)
    }

    /// The index among all records of the one of which that is told: what stands for the instance, else its newest.
    pub fn record(&self, cx: &ViewContext<'_>, invocation: usize, instance: u32) -> Option<u32> {
        let pair = &self.pairs.compared.pairs[self.pair(invocation, instance)?];
        let records = &cx.model.instances[pair.instance as usize].records;
        let newest = || (!records.is_empty()).then(|| records.end - 1);
        pair.after.or(pair.before).map_or_else(newest, |member| member.record)
    }

    /// Pairs are the instances of the other in their order, then those of the reference that have no counterpart, in theirs.
    fn pair(&self, invocation: usize, instance: u32) -> Option<usize> {
        let [reference, other] = &self.pairs.compared.sides;
        if invocation == other.invocation {
            return Some(instance as usize).filter(|at| *at < other.members.len());
        }
        let rest =
            self.pairs.compared.pairs.get(other.members.len()..).filter(|_| invocation == reference.invocation)?;
        let found = rest.binary_search_by_key(&(reference.first + instance), |pair| pair.instance);
        found.ok().map(|at| at + other.members.len())
    }

    /// One sentence whose numbers add up.
    pub fn sentence(&self, cx: &ViewContext<'_>) -> Phrase {
        words::sentence(cx, self.len(), &self.pairs.compared.counts(), self.is_of_executions())
    }

    /// What is to be known before the numbers.
    pub fn notes(&self, cx: &ViewContext<'_>) -> Vec<Phrase> {
        words::notes(cx, &self.pairs.compared).into_iter().map(|(_, note)| note).collect()
    }

    /// How many there are of each change, in the order of `Change::ALL`.
    pub fn counts(&self) -> [u32; 8] {
        self.pairs.compared.counts()
    }
}

/// How many there are of a change, in words.
pub fn part(cx: &ViewContext<'_>, change: Change, n: usize) -> Phrase {
    Phrase::text(&words::part(cx, change, n))
}

/// What a change is called.
pub fn label(cx: &ViewContext<'_>, change: Change) -> String {
    words::change(cx, change)
}
