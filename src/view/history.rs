//! The runs of a recurring command -> a summary, what is worth knowing of them, and cells for a strip.

use serde::Serialize;

use super::page::Page;
use super::read;
use super::record::RecordItem;
use super::say::Speech;
use super::summary::{Note, notes};
use crate::diagnostic::Severity;
use crate::model::history::{self, Rule, Run};
use crate::model::{Instance, Invocation};
use crate::names::Name;
use crate::schedule::Schedule;
use crate::status::Outcome;
use crate::words::phrase::Phrase;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct HistoryView {
    pub runs: usize,
    pub failed: usize,
    pub summary: String,
    pub notes: Vec<Note>,
    pub cells: Vec<Cell>,
}

/// One run, or several neighbours, in a strip.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Cell {
    pub first: u32,
    pub last: u32,
    pub record: u32,
    pub outcome: &'static str,
    pub runs: usize,
    pub failed: usize,
    pub title: String,
}

/// So many runs have a cell each.
const SINGLE: usize = 60;
/// Of more, neighbours share these.
const SHARED: usize = 30;
/// How many gaps are told one by one.
const GAPS: usize = 3;

impl Speech<'_> {
    /// The runs of a recurring command on one instance, or, in short, on all; null where there are not several.
    pub fn history(&self, invocation: usize, instance: Option<usize>) -> Option<HistoryView> {
        let invocation = self.model.invocations.get(invocation)?;
        // One record for each instance is no history, whatever they say.
        let of = |instance: &Instance| instance.records.clone();
        let instances = self.model.instances_of(invocation);
        let records =
            instances.first().map_or(0, |first| of(first).start)..instances.last().map_or(0, |last| of(last).end);
        if records.len() <= instances.len() {
            return None;
        }
        match instance {
            Some(instance) => self.instance_history(invocation, self.model.instances_of(invocation).get(instance)?),
            None => self.invocation_history(invocation),
        }
    }

    fn count(&self, n: usize) -> String {
        self.language.number(n as u64)
    }

    fn tell(&self, key: &str, args: &[(&str, String)]) -> String {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.say(key, &args)
    }

    /// When a run was, as it is read.
    fn run_time(&self, instance: &Instance, run: &Run) -> String {
        let record = &self.model.records_of(instance)[run.record as usize];
        self.record_item(run.record as usize, record).title
    }

    fn invocation_history(&self, invocation: &Invocation) -> Option<HistoryView> {
        let instances = self.model.instances_of(invocation);
        let (mut runs, mut failed, mut latest) = (0, 0, None);
        for instance in instances {
            let records = self.model.records_of(instance);
            for record in records {
                let outcome = history::outcome_of(record, self.readings);
                runs += usize::from(outcome.is_some());
                failed += usize::from(outcome == Some(Outcome::Failed));
            }
            let of = |record| Some((history::time_of(record), record, history::outcome_of(record, self.readings)?));
            let time = records.iter().rev().find_map(of);
            latest = [latest, time].into_iter().flatten().max_by_key(|(at, ..)| *at);
        }
        if runs <= instances.len() {
            return None;
        }
        let (_, record, outcome) = latest?;
        let args = [
            ("n", self.count(runs)),
            ("of", self.count(instances.len())),
            ("failed", self.count(failed)),
            ("outcome", self.outcome(outcome)),
            ("time", self.record_item(0, record).title),
        ];
        let summary = self.tell("history.all", &args);
        Some(HistoryView { runs, failed, summary, notes: Vec::new(), cells: Vec::new() })
    }

    fn instance_history(&self, invocation: &Invocation, instance: &Instance) -> Option<HistoryView> {
        let runs = history::runs(self.model.records_of(instance), self.readings);
        let (last, true) = (runs.last()?, runs.len() > 1) else { return None };
        let failed = runs.iter().filter(|run| run.outcome == Outcome::Failed).count();
        let args = [
            ("n", self.count(runs.len())),
            ("failed", self.count(failed)),
            ("outcome", self.outcome(last.outcome)),
            ("time", self.run_time(instance, last)),
        ];
        let mut said = Vec::new();
        if let Some((first, length)) = history::longest_streak(&runs) {
            let still = first + length == runs.len();
            let (severity, key) =
                if still { (Severity::Warning, "history.failing") } else { (Severity::Info, "history.streak") };
            let [from, to] = [first, first + length - 1].map(|at| self.run_time(instance, &runs[at]));
            let text = self.tell(key, &[("n", self.count(length)), ("from", from), ("to", to)]);
            said.push((severity, Phrase::text(&text)));
        }
        said.extend(self.gaps(invocation, instance, &runs));
        Some(HistoryView {
            runs: runs.len(),
            failed,
            summary: self.tell("history.one", &args),
            notes: notes(said),
            cells: runs
                .chunks(if runs.len() > SINGLE { runs.len().div_ceil(SHARED) } else { 1 })
                .map(|some| self.cell(instance, some))
                .collect(),
        })
    }

    fn gaps(&self, invocation: &Invocation, instance: &Instance, runs: &[Run]) -> Vec<(Severity, Phrase)> {
        let frequency = read::text(invocation, self.readings, Name::Frequency);
        // A schedule that cannot be read is not the same as one that nobody told.
        let schedule = match frequency.as_deref().map(Schedule::read) {
            Some(Err(_)) => return Vec::new(),
            other => other.and_then(Result::ok),
        };
        let (gaps, rule) = history::gaps(runs, schedule.as_ref());
        let reason = match rule {
            Rule::Times => self.language.word("history.rule.times"),
            Rule::Distance(seconds) => {
                self.tell("history.rule.distance", &[("distance", self.duration(seconds * 1_000))])
            }
            Rule::Usual(seconds) => self.tell("history.rule.usual", &[("distance", self.duration(seconds * 1_000))]),
        };
        let newest = gaps.len().saturating_sub(GAPS);
        let mut said: Vec<_> = gaps[newest..]
            .iter()
            .rev()
            .map(|gap| {
                let [from, to] = [gap.after, gap.after + 1].map(|at| self.run_time(instance, &runs[at]));
                let n = self.language.number(gap.missing);
                self.tell("history.gap", &[("n", n), ("from", from), ("to", to), ("reason", reason.clone())])
            })
            .collect();
        if newest > 0 {
            let missing = gaps[..newest].iter().map(|gap| gap.missing).fold(0, u64::saturating_add);
            let args = [("n", self.count(newest)), ("runs", self.language.number(missing))];
            said.push(self.tell("history.more-gaps", &args));
        }
        if !said.is_empty() && invocation.complete == Some(false) {
            said.push(self.language.word("history.partial"));
        }
        said.into_iter().map(|text| (Severity::Info, Phrase::text(&text))).collect()
    }

    fn cell(&self, instance: &Instance, runs: &[Run]) -> Cell {
        let [first, .., last] = runs else {
            let run = &runs[0];
            let args = [("outcome", self.outcome(run.outcome)), ("time", self.run_time(instance, run))];
            let outcome = run.outcome.as_str();
            let (record, title) = (run.record, self.tell("history.run", &args));
            let failed = usize::from(run.outcome == Outcome::Failed);
            return Cell { first: record, last: record, record, outcome, runs: 1, failed, title };
        };
        let failed = runs.iter().filter(|run| run.outcome == Outcome::Failed).count();
        // Of the worst, the newest.
        let worst = runs.iter().rev().min_by_key(|run| run.outcome as usize).unwrap_or(last);
        let args = [
            ("n", self.count(runs.len())),
            ("failed", self.count(failed)),
            ("from", self.run_time(instance, first)),
            ("to", self.run_time(instance, last)),
        ];
        Cell {
            first: first.record,
            last: last.record,
            record: worst.record,
            outcome: worst.outcome.as_str(),
            runs: runs.len(),
            failed,
            title: self.tell("history.cell", &args),
        }
    }

    /// Records of an instance by range, oldest first, each with what became of it.
    pub fn records(&self, invocation: usize, instance: usize, start: f64, end: f64) -> Page<RecordItem> {
        let all = self.find(invocation, instance).map_or(&[][..], |instance| self.model.records_of(instance));
        let range = super::page::range(start, end, all.len());
        let rows = range.map(|at| self.record_item(at, &all[at]));
        Page { total: all.len(), rows: rows.collect() }
    }
}
