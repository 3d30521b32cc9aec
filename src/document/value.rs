//! The values of a tape, looked at one by one: members, elements, and the text that a scalar stands for.

use std::borrow::Cow;
use std::cell::RefCell;

use super::token::{Kind, Token};
use super::xml::text;
use crate::charset;
use crate::names::Name;
use crate::source::{Lines, Position, Source, Syntax};
use crate::span::Span;

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
    /// The answers of other clouds and products in it, in their order.
    pub(super) clouds: Vec<Foreign>,
    /// Tape and outermost values as they were written, where there are such answers: above, members have other names.
    pub(super) written: Option<(Vec<Token>, Vec<u32>)>,
    lines: RefCell<Lines>,
    /// The members with a known name of objects that are too wide to be walked for each, in the order of the objects' tokens.
    wide: RefCell<Vec<(u32, Vec<u32>)>>,
}

/// A part of a tape that is another cloud's or product's answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Foreign {
    /// Its first token, and the one after it.
    pub(super) tokens: (u32, u32),
    /// Product and call.
    pub(super) name: &'static str,
}

/// An object of more tokens is walked once, and its known members are remembered.
const WIDE: u32 = 4_096;

impl Document {
    /// The values that were read of a text.
    pub(super) fn new(source: Source, tokens: Vec<Token>, roots: Vec<u32>, is_piece: bool) -> Self {
        let (clouds, lines, wide) = (Vec::new(), RefCell::default(), RefCell::default());
        Self { source, tokens, roots, is_piece, clouds, written: None, lines, wide }
    }

    /// The tape was written anew.
    pub(super) fn forget_wide(&mut self) {
        self.wide.take();
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

    /// Where a span of the input (that of a diagnostic) begins and ends, as a reader counts.
    pub fn place(&self, span: Span) -> (Position, Position) {
        let (mut lines, text) = (self.lines.borrow_mut(), self.source.input());
        (lines.position(text, span.start), lines.position(text, span.end))
    }
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

    /// Whether the text ends in or right after a scalar, or goes on with something else there, so that more of it may have
    /// followed.
    pub fn is_cut(self) -> bool {
        if self.is_partial() && matches!(self.kind(), Kind::String | Kind::Number | Kind::Text) {
            return true;
        }
        let text = &self.document.source.text;
        let end = self.token().span().end as usize;
        !self.is_container() && text.get(end..).is_none_or(|rest| rest.iter().all(u8::is_ascii_whitespace))
    }

    /// Whether it has members or elements.
    #[inline]
    pub fn is_container(self) -> bool {
        matches!(self.kind(), Kind::Object | Kind::Array)
    }

    /// Index of the token after it.
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
            Cow::Borrowed(bytes) => charset::utf8(bytes),
            Cow::Owned(bytes) => {
                Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into()))
            }
        }
    }

    /// The name that a `Key` stands for, as the document's syntax can spell it.
    pub fn name(self) -> Cow<'a, str> {
        if self.document.source.syntax == Syntax::Xml { text::name(self.text()) } else { self.text() }
    }

    /// The members of an object in their order; none for anything else.
    pub fn members(self) -> Members<'a> {
        let inside = self.kind() == Kind::Object;
        Members { document: self.document, at: self.at + 1, end: if inside { self.token().end } else { 0 } }
    }

    /// The members of an object with a known name in their order, by token: nothing of the others is read.
    pub fn known(self) -> impl Iterator<Item = (u32, Token)> {
        let tokens = &self.document.tokens;
        let Members { mut at, end, .. } = self.members();
        std::iter::from_fn(move || {
            while at < end {
                let (here, token) = (at, tokens[at as usize]);
                // A key is followed by its value, which has no name of its own.
                at = token.next(at);
                if token.name_number() != 0 {
                    return Some((here, token));
                }
            }
            None
        })
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
        let Members { document, mut at, end } = self.members();
        let mut found = None;
        while at < end {
            let mut token = document.tokens[at as usize];
            if token.is(Kind::Key) {
                // The names of the others are not looked at: one may be as long as the text.
                at += 1;
                token = document.tokens[at as usize];
            } else if token.name_number() == name as u8 && !token.is(Kind::Null) {
                found = Some(document.value(at));
            }
            at = token.next(at);
        }
        found
    }

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
