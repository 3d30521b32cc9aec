//! What is asked of an answer for a link, and what comes of it.

use serde::Serialize;

/// Why a link carries nothing of an answer.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Unfit {
    /// A document is a part, or was read by repairing it: written anew, it would look whole.
    Cut,
    /// A document is no answer as these APIs write it, in JSON or XML and nothing else: a log, a table, another cloud's.
    Other,
    /// An output is no text, and nothing can be hidden in it.
    Binary,
    /// They are longer than `MOST`.
    Long,
    /// Without what is hidden they would say something else.
    Changed,
}

/// See `boundary.d.ts`.
#[derive(Serialize, Debug)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct LinkPayload {
    pub documents: Vec<String>,
    pub unfit: Option<Unfit>,
    pub redaction: Option<&'static str>,
    pub invoke_id: Option<String>,
    pub instance_id: Option<String>,
    pub reference_id: Option<String>,
    pub query: Option<String>,
    pub same_lines: bool,
}

impl From<Unfit> for LinkPayload {
    fn from(unfit: Unfit) -> Self {
        let (documents, unfit) = (Vec::new(), Some(unfit));
        let (invoke_id, instance_id, reference_id) = (None, None, None);
        Self { documents, unfit, redaction: None, invoke_id, instance_id, reference_id, query: None, same_lines: false }
    }
}

/// Where a link leads, by index, and what the table is filtered by there.
#[derive(Clone, Default, Debug)]
pub struct LinkPlace {
    /// Index of an invocation.
    pub invocation: Option<usize>,
    /// Index of an instance of it.
    pub instance: Option<usize>,
    /// Index of the invocation that it is compared with.
    pub reference: Option<usize>,
    /// In the language of queries.
    pub query: String,
}
