//! Nothing that was read is dropped without a word: every scalar of every case, damaged in every way, and of random
//! responses stands in the report, in its field, in some `other`, or in a diagnostic.

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::Dice;
use support::rows::{ANY, BOTH, answer};

/// What is lost of a document, a line each.
fn lost(name: &str, bytes: &[u8]) -> Vec<String> {
    let lost = support::lossless::lost(&support::read(bytes));
    lost.into_iter().map(|value| format!("{name} lost {value}")).collect()
}

#[track_caller]
fn none(lost: &[String]) {
    assert!(lost.is_empty(), "{} are lost:\n{}", lost.len(), lost[..lost.len().min(40)].join("\n"));
}

#[test]
fn every_value_of_every_case_is_in_the_report() {
    none(&support::cases().iter().flat_map(|case| lost(&case.name, &case.bytes)).collect::<Vec<_>>());
}

#[test]
fn every_value_of_a_damaged_case_is_in_the_report() {
    let mut all = Vec::new();
    for case in support::cases() {
        let step = case.bytes.len() / 40 + 1;
        for at in (case.bytes.len() % step..case.bytes.len()).step_by(step) {
            let mut flipped = case.bytes.clone();
            flipped[at] ^= 0x04;
            all.extend(lost(&format!("{} flipped at {at}", case.name), &flipped));
            all.extend(lost(&format!("{} cut at {at}", case.name), &case.bytes[..at]));
            all.extend(lost(
                &format!("{} without {at}", case.name),
                &[&case.bytes[..at], &case.bytes[at + 1..]].concat(),
            ));
        }
    }
    none(&all);
}

#[test]
fn every_value_of_a_random_response_is_in_the_report() {
    let (mut dice, mut all) = (Dice(43), Vec::new());
    for round in 0..900 {
        let kinds = if round % 3 == 0 { BOTH } else { ANY };
        let answer = answer(&mut dice, 8, kinds);
        all.extend(lost(&format!("round {round} as JSON"), answer.json(&mut String::new).as_bytes()));
        all.extend(lost(&format!("round {round} as XML"), answer.xml().as_bytes()));
    }
    none(&all);
}

/// Takes every member of a name out of a report.
fn without(report: &mut Value, name: &str) {
    match report {
        Value::Object(members) => {
            members.shift_remove(name);
            members.values_mut().for_each(|value| without(value, name));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| without(value, name)),
        _ => {}
    }
}

#[test]
fn a_report_that_drops_a_field_is_found_out() {
    let mut dice = Dice(44);
    let mut found = BTreeMap::new();
    for _ in 0..60 {
        let inspection = support::read(answer(&mut dice, 8, ANY).json(&mut String::new).as_bytes());
        let report = support::report(&inspection);
        for name in ["other", "requestId", "nextToken", "commandId", "errorCode", "errorInfo", "output", "startTime"] {
            let mut report = report.clone();
            without(&mut report, name);
            *found.entry(name).or_insert(0) += support::lossless::lost_in(&inspection, &report).len();
        }
    }
    assert!(found.values().all(|lost| *lost > 5), "{found:?}");
}

fn report(text: &str) -> Value {
    support::report(&support::read(text.as_bytes()))
}

/// Messages of a kind of diagnostic.
fn said(report: &Value, code: &str) -> Vec<String> {
    let all = report["diagnostics"].as_array().expect("a list").iter();
    all.filter(|d| d["code"] == code).map(|d| d["message"].as_str().expect("a message").to_owned()).collect()
}

fn results(envelope: &str, row: &str) -> String {
    format!(
        r#"{{"Invocation":{{{envelope}"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-1","InstanceId":"i-1",{row}}}]}}}}}}"#
    )
}

const ROW: &str = r#""InvocationStatus":"Success","ExitCode":0"#;

