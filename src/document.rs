//! The values of a document with their places: a flat tape that the readers of JSON and XML both write.
//!
//! The tape has one token for a scalar, two for a container (where it opens and where it closes), and one before a
//! value whose member name is in no list. Known names are numbers inside the value's own token. Order and duplicates
//! are kept, numbers keep their text, nothing is copied out of the source. It refuses to know what a name means.
//!
//! Invariants, held by `tests/laws.rs`:
//! 1. every opening token knows its closing token, and they nest;
//! 2. spans are in bounds, and those of members lie inside their container's;
//! 3. a `Key` stands only inside an object and is followed by its value.

mod clouds;
mod error_text;
pub mod json;
mod marks;
mod nested;
mod reshape;
mod tape;
mod token;
mod value;
pub mod xml;

pub use clouds::NoRoom;
pub use tape::{Like, RowObserver, still_to_come};
pub use token::{Kind, Token};
pub use value::{Document, Elements, Key, Members, Value};

use crate::charset::Decode;
use crate::diagnostic::{Code, Sink};
use crate::source::{Beside, Source, Syntax, is_wanted, left_out_beside};
use crate::span::Span;
use tape::{Tape, Written};

/// How often a document is read at most.
const ROUNDS: u32 = 8;
/// Rows that still stand in one after so many times that they were parted are two texts, line by line.
const MIXED: u32 = 2;

impl Document {
    /// Reads an input, whatever it is. Repairs and losses go to the sink.
    /// `host`: its tables of the older character sets.
    pub fn read(input: Vec<u8>, host: Decode, sink: &mut Sink, observer: &mut dyn RowObserver) -> Self {
        let source = Self::begin(input, host, sink);
        Self::finish(source, None, host, sink, observer)
    }

    fn begin(input: Vec<u8>, host: Decode, sink: &mut Sink) -> Source {
        let mut source = Source::read(input, sink);
        // Behind this, the readers of JSON and XML say where they meet what is no UTF-8.
        let unread = if source.syntax == Syntax::Text { source.text.len() } else { source.body };
        if std::str::from_utf8(&source.text[..unread]).is_err() {
            source.decode(host, sink);
        }
        source
    }

    /// `begun`: what was read of the text in slices.
    fn finish(
        mut source: Source,
        mut begun: Option<Box<Begun>>,
        host: Decode,
        sink: &mut Sink,
        observer: &mut dyn RowObserver,
    ) -> Self {
        // A wrapper that shows only when the document is read is taken off, and the document is read again.
        let (mut rounds, mut damaged) = (ROUNDS, None);
        loop {
            rounds -= 1;
            let mut own = sink.like();
            if let Some((tokens, roots)) = error_text::read(&mut source, &mut own) {
                if begun.is_some() {
                    observer.restart();
                }
                let document = Self::new(source, tokens, roots, false);
                document.hand_over(own, sink);
                return document;
            }
            let explained = sink.count(Code::Nested) > 0;
            let mut begun = begun.take();
            if let Some(begun) = &mut begun {
                std::mem::swap(&mut own, &mut begun.sink);
            }
            let Trees { tokens, roots, is_piece, both } = trees(&source, &mut own, observer, explained, begun);
            if both {
                // Values of both kinds can only be written as JSON.
                source.syntax = Syntax::Json;
            }
            let mut document = Self::new(source, tokens, roots, is_piece);
            // Members that stand twice in a text without a fault are its own.
            damaged = damaged.or(Some(own.total() > 0));
            let whole = own.count(Code::TooComplex) == 0;
            let other = whole && rounds > 0 && own.count(Code::InvalidUtf8) > 0 && document.source.decode(host, sink);
            if other || whole && rounds > 0 && document.unwrap(document.has_faults(&own), sink) {
                source = document.source;
                observer.restart();
                continue;
            }
            let is_mixed = damaged == Some(true) && sink.count(Code::FusedRows) > MIXED;
            if own.count(Code::Layout) > 0 || is_mixed {
                own.emit(Code::Layout, Span::default(), || vec![("found", document.source.excerpt(Span::new(0, 40)))]);
                own.keep_only(Code::Layout);
                document = Self::new(document.source, Vec::new(), Vec::new(), false);
                observer.restart();
            }
            document.source.report_prefix(&mut own);
            document.hand_over(own, sink);
            if document.translate(sink) {
                observer.restart();
            }
            return document;
        }
    }

    /// Whether reading met more than objects one after the other: nothing of 100,000 of these is looked through once more.
    fn has_faults(&self, own: &Sink) -> bool {
        let says = |root: &u32| {
            let token = self.tokens[*root as usize];
            token.is(Kind::Object) && token.end > root + 1
        };
        own.total() > own.count(Code::JsonSeveral) || own.total() > 0 && !self.roots.iter().all(says)
    }

    /// Gives the diagnostics of the text that was read, with their places in the input.
    fn hand_over(&self, mut own: Sink, sink: &mut Sink) {
        own.relocate(|span| self.source.input_span(span));
        sink.append(own);
    }

    /// Unwraps what reading has shown to be wrapped, or takes out a document that stands in a text. False: there is nothing.
    fn unwrap(&mut self, faulty: bool, sink: &mut Sink) -> bool {
        if (faulty || self.source.body > 0) && self.source.unwrap_throughout(sink) {
            return true;
        }
        let found = nested::find(self).or_else(|| reshape::find(self));
        found.is_some_and(|found| self.source.unwrap(found, sink))
    }
}

