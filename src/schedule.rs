//! `Frequency` -> a schedule, and a schedule -> its next executions by the clock of its zone (api.md 4). Knows no zone but
//! fixed offsets, and no time but the one it is given.
//!
//! ```text
//! rate(<n><s|m|h|d>)
//! at(<yyyy-MM-dd HH:mm:ss> [zone])
//! <second> <minute> <hour> <day of month> <month> <day of week> [year] [zone]
//! zone = <name with a slash> | GMT | UTC | GMT<+|-><h[:mm]>
//! ```
//!
//! Where the documents are silent, the agent that runs the command is followed: a day fits if the day of the month *or*
//! the day of the week does, once both are restricted. Where the two contradict each other, nothing is claimed.

mod field;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use field::{DAY, FIRST_YEAR, HOUR, LAST_YEAR, MINUTE, MONTH, SECOND, WEEKDAY, YEAR, number};

pub use field::{Expected, Fault, Field, Set, Years};

/// When a command runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Schedule {
    /// At a fixed distance, counted from its creation.
    Rate {
        /// How many units.
        n: u32,
        /// One of `smhd`.
        unit: char,
    },
    /// Once.
    At(NaiveDateTime, Zone),
    /// Whenever the clock shows what fits.
    Cron(Box<Cron>, Zone),
}

/// Whose clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Zone {
    /// A name such as `Asia/Shanghai`; its rules are the host's matter.
    Named(String),
    /// As written, with minutes east of UTC.
    Fixed(String, i32),
    /// None is stated: the instance's own.
    Instance,
}

/// What stands against a zone that can be read (api.md 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// The agent has another way to write it.
    Refused,
    /// The documents allow offsets from -12:59 to +14:59.
    Outside,
}

/// The fields of a cron expression.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named after the fields")]
pub struct Cron {
    pub second: Set,
    pub minute: Set,
    pub hour: Set,
    pub month: Set,
    pub year: Years,
    pub days: DayRule,
}

/// Which days fit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a mark of its field")]
pub struct DayRule {
    /// Whether the day of the month is restricted.
    pub by_month: bool,
    /// Days of the month.
    pub month_days: Set,
    /// The last day of the month.
    pub last_day: bool,
    /// The last day from Monday to Friday.
    pub last_workday: bool,
    /// The day from Monday to Friday that is nearest.
    pub workdays: Set,
    /// Whether the day of the week is restricted.
    pub by_week: bool,
    /// Monday is bit 1, Sunday is bit 7.
    pub week_days: Set,
    /// The last such day of the month.
    pub last_week_days: Set,
    /// The first to fifth such day of the month.
    pub nth_week_days: [Set; 5],
}

const fn has(set: Set, bit: u32) -> bool {
    set >> bit & 1 == 1
}

/// The numbers in a set.
pub fn values(set: Set) -> Vec<u32> {
    (0..64).filter(|bit| has(set, *bit)).collect()
}

/// The one distance between neighbours.
pub fn even_step(values: &[u32]) -> Option<u32> {
    let step = values.get(1)? - values[0];
    values.windows(2).all(|two| two[1] - two[0] == step).then_some(step)
}

/// The distance where it stays the same into the next round: `0, 20, 40` of 60 is 20, one alone is all of it.
pub fn whole_step(values: &[u32], round: u32) -> Option<u32> {
    let [first, .., last] = values else { return Some(round) };
    even_step(values).filter(|step| last + step == first + round)
}

/// `yyyy-MM-dd HH:mm:ss`, also with a `T` between.
pub fn read_wall(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once([' ', 'T'])?;
    wall(date, time)
}

fn wall(date: &str, time: &str) -> Option<NaiveDateTime> {
    let three = |text: &str, mark: char| {
        let mut parts = text.split(mark).map(number);
        let three = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(three)
    };
    let [year, month, day] = three(date, '-')?;
    let [hour, minute, second] = three(time, ':')?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.and_hms_opt(hour, minute, second)
}

impl Zone {
    fn read(text: &str) -> Option<Self> {
        if text.contains('/') {
            return Some(Zone::Named(text.to_owned()));
        }
        let offset = ["GMT", "UTC"].iter().find_map(|name| text.strip_prefix(name))?;
        let mut chars = offset.chars();
        let sign = match chars.next() {
            None => return Some(Zone::Fixed(text.to_owned(), 0)),
            Some('+') => 1,
            Some('-') => -1,
            Some(_) => return None,
        };
        let (hours, rest) = chars.as_str().split_once(':').unwrap_or((chars.as_str(), "0"));
        let (hours, rest) = (number(hours).filter(|n| *n <= 14)?, number(rest).filter(|n| *n <= 59)?);
        Some(Zone::Fixed(text.to_owned(), sign * (hours * 60 + rest).cast_signed()))
    }

