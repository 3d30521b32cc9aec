//! What a page shows at one time: rows by range, one instance, one record. Every word is said here, so that a page only
//! prints.

use serde::Serialize;

use super::explanation::Reason;
use super::output::OutputDetail;
use super::plain::{Plain, Room};
use super::read;
use super::record::RecordItem;
use super::report::{self, DiagnosticView};
use super::say::{Label, Speech, service_leads};
use super::summary::{Note, OutcomeCount, notes};
use crate::explain::Kind;
use crate::model::Paging;
use crate::model::{Instance, Invocation};
use crate::names::{Name, Type};
use crate::order::by_rank;
use crate::rollup::Rollup;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::Time;
use crate::words::phrase::Phrase;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize, Clone)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Badge {
    pub label: String,
    pub outcome: &'static str,
    pub kind: &'static str,
    pub entry: &'static str,
}

impl From<Label> for Badge {
    fn from((label, outcome, entry): Label) -> Self {
        let (kind, entry) = entry.map_or(("", ""), |(kind, status)| (kind.as_str(), status));
        Self { label, outcome: outcome.as_str(), kind, entry }
    }
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Fact {
    pub label: String,
    pub value: String,
    pub code: bool,
    pub instant: Option<String>,
    pub reason: Option<Box<Reason>>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Page<T> {
    pub total: usize,
    pub rows: Vec<T>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InvocationRow {
    pub index: usize,
    pub invoke_id: Option<String>,
    pub title: String,
    pub badge: Badge,
    pub subtitle: String,
    pub instances: usize,
    pub outcomes: Vec<OutcomeCount>,
    pub missing: Option<Missing>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Missing {
    pub count: Option<u64>,
    pub label: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InvocationDetail {
    #[serde(flatten)]
    pub row: InvocationRow,
    pub verdict: String,
    pub doubts: Vec<Note>,
    pub rollups: [RollupDetail; 2],
    pub facts: Vec<Fact>,
    pub facts_more: bool,
    pub command: Option<OutputDetail>,
    pub failed: u32,
    pub failed_ids: FailedIds,
    #[serde(serialize_with = "super::json::commands")]
    pub next: Vec<Phrase>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RollupDetail {
    pub field: &'static str,
    pub kind: &'static str,
    pub reported: Option<Badge>,
    pub computed: Option<Badge>,
    pub rule: Phrase,
    pub agrees: Option<bool>,
    pub agreement: Phrase,
    #[serde(rename = "whatIf")]
    pub what_if: Option<Phrase>,
}

/// The instances that failed, by their ids.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct FailedIds {
    pub count: usize,
    pub note: Option<Phrase>,
}

/// A question for rows; see `boundary.d.ts`.
#[derive(Default)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceQuery {
    pub outcomes: Option<Vec<String>>,
    pub text: Option<String>,
    pub order: Option<String>,
    pub start: f64,
    pub end: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceRow {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub exit_code: Option<i64>,
    pub duration: Option<String>,
    pub start_time: Option<String>,
    pub records: usize,
    pub reason: Option<String>,
    pub contradiction: Option<String>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Tree {
    pub badge: Badge,
    pub title: String,
    pub subtitle: String,
    pub groups: Vec<TreeGroup>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct TreeGroup {
    #[serde(flatten)]
    pub count: OutcomeCount,
    pub title: String,
    pub instances: Vec<TreeInstance>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct TreeInstance {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub records: Vec<RecordItem>,
    pub record_count: usize,
    pub contradiction: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceDetail {
    pub index: u32,
    pub instance_id: Option<String>,
    pub badge: Badge,
    pub rollups: [RollupDetail; 2],
    pub facts: Vec<Fact>,
    pub records: Vec<RecordItem>,
    pub record_count: usize,
    pub contradiction: Option<String>,
}

/// How many records of an instance a diagram lists.
const TREE_RECORDS: usize = 5;
/// Fields without a place of their own that are listed.
const FACTS: usize = 50;
/// How many of the newest records come with an instance.
const NEWEST: usize = 8;

/// A range that a page asked for, held to what there is.
#[allow(clippy::cast_sign_loss, reason = "held to 0 and up")]
pub(super) fn range(start: f64, end: f64, len: usize) -> std::ops::Range<usize> {
    let start = (start.max(0.0) as usize).min(len);
    start..(end.max(0.0) as usize).clamp(start, len)
}

impl Speech<'_> {
    /// Runs, in the documents' order or worst first.
    pub fn invocations(&self, worst_first: bool, start: f64, end: f64) -> Page<InvocationRow> {
        let all = &self.model.invocations;
        let mut order: Vec<u32> = (0..all.len() as u32).collect();
        if worst_first {
            order = by_rank(all.iter().map(|invocation| self.invocation_label(invocation).1 as u64));
        }
        let rows = order[range(start, end, all.len())].iter().map(|at| self.invocation_row(*at as usize)).collect();
        Page { total: all.len(), rows }
    }

    fn invocation_row(&self, index: usize) -> InvocationRow {
        let invocation = &self.model.invocations[index];
        let invoke_id = read::place_text(invocation.invoke_id, self.readings);
        let name = read::text(invocation, self.readings, Name::CommandName);
        InvocationRow {
            index,
            title: name.or_else(|| invoke_id.clone()).unwrap_or_else(|| self.language.word("label.no-invoke-id")),
            invoke_id,
            badge: self.invocation_label(invocation).into(),
            subtitle: self.counts(invocation),
            instances: invocation.instances.len(),
            outcomes: self.outcome_counts(&invocation.outcomes),
            missing: (invocation.lacks_rows() || service_leads(invocation)).then(|| self.missing(invocation)),
        }
    }

    /// What is not here of an invocation's rows.
    fn missing(&self, invocation: &Invocation) -> Missing {
        let lacking = self.model.paging_of(invocation).and_then(Paging::lacking);
        let count = lacking.map(|(held, stated)| stated - held);
        let label = match count {
            Some(count) => self.say("label.missing", &[("n", &self.language.number(count))]),
            None if invocation.lacks_rows() => self.language.word("label.missing-some"),
            None => self.language.word("label.missing-likely"),
        };
        Missing { count, label }
    }

    /// One run.
    pub fn invocation(&self, index: usize) -> Option<InvocationDetail> {
        let invocation = self.model.invocations.get(index)?;
        let content = read::command(invocation, self.readings);
        let mut doubts = self.doubts(invocation);
        doubts.extend(self.reading_doubts());
        let (facts, facts_more) = self.invocation_facts(invocation);
        Some(InvocationDetail {
            row: self.invocation_row(index),
            verdict: self.verdict(invocation),
            doubts: notes(doubts),
            rollups: self.invocation_rollups(invocation),
            facts,
            facts_more,
            command: content.map(|content| self.command_output(content)),
            failed: invocation.outcomes[Outcome::Failed as usize],
            failed_ids: self.failed(invocation),
            next: self.next(invocation),
        })
    }

    fn invocation_rollups(&self, invocation: &Invocation) -> [RollupDetail; 2] {
        let current = report::invocation_status(invocation, self.readings);
        let legacy = report::invocation_legacy(invocation, self.readings);
        what_says_something_first([
            RollupDetail {
                what_if: self.what_if(invocation, false),
                ..self.rollup(
                    "InvocationStatus",
                    &invocation.status,
                    &current,
                    outcome_of,
                    self.rule(invocation, invocation.status.computed.rule, false),
                )
            },
            RollupDetail {
                what_if: self.what_if(invocation, true),
                ..self.rollup(
                    "InvokeStatus",
                    &invocation.legacy,
                    &legacy,
                    outcome_of_legacy,
                    self.rule(invocation, invocation.legacy.computed.rule, true),
                )
            },
        ])
    }

    fn rollup<T: Copy + PartialEq>(
        &self,
        field: &'static str,
        rollup: &Rollup<T>,
        view: &report::RollupView,
        told: impl Fn(T) -> (Outcome, &'static str),
        rule: Phrase,
    ) -> RollupDetail {
        let kind = if field == "InvocationStatus" { Kind::Status } else { Kind::Legacy };
        let badge = |label: &str, status: Option<T>| {
            let known = status.map(&told);
            let outcome = known.map_or(Outcome::Unknown, |(outcome, _)| outcome);
            (label.to_owned(), outcome, known.map(|(_, spelling)| (kind, spelling))).into()
        };
        RollupDetail {
            field,
            kind: kind.as_str(),
            reported: view.reported.as_deref().map(|label| badge(label, rollup.reported.known())),
            computed: view.computed.map(|label| badge(label, rollup.computed.status)),
            rule,
            agrees: view.agrees,
            agreement: self.agreement(rollup, view.reported.as_deref(), view.computed),
            what_if: None,
        }
    }

    pub(super) fn fact(&self, label: &str, value: Option<String>, code: bool) -> Option<Fact> {
        let known = self.language.find(&format!("fact.{label}"));
        value.map(|value| Fact { label: known.unwrap_or(label).to_owned(), value, code, instant: None, reason: None })
    }

    /// A time as a fact, with the instant where its zone is known.
    pub(super) fn fact_time(&self, label: &str, text: Option<String>) -> Option<Fact> {
        let time = text.as_deref().and_then(Time::read);
        let fact = self.fact(label, text.map(|text| self.instant(&text)), false);
        fact.map(|fact| Fact { instant: time.and_then(Time::to_utc), ..fact })
    }

    fn invocation_facts(&self, invocation: &Invocation) -> (Vec<Fact>, bool) {
        let text = |name: Name| read::text(invocation, self.readings, name);
        let mut facts: Vec<Fact> = [
            self.fact("InvokeId", read::place_text(invocation.invoke_id, self.readings), true),
            self.fact("CommandName", text(Name::CommandName), false),
            self.fact("CommandId", text(Name::CommandId), true),
            self.fact("CommandType", text(Name::CommandType), true),
            self.fact(
                "recurring",
                invocation
                    .recurring
                    .map(|yes| self.language.word(if yes { "fact.recurring.yes" } else { "fact.recurring.no" })),
                false,
            ),
            self.fact("RepeatMode", text(Name::RepeatMode), true),
        ]
        .into_iter()
        .flatten()
        .collect();
        let mut room = Room::SHOWN;
        let other = read::invocation_other(invocation, self.readings, &mut room);
        let (other, more) = self.other_facts(&other, room);
        facts.extend(other);
        (facts, more)
    }

    /// Fields without a place of their own, the first of them where they are many, and whether there are more. `room`: what is
    /// left of it where they were read.
    pub(super) fn other_facts(&self, other: &[(String, Plain)], room: Room) -> (Vec<Fact>, bool) {
        let set = other.iter().filter(|(_, value)| *value != Plain::Null);
        let mut facts = set.filter_map(|(name, value)| {
            let known = Name::read(name.as_bytes());
            let line = value.to_line();
            let line = Some(line).filter(|line| !line.is_empty());
            if known.value_type() == Type::Time { self.fact_time(name, line) } else { self.fact(name, line, true) }
        });
        let shown = facts.by_ref().take(FACTS).collect();
        (shown, room.full || facts.next().is_some())
    }

    /// A time as it is read: the zone is always said.
    pub(super) fn instant(&self, text: &str) -> String {
        match Time::read(text).filter(|time| time.is_in_range()) {
            Some(time) => match time.to_utc() {
                Some(utc) => utc.replacen('T', " ", 1).replacen('Z', " UTC", 1),
                None => self.say("time.no-zone", &[("time", text)]),
            },
            None => text.to_owned(),
        }
    }

    /// The instances of a run that a question asks for.
    pub fn instances(&self, invocation: usize, query: &InstanceQuery) -> Page<InstanceRow> {
        let Some(invocation) = self.model.invocations.get(invocation) else {
            return Page { total: 0, rows: Vec::new() };
        };
        let all = self.model.instances_of(invocation);
        let words = query.outcomes.as_deref().unwrap_or_default();
        let outcomes: Vec<Outcome> = words.iter().filter_map(|word| Outcome::from_word(word)).collect();
        let text = query.text.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
        let wanted = |instance: &Instance| {
            (words.is_empty() || outcomes.contains(&instance.outcome))
                && (text.is_empty() || self.holds(instance, &text))
        };
        let every = words.is_empty() && text.is_empty();
        let chosen = (0..all.len() as u32).filter(|at| every || wanted(&all[*at as usize]));
        let mut order: Vec<u32> = match query.order.as_deref() {
            Some("worst") => {
                // By outcome, of which there are few: where the next of each goes follows from how many there are.
                let chosen: Vec<u32> = chosen.collect();
                let mut places = [0; Outcome::ALL.len() + 1];
                chosen.iter().for_each(|at| places[all[*at as usize].outcome as usize + 1] += 1);
                (1..places.len()).for_each(|outcome| places[outcome] += places[outcome - 1]);
                let mut ordered = vec![0; chosen.len()];
                for at in chosen {
                    let place = &mut places[all[at as usize].outcome as usize];
                    ordered[*place] = at;
                    *place += 1;
                }
                ordered
            }
            _ => chosen.collect(),
        };
        if query.order.as_deref() == Some("id") {
            self.by_id(all, &mut order);
        }
        let rows = order[range(query.start, query.end, order.len())].iter();
        Page { total: order.len(), rows: rows.map(|at| self.instance_row(&all[*at as usize], *at)).collect() }
    }

    fn by_id(&self, all: &[Instance], order: &mut [u32]) {
        order.sort_by_cached_key(|at| read::place_text(all[*at as usize].instance_id, self.readings));
    }

    fn holds(&self, instance: &Instance, text: &str) -> bool {
        let has = |value: Option<String>| value.is_some_and(|value| value.to_ascii_lowercase().contains(text));
        has(read::place_text(instance.instance_id, self.readings))
            || self.model.records_of(instance).iter().any(|record| {
                has(record.text(self.readings, &[Name::ErrorCode]))
                    || has(record.text(self.readings, &[Name::ErrorInfo]))
            })
    }

    fn instance_row(&self, instance: &Instance, index: u32) -> InstanceRow {
        let records = self.model.records_of(instance);
        let newest = records.last();
        InstanceRow {
            index,
            instance_id: read::place_text(instance.instance_id, self.readings),
            badge: self.instance_label(instance).into(),
            exit_code: newest.and_then(|record| record.exit_code),
            duration: newest.and_then(|r| read::duration(r, self.readings)).map(|millis| self.duration(millis)),
            start_time: newest.and_then(|r| read::time_text(r, self.readings, &[Name::StartTime])),
            records: records.len(),
            reason: newest.and_then(|record| self.reason(record)),
            contradiction: self.contradicted(records),
        }
    }

    /// The three levels of a run for a diagram, up to `listed` instances of each outcome.
    pub fn tree(&self, invocation: usize, listed: usize) -> Option<Tree> {
        let row = (invocation < self.model.invocations.len()).then(|| self.invocation_row(invocation))?;
        let all = self.model.instances_of(&self.model.invocations[invocation]);
        let groups = row.outcomes.iter().map(|count| {
            let members = all.iter().zip(0..).filter(|(instance, _)| instance.outcome.as_str() == count.outcome);
            TreeGroup {
                title: self.say(
                    "group.title",
                    &[("n", &self.language.number(u64::from(count.count))), ("label", &count.label)],
                ),
                count: count.clone(),
                instances: members.take(listed).map(|(instance, index)| self.tree_instance(instance, index)).collect(),
            }
        });
        let groups = groups.collect();
        Some(Tree { badge: row.badge, title: row.title, subtitle: row.subtitle, groups })
    }

    fn tree_instance(&self, instance: &Instance, index: u32) -> TreeInstance {
        let records = self.model.records_of(instance);
        let skip = records.len().saturating_sub(TREE_RECORDS);
        TreeInstance {
            index,
            instance_id: read::place_text(instance.instance_id, self.readings),
            badge: self.instance_label(instance).into(),
            records: records.iter().enumerate().skip(skip).map(|(at, record)| self.record_item(at, record)).collect(),
            record_count: records.len(),
            contradiction: self.contradicted(records),
        }
    }

    pub(super) fn find(&self, invocation: usize, instance: usize) -> Option<&Instance> {
        self.model.instances_of(self.model.invocations.get(invocation)?).get(instance)
    }

    /// One instance of a run.
    pub fn instance(&self, invocation: usize, index: usize) -> Option<InstanceDetail> {
        let instance = self.find(invocation, index)?;
        let records = self.model.records_of(instance);
        let current = report::instance_status(instance, self.readings);
        let legacy = report::instance_legacy(instance, self.readings);
        Some(InstanceDetail {
            index: index as u32,
            instance_id: read::place_text(instance.instance_id, self.readings),
            badge: self.instance_label(instance).into(),
            rollups: what_says_something_first([
                self.rollup(
                    "InvocationStatus",
                    &instance.status,
                    &current,
                    outcome_of,
                    self.instance_rule(instance.status.computed.rule),
                ),
                self.rollup(
                    "InstanceInvokeStatus",
                    &instance.legacy,
                    &legacy,
                    outcome_of_legacy,
                    self.instance_rule(instance.legacy.computed.rule),
                ),
            ]),
            facts: Vec::new(),
            records: records
                .iter()
                .enumerate()
                .skip(records.len().saturating_sub(NEWEST))
                .map(|(at, record)| self.record_item(at, record))
                .collect(),
            record_count: records.len(),
            contradiction: self.contradicted(records),
        })
    }

    /// Diagnostics by range.
    pub fn diagnostics(&self, start: f64, end: f64) -> Page<DiagnosticView<Phrase>> {
        let all = report::diagnostics(self.readings, self.model);
        let shown = &all[range(start, end, all.len())];
        let rows = shown.iter().map(|d| report::diagnostic_view(d, self.readings, self.language)).collect();
        Page { total: all.len(), rows }
    }
}

/// The current vocabulary, unless the response has only the legacy one.
fn what_says_something_first(mut rollups: [RollupDetail; 2]) -> [RollupDetail; 2] {
    let says_nothing = |rollup: &RollupDetail| rollup.reported.is_none() && rollup.computed.is_none();
    if says_nothing(&rollups[0]) && !says_nothing(&rollups[1]) {
        rollups.swap(0, 1);
    }
    rollups
}

/// What a status alone tells, and its spelling.
fn outcome_of(status: Status) -> (Outcome, &'static str) {
    (Outcome::of(Reported::Known(status), Reported::Absent, None), status.as_str())
}

fn outcome_of_legacy(legacy: Legacy) -> (Outcome, &'static str) {
    (Outcome::of(Reported::Absent, Reported::Known(legacy), None), legacy.as_str())
}
