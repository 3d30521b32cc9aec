//! Exports of two invocations that are compared: each format that has a place for it tells what `compare` tells, and no other changes.

use std::collections::{BTreeMap, HashSet};

use invocation_inspector::view::export::columns::{COLUMNS, COMPARED};
use invocation_inspector::view::export::redact::Redactor;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::words::Language;
use invocation_inspector::{Exporting, Inspection, Options};
use serde_json::{Map, Value, json};

use super::rows::{lines, validators};
use super::{files, hide, support, text};

/// Which formats have rows of both, have sentences, have neither.
const ROWS: [Format; 5] = [Format::Csv, Format::Tsv, Format::Ndjson, Format::Json, Format::Html];
const SENTENCES: [Format; 5] = [Format::Text, Format::Groups, Format::Chat, Format::Md, Format::Jira];
const NEITHER: [Format; 2] = [Format::Junit, Format::Sarif];

/// An answer with all of an invocation: ids and statuses.
fn answer(invoke_id: &str, rows: &[(&str, &str)]) -> Vec<u8> {
    let row = |(id, status): &(&str, &str)| {
        json!({"InvokeId": invoke_id, "CommandId": "c-1", "InstanceId": id, "InvocationStatus": status,
            "ExitCode": i32::from(*status == "Failed"), "Output": base64_simd::STANDARD.encode_to_string(status), "StartTime": "2026-11-20T08:00:00Z"})
    };
    let rows: Vec<Value> = rows.iter().map(row).collect();
    let results = json!({"TotalCount": rows.len(), "PageNumber": 1, "PageSize": 50, "InvocationResults": {"InvocationResult": rows}});
    json!({ "Invocation": results }).to_string().into_bytes()
}

fn inspected(documents: &[Vec<u8>]) -> Inspection {
    let mut inspection = Inspection::new(Options::default());
    documents.iter().for_each(|document| inspection.add(document.clone()));
    inspection
}

const BEFORE: [(&str, &str); 6] = [
    ("i-good", "Success"),
    ("i-turned", "Success"),
    ("i-bad", "Failed"),
    ("i-fixed", "Failed"),
    ("i-gone", "Failed"),
    ("i-odd", "Mystery"),
];
const AFTER: [(&str, &str); 6] = [
    ("i-good", "Success"),
    ("i-turned", "Failed"),
    ("i-bad", "Failed"),
    ("i-fixed", "Success"),
    ("i-odd", "Success"),
    ("i-new", "Success"),
];

fn two() -> Inspection {
    inspected(&[answer("t-before", &BEFORE), answer("t-after", &AFTER)])
}

/// The second compared with the first.
fn both() -> ExportOptions<'static> {
    ExportOptions { invocation: Some(1), reference: Some(0), ..ExportOptions::default() }
}

/// What became of each instance, as the page is told.
fn told(inspection: &Inspection, (reference, other): (usize, usize), query: Option<&str>) -> BTreeMap<String, Value> {
    let asked = InstanceQuery { query: query.map(str::to_owned), end: 1e9, ..InstanceQuery::default() };
    let rows = inspection.compared(reference, other, &asked).rows;
    let rows = rows.iter().map(|row| serde_json::to_value(row).expect("JSON"));
    rows.map(|row| (row["instanceId"].as_str().expect("an id").to_owned(), row)).collect()
}

fn told_by_rows(ndjson: &str) -> BTreeMap<String, Map<String, Value>> {
    let id = |row: &Map<String, Value>| row["instanceId"].as_str().expect("an id").to_owned();
    lines(ndjson).into_iter().filter(|row| !row["change"].is_null()).map(|row| (id(&row), row)).collect()
}

