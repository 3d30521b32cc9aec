//! Rows of one instance -> its records: ordered by time, and one for each execution.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cmp::Ordering;
use std::iter::once;

use super::types::{EarlierState, Model, Record, ValueRef};
use crate::diagnostic::{Code, Sink};
use crate::document::{Key, Value};
use crate::names::{LEGACY_STATUSES, Name};
use crate::order;
use crate::reading::Reading;
use crate::response;
use crate::row::RowFacts;
use crate::source::Span;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::{Stamp, Time};

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
            records.extend(one_for_each_execution(own, readings, &mut model.sinks, &mut model.earlier));
        }
        instance.records = start..records.len() as u32;
    }
    let places: Vec<u64> =
        model.earlier.iter().map(|one| u64::from(one.of.reading) << 32 | u64::from(one.of.at)).collect();
    model.earlier = order::apply(&order::by_rank(places.into_iter()), &model.earlier);
    // Rows that contradict nothing by themselves may do so together.
    model.is_consistent &= records.len() == model.records.len();
    model.records = records;
}

/// Rows of one instance by time, oldest first; neighbours that are the same execution become one record. One that has no
/// time has not begun and comes last. The result is the same whatever came first.
fn one_for_each_execution(
    own: &[Record],
    readings: &[Reading],
    sinks: &mut [Sink],
    earlier: &mut Vec<EarlierState>,
) -> Vec<Record> {
    let order = order::by_rank_then(own.iter().map(rank), &|one, two| {
        let [one, two] = [one, two].map(|at| text_of(own[at as usize].row, readings));
        one.cmp(two)
    });
    let mut records: Vec<Record> = Vec::with_capacity(own.len());
    let mut execution = Execution::new();
    for row in order.iter().map(|at| &own[*at as usize]) {
        if !execution.takes(row, readings) {
            records.extend(execution.take(readings, sinks, earlier));
        }
        execution.add(row);
    }
    records.extend(execution.take(readings, sinks, earlier));
    // Of those that began together, or of which it cannot be told when, the one that has come farthest is the newest.
    let is_timed = began_apart(&records);
    let time = |record: &Record| if is_timed { rank(record) } else { 0 };
    let key = |record: &Record| (time(record), progress(record.facts.outcome, record.facts.finished));
    if !records.is_sorted_by_key(key) {
        let order = order::by(records.len(), &|one, two| key(&records[one as usize]).cmp(&key(&records[two as usize])));
        records = order::apply(&order, &records);
    }
    emit_tie(&mut records, &time, readings, sinks);
    records
}

/// Executions that began together and ended in states that exclude each other: which of them is the newest cannot be told.
fn emit_tie(records: &mut [Record], time: &dyn Fn(&Record) -> u64, readings: &[Reading], sinks: &mut [Sink]) {
    let Some((last, before)) = records.split_last_mut() else { return };
    let known = rank(last) < Stamp::UNKNOWN.rank();
    for other in before.iter().rev().take_while(|record| time(record) == time(last)) {
        if exclude(other, last) {
            emit_contradiction(last, other, readings, sinks);
            last.contradicted = true;
            return;
        }
        if known {
            emit_later(last, other, readings, sinks);
        }
    }
}

/// Whether two rows end in states that exclude each other.
fn exclude(one: &Record, two: &Record) -> bool {
    let (one, two) = (one.facts.outcome, two.facts.outcome);
    let is_final = |outcome| matches!(outcome, Outcome::Succeeded | Outcome::Failed | Outcome::Stopped);
    one != two && is_final(one) && is_final(two)
}

/// The rows that are one execution, as far as they were met.
struct Execution<'a> {
    rows: Vec<&'a Record>,
    started: Stamp,
    finished: Stamp,
    /// By answer and call, of which each gives one row: the first that was met. Of one row the row itself tells.
    answers: HashMap<(u32, bool), ValueRef, FixedState>,
}

impl<'a> Execution<'a> {
    fn new() -> Self {
        Self { rows: Vec::new(), started: Stamp::UNKNOWN, finished: Stamp::UNKNOWN, answers: HashMap::default() }
    }

    /// Whether a row may be of this execution: start and finish are equal wherever both are known, and no other row of its
    /// own answer is here, unless they are equal in every field.
    fn takes(&self, row: &Record, readings: &[Reading]) -> bool {
        let differ = |one: Stamp, two: Stamp| one.is_known() && two.is_known() && one != two;
        let own = match &*self.rows {
            [only] => (answer(only) == answer(row)).then_some(only.row),
            _ => self.answers.get(&answer(row)).copied(),
        };
        !differ(self.started, row.facts.started)
            && !differ(self.finished, row.facts.finished)
            && own.is_none_or(|own| is_equal(own, row.row, readings))
    }

    fn add(&mut self, row: &'a Record) {
        self.started = self.started.or(row.facts.started);
        self.finished = self.finished.or(row.facts.finished);
        if let [first] = *self.rows {
            self.answers.insert(answer(first), first.row);
        }
        if !self.rows.is_empty() {
            self.answers.entry(answer(row)).or_insert(row.row);
        }
        self.rows.push(row);
    }

