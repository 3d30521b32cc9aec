//! Instances of an invocation by range, filter and order, and one of them.

use serde::{Deserialize, Serialize};

use crate::model::Instance;
use crate::names::Name;
use crate::order;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::options::or_default;
use crate::view::page::record::{self, RecordItem};
use crate::view::page::rollups::{self, RollupDetail};
use crate::view::parts::badge::Badge;
use crate::view::parts::execution::{self, ExecutionFacts};
use crate::view::parts::fact::Fact;
use crate::view::parts::page;
use crate::view::parts::page::Page;
use crate::view::phrases::{contradictions, labels, reasons, times};

/// A query for rows; see `boundary.d.ts`.
#[derive(Deserialize, Default)]
#[serde(default)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceQuery {
    #[serde(deserialize_with = "or_default")]
    pub outcomes: Option<Vec<String>>,
    #[serde(deserialize_with = "or_default")]
    pub text: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub order: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub start: f64,
    #[serde(deserialize_with = "or_default")]
    pub end: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceRow {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    #[serde(flatten)]
    pub facts: ExecutionFacts,
    pub duration: Option<String>,
    pub records: usize,
    pub reason: Option<String>,
    pub contradiction: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceDetail {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub rollups: [RollupDetail; 2],
    pub facts: Vec<Fact>,
    pub records: Vec<RecordItem>,
    pub record_count: usize,
    pub contradiction: Option<String>,
}

/// How many of the newest records come with an instance.
const NEWEST: usize = 8;

/// The instances of an invocation that a query asks for.
pub fn instances(cx: &ViewContext<'_>, invocation: usize, query: &InstanceQuery) -> Page<InstanceRow> {
    let Some(invocation) = cx.model.invocations.get(invocation) else {
        return Page { total: 0, rows: Vec::new() };
    };
    let all = cx.model.instances_of(invocation);
    let words = query.outcomes.as_deref().unwrap_or_default();
    let outcomes: Vec<Outcome> = words.iter().filter_map(|word| Outcome::from_word(word)).collect();
    let text = query.text.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    let wanted = |instance: &Instance| {
        (words.is_empty() || outcomes.contains(&instance.outcome)) && (text.is_empty() || holds(cx, instance, &text))
    };
    let every = words.is_empty() && text.is_empty();
    let chosen = (0..all.len() as u32).filter(|at| every || wanted(&all[*at as usize]));
    let mut order: Vec<u32> = match query.order.as_deref() {
        Some("worst") => {
            // By outcome, of which there are few: where the next of each goes follows from how many there are.
            let chosen: Vec<u32> = chosen.collect();
            let mut places = [0; Outcome::ALL.len() + 1];
            chosen.iter().for_each(|at| places[all[*at as usize].outcome as usize + 1] += 1);
            (1..places.len()).for_each(|outcome| places[outcome] += places[outcome - 1]);
            let mut ordered = vec![0; chosen.len()];
            for at in chosen {
                let place = &mut places[all[at as usize].outcome as usize];
                ordered[*place] = at;
                *place += 1;
            }
            ordered
        }
        _ => chosen.collect(),
    };
    if query.order.as_deref() == Some("id") {
        by_id(cx, all, &mut order);
    }
    let rows = order[page::range(query.start, query.end, order.len())].iter();
    Page { total: order.len(), rows: rows.map(|at| row(cx, &all[*at as usize], *at)).collect() }
}

/// One instance of an invocation.
pub fn instance(cx: &ViewContext<'_>, invocation: usize, index: usize) -> Option<InstanceDetail> {
    let instance = cx.instance(invocation, index)?;
    let records = cx.model.records_of(instance);
    Some(InstanceDetail {
        index: index as u32,
        instance_id: fields::id_text(instance.instance_id, cx.readings),
        badge: labels::instance(cx, instance).into(),
        rollups: rollups::of_instance(cx, instance),
        facts: Vec::new(),
        records: records
            .iter()
            .enumerate()
            .skip(records.len().saturating_sub(NEWEST))
            .map(|(at, record)| record::item(cx, at, record))
            .collect(),
        record_count: records.len(),
        contradiction: contradictions::first(cx, records),
    })
}

fn by_id(cx: &ViewContext<'_>, all: &[Instance], order: &mut [u32]) {
    let ids: Vec<_> = order.iter().map(|at| fields::id_text(all[*at as usize].instance_id, cx.readings)).collect();
    let sorted = order::by(ids.len(), &|one, two| ids[one as usize].cmp(&ids[two as usize]));
    order.copy_from_slice(&order::apply(&sorted, order));
}

fn holds(cx: &ViewContext<'_>, instance: &Instance, text: &str) -> bool {
    let has = |value: Option<String>| value.is_some_and(|value| value.to_ascii_lowercase().contains(text));
    has(fields::id_text(instance.instance_id, cx.readings))
        || cx.model.records_of(instance).iter().any(|record| {
            has(record.text(cx.readings, &[Name::ErrorCode])) || has(record.text(cx.readings, &[Name::ErrorInfo]))
        })
}

fn row(cx: &ViewContext<'_>, instance: &Instance, index: u32) -> InstanceRow {
    let records = cx.model.records_of(instance);
    let newest = records.last();
    InstanceRow {
        index,
        instance_id: fields::id_text(instance.instance_id, cx.readings),
        badge: labels::instance(cx, instance).into(),
        facts: newest.map(|record| execution::facts(cx, record)).unwrap_or_default(),
        duration: newest.and_then(|r| fields::duration(r, cx.readings)).map(|millis| times::duration(cx, millis)),
        records: records.len(),
        reason: newest.and_then(|record| reasons::in_short(cx, record)),
        contradiction: contradictions::first(cx, records),
    }
}
