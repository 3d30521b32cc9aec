//! What is summed up of many rows: reasons, equal outputs and round ranges are counted by hand, and the tree sums up where that is shorter.

mod support;

use invocation_inspector::query::{Key, Query};
use invocation_inspector::words::Language;
use std::collections::BTreeMap;
use support::fleet::{ask, count, fleet, indices, printed, rows};

#[test]
fn reasons_add_up_and_their_queries_choose_them() {
    for case in support::cases() {
        let inspection = support::read(&case.bytes);
        for invocation in 0..inspection.model().invocations.len() {
            let reasons = inspection.reasons(invocation);
            let mut sum = 0;
            for reason in &reasons {
                assert_eq!(
                    count(&inspection, invocation, &reason.query),
                    reason.count as usize,
                    "{}: {}",
                    case.name,
                    reason.query
                );
                assert!(
                    !reason.label.is_empty() && ["never", "partly", "ended"].contains(&reason.ran),
                    "{}",
                    case.name
                );
                sum += reason.count as usize;
            }
            assert_eq!(sum, count(&inspection, invocation, "-outcome:succeeded"), "{}", case.name);
            assert!(reasons.is_sorted_by(|one, two| one.count >= two.count), "{}", case.name);
        }
    }
}

#[test]
fn codes_that_differ_in_case_are_one_reason() {
    let row = |(i, code): (usize, &str)| {
        format!(
            r#"{{"InvokeId":"t-1","InstanceId":"i-{i}","InvocationStatus":"Failed","ErrorCode":"{code}","ExitCode":7}}"#
        )
    };
    // One is the number that another has as its exit code.
    let rows: Vec<String> = ["Ours", "OURS", "7", "ExitCodeNonzero"].into_iter().enumerate().map(row).collect();
    let text = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, rows.join(","));
    let inspection = support::read(text.as_bytes());
    for reason in inspection.reasons(0) {
        assert_eq!(count(&inspection, 0, &reason.query), reason.count as usize, "{}", reason.query);
    }
    assert_eq!(inspection.reasons(0).iter().map(|reason| reason.count).sum::<u32>(), 4);
}

#[test]
fn the_tree_sums_up_by_reason_where_that_is_shorter() {
    for case in support::cases() {
        let inspection = support::read(&case.bytes);
        for invocation in 0..inspection.model().invocations.len() {
            let tree = inspection.tree(invocation, 8).expect("a tree");
            for group in &tree.groups {
                let summed: u32 = group.reasons.iter().map(|reason| reason.count).sum();
                assert!(
                    group.reasons.is_empty() || group.instances.is_empty() && group.reasons.len() > 1,
                    "{}",
                    case.name
                );
                assert!(summed <= group.count.count && group.reasons.len() <= 6, "{}", case.name);
                for reason in &group.reasons {
                    assert_eq!(count(&inspection, invocation, &reason.query), reason.count as usize, "{}", case.name);
                    assert_eq!(reason.instances.len(), reason.count.min(4) as usize, "{}", case.name);
                    for one in &reason.instances {
                        let detail = inspection.instance(invocation, one.index as usize).expect("an instance");
                        assert_eq!(detail.reason, Some(reason.reason), "{}", case.name);
                    }
                }
            }
        }
    }
    let inspection = support::read(fleet(400, 3).as_bytes());
    let tree = inspection.tree(0, 8).expect("a tree");
    let of = |outcome: &str| tree.groups.iter().find(|group| group.count.outcome == outcome).expect("a group");
    let titles: Vec<&str> =
        of("failed").reasons.iter().map(|reason| reason.title.split_once(" × ").expect("a count").1).collect();
    assert!(titles.contains(&"exit 1") && titles.len() > 2, "{titles:?}");
    assert!(of("succeeded").reasons.is_empty() && of("succeeded").instances.len() == 8);
    assert!(of("running").reasons.is_empty());
}

