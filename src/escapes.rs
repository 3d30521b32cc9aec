//! The inside of a string with escapes -> the bytes it stands for: JSON's, and where JSON has none, what Python and
//! JavaScript mean by theirs. Anything else stays as written; a lone surrogate becomes U+FFFD.

/// Four hexadecimal digits at `at`.
pub(crate) fn hex4(text: &[u8], at: usize) -> Option<u16> {
    hex(text, at, 4).map(|code| code as u16)
}

/// `len` hexadecimal digits at `at`.
fn hex(text: &[u8], at: usize, len: usize) -> Option<u32> {
    text.get(at..at + len)?.iter().try_fold(0, |code, b| Some(code << 4 | (*b as char).to_digit(16)?))
}

/// The bytes that the inside of a string stands for.
pub(crate) fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let plain = raw[at..].iter().position(|b| *b == b'\\').unwrap_or(raw.len() - at);
        out.extend_from_slice(&raw[at..at + plain]);
        at += plain;
        if at >= raw.len() {
            break;
        }
        let (char, len) = match raw.get(at + 1) {
            Some(b @ (b'"' | b'\\' | b'/' | b'\'')) => (*b as char, 2),
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{c}', 2),
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            Some(b'u') => unicode(raw, at + 2).map_or(('\\', 1), |(char, len)| (char, 2 + len)),
            Some(b'U') => match hex(raw, at + 2, 8).and_then(char::from_u32) {
                Some(char) => (char, 10),
                None => ('\\', 1),
            },
            Some(b'x') => {
                let len = bytes(raw, at, &mut out);
                at += len;
                if len > 0 {
                    continue;
                }
                ('\\', 1)
            }
            // A line that goes on in the next one.
            Some(b'\n') => {
                at += 2;
                continue;
            }
            _ => ('\\', 1),
        };
        out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
        at += len;
    }
    out
}

/// How many bytes the escape at the beginning takes; 1 where it is none.
pub(crate) fn len(rest: &[u8]) -> usize {
    match rest.get(1) {
        Some(b'"' | b'\\' | b'/' | b'\'' | b'b' | b'f' | b'n' | b'r' | b't' | b'\n') => 2,
        Some(b'u') => unicode(rest, 2).map_or(1, |(_, len)| 2 + len),
        Some(b'U') => hex(rest, 2, 8).and_then(char::from_u32).map_or(1, |_| 10),
        Some(b'x') => bytes(rest, 0, &mut Vec::new()).max(1),
        _ => 1,
    }
}

/// A run of `\xHH`, which are bytes of UTF-8 where they can be, else characters; gives how long it is.
fn bytes(raw: &[u8], start: usize, out: &mut Vec<u8>) -> usize {
    let (mut at, mut run) = (start, Vec::new());
    while raw.get(at..at + 2) == Some(b"\\x")
        && let Some(code) = hex(raw, at + 2, 2)
    {
        run.push(code as u8);
        at += 4;
    }
    match String::from_utf8(run) {
        Ok(text) => out.extend_from_slice(text.as_bytes()),
        Err(error) => out.extend(error.into_bytes().into_iter().map(char::from).collect::<String>().into_bytes()),
    }
    at - start
}

/// The character of `XXXX` or of a pair `XXXX\uXXXX`, and how many bytes it took.
fn unicode(raw: &[u8], at: usize) -> Option<(char, usize)> {
    let first = hex4(raw, at)?;
    let pair = (raw.get(at + 4..at + 6) == Some(b"\\u")).then(|| hex4(raw, at + 6)).flatten();
    let units = [first, pair.unwrap_or(0)];
    let char = char::decode_utf16(units).next()?;
    Some(match char {
        Ok(char) => (char, if char.len_utf16() == 2 { 10 } else { 4 }),
        Err(_) => (char::REPLACEMENT_CHARACTER, 4),
    })
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
