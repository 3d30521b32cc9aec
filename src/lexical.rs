//! What JSON's strings and numbers and XML's character references look like, once for every reader and writer. It refuses
//! to know where they may stand, and what is to be done about one that is faulty.

/// A byte that goes on a bare word.
#[inline]
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Characters that look like a blank, or like nothing, and that neither JSON nor XML knows.
pub(crate) fn is_unusual_blank(char: char) -> bool {
    matches!(char, '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{1680}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
        || matches!(char, '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}')
}

/// Without blanks at its ends, those of other scripts included.
#[inline]
pub(crate) fn trim(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii();
    let may_be = |byte: Option<&u8>| byte.is_some_and(|byte| *byte >= 0x80);
    if may_be(text.first()) || may_be(text.last()) { trim_end(trim_start(text)) } else { text }
}

#[cold]
fn trim_start(mut text: &[u8]) -> &[u8] {
    loop {
        text = text.trim_ascii_start();
        let head = &text[..text.len().min(3)];
        let first = head.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        match first.filter(|char| is_unusual_blank(*char)) {
            Some(blank) => text = &text[blank.len_utf8()..],
            None => return text,
        }
    }
}

/// Without blanks at its end, those of other scripts included.
pub(crate) fn trim_end(mut text: &[u8]) -> &[u8] {
    loop {
        text = text.trim_ascii_end();
        // The last character, if it is one of two or three bytes.
        let mut tails = (2..=3).filter_map(|len| std::str::from_utf8(&text[text.len().checked_sub(len)?..]).ok());
        let last = tails.find_map(|tail| tail.chars().next_back());
        match last.filter(|char| is_unusual_blank(*char)) {
            Some(blank) => text = &text[..text.len() - blank.len_utf8()],
            None => return text,
        }
    }
}

/// Control characters that XML does not allow.
pub(crate) fn is_xml_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// How many digits stand at `at`.
#[inline]
pub(crate) fn digits(text: &[u8], at: usize) -> usize {
    text.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
}

/// The number that the digits at the beginning are; 0: there are none.
#[inline(never)]
pub(crate) fn leading_number(text: &[u8]) -> u64 {
    let digits = text.iter().take_while(|b| b.is_ascii_digit());
    digits.fold(0, |number: u64, b| number.saturating_mul(10).saturating_add(u64::from(b - b'0')))
}

/// Whether `len` digits at `at` are a whole number of RFC 8259: one at least, and no zero before others.
#[inline]
pub(crate) fn is_whole(text: &[u8], at: usize, len: usize) -> bool {
    len == 1 || len > 1 && text[at] != b'0'
}

/// How long the number of RFC 8259 at `at` is; `None`: there is none.
pub(crate) fn number(text: &[u8], at: usize) -> Option<usize> {
    let whole = at + usize::from(text.get(at) == Some(&b'-'));
    let len = digits(text, whole);
    let mut end = whole + len;
    let mut good = is_whole(text, whole, len);
    if text.get(end) == Some(&b'.') {
        let fraction = digits(text, end + 1);
        good &= fraction > 0;
        end += 1 + fraction;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(text, end + 1 + sign);
        good &= exponent > 0;
        end += 1 + sign + exponent;
    }
    good.then_some(end - at)
}

/// Whether a text is a number of RFC 8259.
pub(crate) fn is_number(text: &[u8]) -> bool {
    number(text, 0) == Some(text.len())
}

/// The value of `len` hexadecimal digits at `at`.
pub(crate) fn hex(text: &[u8], at: usize, len: usize) -> Option<u32> {
    text.get(at..at + len)?.iter().try_fold(0, |code, b| Some(code << 4 | (*b as char).to_digit(16)?))
}

/// The UTF-16 unit that `XXXX` at `at` writes.
pub(crate) fn unit(text: &[u8], at: usize) -> Option<u16> {
    hex(text, at, 4).map(|code| code as u16)
}

/// What a backslash and this byte stand for in a string of JSON, `\u` aside.
#[inline]
pub(crate) fn short_escape(byte: u8) -> Option<char> {
    Some(match byte {
        b'"' | b'\\' | b'/' => byte as char,
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => return None,
    })
}

/// How long the escape at a backslash is, if it is one of JSON's; half a pair of surrogates is none.
#[inline]
pub(crate) fn escape(text: &[u8], at: usize) -> Option<usize> {
    match *text.get(at + 1)? {
        b'u' => (!(0xD800..0xE000).contains(&unit(text, at + 2)?)).then_some(6),
        byte => short_escape(byte).map(|_| 2),
    }
}

/// The character of `XXXX` or of a pair `XXXX\uXXXX` at `at`, and how many bytes it takes; half a pair is U+FFFD.
pub(crate) fn utf16(text: &[u8], at: usize) -> Option<(char, usize)> {
    let first = unit(text, at)?;
    let pair = (text.get(at + 4..at + 6) == Some(b"\\u")).then(|| unit(text, at + 6)).flatten();
    Some(match char::decode_utf16([first, pair.unwrap_or(0)]).next()? {
        Ok(char) => (char, if char.len_utf16() == 2 { 10 } else { 4 }),
        Err(_) => (char::REPLACEMENT_CHARACTER, 4),
    })
}

/// Writes a text as a string of JSON, in quotes, piece by piece.
pub(crate) fn write_string(text: &str, mut write: impl FnMut(&str)) {
    const DIGITS: &str = "0123456789abcdef";
    write("\"");
    let mut rest = text;
    loop {
        let (plain, odd) = rest.split_at(crate::scan::plain(rest.as_bytes(), 0).end);
        write(plain);
        let Some(byte) = odd.bytes().next() else { break };
        match byte {
            b'"' => write("\\\""),
            b'\\' => write("\\\\"),
            b'\n' => write("\\n"),
            b'\r' => write("\\r"),
            b'\t' => write("\\t"),
            0x08 => write("\\b"),
            0x0C => write("\\f"),
            _ => {
                let digit = usize::from(byte & 15);
                write(if byte < 0x10 { "\\u000" } else { "\\u001" });
                write(&DIGITS[digit..=digit]);
            }
        }
        rest = &odd[1..];
    }
    write("\"");
}

/// The character of a reference, `&lt;`, `&#34;` or `&#x22;`, and how many bytes it takes: XML's five names and numbers.
pub(crate) fn reference(rest: &[u8]) -> Option<(char, usize)> {
    let inside = rest.strip_prefix(b"&")?;
    let len = inside.iter().take(64).position(|b| *b == b';')?;
    let char = match std::str::from_utf8(&inside[..len]).ok()? {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|char| *char != '\0')?
        }
    };
    Some((char, len + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_rfc() {
        for good in ["0", "-0", "10", "1.5", "-1.50e+10", "1E-2", "9007199254740993"] {
            assert!(is_number(good.as_bytes()), "{good}");
        }
        for bad in ["", "-", "01", ".5", "1.", "1e", "1e+", "+1", "1 ", "0x1", "--1"] {
            assert!(!is_number(bad.as_bytes()), "{bad}");
        }
        assert_eq!(number(b"a12,", 1), Some(2));
    }

    #[test]
    fn blanks_of_every_script_go_from_the_ends() {
        for text in ["", "0", "true", "a b", "成功", "é"] {
            for blank in
                ["", " ", "\u{a0}", "\u{3000} ", "\u{feff}", "\u{2028}\n", "\u{200b}\u{200c}", "\u{2060}\u{85}"]
            {
                let around = format!("{blank}{text}{blank}");
                assert_eq!(trim(around.as_bytes()), text.as_bytes(), "{around:?}");
                let end = if text.is_empty() { "" } else { &around[..around.len() - blank.len()] };
                assert_eq!(trim_end(around.as_bytes()), end.as_bytes(), "{around:?}");
            }
        }
        assert_eq!(trim(b"\xC2"), b"\xC2");
    }

    #[test]
    fn escapes_are_those_of_json() {
        for (text, len) in [(r"\n", Some(2)), (r"\u00e9", Some(6)), (r"\ud83d", None), (r"\q", None), (r"\", None)] {
            assert_eq!(escape(text.as_bytes(), 0), len, "{text}");
        }
        assert_eq!(utf16(br"d83d\ude00", 0), Some(('😀', 10)));
        assert_eq!(utf16(b"d83d", 0), Some((char::REPLACEMENT_CHARACTER, 4)));
    }

    #[test]
    fn written_strings_read_back() {
        let all: String = ('\0'..='\u{ff}').chain(['状', '😀', '\u{2028}']).collect();
        let mut written = String::new();
        write_string(&all, |piece| written.push_str(piece));
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), all);
    }

    #[test]
    fn references_are_five_names_and_numbers() {
        for (text, expect) in [
            ("&lt;x", Some(('<', 4))),
            ("&#34;", Some(('"', 5))),
            ("&#x4E2d;", Some(('中', 8))),
            ("&#0;", None),
            ("&#xD800;", None),
            ("&nbsp;", None),
            ("&amp", None),
        ] {
            assert_eq!(reference(text.as_bytes()), expect, "{text}");
        }
    }
}
