//! What keeps the code in order: who may import whom, where words stand, how long a file may grow, what comments cite.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/citations.rs"]
mod citations;
#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/lengths.rs"]
mod lengths;

use imports::{Imports, Modules, circles};
use invocation_catalogue::{Language, compile};
use invocation_inspector::diagnostic::CODES;
use invocation_inspector::redaction::Kind;
use invocation_inspector::rollup::Rule;
use invocation_inspector::status::{Legacy, Outcome, Status};
use invocation_inspector::words::{self, Lookup};

/// The files of the core.
fn files() -> Vec<(PathBuf, String)> {
    files_in("src")
}

fn files_in(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    found
}

fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("in src");
    let first = inside.components().next().expect("a file").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// Which file of a folder uses which.
fn imports_in(folder: &str) -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files: Vec<(String, String)> = files_in(folder)
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(&root).expect("in the folder").to_string_lossy().into_owned(), text))
        .collect();
    Modules::read(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).imports()
}

/// Modules in the order of the table in `src/README.md`: each uses only those above it.
fn order() -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/README.md")).expect("a README");
    let cells = readme.lines().filter_map(|line| line.strip_prefix('|')?.split('|').nth(1));
    let names = cells.flat_map(|files| files.split('`').skip(1).step_by(2)).filter(|file| !file.contains('/'));
    names.filter_map(|file| file.strip_suffix(".rs")).map(str::to_owned).collect()
}

#[test]
fn modules_import_only_upward() {
    let order = order();
    let rank = |file: &str| {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        order.iter().position(|name| name == module)
    };
    for (from, to) in imports_in("src").iter().filter(|(from, _)| from != "lib.rs") {
        let (Some(own), Some(other)) = (rank(from), rank(to)) else {
            panic!("{from} or {to} is not in the table of src/README.md");
        };
        assert!(other <= own, "{from} uses {to}, which stands below it in src/README.md");
    }
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    for folder in ["src", "outputs/src", "catalogue/src"] {
        assert_eq!(circles(&imports_in(folder)), BTreeSet::new(), "circles of {folder}");
    }
}

#[test]
fn serialization_and_the_boundary_have_one_home_each() {
    for (path, text) in files() {
        let own = module(&path);
        assert!(!text.contains("derive(Serialize") || own == "view", "{}: Serialize", path.display());
        assert!(!text.contains("wasm_bindgen") || own == "wasm" || own == "lib", "{}: wasm_bindgen", path.display());
        assert!(!text.contains("Utc::now") && !text.contains("SystemTime"), "{}: a clock", path.display());
    }
}

#[test]
fn files_open_with_what_they_are_and_stay_short() {
    for (path, text) in files().into_iter().chain(files_in("outputs/src")).chain(files_in("catalogue/src")) {
        assert!(text.starts_with("//!"), "{} does not say what it is", path.display());
        let lines = text.lines().count();
        assert!(lines <= 650, "{} has {lines} lines", path.display());
    }
}

#[test]
fn functions_have_sixty_lines_at_most() {
    let mut long = BTreeSet::new();
    for folder in ["src", "outputs/src", "catalogue/src"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (path, text) in files_in(folder) {
            let file = path.strip_prefix(&root).expect("in the folder").to_string_lossy().into_owned();
            let functions = lengths::functions(&text).into_iter().filter(|(_, lines)| *lines > 60);
            long.extend(functions.map(|(name, _)| (file.clone(), name)));
        }
    }
    assert_eq!(long, BTreeSet::new());
}

/// The catalogues of both crates have, in each language, the same keys with the same values in text or in code, and the
/// plural forms that the language needs; `compile::check` has its own tests of what it refuses.
#[test]
fn catalogues_have_the_same_keys_and_values_in_each_language() {
    for (name, least) in [(&["core", "export"][..], 700), (&["outputs"], 150)] {
        let sources = compile::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lang"), name);
        assert_eq!(compile::check(&sources).err(), None, "{name:?}");
        for (language, source) in Language::ALL.iter().zip(&sources) {
            assert!(source.len() > least, "{name:?} in {language:?}");
            for (key, template) in source {
                assert!(!template.trim().is_empty() || key.starts_with("label."), "{name:?} in {language:?}: {key}");
            }
        }
    }
}