/// A document that is read in slices, so that whoever asks for it can do something else in between: its text as it comes. What is
/// found in it to be taken off is read at its end.
pub struct InSlices {
    source: Source,
    begun: Option<Box<Begun>>,
}

/// What was read of a text.
struct Begun {
    sink: Sink,
    written: Written,
    parked: Parked,
}

/// The reader of either syntax, between two slices.
enum Parked {
    Json(json::Parked),
    Xml(xml::Parked),
}

impl Parked {
    /// Before the document at `at`; none where a text is in neither syntax.
    fn new(syntax: Syntax, tape: &Tape<'_>, at: usize) -> Option<Self> {
        match syntax {
            Syntax::Json => Some(Self::Json(json::Parked::new(tape, at))),
            Syntax::Xml => Some(Self::Xml(xml::Parked::new(tape, at))),
            Syntax::Text => None,
        }
    }

    /// Reads on for about so many bytes.
    fn read(self, tape: Tape<'_>, bytes: usize) -> (Tape<'_>, Self) {
        match self {
            Self::Json(parked) => {
                let (tape, parked) = parked.read(tape, bytes);
                (tape, Self::Json(parked))
            }
            Self::Xml(parked) => {
                let (tape, parked) = parked.read(tape, bytes);
                (tape, Self::Xml(parked))
            }
        }
    }

    fn is_over(&self) -> bool {
        match self {
            Self::Json(parked) => parked.is_over(),
            Self::Xml(parked) => parked.is_over(),
        }
    }

    /// Where a document in the other syntax begins after what was read.
    fn next(&self) -> Option<usize> {
        match self {
            Self::Json(parked) => parked.xml(),
            Self::Xml(parked) => parked.json(),
        }
    }
}

impl InSlices {
    /// Of an input, as `Document::read` has it.
    pub fn new(input: Vec<u8>, host: Decode, sink: &mut Sink) -> Self {
        let source = Document::begin(input, host, sink);
        let (mut sink, mut observer) = (sink.like(), ());
        let tape = Tape::new(&source.text, &mut sink, &mut observer);
        let parked = Parked::new(source.syntax, &tape, source.body);
        let begun = parked.map(|parked| Box::new(Begun { sink, written: Written::default(), parked }));
        Self { source, begun }
    }

    /// Reads on for about so many bytes. Whether there are more.
    pub fn next(&mut self, bytes: usize, observer: &mut dyn RowObserver) -> bool {
        let Some(begun) = self.begun.take() else { return false };
        let Begun { mut sink, written, parked } = *begun;
        let tape = Tape::new(&self.source.text, &mut sink, observer).write_on(written);
        let (tape, parked) = parked.read(tape, bytes);
        let (written, more) = (tape.leave(), !parked.is_over());
        self.begun = Some(Box::new(Begun { sink, written, parked }));
        more
    }

    /// Reads what is left.
    pub fn finish(self, host: Decode, sink: &mut Sink, observer: &mut dyn RowObserver) -> Document {
        Document::finish(self.source, self.begun, host, sink, observer)
    }
}

/// What the readers of JSON and XML made of a text.
struct Trees {
    tokens: Vec<Token>,
    roots: Vec<u32>,
    is_piece: bool,
    /// Some of the outermost values are JSON and others XML.
    both: bool,
}

/// The outermost values of a text. `explained`: why there are several was reported. `begun`: what was read of them.
fn trees(
    source: &Source,
    sink: &mut Sink,
    observer: &mut dyn RowObserver,
    explained: bool,
    begun: Option<Box<Begun>>,
) -> Trees {
    let (written, parked) = begun.map_or_else(Default::default, |begun| (begun.written, Some(begun.parked)));
    let mut tape = Tape::new(&source.text, sink, observer).write_on(written);
    let (mut syntax, body, mut both) = (source.syntax, source.body, false);
    if is_wanted(&source.text[..body]) {
        tape.fault(Code::Layout, body, body);
    }
    let mut parked = parked.or_else(|| Parked::new(syntax, &tape, body));
    while let Some(reader) = parked {
        let (read, reader) = reader.read(tape, usize::MAX);
        tape = read;
        let Some(next) = reader.next() else { break };
        (syntax, both) = (if syntax == Syntax::Json { Syntax::Xml } else { Syntax::Json }, true);
        if !explained && !tape.roots.is_empty() {
            tape.sink.emit(Code::JsonSeveral, Span::new(next, next), Vec::new);
        }
        parked = Parked::new(syntax, &tape, next);
    }
    if let Some(line) = left_out_beside(&source.text[..body], Beside::Before, tape.rows_alone()) {
        tape.fault(Code::MoreSaid, line.start as usize, line.end as usize);
        tape.is_piece = true;
    }
    json::collapse_style(&mut tape);
    if let Some(behind) = tape.sink.first(Code::TextAfter)
        && error_text::read_behind(&mut tape, behind)
    {
        tape.sink.retract(Code::TextAfter);
        let code = if syntax == Syntax::Xml { Code::XmlSeveral } else { Code::JsonSeveral };
        tape.sink.emit(code, Span { end: behind.start, ..behind }, Vec::new);
    }
    // What was kept free for more of the same is needed no longer; of many small documents it would be the most.
    tape.tokens.shrink_to_fit();
    Trees { tokens: tape.tokens, roots: tape.roots, is_piece: tape.is_piece, both }
}
