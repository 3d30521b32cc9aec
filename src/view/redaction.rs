//! What would be hidden, by kind, before anything leaves.

use serde::Serialize;

use crate::model::Instance;
use crate::redaction::{Options, Redactor, VERSION};
use crate::view::context::ViewContext;
use crate::view::report;
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

/// Makes a redactor that has read everything that the documents say, once and in their order: what is met beside its name is then known
/// wherever it stands, and the same thing has the same number in every export.
pub struct Priming {
    redactor: Redactor,
    begun: bool,
    invocation: usize,
    /// Instances of it that are read; `None` before what stands around them is.
    instance: Option<usize>,
    /// Records that are read of the next one, where it has many.
    record: usize,
}

/// Records of an instance with more are read some at a time.
const MANY: usize = 100;

impl Priming {
    /// Nothing is read yet.
    pub fn new(options: &Options) -> Self {
        Self { redactor: Redactor::new(options), begun: false, invocation: 0, instance: None, record: 0 }
    }

    /// Reads the next rows, so many at most; whether these were the last.
    pub fn next(&mut self, cx: &ViewContext<'_>, rows: usize) -> bool {
        if !self.begun {
            self.read(&report::outline(cx));
            self.begun = true;
        }
        let mut left = rows;
        while let Some(invocation) = cx.model.invocations.get(self.invocation) {
            if self.instance.is_none() {
                self.read(&report::invocation(cx, self.invocation, ()));
            }
            let at = *self.instance.get_or_insert(0);
            if !self.instances(cx, &cx.model.instances_of(invocation)[at..], &mut left) {
                return false;
            }
            self.invocation += 1;
            self.instance = None;
        }
        true
    }

    fn instances(&mut self, cx: &ViewContext<'_>, instances: &[Instance], left: &mut usize) -> bool {
        for instance in instances {
            if *left == 0 {
                return false;
            }
            let records = cx.model.records_of(instance);
            if records.len() <= MANY {
                self.read(&report::instance(cx, instance, records));
                *left = left.saturating_sub(records.len().max(1));
            } else {
                if self.record == 0 {
                    self.read(&report::around_records(cx, instance, ()));
                }
                let end = records.len().min(self.record.saturating_add(*left));
                records[self.record..end].iter().for_each(|record| self.read(&report::record(cx, record)));
                *left -= end - self.record;
                self.record = end;
                if end < records.len() {
                    return false;
                }
                self.record = 0;
            }
            self.instance = self.instance.map(|at| at + 1);
        }
        true
    }

    fn read(&mut self, part: &impl Serialize) {
        if let Ok(mut part) = serde_json::to_value(part) {
            self.redactor.json(&mut part);
        }
    }

    /// What was made.
    pub fn finish(self) -> Redactor {
        self.redactor
    }
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
