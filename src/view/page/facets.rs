//! The values that occur among an invocation's instances, and the reasons why instances did not simply succeed.

use serde::Serialize;

use crate::explain::{self, Kind};
use crate::order;
use crate::query::{Key, Query};
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::phrases::{labels, reasons};
use crate::view::rows::Rows;

/// How often the values of a key occur.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Facet {
    pub key: &'static str,
    pub label: String,
    pub values: Vec<FacetValue>,
    pub more: usize,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct FacetValue {
    pub value: String,
    pub label: String,
    pub count: u32,
    pub query: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ReasonCount {
    pub code: String,
    pub label: String,
    pub outcome: &'static str,
    pub ran: &'static str,
    pub ran_label: String,
    pub count: u32,
    pub query: String,
}

/// A facet lists so many values, the most frequent ones.
const LISTED: usize = 100;

/// The values of each key that has few, counted among the rows that the other keys' conditions choose.
pub fn facets(cx: &ViewContext<'_>, rows: &Rows, query: &Query) -> Vec<Facet> {
    let (kept, all) = (rows.counts(cx, query), rows.reasons(cx));
    let outcome =
        |outcome: Outcome| (outcome.as_str().to_owned(), labels::outcome(cx, outcome), kept.outcomes[outcome as usize]);
    let exit = |(code, count): (i64, u32)| {
        let code = code.to_string();
        let label = explain::lookup(Kind::Exit, &code).map_or_else(|| code.clone(), |found| reasons::title(&found));
        (code, label, count)
    };
    let word = |(word, count): (String, u32)| (word.clone(), word, count);
    let reason = |(code, count): (String, u32)| {
        let label = all.iter().find(|reason| reason.code == code).map(|reason| reason.label(cx));
        (code.clone(), label.unwrap_or(code), count)
    };
    let [statuses, exits, errors, reasons]: [Vec<(String, String, u32)>; 4] = [
        kept.statuses.into_iter().map(word).collect(),
        kept.exits.into_iter().map(exit).collect(),
        kept.errors.into_iter().map(word).collect(),
        kept.reasons.into_iter().map(reason).collect(),
    ];
    vec![
        facet(cx, Key::Outcome, &Outcome::ALL.map(outcome)),
        facet(cx, Key::Status, &statuses),
        facet(cx, Key::Exit, &exits),
        facet(cx, Key::Error, &errors),
        facet(cx, Key::Reason, &reasons),
    ]
}

fn facet(cx: &ViewContext<'_>, key: Key, values: &[(String, String, u32)]) -> Facet {
    let counts = || values.iter().map(|(_, _, count)| u64::MAX - u64::from(*count));
    let order = order::by_rank_then(counts(), &|one, two| values[one as usize].0.cmp(&values[two as usize].0));
    let order: Vec<u32> = order.into_iter().filter(|at| values[*at as usize].2 > 0).collect();
    let value = |at: &u32| {
        let (value, label, count) = values[*at as usize].clone();
        FacetValue { query: Query::condition(key, &value), value, label, count }
    };
    Facet {
        key: key.as_str(),
        label: key.label(cx.language),
        values: order.iter().take(LISTED).map(value).collect(),
        more: order.len().saturating_sub(LISTED),
    }
}

/// What did not simply succeed, by reason, most frequent first; a query chooses the instances of each.
pub fn reasons(cx: &ViewContext<'_>, rows: &Rows) -> Vec<ReasonCount> {
    let all = rows.reasons(cx);
    let order = order::by_rank(all.iter().map(|reason| u64::MAX - u64::from(reason.count)));
    let count = order.iter().map(|at| {
        let reason = &all[*at as usize];
        let mut query = Query::condition(Key::Reason, &reason.code);
        let others = || all.iter().filter(|other| other.code == reason.code);
        if others().any(|other| other.outcome != reason.outcome) {
            query = [&*query, " ", &Query::condition(Key::Outcome, reason.outcome.as_str())].concat();
        }
        if others().any(|other| other.ran != reason.ran && other.outcome == reason.outcome) {
            query = [&*query, " ", &Query::condition(Key::Is, reason.ran.word())].concat();
        }
        ReasonCount {
            code: reason.code.clone(),
            label: reason.label(cx),
            outcome: reason.outcome.as_str(),
            ran: reason.ran.as_str(),
            ran_label: cx.word(&["query.is.", reason.ran.word()].concat()),
            count: reason.count,
            query,
        }
    });
    count.collect()
}
