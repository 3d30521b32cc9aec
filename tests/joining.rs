//! Pages of one run, of either API, split and shuffled and repeated in any way: the same report, and what is missing is
//! said exactly.

mod support;

use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Value, json};
use support::Dice;

const RUNS: [&str; 2] = ["t-one", "t-two"];

/// What one instance did in a run.
struct Row {
    run: &'static str,
    instance: String,
    status: &'static str,
    minute: usize,
}

fn rows(dice: &mut Dice, recurring: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for run in &RUNS[..=dice.below(2)] {
        for at in 0..=dice.below(9) {
            for minute in 0..if recurring { 1 + dice.below(4) } else { 1 } {
                let status = dice.one_of(&["Success", "Failed", "Running", "Terminated", "Timeout"]);
                rows.push(Row { run, instance: format!("i-{at:03}"), status, minute });
            }
        }
    }
    rows
}

fn legacy(status: &str) -> &'static str {
    match status {
        "Success" | "Failed" => "Finished",
        "Timeout" => "Failed",
        "Terminated" => "Stopped",
        _ => "Running",
    }
}

fn result(row: &Row) -> Value {
    let mut result = json!({
        "InvokeId": row.run, "InstanceId": row.instance, "InvocationStatus": row.status,
        "InvokeRecordStatus": legacy(row.status), "StartTime": format!("2026-03-02T21:{:02}:00Z", row.minute),
        "Output": "b2s=",
    });
    if row.status != "Running" {
        result["FinishedTime"] = format!("2026-03-02T21:{:02}:30Z", row.minute).into();
    }
    if let "Success" | "Failed" = row.status {
        result["ExitCode"] = i32::from(row.status == "Failed").into();
    }
    result
}

/// The answer of DescribeInvocationResults, a page at a time.
fn pages(rows: &[Row], size: usize) -> Vec<String> {
    let page = |(at, some): (usize, &[Row])| {
        json!({"RequestId": "R", "Invocation": {
            "TotalCount": rows.len(), "PageSize": size, "PageNumber": at + 1,
            "InvocationResults": {"InvocationResult": some.iter().map(result).collect::<Vec<_>>()},
        }})
        .to_string()
    };
    rows.chunks(size).enumerate().map(page).collect()
}

/// The answer of DescribeInvocations.
fn overall(rows: &[Row], timed: bool) -> String {
    let of_run = |run: &&&str| {
        let mut latest: Vec<&Row> = Vec::new();
        for row in rows.iter().filter(|row| row.run == **run) {
            latest.retain(|other| other.instance != row.instance);
            latest.push(row);
        }
        let instance = |row: &&Row| {
            let mut instance = result(row);
            let object = instance.as_object_mut().expect("an object");
            object.remove("InvokeId");
            let legacy = object.remove("InvokeRecordStatus").expect("a status");
            object.insert("InstanceInvokeStatus".to_owned(), legacy);
            if let Some(time) = object.remove("FinishedTime") {
                object.insert("FinishTime".to_owned(), time);
            }
            object.insert("Output".to_owned(), "".into());
            instance
        };
        let instances: Vec<Value> = latest.iter().map(instance).collect();
        json!({"InvokeId": **run, "Timed": timed, "InvokeInstances": {"InvokeInstance": instances}})
    };
    let present: Vec<&&str> = RUNS.iter().filter(|run| rows.iter().any(|row| row.run == **run)).collect();
    json!({"Invocations": {"Invocation": present.iter().map(of_run).collect::<Vec<_>>()}}).to_string()
}

/// The report without what tells how it was given, runs and instances by their ids.
fn canonical(inspection: &Inspection) -> Value {
    let mut report = support::report(inspection);
    let mut runs = report["invocations"].take();
    let by = |list: &mut Value, id: &str| {
        list.as_array_mut().expect("a list").sort_by_key(|item| item[id].to_string());
    };
    by(&mut runs, "invokeId");
    for run in runs.as_array_mut().expect("a list") {
        by(&mut run["instances"], "instanceId");
    }
    runs
}

fn read(documents: &[String], together: bool) -> Inspection {
    let mut documents = documents.iter().map(|text| text.clone().into_bytes());
    if together {
        return inspect(documents.collect::<Vec<_>>().join(&b"\n"[..]), Options::default());
    }
    let mut inspection = inspect(documents.next().expect("a document"), Options::default());
    documents.for_each(|document| inspection.add(document));
    inspection
}

#[test]
fn however_a_run_is_split_and_shuffled_the_report_is_the_same() {
    let mut dice = Dice(11);
    for round in 0..300 {
        let recurring = dice.below(3) == 0;
        let rows = rows(&mut dice, recurring);
        let mut whole = pages(&rows, rows.len());
        if dice.below(2) == 0 {
            whole.push(overall(&rows, recurring));
        }
        let expect = canonical(&read(&whole, false));
        let mut split = pages(&rows, 1 + dice.below(4));
        split.extend(whole.get(1).cloned());
        for _ in 0..dice.below(3) {
            split.push(split[dice.below(split.len() as u64)].clone());
        }
        dice.shuffle(&mut split);
        let together = dice.below(2) == 0;
        assert_eq!(canonical(&read(&split, together)), expect, "round {round}: {split:#?}");
    }
}

