//! Printers of JSON and XML.

use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use crate::wrapping::{Named, Printer};

pub(crate) const PRETTY: Printer = Printer::Either(|value| indented(value, "  "));
pub(crate) const COMPACT: Printer = Printer::Either(Value::to_string);

pub(crate) const ALL: &[Named<Printer>] = &[
    ("json compact", COMPACT),
    ("json 2", PRETTY),
    ("json 4", Printer::Json(|value| indented(value, "    "))),
    ("json tab", Printer::Json(|value| indented(value, "\t"))),
    ("jq -C", Printer::Json(coloured)),
    ("json_encode", Printer::Json(escaped)),
    ("json5", Printer::Json(|value| json5(value, 0))),
    ("ConvertTo-Json -Depth 10", Printer::Json(|value| power_shell(value, 0, 10))),
    ("ConvertTo-Json", Printer::Json(|value| power_shell(value, 0, 2))),
    ("xml compact", Printer::Xml(flat)),
    ("xml pretty", Printer::Xml(|text| pretty_xml(text, "  "))),
    (
        "minidom",
        Printer::Xml(|text| {
            pretty_xml(text, "\t").replace("<?xml version='1.0' encoding='UTF-8'?>", "<?xml version=\"1.0\" ?>")
        }),
    ),
];

pub(crate) fn indented(value: &Value, indent: &str) -> String {
    let mut bytes = Vec::new();
    let mut writer = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(indent.as_bytes()));
    value.serialize(&mut writer).expect("JSON");
    String::from_utf8(bytes).expect("UTF-8")
}

/// A value with `leaf` for what has nothing inside and the rest laid out as jq does.
fn coloured(value: &Value) -> String {
    fn add(out: &mut String, value: &Value, depth: usize) {
        let colour = match value {
            Value::Null => "1;30",
            Value::Bool(_) | Value::Number(_) => "0;39",
            Value::String(_) => "0;32",
            Value::Array(_) | Value::Object(_) => "1;39",
        };
        let line = format!("\n{}", "  ".repeat(depth + 1));
        let close = format!("\n{}", "  ".repeat(depth));
        match value {
            Value::Array(items) if !items.is_empty() => {
                *out += &format!("\u{1b}[{colour}m[");
                for (at, item) in items.iter().enumerate() {
                    *out += if at > 0 { "\u{1b}[1;39m," } else { "" };
                    *out += &line;
                    add(out, item, depth + 1);
                }
                *out += &format!("\u{1b}[1;39m{close}\u{1b}[1;39m]\u{1b}[0m");
            }
            Value::Object(members) if !members.is_empty() => {
                *out += &format!("\u{1b}[{colour}m{{");
                for (at, (key, item)) in members.iter().enumerate() {
                    *out += if at > 0 { "\u{1b}[1;39m," } else { "" };
                    *out += &format!(
                        "{line}\u{1b}[0m\u{1b}[34;1m{}\u{1b}[0m\u{1b}[1;39m:\u{1b}[0m ",
                        Value::from(key.as_str())
                    );
                    add(out, item, depth + 1);
                }
                *out += &format!("\u{1b}[1;39m{close}\u{1b}[1;39m}}\u{1b}[0m");
            }
            _ => *out += &format!("\u{1b}[{colour}m{value}\u{1b}[0m"),
        }
    }
    let mut out = String::new();
    add(&mut out, value, 0);
    out
}

/// As PHP writes it: slashes and everything beyond ASCII escaped.
fn escaped(value: &Value) -> String {
    let text = value.to_string().replace('/', "\\/");
    let mut out = String::new();
    for char in text.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            let mut units = [0; 2];
            char.encode_utf16(&mut units).iter().for_each(|unit| out += &format!("\\u{unit:04x}"));
        }
    }
    out
}

fn json5(value: &Value, depth: usize) -> String {
    let (line, close) = ("  ".repeat(depth + 1), "  ".repeat(depth));
    match value {
        Value::Array(items) if items.is_empty() => "[]".to_owned(),
        Value::Array(items) => {
            let items: String = items.iter().map(|item| format!("{line}{},\n", json5(item, depth + 1))).collect();
            format!("[\n{items}{close}]")
        }
        Value::Object(members) => {
            let item = |(key, item): (&String, &Value)| format!("{line}{key}: {},\n", json5(item, depth + 1));
            format!("{{\n{}{close}}}", members.iter().map(item).collect::<String>())
        }
        Value::String(text) => single(text),
        _ => value.to_string(),
    }
}

