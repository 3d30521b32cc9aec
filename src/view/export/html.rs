//! A report of one file, which opens from disk without a network: verdict, doubts and reasons as they stand, rows and outputs deflated
//! inside and unpacked when they are looked at, under a policy that lets nothing in but its own script and style.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;
use serde_json::Value as Json;

use super::brief::{part, redacted};
use super::changes;
use super::columns::{COLUMNS, Cell, Column, Row, columns};
use super::cursor::{Cursor, Order};
use super::markup::visible;
use super::options::ExportOptions;
use super::packing::Packing;
use super::redact::all_hidden;
use super::selection::{Chosen, Selection};
use super::writer::{Work, Writer};
use super::{digest, ndjson, xml};
use crate::change::Change;
use crate::names::Name;
use crate::status::Outcome;
use crate::view::compare;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::rollups;
use crate::view::phrases::{doubts, headline, labels, verdict};
use crate::view::rows::column::Words;
use crate::view::rows::reason::{self, Reason};
use crate::words::phrase::{Part, Phrase, Value};

const SCRIPT: &str = include_str!("report.js");
const STYLE: &str = include_str!("report.css");

/// Outputs are deflated together, so many bytes at a time: opening one unpacks no more.
const BLOCK: usize = 256 << 10;
/// So many reasons have their button.
const REASONS: usize = 100;

/// Bytes that are packed in the time that a row takes.
const OF_ROW: usize = 128;

/// Writes the report: reads all rows first, then packs them.
pub(super) struct Html {
    cursor: Cursor,
    known: HashMap<(usize, u8, String), usize>,
    table: Table,
    phase: Phase,
}

enum Phase {
    Reading,
    /// What of the rows is packed next, and what is left of it to be.
    Rows(usize, Packing),
    /// Which block is.
    Block(usize, Packing),
}

impl Html {
    pub(super) fn new() -> Self {
        Self {
            cursor: Cursor::new(Order::WorstFirst),
            known: HashMap::new(),
            table: Table::default(),
            phase: Phase::Reading,
        }
    }

    fn read(&mut self, work: &Work<'_>, rows: usize) -> bool {
        let Self { cursor, known, table, .. } = self;
        if table.columns.is_empty() {
            table.columns = columns(work.selection).map(|column| (column, Values::default())).collect();
        }
        cursor.go(work.cx, work.selection, rows, |step| {
            table.put(step.of, &Row::new(work.cx, &step, work.options.redactor));
            let Some(reason) = reason::of_execution(work.cx, step.record.1) else { return };
            let key = (step.of, reason.outcome as u8, reason.code.clone());
            let place = *known.entry(key).or_insert(table.reasons.len());
            match table.reasons.get_mut(place) {
                Some((_, known)) => known.count += 1,
                None => table.reasons.push((step.of, reason)),
            }
        })
    }

    /// What stands before the rows.
    fn begin(&mut self, Work { cx, selection, options }: &Work<'_>) -> String {
        let mut out = String::new();
        self.table.reasons.sort_by_key(|(at, reason)| (*at, reason.outcome, u32::MAX - reason.count));
        self.table.blocks = blocks(&self.table.outputs.values);
        head(cx, &mut out);
        overall(cx, selection, options, &mut out);
        comparison(cx, selection, options, &mut out);
        let is_only = selection.chosen.len() == 1;
        for (at, chosen) in selection.chosen.iter().enumerate() {
            invocation(cx, (chosen, is_only), options, (at, &self.table.reasons), &mut out);
        }
        frame(cx, options, &mut out);
        out
    }
}

impl Writer for Html {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        let size = rows.saturating_mul(OF_ROW);
        match &mut self.phase {
            Phase::Reading => {
                if self.read(work, rows) {
                    out.extend_from_slice(self.begin(work).as_bytes());
                    self.phase = Phase::Rows(0, Packing::begin("rows", out));
                }
            }
            Phase::Rows(part, packing) => {
                if packing.is_empty()
                    && let Some(text) = self.table.part(work.cx, *part)
                {
                    packing.add(text);
                    *part += 1;
                }
                if packing.is_empty() {
                    packing.finish(out);
                    self.phase = Phase::Block(0, Packing::default());
                } else {
                    packing.go(size, out);
                }
            }
            Phase::Block(at, packing) => {
                let Some(range) = self.table.blocks.get(*at) else {
                    out.extend_from_slice(["<script>", SCRIPT, "</script>\n</body>\n</html>\n"].concat().as_bytes());
                    return true;
                };
                if packing.is_empty() {
                    *packing = Packing::begin(&format!("block-{at}"), out);
                    packing.add(self.table.outputs.values[range.clone()].concat());
                }
                packing.go(size, out);
                if packing.is_empty() {
                    packing.finish(out);
                    *at += 1;
                }
            }
        }
        false
    }
}

