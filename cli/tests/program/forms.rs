//! The exports are the core's own bytes; what stands beside them.

use invocation_inspector::redaction;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::{Options, inspect};

use super::{all_cases, case, results, run};

/// Every format of some cases, and one after the other of all.
#[test]
fn exports_are_the_cores_own_bytes() {
    let formats = Format::ALL.iter().copied();
    for (at, name) in all_cases().iter().enumerate() {
        let bytes = case(name);
        let inspection = inspect(bytes.clone(), Options::default());
        let chosen = |n: usize| at % 40 == 0 || n == at % Format::ALL.len();
        for (_, format) in formats.clone().enumerate().filter(|(n, _)| chosen(*n)) {
            let hides = !matches!(format, Format::Text | Format::Groups) && format.is_for_people();
            let redaction = hides.then(redaction::Options::default);
            let expect = inspection.export_redacted(format, ExportOptions::default(), redaction.as_ref());
            let run = run(&["--format", format.as_str()], &bytes);
            assert!(run.out == expect, "{name}: {}", format.as_str());
        }
    }
}

/// What is long leaves in pieces, which are those of the whole.
#[test]
fn many_rows_are_the_cores_own_bytes_as_well() {
    let ids: Vec<String> = (0..2_000).map(|n| format!("i-{n}")).collect();
    let long = "a line\n".repeat(100);
    let rows: Vec<_> = ids.iter().map(|id| (&**id, "Success", 0, &*long)).collect();
    let bytes = results(&rows);
    let inspection = inspect(bytes.clone(), Options::default());
    for format in [Format::Ndjson, Format::Json, Format::Csv, Format::Junit, Format::Sarif] {
        let expect = inspection.export(format, &ExportOptions::default());
        assert!(expect.len() > 1 << 20 || format == Format::Sarif, "{}: {}", format.as_str(), expect.len());
        assert!(run(&["--format", format.as_str()], &bytes).out == expect, "{}", format.as_str());
    }
}

/// The table of exit statuses is one, in the help and in the README.
#[test]
fn the_readme_has_the_exit_statuses_of_the_help() {
    let help = run(&["--help"], b"");
    let readme = include_str!("../../../README.md");
    let lines =
        help.text().lines().skip_while(|line| *line != "Exit status:").skip(1).take_while(|line| !line.is_empty());
    let rows: Vec<(&str, &str)> = lines.filter_map(|line| line.trim().split_once("  ")).collect();
    assert_eq!(rows.len(), 5, "{rows:?}");
    for (number, said) in rows {
        assert!(readme.contains(&format!("| {number} | {said} |")), "{number}: {said}");
    }
}

#[test]
fn a_query_chooses_in_every_form_and_what_it_was_meant_to_be_is_said() {
    let input = results(&[("i-1", "Failed", 1, "one"), ("i-2", "Failed", 2, "two"), ("i-3", "Success", 0, "three")]);
    for form in [&["--failed"][..], &["--format", "ndjson"], &["--format", "csv"]] {
        let run = run(&[form, &["--query", "exit:2"]].concat(), &input);
        assert!(run.text().contains("i-2") && !run.text().contains("i-1"), "{form:?}: {}", run.text());
        assert_eq!((run.status, &*run.words), (1, ""));
    }
    let other = run(&["--failed", "--query", "-exit:2"], &input);
    assert!(other.text().contains("i-1") && !other.text().contains("i-2"), "{}{}", other.text(), other.words);
    let part = run(&["--query", "exit:2"], &input);
    assert!(part.text().contains("1 of 3 instances were chosen") && !part.text().contains("| one"), "{}", part.text());
    let run = run(&["--query", "exti:2"], &input);
    assert!(run.words.contains("exit"), "{}", run.words);
}

/// An export says nothing of what it lacks, so that words stand beside it.
#[test]
fn an_export_of_nothing_says_why() {
    let error = br#"{"Code":"Throttling","Message":"slow down","RequestId":"1"}"#;
    let failed = run(&["--format", "groups"], error);
    assert_eq!((failed.text(), failed.status), ("", 3));
    assert!(failed.words.contains("The call itself failed: Throttling."), "{}", failed.words);
    let none = run(&["--format", "groups", "--query", "exit:9"], &results(&[("i-1", "Success", 0, "fine")]));
    assert_eq!((none.text(), none.words.lines().count()), ("", 1), "{}", none.words);
}

