//! A sentence with its severity.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::words::phrase::Phrase;

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Message {
    pub severity: &'static str,
    pub text: Phrase,
}

/// Sentences as they are shown.
pub fn messages(sentences: Vec<(Severity, Phrase)>) -> Vec<Message> {
    sentences.into_iter().map(|(severity, text)| Message { severity: severity.as_str(), text }).collect()
}
