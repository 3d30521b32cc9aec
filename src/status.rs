//! The two vocabularies of statuses: each value, its spellings, its class, and the outcome of a record.
//!
//! Spellings match without regard to case and blanks (`finished`, ` Finished`). A spelling in no table is kept by
//! whoever read it; here it is only known to be given.

/// What happened with a field that holds one of a closed set of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reported<T> {
    /// Not set.
    #[default]
    Absent,
    /// One of the set.
    Known(T),
    /// Set, to a spelling in no table.
    Unrecognized,
}

impl<T: Copy> Reported<T> {
    /// The value, where it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Reported::Known(value) => Some(value),
            Reported::Absent | Reported::Unrecognized => None,
        }
    }

    /// What another product's word is in a vocabulary that has no such word.
    pub fn given(is_set: bool) -> Self {
        if is_set { Reported::Unrecognized } else { Reported::Absent }
    }

    /// This one if it is set at all, else the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match self {
            Reported::Absent => other,
            Reported::Known(_) | Reported::Unrecognized => self,
        }
    }
}

/// What a status counts as when the level above is computed (api.md 2.1). The order is that of the rules in 3.4.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the documents' own words")]
pub enum Class {
    Pending,
    Scheduled,
    Running,
    Stopping,
    Stopped,
    Failed,
    Success,
}

impl Class {
    /// Not yet final.
    pub fn is_active(self) -> bool {
        self <= Class::Stopping
    }
}

/// How a final status counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ending {
    /// It did what was asked.
    Success,
    /// It did not.
    Failure,
    /// It was stopped before it could.
    Stop,
}

impl Ending {
    /// The stable id.
    pub fn as_str(self) -> &'static str {
        match self {
            Ending::Success => "success",
            Ending::Failure => "failure",
            Ending::Stop => "stop",
        }
    }
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $type:ident { $($value:ident,)* } aliases { $($alias:literal => $of:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "the documents' own words, explained in the catalogue")]
        pub enum $type { $($value,)* }

        impl $type {
            /// Every value, in the order of the documents.
            pub const ALL: &[Self] = &[$(Self::$value,)*];
            /// Every spelling with what it means: the canonical ones first.
            pub const SPELLINGS: &[(&str, Self)] =
                &[$((stringify!($value), Self::$value),)* $(($alias, Self::$of),)*];

            /// The canonical spelling.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => stringify!($value),)* }
            }

            /// The value that a trimmed, non-empty text spells.
            #[inline]
            pub fn read(text: &[u8]) -> Option<Self> {
                match text {
                    $(text if text == stringify!($value).as_bytes() => return Some(Self::$value),)*
                    _ => {}
                }
                Self::SPELLINGS.iter().find(|(s, _)| s.as_bytes().eq_ignore_ascii_case(text)).map(|found| found.1)
            }
        }
    };
}

vocabulary! {
    /// `InvocationStatus`, of an instance and of the whole (api.md 2.1, 2.2).
    Status {
        Pending, Scheduled, Running, Stopping, Success, Failed, Invalid, Aborted, Timeout, Error, Cancelled, Terminated,
        Stopped, PartialFailed,
    } aliases {
        "Canceled" => Cancelled,
    }
}

vocabulary! {
    /// `InvokeStatus`, `InstanceInvokeStatus`, `InvokeRecordStatus` (api.md 2.3). `Finished` says that a process ended,
    /// with whatever exit code; `Success` in these fields reads as it (seed 003), Pending and Scheduled as Running.
    Legacy {
        Running, Stopping, Stopped, Finished, Failed, PartialFailed,
    } aliases {
        "Success" => Finished, "Pending" => Running, "Scheduled" => Running,
    }
}

/// Whether a text is less than a word of either vocabulary, which begins with it: `Succ`.
pub fn is_beginning(text: &[u8]) -> bool {
    let all = || Status::SPELLINGS.iter().map(|one| one.0).chain(Legacy::SPELLINGS.iter().map(|one| one.0));
    let begins = |word: &str| word.len() > text.len() && word.as_bytes()[..text.len()].eq_ignore_ascii_case(text);
    !text.is_empty() && all().any(begins) && !all().any(|word| word.as_bytes().eq_ignore_ascii_case(text))
}

impl Status {
    /// What it counts as. `PartialFailed` is a word for the whole only and counts as nothing below it.
    pub fn class(self) -> Option<Class> {
        Some(match self {
            Status::Pending => Class::Pending,
            Status::Scheduled => Class::Scheduled,
            Status::Running => Class::Running,
            Status::Stopping => Class::Stopping,
            Status::Success => Class::Success,
            Status::Failed | Status::Invalid | Status::Aborted | Status::Timeout | Status::Error => Class::Failed,
            Status::Cancelled | Status::Terminated | Status::Stopped => Class::Stopped,
            Status::PartialFailed => return None,
        })
    }

