//! A code and a language -> its explanation in words, for a guide that lists them all.

use serde::Serialize;

use crate::diagnostic::CODES;
use crate::explain::{self, Fault, Kind, Party};
use crate::names::Name;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::view::parts::diagnostic::help;
use crate::view::parts::fact::{Cause, More};
use crate::view::phrases::calls;
use crate::view::phrases::reasons;
use crate::words::phrase::Phrase;
use crate::words::{Language, Lookup};

#[derive(Serialize, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Explanation {
    pub kind: &'static str,
    pub entry: String,
    pub code: String,
    pub title: String,
    pub what: Phrase,
    pub recurring: Option<Phrase>,
    pub cause: Option<Phrase>,
    pub likely: Option<Cause>,
    pub remedy: Option<Phrase>,
    pub more: Option<More>,
    pub severity: Option<&'static str>,
    pub facts: Option<StatusFacts>,
}

#[derive(Serialize, Debug)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct StatusFacts {
    pub spellings: Vec<&'static str>,
    pub outcome: &'static str,
    pub r#final: bool,
    pub counts_as: Option<Cause>,
}

/// Explains a code of a kind; `None` where either is unknown.
pub fn explain(kind: &str, code: &str, language: Language) -> Option<Explanation> {
    let kind = Kind::from_word(kind)?;
    match kind {
        Kind::Call => return call(code.trim(), language),
        Kind::Diagnostic => return diagnostic(code.trim(), language),
        Kind::Status | Kind::Legacy | Kind::Error | Kind::Exit | Kind::Oss => {}
    }
    let found = explain::lookup(kind, code)?;
    Some(Explanation {
        kind: kind.as_str(),
        entry: found.at.1.to_owned(),
        title: reasons::title(&found),
        what: reasons::what(&found, language),
        recurring: reasons::lookup(found.at, ".recurring", language),
        cause: reasons::cause(&found, language),
        likely: found.fault.map(|fault| reasons::likely(fault, language)),
        remedy: reasons::remedy(&found, language),
        more: reasons::more(found.at, language),
        severity: None,
        facts: facts(kind, &found.code, language),
        code: found.code,
    })
}

/// The codes of a kind that have an explanation.
pub fn explanations(kind: &str) -> Vec<String> {
    match Kind::from_word(kind) {
        Some(Kind::Call) => calls::codes().map(str::to_owned).collect(),
        Some(Kind::Diagnostic) => CODES.iter().map(|(_, id, _)| (*id).to_owned()).collect(),
        Some(kind) => explain::codes(kind),
        None => Vec::new(),
    }
}

/// The members of responses that are known by name, in the API's own spelling.
pub fn fields() -> Vec<String> {
    Name::all().map(|name| name.as_str().to_owned()).collect()
}

/// What the inspector notes under this code, with an ellipsis for each value.
fn diagnostic(code: &str, language: Language) -> Option<Explanation> {
    let (code, id, severity) = CODES.iter().find(|(_, id, _)| *id == code)?;
    let message = language.phrase(&["diagnostic.", id, ".message"].concat(), &[]);
    Some(Explanation {
        severity: Some(severity.as_str()),
        remedy: help(*code, &[], None, language),
        more: reasons::more((Kind::Diagnostic, id), language),
        ..plain(Kind::Diagnostic, id, id, message)
    })
}

/// An explanation that says no more than this.
fn plain(kind: Kind, entry: &str, code: &str, what: Phrase) -> Explanation {
    Explanation {
        kind: kind.as_str(),
        entry: entry.to_owned(),
        code: code.to_owned(),
        title: code.to_owned(),
        what,
        recurring: None,
        cause: None,
        likely: None,
        remedy: None,
        more: None,
        severity: None,
        facts: None,
    }
}

fn facts(kind: Kind, code: &str, language: Language) -> Option<StatusFacts> {
    fn all<T: Copy + PartialEq>(list: &'static [(&'static str, T)], of: T) -> Vec<&'static str> {
        list.iter().filter(|(_, value)| *value == of).map(|(spelling, _)| *spelling).collect()
    }
    let (spellings, outcome, r#final, ending) = match kind {
        Kind::Status => {
            let status = explain::spelled(Status::SPELLINGS, code)?;
            let outcome = Outcome::of(Reported::Known(status), Reported::Absent, None);
            (all(Status::SPELLINGS, status), outcome, status.is_final(), status.ending())
        }
        Kind::Legacy => {
            let legacy = explain::spelled(Legacy::SPELLINGS, code)?;
            let outcome = Outcome::of(Reported::Absent, Reported::Known(legacy), None);
            (all(Legacy::SPELLINGS, legacy), outcome, legacy.is_final(), legacy.ending())
        }
        Kind::Error | Kind::Exit | Kind::Call | Kind::Oss | Kind::Diagnostic => return None,
    };
    let word = |id: &'static str| Cause { id, label: language.word(&format!("ending.{id}")) };
    let outcome = outcome.as_str();
    Some(StatusFacts { spellings, outcome, r#final, counts_as: ending.map(|ending| word(ending.as_str())) })
}

/// An error of the whole call.
fn call(code: &str, language: Language) -> Option<Explanation> {
    let (entry, what) = calls::entry(code, language)?;
    let fault = match explain::call_fault(code) {
        "permission" | "key" => Fault::Likely(Party::Permission),
        "parameter" | "throttling" | "clock" | "nonce" => Fault::Likely(Party::Request),
        "instance" => Fault::Likely(Party::Instance),
        "network" => Fault::Likely(Party::Network),
        "service" | "risk" => Fault::Likely(Party::Service),
        _ => Fault::Unknown,
    };
    Some(Explanation {
        likely: Some(reasons::likely(fault, language)),
        remedy: Some(calls::next(code, language)),
        ..plain(Kind::Call, entry, code, what.fill(&[]))
    })
}