/// Which outputs stand in each block.
fn blocks(outputs: &[String]) -> Vec<Range<usize>> {
    let (mut blocks, mut start, mut size) = (Vec::new(), 0, 0);
    for (at, output) in outputs.iter().enumerate() {
        if size > 0 && size + output.len() > BLOCK {
            blocks.push(start..at);
            (start, size) = (at, 0);
        }
        size += output.len();
    }
    if start < outputs.len() {
        blocks.push(start..outputs.len());
    }
    blocks
}

/// The rows, column by column, each value once.
#[derive(Default)]
struct Table {
    /// Values as JSON, column by column; that of outputs has their numbers.
    columns: Vec<(&'static Column, Values)>,
    /// Which of the invocations that leave each row is of.
    invocation: Values,
    outputs: Words,
    /// How many rows have each reason, by invocation, in order of first appearance.
    reasons: Vec<(usize, Reason)>,
    len: usize,
    /// Which outputs stand in each block.
    blocks: Vec<Range<usize>>,
}

impl Table {
    fn put(&mut self, invocation: usize, row: &Row<'_>) {
        let mut text = Vec::new();
        for (column, values) in &mut self.columns {
            text.clear();
            match (column.name, column.get(row)) {
                ("output", Cell::Text(output)) => {
                    let number = self.outputs.number(&output);
                    text.extend_from_slice(number.to_string().as_bytes());
                }
                (_, cell) => ndjson::put(&mut text, &cell),
            }
            // What is written as JSON is UTF-8.
            values.put(self.len, std::str::from_utf8(&text).unwrap_or("null"));
        }
        self.invocation.put(self.len, &invocation.to_string());
        self.len += 1;
    }

    /// What the script reads, part by part; `None` after the last.
    fn part(&self, cx: &ViewContext<'_>, at: usize) -> Option<String> {
        let named = |name: &str, values: &Values| ["\"", name, "\":", &*values.json()].concat();
        if at == 0 {
            let columns = self.columns.iter().map(|(column, _)| *column).collect::<Vec<_>>();
            return Some(format!("{{\"words\":{},\"rows\":{},\"columns\":{{", texts(cx, &columns), self.len));
        }
        if let Some((column, values)) = self.columns.get(at - 1) {
            return Some(named(column.name, values) + ",");
        }
        (at == self.columns.len() + 1).then(|| {
            let outputs = Outputs {
                length: self.outputs.values.iter().map(String::len).collect(),
                first: self.blocks.iter().map(|block| block.start).collect(),
            };
            let outputs = serde_json::to_string(&outputs).unwrap_or_default();
            named("invocation", &self.invocation) + "},\"outputs\":" + &outputs + "}"
        })
    }
}

#[derive(Serialize)]
struct Outputs {
    /// Bytes of each.
    length: Vec<usize>,
    /// The first of each block.
    first: Vec<usize>,
}

/// A column. As long as all rows have one value, no row is told which: of many columns that is so to the end.
#[derive(Default)]
struct Values {
    words: Words,
}

impl Values {
    /// Puts the value of the next row, behind so many.
    fn put(&mut self, rows: usize, value: &str) {
        let Words { values, of_row, .. } = &mut self.words;
        match values.first() {
            None => _ = self.words.number(value),
            Some(one) if of_row.is_empty() && one == value => {}
            Some(_) => {
                if of_row.is_empty() {
                    of_row.resize(rows, 0);
                }
                self.words.put(Some(value));
            }
        }
    }

