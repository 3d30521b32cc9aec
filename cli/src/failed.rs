//! What failed, instance by instance, with all that each printed; where there is nothing, why.

use invocation_inspector::Inspection;
use invocation_inspector::names::Name;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::export::ExportOptions;
use invocation_inspector::view::export::brief::redacted;
use invocation_inspector::view::export::digest;
use invocation_inspector::view::export::markup::visible;
use invocation_inspector::view::export::redact::hidden;
use invocation_inspector::view::export::selection::Selection;
use invocation_inspector::view::page::output;
use invocation_inspector::view::rows::reason;
use invocation_inspector::words::phrase::Phrase;

use crate::status;
use crate::style::{self, FAINT, STRONG};
use crate::words::{self, Language, Value};

/// What stands before each line that a machine printed.
const MARGIN: &str = "| ";

/// The outputs of what failed, of what the options choose. Never nothing.
pub(crate) fn write(inspection: &Inspection, options: &ExportOptions<'_>, language: Language) -> String {
    let cx = inspection.context();
    let mut text = String::new();
    let selection = Selection::new(&cx, options);
    for chosen in &selection.chosen {
        for (row, instance) in chosen.instances.iter().zip(chosen.each(&cx)) {
            let Some((at, record)) = status::failure(&cx, instance) else { continue };
            if !text.is_empty() {
                text.push('\n');
            }
            text += &style::paint(STRONG, &digest::id(&cx, instance, options.redactor));
            if let Some(reason) = reason::of_execution(&cx, record) {
                text += "  ";
                text += &style::phrase(&digest::label(&cx, &reason, options.redactor), "");
            }
            text.push('\n');
            let place = (chosen.rows.invocation, *row as usize, at);
            let content = output::content(&cx, record, None).filter(|content| !content.bytes.is_empty());
            match content.as_ref().map(|content| (content, content.text(cx.charsets))) {
                Some((_, Some(printed))) => text += &block(&hidden(options.redactor, &printed)),
                Some((content, None)) => text += &no_text(&cx, content.bytes.len()),
                None => text += &absent(inspection, place, options),
            }
            let recurring = chosen.invocation(&cx).recurring;
            for (_, lack) in output::lacks(&cx, record, recurring, content.as_ref()) {
                text += &sentence(&lack);
            }
            if let Some(info) = digest::said(&cx, record) {
                text += &said(&hidden(options.redactor, &info));
            }
        }
    }
    if text.is_empty() {
        let n = Value::count(selection.instances());
        text = words::text(language, "failed.none", &[("n", n)]);
        text.push('\n');
    }
    text
}

/// What was printed, each line behind a margin: none can be taken for a line of ours.
pub(crate) fn block(printed: &str) -> String {
    let shown = visible(printed);
    let margin = style::paint(FAINT, MARGIN);
    let lines = shown.strip_suffix('\n').unwrap_or(&shown).split('\n');
    lines.flat_map(|line| [&*margin, line, "\n"]).collect()
}

/// A sentence on a line of its own.
pub(crate) fn sentence(phrase: &Phrase) -> String {
    style::phrase(phrase, "") + "\n"
}

/// What the service says of an error, as it says it.
pub(crate) fn said(info: &str) -> String {
    style::paint(FAINT, Name::ErrorInfo.as_str()) + "\n" + &block(info)
}

/// That an output is no text.
pub(crate) fn no_text(cx: &ViewContext<'_>, bytes: usize) -> String {
    let said = cx.text("export.no-text", &[("bytes", Value::count(bytes))]);
    style::paint(FAINT, &said) + "\n"
}

/// Why an execution has no output.
pub(crate) fn absent(
    inspection: &Inspection,
    (invocation, instance, record): (usize, usize, usize),
    options: &ExportOptions<'_>,
) -> String {
    let detail = inspection.record(invocation, instance, record, None);
    let why = detail.and_then(|detail| detail.output_absent).unwrap_or_default();
    style::phrase(&redacted(&why, options), "") + "\n"
}
