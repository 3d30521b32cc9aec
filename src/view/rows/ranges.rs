//! Values that go on without a break, durations and times -> the few round ranges in which they lie. The ranges are those of all
//! rows, so that they stay the same while a query narrows what is counted in them.

use super::column::{NO_NUMBER, NONE, Texts, Words};
use crate::order;
use crate::query::pattern;
use crate::view::context::ViewContext;
use crate::view::phrases::times;
use crate::words::phrase::Value;

/// A reader takes in so many ranges at a glance.
const MOST: usize = 6;

/// Which range each row's value lies in.
#[derive(Debug)]
pub struct Ranges {
    /// In ascending order, each with rows, none with another's: the value of a condition, and what it is called.
    pub each: Vec<(String, String)>,
    /// Which of them each row has; `NONE` for none.
    pub of_row: Vec<u32>,
}

impl Ranges {
    /// Of durations in milliseconds.
    pub(super) fn of_durations(cx: &ViewContext<'_>, durations: &[i64]) -> Self {
        let place = |duration: &i64| match *duration {
            NO_NUMBER => None,
            long => Some(BOUNDS.partition_point(|(_, from)| *from <= long)),
        };
        let mut counts = [0; BOUNDS.len() + 1];
        durations.iter().filter_map(place).for_each(|place| counts[place] += 1);
        let found = merged(&counts);
        let mut range_of = [NONE; BOUNDS.len() + 1];
        (0..).zip(&found).for_each(|(range, (from, to))| range_of[*from..=*to].fill(range));
        Self {
            each: found.into_iter().map(|(from, to)| between(cx, from.checked_sub(1), to)).collect(),
            of_row: durations.iter().map(|duration| place(duration).map_or(NONE, |place| range_of[place])).collect(),
        }
    }

    /// Of times in RFC 3339: by the minute, hour, day, month or year, whichever is the finest that parts them into no more than
    /// merging looks through.
    pub(super) fn of_times(times: &Texts, rows: u32) -> Self {
        let beginnings = |len: usize| {
            let mut words = Words::default();
            for row in 0..rows {
                words.put(beginning(times.get(row), len));
            }
            words
        };
        let lens = [16, 13, 10, 7, 4];
        let parted = lens.into_iter().map(beginnings).find(|words| words.values.len() <= LOOKED_THROUGH);
        let words = parted.unwrap_or_else(|| beginnings(4));
        let order =
            order::by(words.values.len(), &|one, two| words.values[one as usize].cmp(&words.values[two as usize]));
        let mut counts = vec![0; order.len() + 1];
        let mut place_of = vec![order.len(); order.len()];
        (0..).zip(&order).for_each(|(place, at)| place_of[*at as usize] = place);
        words.of_row.iter().filter_map(|at| place_of.get(*at as usize)).for_each(|place| counts[*place] += 1);
        let word = |place: usize| &*words.values[order[place] as usize];
        let found: Vec<(&str, &str)> = merged(&counts).into_iter().map(|(from, to)| (word(from), word(to))).collect();
        // As the conditions choose, whatever else a row may have for a time.
        let range_of = |row: u32| {
            let time = std::str::from_utf8(times.get(row)).ok().filter(|time| !time.is_empty())?;
            found.iter().position(|(from, to)| pattern::is_within(time, from, to))
        };
        let of_row = (0..rows).map(|row| range_of(row).map_or(NONE, |range| range as u32)).collect();
        let label = |time: &str| time.replace('T', " ");
        let named = |(from, to): &(&str, &str)| {
            if from == to {
                return ((*from).to_owned(), label(from));
            }
            ([*from, "..", to].concat(), [label(from), label(to)].join(" – "))
        };
        Self { each: found.iter().map(named).collect(), of_row }
    }
}

/// The condition for durations from one bound to below another, and what that is called.
fn between(cx: &ViewContext<'_>, from: Option<usize>, to: usize) -> (String, String) {
    let words = |millis: i64| times::duration(cx, millis);
    match (from.map(|from| BOUNDS[from]), BOUNDS.get(to)) {
        (Some((from, low)), Some((to, high))) => {
            let args = [("from", Value::Text(&words(low))), ("to", Value::Text(&words(*high)))];
            ([from, "..<", to].concat(), cx.text("facet.between", &args))
        }
        (Some((from, low)), None) => {
            ([">=", from].concat(), cx.text("facet.from", &[("from", Value::Text(&words(low)))]))
        }
        (None, to) => {
            let (to, high) = to.copied().unwrap_or(BOUNDS[BOUNDS.len() - 1]);
            (["<", to].concat(), cx.text("facet.below", &[("to", Value::Text(&words(high)))]))
        }
    }
}

/// Bounds of durations, as they are written and in milliseconds.
const BOUNDS: [(&str, i64); 15] = [
    ("1s", 1_000),
    ("2s", 2_000),
    ("5s", 5_000),
    ("10s", 10_000),
    ("30s", 30_000),
    ("1m", 60_000),
    ("2m", 120_000),
    ("5m", 300_000),
    ("10m", 600_000),
    ("30m", 1_800_000),
    ("1h", 3_600_000),
    ("2h", 7_200_000),
    ("6h", 21_600_000),
    ("12h", 43_200_000),
    ("1d", 86_400_000),
];

/// Merging looks at all ranges again and again.
const LOOKED_THROUGH: usize = 64;

/// The first characters of a time, if they are a whole part of one: `2026-11-20T08`.
fn beginning(time: &[u8], len: usize) -> Option<&str> {
    let fits = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        10 => *byte == b'T',
        13 => *byte == b':',
        _ => byte.is_ascii_digit(),
    };
    let beginning = time.get(..len).filter(|beginning| beginning.iter().enumerate().all(fits))?;
    std::str::from_utf8(beginning).ok()
}

/// Places that have a count, as so few ranges; the fewest are merged first, so that what is frequent is told apart.
fn merged(counts: &[u64]) -> Vec<(usize, usize)> {
    let occur = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0);
    let mut ranges: Vec<(usize, usize, u64)> = occur.map(|(at, count)| (at, at, count)).collect();
    let join = |one: (usize, usize, u64), next: (usize, usize, u64)| (one.0, next.1, one.2 + next.2);
    while ranges.len() > LOOKED_THROUGH {
        ranges = ranges.chunks(2).map(|pair| pair.iter().copied().reduce(join).unwrap_or_default()).collect();
    }
    while ranges.len() > MOST {
        let sum = |at: &usize| ranges[*at].2 + ranges[*at + 1].2;
        let Some(at) = (0..ranges.len() - 1).min_by_key(sum) else { break };
        let next = ranges.remove(at + 1);
        ranges[at] = join(ranges[at], next);
    }
    ranges.into_iter().map(|(from, to, _)| (from, to)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_ranges_hold_all_that_occurs() {
        for counts in [vec![], vec![0, 3, 0], vec![1; 7], vec![1; 1_000], vec![9, 0, 0, 1, 1, 5, 2, 0, 7, 7, 7, 1]] {
            let ranges = merged(&counts);
            assert!(ranges.len() <= MOST && ranges.is_sorted_by(|one, two| one.1 < two.0));
            for (at, count) in counts.iter().enumerate() {
                let within = ranges.iter().any(|(from, to)| (*from..=*to).contains(&at));
                assert!(within || *count == 0, "{counts:?}: {at}");
            }
        }
        // What is frequent stays apart.
        assert_eq!(merged(&[9, 9, 1, 1, 9, 9, 9]), [(0, 0), (1, 1), (2, 3), (4, 4), (5, 5), (6, 6)]);
    }
}
