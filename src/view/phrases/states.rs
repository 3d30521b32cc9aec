//! What several answers to the same call told of one execution, one after the other.

use crate::model::{EarlierState, Record};
use crate::names::Name;
use crate::order;
use crate::status::{Legacy, Outcome, Status};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::{labels, times};
use crate::words::phrase::{Phrase, Value};

/// "`Running` until 2026-11-20 15:30:01 UTC, then `Failed`."; `None` where no answer told an earlier state.
pub fn of_record(cx: &ViewContext<'_>, record: &Record) -> Option<Phrase> {
    let last = labels::word(cx, record);
    let mut states: Vec<(Outcome, &str)> = Vec::new();
    for state in cx.model.earlier_of(record) {
        let told = word(state).map(|word| (state.outcome, word));
        states.extend(told.filter(|told| told.1 != last && !states.iter().any(|other| other.1 == told.1)));
    }
    let key = |at: u32| (rank(states[at as usize].0), states[at as usize].1);
    let order = order::by(states.len(), &|one, two| key(one).cmp(&key(two)));
    let parts: Vec<Phrase> = order.into_iter().map(|at| part(cx, record, states[at as usize])).collect();
    let parts = parts.into_iter().reduce(|one, two| Phrase::join(&[one, two], &cx.word("label.comma")))?;
    Some(cx.phrase("states.then", &[("parts", Value::Phrase(&parts)), ("status", Value::Text(&last))]))
}

fn word(state: &EarlierState) -> Option<&'static str> {
    state.status.known().map(Status::as_str).or_else(|| state.legacy.known().map(Legacy::as_str))
}

/// How far an execution had come.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Pending | Outcome::Scheduled => 0,
        Outcome::Running => 1,
        _ => 2,
    }
}

/// An earlier state, and until when: what waited until it began, what ran until it ended.
fn part(cx: &ViewContext<'_>, record: &Record, (outcome, word): (Outcome, &str)) -> Phrase {
    let names = if rank(outcome) == 0 { &[Name::StartTime][..] } else { fields::FINISH };
    let status = ("status", Value::Text(word));
    match record.text(cx.readings, names) {
        Some(time) => cx.phrase("states.until", &[status, ("time", Value::Text(&times::instant(cx, &time)))]),
        None => cx.phrase("states.before", &[status]),
    }
}
