//! An output or a command on the page: its text, how it was read and why.

use serde::Serialize;

use crate::charset::{Charset, Evidence};
use crate::diagnostic::Severity;
use crate::model::Record;
use crate::names::Name;
use crate::output::{Content, Encoding, Ending};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::message::{Message, messages};
use crate::view::report::output::{Output, view};
use crate::words::phrase::{Phrase, Value};

/// On the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct OutputDetail {
    #[serde(flatten)]
    pub output: Output,
    pub encoding_reason: &'static str,
    pub charset_reason: &'static str,
    pub more: bool,
    pub label: String,
    pub notes: Vec<Message>,
}

/// So many bytes of an output stand in a view; of a longer one the beginning, which is more than anybody reads.
const PRINTED: usize = 1 << 20;

/// A record's output, in the character set that was chosen for it, else for all, else as it was recognized.
pub fn content(cx: &ViewContext<'_>, record: &Record, chosen: Option<Charset>) -> Option<Content> {
    let content = record.content(cx.readings)?;
    Some(content.chosen(chosen.or(cx.charsets.chosen)))
}

/// A record's output, if it printed anything. `recurring`: of a command that recurs.
pub fn of_record(
    cx: &ViewContext<'_>,
    record: &Record,
    recurring: Option<bool>,
    chosen: Option<Charset>,
) -> Option<OutputDetail> {
    let content = content(cx, record, chosen).filter(|content| !content.bytes.is_empty())?;
    let mut detail = detail(cx, &content, record.int(cx.readings, Name::Dropped));
    if let Some((severity, lost)) = dropped(cx, record, recurring) {
        let text = Phrase::join(&[lost, cx.phrase("output.dropped.do", &[])], &cx.word("label.space"));
        detail.notes.push(Message { severity: severity.as_str(), text });
    }
    Some(detail)
}

/// A command.
pub fn of_command(cx: &ViewContext<'_>, content: Content) -> OutputDetail {
    detail(cx, &content.chosen(cx.charsets.chosen), None)
}

/// What is said of an output that is not whole here, which may be none: that its end is missing, and what the service dropped.
pub fn lacks(
    cx: &ViewContext<'_>,
    record: &Record,
    recurring: Option<bool>,
    content: Option<&Content>,
) -> Vec<(Severity, Phrase)> {
    let ending = content.and_then(|content| ending(cx, content));
    ending.into_iter().chain(dropped(cx, record, recurring)).collect()
}

/// How much of an output the service dropped.
fn dropped(cx: &ViewContext<'_>, record: &Record, recurring: Option<bool>) -> Option<(Severity, Phrase)> {
    let n = record.int(cx.readings, Name::Dropped).filter(|n| *n > 0)?;
    let key = if recurring == Some(false) { "output.dropped.once" } else { "output.dropped" };
    Some((Severity::Warning, cx.phrase(key, &[("n", Value::Count(n.unsigned_abs()))])))
}

/// What is said of a text whose end is not here.
fn ending(cx: &ViewContext<'_>, content: &Content) -> Option<(Severity, Phrase)> {
    let (severity, key) = match content.ending {
        Ending::Whole => return None,
        Ending::Masked => (Severity::Info, "output.masked"),
        Ending::Missing => (Severity::Warning, "output.missing-end"),
        Ending::Cut => (Severity::Warning, "output.cut"),
    };
    Some((severity, cx.phrase(key, &[])))
}

fn detail(cx: &ViewContext<'_>, content: &Content, dropped: Option<i64>) -> OutputDetail {
    let more = content.bytes.len() > PRINTED;
    let output = if more { beginning(cx, content, dropped) } else { view(content, dropped, cx.charsets) };
    let name = match (content.charset, output.charset) {
        (Some(_), Some(label)) => label.to_ascii_uppercase(),
        (Some(charset), None) => cx.text("output.no-table", &[("charset", Value::Text(charset.label()))]),
        (None, _) => cx.word("output.binary"),
    };
    let mut label = vec![name, cx.text("output.bytes", &[("n", Value::count(content.bytes.len()))])];
    if content.encoding == Encoding::Base64 {
        label.push(cx.word("output.base64"));
    }
    let mut remarks = Vec::new();
    remarks.extend(ending(cx, content));
    let mut remark = |severity, key| remarks.push((severity, cx.phrase(key, &[])));
    match content.evidence {
        Evidence::Script => remark(Severity::Info, "output.guessed.utf-16"),
        Evidence::Pairs => remark(Severity::Info, "output.guessed"),
        Evidence::Cut => remark(Severity::Info, "output.split"),
        Evidence::Damaged => remark(Severity::Warning, "output.damaged"),
        Evidence::Mark | Evidence::Strict | Evidence::Zeros | Evidence::Chosen | Evidence::Text | Evidence::Nothing => {
        }
    }
    OutputDetail {
        output,
        encoding_reason: content.reason.id(),
        charset_reason: content.evidence.id(),
        more,
        label: label.join(&cx.word("label.comma")),
        notes: messages(remarks),
    }
}

/// The same of the beginning alone, up to the end of a line, if there is one.
fn beginning(cx: &ViewContext<'_>, content: &Content, dropped: Option<i64>) -> Output {
    let head = &content.bytes[..PRINTED];
    let wide = matches!(content.charset, Some(Charset::Utf16Le | Charset::Utf16Be));
    let line = head.iter().rposition(|byte| *byte == b'\n').filter(|_| !wide);
    let bytes = head[..line.map_or(PRINTED, |line| line + 1)].to_vec();
    let part = Content { bytes, alternative: None, ..*content };
    Output { bytes: content.bytes.len(), ..view(&part, dropped, cx.charsets) }
}

/// The bytes that a record's machine printed.
pub fn record_bytes(cx: &ViewContext<'_>, invocation: usize, instance: usize, record: usize) -> Option<Vec<u8>> {
    let record = cx.model.records_of(cx.instance(invocation, instance)?).get(record)?;
    record.content(cx.readings).map(|content| content.bytes)
}

/// The bytes of an invocation's command.
pub fn command_bytes(cx: &ViewContext<'_>, invocation: usize) -> Option<Vec<u8>> {
    fields::command(cx.model.invocations.get(invocation)?, cx.readings).map(|content| content.bytes)
}
