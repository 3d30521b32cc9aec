//! Several rows of one execution, or of what may be one: a failure never disappears among them, and no result depends on
//! the order in which they came.

mod support;

use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Value, json};
use support::{read, report};

const START: &str = "2026-11-20T08:00:01Z";

fn results(rows: &[Value]) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let mut whole = json!({"InvokeId": "t-1", "InstanceId": "i-1", "StartTime": START});
            row.as_object().expect("an object").iter().for_each(|(name, value)| whole[name] = value.clone());
            whole
        })
        .collect();
    json!({"Invocation": {"TotalCount": rows.len(), "InvocationResults": {"InvocationResult": rows}}})
}

fn overall(row: &Value) -> Value {
    let mut instance = json!({"InstanceId": "i-1", "StartTime": START});
    row.as_object().expect("an object").iter().for_each(|(name, value)| instance[name] = value.clone());
    json!({"Invocations": {"Invocation": [{"InvokeId": "t-1", "InvokeInstances": {"InvokeInstance": [instance]}}]}})
}

fn add_all(documents: &[&Value]) -> Inspection {
    let mut inspection = inspect(documents[0].to_string().into_bytes(), Options::default());
    documents[1..].iter().for_each(|document| inspection.add(document.to_string().into_bytes()));
    inspection
}

/// The invocation that documents make together, which is the same in every order.
#[track_caller]
fn together(documents: &[Value]) -> Value {
    let mut found: Option<Value> = None;
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for turn in 0..(1..=documents.len()).product::<usize>() {
        let chosen: Vec<&Value> = order.iter().map(|at| &documents[*at]).collect();
        let invocations = report(&add_all(&chosen))["invocations"].clone();
        assert_eq!(*found.get_or_insert(invocations.clone()), invocations, "in the order {order:?}");
        // Each order by a swap (Heap).
        let mut rest = turn + 1;
        for at in 1..order.len() {
            if rest % (at + 1) != 0 {
                order.swap(if at % 2 == 1 { rest % (at + 1) - 1 } else { 0 }, at);
                break;
            }
            rest /= at + 1;
        }
    }
    let all = found.expect("documents");
    assert_eq!(all.as_array().map(Vec::len), Some(1), "{all:#}");
    all[0].clone()
}

fn codes(inspection: &Inspection) -> Vec<String> {
    let report = report(inspection);
    let all = report["diagnostics"].as_array().expect("a list").iter();
    all.filter_map(|one| one["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn an_older_state_fills_nothing() {
    let running = json!({"InvocationStatus": "Running", "InstanceInvokeStatus": "Running", "ErrorCode": "Early"});
    let ended = json!({"InvokeRecordStatus": "Finished", "ExitCode": 0, "FinishedTime": "2026-11-20T08:00:05Z"});
    let one = together(&[overall(&running), results(&[ended])]);
    assert_eq!(one["legacyStatus"]["computed"], "Finished");
    let instance = &one["instances"][0];
    assert_eq!((&instance["outcome"], &instance["records"][0]["exitCode"]), (&json!("succeeded"), &json!(0)));
    assert_eq!(instance["records"][0]["status"], Value::Null, "the running row's word");
    assert_eq!(instance["records"][0]["errorCode"], Value::Null, "the running row's error");
    assert_eq!(instance["status"]["agrees"], Value::Null);
}

#[test]
fn a_service_that_was_asked_earlier_is_not_blamed() {
    let mut before = overall(&json!({"InvocationStatus": "Running"}));
    before["Invocations"]["Invocation"][0]["InvocationStatus"] = "Running".into();
    let after = results(&[json!({"InvocationStatus": "Success", "ExitCode": 0})]);
    let one = together(&[before, after]);
    assert_eq!((&one["status"]["computed"], &one["status"]["agrees"]), (&json!("Success"), &Value::Null));
}

#[test]
fn outputs_are_the_same_in_every_order() {
    let grown = |text: &str| results(&[json!({"InvocationStatus": "Running", "Output": text})]);
    let failed = json!({"InvocationStatus": "Failed", "FinishTime": "2026-11-20T08:00:09Z", "ExitCode": 1});
    let one = together(&[grown("b25lIGxpbmUK"), grown("b25lIGxpbmUKdHdvIGxpbmVzCg=="), overall(&failed)]);
    let record = &one["instances"][0]["records"][0];
    assert_eq!(record["outcome"], "failed");
    assert_eq!(record["output"]["text"], "one line\ntwo lines\n");
}

#[test]
fn two_rows_of_one_answer_are_two_unless_they_are_equal_in_every_field() {
    let row = |status: &str, exit: i32| json!({"InvocationStatus": status, "ExitCode": exit});
    let two = report(&add_all(&[&results(&[row("Success", 0), row("Failed", 1)])]));
    let one = &two["invocations"][0];
    assert_eq!(one["instances"][0]["records"].as_array().map(Vec::len), Some(2));
    assert_eq!((&one["status"]["computed"], &one["status"]["rule"]), (&Value::Null, &json!("none/contradiction")));
    assert_eq!(one["instances"][0]["outcome"], "unknown");
    // Equal but for the order of members.
    let text = format!(
        r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","StartTime":"{START}"}},
        {{"InstanceId":"i-1","InvokeId":"t-1", "StartTime":"{START}","InvocationStatus":"Success"}}]}}}}}}"#
    );
    let same = report(&read(text.as_bytes()));
    assert_eq!(same["invocations"][0]["instances"][0]["records"].as_array().map(Vec::len), Some(1));
    assert_eq!(same["invocations"][0]["status"]["computed"], "Success");
}

