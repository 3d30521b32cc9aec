//! Views -> JSON text, which JavaScript parses at once: smaller and, for a large report, many times faster than one call
//! across the boundary for every member. It knows the shapes that views have and no others.

use std::fmt::{self, Write};

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};

use crate::scan;
use crate::words::Language;

/// What a reader is shown of one text at most, in UTF-16 units; a text that was cut is longer than that, and no other is.
/// The report and the source have all of it.
pub const SHOWN: usize = 2_000;

/// The JSON of a view for a page: of texts that are longer than `SHOWN` the beginning, and how long they are. What is
/// printed and commands have more room.
pub fn write_shown(value: &impl Serialize, language: Language) -> String {
    write_in(value, Some((language, SHOWN)))
}

/// The JSON of a view.
///
/// ```
/// use invocation_inspector::view::report::json::write;
/// assert_eq!(write(&[Some("a\"\n"), None]), r#"["a\"\u000a",null]"#);
/// ```
pub fn write(value: &impl Serialize) -> String {
    write_in(value, None)
}

fn write_in(value: &impl Serialize, shown: Option<(Language, usize)>) -> String {
    let mut writer = Writer(String::new(), shown);
    // Writing to a string cannot fail, and views hold nothing that has no JSON.
    let _ = value.serialize(&mut writer);
    writer.0
}

/// What newtypes are called whose texts are cut later: what a machine printed, which is given in bearable length already,
/// and commands, which are of no use in part.
const ROOMY: [(&str, usize); 2] = [("$output", 4 << 20), ("$commands", 64_000)];

/// Serializes what a machine printed.
pub fn output<T: Serialize, S: Serializer>(text: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(ROOMY[0].0, text)
}

/// Serializes sentences with commands in them.
pub fn commands<T: Serialize, S: Serializer>(texts: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(ROOMY[1].0, texts)
}

/// A number as it is written in JSON. Printing and reading doubles would weigh 15 KB each.
#[derive(Clone, PartialEq, Debug)]
pub struct Number(pub String);

/// What a newtype is called whose text stands without quotes.
const NUMBER: &str = "$number";

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
        serializer.serialize_newtype_struct(NUMBER, &self.0)
    }
}

/// The text so far, and after how many units a text is cut, with the language in which that is said.
struct Writer(String, Option<(Language, usize)>);

/// Members or elements, each but the first behind a comma.
struct List<'a> {
    writer: &'a mut Writer,
    first: bool,
    close: char,
}

impl Writer {
    fn open(&mut self, open: char, close: char) -> List<'_> {
        self.0.push(open);
        List { writer: self, first: true, close }
    }

    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut rest = text;
        loop {
            let len = scan::plain(rest.as_bytes(), 0).end;
            let (plain, odd) = rest.split_at(len);
            self.0.push_str(plain);
            let Some(odd) = odd.bytes().next() else {
                break;
            };
            match odd {
                b'"' => self.0.push_str("\\\""),
                b'\\' => self.0.push_str("\\\\"),
                _ => {
                    let _ = write!(self.0, "\\u{odd:04x}");
                }
            }
            rest = &rest[len + 1..];
        }
        self.0.push('"');
    }

    fn cut(&mut self, text: &str, language: Language, most: usize) {
        let mut units = 0;
        let mut fits = |(_, char): &(usize, char)| {
            units += char.len_utf16();
            units <= most
        };
        match text.char_indices().find(|at| !fits(at)) {
            None => self.text(text),
            Some((end, _)) => {
                let rest = [("n", &*language.number(text.chars().count() as u64))];
                self.text(&[&text[..end], &language.text("label.cut", &rest)].concat());
            }
        }
    }

    fn integer(&mut self, number: i64) {
        let _ = write!(self.0, "{number}");
    }
}

impl List<'_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.writer.0.push(',');
        }
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.writer.text(name);
        self.writer.0.push(':');
    }

    fn close(self) {
        self.writer.0.push(self.close);
    }
}

type Done = Result<(), fmt::Error>;
type Never = Impossible<(), fmt::Error>;

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = List<'a>;
    type SerializeTuple = List<'a>;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = List<'a>;
    type SerializeStruct = List<'a>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, value: bool) -> Done {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Done {
        self.integer(value);
        Ok(())
    }
    fn serialize_u8(self, value: u8) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Done {
        self.serialize_i64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Done {
        self.serialize_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }
    fn serialize_f32(self, _: f32) -> Done {
        Err(fmt::Error)
    }
    fn serialize_f64(self, _: f64) -> Done {
        Err(fmt::Error)
    }
    fn serialize_char(self, value: char) -> Done {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Done {
        match self.1 {
            // No text has more units than bytes.
            Some((language, most)) if value.len() > most => self.cut(value, language, most),
            _ => self.text(value),
        }
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Done {
        Err(fmt::Error)
    }
    fn serialize_none(self) -> Done {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.0.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Done {
        let from = self.0.len();
        let shown = self.1;
        if let Some((_, room)) = ROOMY.iter().find(|(roomy, _)| *roomy == name) {
            self.1 = shown.map(|(language, _)| (language, *room));
        }
        value.serialize(&mut *self)?;
        self.1 = shown;
        if name == NUMBER {
            self.0.remove(from);
            self.0.pop();
        }
        Ok(())
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Done {
        Err(fmt::Error)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, fmt::Error> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'a>, fmt::Error> {
        Ok(self.open('[', ']'))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, fmt::Error> {
        Err(fmt::Error)
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, fmt::Error> {
        Err(fmt::Error)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<List<'a>, fmt::Error> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<List<'a>, fmt::Error> {
        Ok(self.open('{', '}'))
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, fmt::Error> {
        Err(fmt::Error)
    }
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.comma();
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl SerializeTuple for List<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        SerializeSeq::serialize_element(self, value)
    }
    fn end(self) -> Done {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for List<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Done {
        self.name(name);
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}

impl SerializeMap for List<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        self.comma();
        key.serialize(&mut *self.writer)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.writer.0.push(':');
        value.serialize(&mut *self.writer)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
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
    fn what_a_machine_printed_has_more_room() {
        #[derive(serde::Serialize)]
        struct Both {
            #[serde(serialize_with = "output")]
            text: Option<String>,
            label: String,
        }
        let long = "a".repeat(SHOWN + 1);
        let said = write_shown(&Both { text: Some(long.clone()), label: long.clone() }, Language::En);
        assert!(said.starts_with(&format!("{{\"text\":\"{long}\",\"label\":\"a")), "{said}");
        assert!(said.ends_with("a… (2,001 characters in all)\"}"), "{said}");
    }
}
