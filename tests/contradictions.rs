//! Each check of what contradicts what: the odd row gives its code and no other, and the ordinary row beside it none.

mod support;

use serde_json::{Value, json};

fn codes(document: &Value) -> Vec<String> {
    let report = support::report(&support::read(document.to_string().as_bytes()));
    let all = report["diagnostics"].as_array().expect("a list").clone();
    all.iter().map(|d| d["code"].as_str().expect("a code").to_owned()).collect()
}

fn result(change: &Value) -> Value {
    let mut row = json!({
        "InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Success", "InvokeRecordStatus": "Finished",
        "ExitCode": 0, "StartTime": "2026-03-02T21:14:00Z", "FinishedTime": "2026-03-02T21:14:05Z", "StopTime": "",
        "ErrorCode": "", "ErrorInfo": "", "Dropped": 0, "Output": "b2s=",
    });
    for (name, value) in change.as_object().expect("an object") {
        row[name] = value.clone();
    }
    json!({"Invocation": {"InvocationResults": {"InvocationResult": [row]}}})
}

fn overall(object: &Value, instance: &Value) -> Value {
    let mut row = json!({
        "InstanceId": "i-1", "InvocationStatus": "Success", "InstanceInvokeStatus": "Finished", "ExitCode": 0,
        "StartTime": "2026-03-02T21:14:00Z", "FinishTime": "2026-03-02T21:14:05Z",
    });
    for (name, value) in instance.as_object().expect("an object") {
        row[name] = value.clone();
    }
    let mut invocation = json!({"InvokeId": "t-1", "InvokeInstances": {"InvokeInstance": [row]}});
    for (name, value) in object.as_object().expect("an object") {
        invocation[name] = value.clone();
    }
    json!({"Invocations": {"Invocation": [invocation]}})
}

