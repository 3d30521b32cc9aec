//! How things look at a terminal: an outcome is a colour, a sign and a word, as in the page.

use anstyle::{AnsiColor, Style};
use invocation_catalogue::phrase::{Part, Phrase};
use invocation_inspector::status::Outcome;
use invocation_inspector::view::export::markup::visible;

/// Of names and ids.
pub(crate) const STRONG: Style = Style::new().bold();
/// Of what is said beside.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Of doubts.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default();
/// Of commands that can be typed.
pub(crate) const COMMAND: Style = AnsiColor::Cyan.on_default();

/// The sign of an outcome, and its colour.
pub(crate) fn of_outcome(outcome: Outcome) -> (char, Style) {
    let (sign, color) = match outcome {
        Outcome::Succeeded => ('✓', AnsiColor::Green),
        Outcome::Failed => ('✗', AnsiColor::Red),
        Outcome::Running => ('●', AnsiColor::Blue),
        Outcome::Pending | Outcome::Scheduled => ('◷', AnsiColor::Blue),
        Outcome::Stopping | Outcome::Stopped => ('■', AnsiColor::Yellow),
        Outcome::Finished => ('◐', AnsiColor::BrightBlack),
        Outcome::Unknown => ('?', AnsiColor::Magenta),
    };
    (sign, color.on_default())
}

/// A text in a style. What it holds of a response is seen: nothing in it restyles the terminal.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{}{style:#}", line(text))
}

/// A text on one line, of which everything is seen.
pub(crate) fn line(text: &str) -> String {
    visible(text).replace('\n', "␊").replace('\t', " ")
}

/// A sentence. Each command stands on a line of its own, so that it can be taken whole.
pub(crate) fn phrase(phrase: &Phrase, indent: &str) -> String {
    let mut out = String::new();
    let mut after_command = false;
    for part in phrase.parts() {
        match part {
            Part::Command(command) => {
                out.truncate(out.trim_end().len());
                out.extend(["\n", indent, "  ", &paint(COMMAND, command)]);
                after_command = true;
                continue;
            }
            Part::Text(text) if after_command && text.trim().is_empty() => continue,
            Part::Text(text) if after_command => out.extend(["\n", indent, &line(text.trim_start())]),
            Part::Text(text) => out += &line(text),
            Part::Code(text) | Part::Id(text) => out += &paint(STRONG, text),
        }
        after_command = false;
    }
    out
}
