//! The query language over rows: a second, straightforward implementation chooses the same, facets and reasons are counted by
//! hand, orders are checked row by row, and any text at all is read.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use invocation_inspector::Inspection;
use invocation_inspector::query::pattern::{Has, Is, Word};
use invocation_inspector::query::{Key, Query, Test, fold};
use invocation_inspector::status::Outcome;
use invocation_inspector::view::page::facets::Facet;
use invocation_inspector::view::page::instances::{InstanceQuery, Printed};
use invocation_inspector::view::page::texts::{Part, Texts};
use invocation_inspector::view::report::json;
use invocation_inspector::words::Language;
use serde_json::Value;
use support::Dice;

/// Rows of every kind: statuses of both endings, exit codes, error codes, times with and without an end, outputs.
fn fleet(rows: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::new();
    for i in 0..rows {
        let (status, exit, error, info) = match dice.below(12) {
            0..5 => ("Success", Some(0), "", ""),
            5 => ("Failed", Some(1), "", ""),
            6 => ("Failed", Some(137), "ExitCodeNonzero", "the exit code is not zero"),
            7 => ("Timeout", Some(-1), "ExecutionTimeout", "the command execution has been timeout"),
            8 => ("Aborted", None, "ClientNotRunning", "the aliyun service is not running on the instance"),
            9 => ("Invalid", None, "Some_Unknown.Code", "a, \"quoted\" text"),
            10 => ("Running", None, "", ""),
            _ => ("Terminated", Some(143), "", ""),
        };
        // The same bytes may be written in several ways.
        let output =
            dice.one_of(&["", "b2sK", r"b2s\u004b", "RXJyb3I6IE9PTSBraWxsZWQK", "5aSx6LSlCg==", "b2sKbm8K"]).to_owned();
        let output = if dice.below(10) == 0 { String::new() } else { format!(r#","Output":"{output}""#) };
        let comma = if text.is_empty() { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"InvokeId":"t-fleet","InstanceId":"i-{:04}","InvocationStatus":"{status}""#,
            i * 7 % rows
        );
        if let Some(exit) = exit {
            let _ = write!(text, r#","ExitCode":{exit}"#);
        }
        if !error.is_empty() {
            let _ = write!(text, r#","ErrorCode":"{error}","ErrorInfo":{}"#, Value::from(info));
        }
        if dice.below(5) > 0 {
            let (minute, seconds) = (dice.below(60), dice.below(50));
            let _ = write!(text, r#","StartTime":"2026-11-20T08:{minute:02}:00Z""#);
            if status != "Running" && dice.below(6) > 0 {
                let _ = write!(text, r#","FinishTime":"2026-11-20T08:{minute:02}:{seconds:02}Z""#);
            }
        }
        let _ = write!(text, r#"{output},"Dropped":{}}}"#, if dice.below(9) == 0 { 12 } else { 0 });
    }
    format!(
        r#"{{"Invocation":{{"TotalCount":{rows},"PageNumber":1,"PageSize":50,"InvocationResults":{{"InvocationResult":[{text}]}}}}}}"#
    )
}

fn ask(query: &str, sort: &str) -> InstanceQuery {
    InstanceQuery { query: Some(query.into()), sort: Some(sort.into()), end: 1e9, ..InstanceQuery::default() }
}

/// The rows that a query chooses, as JSON.
fn rows(inspection: &Inspection, query: &str, sort: &str) -> Vec<Value> {
    let page = inspection.instances(0, &ask(query, sort));
    page.rows.iter().map(|row| serde_json::from_str(&json::write(row)).expect("JSON")).collect()
}

fn indices(inspection: &Inspection, query: &str, sort: &str) -> Vec<u32> {
    inspection.instances(0, &ask(query, sort)).rows.iter().map(|row| row.index).collect()
}

/// How many rows a query chooses.
fn count(inspection: &Inspection, invocation: usize, query: &str) -> usize {
    inspection.instances(invocation, &InstanceQuery { end: 0.0, ..ask(query, "") }).total
}

/// Every row, with what its output is called among all of them.
fn rows_printed(inspection: &Inspection) -> Vec<Value> {
    let page = inspection.instances(0, &InstanceQuery { printed: true, ..ask("", "") });
    page.rows.iter().map(|row| serde_json::from_str(&json::write(row)).expect("JSON")).collect()
}

/// A row as a reader sees it, with what stands in its record besides.
struct Seen {
    row: Value,
    output: String,
    info: String,
    dropped: bool,
    reason: String,
    ran: &'static str,
    /// The number of its output, or why there is none.
    group: Result<usize, &'static str>,
}

/// Numbers of equal outputs: the most frequent first, then the one that appears first.
fn number_outputs(all: &mut [Seen]) {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for seen in all.iter().filter(|seen| seen.group.is_ok()) {
        match counts.iter_mut().find(|(output, _)| *output == seen.output) {
            Some((_, count)) => *count += 1,
            None => counts.push((seen.output.clone(), 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for seen in all.iter_mut().filter(|seen| seen.group.is_ok()) {
        seen.group = Ok(1 + counts.iter().position(|(output, _)| *output == seen.output).expect("counted"));
    }
}

fn seen(inspection: &Inspection) -> Vec<Seen> {
    let report = support::report(inspection);
    let mut all: Vec<Seen> = rows_printed(inspection)
        .into_iter()
        .map(|row| {
            let at = usize::try_from(row["index"].as_u64().expect("an index")).expect("small");
            let record = &report["invocations"][0]["instances"][at]["records"][0];
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let (status, error) = (text(&row["status"]), text(&row["errorCode"]));
            // As the rows above are made.
            let (reason, ran) = match (&*status, &*error, row["exitCode"].as_i64()) {
                ("Success", ..) => (String::new(), "ended"),
                ("Running", ..) => (status.clone(), "partly"),
                (_, "ClientNotRunning", _) => (error, "never"),
                (_, "ExecutionTimeout" | "Some_Unknown.Code", _) => (error, "partly"),
                (_, _, Some(1)) => ("1".to_owned(), "ended"),
                (_, _, Some(exit)) => (exit.to_string(), "partly"),
                other => panic!("{other:?}"),
            };
            let output = text(&record["output"]["text"]);
            let group = match &record["output"] {
                Value::Null => Err("none"),
                _ if output.is_empty() => Err("empty"),
                _ => Ok(0),
            };
            Seen { output, info: text(&record["errorInfo"]), dropped: record["dropped"] != 0, row, reason, ran, group }
        })
        .collect();
    number_outputs(&mut all);
    all
}

/// A condition with its meaning, written down a second time.
type Holds = Box<dyn Fn(&Seen) -> bool>;

fn number(row: &Value) -> Option<i64> {
    row["exitCode"].as_i64()
}

/// A text, and that it stands in what the table shows of a row or in its output.
fn searched(dice: &mut Dice) -> (String, Holds) {
    const TEXTS: &[&str] = &[
        "oom",
        "失败",
        "i-00",
        "137",
        "SIGKILL",
        "Failed",
        "quoted",
        "08:1",
        "killed",
        "no output",
        "empty",
        "output 2",
        "output 1 (",
        "ends after line 1",
        "no",
    ];
    let text = dice.one_of(TEXTS);
    let folded = fold(text);
    let holds = move |seen: &Seen| {
        let row = &seen.row;
        let columns = [&row["instanceId"], &row["badge"]["label"], &row["badge"]["outcome"], &row["errorCode"]];
        let times = [&row["startTime"], &row["finishTime"], &row["duration"]];
        let others = [&row["reason"], &row["printed"]["label"], &row["printed"]["difference"], &row["printed"]["note"]];
        let mut texts: Vec<String> =
            columns.into_iter().chain(times).chain(others).filter_map(Value::as_str).map(str::to_owned).collect();
        texts.push(number(row).map(|exit| exit.to_string()).unwrap_or_default());
        texts.extend([seen.output.clone(), seen.info.clone()]);
        texts.iter().any(|text| fold(text).contains(&folded))
    };
    (format!("\"{text}\""), Box::new(holds))
}

fn choice(dice: &mut Dice) -> (String, Holds) {
    fn is(name: &'static str, value: &str) -> Holds {
        let value = value.to_owned();
        Box::new(move |seen| seen.row[name].as_str().is_some_and(|own| own.eq_ignore_ascii_case(&value)))
    }
    match dice.below(15) {
        0 => {
            let outcome = dice.one_of(&["failed", "succeeded", "stopped", "running"]).to_owned();
            (format!("outcome:{outcome}"), Box::new(move |seen| seen.row["badge"]["outcome"] == *outcome))
        }
        1 => {
            let status = dice.one_of(&["success", "Timeout", "ABORTED", "Nothing"]).to_owned();
            (format!("状态：{status}"), is("status", &status))
        }
        2 => {
            let (low, high) = (i64::try_from(dice.below(3)).expect("small") - 1, 140_i64);
            let written = format!("exit:{low}..{high}");
            (written, Box::new(move |seen| number(&seen.row).is_some_and(|exit| low <= exit && exit <= high)))
        }
        3 => ("exit>1".into(), Box::new(|seen| number(&seen.row).is_some_and(|exit| exit > 1))),
        4 => ("exit:0，137".into(), Box::new(|seen| matches!(number(&seen.row), Some(0 | 137)))),
        5 => ("exit:SIG*".into(), Box::new(|seen| matches!(number(&seen.row), Some(137 | 143)))),
        6 => ("error:client*".into(), Box::new(|seen| seen.row["errorCode"] == "ClientNotRunning")),
        7 => {
            let written = "error:\"Some_Unknown.Code\",ExecutionTimeout".into();
            (
                written,
                Box::new(|seen| {
                    matches!(seen.row["errorCode"].as_str(), Some("Some_Unknown.Code" | "ExecutionTimeout"))
                }),
            )
        }
        8 => {
            let reason = dice.one_of(&["137", "143", "1", "ClientNotRunning", "Running"]).to_owned();
            (format!("reason:{reason}"), Box::new(move |seen| seen.reason == reason))
        }
        9 => {
            let most = dice.below(50);
            let written = format!("duration:<={most}s");
            (
                written,
                Box::new(move |seen| seen.row["durationSeconds"].as_f64().is_some_and(|long| long <= most as f64)),
            )
        }
        10 => {
            let minute = dice.below(60);
            let from = format!("2026-11-20T08:{minute:02}");
            let written = format!("start:>={from}");
            (written, Box::new(move |seen| seen.row["startTime"].as_str().is_some_and(|start| start >= &*from)))
        }
        11 => match dice.below(4) {
            0 => ("has:output".into(), Box::new(|seen| !seen.output.is_empty())),
            1 => ("has:dropped".into(), Box::new(|seen| seen.dropped)),
            2 => ("has:exit".into(), Box::new(|seen| number(&seen.row).is_some())),
            _ => ("has:error".into(), Box::new(|seen| !seen.row["errorCode"].is_null())),
        },
        12 => match dice.below(4) {
            0 => ("group:1".into(), Box::new(|seen| seen.group == Ok(1))),
            1 => ("输出组>1".into(), Box::new(|seen| seen.group.is_ok_and(|number| number > 1))),
            2 => ("group:2..<4,空输出".into(), Box::new(|seen| matches!(seen.group, Ok(2 | 3) | Err("empty")))),
            _ => ("group:none".into(), Box::new(|seen| seen.group == Err("none"))),
        },
        13 => match dice.below(4) {
            0 => ("is:never-started".into(), Box::new(|seen| seen.ran == "never")),
            1 => ("is:half-done".into(), Box::new(|seen| seen.ran == "partly")),
            2 => ("is:ran-to-end".into(), Box::new(|seen| seen.ran == "ended")),
            _ => ("is:active".into(), Box::new(|seen| seen.row["badge"]["outcome"] == "running")),
        },
        _ => searched(dice),
    }
}

#[test]
fn a_second_implementation_chooses_the_same_rows() {
    let inspection = support::read(fleet(600, 1).as_bytes());
    let all = seen(&inspection);
    assert_eq!(all.len(), 600);
    let mut dice = Dice(2);
    let mut chosen = [0_usize; 2];
    for _ in 0..2_000 {
        let mut text = String::new();
        let mut holds: Vec<(bool, Holds)> = Vec::new();
        for _ in 0..=dice.below(3) {
            let (written, one) = choice(&mut dice);
            let negated = dice.below(4) == 0;
            let _ =
                write!(text, "{}{written}{}", if negated { "-" } else { "" }, dice.one_of(&[" ", "\u{3000}", "\n"]));
            holds.push((negated, one));
        }
        let meets = |seen: &Seen| holds.iter().all(|(negated, one)| one(seen) != *negated);
        let by_hand: Vec<u32> = all.iter().zip(0..).filter(|(seen, _)| meets(seen)).map(|(_, at)| at).collect();
        chosen[usize::from(by_hand.is_empty())] += 1;
        assert_eq!(indices(&inspection, &text, ""), by_hand, "{text}");
    }
    assert!(chosen[0] > 600 && chosen[1] > 200, "the queries say something: {chosen:?}");
}

#[test]
fn text_is_found_in_every_column_as_it_is_shown() {
    let mut document = fleet(300, 6).replace("\"Dropped\":12", "\"Dropped\":15541");
    // Times are shown in UTC whatever their zone.
    document = document.replace("2026-11-20T08:10:00Z", "2026-11-20T16:10:00+08:00");
    let mut inspection = support::read(document.as_bytes());
    for language in Language::ALL {
        inspection.set_language(*language);
        let all = rows_printed(&inspection);
        let mut found = 0;
        for row in &all {
            let mut shown: Vec<String> =
                ["startTime", "finishTime", "reason"].iter().map(|name| row[*name].to_string()).collect();
            shown.extend(["label", "note", "difference"].iter().map(|name| row["printed"][*name].to_string()));
            shown.push(if row["dropped"] == 15_541 { "\"15,541\"".to_owned() } else { "null".to_owned() });
            shown.push(Value::from(format!("{}", row["records"])).to_string());
            for text in shown.iter().filter(|text| *text != "null") {
                let chosen = indices(&inspection, text, "");
                assert!(
                    chosen.contains(&u32::try_from(row["index"].as_u64().expect("an index")).expect("small")),
                    "{text}"
                );
                found += 1;
            }
        }
        assert!(found > 4 * all.len(), "{found}");
        // A text of one column chooses those alone that have it.
        let none: Vec<u32> = indices(&inspection, "group:none", "");
        assert!(!none.is_empty());
        let label = if *language == Language::En { "no output" } else { "无输出" };
        assert_eq!(indices(&inspection, &format!("\"{label}\""), ""), none);
        let second = all.iter().find(|row| row["printed"]["group"] == 2).expect("two groups");
        assert_eq!(
            indices(&inspection, &second["printed"]["label"].to_string(), ""),
            indices(&inspection, "group:2", "")
        );
    }
}

#[test]
fn a_text_is_told_as_it_was_typed() {
    let mut inspection = support::read(fleet(20, 7).as_bytes());
    for (written, text) in [("Aborted", "Aborted"), ("08:00:39Z", "08:00:39Z"), ("-\"No Space\"", "No Space")] {
        let label = inspection.read_query(written).pieces[0].label.clone();
        assert!(label.contains(&format!("“{text}”")), "{label}");
    }
    inspection.set_language(Language::Zh);
    assert_eq!(inspection.read_query("Aborted").pieces[0].label, "文本“Aborted”");
    assert_eq!(indices(&inspection, "SUCCESS", ""), indices(&inspection, "success", ""));
}

#[test]
fn values_that_are_listed_are_understood() {
    let mut inspection = support::read(fleet(20, 7).as_bytes());
    for (language, (before, between, after)) in
        [(Language::En, ("Expected one of: ", ", ", ".")), (Language::Zh, ("可用取值：", "，", "。"))]
    {
        inspection.set_language(language);
        for key in ["outcome", "has", "is", "change"] {
            let message = inspection.read_query(&format!("{key}:zzz")).pieces[0].message.clone().expect("a message");
            let listed = message.split_once(before).expect("a list").1.strip_suffix(after).expect("an end");
            for word in listed.split(between) {
                assert_eq!(inspection.read_query(&format!("{key}:{word}")).pieces[0].kind, "condition", "{key}:{word}");
                assert_eq!(word.is_ascii(), language == Language::En, "{word}");
            }
        }
        let message = inspection.read_query("group:zzz").pieces[0].message.clone().expect("a message");
        let words: &[&str] = if language == Language::En { &["empty", "none"] } else { &["空输出", "无输出"] };
        for word in words {
            assert!(message.contains(word), "{message}");
            assert_eq!(inspection.read_query(&format!("group:{word}")).pieces[0].kind, "condition", "{word}");
        }
    }
}

#[test]
fn facets_leave_out_their_own_conditions() {
    let inspection = support::read(fleet(400, 3).as_bytes());
    let mut dice = Dice(4);
    for _ in 0..200 {
        let pieces: Vec<String> = (0..=dice.below(3)).map(|_| choice(&mut dice).0).collect();
        let text = pieces.join(" ");
        let told = |facets: Vec<Facet>| facets.iter().map(json::write).collect::<Vec<_>>();
        let some = |key: Key| matches!(key, Key::Group | Key::Error | Key::Start);
        let of_all = inspection.facets(0, &text);
        let of_all: Vec<Facet> = of_all.into_iter().filter(|facet| Key::read(facet.key).is_some_and(some)).collect();
        assert_eq!(told(inspection.facets_of(0, &text, &some)), told(of_all), "{text}");
        for facet in inspection.facets(0, &text) {
            let of_others = |piece: &&String| {
                let query = Query::read(piece);
                !matches!(&query.pieces[0].test, Test::Condition(key, _) if key.as_str() == facet.key)
            };
            let others: Vec<&str> = pieces.iter().filter(of_others).map(String::as_str).collect();
            let mut sum = 0;
            for value in &facet.values {
                let query = format!("{} {}", others.join(" "), value.query);
                assert_eq!(count(&inspection, 0, &query), value.count as usize, "{pieces:?}: {query}");
                sum += value.count as usize;
            }
            let others = others.join(" ");
            // What every row has in one way alone adds up to all rows.
            let every = match facet.key {
                "outcome" | "group" => others,
                "duration" => format!("{others} has:start has:end"),
                "start" => format!("{others} has:start"),
                _ => continue,
            };
            let every = if pieces.iter().any(|piece| piece.starts_with("has:")) { None } else { Some(every) };
            assert!(every.is_none_or(|every| sum == count(&inspection, 0, &every)), "{pieces:?} {}", facet.key);
            assert!(facet.values.len() <= 6, "{}", facet.key);
        }
    }
}

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
fn a_position_is_the_place_of_a_row_among_those_that_are_chosen() {
    let inspection = support::read(fleet(200, 11).as_bytes());
    for (query, sort) in
        [("", ""), ("outcome:failed", "outcome"), ("exit:137 -status:Timeout", "-id"), ("no such text", "")]
    {
        let chosen = indices(&inspection, query, sort);
        for instance in 0..200 {
            let place = chosen.iter().position(|at| *at as usize == instance);
            assert_eq!(inspection.position(0, &ask(query, sort), instance), place, "{query} {sort}: {instance}");
        }
    }
    assert_eq!(inspection.position(1, &ask("", ""), 0), None, "no such invocation");
}

/// A source's title and the time of its first invocation.
fn named(text: &str) -> (Value, Value) {
    let inspection = support::read(text.as_bytes());
    let value = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    let summary = value(json::write(&inspection.summary()));
    let time = inspection.invocation(0).map_or(Value::Null, |detail| value(json::write(&detail))["time"].clone());
    (summary["sources"][0]["title"].clone(), time["instant"].clone())
}

#[test]
fn a_document_is_named_by_call_page_and_rows_and_an_invocation_has_its_time() {
    let results = |paging: &str, rows: &str| {
        format!(r#"{{"Invocation":{{{paging}"InvocationResults":{{"InvocationResult":[{rows}]}}}}}}"#)
    };
    let row = |id: u8, start: &str| {
        format!(r#"{{"InvokeId":"t-1","InstanceId":"i-{id}","InvocationStatus":"Success","StartTime":"{start}"}}"#)
    };
    let two = format!("{},{}", row(1, "2026-11-20T08:00:05Z"), row(2, "2026-11-20T08:00:03Z"));
    let first = Value::from("2026-11-20T08:00:03Z");
    for (text, title, time) in [
        (results(r#""TotalCount":2,"PageNumber":1,"PageSize":50,"#, &two), Value::from("Results · 2 rows"), first.clone()),
        // Of rows that are not all here, none may be the first.
        (results(r#""TotalCount":27,"PageNumber":2,"PageSize":2,"#, &two), Value::from("Results · page 2 of 14 · 2 rows"), Value::Null),
        (results(r#""PageNumber":3,"#, &two), Value::from("Results · page 3 · 2 rows"), first.clone()),
        (results(r#""TotalCount":2,"PageNumber":9,"PageSize":50,"#, &two), Value::from("Results · page 9 · 2 rows"), first),
        (results("", &row(1, "")), Value::from("Results · 1 row"), Value::Null),
        (
            r#"{"TotalCount":1,"PageNumber":1,"PageSize":10,"Invocations":{"Invocation":[{"InvokeId":"t-1","CreationTime":"2026-11-20T08:00:00Z","InvokeInstances":{"InvokeInstance":[]}}]}}"#.to_owned(),
            Value::from("Invocations · 1 invocation"),
            Value::from("2026-11-20T08:00:00Z"),
        ),
        ("no response at all".to_owned(), Value::Null, Value::Null),
    ] {
        assert_eq!(named(&text), (title, time), "{text}");
    }
}

#[test]
fn ids_are_those_of_the_rows_that_are_chosen_in_their_order() {
    let inspection = support::read(fleet(40, 9).as_bytes());
    let ids: Vec<String> = rows(&inspection, "exit:0", "-id")
        .iter()
        .map(|row| row["instanceId"].as_str().expect("an id").to_owned())
        .collect();
    assert!(ids.len() > 5 && ids.iter().rev().is_sorted());
    assert_eq!(inspection.ids(0, &ask("exit:0", "-id"), "lines"), Some(ids.join("\n")));
    assert_eq!(inspection.ids(0, &ask("exit:0", "-id"), "json"), Some(Value::from(ids).to_string()));
    assert_eq!(inspection.ids(1, &ask("", ""), "lines"), None);
}

#[test]
fn calls_are_split_at_what_they_take_and_made_only_with_ids() {
    let rows = |more: &str| {
        let row = |i: u32| {
            let status = if i.is_multiple_of(2) { "Running" } else { "Failed" };
            format!(r#"{{"InvokeId":"t-1","InstanceId":"i-{i}","InvocationStatus":"{status}"{more}}}"#)
        };
        let all: Vec<String> = (0..220).map(row).collect();
        format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, all.join(","))
    };
    let inspection = support::read(rows(r#","CommandId":"c-1""#).as_bytes());
    let calls = inspection.ids(0, &ask("", ""), "invoke").expect("a command");
    let calls: Vec<&str> = calls.lines().collect();
    let instances = |call: &str| call.matches(" --InstanceId.").count();
    assert_eq!(calls.iter().map(|call| instances(call)).collect::<Vec<_>>(), [100, 100, 20]);
    let begin = "aliyun ecs InvokeCommand --RegionId YOUR_REGION --CommandId c-1 --InstanceId.1 i-";
    assert!(calls.iter().all(|call| call.starts_with(begin)), "{}", calls[1]);
    // Those that have ended cannot be stopped.
    let calls = inspection.ids(0, &ask("", ""), "stop").expect("a command");
    assert_eq!(calls.lines().map(instances).collect::<Vec<_>>(), [50, 50, 10]);
    assert!(calls.starts_with("aliyun ecs StopInvocation --RegionId YOUR_REGION --InvokeId t-1 --InstanceId.1 i-0 "));
    for more in ["", r#","CommandId":"c-1; rm -rf /""#, r#","CommandId":"c-****""#] {
        assert_eq!(support::read(rows(more).as_bytes()).ids(0, &ask("", ""), "invoke"), None, "{more}");
    }
}

/// An invocation with settings and one instance that failed.
fn with_settings(settings: &str) -> Inspection {
    let text = format!(
        r#"{{"PageNumber":1,"PageSize":10,"TotalCount":1,"Invocations":{{"Invocation":[{{"InvokeId":"t-1","InvocationStatus":"Failed"{settings},"InvokeInstances":{{"InvokeInstance":[{{"InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":1}}]}}}}]}}}}"#
    );
    support::read(text.as_bytes())
}

#[test]
fn a_command_is_made_of_the_content_only_where_all_of_it_is_here() {
    let run = |settings: &str| with_settings(settings).ids(0, &ask("", ""), "run");
    let script = r#","CommandType":"RunShellScript","CommandContent":"ZWNobyBoZWxsbwo=""#;
    let begin = "aliyun ecs RunCommand --RegionId YOUR_REGION --Type RunShellScript";
    let end = "--ContentEncoding Base64 --CommandContent ZWNobyBoZWxsbwo= --InstanceId.1 i-1";
    for (more, options) in [
        ("", ""),
        (r#","Timeout":60"#, " --Timeout 60"),
        (
            r#","Timeout":600,"WorkingDir":"/home/app","Username":"app""#,
            " --Timeout 600 --WorkingDir /home/app --Username app",
        ),
        (r#","WorkingDir":"","Parameters":"{}""#, ""),
        (r#","WorkingDir":"/srv/my app""#, " --WorkingDir '/srv/my app'"),
    ] {
        let all = [script, more].concat();
        assert_eq!(run(&all).as_deref(), Some(&*format!("{begin}{options} {end}")), "{more}");
    }
    // A text is written in Base64 as well.
    let plain = run(r#","CommandType":"RunBatScript","CommandContent":"echo hello & dir""#).expect("a command");
    assert!(
        plain.contains("--Type RunBatScript ") && plain.contains(" --CommandContent ZWNobyBoZWxsbyAmIGRpcg== "),
        "{plain}"
    );
    for missing in [
        r#","CommandContent":"ZWNobyBoZWxsbwo=""#,
        r#","CommandType":"RunShellScript""#,
        r#","CommandType":"RunPerlScript","CommandContent":"ZWNobyBoZWxsbwo=""#,
        r#","CommandType":"RunShellScript","CommandContent":"ZWNobyBoZW****""#,
        // Its parameters are put in by the service.
        r#","CommandType":"RunShellScript","CommandContent":"echo {{name}}","Parameters":{"name":"x"}"#,
    ] {
        assert_eq!(run(missing), None, "{missing}");
    }
    for setting in ["WorkingDir", "Username", "ContainerId", "ContainerName"] {
        for value in ["$(id)", "a`b`", "it's", "%PATH%", "-rf", "a\\nb", "é", "****"] {
            assert_eq!(run(&format!(r#"{script},"{setting}":"{value}""#)), None, "{setting} {value}");
        }
    }
    assert_eq!(run(&format!(r#"{script},"Timeout":-5"#)), None);
}

#[test]
fn only_instances_with_these_ids_are_asked_for() {
    let inspection = support::read(fleet(40, 9).as_bytes());
    let among = |query: &str, ids: &[&str]| InstanceQuery {
        ids: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
        ..ask(query, "id")
    };
    assert_eq!(
        inspection.ids(0, &among("", &["i-0031", "i-0002", "i-9999", "i-*"]), "lines").as_deref(),
        Some("i-0002\ni-0031")
    );
    assert_eq!(inspection.instances(0, &among("", &[])).total, 0);
    let all = inspection.instance_ids(0, &ask("", "id"));
    assert_eq!((all.len(), all.is_sorted()), (40, true));
    let some = inspection.instance_ids(0, &InstanceQuery { start: 10.0, end: 20.0, ..ask("", "id") });
    assert_eq!(some, all[10..20]);
    let succeeded = all.iter().filter(|id| count(&inspection, 0, &format!("id:{id} exit:0")) == 1).count();
    let every: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(inspection.instances(0, &among("exit:0", &every)).total, succeeded);
}

/// A text with whose it is: invocation, instance and record; kind and what became of it; id, bytes.
type Told = ([u32; 3], [u8; 2], String, Vec<u8>);

fn told(texts: &Texts) -> Vec<Told> {
    let starts = std::iter::once(&0).chain(&texts.ends);
    let ids: Vec<&str> = texts.ids.split('\n').collect();
    let one = |(at, (start, end)): (usize, (&u32, &u32))| {
        let bytes = texts.bytes[*start as usize..*end as usize].to_vec();
        let whose = [texts.invocations[at], texts.instances[at], texts.records[at]];
        (whose, [texts.kinds[at], texts.outcomes[at]], ids[at].to_owned(), bytes)
    };
    starts.zip(&texts.ends).enumerate().map(one).collect()
}

#[test]
fn texts_in_parts_are_those_of_the_whole_and_of_the_instances_that_a_query_chooses() {
    let mut chosen = 0;
    for case in support::cases() {
        let inspection = support::read(&case.bytes);
        let invocations = inspection.model().invocations.len();
        let parts = |invocation, newest, instances: Option<&[u32]>| {
            let mut all = Vec::new();
            loop {
                let part = Part { instances, start: all.len(), end: 2 * all.len() + 3 };
                let more = told(&inspection.texts(invocation, newest, part));
                assert!(more.len() <= all.len() + 3, "{}", case.name);
                if more.is_empty() {
                    return all;
                }
                all.extend(more);
            }
        };
        for (invocation, newest) in (0..invocations).map(Some).chain([None]).flat_map(|at| [(at, true), (at, false)]) {
            let whole = told(&inspection.texts(invocation, newest, Part::WHOLE));
            assert_eq!(parts(invocation, newest, None), whole, "{}", case.name);
            let Some(at) = invocation else { continue };
            let indices = inspection.instance_indices(at, &ask("-outcome:succeeded", ""));
            assert_eq!(indices.len(), count(&inspection, at, "-outcome:succeeded"), "{}", case.name);
            let expected: Vec<_> = whole.iter().filter(|text| indices.contains(&text.0[1])).cloned().collect();
            assert_eq!(parts(invocation, newest, Some(&indices)), expected, "{}", case.name);
            chosen += expected.len();
        }
    }
    assert!(chosen > 500, "{chosen} texts of some instances");
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

/// Which output each row has, in an order.
fn printed(inspection: &Inspection, sort: &str) -> Vec<Printed> {
    let rows = inspection.instances(0, &InstanceQuery { printed: true, ..ask("", sort) }).rows;
    rows.into_iter().map(|row| row.printed.expect("asked for")).collect()
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

#[test]
fn orders_hold_row_by_row() {
    let inspection = support::read(fleet(500, 6).as_bytes());
    let number = |row: &Value, name: &str| row[name].as_f64();
    let text = |row: &Value, name: &str| row[name].as_str().map(str::to_owned);
    for (sort, name) in [("exit", "exitCode"), ("duration", "durationSeconds")] {
        let up: Vec<Option<f64>> = rows(&inspection, "", sort).iter().map(|row| number(row, name)).collect();
        let down: Vec<Option<f64>> =
            rows(&inspection, "", &format!("-{sort}")).iter().map(|row| number(row, name)).collect();
        let known = up.iter().filter(|value| value.is_some()).count();
        assert!(known > 100 && known < 500);
        assert!(up[..known].is_sorted() && up[known..].iter().all(Option::is_none), "{sort}");
        assert!(down[..known].iter().rev().is_sorted() && down[known..].iter().all(Option::is_none), "-{sort}");
    }
    let groups: Vec<_> = printed(&inspection, "group").into_iter().map(|printed| printed.group).collect();
    let known = groups.iter().filter(|group| group.is_some()).count();
    assert!(groups[..known].is_sorted() && groups[known..].iter().all(Option::is_none) && known < 500);
    let lines: Vec<_> = printed(&inspection, "-difference").into_iter().map(|printed| printed.difference).collect();
    let known = lines.iter().filter(|line| line.is_some()).count();
    assert!(lines[..known].iter().rev().is_sorted() && lines[known..].iter().all(Option::is_none) && known > 100);
    for (sort, name) in [("id", "instanceId"), ("start", "startTime"), ("status", "status"), ("error", "errorCode")] {
        let up: Vec<Option<String>> = rows(&inspection, "", sort).iter().map(|row| text(row, name)).collect();
        let known = up.iter().filter(|value| value.is_some()).count();
        assert!(up[..known].is_sorted() && up[known..].iter().all(Option::is_none), "{sort}");
    }
    // The second decides where the first does not, and the documents where neither does.
    let both = rows(&inspection, "", "status,-exit,nothing");
    let pairs: Vec<(String, i64)> = both
        .iter()
        .map(|row| (text(row, "status").expect("set"), -row["exitCode"].as_i64().unwrap_or(-1_000)))
        .collect();
    assert!(pairs.is_sorted());
    assert_eq!(indices(&inspection, "", ""), (0..500).collect::<Vec<u32>>());
    let mut all = indices(&inspection, "", "status,-exit,nothing");
    all.sort_unstable();
    assert_eq!(all, (0..500).collect::<Vec<u32>>());
}

#[test]
fn any_text_is_read_and_no_piece_of_it_is_dropped() {
    const SIGNS: &[&str] = &[
        "exit",
        "error",
        "outcome",
        "duration",
        "is",
        "退出码",
        ":",
        "：",
        "=",
        "<",
        ">",
        "-",
        "!",
        ",",
        "，",
        "..",
        "*",
        "\"",
        "“",
        "”",
        " ",
        "\u{3000}",
        "\t",
        "\u{200B}",
        "\u{FEFF}",
        "137",
        "30s",
        "failed",
        "失败",
        "i-bp1",
        "\\",
        "(",
        "[",
        "a:b",
        "{}",
        "%",
        "\u{0}",
        "é",
        "😀",
        "~",
        "2026-11-20",
        "http://x",
    ];
    let mut dice = Dice(7);
    for _ in 0..1_000_000 {
        let text: String = (0..dice.below(8)).map(|_| dice.one_of(SIGNS)).collect();
        let query = Query::read(&text);
        let mut at = 0;
        for piece in &query.pieces {
            assert!(piece.span.start >= at && piece.span.end > piece.span.start, "{text:?}");
            let between = &text[at..piece.span.start];
            assert!(
                between.chars().all(|char| char.is_whitespace() || char.is_control()),
                "{text:?}: {between:?} is dropped"
            );
            at = piece.span.end;
        }
        assert!(text[at..].chars().all(|char| char.is_whitespace() || char.is_control()), "{text:?}");
        // Chips are the pieces as they are written: put together they are the same query.
        let chips: Vec<&str> = query.pieces.iter().map(|piece| &text[piece.span.clone()]).collect();
        let again = Query::read(&chips.join(" "));
        let told = |query: &Query| {
            query
                .pieces
                .iter()
                .map(|piece| (piece.negated, piece.test.clone(), piece.trouble.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&again), told(&query), "{text:?}");
    }
}

#[test]
fn a_piece_says_how_it_was_read() {
    let inspection = support::read(fleet(3, 8).as_bytes());
    for (text, label, message, mend) in [
        ("exit:1,137", "Exit code: 1,137", None, None),
        ("-outcome:失败", "not Outcome: failed", None, None),
        ("oom", "text “oom”", None, None),
        ("exti:137", "text “exti:137”", Some("Likely meant: “exit”"), Some("exit:137")),
        ("-outcome:fail", "not text “outcome:fail”", Some("Expected one of: failed"), Some("-outcome:failed")),
        ("exit:", "text “exit:”", Some("A value is missing after “exit”"), None),
        ("duration:long", "text “duration:long”", Some("30s"), None),
        ("https://a.b", "text “https://a.b”", None, None),
    ] {
        let reading = inspection.read_query(&format!(" {text} "));
        let [piece] = &reading.pieces[..] else { panic!("{text}: {} pieces", reading.pieces.len()) };
        assert_eq!((&*piece.text, piece.start, piece.end), (text, 1, 1 + text.encode_utf16().count()));
        assert_eq!(piece.label, label);
        assert_eq!(piece.mend.as_deref(), mend, "{text}");
        let meant =
            ["exit", "exti", "outcome", "duration"].iter().find(|key| text.trim_start_matches('-').starts_with(**key));
        assert_eq!(piece.meant, meant.map(|key| if *key == "exti" { "exit" } else { key }), "{text}");
        match message {
            Some(part) => {
                assert!(piece.message.as_deref().is_some_and(|message| message.contains(part)), "{:?}", piece.message);
            }
            None => assert_eq!(piece.message, None, "{text}"),
        }
    }
}

#[test]
fn every_word_of_a_value_is_read() {
    fn are_read<W: Word + PartialEq>() -> bool {
        W::ALL.iter().all(|value| <W as Word>::read(value.word()) == Some(*value))
    }
    assert!(are_read::<Outcome>() && are_read::<Has>() && are_read::<Is>());
    for key in Key::ALL {
        assert_eq!(Key::read(key.as_str()), Some(key));
    }
}
