//! What is offered to be copied is exactly the command that is meant, whatever a response holds: a real shell says so.
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use invocation_inspector::view::command::Id;
use invocation_inspector::words::Language;
use invocation_inspector::words::phrase::{Part, Phrase};
use invocation_inspector::{Inspection, Options, inspect};
use serde_json::{Value, json};

/// Ids, tokens, names and regions that are none; what of them a shell executes makes a file.
const HOSTILE: [&str; 44] = [
    "t-1; touch x; y",
    "$(touch x)",
    "`touch x`",
    "t-1\ntouch x\n",
    "t-1\r\ntouch x",
    "t-1\u{2028}touch x",
    "t-1\u{85}touch x",
    "'; touch x; '",
    "\"; touch x; \"",
    "'\\''; touch x; '",
    "a'b",
    "a\"b",
    "\\",
    "t-1\\",
    "-rf",
    "--Force=true",
    "-",
    "=ls",
    "*",
    "?",
    "[a-z]*",
    "t-1****",
    "i-bp1xxxxxx",
    "~",
    "~root",
    "{a,b}",
    "$HOME",
    "${IFS}touch${IFS}x",
    "!!",
    "!touch",
    "%PATH%",
    "t-1&touch x",
    "t-1|touch x",
    "t-1>x",
    "t-1<x",
    "t-1^&touch x",
    "# touch",
    "t 1",
    " t-1",
    "ｔ－１；ｔｏｕｃｈ　ｘ",
    "t-1\u{202e}x hcuot",
    "a`b` --InvokeId `c --d e`",
    "“; touch x; ”",
    "",
];

/// Every place of an answer that a command could be made of.
fn documents(value: &str) -> Vec<Value> {
    let row = |status: &str, id: &str| {
        json!({"InvokeId": id, "InstanceId": value, "CommandId": value, "CommandName": value, "RegionId": value,
            "ErrorCode": value, "ErrorInfo": value, "InvocationStatus": status, "Frequency": value})
    };
    let results = |paging: &Value, rows: Vec<Value>| {
        let mut whole = paging.clone();
        whole["RegionId"] = json!(value);
        whole["Invocation"] = json!({"InvocationResults": {"InvocationResult": rows}});
        whole
    };
    let overall = |paging: &Value, status: &str, id: &str| {
        let mut whole = paging.clone();
        let mut invocation = row(status, id);
        invocation["RepeatMode"] = json!("Period");
        invocation["InvokeInstances"] = json!({"InvokeInstance": [row(status, id), row("Failed", id)]});
        whole["Invocations"] = json!({"Invocation": [invocation]});
        whole
    };
    let pagings = [
        json!({}),
        json!({"NextToken": value, "PageSize": 10}),
        json!({"TotalCount": 137, "PageSize": 2, "PageNumber": 1}),
        json!({"TotalCount": value, "PageSize": value, "PageNumber": value}),
    ];
    let mut all = vec![
        json!({"RequestId": value, "InvokeId": value}),
        json!({"RequestId": value, "CommandId": value, "InvokeId": value}),
        json!({"Code": value, "Message": value, "RequestId": value, "HostId": value, "Recommend": value}),
        json!({"TotalCount": 0, "Invocations": {"Invocation": []}, "NextToken": value}),
        json!(value),
    ];
    for paging in &pagings {
        for id in [value, "t-good"] {
            for status in ["Running", "Failed", "Scheduled", "Success", value] {
                all.push(overall(paging, status, id));
                all.push(results(paging, vec![row(status, id), row("Failed", "t-good"), row("Failed", id)]));
            }
        }
    }
    all
}

