//! Sentences in several languages: message catalogues, and phrases with parts that they are filled to.
//!
//! A crate has its catalogue in `lang/<language>/<name>.json`, a flat object of keys and templates. Its build script compiles
//! it (`compile`, a feature) and refuses what does not fit; at run time [`Catalogue`] finds a template by its key and fills it.
//!
//! # Templates
//! The part of ICU `MessageFormat` that is needed here:
//!
//! | written | means |
//! |---|---|
//! | `{name}` | the value `name` |
//! | `{n, plural, one {instance} other {instances}}` | the form for the number `n`, by the language's plural categories; `=1 {…}` is for exactly that number |
//! | `{n, selectordinal, one {{n}st} other {{n}th}}` | the same by its ordinal categories |
//! | `` `code` `` | code |
//! | `'{'` | a brace, a backtick or several, as text; any other apostrophe is one |
//!
//! Marks are read in the catalogue, before any value is put in, and never again: a compiled template has control characters
//! in their place, and a [`Phrase`] keeps its parts apart, so that nothing in a value can begin or end one.
//!
//! # Languages
//! [`Language`] is one table: tag, separator of thousands, plural rules. A language is a line there and a folder in `lang/`.

#[cfg(feature = "compile")]
pub mod compile;
pub mod language;
pub mod phrase;
mod template;

use std::sync::OnceLock;

pub use language::{Category, Language};
pub use phrase::{Part, Phrase, Value};
pub use template::Template;

/// The sentences of a crate: the keys, sorted, and the templates of each language in the same order, one a line. Tables of
/// pointers would weigh a third more.
pub struct Catalogue {
    keys: Lines,
    templates: [Lines; Language::ALL.len()],
}

impl Catalogue {
    /// Of what `compile` wrote: `templates` in the order of [`Language::ALL`].
    pub const fn new(keys: Lines, templates: [Lines; Language::ALL.len()]) -> Self {
        Self { keys, templates }
    }

    /// All keys, sorted.
    pub fn keys(&self) -> &[&'static str] {
        self.keys.get()
    }

    /// The template under a key.
    pub fn lookup(&self, language: Language, key: &str) -> Option<Template> {
        let at = self.keys().binary_search(&key).ok()?;
        Some(Template::new(language, self.templates[language as usize].get()[at]))
    }

    /// The sentence under a key with its values. A key that is in no catalogue gives itself, and a test fails.
    pub fn phrase(&self, language: Language, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        self.lookup(language, key).map_or_else(|| Phrase::text(key), |template| template.fill(args))
    }
}

/// A text whose lines are found when one is first asked for.
pub struct Lines {
    text: &'static str,
    lines: OnceLock<Vec<&'static str>>,
}

impl Lines {
    /// Lines between line feeds.
    pub const fn new(text: &'static str) -> Self {
        Self { text, lines: OnceLock::new() }
    }

    fn get(&self) -> &[&'static str] {
        self.lines.get_or_init(|| self.text.split('\n').collect())
    }
}
