//! The executions of a recurring command: what became of each, failures in a row, and where one is likely missing. Synthetic
//! answers of both APIs, a row an execution.

mod support;

use invocation_inspector::time::Time;
use invocation_inspector::view::page::history::HistoryView;
use invocation_inspector::{Inspection, Options, inspect};

/// Runs by minutes after midnight of Friday 2026-11-20 UTC, with their exit codes; the schedule, where one is told.
fn answer(frequency: Option<&str>, executions: &[(i64, i64)]) -> Inspection {
    let rows: Vec<String> = executions
        .iter()
        .map(|(minutes, exit)| {
            let start = clock(minutes * 60);
            let end = clock(minutes * 60 + 2);
            format!(
                r#"{{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Scheduled","ExitCode":{exit},
                "StartTime":"{start}","FinishedTime":"{end}"}}"#
            )
        })
        .rev()
        .collect();
    let results = format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, rows.join(","));
    let now = Time::read("2026-11-21T05:55:38Z");
    let mut inspection = inspect(results.into_bytes(), Options { now, ..Options::default() });
    if let Some(frequency) = frequency {
        let object = format!(
            r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1","RepeatMode":"Period","Timed":true,"Frequency":"{frequency}",
            "CreationTime":"2026-11-19T16:00:10Z","InvocationStatus":"Scheduled"}}]}}}}"#
        );
        inspection.add(object.into_bytes());
    }
    inspection
}

