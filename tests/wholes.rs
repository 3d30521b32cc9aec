//! What is not whole is never told as if it were: texts that end early or leave something out, pages that are missing,
//! and headlines over a part.

mod support;

use std::collections::HashMap;

use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Value, json};
use support::{cases, read, report};

/// So many places of a case are cut at; they are spread over it.
const PLACES: usize = 900;

fn invocations(report: &Value) -> HashMap<Option<String>, &Value> {
    let all = report["invocations"].as_array().expect("invocations");
    all.iter().map(|one| (one["invokeId"].as_str().map(str::to_owned), one)).collect()
}

fn rows(invocation: &Value) -> usize {
    let instances = invocation["instances"].as_array().expect("instances");
    instances.iter().map(|one| one["records"].as_array().map_or(0, Vec::len)).sum()
}

const ACTIVE: [&str; 4] = ["Pending", "Scheduled", "Running", "Stopping"];

/// What a part of a text says of an invocation, held against the whole text.
#[track_caller]
fn check_part(name: &str, part: &Value, whole: &Value) {
    let complete = part["complete"] == true;
    assert!(!complete || rows(part) == rows(whole), "{name}: complete with {} of {} rows", rows(part), rows(whole));
    for level in ["status", "legacyStatus"] {
        let (here, there) = (&part[level], &whole[level]);
        let blamed = here["agrees"] == false && there["agrees"] != false;
        assert!(!blamed, "{name}: the service is blamed in {level}: {here}");
        let computed = here["computed"].as_str();
        let stands = computed.is_none_or(|word| ACTIVE.contains(&word) || here["computed"] == there["computed"]);
        assert!(stands, "{name}: {level} comes to {here}, of the whole text to {there}");
    }
}

#[test]
fn a_text_that_ends_anywhere_has_no_verdict_that_the_rest_could_change() {
    let (mut cuts, mut verdicts) = (0, 0);
    for case in cases().iter().filter(|case| case.folder == "clean") {
        let whole = report(&read(&case.bytes));
        let truth = invocations(&whole);
        let step = case.bytes.len().div_ceil(PLACES).max(1);
        for at in (1..case.bytes.len()).step_by(step) {
            let part = report(&read(&case.bytes[..at]));
            for (id, part) in invocations(&part) {
                // An id that was cut is another's, or nobody's.
                let Some(whole) = truth.get(&id) else { continue };
                cuts += 1;
                verdicts += usize::from(!part["status"]["computed"].is_null());
                check_part(&format!("{} cut at {at}", case.name), part, whole);
            }
        }
    }
    assert!(cuts > 10_000 && verdicts > 0 && verdicts < cuts / 2, "{cuts} cuts, {verdicts} verdicts");
}

fn row(id: usize, status: &str) -> Value {
    json!({"InvokeId": "t-1", "InstanceId": format!("i-{id}"), "InvocationStatus": status})
}

fn results(rows: &[Value], paging: &Value) -> String {
    let mut invocation = paging.clone();
    invocation["InvocationResults"] = json!({"InvocationResult": rows});
    json!({"RequestId": "R", "Invocation": invocation}).to_string()
}

fn overall(status: &str, mode: &str, instances: &[&str]) -> String {
    let rows: Vec<Value> = instances
        .iter()
        .zip(1..)
        .map(|(status, at)| json!({"InstanceId": format!("i-{at}"), "InvocationStatus": status}))
        .collect();
    json!({"Invocations": {"Invocation": [{
        "InvokeId": "t-1", "InvocationStatus": status, "RepeatMode": mode, "Timed": false,
        "InvokeInstances": {"InvokeInstance": rows},
    }]}})
    .to_string()
}

fn headline(inspection: &Inspection) -> (String, Option<&'static str>) {
    let summary = inspection.summary();
    (summary.headline, summary.outcome)
}

#[track_caller]
fn check_headline(text: &str, expected: &str, outcome: &str) {
    let inspection = inspect(text.as_bytes().to_vec(), Options::default());
    assert_eq!(headline(&inspection), (expected.to_owned(), Some(outcome)), "{text}");
}