    /// One value for all rows; or one for each; or the different ones, and which of them each row has.
    fn json(&self) -> String {
        let Words { values, of_row, .. } = &self.words;
        let each = || values.join(",");
        match &values[..] {
            [] => "{\"one\":null}".to_owned(),
            [one] => ["{\"one\":", one, "}"].concat(),
            all if all.len() == of_row.len() => ["{\"each\":[", &*each(), "]}"].concat(),
            _ => {
                let mut out = ["{\"each\":[", &*each(), "],\"of\":["].concat();
                for (at, of) in of_row.iter().enumerate() {
                    // Writing to a text cannot fail.
                    let _ = write!(out, "{}{of}", if at > 0 { "," } else { "" });
                }
                out.push_str("]}");
                out
            }
        }
    }
}

/// The words of the script.
fn texts(cx: &ViewContext<'_>, columns: &[&Column]) -> Json {
    // The script puts the numbers in.
    let count = cx.text("html.count", &[("n", Value::Text("{n}")), ("of", Value::Text("{of}"))]);
    let mut texts = serde_json::json!({
        "count": count,
        "open": cx.word("html.open"),
        "copy": cx.word("html.copy"),
        "copied": cx.word("html.copied"),
        "none": cx.word("export.no-output"),
        "dropped": cx.text("output.dropped", &[("n", Value::Text("{n}"))]),
        "binary": cx.word("html.binary"),
    });
    let headings = [
        ("outcome", "query.key.outcome"),
        ("instanceId", "heading.instance"),
        ("invokeId", "heading.invocation"),
        ("status", "query.key.status"),
        ("reason", "query.key.reason"),
        ("startTime", "query.key.start"),
        ("durationSeconds", "heading.seconds"),
    ];
    let heading = |(name, key): (&str, &str)| (name.to_owned(), Json::from(cx.word(key)));
    texts["headings"] = headings.into_iter().map(heading).collect();
    let outcome = |outcome: Outcome| (outcome.as_str().to_owned(), Json::from(labels::outcome(cx, outcome)));
    texts["outcomes"] = Outcome::ALL.into_iter().map(outcome).collect();
    let meaning = |column: &&Column| Json::from(vec![column.name.to_owned(), column.meaning(cx)]);
    texts["columns"] = columns.iter().map(meaning).collect();
    if columns.len() > COLUMNS.len() {
        texts["headings"]["change"] = Json::from(cx.word("query.key.change"));
        let change = |change: Change| (change.as_str().to_owned(), Json::from(compare::label(cx, change)));
        texts["changes"] = Change::ALL.into_iter().map(change).collect();
    }
    texts
}

fn text(out: &mut String, text: &str) {
    xml::put(out, &visible(text), false);
}

fn phrase(out: &mut String, phrase: &Phrase) {
    for part in phrase.parts() {
        match part {
            Part::Text(words) => text(out, words),
            Part::Code(code) | Part::Id(code) | Part::Command(code) => {
                out.push_str("<code>");
                text(out, code);
                out.push_str("</code>");
            }
        }
    }
}

fn element(out: &mut String, name: &str, content: &Phrase, options: &ExportOptions<'_>) {
    out.push_str(&["<", name, ">"].concat());
    phrase(out, &redacted(content, options));
    out.push_str(&["</", name, ">\n"].concat());
}

fn title(cx: &ViewContext<'_>, selection: &Selection) -> Phrase {
    match &selection.chosen[..] {
        [] if !selection.is_part => headline::phrase_without_rows(cx),
        [one] => verdict::marked(cx, one.invocation(cx)),
        [one, ..] if selection.comparison.is_some() => verdict::marked(cx, one.invocation(cx)),
        _ if !selection.is_part => Phrase::text(&headline::of_several(cx, &cx.model.invocations).0),
        _ => Phrase::text(&cx.word("html.title")),
    }
}

fn head(cx: &ViewContext<'_>, out: &mut String) {
    out.push_str("<!doctype html>\n<html lang=\"");
    out.push_str(cx.language.tag());
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-");
    out.push_str(env!("REPORT_SCRIPT_HASH"));
    out.push_str("'; style-src 'sha256-");
    out.push_str(env!("REPORT_STYLE_HASH"));
    out.push_str("'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    // A title is kept by browsers and histories: it has no id.
    text(out, &cx.word("html.title"));
    out.push_str("</title>\n<style>");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n<main>\n");
}

/// What is so of everything.
fn overall(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>, out: &mut String) {
    element(out, "h1", &title(cx, selection), options);
    let part = (selection.instances() < selection.of).then(|| part(cx, selection, options));
    let doubts = doubts::of_reading(cx).into_iter().map(|(_, doubt)| doubt);
    list(&part.into_iter().chain(doubts).collect::<Vec<_>>(), options, out);
}

/// With what it is compared, and what became of how many: buttons that choose their rows once the script runs.
fn comparison(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>, out: &mut String) {
    let Some(table) = &selection.comparison else { return };
    element(out, "h2", &changes::heading(cx, table), options);
    list(&changes::sentences(cx, table), options, out);
    out.push_str("<ul class=\"reasons\">\n");
    for group in changes::groups(cx, selection) {
        let data =
            ["<li><button type=\"button\" disabled aria-pressed=\"false\" data-change=\"", group.0.as_str(), "\">"];
        out.push_str(&data.concat());
        phrase(out, &changes::part(cx, &group));
        out.push_str("</button></li>\n");
    }
    out.push_str("</ul>\n");
}

fn list(items: &[Phrase], options: &ExportOptions<'_>, out: &mut String) {
    if items.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    items.iter().for_each(|item| element(out, "li", item, options));
    out.push_str("</ul>\n");
}

fn invocation(
    cx: &ViewContext<'_>,
    (chosen, is_only): (&Chosen, bool),
    options: &ExportOptions<'_>,
    (at, reasons): (usize, &[(usize, Reason)]),
    out: &mut String,
) {
    let invocation = chosen.invocation(cx);
    let ids = [
        fields::text(invocation, cx.readings, Name::CommandName).map(|name| Phrase::code(&name)),
        fields::id_text(invocation.invoke_id, cx.readings).map(|id| Phrase::id(&id)),
        fields::text(invocation, cx.readings, Name::CommandId).map(|id| Phrase::id(&id)),
    ];
    let ids: Vec<Phrase> = ids.into_iter().flatten().collect();
    if !ids.is_empty() {
        element(out, "h2", &Phrase::join(&ids, " "), options);
    }
    let [rollup, _] = rollups::of_invocation(cx, invocation);
    let mut items = if is_only { Vec::new() } else { vec![verdict::marked(cx, invocation)] };
    items.push(rollup.rule);
    items.extend(rollup.reported.map(|_| rollup.agreement));
    items.extend(doubts::of_invocation(cx, invocation).into_iter().map(|(_, doubt)| doubt));
    list(&items, options, out);
    let first = reasons.partition_point(|(of, _)| *of < at);
    let own = &reasons[first..];
    let own = &own[..own.partition_point(|(of, _)| *of == at).min(REASONS)];
    if !own.is_empty() {
        out.push_str("<ul class=\"reasons\">\n");
        own.iter().for_each(|(_, reason)| button(cx, at, reason, options, out));
        out.push_str("</ul>\n");
    }
}

/// A reason, which chooses its rows once the script runs.
fn button(cx: &ViewContext<'_>, at: usize, reason: &Reason, options: &ExportOptions<'_>, out: &mut String) {
    let label = digest::label(cx, reason, options.redactor);
    let label = cx.phrase("export.reason", &[("n", Value::count(reason.count)), ("reason", Value::Phrase(&label))]);
    out.push_str("<li><button type=\"button\" disabled aria-pressed=\"false\"");
    let code = all_hidden(options.redactor, reason.code.clone());
    for (name, value) in [("reason", &*code), ("outcome", reason.outcome.as_str()), ("invocation", &*at.to_string())] {
        out.push_str(&[" data-", name, "=\""].concat());
        xml::put(out, value, true);
        out.push('"');
    }
    out.push('>');
    phrase(out, &label);
    out.push_str("</button></li>\n");
}

/// What the script fills.
fn frame(cx: &ViewContext<'_>, options: &ExportOptions<'_>, out: &mut String) {
    let word = |key: &str| cx.word(key);
    out.push_str("<noscript><p>");
    text(out, &word("html.no-script"));
    out.push_str("</p></noscript>\n<p id=\"fault\" role=\"alert\" hidden>");
    text(out, &word("html.fault"));
    out.push_str("</p>\n<form id=\"search\" hidden><label>");
    text(out, &word("html.filter"));
    out.push_str("<input id=\"filter\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label><output id=\"count\" class=\"soft\"></output></form>\n<div class=\"wide\"><table><thead><tr id=\"heading\"></tr></thead><tbody id=\"body\"></tbody></table></div>\n<p><button type=\"button\" id=\"more\" hidden>");
    text(out, &word("html.more"));
    out.push_str("</button></p>\n</main>\n<footer>");
    text(out, &word("html.closing"));
    if let Some(redactor) = options.redactor {
        text(out, &word("label.space"));
        phrase(out, &cx.phrase("export.redacted", &[("version", Value::Text(redactor.version))]));
    }
    out.push_str("</footer>\n");
}
