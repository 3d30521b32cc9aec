//! A compiled template and values -> a phrase.

use crate::Language;
use crate::phrase::{Composer, Phrase, Value};

// What stands for a mark in a compiled template. No catalogue holds these characters, and those of a value are never read.

/// Begins a place for a value: its name follows.
pub(crate) const OPEN: char = '\u{1}';
/// Stands before each selector and each form, by turns.
pub(crate) const FORM: char = '\u{2}';
/// Ends the place.
pub(crate) const CLOSE: char = '\u{3}';
/// Begins or ends code.
pub(crate) const CODE: char = '\u{4}';
/// Ends the name of a value whose forms are by ordinal categories.
pub(crate) const ORDINAL: char = '#';

/// What stands for a value that is not there.
const ABSENT: &str = "…";

/// A template in its language, as `compile` wrote it.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    language: Language,
    text: &'static str,
}

impl Template {
    pub(crate) const fn new(language: Language, text: &'static str) -> Self {
        Self { language, text }
    }

    /// Puts values in. An ellipsis stands for a value that is not there, and `other` is its form.
    pub fn fill(self, args: &[(&str, Value<'_>)]) -> Phrase {
        let mut out = Composer::default();
        put(self.text, self.language, args, &mut out);
        out.finish()
    }
}

fn put(template: &str, language: Language, args: &[(&str, Value<'_>)], out: &mut Composer) {
    let mut rest = template;
    while let Some(at) = rest.find([OPEN, CODE]) {
        out.text(&rest[..at]);
        let is_code = rest[at..].starts_with(CODE);
        rest = &rest[at + 1..];
        if is_code {
            out.toggle_code();
            continue;
        }
        let mut pieces = Pieces { rest, is_open: true };
        let name = pieces.next().unwrap_or_default();
        let (name, is_ordinal) = name.strip_suffix(ORDINAL).map_or((name, false), |name| (name, true));
        let value = args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let integer = value.and_then(|value| value.integer(language));
        match (form(&mut pieces, integer, language, is_ordinal), value) {
            (Some(form), _) => put(form, language, args, out),
            (None, Some(value)) => out.value(value, language),
            (None, None) => out.text(ABSENT),
        }
        rest = pieces.rest;
    }
    out.text(rest);
}

/// The first form that is for a number, else the last, which is that of `other`.
fn form<'a>(pieces: &mut Pieces<'a>, integer: Option<u64>, language: Language, is_ordinal: bool) -> Option<&'a str> {
    let fits = |selector: &str, n: u64| match selector.strip_prefix('=') {
        Some(exact) => exact.parse() == Ok(n),
        None if is_ordinal => language.ordinal_category(n).as_str() == selector,
        None => language.category(n).as_str() == selector,
    };
    let (mut chosen, mut last) = (None, None);
    while let (Some(selector), Some(form)) = (pieces.next(), pieces.next()) {
        if chosen.is_none() && integer.is_some_and(|n| fits(selector, n)) {
            chosen = Some(form);
        }
        last = Some(form);
    }
    chosen.or(last)
}

/// What stands between the marks of one place, without those of places inside; `rest`: what follows.
struct Pieces<'a> {
    rest: &'a str,
    is_open: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if !self.is_open {
            return None;
        }
        let mut depth = 0_usize;
        let end = self.rest.char_indices().find(|(_, sign)| {
            match *sign {
                OPEN => depth += 1,
                CLOSE if depth > 0 => depth -= 1,
                FORM | CLOSE => return depth == 0,
                _ => {}
            }
            false
        });
        let (at, sign) = end.unwrap_or((self.rest.len(), CLOSE));
        let piece = &self.rest[..at];
        self.rest = self.rest.get(at + 1..).unwrap_or_default();
        self.is_open = sign == FORM;
        Some(piece)
    }
}
