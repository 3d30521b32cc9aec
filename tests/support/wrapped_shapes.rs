//! What is hostile to the readers of printers, lines, strings and holes: each as long as a number says.

use super::{Shape, list, numbered, one};

/// Texts of a reader each, at its worst.
pub const WRAPPED: &[Shape] = &[
    ("listing: ever deeper names", |n| {
        one("InstanceId: i-1\nInvokeId: t-1\n".to_owned() + &numbered(n, |i| " ".repeat(i.min(500)) + "a:\n"))
    }),
    ("listing: dashes in a line", |n| one(format!("InstanceId: i-1\nInvokeId: t-1\nx:\n{}a\n", "- ".repeat(n)))),
    ("listing: other names", |n| {
        one("InstanceId: i-1\nInvokeId: t-1\n".to_owned() + &numbered(n, |i| format!("n{i}: 1\n")))
    }),
    ("listing: a value that goes on", |n| {
        one(format!("InstanceId : i-1\nInvokeId : t-1\nOutput : a\n{}", "   b c\n".repeat(n)))
    }),
    ("listing: quotes that nothing closes", |n| {
        one(format!("InstanceId: i-1\nInvokeId: t-1\n{}", "Output: 'a\n".repeat(n)))
    }),
    ("listing: blocks", |n| one(format!("InstanceId: i-1\nInvokeId: t-1\nOutput: |\n{}", "  a\n".repeat(n)))),
    ("listing: deep paths", |n| {
        let path = ["abcdefghij"; 9].join(".");
        one("InvokeId = t-1\nInstanceId = 1\n".to_owned() + &numbered(n / 40, |i| format!("{path} = {i}\n")))
    }),
    ("listing: print_r without ends", |n| {
        one("Array\n(\n".to_owned() + &"    [InvokeId] => t-1\n    [InstanceId] => i-1\n".repeat(n))
    }),
    ("listing: lines between mysql's names", |n| {
        let row = "***** 1. row *****\n  InvokeId: t-1\nInstanceId: i-1\n    Output: a\n";
        one(row.to_owned() + &"b: c\n".repeat(n))
    }),
    ("table: cells that nothing closes", |n| {
        one("InstanceId,InvokeId,Output\n".to_owned() + &"i-1,t-1,\"a\n".repeat(n))
    }),
    ("table: doubled quotes", |n| {
        one("InstanceId,InvokeId,Output\n".to_owned() + &"i-1,t-1,\"a \"\"b\"\"\"\n".repeat(n))
    }),
    ("table: many columns", |n| {
        let names = numbered(300, |i| format!(",c{i}"));
        one(format!("InstanceId,InvokeId{names}\n{}", format!("i,t{}\n", ",1".repeat(300)).repeat(n / 300)))
    }),
    ("table: dashes", |n| one("InvokeId  InstanceId  ExitCode\n".to_owned() + &"t-1       i-1         -\n".repeat(n))),
    ("pairs: gaps", |n| one("InvokeId=t-1 InstanceId=i-1\n...\n".repeat(n))),
    ("pairs: all in one line", |n| one(format!("InvokeId=t-1 InstanceId=i-1{}", " a=\"b ".repeat(n)))),
    ("wraps: short lines in an id", |n| {
        one(format!("{{\"InvokeId\":\"{}\n{}\",\"x\" 1}}", "a".repeat(60), "b\n".repeat(n)))
    }),
    ("wraps: a string with escapes that are broken", |n| one("x = \"{\\\"Inv".to_owned() + &"oc\\\n> ".repeat(n))),
    ("literals: joined", |n| one(format!("{{'Output': {}}}", vec!["'a'"; n].join(" + ")))),
    ("literals: quotes behind escapes", |n| one(format!("{{`a {}", "\\`".repeat(n)))),
    ("literals: heredocs without ends", |n| {
        one("{\"InvokeId\" = \"t-1\"\n".to_owned() + &"\"Output\" = <<-EOT\n  a\n".repeat(n))
    }),
    ("encoded: a form that ends nowhere", |n| one("x=%7B".to_owned() + &"%22a".repeat(n))),
    ("encoded: soft line ends", |n| one("{=\n=22a=\n".repeat(n))),
    ("prefix: of a table", |n| one("1) InstanceId\tInvokeId\tExitCode\n".to_owned() + &"2) i-1\tt-1\t0\n".repeat(n))),
    ("prefix: of text", |n| one("[x] a b c\n".repeat(n))),
    ("reshape: PowerShell's objects", |n| {
        one(format!("{{\"InvocationResults\":{}}}", list(n, |i| format!("\"@{{InstanceId=i-{i}; ExitCode=1}}\""))))
    }),
    ("reshape: ids as names", |n| {
        let row = |i| format!("\"i-{i}\":{{\"InvocationStatus\":\"Failed\",\"ExitCode\":1}}");
        one(format!("{{{}}}", (0..n).map(row).collect::<Vec<_>>().join(",")))
    }),
    ("reshape: Go's zeros", |n| {
        let row = "{InstanceId:i-1 InvocationStatus:Timeout ExitCode:0} ";
        one(format!("{{InvokeId:t-1 Rows:[{}]}}", row.repeat(n)))
    }),
    ("reshape: rows that ran into one", |n| {
        let row = "\"InstanceId\":\"i-1\",\"ExitCode\":1,";
        one(format!("{{\"InvocationResult\":[{{{}\"InstanceId\":\"i-2\",\"ExitCode\":2}}]}}", row.repeat(n)))
    }),
    ("holes: in every value", |n| one("[{\"InstanceId\":\"i-1\",\"StartTime\":\"2...0\",".repeat(n.min(1_500)))),
    ("holes: in every name", |n| one("{\"a\":{\"b...c\":1,".repeat(n.min(3_500)))),
    ("holes: that other brackets close behind", |n| {
        let n = n.min(8_000);
        one("[...".repeat(n) + &"]".repeat(n))
    }),
    ("pieces: rows without beginnings", |n| one("\"ExitCode\":0},".repeat(n))),
    ("pieces: of XML", |n| one("<ExitCode>0</ExitCode></InvokeInstance>".repeat(n))),
    ("dumps: PHP's arrays that nothing closes", |n| one("['InvokeId' => ".repeat(n))),
    (
        "dumps: records",
        |n| one("AResponse[invokeId=t-1, r=[".to_owned() + &"R[instanceId=i-1, exitCode=0], ".repeat(n)),
    ),
    ("legacy: half characters", |n| {
        one("<?xml version=\"1.0\" encoding=\"GBK\"?><a>".to_owned() + &"\u{81}\u{30}".repeat(n))
    }),
    ("clouds: answers side by side", |n| {
        let one_answer = "{\"InvocationTaskSet\":[{\"InvocationTaskId\":\"invt-1\",\"TaskStatus\":\"FAILED\"}]}";
        one(list(n / 4, |_| one_answer.to_owned()))
    }),
];
