//! What looks like a response and is none of its fields: what a wrapper or a waiting program says of itself, a printer's words
//! for "not set".

mod support;

use serde_json::{Value, json};

fn read(text: &str) -> Value {
    support::report(&support::read(text.as_bytes()))
}

fn codes(report: &Value) -> Vec<&str> {
    report["diagnostics"].as_array().expect("a list").iter().map(|d| d["code"].as_str().expect("a code")).collect()
}

const RESPONSE: &str = r#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":3}]}}}"#;

#[test]
fn what_a_wrapper_says_is_no_row() {
    for (exit, output) in
        [("exitCode", "stdout"), ("exit_code", "output"), ("ExitCode", "Stdout"), ("returncode", "out")]
    {
        let report = read(&json!({exit: 0, output: RESPONSE}).to_string());
        let invocations = report["invocations"].as_array().expect("a list");
        assert_eq!(invocations.len(), 1, "{exit} {output}: {report}");
        for invocation in invocations {
            let instances = invocation["instances"].as_array().expect("a list");
            assert_eq!(instances.len(), 1, "{exit} {output}");
            assert_eq!(instances[0]["records"][0]["exitCode"], 3, "{exit} {output}");
        }
        // The same around a text that is no response.
        let report = read(&json!({exit: 0, output: "deployed"}).to_string());
        assert_eq!(report["invocations"], json!([]), "{exit} {output}");
    }
}

#[test]
fn what_a_program_wrote_of_its_own_waiting_is_no_row() {
    for text in [
        r#"{"invoke_id":"t-1","status":"Timeout","exit_code":-1}"#,
        r#"{"InvokeId":"t-1","InstanceId":"i-1","Status":"timeout","ExitCode":"-1","Output":""}"#,
        r#"{"data":{"invokeId":"t-1","status":"unknown","exitCode":-1,"message":"gave up"}}"#,
    ] {
        let report = read(text);
        assert_eq!(report["invocations"], json!([]), "{text}");
        assert!(codes(&report).contains(&"shape/client-record"), "{text}: {report}");
        let help = report["diagnostics"][0]["help"].as_str().expect("what to do");
        assert!(help.contains("--InvokeId t-1"), "{text}: {help}");
    }
    // A status of the API's own beside it: a row, whatever the exit code.
    let report = read(r#"{"InvokeId":"t-1","InstanceId":"i-1","InvokeRecordStatus":"Failed","ExitCode":-1}"#);
    assert_eq!(report["invocations"][0]["instances"][0]["records"][0]["exitCode"], -1);
}

#[test]
fn the_error_of_a_record_is_none_of_the_call() {
    for text in [
        "RequestId : R\nErrorCode : InstanceNotRunning\nInstanceId : i-1\n",
        "InstanceId: i-1\nErrorCode: ClientNotResponse\nErrorInfo: x\nRequestId: R",
        "  invokeId = t-1\n  errorCode = ExitCodeNonzero\n  requestId = R\n",
        r#"{"RequestId":"R","ErrorCode":"InstanceNotRunning","InstanceId":"i-1"}"#,
    ] {
        let report = read(text);
        assert_eq!(report["error"], Value::Null, "{text}");
        assert!(!codes(&report).contains(&"call/failed"), "{text}");
    }
    let report = read("ErrorCode: Throttling\nMessage: The InstanceId: i-1 is throttled\nRequestId: R");
    assert_eq!(report["error"]["code"], "Throttling");
}

#[test]
fn words_for_nothing_are_neither_numbers_nor_times_nor_ids() {
    for word in ["-", "<nil>", "nil", "null", "None", "N/A", "undefined", "<none>", "<null>", "NULL", "none"] {
        let row = json!({"InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Failed", "ExitCode": word,
            "StartTime": word, "FinishTime": word, "StopTime": word, "Repeats": word, "Dropped": word, "Output": word});
        let report = read(&json!({"Invocation": {"InvocationResults": {"InvocationResult": [row]}}}).to_string());
        let record = &report["invocations"][0]["instances"][0]["records"][0];
        for field in ["exitCode", "startTime", "finishTime", "stopTime", "repeats", "dropped", "durationSeconds"] {
            assert_eq!(record[field], Value::Null, "{word}: {field}");
        }
        assert_eq!(record["other"]["ExitCode"], word);
        assert_eq!(record["output"]["text"], word, "what a command printed stays");
        assert_eq!(codes(&report), ["check/failed-without-cause", "field/not-set"], "{word}");
        let row = json!({"InvokeId": word, "InstanceId": word, "InvocationStatus": "Success", "ExitCode": 0});
        let report = read(&json!({"Invocation": {"InvocationResults": {"InvocationResult": [row]}}}).to_string());
        let invocation = &report["invocations"][0];
        assert_eq!((&invocation["invokeId"], &invocation["instances"][0]["instanceId"]), (&Value::Null, &Value::Null));
    }
    let falsehood = read(&RESPONSE.replace("\"ExitCode\":3", "\"ExitCode\":false"));
    assert_eq!(falsehood["invocations"][0]["instances"][0]["records"][0]["exitCode"], Value::Null);
    assert!(!codes(&falsehood).contains(&"field/wrong-type"));
}

#[test]
fn a_zero_before_anything_ended_is_no_exit_code() {
    let row = |status: &str, rest: &str| {
        let text = format!(
            r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"{status}",{rest}}}]}}}}}}"#
        );
        read(&text)["invocations"][0]["instances"][0]["records"][0]["exitCode"].clone()
    };
    for status in ["Running", "Pending", "Stopping", "Scheduled"] {
        assert_eq!(row(status, r#""ExitCode":0,"StartTime":"""#), Value::Null, "{status}");
        let started = r#""ExitCode":0,"StartTime":"2026-11-20T08:00:00Z","FinishTime":"""#;
        assert_eq!(row(status, started), Value::Null, "{status}");
        // That of the execution before.
        let ended = r#""ExitCode":0,"StartTime":"2026-11-20T08:00:00Z","FinishTime":"2026-11-20T08:00:01Z""#;
        assert_eq!(row(status, ended), 0, "{status}");
    }
    assert_eq!(row("Success", r#""ExitCode":0,"StartTime":"""#), 0);
}

#[test]
fn an_empty_list_beside_another_decides_nothing() {
    let results = r#""InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvokeRecordStatus":"Running"}]}"#;
    let empty = r#""InvokeInstances":{"InvokeInstance":[]}"#;
    for members in [format!("{empty},{results}"), format!("{results},{empty}")] {
        let report = read(&format!(r#"{{"Invocation":{{"TotalCount":1,"PageNumber":1,"PageSize":10,{members}}}}}"#));
        assert_eq!(report["sources"][0]["api"], "DescribeInvocationResults");
        assert_eq!(report["invocations"][0]["complete"], true);
    }
    let alone = read(&format!("{{\"RequestId\":\"R\",{empty}}}"));
    assert_eq!(alone["sources"][0]["api"], "DescribeInvocations");
}
