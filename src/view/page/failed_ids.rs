//! The instances that failed, by ids that can be asked for again.

use serde::Serialize;

use crate::model::Invocation;
use crate::status::Outcome;
use crate::view::command::{self, Id, Unfit};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::report::json;
use crate::words::phrase::{Phrase, Value};

/// The instances that failed, by their ids.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct FailedIds {
    pub count: usize,
    pub note: Option<Phrase>,
}

/// Ids of the instances of an invocation that failed: one on each line, as JSON, or as parameters of a call. What is no id, or
/// is masked, is left out; `failed` says so.
pub fn failed_ids(cx: &ViewContext<'_>, invocation: usize, form: &str) -> Option<String> {
    Some(written(failed_instances(cx, cx.model.invocations.get(invocation)?), form))
}

/// The same of the instances at these indices.
pub fn ids_of(cx: &ViewContext<'_>, invocation: usize, rows: &[u32], form: &str) -> String {
    let id = |row: &u32| fields::id_text(cx.instance(invocation, *row as usize)?.instance_id, cx.readings);
    written(rows.iter().map(id), form)
}

fn written(ids: impl Iterator<Item = Option<String>>, form: &str) -> String {
    let ids: Vec<Id> = ids.filter_map(|id| Id::read(&id?).ok()).collect();
    let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
    match form {
        "json" => json::write(&texts),
        "parameters" => command::parameters(&ids),
        _ => texts.join("\n"),
    }
}

fn failed_instances(cx: &ViewContext<'_>, invocation: &Invocation) -> impl Iterator<Item = Option<String>> {
    let failed = cx.model.instances_of(invocation).iter().filter(|instance| instance.outcome == Outcome::Failed);
    failed.map(|instance| fields::id_text(instance.instance_id, cx.readings))
}

/// No call takes more instances, and one takes fewer than that (api.md 1.8): from here on it is said.
const MOST: usize = 50;

/// How many failed instances have an id that can be asked for again, and a sentence about the others.
pub fn summary(cx: &ViewContext<'_>, invocation: &Invocation) -> FailedIds {
    let (mut count, mut masked, mut invalid) = (0, 0_u32, 0_u32);
    for id in failed_instances(cx, invocation) {
        match Id::read(&id.unwrap_or_default()) {
            Ok(_) => count += 1,
            Err(Unfit::Masked) => masked += 1,
            Err(Unfit::Invalid) => invalid += 1,
        }
    }
    let left_out = [("next.ids-masked", masked), ("next.ids-invalid", invalid)].into_iter().filter(|(_, n)| *n > 0);
    let split = (count > MOST).then_some(("next.ids-limit", count as u32));
    let notes: Vec<Phrase> =
        split.into_iter().chain(left_out).map(|(key, n)| cx.phrase(key, &[("n", Value::count(n))])).collect();
    let note = (!notes.is_empty()).then(|| Phrase::join(&notes, &cx.word("label.space")));
    FailedIds { count, note }
}
