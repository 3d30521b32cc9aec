//! What each level's status is called, and which of several statuses leads.

use std::borrow::Cow;

use crate::explain::Kind;
use crate::model::{Instance, Invocation, Record};
use crate::names::Name;
use crate::response::scalar;
use crate::rollup::{Agreement, Rollup, Rule};
use crate::row::{Flags, two_statuses};
use crate::status::{Class, Legacy, Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::badge::{Entry, Label, OutcomeCount};
use crate::view::parts::status;
use crate::view::phrases::times;
use crate::words::phrase::Value;

/// The word for an outcome.
pub fn outcome(cx: &ViewContext<'_>, outcome: Outcome) -> String {
    cx.word(&format!("outcome.{}", outcome.as_str()))
}

/// Counts per outcome, worst first, without zeros.
pub fn outcome_counts(cx: &ViewContext<'_>, outcomes: &[u32; 9]) -> Vec<OutcomeCount> {
    let present = Outcome::ALL.into_iter().filter(|outcome| outcomes[*outcome as usize] > 0);
    present
        .map(|outcome| OutcomeCount {
            outcome: outcome.as_str(),
            label: self::outcome(cx, outcome),
            count: outcomes[outcome as usize],
        })
        .collect()
}

/// A record's status as the service spells it, and nothing else: both where it gives two.
pub fn word(cx: &ViewContext<'_>, record: &Record) -> String {
    let both = || {
        let both = two_statuses(record.row.value(cx.readings))?;
        Some(both.map(|one| scalar::text(one).unwrap_or_default()).join(" / ").into())
    };
    let word = match record.facts.status {
        _ if record.facts.flags.has(Flags::TWO_STATUSES) => both(),
        Reported::Absent => status::legacy_of_record(record, cx.readings),
        _ => status::of_record(record, cx.readings),
    };
    word.map_or_else(|| cx.word("label.none"), Cow::into_owned)
}

/// What a record's status is called: the service's word, with the exit code where the word alone is too little.
pub fn record(cx: &ViewContext<'_>, record: &Record) -> Label {
    let word = match (record.facts.status, record.facts.legacy, record.facts.exit_code) {
        (Reported::Absent, Reported::Known(Legacy::Finished), Some(code)) => {
            cx.text("label.finished", &[("code", Value::Text(&code.to_string()))])
        }
        _ => word(cx, record),
    };
    (word, record.facts.outcome, known_status(record))
}

/// What an instance's status is called.
pub fn instance(cx: &ViewContext<'_>, instance: &Instance) -> Label {
    let newest = cx.model.records_of(instance).last();
    let reported = status::of_instance(instance, cx.readings).reported;
    let reported =
        reported.map(|word| (word, instance.status.reported.known().map(|one| (Kind::Status, one.as_str()))));
    let newest_label = newest.map(|record| {
        let (word, _, entry) = self::record(cx, record);
        (word, entry)
    });
    // A schedule's own state is the reported one; a single execution's is that of its record, which may be newer.
    let recurs = cx.model.invocations[instance.invocation as usize].recurring == Some(true);
    let own = recurs && !newest.is_some_and(|newest| instance.is_overtaken(newest));
    let label = if own { reported.or(newest_label) } else { newest_label };
    let (word, entry) = label.unwrap_or_else(|| (cx.word("label.none"), None));
    (word, instance.outcome, entry)
}

/// What the whole is called: the computed status where there is one, since its instances show it, unless the service
/// reports worse; else the reported. A dry run is called one.
pub fn invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> Label {
    let (word, outcome, entry) = status(cx, invocation);
    if invocation.dry_run {
        let outcome = if outcome == Outcome::Succeeded { Outcome::Finished } else { outcome };
        return (cx.text("verdict.dry-run-label", &[("status", Value::Text(&word))]), outcome, entry);
    }
    (word, outcome, entry)
}

/// What the whole is called, whether it was a dry run or not.
pub fn status(cx: &ViewContext<'_>, invocation: &Invocation) -> Label {
    let status = leading(&invocation.status);
    if let Some(status) = status {
        let outcome = Outcome::of(Reported::Known(status), Reported::Absent, None);
        return (status.as_str().to_owned(), outcome, Some((Kind::Status, status.as_str())));
    }
    let raw = status::of_invocation(invocation, cx.readings).reported;
    if let Some(legacy) = leading(&invocation.legacy).filter(|_| raw.is_none()) {
        let outcome = match legacy {
            Legacy::Finished => worst_outcome(invocation),
            other => Outcome::of(Reported::Absent, Reported::Known(other), None),
        };
        return (legacy.as_str().to_owned(), outcome, Some((Kind::Legacy, legacy.as_str())));
    }
    let is_denied = invocation.status.computed.rule == Rule::Contradiction;
    let raw = raw.or_else(|| status::legacy_of_invocation(invocation, cx.readings).reported);
    if let Some(raw) = raw.filter(|_| !is_denied) {
        let outcome = if invocation.foreign.is_some() { Outcome::of_other(&raw, None) } else { Outcome::Unknown };
        return (raw, outcome, None);
    }
    // That none failed so far is no success.
    match worst_outcome(invocation) {
        Outcome::Failed => (cx.word("label.failed-so-far"), Outcome::Failed, None),
        Outcome::Succeeded if invocation.foreign.is_some() => (cx.word("label.no-overall"), Outcome::Finished, None),
        Outcome::Succeeded | Outcome::Stopped => (cx.word("label.no-verdict"), Outcome::Finished, None),
        worst => (cx.word("label.no-verdict"), worst, None),
    }
}

/// The status that a record goes by, where it is one that we know.
pub fn known_status(record: &Record) -> Entry {
    match (record.facts.status, record.facts.legacy) {
        _ if record.facts.flags.has(Flags::TWO_STATUSES) => None,
        (Reported::Known(status), _) => Some((Kind::Status, status.as_str())),
        (Reported::Absent, Reported::Known(legacy)) => Some((Kind::Legacy, legacy.as_str())),
        (Reported::Absent | Reported::Unrecognized, _) => None,
    }
}

/// When an execution was, as it is read; what it waits for where it has no time.
pub fn execution_time(cx: &ViewContext<'_>, record: &Record) -> String {
    let start = record.text(cx.readings, &[Name::StartTime]);
    let time = start.or_else(|| record.text(cx.readings, fields::FINISH)).map(|text| times::instant(cx, &text));
    time.unwrap_or_else(|| {
        let waits = matches!(record.facts.outcome, Outcome::Pending | Outcome::Scheduled);
        cx.word(if waits { "label.not-started" } else { "label.no-time" })
    })
}

/// Whether the service's word leads, since it is worse.
pub fn service_leads(invocation: &Invocation) -> bool {
    is_worse(&invocation.status) || invocation.status.computed.status.is_none() && is_worse(&invocation.legacy)
}

/// The computed status where there is one, unless the reported one is another reading of the same rules, or worse.
fn leading<T: Word>(rollup: &Rollup<T>) -> Option<T> {
    let reported = rollup.reported.known();
    if rollup.accepts_alternative() || is_worse(rollup) {
        return reported;
    }
    // Over rows that deny each other, no good word leads.
    let is_denied = |reported: &T| rollup.computed.rule == Rule::Contradiction && reported.badness() == Badness::Good;
    rollup.computed.status.or(reported.filter(|reported| !is_denied(reported)))
}

/// Whether the service reports worse than the rows that are here: others are likely why.
fn is_worse<T: Word>(rollup: &Rollup<T>) -> bool {
    let differs = matches!(rollup.agreement, Agreement::Differs | Agreement::RowsMissing);
    let badness = |status: Option<T>| status.map(Word::badness);
    let computed = badness(rollup.computed.status);
    differs && computed != Some(Badness::Active) && badness(rollup.reported.known()) > computed
}

/// How bad a status of the whole is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Badness {
    Good,
    Stopped,
    Active,
    PartlyFailed,
    Failed,
}

/// A word of either vocabulary.
trait Word: Copy + PartialEq {
    fn badness(self) -> Badness;
}

impl Word for Status {
    fn badness(self) -> Badness {
        match self.class() {
            None => Badness::PartlyFailed,
            Some(Class::Success) => Badness::Good,
            Some(Class::Failed) => Badness::Failed,
            Some(Class::Stopped) => Badness::Stopped,
            Some(Class::Pending | Class::Scheduled | Class::Running | Class::Stopping) => Badness::Active,
        }
    }
}

impl Word for Legacy {
    fn badness(self) -> Badness {
        match self {
            Legacy::Finished => Badness::Good,
            Legacy::Stopped => Badness::Stopped,
            Legacy::Running | Legacy::Stopping => Badness::Active,
            Legacy::PartialFailed => Badness::PartlyFailed,
            Legacy::Failed => Badness::Failed,
        }
    }
}

/// The worst of its instances, where the status of the whole is too little.
pub fn worst_outcome(invocation: &Invocation) -> Outcome {
    let present = |outcome: &Outcome| invocation.outcomes[*outcome as usize] > 0;
    Outcome::ALL.into_iter().find(present).unwrap_or(Outcome::Unknown)
}
