//! Lists of facts: what is known of an invocation or an execution, a line each.

use std::borrow::Cow;

use crate::model::{Invocation, Record};
use crate::names::{Name, Type};
use crate::status::Outcome;
use crate::time::Time;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::fact::Fact;
use crate::view::parts::status;
use crate::view::phrases::{meaning, reasons, times};
use crate::view::report::plain::{Plain, Room};

/// Fields without a place of their own that are listed.
const FACTS: usize = 50;

/// How the delivery of an output to OSS went.
const DELIVERY: [Name; 3] = [Name::OssOutputStatus, Name::OssOutputErrorCode, Name::OssOutputErrorInfo];

/// A line of a list; `label` is the end of its key, or a name of the API. `code` asks for the monospaced face.
pub fn fact(cx: &ViewContext<'_>, label: &str, value: Option<String>, code: bool) -> Option<Fact> {
    let known = cx.lookup(&format!("fact.{label}")).map(|word| word.fill(&[]).to_string());
    value.map(|value| Fact {
        label: known.unwrap_or_else(|| label.to_owned()),
        value,
        code,
        instant: None,
        reason: None,
    })
}

/// A time as a fact, with the instant where its zone is known.
pub fn time(cx: &ViewContext<'_>, label: &str, text: Option<String>) -> Option<Fact> {
    let time = text.as_deref().and_then(Time::read);
    let fact = fact(cx, label, text.map(|text| times::instant(cx, &text)), false);
    fact.map(|fact| Fact { instant: time.and_then(Time::to_utc), ..fact })
}

/// What is known of an invocation, and whether there is more.
pub fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> (Vec<Fact>, bool) {
    let text = |name: Name| fields::text(invocation, cx.readings, name);
    let mut facts: Vec<Fact> = [
        fact(cx, "InvokeId", fields::id_text(invocation.invoke_id, cx.readings), true),
        fact(cx, "CommandName", text(Name::CommandName), false),
        fact(cx, "CommandId", text(Name::CommandId), true),
        fact(cx, "CommandType", text(Name::CommandType), true),
        fact(
            cx,
            "recurring",
            invocation.recurring.map(|yes| cx.word(if yes { "fact.recurring.yes" } else { "fact.recurring.no" })),
            false,
        ),
        fact(cx, "RepeatMode", text(Name::RepeatMode), true),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut room = Room::SHOWN;
    let other = fields::invocation_other(invocation, cx.readings, &mut room);
    let (other, more) = others(cx, &other, room);
    facts.extend(other);
    (facts, more)
}

/// What is known of an execution.
pub fn of_record(cx: &ViewContext<'_>, record: &Record) -> Vec<Fact> {
    let time = |label: &str, names: &[Name]| time(cx, label, record.text(cx.readings, names));
    let text = |label: &str, name: Name| fact(cx, label, record.text(cx.readings, &[name]), true);
    let delivery = |label: &str, name: Name| {
        text(label, name)
            .map(|fact| Fact { reason: reasons::of_delivery(cx, record, name, &fact.value).map(Box::new), ..fact })
    };
    let started = fields::time(record, cx.readings, &[Name::StartTime]).and_then(|(_, time)| time);
    let running = started.filter(|_| record.facts.outcome == Outcome::Running).and_then(|at| cx.now?.millis_since(at));
    let millis = fields::duration(record, cx.readings);
    [
        fact(cx, "ExitCode", record.facts.exit_code.map(|code| code.to_string()), true),
        text("ErrorCode", Name::ErrorCode),
        text("ErrorInfo", Name::ErrorInfo),
        fact(cx, "duration", millis.map(|millis| times::duration(cx, millis)), false),
        fact(cx, "running", running.map(|millis| times::duration(cx, millis)), false),
        time("StartTime", &[Name::StartTime]),
        time("FinishTime", fields::FINISH),
        time("StopTime", &[Name::StopTime]),
        fact(cx, "Repeats", record.int(cx.readings, Name::Repeats).map(|n| n.to_string()), true),
        fact(cx, "status", status::of_record(record, cx.readings).map(Cow::into_owned), true),
        fact(cx, "legacy", status::legacy_of_record(record, cx.readings).map(Cow::into_owned), true)
            .map(|fact| Fact { reason: meaning::of_legacy(cx, record).map(Box::new), ..fact }),
        delivery("OssOutputStatus", Name::OssOutputStatus),
        delivery("OssOutputErrorCode", Name::OssOutputErrorCode),
        delivery("OssOutputErrorInfo", Name::OssOutputErrorInfo),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Fields without a place of their own that are not among the facts.
pub fn unplaced(cx: &ViewContext<'_>, record: &Record) -> (Vec<Fact>, bool) {
    let mut room = Room::SHOWN;
    let mut other = fields::record_other(record, cx.readings, cx.model, &mut room);
    other.retain(|(name, _)| !DELIVERY.contains(&Name::read(name.as_bytes())));
    others(cx, &other, room)
}

/// Fields without a place of their own, the first of them where they are many, and whether there are more. `room`: what is
/// left of it where they were read.
pub fn others(cx: &ViewContext<'_>, other: &[(String, Plain)], room: Room) -> (Vec<Fact>, bool) {
    let set = other.iter().filter(|(_, value)| *value != Plain::Null);
    let mut facts = set.filter_map(|(name, value)| {
        let known = Name::read(name.as_bytes());
        let line = value.to_line();
        let line = Some(line).filter(|line| !line.is_empty());
        if known.value_type() == Type::Time { time(cx, name, line) } else { fact(cx, name, line, true) }
    });
    let shown = facts.by_ref().take(FACTS).collect();
    (shown, room.full || facts.next().is_some())
}
