//! The program as a shell meets it: what it writes where, and what it ends with.

#[path = "program/comparing.rs"]
mod comparing;
#[path = "program/files.rs"]
mod files;
#[path = "program/forms.rs"]
mod forms;
#[path = "program/hostile.rs"]
mod hostile;
#[path = "program/snapshots.rs"]
mod snapshots;
#[path = "program/statuses.rs"]
mod statuses;
#[path = "program/watch.rs"]
mod watch;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run left.
struct Run {
    out: Vec<u8>,
    words: String,
    status: i32,
}

impl Run {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.out).expect("UTF-8")
    }
}

/// The program with nothing of the reader's environment.
fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_invocation-inspector"));
    let names = ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"];
    for name in names {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run_command(mut command: Command, input: &[u8]) -> Run {
    let mut child = command.spawn().expect("the program starts");
    // What does not read its input may have ended.
    let _ = child.stdin.take().expect("its input").write_all(input);
    let output = child.wait_with_output().expect("the program ends");
    let words = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!words.contains("panicked"), "{words}");
    Run { out: output.stdout, words, status: output.status.code().unwrap_or(-1) }
}

fn run(args: &[&str], input: &[u8]) -> Run {
    run_command(program(args), input)
}

/// A case of the core by its path in `tests/cases`.
fn case(path: &str) -> Vec<u8> {
    let path = cases().join(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases")
}

/// Every case: its path in `tests/cases`, sorted.
fn all_cases() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["clean", "odd", "broken", "crashes"] {
        let Ok(entries) = fs::read_dir(cases().join(folder)) else { continue };
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
        all.extend(names.filter(|name| !name.ends_with(".report.json")).map(|name| format!("{folder}/{name}")));
    }
    all.sort();
    assert!(all.len() > 100, "{}", all.len());
    all
}

/// An answer of DescribeInvocationResults: id, status, exit code and output of each row.
fn results(rows: &[(&str, &str, i64, &str)]) -> Vec<u8> {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|(id, status, exit, output)| {
            serde_json::json!({ "InvokeId": "t-1", "InstanceId": id, "InvocationStatus": status, "ExitCode": exit, "Output": output })
        })
        .collect();
    serde_json::json!({ "Invocation": { "InvocationResults": { "InvocationResult": rows } } }).to_string().into_bytes()
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
