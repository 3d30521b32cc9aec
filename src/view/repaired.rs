//! A document's tape -> the same values as a strict document: JSON by RFC 8259, XML well-formed, laid out with two
//! spaces. It refuses to know what a name means.
//!
//! - Several JSON documents become the elements of one array, for a strict parser takes one value; several XML ones
//!   stand in one element, `SEVERAL`, each in an element of its own. The model reads both as the documents they were.
//! - Members keep their order, their duplicates and, where it can be found beside the value, their spelling.
//! - Strings are written from what they stand for; what is no UTF-8, and in XML no character, is U+FFFD.
//! - A number keeps its text, and is a string where strict JSON has no such number.
//! - Levels far down are indented no further, so that any depth takes linear time; nothing here recurses.

use std::borrow::Cow;

use crate::document::{Document, Kind, Value, xml};
use crate::lexical::{is_number, write_string};
use crate::names::Name;
use crate::reading::SEVERAL;
use crate::room;
use crate::source::{MAX_BYTES, Span, Syntax};

/// A repaired document, and where in it stands what was read at certain places of the original.
#[derive(Debug)]
pub struct Repaired {
    /// The whole.
    pub text: String,
    /// UTF-16 offsets into `text`: one for each place asked for, in their order.
    pub places: Vec<u32>,
}

/// Why there is no repaired document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unwritten {
    /// Nothing was read of it.
    Nothing,
    /// Laid out it would be larger than what is read (`MAX_BYTES`), or than memory has room for.
    TooLarge,
}

/// Writes the document strictly. `places` are bytes of the original, ascending.
pub fn repaired(document: &Document, places: &[u32]) -> Result<Repaired, Unwritten> {
    let json = match document.source.syntax {
        Syntax::Json => true,
        Syntax::Xml => false,
        Syntax::Text => return Err(Unwritten::Nothing),
    };
    let mut out = String::new();
    // Layout adds less than half to most.
    let full = !room::grow_text(&mut out, (document.source.text.len() / 2 * 3).min(MAX_BYTES));
    let mut writer = Writer { document, out, full, frames: Vec::new(), places, found: Vec::new() };
    let written = if json { writer.json() } else { writer.xml() };
    writer.put("\n");
    if writer.full {
        return Err(Unwritten::TooLarge);
    }
    if !written {
        return Err(Unwritten::Nothing);
    }
    let Writer { out: text, mut found, .. } = writer;
    found.resize(places.len(), text.trim_ascii_end().len());
    Ok(Repaired { places: to_units(&text, &found), text })
}

/// Ascending bytes as UTF-16 offsets.
fn to_units(text: &str, bytes: &[usize]) -> Vec<u32> {
    let (mut from, mut units) = (0, 0);
    let mut count = |byte: &usize| {
        units += text[from..*byte].chars().map(char::len_utf16).sum::<usize>() as u32;
        from = *byte;
        units
    };
    bytes.iter().map(&mut count).collect()
}

/// Holds one document among several.
const ONE_OF_SEVERAL: &str = "Document";

/// Levels below this one are indented as it is.
const DEEPEST: usize = 48;
/// A line feed, and the blanks of the deepest level.
const INDENT: &str =
    "\n                                                                                                ";

struct Writer<'a> {
    document: &'a Document,
    out: String,
    /// There is no room for all of it.
    full: bool,
    frames: Vec<Frame<'a>>,
    places: &'a [u32],
    /// Bytes of `out` for the first of the places.
    found: Vec<usize>,
}

/// An open container.
struct Frame<'a> {
    /// Its name, for the closing tag.
    name: Cow<'a, str>,
    array: bool,
    /// Something was written in it.
    filled: bool,
}

impl<'a> Writer<'a> {
    /// Tokens of the outermost values.
    fn outermost(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let document = self.document;
        let end = document.tokens.len() as u32;
        let first = (end > 0).then(|| document.value(0));
        std::iter::successors(first, move |value| (value.next() < end).then(|| document.value(value.next())))
    }

    /// One copy of what grows the text, for many callers.
    fn put(&mut self, text: &str) {
        self.full = self.full || self.out.len() + text.len() > MAX_BYTES || !room::grow_text(&mut self.out, text.len());
        if !self.full {
            self.out.push_str(text);
        }
    }

    fn open(&mut self, name: Cow<'a, str>, array: bool) {
        self.full = self.full || !room::grow(&mut self.frames, 1);
        if !self.full {
            self.frames.push(Frame { name, array, filled: false });
        }
    }

    fn line(&mut self) {
        self.put(&INDENT[..=2 * self.frames.len().min(DEEPEST)]);
    }

    /// What is written next stands in the text up to `end`.
    fn pass(&mut self, end: u32) {
        if self.found.len() < self.places.len() {
            // The places are those of the text as it was received.
            let end = self.document.source.input_span(Span { start: end, end }).end;
            while self.places.get(self.found.len()).is_some_and(|place| *place < end) {
                self.found.push(self.out.len());
            }
        }
    }

