//! Every case gives what stands written of it: some forty their whole report, `NAME.report.json` beside the document, all others
//! their facts, in the table of their folder, `facts/FOLDER.txt`. And its folder says what is noticed: `clean` nothing, `odd`
//! notes and warnings, `broken` errors. `UPDATE=1 cargo test --test cases` rewrites both; read what changed.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use invocation_inspector::diagnostic::Code;
use invocation_inspector::view::report::json;
use serde_json::Value;
use support::facts::facts;

#[test]
fn reports_are_as_written_beside_the_cases() {
    let mut wrong = String::new();
    for case in support::cases() {
        let Some(path) = whole_report(&case) else { continue };
        let report = support::report(&support::read(&case.bytes));
        let text = serde_json::to_string_pretty(&report).expect("plain data") + "\n";
        if is_update() {
            std::fs::write(&path, &text).expect("the folder of cases can be written");
        } else if std::fs::read_to_string(&path).unwrap_or_default() != text {
            let _ = writeln!(wrong, "{}", case.name);
        }
    }
    assert!(wrong.is_empty(), "these differ from the report beside them (UPDATE=1 rewrites):\n{wrong}");
}

#[test]
fn facts_are_as_written_in_the_tables() {
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for case in support::cases().iter().filter(|case| whole_report(case).is_none()) {
        let facts = facts(&support::report(&support::read(&case.bytes)));
        let table = tables.entry(case.folder.clone()).or_default();
        let _ = writeln!(table, "# {}\n{facts}", case.file());
    }
    let mut wrong = Vec::new();
    for (folder, found) in &tables {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/facts/{folder}.txt"));
        if is_update() {
            std::fs::write(&path, found).expect("the folder of facts can be written");
            continue;
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        let (found, written) = (sections(found), sections(&written));
        wrong.extend(found.symmetric_difference(&written).map(|section| format!("{folder}/{section}")));
    }
    assert!(wrong.is_empty(), "these differ from the tables of facts (UPDATE=1 rewrites):\n{}", wrong.join("\n"));
}

/// The cases of a table, each with its lines.
fn sections(table: &str) -> BTreeSet<&str> {
    table.split("\n# ").map(|section| section.trim_start_matches("# ").trim_end()).collect()
}

/// Where the whole report of a case stands, if it is one of those that have it.
fn whole_report(case: &support::Case) -> Option<PathBuf> {
    let mut path = case.path.clone().into_os_string();
    path.push(".report.json");
    Some(PathBuf::from(path)).filter(|path| path.exists())
}

fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
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

/// The guide's samples of diagnostics and fields are cases (`../www/guide/samples.ts`), and without one nothing here meets them.
#[test]
fn every_diagnostic_and_every_field_has_a_case() {
    use invocation_inspector::{diagnostic::CODES, view::explanation};
    // A case would be too large, or no answer holds it.
    let none = ["source/too-large", "source/too-complex", "diagnostics/more", "MaxResults"];
    let codes = CODES.iter().map(|(_, id, _)| (*id).to_owned());
    let mut without: BTreeSet<String> =
        codes.chain(explanation::fields()).filter(|one| !none.contains(&&**one)).collect();
    for case in support::cases() {
        let report = support::report(&support::read(&case.bytes));
        for diagnostic in report["diagnostics"].as_array().expect("a list") {
            without.remove(diagnostic["code"].as_str().expect("a code"));
        }
        let text = String::from_utf8_lossy(&case.bytes).to_ascii_lowercase();
        let words: BTreeSet<&str> = text.split(|char: char| !char.is_ascii_alphanumeric()).collect();
        without.retain(|one| !words.contains(&*one.to_ascii_lowercase()));
    }
    assert!(without.is_empty(), "no case has these: {without:?}");
}

#[test]
fn strictly_written_documents_are_read_as_a_strict_reader_reads_them() {
    for case in support::cases() {
        let Ok(strict) = serde_json::from_slice::<serde_json::Value>(&case.bytes) else { continue };
        let inspection = support::read(&case.bytes);
        let document = &inspection.readings()[0].document;
        // A document inside a text is read in the text's place.
        // A text from the middle of which something was cut out may be well-formed all the same.
        // A name is read without what does not show in it.
        let odd = [Code::JsonElided, Code::Blank].iter().any(|code| inspection.readings()[0].sink.count(*code) > 0);
        if document.source.is_rewritten() || odd {
            continue;
        }
        let written = document.as_written().expect("room for both");
        let document = written.as_ref().unwrap_or(document);
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
