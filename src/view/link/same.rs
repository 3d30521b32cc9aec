//! Whether the documents that a link carries say what those say that are here: every verdict, count and status, every row, and every text that was
//! printed, with what is hidden in it.

use std::borrow::Cow;

use crate::model::{Instance, Invocation, Record};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;

/// Whether `carried` says the same as `here`. `hide`: a text as it leaves.
pub fn says_the_same(here: &ViewContext<'_>, carried: &ViewContext<'_>, hide: &mut dyn FnMut(&str) -> String) -> bool {
    let (one, other) = (here.model, carried.model);
    let lengths = one.invocations.len() == other.invocations.len()
        && one.instances.len() == other.instances.len()
        && one.records.len() == other.records.len();
    lengths
        && one.invocations.iter().zip(&other.invocations).all(|(a, b)| invocation(a, b))
        && one.instances.iter().zip(&other.instances).all(|(a, b)| instance(a, b))
        && one
            .records
            .iter()
            .zip(&other.records)
            .all(|(a, b)| record(a, b) && printed(here, a).map(|text| hide(&text)) == printed(carried, b))
        && one
            .invocations
            .iter()
            .zip(&other.invocations)
            .all(|(a, b)| executed(here, a).map(|text| hide(&text)) == executed(carried, b))
}

/// What an execution printed, as it reads.
fn printed(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    output::content(cx, record, None)?.text(cx.charsets).map(Cow::into_owned)
}

/// What was executed, as it reads.
fn executed(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<String> {
    let content = fields::command(invocation, cx.readings)?.chosen(cx.charsets.chosen);
    content.text(cx.charsets).map(Cow::into_owned)
}

fn invocation(a: &Invocation, b: &Invocation) -> bool {
    (a.status, a.legacy, a.tally, a.legacy_tally, a.outcomes)
        == (b.status, b.legacy, b.tally, b.legacy_tally, b.outcomes)
        && (a.recurring, a.dry_run, a.complete, a.cut, a.strays)
            == (b.recurring, b.dry_run, b.complete, b.cut, b.strays)
        && (a.foreign, &a.instances) == (b.foreign, &b.instances)
        && a.invoke_id.is_some() == b.invoke_id.is_some()
}

fn instance(a: &Instance, b: &Instance) -> bool {
    (a.invocation, a.status, a.legacy, a.outcome, &a.records)
        == (b.invocation, b.status, b.legacy, b.outcome, &b.records)
        && a.instance_id.is_some() == b.instance_id.is_some()
}

fn record(a: &Record, b: &Record) -> bool {
    (a.instance, a.facts, a.contradicted) == (b.instance, b.facts, b.contradicted)
}
