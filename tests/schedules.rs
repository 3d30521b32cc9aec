//! Every `Frequency` of `schedules.json` has its words in both languages and its next executions beside it, or what cannot be
//! read; `UPDATE=1 cargo test --test schedules` rewrites them. The executions are held against a search minute by minute that
//! is written from the documents' sentences.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use invocation_inspector::schedule::{Schedule, next_executions, read_wall};
use invocation_inspector::view::phrases::schedule::{fault_words, words};
use invocation_inspector::words::Language;
use serde_json::{Value, json};

/// The clock in the zone of each schedule, and the creation that rates count from: a Saturday before a leap year.
const NOW: &str = "2026-11-21 05:55:38";
const CREATED: &str = "2026-11-01 00:00:30";

fn wall(text: &str) -> NaiveDateTime {
    read_wall(text).expect("a time")
}

fn table() -> Vec<Value> {
    let text = std::fs::read_to_string(path()).expect("the table");
    serde_json::from_str(&text).expect("JSON")
}

fn path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schedules.json")
}

fn frequency(row: &Value) -> &str {
    row["frequency"].as_str().expect("a text")
}

#[test]
fn every_frequency_is_said_and_continued_as_written_beside_it() {
    let rows: Vec<Value> = table();
    let fresh: Vec<Value> = rows
        .iter()
        .map(|row| {
            let frequency = frequency(row);
            match Schedule::read(frequency) {
                Ok(schedule) => {
                    let next = next_executions(&schedule, wall(NOW), Some(wall(CREATED)), 3);
                    let next: Vec<String> = next.iter().map(ToString::to_string).collect();
                    let zone = schedule.zone().and_then(|zone| zone.name());
                    json!({
                        "frequency": frequency, "en": words(&schedule, Language::En),
                        "zh": words(&schedule, Language::Zh), "zone": zone, "next": next,
                    })
                }
                Err(fault) => json!({
                    "frequency": frequency, "fault": fault_words(&fault, Language::En).to_string(),
                    "fault_zh": fault_words(&fault, Language::Zh).to_string(),
                }),
            }
        })
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        let text = serde_json::to_string_pretty(&fresh).expect("plain data") + "\n";
        std::fs::write(path(), text).expect("the table can be written");
    } else {
        for (row, fresh) in rows.iter().zip(&fresh) {
            assert_eq!(row, fresh);
        }
    }
}

/// Whether one field holds a value: by its text, piece by piece. `names` begin at `first`.
fn holds(field: &str, value: u32, min: u32, max: u32, names: &str, first: u32) -> bool {
    let number = |text: &str| -> u32 {
        let name = names.split(' ').position(|name| !name.is_empty() && text.to_lowercase().starts_with(name));
        name.map_or_else(|| text.parse().expect("a number"), |at| at as u32 + first)
    };
    field.split(',').any(|piece| {
        let (range, step) = piece.split_once('/').unwrap_or((piece, "1"));
        let step: u32 = step.parse().expect("a step");
        let (from, to) = match range.split_once('-') {
            _ if range == "*" || range == "?" => (min, max),
            Some((from, to)) => (number(from), number(to)),
            None => (number(range), if piece.contains('/') { max } else { number(range) }),
        };
        // A range that begins on Sunday begins the week.
        let from = if from > to { from % 7 } else { from };
        value >= from && value <= to && (value - from).is_multiple_of(step)
    })
}

fn last_of(date: NaiveDate) -> u32 {
    (28..=31).rfind(|day| date.with_day(*day).is_some()).expect("28 days at least")
}

/// "5W: the nearest weekday, Monday to Friday; the month is never left."
fn nearest(date: NaiveDate, day: u32) -> Option<u32> {
    date.with_day(day)?;
    let is_work = |day: u32| date.with_day(day).is_some_and(|date| date.weekday().number_from_monday() < 6);
    [day, day - 1, day + 1, day.saturating_sub(2), day + 2].into_iter().find(|day| is_work(*day))
}

fn day_of_month(piece: &str, date: NaiveDate) -> bool {
    match piece {
        "L" => date.day() == last_of(date),
        "LW" => nearest(date, last_of(date)) == Some(date.day()),
        _ => match piece.strip_suffix('W') {
            Some(day) => nearest(date, day.parse().expect("a day")) == Some(date.day()),
            None => holds(piece, date.day(), 1, 31, "", 0),
        },
    }
}

fn day_of_week(piece: &str, date: NaiveDate) -> bool {
    const DAYS: &str = "mon tue wed thu fri sat sun";
    let today = date.weekday().number_from_monday();
    let is = |text: &str| holds(text, today, 1, 7, DAYS, 1) || today == 7 && holds(text, 0, 1, 7, DAYS, 1);
    match (piece, piece.strip_suffix('L'), piece.split_once('#')) {
        ("L", ..) => today == 7,
        (_, Some(day), _) => is(day) && date.day() + 7 > last_of(date),
        (_, _, Some((day, nth))) => is(day) && date.day().div_ceil(7) == nth.parse::<u32>().expect("a number"),
        _ => is(piece),
    }
}

