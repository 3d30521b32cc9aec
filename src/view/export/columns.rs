//! The flat row of a record: one table of columns, from which NDJSON, CSV, TSV, the HTML report, their schema and the table in
//! `docs/exports.md` come. Names and order are fixed; more columns may follow.

use std::borrow::Cow;

use super::redact::{Redactor, all_hidden, hidden};
use super::selection::Chosen;
use crate::charset::Charset;
use crate::model::{Instance, Record};
use crate::names::Name;
use crate::output::{Content, Encoding};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::parts::status;
use crate::view::report::json::Number;
use crate::view::rows::groups::{Difference, Differences, Groups};
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
    column("status", Type::Text, |row| row.owned(status::of_record(row.record, row.cx.readings))),
    column("legacyStatus", Type::Text, |row| row.owned(status::legacy_of_record(row.record, row.cx.readings))),
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

fn int(number: Option<i64>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Int)
}

/// What the rows of an invocation have in common.
pub struct Common<'r> {
    cx: &'r ViewContext<'r>,
    chosen: &'r Chosen,
    instances: &'r [Instance],
    redactor: Option<Redactor<'r>>,
    groups: &'r Groups,
    differences: Differences,
    invoke_id: Option<String>,
    command_id: Option<String>,
    command_name: Option<String>,
    computed: Option<&'static str>,
    reported: Option<String>,
    complete: Option<bool>,
}

impl<'r> Common<'r> {
    /// Of what was chosen of an invocation.
    pub(super) fn new(cx: &'r ViewContext<'r>, chosen: &'r Chosen, redactor: Option<Redactor<'r>>) -> Self {
        let invocation = chosen.invocation(cx);
        let overall = status::of_invocation(invocation, cx.readings);
        Self {
            cx,
            chosen,
            instances: cx.model.instances_of(invocation),
            redactor,
            groups: chosen.rows.groups(cx),
            differences: Differences::default(),
            invoke_id: fields::id_text(invocation.invoke_id, cx.readings),
            command_id: fields::text(invocation, cx.readings, Name::CommandId),
            command_name: fields::text(invocation, cx.readings, Name::CommandName),
            computed: overall.computed,
            reported: overall.reported,
            complete: invocation.complete,
        }
    }
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
    of: &'r Common<'r>,
    record: &'r Record,
    /// From 1, oldest first.
    number: u32,
    instance_id: Option<String>,
    output: Option<String>,
    printed: Option<Printed>,
    /// The group of its output, from 0: of the newest record of an instance.
    group: Option<u32>,
    redactor: Option<Redactor<'r>>,
}

impl<'r> Row<'r> {
    /// Of the n-th record of an instance by its index.
    pub fn new(of: &'r Common<'r>, instance: u32, (number, record): (u32, &'r Record)) -> Self {
        let (cx, redactor) = (of.cx, of.redactor);
        let content = output::content(cx, record, None);
        let printed = |content: &Content| Printed {
            encoding: content.encoding,
            charset: content.charset,
            bytes: content.bytes.len(),
        };
        let own = &of.instances[instance as usize];
        let is_newest = number as usize == cx.model.records_of(own).len();
        Self {
            cx,
            of,
            record,
            number,
            instance_id: fields::id_text(own.instance_id, cx.readings),
            output: content.as_ref().and_then(|content| content.text(cx.charsets)).map(Cow::into_owned),
            printed: content.as_ref().map(printed),
            group: of.groups.number(instance).ok().filter(|_| is_newest).map(|number| number - 1),
            redactor,
        }
    }

    /// What was to be hidden in the outputs is hidden before they are compared.
    fn difference(&self) -> Option<&str> {
        let Common { cx, chosen, redactor, differences, .. } = self.of;
        let own = || self.output.as_deref().map(|output| hidden(*redactor, output));
        match chosen.rows.difference_told(cx, (self.group?, &own), &|text| all_hidden(*redactor, text), differences) {
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

    fn field(&self, name: Name) -> Cell<'static> {
        self.owned(self.record.text(self.cx.readings, &[name]))
    }

    fn time(&self, names: &[Name]) -> Cell<'static> {
        self.owned(fields::time_text(self.record, self.cx.readings, names))
    }
}

/// Seconds as a number is written.
pub fn seconds(millis: i64) -> String {
    Number::seconds(millis).0
}