    /// Whether agent or documents refuse a zone although it says what it means: the agent takes `GMT+8:00`, with an hour that
    /// has no zero before it, and minutes of two digits.
    pub fn doubt(&self) -> Option<Doubt> {
        let Zone::Fixed(text, minutes) = self else { return None };
        if matches!(text.as_str(), "GMT" | "UTC") {
            return None;
        }
        let parts = text.strip_prefix("GMT").and_then(|offset| offset.get(1..)?.split_once(':'));
        match parts {
            Some((hour, rest)) if (hour == "0" || !hour.starts_with('0')) && rest.len() == 2 => {
                (*minutes < -(12 * 60 + 59)).then_some(Doubt::Outside)
            }
            _ => Some(Doubt::Refused),
        }
    }

    /// The zone as it is written.
    pub fn name(&self) -> Option<&str> {
        match self {
            Zone::Named(name) | Zone::Fixed(name, _) => Some(name),
            Zone::Instance => None,
        }
    }
}

/// Whether a seventh field is a year; else it is a zone. The agent looks for a year anywhere in it.
fn is_year(text: &str) -> bool {
    let year = |four: &[u8]| {
        four.iter().all(u8::is_ascii_digit) && (four.starts_with(b"20") || four.starts_with(b"19") && four[2] >= b'7')
    };
    let step = text.strip_prefix("*/").is_some_and(|step| number(step).is_some());
    matches!(text, "*" | "?") || step || text.as_bytes().windows(4).any(year)
}

impl Schedule {
    /// Reads a `Frequency`; total, and linear in its length.
    pub fn read(text: &str) -> Result<Self, Fault> {
        // Where a piece of the text begins, since every piece is a slice of it.
        let fault = |expected, piece: &str| {
            let at = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let before = text.get(..at).unwrap_or_default();
            Fault { expected, at: before.chars().count() + 1, found: piece.chars().take(40).collect() }
        };
        let trimmed = text.trim_ascii();
        if let Some(inside) = call(trimmed, "rate") {
            return rate(inside).ok_or_else(|| fault(Expected::Rate, inside));
        }
        if let Some(inside) = call(trimmed, "at") {
            // The date and the time are two words, or one with a `T`.
            let words: Vec<&str> = inside.split_ascii_whitespace().take(4).collect();
            let (at, zone) = match words.as_slice() {
                [both, zone @ ..] if both.contains('T') => (both.split_once('T'), zone),
                [date, time, zone @ ..] => (Some((*date, *time)), zone),
                zone => (None, zone),
            };
            let at = at.and_then(|(date, time)| wall(date, time)).ok_or_else(|| fault(Expected::Instant, inside))?;
            let zone = match zone {
                [] => Zone::read("UTC"),
                [zone] => Zone::read(zone),
                _ => None,
            }
            .ok_or_else(|| fault(Expected::Zone, zone[0]))?;
            return Ok(Schedule::At(at, zone));
        }
        let fields: Vec<&str> = trimmed.split_ascii_whitespace().take(9).collect();
        let [second, minute, hour, day, month, weekday, rest @ ..] = fields.as_slice() else {
            return Err(fault(Expected::Fields, trimmed));
        };
        let (year, zone) = match *rest {
            [] => ("*", None),
            [year] if is_year(year) => (year, None),
            [zone] => ("*", Some(zone)),
            [year, zone] => (year, Some(zone)),
            _ => return Err(fault(Expected::Fields, trimmed)),
        };
        let zone = match zone {
            Some(text) => Zone::read(text).ok_or_else(|| fault(Expected::Zone, text))?,
            None => Zone::Instance,
        };
        let set = |field: &'static Field, text: &str| field.set(text, &fault);
        let cron = Cron {
            second: set(&SECOND, second)?[0],
            minute: set(&MINUTE, minute)?[0],
            hour: set(&HOUR, hour)?[0],
            month: set(&MONTH, month)?[0],
            year: set(&YEAR, year)?,
            days: DayRule::read(day, weekday, &fault)?,
        };
        Ok(Schedule::Cron(Box::new(cron), zone))
    }

