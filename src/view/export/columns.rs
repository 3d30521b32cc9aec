//! The flat row of a record: one table of columns, from which NDJSON, CSV, TSV, the HTML report, their schema and the table in
//! `docs/exports.md` come. Names and order are fixed; more columns may follow.

use std::borrow::Cow;

use super::common::Common;
use super::cursor::Step;
use super::redact::{Redactor, all_hidden, hidden};
use super::selection::{Chosen, Selection};
use crate::charset::Charset;
use crate::model::Record;
use crate::names::Name;
use crate::output::{Content, Encoding};
use crate::view::compare::Told;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::parts::status;
use crate::view::report::json::Number;
use crate::view::rows::groups::Difference;
use crate::view::rows::reason;

/// The value of a column.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell<'a> {
    /// The responses do not have it.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Seconds.
    Seconds(i64),
    /// A word of our own.
    Word(&'static str),
    /// A text of the responses, redacted where that is asked for.
    Text(Cow<'a, str>),
}

/// What values a column has, beside null.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Any text.
    Text,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A truth value.
    Boolean,
}

/// A column: `column.<name>` is its meaning in the catalogue.
pub struct Column {
    /// The name of the member, and in the heading.
    pub name: &'static str,
    /// What values it has.
    pub kind: Type,
    /// In which unit a number is.
    pub unit: Option<&'static str>,
    get: for<'a> fn(&'a Row<'_>) -> Cell<'a>,
}

impl Column {
    /// Its value in a row.
    pub fn get<'a>(&self, row: &'a Row<'_>) -> Cell<'a> {
        (self.get)(row)
    }

    /// What it holds, in words.
    pub fn meaning(&self, cx: &ViewContext<'_>) -> String {
        cx.word(&["column.", self.name].concat())
    }
}

const fn column(name: &'static str, kind: Type, get: for<'a> fn(&'a Row<'_>) -> Cell<'a>) -> Column {
    Column { name, kind, unit: None, get }
}

const fn counted(
    name: &'static str,
    kind: Type,
    unit: &'static str,
    get: for<'a> fn(&'a Row<'_>) -> Cell<'a>,
) -> Column {
    Column { name, kind, unit: Some(unit), get }
}

/// Every outcome of a record.
const OUTCOMES: &[&str] =
    &["pending", "scheduled", "running", "stopping", "succeeded", "failed", "stopped", "finished", "unknown"];

/// Every column, in their order.
pub const COLUMNS: &[Column] = &[
    column("invokeId", Type::Text, |row| row.text(row.of.invoke_id.as_deref())),
    column("instanceId", Type::Text, |row| row.text(row.instance_id.as_deref())),
    column("commandId", Type::Text, |row| row.text(row.of.command_id.as_deref())),
    column("commandName", Type::Text, |row| row.text(row.of.command_name.as_deref())),
    column("status", Type::Text, |row| row.said(status::of_record(row.record, row.cx.readings))),
    column("legacyStatus", Type::Text, |row| row.said(status::legacy_of_record(row.record, row.cx.readings))),
    column("outcome", Type::Words(OUTCOMES), |row| Cell::Word(row.record.facts.outcome.as_str())),
    column("exitCode", Type::Integer, |row| int(row.record.facts.exit_code)),
    column("errorCode", Type::Text, |row| row.field(Name::ErrorCode)),
    column("errorInfo", Type::Text, |row| row.field(Name::ErrorInfo)),
    column("reason", Type::Text, |row| row.owned(reason::of_execution(row.cx, row.record).map(|reason| reason.code))),
    column("startTime", Type::Text, |row| row.time(&[Name::StartTime])),
    column("finishTime", Type::Text, |row| row.time(fields::FINISH)),
    column("stopTime", Type::Text, |row| row.time(&[Name::StopTime])),
    counted("durationSeconds", Type::Number, "s", |row| {
        fields::duration(row.record, row.cx.readings).map_or(Cell::Null, Cell::Seconds)
    }),
    column("repeats", Type::Integer, |row| int(row.record.int(row.cx.readings, Name::Repeats))),
    counted("dropped", Type::Integer, "bytes", |row| int(row.record.int(row.cx.readings, Name::Dropped))),
    column("output", Type::Text, |row| row.text(row.output.as_deref())),
    column("outputEncoding", Type::Words(&["base64", "plain"]), |row| {
        row.printed.map_or(Cell::Null, Printed::encoding)
    }),
    column("outputCharset", Type::Text, |row| row.printed.map_or(Cell::Null, |printed| printed.charset(row))),
    counted("outputBytes", Type::Integer, "bytes", |row| {
        int(row.printed.and_then(|printed| printed.bytes.try_into().ok()))
    }),
    column("invocationStatus", Type::Text, |row| row.of.computed.map_or(Cell::Null, Cell::Word)),
    column("invocationStatusReported", Type::Text, |row| row.text(row.of.reported.as_deref())),
    column("complete", Type::Boolean, |row| row.of.complete.map_or(Cell::Null, Cell::Bool)),
    column("source", Type::Integer, |row| Cell::Int(row.record.row.reading.into())),
    column("execution", Type::Integer, |row| Cell::Int(row.number.into())),
    column("redaction", Type::Text, |row| {
        row.redactor.map_or(Cell::Null, |redactor| Cell::Text(Cow::Borrowed(redactor.version)))
    }),
    column("group", Type::Integer, |row| row.group.map_or(Cell::Null, |group| Cell::Int(i64::from(group) + 1))),
    column("difference", Type::Text, |row| row.text(row.difference())),
];

