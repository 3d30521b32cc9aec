//! What differs between two executions on one instance, field by field. What a side does not state differs from nothing.

use crate::change::{Aspect, Aspects};
use crate::compare::{Member, Pair};
use crate::model::Record;
use crate::names::Name;
use crate::row::Flags;
use crate::status::Reported;
use crate::view::context::ViewContext;
use crate::view::page::output;

/// A duration differs where it is so many times another, and so many seconds from it.
const TIMES: i64 = 2;
const APART: i64 = 10;

/// What differs; nothing where only one side has the instance.
pub(super) fn of_pair(cx: &ViewContext<'_>, pair: &Pair) -> Aspects {
    let mut aspects = Aspects::default();
    let record = |member: Option<Member>| cx.model.records.get(member?.record? as usize);
    if let (Some(before), Some(after)) = (record(pair.before), record(pair.after)) {
        aspects.put(Aspect::Status, status(before, after));
        aspects.put(Aspect::Exit, differ(before.facts.exit_code, after.facts.exit_code));
        aspects.put(Aspect::Error, error(cx, before, after));
        aspects.put(Aspect::Duration, duration(before, after));
        aspects.put(Aspect::Output, same_output(cx, before, after) == Some(false));
    }
    aspects
}

fn differ<T: PartialEq>(before: Option<T>, after: Option<T>) -> bool {
    before.zip(after).is_some_and(|(before, after)| before != after)
}

/// In the vocabulary that both have; where there is none, by what became of them.
fn status(before: &Record, after: &Record) -> bool {
    let (one, two) = (&before.facts, &after.facts);
    match (one.status, two.status, one.legacy, two.legacy) {
        (Reported::Known(one), Reported::Known(two), ..) => one != two,
        (_, _, Reported::Known(one), Reported::Known(two)) => one != two,
        _ => one.outcome != two.outcome,
    }
}

/// Where both state a code, or one does and the other ended without.
fn error(cx: &ViewContext<'_>, before: &Record, after: &Record) -> bool {
    let code = |record: &Record| {
        let is_set = record.facts.flags.has(Flags::ERROR_CODE);
        is_set.then(|| record.text(cx.readings, &[Name::ErrorCode])).flatten()
    };
    let ended = |record: &Record| !record.facts.outcome.is_active();
    ended(before) && ended(after) && code(before) != code(after)
}

fn duration(before: &Record, after: &Record) -> bool {
    let long = |record: &Record| record.facts.finished.seconds_since(record.facts.started);
    let Some((before, after)) = long(before).zip(long(after)) else { return false };
    let (short, long) = (before.min(after), before.max(after));
    short >= 0 && long - short >= APART && long >= short.saturating_mul(TIMES)
}

/// Whether both printed the same, byte for byte; `None` where a side does not tell, or tells a part only.
pub(super) fn same_output(cx: &ViewContext<'_>, before: &Record, after: &Record) -> Option<bool> {
    let field = |record: &Record| {
        let value = record.output(cx.readings).filter(|value| !value.is_cut())?;
        // DescribeInvocations gives an empty one where `IncludeOutput` was not asked for.
        let unasked = record.is_invoke_instance() && value.raw().is_empty();
        (!unasked).then_some(value)
    };
    let (one, two) = (field(before)?, field(after)?);
    if one.raw() == two.raw() {
        return Some(true);
    }
    // Two texts of one length that may both be Base64 are of one form, or one is longer than what the other holds.
    let may_be_base64 = |raw: &[u8]| raw.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
    if one.raw().len() == two.raw().len() && may_be_base64(one.raw()) && may_be_base64(two.raw()) {
        return Some(false);
    }
    let content = |record: &Record| output::content(cx, record, None).map(|content| content.bytes);
    Some(content(before)? == content(after)?)
}
