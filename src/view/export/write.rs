//! Which writer a format has.

use super::brief::Brief;
use super::csv::Csv;
use super::groups::Groups;
use super::html::Html;
use super::json::Json;
use super::junit::Junit;
use super::ndjson::Ndjson;
use super::options::{ExportOptions, Format};
use super::sarif::Sarif;
use super::selection::Selection;
use crate::view::context::ViewContext;

/// What is written.
pub(super) struct Work<'a> {
    pub(super) cx: &'a ViewContext<'a>,
    pub(super) selection: &'a Selection,
    pub(super) options: &'a ExportOptions<'a>,
}

/// Writes a format, some rows at a time.
pub(super) trait Writer {
    /// Writes what comes next, in about the time that so many rows take; whether that was the last. The work is the same each time.
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool;

    /// What did not fit, once all is written.
    fn left_out(&self) -> LeftOut {
        LeftOut::default()
    }
}

/// What did not fit.
#[derive(Clone, Copy, Default)]
pub(super) struct LeftOut {
    /// Outputs that were cut.
    pub(super) cut: usize,
    /// Pieces that were left out.
    pub(super) omitted: usize,
}

/// The writer of a format.
pub(super) fn writer(format: Format) -> Box<dyn Writer> {
    match format {
        Format::Text | Format::Chat | Format::Md | Format::Jira => Box::new(Brief::new(format)),
        Format::Groups => Box::new(Groups::default()),
        Format::Csv => Box::new(Csv::new(b',')),
        Format::Tsv => Box::new(Csv::new(b'\t')),
        Format::Ndjson => Box::new(Ndjson::new()),
        Format::Junit => Box::new(Junit::default()),
        Format::Sarif => Box::new(Sarif::default()),
        Format::Html => Box::new(Html::new()),
        Format::Json => Box::new(Json::default()),
    }
}

/// All at once, with what did not fit.
pub(super) fn write(work: &Work<'_>, format: Format) -> (Vec<u8>, LeftOut) {
    let (mut writer, mut out) = (writer(format), Vec::new());
    while !writer.next(work, usize::MAX, &mut out) {}
    (out, writer.left_out())
}
