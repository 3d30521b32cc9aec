//! What RFC 8259 calls well-formed is read without an error or a warning of the reader, and as a strict reader reads
//! it; what it refuses is read too, and something is said; what it leaves open breaks nothing.

#![allow(clippy::too_many_lines, reason = "the tables stand in their tests")]

mod support;

use std::fmt::Write as _;

use serde_json::Value;
use support::readers::{is_named, said, value};

#[test]
fn json_that_is_well_formed() {
    let mut texts: Vec<String> = [
        // Scalars may stand alone.
        "0",
        "-0",
        "-1",
        "42",
        "1.5",
        "-1.5e-7",
        "1E400",
        "1e+2",
        "123456789012345678901234567890",
        "true",
        "false",
        "null",
        r#""""#,
        r#""a""#,
        r#"" ""#,
        "\"\u{7f}\"",
        " true ",
        "\"\u{2028}\u{2029}\"",
        // Blanks of every kind, and none.
        "[]",
        "{}",
        " [ ] ",
        "\t{\r\n}\n",
        "[1,2]",
        "[ 1 , 2 ]",
        "[1\n,\r2\t]",
        "{\"a\":1}",
        "{ \"a\" : 1 , \"b\" : 2 }",
        "[[]   ]",
        "[\"\"]",
        "[\"a\"]",
        "[null, 1, \"1\", {}]",
        "[1,null,null,null,2]",
        "[[[[]]],[[]]]",
        // Names: empty, twice, escaped, like those of the API but not.
        r#"{"":0}"#,
        r#"{"a":1,"a":2}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"\u0061":1}"#,
        r#"{"a\"b":1,"a\\":2}"#,
        r#"{"a b":"c d"}"#,
        r#"{"Output\u0000":1}"#,
        r#"{"名":"值"}"#,
        r#"{"{":"}","[":"]",",":":"}"#,
        r#"{"a":{"a":{"a":{}}}}"#,
        // Every escape.
        r#"["\"\\\/\b\f\n\r\t"]"#,
        r#"["\u0000\u001f\u0020\u007f\u0080"]"#,
        r#"["\u2028\u2029\uFEFF\uFFFF\uFFFE"]"#,
        r#"["\uD834\uDD1E"]"#,
        r#"["\ud801\udc37\u00e9"]"#,
        r#"["\u00ABcD"]"#,
        r#"["\\u0041"]"#,
        r#"["\\\""]"#,
        r#"["a\\n"]"#,
        r#"["new\u000Aline"]"#,
        r#"["\u0060\u012a\u12AB"]"#,
        r#"["http:\/\/x\/y"]"#,
        // Text that looks like something else.
        r#"["// no comment"]"#,
        r#"["/* nor this */"]"#,
        r##"["# nor that"]"##,
        r#"["..."]"#,
        r#"["“”：，"]"#,
        r#"["'"]"#,
        r#"["None", "NaN", "undefined"]"#,
        r#"["&quot;&lt;a&gt;&amp;"]"#,
        r#"["a\\_b\\*c"]"#,
        r#"["<a>", "</a>"]"#,
        r#"["```json", "~~~"]"#,
        r#"["[0m", "[1;39m"]"#,
        r#"["\u001b[0m"]"#,
        r#"{"a":"$ ls","b":"> x"}"#,
        r#"["{\"a\":1}"]"#,
        // Numbers.
        "[0]",
        "[-0]",
        "[0.0]",
        "[-0.1e1]",
        "[0e+1]",
        "[0e1]",
        "[20e1]",
        "[1E22]",
        "[1E-2]",
        "[1E+2]",
        "[123e45]",
        "[123.456e78]",
        "[-123]",
        "[-1]",
        "[123.456789]",
        "[1e-7]",
        "[1.7976931348623157e308]",
        "[5e-324]",
        "[1e9999, -1e9999, 1e-9999]",
        "[0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001]",
        // The categories of the public suite that the above do not name.
        "[1,\n2]",
        "[123e65]",
        "[0e+1]",
        "[-0.0]",
        "[-1.0E-2]",
        "[123.456e-789]",
        "[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999999969999999006]",
        "[-1e+9999]",
        "[100000000000000000000]",
        "[-237462374673276894279832749832423479823246327846]",
        "\"\"",
        "[\"asd\"]",
        "[\"\\uDBFF\\uDFFF\"]",
        "[\"\\uD83F\\uDFFE\"]",
        "[\"a/*b*/c/*d//e\"]",
        "[\"\\\\a\"]",
        "[\"\\\\n\"]",
        "[\"\\u0012\"]",
        "[\"\u{feff}\"]",
        "[\"\u{2060}\"]",
        "[\"\u{ffff}\u{fffe}\"]",
        "[\"\u{10fffe}\"]",
        "[\"\\u200B\\u2064\"]",
        "[\"\\u005C\\u0022\"]",
        "[\"\u{3c0}\"]",
        "[\"⍂㈴⍂\"]",
        "[\"\u{1bfff}\"]",
        "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
        "{\"foo\\u0000bar\": 42}",
        "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
        "{\"title\":\"\\u041f\\u043e\\u043b\"}",
        "{\n\"a\": \"b\"\n}",
        "{\"a\":[]}",
        "{\"x\":[{\"id\": \"xxx\"}], \"id\": \"yyy\"}",
        "[ 4]",
        "[[] ]",
        "[true]",
        "[\"a\"]\n",
        "[true]\r\n",
        " [] ",
        "\n\r\t []",
        // Characters above ASCII, as they are.
        "[\"é状😀\"]",
        "[\"\u{10ffff}\"]",
        "[\"\u{fffd}\u{feff}\"]",
        "[\"\u{e000}\"]",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push(format!("[{}]", "9".repeat(100_000)));
    texts.push(format!("[-0.{}1]", "0".repeat(100_000)));
    texts.push(format!("[\"{}\"]", "\\u72b6 状".repeat(20_000)));
    texts.push(format!("[{}1]", "1 , ".repeat(10_000)));
    let mut wrong = String::new();
    for text in &texts {
        let noted = said(text.as_bytes());
        if !noted.is_empty() {
            let _ = writeln!(wrong, "{text:.80}: {noted:?}");
        }
        // What does not fit a double is no value to a strict reader of numbers.
        if let Ok(strict) = serde_json::from_str::<Value>(text) {
            let ours = value(text.as_bytes());
            if !same(&strict, &ours) {
                let _ = writeln!(wrong, "{text:.80} is read as {:.200}", ours.to_string());
            }
        }
    }
    for depth in [1_000, 100_000] {
        let nested = "[".repeat(depth) + &"]".repeat(depth);
        assert!(said(nested.as_bytes()).is_empty());
        let nested = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        assert!(said(nested.as_bytes()).is_empty());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Equal, where a blank text is as good as null and a number may be its text.
fn same(strict: &Value, ours: &Value) -> bool {
    match (strict, ours) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|other| same(v, other)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        // A member that repeats is given with all its values.
        (value, Value::Array(all)) if !value.is_array() => all.last().is_some_and(|last| same(value, last)),
        (Value::String(text), Value::Null) => text.trim().is_empty(),
        (Value::Number(number), other) => match other {
            Value::Number(ours) => number.as_f64() == ours.as_f64(),
            Value::String(text) => {
                let (ours, strict) = (text.parse().unwrap_or(f64::NAN), number.as_f64().unwrap_or(f64::NAN));
                (ours - strict).abs() <= strict.abs() * 1e-12
            }
            _ => false,
        },
        (a, b) => a == b,
    }
}

#[test]
fn json_that_is_not() {
    let mut wrong = String::new();
    for text in [
        // Separators.
        "[1 true]",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[,]",
        "[1,",
        "[\"a\" \"b\"]",
        "[\"a\",\n4\n,1,",
        "[1:2]",
        "[\"\":1]",
        "{\"a\":1,}",
        "{\"a\":1,,}",
        "{,\"a\":1}",
        "{\"a\" 1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\"::1}",
        "{\"a\",1}",
        "{:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1;\"b\":2}",
        "{\"a\"=1}",
        // Brackets.
        "[",
        "{",
        "[1",
        "[1}",
        "{\"a\":1]",
        "[1]]",
        "{\"a\":1}}",
        "[[1]",
        "[{",
        "{\"a\":[",
        "[}",
        "{]",
        "{\"a\":{\"b\":1}",
        "[1] x",
        "[][]",
        "{}{}",
        "[a",
        "{a",
        "{\"a",
        "[\"",
        "[\"a",
        "[\"\\",
        "[\"\\u",
        "[\"\\u12",
        // Names.
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{null:1}",
        "{[]:1}",
        "{\"a\":1,2}",
        "{9e9:1}",
        "{\u{1}:1}",
        "{“a”:1}",
        // Words and numbers.
        "[tru]",
        "[nul]",
        "[True]",
        "[TRUE]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[undefined]",
        "[None]",
        "[a]",
        "[*]",
        "[<null>]",
        "[+1]",
        "[++1]",
        "[-]",
        "[--1]",
        "[01]",
        "[-01]",
        "[1.]",
        "[.5]",
        "[-.5]",
        "[1.e1]",
        "[1e]",
        "[1e+]",
        "[1eE2]",
        "[1.2.3]",
        "[0x1]",
        "[1a]",
        "[1 000]",
        "[１]",
        "[2.e3]",
        "[1_000]",
        "[-1x]",
        "[0.3e]",
        "[9.e+]",
        "[1+2]",
        // Strings.
        "['a']",
        "[\"a\n\"]",
        "[\"\t\"]",
        "[\"\0\"]",
        "[\"\u{1f}\"]",
        "[\"\\x41\"]",
        "[\"\\a\"]",
        "[\"\\'\"]",
        "[\"\\u00G0\"]",
        "[\"\\uD800\\\"]",
        "[\"\\\n\"]",
        "[\\\"a\\\"]",
        "[\"a\"b\"]",
        "[`a`]",
        "[“a”]",
        "[\"a]",
        // Comments, elisions, blanks that are none.
        "[1/*x*/]",
        "[1]//x",
        "[1]#x",
        "/*x*/{\"a\":1}",
        "{\"a\":1/**/}",
        "[...]",
        "[1,…]",
        "[1,\u{a0}2]",
        "[\u{c}]",
        "[1\u{2060}]",
        "[\u{feff}1]",
        "{\"a\":1}\u{200b}",
        // Full-width.
        "［1］",
        "｛\"a\":1｝",
        "[1，2]",
        "{\"a\"：1}",
        // The categories of the public suites that the above do not name.
        "[1,\n1\n,1",
        "[3[4]]",
        "[x",
        "[\"x\"",
        "[,",
        "[\"a\",",
        "[1,,]",
        "[\"\",]",
        "[\"x\", truth]",
        "[-foo]",
        "[-Inf]",
        "[- 1]",
        "[-2.]",
        "[.-1]",
        "[0.e1]",
        "[0.1.2]",
        "[0.3e+]",
        "[0E]",
        "[0e+-1]",
        "[1.0e]",
        "[1.0e-]",
        "[1.0e+]",
        "[1eE2]",
        "[0x42]",
        "[1ea]",
        "[1.2a-3]",
        "[1.8011670033376514H-308]",
        "[-012]",
        "[012]",
        "[-123.123foo]",
        "[123\u{1}]",
        "[fals]",
        "[nulll]",
        "[1true]",
        "{\"x\"::\"b\"}",
        "{\"x\", null}",
        "{\"a\":\"b\"}/**/",
        "{\"a\":\"b\"}/**//",
        "{\"a\":\"b\"}//",
        "{\"a\":\"b\"}/",
        "{\"a\":\"b\"}#",
        "{\"a\":\"b\",,\"c\":\"d\"}",
        "{\"a\":\"a\" 123}",
        "{\"a\" b}",
        "{key: 'value'}",
        "{\"id\":0,}",
        "{'a':0}",
        "{\"a\":/*comment*/\"b\"}",
        "{\"\u{b9}\":\"0\",}",
        "{🇨🇭}",
        "{\"a\": true} \"x\"",
        "{\"a\":\"b\"}#{}",
        "[\"\\uD800\\u\"]",
        "[\"\\uD800\\u1\"]",
        "[\"\\uD800\\u1x\"]",
        "[\"\\\\\\\"]",
        "[\"\\🌀\"]",
        "[\"\\\u{0}\"]",
        "[\"\\uqqqq\"]",
        "[\"\\u00A\"]",
        "[\\u0020\"asd\"]",
        "[\\n]",
        "[\"asd]",
        "['single']",
        "[abc]",
        "[\"\\",
        "[\"x\"]]",
        "[1]x",
        "[1]]",
        "[][]",
        "]",
        "{",
        "}",
        "{]",
        "[{",
        "[{}",
        "{\"asd\":\"asd\"",
        "[\u{2060}]",
        "[\u{c}]",
        "[True]",
        "{\"a\":",
        "{\"a\"",
        "[\"a\",\n4\n,1,",
        "[1,1 ",
        "aå",
        "\\u000A\"\"",
        "[\"\u{1f}\",1]",
        "*",
        "{\"a\":\"b\"}#{}",
        "[\u{feff}]",
        "\u{e5}",
        "<.>",
        "[<null>]",
        "2@",
        "{}}",
        "{\"\":",
        "{\"a\":/*comment*/",
        "{\"a\": true} ,",
        "[1}",
        "{\"a\":1 [",
        "[\"a\",{",
        "[ false, tru",
        "[ true, fals",
        "[ false, nul",
        // Neither.
        "[<a>]",
        "{\"a\":<b/>}",
        "{{}}",
        "[\u{0}]",
    ] {
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text} is well-formed");
        if said(text.as_bytes()).is_empty() && !is_named(text.as_bytes()) {
            let _ = writeln!(wrong, "{text:?}");
        }
    }
    assert!(wrong.is_empty(), "nothing is said of\n{wrong}");
}

#[test]
fn json_that_is_left_open() {
    let bytes: [&[u8]; 14] = [
        br#"["\uD800"]"#,
        br#"["\uDC00\uD800"]"#,
        br#"["\uD800\uD800\uDC00"]"#,
        br#"["\uDADA\n"]"#,
        br#"{"\uDFAA":0}"#,
        b"[\"\xff\"]",
        b"[\"\xed\xa0\x80\"]",
        b"[\"\xc0\xaf\"]",
        b"[\"\xf4\xbf\xbf\xbf\"]",
        b"[\"\xe7\x8a\"]",
        b"\xef\xbb\xbf{}",
        b"[\0\"\0\xe9\0\"\0]\0",
        b"\0[\0\"\0\xe9\0\"\0]",
        b"\xff\xfe[\0\"\0",
    ];
    for text in bytes {
        let _ = support::report(&support::read(text));
    }
    assert_eq!(said(br#"["\uD800"]"#), [("note".to_owned(), "json/lone-surrogate".to_owned())]);
}