/// All phrases that a page shows of an inspection.
fn phrases(inspection: &Inspection) -> Vec<Phrase> {
    let mut all = Vec::new();
    let summary = inspection.summary();
    all.extend(summary.next);
    all.extend(summary.doubts.into_iter().map(|note| note.text));
    all.extend(summary.error.and_then(|error| error.explain));
    for diagnostic in inspection.diagnostics(0.0, 1e9).rows {
        all.push(diagnostic.message);
        all.extend(diagnostic.help);
    }
    for invocation in 0..inspection.model().invocations.len() {
        let detail = inspection.invocation(invocation).expect("an invocation");
        all.extend(detail.next);
        all.extend(detail.failed_ids.note);
        all.extend(detail.doubts.into_iter().map(|note| note.text));
        let rollups = |list: [invocation_inspector::view::page::rollups::RollupDetail; 2]| {
            list.into_iter().flat_map(|one| [Some(one.rule), Some(one.agreement), one.what_if]).flatten()
        };
        all.extend(rollups(detail.rollups));
        let schedule = inspection.schedule(invocation, None);
        all.extend(schedule.into_iter().flat_map(|schedule| [schedule.note, schedule.fault]).flatten());
        let mut at = 0;
        while let Some(instance) = inspection.instance(invocation, at) {
            all.extend(rollups(instance.rollups));
            let record = inspection.record(invocation, at, 0, None).expect("a record");
            all.push(record.meaning);
            all.extend(record.output_absent);
            all.extend(record.contradictions.into_iter().map(|note| note.text));
            all.extend(record.reasons.into_iter().flat_map(|one| [Some(one.what), one.remedy]).flatten());
            at += 1;
        }
    }
    all
}

fn commands(phrases: &[Phrase]) -> impl Iterator<Item = &str> {
    phrases.iter().flat_map(Phrase::commands)
}

/// A folder of its own, with stubs of programs first on the path that write down their words and do nothing else.
struct Shell {
    folder: PathBuf,
}

/// What the stubs of this test stand for.
const PROGRAMS: [&str; 4] = ["aliyun", "aliyun-service", "curl", "df"];

impl Shell {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("commands-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("bin")).expect("a folder");
        fs::create_dir_all(folder.join("empty")).expect("a folder");
        for program in PROGRAMS {
            let path = folder.join("bin").join(program);
            let stub = format!(
                "#!/bin/sh\nprintf '%s\\0' {program} \"$@\" >> '{0}/words'\nprintf '\\0' >> '{0}/words'\n",
                folder.display()
            );
            fs::write(&path, stub).expect("a stub");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
        }
        Self { folder }
    }

