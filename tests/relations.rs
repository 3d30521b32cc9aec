//! What another document is to those that are here, row by row of `relations.json`; and that asking changes nothing, costs linear time
//! and does not hang on how a document is printed.

use invocation_inspector::words::Language;
use invocation_inspector::{Inspection, Options};
use serde_json::{Map, Value, json};

const TABLE: &str = include_str!("relations.json");

/// A document by its description: see the first entry of `relations.json`.
fn document(of: &Value, named: &Value) -> String {
    let of = of.as_str().map_or(of, |name| named.get(name).unwrap_or_else(|| panic!("no document {name}")));
    if let Some(parts) = of.get("parts").and_then(Value::as_array) {
        return parts.iter().map(|part| document(part, named)).collect::<Vec<_>>().join("\n");
    }
    // What is described by another and what differs.
    let mut whole = of.get("of").map_or_else(|| json!({}), |name| named[name.as_str().expect("a name")].clone());
    whole.as_object_mut().expect("an object").extend(of.as_object().expect("an object").clone());
    if let Some(text) = whole.get("text").and_then(Value::as_str) {
        return text.to_owned();
    }
    print(&answer(&whole), whole.get("as").and_then(Value::as_str).unwrap_or("json"))
}

fn answer(of: &Value) -> Value {
    let id = of.get("id").cloned().unwrap_or_else(|| json!("t-a"));
    let request = of.get("request").cloned().unwrap_or_else(|| json!("R-1"));
    match of["api"].as_str().unwrap_or("results") {
        "run" => json!({"RequestId": request, "InvokeId": id, "CommandId": "c-1"}),
        "error" => {
            json!({"RequestId": request, "Code": "Throttling", "Message": "Slow down.", "HostId": "ecs.aliyuncs.com"})
        }
        "results" => {
            let ids: Vec<Value> = of.get("ids").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![id]);
            let rows: Vec<Value> = ids.iter().flat_map(|id| rows(of, id, false)).collect();
            let mut invocation = paging(of);
            invocation.insert("InvocationResults".into(), json!({"InvocationResult": rows}));
            json!({"RequestId": request, "Invocation": invocation})
        }
        "invocations" => {
            let ids: Vec<Value> = of.get("ids").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![id]);
            let one = |id: &Value| {
                json!({"InvokeId": id, "CommandId": "c-1", "CommandName": "deploy", "CommandContent": "bHM=",
                    "InvocationStatus": of.get("status").cloned().unwrap_or_else(|| json!("Success")),
                    "InvokeInstances": {"InvokeInstance": rows(of, id, true)}})
            };
            let mut object = paging(of);
            object.insert("RequestId".into(), request);
            object.insert("Invocations".into(), json!({"Invocation": ids.iter().map(one).collect::<Vec<_>>()}));
            Value::Object(object)
        }
        other => panic!("no api {other}"),
    }
}

fn paging(of: &Value) -> Map<String, Value> {
    let named = [("total", "TotalCount"), ("page", "PageNumber"), ("size", "PageSize"), ("token", "NextToken")];
    named.iter().filter_map(|(own, name)| Some(((*name).to_owned(), of.get(*own)?.clone()))).collect()
}

fn rows(of: &Value, id: &Value, listed: bool) -> Vec<Value> {
    let range = of
        .get("rows")
        .and_then(Value::as_array)
        .map_or((1, 3), |at| (at[0].as_u64().expect("a number"), at[1].as_u64().expect("a number")));
    let status = of.get("status").and_then(Value::as_str).unwrap_or("Success");
    let start = of.get("start").cloned().unwrap_or_else(|| json!(0));
    let row = |at: u64| {
        let mut row =
            json!({"InstanceId": format!("i-{at:04}"), "InvocationStatus": status, "InvokeRecordStatus": "Finished"});
        if !listed {
            row["InvokeId"] = id.clone();
        }
        if let Some(minute) = start.as_u64().filter(|_| status != "Pending") {
            row["StartTime"] = format!("2026-03-02T21:{minute:02}:00Z").into();
            if !matches!(status, "Running" | "Pending" | "Scheduled") {
                row["FinishTime"] = format!("2026-03-02T21:{minute:02}:30Z").into();
                row["ExitCode"] = i32::from(status == "Failed").into();
            }
        }
        row["Output"] = json!("b2sK");
        let members = row.as_object_mut().expect("an object");
        members.extend(of.get("set").and_then(Value::as_object).cloned().unwrap_or_default());
        members.retain(|_, value| !value.is_null());
        row
    };
    let mut rows: Vec<Value> = (range.0..=range.1).map(row).collect();
    // One row that differs from the others.
    if let Some(one) = of.get("one").and_then(Value::as_object) {
        rows[0].as_object_mut().expect("an object").extend(one.clone());
    }
    rows
}

fn print(answer: &Value, way: &str) -> String {
    match way {
        "json" => answer.to_string(),
        "pretty" => serde_json::to_string_pretty(answer).expect("JSON"),
        "log" => format!("2026-03-02 21:00:00 INFO response: {answer}\n2026-03-02 21:00:01 INFO done"),
        "reversed" => reversed(answer).to_string(),
        "xml" => format!("<?xml version='1.0'?><{0}>{1}</{0}>", root(answer), xml(answer)),
        "half" => {
            let text = answer.to_string();
            text[..text.len() * 2 / 3].to_owned()
        }
        other => panic!("no printing {other}"),
    }
}

