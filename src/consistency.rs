//! What contradicts what: a record against itself, its times, its invocation's timeout and schedule -> findings with places.
//!
//! What a record contradicts is judged in `row/contradictions.rs`, from its facts; here the fields are read that the
//! sentence names, and what stands between records is checked. A finding doubts what the service says and changes nothing
//! of it.

use crate::diagnostic::excerpt;
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::explain::{self, Kind};
use crate::model::{Invocation, Model, Record};
use crate::names::Name;
use crate::output::Ending;
use crate::reading::Reading;
use crate::response::scalar;
use crate::row::Flags;
use crate::row::contradictions::{InvocationFacts, contradictions};
use crate::row::ids::is_masked;
use crate::schedule::Schedule;
use crate::span::Span;
use crate::status::{Legacy, Status};
use crate::time::Time;

/// Values that a sentence names, by the names of their places.
pub type Args = Vec<(&'static str, String)>;

/// One contradiction, at the field that is doubted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which check.
    pub code: Code,
    /// Index of the document.
    pub reading: u32,
    /// The field's value.
    pub span: Span,
    /// What the sentence names.
    pub args: Args,
}

/// Bytes that the service keeps of an output at least, where it says 24 KB (api.md 5).
const QUOTA: usize = 24_000;
/// So many of a kind are told apart.
const MOST: usize = 64;

/// Checks all records, and says what contradicts what where it stands.
pub fn check(readings: &[Reading], model: &mut Model) {
    let mut findings = Vec::new();
    for invocation in model.invocations.iter().filter(|invocation| invocation.foreign.is_none()) {
        let mut facts = facts_of(invocation, readings);
        findings.extend(of_schedule(invocation, readings));
        if model.is_consistent && facts.timeout.is_none() && !facts.recurring {
            continue;
        }
        // A row that has lost its instance may be of any of them.
        facts.complete &= model.instances_of(invocation).iter().all(|instance| instance.instance_id.is_some());
        for instance in model.instances_of(invocation) {
            let records = model.records_of(instance);
            records.iter().for_each(|record| findings.extend(of_record(record, &facts, readings)));
            findings.extend(of_history(records, &facts, readings));
        }
    }
    let mut once = Once::default();
    for finding in findings {
        let sink = &mut model.sinks[finding.reading as usize];
        if once.is_new(&finding, sink) {
            sink.emit(finding.code, finding.span, || finding.args);
        }
    }
}

/// Keeps what is said once for a document from being said for each row.
#[derive(Default)]
struct Once(Vec<(Code, u32, Args)>);

impl Once {
    fn is_new(&mut self, finding: &Finding, sink: &Sink) -> bool {
        match finding.code {
            // What a document hides, it hides throughout.
            Code::MaskedId => sink.count(Code::MaskedId) == 0,
            // A text and a code that do not belong together come together each time, and so with the others.
            Code::ErrorText | Code::WordOfWhole | Code::BadSchedule => {
                let own = (finding.code, finding.reading, finding.args.clone());
                let is_new = !self.0.contains(&own);
                if is_new && self.0.len() < MOST {
                    self.0.push(own);
                }
                is_new
            }
            _ => true,
        }
    }
}

/// What the checks need of an invocation.
pub fn facts_of(invocation: &Invocation, readings: &[Reading]) -> InvocationFacts {
    let timeout = invocation.rows.last().and_then(|row| scalar::int(row.member(readings, Name::Timeout)?).ok()?);
    let recurring = invocation.recurring == Some(true);
    InvocationFacts { recurring, timeout, complete: invocation.complete == Some(true) }
}

/// What contradicts what first in some records; that an id is masked is no contradiction.
pub fn first_of(records: &[Record], invocation: &InvocationFacts, readings: &[Reading]) -> Option<Finding> {
    let mut findings = records.iter().flat_map(|record| of_record(record, invocation, readings));
    findings.find(|finding| finding.code != Code::MaskedId)
}

