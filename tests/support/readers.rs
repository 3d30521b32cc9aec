//! What the readers themselves say of a text, and the one value that they read: asked by the tests of conformance.

use invocation_inspector::view::report::plain::Plain;
use serde_json::Value;

/// Diagnostics of the readers: not those that say whether it is a response.
pub fn said(text: &[u8]) -> Vec<(String, String)> {
    let report = super::report(&super::read(text));
    let list = report["diagnostics"].as_array().expect("a list");
    let pair =
        |d: &Value| (d["severity"].as_str().unwrap_or("").to_owned(), d["code"].as_str().unwrap_or("").to_owned());
    let whole = ["source/not-a-response", "source/empty", "source/binary", "source/tags-stripped"];
    let ours =
        |code: &str| ["json/", "xml/", "source/"].iter().any(|stage| code.starts_with(stage)) && !whole.contains(&code);
    list.iter().map(pair).filter(|(_, code)| ours(code)).collect()
}

/// Whether it is said that a text is neither JSON nor XML.
pub fn is_named(text: &[u8]) -> bool {
    let report = super::report(&super::read(text));
    let named = report["diagnostics"].as_array().is_some_and(|list| list.iter().any(|d| d["severity"] == "error"));
    report["sources"][0]["syntax"] == "text" && named
}

/// The one value of a document.
#[track_caller]
pub fn value(text: &[u8]) -> Value {
    let inspection = super::read(text);
    let document = &inspection.readings()[0].document;
    assert_eq!(document.roots.len(), 1, "{}", String::from_utf8_lossy(text));
    serde_json::to_value(Plain::of(document.value(document.roots[0]), 64)).expect("plain data")
}
