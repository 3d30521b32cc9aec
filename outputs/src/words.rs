//! The sentences of this crate in each language: the catalogues `../../lang/*/outputs.json`. None stands elsewhere.

use invocation_catalogue::Catalogue;
pub use invocation_catalogue::{Language, Value};

static CATALOGUE: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The keys of the catalogue, sorted.
pub fn keys() -> &'static [&'static str] {
    CATALOGUE.keys()
}

/// This crate's sentences in a language.
pub trait Lookup {
    /// The sentence under a key, with its values.
    fn text(self, key: &str, args: &[(&str, Value<'_>)]) -> String;

    /// A word under a key.
    fn word(self, key: &str) -> String;
}

impl Lookup for Language {
    fn text(self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        CATALOGUE.phrase(self, key, args).to_string()
    }

    fn word(self, key: &str) -> String {
        self.text(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_by_language_and_take_values() {
        assert_eq!(Language::from_tag("zh-CN").word("sign.RLO"), "强制从右到左");
        assert!(Language::from_tag("fr").text("note.skipped", &[("count", Value::Count(3))]).contains(": 3;"));
        assert_eq!(Language::En.word("nothing"), "nothing");
    }
}
