//! One response pasted in every way that it comes: each gives the model of the plain one, reports its wrapper, and
//! reports it at a place of the input.

mod support;

use serde_json::Value;

fn plain(name: &str) -> String {
    let case = support::cases().into_iter().find(|case| case.file() == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(case.bytes).expect("UTF-8")
}

const JSON: &str = "results_all_fields.json";
const XML: &str = "results_all_fields.xml";

/// The input gives the model of the case, with exactly these diagnostics beside those of the case.
#[track_caller]
fn check(case: &str, input: &[u8], codes: &[&str]) {
    let expected = support::report(&support::read(plain(case).as_bytes()));
    let report = support::report(&support::read(input));
    let shown = String::from_utf8_lossy(input);
    assert_eq!(report["invocations"], expected["invocations"], "{shown}");
    let found: Vec<&str> = list(&report).iter().map(|d| d["code"].as_str().expect("a code")).collect();
    assert_eq!(found, codes, "{shown}\n{:#}", report["diagnostics"]);
}

fn list(report: &Value) -> &Vec<Value> {
    report["diagnostics"].as_array().expect("a list")
}

/// The text at the first diagnostic's place, in the input.
#[track_caller]
fn check_place(input: &str, code: &str, text: &str) {
    let report = support::report(&support::read(input.as_bytes()));
    let units: Vec<u16> = input.encode_utf16().collect();
    let found = list(&report).iter().find(|d| d["code"] == code).unwrap_or_else(|| panic!("no {code}: {report:#}"));
    let place = |end: &str| found[end].as_u64().expect("a number") as usize;
    let (start, end) = (place("start"), place("end"));
    assert_eq!(String::from_utf16_lossy(&units[start..end]), text);
    let before = String::from_utf16_lossy(&units[..start]);
    assert_eq!(place("line"), before.matches('\n').count() + 1, "{code}");
    assert_eq!(place("column"), before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() + 1, "{code}");
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// As `jq -C` colours it: around every piece of punctuation, name and value.
fn coloured(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for (at, char) in text.char_indices() {
        let escaped = text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        match char {
            '"' if !inside => {
                inside = true;
                out.push_str("\u{1b}[0;32m\"");
            }
            '"' if !escaped => {
                inside = false;
                out.push_str("\"\u{1b}[0m");
            }
            '{' | '}' | '[' | ']' | ',' | ':' if !inside => {
                out.push_str("\u{1b}[1;39m");
                out.push(char);
            }
            _ => out.push(char),
        }
    }
    out + "\u{1b}[0m"
}

#[test]
fn in_any_encoding() {
    for case in [JSON, XML] {
        let text = plain(case);
        check(case, format!("\u{feff}{text}").as_bytes(), &[]);
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            check(case, &utf16(&text, order), &["source/utf-16"]);
            check(case, &utf16(&format!("\u{feff}{text}"), order), &["source/utf-16"]);
            check(case, &utf16(&format!("\r\n{text}"), order), &["source/utf-16"]);
        }
    }
}

#[test]
fn between_a_prompt_and_the_next() {
    for case in [JSON, XML] {
        let text = plain(case);
        for prompt in [
            "$ aliyun ecs DescribeInvocationResults --RegionId <RegionId> --Tag {x}",
            "C:\\>aliyun ecs",
            "2026-01-01 INFO",
        ] {
            check(case, format!("{prompt}\n{text}").as_bytes(), &["source/text-before"]);
        }
        for prompt in ["$ ", "[root@host ~]# exit", "user@host:~$", "took 3 s"] {
            check(case, format!("{text}\n{prompt}").as_bytes(), &["source/text-after"]);
        }
        check(case, format!("[2026-01-01 10:00:00] INFO [main] - {text}").as_bytes(), &["source/text-before"]);
    }
}

#[test]
fn in_markdown() {
    for (case, word) in [(JSON, "json"), (XML, "xml")] {
        let text = plain(case);
        for input in [
            format!("```{word}\n{text}\n```"),
            format!("```\n{text}\n```\n"),
            format!("It says:\n\n  ~~~ {word}\n{text}\n  ~~~\nWhat is wrong?"),
            format!("```{word}\n{text}"),
        ] {
            check(case, input.as_bytes(), &["source/fence"]);
        }
    }
    let marked: String =
        plain(JSON).chars().flat_map(|c| ['\\'].into_iter().filter(move |_| "_*[]".contains(c)).chain([c])).collect();
    check(JSON, marked.as_bytes(), &["source/markdown-escaped"]);
}

#[test]
fn escaped_as_html() {
    for case in [JSON, XML] {
        let text = plain(case);
        check(case, html(&text).as_bytes(), &["source/html-escaped"]);
        check(case, html(&html(&text)).as_bytes(), &["source/html-escaped", "source/html-escaped"]);
        check(
            case,
            html(&text).replace("&quot;", "&#34;").replace("&lt;", "&#x3c;").as_bytes(),
            &["source/html-escaped"],
        );
    }
}

#[test]
fn with_the_colours_of_a_terminal() {
    let text = plain(JSON);
    check(JSON, coloured(&text).as_bytes(), &["source/terminal-colours"]);
    check(
        JSON,
        coloured(&text)
            .replace('\u{1b}', "")
            .replacen("[1;39m{", "\u{1b}[1;39m{", 1)
            .replace("\u{1b}[", "[")
            .as_bytes(),
        &["source/terminal-colours"],
    );
    let xml = plain(XML);
    let marked = xml
        .replace("<InstanceId>", "<InstanceId>\u{1b}[01;31m\u{1b}[K")
        .replace("</InstanceId>", "\u{1b}[m\u{1b}[K</InstanceId>");
    check(XML, marked.as_bytes(), &["source/terminal-colours"]);
    let titled = format!("\u{1b}]0;user@host\u{7}\u{1b}[32muser@host\u{1b}[0m$ aliyun\n{text}");
    check(JSON, titled.as_bytes(), &["source/terminal-colours", "source/text-before"]);
}

#[test]
fn as_a_string() {
    for case in [JSON, XML] {
        let text = plain(case);
        let once = serde_json::to_string(&text).expect("a string");
        let twice = serde_json::to_string(&once).expect("a string");
        let code = |n: usize| vec![if case == JSON { "source/quoted" } else { "source/inside" }; n];
        check(case, once.as_bytes(), &code(1));
        if case == JSON {
            check(case, twice.as_bytes(), &code(2));
            check(case, once.trim_matches('"').as_bytes(), &code(1));
            check(
                case,
                format!("b'{}'", text.replace('\\', "\\\\").replace('\n', "\\n").replace('\'', "\\'")).as_bytes(),
                &code(1),
            );
            check(case, format!("\"{}\"", text.replace('"', "\"\"")).as_bytes(), &code(1));
        }
        let body = format!("{{\"statusCode\": 200, \"body\": {once}}}");
        check(case, body.as_bytes(), &["source/inside"]);
        let body = format!("<Data><Body>{}</Body></Data>", html(&text));
        check(case, body.as_bytes(), &["source/inside"]);
        let body = format!("<Data><Body><![CDATA[{text}]]></Body></Data>");
        check(case, body.as_bytes(), &["source/inside"]);
    }
}

#[test]
fn with_something_before_every_line() {
    let text = plain(JSON);
    assert!(text.lines().count() > 5);
    for prefix in ["> ", "web_1  | ", "2026-01-01T10:00:00Z stdout F "] {
        let input: String = text.lines().flat_map(|line| [prefix, line, "\n"]).collect();
        check(JSON, input.as_bytes(), &["source/line-prefix"]);
    }
    let numbered: Vec<String> = text.lines().zip(1..).map(|(line, at)| format!("{at}: {line}")).collect();
    check(JSON, numbered.join("\n").as_bytes(), &["source/line-prefix"]);
}

#[test]
fn with_blanks_that_look_like_blanks() {
    let text = plain(JSON).replace("\n ", "\n\u{a0}");
    check(JSON, text.as_bytes(), &["source/odd-blank"]);
    let text = plain(XML).replace("</CommandId>", "</CommandId>\u{200b} \u{a0}");
    check(XML, text.as_bytes(), &["source/odd-blank"]);
}

#[test]
fn in_a_dialect() {
    // Each is one diagnostic, however many quotes there are.
    let text = plain(JSON);
    let python = text.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "'").replace("\\\\'", "\"");
    check(JSON, python.as_bytes(), &["json/quote"]);
    check(JSON, python.replace(" '", " u'").as_bytes(), &["json/quote"]);
}

