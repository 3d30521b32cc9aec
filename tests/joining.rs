//! Pages of one invocation, of either API, split and shuffled and repeated in any way: the same report, and what is missing is
//! said exactly.

mod support;

use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Value, json};
use support::Dice;

const INVOKE_IDS: [&str; 2] = ["t-one", "t-two"];

/// What one instance did in an invocation.
#[derive(Clone)]
struct Row {
    invoke_id: &'static str,
    instance: String,
    status: &'static str,
    minute: usize,
}

fn rows(dice: &mut Dice, recurring: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for invocation in &INVOKE_IDS[..=dice.below(2)] {
        for at in 0..=dice.below(9) {
            for minute in 0..if recurring { 1 + dice.below(4) } else { 1 } {
                let status = dice.one_of(&["Success", "Failed", "Running", "Terminated", "Timeout"]);
                rows.push(Row { invoke_id: invocation, instance: format!("i-{at:03}"), status, minute });
            }
        }
    }
    rows
}

/// The same rows as they were told some seconds before.
fn earlier(rows: &[Row], status: &'static str) -> Vec<Row> {
    rows.iter().map(|row| Row { status, ..row.clone() }).collect()
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
        "InvokeId": row.invoke_id, "InstanceId": row.instance, "InvocationStatus": row.status,
        "InvokeRecordStatus": legacy(row.status), "Output": "b2s=",
    });
    if row.status != "Pending" {
        result["StartTime"] = format!("2026-03-02T21:{:02}:00Z", row.minute).into();
    }
    if !matches!(row.status, "Running" | "Pending") {
        result["FinishedTime"] = format!("2026-03-02T21:{:02}:30Z", row.minute).into();
    }
    if let "Success" | "Failed" = row.status {
        result["ExitCode"] = i32::from(row.status == "Failed").into();
    }
    result
}

fn results(paging: &Value, rows: &[Row]) -> Value {
    let mut invocation = paging.clone();
    invocation["InvocationResults"] = json!({"InvocationResult": rows.iter().map(result).collect::<Vec<_>>()});
    json!({"RequestId": "R", "Invocation": invocation})
}

/// The answer of DescribeInvocationResults, a page at a time.
fn pages(rows: &[Row], size: usize) -> Vec<Value> {
    let page = |(at, some): (usize, &[Row])| {
        results(&json!({"TotalCount": rows.len(), "PageSize": size, "PageNumber": at + 1}), some)
    };
    rows.chunks(size).enumerate().map(page).collect()
}

/// The same, paged by token.
fn token_pages(rows: &[Row], size: usize) -> Vec<Value> {
    let last = rows.len().div_ceil(size) - 1;
    let page = |(at, some): (usize, &[Row])| {
        let token = if at == last { String::new() } else { format!("token-{at}") };
        results(&json!({"TotalCount": 0, "NextToken": token}), some)
    };
    rows.chunks(size).enumerate().map(page).collect()
}

/// The answer of DescribeInvocations.
fn overall(rows: &[Row], timed: bool) -> Value {
    let of_invocation = |invocation: &&&str| {
        let mut latest: Vec<&Row> = Vec::new();
        for row in rows.iter().filter(|row| row.invoke_id == **invocation) {
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
        let status = if latest.iter().any(|row| row.status == "Running") { "Running" } else { "Failed" };
        json!({"InvokeId": **invocation, "Timed": timed, "InvocationStatus": status, "InvokeInstances": {"InvokeInstance": instances}})
    };
    let present: Vec<&&str> =
        INVOKE_IDS.iter().filter(|invocation| rows.iter().any(|row| row.invoke_id == **invocation)).collect();
    json!({"Invocations": {"Invocation": present.iter().map(of_invocation).collect::<Vec<_>>()}})
}

/// A document as JSON, or the same as XML.
fn write(document: &Value, as_xml: bool) -> String {
    if !as_xml {
        return document.to_string();
    }
    let of_one = document.get("Invocation").is_some();
    let root = if of_one { "DescribeInvocationResultsResponse" } else { "DescribeInvocationsResponse" };
    let mut out = String::new();
    element(root, document, &mut out);
    out
}

fn element(name: &str, value: &Value, out: &mut String) {
    if let Value::Array(items) = value {
        return items.iter().for_each(|item| element(name, item, out));
    }
    out.extend(["<", name, ">"]);
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| element(name, value, out)),
        Value::String(text) => out.push_str(text),
        other => out.push_str(&other.to_string()),
    }
    out.extend(["</", name, ">"]);
}

