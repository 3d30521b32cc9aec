//! An export that is made piece by piece, so that a page can draw between two of them, and a program write as it goes.

use super::estimate::Estimate;
use super::info::{Counts, ExportInfo};
use super::options::{ExportOptions, Format};
use super::selection::Selection;
use super::write;
use super::writer::{LeftOut, Work, Writer};
use crate::view::context::ViewContext;
use crate::view::rows::groups::Grouping;

/// Makes what `export` gives at once. Context and options are to be the same each time.
pub struct Exporter {
    format: Format,
    selection: Selection,
    counts: Counts,
    writer: Box<dyn Writer>,
    stage: Stage,
    /// What is known of equal outputs, and of which of the invocations that leave.
    grouping: (Grouping, usize),
    /// Records that were gone through in this stage, and how many there are.
    done: usize,
    of: usize,
    /// What is written so far.
    bytes: usize,
    /// Tells what all will be, where that can be told.
    estimate: Option<Estimate>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Counting,
    Grouping,
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
        let (stage, grouping) = (Stage::Counting, (Grouping::default(), 0));
        let estimate = Estimate::new(&selection, format);
        Self { format, selection, counts, writer, stage, grouping, done: 0, of, bytes: 0, estimate }
    }

    /// The next piece, which may be empty: what takes about the time of so many rows. `None` after the last.
    pub fn next(&mut self, cx: &ViewContext<'_>, options: &ExportOptions<'_>, rows: usize) -> Option<Vec<u8>> {
        let work = Work { cx, selection: &self.selection, options };
        let (rows, mut out) = (rows.max(1), Vec::new());
        let is_over = match self.stage {
            Stage::Counting => self.counts.go(&work, rows),
            Stage::Grouping => group(&work, &mut self.grouping, rows),
            Stage::Estimating => {
                let estimate = self.estimate.as_mut();
                estimate.is_none_or(|estimate| estimate.go(&work, rows))
            }
            Stage::Writing => self.writer.next(&work, rows, &mut out),
            Stage::Done => return None,
        };
        self.bytes += out.len();
        self.done = self.done.saturating_add(rows);
        if is_over {
            self.done = 0;
            self.stage = match self.stage {
                Stage::Counting if self.format.has_groups() => Stage::Grouping,
                Stage::Counting | Stage::Grouping => Stage::Estimating,
                Stage::Estimating => Stage::Writing,
                Stage::Writing | Stage::Done => Stage::Done,
            };
        }
        Some(out)
    }

    /// How often the records are gone through.
    pub fn passes(format: Format) -> usize {
        if format.has_groups() { 3 } else { 2 }
    }

    /// How far it is: of the records once for each time that they are gone through, for they are counted, and where that is told grouped,
    /// before they are written.
    pub fn progress(&self) -> (usize, usize) {
        let here = self.done.min(self.of);
        let before = (Self::passes(self.format) - 1) * self.of;
        let done = match self.stage {
            Stage::Counting => here,
            Stage::Grouping => self.of + here,
            Stage::Estimating => before,
            Stage::Writing => before + here,
            Stage::Done => before + self.of,
        };
        (done, before + self.of)
    }

    /// What it will be, as far as that is known: `None` before the records are counted, and where its size cannot be told yet. `exact` once all
    /// is written; what does not fit is told then.
    pub fn info(&self, cx: &ViewContext<'_>, options: &ExportOptions<'_>) -> Option<ExportInfo> {
        let work = Work { cx, selection: &self.selection, options };
        match self.stage {
            Stage::Counting | Stage::Grouping | Stage::Estimating => None,
            Stage::Writing => {
                let bytes = self.estimate.as_ref()?.bytes(&work);
                Some(self.counts.info(&work, (bytes.max(self.bytes), false), LeftOut::default()))
            }
            Stage::Done => Some(self.counts.info(&work, (self.bytes, true), self.writer.left_out())),
        }
    }
}

/// Groups so many rows more; whether all of those that leave are grouped.
fn group(work: &Work<'_>, (grouping, at): &mut (Grouping, usize), rows: usize) -> bool {
    let Some(chosen) = work.selection.chosen.get(*at) else { return true };
    // Of what has no row nothing is asked.
    if chosen.instances.is_empty() || chosen.rows.group(work.cx, grouping, rows) {
        *at += 1;
    }
    *at == work.selection.chosen.len()
}
