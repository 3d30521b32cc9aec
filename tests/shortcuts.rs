//! The two ways round that speed takes give what the long way gives: rows read by the layout of the one before, and
//! rows read fast when they close.

mod support;

use invocation_inspector::charset::Charsets;
use invocation_inspector::consistency;
use invocation_inspector::model::{Model, build};
use invocation_inspector::reading::Reading;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::report::json;
use invocation_inspector::view::report::report;
use invocation_inspector::words::Language;
use invocation_inspector::{Adding, Changed, Inspection, Options, inspect};
use serde_json::Value;
use support::Dice;
use support::rows::{ANY, APART, Kinds, PLAIN, answer};

fn judged(readings: &[Reading]) -> Model {
    let mut model = build::build(readings);
    consistency::check(readings, &mut model);
    model
}

/// What a document says with rows read fast and all read with care.
fn check_fast_rows(name: &str, bytes: &[u8]) -> usize {
    let mut readings = [Reading::new(bytes.to_vec(), 0, Charsets::default().decode)];
    let report = |readings: &[Reading]| {
        let model = judged(readings);
        let (language, charsets) = (Language::En, Charsets::default());
        let context = ViewContext { language, now: None, charsets, readings, model: &model };
        serde_json::from_str::<Value>(&json::write(&report(&context))).expect("JSON")
    };
    let quick = report(&readings);
    let fast_rows = std::mem::take(&mut readings[0].fast).rows.len();
    assert_eq!(support::difference(&quick, &report(&readings)), None, "{name}");
    fast_rows
}

#[test]
fn rows_have_the_same_facts_read_fast_and_with_care() {
    let mut fast_rows = 0;
    for case in support::cases() {
        fast_rows += check_fast_rows(&case.name, &case.bytes);
        for at in (0..case.bytes.len()).step_by(case.bytes.len() / 40 + 1) {
            let mut bytes = case.bytes.clone();
            bytes[at] ^= 0x01;
            check_fast_rows(&format!("{} flipped at {at}", case.name), &bytes);
        }
    }
    assert!(fast_rows > 50, "rows are not read fast: {fast_rows}");
}

#[test]
fn random_rows_have_the_same_facts_read_fast_and_with_care() {
    let mut dice = Dice(5);
    let (mut fast_rows, mut rows) = (0, 0);
    for round in 0..800 {
        let answer = answer(&mut dice, 12, if round % 2 == 0 { ANY } else { PLAIN });
        rows += answer.len();
        for text in [answer.json(&mut String::new), answer.xml()] {
            fast_rows += check_fast_rows(&format!("round {round}: {text}"), text.as_bytes());
        }
    }
    assert!(fast_rows * 4 > rows, "{fast_rows} of {rows} rows are read fast");
}

