//! A value of a document -> plain data, for fields that have no place of their own.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::json::Number;
use crate::document::{Key, Kind, Value};
use crate::lexical::is_number;
use crate::names::{Name, Type};
use crate::response::scalar::{self, EXACT};

/// Plain data, members in their order.
#[derive(Clone, PartialEq, Debug)]
pub enum Plain {
    /// Not set.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number that JavaScript holds exactly.
    Int(i64),
    /// Any other number that JavaScript holds exactly, as it was written.
    Number(Number),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// A structure.
    Map(Vec<(String, Plain)>),
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => serializer.serialize_none(),
            Plain::Bool(value) => serializer.serialize_bool(*value),
            Plain::Int(value) => serializer.serialize_i64(*value),
            Plain::Number(value) => value.serialize(serializer),
            Plain::Text(value) => serializer.serialize_str(value),
            Plain::List(values) => serializer.collect_seq(values),
            Plain::Map(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Structures nested deeper than this are shown as their text.
const DEPTH: u32 = 32;

impl Plain {
    /// The value of a member with this name: of the type the field has, whatever way it was written; no more values of it
    /// than there is `room` for.
    pub fn of_member(key: &Key<'_>, value: Value<'_>, room: &mut Room) -> Self {
        match key {
            Key::Known(Name::Tags) => tags(value, room),
            Key::Known(name) => match name.value_type() {
                Type::Int => match scalar::int(value) {
                    Ok(Some(number)) => Plain::Int(number),
                    Ok(None) if !scalar::says_nothing(*name, value) => Plain::Null,
                    Ok(None) | Err(_) => Self::within(value, DEPTH, room),
                },
                Type::Bool => match scalar::bool(value) {
                    Ok(truth) => truth.map_or(Plain::Null, Plain::Bool),
                    Err(_) => Self::within(value, DEPTH, room),
                },
                Type::Text | Type::Time if !value.is_container() => {
                    scalar::text(value).map_or(Plain::Null, |text| Plain::Text(text.into_owned()))
                }
                _ => Self::within(value, DEPTH, room),
            },
            Key::Unknown(_) => Self::within(value, DEPTH, room),
        }
    }

    /// Any value as it was written.
    pub fn of(value: Value<'_>, depth: u32) -> Self {
        Self::within(value, depth, &mut { Room::ALL })
    }

    fn within(value: Value<'_>, depth: u32, room: &mut Room) -> Self {
        match value.kind() {
            Kind::Null | Kind::Close => Plain::Null,
            Kind::True => Plain::Bool(true),
            Kind::False => Plain::Bool(false),
            Kind::Number => number(&value.text()),
            Kind::String | Kind::Text | Kind::Key => match value.text() {
                text if text.trim().is_empty() => Plain::Null,
                text => Plain::Text(text.into_owned()),
            },
            Kind::Object | Kind::Array if depth == 0 => {
                Plain::Text(value.document().source.slice(value.span()).into_owned())
            }
            Kind::Array => {
                let mut list = Vec::new();
                for element in value.elements() {
                    if !room.take() {
                        break;
                    }
                    list.push(Self::within(element, depth - 1, room));
                }
                Plain::List(list)
            }
            Kind::Object => {
                let mut members = Members::default();
                for (key, member) in value.members() {
                    if !room.take() {
                        break;
                    }
                    members.add(key.to_string(), Self::within(member, depth - 1, room));
                }
                Plain::Map(members.finish())
            }
        }
    }

    /// As text on one line, for a list of facts.
    pub fn to_line(&self) -> String {
        match self {
            Plain::Null => String::new(),
            Plain::Bool(value) => value.to_string(),
            Plain::Int(value) => value.to_string(),
            Plain::Number(number) => number.0.clone(),
            Plain::Text(value) => value.clone(),
            Plain::List(values) => values.iter().map(Plain::to_line).collect::<Vec<_>>().join(", "),
            Plain::Map(members) => match members.as_slice() {
                [(key, Plain::Text(tag)), (_, Plain::Text(value))] if key.ends_with("Key") => {
                    format!("{tag}={value}")
                }
                _ => members.iter().map(|(k, v)| format!("{k}: {}", v.to_line())).collect::<Vec<_>>().join("; "),
            },
        }
    }
}

/// How many more values are made of what a document holds.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    left: usize,
    /// Whether there was more than room for.
    pub full: bool,
}

impl Room {
    /// For everything: the report.
    pub const ALL: Self = Self { left: usize::MAX, full: false };
    /// For a list of facts that somebody reads.
    pub const SHOWN: Self = Self { left: 1_000, full: false };

    /// Whether there is room for one more.
    pub fn take(&mut self) -> bool {
        self.full |= self.left == 0;
        self.left = self.left.saturating_sub(1);
        !self.full
    }
}

/// Members in their order, found by name.
#[derive(Default)]
pub struct Members {
    list: Vec<(String, Plain)>,
    /// Places of the members that repeat, whose values are a list that nobody wrote.
    repeated: HashTable<u32>,
    /// Where each name stands, made once there are many.
    places: HashTable<u32>,
}

impl Members {
    /// So many are looked through one by one.
    const FEW: usize = 64;

