//! What stands around the rows of a document and has no place of its own -> plain data.

use std::collections::HashSet;

use super::plain::{Members, Plain, Room};
use crate::document::{Document, Value};
use crate::model::{Invocation, Model};
use crate::names::{Name, Type};
use crate::order;
use crate::reading::Reading;
use crate::response::{Response, scalar};
use crate::view::fields;

/// What of the fields around the rows is shown elsewhere in the report.
pub struct Shown<'a> {
    /// Fields with a place of their own, and the text there.
    pub fields: Vec<(Name, String)>,
    /// Ids of invocations and of their commands.
    pub ids: &'a HashSet<String>,
}

/// The ids that the report shows; none where no document has one beside its rows.
pub fn ids(readings: &[Reading], model: &Model) -> HashSet<String> {
    let mut responses = readings.iter().flat_map(|reading| &reading.responses);
    if !responses.any(|response| response.invoke_id != 0 || response.command_id != 0) {
        return HashSet::new();
    }
    let of_one = |invocation: &Invocation| {
        let id = fields::id_text(invocation.invoke_id, readings);
        [id, fields::text(invocation, readings, Name::CommandId)]
    };
    model.invocations.iter().flat_map(of_one).flatten().collect()
}

/// Every field of a document's envelope that has no place of its own, or whose place another value has; of a document
/// that is something else, none: it may be large, and is not read.
pub fn other(reading: &Reading, shown: &Shown<'_>) -> Vec<(String, Plain)> {
    let document = &reading.document;
    let mut members = Members::default();
    if reading.responses.iter().any(is_known) {
        for response in &reading.responses {
            add(document, response, shown, &mut members);
        }
    }
    members.finish()
}

/// Whether something of these APIs or of a call was met.
fn is_known(response: &Response) -> bool {
    response.api.is_some() || response.is_error() || !response.results.is_empty()
}

fn add(document: &Document, response: &Response, shown: &Shown<'_>, members: &mut Members) {
    let mut placed: Vec<u32> = [
        response.request_id,
        response.total_count,
        response.page_number,
        response.page_size,
        response.next_token,
        response.invoke_id,
        response.command_id,
        response.code,
        response.message,
        response.host_id,
        response.recommend,
        response.http_status,
    ]
    .into_iter()
    .filter(|at| *at != 0)
    .collect();
    placed.extend(&response.unplaced().again);
    let placed = order::sorted(&placed);
    let tokens = order::distinct(&[&*placed, &*response.unplaced().other].concat());
    let is_known = is_known(response);
    for at in tokens {
        let (key, value) = (document.key(at), document.value(at));
        // Of what is no answer, such as a line of a log, only what is said.
        if !is_known && scalar::text(value).is_none() && !value.is_container() {
            continue;
        }
        if placed.binary_search(&at).is_err() || !is_shown(document.tokens[at as usize].name(), value, shown) {
            members.add(key.to_string(), Plain::of_member(&key, value, &mut { Room::ALL }));
        }
    }
}

/// Whether the report shows a value of a field with a place, or it is blank.
fn is_shown(name: Name, value: Value<'_>, shown: &Shown<'_>) -> bool {
    let text = match scalar::int(value) {
        Ok(Some(number)) if name.value_type() == Type::Int => number.to_string(),
        _ => match scalar::text(value) {
            Some(text) => text.into_owned(),
            None => return !value.is_container(),
        },
    };
    let place = match name {
        Name::InvokeId | Name::InvocationId | Name::CommandId => {
            let bare = scalar::id(value).map(|id| String::from_utf8_lossy(&id).into_owned());
            return shown.ids.contains(&text) || bare.is_some_and(|id| shown.ids.contains(&id));
        }
        Name::ErrorCode => Name::Code,
        Name::ErrorMessage | Name::ErrorInfo => Name::Message,
        name => name,
    };
    shown.fields.iter().any(|(name, shown)| *name == place && *shown == text)
}
