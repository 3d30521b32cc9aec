//! What a response holds never restyles the terminal, and a reader that goes away is no fault.

use std::process::Stdio;

use super::{all_cases, case, program, results, run};

const HOSTILE: &str = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J\u{202e}txt\r\u{8}\u{0}\u{feff}\n\u{1b}c";

/// Whether a text has nothing but what is seen, line feeds, and colours of ours.
fn is_harmless(text: &str, styled: bool) -> bool {
    let mut rest = text.to_owned();
    while let Some(at) = rest.find("\u{1b}[").filter(|_| styled) {
        let end = rest[at + 2..].find(|sign: char| !sign.is_ascii_digit() && sign != ';').unwrap_or(0) + at + 2;
        if !rest[end..].starts_with('m') {
            return false;
        }
        rest.replace_range(at..=end, "");
    }
    let is_seen = |sign: char| {
        let turns =
            matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        !turns && (sign == '\n' || sign == '\t' || !sign.is_control())
    };
    rest.chars().all(is_seen)
}

fn hostile_answer() -> Vec<u8> {
    let text = HOSTILE;
    let row = |id: &str, status: &str| {
        serde_json::json!({ "InvokeId": format!("t-{text}"), "InstanceId": format!("{id}{text}"), "InvocationStatus": status, "ExitCode": 1,
            "ErrorCode": text, "ErrorInfo": text, "CommandName": text, "Output": text, "StartTime": text, "Dropped": text })
    };
    let rows = [row("i-1", "Failed"), row("i-2", text), row("i-3", "Running")];
    let results =
        serde_json::json!({ "Invocation": { "NextToken": text, "InvocationResults": { "InvocationResult": rows } } });
    results.to_string().into_bytes()
}

#[test]
fn no_text_of_a_response_restyles_the_terminal() {
    let mut inputs = vec![hostile_answer(), results(&[("i-1", "Failed", 1, HOSTILE), ("i-2", "Failed", 2, HOSTILE)])];
    inputs.push(
        serde_json::json!({ "Code": HOSTILE, "Message": HOSTILE, "RequestId": HOSTILE }).to_string().into_bytes(),
    );
    inputs.extend(all_cases().iter().step_by(7).map(|name| case(name)));
    for input in &inputs {
        for form in [
            &[][..],
            &["--failed"],
            &["--format", "groups"],
            &["--format", "text"],
            &["--redact"],
            &["--language", "zh"],
        ] {
            let plain = run(form, input);
            assert!(is_harmless(plain.text(), false), "{form:?}: {:?}", plain.text());
            let styled = run(&[form, &["--color", "always"]].concat(), input);
            assert!(is_harmless(styled.text(), true), "{form:?}: {:?}", styled.text());
            assert!(is_harmless(&styled.words, false), "{form:?}: {:?}", styled.words);
        }
    }
    let run = run(&["--output", HOSTILE.trim_end_matches(char::is_control).split('\0').next().expect("text")], b"{}");
    assert!(is_harmless(&run.words, false), "{:?}", run.words);
}

#[test]
fn colours_are_used_where_they_are_asked_for_and_not_in_a_pipe() {
    let input = results(&[("i-1", "Failed", 1, "no")]);
    let has = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = program(args);
        command.envs(variables.iter().copied());
        super::run_command(command, &input).text().contains('\u{1b}')
    };
    assert!(!has(&[], &[]));
    assert!(has(&["--color", "always"], &[]));
    assert!(has(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(has(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(!has(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(has(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!has(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let long = "a line of an output\n".repeat(20_000);
    let input = results(&[("i-1", "Failed", 1, &long), ("i-2", "Success", 0, &long)]);
    for form in [&["--format", "ndjson"][..], &["--failed"], &["--output", "i-1"], &["--each"], &["--help"], &["--man"]]
    {
        let mut child = program(form).stdout(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let _ = std::io::Write::write_all(&mut child.stdin.take().expect("its input"), &input);
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{form:?}");
        assert!(output.status.code().is_some_and(|code| code <= 1), "{form:?}: {:?}", output.status);
    }
}
