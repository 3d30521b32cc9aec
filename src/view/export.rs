//! What leaves: everything, or what a query or a selection chooses, in the form that the next reader needs. The same bytes in the
//! page, the widget and the command line; `../../docs/exports.md` has what each format holds and where it ends.

mod brief;
pub mod columns;
mod csv;
mod cut;
mod digest;
mod groups;
mod json;
mod junit;
mod markup;
mod ndjson;
mod options;
pub mod redact;
mod sarif;
pub mod schema;
mod selection;
mod xml;

use crate::view::context::ViewContext;
use markup::Markup;
use selection::Selection;

pub use options::{ExportOptions, Format};

/// Everything that the options choose, in a format.
pub fn export(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> Vec<u8> {
    let selection = Selection::new(cx, options);
    let brief = |markup| brief::write(cx, &selection, options, markup, options.limit.or(format.limit()));
    match format {
        Format::Text => brief(Markup::Plain),
        Format::Groups => groups::write(cx, &selection, options),
        Format::Chat => brief(Markup::Chat),
        Format::Md => brief(Markup::Markdown),
        Format::Jira => brief(Markup::Jira),
        Format::Csv => csv::write(cx, &selection, options, b','),
        Format::Tsv => csv::write(cx, &selection, options, b'\t'),
        Format::Ndjson => ndjson::write(cx, &selection, options),
        Format::Junit => junit::write(cx, &selection, options),
        Format::Sarif => sarif::write(cx, &selection, options),
        Format::Json => json::write(cx, &selection, options),
    }
}