#[test]
fn final_states_that_exclude_each_other_give_no_verdict_and_both_are_named() {
    let (good, bad) =
        (json!({"InvocationStatus": "Success", "ExitCode": 0}), json!({"InvocationStatus": "Failed", "ExitCode": 3}));
    for documents in
        [vec![overall(&good), results(std::slice::from_ref(&bad))], vec![results(&[good]), results(&[bad])]]
    {
        let one = together(&documents);
        assert_eq!((&one["status"]["computed"], &one["status"]["rule"]), (&Value::Null, &json!("none/contradiction")));
        let inspection = add_all(&documents.iter().collect::<Vec<_>>());
        let report = report(&inspection);
        let named =
            report["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == "join/contradiction");
        let message = named.and_then(|d| d["message"].as_str()).expect("a warning");
        assert!(message.contains("Success (0)") && message.contains("Failed (3)"), "{message}");
        assert!(inspection.summary().headline.starts_with("No verdict"), "the headline");
    }
}

#[test]
fn rows_of_masked_ids_never_join() {
    for id in ["i-bp1****", "i-bp1xxxxxxxx"] {
        let row = |status: &str| json!({"InstanceId": id, "InvocationStatus": status});
        let answer = results(&[row("Success"), row("Failed")]);
        let one = together(&[answer]);
        assert_eq!(one["instances"].as_array().map(Vec::len), Some(2), "{id}");
        assert_eq!(one["status"]["computed"], "PartialFailed", "{id}");
        let both = report(&add_all(&[&results(&[row("Success")]), &results(&[row("Failed")])]));
        assert_eq!(both["invocations"][0]["instances"].as_array().map(Vec::len), Some(2), "{id}");
    }
    let invocation = |status: &str| {
        json!({"InvokeId": "t-hz0****", "InvocationStatus": status,
            "InvokeInstances": {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": status}]}})
    };
    let list =
        json!({"Invocations": {"Invocation": [invocation("Success"), invocation("Failed"), invocation("Success")]}});
    let report = report(&read(list.to_string().as_bytes()));
    let words: Vec<&Value> =
        report["invocations"].as_array().expect("a list").iter().map(|one| &one["status"]["computed"]).collect();
    assert_eq!(words, ["Success", "Failed", "Success"], "three invocations with one masked id");
}

#[test]
fn a_row_that_lost_its_invoke_id_takes_the_verdict_from_its_neighbours() {
    let text = r#"{"Invocation":{"TotalCount":2,"InvocationResults":{"InvocationResult":[
        {"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success"},
        {"InstanceId":"i-2","InvocationStatus":"Failed"}]}}}"#;
    let inspection = read(text.as_bytes());
    let report = report(&inspection);
    for invocation in report["invocations"].as_array().expect("a list") {
        assert_eq!(invocation["status"]["computed"], Value::Null, "{invocation}");
        assert_ne!(invocation["complete"], true);
    }
    assert!(codes(&inspection).contains(&"join/row-without-id".to_owned()));
}

