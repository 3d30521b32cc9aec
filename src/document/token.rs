//! What a value is and where it stands, in twelve bytes. It refuses to know the text.

use std::borrow::Cow;

use super::xml;
use crate::escapes;
use crate::names::Name;
use crate::span::Span;

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
    pub(super) start: u32,
    pub(super) end: u32,
    /// Kind and the name's number, a byte each; whether the text must be unescaped, or something of a container is not
    /// here.
    pub(super) meta: u32,
}

pub(super) const ESCAPED: u32 = 1 << 16;
pub(super) const PARTIAL: u32 = 1 << 17;

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
    pub(super) fn partial(mut self, partial: bool) -> Self {
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

    /// Whether it is of one of some kinds, which are bits of `kinds`.
    #[inline]
    pub(super) fn is_one_of(self, kinds: u32) -> bool {
        kinds >> (self.meta & 0xF) & 1 != 0
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

    /// Index of the token after the value that begins with this one, which stands at `at`.
    #[inline]
    pub fn next(self, at: u32) -> u32 {
        if self.is(Kind::Object) || self.is(Kind::Array) { self.end + 1 } else { at + 1 }
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
        if self.is_escaped() || !self.is_one_of(SCALARS) {
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
            Kind::Text if self.is_escaped() => Some(Cow::Owned(xml::text::unescape(raw()?))),
            Kind::Text => raw().map(xml::text::line_ends),
            _ => raw().map(Cow::Borrowed),
        }
    }

    pub(super) fn is_escaped(self) -> bool {
        self.meta & ESCAPED != 0
    }

    /// Whether something of a container is not here.
    #[inline]
    pub fn is_partial(self) -> bool {
        self.meta & PARTIAL != 0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} {}..{}", self.kind(), self.name(), self.start, self.end)
    }
}
