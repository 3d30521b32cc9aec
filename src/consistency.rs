//! What contradicts what: a record against itself, its times, its run's timeout and schedule -> findings with places.
//!
//! Plain rows are told to be sound when they are read (`Record::sound`), so that only the others are looked at here. A
//! finding doubts what the service says and changes nothing of it. Each check names what it stands on.

use crate::diagnostic::{Code, excerpt};
use crate::document::Value;
use crate::explain::{self, Kind};
use crate::model::is_masked;
use crate::model::{Invocation, Model, Reading, Record};
use crate::names::Name;
use crate::output::{Content, Ending};
use crate::response::scalar;
use crate::schedule::Schedule;
use crate::source::Span;
use crate::status::{Class, Legacy, Outcome, Reported, Status};
use crate::time::Time;

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
    pub args: Vec<(&'static str, String)>,
}

/// Bytes that the service keeps of an output at least, where it says 24 KB (api.md 5).
const QUOTA: usize = 24_000;
/// So many of a kind are told apart.
const MOST: usize = 64;
/// Seconds beyond its timeout that a run may take to be ended.
const SLACK: i64 = 10;

/// Checks all records, and notes what contradicts what where it stands.
pub fn check(readings: &[Reading], model: &mut Model) {
    let mut findings = Vec::new();
    for invocation in &model.invocations {
        let run = Run::new(invocation, readings);
        findings.extend(of_schedule(invocation, readings));
        if model.quiet && run.timeout.is_none() && !run.recurs {
            continue;
        }
        for instance in model.instances_of(invocation) {
            let records = model.records_of(instance);
            for record in records.iter().filter(|record| run.doubts(record)) {
                findings.extend(of_record(record, &run, readings));
            }
            findings.extend(of_history(records, &run, readings));
        }
    }
    let mut said_before = Vec::new();
    for Finding { code, reading, span, args } in findings {
        let sink = &mut model.sinks[reading as usize];
        let again = match code {
            // What a document hides, it hides throughout.
            Code::MaskedId => sink.count(code) > 0,
            // A text and a code that do not belong together come together each time, and so with the others.
            Code::ErrorText | Code::WordOfWhole | Code::BadSchedule => {
                let said = (code, reading, args.clone());
                let again = said_before.contains(&said);
                if !again && said_before.len() < MOST {
                    said_before.push(said);
                }
                again
            }
            _ => false,
        };
        if !again {
            sink.emit(code, span, || args);
        }
    }
}

/// What its run says of every record.
pub struct Run {
    recurs: bool,
    timeout: Option<i64>,
    complete: bool,
}

impl Run {
    /// Reads what the checks need of an invocation.
    pub fn new(invocation: &Invocation, readings: &[Reading]) -> Self {
        let object = invocation.rows.last();
        let timeout = object.and_then(|object| scalar::int(object.member(readings, Name::Timeout)?).ok()?);
        let recurs = invocation.recurring == Some(true);
        Self { recurs, timeout, complete: invocation.complete == Some(true) }
    }

    /// Whether a record is worth a closer look; all that is asked here is numbers.
    fn doubts(&self, record: &Record) -> bool {
        let seconds = record.finished.seconds_since(record.started);
        let late = self.timeout.is_some_and(|timeout| seconds.is_some_and(|seconds| seconds > timeout));
        let active = goes_on(record.outcome);
        let pair = match (record.status, record.legacy) {
            (Reported::Known(_), Reported::Known(legacy)) if self.recurs => {
                legacy == Legacy::Finished && record.is_invoke_instance
            }
            (Reported::Known(status), Reported::Known(legacy)) => !status.goes_with(legacy),
            _ => false,
        };
        let odd_end = (active && !self.recurs && record.finished.is_known()) || seconds.is_some_and(|n| n < 0);
        !record.sound || late || pair || odd_end
    }
}

/// What contradicts what first in some records; that an id is masked is no contradiction.
pub fn first_of(records: &[Record], run: &Run, readings: &[Reading]) -> Option<Finding> {
    let doubted = records.iter().filter(|record| run.doubts(record));
    let mut findings = doubted.flat_map(|record| of_record(record, run, readings));
    findings.find(|finding| finding.code != Code::MaskedId)
}

/// Whether it has not ended.
fn goes_on(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Stopping)
}

