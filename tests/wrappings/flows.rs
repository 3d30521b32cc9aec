//! How tools print names and values line by line, without quotes or with few.

use std::fmt::Write as _;

use serde_json::Value;

use crate::wrapping::{Named, Printer};

use Printer::Json;

pub(crate) const ALL: &[Named<Printer>] = &[
    ("yaml", Json(|value| yaml(value, "", false))),
    ("yaml in JSON quotes", Json(|value| yaml(value, "", true))),
    ("PyYAML", Json(|value| py_yaml(value, 0))),
    ("terraform output", Json(|value| format!("resp = {}\n", hcl(value, 0)))),
    ("terraform plan", Json(|value| format!("Changes to Outputs:\n  + resp = {}\n", hcl_plan(value, 2)))),
    (
        "gron",
        Json(|value| {
            let mut out = String::new();
            paths(&mut out, value, "json", &|at| format!("[{at}]"), &|path, value| format!("{path} = {value};\n"));
            out
        }),
    ),
    (
        "properties",
        Json(|value| {
            let mut out = String::new();
            let line = |path: &str, value: &Value| match value {
                Value::Object(_) | Value::Array(_) => String::new(),
                _ => format!(
                    "{}={}\n",
                    path.trim_start_matches('.'),
                    plain(value).replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t")
                ),
            };
            paths(&mut out, value, "", &|at| format!(".{at}"), &line);
            out
        }),
    ),
    ("DevTools", Json(|value| format!("{}\n{}", preview(value), dev_tools(value, 0)))),
    ("DevTools collapsed", Json(|value| format!("▶ {}", preview(value)))),
    ("DevTools in lines", Json(dev_tools_lines)),
    ("Format-List of all", Json(format_list)),
    ("Format-Custom", Json(|value| format!("class PSCustomObject\n{{\n{}}}\n", format_custom(value, 2)))),
];

/// A value without quotes.
pub(crate) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// As yq writes it: quotes only where they are needed, several lines as a block.
fn yaml(value: &Value, indent: &str, quoted: bool) -> String {
    let mut out = String::new();
    let deeper = format!("{indent}  ");
    let mut add = |before: String, item: &Value, deeper: &str| match item {
        Value::Object(members) if !members.is_empty() => {
            let inner = yaml(item, deeper, quoted);
            let list = before.ends_with("- ");
            let _ = if list {
                write!(out, "{before}{}", inner.trim_start())
            } else {
                write!(out, "{}\n{inner}", before.trim_end())
            };
        }
        Value::Array(items) if !items.is_empty() => {
            let _ = write!(out, "{}\n{}", before.trim_end(), yaml(item, deeper, quoted));
        }
        Value::String(text) => {
            let _ = writeln!(out, "{before}{}", yaml_text(text, deeper, quoted));
        }
        _ => {
            let _ = writeln!(out, "{before}{item}");
        }
    };
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, item)| add(format!("{indent}{key}: "), item, &deeper));
        }
        Value::Array(items) => items.iter().for_each(|item| add(format!("{indent}- "), item, &deeper)),
        _ => {}
    }
    out
}

fn yaml_text(text: &str, indent: &str, quoted: bool) -> String {
    let is_special = |c: char| !c.is_alphanumeric() && !" -_./+=,()".contains(c);
    let is_plain = !text.is_empty()
        && !text.contains(is_special)
        && text.starts_with(|c: char| c.is_alphabetic() || c == '/')
        && !text.contains(": ");
    match () {
        () if is_plain && !quoted => text.to_owned(),
        () if text.contains('\n') && !text.contains(['\t', '\r', '\0', '\u{1b}']) && !quoted => {
            let mark = if text.ends_with('\n') { "|" } else { "|-" };
            let lines: Vec<String> = text.lines().map(|line| format!("\n{indent}{line}")).collect();
            format!("{mark}{}", lines.concat())
        }
        () => Value::from(text).to_string(),
    }
}

