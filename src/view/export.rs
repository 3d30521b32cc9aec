//! What leaves: everything, or what a query or a selection chooses, in the form that the next reader needs. The same bytes in the
//! page, the widget and the command line; `../../docs/exports.md` has what each format holds and where it ends.

pub mod brief;
mod changes;
pub mod columns;
mod common;
mod csv;
mod cursor;
mod cut;
pub mod digest;
mod estimate;
mod exporter;
mod groups;
mod html;
mod info;
mod json;
mod junit;
pub mod markup;
pub mod ndjson;
mod options;
mod packing;
pub mod redact;
pub mod request;
mod sarif;
pub mod schema;
pub mod selection;
mod write;
mod writer;
mod xml;

use crate::view::context::ViewContext;
use selection::Selection;
use writer::Work;

pub use exporter::Exporter;
pub use info::ExportInfo;
pub use options::{ExportOptions, Format, Origin};

/// Everything that the options choose, in a format.
pub fn export(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> Vec<u8> {
    write::write(&Work { cx, selection: &Selection::of(cx, format, options), options }, format).0
}

/// The same bytes, piece by piece, so that they are nowhere as a whole. Ends where one cannot be received.
pub fn pieces<E>(
    cx: &ViewContext<'_>,
    format: Format,
    options: &ExportOptions<'_>,
    receive: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    write::pieces(&Work { cx, selection: &Selection::of(cx, format, options), options }, format, receive)
}

/// What that will be: what it holds, what does not fit, how large it is.
pub fn export_info(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> ExportInfo {
    info::info(&Work { cx, selection: &Selection::of(cx, format, options), options }, format)
}
