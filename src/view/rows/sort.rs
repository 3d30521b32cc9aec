//! An order in words (`-duration,id`) over the columns -> the rows in it. Equal rows keep the order of the documents, and what has
//! no value comes last, whichever way the order goes.

use super::column::{Texts, Words};
use super::columns::{Columns, NO_NUMBER};
use crate::order;
use crate::view::context::ViewContext;
use crate::view::fields;

/// Rows in an order: columns with commas between them, the first decides; a minus before one turns it round. What is no column
/// changes nothing.
pub(super) fn sorted(cx: &ViewContext<'_>, invocation: usize, columns: &Columns, rows: Vec<u32>, by: &str) -> Vec<u32> {
    // The least important first: each sort keeps the order of the one before where rows are equal.
    by.split(',').rev().fold(rows, |rows, by| {
        let by = by.trim();
        let (by, down) = by.strip_prefix('-').map_or((by, false), |by| (by, true));
        one(cx, invocation, columns, &rows, by, down).unwrap_or(rows)
    })
}

/// Where a row stands in an order; `None`: it has no value.
type Rank<'a> = Box<dyn Fn(usize) -> Option<u64> + 'a>;

fn one(
    cx: &ViewContext<'_>,
    invocation: usize,
    columns: &Columns,
    rows: &[u32],
    by: &str,
    down: bool,
) -> Option<Vec<u32>> {
    let number = |number: i64| Some(number).filter(|number| *number != NO_NUMBER).map(ranked);
    let rank: Rank<'_> = match by {
        "outcome" | "worst" => Box::new(|at| Some(columns.outcome[at] as u64)),
        "exit" => Box::new(|at| number(columns.exit[at])),
        "duration" => Box::new(|at| number(columns.duration[at])),
        "start" => Box::new(|at| instant(&columns.start, at)),
        "end" => Box::new(|at| instant(&columns.end, at)),
        "records" => Box::new(|at| Some(cx.instance(invocation, at).map_or(0, |one| one.records.len() as u64))),
        "status" => words(&columns.status),
        "error" => words(&columns.error),
        "reason" => words(&columns.reason),
        "id" => return Some(by_id(cx, invocation, rows, down)),
        _ => return None,
    };
    let turned = |rank: u64| if down { u64::MAX - 1 - rank } else { rank };
    let ranks = rows.iter().map(|row| rank(*row as usize).map_or(u64::MAX, turned));
    Some(order::apply(&order::by_rank(ranks), rows))
}

/// A number as one without a sign, in the same order, below the greatest.
fn ranked(number: i64) -> u64 {
    (number.cast_unsigned() ^ (1 << 63)).min(u64::MAX - 1)
}

/// A time by its digits, down to milliseconds.
fn instant(texts: &Texts, row: usize) -> Option<u64> {
    let text = texts.get(row as u32);
    let mut digits = text.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| u64::from(byte - b'0'));
    let first = digits.next()?;
    Some((1..17).fold(first, |number, _| number * 10 + digits.next().unwrap_or(0)))
}

fn words(words: &Words) -> Rank<'_> {
    let order = order::by(words.values.len(), &|one, two| words.values[one as usize].cmp(&words.values[two as usize]));
    let mut ranks = vec![0; order.len()];
    order.iter().zip(0..).for_each(|(at, rank)| ranks[*at as usize] = rank);
    Box::new(move |at| ranks.get(words.of_row[at] as usize).copied())
}

fn by_id(cx: &ViewContext<'_>, invocation: usize, rows: &[u32], down: bool) -> Vec<u32> {
    let id = |row: &u32| fields::id_text(cx.instance(invocation, *row as usize)?.instance_id, cx.readings);
    let ids: Vec<Option<String>> = rows.iter().map(id).collect();
    let sorted = order::by(ids.len(), &|one, two| match (&ids[one as usize], &ids[two as usize]) {
        (Some(one), Some(two)) if down => two.cmp(one),
        (Some(one), Some(two)) => one.cmp(two),
        (one, two) => one.is_none().cmp(&two.is_none()),
    });
    order::apply(&sorted, rows)
}
