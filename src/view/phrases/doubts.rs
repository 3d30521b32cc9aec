//! What limits the verdict: rows that are not here, repairs, what the service reports otherwise.

use crate::diagnostic::{Code, Severity};
use crate::model::{Instance, Invocation, Paging, Strays};
use crate::names::Name;
use crate::reading::Reading;
use crate::rollup::Rule;
use crate::row::Flags;
use crate::status::{Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::parts::status::{self, Rollup};
use crate::view::phrases::coverage;
use crate::view::report::api_error;
use crate::words::phrase::{Phrase, Value};

/// The sentences about a part of the rows, of rows of which it is not known what was asked for, and of a part of the invocations.
const ROWS: [&str; 3] = ["doubt.pages-missing", "doubt.rows-missing", "doubt.more-pages"];

const LIKELY: [&str; 3] = ["doubt.likely-pages-missing", "doubt.likely-rows-missing", "doubt.more-pages"];

const INVOCATIONS: [&str; 3] =
    ["doubt.invocations-pages-missing", "doubt.invocations-rows-missing", "doubt.invocations-more-pages"];

/// What limits the verdict on one invocation.
pub fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> Vec<(Severity, Phrase)> {
    let mut doubts = Vec::new();
    doubts.extend(of_paging(cx, invocation));
    match invocation.strays {
        Strays::None => {}
        Strays::OfInvocations => doubts.push((Severity::Warning, cx.phrase("doubt.strays", &[]))),
        Strays::OfInstances => doubts.push((Severity::Warning, cx.phrase("doubt.unnamed", &[]))),
    }
    if invocation.tally.contradicted > 0 {
        let contradicted = |instance: &Instance| instance.status.computed.rule == Rule::Contradiction;
        doubts.extend(named(cx, invocation, &contradicted, (Severity::Warning, "doubt.contradicted")));
    }
    let differs = |rollup: Rollup, field| {
        let differs = rollup.agrees == Some(false);
        differs.then(|| (Severity::Warning, disagreement(cx, &rollup, field)))
    };
    doubts.extend(differs(status::of_invocation(invocation, cx.readings), "InvocationStatus"));
    doubts.extend(differs(status::legacy_of_invocation(invocation, cx.readings), "InvokeStatus"));
    if coverage::filter_explains(invocation) {
        doubts.push((Severity::Info, cx.phrase("doubt.filter", &[])));
    }
    let unknown = invocation.tally.unrecognized.max(invocation.legacy_tally.unrecognized);
    if unknown > 0 && invocation.foreign.is_none() {
        doubts.push((Severity::Warning, counted(cx, "doubt.unrecognized", unknown)));
    }
    doubts.extend(of_success(cx, invocation));
    doubts.extend(of_delivery(cx, invocation));
    let finished = invocation.outcomes[Outcome::Finished as usize];
    if finished > 0 {
        doubts.push((Severity::Info, counted(cx, "doubt.finished", finished)));
    }
    doubts
}

/// Instances whose `Success` something beside it contradicts; looked for where a row was met that is so.
fn of_success(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<(Severity, Phrase)> {
    let of_check = |code: &Code| cx.model.sinks.iter().any(|sink| sink.count(*code) > 0);
    if ![Code::SuccessExit, Code::SuccessError].iter().any(of_check) {
        return None;
    }
    let is_doubted = |instance: &Instance| {
        let newest = cx.model.records_of(instance).last();
        newest.is_some_and(|newest| {
            let facts = &newest.facts;
            let fails = facts.exit_code.is_some_and(|code| code != 0) || facts.flags.has(Flags::ERROR_CODE);
            facts.status == Reported::Known(Status::Success) && fails
        })
    };
    named(cx, invocation, &is_doubted, (Severity::Warning, "doubt.success"))
}

/// Instances whose output did not come to OSS, whatever became of the command.
fn of_delivery(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<(Severity, Phrase)> {
    let failed = |instance: &Instance| {
        let newest = cx.model.records_of(instance).last();
        newest.filter(|newest| newest.facts.flags.has(Flags::DELIVERY_FAILED))
    };
    let (n, ids) = coverage::named(cx, invocation, &|instance| failed(instance).is_some());
    if n == 0 {
        return None;
    }
    let code = |instance: &Instance| {
        let code = failed(instance)?.text(cx.readings, &[Name::OssOutputErrorCode, Name::OssOutputStatus]);
        code.map(|code| Phrase::code(&code))
    };
    let codes = coverage::few(cx.model.instances_of(invocation).iter().filter_map(code));
    let codes = Phrase::join(&codes, &cx.word("label.listed"));
    let args = [("n", Value::count(n)), ("ids", Value::Phrase(&ids)), ("codes", Value::Phrase(&codes))];
    Some((Severity::Warning, cx.phrase("doubt.not-delivered", &args)))
}

/// What limits everything: calls that failed, repairs and losses while reading, and invocations that are not here.
pub fn of_reading(cx: &ViewContext<'_>) -> Vec<(Severity, Phrase)> {
    let mut tally = [0_u32; 3];
    for reading in cx.readings {
        for (sum, n) in tally.iter_mut().zip(reading.sink.tally()) {
            *sum += n;
        }
    }
    let mut doubts = Vec::new();
    doubts.extend(of_calls(cx));
    let repaired = tally[Severity::Warning as usize];
    if repaired > 0 {
        doubts.push((Severity::Warning, counted(cx, "doubt.repaired", repaired)));
    }
    doubts.extend(of_lists(cx));
    if let Some(api) = coverage::look_alike(cx) {
        let key = if api.is_foreign() { "doubt.foreign" } else { "doubt.look-alike" };
        doubts.push((Severity::Warning, cx.phrase(key, &[("api", Value::Text(api.as_str()))])));
    }
    doubts
}

/// A call that failed beside those that gave rows. Where answers came after it, it was likely made again.
fn of_calls(cx: &ViewContext<'_>) -> Option<(Severity, Phrase)> {
    if cx.model.invocations.is_empty() {
        return None;
    }
    let last = cx.readings.iter().find_map(|reading| api_error::code(reading, api_error::last(reading)));
    let any = || cx.readings.iter().find_map(|reading| api_error::code(reading, &reading.responses));
    let severity = if last.is_some() { Severity::Warning } else { Severity::Info };
    let code = last.or_else(any)?;
    Some((severity, cx.phrase("doubt.call-failed", &[("code", Value::Text(&code))])))
}

/// What is known of the rows that are not here.
pub fn of_paging(cx: &ViewContext<'_>, invocation: &Invocation) -> Vec<(Severity, Phrase)> {
    let mut doubts = Vec::new();
    let paging = cx.model.paging_of(invocation);
    if invocation.cut && paging.is_none_or(|paging| paging.complete != Some(false)) {
        let total: u32 = invocation.outcomes.iter().sum();
        doubts.push((Severity::Warning, counted(cx, "doubt.cut", total)));
    }
    if let Some(paging) = paging.filter(|paging| paging.goes_on()) {
        let part = part(cx, paging, if coverage::asks_unknown(cx, invocation, paging) { LIKELY } else { ROWS });
        doubts.push(if invocation.complete != Some(true) || invocation.rows.is_empty() {
            (Severity::Warning, part)
        } else {
            (Severity::Info, cx.phrase("doubt.verdict-stands", &[("part", Value::Phrase(&part))]))
        });
    }
    if let Some(paging) = paging
        && !invocation.rows.is_empty()
    {
        let lacks_row = |instance: &Instance| instance.row.is_none();
        doubts.extend(named(cx, invocation, &lacks_row, (Severity::Info, "doubt.only-in-results")));
        if paging.complete == Some(true) {
            let lacks = |instance: &Instance| coverage::lacks_result(cx, instance);
            doubts.extend(named(cx, invocation, &lacks, (Severity::Info, "doubt.only-in-invocations")));
        }
    }
    doubts
}

/// What is known of the invocations that are not here.
pub fn of_lists(cx: &ViewContext<'_>) -> impl Iterator<Item = (Severity, Phrase)> {
    let cut = cx.model.lists.iter().filter(|list| list.goes_on());
    coverage::few(cut.map(|list| (Severity::Info, part(cx, list, INVOCATIONS)))).into_iter()
}

/// "10 of 137 records are here: pages 1 and 3 of 14."
fn part(cx: &ViewContext<'_>, paging: &Paging, [by_page, of_all, more]: [&str; 3]) -> Phrase {
    let n = ("n", Value::Count(paging.received));
    let of = paging.total.filter(|stated| *stated > paging.received).map(|stated| ("of", Value::Count(stated)));
    match (of, &paging.pages) {
        (Some(of), _) if paging.cut => cx.phrase("doubt.cut-of", &[n, of]),
        (None, _) if paging.cut => {
            cx.phrase(if of_all == INVOCATIONS[1] { "doubt.invocations-cut" } else { "doubt.cut" }, &[n])
        }
        (Some(of), Some(pages)) => {
            let seen = numbers(cx, &pages.seen);
            let (count, all) = (Value::count(pages.seen.len()), Value::count(pages.of));
            cx.phrase(by_page, &[n, of, ("count", count), ("pages", Value::Text(&seen)), ("all", all)])
        }
        (Some(of), None) => cx.phrase(of_all, &[n, of]),
        (None, _) => cx.phrase(more, &[n]),
    }
}

/// "1, 3, 4, …"
fn numbers(cx: &ViewContext<'_>, numbers: &[u32]) -> String {
    let mut named: Vec<String> =
        numbers.iter().take(2 * coverage::NAMED).map(|n| cx.language.number(u64::from(*n))).collect();
    if numbers.len() > named.len() {
        named.push("…".to_owned());
    }
    named.join(", ")
}

/// A sentence about the instances of a kind, where there are any.
fn named(
    cx: &ViewContext<'_>,
    invocation: &Invocation,
    is: &dyn Fn(&Instance) -> bool,
    (severity, key): (Severity, &str),
) -> Option<(Severity, Phrase)> {
    let (n, ids) = coverage::named(cx, invocation, is);
    let args = [("n", Value::count(n)), ("ids", Value::Phrase(&ids))];
    (n > 0).then(|| (severity, cx.phrase(key, &args)))
}

/// A sentence about so many.
fn counted(cx: &ViewContext<'_>, key: &str, n: u32) -> Phrase {
    cx.phrase(key, &[("n", Value::count(n))])
}

fn disagreement(cx: &ViewContext<'_>, rollup: &Rollup, field: &str) -> Phrase {
    let (reported, computed) = (rollup.reported.as_deref().unwrap_or_default(), rollup.computed.unwrap_or_default());
    let args = [("field", field), ("reported", reported), ("computed", computed)];
    cx.phrase("doubt.disagrees", &args.map(|(name, value)| (name, Value::Text(value))))
}

/// That a document written strictly holds a part only, which the document itself has no way to state.
pub fn of_repaired(cx: &ViewContext<'_>, reading: &Reading) -> Option<Phrase> {
    let document = &reading.document;
    // What is left out somewhere inside marks the container that lacks it, not those around.
    let is_partial = (0..document.tokens.len() as u32)
        .map(|at| document.value(at))
        .any(|value| value.is_container() && value.is_partial());
    (is_partial || reading.sink.count(Code::TooComplex) > 0).then(|| cx.phrase("repaired.partial", &[]))
}
