//! The overall status of every combination of three instances, in both vocabularies, against tables written out here
//! from the documents (api.md 3.4 and 3.5), through the whole pipeline.

use invocation_inspector::{Options, inspect};

/// Three instances with these statuses in a field of each, as DescribeInvocations gives them.
fn computed(field: &str, statuses: [&str; 3], extra: &str) -> (Option<&'static str>, &'static str) {
    let rows: Vec<String> = statuses
        .iter()
        .zip(1..)
        .map(|(status, n)| format!(r#"{{"InstanceId":"i-{n}","{field}":"{status}"}}"#))
        .collect();
    let text = format!(
        r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1"{extra},"InvokeInstances":{{"InvokeInstance":[{}]}}}}]}}}}"#,
        rows.join(",")
    );
    let report = inspect(text.into_bytes(), Options::default()).report();
    let invocation = &report.invocations[0];
    let rollup = if field == "InvocationStatus" { &invocation.status } else { &invocation.legacy_status };
    (rollup.computed, rollup.rule.expect("a rule is always told"))
}

/// Every order of three.
fn orders([a, b, c]: [&str; 3]) -> [[&str; 3]; 6] {
    [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]
}

#[track_caller]
fn check(field: &str, table: &[([&str; 3], &str)], extra: &str) {
    for (statuses, expect) in table {
        for order in orders(*statuses) {
            assert_eq!(computed(field, order, extra).0, Some(*expect), "{order:?}");
        }
    }
}

#[test]
fn current_vocabulary() {
    const TABLE: [([&str; 3], &str); 20] = [
        (["Running", "Running", "Running"], "Running"),
        (["Running", "Running", "Terminated"], "Running"),
        (["Running", "Running", "Success"], "Running"),
        (["Running", "Running", "Failed"], "Running"),
        (["Running", "Terminated", "Terminated"], "Running"),
        (["Running", "Terminated", "Success"], "Running"),
        (["Running", "Terminated", "Failed"], "Running"),
        (["Running", "Success", "Success"], "Running"),
        (["Running", "Success", "Failed"], "Running"),
        (["Running", "Failed", "Failed"], "Running"),
        (["Terminated", "Terminated", "Terminated"], "Stopped"),
        (["Terminated", "Terminated", "Success"], "Success"),
        (["Terminated", "Terminated", "Failed"], "Failed"),
        (["Terminated", "Success", "Success"], "Success"),
        (["Terminated", "Success", "Failed"], "PartialFailed"),
        (["Terminated", "Failed", "Failed"], "Failed"),
        (["Success", "Success", "Success"], "Success"),
        (["Success", "Success", "Failed"], "PartialFailed"),
        (["Success", "Failed", "Failed"], "PartialFailed"),
        (["Failed", "Failed", "Failed"], "Failed"),
    ];
    check("InvocationStatus", &TABLE, "");
}

#[test]
fn legacy_vocabulary() {
    const TABLE: [([&str; 3], &str); 20] = [
        (["Running", "Running", "Running"], "Running"),
        (["Running", "Running", "Stopped"], "Running"),
        (["Running", "Running", "Finished"], "Running"),
        (["Running", "Running", "Failed"], "Running"),
        (["Running", "Stopped", "Stopped"], "Running"),
        (["Running", "Stopped", "Finished"], "Running"),
        (["Running", "Stopped", "Failed"], "Running"),
        (["Running", "Finished", "Finished"], "Running"),
        (["Running", "Finished", "Failed"], "Running"),
        (["Running", "Failed", "Failed"], "Running"),
        (["Stopped", "Stopped", "Stopped"], "Stopped"),
        (["Stopped", "Stopped", "Finished"], "Finished"),
        (["Stopped", "Stopped", "Failed"], "PartialFailed"),
        (["Stopped", "Finished", "Finished"], "Finished"),
        (["Stopped", "Finished", "Failed"], "PartialFailed"),
        (["Stopped", "Failed", "Failed"], "PartialFailed"),
        (["Finished", "Finished", "Finished"], "Finished"),
        (["Finished", "Finished", "Failed"], "PartialFailed"),
        (["Finished", "Failed", "Failed"], "PartialFailed"),
        (["Failed", "Failed", "Failed"], "Failed"),
    ];
    check("InstanceInvokeStatus", &TABLE, "");
    // The same words in any case, as the documents of 2018 write them.
    let lower: Vec<([String; 3], &str)> = TABLE.map(|(s, e)| (s.map(str::to_lowercase), e)).to_vec();
    for (statuses, expect) in &lower {
        let statuses = [&*statuses[0], &*statuses[1], &*statuses[2]];
        assert_eq!(computed("InstanceInvokeStatus", statuses, "").0, Some(*expect));
    }
}

#[test]
fn a_recurring_command_runs_until_every_instance_is_stopped() {
    for extra in [r#","Timed":true"#, r#","RepeatMode":"Period""#, r#","Frequency":"0 */20 * * * *""#] {
        for statuses in
            [["Running", "Finished", "Failed"], ["Stopped", "Stopped", "Finished"], ["Failed", "Failed", "Failed"]]
        {
            assert_eq!(computed("InstanceInvokeStatus", statuses, extra), (Some("Running"), "legacy/recurring"));
        }
        let stopped = computed("InstanceInvokeStatus", ["Stopped"; 3], extra);
        assert_eq!(stopped, (Some("Stopped"), "legacy/recurring-all-stopped"));
    }
    // A schedule that has ended is judged as any other invocation.
    let ended = r#","Timed":false,"RepeatMode":"Period","Frequency":"0 */20 * * * *""#;
    assert_eq!(computed("InstanceInvokeStatus", ["Finished"; 3], ended).0, Some("Finished"));
}

#[test]
fn statuses_that_are_not_final_and_words_for_one_class() {
    for (statuses, expect) in [
        (["Pending", "Running", "Failed"], "Pending"),
        (["Scheduled", "Running", "Stopping"], "Scheduled"),
        (["Stopping", "Success", "Failed"], "Stopping"),
        (["Invalid", "Aborted", "Timeout"], "Failed"),
        (["Error", "Cancelled", "Terminated"], "Failed"),
        (["Cancelled", "Canceled", "Stopped"], "Stopped"),
        (["Success", "Cancelled", "Success"], "Success"),
        (["Success", "Timeout", "Success"], "PartialFailed"),
    ] {
        assert_eq!(computed("InvocationStatus", statuses, "").0, Some(expect), "{statuses:?}");
    }
}

#[test]
fn legacy_fields_that_say_success_pending_or_scheduled() {
    for (statuses, expect) in [
        (["success", "Success", "finished"], "Finished"),
        (["Pending", "Finished", "Finished"], "Running"),
        (["Scheduled", "Failed", "Finished"], "Running"),
        (["Stopping", "Finished", "Failed"], "Stopping"),
    ] {
        assert_eq!(computed("InstanceInvokeStatus", statuses, "").0, Some(expect), "{statuses:?}");
    }
}

#[test]
fn a_status_nobody_knows_blocks_what_it_could_change() {
    assert_eq!(
        computed("InvocationStatus", ["Success", "Snoozing", "Success"], ""),
        (None, "none/unrecognized-status")
    );
    assert_eq!(computed("InvocationStatus", ["Pending", "Snoozing", "Success"], "").0, Some("Pending"));
    assert_eq!(computed("InstanceInvokeStatus", ["Running", "Snoozing", "Failed"], "").0, Some("Running"));
    assert_eq!(
        computed("InstanceInvokeStatus", ["Finished", "Snoozing", "Failed"], ""),
        (None, "none/unrecognized-status")
    );
}

/// The rule of an invocation in words, as a page shows it, and of its first instance.
fn said(field: &str, statuses: &[&str], extra: &str) -> (String, String) {
    let rows = statuses.iter().zip(1..).map(|(status, n)| format!(r#"{{"InstanceId":"i-{n}","{field}":"{status}"}}"#));
    let rows = rows.collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1"{extra},"InvokeInstances":{{"InvokeInstance":[{rows}]}}}}]}}}}"#
    );
    let inspection = inspect(text.into_bytes(), Options::default());
    let invocation = inspection.invocation(0).expect("an invocation").rollups;
    let instance = inspection.instance(0, 0).expect("an instance").rollups;
    let current = field == "InvocationStatus";
    let rule = |rollups: &[invocation_inspector::view::page::rollups::RollupDetail; 2]| {
        let found = rollups.iter().find(|rollup| (rollup.field == "InvocationStatus") == current);
        found.expect("both vocabularies").rule.to_string()
    };
    (rule(&invocation), rule(&instance))
}

#[test]
fn the_rule_names_the_instances_that_decided() {
    let many: Vec<&str> = (0..40).map(|at| if at % 10 == 3 { "Timeout" } else { "Success" }).collect();
    let current = "InvocationStatus";
    let legacy = "InstanceInvokeStatus";
    let timed = r#","Timed":true"#;
    for (field, statuses, extra, expect) in [
        (current, &["Success", "Pending", "Running"][..], "", "`Pending`, since 1 of 3 instances (`i-2`) is pending"),
        (
            current,
            &["Success", "Running", "Running"],
            "",
            "`Running`, since 2 of 3 instances (`i-2`, `i-3`) are running",
        ),
        (current, &["Stopping"], "", "`Stopping`, since 1 of 1 instance (`i-1`) is stopping"),
        (
            current,
            &["Cancelled", "Terminated"],
            "",
            "`Stopped`, since every instance was stopped, cancelled or terminated",
        ),
        (current, &["Error", "Cancelled"], "", "`Failed`, since 1 of 2 instances failed (`i-1`) and none succeeded"),
        (current, &["Error", "Failed"], "", "`Failed`, since every instance failed"),
        (current, &["Error"], "", "`Failed`, since the one instance failed"),
        (current, &["Cancelled", "Success"], "", "`Success`, since 1 of 2 instances succeeded (`i-2`) and none failed"),
        (current, &["Success"], "", "`Success`, since the one instance succeeded"),
        (current, &many, "", "`PartialFailed`, since 4 of 40 instances failed and others succeeded"),
        (
            current,
            &["Success", "Asleep"],
            "",
            "No verdict: 1 of 2 instances (`i-2`) carries a status that no document gives to an instance",
        ),
        (
            current,
            &["Success", "PartialFailed"],
            "",
            "No verdict: 1 of 2 instances (`i-2`) carries a status that no document gives to an instance",
        ),
        (current, &["Success", "", ""], "", "No verdict: 2 of 3 instances (`i-2`, `i-3`) do not give this status"),
        (
            current,
            &["Scheduled", "Success"],
            timed,
            "`Scheduled`, since 1 of 2 instances (`i-1`) waits for the next execution",
        ),
        // A word of the current vocabulary that the legacy field reads as Running.
        (legacy, &["Pending", "Finished"], "", "`Running`, since 1 of 2 instances (`i-1`) is still running"),
        (legacy, &["Stopping", "Finished"], "", "`Stopping`, since 1 of 2 instances (`i-1`) is being stopped"),
        (
            legacy,
            &["Stopped", "Failed"],
            "",
            "`PartialFailed`, since the command could not be run, timed out or met an exception on 1 of 2 instances: `i-2`",
        ),
        (
            legacy,
            &["Stopped", "Finished"],
            timed,
            "`Running`, since a scheduled task stays so until every instance is stopped, and 1 of 2 (`i-2`) is not",
        ),
        (
            legacy,
            &["Running", "Failed"],
            timed,
            "`Running`, since a scheduled task stays so until every instance is stopped, and none is",
        ),
        (legacy, &["Stopped"], timed, "`Stopped`, since a scheduled task is over once every instance is stopped"),
        (
            legacy,
            &["Finished", "PartialFailed"],
            "",
            "No verdict: 1 of 2 instances (`i-2`) carries a status that no document gives to an instance",
        ),
    ] {
        assert_eq!(said(field, statuses, extra).0, expect, "{statuses:?}");
    }
    assert_eq!(said(current, &["Asleep"], "").1, "No verdict: no document gives this status to an instance");
    assert_eq!(said(legacy, &["", "Finished"], "").1, "No verdict: the response does not give this status");
    // Legacy statuses beside current ones: each vocabulary names its own.
    let row = r#"{"InstanceId":"i-1","InvocationStatus":"Pending","InstanceInvokeStatus":"Running"}"#;
    let text = format!(
        r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1","InvokeInstances":{{"InvokeInstance":[{row}]}}}}]}}}}"#
    );
    let inspection = inspect(text.into_bytes(), Options::default());
    let rollups = inspection.invocation(0).expect("an invocation").rollups;
    assert_eq!(rollups[0].rule.to_string(), "`Pending`, since 1 of 1 instance (`i-1`) is pending");
    assert_eq!(rollups[1].rule.to_string(), "`Running`, since 1 of 1 instance (`i-1`) is still running");
}
