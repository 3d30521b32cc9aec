//! Spans of a document's text -> lines and columns as a reader counts them.

use serde::Serialize;

use crate::document::Document;
use crate::model::ValueRef;
use crate::source::Span;
use crate::view::context::ViewContext;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct SourceRange {
    pub source: u32,
    pub line: u32,
    pub column: u32,
    pub start: u32,
    pub end: u32,
}

/// Where a span of a document stands.
pub fn of_span(document: &Document, source: u32, span: Span) -> SourceRange {
    let (start, end) = document.place(document.source.input_span(span));
    SourceRange { source, line: start.line, column: start.column, start: start.offset, end: end.offset }
}

/// Where a value stands.
pub fn of_value(cx: &ViewContext<'_>, value: ValueRef) -> SourceRange {
    let document = &cx.readings[value.reading as usize].document;
    of_span(document, value.reading, value.value(cx.readings).span())
}
