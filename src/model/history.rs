//! Records of a recurring command -> its runs: what became of each, failures in a row, and where one is likely missing.
//! Linear in the records and in the days between them.

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::schedule::{Schedule, Zone};
use super::status::Outcome;
use super::time::Time;
use super::{Reading, Record};
use crate::names::Name;
use crate::order::by_rank;

/// One run, from a record that has begun.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Which of the instance's records.
    pub record: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// Its start, else its end; seconds since 1970 by the clock that is written.
    pub at: Option<i64>,
}

/// A space between two runs in which others are likely missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The last run before it.
    pub after: usize,
    /// How many are missing.
    pub missing: u64,
}

/// By what a run is missed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The schedule names times in between.
    Times,
    /// The schedule runs it so many seconds apart.
    Distance(i64),
    /// No schedule is known; runs here are usually so many seconds apart.
    Usual(i64),
}

/// What became of the run that a record tells of; `None`: it has not begun. A schedule's row keeps the state of the
/// schedule (`Scheduled`, in the legacy field `Running`), so an execution that ended is told by what it left.
pub fn outcome_of(record: &Record, readings: &[Reading]) -> Option<Outcome> {
    if !matches!(record.outcome, Outcome::Scheduled | Outcome::Pending | Outcome::Running) {
        return Some(record.outcome);
    }
    let set = |names: &[Name]| record.member(readings, names).is_some();
    let ended = set(&[Name::FinishTime, Name::FinishedTime]);
    match (ended, record.exit_code) {
        (false, _) if record.outcome == Outcome::Running => Some(Outcome::Running),
        (false, _) => set(&[Name::StartTime]).then_some(Outcome::Unknown),
        (true, _) if set(&[Name::ErrorCode]) => Some(Outcome::Failed),
        (true, Some(0)) => Some(Outcome::Succeeded),
        (true, Some(_)) => Some(Outcome::Failed),
        (true, None) => Some(Outcome::Finished),
    }
}

/// When a run began, else when it ended.
pub fn time_of(record: &Record, readings: &[Reading]) -> Option<Time> {
    let names: [&[Name]; 2] = [&[Name::StartTime], &[Name::FinishTime, Name::FinishedTime]];
    names.into_iter().find_map(|names| Time::read(&record.text(readings, names)?))
}

/// The runs of an instance, oldest first.
pub fn runs(records: &[Record], readings: &[Reading]) -> Vec<Run> {
    let at = |record| Some(time_of(record, readings)?.wall(0)?.and_utc().timestamp());
    let run = |(index, record)| Some(Run { record: index, outcome: outcome_of(record, readings)?, at: at(record) });
    (0..).zip(records).filter_map(run).collect()
}

/// The longest row of failures: the first and how many, the last of equals; one alone is none.
pub fn longest_streak(runs: &[Run]) -> Option<(usize, usize)> {
    let (mut best, mut length) = ((0, 1), 0);
    for (at, run) in runs.iter().enumerate() {
        length = if run.outcome == Outcome::Failed { length + 1 } else { 0 };
        if length > 1 && length >= best.1 {
            best = (at + 1 - length, length);
        }
    }
    (best.1 > 1).then_some(best)
}

/// Where runs are likely missing, and by what rule. Where the zone of a schedule is not a fixed one and its runs are not
/// equally far apart, nothing is claimed.
pub fn gaps(runs: &[Run], schedule: Option<&Schedule>) -> (Vec<Gap>, Rule) {
    let pairs = || {
        let pair = |(after, two): (usize, &[Run])| Some((after, two[0].at?, two[1].at?));
        runs.windows(2).enumerate().filter_map(pair)
    };
    let far = |rule: Rule, distance: i64| {
        // Runs begin some seconds late, and clocks are changed by an hour: half a distance is no gap.
        let missing = |a: i64, b: i64| ((b - a + distance / 2) / distance - 1).max(0).cast_unsigned();
        let gap = |(after, a, b)| Some(Gap { after, missing: missing(a, b) }).filter(|gap| gap.missing > 0);
        (pairs().filter_map(gap).collect::<Vec<_>>(), rule)
    };
    match schedule {
        Some(schedule) => match (schedule.distance(), schedule) {
            (Some(distance), _) => far(Rule::Distance(distance), distance),
            (None, Schedule::Cron(cron, Zone::Fixed(_, minutes))) => {
                let clock = |at: i64| Some(DateTime::from_timestamp(at + i64::from(minutes * 60), 0)?.naive_utc());
                let next =
                    |from: NaiveDateTime, to: NaiveDateTime| cron.next_after(from, to.date()).filter(|at| *at <= to);
                // An every-second schedule over years is not counted out.
                let mut left = 100_000 + runs.len() * 4;
                let gap = |(after, a, b): (usize, i64, i64)| {
                    // A clock may be some seconds ahead.
                    let early = TimeDelta::seconds(5);
                    let (mut at, to) = (clock(a)?.checked_add_signed(early)?, clock(b)?.checked_add_signed(early)?);
                    let mut named = 0_u64;
                    while let Some(found) = next(at, to).filter(|_| left > 0) {
                        (at, named, left) = (found, named + 1, left - 1);
                    }
                    Some(Gap { after, missing: named.saturating_sub(1) }).filter(|gap| gap.missing > 0)
                };
                (pairs().filter_map(gap).collect(), Rule::Times)
            }
            _ => (Vec::new(), Rule::Times),
        },
        None => {
            let all: Vec<i64> = pairs().map(|(_, a, b)| (b - a).max(0)).collect();
            if all.len() < 8 {
                return (Vec::new(), Rule::Times);
            }
            let usual = all[by_rank(all.iter().map(|d| d.cast_unsigned()))[all.len() / 2] as usize];
            let near = all.iter().filter(|d| (*d - usual).abs() * 4 <= usual).count();
            if usual < 10 || near * 4 < all.len() * 3 {
                return (Vec::new(), Rule::Times);
            }
            let (gaps, rule) = far(Rule::Usual(usual), usual);
            // What happens often is a habit, such as a weekend, and no gap.
            if gaps.len() * 8 <= all.len() { (gaps, rule) } else { (Vec::new(), rule) }
        }
    }
}
