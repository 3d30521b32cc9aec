//! Statuses of one level -> the status of the level above, with the rule that decided (api.md 3.4 and 3.5).
//!
//! A tally is counted once; one total function for each vocabulary turns it into a verdict. Where a row that is
//! missing, or a spelling that nobody knows, could change the answer, there is no verdict, and the rule says why.

use crate::status::{Class, Legacy, Reported, Status};

/// The rules with their ids, which are stable; their words stand in the catalogue under `rule.<id>`.
macro_rules! rules {
    ($($rule:ident $id:literal,)*) => {
        /// Which rule decided, or why none did. The order is that of the rules.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is its id, explained in the catalogue")]
        pub enum Rule {
            $($rule,)*
        }

        impl Rule {
            /// Every rule, in order.
            pub const ALL: &[Rule] = &[$(Rule::$rule,)*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self {
                    $(Rule::$rule => $id,)*
                }
            }

            /// Whether a status came of it.
            pub fn decides(self) -> bool {
                !self.id().starts_with("none/")
            }
        }
    };
}

rules! {
    AnyPending "current/any-pending",
    AnyScheduled "current/any-scheduled",
    AnyRunning "current/any-running",
    AnyStopping "current/any-stopping",
    AllStopped "current/all-stopped",
    NoneSucceeded "current/none-succeeded",
    NoneFailed "current/none-failed",
    SomeFailed "current/some-failed",
    LegacyRecurringStopped "legacy/recurring-all-stopped",
    LegacyRecurring "legacy/recurring",
    LegacyAnyRunning "legacy/any-running",
    LegacyAnyStopping "legacy/any-stopping",
    LegacyAllStopped "legacy/all-stopped",
    LegacyAllFailed "legacy/all-failed",
    LegacySomeFailed "legacy/some-failed",
    LegacyFinished "legacy/finished",
    OneRecord "instance/one-record",
    NewestRecord "instance/newest-record",
    Empty "none/no-instances",
    NotGiven "none/not-given",
    Unrecognized "none/unrecognized-status",
    Contradiction "none/contradiction",
    Missing "none/rows-missing",
    Cut "none/cut",
    Strays "none/row-without-id",
    Unnamed "none/rows-without-instance",
    Foreign "none/other-product",
}

/// A computed status and its rule; `None` is no verdict, and the rule says why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verdict<T> {
    /// The status of the level above.
    pub status: Option<T>,
    /// What decided.
    pub rule: Rule,
}

impl<T> Verdict<T> {
    fn is(status: T, rule: Rule) -> Self {
        Self { status: Some(status), rule }
    }

    /// No verdict, and why.
    pub fn none(rule: Rule) -> Self {
        Self { status: None, rule }
    }

    /// The same, with a rule that tells closer why rows are missing.
    #[must_use]
    pub fn because(mut self, why: Rule) -> Self {
        if self.rule == Rule::Missing {
            self.rule = why;
        }
        self
    }

    /// The same, or none where that holds which a rule says.
    #[must_use]
    pub fn unless(self, holds: bool, rule: Rule) -> Self {
        if holds && self.status.is_some() { Self::none(rule) } else { self }
    }
}

/// Whether an invocation has a schedule, by which the legacy vocabulary is `Running` until every instance is stopped (api.md 3.5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Schedule {
    /// It has none, or its period is over.
    None,
    /// It goes on.
    GoesOn,
    /// It has one, as several executions show, and rows are missing that could say whether it goes on.
    Unknown,
}

/// The classes of instances that go on.
const ACTIVE: [Class; 4] = [Class::Pending, Class::Scheduled, Class::Running, Class::Stopping];

/// How many instances are in each class of the current vocabulary.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    classes: [u32; 7],
    /// With a spelling nobody knows.
    pub unrecognized: u32,
    /// With no status at all.
    pub absent: u32,
    /// With final states that contradict each other.
    pub contradicted: u32,
}

impl Tally {
    /// Counts one instance.
    pub fn count(&mut self, status: Reported<Status>) {
        match status {
            Reported::Absent => self.absent += 1,
            Reported::Known(status) => match status.class() {
                Some(class) => self.classes[class as usize] += 1,
                None => self.unrecognized += 1,
            },
            Reported::Unrecognized => self.unrecognized += 1,
        }
    }

