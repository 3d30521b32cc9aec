//! The report of one file, unpacked and read back, and what is said of an export before it is saved.

use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::words::Language;
use serde_json::Value;

use super::{each_case, results, support, text};

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> Vec<&'a str> {
    text.split(begin).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

/// What stands deflated in a report under an id.
fn unpacked(html: &str, id: &str) -> Vec<u8> {
    let packed = between(html, &format!("<script type=\"application/octet-stream\" id=\"{id}\">"), "</script>");
    let bytes = base64_simd::STANDARD.decode_to_vec(packed[0]).expect("Base64");
    miniz_oxide::inflate::decompress_to_vec(&bytes).expect("deflated")
}

/// A file with what stands deflated in it after it.
pub(super) fn unpacked_all(file: &str) -> String {
    let ids = between(file, "<script type=\"application/octet-stream\" id=\"", "\"");
    let inside = ids.iter().map(|id| String::from_utf8(unpacked(file, id)).expect("UTF-8"));
    [file.to_owned()].into_iter().chain(inside).collect()
}

/// The value of a column in a row, as the script reads it.
fn value<'a>(read: &'a Value, name: &str, row: usize) -> &'a Value {
    let column = &read["columns"][name];
    match (&column["one"], &column["each"], &column["of"]) {
        (one, Value::Null, _) => one,
        (_, each, Value::Null) => &each[row],
        (_, each, of) => &each[of[row].as_u64().expect("an index") as usize],
    }
}

fn outputs(html: &str, read: &Value) -> Vec<String> {
    let numbers = |value: &Value| -> Vec<usize> {
        value.as_array().expect("a list").iter().map(|n| n.as_u64().expect("a number") as usize).collect()
    };
    let (lengths, first) = (numbers(&read["outputs"]["length"]), numbers(&read["outputs"]["first"]));
    let blocks: Vec<Vec<u8>> = (0..first.len()).map(|at| unpacked(html, &format!("block-{at}"))).collect();
    let mut start = 0;
    let each = lengths.iter().enumerate().map(|(at, length)| {
        let block = first.partition_point(|first| *first <= at) - 1;
        start = if first[block] == at { 0 } else { start };
        start += length;
        String::from_utf8(blocks[block][start - length..start].to_vec()).expect("UTF-8")
    });
    each.collect()
}

#[test]
fn the_report_of_every_case_holds_its_rows_and_outputs() {
    each_case(|name, inspection| {
        let html = text(inspection, Format::Html, &ExportOptions::default());
        let read: Value = serde_json::from_slice(&unpacked(&html, "rows")).expect("JSON");
        let outputs = outputs(&html, &read);
        let mut rows: Vec<Value> = (0..read["rows"].as_u64().expect("a number") as usize)
            .map(|row| {
                let columns = read["words"]["columns"].as_array().expect("columns");
                let names = columns.iter().map(|column| column[0].as_str().expect("a name"));
                let cell = |name: &str| match (name, value(&read, name, row)) {
                    ("output", Value::Number(at)) => outputs[at.as_u64().expect("an index") as usize].clone().into(),
                    (_, other) => other.clone(),
                };
                names.map(|name| (name.to_owned(), cell(name))).collect()
            })
            .collect();
        let ndjson = text(inspection, Format::Ndjson, &ExportOptions::default());
        let mut expected: Vec<Value> = ndjson.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        // What went wrong stands first.
        rows.sort_by_key(Value::to_string);
        expected.sort_by_key(Value::to_string);
        assert_eq!(rows, expected, "{name}");
    });
}

#[test]
fn nothing_of_a_response_is_markup_and_nothing_is_loaded() {
    let hostile = "</script><script>alert(1)</script><!-- <script <img src=x onerror=alert(1)> \u{202e}";
    let rows = [("i-<b>\"", hostile, 1, hostile), ("i-2", "Failed", 1, hostile), ("</style>", "Success", 0, hostile)];
    for language in Language::ALL {
        let mut inspection = results(&rows);
        inspection.set_language(*language);
        let html = text(&inspection, Format::Html, &ExportOptions::default());
        let scripts = html.matches("</script>").count();
        assert_eq!((scripts, html.matches("<script").count()), (3, 3), "rows, one block, the script");
        assert!(!html.contains("<img") && !html.contains("<b>") && !html.contains('\u{202e}') && !html.contains("://"));
        assert_eq!(html.matches("</style>").count(), 1);
        let policy = between(&html, "Content-Security-Policy\" content=\"", "\"")[0];
        assert!(
            policy.starts_with("default-src 'none'; script-src 'sha256-") && !policy.contains("unsafe"),
            "{policy}"
        );
    }
}

