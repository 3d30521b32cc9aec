//! Whatever the size of a field, a view of it is of bearable size and says how long it was; the report has all of it.

use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::view::report::json;
use invocation_inspector::words::Language;
use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Map, Value, json};

const LONG: usize = 300_000;
/// More than any view of one row needs.
const BEARABLE: usize = 100_000;

fn read(document: &Value) -> Inspection {
    inspect(document.to_string().into_bytes(), Options::default())
}

/// Every view that a page asks for of the first invocation, instance and record, as it crosses the boundary.
fn views(inspection: &Inspection) -> Vec<(&'static str, String)> {
    macro_rules! shown {
        ($($name:literal: $view:expr,)*) => { vec![$(($name, json::write_shown(&$view, Language::En))),*] };
    }
    let query =
        || InstanceQuery { sort: Some("outcome".to_owned()), printed: true, end: 50.0, ..InstanceQuery::default() };
    shown! {
        "summary": inspection.summary(),
        "invocations": inspection.invocations(true, 0.0, 100.0),
        "invocation": inspection.invocation(0),
        "tree": inspection.tree(0, 8),
        "instances": inspection.instances(0, &query()),
        "facets": inspection.facets(0, "-exit:0"),
        "reasons": inspection.reasons(0),
        "query": inspection.read_query("exit:1 exti:2 oom"),
        "instance": inspection.instance(0, 0),
        "record": inspection.record(0, 0, 0, None),
        "records": inspection.records(0, 0, 0.0, 8.0),
        "schedule": inspection.schedule(0, Some("2026-01-01 00:00:00")),
        "history": inspection.history(0, None),
        "diagnostics": inspection.diagnostics(0.0, 50.0),
    }
}

#[track_caller]
fn check_bearable(what: &str, document: &Value) -> Inspection {
    let inspection = read(document);
    for (view, text) in views(&inspection) {
        assert!(text.len() < BEARABLE, "{what}: {view} has {} bytes", text.len());
        serde_json::from_str::<Value>(&text).unwrap_or_else(|fault| panic!("{what}: {view}: {fault}"));
    }
    inspection
}

fn results(more: &Value) -> Value {
    let mut row = json!({
        "InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Failed", "InvokeRecordStatus": "Finished",
        "ExitCode": 1, "StartTime": "2020-05-11T09:01:40Z", "FinishedTime": "2020-05-11T09:01:41Z",
    });
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "RequestId": "R", "Invocation": { "TotalCount": 1, "InvocationResults": { "InvocationResult": [row] } } })
}

fn invocations(more: &Value) -> Value {
    let mut invocation = json!({
        "InvokeId": "t-1", "CommandName": "deploy", "InvocationStatus": "Failed", "InvokeStatus": "Failed",
        "InvokeInstances": { "InvokeInstance": [{ "InstanceId": "i-1", "InvocationStatus": "Failed", "ExitCode": 1 }] },
    });
    invocation.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "RequestId": "R", "TotalCount": 1, "Invocations": { "Invocation": [invocation] } })
}

#[test]
fn a_field_of_any_length_is_shown_in_part_and_reported_whole() {
    let long = "x".repeat(LONG);
    let of_row = [
        "InvokeId",
        "InstanceId",
        "InvocationStatus",
        "InvokeRecordStatus",
        "ExitCode",
        "ErrorCode",
        "ErrorInfo",
        "StartTime",
        "FinishedTime",
        "StopTime",
        "Repeats",
        "Dropped",
        "Username",
        "OssOutputStatus",
        "OssOutputErrorCode",
        "OssOutputErrorInfo",
        "Strange",
    ];
    for field in of_row {
        let inspection = check_bearable(field, &results(&json!({ field: long })));
        assert!(json::write(&inspection.report()).contains(&long), "{field}");
    }
    let of_invocation = [
        "InvokeId",
        "CommandName",
        "CommandId",
        "CommandType",
        "InvocationStatus",
        "InvokeStatus",
        "Timed",
        "RepeatMode",
        "Frequency",
        "Parameters",
        "Tags",
        "Strange",
    ];
    for field in of_invocation {
        let inspection = check_bearable(field, &invocations(&json!({ field: long })));
        assert!(json::write(&inspection.report()).contains(&long), "{field}");
    }
    check_bearable("a name", &results(&json!({ &*long: 1 })));
    check_bearable("RequestId", &json!({ "RequestId": long, "Invocation": {} }));
    check_bearable("an error", &json!({ "Code": long, "Message": long, "RequestId": long, "HostId": long }));
    check_bearable("many parts", &json!({ "Code": "a.".repeat(LONG), "Message": "m", "RequestId": "R" }));
    check_bearable("backticks", &results(&json!({ "ErrorInfo": "`".repeat(LONG) })));
}

