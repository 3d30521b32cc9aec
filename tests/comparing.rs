//! Two invocations compared: the numbers add up to the union, each instance is told as a straightforward second implementation tells it,
//! and what is not here is never taken for a change.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::words::Language;
use invocation_inspector::{Changed, Comparing, Inspection, Options};
use serde_json::{Value, json};
use support::Dice;

const STATUSES: [&str; 8] = ["Success", "Success", "Failed", "Timeout", "Running", "Terminated", "Pending", "Mystery"];

/// Statuses by instance.
type Side = BTreeMap<String, &'static str>;

fn side(dice: &mut Dice) -> Side {
    let ids: BTreeSet<usize> = (0..dice.below(9)).map(|_| dice.below(12)).collect();
    ids.into_iter().map(|at| (format!("i-{at:03}"), dice.one_of(&STATUSES))).collect()
}

/// The answer for an invocation; of `total` rows these are here.
fn answer(id: &str, rows: &Side, total: Option<usize>) -> String {
    let row = |(instance, status): (&String, &&str)| {
        let exit = match *status {
            "Success" => json!(0),
            "Failed" => json!(1),
            _ => Value::Null,
        };
        json!({"InvokeId": id, "InstanceId": instance, "CommandId": "c-1", "InvocationStatus": status, "ExitCode": exit,
            "StartTime": "2026-03-02T21:00:00Z", "Output": "b2s="})
    };
    let mut invocation = json!({"InvocationResults": {"InvocationResult": rows.iter().map(row).collect::<Vec<_>>()}});
    if let Some(total) = total {
        invocation["TotalCount"] = total.into();
        invocation["PageNumber"] = 1.into();
        invocation["PageSize"] = 50.into();
    }
    json!({"RequestId": "R", "Invocation": invocation}).to_string()
}

fn read(documents: &[String]) -> Inspection {
    let mut inspection = Inspection::new(Options::default());
    documents.iter().for_each(|document| inspection.add(document.clone().into_bytes()));
    inspection
}

/// The change by the documents' words, one by one.
fn expected(before: Option<&str>, after: Option<&str>, whole: [bool; 2]) -> &'static str {
    let unknown = |status: Option<&str>| status == Some("Mystery");
    if unknown(before) && after.is_some() || unknown(after) && before.is_some() {
        return "unknown";
    }
    let kind = |status: &str| match status {
        "Success" => "good",
        "Failed" | "Timeout" => "bad",
        _ => "open",
    };
    match (before, after) {
        (Some(_), None) => {
            if whole[1] {
                "only-before"
            } else {
                "unknown"
            }
        }
        (None, Some(_)) => {
            if whole[0] {
                "only-after"
            } else {
                "unknown"
            }
        }
        (Some(before), Some(after)) => match (kind(before), kind(after)) {
            ("open", _) | (_, "open") => "no-result",
            ("good", "bad") => "new-failed",
            ("bad", "bad") => "still-failed",
            ("bad", "good") => "fixed",
            _ => "still-good",
        },
        (None, None) => unreachable!("of the union"),
    }
}

fn all() -> InstanceQuery {
    InstanceQuery { end: 1e9, ..InstanceQuery::default() }
}

fn chosen(inspection: &Inspection, query: &str) -> Vec<Value> {
    let page = inspection.compared(0, 1, &InstanceQuery { query: Some(query.to_owned()), ..all() });
    page.rows.iter().map(|row| serde_json::to_value(row).expect("JSON")).collect()
}

#[test]
fn large_numbers_are_grouped_as_the_language_groups_them() {
    let of = |status| -> Side { (0..1_234).map(|at| (format!("i-{at:04}"), status)).collect() };
    let mut inspection = read(&[answer("t-before", &of("Success"), None), answer("t-after", &of("Failed"), None)]);
    for (language, words) in [(Language::En, "Of 1,234 instances: 1,234 newly failed,"), (Language::Zh, "1,234")] {
        inspection.set_language(language);
        let sentence = inspection.compare(0, 1).expect("two").sentence.to_string();
        assert!(sentence.contains(words) && !sentence.contains("1234"), "{sentence}");
    }
}

