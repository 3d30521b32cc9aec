//! Two invocations compared: which are meant, what is said of them, and what it ends with.

use std::fs;

use serde_json::{Value, json};

use super::{folder, path, run};

/// An invocation whole, as results: id, command, and of each instance status, exit code and output.
fn answer(id: &str, command: &str, rows: &[(&str, &str, i64, &str)]) -> Vec<u8> {
    let row = |(instance, status, exit, output): &(&str, &str, i64, &str)| json!({ "InvokeId": id, "InstanceId": instance, "CommandId": command, "InvocationStatus": status, "ExitCode": exit, "Output": output });
    let rows: Vec<Value> = rows.iter().map(row).collect();
    let total = rows.len();
    json!({ "Invocation": { "TotalCount": total, "PageNumber": 1, "PageSize": 50, "InvocationResults": { "InvocationResult": rows } } })
        .to_string()
        .into_bytes()
}

const BEFORE: &[(&str, &str, i64, &str)] = &[
    ("i-1", "Success", 0, "b2sK"),
    ("i-2", "Success", 0, "b2sK"),
    ("i-3", "Failed", 1, "bm8K"),
    ("i-4", "Success", 0, "b2sK"),
    ("i-5", "Success", 0, "b2sK"),
];
const AFTER: &[(&str, &str, i64, &str)] = &[
    ("i-1", "Failed", 137, "b2sK"),
    ("i-2", "Failed", 137, "b2sK"),
    ("i-3", "Success", 0, "bm8K"),
    ("i-4", "Success", 0, "b3RoZXI="),
    ("i-6", "Success", 0, "b2sK"),
];

/// Files of two invocations.
fn files(name: &str, before: &[u8], after: &[u8]) -> [String; 2] {
    let folder = folder(name);
    [("a.json", before), ("b.json", after)].map(|(name, bytes)| {
        fs::write(folder.join(name), bytes).expect("a file");
        path(&folder.join(name)).to_owned()
    })
}

#[test]
fn one_sentence_adds_up_and_every_instance_that_changed_is_named() {
    let [a, b] = files("compared", &answer("t-1", "c-1", BEFORE), &answer("t-2", "c-1", AFTER));
    let all = run(&["--compare", &a, &b], b"");
    assert_eq!((all.status, &*all.words), (1, ""));
    let sentence = "Of 6 instances: 2 newly failed, 0 still failing, 1 fixed, 1 still good, 1 only before, 1 only after, 0 cannot be told.";
    assert!(all.text().starts_with(sentence), "{}", all.text());
    for line in [
        "  2  succeeded → failed",
        "  Success → Failed, exit code 0 → 137 (2)\n    i-1, i-2\n",
        "  Failed → Success, exit code 1 → 0 (1)\n    i-3\n",
        "  Success → Success, other output (1)\n    i-4\n",
        "  Success → not here (1)\n    i-5\n",
    ] {
        assert!(all.text().contains(line), "{line}: {}", all.text());
    }
    let ticket = run(&["--compare", &a, &b, "--format", "md"], b"");
    assert!(ticket.text().contains(sentence) && ticket.text().contains("`i-1`"), "{}", ticket.text());
    let zh = run(&["--compare", &a, &b, "--language", "zh"], b"");
    assert!(zh.text().contains("2 台新失败") && zh.text().contains("退出码 0 → 137（2 台）"), "{}", zh.text());
}

#[test]
fn programs_have_it_whole_or_by_instance() {
    let [a, b] = files("compared-rows", &answer("t-1", "c-1", BEFORE), &answer("t-2", "c-1", AFTER));
    let rows = run(&["--compare", &a, &b, "--format", "ndjson"], b"");
    let rows: Vec<Value> = rows.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 6);
    let first = rows.iter().find(|row| row["instanceId"] == "i-1").expect("its row");
    assert_eq!(
        (&first["change"], &first["exitCode"], &first["changed"]),
        (&json!("new-failed"), &json!(137), &json!("status exit"))
    );
    assert_eq!((&first["referenceInvokeId"], &first["referenceOutcome"]), (&json!("t-1"), &json!("succeeded")));
    let whole: Value = serde_json::from_str(run(&["--compare", &a, &b, "--format", "json"], b"").text()).expect("JSON");
    let of = &whole["export"]["comparison"];
    let counted: u64 = of["changes"].as_array().expect("changes").iter().filter_map(|of| of["count"].as_u64()).sum();
    assert_eq!((counted, &of["total"], &of["referenceInvokeId"]), (6, &json!(6), &json!("t-1")));
    assert_eq!(whole["format"], "invocation-report/1");
}

