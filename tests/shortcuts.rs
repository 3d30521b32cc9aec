//! The two ways round that speed takes give what the long way gives: rows read by the layout of the one before, and
//! rows judged at a glance when they close.

mod support;

use invocation_inspector::consistency;
use invocation_inspector::model::charset::Charsets;
use invocation_inspector::model::{Model, Reading, build};
use invocation_inspector::view::json;
use invocation_inspector::view::report::report;
use invocation_inspector::words::Language;
use serde_json::Value;
use support::Dice;

fn judged(readings: &[Reading]) -> Model {
    let mut model = build::build(readings);
    consistency::check(readings, &mut model);
    model
}

/// What a document says with and without glances.
fn check_glances(name: &str, bytes: &[u8]) -> usize {
    let mut readings = [Reading::new(bytes.to_vec(), 0)];
    let said = |readings: &[Reading]| {
        serde_json::from_str::<Value>(&json::write(&report(
            readings,
            &judged(readings),
            Language::En,
            Charsets::default(),
        )))
        .expect("JSON")
    };
    let quick = said(&readings);
    let glances = std::mem::take(&mut readings[0].plain).rows.len();
    assert_eq!(quick, said(&readings), "{name}");
    glances
}

#[test]
fn a_glance_says_what_care_says() {
    let mut glances = 0;
    for case in support::cases() {
        glances += check_glances(&case.name, &case.bytes);
        for at in (0..case.bytes.len()).step_by(case.bytes.len() / 40 + 1) {
            let mut bytes = case.bytes.clone();
            bytes[at] ^= 0x01;
            check_glances(&format!("{} flipped at {at}", case.name), &bytes);
        }
    }
    assert!(glances > 50, "plain rows are not seen as such: {glances}");
}

fn row(dice: &mut Dice, at: usize) -> Vec<(String, String)> {
    let text = |text: &str| format!("\"{text}\"");
    let mut row = vec![("InstanceId".to_owned(), text(&format!("i-{at:04}")))];
    let words = ["Success", "Failed", " Success ", "success", "Running", "Finished", "Strange", "", "Stopped"];
    row.push(("InvocationStatus".to_owned(), text(dice.one_of(&words))));
    let numbers = ["0", "0", "127", "-1", "1.5", "007", "\"0\"", "null", "true", "12345678901", "{}"];
    row.push(("ExitCode".to_owned(), dice.one_of(&numbers).to_owned()));
    let outputs = ["", "b2s=", "ok", "状态", "a\\nb", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\\"q\\\"", "\\\\"];
    row.push(("Output".to_owned(), text(dice.one_of(&outputs))));
    let times = ["2020-05-11T09:01:41Z", "", "2020-05-11 09:01:41", "soon", "2020-05-11T09:01:41+08:00"];
    row.push(("StartTime".to_owned(), text(dice.one_of(&times))));
    row.push(("InvokeId".to_owned(), text(dice.one_of(&["t-1", "t-1", "t-1", "t-2", ""]))));
    if dice.below(3) == 0 {
        row.push(("Notes".to_owned(), dice.one_of(&["[]", "[1,2]", "{\"a\":[true]}", "false"]).to_owned()));
    }
    if dice.below(9) == 0 {
        row.push(("ExitCode".to_owned(), "3".to_owned()));
    }
    row
}

/// The report without places, which differ with blanks.
fn without_places(text: &str) -> Value {
    let mut report = support::report(&support::read(text.as_bytes()));
    for diagnostic in report["diagnostics"].as_array_mut().expect("a list") {
        for place in ["line", "column", "start", "end"] {
            diagnostic.as_object_mut().expect("an object").remove(place);
        }
    }
    report["sources"][0]["bytes"] = Value::Null;
    report
}

#[test]
fn a_layout_reads_what_states_read() {
    let mut dice = Dice(7);
    for round in 0..400 {
        let rows: Vec<_> = (0..2 + dice.below(12)).map(|at| row(&mut dice, at)).collect();
        let write = |blanks: &mut dyn FnMut() -> String| {
            let rows: Vec<String> = rows
                .iter()
                .map(|row| {
                    let members: Vec<String> =
                        row.iter().map(|(name, value)| format!("\"{name}\":{}{value}", blanks())).collect();
                    format!("{{{}}}", members.join(&format!(",{}", blanks())))
                })
                .collect();
            format!("{{\"Invocation\":{{\"InvocationResults\":{{\"InvocationResult\":[{}]}}}}}}", rows.join(","))
        };
        let one_way = write(&mut String::new);
        let mut wide = 0;
        // A gap that is never as wide as the one before has no layout.
        let each_its_own = write(&mut || {
            wide += 1;
            " ".repeat(wide % 97)
        });
        let printed = write(&mut || "\n\t\t".to_owned());
        let expect = without_places(&each_its_own);
        assert_eq!(without_places(&one_way), expect, "round {round}: {one_way}");
        assert_eq!(without_places(&printed), expect, "round {round}: {printed}");
    }
}
