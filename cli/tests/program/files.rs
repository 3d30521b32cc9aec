//! Files, directories, and what cannot be read.

use std::fs::{self, File};

use super::{folder, path, results, run};

fn good() -> Vec<u8> {
    results(&[("i-1", "Success", 0, "fine")])
}

#[test]
fn pages_are_joined_and_files_kept_apart_where_that_is_asked_for() {
    let folder = folder("pages");
    let page = |number: u32, id: &str| {
        let row =
            serde_json::json!([{ "InvokeId": "t-1", "InstanceId": id, "InvocationStatus": "Success", "ExitCode": 0 }]);
        let answer = serde_json::json!({ "Invocation": { "TotalCount": 2, "PageNumber": number, "PageSize": 1, "InvocationResults": { "InvocationResult": row } } });
        fs::write(folder.join(format!("{number}.json")), answer.to_string()).expect("a file");
    };
    page(1, "i-1");
    page(2, "i-2");
    assert_eq!(run(&[path(&folder)], b"").status, 0);
    let apart = run(&["--each", path(&folder)], b"");
    assert_eq!(apart.status, 3);
    assert!(apart.text().contains("1.json") && apart.text().contains("2.json"), "{}", apart.text());
}

#[test]
fn directories_are_read_with_those_below_them() {
    let folder = folder("below");
    fs::create_dir_all(folder.join("a/b")).expect("a folder");
    fs::create_dir_all(folder.join(".hidden")).expect("a folder");
    for (name, bytes) in [
        ("a/b/1.json", good()),
        ("2.LOG", good()),
        ("3.md", b"# no".to_vec()),
        (".hidden/4.json", b"no".to_vec()),
        (".5.json", b"no".to_vec()),
    ] {
        fs::write(folder.join(name), bytes).expect("a file");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("a/round")).expect("a link");
    let rows = run(&["--each", "--format", "ndjson", path(&folder)], b"");
    let files: Vec<String> =
        rows.text().lines().map(|line| read(line)["file"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(files[0].ends_with("2.LOG") && files[1].ends_with("1.json"), "{files:?}");
    assert_eq!((rows.status, &*rows.words), (0, ""));
}

fn read(line: &str) -> serde_json::Value {
    serde_json::from_str(line).expect("JSON")
}

#[test]
fn what_cannot_be_read_ends_in_a_sentence() {
    let folder = folder("faults");
    let huge = folder.join("huge.json");
    File::create(&huge).and_then(|file| file.set_len((512 << 20) + 1)).expect("a file of nothing");
    let empty = folder.join("empty");
    fs::create_dir(&empty).expect("a folder");
    for (named, said, status) in [
        (path(&huge), "larger than 512 MB", 2),
        ("missing.json", "No such file", 2),
        (path(&empty), "no file in this directory is one of *.json *.xml *.txt *.log", 3),
    ] {
        let run = run(&[named], b"");
        assert!(run.words.contains(named) && run.words.contains(said), "{named}: {}", run.words);
        assert_eq!((run.status, run.text(), run.words.lines().count()), (status, "", 1));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_read_and_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names");
    let name = folder.join(OsStr::from_bytes(b"\xff\x1b[31m.json"));
    fs::write(&name, good()).expect("a file");
    let mut command = super::program(&["--each", "--format", "ndjson"]);
    command.arg(&name).arg(folder.join(OsStr::from_bytes(b"\xfe.json")));
    let run = super::run_command(command, b"");
    let rows: Vec<_> = run.text().lines().map(read).collect();
    assert!(rows[0]["file"].as_str().is_some_and(|file| file.contains('\u{fffd}')), "{rows:?}");
    assert_eq!((rows.len(), run.status), (2, 2));
    assert!(run.words.contains("\u{fffd}.json: "), "{}", run.words);
}

/// No file is lost: what has no rows has one that says why.
#[test]
fn each_file_has_its_rows_or_one_that_says_why_there_are_none() {
    let folder = folder("rows");
    let file = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).expect("a file");
        path(&folder.join(name)).to_owned()
    };
    let two = file("1.json", &results(&[("i-1", "Failed", 1, "a"), ("i-2", "Success", 0, "b")]));
    let prose = file("2.txt", b"nothing of the kind");
    let error = file("3.json", br#"{"Code":"Throttling","Message":"slow down","RequestId":"1"}"#);
    let empty = file(
        "4.json",
        br#"{"Invocation":{"TotalCount":0,"PageNumber":1,"PageSize":10,"InvocationResults":{"InvocationResult":[]}}}"#,
    );
    let run = run(&["--each", "--format", "ndjson", &two, &prose, "missing.json", &error, &empty], b"");
    let rows: Vec<_> = run.text().lines().map(read).collect();
    let told: Vec<_> =
        rows.iter().map(|row| (row["source"].as_i64(), row["reason"].as_str(), row["errorCode"].as_str())).collect();
    assert_eq!(
        told,
        [
            (Some(0), Some("1"), None),
            (Some(0), None, None),
            (Some(1), Some("unreadable"), None),
            (Some(2), Some("unreadable"), None),
            (Some(3), Some("Throttling"), Some("Throttling")),
            (Some(4), Some("no-rows"), None),
        ]
    );
    let schema = include_str!("../../../docs/schema/rows-1.json");
    let members = read(schema)["properties"].as_object().expect("members").keys().cloned().collect::<Vec<_>>();
    assert!(rows.iter().all(|row| row.as_object().is_some_and(|row| row.keys().all(|name| members.contains(name)))));
    assert_eq!(rows[3]["file"], "missing.json");
    assert!(rows[3]["errorInfo"].as_str().is_some_and(|info| info.contains("No such file")));
    assert_eq!(rows[4]["errorInfo"], "slow down");
    let members: Vec<_> = rows.iter().map(|row| row.as_object().expect("an object").len()).collect();
    assert!(members.iter().all(|n| *n == members[0]), "{members:?}");
    assert_eq!(run.status, 2);
}

/// Small files are read several at a time, and told in their order; one that is not small among them.
#[test]
fn many_files_are_told_in_their_order() {
    let folder = folder("order");
    let long = "a line\n".repeat(200_000);
    for n in 0..200 {
        let output = if n % 50 == 7 { &*long } else { "b2sK" };
        let bytes = if n % 9 == 4 { b"prose".to_vec() } else { results(&[(&format!("i-{n}"), "Success", 0, output)]) };
        fs::write(folder.join(format!("{n:03}.json")), bytes).expect("a file");
    }
    let all = run(&["--each", "--format", "ndjson", path(&folder)], b"");
    let alone = run(&["--each", "--format", "ndjson", path(&folder.join("057.json"))], b"");
    let told: Vec<(i64, String)> = all
        .text()
        .lines()
        .map(|line| (read(line)["source"].as_i64().expect("a number"), read(line)["file"].to_string()))
        .collect();
    let expect = (0..200).map(|n| (n, format!("{n:03}.json")));
    assert!(told.len() == 200 && told.iter().zip(expect).all(|(one, (n, end))| one.0 == n && one.1.contains(&end)));
    let line = all.text().lines().nth(57).expect("its line").replace("\"source\":57,", "\"source\":0,");
    assert!(alone.text().trim_end() == line);
    assert_eq!((all.status, all.words.lines().count()), (2, 22));
    assert!(
        all.words.lines().zip([4, 13, 22]).all(|(said, n)| said.contains(&format!("{n:03}.json"))),
        "{}",
        all.words
    );
}
