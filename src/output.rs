//! The bytes of `Output` and `CommandContent`: Base64 or plain, decided per field, and text or not.
//!
//! The response does not say which `ContentEncoding` was asked for (api.md 1.8), and documents mix both (quirk 9). So
//! both readings are weighed: what the field costs as it stands against what it decodes to (`likelihood.rs`), a line end
//! that Base64 has not, and how the other fields of its document are written. A plain `root` or `success` must not become
//! rubbish. Where neither is much likelier, the other reading is kept beside the one that is taken.

use std::borrow::Cow;

use crate::charset::{self, Charset, Charsets, Detected, Evidence};
use crate::likelihood;

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
    /// Plain, since a line end stands after it, or since it is likelier as it is.
    Likelier,
    /// Either, as the other fields of its document are written.
    Others,
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
            Self::Likelier => "likelier",
            Self::Others => "others",
        }
    }
}

/// How the end of a field is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// All there.
    Whole,
    /// Masked with `*`: only what stands before was decoded.
    Masked,
    /// Missing: no Base64 has this length.
    Missing,
    /// The text that was given ends in the field, or goes on with something else.
    Cut,
}

impl Ending {
    /// Its stable id; `None` where all is there.
    pub fn id(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Masked => Some("masked"),
            Self::Missing => Some("missing"),
            Self::Cut => Some("cut"),
        }
    }
}

/// What is known of a field beside what stands in it.
#[derive(Clone, Copy, Default, Debug)]
pub struct Around {
    /// The service dropped some of its bytes.
    pub dropped: bool,
    /// The text ends in it.
    pub cut: bool,
    /// How much the rest of the document speaks for Base64, in tenths of a bit; below zero for plain text.
    pub lean: i32,
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
    /// The other way of reading it, where that is not much less likely.
    pub alternative: Option<Box<Self>>,
}

/// Text this long in the alphabet of Base64 that decodes to clean text is no accident.
const LONG: usize = 64;

/// One word as short as this, without padding, may be either.
const SHORT: usize = 12;

/// A field that is likelier read one way by so many tenths of a bit tells how others of its document are written.
pub const SURE: i32 = 160;

/// By less than this, it is said to be unsure, and the other reading is kept.
const CLOSE: i32 = 120;

impl Content {
    /// Decides for a field with this content, blanks included.
    ///
    /// ```
    /// use invocation_inspector::output::{Around, Content, Encoding};
    /// assert_eq!(Content::read(b"MTU6MzA6MDEK", Around::default()).bytes, b"15:30:01\n");
    /// assert_eq!(Content::read(b"root", Around::default()).encoding, Encoding::Plain);
    /// ```
    pub fn read(field: &[u8], around: Around) -> Self {
        let field = if around.cut { before_next_line(field) } else { field };
        let Some((decoded, margin)) = Self::decoded(field, around) else {
            let plain = Self::plain(field, around);
            return if around.lean >= 0 && is_scrap(field, around) { plain.scrap() } else { plain };
        };
        let leant = margin + around.lean;
        let makes_sense = decoded.charset.is_some() || decoded.bytes.len() >= SHORT;
        let (mut content, decoded) = if leant > 0 {
            (decoded, None)
        } else {
            let reason = if margin > -CLOSE && makes_sense { Reason::Likelier } else { Reason::Nonsense };
            (Self { reason, ..Self::plain(field, around) }, Some(decoded))
        };
        if (margin > 0) != (leant > 0) {
            content.reason = Reason::Others;
        } else if leant > 0 && (leant < CLOSE || content.is_short(field) && around.lean <= 0) {
            content.reason = Reason::Unsure;
        }
        if makes_sense && (leant.abs() < CLOSE || matches!(content.reason, Reason::Unsure | Reason::Others)) {
            // A long output is copied for a reading that is shown.
            let mut other = decoded.unwrap_or_else(|| Self::plain(field, around));
            other.reason = if other.encoding == Encoding::Plain { Reason::Likelier } else { other.reason };
            content.alternative = Some(Box::new(other));
        }
        content
    }

