//! A row, and each of its fields -> what it means, with a note where it says something odd.

use std::borrow::Cow;

use super::envelope::note_doubled;
use super::fast_row::hash;
use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Value};
use crate::names::Name;
use crate::response::{Row, scalar};
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::{Stamp, Time};

/// What judging needs of a row; every other field stays in it.
#[derive(Clone, Copy, Debug)]
pub struct RowFacts {
    /// The token of its `InstanceId`, if it has one that is not blank.
    pub instance_id: Option<u32>,
    /// The token of its `InvokeId`, if it has one.
    pub invoke_id: Option<u32>,
    /// Current vocabulary.
    pub status: Reported<Status>,
    /// Legacy vocabulary.
    pub legacy: Reported<Legacy>,
    /// Where it stands.
    pub outcome: Outcome,
    /// `ExitCode`
    pub exit_code: Option<i64>,
    /// `Repeats` above 1.
    pub repeated: bool,
    /// Nothing in it contradicts anything else, as far as a glance tells.
    pub sound: bool,
    /// Sound, and its statuses and times go together for a command that runs once.
    pub quiet: bool,
    /// `StartTime`
    pub started: Stamp,
    /// `FinishTime` or `FinishedTime`
    pub finished: Stamp,
}

impl RowFacts {
    /// Reads a row with care, and notes whatever is odd in it.
    pub fn read(document: &Document, at: u32, sink: &mut Sink) -> Self {
        let mut row = Row::default();
        row.fill(&document.tokens, at);
        // What the end of the text cuts is none of its field: `12` may have been `127`.
        let get = |name| row.get(name).map(|at| document.value(at)).filter(|value| !value.is_cut());
        if row.is_doubled() {
            note_doubled(document.value(at), sink);
        }
        let instance_id = instance_id(document, &row).map(|(at, _)| at);
        for name in INSTANCE.iter().chain(&[Name::InvokeId, Name::InvocationId]) {
            get(*name).into_iter().for_each(|value| check_id(value, sink));
        }
        let given = get(Name::InvocationStatus);
        let status = given.map_or(Reported::Absent, |value| status(value, sink));
        let plain = get(Name::Status).filter(|_| given.is_none());
        let legacy =
            LEGACY.iter().find_map(|name| get(*name)).or(plain).map_or(Reported::Absent, |value| legacy(value, sink));
        let mut whole = |name| get(name).and_then(|value| int(value, name, sink));
        let exit_code = whole(Name::ExitCode);
        let repeated = whole(Name::Repeats).is_some_and(|repeats| repeats > 1);
        whole(Name::Dropped);
        let mut time = |name| get(name).map_or(Stamp::UNKNOWN, |value| stamp(value, name, sink));
        let (started, finish, finished) = (time(Name::StartTime), time(Name::FinishTime), time(Name::FinishedTime));
        time(Name::StopTime);
        Self {
            instance_id,
            invoke_id: get(Name::InvokeId).or_else(|| get(Name::InvocationId)).map(Value::at),
            status,
            legacy,
            outcome: outcome(status, legacy, exit_code, given),
            exit_code,
            repeated,
            sound: false,
            quiet: false,
            started,
            finished: finish.or(finished),
        }
    }
}

/// The fields that hold a row's legacy status, the first that is given.
pub(super) const LEGACY: [Name; 4] =
    [Name::InstanceInvokeStatus, Name::InvokeRecordStatus, Name::InvokeStatus, Name::NodeInvokeStatus];

/// The fields that say where a command ran: on an instance, or on what the other products run commands on.
const INSTANCE: [Name; 3] = [Name::InstanceId, Name::DesktopId, Name::NodeId];

/// The token of a row's `InstanceId`, and the hash of what stands there, if it is not blank.
pub(super) fn instance_id(document: &Document, row: &Row) -> Option<(u32, u32)> {
    let value = document.value(INSTANCE.iter().find_map(|name| row.get(*name))?);
    if value.is_cut() {
        return None;
    }
    Some((value.at(), hash(&id(value)?)))
}

/// The bytes of an id.
pub(super) fn id(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    scalar::id(value)
}

/// Says where characters stand around an id that are none of it.
pub(super) fn check_id(value: Value<'_>, sink: &mut Sink) {
    let (whole, id) = (scalar::bytes(value), id(value));
    if whole != id {
        note_stray(value, whole, id, sink);
    }
}

fn note_stray(value: Value<'_>, whole: Option<Cow<'_, [u8]>>, id: Option<Cow<'_, [u8]>>, sink: &mut Sink) {
    let text = |bytes: Option<Cow<'_, [u8]>>| String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let (found, expected) = (text(whole), text(id));
    sink.emit(Code::StrayCharacters, value.span(), || {
        vec![("found", crate::diagnostic::excerpt(&found)), ("expected", crate::diagnostic::excerpt(&expected))]
    });
}

/// A word of one of the vocabularies.
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
    let found = crate::diagnostic::excerpt(&String::from_utf8_lossy(&bytes));
    let code = if is_other(&bytes) { Code::OtherVocabulary } else { Code::UnknownStatus };
    sink.emit(code, value.span(), || vec![("found", found)]);
    Reported::Unrecognized
}

pub(super) fn status(value: Value<'_>, sink: &mut Sink) -> Reported<Status> {
    word(value, Status::read, |bytes| Legacy::read(bytes).is_some(), sink)
}

pub(super) fn legacy(value: Value<'_>, sink: &mut Sink) -> Reported<Legacy> {
    word(value, Legacy::read, |bytes| Status::read(bytes).is_some(), sink)
}

pub(super) fn int(value: Value<'_>, name: Name, sink: &mut Sink) -> Option<i64> {
    scalar::int(value).unwrap_or_else(|_| {
        let found = crate::diagnostic::excerpt(&value.text());
        sink.emit(Code::WrongType, value.span(), || {
            vec![("name", name.as_str().to_owned()), ("expected", "number".to_owned()), ("found", found)]
        });
        None
    })
}

/// When it was, with a note where that is not stated as it should be.
fn stamp(value: Value<'_>, name: Name, sink: &mut Sink) -> Stamp {
    let Some(text) = scalar::text(value) else {
        return Stamp::UNKNOWN;
    };
    let time = Time::read(&text);
    let args = || vec![("name", name.as_str().to_owned()), ("found", crate::diagnostic::excerpt(&text))];
    match time {
        Some(time) if !time.is_in_range() => sink.emit(Code::OutOfRange, value.span(), args),
        Some(time) if time.has_zone => {}
        // Once for a document: a response writes all its times in one way.
        Some(_) if sink.count(Code::NoZone) == 0 => sink.emit(Code::NoZone, value.span(), args),
        Some(_) => {}
        None => sink.emit(Code::NotATime, value.span(), args),
    }
    time.map_or(Stamp::UNKNOWN, Time::stamp)
}

/// The contract's rule, and one more: the legacy word `Finished` in the current field says as much as in its own.
fn outcome(
    status: Reported<Status>,
    legacy: Reported<Legacy>,
    exit_code: Option<i64>,
    value: Option<Value<'_>>,
) -> Outcome {
    if status == Reported::Unrecognized {
        let other = value.and_then(scalar::bytes).and_then(|bytes| Legacy::read(&bytes));
        if let Some(other) = other {
            return Outcome::of(Reported::Absent, Reported::Known(other), exit_code);
        }
    }
    Outcome::of(status, legacy, exit_code)
}
