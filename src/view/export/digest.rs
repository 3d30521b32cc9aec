//! An invocation in short: what did not simply succeed, by reason, and those of a reason by what they printed.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::redact::{Redactor, all_hidden};
use super::selection::Chosen;
use crate::explain::{self, Kind};
use crate::model::Instance;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::output;
use crate::view::rows::column::NONE;
use crate::view::rows::reason::Reason;
use crate::words::phrase::Phrase;

/// What did not simply succeed of what was chosen of an invocation.
pub struct Digest<'a> {
    /// Reasons with how many have each: what went worst first, and of that what is most frequent.
    pub reasons: Vec<(&'a Reason, u32)>,
    /// Groups of equal output, in the order of their reasons.
    pub groups: Vec<Group<'a>>,
}

/// Instances that have a reason and an output in common.
pub struct Group<'a> {
    /// What they have in common, beside the output.
    pub reason: &'a Reason,
    /// Indices of the instances.
    pub instances: Vec<u32>,
    /// What was printed: its bytes, and their text, where they are text; `None`: the response has no output, or an empty one.
    pub output: Option<(usize, Option<String>)>,
}

impl<'a> Digest<'a> {
    /// Linear in the instances and in what they printed.
    pub fn new(cx: &'a ViewContext<'a>, chosen: &'a Chosen) -> Self {
        let reasons = chosen.rows.reasons(cx);
        let mut counts = vec![0_u32; reasons.each.len()];
        let mut found: Vec<(u32, Found)> = Vec::new();
        let mut numbers: HashTable<u32> = HashTable::new();
        let hash = |reason: u32, bytes: &[u8]| FixedState::with_seed(0).hash_one((reason, bytes));
        for (row, instance) in chosen.instances.iter().zip(chosen.each(cx)) {
            let reason = reasons.of_row[*row as usize];
            if reason == NONE {
                continue;
            }
            counts[reason as usize] += 1;
            let newest = cx.model.records_of(instance).last();
            let content = newest.and_then(|newest| output::content(cx, newest, None));
            let bytes = content.as_ref().map_or(&[][..], |content| &content.bytes);
            let is_same = |at: &u32| found[*at as usize].0 == reason && found[*at as usize].1.bytes == bytes;
            if let Some(at) = numbers.find(hash(reason, bytes), is_same) {
                found[*at as usize].1.instances.push(*row);
                continue;
            }
            let text = content.as_ref().and_then(|content| content.text(cx.charsets)).map(std::borrow::Cow::into_owned);
            numbers.insert_unique(hash(reason, bytes), found.len() as u32, |at| {
                let (reason, found) = &found[*at as usize];
                hash(*reason, &found.bytes)
            });
            found.push((reason, Found { bytes: bytes.to_vec(), text, instances: vec![*row] }));
        }
        let rank = |at: u32| (reasons.each[at as usize].outcome as u8, u32::MAX - counts[at as usize], at);
        found.sort_by_key(|(reason, found)| (rank(*reason), u32::MAX - found.instances.len() as u32));
        let mut order: Vec<u32> = (0..counts.len() as u32).filter(|at| counts[*at as usize] > 0).collect();
        order.sort_by_key(|at| rank(*at));
        let reason = |at: u32| &reasons.each[at as usize];
        Self {
            reasons: order.iter().map(|at| (reason(*at), counts[*at as usize])).collect(),
            groups: found.into_iter().map(|(at, found)| found.group(reason(at))).collect(),
        }
    }
}

struct Found {
    bytes: Vec<u8>,
    text: Option<String>,
    instances: Vec<u32>,
}

impl Found {
    fn group(self, reason: &Reason) -> Group<'_> {
        let output = (!self.bytes.is_empty()).then_some((self.bytes.len(), self.text));
        Group { reason, instances: self.instances, output }
    }
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
