//! JUnit XML for pipelines: a suite for each invocation, a test case for each record, what went wrong first. What Jenkins and GitLab
//! read is written: `classname`, a name that no other case of the suite has, the reason as text and as `message`, what was printed.

use std::collections::HashSet;

use super::columns::seconds;
use super::cut::Room;
use super::digest;
use super::options::{ExportOptions, Format};
use super::redact::{all_hidden, hidden};
use super::selection::{Chosen, Selection};
use super::xml;
use crate::model::Record;
use crate::names::Name;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::phrases::labels;
use crate::view::rows::reason::{self, Ran};

/// Of an output so many bytes stand in a case that failed, and in another: what Jenkins keeps.
const FAILED: usize = 100_000;
const OTHER: usize = 1_000;
/// No output is cut to less.
const LEAST: usize = 200;

/// A record, as far as it is written.
struct Case<'a> {
    name: String,
    record: &'a Record,
}

/// What a case comes to.
enum Result {
    Passed,
    Failure,
    Error,
    Skipped,
}

impl Result {
    fn of(record: &Record, ran: Option<Ran>) -> Self {
        match (record.facts.outcome, ran) {
            (Outcome::Succeeded, _) => Self::Passed,
            // What ran to its end and says no failed; what never ran, or broke off, met an error.
            (Outcome::Failed, Some(Ran::Ended)) => Self::Failure,
            (Outcome::Failed, _) => Self::Error,
            // Neither a success nor a failure is known.
            _ => Self::Skipped,
        }
    }

    fn element(&self) -> Option<&'static str> {
        match self {
            Self::Passed => None,
            Self::Failure => Some("failure"),
            Self::Error => Some("error"),
            Self::Skipped => Some("skipped"),
        }
    }
}

/// How long outputs may be, so that all fits.
struct Rooms {
    failed: usize,
    other: usize,
}

impl Rooms {
    fn of(&self, record: &Record) -> usize {
        if record.facts.outcome == Outcome::Failed { self.failed } else { self.other }
    }
}

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let limit = options.limit.or(Format::Junit.limit()).unwrap_or(usize::MAX);
    let bare = document(cx, selection, options, None);
    let rooms = rooms(cx, selection, options, limit.saturating_sub(bare.len()));
    document(cx, selection, options, Some(&rooms)).into_bytes()
}