    /// Up to where a value's own text reaches: to after a scalar, to after the opening bracket of a container.
    fn reach(value: Value<'_>) -> u32 {
        let span = value.span();
        if value.is_container() { span.start + 1 } else { span.end.max(span.start + 1) }
    }

    // -------------------------------------------------------------------------------------------------------- JSON

    fn json(&mut self) -> bool {
        let several = self.outermost().nth(1).is_some();
        if several {
            self.put("[");
            self.open(Cow::Borrowed(""), true);
        }
        let end = self.document.tokens.len() as u32;
        let (mut at, mut key) = (0, None);
        while at < end && !self.full {
            let value = self.document.value(at);
            at += 1;
            match value.kind() {
                Kind::Key => {
                    key = Some(value);
                    continue;
                }
                Kind::Close => {
                    self.json_close(value.span().start);
                    continue;
                }
                _ => {}
            }
            self.json_separator();
            self.pass(Self::reach(key.unwrap_or(value)));
            if let Some(name) = self.json_name(value, key.take()) {
                self.string(&name);
                self.put(": ");
            }
            self.pass(Self::reach(value));
            match value.kind() {
                Kind::Object | Kind::Array => {
                    let array = value.kind() == Kind::Array;
                    self.put(if array { "[" } else { "{" });
                    self.open(Cow::Borrowed(""), array);
                }
                Kind::True => self.put("true"),
                Kind::False => self.put("false"),
                Kind::Null | Kind::Close | Kind::Key => self.put("null"),
                Kind::Number if is_number(value.raw()) => self.put(&value.text()),
                Kind::Number | Kind::String | Kind::Text => self.string(&value.text()),
            }
        }
        if several {
            self.json_close(u32::MAX - 1);
        }
        end > 0
    }

    fn json_separator(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if std::mem::replace(&mut frame.filled, true) {
            self.put(",");
        }
        self.line();
    }

    /// `start`: where the original closes it.
    fn json_close(&mut self, start: u32) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.filled {
            self.line();
        }
        self.pass(start.saturating_add(1));
        self.put(if frame.array { "]" } else { "}" });
    }

    /// The name that a value must be given here: none in an array and outside of everything.
    fn json_name(&self, value: Value<'a>, key: Option<Value<'a>>) -> Option<Cow<'a, str>> {
        let inside = self.frames.last().is_some_and(|frame| !frame.array);
        inside.then(|| match key {
            Some(key) => key.name(),
            // What stands in an object without a name is a piece of the whole, as what is in a body.
            None => Cow::Borrowed(Some(spelling(value)).filter(|name| !name.is_empty()).unwrap_or(Name::Body.as_str())),
        })
    }

    fn string(&mut self, text: &str) {
        write_string(text, |piece| self.put(piece));
    }

    // --------------------------------------------------------------------------------------------------------- XML

    fn xml(&mut self) -> bool {
        let elements: usize = self.outermost().map(|root| root.members().take(2).count()).sum();
        self.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        let several = elements > 1;
        if several {
            self.xml_line();
            self.xml_open(Cow::Borrowed(SEVERAL));
        }
        let roots: Vec<(u32, u32)> = self.outermost().map(|root| (root.at(), root.next())).collect();
        for (root, end) in roots {
            // The outermost value is the object that has the outermost element as its member.
            if several {
                self.xml_line();
                self.xml_open(Cow::Borrowed(ONE_OF_SEVERAL));
            }
            self.xml_inside(root + 1, end - 1);
            if several {
                self.xml_close(self.document.value(end - 1).span().start);
            }
        }
        if several {
            self.xml_close(u32::MAX - 1);
        }
        elements > 0
    }

    fn xml_inside(&mut self, mut at: u32, end: u32) {
        let mut key = None;
        while at < end && !self.full {
            let value = self.document.value(at);
            at += 1;
            match value.kind() {
                Kind::Key => key = Some(value),
                Kind::Close => {
                    self.xml_close(value.span().start);
                }
                Kind::Object | Kind::Array => {
                    let name = xml_name(value, key.take());
                    self.xml_line();
                    self.pass(Self::reach(value));
                    self.xml_open(name);
                }
                Kind::Null | Kind::True | Kind::False | Kind::Number | Kind::String | Kind::Text => {
                    let name = xml_name(value, key.take());
                    self.xml_line();
                    self.pass(Self::reach(value));
                    self.xml_leaf(&name, &if value.kind() == Kind::Null { Cow::Borrowed("") } else { value.text() });
                }
            }
        }
    }

    fn xml_line(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.filled = true;
        }
        self.line();
    }

    fn xml_open(&mut self, name: Cow<'a, str>) {
        self.put("<");
        self.put(&name);
        self.put(">");
        self.open(name, false);
    }

    fn xml_close(&mut self, start: u32) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.filled {
            self.line();
        }
        self.pass(start.saturating_add(1));
        self.put("</");
        self.put(&frame.name);
        self.put(">");
    }

    fn xml_leaf(&mut self, name: &str, text: &str) {
        self.put("<");
        self.put(name);
        if text.is_empty() {
            self.put("/>");
            return;
        }
        self.put(">");
        let mut rest = text;
        let special = |c: char| matches!(c, '&' | '<' | '>' | '\u{FFFE}' | '\u{FFFF}' | '\0'..'\t' | '\u{B}'..' ');
        while let Some(at) = rest.find(special) {
            let (plain, after) = rest.split_at(at);
            let mut after = after.chars();
            self.put(plain);
            self.put(match after.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                // A parser would make it a line feed.
                Some('\r') => "&#13;",
                _ => "\u{FFFD}",
            });
            rest = after.as_str();
        }
        self.put(rest);
        self.put("</");
        self.put(name);
        self.put(">");
    }
}

