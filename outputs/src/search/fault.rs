//! What is wrong with a regular expression that somebody typed, and where.

use regex_syntax::ParserBuilder;
use regex_syntax::ast::{self, Span};
use regex_syntax::hir::{self, Hir};

use crate::words::{Language, Lookup};

/// How deep groups may lie in each other.
const DEPTH: u32 = 100;

/// A fault of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is: a key of `lang/*/outputs.json`.
    pub key: &'static str,
    /// Where it starts in the pattern, in UTF-16 units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// Reads a pattern.
pub(super) fn read(pattern: &str, ignore_case: bool) -> Result<Hir, Fault> {
    // Without bytes that are no text, so that hits start and end between letters.
    let mut parser = ParserBuilder::new();
    parser.multi_line(true).crlf(true).utf8(true).nest_limit(DEPTH).case_insensitive(ignore_case);
    parser.build().parse(pattern).map_err(|error| match error {
        regex_syntax::Error::Parse(error) => Fault::at(of_reading(error.kind()), pattern, error.span()),
        regex_syntax::Error::Translate(error) => Fault::at(of_meaning(error.kind()), pattern, error.span()),
        _ => Fault::whole("pattern.other", pattern),
    })
}

fn of_reading(kind: &ast::ErrorKind) -> &'static str {
    use ast::ErrorKind as E;
    match kind {
        E::ClassUnclosed => "pattern.class-unclosed",
        E::ClassEscapeInvalid | E::ClassRangeInvalid | E::ClassRangeLiteral => "pattern.range",
        E::GroupUnclosed => "pattern.group-unclosed",
        E::GroupUnopened => "pattern.group-unopened",
        E::GroupNameDuplicate { .. } | E::GroupNameEmpty | E::GroupNameInvalid | E::GroupNameUnexpectedEof => {
            "pattern.name"
        }
        E::RepetitionMissing => "pattern.repetition",
        E::RepetitionCountInvalid | E::RepetitionCountDecimalEmpty | E::RepetitionCountUnclosed => "pattern.count",
        E::DecimalEmpty | E::DecimalInvalid => "pattern.count",
        E::UnsupportedLookAround => "pattern.around",
        E::UnsupportedBackreference => "pattern.reference",
        E::UnicodeClassInvalid => "pattern.property",
        E::NestLimitExceeded(_) | E::CaptureLimitExceeded => "pattern.large",
        E::EscapeHexEmpty | E::EscapeHexInvalid | E::EscapeHexInvalidDigit | E::EscapeUnexpectedEof => "pattern.escape",
        E::EscapeUnrecognized | E::SpecialWordBoundaryUnclosed | E::SpecialWordBoundaryUnrecognized => "pattern.escape",
        E::FlagDanglingNegation | E::FlagDuplicate { .. } | E::FlagRepeatedNegation { .. } => "pattern.flag",
        E::FlagUnexpectedEof | E::FlagUnrecognized => "pattern.flag",
        _ => "pattern.other",
    }
}

fn of_meaning(kind: &hir::ErrorKind) -> &'static str {
    use hir::ErrorKind as E;
    match kind {
        E::UnicodePropertyNotFound | E::UnicodePropertyValueNotFound | E::UnicodePerlClassNotFound => {
            "pattern.property"
        }
        E::UnicodeNotAllowed | E::InvalidUtf8 => "pattern.bytes",
        _ => "pattern.other",
    }
}

impl Fault {
    fn at(key: &'static str, pattern: &str, span: &Span) -> Self {
        let units = |end: usize| pattern.get(..end).unwrap_or(pattern).encode_utf16().count() as u32;
        // A place between two letters is widened, so that there is something to mark.
        let (start, end) = (span.start.offset, span.end.offset);
        let next = pattern.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Self { key, start: units(start), end: units(end.max(start + next)) }
    }

    fn whole(key: &'static str, pattern: &str) -> Self {
        Self { key, start: 0, end: pattern.encode_utf16().count() as u32 }
    }

    /// A pattern that can be read and cannot be built.
    pub(super) fn of_building(pattern: &str, large: bool) -> Self {
        Self::whole(if large { "pattern.large" } else { "pattern.other" }, pattern)
    }

    /// A sentence in this language.
    pub fn sentence(&self, language: Language) -> String {
        language.word(self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn faults_are_named_and_placed() {
        for (pattern, key, place) in [
            ("a(b", "pattern.group-unclosed", (1, 2)),
            ("a)b", "pattern.group-unopened", (1, 2)),
            ("中文[a", "pattern.class-unclosed", (2, 3)),
            ("😀*+[z-a]", "pattern.range", (5, 8)),
            ("*a", "pattern.repetition", (0, 1)),
            ("a{2", "pattern.count", (1, 3)),
            ("(?=a)", "pattern.around", (0, 3)),
            (r"(a)\1", "pattern.reference", (3, 5)),
            (r"\q", "pattern.escape", (0, 2)),
            (r"a\", "pattern.escape", (1, 2)),
            ("(?y)", "pattern.flag", (2, 3)),
            ("(?P<1>a)", "pattern.name", (4, 5)),
            (r"\p{Nonsense}", "pattern.property", (0, 12)),
            (r"(?-u:\xFF)", "pattern.bytes", (5, 9)),
        ] {
            let fault = read(pattern, false).expect_err(pattern);
            assert_eq!((fault.key, (fault.start, fault.end)), (key, place), "{pattern}");
        }
        let deep = "(".repeat(150) + &")".repeat(150);
        assert_eq!(read(&deep, true).map_err(|fault| fault.key).err(), Some("pattern.large"));
        assert!(read(r"^\w+(a|b){2,3}\s*$", true).is_ok());
    }

    #[test]
    fn every_fault_has_words_in_both_languages() {
        let source = include_str!("fault.rs");
        let keys: Vec<&str> = source.split('"').filter(|text| text.len() > 8 && text.starts_with("pattern.")).collect();
        for language in Language::ALL {
            for key in &keys {
                assert_ne!(language.word(key), *key, "{key}");
            }
        }
        let mut all = words::keys().iter().filter(|key| key.starts_with("pattern."));
        assert!(all.all(|key| keys.contains(key)), "a key that nothing uses");
        let fault = read("(", false).expect_err("unclosed");
        assert_ne!(fault.sentence(Language::En), fault.sentence(Language::Zh));
        let count = read("a{2", false).expect_err("a count");
        assert_eq!(
            count.sentence(Language::En),
            r#"expected a count such as {2} or {2,5}; write "\{" to find the brace itself"#
        );
    }
}
