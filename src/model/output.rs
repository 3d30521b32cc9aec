//! The bytes of `Output` and `CommandContent`: Base64 or plain, decided per field, and text or not.
//!
//! The response does not say which `ContentEncoding` was asked for (api.md 1.8), and documents mix both (quirk 9). So a
//! field is Base64 only if it keeps to the alphabet and what it decodes to is plausible: a plain `root` or
//! `success` must not become rubbish.

use crate::scan;

/// How a field was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// In Base64.
    Base64,
    /// As it is.
    Plain,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// How it was written.
    pub encoding: Encoding,
    /// What the machine printed.
    pub bytes: Vec<u8>,
    /// The tail was masked with `*`: only what stands before it was decoded.
    pub masked: bool,
    /// The bytes are UTF-8 without the NULs that no text has and nearly every binary file does.
    pub is_text: bool,
}

/// Text this long (or padded) in the alphabet of Base64, of all its kinds of letters, is no accident.
const LONG: usize = 24;

impl Content {
    /// Decides for a field with this content, blanks included.
    ///
    /// ```
    /// use invocation_inspector::model::output::{Content, Encoding};
    /// assert_eq!(Content::read(b"MTU6MzA6MDEK").bytes, b"15:30:01\n");
    /// assert_eq!(Content::read(b"root").encoding, Encoding::Plain);
    /// ```
    pub fn read(field: &[u8]) -> Self {
        Self::base64(field).unwrap_or_else(|| {
            let is_text = std::str::from_utf8(field).is_ok() && !field.contains(&0);
            Self { encoding: Encoding::Plain, bytes: field.to_vec(), masked: false, is_text }
        })
    }

    /// The text, if the bytes are UTF-8 text.
    pub fn text(&self) -> Option<&str> {
        if self.is_text { std::str::from_utf8(&self.bytes).ok() } else { None }
    }

    fn base64(field: &[u8]) -> Option<Self> {
        let trimmed = field.trim_ascii();
        let body = trimmed.trim_ascii_end_of(b'*');
        let masked = body.len() < trimmed.len();
        // Plain text shows itself soon: a blank, a dash, a dot.
        let head = &body[..body.len().min(64)];
        let folded: Vec<u8>;
        let body = if head.iter().all(|b| is_digit(*b) || *b == b'=') {
            body
        } else if is_wrapped(body) {
            folded = body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
            &folded
        } else {
            return None;
        };
        match Self::decode(body, masked) {
            // Lines of 76, whose first is longer than the head.
            None if is_wrapped(body) => {
                let folded: Vec<u8> = body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
                Self::decode(&folded, masked)
            }
            decided => decided,
        }
    }

    fn decode(body: &[u8], masked: bool) -> Option<Self> {
        let digits = body.trim_ascii_end_of(b'=');
        let padding = body.len() - digits.len();
        let whole = body.len().is_multiple_of(4) && padding <= 2;
        if digits.is_empty() || (!whole && !masked) {
            return None;
        }
        let usable = if masked { digits.len() / 4 * 4 } else { digits.len() };
        let bytes = decode(&digits[..usable])?;
        let kind = Kind::of(&bytes);
        let is_text = matches!(kind, Kind::Clean | Kind::Text);
        let plausible = match kind {
            Kind::Clean => true,
            Kind::Cut if masked => true,
            Kind::Text | Kind::Cut | Kind::Binary => (digits.len() >= LONG || padding > 0) && is_mixed(digits),
        };
        (plausible && !bytes.is_empty()).then_some(Self { encoding: Encoding::Base64, bytes, masked, is_text })
    }
}

/// The bytes of digits without padding; `None` where one is not of the alphabet. Bits left over in the last digit are
/// passed over: what was masked or made by hand has them.
fn decode(digits: &[u8]) -> Option<Vec<u8>> {
    let (fours, rest) = digits.split_at(digits.len() / 4 * 4);
    let mut bytes = base64_simd::STANDARD.decode_to_vec(fours).ok()?;
    if !rest.is_empty() {
        let mut last = [b'A'; 4];
        last[..rest.len()].copy_from_slice(rest);
        let three = base64_simd::STANDARD.decode_to_vec(last).ok()?;
        bytes.extend(three.iter().take(rest.len() - 1));
    }
    Some(bytes)
}