/// As `yaml.dump` of Python writes it: names in order, lists not indented, wrapped at 80 columns.
fn py_yaml(value: &Value, indent: usize) -> String {
    let blank = " ".repeat(indent);
    let mut out = String::new();
    match value {
        Value::Object(members) => {
            let mut items: Vec<_> = members.iter().collect();
            items.sort_by_key(|(key, _)| *key);
            for (key, item) in items {
                let _ = match item {
                    Value::Object(inner) if !inner.is_empty() => {
                        write!(out, "{blank}{key}:\n{}", py_yaml(item, indent + 2))
                    }
                    Value::Array(inner) if !inner.is_empty() => write!(out, "{blank}{key}:\n{}", py_yaml(item, indent)),
                    Value::String(text) => writeln!(out, "{blank}{key}: {}", py_text(text, indent + 2, key.len() + 2)),
                    _ => writeln!(out, "{blank}{key}: {item}"),
                };
            }
        }
        Value::Array(items) => {
            for item in items {
                let _ = write!(out, "{blank}- {}", py_yaml(item, indent + 2).trim_start());
            }
        }
        _ => out = plain(value),
    }
    out
}

/// Plain, in single quotes, or in double ones where only those can hold it; folded between words.
fn py_text(text: &str, indent: usize, before: usize) -> String {
    let double = text.contains(['\t', '\r', '\0', '\u{1b}', '\u{feff}']);
    let is_plain = text.starts_with(|c: char| c.is_alphanumeric() || c == '/')
        && text.contains(char::is_alphabetic)
        && (!text.starts_with("20") || !text.ends_with('Z'))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains('\n')
        && !text.ends_with(':');
    let (quote, inside) = match () {
        () if double => ("\"", {
            let quoted = Value::from(text).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }),
        () if is_plain => ("", text.to_owned()),
        () => ("'", text.replace('\'', "''")),
    };
    let blank = " ".repeat(indent);
    let mut column = indent + before;
    let mut out = quote.to_owned();
    for word in inside.split_inclusive([' ', '\n']) {
        if column > 81 && word.len() > 1 && out.ends_with(' ') {
            out.pop();
            out += if double { "\\\n" } else { "\n" };
            out += &blank;
            out += if double { "\\ " } else { "" };
            column = indent;
        }
        // A line end is an empty line, the next line stands under the first.
        out += &word.replace('\n', &format!("\n\n{blank}"));
        column = if word.ends_with('\n') { indent } else { column + word.len() };
    }
    out + quote
}

/// As `terraform output` shows it: names in order and in quotes.
fn hcl(value: &Value, indent: usize) -> String {
    let (blank, line) = (" ".repeat(indent), " ".repeat(indent + 2));
    match value {
        Value::Object(members) => {
            let mut items: Vec<_> = members.iter().collect();
            items.sort_by_key(|(key, _)| *key);
            let member = |(key, item): (&String, &Value)| format!("{line}\"{key}\" = {}\n", hcl(item, indent + 2));
            format!("{{\n{}{blank}}}", items.into_iter().map(member).collect::<String>())
        }
        Value::Array(items) => {
            let items: String = items.iter().map(|item| format!("{line}{},\n", hcl(item, indent + 2))).collect();
            format!("[\n{items}{blank}]")
        }
        Value::String(text) if text.contains('\n') => {
            let lines: String = text.split('\n').map(|text| format!("{blank}{text}\n")).collect();
            format!("<<-EOT\n{lines}{blank}EOT")
        }
        _ => value.to_string(),
    }
}

/// As `terraform plan` shows what is created: a `+` before every member, names in one width.
fn hcl_plan(value: &Value, indent: usize) -> String {
    let (blank, line) = (" ".repeat(indent + 2), " ".repeat(indent + 4));
    match value {
        Value::Object(members) => {
            let mut items: Vec<_> = members.iter().collect();
            items.sort_by_key(|(key, _)| *key);
            let width = items.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
            let member =
                |(key, item): (&String, &Value)| format!("{line}+ {key:width$} = {}\n", hcl_plan(item, indent + 4));
            format!("{{\n{}{blank}}}", items.into_iter().map(member).collect::<String>())
        }
        Value::Array(items) => {
            let item = |item| format!("{line}+ {},\n", hcl_plan(item, indent + 4));
            format!("[\n{}{blank}]", items.iter().map(item).collect::<String>())
        }
        Value::String(text) if text.contains('\n') => {
            let lines: String = text.lines().map(|text| format!("{line}    {text}\n")).collect();
            format!("<<-EOT\n{lines}{line}EOT")
        }
        _ => value.to_string(),
    }
}

type Line<'a> = &'a dyn Fn(&str, &Value) -> String;

/// A line for each value with its path.
fn paths(out: &mut String, value: &Value, path: &str, item: &dyn Fn(usize) -> String, line: Line<'_>) {
    match value {
        Value::Object(members) => {
            *out += &line(path, &serde_json::json!({}));
            members.iter().for_each(|(key, value)| paths(out, value, &format!("{path}.{key}"), item, line));
        }
        Value::Array(items) => {
            *out += &line(path, &serde_json::json!([]));
            items
                .iter()
                .enumerate()
                .for_each(|(at, value)| paths(out, value, &(path.to_owned() + &item(at)), item, line));
        }
        _ => *out += &line(path, value),
    }
}

