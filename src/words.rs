//! The words of both languages, from the catalogues in `lang/`; every sentence that the core says stands there.
//!
//! A template holds `{name}` where a value goes, `{name|instance|instances}` where the number `name` decides between two
//! forms, and code between backticks. The backticks are the catalogue's alone: they are read before a value is put in,
//! so that nothing in a value is ever a mark. A key that is in no catalogue gives itself, and a test fails.

pub mod phrase;

use std::sync::OnceLock;

use phrase::{Composer, Phrase, Value};

/// One entry a line: the keys, sorted, and the words of either language in the same order.
static KEYS: Lines = Lines::new(include_str!(concat!(env!("OUT_DIR"), "/keys.txt")));
static ENGLISH: Lines = Lines::new(include_str!(concat!(env!("OUT_DIR"), "/en.txt")));
static CHINESE: Lines = Lines::new(include_str!(concat!(env!("OUT_DIR"), "/zh.txt")));

/// A text whose lines are found when one is first asked for.
struct Lines {
    text: &'static str,
    lines: OnceLock<Vec<&'static str>>,
}

impl Lines {
    const fn new(text: &'static str) -> Self {
        Self { text, lines: OnceLock::new() }
    }

    fn get(&self) -> &[&'static str] {
        self.lines.get_or_init(|| self.text.split('\n').collect())
    }
}

/// A language of messages and explanations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// English
    #[default]
    En,
    /// Chinese
    Zh,
}

impl Language {
    /// `zh` in any form (`zh-CN`) is Chinese, all else English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("zh")) { Language::Zh } else { Language::En }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::En => ENGLISH.get(),
            Self::Zh => CHINESE.get(),
        }
    }

    /// All keys of the catalogue with their templates.
    pub fn entries(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        KEYS.get().iter().copied().zip(self.words().iter().copied())
    }

    /// The template under a key.
    pub fn lookup(self, key: &str) -> Option<&'static str> {
        KEYS.get().binary_search(&key).ok().map(|at| self.words()[at])
    }

    /// The sentence under a key, with its values, as its parts.
    pub fn phrase(self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        fill(self.lookup(key).unwrap_or(key), args)
    }

    /// The same as plain text, for what holds no code or is kept as text: labels, the report.
    pub fn text(self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Value<'_>)> = args.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
        self.phrase(key, &args).to_string()
    }

    /// A word under a key.
    pub fn word(self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A number as this language groups it: `100,000`.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }
}

/// Puts values into a template; a form may hold values itself.
pub fn fill(template: &str, args: &[(&str, Value<'_>)]) -> Phrase {
    let mut out = Composer::default();
    put(template, args, &mut out);
    out.finish()
}

fn put(template: &str, args: &[(&str, Value<'_>)], out: &mut Composer) {
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.template(&rest[..open]);
        let inside = &rest[open + 1..];
        let Some(len) = closing(inside) else {
            rest = &rest[open..];
            break;
        };
        let mut parts = split(&inside[..len]).into_iter();
        let name = parts.next().unwrap_or_default();
        let value = args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        match (value, parts.next(), parts.next()) {
            (Some(value), Some(one), Some(other)) => {
                let form = if matches!(value, Value::Text("1")) { one } else { other };
                put(form, args, out);
            }
            (Some(value), ..) => out.value(value),
            // A brace that is no place for a value is text.
            (None, ..) => out.template(&rest[open..open + len + 2]),
        }
        rest = &inside[len + 1..];
    }
    out.template(rest);
}

/// Where the brace closes that was opened before `inside`.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0_usize;
    inside.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return true,
            b'}' => depth -= 1,
            _ => {}
        }
        false
    })
}

/// The parts between bars that stand in no braces.
fn split(inside: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::phrase::Part;
    use super::*;

    #[test]
    fn templates_take_values_and_forms() {
        let fill = |template: &str, args: &[(&str, &str)]| {
            let args: Vec<_> = args.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
            super::fill(template, &args).to_string()
        };
        let args = [("n", "2"), ("of", "40")];
        assert_eq!(fill("{n} of {of} {of|instance|instances} failed", &args), "2 of 40 instances failed");
        assert_eq!(fill("{n} {n|run|runs}", &[("n", "1")]), "1 run");
        assert_eq!(fill("{of|its one instance|all {of} instances} failed", &args), "all 40 instances failed");
        assert_eq!(fill("expected {, found {n}", &args), "expected {, found {n}");
        assert_eq!(fill("`{}`", &[]), "`{}`");
    }

    /// A value is a plain part of the text or of the code in which it stands, whatever it holds.
    #[test]
    fn backticks_in_a_value_make_no_code() {
        let (text, code) = (|text: &str| Part::Text(text.to_owned()), |text: &str| Part::Code(text.to_owned()));
        let parts = |template, value| fill(template, &[("x", Value::Text(value))]).parts().to_vec();
        assert_eq!(parts("see {x} or `{x}`.", "a`b`c"), [text("see a`b`c or "), code("a`b`c"), text(".")]);
        assert_eq!(parts("`a {x} b`", "`"), [code("a ` b")]);
        assert_eq!(parts("`a` {x}", "{x}"), [code("a"), text(" {x}")]);
        let inner = fill("all: `{x}`", &[("x", Value::Text("`"))]);
        let outer = fill("({inner}) `i`", &[("inner", Value::Phrase(&inner))]);
        assert_eq!(outer.parts(), [text("(all: "), code("`"), text(") "), code("i")]);
        assert_eq!(Language::En.number(1_234_567), "1,234,567");
        assert_eq!(Language::En.number(123), "123");
    }

    #[test]
    fn languages_by_tag() {
        assert_eq!(Language::from_tag("zh-Hans"), Language::Zh);
        assert_eq!(Language::from_tag("en"), Language::En);
        assert_eq!(Language::from_tag(""), Language::En);
    }
}