    /// Whether the documents and real answers know it beside a legacy status (api.md 2.3).
    pub fn goes_with(self, legacy: Legacy) -> bool {
        match self {
            Status::Pending | Status::Scheduled | Status::Running => legacy == Legacy::Running,
            Status::Stopping => matches!(legacy, Legacy::Stopping | Legacy::Running),
            Status::Success => legacy == Legacy::Finished,
            // `Finished` says that the process ended; that a failure is called `Failed` contradicts no document.
            Status::Failed => matches!(legacy, Legacy::Finished | Legacy::Failed),
            Status::Invalid | Status::Aborted | Status::Timeout | Status::Error => legacy == Legacy::Failed,
            Status::Cancelled | Status::Terminated | Status::Stopped => legacy == Legacy::Stopped,
            Status::PartialFailed => true,
        }
    }

    /// Whether nothing more happens, which `PartialFailed` says of the whole.
    pub fn is_final(self) -> bool {
        self.class().is_none_or(|class| !class.is_active())
    }

    /// What it counts as; `None` where it is not final.
    pub fn ending(self) -> Option<Ending> {
        match self.class() {
            Some(Class::Success) => Some(Ending::Success),
            Some(Class::Failed) | None => Some(Ending::Failure),
            Some(Class::Stopped) => Some(Ending::Stop),
            Some(Class::Pending | Class::Scheduled | Class::Running | Class::Stopping) => None,
        }
    }

    fn outcome(self) -> Outcome {
        match self.class() {
            Some(Class::Pending) => Outcome::Pending,
            Some(Class::Scheduled) => Outcome::Scheduled,
            Some(Class::Running) => Outcome::Running,
            Some(Class::Stopping) => Outcome::Stopping,
            Some(Class::Success) => Outcome::Succeeded,
            Some(Class::Stopped) => Outcome::Stopped,
            Some(Class::Failed) | None => Outcome::Failed,
        }
    }
}

impl Legacy {
    /// Whether nothing more happens.
    pub fn is_final(self) -> bool {
        !matches!(self, Legacy::Running | Legacy::Stopping)
    }

    /// What it counts as. `Finished` is no success: the process ended, well or not.
    pub fn ending(self) -> Option<Ending> {
        match self {
            Legacy::Running | Legacy::Stopping | Legacy::Finished => None,
            Legacy::Stopped => Some(Ending::Stop),
            Legacy::Failed | Legacy::PartialFailed => Some(Ending::Failure),
        }
    }
}

/// Where something stands, in one word: what the page colours by. The order is that of urgency, worst first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It ended badly.
    Failed,
    /// Nothing that we know says.
    Unknown,
    /// Stopped, cancelled or terminated.
    Stopped,
    /// Being stopped.
    Stopping,
    /// It ended, and nothing says how: legacy `Finished` without an exit code.
    Finished,
    /// Being verified or sent.
    Pending,
    /// Being executed.
    Running,
    /// Waiting for its next execution.
    Scheduled,
    /// It ended well.
    Succeeded,
}

impl Outcome {
    /// Whether it has not ended.
    #[inline]
    pub fn is_active(self) -> bool {
        matches!(self, Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Stopping)
    }

    /// Every outcome, worst first.
    pub const ALL: [Outcome; 9] = [
        Outcome::Failed,
        Outcome::Unknown,
        Outcome::Stopped,
        Outcome::Stopping,
        Outcome::Finished,
        Outcome::Pending,
        Outcome::Running,
        Outcome::Scheduled,
        Outcome::Succeeded,
    ];

