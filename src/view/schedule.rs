//! A schedule -> words and the next runs. Sentences are made from the sets of values, not from how they are written, so
//! that whatever fits is said and nothing else.

use chrono::{Datelike, NaiveDateTime};
use serde::Serialize;

use super::read;
use super::say::Speech;
use crate::model::Invocation;
use crate::model::schedule::{
    self, Cron, DayRule, Expected, FIRST_YEAR, Fault, Field, Schedule, Set, Zone, values, whole_step,
};
use crate::model::status::{Legacy, Status};
use crate::model::time::Time;
use crate::names::Name;
use crate::response::scalar;
use crate::words::Language;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ScheduleView {
    pub frequency: Option<String>,
    pub words: Option<String>,
    pub zone: Option<String>,
    pub zone_kind: &'static str,
    pub next: Vec<NextRun>,
    pub note: Option<String>,
    pub fault: Option<String>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct NextRun {
    pub wall: String,
    pub instant: Option<String>,
}

/// How many runs to come are told.
const NEXT: usize = 3;
/// How many times of a day are listed one by one.
const LISTED: u32 = 6;

impl Speech<'_> {
    /// When a run recurs, in words and as its next times; `wall_now` is the clock of its zone, where only the host knows it.
    pub fn schedule(&self, invocation: usize, wall_now: Option<&str>) -> Option<ScheduleView> {
        let invocation = self.model.invocations.get(invocation)?;
        let frequency = read::text(invocation, self.readings, Name::Frequency);
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
            let mode = read::text(invocation, self.readings, Name::RepeatMode)?;
            let key = [("EveryReboot", "schedule.every-start"), ("NextRebootOnly", "schedule.next-start")];
            let key = key.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(&mode))?.1;
            view.words = Some(self.language.word(key));
            view.note = self.is_over(invocation).then(|| self.language.word("schedule.over"));
            return Some(view);
        };
        match Schedule::read(frequency) {
            Ok(schedule) => {
                view.words = Some(words(&schedule, self.language));
                self.next_runs(invocation, &schedule, wall_now.and_then(schedule::read_wall), &mut view);
            }
            Err(fault) => view.fault = Some(fault_words(&fault, self.language)),
        }
        Some(view)
    }

    fn next_runs(&self, run: &Invocation, schedule: &Schedule, wall: Option<NaiveDateTime>, view: &mut ScheduleView) {
        let (minutes, kind) = match schedule.zone() {
            None => (Some(0), "fixed"),
            Some(Zone::Fixed(_, minutes)) => (Some(*minutes), "fixed"),
            Some(Zone::Named(_)) => (None, "stated"),
            Some(Zone::Instance) => (None, "instance"),
        };
        view.zone = schedule.zone().map_or(Some("UTC"), Zone::name).map(str::to_owned);
        view.zone_kind = kind;
        if self.is_over(run) {
            view.note = Some(self.language.word("schedule.over"));
            return;
        }
        let is_rate = matches!(schedule, Schedule::Rate { .. });
        let (origin, counted) = if is_rate { self.origin(run) } else { (None, None) };
        if is_rate && origin.is_none() {
            view.note = Some(self.language.word("schedule.no-origin"));
            return;
        }
        let now = minutes.and_then(|minutes| self.now?.wall(minutes)).or(wall);
        let Some(now) = now else { return };
        let next = schedule::next_runs(schedule, now, origin, NEXT);
        view.note = match kind {
            _ if next.is_empty() => Some(self.language.word("schedule.none-left")),
            "instance" => Some(self.language.word("schedule.instance-clock")),
            _ => counted,
        };
        let utc = |at: NaiveDateTime| {
            let minutes = chrono::TimeDelta::minutes(i64::from(minutes?));
            Some(format!("{}Z", at.checked_sub_signed(minutes)?.to_string().replacen(' ', "T", 1)))
        };
        view.next = next.into_iter().map(|at| NextRun { wall: at.to_string(), instant: utc(at) }).collect();
    }

    /// What a rate counts from, in UTC: its creation, else its last run here, which is said.
    fn origin(&self, run: &Invocation) -> (Option<NaiveDateTime>, Option<String>) {
        let utc = |text: String| Time::read(&text).filter(|time| time.has_zone)?.wall(0);
        let own = read::text(run, self.readings, Name::CreationTime).and_then(utc);
        let mut newest = self.model.instances_of(run).iter().filter_map(|i| self.model.records_of(i).last());
        let created = own.or_else(|| utc(newest.clone().next()?.text(self.readings, &[Name::CreationTime])?));
        if created.is_some() {
            return (created, None);
        }
        let last = newest.find_map(|record| utc(record.text(self.readings, &[Name::StartTime])?));
        let note = last.map(|at| self.say("schedule.from-last", &[("time", &format!("{at} UTC"))]));
        (last, note)
    }

    /// Whether the service runs it no more.
    fn is_over(&self, run: &Invocation) -> bool {
        let timed = read::member(run, self.readings, Name::Timed).and_then(|value| scalar::bool(value).ok().flatten());
        let status = run.status.reported.known().or(run.status.computed.status);
        timed == Some(false)
            || matches!(status, Some(Status::Success | Status::Failed | Status::PartialFailed | Status::Stopped))
            || run.legacy.reported.known() == Some(Legacy::Stopped)
    }
}