#[test]
fn odd_rows_are_told_and_ordinary_ones_are_not() {
    let stopped = json!({"InvocationStatus": "Terminated", "InvokeRecordStatus": "Stopped", "ExitCode": null});
    let with = |change: Value| {
        let mut row = stopped.clone();
        row.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        row
    };
    for (change, expect) in [
        (json!({}), ""),
        (json!({"ExitCode": 3}), "check/success-exit-code"),
        (json!({"ErrorCode": "InstanceNotExists"}), "check/success-error"),
        (json!({"InvocationStatus": "Failed", "ExitCode": 127, "ErrorCode": "ExitCodeNonzero"}), ""),
        (json!({"InvocationStatus": "Failed"}), "check/failed-exit-zero"),
        (json!({"InvocationStatus": "Failed", "ExitCode": null}), "check/failed-without-cause"),
        (
            json!({"InvocationStatus": "Running", "InvokeRecordStatus": "Running", "ExitCode": null}),
            "check/active-finished",
        ),
        (
            json!({"InvocationStatus": "Running", "InvokeRecordStatus": "Running", "ExitCode": null, "FinishedTime": ""}),
            "",
        ),
        (json!({"FinishedTime": "2026-03-02T21:13:00Z"}), "check/ends-before-start"),
        (
            json!({"StartTime": "2026-03-02T21:14:00.9Z", "FinishedTime": "2026-03-02T21:14:00.2Z"}),
            "check/ends-before-start",
        ),
        (json!({"StartTime": "2026-03-02T21:14:00.2Z", "FinishedTime": "2026-03-02T21:14:00.9Z"}), ""),
        // Where one states no zone, neither is before the other.
        (json!({"FinishedTime": "2026-03-02 21:13:00"}), "time/no-zone"),
        (json!({"StopTime": "2026-03-02T21:14:03Z"}), "check/stop-time"),
        (with(json!({})), "check/no-stop-time"),
        (with(json!({"StopTime": "2026-03-02T21:14:03Z"})), ""),
        (with(json!({"StopTime": null})), ""),
        (json!({"InvokeRecordStatus": "Failed"}), "check/unusual-pair"),
        (json!({"InvocationStatus": "Timeout", "InvokeRecordStatus": "Failed", "ExitCode": null}), ""),
        (json!({"OssOutputStatus": "Finished", "OssOutputErrorCode": "OSS.AccessDenied"}), "check/delivery"),
        (json!({"OssOutputStatus": "Failed"}), "check/delivery"),
        (json!({"OssOutputStatus": "Failed", "OssOutputErrorCode": "OSS.AccessDenied"}), ""),
        (
            json!({"InvocationStatus": "Timeout", "InvokeRecordStatus": "Failed", "ExitCode": null, "ErrorCode": "InstanceReleased",
                "ErrorInfo": "The command execution has been timeout."}),
            "check/error-text",
        ),
        (
            json!({"InvocationStatus": "Timeout", "InvokeRecordStatus": "Failed", "ExitCode": null, "ErrorCode": "ExecutionTimeout",
                "ErrorInfo": "The command execution has been timeout."}),
            "",
        ),
        (json!({"Dropped": 12}), "check/dropped"),
        (json!({"Dropped": 12, "Output": "x".repeat(20_000)}), ""),
        (json!({"Dropped": 12, "Output": "******"}), ""),
        (
            json!({"InvocationStatus": "Stopped", "InvokeRecordStatus": "Stopped", "ExitCode": null, "StopTime": null}),
            "check/word-of-the-whole",
        ),
        (json!({"InvocationStatus": "partialfailed", "ExitCode": null}), "check/word-of-the-whole"),
        // The legacy vocabulary alone.
        (json!({"InvocationStatus": null, "InvokeRecordStatus": "Running", "ExitCode": null}), "check/active-finished"),
        (json!({"InvocationStatus": null, "InvokeRecordStatus": "Running", "ExitCode": null, "FinishedTime": ""}), ""),
        (json!({"InvocationStatus": null, "InvokeRecordStatus": "Finished", "ExitCode": 3}), ""),
        (json!({"InvocationStatus": null, "StopTime": "2026-03-02T21:14:03Z"}), "check/stop-time"),
        (json!({"InstanceId": "i-bp1****"}), "check/masked"),
    ] {
        let found = codes(&result(&change));
        assert_eq!(
            found.iter().map(String::as_str).collect::<Vec<_>>(),
            Vec::from_iter(Some(expect).filter(|e| !e.is_empty())),
            "{change}"
        );
    }
}

#[test]
fn bytes_are_told_as_the_language_groups_numbers() {
    let inspection =
        support::read(result(&json!({"Dropped": 12, "Output": "not yet\n".repeat(1_943)})).to_string().as_bytes());
    let told = inspection.diagnostics(0.0, 9.0).rows.iter().map(|one| one.message.to_string()).collect::<String>();
    assert_eq!(told, "`Dropped` says that output was cut, though only 15,544 bytes are kept of 24 KB");
}

#[test]
fn a_record_is_held_against_its_invocation() {
    let none = json!({});
    let recurring = json!({"RepeatMode": "Period", "Frequency": "rate(5m)"});
    for (object, instance, expect) in [
        (json!({"Timeout": 60}), none.clone(), ""),
        (
            json!({"Timeout": 60}),
            json!({"FinishTime": "2026-03-02T21:16:00Z", "InvocationStatus": "Timeout", "InstanceInvokeStatus": "Failed", "ExitCode": null}),
            "check/beyond-timeout",
        ),
        (recurring.clone(), json!({"InvocationStatus": "Scheduled", "InstanceInvokeStatus": "Running"}), ""),
        (
            json!({"RepeatMode": "Period", "Frequency": "*/5 * * * *"}),
            json!({"InvocationStatus": "Scheduled", "InstanceInvokeStatus": "Running"}),
            "check/schedule",
        ),
        (json!({"Frequency": " ", "RepeatMode": "Once"}), none.clone(), ""),
        // Outputs were not asked for, so that none says nothing of what was dropped.
        (json!({}), json!({"Dropped": 4_311, "Output": ""}), ""),
        (recurring, none, "check/recurring-finished"),
    ] {
        let found = codes(&overall(&object, &instance));
        assert_eq!(
            found.iter().map(String::as_str).collect::<Vec<_>>(),
            Vec::from_iter(Some(expect).filter(|e| !e.is_empty())),
            "{object} {instance}"
        );
    }
}

