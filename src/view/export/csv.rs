//! Rows -> CSV or TSV for spreadsheets: what went wrong first, every text in quotes, nothing that a spreadsheet would calculate, no
//! cell that is longer than its own.

use std::borrow::Cow;

use super::columns::{Cell, Row, columns, seconds};
use super::cursor::{Cursor, Order};
use super::cut::{Room, middle, units};
use super::writer::{Work, Writer};
use crate::view::context::ViewContext;
use crate::words::Language;

/// What a cell of Excel holds, one character less for the sign that keeps a text from being a formula.
const CELL: Room = Room { size: 32_766, lines: 253 };

/// Rows that Excel holds, the heading among them.
pub(super) const ROWS: usize = 1_048_576;

/// Writes a table, some rows at a time.
pub(super) struct Csv {
    comma: u8,
    begun: bool,
    cursor: Cursor,
}

impl Csv {
    pub(super) fn new(comma: u8) -> Self {
        Self { comma, begun: false, cursor: Cursor::new(Order::WorstFirst) }
    }

    fn begin(&mut self, Work { cx, selection, options }: &Work<'_>, out: &mut Vec<u8>) {
        if options.bom.unwrap_or(cx.language == Language::Zh) {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        for (at, column) in columns(selection).enumerate() {
            next(out, at, self.comma);
            quote(out, column.name);
        }
        out.extend_from_slice(b"\r\n");
        self.begun = true;
    }
}

impl Writer for Csv {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        let (cx, comma) = (work.cx, self.comma);
        if !self.begun {
            self.begin(work, out);
        }
        self.cursor.go(cx, work.selection, rows, |step| {
            let row = Row::new(work.cx, &step, work.options.redactor);
            for (at, column) in columns(work.selection).enumerate() {
                next(out, at, comma);
                put(cx, out, &column.get(&row));
            }
            out.extend_from_slice(b"\r\n");
        })
    }
}

fn next(out: &mut Vec<u8>, at: usize, comma: u8) {
    if at > 0 {
        out.push(comma);
    }
}

/// No value is no text, and an empty text is a pair of quotes.
fn put(cx: &ViewContext<'_>, out: &mut Vec<u8>, cell: &Cell<'_>) {
    match cell {
        Cell::Null => {}
        Cell::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Cell::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Cell::Seconds(millis) => out.extend_from_slice(seconds(*millis).as_bytes()),
        Cell::Word(word) => quote(out, word),
        Cell::Text(text) => {
            let text = if is_long(text) { middle(cx, text, CELL, &units) } else { Cow::Borrowed(&**text) };
            quote(out, &defused(&text));
        }
    }
}

/// Whether a text may not fit into a cell.
fn is_long(text: &str) -> bool {
    text.len() > CELL.size || text.bytes().filter(|byte| *byte == b'\n').count() > CELL.lines
}

/// Whether a text does not fit into a cell.
pub(super) fn is_cut(text: &str) -> bool {
    is_long(text)
        && (text.bytes().filter(|byte| *byte == b'\n').count() > CELL.lines
            || text.chars().map(units).sum::<usize>() > CELL.size)
}

/// A text that no spreadsheet takes for a formula (OWASP, CSV Injection): before what begins one stands an apostrophe, also where
/// blanks stand before it, and where it is one of the wide characters that are read as the narrow ones in Chinese and Japanese.
/// A number is one whatever its sign.
fn defused(text: &str) -> Cow<'_, str> {
    let is_blank = |char: char| {
        char.is_whitespace() || char.is_control() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let first = text.chars().find(|char| !is_blank(*char));
    let is_sign = |char: char| matches!(char, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let begins = text.starts_with(['\t', '\r', '\n']) || first.is_some_and(is_sign);
    if begins && !is_number(text) { Cow::Owned(["'", text].concat()) } else { Cow::Borrowed(text) }
}

/// A sign, digits, a fraction, an exponent, and nothing else.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    let whole = digits(rest);
    let rest = &rest[whole..];
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => (digits(rest), &rest[digits(rest)..]),
        None => (0, rest),
    };
    let exponent = rest.strip_prefix(['e', 'E']).map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    let ends = exponent.map_or(rest.is_empty(), |rest| !rest.is_empty() && digits(rest) == rest.len());
    whole + fraction > 0 && ends
}

fn quote(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for (at, piece) in text.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        // No cell holds a zero: readers in C end there.
        out.extend(piece.bytes().map(|byte| if byte == 0 { b' ' } else { byte }));
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_text() {
        for text in [
            "=1",
            "+a",
            "-cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            "\r1",
            "\n1",
            "  =1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠a",
        ] {
            assert_eq!(defused(text), format!("'{text}"));
        }
        for text in ["\u{feff}=1", "\u{200b}@a", "\u{1}=1", "-1+2", "+", "-", "-.", "-1e", "－1", "-1 =2"] {
            assert_eq!(defused(text), format!("'{text}"));
        }
        for text in ["", "a", "1", "-1", "+1.5", "-1e-5", "-.5", "'=1", "a=1", " a", "i-1"] {
            assert_eq!(defused(text), text);
        }
    }
}
