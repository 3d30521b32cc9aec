//! The words of this module in both languages, from the catalogues in `lang/`; every sentence that it says stands there.
//!
//! A template holds `{name}` where a value goes. A key that is in no catalogue gives itself, and a test fails.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Chinese
    Zh,
}

type Catalogue = BTreeMap<String, String>;

impl Language {
    /// `zh` in any form (`zh-CN`) is Chinese, all else English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("zh")) { Language::Zh } else { Language::En }
    }

    /// All keys with their templates.
    pub fn catalogue(self) -> &'static Catalogue {
        static EN: OnceLock<Catalogue> = OnceLock::new();
        static ZH: OnceLock<Catalogue> = OnceLock::new();
        // The catalogues are compiled in and a test reads them, so that they are never anything but well-formed.
        let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
        match self {
            Language::En => EN.get_or_init(|| read(include_str!("../../lang/en/outputs.json"))),
            Language::Zh => ZH.get_or_init(|| read(include_str!("../../lang/zh/outputs.json"))),
        }
    }

    /// What stands under a key.
    pub fn say(self, key: &str) -> String {
        self.catalogue().get(key).map_or_else(|| key.to_owned(), Clone::clone)
    }

    /// What stands under a key, with a value in its place.
    pub fn say_with(self, key: &str, name: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{name}}}"), value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_have_the_same_keys_and_values() {
        let (english, chinese) = (Language::En.catalogue(), Language::Zh.catalogue());
        assert!(english.len() > 100);
        assert!(english.keys().eq(chinese.keys()));
        for (key, template) in english {
            assert!(!template.trim().is_empty() && !chinese[key].trim().is_empty(), "{key}");
            for name in ["{count}", "{value}"] {
                assert_eq!(template.contains(name), chinese[key].contains(name), "{key}");
            }
        }
    }

    #[test]
    fn a_tag_chooses_the_language() {
        assert_eq!(Language::from_tag("zh-CN").say("sign.RLO"), "强制从右到左");
        assert!(Language::from_tag("fr").say_with("note.skipped", "count", "3").contains(": 3;"));
        assert_eq!(Language::En.say("nothing"), "nothing");
    }
}