    fn find(&self, key: &str) -> Option<usize> {
        if self.list.len() < Self::FEW {
            self.list.iter().position(|(name, _)| name == key)
        } else {
            self.places.find(hash(key), |at| self.list[*at as usize].0 == key).map(|at| *at as usize)
        }
    }

    fn push(&mut self, key: String, value: Plain) {
        let Self { list, places, .. } = self;
        list.push((key, value));
        let placed = if list.len() < Self::FEW { list.len() } else { places.len() };
        for at in placed..list.len() {
            places.insert_unique(hash(&list[at].0), at as u32, |at| hash(&list[*at as usize].0));
        }
    }

    /// Adds a member; one that repeats becomes the list of its values, whatever these are, so that nothing is lost.
    pub fn add(&mut self, key: String, value: Plain) {
        let Some(at) = self.find(&key) else {
            return self.push(key, value);
        };
        let spread = |at: &u32| u64::from(*at).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let number = at as u32;
        let repeats = self.repeated.find(spread(&number), |other| *other == number).is_some();
        let old = &mut self.list[at].1;
        match old {
            Plain::List(values) if repeats => values.push(value),
            _ => {
                let first = std::mem::replace(old, Plain::Null);
                *old = Plain::List(vec![first, value]);
                self.repeated.insert_unique(spread(&number), number, spread);
            }
        }
    }

    /// Adds what another says and this one does not.
    pub fn join(&mut self, other: Members) {
        for (key, value) in other.list {
            match self.find(&key) {
                Some(at) if value == Plain::Null || self.list[at].1 == value => {}
                Some(at) if self.list[at].1 == Plain::Null => self.list[at].1 = value,
                _ => self.add(key, value),
            }
        }
    }

    /// Adds what another says where this one says nothing.
    pub fn complete(&mut self, other: Members) {
        for (key, value) in other.list {
            match self.find(&key) {
                None => self.push(key, value),
                Some(at) if self.list[at].1 == Plain::Null => self.list[at].1 = value,
                Some(_) => {}
            }
        }
    }

    /// As plain data.
    pub fn finish(self) -> Vec<(String, Plain)> {
        self.list
    }
}

fn hash(key: &str) -> u64 {
    let mut state = FixedState::default().build_hasher();
    state.write(key.as_bytes());
    state.finish()
}

fn number(text: &str) -> Plain {
    if let Ok(whole) = text.parse::<i64>()
        && whole.unsigned_abs() <= EXACT
    {
        return Plain::Int(whole);
    }
    number_or_text(text)
}

fn number_or_text(text: &str) -> Plain {
    if is_exact(text) { Plain::Number(Number(text.to_owned())) } else { Plain::Text(text.to_owned()) }
}

/// Whether a decimal number can be read without rounding twice: up to 2^53 in its digits and a power of ten up to 22.
/// Any other stays its text, which loses nothing.
fn is_exact(text: &str) -> bool {
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    if !is_number(text.as_bytes()) {
        return false;
    }
    let fraction = fraction.trim_end_matches('0');
    let mantissa = format!("{whole}{fraction}").parse::<u64>();
    let power = power.strip_prefix('+').unwrap_or(power).parse::<i32>().ok();
    let power = power.and_then(|power| power.checked_sub(i32::try_from(fraction.len()).ok()?));
    mantissa.is_ok_and(|mantissa| mantissa <= EXACT) && power.is_some_and(|power| power.unsigned_abs() <= 22)
}

/// `Tags` in its three forms (api.md quirk 7) as one list.
fn tags(value: Value<'_>, room: &mut Room) -> Plain {
    let mut list = Vec::new();
    let mut add = |value: Value<'_>| match value.kind() {
        Kind::Array => match Plain::within(value, DEPTH, room) {
            Plain::List(elements) => list.extend(elements),
            other => list.push(other),
        },
        Kind::Object => list.push(Plain::within(value, DEPTH, room)),
        _ => list.extend(scalar::text(value).map(|text| Plain::Text(text.into_owned()))),
    };
    let wrapped = value.members().any(|(key, _)| key == Key::Known(Name::Tag));
    if wrapped {
        value.members().for_each(|(_, value)| add(value));
    } else {
        add(value);
    }
    Plain::List(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_or_their_text() {
        for text in ["0.1", "-2.5", "1e3", "1E+2", "123456.789", "1e-7", "-0.0", "9007199254740991.0", "3.0e22"] {
            assert_eq!(number(text), Plain::Number(Number(text.to_owned())), "{text}");
        }
        assert_eq!(number("42"), Plain::Int(42));
        for text in [
            "123456789012345678901234567890",
            "1e300",
            "0.12345678901234567890",
            "1e-2147483648",
            "1e99999999999",
            "007.5",
            "1.",
            ".5",
        ] {
            assert_eq!(number(text), Plain::Text(text.to_owned()), "{text}");
        }
    }
}
