//! A comparison as it leaves: with what, one sentence that adds up, and which instances became what.

use serde::Serialize;

use super::selection::Selection;
use crate::change::Change;
use crate::model::Instance;
use crate::names::Name;
use crate::view::compare::{self, Table, Told};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::words::phrase::{Phrase, Value};

/// With what is compared.
pub(super) fn heading(cx: &ViewContext<'_>, table: &Table) -> Phrase {
    if table.is_of_executions() {
        return cx.phrase("export.compared.executions", &[]);
    }
    let reference = table.reference(cx);
    let time = fields::text(reference, cx.readings, Name::CreationTime).map(|time| Phrase::code(&time));
    let id = fields::id_text(reference.invoke_id, cx.readings).map(|id| Phrase::id(&id));
    let named: Vec<Phrase> = id.into_iter().chain(time).collect();
    if named.is_empty() {
        return cx.phrase("export.compared.unnamed", &[]);
    }
    let named = Phrase::join(&named, &cx.word("label.comma"));
    cx.phrase("export.compared", &[("reference", Value::Phrase(&named))])
}

/// The sentence, and what is to be known before its numbers.
pub(super) fn sentences(cx: &ViewContext<'_>, table: &Table) -> Vec<Phrase> {
    std::iter::once(table.sentence(cx)).chain(table.notes(cx)).collect()
}

/// Which of the instances that leave became what.
pub(super) fn groups<'a>(cx: &ViewContext<'a>, selection: &Selection) -> Vec<(Change, Vec<&'a Instance>)> {
    let Some(table) = &selection.comparison else { return Vec::new() };
    let mut groups = Change::ALL.map(|change| (change, Vec::new()));
    for chosen in selection.chosen.iter().chain(&selection.aside) {
        for (index, instance) in chosen.instances.iter().zip(chosen.each(cx)) {
            if let Some(change) = table.change(chosen.rows.invocation, *index) {
                groups[change as usize].1.push(instance);
            }
        }
    }
    groups.into_iter().filter(|(_, instances)| !instances.is_empty()).collect()
}

/// The same without those that were good and are so, of which nobody needs the ids.
pub(super) fn listed<'a>(cx: &ViewContext<'a>, selection: &Selection) -> Vec<(Change, Vec<&'a Instance>)> {
    groups(cx, selection).into_iter().filter(|(change, _)| *change != Change::StillGood).collect()
}

/// How many there are of a change, in words.
pub(super) fn part(cx: &ViewContext<'_>, (change, instances): &(Change, Vec<&Instance>)) -> Phrase {
    compare::part(cx, *change, instances.len())
}

/// The id of the reference.
pub(super) fn reference_id(cx: &ViewContext<'_>, table: &Table) -> Option<String> {
    fields::id_text(table.reference(cx).invoke_id, cx.readings)
}

/// A comparison in the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct About {
    reference: usize,
    reference_invoke_id: Option<String>,
    executions: bool,
    sentence: String,
    notes: Vec<String>,
    total: usize,
    changes: Vec<Count>,
}

/// How many instances have a change.
#[derive(Serialize)]
struct Count {
    change: &'static str,
    count: u32,
}

impl About {
    pub(super) fn new(cx: &ViewContext<'_>, table: &Table) -> Self {
        let counts = table.counts();
        let count = |change: Change| Count { change: change.as_str(), count: counts[change as usize] };
        Self {
            reference: table.reference_index(),
            reference_invoke_id: reference_id(cx, table),
            executions: table.is_of_executions(),
            sentence: table.sentence(cx).to_string(),
            notes: table.notes(cx).iter().map(Phrase::to_string).collect(),
            total: table.len(),
            changes: Change::ALL.into_iter().map(count).collect(),
        }
    }
}

/// What became of an instance, in the report.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InstanceChange {
    change: &'static str,
    reference_outcome: Option<&'static str>,
    outcome: Option<&'static str>,
    changed: Vec<&'static str>,
}

impl From<Told> for InstanceChange {
    fn from(Told { change, aspects, outcomes }: Told) -> Self {
        let [before, after] = outcomes.map(|outcome| outcome.map(crate::status::Outcome::as_str));
        Self { change: change.as_str(), reference_outcome: before, outcome: after, changed: aspects }
    }
}