/// The known name of a member as the document spells it just before (in XML: or at) its value; the API's own spelling
/// where it is not found there.
pub(crate) fn spelling(value: Value<'_>) -> &str {
    // Between a name and its value stand a quote, a colon and blanks, or the end of a tag.
    const NEAR: usize = 24;
    let name = value.document().tokens[value.at() as usize].name().as_str();
    let text = &value.document().source.text;
    let start = value.span().start as usize;
    let opening = text.get(start + 1..start + 1 + name.len()).filter(|_| text.get(start) == Some(&b'<'));
    let before = &text[..start.min(text.len())];
    let gap = before.iter().rev().take(NEAR).take_while(|b| !b.is_ascii_alphanumeric()).count();
    let end = before.len() - gap;
    let after = end.checked_sub(name.len()).map(|from| &before[from..end]);
    [opening, after]
        .into_iter()
        .flatten()
        .find(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        .and_then(|found| std::str::from_utf8(found).ok())
        .unwrap_or(name)
}

/// The name of an element.
pub(crate) fn xml_name<'a>(value: Value<'a>, key: Option<Value<'a>>) -> Cow<'a, str> {
    match key {
        Some(key) => key.name(),
        None => xml::name(Cow::Borrowed(spelling(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charsets;
    use crate::diagnostic::Sink;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let document = Document::read(text.as_bytes().to_vec(), Charsets::default().decode, &mut Sink::new(0), &mut ());
        assert_eq!(repaired(&document, &[]).map(|whole| whole.text).as_deref(), Ok(expect));
    }

    #[test]
    fn json_is_laid_out_as_strict_json() {
        check("{}", "{}\n");
        check(
            "{'a': [1, 2.50 {\"x\" 01}]",
            "{\n  \"a\": [\n    1,\n    2.50,\n    {\n      \"x\": \"01\"\n    }\n  ]\n}\n",
        );
        check("{\"a\":1,\"a\":\"\u{1}\t\\q\"}", "{\n  \"a\": 1,\n  \"a\": \"\\u0001\\t\\\\q\"\n}\n");
        check("{\"instanceId\":\"i-1\"}", "{\n  \"instanceId\": \"i-1\"\n}\n");
        check("{\"a\":1}\n{\"a\":2}", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]\n");
    }

    #[test]
    fn xml_is_laid_out_as_well_formed_xml() {
        const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        check("<A><b> 1 &lt; 2&#13;\r\n</b><c/></a>", &format!("{HEAD}<A>\n  <b> 1 &lt; 2&#13;\n</b>\n  <c/>\n</A>\n"));
        check("<A>\u{1}</A>", &format!("{HEAD}<A>\u{FFFD}</A>\n"));
        check("<A><x:a\u{3}>&1</x:a\u{3}></A>", &format!("{HEAD}<A>\n  <a\u{FFFD}>&amp;1</a\u{FFFD}>\n</A>\n"));
        check(
            "<A/><B>1</B>",
            &format!(
                "{HEAD}<{SEVERAL}>\n  <Document>\n    <A/>\n  </Document>\n  <Document>\n    <B>1</B>\n  </Document>\n</{SEVERAL}>\n"
            ),
        );
    }

    #[test]
    fn places_of_the_original_are_found_again() {
        let text = "{\"状\": \"状\", \"a\": tru, \"b\": 1";
        let document = Document::read(text.as_bytes().to_vec(), Charsets::default().decode, &mut Sink::new(0), &mut ());
        let at = |what| text.find(what).expect("stands there") as u32;
        let whole = repaired(&document, &[at("tru"), at("1"), text.len() as u32]).expect("a document");
        let line = |place: u32| {
            let units: Vec<u16> = whole.text.encode_utf16().take(place as usize).collect();
            1 + String::from_utf16_lossy(&units).matches('\n').count()
        };
        assert_eq!(whole.places.iter().map(|place| line(*place)).collect::<Vec<_>>(), [3, 4, 5]);
    }
}
