//! One field of a row -> what it means, with a note where it says something odd.

use std::borrow::Cow;

use super::status::{Given, Legacy, Outcome, Status};
use super::time::Time;
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::response::scalar;

/// The word read last and what it means: most rows say the same.
pub(super) struct Memo<'a, T> {
    text: &'a [u8],
    given: Given<T>,
}

impl<'a, T: Copy> Memo<'a, T> {
    pub(super) fn new() -> Self {
        Self { text: &[], given: Given::Absent }
    }

    #[inline]
    pub(super) fn read(
        &mut self,
        value: Value<'a>,
        sink: &mut Sink,
        read: impl Fn(Value<'a>, &mut Sink) -> Given<T>,
    ) -> Given<T> {
        match value.simple() {
            Some(text) if text == self.text => self.given,
            simple => {
                let given = read(value, sink);
                // A word nobody knows is noted each time.
                if let (Some(text), Given::Known(_)) = (simple, given) {
                    *self = Self { text, given };
                }
                given
            }
        }
    }
}

/// The trimmed bytes of an id.
pub(super) fn id(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    scalar::bytes(value)
}

/// A word of one of the vocabularies.
fn word<T>(
    value: Value<'_>,
    read: impl Fn(&[u8]) -> Option<T>,
    is_other: impl Fn(&[u8]) -> bool,
    sink: &mut Sink,
) -> Given<T> {
    if value.is_container() {
        sink.note(Code::WrongType, value.span(), || vec![("expected", "text".to_owned())]);
        return Given::Absent;
    }
    let Some(bytes) = scalar::bytes(value) else {
        return Given::Absent;
    };
    if let Some(status) = read(&bytes) {
        return Given::Known(status);
    }
    let found = crate::source::excerpt(&String::from_utf8_lossy(&bytes));
    let code = if is_other(&bytes) { Code::OtherVocabulary } else { Code::UnknownStatus };
    sink.note(code, value.span(), || vec![("found", found)]);
    Given::Unrecognized
}

pub(super) fn status(value: Value<'_>, sink: &mut Sink) -> Given<Status> {
    word(value, Status::read, |bytes| Legacy::read(bytes).is_some(), sink)
}

pub(super) fn legacy(value: Value<'_>, sink: &mut Sink) -> Given<Legacy> {
    word(value, Legacy::read, |bytes| Status::read(bytes).is_some(), sink)
}

pub(super) fn int(value: Value<'_>, name: Name, sink: &mut Sink) -> Option<i64> {
    scalar::int(value).unwrap_or_else(|_| {
        let found = crate::source::excerpt(&value.text());
        sink.note(Code::WrongType, value.span(), || {
            vec![("name", name.as_str().to_owned()), ("expected", "number".to_owned()), ("found", found)]
        });
        None
    })
}

#[cold]
pub(super) fn odd_time(value: Value<'_>, name: Name, sink: &mut Sink) {
    let Some(text) = scalar::text(value) else {
        return;
    };
    let args = || vec![("name", name.as_str().to_owned()), ("found", crate::source::excerpt(&text))];
    match Time::read(&text) {
        Some(time) if time.has_zone => {}
        // Once for a document: a response writes all its times in one way.
        Some(_) if sink.count(Code::NoZone) == 0 => sink.note(Code::NoZone, value.span(), args),
        Some(_) => {}
        None => sink.note(Code::NotATime, value.span(), args),
    }
}

/// The contract's rule, and one more: the legacy word `Finished` in the current field says as much as in its own.
pub(super) fn outcome(
    status: Given<Status>,
    legacy: Given<Legacy>,
    exit_code: Option<i64>,
    value: Option<Value<'_>>,
) -> Outcome {
    if status == Given::Unrecognized {
        let other = value.and_then(scalar::bytes).and_then(|bytes| Legacy::read(&bytes));
        if let Some(other) = other {
            return Outcome::of(Given::Absent, Given::Known(other), exit_code);
        }
    }
    Outcome::of(status, legacy, exit_code)
}
