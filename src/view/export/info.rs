//! What an export will be, said before it is saved: what it holds, what does not fit, how large it is.

use serde::Serialize;

use super::cursor::{Cursor, Order};
use super::estimate::Estimate;
use super::options::{Format, Place};
use super::writer::{LeftOut, Work};
use super::{csv, write};
use crate::view::page::output;
use crate::words::phrase::{Phrase, Value};

/// What an export will be.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub struct ExportInfo {
    /// The format's id.
    pub format: &'static str,
    /// What its file ends with.
    pub extension: &'static str,
    /// Invocations, instances and records that were chosen.
    pub invocations: usize,
    /// See `invocations`.
    pub instances: usize,
    /// See `invocations`.
    pub rows: usize,
    /// Outputs that are in it: of a format with an output for each record those of all records that printed something.
    pub outputs: usize,
    /// What they printed, in bytes.
    pub output_bytes: usize,
    /// Those that printed a text, and what they printed, in bytes.
    pub texts: usize,
    /// See `texts`.
    pub text_bytes: usize,
    /// Its size; told from a part of the rows where it is not `exact`.
    pub bytes: usize,
    /// Whether `bytes` is more than an estimate.
    pub exact: bool,
    /// What the destination takes, in its own measure, where that is known.
    pub limit: Option<usize>,
    /// The sentence of the comparison that is in it.
    pub comparison: Option<Phrase>,
    /// What does not fit or is left out.
    pub notes: Vec<Phrase>,
}

/// What an export with these options will be.
pub(super) fn info(work: &Work<'_>, format: Format) -> ExportInfo {
    let mut counts = Counts::new(format);
    counts.go(work, usize::MAX);
    // What of it is cut is known once all is written.
    let estimate = Estimate::new(work.selection, format).filter(|_| format != Format::Junit).map(|mut estimate| {
        while !estimate.go(work, usize::MAX) {}
        estimate.bytes(work)
    });
    let (bytes, left_out) = if let Some(bytes) = estimate {
        (bytes, LeftOut::default())
    } else {
        let (bytes, left_out) = write::write(work, format);
        (bytes.len(), left_out)
    };
    counts.info(work, (bytes, estimate.is_none()), left_out)
}

/// What is counted of the records, some at a time.
pub(super) struct Counts {
    format: Format,
    cursor: Cursor,
    rows: usize,
    outputs: usize,
    output_bytes: usize,
    texts: usize,
    text_bytes: usize,
    /// Those that are longer than a cell.
    long: usize,
}

impl Counts {
    pub(super) fn new(format: Format) -> Self {
        let cursor = Cursor::new(Order::Documents);
        Self { format, cursor, rows: 0, outputs: 0, output_bytes: 0, texts: 0, text_bytes: 0, long: 0 }
    }

    /// Counts the next records, so many at most; whether these were the last.
    pub(super) fn go(&mut self, work: &Work<'_>, rows: usize) -> bool {
        let cx = work.cx;
        let is_table = matches!(self.format, Format::Csv | Format::Tsv);
        let Self { cursor, rows: counted, outputs, output_bytes, texts, text_bytes, long, .. } = self;
        cursor.go(cx, work.selection, rows, |step| {
            *counted += 1;
            let content = output::content(cx, step.record.1, None).filter(|content| !content.bytes.is_empty());
            let Some(content) = content else { return };
            *outputs += 1;
            *output_bytes += content.bytes.len();
            if content.charset.is_none() {
                return;
            }
            *texts += 1;
            *text_bytes += content.bytes.len();
            if is_table {
                *long += usize::from(content.text(cx.charsets).is_some_and(|text| csv::is_cut(&text)));
            }
        })
    }

    /// What the export will be, or is: its size, and whether that is no estimate.
    pub(super) fn info(&self, work: &Work<'_>, (bytes, exact): (usize, bool), left_out: LeftOut) -> ExportInfo {
        let Work { selection, options, .. } = work;
        ExportInfo {
            format: self.format.as_str(),
            extension: self.format.extension(),
            invocations: selection.chosen.len(),
            instances: selection.instances(),
            rows: self.rows,
            outputs: left_out.outputs.unwrap_or(self.outputs),
            output_bytes: self.output_bytes,
            texts: self.texts,
            text_bytes: self.text_bytes,
            bytes,
            exact,
            limit: options.limit.or(self.format.limit()),
            comparison: selection.comparison.as_deref().map(|table| table.sentence(work.cx)),
            notes: self.notes(work, left_out),
        }
    }

    fn notes(&self, Work { cx, options, .. }: &Work<'_>, left_out: LeftOut) -> Vec<Phrase> {
        let mut notes = Vec::new();
        if options.reference.is_some() && self.format.comparison() == Place::None {
            notes.push(cx.phrase("export.note.comparison", &[]));
        }
        let mut note = |key: &str, n: usize| {
            if n > 0 {
                notes.push(cx.phrase(key, &[("n", Value::count(n))]));
            }
        };
        note("export.note.binary", self.outputs - self.texts);
        if matches!(self.format, Format::Csv | Format::Tsv) {
            note("export.note.cell", self.long);
            note("export.note.rows", (self.rows + 1).saturating_sub(csv::ROWS));
        }
        note("export.note.cut", left_out.cut);
        note("export.omitted", left_out.omitted);
        notes
    }
}
