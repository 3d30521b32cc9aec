//! What decides how the model is shown: the language, the time of reading, the character sets, and what was read.

use crate::charset::Charsets;
use crate::model::{Instance, Invocation, Model, Record};
use crate::reading::Reading;
use crate::time::Time;
use crate::words::Language;
use crate::words::phrase::{Phrase, Value};

/// What every view is made of.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The language.
    pub language: Language,
    /// The time of reading, where the host stated it.
    pub now: Option<Time>,
    /// How outputs become text.
    pub charsets: Charsets,
    /// The documents.
    pub readings: &'a [Reading],
    /// What they say.
    pub model: &'a Model,
}

impl<'a> ViewContext<'a> {
    /// A sentence of the catalogue as text, for what holds no code.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.language.text(key, args)
    }

    /// A sentence of the catalogue as its parts.
    pub fn phrase(&self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        self.language.phrase(key, args)
    }

    /// A count as the language groups it.
    pub fn number(&self, number: impl TryInto<u64>) -> String {
        self.language.number(number.try_into().unwrap_or(u64::MAX))
    }

    /// An instance by its place in its invocation.
    pub fn instance(&self, invocation: usize, instance: usize) -> Option<&'a Instance> {
        self.model.instances_of(self.model.invocations.get(invocation)?).get(instance)
    }

    /// The invocation that a record is of.
    pub fn invocation_of(&self, record: &Record) -> &'a Invocation {
        let instance = &self.model.instances[record.instance as usize];
        &self.model.invocations[instance.invocation as usize]
    }
}
