//! All outputs and commands at once, to be compared and searched.

use crate::charset::Charsets;
use crate::model::{Instance, Record};
use crate::output::Content;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;

/// All outputs and commands, one after the other.
#[derive(Default)]
pub struct Texts {
    /// What was printed: text in UTF-8, or bytes that are no text.
    pub bytes: Vec<u8>,
    /// Where each item ends.
    pub ends: Vec<u32>,
    /// Whether each item is there, and what it is.
    pub kinds: Vec<u8>,
    /// Which invocation each item is of.
    pub invocations: Vec<u32>,
    /// Which instance of it; `NONE` for its command.
    pub instances: Vec<u32>,
    /// Which record of that.
    pub records: Vec<u32>,
    /// `NaN` where there is none.
    pub exit_codes: Vec<f64>,
    /// What became of each: `FAILED`, `UNDECIDED`, `SUCCEEDED`.
    pub outcomes: Vec<u8>,
    /// Ids of the instances, one on a line.
    pub ids: String,
}

/// Neither instance nor record.
pub const NONE: u32 = u32::MAX;

/// It failed.
const FAILED: u8 = 0;
/// It goes on, was stopped, or nobody knows; also of a command.
const UNDECIDED: u8 = 1;
/// It succeeded.
const SUCCEEDED: u8 = 2;

const ABSENT: u8 = 0;

const TEXT: u8 = 1;

const BYTES: u8 = 2;

/// The outputs of an invocation, or of all, each instance's newest or every one; with every one come the commands.
pub fn texts(cx: &ViewContext<'_>, invocation: Option<usize>, newest: bool) -> Texts {
    // Memory is asked for once: what is in Base64 is a quarter longer than what it holds.
    let written = |record: &Record| record.output(cx.readings).map_or(0, |value| value.raw().len());
    let room = cx.model.records.iter().map(written).sum::<usize>() / 4 * 3;
    let mut texts = Texts { bytes: Vec::with_capacity(room), ..Texts::default() };
    let chosen = |at: usize| invocation.is_none_or(|wanted| wanted == at);
    for (at, one) in cx.model.invocations.iter().enumerate().filter(|(at, _)| chosen(*at)) {
        if !newest {
            let command = fields::command(one, cx.readings).map(|content| content.chosen(cx.charsets.chosen));
            texts.put(command.as_ref(), cx.charsets);
            texts.of(at, NONE, NONE, None, "");
            texts.outcomes.push(UNDECIDED);
        }
        for (number, instance) in cx.model.instances_of(one).iter().enumerate() {
            of_instance(cx, &mut texts, (at, number), instance, newest);
        }
    }
    texts
}

fn of_instance(
    cx: &ViewContext<'_>,
    texts: &mut Texts,
    (invocation, number): (usize, usize),
    instance: &Instance,
    newest: bool,
) {
    let records = cx.model.records_of(instance);
    let id = fields::id_text(instance.instance_id, cx.readings).unwrap_or_default();
    for (at, record) in records.iter().enumerate().skip(if newest { records.len().saturating_sub(1) } else { 0 }) {
        texts.put(output::content(cx, record, None).as_ref(), cx.charsets);
        texts.of(invocation, number as u32, at as u32, record.facts.exit_code, &id);
        texts.outcomes.push(outcome(record));
    }
}

/// Outputs of pairs of records, one after the other: of the reference and of the other, each with the instance and the record that it is of.
pub fn of_pairs<'r>(cx: &ViewContext<'_>, pairs: impl Iterator<Item = [(usize, &'r Record); 2]>) -> Texts {
    let mut texts = Texts::default();
    for (invocation, record) in pairs.flatten() {
        let instance = &cx.model.instances[record.instance as usize];
        let first = cx.model.invocations[invocation].instances.start;
        let at = cx.model.records_of(instance).iter().position(|own| own.row == record.row).unwrap_or_default();
        let id = fields::id_text(instance.instance_id, cx.readings).unwrap_or_default();
        texts.put(output::content(cx, record, None).as_ref(), cx.charsets);
        texts.of(invocation, record.instance - first, at as u32, record.facts.exit_code, &id);
        texts.outcomes.push(outcome(record));
    }
    texts
}

fn outcome(record: &Record) -> u8 {
    match record.facts.outcome {
        Outcome::Failed => FAILED,
        Outcome::Succeeded => SUCCEEDED,
        _ => UNDECIDED,
    }
}

impl Texts {
    fn put(&mut self, content: Option<&Content>, charsets: Charsets) {
        let text = content.and_then(|content| content.text(charsets));
        let kind = match (content, &text) {
            (None, _) => ABSENT,
            (Some(_), Some(_)) => TEXT,
            (Some(_), None) => BYTES,
        };
        let bytes = text.as_deref().map(str::as_bytes).or(content.map(|content| content.bytes.as_slice()));
        self.bytes.extend(bytes.unwrap_or_default());
        self.kinds.push(kind);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    fn of(&mut self, invocation: usize, instance: u32, record: u32, exit_code: Option<i64>, id: &str) {
        self.invocations.push(invocation as u32);
        self.instances.push(instance);
        self.records.push(record);
        self.exit_codes.push(exit_code.map_or(f64::NAN, |code| code as f64));
        // An id is one line, whatever stands in it.
        self.ids.extend(id.chars().map(|char| if char.is_control() { ' ' } else { char }));
        self.ids.push('\n');
    }
}
