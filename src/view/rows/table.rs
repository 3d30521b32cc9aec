//! Model -> the columns of an invocation's instances, a row an instance with its newest execution's facts.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::column::{NO_NUMBER, NONE, Texts, Words};
use super::groups::{Difference, Differences, Grouping, Groups};
use super::ranges::Ranges;
use super::reason::{self, Reason};
use crate::compare::Member;
use crate::model::{Instance, Record};
use crate::names::Name;
use crate::query::pattern::{Has, Word};
use crate::query::{Key, fold};
use crate::row::Flags;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::phrases::{labels, reasons, times};

/// What was made of the rows so far.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) ids: OnceCell<Texts>,
    pub(super) status: OnceCell<Words>,
    pub(super) error: OnceCell<Words>,
    reasons: OnceCell<Reasons>,
    pub(super) duration: OnceCell<Vec<i64>>,
    pub(super) start: OnceCell<Texts>,
    pub(super) end: OnceCell<Texts>,
    pub(super) shown: OnceCell<Texts>,
    pub(super) outputs: OnceCell<Texts>,
    groups: OnceCell<Groups>,
    differences: Differences,
    durations: OnceCell<Ranges>,
    starts: OnceCell<Ranges>,
    has: OnceCell<Vec<u8>>,
}

/// The reasons of what did not simply succeed.
#[derive(Debug, Default)]
pub struct Reasons {
    /// Their codes, folded; none for what succeeded.
    pub code: Words,
    /// Different ones, in order of first appearance.
    pub each: Vec<Reason>,
    /// Which of them each row has; `NONE` for none.
    pub of_row: Vec<u32>,
    /// Those of each code: as many as outcomes and ways in which it ran.
    pub of_code: Vec<Vec<u32>>,
}

/// The rows of an invocation.
pub(super) struct Table<'a> {
    pub(super) cx: &'a ViewContext<'a>,
    instances: &'a [Instance],
    /// The execution that stands for each; `None`: its newest.
    chosen: Option<&'a [Option<Member>]>,
    columns: &'a Columns,
    /// Of what these are a part, from which row on.
    whole: Option<(&'a Table<'a>, u32)>,
}

/// No more of a text of the service is searched than a page shows of it.
const SHOWN: usize = 2_000;

impl<'a> Table<'a> {
    pub(super) fn new(
        cx: &'a ViewContext<'a>,
        invocation: usize,
        chosen: Option<&'a [Option<Member>]>,
        columns: &'a Columns,
    ) -> Self {
        let invocation = cx.model.invocations.get(invocation);
        let instances = invocation.map_or(&[][..], |invocation| cx.model.instances_of(invocation));
        Self { cx, instances, chosen, columns, whole: None }
    }

    /// Some of the rows, with columns of their own.
    pub(super) fn part(&'a self, rows: Range<usize>, columns: &'a Columns) -> Self {
        let (instances, first) = (&self.instances[rows.clone()], rows.start as u32);
        let chosen = self.chosen.map(|chosen| &chosen[rows]);
        Self { cx: self.cx, instances, chosen, columns, whole: Some((self, first)) }
    }

    pub(super) fn len(&self) -> usize {
        self.instances.len()
    }

