//! What one level makes of the next: whether an invocation is complete and recurs, what the records of an instance make of
//! it, what the instances make of the whole, and where the service and its own rules disagree.

use super::join::{began_apart, put_latest_last};
use super::paging::{Page, of_lists, of_results};
use super::types::{Instance, Invocation, Model, Paging, Record, Strays, ValueRef};
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::reading::Reading;
use crate::response::{ListCoverage, scalar};
use crate::rollup::{Agreement, LegacyTally, Rollup, Rule, Schedule, Verdict};
use crate::row::checked;
use crate::status::{Legacy, Outcome, Reported, Status};

/// Rolls every level of a model up into the next.
pub(super) fn roll_up(model: &mut Model, readings: &[Reading], results: &[Page], lists: &[Page]) {
    let (pagings, of_invocations) = of_results(model, results);
    model.pagings = pagings;
    model.lists = of_lists(lists);
    let Model { invocations, instances, records, sinks, pagings, .. } = model;
    for (invocation, paging) in invocations.iter_mut().zip(of_invocations) {
        put_latest_last(&mut invocation.rows, readings);
        let own = &mut instances[invocation.instances.start as usize..invocation.instances.end as usize];
        invocation.paging = paging;
        complete(invocation, paging.map(|paging| &pagings[paging as usize]), own);
        if invocation.foreign.is_some() {
            roll_up_foreign(invocation, own, records, readings);
            continue;
        }
        invocation.dry_run = is_dry_run(invocation, readings);
        let known = recurring(invocation, readings);
        invocation.recurring = known.or_else(|| own.iter().any(|one| repeats(one, records)).then_some(true));
        let schedule = schedule(invocation, known, own, (records, readings));
        let is_earlier = roll_up_instances(invocation, own, schedule, records);
        roll_up_whole(invocation, readings, schedule, is_earlier, sinks);
    }
}

/// Whether an invocation has a schedule, and that goes on. With a final status of the whole, the period that was set is over (api.md 3.1).
fn schedule(
    invocation: &Invocation,
    known: Option<bool>,
    instances: &[Instance],
    (records, readings): (&[Record], &[Reading]),
) -> Schedule {
    if invocation.recurring != Some(true) {
        return Schedule::None;
    }
    let reported = invocation.rows.last().and_then(|row| row.text(readings, Name::InvocationStatus));
    let is_over = |status| matches!(status, Status::Success | Status::Failed | Status::PartialFailed);
    if reported.and_then(|text| Status::read(text.as_bytes())).is_some_and(is_over) {
        return Schedule::None;
    }
    let waits = |record: &Record| {
        record.facts.status == Reported::Known(Status::Scheduled)
            || record.facts.legacy == Reported::Known(Legacy::Running)
    };
    let goes_on = || instances.iter().any(|one| records_of(one, records).iter().any(waits));
    if known == Some(true) || !invocation.lacks_rows() || goes_on() { Schedule::GoesOn } else { Schedule::Unknown }
}

/// Whether all rows are here, by the list of instances or by the pages of results.
fn complete(invocation: &mut Invocation, paging: Option<&Paging>, instances: &[Instance]) {
    let paged = paging.and_then(|paging| paging.complete);
    let listed = invocation.coverage >= ListCoverage::List && instances.iter().all(|instance| instance.row.is_some());
    invocation.complete = match invocation.coverage {
        _ if invocation.strays != Strays::None => None,
        ListCoverage::All if listed => Some(true),
        ListCoverage::List if listed => None,
        ListCoverage::Part(_) if paged != Some(true) => Some(false),
        _ => paged,
    };
    let cut = matches!(invocation.coverage, ListCoverage::Part(_)) || paging.is_some_and(|paging| paging.cut);
    invocation.cut = cut && !listed && invocation.complete != Some(true);
}

