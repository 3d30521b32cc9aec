//! Lines of a list of facts, and why something is as it is.

use serde::Serialize;

use crate::words::phrase::Phrase;

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Fact {
    pub label: String,
    pub value: String,
    pub code: bool,
    pub instant: Option<String>,
    pub reason: Option<Box<Reason>>,
}

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize, Clone, PartialEq, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Cause {
    pub id: &'static str,
    pub label: String,
}

#[derive(Serialize, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Reason {
    pub code: Option<String>,
    pub what: Phrase,
    pub likely: Option<Cause>,
    pub remedy: Option<Phrase>,
    pub severity: &'static str,
    pub kind: &'static str,
    pub entry: &'static str,
    pub more: Option<More>,
}

/// Where the guide says more than an entry can.
#[derive(Serialize, Clone, PartialEq, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct More {
    pub section: &'static str,
    pub label: String,
}
