//! What leaves: every format of every case, read back by a reader of its kind, says what the report says.

mod support;

#[path = "exports/briefs.rs"]
mod briefs;
#[path = "exports/compared.rs"]
mod compared;
#[path = "exports/files.rs"]
mod files;
#[path = "exports/pieces.rs"]
mod pieces;
#[path = "exports/pipelines.rs"]
mod pipelines;
#[path = "exports/rows.rs"]
mod rows;

use std::borrow::Cow;

use invocation_inspector::redaction;
use invocation_inspector::view::export::redact::Redactor;
use invocation_inspector::view::export::request::ExportRequest;
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
    let redactor = Redactor { hide: &hide, field: &|_, text| hide(text), version: "7" };
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
    let redactor =
        Redactor { hide: &|text| Cow::Owned(hide(text)), field: &|_, text| Cow::Owned(hide(text)), version: "7" };
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

/// Planted in every place of a response that says something, with the list of kinds that is in use.
#[test]
fn no_planted_secret_leaves_by_any_format() {
    let base64 = |text: &str| base64_simd::STANDARD.encode_to_string(text);
    let key = "LTAI5tFakeFakeFakeFake12";
    let secret = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5";
    let (address, mail, password) = ("10.93.17.201", "wei.zhang@corp-internal.example", "Tr0ub4dor&3xyz");
    let command =
        format!("export ALIBABA_CLOUD_ACCESS_KEY_ID={key}\nexport ALIBABA_CLOUD_ACCESS_KEY_SECRET={secret}\n");
    let output =
        format!("mysql -h {address} --password={password}\nmail to {mail}\n{}\n", base64(&format!("key {key}")));
    let document = serde_json::json!({ "PageNumber": 1, "TotalCount": 1, "Invocations": { "Invocation": [{
        "InvokeId": "t-1", "CommandName": format!("copy from {address}"), "CommandContent": base64(&command),
        "CommandType": "RunShellScript", "Username": "svc_payroll_admin", "Parameters": format!("{{\"password\":\"{password}\"}}"),
        "Tags": { "Tag": [{ "TagKey": "owner", "TagValue": mail }] }, "Unknown": { "Deep": [address] },
        "InvokeInstances": { "InvokeInstance": [{ "InstanceId": "i-1", "InvocationStatus": "Failed", "ExitCode": 1,
            "Output": base64(&output), "ErrorInfo": format!("cannot reach {address}"), "ErrorCode": "ExitCodeNonzero" }] } }] } });
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let planted = [key, secret, address, mail, password];
    let view = inspection.redaction(&redaction::Options::default());
    assert!(view.kinds.iter().map(|kind| kind.count).sum::<usize>() >= planted.len());
    for format in Format::ALL {
        let leaves = |redaction: Option<&redaction::Options>| {
            let bytes = inspection.export_redacted(*format, ExportOptions::default(), redaction);
            files::unpacked_all(&String::from_utf8(bytes).expect("UTF-8"))
        };
        assert!(planted.iter().any(|secret| leaves(None).contains(secret)), "{}", format.as_str());
        let hidden = leaves(Some(&redaction::Options::default()));
        for secret in planted {
            assert!(!hidden.contains(secret), "{}: {secret} in {hidden}", format.as_str());
            assert!(!hidden.contains(&base64(secret)[..12]), "{}: {secret} in Base64", format.as_str());
        }
    }
}

/// Members that have no place of their own: what is short or looks like a word is told by the name of its member alone.
#[test]
fn what_only_the_name_of_a_member_tells_leaves_by_no_format() {
    let document = serde_json::json!({ "Password": "heron", "PageNumber": 1, "TotalCount": 1, "Invocations": { "Invocation": [{
        "InvokeId": "t-1", "Username": "petrelbot", "Passwd": "plover", "Deep": { "Password": ["curlew", ["dunlin"]] },
        "Tags": { "Tag": [{ "TagValue": "wigeon", "TagKey": "password" }] }, "Pairs": [{ "Value": "gadwall", "Key": "password" }],
        "Card": { "Password": 4_711_471 },
        "InvokeInstances": { "InvokeInstance": [{ "InstanceId": "i-1", "InvocationStatus": "Failed", "ExitCode": 1,
            "Username": "godwitbot", "Password": "smew", "Output": "" }] } }] } });
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let planted =
        ["heron", "petrelbot", "plover", "curlew", "dunlin", "wigeon", "gadwall", "4711471", "godwitbot", "smew"];
    let leaves = |format, redaction: Option<&redaction::Options>| {
        let bytes = inspection.export_redacted(format, ExportOptions::default(), redaction);
        files::unpacked_all(&String::from_utf8(bytes).expect("UTF-8"))
    };
    let whole = leaves(Format::Json, None);
    assert!(planted.iter().all(|secret| whole.contains(secret)), "{whole}");
    for format in Format::ALL {
        let hidden = leaves(*format, Some(&redaction::Options::default()));
        for secret in planted {
            assert!(!hidden.contains(secret), "{}: {secret} in {hidden}", format.as_str());
        }
    }
}

#[test]
fn what_javascript_asks_for_is_read_and_hidden_where_people_read_it() {
    let read = |format, request: &str| {
        let request: ExportRequest = serde_json::from_str(request).expect("JSON");
        request.read(format)
    };
    assert!(read(Format::Md, "{}").1.is_some() && read(Format::Csv, "{}").1.is_none());
    assert!(
        read(Format::Html, r#"{"redact":false}"#).1.is_none() && read(Format::Json, r#"{"redact":true}"#).1.is_some()
    );
    let (options, redaction) = read(
        Format::Chat,
        r#"{"invocation":1,"reference":0,"query":"exit:1","ids":["i-1"],"bom":true,"limit":20000,"redact":{"kinds":{"ip":false},"keep":["ip-3"],"add":["x"]}}"#,
    );
    assert_eq!(
        (options.invocation, options.reference, options.query.as_deref(), options.bom, options.limit),
        (Some(1), Some(0), Some("exit:1"), Some(true), Some(20_000))
    );
    assert!(options.ids.is_some_and(|ids| ids.contains("i-1")));
    let wanted = redaction::Options {
        kinds: vec![("ip".to_owned(), false)],
        keep: vec!["ip-3".to_owned()],
        add: vec!["x".to_owned()],
    };
    assert_eq!(redaction, Some(wanted));
    // A member of another type says nothing of the others.
    let (options, redaction) = read(Format::Md, r#"{"query":5,"redact":"yes","bom":false}"#);
    assert_eq!((options.query, options.bom, redaction.is_some()), (None, Some(false), true));
}
