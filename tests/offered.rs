//! Commands that a person is told to paste: each is parsed by the rules of its shell, uses programs that are meant, and, where
//! it calls the API, options that the request has by docs/api.md 1.9.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use invocation_inspector::words::Language;
use invocation_inspector::words::phrase::Phrase;
use invocation_inspector::{Options, inspect};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the instance's or the reader's shell is asked to run. Whatever is not here is refused, so that it is looked at once.
const PROGRAMS: [&str; 23] = [
    "/etc/init.d/aliyun-service",
    "/sbin/initctl",
    "aliyun",
    "aliyun-service",
    "command",
    "curl",
    "df",
    "diff",
    "echo",
    "exit",
    "findmnt",
    "grep",
    "id",
    "kubectl",
    "ln",
    "mkdir",
    "nohup",
    "ps",
    "pwd",
    "set",
    "su",
    "systemctl",
    "true",
];

/// The same for PowerShell.
const CMDLETS: [&str; 8] = [
    "$ErrorActionPreference",
    "&",
    "Get-CimInstance",
    "Get-Service",
    "Restart-Service",
    "Select-Object",
    "aliyun",
    "exit",
];

/// Options of the CLI itself.
const OWN: [&str; 2] = ["--pager", "--region"];

/// A line of a POSIX shell as its simple commands, each as its words without their quotes; or why it is not one that may be pasted.
fn posix(line: &str) -> Result<Vec<Vec<String>>, String> {
    let mut commands = vec![Vec::new()];
    let (mut word, mut begun) = (String::new(), false);
    let mut chars = line.chars().peekable();
    let mut into_file = false;
    while let Some(char) = chars.next() {
        match char {
            '\'' | '"' => {
                begun = true;
                loop {
                    match chars.next() {
                        None => return Err(format!("an open {char}")),
                        Some(end) if end == char => break,
                        Some(acted @ ('`' | '\\')) if char == '"' => return Err(format!("{acted} in quotes")),
                        Some('$') if char == '"' && chars.peek().is_some_and(|c| *c == '(') => {
                            return Err("$( in quotes".into());
                        }
                        Some(plain) => word.push(plain),
                    }
                }
            }
            // An error stream that follows the output, and a file that it goes to.
            '>' => {
                let to_stream = word == "2" && chars.peek() == Some(&'&');
                if to_stream {
                    chars.next();
                    if chars.next() != Some('1') {
                        return Err(">& to what?".into());
                    }
                    (word, begun) = (String::new(), false);
                } else if begun {
                    return Err("> inside a word".into());
                } else {
                    into_file = true;
                }
            }
            '<' | '`' | '\\' | '$' | '*' | '?' | '{' | '}' | '(' | ')' | '!' | '#' | '~' | '…' => {
                return Err(format!("{char} outside of quotes"));
            }
            ' ' | '|' | '&' | ';' => {
                if begun {
                    let done = std::mem::take(&mut word);
                    if into_file {
                        into_file = false;
                        if !done.starts_with('/') {
                            return Err(format!("> to {done}"));
                        }
                    } else {
                        commands.last_mut().expect("one").push(done);
                    }
                    begun = false;
                }
                if char != ' ' {
                    chars.next_if_eq(&char);
                    commands.push(Vec::new());
                }
            }
            _ => {
                word.push(char);
                begun = true;
            }
        }
    }
    if begun && into_file && !word.starts_with('/') {
        return Err(format!("> to {word}"));
    }
    if begun && !into_file {
        commands.last_mut().expect("one").push(word);
    }
    commands.retain(|words| !words.is_empty());
    Ok(commands)
}

/// A line of PowerShell as its commands, by their words.
fn powershell(line: &str) -> Result<Vec<Vec<String>>, String> {
    let mut commands = vec![Vec::new()];
    let mut quote = None;
    let mut word = String::new();
    for char in line.chars().chain([' ']) {
        match (quote, char) {
            (Some(open), _) if char == open => quote = None,
            (Some(_), _) => word.push(char),
            (None, '\'') => quote = Some(char),
            (None, '"' | '‘' | '’' | '“' | '”' | '`' | '<' | '>' | ';' | '{' | '}' | '…') => {
                return Err(format!("{char}"));
            }
            (None, ' ') if word.is_empty() => {}
            (None, ' ') => commands.last_mut().expect("one").push(std::mem::take(&mut word)),
            (None, '|') => commands.push(Vec::new()),
            (None, _) => word.push(char),
        }
    }
    if quote.is_some() { Err("an open quote".into()) } else { Ok(commands) }
}

/// The parameters of each call, by docs/api.md 1.9; those of lists end with `.`.
fn parameters() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("docs/api.md")).expect("docs/api.md");
    let section = page.split("### 1.9 ").nth(1).expect("1.9").split("\n## ").next().expect("its end");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    let read = |row: &str| {
        let (call, names) = row.trim_end_matches(" |").split_once(" | ")?;
        Some((call.to_owned(), names.split(", ").map(|name| name.replace(".N", ".")).collect()))
    };
    rows.filter(|row| !row.starts_with('-')).filter_map(read).collect()
}

