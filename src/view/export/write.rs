//! Which writer a format has, and what it writes at once or in pieces.

use super::brief::Brief;
use super::csv::Csv;
use super::groups::Groups;
use super::html::Html;
use super::json::Json;
use super::junit::Junit;
use super::ndjson::Ndjson;
use super::options::Format;
use super::sarif::Sarif;
use super::writer::{LeftOut, Work, Writer};

/// So many rows leave at once where they leave in pieces.
const PIECE: usize = 256;

/// The writer of a format.
pub(super) fn writer(format: Format) -> Box<dyn Writer> {
    match format {
        Format::Text | Format::Chat | Format::Md | Format::Jira => Box::new(Brief::new(format)),
        Format::Groups => Box::new(Groups::default()),
        Format::Csv => Box::new(Csv::new(b',')),
        Format::Tsv => Box::new(Csv::new(b'\t')),
        Format::Ndjson => Box::new(Ndjson::new()),
        Format::Junit => Box::new(Junit::default()),
        Format::Sarif => Box::new(Sarif::default()),
        Format::Html => Box::new(Html::new()),
        Format::Json => Box::new(Json::default()),
    }
}

/// All at once, with what did not fit.
pub(super) fn write(work: &Work<'_>, format: Format) -> (Vec<u8>, LeftOut) {
    let (mut writer, mut out) = (writer(format), Vec::new());
    while !writer.next(work, usize::MAX, &mut out) {}
    (out, writer.left_out())
}

/// The same bytes, some rows at a time, so that they are nowhere as a whole. Ends where a piece cannot be received.
pub(super) fn pieces<E>(
    work: &Work<'_>,
    format: Format,
    mut receive: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let (mut writer, mut out) = (writer(format), Vec::new());
    loop {
        let is_over = writer.next(work, PIECE, &mut out);
        receive(&out)?;
        if is_over {
            return Ok(());
        }
        out.clear();
    }
}
