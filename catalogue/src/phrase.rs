//! A sentence as its parts. What stands in a part is never read again, so that no value can begin or end one.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::Language;

/// A part of a sentence.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// Words.
    Text(String),
    /// A status, a name, a value as it is written: set apart from the words.
    Code(String),
    /// An id of the service's: of an invocation, an instance, a command, a request.
    Id(String),
    /// What can be pasted into a shell.
    Command(String),
}

impl Part {
    /// What stands in it.
    pub fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Code(text) | Self::Id(text) | Self::Command(text)) = self;
        text
    }
}

/// A sentence: no two parts of text are neighbours, and none is empty.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Phrase(Vec<Part>);

/// What goes into a place of a template.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Part of the text, or of the code, that the place stands in.
    Text(&'a str),
    /// A number, as the language groups it; it chooses between plural forms.
    Count(u64),
    /// An id: a part of its own, also where it is all that stands in a piece of code.
    Id(&'a str),
    /// Parts of its own.
    Phrase(&'a Phrase),
}

impl Value<'_> {
    /// A number of any type; what is no natural number counts as the largest.
    pub fn count(n: impl TryInto<u64>) -> Self {
        Self::Count(n.try_into().unwrap_or(u64::MAX))
    }

    /// The integer that it is, if it is one.
    pub(crate) fn integer(self, language: Language) -> Option<u64> {
        match self {
            Self::Count(n) => Some(n),
            Self::Text(text) => language.read_number(text),
            Self::Id(_) | Self::Phrase(_) => None,
        }
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
        Self::of(Part::Code(code.to_owned()))
    }

    /// One id.
    pub fn id(id: &str) -> Self {
        Self::of(Part::Id(id.to_owned()))
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
        self.0.iter().filter(|part| matches!(part, Part::Command(_))).map(Part::as_str)
    }

    /// Whether it has no part.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds words at its end.
    pub fn push_text(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.0.push(Part::Text(text.to_owned())),
        }
    }

    /// Adds another at its end.
    pub fn append(&mut self, other: &Phrase) {
        for part in &other.0 {
            match part {
                Part::Text(text) => self.push_text(text),
                Part::Code(_) | Part::Id(_) | Part::Command(_) => self.0.push(part.clone()),
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

/// As plain text, what is no text between backticks. For eyes only: its parts cannot be told apart again.
impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Text(text) => out.write_str(text),
            Part::Code(code) | Part::Id(code) | Part::Command(code) => write!(out, "`{code}`"),
        })
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum PartView<'a> {
    Text(&'a str),
    Code { code: &'a str },
    Id { id: &'a str },
    Command { command: &'a str },
}

/// As JavaScript gets it: a string, `{ code }`, `{ id }` or `{ command }` for each part.
impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|part| match part {
            Part::Text(text) => PartView::Text(text),
            Part::Code(code) => PartView::Code { code },
            Part::Id(id) => PartView::Id { id },
            Part::Command(command) => PartView::Command { command },
        }))
    }
}

/// Makes a phrase of a template's pieces and its values.
#[derive(Default)]
pub(crate) struct Composer {
    phrase: Phrase,
    /// The code that has begun.
    code: Option<String>,
    /// How much of the code, from its beginning, is an id: all of it makes the part an id.
    id_len: usize,
}

impl Composer {
    /// Begins or ends code.
    pub(crate) fn toggle_code(&mut self) {
        let Some(code) = self.code.take() else {
            (self.code, self.id_len) = (Some(String::new()), 0);
            return;
        };
        let is_id = !code.is_empty() && self.id_len == code.len();
        self.phrase.0.push(if is_id { Part::Id(code) } else { Part::Code(code) });
    }

    pub(crate) fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None => self.phrase.push_text(text),
        }
    }

    /// A value, in which nothing is a mark.
    pub(crate) fn value(&mut self, value: Value<'_>, language: Language) {
        match (value, &mut self.code) {
            (Value::Text(text), _) => self.text(text),
            (Value::Count(n), _) => self.text(&language.number(n)),
            (Value::Id(id), Some(code)) => {
                self.id_len = if code.is_empty() { id.len() } else { 0 };
                code.push_str(id);
            }
            (Value::Id(id), None) => self.phrase.0.push(Part::Id(id.to_owned())),
            (Value::Phrase(phrase), Some(code)) => code.push_str(&phrase.to_string()),
            (Value::Phrase(phrase), None) => self.phrase.append(phrase),
        }
    }

    pub(crate) fn finish(self) -> Phrase {
        self.phrase
    }
}
