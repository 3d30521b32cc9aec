//! What stands before every line: `%n` is its number, `%6n` that in six columns, `%s` a second that goes on.

use crate::wrapping::{Named, Step};

use Step::{Before, Make};

/// `template` before every line.
pub(crate) fn before(text: &str, template: &str) -> String {
    let line = |(line, at): (&str, usize)| {
        let prefix = template
            .replace("%6n", &format!("{at:6}"))
            .replace("%3n", &format!("{at:3}"))
            .replace("%n", &at.to_string())
            .replace("%s", &format!("{:02}", at / 7 % 60));
        format!("{prefix}{line}\n")
    };
    text.lines().zip(1..).map(line).collect()
}

pub(crate) const ALL: &[Named<Step>] = &[
    ("> ", Before("> ")),
    (">> ", Before(">> ")),
    ("> > ", Before("> > ")),
    ("| ", Before("| ")),
    ("+", Before("+")),
    ("-", Before("-")),
    (
        "+ of a diff with its head",
        Make(|text| {
            let head = format!(
                "diff --git a/r.json b/r.json\nnew file mode 100644\n--- /dev/null\n+++ b/r.json\n@@ -0,0 +1,{} @@\n",
                text.lines().count()
            );
            head + &before(text, "+")
        }),
    ),
    ("cat -n", Before("%6n\t")),
    ("nl", Before("%6n  ")),
    ("vim", Before("%3n ")),
    ("bat", Before("%6n │ ")),
    ("less -N", Before(" %6n ")),
    ("1:", Before("%n:")),
    ("1: ", Before("%n: ")),
    ("1. ", Before("%n. ")),
    ("1)", Before("%n) ")),
    ("file:1:", Before("logs/app.log:%n:")),
    ("file:", Before("app.log:")),
    ("[time] ", Before("[2026-11-20 08:00:%s] ")),
    ("time ", Before("2026-11-20 08:00:%s ")),
    ("time,ms ", Before("2026-11-20 08:00:%s,123 ")),
    ("ISO ", Before("2026-11-20T08:00:%sZ ")),
    ("ISO zone ", Before("2026-11-20T08:00:%s.123+08:00 ")),
    ("GitHub Actions", Before("2026-11-20T08:00:%s.1234567Z ")),
    ("Jenkins", Before("[2026-11-20T08:00:%s.123Z] ")),
    ("syslog", Before("Nov 20 08:00:%s host app[1]: ")),
    ("[pod/x/y] ", Before("[pod/app-7d9c/app] ")),
    ("compose", Before("web_1  | ")),
    ("compose with dashes", Before("app-web-1  | ")),
    ("[INFO] ", Before("[INFO] ")),
    ("INFO: ", Before("INFO: ")),
    ("maven time [INFO]", Before("2026-11-20 08:00:%s [INFO] ")),
    ("log4j", Before("2026-11-20 08:00:%s.123  INFO 1 --- [main] c.e.Runner : ")),
    ("kubectl CRI", Before("2026-11-20T08:00:%s.123456789Z stdout F ")),
    ("kubectl --timestamps --prefix", Before("[pod/app-7d9c/app] 2026-11-20T08:00:%s.123456789Z ")),
    ("terraform", Before("null_resource.run (local-exec): ")),
    ("ansible", Before("ok: [host1] => ")),
    ("gitlab", Before("2026-11-20T08:00:%s.123456Z 01O ")),
    ("journald", Before("Nov 20 08:00:%s host python3[4711]: ")),
    ("irc", Before("<wang> ")),
    ("[08:00:01] <wang> ", Before("[08:00:%s] <wang> ")),
    ("    of code in Markdown", Before("    ")),
    ("// ", Before("// ")),
    ("# ", Before("# ")),
    (" * ", Before(" * ")),
    ("-- ", Before("-- ")),
    ("PS> ", Before(">> ")),
    (
        "docker json-file",
        Make(|text| {
            json_lines(
                text,
                |line, at| serde_json::json!({"log": line + "\n", "stream": "stdout", "time": format!("2026-11-20T08:00:00.{at:09}Z")}),
            )
        }),
    ),
    (
        "log service",
        Make(|text| {
            json_lines(
                text,
                |line, at| serde_json::json!({"__time__": 1_795_161_600 + at, "__source__": "10.0.0.1", "content": line}),
            )
        }),
    ),
    (
        "logfmt msg=",
        Make(|text| {
            let line =
                |line: &str| format!("time=2026-11-20T08:00:00Z level=info msg={}\n", serde_json::Value::from(line));
            text.lines().map(line).collect()
        }),
    ),
];

fn json_lines(text: &str, line: fn(String, usize) -> serde_json::Value) -> String {
    text.lines().zip(1..).map(|(text, at)| line(text.to_owned(), at).to_string() + "\n").collect()
}
