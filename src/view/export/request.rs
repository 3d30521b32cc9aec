//! What is to leave, as JavaScript states it; see `boundary.d.ts`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::options::{ExportOptions, Format};
use crate::redaction::Options;
use crate::view::link::LinkPlace;
use crate::view::options::or_default;

/// Options of an export; a member that is absent or of another type has its default.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ExportRequest {
    #[serde(deserialize_with = "or_default")]
    invocation: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    reference: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    query: Option<String>,
    #[serde(deserialize_with = "or_default")]
    ids: Option<Vec<String>>,
    #[serde(deserialize_with = "or_default")]
    redact: Option<Redact>,
    #[serde(deserialize_with = "or_default")]
    bom: Option<bool>,
    #[serde(deserialize_with = "or_default")]
    limit: Option<u32>,
}

/// Whether something is hidden, and what.
#[derive(Deserialize)]
#[serde(untagged)]
enum Redact {
    Whether(bool),
    With(RedactionRequest),
}

/// What is hidden otherwise than by default.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RedactionRequest {
    #[serde(deserialize_with = "or_default")]
    kinds: BTreeMap<String, bool>,
    #[serde(deserialize_with = "or_default")]
    keep: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    add: Vec<String>,
}

impl RedactionRequest {
    /// As the redactor takes them.
    pub fn options(self) -> Options {
        Options { kinds: self.kinds.into_iter().collect(), keep: self.keep, add: self.add }
    }
}

/// Where a link is to lead, and what of the answer that it carries is hidden.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LinkRequest {
    #[serde(deserialize_with = "or_default")]
    invocation: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    instance: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    reference: Option<u32>,
    #[serde(deserialize_with = "or_default")]
    query: Option<String>,
    #[serde(deserialize_with = "or_default")]
    redact: Option<Redact>,
}

impl LinkRequest {
    /// The place, and what is hidden; `None`: nothing.
    pub fn read(self) -> (LinkPlace, Option<Options>) {
        let index = |at: Option<u32>| at.map(|at| at as usize);
        let place = LinkPlace {
            invocation: index(self.invocation),
            instance: index(self.instance),
            reference: index(self.reference),
            query: self.query.unwrap_or_default(),
        };
        (place, hiding(self.redact, true))
    }
}

/// What is hidden; `usual`: whether something is where nothing is said of it.
fn hiding(redact: Option<Redact>, usual: bool) -> Option<Options> {
    match redact {
        Some(Redact::Whether(false)) => None,
        Some(Redact::With(request)) => Some(request.options()),
        Some(Redact::Whether(true)) => Some(Options::default()),
        None => usual.then(Options::default),
    }
}

impl ExportRequest {
    /// What is chosen, and what of it is hidden; `None`: nothing.
    pub fn read(self, format: Format) -> (ExportOptions<'static>, Option<Options>) {
        let redaction = hiding(self.redact, format.is_for_people());
        let options = ExportOptions {
            invocation: self.invocation.map(|at| at as usize),
            reference: self.reference.map(|at| at as usize),
            pairs: None,
            query: self.query,
            ids: self.ids.map(|ids| ids.into_iter().collect()),
            redactor: None,
            bom: self.bom,
            limit: self.limit.map(|limit| limit as usize),
            origin: None,
        };
        (options, redaction)
    }
}
