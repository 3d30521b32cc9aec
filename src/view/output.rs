//! Outputs and commands as they are shown: their text, how they were read and why, and all of them at once to be compared
//! and searched.

use serde::Serialize;

use super::say::Speech;
use super::summary::{Note, notes};
use super::{json, read, report};
use crate::charset::{Charset, Charsets, Evidence};
use crate::diagnostic::Severity;
use crate::model::{Instance, Record};
use crate::names::Name;
use crate::output::{Content, Encoding, Ending};
use crate::words::phrase::{Phrase, Value};

/// See `boundary.d.ts`, as all types here. In the report.
#[derive(Serialize, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutputView {
    pub encoding: &'static str,
    pub charset: Option<&'static str>,
    #[serde(serialize_with = "json::output")]
    pub text: Option<String>,
    pub bytes: usize,
    pub dropped: Option<i64>,
}

/// On the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutputDetail {
    #[serde(flatten)]
    pub output: OutputView,
    pub encoding_reason: &'static str,
    pub charset_reason: &'static str,
    pub more: bool,
    pub label: String,
    pub notes: Vec<Note>,
}

/// All outputs and commands, one behind the other.
#[derive(Default)]
pub struct Texts {
    /// What was printed: text in UTF-8, or bytes that are no text.
    pub bytes: Vec<u8>,
    /// Where each item ends.
    pub ends: Vec<u32>,
    /// Whether each item is there, and what it is.
    pub kinds: Vec<u8>,
    /// Which run each item is of.
    pub invocations: Vec<u32>,
    /// Which instance of it; `NONE` for its command.
    pub instances: Vec<u32>,
    /// Which record of that.
    pub records: Vec<u32>,
    /// `NaN` where there is none.
    pub exit_codes: Vec<f64>,
    /// Ids of the instances, one on a line.
    pub ids: String,
}

/// Neither instance nor record.
pub const NONE: u32 = u32::MAX;

const ABSENT: u8 = 0;
const TEXT: u8 = 1;
const BYTES: u8 = 2;

/// So many bytes of an output stand in a view; of a longer one the beginning, which is more than anybody reads.
const PRINTED: usize = 1 << 20;

fn encoding(content: &Content) -> &'static str {
    match content.encoding {
        Encoding::Base64 => "base64",
        Encoding::Plain => "plain",
    }
}

/// For the report.
pub fn view(content: &Content, dropped: Option<i64>, charsets: Charsets) -> OutputView {
    let text = content.text(charsets);
    OutputView {
        encoding: encoding(content),
        charset: content.charset.filter(|_| text.is_some()).map(Charset::label),
        text: text.map(std::borrow::Cow::into_owned),
        bytes: content.bytes.len(),
        dropped,
    }
}

