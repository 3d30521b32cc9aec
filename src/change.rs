//! What became of an instance from one invocation to another, in words that queries and reports share.

use crate::status::Outcome;

/// What became of an instance from the reference to the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It was good and failed.
    NewFailed,
    /// It failed, and again.
    StillFailed,
    /// It had failed and is good.
    Fixed,
    /// It was good, and is.
    StillGood,
    /// On a side it was stopped, or has not ended.
    NoResult,
    /// Only the reference has it.
    OnlyBefore,
    /// Only the other has it.
    OnlyAfter,
    /// Nothing tells: rows are missing, a status is unknown, or an id names nothing.
    Unknown,
}

impl Change {
    /// Every change, what asks for action first.
    pub const ALL: [Self; 8] = [
        Self::NewFailed,
        Self::StillFailed,
        Self::Fixed,
        Self::StillGood,
        Self::NoResult,
        Self::OnlyBefore,
        Self::OnlyAfter,
        Self::Unknown,
    ];

    /// The word in queries and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewFailed => "new-failed",
            Self::StillFailed => "still-failed",
            Self::Fixed => "fixed",
            Self::StillGood => "still-good",
            Self::NoResult => "no-result",
            Self::OnlyBefore => "only-before",
            Self::OnlyAfter => "only-after",
            Self::Unknown => "unknown",
        }
    }

    /// From one outcome to another.
    pub fn between(before: Outcome, after: Outcome) -> Self {
        use Ended::{Badly, Not, Somehow, Well};
        match (Ended::of(before), Ended::of(after)) {
            (Somehow, _) | (_, Somehow) => Self::Unknown,
            (Not, _) | (_, Not) => Self::NoResult,
            (Well, Badly) => Self::NewFailed,
            (Badly, Badly) => Self::StillFailed,
            (Badly, Well) => Self::Fixed,
            (Well, Well) => Self::StillGood,
        }
    }
}

/// How an execution ended, as far as two can be compared.
#[derive(Clone, Copy)]
enum Ended {
    Well,
    Badly,
    /// It goes on, or was stopped before it came to a result.
    Not,
    /// It is not known how.
    Somehow,
}

impl Ended {
    fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Succeeded => Self::Well,
            Outcome::Failed => Self::Badly,
            Outcome::Unknown | Outcome::Finished => Self::Somehow,
            Outcome::Stopped | Outcome::Stopping | Outcome::Pending | Outcome::Running | Outcome::Scheduled => {
                Self::Not
            }
        }
    }
}

/// What is told of an instance besides, where both sides have it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aspect {
    /// Its status, in the words of either vocabulary.
    Status,
    /// Its exit code.
    Exit,
    /// Its error code.
    Error,
    /// It took at least twice or at most half as long, and ten seconds more or less.
    Duration,
    /// What it printed, byte for byte.
    Output,
    /// Of three or more invocations of the command some went well on it, and some badly.
    Unstable,
}

impl Aspect {
    /// Every aspect.
    pub const ALL: [Self; 6] = [Self::Status, Self::Exit, Self::Error, Self::Duration, Self::Output, Self::Unstable];

    /// The word in queries and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Exit => "exit",
            Self::Error => "error",
            Self::Duration => "duration",
            Self::Output => "output",
            Self::Unstable => "unstable",
        }
    }
}

/// A set of aspects.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Aspects(u8);

impl Aspects {
    /// Whether one is among them.
    pub fn has(self, aspect: Aspect) -> bool {
        self.0 & 1 << aspect as u8 != 0
    }

    /// Puts one in where something holds.
    pub fn put(&mut self, aspect: Aspect, holds: bool) {
        self.0 |= u8::from(holds) << aspect as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_it_by_both_outcomes() {
        let word = |outcome: &str| Outcome::from_word(outcome).expect("an outcome");
        for (before, after, change) in [
            ("succeeded", "failed", "new-failed"),
            ("failed", "failed", "still-failed"),
            ("failed", "succeeded", "fixed"),
            ("succeeded", "succeeded", "still-good"),
            ("failed", "running", "no-result"),
            ("stopped", "succeeded", "no-result"),
            ("scheduled", "failed", "no-result"),
            ("finished", "succeeded", "unknown"),
            ("failed", "unknown", "unknown"),
            ("unknown", "running", "unknown"),
        ] {
            assert_eq!(Change::between(word(before), word(after)).as_str(), change, "{before} {after}");
        }
    }
}
