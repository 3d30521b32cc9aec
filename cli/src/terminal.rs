//! The way out: data to standard output, words to standard error. A reader that goes away ends the work quietly.

use std::io::{self, ErrorKind, Write};

use anstream::AutoStream;
use clap::ColorChoice;
use invocation_inspector::view::export::markup::visible;

use crate::options::NAME;
use crate::status::Status;
use crate::words::{self, Language, Value};

/// Where data and words go.
pub(crate) trait Way {
    /// Takes data.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Takes a sentence.
    fn say(&mut self, sentence: &str);
}

/// Straight out.
pub(crate) struct Straight;

impl Way for Straight {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        write(bytes)
    }

    fn say(&mut self, sentence: &str) {
        say(sentence);
    }
}

/// Held until its turn comes.
#[derive(Default)]
pub(crate) struct Held {
    bytes: Vec<u8>,
    said: Vec<String>,
}

impl Held {
    /// How many bytes of data.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Lets it out.
    pub(crate) fn release(self) -> io::Result<()> {
        self.said.iter().for_each(|sentence| say(sentence));
        write(&self.bytes)
    }
}

impl Way for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn say(&mut self, sentence: &str) {
        self.said.push(sentence.to_owned());
    }
}

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

/// What the system says of an error, without the number that each system has for it.
pub(crate) fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" (os error ").map_or(said.as_str(), |(words, _)| words).to_owned()
}

/// What the work ends with, once it is written.
pub(crate) fn ended(written: io::Result<()>, status: Status, language: Language) -> Status {
    match written {
        Ok(()) => status,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
        Err(error) => {
            say(&words::text(language, "fault.write", &[("why", Value::Text(&reason(&error)))]));
            Status::Unusable
        }
    }
}
