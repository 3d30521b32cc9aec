//! Rows -> a JSON object on each line: the hand-over to engines, in the documents' order.

use super::columns::{COLUMNS, Cell, Common, Row, seconds};
use super::options::ExportOptions;
use super::selection::Selection;
use crate::view::context::ViewContext;

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let names: Vec<String> = (0..).zip(COLUMNS).map(|(at, column)| member(at, column.name)).collect();
    for chosen in &selection.chosen {
        let common = Common::new(cx, chosen, options.redactor);
        for instance in &chosen.instances {
            for record in chosen.records(cx, *instance) {
                let row = Row::new(&common, *instance, record);
                for (name, column) in names.iter().zip(COLUMNS) {
                    out.extend_from_slice(name.as_bytes());
                    put(&mut out, &column.get(&row));
                }
                out.extend_from_slice(b"}\n");
            }
        }
    }
    out
}

fn member(at: usize, name: &str) -> String {
    [if at == 0 { "{\"" } else { ",\"" }, name, "\":"].concat()
}

/// A value as JSON.
pub(super) fn put(out: &mut Vec<u8>, cell: &Cell<'_>) {
    match cell {
        Cell::Null => out.extend_from_slice(b"null"),
        Cell::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Cell::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Cell::Seconds(millis) => out.extend_from_slice(seconds(*millis).as_bytes()),
        Cell::Word(word) => text(out, word),
        Cell::Text(value) => text(out, value),
    }
}

/// Writing a text to memory cannot fail.
fn text(out: &mut Vec<u8>, text: &str) {
    let _ = serde_json::to_writer(out, text);
}
