//! The report as JSON text, its instances made while they are written.

use std::cell::Cell;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::ser::{CharEscape, Formatter};

use super::changes;
use super::redact::{Redactor, hide_members};
use super::selection::Chosen;
use super::writer::{Work, Writer};
use crate::view::compare::Table;
use crate::view::report;

/// The report, and where it holds a part or was redacted, what became of it.
#[derive(Serialize)]
struct Exported<'a> {
    #[serde(flatten)]
    report: report::Report<&'a Hole>,
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<About<'a>>,
}

/// What tells a part from the whole: the statuses of the report are those of all instances.
#[derive(Serialize)]
struct About<'a> {
    invocation: Option<usize>,
    query: Option<&'a str>,
    /// Ids that were chosen.
    ids: Option<usize>,
    /// Instances that are here.
    instances: usize,
    of: usize,
    /// Version of the list of what is hidden.
    redaction: Option<&'a str>,
    /// With what the invocation is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<changes::About>,
}

/// An instance, and what became of it where it is compared.
#[derive(Serialize)]
struct Told<T> {
    #[serde(flatten)]
    instance: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<changes::InstanceChange>,
}

/// Stands where a list will, and tells what stands before and behind it.
#[derive(Default)]
struct Hole {
    /// Bytes that are written so far, and that were before the list.
    written: Cell<usize>,
    at: Cell<usize>,
}

impl Serialize for Hole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.at.set(self.written.get());
        serializer.serialize_unit()
    }
}

impl Hole {
    /// Writes what stands before the list and the list's beginning, and gives its end and what stands behind it.
    fn around(&self, value: &impl Serialize, redactor: Option<Redactor<'_>>, out: &mut Vec<u8>) -> Vec<u8> {
        let mut counting = Counting { out: Vec::new(), written: &self.written };
        put(value, redactor, &mut counting);
        let (before, rest) = counting.out.split_at(self.at.get());
        out.extend_from_slice(before);
        out.push(b'[');
        [b"]", &rest["null".len()..]].concat()
    }
}

/// Counts what it writes.
struct Counting<'a> {
    out: Vec<u8>,
    written: &'a Cell<usize>,
}

impl Write for Counting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.extend_from_slice(bytes);
        self.written.set(self.out.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value as JSON, with what is to be hidden hidden. Writing to memory cannot fail, and views hold nothing that has no JSON.
fn put(value: &impl Serialize, redactor: Option<Redactor<'_>>, out: impl Write) {
    let _ = match redactor {
        None => value.serialize(&mut serde_json::Serializer::new(out)),
        Some(redactor) => {
            let formatter = Hiding { redactor, text: String::new() };
            value.serialize(&mut serde_json::Serializer::with_formatter(out, formatter))
        }
    };
}

/// Records of an instance with more are written some at a time.
const MANY: usize = 100;

/// Writes the report, its instances made while they are written, so that it is nowhere as a whole.
#[derive(Default)]
pub(super) struct Json {
    /// What stands behind the invocations, once what stands before them is written.
    end: Option<Vec<u8>>,
    chosen: usize,
    here: Option<Here>,
}

/// Within an invocation.
struct Here {
    end: Vec<u8>,
    instance: usize,
    /// How many records of an instance with many are written, and what stands behind them.
    records: Option<(usize, Vec<u8>)>,
}

impl Json {
    fn begin(work: &Work<'_>, out: &mut Vec<u8>) -> Vec<u8> {
        let Work { cx, selection, options } = work;
        let changed = selection.is_part || options.redactor.is_some();
        let about = changed.then(|| About {
            invocation: options.invocation,
            query: options.query.as_deref(),
            ids: options.ids.as_ref().map(std::collections::HashSet::len),
            instances: selection.instances(),
            of: selection.comparison.as_deref().map_or(cx.model.instances.len(), Table::len),
            redaction: options.redactor.map(|redactor| redactor.version),
            comparison: selection.comparison.as_deref().map(|table| changes::About::new(cx, table)),
        });
        let hole = Hole::default();
        let mut report = report::around(cx, &hole);
        report.sources.iter_mut().for_each(|source| hide_members(options.redactor, &mut source.other));
        let exported = Exported { report, export: about };
        hole.around(&exported, options.redactor, out)
    }
}

impl Writer for Json {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        let cx = work.cx;
        let end = self.end.get_or_insert_with(|| Self::begin(work, out));
        let mut left = rows;
        while let Some(chosen) = work.selection.chosen.get(self.chosen) {
            let here = self.here.get_or_insert_with(|| {
                comma(self.chosen, out);
                let hole = Hole::default();
                let mut invocation = report::invocation(cx, chosen.rows.invocation, &hole);
                hide_members(work.options.redactor, &mut invocation.other);
                Here { end: hole.around(&invocation, work.options.redactor, out), instance: 0, records: None }
            });
            if !here.go(work, chosen, &mut left, out) {
                return false;
            }
            out.extend_from_slice(&here.end);
            self.chosen += 1;
            self.here = None;
        }
        out.extend_from_slice(end);
        out.push(b'\n');
        true
    }
}

