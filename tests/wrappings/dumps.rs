//! How scripting languages dump nested values in many lines.

use std::fmt::Write as _;

use serde_json::Value;

use crate::literals::{python, python_text};
use crate::printed::single;
use crate::wrapping::{Named, Printer};

use Printer::Json;

pub(crate) const ALL: &[Named<Printer>] = &[
    (
        "python pprint",
        Json(|value| {
            let mut out = String::new();
            pprint(&mut out, value, 0, 0);
            out
        }),
    ),
    ("node", Json(|value| inspect(value, 0, &Node { depth: 2, items: 100 }))),
    ("node depth null", Json(|value| inspect(value, 0, &Node { depth: 99, items: 100 }))),
    ("node maxArrayLength 1", Json(|value| inspect(value, 0, &Node { depth: 99, items: 1 }))),
    ("php print_r", Json(|value| print_r(value, 0, "Array"))),
    ("php print_r of objects", Json(|value| print_r(value, 0, "stdClass Object"))),
    ("php var_dump", Json(|value| var_dump(value, 0))),
    ("php var_export", Json(|value| var_export(value, 0))),
    ("perl Dumper", Json(|value| format!("$VAR1 = {};\n", dumper(value, 8, None)))),
    ("perl Dumper, Indent=1", Json(|value| format!("$VAR1 = {};\n", dumper(value, 0, Some(2))))),
];

/// As Python's `pprint` lays it out in 80 columns: names in order, long texts as adjacent literals.
fn pprint(out: &mut String, value: &Value, indent: usize, allowance: usize) {
    let whole = python(&sorted(value));
    if whole.chars().count() + indent + allowance <= 80 {
        *out += &whole;
        return;
    }
    match value {
        Value::Object(members) => {
            out.push('{');
            let mut items: Vec<_> = members.iter().collect();
            items.sort_by_key(|(key, _)| *key);
            let last = items.len() - 1;
            for (at, (key, item)) in items.into_iter().enumerate() {
                let name = python_text(key);
                let _ = write!(out, "{name}: ");
                let end = if at == last { allowance + 1 } else { 1 };
                pprint(out, item, indent + name.len() + 3, end);
                *out += &if at == last { String::new() } else { format!(",\n{}", " ".repeat(indent + 1)) };
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                let is_last = at + 1 == items.len();
                pprint(out, item, indent + 1, if is_last { allowance + 1 } else { 1 });
                *out += &if is_last { String::new() } else { format!(",\n{}", " ".repeat(indent + 1)) };
            }
            out.push(']');
        }
        Value::String(text) => {
            let mut chunks: Vec<String> = Vec::new();
            let words: Vec<&str> = text.split_inclusive(' ').flat_map(|word| word.split_inclusive('\n')).collect();
            let mut current = String::new();
            for (at, word) in words.iter().enumerate() {
                let end = if at + 1 == words.len() { allowance } else { 0 };
                let is_wide = python_text(&format!("{current}{word}")).chars().count() + indent + end > 80;
                if !current.is_empty() && (is_wide || current.ends_with('\n')) {
                    chunks.push(python_text(&std::mem::take(&mut current)));
                }
                current += word;
            }
            chunks.push(python_text(&current));
            *out += &chunks.join(&format!("\n{}", " ".repeat(indent)));
        }
        _ => *out += &whole,
    }
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut items: Vec<_> = members.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            items.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(items.into_iter().collect())
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        _ => value.clone(),
    }
}

struct Node {
    depth: usize,
    items: usize,
}

/// As Node's `util.inspect`: what fits is put on one line, long texts are joined with `+`.
fn inspect(value: &Value, indent: usize, node: &Node) -> String {
    inspect_at(value, indent, 0, node)
}

fn inspect_at(value: &Value, indent: usize, depth: usize, node: &Node) -> String {
    let (open, close, mut items) = match value {
        Value::Object(_) if depth > node.depth => return "[Object]".to_owned(),
        Value::Array(_) if depth > node.depth => return "[Array]".to_owned(),
        Value::Object(members) if members.is_empty() => return "{}".to_owned(),
        Value::Array(items) if items.is_empty() => return "[]".to_owned(),
        Value::Object(members) => {
            let member =
                |(key, value): (&String, &Value)| format!("{key}: {}", inspect_at(value, indent + 2, depth + 1, node));
            ('{', '}', members.iter().map(member).collect::<Vec<_>>())
        }
        Value::Array(items) => {
            let shown = items.iter().take(node.items).map(|item| inspect_at(item, indent + 2, depth + 1, node));
            ('[', ']', shown.collect())
        }
        Value::String(text) => return node_text(text, indent),
        _ => return value.to_string(),
    };
    if let Value::Array(all) = value
        && all.len() > node.items
    {
        let more = all.len() - node.items;
        items.push(format!("... {more} more item{}", if more > 1 { "s" } else { "" }));
    }
    let length: usize = items.iter().map(String::len).sum::<usize>() + items.len();
    if height(value).min(node.depth + 1 - depth) <= 3
        && length + items.len() + indent + 11 <= 80
        && !items.iter().any(|item| item.contains('\n'))
    {
        return format!("{open} {} {close}", items.join(", "));
    }
    let line = format!("\n{}", " ".repeat(indent));
    format!("{open}{line}  {}{line}{close}", items.join(&format!(",{line}  ")))
}

