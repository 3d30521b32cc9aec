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

pub mod json;
mod nested;
mod tape;
mod text;
pub mod xml;

pub(crate) use json::is_odd_blank;

use std::borrow::Cow;
use std::cell::RefCell;

use tape::{FIRST, Followers, Tape};

use crate::diagnostic::{Code, Sink};
use crate::escapes;
use crate::names::Name;
use crate::source::{Lines, Position, Source, Span, Syntax};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// `{`, or an XML element with elements inside; `end` is the index of its `Close`.
    Object,
    /// `[`; `end` is the index of its `Close`.
    Array,
    /// The end of the container; its span is that of the closing bracket or tag, empty where it was missing.
    Close,
    /// A string, without its quotes.
    String,
    /// A number, as written.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
    /// The text of an XML element.
    Text,
    /// The name of the member that follows, where it is in no list.
    Key,
}

const KINDS: [Kind; 10] = [
    Kind::Object,
    Kind::Array,
    Kind::Close,
    Kind::String,
    Kind::Number,
    Kind::True,
    Kind::False,
    Kind::Null,
    Kind::Text,
    Kind::Key,
];

/// One entry of the tape: 12 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    start: u32,
    end: u32,
    /// Kind and the name's number, a byte each; whether the text must be unescaped, or something of a container is not
    /// here.
    meta: u32,
}

const ESCAPED: u32 = 1 << 16;
const PARTIAL: u32 = 1 << 17;

impl Token {
    /// A token of `kind` for the member `name`, over a span.
    #[inline]
    pub fn new(kind: Kind, name: Name, start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32, meta: kind as u32 | (name as u32) << 8 }
    }

    /// The same, with text that has escapes in it.
    #[inline]
    #[must_use]
    pub fn escaped(mut self, escaped: bool) -> Self {
        if escaped {
            self.meta |= ESCAPED;
        }
        self
    }

    /// The same, of which something is not here.
    #[inline]
    #[must_use]
    fn partial(mut self, partial: bool) -> Self {
        if partial {
            self.meta |= PARTIAL;
        }
        self
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        KINDS[(self.meta & 0xF) as usize]
    }

    /// Whether it is of a kind.
    #[inline]
    pub fn is(self, kind: Kind) -> bool {
        self.meta & 0xF == kind as u32
    }

    /// The member name its value has; `Other` where it is in no list or has none.
    #[inline]
    pub fn name(self) -> Name {
        Name::from_number(self.name_number())
    }

    /// Where it stands; for a container, from the opening bracket to before the index of its end.
    #[inline]
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Index of the token behind the value that begins with this one, which stands at `at`.
    #[inline]
    pub fn next(self, at: u32) -> u32 {
        if matches!(self.kind(), Kind::Object | Kind::Array) { self.end + 1 } else { at + 1 }
    }

    /// What a scalar stands for, without blanks around it, where that needs no unescaping: the way of nearly every one.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "called twenty times for each row: a tenth of the time of all")]
    pub fn simple(self, text: &[u8]) -> Option<&[u8]> {
        const SCALARS: u32 = 1 << Kind::String as u32
            | 1 << Kind::Number as u32
            | 1 << Kind::True as u32
            | 1 << Kind::False as u32
            | 1 << Kind::Text as u32
            | 1 << Kind::Key as u32;
        if self.is_escaped() || SCALARS >> (self.meta & 0xF) & 1 == 0 {
            return None;
        }
        let bytes = text.get(self.span().range())?;
        Some(match bytes {
            [] => bytes,
            [first, .., last] if *first > b' ' && *last > b' ' => bytes,
            _ => bytes.trim_ascii(),
        })
    }

    /// The number of the member name its value has; 0 where that is in no list.
    #[inline]
    pub fn name_number(self) -> u8 {
        (self.meta >> 8) as u8
    }

    /// The bytes that a scalar stands for: escapes and entities resolved; `None` for a container and for `null`.
    pub fn bytes(self, text: &[u8]) -> Option<Cow<'_, [u8]>> {
        let raw = || text.get(self.span().range());
        match self.kind() {
            Kind::Object | Kind::Array | Kind::Close | Kind::Null => None,
            Kind::String | Kind::Key if self.is_escaped() => Some(Cow::Owned(escapes::unescape(raw()?))),
            Kind::Text if self.is_escaped() => Some(Cow::Owned(xml::unescape(raw()?))),
            _ => raw().map(Cow::Borrowed),
        }
    }

    fn is_escaped(self) -> bool {
        self.meta & ESCAPED != 0
    }

    /// Whether something of a container is not here.
    #[inline]
    pub fn is_partial(self) -> bool {
        self.meta & PARTIAL != 0
    }
}