/// What cannot be read, in words.
pub fn fault_words(fault: &Fault, language: Language) -> String {
    let expected = match fault.expected {
        Expected::Fields => language.word("schedule.expected.fields"),
        Expected::Value(field) => field_words(field, language),
        Expected::Upward => language.word("schedule.expected.upward"),
        Expected::WeekdayStep => language.word("schedule.expected.weekday-step"),
        Expected::Zone => language.word("schedule.expected.zone"),
        Expected::Instant => language.word("schedule.expected.instant"),
        Expected::Rate => language.word("schedule.expected.rate"),
    };
    let args = [("expected", &*expected), ("at", &*fault.at.to_string()), ("found", &fault.found)];
    language.say("schedule.fault", &args)
}

fn field_words(field: &Field, language: Language) -> String {
    let at = ["second", "minute", "hour", "day", "month", "weekday", "year"].iter().position(|id| *id == field.id);
    let name = nth_word("schedule.fields", at.unwrap_or_default(), language);
    let args = [("field", name), ("min", &*field.min.to_string()), ("max", &*field.max.to_string())];
    language.say("schedule.expected.value", &args)
}

/// A schedule in words.
pub fn words(schedule: &Schedule, language: Language) -> String {
    let say = Sayer { language };
    match schedule {
        Schedule::Rate { n, unit } => say.every(*n, *unit),
        Schedule::At(at, zone) => {
            let month = nth_word("schedule.months", at.month0() as usize, language);
            let args = [
                ("year", &*at.year().to_string()),
                ("month", month),
                ("day", &*at.day().to_string()),
                ("time", &*at.time().to_string()),
            ];
            say.zoned(&language.say("schedule.once", &args), zone)
        }
        Schedule::Cron(cron, zone) => say.cron(cron, zone),
    }
}

/// One of the words of an entry that holds several, such as the months.
fn nth_word(key: &str, at: usize, language: Language) -> &'static str {
    language.find(key).and_then(|words| words.split('|').nth(at)).unwrap_or_default()
}

#[derive(Clone, Copy)]
struct Sayer {
    language: Language,
}

/// The times of a day in words, and whether they follow "at".
enum Times {
    /// `10:15 and 14:00`
    Clock(String),
    /// `every 5 minutes`, all day long
    Always(String),
    /// `every 5 minutes from 14:00 to 14:55`
    Part(String),
}

impl Sayer {
    fn say(self, key: &str, args: &[(&str, &str)]) -> String {
        self.language.say(key, args)
    }

    fn every(self, n: u32, unit: char) -> String {
        let key = match unit {
            's' => "schedule.every.s",
            'm' => "schedule.every.m",
            'h' => "schedule.every.h",
            _ => "schedule.every.d",
        };
        self.say(key, &[("n", &n.to_string())])
    }

    /// `a, b and c`
    fn list(self, items: impl IntoIterator<Item = String>) -> String {
        let mut items: Vec<String> = items.into_iter().collect();
        let last = items.pop().unwrap_or_default();
        if items.is_empty() {
            return last;
        }
        self.say("schedule.and", &[("list", &items.join(&self.language.word("schedule.comma"))), ("last", &last)])
    }

    /// Values with ranges drawn together: `1 to 5 and 20`.
    fn ranges(self, set: Set, base: u32, show: impl Fn(u32) -> String) -> String {
        self.list(runs(set).into_iter().flat_map(|(first, last)| {
            let ends = [show(first + base), show(last + base)];
            match last - first {
                0 => vec![ends[0].clone()],
                1 => ends.to_vec(),
                _ => vec![self.say("schedule.to", &[("first", &ends[0]), ("last", &ends[1])])],
            }
        }))
    }

