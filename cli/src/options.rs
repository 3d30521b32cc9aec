//! The options, once: from this table come their checks, the help, completions and the man page. What each does is said in
//! `lang/*/cli.json` under `option.<id>`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, ColorChoice, Command, CommandFactory, Parser, ValueHint};
use clap_complete::Shell;
use invocation_inspector::view::export::Format;

use crate::status::Status;
use crate::words::{self, Language};

/// What the program is called.
pub(crate) const NAME: &str = "invocation-inspector";

/// The form that is read at a terminal, which no export has.
const SUMMARY: &str = "summary";

/// In which form the answer is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// Verdict, doubts, reasons, groups of failures, what to do next.
    Summary,
    /// An export of the core.
    Export(Format),
}

/// What is asked for.
#[allow(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
#[derive(Parser, Debug)]
#[command(name = NAME, version, disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Options {
    /// Inputs: files, directories, `-`.
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) files: Vec<PathBuf>,
    /// Whether each file is inspected on its own.
    #[arg(long)]
    pub(crate) each: bool,
    /// The form.
    #[arg(short, long, value_parser = forms(), default_value = SUMMARY)]
    pub(crate) format: Form,
    /// A query of the table of instances.
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    /// Outputs of what failed.
    #[arg(long, conflicts_with_all = ["format", "output"])]
    pub(crate) failed: bool,
    /// The id of an instance whose output is wanted.
    #[arg(long, value_name = "ID", conflicts_with_all = ["format", "each", "query"])]
    pub(crate) output: Option<String>,
    /// Two invocations, each a file, a directory, `-` or an id.
    #[arg(long, num_args = 2, value_names = ["A", "B"], value_hint = ValueHint::AnyPath, conflicts_with_all = ["each", "failed", "output"])]
    pub(crate) compare: Option<Vec<PathBuf>>,
    /// Hides what should not leave.
    #[arg(long, overrides_with = "no_redact")]
    pub(crate) redact: bool,
    /// Writes everything as it is.
    #[arg(long, overrides_with = "redact")]
    pub(crate) no_redact: bool,
    /// Exit codes of commands that count as success.
    #[arg(long, value_name = "CODES", value_delimiter = ',', allow_hyphen_values = true)]
    pub(crate) accept_exit: Vec<i64>,
    /// A file that grows.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["files", "each", "compare"])]
    pub(crate) watch: Option<PathBuf>,
    /// A code to explain.
    #[arg(long, value_name = "CODE", allow_hyphen_values = true, conflicts_with_all = ["files", "format", "failed", "output", "compare", "watch"])]
    pub(crate) explain: Option<String>,
    /// The language of sentences.
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub(crate) language: Option<Language>,
    /// Whether colours are used.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    /// A shell whose completions are written.
    #[arg(long, value_name = "SHELL")]
    pub(crate) completion: Option<Shell>,
    /// The man page is written.
    #[arg(long)]
    pub(crate) man: bool,
    #[arg(short, long, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl Options {
    /// Whether what should not leave is hidden: as asked for; else where the form is for people elsewhere. What stands at a terminal
    /// stays there.
    pub(crate) fn hides(&self) -> bool {
        let stays = matches!(self.format, Form::Summary | Form::Export(Format::Text | Format::Groups));
        let leaves = !stays && matches!(self.format, Form::Export(format) if format.is_for_people());
        !self.no_redact && (self.redact || leaves)
    }
}

fn forms() -> impl TypedValueParser<Value = Form> {
    let words = [SUMMARY].into_iter().chain(Format::ALL.iter().map(|format| format.as_str()));
    PossibleValuesParser::new(words).map(|word| Format::from_word(&word).map_or(Form::Summary, Form::Export))
}

fn languages() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.iter().map(|language| language.tag())).map(|tag| Language::from_tag(&tag))
}

/// The table with its sentences in a language.
pub(crate) fn command(language: Language) -> Command {
    let word = |key: &str| words::word(language, key);
    let said = |arg: clap::Arg| {
        let help = word(&["option.", arg.get_id().as_str()].concat());
        arg.help(help)
    };
    Options::command().about(word("about")).after_help(after(language)).mut_args(said)
}

/// What stands below the options: the table of exit statuses, what the environment says.
fn after(language: Language) -> String {
    let mut text = words::word(language, "help.status");
    for status in Status::ALL {
        text.extend(["\n  ", &(status as u8).to_string(), "  ", &words::word(language, status.key())]);
    }
    for key in ["help.status.note", "help.environment"] {
        text += "\n\n";
        text += &words::word(language, key);
    }
    text
}

/// The language that the arguments ask for, which the help has as well: it is made before they are read.
pub(crate) fn language_of(args: &[OsString]) -> Option<Language> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    let tag = args.find_map(|arg| match arg.strip_prefix("--language")? {
        "" => Some(String::new()),
        rest => rest.strip_prefix('=').map(str::to_owned),
    })?;
    let tag = if tag.is_empty() { args.next()?.into_owned() } else { tag };
    Language::ALL.iter().copied().find(|language| language.tag() == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound_and_said_in_every_language() {
        for language in Language::ALL {
            let command = command(*language);
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!help.is_empty() && !help.starts_with("option."), "{}: {help}", arg.get_id());
            }
            command.debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are_read() {
        for (args, language) in [
            (&["--language", "zh"][..], Some(Language::Zh)),
            (&["--language=en", "--help"], Some(Language::En)),
            (&["--language", "fr"], None),
            (&["--", "--language=zh"], None),
            (&["--language"], None),
        ] {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            assert_eq!(language_of(&args), language, "{args:?}");
        }
    }

    #[test]
    fn what_goes_on_to_others_is_redacted_unless_it_is_forbidden() {
        for (args, hides) in [
            (&[][..], false),
            (&["--redact"], true),
            (&["--format", "md"], true),
            (&["--format", "html", "--no-redact"], false),
            (&["--format", "ndjson"], false),
            (&["--format", "groups"], false),
            (&["--no-redact", "--redact"], true),
        ] {
            let options = Options::parse_from([NAME].iter().chain(args));
            assert_eq!(options.hides(), hides, "{args:?}");
        }
    }
}
