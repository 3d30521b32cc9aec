//! What leaves: every format of every case, read back by a reader of its kind, says what the report says.

mod support;

#[path = "exports/briefs.rs"]
mod briefs;
#[path = "exports/files.rs"]
mod files;
#[path = "exports/pipelines.rs"]
mod pipelines;
#[path = "exports/rows.rs"]
mod rows;

use std::borrow::Cow;

use invocation_inspector::view::export::redact::Redactor;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::words::Language;
use invocation_inspector::{Inspection, Options, inspect};

fn text(inspection: &Inspection, format: Format, options: &ExportOptions<'_>) -> String {
    String::from_utf8(inspection.export(format, options)).expect("UTF-8")
}

/// Every case in both languages, with its name.
fn each_case(mut check: impl FnMut(&str, &Inspection)) {
    for case in support::cases() {
        let mut inspection = support::read(&case.bytes);
        check(&case.name, &inspection);
        inspection.set_language(Language::Zh);
        check(&case.name, &inspection);
    }
}

/// An answer of DescribeInvocationResults: id, status, exit code, output.
fn results(rows: &[(&str, &str, i64, &str)]) -> Inspection {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|(id, status, exit, output)| {
            serde_json::json!({
                "InvokeId": "t-1", "CommandId": "c-1", "InstanceId": id, "InvocationStatus": status, "ExitCode": exit,
                "Output": base64_simd::STANDARD.encode_to_string(output), "StartTime": "2026-11-20T08:00:00Z", "FinishedTime": "2026-11-20T08:00:03Z",
            })
        })
        .collect();
    let document = serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } });
    inspect(document.to_string().into_bytes(), Options::default())
}

/// Hides one word, wherever it stands.
fn hide(text: &str) -> Cow<'_, str> {
    if text.contains("hunter2") { Cow::Owned(text.replace("hunter2", "<secret-1>")) } else { Cow::Borrowed(text) }
}

#[test]
fn every_format_has_its_id() {
    for format in Format::ALL {
        assert_eq!(Format::from_word(format.as_str()), Some(*format));
    }
    assert_eq!(Format::from_word("pdf"), None);
}

#[test]
fn no_format_lets_out_what_is_hidden() {
    let secret = "password=hunter2\n\"hunter2\"";
    let rows = [("i-hunter2", "Failed", 1, secret), ("i-2", "hunter2", 0, ""), ("i-3", "Success", 0, secret)];
    let inspection = results(&rows);
    let redactor = Redactor { hide: &hide, version: "7" };
    let options = ExportOptions { redactor: Some(redactor), ..ExportOptions::default() };
    for format in Format::ALL {
        let plain = files::unpacked_all(&text(&inspection, *format, &ExportOptions::default()));
        assert!(plain.contains("hunter2"), "{}", format.as_str());
        let hidden = files::unpacked_all(&text(&inspection, *format, &options));
        assert!(!hidden.contains("hunter2"), "{}: {hidden}", format.as_str());
        assert!(hidden.contains("secret-1") && hidden.contains('7'), "{}", format.as_str());
    }
}

#[test]
fn numbers_that_are_somebodys_are_hidden_in_the_report() {
    let document = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[
        {"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","Phone":13800138000,"Card":1380013800013800138000}]}}}"#;
    let inspection = inspect(document.to_vec(), Options::default());
    let hide = |text: &str| -> String { text.replace("13800138000", "<phone-1>") };
    let redactor = Redactor { hide: &|text| Cow::Owned(hide(text)), version: "7" };
    let options = ExportOptions { redactor: Some(redactor), ..ExportOptions::default() };
    let report = text(&inspection, Format::Json, &options);
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let other = &report["invocations"][0]["instances"][0]["records"][0]["other"];
    assert_eq!(other["Phone"], "<phone-1>");
    assert!(!other.to_string().contains("13800138000"), "{other}");
}

/// Every field of the clean cases in turn holds what breaks things; so does the end of every case.
#[test]
fn no_text_and_no_cut_breaks_a_format() {
    const TEXTS: [&str; 4] = ["\\u202e```\\u0000]]></script>{noformat}", "=cmd|' /C calc'!A0", "\\ud83d😀\\u2028", "-"];
    let mut dice = support::Dice(11);
    for case in support::cases() {
        let mut damaged = vec![case.bytes[..dice.below(case.bytes.len() as u64 + 1)].to_vec()];
        if case.folder == "clean" {
            let text = String::from_utf8_lossy(&case.bytes);
            let pieces: Vec<&str> = text.split('"').collect();
            let at = dice.below(pieces.len() as u64);
            let with = |hostile: &str| [&*pieces[..at].join("\""), hostile, &*pieces[at..].join("\"")].join("\"");
            damaged.push(with(dice.one_of(&TEXTS)).into_bytes());
        }
        for bytes in damaged {
            let inspection = support::read(&bytes);
            for format in Format::ALL {
                let written = text(&inspection, *format, &ExportOptions::default());
                assert!(!written.contains('\0'), "{}: {}", case.name, format.as_str());
            }
        }
    }
}
