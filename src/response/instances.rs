//! The list of instances of an `Invocation`: its rows in any form, how much of it is here, and what strays in it.

use std::iter::once;

use super::scalar;
use crate::document::{Key, Kind, Value};
use crate::names::{Name, Role};

/// How much of the list of instances of an `Invocation` is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum ListCoverage {
    /// There is none.
    None,
    /// Not all: the value at this token is not whole, or is no row.
    Part(u32),
    /// All of it; the `Invocation` itself is not whole.
    List,
    /// All of it, and all of what stands around it.
    All,
}

/// The instances of an `Invocation`, in any form of the list.
pub fn instances(invocation: Value<'_>) -> Vec<u32> {
    list_of_instances(invocation).0
}

/// The same, and how much of the list is here.
pub fn list_of_instances(invocation: Value<'_>) -> (Vec<u32>, ListCoverage) {
    let (mut rows, mut part, mut any, mut ids) = (Vec::new(), None, false, None);
    for (key, list) in invocation.members() {
        if !is_list_of_instances(&key) || list.kind() == Kind::Null {
            continue;
        }
        any = true;
        let arrays = list.members().filter(|member| member.1.kind() == Kind::Array).map(|member| member.1);
        part = part.or(once(list).chain(arrays).find(|list| list.is_partial()).map(Value::at));
        let alone = || list.members().any(|(key, _)| matches!(key, Key::Known(name) if name.role() == Role::Target));
        let mut take = |value: Value<'_>| {
            if is_object(value) {
                rows.push(value.at());
            } else if value.is_container() || scalar::bytes(value).is_some() || value.is_partial() {
                part = part.or(Some(value.at()));
            }
        };
        let is_id = |value: Value<'_>| !value.is_container() && scalar::bytes(value).is_some();
        match list.kind() {
            // The ids alone: beside their rows they are no rows that are missing.
            Kind::Array if !list.is_partial() && list.elements().next().is_some() && list.elements().all(is_id) => {
                ids = ids.or(list.elements().next());
            }
            Kind::Array => list.elements().for_each(&mut take),
            Kind::Object if alone() && !list.members().any(|(key, value)| is_row(&key, value)) => take(list),
            Kind::Object => {
                for (key, value) in list.members().filter(is_item) {
                    match value.kind() {
                        Kind::Array => value.elements().for_each(&mut take),
                        Kind::Object => take(value),
                        Kind::Null => {}
                        _ if is_row_name(&key) => take(value),
                        _ => {}
                    }
                }
            }
            _ if scalar::bytes(list).is_some() => part = part.or(Some(list.at())),
            _ => {}
        }
    }
    let part = part.or(ids.filter(|_| rows.is_empty()).map(Value::at));
    let coverage = match part {
        Some(part) => ListCoverage::Part(part),
        None if !any && invocation.is_partial() => ListCoverage::Part(invocation.at()),
        None if !any => ListCoverage::None,
        None if invocation.is_partial() => ListCoverage::List,
        None => ListCoverage::All,
    };
    (rows, coverage)
}

/// Whether an element of a list is an object, and not what a printer leaves of one (`{…}`).
pub(super) fn is_object(value: Value<'_>) -> bool {
    value.kind() == Kind::Object && (!value.is_partial() || value.members().next().is_some())
}

/// What stands in the list of instances and is none: `Tags` put into the wrong place, a count, a text.
pub fn strays_among_instances(invocation: Value<'_>) -> Vec<(Key<'_>, Value<'_>)> {
    let mut strays = Vec::new();
    for (key, list) in invocation.members().filter(|(key, _)| is_list_of_instances(key)) {
        let is_stray = |element: &Value<'_>| element.kind() != Kind::Object;
        match list.kind() {
            Kind::Object => {
                for (key, value) in list.members() {
                    let member = (key, value);
                    if !is_item(&member) || !value.is_container() {
                        strays.push(member);
                    } else {
                        strays.extend(value.elements().filter(is_stray).map(|element| (member.0.clone(), element)));
                    }
                }
            }
            Kind::Array => strays.extend(list.elements().filter(is_stray).map(|element| (key.clone(), element))),
            _ if scalar::text(list).is_some() => strays.push((key, list)),
            _ => {}
        }
    }
    strays
}

fn is_list_of_instances(key: &Key<'_>) -> bool {
    matches!(key, Key::Known(name) if name.role() == Role::InstanceList)
}

/// Whether a member is a row by its name.
fn is_row(key: &Key<'_>, value: Value<'_>) -> bool {
    value.is_container() && is_row_name(key)
}

fn is_row_name(key: &Key<'_>) -> bool {
    matches!(key, Key::Known(name) if name.role() == Role::InstanceItem)
}

fn is_item((key, _): &(Key<'_>, Value<'_>)) -> bool {
    !matches!(key, Key::Known(Name::Tags | Name::Tag))
}