#[test]
fn rows_and_report_tell_what_the_comparison_tells() {
    let (report, rows) = (validators("report-1.json"), validators("rows-1.json"));
    let inspection = two();
    for (query, ids) in [
        (None, None),
        (Some("change:new-failed,only-before"), None),
        (Some("exit:1"), None),
        (Some("change:only-after"), None),
        (Some("change:failed>none"), None),
        (None, Some(vec!["i-gone", "i-new"])),
        (Some("-change:still-good"), Some(vec!["i-good", "i-bad"])),
    ] {
        let mut wanted = told(&inspection, (0, 1), query);
        wanted.retain(|id, _| ids.as_ref().is_none_or(|ids| ids.contains(&id.as_str())));
        let chosen = ids.map(|ids| ids.into_iter().map(str::to_owned).collect::<HashSet<_>>());
        let options = ExportOptions { query: query.map(str::to_owned), ids: chosen, ..both() };
        let ndjson = text(&inspection, Format::Ndjson, &options);
        let found = told_by_rows(&ndjson);
        assert!(found.keys().eq(wanted.keys()), "{query:?}: {found:?}");
        for (id, row) in &found {
            let of = &wanted[id];
            let invocation = if of["other"].is_null() { "t-before" } else { "t-after" };
            assert_eq!(row["change"], of["change"], "{id}");
            assert_eq!((&row["invokeId"], &row["referenceInvokeId"]), (&json!(invocation), &json!("t-before")), "{id}");
            assert_eq!(row["referenceOutcome"], of["reference"]["badge"]["outcome"], "{id}");
            let changed: Vec<&str> =
                of["aspects"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
            assert_eq!(row["changed"], changed.join(" "), "{id}");
        }
        let exported: Value = serde_json::from_str(&text(&inspection, Format::Json, &options)).expect("JSON");
        let lists =
            exported["invocations"].as_array().expect("a list").iter().filter_map(|of| of["instances"].as_array());
        let mut instances = 0;
        for instance in lists.flatten() {
            let (own, of) = (&instance["comparison"], &wanted[instance["instanceId"].as_str().expect("an id")]);
            assert_eq!((&own["change"], &own["changed"]), (&of["change"], &of["aspects"]));
            assert_eq!(own["outcome"], of["other"]["badge"]["outcome"]);
            instances += 1;
        }
        assert_eq!(instances, wanted.len(), "{query:?}");
        assert_eq!(exported["export"]["comparison"]["referenceInvokeId"], "t-before");
        for (validators, value) in
            lines(&ndjson).into_iter().map(|row| (&rows, Value::Object(row))).chain([(&report, exported)])
        {
            validators.iter().for_each(|one| assert!(one.is_valid(&value), "{value}"));
        }
    }
}

#[test]
fn columns_stand_behind_those_that_are_always_there() {
    let inspection = two();
    let names: Vec<&str> = COLUMNS.iter().chain(COMPARED).map(|column| column.name).collect();
    assert!(lines(&text(&inspection, Format::Ndjson, &both()))[0].keys().eq(names.iter()));
    let options = ExportOptions { bom: Some(false), ..both() };
    for (format, comma) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
        let table = text(&inspection, format, &options);
        let mut reader = csv::ReaderBuilder::new().delimiter(comma).from_reader(table.as_bytes());
        assert!(reader.headers().expect("a heading").iter().eq(names.iter().copied()));
        let at = COLUMNS.len();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let told: Vec<(&str, &str)> = rows.iter().map(|row| (&row[1], &row[at])).collect();
        // What went wrong first; what only the reference has stands behind.
        assert_eq!(told[..2], [("i-turned", "new-failed"), ("i-bad", "still-failed")]);
        assert_eq!(told[6], ("i-gone", "only-before"));
    }
}

