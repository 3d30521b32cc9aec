//! An order in words (`-duration,id`) over the columns -> the rows in it. Equal rows keep the order of the documents, and what has
//! no value comes last, whichever way the order goes.

use super::column::{NO_NUMBER, Texts, Words};
use super::groups::Difference;
use super::table::Table;
use crate::names::Name;
use crate::order;
use crate::query::pattern::Unprinted;

/// Rows in an order: columns with commas between them, the first decides; a minus before one turns it round. What is no column
/// changes nothing.
pub(super) fn sorted(table: &Table<'_>, rows: Vec<u32>, by: &str) -> Vec<u32> {
    // The least important first: each sort keeps the order of the one before where rows are equal.
    by.split(',').rev().fold(rows, |rows, by| {
        let by = by.trim();
        let (by, down) = by.strip_prefix('-').map_or((by, false), |by| (by, true));
        one(table, &rows, by, down).unwrap_or(rows)
    })
}

/// Where a row stands in an order; `None`: it has no value.
type Rank<'a> = Box<dyn Fn(u32) -> Option<u64> + 'a>;

fn one(table: &Table<'_>, rows: &[u32], by: &str, down: bool) -> Option<Vec<u32>> {
    let rank: Rank<'_> = match by {
        "outcome" | "worst" => Box::new(|row| Some(table.outcome(row) as u64)),
        "exit" => Box::new(|row| table.exit(row).map(ranked)),
        "duration" => {
            let durations = table.duration();
            Box::new(|row| Some(durations[row as usize]).filter(|long| *long != NO_NUMBER).map(ranked))
        }
        "start" => times(table.start()),
        "end" => times(table.end()),
        "records" => Box::new(|row| Some(table.records(row).len() as u64)),
        "dropped" => Box::new(|row| table.newest(row)?.int(table.cx.readings, Name::Dropped).map(ranked)),
        "group" => {
            let groups = table.groups();
            // An empty output is one more; where there is none, it has no value.
            let last = groups.counts.len() as u64 + 1;
            Box::new(move |row| match groups.number(row) {
                Ok(number) => Some(number.into()),
                Err(Unprinted::Empty) => Some(last),
                Err(Unprinted::None) => None,
            })
        }
        "difference" => differences(table),
        "status" => words(table.status()),
        "error" => words(table.error()),
        "reason" => words(&table.reasons().code),
        "id" => return Some(by_id(table, rows, down)),
        _ => return None,
    };
    let turned = |rank: u64| if down { u64::MAX - 1 - rank } else { rank };
    let ranks = rows.iter().map(|row| rank(*row).map_or(u64::MAX, turned));
    Some(order::apply(&order::by_rank(ranks), rows))
}

/// A number as one without a sign, in the same order, below the greatest.
fn ranked(number: i64) -> u64 {
    (number.cast_unsigned() ^ (1 << 63)).min(u64::MAX - 1)
}

/// Times by their digits, down to milliseconds.
fn times(texts: &Texts) -> Rank<'_> {
    Box::new(|row| {
        let mut digits = texts.get(row).iter().filter(|byte| byte.is_ascii_digit()).map(|byte| u64::from(byte - b'0'));
        let first = digits.next()?;
        Some((1..17).fold(first, |number, _| number * 10 + digits.next().unwrap_or(0)))
    })
}

/// By the lines in which outputs begin to differ.
fn differences<'a>(table: &'a Table<'a>) -> Rank<'a> {
    let groups = table.groups();
    let line = |group: u32| match table.difference(group) {
        Difference::Line(_, text) => Some(&**text),
        _ => None,
    };
    let lines: Vec<Option<&str>> = (0..groups.counts.len() as u32).map(line).collect();
    let order = order::by(lines.len(), &|one, two| lines[one as usize].cmp(&lines[two as usize]));
    let mut ranks = vec![None; lines.len()];
    let mut rank = 0;
    for pair in (0..order.len()).map(|at| (order[at.saturating_sub(1)] as usize, order[at] as usize)) {
        rank += u64::from(lines[pair.0] != lines[pair.1]);
        ranks[pair.1] = lines[pair.1].map(|_| rank);
    }
    Box::new(move |row| ranks.get(groups.of_row[row as usize] as usize).copied().flatten())
}

fn words(words: &Words) -> Rank<'_> {
    let order = order::by(words.values.len(), &|one, two| words.values[one as usize].cmp(&words.values[two as usize]));
    let mut ranks = vec![0; order.len()];
    order.iter().zip(0..).for_each(|(at, rank)| ranks[*at as usize] = rank);
    Box::new(move |row| ranks.get(words.of_row[row as usize] as usize).copied())
}

/// By what follows the beginning that all ids have in common, of which eight bytes nearly always decide.
fn by_id(table: &Table<'_>, rows: &[u32], down: bool) -> Vec<u32> {
    let ids = table.ids();
    let id = |row: u32| Some(ids.get(row)).filter(|id| !id.is_empty());
    let mut known = rows.iter().filter_map(|row| id(*row));
    let first = known.next().unwrap_or_default();
    let alike = |len: usize, id: &[u8]| first.iter().zip(id).take(len).take_while(|(a, b)| a == b).count();
    let common = known.fold(first.len(), alike);
    let rank = |row: &u32| {
        let Some(id) = id(*row) else { return u64::MAX };
        let bytes = id.iter().skip(common).chain(std::iter::repeat(&0)).take(8);
        let rank = bytes.fold(0, |rank, byte| rank << 8 | u64::from(*byte));
        if down { u64::MAX - 1 - rank } else { rank }
    };
    let sorted = order::by_rank_then(rows.iter().map(rank), &|one, two| {
        let (one, two) = (id(rows[one as usize]), id(rows[two as usize]));
        if down { two.cmp(&one) } else { one.cmp(&two) }
    });
    order::apply(&sorted, rows)
}
