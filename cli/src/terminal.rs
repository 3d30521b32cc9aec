//! The way out: data to standard output, words to standard error. A reader that goes away ends the work quietly.

use std::io::{self, ErrorKind, Write};

use anstream::AutoStream;
use clap::ColorChoice;
use invocation_inspector::view::export::markup::visible;

use crate::options::NAME;
use crate::status::Status;
use crate::words::{self, Language, Value};

/// Writes bytes as they are.
pub(crate) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes a text of ours, whose only control sequences are its colours, where colours are wanted and can be shown.
pub(crate) fn write_styled(text: &str, color: ColorChoice) -> io::Result<()> {
    let choice = match color {
        ColorChoice::Auto => AutoStream::choice(&io::stdout()),
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says a sentence to whoever started the work. That nobody hears it is no fault.
pub(crate) fn say(sentence: &str) {
    let line = visible(sentence).replace('\n', " ");
    let _ = writeln!(io::stderr().lock(), "{NAME}: {line}");
}

/// What the work ends with, once it is written.
pub(crate) fn ended(written: io::Result<()>, status: Status, language: Language) -> Status {
    match written {
        Ok(()) => status,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
        Err(error) => {
            say(&words::text(language, "fault.write", &[("why", Value::Text(&error.to_string()))]));
            Status::Unusable
        }
    }
}
