//! The sentences of the core in each language: the catalogues `../lang/*/core.json`, `export.json` and `compare.json`. None stands elsewhere.

use invocation_catalogue::Catalogue;
pub use invocation_catalogue::{Language, Template, phrase};

use phrase::{Phrase, Value};

static CATALOGUE: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The keys of the catalogue, sorted.
pub fn keys() -> &'static [&'static str] {
    CATALOGUE.keys()
}

/// The core's sentences in a language.
pub trait Lookup {
    /// The template under a key.
    fn lookup(self, key: &str) -> Option<Template>;

    /// The sentence under a key, with its values, as its parts.
    fn phrase(self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase;

    /// The same as plain text, for what holds no code or is kept as text: labels, the report.
    fn text(self, key: &str, args: &[(&str, Value<'_>)]) -> String;

    /// A word under a key.
    fn word(self, key: &str) -> String;
}

impl Lookup for Language {
    fn lookup(self, key: &str) -> Option<Template> {
        CATALOGUE.lookup(self, key)
    }

    fn phrase(self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        CATALOGUE.phrase(self, key, args)
    }

    fn text(self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.phrase(key, args).to_string()
    }

    fn word(self, key: &str) -> String {
        self.text(key, &[])
    }
}
