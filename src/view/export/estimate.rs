//! About how large an export will be, told from a part of its rows, which is written some at a time.

use super::options::Format;
use super::selection::Selection;
use super::write;
use super::writer::{Work, Writer};

/// Of more rows the size is told from so many of them.
const SAMPLE: usize = 500;

/// Tells the size by writing what stands around the rows, then some of them.
pub(super) struct Estimate {
    format: Format,
    /// Without a row, and with some.
    samples: Vec<Selection>,
    /// What is being written, and what each sample came to.
    writer: Box<dyn Writer>,
    sizes: Vec<usize>,
    size: usize,
}

impl Estimate {
    /// `None` where there is not a row for each record, and of few, which had better be made.
    pub(super) fn new(selection: &Selection, format: Format) -> Option<Self> {
        let is_rows =
            matches!(format, Format::Csv | Format::Tsv | Format::Ndjson | Format::Json | Format::Junit | Format::Html);
        if !is_rows || selection.instances() <= SAMPLE {
            return None;
        }
        let samples = vec![selection.sample(0), selection.sample(SAMPLE)];
        Some(Self { format, samples, writer: write::writer(format), sizes: Vec::new(), size: 0 })
    }

    /// Writes on, in about the time of so many rows; whether all that is needed is written.
    pub(super) fn go(&mut self, Work { cx, options, .. }: &Work<'_>, rows: usize) -> bool {
        let Some(selection) = self.samples.get(self.sizes.len()) else { return true };
        let mut out = Vec::new();
        let is_over = self.writer.next(&Work { cx, selection, options }, rows, &mut out);
        self.size += out.len();
        if is_over {
            self.sizes.push(std::mem::take(&mut self.size));
            self.writer = write::writer(self.format);
        }
        self.sizes.len() == self.samples.len()
    }

    /// The size of all.
    pub(super) fn bytes(&self, Work { selection, options, .. }: &Work<'_>) -> usize {
        let size = |at: usize| self.sizes.get(at).copied().unwrap_or_default();
        let sampled = self.samples.last().map_or(1, |sample| sample.instances().max(1));
        let whole = size(0) + size(1).saturating_sub(size(0)) * selection.instances() / sampled;
        options.limit.or(self.format.limit()).map_or(whole, |limit| whole.min(limit))
    }
}