#[test]
fn the_headline_over_a_part_names_the_whole_and_looks_like_no_success() {
    let fifty: Vec<Value> = (0..50).map(|at| row(at, "Success")).collect();
    let paging = json!({"TotalCount": 690, "PageNumber": 1, "PageSize": 50});
    let text = results(&fifty, &paging);
    check_headline(&text, "No verdict: 50 of 690 records are here; none of them failed.", "finished");
    let inspection = read(text.as_bytes());
    let missing = inspection.invocation(0).and_then(|detail| detail.row.missing).expect("rows are missing");
    assert_eq!((missing.count, &*missing.label), (Some(640), "640 not here"));
    let mut some = fifty.clone();
    some[7] = row(7, "Failed");
    let expected = "Failures so far: 50 of 690 records are here; 1 of them failed.";
    check_headline(&results(&some, &paging), expected, "failed");
    some[9] = row(9, "Running");
    let expected = "Running: 50 of 690 records are here; at least 1 of them still runs; 1 of them failed.";
    check_headline(&results(&some, &paging), expected, "running");
    let cut = &text[..text.len() / 2];
    let (said, outcome) = headline(&read(cut.as_bytes()));
    assert!(said.contains(" of 690 records are here; "), "{said}");
    assert!(matches!(outcome, Some("finished" | "unknown")), "{outcome:?}");
}