/// What became of how many, over all rows of random pairs, one of them perhaps not all there.
#[test]
fn rows_add_up_to_the_sentence() {
    const STATUSES: [&str; 6] = ["Success", "Failed", "Running", "Stopped", "Mystery", "Success"];
    let mut dice = support::Dice(5);
    for round in 0..200 {
        let ids: Vec<String> = (0..9).map(|n| format!("i-{n}")).collect();
        let mut side = || -> Vec<(&str, &str)> {
            let some = ids.iter().filter(|_| dice.below(4) > 0).collect::<Vec<_>>();
            some.into_iter().map(|id| (id.as_str(), dice.one_of(&STATUSES))).collect()
        };
        let (before, after) = (side(), side());
        if before.is_empty() || after.is_empty() {
            continue;
        }
        let mut first = answer("t-before", &before);
        if round % 3 == 0 {
            first =
                String::from_utf8(first).expect("UTF-8").replace("\"TotalCount\":", "\"TotalCount\":9").into_bytes();
        }
        let inspection = inspected(&[first, answer("t-after", &after)]);
        let comparison = serde_json::to_value(inspection.compare(0, 1).expect("two")).expect("JSON");
        let rows = told_by_rows(&text(&inspection, Format::Ndjson, &both()));
        for of in comparison["changes"].as_array().expect("a list") {
            let n = rows.values().filter(|row| row["change"] == of["change"]).count();
            assert_eq!(of["count"], n, "{} of round {round}", of["change"]);
        }
        let exported: Value = serde_json::from_str(&text(&inspection, Format::Json, &both())).expect("JSON");
        let counts = comparison["changes"].as_array().expect("a list").iter();
        let counts: Vec<Value> = counts.map(|of| json!({"change": of["change"], "count": of["count"]})).collect();
        assert_eq!(exported["export"]["comparison"]["changes"], Value::from(counts));
        assert_eq!(exported["export"]["comparison"]["total"], rows.len());
    }
}

#[test]
fn texts_have_the_sentence_and_who_became_what() {
    let mut inspection = two();
    for language in [Language::En, Language::Zh] {
        inspection.set_language(language);
        let sentence = inspection.compare(0, 1).expect("two").sentence.to_string();
        for format in SENTENCES {
            let message = text(&inspection, format, &both());
            assert!(message.contains(&sentence), "{message}");
            assert!(message.contains("t-before"), "{message}");
            let told = message.split(&sentence).nth(1).expect("what follows");
            let at = |id: &str| told.find(id).unwrap_or_else(|| panic!("{}: {id} in {told}", format.as_str()));
            let order = ["i-turned", "i-bad", "i-fixed", "i-gone", "i-new", "i-odd"].map(at);
            assert!(order.is_sorted(), "{}: {told}", format.as_str());
            // Those that stayed good need nobody's attention.
            assert!(!message.contains("i-good"), "{message}");
            let info = inspection.export_info(format, &both());
            assert_eq!(info.comparison.map(|phrase| phrase.to_string()), Some(sentence.clone()));
        }
        let html = text(&inspection, Format::Html, &both());
        assert!(html.contains(&sentence) && html.contains("data-change=\"new-failed\""), "{html}");
        let rows = files::unpacked_all(&html);
        assert!(rows.contains("\"change\":{\"each\":[") && rows.contains("\"only-before\""), "{rows}");
        for format in NEITHER {
            let info = inspection.export_info(format, &both());
            assert!(info.comparison.is_none() && info.notes.len() == 1, "{:?}", info.notes);
        }
    }
}

/// Where a format has no place for it, where nothing says what is compared, and where there is nothing to compare.
#[test]
fn nothing_else_changes() {
    let inspection = two();
    let plain = ExportOptions { reference: None, ..both() };
    for format in NEITHER {
        assert_eq!(text(&inspection, format, &both()), text(&inspection, format, &plain));
    }
    for reference in [1, 7] {
        let options = ExportOptions { reference: Some(reference), ..both() };
        for format in Format::ALL {
            assert_eq!(text(&inspection, *format, &options), text(&inspection, *format, &plain), "{}", format.as_str());
        }
    }
    let options = ExportOptions { invocation: None, ..both() };
    let all = ExportOptions::default();
    for format in Format::ALL {
        assert_eq!(text(&inspection, *format, &options), text(&inspection, *format, &all), "{}", format.as_str());
    }
    // A condition on changes chooses there, too, of the instances that have a place.
    let options = ExportOptions { query: Some("change:new-failed,only-before".to_owned()), ..both() };
    let xml = text(&inspection, Format::Junit, &options);
    assert!(xml.contains("i-turned") && !xml.contains("i-gone") && !xml.contains("i-bad"), "{xml}");
}