/// What bytes are.
enum Kind {
    /// UTF-8 without the control characters that no terminal is sent.
    Clean,
    /// UTF-8 with some of them.
    Text,
    /// Clean but for a character that is cut off at the end.
    Cut,
    /// Anything else.
    Binary,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        let seen = scan::controls(bytes);
        let utf8 = if seen.high { std::str::from_utf8(bytes).map(|_| ()) } else { Ok(()) };
        match utf8 {
            Ok(()) if !seen.odd => Kind::Clean,
            Ok(()) if !bytes.contains(&0) => Kind::Text,
            Err(error) if error.error_len().is_none() && !seen.odd => Kind::Cut,
            _ => Kind::Binary,
        }
    }
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

trait TrimEnd {
    fn trim_ascii_end_of(&self, byte: u8) -> &[u8];
}

impl TrimEnd for [u8] {
    fn trim_ascii_end_of(&self, byte: u8) -> &[u8] {
        let len = self.iter().rposition(|b| *b != byte).map_or(0, |last| last + 1);
        &self[..len]
    }
}

/// Lines of one length, the last may be shorter: Base64 as mail and terminals wrap it. Words with blanks between are not.
fn is_wrapped(body: &[u8]) -> bool {
    let mut lines = body.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next().map_or(0, <[u8]>::len);
    let rest: Vec<usize> = lines.map(<[u8]>::len).collect();
    let Some((last, middle)) = rest.split_last() else {
        return false;
    };
    first >= 16
        && *last <= first
        && middle.iter().all(|len| *len == first)
        && !body.iter().any(|b| matches!(b, b' ' | b'\t'))
}

/// Capital and small letters and figures, as the bytes of a file give; a word, a name or a checksum in hexadecimal
/// lacks one.
fn is_mixed(digits: &[u8]) -> bool {
    digits.iter().any(u8::is_ascii_uppercase)
        && digits.iter().any(u8::is_ascii_lowercase)
        && digits.iter().any(|b| b.is_ascii_digit() || matches!(b, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_base64_and_what_is_not() {
        for (field, encoding, text) in [
            ("MTU6MzA6MDEK", Encoding::Base64, Some("15:30:01\n")),
            ("ZWNobyBKYWNr", Encoding::Base64, Some("echo Jack")),
            ("aGk=", Encoding::Base64, Some("hi")),
            ("5ZG95Luk5omn6KGM5oiQ5YqfCg==", Encoding::Base64, Some("命令执行成功\n")),
            ("ok", Encoding::Plain, Some("ok")),
            ("root", Encoding::Plain, Some("root")),
            ("test", Encoding::Plain, Some("test")),
            ("success", Encoding::Plain, Some("success")),
            ("Finished", Encoding::Plain, Some("Finished")),
            ("OutPutTestmsg", Encoding::Plain, Some("OutPutTestmsg")),
            ("d41d8cd98f00b204e9800998ecf8427e", Encoding::Plain, Some("d41d8cd98f00b204e9800998ecf8427e")),
            ("CreateECSInvocationValue", Encoding::Plain, Some("CreateECSInvocationValue")),
            ("b2v/AAo=", Encoding::Base64, None),
            ("key=", Encoding::Plain, Some("key=")),
            ("two words", Encoding::Plain, Some("two words")),
            ("****", Encoding::Plain, Some("****")),
            (" ", Encoding::Plain, Some(" ")),
            ("", Encoding::Plain, Some("")),
        ] {
            let content = Content::read(field.as_bytes());
            assert_eq!((content.encoding, content.text()), (encoding, text), "{field}");
        }
    }

    #[test]
    fn a_masked_tail_is_decoded_up_to_the_mask() {
        let content = Content::read(b"cnBtIC1xYSB8IGdyZXAgdnNm****");
        assert_eq!(content.text(), Some("rpm -qa | grep vsf"));
        assert!(content.masked);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let content = Content::read(b"aGVsbG8gd29ybGQs\r\nIGhlbGxvIHdvcmxk\r\nCg==");
        assert_eq!(content.text(), Some("hello world, hello world\n"));
    }

    #[test]
    fn bytes_that_are_no_text_are_kept() {
        let bytes: Vec<u8> = (0..=255).collect();
        let field = base64_simd::STANDARD.encode_to_string(&bytes);
        let content = Content::read(field.as_bytes());
        assert_eq!(content.bytes, bytes);
        assert_eq!(content.text(), None);
    }
}
