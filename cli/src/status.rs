//! An inspection -> the exit status: what a script asks, decided by facts of the core alone.

use invocation_inspector::Inspection;
use invocation_inspector::diagnostic::{Code, Severity};
use invocation_inspector::explain::Kind;
use invocation_inspector::model::{Instance, Invocation, Paging, Record, history};
use invocation_inspector::names::Name;
use invocation_inspector::response::Response;
use invocation_inspector::status::Outcome;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::phrases::labels;
use invocation_inspector::view::report::api_error;
use invocation_inspector::view::rows::reason;

/// The exit statuses, by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Status {
    /// Everything succeeded.
    Succeeded = 0,
    /// Something failed or was stopped.
    Failed = 1,
    /// Something could not be read, or was asked for wrongly.
    Unusable = 2,
    /// It cannot be told.
    Unknown = 3,
    /// Something has not ended.
    Running = 8,
}

impl Status {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [Self::Succeeded, Self::Failed, Self::Unusable, Self::Unknown, Self::Running];

    /// The key of its sentence, and how urgent it is: of several that hold, the most urgent one is told.
    fn traits(self) -> (&'static str, u8) {
        match self {
            Self::Succeeded => ("status.succeeded", 0),
            Self::Unknown => ("status.unknown", 1),
            Self::Running => ("status.running", 2),
            Self::Failed => ("status.failed", 3),
            Self::Unusable => ("status.unusable", 4),
        }
    }

    /// The key of its sentence.
    pub(crate) fn key(self) -> &'static str {
        self.traits().0
    }

    /// The more urgent of two.
    pub(crate) fn and(self, other: Self) -> Self {
        if other.traits().1 > self.traits().1 { other } else { self }
    }
}

/// The status of all documents together. `accepted`: exit codes of commands that count as success.
pub(crate) fn of(inspection: &Inspection, accepted: &[i64]) -> Status {
    let cx = inspection.context();
    let mut status = of_documents(&cx);
    for invocation in &cx.model.invocations {
        status = status.and(of_invocation(&cx, invocation, accepted));
    }
    // A success that denies itself is none to build on, and neither is a list of which a part is here.
    let is_denied = cx.model.sinks.iter().any(|sink| sink.count(Code::SuccessError) > 0);
    let is_part = cx.model.lists.iter().any(Paging::goes_on);
    if is_denied || is_part { status.and(Status::Unknown) } else { status }
}

/// Whether nothing goes on any more and nothing is missing, so that a later look says the same.
pub(crate) fn has_ended(inspection: &Inspection) -> bool {
    let cx = inspection.context();
    let ended = |invocation: &Invocation| {
        let goes_on = |outcome: &Outcome| outcome.is_active() && invocation.outcomes[*outcome as usize] > 0;
        let label = labels::invocation(&cx, invocation).1;
        !Outcome::ALL.iter().any(goes_on) && !label.is_active() && !invocation.lacks_rows()
    };
    of_documents(&cx) == Status::Succeeded && cx.model.invocations.iter().all(ended)
}

/// What the documents say before a row is looked at: one is no answer, a call failed and nothing came after it, nothing is here.
fn of_documents(cx: &ViewContext<'_>) -> Status {
    let mut status = Status::Succeeded;
    for (reading, sink) in cx.readings.iter().zip(&cx.model.sinks) {
        if api_error::last(reading).iter().any(Response::is_error) {
            status = status.and(Status::Unknown);
        } else if [&reading.sink, sink].iter().any(|sink| sink.tally()[Severity::Error as usize] > 0) {
            status = status.and(Status::Unusable);
        }
    }
    if cx.model.invocations.is_empty() { status.and(Status::Unknown) } else { status }
}

fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation, accepted: &[i64]) -> Status {
    let has = |outcome: Outcome| invocation.outcomes[outcome as usize] > 0;
    let (mut excused, mut denied) = (false, false);
    for instance in cx.model.instances_of(invocation) {
        match failure(cx, instance) {
            Some((_, record)) if is_accepted(cx, record, accepted) => excused = true,
            None if instance.outcome != Outcome::Failed => {
                let exit = cx.model.records_of(instance).last().and_then(|newest| newest.facts.exit_code);
                denied |= exit.is_some_and(|exit| exit != 0 && !accepted.contains(&exit));
            }
            Some(_) | None => return Status::Failed,
        }
    }
    // The service may say worse than the rows that are here.
    let leads = labels::service_leads(invocation);
    let computed = invocation.status.computed.status.is_some() || invocation.legacy.computed.status.is_some();
    let word = labels::invocation(cx, invocation).1;
    let is_bad = matches!(word, Outcome::Failed | Outcome::Stopped);
    if has(Outcome::Stopped) || is_bad && (!excused || leads) {
        return Status::Failed;
    }
    if word.is_active() || Outcome::ALL.iter().any(|outcome| outcome.is_active() && has(*outcome)) {
        return Status::Running;
    }
    let is_good = word == Outcome::Succeeded || is_bad && computed;
    let in_doubt = denied || has(Outcome::Unknown) || has(Outcome::Finished) || invocation.tally.contradicted > 0;
    if !is_good || in_doubt || invocation.dry_run || lacks_rows(cx, invocation) {
        return Status::Unknown;
    }
    Status::Succeeded
}

/// Whether rows are missing that could change what it comes to, or may follow those that are here.
fn lacks_rows(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let goes_on = || cx.model.paging_of(invocation).is_some_and(Paging::goes_on);
    invocation.lacks_rows() || invocation.complete.is_none() && goes_on()
}

/// The execution for which an instance counts as failed, by its index: its newest, or of one that waits for the next, the last that
/// ended.
pub(crate) fn failure<'a>(cx: &ViewContext<'a>, instance: &Instance) -> Option<(usize, &'a Record)> {
    let records = cx.model.records_of(instance);
    let ended = |record: &Record| history::outcome_of(record, cx.readings);
    match instance.outcome {
        Outcome::Failed => records.iter().enumerate().next_back(),
        Outcome::Scheduled => {
            let last = records.iter().enumerate().rev().find_map(|(at, record)| Some((at, record, ended(record)?)));
            last.filter(|(.., outcome)| *outcome == Outcome::Failed).map(|(at, record, _)| (at, record))
        }
        _ => None,
    }
}

/// Whether an execution failed by nothing but an exit code that counts as success.
fn is_accepted(cx: &ViewContext<'_>, record: &Record, accepted: &[i64]) -> bool {
    let by_exit = || match reason::of_execution(cx, record) {
        Some(reason) if record.facts.outcome == Outcome::Failed => reason.kind == Kind::Exit,
        // The row of a schedule has its state for a reason.
        _ => record.member(cx.readings, &[Name::ErrorCode]).is_none(),
    };
    record.facts.exit_code.is_some_and(|exit| accepted.contains(&exit)) && by_exit()
}
