//! One execution: what its status means, why it is so, its output, its facts; and lists of executions.

use serde::Serialize;

use crate::charset::Charset;
use crate::consistency;
use crate::model::Record;
use crate::names::Name;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::facts;
use crate::view::page::output;
use crate::view::page::output::OutputDetail;
use crate::view::parts::badge::Badge;
use crate::view::parts::execution::{self, ExecutionFacts};
use crate::view::parts::fact::{Fact, More, Reason};
use crate::view::parts::message::Message;
use crate::view::parts::page::{self, Page};
use crate::view::parts::source_range::{self, SourceRange};
use crate::view::phrases::{contradictions, coverage, labels, meaning, reasons, states, times};
use crate::view::rows::reason::{self, Ran};
use crate::words::phrase::Phrase;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordItem {
    pub index: usize,
    pub badge: Badge,
    #[serde(flatten)]
    pub facts: ExecutionFacts,
    pub title: String,
    pub brief: Option<String>,
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
    pub more: Option<More>,
    pub reasons: Vec<Reason>,
    pub contradictions: Vec<Message>,
    pub facts: Vec<Fact>,
    pub other: Vec<Fact>,
    pub other_more: bool,
    pub output: Option<OutputDetail>,
    pub output_absent: Option<Phrase>,
    pub states: Option<Phrase>,
    pub place: SourceRange,
}

/// One execution, its output in the character set that was chosen for it, if one was.
pub fn record(
    cx: &ViewContext<'_>,
    invocation: usize,
    instance: usize,
    index: usize,
    charset: Option<Charset>,
) -> Option<RecordDetail> {
    let record = cx.model.records_of(cx.instance(invocation, instance)?).get(index)?;
    let recurring = cx.model.invocations[invocation].recurring;
    let output = output::of_record(cx, record, recurring, charset);
    let absent = output.is_none().then(|| output_absent(cx, record));
    let facts = consistency::facts_of(&cx.model.invocations[invocation], cx.readings);
    let findings = consistency::of_record(record, &facts, cx.readings);
    let (other, other_more) = facts::unplaced(cx, record);
    let known = labels::known_status(record);
    let (kind, entry) = known.map_or(("", ""), |(kind, status)| (kind.as_str(), status));
    let reasons = reasons::of_record(cx, record);
    let led = reasons.iter().any(|reason| reason.more.is_some());
    // Of what succeeded it is PowerShell that may hide a failure.
    let command = fields::text(&cx.model.invocations[invocation], cx.readings, Name::CommandType);
    let is_powershell = command.is_some_and(|command| command.eq_ignore_ascii_case("RunPowerShellScript"));
    let is_asked = record.facts.outcome != Outcome::Succeeded || is_powershell;
    Some(RecordDetail {
        index,
        badge: badge(cx, record),
        meaning: meaning::of_record(cx, record),
        kind,
        entry,
        // What a reason leads to is nearer.
        more: known.filter(|_| !led && is_asked).and_then(|at| reasons::more(at, cx.language)),
        reasons,
        contradictions: findings.iter().map(|finding| contradictions::message(cx, finding)).collect(),
        facts: facts::of_record(cx, record),
        other,
        other_more,
        output,
        output_absent: absent,
        states: states::of_record(cx, record),
        place: source_range::of_value(cx, record.row),
    })
}

/// A record in a list of them.
pub fn item(cx: &ViewContext<'_>, index: usize, record: &Record) -> RecordItem {
    let start = record.text(cx.readings, &[Name::StartTime]);
    let time = start.or_else(|| record.text(cx.readings, fields::FINISH)).map(|text| times::instant(cx, &text));
    RecordItem {
        index,
        badge: badge(cx, record),
        facts: execution::facts(cx, record),
        title: time.unwrap_or_else(|| {
            let waits = matches!(record.facts.outcome, Outcome::Pending | Outcome::Scheduled);
            cx.word(if waits { "label.not-started" } else { "label.no-time" })
        }),
        brief: brief(cx, record),
        contradiction: contradictions::first(cx, std::slice::from_ref(record)),
    }
}

/// What there is to say of an execution beside its status: of one that did not succeed why, of another how long it took.
fn brief(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    let failed = record.facts.outcome != Outcome::Succeeded;
    let why = failed.then(|| reasons::in_short(cx, record)).flatten();
    why.or_else(|| fields::duration(record, cx.readings).map(|millis| times::duration(cx, millis)))
}

/// The service's word, or what became of the execution.
pub fn badge(cx: &ViewContext<'_>, record: &Record) -> Badge {
    match meaning::execution_outcome(cx, record) {
        Some(outcome) => (labels::outcome(cx, outcome), outcome, None).into(),
        None => labels::record(cx, record).into(),
    }
}

/// Why there is no output, as far as is known (api.md 1.8).
fn output_absent(cx: &ViewContext<'_>, record: &Record) -> Phrase {
    // Of what has no status that is known, it is not known that it goes on.
    let goes_on =
        matches!(record.facts.outcome, Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Stopping);
    let results = !record.is_invoke_instance() || record.other_row.is_some();
    let key = match (results, record.output(cx.readings).is_some(), goes_on) {
        (_, _, true) => "output.not-yet",
        (true, true, false) => "output.empty",
        _ if reason::of_execution(cx, record).is_some_and(|reason| reason.ran == Ran::Never) => "output.never",
        (true, false, false) => "output.none",
        // What another product gives when, its own documents say.
        (false, _, false) if coverage::look_alike(cx).is_some() => "output.none",
        (false, _, false) => "output.not-asked",
    };
    cx.phrase(key, &[])
}

/// Records of an instance by range, oldest first, each with what became of it.
pub fn records(cx: &ViewContext<'_>, invocation: usize, instance: usize, start: f64, end: f64) -> Page<RecordItem> {
    let all = cx.instance(invocation, instance).map_or(&[][..], |instance| cx.model.records_of(instance));
    let range = page::range(start, end, all.len());
    let rows = range.map(|at| item(cx, at, &all[at]));
    Page { total: all.len(), rows: rows.collect() }
}

/// Where the row of a record stands; of an instance without one, its newest; of an invocation without either, its own row.
pub fn source_range(
    cx: &ViewContext<'_>,
    invocation: usize,
    instance: Option<usize>,
    record: Option<usize>,
) -> Option<SourceRange> {
    let invocation = cx.model.invocations.get(invocation)?;
    let instances = cx.model.instances_of(invocation);
    let row = match instance {
        None => {
            let own = invocation.rows.last().copied().or(invocation.first_row);
            own.or_else(|| Some(cx.model.records_of(instances.first()?).first()?.row))
        }
        Some(instance) => {
            let records = cx.model.records_of(instances.get(instance)?);
            record.map_or(records.last(), |record| records.get(record)).map(|record| record.row)
        }
    };
    row.map(|row| source_range::of_value(cx, row))
}
