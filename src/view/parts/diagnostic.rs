//! Diagnostics in words, with their places.

use serde::Serialize;

use crate::diagnostic::{Code, Sink};
use crate::model::Model;
use crate::reading::Reading;
use crate::view::command::{self, Id, Role};
use crate::view::context::ViewContext;
use crate::view::parts::page::{self, Page};
use crate::words::phrase::{Phrase, Value};
use crate::words::{Language, Lookup};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Diagnostic<Text> {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: Text,
    pub help: Option<Text>,
    pub source: u32,
    pub line: u32,
    pub column: u32,
    pub start: u32,
    pub end: u32,
}

impl Diagnostic<Phrase> {
    /// With its sentences as text.
    pub fn plain(self) -> Diagnostic<String> {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message.to_string(),
            help: self.help.map(|phrase| phrase.to_string()),
            source: self.source,
            line: self.line,
            column: self.column,
            start: self.start,
            end: self.end,
        }
    }
}

/// All diagnostics, by document and place.
pub fn all(readings: &[Reading], model: &Model) -> Vec<crate::diagnostic::Diagnostic> {
    readings.iter().zip(&model.sinks).flat_map(|(reading, sink)| of_document(reading, sink)).collect()
}

/// Those of one document; `sink`: what was odd in it while judging.
pub fn of_document(reading: &Reading, sink: &Sink) -> Vec<crate::diagnostic::Diagnostic> {
    let mut own = reading.sink.diagnostics();
    own.extend(sink.diagnostics());
    crate::diagnostic::by_place(own)
}

/// A diagnostic in words, with its place as a reader counts it.
pub fn view(
    diagnostic: &crate::diagnostic::Diagnostic,
    readings: &[Reading],
    language: Language,
) -> Diagnostic<Phrase> {
    let document = &readings[diagnostic.source as usize].document;
    let (start, end) = document.place(diagnostic.span);
    let code = diagnostic.code;
    let args = values(code, &diagnostic.args);
    let mut message = language.phrase(&format!("diagnostic.{}.message", code.id()), &args);
    let has = |wanted| diagnostic.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    if has("times").is_some() {
        message.append(&language.phrase("diagnostic.throughout", &args));
    }
    Diagnostic {
        code: code.id(),
        severity: code.severity().as_str(),
        message,
        help: help(code, &args, has("id"), language),
        source: diagnostic.source,
        line: start.line,
        column: start.column,
        start: start.offset,
        end: end.offset,
    }
}

/// What goes into the sentences of a code: ids and counts as what they are.
pub fn values<'a>(code: Code, args: &'a [(&'static str, String)]) -> Vec<(&'static str, Value<'a>)> {
    let is_id = |name| matches!((code, name), (Code::StrayCharacters, "expected") | (Code::MaskedId, "found"));
    let value = |name, text: &'a String| match name {
        _ if is_id(name) => Value::Id(text),
        "n" | "bytes" | "repeats" | "times" => text.parse().map_or(Value::Text(text), Value::Count),
        _ => Value::Text(text),
    };
    args.iter().map(|(name, text)| (*name, value(*name, text))).collect()
}

/// What to do about a diagnostic, with the command where there is one: about the invocation of this id, or one that the
/// reader puts in.
pub fn help(code: Code, args: &[(&str, Value<'_>)], id: Option<&str>, language: Language) -> Option<Phrase> {
    let key = format!("diagnostic.{}.help", code.id());
    language.lookup(&key)?;
    let Some(call) = command::advised(code) else { return Some(language.phrase(&key, args)) };
    Some(match id.map_or_else(|| Ok(Id::placeholder()), Id::read) {
        Ok(id) => language.phrase(&key, &[("command", Value::Phrase(&call.invoke(&id).phrase()))]),
        Err(unfit) => command::refusal(Role::Invoke, unfit, id.unwrap_or_default(), language),
    })
}

/// Diagnostics by range.
pub fn page(cx: &ViewContext<'_>, start: f64, end: f64) -> Page<Diagnostic<Phrase>> {
    let all = all(cx.readings, cx.model);
    let shown = &all[page::range(start, end, all.len())];
    Page { total: all.len(), rows: shown.iter().map(|one| view(one, cx.readings, cx.language)).collect() }
}
