//! Rows and the report: NDJSON, CSV, TSV, JSON, and both schemas.

use std::collections::HashSet;
use std::path::Path;

use invocation_inspector::view::export::columns::{COLUMNS, COMPARED, Type};
use invocation_inspector::view::export::redact::Redactor;
use invocation_inspector::view::export::{ExportOptions, Format, schema};
use invocation_inspector::words::Language;
use invocation_inspector::{Options, inspect};
use jsonschema::Draft;
use serde_json::{Map, Value};

use super::{each_case, hide, results, support, text};

/// The columns whose order programs rely on.
const FIRST: &str = "invokeId, instanceId, commandId, commandName, status, legacyStatus, outcome, exitCode, errorCode, \
    errorInfo, reason, startTime, finishTime, stopTime, durationSeconds, repeats, dropped, output, outputEncoding, \
    outputCharset, outputBytes, invocationStatus, invocationStatusReported, complete, source";

pub(super) fn lines(ndjson: &str) -> Vec<Map<String, Value>> {
    ndjson.lines().map(|line| serde_json::from_str(line).expect("an object on each line")).collect()
}

#[test]
fn the_report_tells_and_sums_the_reasons_of_the_table() {
    let mut told = 0;
    each_case(|name, inspection| {
        let report = text(inspection, Format::Json, &ExportOptions::default());
        let report: Value = serde_json::from_str(&report).expect("JSON");
        for (invocation, at) in list(&report["invocations"]).iter().zip(0..) {
            let mut sums: Vec<(String, String, u64)> = Vec::new();
            for instance in list(&invocation["instances"]) {
                let Some(reason) = instance["reason"].as_str() else {
                    assert_eq!(instance["outcome"], "succeeded", "{name}");
                    continue;
                };
                // As a query compares them: in any case.
                let of = (reason.to_ascii_lowercase(), instance["outcome"].to_string());
                match sums.iter_mut().find(|(reason, outcome, _)| (reason, outcome) == (&of.0, &of.1)) {
                    Some((.., count)) => *count += 1,
                    None => sums.push((of.0, of.1, 1)),
                }
            }
            let mut summed: Vec<(String, String, u64)> = Vec::new();
            for sum in list(&invocation["reasons"]) {
                let (reason, count) = (sum["reason"].as_str().unwrap_or_default(), sum["count"].as_u64().unwrap_or(0));
                let of = (reason.to_ascii_lowercase(), sum["outcome"].to_string());
                // How far they came parts the sums further.
                match summed.iter_mut().find(|(reason, outcome, _)| (reason, outcome) == (&of.0, &of.1)) {
                    Some((.., all)) => *all += count,
                    None => summed.push((of.0, of.1, count)),
                }
            }
            sums.sort_unstable();
            summed.sort_unstable();
            assert_eq!(summed, sums, "{name}");
            let mut table: Vec<Value> = inspection
                .reasons(at)
                .iter()
                .map(|one| serde_json::json!([one.code, one.outcome, one.ran, one.count]))
                .collect();
            let mut own: Vec<Value> = list(&invocation["reasons"])
                .iter()
                .map(|one| serde_json::json!([one["reason"], one["outcome"], one["ran"], one["count"]]))
                .collect();
            [&mut table, &mut own].into_iter().for_each(|list| list.sort_by_key(Value::to_string));
            assert_eq!(own, table, "{name}");
            told += own.len();
        }
    });
    assert!(told > 400, "{told}");
}

#[test]
fn columns_stand_in_their_fixed_order() {
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    assert!(names.join(", ").starts_with(FIRST), "{names:?}");
    let row = text(&results(&[("i-1", "Success", 0, "hi")]), Format::Ndjson, &ExportOptions::default());
    assert!(lines(&row)[0].keys().eq(names.iter()), "{row}");
}

