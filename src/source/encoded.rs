//! A text that is one document in Base64 or percent-encoded -> the document.

use super::rewrite::{Rewrite, Unwrapping};
use crate::diagnostic::Code;
use crate::lexical;
use crate::span::Span;

/// What a document begins with in Base64: `{"`, `{` and a line end or a blank, `[{`, `[` likewise, `<?x`, `<De`, a byte order mark.
const BEGINS: [&[u8]; 9] = [b"eyJ", b"ewo", b"ew0K", b"eyA", b"W3s", b"Wwo", b"PD94", b"PERl", b"77u/"];
/// What a document begins with percent-encoded: `{"`, `[{`, `<`.
const PERCENT: [&[u8]; 4] = [b"%7B", b"%7b", b"%5B%7B", b"%3C"];
/// How much of a text is looked at before it is decoded.
const HEAD: usize = 64 << 10;
/// Anything shorter is no document.
const LEAST: usize = 40;

/// Decodes what is Base64 of a document, blanks and line ends in it aside.
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii();
    if text.len() < LEAST || !BEGINS.iter().any(|begin| text.starts_with(begin)) {
        return None;
    }
    let mut plain: Vec<u8> = text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    while plain.last() == Some(&b'=') {
        plain.pop();
    }
    // What is cut has a rest that says nothing.
    if plain.len() % 4 == 1 {
        plain.pop();
    }
    let forgiving = base64_simd::forgiving_decode_to_vec(&plain).ok()?;
    let first = forgiving.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&forgiving).trim_ascii_start().first().copied();
    matches!(first, Some(b'{' | b'[' | b'<')).then_some(forgiving)
}

/// The body of an answer of HTTP whose pieces have their lengths between them, as `curl --raw` and captures show it.
pub(super) fn chunks(text: &[u8], body: usize) -> Option<Unwrapping> {
    let size_before = |at: usize| {
        let line = text[..at].trim_ascii_end();
        let from = line.iter().rposition(|b| *b == b'\n')? + 1;
        let digits = line.len() - from;
        let size = lexical::hex(text, from, digits).filter(|_| (1..=6).contains(&digits))?;
        Some((from, size as usize))
    };
    let (first, mut size) = size_before(body)?;
    let (mut at, mut rewrite) = (body, Rewrite::new(text.len()));
    rewrite.copy(text, 0, first);
    while size > 0 {
        let end = at.checked_add(size).filter(|end| *end < text.len())?;
        rewrite.copy(text, at, end);
        // A line end, the next length, and a line end.
        let rest = text[end..].trim_ascii_start();
        let line = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |len| len + 1);
        at = text.len() - rest.len() + line;
        let digits = rest[..line].trim_ascii_end().len();
        size = lexical::hex(rest, 0, digits).filter(|_| (1..=6).contains(&digits))? as usize;
    }
    rewrite.copy(text, at, text.len());
    Some((Code::Encoded, Span::new(first, body), rewrite))
}

/// The whole text, or what stands behind `name=` in it.
pub(super) fn find(text: &[u8]) -> Option<Unwrapping> {
    let own = text.trim_ascii();
    let start = text.len() - text.trim_ascii_start().len();
    if let Some(document) = base64(own) {
        let mut rewrite = Rewrite::new(document.len());
        rewrite.replace(&document, start, start + own.len());
        return Some((Code::Encoded, Span::new(start, start + own.len().min(40)), rewrite));
    }
    let at = (0..own.len().min(256)).find(|at| PERCENT.iter().any(|begin| own[*at..].starts_with(begin)))?;
    let start = start + at;
    let len = text[start..]
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'&' | b'"' | b'\''))
        .unwrap_or(text.len() - start);
    let end = start + len;
    let plus = !text[start..end].windows(3).any(|three| three == b"%20");
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, start);
    let (mut next, mut copied) = (start, start);
    while next < end {
        let (bytes, len) = match text[next] {
            b'%' => match lexical::hex(text, next + 1, 2) {
                Some(byte) => ([byte as u8], 3),
                // Cut within its digits it says nothing.
                None if text[next..].trim_ascii().len() < 3 => break,
                None => ([b'%'], 1),
            },
            b'+' if plus => ([b' '], 1),
            _ => {
                next += 1;
                continue;
            }
        };
        rewrite.copy(text, copied, next);
        rewrite.replace(&bytes, next, next + len);
        next += len;
        copied = next;
    }
    rewrite.copy(text, copied, next);
    // What a form has behind it is another field.
    if end < text.len() {
        rewrite.replace(b"\n", end, end);
        rewrite.copy(text, end, text.len());
    }
    Some((Code::Encoded, Span::new(start, (start + 40).min(end)), rewrite))
}

/// Quoted-printable, as mail is sent: `=` and a line end where a line would be too long, `=XX` for a byte.
pub(super) fn quoted_printable(text: &[u8]) -> Option<Unwrapping> {
    const LONGEST: usize = 77;
    // `== heading ==`: a sign of two is none of its own.
    let soft = |line: &&[u8]| {
        let own = line.strip_suffix(b"\r").unwrap_or(line);
        line.len() <= LONGEST && own.ends_with(b"=") && !own.ends_with(b"==")
    };
    // One is enough where its sign is written so, too.
    let least = if text.windows(3).take(HEAD).any(|three| three == b"=3D") { 1 } else { 2 };
    if text.split(|b| *b == b'\n').take(400).filter(soft).count() < least {
        return None;
    }
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut copied, mut first) = (0, 0, None);
    while let Some(len) = text[at..].iter().position(|b| *b == b'=') {
        let start = at + len;
        let (bytes, len): (Vec<u8>, usize) = match &text[start + 1..] {
            [b'\r', b'\n', ..] => (Vec::new(), 3),
            [b'\n', ..] => (Vec::new(), 2),
            _ => match lexical::hex(text, start + 1, 2) {
                Some(byte) => (vec![byte as u8], 3),
                None => (vec![b'='], 1),
            },
        };
        rewrite.copy(text, copied, start);
        rewrite.replace(&bytes, start, start + len);
        first = first.or(Some(Span::new(start, start + len)));
        at = start + len;
        copied = at;
    }
    rewrite.copy(text, copied, text.len());
    first.map(|span| (Code::Encoded, span, rewrite))
}
