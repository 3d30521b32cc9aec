//! Documents of many shapes, of a size that grows with a number: what is hostile to a reader, and what comes in masses.

use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::view::report::json;
use invocation_inspector::{Inspection, Options};

#[path = "wrapped_shapes.rs"]
mod wrapped_shapes;

#[allow(unused_imports, reason = "some that share the shapes have no use for them")]
pub use wrapped_shapes::WRAPPED;

/// A shape and what is read of it, one document after the other.
pub type Shape = (&'static str, fn(usize) -> Vec<String>);

/// Reads the documents and asks everything of them that a page asks.
pub fn whole(documents: &[String]) -> Inspection {
    let mut inspection = invocation_inspector::inspect(documents[0].clone().into_bytes(), Options::default());
    documents[1..].iter().for_each(|document| inspection.add(document.clone().into_bytes()));
    let _ = json::write(&inspection.report());
    let _ = json::write(&inspection.summary());
    let _ = json::write(&inspection.invocations(true, 0.0, 100.0));
    let _ = json::write(&inspection.diagnostics(0.0, 100.0));
    let _ = json::write(&inspection.invocation(0));
    let query = InstanceQuery { end: 100.0, ..InstanceQuery::default() };
    let _ = json::write(&inspection.instances(0, &query));
    let _ = json::write(&inspection.instance(0, 0));
    let _ = json::write(&inspection.tree(0, 50));
    let _ = json::write(&inspection.history(0, None));
    let _ = json::write(&inspection.history(0, Some(0)));
    let _ = json::write(&inspection.schedule(0, Some("2026-11-21 05:55:38")));
    let _ = inspection.repaired(0);
    inspection
}

fn one(text: String) -> Vec<String> {
    vec![text]
}

fn numbered(n: usize, row: impl Fn(usize) -> String) -> String {
    (0..n).map(row).collect()
}

fn list(n: usize, row: impl Fn(usize) -> String) -> String {
    format!("[{}]", (0..n).map(row).collect::<Vec<_>>().join(","))
}

fn result(at: usize) -> String {
    format!(
        "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-{at}\",\"InvocationStatus\":\"Success\",\"ExitCode\":0,\"Output\":\"aGkK\"}}"
    )
}

fn answer(total: usize, page: usize, rows: &str, more: &str) -> String {
    format!(
        "{{\"RequestId\":\"r\",\"Invocation\":{{\"TotalCount\":{total},\"PageNumber\":{page},\"PageSize\":1{more},\"InvocationResults\":{{\"InvocationResult\":[{rows}]}}}}}}"
    )
}

fn invocation(id: &str, rows: &str) -> String {
    format!(
        "{{\"Invocations\":{{\"Invocation\":[{{\"InvokeId\":\"{id}\",\"InvocationStatus\":\"Success\",\"InvokeInstances\":{{\"InvokeInstance\":[{rows}]}}}}]}}}}"
    )
}

/// Many answers, rows and documents.
pub const MASSES: &[Shape] = &[
    ("a response a line", |n| one(numbered(n, |at| answer(n, at + 1, &result(at), "") + "\n"))),
    ("a response a line, pretty", |n| {
        one(numbered(n, |at| answer(n, at + 1, &result(at), "").replace(',', ",\n  ") + "\n"))
    }),
    ("a row a line", |n| one(numbered(n, |at| result(at) + "\n"))),
    ("a row a line, odd", |n| one(numbered(n, |at| result(at).replace("Success", "Succes") + "\n"))),
    ("log lines", |n| {
        one(numbered(n, |at| format!("2026-01-01 00:00:00 INFO {}\n", answer(n, at + 1, &result(at), ""))))
    }),
    ("answers in a list", |n| one(list(n, |at| answer(n, at + 1, &result(at), "")))),
    ("answers in a list by token", |n| {
        one(list(n, |at| answer(n, at + 1, &result(at), &format!(",\"NextToken\":\"{at}\""))))
    }),
    ("invocations a line", |n| one(numbered(n, |at| invocation(&format!("t-{at}"), &result(at)) + "\n"))),
    ("one invocation a line", |n| one(numbered(n, |at| invocation("t-1", &result(at)) + "\n"))),
    ("one row a line, in one invocation", |n| one(numbered(n, |_| invocation("t-1", &result(1)) + "\n"))),
    ("invocations", |n| {
        one(format!(
            "{{\"Invocations\":{{\"Invocation\":{}}}}}",
            list(n, |at| format!(
                "{{\"InvokeId\":\"t-{at}\",\"InvokeInstances\":{{\"InvokeInstance\":[{}]}}}}",
                result(at)
            ))
        ))
    }),
    ("calls of many", |n| {
        one(list(n, |at| {
            answer(
                n,
                at + 1,
                &(0..3)
                    .map(|more| result(at).replace("t-1", &format!("t-{}", at + more)))
                    .collect::<Vec<_>>()
                    .join(","),
                "",
            )
        }))
    }),
    ("calls of many by token", |n| {
        one(list(n, |at| {
            answer(
                n,
                at + 1,
                &(0..3)
                    .map(|more| result(at).replace("t-1", &format!("t-{}", at + more)))
                    .collect::<Vec<_>>()
                    .join(","),
                &format!(",\"NextToken\":\"{at}\""),
            )
        }))
    }),
    ("calls of many, one page", |n| {
        one(list(n, |at| {
            answer(
                at,
                1,
                &(0..3)
                    .map(|more| result(at).replace("t-1", &format!("t-{}", at + more)))
                    .collect::<Vec<_>>()
                    .join(","),
                "",
            )
        }))
    }),
    ("pages of many", |n| {
        one(list(n, |at| {
            answer(
                3 * n,
                1 + at,
                &(0..3)
                    .map(|more| result(at).replace("t-1", &format!("t-{}-{}", at % 7, more)))
                    .collect::<Vec<_>>()
                    .join(","),
                "",
            )
        }))
    }),
    ("lists of invocations", |n| {
        one(list(n, |at| {
            format!(
                "{{\"TotalCount\":{n},\"PageNumber\":{},\"PageSize\":1,{}",
                at + 1,
                &invocation(&format!("t-{at}"), &result(at))[1..]
            )
        }))
    }),
    ("empty answers", |n| one(list(n, |at| answer(at, at + 1, "", "")))),
    ("empty answers, added", |n| (0..n).map(|at| answer(at, at + 1, "", "")).collect()),
    ("small pages, added", |n| (0..n).map(|at| answer(n, at + 1, &result(at), "")).collect()),
    ("tokens, added", |n| {
        (0..n).map(|at| answer(n, at + 1, &result(at), &format!(",\"NextToken\":\"{at}\""))).collect()
    }),
    ("polls of one, added", |n| (0..n).map(|_| invocation("t-1", &result(1))).collect()),
    ("XML, added", |n| (0..n).map(xml_answer).collect()),
    ("rubbish, added", |n| (0..n).map(|at| format!("rubbish {at}")).collect()),
    ("broken, added", |n| (0..n).map(|at| format!("{{\"InstanceId\":'i-{at}' ExitCode:0,}}")).collect()),
    ("errors, added", |n| {
        (0..n).map(|at| format!("{{\"Code\":\"E{at}\",\"Message\":\"m\",\"RequestId\":\"r\"}}")).collect()
    }),
    ("XML a line", |n| one(numbered(n, |at| xml_answer(at) + "\n"))),
    ("XML rows in XML", |n| one(format!("<A>{}</A>", numbered(n, xml_answer)))),
    ("many records", |n| {
        one(list(n, |at| {
            format!(
                "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-1\",\"InvocationStatus\":\"Success\",\"StartTime\":\"2026-01-{:02}T{:02}:{:02}:{:02}Z\"}}",
                at / 86400 % 28 + 1,
                at / 3600 % 24,
                at / 60 % 60,
                at % 60
            )
        }))
    }),
    ("many records of no time", |n| {
        one(list(n, |at| {
            format!(
                "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-1\",\"InvocationStatus\":\"Running\",\"Output\":\"{at}\"}}"
            )
        }))
    }),
    ("recurring records", |n| {
        one(format!("[{},{}]", invocation("t-1", "").replace("\"InvocationStatus\"", "\"Timed\":true,\"Frequency\":\"0 */5 * * * ? GMT+8\",\"InvocationStatus\""), answer(n, 1, list(n, |at| format!("{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-1\",\"InvocationStatus\":\"Success\",\"StartTime\":\"{:04}-01-{:02}T{:02}:{:02}:{:02}Z\"}}", 2000 + at / 86400 / 28, at / 86400 % 28 + 1, at / 3600 % 24, at / 60 % 60, at % 60)).trim_matches(|c| "[]".contains(c)), "")))
    }),
    ("masked ids", |n| {
        one(list(n, |_| {
            "{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-bp1****\",\"InvocationStatus\":\"Success\",\"ExitCode\":0}"
                .to_owned()
        }))
    }),
    ("error codes", |n| {
        one(list(n, |at| {
            format!(
                "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-{at}\",\"InvocationStatus\":\"Failed\",\"ErrorCode\":\"E{at}\",\"ErrorInfo\":\"m{at}\"}}"
            )
        }))
    }),
    ("error texts that do not fit", |n| {
        one(list(n, |at| {
            format!(
                "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-{at}\",\"InvocationStatus\":\"Failed\",\"ErrorCode\":\"InstanceNotExists\",\"ErrorInfo\":\"the command execution timed out {at}\"}}"
            )
        }))
    }),
    ("statuses of no vocabulary", |n| {
        one(list(n, |at| format!("{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-{at}\",\"InvocationStatus\":\"S{at}\"}}")))
    }),
    ("many tags", |n| {
        one(format!(
            "{{\"InvokeId\":\"t-1\",\"InstanceId\":\"i-1\",\"ExitCode\":0,\"Tags\":{{\"Tag\":{}}}}}",
            list(n, |at| format!("{{\"TagKey\":\"k{at}\",\"TagValue\":\"v\"}}"))
        ))
    }),
    ("tags of XML", |n| {
        one(format!(
            "<R><InvocationResult><InstanceId>i</InstanceId><Tags>{}</Tags></InvocationResult></R>",
            numbered(n, |at| format!("<Tag><TagKey>k{at}</TagKey></Tag>"))
        ))
    }),
    ("wide semicolons", |n| one(list(n, |_| "{\"a\":1；}".to_owned()))),
    ("semicolons", |n| one(list(n, |_| "{\"a\":1;}".to_owned()))),
    ("elisions at ends", |n| one(list(n, |_| "{\"a\":1 ...}".to_owned()))),
    ("semicolons in lists", |n| one(list(n, |_| "[1；]".to_owned()))),
    ("spaced commas", |n| one(format!("[{}]", "1 ,\n\n ]".repeat(n)))),
    ("tag in case variants", |n| one(numbered(n, |at| cased("OutputOutput", at, "<", ">")))),
    ("tags in case variants, closed", |n| {
        one(format!(
            "<A>{}</A>",
            numbered(n, |at| cased("Output", at, "<", ">") + "x" + &cased("Output", at * 7 + 1, "</", ">"))
        ))
    }),
    ("rows in case variants", |n| {
        one(format!("<InvocationResults>{}", numbered(n, |at| cased("InvocationResult", at, "<", ">"))))
    }),
    ("rows in case variants in rows", |n| {
        one("<InvocationResults>".to_owned()
            + &numbered(n, |at| cased("InvocationResult", at, "<", ">") + "<InvocationResult>"))
    }),
    ("outputs in case variants", |n| {
        one("<A>".to_owned() + &numbered(n, |at| "<Output>a".to_owned() + &cased("Output", at, "<", ">")))
    }),
    ("own tags in case variants", |n| one("<A>".to_owned() + &numbered(n, |at| cased("foobar", at, "<", ">") + "x"))),
    (
        "closing tags in case variants",
        |n| one("<foobar>".repeat(n) + &numbered(n, |at| cased("foobar", at, "</", ">"))),
    ),
    ("stray closing tags of many names", |n| {
        one(numbered(n, |at| format!("<a{at}>")) + &numbered(n, |at| format!("</b{at}>")))
    }),
    ("closing tags in another order", |n| {
        one(numbered(n, |at| format!("<a{at}>")) + &numbered(n, |at| format!("</a{at}>")))
    }),
    ("closed outside in", |n| one(numbered(n, |at| format!("<a{at}><b></a{at}>")))),
    ("deep, then outermost closed", |n| one("<a>".to_owned() + &"<b><c></b>".repeat(n))),
    ("two attributes", |n| one("<a b='1' c='2'>".repeat(n))),
    ("attributes of many names", |n| one(format!("<a {}>", numbered(n, |at| format!("b{at}='1' "))))),
    ("members as attributes of many", |n| one("<InvocationResult InstanceId='i' ExitCode='0'/>".repeat(n))),
    ("attributes with no end", |n| one("<a b='1".repeat(n))),
    ("open quotes with ends", |n| one("<a b='>".repeat(n))),
    ("entities of many names", |n| one(format!("<a>{}</a>", numbered(n, |at| format!("&e{at};"))))),
    ("repeated member", |n| one(format!("{{\"InstanceId\":\"i\",{}\"ExitCode\":0}}", "\"Output\":\"a\",".repeat(n)))),
    ("repeated containers", |n| one(format!("{{\"InstanceId\":\"i\",{}\"ExitCode\":0}}", "\"x\":[1],".repeat(n)))),
    ("repeated wrappers", |n| {
        one(format!(
            "{{{}}}",
            list(n, |at| format!("\"Invocation\":{{\"InvocationResults\":{{\"InvocationResult\":[{}]}}}}", result(at)))
                .trim_matches(|c| "[]".contains(c))
        ))
    }),
    ("look-alikes", |n| {
        one(list(n, |at| {
            format!("{{\"InvokeId\":\"t-{at}\",\"InvokeDesktops\":[{{\"DesktopId\":\"d-{at}\",\"ExitCode\":0}}]}}")
        }))
    }),
    ("starts", |n| {
        one(list(n, |at| format!("{{\"RequestId\":\"r{at}\",\"InvokeId\":\"t-{at}\",\"CommandId\":\"c-{at}\"}}")))
    }),
    ("wrappers in wrappers", |n| {
        one("{\"a\":".repeat(30) + &list(n, |at| format!("{{\"b\":{{\"c\":[{at}]}}}}")) + &"}".repeat(30))
    }),
    ("deep and wide", |n| one(list(n, |_| "[".repeat(31) + "1" + &"]".repeat(31)))),
    ("deep rows", |n| {
        one(format!("{{\"InstanceId\":\"i\",\"ExitCode\":0,\"x\":{}1{}}}", "[".repeat(n), "]".repeat(n)))
    }),
    ("texts that go on", |n| one(format!("[\"a{}", " b\"}".repeat(n)))),
    ("texts that go on in objects", |n| one(format!("{{\"k\":\"a{}", " b\"]".repeat(n)))),
    ("deeper and deeper", |n| one("{\"a\":1,\"b\":".repeat(n) + "1" + &"}".repeat(n))),
    ("texts in texts", |n| {
        one(list(n, |at| {
            format!("{{\"body\":\"{{\\\"InvokeId\\\":\\\"t-{at}\\\",\\\"InstanceId\\\":\\\"i-1\\\"}}\"}}")
        }))
    }),
    ("long string of escapes", |n| one(format!("{{\"InstanceId\":\"i\",\"Output\":\"{}\"}}", "\\n".repeat(n)))),
    ("unquoted rows", |n| one(list(n, |at| format!("{{InstanceId: i-{at}, InvocationStatus: Success, ExitCode: 0}}")))),
    ("faults of many kinds", |n| {
        one(list(n, |at| format!("{{'InstanceId':i-{at} ExitCode：0,, Output:\"a\"b\" ...}}")))
    }),
    ("cut and begun again", |n| {
        one(numbered(n, |at| format!("{{\"RequestId\":\"r\",\"Invocation\":{{\"x\":[{{\"InstanceId\":\"i-{at}\n")))
    }),
    ("braces lost in rows", |n| one(list(n, |at| format!("{{\"InstanceId\":\"i-{at}\",\"ExitCode\":0,")))),
    ("mismatched in turns", |n| one("[{".repeat(n) + &"]}".repeat(n))),
    ("markers of Python", |n| one(list(n, |at| format!("{{'InstanceId': u'i-{at}', 'ExitCode': 0L, 'x': None}}")))),
    ("both syntaxes in turns", |n| one(numbered(n, |at| format!("{}\n{}\n", result(at), xml_answer(at))))),
    ("a list of invocations of one", |n| {
        one(format!(
            "{{\"Invocations\":{{\"Invocation\":{}}}}}",
            list(n, |at| format!(
                "{{\"InvokeId\":\"t-1\",\"InvokeInstances\":{{\"InvokeInstance\":[{}]}}}}",
                result(at)
            ))
        ))
    }),
    ("escaped names", |n| one(list(n, |at| format!("{{\"Instance\\u0049d\":\"i-{at}\",\"ExitCode\":0}}")))),
    ("layers", |n| one(format!("> {}", numbered(n, |at| format!("{}\n> ", result(at)))))),
    ("wide rows", |n| one(list(n, |at| format!("｛＂InstanceId＂：＂i-{at}＂，＂ExitCode＂：0｝")))),
];

fn xml_answer(at: usize) -> String {
    format!(
        "<DescribeInvocationResultsResponse><Invocation><InvocationResults><InvocationResult><InvokeId>t-1</InvokeId><InstanceId>i-{at}</InstanceId><InvocationStatus>Success</InvocationStatus></InvocationResult></InvocationResults></Invocation></DescribeInvocationResultsResponse>"
    )
}

/// A name with its letters large and small by the bits of a number.
fn cased(name: &str, at: usize, open: &str, close: &str) -> String {
    let letter =
        |(bit, c): (usize, char)| if at >> bit & 1 == 1 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    format!("{open}{}{close}", name.chars().enumerate().map(letter).collect::<String>())
}

/// Texts made to be hard to read.
pub const HOSTILE: &[Shape] = &[
    ("lists without names on one line", |n| one(format!("{{\"InvokeId\":\"t-1\",{}", "[],".repeat(n)))),
    ("arrays", |n| one("[".repeat(n))),
    ("objects", |n| one("{\"a\":".repeat(n))),
    ("wrong brackets", |n| one("[".repeat(n) + &"}".repeat(n))),
    ("mixed", |n| one("[{\"a\":".repeat(n / 2) + &"]}".repeat(n))),
    ("elements", |n| one("<a>".repeat(n))),
    ("stray ends", |n| one(format!("<a>{}", "</b>".repeat(n)))),
    ("ends", |n| one("<a>".repeat(n) + &"</b>".repeat(n))),
    ("quotes", |n| one("{\"a\":\"\n".repeat(n))),
    ("commas", |n| one(format!("[{}]", ",".repeat(n)))),
    ("ampersands", |n| one(format!("<a>{}</a>", "&".repeat(n)))),
    ("open marks", |n| one("<a><!--".repeat(n))),
    ("instructions", |n| one("<a>".to_owned() + &"<?".repeat(n))),
    ("data", |n| one("<a>".to_owned() + &"<![CDATA[".repeat(n))),
    ("comments", |n| one("[/*".repeat(n))),
    ("lines", |n| one(format!("{{\"Output\":\"{}", "\n".repeat(n)))),
    ("rubbish", |n| one("{}x\n".repeat(n))),
    ("colours", |n| one("{\u{1b}[".repeat(n))),
    ("titles", |n| one("{\u{1b}]".repeat(n))),
    ("fences", |n| one("```\n{\"".repeat(n / 4))),
    ("html", |n| one("{&quot;".repeat(n))),
    ("html of html", |n| one(format!("{{&{}quot;", "amp;".repeat(n)))),
    ("strings of strings", |n| one(format!("{{{}\"a", "\\".repeat(n)))),
    ("quoted", |n| one("\"{\\\"".repeat(n))),
    ("markdown", |n| one("{\\_\\*".repeat(n))),
    ("prefixes", |n| one("> {\n".repeat(n))),
    ("dates", |n| one("2026-01-01 {\"a\"\n".repeat(n / 4))),
    ("inner quotes", |n| one(format!("{{\"a\":\"b\"{}", " c \"d\"".repeat(n)))),
    ("doubled quotes", |n| one("{\"a\":\"\"b".repeat(n))),
    ("bodies", |n| one("{\"body\":\"{\\\"RequestId\\\":1,\\\"InvokeId\\\":2}\"}\n".repeat(n / 16))),
    ("pieces", |n| one("\"InstanceId\": 1}, {".repeat(n / 4))),
    ("commas of documents", |n| one("{},".repeat(n))),
    ("openers", |n| one("[ ".repeat(n))),
    ("words", |n| one("a{\n ".repeat(n))),
    ("apostrophes", |n| one("'{\"a\":\\'".repeat(n))),
    ("outputs", |n| one("<Output>a<b>".repeat(n))),
    ("markup", |n| one("<A><Output>".to_owned() + &"<b>".repeat(n))),
    ("rows", |n| one("<InstanceId>a<b>".repeat(n))),
    ("attributes", |n| one(format!("<a {}>", "b='1' ".repeat(n)))),
    ("open quotes", |n| one("<a b='".repeat(n))),
    ("declarations", |n| one("<!DOCTYPE a [<!--".repeat(n))),
    ("entities", |n| one(format!("<!DOCTYPE a [{}]><a>{}</a>", "<!ENTITY a '&a;&a;'>".repeat(n / 8), "&a;".repeat(n)))),
    ("blank elements", |n| one(format!("<a>{}", "\u{a0}<b/>".repeat(n / 2)))),
    ("spaced tags", |n| one("< ".repeat(n))),
    ("wide", |n| one("｛＂a＂：".repeat(n))),
    ("literals", |n| one(format!("[{}]", "None,".repeat(n)))),
    ("elisions", |n| one(format!("[{}]", "...,".repeat(n)))),
    ("surrogates", |n| one(format!("[\"{}\"]", "\\ud800".repeat(n)))),
    ("bytes", |n| one(format!("['{}']", "\\xe7\\x8a".repeat(n)))),
    ("names", |n| {
        one(format!("{{{}\"a\":0}}", (0..n / 8).map(|at| format!("\"k{at}\":0,")).collect::<Vec<_>>().concat()))
    }),
    ("one name", |n| one(format!("{{{}\"a\":0}}", "\"a\":0,".repeat(n)))),
    ("colliding names", |n| {
        one({
            let name = |at: usize| (0..16).map(|bit| if at >> bit & 1 == 1 { "Aa" } else { "BB" }).collect::<String>();
            format!("{{{}\"a\":0}}", (0..n / 8).map(|at| format!("\"{}\":0,", name(at))).collect::<Vec<_>>().concat())
        })
    }),
    ("both syntaxes", |n| one("{}\n<Error/>\n".repeat(n / 4))),
    ("both syntaxes, broken", |n| one("{'a'}\nx\n<Error>\ny\n".repeat(n / 8))),
    ("data without end", |n| one(format!("<a>{}", "<![CDATA[</b>".repeat(n / 4)))),
    ("marks in text", |n| one(format!("<A><Output>{}</Output></A>", "<!-- & <? ".repeat(n / 4)))),
    ("document types", |n| one("<!DOCTYPE a [<a>".repeat(n / 4))),
    ("rows in rows", |n| one(format!("<InvocationResults>{}", "<InvocationResult>".repeat(n / 4)))),
    ("rows unopened", |n| one(format!("<InvocationResults>{}", "<a>1</a></InvocationResult>".repeat(n / 8)))),
    ("tags half lost", |n| one(format!("<A>{}", "<Output>x/Output><b><Output>x<\\Output>".repeat(n / 8)))),
    ("members as attributes", |n| one(format!("<InvocationResult {}>", "ExitCode='1' ".repeat(n / 4)))),
    ("JSON in texts", |n| one("{\"a\":\"{\"b\":\n ".repeat(n / 8))),
    ("words and names", |n| one(format!("{{a:{}", "b InvokeId:c, d ".repeat(n / 4)))),
    ("names with colons", |n| one(format!("{{{}", "\"InvokeId:\"a\",\"InvokeId”: “a\",".repeat(n / 8)))),
    ("texts with commas", |n| one(format!("{{{}", "\"a\":\"b,".repeat(n / 4)))),
    ("lines cut", |n| one("{\"RequestId\":\"\n{\"RequestId\":\n".repeat(n / 8))),
    ("braces lost", |n| one("{\"Invocation\":\"Invocation\":".repeat(n / 8))),
    ("dumps", |n| one(format!("InvocationResult({}", "invokeId=X('a []b{(*Some(".repeat(n / 8)))),
    ("maps of Go", |n| one(format!("map[InvokeId:{}", "map[a:".repeat(n / 4)))),
    ("stray ids", |n| one(format!("[{}1]", "{\"InstanceId\":\"'i'\",\"ExitCode\":0},".repeat(n / 16)))),
    ("one id", |n| one(format!("[{}1]", "{\"InstanceId\":\"i\",\"Output\":\"\"},".repeat(n / 16)))),
];
