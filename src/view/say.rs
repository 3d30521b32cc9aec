//! Sentences over the model: the verdict, its rule, whether the service agrees, what limits it, what to do next.

use crate::charset::Charsets;
use crate::diagnostic::{Code, Severity};
use crate::explain::Kind;
use crate::model::Paging;
use crate::model::{Instance, Invocation, Model, Record, history};
use crate::reading::Reading;
use crate::response::{Api, Response};
use crate::rollup::{Agreement, Rollup, Rule};
use crate::status::{Class, Legacy, Outcome, Reported, Status};
use crate::time::Time;
use crate::view::record::known_status;
use crate::view::{next, report};
use crate::words::Language;
use crate::words::phrase::{Phrase, Value};

/// What decides how things are said.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// The language.
    pub language: Language,
    /// The time of reading, where the host told it.
    pub now: Option<Time>,
    /// How outputs become text.
    pub charsets: Charsets,
    /// The documents.
    pub readings: &'a [Reading],
    /// What they say.
    pub model: &'a Model,
}

/// Where a status that is known is explained: of which vocabulary it is, and its canonical spelling.
pub type Entry = Option<(Kind, &'static str)>;

/// A status as printed, with the outcome that decides its looks, and where it is explained.
pub type Label = (String, Outcome, Entry);

impl Speech<'_> {
    /// A sentence of the catalogue.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.language.say(key, args)
    }

    /// The same as its parts, for what holds code.
    pub fn phrase(&self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        self.language.phrase(key, args)
    }

    pub(super) fn number(&self, number: u32) -> String {
        self.language.number(u64::from(number))
    }

    /// The word for an outcome.
    pub fn outcome(&self, outcome: Outcome) -> String {
        self.language.word(&format!("outcome.{}", outcome.as_str()))
    }

    /// What a record's status is called: the service's word, with the exit code where the word alone says too little.
    pub fn record_label(&self, record: &Record) -> Label {
        let word = match record.status {
            Reported::Absent => match (record.legacy, record.exit_code) {
                (Reported::Known(Legacy::Finished), Some(code)) => {
                    Some(self.say("label.finished", &[("code", &code.to_string())]))
                }
                _ => report::record_legacy(record, self.readings),
            },
            _ => report::record_status(record, self.readings),
        };
        (word.unwrap_or_else(|| self.language.word("label.none")), record.outcome, known_status(record))
    }

    /// What an instance's status is called.
    pub fn instance_label(&self, instance: &Instance) -> Label {
        let newest = self.model.records_of(instance).last();
        let reported = report::instance_status(instance, self.readings).reported;
        let reported =
            reported.map(|word| (word, instance.status.reported.known().map(|one| (Kind::Status, one.as_str()))));
        let newest_label = newest.map(|record| {
            let (word, _, entry) = self.record_label(record);
            (word, entry)
        });
        // A schedule's own state is the reported one; a single run's is that of its record, which may be newer.
        let recurs = self.model.invocations[instance.invocation as usize].recurring == Some(true);
        let own = recurs && !newest.is_some_and(|newest| instance.is_overtaken(newest));
        let label = if own { reported.or(newest_label) } else { newest_label };
        let (word, entry) = label.unwrap_or_else(|| (self.language.word("label.none"), None));
        (word, instance.outcome, entry)
    }

    /// What the whole is called: the computed status where there is one, since its instances show it, unless the service
    /// says worse; else the reported. A dry run is called one.
    pub fn invocation_label(&self, invocation: &Invocation) -> Label {
        let (word, outcome, entry) = self.status_label(invocation);
        if invocation.dry_run {
            let outcome = if outcome == Outcome::Succeeded { Outcome::Finished } else { outcome };
            return (self.say("verdict.dry-run-label", &[("status", &word)]), outcome, entry);
        }
        (word, outcome, entry)
    }

    fn status_label(&self, invocation: &Invocation) -> Label {
        let status = leading(&invocation.status);
        if let Some(status) = status {
            let outcome = Outcome::of(Reported::Known(status), Reported::Absent, None);
            return (status.as_str().to_owned(), outcome, Some((Kind::Status, status.as_str())));
        }
        let raw = report::invocation_status(invocation, self.readings).reported;
        if let Some(legacy) = leading(&invocation.legacy).filter(|_| raw.is_none()) {
            let outcome = match legacy {
                Legacy::Finished => worst_outcome(invocation),
                other => Outcome::of(Reported::Absent, Reported::Known(other), None),
            };
            return (legacy.as_str().to_owned(), outcome, Some((Kind::Legacy, legacy.as_str())));
        }
        if let Some(raw) = raw.or_else(|| report::invocation_legacy(invocation, self.readings).reported) {
            return (raw, Outcome::Unknown, None);
        }
        // That none failed so far is no success.
        match worst_outcome(invocation) {
            Outcome::Failed => (self.language.word("label.failed-so-far"), Outcome::Failed, None),
            Outcome::Succeeded | Outcome::Stopped => (self.language.word("label.no-verdict"), Outcome::Finished, None),
            worst => (self.language.word("label.no-verdict"), worst, None),
        }
    }

    /// "2 of 40 instances failed": counts only, always with their whole. Where rows may be missing, first how many are here
    /// of how many, and then what is so of these.
    pub fn counts(&self, invocation: &Invocation) -> String {
        let total: u32 = invocation.outcomes.iter().sum();
        let of = self.number(total);
        let count = |outcome: Outcome| invocation.outcomes[outcome as usize];
        if total == 0 {
            return self.language.word("verdict.no-instances");
        }
        let lacks = invocation.lacks_rows();
        let part = |outcome: Outcome| {
            let n = count(outcome);
            let all = if n == total { "all" } else { "some" };
            let key = match outcome {
                Outcome::Succeeded if invocation.dry_run => format!("verdict.dry-run.{all}"),
                _ if !lacks => format!("verdict.{}.{all}", outcome.as_str()),
                Outcome::Unknown => "verdict.part.unknown-status".to_owned(),
                _ => format!("verdict.part.{}", outcome.as_str()),
            };
            (n > 0).then(|| self.say(&key, &[("n", &self.number(n)), ("of", &of)]))
        };
        // What goes on leads, then what went wrong; success is said only where there is nothing else to say.
        let parts: Vec<String> = [
            Outcome::Running,
            Outcome::Pending,
            Outcome::Stopping,
            Outcome::Scheduled,
            Outcome::Failed,
            Outcome::Unknown,
            Outcome::Stopped,
            Outcome::Finished,
        ]
        .into_iter()
        .filter_map(part)
        .take(3)
        .chain(self.last_failed(invocation, &of))
        .collect();
        let parts = if parts.is_empty() { part(Outcome::Succeeded).into_iter().collect() } else { parts };
        let here = lacks.then(|| self.here(invocation, total));
        here.into_iter().chain(parts).collect::<Vec<_>>().join(&self.language.word("verdict.joint"))
    }

    /// "50 of 690 records are here"
    fn here(&self, invocation: &Invocation, total: u32) -> String {
        match self.model.paging_of(invocation).and_then(Paging::lacking) {
            Some((held, stated)) => {
                let (n, of) = (self.language.number(held), self.language.number(stated));
                let unknown =
                    self.model.paging_of(invocation).is_some_and(|extent| self.asks_unknown(invocation, extent));
                let key = if unknown { "verdict.part.likely" } else { "verdict.part.known" };
                self.say(key, &[("n", &n), ("of", &of)])
            }
            None => self.say("verdict.part.unknown", &[("n", &self.number(total))]),
        }
    }

    /// On how many instances the last run failed, though the schedule goes on.
    pub(super) fn last_failed(&self, invocation: &Invocation, of: &str) -> Option<String> {
        if invocation.recurring != Some(true) || invocation.outcomes[Outcome::Scheduled as usize] == 0 {
            return None;
        }
        let waits = self.model.instances_of(invocation).iter().filter(|i| i.outcome == Outcome::Scheduled);
        let last = |instance: &Instance| {
            let mut records = self.model.records_of(instance).iter().rev();
            records.find_map(|record| history::outcome_of(record, self.readings))
        };
        let n = waits.filter(|instance| last(instance) == Some(Outcome::Failed)).count() as u32;
        (n > 0).then(|| self.say("verdict.last-failed", &[("n", &self.number(n)), ("of", of)]))
    }

    /// The verdict in one sentence: "PartialFailed: 2 of 40 instances failed."
    pub fn verdict(&self, invocation: &Invocation) -> String {
        let (status, ..) = self.status_label(invocation);
        let ended = [Outcome::Failed, Outcome::Succeeded, Outcome::Finished, Outcome::Stopped];
        let key = match invocation.recurring {
            _ if invocation.dry_run => "verdict.dry-run",
            _ if service_leads(invocation) => "verdict.service",
            Some(true) if ended.contains(&worst_outcome(invocation)) => "verdict.recurring",
            Some(true) => "verdict.recurring-active",
            Some(false) | None => "verdict.sentence",
        };
        self.say(key, &[("status", &status), ("counts", &self.counts(invocation))])
    }

    /// The rule in words, with the instances that decided.
    pub fn rule(&self, invocation: &Invocation, rule: Rule, legacy: bool) -> Phrase {
        let total: u32 = invocation.outcomes.iter().sum();
        let (n, ids) = self.named(invocation, |instance| self.decides(instance, rule, legacy));
        let (count, of) = (self.number(n), self.number(total));
        let args = [("n", Value::Text(&count)), ("of", Value::Text(&of)), ("ids", Value::Phrase(&ids))];
        let key = format!("rule.{}", rule.id());
        let all = (n == total).then(|| format!("{key}.all")).filter(|all| self.language.find(all).is_some());
        let said = self.phrase(&all.unwrap_or(key), &args);
        // Of what is not here, a row could be Pending, and in the legacy vocabulary Running.
        let may_change =
            matches!(rule, Rule::AnyScheduled | Rule::AnyRunning | Rule::AnyStopping | Rule::LegacyAnyStopping);
        if may_change && invocation.lacks_rows() {
            return self.phrase("rule.at-least", &[("rule", Value::Phrase(&said))]);
        }
        said
    }

    /// Whether an instance is one of those that a rule names.
    fn decides(&self, instance: &Instance, rule: Rule, by_legacy: bool) -> bool {
        let recurs = self.model.invocations[instance.invocation as usize].recurring == Some(true);
        let newest = self.model.records_of(instance).last();
        let (status, legacy) =
            newest.map_or((Reported::Absent, Reported::Absent), |newest| instance.counts_as(newest, recurs));
        let class = status.known().and_then(Status::class);
        match rule {
            Rule::AnyPending => class == Some(Class::Pending),
            Rule::AnyScheduled => class == Some(Class::Scheduled),
            Rule::AnyRunning => class == Some(Class::Running),
            Rule::AnyStopping => class == Some(Class::Stopping),
            Rule::NoneSucceeded | Rule::SomeFailed => class == Some(Class::Failed),
            Rule::NoneFailed => class == Some(Class::Success),
            Rule::LegacyRecurring => legacy.known().is_some_and(|legacy| legacy != Legacy::Stopped),
            Rule::LegacyAnyRunning => legacy == Reported::Known(Legacy::Running),
            Rule::LegacyAnyStopping => legacy == Reported::Known(Legacy::Stopping),
            Rule::LegacySomeFailed => legacy == Reported::Known(Legacy::Failed),
            Rule::NotGiven if by_legacy => legacy == Reported::Absent,
            Rule::NotGiven => status == Reported::Absent,
            Rule::Unrecognized if by_legacy => {
                matches!(legacy, Reported::Unrecognized | Reported::Known(Legacy::PartialFailed))
            }
            Rule::Unrecognized => status != Reported::Absent && class.is_none(),
            Rule::AllStopped
            | Rule::LegacyRecurringStopped
            | Rule::LegacyAllStopped
            | Rule::LegacyAllFailed
            | Rule::LegacyFinished
            | Rule::OneRecord
            | Rule::NewestRecord
            | Rule::Empty
            | Rule::Missing
            | Rule::Cut
            | Rule::Strays => false,
            Rule::Contradiction => newest.is_some_and(|newest| newest.contradicted),
        }
    }

    /// The rule in words for one instance.
    pub(super) fn instance_rule(&self, rule: Rule) -> Phrase {
        let key = format!("rule.{}", rule.id());
        let one = Some(format!("{key}.one")).filter(|one| self.language.find(one).is_some());
        self.phrase(&one.unwrap_or(key), &[])
    }

    /// What the whole becomes when the instances that go on succeed, or fail; a schedule goes on by itself.
    pub fn what_if(&self, invocation: &Invocation, legacy: bool) -> Option<Phrase> {
        if invocation.recurring == Some(true) {
            return None;
        }
        let missing = invocation.lacks_rows();
        let (n, good, bad) = if legacy {
            let tally = &invocation.legacy_tally;
            let then = |status| tally.if_active(status).verdict(false, missing).status.map(Legacy::as_str);
            (tally.active(), then(Legacy::Finished), then(Legacy::Failed))
        } else {
            let tally = &invocation.tally;
            let then = |class| tally.if_active(class).verdict(missing).status.map(Status::as_str);
            (tally.active(), then(Class::Success), then(Class::Failed))
        };
        if n == 0 {
            return None;
        }
        let key = match (good, bad) {
            (Some(good), Some(bad)) if good == bad => "what-if.same",
            (None, None) => "what-if.unknown",
            _ if legacy => "what-if.legacy",
            _ => "what-if.current",
        };
        let word = |status: Option<&str>| status.map_or_else(|| self.phrase("what-if.no-verdict", &[]), Phrase::code);
        let (count, good, bad) = (self.number(n), word(good), word(bad));
        let args = [("n", Value::Text(&count)), ("good", Value::Phrase(&good)), ("bad", Value::Phrase(&bad))];
        Some(self.phrase(key, &args))
    }

    /// Whether the service agrees, in words.
    pub fn agreement<T: Copy + PartialEq>(
        &self,
        rollup: &Rollup<T>,
        reported: Option<&str>,
        computed: Option<&str>,
    ) -> Phrase {
        let key = match rollup.agreement {
            _ if reported.is_none() => "agreement.not-reported",
            Agreement::Unknown => "agreement.no-verdict",
            Agreement::OtherReading => "agreement.other-reading",
            Agreement::Same => "agreement.same",
            Agreement::RowsMissing => "agreement.rows-missing",
            Agreement::AskedEarlier => "agreement.asked-earlier",
            Agreement::Differs => "agreement.differs",
        };
        let [reported, computed] = [reported, computed].map(|status| Value::Text(status.unwrap_or_default()));
        self.phrase(key, &[("reported", reported), ("computed", computed)])
    }

    /// What limits the verdict on one invocation.
    pub fn doubts(&self, invocation: &Invocation) -> Vec<(Severity, Phrase)> {
        let mut doubts = Vec::new();
        doubts.extend(self.extent_doubts(invocation));
        if invocation.strays {
            doubts.push((Severity::Warning, self.phrase("doubt.strays", &[])));
        }
        if invocation.tally.contradicted > 0 {
            let contradicted = |instance: &Instance| instance.status.computed.rule == Rule::Contradiction;
            let (n, ids) = self.named(invocation, contradicted);
            let n = self.number(n);
            let args = [("n", Value::Text(&n)), ("ids", Value::Phrase(&ids))];
            doubts.push((Severity::Warning, self.phrase("doubt.contradicted", &args)));
        }
        let differs = |rollup: report::RollupView, field| {
            let differs = rollup.agrees == Some(false);
            differs.then(|| (Severity::Warning, self.disagreement(&rollup, field)))
        };
        doubts.extend(differs(report::invocation_status(invocation, self.readings), "InvocationStatus"));
        doubts.extend(differs(report::invocation_legacy(invocation, self.readings), "InvokeStatus"));
        if next::filter_explains(invocation) {
            doubts.push((Severity::Info, self.phrase("doubt.filter", &[])));
        }
        let unknown = invocation.tally.unrecognized.max(invocation.legacy_tally.unrecognized);
        if unknown > 0 {
            doubts.push((Severity::Warning, self.counted("doubt.unrecognized", unknown)));
        }
        let finished = invocation.outcomes[Outcome::Finished as usize];
        if finished > 0 {
            doubts.push((Severity::Info, self.counted("doubt.finished", finished)));
        }
        doubts
    }

    /// A sentence about so many.
    fn counted(&self, key: &str, n: u32) -> Phrase {
        self.phrase(key, &[("n", Value::Text(&self.number(n)))])
    }

    fn disagreement(&self, rollup: &report::RollupView, field: &str) -> Phrase {
        let (reported, computed) =
            (rollup.reported.as_deref().unwrap_or_default(), rollup.computed.unwrap_or_default());
        let args = [("field", field), ("reported", reported), ("computed", computed)];
        self.phrase("doubt.disagrees", &args.map(|(name, value)| (name, Value::Text(value))))
    }

    /// What limits everything: repairs and losses while reading, and runs that are not here.
    pub fn reading_doubts(&self) -> Vec<(Severity, Phrase)> {
        let mut tally = [0_u32; 3];
        for reading in self.readings {
            for (sum, n) in tally.iter_mut().zip(reading.sink.tally()) {
                *sum += n;
            }
        }
        let mut doubts = Vec::new();
        let repaired = tally[Severity::Warning as usize];
        if repaired > 0 {
            doubts.push((Severity::Warning, self.counted("doubt.repaired", repaired)));
        }
        doubts.extend(self.list_doubts());
        if let Some(api) = self.cousin() {
            doubts.push((Severity::Warning, self.phrase("doubt.cousin", &[("api", Value::Text(api.as_str()))])));
        }
        doubts
    }

    /// Whose rows these are, where they are not those of the two APIs.
    pub(super) fn cousin(&self) -> Option<Api> {
        let rows = |response: &&Response| !response.invocations.is_empty() || !response.results.is_empty();
        let all = self.readings.iter().flat_map(|reading| &reading.responses);
        all.filter(rows).find_map(|response| response.api.filter(|api| !api.is_ours()))
    }

    /// A length of time in its two largest units.
    pub fn duration(&self, millis: i64) -> String {
        let whole = millis.unsigned_abs() / 1_000;
        if millis < 60_000 {
            let sign = if millis < 0 { "-" } else { "" };
            let tenths = match millis.unsigned_abs() % 1_000 / 100 {
                0 => String::new(),
                tenths => format!(".{tenths}"),
            };
            return self.say("duration.s", &[("n", &format!("{sign}{whole}{tenths}"))]);
        }
        let (big, small) = match whole {
            0..3_600 => (("min", whole / 60), ("s", whole % 60)),
            3_600..86_400 => (("h", whole / 3_600), ("min", whole % 3_600 / 60)),
            _ => (("d", whole / 86_400), ("h", whole % 86_400 / 3_600)),
        };
        let unit = |(unit, n): (&str, u64)| self.say(&format!("duration.{unit}"), &[("n", &n.to_string())]);
        if small.1 == 0 { unit(big) } else { format!("{} {}", unit(big), unit(small)) }
    }

    /// The first thing to say about documents without a row: the call's error, a look-alike, or what the text is.
    pub fn instead(&self) -> String {
        if let Some(error) = report::error(self.readings, self.language) {
            let code = error.code.unwrap_or_default();
            return self.say("headline.error", &[("code", &code)]);
        }
        let other = self.readings.iter().flat_map(|r| &r.responses).find_map(|r| r.api.filter(|api| !api.is_ours()));
        if let Some(api) = other {
            return self.say("headline.other-api", &[("api", api.as_str())]);
        }
        let sinks = || self.model.sinks.iter().chain(self.readings.iter().map(|reading| &reading.sink));
        let met = |code: Code| sinks().any(|sink| sink.count(code) > 0);
        let key = [
            (Code::TooLarge, "headline.too-large"),
            (Code::TooComplex, "headline.too-complex"),
            (Code::TagsStripped, "headline.tags-stripped"),
            (Code::Binary, "headline.binary"),
            (Code::Request, "headline.request"),
            (Code::WebPage, "headline.web-page"),
            (Code::AgentLog, "headline.agent-log"),
            (Code::NotAResponse, "headline.not-a-response"),
            (Code::CutList, "headline.list-not-whole"),
            (Code::BeyondEnd, "headline.page-beyond-end"),
            (Code::RowsElsewhere, "headline.rows-not-here"),
            (Code::NoRows, "headline.no-rows"),
        ];
        let key = key.into_iter().find(|(code, _)| met(*code)).map_or("headline.empty", |(_, key)| key);
        self.language.word(key)
    }
}

