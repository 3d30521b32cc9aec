//! What a response stands inside of, in one piece.

use serde_json::{Value, json};

use crate::printed::html;
use crate::wrapping::{Named, Step};

use Step::{Inside, Make};

/// A JSON string.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn member(key: &str, text: &str) -> String {
    json!({ key: text }).to_string()
}

fn base64(text: &str) -> String {
    base64_simd::STANDARD.encode_to_string(text.as_bytes())
}

/// Every byte that is no letter or digit as `%XX`.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn har(content: &Value) -> String {
    json!({"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "entries": [{
        "startedDateTime": "2026-11-20T08:00:00.000Z", "time": 120.5,
        "request": {"method": "POST", "url": "https://ecs.cn-hangzhou.aliyuncs.com/", "headers": []},
        "response": {"status": 200, "statusText": "OK", "headers": [], "content": content},
    }]}})
    .to_string()
}

/// `"` replaced by the two in turns.
fn quotes(text: &str, open: char, close: char) -> String {
    let mut inside = false;
    let mut turn = |char| {
        if char != '"' {
            return char;
        }
        inside = !inside;
        if inside { open } else { close }
    };
    text.chars().map(&mut turn).collect()
}

pub(crate) const ALL: &[Named<Step>] = &[
    ("resp=", Make(|text| format!("resp={text}"))),
    ("resp=\"…\"", Make(|text| format!("resp={}", quoted(text)))),
    ("resp='…'", Make(|text| format!("resp='{text}'"))),
    ("log line", Inside("2026-11-20 08:00:00,123 INFO [main] c.e.Runner - response: ", "")),
    ("message: resp:", Make(|text| member("message", &format!("resp: {text}")))),
    (
        "message in a line of a log",
        Make(|text| {
            format!("{{\"level\":\"info\",\"ts\":1795161600.1,\"msg\":\"got answer\",\"resp\":{}}}", quoted(text))
        }),
    ),
    ("text in a member twice", Make(|text| member("data", &member("body", text)))),
    ("string", Make(quoted)),
    ("string twice", Make(|text| quoted(&quoted(text)))),
    ("string three times", Make(|text| quoted(&quoted(&quoted(text))))),
    ("Base64", Make(base64)),
    ("Base64 in lines of 76", Make(|text| crate::cuts::folded(&base64(text), 76, "\n"))),
    ("Base64 in a member", Make(|text| member("body", &base64(text)))),
    ("API Gateway", Make(|text| json!({"statusCode": 200, "isBase64Encoded": true, "body": base64(text)}).to_string())),
    ("HAR", Make(|text| har(&json!({"size": text.len(), "mimeType": "application/json", "text": text})))),
    (
        "HAR in Base64",
        Make(|text| {
            har(
                &json!({"size": text.len(), "mimeType": "application/json", "text": base64(text), "encoding": "base64"}),
            )
        }),
    ),
    ("<pre><code>", Make(|text| format!("<pre><code>{}</code></pre>", html(text)))),
    (
        "page of HTML",
        Make(|text| {
            format!(
                "<!DOCTYPE html>\n<html><head><title>Log</title></head><body>\n<h1>Answer</h1>\n<pre class=\"hl\">{}</pre>\n</body></html>",
                html(text)
            )
        }),
    ),
    ("MCP", Make(|text| json!({"content": [{"type": "text", "text": text}]}).to_string())),
    (
        "MCP in JSON-RPC",
        Make(|text| {
            json!({"jsonrpc": "2.0", "id": 3, "result": {"content": [{"type": "text", "text": text}], "isError": false}}).to_string()
        }),
    ),
    (
        "MCP with words",
        Make(|text| {
            json!({"content": [{"type": "text", "text": format!("Here is the result:\n\n```json\n{text}\n```\n")}]})
                .to_string()
        }),
    ),
    ("chat tool message", Make(|text| json!({"role": "tool", "tool_call_id": "call_1", "content": text}).to_string())),
    (
        "OOS outputs",
        Make(|text| {
            json!({"Executions": [{"ExecutionId": "exec-1", "Status": "Success", "TemplateName": "ACS-ECS-BulkyRunCommand", "Outputs": json!({"result": text}).to_string()}]}).to_string()
        }),
    ),
    ("stdout of a wrapper", Make(|text| json!({"exitCode": 0, "stdout": text, "stderr": ""}).to_string())),
    (
        "ansible",
        Make(|text| {
            format!(
                "ok: [localhost] => {}",
                json!({"changed": true, "cmd": ["aliyun", "ecs"], "rc": 0, "stderr": "", "stdout": text})
            )
        }),
    ),
    (
        "subprocess",
        Make(|text| {
            format!(
                "CompletedProcess(args=['aliyun', 'ecs'], returncode=0, stdout={}, stderr='')",
                crate::printed::single(text)
            )
        }),
    ),
    ("b'…'", Make(|text| format!("b{}", crate::printed::single(text)))),
    ("URL", Make(|text| format!("https://example.com/view?data={}&tab=1", percent(text)))),
    ("URL-encoded", Make(percent)),
    ("CSV cell", Make(|text| format!("time,host,answer\n2026-11-20,h1,\"{}\"\n", text.replace('"', "\"\"")))),
    ("doubled quotes", Make(|text| format!("\"{}\"", text.replace('"', "\"\"")))),
    ("shell '…'", Make(|text| format!("echo '{}' | jq .", text.replace('\'', "'\\''")))),
    (
        "shell \"…\"",
        Make(|text| format!("echo \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$"))),
    ),
    ("here document", Inside("cat > r.json <<'EOF'\n", "\nEOF\n")),
    ("fence", Inside("```\n", "\n```\n")),
    ("fence with words", Inside("It says:\n\n~~~json\n", "\n~~~\n\nWhat is wrong?\n")),
    ("one `…`", Inside("The answer is `", "`, why?")),
    ("details", Make(|text| format!("<details><summary>answer</summary>\n\n```json\n{text}\n```\n\n</details>\n"))),
    ("“…”", Make(|text| quotes(text, '“', '”'))),
    ("„…“", Make(|text| quotes(text, '„', '“'))),
    ("« … »", Make(|text| quotes(text, '«', '»').replace('«', "«\u{a0}").replace('»', "\u{a0}»"))),
    ("＂…＂", Make(|text| quotes(text, '＂', '＂'))),
    ("「…」", Make(|text| quotes(text, '「', '」'))),
    (
        "U+00A0",
        Make(|text| {
            text.replace("\": ", "\":\u{a0}").replace("\",\"", "\",\u{a0}\"").replace("\n  ", "\n\u{a0}\u{a0}")
        }),
    ),
    ("U+3000", Make(|text| text.replace("\",\"", "\",\u{3000}\"").replace("\n  ", "\n\u{3000}"))),
    ("U+2028", Make(|text| text.replace(",\"", ",\u{2028}\"").replace('\n', "\u{2028}"))),
    ("U+200B", Make(|text| text.replace("\":", "\"\u{200b}:").replace("\",\"", "\",\u{200b}\""))),
    ("U+FEFF", Make(|text| format!("\u{feff}\u{feff}{text}"))),
    ("prompt", Inside("$ aliyun ecs DescribeInvocationResults --InvokeId t-1\n", "\n$ ")),
    (
        "curl -i",
        Inside(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=utf-8\r\nx-acs-request-id: 0B1C2D3E\r\n\r\n",
            "",
        ),
    ),
    ("assignment", Inside("const response = ", ";\n")),
    ("JSONP", Inside("callback(", ");")),
    ("Java string", Make(|text| format!("String json = {};", quoted(text)))),
    ("YAML block", Make(|text| format!("answer: |\n{}", crate::prefixes::before(text, "  ")))),
    ("list of one", Inside("[", "]")),
    (
        "one of two documents",
        Inside("{\"level\":\"info\",\"msg\":\"asking\"}\n", "\n{\"level\":\"info\",\"msg\":\"done\"}\n"),
    ),
];
