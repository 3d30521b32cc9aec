//! A report -> its facts, a line for each source, invocation, instance, record and diagnostic. Sentences are left out, so that
//! rewording one changes no line; of `other` the names are there, since `lossless.rs` holds the values.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// Lists of a report, with the word that begins a line of each.
const LISTS: [(&str, &str); 5] = [
    ("sources", "source"),
    ("invocations", "invocation"),
    ("instances", "instance"),
    ("records", "record"),
    ("diagnostics", "diagnostic"),
];
/// Members that are sentences of ours, and the version of the format.
const SENTENCES: [&str; 3] = ["explain", "help", "format"];
/// Letters of a text that are shown.
const SHOWN: usize = 60;

/// The facts of a report, each line ended.
pub fn facts(report: &Value) -> String {
    let mut lines = String::new();
    if let Value::Object(report) = report {
        add_lists(&mut lines, report, 0);
        if let Some(Value::Object(error)) = report.get("error") {
            let _ = writeln!(lines, "error{}", members(error));
        }
    }
    lines
}

/// A line for each element of the lists in an object, elements of their own lists indented below.
fn add_lists(lines: &mut String, object: &Map<String, Value>, depth: usize) {
    for (key, word) in LISTS {
        for element in object.get(key).and_then(Value::as_array).into_iter().flatten() {
            let Value::Object(element) = element else { continue };
            let mut own = element.clone();
            if word == "diagnostic" {
                own.shift_remove("message");
            }
            let _ = writeln!(lines, "{:1$}{word}{2}", "", 2 * depth, members(&own));
            add_lists(lines, element, depth + 1);
        }
    }
}

/// ` name=value` of each member that is set and no list of lines.
fn members(object: &Map<String, Value>) -> String {
    let mut text = String::new();
    for (key, value) in object {
        let is_list = LISTS.iter().any(|(list, _)| list == key);
        let shown = match value {
            Value::Null => continue,
            Value::Array(list) if list.is_empty() => continue,
            _ if is_list || SENTENCES.contains(&key.as_str()) => continue,
            Value::Object(other) if key == "other" && other.is_empty() => continue,
            Value::Object(other) if key == "other" => other.keys().map(String::as_str).collect::<Vec<_>>().join(","),
            Value::Object(inner) => format!("({})", members(inner).trim_start()),
            Value::String(word) if word.chars().count() > SHOWN => {
                let start: String = word.chars().take(SHOWN).collect();
                format!("{:?}+{}", start, word.chars().count() - SHOWN)
            }
            Value::String(word) if word.is_empty() || word.contains(|c: char| !c.is_ascii_graphic()) => {
                format!("{word:?}")
            }
            Value::String(word) => word.clone(),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) => value.to_string(),
        };
        let _ = write!(text, " {key}={shown}");
    }
    text
}
