//! The bytes of `Output` and `CommandContent`: Base64 or plain, decided per field, and text or not.
//!
//! The response does not say which `ContentEncoding` was asked for (api.md 1.8), and documents mix both (quirk 9). So a
//! field is Base64 only if it keeps to the alphabet and what it decodes to is plausible: a plain `root` or
//! `success` must not become rubbish.

use std::borrow::Cow;

use crate::charset::{self, Charset, Charsets, Detected, Evidence};

/// How a field was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// In Base64.
    Base64,
    /// As it is.
    Plain,
}

/// Why a field is taken to be written that way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Base64, since what it decodes to is text.
    Decodes,
    /// Base64 likely: what it decodes to is text, and so short that the field may be plain as well (api.md 6, quirk 9).
    Unsure,
    /// Base64, since its letters, its length and its padding are.
    Form,
    /// Plain, since it has characters that Base64 has not.
    Letters,
    /// Plain, since it would decode to nothing that makes sense.
    Nonsense,
}

impl Reason {
    /// Its stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Decodes => "decodes",
            Self::Unsure => "unsure",
            Self::Form => "form",
            Self::Letters => "letters",
            Self::Nonsense => "nonsense",
        }
    }
}

/// How the end of a field in Base64 is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// All there.
    Whole,
    /// Masked with `*`: only what stands before was decoded.
    Masked,
    /// Missing: no Base64 has this length.
    Missing,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// How it was written.
    pub encoding: Encoding,
    /// Why it is taken to be.
    pub reason: Reason,
    /// What the machine printed.
    pub bytes: Vec<u8>,
    /// Whether its end is there.
    pub ending: Ending,
    /// The character set; `None` for bytes that are no text.
    pub charset: Option<Charset>,
    /// What speaks for it.
    pub evidence: Evidence,
}

/// Text this long (or padded) in the alphabet of Base64, of all its kinds of letters, is no accident.
const LONG: usize = 24;

/// One word as short as this, without padding, may be either.
const SHORT: usize = 12;

/// Text in an alphabet that is not quite Base64's has to be this long, and to decode to text.
const UNUSUAL: usize = 16;

impl Content {
    /// Decides for a field with this content, blanks included. `cut`: the service dropped some of its bytes.
    ///
    /// ```
    /// use invocation_inspector::output::{Content, Encoding};
    /// assert_eq!(Content::read(b"MTU6MzA6MDEK", false).bytes, b"15:30:01\n");
    /// assert_eq!(Content::read(b"root", false).encoding, Encoding::Plain);
    /// ```
    pub fn read(field: &[u8], cut: bool) -> Self {
        Self::base64(field, cut).unwrap_or_else(|reason| {
            let Detected { charset, .. } = charset::detect(field, cut);
            let bytes = field.to_vec();
            let evidence = if charset.is_some() { Evidence::Text } else { Evidence::Nothing };
            Self { encoding: Encoding::Plain, reason, bytes, ending: Ending::Whole, charset, evidence }
        })
    }