impl Speech<'_> {
    /// A record's output, in the character set that was chosen for it, else for all, else as it was recognized.
    fn content(&self, record: &Record, chosen: Option<Charset>) -> Option<Content> {
        let content = read::output(record, self.readings)?;
        Some(content.chosen(chosen.or(self.charsets.chosen)))
    }

    /// A record's output, if it printed anything. `recurring`: of a command that recurs.
    pub(super) fn record_output(
        &self,
        record: &Record,
        recurring: Option<bool>,
        chosen: Option<Charset>,
    ) -> Option<OutputDetail> {
        let content = self.content(record, chosen).filter(|content| !content.bytes.is_empty())?;
        let dropped = record.int(self.readings, Name::Dropped);
        let mut detail = self.detail(&content, dropped);
        if let Some(n) = dropped.filter(|n| *n > 0) {
            let n = self.language.number(n.unsigned_abs());
            let key = match recurring {
                Some(true) => "output.dropped.recurring",
                Some(false) => "output.dropped.once",
                None => "output.dropped",
            };
            let lost = [self.phrase(key, &[("n", Value::Text(&n))]), self.phrase("output.dropped.do", &[])];
            let text = Phrase::join(&lost, &self.language.word("label.space"));
            detail.notes.push(Note { severity: report::severity(Severity::Warning), text });
        }
        Some(detail)
    }

    /// A command.
    pub(super) fn command_output(&self, content: Content) -> OutputDetail {
        self.detail(&content.chosen(self.charsets.chosen), None)
    }

    /// The same of the beginning alone, up to the end of a line, if there is one.
    fn beginning(&self, content: &Content, dropped: Option<i64>) -> OutputView {
        let head = &content.bytes[..PRINTED];
        let wide = matches!(content.charset, Some(Charset::Utf16Le | Charset::Utf16Be));
        let line = head.iter().rposition(|byte| *byte == b'\n').filter(|_| !wide);
        let bytes = head[..line.map_or(PRINTED, |line| line + 1)].to_vec();
        let part = Content { bytes, ..*content };
        OutputView { bytes: content.bytes.len(), ..view(&part, dropped, self.charsets) }
    }

    fn detail(&self, content: &Content, dropped: Option<i64>) -> OutputDetail {
        let more = content.bytes.len() > PRINTED;
        let output = if more { self.beginning(content, dropped) } else { view(content, dropped, self.charsets) };
        let bytes = self.language.number(content.bytes.len() as u64);
        let name = match (content.charset, output.charset) {
            (Some(_), Some(label)) => label.to_ascii_uppercase(),
            (Some(charset), None) => self.say("output.no-table", &[("charset", charset.label())]),
            (None, _) => self.language.word("output.binary"),
        };
        let mut label = vec![name, self.say("output.bytes", &[("n", &bytes)])];
        if content.encoding == Encoding::Base64 {
            label.push(self.language.word("output.base64"));
        }
        let mut said = Vec::new();
        let mut note = |severity, key| said.push((severity, self.phrase(key, &[])));
        match content.ending {
            Ending::Whole => {}
            Ending::Masked => note(Severity::Info, "output.masked"),
            Ending::Missing => note(Severity::Warning, "output.missing-end"),
        }
        match content.evidence {
            Evidence::Pairs => note(Severity::Info, "output.guessed"),
            Evidence::Cut => note(Severity::Info, "output.split"),
            Evidence::Damaged => note(Severity::Warning, "output.damaged"),
            Evidence::Mark
            | Evidence::Strict
            | Evidence::Zeros
            | Evidence::Chosen
            | Evidence::Text
            | Evidence::Nothing => {}
        }
        OutputDetail {
            output,
            encoding_reason: content.reason.id(),
            charset_reason: content.evidence.id(),
            more,
            label: label.join(&self.language.word("label.comma")),
            notes: notes(said),
        }
    }

    /// The bytes that a record's machine printed.
    pub fn output_bytes(&self, invocation: usize, instance: usize, record: usize) -> Option<Vec<u8>> {
        let record = self.model.records_of(self.find(invocation, instance)?).get(record)?;
        read::output(record, self.readings).map(|content| content.bytes)
    }

    /// The bytes of a run's command.
    pub fn command_bytes(&self, invocation: usize) -> Option<Vec<u8>> {
        read::command(self.model.invocations.get(invocation)?, self.readings).map(|content| content.bytes)
    }

    /// The outputs of a run, or of all, each instance's newest or every one; with every one come the commands.
    pub fn texts(&self, invocation: Option<usize>, newest: bool) -> Texts {
        // Memory is asked for once: what is in Base64 is a quarter longer than what it holds.
        let written = |record: &Record| record.output(self.readings).map_or(0, |value| value.raw().len());
        let room = self.model.records.iter().map(written).sum::<usize>() / 4 * 3;
        let mut texts = Texts { bytes: Vec::with_capacity(room), ..Texts::default() };
        let chosen = |at: usize| invocation.is_none_or(|wanted| wanted == at);
        for (at, run) in self.model.invocations.iter().enumerate().filter(|(at, _)| chosen(*at)) {
            if !newest {
                let command = read::command(run, self.readings).map(|content| content.chosen(self.charsets.chosen));
                texts.put(command.as_ref(), self.charsets);
                texts.of(at, NONE, NONE, None, "");
            }
            for (number, instance) in self.model.instances_of(run).iter().enumerate() {
                self.texts_of(&mut texts, (at, number), instance, newest);
            }
        }
        texts
    }

    fn texts_of(&self, texts: &mut Texts, (run, number): (usize, usize), instance: &Instance, newest: bool) {
        let records = self.model.records_of(instance);
        let id = read::place_text(instance.instance_id, self.readings).unwrap_or_default();
        for (at, record) in records.iter().enumerate().skip(if newest { records.len().saturating_sub(1) } else { 0 }) {
            texts.put(self.content(record, None).as_ref(), self.charsets);
            texts.of(run, number as u32, at as u32, record.exit_code, &id);
        }
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
