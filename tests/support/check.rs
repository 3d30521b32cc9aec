//! What holds for every inspection, whatever was read: asked by the laws and by the fuzz targets.

use invocation_inspector::Inspection;
use invocation_inspector::document::{Document, Kind};
use invocation_inspector::response::Response;
use invocation_inspector::source::Span;

/// Panics where a law is broken.
pub fn check(name: &str, inspection: &Inspection) {
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
        assert!(start <= text, "{name}: token {at} {token:?} begins after the text");
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
                    assert!(end < *outer, "{name}: token {at} {token:?} ends after its container");
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
    let objects: usize = model.invocations.iter().map(|invocation| invocation.rows.len()).sum();
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
    let ends: Vec<u32> = inspection
        .readings()
        .iter()
        .map(|reading| reading.document.place(Span::new(usize::MAX >> 33, usize::MAX >> 33)).1.offset)
        .collect();
    for diagnostic in &report.diagnostics {
        assert!(diagnostic.end <= ends[diagnostic.source as usize], "{name}: {} is out of bounds", diagnostic.code);
        assert!(diagnostic.line >= 1 && diagnostic.column >= 1, "{name}: {} has no place", diagnostic.code);
        assert!(diagnostic.start <= diagnostic.end, "{name}: {} ends before it begins", diagnostic.code);
        assert!(!diagnostic.message.starts_with("diagnostic."), "{name}: {} has no words", diagnostic.code);
    }
    let summary = inspection.summary();
    assert!(!summary.next.is_empty() && !summary.headline.is_empty(), "{name}: nothing is said");
    for invocation in 0..report.invocations.len().min(9) {
        let scheduled = inspection.schedule(invocation, Some("2026-11-21 05:55:38"));
        assert!(scheduled.is_none_or(|s| s.words.is_some() != s.fault.is_some()), "{name}: words or a fault");
        check_sentences(name, inspection, invocation);
        let (_, history) = (inspection.history(invocation, None), inspection.history(invocation, Some(0)));
        if let Some(history) = history {
            assert_eq!(
                history.cells.iter().map(|cell| cell.executions).sum::<usize>(),
                history.executions,
                "{name}: executions in cells"
            );
        }
    }
    // Of every document something is said: what it holds, that the call failed, or what else it is.
    for (reading, index) in inspection.readings().iter().zip(0..) {
        let holds = |r: &Response| !r.results.is_empty() || !r.invocations.is_empty() || r.is_error();
        let noted = report.diagnostics.iter().any(|diagnostic| diagnostic.source == index);
        assert!(noted || reading.responses.iter().any(holds), "{name}: silence about document {index}");
    }
}

/// Every sentence has its values.
fn check_sentences(name: &str, inspection: &Inspection, invocation: usize) {
    let detail = inspection.invocation(invocation).expect("an invocation");
    let instance = inspection.instance(invocation, 0);
    let rollups = detail.rollups.iter().chain(instance.iter().flat_map(|instance| &instance.rollups));
    let said = rollups.flat_map(|rollup| [Some(&rollup.rule), Some(&rollup.agreement), rollup.what_if.as_ref()]);
    let said = said.flatten().chain(&detail.next).chain(detail.doubts.iter().map(|doubt| &doubt.text));
    for sentence in said.map(ToString::to_string).chain([detail.verdict.clone()]) {
        let open = ["{n}", "{n|", "{of}", "{of|", "{ids}"].iter().find(|place| sentence.contains(**place));
        assert!(open.is_none(), "{name}: {sentence} lacks a value");
    }
}
