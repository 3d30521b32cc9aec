//! The facts of a row and of its invocation -> what contradicts what: the one judgement of a row, whoever read it.
//!
//! Each check names what it stands on. A new one has a line here and one in the table of the tests below, an arm in
//! `Fields::finding` (`consistency.rs`), without which it is never told, and a code.

use super::facts::{Flags, RowFacts};
use crate::diagnostic::{CODES, Code};
use crate::status::{Class, Legacy, Reported, Status};

/// Seconds beyond its timeout that an execution may take to be ended.
const SLACK: i64 = 10;

/// What the invocation says that a record can contradict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvocationFacts {
    /// Its command recurs.
    pub recurring: bool,
    /// `Timeout`, in seconds.
    pub timeout: Option<i64>,
    /// All its rows are here.
    pub complete: bool,
}

impl InvocationFacts {
    /// Of a command that runs once, and of which no more is known.
    pub const ONCE: Self = Self { recurring: false, timeout: None, complete: false };
}

/// A set of codes, from the first of a contradiction on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Codes(u64);

/// The first code that may be in a set.
const FIRST: usize = Code::SuccessExit as usize;
const _: () = assert!(CODES.len() - FIRST <= u64::BITS as usize, "a set of codes has 64 bits");

impl Codes {
    /// Whether none is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The codes, in the order of their table.
    pub fn iter(self) -> impl Iterator<Item = Code> {
        CODES[FIRST..].iter().enumerate().filter(move |(at, _)| self.0 >> at & 1 == 1).map(|(_, row)| row.0)
    }

    #[inline]
    fn add(&mut self, code: Code, holds: bool) {
        self.0 |= u64::from(holds) << (code as usize - FIRST);
    }
}

/// What contradicts what in one record: the one judgement of a row. `ErrorText`, `EndsBeforeStart` and `DroppedEarly` are only
/// suspected: what tells is the text of the fields, which `consistency` reads.
#[inline]
pub fn contradictions(row: &RowFacts, invocation: &InvocationFacts) -> Codes {
    let mut codes = Codes::default();
    let has = |flags| row.flags.has(flags);
    let status = row.status.known();
    let once = !invocation.recurring;
    match status {
        // 2.1: Success is exit code 0.
        Some(Status::Success) => {
            codes.add(Code::SuccessExit, row.exit_code.is_some_and(|code| code != 0));
            codes.add(Code::SuccessError, has(Flags::ERROR_CODE));
        }
        Some(Status::Failed) if !has(Flags::ERROR_CODE) => {
            codes.add(Code::FailedZero, row.exit_code == Some(0));
            codes.add(Code::FailedWithout, row.exit_code.is_none() && !has(Flags::ERROR_INFO));
        }
        // 2.1: words for the whole only.
        Some(Status::Stopped | Status::PartialFailed) => codes.add(Code::WordOfWhole, true),
        _ => {}
    }
    // 2.5: each code has its sentence.
    codes.add(Code::ErrorText, has(Flags::OTHER_ERROR));
    // A recurring command is active between its executions, which have ended.
    codes.add(Code::ActiveFinished, once && row.outcome.is_active() && has(Flags::FINISHED));
    if let Some(seconds) = row.finished.seconds_since(row.started) {
        codes.add(Code::EndsBeforeStart, seconds < 0 || seconds == 0 && has(Flags::FRACTION));
        let timeout = invocation.timeout.filter(|timeout| *timeout > 0).and_then(|timeout| timeout.checked_add(SLACK));
        codes.add(Code::BeyondTimeout, timeout.is_some_and(|most| seconds > most));
    }
    if has(Flags::STOP_TIME) {
        codes.add(Code::StopTime, is_stopped(row) == Some(false));
    } else if has(Flags::NO_STOP_TIME) {
        // DescribeInvocations and old answers leave the field out; only a blank one says that nobody stopped it.
        codes.add(Code::NoStopTime, is_stopped(row) == Some(true));
    }
    if let (Some(status), Reported::Known(legacy)) = (status, row.legacy) {
        let finished = legacy == Legacy::Finished && has(Flags::INVOKE_INSTANCE);
        codes.add(Code::RecurringFinished, !once && finished);
        codes.add(Code::UnusualPair, once && !status.goes_with(legacy));
    }
    // 1.5: the fields of a delivery's error are there only where it failed.
    codes.add(Code::Delivery, has(Flags::DELIVERY) && has(Flags::DELIVERY_FAILED) != has(Flags::DELIVERY_ERROR));
    codes.add(Code::DroppedEarly, has(Flags::DROPPED));
    codes.add(Code::MaskedId, has(Flags::MASKED_ID));
    codes
}

