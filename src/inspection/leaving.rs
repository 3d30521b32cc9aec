//! What leaves an inspection: exports, and what is hidden in them.

use std::borrow::Cow;
use std::cell::RefCell;

use super::Inspection;
use crate::redaction::{self, Redactor};
use crate::view::export::{self, ExportInfo, ExportOptions, Format};
use crate::view::redaction::{RedactionView, primed};

impl Inspection {
    /// All, or what the options choose, in the form that the next reader needs.
    pub fn export(&self, format: Format, options: &ExportOptions<'_>) -> Vec<u8> {
        export::export(&self.context(), format, options)
    }

    /// What such an export will be: what it holds, what does not fit, how large it is.
    pub fn export_info(&self, format: Format, options: &ExportOptions<'_>) -> ExportInfo {
        export::export_info(&self.context(), format, options)
    }

    /// The same, with what should not leave hidden where there are options for that.
    pub fn export_redacted(
        &self,
        format: Format,
        options: ExportOptions<'_>,
        redaction: Option<&redaction::Options>,
    ) -> Vec<u8> {
        self.redacted(options, redaction, |options| self.export(format, options))
    }

    /// What that will be.
    pub fn export_redacted_info(
        &self,
        format: Format,
        options: ExportOptions<'_>,
        redaction: Option<&redaction::Options>,
    ) -> ExportInfo {
        self.redacted(options, redaction, |options| self.export_info(format, options))
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
        act(&ExportOptions {
            redactor: Some(export::redact::Redactor { hide, version: redaction::VERSION }),
            ..options
        })
    }

    /// What would be hidden, by kind, before anything leaves.
    pub fn redaction(&self, options: &redaction::Options) -> RedactionView {
        crate::view::redaction::redaction(&self.redactor(options), self.language())
    }

    /// One that knows everything that is here; made once for the same options.
    fn redactor(&self, options: &redaction::Options) -> Redactor {
        let mut kept = self.redactor.borrow_mut();
        if kept.as_ref().is_none_or(|(own, _)| own != options) {
            *kept = Some((options.clone(), primed(&self.context(), options)));
        }
        kept.as_ref().map_or_else(|| Redactor::new(options), |(_, redactor)| redactor.clone())
    }
}