/// Lower case with hyphens as the parameter that it stands for: `--invoke-id`.
fn pascal(option: &str) -> String {
    let pieces = option.trim_start_matches('-').trim_start_matches("biz-").split('-');
    pieces.map(|piece| piece[..1].to_uppercase() + &piece[1..]).collect()
}

/// Checks a call of the API by its words.
fn check_call(words: &[String], known: &BTreeMap<String, BTreeSet<String>>) -> Result<(), String> {
    let [_, product, call, options @ ..] = words else { return Err("no call".into()) };
    if product != "ecs" {
        return Ok(());
    }
    let plugin = call.contains('-');
    let call = if plugin { pascal(call) } else { call.clone() };
    let names = known.get(&call).ok_or(format!("{call} is not in the table"))?;
    // What only names a call in a sentence has no option.
    if !options.is_empty() && !options.iter().any(|word| word == "--RegionId" || word == "--biz-region-id") {
        return Err("no region".into());
    }
    let mut at = options.iter().peekable();
    while let Some(option) = at.next() {
        if !option.starts_with("--") {
            return Err(format!("{option} is no option"));
        }
        let name = if plugin { pascal(option) } else { option[2..].to_owned() };
        let listed = match name.split_once('.') {
            Some((list, number)) => number.parse::<u32>().is_ok_and(|n| n > 0) && names.contains(&format!("{list}.")),
            None => names.contains(&name),
        };
        if !listed && !OWN.contains(&option.as_str()) {
            return Err(format!("{call} has no {option}"));
        }
        if at.next().is_none_or(|value| value.starts_with('-')) {
            return Err(format!("{option} without a value"));
        }
        // Only the pager takes several values.
        while option == "--pager" && at.next_if(|word| !word.starts_with("--")).is_some() {}
    }
    Ok(())
}

fn check(line: &str, shell: &str, known: &BTreeMap<String, BTreeSet<String>>) -> Result<usize, String> {
    let (commands, programs): (_, &[&str]) =
        if shell == "powershell" { (powershell(line)?, &CMDLETS) } else { (posix(line)?, &PROGRAMS) };
    if commands.is_empty() {
        return Err("nothing".into());
    }
    for words in &commands {
        let program = words.first().ok_or("an empty command")?;
        if !programs.contains(&program.as_str()) {
            return Err(format!("{program} is not among the programs"));
        }
        if program == "aliyun" && words.len() > 1 && words[1] != "configure" {
            check_call(words, known)?;
        }
    }
    Ok(commands.len())
}

/// The pieces of code of a text: shell, and what stands there.
fn pieces(text: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), fence) {
            (Some(_), Some(_)) => fence = None,
            (Some(""), None) => fence = Some("sh"),
            (Some("powershell"), None) => fence = Some("powershell"),
            (Some(other), None) => panic!("no shell {other}"),
            // A comment of a script; a line of a schedule; neither is a command.
            (None, Some(shell)) if !line.starts_with("#!") && !line.starts_with("0 ") => {
                found.push((shell, line.to_owned()));
            }
            (None, Some(_)) => {}
            (None, None) => found.extend(line.split('`').skip(1).step_by(2).filter_map(in_sentence)),
        }
    }
    found
}

/// Code in a sentence that is a command, not a name or a value.
fn in_sentence(code: &str) -> Option<(&'static str, String)> {
    let first = code.split(' ').next().unwrap_or_default();
    // `exit`, `set` and the like are also words of scripts in other shells; those with options are commands.
    let meant = !["exit", "set", "command", "id", "echo", "timeout"].contains(&first) && PROGRAMS.contains(&first);
    (code.contains(' ') && code != "aliyun ecs" && meant && !code.contains('…')).then(|| ("sh", code.to_owned()))
}

/// Every piece of the catalogues and the guides, with its place.
fn ours() -> Vec<(PathBuf, &'static str, String)> {
    let mut all = Vec::new();
    for language in ["en", "zh"] {
        for entry in fs::read_dir(root().join("lang").join(language)).expect("a folder") {
            let path = entry.expect("a file").path();
            let text = fs::read_to_string(&path).expect("UTF-8");
            let texts: Vec<String> = if path.extension().is_some_and(|extension| extension == "json") {
                let catalogue: BTreeMap<String, Value> = serde_json::from_str(&text).expect("JSON");
                catalogue.into_values().filter_map(|value| value.as_str().map(str::to_owned)).collect()
            } else {
                vec![text]
            };
            // A few entries are a command and nothing else.
            let alone = texts.iter().filter(|text| text.starts_with("aliyun ")).map(|text| ("sh", text.clone()));
            let found = texts.iter().flat_map(|text| pieces(text)).chain(alone);
            all.extend(found.map(|(shell, line)| (path.clone(), shell, line)));
        }
    }
    all
}

