//! The two ways round that speed takes give what the long way gives: rows read by the layout of the one before, and
//! rows judged at a glance when they close.

mod support;

use invocation_inspector::charset::Charsets;
use invocation_inspector::consistency;
use invocation_inspector::model::{Model, Reading, build};
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::report::json;
use invocation_inspector::view::report::report;
use invocation_inspector::words::Language;
use serde_json::Value;
use support::Dice;
use support::rows::{ANY, APART, PLAIN, answer};

fn judged(readings: &[Reading]) -> Model {
    let mut model = build::build(readings);
    consistency::check(readings, &mut model);
    model
}

/// What a document says with and without glances.
fn check_glances(name: &str, bytes: &[u8]) -> usize {
    let mut readings = [Reading::new(bytes.to_vec(), 0)];
    let said = |readings: &[Reading]| {
        let model = judged(readings);
        let (language, charsets) = (Language::En, Charsets::default());
        let context = ViewContext { language, now: None, charsets, readings, model: &model };
        serde_json::from_str::<Value>(&json::write(&report(&context))).expect("JSON")
    };
    let quick = said(&readings);
    let glances = std::mem::take(&mut readings[0].plain).rows.len();
    assert_eq!(support::difference(&quick, &said(&readings)), None, "{name}");
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

#[test]
fn a_glance_says_what_care_says_of_random_rows() {
    let mut dice = Dice(5);
    let (mut glances, mut rows) = (0, 0);
    for round in 0..800 {
        let answer = answer(&mut dice, 12, if round % 2 == 0 { ANY } else { PLAIN });
        rows += answer.len();
        for text in [answer.json(&mut String::new), answer.xml()] {
            glances += check_glances(&format!("round {round}: {text}"), text.as_bytes());
        }
    }
    assert!(glances * 4 > rows, "{glances} of {rows} rows are plain");
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
        let answer = answer(&mut dice, 14, APART);
        let one_way = answer.json(&mut String::new);
        let mut wide = 0;
        // A gap that is never as wide as the one before has no layout.
        let each_its_own = answer.json(&mut || {
            wide += 1;
            " ".repeat(wide % 97)
        });
        let printed = answer.json(&mut || "\n\t\t".to_owned());
        let expect = without_places(&each_its_own);
        assert_eq!(support::difference(&without_places(&one_way), &expect), None, "round {round}: {one_way}");
        assert_eq!(support::difference(&without_places(&printed), &expect), None, "round {round}: {printed}");
    }
}
