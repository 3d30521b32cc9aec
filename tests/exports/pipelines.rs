//! What pipelines read: JUnit by an XML parser and by the rules of Jenkins and GitLab, SARIF by those of GitHub.

use std::collections::HashSet;

use invocation_inspector::status::Outcome;
use invocation_inspector::view::export::{ExportOptions, Format};
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::{each_case, results, support, text};

/// A test case as a reader has it.
#[derive(Default, Debug)]
struct Case {
    suite: usize,
    class: String,
    name: String,
    /// `failure`, `error`, `skipped`, with its message and text.
    result: Option<(String, String, String)>,
    printed: Option<String>,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.attributes().map(|attribute| attribute.expect("an attribute"));
    let mut found = found.filter(|attribute| attribute.key.as_ref() == name);
    found.next().map_or_else(String::new, |attribute| {
        quick_xml::escape::unescape(&attribute.value).expect("references").into_owned()
    })
}

/// The cases, and what each suite says of how many there are: tests, failures, errors, skipped.
fn junit(xml: &str) -> (Vec<Case>, Vec<[usize; 4]>) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut cases, mut suites): (Vec<Case>, Vec<[usize; 4]>) = (Vec::new(), Vec::new());
    let (mut text, mut message) = (String::new(), String::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                text.clear();
                match element.name().as_ref() {
                    "testsuite" => suites.push(
                        ["tests", "failures", "errors", "skipped"]
                            .map(|name| attribute(&element, name).parse().expect("a number")),
                    ),
                    "testcase" => cases.push(Case {
                        suite: suites.len() - 1,
                        class: attribute(&element, "classname"),
                        name: attribute(&element, "name"),
                        ..Case::default()
                    }),
                    _ => message = attribute(&element, "message"),
                }
            }
            Event::Text(piece) => text.push_str(&piece),
            Event::GeneralRef(reference) => {
                let known =
                    quick_xml::escape::unescape(&format!("&{};", &*reference)).expect("a reference").into_owned();
                text.push_str(&known);
            }
            Event::End(element) => {
                let name = element.name().as_ref().to_owned();
                let last = cases.last_mut();
                match (&*name, last) {
                    ("failure" | "error" | "skipped", Some(case)) => {
                        case.result = Some((name, message.clone(), text.clone()));
                    }
                    ("system-out", Some(case)) => case.printed = Some(text.clone()),
                    _ => {}
                }
            }
            Event::Eof => return (cases, suites),
            _ => {}
        }
    }
}