#[test]
fn commands_are_what_their_shells_read_and_the_api_takes() {
    let known = parameters();
    assert!(known.len() >= 6 && known["DescribeInvocations"].contains("Tag."), "{known:?}");
    let all = ours();
    let mut calls = BTreeSet::new();
    for (path, shell, line) in &all {
        check(line, shell, &known).unwrap_or_else(|fault| panic!("{}: {line}: {fault}", path.display()));
        calls.extend(known.keys().filter(|call| line.contains(&format!("ecs {call} "))));
    }
    let of = |kind: &str| all.iter().filter(|(_, shell, _)| *shell == kind).count();
    assert!(of("sh") >= 60 && of("powershell") >= 12, "{} and {}", of("sh"), of("powershell"));
    assert!(calls.len() >= 3, "{calls:?}");
    // Each language has the same.
    let of = |language: &str| -> Vec<&String> {
        let own = all.iter().filter(|(path, ..)| path.components().any(|part| part.as_os_str() == language));
        let mut lines: Vec<&String> = own.map(|(.., line)| line).collect();
        lines.sort();
        lines
    };
    assert_eq!(of("en"), of("zh"));
}

#[cfg(unix)]
#[test]
fn a_real_shell_finds_no_fault_in_what_is_for_a_shell() {
    let mut seen = BTreeSet::new();
    for (path, _, line) in ours().into_iter().filter(|(_, shell, line)| *shell == "sh" && seen.insert(line.clone())) {
        let status = Command::new("/bin/sh").args(["-n", "-c", &line]).status().expect("a shell");
        assert!(status.success(), "{}: {line}", path.display());
    }
    assert!(seen.len() >= 25, "{}", seen.len());
}

#[test]
fn what_must_not_be_pasted_is_refused() {
    let known = parameters();
    for line in [
        "aliyun ecs DescribeInvocations --RegionId <region> --InvokeId t-1",
        "aliyun ecs DescribeInvocations --RegionId YOUR_REGION --InvokeId t-1 > out.json",
        "aliyun ecs DescribeInvocations --RegionId YOUR_REGION --IncludeHistory true",
        "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --IncludeOutput true",
        "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId",
        "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InvokeId 't-1",
        "aliyun ecs DescribeInvocationResults --InvokeId t-1",
        "aliyun ecs DescribeInvocationResults --RegionId YOUR_REGION --InstanceId.1 i-1",
        "aliyun ecs DescribeCloudAssistantStatus --RegionId YOUR_REGION --InstanceId i-1",
        "aliyun ecs DescribeThings --RegionId YOUR_REGION",
        "aliyun ecs describe-invocation-results --region R --biz-region-id R --include-output true",
        "rm -rf /tmp/x",
        "ps -ef | rm x",
        "echo $(id)",
        "echo \"`id`\"",
        "grep a* b",
        "",
    ] {
        assert!(check(line, "sh", &known).is_err(), "{line}");
    }
    for line in [
        "Get-Service \"a",
        "Get-Service 'a",
        "Get-Service -Name <name>",
        "Remove-Item x",
        "Get-Service | Remove-Item x",
    ] {
        assert!(check(line, "powershell", &known).is_err(), "{line}");
    }
    assert_eq!(check("nohup a > /var/log/a 2>&1 &", "sh", &known), Ok(1));
    assert_eq!(posix("a 'b c' | d \"e$F\""), Ok(vec![vec!["a".into(), "b c".into()], vec!["d".into(), "e$F".into()]]));
}

/// What is advised about every case, by the same table.
#[test]
fn commands_about_answers_have_options_of_their_calls() {
    let known = parameters();
    let mut seen = BTreeSet::new();
    for folder in ["clean", "odd", "broken"] {
        for entry in fs::read_dir(root().join("tests/cases").join(folder)).expect("a folder") {
            let bytes = fs::read(entry.expect("a file").path()).expect("a case");
            let inspection = inspect(bytes, Options { language: Language::En, ..Options::default() });
            let helps = inspection.diagnostics(0.0, 1e4).rows.into_iter().filter_map(|row| row.help);
            let phrases: Vec<Phrase> = inspection.summary().next.into_iter().chain(helps).collect();
            seen.extend(phrases.iter().flat_map(Phrase::commands).map(str::to_owned));
        }
    }
    assert!(seen.len() >= 40, "{} commands", seen.len());
    for command in &seen {
        // A loop: its body.
        let body = command.split_once("; do ").map_or(command.as_str(), |(_, body)| body.trim_end_matches("; done"));
        let body = body.split_once(") { ").map_or(body, |(_, body)| body.trim_end_matches(" }")).replace("$page", "1");
        check(&body, "sh", &known).unwrap_or_else(|fault| panic!("{command}: {fault}"));
        assert!(
            !command.contains("InvocationResults")
                || command.contains("--MaxResults 50")
                || command.contains("--PageSize 50"),
            "{command}"
        );
    }
}
