//! A status as it is shown, and how many there are of each outcome.

use serde::Serialize;

use crate::explain::Kind;
use crate::status::Outcome;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize, Clone)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Badge {
    pub label: String,
    pub outcome: &'static str,
    pub kind: &'static str,
    pub entry: &'static str,
}

impl From<Label> for Badge {
    fn from((label, outcome, entry): Label) -> Self {
        let (kind, entry) = entry.map_or(("", ""), |(kind, status)| (kind.as_str(), status));
        Self { label, outcome: outcome.as_str(), kind, entry }
    }
}

/// Where a status that is known is explained: of which vocabulary it is, and its canonical spelling.
pub type Entry = Option<(Kind, &'static str)>;

/// A status as printed, with the outcome that decides its looks, and where it is explained.
pub type Label = (String, Outcome, Entry);

#[derive(Serialize, Clone)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutcomeCount {
    pub outcome: &'static str,
    pub label: String,
    pub count: u32,
}
