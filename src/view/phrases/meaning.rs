//! What a record's status means, and what became of one execution of a recurring command.

use crate::diagnostic::Severity;
use crate::model::Record;
use crate::model::history;
use crate::row::Flags;
use crate::status::{Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::parts::fact::Reason;
use crate::view::phrases::labels;
use crate::words::phrase::{Phrase, Value};

/// What a record's status means; of an execution that ended while its schedule goes on, what became of it first.
pub fn of_record(cx: &ViewContext<'_>, record: &Record) -> Phrase {
    if record.facts.flags.has(Flags::FOREIGN) {
        return cx.phrase("label.foreign", &[]);
    }
    if record.facts.flags.has(Flags::TWO_STATUSES) {
        return cx.phrase("label.two-statuses", &[]);
    }
    let key = match (record.facts.status, record.facts.legacy) {
        (Reported::Known(Status::Failed), _) if record.facts.exit_code.is_none() => "label.failed-no-exit".to_owned(),
        (Reported::Known(status), _) => format!("status.{}", status.as_str()),
        (Reported::Absent, Reported::Known(legacy)) => format!("legacy.{}", legacy.as_str()),
        (Reported::Absent, Reported::Absent) => "status.absent".to_owned(),
        (Reported::Unrecognized, _) | (Reported::Absent, Reported::Unrecognized) => "status.unrecognized".to_owned(),
    };
    let meaning = of_status(cx, key, record);
    let invocation = cx.model.instances[record.instance as usize].invocation;
    if cx.model.invocations[invocation as usize].dry_run {
        return match record.facts.outcome {
            Outcome::Succeeded => cx.phrase("dry-run.passed", &[]),
            _ => cx.phrase("dry-run.meaning", &[("meaning", Value::Phrase(&meaning))]),
        };
    }
    match execution_outcome(cx, record) {
        Some(outcome) => {
            let outcome = labels::outcome(cx, outcome);
            let args = [("outcome", Value::Text(&outcome)), ("meaning", Value::Phrase(&meaning))];
            cx.phrase("history.this-execution", &args)
        }
        None => meaning,
    }
}

fn of_status(cx: &ViewContext<'_>, key: String, record: &Record) -> Phrase {
    let invocation = cx.model.instances[record.instance as usize].invocation;
    let recurs = cx.model.invocations[invocation as usize].recurring == Some(true);
    let own = recurs.then(|| format!("{key}.recurring")).filter(|own| cx.lookup(own).is_some());
    cx.phrase(&own.unwrap_or(key), &[])
}

/// What a legacy status means that stands beside a current one.
pub fn of_legacy(cx: &ViewContext<'_>, record: &Record) -> Option<Reason> {
    let legacy = record.facts.legacy.known().filter(|_| record.facts.status != Reported::Absent)?;
    let what = of_status(cx, format!("legacy.{}", legacy.as_str()), record);
    let severity = Severity::Info.as_str();
    Some(Reason { code: None, what, likely: None, remedy: None, severity, kind: "", entry: "", more: None })
}

/// What became of an execution of a recurring command, where its row has the state of the schedule and more.
pub fn execution_outcome(cx: &ViewContext<'_>, record: &Record) -> Option<Outcome> {
    let invocation = cx.model.instances[record.instance as usize].invocation;
    let recurs = cx.model.invocations[invocation as usize].recurring == Some(true);
    let outcome = recurs.then(|| history::outcome_of(record, cx.readings))??;
    (outcome != record.facts.outcome).then_some(outcome)
}
