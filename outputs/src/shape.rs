//! A text into what it is besides text, if it is: JSON, XML, a table of blank-aligned columns, a difference.
//!
//! Only what is certain is recognized: JSON and XML that a strict reader takes whole, a table whose header looks like one
//! and whose rows keep its gaps, a difference whose hunks have the lengths that they state. Anything else is left alone.

mod diff;
mod json;
mod layout;
mod table;
mod xml;

pub use layout::{Align, Class, Diff, DiffLine, Table, Text, Tree, TreeLine};
use serde::Serialize;

use crate::sequence::{self, Part};
use crate::words::Language;

/// Bytes of a text that is laid out at most; an output has no more than 24 KB unless it was pasted together.
pub const LARGEST: usize = 1 << 18;

/// What a text is.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Shape {
    /// JSON: one value, one after some text, or one in each line.
    Json(Tree),
    /// XML.
    Xml(Tree),
    /// Rows of cells.
    Table(Table),
    /// A unified difference.
    Diff(Diff),
    /// It may be one of them, and is more than can be laid out.
    TooLarge,
}

/// What a text is, if it is anything that can be laid out.
pub fn shape(text: &str, language: Language) -> Option<Shape> {
    if text.len() > LARGEST {
        let start = text.trim_start();
        return start.starts_with(['{', '[', '<']).then_some(Shape::TooLarge);
    }
    let text = stripped(text);
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return None;
    }
    let found = json::read(&text, language).map(Shape::Json);
    let found = found.or_else(|| xml::read(&text, language).map(Shape::Xml));
    let found = found.or_else(|| diff::read(&text, language).map(Shape::Diff));
    found.or_else(|| table::read(&text, language).map(Shape::Table))
}

/// The text without control sequences, and of a line that was written several times the last state.
fn stripped(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut line = 0;
    let mut returned = false;
    for part in sequence::parts(text) {
        match part {
            Part::Control('\r') => returned = true,
            Part::Control('\n') => {
                returned = false;
                all.push('\n');
                line = all.len();
            }
            Part::Text(_) | Part::Control(_) => {
                if std::mem::take(&mut returned) {
                    all.truncate(line);
                }
                match part {
                    Part::Text(text) => all.push_str(text),
                    Part::Control(control) => all.push(control),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendered::Span;

    pub(super) fn text(spans: &[Span]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }

    #[track_caller]
    fn check(text: &str, kind: &str) {
        let found = match shape(text, Language::En) {
            None => "none",
            Some(Shape::Json(_)) => "json",
            Some(Shape::Xml(_)) => "xml",
            Some(Shape::Table(_)) => "table",
            Some(Shape::Diff(_)) => "diff",
            Some(Shape::TooLarge) => "too large",
        };
        assert_eq!(found, kind, "{text:?}");
    }

    #[test]
    fn prose_and_damage_are_nothing() {
        for text in [
            "",
            "hello",
            "{\"a\": 1,}",
            "{\"a\": 1",
            "[1] 1234",
            "done [1]",
            "[INFO] started",
            "<a><b></a>",
            "a < b > c",
            "<html><br></html>",
            "--- a\n+++ b\nno hunk\n",
            "ERROR  IT FAILED\nbecause of this and that, which nobody knows\n",
            "total 3\n-rw-r--r-- 1 root root 1 a\n-rw-r--r-- 1 root root 1 b\n",
            "A  sentence with two  gaps.\nAnd another one  here.\n",
            "正常的一行输出\n又一行",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn each_kind_is_told() {
        check("\u{1B}[1;39m{\u{1B}[0m\"a\": 1}\r\n", "json");
        check("<?xml version=\"1.0\"?>\n<a b='c'/>\n", "xml");
        check("NAME   READY\nweb-1  1/1\n", "table");
        check("--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n", "diff");
        check(&format!("[{}1]", "1,".repeat(LARGEST / 2)), "too large");
        check(&"x ".repeat(LARGEST), "none");
    }

    #[test]
    fn nothing_invisible_comes_through() {
        let Some(Shape::Json(tree)) = shape("{\"a\u{202E}b\": \"\u{200B}\"}", Language::En) else { panic!("JSON") };
        let signs: Vec<&str> = tree
            .lines
            .iter()
            .flat_map(|line| &line.spans)
            .filter(|span| span.mark.is_some())
            .map(|span| span.text.as_str())
            .collect();
        assert_eq!(signs, ["RLO", "ZWSP"]);
    }
}