#[test]
fn a_cause_is_called_the_same_in_the_table_and_in_the_verdict() {
    let mut inspection = support::read(fleet(200, 5).as_bytes());
    for language in Language::ALL {
        inspection.set_language(*language);
        let sums = inspection.reasons(0);
        for code in ["1", "137", "143"] {
            let label = &sums.iter().find(|reason| reason.code == code).expect("a reason").label;
            let told = rows(&inspection, &Query::condition(Key::Reason, code), "");
            assert!(!told.is_empty() && told.iter().all(|row| row["reason"] == **label), "{label}");
        }
    }
}

#[test]
fn reasons_tell_whether_it_began() {
    let inspection = support::read(fleet(600, 5).as_bytes());
    let told: BTreeMap<String, (String, &str)> =
        inspection.reasons(0).into_iter().map(|reason| (reason.code, (reason.label, reason.ran))).collect();
    for (code, label, ran) in [
        ("1", "exit 1", "ended"),
        ("137", "exit 137 (SIGKILL), likely killed", "partly"),
        ("143", "exit 143 (SIGTERM), likely ended from outside", "partly"),
        ("ClientNotRunning", "ClientNotRunning", "never"),
        ("ExecutionTimeout", "ExecutionTimeout", "partly"),
        ("Some_Unknown.Code", "Some_Unknown.Code", "partly"),
        ("Running", "Running", "partly"),
    ] {
        assert_eq!(told.get(code), Some(&(label.to_owned(), ran)), "{code}");
    }
    assert_eq!(told.len(), 7);
    // An agent that does not answer may have executed it, unless the service says that it was not sent.
    for (status, ran) in [("Aborted", "never"), ("Failed", "partly")] {
        let row = format!(
            r#"{{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"{status}","ErrorCode":"ClientNotResponse"}}"#
        );
        let inspection = support::read(
            format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{row}]}}}}}}"#).as_bytes(),
        );
        let told: Vec<&str> = inspection.reasons(0).into_iter().map(|reason| reason.ran).collect();
        assert_eq!(told, [ran], "{status}");
    }
}

#[test]
fn equal_outputs_are_one_group_and_each_other_one_says_where_it_differs() {
    let row = |(i, output): (usize, &str)| {
        format!(r#"{{"InvokeId":"t-1","InstanceId":"i-{i}","InvocationStatus":"Success","ExitCode":0{output}}}"#)
    };
    let outputs = [
        // "start\nstep 1\ndone\n", "start\nstep 2\ndone\n"
        r#","Output":"c3RhcnQKc3RlcCAxCmRvbmUK""#,
        r#","Output":"c3RhcnQKc3RlcCAyCmRvbmUK""#,
        r#","Output":"c3RhcnQKc3RlcCAyCmRvbm\u0055K""#,
        r#","Output":"""#,
        "",
        // "start\n", then bytes that are no text
        r#","Output":"c3RhcnQK""#,
        r#","Output":"f0VMRgIBAQAAAAAAAAAAAAMAPgABAAAA""#,
    ];
    let rows: Vec<String> = outputs.into_iter().enumerate().map(row).collect();
    let text = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, rows.join(","));
    let mut inspection = support::read(text.as_bytes());
    let told: Vec<_> = printed(&inspection, "")
        .into_iter()
        .map(|one| (one.group, one.label, one.line, one.difference.or(one.note).unwrap_or_default()))
        .collect();
    let told: Vec<(Option<u32>, &str, Option<usize>, &str)> =
        told.iter().map(|(group, label, line, text)| (*group, &**label, *line, &**text)).collect();
    assert_eq!(
        told,
        [
            (Some(2), "output 2 (1)", Some(2), "step 1"),
            (Some(1), "output 1 (2)", None, ""),
            (Some(1), "output 1 (2)", None, ""),
            (None, "empty output", None, "empty output"),
            (None, "no output", None, "no output"),
            (Some(3), "output 3 (1)", None, "ends after line 1"),
            (Some(4), "output 4 (1)", None, "not comparable: no text"),
        ]
    );
    assert_eq!(indices(&inspection, "", "group"), [1, 2, 0, 5, 6, 3, 4]);
    assert_eq!(indices(&inspection, "", "-group"), [3, 6, 5, 0, 1, 2, 4]);
    assert!(inspection.instances(0, &ask("", "")).rows.iter().all(|row| row.printed.is_none()));
    let facet = inspection.facets(0, "group:2 exit:0").into_iter().find(|facet| facet.key == "group").expect("a facet");
    let values: Vec<(&str, u32)> = facet.values.iter().map(|one| (&*one.label, one.count)).collect();
    assert_eq!(values[0], ("output 1", 2));
    assert_eq!(values.len(), 6);
    inspection.set_language(Language::Zh);
    assert_eq!(printed(&inspection, "")[0].label, "输出 2（1）");
    assert_eq!(count(&inspection, 0, "相同输出:无输出"), 1);
}

