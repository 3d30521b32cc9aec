//! What contradicts what: a record against itself, its times, its run's timeout and schedule -> findings with places.
//!
//! Plain rows are told to be sound when they are read (`Record::sound`), so that only the others are looked at here. A
//! finding doubts what the service says and changes nothing of it. Each check names what it stands on.

use crate::diagnostic::Code;
use crate::document::Value;
use crate::explain::{self, Kind};
use crate::model::is_masked;
use crate::model::output::{Content, Ending};
use crate::model::schedule::Schedule;
use crate::model::status::{Class, Given, Legacy, Outcome, Status};
use crate::model::{Invocation, Model, Reading, Record};
use crate::names::Name;
use crate::response::scalar;
use crate::source::{Span, excerpt};

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
            sink.note(code, span, || args);
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
        let object = invocation.objects.last();
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
            (Given::Known(_), Given::Known(legacy)) if self.recurs => legacy == Legacy::Finished && record.in_object,
            (Given::Known(status), Given::Known(legacy)) => !status.goes_with(legacy),
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

/// What contradicts what in one record.
pub fn of_record(record: &Record, run: &Run, readings: &[Reading]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let field = |name: Name| {
        let value = record.member(readings, &[name])?;
        let text = scalar::text(value)?.into_owned();
        let reading = if std::ptr::eq(value.document(), record.row.value(readings).document()) {
            record.row.reading
        } else {
            record.other_row.map_or(record.row.reading, |row| row.reading)
        };
        Some((value, reading, text))
    };
    let mut find = |code: Code, at: Option<(Value<'_>, u32, String)>, args: Vec<(&'static str, String)>| {
        if let Some((value, reading, _)) = at {
            findings.push(Finding { code, reading, span: value.span(), args });
        }
    };
    let finish = || field(Name::FinishTime).or_else(|| field(Name::FinishedTime));
    let status = record.status.known();
    let class = status.and_then(Status::class);
    let named = status.map_or_else(|| record.legacy.known().map_or("", Legacy::as_str), Status::as_str);
    let word = || vec![("status", named.to_owned())];
    let error = field(Name::ErrorCode);
    let exit = record.exit_code;
    // 2.1: Success is exit code 0.
    if status == Some(Status::Success) {
        if let Some(code) = exit.filter(|code| *code != 0) {
            find(Code::SuccessExit, field(Name::ExitCode), vec![("code", code.to_string())]);
        }
        if let Some((.., code)) = &error {
            find(Code::SuccessError, error.clone(), vec![("code", code.clone())]);
        }
    }
    if status == Some(Status::Failed) {
        if exit == Some(0) && error.is_none() {
            find(Code::FailedZero, field(Name::ExitCode), Vec::new());
        } else if exit.is_none() && error.is_none() && field(Name::ErrorInfo).is_none() {
            find(Code::FailedWithout, field(Name::InvocationStatus), Vec::new());
        }
    }
    // 2.5: each code has its sentence.
    if let (Some((.., code)), Some(info)) = (&error, field(Name::ErrorInfo))
        && let (Some(told), Some(other)) = (explain::tell(Kind::Error, code), explain::sentence(&info.2))
        && told.at != other.at
    {
        find(Code::ErrorText, Some(info), vec![("code", code.clone()), ("other", other.code)]);
    }
    // 2.1: words for the whole only.
    if matches!(status, Some(Status::Stopped | Status::PartialFailed)) {
        find(Code::WordOfWhole, field(Name::InvocationStatus), word());
    }
    // A recurring command is active between its runs, which have ended.
    if goes_on(record.outcome) && !run.recurs {
        find(Code::ActiveFinished, finish(), word());
    }
    if let Some(seconds) = record.finished.seconds_since(record.started) {
        if seconds < 0 {
            find(Code::EndsBeforeStart, finish(), Vec::new());
        } else if let Some(timeout) = run.timeout.filter(|timeout| *timeout > 0 && seconds > timeout + SLACK) {
            let args = vec![("seconds", seconds.to_string()), ("timeout", timeout.to_string())];
            find(Code::BeyondTimeout, finish(), args);
        }
    }
    let stopped = match (class, record.legacy) {
        (Some(class), _) => Some(matches!(class, Class::Stopped | Class::Stopping)),
        (None, Given::Known(legacy)) => Some(matches!(legacy, Legacy::Stopped | Legacy::Stopping)),
        (None, _) => None,
    };
    match (stopped, field(Name::StopTime)) {
        (Some(false), Some(stop)) => find(Code::StopTime, Some(stop), Vec::new()),
        // DescribeInvocations and old answers leave the field out; only an empty one says that nobody stopped it.
        (Some(true), None) => {
            let empty = record.row.member(readings, Name::StopTime).map(|v| (v, record.row.reading, String::new()));
            find(Code::NoStopTime, empty, Vec::new());
        }
        _ => {}
    }
    if let (Some(status), Given::Known(legacy)) = (status, record.legacy) {
        if run.recurs && legacy == Legacy::Finished && record.in_object {
            find(Code::RecurringFinished, field(Name::InstanceInvokeStatus), Vec::new());
        } else if !run.recurs && !status.goes_with(legacy) {
            let args = vec![("status", status.as_str().to_owned()), ("legacy", legacy.as_str().to_owned())];
            find(Code::UnusualPair, field(Name::InvocationStatus), args);
        }
    }
    // 1.5: the error fields are there only where the delivery failed.
    if let Some((.., delivery)) = field(Name::OssOutputStatus) {
        let code = field(Name::OssOutputErrorCode);
        match (delivery.eq_ignore_ascii_case("Failed"), code) {
            (false, Some(code)) => find(Code::Delivery, Some(code), vec![("status", delivery)]),
            (true, None) => find(Code::Delivery, field(Name::OssOutputStatus), vec![("status", delivery)]),
            _ => {}
        }
    }
    if let Some(kept) = kept_of_dropped(record, readings) {
        find(Code::DroppedEarly, field(Name::Dropped), vec![("bytes", kept.to_string())]);
    }
    let mut ids = [Name::InstanceId, Name::InvokeId].into_iter().filter_map(field);
    if let Some(id) = ids.find(|(.., id)| is_masked(id.as_bytes())) {
        let found = id.2.clone();
        find(Code::MaskedId, Some(id), vec![("found", found)]);
    }
    findings
}