/// Of another cloud's or product's nothing is computed: its statuses stand as they are, and each instance as its newest record.
fn roll_up_foreign(invocation: &mut Invocation, instances: &mut [Instance], records: &[Record], readings: &[Reading]) {
    for instance in instances {
        if let Some(newest) = records_of(instance, records).last() {
            instance.outcome = newest.facts.outcome;
            invocation.tally.count(newest.facts.status);
            invocation.legacy_tally.count(newest.facts.legacy);
        }
        instance.status = Rollup::new(instance.status.reported, Verdict::none(Rule::Foreign), |_| None);
        instance.legacy = Rollup::new(instance.legacy.reported, Verdict::none(Rule::Foreign), |_| None);
        invocation.outcomes[instance.outcome as usize] += 1;
    }
    let row = invocation.rows.last().copied();
    let given = |name| {
        let value = row.and_then(|row: ValueRef| row.member(readings, name)).filter(|value| !value.is_cut());
        value.and_then(scalar::text).is_some()
    };
    invocation.status =
        Rollup::new(Reported::given(given(Name::InvocationStatus)), Verdict::none(Rule::Foreign), |_| None);
    invocation.legacy = Rollup::new(Reported::given(given(Name::InvokeStatus)), Verdict::none(Rule::Foreign), |_| None);
}

/// Whether the records of an instance show that its command recurs.
fn repeats(instance: &Instance, records: &[Record]) -> bool {
    let own = records_of(instance, records);
    let several = began_apart(own) && !own.iter().any(|record| record.contradicted);
    several
        || own.iter().any(|record| record.facts.repeated || record.facts.status == Reported::Known(Status::Scheduled))
}

fn records_of<'a>(instance: &Instance, records: &'a [Record]) -> &'a [Record] {
    &records[instance.records.start as usize..instance.records.end as usize]
}

/// Rolls up and counts the instances; gives whether the list of instances may be earlier than their results.
fn roll_up_instances(
    invocation: &mut Invocation,
    instances: &mut [Instance],
    schedule: Schedule,
    records: &[Record],
) -> bool {
    let recurs = invocation.recurring == Some(true);
    let mut is_earlier = false;
    for instance in instances {
        let own = records_of(instance, records);
        let (status, legacy) = roll_up_instance(instance, own, recurs, schedule);
        let newest = own.last();
        if newest.is_some_and(|newest| newest.contradicted) {
            invocation.tally.contradicted += 1;
            invocation.legacy_tally.contradicted += 1;
        } else {
            invocation.tally.count(status);
            invocation.legacy_tally.count(legacy);
        }
        is_earlier |= newest.is_some_and(|newest| {
            let earlier = newest.other_is_earlier && !newest.is_invoke_instance();
            if recurs { instance.is_overtaken(newest) } else { earlier }
        });
        invocation.outcomes[instance.outcome as usize] += 1;
    }
    is_earlier
}

/// What the instances make of the whole, held against what the service reports.
fn roll_up_whole(
    invocation: &mut Invocation,
    readings: &[Reading],
    schedule: Schedule,
    is_earlier: bool,
    sinks: &mut [Sink],
) {
    let missing = invocation.lacks_rows();
    let why = match (invocation.strays, invocation.cut) {
        (Strays::OfInstances, _) => Rule::Unnamed,
        (Strays::OfInvocations, _) => Rule::Strays,
        (Strays::None, true) => Rule::Cut,
        (Strays::None, false) => Rule::Missing,
    };
    let is_unnamed = invocation.strays == Strays::OfInstances;
    let row = invocation.rows.last().copied();
    // What the text may go on with is no status.
    let reported = |name| row.and_then(|row: ValueRef| row.member(readings, name)).filter(|value| !value.is_cut());
    let (value, legacy_value) = (reported(Name::InvocationStatus), reported(Name::InvokeStatus));
    let sink = row.map_or(0, |row| row.reading as usize);
    let status = value.map_or(Reported::Absent, |value| checked::status(value, &mut sinks[sink]));
    let legacy = legacy_value.map_or(Reported::Absent, |value| checked::legacy(value, &mut sinks[sink]));
    let (tally, legacy_tally) = (invocation.tally, invocation.legacy_tally);
    let excuse = |has_other_reading: bool, could: bool, is_final: bool| match () {
        () if has_other_reading => Some(Agreement::OtherReading),
        () if missing && could => Some(Agreement::RowsMissing),
        () if is_earlier && !is_final => Some(Agreement::AskedEarlier),
        () => None,
    };
    invocation.status = Rollup::new(status, tally.verdict(missing).because(why).unless(is_unnamed, why), |s| {
        excuse(tally.accepts_alternative(s), tally.could_become(s), s.is_final())
    });
    invocation.legacy =
        Rollup::new(legacy, legacy_tally.verdict(schedule, missing).because(why).unless(is_unnamed, why), |s| {
            excuse(legacy_tally.accepts_alternative(s), legacy_tally.could_become(s), s.is_final())
        });
    if let Some(sink) = sinks.get_mut(sink) {
        compare(&invocation.status, Status::as_str, value, Name::InvocationStatus, sink);
        compare(&invocation.legacy, Legacy::as_str, legacy_value, Name::InvokeStatus, sink);
    }
}