    /// Its zone; a rate has none, since it counts from an instant.
    pub fn zone(&self) -> Option<&Zone> {
        match self {
            Schedule::Rate { .. } => None,
            Schedule::At(_, zone) | Schedule::Cron(_, zone) => Some(zone),
        }
    }

    /// Seconds between executions, where they are always the same (but for a change of clocks).
    pub fn distance(&self) -> Option<i64> {
        match self {
            Schedule::Rate { n, unit } => Some(i64::from(*n) * seconds_of(*unit)),
            Schedule::At(..) => None,
            Schedule::Cron(cron, _) => cron.distance(),
        }
    }

    /// The next `n` executions after `now`, both by the clock of its zone; of a rate, by the clock that `origin`, its creation,
    /// is read from. Looks no further than the year 2099.
    ///
    /// ```
    /// use invocation_inspector::schedule::{Schedule, next_executions, read_wall};
    /// let schedule = Schedule::read("0 30 8 ? * MON-FRI").unwrap();
    /// let friday = read_wall("2026-11-20 08:30:00").unwrap();
    /// assert_eq!(next_executions(&schedule, friday, None, 1)[0].to_string(), "2026-11-23 08:30:00");
    /// ```
    pub fn next_after(&self, now: NaiveDateTime, origin: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
        match self {
            Schedule::Rate { .. } => {
                let (origin, every) = (origin?, self.distance()?);
                let passed = (now - origin).num_seconds().div_euclid(every).max(0);
                origin.checked_add_signed(TimeDelta::try_seconds((passed + 1).checked_mul(every)?)?)
            }
            Schedule::At(at, _) => Some(*at).filter(|at| *at > now),
            Schedule::Cron(cron, _) => cron.next_after(now, NaiveDate::MAX),
        }
    }
}

/// See `Schedule::next_after`.
pub fn next_executions(
    schedule: &Schedule,
    now: NaiveDateTime,
    origin: Option<NaiveDateTime>,
    n: usize,
) -> Vec<NaiveDateTime> {
    std::iter::successors(schedule.next_after(now, origin), |last| schedule.next_after(*last, origin)).take(n).collect()
}

/// What stands between the brackets of `name(…)`.
fn call<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let head = text.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
    Some(text[head.len()..].trim_ascii_start().strip_prefix('(')?.strip_suffix(')')?.trim_ascii())
}

fn seconds_of(unit: char) -> i64 {
    match unit {
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => 1,
    }
}

fn rate(text: &str) -> Option<Schedule> {
    let last = text.chars().last()?;
    let unit = last.to_ascii_lowercase();
    let n = number(text.strip_suffix(last)?.trim_ascii_end()).filter(|n| *n > 0)?;
    "smhd".contains(unit).then_some(Schedule::Rate { n, unit })
}

/// The first bit of a set from `from` on.
fn next(set: Set, from: u32) -> Option<u32> {
    let rest = set.checked_shr(from).unwrap_or(0);
    (rest != 0).then(|| from + rest.trailing_zeros())
}

impl Cron {
    /// The first time after `now` and not beyond a day; every day is looked at once at most.
    pub fn next_after(&self, now: NaiveDateTime, until: NaiveDate) -> Option<NaiveDateTime> {
        let mut at = now.checked_add_signed(TimeDelta::seconds(1))?.max(NaiveDate::from_ymd_opt(1970, 1, 1)?.into());
        while at.year() <= LAST_YEAR.cast_signed() && at.date() <= until {
            if self.fits_day(at.date())
                && let Some([h, m, s]) = self.time_from([at.hour(), at.minute(), at.second()])
            {
                return at.date().and_hms_opt(h, m, s);
            }
            at = at.date().checked_add_days(Days::new(1))?.into();
        }
        None
    }

    /// The first time of a day that fits, from one on.
    fn time_from(&self, [h, m, s]: [u32; 3]) -> Option<[u32; 3]> {
        let first = Set::trailing_zeros;
        if has(self.hour, h) {
            if has(self.minute, m)
                && let Some(second) = next(self.second, s)
            {
                return Some([h, m, second]);
            }
            if let Some(minute) = next(self.minute, m + 1) {
                return Some([h, minute, first(self.second)]);
            }
        }
        Some([next(self.hour, h + 1)?, first(self.minute), first(self.second)])
    }

    fn fits_day(&self, date: NaiveDate) -> bool {
        self.fits_year(date.year().cast_unsigned()) && has(self.month, date.month()) && self.days.fits(date)
    }

    fn fits_year(&self, year: u32) -> bool {
        year.checked_sub(FIRST_YEAR)
            .is_some_and(|at| self.year.get(at as usize / 64).is_some_and(|set| has(*set, at % 64)))
    }

