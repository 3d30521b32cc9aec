//! The verdict in a sentence, the rule that decided, whether the service agrees, and what could still change.

use crate::model::history;
use crate::model::{Instance, Invocation, Paging, Strays};
use crate::rollup::Rollup;
use crate::rollup::{Agreement, Rule, Schedule};
use crate::status::{Class, Legacy, Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::phrases::{coverage, labels};
use crate::words::phrase::{Phrase, Value};

/// The verdict in one sentence: "PartialFailed: 2 of 40 instances failed."
pub fn sentence(cx: &ViewContext<'_>, invocation: &Invocation) -> String {
    let (status, ..) = labels::status(cx, invocation);
    phrase(cx, invocation, Value::Text(&status)).to_string()
}

/// The same with the status as code, where it is a word of the service: no place takes it for markup.
pub fn marked(cx: &ViewContext<'_>, invocation: &Invocation) -> Phrase {
    let (status, ..) = labels::status(cx, invocation);
    let is_own =
        ["label.failed-so-far", "label.no-verdict", "label.no-overall"].iter().any(|key| cx.word(key) == status);
    let code = Phrase::code(&status);
    phrase(cx, invocation, if is_own { Value::Text(&status) } else { Value::Phrase(&code) })
}

fn phrase(cx: &ViewContext<'_>, invocation: &Invocation, status: Value<'_>) -> Phrase {
    let ended = [Outcome::Failed, Outcome::Succeeded, Outcome::Finished, Outcome::Stopped];
    let key = match invocation.recurring {
        _ if invocation.dry_run => "verdict.dry-run",
        _ if labels::service_leads(invocation) => "verdict.service",
        // A scheduled task may be for one time only: `at(…)`, or the next start of the instance.
        Some(true) if !coverage::has_history(cx, invocation) && !coverage::is_history(cx, invocation) => {
            "verdict.scheduled-task"
        }
        Some(true) if ended.contains(&labels::worst_outcome(invocation)) => {
            if invocation.lacks_rows() && coverage::is_history(cx, invocation) {
                let here = here(cx, invocation, invocation.outcomes.iter().sum());
                let args = [
                    ("status", status),
                    ("here", Value::Text(&here)),
                    ("counts", Value::Text(&parts(cx, invocation, false))),
                ];
                return cx.phrase("verdict.recurring-part", &args);
            }
            "verdict.recurring"
        }
        Some(true) => "verdict.recurring-active",
        Some(false) | None => "verdict.sentence",
    };
    // Where the service's word leads, that others are not here is said behind it.
    let is_led = key == "verdict.service" && !invocation.lacks_rows();
    let counts = if is_led { parts(cx, invocation, false) } else { counts(cx, invocation) };
    cx.phrase(key, &[("status", status), ("counts", Value::Text(&counts))])
}

/// "2 of 40 instances failed": counts only, always with their whole. Where rows may be missing, first how many are here
/// of how many, and then what is so of these; where nothing says whether some are, that these are those that are here.
pub fn counts(cx: &ViewContext<'_>, invocation: &Invocation) -> String {
    let total: u32 = invocation.outcomes.iter().sum();
    if total == 0 {
        return cx.word("verdict.no-instances");
    }
    if invocation.strays == Strays::OfInstances {
        let unnamed = |one: &&Instance| one.instance_id.is_none();
        let n = cx.model.instances_of(invocation).iter().filter(unnamed).count();
        return cx.text("verdict.unnamed", &[("n", Value::count(n))]);
    }
    if invocation.lacks_rows() {
        return [here(cx, invocation, total), parts(cx, invocation, true)].join(&cx.word("verdict.joint"));
    }
    let counts = parts(cx, invocation, false);
    if is_open(invocation) { cx.text("verdict.of-those-here", &[("counts", Value::Text(&counts))]) } else { counts }
}

/// Whether nothing says if there are other rows.
fn is_open(invocation: &Invocation) -> bool {
    invocation.complete.is_none() && !invocation.lacks_rows()
}

/// What is so of the instances; `is_part`: of the rows that were just counted.
fn parts(cx: &ViewContext<'_>, invocation: &Invocation, is_part: bool) -> String {
    let total: u32 = invocation.outcomes.iter().sum();
    let of = ("of", Value::count(total));
    let count = |outcome: Outcome| invocation.outcomes[outcome as usize];
    let part = |outcome: Outcome| {
        let n = count(outcome);
        let is_all = n == total && invocation.complete == Some(true) && !invocation.lacks_rows();
        let all = if is_all { "all" } else { "some" };
        let key = match outcome {
            Outcome::Succeeded if invocation.dry_run => format!("verdict.dry-run.{all}"),
            _ if !is_part => format!("verdict.{}.{all}", outcome.as_str()),
            Outcome::Unknown => "verdict.part.unknown-status".to_owned(),
            _ => format!("verdict.part.{}", outcome.as_str()),
        };
        (n > 0).then(|| cx.text(&key, &[("n", Value::count(n)), of]))
    };
    // What goes on leads, then what went wrong; success stands only where there is nothing else.
    let parts: Vec<String> = [
        Outcome::Running,
        Outcome::Pending,
        Outcome::Stopping,
        Outcome::Scheduled,
        Outcome::Failed,
        Outcome::Unknown,
        Outcome::Stopped,
        Outcome::Finished,
    ]
    .into_iter()
    .filter_map(part)
    .take(3)
    .chain(last_failed(cx, invocation).map(|n| cx.text("verdict.last-failed", &[("n", Value::count(n)), of])))
    .collect();
    let parts = if parts.is_empty() { part(Outcome::Succeeded).into_iter().collect() } else { parts };
    parts.join(&cx.word("verdict.joint"))
}

/// "50 of 690 records are here"
fn here(cx: &ViewContext<'_>, invocation: &Invocation, total: u32) -> String {
    match cx.model.paging_of(invocation).and_then(Paging::lacking) {
        Some((held, stated)) => {
            let unknown =
                cx.model.paging_of(invocation).is_some_and(|paging| coverage::asks_unknown(cx, invocation, paging));
            let key = if unknown { "verdict.part.likely" } else { "verdict.part.known" };
            cx.text(key, &[("n", Value::Count(held)), ("of", Value::Count(stated))])
        }
        None => cx.text("verdict.part.unknown", &[("n", Value::count(total))]),
    }
}

/// On how many instances the last execution failed, though the schedule goes on.
pub fn last_failed(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<u32> {
    if invocation.recurring != Some(true) || invocation.outcomes[Outcome::Scheduled as usize] == 0 {
        return None;
    }
    let waits = cx.model.instances_of(invocation).iter().filter(|i| i.outcome == Outcome::Scheduled);
    let last = |instance: &Instance| {
        let mut records = cx.model.records_of(instance).iter().rev();
        records.find_map(|record| history::outcome_of(record, cx.readings))
    };
    let n = waits.filter(|instance| last(instance) == Some(Outcome::Failed)).count() as u32;
    (n > 0).then_some(n)
}

/// The rule in words, with the instances that decided.
pub fn rule(cx: &ViewContext<'_>, invocation: &Invocation, rule: Rule, legacy: bool) -> Phrase {
    let total: u32 = invocation.outcomes.iter().sum();
    let (n, ids) = coverage::named(cx, invocation, &|instance| decides(cx, instance, rule, legacy));
    let args = [("n", Value::count(n)), ("of", Value::count(total)), ("ids", Value::Phrase(&ids))];
    let key = format!("rule.{}", rule.id());
    let variant = |holds: bool, end: &str| holds.then(|| [&*key, end].concat()).filter(|key| cx.lookup(key).is_some());
    // Of many that failed, the first ids are as good as any: their reasons are summed up instead.
    let many = || variant(n as usize > coverage::NAMED, ".many");
    let key = variant(n == total, ".all").or_else(many).unwrap_or_else(|| key.clone());
    let sentence = cx.phrase(&key, &args);
    // Of what is not here, a row could be Pending, and in the legacy vocabulary Running.
    let may_change =
        matches!(rule, Rule::AnyScheduled | Rule::AnyRunning | Rule::AnyStopping | Rule::LegacyAnyStopping);
    if may_change && invocation.lacks_rows() {
        return cx.phrase("rule.at-least", &[("rule", Value::Phrase(&sentence))]);
    }
    if is_open(invocation) && rule.decides() {
        return cx.phrase("rule.of-those-here", &[("rule", Value::Phrase(&sentence))]);
    }
    sentence
}

/// Whether an instance is one of those that a rule names.
fn decides(cx: &ViewContext<'_>, instance: &Instance, rule: Rule, by_legacy: bool) -> bool {
    let recurs = cx.model.invocations[instance.invocation as usize].recurring == Some(true);
    let newest = cx.model.records_of(instance).last();
    let (status, legacy) =
        newest.map_or((Reported::Absent, Reported::Absent), |newest| instance.counts_as(newest, recurs));
    let class = status.known().and_then(Status::class);
    match rule {
        Rule::AnyPending => class == Some(Class::Pending),
        Rule::AnyScheduled => class == Some(Class::Scheduled),
        Rule::AnyRunning => class == Some(Class::Running),
        Rule::AnyStopping => class == Some(Class::Stopping),
        Rule::NoneSucceeded | Rule::SomeFailed => class == Some(Class::Failed),
        Rule::NoneFailed => class == Some(Class::Success),
        Rule::LegacyRecurring => legacy.known().is_some_and(|legacy| legacy != Legacy::Stopped),
        Rule::LegacyAnyRunning => legacy == Reported::Known(Legacy::Running),
        Rule::LegacyAnyStopping => legacy == Reported::Known(Legacy::Stopping),
        Rule::LegacySomeFailed => legacy == Reported::Known(Legacy::Failed),
        Rule::NotGiven if by_legacy => legacy == Reported::Absent,
        Rule::NotGiven => status == Reported::Absent,
        Rule::Unrecognized if by_legacy => {
            matches!(legacy, Reported::Unrecognized | Reported::Known(Legacy::PartialFailed))
        }
        Rule::Unrecognized => status != Reported::Absent && class.is_none(),
        Rule::AllStopped
        | Rule::LegacyRecurringStopped
        | Rule::LegacyAllStopped
        | Rule::LegacyAllFailed
        | Rule::LegacyFinished
        | Rule::OneRecord
        | Rule::NewestRecord
        | Rule::Empty
        | Rule::Missing
        | Rule::Cut
        | Rule::Strays
        | Rule::Unnamed
        | Rule::Foreign => false,
        Rule::Contradiction => newest.is_some_and(|newest| newest.contradicted),
    }
}

/// The rule in words for one instance.
pub fn instance_rule(cx: &ViewContext<'_>, rule: Rule) -> Phrase {
    let key = format!("rule.{}", rule.id());
    let one = Some(format!("{key}.one")).filter(|one| cx.lookup(one).is_some());
    cx.phrase(&one.unwrap_or(key), &[])
}

/// What the whole becomes when the instances that go on succeed, or fail; a schedule goes on by itself.
pub fn what_if(cx: &ViewContext<'_>, invocation: &Invocation, legacy: bool) -> Option<Phrase> {
    if invocation.recurring == Some(true) {
        return None;
    }
    let missing = invocation.lacks_rows();
    let (n, good, bad) = if legacy {
        let tally = &invocation.legacy_tally;
        let then = |status| tally.if_active(status).verdict(Schedule::None, missing).status.map(Legacy::as_str);
        (tally.active(), then(Legacy::Finished), then(Legacy::Failed))
    } else {
        let tally = &invocation.tally;
        let then = |class| tally.if_active(class).verdict(missing).status.map(Status::as_str);
        (tally.active(), then(Class::Success), then(Class::Failed))
    };
    if n == 0 {
        return None;
    }
    let key = match (good, bad) {
        (Some(good), Some(bad)) if good == bad => "what-if.same",
        (None, None) => "what-if.unknown",
        _ if legacy => "what-if.legacy",
        _ => "what-if.current",
    };
    let word = |status: Option<&str>| status.map_or_else(|| cx.phrase("what-if.no-verdict", &[]), Phrase::code);
    let (good, bad) = (word(good), word(bad));
    let args = [("n", Value::count(n)), ("good", Value::Phrase(&good)), ("bad", Value::Phrase(&bad))];
    Some(cx.phrase(key, &args))
}

/// Whether the service agrees, in words.
pub fn agreement<T: Copy + PartialEq>(
    cx: &ViewContext<'_>,
    rollup: &Rollup<T>,
    reported: Option<&str>,
    computed: Option<&str>,
) -> Phrase {
    let key = match rollup.agreement {
        _ if reported.is_none() => "agreement.not-reported",
        Agreement::Unknown => "agreement.no-verdict",
        Agreement::OtherReading => "agreement.other-reading",
        Agreement::Same => "agreement.same",
        Agreement::RowsMissing => "agreement.rows-missing",
        Agreement::AskedEarlier => "agreement.asked-earlier",
        Agreement::Differs => "agreement.differs",
    };
    let [reported, computed] = [reported, computed].map(|status| Value::Text(status.unwrap_or_default()));
    cx.phrase(key, &[("reported", reported), ("computed", computed)])
}
