//! What leaves an inspection: exports, and what is hidden in them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use super::comparing::Comparing;
use super::{Changed, Inspection};
use crate::redaction::{self, Redactor};
use crate::view::export::{self, ExportInfo, ExportOptions, Exporter, Format};
use crate::view::redaction::{Priming, RedactionView};

impl Inspection {
    /// All, or what the options choose, in the form that the next reader needs.
    pub fn export(&self, format: Format, options: &ExportOptions<'_>) -> Vec<u8> {
        let options = ExportOptions { pairs: self.pairs(options), ..options.clone() };
        export::export(&self.context(), format, &options)
    }

    /// What such an export will be: what it holds, what does not fit, how large it is.
    pub fn export_info(&self, format: Format, options: &ExportOptions<'_>) -> ExportInfo {
        let options = ExportOptions { pairs: self.pairs(options), ..options.clone() };
        export::export_info(&self.context(), format, &options)
    }

    /// The same, with what should not leave hidden where there are options for that.
    pub fn export_redacted(
        &self,
        format: Format,
        options: ExportOptions<'_>,
        redaction: Option<&redaction::Options>,
    ) -> Vec<u8> {
        let redactor = redaction.map(|redaction| RefCell::new(self.redactor(redaction)));
        hiding(redactor.as_ref(), |redactor| self.export(format, &ExportOptions { redactor, ..options }))
    }

    /// What that will be.
    pub fn export_redacted_info(
        &self,
        format: Format,
        options: ExportOptions<'_>,
        redaction: Option<&redaction::Options>,
    ) -> ExportInfo {
        let redactor = redaction.map(|redaction| RefCell::new(self.redactor(redaction)));
        hiding(redactor.as_ref(), |redactor| self.export_info(format, &ExportOptions { redactor, ..options }))
    }

    /// Acts with what should not leave hidden, where there are options for that.
    pub fn redacted<T>(
        &self,
        options: ExportOptions<'_>,
        redaction: Option<&redaction::Options>,
        act: impl FnOnce(&ExportOptions<'_>) -> T,
    ) -> T {
        let Some(redaction) = redaction else { return act(&options) };
        let redactor = RefCell::new(self.redactor(redaction));
        let hide = |text: &str| redactor.borrow_mut().text(text).into_owned();
        let hide: &dyn for<'t> Fn(&'t str) -> Cow<'t, str> = &|text| Cow::Owned(hide(text));
        let field = |name: &str, text: &str| redactor.borrow_mut().field(name, text).into_owned();
        let field: &dyn for<'t> Fn(&str, &'t str) -> Cow<'t, str> = &|name, text| Cow::Owned(field(name, text));
        act(&ExportOptions {
            redactor: Some(export::redact::Redactor { hide, field, version: redaction::VERSION }),
            ..options
        })
    }

    /// A text of the reader's own, a query say, with what should not leave hidden.
    pub fn redacted_text(&self, text: &str, options: &redaction::Options) -> String {
        self.redactor(options).text(text).into_owned()
    }

    /// What would be hidden, by kind, before anything leaves.
    pub fn redaction(&self, options: &redaction::Options) -> RedactionView {
        self.prime(options);
        let kept = self.redactor.borrow();
        let view = |redactor: &Redactor| crate::view::redaction::redaction(redactor, self.language());
        kept.as_ref().map_or_else(|| view(&Redactor::new(options)), |(_, redactor)| view(redactor))
    }

    /// One of one's own that knows everything that is here.
    pub(super) fn redactor(&self, options: &redaction::Options) -> Redactor {
        self.prime(options);
        let kept = self.redactor.borrow();
        kept.as_ref().map_or_else(|| Redactor::new(options), |(_, redactor)| redactor.clone())
    }

    /// Reads everything, where that was not done before for the same options.
    fn prime(&self, options: &redaction::Options) {
        let mut reading = RedactionReading::new(self, options.clone());
        while let Ok(false) = reading.next(self, usize::MAX) {}
    }
}

/// Acts with a redactor in the form that exports take.
fn hiding<T>(
    redactor: Option<&RefCell<Redactor>>,
    act: impl for<'a> FnOnce(Option<export::redact::Redactor<'a>>) -> T,
) -> T {
    let Some(redactor) = redactor else { return act(None) };
    let hide = |text: &str| redactor.borrow_mut().text(text).into_owned();
    let hide: &dyn for<'t> Fn(&'t str) -> Cow<'t, str> = &|text| Cow::Owned(hide(text));
    let field = |name: &str, text: &str| redactor.borrow_mut().field(name, text).into_owned();
    let field: &dyn for<'t> Fn(&str, &'t str) -> Cow<'t, str> = &|name, text| Cow::Owned(field(name, text));
    act(Some(export::redact::Redactor { hide, field, version: redaction::VERSION }))
}

/// Reads everything for what should not leave, some rows at a time, so that what asks with the same options then waits no more.
pub struct RedactionReading {
    edition: Arc<()>,
    options: redaction::Options,
    /// `None` once it is kept by the inspection.
    priming: Option<Priming>,
    /// Records that are read, and how many there are.
    done: usize,
    of: usize,
}

impl RedactionReading {
    /// Over at once where that was read before.
    pub fn new(inspection: &Inspection, options: redaction::Options) -> Self {
        let known = inspection.redactor.borrow().as_ref().is_some_and(|(own, _)| *own == options);
        let priming = (!known).then(|| Priming::new(&options));
        let of = inspection.model().records.len();
        Self { edition: inspection.edition.clone(), options, priming, done: 0, of }
    }

