//! What is read at a terminal, as text: `UPDATE=1 cargo test -p invocation-inspector-cli snapshots` writes it anew.

use std::path::Path;
use std::{env, fs};

use super::{case, run};

/// Options, and the case that they are of.
const SNAPSHOTS: &[(&str, &[&str], &str)] = &[
    ("fleet", &[], "clean/fleet_by_reason.json"),
    ("fleet_zh", &["--language", "zh"], "clean/fleet_by_reason.json"),
    ("fleet_colours", &["--color", "always"], "clean/fleet_by_reason.json"),
    ("fleet_query", &["--query", "outcome:failed"], "clean/fleet_by_reason.json"),
    ("fleet_failed", &["--failed"], "clean/fleet_by_reason.json"),
    ("one_failed", &[], "clean/results_failed_one.json"),
    ("one_failed_zh", &["--language", "zh"], "clean/results_failed_one.json"),
    ("history", &[], "clean/results_history.json"),
    ("part", &[], "clean/history_page.json"),
    ("several", &[], "clean/page_of_several.json"),
    ("outputs", &[], "clean/output_charsets.json"),
    ("flattened", &[], "broken/seed004_flattened.txt"),
    ("call_failed", &[], "broken/error_cli_plain.txt"),
    ("web_page", &[], "broken/text_login.html"),
    ("prose", &["--language", "zh"], "broken/text_prose.txt"),
    ("outputs_failed", &[], "odd/seed002_results_failed.json"),
    ("unknown_status", &[], "odd/unknown_status.json"),
    ("disagrees", &[], "odd/disagrees.json"),
    ("disagrees_zh", &["--language", "zh"], "odd/disagrees.json"),
    ("call_refused", &[], "odd/error_cli.txt"),
    ("call_refused_zh", &["--language", "zh"], "odd/error_cli.txt"),
    ("other_cloud", &[], "odd/cloud_jd_running.json"),
    ("other_cloud_error", &[], "odd/cloud_azure_stderr.json"),
    ("said_and_dropped", &[], "odd/failed_said_and_dropped.json"),
    ("said_and_dropped_failed", &["--failed", "--language", "zh"], "odd/failed_said_and_dropped.json"),
    ("error_text_behind", &[], "odd/error_text_behind.txt"),
    ("delivery_failed", &[], "clean/delivery_failed.json"),
    ("rows_without_ids", &[], "clean/rows_without_ids.json"),
    ("two_invocations", &[], "odd/words_for_nothing.json"),
    ("all_fields", &["--redact"], "clean/results_all_fields.json"),
    ("hostile_ids", &[], "odd/ids_as_commands.json"),
    ("no_rows", &[], "odd/page_rows_not_here.json"),
    ("explain_exit", &["--explain", "137"], "broken/empty.txt"),
    ("explain_error", &["--explain", "ClientNotRunning", "--language", "zh"], "broken/empty.txt"),
    ("help", &["--help"], "broken/empty.txt"),
    ("help_zh", &["--help", "--language", "zh"], "broken/empty.txt"),
];

#[test]
fn what_is_read_at_a_terminal_stands_as_it_was_judged() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for (name, args, of) in SNAPSHOTS {
        let run = run(args, &case(of));
        let shown = format!("{}exit status {}\n", run.text(), run.status).replace('\u{1b}', "␛");
        let path = folder.join(format!("{name}.txt"));
        if env::var_os("UPDATE").is_some() {
            fs::write(&path, &shown).expect("a snapshot");
        }
        let expect = fs::read_to_string(&path).unwrap_or_default();
        assert!(shown == expect, "{name} differs:\n{shown}");
        assert_eq!(run.words, "", "{name}");
    }
}
