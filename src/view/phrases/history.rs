//! Executions of a recurring command in sentences.

use crate::diagnostic::Severity;
use crate::model::history::{self, Execution, Rule};
use crate::model::{Instance, Invocation};
use crate::names::Name;
use crate::schedule::Schedule;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::{labels, times};
use crate::words::phrase::{Phrase, Value};

/// How many gaps have a sentence each.
const GAPS: usize = 3;

/// How many of some executions failed.
pub fn failures(executions: &[Execution]) -> usize {
    executions.iter().filter(|execution| execution.outcome == Outcome::Failed).count()
}

fn time(cx: &ViewContext<'_>, instance: &Instance, execution: &Execution) -> String {
    labels::execution_time(cx, &cx.model.records_of(instance)[execution.record as usize])
}

/// "120 executions are here, 3 failed. Last execution: succeeded, 2026-03-02 21:20:00 UTC.".
pub fn of_instance(cx: &ViewContext<'_>, instance: &Instance, executions: &[Execution], last: &Execution) -> String {
    let args = [
        ("n", Value::count(executions.len())),
        ("failed", Value::count(failures(executions))),
        ("outcome", Value::Text(&labels::outcome(cx, last.outcome))),
        ("time", Value::Text(&time(cx, instance, last))),
    ];
    cx.text("history.one", &args)
}

/// The same of all instances together, and how many executions and failures these are; nothing where they are not more
/// than the instances.
pub fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<(usize, usize, String)> {
    let instances = cx.model.instances_of(invocation);
    let (mut executions, mut failed, mut latest) = (0, 0, None);
    for instance in instances {
        let records = cx.model.records_of(instance);
        for record in records {
            let outcome = history::outcome_of(record, cx.readings);
            executions += usize::from(outcome.is_some());
            failed += usize::from(outcome == Some(Outcome::Failed));
        }
        let of = |record| Some((history::time_of(record), record, history::outcome_of(record, cx.readings)?));
        let newest = records.iter().rev().find_map(of);
        latest = [latest, newest].into_iter().flatten().max_by_key(|(at, ..)| *at);
    }
    if executions <= instances.len() {
        return None;
    }
    let (_, record, outcome) = latest?;
    let args = [
        ("n", Value::count(executions)),
        ("of", Value::count(instances.len())),
        ("failed", Value::count(failed)),
        ("outcome", Value::Text(&labels::outcome(cx, outcome))),
        ("time", Value::Text(&labels::execution_time(cx, record))),
    ];
    Some((executions, failed, cx.text("history.all", &args)))
}

/// The longest row of failures, where there is one.
pub fn streak(cx: &ViewContext<'_>, instance: &Instance, executions: &[Execution]) -> Option<(Severity, Phrase)> {
    let (first, length) = history::longest_streak(executions)?;
    let is_last = first + length == executions.len();
    let (severity, key) =
        if is_last { (Severity::Warning, "history.failing") } else { (Severity::Info, "history.streak") };
    let [from, to] = [first, first + length - 1].map(|at| time(cx, instance, &executions[at]));
    let sentence = cx.text(key, &[("n", Value::count(length)), ("from", Value::Text(&from)), ("to", Value::Text(&to))]);
    Some((severity, Phrase::text(&sentence)))
}

/// Executions that are likely missing, the newest first.
pub fn gaps(
    cx: &ViewContext<'_>,
    invocation: &Invocation,
    instance: &Instance,
    executions: &[Execution],
) -> Vec<(Severity, Phrase)> {
    let frequency = fields::text(invocation, cx.readings, Name::Frequency);
    // A schedule that cannot be read is not the same as one that no response states.
    let schedule = match frequency.as_deref().map(Schedule::read) {
        Some(Err(_)) => return Vec::new(),
        other => other.and_then(Result::ok),
    };
    let (gaps, rule) = history::gaps(executions, schedule.as_ref());
    let by_distance =
        |key, seconds: i64| cx.text(key, &[("distance", Value::Text(&times::duration(cx, seconds * 1_000)))]);
    let reason = match rule {
        Rule::Times => cx.word("history.rule.times"),
        Rule::Distance(seconds) => by_distance("history.rule.distance", seconds),
        Rule::Usual(seconds) => by_distance("history.rule.usual", seconds),
    };
    let newest = gaps.len().saturating_sub(GAPS);
    let gap = |gap: &history::Gap| {
        let [from, to] = [gap.after, gap.after + 1].map(|at| time(cx, instance, &executions[at]));
        let [from, to, reason] = [&from, &to, &reason].map(|text| Value::Text(text));
        cx.text("history.gap", &[("n", Value::Count(gap.missing)), ("from", from), ("to", to), ("reason", reason)])
    };
    let mut sentences: Vec<String> = gaps[newest..].iter().rev().map(gap).collect();
    if newest > 0 {
        let missing = gaps[..newest].iter().map(|gap| gap.missing).fold(0, u64::saturating_add);
        let args = [("n", Value::count(newest)), ("executions", Value::Count(missing))];
        sentences.push(cx.text("history.more-gaps", &args));
    }
    if !sentences.is_empty() && invocation.complete == Some(false) {
        sentences.push(cx.word("history.partial"));
    }
    sentences.iter().map(|sentence| (Severity::Info, Phrase::text(sentence))).collect()
}

/// What one execution, or several neighbours, came to.
pub fn cell(cx: &ViewContext<'_>, instance: &Instance, executions: &[Execution]) -> String {
    match executions {
        [] => String::new(),
        [one] => {
            let args = [
                ("outcome", Value::Text(&labels::outcome(cx, one.outcome))),
                ("time", Value::Text(&time(cx, instance, one))),
            ];
            cx.text("history.execution", &args)
        }
        [first, .., last] => {
            let args = [
                ("n", Value::count(executions.len())),
                ("failed", Value::count(failures(executions))),
                ("from", Value::Text(&time(cx, instance, first))),
                ("to", Value::Text(&time(cx, instance, last))),
            ];
            cx.text("history.cell", &args)
        }
    }
}