/// A field of a record that says something.
struct Field<'a> {
    value: Value<'a>,
    reading: u32,
    text: String,
}

/// What is found in one record. Sentences are made of few records: `args` are asked for where something is found.
struct Findings<'a> {
    record: &'a Record,
    readings: &'a [Reading],
    list: Vec<Finding>,
}

impl<'a> Findings<'a> {
    fn field(&self, name: Name) -> Option<Field<'a>> {
        let Self { record, readings, .. } = *self;
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
        self.field(Name::FinishTime).or_else(|| self.field(Name::FinishedTime))
    }

    /// Finds something at a field, if that is there.
    fn add(&mut self, code: Code, field: Option<&Field<'_>>, args: impl FnOnce() -> Vec<(&'static str, String)>) {
        if let Some(Field { value, reading, .. }) = field {
            self.list.push(Finding { code, reading: *reading, span: value.span(), args: args() });
        }
    }

    fn at(&mut self, code: Code, name: Name, args: impl FnOnce() -> Vec<(&'static str, String)>) {
        self.add(code, self.field(name).as_ref(), args);
    }
}

/// What contradicts what in one record.
pub fn of_record(record: &Record, run: &Run, readings: &[Reading]) -> Vec<Finding> {
    let mut findings = Findings { record, readings, list: Vec::new() };
    let status = record.status.known();
    let class = status.and_then(Status::class);
    let word = || {
        let named = status.map_or_else(|| record.legacy.known().map_or("", Legacy::as_str), Status::as_str);
        vec![("status", named.to_owned())]
    };
    let error = findings.field(Name::ErrorCode);
    let exit = record.exit_code;
    // 2.1: Success is exit code 0.
    if status == Some(Status::Success) {
        if let Some(code) = exit.filter(|code| *code != 0) {
            findings.at(Code::SuccessExit, Name::ExitCode, || vec![("code", code.to_string())]);
        }
        if let Some(error) = &error {
            findings.add(Code::SuccessError, Some(error), || vec![("code", error.text.clone())]);
        }
    }
    if status == Some(Status::Failed) && error.is_none() {
        if exit == Some(0) {
            findings.at(Code::FailedZero, Name::ExitCode, Vec::new);
        } else if exit.is_none() && findings.field(Name::ErrorInfo).is_none() {
            findings.at(Code::FailedWithout, Name::InvocationStatus, Vec::new);
        }
    }
    // 2.5: each code has its sentence.
    if let (Some(error), Some(info)) = (&error, findings.field(Name::ErrorInfo))
        && let (Some(told), Some(other)) = (explain::tell(Kind::Error, &error.text), explain::sentence(&info.text))
        && told.at != other.at
    {
        let args = || vec![("code", error.text.clone()), ("other", other.code)];
        findings.add(Code::ErrorText, Some(&info), args);
    }
    // 2.1: words for the whole only.
    if matches!(status, Some(Status::Stopped | Status::PartialFailed)) {
        findings.at(Code::WordOfWhole, Name::InvocationStatus, word);
    }
    // A recurring command is active between its runs, which have ended.
    if goes_on(record.outcome) && !run.recurs {
        findings.add(Code::ActiveFinished, findings.finish().as_ref(), word);
    }
    if let Some(seconds) = record.finished.seconds_since(record.started) {
        if seconds <= 0 {
            // Both may be of one second; and a time without a zone is neither before nor after one with it.
            let time = |field: Option<&Field<'_>>| field.and_then(|field| Time::read(&field.text));
            let finish = findings.finish();
            let (start, end) = (time(findings.field(Name::StartTime).as_ref()), time(finish.as_ref()));
            if end.zip(start).and_then(|(end, start)| end.millis_since(start)).is_some_and(|millis| millis < 0) {
                findings.add(Code::EndsBeforeStart, finish.as_ref(), Vec::new);
            }
        } else if let Some(timeout) = run.timeout.filter(|timeout| *timeout > 0 && seconds > timeout + SLACK) {
            let args = || vec![("seconds", seconds.to_string()), ("timeout", timeout.to_string())];
            findings.add(Code::BeyondTimeout, findings.finish().as_ref(), args);
        }
    }
    let stopped = match (class, record.legacy) {
        (Some(class), _) => Some(matches!(class, Class::Stopped | Class::Stopping)),
        (None, Reported::Known(legacy)) => Some(matches!(legacy, Legacy::Stopped | Legacy::Stopping)),
        (None, _) => None,
    };
    match (stopped, findings.field(Name::StopTime)) {
        (Some(false), Some(stop)) => findings.add(Code::StopTime, Some(&stop), Vec::new),
        // DescribeInvocations and old answers leave the field out; only an empty one says that nobody stopped it.
        (Some(true), None) => {
            let empty = record.row.member(readings, Name::StopTime);
            let empty = empty.map(|value| Field { value, reading: record.row.reading, text: String::new() });
            findings.add(Code::NoStopTime, empty.as_ref(), Vec::new);
        }
        _ => {}
    }
    if let (Some(status), Reported::Known(legacy)) = (status, record.legacy) {
        if run.recurs && legacy == Legacy::Finished && record.is_invoke_instance {
            findings.at(Code::RecurringFinished, Name::InstanceInvokeStatus, Vec::new);
        } else if !run.recurs && !status.goes_with(legacy) {
            let args = || vec![("status", status.as_str().to_owned()), ("legacy", legacy.as_str().to_owned())];
            findings.at(Code::UnusualPair, Name::InvocationStatus, args);
        }
    }
    if let Some(delivery) = findings.field(Name::OssOutputStatus) {
        of_delivery(&mut findings, &delivery);
    }
    if let Some(kept) = kept_of_dropped(record, readings) {
        findings.at(Code::DroppedEarly, Name::Dropped, || vec![("bytes", kept.to_string())]);
    }
    for name in [Name::InstanceId, Name::InvokeId] {
        if let Some(id) = findings.field(name).filter(|id| is_masked(id.text.as_bytes())) {
            findings.add(Code::MaskedId, Some(&id), || vec![("found", id.text.clone())]);
            break;
        }
    }
    findings.list
}

