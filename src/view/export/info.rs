//! What an export will be, said before it is saved: what it holds, what does not fit, how large it is.

use serde::Serialize;

use super::options::{ExportOptions, Format};
use super::selection::Selection;
use super::{csv, junit, write};
use crate::view::context::ViewContext;
use crate::view::page::output;
use crate::words::phrase::{Phrase, Value};

/// What an export will be.
#[derive(Serialize, Debug)]
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
    /// Records that printed something.
    pub outputs: usize,
    /// Its size; told from a part of the rows where it is not `exact`.
    pub bytes: usize,
    /// Whether `bytes` is more than an estimate.
    pub exact: bool,
    /// What the destination takes, in its own measure, where that is known.
    pub limit: Option<usize>,
    /// What does not fit or is left out.
    pub notes: Vec<Phrase>,
}

/// Of more rows the size is told from so many of them.
const SAMPLE: usize = 500;

/// What an export with these options will be.
pub(super) fn info(
    cx: &ViewContext<'_>,
    format: Format,
    selection: &Selection,
    options: &ExportOptions<'_>,
) -> ExportInfo {
    let counts = Counts::new(cx, format, selection);
    let is_rows =
        matches!(format, Format::Csv | Format::Tsv | Format::Ndjson | Format::Json | Format::Junit | Format::Html);
    let exact = !is_rows || selection.instances() <= SAMPLE;
    let size = |selection: &Selection| write::write(cx, format, selection, options).len();
    let bytes = if exact {
        size(selection)
    } else {
        let sample = selection.sample(SAMPLE);
        let around = size(&selection.sample(0));
        let of_rows = size(&sample).saturating_sub(around);
        let whole = around + of_rows * selection.instances() / sample.instances().max(1);
        options.limit.or(format.limit()).map_or(whole, |limit| whole.min(limit))
    };
    ExportInfo {
        format: format.as_str(),
        extension: format.extension(),
        invocations: selection.chosen.len(),
        instances: selection.instances(),
        rows: counts.rows,
        outputs: counts.outputs,
        bytes,
        exact,
        limit: options.limit.or(format.limit()),
        notes: counts.notes(cx, format, selection, options),
    }
}

/// What is counted of the records.
#[derive(Default)]
struct Counts {
    rows: usize,
    outputs: usize,
    /// Those that are no text.
    binary: usize,
    /// Those that are longer than a cell.
    long: usize,
}

impl Counts {
    fn new(cx: &ViewContext<'_>, format: Format, selection: &Selection) -> Self {
        let mut counts = Self::default();
        let is_table = matches!(format, Format::Csv | Format::Tsv);
        let instances = selection.chosen.iter().flat_map(|chosen| chosen.each(cx));
        for record in instances.flat_map(|instance| cx.model.records_of(instance)) {
            counts.rows += 1;
            let Some(content) = output::content(cx, record, None).filter(|content| !content.bytes.is_empty()) else {
                continue;
            };
            counts.outputs += 1;
            match content.charset {
                None => counts.binary += 1,
                Some(_) if is_table => {
                    let text = content.text(cx.charsets);
                    counts.long += usize::from(text.is_some_and(|text| csv::is_cut(&text)));
                }
                Some(_) => {}
            }
        }
        counts
    }

    fn notes(
        &self,
        cx: &ViewContext<'_>,
        format: Format,
        selection: &Selection,
        options: &ExportOptions<'_>,
    ) -> Vec<Phrase> {
        let mut notes = Vec::new();
        let mut note = |key: &str, n: usize| {
            if n > 0 {
                notes.push(cx.phrase(key, &[("n", Value::count(n))]));
            }
        };
        note("export.note.binary", self.binary);
        match format {
            Format::Csv | Format::Tsv => {
                note("export.note.cell", self.long);
                note("export.note.rows", (self.rows + 1).saturating_sub(csv::ROWS));
            }
            Format::Junit => note("export.note.cut", junit::cut(cx, selection, options)),
            Format::Text | Format::Chat | Format::Md | Format::Jira => {
                let written = write::brief(cx, format, selection, options);
                note("export.note.cut", written.cut);
                note("export.omitted", written.omitted);
            }
            Format::Groups | Format::Sarif | Format::Ndjson | Format::Json | Format::Html => {}
        }
        notes
    }
}