    fn zoned(self, sentence: &str, zone: &Zone) -> String {
        let own = self.language.word("schedule.own-time");
        self.say("schedule.zoned", &[("sentence", sentence), ("zone", zone.name().unwrap_or(&own))])
    }

    fn cron(self, cron: &Cron, zone: &Zone) -> String {
        let mut day = self.days(cron);
        if !cron.every_year() {
            day = self.say("schedule.in-years", &[("day", &day), ("years", &self.years(cron.year))]);
        }
        let sentence = match self.times(cron) {
            // Whose clock it is matters little to what goes on all day.
            Times::Always(time) if cron.is_daily() && *zone == Zone::Instance => return time,
            Times::Always(time) if cron.is_daily() => time,
            Times::Clock(time) => self.say("schedule.day-at", &[("day", &day), ("time", &time)]),
            Times::Always(time) | Times::Part(time) => {
                self.say("schedule.day-every", &[("day", &day), ("time", &time)])
            }
        };
        self.zoned(&sentence, zone)
    }

    fn times(self, cron: &Cron) -> Times {
        let Cron { second, minute, hour, .. } = *cron;
        let one = Set::is_power_of_two;
        let first = Set::trailing_zeros;
        let clock = |h: u32, m: u32| match first(second) {
            0 => format!("{h:02}:{m:02}"),
            s => format!("{h:02}:{m:02}:{s:02}"),
        };
        if one(second) {
            if minute.count_ones() * hour.count_ones() <= LISTED {
                let each = |h: u32| values(minute, 0).map(move |m| (h, m));
                return Times::Clock(self.list(values(hour, 0).flat_map(each).map(|(h, m)| clock(h, m))));
            }
            let hours = runs(hour);
            let all_day = hours == [(0, 23)];
            let from_to = |(from, to): (u32, u32)| {
                let (from, to) = (clock(from, first(minute)), clock(to, minute.ilog2()));
                self.say("schedule.from-to", &[("first", &from), ("last", &to)])
            };
            // One distance through an hour and into the next, or within hours that stand alone.
            let minutes = whole_step(minute, 60).or_else(|| {
                let alone = hours.iter().all(|(from, to)| from == to);
                even_step(minute).filter(|_| alone)
            });
            if let Some(step) = minutes.filter(|_| hours.len() <= 3 && !one(minute)) {
                let every = self.every(step, 'm');
                if all_day && first(minute) == 0 && first(second) == 0 {
                    return Times::Always(every);
                }
                let parts = self.list(hours.into_iter().map(from_to));
                return Times::Part(self.say("schedule.every-from", &[("every", &every), ("parts", &parts)]));
            }
            if one(minute) && hours.len() <= 3 && hours.iter().all(|(from, to)| from < to) && !all_day {
                let parts = self.list(hours.into_iter().map(from_to));
                let every = self.every(1, 'h');
                return Times::Part(self.say("schedule.every-from", &[("every", &every), ("parts", &parts)]));
            }
            if let Some(step) = even_step(hour).filter(|_| one(minute)) {
                let every = self.every(step, 'h');
                if whole_step(hour, 24).is_some() && clock(first(hour), first(minute)) == "00:00" {
                    return Times::Always(every);
                }
                let parts = from_to((first(hour), hour.ilog2()));
                return Times::Part(self.say("schedule.every-from", &[("every", &every), ("parts", &parts)]));
            }
        }
        if first(second) == 0 && one(second) && hour.count_ones() == 24 {
            let minutes = self.ranges(minute, 0, |n| n.to_string());
            return Times::Always(self.say("schedule.hourly", &[("minutes", &minutes)]));
        }
        if let Some(step) = whole_step(second, 60).filter(|_| minute.count_ones() == 60 && hour.count_ones() == 24)
            && first(second) == 0
        {
            return Times::Always(self.every(step, 's'));
        }
        let part = |set: Set, all: u32| match set.count_ones() {
            n if n == all => self.language.word("schedule.any"),
            _ => self.ranges(set, 0, |n| n.to_string()),
        };
        let args = [("s", &*part(second, 60)), ("m", &*part(minute, 60)), ("h", &*part(hour, 24))];
        Times::Part(self.say("schedule.fields-at", &args))
    }

