//! Invariant 3 as a law: every scalar that was read is found again in the report, in its field, in some `other` or in a
//! diagnostic.

use std::collections::{BTreeSet, HashSet};

use invocation_inspector::Inspection;
use invocation_inspector::charset::Charsets;
use invocation_inspector::document::{Kind, Value as Read};
use invocation_inspector::names::{Name, Type};
use invocation_inspector::output::{Around, Content};
use invocation_inspector::response::{self, scalar};
use invocation_inspector::status::{Legacy, Status};
use invocation_inspector::time::Time;
use invocation_inspector::view::report::output::view;
use serde_json::Value;

/// Texts and numbers of a report, and what its diagnostics say.
#[derive(Default)]
struct Said {
    texts: HashSet<String>,
    numbers: HashSet<u64>,
    bools: HashSet<bool>,
    messages: Vec<String>,
}

impl Said {
    fn add(&mut self, value: &Value) {
        match value {
            Value::String(text) => drop(self.texts.insert(text.clone())),
            Value::Number(number) => drop(self.numbers.insert(number.as_f64().unwrap_or(f64::NAN).to_bits())),
            Value::Bool(bool) => drop(self.bools.insert(*bool)),
            Value::Array(values) => values.iter().for_each(|value| self.add(value)),
            Value::Object(members) => members.values().for_each(|value| self.add(value)),
            Value::Null => {}
        }
    }

    fn number(&self, number: f64) -> bool {
        self.numbers.contains(&(number + 0.0).to_bits())
    }

    /// Whether a scalar is said in a form that its field allows.
    fn has(&self, name: Name, value: Read<'_>) -> bool {
        let text = value.text();
        // Odd blanks around a value are blanks.
        let trimmed = text.trim_matches(|char: char| {
            char.is_whitespace() || "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(char)
        });
        if trimmed.is_empty() || self.texts.contains(&*text) || self.texts.contains(trimmed) {
            return true;
        }
        match value.kind() {
            Kind::True => return self.bools.contains(&true) || self.texts.contains("true"),
            Kind::False => return self.bools.contains(&false) || self.texts.contains("false"),
            Kind::Number if trimmed.parse().is_ok_and(|number| self.number(number)) => return true,
            _ => {}
        }
        let has = |text: Option<String>| text.is_some_and(|text| self.texts.contains(&text));
        let field = match name.value_type() {
            Type::Int => scalar::int(value).ok().flatten().is_some_and(|number| self.number(number as f64)),
            Type::Bool => scalar::bool(value).ok().flatten().is_some_and(|truth| self.bools.contains(&truth)),
            Type::Time => has(Time::read(trimmed).and_then(Time::to_utc)),
            Type::Output => {
                // What is no text is counted, and given as bytes.
                let around = |dropped| Around { dropped, cut: value.is_cut(), lean: 0 };
                let view = |dropped| view(&Content::read(&value.bytes(), around(dropped)), None, Charsets::default());
                [view(false), view(true)].into_iter().any(|output| output.text.is_none() || has(output.text))
            }
            Type::Text | Type::Node | Type::Json => {
                has(Status::read(trimmed.as_bytes()).map(|status| status.as_str().to_owned()))
                    || has(Legacy::read(trimmed.as_bytes()).map(|status| status.as_str().to_owned()))
                    || has(scalar::id(value).map(|id| String::from_utf8_lossy(&id).into_owned()))
            }
        };
        let excerpt = invocation_inspector::diagnostic::excerpt(trimmed);
        field || self.messages.iter().any(|message| message.contains(&*excerpt))
    }
}

/// Tokens whose values another state of the same execution replaces: rows and invocations that were joined with a later
/// one. The report says that state.
fn replaced(inspection: &Inspection) -> HashSet<(u32, u32)> {
    let model = inspection.model();
    let lead: HashSet<(u32, u32)> = model
        .records
        .iter()
        .map(|record| record.row)
        .chain(model.invocations.iter().filter_map(|invocation| invocation.rows.last().copied()))
        .map(|place| (place.reading, place.at))
        .collect();
    let mut replaced = HashSet::new();
    for (reading, index) in inspection.readings().iter().zip(0..) {
        for response in &reading.responses {
            let instances = response.invocations.iter().flat_map(|at| response::instances(reading.document.value(*at)));
            let rows = response.results.iter().chain(&response.invocations).copied().chain(instances);
            replaced.extend(rows.map(|at| (index, at)).filter(|place| !lead.contains(place)));
        }
    }
    replaced
}

/// What was read and is said nowhere.
pub fn lost(inspection: &Inspection) -> BTreeSet<String> {
    lost_in(inspection, &super::report(inspection))
}

/// What was read and stands nowhere in a report.
pub fn lost_in(inspection: &Inspection, report: &Value) -> BTreeSet<String> {
    let mut said = Said::default();
    for part in ["sources", "error", "invocations"] {
        said.add(&report[part]);
    }
    let messages = report["diagnostics"].as_array().into_iter().flatten();
    said.messages = messages.filter_map(|d| d["message"].as_str().map(str::to_owned)).collect();
    let replaced = replaced(inspection);
    let mut lost = BTreeSet::new();
    for (reading, index) in inspection.readings().iter().zip(0..) {
        // A document of something else is said to be that, and not read.
        if !reading.responses.iter().any(|response| response.api.is_some() || response.is_error()) {
            continue;
        }
        let (document, mut at, mut depth) = (&reading.document, 0, 0);
        while (at as usize) < document.tokens.len() {
            let token = document.tokens[at as usize];
            if replaced.contains(&(index, at)) {
                at = token.next(at);
                continue;
            }
            match token.kind() {
                Kind::Object | Kind::Array => depth += 1,
                Kind::Close => depth -= 1,
                Kind::Key | Kind::Null => {}
                // What is nested deeper stands as its text.
                _ if depth > 32 => {}
                _ if said.has(token.name(), document.value(at)) => {}
                _ => drop(lost.insert(format!("{}: {}", document.key(at), document.value(at).text()))),
            }
            at += 1;
        }
    }
    lost
}