/// Is told of objects as they close, while their text is near.
pub trait Watch {
    /// The object that opens at `open` has closed with the last of the tokens. `like`: the opening token of an earlier
    /// one that has the same members in the same places.
    fn closed(&mut self, text: &[u8], tokens: &[Token], open: u32, like: Option<u32>);

    /// The document is read again from its beginning, over another text.
    fn again(&mut self);
}

/// How many more there may be of what was met `met` times in the first `at` bytes of `all`, if the rest is like them:
/// something over that, so that what holds them need not be moved.
pub fn still_to_come(met: usize, at: usize, all: usize) -> usize {
    let more = (met as u64 * all as u64 / at.max(1) as u64) as usize;
    let more = more.saturating_sub(met);
    (more + more / 16).clamp(met / 2 + 64, met * 64 + 64)
}

/// Nobody watches.
impl Watch for () {
    fn closed(&mut self, _: &[u8], _: &[Token], _: u32, _: Option<u32>) {}

    fn again(&mut self) {}
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} {}..{}", self.kind(), self.name(), self.start, self.end)
    }
}

/// How often a document is read at most.
const ROUNDS: u32 = 8;

/// A read document: its text, its tape, and the tokens at which its values begin (one, for most).
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// The tape.
    pub tokens: Vec<Token>,
    /// Indices of the outermost values.
    pub roots: Vec<u32>,
    /// The text is a piece: brackets or tags of what stood around its outermost values are not here, or only their ends.
    pub is_piece: bool,
    lines: RefCell<Lines>,
    /// The members with a known name of objects that are too wide to be walked for each, in the order of the objects' tokens.
    wide: RefCell<Vec<(u32, Vec<u32>)>>,
}

/// An object of more tokens is walked once, and its known members are remembered.
const WIDE: u32 = 4_096;

impl Document {
    /// Reads what was given, whatever it is. Repairs and losses go to the sink.
    pub fn read(bytes: Vec<u8>, sink: &mut Sink, watch: &mut dyn Watch) -> Self {
        let mut source = Source::read(bytes, sink);
        // What surrounds a document and shows only when it is read is taken off, and it is read again.
        let mut rounds = ROUNDS;
        loop {
            rounds -= 1;
            let mut own = sink.like();
            if let Some((tokens, roots)) = text::instead(&mut source, &mut own) {
                own.relocate(&source);
                sink.append(own);
                return Self {
                    source,
                    tokens,
                    roots,
                    is_piece: false,
                    lines: RefCell::default(),
                    wide: RefCell::default(),
                };
            }
            let told = sink.count(Code::Nested) > 0;
            let Trees { tokens, roots, is_piece, both } = trees(&source, &mut own, watch, told);
            if both {
                // Values of both kinds can only be written as JSON.
                source.syntax = Syntax::Json;
            }
            let mut document =
                Self { source, tokens, roots, is_piece, lines: RefCell::default(), wide: RefCell::default() };
            let whole = own.count(Code::TooComplex) == 0;
            if whole && rounds > 0 && document.rewrite(own.noted() > 0, sink) {
                source = document.source;
                watch.again();
                continue;
            }
            document.source.note_prefix(&mut own);
            own.relocate(&document.source);
            sink.append(own);
            return document;
        }
    }

