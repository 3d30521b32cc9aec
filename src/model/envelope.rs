//! What stands around the rows -> diagnostics where it is unusual: another type, or more than one value.

use crate::diagnostic::Sink;
use crate::document::Document;
use crate::names::Name;
use crate::order;
use crate::response::{Response, scalar};
use crate::row::checked::int;
use crate::row::{emit_doubled, emit_repeated};

/// Emits what is unusual in the fields around the rows of a response.
pub(super) fn check_envelope(document: &Document, response: &Response, sink: &mut Sink) {
    for (slot, name) in [
        (response.total_count, Name::TotalCount),
        (response.page_number, Name::PageNumber),
        (response.page_size, Name::PageSize),
    ] {
        if slot != 0 {
            int(document.value(slot), name, sink);
        }
    }
    if !response.unplaced().again.is_empty() {
        emit_again(document, response, sink);
    }
}

fn emit_again(document: &Document, response: &Response, sink: &mut Sink) {
    let mut emitted = Vec::new();
    for object in &response.unplaced().doubled {
        emitted.extend(emit_doubled(document.value(*object), sink));
    }
    let emitted = order::sorted(&emitted);
    // A wrapper may have an id of its own; two numbers of pages or rows cannot both be right.
    for at in response.unplaced().nested.iter().filter(|at| emitted.binary_search(at).is_err()) {
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
            emit_repeated(name, lost, used, sink);
        }
    }
}