/// What contradicts what in one record, each with its place.
pub fn of_record(record: &Record, invocation: &InvocationFacts, readings: &[Reading]) -> Vec<Finding> {
    let codes = contradictions(&record.facts, invocation);
    if codes.is_empty() || record.facts.flags.has(Flags::FOREIGN) {
        return Vec::new();
    }
    let fields = Fields { record, readings };
    // Of a row that is not whole, what it lacks tells nothing, and of what it has some may be another's.
    let partial = record.row.value(readings).is_partial();
    let told = codes.iter().filter(|code| !partial || *code == Code::MaskedId);
    told.filter_map(|code| fields.finding(code, invocation)).collect()
}

/// A field of a record that says something.
struct Field<'a> {
    value: Value<'a>,
    reading: u32,
    text: String,
}

impl Field<'_> {
    fn finding(&self, code: Code, args: Args) -> Finding {
        Finding { code, reading: self.reading, span: self.value.span(), args }
    }
}

/// The fields of a record, for the sentences of what contradicts in it.
struct Fields<'a> {
    record: &'a Record,
    readings: &'a [Reading],
}

impl<'a> Fields<'a> {
    fn get(&self, name: Name) -> Option<Field<'a>> {
        let Self { record, readings } = *self;
        let value = record.member(readings, &[name])?;
        let text = scalar::text(value)?.into_owned();
        let reading = if std::ptr::eq(value.document(), record.row.value(readings).document()) {
            record.row.reading
        } else {
            record.other_row.map_or(record.row.reading, |row| row.reading)
        };
        Some(Field { value, reading, text })
    }

    /// When it ended, under either name.
    fn finish(&self) -> Option<Field<'a>> {
        self.get(Name::FinishTime).or_else(|| self.get(Name::FinishedTime))
    }

    /// Where a contradiction stands, and what its sentence names; `None` where the text of the fields tells that there is
    /// none.
    fn finding(&self, code: Code, invocation: &InvocationFacts) -> Option<Finding> {
        let record = self.record;
        let status = record.facts.status.known().map(Status::as_str);
        let legacy = record.facts.legacy.known().map(Legacy::as_str);
        let word = || vec![("status", status.or(legacy).unwrap_or_default().to_owned())];
        match code {
            Code::SuccessExit => {
                let code = record.facts.exit_code.map_or_else(String::new, |code| code.to_string());
                Some(self.get(Name::ExitCode)?.finding(Code::SuccessExit, vec![("code", code)]))
            }
            Code::SuccessError => {
                let error = self.get(Name::ErrorCode)?;
                Some(error.finding(code, vec![("code", error.text.clone())]))
            }
            Code::FailedZero => Some(self.get(Name::ExitCode)?.finding(code, Vec::new())),
            // A code that cannot be read is one all the same.
            Code::FailedWithout if record.member(self.readings, &[Name::ExitCode]).is_some() => None,
            Code::FailedWithout => Some(self.get(Name::InvocationStatus)?.finding(code, Vec::new())),
            Code::ErrorText => self.other_error(),
            Code::WordOfWhole => Some(self.get(Name::InvocationStatus)?.finding(code, word())),
            Code::ActiveFinished => Some(self.finish()?.finding(code, word())),
            Code::EndsBeforeStart => self.ends_before_start(),
            Code::BeyondTimeout => {
                let seconds = record.facts.finished.seconds_since(record.facts.started)?;
                let args = vec![("seconds", seconds.to_string()), ("timeout", invocation.timeout?.to_string())];
                Some(self.finish()?.finding(code, args))
            }
            Code::StopTime => Some(self.get(Name::StopTime)?.finding(code, Vec::new())),
            Code::NoStopTime => {
                let value = record.row.member(self.readings, Name::StopTime)?;
                Some(Finding { code, reading: record.row.reading, span: value.span(), args: Vec::new() })
            }
            Code::RecurringFinished => Some(self.get(Name::InstanceInvokeStatus)?.finding(code, Vec::new())),
            Code::UnusualPair => {
                let args = vec![("status", status?.to_owned()), ("legacy", legacy?.to_owned())];
                Some(self.get(Name::InvocationStatus)?.finding(code, args))
            }
            Code::Delivery => {
                let delivery = self.get(Name::OssOutputStatus)?;
                let args = vec![("status", delivery.text.clone())];
                Some(self.get(Name::OssOutputErrorCode).unwrap_or(delivery).finding(code, args))
            }
            Code::DroppedEarly => {
                let kept = self.bytes_before_drop()?;
                Some(self.get(Name::Dropped)?.finding(code, vec![("bytes", kept.to_string())]))
            }
            Code::MaskedId => {
                let ids = [Name::InstanceId, Name::InvokeId].into_iter().filter_map(|name| self.get(name));
                let id = ids.into_iter().find(|id| is_masked(id.text.as_bytes()))?;
                Some(id.finding(code, vec![("found", id.text.clone())]))
            }
            _ => None,
        }
    }

    fn other_error(&self) -> Option<Finding> {
        let (error, info) = (self.get(Name::ErrorCode)?, self.get(Name::ErrorInfo)?);
        let (known, other) = (explain::lookup(Kind::Error, &error.text)?, explain::sentence(&info.text)?);
        let args = || vec![("code", error.text.clone()), ("other", other.code.clone())];
        (known.at != other.at).then(|| info.finding(Code::ErrorText, args()))
    }

    /// Both may be of one second; and a time without a zone is neither before nor after one with it.
    fn ends_before_start(&self) -> Option<Finding> {
        let finish = self.finish()?;
        let (end, start) = (Time::read(&finish.text)?, Time::read(&self.get(Name::StartTime)?.text)?);
        (end.millis_since(start)? < 0).then(|| finish.finding(Code::EndsBeforeStart, Vec::new()))
    }

    /// How many bytes are kept of an output that was cut, where they are fewer than the service keeps.
    fn bytes_before_drop(&self) -> Option<usize> {
        let Self { record, readings } = *self;
        record.int(readings, Name::Dropped).filter(|dropped| *dropped > 0)?;
        let content = record.content(readings)?;
        let kept = content.bytes.len();
        // DescribeInvocations gives an empty one where it was not asked for, and documents hide or cut what it was.
        let empty = kept == 0 && record.is_invoke_instance();
        let hidden = content.ending != Ending::Whole || is_masked(&content.bytes) || empty;
        (kept < QUOTA && !hidden).then_some(kept)
    }
}

