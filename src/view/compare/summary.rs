//! A comparison in short: its sentence, and how many instances there are of each change.

use super::table::Table;
use super::types::{AspectCount, ChangeCount, Comparison, OutcomePair};
use super::words;
use crate::change::{Aspect, Change};
use crate::compare::Compared;
use crate::query::{Key, Query};
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::page::invocations;
use crate::view::parts::message::messages;
use crate::view::phrases::labels;

impl Table {
    /// The comparison in short.
    pub fn comparison(&self, cx: &ViewContext<'_>) -> Comparison {
        let counts = self.pairs.compared.counts();
        let [reference, other] = [0, 1].map(|side| invocations::row(cx, self.pairs.compared.sides[side].invocation));
        let changes = Change::ALL.map(|change| ChangeCount {
            change: change.as_str(),
            label: words::change(cx, change),
            count: counts[change as usize],
            query: Query::condition(Key::Change, change.as_str()),
        });
        Comparison {
            reference,
            other,
            executions: self.is_of_executions(),
            sentence: words::sentence(cx, self.pairs.compared.pairs.len(), &counts, self.is_of_executions()),
            notes: messages(words::notes(cx, &self.pairs.compared)),
            total: self.pairs.compared.pairs.len(),
            changes: changes.into(),
            outcomes: outcomes(cx, &self.pairs.compared),
            aspects: self.aspect_counts(cx),
            unstable: self.pairs.unstable,
        }
    }

    fn aspect_counts(&self, cx: &ViewContext<'_>) -> Vec<AspectCount> {
        let told =
            Aspect::ALL.into_iter().filter(|aspect| *aspect != Aspect::Unstable || self.pairs.unstable.is_some());
        let count = |aspect: Aspect| AspectCount {
            aspect: aspect.as_str(),
            label: words::aspect(cx, aspect),
            count: self.pairs.aspects.iter().filter(|of| of.has(aspect)).count() as u32,
            query: Query::condition(Key::Change, aspect.as_str()),
        };
        told.map(count).collect()
    }
}

/// How many instances went from each outcome to each, the worst of the reference first.
fn outcomes(cx: &ViewContext<'_>, compared: &Compared) -> Vec<OutcomePair> {
    const NOWHERE: usize = Outcome::ALL.len();
    let place = |outcome: Option<Outcome>| outcome.map_or(NOWHERE, |outcome| outcome as usize);
    let mut counts = vec![[(0, Change::Unknown); NOWHERE + 1]; NOWHERE + 1];
    for pair in &compared.pairs {
        let [before, after] = pair.outcomes();
        let cell = &mut counts[place(before)][place(after)];
        *cell = (cell.0 + 1, pair.change);
    }
    let label =
        |at: usize| Outcome::ALL.get(at).map_or_else(|| cx.word("query.change.none"), |one| labels::outcome(cx, *one));
    let word = |at: usize| Outcome::ALL.get(at).map(|outcome| outcome.as_str());
    let mut cells = Vec::new();
    for (before, of_before) in counts.iter().enumerate() {
        for (after, (count, change)) in of_before.iter().enumerate().filter(|(_, (count, _))| *count > 0) {
            cells.push(OutcomePair {
                reference: word(before),
                other: word(after),
                reference_label: label(before),
                other_label: label(after),
                change: change.as_str(),
                count: *count,
                query: words::turn(word(before), word(after)),
            });
        }
    }
    cells
}
