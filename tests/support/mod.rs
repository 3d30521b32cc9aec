//! What the tests over cases share: finding them, and reading a report as plain JSON.
#![allow(dead_code, unreachable_pub, reason = "each test binary includes this and uses its part")]

pub mod check;
pub mod facts;
pub mod fleet;
pub mod lossless;
pub mod readers;
pub mod rows;
pub mod shapes;
pub mod strict;

use std::path::{Path, PathBuf};

use invocation_inspector::view::report::json;
use invocation_inspector::{Inspection, Options, inspect};
use serde_json::Value;

/// A document and where it stands: `clean/seed002_results_failed.xml`.
pub struct Case {
    pub name: String,
    pub folder: String,
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Case {
    /// Its name without the folder, which says what is noticed and may change.
    pub fn file(&self) -> &str {
        self.name.split_once('/').map_or(&self.name, |(_, file)| file)
    }
}

/// Every case, in the order of names.
pub fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases = Vec::new();
    for folder in ["clean", "odd", "broken", "crashes"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            let file = path.file_name().expect("a file").to_string_lossy().into_owned();
            if !file.ends_with(".report.json") {
                let bytes = std::fs::read(&path).expect("a readable case");
                cases.push(Case { name: format!("{folder}/{file}"), folder: folder.to_owned(), path, bytes });
            }
        }
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() > 20, "the cases are not where they should be");
    cases
}

pub fn read(bytes: &[u8]) -> Inspection {
    inspect(bytes.to_vec(), Options::default())
}

pub fn report(inspection: &Inspection) -> Value {
    serde_json::from_str(&json::write(&inspection.report())).expect("a report is JSON")
}

/// The report without what depends on how a document is written.
pub fn model(bytes: &[u8]) -> Value {
    let mut report = report(&read(bytes));
    let report = report.as_object_mut().expect("a report");
    report.remove("diagnostics");
    report.remove("sources");
    report["invocations"].clone()
}

/// Where two reports differ first, and how.
pub fn difference(one: &Value, two: &Value) -> Option<String> {
    match (one, two) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().find_map(|(key, value)| difference(value, &b[key]).map(|at| format!("{key}.{at}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.find_map(|(at, (a, b))| difference(a, b).map(|within| format!("{at}.{within}")))
        }
        _ => (one != two).then(|| format!(" {one} and {two}")),
    }
}

/// A source of numbers that is the same each time.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides) as usize
    }

    pub fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as u64)]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1));
        }
    }
}