#[test]
fn durations_and_starts_are_told_in_few_round_ranges() {
    let row = |(i, (start, end)): (usize, (String, String))| {
        format!(
            r#"{{"InvokeId":"t-1","InstanceId":"i-{i}","InvocationStatus":"Success","ExitCode":0,"StartTime":"{start}","FinishTime":"{end}"}}"#
        )
    };
    let facet = |times: Vec<(String, String)>, key: &str| {
        let rows: Vec<String> = times.into_iter().enumerate().map(row).collect();
        let text = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, rows.join(","));
        let inspection = support::read(text.as_bytes());
        let facet = inspection.facets(0, "").into_iter().find(|facet| facet.key == key).expect("a facet");
        for value in &facet.values {
            assert_eq!(count(&inspection, 0, &value.query), value.count as usize, "{}", value.query);
        }
        facet.values.into_iter().map(|value| (value.query, value.label, value.count)).collect::<Vec<_>>()
    };
    let of = |seconds: u32| {
        let end = format!("2026-11-20T{:02}:{:02}:{:02}Z", 8 + seconds / 3600, seconds / 60 % 60, seconds % 60);
        ("2026-11-20T08:00:00Z".to_owned(), end)
    };
    let told = |query: &str, label: &str, count| (query.to_owned(), label.to_owned(), count);
    assert_eq!(
        facet([0, 3, 12, 29, 30, 59, 60, 4000].map(of).into(), "duration"),
        [
            told("duration:<1s", "under 1 s", 1),
            told("duration:2s..<5s", "2 s to under 5 s", 1),
            told("duration:10s..<30s", "10 s to under 30 s", 2),
            told("duration:30s..<1m", "30 s to under 1 min", 2),
            told("duration:1m..<2m", "1 min to under 2 min", 1),
            told("duration:1h..<2h", "1 h to under 2 h", 1),
        ]
    );
    let starts = |times: &[&str]| times.iter().map(|time| ((*time).to_owned(), String::new())).collect::<Vec<_>>();
    assert_eq!(
        facet(starts(&["2026-11-20T08:00:00Z", "2026-11-20T08:00:59Z", "2026-11-20T08:03:00Z", "soon"]), "start"),
        [told("start:2026-11-20T08:00", "2026-11-20 08:00", 2), told("start:2026-11-20T08:03", "2026-11-20 08:03", 1),]
    );
    // Minutes of several days would be no round ranges.
    let days =
        (0..300).map(|i| (format!("2026-11-2{}T{:02}:{:02}:00Z", i % 3, i % 7, i % 60), String::new())).collect();
    let ranges = facet(days, "start");
    assert!(ranges.len() == 6 && ranges.iter().map(|range| range.2).sum::<u32>() == 300, "{ranges:?}");
    assert!(ranges.iter().all(|(query, ..)| query.len() <= "start:2026-11-20T00..2026-11-20T00".len()), "{ranges:?}");
}
