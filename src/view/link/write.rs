//! The tape of a sound document -> the same document as compact text, every text of it hidden where it should not leave. What was printed is hidden as it
//! reads, whatever its character set, and written again as the field was: in Base64 or plain. Members keep their order, their duplicates and their
//! spelling, and numbers their text. Nothing here recurses.

use std::borrow::Cow;

use base64_simd::STANDARD;

use super::types::Unfit;
use crate::charset::{Charset, Charsets};
use crate::document::{Kind, Value};
use crate::lexical::write_string;
use crate::names::{INVOKE_ID_SET, Name, TARGET_SET};
use crate::output::{Content, Encoding, Ending};
use crate::reading::Reading;
use crate::redaction::{PAIR_NAMES, PAIR_VALUES, Redactor};
use crate::response::scalar;
use crate::source::Syntax;
use crate::view::repaired::{spelling, xml_name};

/// A document as far as it is written. It holds places and texts of its own, so that the document can be given anew each time.
#[derive(Default, Debug)]
pub(super) struct Half {
    pub(super) out: String,
    frames: Vec<Frame>,
    /// The token that comes next, and the member name before it.
    at: usize,
    key: Option<u32>,
    /// Some line of what was printed has another number than it had.
    other_lines: bool,
}

impl Half {
    /// Whether every line of what was printed has the number that it had.
    pub(super) fn same_lines(&self) -> bool {
        !self.other_lines
    }

    /// How many of the document's tokens are written.
    pub(super) fn tokens(&self) -> usize {
        self.at
    }
}

/// Writes on: what stands for about so many bytes of the document, in `room` bytes at most in all. Whether all is written.
///
/// # Errors
/// Why it is not written.
pub(super) fn go(
    half: &mut Half,
    reading: &Reading,
    charsets: Charsets,
    redactor: Option<&mut Redactor>,
    (room, bytes): (usize, usize),
) -> Result<bool, Unfit> {
    let mut writer = Writer { reading, charsets, redactor, room, half: std::mem::take(half) };
    let is_over = match reading.document.source.syntax {
        Syntax::Json => writer.json(bytes),
        Syntax::Xml => writer.xml(bytes),
        Syntax::Text => Err(Unfit::Other),
    };
    *half = writer.half;
    is_over
}

struct Writer<'a, 'r> {
    reading: &'a Reading,
    charsets: Charsets,
    redactor: Option<&'r mut Redactor>,
    room: usize,
    half: Half,
}

/// An open container.
#[derive(Debug)]
struct Frame {
    /// Its token.
    at: u32,
    array: bool,
    /// Of an element, or of the member that a list is.
    name: String,
    /// Something was written in it.
    filled: bool,
    /// Of a tag: what its other member names.
    pair: Option<String>,
}

impl Frame {
    fn new(value: Value<'_>, name: String) -> Self {
        let pair = pair_of(value).map(Cow::into_owned);
        Self { at: value.at(), array: value.kind() == Kind::Array, name, filled: false, pair }
    }
}

