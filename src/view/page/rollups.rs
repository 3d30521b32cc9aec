//! How the statuses of the level below become one, in both vocabularies.

use serde::Serialize;

use crate::explain::Kind;
use crate::model::{Instance, Invocation};
use crate::rollup::Rollup;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::parts::badge::Badge;
use crate::view::parts::status;
use crate::view::phrases::verdict;
use crate::words::phrase::Phrase;

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RollupDetail {
    pub field: &'static str,
    pub kind: &'static str,
    pub reported: Option<Badge>,
    pub computed: Option<Badge>,
    pub rule: Phrase,
    pub agrees: Option<bool>,
    pub agreement: Phrase,
    #[serde(rename = "whatIf")]
    pub what_if: Option<Phrase>,
}

/// Of an invocation, in both vocabularies.
pub fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> [RollupDetail; 2] {
    let current = status::of_invocation(invocation, cx.readings);
    let legacy = status::legacy_of_invocation(invocation, cx.readings);
    what_says_something_first([
        RollupDetail {
            what_if: verdict::what_if(cx, invocation, false),
            ..rollup(
                cx,
                "InvocationStatus",
                &invocation.status,
                &current,
                outcome_of,
                verdict::rule(cx, invocation, invocation.status.computed.rule, false),
            )
        },
        RollupDetail {
            what_if: verdict::what_if(cx, invocation, true),
            ..rollup(
                cx,
                "InvokeStatus",
                &invocation.legacy,
                &legacy,
                outcome_of_legacy,
                verdict::rule(cx, invocation, invocation.legacy.computed.rule, true),
            )
        },
    ])
}

/// Of an instance, in both vocabularies.
pub fn of_instance(cx: &ViewContext<'_>, instance: &Instance) -> [RollupDetail; 2] {
    let current = status::of_instance(instance, cx.readings);
    let legacy = status::legacy_of_instance(instance, cx.readings);
    what_says_something_first([
        rollup(
            cx,
            "InvocationStatus",
            &instance.status,
            &current,
            outcome_of,
            verdict::instance_rule(cx, instance.status.computed.rule),
        ),
        rollup(
            cx,
            "InstanceInvokeStatus",
            &instance.legacy,
            &legacy,
            outcome_of_legacy,
            verdict::instance_rule(cx, instance.legacy.computed.rule),
        ),
    ])
}

fn rollup<T: Copy + PartialEq>(
    cx: &ViewContext<'_>,
    field: &'static str,
    rollup: &Rollup<T>,
    view: &status::Rollup,
    meaning: impl Fn(T) -> (Outcome, &'static str),
    rule: Phrase,
) -> RollupDetail {
    let kind = if field == "InvocationStatus" { Kind::Status } else { Kind::Legacy };
    let badge = |label: &str, status: Option<T>| {
        let known = status.map(&meaning);
        let outcome = known.map_or(Outcome::Unknown, |(outcome, _)| outcome);
        (label.to_owned(), outcome, known.map(|(_, spelling)| (kind, spelling))).into()
    };
    RollupDetail {
        field,
        kind: kind.as_str(),
        reported: view.reported.as_deref().map(|label| badge(label, rollup.reported.known())),
        computed: view.computed.map(|label| badge(label, rollup.computed.status)),
        rule,
        agrees: view.agrees,
        agreement: verdict::agreement(cx, rollup, view.reported.as_deref(), view.computed),
        what_if: None,
    }
}

/// The current vocabulary, unless the response has only the legacy one.
fn what_says_something_first(mut rollups: [RollupDetail; 2]) -> [RollupDetail; 2] {
    let is_absent = |rollup: &RollupDetail| rollup.reported.is_none() && rollup.computed.is_none();
    if is_absent(&rollups[0]) && !is_absent(&rollups[1]) {
        rollups.swap(0, 1);
    }
    rollups
}

/// What a status alone tells, and its spelling.
fn outcome_of(status: Status) -> (Outcome, &'static str) {
    (Outcome::of(Reported::Known(status), Reported::Absent, None), status.as_str())
}

fn outcome_of_legacy(legacy: Legacy) -> (Outcome, &'static str) {
    (Outcome::of(Reported::Absent, Reported::Known(legacy), None), legacy.as_str())
}