fn root(answer: &Value) -> &'static str {
    if answer.get("Invocations").is_some() {
        "DescribeInvocationsResponse"
    } else {
        "DescribeInvocationResultsResponse"
    }
}

fn xml(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let element = |(name, value): (&String, &Value)| match value {
                Value::Array(list) => list
                    .iter()
                    .map(|one| ["<", name, ">", &xml(one), "</", name, ">"].concat())
                    .collect::<Vec<_>>()
                    .concat(),
                one => format!("<{name}>{}</{name}>", xml(one)),
            };
            members.iter().map(element).collect()
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Members and elements from the last to the first.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => members.iter().rev().map(|(name, value)| (name.clone(), reversed(value))).collect(),
        Value::Array(list) => list.iter().rev().map(reversed).collect(),
        other => other.clone(),
    }
}

fn inspection(here: &[String], language: Language) -> Inspection {
    let mut inspection = Inspection::new(Options { language, ..Options::default() });
    here.iter().for_each(|text| inspection.add(text.clone().into_bytes()));
    inspection
}

#[test]
fn every_row_of_the_table() {
    let table: Value = serde_json::from_str(TABLE).expect("JSON");
    let rows = table["rows"].as_array().expect("a list");
    let (mut wrong, mut kinds) = (Vec::new(), [0; 4]);
    for row in rows {
        let name = row["name"].as_str().expect("a name");
        let here: Vec<String> =
            row["here"].as_array().expect("a list").iter().map(|one| document(one, &table["documents"])).collect();
        let input = document(&row["input"], &table["documents"]);
        let relation = inspection(&here, Language::En).relation(input.clone().into_bytes());
        kinds[["more", "same", "newer", "other"].iter().position(|kind| *kind == relation.kind).expect("a kind")] += 1;
        if relation.kind != row["is"] {
            wrong.push(format!("{name}: {} ({}), not {}", relation.kind, relation.what, row["is"]));
        }
        if let Some(says) = row.get("says").filter(|says| **says != relation.what) {
            wrong.push(format!("{name}: {:?}, not {says}", relation.what));
        }
        let chinese = inspection(&here, Language::Zh).relation(input.into_bytes());
        if let Some(says) = row.get("zh").filter(|says| **says != chinese.what) {
            wrong.push(format!("{name}: {:?}, not {says}", chinese.what));
        }
        assert_eq!(chinese.kind, relation.kind, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() >= 60 && kinds.iter().all(|n| *n >= 8), "{} rows: {kinds:?}", rows.len());
}

/// What is added is the same from then on, and what it brought is told as it was before.
#[test]
fn what_was_added_is_the_same_from_then_on() {
    let table: Value = serde_json::from_str(TABLE).expect("JSON");
    for row in table["rows"].as_array().expect("a list") {
        let here = row["here"].as_array().expect("a list").iter().map(|one| document(one, &table["documents"]));
        let (mut here, input) = (here.collect::<Vec<_>>(), document(&row["input"], &table["documents"]));
        if ["other", "same"].iter().any(|kind| row["is"] == *kind) {
            continue;
        }
        here.push(input.clone());
        let inspection = inspection(&here, Language::En);
        let again = inspection.relation(input.into_bytes());
        assert_eq!(again.kind, "same", "{}: {}", row["name"], again.what);
        let brought = inspection.brought();
        assert_eq!(brought.len(), here.len());
        assert_ne!(brought.last().map(String::as_str), Some("nothing new"), "{}: {brought:?}", row["name"]);
    }
}

#[test]
fn fourteen_pages_one_after_the_other_are_counted() {
    let page = |n: u64| {
        let rows = [50 * (n - 1) + 1, (50 * n).min(690)];
        document(&json!({"page": n, "size": 50, "total": 690, "rows": rows}), &json!({}))
    };
    let mut inspection = Inspection::new(Options::default());
    inspection.add(page(1).into_bytes());
    for n in 2..=14 {
        let relation = inspection.relation(page(n).into_bytes());
        let new = if n == 14 { 40 } else { 50 };
        let missing = 690_u64.saturating_sub(50 * n);
        let rest = if missing == 0 { "nothing is missing".to_owned() } else { format!("{missing} are missing") };
        assert_eq!(relation.what, format!("Page {n} of 14 of t-a: {new} more records; {rest}."));
        assert_eq!(relation.kind, "more");
        inspection.add(page(n).into_bytes());
    }
    assert_eq!(inspection.summary().invocations[0].complete, Some(true));
    let brought = inspection.brought();
    assert_eq!([&*brought[0], &*brought[13]], ["50 records", "40 more records"]);
}

/// Another order of what is here changes no word.
#[test]
fn the_order_of_what_is_here_does_not_matter() {
    let page =
        |n: u64| document(&json!({"page": n, "size": 10, "total": 60, "rows": [10 * n - 9, 10 * n]}), &json!({}));
    let says = |order: [u64; 4], input: u64| {
        let here: Vec<String> = order.iter().map(|n| page(*n)).collect();
        let relation = inspection(&here, Language::En).relation(page(input).into_bytes());
        (relation.kind, relation.what)
    };
    for input in [2, 5] {
        let first = says([1, 2, 3, 4], input);
        for order in [[4, 3, 2, 1], [2, 4, 1, 3], [3, 1, 4, 2]] {
            assert_eq!(says(order, input), first);
        }
    }
}