    /// Takes off what reading has shown to surround the document, or to hold one. False: there is nothing.
    fn rewrite(&mut self, faulty: bool, sink: &mut Sink) -> bool {
        if (faulty || self.source.body > 0) && self.source.clean(sink) {
            return true;
        }
        nested::find(self).is_some_and(|inner| self.source.take_off(inner, sink))
    }

    /// The value that begins at a token.
    #[inline]
    pub fn value(&self, at: u32) -> Value<'_> {
        Value { document: self, at }
    }

    /// The name of the member whose value begins at a token; empty for an element of a list.
    pub fn key(&self, at: u32) -> Key<'_> {
        let before = at.checked_sub(1).map(|before| self.value(before)).filter(|before| before.kind() == Kind::Key);
        match (before, self.tokens[at as usize].name()) {
            (Some(before), Name::Other) => Key::Unknown(before.name()),
            (None, Name::Other) => Key::Unknown(Cow::Borrowed("")),
            (_, name) => Key::Known(name),
        }
    }

    /// Where a span of the given text (that of a diagnostic) begins and ends, as a reader counts.
    pub fn place(&self, span: Span) -> (Position, Position) {
        let (mut lines, text) = (self.lines.borrow_mut(), self.source.given());
        (lines.position(text, span.start), lines.position(text, span.end))
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

/// The outermost values of a text. `told`: it was said why there are several.
fn trees(source: &Source, sink: &mut Sink, watch: &mut dyn Watch, told: bool) -> Trees {
    let mut tape = Tape::new(&source.text, sink, watch);
    let (mut syntax, mut at, mut both) = (source.syntax, source.body, false);
    loop {
        let (read, next) = match syntax {
            Syntax::Json => json::read(tape, at),
            Syntax::Xml => xml::read(tape, at),
            Syntax::Text => (tape, None),
        };
        tape = read;
        let Some(next) = next else { break };
        (syntax, at, both) = (if syntax == Syntax::Json { Syntax::Xml } else { Syntax::Json }, next, true);
        if !told && !tape.roots.is_empty() {
            tape.sink.emit(Code::JsonSeveral, Span::new(next, next), Vec::new);
        }
    }
    json::fold_habits(&mut tape);
    // What was kept free for more of the same is needed no longer; of many small documents it would be the most.
    tape.tokens.shrink_to_fit();
    Trees { tokens: tape.tokens, roots: tape.roots, is_piece: tape.is_piece, both }
}

/// A value of a document.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    document: &'a Document,
    at: u32,
}

/// The name of a member, known or as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key<'a> {
    /// In the list of names.
    Known(Name),
    /// As written.
    Unknown(Cow<'a, str>),
}

impl std::fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Key::Known(name) => f.write_str(name.as_str()),
            Key::Unknown(text) => f.write_str(text),
        }
    }
}

impl<'a> Value<'a> {
    /// Index of its token.
    #[inline]
    pub fn at(self) -> u32 {
        self.at
    }

    #[inline]
    fn token(self) -> Token {
        self.document.tokens[self.at as usize]
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.token().kind()
    }

    /// Whether something of a container is not here: the text ends in it, its closing bracket or tag is missing, or the
    /// text itself says that something was left out (`...`).
    #[inline]
    pub fn is_partial(self) -> bool {
        self.token().is_partial()
    }

    /// Whether the text ends in or right behind a scalar, so that more of it may have followed.
    pub fn is_cut(self) -> bool {
        let text = &self.document.source.text;
        let end = self.token().span().end as usize;
        !self.is_container() && text.get(end..).is_none_or(|rest| rest.iter().all(u8::is_ascii_whitespace))
    }