/// Whether a row's status says that it was stopped, or is being stopped; `None` where it says nothing.
fn is_stopped(row: &RowFacts) -> Option<bool> {
    match (row.status.known().and_then(Status::class), row.legacy) {
        (Some(class), _) => Some(matches!(class, Class::Stopped | Class::Stopping)),
        (None, Reported::Known(legacy)) => Some(matches!(legacy, Legacy::Stopped | Legacy::Stopping)),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Outcome;
    use crate::time::{Stamp, Time};

    fn row() -> RowFacts {
        RowFacts {
            status: Reported::Known(Status::Success),
            legacy: Reported::Known(Legacy::Finished),
            outcome: Outcome::Succeeded,
            exit_code: Some(0),
            repeated: false,
            flags: Flags::default(),
            started: at(0),
            finished: at(5),
        }
    }

    /// So many seconds after some minute.
    fn at(seconds: u32) -> Stamp {
        Time::read(&format!("2026-03-02T21:14:{seconds:02}Z")).expect("a time").stamp()
    }

    fn check(row: RowFacts, invocation: InvocationFacts, expect: &[Code]) {
        let codes: Vec<Code> = contradictions(&row, &invocation).iter().collect();
        assert_eq!(codes, expect, "{row:?} {invocation:?}");
    }

    #[test]
    fn each_fact_gives_its_code_and_no_other() {
        let once = InvocationFacts::ONCE;
        let recurring = InvocationFacts { recurring: true, ..once };
        let short = InvocationFacts { timeout: Some(1), ..once };
        let long = InvocationFacts { timeout: Some(60), ..once };
        let failed =
            RowFacts { status: Reported::Known(Status::Failed), outcome: Outcome::Failed, exit_code: Some(1), ..row() };
        let running = RowFacts {
            status: Reported::Known(Status::Running),
            legacy: Reported::Known(Legacy::Running),
            outcome: Outcome::Running,
            exit_code: None,
            ..row()
        };
        let terminated = RowFacts {
            status: Reported::Known(Status::Terminated),
            legacy: Reported::Known(Legacy::Stopped),
            outcome: Outcome::Stopped,
            exit_code: None,
            ..row()
        };
        let with = |row: RowFacts, flags: &[Flags]| {
            let mut row = row;
            flags.iter().for_each(|flag| row.flags |= *flag);
            row
        };
        check(row(), once, &[]);
        check(row(), short, &[]);
        check(RowFacts { finished: at(20), ..row() }, short, &[Code::BeyondTimeout]);
        check(RowFacts { finished: at(20), ..row() }, long, &[]);
        check(RowFacts { exit_code: Some(3), ..row() }, once, &[Code::SuccessExit]);
        check(with(row(), &[Flags::ERROR_CODE]), once, &[Code::SuccessError]);
        check(failed, once, &[]);
        check(RowFacts { exit_code: Some(0), ..failed }, once, &[Code::FailedZero]);
        check(RowFacts { exit_code: None, ..failed }, once, &[Code::FailedWithout]);
        check(with(RowFacts { exit_code: None, ..failed }, &[Flags::ERROR_INFO]), once, &[]);
        check(with(failed, &[Flags::ERROR_CODE, Flags::OTHER_ERROR]), once, &[Code::ErrorText]);
        check(with(running, &[Flags::FINISHED]), once, &[Code::ActiveFinished]);
        check(with(running, &[Flags::FINISHED]), recurring, &[]);
        check(RowFacts { started: at(6), ..row() }, once, &[Code::EndsBeforeStart]);
        check(RowFacts { started: at(5), ..row() }, once, &[]);
        check(with(RowFacts { started: at(5), ..row() }, &[Flags::FRACTION]), once, &[Code::EndsBeforeStart]);
        check(with(row(), &[Flags::STOP_TIME]), once, &[Code::StopTime]);
        check(with(terminated, &[Flags::STOP_TIME]), once, &[]);
        check(with(terminated, &[Flags::NO_STOP_TIME]), once, &[Code::NoStopTime]);
        check(with(row(), &[Flags::NO_STOP_TIME]), once, &[]);
        check(with(row(), &[Flags::INVOKE_INSTANCE]), recurring, &[Code::RecurringFinished]);
        check(RowFacts { legacy: Reported::Known(Legacy::Running), ..row() }, once, &[Code::UnusualPair]);
        check(with(row(), &[Flags::DELIVERY]), once, &[]);
        check(with(row(), &[Flags::DELIVERY, Flags::DELIVERY_ERROR]), once, &[Code::Delivery]);
        check(with(row(), &[Flags::DELIVERY, Flags::DELIVERY_FAILED]), once, &[Code::Delivery]);
        check(with(row(), &[Flags::DROPPED]), once, &[Code::DroppedEarly]);
        check(with(row(), &[Flags::MASKED_ID]), once, &[Code::MaskedId]);
    }

    #[test]
    fn of_another_row_only_what_is_so_now_counts() {
        let mut flags = Flags::STOP_TIME;
        flags |= Flags::MASKED_ID;
        flags |= Flags::INVOKE_INSTANCE;
        assert!(flags.of_other_row(false).has(Flags::STOP_TIME));
        assert!(!flags.of_other_row(true).has(Flags::STOP_TIME));
        assert!(flags.of_other_row(true).has(Flags::MASKED_ID));
        assert!(!flags.of_other_row(false).has(Flags::INVOKE_INSTANCE));
    }
}
