//! What looks like a response and is none of its fields: what a wrapper or a waiting program says of itself, a printer's words
//! for "not set".

mod support;

use invocation_inspector::view::report::json as view;
use invocation_inspector::words::Language;
use invocation_inspector::{Options, inspect};
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
        r#"{"invoke_id":"t-1","status":"TIMED_OUT","exit_code":null,"output":null}"#,
        r#"{"invoke_id":"t-1","status":"timeout","error":"waited 60 s"}"#,
        r#"{"data":{"invokeId":"t-1","status":"unknown","exitCode":-1,"message":"gave up"}}"#,
        r#"{"InvokeId":"t-1","InvocationStatus":"Timeout","ExitCode":-1,"Message":"client gave up waiting"}"#,
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
    let paged = read(&RESPONSE.replacen('{', "{\"NextToken\":\"None\",\"TotalCount\":\"<nil>\",", 1));
    assert_eq!((&paged["sources"][0]["nextToken"], &paged["sources"][0]["totalCount"]), (&Value::Null, &Value::Null));
    assert_eq!(paged["sources"][0]["other"], json!({"NextToken": "None", "TotalCount": "<nil>"}));
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

/// Whose an answer is said to be.
fn api(report: &Value) -> &str {
    report["sources"][0]["api"].as_str().unwrap_or_default()
}

/// Products that are named.
const FOREIGN: [&str; 10] = [
    "TencentCloud",
    "Volcengine",
    "JDCloud ",
    "HuaweiCloud ",
    "AWS ",
    "Azure ",
    "E-HPC ",
    "RDS Custom ",
    "Oracle Cloud",
    "CTyun",
];

#[test]
fn an_answer_of_ecs_is_never_named_as_anothers() {
    let mut named = 0;
    for case in support::cases() {
        let report = support::report(&support::read(&case.bytes));
        let foreign = FOREIGN.iter().any(|name| api(&report).starts_with(name));
        let is_one = case.file().starts_with("cloud_")
            || [
                "listing_rds.txt",
                "attack_31-tencent.json",
                "attack_35-jdcloud-rows-unread.json",
                "attack_38-azure.json",
                "alike_aws.json",
            ]
            .contains(&case.file());
        assert_eq!(foreign, is_one, "{}: {}", case.name, api(&report));
        named += usize::from(foreign);
    }
    assert!(named >= 20, "{named}");
    // Nor is one that another cloud's tool carried, or that stands beside a word of theirs.
    for text in [
        json!({"Status": "Success", "StatusDetails": "Success", "StandardOutputContent": RESPONSE}).to_string(),
        json!({"ResponseMetadata": {"RequestId": "R"}, "Result": serde_json::from_str::<Value>(RESPONSE).unwrap()})
            .to_string(),
        json!({"execute_uuid": "x", "data": serde_json::from_str::<Value>(RESPONSE).unwrap()}).to_string(),
    ] {
        let report = read(&text);
        assert_eq!(api(&report), "DescribeInvocationResults", "{text}");
        assert_eq!(report["invocations"][0]["status"]["computed"], "Failed", "{text}");
    }
}

#[test]
fn nothing_of_ecs_is_said_of_another_cloud() {
    for case in support::cases().iter().filter(|case| case.file().starts_with("cloud_")) {
        for language in [Language::En, Language::Zh] {
            let inspection = inspect(case.bytes.clone(), Options { language, ..Options::default() });
            let report = support::report(&inspection);
            assert_eq!(report["error"], Value::Null, "{}", case.name);
            for invocation in report["invocations"].as_array().expect("a list") {
                let mut rollups = vec![&invocation["status"], &invocation["legacyStatus"]];
                let instances = invocation["instances"].as_array().expect("a list");
                rollups.extend(instances.iter().flat_map(|instance| [&instance["status"], &instance["legacyStatus"]]));
                for rollup in rollups {
                    assert_eq!(rollup["computed"], Value::Null, "{}", case.name);
                    assert_eq!(rollup["rule"], "none/other-product", "{}", case.name);
                }
            }
            assert_eq!(codes(&report), ["shape/other-cloud"], "{}", case.name);
            let mut said = view::write(&inspection.summary());
            said.extend(inspection.invocation(0).map(|one| view::write(&one)));
            said.extend(inspection.instance(0, 0).map(|one| view::write(&one)));
            said.extend(inspection.record(0, 0, 0, None).map(|one| view::write(&one)));
            assert_eq!(inspection.schedule(0, None).map(|one| view::write(&one)), None, "{}", case.name);
            assert!(!said.contains("aliyun ") && !said.contains("--InvokeId"), "{}: {said}", case.name);
        }
    }
}

#[test]
fn words_of_other_clouds_come_to_outcomes() {
    use invocation_inspector::status::Outcome;
    for (word, exit_code, outcome) in [
        ("SUCCESS", None, Outcome::Succeeded),
        ("DELIVER_FAILED", None, Outcome::Failed),
        ("PARTIAL_FAILED", None, Outcome::Failed),
        ("DELIVER_DELAYED", None, Outcome::Pending),
        ("InProgress", None, Outcome::Running),
        ("Execution Timed Out", None, Outcome::Failed),
        ("CANCELLING", None, Outcome::Stopping),
        ("cancel", None, Outcome::Stopped),
        ("finish", Some(0), Outcome::Succeeded),
        ("finish", Some(2), Outcome::Failed),
        ("finish", None, Outcome::Finished),
        ("Succeeded", None, Outcome::Succeeded),
        ("Provisioning succeeded", None, Outcome::Unknown),
        ("", None, Outcome::Unknown),
        ("something new", Some(0), Outcome::Unknown),
    ] {
        assert_eq!(Outcome::of_other(word, exit_code), outcome, "{word}");
    }
}

#[test]
fn a_document_of_several_clouds_is_named_answer_by_answer() {
    let tencent =
        r#"{"Response":{"InvocationTaskSet":[{"InvocationId":"inv-1","TaskStatus":"FAILED","InstanceId":"ins-1"}]}}"#;
    let aws = r#"{"CommandInvocations":[{"CommandId":"a","InstanceId":"i-2","Status":"Success"}]}"#;
    for text in [format!("[{tencent},{RESPONSE},{aws}]"), [tencent, RESPONSE, aws].join("\n")] {
        let inspection = support::read(text.as_bytes());
        let responses = &inspection.readings()[0].responses;
        let names: Vec<&str> = responses.iter().map(|r| r.api.map_or("", |api| api.as_str())).collect();
        assert_eq!(
            names,
            ["TencentCloud TAT DescribeInvocationTasks", "DescribeInvocationResults", "AWS SSM ListCommandInvocations"],
            "{text}"
        );
        let report = support::report(&inspection);
        let computed: Vec<&Value> =
            report["invocations"].as_array().expect("a list").iter().map(|i| &i["status"]["computed"]).collect();
        assert_eq!(computed, [&Value::Null, &json!("Failed"), &Value::Null]);
    }
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