/// The report without what tells how it was given, invocations and instances by their ids.
fn canonical(inspection: &Inspection) -> Value {
    let mut report = support::report(inspection);
    let mut invocations = report["invocations"].take();
    let by = |list: &mut Value, id: &str| {
        list.as_array_mut().expect("a list").sort_by_key(|item| item[id].to_string());
    };
    by(&mut invocations, "invokeId");
    for invocation in invocations.as_array_mut().expect("a list") {
        by(&mut invocation["instances"], "instanceId");
    }
    invocations
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

/// What was asked for of an invocation: results, the overall answer, or both.
#[derive(Clone, Copy)]
struct Asked {
    results: bool,
    overall: bool,
    recurring: bool,
}

/// One invocation told in many pieces: pages by number or token, repeats, earlier states, rows twice on a page, shuffled.
fn pieces(dice: &mut Dice, rows: &[Row], asked: Asked, by_token: bool) -> Vec<Value> {
    let mut split = Vec::new();
    if asked.results {
        let size = 1 + dice.below(4);
        split.extend(if by_token { token_pages(rows, size) } else { pages(rows, size) });
        if dice.below(3) == 0 {
            let at = dice.below(split.len() as u64);
            let rows = split[at]["Invocation"]["InvocationResults"]["InvocationResult"].as_array_mut().expect("rows");
            rows.push(rows[0].clone());
        }
    }
    if asked.overall {
        // A list of invocations may come invocation by invocation, and with the instances of an invocation in any order.
        for invocation in INVOKE_IDS {
            let mut own: Vec<Row> = rows.iter().filter(|row| row.invoke_id == invocation).cloned().collect();
            own.sort_by_key(|row| (row.instance != "i-002", row.minute));
            split.extend((!own.is_empty()).then(|| overall(&own, asked.recurring)));
        }
    }
    if dice.below(2) == 0 {
        // Before its end an invocation is told by the same calls; before its start only where it is one.
        let before = earlier(rows, if asked.recurring || dice.below(2) == 0 { "Running" } else { "Pending" });
        split.extend(asked.results.then(|| pages(&before, before.len()).remove(0)));
        split.extend(asked.overall.then(|| overall(&before, asked.recurring)));
    }
    for _ in 0..dice.below(3) {
        split.push(split[dice.below(split.len() as u64)].clone());
    }
    dice.shuffle(&mut split);
    split
}

#[test]
fn however_a_run_is_split_and_shuffled_the_report_is_the_same() {
    let mut dice = Dice(11);
    for round in 0..600 {
        let recurring = dice.below(3) == 0;
        let rows = rows(&mut dice, recurring);
        let (results, overall_too) = [(true, false), (false, true), (true, true)][dice.below(3)];
        let asked = Asked { results, overall: overall_too, recurring };
        let by_token = results && dice.below(3) == 0;
        let mut whole = if results { pages(&rows, rows.len()) } else { Vec::new() };
        whole.extend(overall_too.then(|| overall(&rows, recurring)));
        let whole: Vec<String> = whole.iter().map(|document| write(document, false)).collect();
        let mut expect = canonical(&read(&whole, false));
        let split = pieces(&mut dice, &rows, asked, by_token);
        // One text holds one syntax.
        let together = dice.below(2) == 0;
        let syntax = dice.below(3);
        let as_xml = |dice: &mut Dice| if together || syntax < 2 { syntax == 1 } else { dice.below(2) == 0 };
        let split: Vec<String> = split.iter().map(|document| write(document, as_xml(&mut dice))).collect();
        let mut found = canonical(&read(&split, together));
        if by_token {
            // Under paging by token the number of all rows is void, so that nothing tells whether all are here.
            for invocations in [&mut expect, &mut found] {
                invocations
                    .as_array_mut()
                    .expect("a list")
                    .iter_mut()
                    .for_each(|invocation| invocation["complete"] = Value::Null);
            }
        }
        assert_eq!(found, expect, "round {round}: {split:#?}");
    }
}

#[track_caller]
fn complete(documents: &[Value], expect: &[Option<bool>], doubt: &str, command: &str) {
    let documents: Vec<String> = documents.iter().map(|document| write(document, false)).collect();
    let inspection = read(&documents, false);
    let found: Vec<Option<bool>> =
        inspection.report().invocations.iter().map(|invocation| invocation.complete).collect();
    assert_eq!(found, expect);
    let detail = inspection.invocation(0).expect("an invocation");
    let said: Vec<String> = detail.doubts.iter().map(|note| note.text.to_string()).collect();
    assert!(
        doubt.is_empty() == said.is_empty() && said.iter().any(|text| text.contains(doubt)) != doubt.is_empty(),
        "{said:?}"
    );
    assert!(
        command.is_empty() || detail.next.iter().any(|text| text.to_string().contains(command)),
        "{:?}",
        detail.next
    );
}

fn of_one(n: usize) -> Vec<Row> {
    let row = |at| Row { invoke_id: "t-one", instance: format!("i-{at:03}"), status: "Success", minute: 1 };
    (0..n).map(row).collect()
}

#[test]
fn pages_that_are_missing_are_named_with_the_command_that_fetches_them() {
    let all = pages(&of_one(27), 4);
    complete(&all, &[Some(true)], "", "");
    complete(
        &[all[0].clone(), all[2].clone()],
        &[Some(false)],
        "8 of 27 records are here: pages 1, 3 of 7.",
        "`aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId t-one --PageSize 50 --PageNumber 1`",
    );
    let most: Vec<Value> = all.iter().enumerate().filter(|(at, _)| *at != 4).map(|(_, page)| page.clone()).collect();
    complete(&most, &[Some(false)], "23 of 27 records are here: pages 1, 2, 3, 4, 6, 7 of 7.", "--PageNumber 1`");
    // The same page twice is one page.
    complete(
        &[all[0].clone(), all[0].clone()],
        &[Some(false)],
        "4 of 27 records are here: page 1 of 7.",
        "--PageNumber 1`",
    );
    // A page that was cut is fetched again.
    let mut cut = all[1].clone();
    cut["Invocation"]["InvocationResults"]["InvocationResult"].as_array_mut().expect("a list").pop();
    let mut with_cut = all;
    with_cut[1] = cut;
    complete(&with_cut, &[Some(false)], "26 of 27 records are here", "--PageNumber 1`");
}

#[test]
fn under_paging_by_token_the_token_tells() {
    let rows = of_one(6);
    let page = |some: &[Row], token: &str| results(&json!({"NextToken": token, "TotalCount": 0}), some);
    let (first, last) = (page(&rows[..3], "abc"), page(&rows[3..], ""));
    complete(
        std::slice::from_ref(&first),
        &[Some(false)],
        "3 records are here, and the response says that more follow",
        "--MaxResults 50 --NextToken abc`",
    );
    complete(&[first, last], &[None], "", "");
}

#[test]
fn lists_of_several_runs_are_not_one_run_s_pages() {
    // Two calls, each for its own invocation and each whole, say the same total: each is complete.
    let one = of_one(2);
    let two: Vec<Row> = of_one(2).into_iter().map(|row| Row { invoke_id: "t-two", ..row }).collect();
    complete(&[pages(&one, 50).remove(0), pages(&two, 50).remove(0)], &[Some(true), Some(true)], "", "");
    // Two pages of one list, each with an invocation of its own.
    let all: Vec<Row> = one.into_iter().chain(two).collect();
    let list = pages(&all, 2);
    complete(&list, &[Some(true), Some(true)], "", "");
    // A page that holds rows of one invocation is taken for that invocation's own, since nothing tells.
    complete(
        &list[..1],
        &[Some(false)],
        "2 of 4 records are here: page 1 of 2.",
        "--InvokeId t-one --PageSize 50 --PageNumber 1`",
    );
    // Of a list of several invocations the next page is counted without an id.
    complete(
        &pages(&all, 3)[..1],
        &[Some(false), Some(false)],
        "3 of 4 records are here: page 1 of 2.",
        "`aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --PageSize 50 --PageNumber 1`",
    );
}

#[test]
fn a_list_of_invocations_says_how_many_are_not_here() {
    let list = |page: usize, paging: Value| {
        let invocation = |at: usize| {
            json!({"InvokeId": format!("t-{page}{at}"), "InvokeInstances": {"InvokeInstance": [
            {"InstanceId": "i-1", "InvocationStatus": "Success"}]}})
        };
        let mut document = paging;
        document["Invocations"] = json!({"Invocation": (0..10).map(invocation).collect::<Vec<_>>()});
        document
    };
    let numbered = |page: usize| list(page, json!({"TotalCount": 137, "PageSize": 10, "PageNumber": page}));
    let whole = [Some(true); 20];
    complete(
        &[numbered(3), numbered(1)],
        &whole,
        "20 of 137 invocations are here: pages 1, 3 of 14.",
        "`aliyun ecs DescribeInvocations --RegionId YOUR_REGION --PageSize 50 --PageNumber 3`",
    );
    complete(
        &[list(1, json!({"NextToken": "it's; here", "TotalCount": 0}))],
        &whole[..10],
        "10 invocations are here, and the response says that more follow.",
        "`it's; here` is no NextToken that is safe in a shell",
    );
    complete(&[list(1, json!({"TotalCount": 10, "PageSize": 10, "PageNumber": 1}))], &whole[..10], "", "");
}

#[test]
fn an_instance_in_one_api_only_is_named() {
    let rows = of_one(3);
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
    let rows: Vec<Row> = of_one(3)
        .into_iter()
        .enumerate()
        .map(|(at, row)| Row { status: if at == 1 { "Success" } else { "Failed" }, ..row })
        .collect();
    let inspection = read(&[write(&pages(&rows, 50)[0], false)], false);
    let ids = |form: &str| inspection.failed_ids(0, form);
    assert_eq!(ids("lines").as_deref(), Some("i-000\ni-002"));
    assert_eq!(ids("json").as_deref(), Some(r#"["i-000","i-002"]"#));
    assert_eq!(ids("parameters").as_deref(), Some("--InstanceId.1 i-000 --InstanceId.2 i-002"));
    assert_eq!(inspection.failed_ids(1, "lines"), None);
    assert_eq!(inspection.invocation(0).map(|invocation| invocation.failed), Some(2));
}

#[test]
fn a_filter_is_named_where_it_would_explain_what_is_missing() {
    let invocation = |status: &str, legacy: &str, instances: &[&str]| {
        let row = |(at, status): (usize, &&str)| json!({"InstanceId": format!("i-{at}"), "InvocationStatus": status});
        let rows: Vec<Value> = instances.iter().enumerate().map(row).collect();
        json!({"Invocations": {"Invocation": [{"InvokeId": "t-1", "InvocationStatus": status, "InvokeStatus": legacy,
            "InvokeInstances": {"InvokeInstance": rows}}]}})
    };
    let call = |name: &str| format!("Ask again without: `aliyun ecs {name} --RegionId YOUR_REGION --InvokeId t-1`");
    let next = |documents: &[Value]| {
        let documents: Vec<String> = documents.iter().map(|document| write(document, false)).collect();
        read(&documents, false)
            .invocation(0)
            .expect("an invocation")
            .next
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let overall_call = call("DescribeInvocations");
    // Others that are not here may have failed, go on, or have succeeded.
    for (status, instances) in
        [("PartialFailed", &["Success", "Success"][..]), ("Running", &["Success"]), ("Success", &["Cancelled"])]
    {
        let found = next(&[invocation(status, "", instances)]);
        assert!(found.contains(&overall_call), "{status} {instances:?}: {found}");
    }
    // Nothing that is not here makes these right, and where both agree there is nothing to explain.
    for (status, instances) in [
        ("Success", &["Failed", "Success"][..]),
        ("Failed", &["Success"]),
        ("Stopped", &["Success"]),
        ("Success", &["Running"]),
        ("PartialFailed", &["Failed", "Success"]),
        // The text for Failed fits where all were stopped.
        ("Failed", &["Cancelled"]),
    ] {
        let found = next(&[invocation(status, "", instances)]);
        assert!(!found.contains("filtered"), "{status} {instances:?}: {found}");
    }
    // One API has what the other lacks.
    let rows = of_one(3).into_iter().map(|row| Row { invoke_id: "t-1", ..row }).collect::<Vec<_>>();
    let whole = |rows: &[Row]| {
        let instances = rows.iter().map(|row| json!({"InstanceId": row.instance, "InvocationStatus": row.status}));
        json!({"Invocations": {"Invocation": [{"InvokeId": "t-1", "InvokeInstances": {"InvokeInstance": instances.collect::<Vec<_>>()}}]}})
    };
    let found = next(&[whole(&rows), pages(&rows[..2], 50).remove(0)]);
    let results_call = call("DescribeInvocationResults").trim_end_matches('`').to_owned() + " --MaxResults 50`";
    assert!(found.contains(&results_call), "{found}");
    let found = next(&[whole(&rows[..2]), pages(&rows, 50).remove(0)]);
    assert!(found.contains(&overall_call), "{found}");
    // An answer without rows.
    let empty = read(&[r#"{"TotalCount":0,"Invocations":{"Invocation":[]}}"#.to_owned()], false);
    let found = empty.summary().next.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(
        found.contains("Ask again without: `aliyun ecs DescribeInvocations --RegionId YOUR_REGION --MaxResults 50`"),
        "{found}"
    );
}
