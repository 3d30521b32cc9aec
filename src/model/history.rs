//! Records of a recurring command -> its executions: what became of each, failures in a row, and where one is likely missing.
//! Linear in the records and in the days between them.

use chrono::DateTime;

use super::types::Record;
use crate::names::Name;
use crate::order::by_rank;
use crate::reading::Reading;
use crate::schedule::{Cron, Schedule, Zone};
use crate::status::Outcome;
use crate::time::Stamp;

/// One execution, from a record that has begun.
#[derive(Clone, Copy, Debug)]
pub struct Execution {
    /// Which of the instance's records.
    pub record: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// Its start, else its end.
    pub at: Stamp,
}

/// A space between two executions in which others are likely missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The last execution before it.
    pub after: usize,
    /// How many are missing.
    pub missing: u64,
}

/// By what an execution is missed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// The schedule names times in between.
    Times,
    /// The schedule starts it so many seconds apart.
    Distance(i64),
    /// No schedule is known; executions here are usually so many seconds apart.
    Usual(i64),
}

/// What became of the execution that a record tells of; `None`: it has not begun. A schedule's row keeps the state of the
/// schedule (`Scheduled`, in the legacy field `Running`), so an execution that ended is told by what it left.
pub fn outcome_of(record: &Record, readings: &[Reading]) -> Option<Outcome> {
    if !matches!(record.facts.outcome, Outcome::Scheduled | Outcome::Pending | Outcome::Running) {
        return Some(record.facts.outcome);
    }
    match (record.facts.finished.is_known(), record.facts.exit_code) {
        (false, _) if record.facts.outcome == Outcome::Running => Some(Outcome::Running),
        (false, _) => record.facts.started.is_known().then_some(Outcome::Unknown),
        (true, _) if record.member(readings, &[Name::ErrorCode]).is_some() => Some(Outcome::Failed),
        (true, Some(0)) => Some(Outcome::Succeeded),
        (true, Some(_)) => Some(Outcome::Failed),
        (true, None) => Some(Outcome::Finished),
    }
}

/// When an execution began, else when it ended.
pub fn time_of(record: &Record) -> Stamp {
    record.facts.started.or(record.facts.finished)
}

/// The executions of an instance, oldest first.
pub fn executions(records: &[Record], readings: &[Reading]) -> Vec<Execution> {
    let execution = |(index, record)| {
        Some(Execution { record: index, outcome: outcome_of(record, readings)?, at: time_of(record) })
    };
    (0..).zip(records).filter_map(execution).collect()
}

/// The longest row of failures: the first and how many, the last of equals; one alone is none.
pub fn longest_streak(executions: &[Execution]) -> Option<(usize, usize)> {
    let (mut best, mut length) = ((0, 1), 0);
    for (at, execution) in executions.iter().enumerate() {
        length = if execution.outcome == Outcome::Failed { length + 1 } else { 0 };
        if length > 1 && length >= best.1 {
            best = (at + 1 - length, length);
        }
    }
    (best.1 > 1).then_some(best)
}

/// Where executions are likely missing, and by what rule. Where the zone of a schedule is not a fixed one and its executions are not
/// equally far apart, nothing is claimed.
pub fn gaps(executions: &[Execution], schedule: Option<&Schedule>) -> (Vec<Gap>, Rule) {
    let known = |at: Stamp| at.is_known().then(|| at.rank().cast_signed());
    let pair =
        |(after, two): (usize, &[Execution])| Some(Pair { after, from: known(two[0].at)?, to: known(two[1].at)? });
    let pairs: Vec<Pair> = executions.windows(2).enumerate().filter_map(pair).collect();
    let Some(schedule) = schedule else { return by_habit(&pairs) };
    match (schedule.distance(), schedule) {
        (Some(distance), _) => (by_distance(&pairs, distance), Rule::Distance(distance)),
        (None, Schedule::Cron(cron, Zone::Fixed(_, minutes))) => (by_times(&pairs, cron, *minutes), Rule::Times),
        (None, _) => (Vec::new(), Rule::Times),
    }
}

/// Two neighbours whose times are known.
struct Pair {
    after: usize,
    from: i64,
    to: i64,
}

/// Executions begin some seconds late, and clocks are changed by an hour: half a distance is no gap.
fn by_distance(pairs: &[Pair], distance: i64) -> Vec<Gap> {
    let gap = |pair: &Pair| {
        let missing = (pair.to - pair.from + distance / 2) / distance - 1;
        (missing > 0).then_some(Gap { after: pair.after, missing: missing.cast_unsigned() })
    };
    pairs.iter().filter_map(gap).collect()
}

/// By the times that a schedule names after one execution and up to the next, of which one is that execution's own.
fn by_times(pairs: &[Pair], cron: &Cron, minutes: i32) -> Vec<Gap> {
    // A clock may be some seconds ahead.
    let clock = |at: i64| Some(DateTime::from_timestamp(at + i64::from(minutes * 60) + 5, 0)?.naive_utc());
    // A schedule of every second is not counted out over years.
    let mut left = 100_000 + pairs.len() * 4;
    let gap = |pair: &Pair| {
        let (mut at, to) = (clock(pair.from)?, clock(pair.to)?);
        let mut named = 0_u64;
        while let Some(found) = cron.next_after(at, to.date()).filter(|found| *found <= to && left > 0) {
            (at, named, left) = (found, named + 1, left - 1);
        }
        (named > 1).then_some(Gap { after: pair.after, missing: named - 1 })
    };
    pairs.iter().filter_map(gap).collect()
}

/// By the distance that most executions keep; what is missed often is a habit, such as a weekend, and no gap.
fn by_habit(pairs: &[Pair]) -> (Vec<Gap>, Rule) {
    let all: Vec<i64> = pairs.iter().map(|pair| (pair.to - pair.from).max(0)).collect();
    let nothing = (Vec::new(), Rule::Times);
    if all.len() < 8 {
        return nothing;
    }
    let usual = all[by_rank(all.iter().map(|d| d.cast_unsigned()))[all.len() / 2] as usize];
    let regular = all.iter().filter(|d| (*d - usual).abs() * 4 <= usual).count();
    if usual < 10 || regular * 4 < all.len() * 3 {
        return nothing;
    }
    let gaps = by_distance(pairs, usual);
    if gaps.len() * 8 <= all.len() { (gaps, Rule::Usual(usual)) } else { nothing }
}