#[test]
fn the_outputs_of_what_failed_are_whole_and_never_nothing() {
    let long = "line\n".repeat(3_000);
    let input = results(&[("i-1", "Failed", 1, &long), ("i-2", "Failed", 1, ""), ("i-3", "Success", 0, "fine")]);
    let all = run(&["--failed"], &input);
    assert_eq!(all.text().matches("| line").count(), 3_000);
    assert!(all.text().contains("i-2") && all.text().contains("The output is empty."), "{}", all.words);
    assert!(!all.text().contains("fine"));
    let none = run(&["--failed"], &results(&[("i-1", "Success", 0, "fine")]));
    assert_eq!((none.text(), none.status), ("None of 1 instance failed.\n", 0));
}

#[test]
fn the_output_of_one_instance_is_what_it_printed() {
    let input = results(&[("i-1", "Failed", 1, "G1szMW1yZWQAAP8="), ("i-2", "Success", 0, "")]);
    let one = run(&["--output", "i-1"], &input);
    assert_eq!((&*one.out, one.status), (&b"\x1b[31mred\0\0\xff"[..], 1));
    let none = run(&["--output", "i-2"], &input);
    assert_eq!(none.text(), "");
    assert!(none.words.contains("The output is empty."), "{}", none.words);
    let other = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InvokeId":"t-2","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0,"Output":"b25l"}]}}}"#;
    let both = [&input[..], b"\n", other].concat();
    let several = run(&["--output", "i-1"], &both);
    assert!(several.words.contains("t-1/i-1 t-2/i-1") && several.status == 2, "{}", several.words);
    assert_eq!(run(&["--output", "t-2/i-1"], &both).text(), "one");
    let secret = results(&[("i-1", "Failed", 1, "password=Tr0ub4dor&3xyz\n")]);
    assert!(run(&["--output", "i-1"], &secret).text().contains("Tr0ub4dor"));
    assert!(!run(&["--output", "i-1", "--redact"], &secret).text().contains("Tr0ub4dor"));
}

#[test]
fn secrets_stay_where_a_form_goes_on_to_others() {
    let secret = results(&[("i-1", "Failed", 1, "password=Tr0ub4dor&3xyz\n")]);
    for (args, stays) in [
        (&["--format", "md"][..], true),
        (&["--format", "html"], true),
        (&["--redact"], true),
        (&["--failed", "--redact"], true),
        (&["--format", "ndjson", "--redact"], true),
        (&["--format", "md", "--no-redact"], false),
        (&["--format", "ndjson"], false),
        (&[], false),
    ] {
        assert_eq!(!run(args, &secret).text().contains("Tr0ub4dor"), stays, "{args:?}");
    }
}

#[test]
fn the_language_is_that_of_the_environment_unless_one_is_named() {
    let input = results(&[("i-1", "Success", 0, "")]);
    let said = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = super::program(args);
        command.envs(variables.iter().copied());
        super::run_command(command, &input).text().contains("下一步")
    };
    assert!(!said(&[], &[]));
    assert!(said(&["--language", "zh"], &[]));
    assert!(said(&[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(said(&[], &[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]));
    assert!(!said(&[], &[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]));
    assert!(!said(&["--language", "en"], &[("LANG", "zh_CN.UTF-8")]));
    assert!(run(&["--help", "--language", "zh"], b"").text().contains("退出状态"));
}

#[test]
fn completions_and_the_man_page_have_every_option() {
    let options: Vec<String> = {
        let help = run(&["--help"], b"");
        let words = help.text().split_whitespace().filter_map(|word| word.strip_prefix("--"));
        words.map(|word| word.trim_end_matches([':', ',', '\'']).to_owned()).filter(|word| !word.is_empty()).collect()
    };
    assert!(options.len() > 15, "{options:?}");
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["--completion", shell], b"");
        assert_eq!(script.status, 0);
        for option in ["each", "format", "failed", "accept-exit", "explain"] {
            assert!(options.iter().any(|one| one == option));
            assert!(script.text().contains(option), "{shell}: {option}");
        }
    }
    let page = run(&["--man"], b"");
    assert!(page.text().starts_with(".ie") || page.text().contains(".TH"), "{}", page.text());
    assert!(page.text().contains("accept") && page.text().contains("Exit status"));
}