/// A schedule that cannot be read, where it stands.
fn of_schedule(invocation: &Invocation, readings: &[Reading]) -> Option<Finding> {
    let row = *invocation.rows.last()?;
    let value = row.member(readings, Name::Frequency)?;
    let frequency = scalar::text(value)?;
    let fault = Schedule::read(&frequency).err()?;
    let args = vec![("found", fault.found), ("at", fault.at.to_string()), ("frequency", excerpt(&frequency))];
    Some(Finding { code: Code::BadSchedule, reading: row.reading, span: value.span(), args })
}

/// `Repeats` against the records that are here.
fn of_history(records: &[Record], invocation: &InvocationFacts, readings: &[Reading]) -> Option<Finding> {
    let newest = records.last().filter(|_| invocation.recurring && records.len() > 1)?;
    // Of a row that is not whole it is not known when it began.
    if records.iter().any(|record| record.row.value(readings).is_partial()) {
        return None;
    }
    let repeats = u64::try_from(newest.int(readings, Name::Repeats)?).ok()?;
    let received = records.len() as u64;
    let contradicts = repeats < received || (invocation.complete && repeats > received);
    let value = newest.member(readings, &[Name::Repeats]).filter(|_| contradicts)?;
    let args = vec![("repeats", repeats.to_string()), ("n", received.to_string())];
    Some(Finding { code: Code::Repeats, reading: newest.row.reading, span: value.span(), args })
}
