//! Rows -> a JSON object on each line: the hand-over to engines, in the documents' order.

use super::columns::{COLUMNS, Cell, Column, Row, columns, seconds};
use super::cursor::{Cursor, Order};
use super::options::Origin;
use super::redact::{Redactor, hidden};
use super::writer::{Work, Writer};
use crate::scan;
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
    /// A line without values: of each of `columns` it has `null`.
    text: Vec<u8>,
    /// Each column whose value differs, and where its value ends in `text`.
    columns: Vec<(&'static Column, usize)>,
}

impl Line {
    fn new(columns: Vec<&'static Column>, origin: Option<Origin<'_>>, redactor: Option<Redactor<'_>>) -> Self {
        let mut line = Self { text: Vec::new(), columns: Vec::new() };
        for column in columns {
            line.name(column.name);
            if let Some(origin) = origin.filter(|_| column.name == "source") {
                int(&mut line.text, origin.source.into());
            } else {
                line.text.extend_from_slice(NULL);
                line.columns.push((column, line.text.len()));
            }
        }
        if let Some(origin) = origin {
            line.name(FILE);
            text(&mut line.text, &hidden(redactor, origin.file));
        }
        line.text.extend_from_slice(b"}\n");
        line
    }

    fn name(&mut self, name: &str) {
        self.text.extend_from_slice(if self.text.is_empty() { b"{\"" } else { b",\"" });
        append(&mut self.text, name.as_bytes());
        self.text.extend_from_slice(b"\":");
    }

    /// What stands between two values that are there is copied at once.
    fn write<'a>(&self, out: &mut Vec<u8>, cell: impl Fn(&'static Column) -> Cell<'a>) {
        let mut written = 0;
        for (column, end) in &self.columns {
            let cell = cell(column);
            if cell != Cell::Null {
                append(out, &self.text[written..end - NULL.len()]);
                put(out, &cell);
                written = *end;
            }
        }
        append(out, &self.text[written..]);
    }
}

const NULL: &[u8] = b"null";

/// A value as JSON.
pub(super) fn put(out: &mut Vec<u8>, cell: &Cell<'_>) {
    match cell {
        Cell::Null => out.extend_from_slice(NULL),
        Cell::Bool(true) => out.extend_from_slice(b"true"),
        Cell::Bool(false) => out.extend_from_slice(b"false"),
        Cell::Int(number) => int(out, *number),
        Cell::Seconds(millis) if millis % 1_000 == 0 => int(out, millis / 1_000),
        Cell::Seconds(millis) => append(out, seconds(*millis).as_bytes()),
        Cell::Word(word) => text(out, word),
        Cell::Text(value) => text(out, value),
    }
}

/// Most have one digit or two.
fn int(out: &mut Vec<u8>, number: i64) {
    match u8::try_from(number) {
        Ok(digit @ 0..=9) => out.push(b'0' + digit),
        Ok(number @ 10..=99) => out.extend_from_slice(&[b'0' + number / 10, b'0' + number % 10]),
        _ => append(out, number.to_string().as_bytes()),
    }
}

/// Most need no escapes. Writing a text to memory cannot fail.
fn text(out: &mut Vec<u8>, text: &str) {
    if scan::plain(text.as_bytes(), 0).end < text.len() {
        let _ = serde_json::to_writer(out, text);
        return;
    }
    out.push(b'"');
    append(out, text.as_bytes());
    out.push(b'"');
}

const BLOCK: usize = 16;

/// What is longer is copied by `memcpy`.
const SHORT: usize = 128;

/// Appends what mostly is short, in pieces of a length that is known here, so that none is a call of `memcpy`: that of musl takes 30 ns
/// for the shortest (docs/decisions/static-binary.md).
#[inline]
fn append(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.len() > SHORT {
        return out.extend_from_slice(bytes);
    }
    let (blocks, mut rest) = bytes.as_chunks::<BLOCK>();
    out.reserve(bytes.len());
    blocks.iter().for_each(|block| out.extend_from_slice(block));
    if let Some((eight, more)) = rest.split_first_chunk::<8>() {
        out.extend_from_slice(eight);
        rest = more;
    }
    if let Some((four, more)) = rest.split_first_chunk::<4>() {
        out.extend_from_slice(four);
        rest = more;
    }
    if let Some((two, more)) = rest.split_first_chunk::<2>() {
        out.extend_from_slice(two);
        rest = more;
    }
    if let [one] = rest {
        out.push(*one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_any_length_and_numbers_are_written_whole() {
        let all: Vec<u8> = (0..=255).collect();
        for len in 0..=all.len() {
            let mut out = b"before".to_vec();
            append(&mut out, &all[..len]);
            assert_eq!(out, [b"before", &all[..len]].concat());
        }
        for number in [0, 9, 10, 11, 99, 100, 255, 256, 266, -1, -10, i64::MAX, i64::MIN] {
            let mut out = Vec::new();
            int(&mut out, number);
            assert_eq!(String::from_utf8(out), Ok(number.to_string()));
        }
    }
}
