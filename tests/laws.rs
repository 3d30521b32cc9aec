//! What holds for every input, tried on every case and on each damaged in every way: cut, a byte gone, doubled or
//! flipped, or two spliced.

mod support;

use invocation_inspector::diagnostic::Code;
use invocation_inspector::document::Kind;
use invocation_inspector::model::ValueRef;
use invocation_inspector::response::{self, scalar};
use invocation_inspector::source::Syntax;
use invocation_inspector::{Inspection, Options};
use support::Dice;
use support::rows::{ANY, answer};

/// No more places than these are tried in one case; they are spread over it.
const PLACES: usize = 300;

fn places(len: usize) -> impl Iterator<Item = usize> {
    let step = len.div_ceil(PLACES).max(1);
    (0..len).step_by(step)
}

fn damaged(bytes: &[u8]) -> impl Iterator<Item = (String, usize, Vec<u8>)> {
    places(bytes.len()).flat_map(move |at| {
        let without = [&bytes[..at], &bytes[at + 1..]].concat();
        let doubled = [&bytes[..=at], &bytes[at..]].concat();
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 0x04;
        let mut high = bytes.to_vec();
        high[at] ^= 0x80;
        [
            (format!("cut at {at}"), at, bytes[..at].to_vec()),
            (format!("without byte {at}"), at, without),
            (format!("byte {at} doubled"), at, doubled),
            (format!("byte {at} flipped"), at, flipped),
            (format!("byte {at} made high"), at, high),
        ]
    })
}

#[test]
fn no_input_breaks_a_law() {
    for case in support::cases() {
        let whole = support::read(&case.bytes);
        check(&case.name, &whole);
        // Of mixed lines nothing is read; what damage leaves of them may be none.
        let most = if is_mixed(&whole) { openings(&case.bytes) } else { rows(&whole).len() };
        for (how, at, bytes) in damaged(&case.bytes) {
            let name = format!("{} {how}", case.name);
            let inspection = support::read(&bytes);
            check(&name, &inspection);
            check_rows(&name, &whole, at, &inspection, most);
        }
    }
}

#[test]
fn no_random_response_breaks_a_law() {
    let mut dice = Dice(9);
    for round in 0..300 {
        let answer = answer(&mut dice, 8, ANY);
        for (syntax, text) in [("JSON", answer.json(&mut String::new)), ("XML", answer.xml())] {
            let (name, at) = (format!("round {round} as {syntax}"), dice.below(text.len() as u64));
            check(&name, &support::read(text.as_bytes()));
            check(&format!("{name}, cut at {at}"), &support::read(&text.as_bytes()[..at]));
            // XML has no way to write some characters.
            if syntax == "JSON" || !text.contains('\0') {
                check_repaired_again(&name, text.as_bytes());
            }
        }
    }
}

#[test]
fn no_splice_of_two_cases_breaks_a_law() {
    let cases = support::cases();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut number = |below: usize| dice.below(below as u64);
    for _ in 0..3_000 {
        let (one, two) = (&cases[number(cases.len())], &cases[number(cases.len())]);
        let (at, from) = (number(one.bytes.len() + 1), number(two.bytes.len() + 1));
        let bytes = [&one.bytes[..at], &two.bytes[from..]].concat();
        let name = format!("{} to {at} and {} from {from}", one.name, two.name);
        let (whole, other, inspection) = (support::read(&one.bytes), support::read(&two.bytes), support::read(&bytes));
        check(&name, &inspection);
        // Mixed lines make a text of which nothing is read, whatever stands before them.
        // Those of a text with something before each, a quote too, are such behind a text without, and so are a table's.
        let before = [Code::LinePrefix, Code::Joined, Code::Table];
        let prefixed = before.iter().any(|code| other.readings()[0].sink.count(*code) > 0);
        if (prefixed || is_mixed(&other)) && is_mixed(&inspection) {
            continue;
        }
        // What was an object of the second text may fall into a list of rows that the first left open, also where that text alone is none.
        // Before the line that makes a text a mixed one, it has rows.
        let first = if is_mixed(&whole) { openings(&one.bytes[..at]) } else { rows(&whole).len() };
        check_rows(&name, &whole, at, &inspection, first + objects(&other).max(openings(&two.bytes[from..])));
    }
}

/// Whether something stands between its lines, so that nothing was read.
fn is_mixed(inspection: &Inspection) -> bool {
    inspection.readings()[0].sink.count(Code::Layout) > 0
}

fn braces(text: &[u8]) -> usize {
    text.split(|byte| *byte == b'{').count() - 1
}

