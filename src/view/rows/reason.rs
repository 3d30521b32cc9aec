//! What failures are summed up by: the error code, else the exit code, else the status of an instance's newest execution, and
//! whether it ever began, which decides whether running it again is safe.

use crate::explain::{self, Entry, Kind};
use crate::model::{Instance, Record};
use crate::names::Name;
use crate::query::pattern::{Is, Word};
use crate::row::Flags;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::view::context::ViewContext;
use crate::view::phrases::{labels, reasons};

/// How far an execution came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ran {
    /// It never began.
    Never,
    /// It began, and may be half done; or nothing tells.
    Partly,
    /// Its process ended by itself.
    Ended,
}

impl Ran {
    /// The stable id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Partly => "partly",
            Self::Ended => "ended",
        }
    }

    /// The word of a query for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => Is::NeverStarted.word(),
            Self::Partly => Is::HalfDone.word(),
            Self::Ended => Is::RanToEnd.word(),
        }
    }
}

/// A reason that instances have in common.
#[derive(Debug)]
pub struct Reason {
    /// `137`, `ClientNotRunning`, `Timeout`.
    pub code: String,
    /// What kind of code that is.
    pub kind: Kind,
    /// What became of the instances.
    pub outcome: Outcome,
    /// How far they came.
    pub ran: Ran,
    /// How many there are.
    pub count: u32,
}

impl Reason {
    /// What it is called, an exit code with what it likely means.
    pub fn label(&self, cx: &ViewContext<'_>) -> String {
        if self.kind == Kind::Exit { reasons::exit(cx, &self.code) } else { self.code.clone() }
    }
}

/// Longer ones are no codes.
const LONGEST: usize = 128;

/// Everything that the reason of an instance stands on, as one text; `None` where it has none.
pub(super) fn stands_on(cx: &ViewContext<'_>, instance: &Instance) -> Option<String> {
    if instance.outcome == Outcome::Succeeded {
        return None;
    }
    let mut text = instance.outcome.as_str().to_owned();
    let mut add = |piece: &str| {
        text.push('\0');
        text.push_str(piece);
    };
    match cx.model.records_of(instance).last() {
        Some(newest) if waits(instance, newest) => add(&labels::instance(cx, instance).0),
        Some(newest) => {
            let flag = |holds: bool| if holds { "1" } else { "0" };
            let facts = &newest.facts;
            add(flag(facts.status == Reported::Absent));
            add(flag(facts.flags.has(Flags::FOREIGN)));
            add(flag(facts.started.is_known()));
            add(&labels::word(cx, newest));
            add(&facts.exit_code.map(|exit| exit.to_string()).unwrap_or_default());
            let code = error_code(cx, newest);
            add(flag(code.is_some()));
            add(&code.or_else(|| error_info(cx, newest)).unwrap_or_default());
        }
        None => add(&labels::instance(cx, instance).0),
    }
    Some(text)
}

/// The error code of a record, if it is as short as codes are.
fn error_code(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    let set = record.facts.flags.has(Flags::ERROR_CODE);
    set.then(|| record.text(cx.readings, &[Name::ErrorCode])).flatten().filter(|code| code.len() <= LONGEST)
}

fn error_info(cx: &ViewContext<'_>, record: &Record) -> Option<String> {
    let set = record.facts.flags.has(Flags::ERROR_INFO);
    set.then(|| record.text(cx.readings, &[Name::ErrorInfo])).flatten()
}

/// The reason of an instance that did not simply succeed, of no instance yet.
pub fn of_instance(cx: &ViewContext<'_>, instance: &Instance) -> Option<Reason> {
    if instance.outcome == Outcome::Succeeded {
        return None;
    }
    let outcome = instance.outcome;
    let (kind, code, ran) = match cx.model.records_of(instance).last() {
        Some(newest) if waits(instance, newest) => (Kind::Status, labels::instance(cx, instance).0, Ran::Partly),
        Some(newest) => of_record(cx, newest, outcome),
        None => (Kind::Status, labels::instance(cx, instance).0, Ran::Partly),
    };
    Some(Reason { code, kind, outcome, ran, count: 0 })
}

/// Whether an instance waits for its next execution, and its newest record tells of the last one.
fn waits(instance: &Instance, newest: &Record) -> bool {
    instance.outcome.is_active() && instance.outcome != newest.facts.outcome
}

/// The reason of one execution that did not simply succeed, by its own outcome, whatever became of its instance since.
pub fn of_execution(cx: &ViewContext<'_>, record: &Record) -> Option<Reason> {
    let outcome = record.facts.outcome;
    if outcome == Outcome::Succeeded {
        return None;
    }
    let (kind, code, ran) = of_record(cx, record, outcome);
    Some(Reason { code, kind, outcome, ran, count: 1 })
}

