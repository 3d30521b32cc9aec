//! What a link can carry of an answer: its documents as they were read, compact, with what should not leave hidden, where each of them is sound and all
//! of them are short. It refuses to know how a link is written.

mod same;
mod types;
mod write;

use crate::diagnostic::{CODES, Code, Severity, Sink};
use crate::document::Document;
use crate::reading::Reading;
use crate::redaction::Redactor;
use crate::source::Syntax;
use crate::view::context::ViewContext;

pub use same::says_the_same;
pub use types::{LinkPayload, LinkPlace, Unfit};

/// Bytes of all documents together. What is longer fits into no link, however alike its rows are, and would take long to be hidden.
pub const MOST: usize = 256 << 10;

/// No document is laid out so wide that less than one byte in so many is left of it.
const WIDEST: usize = 16;

/// Documents as a link carries them.
#[derive(Debug)]
pub struct Written {
    /// One for each that was read, in their order.
    pub documents: Vec<String>,
    /// Whether every line of what was printed has the number that it had.
    pub same_lines: bool,
}

/// Writes all documents, each sound; what the redactor knows is hidden.
///
/// # Errors
/// Why they are not written: the first reason that is met.
pub fn documents(cx: &ViewContext<'_>, mut redactor: Option<&mut Redactor>) -> Result<Written, Unfit> {
    cx.readings.iter().try_for_each(sound)?;
    let mut written = Written { documents: Vec::new(), same_lines: true };
    let mut room = MOST;
    for reading in cx.readings {
        let (text, same_lines) = write::document(reading, cx.charsets, redactor.as_deref_mut(), room)?;
        room -= text.len();
        written.same_lines &= same_lines;
        written.documents.push(text);
    }
    Ok(written)
}

/// That a document is one as the API could have sent it: nothing was repaired, taken off or put together, and nothing of it is missing.
fn sound(reading: &Reading) -> Result<(), Unfit> {
    let Reading { document, sink, .. } = reading;
    let unusual: Vec<Code> = unusual(sink).collect();
    if unusual.iter().any(|code| is_loss(*code)) || document.is_piece || is_partial(document) {
        return Err(Unfit::Cut);
    }
    let source = &document.source;
    let is_plain = source.syntax != Syntax::Text && !source.is_rewritten() && document.roots.len() == 1;
    if !unusual.is_empty() || !is_plain || document.is_translated() {
        return Err(Unfit::Other);
    }
    // A token takes a byte at least.
    let is_long = source.text.len() > WIDEST * MOST || document.tokens.len() > MOST;
    if is_long { Err(Unfit::Long) } else { Ok(()) }
}

/// What was noticed of the text of a document, but for words around it and UTF-16, without which it is the same.
fn unusual(sink: &Sink) -> impl Iterator<Item = Code> {
    let codes = CODES.iter().filter(|(_, id, _)| ["source/", "json/", "xml/"].iter().any(|kind| id.starts_with(kind)));
    let is_harmless = |code: Code| matches!(code, Code::Prefix | Code::TextAfter | Code::Utf16);
    codes.map(|(code, ..)| *code).filter(move |code| !is_harmless(*code) && sink.count(*code) > 0)
}

/// Whether what was noticed is that something was repaired, or is not here.
fn is_loss(code: Code) -> bool {
    code.severity() == Severity::Warning || matches!(code, Code::TooLarge | Code::TooComplex)
}

fn is_partial(document: &Document) -> bool {
    (0..document.tokens.len() as u32).any(|at| document.value(at).is_partial())
}
