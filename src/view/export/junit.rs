//! JUnit XML for pipelines: a suite for each invocation, a test case for each record, what went wrong first. What Jenkins and GitLab
//! read is written: `classname`, a name that no other case of the suite has, the reason as text and as `message`, what was printed.

use std::collections::HashSet;

use super::columns::seconds;
use super::cursor::{Cursor, Order, Step};
use super::cut::Room;
use super::options::{ExportOptions, Format};
use super::redact::{all_hidden, hidden};
use super::selection::Chosen;
use super::writer::{LeftOut, Work, Writer};
use super::{digest, xml};
use crate::model::Record;
use crate::names::Name;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::phrases::labels;
use crate::view::rows::reason::{self, Ran, Reason};

/// Of an output so many bytes stand in a case that failed, and in another: what Jenkins keeps.
const FAILED: usize = 100_000;
const OTHER: usize = 1_000;
/// No output is cut to less.
const LEAST: usize = 200;

/// A record, as far as it is written.
struct Case<'a> {
    name: String,
    record: &'a Record,
    reason: Option<Reason>,
    result: Result,
}

impl<'a> Case<'a> {
    fn new(cx: &ViewContext<'_>, step: &Step<'a>, names: &mut Names, options: &ExportOptions<'_>) -> Self {
        if names.of != step.of {
            *names = Names { of: step.of, taken: HashSet::new() };
        }
        let (number, record) = step.record;
        let id = digest::id(cx, step.instance, options.redactor);
        let mut name = if step.instance.records.len() > 1 { format!("{id} #{number}") } else { id };
        // Ids that are masked or missing are all the same; the place of the instance tells them apart.
        if !names.taken.insert(name.clone()) {
            name = format!("{name} [{}]", step.index + 1);
            // An id may be written like that itself.
            while !names.taken.insert(name.clone()) {
                name.push('\'');
            }
        }
        let reason = reason::of_execution(cx, record);
        let result = Result::of(record, reason.as_ref().map(|reason| reason.ran));
        Self { name, record, reason, result }
    }

    /// `rooms`: `None` leaves its output out.
    fn put(&self, Work { cx, options, .. }: &Work<'_>, class: &str, rooms: Option<&Rooms>, out: &mut String) {
        out.push_str("    <testcase");
        attribute(out, "classname", class);
        attribute(out, "name", &self.name);
        if let Some(millis) = fields::duration(self.record, cx.readings).filter(|millis| *millis >= 0) {
            attribute(out, "time", &seconds(millis));
        }
        out.push_str(">\n");
        if let (Some(element), Some(reason)) = (self.result.element(), &self.reason) {
            put_reason(cx, (self.record, reason), element, options, out);
        }
        let room = rooms.map_or(0, |rooms| rooms.of(self.record));
        if room >= LEAST
            && let Some(text) = printed(cx, self.record, options)
        {
            out.push_str("      <system-out>");
            xml::put_cut(cx, out, &text, room);
            out.push_str("</system-out>\n");
        }
        out.push_str("    </testcase>\n");
    }
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

/// Writes cases, some at a time: reads all first, for a suite begins with its counts, and outputs share what the cases leave.
pub(super) struct Junit {
    cursor: Cursor,
    names: Names,
    suites: Vec<Suite>,
    /// Bytes without outputs.
    bare: usize,
    /// What each output takes, of those that failed and of the others.
    outputs: [Vec<usize>; 2],
    rooms: Rooms,
    phase: Phase,
    left_out: LeftOut,
}

enum Phase {
    Reading,
    /// The number of the suite that is written.
    Writing(usize),
}

/// What stands at the beginning of an invocation.
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Default for Junit {
    fn default() -> Self {
        Self {
            cursor: Cursor::new(Order::WorstFirst),
            names: Names::default(),
            suites: Vec::new(),
            bare: 0,
            outputs: [Vec::new(), Vec::new()],
            rooms: Rooms { failed: 0, other: 0 },
            phase: Phase::Reading,
            left_out: LeftOut::default(),
        }
    }
}

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Invocation Inspector\">\n";
const END: &str = "</testsuites>\n";
const END_SUITE: &str = "  </testsuite>\n";

impl Junit {
    fn read(&mut self, work: &Work<'_>, rows: usize) -> bool {
        let Work { cx, selection, options } = work;
        if self.suites.is_empty() {
            self.suites = selection.chosen.iter().map(|chosen| Suite::new(cx, chosen, options)).collect();
        }
        let Self { cursor, names, suites, bare, outputs, .. } = self;
        let mut text = String::new();
        cursor.go(cx, selection, rows, |step| {
            let case = Case::new(cx, &step, names, options);
            suites[step.of].count(&case.result);
            text.clear();
            case.put(work, &suites[step.of].class(), None, &mut text);
            *bare += text.len();
            if let Some(text) = printed(cx, case.record, options) {
                outputs[usize::from(case.record.facts.outcome != Outcome::Failed)].push(xml::size(&text));
            }
        })
    }

