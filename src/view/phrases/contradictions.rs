//! What contradicts what, in sentences.

use crate::consistency::{self, Finding};
use crate::model::Record;
use crate::view::context::ViewContext;
use crate::view::parts::diagnostic;
use crate::view::parts::message::Message;
use crate::words::phrase::Value;

/// What contradicts what first in some records of an instance, as a sentence.
pub fn first(cx: &ViewContext<'_>, records: &[Record]) -> Option<String> {
    let invocation = cx.model.instances[records.first()?.instance as usize].invocation;
    let facts = consistency::facts_of(&cx.model.invocations[invocation as usize], cx.readings);
    Some(message(cx, &consistency::first_of(records, &facts, cx.readings)?).text.to_string())
}

/// A contradiction in two sentences: what it is, and what to make of it.
pub fn message(cx: &ViewContext<'_>, finding: &Finding) -> Message {
    let args = diagnostic::values(finding.code, &finding.args);
    let sentence = |part: &str| cx.phrase(&format!("diagnostic.{}.{part}", finding.code.id()), &args);
    let (message, help) = (sentence("message"), sentence("help"));
    let args = [("message", Value::Phrase(&message)), ("help", Value::Phrase(&help))];
    Message { severity: finding.code.severity().as_str(), text: cx.phrase("label.contradiction", &args) }
}
