//! What leaves: everything, or what a query or a selection chooses, in the form that the next reader needs. The same bytes in the
//! page, the widget and the command line; `../../docs/exports.md` has what each format holds and where it ends.

mod brief;
pub mod columns;
mod csv;
mod cut;
mod digest;
mod groups;
mod html;
mod info;
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
use brief::Written;
use markup::Markup;
use selection::Selection;

pub use info::ExportInfo;
pub use options::{ExportOptions, Format};

/// Everything that the options choose, in a format.
pub fn export(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> Vec<u8> {
    write(cx, format, &Selection::new(cx, options), options)
}

/// What that will be: what it holds, what does not fit, how large it is.
pub fn export_info(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> ExportInfo {
    info::info(cx, format, &Selection::new(cx, options), options)
}

fn write(cx: &ViewContext<'_>, format: Format, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    match format {
        Format::Text | Format::Chat | Format::Md | Format::Jira => {
            brief(cx, format, selection, options).text.into_bytes()
        }
        Format::Groups => groups::write(cx, selection, options),
        Format::Csv => csv::write(cx, selection, options, b','),
        Format::Tsv => csv::write(cx, selection, options, b'\t'),
        Format::Ndjson => ndjson::write(cx, selection, options),
        Format::Junit => junit::write(cx, selection, options),
        Format::Sarif => sarif::write(cx, selection, options),
        Format::Html => html::write(cx, selection, options),
        Format::Json => json::write(cx, selection, options),
    }
}

fn brief(cx: &ViewContext<'_>, format: Format, selection: &Selection, options: &ExportOptions<'_>) -> Written {
    let markup = match format {
        Format::Chat => Markup::Chat,
        Format::Md => Markup::Markdown,
        Format::Jira => Markup::Jira,
        _ => Markup::Plain,
    };
    brief::write(cx, selection, options, markup, options.limit.or(format.limit()))
}