    pub(super) fn instance(&self, row: u32) -> &'a Instance {
        &self.instances[row as usize]
    }

    pub(super) fn records(&self, row: u32) -> &'a [Record] {
        self.cx.model.records_of(self.instance(row))
    }

    pub(super) fn newest(&self, row: u32) -> Option<&'a Record> {
        match self.chosen {
            Some(chosen) => self.cx.model.records.get(chosen[row as usize]?.record? as usize),
            None => self.records(row).last(),
        }
    }

    pub(super) fn outcome(&self, row: u32) -> Outcome {
        match self.chosen {
            Some(chosen) => chosen[row as usize].map_or(Outcome::Unknown, |member| member.outcome),
            None => self.instance(row).outcome,
        }
    }

    pub(super) fn exit(&self, row: u32) -> Option<i64> {
        self.newest(row)?.facts.exit_code
    }

    fn id(&self, row: u32) -> Option<Cow<'a, str>> {
        fields::id(self.instance(row).instance_id, self.cx.readings)
    }

    /// Ids; empty where there is none.
    pub(super) fn ids(&self) -> &'a Texts {
        self.columns.ids.get_or_init(|| self.texts(&Self::put_id))
    }

    pub(super) fn put_id(&self, row: u32, texts: &mut Texts) {
        texts.put(self.id(row).unwrap_or_default().as_bytes());
        texts.end();
    }

    fn rows(&self) -> std::ops::Range<u32> {
        0..self.len() as u32
    }

    fn words(&self, word: impl Fn(u32) -> Option<String>) -> Words {
        let mut words = Words::default();
        for row in self.rows() {
            words.put(word(row).as_deref());
        }
        words
    }

    pub(super) fn status(&self) -> &'a Words {
        self.columns.status.get_or_init(|| self.words(|row| Some(self.status_of(row))))
    }

    /// A status as the service spells it: of what recurs the schedule's own, else that of the newest execution.
    pub(super) fn status_of(&self, row: u32) -> String {
        let recurs =
            |instance: &Instance| self.cx.model.invocations[instance.invocation as usize].recurring == Some(true);
        match self.newest(row) {
            Some(newest) if self.chosen.is_some() || !recurs(self.instance(row)) => labels::word(self.cx, newest),
            _ => labels::instance(self.cx, self.instance(row)).0,
        }
    }

    pub(super) fn error(&self) -> &'a Words {
        self.columns.error.get_or_init(|| self.words(|row| self.error_of(row)))
    }

    pub(super) fn error_of(&self, row: u32) -> Option<String> {
        let newest = self.newest(row).filter(|record| record.facts.flags.has(Flags::ERROR_CODE))?;
        newest.text(self.cx.readings, &[Name::ErrorCode])
    }

    pub(super) fn reasons(&self) -> &'a Reasons {
        self.columns.reasons.get_or_init(|| {
            let mut reasons = Reasons::default();
            // What a reason stands on repeats: each is worked out once.
            let (mut met, mut found) = (Words::default(), Vec::new());
            if self.chosen.is_some() {
                let of_execution = |row| reason::of_execution(self.cx, self.newest(row)?);
                for row in self.rows() {
                    let at = of_execution(row).map_or(NONE, |reason| reasons.add(Reason { count: 0, ..reason }));
                    reasons.put(at);
                }
                return reasons;
            }
            for row in self.rows() {
                let instance = self.instance(row);
                let number = met.put(reason::stands_on(self.cx, instance).as_deref());
                if number as usize == found.len() {
                    found.push(reason::of_instance(self.cx, instance).map_or(NONE, |reason| reasons.add(reason)));
                }
                reasons.put(found.get(number as usize).copied().unwrap_or(NONE));
            }
            reasons
        })
    }

    /// Milliseconds; `NO_NUMBER` where they are not known.
    pub(super) fn duration(&self) -> &'a [i64] {
        self.columns.duration.get_or_init(|| self.rows().map(|row| self.duration_of(row)).collect())
    }

    pub(super) fn duration_of(&self, row: u32) -> i64 {
        let duration = self.newest(row).and_then(|record| fields::duration(record, self.cx.readings));
        duration.unwrap_or(NO_NUMBER)
    }

    /// RFC 3339 in UTC where the zone is stated, else as written with a `T`.
    pub(super) fn start(&self) -> &'a Texts {
        self.columns.start.get_or_init(|| self.texts(&Self::put_start))
    }

    /// The same, of the end.
    pub(super) fn end(&self) -> &'a Texts {
        self.columns.end.get_or_init(|| self.texts(&Self::put_end))
    }

    /// The few ranges in which starts lie, or durations.
    pub(super) fn ranges(&self, key: Key) -> &'a Ranges {
        match key {
            Key::Start => self.columns.starts.get_or_init(|| Ranges::of_times(self.start(), self.len() as u32)),
            _ => self.columns.durations.get_or_init(|| Ranges::of_durations(self.cx, self.duration())),
        }
    }

    /// What each row has, a bit for each [`Has`].
    pub(super) fn has(&self) -> &'a [u8] {
        self.columns.has.get_or_init(|| self.rows().map(|row| self.has_what(row)).collect())
    }

    fn has_what(&self, row: u32) -> u8 {
        let Some(newest) = self.newest(row) else { return 0 };
        let facts = &newest.facts;
        let has = |what: &Has| match what {
            Has::Exit => facts.exit_code.is_some(),
            Has::Output => newest.output(self.cx.readings).is_some_and(|value| !value.raw().is_empty()),
            Has::Error => facts.flags.has(Flags::ERROR_CODE) || facts.flags.has(Flags::ERROR_INFO),
            Has::Start => facts.started.is_known(),
            Has::End => facts.flags.has(Flags::FINISHED),
            Has::Dropped => facts.flags.has(Flags::DROPPED),
            Has::Records => self.records(row).len() > 1,
        };
        Has::ALL.iter().filter(|what| has(what)).fold(0, |all, what| all | 1 << *what as u8)
    }

    /// Which of all groups each of these rows has.
    pub(super) fn group_of_row(&self) -> &'a [u32] {
        let first = self.whole.map_or(0, |(_, first)| first as usize);
        &self.groups().of_row[first..first + self.len()]
    }

    /// Which instances printed the same, of all of which these are a part.
    pub(super) fn groups(&self) -> &'a Groups {
        if let Some((whole, _)) = self.whole {
            return whole.groups();
        }
        self.group(&mut Grouping::default(), usize::MAX);
        self.columns.groups.get_or_init(Groups::default)
    }

    /// Groups so many rows more at most, where they are not grouped yet; whether all are.
    pub(super) fn group(&self, grouping: &mut Grouping, rows: usize) -> bool {
        if self.columns.groups.get().is_some() {
            *grouping = Grouping::default();
            return true;
        }
        let end = self.len().min((grouping.read() as usize).saturating_add(rows));
        grouping.go(self.cx, end as u32, &|row| self.newest(row));
        if end == self.len() {
            self.columns.groups.get_or_init(|| std::mem::take(grouping).finish());
        }
        end == self.len()
    }

    /// Where the output of a group, from 0, begins to differ from the largest one's.
    pub(super) fn difference(&self, group: u32) -> &'a Difference {
        if let Some((whole, _)) = self.whole {
            return whole.difference(group);
        }
        self.columns.differences.of(self.groups(), group, &|| None, &|row| self.printed(row))
    }

    /// What a row's newest execution printed; `None` where there is none, or bytes that are no text.
    pub(super) fn printed(&self, row: u32) -> Option<String> {
        let content = output::content(self.cx, self.newest(row)?, None)?;
        content.into_text(self.cx.charsets)
    }

    fn texts(&self, put: &dyn Fn(&Self, u32, &mut Texts)) -> Texts {
        let mut texts = Texts::default();
        self.rows().for_each(|row| put(self, row, &mut texts));
        texts
    }

    pub(super) fn put_start(&self, row: u32, texts: &mut Texts) {
        self.put_time(row, &[Name::StartTime], texts);
    }

    pub(super) fn put_end(&self, row: u32, texts: &mut Texts) {
        self.put_time(row, fields::FINISH, texts);
    }

    fn put_time(&self, row: u32, names: &[Name], texts: &mut Texts) {
        let time = self.newest(row).and_then(|record| fields::time_text(record, self.cx.readings, names));
        // A longer one is no time.
        let mut bytes = time.filter(|text| text.len() <= 64).unwrap_or_default().into_owned().into_bytes();
        bytes.iter_mut().filter(|byte| **byte == b' ').for_each(|byte| *byte = b'T');
        texts.put(&bytes);
        texts.end();
    }

    /// What the table shows of each row, folded, a line each: what a reader sees there can be searched.
    pub(super) fn shown(&self) -> &'a Texts {
        self.columns.shown.get_or_init(|| self.texts(&Self::put_shown))
    }

    pub(super) fn put_shown(&self, row: u32, texts: &mut Texts) {
        self.put_cells(row, texts);
        texts.end_folded();
    }

    fn put_cells(&self, row: u32, texts: &mut Texts) {
        let (cx, instance) = (self.cx, self.instance(row));
        let mut put = |text: Option<String>| {
            let text = text.unwrap_or_default();
            texts.put(&text.as_bytes()[..text.len().min(SHOWN)]);
            texts.put(b"\n");
        };
        put(self.id(row).map(Cow::into_owned));
        put(Some(match self.newest(row).filter(|_| self.chosen.is_some()) {
            Some(chosen) => labels::word(cx, chosen),
            None => labels::instance(cx, instance).0,
        }));
        put(Some(labels::outcome(cx, self.outcome(row))));
        put(Some(self.records(row).len().to_string()));
        let Some(newest) = self.newest(row) else { return };
        put(fields::time_text(newest, cx.readings, &[Name::StartTime]).map(Cow::into_owned));
        put(fields::time_text(newest, cx.readings, fields::FINISH).map(Cow::into_owned));
        put(fields::duration(newest, cx.readings).map(|millis| times::duration(cx, millis)));
        // What succeeded has none of these but a zero.
        let flags = newest.facts.flags;
        if newest.facts.exit_code != Some(0) || flags.has(Flags::ERROR_CODE) || flags.has(Flags::ERROR_INFO) {
            put(reasons::in_short(cx, newest));
            put(newest.text(cx.readings, &[Name::ErrorCode]));
            put(newest.text(cx.readings, &[Name::ErrorInfo]));
        }
        put(newest.facts.exit_code.map(|exit| exit.to_string()));
        if flags.has(Flags::DROPPED) {
            let dropped = newest.int(cx.readings, Name::Dropped);
            put(dropped.map(|bytes| cx.language.number(bytes.unsigned_abs())));
            put(dropped.map(|bytes| bytes.to_string()));
        }
    }

    /// What each row's newest execution printed, folded; of bytes that are no text nothing.
    pub(super) fn outputs(&self) -> &'a Texts {
        self.columns.outputs.get_or_init(|| self.texts(&Self::put_output))
    }

    pub(super) fn put_output(&self, row: u32, texts: &mut Texts) {
        let content = self.newest(row).and_then(|record| output::content(self.cx, record, None));
        let text = content.as_ref().and_then(|content| content.text(self.cx.charsets));
        texts.put(text.as_deref().unwrap_or_default().as_bytes());
        texts.end_folded();
    }
}

impl Reasons {
    /// The place of a reason among the different ones.
    fn add(&mut self, reason: Reason) -> u32 {
        // As queries compare them: in any case, and of whatever kind the code is.
        let number = self.code.number(&fold(&reason.code)) as usize;
        self.of_code.resize_with(self.of_code.len().max(number + 1), Vec::new);
        let same = |at: &&u32| {
            let known = &self.each[**at as usize];
            known.outcome == reason.outcome && known.ran == reason.ran
        };
        if let Some(at) = self.of_code[number].iter().find(same) {
            return *at;
        }
        let at = self.each.len() as u32;
        self.of_code[number].push(at);
        self.each.push(reason);
        at
    }

    /// Puts the reason of the next row.
    fn put(&mut self, at: u32) {
        let reason = self.each.get_mut(at as usize);
        self.code.put(reason.as_ref().map(|reason| fold(&reason.code)).as_deref());
        if let Some(reason) = reason {
            reason.count += 1;
        }
        self.of_row.push(at);
    }
}
