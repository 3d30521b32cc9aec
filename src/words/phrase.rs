//! A sentence as its parts: text, code in it, commands to copy. What stands in a part is never read again, so that no
//! value can begin or end one.

use std::fmt;

/// A part of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// Words.
    Text(String),
    /// An id, a status, a name: set apart from the words.
    Code(String),
    /// What can be pasted into a shell; made by `view::command` alone.
    Command(String),
}

/// A sentence: no two parts of text are neighbours, and none is empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Phrase(Vec<Part>);

/// What goes into a place of a template.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Part of the text, or of the code, that the place stands in.
    Text(&'a str),
    /// Parts of its own.
    Phrase(&'a Phrase),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a Phrase> for Value<'a> {
    fn from(phrase: &'a Phrase) -> Self {
        Value::Phrase(phrase)
    }
}

impl Phrase {
    /// Words alone.
    pub fn text(text: &str) -> Self {
        let mut phrase = Self::default();
        phrase.push_text(text);
        phrase
    }

    /// One piece of code.
    pub fn code(code: &str) -> Self {
        Self(vec![Part::Code(code.to_owned())])
    }

    /// One part.
    pub fn of(part: Part) -> Self {
        Self(vec![part])
    }

    /// Its parts in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Its commands.
    pub fn commands(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Command(command) => Some(command.as_str()),
            Part::Text(_) | Part::Code(_) => None,
        })
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts words behind it.
    pub fn push_text(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.0.push(Part::Text(text.to_owned())),
        }
    }

    /// Puts another behind it.
    pub fn append(&mut self, other: &Phrase) {
        for part in &other.0 {
            match part {
                Part::Text(text) => self.push_text(text),
                Part::Code(_) | Part::Command(_) => self.0.push(part.clone()),
            }
        }
    }

    /// Several with words between them.
    pub fn join(phrases: &[Phrase], between: &str) -> Self {
        let mut all = Self::default();
        for (at, phrase) in phrases.iter().enumerate() {
            if at > 0 {
                all.push_text(between);
            }
            all.append(phrase);
        }
        all
    }
}

/// As plain text, code between backticks. For eyes only: what is code in it cannot be told again.
impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Text(text) => out.write_str(text),
            Part::Code(code) | Part::Command(code) => write!(out, "`{code}`"),
        })
    }
}

/// Makes a phrase of a template's pieces and its values.
#[derive(Default)]
pub(super) struct Composer {
    phrase: Phrase,
    /// The code that has begun.
    code: Option<String>,
}

impl Composer {
    /// A piece of the template: each backtick begins or ends code.
    pub(super) fn template(&mut self, piece: &str) {
        for (at, piece) in piece.split('`').enumerate() {
            if at > 0 {
                match self.code.take() {
                    Some(code) => self.phrase.0.push(Part::Code(code)),
                    None => self.code = Some(String::new()),
                }
            }
            self.text(piece);
        }
    }

    /// A value, in which nothing is a mark.
    pub(super) fn value(&mut self, value: Value<'_>) {
        match (value, &mut self.code) {
            (Value::Text(text), _) => self.text(text),
            (Value::Phrase(phrase), None) => self.phrase.append(phrase),
            (Value::Phrase(phrase), Some(code)) => code.push_str(&phrase.to_string()),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.phrase.push_text(text),
        }
    }

    /// A backtick without a second is text.
    pub(super) fn finish(mut self) -> Phrase {
        if let Some(code) = self.code.take() {
            self.phrase.push_text("`");
            self.phrase.push_text(&code);
        }
        self.phrase
    }
}
