//! How programming languages print nested values in one piece: brackets, names, values.

use serde_json::Value;

use crate::printed::single;
use crate::wrapping::{Named, Printer};

use Printer::Json;

/// How a language writes what JSON has.
struct Style {
    /// Before and after the members of an object that is called so.
    object: fn(&str) -> (String, &'static str),
    list: (&'static str, &'static str),
    between: &'static str,
    /// A name with what stands between it and its value.
    name: fn(&str) -> String,
    text: fn(&str) -> String,
    number: fn(&str) -> String,
    /// null, true, false.
    words: [&'static str; 3],
    /// Members in the order of their names.
    sorted: bool,
    /// Each member on a line, indented by so many blanks.
    indent: Option<usize>,
}

const PYTHON: Style = Style {
    object: |_| ("{".to_owned(), "}"),
    list: ("[", "]"),
    between: ", ",
    name: |name| format!("'{name}': "),
    text: python_text,
    number: str::to_owned,
    words: ["None", "True", "False"],
    sorted: false,
    indent: None,
};
const PYTHON_CLASSES: Style =
    Style { object: |name| (format!("{name}("), ")"), name: |name| format!("{}=", snake(name)), ..PYTHON };
const RUBY: Style = Style {
    name: |name| format!("\"{name}\"=>"),
    text: |text| Value::from(text).to_string().replace("#{", "\\#{"),
    words: ["nil", "true", "false"],
    ..PYTHON
};
const PHP_SHORT: Style = Style {
    object: |_| ("[".to_owned(), "]"),
    name: |name| format!("'{name}' => "),
    text: |text| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
    words: ["null", "true", "false"],
    indent: Some(4),
    ..PYTHON
};
const ELIXIR: Style = Style { object: |_| ("%{".to_owned(), "}"), name: |name| format!("\"{name}\" => "), ..RUBY };
const GO: Style = Style {
    object: |_| ("map[".to_owned(), "]"),
    between: " ",
    name: |name| format!("{name}:"),
    text: str::to_owned,
    words: ["<nil>", "true", "false"],
    sorted: true,
    ..PYTHON
};
const GO_SYNTAX: Style = Style {
    object: |_| ("map[string]interface {}{".to_owned(), "}"),
    list: ("[]interface {}{", "}"),
    between: ", ",
    name: |name| format!("\"{name}\":"),
    text: |text| Value::from(text).to_string(),
    words: ["interface {}(nil)", "true", "false"],
    ..GO
};
const GO_STRUCTS: Style = Style { object: |_| ("{".to_owned(), "}"), sorted: false, ..GO };
const GO_STRUCTS_SYNTAX: Style = Style {
    object: |name| (format!("ecs.{name}{{"), "}"),
    list: ("[]ecs.Row{", "}"),
    name: |name| format!("{name}:"),
    sorted: false,
    ..GO_SYNTAX
};
const JAVA: Style =
    Style { name: |name| format!("{name}="), text: str::to_owned, words: ["null", "true", "false"], ..PYTHON };
const JAVA_CLASSES: Style =
    Style { object: |name| (format!("{name}("), ")"), name: |name| format!("{}=", camel(name)), ..JAVA };
const JAVA_RECORDS: Style = Style { object: |name| (format!("{name}["), "]"), ..JAVA_CLASSES };
const JAVA_QUOTED: Style =
    Style { object: |name| (format!("{name}{{"), "}"), text: |text| format!("'{text}'"), ..JAVA_CLASSES };
const C_SHARP: Style = Style {
    object: |name| (format!("{name} {{ "), " }"),
    name: |name| format!("{name} = "),
    words: ["", "True", "False"],
    ..JAVA
};
const RUST: Style = Style {
    object: |name| (format!("{name} {{ "), " }"),
    name: |name| format!("{}: ", snake(name)),
    text: |text| format!("Some({text:?})"),
    number: |number| format!("Some({number})"),
    words: ["None", "Some(true)", "Some(false)"],
    ..PYTHON
};
const RUST_LINES: Style = Style { object: |name| (format!("{name} {{"), "}"), indent: Some(4), ..RUST };
const RUST_VALUE: Style = Style {
    object: |_| ("Object {".to_owned(), "}"),
    list: ("Array [", "]"),
    name: |name| format!("{name:?}: "),
    text: |text| format!("String({text:?})"),
    number: |number| format!("Number({number})"),
    words: ["Null", "Bool(true)", "Bool(false)"],
    ..PYTHON
};
const SCRIPT: Style = Style {
    name: |name| format!("{name}: "),
    text: single,
    words: ["null", "true", "false"],
    indent: Some(2),
    ..PYTHON
};

pub(crate) const ALL: &[Named<Printer>] = &[
    ("python repr", Json(|value| write(value, &PYTHON))),
    ("python dataclasses", Json(|value| write(value, &PYTHON_CLASSES))),
    ("ruby inspect", Json(|value| write(value, &RUBY))),
    ("ruby 3.4 inspect", Json(|value| write(value, &Style { name: |name| format!("\"{name}\" => "), ..RUBY }))),
    ("ruby symbols", Json(|value| write(value, &Style { name: |name| format!("{}: ", snake(name)), ..RUBY }))),
    ("php short arrays", Json(|value| write(value, &PHP_SHORT))),
    ("elixir inspect", Json(|value| write(value, &ELIXIR))),
    ("go %v", Json(|value| write(value, &GO))),
    ("go %#v", Json(|value| write(value, &GO_SYNTAX))),
    ("go %+v of structs", Json(|value| write(&zeroed(value), &GO_STRUCTS))),
    ("go %#v of structs", Json(|value| write(&zeroed(value), &GO_STRUCTS_SYNTAX))),
    ("java Map", Json(|value| write(value, &JAVA))),
    ("java toString()", Json(|value| write(value, &JAVA_CLASSES))),
    ("java records", Json(|value| write(value, &JAVA_RECORDS))),
    ("java toString() with quotes", Json(|value| write(value, &JAVA_QUOTED))),
    ("c# records", Json(|value| write(value, &C_SHARP))),
    ("rust {:?}", Json(|value| write(value, &RUST))),
    ("rust {:#?}", Json(|value| write(value, &RUST_LINES))),
    ("rust {:?} of a Value", Json(|value| write(value, &RUST_VALUE))),
    ("javascript literal", Json(|value| write(value, &SCRIPT))),
];

fn write(value: &Value, style: &Style) -> String {
    let mut out = String::new();
    add(&mut out, value, "DescribeInvocationResultsResponse", style, 0);
    out
}

fn add(out: &mut String, value: &Value, name: &str, style: &Style, depth: usize) {
    match value {
        Value::Null => *out += style.words[0],
        Value::Bool(yes) => *out += style.words[if *yes { 1 } else { 2 }],
        Value::Number(number) => *out += &(style.number)(&number.to_string()),
        Value::String(text) => *out += &(style.text)(text),
        Value::Array(items) => {
            let items = items.iter().map(|item| (String::new(), item, name)).collect();
            add_all(out, (style.list.0, style.list.1), items, style, depth);
        }
        Value::Object(members) => {
            let (open, close) = (style.object)(name);
            let mut items: Vec<(&String, &Value)> = members.iter().collect();
            if style.sorted {
                items.sort_by_key(|(key, _)| *key);
            }
            let items = items.iter().map(|(key, item)| ((style.name)(key), *item, key.as_str())).collect();
            add_all(out, (&open, close), items, style, depth);
        }
    }
}

/// Items with what stands before each and what it is called.
fn add_all(
    out: &mut String,
    (open, close): (&str, &str),
    items: Vec<(String, &Value, &str)>,
    style: &Style,
    depth: usize,
) {
    let line = |depth: usize| style.indent.map_or(String::new(), |n| format!("\n{}", " ".repeat(n * depth)));
    *out += open;
    let is_empty = items.is_empty();
    for (at, (before, item, name)) in items.into_iter().enumerate() {
        if at > 0 {
            *out += if style.indent.is_some() { style.between.trim_end() } else { style.between };
        }
        *out += &line(depth + 1);
        *out += &before;
        add(out, item, name, style, depth + 1);
    }
    if !is_empty {
        *out += if style.indent.is_some() { style.between.trim_end() } else { "" };
        *out += &line(depth);
    }
    *out += close;
}

/// In single quotes unless only those stand inside.
pub(crate) fn python_text(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r");
    if text.contains('\'') && !text.contains('"') {
        format!("\"{escaped}\"")
    } else {
        format!("'{}'", escaped.replace('\'', "\\'"))
    }
}

pub(crate) fn python(value: &Value) -> String {
    write(value, &PYTHON)
}

/// `InvokeId` -> `invoke_id`.
pub(crate) fn snake(name: &str) -> String {
    let letter = |(at, letter): (usize, char)| {
        let start = if at > 0 && letter.is_uppercase() { "_" } else { "" };
        format!("{start}{}", letter.to_lowercase())
    };
    name.chars().enumerate().map(letter).collect()
}

/// `InvokeId` -> `invokeId`.
fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// With Go's zero for an exit code that is absent.
fn zeroed(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(zeroed).collect(),
        Value::Object(members) => {
            let mut members: serde_json::Map<String, Value> =
                members.iter().map(|(key, value)| (key.clone(), zeroed(value))).collect();
            if members.contains_key("InstanceId") {
                members.entry("ExitCode").or_insert_with(|| 0.into());
            }
            Value::Object(members)
        }
        _ => value.clone(),
    }
}
