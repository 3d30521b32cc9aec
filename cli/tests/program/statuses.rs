//! Each exit status, by facts of the answer alone.

use super::{results, run};

#[track_caller]
fn check(input: &[u8], args: &[&str], status: i32) {
    let run = run(args, input);
    assert_eq!(run.status, status, "{args:?} {}\n{}{}", String::from_utf8_lossy(input), run.text(), run.words);
}

fn of(statuses: &[(&str, i64)]) -> Vec<u8> {
    let ids: Vec<String> = (0..statuses.len()).map(|n| format!("i-{n}")).collect();
    let rows: Vec<_> = ids.iter().zip(statuses).map(|(id, (status, exit))| (&**id, *status, *exit, "b2sK")).collect();
    results(&rows)
}

#[test]
fn zero_where_everything_succeeded() {
    check(&of(&[("Success", 0)]), &[], 0);
    check(&of(&[("Success", 0), ("Success", 0)]), &["--format", "json"], 0);
    let legacy = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvokeRecordStatus":"Finished","ExitCode":0}]}}}"#;
    check(legacy, &[], 0);
    let reported = br#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvocationStatus":"Success","InvokeStatus":"Finished"}]},"TotalCount":1,"PageNumber":1,"PageSize":10}"#;
    check(reported, &[], 0);
}