fn of_record(cx: &ViewContext<'_>, record: &Record, outcome: Outcome) -> (Kind, String, Ran) {
    let status = || (Kind::Status, labels::word(cx, record), of_status(record));
    // What goes on has no reason but where it stands.
    if record.facts.flags.has(Flags::FOREIGN) || outcome.is_active() {
        return status();
    }
    let error = |found: &Entry| (Kind::Error, found.code.clone(), of_error(found.at.1, record));
    let code = error_code(cx, record);
    let known = match &code {
        Some(code) => explain::lookup(Kind::Error, code),
        None => error_info(cx, record).and_then(|info| explain::sentence(&info)),
    };
    let name = known.as_ref().map_or("", |found| found.at.1);
    // What ended at its timeout has no exit code of its own (api.md 5).
    let timed_out = name == "ExecutionTimeout" || record.facts.status == Reported::Known(Status::Timeout);
    let exit = record.facts.exit_code.filter(|exit| *exit != 0 && !timed_out);
    match (known, code, exit) {
        (Some(found), _, _) if name != "ExitCodeNonzero" => error(&found),
        (None, Some(code), _) => (Kind::Error, code, Ran::Partly),
        (_, _, Some(exit)) => of_exit(exit),
        (Some(found), _, None) => error(&found),
        (None, None, None) => status(),
    }
}

/// A process that a signal or the system ended did not come to its end by itself.
fn of_exit(exit: i64) -> (Kind, String, Ran) {
    let code = exit.to_string();
    let group = explain::lookup(Kind::Exit, &code).map_or("", |found| found.at.1);
    let broke_off = matches!(group, "killed" | "crash" | "memory" | "ended" | "signal" | "windows");
    (Kind::Exit, code, if broke_off { Ran::Partly } else { Ran::Ended })
}

/// Errors after which nothing was executed (api.md 2.5): the task was not sent, not accepted, or its process not started. Of a code
/// that is not listed it is said that something may have been; each is the first name of its line in `explain/tables.rs`.
const NEVER: &[&str] = &[
    "AccountNotExists",
    "BadCronExpression",
    "ClientNeedUpgrade",
    "ClientNetworkBlocked",
    "ClientNotOnline",
    "ClientNotRunning",
    "CommandContentInvalid",
    "CommandNotApplicable",
    "ContainerNotFound",
    "CronExpressionExpired",
    "DefaultWorkingDirectoryNotAvailable",
    "DeliveryTimeout",
    "DirectoryNotExists",
    "HomeDirectoryNotAvailable",
    "InstanceNotExists",
    "InstanceRoleInvalid",
    "InvalidContainerId",
    "InvalidContainerName",
    "InvalidEnvironmentParameter",
    "InvalidGMTOffsetForTimezone",
    "ParameterFailed",
    "ParameterStoreNotAccessible",
    "QueryParameterStoreFailed",
    "RateFrequencyTooLarge",
    "RoleNameFailed",
    "SaveScriptFileFailed",
    "SecurityGroupRuleDenied",
    "SystemDefaultShellNotFound",
    "TaskConcurrencyLimit",
    "TimezoneInformationCorrupt",
    "UnsupportedContainerRuntime",
    "UserInvalid",
    "UserOrPasswordInvalid",
];

fn of_error(name: &str, record: &Record) -> Ran {
    if name == "ExitCodeNonzero" {
        return Ran::Ended;
    }
    // An instance may be released or halted, and a container stop, while something is executed.
    let may_have =
        matches!(name, "InstanceReleased" | "InstanceDeregistered" | "InstanceNotRunning" | "ContainerStateAbnormal");
    // The agent may have executed it and only not said so, unless it could not be sent at all (api.md 2.1, 2.5).
    let unsent = matches!(name, "ClientNotResponse" | "ClientIsUpgrading")
        && record.facts.status == Reported::Known(Status::Aborted);
    let never = NEVER.contains(&name) || unsent || may_have && !record.facts.started.is_known();
    if never { Ran::Never } else { Ran::Partly }
}

/// By the status alone (api.md 2.1, 2.3).
fn of_status(record: &Record) -> Ran {
    match (record.facts.status, record.facts.legacy) {
        (Reported::Known(status), _) => match status {
            Status::Pending | Status::Scheduled | Status::Invalid | Status::Aborted | Status::Cancelled => Ran::Never,
            Status::Success => Ran::Ended,
            Status::Failed if record.facts.exit_code.is_some() => Ran::Ended,
            _ => Ran::Partly,
        },
        (Reported::Absent, Reported::Known(Legacy::Finished)) => Ran::Ended,
        _ => Ran::Partly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ran_is_named_as_its_explanation() {
        for name in NEVER {
            assert_eq!(explain::lookup(Kind::Error, name).map(|found| found.at.1), Some(*name));
        }
    }
}
