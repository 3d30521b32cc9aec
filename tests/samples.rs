//! Documents as they were really met, in public documentation, in test code and as SDKs print them: what is found in
//! each, a line each. All their facts stand in the tables of `facts/`.

mod support;

use std::collections::BTreeSet;

/// The case's file; who answered; invocations, instances and records; the code of an error; codes of what was noticed, each once.
type Line = (&'static str, &'static str, [usize; 3], &'static str, &'static [&'static str]);

const INVOCATIONS: &str = "DescribeInvocations";
const RESULTS: &str = "DescribeInvocationResults";

#[rustfmt::skip]
const SAMPLES: &[Line] = &[
    ("sample_derived_darabonba_map_wrapper.json", RESULTS, [1, 1, 1], "", &["check/masked"]),
    ("sample_derived_python_repr_true_none.txt", INVOCATIONS, [1, 1, 1], "", &["check/masked", "json/literal", "json/quote"]),
    ("sample_doc001_results_2018-06_cn.xml", RESULTS, [3, 5, 5], "", &["check/masked", "time/no-zone"]),
    ("seed003_error.xml", "", [0, 0, 0], "MissingParameter.RegionId", &["call/failed"]),
    ("seed003_error.json", "", [0, 0, 0], "MissingParameter.RegionId", &["call/failed", "json/missing-comma"]),
    ("sample_doc007_results_2018-07_min.xml", RESULTS, [1, 1, 5], "", &["time/no-zone"]),
    ("seed003_invocations.xml", INVOCATIONS, [5, 8, 8], "", &["check/masked", "xml/mangled-tag", "xml/stray-text", "xml/tag-case"]),
    ("sample_doc012_results_2018-08_unclosed.xml", RESULTS, [1, 1, 5], "", &["time/no-zone", "xml/missing-slash"]),
    ("sample_doc013_results_2018-08_fullwidth.json", RESULTS, [1, 2, 5], "", &["json/colon", "json/doubled-quote", "json/quote", "time/no-zone"]),
    ("sample_doc021_invocations_2019-05_content_params.xml", INVOCATIONS, [2, 4, 4], "", &[]),
    ("sample_doc022_invocations_2019-05_content_params.json", INVOCATIONS, [2, 4, 4], "", &["field/stray-characters"]),
    ("sample_doc026_invocations_2020_real_failed.xml", INVOCATIONS, [1, 1, 1], "", &["check/masked"]),
    ("sample_doc027_invocations_2020_real_failed.json", INVOCATIONS, [1, 1, 1], "", &["check/masked"]),
    ("sample_doc028_results_2020_real_failed.xml", RESULTS, [1, 1, 1], "", &["check/masked"]),
    ("sample_doc029_results_2020_real_failed.json", RESULTS, [1, 1, 1], "", &["check/masked"]),
    ("sample_doc030_invocations_2021_username_repeatmode.xml", INVOCATIONS, [1, 1, 1], "", &["check/masked", "check/stop-time", "rollup/disagrees"]),
    ("sample_doc031_invocations_2021_username_repeatmode.json", INVOCATIONS, [1, 1, 1], "", &["check/masked", "check/stop-time", "rollup/disagrees"]),
    ("sample_docs_elided_jsonc.txt", RESULTS, [1, 2, 2], "", &["json/comment", "json/elided", "json/several-documents"]),
    ("sample_error_cli_servererror.txt", "", [0, 0, 0], "InvalidAction.NotFound", &["call/failed"]),
    ("sample_error_python_serverexception.txt", "", [0, 0, 0], "Forbidden.RAM", &["call/failed"]),
    ("sample_error_tea_go_sdkerror.txt", "", [0, 0, 0], "MissingStatus", &["call/failed"]),
    ("sample_event_eventbridge_taskcompleted_excerpt.txt", "EventBridge", [1, 1, 1], "", &["check/masked", "json/unclosed-string", "shape/cousin"]),
    ("sample_fixture_invocations_empty_page.json", INVOCATIONS, [0, 0, 0], "", &["shape/no-rows"]),
    ("sample_fixture_results_exitcode_string.json", RESULTS, [1, 1, 1], "", &[]),
    ("sample_fixture_results_plaintext_ok_ambiguous.json", RESULTS, [1, 1, 1], "", &[]),
    ("sample_fixture_results_running_min.json", RESULTS, [1, 1, 1], "", &[]),
    ("sample_java_gson_lowercamel_flat_partialfailed.json", INVOCATIONS, [1, 2, 2], "", &["check/masked"]),
    ("sample_runcommand_2021.json", "RunCommand", [0, 0, 0], "", &["shape/only-started"]),
    ("seed003_invocations.json", INVOCATIONS, [5, 8, 8], "", &["check/masked"]),
    ("seed004_results_full.json", RESULTS, [1, 1, 1], "", &["check/delivery", "check/masked", "check/stop-time", "check/success-error", "check/unusual-pair"]),
    ("seed004_flattened.txt", "", [0, 0, 0], "", &["source/tags-stripped"]),
    ("seed004_results_tags_array.json", RESULTS, [1, 1, 1], "", &["check/masked", "check/stop-time", "check/success-error", "check/unusual-pair"]),
    ("sample_sendfile_2020.json", "DescribeSendFileResults", [1, 1, 1], "", &["check/masked", "shape/cousin"]),
    ("sample_terraform_mock_scheduled.json", INVOCATIONS, [1, 1, 1], "", &["check/schedule"]),
];

#[test]
fn every_sample_is_read_for_all_that_is_in_it_or_named() {
    let cases = support::cases();
    for (name, api, counts, error, noticed) in SAMPLES {
        let case = cases.iter().find(|case| case.file() == *name).unwrap_or_else(|| panic!("no {name}"));
        let report = support::report(&support::read(&case.bytes));
        let len = |value: &serde_json::Value| value.as_array().map_or(0, Vec::len);
        let all = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
        let invocations = all(&report["invocations"]);
        let instances: Vec<_> = invocations.iter().flat_map(|invocation| all(&invocation["instances"])).collect();
        let records = instances.iter().map(|instance| len(&instance["records"])).sum();
        assert_eq!([invocations.len(), instances.len(), records], *counts, "{name}");
        assert_eq!(report["sources"][0]["api"].as_str().unwrap_or_default(), *api, "{name}");
        assert_eq!(report["error"]["code"].as_str().unwrap_or_default(), *error, "{name}");
        let diagnostics = all(&report["diagnostics"]);
        let codes: BTreeSet<&str> = diagnostics.iter().filter_map(|d| d["code"].as_str()).collect();
        assert_eq!(codes, noticed.iter().copied().collect(), "{name}");
        let named = codes.iter().any(|code| code.starts_with("source/") || code.starts_with("shape/"));
        assert!(records > 0 || !error.is_empty() || named, "{name}: nothing is said of it");
    }
}

#[test]
fn the_table_holds_every_sample() {
    let known: BTreeSet<&str> = SAMPLES.iter().map(|line| line.0).collect();
    for case in support::cases().iter().filter(|case| case.name.contains("/sample_")) {
        assert!(known.contains(case.file()), "{} is in no line", case.name);
    }
}
