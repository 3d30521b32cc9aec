//! Which invocations execute the same command, and in what two commands differ.

use crate::model::Invocation;
use crate::names::Name;
use crate::view::context::ViewContext;
use crate::view::fields;

/// What decides how a command is executed, in the order in which it is told.
const SETTINGS: [Name; 6] =
    [Name::CommandType, Name::Parameters, Name::Timeout, Name::WorkingDir, Name::Username, Name::ContainerName];

/// What differs between two commands: their content, or where that is not known on both sides their ids; then their settings.
pub(super) struct Different {
    /// `None`: not known on both sides.
    pub(super) command: Option<bool>,
    /// Settings that both state and that differ.
    pub(super) settings: Vec<&'static str>,
}

/// How two invocations' commands differ.
pub(super) fn different(cx: &ViewContext<'_>, reference: &Invocation, other: &Invocation) -> Different {
    let content = |invocation| fields::command(invocation, cx.readings).map(|content| content.bytes);
    let text = |invocation, name| fields::text(invocation, cx.readings, name);
    let both = |name| text(reference, name).zip(text(other, name)).map(|(one, two)| one != two);
    let contents = content(reference).zip(content(other)).map(|(one, two)| one != two);
    let settings = SETTINGS.into_iter().filter(|name| both(*name) == Some(true)).map(Name::as_str);
    Different { command: contents.or_else(|| both(Name::CommandId)), settings: settings.collect() }
}

/// The invocations of the command that one executes, by index, itself among them.
pub(super) fn of_same_command(cx: &ViewContext<'_>, invocation: usize) -> Vec<usize> {
    let all = &cx.model.invocations;
    // Fewer are not looked at closer.
    if all.len() < 3 {
        return Vec::new();
    }
    let key = |invocation| {
        let id = fields::text(invocation, cx.readings, Name::CommandId).map(String::into_bytes);
        id.or_else(|| fields::command(invocation, cx.readings).map(|content| content.bytes))
    };
    let Some(own) = all.get(invocation).and_then(key) else { return Vec::new() };
    (0..all.len()).filter(|at| key(&all[*at]).is_some_and(|key| key == own)).collect()
}
