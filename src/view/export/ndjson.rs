//! Rows -> a JSON object on each line: the hand-over to engines, in the documents' order.

use super::columns::{COLUMNS, Cell, Row, seconds};
use super::cursor::{Cursor, Order};
use super::writer::{Work, Writer};

/// Writes rows, some at a time.
pub(super) struct Ndjson {
    names: Vec<String>,
    cursor: Cursor,
}

impl Ndjson {
    pub(super) fn new() -> Self {
        let names = (0..).zip(COLUMNS).map(|(at, column)| member(at, column.name)).collect();
        Self { names, cursor: Cursor::new(Order::Documents) }
    }
}

impl Writer for Ndjson {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        let Self { names, cursor } = self;
        cursor.go(work.cx, work.selection, rows, |step| {
            let row = Row::new(work.cx, step.common, step.instance, step.record, work.options.redactor);
            for (name, column) in names.iter().zip(COLUMNS) {
                out.extend_from_slice(name.as_bytes());
                put(out, &column.get(&row));
            }
            out.extend_from_slice(b"}\n");
        })
    }
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
