//! Whether the documents that a link carries say what those say that are here: every verdict, count and status, every row, and every text that was
//! printed, with what is hidden in it; some of these at a time.

use std::borrow::Cow;

use crate::model::{Instance, Invocation, Record};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;

/// What was looked at so far: records, then commands.
#[derive(Default, Debug)]
pub struct Same(usize);

impl Same {
    /// Whether all that has a length or a verdict is the same; what was printed and executed is asked of `next`.
    pub fn in_short(here: &ViewContext<'_>, carried: &ViewContext<'_>) -> bool {
        let (one, other) = (here.model, carried.model);
        let lengths = one.invocations.len() == other.invocations.len()
            && one.instances.len() == other.instances.len()
            && one.records.len() == other.records.len();
        lengths
            && one.invocations.iter().zip(&other.invocations).all(|(a, b)| invocation(a, b))
            && one.instances.iter().zip(&other.instances).all(|(a, b)| instance(a, b))
    }

    /// Looks at the next executions or commands, so many at most, of what is the same in short: whether they are, and `None` before the last.
    /// `hide`: a text as it leaves.
    pub fn next(
        &mut self,
        (here, carried): (&ViewContext<'_>, &ViewContext<'_>),
        hide: &mut dyn FnMut(&str) -> String,
        rows: usize,
    ) -> Option<bool> {
        let (one, other) = (here.model, carried.model);
        let records = one.records.len();
        let all = records + one.invocations.len();
        let end = all.min(self.0.saturating_add(rows.max(1)));
        let mut is_same = |at: usize| match at.checked_sub(records) {
            None => {
                let (a, b) = (&one.records[at], &other.records[at]);
                record(a, b) && printed(here, a).map(|text| hide(&text)) == printed(carried, b)
            }
            Some(at) => {
                let (a, b) = (&one.invocations[at], &other.invocations[at]);
                executed(here, a).map(|text| hide(&text)) == executed(carried, b)
            }
        };
        let holds = (self.0..end).all(&mut is_same);
        self.0 = end;
        if holds && end < all { None } else { Some(holds) }
    }

    /// How much was looked at, from 0 to 1.
    pub fn progress(&self, here: &ViewContext<'_>) -> f64 {
        self.0 as f64 / (here.model.records.len() + here.model.invocations.len()).max(1) as f64
    }
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
