//! Where redaction enters: a function from text to text, applied to every text of the responses before it is written.

use std::borrow::Cow;
use std::fmt;

use crate::redaction::{PAIR_NAMES, PAIR_VALUES};
use crate::view::report::plain::Plain;

/// Hides what must not leave.
#[derive(Clone, Copy)]
pub struct Redactor<'a> {
    /// A text of the responses -> what may be written of it. The same secret gets the same placeholder wherever it stands, so one
    /// function serves a whole export.
    pub hide: &'a dyn for<'t> Fn(&'t str) -> Cow<'t, str>,
    /// The name of a member of the responses and its value -> what may be written of the value: of a password the name alone tells.
    pub field: &'a dyn for<'t> Fn(&str, &'t str) -> Cow<'t, str>,
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

/// Members of the responses as they may be written, as the list of what is hidden reads them.
pub fn hide_members(redactor: Option<Redactor<'_>>, value: &mut Plain) {
    let Some(redactor) = redactor else { return };
    match value {
        Plain::Text(text) => hide_in_place(text, redactor.hide),
        Plain::List(items) => items.iter_mut().for_each(|item| hide_members(Some(redactor), item)),
        Plain::Map(members) => {
            // Of a tag the one member names what the other holds.
            let tag = members.iter().find_map(|(name, value)| match value {
                Plain::Text(text) if PAIR_NAMES.contains(&name.as_str()) => Some(text.clone()),
                _ => None,
            });
            for (name, value) in members {
                let of_tag = tag.as_deref().filter(|_| PAIR_VALUES.contains(&name.as_str()));
                hide_member(redactor, of_tag.unwrap_or(name), value);
                hide_in_place(name, redactor.hide);
            }
        }
        Plain::Null | Plain::Bool(_) | Plain::Int(_) | Plain::Number(_) => {}
    }
}

/// The value of a member, or each of a list of them.
fn hide_member(redactor: Redactor<'_>, name: &str, value: &mut Plain) {
    match value {
        Plain::Text(text) => hide_in_place(text, &|text| (redactor.field)(name, text)),
        Plain::Int(_) | Plain::Number(_) => {
            let mut written = value.to_line();
            let plain = written.clone();
            hide_in_place(&mut written, &|text| (redactor.field)(name, text));
            if written != plain {
                *value = Plain::Text(written);
            }
        }
        Plain::List(items) => items.iter_mut().for_each(|item| hide_member(redactor, name, item)),
        value => hide_members(Some(redactor), value),
    }
}

fn hide_in_place(text: &mut String, hide: &dyn for<'t> Fn(&'t str) -> Cow<'t, str>) {
    if let Cow::Owned(hidden) = hide(text) {
        *text = hidden;
    }
}

/// The same of a text of one's own.
pub fn all_hidden(redactor: Option<Redactor<'_>>, text: String) -> String {
    match redactor {
        Some(redactor) => (redactor.hide)(&text).into_owned(),
        None => text,
    }
}
