//! A line below the names -> whether it is a row, of a text in the row above, or behind the table.

use super::cells::{Between, cells};
use super::{Below, LONGEST, LastCell, Table, holds_id, is_about, is_header, is_left_out};
use crate::names::{INVOKE_ID_SET, Name, Names, STATUS_SET, TARGET_SET};
use crate::source::listing::{last, line};
use crate::source::totals::Total;
use crate::span::Span;
use crate::status::{Legacy, Status};

impl Table<'_> {
    /// Whether rows stand behind the line where the table ends, as where a terminal broke a text in a cell.
    pub(super) fn goes_on(&self, from: usize) -> bool {
        let mut at = from;
        while at < self.text.len().min(from + LONGEST) {
            let (start, end) = line(self.text, at);
            let own = &self.text[start..end];
            if own.trim_ascii().is_empty() || own.starts_with(b"{") || own.starts_with(b"[") {
                return false;
            }
            if self.is_row(start, end) {
                return true;
            }
            at = end + 1;
        }
        false
    }

    /// Whether a line below a row is none: a total, or in columns, where any words are cells, one with neither a status nor an id
    /// below one with an id.
    pub(super) fn is_behind(&self, own: &[u8], row: &[Span], had_id: bool) -> bool {
        let is_words = || had_id && self.between == Between::Columns && !self.has_status(row);
        !holds_id(own) && (is_words() || Total::read(own).is_some())
    }

    /// Whether the line where the table ends may be of a row of its own, or one comes soon behind it.
    pub(super) fn ends_early(&self, own: &[u8], row: &[Span], from: usize) -> bool {
        const LEAST: usize = 3;
        if own.is_empty() {
            return self.behind_blank(from).is_some_and(|(from, to)| {
                let row = self.row(from, to).0;
                row.len() > 1 && (self.has_status(&row) || self.has_id(&row))
            });
        }
        let filled = row.iter().filter(|cell| cell.end > cell.start).count();
        let is_row = self.between == Between::Columns && filled >= LEAST.min(self.names.len());
        holds_id(own) || is_row && Total::read(own).is_none() || self.goes_on(from)
    }

    /// Whether a line that stands apart is a row: it holds an id where that belongs, and has a cell for each name.
    fn is_row(&self, from: usize, to: usize) -> bool {
        let own = &self.text[from..to];
        if !holds_id(own) || is_header(self.text, from, to, self.between) {
            return false;
        }
        let Between::Sign(sign) = self.between else {
            const WORDS: Names = INVOKE_ID_SET | TARGET_SET | STATUS_SET;
            let row = self.row(from, to).0;
            let is_word = |(name, cell): (&Span, &Span)| {
                let cell = &self.text[cell.range()];
                !Name::read(last(&self.text[name.range()])).is_in(WORDS) || !cell.is_empty() && !cell.contains(&b' ')
            };
            return !row.is_empty() && self.names.iter().zip(&row).all(is_word);
        };
        let count = cells(self.text, from, to, (sign, self.edge)).0.len();
        count == self.names.len() || self.ends_in == LastCell::Text && count > self.names.len()
    }

    /// Where to go on behind a line that is no row, and ends at `to`: one that is drawn, or says what is in the table, or a blank one
    /// that a row comes after.
    pub(super) fn behind(&self, own: &[u8], to: usize) -> Option<usize> {
        if !own.is_empty() {
            return (own.iter().all(|b| b"-+|=: ".contains(b)) || is_about(own)).then_some(to + 1);
        }
        let (from, to) = self.behind_blank(to)?;
        self.is_row(from, to).then_some(from)
    }

    /// The first line behind blank ones that says something.
    fn behind_blank(&self, at: usize) -> Option<(usize, usize)> {
        let blank = self.text[at..].iter().position(|b| !b.is_ascii_whitespace())?;
        let from = self.text[..at + blank].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        Some(line(self.text, from))
    }

    /// Whether behind the table's end stands a row of it, or a line of names too far away to begin another table here.
    pub(super) fn has_rows_behind(&self, end: usize) -> bool {
        let mut at = end;
        while at < self.text.len() {
            let (from, to) = line(self.text, at);
            if is_header(self.text, from, to, self.between) {
                return to > end + LONGEST;
            }
            if self.text[from..to].trim_ascii_start().starts_with(b"{") || self.text[from..to].starts_with(b"[") {
                return false;
            }
            if self.is_row(from, to) && self.has_id(&self.row(from, to).0) {
                return true;
            }
            at = to + 1;
        }
        false
    }

    /// Where a text ends that a row, which ends at `to`, goes on with in the lines below: at what may be a row, or where none follows
    /// at a blank line, or one that says something of the rows.
    pub(super) fn raw_end(&self, to: usize, had_id: bool) -> Option<usize> {
        let (mut at, mut end, mut paragraph) = (to + 1, to, None);
        while at < self.text.len() {
            let (from, line_end) = line(self.text, at);
            let own = self.text[from..line_end].trim_ascii();
            if self.kind_below(from, line_end, had_id) != Below::Text {
                paragraph = None;
                break;
            }
            if is_left_out(own) || own.starts_with(b"$ ") {
                break;
            }
            // A total between two rows is of the text.
            if own.is_empty() || Total::read(own).is_some() {
                paragraph = paragraph.or(Some(end));
            }
            end = if own.is_empty() { end } else { line_end };
            at = line_end + 1;
        }
        paragraph.or(Some(end)).filter(|end| *end > to)
    }

    /// Where the lines end from `from` on that are left out: one that says so, or below a row those of a text or of rows, which cannot be
    /// told. `had_id`: whether that row has an id.
    pub(super) fn left_out(&self, from: usize, to: usize, had_id: Option<bool>) -> Option<usize> {
        if is_left_out(self.text[from..to].trim_ascii()) {
            return Some(to);
        }
        let had_id = had_id.filter(|_| self.ends_in == LastCell::Text)?;
        (self.kind_below(from, to, had_id) == Below::Doubtful).then(|| self.raw_rest(to, had_id))
    }

    /// Where a text ends of which it cannot be told whose it is: at the next row.
    fn raw_rest(&self, to: usize, had_id: bool) -> usize {
        let (mut at, mut end) = (to + 1, to);
        while at < self.text.len() {
            let (from, line_end) = line(self.text, at);
            if self.kind_below(from, line_end, had_id) == Below::Row {
                break;
            }
            (at, end) = (line_end + 1, line_end);
        }
        end
    }

    /// What a line below a row is, though it may be a row that is cut, or whose id is hidden. Where the row has an id, others have one, too.
    fn kind_below(&self, from: usize, to: usize, had_id: bool) -> Below {
        let Between::Sign(sign) = self.between else { return Below::Text };
        let own = &self.text[from..to];
        let is_row = |holds| if holds { Below::Row } else { Below::Text };
        if !own.contains(&sign) {
            return is_row(own.split(|b| *b == b' ').next().is_some_and(holds_id));
        }
        let row = cells(self.text, from, to, (sign, self.edge)).0;
        let is_full = row.len() >= self.names.len();
        if had_id && !self.has_id(&row) && !self.hides_id(&row) {
            return if is_full && self.has_status(&row) { Below::Doubtful } else { Below::Text };
        }
        is_row(self.has_id(&row) || is_full || self.has_status(&row))
    }

    /// Whether a member of JSON stands where an id or a status does.
    pub(super) fn is_json(&self, row: &[Span]) -> bool {
        const WORDS: Names = INVOKE_ID_SET | TARGET_SET | STATUS_SET;
        self.names.iter().zip(row).any(|(name, cell)| {
            Name::read(last(&self.text[name.range()])).is_in(WORDS)
                && self.text[cell.range()].windows(2).any(|two| two == b"\":")
        })
    }

    /// Whether signs that no id has stand where one does.
    fn hides_id(&self, row: &[Span]) -> bool {
        let hides = |(name, cell): (&Span, &Span)| {
            let cell = &self.text[cell.range()];
            Name::read(last(&self.text[name.range()])).is_in(INVOKE_ID_SET | TARGET_SET)
                && !cell.contains(&b' ')
                && (cell.contains(&b'*') || cell.starts_with(b"[") || cell.starts_with(b"<"))
        };
        self.names.iter().zip(row).any(hides)
    }

    /// Whether a word of either vocabulary stands where a status does.
    fn has_status(&self, row: &[Span]) -> bool {
        self.names.iter().zip(row).any(|(name, cell)| {
            let cell = &self.text[cell.range()];
            let is_known = || Status::read(cell).is_some() || Legacy::read(cell).is_some();
            Name::read(last(&self.text[name.range()])).is_in(STATUS_SET) && is_known()
        })
    }

    /// Whether an id stands where one does.
    pub(super) fn has_id(&self, row: &[Span]) -> bool {
        self.names.iter().zip(row).any(|(name, cell)| {
            let is_id = Name::read(last(&self.text[name.range()])).is_in(INVOKE_ID_SET | TARGET_SET);
            let cell = &self.text[cell.range()];
            is_id && holds_id(cell) && !cell.contains(&b' ')
        })
    }
}
