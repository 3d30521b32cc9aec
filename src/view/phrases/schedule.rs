//! A schedule in words. Sentences are made from the sets of values, not from how they are written, so that whatever
//! fits is named and nothing else.

use crate::schedule::{Cron, Expected, Fault, Field, Schedule, Set, Zone, even_step, values, whole_step};
use crate::words::phrase::{Phrase, Value};
use crate::words::{Language, Lookup};
use chrono::Datelike;

/// How many times of a day are listed one by one.
const LISTED: usize = 6;

/// What cannot be read, in words.
pub fn fault_words(fault: &Fault, language: Language) -> Phrase {
    let expected = match fault.expected {
        Expected::Fields => language.phrase("schedule.expected.fields", &[]),
        Expected::Value(field) => field_words(field, language),
        Expected::Upward => language.phrase("schedule.expected.upward", &[]),
        Expected::WeekdayRange => language.phrase("schedule.expected.weekday-range", &[]),
        Expected::WeekdayLast => language.phrase("schedule.expected.weekday-last", &[]),
        Expected::WeekdayStep => language.phrase("schedule.expected.weekday-step", &[]),
        Expected::Zone => language.phrase("schedule.expected.zone", &[]),
        Expected::Instant => language.phrase("schedule.expected.instant", &[]),
        Expected::Rate => language.phrase("schedule.expected.rate", &[]),
    };
    let at = fault.at.to_string();
    let args = [("expected", Value::Phrase(&expected)), ("at", Value::Text(&at)), ("found", Value::Text(&fault.found))];
    language.phrase("schedule.fault", &args)
}

fn field_words(field: &Field, language: Language) -> Phrase {
    let name = language.word(&format!("schedule.field.{}", field.id));
    let (min, max) = (field.min.to_string(), field.max.to_string());
    let args = [("field", &name), ("min", &min), ("max", &max)];
    language.phrase("schedule.expected.value", &args.map(|(name, value)| (name, Value::Text(value))))
}

/// A schedule in words.
pub fn words(schedule: &Schedule, language: Language) -> String {
    let wording = Wording { language };
    match schedule {
        Schedule::Rate { n, unit } => wording.every(*n, *unit),
        Schedule::At(at, zone) => {
            let month = language.word(&format!("schedule.month.{}", at.month()));
            let args = [
                ("year", at.year().to_string()),
                ("month", month),
                ("day", at.day().to_string()),
                ("time", at.time().to_string()),
            ];
            wording.zoned(wording.text("schedule.once", &args), zone)
        }
        Schedule::Cron(cron, zone) => wording.cron(cron, zone),
    }
}

#[derive(Clone, Copy)]
struct Wording {
    language: Language,
}

/// How the times of a day are worded.
#[derive(PartialEq, Eq)]
enum Times {
    /// `10:15 and 14:00`, after "at".
    Clock,
    /// `every 5 minutes`, all day long.
    Always,
    /// `every 5 minutes from 14:00 to 14:55`.
    Part,
}

/// How the days of a rule are worded.
enum Days {
    None,
    OfMonth,
    OfWeek,
}

