//! `lang/<language>/<name>.json`, one or several -> the text of a [`Catalogue`](crate::Catalogue), or what is wrong with it: for build scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use crate::template::{CLOSE, CODE, FORM, OPEN, ORDINAL};
use crate::{Category, Language};

/// Keys and templates, as they are written.
pub type Source = BTreeMap<String, String>;

/// Compiles a catalogue, of one file a language or of several, into `OUT_DIR/catalogue.rs`, an expression to `include!`.
///
/// # Panics
/// Where a catalogue cannot be read or does not fit: a build ends there.
pub fn catalogue(lang: &Path, names: &[&str]) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |file: &str, text: String| fs::write(Path::new(&out).join(file), text).expect("OUT_DIR can be written");
    let sources = read(lang, names);
    let lines = check(&sources).unwrap_or_else(|fault| panic!("{names:?}: {fault}"));
    write("keys.txt", sources[0].keys().map(String::as_str).collect::<Vec<_>>().join("\n"));
    let text = |file: &str| {
        format!("::invocation_catalogue::Lines::new(include_str!(concat!(env!(\"OUT_DIR\"), \"/{file}.txt\")))")
    };
    let mut templates = Vec::new();
    for (language, lines) in Language::ALL.iter().zip(lines) {
        write(&format!("{}.txt", language.tag()), lines.join("\n"));
        templates.push(text(language.tag()));
    }
    let templates = templates.join(", ");
    write("catalogue.rs", format!("::invocation_catalogue::Catalogue::new({}, [{templates}])", text("keys")));
}

/// A catalogue in each language, as it is written.
///
/// # Panics
/// Where a file cannot be read, or two of a language have the same key.
pub fn read(lang: &Path, names: &[&str]) -> Vec<Source> {
    let read = |language: &Language| {
        let mut all = Source::new();
        for name in names {
            let path = lang.join(language.tag()).join(format!("{name}.json"));
            println!("cargo::rerun-if-changed={}", path.display());
            let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let source: Source = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            for (key, template) in source {
                assert!(all.insert(key.clone(), template).is_none(), "{key} is in two of {names:?}");
            }
        }
        all
    };
    Language::ALL.iter().map(read).collect()
}

/// The compiled templates of each language, in the order of the keys.
///
/// # Errors
/// Says which template does not fit: a key that another language lacks, a value that the first language has not, or has
/// outside of code, a plural without a category of its language, a mark without its second.
pub fn check(sources: &[Source]) -> Result<Vec<Vec<String>>, String> {
    let mut all = Vec::new();
    let mut places: Vec<BTreeSet<(String, bool)>> = Vec::new();
    for (language, source) in Language::ALL.iter().zip(sources) {
        if let Some(key) = source
            .keys()
            .chain(sources[0].keys())
            .find(|key| !source.contains_key(*key) || !sources[0].contains_key(*key))
        {
            return Err(format!("{key} is not in every language"));
        }
        let mut lines = Vec::new();
        for (at, (key, written)) in source.iter().enumerate() {
            let fault = |what: &str| format!("{key} ({}): {what}", language.tag());
            let template = template(written, *language).map_err(|what| fault(&what))?;
            match places.get(at) {
                None => places.push(template.places),
                Some(first) if template.places.is_subset(first) => {}
                Some(_) => return Err(fault("a value that the first language has not, or not so")),
            }
            lines.push(template.compiled);
        }
        all.push(lines);
    }
    Ok(all)
}

/// A template, compiled.
#[derive(Default)]
struct Compiled {
    compiled: String,
    /// The names of its values, and whether each stands in code.
    places: BTreeSet<(String, bool)>,
}

fn template(written: &str, language: Language) -> Result<Compiled, String> {
    if written.contains(char::is_control) {
        return Err("a control character".to_owned());
    }
    let mut parser = Parser { rest: written, language, out: Compiled::default() };
    parser.message(false)?;
    if parser.rest.is_empty() { Ok(parser.out) } else { Err("a brace that closes nothing".to_owned()) }
}

/// message = { text | "'" text "'" | "`" message "`" | "{" place "}" }
struct Parser<'a> {
    rest: &'a str,
    language: Language,
    out: Compiled,
}

impl<'a> Parser<'a> {
    /// A message, up to the brace that ends it or to the end.
    fn message(&mut self, is_code: bool) -> Result<(), String> {
        let mut code_began = false;
        while let Some(sign) = self.rest.chars().next().filter(|sign| *sign != '}') {
            self.rest = &self.rest[sign.len_utf8()..];
            match sign {
                '\'' if self.rest.starts_with(['{', '}', '`']) => {
                    let (text, rest) = self.rest.split_once('\'').ok_or("a quote without its second")?;
                    self.out.compiled.push_str(text);
                    self.rest = rest;
                }
                '`' if is_code => return Err("code in code".to_owned()),
                '`' => {
                    code_began = !code_began;
                    self.out.compiled.push(CODE);
                }
                '{' => self.place(is_code || code_began)?,
                sign => self.out.compiled.push(sign),
            }
        }
        if code_began { Err("a backtick without its second".to_owned()) } else { Ok(()) }
    }

