//! An invocation in short: what did not simply succeed, by reason, and those of a reason by what they printed and what the service says.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::cut::{Room, middle, units};
use super::redact::{Redactor, all_hidden, hidden};
use super::selection::{Chosen, Selection};
use crate::explain::{self, Kind};
use crate::model::{Instance, Record};
use crate::names::Name;
use crate::row::Flags;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::rows::column::NONE;
use crate::view::rows::reason::Reason;
use crate::words::phrase::{Phrase, Value};

/// So much is read of what the service says of an error.
const SAID: Room = Room { size: 500, lines: usize::MAX };

/// What did not simply succeed of what was chosen of an invocation. Reasons are numbers, of `Chosen::reason`.
#[derive(Default)]
pub struct Digest {
    /// Reasons with how many have each: what went worst first, and of that what is most frequent.
    pub reasons: Vec<(u32, u32)>,
    /// Groups of equal output, in the order of their reasons.
    pub groups: Vec<Group>,
}

impl Digest {
    /// Of what was chosen of one invocation, at once.
    pub fn new(cx: &ViewContext<'_>, chosen: &Chosen) -> Self {
        let (mut digesting, mut all) = (Digesting::default(), usize::MAX);
        digesting.read(cx, chosen, &mut all);
        digesting.finish(cx, chosen).pop().unwrap_or_default()
    }
}

/// How many outputs of the first groups are texts.
pub(super) fn texts(digests: &[Digest], groups: usize) -> usize {
    let groups = digests.iter().flat_map(|digest| &digest.groups).take(groups);
    groups.filter(|group| matches!(group.output, Some((_, Some(_))))).count()
}

/// Instances that have a reason, an output and what is said of both in common.
pub struct Group {
    /// What they have in common, beside the output.
    pub reason: u32,
    /// Indices of the instances.
    pub instances: Vec<u32>,
    /// What was printed: its bytes, and their text, where they are text; `None`: the response has no output, or an empty one.
    pub output: Option<(usize, Option<String>)>,
    /// What the service says of the error, where that is more than the reason.
    pub said: Option<String>,
    /// What is said of an output that is not whole here.
    pub lacks: Vec<Phrase>,
}

impl Group {
    /// What is told beside the output: what the service says of the error, and that the output is not whole.
    pub(super) fn notes(&self, cx: &ViewContext<'_>, redactor: Option<Redactor<'_>>) -> Vec<Phrase> {
        let said = self.said.as_ref().map(|said| {
            let said = hidden(redactor, said);
            let said = Phrase::code(&middle(cx, &said, SAID, &units));
            cx.phrase("reason.info", &[("info", Value::Phrase(&said))])
        });
        said.into_iter().chain(self.lacks.iter().cloned()).collect()
    }
}

/// Makes the digests of a selection, some rows at a time.
#[derive(Default)]
pub struct Digesting {
    /// Those that are made, by invocation.
    pub(super) done: Vec<Digest>,
    /// How many rows of the next one are read.
    at: usize,
    counts: Vec<u32>,
    found: Vec<Found>,
    numbers: HashTable<u32>,
}

impl Digesting {
    /// Reads the next rows, so many at most; whether these were the last.
    pub(super) fn go(&mut self, cx: &ViewContext<'_>, selection: &Selection, rows: usize) -> bool {
        let mut left = rows;
        while let Some(chosen) = selection.chosen.get(self.done.len()) {
            if !self.read(cx, chosen, &mut left) {
                return false;
            }
            self.done = std::mem::take(self).finish(cx, chosen);
        }
        true
    }

    /// Reads on in an invocation; whether its end was reached.
    fn read(&mut self, cx: &ViewContext<'_>, chosen: &Chosen, left: &mut usize) -> bool {
        let reasons = chosen.rows.reasons(cx);
        self.counts.resize(reasons.each.len(), 0);
        while let (Some(row), Some(instance)) = (chosen.instances.get(self.at), chosen.nth(cx, self.at)) {
            if *left == 0 {
                return false;
            }
            *left -= 1;
            self.at += 1;
            let reason = reasons.of_row[*row as usize];
            if reason != NONE {
                self.counts[reason as usize] += 1;
                self.put(cx, (reason, *row), instance, chosen.invocation(cx).recurring);
            }
        }
        true
    }

