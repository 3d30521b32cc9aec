//! What holds for every input, tried on every case and on each damaged in every way: cut, a byte gone, doubled or
//! flipped.

mod support;

use invocation_inspector::document::{Document, Kind};
use invocation_inspector::source::Span;
use invocation_inspector::view::json;
use invocation_inspector::{Inspection, Options};

/// No more places than these are tried in one case; they are spread over it.
const PLACES: usize = 300;

fn places(len: usize) -> impl Iterator<Item = usize> {
    let step = len.div_ceil(PLACES).max(1);
    (0..len).step_by(step)
}

fn damaged(bytes: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    places(bytes.len()).flat_map(move |at| {
        let without = [&bytes[..at], &bytes[at + 1..]].concat();
        let doubled = [&bytes[..=at], &bytes[at..]].concat();
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 0x04;
        let mut high = bytes.to_vec();
        high[at] ^= 0x80;
        [
            (format!("cut at {at}"), bytes[..at].to_vec()),
            (format!("without byte {at}"), without),
            (format!("byte {at} doubled"), doubled),
            (format!("byte {at} flipped"), flipped),
            (format!("byte {at} made high"), high),
        ]
    })
}

#[test]
fn no_input_breaks_a_law() {
    for case in support::cases() {
        check(&case.name, &support::read(&case.bytes));
        for (how, bytes) in damaged(&case.bytes) {
            check(&format!("{} {how}", case.name), &support::read(&bytes));
        }
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
        // Rows without an id cannot be told to be the same.
        let ids = once.model().instances.iter().all(|instance| instance.instance_id.is_some());
        if ids {
            assert_eq!(records(&once), records(&twice), "{}", case.name);
        }
    }
}

#[test]
fn deep_nesting_and_long_runs_take_linear_time_and_no_stack() {
    const N: usize = 300_000;
    for (name, text) in [
        ("arrays", "[".repeat(N)),
        ("objects", "{\"a\":".repeat(N)),
        ("wrong brackets", "[".repeat(N) + &"}".repeat(N)),
        ("mixed", "[{\"a\":".repeat(N / 2) + &"]}".repeat(N)),
        ("elements", "<a>".repeat(N)),
        ("stray ends", format!("<a>{}", "</b>".repeat(N))),
        ("ends", "<a>".repeat(N) + &"</b>".repeat(N)),
        ("quotes", "{\"a\":\"\n".repeat(N)),
        ("commas", format!("[{}]", ",".repeat(N))),
        ("ampersands", format!("<a>{}</a>", "&".repeat(N))),
        ("open marks", "<a><!--".repeat(N)),
        ("instructions", "<a>".to_owned() + &"<?".repeat(N)),
        ("data", "<a>".to_owned() + &"<![CDATA[".repeat(N)),
        ("comments", "[/*".repeat(N)),
        ("lines", format!("{{\"Output\":\"{}", "\n".repeat(N))),
        ("rubbish", "{}x\n".repeat(N)),
    ] {
        let started = std::time::Instant::now();
        let inspection = support::read(text.as_bytes());
        let _ = json::write(&inspection.report());
        // Quadratic work on these would take minutes; this is a stop, not a measurement.
        assert!(started.elapsed().as_secs() < 60, "{name} took {:?}", started.elapsed());
        check(name, &inspection);
    }
}

fn check(name: &str, inspection: &Inspection) {
    for reading in inspection.readings() {
        check_tape(name, &reading.document);
    }
    check_model(name, inspection);
    check_report(name, inspection);
}

fn check_tape(name: &str, document: &Document) {
    let text = document.source.text.len() as u32;
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut last = 0;
    for (at, token) in document.tokens.iter().enumerate() {
        let at = at as u32;
        let Span { start, end } = token.span();
        assert!(start <= text, "{name}: token {at} {token:?} begins behind the text");
        assert!(start >= last || token.kind() == Kind::Close, "{name}: token {at} {token:?} goes back");
        // A name in an XML tag stands inside the tag, where its element begins.
        if token.kind() != Kind::Key {
            last = last.max(start);
        }
        match token.kind() {
            Kind::Object | Kind::Array => {
                let close = document.tokens.get(end as usize).map(|token| token.kind());
                assert_eq!(close, Some(Kind::Close), "{name}: token {at} {token:?} is not closed");
                if let Some((_, outer)) = open.last() {
                    assert!(end < *outer, "{name}: token {at} {token:?} ends behind its container");
                }
                open.push((at, end));
            }
            Kind::Close => {
                let (_, close) = open.pop().unwrap_or_else(|| panic!("{name}: token {at} closes nothing"));
                assert_eq!(close, at, "{name}: containers do not nest");
                assert!(start <= end && end <= text);
            }
            Kind::Key => {
                let next = document.tokens.get(at as usize + 1).map(|token| token.kind());
                assert!(!matches!(next, None | Some(Kind::Close | Kind::Key)), "{name}: key {at} has no value");
                let inside = open.last().map(|(open, _)| document.tokens[*open as usize].kind());
                assert_eq!(inside, Some(Kind::Object), "{name}: key {at} is in no object");
            }
            _ => assert!(start <= end && end <= text, "{name}: token {at} {token:?} is out of bounds"),
        }
    }
    assert!(open.is_empty(), "{name}: {} containers stay open", open.len());
}

fn check_model(name: &str, inspection: &Inspection) {
    let model = inspection.model();
    let rows: usize =
        inspection.readings().iter().flat_map(|reading| &reading.responses).map(|r| r.results.len()).sum();
    let objects: usize = model.invocations.iter().map(|invocation| invocation.objects.len()).sum();
    assert!(model.invocations.len() <= rows + objects, "{name}: an invocation out of nothing");
    let mut instances = 0;
    for invocation in &model.invocations {
        assert_eq!(invocation.instances.start as usize, instances, "{name}: instances are not in order");
        instances = invocation.instances.end as usize;
        let counted: u32 = invocation.outcomes.iter().sum();
        assert_eq!(counted as usize, invocation.instances.len(), "{name}: outcomes do not add up");
        assert_eq!(invocation.tally.total(), counted, "{name}: the tally does not add up");
    }
    assert_eq!(instances, model.instances.len(), "{name}: an instance belongs to no invocation");
    let mut records = 0;
    for instance in &model.instances {
        assert_eq!(instance.records.start as usize, records, "{name}: records are not in order");
        assert!(!instance.records.is_empty(), "{name}: an instance without a record");
        records = instance.records.end as usize;
    }
    assert_eq!(records, model.records.len(), "{name}: a record belongs to no instance");
}

fn check_report(name: &str, inspection: &Inspection) {
    let report = inspection.report();
    for diagnostic in &report.diagnostics {
        assert!(diagnostic.line >= 1 && diagnostic.column >= 1, "{name}: {} has no place", diagnostic.code);
        assert!(diagnostic.start <= diagnostic.end, "{name}: {} ends before it begins", diagnostic.code);
        assert!(!diagnostic.message.contains("diagnostic."), "{name}: {} has no words", diagnostic.code);
    }
    let summary = inspection.speech().summary();
    assert!(!summary.next.is_empty() && !summary.headline.is_empty(), "{name}: nothing is said");
    let shown = report.invocations.len() + report.diagnostics.len() + usize::from(report.error.is_some());
    assert!(shown > 0 || !report.sources.is_empty(), "{name}: silence");
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
