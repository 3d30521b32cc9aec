//! Views -> JSON text by `serde_json`, which JavaScript parses at once: for a large report many times faster than one call
//! across the boundary for every member. Texts of a page are bounded on the way.

use std::io::{self, Write};

use serde::ser::{Error, Serialize, Serializer};
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};
use serde_json::value::{RawValue, to_raw_value};

use crate::words::phrase::Value;
use crate::words::{Language, Lookup};

/// What a reader is shown of one text at most, in UTF-16 units; a text that was cut is longer than that, and no other is.
/// The report and the source have all of it.
pub const SHOWN: usize = 2_000;

/// The JSON of a view for a page: of texts that are longer than `SHOWN` units the beginning, and how long they are. What
/// was printed and commands are written whole, for they are of bearable size already.
pub fn write_shown(value: &impl Serialize, language: Language) -> String {
    write_bounded(value, SHOWN, language)
}

/// The JSON of a view.
///
/// ```
/// use invocation_inspector::view::report::json::write;
/// assert_eq!(write(&[Some("a\"\n"), None]), r#"["a\"\n",null]"#);
/// ```
pub fn write(value: &impl Serialize) -> String {
    write_bounded(value, usize::MAX, Language::En)
}

/// One formatter for both, so that no view is compiled twice.
fn write_bounded(value: &impl Serialize, limit: usize, language: Language) -> String {
    let mut text = Vec::new();
    let formatter = Bounded { limit, language, units: 0, chars: 0 };
    // Writing to memory cannot fail, and views hold nothing that has no JSON.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, formatter));
    String::from_utf8(text).unwrap_or_default()
}

/// Serializes whole what is of bearable size already: the beginning of an output, sentences with commands, which are of no
/// use in part.
///
/// # Errors
/// Those of the value.
pub fn whole<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    to_raw_value(value).map_err(S::Error::custom)?.serialize(serializer)
}

/// Writes of each text what fits into the limit, and after it how long the text is.
struct Bounded {
    limit: usize,
    language: Language,
    /// UTF-16 units of the text that is being written, so far.
    units: usize,
    /// Its characters.
    chars: usize,
}

impl Formatter for Bounded {
    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        (self.units, self.chars) = (0, 0);
        CompactFormatter.begin_string(out)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        if self.limit == usize::MAX {
            return out.write_all(text.as_bytes());
        }
        let end = fitting(text, self.limit.saturating_sub(self.units));
        let (chars, wide) = count(text);
        self.chars += chars;
        self.units += chars + wide;
        out.write_all(&text.as_bytes()[..end])
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        self.units += 1;
        self.chars += 1;
        if self.units > self.limit { Ok(()) } else { CompactFormatter.write_char_escape(out, escape) }
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.units > self.limit {
            let length = [("n", Value::count(self.chars))];
            out.write_all(self.language.text("label.cut", &length).as_bytes())?;
        }
        CompactFormatter.end_string(out)
    }
}

/// How many bytes of a text fit into so many UTF-16 units, in whole characters.
fn fitting(text: &str, room: usize) -> usize {
    // No text has more units than bytes.
    if text.len() <= room {
        return text.len();
    }
    let mut left = room;
    let over = text.char_indices().find(|(_, char)| {
        let units = char.len_utf16();
        let fits = units <= left;
        left = left.saturating_sub(units);
        !fits
    });
    over.map_or(text.len(), |(at, _)| at)
}

/// Characters of a text (bytes that continue none), and how many of them have two UTF-16 units (those of four bytes). A text may
/// have tens of megabytes: counted in small numbers, sixteen bytes are looked at together.
fn count(text: &str) -> (usize, usize) {
    text.as_bytes().chunks(255).fold((0, 0), |(chars, wide), bytes| {
        let of = |holds: fn(u8) -> bool| usize::from(bytes.iter().fold(0_u8, |n, byte| n + u8::from(holds(*byte))));
        (chars + of(|byte| byte & 0xC0 != 0x80), wide + of(|byte| byte >= 0xF0))
    })
}

/// A number as it is written in JSON.
#[derive(Clone, PartialEq, Debug)]
pub struct Number(pub String);

impl Number {
    /// Seconds, of milliseconds.
    pub fn seconds(millis: i64) -> Self {
        let sign = if millis < 0 { "-" } else { "" };
        let (whole, rest) = (millis.unsigned_abs() / 1_000, millis.unsigned_abs() % 1_000);
        let fraction = if rest == 0 { String::new() } else { format!(".{rest:03}").trim_end_matches('0').to_owned() };
        Self(format!("{sign}{whole}{fraction}"))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_in_part_with_its_length() {
        let says = |text: &str| write_shown(&text, Language::En);
        let fits = "a".repeat(SHOWN);
        assert_eq!(says(&fits), format!("\"{fits}\""));
        assert_eq!(says(&format!("{fits}b")), format!("\"{fits}… (2,001 characters in all)\""));
        // Two units each: of the thousandth and first nothing is left, and no half of it.
        let wide = "😀".repeat(SHOWN / 2);
        assert_eq!(says(&wide), format!("\"{wide}\""));
        assert_eq!(says(&format!("{wide}😀")), format!("\"{wide}… (1,001 characters in all)\""));
        let three = "状".repeat(SHOWN);
        assert_eq!(says(&three), format!("\"{three}\""));
        assert_eq!(write(&format!("{fits}b")), format!("\"{fits}b\""));
    }

    #[test]
    fn characters_and_units_are_counted() {
        for text in ["", "a", "状态", "😀", &"a状😀".repeat(1_000)] {
            let (chars, wide) = count(text);
            assert_eq!((chars, chars + wide), (text.chars().count(), text.encode_utf16().count()), "{text}");
        }
    }

    #[test]
    fn what_a_machine_printed_has_more_room() {
        #[derive(serde::Serialize)]
        struct Both {
            #[serde(serialize_with = "whole")]
            text: Option<String>,
            label: String,
        }
        let long = "a".repeat(SHOWN + 1);
        let said = write_shown(&Both { text: Some(long.clone()), label: long.clone() }, Language::En);
        assert!(said.starts_with(&format!("{{\"text\":\"{long}\",\"label\":\"a")), "{said}");
        assert!(said.ends_with("a… (2,001 characters in all)\"}"), "{said}");
    }
}