    fn put(&mut self, cx: &ViewContext<'_>, (reason, row): (u32, u32), instance: &Instance, recurring: Option<bool>) {
        let Self { found, numbers, .. } = self;
        let newest = cx.model.records_of(instance).last();
        let content = newest.and_then(|newest| output::content(cx, newest, None));
        let said = newest.and_then(|newest| said(cx, newest));
        let lacks = newest.map_or_else(Vec::new, |newest| output::lacks(cx, newest, recurring, content.as_ref()));
        let lacks: Vec<Phrase> = lacks.into_iter().map(|(_, lack)| lack).collect();
        let bytes = content.as_ref().map_or(&[][..], |content| &content.bytes);
        // All that two must share: of equal outputs each may have lost as many bytes as it will.
        let own = hash(reason, bytes, said.as_ref(), &lacks);
        let is_same = |at: &u32| {
            let found = &found[*at as usize];
            (found.reason, &*found.bytes, &found.said, &found.lacks) == (reason, bytes, &said, &lacks)
        };
        if let Some(at) = numbers.find(own, is_same) {
            found[*at as usize].instances.push(row);
            return;
        }
        let text = content.as_ref().and_then(|content| content.text(cx.charsets)).map(std::borrow::Cow::into_owned);
        numbers.insert_unique(own, found.len() as u32, |at| {
            let found = &found[*at as usize];
            hash(found.reason, &found.bytes, found.said.as_ref(), &found.lacks)
        });
        found.push(Found { reason, bytes: bytes.to_vec(), text, said, lacks, instances: vec![row] });
    }

    /// All that are made, with that of these rows.
    fn finish(self, cx: &ViewContext<'_>, chosen: &Chosen) -> Vec<Digest> {
        let Self { mut done, counts, mut found, .. } = self;
        let each = &chosen.rows.reasons(cx).each;
        let rank = |at: u32| (each[at as usize].outcome as u8, u32::MAX - counts[at as usize], at);
        found.sort_by_key(|found| (rank(found.reason), u32::MAX - found.instances.len() as u32));
        let mut order: Vec<u32> = (0..counts.len() as u32).filter(|at| counts[*at as usize] > 0).collect();
        order.sort_by_key(|at| rank(*at));
        done.push(Digest {
            reasons: order.iter().map(|at| (*at, counts[*at as usize])).collect(),
            groups: found.into_iter().map(Found::group).collect(),
        });
        done
    }
}

struct Found {
    reason: u32,
    bytes: Vec<u8>,
    text: Option<String>,
    said: Option<String>,
    lacks: Vec<Phrase>,
    instances: Vec<u32>,
}

impl Found {
    fn group(self) -> Group {
        let output = (!self.bytes.is_empty()).then_some((self.bytes.len(), self.text));
        Group { reason: self.reason, instances: self.instances, output, said: self.said, lacks: self.lacks }
    }
}

fn hash(reason: u32, bytes: &[u8], said: Option<&String>, lacks: &[Phrase]) -> u64 {
    FixedState::with_seed(0).hash_one((reason, bytes, said, lacks))
}

/// What the service says of an error in its own words, where that is more than its code says: the code is in no list or is for something
/// else, or the words name a number, a path or an address, which no sentence of the lists does (api.md 2.5).
pub fn said(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    let info = record.text(cx.readings, &[Name::ErrorInfo])?;
    let names_something = info.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'/'));
    if names_something || record.facts.flags.has(Flags::FOREIGN) {
        return Some(info);
    }
    let code = record.text(cx.readings, &[Name::ErrorCode]);
    let by_code = code.as_deref().map(|code| explain::lookup(Kind::Error, code));
    let by_info = explain::sentence(&info);
    let repeats = by_info.is_some_and(|info| by_code.is_none_or(|code| code.is_some_and(|code| code.at == info.at)));
    (!repeats).then_some(info)
}

/// What a reason is called; one that is in no list as code, for it is the response's own.
pub fn label(cx: &ViewContext<'_>, reason: &Reason, redactor: Option<Redactor<'_>>) -> Phrase {
    let is_known = reason.kind == Kind::Exit || explain::lookup(reason.kind, &reason.code).is_some();
    let label = reason.label(cx);
    if is_known { Phrase::text(&label) } else { Phrase::code(&all_hidden(redactor, label)) }
}

/// The id of an instance as it may be written; where it has none, that is said.
pub fn id(cx: &ViewContext<'_>, instance: &Instance, redactor: Option<Redactor<'_>>) -> String {
    let id = fields::id_text(instance.instance_id, cx.readings);
    id.map_or_else(|| cx.word("label.no-id"), |id| all_hidden(redactor, id))
}

/// The ids of those that failed.
pub fn failed<'a>(cx: &ViewContext<'a>, chosen: &Chosen) -> Vec<&'a Instance> {
    chosen.each(cx).filter(|instance| instance.outcome == Outcome::Failed).collect()
}
