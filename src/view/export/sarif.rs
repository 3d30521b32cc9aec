//! SARIF 2.1.0 for code scanning: a rule for each reason, a result for each group of equal failures. Nothing here is a place in
//! source code, so a result stands at the invocation, and its instances are logical locations.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::cut::{Room, middle, units};
use super::digest::{self, Digest, Group};
use super::markup::visible;
use super::options::ExportOptions;
use super::redact::{all_hidden, hidden};
use super::selection::{Chosen, Selection};
use crate::diagnostic::Severity;
use crate::explain;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::{doubts, reasons};
use crate::view::rows::reason::Reason;
use crate::words::phrase::{Phrase, Value as Filled};

/// What GitHub takes of a run, and shows of a result.
const RESULTS: usize = 25_000;
const LOCATIONS: usize = 100;
/// Of an output so much stands in a message.
const PRINTED: Room = Room { size: 1_000, lines: usize::MAX };

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let (mut rules, mut results, mut left_out) = (Vec::new(), Vec::new(), 0);
    let mut known = HashMap::new();
    for chosen in &selection.chosen {
        let digest = Digest::new(cx, chosen);
        for group in &digest.groups {
            if results.len() == RESULTS {
                left_out += 1;
                continue;
            }
            let id = all_hidden(options.redactor, group.reason.code.clone());
            let at = *known.entry(id.clone()).or_insert_with(|| {
                rules.push(rule(cx, group.reason, &id, options));
                rules.len() - 1
            });
            results.push(result(cx, chosen, group, (&id, at), options));
        }
    }
    let mut notes: Vec<Value> = notes(cx, selection, options);
    if left_out > 0 {
        let args = [("n", Filled::count(left_out))];
        notes.push(json!({ "level": "warning", "message": { "text": cx.text("export.omitted", &args) } }));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Invocation Inspector",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "utf16CodeUnits",
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "properties": { "redaction": options.redactor.map(|redactor| redactor.version) },
            "results": results,
        }],
    });
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = log.serialize(&mut serde_json::Serializer::new(&mut out));
    out.push(b'\n');
    out
}

/// What limits the verdict, as notifications.
fn notes(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<Value> {
    let mut all = doubts::of_reading(cx);
    selection.chosen.iter().for_each(|chosen| all.extend(doubts::of_invocation(cx, chosen.invocation(cx))));
    let note = |(severity, doubt): &(Severity, Phrase)| {
        let text = hidden(options.redactor, &doubt.to_string()).into_owned();
        json!({ "level": severity.as_str(), "message": { "text": text } })
    };
    all.iter().take(LOCATIONS).map(note).collect()
}

fn rule(cx: &ViewContext<'_>, reason: &Reason, id: &str, options: &ExportOptions<'_>) -> Value {
    let label = all_hidden(options.redactor, reason.label(cx));
    let found = explain::lookup(reason.kind, &reason.code);
    let what = found.as_ref().map(|found| reasons::what(found, cx.language).to_string());
    let remedy = found.as_ref().and_then(|found| reasons::remedy(found, cx.language)).map(|remedy| remedy.to_string());
    let mut rule = json!({ "id": id, "shortDescription": { "text": label } });
    if let Some(what) = what {
        rule["fullDescription"] = json!({ "text": what });
    }
    if let Some(remedy) = remedy {
        rule["help"] = json!({ "text": remedy });
    }
    rule
}

fn result(
    cx: &ViewContext<'_>,
    chosen: &Chosen,
    group: &Group<'_>,
    (id, rule): (&str, usize),
    options: &ExportOptions<'_>,
) -> Value {
    let invocation = chosen.invocation(cx);
    let own = cx.model.instances_of(invocation);
    let count = ("n", Filled::count(group.instances.len()));
    let label = Phrase::text(&all_hidden(options.redactor, group.reason.label(cx)));
    let mut text = cx.phrase("export.reason", &[count, ("reason", Filled::Phrase(&label))]).to_string();
    if let Some((_, Some(output))) = &group.output {
        let output = hidden(options.redactor, output);
        text = [&*text, "\n\n", &*visible(&middle(cx, &output, PRINTED, &units))].concat();
    }
    let instances = group.instances.iter().take(LOCATIONS).map(|at| {
        let id = digest::id(cx, &own[*at as usize], options.redactor);
        json!({ "name": id, "kind": "resource" })
    });
    let invoke = fields::id_text(invocation.invoke_id, cx.readings);
    let invoke = all_hidden(options.redactor, invoke.unwrap_or_else(|| (chosen.rows.invocation + 1).to_string()));
    json!({
        "ruleId": id,
        "ruleIndex": rule,
        "level": level(group.reason.outcome),
        "message": { "text": text },
        "occurrenceCount": group.instances.len(),
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(&invoke) }, "region": { "startLine": 1 } },
            "logicalLocations": instances.collect::<Vec<_>>(),
        }],
        "properties": { "invokeId": invoke, "outcome": group.reason.outcome.as_str(), "ran": group.reason.ran.as_str() },
    })
}

fn level(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Failed => "error",
        Outcome::Unknown | Outcome::Stopped | Outcome::Finished => "warning",
        _ => "note",
    }
}

/// An id as a relative address (RFC 3986): what is no letter, digit or `-._` by its bytes.
fn uri(id: &str) -> String {
    let mut out = String::from("invocations/");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
