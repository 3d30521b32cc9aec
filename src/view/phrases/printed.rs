//! What an instance printed among all of its invocation, in words.

use crate::query::pattern::{Unprinted, Word};
use crate::view::context::ViewContext;
use crate::view::rows::groups::Difference;
use crate::words::phrase::Value;

/// A group of equal outputs by its number: `output 1`.
pub fn group(cx: &ViewContext<'_>, number: u32) -> String {
    cx.text("printed.group", &[("n", Value::Text(&number.to_string()))])
}

/// The same with how many instances it has: `output 1 (380)`.
pub fn counted(cx: &ViewContext<'_>, number: u32, count: u32) -> String {
    let args = [("group", Value::Text(&group(cx, number))), ("n", Value::Count(count.into()))];
    cx.text("printed.counted", &args)
}

/// Why there is no output.
pub fn unprinted(cx: &ViewContext<'_>, why: Unprinted) -> String {
    cx.word(&[Unprinted::KEYS, why.word()].concat())
}

/// Why no line tells where an output differs; `None` where one does, or none need be.
pub fn note(cx: &ViewContext<'_>, difference: &Difference) -> Option<String> {
    let line = |key: &str, n: usize| cx.text(key, &[("n", Value::count(n))]);
    match difference {
        Difference::Same | Difference::Line(..) => None,
        Difference::Blank(number) => Some(line("printed.blank", *number)),
        Difference::Ends(number) => Some(line("printed.ends", *number)),
        Difference::Unseen => Some(cx.word("printed.unseen")),
        Difference::NoText => Some(cx.word("printed.no-text")),
    }
}
