//! The command line: files, directories and standard input -> the core -> text, or the bytes of an export, and an exit status.
//!
//! It knows no field, no status and no format of the service: it reads inputs, asks the core, and writes what the core says. Data
//! goes to standard output, words about the work itself to standard error.

mod answer;
mod changes;
mod compare;
mod each;
mod explain;
mod export;
mod failed;
mod input;
mod inspection;
mod options;
mod output;
mod sides;
mod status;
mod style;
mod summary;
mod terminal;
mod wanted;
mod watch;
mod words;

use std::ffi::OsString;
use std::io;

use clap::{CommandFactory, FromArgMatches};
use options::Options;
use status::Status;
use words::Language;

/// Runs with these arguments, the name of the program first; the exit status of the process.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let language = options::language_of(&args).unwrap_or_else(words::of_environment);
    let matches = match options::command(language).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(told) => {
            // Help and version are told as errors, too. There is nobody to tell that nobody reads them.
            let _ = told.print();
            return u8::try_from(told.exit_code()).unwrap_or(Status::Unusable as u8);
        }
    };
    match Options::from_arg_matches(&matches) {
        Ok(options) => act(&options, options.language.unwrap_or(language)) as u8,
        Err(fault) => {
            let _ = fault.format(&mut Options::command()).print();
            Status::Unusable as u8
        }
    }
}

/// Does what the options ask for.
fn act(options: &Options, language: Language) -> Status {
    if let Some(shell) = options.completion {
        return generated(language, |out| {
            clap_complete::generate(shell, &mut options::command(language), options::NAME, out);
            Ok(())
        });
    }
    if options.man {
        return generated(language, |out| clap_mangen::Man::new(options::command(language)).render(out));
    }
    match &options.explain {
        Some(code) => explain::explain(code, options, language),
        None => answer::answer(options, language),
    }
}

/// Writes what is made of the table of options.
fn generated(language: Language, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Status {
    let mut out = Vec::new();
    let written = write(&mut out).and_then(|()| terminal::write(&out));
    terminal::ended(written, Status::Succeeded, language)
}