    /// How much likelier a field is Base64 than plain, in tenths of a bit, told by itself alone.
    pub fn margin(field: &[u8]) -> i32 {
        Self::decoded(field, Around::default()).map_or(-CERTAIN, |(_, margin)| margin)
    }

    /// The text, if the bytes are text and the host knows their character set.
    pub fn text(&self, charsets: Charsets) -> Option<Cow<'_, str>> {
        charset::decode(&self.bytes, self.charset?, charsets.decode)
    }

    /// The same, for whom nothing else of it is of use: the bytes of most texts are their text.
    pub fn into_text(self, charsets: Charsets) -> Option<String> {
        match String::from_utf8(self.bytes) {
            Ok(text) if self.charset == Some(Charset::Utf8) && !text.starts_with('\u{feff}') => Some(text),
            Ok(text) => charset::decode(text.as_bytes(), self.charset?, charsets.decode).map(Cow::into_owned),
            Err(error) => charset::decode(error.as_bytes(), self.charset?, charsets.decode).map(Cow::into_owned),
        }
    }

    /// The same bytes in the character set that a reader chose. What the response has as text already stays as it is.
    #[must_use]
    pub fn chosen(self, charset: Option<Charset>) -> Self {
        match charset {
            Some(_) if self.encoding == Encoding::Base64 => Self { charset, evidence: Evidence::Chosen, ..self },
            _ => self,
        }
    }

    /// Nothing, with this reading beside it.
    fn scrap(self) -> Self {
        let Self { ending, charset, evidence, .. } = self;
        let alternative = Some(Box::new(Self { reason: Reason::Likelier, ..self }));
        let (encoding, reason, bytes) = (Encoding::Base64, Reason::Unsure, Vec::new());
        Self { encoding, reason, bytes, ending, charset, evidence, alternative }
    }

    fn is_short(&self, field: &[u8]) -> bool {
        let digits = field.trim_ascii();
        digits.len() < SHORT && !digits.ends_with(b"=") && !self.bytes.iter().any(u8::is_ascii_whitespace)
    }

    fn plain(field: &[u8], around: Around) -> Self {
        let Detected { charset, .. } = charset::detect(field, around.dropped || around.cut);
        let evidence = if charset.is_some() { Evidence::Text } else { Evidence::Nothing };
        let ending = if around.cut { Ending::Cut } else { Ending::Whole };
        let (encoding, reason, bytes) = (Encoding::Plain, Reason::Letters, field.to_vec());
        Self { encoding, reason, bytes, ending, charset, evidence, alternative: None }
    }

    /// What a field decodes to, and how much likelier that is; `None` where no Base64 is written so.
    fn decoded(field: &[u8], around: Around) -> Option<(Self, i32)> {
        let trimmed = field.trim_ascii();
        let whole = shortened(trimmed).unwrap_or(trimmed);
        let around = Around { cut: around.cut || whole.len() < trimmed.len(), ..around };
        let (trimmed, body) = (whole, whole.trim_ascii_end_of(b'*'));
        let form = Form {
            masked: body.len() < trimmed.len(),
            line_end: !around.cut
                && field.len() > trimmed.len()
                && matches!(&field[trimmed.len()..], b"\n" | b"\r\n")
                && field.starts_with(trimmed),
            unusual: 0,
        };
        // Plain text shows itself soon: a blank, a dot.
        let head = &body[..body.len().min(64)];
        let of_url = |b: &u8| matches!(b, b'-' | b'_');
        let usual = |b: &u8| is_digit(*b) || *b == b'=';
        if head.iter().all(usual) {
            // Lines of 76 have a first one that is longer than the head.
            form.decode(body, around).or_else(|| form.folded(body, around))
        } else if head.iter().all(|b| usual(b) || of_url(b)) && !head.iter().any(|b| matches!(b, b'+' | b'/')) {
            let standard = |b: &u8| match b {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            };
            let standard: Vec<u8> = body.iter().map(standard).collect();
            Form { unusual: 100, ..form }.decode(&standard, around)
        } else {
            form.folded(body, around)
        }
    }
}

