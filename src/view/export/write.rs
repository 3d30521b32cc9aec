//! Which function writes which format.

use super::brief::Written;
use super::markup::Markup;
use super::options::{ExportOptions, Format};
use super::selection::Selection;
use super::{brief, csv, groups, html, json, junit, ndjson, sarif};
use crate::view::context::ViewContext;

/// The bytes of a format.
pub(super) fn write(
    cx: &ViewContext<'_>,
    format: Format,
    selection: &Selection,
    options: &ExportOptions<'_>,
) -> Vec<u8> {
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

/// What goes to a place with its limit.
pub(super) fn brief(
    cx: &ViewContext<'_>,
    format: Format,
    selection: &Selection,
    options: &ExportOptions<'_>,
) -> Written {
    let markup = match format {
        Format::Chat => Markup::Chat,
        Format::Md => Markup::Markdown,
        Format::Jira => Markup::Jira,
        _ => Markup::Plain,
    };
    brief::write(cx, selection, options, markup, options.limit.or(format.limit()))
}