#[test]
fn what_was_cut_says_how_long_it_was() {
    let inspection = read(&results(&json!({ "ErrorInfo": "x".repeat(LONG) })));
    let (_, record) = views(&inspection).into_iter().find(|(name, _)| *name == "record").unwrap();
    assert!(record.contains("xxx… (300,000 characters in all)"), "{record}");
}

/// `{"Foo0": 0, "Foo1": 1, …}`
fn strange(count: usize) -> Value {
    Value::Object((0..count).map(|n| (format!("Foo{n}"), json!(n))).collect::<Map<_, _>>())
}

#[test]
fn any_number_of_unknown_members_tags_and_values_is_listed_in_part() {
    let facts = |inspection: &Inspection, view: &str| {
        let text = views(inspection).into_iter().find(|(name, _)| *name == view).unwrap().1;
        serde_json::from_str::<Value>(&text).unwrap()
    };
    let inspection = check_bearable("members", &results(&strange(50_000)));
    let record = facts(&inspection, "record");
    assert_eq!(record["other"].as_array().unwrap().len(), 50);
    assert_eq!(record["otherMore"], true);
    assert!(json::write(&inspection.report()).contains("\"Foo49999\":49999"));

    let inspection = check_bearable("few", &results(&strange(50)));
    let record = facts(&inspection, "record");
    assert_eq!((record["other"].as_array().unwrap().len(), &record["otherMore"]), (50, &json!(false)));

    let inspection = check_bearable("members of an invocation", &invocations(&strange(50_000)));
    assert_eq!(facts(&inspection, "invocation")["factsMore"], true);
    let tags: Vec<Value> = (0..50_000).map(|n| json!({ "TagKey": format!("k{n}"), "TagValue": "v" })).collect();
    let inspection = check_bearable("tags", &invocations(&json!({ "Tags": { "Tag": tags } })));
    assert_eq!(facts(&inspection, "invocation")["factsMore"], true);
    check_bearable("numbers", &invocations(&json!({ "Strange": (0..50_000).collect::<Vec<_>>() })));
}

/// The members of a wide object are looked up, those of a narrow one are walked.
#[test]
fn a_row_says_the_same_however_many_members_stand_around_it() {
    let own = json!({ "ErrorCode": "ClientNotRunning", "ErrorInfo": "words", "StopTime": null, "Repeats": 3 });
    let mut wide = strange(5_000);
    wide.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    let record = |more: &Value| {
        let mut record = serde_json::to_value(read(&results(more)).record(0, 0, 0, None)).unwrap();
        let record = record.as_object_mut().unwrap();
        ["other", "otherMore", "place"].iter().for_each(|name| drop(record.remove(*name)));
        record.clone()
    };
    assert_eq!(record(&own), record(&wide));
    // The last one counts that is set, in both.
    let twice = |around: &str| {
        let row = format!(r#"{{"InstanceId":"i-1","ExitCode":1,{around}"ExitCode":2,"ExitCode":null}}"#);
        let text = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{row}]}}}}}}"#);
        inspect(text.into_bytes(), Options::default()).report().invocations[0].instances[0].records[0].exit_code
    };
    assert_eq!(twice(""), Some(2));
    assert_eq!(twice(&"\"Foo\":1,".repeat(5_000)), Some(2));
}

#[test]
fn a_long_output_is_shown_from_its_beginning_and_reported_whole() {
    let text = "a line of an output\n".repeat(100_000);
    let inspection = read(&results(&json!({ "Output": text })));
    let record = json::write_shown(&inspection.record(0, 0, 0, None), Language::En);
    let record: Value = serde_json::from_str(&record).unwrap();
    let output = &record["output"];
    assert_eq!(output["more"], true);
    assert_eq!(output["bytes"], text.len());
    let shown = output["text"].as_str().unwrap();
    assert!(text.starts_with(shown) && shown.ends_with('\n') && shown.len() > 1_000_000);
    assert!(json::write(&inspection.report()).len() > text.len());
}

/// Each would be told once more what is missing.
#[test]
fn any_number_of_answers_in_one_text_is_told_in_a_few_sentences() {
    let one = |n: usize| {
        let mut page = invocations(&json!({ "InvokeId": format!("t-{n}") }));
        page["TotalCount"] = json!(100);
        page.to_string()
    };
    let text = (0..500).map(one).collect::<Vec<_>>().join("\n");
    let summary = json::write_shown(&inspect(text.into_bytes(), Options::default()).summary(), Language::En);
    let summary: Value = serde_json::from_str(&summary).unwrap();
    assert!(summary["doubts"].as_array().unwrap().len() < 20);
    assert!(summary["next"].as_array().unwrap().len() < 20);
}