/// The braces of a text, or the tags of one that has none.
fn openings(text: &[u8]) -> usize {
    let tags = text.split(|byte| *byte == b'<').count() - 1;
    Some(braces(text)).filter(|braces| *braces > 0).unwrap_or(tags)
}

/// How many objects were read, rows among them.
fn objects(inspection: &Inspection) -> usize {
    let tokens = inspection.readings().iter().flat_map(|reading| &reading.document.tokens);
    tokens.filter(|token| token.kind() == Kind::Object).count()
}

/// The rows that the readers found, as they stand in the text, with where they end.
fn rows(inspection: &Inspection) -> Vec<(&[u8], u32)> {
    let mut rows = Vec::new();
    for reading in inspection.readings() {
        let document = &reading.document;
        let mut push = |at: u32| {
            let span = document.value(at).span();
            rows.push((&document.source.text[span.range()], span.end));
        };
        for response in &reading.responses {
            response.results.iter().for_each(|at| push(*at));
            response.invocations.iter().flat_map(|at| response::instances(document.value(*at))).for_each(&mut push);
        }
    }
    rows
}

/// No row is made out of nothing: there are at most as many as in the texts that the damaged one was made of, and one
/// that the damage itself may have split off. And every row without a fault of its own that stands before the damage is still read as it was.
fn check_rows(name: &str, whole: &Inspection, at: usize, damaged: &Inspection, most: usize) {
    let found = rows(damaged);
    assert!(found.len() <= most + 1, "{name}: {} rows out of {most}", found.len());
    // Where the text is another one than was given, its places are too.
    let moved = |inspection: &Inspection| {
        let source = &inspection.readings()[0].document.source;
        source.is_rewritten() || source.bytes != source.text.len()
    };
    if moved(whole) || moved(damaged) {
        return;
    }
    let faults: Vec<u32> = whole.readings()[0].sink.diagnostics().iter().map(|fault| fault.span.start).collect();
    for (row, end) in rows(whole) {
        let inside = end - row.len() as u32..=end;
        if end as usize >= at || faults.iter().any(|fault| inside.contains(fault)) {
            continue;
        }
        // Rows in a list that the API does not name, and those of another cloud, are told by what stands around them; the
        // reader keeps them.
        let by_surroundings = ["shape_", "cloud_", "attack_3", "alike_aws"].iter().any(|kind| name.contains(kind));
        let document = &damaged.readings()[0].document;
        let mut objects = document.tokens.iter().zip(0..).filter(|(token, _)| token.kind() == Kind::Object);
        let kept = |at: u32| document.source.text.get(document.value(at).span().range()) == Some(row);
        assert!(
            found.iter().any(|(other, _)| row == *other) || by_surroundings && objects.any(|(_, at)| kept(at)),
            "{name}: lost {}",
            String::from_utf8_lossy(row)
        );
    }
}

#[test]
fn adding_the_same_document_again_changes_no_invocation() {
    for case in support::cases() {
        let once = support::read(&case.bytes);
        let mut twice = support::read(&case.bytes);
        twice.add(case.bytes.clone());
        check(&case.name, &twice);
        let records = |inspection: &Inspection| {
            let model = inspection.model();
            (model.invocations.len(), model.instances.len(), model.records.len())
        };
        // Rows without an id cannot be told to be the same, nor those whose ids hide their ends.
        let whole = |place: ValueRef| {
            scalar::id(place.value(once.readings())).is_some_and(|id| !invocation_inspector::row::ids::is_masked(&id))
        };
        let ids = once.model().instances.iter().all(|instance| instance.instance_id.is_some_and(whole));
        let invocations = once.model().invocations.iter().all(|invocation| invocation.invoke_id.is_none_or(whole));
        if ids && invocations {
            assert_eq!(records(&once), records(&twice), "{}", case.name);
        }
    }
}

#[test]
fn a_hundred_thousand_faults_are_counted_and_the_first_have_their_places() {
    let text = format!("[{}1]", "{\"InstanceId\":\"i\" \"Output\":\"\" \"ExitCode\":x},".repeat(100_000));
    let inspection = support::read(text.as_bytes());
    check("faults", &inspection);
    let report = support::report(&inspection);
    let list = report["diagnostics"].as_array().expect("a list");
    assert!(list.len() < 5_000, "{} diagnostics", list.len());
    let more = list.iter().filter(|d| d["code"] == "diagnostics/more");
    assert!(
        more.clone().any(|d| d["message"].as_str().is_some_and(|text| text.contains("99,000"))),
        "{:#?}",
        more.collect::<Vec<_>>()
    );
}

