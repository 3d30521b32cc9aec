//! A value -> what its field means, with a diagnostic where it says something else than the field may say.

use super::ids::{id, is_capital, is_masked};
use crate::diagnostic::excerpt;
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::response::scalar;
use crate::status::{Legacy, Reported, Status};
use crate::time::{Stamp, Time};

/// Says where characters stand around an id that are none of it, and in it such as no id has.
pub fn check_id(value: Value<'_>, sink: &mut Sink) {
    let written = value.bytes();
    let whole = Some(written.trim_ascii()).filter(|whole| !whole.is_empty());
    let id = id(value);
    if id.is_none() && whole.is_some() {
        emit_nothing(value, sink);
        return;
    }
    if whole != id.as_deref() {
        let text = |bytes: Option<&[u8]>| excerpt(&String::from_utf8_lossy(bytes.unwrap_or_default()));
        let (found, expected) = (text(whole), text(id.as_deref()));
        sink.emit(Code::StrayCharacters, value.span(), || vec![("found", found), ("expected", expected)]);
    }
    let id = id.unwrap_or_default();
    if is_capital(&id) {
        sink.emit(Code::OddSign, value.span(), || vec![("found", char::from(id[0]).to_string())]);
    }
    // One without it is another id.
    if !is_masked(&id) {
        sink.emit_odd(Code::OddSign, &id, value.span());
    }
}

/// A word of the current vocabulary.
pub fn status(value: Value<'_>, sink: &mut Sink) -> Reported<Status> {
    word(value, Status::read, |bytes| Legacy::read(bytes).is_some(), sink)
}

/// A word of the legacy vocabulary.
pub fn legacy(value: Value<'_>, sink: &mut Sink) -> Reported<Legacy> {
    word(value, Legacy::read, |bytes| Status::read(bytes).is_some(), sink)
}

fn word<T>(
    value: Value<'_>,
    read: impl Fn(&[u8]) -> Option<T>,
    is_other: impl Fn(&[u8]) -> bool,
    sink: &mut Sink,
) -> Reported<T> {
    if value.is_container() {
        sink.emit(Code::WrongType, value.span(), || vec![("expected", "text".to_owned())]);
        return Reported::Absent;
    }
    let Some(bytes) = scalar::bytes(value) else {
        return Reported::Absent;
    };
    if let Some(status) = read(&bytes) {
        return Reported::Known(status);
    }
    let found = excerpt(&String::from_utf8_lossy(&bytes));
    let code = if is_other(&bytes) { Code::OtherVocabulary } else { Code::UnknownStatus };
    sink.emit(code, value.span(), || vec![("found", found)]);
    Reported::Unrecognized
}

/// Says that a printer's word stands where nothing is set: once for a document, which writes all of them in one way.
#[cold]
fn emit_nothing(value: Value<'_>, sink: &mut Sink) {
    if sink.count(Code::NotSet) == 0 {
        let name = value.document().tokens[value.at() as usize].name().as_str().to_owned();
        sink.emit(Code::NotSet, value.span(), || vec![("name", name), ("found", excerpt(&value.text()))]);
    }
}

/// A whole number.
pub fn int(value: Value<'_>, name: Name, sink: &mut Sink) -> Option<i64> {
    if scalar::says_nothing(name, value) {
        emit_nothing(value, sink);
        return None;
    }
    scalar::int(value).unwrap_or_else(|_| {
        let found = excerpt(&value.text());
        sink.emit(Code::WrongType, value.span(), || {
            vec![("name", name.as_str().to_owned()), ("expected", "number".to_owned()), ("found", found)]
        });
        None
    })
}

/// An instant.
pub fn time(value: Value<'_>, name: Name, sink: &mut Sink) -> Option<Time> {
    let text = scalar::text(value)?;
    if scalar::is_nothing(text.as_bytes()) {
        emit_nothing(value, sink);
        return None;
    }
    let time = Time::read(&text);
    let args = || vec![("name", name.as_str().to_owned()), ("found", excerpt(&text))];
    match time {
        Some(time) if !time.is_in_range() => sink.emit(Code::OutOfRange, value.span(), args),
        Some(time) if time.has_zone => {}
        // Once for a document: a response writes all its times in one way.
        Some(_) if sink.count(Code::NoZone) == 0 => sink.emit(Code::NoZone, value.span(), args),
        Some(_) => {}
        None => sink.emit(Code::NotATime, value.span(), args),
    }
    time
}

/// The stamp of an instant; unknown where there is none.
pub fn stamp(time: Option<Time>) -> Stamp {
    time.map_or(Stamp::UNKNOWN, Time::stamp)
}
