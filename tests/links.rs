//! What a link carries of an answer: documents that say what the answer says, of sound ones only, with nothing in them that should not leave.

mod support;

use invocation_inspector::redaction;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::view::link::{LinkPayload, LinkPlace, MOST, Unfit};
use invocation_inspector::words::Language;
use invocation_inspector::{Changed, Inspection, Linking, Options, inspect};
use serde_json::Value;

fn hiding() -> redaction::Options {
    redaction::Options::default()
}

fn carried(inspection: &Inspection) -> LinkPayload {
    inspection.link_payload(&LinkPlace::default(), Some(&hiding()))
}

/// The answer that a link brings.
fn opened(payload: &LinkPayload) -> Inspection {
    opened_in(payload, Language::En)
}

fn opened_in(payload: &LinkPayload, language: Language) -> Inspection {
    let mut inspection = Inspection::new(Options { language, ..Options::default() });
    payload.documents.iter().for_each(|document| inspection.add(document.clone().into_bytes()));
    inspection
}

fn base64(text: &str) -> String {
    base64_simd::STANDARD.encode_to_string(text)
}

/// A row of results.
fn row(id: &str, status: &str, output: &str) -> Value {
    serde_json::json!({ "InvokeId": "t-1", "InstanceId": id, "InvocationStatus": status, "ExitCode": i32::from(status != "Success"), "Output": output,
        "StartTime": "2026-11-20T08:00:00Z", "FinishedTime": "2026-11-20T08:00:03Z" })
}

fn results(rows: &[Value]) -> String {
    serde_json::json!({ "TotalCount": rows.len(), "Invocation": { "InvocationResults": { "InvocationResult": rows } } })
        .to_string()
}

/// The invocations of a report without what an output is written in, which is UTF-8 where something was hidden in it.
fn told(report: &Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                if members.contains_key("encoding") && members.contains_key("text") {
                    members.retain(|name, _| matches!(name.as_str(), "text" | "dropped"));
                }
                members.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut invocations = report["invocations"].clone();
    strip(&mut invocations);
    invocations
}

/// The codes of what was noticed, but for the text that a document stands in.
fn noticed(report: &Value) -> Vec<&str> {
    let list = report["diagnostics"].as_array().into_iter().flatten();
    let mut codes: Vec<&str> = list.filter_map(|one| one["code"].as_str()).collect();
    codes.retain(|code| !code.starts_with("source/"));
    codes.sort_unstable();
    codes
}

/// Of every case in both languages: what a link carries is told as the redacted report tells it, and as it was received where nothing is hidden.
#[test]
fn what_a_link_carries_says_what_the_answer_says() {
    let mut fit = 0;
    for case in support::cases() {
        for language in [Language::En, Language::Zh] {
            let inspection = inspect(case.bytes.clone(), Options { language, ..Options::default() });
            let open = inspection.link_payload(&LinkPlace::default(), None);
            if open.unfit.is_none() {
                let [document] = &open.documents[..] else { panic!("{}: {open:?}", case.name) };
                let model = support::model(document.as_bytes());
                assert_eq!(support::difference(&model, &support::model(&case.bytes)), None, "{}", case.name);
                assert!(document.len() <= case.bytes.len(), "{}: {document}", case.name);
            }
            let payload = carried(&inspection);
            if payload.unfit.is_some() {
                assert!(payload.documents.is_empty(), "{}", case.name);
                continue;
            }
            fit += 1;
            let redacted = inspection.export_redacted(Format::Json, ExportOptions::default(), Some(&hiding()));
            let redacted: Value = serde_json::from_slice(&redacted).expect("JSON");
            let there = support::report(&opened_in(&payload, language));
            assert_eq!(noticed(&there), noticed(&support::report(&inspection)), "{}", case.name);
            let there = told(&there);
            assert_eq!(support::difference(&there, &told(&redacted)), None, "{}", case.name);
        }
    }
    assert!(fit > 200, "{fit} fit into a link");
}

/// Every clean case goes into a link that nothing is hidden in, but for those that are more than a document as the API writes it.
#[test]
fn sound_documents_are_carried() {
    let (mut all, mut refused) = (0, Vec::new());
    for case in support::cases().into_iter().filter(|case| case.folder == "clean") {
        all += 1;
        let payload = support::read(&case.bytes).link_payload(&LinkPlace::default(), None);
        refused.extend(payload.unfit.map(|unfit| (case.name, unfit)));
    }
    assert!(all > 30 && refused.len() * 10 < all, "{refused:?}");
}