#[test]
fn a_count_that_is_no_number_is_shown_as_it_came() {
    let found = report(&results(r#""TotalCount":"many","PageNumber":{"a":1},"PageSize":1e3,"NextToken":["x"],"#, ROW));
    let source = &found["sources"][0];
    assert_eq!((&source["totalCount"], &source["pageNumber"]), (&Value::Null, &Value::Null));
    assert_eq!(source["pageSize"], 1_000);
    assert_eq!(source["other"], json!({"TotalCount": "many", "PageNumber": {"a": 1}, "NextToken": ["x"]}));
    assert_eq!(said(&found, "field/wrong-type"), ["expected a number in `TotalCount`, found `many`"]);
}

#[test]
fn a_number_that_javascript_would_change_stays_text() {
    let found = report(&results("", r#""InvocationStatus":"Success","ExitCode":9007199254740993"#));
    let record = &found["invocations"][0]["instances"][0]["records"][0];
    assert_eq!(record["exitCode"], Value::Null);
    assert_eq!(record["other"]["ExitCode"], "9007199254740993");
}

#[test]
fn ids_beside_the_rows_are_shown() {
    let found =
        report(&results(r#""CommandId":"c-9","RequestId":"inner","#, ROW).replacen('{', r#"{"RequestId":"outer","#, 1));
    assert_eq!(found["invocations"][0]["commandId"], "c-9");
    assert_eq!(found["sources"][0]["requestId"], "outer");
    assert_eq!(found["sources"][0]["other"]["RequestId"], "inner");
    // Where the rows have one of their own, the one beside them is another.
    let found = report(&results(r#""CommandId":"c-9","InvokeId":"t-9","#, r#""CommandId":"c-1","ExitCode":0"#));
    assert_eq!(found["invocations"][0]["commandId"], "c-1");
    assert_eq!(found["sources"][0]["other"], json!({"CommandId": "c-9", "InvokeId": "t-9"}));
}

#[test]
fn a_member_that_stands_twice_is_said_with_both_values() {
    let twice = "`InvocationStatus` is given more than once: `Success` here, and `Failed`, which is used";
    let row = r#""InvocationStatus":"Success","ExitCode":1,"InvocationStatus":"Failed""#;
    let plain = r#"{"InvokeId":"t-1","InstanceId":"i-2","InvocationStatus":"Success","ExitCode":0}"#;
    let doubled = format!(r#"{{"InvokeId":"t-1","InstanceId":"i-1",{row}}}"#);
    let rows = |rows: &str| format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{rows}]}}}}}}"#);
    // One alone, after plain ones, and after one that is laid out alike.
    for (text, times) in [
        (rows(&doubled), 1),
        (rows(&format!("{plain},{plain},{doubled}")), 1),
        (rows(&format!("{doubled},{}", doubled.replace("i-1", "i-3"))), 2),
    ] {
        let found = report(&text);
        assert_eq!(said(&found, "field/repeated"), vec![twice; times], "{text}");
        let record =
            &found["invocations"][0]["instances"][usize::from(times == 1 && text.contains("i-2"))]["records"][0];
        assert_eq!((&record["status"], &record["other"]["InvocationStatus"]), (&json!("Failed"), &json!("Success")));
    }
    let xml = "<InvocationResults><InvocationResult><InvokeId>t-1</InvokeId><InstanceId>i-1</InstanceId><ExitCode>1</ExitCode>\
         <InvocationStatus>Success</InvocationStatus><InvocationStatus>Failed</InvocationStatus></InvocationResult></InvocationResults>";
    assert_eq!(said(&report(xml), "field/repeated"), [twice]);
    // Around the rows, and at two levels; answers beside each other have each their own.
    let found = report(&results(r#""TotalCount":3,"TotalCount":1,"#, ROW));
    assert_eq!(
        said(&found, "field/repeated"),
        ["`TotalCount` is given more than once: `3` here, and `1`, which is used"]
    );
    assert_eq!(
        (&found["sources"][0]["totalCount"], &found["sources"][0]["other"]["TotalCount"]),
        (&json!(1), &json!(3))
    );
    let found = report(&results(r#""TotalCount":3,"#, ROW).replacen('{', r#"{"TotalCount":1,"#, 1));
    assert_eq!(
        said(&found, "field/repeated"),
        ["`TotalCount` is given more than once: `3` here, and `1`, which is used"]
    );
    let invocation = r#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","CommandName":"a","CommandName":"b","InvokeInstances":[{"InstanceId":"i-1","ExitCode":0}]}]}}"#;
    let found = report(invocation);
    assert_eq!(
        said(&found, "field/repeated"),
        ["`CommandName` is given more than once: `a` here, and `b`, which is used"]
    );
    assert_eq!(found["invocations"][0]["other"]["CommandName"], "a");
}

#[test]
fn a_member_that_stands_twice_with_one_value_is_said_once() {
    let row = r#"{"InstanceId":"i-1","ExitCode":0,"ExitCode":0}"#;
    let found = report(&format!("[{row},{row},{row}]"));
    assert_eq!(said(&found, "field/repeated"), Vec::<String>::new());
    assert_eq!(said(&found, "field/repeated-alike"), ["`ExitCode` is given more than once, each time as `0`"]);
    assert_eq!(found["invocations"][0]["instances"][0]["records"][0]["other"], json!({}));
    // One that is null says nothing.
    let found = report(r#"[{"InstanceId":"i-1","ExitCode":0,"ExitCode":null}]"#);
    assert_eq!(found["diagnostics"].as_array().map(Vec::len), Some(0));
}

#[test]
fn unknown_members_that_repeat_are_a_list_of_their_values_whatever_these_are() {
    for (members, list) in [
        (r#""X":1,"X":2"#, json!([1, 2])),
        (r#""X":[1],"X":2"#, json!([[1], 2])),
        (r#""X":[1],"X":[2]"#, json!([[1], [2]])),
        (r#""X":1,"X":[2]"#, json!([1, [2]])),
        (r#""X":[1],"X":2,"X":[]"#, json!([[1], 2, []])),
        (r#""X":[1,2]"#, json!([1, 2])),
    ] {
        let found = report(&results("", &format!("{ROW},{members}")));
        assert_eq!(found["invocations"][0]["instances"][0]["records"][0]["other"]["X"], list, "{members}");
    }
}

#[test]
fn what_is_no_instance_in_the_list_of_instances_is_kept() {
    let list = |list: &str| {
        report(&format!(r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1","InvokeInstances":{list}}}]}}}}"#))["invocations"][0]["other"].clone()
    };
    assert_eq!(list(r#"["i-1",{"InstanceId":"i-2","ExitCode":0}]"#), json!({"InvokeInstances": "i-1"}));
    assert_eq!(list(r#"{"InvokeInstance":["i-1",{"InstanceId":"i-2"}]}"#), json!({"InvokeInstance": "i-1"}));
    assert_eq!(list(r#""none""#), json!({"InvokeInstances": "none"}));
}

#[test]
fn times_that_cannot_be_are_shown_as_written_and_said() {
    for (time, shown) in [
        ("0001-01-01T00:00:00Z", true),
        ("1970-01-01T00:00:00Z", true),
        ("2106-02-07T06:28:16Z", true),
        ("9999-12-31T23:59:59+08:00", true),
        ("2106-02-07T06:28:15Z", false),
    ] {
        let found =
            report(&results("", &format!(r#"{ROW},"StartTime":"{time}","FinishedTime":"2026-03-02T21:14:05Z""#)));
        let record = &found["invocations"][0]["instances"][0]["records"][0];
        assert_eq!(record["startTime"], time);
        let expect = format!("expected a time between 1970 and 2106 in `StartTime`, found `{time}`");
        assert_eq!(said(&found, "time/out-of-range"), Vec::from_iter(Some(expect).filter(|_| shown)), "{time}");
        assert_eq!(record["durationSeconds"].is_null(), shown, "{time}");
    }
    // No date stands for the one before.
    let zeros = results(
        "",
        &format!(r#"{ROW},"StartTime":"\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000T09:01:41Z""#),
    );
    assert_eq!(said(&report(&zeros), "time/unreadable").len(), 1);
    let raw = zeros.replace("\\u0000", "\0");
    assert_eq!(said(&report(&raw), "time/unreadable").len(), 1);
}
