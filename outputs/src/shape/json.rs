//! JSON into lines that lie in each other: one value, one after some text, or one in each line.

use serde::de::IgnoredAny;

use super::layout::{Tree, TreeLine, lines};
use crate::rendered::{self, Span};
use crate::words::Language;

/// A list or object of single values that has no more bytes stays in one line.
const SHORT: usize = 80;

/// Places where a value after other text may begin, of which no more are tried.
const TRIES: usize = 8;

/// The JSON of a text; nothing where that is damaged.
pub(super) fn read(text: &str, language: Language) -> Option<Tree> {
    let trimmed = text.trim();
    if trimmed.starts_with(['{', '[']) && is_value(trimmed) {
        return Some(layout(&[trimmed], "", language));
    }
    let each: Vec<&str> = trimmed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if each.len() > 1 && each.iter().all(|line| line.starts_with(['{', '[']) && is_value(line)) {
        return Some(layout(&each, "", language));
    }
    let places = trimmed.match_indices(['{', '[']).take(TRIES);
    let found = places.map(|(at, _)| trimmed.split_at(at)).find(|(_, value)| {
        // Behind other text `[1]` is more likely to be a number in brackets.
        let inside = value[1..].trim_start();
        inside.starts_with(if value.starts_with('{') { '"' } else { '{' }) && is_value(value)
    });
    found.map(|(before, value)| layout(&[value], before, language))
}

fn is_value(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn layout(values: &[&str], before: &str, language: Language) -> Tree {
    let mut writer = Writer { lines: Vec::new(), open: Vec::new(), language };
    for value in values {
        writer.line();
        writer.value(value);
    }
    Tree { before: lines(before, language), lines: writer.lines, after: Vec::new() }
}

struct Writer {
    lines: Vec<TreeLine>,
    /// The lines that opened what is open.
    open: Vec<usize>,
    language: Language,
}

impl Writer {
    fn line(&mut self) {
        self.lines.push(TreeLine { indent: self.open.len(), ..TreeLine::default() });
    }

    fn push(&mut self, text: &str, token: &'static str) {
        let spans = rendered::spans(text, Some(token), self.language);
        let Some(line) = self.lines.last_mut() else { return };
        for span in spans {
            match line.spans.last_mut() {
                Some(Span { text, token, mark: None, .. }) if *token == span.token && span.mark.is_none() => {
                    text.push_str(&span.text);
                }
                _ => line.spans.push(span),
            }
        }
    }

    /// The text is known to be a value.
    fn value(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        // Where a container that stays in one line ends.
        let mut inline = 0;
        while at < bytes.len() {
            let end = match bytes[at] {
                b' ' | b'\t' | b'\r' | b'\n' => at + 1,
                b'{' | b'[' => {
                    if inline == 0 {
                        inline = short(&bytes[at..]).map_or(0, |len| at + len);
                    }
                    self.push(&text[at..=at], "punctuation");
                    if inline == 0 {
                        self.open.push(self.lines.len() - 1);
                        self.line();
                    }
                    at + 1
                }
                b'}' | b']' => {
                    if inline == 0 {
                        let opened = self.open.pop();
                        self.line();
                        let closing = self.lines.len() - 1;
                        if let Some(line) = opened.and_then(|at| self.lines.get_mut(at)) {
                            line.closes = Some(closing);
                        }
                    } else if at + 1 >= inline {
                        inline = 0;
                    }
                    self.push(&text[at..=at], "punctuation");
                    at + 1
                }
                b',' => {
                    self.push(if inline == 0 { "," } else { ", " }, "punctuation");
                    if inline == 0 {
                        self.line();
                    }
                    at + 1
                }
                b':' => {
                    self.push(": ", "punctuation");
                    at + 1
                }
                b'"' => {
                    let end = string(bytes, at);
                    let key = text[end..].trim_start().starts_with(':');
                    self.push(&text[at..end], if key { "key" } else { "string" });
                    end
                }
                byte => {
                    let len = bytes[at..].iter().take_while(|byte| !b" \t\r\n,:{}[]\"".contains(byte)).count().max(1);
                    let word = byte.is_ascii_alphabetic();
                    self.push(&text[at..at + len], if word { "word" } else { "number" });
                    at + len
                }
            };
            at = end;
        }
    }
}

/// Behind the end of a string.
fn string(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    (end + 1).min(bytes.len())
}

/// The length of a container that holds no other, if it is short.
fn short(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    while at < bytes.len().min(SHORT) {
        match bytes[at] {
            b'}' | b']' => return Some(at + 1),
            b'{' | b'[' => return None,
            b'"' => at = string(&bytes[..bytes.len().min(SHORT)], at),
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: &[&str]) {
        let tree = read(given, Language::En).expect("JSON");
        let lines: Vec<String> =
            tree.lines.iter().map(|line| format!("{}{}", "  ".repeat(line.indent), text(&line.spans))).collect();
        assert_eq!(lines, expected);
        // What is laid out is the same value, blanks aside.
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert!(squeezed(given).ends_with(&squeezed(&lines.concat())));
        for (at, line) in tree.lines.iter().enumerate() {
            if let Some(closes) = line.closes {
                assert!(closes > at && tree.lines[closes].indent == line.indent);
            }
        }
    }

    #[test]
    fn values_are_laid_out() {
        check(
            r#"{"a":[1,2],"b":{"c":"x\"y","d":[{"e":null}]}}"#,
            &[
                "{",
                "  \"a\": [1, 2],",
                "  \"b\": {",
                "    \"c\": \"x\\\"y\",",
                "    \"d\": [",
                "      {\"e\": null}",
                "    ]",
                "  }",
                "}",
            ],
        );
        check("[]", &["[]"]);
        check("{\"a\":1}\n\n{\"b\":[]}\n", &["{\"a\": 1}", "{", "  \"b\": []", "}"]);
        check("2026-03-01 INFO got {\"a\":-1.5e3}\n", &["{\"a\": -1.5e3}"]);
    }

    #[test]
    fn tokens_have_their_classes() {
        let tree = read("{\"k\": \"v\", \"n\": 1, \"w\": true}", Language::En).expect("JSON");
        let tokens: Vec<_> =
            tree.lines[0].spans.iter().map(|span| (span.text.as_str(), span.token.unwrap_or(""))).collect();
        assert_eq!(tokens[1..4], [("\"k\"", "key"), (": ", "punctuation"), ("\"v\"", "string")]);
        assert!(tokens.contains(&("1", "number")) && tokens.contains(&("true", "word")));
    }
}
