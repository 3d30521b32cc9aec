//! How much of an invocation is here: what a filter or a page left out, and the instances of a kind by name.

use crate::model::{Instance, Invocation, Paging, Record};
use crate::names::Name;
use crate::response::{Api, Response};
use crate::rollup::Rollup;
use crate::schedule::Schedule;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::words::phrase::{Phrase, Value};

/// So many ids or pages are named in a sentence.
pub const NAMED: usize = 3;

/// Whose rows these are, where they are not those of the two APIs.
pub fn look_alike(cx: &ViewContext<'_>) -> Option<Api> {
    let rows = |response: &&Response| !response.invocations.is_empty() || !response.results.is_empty();
    let all = cx.readings.iter().flat_map(|reading| &reading.responses);
    all.filter(rows).find_map(|response| response.api.filter(|api| !api.is_ours()))
}

/// The calls whose answer a filter likely made smaller: one API has instances that the other lacks.
pub fn filtered_calls(cx: &ViewContext<'_>, invocation: &Invocation) -> Vec<&'static str> {
    let instances = cx.model.instances_of(invocation);
    let joined = !invocation.rows.is_empty() && invocation.paging.is_some();
    let lacks_row = joined && instances.iter().any(|instance| instance.row.is_none());
    let complete = cx.model.paging_of(invocation).is_some_and(|paging| paging.complete == Some(true));
    let lacks_result = joined && complete && instances.iter().any(|instance| lacks_result(cx, instance));
    let mut calls = Vec::new();
    if lacks_row || filter_explains(invocation) {
        calls.push("DescribeInvocations");
    }
    if lacks_result {
        calls.push("DescribeInvocationResults");
    }
    calls
}

/// Whether the service's summary could be right if the call was filtered, so that instances are not here.
pub fn filter_explains(invocation: &Invocation) -> bool {
    fn differs<T: Copy + PartialEq>(rollup: &Rollup<T>) -> Option<T> {
        rollup.reported.known().filter(|_| rollup.agrees() == Some(false))
    }
    let (current, legacy) = (differs(&invocation.status), differs(&invocation.legacy));
    let all = [
        current.map(|status| invocation.tally.could_become(status)),
        legacy.map(|status| invocation.legacy_tally.could_become(status)),
    ];
    all.iter().any(Option::is_some) && all.into_iter().flatten().all(|could| could)
}

/// Whether no row of results is of an instance.
pub fn lacks_result(cx: &ViewContext<'_>, instance: &Instance) -> bool {
    let from_results = |record: &Record| !record.is_invoke_instance() || record.other_row.is_some();
    !cx.model.records_of(instance).iter().any(from_results)
}

/// Whether it is unknown what was asked for: all are of one instance, so that the call may have been for that
/// instance and not for the invocation, and `TotalCount` counts what is of others. A history is of one invocation only.
pub fn asks_unknown(cx: &ViewContext<'_>, invocation: &Invocation, paging: &Paging) -> bool {
    paging.of_one && invocation.instances.len() == 1 && !is_history(cx, invocation)
}

/// Whether the rows of an invocation are its history: several executions on an instance.
pub fn is_history(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let instances = cx.model.instances_of(invocation);
    let end = |at: Option<&Instance>| at.map_or(0, |instance| instance.records.end);
    let records = end(instances.last()) - instances.first().map_or(0, |first| first.records.start);
    invocation.recurring == Some(true) && records as usize > instances.len()
}

/// Whether there is a history to ask for: of what recurs by a period, or with every start.
pub fn has_history(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let text = |name| fields::text(invocation, cx.readings, name);
    let recurs = |frequency: String| !matches!(Schedule::read(&frequency), Ok(Schedule::At(..)) | Err(_));
    match (text(Name::RepeatMode), text(Name::Frequency)) {
        (Some(mode), _) if mode.eq_ignore_ascii_case("EveryReboot") => true,
        (Some(mode), frequency) => mode.eq_ignore_ascii_case("Period") && frequency.is_none_or(recurs),
        (None, Some(frequency)) => recurs(frequency),
        (None, None) => {
            let mut newest = cx.model.instances_of(invocation).iter().filter_map(|i| cx.model.records_of(i).last());
            newest.any(|record| record.facts.repeated)
        }
    }
}

/// How many instances of an invocation there are of a kind, and the first of their ids.
pub fn named(cx: &ViewContext<'_>, invocation: &Invocation, is: &dyn Fn(&Instance) -> bool) -> (u32, Phrase) {
    let mut n = 0;
    let mut named = Vec::new();
    for instance in cx.model.instances_of(invocation).iter().filter(|instance| is(instance)) {
        n += 1;
        if named.len() < NAMED {
            let id = fields::id_text(instance.instance_id, cx.readings);
            named.push(id.map_or_else(|| cx.phrase("label.no-id", &[]), |id| Phrase::id(&id)));
        }
    }
    let ids = Phrase::join(&named, &cx.word("label.listed"));
    let more = n as usize - named.len();
    if more == 0 {
        return (n, ids);
    }
    (n, cx.phrase("label.more", &[("ids", Value::Phrase(&ids)), ("n", Value::count(more))]))
}

/// The first few that differ: an input may hold any number of lists.
pub fn few<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut few: Vec<T> = Vec::new();
    for one in all {
        if few.len() >= 2 * NAMED {
            break;
        }
        if !few.contains(&one) {
            few.push(one);
        }
    }
    few
}
