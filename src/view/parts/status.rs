//! Statuses of each level as they are printed: what the service reports beside what was computed.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{Instance, Invocation, Record};
use crate::names::{Name, ROW_LEGACY_STATUSES};
use crate::reading::Reading;
use crate::rollup;
use crate::status::{Legacy, Reported, Status};
use crate::view::fields;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Rollup {
    pub reported: Option<String>,
    pub computed: Option<&'static str>,
    pub rule: Option<&'static str>,
    pub agrees: Option<bool>,
}

/// Canonical spelling; the trimmed original where it is none we know.
fn spelled<'a, T: Copy>(
    reported: Reported<T>,
    spell: impl Fn(T) -> &'static str,
    raw: impl FnOnce() -> Option<Cow<'a, str>>,
) -> Option<Cow<'a, str>> {
    match reported {
        Reported::Absent => None,
        Reported::Known(status) => Some(Cow::Borrowed(spell(status))),
        Reported::Unrecognized => raw(),
    }
}

fn view<T: Copy + PartialEq>(
    rollup: &rollup::Rollup<T>,
    spell: impl Fn(T) -> &'static str,
    raw: impl FnOnce() -> Option<String>,
) -> Rollup {
    Rollup {
        reported: spelled(rollup.reported, &spell, || raw().map(Cow::Owned)).map(Cow::into_owned),
        computed: rollup.computed.status.map(&spell),
        rule: Some(rollup.computed.rule.id()),
        agrees: rollup.agrees(),
    }
}

/// The overall status in the current vocabulary.
pub fn of_invocation(invocation: &Invocation, readings: &[Reading]) -> Rollup {
    view(&invocation.status, Status::as_str, || fields::text(invocation, readings, Name::InvocationStatus))
}

/// The overall status in the legacy vocabulary.
pub fn legacy_of_invocation(invocation: &Invocation, readings: &[Reading]) -> Rollup {
    view(&invocation.legacy, Legacy::as_str, || fields::text(invocation, readings, Name::InvokeStatus))
}

/// The status of an instance in the current vocabulary.
pub fn of_instance(instance: &Instance, readings: &[Reading]) -> Rollup {
    let raw = || instance.row.and_then(|row| row.text(readings, Name::InvocationStatus));
    view(&instance.status, Status::as_str, raw)
}

/// The status of an instance in the legacy vocabulary.
pub fn legacy_of_instance(instance: &Instance, readings: &[Reading]) -> Rollup {
    let raw = || instance.row.and_then(|row| ROW_LEGACY_STATUSES.iter().find_map(|name| row.text(readings, *name)));
    view(&instance.legacy, Legacy::as_str, raw)
}

/// The record's status as it is printed.
pub fn of_record<'a>(record: &Record, readings: &'a [Reading]) -> Option<Cow<'a, str>> {
    spelled(record.facts.status, Status::as_str, || record.said(readings, &[Name::InvocationStatus]))
}

/// The record's legacy status as it is printed.
pub fn legacy_of_record<'a>(record: &Record, readings: &'a [Reading]) -> Option<Cow<'a, str>> {
    spelled(record.facts.legacy, Legacy::as_str, || record.said(readings, &ROW_LEGACY_STATUSES))
}