/// The one line that stands above an object that is opened.
fn preview(value: &Value) -> String {
    let short = |value: &Value| match value {
        Value::Object(_) => "{…}".to_owned(),
        Value::Array(items) => format!("Array({})", items.len()),
        Value::String(text) => format!("'{text}'"),
        _ => value.to_string(),
    };
    match value {
        Value::Object(members) => {
            let shown: Vec<String> =
                members.iter().take(5).map(|(key, value)| format!("{key}: {}", short(value))).collect();
            format!("{{{}{}}}", shown.join(", "), if members.len() > 5 { ", …" } else { "" })
        }
        _ => short(value),
    }
}

/// Names with their values in quotes, what is inside indented below.
fn dev_tools(value: &Value, indent: usize) -> String {
    let blank = " ".repeat(indent);
    let mut out = String::new();
    let mut add = |key: &str, item: &Value| {
        let _ = match item {
            Value::Object(_) => write!(out, "{blank}{key}: \n{}", dev_tools(item, indent + 2)),
            Value::Array(items) => write!(out, "{blank}{key}: Array({})\n{}", items.len(), dev_tools(item, indent + 2)),
            _ => writeln!(out, "{blank}{key}: {item}"),
        };
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| add(&at.to_string(), item));
            let _ = write!(out, "{blank}length: {}\n{blank}[[Prototype]]: Array(0)\n", items.len());
        }
        Value::Object(members) => {
            let mut items: Vec<_> = members.iter().collect();
            items.sort_by_key(|(key, _)| *key);
            items.into_iter().for_each(|(key, item)| add(key, item));
            let _ = writeln!(out, "{blank}[[Prototype]]: Object");
        }
        _ => {}
    }
    out
}

/// As newer browsers copy it: name, colon and value each on a line of their own.
fn dev_tools_lines(value: &Value) -> String {
    let mut out = format!("{}\n", preview(value));
    let mut add = |key: &str, item: &Value| match item {
        Value::Object(_) | Value::Array(_) => {
            let _ = write!(out, "{key}\n: \n{}", dev_tools_lines(item));
        }
        _ => {
            let _ = write!(out, "{key}\n: \n{item}\n");
        }
    };
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| add(&at.to_string(), item)),
        Value::Object(members) => members.iter().for_each(|(key, item)| add(key, item)),
        _ => {}
    }
    out + "[[Prototype]]\n: \nObject\n"
}

/// The whole response by PowerShell's list: what is inside becomes a short text.
fn format_list(value: &Value) -> String {
    let short = |value: &Value| match value {
        Value::Object(members) => {
            let inner = |(key, value): (&String, &Value)| match value {
                Value::Object(_) => format!("{key}="),
                Value::Array(_) => format!("{key}=System.Object[]"),
                _ => format!("{key}={}", plain(value)),
            };
            format!("@{{{}}}", members.iter().map(inner).collect::<Vec<_>>().join("; "))
        }
        Value::Array(items) => format!("{{{}}}", vec!["@{}"; items.len()].join(", ")),
        _ => plain(value),
    };
    let members = value.as_object().expect("an object");
    let width = members.keys().map(String::len).max().unwrap_or(0);
    let lines: String = members.iter().map(|(key, value)| format!("{key:width$} : {}\n", short(value))).collect();
    format!("\n\n{lines}\n\n")
}

fn format_custom(value: &Value, indent: usize) -> String {
    let blank = " ".repeat(indent);
    let mut out = String::new();
    for (key, item) in value.as_object().into_iter().flatten() {
        let class = |item: &Value, indent: usize| {
            let blank = " ".repeat(indent);
            format!("{blank}class PSCustomObject\n{blank}{{\n{}{blank}}}\n", format_custom(item, indent + 2))
        };
        let _ = match item {
            Value::Object(_) => write!(out, "{blank}{key} = \n{}", class(item, indent + 2)),
            Value::Array(items) => {
                let inner: String = items.iter().map(|item| class(item, indent + 4)).collect();
                write!(out, "{blank}{key} = \n{blank}  [\n{inner}{blank}  ]\n")
            }
            _ => writeln!(out, "{blank}{key} = {}", plain(item)),
        };
    }
    out
}
