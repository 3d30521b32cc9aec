//! Texts in Base64 inside a text: found, read, searched, and written again as they were.

use base64_simd::{Base64, STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use super::lens::Lens;
use super::scan::{Coding, DOT, Nested, Scan, What, Word};

/// Least length that is tried; of 12 bytes that read as text none is so by chance.
const LEAST: usize = 16;
/// How many times Base64 is taken off.
const DEPTH: u8 = 4;

impl Coding {
    fn alphabet(&self) -> &'static Base64 {
        match (self.url, self.padded) {
            (true, true) => &URL_SAFE,
            (true, false) => &URL_SAFE_NO_PAD,
            (false, true) => &STANDARD,
            (false, false) => &STANDARD_NO_PAD,
        }
    }
}

impl Nested {
    /// Another text in the same way.
    pub(crate) fn write(&self, text: &str) -> String {
        let bytes = if self.coding.wide {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            [text.as_bytes(), &self.rest].concat()
        };
        let plain = self.coding.alphabet().encode_to_string(bytes);
        let Some((width, end)) = self.coding.wrap else { return plain };
        let lines: Vec<&str> =
            (0..plain.len()).step_by(width).map(|at| &plain[at..plain.len().min(at + width)]).collect();
        lines.join(end)
    }
}

/// The run of Base64 that begins with this word, where it holds a text with something to hide.
pub(crate) fn run(target: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.start < target.tried || word.has(DOT) || word.text.len() < 4 || target.depth >= DEPTH {
        return false;
    }
    let first = line(&target.text[word.start..]);
    target.tried = word.start + first;
    if first < LEAST || !reads(&target.text[word.start..word.start + first]) {
        return false;
    }
    let (end, wrap) = lines(target, word.start, first);
    target.tried = end;
    let signs: Vec<u8> = match wrap {
        Some(_) => target.text[word.start..end].iter().copied().filter(|byte| is_sign(*byte)).collect(),
        None => target.text[word.start..end].to_vec(),
    };
    let Some(mut nested) = decode(&signs, wrap) else { return false };
    let hits = (target.inner)(&Lens::of(&nested.text).view, target.learned, target.depth + 1);
    if hits.is_empty() && !target.learned.marked(&nested.text) {
        return false;
    }
    nested.hits = hits;
    target.at = end;
    target.note(word.start, end, What::Encoded(Box::new(nested)));
    true
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte)
}

/// How many signs stand here in a line, padding included.
fn line(rest: &[u8]) -> usize {
    let signs = rest.iter().take_while(|byte| **byte != b'=' && is_sign(**byte)).count();
    signs + rest[signs..].iter().take(2).take_while(|byte| **byte == b'=').count()
}

/// Whether the first signs read as text: most runs do not, and are done with.
fn reads(signs: &[u8]) -> bool {
    let mut first = [0; 12];
    let out = base64_simd::Out::from_slice(&mut first);
    let url = signs[..16].iter().any(|byte| b"-_".contains(byte));
    let alphabet = if url { URL_SAFE_NO_PAD } else { STANDARD_NO_PAD };
    let Ok(bytes) = alphabet.decode(trim(&signs[..16]), out) else { return false };
    let shown = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x1B | b' '..=b'~' | 0x80..);
    let wide = bytes.chunks_exact(2).all(|pair| pair[1] == 0 && shown(&pair[0]));
    let text = bytes.iter().all(shown)
        && std::str::from_utf8(bytes).map_or_else(|fault| fault.error_len().is_none(), |_| true);
    wide || text
}

fn trim(signs: &[u8]) -> &[u8] {
    let padding = signs.iter().rev().take_while(|byte| **byte == b'=').count();
    &signs[..signs.len() - padding]
}

/// Further lines of the same width, as `base64` breaks them; with line ends as they are or as strings have them.
fn lines(target: &Scan<'_, '_>, start: usize, width: usize) -> (usize, Option<(usize, &'static str)>) {
    let mut end = start + width;
    if !(48..=256).contains(&width) || !width.is_multiple_of(4) || target.byte(end - 1) == b'=' {
        return (end, None);
    }
    let Some(close) =
        ["\n", "\r\n", "\\n", "\\r\\n"].into_iter().find(|close| target.text[end..].starts_with(close.as_bytes()))
    else {
        return (end, None);
    };
    while target.text[end..].starts_with(close.as_bytes()) {
        let next = end + close.len();
        let len = line(&target.text[next..]);
        if len == 0 || len > width {
            break;
        }
        end = next + len;
        if len < width {
            break;
        }
    }
    (end, Some((width, close)))
}

fn decode(signs: &[u8], wrap: Option<(usize, &'static str)>) -> Option<Nested> {
    let plain = trim(signs);
    let url = plain.iter().any(|byte| b"-_".contains(byte));
    let padded = plain.len() < signs.len() || plain.len().is_multiple_of(4);
    // One sign alone stands for no byte: the run was cut there.
    let whole = plain.len() - usize::from(plain.len() % 4 == 1);
    let alphabet = if url { URL_SAFE_NO_PAD } else { STANDARD_NO_PAD };
    let mut bytes = alphabet.decode_to_vec(&plain[..whole]).ok()?;
    let wide = bytes.len().is_multiple_of(2)
        && bytes.len() >= 8
        && bytes.chunks_exact(2).filter(|pair| pair[1] == 0).count() * 10 > bytes.len() * 4;
    let coding = Coding { url, padded, wide, wrap };
    if wide {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        return Some(Nested { text: String::from_utf16(&units).ok()?, hits: Vec::new(), coding, rest: Vec::new() });
    }
    let rest = match std::str::from_utf8(&bytes) {
        Ok(_) => Vec::new(),
        Err(fault) if fault.error_len().is_none() => bytes.split_off(fault.valid_up_to()),
        Err(_) => return None,
    };
    let text = String::from_utf8(bytes).ok()?;
    let hidden = text.bytes().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    (hidden * 50 <= text.len()).then_some(Nested { text, hits: Vec::new(), coding, rest })
}