#[test]
fn an_instance_counts_as_its_newest_execution() {
    // Asked before the last execution: by then the schedule's last one had failed.
    let mut before =
        overall(&json!({"InvocationStatus": "Failed", "ExitCode": 1, "FinishTime": "2026-11-20T08:00:02Z"}));
    before["Invocations"]["Invocation"][0]["RepeatMode"] = "Period".into();
    before["Invocations"]["Invocation"][0]["Frequency"] = "rate(1h)".into();
    let later = json!({"InvocationStatus": "Success", "ExitCode": 0, "StartTime": "2026-11-20T09:00:01Z"});
    let documents = [before, results(&[later])];
    let one = together(&documents);
    assert_eq!(one["instances"][0]["outcome"], "succeeded");
    assert_eq!(one["instances"][0]["status"]["agrees"], Value::Null, "it was asked earlier");
    let inspection = add_all(&documents.iter().collect::<Vec<_>>());
    let history = inspection.history(0, Some(0)).expect("a history").summary;
    assert!(history.contains("The last: succeeded"), "{history}");
    let headline = inspection.summary().headline;
    assert!(!headline.contains("failed"), "{headline}");
}

#[test]
fn of_two_outputs_of_one_execution_that_has_ended_it_is_said_that_there_are_two() {
    let ended = |output: &str| {
        results(&[
            json!({"InvocationStatus": "Success", "ExitCode": 0, "FinishTime": "2026-11-20T08:00:09Z", "Output": output}),
        ])
    };
    let running = |output: &str| results(&[json!({"InvocationStatus": "Running", "Output": output})]);
    for (documents, said) in [
        ([ended("b25lIGxpbmUK"), ended("dHdvIGxpbmVzCg==")], true),
        ([ended("b25lIGxpbmUK"), ended("one line\n")], false),
        ([ended("b25lIGxpbmUK"), ended("")], false),
        ([running("b25lIGxpbmUK"), ended("dHdvIGxpbmVzCg==")], false),
        ([running("b25lIGxpbmUK"), running("b25lIGxpbmUKdHdvIGxpbmVzCg==")], false),
    ] {
        let [one, two] = &documents;
        for order in [[one, two], [two, one]] {
            assert_eq!(codes(&add_all(&order)).iter().any(|code| code == "join/output"), said, "{one} {two}");
        }
    }
}

#[test]
fn what_a_row_does_not_give_is_not_said_of_it() {
    let failed = |exit: Value| {
        let inspection = add_all(&[&results(&[json!({"InvocationStatus": "Failed", "ExitCode": exit})])]);
        serde_json::to_string(&inspection.record(0, 0, 0, None).expect("a record")).expect("JSON")
    };
    assert!(failed(json!(3)).contains("The command ended with an exit code that is not 0."));
    let without = failed(Value::Null);
    assert!(!without.contains("ended with an exit code"), "{without}");
    assert!(without.contains("The command failed; with which exit code is not here."), "{without}");
    // Of two statuses both are its heading.
    let two = read(include_bytes!("cases/odd/two_statuses.json"));
    assert_eq!(two.record(0, 0, 0, None).expect("a record").badge.label, "Failed / Success");
    // Whose words those of the rows are is said, and nothing of a verdict that they contradict.
    let other = read(include_bytes!("cases/odd/alike_aws.json"));
    assert!(other.summary().headline.starts_with("No overall status: "), "{}", other.summary().headline);
    // Of what was not read nothing is said but that.
    let unread = report(&read(include_bytes!("cases/broken/layout_diff.txt")));
    let codes: Vec<&Value> =
        unread["diagnostics"].as_array().expect("a list").iter().map(|diagnostic| &diagnostic["code"]).collect();
    assert_eq!(codes, ["source/layout"]);
}

