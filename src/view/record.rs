//! One execution, as a page shows it: what its status means, why it is so, its output, its facts.

use serde::Serialize;

use super::page::{Badge, Fact, OutputDetail, PlaceView};
use super::read;
use super::report;
use super::say::Speech;
use super::summary::{Note, notes};
use crate::diagnostic::Severity;
use crate::model::Record;
use crate::model::status::{Given, Outcome};
use crate::names::Name;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordItem {
    pub index: usize,
    pub badge: Badge,
    pub title: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordDetail {
    pub index: usize,
    pub badge: Badge,
    pub meaning: String,
    pub reasons: Vec<Note>,
    pub facts: Vec<Fact>,
    pub other: Vec<Fact>,
    pub output: Option<OutputDetail>,
    pub output_absent: Option<String>,
    pub place: PlaceView,
}

impl Speech<'_> {
    /// A record in a list of them.
    pub(super) fn record_item(&self, index: usize, record: &Record) -> RecordItem {
        let start = record.text(self.readings, &[Name::StartTime]);
        let time = start.or_else(|| record.text(self.readings, read::FINISH)).map(|text| self.instant(&text));
        RecordItem {
            index,
            badge: self.record_label(record).into(),
            title: time.unwrap_or_else(|| {
                let waits = matches!(record.outcome, Outcome::Pending | Outcome::Scheduled);
                self.language.word(if waits { "label.not-started" } else { "label.no-time" })
            }),
        }
    }

    /// One execution.
    pub fn record(&self, invocation: usize, instance: usize, index: usize) -> Option<RecordDetail> {
        let record = self.model.records_of(self.find(invocation, instance)?).get(index)?;
        let dropped = record.int(self.readings, Name::Dropped);
        let output = read::output(record, self.readings).filter(|content| !content.bytes.is_empty());
        let absent = output.is_none().then(|| self.output_absent(record));
        let document = &self.readings[record.row.reading as usize].document;
        let span = record.row.value(self.readings).span();
        let (start, end) = document.place(document.source.shown(span));
        Some(RecordDetail {
            index,
            badge: self.record_label(record).into(),
            meaning: self.meaning(record),
            reasons: notes(self.reasons(record)),
            facts: self.record_facts(record),
            other: self.other_facts(&read::record_other(record, self.readings)),
            output: output.map(|content| self.output(&content, dropped)),
            output_absent: absent,
            place: PlaceView {
                source: record.row.reading,
                line: start.line,
                column: start.column,
                start: start.offset,
                end: end.offset,
            },
        })
    }

    fn record_facts(&self, record: &Record) -> Vec<Fact> {
        let time = |label: &str, names: &[Name]| {
            self.fact(label, record.text(self.readings, names).map(|text| self.instant(&text)), false)
        };
        let started = read::time(record, self.readings, &[Name::StartTime]).and_then(|(_, time)| time);
        let running = started.filter(|_| record.outcome == Outcome::Running).and_then(|at| self.now?.millis_since(at));
        let millis = read::duration(record, self.readings);
        [
            self.fact("ExitCode", record.exit_code.map(|code| code.to_string()), true),
            self.fact("duration", millis.map(|millis| self.duration(millis)), false),
            self.fact("running", running.map(|millis| self.duration(millis)), false),
            time("StartTime", &[Name::StartTime]),
            time("FinishTime", read::FINISH),
            time("StopTime", &[Name::StopTime]),
            self.fact("Repeats", record.int(self.readings, Name::Repeats).map(|n| n.to_string()), true),
            self.fact("status", report::record_status(record, self.readings), true),
            self.fact("legacy", report::record_legacy(record, self.readings), true),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Why there is no output, as far as is known (api.md 1.8).
    fn output_absent(&self, record: &Record) -> String {
        let ended =
            matches!(record.outcome, Outcome::Failed | Outcome::Succeeded | Outcome::Finished | Outcome::Stopped);
        let results = !record.in_object || record.other_row.is_some();
        self.language.word(match (results, record.output(self.readings).is_some(), ended) {
            (_, _, false) => "output.not-yet",
            (true, true, true) => "output.empty",
            (true, false, true) => "output.none",
            (false, _, true) => "output.not-asked",
        })
    }

    /// Why a record is in its state, in a few words: its error code, or its exit code.
    pub fn reason(&self, record: &Record) -> Option<String> {
        let code = record.text(self.readings, &[Name::ErrorCode]);
        let exit = record
            .exit_code
            .filter(|code| *code != 0)
            .map(|code| self.say("reason.exit-code", &[("code", &code.to_string())]));
        match (code, exit) {
            (Some(code), Some(exit)) if code == "ExitCodeNonzero" => Some(exit),
            (Some(code), _) => Some(code),
            (None, exit) => exit,
        }
    }

    /// What is known of the cause.
    pub fn reasons(&self, record: &Record) -> Vec<(Severity, String)> {
        let mut reasons = Vec::new();
        let code = record.text(self.readings, &[Name::ErrorCode]);
        let info = record.text(self.readings, &[Name::ErrorInfo]);
        if let Some(code) = &code {
            let known = self.language.find(&format!("error.{code}"));
            let text = match known {
                Some(text) => format!("`{code}`{}{text}", self.language.word("label.colon")),
                None => self.say("reason.unknown-code", &[("code", code)]),
            };
            reasons.push((Severity::Note, text));
        }
        if let Some(info) = info {
            reasons.push((Severity::Note, self.say("reason.info", &[("info", &info)])));
        }
        if let Some(exit) = record.exit_code {
            let key = format!("exit.{exit}");
            if exit != 0 && self.language.find(&key).is_some() {
                reasons.push((Severity::Note, self.language.word(&key)));
            } else if (129..=159).contains(&exit) {
                let signal = (exit - 128).to_string();
                let args = [("code", &*exit.to_string()), ("signal", &*signal)];
                reasons.push((Severity::Note, self.say("exit.signal", &args)));
            }
        }
        reasons
    }

    /// What a record's status means, for a recurring command where that differs.
    pub fn meaning(&self, record: &Record) -> String {
        let key = match (record.status, record.legacy) {
            (Given::Known(status), _) => format!("status.{}", status.as_str()),
            (Given::Absent, Given::Known(legacy)) => format!("legacy.{}", legacy.as_str()),
            (Given::Absent, Given::Absent) => "status.absent".to_owned(),
            (Given::Unrecognized, _) | (Given::Absent, Given::Unrecognized) => "status.unrecognized".to_owned(),
        };
        let invocation = self.model.instances[record.instance as usize].invocation;
        let recurs = self.model.invocations[invocation as usize].recurring == Some(true);
        let own = recurs.then(|| format!("{key}.recurring")).filter(|own| self.language.find(own).is_some());
        self.language.word(&own.unwrap_or(key))
    }
}
