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

pub use same::Same;
pub use types::{LinkPayload, LinkPlace, Unfit};
use write::Half;

/// Bytes of all documents together. What is longer fits into no link, however alike its rows are, and would take long to be hidden.
pub const MOST: usize = 256 << 10;

/// No document is laid out so wide that less than one byte in so many is left of it.
const WIDEST: usize = 16;

/// Documents as a link carries them, as far as they are written.
#[derive(Debug)]
pub struct Writing {
    /// One for each that was read, in their order.
    documents: Vec<String>,
    /// The next one.
    half: Half,
    /// Bytes that are left for those.
    room: usize,
    same_lines: bool,
}

impl Writing {
    /// Of all documents; nothing is written yet.
    ///
    /// # Errors
    /// Why they cannot be, whatever stands in them: the first reason that is met.
    pub fn new(cx: &ViewContext<'_>) -> Result<Self, Unfit> {
        cx.readings.iter().try_for_each(sound)?;
        Ok(Self { documents: Vec::new(), half: Half::default(), room: MOST, same_lines: true })
    }

    /// Writes what stands for about so many bytes of a document; what the redactor knows is hidden. Whether all are written.
    ///
    /// # Errors
    /// Why they are not, after which nothing more comes.
    pub fn next(&mut self, cx: &ViewContext<'_>, redactor: Option<&mut Redactor>, bytes: usize) -> Result<bool, Unfit> {
        let Some(reading) = cx.readings.get(self.documents.len()) else { return Ok(true) };
        if write::go(&mut self.half, reading, cx.charsets, redactor, (self.room, bytes.max(1)))? {
            let written = std::mem::take(&mut self.half);
            self.room -= written.out.len();
            self.same_lines &= written.same_lines();
            self.documents.push(written.out);
        }
        Ok(self.documents.len() == cx.readings.len())
    }

    /// How much of them is written, from 0 to 1.
    pub fn progress(&self, cx: &ViewContext<'_>) -> f64 {
        let tokens = |readings: &[Reading]| readings.iter().map(|reading| reading.document.tokens.len()).sum::<usize>();
        let done = tokens(&cx.readings[..self.documents.len()]) + self.half.tokens();
        done as f64 / tokens(cx.readings).max(1) as f64
    }

    /// The documents, and whether every line of what was printed has the number that it had.
    pub fn finish(self) -> (Vec<String>, bool) {
        (self.documents, self.same_lines)
    }
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
