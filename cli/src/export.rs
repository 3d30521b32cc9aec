//! The forms of the core: its own bytes.

use std::io;

use invocation_inspector::view::export::ndjson::{Fault as FaultRow, fault_row};
use invocation_inspector::view::export::{self, ExportOptions, Format, Origin};
use invocation_inspector::view::summary::Summary;
use invocation_inspector::{Inspection, redaction};

use crate::input::Fault;
use crate::options::{Form, Options};
use crate::terminal::Way;
use crate::words;

/// Whether one document in a format can follow another.
pub(crate) fn can_follow(format: Format) -> bool {
    !matches!(format, Format::Csv | Format::Tsv | Format::Junit | Format::Sarif | Format::Html)
}

/// Whether what cannot be read has a row.
pub(crate) fn has_rows(options: &Options) -> bool {
    options.format == Form::Export(Format::Ndjson) && !options.failed && options.output.is_none()
}

/// Writes an export.
pub(crate) fn write(
    inspection: &Inspection,
    format: Format,
    wanted: ExportOptions<'_>,
    redaction: Option<&redaction::Options>,
    way: &mut dyn Way,
) -> io::Result<()> {
    let (origin, is_all) = (wanted.origin, wanted.query.is_none());
    let mut is_empty = true;
    inspection.redacted(wanted, redaction, |wanted| {
        export::pieces(&inspection.context(), format, wanted, |bytes: &[u8]| {
            is_empty &= bytes.is_empty();
            if bytes.is_empty() { Ok(()) } else { way.write(bytes) }
        })
    })?;
    // Among others, a document without a row would be lost.
    if is_empty && is_all && origin.is_some() && format == Format::Ndjson {
        let row = inspection.redacted(ExportOptions::default(), redaction, |wanted| {
            let summary = inspection.summary();
            let (reason, code, info) = without_rows(&summary);
            fault_row(&FaultRow { reason, code, info }, origin, wanted.redactor)
        });
        return way.write(&row);
    }
    if is_empty && !is_all {
        way.say(&words::word(inspection.language(), "query.none"));
    }
    Ok(())
}

/// Why a document gives no row: a reason, the error code of the call, a sentence.
fn without_rows(summary: &Summary) -> (&str, Option<&str>, &str) {
    if let Some(error) = &summary.error {
        let code = error.code.as_deref();
        return (code.unwrap_or(NO_ROWS), code, error.message.as_deref().unwrap_or(&summary.headline));
    }
    (if summary.diagnostics.error > 0 { UNREADABLE } else { NO_ROWS }, None, &summary.headline)
}

const UNREADABLE: &str = "unreadable";
const NO_ROWS: &str = "no-rows";

/// Writes the row of an input that could not be read.
pub(crate) fn write_fault(
    fault: &Fault,
    origin: Option<Origin<'_>>,
    options: &Options,
    way: &mut dyn Way,
) -> io::Result<()> {
    let info = [&*fault.name, ": ", &*fault.what].concat();
    let row = FaultRow { reason: UNREADABLE, code: None, info: &info };
    let redactor = options.hides().then(redaction::Options::default);
    let inspection = Inspection::new(invocation_inspector::Options::default());
    let bytes = inspection
        .redacted(ExportOptions::default(), redactor.as_ref(), |wanted| fault_row(&row, origin, wanted.redactor));
    way.write(&bytes)
}
