//! The instances that failed, by ids that can be asked for again.

use serde::Serialize;

use crate::model::Invocation;
use crate::names::Name;
use crate::output::Ending;
use crate::response::scalar;
use crate::status::Outcome;
use crate::view::command::{self, Command, Id, Token, Unfit};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::report::json;
use crate::words::phrase::{Phrase, Value};

/// The instances that failed, by their ids.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct FailedIds {
    pub count: usize,
    pub note: Option<Phrase>,
}

/// Ids of the instances of an invocation that failed: one on each line, as JSON, or as parameters of a call. What is no id, or
/// is masked, is left out; `failed` says so.
pub fn failed_ids(cx: &ViewContext<'_>, invocation: usize, form: &str) -> Option<String> {
    let invocation = cx.model.invocations.get(invocation)?;
    written(cx, invocation, failed_instances(cx, invocation), form)
}

/// The same of the instances at these indices; those to be stopped are those that go on.
pub fn ids_of(cx: &ViewContext<'_>, invocation: usize, rows: &[u32], form: &str) -> Option<String> {
    let instances = rows.iter().filter_map(|row| cx.instance(invocation, *row as usize));
    let asked = instances.filter(|instance| form != "stop" || instance.outcome.is_active());
    let ids = asked.map(|instance| fields::id_text(instance.instance_id, cx.readings));
    written(cx, cx.model.invocations.get(invocation)?, ids, form)
}

/// `None`: the command, or the invocation, has no id that could be asked for.
fn written(
    cx: &ViewContext<'_>,
    invocation: &Invocation,
    ids: impl Iterator<Item = Option<String>>,
    form: &str,
) -> Option<String> {
    let ids: Vec<Id> = ids.filter_map(|id| Id::read(&id?).ok()).collect();
    let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
    let own = |text: Option<String>| text.and_then(|text| Id::read(&text).ok());
    Some(match form {
        "json" => json::write(&texts),
        // A line for each call.
        "parameters" => ids.chunks(INVOKED).map(command::parameters).collect::<Vec<_>>().join("\n"),
        // Of another cloud's or product's command ECS knows nothing.
        "invoke" | "run" | "stop" if invocation.foreign.is_some() => return None,
        "invoke" => {
            let command = own(fields::text(invocation, cx.readings, Name::CommandId))?;
            Command::ecs("InvokeCommand").command(&command).each(&ids, INVOKED).join("\n")
        }
        "run" => run(cx, invocation)?.each(&ids, INVOKED).join("\n"),
        "stop" => {
            let invoke = own(fields::id_text(invocation.invoke_id, cx.readings))?;
            Command::ecs("StopInvocation").invoke(&invoke).each(&ids, STOPPED).join("\n")
        }
        _ => texts.join("\n"),
    })
}

/// `RunCommand` with the content and the settings of an invocation; `None` where one of them is not here, or cannot go into a command.
fn run(cx: &ViewContext<'_>, invocation: &Invocation) -> Option<Command> {
    let text = |name| fields::text(invocation, cx.readings, name);
    let content = fields::command(invocation, cx.readings)?;
    let whole = content.ending == Ending::Whole && content.alternative.is_none() && !content.bytes.is_empty();
    // What stands in braces is put in by the service, from parameters whose quotes no shell reads alike.
    let is_filled_in = content.bytes.windows(2).any(|two| two == b"{{");
    let kind = COMMAND_TYPES
        .into_iter()
        .find(|kind| text(Name::CommandType).is_some_and(|own| own.eq_ignore_ascii_case(kind)))?;
    if !whole || is_filled_in || content.bytes.len() > LONGEST {
        return None;
    }
    let mut command = Command::ecs("RunCommand").with("Type", kind);
    if let Some(seconds) = fields::member(invocation, cx.readings, Name::Timeout) {
        command = command.number("Timeout", u64::try_from(scalar::int(seconds).ok()??).ok()?);
    }
    for (option, name) in [
        ("WorkingDir", Name::WorkingDir),
        ("Username", Name::Username),
        ("ContainerId", Name::ContainerId),
        ("ContainerName", Name::ContainerName),
    ] {
        if let Some(set) = text(name) {
            command = command.text(option, &Token::read(&set).ok()?);
        }
    }
    Some(command.content(&content.bytes))
}

/// The types of commands (api.md 2.4).
const COMMAND_TYPES: [&str; 3] = ["RunShellScript", "RunPowerShellScript", "RunBatScript"];

/// In Base64 it must not outgrow what one argument of a command may have: 128 KB under Linux.
const LONGEST: usize = 90 * 1024;

/// So many instances one call of `InvokeCommand`, or of `StopInvocation`, takes (api.md 1.9).
const INVOKED: usize = 100;
const STOPPED: usize = 50;

fn failed_instances(cx: &ViewContext<'_>, invocation: &Invocation) -> impl Iterator<Item = Option<String>> {
    let failed = cx.model.instances_of(invocation).iter().filter(|instance| instance.outcome == Outcome::Failed);
    failed.map(|instance| fields::id_text(instance.instance_id, cx.readings))
}

/// No call takes more instances, and one takes fewer than that (api.md 1.8): from here on it is said.
const MOST: usize = 50;

/// How many failed instances have an id that can be asked for again, and a sentence about the others.
pub fn summary(cx: &ViewContext<'_>, invocation: &Invocation) -> FailedIds {
    let (mut count, mut masked, mut invalid) = (0, 0_u32, 0_u32);
    for id in failed_instances(cx, invocation) {
        match Id::read(&id.unwrap_or_default()) {
            Ok(_) => count += 1,
            Err(Unfit::Masked) => masked += 1,
            Err(Unfit::Invalid) => invalid += 1,
        }
    }
    let left_out = [("next.ids-masked", masked), ("next.ids-invalid", invalid)].into_iter().filter(|(_, n)| *n > 0);
    let split = (count > MOST).then_some(("next.ids-limit", count as u32));
    let notes: Vec<Phrase> =
        split.into_iter().chain(left_out).map(|(key, n)| cx.phrase(key, &[("n", Value::count(n))])).collect();
    let note = (!notes.is_empty()).then(|| Phrase::join(&notes, &cx.word("label.space")));
    FailedIds { count, note }
}
