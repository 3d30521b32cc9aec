//! Inputs -> one inspection of all -> what was asked for; `each.rs` has one of each.

use std::io;

use invocation_inspector::Inspection;

use crate::input::{self, Fault, Input};
use crate::options::{self, Form, Options};
use crate::status::{self, Status};
use crate::terminal::{self, Straight};
use crate::words::{self, Language};
use crate::{compare, each, export, inspection, output, wanted, watch};

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
            .map_or_else(|fault| fault.say(), |inspection| told(&inspection, options, language));
    }
    let inputs = input::inputs(&options.files, language);
    if inputs.is_empty() {
        anstream::eprint!("{}", options::command(language).render_help().ansi());
        return Status::Unusable;
    }
    if options.each { each::each(&inputs, options, language) } else { joined(inputs, options, language) }
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
        let written = faults.iter().try_for_each(|fault| export::write_fault(fault, None, options, &mut Straight));
        status = terminal::ended(written, status, language);
    }
    // Where nothing could be read, that has been said.
    if inspection.readings().is_empty() { status } else { status.and(told(&inspection, options, language)) }
}

/// Writes what was asked for of an inspection; its status.
fn told(inspection: &Inspection, options: &Options, language: Language) -> Status {
    let status = status::of(inspection, &options.accept_exit);
    if let Some(id) = &options.output {
        return status_of_output(output::write(inspection, id, options), status, language);
    }
    terminal::ended(wanted::write(inspection, None, options, language, &mut Straight), status, language)
}

fn status_of_output(written: io::Result<Status>, status: Status, language: Language) -> Status {
    match written {
        Ok(own) => status.and(own),
        Err(error) => terminal::ended(Err(error), status, language),
    }
}
