//! A comparison in words.

use super::commands;
use crate::change::{Aspect, Change};
use crate::compare::Compared;
use crate::diagnostic::Severity;
use crate::model::Invocation;
use crate::names::Name;
use crate::query::Key;
use crate::query::pattern::{NOT_HERE, Word};
use crate::time::Time;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::words::phrase::{Phrase, Value};

/// What a change is called.
pub(super) fn change(cx: &ViewContext<'_>, change: Change) -> String {
    cx.word(&[Change::KEYS, change.as_str()].concat())
}

/// What an aspect is called.
pub(super) fn aspect(cx: &ViewContext<'_>, aspect: Aspect) -> String {
    cx.word(&[Aspect::KEYS, aspect.as_str()].concat())
}

/// One sentence whose numbers add up to the union: those that are always asked for, and whatever else there is.
pub(super) fn sentence(cx: &ViewContext<'_>, total: usize, counts: &[u32; 8], executions: bool) -> Phrase {
    let asked = |change: &Change| {
        let rare = matches!(change, Change::NoResult | Change::OnlyBefore | Change::OnlyAfter);
        !rare || counts[*change as usize] > 0
    };
    let of = |change: Change| part(cx, change, counts[change as usize] as usize);
    let parts: Vec<String> = Change::ALL.into_iter().filter(asked).map(of).collect();
    let key = if executions { "compare.sentence.executions" } else { "compare.sentence" };
    let parts = parts.join(&cx.word("label.comma"));
    cx.phrase(key, &[("n", Value::count(total)), ("parts", Value::Text(&parts))])
}

/// How many there are of a change.
pub(super) fn part(cx: &ViewContext<'_>, change: Change, n: usize) -> String {
    cx.text(&["compare.part.", change.as_str()].concat(), &[("n", Value::count(n))])
}

/// What is to be known before the numbers: another command first, then rows that are missing, then the order of time.
pub(super) fn notes(cx: &ViewContext<'_>, compared: &Compared) -> Vec<(Severity, Phrase)> {
    let [reference, other] = [0, 1].map(|side| &compared.sides[side]);
    let mut notes = Vec::new();
    if reference.invocation == other.invocation {
        return notes;
    }
    let [one, two] = [reference, other].map(|side| &cx.model.invocations[side.invocation]);
    let different = commands::different(cx, one, two);
    match different.command {
        Some(true) => notes.push((Severity::Warning, cx.phrase("compare.note.command", &[]))),
        Some(false) => {}
        None => notes.push((Severity::Info, cx.phrase("compare.note.command-unknown", &[]))),
    }
    if !different.settings.is_empty() {
        let names = different.settings.join(&cx.word("label.comma"));
        notes.push((Severity::Warning, cx.phrase("compare.note.settings", &[("names", Value::Text(&names))])));
    }
    for (side, key) in [(reference, "compare.note.reference-part"), (other, "compare.note.other-part")] {
        if !side.complete {
            notes.push((Severity::Warning, cx.phrase(key, &[])));
        }
    }
    if is_after(cx, one, two) {
        notes.push((Severity::Info, cx.phrase("compare.note.reference-later", &[])));
    }
    notes
}

/// Whether one invocation was created after another.
fn is_after(cx: &ViewContext<'_>, one: &Invocation, two: &Invocation) -> bool {
    let created = |invocation| {
        let text = fields::text(invocation, cx.readings, Name::CreationTime)?;
        Time::read(&text)
    };
    let later = created(one).zip(created(two)).and_then(|(one, two)| one.millis_since(two));
    later.is_some_and(|millis| millis > 0)
}

/// A condition for what went from one outcome to another; `None`: it is not on that side.
pub(super) fn turn(before: Option<&str>, after: Option<&str>) -> String {
    let word = |outcome: Option<&str>| outcome.unwrap_or(NOT_HERE).to_owned();
    [Key::Change.as_str(), ":", &word(before), ">", &word(after)].concat()
}