    /// How long outputs may be, and how many do not fit so.
    fn share(&mut self, options: &ExportOptions<'_>) {
        let mut text = String::new();
        self.suites.iter().for_each(|suite| suite.put(options, &mut text));
        let around = BEGIN.len() + text.len() + self.suites.len() * END_SUITE.len() + END.len();
        let limit = options.limit.or(Format::Junit.limit()).unwrap_or(usize::MAX);
        let left = limit.saturating_sub(around + self.bare);
        let frame = "      <system-out></system-out>\n".len();
        let share = |sizes: &[usize], most: usize, left: usize| {
            let mut sizes: Vec<usize> = sizes.iter().map(|size| (*size).min(most) + frame).collect();
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
        let [failed, other] = &self.outputs;
        let (of_failed, rest) = share(failed, FAILED, left);
        let (of_other, _) = share(other, OTHER, rest);
        self.rooms = Rooms { failed: of_failed.min(FAILED), other: of_other.min(OTHER) };
        let cut = |sizes: &[usize], room: usize| sizes.iter().filter(|size| room < LEAST || **size > room).count();
        let whole = |sizes: &[usize], room: usize| if room < LEAST { 0 } else { sizes.len() };
        self.left_out.outputs = Some(whole(failed, self.rooms.failed) + whole(other, self.rooms.other));
        self.left_out.cut = cut(failed, self.rooms.failed) + cut(other, self.rooms.other);
    }

    /// Writes the ends and beginnings of suites, up to that of this one.
    fn go_to(&mut self, suite: usize, options: &ExportOptions<'_>, out: &mut String) {
        let Phase::Writing(at) = &mut self.phase else { return };
        while *at < suite {
            if *at > 0 {
                out.push_str(END_SUITE);
            }
            if let Some(next) = self.suites.get(*at) {
                next.put(options, out);
            }
            *at += 1;
        }
    }
}

impl Writer for Junit {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        if matches!(self.phase, Phase::Reading) {
            if self.read(work, rows) {
                self.share(work.options);
                (self.cursor, self.names) = (Cursor::new(Order::WorstFirst), Names::default());
                self.phase = Phase::Writing(0);
                out.extend_from_slice(BEGIN.as_bytes());
            }
            return false;
        }
        let (mut cursor, mut names) =
            (std::mem::replace(&mut self.cursor, Cursor::new(Order::WorstFirst)), std::mem::take(&mut self.names));
        let mut text = String::new();
        let is_last = cursor.go(work.cx, work.selection, rows, |step| {
            self.go_to(step.of + 1, work.options, &mut text);
            let case = Case::new(work.cx, &step, &mut names, work.options);
            case.put(work, &self.suites[step.of].class(), Some(&self.rooms), &mut text);
        });
        (self.cursor, self.names) = (cursor, names);
        if is_last {
            self.go_to(self.suites.len(), work.options, &mut text);
            if !self.suites.is_empty() {
                text.push_str(END_SUITE);
            }
            text.push_str(END);
        }
        out.extend_from_slice(text.as_bytes());
        is_last
    }

    fn left_out(&self) -> LeftOut {
        self.left_out
    }
}

impl Suite {
    fn new(cx: &ViewContext<'_>, chosen: &Chosen, options: &ExportOptions<'_>) -> Self {
        let invocation = chosen.invocation(cx);
        let name = [
            fields::text(invocation, cx.readings, Name::CommandName),
            fields::id_text(invocation.invoke_id, cx.readings),
        ];
        let name: Vec<String> = name.into_iter().flatten().map(|name| all_hidden(options.redactor, name)).collect();
        let name = if name.is_empty() { cx.word("label.no-invoke-id") } else { name.join(" ") };
        Self { name, tests: 0, failures: 0, errors: 0, skipped: 0 }
    }

    /// Jenkins takes what stands before the last dot for a package.
    fn class(&self) -> String {
        self.name.replace('.', "_")
    }

    fn count(&mut self, result: &Result) {
        self.tests += 1;
        match result {
            Result::Passed => {}
            Result::Failure => self.failures += 1,
            Result::Error => self.errors += 1,
            Result::Skipped => self.skipped += 1,
        }
    }

    fn put(&self, options: &ExportOptions<'_>, out: &mut String) {
        out.push_str("  <testsuite");
        attribute(out, "name", &self.name);
        let numbers =
            [("tests", self.tests), ("failures", self.failures), ("errors", self.errors), ("skipped", self.skipped)];
        numbers.iter().for_each(|(name, number)| attribute(out, name, &number.to_string()));
        out.push_str(">\n");
        if let Some(redactor) = options.redactor {
            out.push_str("    <properties><property name=\"redaction\"");
            attribute(out, "value", redactor.version);
            out.push_str("/></properties>\n");
        }
    }
}

/// The names of a suite that are taken: GitLab passes over the second of a name.
#[derive(Default)]
struct Names {
    of: usize,
    taken: HashSet<String>,
}

fn printed(cx: &ViewContext<'_>, record: &Record, options: &ExportOptions<'_>) -> Option<String> {
    let content = output::content(cx, record, None)?;
    let text = content.text(cx.charsets).filter(|text| !text.is_empty())?;
    Some(hidden(options.redactor, &text).into_owned())
}

/// Why a case did not pass.
fn put_reason(
    cx: &ViewContext<'_>,
    (record, reason): (&Record, &Reason),
    element: &str,
    options: &ExportOptions<'_>,
    out: &mut String,
) {
    let label = all_hidden(options.redactor, reason.label(cx));
    let info = record.text(cx.readings, &[Name::ErrorInfo]).unwrap_or_default();
    let mut text = [labels::word(cx, record), info].map(|text| all_hidden(options.redactor, text)).join("\n");
    for (_, lack) in output::lacks(cx, record, None, None) {
        text = [&*text, "\n", &*lack.to_string()].concat();
    }
    out.push_str("      <");
    out.push_str(element);
    attribute(out, "message", &super::cut::middle(cx, &label, Room::of(1_000), &super::cut::units));
    attribute(out, "type", &all_hidden(options.redactor, reason.code.clone()));
    out.push('>');
    xml::put_cut(cx, out, &[&*label, "\n", &*text].concat(), 4_000);
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    xml::put(out, value, true);
    out.push('"');
}
