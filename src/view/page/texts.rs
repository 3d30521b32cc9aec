//! All outputs and commands, at once or part by part, to be compared and searched.

use std::ops::Range;

use crate::charset::Charsets;
use crate::model::{Instance, Invocation, Record};
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

/// Which of the items are wanted.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Only those of these instances, in this order, and no command.
    pub instances: Option<&'a [u32]>,
    /// From this one of them on, up to another, which is not included.
    pub start: usize,
    /// That other one.
    pub end: usize,
}

impl Part<'_> {
    /// All of them.
    pub const WHOLE: Self = Self { instances: None, start: 0, end: usize::MAX };

    /// Of so many items, the first of which is the `at`-th, those that are in it.
    fn of(&self, at: usize, items: usize) -> Range<usize> {
        self.start.saturating_sub(at).min(items)..self.end.saturating_sub(at).min(items)
    }
}

/// The outputs of an invocation, or of all, each instance's newest or every one; with every one come the commands.
pub fn texts(cx: &ViewContext<'_>, invocation: Option<usize>, newest: bool, part: Part<'_>) -> Texts {
    let mut texts = Texts::default();
    if part.instances.is_none() && part.end == usize::MAX {
        // Memory is asked for once: what is in Base64 is a quarter longer than what it holds.
        let written = |record: &Record| record.output(cx.readings).map_or(0, |value| value.raw().len());
        texts.bytes.reserve(cx.model.records.iter().map(written).sum::<usize>() / 4 * 3);
    }
    // How many items stand before the one that comes next.
    let mut before = 0;
    let chosen = |at: usize| invocation.is_none_or(|wanted| wanted == at);
    for (at, one) in cx.model.invocations.iter().enumerate().filter(|(at, _)| chosen(*at)) {
        if !newest && part.instances.is_none() {
            if !part.of(before, 1).is_empty() {
                texts.command(cx, at, one);
            }
            before += 1;
        }
        let all = cx.model.instances_of(one);
        for place in 0..part.instances.map_or(all.len(), <[u32]>::len) {
            if before >= part.end {
                return texts;
            }
            let number = part.instances.map_or(place, |list| list[place] as usize);
            let Some(instance) = all.get(number) else { continue };
            let records = cx.model.records_of(instance).len();
            let skipped = if newest { records.saturating_sub(1) } else { 0 };
            let wanted = part.of(before, records - skipped);
            texts.instance(cx, (at, number), instance, skipped + wanted.start..skipped + wanted.end);
            before += records - skipped;
        }
    }
    texts
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
    fn command(&mut self, cx: &ViewContext<'_>, at: usize, invocation: &Invocation) {
        let command = fields::command(invocation, cx.readings).map(|content| content.chosen(cx.charsets.chosen));
        self.put(command.as_ref(), cx.charsets);
        self.of(at, NONE, NONE, None, "");
        self.outcomes.push(UNDECIDED);
    }

    fn instance(
        &mut self,
        cx: &ViewContext<'_>,
        (invocation, number): (usize, usize),
        instance: &Instance,
        wanted: Range<usize>,
    ) {
        if wanted.is_empty() {
            return;
        }
        let id = fields::id_text(instance.instance_id, cx.readings).unwrap_or_default();
        for at in wanted {
            let record = &cx.model.records_of(instance)[at];
            self.put(output::content(cx, record, None).as_ref(), cx.charsets);
            self.of(invocation, number as u32, at as u32, record.facts.exit_code, &id);
            self.outcomes.push(outcome(record));
        }
    }

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