impl Wording {
    fn text(self, key: &str, args: &[(&str, String)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
        self.language.text(key, &args)
    }

    fn every(self, n: u32, unit: char) -> String {
        let key = match unit {
            's' => "schedule.every.s",
            'm' => "schedule.every.m",
            'h' => "schedule.every.h",
            _ => "schedule.every.d",
        };
        self.text(key, &[("n", n.to_string())])
    }

    /// `a, b and c`
    fn list(self, mut items: Vec<String>) -> String {
        let last = items.pop().unwrap_or_default();
        if items.is_empty() {
            return last;
        }
        let before = items.join(&self.language.word("schedule.comma"));
        self.text("schedule.and", &[("list", before), ("last", last)])
    }

    /// The months or weekdays of a set.
    fn names(self, kind: &str, set: Set) -> String {
        self.list(values(set).into_iter().map(|n| self.language.word(&format!("schedule.{kind}.{n}"))).collect())
    }

    /// Values with ranges drawn together: `1 to 5 and 20`; `ordinal`: `1st to 5th`.
    fn ranges(self, values: &[u32], ordinal: bool) -> String {
        let show = |n: u32| if ordinal { self.ordinal(n) } else { n.to_string() };
        let mut items = Vec::new();
        for (first, last) in spans(values) {
            if last > first + 1 {
                items.push(self.text("schedule.to", &[("first", show(first)), ("last", show(last))]));
            } else {
                items.extend((first..=last).map(show));
            }
        }
        self.list(items)
    }

    fn zoned(self, sentence: String, zone: &Zone) -> String {
        let zone = zone.name().map_or_else(|| self.language.word("schedule.own-time"), str::to_owned);
        self.text("schedule.zoned", &[("sentence", sentence), ("zone", zone)])
    }

    fn cron(self, cron: &Cron, zone: &Zone) -> String {
        let (kind, time) = self.times(cron);
        let sentence = if kind == Times::Always && cron.is_daily() {
            // Whose clock it is matters little to what goes on all day.
            if *zone == Zone::Instance {
                return time;
            }
            time
        } else {
            let mut day = self.days(cron);
            if !cron.every_year() {
                day = self.text("schedule.in-years", &[("day", day), ("years", self.years(&cron.years()))]);
            }
            let key = if kind == Times::Clock { "schedule.day-at" } else { "schedule.day-every" };
            self.text(key, &[("day", day), ("time", time)])
        };
        self.zoned(sentence, zone)
    }

    fn times(self, cron: &Cron) -> (Times, String) {
        let [s, m, h] = [cron.second, cron.minute, cron.hour].map(values);
        let (all_minutes, all_hours) = (m.len() == 60, h.len() == 24);
        let ends = |values: &[u32]| (values[0], values[values.len() - 1]);
        let ((first_minute, last_minute), (first_hour, last_hour)) = (ends(&m), ends(&h));
        let clock = |h: u32, m: u32| match s[0] {
            0 => format!("{h:02}:{m:02}"),
            s => format!("{h:02}:{m:02}:{s:02}"),
        };
        if s.len() == 1 {
            if m.len() * h.len() <= LISTED {
                let each = |h: &u32| m.iter().map(|m| clock(*h, *m)).collect::<Vec<_>>();
                return (Times::Clock, self.list(h.iter().flat_map(each).collect()));
            }
            let mut hours = spans(&h);
            let on_the_hour = first_minute == 0 && s[0] == 0;
            let (step, unit, all_day) = if m.len() > 1 {
                // One distance through an hour and into the next, or within hours that stand alone.
                let alone = hours.iter().all(|(first, last)| first == last);
                let within = if alone { even_step(&m) } else { None };
                (whole_step(&m, 60).or(within), 'm', all_hours)
            } else if hours.len() <= 3 && hours.iter().all(|(first, last)| first < last) {
                (Some(1), 'h', all_hours)
            } else {
                hours = vec![(first_hour, last_hour)];
                (even_step(&h), 'h', first_hour == 0 && whole_step(&h, 24).is_some())
            };
            if let Some(step) = step.filter(|_| hours.len() <= 3) {
                let every = self.every(step, unit);
                if all_day && on_the_hour {
                    return (Times::Always, every);
                }
                let part = |(from, to)| {
                    let ends = [("first", clock(from, first_minute)), ("last", clock(to, last_minute))];
                    self.text("schedule.from-to", &ends)
                };
                let parts = self.list(hours.into_iter().map(part).collect());
                return (Times::Part, self.text("schedule.every-from", &[("every", every), ("parts", parts)]));
            }
            if s[0] == 0 && all_hours {
                return (Times::Always, self.text("schedule.hourly", &[("minutes", self.ranges(&m, false))]));
            }
        }
        if let Some(step) = whole_step(&s, 60).filter(|_| all_minutes && all_hours && s[0] == 0) {
            return (Times::Always, self.every(step, 's'));
        }
        let part = |values: &[u32], all| {
            if values.len() == all { self.language.word("schedule.any") } else { self.ranges(values, false) }
        };
        let args = [("s", part(&s, 60)), ("m", part(&m, 60)), ("h", part(&h, 24))];
        (Times::Part, self.text("schedule.fields-at", &args))
    }

    fn days(self, cron: &Cron) -> String {
        let rule = &cron.days;
        let months = self.names("month", cron.month);
        let (of, within) = if cron.every_month() {
            (self.language.word("schedule.each-month"), String::new())
        } else {
            (months.clone(), self.text("schedule.in-months", &[("months", months)]))
        };
        let free = !rule.by_month && !rule.by_week;
        if free || rule.month_days.count_ones() == 31 || rule.week_days.count_ones() == 7 {
            return self.text("schedule.every-day", &[("in", within)]);
        }
        let [first, second, third, fourth, fifth] = rule.nth_week_days;
        let weekly = if rule.week_days == 0x3E { "schedule.workweek" } else { "schedule.on-weekdays" };
        let of_month = values(rule.month_days);
        let step = even_step(&of_month).filter(|step| *step > 1 && of_month.len() > 3);
        let month_key = if step.is_some() { "schedule.step-days" } else { "schedule.on-days" };
        let parts = [
            (month_key, rule.month_days, Days::OfMonth, 0),
            ("schedule.last-day", rule.last_day.into(), Days::None, 0),
            ("schedule.last-workday", rule.last_workday.into(), Days::None, 0),
            ("schedule.workdays", rule.workdays, Days::OfMonth, 0),
            (weekly, rule.week_days, Days::OfWeek, 0),
            ("schedule.last-weekdays", rule.last_week_days, Days::OfWeek, 0),
            ("schedule.nth-weekdays", first, Days::OfWeek, 1),
            ("schedule.nth-weekdays", second, Days::OfWeek, 2),
            ("schedule.nth-weekdays", third, Days::OfWeek, 3),
            ("schedule.nth-weekdays", fourth, Days::OfWeek, 4),
            ("schedule.nth-weekdays", fifth, Days::OfWeek, 5),
        ];
        let part = |(key, set, days, nth): (&str, Set, Days, u32)| {
            let days = match days {
                Days::None => String::new(),
                Days::OfMonth => self.ranges(&values(set), true),
                Days::OfWeek => self.names("weekday", set),
            };
            let end = |day: Option<&u32>| self.ordinal(day.copied().unwrap_or_default());
            let args = [
                ("days", days),
                ("of", of.clone()),
                ("in", within.clone()),
                ("nth", self.ordinal(nth)),
                ("n", step.unwrap_or_default().to_string()),
                ("first", end(of_month.first())),
                ("last", end(of_month.last())),
            ];
            self.text(key, &args)
        };
        let parts: Vec<String> = parts.into_iter().filter(|(_, set, ..)| *set != 0).map(part).collect();
        parts.join(&self.language.word("schedule.also"))
    }

    fn years(self, years: &[u32]) -> String {
        match even_step(years) {
            Some(step) if step > 1 && years[years.len() - 1] + step > 2099 => {
                self.text("schedule.step-years", &[("n", step.to_string()), ("first", years[0].to_string())])
            }
            _ => self.text("schedule.years", &[("years", self.ranges(years, false))]),
        }
    }

    /// `1st`, in English.
    fn ordinal(self, n: u32) -> String {
        self.language.text("schedule.ordinal", &[("n", Value::count(n))])
    }
}

/// Neighbours drawn together: first and last of each.
fn spans(values: &[u32]) -> Vec<(u32, u32)> {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for value in values {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *value => *last = *value,
            _ => spans.push((*value, *value)),
        }
    }
    spans
}