#[track_caller]
fn complete(documents: &[String], expect: &[Option<bool>], doubt: &str, command: &str) {
    let inspection = read(documents, false);
    let found: Vec<Option<bool>> = inspection.report().invocations.iter().map(|run| run.complete).collect();
    assert_eq!(found, expect);
    let detail = inspection.speech().invocation(0).expect("a run");
    let said: Vec<&str> = detail.doubts.iter().map(|note| &*note.text).collect();
    assert!(
        doubt.is_empty() == said.is_empty() && said.iter().any(|text| text.contains(doubt)) != doubt.is_empty(),
        "{said:?}"
    );
    assert!(command.is_empty() || detail.next.iter().any(|text| text.contains(command)), "{:?}", detail.next);
}

fn of_one_run(n: usize) -> Vec<Row> {
    let row = |at| Row { run: "t-one", instance: format!("i-{at:03}"), status: "Success", minute: 1 };
    (0..n).map(row).collect()
}

#[test]
fn pages_that_are_missing_are_named_with_the_command_that_fetches_them() {
    let all = pages(&of_one_run(27), 4);
    complete(&all, &[Some(true)], "", "");
    complete(
        &[all[0].clone(), all[2].clone()],
        &[Some(false)],
        "8 of 27 records are here: pages 1, 3 of 7.",
        "`for page in 2 4 5 6 7; do aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId t-one \
         --PageSize 4 --PageNumber $page; done`",
    );
    let most: Vec<String> = all.iter().enumerate().filter(|(at, _)| *at != 4).map(|(_, page)| page.clone()).collect();
    complete(&most, &[Some(false)], "23 of 27 records are here: pages 1, 2, 3, 4, 6, 7 of 7.", "--PageNumber 5`");
    // The same page twice is one page.
    complete(
        &[all[0].clone(), all[0].clone()],
        &[Some(false)],
        "4 of 27 records are here: page 1 of 7.",
        "--PageNumber $page",
    );
    // A page that was cut is fetched again.
    let mut cut: Value = serde_json::from_str(&all[1]).expect("JSON");
    cut["Invocation"]["InvocationResults"]["InvocationResult"].as_array_mut().expect("a list").pop();
    let mut with_cut = all;
    with_cut[1] = cut.to_string();
    complete(&with_cut, &[Some(false)], "26 of 27 records are here", "--PageNumber 2`");
}

#[test]
fn under_paging_by_token_the_token_tells() {
    let rows = of_one_run(6);
    let page = |some: &[Row], token: &str, total: usize| {
        json!({"Invocation": {"NextToken": token, "TotalCount": total,
            "InvocationResults": {"InvocationResult": some.iter().map(result).collect::<Vec<_>>()}}})
        .to_string()
    };
    let (first, last) = (page(&rows[..3], "abc", 0), page(&rows[3..], "", 0));
    complete(
        std::slice::from_ref(&first),
        &[Some(false)],
        "3 records are here, and the response says that more follow",
        "--NextToken 'abc'",
    );
    complete(&[first, last], &[None], "", "");
}

#[test]
fn lists_of_several_runs_are_not_one_run_s_pages() {
    // Two calls, each for its own run and each whole, say the same total: each is complete.
    let one = of_one_run(2);
    let two: Vec<Row> = of_one_run(2).into_iter().map(|row| Row { run: "t-two", ..row }).collect();
    complete(&[pages(&one, 50).remove(0), pages(&two, 50).remove(0)], &[Some(true), Some(true)], "", "");
    // Two pages of one list, each with a run of its own.
    let list: Vec<Row> = one.into_iter().chain(two).collect();
    let list = pages(&list, 2);
    complete(&list, &[Some(true), Some(true)], "", "");
    complete(&list[..1], &[Some(false)], "2 of 4 records are here: page 1 of 2.", "--PageNumber 2`");
}

#[test]
fn an_instance_in_one_api_only_is_named() {
    let rows = of_one_run(3);
    complete(
        &[overall(&rows, false), pages(&rows[..2], 50).remove(0)],
        &[Some(true)],
        "1 instance has no results, although all results are here: `i-002`",
        "",
    );
    complete(
        &[overall(&rows[..1], false), pages(&rows, 50).remove(0)],
        &[Some(true)],
        "2 instances have results and are missing from the overall answer: `i-001`, `i-002`",
        "",
    );
}

#[test]
fn ids_of_what_failed_come_in_three_forms() {
    let rows: Vec<Row> = of_one_run(3)
        .into_iter()
        .enumerate()
        .map(|(at, row)| Row { status: if at == 1 { "Success" } else { "Failed" }, ..row })
        .collect();
    let inspection = read(&pages(&rows, 50), false);
    let ids = |form: &str| inspection.speech().failed_ids(0, form);
    assert_eq!(ids("lines").as_deref(), Some("i-000\ni-002"));
    assert_eq!(ids("json").as_deref(), Some(r#"["i-000","i-002"]"#));
    assert_eq!(ids("parameters").as_deref(), Some("--InstanceId.1 i-000 --InstanceId.2 i-002"));
    assert_eq!(inspection.speech().failed_ids(1, "lines"), None);
    assert_eq!(inspection.speech().invocation(0).map(|run| run.failed), Some(2));
}