impl Here {
    /// Whether the end of the invocation was reached.
    fn go(&mut self, work: &Work<'_>, chosen: &Chosen, left: &mut usize, out: &mut Vec<u8>) -> bool {
        let (cx, redactor) = (work.cx, work.options.redactor);
        while let Some(instance) = chosen.nth(cx, self.instance) {
            if *left == 0 {
                return false;
            }
            let records = cx.model.records_of(instance);
            if records.len() <= MANY {
                comma(self.instance, out);
                let mut instance = report::instance(cx, instance, records);
                instance.records.iter_mut().for_each(|record| hide_members(redactor, &mut record.other));
                let told = told(chosen, self.instance, instance);
                put(&told, redactor, &mut *out);
                *left = left.saturating_sub(records.len().max(1));
                self.instance += 1;
                continue;
            }
            let (at, end) = self.records.get_or_insert_with(|| {
                comma(self.instance, out);
                let hole = Hole::default();
                let told = told(chosen, self.instance, report::around_records(cx, instance, &hole));
                (0, hole.around(&told, redactor, out))
            });
            for record in records[*at..].iter().take(*left) {
                comma(*at, out);
                let mut record = report::record(cx, record);
                hide_members(redactor, &mut record.other);
                put(&record, redactor, &mut *out);
                *at += 1;
                *left -= 1;
            }
            if *at < records.len() {
                return false;
            }
            out.extend_from_slice(end);
            self.records = None;
            self.instance += 1;
        }
        true
    }
}

/// The n-th instance of those that leave, with what became of it.
fn told<T>(chosen: &Chosen, n: usize, instance: T) -> Told<T> {
    let (table, index) = (chosen.comparison.as_deref(), chosen.instances.get(n));
    let told = table.zip(index).and_then(|(table, index)| table.told(chosen.rows.invocation, *index));
    Told { instance, comparison: told.map(changes::InstanceChange::from) }
}

fn comma(at: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
}

/// Puts each text together before it is written, so that what is hidden is found whatever its escapes.
struct Hiding<'a> {
    redactor: Redactor<'a>,
    text: String,
}

impl Hiding<'_> {
    fn put<W: ?Sized + Write>(&self, out: &mut W, text: &str) -> io::Result<()> {
        serde_json::to_writer(out, &*(self.redactor.hide)(text)).map_err(io::Error::from)
    }
}

/// Numbers of fewer digits say nothing of anybody.
const DIGITS: usize = 11;

impl Hiding<'_> {
    /// A number, or the text that stands for it.
    fn number<W: ?Sized + Write>(&self, out: &mut W, number: &str) -> io::Result<()> {
        if number.len() < DIGITS || (self.redactor.hide)(number) == number {
            out.write_all(number.as_bytes())
        } else {
            self.put(out, number)
        }
    }
}

impl Formatter for Hiding<'_> {
    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.clear();
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, _: &mut W, fragment: &str) -> io::Result<()> {
        self.text.push_str(fragment);
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, _: &mut W, escape: CharEscape) -> io::Result<()> {
        self.text.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.put(out, &self.text)
    }

    /// A number may be somebody's; those of the report itself are shorter.
    fn write_i64<W: ?Sized + Write>(&mut self, out: &mut W, number: i64) -> io::Result<()> {
        self.number(out, &number.to_string())
    }

    /// Outputs are written whole (`report::json::whole`), and numbers as they came.
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        match serde_json::from_str::<String>(fragment) {
            Ok(text) => self.put(out, &text),
            Err(_) => self.number(out, fragment),
        }
    }
}