/// A row of the report, flat: every column but those that are told from elsewhere.
fn flat(invocation: &Value, instance: &Value, record: &Value) -> Vec<(&'static str, Value)> {
    let mut row: Vec<(&str, Value)> = ["invokeId", "commandId", "commandName", "complete"]
        .iter()
        .map(|name| (*name, invocation[*name].clone()))
        .collect();
    let own = "status legacyStatus outcome exitCode errorCode errorInfo reason startTime finishTime stopTime durationSeconds repeats dropped";
    row.extend(own.split(' ').map(|name| (name, record[name].clone())));
    let printed =
        [("output", "text"), ("outputEncoding", "encoding"), ("outputCharset", "charset"), ("outputBytes", "bytes")];
    row.extend(printed.map(|(name, member)| (name, record["output"][member].clone())));
    row.push(("instanceId", instance["instanceId"].clone()));
    row.push(("invocationStatus", invocation["status"]["computed"].clone()));
    row.push(("invocationStatusReported", invocation["status"]["reported"].clone()));
    row
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn rows_say_what_the_report_says() {
    let mut count = 0;
    each_case(|name, inspection| {
        let report = support::report(inspection);
        let rows = lines(&text(inspection, Format::Ndjson, &ExportOptions::default()));
        let mut rows = rows.iter();
        for invocation in list(&report["invocations"]) {
            for instance in list(&invocation["instances"]) {
                for (at, record) in list(&instance["records"]).iter().enumerate() {
                    let row = rows.next().unwrap_or_else(|| panic!("{name}: a record without a row"));
                    for (column, value) in flat(invocation, instance, record) {
                        assert_eq!(row[column], value, "{name}: {column}");
                    }
                    assert_eq!(row["execution"], at + 1, "{name}");
                    let succeeded = row["outcome"] == "succeeded";
                    assert_eq!(row["reason"].is_null(), succeeded, "{name}: {row:?}");
                    count += 1;
                }
            }
        }
        assert!(rows.next().is_none(), "{name}: a row without a record");
    });
    assert!(count > 1_000, "only {count} rows");
}

#[test]
fn rows_say_which_output_they_have_and_where_it_differs() {
    // The secret stands where the line is cut: it is hidden before.
    let secret = ["x".repeat(50).as_str(), "hunter2, one\n"].concat();
    let other = ["x".repeat(50).as_str(), "hunter2, two\n"].concat();
    let rows = [("i-1", &*secret), ("i-2", &*other), ("i-3", &*other), ("i-4", "")];
    let inspection = results(&rows.map(|(id, output)| (id, "Failed", 1, output)));
    let told = |options: &ExportOptions<'_>| {
        let rows = lines(&text(&inspection, Format::Ndjson, options));
        let told = |row: &Map<String, Value>| (row["group"].as_i64(), row["difference"].as_str().map(str::to_owned));
        rows.iter().map(told).collect::<Vec<_>>()
    };
    let line = |text: &str| Some(text.to_owned());
    let most = (Some(1), None);
    let plain = ["…", &"x".repeat(11), "hunter2, one"].concat();
    let all = ExportOptions::default();
    assert_eq!(told(&all), [(Some(2), line(&plain)), most.clone(), most.clone(), (None, None)]);
    // A query chooses rows, and changes no number.
    let one = ExportOptions { query: Some("id:i-1".into()), ..ExportOptions::default() };
    assert_eq!(told(&one), [(Some(2), line(&plain))]);
    let redactor = Some(Redactor { hide: &hide, field: &|_, text| hide(text), version: "7" });
    let hidden = told(&ExportOptions { redactor, ..ExportOptions::default() });
    assert_eq!(
        hidden,
        [(Some(2), line(&["…", &"x".repeat(8), "<secret-1>, one"].concat())), most.clone(), most, (None, None)]
    );
}

#[test]
fn json_is_the_report() {
    each_case(|name, inspection| {
        let report: Value =
            serde_json::from_str(&text(inspection, Format::Json, &ExportOptions::default())).expect("JSON");
        assert_eq!(support::difference(&report, &support::report(inspection)), None, "{name}");
    });
}

/// The text that a spreadsheet shows in a cell.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\0', " "),
        other => other.to_string(),
    }
}