#[test]
fn places_are_those_of_the_given_text() {
    check_place("```json\n{\"Output\": 'a'}\n```", "json/quote", "'a'");
    check_place("状 {&quot;Output&quot;: &quot;a&quot; &quot;ExitCode&quot;: NaN}", "json/literal", "NaN");
    check_place("{&quot;Output&quot;: &quot;a&quot;, &quot;ExitCode&quot;: &#39;0&#39;}", "json/quote", "&#39;0&#39;");
    check_place("\u{1b}[1m{\n \u{1b}[0m\"Output\"\u{1b}[1m: \u{1b}[31mNone\u{1b}[0m}", "json/literal", "None");
    check_place(r#""{\"Output\": \"a\", \"ExitCode\": 0x}""#, "json/number", "0x");
    check_place(r#"{"body": "{\"RequestId\": \"x\", \"InstanceId\": None}"}"#, "json/literal", "None");
    check_place(r#"{"body": "{\"RequestId\": \"x\", \"InstanceId\": '\u0061'}"}"#, "json/quote", r"'\u0061'");
    check_place("> {\n>  \"Output\": \"a\",\n>  \"ExitCode\": None\n> }", "json/literal", "None");
    check_place("<A><B>{\"RequestId\": &quot;x&quot;, \"InvokeId\": undefined}</B></A>", "json/literal", "undefined");
    check_place("\u{feff}$ x\n{\"Output\": None}".trim_start_matches('\u{feff}'), "json/literal", "None");
}
