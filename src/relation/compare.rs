//! Two objects that tell of the same thing: whether one says anything that the other does not, and which tells the later state.

use std::cmp::Ordering;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::units::Level;
use crate::document::{Kind, Value};
use crate::model::progress;
use crate::names::{Name, Role, Type};
use crate::order;
use crate::reading::Reading;
use crate::response::scalar;
use crate::status::Outcome;
use crate::time::{Stamp, Time};

/// An object in its document, and the state that it tells.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) reading: &'a Reading,
    pub(super) value: Value<'a>,
    pub(super) outcome: Outcome,
    pub(super) finished: Stamp,
}

/// Whether all that an object says stands in another: every field with its value, but for texts decoded, and in any order.
pub(super) fn is_in(one: Told<'_>, other: Told<'_>) -> bool {
    if raw(one) == raw(other) {
        return true;
    }
    let (ours, theirs) = (leaves(one.value), leaves(other.value));
    let texts = [Name::Output, Name::CommandContent];
    ours.iter().all(|leaf| theirs.binary_search(leaf).is_ok())
        && texts.iter().all(|name| text(one, *name).is_none_or(|own| text(other, *name) == Some(own)))
}

/// An object as it is written.
fn raw(told: Told<'_>) -> &[u8] {
    &told.reading.document.source.text[told.value.span().range()]
}

/// A text that an object holds, decoded.
fn text(told: Told<'_>, name: Name) -> Option<Vec<u8>> {
    let value = told.value.member(name).filter(|value| !value.raw().is_empty())?;
    Some(told.reading.content(value, name, false).bytes)
}

/// The scalars inside of an object, each with its name, as sorted hashes; without those that say nothing, texts that may be encoded, and the
/// instances of an invocation.
fn leaves(object: Value<'_>) -> Vec<u64> {
    let document = object.document();
    let (mut at, end, mut name, mut found) = (object.at() + 1, object.next(), 0, Vec::new());
    while at < end {
        let (value, token) = (document.value(at), document.tokens[at as usize]);
        let is_list = token.name().role() == Role::InstanceList;
        match token.kind() {
            Kind::Key => name = hash(0, &value.bytes()),
            Kind::Close => {}
            _ if token.name().value_type() == Type::Output || is_list => {
                at = value.next();
                continue;
            }
            _ => {
                if token.name() != Name::Other {
                    name = u64::from(token.name_number());
                }
                let set = scalar::bytes(value).filter(|_| !scalar::says_nothing(token.name(), value));
                found.extend(set.map(|bytes| hash(name, &bytes)));
            }
        }
        at += 1;
    }
    let order = order::by_rank(found.iter().copied());
    order::apply(&order, &found)
}

/// The hash of bytes under a name.
pub(super) fn hash(name: u64, bytes: &[u8]) -> u64 {
    let mut state = FixedState::default().build_hasher();
    state.write_u64(name);
    state.write(bytes);
    state.finish()
}

/// The hash of all that an object says.
pub(super) fn content(told: Told<'_>) -> u64 {
    let text = text(told, Name::Output).map_or(0, |text| hash(0, &text));
    leaves(told.value).into_iter().fold(text, u64::wrapping_add)
}

/// Which of two objects tells the later state of the same thing: by how far it has come, by its times of update and of its end, and,
/// while it goes on, by how much it has printed; equal where nothing decides.
pub(super) fn compare(one: Told<'_>, other: Told<'_>, level: Level) -> Ordering {
    let far = |told: Told<'_>| progress(told.outcome, told.finished);
    let updated = |told: Told<'_>| {
        let text = told.value.member(Name::UpdateTime).and_then(scalar::text);
        text.and_then(|text| Time::read(&text)).map_or(Stamp::UNKNOWN, Time::stamp)
    };
    let stamps =
        |one: Stamp, other: Stamp| if one.is_known() && other.is_known() { one.cmp(&other) } else { Ordering::Equal };
    let printed = || {
        let goes_on = level.is_row() && one.outcome.is_active() && other.outcome.is_active();
        let texts = goes_on.then(|| text(one, Name::Output).zip(text(other, Name::Output))).flatten();
        texts.map_or(Ordering::Equal, |(one, other)| one.len().cmp(&other.len()))
    };
    far(one)
        .cmp(&far(other))
        .then_with(|| stamps(updated(one), updated(other)))
        .then_with(|| stamps(one.finished, other.finished))
        .then_with(printed)
}
