//! Rows -> a JSON object on each line: the hand-over to engines, in the documents' order.

use super::columns::{COLUMNS, Cell, Column, Row, columns, seconds};
use super::cursor::{Cursor, Order};
use super::options::Origin;
use super::redact::{Redactor, hidden};
use super::writer::{Work, Writer};
use crate::status::Outcome;

/// Writes rows, some at a time.
pub(super) struct Ndjson {
    /// What all lines have in common, once the first is written.
    line: Option<Line>,
    cursor: Cursor,
}

impl Ndjson {
    pub(super) fn new() -> Self {
        Self { line: None, cursor: Cursor::new(Order::Documents) }
    }
}

impl Writer for Ndjson {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        let Self { line, cursor } = self;
        let columns = || columns(work.selection).collect();
        let line = line.get_or_insert_with(|| Line::new(columns(), work.options.origin, work.options.redactor));
        cursor.go(work.cx, work.selection, rows, |step| {
            let row = Row::new(work.cx, &step, work.options.redactor);
            line.write(out, |column| column.get(&row));
        })
    }
}

/// What stands in place of the rows of a document that gives none, so that it is not lost among others.
#[derive(Clone, Copy, Debug)]
pub struct Fault<'a> {
    /// `unreadable`, `no-rows`, or the error code of the call.
    pub reason: &'a str,
    /// The error code of the call.
    pub code: Option<&'a str>,
    /// Why there are no rows, in words.
    pub info: &'a str,
}

/// A row that has nothing but a fault and where it was met.
pub fn fault_row(fault: &Fault<'_>, origin: Option<Origin<'_>>, redactor: Option<Redactor<'_>>) -> Vec<u8> {
    let mut out = Vec::new();
    let text = |text| Cell::Text(hidden(redactor, text));
    Line::new(COLUMNS.iter().collect(), origin, redactor).write(&mut out, |column| match column.name {
        "outcome" => Cell::Word(Outcome::Unknown.as_str()),
        "reason" => text(fault.reason),
        "errorCode" => fault.code.map_or(Cell::Null, text),
        "errorInfo" => text(fault.info),
        "redaction" => redactor.map_or(Cell::Null, |redactor| Cell::Text(redactor.version.into())),
        _ => Cell::Null,
    });
    out
}

/// The member that stands at the end of a row where the document is one of many: what its file is called.
pub const FILE: &str = "file";

/// What the lines of an export have in common.
struct Line {
    /// Each column, and what stands before its value.
    columns: Vec<(&'static Column, String)>,
    /// The number of the source, where the document is one of many.
    source: Option<i64>,
    /// What ends each line.
    end: Vec<u8>,
}

impl Line {
    fn new(columns: Vec<&'static Column>, origin: Option<Origin<'_>>, redactor: Option<Redactor<'_>>) -> Self {
        let mut end = Vec::new();
        if let Some(origin) = origin {
            end.extend_from_slice(member(columns.len(), FILE).as_bytes());
            text(&mut end, &hidden(redactor, origin.file));
        }
        end.extend_from_slice(b"}\n");
        let named = |(at, column): (usize, &'static Column)| (column, member(at, column.name));
        let columns = columns.into_iter().enumerate().map(named).collect();
        Self { columns, source: origin.map(|origin| origin.source.into()), end }
    }

    fn write<'a>(&self, out: &mut Vec<u8>, cell: impl Fn(&'static Column) -> Cell<'a>) {
        for (column, name) in &self.columns {
            out.extend_from_slice(name.as_bytes());
            match self.source.filter(|_| column.name == "source") {
                Some(source) => put(out, &Cell::Int(source)),
                None => put(out, &cell(column)),
            }
        }
        out.extend_from_slice(&self.end);
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
