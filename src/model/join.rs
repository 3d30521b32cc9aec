//! Rows of one instance -> its records: ordered by time, and one for each execution.

use std::cmp::Ordering;

use super::status::{Given, Outcome};
use super::time::Stamp;
use super::{Model, Reading, Record};
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::order::by_rank;

/// Gives every instance its records, one for each execution.
pub(super) fn join_records(model: &mut Model, readings: &[Reading]) {
    let mut records = Vec::with_capacity(model.records.len());
    let mut at = 0;
    for (index, instance) in model.instances.iter_mut().enumerate() {
        let start = records.len() as u32;
        let len = model.records[at..].iter().take_while(|record| record.instance == index as u32).count();
        let own = &model.records[at..at + len];
        at += len;
        if own.len() == 1 {
            records.extend_from_slice(own);
        } else {
            records.extend(one_for_each_execution(own, readings, &mut model.sinks));
        }
        instance.records = start..records.len() as u32;
    }
    model.records = records;
}

/// Rows of one instance by time, oldest first; neighbours from different responses that are the same execution become
/// one record. One that has no time has not begun and comes last.
fn one_for_each_execution(own: &[Record], readings: &[Reading], sinks: &mut [Sink]) -> Vec<Record> {
    let order = by_rank(own.iter().map(|record| record.started.or(record.finished).rank()));
    let mut kept: Vec<Record> = Vec::with_capacity(own.len());
    for record in order.into_iter().map(|at| &own[at as usize]) {
        match kept.last_mut() {
            Some(last) if last.origin != record.origin && is_same_execution(last, record) => {
                merge(last, record, readings, sinks);
            }
            _ => kept.push(*record),
        }
    }
    kept
}

/// Two rows are one execution if nothing says otherwise: start and finish are equal wherever both have them.
fn is_same_execution(one: &Record, two: &Record) -> bool {
    let differ = |one: Stamp, two: Stamp| one.is_known() && two.is_known() && one != two;
    !differ(one.started, two.started) && !differ(one.finished, two.finished)
}

/// Two rows of one execution become one record: the later state leads, the other fills what it lacks.
fn merge(kept: &mut Record, record: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    let progress = |record: &Record| match record.outcome {
        Outcome::Pending | Outcome::Scheduled => 0,
        Outcome::Running | Outcome::Unknown => 1,
        Outcome::Stopping => 2,
        Outcome::Finished => 3,
        Outcome::Failed | Outcome::Stopped | Outcome::Succeeded => 4,
    };
    // Of two that are as far, the one that tells more leads, and else either, but the same whatever came first.
    let lead_rank = |record: &Record| (progress(record), !record.in_object, record.finished, record.started);
    let newer = match lead_rank(record).cmp(&lead_rank(kept)) {
        Ordering::Equal => text_of(record, readings) > text_of(kept, readings),
        order => order == Ordering::Greater,
    };
    let (lead, other) = if newer { (*record, *kept) } else { (*kept, *record) };
    if let (Given::Known(later), Given::Known(earlier)) = (lead.status, other.status)
        && later != earlier
    {
        let span = other.row.value(readings).member(Name::InvocationStatus).map(Value::span).unwrap_or_default();
        let args = || vec![("later", later.as_str().to_owned()), ("earlier", earlier.as_str().to_owned())];
        sinks[other.row.reading as usize].note(Code::LaterState, span, args);
    }
    let other_row = if record.in_object == kept.in_object {
        kept.other_row
    } else if newer {
        Some(kept.row)
    } else {
        kept.other_row.or(Some(record.row))
    };
    let status = lead.status.or(other.status);
    let legacy = lead.legacy.or(other.legacy);
    let exit_code = lead.exit_code.or(other.exit_code);
    let outcome = match status {
        Given::Unrecognized => lead.outcome,
        Given::Absent | Given::Known(_) => Outcome::of(status, legacy, exit_code),
    };
    let (started, finished) = (lead.started.or(other.started), lead.finished.or(other.finished));
    *kept = Record { other_row, status, legacy, outcome, exit_code, started, finished, ..lead };
}

/// A row as written.
fn text_of<'a>(record: &Record, readings: &'a [Reading]) -> &'a [u8] {
    let span = record.row.value(readings).span();
    &readings[record.row.reading as usize].document.source.text[span.range()]
}