#[test]
fn one_where_something_failed_or_was_stopped() {
    check(&of(&[("Success", 0), ("Failed", 1)]), &[], 1);
    check(&of(&[("Running", 0), ("Failed", 1)]), &[], 1);
    check(&of(&[("Timeout", 0)]), &[], 1);
    // The service calls the whole a success; the one instance is none.
    check(&of(&[("Success", 0), ("Terminated", 0)]), &[], 1);
    check(&of(&[("Cancelled", 0)]), &[], 1);
    // Rows are missing, and what is here is enough to tell.
    check(br#"{"Invocation":{"TotalCount":9,"PageNumber":1,"PageSize":1,"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":2}]}}}"#, &[], 1);
    // So is the word of the service, over rows that succeeded.
    check(br#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvocationStatus":"PartialFailed","InvokeInstances":{"InvokeInstance":[{"InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0}]}}]}}"#, &[], 1);
}

#[test]
fn two_where_something_cannot_be_read_or_is_asked_for_wrongly() {
    check(b"hello", &[], 2);
    check(b"", &[], 2);
    check(b"<html><body>504 Gateway Time-out</body></html>", &[], 2);
    check(b"", &["no-such-file.json"], 2);
    check(b"", &["--format", "pdf"], 2);
    check(b"", &["--accept-exit", "x"], 2);
    check(&of(&[("Success", 0)]), &["-", "no-such-file.json"], 2);
    check(&of(&[("Success", 0)]), &["--each", "--format", "html"], 2);
    check(&of(&[("Success", 0)]), &["--output", "i-9"], 2);
}

#[test]
fn three_where_it_cannot_be_told() {
    check(br#"{"Invocation":{"TotalCount":9,"PageNumber":1,"PageSize":1,"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0}]}}}"#, &[], 3);
    check(&of(&[("Success", 0), ("Sleeping", 0)]), &[], 3);
    let finished = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvokeRecordStatus":"Finished"}]}}}"#;
    check(finished, &[], 3);
    check(
        br#"{"Code":"Throttling","Message":"Request was denied due to request throttling.","RequestId":"1"}"#,
        &[],
        3,
    );
    check(
        br#"{"Invocation":{"TotalCount":0,"PageNumber":1,"PageSize":10,"InvocationResults":{"InvocationResult":[]}}}"#,
        &[],
        3,
    );
    // Cut in the second row.
    let whole = of(&[("Success", 0), ("Success", 0)]);
    check(&whole[..whole.len() * 2 / 3], &[], 3);
    let listed = br#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","InvocationStatus":"Success","InvokeStatus":"Finished"}]},"TotalCount":137,"PageNumber":1,"PageSize":1}"#;
    check(listed, &[], 3);
    // A call behind the answer failed; of one before it the answer takes the place.
    let answer = of(&[("Success", 0)]);
    let error = br#"{"RequestId":"R","HostId":"h","Code":"Forbidden.RAM","Message":"Not authorized."}"#;
    let printed = b"ERROR: SDK.ServerError\nErrorCode: Throttling.User\nRequestId: R\nMessage: Denied.\n";
    check(&[&answer[..], b"\n", error].concat(), &[], 3);
    check(&[&answer[..], b"\n", printed].concat(), &[], 3);
    check(&[&error[..], b"\n", &answer].concat(), &[], 0);
    check(br#"{"a":{"Code":"Throttling","Message":"Denied.","RequestId":"R"},"b":{"RequestId":"R","InvocationResult":[{"InstanceId":"i-1","InvokeId":"t-1","InvocationStatus":"Success","ExitCode":0}]}}"#, &[], 3);
    // Called a success, with an exit code that says otherwise.
    check(&of(&[("Success", 2)]), &[], 3);
    check(&of(&[("Success", 2)]), &["--accept-exit", "2"], 0);
    check(b"", &["--explain", "NoSuchCode"], 3);
}

#[test]
fn eight_where_something_has_not_ended() {
    check(&of(&[("Success", 0), ("Running", 0)]), &[], 8);
    check(&of(&[("Pending", 0)]), &[], 8);
    check(&of(&[("Stopping", 0)]), &[], 8);
    check(&of(&[("Scheduled", 0)]), &[], 8);
    check(&of(&[("Running", 0), ("Sleeping", 0)]), &[], 8);
}

#[test]
fn exit_codes_that_are_accepted_count_as_success_and_change_no_word() {
    let rows = of(&[("Success", 0), ("Failed", 2)]);
    check(&rows, &["--accept-exit", "2"], 0);
    check(&rows, &["--accept-exit", "0,2"], 0);
    check(&rows, &["--accept-exit", "-1,3"], 1);
    check(&of(&[("Failed", -1)]), &["--accept-exit", "-1,3"], 0);
    assert_eq!(run(&["--accept-exit", "2"], &rows).out, run(&[], &rows).out);
    check(&of(&[("Failed", 2), ("Failed", 3)]), &["--accept-exit", "2"], 1);
    check(&of(&[("Failed", 2), ("Running", 0)]), &["--accept-exit", "2"], 8);
    // What timed out did not end by its own exit code, and neither did what the service refused.
    check(&of(&[("Timeout", 0)]), &["--accept-exit", "0"], 1);
    let refused = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":2,"ErrorCode":"UserInvalid"}]}}}"#;
    check(refused, &["--accept-exit", "2"], 1);
    let missing = br#"{"Invocation":{"TotalCount":9,"PageNumber":1,"PageSize":1,"InvocationResults":{"InvocationResult":[{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":2}]}}}"#;
    check(missing, &["--accept-exit", "2"], 3);
}

/// A call that failed is told of, unless an answer came after it.
#[test]
fn in_a_log_a_later_answer_takes_the_place_of_a_call_that_failed() {
    let error = br#"{"Code":"Throttling","Message":"slow down","RequestId":"1"}"#;
    let good = of(&[("Success", 0)]);
    check(&[&error[..], b"\n", &good].concat(), &[], 0);
    check(&[&good[..], b"\n", error].concat(), &[], 3);
}

/// Of several documents the most urgent thing counts.
#[test]
fn files_together_and_apart_have_the_most_urgent_status() {
    let folder = super::folder("statuses");
    let file = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        std::fs::write(&file, bytes).expect("a file");
        super::path(&file).to_owned()
    };
    let good = file("good.json", &of(&[("Success", 0)]));
    let runs = file("runs.json", br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-2","InstanceId":"i-1","InvocationStatus":"Running"}]}}}"#);
    let failed = file("failed.json", br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-3","InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":1}]}}}"#);
    let prose = file("prose.txt", b"nothing of the kind");
    for (files, status) in
        [(&[&good][..], 0), (&[&good, &runs], 8), (&[&good, &runs, &failed], 1), (&[&failed, &prose, &good], 2)]
    {
        let files: Vec<&str> = files.iter().map(|file| &***file).collect();
        check(b"", &files, status);
        check(b"", &[&["--each"], &files[..]].concat(), status);
    }
}