/// A folder in `lang/` is a language of the one list, and has the files that the others have.
#[test]
fn every_folder_of_words_is_a_language() {
    let lang = Path::new(env!("CARGO_MANIFEST_DIR")).join("lang");
    let names = |folder: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).expect("lang can be read").map(|entry| entry.expect("an entry"));
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let folders: BTreeSet<String> = names(&lang).into_iter().filter(|name| lang.join(name).is_dir()).collect();
    assert_eq!(folders, Language::ALL.iter().map(|language| language.tag().to_owned()).collect());
    for language in Language::ALL {
        assert_eq!(names(&lang.join(language.tag())), names(&lang.join(Language::default().tag())), "{language:?}");
    }
}

#[test]
fn whatever_has_an_id_has_words() {
    let mut wanted: Vec<String> = CODES.iter().map(|(_, id, _)| format!("diagnostic.{id}.message")).collect();
    wanted.extend(Rule::ALL.iter().map(|rule| format!("rule.{}", rule.id())));
    wanted.extend(Status::ALL.iter().map(|status| format!("status.{}", status.as_str())));
    wanted.extend(Legacy::ALL.iter().map(|status| format!("legacy.{}", status.as_str())));
    wanted.extend(Kind::ALL.iter().map(|kind| format!("redaction.{}", kind.id())));
    for outcome in Outcome::ALL {
        wanted.push(format!("outcome.{}", outcome.as_str()));
        wanted.extend(["some", "all"].map(|form| format!("verdict.{}.{form}", outcome.as_str())));
    }
    for key in wanted {
        assert!(Language::En.lookup(&key).is_some(), "no words for {key}");
    }
}

#[test]
fn every_key_that_the_code_says_is_in_the_catalogue_and_none_is_left_over() {
    let code: String = files().into_iter().filter(|(path, _)| module(path) == "view").map(|(_, text)| text).collect();
    let keys: BTreeSet<&str> = words::keys().iter().copied().collect();
    // Keys stand in the code whole, or by their beginning where an id is put after it.
    let families = [
        "diagnostic.",
        "rule.",
        "status.",
        "legacy.",
        "outcome.",
        "verdict.",
        "error.",
        "call.",
        "fault.",
        "next.fault.",
        "exit.",
        "fact.",
        "duration.",
        "oss.",
        "party.",
        "ending.",
        "more.",
        "schedule.month.",
        "schedule.weekday.",
        "schedule.field.",
        "query.key.",
        "query.has.",
        "query.is.",
        "query.group.",
        "query.change.",
        "query.aspect.",
        "compare.part.",
        "reason.hint.",
        "column.",
        "redaction.",
    ];
    for key in &keys {
        let literal = code.contains(&format!("\"{key}\""));
        let family = families.iter().any(|family| key.starts_with(family));
        assert!(literal || family, "{key} is said nowhere");
    }
    let roots: BTreeSet<&str> = keys.iter().filter_map(|key| key.split_once('.').map(|(root, _)| root)).collect();
    // Quotes that are characters, or stand inside a text, begin and end none.
    let code = code.replace("'\"'", "").replace("\\\"", "");
    for piece in code.split('"').skip(1).step_by(2) {
        let is_key = piece
            .split_once('.')
            .is_some_and(|(root, rest)| roots.contains(root) && !rest.is_empty() && !piece.contains(['{', ' ', '`']))
            && !piece.ends_with('.');
        assert!(!is_key || keys.contains(piece), "{piece} is in no catalogue");
    }
}

/// Comments cite facts by their place in `docs/api.md`; each leads somewhere.
#[test]
fn every_citation_of_the_api_has_its_place() {
    let places = citations::places(include_str!("../docs/api.md"));
    let mut count = 0;
    for (path, text) in ["src", "outputs/src", "catalogue/src", "tests"].iter().flat_map(|folder| files_in(folder)) {
        for citation in citations::cited(&text) {
            assert!(places.contains(&citation), "{}: docs/api.md has no {citation}", path.display());
            count += 1;
        }
    }
    assert!(count > 30, "only {count} citations were found");
}

/// Nobody looks for a test that is not in the table.
#[test]
fn every_test_has_its_line_in_the_readme() {
    let readme = include_str!("README.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let names = fs::read_dir(root).expect("tests can be read").map(|entry| entry.expect("an entry").file_name());
    let tests: Vec<String> = names.filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.to_owned())).collect();
    assert!(tests.len() > 20, "{tests:?}");
    for test in tests {
        assert!(readme.contains(&format!("\n| `{test}.rs`")) || readme.contains(&format!(", `{test}.rs` |")), "{test}");
    }
}

#[test]
fn this_version_stands_in_the_changelog() {
    let changelog = include_str!("../CHANGELOG.md");
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(changelog.lines().any(|line| line == heading), "CHANGELOG.md has no {heading}");
}