/// A row of one of a few invocations, or of none; now and then one that needs care, or that holds another's row, which closes before it.
fn row_of_any_invocation(dice: &mut Dice, at: usize) -> String {
    const INVOCATIONS: [&str; 8] = [
        "",
        "",
        "",
        r#""InvokeId":"t-1","#,
        r#""InvokeId":"t-2","#,
        r#""InvokeId":"t-3","#,
        r#""InvokeId":"","#,
        r#""InvokeId":"-","#,
    ];
    let any = |dice: &mut Dice| INVOCATIONS[dice.below(8)];
    // Mostly that of the row before.
    let own = if dice.below(2) == 0 { INVOCATIONS[3] } else { any(dice) };
    let held = any(dice);
    let held = match dice.below(4) {
        0 => format!(r#""Held":{{{held}"InstanceId":"i-{at}h","ExitCode":"many"}},"#),
        1 => format!(r#""Held":{{{held}"InstanceId":"i-{at}h","ExitCode":0}},"#),
        _ => String::new(),
    };
    let code = ["0", "0", "1", r#""many""#][dice.below(4)];
    format!(r#"{{{own}{held}"InstanceId":"i-{at}","InvocationStatus":"Success","ExitCode":{code}}}"#)
}

#[test]
fn rows_find_the_same_invocations_read_fast_and_with_care() {
    let mut dice = Dice(23);
    let (mut rows, mut fast_rows) = (0, 0);
    for round in 0..1_500 {
        let response = |response: usize| {
            let rows = 10 * response..10 * response + 1 + dice.below(5);
            let rows: Vec<_> = rows.map(|at| row_of_any_invocation(&mut dice, at)).collect();
            let rows = rows.join(",");
            let results = format!(r#""Invocation":{{"InvocationResults":{{"InvocationResult":[{rows}]}}}}"#);
            let list = format!(r#"{{"InvokeId":"t-2","InvokeInstances":{{"InvokeInstance":[{rows}]}}}}"#);
            match dice.below(4) {
                0 => format!(r#"{{"Invocations":{{"Invocation":[{list}]}}}}"#),
                1 => format!(r#"{{"InvokeId":"t-3",{results}}}"#),
                _ => format!("{{{results}}}"),
            }
        };
        let text = (0..=round % 4).map(response).collect::<Vec<_>>().join("\n");
        rows += text.matches("InvocationStatus").count();
        fast_rows += check_fast_rows(&format!("round {round}: {text}"), text.as_bytes());
    }
    assert!(fast_rows * 8 > rows, "{fast_rows} of {rows} rows are read fast");
}

/// The report without places, which differ with blanks, and so does the order of diagnostics, which is that of their places.
fn without_places(text: &str) -> Value {
    let mut report = support::report(&support::read(text.as_bytes()));
    let diagnostics = report["diagnostics"].as_array_mut().expect("a list");
    for diagnostic in diagnostics.iter_mut() {
        for place in ["line", "column", "start", "end"] {
            diagnostic.as_object_mut().expect("an object").remove(place);
        }
    }
    diagnostics.sort_by_key(Value::to_string);
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

/// The text with a few of its letters and digits exchanged, made longer or escaped: the same layout, or nearly.
fn varied(dice: &mut Dice, text: &str) -> String {
    const LETTERS: [&str; 8] = ["x", "7", "ab", "0", "é", "\\u0041", "\\\\", "-1"];
    let mut out = text.to_owned();
    for _ in 0..dice.below(3) {
        let places: Vec<usize> =
            out.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| at).collect();
        let at = places[dice.below(places.len() as u64)];
        out.replace_range(at..=at, LETTERS[dice.below(LETTERS.len() as u64)]);
    }
    out
}

#[test]
fn responses_one_after_another_are_read_by_the_layout_of_the_one_before_as_by_states() {
    let mut dice = Dice(11);
    for round in 0..400 {
        let kinds = [ANY, PLAIN, Kinds { hostile: false, ..PLAIN }][round % 3];
        let first = answer(&mut dice, 3, kinds).json(&mut String::new);
        let mut documents = vec![first.clone()];
        documents.extend((0..4).map(|_| varied(&mut dice, &first)));
        // Where the first name stands further from the bracket than in the one before, there is no layout.
        let apart = |(at, text): (usize, &String)| format!("{{{}{}", " ".repeat(at), &text[1..]);
        let expect = without_places(&documents.iter().enumerate().map(apart).collect::<Vec<_>>().join("\n"));
        let lines = documents.join("\n");
        assert_eq!(support::difference(&without_places(&lines), &expect), None, "round {round}: {lines}");
    }
}

#[test]
fn rows_one_after_another_are_read_by_the_layout_of_the_one_before_as_by_states() {
    const MEMBERS: [(&str, &[&str]); 14] = [
        ("InvokeId", &["\"t-1\"", "\"t-2\"", "\"t-****\""]),
        ("InstanceId", &["\"i-1\"", "\"i-2\"", "\"i-3\"", "\"i-****1\""]),
        ("InvocationStatus", &["\"Success\"", "\"Failed\"", "\"Running\"", "\"Odd\""]),
        ("InvokeRecordStatus", &["\"Finished\"", "\"Failed\"", "\"Stopped\"", "\"\""]),
        ("ExitCode", &["0", "1", "137", "-1"]),
        ("Repeats", &["1", "2"]),
        ("Dropped", &["0", "12"]),
        ("ErrorCode", &["\"\"", "\"ClientNotRunning\"", "\"Timeout\""]),
        ("ErrorInfo", &["\"\"", "\"the client is not running\"", "\"a \\u0041\""]),
        ("OssOutputStatus", &["\"\"", "\"Failed\""]),
        ("OssOutputErrorCode", &["\"\"", "\"NoSuchBucket\""]),
        ("FinishTime", &["\"2026-11-20T08:00:09Z\"", "\"\"", "\"2026-11-20T08:00Z\""]),
        ("StopTime", &["\"\"", "\"2026-11-20T08:00:08Z\""]),
        ("Output", &["\"aGkK\"", "\"\"", "\"aGkgdGhlcmUK\""]),
    ];
    let mut dice = Dice(13);
    for round in 0..500 {
        let mut values: Vec<&str> = MEMBERS.iter().map(|(_, values)| values[dice.below(values.len() as u64)]).collect();
        let mut rows = Vec::new();
        for at in 0..6 {
            let member = dice.below(MEMBERS.len() as u64);
            values[member] = MEMBERS[member].1[dice.below(MEMBERS[member].1.len() as u64)];
            let members = MEMBERS.iter().zip(&values).map(|((name, _), value)| format!("\"{name}\":{value}"));
            // Executions that began at once have no order of their own.
            let start = format!("\"StartTime\":\"2026-11-20T08:00:0{at}Z\"");
            rows.push(members.chain([start]).collect::<Vec<_>>().join(","));
        }
        let answer = |gap: &dyn Fn(usize) -> usize| {
            let rows = rows.iter().enumerate().map(|(at, row)| format!("{{{}{row}}}", " ".repeat(gap(at))));
            let rows = rows.collect::<Vec<_>>().join(",");
            format!("{{\"Invocation\":{{\"InvocationResults\":{{\"InvocationResult\":[{rows}]}}}}}}")
        };
        let (alike, apart) = (answer(&|_| 0), answer(&|at| at));
        assert_eq!(
            support::difference(&without_places(&alike), &without_places(&apart)),
            None,
            "round {round}: {alike}"
        );
        check_fast_rows(&alike, alike.as_bytes());
    }
}

/// What a document says, read in slices of so many bytes, in how many of them.
fn in_slices(bytes: &[u8], of: usize) -> (String, usize) {
    let mut inspection = Inspection::new(Options::default());
    let mut adding = Adding::new(&inspection, bytes.to_vec());
    let mut slices = 1;
    while adding.next(of) {
        slices += 1;
    }
    assert!(!adding.next(of), "it is over");
    inspection.finish(adding).expect("nothing came meanwhile");
    (json::write(&inspection.report()), slices)
}

#[test]
fn documents_say_the_same_read_in_slices_and_at_once() {
    let mut dice = Dice(11);
    let mut check = |name: &str, bytes: &[u8]| {
        let whole = json::write(&inspect(bytes.to_vec(), Options::default()).report());
        let sizes = [1, 5, 64, 1 + dice.below(400)];
        sizes.map(|of| {
            let (said, slices) = in_slices(bytes, of);
            assert!(said == whole, "{name} in slices of {of}");
            slices
        })
    };
    let (mut most, mut xml) = (0, 0);
    for case in support::cases() {
        most = most.max(check(&case.name, &case.bytes)[0]);
        for at in (0..case.bytes.len()).step_by(case.bytes.len() / 6 + 1) {
            let mut bytes = case.bytes.clone();
            bytes[at] ^= 0x01;
            check(&format!("{} flipped at {at}", case.name), &bytes);
            check(&format!("{} cut at {at}", case.name), &case.bytes[..at]);
        }
    }
    for round in 0..60 {
        let answer = answer(&mut Dice(round), 30, if round % 2 == 0 { ANY } else { PLAIN });
        check(&format!("answer {round}"), answer.json(&mut String::new).as_bytes());
        xml = xml.max(check(&format!("answer {round} in XML"), answer.xml().as_bytes())[0]);
    }
    assert!(most > 100 && xml > 100, "nothing is read in slices: {most}, {xml} of XML");
}

#[test]
fn a_document_that_is_read_is_not_added_where_another_came_meanwhile() {
    let text = br#"{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed"}"#;
    let mut inspection = Inspection::new(Options::default());
    let adding = Adding::new(&inspection, text.to_vec());
    inspection.add(text.to_vec());
    assert_eq!(inspection.finish(adding), Err(Changed));
    assert_eq!(inspection.readings().len(), 1);
}
