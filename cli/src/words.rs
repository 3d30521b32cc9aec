//! The sentences of the command line in each language: the catalogues `../../lang/*/cli.json`. None stands elsewhere.

use std::env;

use invocation_catalogue::{Catalogue, Phrase};
pub(crate) use invocation_catalogue::{Language, Value};

static CATALOGUE: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The sentence under a key, with its values.
pub(crate) fn text(language: Language, key: &str, args: &[(&str, Value<'_>)]) -> String {
    CATALOGUE.phrase(language, key, args).to_string()
}

/// The same as its parts.
pub(crate) fn sentence(language: Language, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
    CATALOGUE.phrase(language, key, args)
}

/// A sentence without values, as its parts.
pub(crate) fn phrase(language: Language, key: &str) -> Phrase {
    CATALOGUE.phrase(language, key, &[])
}

/// A sentence without values.
pub(crate) fn word(language: Language, key: &str) -> String {
    text(language, key, &[])
}

/// The language of the environment, in the order of POSIX: the first of these variables that is not empty.
pub(crate) fn of_environment() -> Language {
    let set = |name: &&str| env::var_os(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
    locale.map(|locale| Language::from_tag(&locale.to_string_lossy())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Keys stand in the code whole, or by their beginning where an id is put after it.
    const FAMILIES: [&str; 2] = ["option.", "kind."];

    #[test]
    fn every_key_that_the_code_says_is_in_the_catalogue_and_none_is_left_over() {
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("the sources");
        let read = |file: fs::DirEntry| fs::read_to_string(file.path()).expect("UTF-8");
        let code: String = files.map(|file| read(file.expect("a file"))).collect();
        let keys: BTreeSet<&str> = CATALOGUE.keys().iter().copied().collect();
        for key in &keys {
            let is_said = code.contains(&format!("\"{key}\"")) || FAMILIES.iter().any(|family| key.starts_with(family));
            assert!(is_said, "{key} is said nowhere");
        }
        for called in [
            "text(language, \"",
            "word(language, \"",
            "text(self.language, \"",
            "word(self.language, \"",
            "faint(\"  \", \"",
        ] {
            for rest in code.split(&format!("words::{called}")).chain(code.split(&format!("self.{called}"))).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(keys.contains(key) || !key.contains('.') || key.contains(' '), "{key} is in no catalogue");
            }
        }
    }
}
