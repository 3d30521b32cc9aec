//! Queries over rows: a second, straightforward implementation chooses the same, facets leave out their own conditions, and orders are
//! checked row by row.

mod support;

use invocation_inspector::Inspection;
use invocation_inspector::query::{Key, Query, Test, fold};
use invocation_inspector::view::page::facets::Facet;
use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::view::report::json;
use invocation_inspector::words::Language;
use serde_json::Value;
use std::fmt::Write as _;
use support::Dice;
use support::fleet::{ask, count, fleet, indices, printed, rows, rows_printed};

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

/// Rows in which everything that was made ahead is asked, in JSON.
fn asked(inspection: &Inspection) -> String {
    let mut all = String::new();
    for query in ["", "oom", "137", "out:\"no\"", "duration:>10", "start:>08:30", "group:2..", "status:failed -e"] {
        for sort in ["", "status,-error", "duration,start", "-end", "difference", "-group"] {
            let page = inspection.instances(0, &InstanceQuery { printed: true, ..ask(query, sort) });
            all.push_str(&json::write(&page));
        }
        all.push_str(&json::write(&inspection.facets(0, query)));
    }
    all
}

#[test]
fn what_is_made_ahead_in_any_steps_changes_no_row() {
    for rows in [1, 2, 61, 150] {
        let text = fleet(rows, 17);
        let plain = asked(&support::read(text.as_bytes()));
        for step in [1, 7, 64, usize::MAX] {
            // How far it came when the first question came; the question may come between two steps.
            for before in [0, 1, 3, usize::MAX] {
                let inspection = support::read(text.as_bytes());
                let begun = (0..before).take_while(|_| !inspection.prepare(0, step)).count();
                assert!(begun < 1_000, "it comes to an end");
                let between = asked(&inspection);
                while !inspection.prepare(0, step) {}
                assert_eq!((between == plain, asked(&inspection) == plain), (true, true), "{rows} {step} {before}");
            }
        }
    }
    let inspection = support::read(fleet(3, 17).as_bytes());
    assert!(inspection.prepare(1, 1), "no such invocation");
    let many = std::iter::repeat_with(|| inspection.prepare(0, 1)).take(200).take_while(|done| !done).count();
    assert!(many > 3, "in steps: {many}");
    // What is shown is searched: in another language what was made is of no use.
    let mut inspection = support::read(fleet(40, 17).as_bytes());
    while !inspection.prepare(0, 9) {}
    let english = count(&inspection, 0, "失败");
    inspection.set_language(Language::Zh);
    assert!(!inspection.prepare(0, 9) && count(&inspection, 0, "失败") > english);
}
