//! The summary: small, whatever the input's size.

use serde::Serialize;

use crate::model::Invocation;
use crate::response::Api;
use crate::source::Syntax;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::badge::OutcomeCount;
use crate::view::parts::message::Message;
use crate::view::parts::message::messages;
use crate::view::parts::status::{self, Rollup};
use crate::view::phrases::{doubts, headline, labels, next, verdict};
use crate::view::report::api_error::{self, ApiError};
use crate::view::report::json;
use crate::view::report::source::{self, Source};
use crate::words::phrase::{Phrase, Value};

/// How many invocations a summary lists.
const LISTED: usize = 100;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Summary {
    pub format: &'static str,
    pub sources: Vec<LabelledSource>,
    pub error: Option<ApiError<Phrase>>,
    pub headline: String,
    pub outcome: Option<&'static str>,
    pub counts: Counts,
    pub outcomes: Vec<OutcomeCount>,
    pub diagnostics: Severities,
    pub doubts: Vec<Message>,
    #[serde(serialize_with = "json::whole")]
    pub next: Vec<Phrase>,
    pub invocations: Vec<Listed>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct LabelledSource {
    #[serde(flatten)]
    pub source: Source,
    pub label: String,
    pub title: Option<String>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Counts {
    pub invocations: usize,
    pub instances: usize,
    pub records: usize,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Severities {
    pub error: u32,
    pub warning: u32,
    pub note: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Listed {
    pub invoke_id: Option<String>,
    pub status: Rollup,
    pub legacy_status: Rollup,
    pub complete: Option<bool>,
    pub instances: usize,
}

/// All outputs together.
#[derive(Serialize, Default, Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutputTotals {
    /// Records that have one, be it empty.
    pub outputs: u32,
    /// How many of them are text.
    pub texts: u32,
    /// After Base64.
    pub bytes: u64,
}

/// The summary of everything.
pub fn summary(cx: &ViewContext<'_>) -> Summary {
    let invocations = &cx.model.invocations;
    let mut outcomes = [0_u32; 9];
    for invocation in invocations {
        for (sum, n) in outcomes.iter_mut().zip(invocation.outcomes) {
            *sum += n;
        }
    }
    let mut severities = [0_u32; 3];
    for sink in cx.readings.iter().map(|r| &r.sink).chain(&cx.model.sinks) {
        for (sum, n) in severities.iter_mut().zip(sink.tally()) {
            *sum += n;
        }
    }
    let (headline, outcome, next) = match invocations.as_slice() {
        [] => (headline::without_rows(cx), None, next::without_rows(cx)),
        [one] => (verdict::sentence(cx, one), Some(labels::invocation(cx, one).1), next::of_invocation(cx, one)),
        several => {
            let worst = several.iter().min_by_key(|i| labels::invocation(cx, i).1);
            let (headline, outcome) = headline::of_several(cx, several);
            (headline, Some(outcome), worst.map(|worst| next::of_invocation(cx, worst)).unwrap_or_default())
        }
    };
    let mut doubts = doubts::of_reading(cx);
    if let [one] = invocations.as_slice() {
        doubts.splice(0..0, doubts::of_invocation(cx, one));
    }
    Summary {
        format: "invocation-summary/1",
        sources: sources(cx),
        error: api_error::error(cx.readings, cx.language),
        headline,
        outcome: outcome.map(Outcome::as_str),
        counts: Counts {
            invocations: invocations.len(),
            instances: cx.model.instances.len(),
            records: cx.model.records.len(),
        },
        outcomes: labels::outcome_counts(cx, &outcomes),
        diagnostics: Severities { error: severities[0], warning: severities[1], note: severities[2] },
        doubts: messages(doubts),
        next,
        invocations: invocations.iter().take(LISTED).map(|invocation| listed(cx, invocation)).collect(),
    }
}

fn listed(cx: &ViewContext<'_>, invocation: &Invocation) -> Listed {
    Listed {
        invoke_id: fields::id_text(invocation.invoke_id, cx.readings),
        status: status::of_invocation(invocation, cx.readings),
        legacy_status: status::legacy_of_invocation(invocation, cx.readings),
        complete: invocation.complete,
        instances: invocation.instances.len(),
    }
}

fn sources(cx: &ViewContext<'_>) -> Vec<LabelledSource> {
    let label = |reading: &crate::reading::Reading, source: &Source| {
        let text = cx.word("source.text");
        let syntax = match reading.document.source.syntax {
            Syntax::Json => "JSON",
            Syntax::Xml => "XML",
            Syntax::Text => &*text,
        };
        let failed = reading.responses.iter().any(crate::response::Response::is_error);
        match source.api {
            _ if failed => cx.text("source.error", &[("syntax", Value::Text(syntax))]),
            Some(api) if Api::Invocations.as_str() == api || Api::Results.as_str() == api => {
                cx.text("source.api", &[("api", Value::Text(api)), ("syntax", Value::Text(syntax))])
            }
            Some(api) => cx.text("source.other-api", &[("api", Value::Text(api)), ("syntax", Value::Text(syntax))]),
            None if reading.document.source.syntax == Syntax::Text => text,
            None => cx.text("source.unknown", &[("syntax", Value::Text(syntax))]),
        }
    };
    let labelled = cx.readings.iter().map(|reading| {
        let source = source::source(reading);
        LabelledSource { label: label(reading, &source), title: title(cx, reading, &source), source }
    });
    labelled.collect()
}

/// What one document is among others: which call, which page of how many, how many rows. None of what is no plain answer of the two calls.
fn title(cx: &ViewContext<'_>, reading: &crate::reading::Reading, source: &Source) -> Option<String> {
    let [response] = &reading.responses[..] else { return None };
    if response.is_error() {
        return None;
    }
    let (call, counted, rows) = match source.api {
        Some(api) if Api::Invocations.as_str() == api => {
            ("source.title.invocations", "source.title.some", response.invocations.len())
        }
        Some(api) if Api::Results.as_str() == api => {
            ("source.title.results", "source.title.rows", response.results.len())
        }
        _ => return None,
    };
    // What has them all is no first page.
    let is_all = source.total_count.is_some_and(|total| total > 0 && total.unsigned_abs() <= rows as u64);
    let rows = cx.text(counted, &[("n", Value::count(rows))]);
    let mut title = cx.word(call);
    if let Some(number) =
        source.page_number.filter(|number| *number > 1 || *number == 1 && !is_all).map(i64::unsigned_abs)
    {
        let pages = match (source.total_count, source.page_size) {
            (Some(total), Some(size)) if total > 0 && size > 0 => total.unsigned_abs().div_ceil(size.unsigned_abs()),
            _ => 0,
        };
        // A number beyond the last page is told without it.
        let (key, args) = if number <= pages { ("source.title.page-of", 2) } else { ("source.title.page", 1) };
        if pages != 1 || number != 1 {
            title += " · ";
            title += &cx.text(key, &[("n", Value::Count(number)), ("of", Value::Count(pages))][..args]);
        }
    }
    Some(title + " · " + &rows)
}

/// Decodes every output and counts.
pub fn outputs(cx: &ViewContext<'_>) -> OutputTotals {
    let mut totals = OutputTotals::default();
    for content in cx.model.records.iter().filter_map(|record| record.content(cx.readings)) {
        totals.outputs += 1;
        totals.texts += u32::from(content.charset.is_some());
        totals.bytes += content.bytes.len() as u64;
    }
    totals
}
