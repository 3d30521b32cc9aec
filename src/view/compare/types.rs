//! The shapes of a comparison.

use serde::Serialize;

use crate::view::page::invocations::InvocationRow;
use crate::view::parts::badge::Badge;
use crate::view::parts::execution::ExecutionFacts;
use crate::view::parts::message::Message;
use crate::words::phrase::Phrase;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Comparison {
    pub reference: InvocationRow,
    pub other: InvocationRow,
    pub executions: bool,
    pub sentence: Phrase,
    pub notes: Vec<Message>,
    pub total: usize,
    pub changes: Vec<ChangeCount>,
    pub outcomes: Vec<OutcomePair>,
    pub aspects: Vec<AspectCount>,
    pub unstable: Option<u32>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ChangeCount {
    pub change: &'static str,
    pub label: String,
    pub count: u32,
    pub query: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutcomePair {
    pub reference: Option<&'static str>,
    pub other: Option<&'static str>,
    pub reference_label: String,
    pub other_label: String,
    pub change: &'static str,
    pub count: u32,
    pub query: String,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct AspectCount {
    pub aspect: &'static str,
    pub label: String,
    pub count: u32,
    pub query: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ComparedRow {
    pub instance_id: Option<String>,
    pub change: &'static str,
    pub label: String,
    pub reference: Option<ComparedSide>,
    pub other: Option<ComparedSide>,
    pub aspects: Vec<&'static str>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ComparedSide {
    pub instance: u32,
    pub record: Option<u32>,
    pub badge: Badge,
    #[serde(flatten)]
    pub facts: ExecutionFacts,
    pub duration: Option<String>,
}