#[test]
fn tables_are_read_back_as_the_rows() {
    each_case(|name, inspection| {
        let mut rows = lines(&text(inspection, Format::Ndjson, &ExportOptions::default()));
        for (format, comma) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let options = ExportOptions { bom: Some(false), ..ExportOptions::default() };
            let bytes = inspection.export(format, &options);
            let mut reader = csv::ReaderBuilder::new().delimiter(comma).from_reader(&*bytes);
            assert!(reader.headers().expect("a heading").iter().eq(COLUMNS.iter().map(|column| column.name)));
            let mut table: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap_or_else(|error| panic!("{name}: {error}")))
                .map(|record| record.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned()).collect())
                .collect();
            let cells = |row: &Map<String, Value>| -> Vec<String> {
                row.values().map(shown).map(|cell| cell.strip_prefix('\'').unwrap_or(&cell).to_owned()).collect()
            };
            let mut expected: Vec<Vec<String>> = rows.iter_mut().map(|row| cells(row)).collect();
            // What a cell cannot hold is cut, which has its own test.
            for (row, expected) in table.iter_mut().zip(&mut expected) {
                let output = COLUMNS.iter().position(|column| column.name == "output").expect("a column");
                if expected[output].len() > 30_000 || expected[output].matches('\n').count() > 253 {
                    (row[output], expected[output]) = (String::new(), String::new());
                }
            }
            table.sort();
            expected.sort();
            assert_eq!(table, expected, "{name}");
        }
    });
}

#[test]
fn what_failed_leads_a_table() {
    let rows =
        [("i-1", "Success", 0, ""), ("i-2", "Failed", 1, ""), ("i-3", "Running", 0, ""), ("i-4", "Failed", 2, "")];
    let csv = text(&results(&rows), Format::Csv, &ExportOptions::default());
    let ids: Vec<&str> = csv.lines().skip(1).filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(ids, ["i-2", "i-4", "i-3", "i-1"]);
}

#[test]
fn cells_hold_what_spreadsheets_take() {
    let long = "状态\n".repeat(20_000);
    let formulas = ["=1+1", "  @a", "\n=1", "＝1", "-1+2", "-5"];
    let mut rows: Vec<(&str, &str, i64, &str)> = formulas.iter().map(|text| ("i", "Failed", 1, *text)).collect();
    rows.push(("i-long", "Failed", 1, &long));
    let inspection = results(&rows);
    for language in [Language::En, Language::Zh] {
        let options = ExportOptions { bom: Some(false), ..ExportOptions::default() };
        let bytes = inspection.export(Format::Csv, &options);
        let mut reader = csv::Reader::from_reader(&*bytes);
        for record in reader.records() {
            for cell in &record.expect("a record") {
                assert!(cell.encode_utf16().count() <= 32_767 && cell.matches('\n').count() <= 253, "{language:?}");
                let first = cell.trim_start().chars().next();
                let is_formula =
                    first.is_some_and(|char| "=+-@＝＋－＠".contains(char)) && cell.parse::<f64>().is_err();
                assert!(!is_formula, "{cell:?}");
            }
        }
    }
    let csv = text(&inspection, Format::Csv, &ExportOptions::default());
    assert!(csv.contains("bytes left out …"), "{}", &csv[..2_000]);
    // A thousand and some lines are left out, and all others are there.
    let said = csv.split("… ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").replace(',', "");
    let kept = csv.matches("状态\n").count();
    assert_eq!(kept * 7 + said.parse::<usize>().expect("a number"), long.len(), "{kept} lines");
}

#[test]
fn a_byte_order_mark_stands_where_spreadsheets_need_it() {
    let mut inspection = results(&[("i-1", "Success", 0, "")]);
    let begins = |inspection: &invocation_inspector::Inspection, bom| {
        let options = ExportOptions { bom, ..ExportOptions::default() };
        inspection.export(Format::Csv, &options).starts_with(b"\xef\xbb\xbf")
    };
    assert!(!begins(&inspection, None) && begins(&inspection, Some(true)));
    inspection.set_language(Language::Zh);
    assert!(begins(&inspection, None) && !begins(&inspection, Some(false)));
}