/// 1.5: the fields of a delivery's error are there only where it failed.
fn of_delivery(findings: &mut Findings<'_>, delivery: &Field<'_>) {
    let code = findings.field(Name::OssOutputErrorCode);
    let odd = match (delivery.text.eq_ignore_ascii_case("Failed"), &code) {
        (false, Some(code)) => code,
        (true, None) => delivery,
        _ => return,
    };
    findings.add(Code::Delivery, Some(odd), || vec![("status", delivery.text.clone())]);
}

/// How many bytes are kept of an output that was cut, where they are fewer than the service keeps.
fn kept_of_dropped(record: &Record, readings: &[Reading]) -> Option<usize> {
    record.int(readings, Name::Dropped).filter(|dropped| *dropped > 0)?;
    let content = Content::read(&record.output(readings)?.bytes(), true);
    let kept = content.bytes.len();
    // DescribeInvocations gives an empty one where it was not asked for, and documents hide what it was.
    let hidden =
        content.ending == Ending::Masked || is_masked(&content.bytes) || (kept == 0 && record.is_invoke_instance);
    (kept < QUOTA && !hidden).then_some(kept)
}

/// A schedule that cannot be read, where it stands.
fn of_schedule(invocation: &Invocation, readings: &[Reading]) -> Option<Finding> {
    let object = *invocation.rows.last()?;
    let value = object.member(readings, Name::Frequency)?;
    let frequency = scalar::text(value)?;
    let fault = Schedule::read(&frequency).err()?;
    let args = vec![("found", fault.found), ("at", fault.at.to_string()), ("frequency", excerpt(&frequency))];
    Some(Finding { code: Code::BadSchedule, reading: object.reading, span: value.span(), args })
}

/// `Repeats` against the records that are here.
fn of_history(records: &[Record], run: &Run, readings: &[Reading]) -> Option<Finding> {
    let newest = records.last().filter(|_| run.recurs && records.len() > 1)?;
    let repeats = u64::try_from(newest.int(readings, Name::Repeats)?).ok()?;
    let held = records.len() as u64;
    let odd = repeats < held || (run.complete && repeats > held);
    let value = newest.member(readings, &[Name::Repeats]).filter(|_| odd)?;
    let args = vec![("repeats", repeats.to_string()), ("n", held.to_string())];
    Some(Finding { code: Code::Repeats, reading: newest.row.reading, span: value.span(), args })
}
