//! A document in one of the older character sets -> UTF-8: by its declaration, or because its bytes are no UTF-8 and are
//! GB18030. Asked for where reading met bytes that are no UTF-8, so that ordinary documents pay nothing.

use super::rewrite::Rewrite;
use crate::charset::{self, Charset, Decode};
use crate::span::Span;

/// The text in UTF-8, the set that it was in, and where it first shows. `None`: it is in none that is known, or the host has
/// no table of it.
pub(super) fn decode(text: &[u8], body: usize, host: Decode) -> Option<(Charset, Span, Rewrite)> {
    let charset = declared(text, body).or_else(|| charset::detect(text, true).charset).filter(|charset| {
        matches!(charset, Charset::Gb18030 | Charset::ShiftJis | Charset::Big5 | Charset::Windows1252)
    })?;
    let decoded = host(charset, text)?;
    // A declaration that is wrong for more than a quarter of what it concerns is none.
    let (wide, lost) = decoded
        .chars()
        .filter(|char| !char.is_ascii())
        .fold((0, 0), |(wide, lost), char| (wide + 1, lost + usize::from(char == char::REPLACEMENT_CHARACTER)));
    if wide == 0 || lost * 4 > wide {
        return None;
    }
    let (rewrite, first) = rewrite(text, &decoded, charset);
    Some((charset, first, rewrite))
}

/// `<?xml version="1.0" encoding="GBK"?>`
fn declared(text: &[u8], body: usize) -> Option<Charset> {
    const LONGEST: usize = 256;
    let head = text.get(body..)?.strip_prefix(b"<?xml")?;
    let head = &head[..head.len().min(LONGEST)];
    let head = &head[..head.windows(2).position(|pair| pair == b"?>")?];
    let name = &head[head.windows(8).position(|word| word == b"encoding")? + 8..];
    let name = name.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *name.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let name = name[1..].split(|byte| *byte == quote).next()?.to_ascii_lowercase();
    Some(match name.as_slice() {
        b"gbk" | b"gb2312" | b"gb_2312-80" | b"gb18030" | b"x-gbk" | b"cp936" | b"ms936" => Charset::Gb18030,
        b"shift_jis" | b"shift-jis" | b"sjis" | b"windows-31j" | b"cp932" => Charset::ShiftJis,
        b"big5" | b"big5-hkscs" | b"cp950" => Charset::Big5,
        b"iso-8859-1" | b"latin1" | b"windows-1252" | b"cp1252" | b"us-ascii" => Charset::Windows1252,
        _ => return None,
    })
}

/// Writes what was decoded over what it was decoded from: ASCII is copied, and each run of other characters stands for its
/// bytes.
fn rewrite(text: &[u8], decoded: &str, charset: Charset) -> (Rewrite, Span) {
    let mut rewrite = Rewrite::new(decoded.len());
    let (mut at, mut rest, mut first) = (0, decoded, None);
    while at < text.len() {
        let ascii = text[at..].iter().position(|byte| *byte >= 0x80).unwrap_or(text.len() - at);
        if rest.as_bytes().get(..ascii) != Some(&text[at..at + ascii]) {
            // The host reads faulty bytes otherwise: what is left stands for all that is left.
            break;
        }
        rewrite.copy(text, at, at + ascii);
        (at, rest) = (at + ascii, &rest[ascii..]);
        let (mut end, mut len) = (at, 0);
        while text.get(end).is_some_and(|byte| *byte >= 0x80)
            && let Some(char) = rest[len..].chars().next()
        {
            end += taken(charset, &text[end..], char).min(text.len() - end);
            len += char.len_utf8();
        }
        rewrite.replace(&rest.as_bytes()[..len], at, end);
        if end > at {
            first = first.or(Some(Span::new(at, end)));
        } else {
            break;
        }
        (at, rest) = (end, &rest[len..]);
    }
    rewrite.replace(rest.as_bytes(), at, text.len());
    (rewrite, first.unwrap_or_default())
}

/// How many bytes a character was decoded from, the first of which is no ASCII (Encoding Standard, 10.2, 12.3 and 11.1).
fn taken(charset: Charset, bytes: &[u8], char: char) -> usize {
    let lost = char == char::REPLACEMENT_CHARACTER;
    match (charset, bytes) {
        (Charset::Windows1252, _) | (_, [0x80 | 0xFF, ..] | [_]) => 1,
        (Charset::ShiftJis, [0xA0..=0xDF, ..]) => 1,
        // Behind half a character, ASCII stands for itself.
        (_, [_, (..=0x7F), ..]) if lost => 1,
        (Charset::Gb18030, [_, b'0'..=b'9', ..]) => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charsets;
    use crate::source::rewrite::SourceMap;

    #[test]
    fn declarations_are_read_where_they_stand() {
        for (text, expected) in [
            ("<?xml version=\"1.0\" encoding=\"GBK\"?><A/>", Some(Charset::Gb18030)),
            ("<?xml version='1.0' encoding = 'gb2312' ?>", Some(Charset::Gb18030)),
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", None),
            ("<?xml version=\"1.0\"?><A encoding=\"GBK\"/>", None),
            ("<A encoding=\"GBK\"/>", None),
            ("<?xml encoding", None),
        ] {
            assert_eq!(declared(text.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn places_lead_back_to_the_bytes() {
        for faulty in [b"".as_slice(), b"\xFF", b"\xB2", b"\x81\x30\xFF", b"\xB2\x20", b"\xA2\xA1\x7C"] {
            let mut text =
                b"<?xml encoding='gbk'?>{\"a\":\"\xB2\xBF\xCA\xF0\xB2\xBF\xCA\xF0\",\"\x95\x32\x82\x36\":1,\"b"
                    .to_vec();
            text.extend(faulty);
            text.extend(b"\":\"\xCD\xF8\xD5\xBE\"}");
            let Some((charset, first, rewrite)) = decode(&text, 0, Charsets::default().decode) else {
                panic!("{faulty:02X?}: not decoded");
            };
            assert_eq!((charset, first), (Charset::Gb18030, Span::new(28, 36)));
            let (whole, input) = (text.clone(), text.len());
            let mut map = None;
            assert!(SourceMap::apply(&mut map, &mut text, rewrite));
            assert_eq!(String::from_utf8_lossy(&text), encoding_rs::GB18030.decode_without_bom_handling(&whole).0);
            let map = map.expect("a map");
            let find =
                |text: &[u8], what: &[u8]| text.windows(what.len()).position(|part| part == what).expect("it is there");
            let (read, written) = (find(&text, "网站".as_bytes()), find(&whole, b"\xCD\xF8\xD5\xBE"));
            assert_eq!(map.original(Span::new(read, read + 6)), Span::new(written, written + 4), "{faulty:02X?}");
            let end = text.len();
            assert_eq!(map.original(Span::new(end, end)), Span::new(input, input), "{faulty:02X?}");
        }
    }
}