/// No whole document is made of a part, wherever it ends.
#[test]
fn a_document_that_was_cut_is_never_carried() {
    for name in ["seed002_results_failed.json", "seed002_results_failed.xml", "seed003_invocations.json"] {
        let case = support::cases().into_iter().find(|case| case.file() == name).expect("a case");
        let whole = case.bytes.trim_ascii_end();
        for end in 1..whole.len() {
            let payload = support::read(&whole[..end]).link_payload(&LinkPlace::default(), None);
            assert!(matches!(payload.unfit, Some(Unfit::Cut | Unfit::Other)), "{name} at {end}: {payload:?}");
        }
    }
}

#[test]
fn what_is_no_answer_on_its_own_says_so() {
    let sound = results(&[row("i-1", "Success", "")]);
    for (text, unfit) in [
        (sound.clone(), None),
        (format!("$ aliyun ecs DescribeInvocationResults\n{sound}\n$ "), None),
        (format!("\u{feff}{sound}"), None),
        (sound.replacen(',', "", 1), Some(Unfit::Cut)),
        (sound.replacen(',', ", ...,", 1), Some(Unfit::Cut)),
        (format!("{sound}\n{sound}"), Some(Unfit::Other)),
        (format!("```json\n{sound}\n```"), Some(Unfit::Other)),
        (serde_json::to_string(&sound).expect("JSON"), Some(Unfit::Other)),
        ("InstanceId  InvocationStatus\ni-1         Success\n".to_owned(), Some(Unfit::Other)),
        ("nothing of the kind".to_owned(), Some(Unfit::Other)),
    ] {
        assert_eq!(support::read(text.as_bytes()).link_payload(&LinkPlace::default(), None).unfit, unfit, "{text}");
    }
}

#[test]
fn members_numbers_and_spelling_stay() {
    let text = r#"{"invocation":{"InvocationResults":{"InvocationResult":[
        {"InvokeId":"t-1","InstanceId":"i-1","instanceId":"i-1","InvocationStatus":"Success","Twice":1,"Twice":2.50,
         "Large":123456789012345678901234567890,"Small":1e-400,"Slash":"a\/b\u00e9\n","Empty":[{},[],null,true,false]}]}}}"#;
    let payload = support::read(text.as_bytes()).link_payload(&LinkPlace::default(), None);
    let compact: String = text.lines().map(str::trim).collect();
    assert_eq!(payload.documents, [compact.replace(r"\/", "/").replace(r"\u00e9", "é")]);
    let xml = "<?xml version=\"1.0\"?>\n<R>\n <InvocationResult>\n  <InvokeId>t-1</InvokeId><instanceId>i-1</instanceId>\n  <Note> a &lt;b&gt; &amp;&#13; </Note><None/>\n </InvocationResult>\n</R>";
    let payload = support::read(xml.as_bytes()).link_payload(&LinkPlace::default(), None);
    let inside = "<InvokeId>t-1</InvokeId><instanceId>i-1</instanceId><Note> a &lt;b&gt; &amp;&#13; </Note><None/>";
    assert_eq!(payload.documents, [format!("<R><InvocationResult>{inside}</InvocationResult></R>")]);
}

