//! Fields of the model's rows: texts, times, outputs, and what has no place of its own.

use std::borrow::Cow;

use crate::charset;
use crate::document::{Key, Kind, Value};
use crate::model::{Invocation, Model, Record, ValueRef};
use crate::names::{IN_INVOCATION_SET, Name, Names, RECORD_SET, ROW_LEGACY_STATUSES, Role, WHOLE_SET};
use crate::output::Content;
use crate::reading::Reading;
use crate::response::{self, Row, scalar};
use crate::time::Time;
use crate::view::report::plain::{Members, Plain, Room};

/// Both names of the end of an execution (api.md 1.6).
pub const FINISH: &[Name] = &[Name::FinishTime, Name::FinishedTime];

/// The time in the first of these fields that is set.
pub fn time<'a>(record: &Record, readings: &'a [Reading], names: &[Name]) -> Option<(Cow<'a, str>, Option<Time>)> {
    let text = record.said(readings, names)?;
    let time = Time::read(&text);
    Some((text, time))
}

/// RFC 3339 UTC where the zone is stated, else the original text.
pub fn time_text<'a>(record: &Record, readings: &'a [Reading], names: &[Name]) -> Option<Cow<'a, str>> {
    let text = record.said(readings, names)?;
    // What the page loads first is spared the shorter way.
    if cfg!(feature = "full") && Time::is_utc(&text) {
        return Some(text);
    }
    Some(Time::read(&text).and_then(Time::to_utc).map_or(text, Cow::Owned))
}

/// Milliseconds from start to end, where both are known.
pub fn duration(record: &Record, readings: &[Reading]) -> Option<i64> {
    let instant = |names: &[Name]| {
        let value = record.member(readings, names).filter(|value| value.raw().len() <= LONGEST_TIME)?;
        Time::read(&scalar::text(value)?)
    };
    instant(FINISH)?.millis_since(instant(&[Name::StartTime])?)
}

/// No text of a time is longer, escapes included.
const LONGEST_TIME: usize = 512;

/// The command's content.
pub fn command(invocation: &Invocation, readings: &[Reading]) -> Option<Content> {
    let (reading, value) = member_in(invocation, readings, Name::CommandContent)?;
    (!value.is_container()).then(|| readings[reading as usize].content(value, Name::CommandContent, false))
}

/// A member of the invocation's own objects, the last answer first.
pub fn member<'a>(invocation: &Invocation, readings: &'a [Reading], name: Name) -> Option<Value<'a>> {
    member_in(invocation, readings, name).map(|(_, value)| value)
}

fn member_in<'a>(invocation: &Invocation, readings: &'a [Reading], name: Name) -> Option<(u32, Value<'a>)> {
    let set = |value: &Value<'_>| {
        (value.is_container() || scalar::text(*value).is_some())
            && !(name.is_in(WHOLE_SET) && value.is_cut())
            && !scalar::says_nothing(name, *value)
    };
    let own = |object: &ValueRef| Some((object.reading, object.member(readings, name).filter(set)?));
    invocation.rows.iter().rev().find_map(own)
}

/// The text of such a member; what the command is also from the rows, as events say it there.
pub fn text(invocation: &Invocation, readings: &[Reading], name: Name) -> Option<String> {
    let own = member(invocation, readings, name).and_then(scalar::text).map(Cow::into_owned);
    let of_invocation = matches!(name, Name::CommandId | Name::CommandName | Name::CommandType);
    let of_rows = || invocation.first_row.filter(|_| of_invocation)?.text(readings, name);
    let sibling = || scalar::text(invocation.sibling_command_id.filter(|_| name == Name::CommandId)?.value(readings));
    own.or_else(of_rows).or_else(|| sibling().map(Cow::into_owned))
}

/// Where the invocation's id stands, as text.
pub fn id_text(place: Option<ValueRef>, readings: &[Reading]) -> Option<String> {
    id(place, readings).map(Cow::into_owned)
}

/// The same, where it stands if it can be.
pub fn id(place: Option<ValueRef>, readings: &[Reading]) -> Option<Cow<'_, str>> {
    scalar::id(place?.value(readings)).map(|id| match id {
        Cow::Borrowed(id) => match charset::utf8(id) {
            Cow::Borrowed(id) => Cow::Borrowed(id.trim()),
            Cow::Owned(id) => Cow::Owned(id.trim().to_owned()),
        },
        Cow::Owned(id) => Cow::Owned(charset::utf8(&id).trim().to_owned()),
    })
}

