//! The three levels of an invocation for a diagram.

use serde::Serialize;

use crate::model::Instance;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::invocations;
use crate::view::page::record::{self, RecordItem};
use crate::view::parts::badge::{Badge, OutcomeCount};
use crate::view::phrases::{contradictions, labels};
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

/// The three levels of an invocation for a diagram, up to `listed` instances of each outcome.
pub fn tree(cx: &ViewContext<'_>, invocation: usize, listed: usize) -> Option<Tree> {
    let row = (invocation < cx.model.invocations.len()).then(|| invocations::row(cx, invocation))?;
    let all = cx.model.instances_of(&cx.model.invocations[invocation]);
    let groups = row.outcomes.iter().map(|count| {
        let members = all.iter().zip(0..).filter(|(instance, _)| instance.outcome.as_str() == count.outcome);
        TreeGroup {
            title: cx.text("group.title", &[("n", Value::count(count.count)), ("label", Value::Text(&count.label))]),
            count: count.clone(),
            instances: members.take(listed).map(|(one, index)| instance(cx, one, index)).collect(),
        }
    });
    let groups = groups.collect();
    Some(Tree { badge: row.badge, title: row.title, subtitle: row.subtitle, groups })
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