    /// place = name [ "," ("plural" | "selectordinal") "," { selector "{" message "}" } ]
    fn place(&mut self, in_code: bool) -> Result<(), String> {
        let name = self.word()?;
        self.out.compiled.extend([OPEN]);
        self.out.compiled.push_str(name);
        self.out.places.insert((name.to_owned(), in_code));
        if self.eat(',') {
            let is_ordinal = match self.word()? {
                "plural" => false,
                "selectordinal" => true,
                other => return Err(format!("{other} is no kind of place")),
            };
            if is_ordinal {
                self.out.compiled.push(ORDINAL);
            }
            if !self.eat(',') {
                return Err("expected a comma before the forms".to_owned());
            }
            self.forms(in_code, is_ordinal)?;
        }
        if !self.eat('}') {
            return Err(format!("the place of {name} does not end"));
        }
        self.out.compiled.push(CLOSE);
        Ok(())
    }

    fn forms(&mut self, in_code: bool, is_ordinal: bool) -> Result<(), String> {
        let language = self.language;
        let categories = if is_ordinal { language.ordinal_categories() } else { language.categories() };
        let mut wanted = categories.iter().copied().map(Category::as_str);
        while !self.rest.trim_start().starts_with('}') {
            let selector = self.word()?;
            let is_exact = selector.strip_prefix('=').is_some_and(|n| n.parse::<u64>().is_ok());
            if !is_exact && wanted.next() != Some(selector) {
                return Err(format!(
                    "expected forms for exact numbers, then one for each of {categories:?}, found {selector}"
                ));
            }
            self.out.compiled.extend([FORM]);
            self.out.compiled.push_str(selector);
            self.out.compiled.push(FORM);
            if !self.eat('{') {
                return Err(format!("expected a form for {selector}"));
            }
            self.message(in_code)?;
            if !self.eat('}') {
                return Err(format!("the form for {selector} does not end"));
            }
        }
        wanted.next().map_or(Ok(()), |category| Err(format!("no form for {category}")))
    }