#[test]
fn another_command_is_said_first() {
    let [a, b] = files("compared-commands", &answer("t-1", "c-1", BEFORE), &answer("t-2", "c-2", BEFORE));
    let run = run(&["--compare", &a, &b], b"");
    assert!(run.text().starts_with("! The two executed different commands"), "{}", run.text());
    assert_eq!(run.status, 0);
}

#[test]
fn equal_different_and_what_cannot_be_told_have_their_statuses() {
    let same = |rows: &[(&str, &str, i64, &str)]| [answer("t-1", "c-1", rows), answer("t-2", "c-1", rows)];
    let [one, two] = same(BEFORE);
    let other = |rows| answer("t-2", "c-1", rows);
    let part = String::from_utf8(two.clone()).expect("UTF-8").replace("\"TotalCount\":5", "\"TotalCount\":9");
    let [runs, go_on] = same(&[("i-1", "Running", 0, "")]);
    let [unknown, still] = same(&[("i-1", "Sleeping", 0, "")]);
    for (at, (before, after, args, status)) in [
        (&one, two.clone(), &[][..], 0),
        (&one, other(AFTER), &[], 1),
        (&one, other(AFTER), &["--query", "change:still-failed"], 0),
        (&one, other(AFTER), &["--query", "change:fixed"], 1),
        (&one, part.into_bytes(), &[], 3),
        (&one, b"prose".to_vec(), &[], 2),
        (&one, other(&[]), &[], 2),
        (&runs, go_on, &[], 8),
        (&unknown, still, &[], 3),
        (&one, two.clone(), &["--format", "junit"], 2),
    ]
    .into_iter()
    .enumerate()
    {
        let [a, b] = files("compared-statuses", before, &after);
        let run = run(&[&["--compare", &a, &b][..], args].concat(), b"");
        assert_eq!(run.status, status, "{at}: {}{}", run.text(), run.words);
        assert_eq!(run.text().is_empty(), status == 2, "{at}: {}", run.text());
        assert_eq!(run.words.is_empty(), status != 2, "{at}: {}", run.words);
    }
}

#[test]
fn the_two_are_files_directories_standard_input_or_ids() {
    let (one, two) = (answer("t-1", "c-1", BEFORE), answer("t-2", "c-1", AFTER));
    let [a, b] = files("compared-named", &one, &two);
    let both = [&one[..], b"\n", &two].concat();
    let expect = run(&["--compare", &a, &b], b"").out;
    assert!(run(&["--compare", "-", &b], &one).out == expect);
    assert!(run(&["--compare", "t-1", "t-2"], &both).out == expect);
    assert!(run(&["--compare", "t-1", "t-2", &a, &b], b"").out == expect);
    assert!(run(&["--compare", &a, "t-2", &b], b"").out == expect);
    let back = run(&["--compare", "t-2", "t-1"], &both);
    assert!(back.text().contains("2 fixed"), "{}", back.text());
    for (args, said) in [
        (&["--compare", "t-1", "t-9"][..], "t-9: there is no such file, and no invocation here has this InvokeId."),
        (
            &["--compare", "-", "t-2"],
            "2 invocations are in it. Name the two by their InvokeIds and the files after them: t-1 t-2",
        ),
        (&["--compare", "t-1", "t-1"], "there is nothing to compare"),
        (&["--compare", "t-1"], "--compare"),
        (&["--compare", "t-1", "t-2", "--each"], "cannot be used with"),
    ] {
        let run = run(args, &both);
        assert!(run.words.contains(said) && run.status == 2, "{args:?}: {} {}", run.words, run.status);
    }
}

#[test]
fn secrets_and_what_turns_a_terminal_stay_where_they_are() {
    let row = |status: &'static str, error: &'static str| json!([{ "InvokeId": "", "InstanceId": "i-\u{1b}[31m\u{202e}", "CommandName": "password=Tr0ub4dor&3xyz", "InvocationStatus": status, "ErrorCode": error }]);
    let both: Vec<String> = [("t-1", "Success", ""), ("t-2", "Failed\u{1b}]0;x\u{7}", "\u{1b}c")]
        .iter()
        .map(|(id, status, error)| {
            let mut rows = row(status, error);
            rows[0]["InvokeId"] = (*id).into();
            json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } }).to_string()
        })
        .collect();
    for form in ["summary", "text", "md"] {
        let run = run(&["--compare", "t-1", "t-2", "--format", form], both.join("\n").as_bytes());
        assert!(
            run.text().chars().all(|sign| sign == '\n' || !sign.is_control() && sign != '\u{202e}'),
            "{:?}",
            run.text()
        );
        assert!(run.text().contains("␛"), "{}", run.text());
        assert!(form != "md" || !run.text().contains("Tr0ub4dor"), "{}", run.text());
    }
}
