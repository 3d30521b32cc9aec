//! The values that occur among an invocation's instances, and the reasons why instances did not simply succeed.

use serde::Serialize;

use crate::explain::{self, Kind};
use crate::order;
use crate::query::pattern::{Has, Unprinted, Word};
use crate::query::{Key, Query};
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::phrases::{labels, printed, reasons};
use crate::view::rows::Rows;
use crate::view::rows::ranges::Ranges;

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
    pub active: bool,
    pub ran: &'static str,
    pub ran_label: String,
    pub count: u32,
    pub query: String,
}

/// A facet lists so many values, the most frequent ones.
const LISTED: usize = 100;

/// So many reasons are told, the most frequent ones.
const REASONS: usize = 1_000;

/// Keys that have few values, or have them in few ranges.
const KEYS: [Key; 9] =
    [Key::Outcome, Key::Status, Key::Exit, Key::Error, Key::Reason, Key::Duration, Key::Start, Key::Group, Key::Has];

/// The values of each of these keys, counted among the rows that the other keys' conditions choose.
pub fn facets(cx: &ViewContext<'_>, rows: &Rows, query: &Query, wanted: &dyn Fn(Key) -> bool) -> Vec<Facet> {
    let kept = rows.counts(cx, query, wanted);
    let [statuses, errors, codes, durations, starts] = &kept.counts;
    let exit = |code: &str| explain::lookup(Kind::Exit, code).map(|found| reasons::title(&found));
    let of = |key: Key| match key {
        Key::Outcome => {
            words(cx, key, &Outcome::ALL.map(|outcome| outcome.as_str().to_owned()), &kept.outcomes, &|at| {
                Some(labels::outcome(cx, Outcome::ALL[at]))
            })
        }
        Key::Status => words(cx, key, rows.statuses(cx), statuses, &|_| None),
        Key::Error => words(cx, key, rows.errors(cx), errors, &|_| None),
        Key::Reason => reason_codes(cx, rows, codes),
        Key::Duration => ranges(cx, key, rows.ranges(cx, key), durations),
        Key::Start => ranges(cx, key, rows.ranges(cx, key), starts),
        Key::Group => groups(cx, &kept.groups),
        Key::Has => facet(cx, key, frequent(&kept.has), &kept.has, &|at| of_word(cx, Has::ALL[at])),
        _ => {
            let (exits, counts): (Vec<String>, Vec<u32>) =
                kept.exits.iter().map(|(code, count)| (code.to_string(), *count)).unzip();
            words(cx, Key::Exit, &exits, &counts, &|at| exit(&exits[at]))
        }
    };
    KEYS.into_iter().filter(|key| wanted(*key)).map(of).collect()
}

/// The code of each reason; what the first of its reasons is called.
fn reason_codes(cx: &ViewContext<'_>, rows: &Rows, counts: &[u32]) -> Facet {
    let reasons = rows.reasons(cx);
    let first = |at: usize| reasons.of_code.get(at).and_then(|of| reasons.each.get(*of.first()? as usize));
    let code = |at: usize| first(at).map(|reason| reason.code.clone()).unwrap_or_default();
    let codes: Vec<String> = (0..counts.len()).map(code).collect();
    words(cx, Key::Reason, &codes, counts, &|at| first(at).map(|reason| reason.label(cx)))
}

/// Words, those of equal count in the order of their texts. `label`: what a value is called, where it is not itself.
fn words(
    cx: &ViewContext<'_>,
    key: Key,
    values: &[String],
    counts: &[u32],
    label: &dyn Fn(usize) -> Option<String>,
) -> Facet {
    let ranks = counts.iter().map(|count| u64::from(u32::MAX - *count));
    let order = order::by_rank_then(ranks, &|one, two| values[one as usize].cmp(&values[two as usize]));
    facet(cx, key, order, counts, &|at| {
        let value = values[at].clone();
        (value.clone(), label(at).unwrap_or(value))
    })
}