    /// How many are in a class.
    pub fn of(&self, class: Class) -> u32 {
        self.classes[class as usize]
    }

    /// How many were counted.
    pub fn total(&self) -> u32 {
        self.classes.iter().sum::<u32>() + self.unrecognized + self.absent + self.contradicted
    }

    /// How many go on.
    pub fn active(&self) -> u32 {
        ACTIVE.iter().map(|class| self.of(*class)).sum()
    }

    /// The same, if all that go on ended in a class.
    #[must_use]
    pub fn if_active(&self, ended: Class) -> Self {
        let mut then = *self;
        then.classes[ended as usize] += self.active();
        ACTIVE.iter().for_each(|class| then.classes[*class as usize] = 0);
        then
    }

    /// Whether instances that are not here could make it the status that is reported.
    pub fn could_become(&self, reported: Status) -> bool {
        let ended = self.active() == 0;
        match reported {
            Status::Pending | Status::Scheduled | Status::Running | Status::Stopping => true,
            Status::Success => ended && self.of(Class::Failed) == 0,
            Status::Failed => ended && self.of(Class::Success) == 0,
            Status::PartialFailed => ended,
            _ => false,
        }
    }

    /// How many classes of an invocation that goes on are present; with more than one, the documents do not say which comes
    /// first (api.md 3.1, contradiction c).
    pub fn active_classes(&self) -> usize {
        ACTIVE.iter().filter(|class| self.of(**class) > 0).count()
    }

    /// The overall `InvocationStatus` (api.md 3.4). `missing`: not every row of the invocation is here.
    ///
    /// 1. Any Pending, Scheduled, Running or Stopping, in this order: that one.
    /// 2. All Stopped: Stopped. No Success: Failed. No Failed: Success. Else PartialFailed.
    pub fn verdict(&self, missing: bool) -> Verdict<Status> {
        if self.total() == 0 {
            return Verdict::none(if missing { Rule::Missing } else { Rule::Empty });
        }
        if self.absent == self.total() {
            return Verdict::none(Rule::NotGiven);
        }
        if self.of(Class::Pending) > 0 {
            return Verdict::is(Status::Pending, Rule::AnyPending);
        }
        // A spelling nobody knows could be any class, Pending too.
        if self.unrecognized > 0 {
            return Verdict::none(Rule::Unrecognized);
        }
        if self.absent > 0 {
            return Verdict::none(Rule::NotGiven);
        }
        if self.of(Class::Scheduled) > 0 {
            return Verdict::is(Status::Scheduled, Rule::AnyScheduled);
        }
        if self.of(Class::Running) > 0 {
            return Verdict::is(Status::Running, Rule::AnyRunning);
        }
        if self.of(Class::Stopping) > 0 {
            return Verdict::is(Status::Stopping, Rule::AnyStopping);
        }
        // Something active cannot be undone by a row that is missing, or by one that ended in whatever way; what follows
        // can.
        if self.contradicted > 0 {
            return Verdict::none(Rule::Contradiction);
        }
        if missing {
            return Verdict::none(Rule::Missing);
        }
        match (self.of(Class::Success), self.of(Class::Failed)) {
            (0, 0) => Verdict::is(Status::Stopped, Rule::AllStopped),
            (0, _) => Verdict::is(Status::Failed, Rule::NoneSucceeded),
            (_, 0) => Verdict::is(Status::Success, Rule::NoneFailed),
            _ => Verdict::is(Status::PartialFailed, Rule::SomeFailed),
        }
    }

    /// Whether the service may report this where another was computed: between active statuses the order is not
    /// documented, the English text calls Success with Stopped PartialFailed, and the text for Failed fits where all are
    /// Stopped (api.md 3.1 a to c, 7).
    pub fn accepts_alternative(&self, reported: Status) -> bool {
        match reported {
            Status::Pending | Status::Scheduled | Status::Running | Status::Stopping => {
                reported.class().is_some_and(|class| self.of(class) > 0)
            }
            Status::PartialFailed => {
                self.active_classes() == 0
                    && self.of(Class::Success) > 0
                    && self.of(Class::Stopped) > 0
                    && self.of(Class::Failed) == 0
            }
            Status::Failed => self.total() > 0 && self.of(Class::Stopped) == self.total(),
            _ => false,
        }
    }
}