/// What the member of a tag that has a name names.
fn pair_of(object: Value<'_>) -> Option<Cow<'_, str>> {
    let is = |names: &[&str], key: &str| names.contains(&key);
    if !object.members().any(|(key, _)| is(&PAIR_VALUES, &key.to_string())) {
        return None;
    }
    let named = |name: &&str| object.members().find(|(key, _)| key.to_string() == **name).map(|(_, value)| value);
    let found = PAIR_NAMES.iter().find_map(named).filter(|value| !value.is_container());
    found.map(Value::text)
}

impl<'a> Writer<'a, '_> {
    /// The next value, with the name before it, while about so many bytes of the document are left of those that are to be read; what is
    /// no value, too. `None` at the end of either.
    fn next(&mut self, end: usize, bytes: &mut usize) -> Option<(Value<'a>, Option<Value<'a>>)> {
        let document = &self.reading.document;
        while self.half.at < end && *bytes > 0 {
            let value = document.value(self.half.at as u32);
            self.half.at += 1;
            if value.kind() == Kind::Key {
                self.half.key = Some(value.at());
                continue;
            }
            let length = if value.is_container() { 1 } else { 1 + value.raw().len() };
            *bytes = bytes.saturating_sub(length);
            return Some((value, self.half.key.take().map(|at| document.value(at))));
        }
        None
    }

    fn json(&mut self, mut bytes: usize) -> Result<bool, Unfit> {
        let end = self.reading.document.tokens.len();
        while let Some((value, key)) = self.next(end, &mut bytes) {
            if value.kind() == Kind::Close {
                let array = self.half.frames.pop().is_some_and(|frame| frame.array);
                self.half.out.push(if array { ']' } else { '}' });
                continue;
            }
            let name = self.begin(value, key);
            match value.kind() {
                Kind::Object | Kind::Array => {
                    // What is in a list has the name of the list.
                    let of_list = name.filter(|_| value.kind() == Kind::Array).unwrap_or_default();
                    self.half.frames.push(Frame::new(value, of_list));
                    self.half.out.push(if value.kind() == Kind::Array { '[' } else { '{' });
                }
                Kind::Number => {
                    let written = value.text();
                    match self.hidden(value, name.as_deref(), &written)? {
                        Cow::Owned(hidden) => self.string(&hidden),
                        Cow::Borrowed(number) => self.half.out.push_str(number),
                    }
                }
                Kind::String | Kind::Text => {
                    let text = value.text();
                    let hidden = self.hidden(value, name.as_deref(), &text)?;
                    self.string(&hidden);
                }
                Kind::True => self.half.out.push_str("true"),
                Kind::False => self.half.out.push_str("false"),
                Kind::Null | Kind::Key | Kind::Close => self.half.out.push_str("null"),
            }
            self.fits()?;
        }
        self.fits()?;
        Ok(self.half.at >= end)
    }

    /// What stands before a value: a comma, and in an object its name, which is given.
    fn begin(&mut self, value: Value<'a>, key: Option<Value<'a>>) -> Option<String> {
        let frame = self.half.frames.last_mut()?;
        if std::mem::replace(&mut frame.filled, true) {
            self.half.out.push(',');
        }
        if frame.array {
            return (!frame.name.is_empty()).then(|| frame.name.clone());
        }
        let name = key.map_or_else(|| Cow::Borrowed(spelling(value)), Value::name);
        let written = match &mut self.redactor {
            Some(redactor) => redactor.text(&name),
            None => Cow::Borrowed(&*name),
        };
        write_string(&written, |piece| self.half.out.push_str(piece));
        self.half.out.push(':');
        Some(name.into_owned())
    }

    fn string(&mut self, text: &str) {
        write_string(text, |piece| self.half.out.push_str(piece));
    }

    fn xml(&mut self, mut bytes: usize) -> Result<bool, Unfit> {
        // The outermost value is the object that has the outermost element as its member.
        let end = self.reading.document.tokens.len().saturating_sub(1);
        self.half.at = self.half.at.max(1);
        while let Some((value, key)) = self.next(end, &mut bytes) {
            match value.kind() {
                Kind::Close => {
                    if let Some(frame) = self.half.frames.pop() {
                        self.half.out.extend(["</", &*frame.name, ">"]);
                    }
                }
                Kind::Object | Kind::Array => {
                    let name = self.element(value, key)?;
                    self.half.out.extend(["<", &*name, ">"]);
                    self.half.frames.push(Frame::new(value, name.into_owned()));
                }
                _ => {
                    let name = self.element(value, key)?;
                    let text = value.text();
                    let text = self.hidden(value, Some(&name), &text)?;
                    self.leaf(&name, &text);
                }
            }
            self.fits()?;
        }
        self.fits()?;
        Ok(self.half.at >= end)
    }

    /// The name of an element; nothing can be hidden in one.
    fn element(&mut self, value: Value<'a>, key: Option<Value<'a>>) -> Result<Cow<'a, str>, Unfit> {
        let name = xml_name(value, key);
        let is_hidden = self.redactor.as_mut().is_some_and(|redactor| matches!(redactor.text(&name), Cow::Owned(_)));
        if is_hidden { Err(Unfit::Changed) } else { Ok(name) }
    }

    fn leaf(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return self.half.out.extend(["<", name, "/>"]);
        }
        self.half.out.extend(["<", name, ">"]);
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', '>', '\r']) {
            let sign = match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                // A parser would make it a line feed.
                _ => "&#13;",
            };
            self.half.out.extend([&rest[..at], sign]);
            rest = &rest[at + 1..];
        }
        self.half.out.extend([rest, "</", name, ">"]);
    }

    fn fits(&self) -> Result<(), Unfit> {
        if self.half.out.len() > self.room { Err(Unfit::Long) } else { Ok(()) }
    }

    /// The text of a value as it may leave; owned where something of it is hidden.
    fn hidden<'t>(&mut self, value: Value<'a>, name: Option<&str>, text: &'t str) -> Result<Cow<'t, str>, Unfit> {
        let field = self.reading.document.tokens[value.at() as usize].name();
        if matches!(field, Name::Output | Name::CommandContent) && self.redactor.is_some() {
            return self.printed(value, field, text);
        }
        let Some(redactor) = &mut self.redactor else { return Ok(Cow::Borrowed(text)) };
        let Some(name) = name else { return Ok(redactor.text(text)) };
        let pair = self.half.frames.last().and_then(|frame| frame.pair.clone());
        let pair = pair.filter(|_| PAIR_VALUES.contains(&name));
        let hidden = redactor.field(pair.as_deref().unwrap_or(name), text);
        // Angle brackets at the ends of an id are taken for none of it.
        let is_id = field.is_in(TARGET_SET | INVOKE_ID_SET) && matches!(hidden, Cow::Owned(_));
        Ok(if is_id { Cow::Owned(hidden.replace(['<', '>'], "~")) } else { hidden })
    }

    /// The same of what was printed, or is executed: hidden as it reads.
    fn printed<'t>(&mut self, value: Value<'a>, field: Name, text: &'t str) -> Result<Cow<'t, str>, Unfit> {
        let (charsets, row) =
            (self.charsets, self.half.frames.last().map(|frame| self.reading.document.value(frame.at)));
        let dropped = row.and_then(|row| scalar::int(row.member(Name::Dropped)?).ok().flatten());
        let is_dropped = field == Name::Output && dropped.is_some_and(|bytes| bytes > 0);
        let content = self.reading.content(value, field, is_dropped).chosen(charsets.chosen);
        let Some(redactor) = &mut self.redactor else { return Ok(Cow::Borrowed(text)) };
        // Whoever reads it the other way must not find there what is hidden here.
        let other = content.alternative.as_ref().and_then(|other| other.text(charsets));
        if other.is_some_and(|other| matches!(redactor.text(&other), Cow::Owned(_))) {
            return Err(Unfit::Changed);
        }
        if content.bytes.is_empty() {
            return Ok(Cow::Borrowed(text));
        }
        if content.encoding == Encoding::Plain {
            let hidden = redactor.text(text);
            self.half.other_lines |= lines(text) != lines(&hidden);
            return Ok(hidden);
        }
        let printed = content.text(charsets).ok_or(Unfit::Binary)?;
        let hidden = redactor.text(&printed);
        if matches!(hidden, Cow::Borrowed(_)) && is_as_it_reads(&content) {
            return Ok(Cow::Borrowed(text));
        }
        if content.ending != Ending::Whole {
            return Err(Unfit::Cut);
        }
        self.half.other_lines |= lines(&printed) != lines(&hidden);
        Ok(Cow::Owned(STANDARD.encode_to_string(hidden.as_bytes())))
    }
}

/// Whether the bytes are the text's own, so that nothing of it is read otherwise elsewhere.
fn is_as_it_reads(content: &Content) -> bool {
    content.charset == Some(Charset::Utf8)
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
