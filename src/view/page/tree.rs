//! The three levels of an invocation for a diagram.

use serde::Serialize;

use crate::model::Instance;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::facets::{self, ReasonCount};
use crate::view::page::invocations;
use crate::view::page::record::{self, RecordItem};
use crate::view::parts::badge::{Badge, OutcomeCount};
use crate::view::phrases::{contradictions, labels};
use crate::view::rows::Rows;
use crate::words::phrase::Value;

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Tree {
    pub badge: Badge,
    pub title: String,
    pub subtitle: String,
    pub groups: Vec<TreeGroup>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct TreeGroup {
    #[serde(flatten)]
    pub count: OutcomeCount,
    pub title: String,
    pub instances: Vec<TreeInstance>,
    pub reasons: Vec<TreeReason>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct TreeReason {
    pub reason: u32,
    pub title: String,
    pub count: u32,
    pub query: String,
    pub instances: Vec<TreeInstance>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct TreeInstance {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub records: Vec<RecordItem>,
    pub record_count: usize,
    pub contradiction: Option<String>,
}

/// How many records of an instance a diagram lists.
const TREE_RECORDS: usize = 5;

/// How many reasons of an outcome a diagram lists.
const TREE_REASONS: usize = 6;

/// How many instances of a reason a diagram lists: all reasons are to be in sight.
const OF_REASON: usize = 4;

/// So few instances are told one by one, whatever their reasons.
const FEW: u32 = 5;

/// The levels of an invocation for a diagram: outcomes, reasons where they sum something up, and up to `listed` instances of each.
pub fn tree(cx: &ViewContext<'_>, rows: &Rows, listed: usize) -> Option<Tree> {
    let invocation = rows.invocation;
    let row = (invocation < cx.model.invocations.len()).then(|| invocations::row(cx, invocation))?;
    let all = cx.model.instances_of(&cx.model.invocations[invocation]);
    // Where few did not succeed there is nothing to sum up, and the reasons are not worked out.
    let many = row.outcomes.iter().any(sums_up);
    let summed = if many { reasons_of(cx, rows, all, listed.min(OF_REASON)) } else { Vec::new() };
    let groups = row.outcomes.iter().map(|count| {
        let reasons: Vec<&Summed> = summed.iter().filter(|one| one.0.outcome == count.outcome).collect();
        let sums_up = sums_up(count) && reasons.len() > 1 && reasons.len() < count.count as usize;
        let members = all.iter().zip(0..).filter(|(instance, _)| instance.outcome.as_str() == count.outcome);
        TreeGroup {
            title: cx.text("group.title", &[("n", Value::count(count.count)), ("label", Value::Text(&count.label))]),
            count: count.clone(),
            instances: if sums_up {
                Vec::new()
            } else {
                members.take(listed).map(|(one, index)| instance(cx, one, index)).collect()
            },
            reasons: if sums_up {
                reasons.iter().take(TREE_REASONS).map(|one| reason(cx, all, one)).collect()
            } else {
                Vec::new()
            },
        }
    });
    let groups = groups.collect();
    Some(Tree { badge: row.badge, title: row.title, subtitle: row.subtitle, groups })
}

/// A reason, its place among all, and the first instances that have it.
type Summed = (ReasonCount, u32, Vec<u32>);

fn sums_up(part: &OutcomeCount) -> bool {
    part.count > FEW && !matches!(part.outcome, "succeeded" | "pending" | "scheduled" | "running" | "stopping")
}

/// Every reason with the first instances that have it, most frequent first.
fn reasons_of(cx: &ViewContext<'_>, rows: &Rows, all: &[Instance], listed: usize) -> Vec<Summed> {
    let reasons = rows.reasons(cx);
    let mut first: Vec<Vec<u32>> = vec![Vec::new(); reasons.each.len()];
    for (at, _) in (0..).zip(all) {
        if let Some(first) = first.get_mut(reasons.of_row[at as usize] as usize).filter(|first| first.len() < listed) {
            first.push(at);
        }
    }
    facets::reasons_by_place(cx, rows).map(|(at, count)| (count, at, std::mem::take(&mut first[at as usize]))).collect()
}

fn reason(cx: &ViewContext<'_>, all: &[Instance], (count, reason, first): &Summed) -> TreeReason {
    TreeReason {
        reason: *reason,
        title: cx.text("reason.title", &[("n", Value::count(count.count)), ("label", Value::Text(&count.label))]),
        count: count.count,
        query: count.query.clone(),
        instances: first.iter().map(|at| instance(cx, &all[*at as usize], *at)).collect(),
    }
}

fn instance(cx: &ViewContext<'_>, instance: &Instance, index: u32) -> TreeInstance {
    let records = cx.model.records_of(instance);
    let skip = records.len().saturating_sub(TREE_RECORDS);
    TreeInstance {
        index,
        instance_id: fields::id_text(instance.instance_id, cx.readings),
        badge: labels::instance(cx, instance).into(),
        records: records.iter().enumerate().skip(skip).map(|(at, record)| record::item(cx, at, record)).collect(),
        record_count: records.len(),
        contradiction: contradictions::first(cx, records),
    }
}