fn is_xml_char(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn every_case_is_read_by_the_rules_of_jenkins_and_gitlab() {
    each_case(|name, inspection| {
        let xml = text(inspection, Format::Junit, &ExportOptions::default());
        assert!(xml.chars().all(is_xml_char), "{name}");
        let (cases, suites) = junit(&xml);
        let model = inspection.model();
        assert_eq!((cases.len(), suites.len()), (model.records.len(), model.invocations.len()), "{name}");
        let mut names = HashSet::new();
        for case in &cases {
            assert!(names.insert((case.suite, &case.name)), "{name}: {} twice", case.name);
            assert!(!case.class.is_empty() && !case.class.contains('.'), "{name}: {case:?}");
            if let Some((_, message, text)) = &case.result {
                assert!(text.starts_with(&**message) && !message.is_empty(), "{name}: {case:?}");
            }
        }
        let count =
            |outcome: fn(Outcome) -> bool| model.records.iter().filter(|record| outcome(record.facts.outcome)).count();
        let passed = cases.iter().filter(|case| case.result.is_none()).count();
        assert_eq!(passed, count(|outcome| outcome == Outcome::Succeeded), "{name}");
        let sum = |at: usize| suites.iter().map(|suite| suite[at]).sum::<usize>();
        assert_eq!(sum(1) + sum(2), count(|outcome| outcome == Outcome::Failed), "{name}");
        assert_eq!(sum(0), cases.len(), "{name}");
        assert_eq!(passed + sum(1) + sum(2) + sum(3), cases.len(), "{name}");
    });
}

#[test]
fn what_is_printed_comes_through_and_ends_nothing() {
    let output = "]]> </system-out><b a=\"1\">&amp; \u{1b}[31m \0\u{ffff}\r\n状态😀\n";
    let inspection =
        results(&[("i-1.2", "Failed", 1, output), ("i&4\"", "Success", 0, output), ("i-3", "Running", 0, "")]);
    let (cases, suites) = junit(&text(&inspection, Format::Junit, &ExportOptions::default()));
    let shown: String = output.chars().map(|char| if is_xml_char(char) { char } else { '\u{fffd}' }).collect();
    assert_eq!(suites, [[3, 1, 0, 1]]);
    let names: Vec<&str> = cases.iter().map(|case| &*case.name).collect();
    assert_eq!(names, ["i-1.2", "i-3", "i&4"]);
    assert_eq!((cases[0].printed.as_deref(), cases[2].printed.as_deref()), (Some(&*shown), Some(&*shown)));
    assert_eq!(cases[0].result.as_ref().map(|result| &*result.0), Some("failure"));
    assert_eq!(cases[1].result.as_ref().map(|result| &*result.0), Some("skipped"));
}

#[test]
fn outputs_share_what_a_pipeline_takes() {
    let long = "out < of > space\n".repeat(3_000);
    let ids: Vec<String> = (0..60).map(|at| format!("i-{at}")).collect();
    let rows: Vec<_> =
        ids.iter().map(|id| (&**id, if id.ends_with('0') { "Failed" } else { "Success" }, 1, &*long)).collect();
    let inspection = results(&rows);
    for limit in [20_000, 100_000, 400_000, 10_000_000] {
        let xml = text(&inspection, Format::Junit, &ExportOptions { limit: Some(limit), ..ExportOptions::default() });
        assert!(xml.len() <= limit, "{} of {limit}", xml.len());
        let (cases, _) = junit(&xml);
        let printed = |case: &Case| case.printed.as_ref().map_or(0, String::len);
        assert!(cases[..6].iter().all(|case| case.result.is_some() && printed(case) >= printed(&cases[6])), "{limit}");
        assert!(limit < 30_000 || printed(&cases[0]) > 1_000, "{limit}");
    }
}

#[test]
fn executions_of_one_instance_are_cases_of_their_own() {
    let case = support::cases().into_iter().find(|case| {
        let inspection = support::read(&case.bytes);
        inspection.model().instances.iter().any(|instance| instance.records.len() > 2)
    });
    let inspection = support::read(&case.expect("a case with a history").bytes);
    let (cases, _) = junit(&text(&inspection, Format::Junit, &ExportOptions::default()));
    assert!(cases.iter().any(|case| case.name.ends_with(" #2")), "{cases:?}");
}

/// A masked ID gets its place behind it, which another ID may be written with.
#[test]
fn no_two_cases_have_one_name() {
    let rows = [("i-a**** [3]", "Failed", 1, ""), ("i-a****", "Failed", 1, ""), ("i-a****", "Failed", 1, "")];
    let (cases, _) = junit(&text(&results(&rows), Format::Junit, &ExportOptions::default()));
    let names: std::collections::BTreeSet<&str> = cases.iter().map(|case| &*case.name).collect();
    assert_eq!((cases.len(), names.len()), (3, 3), "{names:?}");
}

/// The schema of OASIS for SARIF 2.1.0 (errata 01), as it is published.
fn schema() -> jsonschema::Validator {
    let mut schema: Value = serde_json::from_str(include_str!("sarif-2.1.0.json")).expect("JSON");
    // One bracket too many makes these no expressions; nothing here has such a member.
    for owner in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        language.as_object_mut().and_then(|language| language.remove("pattern")).expect("a pattern");
    }
    jsonschema::options().with_draft(jsonschema::Draft::Draft7).build(&schema).expect("a schema")
}

#[test]
fn sarif_has_a_result_for_each_group() {
    let schema = schema();
    each_case(|name, inspection| {
        let log: Value =
            serde_json::from_str(&text(inspection, Format::Sarif, &ExportOptions::default())).expect("JSON");
        let faults: Vec<String> = schema.iter_errors(&log).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
        assert_eq!(log["version"], "2.1.0", "{name}");
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        let ids: HashSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
        assert_eq!(ids.len(), rules.len(), "{name}: a rule twice");
        let mut instances = 0;
        for result in run["results"].as_array().expect("results") {
            let at = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(rules[at]["id"], result["ruleId"], "{name}");
            let place = &result["locations"][0];
            let uri = place["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address");
            assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%/-_".contains(&byte)), "{name}: {uri}");
            let named = place["logicalLocations"].as_array().expect("instances").len();
            let count = result["occurrenceCount"].as_u64().expect("a number") as usize;
            // Those without an id are one place.
            assert!((1..=count.min(100)).contains(&named), "{name}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{name}");
            instances += count;
        }
        let model = inspection.model();
        let expected = model.instances.iter().filter(|instance| instance.outcome != Outcome::Succeeded).count();
        assert_eq!(instances, expected, "{name}");
    });
}

#[test]
fn a_fleet_with_one_failure_is_one_result() {
    let ids: Vec<String> = (0..500).map(|at| format!("i-{at}")).collect();
    let rows: Vec<_> = ids.iter().map(|id| (&**id, "Failed", 28, "no space left on device\u{1b}")).collect();
    let log: Value =
        serde_json::from_str(&text(&results(&rows), Format::Sarif, &ExportOptions::default())).expect("JSON");
    assert!(schema().is_valid(&log));
    let found = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!((found.len(), &found[0]["occurrenceCount"], &found[0]["level"]), (1, &500.into(), &"error".into()));
    assert!(found[0]["message"]["text"].as_str().is_some_and(|text| text.ends_with("no space left on device\u{241b}")));
}