/// The computed status where there is one, unless the reported one is another reading of the same rules, or worse.
fn leading<T: Word>(rollup: &Rollup<T>) -> Option<T> {
    let reported = rollup.reported.known();
    if rollup.also_reads() || is_worse(rollup) { reported } else { rollup.computed.status.or(reported) }
}

/// Whether the service says worse than the rows that are here: others are likely why.
fn is_worse<T: Word>(rollup: &Rollup<T>) -> bool {
    let differs = matches!(rollup.agreement, Agreement::Differs | Agreement::RowsMissing);
    let badness = |status: Option<T>| status.map(Word::badness);
    let computed = badness(rollup.computed.status);
    differs && computed != Some(Badness::Active) && badness(rollup.reported.known()) > computed
}

/// Whether the service's word leads, since it is worse.
pub(super) fn service_leads(invocation: &Invocation) -> bool {
    is_worse(&invocation.status) || invocation.status.computed.status.is_none() && is_worse(&invocation.legacy)
}

/// How bad a status of the whole is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Badness {
    Good,
    Stopped,
    Active,
    PartlyFailed,
    Failed,
}

/// A word of either vocabulary.
trait Word: Copy + PartialEq {
    fn badness(self) -> Badness;
}

impl Word for Status {
    fn badness(self) -> Badness {
        match self.class() {
            None => Badness::PartlyFailed,
            Some(Class::Success) => Badness::Good,
            Some(Class::Failed) => Badness::Failed,
            Some(Class::Stopped) => Badness::Stopped,
            Some(Class::Pending | Class::Scheduled | Class::Running | Class::Stopping) => Badness::Active,
        }
    }
}

impl Word for Legacy {
    fn badness(self) -> Badness {
        match self {
            Legacy::Finished => Badness::Good,
            Legacy::Stopped => Badness::Stopped,
            Legacy::Running | Legacy::Stopping => Badness::Active,
            Legacy::PartialFailed => Badness::PartlyFailed,
            Legacy::Failed => Badness::Failed,
        }
    }
}

/// The worst of its instances, where the status of the whole tells too little.
fn worst_outcome(invocation: &Invocation) -> Outcome {
    let present = |outcome: &Outcome| invocation.outcomes[*outcome as usize] > 0;
    Outcome::ALL.into_iter().find(present).unwrap_or(Outcome::Unknown)
}