/// How many instances have each status of the legacy vocabulary.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct LegacyTally {
    running: u32,
    stopping: u32,
    stopped: u32,
    finished: u32,
    failed: u32,
    /// With a spelling nobody knows.
    pub unrecognized: u32,
    /// With no status at all.
    pub absent: u32,
    /// With final states that contradict each other.
    pub contradicted: u32,
}

impl LegacyTally {
    /// Counts one instance.
    pub fn count(&mut self, status: Reported<Legacy>) {
        let counter = match status {
            Reported::Absent => &mut self.absent,
            Reported::Unrecognized | Reported::Known(Legacy::PartialFailed) => &mut self.unrecognized,
            Reported::Known(Legacy::Running) => &mut self.running,
            Reported::Known(Legacy::Stopping) => &mut self.stopping,
            Reported::Known(Legacy::Stopped) => &mut self.stopped,
            Reported::Known(Legacy::Finished) => &mut self.finished,
            Reported::Known(Legacy::Failed) => &mut self.failed,
        };
        *counter += 1;
    }

    /// How many were counted.
    pub fn total(&self) -> u32 {
        let known = self.running + self.stopping + self.stopped + self.finished + self.failed;
        known + self.unrecognized + self.absent + self.contradicted
    }

    /// How many go on.
    pub fn active(&self) -> u32 {
        self.running + self.stopping
    }

    /// The same, if all that go on ended as `Finished` or as `Failed`.
    #[must_use]
    pub fn if_active(&self, ended: Legacy) -> Self {
        let mut then = Self { running: 0, stopping: 0, ..*self };
        let counter = if ended == Legacy::Failed { &mut then.failed } else { &mut then.finished };
        *counter += self.active();
        then
    }

    /// The overall `InvokeStatus`: the seven rules of api.md 3.5, the first that applies.
    pub fn verdict(&self, schedule: Schedule, missing: bool) -> Verdict<Legacy> {
        if self.total() == 0 {
            return Verdict::none(if missing { Rule::Missing } else { Rule::Empty });
        }
        if self.absent == self.total() {
            return Verdict::none(Rule::NotGiven);
        }
        let doubt = match (self.unrecognized, self.absent) {
            (1.., _) => Some(Rule::Unrecognized),
            (0, 1..) => Some(Rule::NotGiven),
            (0, 0) => None,
        };
        let contradiction = (self.contradicted > 0).then_some(Rule::Contradiction);
        if schedule != Schedule::None {
            let doubt = doubt.or(contradiction);
            // Whatever is not Stopped keeps it Running; only "all Stopped" can be changed by what is not known.
            return if self.stopped + self.unrecognized + self.absent + self.contradicted < self.total() {
                if schedule == Schedule::Unknown {
                    return Verdict::none(Rule::Missing);
                }
                Verdict::is(Legacy::Running, Rule::LegacyRecurring)
            } else if let Some(doubt) = doubt {
                Verdict::none(doubt)
            } else if missing {
                Verdict::none(Rule::Missing)
            } else {
                Verdict::is(Legacy::Stopped, Rule::LegacyRecurringStopped)
            };
        }
        if self.running > 0 {
            return Verdict::is(Legacy::Running, Rule::LegacyAnyRunning);
        }
        if let Some(doubt) = doubt {
            return Verdict::none(doubt);
        }
        if self.stopping > 0 {
            return Verdict::is(Legacy::Stopping, Rule::LegacyAnyStopping);
        }
        if let Some(contradiction) = contradiction {
            return Verdict::none(contradiction);
        }
        if missing {
            return Verdict::none(Rule::Missing);
        }
        if self.stopped == self.total() {
            Verdict::is(Legacy::Stopped, Rule::LegacyAllStopped)
        } else if self.failed == self.total() {
            Verdict::is(Legacy::Failed, Rule::LegacyAllFailed)
        } else if self.failed > 0 {
            Verdict::is(Legacy::PartialFailed, Rule::LegacySomeFailed)
        } else {
            Verdict::is(Legacy::Finished, Rule::LegacyFinished)
        }
    }