    /// Reads the next rows, so many at most; whether these were the last.
    ///
    /// # Errors
    /// `Changed`, after which nothing more comes.
    pub fn next(&mut self, inspection: &Inspection, rows: usize) -> Result<bool, Changed> {
        inspection.is_still(&self.edition)?;
        let Some(priming) = &mut self.priming else { return Ok(true) };
        self.done = self.of.min(self.done.saturating_add(rows));
        if !priming.next(&inspection.context(), rows.max(1)) {
            return Ok(false);
        }
        if let Some(priming) = self.priming.take() {
            *inspection.redactor.borrow_mut() = Some((self.options.clone(), priming.finish()));
        }
        Ok(true)
    }

    /// How many records are read, of how many.
    pub fn progress(&self) -> (usize, usize) {
        (if self.priming.is_none() { self.of } else { self.done }, self.of)
    }
}

/// An export that is made piece by piece. All pieces together are what `Inspection::export_redacted` gives.
///
/// ```
/// use invocation_inspector::view::export::{ExportOptions, Format};
/// use invocation_inspector::{Exporting, Options, inspect};
/// let inspection = inspect(br#"{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success"}"#.to_vec(), Options::default());
/// let mut exporting = Exporting::new(&inspection, Format::Csv, ExportOptions::default(), None);
/// let mut csv = Vec::new();
/// while let Ok(Some(piece)) = exporting.next(&inspection, 500) {
///     csv.extend(piece);
/// }
/// assert_eq!(csv, inspection.export(Format::Csv, &ExportOptions::default()));
/// ```
pub struct Exporting {
    edition: Arc<()>,
    format: Format,
    /// Without a redactor, which is put in for each piece.
    options: ExportOptions<'static>,
    /// What is compared, until it is.
    comparing: Option<Comparing>,
    reading: Option<RedactionReading>,
    redactor: Option<RefCell<Redactor>>,
    /// Once what should not leave is known.
    exporter: Option<Exporter>,
}

impl Exporting {
    /// Of what the options choose; nothing is read yet.
    pub fn new(
        inspection: &Inspection,
        format: Format,
        options: ExportOptions<'static>,
        redaction: Option<redaction::Options>,
    ) -> Self {
        let reading = redaction.map(|redaction| RedactionReading::new(inspection, redaction));
        let edition = inspection.edition.clone();
        let pair = options.reference.zip(options.invocation);
        // Which of them leave is asked where that is decided.
        let comparing = pair.map(|(reference, other)| Comparing::new(inspection, reference, other, None));
        Self { edition, format, options, comparing, reading, redactor: None, exporter: None }
    }

    /// The next piece, which may be empty: what takes about the time of so many rows. `None` after the last.
    ///
    /// # Errors
    /// `Changed`, after which nothing more comes.
    pub fn next(&mut self, inspection: &Inspection, rows: usize) -> Result<Option<Vec<u8>>, Changed> {
        inspection.is_still(&self.edition)?;
        if let Some(comparing) = &mut self.comparing {
            if comparing.next(inspection, rows)? {
                self.comparing = None;
                self.options.pairs = inspection.pairs(&self.options);
            }
            return Ok(Some(Vec::new()));
        }
        if let Some(reading) = &mut self.reading
            && self.redactor.is_none()
        {
            if reading.next(inspection, rows)? {
                self.redactor = Some(RefCell::new(inspection.redactor(&reading.options)));
            }
            return Ok(Some(Vec::new()));
        }
        let (cx, format) = (inspection.context(), self.format);
        let exporter = &mut self.exporter;
        let piece = with(&mut self.options, self.redactor.as_ref(), |options| {
            exporter.get_or_insert_with(|| Exporter::new(&cx, format, options)).next(&cx, options, rows)
        });
        Ok(piece)
    }

    /// How far it is: a number of steps, of how many.
    pub fn progress(&self) -> (usize, usize) {
        let (read, of_read) = self.reading.as_ref().map_or((0, 0), RedactionReading::progress);
        // Before it begins, as much is left as was read, each time.
        let left = (Exporter::passes(self.format) * of_read).max(1);
        let (done, of) = self.exporter.as_ref().map_or((0, left), Exporter::progress);
        (read + done, of_read + of)
    }

    /// What it will be, as far as that is known; see `Exporter::info`.
    pub fn info(&mut self, inspection: &Inspection) -> Option<ExportInfo> {
        inspection.is_still(&self.edition).ok()?;
        let exporter = self.exporter.as_ref()?;
        with(&mut self.options, self.redactor.as_ref(), |options| exporter.info(&inspection.context(), options))
    }
}

/// Acts with the options and a redactor in them.
fn with<T>(
    kept: &mut ExportOptions<'static>,
    redactor: Option<&RefCell<Redactor>>,
    act: impl FnOnce(&ExportOptions<'_>) -> T,
) -> T {
    let own = std::mem::take(kept);
    let origin = own.origin;
    hiding(redactor, |redactor| {
        let options = ExportOptions { redactor, ..own };
        let done = act(&options);
        let ExportOptions { invocation, reference, pairs, query, ids, bom, limit, .. } = options;
        *kept = ExportOptions { invocation, reference, pairs, query, ids, redactor: None, bom, limit, origin };
        done
    })
}
