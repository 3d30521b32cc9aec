//! What would be hidden, by kind, before anything leaves.

use serde::Serialize;

use crate::redaction::{Options, Redactor, VERSION};
use crate::view::context::ViewContext;
use crate::view::report::{self, Piece};
use crate::words::phrase::Value;
use crate::words::{Language, Lookup};

/// So many findings of a kind are listed; all are counted.
pub const LISTED: usize = 200;

/// The findings of a redactor, by kind, in the order of the list of kinds.
#[derive(Serialize)]
#[allow(missing_docs, reason = "the list of kinds is documented in docs/redaction.md")]
pub struct RedactionView {
    pub version: &'static str,
    pub note: String,
    pub kinds: Vec<KindView>,
}

/// What was found of one kind: `count` different values in `places` places, the first of which are `findings`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "as above")]
pub struct KindView {
    pub kind: &'static str,
    pub label: String,
    pub hidden: bool,
    pub count: usize,
    pub places: u64,
    pub findings: Vec<FindingView>,
}

/// A value that was found, by the id with which it is kept.
#[derive(Serialize)]
#[allow(missing_docs, reason = "as above")]
pub struct FindingView {
    pub id: String,
    pub text: String,
    pub places: u64,
    pub hidden: bool,
}

/// A redactor that has read everything that the documents say, once and in their order: what is met beside its name is then known
/// wherever it stands, and the same thing has the same number in every export.
pub fn primed(cx: &ViewContext<'_>, options: &Options) -> Redactor {
    let mut redactor = Redactor::new(options);
    let mut read = |part: serde_json::Result<serde_json::Value>| {
        if let Ok(mut part) = part {
            redactor.json(&mut part);
        }
    };
    read(serde_json::to_value(report::outline(cx)));
    report::pieces(cx, |piece| match piece {
        Piece::Invocations(more) => read(serde_json::to_value(more)),
        Piece::Instances(more) => read(serde_json::to_value(more)),
        Piece::Records(more) => read(serde_json::to_value(more)),
    });
    redactor
}

/// What a redactor has found so far.
pub fn redaction(redactor: &Redactor, language: Language) -> RedactionView {
    let kinds = redactor.findings(LISTED).into_iter().map(|found| KindView {
        kind: found.kind.id(),
        label: language.word(&format!("redaction.{}", found.kind.id())),
        hidden: found.hidden,
        count: found.count,
        places: found.places,
        findings: found
            .findings
            .into_iter()
            .map(|finding| FindingView {
                id: finding.id,
                text: finding.text,
                places: finding.places,
                hidden: finding.hidden,
            })
            .collect(),
    });
    RedactionView { version: VERSION, note: note(language), kinds: kinds.collect() }
}

/// What everything that leaves says of itself.
pub fn note(language: Language) -> String {
    language.text("redaction.note", &[("version", Value::Text(VERSION))])
}