/// Planted in every place that says something, as JSON and as XML: in Base64 too short to be told by itself, in a tag, under a name, in a number.
#[test]
fn no_planted_secret_is_carried() {
    let key = "LTAI5tFakeFakeFakeFake12";
    let (address, mail, password) = ("10.93.17.201", "wei.zhang@corp-internal.example", "Tr0ub4dor&3xyz");
    let inner = base64(&format!("key {key}"));
    let output = base64(&format!("mysql -h {address} --password={password}\nmail to {mail}\n{inner}\n"));
    let (command, short) = (base64(&format!("export ALIBABA_CLOUD_ACCESS_KEY_ID={key}\n")), base64("10.1.2.3\n"));
    let json = serde_json::json!({ "PageNumber": 1, "TotalCount": 1, "OwnerId": 1_234_567_890_123_456_u64, "Invocations": { "Invocation": [{
        "InvokeId": "t-1", "CommandName": format!("copy from {address}"), "CommandContent": command, "Username": "svc_payroll_admin",
        "Parameters": format!("{{\"password\":\"{password}\"}}"), "Tags": { "Tag": [{ "TagKey": "password", "TagValue": "plain.words" }] },
        "InvokeInstances": { "InvokeInstance": [
            { "InstanceId": "i-1", "InvocationStatus": "Failed", "ExitCode": 1, "Output": output, "ErrorInfo": format!("cannot reach {address}"), "ErrorCode": "ExitCodeNonzero" },
            { "InstanceId": "i-2", "InvocationStatus": "Success", "ExitCode": 0, "Output": short, "Unknown": [address, { "password": "correct-horse-9" }] }] } }] } });
    let xml = format!(
        "<R><Invocation><InvokeId>t-1</InvokeId><CommandName>copy from {address}</CommandName><CommandContent>{command}</CommandContent>\
         <Username>svc_payroll_admin</Username><Tags><Tag><TagKey>password</TagKey><TagValue>plain.words</TagValue></Tag></Tags><InvokeInstances>\
         <InvokeInstance><InstanceId>i-1</InstanceId><InvocationStatus>Failed</InvocationStatus><ExitCode>1</ExitCode><Output>{output}</Output></InvokeInstance>\
         <InvokeInstance><InstanceId>i-2</InstanceId><InvocationStatus>Success</InvocationStatus><ExitCode>0</ExitCode><Output>{short}</Output>\
         <Unknown>{address}</Unknown></InvokeInstance></InvokeInstances></Invocation></R>"
    );
    for text in [json.to_string(), xml] {
        let inspection = inspect(text.clone().into_bytes(), Options::default());
        let payload = carried(&inspection);
        assert_eq!((payload.unfit, payload.redaction), (None, Some(redaction::VERSION)), "{text}");
        let report = support::report(&opened(&payload)).to_string();
        let all = format!("{}{report}", payload.documents.concat());
        for secret in [
            key,
            address,
            mail,
            password,
            "10.1.2.3",
            "1234567890123456",
            "svc_payroll_admin",
            "plain.words",
            "correct-horse-9",
        ] {
            assert!(!all.contains(secret), "{secret} in {all}");
            let coded = base64(secret);
            assert!(!all.contains(&coded[..coded.len().min(12)]), "{secret} in Base64 in {all}");
        }
        assert!(all.contains("<ip-1>") && all.contains("&lt;") == text.starts_with('<'), "{all}");
        // Nothing is left to be hidden.
        let again = carried(&opened(&payload));
        assert_eq!((again.unfit, again.documents), (None, payload.documents));
    }
}

#[test]
fn the_place_has_the_ids_that_the_documents_have() {
    let rows = [row("web-1.corp.cn", "Failed", ""), row("web-2.corp.cn", "Success", "")];
    let inspection = inspect(results(&rows).into_bytes(), Options::default());
    let place =
        |query: &str| LinkPlace { invocation: Some(0), instance: Some(1), reference: Some(0), query: query.to_owned() };
    let payload = inspection.link_payload(&place("outcome:failed"), Some(&hiding()));
    assert_eq!(
        (payload.unfit, payload.invoke_id.as_deref(), payload.reference_id.as_deref()),
        (None, Some("t-1"), Some("t-1"))
    );
    assert_eq!((payload.instance_id.as_deref(), payload.query.as_deref()), (Some("~host-2~"), Some("outcome:failed")));
    let there = opened(&payload).instance(0, 1).expect("an instance");
    assert_eq!(serde_json::to_value(there).expect("JSON")["instanceId"], "~host-2~");
    // What chooses others where it is hidden is left out.
    assert_eq!(inspection.link_payload(&place("web-2"), Some(&hiding())).query, None);
    assert_eq!(inspection.link_payload(&place("id:web-2.corp.cn"), Some(&hiding())).query, None);
    assert_eq!(inspection.link_payload(&place("web-2"), None).query.as_deref(), Some("web-2"));
}

#[test]
fn what_would_say_something_else_is_not_carried() {
    let inspection = inspect(results(&[row("i-1", "Failed", &base64("done\n"))]).into_bytes(), Options::default());
    let marked = |text: &str| redaction::Options { add: vec![text.to_owned()], ..hiding() };
    let unfit = |text: &str| inspection.link_payload(&LinkPlace::default(), Some(&marked(text))).unfit;
    assert_eq!(
        (unfit("done"), unfit("Failed"), unfit("InvocationStatus")),
        (None, Some(Unfit::Changed), Some(Unfit::Changed))
    );
}

#[test]
fn bytes_in_which_nothing_can_be_hidden_are_not_carried() {
    let bytes = base64_simd::STANDARD
        .encode_to_string([0x7F, b'E', b'L', b'F', 0, 1, 2, 3, 0xFF, 0xFE, 0, 0, 0x80, 0x81, 0x90, 0xA0]);
    let inspection = inspect(results(&[row("i-1", "Success", &bytes)]).into_bytes(), Options::default());
    assert_eq!(carried(&inspection).unfit, Some(Unfit::Binary));
    assert_eq!(inspection.link_payload(&LinkPlace::default(), None).unfit, None);
}