    /// The text, if the bytes are text and the host knows their character set.
    pub fn text(&self, charsets: Charsets) -> Option<Cow<'_, str>> {
        charset::decode(&self.bytes, self.charset?, charsets.decode)
    }

    /// The same bytes in the character set that a reader chose. What the response has as text already stays as it is.
    #[must_use]
    pub fn chosen(self, charset: Option<Charset>) -> Self {
        match charset {
            Some(_) if self.encoding == Encoding::Base64 => Self { charset, evidence: Evidence::Chosen, ..self },
            _ => self,
        }
    }

    fn base64(field: &[u8], cut: bool) -> Result<Self, Reason> {
        let trimmed = field.trim_ascii();
        let body = trimmed.trim_ascii_end_of(b'*');
        let masked = body.len() < trimmed.len();
        // Plain text shows itself soon: a blank, a dot.
        let head = &body[..body.len().min(64)];
        let of_url = |b: &u8| matches!(b, b'-' | b'_');
        let usual = |b: &u8| is_digit(*b) || *b == b'=';
        if head.iter().all(usual) {
            match Self::decode(body, masked, cut) {
                // Lines of 76, whose first is longer than the head.
                Err(_) if is_wrapped(body) => Self::decode(&folded(body), masked, cut),
                decided => decided,
            }
        } else if head.iter().all(|b| usual(b) || of_url(b)) && !head.iter().any(|b| matches!(b, b'+' | b'/')) {
            let standard: Vec<u8> = body
                .iter()
                .map(|b| {
                    if *b == b'-' {
                        b'+'
                    } else if *b == b'_' {
                        b'/'
                    } else {
                        *b
                    }
                })
                .collect();
            Self::decode(&standard, masked, cut)
                .ok()
                .filter(|content| content.reason == Reason::Decodes && body.len() >= UNUSUAL && is_mixed(body))
                .ok_or(Reason::Letters)
        } else if is_wrapped(body) {
            Self::decode(&folded(body), masked, cut)
        } else {
            Err(Reason::Letters)
        }
    }

    fn decode(body: &[u8], masked: bool, cut: bool) -> Result<Self, Reason> {
        let digits = body.trim_ascii_end_of(b'=');
        let padding = body.len() - digits.len();
        let padded = body.len().is_multiple_of(4) && padding <= 2;
        let rest = digits.len() % 4;
        let ending = match (masked, rest) {
            (true, _) => Ending::Masked,
            (false, 1) => Ending::Missing,
            (false, _) => Ending::Whole,
        };
        // Of what was cut off or masked, only whole fours are sure.
        let usable = if ending == Ending::Whole { digits.len() } else { digits.len() - rest };
        if usable == 0 {
            return Err(Reason::Nonsense);
        }
        let bytes = decode(&digits[..usable]).ok_or(Reason::Letters)?;
        let Detected { charset, evidence, clean } = charset::detect(&bytes, cut || ending != Ending::Whole);
        let sure = digits.len() >= LONG && is_mixed(digits);
        let plausible = if !padded && !masked {
            // Without its padding, or with an end that no Base64 has.
            clean && is_mixed(digits) && digits.len() >= if ending == Ending::Whole { 8 } else { LONG }
        } else {
            match (clean, evidence) {
                (true, _) => true,
                (false, Evidence::Cut) if masked => true,
                (false, Evidence::Pairs) => digits.len() >= 8 && is_mixed(digits),
                (false, _) => sure || (padding > 0 && is_mixed(digits)),
            }
        };
        let short = padding == 0 && digits.len() < SHORT && !bytes.iter().any(u8::is_ascii_whitespace);
        let reason = match charset {
            Some(_) if short => Reason::Unsure,
            Some(_) => Reason::Decodes,
            None => Reason::Form,
        };
        let content = Self { encoding: Encoding::Base64, reason, bytes, ending, charset, evidence };
        plausible.then_some(content).ok_or(Reason::Nonsense)
    }
}

