//! The summary: small, whatever the input's size.

use serde::Serialize;

use super::report::{self, ApiErrorView, RollupView, SourceView};
use super::say::Speech;
use crate::diagnostic::Severity;
use crate::model::Invocation;
use crate::response::Api;
use crate::source::Syntax;
use crate::status::Outcome;
use crate::view::read;
use crate::words::phrase::Phrase;

/// How many runs a summary lists.
const LISTED: usize = 100;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Summary {
    pub format: &'static str,
    pub sources: Vec<LabelledSource>,
    pub error: Option<ApiErrorView<Phrase>>,
    pub headline: String,
    pub outcome: Option<&'static str>,
    pub counts: Counts,
    pub outcomes: Vec<OutcomeCount>,
    pub diagnostics: Severities,
    pub doubts: Vec<Note>,
    #[serde(serialize_with = "super::json::commands")]
    pub next: Vec<Phrase>,
    pub invocations: Vec<Listed>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct LabelledSource {
    #[serde(flatten)]
    pub source: SourceView,
    pub label: String,
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

#[derive(Serialize, Clone)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutcomeCount {
    pub outcome: &'static str,
    pub label: String,
    pub count: u32,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Note {
    pub severity: &'static str,
    pub text: Phrase,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Listed {
    pub invoke_id: Option<String>,
    pub status: RollupView,
    pub legacy_status: RollupView,
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

/// Notes of the core as they are shown.
pub fn notes(notes: Vec<(Severity, Phrase)>) -> Vec<Note> {
    notes.into_iter().map(|(severity, text)| Note { severity: report::severity(severity), text }).collect()
}

impl Speech<'_> {
    /// Counts per outcome, worst first, without zeros.
    pub fn outcome_counts(&self, outcomes: &[u32; 9]) -> Vec<OutcomeCount> {
        let present = Outcome::ALL.into_iter().filter(|outcome| outcomes[*outcome as usize] > 0);
        present
            .map(|outcome| OutcomeCount {
                outcome: outcome.as_str(),
                label: self.outcome(outcome),
                count: outcomes[outcome as usize],
            })
            .collect()
    }

    /// The summary of everything.
    pub fn summary(&self) -> Summary {
        let invocations = &self.model.invocations;
        let mut outcomes = [0_u32; 9];
        for invocation in invocations {
            for (sum, n) in outcomes.iter_mut().zip(invocation.outcomes) {
                *sum += n;
            }
        }
        let mut severities = [0_u32; 3];
        for sink in self.readings.iter().map(|r| &r.sink).chain(&self.model.sinks) {
            for (sum, n) in severities.iter_mut().zip(sink.tally()) {
                *sum += n;
            }
        }
        let (headline, outcome, next) = match invocations.as_slice() {
            [] => (self.instead(), None, self.instead_next()),
            [one] => (self.verdict(one), Some(self.invocation_label(one).1), self.next(one)),
            several => {
                let worst = several.iter().min_by_key(|i| self.invocation_label(i).1);
                let (headline, outcome) = self.headline_of_several(several);
                (headline, Some(outcome), worst.map(|worst| self.next(worst)).unwrap_or_default())
            }
        };
        let mut doubts = self.reading_doubts();
        if let [one] = invocations.as_slice() {
            doubts.splice(0..0, self.doubts(one));
        }
        Summary {
            format: "invocation-summary/1",
            sources: self.sources(),
            error: report::error(self.readings, self.language),
            headline,
            outcome: outcome.map(Outcome::as_str),
            counts: Counts {
                invocations: invocations.len(),
                instances: self.model.instances.len(),
                records: self.model.records.len(),
            },
            outcomes: self.outcome_counts(&outcomes),
            diagnostics: Severities { error: severities[0], warning: severities[1], note: severities[2] },
            doubts: notes(doubts),
            next,
            invocations: invocations.iter().take(LISTED).map(|invocation| self.listed(invocation)).collect(),
        }
    }

    fn headline_of_several(&self, invocations: &[Invocation]) -> (String, Outcome) {
        let mut outcomes = [0_u32; 9];
        let mut labels = 0;
        for invocation in invocations {
            outcomes[self.invocation_label(invocation).1 as usize] += 1;
            labels += 1;
        }
        let counted = |c: &OutcomeCount| self.say("group.runs", &[("n", &c.count.to_string()), ("label", &c.label)]);
        let counts: Vec<String> = self.outcome_counts(&outcomes).iter().map(counted).collect();
        let args = [("n", &*labels.to_string()), ("counts", &*counts.join(&self.language.word("label.comma")))];
        let worst = Outcome::ALL.into_iter().find(|outcome| outcomes[*outcome as usize] > 0);
        (self.say("headline.several", &args), worst.unwrap_or(Outcome::Unknown))
    }

    fn listed(&self, invocation: &Invocation) -> Listed {
        Listed {
            invoke_id: read::place_text(invocation.invoke_id, self.readings),
            status: report::invocation_status(invocation, self.readings),
            legacy_status: report::invocation_legacy(invocation, self.readings),
            complete: invocation.complete,
            instances: invocation.instances.len(),
        }
    }

    fn sources(&self) -> Vec<LabelledSource> {
        let label = |reading: &crate::reading::Reading, source: &SourceView| {
            let text = self.language.word("source.text");
            let syntax = match reading.document.source.syntax {
                Syntax::Json => "JSON",
                Syntax::Xml => "XML",
                Syntax::Text => &*text,
            };
            let failed = reading.responses.iter().any(crate::response::Response::is_error);
            match source.api {
                _ if failed => self.say("source.error", &[("syntax", syntax)]),
                Some(api) if Api::Invocations.as_str() == api || Api::Results.as_str() == api => {
                    self.say("source.api", &[("api", api), ("syntax", syntax)])
                }
                Some(api) => self.say("source.other-api", &[("api", api), ("syntax", syntax)]),
                None if reading.document.source.syntax == Syntax::Text => text,
                None => self.say("source.unknown", &[("syntax", syntax)]),
            }
        };
        let labelled = self.readings.iter().map(|reading| {
            let source = report::source(reading);
            LabelledSource { label: label(reading, &source), source }
        });
        labelled.collect()
    }
}
