//! A comparison made some instances at a time: its pairs, what else changed in each, which instances are unstable.

use super::table::{Pairs, Table};
use super::{aspects, commands};
use crate::change::{Aspect, Aspects};
use crate::compare::Compared;
use crate::compare::comparing::Comparing;
use crate::compare::unstable::Unstable;
use crate::view::context::ViewContext;

/// A comparison as far as it is made.
#[derive(Debug)]
pub struct Making {
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// `None` where there is nothing to compare.
    Pairs(Option<Comparing>),
    /// What else changed, pair by pair, as far as it is known.
    Aspects(Compared, Vec<Aspects>),
    Reading(Compared, Vec<Aspects>, Unstable),
    /// How many pairs are marked, and how many of these are unstable.
    Marking(Compared, Vec<Aspects>, Unstable, usize, u32),
    Over(Option<Pairs>),
}

impl Table {
    /// Of two invocations by index, or of the executions of one; `None` where there is nothing to compare.
    pub fn new(cx: &ViewContext<'_>, reference: usize, other: usize) -> Option<Self> {
        let mut making = Making::new(cx, reference, other);
        while !making.next(cx, usize::MAX) {}
        making.finish()
    }
}

impl Making {
    /// Of two invocations by index, or of the executions of one; nothing is read yet.
    pub fn new(cx: &ViewContext<'_>, reference: usize, other: usize) -> Self {
        Self { stage: Stage::Pairs(Comparing::new(cx.model, reference, other)) }
    }

    /// Goes on with so many instances at most; whether all is done.
    pub fn next(&mut self, cx: &ViewContext<'_>, rows: usize) -> bool {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over(None)) {
            Stage::Pairs(Some(comparing)) => pairs(cx, comparing, rows),
            Stage::Pairs(None) => Stage::Over(None),
            Stage::Aspects(compared, aspects) => changed(cx, compared, aspects, rows),
            Stage::Reading(compared, aspects, mut unstable) => {
                if unstable.next(cx.model, cx.readings, rows) {
                    Stage::Marking(compared, aspects, unstable, 0, 0)
                } else {
                    Stage::Reading(compared, aspects, unstable)
                }
            }
            Stage::Marking(compared, mut aspects, unstable, at, mut count) => {
                let end = compared.pairs.len().min(at.saturating_add(rows));
                for (pair, aspects) in compared.pairs[at..end].iter().zip(&mut aspects[at..end]) {
                    let is_one = unstable.holds(cx.model, cx.readings, pair.instance);
                    aspects.put(Aspect::Unstable, is_one);
                    count += u32::from(is_one);
                }
                if end < compared.pairs.len() {
                    Stage::Marking(compared, aspects, unstable, end, count)
                } else {
                    Stage::Over(Some(Pairs { compared, aspects, unstable: Some(count) }))
                }
            }
            over @ Stage::Over(_) => over,
        };
        matches!(self.stage, Stage::Over(_))
    }

    /// How much of it is done, from 0 to 1: each stage has a part of that, for not all come to each.
    pub fn progress(&self) -> f64 {
        let share = |done: usize, of: usize| done as f64 / of.max(1) as f64;
        match &self.stage {
            Stage::Pairs(Some(comparing)) => {
                let (done, of) = comparing.progress();
                0.6 * share(done, of)
            }
            Stage::Aspects(compared, aspects) => 0.6 + 0.2 * share(aspects.len(), compared.pairs.len()),
            Stage::Reading(_, _, unstable) => {
                let (done, of) = unstable.progress();
                0.8 + 0.15 * share(done, of)
            }
            Stage::Marking(compared, _, _, at, _) => 0.95 + 0.05 * share(*at, compared.pairs.len()),
            Stage::Pairs(None) | Stage::Over(_) => 1.0,
        }
    }

    /// The comparison; `None` where there is nothing to compare.
    pub fn finish(self) -> Option<Table> {
        let Stage::Over(found) = self.stage else { return None };
        found.map(|pairs| Table::of(pairs.into()))
    }
}

fn pairs(cx: &ViewContext<'_>, mut comparing: Comparing, rows: usize) -> Stage {
    if !comparing.next(cx.model, cx.readings, rows) {
        return Stage::Pairs(Some(comparing));
    }
    match comparing.finish() {
        Some(compared) => {
            let aspects = Vec::with_capacity(compared.pairs.len());
            Stage::Aspects(compared, aspects)
        }
        None => Stage::Over(None),
    }
}

/// What else changed in the next pairs.
fn changed(cx: &ViewContext<'_>, compared: Compared, mut aspects: Vec<Aspects>, rows: usize) -> Stage {
    let more = compared.pairs[aspects.len()..].iter().take(rows.max(1));
    aspects.extend(more.map(|pair| aspects::of_pair(cx, pair)));
    if aspects.len() < compared.pairs.len() {
        return Stage::Aspects(compared, aspects);
    }
    let [reference, other] = [0, 1].map(|side| compared.sides[side].invocation);
    let is_of_two = reference != other;
    let unstable = is_of_two.then(|| commands::of_same_command(cx, other)).and_then(Unstable::new);
    match unstable {
        Some(unstable) => Stage::Reading(compared, aspects, unstable),
        None => Stage::Over(Some(Pairs { compared, aspects, unstable: None })),
    }
}
