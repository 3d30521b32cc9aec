//! Two invocations -> what became of each instance, in the core's words, and whether they are equal.

use std::io;
use std::path::PathBuf;

use invocation_inspector::status::Outcome;
use invocation_inspector::view::compare::{ComparedRow, Comparison};
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::{Inspection, redaction};

use crate::changes::{self, Told};
use crate::export;
use crate::input::Fault;
use crate::options::{Form, Options};
use crate::sides;
use crate::status::Status;
use crate::terminal::{self, Straight};
use crate::words::{self, Language};

/// Compares what stands beside the option.
pub(crate) fn compare(named: &[PathBuf], options: &Options, language: Language) -> Status {
    if matches!(options.format, Form::Export(Format::Junit | Format::Sarif)) {
        return refuse(&words::word(language, "compare.form"));
    }
    let (inspection, [reference, other]) = match sides::read(named, &options.files, language) {
        Ok(read) => read,
        Err(faults) => return faults.iter().map(Fault::say).fold(Status::Unusable, Status::and),
    };
    let Some(comparison) = inspection.compare(reference, other) else {
        return refuse(&words::word(language, "compare.same"));
    };
    let query = InstanceQuery { query: options.query.clone(), end: f64::INFINITY, ..InstanceQuery::default() };
    let rows = inspection.compared(reference, other, &query).rows;
    let status = status(&comparison, &rows, options.query.is_some());
    let written = if let Form::Export(format) = options.format {
        let wanted = ExportOptions {
            invocation: Some(other),
            reference: Some(reference),
            query: options.query.clone(),
            ..ExportOptions::default()
        };
        let redaction = options.hides().then(redaction::Options::default);
        export::write(&inspection, format, wanted, redaction.as_ref(), &mut Straight)
    } else {
        write(&inspection, &comparison, &rows, options, language)
    };
    terminal::ended(written, status, language)
}

fn refuse(sentence: &str) -> Status {
    terminal::say(sentence);
    Status::Unusable
}

/// Whether an instance differs: in its outcome, status, exit code, error or output, byte for byte. No two durations are equal.
pub(crate) fn differs(row: &ComparedRow) -> bool {
    let outcome = |side: &Option<_>| side.as_ref().map(changes::outcome);
    outcome(&row.reference) != outcome(&row.other)
        || row.aspects.iter().any(|aspect| !matches!(*aspect, "duration" | "unstable"))
}

/// Equal, different, or neither can be told; of what was chosen where something was.
fn status(comparison: &Comparison, rows: &[ComparedRow], is_part: bool) -> Status {
    let mut status = Status::Succeeded;
    for row in rows {
        let active = [&row.reference, &row.other].into_iter().flatten().any(|side| is_active(side.badge.outcome));
        status = status.and(match row.change {
            "unknown" => Status::Unknown,
            _ if differs(row) => Status::Failed,
            _ if active => Status::Running,
            _ => Status::Succeeded,
        });
    }
    let lacks = [&comparison.reference, &comparison.other].iter().any(|side| side.missing.is_some());
    // What is not here might differ, and where nothing is here nothing is equal.
    if !is_part && (lacks || rows.is_empty()) { status.and(Status::Unknown) } else { status }
}

fn is_active(outcome: &str) -> bool {
    Outcome::ALL.iter().any(|one| one.as_str() == outcome && one.is_active())
}

/// What a terminal shows.
fn write(
    inspection: &Inspection,
    comparison: &Comparison,
    rows: &[ComparedRow],
    options: &Options,
    language: Language,
) -> io::Result<()> {
    let redaction = options.hides().then(redaction::Options::default);
    let told = Told { cx: inspection.context(), comparison, rows, is_part: options.query.is_some(), language };
    let text = inspection.redacted(ExportOptions::default(), redaction.as_ref(), |wanted| changes::text(&told, wanted));
    terminal::write_styled(&text, options.color)
}
