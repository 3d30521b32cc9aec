//! Every text of the clean cases replaced by what nobody expects there: every law holds, in both languages, and what
//! stands in a schedule, in a status or in an id is said rather than cut in the middle of a character.

mod support;

use invocation_inspector::document::{Document, Kind};
use invocation_inspector::schedule::Schedule;
use invocation_inspector::view::phrases::schedule::{fault_words, words};
use invocation_inspector::view::report::json;
use invocation_inspector::words::Language;
use invocation_inspector::{Options, inspect};

/// As JSON writes them in a string.
const HOSTILE: [&str; 16] = [
    "０ ０ ８ ？ ＊ ＊ ＧＭＴ＋８",
    "0 0 8 ? * * GMT＋8",
    "UTC−8",
    "rate（５ｍ）",
    "２０２６－０１－０１Ｔ００：００：００Ｚ",
    "－１",
    "e\u{301}\u{301}\u{301}",
    "\\ud83d",
    "\\udc00\\ud800",
    "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000T00:00:00Z",
    "\u{feff}t-1\u{feff}",
    "\u{202e}\u{2066}sseccuS",
    "😀😀😀😀-😀😀T😀😀:😀😀",
    "𝟘-𝟙:𝟚/𝟛",
    "状态：失败",
    "\u{2028}\u{85}\u{a0}",
];

fn hostile() -> Vec<String> {
    let long = ["状".repeat(5_000), "x".repeat(199) + "😀", "a".repeat(399) + "é" + &"b".repeat(60), "😀".repeat(16)];
    HOSTILE.iter().map(|text| (*text).to_owned()).chain(long).collect()
}

/// Asks for everything, in both languages.
fn check(name: &str, bytes: Vec<u8>) {
    let mut inspection = inspect(bytes, Options::default());
    support::check::check(name, &inspection);
    inspection.set_language(Language::Zh);
    support::check::check(name, &inspection);
    let _ = json::write(&inspection.summary());
    let _ = json::write(&inspection.record(0, 0, 0, None));
    let _ = inspection.repaired(0);
}

#[test]
fn no_text_in_any_field_breaks_a_law() {
    let hostile = hostile();
    let cases = support::cases()
        .into_iter()
        .filter(|case| case.folder == "clean" && case.path.extension().is_some_and(|extension| extension == "json"));
    for case in cases {
        let inspection = support::read(&case.bytes);
        let document: &Document = &inspection.readings()[0].document;
        let scalars = document.tokens.iter().filter(|token| {
            matches!(token.kind(), Kind::String | Kind::Number | Kind::True | Kind::False | Kind::Null)
        });
        // Rows repeat: those after the first are like them.
        for (at, token) in scalars.take(120).enumerate() {
            let span = token.span().range();
            let quoted = token.is(Kind::String);
            for with in hostile.iter().skip(at % 2).step_by(2) {
                let with = if quoted { with.clone() } else { format!("\"{with}\"") };
                let bytes = [&document.source.text[..span.start], with.as_bytes(), &document.source.text[span.end..]];
                check(&format!("{} {span:?} {with}", case.name), bytes.concat());
            }
        }
    }
}

#[test]
fn a_schedule_of_any_characters_is_said_or_its_fault_is() {
    let whole = ["0 0 8 ? * * GMT+8", "rate(5m)", "at(2026-01-01 00:00:00 UTC)", "0 0 8 LW * ? 2026 Asia/Shanghai"];
    for text in whole {
        let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        for (at, odd) in places.flat_map(|at| ["＋", "−", "é", "😀", "\0", "\u{301}", "０"].map(|odd| (at, odd)))
        {
            for end in [at, (at + 1).min(text.len())] {
                let text = [&text[..at], odd, &text[end..]].concat();
                for language in [Language::En, Language::Zh] {
                    let said = match Schedule::read(&text) {
                        Ok(schedule) => words(&schedule, language),
                        Err(fault) => fault_words(&fault, language).to_string(),
                    };
                    assert!(!said.is_empty(), "{text}");
                }
            }
        }
    }
}