    /// Whether it has members or elements.
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::Object | Kind::Array)
    }

    /// Index of the token behind it.
    #[inline]
    pub fn next(self) -> u32 {
        self.token().next(self.at)
    }

    /// Where it stands, brackets and tags included, quotes not.
    pub fn span(self) -> Span {
        let token = self.token();
        if self.is_container() {
            Span { start: token.start, end: self.document.tokens[token.end as usize].end }
        } else {
            token.span()
        }
    }

    /// Its text as written, without quotes and with its escapes; empty for a container.
    #[inline]
    pub fn raw(self) -> &'a [u8] {
        let token = self.token();
        if self.is_container() { &[] } else { &self.document.source.text[token.span().range()] }
    }

    /// What it stands for, without blanks around it, where that needs no unescaping: the way of nearly every scalar.
    #[inline]
    pub fn simple(self) -> Option<&'a [u8]> {
        self.token().simple(&self.document.source.text)
    }

    /// The bytes it stands for: escapes and entities resolved. Empty for a container and for `null`.
    pub fn bytes(self) -> Cow<'a, [u8]> {
        self.token().bytes(&self.document.source.text).unwrap_or_default()
    }

    /// The text it stands for; what is no UTF-8 is replaced by U+FFFD.
    pub fn text(self) -> Cow<'a, str> {
        match self.bytes() {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => {
                Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into()))
            }
        }
    }

    /// The name that a `Key` stands for, as the document's syntax can spell it.
    pub fn name(self) -> Cow<'a, str> {
        if self.document.source.syntax == Syntax::Xml { xml::name(self.text()) } else { self.text() }
    }

    /// The members of an object in their order; none for anything else.
    pub fn members(self) -> Members<'a> {
        let inside = self.kind() == Kind::Object;
        Members { document: self.document, at: self.at + 1, end: if inside { self.token().end } else { 0 } }
    }

    /// The elements of an array in their order; none for anything else.
    pub fn elements(self) -> Elements<'a> {
        let inside = self.kind() == Kind::Array;
        Elements { document: self.document, at: self.at + 1, end: if inside { self.token().end } else { 0 } }
    }

    /// The last member with this name that is not null; the last one is what `JSON.parse` would keep.
    pub fn member(self, name: Name) -> Option<Value<'a>> {
        if self.token().end.saturating_sub(self.at) > WIDE && self.kind() == Kind::Object {
            return self.member_of_wide(name);
        }
        self.members().filter(|(key, value)| *key == Key::Known(name) && value.kind() != Kind::Null).last().map(|m| m.1)
    }

    #[inline(never)]
    fn member_of_wide(self, name: Name) -> Option<Value<'a>> {
        let document = self.document;
        let mut wide = document.wide.borrow_mut();
        let place = wide.binary_search_by_key(&self.at, |(object, _)| *object).unwrap_or_else(|place| {
            wide.insert(place, (self.at, self.known_members()));
            place
        });
        let known = &wide[place].1;
        let found = known.iter().find(|at| document.tokens[**at as usize].name() == name);
        found.map(|at| document.value(*at))
    }

    /// Where the last member of each known name stands that is not null.
    fn known_members(self) -> Vec<u32> {
        let tokens = &self.document.tokens;
        let (mut at, end) = (self.at + 1, self.token().end);
        let mut last: Vec<u32> = Vec::new();
        while at < end {
            let token = tokens[at as usize];
            let number = token.name_number();
            if number != 0 && !token.is(Kind::Null) {
                last.retain(|other| tokens[*other as usize].name_number() != number);
                last.push(at);
            }
            at = token.next(at);
        }
        last
    }

    /// The document it belongs to.
    pub fn document(self) -> &'a Document {
        self.document
    }
}

/// Members of an object.
pub struct Members<'a> {
    document: &'a Document,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Key<'a>, Value<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let first = self.document.value(self.at);
        let (key, value) = if first.kind() == Kind::Key {
            (Key::Unknown(first.name()), self.document.value(self.at + 1))
        } else {
            (Key::Known(first.token().name()), first)
        };
        self.at = value.next();
        Some((key, value))
    }
}

/// Elements of an array.
pub struct Elements<'a> {
    document: &'a Document,
    at: u32,
    end: u32,
}

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let value = self.document.value(self.at);
        self.at = value.next();
        Some(value)
    }
}