/// What is told of an answer: its headline, its doubts, what to do next, and why each output is not here.
fn told(text: &str) -> String {
    let inspection = read(text.as_bytes());
    let summary = inspection.summary();
    let doubts = summary.doubts.iter().map(|doubt| doubt.text.to_string());
    let next = summary.next.iter().map(ToString::to_string);
    let instances =
        summary.invocations.iter().enumerate().flat_map(|(at, one)| (0..one.instances).map(move |own| (at, own)));
    let absent = instances.filter_map(|(at, own)| inspection.record(at, own, 0, None)?.output_absent);
    [summary.headline.clone()]
        .into_iter()
        .chain(doubts)
        .chain(next)
        .chain(absent.map(|why| why.to_string()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// What may go on is not done with: rows that follow by a token, a status that is still to come, invocations whose rows are not here.
#[test]
fn nothing_is_told_as_done_that_may_go_on() {
    let row = r#"{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0}"#;
    let two = row.replace("t-1", "t-2");
    let results = |rows: &str, around: &str| {
        format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{rows}]}}{around}}}}}"#)
    };
    let overall = |status: &str, instances: &str, around: &str| {
        format!(
            r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1","InvocationStatus":"{status}","InvokeInstances":{{"InvokeInstance":[{instances}]}}}}]}}{around}}}"#
        )
    };
    let instance = |status: &str| format!(r#"{{"InstanceId":"i-1","InvocationStatus":"{status}"}}"#);
    for (text, said, not_said) in [
        (
            results(row, r#","TotalCount":1,"NextToken":"AAA""#),
            "the response says that more follow",
            "Nothing needs doing",
        ),
        (results(row, r#","TotalCount":1,"NextToken":"""#), "To hold this against", "more follow"),
        (
            overall("Success", &instance("Success"), r#","TotalCount":1,"NextToken":"AAA""#),
            "--NextToken AAA",
            "Nothing needs doing",
        ),
        (results(&[row, &two].join(","), r#","TotalCount":9"#), "2 without a verdict", "finished"),
        (overall("Running", &instance("Suspended"), ""), "Ask again in a while", "Nothing needs doing"),
        (overall("Pending", "", ""), "Ask again in a while", "Nothing needs doing"),
        (overall("Failed", "", ""), "Ask for exit codes and outputs", "Nothing needs doing"),
        (overall("Success", &instance("Success"), ""), "Nothing needs doing", "Ask again"),
        (
            overall("Stopped", &instance("Cancelled"), ""),
            "It never began, so it printed nothing",
            "may well have printed",
        ),
        (overall("Stopped", &instance("Stopped"), ""), "may well have printed", "never began"),
        (
            format!(
                "{}\n{}",
                overall("Success", &instance("Success"), ""),
                results(&row.replace("Success", "Failed"), "")
            ),
            "No verdict: nothing known says",
            "Success:",
        ),
    ] {
        let told = told(&text);
        assert!(told.contains(said) && !told.contains(not_said), "{text}:\n{told}");
    }
}

/// The legacy vocabulary of a schedule that is over, or of which nothing says that it goes on, blames nobody; and an instance that waits
/// for its next execution is no failure.
#[test]
fn a_schedule_that_is_over_is_finished() {
    let overall = |fields: &str, instance: &str| {
        format!(
            r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1",{fields},"InvokeInstances":{{"InvokeInstance":[{{"InstanceId":"i-1",{instance}}}]}}}}]}}}}"#
        )
    };
    let ended = r#""InvocationStatus":"Success","InstanceInvokeStatus":"Finished","ExitCode":0"#;
    let at =
        r#""InvocationStatus":"Success","InvokeStatus":"Finished","Frequency":"at(2026-11-20 10:00:00 Asia/Shanghai)""#;
    let rate = r#""InvocationStatus":"Success","InvokeStatus":"Finished","RepeatMode":"Period","Frequency":"rate(5m)""#;
    let once = r#""InvokeStatus":"Finished","RepeatMode":"Once","Timed":true"#;
    let goes_on = r#""InvokeStatus":"Running","RepeatMode":"Period","Timed":true"#;
    for (fields, legacy) in [(at, "Finished"), (rate, "Finished"), (once, "Finished"), (goes_on, "Running")] {
        let report = report(&read(overall(fields, ended).as_bytes()));
        let status = &report["invocations"][0]["legacyStatus"];
        assert_eq!((&status["computed"], &status["agrees"]), (&json!(legacy), &json!(true)), "{fields}");
    }
    let row = |day: u32| json!({"InvocationStatus": "Success", "InvokeRecordStatus": "Finished", "StartTime": format!("2026-11-{day:02}T01:00:00Z")});
    let mut part = results(&[row(1), row(2)]);
    part["Invocation"]["TotalCount"] = json!(9);
    let invocation = together(&[part]);
    assert_eq!(invocation["legacyStatus"]["rule"], "none/rows-missing", "what is not here may say that it is over");
    let waits = overall(
        r#""InvocationStatus":"Scheduled","RepeatMode":"Period","Timed":true"#,
        r#""InvocationStatus":"Scheduled","ExitCode":1,"StartTime":"2026-11-20T08:00:01Z""#,
    );
    let failed = results(&[json!({"InvocationStatus": "Failed", "ExitCode": 1})]);
    let invocation = together(&[serde_json::from_str(&waits).expect("JSON"), failed]);
    let instance = &invocation["instances"][0];
    assert_eq!((&instance["status"]["agrees"], &instance["reason"]), (&json!(true), &json!("Scheduled")), "{instance}");
}