fn fits(fields: &[&str], at: NaiveDateTime) -> bool {
    let date = at.date();
    let months = "jan feb mar apr may jun jul aug sep oct nov dec";
    let open = |field: &str| field == "*" || field == "?";
    let month = fields[3].split(',').any(|piece| day_of_month(piece, date));
    let week = fields[5].split(',').any(|piece| day_of_week(piece, date));
    holds(fields[2], at.hour(), 0, 23, "", 0)
        && holds(fields[1], at.minute(), 0, 59, "", 0)
        && holds(fields[0], at.second(), 0, 59, "", 0)
        && holds(fields[4], at.month(), 1, 12, months, 1)
        && fields.get(6).is_none_or(|year| holds(year, at.year().cast_unsigned(), 1970, 2099, "", 0))
        && match (open(fields[3]), open(fields[5])) {
            (true, true) => true,
            (true, false) => week,
            (false, true) => month,
            (false, false) => month || week,
        }
}

#[test]
fn the_next_executions_are_those_that_a_search_finds() {
    let mut compared = 0;
    for row in table() {
        let frequency = frequency(&row);
        let Ok(schedule @ Schedule::Cron(..)) = Schedule::read(frequency) else { continue };
        let mut fields: Vec<&str> = frequency.split_whitespace().collect();
        let is_zone = |text: &&str| text.starts_with(|c: char| c.is_ascii_uppercase());
        if fields.last().is_some_and(|last| fields.len() > 6 && is_zone(last)) {
            fields.pop();
        }
        // Second by second for two hours, and minute by minute for ten weeks where the seconds are one number.
        let second: Option<u32> = fields[0].parse().ok();
        let (step, steps) = if second.is_some() { (60, 70 * 24 * 60) } else { (1, 7_200) };
        for start in [NOW, "2027-02-26 23:59:58", "2028-02-28 11:59:59", "2028-12-30 00:00:00"] {
            let start = wall(start);
            let first = start + TimeDelta::seconds(1);
            let first = second.map_or(first, |second| {
                let at = start.with_second(second).expect("a second");
                if at > start { at } else { at + TimeDelta::minutes(1) }
            });
            let end = first + TimeDelta::seconds(step * steps);
            let found: Vec<_> = (0..steps)
                .map(|n| first + TimeDelta::seconds(n * step))
                .filter(|at| fits(&fields, *at))
                .take(3)
                .collect();
            let ours: Vec<_> = next_executions(&schedule, start, None, 3).into_iter().filter(|at| *at < end).collect();
            assert_eq!(ours, found, "{frequency} from {start}");
            compared += found.len();
        }
    }
    assert!(compared > 400, "{compared}");
}

#[test]
fn any_text_is_read_or_refused() {
    let pieces = [
        "*",
        "?",
        "/",
        "-",
        ",",
        "#",
        "L",
        "W",
        "LW",
        "0",
        "7",
        "31",
        "59",
        "99",
        "2027",
        "000",
        "MON",
        "sun",
        "JAN",
        " ",
        "  ",
        "\t",
        "rate(",
        "at(",
        ")",
        "m",
        "GMT+",
        "GMT",
        ":",
        "UTC",
        "Asia/Shanghai",
        "2026-12-24",
        "18:00:00",
        "T",
        "\\*",
        "_",
        "日",
        "é",
        "４",
        "999999999",
        "18446744073709551616",
    ];
    // A fixed sequence of a linear congruential generator.
    let mut state = 7_u64;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut read = 0;
    for round in 0..60_000 {
        let text: String = if round % 2 == 0 {
            (0..random(14)).map(|_| pieces[random(pieces.len())]).collect()
        } else {
            // Fields with something that fits in most of them.
            let likely = ["*", "?", "0", "5", "1-3", "*/2", "3/5", "1,2", "07"];
            let mut odd = |n: usize| if n == 0 { pieces[random(pieces.len())] } else { likely[n % likely.len()] };
            (0..6 + round % 3).map(|at| odd(round / 2 * 7 % 40 * at % 23)).collect::<Vec<_>>().join(" ")
        };
        match Schedule::read(&text) {
            Ok(schedule) => {
                read += 1;
                let now = wall(NOW);
                let next = next_executions(&schedule, now, Some(now), 3);
                assert!(next.is_sorted() && next.iter().all(|at| *at > now), "{text}");
                assert!(!words(&schedule, Language::En).contains(['{', '}']), "{text}");
                assert!(!words(&schedule, Language::Zh).is_empty(), "{text}");
            }
            Err(fault) => {
                assert!(fault.at >= 1 && fault.at <= text.chars().count() + 1, "{text}: {fault:?}");
                assert!(text.contains(fault.found.as_str()), "{text}: {fault:?}");
                assert!(!fault_words(&fault, Language::En).is_empty());
            }
        }
    }
    assert!(read > 500, "{read}");
}

#[test]
fn no_schedule_is_searched_without_end() {
    let never = Schedule::read("0 0 0 30 2 ?").expect("a schedule");
    assert_eq!(next_executions(&never, wall("0001-01-01 00:00:00"), None, 3), []);
    assert_eq!(next_executions(&never, NaiveDateTime::MAX, None, 3), []);
    let long = "0,".repeat(200_000) + "0 * * * * *";
    assert!(Schedule::read(&long).is_ok());
}
