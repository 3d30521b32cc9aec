//! The inside of an element that holds text -> what it stands for: entities, character references, CDATA, comments.

use std::borrow::Cow;

use crate::lexical::reference;
use crate::source::Rewrite;

/// A segment of the inside of a text element.
pub(super) enum Segment {
    /// Text as it stands.
    Plain(usize, usize),
    /// An entity or a character reference, and where it ends.
    Char(char, usize),
    /// An `&` that begins neither.
    BareAmpersand(usize, usize),
    /// A comment or a processing instruction.
    Comment(usize),
    /// CDATA: from, to, and where its mark ends.
    Cdata(usize, usize, usize),
}

impl Segment {
    pub(super) fn end(&self) -> usize {
        let (Self::Plain(_, end)
        | Self::Char(_, end)
        | Self::BareAmpersand(_, end)
        | Self::Comment(end)
        | Self::Cdata(_, _, end)) = self;
        *end
    }
}

/// The segment that begins at `at`.
pub(super) fn segment(raw: &[u8], at: usize) -> Option<Segment> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let until = |end: &[u8], from: usize| {
        rest.get(from..).and_then(|body| body.windows(end.len()).position(|w| w == end)).map(|len| from + len)
    };
    Some(match rest[0] {
        b'&' => reference(rest).map_or(Segment::BareAmpersand(at, at + 1), |(char, len)| Segment::Char(char, at + len)),
        b'<' if rest.starts_with(b"<![CDATA[") => {
            let len = until(b"]]>", 9).unwrap_or(rest.len());
            Segment::Cdata(at + 9, at + len, (at + len + 3).min(raw.len()))
        }
        // One without its end is kept with all that follows.
        b'<' if rest.starts_with(b"<!--") => {
            until(b"-->", 4).map_or(Segment::Plain(at, raw.len()), |len| Segment::Comment(at + len + 3))
        }
        b'<' if rest.starts_with(b"<?") => {
            until(b"?>", 2).map_or(Segment::Plain(at, raw.len()), |len| Segment::Comment(at + len + 2))
        }
        _ => {
            let len = rest[1..].iter().position(|b| matches!(b, b'&' | b'<')).map_or(rest.len(), |len| len + 1);
            Segment::Plain(at, at + len)
        }
    })
}

/// Writes what the inside of a text element stands for.
pub(in crate::document) fn resolve(text: &[u8], start: usize, end: usize, rewrite: &mut Rewrite) {
    let raw = &text[..end];
    let mut at = start;
    while let Some(segment) = segment(raw, at) {
        match segment {
            Segment::Plain(from, to) | Segment::BareAmpersand(from, to) | Segment::Cdata(from, to, _) => {
                rewrite.copy(text, from, to);
            }
            Segment::Char(char, to) => rewrite.replace(char.encode_utf8(&mut [0; 4]).as_bytes(), at, to),
            Segment::Comment(_) => {}
        }
        at = segment.end();
    }
}

/// `NameStartChar` of XML 1.0, without the colon of namespaces.
fn begins_name(char: char) -> bool {
    matches!(char,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// What else a name may have after its beginning.
fn goes_on(char: char) -> bool {
    matches!(char, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether XML can spell a name.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(begins_name) && name.chars().all(|char| begins_name(char) || goes_on(char))
}

/// A name as XML can spell it: what may not stand in one becomes U+FFFD, which may.
pub(crate) fn name(name: Cow<'_, str>) -> Cow<'_, str> {
    if is_name(&name) {
        return name;
    }
    let mut clean: String =
        name.chars().map(|c| if begins_name(c) || goes_on(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
    if !clean.starts_with(begins_name) {
        clean.insert(0, char::REPLACEMENT_CHARACTER);
    }
    Cow::Owned(clean)
}

/// Line ends as XML has them (XML 1.0, 2.11): each `\r\n`, and each `\r` alone, is `\n`.
pub(in crate::document) fn line_ends(raw: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = raw.iter().position(|byte| *byte == b'\r') else {
        return Cow::Borrowed(raw);
    };
    let mut out = Vec::with_capacity(raw.len());
    out.extend_from_slice(&raw[..first]);
    let mut bytes = raw[first..].iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        // Of both, the second stands for the two.
        if byte != b'\r' {
            out.push(byte);
        } else if bytes.peek() != Some(&b'\n') {
            out.push(b'\n');
        }
    }
    Cow::Owned(out)
}

/// The bytes that the inside of a text element stands for.
pub(in crate::document) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(segment) = segment(raw, at) {
        at = segment.end();
        let bytes: Cow<'_, [u8]> = match segment {
            Segment::Plain(from, to) | Segment::BareAmpersand(from, to) | Segment::Cdata(from, to, _) => {
                line_ends(&raw[from..to])
            }
            Segment::Char(char, _) => Cow::Owned(char.encode_utf8(&mut [0; 4]).as_bytes().to_vec()),
            Segment::Comment(_) => continue,
        };
        out.extend_from_slice(&bytes);
    }
    out
}
