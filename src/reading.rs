//! One document: bytes -> its values, the responses among them and their rows.

use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Key, Kind, Value};
use crate::response::Response;
use crate::row::fast::{FastRowReader, FastRows};
use crate::span::Span;

/// One document as given: what was read of it, and what was odd while reading.
#[derive(Debug)]
pub struct Reading {
    /// The values.
    pub document: Document,
    /// The values that are answers: the outermost, or those in a list of whole answers.
    pub roots: Vec<u32>,
    /// One for each of them.
    pub responses: Vec<Response>,
    /// Its rows that were read fast.
    pub fast: FastRows,
    /// What the readers found odd.
    pub sink: Sink,
}

impl Reading {
    /// Reads one document; `index` is its place among all.
    pub fn new(bytes: Vec<u8>, index: u32) -> Self {
        let mut sink = Sink::new(index);
        let mut rows = FastRowReader::new();
        let document = Document::read(bytes, &mut sink, &mut rows);
        let several = several(&document);
        // Of a list that ends early, further pages may have followed.
        let cut = several.is_some() && document.roots.iter().any(|root| document.value(*root).is_partial());
        let cut = cut || sink.count(Code::TooComplex) > 0;
        let roots = several.unwrap_or_else(|| document.roots.clone());
        let mut responses: Vec<Response> = roots.iter().map(|root| Response::read(&document, *root)).collect();
        responses.iter_mut().for_each(|response| response.partial |= cut);
        Self { document, roots, responses, fast: rows.rows.finish(), sink }
    }

    /// A document whose rows memory has no room for beside those of the others.
    pub fn refused(bytes: usize, index: u32) -> Self {
        let mut reading = Self::new(Vec::new(), index);
        reading.document.source.bytes = bytes;
        reading.sink.emit(Code::TooComplex, Span::default(), Vec::new);
        reading
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        // Those inside of invocations are mostly read fast.
        self.fast.rows.len().max(self.responses.iter().map(|response| response.results.len()).sum())
    }
}

/// The name of an element whose elements each hold a whole document of XML.
pub const SEVERAL: &str = "Documents";

/// Whole answers in a list are read as if each stood alone, with its own paging; `None` where the document is anything
/// else. Rows in a list are none: they are parts of one answer.
fn several(document: &Document) -> Option<Vec<u32>> {
    let [root] = document.roots[..] else {
        return None;
    };
    let root = document.value(root);
    let answers: Vec<u32> = match root.kind() {
        Kind::Array => root.elements().map(Value::at).collect(),
        _ => match root.members().next()? {
            (Key::Unknown(name), list) if name == SEVERAL => list.members().map(|(_, value)| value.at()).collect(),
            _ => return None,
        },
    };
    let is_part = |at: u32| {
        let answer = Response::read(document, at);
        answer.results == [at] || answer.invocations == [at]
    };
    let mut objects = answers.iter().copied().filter(|at| document.value(*at).kind() == Kind::Object);
    // One at the ends tells, so that a long list of rows costs nothing.
    let (first, last) = (objects.next()?, objects.next_back());
    let whole = !is_part(first) || last.is_some_and(|last| !is_part(last));
    (answers.len() > 1 && whole).then_some(answers)
}