    /// The word in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Failed => "failed",
            Outcome::Unknown => "unknown",
            Outcome::Stopped => "stopped",
            Outcome::Stopping => "stopping",
            Outcome::Finished => "finished",
            Outcome::Pending => "pending",
            Outcome::Running => "running",
            Outcome::Scheduled => "scheduled",
            Outcome::Succeeded => "succeeded",
        }
    }

    /// The outcome with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// Of a row: as `of`, but that a word for the whole says nothing of one instance (api.md 3.1).
    #[inline]
    pub fn of_row(status: Reported<Status>, legacy: Reported<Legacy>, exit_code: Option<i64>) -> Self {
        if status == Reported::Known(Status::PartialFailed) {
            return Outcome::Unknown;
        }
        Self::of(status, legacy, exit_code)
    }

    /// Of a status and an exit code: the current status decides where there is one, else the legacy one with the exit
    /// code (contract: `Finished` with 0 succeeded, with another failed, without one finished).
    pub fn of(status: Reported<Status>, legacy: Reported<Legacy>, exit_code: Option<i64>) -> Self {
        match (status, legacy) {
            (Reported::Known(status), _) => status.outcome(),
            (Reported::Unrecognized, _) | (Reported::Absent, Reported::Absent | Reported::Unrecognized) => {
                Outcome::Unknown
            }
            (Reported::Absent, Reported::Known(legacy)) => match legacy {
                Legacy::Running => Outcome::Running,
                Legacy::Stopping => Outcome::Stopping,
                Legacy::Stopped => Outcome::Stopped,
                Legacy::Failed | Legacy::PartialFailed => Outcome::Failed,
                Legacy::Finished => match exit_code {
                    Some(0) => Outcome::Succeeded,
                    Some(_) => Outcome::Failed,
                    None => Outcome::Finished,
                },
            },
        }
    }
}

/// Words of other clouds and products for where an execution stands.
const OTHER_WORDS: [(Outcome, &[&str]); 7] = [
    (Outcome::Pending, &["pending", "waiting", "ready", "delayed", "delivering", "deliverdelayed"]),
    (Outcome::Scheduled, &["scheduled"]),
    (Outcome::Running, &["running", "inprogress", "processing"]),
    (Outcome::Stopping, &["stopping", "cancelling"]),
    (Outcome::Succeeded, &["success", "succeeded"]),
    (Outcome::Stopped, &["stopped", "cancel", "canceled", "cancelled", "terminated", "partialcancelled"]),
    (
        Outcome::Failed,
        &[
            "failed",
            "partialfailed",
            "timeout",
            "timedout",
            "tasktimeout",
            "deliverfailed",
            "startfailed",
            "aborted",
            "invalid",
            "error",
            "abnormal",
            "undeliverable",
            "deliverytimedout",
            "executiontimedout",
        ],
    ),
];

impl Outcome {
    /// What a status of another cloud or product comes to: its own words, without regard to case and what stands between
    /// them. What only ended went as its exit code says.
    pub fn of_other(word: &str, exit_code: Option<i64>) -> Self {
        let word: String = word.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect();
        if ["finish", "finished"].iter().any(|ended| word.eq_ignore_ascii_case(ended)) {
            return Self::of(Reported::Absent, Reported::Known(Legacy::Finished), exit_code);
        }
        let known = OTHER_WORDS.iter().find(|(_, words)| words.iter().any(|one| word.eq_ignore_ascii_case(one)));
        known.map_or(Outcome::Unknown, |(outcome, _)| *outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_read_in_any_case() {
        for (text, status) in Status::SPELLINGS {
            assert_eq!(Status::read(text.to_lowercase().as_bytes()), Some(*status));
            assert_eq!(Status::read(text.as_bytes()), Some(*status));
        }
        for (text, legacy) in Legacy::SPELLINGS {
            assert_eq!(Legacy::read(text.to_uppercase().as_bytes()), Some(*legacy));
        }
        assert_eq!(Status::read(b"Finished"), None);
        assert_eq!(Legacy::read(b"success"), Some(Legacy::Finished));
        assert_eq!(Legacy::read(b"Timeout"), None);
    }

    #[test]
    fn the_outcome_of_a_record() {
        use Reported::{Absent, Known, Unrecognized};
        for (status, legacy, exit_code, outcome) in [
            (Known(Status::Success), Known(Legacy::Running), Some(0), Outcome::Succeeded),
            (Known(Status::Failed), Known(Legacy::Finished), Some(1), Outcome::Failed),
            (Known(Status::Timeout), Known(Legacy::Failed), None, Outcome::Failed),
            (Known(Status::Terminated), Absent, None, Outcome::Stopped),
            (Known(Status::Scheduled), Known(Legacy::Running), None, Outcome::Scheduled),
            (Absent, Known(Legacy::Finished), Some(0), Outcome::Succeeded),
            (Absent, Known(Legacy::Finished), Some(7), Outcome::Failed),
            (Absent, Known(Legacy::Finished), None, Outcome::Finished),
            (Absent, Known(Legacy::Failed), Some(0), Outcome::Failed),
            (Absent, Absent, Some(0), Outcome::Unknown),
            (Unrecognized, Known(Legacy::Finished), Some(0), Outcome::Unknown),
        ] {
            assert_eq!(Outcome::of(status, legacy, exit_code), outcome, "{status:?} {legacy:?} {exit_code:?}");
        }
    }
}