#[test]
fn lines_are_the_same_unless_what_is_hidden_had_some() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIBVAIBADANBgkqhkiG9w0BAQEFAASCAT4wggE6\nAgEAAkEAq7BFUpkGp3+LQmlQYx2eqzDV\n-----END PRIVATE KEY-----\n";
    let of = |output: &str| {
        let payload =
            carried(&inspect(results(&[row("i-1", "Success", &base64(output))]).into_bytes(), Options::default()));
        (payload.unfit, payload.same_lines)
    };
    assert_eq!((of("host 10.1.2.3\nend\n"), of(&format!("{key}end\n"))), ((None, true), (None, false)));
}

#[test]
fn what_is_long_is_told_without_being_hidden() {
    let rows: Vec<Value> = (0..2_000).map(|i| row(&format!("i-{i}"), "Success", &"x".repeat(200))).collect();
    let text = results(&rows);
    assert!(text.len() > MOST);
    assert_eq!(carried(&inspect(text.into_bytes(), Options::default())).unfit, Some(Unfit::Long));
}

/// Makes it in pieces of so many rows, ever further.
fn linked_in_pieces(
    inspection: &Inspection,
    place: &LinkPlace,
    hiding: Option<&redaction::Options>,
    rows: usize,
) -> LinkPayload {
    let mut linking = Linking::new(inspection, place.clone(), hiding.cloned());
    let mut last = 0.0;
    loop {
        let made = linking.next(inspection, rows).expect("it has not changed");
        let progress = linking.progress(inspection);
        assert!(last <= progress && progress <= 1.0, "{last} {progress}");
        last = progress;
        if let Some(made) = made {
            assert!((last - 1.0).abs() < f64::EPSILON, "{last}");
            assert_eq!(linking.next(inspection, rows).map(|more| more.is_none()), Ok(true), "nothing comes after it");
            return made;
        }
    }
}

/// Of every case, with what should not leave hidden and with nothing hidden, and of several documents in both syntaxes.
#[test]
fn pieces_are_the_whole() {
    let written = |payload: &LinkPayload| serde_json::to_string(payload).expect("JSON");
    let mut documents: Vec<Vec<Vec<u8>>> = support::cases().into_iter().map(|case| vec![case.bytes]).collect();
    let several: Vec<Vec<u8>> =
        documents.iter().flatten().filter(|bytes| bytes.len() < 4_000).take(40).cloned().collect();
    documents.extend(several.windows(2).map(<[Vec<u8>]>::to_vec));
    let lines = base64(&"password=hunter2secret\nline\n".repeat(400));
    documents.push(vec![results(&[row("i-1", "Failed", &lines), row("i-2", "Success", &lines)]).into_bytes()]);
    let place = LinkPlace { invocation: Some(0), instance: Some(0), reference: None, query: "exit:0".to_owned() };
    for documents in documents {
        let mut inspection = Inspection::new(Options::default());
        documents.iter().for_each(|document| inspection.add(document.clone()));
        for hiding in [None, Some(&hiding())] {
            let whole = written(&inspection.link_payload(&place, hiding));
            for rows in [1, 5, 256] {
                let pieces = written(&linked_in_pieces(&inspection, &place, hiding, rows));
                assert_eq!(pieces, whole, "{} by {rows}", String::from_utf8_lossy(&documents[0]));
            }
        }
    }
}

/// What can be in no link, whatever is hidden in it, is not read for that.
#[test]
fn what_cannot_be_carried_is_told_at_once() {
    let many: Vec<Value> = (0..30_000).map(|at| row(&format!("i-{at}"), "Success", "b2sK")).collect();
    let cut = results(&many[..3]);
    for (document, unfit) in [(results(&many), Unfit::Long), (cut[..cut.len() - 20].to_owned(), Unfit::Cut)] {
        let inspection = inspect(document.into_bytes(), Options::default());
        let mut linking = Linking::new(&inspection, LinkPlace::default(), Some(hiding()));
        let made = linking.next(&inspection, 1).expect("it has not changed");
        assert_eq!(made.and_then(|made| made.unfit), Some(unfit));
    }
}

#[test]
fn nothing_more_comes_of_what_has_changed() {
    let document = results(&[row("i-1", "Success", "b2sK"), row("i-2", "Success", "b2sK")]);
    let mut inspection = inspect(document.into_bytes(), Options::default());
    for hiding in [None, Some(hiding())] {
        let mut linking = Linking::new(&inspection, LinkPlace::default(), hiding);
        assert!(matches!(linking.next(&inspection, 1), Ok(None)));
        inspection.set_language(Language::Zh);
        assert_eq!(linking.next(&inspection, 1).map(|_| ()), Err(Changed));
    }
}