/// Every change of an instance.
const CHANGED: &[&str] =
    &["new-failed", "still-failed", "fixed", "still-good", "no-result", "only-before", "only-after", "unknown"];

/// What stands behind them where the rows are compared with a reference, and nowhere else.
pub const COMPARED: &[Column] = &[
    column("change", Type::Words(CHANGED), |row| {
        row.told.as_ref().map_or(Cell::Null, |told| Cell::Word(told.change.as_str()))
    }),
    column("changed", Type::Text, |row| row.owned(row.told.as_ref().map(|told| told.aspects.join(" ")))),
    column("referenceOutcome", Type::Words(OUTCOMES), |row| {
        let before = row.told.as_ref().and_then(|told| told.outcomes[0]);
        before.map_or(Cell::Null, |outcome| Cell::Word(outcome.as_str()))
    }),
    column("referenceInvokeId", Type::Text, |row| row.text(row.of.reference.as_deref())),
];

/// The columns of what leaves.
pub(super) fn columns(selection: &Selection) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().chain(if selection.comparison.is_some() { COMPARED } else { &[] })
}

fn int(number: Option<i64>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Int)
}

/// How an output is written.
#[derive(Clone, Copy)]
struct Printed {
    encoding: Encoding,
    charset: Option<Charset>,
    bytes: usize,
}

impl Printed {
    fn encoding(self) -> Cell<'static> {
        Cell::Word(match self.encoding {
            Encoding::Base64 => "base64",
            Encoding::Plain => "plain",
        })
    }

    fn charset(self, row: &Row<'_>) -> Cell<'static> {
        self.charset.filter(|_| row.output.is_some()).map_or(Cell::Null, |charset| Cell::Word(charset.label()))
    }
}

/// A record with what is read of it once.
pub struct Row<'r> {
    cx: &'r ViewContext<'r>,
    of: &'r Common,
    chosen: &'r Chosen,
    record: &'r Record,
    /// From 1, oldest first.
    number: u32,
    instance_id: Option<Cow<'r, str>>,
    output: Option<String>,
    printed: Option<Printed>,
    /// The group of its output, from 0: of the newest record of an instance.
    group: Option<u32>,
    /// What became of its instance, where this is the record that counts.
    told: Option<Told>,
    redactor: Option<Redactor<'r>>,
}

impl<'r> Row<'r> {
    /// Of a record on the way.
    pub(super) fn new(cx: &'r ViewContext<'r>, step: &Step<'r>, redactor: Option<Redactor<'r>>) -> Self {
        let Step { chosen, common, index, instance: own, record: (number, record), .. } = *step;
        let content = output::content(cx, record, None);
        let printed = |content: &Content| Printed {
            encoding: content.encoding,
            charset: content.charset,
            bytes: content.bytes.len(),
        };
        let is_newest = number as usize == cx.model.records_of(own).len();
        Self {
            cx,
            of: common,
            chosen,
            record,
            number,
            instance_id: fields::id(own.instance_id, cx.readings),
            printed: content.as_ref().map(printed),
            output: content.and_then(|content| content.into_text(cx.charsets)),
            told: chosen.told(cx, index, own.records.start + number - 1),
            group: chosen.rows.groups(cx).number(index).ok().filter(|_| is_newest).map(|number| number - 1),
            redactor,
        }
    }

    /// What was to be hidden in the outputs is hidden before they are compared.
    fn difference(&self) -> Option<&str> {
        let Self { cx, of, chosen, redactor, .. } = self;
        let own = || self.output.as_deref().map(|output| hidden(*redactor, output));
        match chosen.rows.difference_told(cx, (self.group?, &own), &|text| all_hidden(*redactor, text), &of.differences)
        {
            Difference::Line(_, text) => Some(text),
            _ => None,
        }
    }

    fn text<'a>(&self, text: Option<&'a str>) -> Cell<'a> {
        text.map_or(Cell::Null, |text| Cell::Text(hidden(self.redactor, text)))
    }

    fn owned(&self, text: Option<String>) -> Cell<'static> {
        text.map_or(Cell::Null, |text| Cell::Text(Cow::Owned(all_hidden(self.redactor, text))))
    }

    fn said<'a>(&self, text: Option<Cow<'a, str>>) -> Cell<'a> {
        match text {
            Some(Cow::Borrowed(text)) => self.text(Some(text)),
            text => self.owned(text.map(Cow::into_owned)),
        }
    }

    fn field(&self, name: Name) -> Cell<'_> {
        self.said(self.record.said(self.cx.readings, &[name]))
    }

    fn time(&self, names: &[Name]) -> Cell<'_> {
        self.said(fields::time_text(self.record, self.cx.readings, names))
    }
}

/// Seconds as a number is written.
pub fn seconds(millis: i64) -> String {
    Number::seconds(millis).0
}
