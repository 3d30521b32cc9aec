//! An inspection -> what is wanted of it: an export, what failed, or the summary.

use std::io;

use invocation_inspector::view::export::{ExportOptions, Origin};
use invocation_inspector::{Inspection, redaction};

use crate::options::{Form, Options};
use crate::style;
use crate::terminal::{self, Way};
use crate::words::Language;
use crate::{export, failed, summary};

/// Writes what is wanted of an inspection.
pub(crate) fn write(
    inspection: &Inspection,
    origin: Option<Origin<'_>>,
    options: &Options,
    language: Language,
    way: &mut dyn Way,
) -> io::Result<()> {
    let wanted = ExportOptions { query: options.query.clone(), origin, ..ExportOptions::default() };
    let redaction = options.hides().then(redaction::Options::default);
    if let (Form::Export(format), false) = (options.format, options.failed) {
        // An export says nothing of what it lacks.
        if inspection.model().invocations.is_empty() {
            let headline = inspection.summary().headline;
            way.say(&origin.map_or(headline.clone(), |origin| [origin.file, ": ", &headline].concat()));
        }
        return export::write(inspection, format, wanted, redaction.as_ref(), way);
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