#[test]
fn of_a_history_in_part_the_last_execution_that_is_here_is_told() {
    let text = include_str!("cases/clean/history_page.json");
    let here = "Failures so far, recurring. 2 of 137 records are here. In the last execution that is here, ";
    check_headline(text, &[here, "1 of 1 instance failed."].concat(), "failed");
    let next = |text: &str| serde_json::to_string(&read(text.as_bytes()).summary().next).expect("JSON");
    assert!(!next(text).contains("read them first") && next(text).contains("Neither an output nor an error"));
    let printed = text.replace(r#""ExitCode":1"#, r#""ExitCode":1,"Output":"bm8gc3BhY2U=""#);
    assert!(next(&printed).contains("read them first"));
    let empty = text.replace(r#""ExitCode":1"#, r#""ExitCode":1,"Output":"""#);
    assert!(!next(&empty).contains("read them first"));
}

#[test]
fn where_the_service_says_worse_than_the_rows_its_word_leads() {
    let all = ["Success"; 20];
    let expected = "PartialFailed, says the service: all 20 instances succeeded here, and others likely are not here.";
    let led = overall("PartialFailed", "Once", &all);
    check_headline(&led, expected, "failed");
    let alone = read(include_bytes!("cases/odd/service_says_worse.json"));
    let next = serde_json::to_string(&alone.summary().next).expect("JSON");
    assert!(!next.contains("Nothing needs doing") && next.contains("DescribeInvocationResults"), "{next}");
    let missing = read(led.as_bytes()).invocation(0).and_then(|detail| detail.row.missing);
    assert_eq!(missing.map(|missing| missing.label).as_deref(), Some("others likely not here"));
    check_headline(&overall("Success", "Once", &all), "Success: all 20 instances succeeded.", "succeeded");
    // The rows say worse: they lead.
    let rows = overall("Success", "Once", &["Success", "Failed"]);
    check_headline(&rows, "PartialFailed: 1 of 2 instances failed.", "failed");
}

#[test]
fn a_dry_run_is_never_told_as_done() {
    let text = overall("Success", "DryRun", &["Success"; 3]);
    let expected = "Dry run, nothing was executed. By its checks, Success: all 3 instances passed.";
    check_headline(&text, expected, "finished");
    let inspection = read(text.as_bytes());
    let next = inspection.summary().next;
    assert!(serde_json::to_string(&next).expect("JSON").contains("Nothing was executed"), "the next step");
    let meaning = inspection.record(0, 0, 0, None).expect("a record").meaning.to_string();
    assert_eq!(meaning, "A dry run: the checks passed, and nothing was executed.");
    assert!(!serde_json::to_string(&next).expect("JSON").contains("Nothing needs doing"), "a dry run is not done");
}

/// The overall status of rows: computed, rule, whether the service agrees.
#[track_caller]
fn check_status(text: &str, expected: &[Value; 3]) {
    let report = report(&read(text.as_bytes()));
    let status = &report["invocations"][0]["status"];
    assert_eq!([&status["computed"], &status["rule"], &status["agrees"]], [&expected[0], &expected[1], &expected[2]]);
}

#[test]
fn all_stopped_may_be_reported_as_failed() {
    let text = overall("Failed", "Once", &["Terminated", "Cancelled"]);
    check_status(&text, &[json!("Stopped"), json!("current/all-stopped"), json!(true)]);
    let noted = report(&read(text.as_bytes()));
    assert_eq!(noted["diagnostics"][0]["code"], "rollup/other-reading");
}

#[test]
fn an_active_word_over_a_part_means_at_least_that() {
    let text = overall("Pending", "Once", &["Success", "Running"]);
    check_status(&text, &[json!("Running"), json!("current/any-running"), json!(false)]);
    // The same, cut after the second instance.
    let cut = text.split_once("]}").expect("a list").0;
    check_status(cut, &[json!("Running"), json!("current/any-running"), Value::Null]);
    let detail = read(cut.as_bytes());
    let rule = serde_json::to_string(&detail.invocation(0).expect("one").rollups[0].rule).expect("JSON");
    assert!(rule.contains("At least that"), "{rule}");
}

#[test]
fn what_stands_in_place_of_rows_is_no_empty_answer() {
    for (text, code) in [
        (r#"{"Invocation":{"TotalCount":1,"InvocationResults":{"InvocationResult":"System.Object[]"}}}"#, "list"),
        (r#"{"Invocation":{"TotalCount":1,"InvocationResults":"@{InvocationResult=System.Object[]}"}}"#, "list"),
        (r#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvokeInstances":"System.Object"}]}}"#, "list"),
        (r#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvokeInstances":{"InvokeInstance":["x"]}}]}}"#, "list"),
        (r#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvokeInstances":{...}}]}}"#, "elided"),
        (r#"{"Invocation":{"InvocationResults":{"InvocationResult":[{...}]}}}"#, "list"),
        (
            "<DescribeInvocationResultsResponse><InvocationResults>...</InvocationResults><TotalCount>3</TotalCount></DescribeInvocationResultsResponse>",
            "list",
        ),
        (
            r#"{"Invocation":{"TotalCount":5,"PageNumber":2,"PageSize":10,"InvocationResults":{"InvocationResult":[]}}}"#,
            "beyond",
        ),
        (
            r#"{"Invocation":{"TotalCount":5,"PageNumber":1,"PageSize":10,"InvocationResults":{"InvocationResult":[]}}}"#,
            "not-here",
        ),
    ] {
        let inspection = read(text.as_bytes());
        let report = report(&inspection);
        let said = inspection.summary().headline;
        assert!(!said.contains("empty"), "{text}: {said}");
        let codes: Vec<&str> =
            report["diagnostics"].as_array().expect("a list").iter().filter_map(|d| d["code"].as_str()).collect();
        assert!(codes.iter().any(|found| found.contains(code)), "{text}: {codes:?}");
        for invocation in report["invocations"].as_array().expect("a list") {
            assert_eq!(invocation["complete"], false, "{text}");
            assert_eq!(invocation["status"]["rule"], "none/cut", "{text}");
            assert_eq!(rows(invocation), 0, "{text}: no instance is invented");
        }
    }
}

#[test]
fn of_a_row_that_is_cut_before_its_status_nobody_says_that_it_goes_on() {
    let text = r#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","ExitC"#;
    let absent = read(text.as_bytes()).record(0, 0, 0, None).expect("a record").output_absent;
    assert_eq!(absent.expect("no output").to_string(), "No output of this record is here.");
}

#[test]
fn a_strictly_written_document_of_a_part_says_beside_it_that_it_is_one() {
    let row = r#"{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0}"#;
    let whole = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{row}]}}}}}}"#);
    let elided = whole.replace(&format!("[{row}]"), &format!("[{row}, ...]"));
    let xml = "<A><Invocation><InvocationResults><InvocationResult><InvokeId>t-1</InvokeId><InstanceId>i-1";
    let partial = |text: &str| read(text.as_bytes()).repaired_partial(0).map(|phrase| phrase.to_string());
    assert_eq!(partial(&whole), None);
    for text in [&whole[..whole.len() - 1], &whole[..whole.len() - 40], &elided, xml] {
        let sentence = partial(text).unwrap_or_else(|| panic!("{text}: told as whole"));
        assert!(sentence.starts_with("This is a part"), "{sentence}");
        assert!(read(text.as_bytes()).repaired(0).is_ok(), "{text}");
    }
    assert_eq!(read(whole.as_bytes()).repaired_partial(1), None);
}

#[test]
fn several_of_which_some_failed_in_part_have_failures() {
    let invocation = |id: usize, statuses: [&str; 2]| {
        let rows: Vec<Value> = statuses
            .iter()
            .zip(1..)
            .map(|(status, at)| json!({"InstanceId": format!("i-{at}"), "InvocationStatus": status}))
            .collect();
        json!({"InvokeId": format!("t-{id}"), "InvokeInstances": {"InvokeInstance": rows}})
    };
    for (second, expected) in [("Success", "2 invocations: 2 with failures."), ("Failed", "2 invocations: 2 failed.")] {
        let all = [invocation(1, ["Failed", second]), invocation(2, ["Failed", second])];
        let text = json!({"TotalCount": 2, "Invocations": {"Invocation": all}}).to_string();
        assert_eq!(headline(&read(text.as_bytes())).0, expected);
    }
}

/// A line below a row is a row, though it is cut or its id is hidden, or of the text in the row above; none is dropped without a word.
#[test]
fn no_row_of_a_table_is_an_output_or_lost() {
    const NAMES: &str = "InvokeId|InstanceId|InvocationStatus|ExitCode|Output";
    const COLUMNS: &str = "InstanceId  InvocationStatus  ExitCode  Output";
    let said = |text: &str| {
        let report = report(&read(text.as_bytes()));
        let invocation = &report["invocations"][0];
        let outcomes = invocation["instances"].as_array().expect("instances").iter().map(|one| one["outcome"].clone());
        let outcomes: Vec<String> = outcomes.map(|one| one.as_str().unwrap_or_default().to_owned()).collect();
        (outcomes.join(" "), invocation["status"]["computed"].as_str().map(str::to_owned))
    };
    let lines = "a line of output here\n".repeat(5_000);
    for (text, outcomes, verdict) in [
        (format!("{NAMES}\nt-1|i-1|Success|0|x\nt-1|i-2|Failed|1\n"), "succeeded failed", Some("PartialFailed")),
        (format!("{NAMES}\nt-1|i-1|Success|0|x\n\nt-1|i-2|Failed"), "succeeded", None),
        (format!("{NAMES}\nt-1|i-1|Success|0|x\nt-1|myhost|Failed|1|y\n"), "succeeded failed", Some("PartialFailed")),
        (format!("{NAMES}\nt-1|i-1|Success|0|x\n{lines}t-1|i-2|Failed|1|y"), "succeeded failed", Some("PartialFailed")),
        (format!("{NAMES}\nt-1|i-1|Success|0|x\ny | z\n"), "succeeded", Some("Success")),
        ("InvocationStatus|Output\nSuccess|x\nFailed|y\n".to_owned(), "succeeded failed", None),
        (
            format!(
                "{COLUMNS}\ni-1         Success           0         ok\nmyhost      Failed            1         no\n"
            ),
            "succeeded failed",
            Some("PartialFailed"),
        ),
        (
            format!(
                "{COLUMNS}\ni-1         Success           0         ok\n            Failed            1         no\n"
            ),
            "succeeded failed",
            Some("PartialFailed"),
        ),
        (format!("{COLUMNS}\ni-1         Success           0         ok\nDone in 3s\n"), "succeeded", Some("Success")),
        (
            format!(
                "{COLUMNS}\ni-1         Success           0         ok\nmyhost      Weird             1         no\n"
            ),
            "succeeded",
            None,
        ),
    ] {
        let name: String = text.chars().take(200).collect();
        assert_eq!(said(&text), (outcomes.to_owned(), verdict.map(str::to_owned)), "{name}");
    }
    // Each row is looked at once, whatever comes behind it.
    let rows = (0..20_000).map(|n| format!("t-1|i-{n}|Success")).collect::<Vec<_>>().join("\n");
    assert_eq!(
        support::report(&read(format!("{NAMES}\n{rows}").as_bytes()))["invocations"][0]["instances"]
            .as_array()
            .map(Vec::len),
        Some(20_000)
    );
}

/// Rows behind other lines are not read, and so are missing; a line of a raw output is no row, whatever words and signs it has.
#[test]
fn rows_behind_a_table_are_missed_and_lines_of_outputs_are_none() {
    let prose = "a line of prose\n".repeat(500);
    for (between, loose) in [("|", "web servers:"), (",", "Total: 1"), ("\t", &*prose), ("|", "a|b|c|d")] {
        let cells = |cells: [&str; 3]| cells.join(between) + "\n";
        let (names, one, two) = (
            cells(["InstanceId", "InvocationStatus", "ExitCode"]),
            cells(["i-bp1", "Success", "0"]),
            cells(["i-bp2", "Failed", "1"]),
        );
        let report = report(&read(format!("{names}{one}\n{loose}\n\n{two}").as_bytes()));
        assert_eq!(report["invocations"][0]["status"]["rule"], "none/cut", "{loose}");
        let report = support::report(&read(format!("{names}{one}\n{loose}\n").as_bytes()));
        assert_eq!(report["invocations"][0]["status"]["computed"], "Success", "{loose}");
    }
    let table = |output: &str| {
        let text = format!(
            "InstanceId | InvocationStatus | Output\n--- | --- | ---\ni-bp1 | Success | {output}\ni-bp2 | Success | ok\n"
        );
        report(&read(text.as_bytes()))["invocations"][0].clone()
    };
    for (output, verdict) in [
        ("name | owner | size\n---+---+---\n app | me | 12 MB\n(1 row)", Some("Success")),
        ("a\nsecond | with | signs | in it", Some("Success")),
        ("name | state | size\n app | Failed | 12\n(1 row)", None),
    ] {
        let invocation = table(output);
        assert_eq!(invocation["status"]["computed"].as_str(), verdict, "{output}");
        let ids: Vec<_> =
            invocation["instances"].as_array().into_iter().flatten().map(|one| &one["instanceId"]).collect();
        assert_eq!(ids, ["i-bp1", "i-bp2"], "{output}");
        let text = invocation["instances"][0]["records"][0]["output"]["text"].as_str().expect("an output");
        assert!(output.starts_with(text) && verdict.is_none_or(|_| text == output), "{output}: {text}");
    }
}

/// The line between two rows of `SQLite` is of none, those before a line of stars are of the output, and what `MySQL` says of the rows is not.
#[test]
fn outputs_of_databases_are_those_of_their_rows() {
    const FIRST: &str = "*************************** 1. row ***************************\n";
    const SECOND: &str = "\n*************************** 2. row ***************************\n";
    let rows = |between: [&str; 3], sign: &str| {
        let row =
            |n: u32| format!("      InstanceId{sign}i-{n}\nInvocationStatus{sign}Success\n          Output{sign}ok\n");
        between[0].to_owned() + &row(1) + between[1] + &row(2) + between[2]
    };
    for (text, outputs, complete) in [
        (rows(["", "\n", ""], " = "), ["ok", "ok"], Value::Null),
        (rows(["", "\n\n", ""], " = "), ["ok\n", "ok"], Value::Null),
        (rows([FIRST, SECOND, "2 rows in set (0.00 sec)\n"], ": "), ["ok\n", "ok"], Value::Null),
        (rows([FIRST, SECOND, "57 rows in set (0.00 sec)\n"], ": "), ["ok\n", "ok"], Value::Bool(false)),
    ] {
        let invocation = &report(&read(text.as_bytes()))["invocations"][0];
        let output = |at: usize| invocation["instances"][at]["records"][0]["output"]["text"].clone();
        assert_eq!([output(0), output(1)], outputs, "{text}");
        assert_eq!(invocation["complete"], complete, "{text}");
    }
}

/// What stands below `Output:` is of it, also where it looks like a member or a line that is drawn.
#[test]
fn an_output_below_its_name_is_whole() {
    let row = "InstanceId: i-1\nInvocationStatus: Failed\nExitCode: 3\nOutput:\n";
    for (below, output) in [
        ("error: disk full\n", Some("error: disk full")),
        ("line1\n---\nE: line2\n", Some("line1\n---\nE: line2")),
        ("Region: cn-hangzhou\n", None),
        ("\nbehind\n", None),
        ("one\n\ntwo\n\nInstanceId: i-2\nInvocationStatus: Success\n", Some("one\n\ntwo")),
    ] {
        let report = report(&read([row, below].concat().as_bytes()));
        let own = &report["invocations"][0]["instances"][0]["records"][0]["output"]["text"];
        assert_eq!(own.as_str(), output, "{below}");
    }
}
