//! Model -> the columns of an invocation's instances.

use super::column::{Texts, Words};
use super::reason::{self, Reason};
use crate::model::{Instance, Invocation, Record};
use crate::names::Name;
use crate::query::pattern::exit_code;
use crate::row::Flags;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::phrases::{labels, reasons, times};

/// No number.
pub(super) const NO_NUMBER: i64 = i64::MIN;

/// What a row has, each yes or no.
pub(super) mod has {
    pub(in super::super) const OUTPUT: u8 = 1;
    pub(in super::super) const ERROR: u8 = 1 << 1;
    pub(in super::super) const START: u8 = 1 << 2;
    pub(in super::super) const END: u8 = 1 << 3;
    pub(in super::super) const DROPPED: u8 = 1 << 4;
    pub(in super::super) const RECORDS: u8 = 1 << 5;
}

/// A row an instance, its newest execution's facts in it.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) outcome: Vec<Outcome>,
    /// As the service spells it.
    pub(super) status: Words,
    /// As the row states it.
    pub(super) exit: Vec<i64>,
    pub(super) error: Words,
    /// Which of `reasons`, by their codes; none for what succeeded.
    pub(super) reason: Words,
    /// Different reasons; of one code there are as many as outcomes and ways in which it ran.
    pub(super) reasons: Vec<Reason>,
    /// Which of `reasons` each row has; `NONE` for none.
    pub(super) reason_of_row: Vec<u32>,
    /// Milliseconds.
    pub(super) duration: Vec<i64>,
    /// RFC 3339 in UTC where the zone is stated, else as written with a `T`.
    pub(super) start: Texts,
    /// The same, of the end.
    pub(super) end: Texts,
    pub(super) has: Vec<u8>,
}

impl Columns {
    pub(super) fn new(cx: &ViewContext<'_>, invocation: &Invocation) -> Self {
        let mut columns = Self::default();
        for instance in cx.model.instances_of(invocation) {
            columns.put(cx, instance);
        }
        columns
    }

    pub(super) fn len(&self) -> usize {
        self.outcome.len()
    }

    fn put(&mut self, cx: &ViewContext<'_>, instance: &Instance) {
        let records = cx.model.records_of(instance);
        let newest = records.last();
        self.outcome.push(instance.outcome);
        self.status.put(Some(&status_word(cx, instance)));
        self.exit.push(newest.and_then(|record| record.facts.exit_code).unwrap_or(NO_NUMBER));
        let has_error = newest.is_some_and(|record| record.facts.flags.has(Flags::ERROR_CODE));
        let error = newest.filter(|_| has_error).and_then(|record| record.text(cx.readings, &[Name::ErrorCode]));
        self.error.put(error.as_deref());
        self.put_reason(reason::of_instance(cx, instance));
        self.duration.push(newest.and_then(|record| fields::duration(record, cx.readings)).unwrap_or(NO_NUMBER));
        put_time(cx, &mut self.start, newest, &[Name::StartTime]);
        put_time(cx, &mut self.end, newest, fields::FINISH);
        self.has.push(newest.map_or(0, |record| held(cx, record)) | if records.len() > 1 { has::RECORDS } else { 0 });
    }

    fn put_reason(&mut self, reason: Option<Reason>) {
        self.reason.put(reason.as_ref().map(|reason| reason.code.as_str()));
        let Some(reason) = reason else {
            self.reason_of_row.push(super::column::NONE);
            return;
        };
        let same = |known: &Reason| {
            known.code == reason.code
                && known.kind == reason.kind
                && known.outcome == reason.outcome
                && known.ran == reason.ran
        };
        // Most rows have the reason of the one before.
        let last =
            self.reason_of_row.last().map(|at| *at as usize).filter(|at| self.reasons.get(*at).is_some_and(same));
        let at = last.or_else(|| self.reasons.iter().position(same)).unwrap_or(self.reasons.len());
        match self.reasons.get_mut(at) {
            Some(known) => known.count += 1,
            None => self.reasons.push(reason),
        }
        self.reason_of_row.push(at as u32);
    }

    /// The exit code of a row as it is compared.
    pub(super) fn exit_code(&self, row: u32) -> Option<i64> {
        Some(self.exit[row as usize]).filter(|exit| *exit != NO_NUMBER).map(exit_code)
    }
}

/// The status of a row as the service spells it: of what recurs the schedule's own, else that of the newest execution.
fn status_word(cx: &ViewContext<'_>, instance: &Instance) -> String {
    let recurs = cx.model.invocations[instance.invocation as usize].recurring == Some(true);
    match cx.model.records_of(instance).last() {
        Some(newest) if !recurs => labels::word(cx, newest),
        _ => labels::instance(cx, instance).0,
    }
}

fn put_time(cx: &ViewContext<'_>, texts: &mut Texts, record: Option<&Record>, names: &[Name]) {
    let text = record.and_then(|record| fields::time_text(record, cx.readings, names)).unwrap_or_default();
    // A longer one is no time.
    let text = if text.len() <= 64 { text.replacen(' ', "T", 1) } else { String::new() };
    texts.put(text.as_bytes());
    texts.end();
}

fn held(cx: &ViewContext<'_>, record: &Record) -> u8 {
    let flags = record.facts.flags;
    let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
    bit(record.output(cx.readings).is_some_and(|value| !value.raw().is_empty()), has::OUTPUT)
        | bit(flags.has(Flags::ERROR_CODE) || flags.has(Flags::ERROR_INFO), has::ERROR)
        | bit(record.facts.started.is_known(), has::START)
        | bit(flags.has(Flags::FINISHED), has::END)
        | bit(flags.has(Flags::DROPPED), has::DROPPED)
}

/// No more of a text of the service is searched than a page shows of it.
const SHOWN: usize = 2_000;

/// What a table shows of each row, folded, a line each: what a reader sees there can be searched.
pub(super) fn shown(cx: &ViewContext<'_>, invocation: usize) -> Texts {
    let mut texts = Texts::default();
    for instance in cx.model.instances_of(&cx.model.invocations[invocation]) {
        let mut put = |text: Option<String>| {
            let text = text.unwrap_or_default();
            texts.put(&text.as_bytes()[..text.len().min(SHOWN)]);
            texts.put(b"\n");
        };
        put(fields::id_text(instance.instance_id, cx.readings));
        put(Some(labels::instance(cx, instance).0));
        put(Some(labels::outcome(cx, instance.outcome)));
        if let Some(newest) = cx.model.records_of(instance).last() {
            put(newest.facts.exit_code.map(|exit| exit.to_string()));
            put(reasons::in_short(cx, newest));
            put(newest.text(cx.readings, &[Name::ErrorCode]));
            put(newest.text(cx.readings, &[Name::ErrorInfo]));
            put(newest.text(cx.readings, &[Name::StartTime]));
            put(fields::duration(newest, cx.readings).map(|millis| times::duration(cx, millis)));
        }
        texts.end();
    }
    texts.fold();
    texts
}

/// What each row's newest execution printed, folded; of bytes that are no text nothing.
pub(super) fn outputs(cx: &ViewContext<'_>, invocation: usize) -> Texts {
    let mut texts = Texts::default();
    for instance in cx.model.instances_of(&cx.model.invocations[invocation]) {
        let newest = cx.model.records_of(instance).last();
        let content = newest.and_then(|record| output::content(cx, record, None));
        let text = content.as_ref().and_then(|content| content.text(cx.charsets));
        texts.put(text.as_deref().unwrap_or_default().as_bytes());
        texts.end();
    }
    texts.fold();
    texts
}
