//! A value that is cut is no value: a response cut at every place, by the end of the text, by dots or by the next line of
//! a log, says of each field what the whole says, or nothing; an output is told up to the cut, and told to be cut.

mod support;

use serde_json::Value;

const OUTPUT: &str = "step 1 done\nstep 2 done: 磁盘 40%\nstep 3 failed: no space left on device\n";

fn json() -> String {
    let output = base64_simd::STANDARD.encode_to_string(OUTPUT);
    format!(
        r#"{{"RequestId":"0B1C2D3E-0000-4000-8000-00000000000A","Invocation":{{"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-123","InstanceId":"i-1","CommandId":"c-1","InvocationStatus":"Failed","InvokeRecordStatus":"Finished","ExitCode":127,"Repeats":12,"Dropped":345,"StartTime":"2020-05-11T09:01:41Z","FinishedTime":"2020-05-11T09:02:42Z","ErrorCode":"","Output":"{output}","Username":"root"}}]}},"TotalCount":1}}}}"#
    )
}

fn pretty() -> String {
    let value: Value = serde_json::from_str(&json()).expect("JSON");
    serde_json::to_string_pretty(&value).expect("JSON")
}

fn xml() -> String {
    let output = base64_simd::STANDARD.encode_to_string(OUTPUT);
    format!(
        "<DescribeInvocationResultsResponse><Invocation><InvocationResults><InvocationResult><InvokeId>t-123</InvokeId><InstanceId>i-1</InstanceId><InvocationStatus>Failed</InvocationStatus><ExitCode>127</ExitCode><Repeats>12</Repeats><Dropped>345</Dropped><StartTime>2020-05-11T09:01:41Z</StartTime><FinishedTime>2020-05-11T09:02:42Z</FinishedTime><Output>{output}</Output></InvocationResult></InvocationResults><TotalCount>1</TotalCount></Invocation></DescribeInvocationResultsResponse>"
    )
}

fn first_record(report: &Value) -> Option<&Value> {
    let instances = report["invocations"].as_array()?.iter().filter_map(|one| one["instances"].as_array());
    instances.flatten().find(|one| one["instanceId"] == "i-1")?["records"].get(0)
}

/// Nothing that the whole does not say.
#[track_caller]
fn check(part: &Value, whole: &Value, what: &str) {
    let (Some(here), Some(there)) = (first_record(part), first_record(whole)) else { return };
    for field in ["status", "legacyStatus", "exitCode", "repeats", "dropped", "startTime", "finishTime"] {
        assert!(here[field].is_null() || here[field] == there[field], "{what}: {field} is {}", here[field]);
    }
    let invocations = part["invocations"].as_array().expect("invocations");
    let known = |id: &Value| id.is_null() || id == "t-123" || id == "t-9";
    assert!(invocations.iter().all(|one| known(&one["invokeId"])), "{what}: {}", part["invocations"]);
    let output = &here["output"];
    let Some(text) = output["text"].as_str() else { return };
    if text == OUTPUT && output["ending"].is_null() {
        return;
    }
    assert_eq!(output["ending"], "cut", "{what}: {text:?}");
    let text = text.trim_end_matches('\u{FFFD}');
    // Of a few letters nobody knows what they are.
    let written = output["encoding"] == "plain" && text.len() < 16;
    assert!(OUTPUT.starts_with(text) || written, "{what}: {text:?}");
}

/// What stands behind a cut.
const BEHIND: [&str; 9] = [
    "",
    "\n",
    "...",
    "…",
    "...\"}",
    "... (1234 more characters)\n",
    "\nProcess completed with exit code 1.\n",
    "\n2026-11-20 08:00:01 INFO next: {\"took\": \"9\"}\n",
    "\n{\"InvokeId\":\"t-9\",\"InstanceId\":\"i-9\",\"InvocationStatus\":\"Success\",\"ExitCode\":0}\n",
];

#[test]
fn what_is_cut_says_nothing_that_the_whole_does_not() {
    for text in [json(), pretty(), xml()] {
        let whole = support::report(&support::read(text.as_bytes()));
        assert_eq!(first_record(&whole).expect("a record")["output"]["text"], OUTPUT);
        for behind in BEHIND {
            // Each of them at other places.
            let step = if behind.is_empty() { 1 } else { 3 };
            for at in (1 + behind.len() % step..text.len()).step_by(step) {
                // Dots in an id are masks, and elsewhere the next test's.
                if behind.starts_with(['.', '…']) && !within_output(&text, at) {
                    continue;
                }
                // XML's texts have line ends: of a few letters before one, nobody knows what they are.
                let short = text.starts_with('<') && text[..at].rfind("<Output>").is_some_and(|tag| at < tag + 8 + 16);
                if short && behind.starts_with('\n') && behind.len() > 1 {
                    continue;
                }
                let part = format!("{}{behind}", &text[..at]);
                let report = support::report(&support::read(part.as_bytes()));
                check(&report, &whole, &format!("{behind:?} at {at} of {text:?}"));
            }
        }
    }
}

fn within_output(text: &str, at: usize) -> bool {
    let field = base64_simd::STANDARD.encode_to_string(OUTPUT);
    let start = text.find(&field).expect("the output");
    (start + 16..start + field.len()).contains(&at)
}
