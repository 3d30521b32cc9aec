//! Rows of one instance -> its records: ordered by time, and one for each execution.

use std::cmp::Ordering;
use std::iter::once;

use super::fields::LEGACY;
use super::status::{Given, Outcome, Status};
use super::time::{Stamp, Time};
use super::{Model, Place, Reading, Record};
use crate::diagnostic::{Code, Sink};
use crate::names::Name;
use crate::order::by_rank;
use crate::response;

/// Gives every instance its records, one for each execution.
#[inline(never)]
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
    // Rows that contradict nothing by themselves may do so together.
    model.quiet &= records.len() == model.records.len();
    model.records = records;
}

/// Rows of one instance by time, oldest first; neighbours that are the same execution become one record. One that has no
/// time has not begun and comes last.
fn one_for_each_execution(own: &[Record], readings: &[Reading], sinks: &mut [Sink]) -> Vec<Record> {
    let order = by_rank(own.iter().map(|record| record.started.or(record.finished).rank()));
    let mut kept: Vec<Record> = Vec::with_capacity(own.len());
    for record in order.into_iter().map(|at| &own[at as usize]) {
        match kept.last_mut() {
            Some(last) if is_same_execution(last, record, readings) => {
                merge(last, record, readings, sinks);
            }
            _ => kept.push(*record),
        }
    }
    kept
}

/// Two rows of different answers are one execution if nothing says otherwise: start and finish are equal wherever both
/// have them. Within one answer they are two, unless they began together or are the same to the letter.
fn is_same_execution(one: &Record, two: &Record, readings: &[Reading]) -> bool {
    let differ = |one: Stamp, two: Stamp| one.is_known() && two.is_known() && one != two;
    if differ(one.started, two.started) || differ(one.finished, two.finished) {
        return false;
    }
    one.origin != two.origin
        || one.in_object != two.in_object
        || (one.started.is_known() && two.started.is_known())
        || text_of(one.row, readings) == text_of(two.row, readings)
}

/// How far a row has come, so that the later of two states can be told.
fn progress(outcome: Outcome, finished: Stamp) -> u8 {
    match outcome {
        // A schedule's row goes on after its run has ended.
        Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Unknown if finished.is_known() => 3,
        Outcome::Pending | Outcome::Scheduled => 0,
        Outcome::Running | Outcome::Unknown => 1,
        Outcome::Stopping => 2,
        Outcome::Finished => 3,
        Outcome::Failed | Outcome::Stopped | Outcome::Succeeded => 4,
    }
}

/// Whether one row of an instance in DescribeInvocations tells a later state than another: by its time of update, by
/// its run, by how far that has come, and else either, but the same whatever came first.
#[inline(never)]
pub(super) fn is_later(one: (Place, Outcome), two: (Place, Outcome), readings: &[Reading]) -> bool {
    let state = |(row, outcome): (Place, Outcome)| {
        let time =
            |name| row.text(readings, name).and_then(|text| Time::read(&text)).map_or(Stamp::UNKNOWN, Time::stamp);
        let finished = time(Name::FinishTime);
        let run = (time(Name::StartTime), finished, progress(outcome, finished));
        (time(Name::UpdateTime), run, text_of(row, readings))
    };
    state(one) > state(two)
}

/// Puts the answer last that tells the latest state of a run: by the times of its instances, how many of them ended,
/// and else either, but the same whatever came first.
pub(super) fn put_latest_last(objects: &mut [Place], readings: &[Reading]) {
    if objects.len() > 1 {
        let last = objects.len() - 1;
        objects.swap(latest(objects, readings), last);
    }
}

#[inline(never)]
fn latest(objects: &[Place], readings: &[Reading]) -> usize {
    let state = |object: &Place| {
        let value = object.value(readings);
        let (mut latest, mut ended) = (Stamp::UNKNOWN, 0);
        for at in response::instances(value) {
            let row = Place { at, ..*object };
            for name in [Name::UpdateTime, Name::FinishTime, Name::StopTime, Name::StartTime] {
                let time = row.text(readings, name).and_then(|text| Time::read(&text));
                latest = latest.max(time.map_or(Stamp::UNKNOWN, Time::stamp));
            }
            let status = row.text(readings, Name::InvocationStatus);
            ended += u32::from(status.and_then(|s| Status::read(s.as_bytes())).is_some_and(Status::is_final));
        }
        (latest, ended, text_of(*object, readings))
    };
    (0..objects.len()).max_by_key(|at| state(&objects[*at])).unwrap_or_default()
}

/// Two rows of one execution become one record: the later state leads, the other fills what it lacks.
#[inline(never)]
fn merge(kept: &mut Record, record: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    // Of two that are as far, the one that tells more leads, and else either, but the same whatever came first.
    let lead_rank = |record: &Record| {
        (progress(record.outcome, record.finished), !record.in_object, record.finished, record.started)
    };
    let newer = match lead_rank(record).cmp(&lead_rank(kept)) {
        Ordering::Equal => {
            // What goes on has printed more when it was asked later.
            let told = |record: &Record| {
                let printed = record.row.member(readings, Name::Output).map_or(0, |output| output.raw().len());
                (printed, text_of(record.row, readings))
            };
            told(record) > told(kept)
        }
        order => order == Ordering::Greater,
    };
    let (lead, other) = if newer { (*record, *kept) } else { (*kept, *record) };
    let words = match (lead.status, other.status, lead.legacy, other.legacy) {
        (Given::Known(later), Given::Known(earlier), ..) => Some((later.as_str(), earlier.as_str())),
        (Given::Absent, Given::Absent, Given::Known(later), Given::Known(earlier)) => {
            Some((later.as_str(), earlier.as_str()))
        }
        _ => None,
    };
    if let Some((later, earlier)) = words.filter(|(later, earlier)| later != earlier) {
        let row = other.row.value(readings);
        let status = once(Name::InvocationStatus).chain(LEGACY).find_map(|name| row.member(name));
        let args = || vec![("later", later.to_owned()), ("earlier", earlier.to_owned())];
        sinks[other.row.reading as usize].note(Code::LaterState, status.unwrap_or(row).span(), args);
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
fn text_of(row: Place, readings: &[Reading]) -> &[u8] {
    let span = row.value(readings).span();
    &readings[row.reading as usize].document.source.text[span.range()]
}
