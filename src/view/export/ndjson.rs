//! Rows -> a JSON object on each line: the hand-over to engines, in the documents' order.

use std::convert::Infallible;

use super::columns::{COLUMNS, Cell, Column, Common, Row, seconds};
use super::options::{ExportOptions, Origin};
use super::redact::{Redactor, hidden};
use super::selection::Selection;
use crate::status::Outcome;
use crate::view::context::ViewContext;

/// So many bytes, or a line more, leave at once where rows leave in pieces.
const PIECE: usize = 1 << 20;

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let Ok(out) = rows(cx, selection, options, |_| Ok::<(), Infallible>(()));
    out
}

/// The same bytes, a piece of whole lines at a time, so that they are nowhere as a whole. Ends where one cannot be received.
pub fn pieces<E>(
    cx: &ViewContext<'_>,
    options: &ExportOptions<'_>,
    mut receive: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let rest = rows(cx, &Selection::new(cx, options), options, |out| {
        if out.len() >= PIECE {
            receive(out)?;
            out.clear();
        }
        Ok(())
    })?;
    if rest.is_empty() { Ok(()) } else { receive(&rest) }
}

/// The rows; `written` is told after each, and may take what is there.
fn rows<E>(
    cx: &ViewContext<'_>,
    selection: &Selection,
    options: &ExportOptions<'_>,
    mut written: impl FnMut(&mut Vec<u8>) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut out = Vec::new();
    let line = Line::new(options.origin, options.redactor);
    for chosen in &selection.chosen {
        let common = Common::new(cx, chosen, options.redactor);
        for instance in &chosen.instances {
            for record in chosen.records(cx, *instance) {
                let row = Row::new(&common, *instance, record);
                line.write(&mut out, |column| column.get(&row));
                written(&mut out)?;
            }
        }
    }
    Ok(out)
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
    Line::new(origin, redactor).write(&mut out, |column| match column.name {
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
    /// What stands before the value of each column.
    names: Vec<String>,
    /// The number of the source, where the document is one of many.
    source: Option<i64>,
    /// What ends each line.
    end: Vec<u8>,
}

impl Line {
    fn new(origin: Option<Origin<'_>>, redactor: Option<Redactor<'_>>) -> Self {
        let mut end = Vec::new();
        if let Some(origin) = origin {
            end.extend_from_slice(member(COLUMNS.len(), FILE).as_bytes());
            text(&mut end, &hidden(redactor, origin.file));
        }
        end.extend_from_slice(b"}\n");
        let names = (0..).zip(COLUMNS).map(|(at, column)| member(at, column.name)).collect();
        Self { names, source: origin.map(|origin| origin.source.into()), end }
    }

    fn write<'a>(&self, out: &mut Vec<u8>, cell: impl Fn(&'static Column) -> Cell<'a>) {
        for (name, column) in self.names.iter().zip(COLUMNS) {
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
