//! Every case has its report beside it, and its folder says what is noticed: `clean` nothing, `odd` notes and warnings,
//! `broken` errors. `UPDATE=1 cargo test --test cases` rewrites the reports; read what changed.

mod support;

use std::fmt::Write as _;

use invocation_inspector::view::report::json;
use serde_json::Value;

#[test]
fn reports_are_as_written_beside_the_cases() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for case in support::cases() {
        let report = support::report(&support::read(&case.bytes));
        let text = serde_json::to_string_pretty(&report).expect("plain data") + "\n";
        let mut beside = case.path.clone().into_os_string();
        beside.push(".report.json");
        if update {
            std::fs::write(&beside, &text).expect("the folder of cases can be written");
        } else if std::fs::read_to_string(&beside).unwrap_or_default() != text {
            let _ = writeln!(wrong, "{}", case.name);
        }
    }
    assert!(wrong.is_empty(), "these differ from the report beside them (UPDATE=1 rewrites):\n{wrong}");
}

#[test]
fn folders_say_what_is_noticed() {
    for case in support::cases() {
        let report = support::report(&support::read(&case.bytes));
        let diagnostics = report["diagnostics"].as_array().expect("a list");
        let worst = |severity: &str| diagnostics.iter().any(|d| d["severity"] == severity);
        let folder = match (worst("error"), diagnostics.is_empty()) {
            (true, _) => "broken",
            (false, false) => "odd",
            (false, true) => "clean",
        };
        assert!(
            case.folder == folder || case.folder == "crashes",
            "{} belongs to {folder}: {diagnostics:#?}",
            case.name
        );
    }
}

#[test]
fn strictly_written_documents_are_read_as_a_strict_reader_reads_them() {
    for case in support::cases() {
        let Ok(strict) = serde_json::from_slice::<serde_json::Value>(&case.bytes) else { continue };
        let inspection = support::read(&case.bytes);
        let document = &inspection.readings()[0].document;
        // A document inside a text is read in the text's place.
        if document.source.is_rewritten() {
            continue;
        }
        let ours = invocation_inspector::view::report::plain::Plain::of(document.value(document.roots[0]), 64);
        let ours = serde_json::from_str::<Value>(&json::write(&ours)).expect("JSON");
        assert!(same(&strict, &ours), "{}", case.name);
    }
}

/// Equal, where a blank text is as good as null, and a number beyond what JavaScript holds is its text.
fn same(strict: &serde_json::Value, ours: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Null, Number, Object, String};
    match (strict, ours) {
        (Object(a), Object(b)) => a.len() == b.len() && a.iter().all(|(k, v)| same(v, spelt(b, k))),
        (Array(a), Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (String(text), Null) => text.trim().is_empty(),
        // Of a member that stands twice a strict reader keeps the last.
        (last, Array(all)) if all.len() > 1 => all.last().is_some_and(|own| same(last, own)),
        (Number(number), String(_)) => number.as_i64().is_none_or(|n| n.abs() > 1 << 53),
        (a, b) => a == b,
    }
}

/// The member with this name: known names are given in the API's spelling.
fn spelt<'a>(object: &'a serde_json::Map<String, serde_json::Value>, key: &str) -> &'a serde_json::Value {
    let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    let found = object.iter().find(|(name, _)| plain(name) == plain(key));
    found.map_or(&serde_json::Value::Bool(false), |(_, value)| value)
}