fn height(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(height).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(height).max().unwrap_or(0),
        _ => 0,
    }
}

fn node_text(text: &str, indent: usize) -> String {
    let quote = |text: &str| match () {
        () if !text.contains('\'') => single(text),
        () if !text.contains('"') => format!("\"{}\"", single(text).trim_matches('\'').replace("\\'", "'")),
        () if !text.contains(['`', '$']) => format!("`{}`", single(text).trim_matches('\'').replace("\\'", "'")),
        () => single(text),
    };
    if text.len() > 16 && text.len() + indent + 4 > 80 {
        let lines: Vec<String> = text.split_inclusive('\n').map(quote).collect();
        return lines.join(&format!(" +\n{}", " ".repeat(indent + 2)));
    }
    quote(text)
}

/// Members of an object, or items of a list with their numbers.
fn entries(value: &Value) -> Vec<(Result<&str, usize>, &Value)> {
    match value {
        Value::Object(members) => members.iter().map(|(key, value)| (Ok(key.as_str()), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (Err(at), value)).collect(),
        _ => Vec::new(),
    }
}

fn print_r(value: &Value, indent: usize, class: &str) -> String {
    let class = if value.is_array() { "Array" } else { class };
    let blank = " ".repeat(indent);
    match value {
        Value::Object(_) | Value::Array(_) => {
            let mut out = format!("{class}\n{blank}(\n");
            for (key, item) in entries(value) {
                let key = key.map_or_else(|at| at.to_string(), str::to_owned);
                let _ = writeln!(out, "{blank}    [{key}] => {}", print_r(item, indent + 8, class));
            }
            out + &blank + ")\n"
        }
        Value::String(text) => text.clone(),
        Value::Bool(true) => "1".to_owned(),
        Value::Bool(false) | Value::Null => String::new(),
        Value::Number(number) => number.to_string(),
    }
}

fn var_dump(value: &Value, indent: usize) -> String {
    let blank = " ".repeat(indent);
    match value {
        Value::Object(_) | Value::Array(_) => {
            let all = entries(value);
            let mut out = format!("{blank}array({}) {{\n", all.len());
            for (key, item) in all {
                let key = key.map_or_else(|at| at.to_string(), |key| format!("\"{key}\""));
                let _ = write!(out, "{blank}  [{key}]=>\n{}", var_dump(item, indent + 2));
            }
            out + &blank + "}\n"
        }
        Value::String(text) => format!("{blank}string({}) \"{text}\"\n", text.len()),
        Value::Bool(yes) => format!("{blank}bool({yes})\n"),
        Value::Null => format!("{blank}NULL\n"),
        Value::Number(number) => format!("{blank}int({number})\n"),
    }
}

/// With the escapes that PHP and Perl have in single quotes.
fn script_text(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn var_export(value: &Value, indent: usize) -> String {
    let blank = " ".repeat(indent);
    match value {
        Value::Object(_) | Value::Array(_) => {
            let mut out = "array (\n".to_owned();
            for (key, item) in entries(value) {
                let key = key.map_or_else(|at| at.to_string(), |key| format!("'{key}'"));
                let line = if item.is_object() || item.is_array() { format!("\n{blank}  ") } else { String::new() };
                let _ = writeln!(out, "{blank}  {key} => {line}{},", var_export(item, indent + 2));
            }
            out + &blank + ")"
        }
        Value::String(text) => script_text(text),
        Value::Bool(yes) => yes.to_string(),
        Value::Null => "NULL".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

/// As Perl's `Data::Dumper`: indented as deep as the name is long, or by `step`.
fn dumper(value: &Value, indent: usize, step: Option<usize>) -> String {
    let inner = indent + 2;
    let blank = " ".repeat(inner);
    let end = " ".repeat(indent);
    match value {
        Value::Object(members) => {
            let member = |(key, item): (&String, &Value)| {
                let name = format!("'{key}' => ");
                let deeper = step.map_or(inner + name.len(), |_| inner);
                format!("{blank}{name}{}", dumper(item, deeper, step))
            };
            format!("{{\n{}\n{end}}}", members.iter().map(member).collect::<Vec<_>>().join(",\n"))
        }
        Value::Array(items) => {
            let item = |item| format!("{blank}{}", dumper(item, inner, step));
            format!("[\n{}\n{end}]", items.iter().map(item).collect::<Vec<_>>().join(",\n"))
        }
        Value::String(text) => script_text(text),
        Value::Bool(yes) => format!("bless( do{{\\(my $o = {})}}, 'JSON::PP::Boolean' )", u8::from(*yes)),
        Value::Null => "undef".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}
