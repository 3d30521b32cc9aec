//! Inputs -> one inspection of all, or one of each -> what was asked for.

use std::io;

use invocation_inspector::view::export::{ExportOptions, Origin};
use invocation_inspector::{Inspection, redaction};

use crate::input::{self, Fault, Input};
use crate::options::{self, Form, Options};
use crate::status::{self, Status};
use crate::style;
use crate::terminal;
use crate::words::{self, Language};
use crate::{compare, export, failed, inspection, output, summary, watch};

/// Answers from what the options name.
pub(crate) fn answer(options: &Options, language: Language) -> Status {
    if options.each && matches!(options.format, Form::Export(format) if !export::can_follow(format)) {
        terminal::say(&words::word(language, "fault.each"));
        return Status::Unusable;
    }
    read_query(options, language);
    if let Some(named) = &options.compare {
        return compare::compare(named, options, language);
    }
    if let Some(path) = &options.watch {
        return watch::until_ended(path, language)
            .map_or_else(|fault| fault.say(), |inspection| told(&inspection, None, options, language));
    }
    let inputs = input::inputs(&options.files, language);
    if inputs.is_empty() {
        anstream::eprint!("{}", options::command(language).render_help().ansi());
        return Status::Unusable;
    }
    if options.each { each(inputs, options, language) } else { joined(inputs, options, language) }
}

/// No query is refused; where it likely was meant otherwise, that is said.
fn read_query(options: &Options, language: Language) {
    let read = inspection::empty(language).read_query(options.query.as_deref().unwrap_or_default());
    read.pieces.iter().filter_map(|piece| piece.message.as_deref()).for_each(terminal::say);
}

/// Everything that was named, together.
fn joined(inputs: Vec<Result<Input, Fault>>, options: &Options, language: Language) -> Status {
    let mut inspection = inspection::empty(language);
    let mut faults = Vec::new();
    for input in inputs {
        match input.and_then(|input| input.read(language)) {
            Ok(bytes) => inspection.add(bytes),
            Err(fault) => faults.push(fault),
        }
    }
    let mut status = faults.iter().fold(Status::Succeeded, |status, fault| status.and(fault.say()));
    if export::has_rows(options) {
        let written = faults.iter().try_for_each(|fault| export::write_fault(fault, None, options));
        status = terminal::ended(written, status, language);
    }
    // Where nothing could be read, that has been said.
    if inspection.readings().is_empty() { status } else { status.and(told(&inspection, None, options, language)) }
}

/// One after the other, so that no more than one is held.
fn each(inputs: Vec<Result<Input, Fault>>, options: &Options, language: Language) -> Status {
    let mut status = Status::Succeeded;
    for (source, input) in (0..).zip(inputs) {
        let name = match &input {
            Ok(input) => input.name(),
            Err(fault) => fault.name.clone(),
        };
        let origin = Origin { source, file: &name };
        let result = match input.and_then(|input| input.read(language)) {
            Ok(bytes) => {
                let inspection = inspection::of(bytes, language);
                status = status.and(status::of(&inspection, &options.accept_exit));
                write(&inspection, Some(origin), options, language)
            }
            Err(fault) => {
                status = status.and(fault.say());
                if export::has_rows(options) { export::write_fault(&fault, Some(origin), options) } else { Ok(()) }
            }
        };
        if result.is_err() {
            return terminal::ended(result, status, language);
        }
    }
    status
}

/// Writes what was asked for of an inspection; its status.
fn told(inspection: &Inspection, origin: Option<Origin<'_>>, options: &Options, language: Language) -> Status {
    let status = status::of(inspection, &options.accept_exit);
    if let Some(id) = &options.output {
        return status_of_output(output::write(inspection, id, options), status, language);
    }
    terminal::ended(write(inspection, origin, options, language), status, language)
}

fn status_of_output(written: io::Result<Status>, status: Status, language: Language) -> Status {
    match written {
        Ok(own) => status.and(own),
        Err(error) => terminal::ended(Err(error), status, language),
    }
}

fn write(inspection: &Inspection, origin: Option<Origin<'_>>, options: &Options, language: Language) -> io::Result<()> {
    let wanted = ExportOptions { query: options.query.clone(), origin, ..ExportOptions::default() };
    let redaction = options.hides().then(redaction::Options::default);
    if let (Form::Export(format), false) = (options.format, options.failed) {
        // An export says nothing of what it lacks.
        if inspection.model().invocations.is_empty() {
            let headline = inspection.summary().headline;
            terminal::say(&origin.map_or(headline.clone(), |origin| [origin.file, ": ", &headline].concat()));
        }
        return export::write(inspection, format, wanted, redaction.as_ref());
    }
    let mut text = inspection.redacted(wanted, redaction.as_ref(), |wanted| {
        if options.failed {
            failed::write(inspection, wanted, language)
        } else {
            summary::write(inspection, wanted, language)
        }
    });
    if let Some(origin) = origin {
        text = format!("{}\n{text}\n", style::paint(style::STRONG, origin.file));
    }
    terminal::write_styled(&text, options.color)
}
