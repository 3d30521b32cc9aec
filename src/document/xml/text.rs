//! The inside of an element that holds text -> what it stands for: entities, character references, CDATA, comments.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;

use crate::source::Layer;

/// A piece of the inside of a text element.
pub(super) enum Piece {
    /// Text as it stands.
    Plain(usize, usize),
    /// An entity or a character reference, and where it ends.
    Char(char, usize),
    /// An `&` that begins neither.
    Odd(usize, usize),
    /// A comment or a processing instruction.
    Nothing(usize),
    /// CDATA: from, to, and where its mark ends.
    Data(usize, usize, usize),
}

impl Piece {
    pub(super) fn end(&self) -> usize {
        match self {
            Piece::Plain(_, end) | Piece::Char(_, end) | Piece::Odd(_, end) | Piece::Nothing(end) => *end,
            Piece::Data(_, _, end) => *end,
        }
    }
}

/// The piece that begins at `at`.
pub(super) fn piece(raw: &[u8], at: usize) -> Option<Piece> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let until = |end: &[u8], from: usize| {
        rest.get(from..).and_then(|body| body.windows(end.len()).position(|w| w == end)).map(|len| from + len)
    };
    Some(match rest[0] {
        b'&' => entity(&rest[1..]).map_or(Piece::Odd(at, at + 1), |(char, len)| Piece::Char(char, at + 1 + len)),
        b'<' if rest.starts_with(b"<![CDATA[") => {
            let len = until(b"]]>", 9).unwrap_or(rest.len());
            Piece::Data(at + 9, at + len, (at + len + 3).min(raw.len()))
        }
        b'<' if rest.starts_with(b"<!--") => Piece::Nothing(until(b"-->", 4).map_or(raw.len(), |len| at + len + 3)),
        b'<' if rest.starts_with(b"<?") => Piece::Nothing(until(b"?>", 2).map_or(raw.len(), |len| at + len + 2)),
        _ => {
            let len = rest[1..].iter().position(|b| matches!(b, b'&' | b'<')).map_or(rest.len(), |len| len + 1);
            Piece::Plain(at, at + len)
        }
    })
}

/// What `name;` stands for, and its length with the semicolon.
fn entity(rest: &[u8]) -> Option<(char, usize)> {
    let len = rest.iter().take(12).position(|b| *b == b';')?;
    let name = std::str::from_utf8(&rest[..len]).ok()?;
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
        None => resolve_predefined_entity(name)?.chars().next()?,
    };
    Some((char, len + 1))
}

/// Writes what the inside of a text element stands for.
pub(in crate::document) fn resolve(text: &[u8], start: usize, end: usize, layer: &mut Layer) {
    let raw = &text[..end];
    let mut at = start;
    while let Some(piece) = piece(raw, at) {
        match piece {
            Piece::Plain(from, to) | Piece::Odd(from, to) | Piece::Data(from, to, _) => layer.keep(text, from, to),
            Piece::Char(char, to) => layer.put(char.encode_utf8(&mut [0; 4]).as_bytes(), at, to),
            Piece::Nothing(_) => {}
        }
        at = piece.end();
    }
}

/// The bytes that the inside of a text element stands for.
pub(in crate::document) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(piece) = piece(raw, at) {
        at = piece.end();
        let bytes: Cow<'_, [u8]> = match piece {
            Piece::Plain(from, to) | Piece::Odd(from, to) | Piece::Data(from, to, _) => Cow::Borrowed(&raw[from..to]),
            Piece::Char(char, _) => Cow::Owned(char.encode_utf8(&mut [0; 4]).as_bytes().to_vec()),
            Piece::Nothing(_) => continue,
        };
        out.extend_from_slice(&bytes);
    }
    out
}