    /// The one record of the rows that were met, none of which is kept.
    fn take(&mut self, readings: &[Reading], sinks: &mut [Sink], earlier: &mut Vec<EarlierState>) -> Option<Record> {
        let record = self.record(readings, sinks, earlier);
        self.rows.clear();
        (self.started, self.finished) = (Stamp::UNKNOWN, Stamp::UNKNOWN);
        if !self.answers.is_empty() {
            self.answers = HashMap::default();
        }
        record
    }

    /// The one record: the latest state leads, a row of the same state fills what it lacks, and an earlier one only says
    /// when it began.
    fn record(&mut self, readings: &[Reading], sinks: &mut [Sink], earlier: &mut Vec<EarlierState>) -> Option<Record> {
        // Nearly all have one row.
        if let rows @ [_, _, ..] = &*self.rows {
            let latest_first = |one: u32, two: u32| compare_states(rows[two as usize], rows[one as usize], readings);
            self.rows = order::apply(&order::by(rows.len(), &latest_first), rows);
        }
        let (lead, others) = self.rows.split_first()?;
        let progress = |row: &Record| progress(row.facts.outcome, row.facts.finished);
        let mut record = **lead;
        for other in others {
            if exclude(lead, other) {
                record.contradicted = true;
                emit_contradiction(lead, other, readings, sinks);
            } else {
                emit_later(lead, other, readings, sinks);
                emit_other_output(lead, other, readings, sinks);
                if progress(other) < progress(lead) {
                    let RowFacts { status, legacy, outcome, .. } = other.facts;
                    earlier.push(EarlierState { of: lead.row, status, legacy, outcome });
                }
            }
            record.facts.started = record.facts.started.or(other.facts.started);
            if progress(other) == progress(lead) {
                record.facts.status = record.facts.status.or(other.facts.status);
                record.facts.legacy = record.facts.legacy.or(other.facts.legacy);
                record.facts.exit_code = record.facts.exit_code.or(other.facts.exit_code);
                record.facts.finished = record.facts.finished.or(other.facts.finished);
            }
        }
        let other = others.iter().find(|other| other.is_invoke_instance() != lead.is_invoke_instance());
        record.other_row = other.map(|other| other.row);
        record.other_is_earlier = other.is_some_and(|other| progress(other) < progress(lead));
        if let Some(other) = other {
            record.facts.flags |= other.facts.flags.of_other_row(record.other_is_earlier);
        }
        if !others.is_empty() && record.facts.status != Reported::Unrecognized {
            record.facts.outcome = Outcome::of_row(record.facts.status, record.facts.legacy, record.facts.exit_code);
        }
        Some(record)
    }
}

/// Whose row it is: each answer gives one of an execution by either call.
fn answer(row: &Record) -> (u32, bool) {
    (row.origin, row.is_invoke_instance())
}

/// Which of two rows of one execution tells the later state. Of two that are as far, the one that tells more leads, as
/// what goes on has printed more when it was asked later; and else either, but the same whatever came first.
fn compare_states(one: &Record, two: &Record, readings: &[Reading]) -> Ordering {
    let rank = |row: &Record| {
        let facts = &row.facts;
        (progress(facts.outcome, facts.finished), !row.is_invoke_instance(), facts.finished, facts.started)
    };
    let printed = |row: &Record| row.row.member(readings, Name::Output).map_or(0, |output| output.raw().len());
    let tie_break = |row: &Record| (printed(row), text_of(row.row, readings));
    rank(one).cmp(&rank(two)).then_with(|| tie_break(one).cmp(&tie_break(two)))
}

/// The words by which two rows differ: of the current vocabulary where both have it, else of the legacy one.
fn words(later: &Record, earlier: &Record) -> Option<(&'static str, &'static str)> {
    let (later, earlier) = (&later.facts, &earlier.facts);
    match (later.status, earlier.status, later.legacy, earlier.legacy) {
        (Reported::Known(later), Reported::Known(earlier), ..) => Some((later.as_str(), earlier.as_str())),
        (Reported::Absent, Reported::Absent, Reported::Known(later), Reported::Known(earlier)) => {
            Some((later.as_str(), earlier.as_str()))
        }
        _ => None,
    }
}

fn emit_later(lead: &Record, other: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    if let Some((later, earlier)) = words(lead, other).filter(|(later, earlier)| later != earlier) {
        let args = || vec![("later", later.to_owned()), ("earlier", earlier.to_owned())];
        sinks[other.row.reading as usize].emit(Code::LaterState, status_span(other, readings), args);
    }
}

