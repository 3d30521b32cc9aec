//! The core as one thing: documents in, views out. What the boundary to JavaScript and native programs both use.

use std::cell::OnceCell;

use crate::charset::{Charset, Charsets};
use crate::consistency;
use crate::model::{Model, build};
use crate::reading::Reading;
use crate::room;
use crate::time::Time;
use crate::view::read;
use crate::view::repaired::{self, Repaired, Unwritten};
use crate::view::report::{self, Piece, Report};
use crate::view::say::Speech;
use crate::view::summary::OutputTotals;
use crate::words::Language;

/// Bytes that the model takes for a row, while it is built.
const OF_ROW: usize = 400;

/// How to inspect.
#[derive(Clone, Copy, Default, Debug)]
pub struct Options {
    /// Language of messages and explanations.
    pub language: Language,
    /// The time of reading; the core has no clock.
    pub now: Option<Time>,
    /// How outputs become text; the tables of older character sets are the host's.
    pub charsets: Charsets,
}

/// Documents that were read, and what they say together.
#[derive(Debug)]
pub struct Inspection {
    readings: Vec<Reading>,
    /// How many rows they have.
    rows: usize,
    model: OnceCell<Model>,
    options: Options,
}

/// Reads one document and does the whole job; total, whatever the bytes are.
///
/// ```
/// use invocation_inspector::{Options, inspect};
/// let text = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[
///     {"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Success","ExitCode":0,"Output":"aGkK"}]}}}"#;
/// let report = inspect(text.to_vec(), Options::default()).report();
/// assert_eq!(report.invocations[0].status.computed, Some("Success"));
/// ```
pub fn inspect(input: Vec<u8>, options: Options) -> Inspection {
    let mut inspection = Inspection { readings: Vec::new(), rows: 0, model: OnceCell::new(), options };
    inspection.add(input);
    inspection.model();
    inspection
}

impl Inspection {
    /// Merges another document: a further page, or the other API's answer to the same run. Judged when next asked.
    pub fn add(&mut self, input: Vec<u8>) {
        let (index, bytes) = (self.readings.len() as u32, input.len());
        let reading = Reading::new(input, index);
        let rows = self.rows + reading.rows();
        if room::is_left(rows.saturating_mul(OF_ROW)) {
            self.rows = rows;
            self.readings.push(reading);
        } else {
            drop(reading);
            self.readings.push(Reading::refused(bytes, index));
        }
        self.model = OnceCell::new();
    }

    /// Says everything in this language from now on.
    pub fn set_language(&mut self, language: Language) {
        self.options.language = language;
    }

    /// Reads every output in this character set from now on; `None`: each in its own.
    pub fn set_charset(&mut self, charset: Option<Charset>) {
        self.options.charsets.chosen = charset;
    }

    /// The documents, in the order given.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// What they say.
    pub fn model(&self) -> &Model {
        self.model.get_or_init(|| {
            let mut model = build::build(&self.readings);
            consistency::check(&self.readings, &mut model);
            model
        })
    }

    /// Everything, as plain data.
    pub fn report(&self) -> Report {
        report::report(&self.readings, self.model(), self.options.language, self.options.charsets)
    }

    /// The report without its invocations.
    pub fn outline(&self) -> Report {
        report::outline(&self.readings, self.model(), self.options.language)
    }

    /// The invocations of the report, piece by piece.
    pub fn pieces(&self, take: impl FnMut(Piece)) {
        report::pieces(&self.readings, self.model(), self.options.charsets, take);
    }

    /// Decodes every output, which otherwise waits until it is looked at, and counts.
    pub fn outputs(&self) -> OutputTotals {
        let mut totals = OutputTotals::default();
        for content in self.model().records.iter().filter_map(|record| read::output(record, &self.readings)) {
            totals.outputs += 1;
            totals.texts += u32::from(content.charset.is_some());
            totals.bytes += content.bytes.len() as u64;
        }
        totals
    }

    /// A document written strictly, with the places of its diagnostics in it.
    pub fn repaired(&self, source: usize) -> Result<Repaired, Unwritten> {
        let reading = self.readings.get(source).ok_or(Unwritten::Nothing)?;
        let places = report::diagnostics_of(reading, &self.model().sinks[source]);
        let places: Vec<u32> = places.iter().map(|diagnostic| diagnostic.span.start).collect();
        repaired::repaired(&reading.document, &places)
    }

    /// Sentences and rows about it.
    pub fn speech(&self) -> Speech<'_> {
        let Options { language, now, charsets } = self.options;
        Speech { language, now, charsets, readings: &self.readings, model: self.model() }
    }
}
