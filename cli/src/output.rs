//! What one instance printed, as it was printed.

use std::io::{self, IsTerminal};

use invocation_inspector::Inspection;
use invocation_inspector::redaction;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::export::ExportOptions;
use invocation_inspector::view::export::markup::visible;
use invocation_inspector::view::export::redact::hidden;
use invocation_inspector::view::fields;
use invocation_inspector::view::page::output;

use crate::options::Options;
use crate::status::Status;
use crate::terminal;
use crate::words::{self, Language, Value};

/// So many places of an id are named.
const NAMED: usize = 3;

/// An instance, by the indices of its invocation and of itself.
type Place = (usize, usize);

/// Writes the newest output of the instance with this id, `i-…`, or `t-…/i-…` where several invocations have it: byte for byte, or at a
/// terminal as text of which everything is seen.
pub(crate) fn write(inspection: &Inspection, id: &str, options: &Options) -> io::Result<Status> {
    let (cx, language) = (inspection.context(), inspection.language());
    let (invocation, instance) = id.split_once('/').map_or((None, id), |(before, after)| (Some(before), after));
    let name = ("id", Value::Text(id));
    match places(&cx, invocation, instance)[..] {
        [] => {
            terminal::say(&words::text(language, "output.no-instance", &[name]));
            Ok(Status::Unusable)
        }
        [place] => one(inspection, place, options),
        ref several => {
            let named = several.iter().take(NAMED).map(|(invocation, _)| of_invocation(&cx, *invocation));
            let named: Vec<String> = named.map(|invocation| format!("{invocation}/{instance}")).collect();
            let ids = named.join(" ");
            let args = [name, ("n", Value::count(several.len())), ("ids", Value::Text(&ids))];
            terminal::say(&words::text(language, "output.several", &args));
            Ok(Status::Unusable)
        }
    }
}

fn of_invocation(cx: &ViewContext<'_>, invocation: usize) -> String {
    fields::id_text(cx.model.invocations[invocation].invoke_id, cx.readings).unwrap_or_default()
}

fn places(cx: &ViewContext<'_>, invocation: Option<&str>, instance: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, own) in cx.model.invocations.iter().enumerate() {
        if invocation.is_some_and(|wanted| of_invocation(cx, at) != wanted) {
            continue;
        }
        let instances = cx.model.instances_of(own).iter().enumerate();
        let is_it = |id: Option<String>| id.as_deref() == Some(instance);
        places.extend(
            instances.filter(|(_, one)| is_it(fields::id_text(one.instance_id, cx.readings))).map(|(n, _)| (at, n)),
        );
    }
    places
}

fn one(inspection: &Inspection, (invocation, instance): Place, options: &Options) -> io::Result<Status> {
    let cx = inspection.context();
    let records = cx.instance(invocation, instance).map_or(&[][..], |instance| cx.model.records_of(instance));
    let content = records.last().and_then(|record| output::content(&cx, record, None));
    let Some(content) = content.filter(|content| !content.bytes.is_empty()) else {
        let newest = records.len().saturating_sub(1);
        let detail = inspection.record(invocation, instance, newest, None);
        let why = detail.and_then(|detail| detail.output_absent).unwrap_or_default();
        terminal::say(&why.to_string());
        return Ok(Status::Succeeded);
    };
    let text = content.text(cx.charsets);
    let redaction = options.redact.then(redaction::Options::default);
    let is_terminal = io::stdout().is_terminal();
    let bytes = match text.filter(|_| is_terminal || redaction.is_some()) {
        Some(text) => inspection.redacted(ExportOptions::default(), redaction.as_ref(), |wanted| {
            let text = hidden(wanted.redactor, &text);
            if is_terminal { visible(&text).into_owned() + "\n" } else { text.into_owned() }.into_bytes()
        }),
        // What is no text is nothing that could be hidden in, or shown.
        None if is_terminal || redaction.is_some() => {
            terminal::say(&no_text(&cx, content.bytes.len(), inspection.language()));
            return Ok(Status::Succeeded);
        }
        None => content.bytes,
    };
    terminal::write(&bytes)?;
    Ok(Status::Succeeded)
}

fn no_text(cx: &ViewContext<'_>, bytes: usize, language: Language) -> String {
    let said = cx.text("export.no-text", &[("bytes", Value::count(bytes))]);
    [said, words::word(language, "output.to-file")].join(&cx.word("label.space"))
}
