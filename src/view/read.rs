//! Reading fields of the model's rows for showing: times, outputs, and what has no place of its own.

use std::borrow::Cow;

use super::plain::{Members, Plain, Room};
use crate::document::{Key, Value};
use crate::model::output::Content;
use crate::model::time::Time;
use crate::model::{Invocation, Place, Reading, Record};
use crate::names::Name;
use crate::response::{beside_instances, scalar};

/// Fields that a record has places for.
const RECORD: &[Name] = &[
    Name::InstanceId,
    Name::InvokeId,
    Name::InvocationStatus,
    Name::InstanceInvokeStatus,
    Name::InvokeRecordStatus,
    Name::InvokeStatus,
    Name::ExitCode,
    Name::ErrorCode,
    Name::ErrorInfo,
    Name::StartTime,
    Name::FinishTime,
    Name::FinishedTime,
    Name::StopTime,
    Name::Repeats,
    Name::Dropped,
    Name::Output,
    Name::CommandId,
];

/// Fields that an invocation has places for.
const INVOCATION: &[Name] = &[
    Name::InvokeId,
    Name::CommandId,
    Name::CommandName,
    Name::CommandType,
    Name::CommandContent,
    Name::InvocationStatus,
    Name::InvokeStatus,
    Name::Timed,
    Name::Frequency,
    Name::RepeatMode,
    Name::InvokeInstances,
    Name::InvokeDesktops,
    Name::InvokeNodes,
    Name::InvokeItems,
];

/// The time in the first of these fields that is set.
pub fn time(record: &Record, readings: &[Reading], names: &[Name]) -> Option<(String, Option<Time>)> {
    let text = record.text(readings, names)?;
    let time = Time::read(&text);
    Some((text, time))
}

/// RFC 3339 UTC where the zone is stated, else the original text.
pub fn time_text(record: &Record, readings: &[Reading], names: &[Name]) -> Option<String> {
    let (text, time) = time(record, readings, names)?;
    Some(time.and_then(Time::to_utc).unwrap_or(text))
}

/// Both names of the end of an execution (api.md 1.6).
pub const FINISH: &[Name] = &[Name::FinishTime, Name::FinishedTime];

/// Milliseconds from start to end, where both are known.
pub fn duration(record: &Record, readings: &[Reading]) -> Option<i64> {
    let (_, start) = time(record, readings, &[Name::StartTime])?;
    let (_, finish) = time(record, readings, FINISH)?;
    finish?.millis_since(start?)
}

/// A record's output. Where the service dropped some of it, characters may be split (api.md 5).
pub fn output(record: &Record, readings: &[Reading]) -> Option<Content> {
    let value = record.output(readings)?;
    let dropped = record.int(readings, Name::Dropped).is_some_and(|bytes| bytes > 0);
    Some(Content::read(&value.bytes(), dropped))
}

/// The command's content.
pub fn command(invocation: &Invocation, readings: &[Reading]) -> Option<Content> {
    let value = member(invocation, readings, Name::CommandContent)?;
    (!value.is_container()).then(|| Content::read(&value.bytes(), false))
}

/// A member of the invocation's own objects, the last answer first.
pub fn member<'a>(invocation: &Invocation, readings: &'a [Reading], name: Name) -> Option<Value<'a>> {
    let set = |value: &Value<'_>| value.is_container() || scalar::text(*value).is_some();
    invocation.objects.iter().rev().find_map(|object| object.member(readings, name).filter(set))
}

/// The text of such a member; what the command is also from the rows, as events say it there.
pub fn text(invocation: &Invocation, readings: &[Reading], name: Name) -> Option<String> {
    let own = member(invocation, readings, name).and_then(scalar::text).map(Cow::into_owned);
    let of_run = matches!(name, Name::CommandId | Name::CommandName | Name::CommandType);
    own.or_else(|| invocation.first_row.filter(|_| of_run)?.text(readings, name))
}

/// Where the invocation's id stands, as text.
pub fn place_text(place: Option<Place>, readings: &[Reading]) -> Option<String> {
    scalar::id(place?.value(readings)).map(|id| String::from_utf8_lossy(&id).trim().to_owned())
}

/// The members that have no place of their own.
fn others<'a>(given: &mut dyn Iterator<Item = (Key<'a>, Value<'a>)>, placed: &[Name], room: &mut Room) -> Members {
    let mut members = Members::default();
    for (key, value) in given {
        let has_place = matches!(key, Key::Known(name) if placed.contains(&name) && !is_unreadable(name, value));
        if has_place {
            continue;
        }
        if !room.take() {
            break;
        }
        members.add(key.to_string(), Plain::of_member(&key, value, room));
    }
    members
}

/// A field with a place whose value could not be put there is kept among the others.
fn is_unreadable(name: Name, value: Value<'_>) -> bool {
    match name {
        Name::ExitCode | Name::Repeats | Name::Dropped => scalar::int(value).is_err(),
        Name::Timed => scalar::bool(value).is_err(),
        Name::InvokeInstances | Name::InvokeDesktops | Name::InvokeNodes | Name::InvokeItems => false,
        _ => value.is_container(),
    }
}

/// Every field of the record's rows that has no place of its own, as far as there is room.
pub fn record_other(record: &Record, readings: &[Reading], room: &mut Room) -> Vec<(String, Plain)> {
    let mut members = Members::default();
    for row in [Some(record.row), record.other_row].into_iter().flatten() {
        members.complete(others(&mut row.value(readings).members(), RECORD, room));
    }
    members.finish()
}

/// Every field of the invocation's objects that has no place of its own, as far as there is room.
pub fn invocation_other(invocation: &Invocation, readings: &[Reading], room: &mut Room) -> Vec<(String, Plain)> {
    let mut members = Members::default();
    for object in invocation.objects.iter().rev() {
        let object = object.value(readings);
        members.complete(others(&mut object.members(), INVOCATION, room));
        members.complete(others(&mut beside_instances(object), INVOCATION, room));
    }
    members.finish()
}

/// Every field of a document's envelope that has no place of its own; of a document that is something else, none: it
/// may be large, and is not read.
pub fn envelope_other(reading: &Reading) -> Vec<(String, Plain)> {
    let document = &reading.document;
    let mut members = Members::default();
    let mut room = Room::ALL;
    let known = reading.responses.iter().filter(|response| response.api.is_some() || response.is_error());
    for at in known.flat_map(|response| &response.other) {
        let value = document.value(*at);
        let key = document.key(*at);
        members.add(key.to_string(), Plain::of_member(&key, value, &mut room));
    }
    members.finish()
}
