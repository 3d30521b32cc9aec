//! An export that is made piece by piece, so that a page can draw between two of them, and a program write as it goes.

use super::info::{self, Counts, ExportInfo};
use super::options::{ExportOptions, Format};
use super::selection::Selection;
use super::write;
use super::writer::{LeftOut, Work, Writer};
use crate::view::context::ViewContext;

/// Makes what `export` gives at once. Context and options are to be the same each time.
pub struct Exporter {
    format: Format,
    selection: Selection,
    counts: Counts,
    writer: Box<dyn Writer>,
    stage: Stage,
    /// Records that were gone through in this stage, and how many there are.
    done: usize,
    of: usize,
    /// What is written so far.
    bytes: usize,
    /// What all will be, where that can be told.
    estimate: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Counting,
    Estimating,
    Writing,
    Done,
}

impl Exporter {
    /// Of what the options choose; nothing is read yet.
    pub fn new(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> Self {
        let selection = Selection::of(cx, format, options);
        let records = |instance: &crate::model::Instance| instance.records.len();
        let of = selection.chosen.iter().flat_map(|chosen| chosen.each(cx)).map(records).sum();
        let (counts, writer) = (Counts::new(format), write::writer(format));
        Self { format, selection, counts, writer, stage: Stage::Counting, done: 0, of, bytes: 0, estimate: None }
    }

    /// The next piece, which may be empty: what takes about the time of so many rows. `None` after the last.
    pub fn next(&mut self, cx: &ViewContext<'_>, options: &ExportOptions<'_>, rows: usize) -> Option<Vec<u8>> {
        let work = Work { cx, selection: &self.selection, options };
        let (rows, mut out) = (rows.max(1), Vec::new());
        let is_over = match self.stage {
            Stage::Counting => self.counts.go(&work, rows),
            Stage::Estimating => {
                self.estimate = info::estimate(&work, self.format);
                true
            }
            Stage::Writing => self.writer.next(&work, rows, &mut out),
            Stage::Done => return None,
        };
        self.bytes += out.len();
        self.done = self.done.saturating_add(rows);
        if is_over {
            self.done = 0;
            self.stage = match self.stage {
                Stage::Counting => Stage::Estimating,
                Stage::Estimating => Stage::Writing,
                Stage::Writing | Stage::Done => Stage::Done,
            };
        }
        Some(out)
    }

    /// How far it is: of twice the records, for they are counted before they are written.
    pub fn progress(&self) -> (usize, usize) {
        let here = self.done.min(self.of);
        let done = match self.stage {
            Stage::Counting => here,
            Stage::Estimating => self.of,
            Stage::Writing => self.of + here,
            Stage::Done => 2 * self.of,
        };
        (done, 2 * self.of)
    }

    /// What it will be, as far as that is known: `None` before the records are counted, and where its size cannot be told yet. `exact` once all
    /// is written; what does not fit is told then.
    pub fn info(&self, cx: &ViewContext<'_>, options: &ExportOptions<'_>) -> Option<ExportInfo> {
        let work = Work { cx, selection: &self.selection, options };
        match self.stage {
            Stage::Counting | Stage::Estimating => None,
            Stage::Writing => {
                let bytes = self.estimate?;
                Some(self.counts.info(&work, (bytes.max(self.bytes), false), LeftOut::default()))
            }
            Stage::Done => Some(self.counts.info(&work, (self.bytes, true), self.writer.left_out())),
        }
    }
}
