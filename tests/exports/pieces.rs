//! Exports piece by piece are the same bytes, tell what they will be, and end where the inspection changes.

use super::*;
use invocation_inspector::{Changed, Exporting, RedactionReading};

/// All pieces of so many rows, and what is known at the end.
fn pieces(
    inspection: &Inspection,
    format: Format,
    redaction: Option<redaction::Options>,
    rows: usize,
) -> (Vec<u8>, invocation_inspector::view::export::ExportInfo) {
    let mut exporting = Exporting::new(inspection, format, ExportOptions::default(), redaction);
    let (mut bytes, mut last) = (Vec::new(), 0.0);
    while let Some(piece) = exporting.next(inspection, rows).expect("the inspection is the same") {
        bytes.extend(piece);
        let (done, of) = exporting.progress();
        let progress = done as f64 / of.max(1) as f64;
        assert!(progress >= last && progress <= 1.0, "{}: {progress} after {last}", format.as_str());
        last = progress;
    }
    let (done, of) = exporting.progress();
    assert_eq!(done, of, "{}", format.as_str());
    (bytes, exporting.info(inspection).expect("all is known at the end"))
}

#[test]
fn the_pieces_of_every_case_are_the_whole() {
    for case in support::cases().iter().step_by(8) {
        let inspection = support::read(&case.bytes);
        for format in Format::ALL {
            let whole = inspection.export(*format, &ExportOptions::default());
            let (bytes, info) = pieces(&inspection, *format, None, 1);
            assert!(bytes == whole, "{}: {}", case.name, format.as_str());
            let said = inspection.export_info(*format, &ExportOptions::default());
            assert_eq!(format!("{said:?}"), format!("{info:?}"), "{}", case.name);
        }
    }
}

/// Several invocations, one with an instance of very many records.
fn wide() -> Inspection {
    let row = |at: usize| {
        serde_json::json!({
            "InvokeId": format!("t-{}", at % 3), "InstanceId": if at.is_multiple_of(3) { "i-0".to_owned() } else { format!("i-{at}") },
            "CommandName": "backup", "InvocationStatus": if at.is_multiple_of(4) { "Failed" } else { "Success" }, "ExitCode": i64::from(at.is_multiple_of(4)),
            "Repeats": at / 3 + 1, "StartTime": format!("2026-11-20T08:{:02}:{:02}Z", at / 60 % 60, at % 60),
            "Output": base64_simd::STANDARD.encode_to_string(format!("10.1.{}.{} says password=Hunter2x{at}\n", at / 250, at % 250 + 1)),
        })
    };
    let rows: Vec<_> = (0..450).map(row).collect();
    let document = serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } });
    inspect(document.to_string().into_bytes(), Options::default())
}

#[test]
fn so_are_those_of_many_records_with_what_is_hidden() {
    let inspection = wide();
    for format in Format::ALL {
        for redaction in [None, Some(redaction::Options::default())] {
            let whole = inspection.export_redacted(*format, ExportOptions::default(), redaction.as_ref());
            let (bytes, info) = pieces(&inspection, *format, redaction, 37);
            assert!(bytes == whole, "{}", format.as_str());
            assert!(info.exact && info.bytes == whole.len());
        }
    }
}

/// All outputs are compared before the first row of a table, some at a time: counted, grouped, then written.
#[test]
fn what_is_known_of_all_before_the_first_row_is_found_piece_by_piece() {
    let inspection = wide();
    for (format, passes) in
        [(Format::Csv, 2), (Format::Tsv, 2), (Format::Ndjson, 2), (Format::Html, 3), (Format::Json, 1)]
    {
        let mut exporting = Exporting::new(&inspection, format, ExportOptions::default(), None);
        let mut before = 0;
        while exporting.next(&inspection, 10).expect("the same").is_some_and(|piece| piece.is_empty()) {
            before += 1;
        }
        // Of three invocations, two have as many instances as records.
        assert!(before >= 45 + (passes - 1) * 30, "{}: {before} pieces before the first row", format.as_str());
    }
}

