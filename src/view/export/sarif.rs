//! SARIF 2.1.0 for code scanning: a rule for each reason, a result for each group of equal failures. Nothing here is a place in
//! source code, so a result stands at the invocation, and its instances are logical locations.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::cut::{Room, middle, units};
use super::digest::{self, Digesting, Group};
use super::markup::visible;
use super::options::ExportOptions;
use super::redact::{all_hidden, hidden};
use super::selection::{Chosen, Selection};
use super::writer::{LeftOut, Work, Writer};
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

/// A result takes the time of so many rows.
const OF_GROUP: usize = 8;

/// Writes results, some at a time.
#[derive(Default)]
pub(super) struct Sarif {
    digests: Digesting,
    /// Whether all are made, and what stands before the results is written.
    begun: bool,
    chosen: usize,
    group: usize,
    results: usize,
    rules: Vec<Value>,
    /// Which rule each id has.
    known: HashMap<String, usize>,
}

impl Sarif {
    /// What stands before the results. Members stand in the order of their names, but for the version, which some readers look for first.
    fn begin(&self, work: &Work<'_>, out: &mut Vec<u8>) {
        let Work { cx, selection, options } = work;
        let mut notes = notes(cx, selection, options);
        let groups: usize = self.digests.done.iter().map(|digest| digest.groups.len()).sum();
        if let Some(left_out) = groups.checked_sub(RESULTS).filter(|left_out| *left_out > 0) {
            let args = [("n", Filled::count(left_out))];
            notes.push(json!({ "level": "warning", "message": { "text": cx.text("export.omitted", &args) } }));
        }
        let invocation = json!({ "executionSuccessful": true, "toolExecutionNotifications": notes });
        let redaction = json!({ "redaction": options.redactor.map(|redactor| redactor.version) });
        let begin = format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"utf16CodeUnits\",\"invocations\":[{invocation}],\"properties\":{redaction},\"results\":["
        );
        out.extend_from_slice(begin.as_bytes());
    }

    fn put(&mut self, work: &Work<'_>, (chosen, group): (&Chosen, &Group), out: &mut Vec<u8>) {
        let Work { cx, options, .. } = work;
        let reason = chosen.reason(cx, group.reason);
        let id = all_hidden(options.redactor, reason.code.clone());
        let rules = &mut self.rules;
        let at = *self.known.entry(id.clone()).or_insert_with(|| {
            rules.push(rule(cx, reason, &id, options));
            rules.len() - 1
        });
        if self.results > 0 {
            out.push(b',');
        }
        self.results += 1;
        out.extend_from_slice(result(cx, chosen, group, (&id, at), options).to_string().as_bytes());
    }

    /// What stands behind them.
    fn end(&self, out: &mut Vec<u8>) {
        let driver = json!({
            "name": "Invocation Inspector",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": self.rules,
        });
        out.extend_from_slice(format!("],\"tool\":{{\"driver\":{driver}}}}}]}}\n").as_bytes());
    }
}

impl Writer for Sarif {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        if !self.begun {
            self.begun = self.digests.go(work.cx, work.selection, rows);
            if self.begun {
                self.begin(work, out);
            }
            return false;
        }
        let mut left = rows;
        let digests = std::mem::take(&mut self.digests);
        while let (Some(chosen), Some(digest)) = (work.selection.chosen.get(self.chosen), digests.done.get(self.chosen))
        {
            while let Some(group) = digest.groups.get(self.group).filter(|_| left > 0 && self.results < RESULTS) {
                left = left.saturating_sub(OF_GROUP);
                self.group += 1;
                self.put(work, (chosen, group), out);
            }
            if left == 0 || self.results == RESULTS {
                break;
            }
            self.chosen += 1;
            self.group = 0;
        }
        let is_last = self.results == RESULTS || self.chosen == work.selection.chosen.len();
        self.digests = digests;
        if is_last {
            self.end(out);
        }
        is_last
    }

    fn left_out(&self) -> LeftOut {
        LeftOut { outputs: Some(digest::texts(&self.digests.done, RESULTS)), ..LeftOut::default() }
    }
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
    group: &Group,
    (id, rule): (&str, usize),
    options: &ExportOptions<'_>,
) -> Value {
    let invocation = chosen.invocation(cx);
    let own = cx.model.instances_of(invocation);
    let reason = chosen.reason(cx, group.reason);
    let count = ("n", Filled::count(group.instances.len()));
    let label = Phrase::text(&all_hidden(options.redactor, reason.label(cx)));
    let mut text = cx.phrase("export.reason", &[count, ("reason", Filled::Phrase(&label))]).to_string();
    for note in group.notes(cx, options.redactor) {
        text = [&*text, "\n\n", &*visible(&note.to_string())].concat();
    }
    if let Some((_, Some(output))) = &group.output {
        let output = hidden(options.redactor, output);
        text = [&*text, "\n\n", &*visible(&middle(cx, &output, PRINTED, &units))].concat();
    }
    // Locations differ from each other; instances without an id, or whose ids are masked, do not.
    let ids = group.instances.iter().take(LOCATIONS).map(|at| digest::id(cx, &own[*at as usize], options.redactor));
    let mut named = HashSet::new();
    let ids: Vec<String> = ids.filter(|id| named.insert(id.clone())).collect();
    let instances = ids.iter().map(|id| json!({ "name": id, "kind": "resource" }));
    let invoke = fields::id_text(invocation.invoke_id, cx.readings);
    let invoke = all_hidden(options.redactor, invoke.unwrap_or_else(|| (chosen.rows.invocation + 1).to_string()));
    json!({
        "ruleId": id,
        "ruleIndex": rule,
        "level": level(reason.outcome),
        "message": { "text": text },
        "occurrenceCount": group.instances.len(),
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(&invoke) }, "region": { "startLine": 1 } },
            "logicalLocations": instances.collect::<Vec<_>>(),
        }],
        "properties": { "invokeId": invoke, "outcome": reason.outcome.as_str(), "ran": reason.ran.as_str() },
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