#[test]
fn of_executions_the_one_that_turned_says_so() {
    let row = |instance: &str, minute: usize, exit: i32| {
        json!({"InvokeId": "t-1", "InstanceId": instance, "InvocationStatus": if exit == 0 { "Success" } else { "Failed" }, "ExitCode": exit,
            "StartTime": format!("2026-03-02T21:{minute:02}:00Z"), "FinishTime": format!("2026-03-02T21:{minute:02}:05Z")})
    };
    let rows =
        [row("i-1", 1, 0), row("i-1", 2, 3), row("i-1", 3, 4), row("i-2", 1, 9), row("i-2", 2, 0), row("i-3", 1, 1)];
    let document = json!({"Invocation": {"TotalCount": rows.len(), "InvocationResults": {"InvocationResult": rows}}});
    let inspection = inspected(&[document.to_string().into_bytes()]);
    let options = ExportOptions { invocation: Some(0), reference: Some(0), ..ExportOptions::default() };
    let rows = lines(&text(&inspection, Format::Ndjson, &options));
    let told: Vec<_> = rows
        .iter()
        .map(|row| [&row["instanceId"], &row["execution"], &row["change"], &row["referenceOutcome"]])
        .collect();
    assert_eq!(
        json!(told),
        json!([
            ["i-1", 1, null, null],
            ["i-1", 2, "new-failed", "succeeded"],
            ["i-1", 3, null, null],
            ["i-2", 1, null, null],
            ["i-2", 2, "fixed", "failed"],
            ["i-3", 1, "unknown", null],
        ])
    );
}

#[test]
fn what_is_hidden_is_hidden_in_the_comparison() {
    let before = [("i-1", "Success"), ("i-hunter2", "Failed")];
    let documents = [answer("t-hunter2", &before), answer("t-after", &[("i-1", "Failed")])];
    let inspection = inspected(&documents);
    let redactor = Some(Redactor { hide: &hide, field: &|_, text| hide(text), version: "7" });
    for format in ROWS.into_iter().chain(SENTENCES) {
        let plain = files::unpacked_all(&text(&inspection, format, &both()));
        assert!(plain.contains("t-hunter2") && plain.contains("i-hunter2"), "{}: {plain}", format.as_str());
        let hidden = files::unpacked_all(&text(&inspection, format, &ExportOptions { redactor, ..both() }));
        assert!(!hidden.contains("hunter2") && hidden.contains("secret-1"), "{}: {hidden}", format.as_str());
    }
}

#[test]
fn pieces_are_the_whole() {
    let many: Vec<String> = (0..700).map(|n| format!("i-{n:04}")).collect();
    let side = |at: usize| -> Vec<(&str, &str)> {
        many.iter()
            .skip(at)
            .step_by(at + 1)
            .map(|id| (id.as_str(), ["Success", "Failed", "Success"][(id.len() + at) % 3]))
            .collect()
    };
    let inspection = inspected(&[answer("t-before", &side(0)), answer("t-after", &side(1))]);
    for format in Format::ALL {
        let mut exporting = Exporting::new(&inspection, *format, both(), None);
        let mut pieces = Vec::new();
        while let Some(piece) = exporting.next(&inspection, 50).expect("the inspection is the same") {
            pieces.extend(piece);
        }
        assert!(pieces == inspection.export(*format, &both()), "{}", format.as_str());
        let info = exporting.info(&inspection).expect("what it came to");
        assert_eq!(info.comparison.is_some(), !NEITHER.contains(format), "{}", format.as_str());
    }
}