/// api.md 3.5, "Recurring means".
fn recurring(invocation: &Invocation, readings: &[Reading]) -> Option<bool> {
    let row = *invocation.rows.last()?;
    let timed = row.member(readings, Name::Timed).and_then(|v| scalar::bool(v).ok().flatten());
    let mode = row.text(readings, Name::RepeatMode);
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
        // The one denies the other.
        (Some(true), Some(Some(false))) => None,
        (Some(true), _) | (None, Some(Some(true))) => Some(true),
        (None, Some(known)) => known,
        (None, None) => row.text(readings, Name::Frequency).map(|_| true),
    }
}

/// Whether nothing was to be executed.
fn is_dry_run(invocation: &Invocation, readings: &[Reading]) -> bool {
    let mode = invocation.rows.last().and_then(|row| row.member(readings, Name::RepeatMode));
    mode.and_then(scalar::bytes).is_some_and(|mode| mode.eq_ignore_ascii_case(b"DryRun"))
}

/// Rolls the records of an instance up, and gives what the instance counts as for the whole.
fn roll_up_instance(
    instance: &mut Instance,
    own: &[Record],
    recurs: bool,
    schedule: Schedule,
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
    let verdict = match newest.facts.status {
        Reported::Known(status) => Verdict { status: Some(status), rule },
        other => Verdict { status: None, rule: no_status(other == Reported::Absent) },
    };
    // What waits for the next execution has ended the last one.
    let waits = |reported| (recurs && reported == Status::Scheduled).then_some(Agreement::OtherReading);
    instance.status =
        Rollup::new(instance.status.reported, verdict, |reported| waits(reported).or(earlier(reported.is_final())));
    let legacy_verdict = match newest.facts.legacy {
        _ if schedule != Schedule::None => {
            let mut tally = LegacyTally::default();
            own.iter().for_each(|record| tally.count(record.facts.legacy));
            tally.verdict(schedule, false)
        }
        Reported::Known(legacy) => Verdict { status: Some(legacy), rule },
        other => Verdict { status: None, rule: no_status(other == Reported::Absent) },
    };
    instance.legacy = Rollup::new(instance.legacy.reported, legacy_verdict, |reported| earlier(reported.is_final()));
    let (status, legacy) = instance.state(newest, recurs);
    instance.outcome = match status {
        Reported::Known(_) => Outcome::of_row(status, legacy, newest.facts.exit_code),
        Reported::Absent | Reported::Unrecognized => newest.facts.outcome,
    };
    instance.counts_as(newest, recurs)
}

impl Instance {
    /// Whether the state that is reported of a schedule is older than the newest record: a final one is that of an execution before, and
    /// what waited or ran has gone on since. One that waits for its next execution does so still.
    pub fn is_overtaken(&self, newest: &Record) -> bool {
        let Some(reported) = self.status.reported.known().filter(|_| !newest.is_invoke_instance()) else {
            return false;
        };
        let is_newer = self.row.is_some() && newest.other_row != self.row;
        let has_gone_on = self.row.is_some() && (is_newer || newest.other_is_earlier);
        match reported {
            Status::Pending | Status::Running | Status::Stopping => has_gone_on,
            _ => is_newer && reported.is_final(),
        }
    }

    /// A schedule's own state is what DescribeInvocations reports; its records only tell the executions. A final state
    /// that is reported is that of the last execution then: a newer record knows better.
    fn state(&self, newest: &Record, recurs: bool) -> (Reported<Status>, Reported<Legacy>) {
        if recurs && !self.is_overtaken(newest) {
            (self.status.reported.or(newest.facts.status), self.legacy.reported.or(newest.facts.legacy))
        } else {
            (newest.facts.status, newest.facts.legacy)
        }
    }

    /// What it counts as for the whole, once it is rolled up.
    pub fn counts_as(&self, newest: &Record, recurs: bool) -> (Reported<Status>, Reported<Legacy>) {
        let (status, legacy) = self.state(newest, recurs);
        (status, self.legacy.computed.status.map_or(legacy, Reported::Known))
    }
}

/// Says where the service and its own rules disagree.
fn compare<T: Copy + PartialEq>(
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
        Some(true) if rollup.accepts_alternative() => Code::OtherReading,
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
