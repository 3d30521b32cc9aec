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
    let mut run = json!({"InvokeId": "t-1", "InvokeInstances": {"InvokeInstance": [row]}});
    for (name, value) in object.as_object().expect("an object") {
        run[name] = value.clone();
    }
    json!({"Invocations": {"Invocation": [run]}})
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
fn a_record_is_held_against_its_run() {
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
    let run = |repeats: &[i32], total: usize| {
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
    assert!(codes(&run(&[1, 2, 3], 3)).is_empty());
    assert_eq!(codes(&run(&[1, 2, 2], 3)), ["check/repeats"]);
    assert_eq!(codes(&run(&[1, 2, 9], 3)), ["check/repeats"]);
    assert!(codes(&run(&[1, 2, 9], 9)).is_empty());
}
