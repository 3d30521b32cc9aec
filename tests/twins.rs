//! The same response in another form gives the same model: JSON and XML, nested and flattened, wrapped by an SDK.

mod support;

use support::Dice;
use support::rows::{BOTH, answer};

#[track_caller]
fn check(one: &str, two: &str) {
    let cases = support::cases();
    let find = |name: &str| &cases.iter().find(|case| case.file() == name).unwrap_or_else(|| panic!("no {name}")).bytes;
    let (first, second) = (support::model(find(one)), support::model(find(two)));
    assert_ne!(first, serde_json::json!([]), "{one} has no invocation");
    pretty_assert(&first, &second, &format!("{one} and {two}"));
}

fn pretty_assert(one: &serde_json::Value, two: &serde_json::Value, name: &str) {
    let lines = |value| serde_json::to_string_pretty(value).expect("plain data");
    let (one, two) = (lines(one), lines(two));
    for (left, right) in one.lines().zip(two.lines()) {
        assert_eq!(left, right, "{name}");
    }
    assert_eq!(one.len(), two.len(), "{name}");
}

#[test]
fn seed_002() {
    check("seed002_results_failed.json", "seed002_results_failed.xml");
}

#[test]
fn seed_003_whose_xml_is_broken() {
    // The document itself names another instance in the XML of its second invocation; all else is the same.
    let cases = support::cases();
    let bytes = |name: &str| &cases.iter().find(|case| case.file() == name).expect("a seed").bytes;
    let xml = String::from_utf8(bytes("seed003_invocations.xml").clone()).expect("UTF-8");
    assert_eq!(xml.matches("i-mbhsiukj851xxxxjk").count(), 1);
    let xml = xml.replace("i-mbhsiukj851xxxxjk", "i-uf614fhehhzmxxxxxxxx");
    let (xml, json) = (support::model(xml.as_bytes()), support::model(bytes("seed003_invocations.json")));
    assert_eq!(json.as_array().map(Vec::len), Some(5));
    pretty_assert(&json, &xml, "seed 003");
}

#[test]
fn every_field_of_both_apis() {
    check("invocations_all_fields.json", "invocations_all_fields.xml");
    check("results_all_fields.json", "results_all_fields.xml");
}

#[test]
fn wrappers_and_spellings() {
    const PLAIN: &str = "shape_res.xml";
    for shape in [
        "bare_array.json",
        "array_of_arrays.json",
        "bare_rows.xml",
        "items.json",
        "items.xml",
        "lower_flat.json",
        "pager.json",
        "unknown_wrapper.json",
        "unknown_wrapper.xml",
    ] {
        // What pages there are is said around the rows, or not at all.
        same_but_for_completeness(PLAIN, &format!("shape_{shape}"));
    }
    for shape in [
        "cli_sorted.json",
        "deep_unknown.json",
        "kebab.json",
        "py_snake.json",
        "sdk_lower_nested.json",
        "sdk_pascal.json",
        "snake.xml",
        "wrap_Body.json",
        "wrap_code_ok.json",
        "wrap_data.json",
        "wrap_response.json",
        "wrap_result.json",
    ] {
        check(PLAIN, &format!("shape_{shape}"));
    }
    for shape in [
        "bare_invocation.json",
        "bare_invocations.json",
        "invocation_arr.json",
        "invocation_wrapped.json",
        "items_nested.json",
        "lower.xml",
        "lower_flat_inv.json",
        "pager_inv.json",
        "py_snake_inv.json",
        "sdk_lower_nested_inv.json",
        "total_inside.json",
        "total_inside_inv.xml",
        "unknown_root.xml",
        "wrap_code200.json",
    ] {
        check("shape_bare_invocation.xml", &format!("shape_{shape}"));
    }
    check("shape_tags_misplaced.json", "shape_tags_misplaced.xml");
    check("shape_tags_bare.json", "shape_tags_bare.xml");
    check("shape_tags_bare.json", "shape_tags_list.json");
    check("shape_tags_bare.json", "shape_tags_one.json");
    check("shape_tags_kv.json", "shape_tags_kv.xml");
    check("shape_params_obj.json", "shape_params_obj.xml");
    check("shape_oldgo.json", "shape_oldgo.xml");
    check("shape_2018.json", "shape_2018.xml");
    check("alike_eventbridge.json", "alike_eventbridge.xml");
    check("alike_cloudmonitor.json", "alike_cloudmonitor.xml");
}

#[track_caller]
fn same_but_for_completeness(one: &str, two: &str) {
    let cases = support::cases();
    let find = |name: &str| &cases.iter().find(|case| case.file() == name).unwrap_or_else(|| panic!("no {name}")).bytes;
    let instances = |name: &str| support::model(find(name))[0]["instances"].clone();
    pretty_assert(&instances(one), &instances(two), &format!("{one} and {two}"));
}

#[test]
fn random_responses_say_the_same_in_both_syntaxes() {
    let mut dice = Dice(21);
    for round in 0..600 {
        let answer = answer(&mut dice, 8, BOTH);
        let (json, xml) = (answer.json(&mut String::new), answer.xml());
        let (one, two) = (support::model(json.as_bytes()), support::model(xml.as_bytes()));
        assert_eq!(support::difference(&one, &two), None, "round {round}\n{json}\n{xml}");
    }
}

#[test]
fn other_shapes() {
    check("results_all_fields.json", "results_without_wrapper.xml");
    check("results_all_fields.json", "sdk_body.json");
    check("invocations_all_fields.json", "lower_camel_flat.json");
}
