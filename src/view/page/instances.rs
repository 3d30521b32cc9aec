//! Instances of an invocation by range, filter and order, and one of them.

use serde::{Deserialize, Serialize};

use crate::model::Instance;
use crate::names::Name;
use crate::query::pattern::Unprinted;
use crate::query::{Key, Pattern, Piece, Query, Test};
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
use crate::view::phrases::{contradictions, labels, printed as phrases, reasons, times};
use crate::view::rows::Rows;
use crate::view::rows::groups::Difference;

/// A query for rows; see `boundary.d.ts`.
#[derive(Deserialize, Default)]
#[serde(default)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceQuery {
    #[serde(deserialize_with = "or_default")]
    pub query: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub sort: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub outcomes: Option<Vec<String>>,
    #[serde(deserialize_with = "or_default")]
    pub text: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub order: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub ids: Option<Vec<String>>,
    #[serde(deserialize_with = "or_default")]
    pub printed: bool,
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
    pub dropped: Option<i64>,
    pub reason: Option<String>,
    pub contradiction: Option<String>,
    pub printed: Option<Printed>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Printed {
    pub group: Option<u32>,
    pub count: u32,
    pub label: String,
    pub line: Option<usize>,
    pub difference: Option<String>,
    pub note: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceDetail {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub reason: Option<u32>,
    pub rollups: [RollupDetail; 2],
    pub facts: Vec<Fact>,
    pub records: Vec<RecordItem>,
    pub record_count: usize,
    pub contradiction: Option<String>,
}

/// How many of the newest records come with an instance.
const NEWEST: usize = 8;

/// The instances of an invocation that a query asks for.
pub fn instances(cx: &ViewContext<'_>, rows: &mut Rows, asked: &InstanceQuery) -> Page<InstanceRow> {
    let Some(invocation) = cx.model.invocations.get(rows.invocation) else {
        return Page { total: 0, rows: Vec::new() };
    };
    let all = cx.model.instances_of(invocation);
    let order = selected(cx, rows, asked);
    let (total, order) = (order.len(), order[page::range(asked.start, asked.end, order.len())].to_vec());
    let printed = |at: u32| asked.printed.then(|| printed(cx, rows, at));
    let row = |at: &u32| InstanceRow { printed: printed(*at), ..row(cx, &all[*at as usize], *at) };
    Page { total, rows: order.iter().map(row).collect() }
}

/// Indices of the instances that a query asks for, in its order.
pub fn selected<'a>(cx: &ViewContext<'_>, rows: &'a mut Rows, asked: &InstanceQuery) -> &'a [u32] {
    let order = asked.sort.as_deref().or(asked.order.as_deref()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let outcomes = asked.outcomes.as_deref().unwrap_or_default();
    let ids = asked.ids.as_ref().map(|ids| ids.join("\n"));
    let among = [if ids.is_some() { "only" } else { "" }, ids.as_deref().unwrap_or_default()];
    let key = [&*text(&asked.query), &*text(&asked.text), &*outcomes.join(","), order, among[0], among[1]].join("\0");
    rows.select(cx, &asked.read(), asked.ids.as_deref(), order, &key)
}

/// The ids of the instances that a query asks for, in its range and order; of those without one nothing.
pub fn ids<'a>(cx: &'a ViewContext<'_>, rows: &'a mut Rows, asked: &InstanceQuery) -> Vec<&'a str> {
    let order = selected(cx, rows, asked);
    let order = order[page::range(asked.start, asked.end, order.len())].to_vec();
    rows.ids(cx, &order)
}

impl InstanceQuery {
    /// The query, with the outcomes and the text that may stand beside it.
    fn read(&self) -> Query {
        let mut query = Query::read(self.query.as_deref().unwrap_or_default());
        let mut add = |test| query.pieces.push(Piece { span: 0..0, negated: false, test, trouble: None });
        let words = self.outcomes.as_deref().unwrap_or_default();
        if !words.is_empty() {
            let outcomes = words.iter().filter_map(|word| Outcome::from_word(word)).map(Pattern::Outcome);
            add(Test::Condition(Key::Outcome, outcomes.collect()));
        }
        let text = self.text.as_deref().unwrap_or_default().trim();
        if !text.is_empty() {
            add(Test::Text(text.to_owned()));
        }
        query
    }
}

/// One instance of an invocation.
pub fn instance(cx: &ViewContext<'_>, rows: &Rows, index: usize) -> Option<InstanceDetail> {
    let instance = cx.instance(rows.invocation, index)?;
    let records = cx.model.records_of(instance);
    Some(InstanceDetail {
        index: index as u32,
        instance_id: fields::id_text(instance.instance_id, cx.readings),
        badge: labels::instance(cx, instance).into(),
        reason: rows.reason(cx, index as u32),
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
        dropped: newest.and_then(|record| record.int(cx.readings, Name::Dropped)),
        reason: newest.and_then(|record| reasons::in_short(cx, record)),
        contradiction: contradictions::first(cx, records),
        printed: None,
    }
}

/// Which output an instance has, and where that begins to differ from the one that most have.
fn printed(cx: &ViewContext<'_>, rows: &Rows, at: u32) -> Printed {
    let groups = rows.groups(cx);
    let number = match groups.number(at) {
        Ok(number) => number,
        Err(why) => {
            let count = if why == Unprinted::Empty { groups.empty } else { groups.none };
            let label = phrases::unprinted(cx, why);
            return Printed { group: None, count, note: Some(label.clone()), label, line: None, difference: None };
        }
    };
    let (count, difference) = (groups.counts[number as usize - 1], rows.difference(cx, number - 1));
    let (line, text) = match difference {
        Difference::Line(line, text) => (Some(*line), Some(text.clone())),
        _ => (None, None),
    };
    let label = phrases::counted(cx, number, count);
    Printed { group: Some(number), count, label, line, difference: text, note: phrases::note(cx, difference) }
}