/// Without blanks and line ends.
fn folded(body: &[u8]) -> Vec<u8> {
    body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect()
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

/// Lines of one length, the last may be shorter: Base64 as mail and terminals wrap it, or with blanks for its line ends.
/// Words with blanks between are not.
fn is_wrapped(body: &[u8]) -> bool {
    let mut lines = body.split(u8::is_ascii_whitespace).filter(|line| !line.is_empty()).map(<[u8]>::len);
    let first = lines.next().unwrap_or(0);
    let rest: Vec<usize> = lines.collect();
    let Some((last, middle)) = rest.split_last() else {
        return false;
    };
    first >= 16 && *last <= first && middle.iter().all(|len| *len == first)
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

    fn read(field: &[u8]) -> Content {
        Content::read(field, false)
    }

    fn text(field: &[u8]) -> Option<String> {
        read(field).text(Charsets::default()).map(Cow::into_owned)
    }

    #[test]
    fn what_is_base64_and_what_is_not() {
        for (field, encoding, expect) in [
            ("MTU6MzA6MDEK", Encoding::Base64, Some("15:30:01\n")),
            ("ZWNobyBKYWNr", Encoding::Base64, Some("echo Jack")),
            ("aGk=", Encoding::Base64, Some("hi")),
            ("5ZG95Luk5omn6KGM5oiQ5YqfCg==", Encoding::Base64, Some("命令执行成功\n")),
            ("s8m5pg0K", Encoding::Base64, Some("成功\r\n")),
            ("ok", Encoding::Plain, Some("ok")),
            ("root", Encoding::Plain, Some("root")),
            ("test", Encoding::Plain, Some("test")),
            ("success", Encoding::Plain, Some("success")),
            ("Finished", Encoding::Plain, Some("Finished")),
            ("OutPutTestmsg", Encoding::Plain, Some("OutPutTestmsg")),
            ("d41d8cd98f00b204e9800998ecf8427e", Encoding::Plain, Some("d41d8cd98f00b204e9800998ecf8427e")),
            ("123e4567-e89b-12d3-a456-426614174000", Encoding::Plain, Some("123e4567-e89b-12d3-a456-426614174000")),
            ("my_file-Name-2026_11", Encoding::Plain, Some("my_file-Name-2026_11")),
            ("CreateECSInvocationValue", Encoding::Plain, Some("CreateECSInvocationValue")),
            ("b2v/AAo=", Encoding::Base64, None),
            ("key=", Encoding::Plain, Some("key=")),
            ("two words", Encoding::Plain, Some("two words")),
            ("****", Encoding::Plain, Some("****")),
            (" ", Encoding::Plain, Some(" ")),
            ("", Encoding::Plain, Some("")),
        ] {
            let content = read(field.as_bytes());
            assert_eq!((content.encoding, text(field.as_bytes()).as_deref()), (encoding, expect), "{field}");
        }
    }

    #[test]
    fn unusual_base64_is_read_where_it_gives_text() {
        for (field, expect) in [
            // Without padding.
            ("ZGVwbG95IDEuMi4z", "deploy 1.2.3"),
            ("ZGVwbG95IDEuMi4zCg", "deploy 1.2.3\n"),
            ("ZGVwbG95IGRvbmUgMQ", "deploy done 1"),
            // With the letters of addresses, with and without padding.
            ("w7_Dv8O-IGRlcGxveSBkb25lIG9uIDI_", "ÿÿþ deploy done on 2?"),
            ("w7_Dv8O-IGRlcGxveSBkb25lIDE_Pz8-Cg", "ÿÿþ deploy done 1???>\n"),
            // Wrapped, by line ends and by blanks.
            ("aGVsbG8gd29ybGQs\r\nIGhlbGxvIHdvcmxk\r\nCg==", "hello world, hello world\n"),
            ("aGVsbG8gd29ybGQs IGhlbGxvIHdvcmxk Cg==", "hello world, hello world\n"),
        ] {
            assert_eq!(
                (read(field.as_bytes()).encoding, text(field.as_bytes()).as_deref()),
                (Encoding::Base64, Some(expect)),
                "{field}"
            );
        }
    }

    #[test]
    fn a_short_word_may_be_either() {
        for (field, reason) in [
            ("MTIz", Reason::Unsure),
            ("MTIzNDU2", Reason::Unsure),
            ("b2sK", Reason::Decodes),
            ("aGk=", Reason::Decodes),
            ("MTU6MzA6MDEK", Reason::Decodes),
            ("root", Reason::Nonsense),
            ("a b", Reason::Letters),
        ] {
            assert_eq!(read(field.as_bytes()).reason, reason, "{field}");
        }
    }

    #[test]
    fn a_masked_tail_is_decoded_up_to_the_mask() {
        let content = read(b"cnBtIC1xYSB8IGdyZXAgdnNm****");
        assert_eq!(content.text(Charsets::default()).as_deref(), Some("rpm -qa | grep vsf"));
        assert_eq!(content.ending, Ending::Masked);
    }

    #[test]
    fn a_missing_end_is_said() {
        let content = read(b"ZGVwbG95IGRvbmUgb24gMzcgbWFjaGluZXMKZ");
        assert_eq!(content.text(Charsets::default()).as_deref(), Some("deploy done on 37 machines\n"));
        assert_eq!(content.ending, Ending::Missing);
    }

    #[test]
    fn bytes_that_are_no_text_are_kept() {
        let bytes: Vec<u8> = (0..=255).collect();
        let field = base64_simd::STANDARD.encode_to_string(&bytes);
        let content = read(field.as_bytes());
        assert_eq!((content.charset, content.reason), (None, Reason::Form));
        assert_eq!(content.text(Charsets::default()), None);
        assert_eq!(content.bytes, bytes);
        let chosen = content.chosen(Some(Charset::Windows1252));
        assert!(chosen.text(Charsets::default()).is_some_and(|text| text.chars().count() == 256));
    }
}