#[test]
fn a_history_is_held_against_its_count() {
    let invocation = |repeats: &[i32], total: usize| {
        let rows: Vec<Value> = repeats
            .iter()
            .enumerate()
            .map(|(at, repeats)| {
                json!({"InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Success", "ExitCode": 0,
                    "Repeats": repeats, "StartTime": format!("2026-03-02T21:{:02}:00Z", at + 10),
                    "FinishedTime": format!("2026-03-02T21:{:02}:05Z", at + 10)})
            })
            .collect();
        json!({"Invocation": {"TotalCount": total, "InvocationResults": {"InvocationResult": rows}}})
    };
    assert!(codes(&invocation(&[1, 2, 3], 3)).is_empty());
    assert_eq!(codes(&invocation(&[1, 2, 2], 3)), ["check/repeats"]);
    assert_eq!(codes(&invocation(&[1, 2, 9], 3)), ["check/repeats"]);
    assert!(codes(&invocation(&[1, 2, 9], 9)).is_empty());
}

#[test]
fn a_schedule_that_cannot_be_read_is_told_at_its_place() {
    let invocation = json!({"Invocations": {"Invocation": [{"InvokeId": "t-1", "Frequency": "0 0 25 * * ?", "RepeatMode": "Period",
        "InvokeInstances": {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": "Scheduled"}]}}]}});
    let text = invocation.to_string();
    let report = support::report(&support::read(text.as_bytes()));
    let told = &report["diagnostics"][0];
    assert_eq!(told["message"], "expected a schedule in `Frequency`, found `25` at character 5 of `0 0 25 * * ?`");
    let at = text.find("0 0 25 * * ?").expect("it is there");
    assert_eq!(told["start"], at);
    assert_eq!(told["end"], at + 12);
}

/// What the service answers in the course of an invocation's life, as it is documented, and nothing in it contradicts anything.
#[test]
fn answers_as_the_service_gives_them_are_not_doubted() {
    let none = |document: Value| assert_eq!(codes(&document), Vec::<String>::new(), "{document:#}");
    let recurring = |change: Value| {
        let mut object = json!({"RepeatMode": "Period", "Frequency": "0 */20 * * * *", "Timed": true, "Timeout": 60});
        object.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        object
    };
    let once = || json!({"RepeatMode": "Once", "Frequency": "", "Timed": false, "Timeout": 60});
    let empty = json!({"ExitCode": null, "FinishTime": "", "StopTime": ""});
    let with = |base: &Value, change: Value| {
        let mut row = base.clone();
        row.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        row
    };
    // One-time: sent, running, being stopped, cancelled, terminated, at its timeout, never delivered.
    none(overall(
        &once(),
        &with(
            &empty,
            json!({"InvocationStatus": "Pending", "InstanceInvokeStatus": "Running", "StartTime": "", "Repeats": 0}),
        ),
    ));
    none(overall(&once(), &with(&empty, json!({"InvocationStatus": "Running", "InstanceInvokeStatus": "Running"}))));
    none(overall(
        &once(),
        &with(
            &empty,
            json!({"InvocationStatus": "Stopping", "InstanceInvokeStatus": "Stopping",
        "StopTime": "2026-03-02T21:14:03Z"}),
        ),
    ));
    none(overall(
        &once(),
        &with(
            &empty,
            json!({"InvocationStatus": "Cancelled", "InstanceInvokeStatus": "Stopped",
        "StartTime": "", "StopTime": "2026-03-02T21:14:03Z", "Repeats": 0}),
        ),
    ));
    none(overall(
        &once(),
        &json!({"InvocationStatus": "Terminated", "InstanceInvokeStatus": "Stopped", "ExitCode": 0,
        "StopTime": "2026-03-02T21:14:04Z"}),
    ));
    none(overall(
        &once(),
        &json!({"InvocationStatus": "Timeout", "InstanceInvokeStatus": "Failed", "ExitCode": null,
        "FinishTime": "2026-03-02T21:15:00Z", "ErrorCode": "ExecutionTimeout",
        "ErrorInfo": "the command execution has been timeout."}),
    ));
    none(overall(
        &once(),
        &with(
            &empty,
            json!({"InvocationStatus": "Aborted", "InstanceInvokeStatus": "Failed", "StartTime": "",
        "ErrorCode": "DeliveryTimeout", "ErrorInfo": "The command delivery has been timeout.", "Repeats": 0}),
        ),
    ));
    // On Windows, where a program was interrupted.
    none(result(&json!({"InvocationStatus": "Failed", "ExitCode": 3_221_225_786_u32, "ErrorCode": "ExitCodeNonzero",
        "ErrorInfo": "The command execution exit code is not zero."})));
    // An output that was cut at 24 KB, plain and in Base64.
    none(result(&json!({"Dropped": 4_311, "Output": "x".repeat(24 << 10)})));
    none(result(&json!({"Dropped": 4_311, "Output": "bGluZQps".repeat(4 << 10)})));
    // Recurring: before its first execution, between executions of which the last failed, stopped by hand, over.
    none(overall(
        &recurring(json!({})),
        &with(
            &empty,
            json!({"InvocationStatus": "Scheduled", "InstanceInvokeStatus": "Running",
        "StartTime": "", "Repeats": 0}),
        ),
    ));
    none(overall(
        &recurring(json!({})),
        &json!({"InvocationStatus": "Scheduled", "InstanceInvokeStatus": "Running", "ExitCode": 1,
        "ErrorCode": "ExitCodeNonzero", "ErrorInfo": "The command execution exit code is not zero.", "Repeats": 12}),
    ));
    none(overall(
        &recurring(json!({"Timed": false})),
        &json!({"InvocationStatus": "Terminated",
        "InstanceInvokeStatus": "Stopped", "StopTime": "2026-03-02T22:14:04Z", "Repeats": 12}),
    ));
    none(overall(&recurring(json!({"Timed": false})), &json!({"Repeats": 12})));
    // Its history, newest first, while an execution goes on.
    let execution = |n: usize| {
        let ended = n < 5;
        json!({"InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": if ended { "Scheduled" } else { "Running" },
            "InvokeRecordStatus": "Running", "Repeats": n, "ErrorCode": "", "ErrorInfo": "", "Dropped": 0, "StopTime": "",
            "StartTime": format!("2026-03-02T21:{n:02}:00Z"),
            "FinishedTime": if ended { format!("2026-03-02T21:{n:02}:04Z") } else { String::new() },
            "ExitCode": if ended { json!(n % 2) } else { Value::Null }})
    };
    let rows: Vec<Value> = (1..=5).rev().map(execution).collect();
    none(json!({"Invocation": {"TotalCount": 5, "PageSize": 50, "PageNumber": 1,
        "InvocationResults": {"InvocationResult": rows}}}));
    // Delivered to a bucket, still under way, and not delivered.
    none(result(
        &json!({"OssOutputStatus": "Finished", "OssOutputUri": "oss://b/p/t-1", "OssOutputErrorCode": "", "OssOutputErrorInfo": ""}),
    ));
    none(result(&json!({"OssOutputStatus": "InProgress", "OssOutputUri": ""})));
}

#[test]
fn the_rows_that_are_doubted_are_marked() {
    let document = result(&json!({"ExitCode": 3}));
    let inspection = support::read(document.to_string().as_bytes());
    let expect = "In doubt: `Success` stands beside exit code `3`. By the documents `Success` means exit code 0. Trust \
         neither before you have read the output.";
    let query =
        invocation_inspector::view::page::instances::InstanceQuery { start: 0.0, end: 9.0, ..Default::default() };
    let row = &inspection.instances(0, &query).rows[0];
    assert_eq!(row.contradiction.as_deref(), Some(expect));
    let tree = inspection.tree(0, 5).expect("an invocation");
    let drawn = &tree.groups[0].instances[0];
    assert_eq!(drawn.contradiction.as_deref(), Some(expect));
    assert_eq!(drawn.records[0].contradiction.as_deref(), Some(expect));
    // A masked id contradicts nothing, and neither does an ordinary row.
    for change in [json!({"InstanceId": "i-bp1****"}), json!({})] {
        let inspection = support::read(result(&change).to_string().as_bytes());
        assert_eq!(inspection.instances(0, &query).rows[0].contradiction, None, "{change}");
    }
}

#[test]
fn a_success_that_is_contradicted_is_doubted_beside_the_verdict() {
    for (name, is_doubted) in
        [("check_success_exit_code", true), ("seed004_results_tags_array", true), ("check_beyond_timeout", false)]
    {
        let path = format!("{}/tests/cases/odd/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let inspection = support::read(&std::fs::read(path).expect("a case"));
        let doubts = serde_json::to_string(&inspection.invocation(0).expect("an invocation").doubts).expect("JSON");
        assert_eq!(doubts.contains("so that one of the two is wrong"), is_doubted, "{name}: {doubts}");
    }
}

#[test]
fn an_output_that_did_not_come_to_oss_is_told_beside_a_success() {
    let doubts = |change: &Value| {
        let inspection = support::read(result(change).to_string().as_bytes());
        inspection.summary().doubts.iter().map(|doubt| doubt.text.to_string()).collect::<Vec<_>>()
    };
    let failed = "The output of 1 instance was not delivered to OSS: `i-1`";
    let denied = json!({"OssOutputStatus": "Failed", "OssOutputErrorCode": "OSS.AccessDenied"});
    assert_eq!(doubts(&denied), [format!("{failed} (`OSS.AccessDenied`).")]);
    assert_eq!(doubts(&json!({"OssOutputStatus": "Failed"})), [format!("{failed} (`Failed`).")]);
    assert!(doubts(&json!({"OssOutputStatus": "Finished"})).is_empty());
}

#[test]
fn a_call_that_failed_beside_an_answer_is_told() {
    let answer = result(&json!({})).to_string();
    let error = r#"{"RequestId": "R", "HostId": "h", "Code": "Forbidden.RAM", "Message": "Not authorized."}"#;
    let printed = "ERROR: SDK.ServerError\nErrorCode: Throttling.User\nRequestId: R\nMessage: Denied.";
    for (text, expect) in [
        (answer.clone(), None),
        (format!("{answer}\n{error}"), Some(("warning", "Forbidden.RAM"))),
        (format!("{answer}\n{printed}"), Some(("warning", "Throttling.User"))),
        // Likely made again.
        (format!("{error}\n{answer}"), Some(("note", "Forbidden.RAM"))),
        // Of those that failed the one after which nothing came.
        (format!("{error}\n{answer}\n{printed}"), Some(("warning", "Throttling.User"))),
        // What a program says beside it is no error of a call.
        (format!("{answer}\nTraceback (most recent call last):\nValueError: code 3"), None),
    ] {
        let doubts = support::read(text.as_bytes()).summary().doubts;
        let told = doubts.iter().map(|doubt| (doubt.severity, doubt.text.to_string()));
        let expect = expect.map(|(severity, code)| {
            (severity, format!("Another call failed with `{code}`: what it asked for may be missing here."))
        });
        assert_eq!(told.collect::<Vec<_>>(), expect.into_iter().collect::<Vec<_>>(), "{text}");
    }
}
