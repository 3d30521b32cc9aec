//! The inside of a string with escapes -> the bytes it stands for: JSON's, and where JSON has none, what Python and
//! JavaScript mean by theirs. Anything else stays as written; a lone surrogate becomes U+FFFD.

use crate::lexical::{hex, short_escape, utf16};

const OTHER_QUOTES: [&str; 6] = ["“", "”", "„", "«", "»", "＂"];

/// The bytes that the inside of a string stands for.
pub(crate) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let plain = raw[at..].iter().position(|b| *b == b'\\').unwrap_or(raw.len() - at);
        out.extend_from_slice(&raw[at..at + plain]);
        at += plain;
        if at < raw.len() {
            at += escape(&raw[at..], &mut out);
        }
    }
    out
}

/// How many bytes the escape at the beginning takes; 1 where it is none.
pub(crate) fn len(rest: &[u8]) -> usize {
    escape(rest, &mut Vec::new())
}

/// Writes what the escape at the beginning stands for, and gives how many bytes it takes: itself where it is none.
fn escape(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let found = match rest.get(1) {
        // A line that goes on in the next one.
        Some(b'\n') => return 2,
        Some(b'x') => match bytes(rest, out) {
            0 => None,
            len => return len,
        },
        Some(b'\'') => Some(('\'', 2)),
        // An editor has made other quotes of JSON's, of those within too.
        Some(0xC2 | 0xE2 | 0xEF) => OTHER_QUOTES
            .iter()
            .find(|quote| rest[1..].starts_with(quote.as_bytes()))
            .map(|quote| ('"', 1 + quote.len())),
        Some(b'u') => utf16(rest, 2).map(|(char, len)| (char, 2 + len)),
        Some(b'U') => hex(rest, 2, 8).and_then(char::from_u32).map(|char| (char, 10)),
        Some(byte) => short_escape(*byte).map(|char| (char, 2)),
        None => None,
    };
    let (char, len) = found.unwrap_or(('\\', 1));
    out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
    len
}

/// Successive `\xHH`, which are bytes of UTF-8 where they can be, else characters; gives how many bytes they take.
fn bytes(rest: &[u8], out: &mut Vec<u8>) -> usize {
    let (mut at, mut decoded) = (0, Vec::new());
    while rest.get(at..at + 2) == Some(b"\\x")
        && let Some(code) = hex(rest, at + 2, 2)
    {
        decoded.push(code as u8);
        at += 4;
    }
    match String::from_utf8(decoded) {
        Ok(text) => out.extend_from_slice(text.as_bytes()),
        Err(error) => out.extend(error.into_bytes().into_iter().map(char::from).collect::<String>().into_bytes()),
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_json_and_of_its_neighbours() {
        for (raw, text) in [
            (r#"a\"b\\c\/d\n"#, "a\"b\\c/d\n"),
            (r"\u72b6\uD83D\uDE00", "状😀"),
            (r"\ud83d x", "\u{fffd} x"),
            (r"\xe7\x8a\xb6 \xe9 \x1b", "状 é \u{1b}"),
            (r"\U0001F600 it\'s", "😀 it's"),
            (r"\q \x4 \u12", r"\q \x4 \u12"),
        ] {
            assert_eq!(unescape(raw.as_bytes()), text.as_bytes(), "{raw}");
        }
    }
}
