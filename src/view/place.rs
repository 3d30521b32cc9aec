//! Spans of a document's text -> places as a reader counts them, and where each level of the model stands.

use serde::Serialize;

use super::say::Speech;
use crate::document::Document;
use crate::model;
use crate::source::Span;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct PlaceView {
    pub source: u32,
    pub line: u32,
    pub column: u32,
    pub start: u32,
    pub end: u32,
}

/// Where a span of a document stands.
pub fn place(document: &Document, source: u32, span: Span) -> PlaceView {
    let (start, end) = document.place(document.source.input_span(span));
    PlaceView { source, line: start.line, column: start.column, start: start.offset, end: end.offset }
}

impl Speech<'_> {
    /// Where a value stands.
    pub(super) fn place_of(&self, place: model::ValueRef) -> PlaceView {
        let document = &self.readings[place.reading as usize].document;
        self::place(document, place.reading, place.value(self.readings).span())
    }

    /// Where the row of a record stands; of an instance without one, its newest; of a run without either, its own object.
    pub fn place(&self, invocation: usize, instance: Option<usize>, record: Option<usize>) -> Option<PlaceView> {
        let invocation = self.model.invocations.get(invocation)?;
        let own = invocation.rows.last().copied().or(invocation.first_row);
        let row = match instance {
            None => {
                own.or_else(|| Some(self.model.records_of(self.model.instances_of(invocation).first()?).first()?.row))
            }
            Some(instance) => {
                let records = self.model.records_of(self.model.instances_of(invocation).get(instance)?);
                record.map_or(records.last(), |record| records.get(record)).map(|record| record.row)
            }
        };
        row.map(|row| self.place_of(row))
    }
}
