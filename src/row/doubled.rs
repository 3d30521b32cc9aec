//! Members that stand more than once, where one value may stand -> diagnostics.

use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::{Name, OVERALL_STATUS_SET, ROW_STATUS_SET};
use crate::response::doubled;
use crate::response::scalar::{self, sketch};

/// Says which members of an object stand twice, and gives the tokens of those that do not count. That equal ones do is
/// said once for a document.
pub fn emit_doubled(object: Value<'_>, sink: &mut Sink) -> Vec<u32> {
    let mut lost = Vec::new();
    for (name, value, last) in doubled(object) {
        lost.push(value.at());
        if value.is_container() || last.is_container() || scalar::bytes(value) != scalar::bytes(last) {
            emit_repeated(name, value, last, sink);
        } else if sink.count(Code::RepeatedAlike) == 0 {
            let args = || vec![("name", name.as_str().to_owned()), ("found", sketch(value))];
            sink.emit(Code::RepeatedAlike, value.span(), args);
        }
    }
    lost
}

/// Says that a value does not count since another one does.
pub fn emit_repeated(name: Name, lost: Value<'_>, used: Value<'_>, sink: &mut Sink) {
    sink.emit(Code::Repeated, lost.span(), || {
        vec![("name", name.as_str().to_owned()), ("found", sketch(lost)), ("used", sketch(used))]
    });
}

/// A row's status where it stands twice, in different words: which of them holds cannot be told.
pub fn two_statuses(row: Value<'_>) -> Option<[Value<'_>; 2]> {
    fn word(value: Value<'_>) -> Vec<u8> {
        scalar::bytes(value).unwrap_or_default().to_ascii_lowercase()
    }
    let differ = |(name, value, last): &(Name, Value<'_>, Value<'_>)| {
        name.is_in(ROW_STATUS_SET | OVERALL_STATUS_SET) && word(*value) != word(*last)
    };
    doubled(row).into_iter().find(differ).map(|(_, value, last)| [value, last])
}