/// The members that have no place of their own, or whose place another value has, as far as there is room.
fn others<'a>(
    members: &mut Members,
    received: impl IntoIterator<Item = (Key<'a>, Value<'a>)>,
    placed: Names,
    room: &mut Room,
    is_shown: impl Fn(Name, Value<'a>) -> bool,
) {
    for (key, value) in received {
        // What the end of the text cuts is none of a field of which a part says nothing.
        let has_place = matches!(key, Key::Known(name) if !(name.is_in(WHOLE_SET) && value.is_cut())
            && name.is_in(placed) && (value.kind() == Kind::Null || !is_unreadable(name, value) && is_shown(name, value)));
        if has_place {
            continue;
        }
        if !room.take() {
            break;
        }
        members.add(key.to_string(), Plain::of_member(&key, value, room));
    }
}

/// A field with a place whose value could not be put there is kept among the others.
fn is_unreadable(name: Name, value: Value<'_>) -> bool {
    match name {
        _ if scalar::says_nothing(name, value) => true,
        Name::ExitCode | Name::Repeats | Name::Dropped => scalar::int(value).is_err(),
        Name::Timed => scalar::bool(value).is_err(),
        _ => value.is_container() && name.role() != Role::InstanceList,
    }
}

/// Whether a value that is not shown need not be: it is blank, or says what is shown.
fn is_shown_elsewhere(value: Value<'_>, shown: Option<Value<'_>>) -> bool {
    let says = |shown: Value<'_>| {
        (shown.at() == value.at() && std::ptr::eq(shown.document(), value.document()))
            || (!shown.is_container() && scalar::bytes(shown) == scalar::bytes(value))
    };
    (!value.is_container() && scalar::bytes(value).is_none()) || shown.is_some_and(says)
}

/// The names of one field, in the order in which they are asked for.
fn aliases(name: &Name) -> &[Name] {
    match name {
        Name::FinishTime | Name::FinishedTime => FINISH,
        _ if name.role() == Role::Legacy => &ROW_LEGACY_STATUSES,
        _ => std::slice::from_ref(name),
    }
}

/// Every field of the record's rows that has no place of its own, and whatever else its lead row says that is shown
/// nowhere: a member that stands twice, another name of the same field.
pub fn record_other(record: &Record, readings: &[Reading], model: &Model, room: &mut Room) -> Vec<(String, Plain)> {
    let mut members = Members::default();
    let row = record.row.value(readings);
    let slots = Row::of(row);
    let shown = |name: Name| match name {
        Name::FinishTime | Name::FinishedTime => record.member(readings, FINISH),
        _ => aliases(&name).iter().find_map(|name| slots.get(*name)).map(|at| row.document().value(at)),
    };
    others(&mut members, row.members(), RECORD_SET, room, |name, value| match name {
        // A 0 that stands for none.
        Name::ExitCode if record.facts.exit_code.is_none() => false,
        Name::CommandId => scalar::text(value).is_none_or(|id| {
            let invocation = model.instances[record.instance as usize].invocation as usize;
            text(&model.invocations[invocation], readings, name).is_some_and(|shown| shown == id)
        }),
        _ => is_shown_elsewhere(value, shown(name)),
    });
    if let Some(other) = record.other_row {
        let mut more = Members::default();
        others(&mut more, other.value(readings).members(), RECORD_SET, room, |_, _| true);
        members.join(more);
    }
    members.finish()
}

/// Every field of the invocation's objects that has no place of its own, and whatever else the newest of them says that
/// is shown nowhere.
pub fn invocation_other(invocation: &Invocation, readings: &[Reading], room: &mut Room) -> Vec<(String, Plain)> {
    let mut members = Members::default();
    for (at, object) in invocation.rows.iter().rev().enumerate() {
        let object = object.value(readings);
        let is_list = |name: Name| name.role() == Role::InstanceList;
        let shown = |name, value| at > 0 || is_list(name) || is_shown_elsewhere(value, object.member(name));
        let (mut own, mut strays) = (Members::default(), Members::default());
        others(&mut own, object.members(), IN_INVOCATION_SET, room, shown);
        others(&mut strays, response::strays_among_instances(object), 0, room, |_, _| true);
        own.join(strays);
        members.complete(own);
    }
    members.finish()
}