    /// The words of every call that these lines, pasted into a shell, make.
    fn calls(&self, lines: &str) -> Vec<Vec<String>> {
        let words = self.folder.join("words");
        let _ = fs::remove_file(&words);
        let path = format!("{}:/usr/bin:/bin", self.folder.join("bin").display());
        let output = Command::new("/bin/sh")
            .args(["-c", lines])
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.join("empty"))
            .current_dir(self.folder.join("empty"))
            .output()
            .expect("a shell");
        assert!(output.status.success() && output.stderr.is_empty(), "{lines}: {output:?}");
        let left: Vec<_> = fs::read_dir(self.folder.join("empty")).expect("a folder").collect();
        assert!(left.is_empty(), "{lines}: something else ran: {left:?}");
        let text = fs::read_to_string(&words).unwrap_or_default();
        let calls = text.split_terminator("\0\0");
        calls.map(|call| call.split('\0').map(str::to_owned).collect()).collect()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A loop of PowerShell as that of a POSIX shell: what is in it has to mean the same in both.
fn in_posix(command: &str) -> String {
    let Some(rest) = command.strip_prefix("foreach ($page in ") else { return command.to_owned() };
    let (pages, body) = rest.split_once(") { ").expect("a loop");
    assert!(pages.split(',').all(|page| page.parse::<u32>().is_ok()), "{command}");
    let body = body.strip_suffix(" }").expect("an end");
    format!("for page in {}; do {body}; done", pages.replace(',', " "))
}

/// An id is read without what does not belong to it at its ends.
fn bare(given: &str) -> &str {
    given.trim_matches(|sign: char| sign.is_whitespace() || "\"'`<>,;=“”‘’".contains(sign))
}

/// What may follow an option of a command that is offered.
fn is_meant(option: &str, value: &str, given: &str) -> bool {
    let bare = bare(given);
    match option {
        "--RegionId" => value == "YOUR_REGION",
        "--InvokeId" => value == "YOUR_INVOKE_ID" || [bare, "t-good"].contains(&value) && Id::read(value).is_ok(),
        "--NextToken" => value == given.trim(),
        "--IncludeOutput" | "--IncludeHistory" => value == "true",
        "--PageSize" | "--MaxResults" => value == "50",
        "--PageNumber" => value.parse().is_ok_and(|page: u32| page > 0),
        _ => false,
    }
}

fn check_call(call: &[String], command: &str, given: &str) {
    let calls = ["DescribeInvocations", "DescribeInvocationResults", "DescribeSendFileResults"];
    let fine = call.len() % 2 == 1 && call[0] == "aliyun" && call[1] == "ecs" && calls.contains(&call[2].as_str());
    assert!(fine, "{command}: {call:?}");
    for pair in call[3..].chunks(2) {
        assert!(is_meant(&pair[0], &pair[1], given), "{command}: {pair:?} for {given:?}");
    }
}

#[test]
fn a_pasted_response_never_becomes_a_command() {
    let shell = Shell::new("hostile");
    let long = format!("t-{}", "1".repeat(5_000));
    // Each command is executed once, however many answers offer it.
    let mut seen = BTreeSet::new();
    for value in HOSTILE.into_iter().chain([long.as_str()]) {
        for document in documents(value) {
            for language in [Language::En, Language::Zh] {
                let inspection = inspect(document.to_string().into_bytes(), Options { language, ..Options::default() });
                let phrases = phrases(&inspection);
                for command in commands(&phrases).filter(|command| seen.insert((*command).to_owned())) {
                    assert!(!command.contains(['\n', '\r']), "{command:?}");
                    let calls = shell.calls(&in_posix(command));
                    assert!(!calls.is_empty(), "{command:?} calls nothing");
                    calls.iter().for_each(|call| check_call(call, command, value));
                }
                check_ids(&shell, &inspection, value, &mut seen);
            }
        }
    }
    assert!(seen.len() > 10, "{seen:?}");
}

/// Ids that failed are ids in every form.
fn check_ids(shell: &Shell, inspection: &Inspection, value: &str, seen: &mut BTreeSet<String>) {
    for invocation in 0..inspection.model().invocations.len() {
        let ids = |form| inspection.failed_ids(invocation, form).expect("an invocation");
        let lines = ids("lines");
        let fit = |id: &str| ["t-good", bare(value)].contains(&id) && Id::read(id).is_ok();
        assert!(lines.split_terminator('\n').all(fit), "{value:?}: {lines}");
        let list: Vec<String> = serde_json::from_str(&ids("json")).expect("JSON");
        assert_eq!(lines, list.join("\n"));
        if list.is_empty() {
            assert_eq!(ids("parameters"), "");
            continue;
        }
        let command = format!("aliyun ecs RunCommand {}", ids("parameters"));
        if !seen.insert(command.clone()) {
            continue;
        }
        let calls = shell.calls(&command);
        let expect: Vec<String> =
            (1..).zip(&list).flat_map(|(n, id)| [format!("--InstanceId.{n}"), id.clone()]).collect();
        assert_eq!(calls[0][3..], expect);
    }
}

/// What stands in a response is never a second piece of code, and never ends the one in which it stands.
#[test]
fn code_in_a_sentence_is_told_by_its_structure() {
    let code = "a`b` --InvokeId `c --d e`";
    for document in documents(code) {
        let inspection = inspect(document.to_string().into_bytes(), Options::default());
        for phrase in phrases(&inspection) {
            for part in phrase.parts() {
                let text = part.as_str();
                let whole = text.matches("--InvokeId `c").count() == text.matches("a`b`").count();
                assert!(whole || text.starts_with("aliyun"), "{phrase:?}");
                assert!(
                    !matches!(part, Part::Code(code) | Part::Id(code) if code.trim() == "b" || code.trim() == "c --d e"),
                    "{phrase:?}"
                );
            }
        }
    }
}

#[track_caller]
fn next(document: &Value) -> Vec<String> {
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    inspection.summary().next.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_no_id_is_said_to_be_none() {
    let running = |id: &str| {
        json!({"Invocations": {"Invocation": [{"InvokeId": id, "InvocationStatus": "Running",
            "InvokeInstances": {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": "Running"}]}}]}})
    };
    assert!(next(&running("t-1"))[0].contains("--InvokeId t-1 --IncludeOutput true"));
    assert_eq!(
        next(&running("t-1; touch x")),
        [
            "`t-1; touch x` is no InvokeId, so no command with it is offered. Ask again with the id that starting the command returned."
        ]
    );
    assert_eq!(
        next(&running("t-hz0jdfwd9f****")),
        [
            "The InvokeId `t-hz0jdfwd9f****` is masked: no call finds it, so no command is offered. Ask again with the whole id."
        ]
    );
    let mut without = running("");
    without["Invocations"]["Invocation"][0].as_object_mut().expect("an invocation").remove("InvokeId");
    assert!(next(&without)[0].contains("--InvokeId YOUR_INVOKE_ID "), "{:?}", next(&without));
    // The same for a call that only started an invocation.
    let started = |id: &str| next(&json!({"RequestId": "4", "CommandId": "c-1", "InvokeId": id}));
    assert!(started("t-1")[0].contains("DescribeInvocationResults --RegionId YOUR_REGION --InvokeId t-1"));
    assert!(started("$(touch x)")[0].contains("is no InvokeId"), "{:?}", started("$(touch x)"));
}

#[test]
fn parameters_have_a_line_for_each_call() {
    let row = |n: u32| json!({"InvokeId": "t-1", "InstanceId": format!("i-{n}"), "InvocationStatus": "Failed"});
    let rows: Vec<Value> = (0..250).map(row).collect();
    let document = json!({"Invocation": {"InvocationResults": {"InvocationResult": rows}}});
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let parameters = inspection.failed_ids(0, "parameters").expect("ids");
    let counts: Vec<usize> = parameters.lines().map(|line| line.matches("--InstanceId.").count()).collect();
    assert_eq!(counts, [100, 100, 50], "a call takes 100 (api.md 1.9)");
    assert!(parameters.lines().all(|line| line.starts_with("--InstanceId.1 ")));
}

#[test]
fn failed_instances_whose_ids_are_none_are_left_out_and_counted() {
    let row = |id: &str| json!({"InvokeId": "t-1", "InstanceId": id, "InvocationStatus": "Failed"});
    let document = json!({"Invocation": {"InvocationResults": {"InvocationResult":
        [row("i-1"), row("i-2 --Force true"), row("i-3****"), row("i-4")]}}});
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let detail = inspection.invocation(0).expect("an invocation");
    assert_eq!((detail.failed, detail.failed_ids.count), (4, 2));
    assert_eq!(inspection.failed_ids(0, "parameters").as_deref(), Some("--InstanceId.1 i-1 --InstanceId.2 i-4"));
    assert_eq!(
        detail.failed_ids.note.map(|note| note.to_string()).as_deref(),
        Some("1 ID is masked and matches nothing: left out. 1 failed instance has nothing that is an ID: left out.")
    );
}

/// Rows of results, all of one invocation, each with its time.
fn results(mut whole: Value, rows: &[(&str, u32)]) -> Value {
    let row = |(at, (id, repeats)): (usize, &(&str, u32))| {
        let at = format!("2026-11-20T{:02}:{:02}", at / 60, at % 60);
        json!({"InvokeId": "t-1", "InstanceId": id, "InvocationStatus": "Success", "ExitCode": 0, "Repeats": repeats,
            "StartTime": format!("{at}:01Z"), "FinishTime": format!("{at}:05Z")})
    };
    let rows: Vec<Value> = rows.iter().enumerate().map(row).collect();
    whole["Invocation"] = json!({"InvocationResults": {"InvocationResult": rows}});
    whole
}

#[test]
fn pages_are_asked_for_by_fifty_whatever_the_first_page_had() {
    let page = |total: u32, size: u32, number: u32, rows: usize| {
        let ids: Vec<String> = (0..rows).map(|at| format!("i-{number}-{at}")).collect();
        let rows: Vec<(&str, u32)> = ids.iter().map(|id| (id.as_str(), 1)).collect();
        next(&results(json!({"TotalCount": total, "PageSize": size, "PageNumber": number}), &rows)).remove(0)
    };
    let call = "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId t-1 --PageSize 50 --PageNumber";
    let fetch = |commands: &str| format!("Fetch what is missing and add it: {commands}");
    assert_eq!(page(120, 50, 1, 50), fetch(&format!("`{call} 2` `{call} 3`")));
    assert_eq!(page(40, 10, 1, 10), fetch(&format!("`{call} 1`")));
    assert_eq!(page(137, 10, 14, 7), fetch(&format!("`{call} 1` `{call} 2` `{call} 3`")));
    // The pages that are here fill the first of fifty.
    assert_eq!(page(200, 100, 1, 100), fetch(&format!("`{call} 3` `{call} 4`")));
    let loops = format!(
        "`for page in 1 2 3 4 5 6; do {call} $page; done` in a POSIX shell (sh, bash, zsh), or `foreach ($page in 1,2,3,4,5,6) {{ {call} $page }}` in PowerShell."
    );
    assert_eq!(page(260, 20, 1, 20), fetch(&loops));
    // A thousand pages are named, of a hundred thousand that are missing.
    assert!(page(4_000_000_000, 2, 1, 2).len() < 10_000);
}

#[test]
fn of_one_instance_and_an_unknown_filter_the_whole_is_only_likely() {
    let document = results(json!({"TotalCount": 500, "PageSize": 1, "PageNumber": 1}), &[("i-1", 1)]);
    let inspection = inspect(document.to_string().into_bytes(), Options::default());
    let doubts = inspection.summary().doubts;
    assert!(
        doubts[0].text.to_string().starts_with("Likely 1 of 500 records is here: page 1 of 500."),
        "{:?}",
        doubts[0].text
    );
    // No loop over pages that may not exist.
    assert!(next(&document)[0].ends_with("--InvokeId t-1 --PageSize 50 --PageNumber 1`"), "{:?}", next(&document));
}

#[test]
fn pages_of_a_history_are_asked_for_as_a_history() {
    let document = results(json!({"TotalCount": 137, "PageSize": 2, "PageNumber": 1}), &[("i-1", 137), ("i-1", 137)]);
    let call = "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId t-1 --IncludeHistory true --PageSize 50 --PageNumber";
    assert_eq!(next(&document)[0], format!("Fetch what is missing and add it: `{call} 1` `{call} 2` `{call} 3`"));
    let doubts = inspect(document.to_string().into_bytes(), Options::default()).summary().doubts;
    assert!(doubts[0].text.to_string().starts_with("2 of 137 records are here"), "{:?}", doubts[0].text);
}

#[test]
fn a_history_is_offered_only_where_there_is_one() {
    let offered = |mode: &str, frequency: &str| {
        let invocation = json!({"InvokeId": "t-1", "RepeatMode": mode, "Frequency": frequency, "Timed": true,
            "InvocationStatus": "Scheduled",
            "InvokeInstances": {"InvokeInstance": [{"InstanceId": "i-1", "InvocationStatus": "Scheduled"}]}});
        next(&json!({"Invocations": {"Invocation": [invocation]}}))
            .iter()
            .any(|step| step.contains("--IncludeHistory true"))
    };
    assert!(offered("Period", "0 */5 * * * *") && offered("Period", "rate(5m)") && offered("EveryReboot", ""));
    assert!(offered("period", ""));
    assert!(!offered("NextRebootOnly", "") && !offered("Once", "") && !offered("Period", "at(2026-12-01 08:00:00)"));
}

/// Code of these texts that begins with a program is a command; the rest are names and values.
fn is_command(code: &str) -> bool {
    let first = code.split(' ').next().unwrap_or_default();
    code.contains(' ') && (PROGRAMS.contains(&first) || first == "for")
}

fn check_ours(shell: &Shell, place: &str, command: &str) {
    let calls = shell.calls(command);
    assert_eq!(calls.len(), 1, "{place}: {command}");
    // Every word is as it stands: nothing was expanded or cut off, and what is quoted is so in every shell.
    assert_eq!(calls[0].join(" "), command.replace('\'', ""), "{place}");
    assert!(!command.contains(['<', '>', '…', '*', '$', '"']), "{place}: {command}");
}

#[test]
fn commands_of_the_catalogue_and_the_guide_are_words_a_shell_leaves_alone() {
    let shell = Shell::new("ours");
    let mut found = 0;
    let lang = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang");
    for language in ["en", "zh"] {
        for entry in fs::read_dir(lang.join(language)).expect("a folder") {
            let path = entry.expect("a file").path();
            let place = path.display().to_string();
            let text = fs::read_to_string(&path).expect("UTF-8");
            let mut own = Vec::new();
            if path.extension().is_some_and(|extension| extension == "json") {
                let catalogue: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("JSON");
                for (key, words) in catalogue {
                    let words = words.as_str().expect("a text").to_owned();
                    assert!(words.matches('`').count() % 2 == 0, "{place}: {key}");
                    own.extend(words.split('`').skip(1).step_by(2).map(str::to_owned));
                    // A few entries are a command and nothing else.
                    own.extend(Some(words).filter(|words| words.starts_with("aliyun ")));
                }
            } else {
                own.extend(text.lines().filter(|line| line.starts_with("aliyun ")).map(str::to_owned));
                let prose = text.lines().filter(|line| !line.starts_with("```"));
                own.extend(prose.flat_map(|line| line.split('`').skip(1).step_by(2)).map(str::to_owned));
            }
            for command in own.iter().filter(|code| is_command(code)) {
                check_ours(&shell, &place, command);
                found += 1;
            }
        }
    }
    assert!(found >= 16, "{found} commands");
    for language in [Language::En, Language::Zh] {
        for code in ["source/agent-log", "shape/only-started", "shape/only-sent", "shape/client-record"] {
            let told = invocation_inspector::view::explanation::explain("diagnostic", code, language).expect("known");
            let phrase = told.remedy.expect("what to do");
            let command = phrase.commands().next().expect("a command");
            assert!(command.ends_with("--InvokeId YOUR_INVOKE_ID"), "{command}");
            check_ours(&shell, code, command);
        }
    }
}

#[test]
fn more_instances_than_a_call_takes_are_said_to_be_split() {
    let rows = |n: usize| -> Value {
        let row = |at| json!({"InvokeId": "t-1", "InstanceId": format!("i-{at}"), "InvocationStatus": "Failed"});
        json!({"Invocation": {"InvocationResults": {"InvocationResult": (0..n).map(row).collect::<Vec<_>>()}}})
    };
    let note = |n: usize| {
        let inspection = inspect(rows(n).to_string().into_bytes(), Options::default());
        inspection.invocation(0).expect("an invocation").failed_ids.note.map(|note| note.to_string())
    };
    assert_eq!(note(50), None);
    assert_eq!(
        note(51).as_deref(),
        Some("By default RunCommand and InvokeCommand take 100 instances, StopInvocation 50: split these 51.")
    );
}