/// More than anything is ever likelier.
const CERTAIN: i32 = 100_000;

/// How a field is written, whatever its letters say.
#[derive(Clone, Copy)]
struct Form {
    masked: bool,
    /// One line end stands after it, as machines print it and as Base64 of the service has not.
    line_end: bool,
    /// What speaks against Base64 of this form, in tenths of a bit.
    unusual: u32,
}

impl Form {
    fn folded(self, body: &[u8], around: Around) -> Option<(Content, i32)> {
        if !is_wrapped(body) {
            return None;
        }
        Self { line_end: false, ..self }.decode(&folded(body), around)
    }

    fn decode(self, body: &[u8], around: Around) -> Option<(Content, i32)> {
        let digits = body.trim_ascii_end_of(b'=');
        let (padding, rest) = (body.len() - digits.len(), digits.len() % 4);
        let padded = padding <= 2 && body.len().is_multiple_of(4);
        let ending = match (self.masked, around.cut && padding == 0, rest) {
            (true, ..) => Ending::Masked,
            (_, true, _) => Ending::Cut,
            (.., 1) => Ending::Missing,
            _ => Ending::Whole,
        };
        // Of what was cut off or masked, only whole fours are sure.
        let usable = if ending == Ending::Whole { digits.len() } else { digits.len() - rest };
        if usable == 0 {
            return None;
        }
        let bytes = decode(&digits[..usable])?;
        let partial = ending != Ending::Whole;
        let Detected { charset, evidence, clean } = charset::detect(&bytes, around.dropped || partial);
        let unusual = self.unusual
            + match ending {
                Ending::Whole if padded && has_rest(digits) => 150,
                Ending::Whole if !padded => 160,
                Ending::Missing => 200,
                _ => 0,
            };
        let margin = if clean && digits.len() >= LONG && !self.line_end {
            CERTAIN
        } else {
            self.margin(body, &bytes, charset, unusual)
        };
        let reason = if charset.is_some() { Reason::Decodes } else { Reason::Form };
        let bytes = if ending == Ending::Cut { whole(bytes, charset) } else { bytes };
        let encoding = Encoding::Base64;
        Some((Content { encoding, reason, bytes, ending, charset, evidence, alternative: None }, margin))
    }

    fn margin(self, body: &[u8], bytes: &[u8], charset: Option<Charset>, unusual: u32) -> i32 {
        let text = match charset {
            Some(Charset::Utf16Le) => likelihood::utf16(bytes, u16::from_le_bytes),
            Some(Charset::Utf16Be) => likelihood::utf16(bytes, u16::from_be_bytes),
            Some(Charset::Gb18030) => likelihood::pairs(bytes),
            Some(_) => likelihood::utf8(bytes),
            None => likelihood::single(bytes),
        };
        let text = text.min(likelihood::binary(bytes));
        let mut plain = likelihood::word(body);
        let mut base64 = text + unusual;
        // A program that prints Base64 ends its line; what prints longer ones wraps them.
        if self.line_end && body.len() <= 76 {
            plain = plain.min(text + 60);
            base64 += 150;
        }
        plain.cast_signed() - base64.cast_signed()
    }
}

/// Whether a field is cut within the first four letters of what may be Base64, which then say nothing.
fn is_scrap(field: &[u8], around: Around) -> bool {
    let field = field.trim_ascii_end();
    around.cut && (1..4).contains(&field.len()) && field.iter().all(|byte| is_digit(*byte))
}

/// Without the piece of a character that a text ends with which was cut.
fn whole(mut bytes: Vec<u8>, charset: Option<Charset>) -> Vec<u8> {
    match charset {
        Some(Charset::Utf16Le | Charset::Utf16Be) => bytes.truncate(bytes.len() & !1),
        Some(Charset::Utf8) => {
            if let Err(error) = std::str::from_utf8(&bytes)
                && error.error_len().is_none()
            {
                bytes.truncate(error.valid_up_to());
            }
        }
        _ => {}
    }
    bytes
}

