//! Why a record is in its state: its codes, what each means, whose fault that is likely to be, what to do.

use crate::diagnostic::Severity;
use crate::explain::{self, Entry, Fault, Kind, Party};
use crate::model::Record;
use crate::names::Name;
use crate::row::Flags;
use crate::status::{Reported, Status};
use crate::view::context::ViewContext;
use crate::view::parts::fact::{Cause, More, Reason};
use crate::view::phrases::labels;
use crate::words::phrase::{Phrase, Value};
use crate::words::{Language, Lookup};

/// Whose fault something is, in words.
pub fn likely(fault: Fault, language: Language) -> Cause {
    let who = |party: Party| language.word(&format!("party.{}", party.as_str()));
    let (id, label) = match fault {
        Fault::Known(party) => (party.as_str(), language.text("likely.known", &[("who", Value::Text(&who(party)))])),
        Fault::Likely(party) => (party.as_str(), language.text("likely.likely", &[("who", Value::Text(&who(party)))])),
        Fault::Unknown => ("unknown", language.word("likely.unknown")),
    };
    Cause { id, label }
}

/// The sentence of an explanation under an end of its key.
pub fn lookup(at: (Kind, &str), end: &str, language: Language) -> Option<Phrase> {
    language.lookup(&explain::key(at, end)).map(|template| template.fill(&[]))
}

/// What a code is called, with its other name: `137 (SIGKILL)`.
pub fn title(found: &Entry) -> String {
    if found.name.is_empty() { found.code.clone() } else { [&*found.code, " (", found.name, ")"].concat() }
}

/// What a code says.
pub fn what(found: &Entry, language: Language) -> Phrase {
    let args = [("code", Value::Text(&found.code)), ("name", Value::Text(found.name))];
    language.phrase(&explain::key(found.at, ""), &args)
}

/// What to do about it.
pub fn remedy(found: &Entry, language: Language) -> Option<Phrase> {
    lookup(found.remedy, ".do", language)
}

/// What usually brings a status about.
pub fn cause(found: &Entry, language: Language) -> Option<Phrase> {
    lookup(found.remedy, ".cause", language)
}

/// A code as the reason of a state.
pub fn reason(found: &Entry, code: Option<String>, language: Language) -> Reason {
    Reason {
        code,
        what: what(found, language),
        likely: found.fault.map(|fault| likely(fault, language)),
        remedy: remedy(found, language),
        severity: Severity::Info.as_str(),
        kind: found.at.0.as_str(),
        entry: found.at.1,
        more: more(found.at, language),
    }
}

/// Where the guide says more than this entry, and what that is called.
pub fn more((kind, entry): (Kind, &str), language: Language) -> Option<More> {
    let section = explain::more(kind, entry)?;
    Some(More { section, label: language.word(&["more.", section].concat()) })
}

/// An exit code in a few words, with what it likely means: `exit 137 (SIGKILL), likely killed`.
pub fn exit(cx: &ViewContext<'_>, code: &str) -> String {
    let found = explain::lookup(Kind::Exit, code);
    let title = found.as_ref().map_or_else(|| code.to_owned(), title);
    let name = cx.text("reason.exit", &[("code", Value::Text(&title))]);
    match found.and_then(|found| cx.lookup(&["reason.hint.", found.at.1].concat())) {
        Some(hint) => [name, cx.word("label.comma"), hint.fill(&[]).to_string()].concat(),
        None => name,
    }
}

/// Why a record is in its state, in a few words: its error code, its exit code, or the text of the service.
pub fn in_short(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    let code = record.text(cx.readings, &[Name::ErrorCode]);
    let exit = record.facts.exit_code.filter(|code| *code != 0).map(|code| exit(cx, &code.to_string()));
    match (code, exit) {
        (Some(code), Some(exit)) if code == "ExitCodeNonzero" => Some(exit),
        (Some(code), _) => Some(code),
        (None, exit) => exit.or_else(|| record.text(cx.readings, &[Name::ErrorInfo])),
    }
}

