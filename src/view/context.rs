//! What decides how the model is shown: the language, the time of reading, the character sets, and what was read.

use crate::charset::Charsets;
use crate::model::{Instance, Invocation, Model, Record};
use crate::reading::Reading;
use crate::time::Time;
use crate::words::phrase::{Phrase, Value};
use crate::words::{Language, Lookup, Template};

/// What every view is made of.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The language of words and sentences.
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
    /// A sentence of the catalogue, with its values filled in, as plain text: for titles and labels, which cannot show code.
    pub fn text(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.language.text(key, args)
    }

    /// A word of the catalogue, or a sentence without values.
    pub fn word(&self, key: &str) -> String {
        self.language.word(key)
    }

    /// A sentence of the catalogue as its parts: text, code, ids and commands apart, so that a page can draw each as what it is.
    pub fn phrase(&self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        self.language.phrase(key, args)
    }

    /// The template under a key, where there is one.
    pub fn lookup(&self, key: &str) -> Option<Template> {
        self.language.lookup(key)
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
