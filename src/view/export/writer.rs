//! What every format is to those who ask for it.

use super::options::ExportOptions;
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
    /// How many outputs stand in it, where not all that were chosen do, or one for all that are equal.
    pub(super) outputs: Option<usize>,
}
