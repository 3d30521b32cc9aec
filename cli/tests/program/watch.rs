//! A file that grows is read until everything has ended.

use std::fs;
use std::io::Read;
use std::time::{Duration, Instant};

use super::{folder, path, program, results, run};

#[test]
fn a_file_that_grows_is_read_until_all_has_ended() {
    let file = folder("watch").join("poll.json");
    fs::write(&file, results(&[("i-1", "Running", 0, ""), ("i-2", "Success", 0, "")])).expect("a file");
    let mut child = program(&["--watch", path(&file), "--format", "ndjson"]).spawn().expect("the program starts");
    let mut words = child.stderr.take().expect("its words");
    let mut first = [0_u8; 1];
    words.read_exact(&mut first).expect("the first verdict");
    // What is half written is waited for.
    let whole = results(&[("i-1", "Failed", 3, "no"), ("i-2", "Success", 0, "")]);
    fs::write(&file, &whole[..whole.len() / 2]).expect("a file");
    std::thread::sleep(Duration::from_millis(1_200));
    assert!(child.try_wait().expect("a process").is_none(), "it ended with half an answer");
    fs::write(&file, &whole).expect("a file");
    let since = Instant::now();
    while child.try_wait().expect("a process").is_none() {
        assert!(since.elapsed() < Duration::from_secs(20), "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("the program ends");
    let mut said = String::new();
    words.read_to_string(&mut said).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("PartialFailed"), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
}

#[test]
fn what_has_ended_is_not_waited_for_and_what_is_not_there_is_said() {
    let file = folder("watched").join("done.json");
    fs::write(&file, results(&[("i-1", "Success", 0, "")])).expect("a file");
    assert_eq!(run(&["--watch", path(&file)], b"").status, 0);
    let missing = run(&["--watch", "missing.json"], b"");
    assert!(missing.words.contains("missing.json") && missing.status == 2, "{}", missing.words);
}