/// Ranges, in ascending order.
fn ranges(cx: &ViewContext<'_>, key: Key, ranges: &Ranges, counts: &[u32]) -> Facet {
    let mut facet = facet(cx, key, (0..counts.len() as u32).collect(), counts, &|at| ranges.each[at].clone());
    // In quotes it would be read as well, but nobody writes it so.
    facet.values.iter_mut().for_each(|one| one.query = [key.as_str(), ":", &one.value].concat());
    facet
}

/// Groups of equal outputs by their numbers; empty outputs and none are groups of their own.
fn groups(cx: &ViewContext<'_>, counts: &[u32]) -> Facet {
    let numbered = counts.len() - Unprinted::ALL.len();
    facet(cx, Key::Group, frequent(counts), counts, &|at| match at.checked_sub(numbered) {
        Some(at) => of_word(cx, Unprinted::ALL[at]),
        None => ((at + 1).to_string(), printed::group(cx, at as u32 + 1)),
    })
}

/// One of our words for a value, and what it is called.
fn of_word<W: Word>(cx: &ViewContext<'_>, word: W) -> (String, String) {
    (word.word().to_owned(), cx.word(&[W::KEYS, word.word()].concat()))
}

/// Places of counts, the greatest first, equal ones as they are.
fn frequent(counts: &[u32]) -> Vec<u32> {
    order::by_rank(counts.iter().map(|count| u64::from(u32::MAX - *count)))
}

/// Of the places in this order those that occur; `value`: as one is written, and what it is called.
fn facet(
    cx: &ViewContext<'_>,
    key: Key,
    mut order: Vec<u32>,
    counts: &[u32],
    value: &dyn Fn(usize) -> (String, String),
) -> Facet {
    order.retain(|at| counts[*at as usize] > 0);
    let listed = order.iter().take(LISTED).map(|at| {
        let (value, label) = value(*at as usize);
        FacetValue { query: Query::condition(key, &value), value, label, count: counts[*at as usize] }
    });
    Facet {
        key: key.as_str(),
        label: key.label(cx.language),
        values: listed.collect(),
        more: order.len().saturating_sub(LISTED),
    }
}

/// What did not simply succeed, by reason, the most frequent first; a query chooses the instances of each.
pub fn reasons(cx: &ViewContext<'_>, rows: &Rows) -> Vec<ReasonCount> {
    reasons_by_place(cx, rows).map(|(_, count)| count).collect()
}

/// The same, each with its place among the reasons of the rows.
pub fn reasons_by_place<'a>(cx: &'a ViewContext<'a>, rows: &'a Rows) -> impl Iterator<Item = (u32, ReasonCount)> + 'a {
    let reasons = rows.reasons(cx);
    let all = &reasons.each;
    let mut of_code = vec![&[][..]; all.len()];
    reasons.of_code.iter().for_each(|same| same.iter().for_each(|at| of_code[*at as usize] = same));
    // Equally frequent ones by their names, so that no order of rows and documents shows.
    let rank = |at: u32| {
        let reason = &all[at as usize];
        (u32::MAX - reason.count, &reason.code, reason.outcome.as_str(), reason.ran.as_str())
    };
    let order = order::by(all.len(), &|one, two| rank(one).cmp(&rank(two)));
    order.into_iter().take(REASONS).map(move |at| {
        let reason = &all[at as usize];
        let others = || of_code[at as usize].iter().map(|other| &all[*other as usize]);
        let mut query = Query::condition(Key::Reason, &reason.code);
        if others().any(|other| other.outcome != reason.outcome) {
            query = [&*query, " ", &Query::condition(Key::Outcome, reason.outcome.as_str())].concat();
        }
        if others().any(|other| other.ran != reason.ran && other.outcome == reason.outcome) {
            query = [&*query, " ", &Query::condition(Key::Is, reason.ran.word())].concat();
        }
        let count = ReasonCount {
            code: reason.code.clone(),
            label: reason.label(cx),
            outcome: reason.outcome.as_str(),
            active: reason.outcome.is_active(),
            ran: reason.ran.as_str(),
            ran_label: cx.word(&["query.is.", reason.ran.word()].concat()),
            count: reason.count,
            query,
        };
        (at, count)
    })
}