#[test]
fn what_was_printed_is_counted() {
    let printed = |output: &[u8]| base64_simd::STANDARD.encode_to_string(output);
    let row = |id: &str, output: Option<&[u8]>| serde_json::json!({"InvokeId": "t-1", "InstanceId": id, "Output": output.map(printed)});
    let rows = [
        row("i-1", Some(b"four")),
        row("i-2", Some(b"")),
        row("i-3", None),
        row("i-4", Some(&[0, 159, 146, 150, 0, 1])),
        row("i-5", Some(b"five!")),
    ];
    let document = serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } });
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let info = inspection.export_info(Format::Ndjson, &ExportOptions::default());
    assert_eq!((info.outputs, info.output_bytes, info.texts, info.text_bytes), (3, 15, 2, 9));
}

#[test]
fn outputs_are_counted_that_are_in_what_leaves() {
    let row = |(at, status): (usize, &str)| serde_json::json!({"InvokeId": "t-1", "InstanceId": format!("i-{at}"), "InvocationStatus": status, "Output": "bm8gc3BhY2U="});
    let statuses = ["Failed", "Failed", "Success", "Success", "Success"];
    let rows: Vec<_> = statuses.into_iter().enumerate().map(row).collect();
    let document = serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } });
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let outputs = |format| inspection.export_info(format, &ExportOptions::default()).outputs;
    for format in [Format::Md, Format::Chat, Format::Text, Format::Groups, Format::Sarif] {
        assert_eq!(outputs(format), 1, "{}: of two that failed alike one stands there", format.as_str());
    }
    for format in [Format::Csv, Format::Json, Format::Junit] {
        assert_eq!(outputs(format), 5, "{}", format.as_str());
    }
    let small = ExportOptions { limit: Some(300), ..ExportOptions::default() };
    assert_eq!(inspection.export_info(Format::Junit, &small).outputs, 0);
}

#[test]
fn a_piece_is_small() {
    let inspection = wide();
    for format in [Format::Csv, Format::Ndjson, Format::Json, Format::Junit, Format::Groups, Format::Sarif] {
        let whole = inspection.export(format, &ExportOptions::default()).len();
        let mut exporting = Exporting::new(&inspection, format, ExportOptions::default(), None);
        while let Ok(Some(piece)) = exporting.next(&inspection, 20) {
            assert!(piece.len() < whole / 5, "{}: {} of {whole}", format.as_str(), piece.len());
        }
    }
}

#[test]
fn a_reading_in_pieces_finds_what_a_whole_one_finds() {
    let whole = wide();
    let found = |inspection: &Inspection| {
        serde_json::to_string(&inspection.redaction(&redaction::Options::default())).expect("JSON")
    };
    let inspection = wide();
    let mut reading = RedactionReading::new(&inspection, redaction::Options::default());
    let mut slices = 0;
    while !reading.next(&inspection, 10).expect("the inspection is the same") {
        slices += 1;
    }
    assert!(slices >= 40, "{slices}");
    assert_eq!(found(&inspection), found(&whole));
    // What is known is not read again.
    let mut again = RedactionReading::new(&inspection, redaction::Options::default());
    assert_eq!(again.next(&inspection, 1), Ok(true));
}

#[test]
fn what_has_changed_meanwhile_is_not_written_on() {
    let mut inspection = wide();
    let mut exporting = Exporting::new(&inspection, Format::Csv, ExportOptions::default(), None);
    assert!(exporting.info(&inspection).is_none());
    assert!(exporting.next(&inspection, 10).is_ok());
    assert_eq!(exporting.next(&wide(), 10), Err(Changed));
    inspection.add(b"{}".to_vec());
    assert_eq!(exporting.next(&inspection, 10), Err(Changed));
    assert!(exporting.info(&inspection).is_none());
}