/// In single quotes, with JavaScript's and Python's escapes.
pub(crate) fn single(text: &str) -> String {
    let inside = Value::from(text).to_string();
    format!("'{}'", inside[1..inside.len() - 1].replace("\\\"", "\"").replace('\'', "\\'"))
}

/// As PowerShell 5 lays JSON out; what lies deeper than `depth` it makes a string of.
fn power_shell(value: &Value, indent: usize, depth: usize) -> String {
    let line = " ".repeat(indent + 4);
    let close = " ".repeat(indent);
    match value {
        Value::Array(items) if items.is_empty() => format!("[\n\n{close}]"),
        Value::Array(items) => {
            let item = |item| format!("{line}{}", nested(item, indent + 4, depth));
            format!("[\n{}\n{close}]", items.iter().map(item).collect::<Vec<_>>().join(",\n"))
        }
        Value::Object(members) => {
            let item = |(key, item): (&String, &Value)| {
                let name = format!("{line}{}:  ", Value::from(key.as_str()));
                let inner = name.len();
                name + &nested(item, inner, depth)
            };
            format!("{{\n{}\n{close}}}", members.iter().map(item).collect::<Vec<_>>().join(",\n"))
        }
        Value::String(text) => {
            let text = Value::from(text.as_str()).to_string();
            text.replace('\'', "\\u0027").replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
        }
        _ => value.to_string(),
    }
}

fn nested(value: &Value, indent: usize, depth: usize) -> String {
    match value {
        Value::Object(members) if depth == 0 => {
            let shown = |(key, value): (&String, &Value)| match value {
                Value::Array(_) => format!("{key}=System.Object[]"),
                Value::Object(_) => format!("{key}="),
                Value::String(text) => format!("{key}={text}"),
                _ => format!("{key}={value}"),
            };
            let members = members.iter().map(shown).collect::<Vec<_>>().join("; ");
            power_shell(&Value::String(format!("@{{{members}}}")), indent, 0)
        }
        Value::Array(items) if depth == 0 => {
            let shown: Vec<String> = items.iter().map(|_| "System.Object".to_owned()).collect();
            power_shell(&Value::String(shown.join(" ")), indent, 0)
        }
        _ => power_shell(value, indent, depth.saturating_sub(1)),
    }
}

/// The document of the API that has the same members, in one line.
pub(crate) fn xml(value: &Value) -> String {
    let root = if value.get("Invocations").is_some() {
        "DescribeInvocationsResponse"
    } else {
        "DescribeInvocationResultsResponse"
    };
    let mut out = "<?xml version='1.0' encoding='UTF-8'?>".to_owned();
    element(&mut out, root, value);
    out
}

fn element(out: &mut String, name: &str, value: &Value) {
    if let Value::Array(items) = value {
        return items.iter().for_each(|item| element(out, name, item));
    }
    *out += &format!("<{name}>");
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| element(out, key, value)),
        Value::String(text) => *out += &html(text).replace("&quot;", "\""),
        _ => *out += &value.to_string(),
    }
    *out += &format!("</{name}>");
}

/// Escaped as HTML.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Elements of a document one by one: tags, and texts between a start and its end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = if rest.starts_with('<') { rest.find('>').map(|at| at + 1) } else { rest.find('<') };
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        if !piece.trim().is_empty() {
            pieces.push(piece);
        }
        rest = after;
    }
    pieces
}

fn flat(text: &str) -> String {
    pieces(text).concat()
}

fn pretty_xml(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut open = false;
    for piece in pieces(text) {
        let is_end = piece.starts_with("</");
        depth -= usize::from(is_end);
        if piece.starts_with('<') && !(is_end && open) {
            out += &format!("{}{}", if out.is_empty() { "" } else { "\n" }, indent.repeat(depth));
        }
        open = !is_end && !piece.starts_with("<?") && !piece.ends_with("/>");
        depth += usize::from(open && piece.starts_with('<'));
        out += piece;
    }
    out + "\n"
}