    /// The years that fit.
    pub fn years(&self) -> Vec<u32> {
        (FIRST_YEAR..=LAST_YEAR).filter(|year| self.fits_year(*year)).collect()
    }

    /// Whether neither days nor months nor years are restricted.
    pub fn is_daily(&self) -> bool {
        !self.days.by_month && !self.days.by_week && self.every_month() && self.every_year()
    }

    /// Whether every month fits.
    pub fn every_month(&self) -> bool {
        self.month.count_ones() == 12
    }

    /// Whether every year fits.
    pub fn every_year(&self) -> bool {
        self.year.map(u64::count_ones) == [64, 64, 2]
    }

    fn distance(&self) -> Option<i64> {
        let [s, m, h] = [self.second, self.minute, self.hour].map(values);
        let step = match (s.len(), m.len(), h.len()) {
            _ if !self.is_daily() => None,
            (1, 1, _) => whole_step(&h, 24).map(|step| step * 3_600),
            (1, _, 24) => whole_step(&m, 60).map(|step| step * 60),
            (_, 60, 24) => whole_step(&s, 60),
            _ => None,
        };
        step.map(i64::from)
    }
}

impl DayRule {
    fn read(month: &str, week: &str, fault: &dyn Fn(Expected, &str) -> Fault) -> Result<Self, Fault> {
        let mut rule = DayRule { by_month: true, by_week: true, ..DayRule::default() };
        let plain = |field: &'static Field, piece: &str| {
            let mut set = [0; 3];
            field.put(field.span(piece).map_err(|expected| fault(expected, piece))?, &mut set);
            Ok(set[0])
        };
        for piece in month.split(',') {
            let upper = piece.to_ascii_uppercase();
            match (upper.as_str(), upper.strip_suffix('W').and_then(|day| DAY.value(day))) {
                ("*" | "?", _) => rule.by_month = false,
                ("L", _) => rule.last_day = true,
                ("LW", _) => rule.last_workday = true,
                (_, Some(day)) => rule.workdays |= 1 << day,
                _ => rule.month_days |= plain(&DAY, piece)?,
            }
        }
        // Sunday is 7, however it is written.
        let sunday = |set: Set| if has(set, 0) { set & !1 | 1 << 7 } else { set };
        for piece in week.split(',') {
            let upper = piece.to_ascii_uppercase();
            let day = |text: &str| WEEKDAY.value(text).map(|day| sunday(1 << day));
            let nth =
                upper.split_once('#').and_then(|(text, n)| Some((day(text)?, number(n)?.checked_sub(1)? as usize)));
            match (upper.as_str(), upper.strip_suffix('L').and_then(day), nth) {
                ("*" | "?", ..) => rule.by_week = false,
                ("L", ..) => return Err(fault(Expected::WeekdayLast, piece)),
                (_, Some(days), _) => rule.last_week_days |= days,
                (_, _, Some((days, n))) if n < 5 => rule.nth_week_days[n] |= days,
                _ => rule.week_days |= plain(&WEEKDAY, piece)?,
            }
        }
        rule.week_days = sunday(rule.week_days);
        Ok(rule)
    }

    fn fits(&self, date: NaiveDate) -> bool {
        (!self.by_month && !self.by_week)
            || self.by_month && self.fits_month(date)
            || self.by_week && self.fits_week(date)
    }

    fn fits_month(&self, date: NaiveDate) -> bool {
        let (day, length) = (date.day(), u32::from(date.num_days_in_month()));
        // Of a Saturday and a Sunday the nearest, in the same month.
        let workday = |day: u32| match date.with_day(day).map(|date| date.weekday().number_from_monday()) {
            Some(6) if day > 1 => day - 1,
            Some(6) => day + 2,
            Some(7) if day < length => day + 1,
            Some(7) => day - 2,
            _ => day,
        };
        has(self.month_days, day)
            || self.last_day && day == length
            || self.last_workday && day == workday(length)
            || self.workdays != 0
                && values(self.workdays).into_iter().any(|wanted| wanted <= length && workday(wanted) == day)
    }

    fn fits_week(&self, date: NaiveDate) -> bool {
        let weekday = date.weekday().number_from_monday();
        let day = date.day();
        has(self.week_days, weekday)
            || has(self.last_week_days, weekday) && day + 7 > u32::from(date.num_days_in_month())
            || has(self.nth_week_days[(day as usize - 1) / 7], weekday)
    }
}
