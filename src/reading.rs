//! One document: bytes -> its values, the responses among them and their rows.

use std::cell::OnceCell;

use crate::charset::Decode;
use crate::diagnostic::{Code, Sink};
use crate::document::{self, Document, Key, Kind, Value};
use crate::names::Name;
use crate::output::{Around, Content, SURE};
use crate::response::Response;
use crate::row::fast::{FastRowReader, FastRows};
use crate::source::is_own_report;
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
    /// How its outputs and its commands are written, found out where one may be read in two ways.
    written: OnceCell<Written>,
}

impl Reading {
    /// Reads one document; `index` is its place among all, and `host` has the tables of the older character sets.
    pub fn new(bytes: Vec<u8>, index: u32, host: Decode) -> Self {
        let mut sink = Sink::new(index);
        let mut rows = FastRowReader::new();
        let document = Document::read(bytes, host, &mut sink, &mut rows);
        Self::of(document, sink, rows)
    }

    fn of(document: Document, mut sink: Sink, rows: FastRowReader) -> Self {
        // Of what was not read nothing else is to be said.
        if sink.count(Code::Layout) > 0 {
            sink.keep_only(Code::Layout);
        }
        let several = several(&document);
        // Of a list that ends early, further pages may have followed.
        let cut = several.is_some() && document.roots.iter().any(|root| document.value(*root).is_partial());
        let cut = cut || sink.count(Code::TooComplex) > 0;
        // What a report says has been judged already, and some of it may be hidden.
        let is_report = is_own_report(&document.source.text[document.source.body..]);
        let roots = if is_report { Vec::new() } else { several.unwrap_or_else(|| document.roots.clone()) };
        let mut responses: Vec<Response> = roots.iter().map(|root| Response::read(&document, *root)).collect();
        responses.iter_mut().for_each(|response| response.partial |= cut);
        Self { document, roots, responses, fast: rows.rows.finish(), sink, written: OnceCell::new() }
    }

    /// A document whose rows memory has no room for beside those of the others.
    pub fn refused(bytes: usize, index: u32) -> Self {
        let mut reading = Self::new(Vec::new(), index, |_, _| None);
        reading.document.source.bytes = bytes;
        reading.sink.emit(Code::TooComplex, Span::default(), Vec::new);
        reading
    }

    /// What a value of this document holds that is an output or a command. `dropped`: the service dropped some of its bytes.
    pub fn content(&self, value: Value<'_>, name: Name, dropped: bool) -> Content {
        let field = value.bytes();
        let around = Around { dropped, cut: value.is_cut(), lean: 0 };
        let content = Content::read(&field, around);
        // What is sure needs no neighbours.
        let lean = if content.alternative.is_none() { 0 } else { self.written().lean(name) };
        if lean == 0 { content } else { Content::read(&field, Around { lean, ..around }) }
    }

    fn written(&self) -> &Written {
        self.written.get_or_init(|| Written::of(&self.document))
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        // Those inside of invocations are mostly read fast.
        self.fast.rows.len().max(self.responses.iter().map(|response| response.results.len()).sum())
    }
}

/// A document that is read in slices, so that whoever asks for it can do something else in between.
pub struct InSlices {
    document: document::InSlices,
    sink: Sink,
    rows: FastRowReader,
    host: Decode,
}

impl InSlices {
    /// Of one document, as `Reading::new` has it.
    pub fn new(bytes: Vec<u8>, index: u32, host: Decode) -> Self {
        let mut sink = Sink::new(index);
        let document = document::InSlices::new(bytes, host, &mut sink);
        Self { document, sink, rows: FastRowReader::new(), host }
    }

    /// Reads on for about so many bytes. Whether there are more; what is taken out of a wrapper is read at the end.
    pub fn next(&mut self, bytes: usize) -> bool {
        self.document.next(bytes, &mut self.rows)
    }

    /// Reads what is left.
    pub fn finish(self) -> Reading {
        let Self { document, mut sink, mut rows, host } = self;
        let document = document.finish(host, &mut sink, &mut rows);
        Reading::of(document, sink, rows)
    }
}