#[test]
fn fifty_long_outputs_are_a_megabyte_at_most() {
    let mut dice = support::Dice(7);
    let mut log = || -> String {
        let line = |dice: &mut support::Dice| {
            format!(
                "08:{:02}:{:02} [INFO] step {} took {}.{:03}s\n",
                dice.below(60),
                dice.below(60),
                dice.below(99),
                dice.below(9),
                dice.below(1_000)
            )
        };
        let mut log = String::new();
        while log.len() < 24 << 10 {
            log.push_str(&line(&mut dice));
        }
        log
    };
    let logs: Vec<String> = (0..50).map(|_| log()).collect();
    let rows: Vec<_> = logs.iter().map(|log| ("i-1", "Failed", 1, &**log)).collect();
    let html = results(&rows).export(Format::Html, &ExportOptions::default());
    assert!(html.len() <= 1_000_000, "{} bytes", html.len());
}

#[test]
fn what_is_said_of_an_export_is_what_it_is() {
    for case in support::cases().iter().step_by(4) {
        let inspection = support::read(&case.bytes);
        let model = inspection.model();
        for format in Format::ALL {
            let info = inspection.export_info(*format, &ExportOptions::default());
            let size = inspection.export(*format, &ExportOptions::default()).len();
            let counts = (info.rows, info.instances, info.bytes, info.exact);
            let expected = (model.records.len(), model.instances.len(), size, true);
            assert_eq!(counts, expected, "{}: {}", case.name, format.as_str());
        }
    }
}

#[test]
fn of_many_rows_the_size_is_told_from_some() {
    let ids: Vec<String> = (0..3_000).map(|at| format!("i-{at:05}")).collect();
    let outputs: Vec<String> = (0..3_000).map(|at| format!("host {at} is done\n")).collect();
    let rows: Vec<_> = ids.iter().zip(&outputs).map(|(id, output)| (&**id, "Success", 0, &**output)).collect();
    let inspection = results(&rows);
    for format in [Format::Csv, Format::Ndjson, Format::Json, Format::Html] {
        let info = inspection.export_info(format, &ExportOptions::default());
        let size = inspection.export(format, &ExportOptions::default()).len();
        let near = if format == Format::Html { 2.0 } else { 1.1 };
        let ratio = info.bytes as f64 / size as f64;
        assert!(!info.exact && ratio < near && ratio > 1.0 / near, "{}: {ratio}", format.as_str());
    }
}

#[test]
fn what_does_not_fit_is_said_before() {
    let long = "a line of it\n".repeat(9_000);
    let inspection = results(&[("i-1", "Failed", 1, &long), ("i-2", "Failed", 1, "short")]);
    let said = |format| -> Vec<String> {
        let info = inspection.export_info(format, &ExportOptions::default());
        info.notes.iter().map(ToString::to_string).collect()
    };
    for format in [Format::Csv, Format::Md, Format::Chat, Format::Junit] {
        let notes = said(format);
        assert!(notes.len() == 1 && notes[0].starts_with("1 output"), "{}: {notes:?}", format.as_str());
    }
    for format in [Format::Ndjson, Format::Json, Format::Html, Format::Groups] {
        assert!(said(format).is_empty(), "{}", format.as_str());
    }
}

#[test]
fn what_has_no_rows_says_what_it_is_and_a_choice_of_none_does_not() {
    let nothing = support::read(b"{\"Code\":\"Throttling\",\"Message\":\"slow down\",\"RequestId\":\"R\"}");
    let some = results(&[("i-1", "Success", 0, "")]);
    let none = ExportOptions { query: Some("nobody".to_owned()), ..ExportOptions::default() };
    for format in [Format::Html, Format::Md, Format::Text] {
        assert!(text(&nothing, format, &ExportOptions::default()).contains("Throttling"), "{}", format.as_str());
        let chosen = text(&some, format, &none);
        assert!(chosen.contains("0 of 1 instance"), "{}: {chosen}", format.as_str());
    }
}
