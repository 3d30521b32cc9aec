//! What one level says of the next: whether a run recurs, what the records of an instance make of it, and where the
//! service and its own rules disagree.

use super::{Instance, Invocation, Reading, Record};
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::response::scalar;
use crate::rollup::{Agreement, LegacyTally, Rollup, Rule, Verdict};
use crate::status::{Legacy, Outcome, Reported, Status};

/// api.md 3.5, "Recurring means".
pub(super) fn recurring(invocation: &Invocation, readings: &[Reading]) -> Option<bool> {
    let object = *invocation.rows.last()?;
    let timed = object.member(readings, Name::Timed).and_then(|v| scalar::bool(v).ok().flatten());
    let mode = object.text(readings, Name::RepeatMode);
    let repeats = mode.as_deref().map(|mode| {
        let one_of = |modes: &[&str]| modes.iter().any(|m| m.eq_ignore_ascii_case(mode));
        if one_of(&["Period", "EveryReboot", "NextRebootOnly"]) {
            Some(true)
        } else if one_of(&["Once", "DryRun"]) {
            Some(false)
        } else {
            None
        }
    });
    match (timed, repeats) {
        (Some(false), _) => Some(false),
        (Some(true), _) | (None, Some(Some(true))) => Some(true),
        (None, Some(known)) => known,
        (None, None) => object.text(readings, Name::Frequency).map(|_| true),
    }
}

/// Whether nothing was to be executed.
pub(super) fn is_dry_run(invocation: &Invocation, readings: &[Reading]) -> bool {
    let mode = invocation.rows.last().and_then(|object| object.member(readings, Name::RepeatMode));
    mode.and_then(scalar::bytes).is_some_and(|mode| mode.eq_ignore_ascii_case(b"DryRun"))
}

/// Rolls the records of an instance up, and gives what the instance counts as for the whole.
pub(super) fn roll_up_instance(
    instance: &mut Instance,
    own: &[Record],
    recurs: bool,
) -> (Reported<Status>, Reported<Legacy>) {
    let Some(newest) = own.last() else {
        return (Reported::Absent, Reported::Absent);
    };
    if newest.contradicted {
        instance.status = Rollup::new(instance.status.reported, Verdict::none(Rule::Contradiction), |_| None);
        instance.legacy = Rollup::new(instance.legacy.reported, Verdict::none(Rule::Contradiction), |_| None);
        instance.outcome = Outcome::Unknown;
        return (Reported::Absent, Reported::Absent);
    }
    // A row that was asked for earlier says what was so then.
    let overtaken = recurs && instance.is_overtaken(newest);
    let earlier = |is_final: bool| {
        let earlier = newest.other_is_earlier && !is_final && !recurs;
        (earlier || overtaken).then_some(Agreement::AskedEarlier)
    };
    let rule = if own.len() == 1 { Rule::OneRecord } else { Rule::NewestRecord };
    let no_status = |absent| {
        if absent { Rule::NotGiven } else { Rule::Unrecognized }
    };
    let verdict = match newest.status {
        Reported::Known(status) => Verdict { status: Some(status), rule },
        other => Verdict { status: None, rule: no_status(other == Reported::Absent) },
    };
    instance.status = Rollup::new(instance.status.reported, verdict, |reported| earlier(reported.is_final()));
    let legacy_verdict = if recurs {
        let mut tally = LegacyTally::default();
        own.iter().for_each(|record| tally.count(record.legacy));
        tally.verdict(true, false)
    } else {
        match newest.legacy {
            Reported::Known(legacy) => Verdict { status: Some(legacy), rule },
            other => Verdict { status: None, rule: no_status(other == Reported::Absent) },
        }
    };
    instance.legacy = Rollup::new(instance.legacy.reported, legacy_verdict, |reported| earlier(reported.is_final()));
    let (status, legacy) = instance.state(newest, recurs);
    instance.outcome = match status {
        Reported::Known(_) => Outcome::of(status, legacy, newest.exit_code),
        Reported::Absent | Reported::Unrecognized => newest.outcome,
    };
    instance.counts_as(newest, recurs)
}

impl Instance {
    /// Whether a final state that is reported is older than the newest record: it is that of an execution before.
    pub fn is_overtaken(&self, newest: &Record) -> bool {
        let is_newer = self.row.is_some() && !newest.is_invoke_instance && newest.other_row != self.row;
        is_newer && self.status.reported.known().is_some_and(Status::is_final)
    }

    /// A schedule's own state is what DescribeInvocations reports; its records only tell the executions. A final state
    /// that is reported is that of the last execution then: a newer record knows better.
    fn state(&self, newest: &Record, recurs: bool) -> (Reported<Status>, Reported<Legacy>) {
        if recurs && !self.is_overtaken(newest) {
            (self.status.reported.or(newest.status), self.legacy.reported.or(newest.legacy))
        } else {
            (newest.status, newest.legacy)
        }
    }

    /// What it counts as for the whole, once it is rolled up.
    pub fn counts_as(&self, newest: &Record, recurs: bool) -> (Reported<Status>, Reported<Legacy>) {
        let (status, legacy) = self.state(newest, recurs);
        (status, self.legacy.computed.status.map_or(legacy, Reported::Known))
    }
}

/// Notes where the service and its own rules disagree.
pub(super) fn compare<T: Copy + PartialEq>(
    rollup: &Rollup<T>,
    spell: impl Fn(T) -> &'static str,
    value: Option<Value<'_>>,
    name: Name,
    sink: &mut Sink,
) {
    let (Some(value), Some(computed)) = (value, rollup.computed.status) else {
        return;
    };
    let code = match rollup.agrees() {
        Some(false) => Code::Disagrees,
        Some(true) if rollup.also_reads() => Code::OtherReading,
        Some(true) | None => return,
    };
    let reported = scalar::text(value).unwrap_or_default().into_owned();
    sink.emit(code, value.span(), || {
        vec![
            ("name", name.as_str().to_owned()),
            ("reported", reported),
            ("computed", spell(computed).to_owned()),
            ("rule", rollup.computed.rule.id().to_owned()),
        ]
    });
}