fn clock(seconds: i64) -> String {
    let midnight = chrono::DateTime::from_timestamp(1_795_132_800, 0).expect("a time");
    let at = midnight + chrono::TimeDelta::seconds(seconds);
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn history(inspection: &Inspection) -> HistoryView {
    inspection.history(0, Some(0)).expect("several executions")
}

fn notes(inspection: &Inspection) -> Vec<String> {
    history(inspection).notes.into_iter().map(|note| note.text.to_string()).collect()
}

#[track_caller]
fn missing(frequency: Option<&str>, minutes: &[i64], expect: &[&str]) {
    let executions: Vec<_> = minutes.iter().map(|at| (*at, 0)).collect();
    let said = notes(&answer(frequency, &executions));
    assert_eq!(said.len(), expect.len(), "{said:#?}");
    for (said, expect) in said.iter().zip(expect) {
        assert!(said.contains(expect), "{said:#?}");
    }
}

#[test]
fn a_summary_tells_executions_failures_and_the_last() {
    let inspection = answer(Some("rate(30m)"), &[(0, 0), (30, 1), (60, 1), (90, 0)]);
    let view = history(&inspection);
    assert_eq!((view.executions, view.failed), (4, 2));
    assert_eq!(view.summary, "4 executions here, 2 failed. The last: succeeded, 2026-11-20 01:30:00 UTC.");
    let outcomes: Vec<_> = view.cells.iter().map(|cell| (cell.record, cell.outcome)).collect();
    assert_eq!(outcomes, [(0, "succeeded"), (1, "failed"), (2, "failed"), (3, "succeeded")]);
    assert_eq!(
        notes(&inspection),
        ["Most failures in a row: 2, from 2026-11-20 00:30:00 UTC to 2026-11-20 01:00:00 UTC."]
    );
    let all = inspection.history(0, None).expect("several executions");
    assert!(all.summary.starts_with("4 executions here on 1 instance, 2 failed."), "{}", all.summary);
    let records = inspection.records(0, 0, 1.0, 3.0);
    assert_eq!((records.total, records.rows.len()), (4, 2));
    assert!(records.rows.iter().all(|row| row.badge.outcome == "failed"));
}

#[test]
fn failures_to_the_end_are_said_as_going_on() {
    let said = notes(&answer(Some("rate(30m)"), &[(0, 1), (30, 0), (60, 1), (90, 1)]));
    assert_eq!(said, ["The last 2 executions failed, since 2026-11-20 01:00:00 UTC."]);
}

#[test]
fn one_run_is_no_history() {
    let inspection = answer(Some("rate(30m)"), &[(0, 0)]);
    assert!(inspection.history(0, Some(0)).is_none());
    assert!(inspection.history(0, None).is_none());
    assert!(inspection.history(7, None).is_none());
    assert!(inspection.history(0, Some(7)).is_none());
}

#[test]
fn executions_that_the_schedule_names_are_missed() {
    // Every 30 minutes, in whatever zone.
    missing(Some("rate(30m)"), &[0, 30, 60], &[]);
    missing(Some("rate(30m)"), &[0, 30, 120, 150], &["2 executions, since the schedule runs it every 30 min"]);
    missing(Some("0 0/30 * * * ? Asia/Shanghai"), &[0, 30, 90], &["1 execution, since the schedule"]);
    missing(Some("0 0 3 * * ?"), &[0, 1_440, 4_320], &["1 execution, since the schedule runs it every 1 d"]);
    // Clocks go back by an hour.
    missing(Some("0 0 3 * * ? Europe/Berlin"), &[0, 1_500, 2_940], &[]);
    // Friday to Monday is no gap on weekdays, Friday to Tuesday is one.
    missing(Some("0 0 8 ? * MON-FRI GMT+8:00"), &[0, 4_320, 5_760], &[]);
    missing(
        Some("0 0 8 ? * MON-FRI GMT+8:00"),
        &[0, 5_760],
        &["1 execution, since the schedule names times in between"],
    );
    // Neither the zone nor one distance is known.
    missing(Some("0 0 8 ? * MON-FRI"), &[0, 5_760], &[]);
    missing(Some("0 0 8 ? * MON-FRI Asia/Shanghai"), &[0, 5_760], &[]);
    missing(Some("nothing that is known"), &[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 500], &[]);
}

#[test]
fn without_a_schedule_the_usual_distance_decides() {
    let even = |skip: &[i64]| (0..24).filter(|n| !skip.contains(n)).map(|n| n * 10).collect::<Vec<_>>();
    missing(None, &even(&[]), &[]);
    missing(None, &even(&[5, 6]), &["2 executions, since executions here are usually 10 min apart"]);
    // Too few, a habit, and no distance at all.
    missing(None, &[0, 10, 20, 30, 60], &[]);
    missing(None, &[0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21], &[]);
    missing(None, &[0, 10, 100, 101, 150, 300, 301, 302, 400, 800, 900], &[]);
}

#[test]
fn many_gaps_are_told_in_short() {
    let minutes: Vec<i64> = (0..60).filter(|n| n % 6 != 5).map(|n| n * 5).collect();
    let said = notes(&answer(Some("rate(5m)"), &minutes.iter().map(|at| (*at, 0)).collect::<Vec<_>>()));
    assert_eq!(said.len(), 4, "{said:#?}");
    assert_eq!(said[3], "6 earlier gaps like this: likely 6 executions.");
}

#[test]
fn long_histories_share_cells() {
    let executions: Vec<_> = (0..5_000).map(|n| (n, i64::from(n % 1_000 == 7))).collect();
    let view = history(&answer(Some("rate(1m)"), &executions));
    assert!(view.cells.len() <= 30);
    assert_eq!(view.cells.iter().map(|cell| cell.executions).sum::<usize>(), 5_000);
    assert_eq!(view.cells.iter().map(|cell| cell.failed).sum::<usize>(), 5);
    assert!(view.cells.windows(2).all(|two| two[0].last + 1 == two[1].first));
    // The newest of the worst is what a cell leads to.
    assert_eq!((view.cells[0].record, view.cells[0].outcome), (7, "failed"));
    assert_eq!((view.cells[1].record, view.cells[1].outcome), (333, "succeeded"));
}

#[test]
fn the_next_executions_are_told_as_far_as_they_are_known() {
    let next = |frequency: &str, wall: Option<&str>| {
        let view = answer(Some(frequency), &[(0, 0)]).schedule(0, wall).expect("a schedule");
        let next: Vec<_> = view.next.into_iter().map(|next| (next.wall, next.instant.unwrap_or_default())).collect();
        (view.zone_kind, next.into_iter().next(), view.note.is_some())
    };
    let at = |wall: &str, instant: &str| Some((wall.to_owned(), instant.to_owned()));
    // From its creation at 16:00:10.
    assert_eq!(next("rate(1h)", None), ("fixed", at("2026-11-21 06:00:10", "2026-11-21T06:00:10Z"), false));
    assert_eq!(next("0 0 8 * * ? GMT+8:00", None), ("fixed", at("2026-11-22 08:00:00", "2026-11-22T00:00:00Z"), false));
    assert_eq!(next("0 0 8 * * ? Asia/Shanghai", None), ("stated", None, false));
    let wall = Some("2026-11-21 13:55:38");
    assert_eq!(next("0 0 8 * * ? Asia/Shanghai", wall), ("stated", at("2026-11-22 08:00:00", ""), false));
    assert_eq!(next("0 0 8 * * ?", wall), ("instance", at("2026-11-22 08:00:00", ""), true));
    assert_eq!(next("0 0 8 * * ? 2020", wall), ("instance", None, true));
    assert_eq!(next("at(2026-11-21 05:00:00)", None), ("fixed", None, true));
}

#[test]
fn what_is_over_has_no_next_execution() {
    for more in [r#""Timed":false"#, r#""InvocationStatus":"Stopped""#, r#""InvokeStatus":"Stopped""#] {
        let text = format!(
            r#"{{"Invocations":{{"Invocation":[{{"InvokeId":"t-1","RepeatMode":"Period","Frequency":"rate(1h)",
            "CreationTime":"2026-11-19T16:00:10Z",{more}}}]}}}}"#
        );
        let options = Options { now: Time::read("2026-11-21T05:55:38Z"), ..Options::default() };
        let view = inspect(text.into_bytes(), options).schedule(0, None).expect("a schedule");
        assert!(
            view.next.is_empty() && view.note.is_some_and(|note| note.to_string().starts_with("It is over")),
            "{more}"
        );
    }
    let text = r#"{"Invocations":{"Invocation":[{"InvokeId":"t-1","RepeatMode":"EveryReboot","Timed":true},{"InvokeId":"t-2"}]}}"#;
    let inspection = inspect(text.into(), Options::default());
    let words = |invocation| inspection.schedule(invocation, None).map(|view| view.words);
    assert_eq!(words(0), Some(Some("every time the instance starts".to_owned())));
    assert_eq!(words(1), None);
}