#[test]
fn numbers_add_up_and_each_instance_is_told_as_by_hand() {
    let mut dice = Dice(21);
    for round in 0..800 {
        let (before, after) = (side(&mut dice), side(&mut dice));
        if before.is_empty() || after.is_empty() {
            continue;
        }
        // All rows are here, more are missing, or nothing tells.
        let totals = [&before, &after].map(|side| [Some(side.len()), Some(side.len() + 3), None][dice.below(3)]);
        let whole = [totals[0] == Some(before.len()), totals[1] == Some(after.len())];
        let inspection = read(&[answer("t-before", &before, totals[0]), answer("t-after", &after, totals[1])]);
        let found = serde_json::to_value(inspection.compare(0, 1).expect("two invocations")).expect("JSON");
        let union: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        assert_eq!(found["total"], union.len(), "round {round}");
        for list in ["changes", "outcomes"] {
            let sum: u64 = found[list].as_array().expect("a list").iter().filter_map(|one| one["count"].as_u64()).sum();
            assert_eq!(sum, union.len() as u64, "{list} of round {round}");
        }
        // The sentence says each of its numbers.
        let sentence = inspection.compare(0, 1).expect("two").sentence.to_string();
        let numbers: u64 =
            sentence.split(|char: char| !char.is_ascii_digit()).filter_map(|n| n.parse::<u64>().ok()).sum();
        assert_eq!(numbers, 2 * union.len() as u64, "{sentence}");
        let rows = chosen(&inspection, "");
        assert_eq!(rows.len(), union.len());
        for row in &rows {
            let id = row["instanceId"].as_str().expect("an id").to_owned();
            let change = expected(before.get(&id).copied(), after.get(&id).copied(), whole);
            assert_eq!(row["change"], change, "round {round}: {id} {before:?} {after:?} {whole:?}");
        }
        for list in ["changes", "outcomes", "aspects"] {
            for one in found[list].as_array().expect("a list") {
                let query = one["query"].as_str().expect("a query");
                assert_eq!(one["count"], chosen(&inspection, query).len(), "{query}");
                let others = chosen(&inspection, &format!("-{query}")).len();
                assert_eq!(one["count"].as_u64().expect("a count") as usize + others, union.len(), "-{query}");
            }
        }
        // The other way round the same instances are fixed.
        let back = serde_json::to_value(inspection.compare(1, 0).expect("two invocations")).expect("JSON");
        let count = |of: &Value, change: &str| {
            of["changes"].as_array().expect("a list").iter().find(|one| one["change"] == change).expect("it")["count"]
                .clone()
        };
        for (one, two) in [
            ("new-failed", "fixed"),
            ("only-before", "only-after"),
            ("still-failed", "still-failed"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(count(&found, one), count(&back, two), "{one} of round {round}");
        }
    }
}

#[test]
fn a_query_asks_the_other_side_and_the_reference_of_what_only_that_has() {
    let side =
        |rows: &[(&str, &'static str)]| rows.iter().map(|(id, status)| ((*id).to_owned(), *status)).collect::<Side>();
    let before = side(&[("i-1", "Success"), ("i-2", "Failed"), ("i-3", "Failed")]);
    let after = side(&[("i-1", "Failed"), ("i-2", "Success"), ("i-4", "Success")]);
    let inspection = read(&[answer("t-1", &before, Some(3)), answer("t-2", &after, Some(3))]);
    for (query, ids) in [
        ("change:new-failed", vec!["i-1"]),
        ("change:newly-failed", vec!["i-1"]),
        ("变化:新失败", vec!["i-1"]),
        ("change:fixed,new-failed", vec!["i-1", "i-2"]),
        ("change:failed>succeeded", vec!["i-2"]),
        ("change:failed>none", vec!["i-3"]),
        ("change:only-before exit:1", vec!["i-3"]),
        ("exit:0", vec!["i-2", "i-4"]),
        ("exit:1", vec!["i-1", "i-3"]),
        ("-change:exit", vec!["i-3", "i-4"]),
        ("id:i-4 change:only-after", vec!["i-4"]),
        ("change:output", vec![]),
    ] {
        let rows = chosen(&inspection, query);
        let mut found: Vec<&str> = rows.iter().filter_map(|row| row["instanceId"].as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, ids, "{query}");
        let asked = |start: f64, end: f64| {
            let (query, sort) = (Some(query.to_owned()), Some("id".to_owned()));
            inspection.compared_ids(0, 1, &InstanceQuery { query, sort, start, end, ..all() })
        };
        assert_eq!(asked(0.0, 9.0), ids, "{query}");
        assert_eq!([asked(0.0, 1.0), asked(1.0, 9.0)].concat(), ids, "{query} by range");
    }
    // In the table of one invocation nothing is compared, and so nothing is chosen.
    let alone = InstanceQuery { query: Some("change:fixed".to_owned()), ..all() };
    assert_eq!(inspection.instances(1, &alone).total, 0);
    assert!(inspection.compare(0, 7).is_none() && inspection.compare(1, 1).is_none(), "nothing to compare");
}

#[test]
fn outputs_are_compared_by_what_they_hold() {
    let row = |output: Option<&str>, more: &Value| {
        let mut row = json!({"InstanceId": "i-1", "InvocationStatus": "Success", "ExitCode": 0});
        row.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        output.into_iter().for_each(|output| row["Output"] = output.into());
        row
    };
    let results = |id: &str, row: &Value| {
        let mut row = row.clone();
        row["InvokeId"] = id.into();
        json!({"Invocation": {"InvocationResults": {"InvocationResult": [row]}}}).to_string()
    };
    let none = json!({});
    for (before, after, differs) in [
        (row(Some("b25lIGxpbmUK"), &none), row(Some("b25lIGxpbmUK"), &none), false),
        (row(Some("b25lIGxpbmUK"), &none), row(Some("one line\n"), &none), false),
        (row(Some("b25lIGxpbmUK"), &none), row(Some("dHdvIGxpbmVzCg=="), &none), true),
        (row(Some("b25lIGxpbmUK"), &none), row(Some(""), &none), true),
        (row(None, &none), row(Some("b25lIGxpbmUK"), &none), false),
    ] {
        let inspection = read(&[results("t-1", &before), results("t-2", &after)]);
        let found = !chosen(&inspection, "change:output").is_empty();
        assert_eq!(found, differs, "{before} {after}");
    }
    let times = |end: &str| json!({"StartTime": "2026-03-02T21:00:00Z", "FinishTime": end});
    for (before, after, differs) in
        [("21:00:10", "21:00:19", false), ("21:00:10", "21:00:40", true), ("21:00:40", "21:00:50", false)]
    {
        let end = |clock: &str| row(None, &times(&format!("2026-03-02T{clock}Z")));
        let inspection = read(&[results("t-1", &end(before)), results("t-2", &end(after))]);
        assert_eq!(!chosen(&inspection, "change:duration").is_empty(), differs, "{before} {after}");
    }
}

#[test]
fn another_command_is_said_first() {
    let overall = |id: &str, content: &str, timeout: usize| {
        json!({"TotalCount": 1, "Invocations": {"Invocation": [{"InvokeId": id, "CommandContent": content, "Timeout": timeout, "InvokeInstances":
            {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": "Success"}]}}]}})
        .to_string()
    };
    let notes = |one: &str, two: &str| -> Vec<String> {
        let found = read(&[one.to_owned(), two.to_owned()]).compare(0, 1).expect("two invocations");
        found.notes.iter().map(|note| note.text.to_string()).collect()
    };
    let same = notes(&overall("t-1", "ZGY=", 60), &overall("t-2", "ZGY=", 60));
    assert!(same.is_empty(), "{same:?}");
    let other = notes(&overall("t-1", "ZGY=", 60), &overall("t-2", "ZGYgLWg=", 90));
    assert!(other[0].contains("different commands") && other[1].contains("Timeout"), "{other:?}");
}

#[test]
fn unstable_takes_three_invocations_of_one_command() {
    let run = |id: &str, one: &'static str, two: &'static str| {
        let rows: Side = [("i-1".to_owned(), one), ("i-2".to_owned(), two)].into();
        answer(id, &rows, Some(2))
    };
    let two = read(&[run("t-1", "Success", "Success"), run("t-2", "Failed", "Success")]);
    assert_eq!(two.compare(0, 1).expect("two").unstable, None);
    assert!(chosen(&two, "change:unstable").is_empty());
    let three =
        read(&[run("t-1", "Success", "Success"), run("t-2", "Failed", "Success"), run("t-3", "Success", "Success")]);
    assert_eq!(three.compare(0, 1).expect("two").unstable, Some(1));
    assert_eq!(chosen(&three, "change:unstable")[0]["instanceId"], "i-1");
}

#[test]
fn executions_of_a_recurring_command_are_compared_at_their_last_turn() {
    let row = |instance: &str, minute: usize, exit: i32| {
        json!({"InvokeId": "t-1", "InstanceId": instance, "InvocationStatus": if exit == 0 { "Success" } else { "Failed" }, "ExitCode": exit,
            "StartTime": format!("2026-03-02T21:{minute:02}:00Z"), "FinishTime": format!("2026-03-02T21:{minute:02}:05Z")})
    };
    let rows = vec![
        row("i-1", 1, 0),
        row("i-1", 2, 3),
        row("i-1", 3, 4),
        row("i-2", 1, 9),
        row("i-2", 2, 0),
        row("i-2", 3, 0),
        row("i-3", 1, 0),
        row("i-3", 2, 0),
        row("i-4", 1, 1),
    ];
    let document =
        json!({"Invocation": {"TotalCount": rows.len(), "InvocationResults": {"InvocationResult": rows}}}).to_string();
    let inspection = read(&[document]);
    let found = inspection.compare(0, 0).expect("executions");
    assert!(found.executions);
    let page = inspection.compared(0, 0, &InstanceQuery { sort: Some("id".to_owned()), ..all() });
    let told: Vec<Value> = page.rows.iter().map(|row| serde_json::to_value(row).expect("JSON")).collect();
    let short: Vec<(&str, &Value, &Value)> = told
        .iter()
        .map(|row| (row["change"].as_str().expect("a change"), &row["reference"]["record"], &row["other"]["record"]))
        .collect();
    assert_eq!(
        short,
        [
            ("new-failed", &json!(0), &json!(1)),
            ("fixed", &json!(0), &json!(1)),
            ("still-good", &json!(0), &json!(1)),
            ("unknown", &Value::Null, &Value::Null),
        ]
    );
    // The first bad execution is asked, not the newest.
    let asked = InstanceQuery { query: Some("exit:3".to_owned()), ..all() };
    assert_eq!(inspection.compared(0, 0, &asked).total, 1);
    assert_eq!(inspection.compared(0, 0, &InstanceQuery { query: Some("exit:4".to_owned()), ..all() }).total, 0);
}

#[test]
fn an_execution_is_called_by_what_became_of_it_while_its_schedule_waits() {
    let row = |minute: usize, exit: i32| {
        json!({"InvokeId": "t-1", "InstanceId": "i-1", "InvocationStatus": "Scheduled", "ExitCode": exit, "Repeats": 2,
            "StartTime": format!("2026-03-02T21:{minute:02}:00Z"), "FinishedTime": format!("2026-03-02T21:{minute:02}:05Z")})
    };
    let document =
        json!({"Invocation": {"TotalCount": 2, "InvocationResults": {"InvocationResult": [row(1, 1), row(2, 0)]}}});
    let inspection = read(&[document.to_string()]);
    let page = inspection.compared(0, 0, &all());
    let told = serde_json::to_value(&page.rows[0]).expect("JSON");
    let labels = ["reference", "other"].map(|side| told[side]["badge"]["label"].as_str().unwrap_or("none"));
    assert_eq!(labels, ["failed", "succeeded"]);
}

#[test]
fn outputs_that_differ_come_in_pairs() {
    let rows = |id: &str, outputs: [&str; 3]| {
        let row = |(at, output): (usize, &&str)| json!({"InvokeId": id, "InstanceId": format!("i-{at}"), "InvocationStatus": "Success", "ExitCode": 0, "Output": output});
        json!({"Invocation": {"InvocationResults": {"InvocationResult": outputs.iter().enumerate().map(row).collect::<Vec<_>>()}}}).to_string()
    };
    let inspection = read(&[rows("t-1", ["one two", "same", "x y"]), rows("t-2", ["one three", "same", "x z"])]);
    let texts = inspection.compared_texts(0, 1, "", 0..usize::MAX);
    assert_eq!(texts.bytes, b"one twoone threex yx z");
    assert_eq!((texts.ends, texts.ids.as_str()), (vec![7, 16, 19, 22], "i-0\ni-0\ni-2\ni-2\n"));
    assert_eq!((texts.invocations, texts.instances, texts.records), (vec![0, 1, 0, 1], vec![0, 0, 2, 2], vec![0; 4]));
    assert_eq!(inspection.compared_texts(0, 1, "id:i-2", 0..usize::MAX).ends.len(), 2);
    assert!(inspection.compared_texts(0, 9, "", 0..usize::MAX).ends.is_empty());
}

/// Compares in pieces of so many instances, and chooses what a query asks for; ever further, and never beyond its end.
fn compare_in_pieces(inspection: &Inspection, (reference, other): (usize, usize), query: &str, rows: usize) {
    let mut comparing = Comparing::new(inspection, reference, other, Some(query));
    let (mut is_over, mut last) = (false, 0.0);
    while !is_over {
        is_over = comparing.next(inspection, rows).expect("it has not changed");
        let progress = comparing.progress(inspection);
        assert!((0.0..=1.0).contains(&progress), "{progress}");
        last = f64::max(last, progress);
    }
    assert!((last - 1.0).abs() < f64::EPSILON, "{last}");
    // What is kept is not made again.
    if inspection.compare(reference, other).is_some() {
        assert_eq!(Comparing::new(inspection, reference, other, Some(query)).next(inspection, 1), Ok(true));
    }
}

/// All that a comparison tells, as JSON.
fn told(inspection: &Inspection, (reference, other): (usize, usize), queries: &[&str]) -> String {
    let page = |query: &&str| {
        let asked = InstanceQuery { query: Some((*query).to_owned()), ..all() };
        let texts = inspection.compared_texts(reference, other, query, 0..usize::MAX);
        let page = inspection.compared(reference, other, &asked);
        let ids = inspection.compared_ids(reference, other, &asked);
        json!([serde_json::to_value(page).expect("JSON"), ids, texts.bytes, texts.ends, texts.ids])
    };
    let found = serde_json::to_value(inspection.compare(reference, other)).expect("JSON");
    json!([found, queries.iter().map(page).collect::<Vec<_>>()]).to_string()
}

/// Both ways round, and each with itself; in pieces of several sizes it is what it is at once.
fn holds_in_pieces(name: &str, documents: &[Vec<u8>], queries: &[&str]) {
    let read = || {
        let mut inspection = Inspection::new(Options::default());
        documents.iter().for_each(|document| inspection.add(document.clone()));
        inspection
    };
    let (whole, pieces) = (read(), read());
    let invocations = whole.model().invocations.len().min(3);
    for pair in (0..invocations).flat_map(|one| (0..=invocations).map(move |two| (one, two))) {
        let whole = told(&whole, pair, queries);
        for rows in [1, 7, 1_000] {
            let mut comparing = Comparing::new(&pieces, pair.0, pair.1, None);
            while comparing.next(&pieces, rows) == Ok(false) {}
            assert_eq!(comparing.next(&pieces, rows), Ok(true));
            for query in queries {
                compare_in_pieces(&pieces, pair, query, rows);
            }
            assert_eq!(told(&pieces, pair, queries), whole, "{name} {pair:?} by {rows}");
            // The next ones begin anew.
            let _ = pieces.compare(pair.1, pair.0);
        }
    }
}

#[test]
fn every_case_is_compared_in_pieces_as_at_once() {
    for case in support::cases() {
        holds_in_pieces(&case.name, &[case.bytes], &["", "-change:still-good"]);
    }
}

#[test]
fn pieces_are_the_whole() {
    let queries =
        ["", "change:fixed,only-before", "exit:1", "s", "group:1", "-outcome:succeeded change:status", "failed"];
    let mut dice = Dice(22);
    for round in 0..40 {
        // Three of one command, so that some are unstable; an id twice, and one that is hidden.
        let documents = ["t-1", "t-2", "t-3"].map(|id| {
            let mut rows = side(&mut dice);
            if dice.below(3) == 0 {
                rows.insert("i-00***".to_owned(), "Success");
            }
            let total = [Some(rows.len()), None][dice.below(2)];
            answer(id, &rows, total).replace("i-011", "i-004").into_bytes()
        });
        holds_in_pieces(&format!("round {round}"), &documents, &queries);
    }
}

/// What is asked of the rows is asked in parts; the table of one invocation is asked at once.
#[test]
fn rows_are_chosen_as_in_the_table_of_one_invocation() {
    let document = |id: &str, shift: usize| {
        let row = |at: usize| {
            let exit = (at + shift) % 5 % 3;
            let output = if at.is_multiple_of(7) { String::new() } else { format!("line {}\n", (at + shift) % 11) };
            json!({"InvokeId": id, "InstanceId": format!("i-{at:04}"), "InvocationStatus": if exit == 0 { "Success" } else { "Failed" },
                "ExitCode": exit, "StartTime": format!("2026-03-02T21:00:{:02}Z", at % 50), "FinishTime": "2026-03-02T21:01:00Z", "Output": output})
        };
        json!({"Invocation": {"InvocationResults": {"InvocationResult": (0..700).map(row).collect::<Vec<_>>()}}})
            .to_string()
    };
    let inspection = read(&[document("t-1", 0), document("t-2", 3)]);
    for query in [
        "",
        "exit:1",
        "-exit:1",
        "id:i-0*9",
        "line",
        "out:\"line 7\"",
        "group:2",
        "group:3..9",
        "group:empty",
        "\"2 on\"",
        "has:output",
        "is:final",
        "duration:>20s",
        "status:Failed",
        "reason:*",
        "i-06 line exit:2",
        "start:>=2026-03-02T21:00:30Z",
        "differs",
        "empty",
    ] {
        let asked = InstanceQuery { query: Some(query.to_owned()), sort: Some("id".to_owned()), ..all() };
        let expected = inspection.instance_ids(1, &asked);
        assert_eq!(inspection.compared_ids(0, 1, &asked), expected, "{query}");
        compare_in_pieces(&inspection, (0, 1), query, 100);
        assert_eq!(inspection.compared_ids(0, 1, &asked), expected, "{query} in pieces");
    }
}

#[test]
fn outputs_come_in_parts() {
    let document = |id: &str, word: &str| {
        let row = |at: usize| json!({"InvokeId": id, "InstanceId": format!("i-{at}"), "InvocationStatus": "Success", "Output": format!("{at}{}", if at.is_multiple_of(3) { word } else { "" })});
        json!({"Invocation": {"InvocationResults": {"InvocationResult": (0..20).map(row).collect::<Vec<_>>()}}})
            .to_string()
    };
    let inspection = read(&[document("t-1", "a"), document("t-2", "b")]);
    let whole = inspection.compared_texts(0, 1, "", 0..usize::MAX);
    assert_eq!(whole.ends.len(), 14);
    let (mut bytes, mut ids) = (Vec::new(), String::new());
    for start in 0..9 {
        let part = inspection.compared_texts(0, 1, "", start..start + 1);
        assert_eq!(part.ends.len(), if start < 7 { 2 } else { 0 });
        bytes.extend(part.bytes);
        ids.push_str(&part.ids);
    }
    assert_eq!((bytes, ids), (whole.bytes, whole.ids));
}

#[test]
fn nothing_more_comes_of_what_has_changed() {
    let rows: Side = [("i-1".to_owned(), "Success"), ("i-2".to_owned(), "Failed")].into();
    let documents = ["t-1", "t-2", "t-3"].map(|id| answer(id, &rows, None));
    let mut inspection = read(&documents);
    for query in ["", "exit:1"] {
        let mut comparing = Comparing::new(&inspection, 0, 1, Some(query));
        assert_eq!(comparing.next(&inspection, 1), Ok(false));
        assert_eq!(comparing.next(&read(&documents), 1), Err(Changed), "another one");
        inspection.set_language(Language::Zh);
        assert_eq!(comparing.next(&inspection, 1), Err(Changed), "a language");
    }
    compare_in_pieces(&inspection, (0, 1), "", 1);
    let mut choosing = Comparing::new(&inspection, 0, 1, Some("exit:1"));
    // Two are kept: one that is shown until the next is made.
    assert!(inspection.compare(1, 0).is_some());
    assert_eq!(choosing.next(&inspection, 1), Ok(false));
    assert!(inspection.compare(0, 2).is_some());
    assert_eq!(choosing.next(&inspection, 1), Err(Changed), "two other comparisons");
}
