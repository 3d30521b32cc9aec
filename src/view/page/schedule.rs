//! When a command recurs: in words, and its next executions.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::model::Invocation;
use crate::names::Name;
use crate::response::scalar;
use crate::schedule::{self, Doubt, Schedule, Zone};
use crate::status::{Legacy, Status};
use crate::time::Time;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::schedule::{fault_words, words};
use crate::words::phrase::{Phrase, Value};

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ScheduleView {
    pub frequency: Option<String>,
    pub words: Option<String>,
    pub zone: Option<String>,
    pub zone_kind: &'static str,
    pub next: Vec<NextExecution>,
    pub note: Option<Phrase>,
    pub fault: Option<Phrase>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct NextExecution {
    pub wall: String,
    pub instant: Option<String>,
}

/// How many executions to come are listed.
const NEXT: usize = 3;

/// When a invocation recurs, in words and as its next times; `wall_now` is the clock of its zone, where only the host knows it.
pub fn schedule(cx: &ViewContext<'_>, invocation: usize, wall_now: Option<&str>) -> Option<ScheduleView> {
    let invocation = cx.model.invocations.get(invocation).filter(|invocation| invocation.foreign.is_none())?;
    let frequency = fields::text(invocation, cx.readings, Name::Frequency);
    let starts = || {
        let mode = fields::text(invocation, cx.readings, Name::RepeatMode)?;
        let keys = [("EveryReboot", "schedule.every-start"), ("NextRebootOnly", "schedule.next-start")];
        Some(keys.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(&mode))?.1)
    };
    let key = if frequency.is_none() { Some(starts()?) } else { None };
    Some(view(cx, invocation, (frequency, key), wall_now))
}

/// The schedule that stands in `Frequency`, or what the words under a key say of it.
fn view(
    cx: &ViewContext<'_>,
    invocation: &Invocation,
    (frequency, key): (Option<String>, Option<&str>),
    wall_now: Option<&str>,
) -> ScheduleView {
    let mut view = ScheduleView {
        frequency,
        words: None,
        zone: None,
        zone_kind: "instance",
        next: Vec::new(),
        note: None,
        fault: None,
    };
    let Some(frequency) = &view.frequency else {
        view.words = key.map(|key| cx.word(key));
        view.note = is_over(cx, invocation).then(|| cx.phrase("schedule.over", &[]));
        return view;
    };
    match Schedule::read(frequency) {
        Ok(schedule) => {
            view.words = Some(words(&schedule, cx.language));
            next_executions(cx, invocation, &schedule, wall_now.and_then(schedule::read_wall), &mut view);
        }
        Err(fault) => view.fault = Some(fault_words(&fault, cx.language)),
    }
    view
}

fn next_executions(
    cx: &ViewContext<'_>,
    invocation: &Invocation,
    schedule: &Schedule,
    wall: Option<NaiveDateTime>,
    view: &mut ScheduleView,
) {
    let (minutes, kind) = match schedule.zone() {
        None => (Some(0), "fixed"),
        Some(Zone::Fixed(_, minutes)) => (Some(*minutes), "fixed"),
        Some(Zone::Named(_)) => (None, "stated"),
        Some(Zone::Instance) => (None, "instance"),
    };
    view.zone = schedule.zone().map_or(Some("UTC"), Zone::name).map(str::to_owned);
    view.zone_kind = kind;
    if is_over(cx, invocation) {
        view.note = Some(cx.phrase("schedule.over", &[]));
        return;
    }
    let is_rate = matches!(schedule, Schedule::Rate { .. });
    let (origin, counted) = if is_rate { origin(cx, invocation) } else { (None, None) };
    if is_rate && origin.is_none() {
        view.note = Some(cx.phrase("schedule.no-origin", &[]));
        return;
    }
    let now = minutes.and_then(|minutes| cx.now?.wall(minutes)).or(wall);
    let Some(now) = now else {
        view.note = zone_doubt(cx, schedule);
        return;
    };
    let next = schedule::next_executions(schedule, now, origin, NEXT);
    let note = match kind {
        _ if next.is_empty() => Some(cx.phrase("schedule.none-left", &[])),
        "instance" => Some(cx.phrase("schedule.instance-clock", &[])),
        _ => counted,
    };
    view.note = [zone_doubt(cx, schedule), note]
        .into_iter()
        .flatten()
        .reduce(|zone, note| Phrase::join(&[zone, note], &cx.word("label.space")));
    let utc = |at: NaiveDateTime| {
        let minutes = chrono::TimeDelta::minutes(i64::from(minutes?));
        Some(format!("{}Z", at.checked_sub_signed(minutes)?.to_string().replacen(' ', "T", 1)))
    };
    view.next = next.into_iter().map(|at| NextExecution { wall: at.to_string(), instant: utc(at) }).collect();
}

/// That the zone is one which agent or documents refuse, where it is.
fn zone_doubt(cx: &ViewContext<'_>, schedule: &Schedule) -> Option<Phrase> {
    let zone = schedule.zone()?;
    let key = match zone.doubt()? {
        Doubt::Refused => "schedule.zone-refused",
        Doubt::Outside => "schedule.zone-outside",
    };
    Some(cx.phrase(key, &[("zone", Value::Text(zone.name()?))]))
}

/// What a rate counts from, in UTC: its creation, else its last invocation here, which is said.
fn origin(cx: &ViewContext<'_>, invocation: &Invocation) -> (Option<NaiveDateTime>, Option<Phrase>) {
    let utc = |text: String| Time::read(&text).filter(|time| time.has_zone && time.is_in_range())?.wall(0);
    let own = fields::text(invocation, cx.readings, Name::CreationTime).and_then(utc);
    let mut newest = cx.model.instances_of(invocation).iter().filter_map(|i| cx.model.records_of(i).last());
    let created = own.or_else(|| utc(newest.clone().next()?.text(cx.readings, &[Name::CreationTime])?));
    if created.is_some() {
        return (created, None);
    }
    let last = newest.find_map(|record| utc(record.text(cx.readings, &[Name::StartTime])?));
    let note = last.map(|at| cx.phrase("schedule.from-last", &[("time", Value::Text(&format!("{at} UTC")))]));
    (last, note)
}

/// Whether the service executes it no more.
fn is_over(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let timed =
        fields::member(invocation, cx.readings, Name::Timed).and_then(|value| scalar::bool(value).ok().flatten());
    let status = invocation.status.reported.known().or(invocation.status.computed.status);
    timed == Some(false)
        || matches!(status, Some(Status::Success | Status::Failed | Status::PartialFailed | Status::Stopped))
        || invocation.legacy.reported.known() == Some(Legacy::Stopped)
}