#[test]
fn a_run_is_drawn_by_what_became_of_it_while_its_schedule_waits() {
    let row = |minute: usize, ended: bool, exit: i64| {
        let finish = if ended { format!("2026-03-02T21:{minute:02}:04Z") } else { String::new() };
        let mut row = serde_json::json!({"InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Scheduled",
            "InvokeRecordStatus": "Running", "StartTime": format!("2026-03-02T21:{minute:02}:00Z"), "FinishedTime": finish});
        if ended {
            row["ExitCode"] = exit.into();
        }
        row
    };
    let rows = [row(0, true, 0), row(20, true, 3)];
    let text = serde_json::json!({"Invocation": {"TotalCount": 2, "InvocationResults": {"InvocationResult": rows}}});
    let inspection = support::read(text.to_string().as_bytes());
    let tree = inspection.tree(0, 5).expect("an invocation");
    assert_eq!(tree.groups[0].count.outcome, "scheduled");
    let drawn: Vec<&str> = tree.groups[0].instances[0].records.iter().map(|record| record.badge.outcome).collect();
    assert_eq!(drawn, ["succeeded", "failed"]);
    let record = inspection.record(0, 0, 1, None).expect("a record");
    assert_eq!((record.badge.outcome, &*record.badge.label), ("failed", "failed"));
    assert!(
        record.meaning.to_string().starts_with("This execution: failed. The command waits for its next execution"),
        "{}",
        record.meaning
    );
    // What the service says of the schedule stays among the facts, the legacy word with what it means.
    let legacy = record.facts.iter().find(|fact| fact.label == "Legacy status").expect("it is given");
    let meaning = legacy.reason.as_ref().map(|reason| reason.what.to_string());
    assert_eq!((&*legacy.value, meaning.as_deref()), ("Running", Some("The scheduled task has not been stopped.")));
    let detail = inspection.invocation(0).expect("an invocation");
    assert_eq!(
        detail.verdict,
        "Scheduled, recurring: its one instance waits for the next execution; the last execution failed there."
    );
    assert!(
        detail.next.iter().any(|step| step.to_string().starts_with("Neither an output nor an error of the failed")),
        "{:?}",
        detail.next
    );
}

/// A scheduled task that is for one time is not called recurring.
#[test]
fn only_what_recurs_is_called_recurring() {
    for (mode, frequency, expected) in [
        ("Period", "rate(5m)", "Scheduled, recurring: "),
        ("EveryReboot", "", "Scheduled, recurring: "),
        ("Period", "at(2026-12-06 08:00:00 Asia/Shanghai)", "Scheduled, a scheduled task: "),
        ("NextRebootOnly", "", "Scheduled, a scheduled task: "),
        ("", "", "Scheduled, a scheduled task: "),
    ] {
        let row = serde_json::json!({"InvokeId": "t-1", "RepeatMode": mode, "Frequency": frequency, "Timed": true,
            "InvokeInstances": {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": "Scheduled"}]}});
        let text = serde_json::json!({"Invocations": {"Invocation": [row]}});
        let verdict = support::read(text.to_string().as_bytes()).invocation(0).expect("an invocation").verdict;
        assert!(verdict.starts_with(expected), "{mode} {frequency}: {verdict}");
    }
}

/// The agent and the documents refuse zones that say well enough what they mean: the times are told, and so is that.
#[test]
fn zones_that_agent_or_documents_refuse_are_said_to_be() {
    for (zone, says) in [
        ("GMT+8", "The agent likely refuses the zone `GMT+8`"),
        ("GMT+08:00", "The agent likely refuses the zone `GMT+08:00`"),
        ("UTC+8:00", "The agent likely refuses the zone `UTC+8:00`"),
        ("GMT+8:5", "The agent likely refuses the zone `GMT+8:5`"),
        ("GMT-13:00", "By the documents offsets reach from `GMT-12:59` to `GMT+14:59`; `GMT-13:00` lies outside."),
        ("GMT+8:00", ""),
        ("GMT-12:59", ""),
        ("GMT+14:59", ""),
        ("GMT+0:00", ""),
        ("GMT", ""),
        ("UTC", ""),
        ("Asia/Shanghai", ""),
    ] {
        for frequency in [format!("0 0 8 * * ? {zone}"), format!("at(2026-12-21 05:00:00 {zone})")] {
            let view =
                answer(Some(&frequency), &[(0, 0)]).schedule(0, Some("2026-11-21 13:55:38")).expect("a schedule");
            let note = view.note.map(|note| note.to_string()).unwrap_or_default();
            assert!(if says.is_empty() { note.is_empty() } else { note.starts_with(says) }, "{frequency}: {note}");
            assert!(!view.next.is_empty() && view.fault.is_none(), "{frequency}");
        }
    }
}