#[test]
fn what_is_too_large_is_refused_and_the_next_is_read() {
    let mut inspection = support::read(b"{}");
    inspection.add(vec![0; invocation_inspector::source::MAX_BYTES + 1]);
    inspection.add(b"{\"InstanceId\":\"i-1\",\"ExitCode\":0}".to_vec());
    check("too large", &inspection);
    let report = support::report(&inspection);
    let list = report["diagnostics"].as_array().expect("a list");
    let large = list.iter().find(|d| d["code"] == "source/too-large").expect("it is said");
    assert!(large["help"].as_str().is_some_and(|help| help.contains("--PageSize")), "{large}");
    assert_eq!(report["invocations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn both_languages_say_the_same_things() {
    for case in support::cases() {
        let mut inspection = invocation_inspector::inspect(case.bytes.clone(), Options::default());
        let english = inspection.report();
        inspection.set_language(invocation_inspector::words::Language::Zh);
        let chinese = inspection.report();
        let codes = |report: &invocation_inspector::view::report::Report| -> Vec<_> {
            report.diagnostics.iter().map(|d| (d.code, d.start, d.end, d.help.is_some())).collect()
        };
        assert_eq!(codes(&english), codes(&chinese), "{}", case.name);
    }
}

/// Every law, and those of the repaired document.
fn check(name: &str, inspection: &Inspection) {
    support::check::check(name, inspection);
    check_repaired(name, inspection);
}

/// What was repaired is written so that the strictest reader takes it, and says the same.
#[track_caller]
fn check_repaired(name: &str, inspection: &Inspection) {
    for (index, reading) in inspection.readings().iter().enumerate() {
        let Ok(repaired) = inspection.repaired(index) else {
            let none = reading.document.tokens.is_empty();
            assert!(none || reading.document.source.syntax == Syntax::Text, "{name}: not repaired");
            continue;
        };
        support::strict::check(name, reading.document.source.syntax, &repaired.text);
        let own = inspection.report().diagnostics.iter().filter(|d| d.source as usize == index).count();
        let units = repaired.text.encode_utf16().count() as u32;
        assert_eq!(repaired.places.len(), own, "{name}: places in the repaired document");
        assert!(repaired.places.is_sorted() && repaired.places.iter().all(|place| *place < units), "{name}");
    }
}

/// The report without places, sizes and what the readers noted.
fn said(bytes: &[u8]) -> serde_json::Value {
    let mut report = support::report(&support::read(bytes));
    let about_text = ["json/", "xml/", "source/", "diagnostics/"];
    for source in report["sources"].as_array_mut().into_iter().flatten() {
        source["bytes"] = serde_json::Value::Null;
    }
    if let Some(diagnostics) = report["diagnostics"].as_array_mut() {
        diagnostics.retain(|d| d["code"].as_str().is_some_and(|code| !about_text.iter().any(|a| code.starts_with(a))));
        for diagnostic in &mut *diagnostics {
            for place in ["line", "column", "start", "end"] {
                diagnostic[place] = serde_json::Value::Null;
            }
        }
        // Two at one place may change theirs.
        diagnostics.sort_by_key(ToString::to_string);
    }
    report
}

/// Reads what was written strictly again: it says the same, and nothing is left to repair.
#[track_caller]
fn check_repaired_again(name: &str, bytes: &[u8]) {
    let inspection = support::read(bytes);
    // What is no UTF-8 cannot stand in a strict document.
    if inspection.readings()[0].sink.count(Code::InvalidUtf8) > 0 {
        return;
    }
    let Ok(repaired) = inspection.repaired(0) else { return };
    // Strict syntax has no way to say that something is not here, so that a part that is written strictly says more than
    // it did: its rows are the same, and what they come to is not known.
    let document = &inspection.readings()[0].document;
    let is_part = document.is_piece || document.tokens.iter().any(|token| token.is_partial());
    if !is_part {
        let (own, again) = (said(bytes), said(repaired.text.as_bytes()));
        assert_eq!(support::difference(&own, &again), None, "{name}\n{}", repaired.text);
    }
    let again = support::read(repaired.text.as_bytes());
    let twice = again.repaired(0).map(|twice| twice.text);
    assert_eq!(twice.as_deref(), Ok(repaired.text.as_str()), "{name}: repaired twice");
    let noted = again.readings()[0].sink.diagnostics();
    assert!(noted.is_empty(), "{name}: {noted:?}");
}

#[test]
fn the_repaired_document_says_the_same() {
    for case in support::cases() {
        check_repaired_again(&case.name, &case.bytes);
        // One place in ten, each case beginning at another one.
        for (how, _, bytes) in damaged(&case.bytes).skip(case.bytes.len() % 10).step_by(9) {
            check_repaired_again(&format!("{} {how}", case.name), &bytes);
        }
    }
}