/// Says where a row of an execution that has ended gives another output than the one that is shown.
fn emit_other_output(lead: &Record, other: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    // What goes on has printed more when it was asked later.
    if [lead, other].iter().any(|row| progress(row.facts.outcome, row.facts.finished) < 3) {
        return;
    }
    // An empty one was not asked for, and of one that is cut the rest is not here.
    let field = |row: &Record| {
        let value = row.row.member(readings, Name::Output).filter(|value| !value.is_container() && !value.is_cut())?;
        (!value.raw().is_empty()).then_some(value)
    };
    let Some((own, value)) = field(lead).zip(field(other)).filter(|(one, two)| one.raw() != two.raw()) else { return };
    let bytes = |row: &Record, value| {
        let dropped = row.int(readings, Name::Dropped).is_some_and(|bytes| bytes > 0);
        readings[row.row.reading as usize].content(value, Name::Output, dropped).bytes
    };
    if bytes(lead, own) != bytes(other, value) {
        sinks[other.row.reading as usize].emit(Code::OtherOutput, value.span(), Vec::new);
    }
}

/// Names both states, each with what tells it.
fn emit_contradiction(one: &Record, other: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    let word = |record: &Record| {
        let status = record.facts.status.known().map(Status::as_str);
        let word = status.or(record.facts.legacy.known().map(Legacy::as_str)).unwrap_or(record.facts.outcome.as_str());
        record.facts.exit_code.map_or_else(|| word.to_owned(), |code| format!("{word} ({code})"))
    };
    let args = || vec![("one", word(one)), ("other", word(other))];
    sinks[other.row.reading as usize].emit(Code::FinalStates, status_span(other, readings), args);
}

/// Where a row says how far it is.
fn status_span(record: &Record, readings: &[Reading]) -> Span {
    let row = record.row.value(readings);
    let status = once(Name::InvocationStatus).chain(LEGACY_STATUSES).find_map(|name| row.member(name));
    status.unwrap_or(row).span()
}

/// Whether the times of records tell executions apart: their starts differ, or two only say when they ended. What says neither may be
/// other states of the one that does.
pub(super) fn began_apart(own: &[Record]) -> bool {
    let first = own.first().map_or(Stamp::UNKNOWN, |record| record.facts.started);
    let ended = || own.iter().filter(|record| record.facts.finished.is_known()).count();
    own.iter().any(|record| record.facts.started != first) || !first.is_known() && ended() > 1
}

/// When a record began; of one that only says when it ended, that. Numbers in the order of time.
fn rank(record: &Record) -> u64 {
    record.facts.started.or(record.facts.finished).rank()
}

/// How far a row has come, so that the later of two states can be told.
pub(crate) fn progress(outcome: Outcome, finished: Stamp) -> u8 {
    match outcome {
        // A schedule's row goes on after its execution has ended.
        Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Unknown if finished.is_known() => 3,
        Outcome::Pending | Outcome::Scheduled => 0,
        Outcome::Running | Outcome::Unknown => 1,
        Outcome::Stopping => 2,
        Outcome::Finished => 3,
        Outcome::Failed | Outcome::Stopped | Outcome::Succeeded => 4,
    }
}

/// Whether one row of an instance in DescribeInvocations tells a later state than another: by its time of update, by
/// its execution, by how far that has come, and else either, but the same whatever came first.
pub(super) fn is_later(one: (ValueRef, Outcome), two: (ValueRef, Outcome), readings: &[Reading]) -> bool {
    let state = |(row, outcome): (ValueRef, Outcome)| {
        let time =
            |name| row.text(readings, name).and_then(|text| Time::read(&text)).map_or(Stamp::UNKNOWN, Time::stamp);
        let finished = time(Name::FinishTime);
        let execution = (time(Name::StartTime), finished, progress(outcome, finished));
        (time(Name::UpdateTime), execution, text_of(row, readings))
    };
    state(one) > state(two)
}

/// Puts the answer last that tells the latest state of an invocation: by the times of its instances, how many of them ended,
/// and else either, but the same whatever came first.
pub(super) fn put_latest_last(objects: &mut [ValueRef], readings: &[Reading]) {
    if objects.len() > 1 {
        let last = objects.len() - 1;
        objects.swap(latest(objects, readings), last);
    }
}

fn latest(objects: &[ValueRef], readings: &[Reading]) -> usize {
    let state = |object: &ValueRef| {
        let value = object.value(readings);
        let (mut latest, mut ended) = (Stamp::UNKNOWN, 0);
        for at in response::instances(value) {
            let row = ValueRef { at, ..*object };
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

/// Whether two rows say the same in every field, in whatever order and with whatever blanks.
fn is_equal(one: ValueRef, two: ValueRef, readings: &[Reading]) -> bool {
    let fields = |row: ValueRef| {
        let member = |(key, value): (Key<'_>, Value<'_>)| {
            let span = value.span();
            (key.to_string(), value.document().source.text[span.range()].to_vec())
        };
        let mut fields: Vec<_> = row.value(readings).members().map(member).collect();
        let order = order::by(fields.len(), &|one, two| fields[one as usize].cmp(&fields[two as usize]));
        order.into_iter().map(|at| std::mem::take(&mut fields[at as usize])).collect::<Vec<_>>()
    };
    text_of(one, readings) == text_of(two, readings) || fields(one) == fields(two)
}

/// A row as written.
fn text_of(row: ValueRef, readings: &[Reading]) -> &[u8] {
    let span = row.value(readings).span();
    &readings[row.reading as usize].document.source.text[span.range()]
}