    fn days(self, cron: &Cron) -> String {
        let DayRule { by_month, by_week, .. } = cron.days;
        let days = &cron.days;
        let word = |key: &str, at: u32| nth_word(key, at as usize, self.language).to_owned();
        let months = self.list(values(cron.month, 0).map(|n| word("schedule.months", n - 1)));
        let every_month = cron.every_month();
        let of = if every_month { self.language.word("schedule.each-month") } else { months.clone() };
        let in_months =
            if every_month { String::new() } else { self.say("schedule.in-months", &[("months", &months)]) };
        let every_day =
            !by_month && !by_week || by_month && days.month_days.count_ones() == 31 || days.week_days == 0xFE;
        if every_day {
            return self.say("schedule.every-day", &[("in", &in_months)]);
        }
        let weekdays = |set: Set| self.list(values(set, 0).map(|n| word("schedule.weekdays", n - 1)));
        let mut parts = Vec::new();
        let add = |parts: &mut Vec<String>, set: Set, key: &str, days: &str, n: u32| {
            if set != 0 {
                let nth = self.ordinal(n);
                parts.push(self.say(key, &[("days", days), ("of", &of), ("in", &in_months), ("nth", &nth)]));
            }
        };
        if by_month {
            match even_step(days.month_days).filter(|step| *step > 1 && days.month_days.count_ones() > 3) {
                Some(step) => {
                    let (first, last) = (days.month_days.trailing_zeros(), days.month_days.ilog2());
                    let ends = [self.ordinal(first), self.ordinal(last)];
                    let args = [("n", &*step.to_string()), ("first", &*ends[0]), ("last", &*ends[1]), ("of", &*of)];
                    parts.push(self.say("schedule.step-days", &args));
                }
                None => add(
                    &mut parts,
                    days.month_days,
                    "schedule.on-days",
                    &self.ranges(days.month_days, 0, |n| self.ordinal(n)),
                    0,
                ),
            }
            add(&mut parts, u128::from(days.last_day), "schedule.last-day", "", 0);
            add(&mut parts, u128::from(days.last_workday), "schedule.last-workday", "", 0);
            add(
                &mut parts,
                days.workdays,
                "schedule.workdays",
                &self.list(values(days.workdays, 0).map(|n| self.ordinal(n))),
                0,
            );
        }
        if by_week {
            let plain = if days.week_days == 0x3E { "schedule.workweek" } else { "schedule.on-weekdays" };
            add(&mut parts, days.week_days, plain, &weekdays(days.week_days), 0);
            add(&mut parts, days.last_week_days, "schedule.last-weekdays", &weekdays(days.last_week_days), 0);
            for (nth, set) in (1..).zip(days.nth_week_days) {
                add(&mut parts, set, "schedule.nth-weekdays", &weekdays(set), nth);
            }
        }
        parts.join(&self.language.word("schedule.also"))
    }

    fn years(self, set: Set) -> String {
        let show = |year: u32| year.to_string();
        let last = set.checked_ilog2().unwrap_or(0);
        match even_step(set) {
            Some(step) if step > 1 && last + step > 127 => {
                let first = show(set.trailing_zeros() + FIRST_YEAR);
                self.say("schedule.step-years", &[("n", &step.to_string()), ("first", &first)])
            }
            // A step from 1970 beyond all years leaves that one, which no set holds.
            _ if set == 0 => self.say("schedule.years", &[("years", "1970")]),
            _ => self.say("schedule.years", &[("years", &self.ranges(set, FIRST_YEAR, show))]),
        }
    }

    /// `1st`, in English.
    fn ordinal(self, n: u32) -> String {
        let ending = match (self.language, n % 10, n % 100) {
            (Language::Zh, ..) => "",
            (_, 1, tens) if tens != 11 => "st",
            (_, 2, tens) if tens != 12 => "nd",
            (_, 3, tens) if tens != 13 => "rd",
            _ => "th",
        };
        format!("{n}{ending}")
    }
}

/// Neighbours drawn together: first and last bit of each.
fn runs(set: Set) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for bit in values(set, 0) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == bit => *last = bit,
            _ => runs.push((bit, bit)),
        }
    }
    runs
}

/// The one distance between neighbours of a set.
fn even_step(set: Set) -> Option<u32> {
    let mut bits = values(set, 0);
    let (first, second) = (bits.next()?, bits.next()?);
    let step = second - first;
    let mut before = second;
    let even = bits.all(|bit| std::mem::replace(&mut before, bit) + step == bit);
    even.then_some(step)
}