/// How many outputs are cut or left out.
pub(super) fn cut(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> usize {
    let limit = options.limit.or(Format::Junit.limit()).unwrap_or(usize::MAX);
    let bare = document(cx, selection, options, None);
    let rooms = rooms(cx, selection, options, limit.saturating_sub(bare.len()));
    let records = selection.chosen.iter().flat_map(|chosen| chosen.each(cx)).flat_map(|one| cx.model.records_of(one));
    let is_cut = |record: &&Record| {
        printed(cx, record, options).is_some_and(|text| rooms.of(record) < LEAST || xml::size(&text) > rooms.of(record))
    };
    records.filter(is_cut).count()
}

/// What is left for outputs: first for those of what failed, in equal parts.
fn rooms(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>, left: usize) -> Rooms {
    let frame = "      <system-out></system-out>\n".len();
    let (mut failed, mut other) = (Vec::new(), Vec::new());
    for record in selection.chosen.iter().flat_map(|chosen| chosen.each(cx)).flat_map(|one| cx.model.records_of(one)) {
        let Some(text) = printed(cx, record, options) else { continue };
        let is_failed = record.facts.outcome == Outcome::Failed;
        let size = xml::size(&text).min(if is_failed { FAILED } else { OTHER }) + frame;
        if is_failed { &mut failed } else { &mut other }.push(size);
    }
    let share = |sizes: &mut Vec<usize>, left: usize| {
        sizes.sort_unstable();
        let (mut rest, count) = (left, sizes.len());
        for (at, size) in sizes.iter().enumerate() {
            let part = rest / (count - at);
            if *size > part {
                return (part.saturating_sub(frame), 0);
            }
            rest -= size;
        }
        (usize::MAX, rest)
    };
    let (failed, rest) = share(&mut failed, left);
    Rooms { failed: failed.min(FAILED), other: share(&mut other, rest).0.min(OTHER) }
}

/// `rooms`: `None` leaves all outputs out.
fn document(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>, rooms: Option<&Rooms>) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Invocation Inspector\">\n");
    for chosen in &selection.chosen {
        suite(cx, chosen, options, rooms, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(cx: &ViewContext<'_>, chosen: &Chosen, options: &ExportOptions<'_>, rooms: Option<&Rooms>, out: &mut String) {
    let invocation = chosen.invocation(cx);
    let name =
        [fields::text(invocation, cx.readings, Name::CommandName), fields::id_text(invocation.invoke_id, cx.readings)];
    let name: Vec<String> = name.into_iter().flatten().map(|name| all_hidden(options.redactor, name)).collect();
    let name = if name.is_empty() { cx.word("label.no-invoke-id") } else { name.join(" ") };
    // Jenkins takes what stands before the last dot for a package.
    let class = name.replace('.', "_");
    let cases = cases(cx, chosen, options);
    let mut counts = [0_usize; 3];
    let mut written = String::new();
    for case in &cases {
        let reason = reason::of_execution(cx, case.record);
        let result = Result::of(case.record, reason.as_ref().map(|reason| reason.ran));
        match result {
            Result::Passed => {}
            Result::Failure => counts[0] += 1,
            Result::Error => counts[1] += 1,
            Result::Skipped => counts[2] += 1,
        }
        put_case(cx, case, &class, (&result, reason.as_ref()), options, rooms, &mut written);
    }
    let [failures, errors, skipped] = counts;
    out.push_str("  <testsuite");
    attribute(out, "name", &name);
    let numbers = [("tests", cases.len()), ("failures", failures), ("errors", errors), ("skipped", skipped)];
    numbers.iter().for_each(|(name, number)| attribute(out, name, &number.to_string()));
    out.push_str(">\n");
    if let Some(redactor) = options.redactor {
        out.push_str("    <properties><property name=\"redaction\"");
        attribute(out, "value", redactor.version);
        out.push_str("/></properties>\n");
    }
    out.push_str(&written);
    out.push_str("  </testsuite>\n");
}

/// The records with names that differ: GitLab passes over the second of a name.
fn cases<'a>(cx: &ViewContext<'a>, chosen: &Chosen, options: &ExportOptions<'_>) -> Vec<Case<'a>> {
    let own = cx.model.instances_of(chosen.invocation(cx));
    let mut names = HashSet::new();
    let mut cases = Vec::new();
    for at in chosen.worst_first(cx) {
        let instance = &own[at as usize];
        let id = digest::id(cx, instance, options.redactor);
        let several = instance.records.len() > 1;
        for (number, record) in chosen.records(cx, at) {
            let mut name = if several { format!("{id} #{number}") } else { id.clone() };
            // Ids that are masked or missing are all the same; the place of the instance tells them apart.
            if !names.insert(name.clone()) {
                name = format!("{name} [{}]", at + 1);
                names.insert(name.clone());
            }
            cases.push(Case { name, record });
        }
    }
    cases
}

fn printed(cx: &ViewContext<'_>, record: &Record, options: &ExportOptions<'_>) -> Option<String> {
    let content = output::content(cx, record, None)?;
    let text = content.text(cx.charsets).filter(|text| !text.is_empty())?;
    Some(hidden(options.redactor, &text).into_owned())
}

fn put_case(
    cx: &ViewContext<'_>,
    case: &Case<'_>,
    class: &str,
    (result, reason): (&Result, Option<&reason::Reason>),
    options: &ExportOptions<'_>,
    rooms: Option<&Rooms>,
    out: &mut String,
) {
    out.push_str("    <testcase");
    attribute(out, "classname", class);
    attribute(out, "name", &case.name);
    if let Some(millis) = fields::duration(case.record, cx.readings).filter(|millis| *millis >= 0) {
        attribute(out, "time", &seconds(millis));
    }
    out.push_str(">\n");
    if let (Some(element), Some(reason)) = (result.element(), reason) {
        let label = all_hidden(options.redactor, reason.label(cx));
        let info = case.record.text(cx.readings, &[Name::ErrorInfo]).unwrap_or_default();
        let text = [labels::word(cx, case.record), info].map(|text| all_hidden(options.redactor, text));
        out.push_str("      <");
        out.push_str(element);
        attribute(out, "message", &super::cut::middle(cx, &label, Room::of(1_000), &super::cut::units));
        attribute(out, "type", &all_hidden(options.redactor, reason.code.clone()));
        out.push('>');
        xml::put_cut(cx, out, &[&*label, "\n", &*text.join("\n")].concat(), 4_000);
        out.push_str("</");
        out.push_str(element);
        out.push_str(">\n");
    }
    let room = rooms.map_or(0, |rooms| rooms.of(case.record));
    if room >= LEAST
        && let Some(text) = printed(cx, case.record, options)
    {
        out.push_str("      <system-out>");
        xml::put_cut(cx, out, &text, room);
        out.push_str("</system-out>\n");
    }
    out.push_str("    </testcase>\n");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    xml::put(out, value, true);
    out.push('"');
}
