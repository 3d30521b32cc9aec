//! One execution, as a page shows it: what its status means, why it is so, its output, its facts.

use serde::Serialize;

use super::explanation::{self, Reason};
use super::output::OutputDetail;
use super::page::{Badge, Fact};
use super::place::PlaceView;
use super::plain::Room;
use super::read;
use super::report;
use super::say::{Entry, Speech};
use super::summary::Note;
use crate::charset::Charset;
use crate::consistency::{self, Finding};
use crate::diagnostic::Severity;
use crate::explain::{self, Fault, Kind};
use crate::model::{Record, history};
use crate::names::Name;
use crate::status::{Outcome, Reported, Status};
use crate::words::phrase::{Phrase, Value};

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordItem {
    pub index: usize,
    pub badge: Badge,
    pub title: String,
    pub contradiction: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordDetail {
    pub index: usize,
    pub badge: Badge,
    pub meaning: Phrase,
    pub kind: &'static str,
    pub entry: &'static str,
    pub reasons: Vec<Reason>,
    pub contradictions: Vec<Note>,
    pub facts: Vec<Fact>,
    pub other: Vec<Fact>,
    pub other_more: bool,
    pub output: Option<OutputDetail>,
    pub output_absent: Option<Phrase>,
    pub place: PlaceView,
}

/// How the delivery of an output to OSS went.
const DELIVERY: [Name; 3] = [Name::OssOutputStatus, Name::OssOutputErrorCode, Name::OssOutputErrorInfo];

impl Speech<'_> {
    /// A record in a list of them.
    pub(super) fn record_item(&self, index: usize, record: &Record) -> RecordItem {
        let start = record.text(self.readings, &[Name::StartTime]);
        let time = start.or_else(|| record.text(self.readings, read::FINISH)).map(|text| self.instant(&text));
        RecordItem {
            index,
            badge: self.record_badge(record),
            title: time.unwrap_or_else(|| {
                let waits = matches!(record.outcome, Outcome::Pending | Outcome::Scheduled);
                self.language.word(if waits { "label.not-started" } else { "label.no-time" })
            }),
            contradiction: self.contradicted(std::slice::from_ref(record)),
        }
    }

    /// What contradicts what first in some records of an instance, as a sentence.
    pub(super) fn contradicted(&self, records: &[Record]) -> Option<String> {
        let invocation = self.model.instances[records.first()?.instance as usize].invocation;
        let facts = consistency::facts_of(&self.model.invocations[invocation as usize], self.readings);
        Some(self.contradiction(&consistency::first_of(records, &facts, self.readings)?).text.to_string())
    }

    /// What became of a run of a recurring command, where its row tells the state of the schedule and more.
    fn run_outcome(&self, record: &Record) -> Option<Outcome> {
        let invocation = self.model.instances[record.instance as usize].invocation;
        let recurs = self.model.invocations[invocation as usize].recurring == Some(true);
        let outcome = recurs.then(|| history::outcome_of(record, self.readings))??;
        (outcome != record.outcome).then_some(outcome)
    }

    /// The service's word, or what became of the run.
    fn record_badge(&self, record: &Record) -> Badge {
        match self.run_outcome(record) {
            Some(outcome) => (self.outcome(outcome), outcome, None).into(),
            None => self.record_label(record).into(),
        }
    }

    /// One execution, its output in the character set that was chosen for it, if one was.
    pub fn record(
        &self,
        invocation: usize,
        instance: usize,
        index: usize,
        charset: Option<Charset>,
    ) -> Option<RecordDetail> {
        let record = self.model.records_of(self.find(invocation, instance)?).get(index)?;
        let recurring = self.model.invocations[invocation].recurring;
        let output = self.record_output(record, recurring, charset);
        let absent = output.is_none().then(|| self.output_absent(record));
        let facts = consistency::facts_of(&self.model.invocations[invocation], self.readings);
        let findings = consistency::of_record(record, &facts, self.readings);
        let (other, other_more) = self.unshown(record);
        let (kind, entry) = known_status(record).map_or(("", ""), |(kind, status)| (kind.as_str(), status));
        Some(RecordDetail {
            index,
            badge: self.record_badge(record),
            meaning: self.meaning(record),
            kind,
            entry,
            reasons: self.reasons(record),
            contradictions: findings.iter().map(|finding| self.contradiction(finding)).collect(),
            facts: self.record_facts(record),
            other,
            other_more,
            output,
            output_absent: absent,
            place: self.place_of(record.row),
        })
    }

    /// A contradiction in two sentences: what it is, and what to make of it.
    fn contradiction(&self, finding: &Finding) -> Note {
        let args: Vec<_> = finding.args.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
        let said = |part: &str| self.phrase(&format!("diagnostic.{}.{part}", finding.code.id()), &args);
        let (message, help) = (said("message"), said("help"));
        let args = [("message", Value::Phrase(&message)), ("help", Value::Phrase(&help))];
        Note { severity: report::severity(finding.code.severity()), text: self.phrase("label.contradiction", &args) }
    }

    fn record_facts(&self, record: &Record) -> Vec<Fact> {
        let time = |label: &str, names: &[Name]| self.fact_time(label, record.text(self.readings, names));
        let text = |label: &str, name: Name| self.fact(label, record.text(self.readings, &[name]), true);
        let delivery = |label: &str, name: Name| {
            text(label, name)
                .map(|fact| Fact { reason: self.delivery(record, name, &fact.value).map(Box::new), ..fact })
        };
        let started = read::time(record, self.readings, &[Name::StartTime]).and_then(|(_, time)| time);
        let running = started.filter(|_| record.outcome == Outcome::Running).and_then(|at| self.now?.millis_since(at));
        let millis = read::duration(record, self.readings);
        [
            self.fact("ExitCode", record.exit_code.map(|code| code.to_string()), true),
            text("ErrorCode", Name::ErrorCode),
            text("ErrorInfo", Name::ErrorInfo),
            self.fact("duration", millis.map(|millis| self.duration(millis)), false),
            self.fact("running", running.map(|millis| self.duration(millis)), false),
            time("StartTime", &[Name::StartTime]),
            time("FinishTime", read::FINISH),
            time("StopTime", &[Name::StopTime]),
            self.fact("Repeats", record.int(self.readings, Name::Repeats).map(|n| n.to_string()), true),
            self.fact("status", report::record_status(record, self.readings), true),
            self.fact("legacy", report::record_legacy(record, self.readings), true)
                .map(|fact| Fact { reason: self.legacy_meaning(record).map(Box::new), ..fact }),
            delivery("OssOutputStatus", Name::OssOutputStatus),
            delivery("OssOutputErrorCode", Name::OssOutputErrorCode),
            delivery("OssOutputErrorInfo", Name::OssOutputErrorInfo),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Why the output was not delivered to OSS: by the code, or by the sentence where there is none.
    fn delivery(&self, record: &Record, name: Name, value: &str) -> Option<Reason> {
        let has_code = record.text(self.readings, &[Name::OssOutputErrorCode]).is_some();
        let told = match name {
            Name::OssOutputErrorInfo if has_code => None,
            Name::OssOutputErrorInfo => explain::delivery(value),
            // That it failed is said better by the code.
            Name::OssOutputStatus if has_code && value.eq_ignore_ascii_case("Failed") => return None,
            _ => explain::lookup(Kind::Oss, value),
        };
        let unknown = || self.unknown("error.unknown", value, None);
        let reason = told.map(|told| explanation::reason(&told, None, self.language));
        reason.or_else(|| (name != Name::OssOutputErrorInfo).then(unknown))
    }

    /// Fields without a place of their own that are not among the facts.
    fn unshown(&self, record: &Record) -> (Vec<Fact>, bool) {
        let mut room = Room::SHOWN;
        let mut other = read::record_other(record, self.readings, self.model, &mut room);
        other.retain(|(name, _)| !DELIVERY.contains(&Name::read(name.as_bytes())));
        self.other_facts(&other, room)
    }

    /// Why there is no output, as far as is known (api.md 1.8).
    fn output_absent(&self, record: &Record) -> Phrase {
        // Of what has no status that is known, it is not known that it goes on.
        let goes_on =
            matches!(record.outcome, Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Stopping);
        let results = !record.is_invoke_instance || record.other_row.is_some();
        let key = match (results, record.output(self.readings).is_some(), goes_on) {
            (_, _, true) => "output.not-yet",
            (true, true, false) => "output.empty",
            (true, false, false) => "output.none",
            (false, _, false) => "output.not-asked",
        };
        self.phrase(key, &[])
    }

    /// Why a record is in its state, in a few words: its error code, its exit code, or what the service says.
    pub fn reason(&self, record: &Record) -> Option<String> {
        let code = record.text(self.readings, &[Name::ErrorCode]);
        let exit = record.exit_code.filter(|code| *code != 0).map(|code| {
            let code = code.to_string();
            let known = explain::lookup(Kind::Exit, &code);
            self.say("reason.exit-code", &[("code", &known.map_or(code, |told| explanation::title(&told)))])
        });
        match (code, exit) {
            (Some(code), Some(exit)) if code == "ExitCodeNonzero" => Some(exit),
            (Some(code), _) => Some(code),
            (None, exit) => exit.or_else(|| record.text(self.readings, &[Name::ErrorInfo])),
        }
    }

    /// What is known of the cause: by the error code, else by the sentence of the service, by the exit code, and where
    /// there is none of them, by the status.
    pub fn reasons(&self, record: &Record) -> Vec<Reason> {
        let language = self.language;
        let code = record.text(self.readings, &[Name::ErrorCode]);
        let info = record.text(self.readings, &[Name::ErrorInfo]);
        let by_code = code.as_deref().and_then(|code| explain::lookup(Kind::Error, code));
        let by_info = info.as_deref().and_then(explain::sentence);
        let error = by_code.clone().or_else(|| by_info.clone().filter(|_| code.is_none()));
        let name = error.as_ref().map_or("", |told| told.at.1);
        // What ended at its timeout has no exit code of its own, whatever the agent sends (api.md 5).
        let timed_out = name == "ExecutionTimeout" || record.status == Reported::Known(Status::Timeout);
        let exit = record.exit_code.filter(|exit| *exit != 0 && !timed_out).map(|exit| exit.to_string());
        let by_exit = exit.as_deref().and_then(|exit| explain::lookup(Kind::Exit, exit));
        let mut reasons = Vec::new();
        // That the exit code is not zero is said better by what that exit code means.
        let better = name == "ExitCodeNonzero" && exit.is_some();
        match (&error, &code) {
            _ if better => {}
            (Some(told), _) => reasons.push(explanation::reason(told, code.clone(), language)),
            (None, Some(code)) => reasons.push(self.unknown("error.unknown", code, Some(code.clone()))),
            (None, None) => {}
        }
        let repeats = by_info.as_ref().is_some_and(|told| told.at.1 == name);
        if let Some(info) = info.filter(|_| !repeats) {
            let severity = report::severity(Severity::Info);
            let what = self.phrase("reason.info", &[("info", Value::Text(&info))]);
            reasons.push(Reason { code: None, what, likely: None, remedy: None, severity, kind: "", entry: "" });
        }
        let shown = code.filter(|_| better);
        match (by_exit, exit) {
            (Some(told), _) => reasons.push(explanation::reason(&told, shown, language)),
            (None, Some(exit)) if better || error.is_none() => {
                reasons.push(self.unknown("exit.unknown", &exit, shown));
            }
            (None, _) => {}
        }
        if reasons.is_empty() {
            reasons.extend(self.usual_reason(record));
        }
        reasons
    }

    /// A code in no list.
    fn unknown(&self, key: &str, code: &str, shown: Option<String>) -> Reason {
        Reason {
            code: shown,
            what: self.phrase(key, &[("code", Value::Text(code))]),
            likely: Some(explanation::likely(Fault::Unknown, self.language)),
            remedy: Some(self.phrase(if key == "exit.unknown" { "exit.other.do" } else { "error.unknown.do" }, &[])),
            severity: report::severity(Severity::Info),
            kind: "",
            entry: "",
        }
    }

    /// What usually brings a record into its state, where it ended badly or was stopped.
    fn usual_reason(&self, record: &Record) -> Option<Reason> {
        let (kind, status) = known_status(record)?;
        let told = explain::lookup(kind, status).filter(|told| told.fault.is_some())?;
        let cause = explanation::cause(&told, self.language)?;
        Some(Reason { what: cause, ..explanation::reason(&told, None, self.language) })
    }

    /// What a record's status means; of a run that ended while its schedule goes on, what became of it first.
    pub fn meaning(&self, record: &Record) -> Phrase {
        let key = match (record.status, record.legacy) {
            (Reported::Known(status), _) => format!("status.{}", status.as_str()),
            (Reported::Absent, Reported::Known(legacy)) => format!("legacy.{}", legacy.as_str()),
            (Reported::Absent, Reported::Absent) => "status.absent".to_owned(),
            (Reported::Unrecognized, _) | (Reported::Absent, Reported::Unrecognized) => {
                "status.unrecognized".to_owned()
            }
        };
        let meaning = self.meaning_of(key, record);
        let invocation = self.model.instances[record.instance as usize].invocation;
        if self.model.invocations[invocation as usize].dry_run {
            return match record.outcome {
                Outcome::Succeeded => self.phrase("dry-run.passed", &[]),
                _ => self.phrase("dry-run.meaning", &[("meaning", Value::Phrase(&meaning))]),
            };
        }
        match self.run_outcome(record) {
            Some(outcome) => {
                let outcome = self.outcome(outcome);
                let args = [("outcome", Value::Text(&outcome)), ("meaning", Value::Phrase(&meaning))];
                self.phrase("history.this-run", &args)
            }
            None => meaning,
        }
    }

    /// What a legacy status means that stands beside a current one.
    fn legacy_meaning(&self, record: &Record) -> Option<Reason> {
        let legacy = record.legacy.known().filter(|_| record.status != Reported::Absent)?;
        let what = self.meaning_of(format!("legacy.{}", legacy.as_str()), record);
        let severity = report::severity(Severity::Info);
        Some(Reason { code: None, what, likely: None, remedy: None, severity, kind: "", entry: "" })
    }

    fn meaning_of(&self, key: String, record: &Record) -> Phrase {
        let invocation = self.model.instances[record.instance as usize].invocation;
        let recurs = self.model.invocations[invocation as usize].recurring == Some(true);
        let own = recurs.then(|| format!("{key}.recurring")).filter(|own| self.language.find(own).is_some());
        self.phrase(&own.unwrap_or(key), &[])
    }
}

/// The status that a record goes by, where it is one that we know.
pub(super) fn known_status(record: &Record) -> Entry {
    match (record.status, record.legacy) {
        (Reported::Known(status), _) => Some((Kind::Status, status.as_str())),
        (Reported::Absent, Reported::Known(legacy)) => Some((Kind::Legacy, legacy.as_str())),
        (Reported::Absent | Reported::Unrecognized, _) => None,
    }
}