    /// A name, a kind or a selector.
    fn word(&mut self) -> Result<&'a str, String> {
        let text = self.rest.trim_start();
        let end = text.find(|sign: char| !sign.is_alphanumeric() && sign != '=').unwrap_or(text.len());
        self.rest = &text[end..];
        if end > 0 { Ok(&text[..end]) } else { Err("expected a name after a brace or a comma".to_owned()) }
    }

    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Part, Phrase, Template, Value};

    fn compiled(written: &str, language: Language) -> Template {
        let template = template(written, language).unwrap_or_else(|fault| panic!("{written}: {fault}"));
        Template::new(language, Box::leak(template.compiled.into_boxed_str()))
    }

    fn fill(written: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        compiled(written, Language::En).fill(args)
    }

    fn text(text: &str) -> Part {
        Part::Text(text.to_owned())
    }

    fn code(code: &str) -> Part {
        Part::Code(code.to_owned())
    }

    #[test]
    fn templates_take_values_and_plural_forms() {
        let failed = "{n} of {of} {of, plural, one {instance} other {instances}} failed";
        let [one, many] = [1, 40].map(Value::Count);
        assert_eq!(fill(failed, &[("n", one), ("of", many)]).to_string(), "1 of 40 instances failed");
        assert_eq!(fill(failed, &[("n", one), ("of", Value::Text("1"))]).to_string(), "1 of 1 instance failed");
        let all = "{of, plural, =0 {none} one {its one instance} other {all {of} instances}} failed";
        let filled = |n| fill(all, &[("of", Value::Count(n))]).to_string();
        assert_eq!(filled(0), "none failed");
        assert_eq!(filled(1), "its one instance failed");
        assert_eq!(filled(4_000), "all 4,000 instances failed");
        let day = "the {n, selectordinal, one {{n}st} two {{n}nd} few {{n}rd} other {{n}th}}";
        assert_eq!(
            [1, 12, 22].map(|n| fill(day, &[("n", Value::Count(n))]).to_string()),
            ["the 1st", "the 12th", "the 22nd"]
        );
        let chinese = compiled("{n, plural, =1 {每秒} other {每 {n} 秒}}一次", Language::Zh);
        assert_eq!([1, 2].map(|n| chinese.fill(&[("n", Value::Count(n))]).to_string()), ["每秒一次", "每 2 秒一次"]);
    }

    #[test]
    fn what_is_not_there_is_an_ellipsis() {
        assert_eq!(fill("{n, plural, one {{n} row} other {{n} rows}} of `{x}`", &[]).to_string(), "… rows of `…`");
    }

    #[test]
    fn quoted_marks_are_text() {
        assert_eq!(
            fill("expected `'{ } [ ]'`, it's `{x}`", &[("x", Value::Text("'{'"))]).parts(),
            [text("expected "), code("{ } [ ]"), text(", it's "), code("'{'"),]
        );
        assert_eq!(fill("a '`' b", &[]).parts(), [text("a ` b")]);
    }

    /// A value is a plain part of the text or of the code in which it stands, or one part of its own, whatever it holds.
    #[test]
    fn nothing_in_a_value_is_a_mark() {
        let hostile = "`a` {x} {x, plural, other {y}} '{' \u{1}x\u{2}other\u{2}y\u{3}\u{4}z\u{4} \u{202E}<b>";
        let fill = |written, value| fill(written, &[("x", value)]).parts().to_vec();
        assert_eq!(
            fill("see {x} or `{x}`.", Value::Text(hostile)),
            [text(&format!("see {hostile} or ")), code(hostile), text("."),]
        );
        assert_eq!(
            fill("`a {x} b` of {x}", Value::Id(hostile)),
            [code(&format!("a {hostile} b")), text(" of "), Part::Id(hostile.to_owned()),]
        );
        assert_eq!(fill("`{x}``{x}{x}`", Value::Id(hostile)), [Part::Id(hostile.to_owned()), code(&hostile.repeat(2))]);
        let inner = Phrase::join(&[Phrase::text("all: "), Phrase::id(hostile)], hostile);
        assert_eq!(
            fill("({x}) `i`", Value::Phrase(&inner)),
            [text(&format!("(all: {hostile}")), Part::Id(hostile.to_owned()), text(") "), code("i"),]
        );
    }

    #[test]
    fn parts_cross_the_boundary_by_kind() {
        let mut phrase = fill("a `b` {id} ", &[("id", Value::Id("i-1`"))]);
        phrase.append(&Phrase::of(Part::Command("aliyun".to_owned())));
        let json = serde_json::to_string(&phrase).expect("JSON");
        assert_eq!(json, r#"["a ",{"code":"b"}," ",{"id":"i-1`"}," ",{"command":"aliyun"}]"#);
        assert_eq!(phrase.to_string(), "a `b` `i-1`` `aliyun`");
        assert_eq!(phrase.commands().collect::<Vec<_>>(), ["aliyun"]);
    }

    #[test]
    fn templates_that_do_not_fit_are_refused() {
        for (written, fault) in [
            ("a `b", "a backtick without its second"),
            ("{n", "the place of n does not end"),
            ("a } b", "a brace that closes nothing"),
            ("{} rows", "expected a name"),
            ("{n|row|rows}", "the place of n does not end"),
            ("{n, number}", "number is no kind of place"),
            ("{n, plural, other {rows}}", "expected forms for exact numbers"),
            ("{n, plural, one {row}}", "no form for other"),
            ("{n, plural, one {row} =2 {two} other {rows} many {rows}}", "expected forms"),
            ("`{n, plural, one {`row} other {rows}}`", "code in code"),
            ("{n, plural, one {`row} other {rows`}}", "a backtick without its second"),
            ("'{ rows", "a quote without its second"),
            ("a\u{4}b", "a control character"),
        ] {
            let found = template(written, Language::En).err().unwrap_or_else(|| panic!("{written} is taken"));
            assert!(found.contains(fault), "{written}: {found}");
        }
        assert!(template("{n, plural, one {行} other {行}}", Language::Zh).is_err(), "Chinese has one category");
    }

    #[test]
    fn languages_have_the_same_keys_and_values_of_the_same_kind() {
        let check = |english: &[(&str, &str)], chinese: &[(&str, &str)]| {
            let source = |entries: &[(&str, &str)]| {
                entries.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
            };
            check(&[source(english), source(chinese)]).err().unwrap_or_default()
        };
        assert_eq!(check(&[("a", "{x} and `{y}`")], &[("a", "`{y}`和{x}")]), "");
        assert_eq!(check(&[("a", "{n, plural, one {row} other {rows}} {x}")], &[("a", "行 {x}")]), "");
        assert!(check(&[("a", "")], &[("b", "")]).contains("not in every language"));
        assert!(check(&[("a", "x"), ("b", "y")], &[("a", "x")]).contains("not in every language"));
        assert!(check(&[("a", "{x}")], &[("a", "{z}")]).contains("a value that the first language has not"));
        assert!(check(&[("a", "`{x}`")], &[("a", "{x}")]).contains("or not so"));
    }
}
