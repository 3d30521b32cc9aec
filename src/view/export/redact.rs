//! Where redaction enters: a function from text to text, applied to every text of the responses before it is written.

use std::borrow::Cow;
use std::fmt;

/// Hides what must not leave.
#[derive(Clone, Copy)]
pub struct Redactor<'a> {
    /// A text of the responses -> what may be written of it. The same secret gets the same placeholder wherever it stands, so one
    /// function serves a whole export.
    pub hide: &'a dyn for<'t> Fn(&'t str) -> Cow<'t, str>,
    /// Of the list of what is hidden, which leaves with what was redacted.
    pub version: &'a str,
}

impl fmt::Debug for Redactor<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Redactor").field("version", &self.version).finish_non_exhaustive()
    }
}

/// A text as it may be written.
pub fn hidden<'t>(redactor: Option<Redactor<'_>>, text: &'t str) -> Cow<'t, str> {
    redactor.map_or(Cow::Borrowed(text), |redactor| (redactor.hide)(text))
}

/// The same of a text of one's own.
pub fn all_hidden(redactor: Option<Redactor<'_>>, text: String) -> String {
    match redactor {
        Some(redactor) => (redactor.hide)(&text).into_owned(),
        None => text,
    }
}