#[test]
fn a_query_and_ids_choose_the_rows() {
    let rows = [("i-1", "Success", 0, ""), ("i-2", "Failed", 1, ""), ("i-3", "Failed", 2, "")];
    let inspection = results(&rows);
    let ids = |options: &ExportOptions<'_>| -> Vec<String> {
        let rows = lines(&text(&inspection, Format::Ndjson, options));
        rows.iter().map(|row| shown(&row["instanceId"])).collect()
    };
    let query = Some("outcome:failed".to_owned());
    let chosen = Some(HashSet::from(["i-3".to_owned(), "i-1".to_owned()]));
    assert_eq!(ids(&ExportOptions::default()), ["i-1", "i-2", "i-3"]);
    assert_eq!(ids(&ExportOptions { query: query.clone(), ..ExportOptions::default() }), ["i-2", "i-3"]);
    assert_eq!(ids(&ExportOptions { ids: chosen.clone(), ..ExportOptions::default() }), ["i-1", "i-3"]);
    assert_eq!(ids(&ExportOptions { query, ids: chosen, ..ExportOptions::default() }), ["i-3"]);
    assert_eq!(ids(&ExportOptions { invocation: Some(1), ..ExportOptions::default() }), [""; 0]);
    let options = ExportOptions { query: Some("i-3".to_owned()), ..ExportOptions::default() };
    let report: Value = serde_json::from_str(&text(&inspection, Format::Json, &options)).expect("JSON");
    assert_eq!(
        report["export"],
        serde_json::json!({
            "invocation": null, "query": "i-3", "ids": null, "instances": 1, "of": 3, "redaction": null
        })
    );
}

/// A published schema; no object of it may have a member that the schema does not tell.
fn published(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn closed(mut schema: Value) -> Value {
    if let Some(members) = schema.as_object_mut() {
        if members.contains_key("properties") {
            members.insert("additionalProperties".to_owned(), false.into());
        }
        members.values_mut().for_each(|value| *value = closed(value.take()));
    }
    schema
}

pub(super) fn validators(name: &str) -> [jsonschema::Validator; 2] {
    let schema = closed(published(name));
    [Draft::Draft7, Draft::Draft202012]
        .map(|draft| jsonschema::options().with_draft(draft).build(&schema).expect("a schema"))
}

#[test]
fn reports_and_rows_are_as_their_schemas_say() {
    let (report, rows) = (validators("report-1.json"), validators("rows-1.json"));
    let holds = |validators: &[jsonschema::Validator], value: &Value, name: &str| {
        for validator in validators {
            if let Err(error) = validator.validate(value) {
                panic!("{name}: {error} at {}", error.instance_path());
            }
        }
    };
    each_case(|name, inspection| {
        for options in
            [ExportOptions::default(), ExportOptions { query: Some("-a".to_owned()), ..ExportOptions::default() }]
        {
            let value = serde_json::from_str(&text(inspection, Format::Json, &options)).expect("JSON");
            holds(&report, &value, name);
            for row in lines(&text(inspection, Format::Ndjson, &options)) {
                holds(&rows, &Value::Object(row), name);
            }
        }
    });
    assert!(!rows[0].is_valid(&serde_json::json!({ "invokeId": 1 })));
}

/// `UPDATE=1` writes it.
#[test]
fn the_schema_of_rows_is_that_of_the_columns() {
    let inspection = inspect(Vec::new(), Options::default());
    let made = schema::rows(&inspection.context());
    if std::env::var_os("UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/rows-1.json");
        let text = serde_json::to_string_pretty(&made).expect("plain data") + "\n";
        std::fs::write(path, text).expect("docs can be written");
    }
    assert_eq!(published("rows-1.json"), made);
}

#[test]
fn every_column_stands_in_the_documents() {
    let documents = include_str!("../../docs/exports.md");
    let inspection = inspect(Vec::new(), Options::default());
    let mut before = 0;
    for column in COLUMNS.iter().chain(COMPARED) {
        let kind = match column.kind {
            Type::Text | Type::Words(_) => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        };
        let meaning = column.meaning(&inspection.context());
        let line = format!("| `{}` | {kind} | {} | {meaning} |\n", column.name, column.unit.unwrap_or_default());
        let at = documents.find(&line).unwrap_or_else(|| panic!("docs/exports.md has no line {line}"));
        assert!(at > before, "{} stands elsewhere", column.name);
        before = at;
    }
    for format in Format::ALL {
        assert!(documents.contains(&format!("`{}`", format.as_str())), "{}", format.as_str());
    }
}