/// How the fields of a document are written that may be Base64: one request asks for one form (api.md 1.8).
#[derive(Default, Debug)]
struct Written {
    /// How many outputs are Base64 without a doubt, and how many plain.
    outputs: [u32; 2],
    /// The same of commands.
    commands: [u32; 2],
    /// What the document itself says: `ContentEncoding`, beside the answer or in the command above it.
    declared: i32,
}

impl Written {
    /// So many fields without a doubt are enough, and of so many it is found out at most.
    const ENOUGH: u32 = 16;
    const LOOKED_AT: usize = 2_000;
    /// More of a field is not looked at, in bytes; a multiple of four.
    const HEAD: usize = 1 << 12;

    fn of(document: &Document) -> Self {
        let mut written = Self::default();
        let text = &document.source.text;
        let above = &text[document.source.body.saturating_sub(Self::HEAD)..document.source.body];
        let named = above.windows(15).position(|word| word == b"ContentEncoding").map(|at| &above[at + 15..]);
        written.declare(named.unwrap_or_default());
        let mut looked_at = 0;
        for (at, token) in document.tokens.iter().enumerate() {
            let is_output = token.name() == Name::Output;
            if token.is(Kind::Key) && &text[token.span().range()] == b"ContentEncoding" {
                written.declare(&text[token.span().end as usize..]);
            } else if is_output || token.name() == Name::CommandContent {
                let counts = if is_output { &mut written.outputs } else { &mut written.commands };
                count(document.value(at as u32), counts);
                looked_at += 1;
                if written.outputs.iter().any(|n| *n >= Self::ENOUGH) || looked_at >= Self::LOOKED_AT {
                    break;
                }
            }
        }
        written
    }

    /// Reads the value that stands next after the name.
    fn declare(&mut self, rest: &[u8]) {
        let rest = &rest[..rest.len().min(16)];
        let word = &rest[rest.iter().position(u8::is_ascii_alphabetic).unwrap_or(rest.len())..];
        if word.get(..9).is_some_and(|word| word.eq_ignore_ascii_case(b"PlainText")) {
            self.declared = -250;
        } else if word.get(..6).is_some_and(|word| word.eq_ignore_ascii_case(b"Base64")) {
            self.declared = 250;
        }
    }

    /// As `Around::lean` has it. Fields of one name say more than those of the other (quirk 9); both kinds among them, nothing.
    fn lean(&self, name: Name) -> i32 {
        let weight = |[base64, plain]: [u32; 2]| match (base64, plain) {
            (0, 0) => 0,
            (many, 0) => 80 + 40 * many.min(3).cast_signed(),
            (0, many) => -80 - 40 * many.min(3).cast_signed(),
            _ => 0,
        };
        let (own, other) =
            if name == Name::Output { (self.outputs, self.commands) } else { (self.commands, self.outputs) };
        let own_says = own != [0, 0];
        self.declared + if own_says { weight(own) } else { weight(other) / 2 }
    }
}

/// Counts a field where it can only be Base64, or only plain.
fn count(value: Value<'_>, counts: &mut [u32; 2]) {
    let raw = value.raw();
    let field = if raw.len() > Written::HEAD { raw[..Written::HEAD].into() } else { value.bytes() };
    if value.is_cut() || field.trim_ascii().is_empty() || field.trim_ascii().ends_with(b"*") {
        return;
    }
    match Content::margin(&field) {
        SURE.. => counts[0] += 1,
        ..=UNLIKELY => counts[1] += 1,
        _ => {}
    }
}

const UNLIKELY: i32 = -SURE;

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
    // Lists of rows are as many answers; documents that stood one after another are written so.
    let is_list = |at: &u32| document.value(*at).kind() == Kind::Array;
    if answers.len() > 1 && answers.iter().all(is_list) {
        return Some(answers);
    }
    let mut objects = answers.iter().copied().filter(|at| document.value(*at).kind() == Kind::Object);
    // One at the ends tells, so that a long list of rows costs nothing.
    let (first, last) = (objects.next()?, objects.next_back());
    let whole = !is_part(first) || last.is_some_and(|last| !is_part(last));
    (answers.len() > 1 && whole).then_some(answers)
}
