//! Invocations by range, and one of them.

use serde::Serialize;

use crate::model::{Invocation, Paging, Record};
use crate::names::Name;
use crate::order::by_rank;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::facts;
use crate::view::page::failed_ids::{self, FailedIds};
use crate::view::page::output;
use crate::view::page::output::OutputDetail;
use crate::view::page::rollups::{self, RollupDetail};
use crate::view::parts::badge::{Badge, OutcomeCount};
use crate::view::parts::fact::Fact;
use crate::view::parts::message::Message;
use crate::view::parts::message::messages;
use crate::view::parts::page;
use crate::view::parts::page::Page;
use crate::view::parts::status::{self, Rollup};
use crate::view::phrases::{doubts, labels, next, verdict};
use crate::view::report::json;
use crate::words::phrase::{Phrase, Value};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InvocationRow {
    pub index: usize,
    pub invoke_id: Option<String>,
    pub command_id: Option<String>,
    pub command_name: Option<String>,
    pub status: Rollup,
    pub legacy_status: Rollup,
    pub complete: Option<bool>,
    pub title: String,
    pub badge: Badge,
    pub subtitle: String,
    pub instances: usize,
    pub time: Option<Fact>,
    pub outcomes: Vec<OutcomeCount>,
    pub missing: Option<Missing>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Missing {
    pub count: Option<u64>,
    pub label: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InvocationDetail {
    #[serde(flatten)]
    pub row: InvocationRow,
    pub verdict: String,
    pub doubts: Vec<Message>,
    pub rollups: [RollupDetail; 2],
    pub facts: Vec<Fact>,
    pub facts_more: bool,
    pub command: Option<OutputDetail>,
    pub failed: u32,
    pub failed_ids: FailedIds,
    #[serde(serialize_with = "json::whole")]
    pub next: Vec<Phrase>,
}

/// Invocations, in the documents' order or worst first.
pub fn invocations(cx: &ViewContext<'_>, worst_first: bool, start: f64, end: f64) -> Page<InvocationRow> {
    let all = &cx.model.invocations;
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    if worst_first {
        order = by_rank(all.iter().map(|invocation| labels::invocation(cx, invocation).1 as u64));
    }
    let rows = order[page::range(start, end, all.len())].iter().map(|at| row(cx, *at as usize)).collect();
    Page { total: all.len(), rows }
}

/// One invocation.
pub fn invocation(cx: &ViewContext<'_>, index: usize) -> Option<InvocationDetail> {
    let invocation = cx.model.invocations.get(index)?;
    let content = fields::command(invocation, cx.readings);
    let mut doubts = doubts::of_invocation(cx, invocation);
    doubts.extend(doubts::of_reading(cx));
    let (facts, facts_more) = facts::of_invocation(cx, invocation);
    Some(InvocationDetail {
        row: row(cx, index),
        verdict: verdict::sentence(cx, invocation),
        doubts: messages(doubts),
        rollups: rollups::of_invocation(cx, invocation),
        facts,
        facts_more,
        command: content.map(|content| output::of_command(cx, content)),
        failed: invocation.outcomes[Outcome::Failed as usize],
        failed_ids: failed_ids::summary(cx, invocation),
        next: next::of_invocation(cx, invocation),
    })
}

/// An invocation in a list of them.
pub fn row(cx: &ViewContext<'_>, index: usize) -> InvocationRow {
    let invocation = &cx.model.invocations[index];
    let invoke_id = fields::id_text(invocation.invoke_id, cx.readings);
    let name = fields::text(invocation, cx.readings, Name::CommandName);
    InvocationRow {
        index,
        command_id: fields::text(invocation, cx.readings, Name::CommandId),
        command_name: name.clone(),
        status: status::of_invocation(invocation, cx.readings),
        legacy_status: status::legacy_of_invocation(invocation, cx.readings),
        complete: invocation.complete,
        title: name.or_else(|| invoke_id.clone()).unwrap_or_else(|| cx.word("label.no-invoke-id")),
        invoke_id,
        badge: labels::invocation(cx, invocation).into(),
        subtitle: verdict::counts(cx, invocation),
        instances: invocation.instances.len(),
        time: begun(cx, invocation),
        outcomes: labels::outcome_counts(cx, &invocation.outcomes),
        missing: (invocation.lacks_rows() || labels::service_leads(invocation)).then(|| missing(cx, invocation)),
    }
}

/// When it was created. Else, where all its rows are here and it is executed once, when its first execution began.
fn begun(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<Fact> {
    let created = fields::text(invocation, cx.readings, Name::CreationTime);
    if created.is_some() {
        return facts::time(cx, "CreationTime", created);
    }
    if invocation.lacks_rows() || invocation.recurring == Some(true) {
        return None;
    }
    let mut first: Option<&Record> = None;
    for record in cx.model.instances_of(invocation).iter().flat_map(|instance| cx.model.records_of(instance)) {
        if !record.facts.started.is_known() {
            return None;
        }
        if first.is_none_or(|first| record.facts.started.rank() < first.facts.started.rank()) {
            first = Some(record);
        }
    }
    facts::time(cx, "StartTime", first?.text(cx.readings, &[Name::StartTime]))
}

/// What is not here of an invocation's rows.
fn missing(cx: &ViewContext<'_>, invocation: &Invocation) -> Missing {
    let lacking = cx.model.paging_of(invocation).and_then(Paging::lacking);
    let count = lacking.map(|(received, total)| total - received);
    let label = match count {
        Some(count) => cx.text("label.missing", &[("n", Value::Count(count))]),
        None if invocation.lacks_rows() => cx.word("label.missing-some"),
        None => cx.word("label.missing-likely"),
    };
    Missing { count, label }
}