/// Whether the last digit before the padding has bits that no byte has: nothing that writes Base64 leaves any.
fn has_rest(digits: &[u8]) -> bool {
    let last = digits.last().map_or(0, |digit| match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        _ => 63,
    });
    match digits.len() % 4 {
        2 => last & 15 != 0,
        3 => last & 3 != 0,
        _ => false,
    }
}

/// What stands before the sign of a program that shortened it: `…`, `...`, `[truncated]`, `... (1234 more characters)`.
/// `None`: there is none.
fn shortened(field: &[u8]) -> Option<&[u8]> {
    const LEAST: usize = 16;
    const LONGEST: usize = 64;
    let from = field.len().saturating_sub(LONGEST);
    let sign = from + field[from..].iter().position(|byte| !is_digit(*byte))?;
    let tail = field[sign..].trim_ascii_start();
    let dots = tail.starts_with(b"...") || tail.starts_with("…".as_bytes());
    let in_brackets = || matches!(tail.first(), Some(b'[' | b'<' | b'('));
    let words = || {
        let tail = tail.to_ascii_lowercase();
        let says = |word: &str| tail.windows(word.len()).any(|part| part == word.as_bytes());
        ["truncated", "more", "...", "…", "cut", "截断", "省略"].into_iter().any(says)
    };
    (sign >= LEAST && (dots || in_brackets() && words())).then_some(&field[..sign])
}

/// Of a field that no end was found of: Base64 up to a line of something else, such as the next one of a log.
fn before_next_line(field: &[u8]) -> &[u8] {
    const LEAST: usize = 16;
    // The tag that would close it may be cut, too.
    let line = field.split(|byte| matches!(byte, b'\n' | b'\r' | b'<')).next().unwrap_or_default();
    let next = field[line.len()..].trim_ascii_start();
    let next = next.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let is_base64 = |text: &[u8]| text.iter().all(|byte| is_digit(*byte) || *byte == b'=');
    if line.len() >= LEAST && is_base64(line) && !is_base64(next) { line } else { field }
}

/// Without blanks and line ends.
fn folded(body: &[u8]) -> Vec<u8> {
    body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect()
}

/// The bytes of digits without padding; `None` where one is not of the alphabet. Bits left over in the last digit are
/// passed over: what was masked or made by hand has them.
fn decode(digits: &[u8]) -> Option<Vec<u8>> {
    let (fours, rest) = digits.split_at(digits.len() / 4 * 4);
    let mut bytes = Vec::with_capacity(fours.len() / 4 * 3 + 3);
    base64_simd::STANDARD.decode_append(fours, &mut bytes).ok()?;
    let last = match *rest {
        [a] => [a, b'A', b'A', b'A'],
        [a, b] => [a, b, b'A', b'A'],
        [a, b, c] => [a, b, c, b'A'],
        _ => return Some(bytes),
    };
    base64_simd::STANDARD.decode_append(&last[..], &mut bytes).ok()?;
    // Of two digits one byte is known, of three two.
    bytes.truncate(bytes.len() + rest.len() - last.len());
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &[u8]) -> Content {
        Content::read(field, Around::default())
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
    fn a_text_is_the_same_where_nothing_else_is_kept() {
        for bytes in [
            &b"plain\n"[..],
            "\u{feff}marked".as_bytes(),
            "\u{feff}\u{feff}twice".as_bytes(),
            b"\xB3\xC9\xB9\xA6\r\n",
            b"\0\x01\xFF",
        ] {
            for field in [bytes.to_vec(), base64_simd::STANDARD.encode_to_string(bytes).into_bytes()] {
                for charset in [None, Some(Charset::Utf8), Some(Charset::Utf16Le), Some(Charset::Windows1252)] {
                    let content = read(&field).chosen(charset);
                    let expect = content.text(Charsets::default()).map(Cow::into_owned);
                    assert_eq!(content.into_text(Charsets::default()), expect, "{field:?} {charset:?}");
                }
            }
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