    /// Whether instances that are not here could make it the status that is reported.
    pub fn could_become(&self, reported: Legacy) -> bool {
        match reported {
            Legacy::Running => true,
            Legacy::Stopping => self.running == 0,
            Legacy::Finished => self.active() == 0 && self.failed == 0,
            Legacy::PartialFailed => self.active() == 0,
            Legacy::Failed | Legacy::Stopped => false,
        }
    }

    /// Failed with Stopped alone is `Failed` by the table of 2020-12 (api.md 3.2), which is accepted.
    pub fn accepts_alternative(&self, reported: Legacy) -> bool {
        reported == Legacy::Failed && self.failed > 0 && self.failed + self.stopped == self.total()
    }
}

/// How a status that the service reports stands to the one that the level below gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Agreement {
    /// One side is missing.
    Unknown,
    /// Both are the same.
    Same,
    /// They differ, and a document allows it.
    OtherReading,
    /// They differ, and rows that are not here could be why.
    RowsMissing,
    /// They differ, and the service was asked earlier than for the rows.
    AskedEarlier,
    /// They differ.
    Differs,
}

/// A status that the service reports and one computed from the level below.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rollup<T> {
    /// What the service says.
    pub reported: Reported<T>,
    /// What the level below gives.
    pub computed: Verdict<T>,
    /// How the one stands to the other.
    pub agreement: Agreement,
}

impl<T: Copy + PartialEq> Rollup<T> {
    /// Both sides; `excuse` is asked why a report that is known may differ.
    pub fn new(reported: Reported<T>, computed: Verdict<T>, excuse: impl Fn(T) -> Option<Agreement>) -> Self {
        let agreement = match (reported, computed.status) {
            (Reported::Absent, _) | (_, None) => Agreement::Unknown,
            (Reported::Unrecognized, Some(_)) => Agreement::Differs,
            (Reported::Known(reported), Some(computed)) if reported == computed => Agreement::Same,
            (Reported::Known(reported), Some(_)) => excuse(reported).unwrap_or(Agreement::Differs),
        };
        Self { reported, computed, agreement }
    }

    /// Neither side.
    pub fn none() -> Self {
        Self { reported: Reported::Absent, computed: Verdict::none(Rule::Empty), agreement: Agreement::Unknown }
    }

    /// Whether the report is another of the documents' readings.
    pub fn accepts_alternative(&self) -> bool {
        self.agreement == Agreement::OtherReading
    }

    /// Whether both sides agree; `None` where one is missing, or rows that are not here could make them.
    pub fn agrees(&self) -> Option<bool> {
        match self.agreement {
            Agreement::Same | Agreement::OtherReading => Some(true),
            Agreement::Differs => Some(false),
            Agreement::Unknown | Agreement::RowsMissing | Agreement::AskedEarlier => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_ids_of_their_own() {
        let mut ids: Vec<_> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Rule::ALL.len());
        for (at, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(*rule as usize, at);
        }
    }

    #[track_caller]
    fn check(statuses: &[Reported<Status>], missing: bool, expect: Option<Status>, rule: Rule) {
        let mut tally = Tally::default();
        statuses.iter().for_each(|status| tally.count(*status));
        assert_eq!(tally.verdict(missing), Verdict { status: expect, rule });
    }

    #[test]
    fn what_is_missing_or_unknown_blocks_only_what_it_could_change() {
        use Reported::{Absent, Known, Unrecognized};
        check(&[], false, None, Rule::Empty);
        check(&[], true, None, Rule::Missing);
        check(&[Absent, Absent], false, None, Rule::NotGiven);
        check(&[Known(Status::Success), Unrecognized], false, None, Rule::Unrecognized);
        check(&[Known(Status::Running), Unrecognized], false, None, Rule::Unrecognized);
        check(&[Known(Status::Pending), Unrecognized], false, Some(Status::Pending), Rule::AnyPending);
        check(&[Known(Status::Success)], true, None, Rule::Missing);
        check(&[Known(Status::Success), Known(Status::Running)], true, Some(Status::Running), Rule::AnyRunning);
        check(&[Known(Status::Success), Known(Status::Terminated)], false, Some(Status::Success), Rule::NoneFailed);
    }
}
