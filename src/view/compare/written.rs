//! A comparison as it leaves for programs: whole, or a flat row for each instance.

use serde::Serialize;

use super::types::{ComparedRow, ComparedSide, Comparison};
use crate::view::export::json_line;
use crate::view::export::redact::Redactor;
use crate::view::report::json::Number;

/// The comparison with its rows.
#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    #[serde(flatten)]
    comparison: &'a Comparison,
    /// The instances that were chosen.
    instances: &'a [ComparedRow],
    #[serde(skip_serializing_if = "Option::is_none")]
    redaction: Option<&'a str>,
}

/// An instance of the union, without anything inside anything.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Flat<'a> {
    instance_id: Option<&'a str>,
    change: &'static str,
    reference_invoke_id: Option<&'a str>,
    other_invoke_id: Option<&'a str>,
    reference_outcome: Option<&'static str>,
    other_outcome: Option<&'static str>,
    reference_status: Option<&'a str>,
    other_status: Option<&'a str>,
    reference_exit_code: Option<i64>,
    other_exit_code: Option<i64>,
    reference_error_code: Option<&'a str>,
    other_error_code: Option<&'a str>,
    reference_duration_seconds: Option<&'a Number>,
    other_duration_seconds: Option<&'a Number>,
    /// What differs where both have it.
    differs: &'a [&'static str],
    redaction: Option<&'a str>,
}

/// `invocation-comparison/1`: the members of `Comparison` (`boundary.d.ts`), and in `instances` a `ComparedRow` for each of these.
pub fn json(comparison: &Comparison, instances: &[ComparedRow], redactor: Option<Redactor<'_>>) -> Vec<u8> {
    let redaction = redactor.map(|redactor| redactor.version);
    let mut out = Vec::new();
    json_line(&Written { format: "invocation-comparison/1", comparison, instances, redaction }, redactor, &mut out);
    out
}

/// A line for each of these instances.
pub fn ndjson(comparison: &Comparison, instances: &[ComparedRow], redactor: Option<Redactor<'_>>) -> Vec<u8> {
    let mut out = Vec::new();
    for row in instances {
        let [reference, other] = [row.reference.as_ref(), row.other.as_ref()];
        let outcome = |side: Option<&ComparedSide>| side.map(|side| side.badge.outcome);
        json_line(
            &Flat {
                instance_id: row.instance_id.as_deref(),
                change: row.change,
                reference_invoke_id: comparison.reference.invoke_id.as_deref(),
                other_invoke_id: comparison.other.invoke_id.as_deref(),
                reference_outcome: outcome(reference),
                other_outcome: outcome(other),
                reference_status: status(reference),
                other_status: status(other),
                reference_exit_code: reference.and_then(|side| side.facts.exit_code),
                other_exit_code: other.and_then(|side| side.facts.exit_code),
                reference_error_code: reference.and_then(|side| side.facts.error_code.as_deref()),
                other_error_code: other.and_then(|side| side.facts.error_code.as_deref()),
                reference_duration_seconds: reference.and_then(|side| side.facts.duration_seconds.as_ref()),
                other_duration_seconds: other.and_then(|side| side.facts.duration_seconds.as_ref()),
                differs: &row.aspects,
                redaction: redactor.map(|redactor| redactor.version),
            },
            redactor,
            &mut out,
        );
    }
    out
}

/// In the current vocabulary, else in the legacy one.
fn status(side: Option<&ComparedSide>) -> Option<&str> {
    let facts = &side?.facts;
    facts.status.as_deref().or(facts.legacy_status.as_deref())
}
