//! What stands around the rows, and members that stand twice anywhere -> notes where that is odd.

use super::row_facts::int;
use crate::diagnostic::{Code, Sink, excerpt};
use crate::document::{Document, Kind, Value};
use crate::names::Name;
use crate::response::{Response, doubled, scalar};

/// Notes what is odd in the fields around the rows of a response: another type, or more than one value.
pub(super) fn note_envelope(document: &Document, response: &Response, sink: &mut Sink) {
    for (slot, name) in [
        (response.total_count, Name::TotalCount),
        (response.page_number, Name::PageNumber),
        (response.page_size, Name::PageSize),
    ] {
        if slot != 0 {
            int(document.value(slot), name, sink);
        }
    }
    if !response.again.is_empty() {
        note_again(document, response, sink);
    }
}

fn note_again(document: &Document, response: &Response, sink: &mut Sink) {
    let mut noted = Vec::new();
    for object in &response.doubled {
        noted.extend(note_doubled(document.value(*object), sink));
    }
    noted.sort_unstable();
    // A wrapper may have an id of its own; two numbers of pages or rows cannot both be right.
    for at in response.nested.iter().filter(|at| noted.binary_search(at).is_err()) {
        let name = document.tokens[*at as usize].name();
        let used = match name {
            Name::TotalCount => response.total_count,
            Name::PageNumber => response.page_number,
            Name::PageSize => response.page_size,
            Name::NextToken => response.next_token,
            _ => continue,
        };
        let (lost, used) = (document.value(*at), document.value(used));
        if scalar::bytes(lost) != scalar::bytes(used) {
            note(name, lost, used, sink);
        }
    }
}

/// Notes the members of an object that stand twice, and gives the tokens of those that do not count. That equal ones do
/// is said once for a document.
pub(super) fn note_doubled(object: Value<'_>, sink: &mut Sink) -> Vec<u32> {
    let mut lost = Vec::new();
    for (name, value, last) in doubled(object) {
        lost.push(value.at());
        if value.is_container() || last.is_container() || scalar::bytes(value) != scalar::bytes(last) {
            note(name, value, last, sink);
        } else if sink.count(Code::RepeatedAlike) == 0 {
            let args = || vec![("name", name.as_str().to_owned()), ("found", shown(value))];
            sink.emit(Code::RepeatedAlike, value.span(), args);
        }
    }
    lost
}

fn note(name: Name, lost: Value<'_>, used: Value<'_>, sink: &mut Sink) {
    sink.emit(Code::Repeated, lost.span(), || {
        vec![("name", name.as_str().to_owned()), ("found", shown(lost)), ("used", shown(used))]
    });
}

fn shown(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Object => "{…}".to_owned(),
        Kind::Array => "[…]".to_owned(),
        _ => excerpt(&value.text()),
    }
}