/// How many bytes are kept of an output that was cut, where they are fewer than the service keeps.
fn kept_of_dropped(record: &Record, readings: &[Reading]) -> Option<usize> {
    record.int(readings, Name::Dropped).filter(|dropped| *dropped > 0)?;
    let content = Content::read(&record.output(readings)?.bytes(), true);
    let kept = content.bytes.len();
    // DescribeInvocations gives an empty one where it was not asked for, and documents hide what it was.
    let hidden = content.ending == Ending::Masked || is_masked(&content.bytes) || (kept == 0 && record.in_object);
    (kept < QUOTA && !hidden).then_some(kept)
}

/// A schedule that cannot be read, where it stands.
#[inline(never)]
fn of_schedule(invocation: &Invocation, readings: &[Reading]) -> Option<Finding> {
    let object = *invocation.objects.last()?;
    let value = object.member(readings, Name::Frequency)?;
    let frequency = scalar::text(value)?;
    let fault = Schedule::read(&frequency).err()?;
    let args = vec![("found", fault.found), ("at", fault.at.to_string()), ("frequency", excerpt(&frequency))];
    Some(Finding { code: Code::BadSchedule, reading: object.reading, span: value.span(), args })
}

/// `Repeats` against the records that are here.
#[inline(never)]
fn of_history(records: &[Record], run: &Run, readings: &[Reading]) -> Option<Finding> {
    let newest = records.last().filter(|_| run.recurs && records.len() > 1)?;
    let repeats = u64::try_from(newest.int(readings, Name::Repeats)?).ok()?;
    let held = records.len() as u64;
    let odd = repeats < held || (run.complete && repeats > held);
    let value = newest.member(readings, &[Name::Repeats]).filter(|_| odd)?;
    let args = vec![("repeats", repeats.to_string()), ("n", held.to_string())];
    Some(Finding { code: Code::Repeats, reading: newest.row.reading, span: value.span(), args })
}