/// What is known of the cause: by the error code, else by the sentence of the service, by the exit code, and where
/// there is none of them, by the status.
pub fn of_record(cx: &ViewContext<'_>, record: &Record) -> Vec<Reason> {
    let language = cx.language;
    let code = record.text(cx.readings, &[Name::ErrorCode]);
    let info = record.text(cx.readings, &[Name::ErrorInfo]);
    if record.facts.flags.has(Flags::FOREIGN) {
        return info.map(|info| of_info(cx, &info)).into_iter().collect();
    }
    let by_code = code.as_deref().and_then(|code| explain::lookup(Kind::Error, code));
    let by_info = info.as_deref().and_then(explain::sentence);
    // The agent may number its errors as the system does: then only the text is known (api.md 2.5).
    let error = by_code.clone().or_else(|| by_info.clone());
    let name = error.as_ref().map_or("", |found| found.at.1);
    // What ended at its timeout has no exit code of its own, whatever the agent sends (api.md 5).
    let timed_out = name == "ExecutionTimeout" || record.facts.status == Reported::Known(Status::Timeout);
    let exit = record.facts.exit_code.filter(|exit| *exit != 0 && !timed_out).map(|exit| exit.to_string());
    let by_exit = exit.as_deref().and_then(|exit| explain::lookup(Kind::Exit, exit));
    let mut reasons = Vec::new();
    // What the exit code means is more than that it is not zero.
    let better = name == "ExitCodeNonzero" && exit.is_some();
    match (&error, &code) {
        _ if better => {}
        (Some(found), _) => reasons.push(reason(found, code.clone(), language)),
        (None, Some(code)) => reasons.push(unknown(cx, "error.unknown", code, Some(code.clone()))),
        (None, None) => {}
    }
    let repeats = by_info.as_ref().is_some_and(|found| found.at.1 == name);
    if let Some(info) = info.filter(|_| !repeats) {
        reasons.push(of_info(cx, &info));
    }
    let shown = code.filter(|_| better);
    match (by_exit, exit) {
        (Some(found), _) => reasons.push(reason(&found, shown, language)),
        (None, Some(exit)) if better || error.is_none() => {
            reasons.push(unknown(cx, "exit.unknown", &exit, shown));
        }
        (None, _) => {}
    }
    if reasons.is_empty() {
        reasons.extend(usual(cx, record));
    }
    reasons
}

/// What the service says, as it says it.
fn of_info(cx: &ViewContext<'_>, info: &str) -> Reason {
    let severity = Severity::Info.as_str();
    let what = cx.phrase("reason.info", &[("info", Value::Text(info))]);
    Reason { code: None, what, likely: None, remedy: None, severity, kind: "", entry: "", more: None }
}

/// A code in no list.
fn unknown(cx: &ViewContext<'_>, key: &str, code: &str, shown: Option<String>) -> Reason {
    // A code of the script's own may be no failure at all.
    let own = (key == "exit.unknown").then_some((Kind::Error, "ExitCodeNonzero"));
    Reason {
        code: shown,
        what: cx.phrase(key, &[("code", Value::Text(code))]),
        likely: Some(likely(Fault::Unknown, cx.language)),
        remedy: Some(cx.phrase(if key == "exit.unknown" { "exit.other.do" } else { "error.unknown.do" }, &[])),
        severity: Severity::Info.as_str(),
        kind: "",
        entry: "",
        more: own.and_then(|at| more(at, cx.language)),
    }
}

/// What usually brings a record into its state, where it ended badly or was stopped.
fn usual(cx: &ViewContext<'_>, record: &Record) -> Option<Reason> {
    let (kind, status) = labels::known_status(record)?;
    let found = explain::lookup(kind, status).filter(|found| found.fault.is_some())?;
    let cause = cause(&found, cx.language)?;
    Some(Reason { what: cause, ..reason(&found, None, cx.language) })
}

/// Why the output was not delivered to OSS: by the code, or by the sentence where there is none.
pub fn of_delivery(cx: &ViewContext<'_>, record: &Record, name: Name, value: &str) -> Option<Reason> {
    let has_code = record.text(cx.readings, &[Name::OssOutputErrorCode]).is_some();
    let found = match name {
        Name::OssOutputErrorInfo if has_code => None,
        Name::OssOutputErrorInfo => explain::delivery(value),
        // The code is more than that it failed.
        Name::OssOutputStatus if has_code && value.eq_ignore_ascii_case("Failed") => return None,
        _ => explain::lookup(Kind::Oss, value),
    };
    let unknown = || unknown(cx, "error.unknown", value, None);
    let reason = found.map(|found| reason(&found, None, cx.language));
    reason.or_else(|| (name != Name::OssOutputErrorInfo).then(unknown))
}
