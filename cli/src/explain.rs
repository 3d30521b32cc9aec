//! A code -> what is known of it, whatever kind of code it is.

use invocation_inspector::view::explanation::{self, Explanation};

use crate::options::Options;
use crate::status::Status;
use crate::style::{self, FAINT, STRONG};
use crate::terminal;
use crate::words::{self, Language, Value};

/// The kinds in which a code is looked up, what operators meet most first.
const KINDS: [&str; 7] = ["error", "exit", "status", "legacy", "call", "oss", "diagnostic"];

/// Explains a code in every kind that has it.
pub(crate) fn explain(code: &str, options: &Options, language: Language) -> Status {
    let found = KINDS.iter().filter_map(|kind| explanation::explain(kind, code, language));
    let texts: Vec<String> = found.map(|entry| text(&entry, language)).collect();
    if texts.is_empty() {
        terminal::say(&words::text(language, "explain.unknown", &[("code", Value::Text(code))]));
        return Status::Unknown;
    }
    terminal::ended(terminal::write_styled(&texts.join("\n"), options.color), Status::Succeeded, language)
}

fn text(entry: &Explanation, language: Language) -> String {
    let kind = words::word(language, &["kind.", entry.kind].concat());
    let mut text = format!("{}  {}\n", style::paint(STRONG, &entry.title), style::paint(FAINT, &kind));
    let likely = entry.likely.as_ref().map(|likely| style::line(&likely.label));
    let phrases = [Some(&entry.what), entry.recurring.as_ref(), entry.cause.as_ref(), entry.remedy.as_ref()];
    let phrases = phrases.into_iter().flatten().map(|phrase| style::phrase(phrase, "  "));
    for line in phrases.chain(likely) {
        text.extend(["  ", &line, "\n"]);
    }
    text
}
