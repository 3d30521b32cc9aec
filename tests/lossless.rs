//! Nothing that was read is dropped without a word: every scalar of every case, damaged in every way, and of random
//! responses stands in the report, in its field, in some `other`, or in a diagnostic.

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use support::Dice;
use support::rows::{ANY, BOTH, answer};

/// What is lost of a document, a line each.
fn lost(name: &str, bytes: &[u8]) -> Vec<String> {
    let lost = support::lossless::lost(&support::read(bytes));
    lost.into_iter().map(|value| format!("{name} lost {value}")).collect()
}

#[track_caller]
fn none(lost: &[String]) {
    assert!(lost.is_empty(), "{} are lost:\n{}", lost.len(), lost[..lost.len().min(40)].join("\n"));
}

#[test]
fn every_value_of_every_case_is_in_the_report() {
    none(&support::cases().iter().flat_map(|case| lost(&case.name, &case.bytes)).collect::<Vec<_>>());
}

#[test]
fn every_value_of_a_damaged_case_is_in_the_report() {
    let mut all = Vec::new();
    for case in support::cases() {
        let step = case.bytes.len() / 40 + 1;
        for at in (case.bytes.len() % step..case.bytes.len()).step_by(step) {
            let mut flipped = case.bytes.clone();
            flipped[at] ^= 0x04;
            all.extend(lost(&format!("{} flipped at {at}", case.name), &flipped));
            all.extend(lost(&format!("{} cut at {at}", case.name), &case.bytes[..at]));
            all.extend(lost(
                &format!("{} without {at}", case.name),
                &[&case.bytes[..at], &case.bytes[at + 1..]].concat(),
            ));
        }
    }
    none(&all);
}

#[test]
fn every_value_of_a_random_response_is_in_the_report() {
    let (mut dice, mut all) = (Dice(43), Vec::new());
    for round in 0..900 {
        let kinds = if round % 3 == 0 { BOTH } else { ANY };
        let answer = answer(&mut dice, 8, kinds);
        all.extend(lost(&format!("round {round} as JSON"), answer.json(&mut String::new).as_bytes()));
        all.extend(lost(&format!("round {round} as XML"), answer.xml().as_bytes()));
    }
    none(&all);
}

/// Takes every member of a name out of a report.
fn without(report: &mut Value, name: &str) {
    match report {
        Value::Object(members) => {
            members.shift_remove(name);
            members.values_mut().for_each(|value| without(value, name));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| without(value, name)),
        _ => {}
    }
}

#[test]
fn a_report_that_drops_a_field_is_found_out() {
    let mut dice = Dice(44);
    let mut found = BTreeMap::new();
    for _ in 0..60 {
        let inspection = support::read(answer(&mut dice, 8, ANY).json(&mut String::new).as_bytes());
        let report = support::report(&inspection);
        for name in ["other", "requestId", "nextToken", "commandId", "errorCode", "errorInfo", "output", "startTime"] {
            let mut report = report.clone();
            without(&mut report, name);
            *found.entry(name).or_insert(0) += support::lossless::lost_in(&inspection, &report).len();
        }
    }
    assert!(found.values().all(|lost| *lost > 5), "{found:?}");
}
