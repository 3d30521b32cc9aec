//! What judging needs of a row; every other field stays in it.

use std::ops::BitOrAssign;

use super::checked::{check_id, int, legacy, stamp, status, time};
use super::doubled::{emit_doubled, two_statuses};
use super::ids::{self, is_masked};
use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Value};
use crate::explain::{self, Kind};
use crate::names::{INVOKE_IDS, LEGACY_STATUSES, Name, TARGETS};
use crate::response::{Row, scalar};
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::{Stamp, Time};

/// The ids of a row, each by its token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowIds {
    /// The id of the instance, or of what stands in its place; `None`: there is none, or it is blank.
    pub instance_id: Option<u32>,
    /// The `InvokeId`, if it has one.
    pub invoke_id: Option<u32>,
}

/// What a row says, as far as judging needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowFacts {
    /// Current vocabulary.
    pub status: Reported<Status>,
    /// Legacy vocabulary.
    pub legacy: Reported<Legacy>,
    /// Where it stands.
    pub outcome: Outcome,
    /// `ExitCode`
    pub exit_code: Option<i64>,
    /// `Repeats` above 1.
    pub repeated: bool,
    /// What its other fields say, each yes or no.
    pub flags: Flags,
    /// `StartTime`
    pub started: Stamp,
    /// `FinishTime` or `FinishedTime`
    pub finished: Stamp,
}

/// What fields of a row say that can only contradict others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags(u16);

impl Flags {
    /// `ErrorCode` is set.
    pub const ERROR_CODE: Self = Self(1);
    /// `ErrorInfo` is set.
    pub const ERROR_INFO: Self = Self(1 << 1);
    /// `ErrorInfo` is the sentence of another code than `ErrorCode`.
    pub const OTHER_ERROR: Self = Self(1 << 2);
    /// The time of its end is set, under either name.
    pub const FINISHED: Self = Self(1 << 3);
    /// A time states less than a second.
    pub const FRACTION: Self = Self(1 << 4);
    /// `StopTime` is set.
    pub const STOP_TIME: Self = Self(1 << 5);
    /// `StopTime` is there and blank.
    pub const NO_STOP_TIME: Self = Self(1 << 6);
    /// `Dropped` is above 0.
    pub const DROPPED: Self = Self(1 << 7);
    /// `OssOutputStatus` is set.
    pub const DELIVERY: Self = Self(1 << 8);
    /// `OssOutputStatus` is `Failed`.
    pub const DELIVERY_FAILED: Self = Self(1 << 9);
    /// `OssOutputErrorCode` is set.
    pub const DELIVERY_ERROR: Self = Self(1 << 10);
    /// The end of an id of it is hidden.
    pub const MASKED_ID: Self = Self(1 << 11);
    /// It is an `InvokeInstance` of DescribeInvocations.
    pub const INVOKE_INSTANCE: Self = Self(1 << 12);
    /// It is another cloud's or product's.
    pub const FOREIGN: Self = Self(1 << 13);
    /// Its status stands twice, in different words.
    pub const TWO_STATUSES: Self = Self(1 << 14);
    /// What does not change while an execution goes on: it is taken from another row of the same execution even where that row
    /// tells an earlier state. A new flag belongs here or not.
    const FIXED: Self =
        Self(Self::DELIVERY.0 | Self::DELIVERY_FAILED.0 | Self::DELIVERY_ERROR.0 | Self::MASKED_ID.0 | Self::FOREIGN.0);

    /// Whether all of these are there.
    #[inline]
    pub const fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }

    /// These where it is so.
    #[inline]
    #[must_use]
    pub fn when(self, holds: bool) -> Self {
        Self(self.0 * u16::from(holds))
    }

    /// Of those of another row what holds for the same execution, if that row tells an earlier state or not.
    #[must_use]
    pub fn of_other_row(self, is_earlier: bool) -> Self {
        if is_earlier { Self(self.0 & Self::FIXED.0) } else { Self(self.0 & !Self::INVOKE_INSTANCE.0) }
    }
}

impl BitOrAssign for Flags {
    #[inline]
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl RowFacts {
    /// Reads a row with care, and emits a diagnostic for whatever is unusual in it. What the end of the text cuts is none of its field: `12` may
    /// have been `127`.
    pub fn read(document: &Document, at: u32, sink: &mut Sink) -> (RowIds, Self) {
        let mut row = Row::default();
        row.fill(&document.tokens, at);
        if let Some(cloud) = document.foreign(at) {
            return Self::read_foreign(document, &row, cloud);
        }
        let get = |name| row.get(name).map(|at| document.value(at)).filter(|value| !value.is_cut());
        let mut flags = if row.is_doubled() { of_doubled(document.value(at), sink) } else { Flags::default() };
        for name in TARGETS.iter().chain(&INVOKE_IDS) {
            get(*name).into_iter().for_each(|value| check_id(value, sink));
        }
        let current = get(Name::InvocationStatus);
        let mut status = current.map_or(Reported::Absent, |value| status(value, sink));
        let old = LEGACY_STATUSES.iter().find_map(|name| get(*name));
        let any = get(Name::Status).filter(|_| current.is_none());
        let mut legacy = old.or(any).map_or(Reported::Absent, |value| legacy(value, sink));
        let mut whole = |name| get(name).and_then(|value| int(value, name, sink));
        let mut exit_code = whole(Name::ExitCode);
        if let Some(any) = any.filter(|_| old.is_none()) {
            (status, legacy) = of_a_program(any, legacy, exit_code);
        }
        let repeated = whole(Name::Repeats).is_some_and(|repeats| repeats > 1);
        let dropped = whole(Name::Dropped).is_some_and(|dropped| dropped > 0);
        let mut instant = |name| get(name).and_then(|value| time(value, name, sink));
        let times = [Name::StartTime, Name::FinishTime, Name::FinishedTime].map(&mut instant);
        instant(Name::StopTime);
        let [started, finish, finished] = times.map(stamp);

        let is_set =
            |name| get(name).is_some_and(|value| scalar::bytes(value).is_some_and(|text| !scalar::is_nothing(&text)));
        flags |= Flags::DROPPED.when(dropped);
        flags |= Flags::FRACTION.when(times.into_iter().flatten().any(Time::has_fraction));
        flags |= Flags::FINISHED.when(is_set(Name::FinishTime) || is_set(Name::FinishedTime));
        flags |= Flags::STOP_TIME.when(is_set(Name::StopTime));
        flags |= Flags::NO_STOP_TIME.when(row.get(Name::StopTime).is_some() && !is_set(Name::StopTime));
        flags |= error_flags(get(Name::ErrorCode), get(Name::ErrorInfo));
        flags |= delivery_flags(get(Name::OssOutputStatus), get(Name::OssOutputErrorCode));
        let masked = |names: &[Name]| {
            let first = names.iter().find_map(|name| get(*name));
            first.and_then(ids::id).is_some_and(|id| is_masked(&id))
        };
        flags |= Flags::MASKED_ID.when(masked(&TARGETS) || masked(&INVOKE_IDS));
        let ids = RowIds {
            instance_id: ids::target(document, &row).map(|(at, _)| at),
            invoke_id: INVOKE_IDS.iter().find_map(|name| get(*name)).map(Value::at),
        };
        let is_sure = !flags.has(Flags::TWO_STATUSES);
        let outcome = if is_sure { outcome(status, legacy, exit_code, current) } else { Outcome::Unknown };
        let finished = finish.or(finished);
        // They write blank times, too.
        let is_blank = |name| row.get(name).is_some() && !is_set(name);
        if may_be_none(outcome, exit_code, flags.has(Flags::FINISHED))
            && [Name::StartTime, Name::FinishTime, Name::FinishedTime].into_iter().any(is_blank)
            && let Some(code) = get(Name::ExitCode)
        {
            emit_zero(code, sink);
            exit_code = None;
        }
        (ids, Self { status, legacy, outcome, exit_code, repeated, flags, started, finished })
    }
}

impl RowFacts {
    /// Reads a row of another cloud or product: its words are no status of these vocabularies and come to an outcome only. What
    /// is unusual in it, no document of ECS says.
    #[cold]
    fn read_foreign(document: &Document, row: &Row, cloud: &str) -> (RowIds, Self) {
        let get = |name| row.get(name).map(|at| document.value(at)).filter(|value| !value.is_cut());
        let set = |name: Name| get(name).and_then(scalar::text);
        let current = set(Name::InvocationStatus);
        let legacy = LEGACY_STATUSES.iter().chain(&[Name::Status]).find_map(|name| set(*name));
        let (status, old) = (Reported::given(current.is_some()), Reported::given(legacy.is_some()));
        let whole = |name| get(name).and_then(|value| scalar::int(value).ok().flatten());
        let mut exit_code = whole(Name::ExitCode);
        // The vendors' documents: -1 before it has started, and Tencent's 0 before it has ended.
        let is_aws = cloud.starts_with("AWS");
        let is_huawei = cloud.starts_with("Huawei");
        let word = current.or(legacy).unwrap_or_default();
        let outcome = match Outcome::of_other(&word, exit_code) {
            Outcome::Finished if is_huawei => Outcome::Succeeded,
            outcome => outcome,
        };
        if (is_aws && exit_code == Some(-1)) || may_be_none(outcome, exit_code, false) {
            exit_code = None;
        }
        let instant = |name| stamp(set(name).and_then(|text| Time::read(&text)));
        let mut flags = Flags::FOREIGN;
        flags |= Flags::DROPPED.when(whole(Name::Dropped).is_some_and(|dropped| dropped > 0));
        flags |= Flags::MASKED_ID.when(TARGETS.iter().filter_map(|name| ids::id(get(*name)?)).any(|id| is_masked(&id)));
        let ids = RowIds {
            instance_id: ids::target(document, row).map(|(at, _)| at),
            invoke_id: INVOKE_IDS.iter().find_map(|name| get(*name)).map(Value::at),
        };
        let (started, finished) = (instant(Name::StartTime), instant(Name::FinishTime).or(instant(Name::FinishedTime)));
        let (legacy, repeated) = (old, false);
        (ids, Self { status, legacy, outcome, exit_code, repeated, flags, started, finished })
    }
}

/// What a program's own `status` says, in each vocabulary: its words are those of either, and it calls failed what has ended with
/// another code than 0, which in the legacy one is finished (api.md 2.3).
#[cold]
fn of_a_program(
    value: Value<'_>,
    legacy: Reported<Legacy>,
    exit_code: Option<i64>,
) -> (Reported<Status>, Reported<Legacy>) {
    let status = scalar::bytes(value).and_then(|word| Status::read(&word)).map_or(Reported::Absent, Reported::Known);
    let has_ended = status == Reported::Known(Status::Failed) && exit_code.is_some_and(|code| code != 0);
    (status, if has_ended { Reported::Known(Legacy::Finished) } else { legacy })
}

/// Says which members of a row stand twice.
#[cold]
fn of_doubled(row: Value<'_>, sink: &mut Sink) -> Flags {
    emit_doubled(row, sink);
    Flags::TWO_STATUSES.when(two_statuses(row).is_some())
}

/// Whether an exit code 0 may be what Go and Terraform write for none: nothing has ended (api.md 1.3: it is absent until
/// the end).
#[inline]
pub(super) fn may_be_none(outcome: Outcome, exit_code: Option<i64>, has_finished: bool) -> bool {
    exit_code == Some(0) && outcome.is_active() && !has_finished
}

#[cold]
fn emit_zero(code: Value<'_>, sink: &mut Sink) {
    if sink.count(Code::ZeroForNone) == 0 {
        sink.emit(Code::ZeroForNone, code.span(), Vec::new);
    }
}

/// The contract's rule, and one more: the legacy word `Finished` in the current field says as much as in its own.
fn outcome(
    status: Reported<Status>,
    legacy: Reported<Legacy>,
    exit_code: Option<i64>,
    value: Option<Value<'_>>,
) -> Outcome {
    if status == Reported::Unrecognized {
        let other = value.and_then(scalar::bytes).and_then(|bytes| Legacy::read(&bytes));
        if let Some(other) = other {
            return Outcome::of(Reported::Absent, Reported::Known(other), exit_code);
        }
    }
    Outcome::of_row(status, legacy, exit_code)
}

fn error_flags(code: Option<Value<'_>>, info: Option<Value<'_>>) -> Flags {
    let text = |value: Value<'_>| Some(String::from_utf8_lossy(&scalar::bytes(value)?).into_owned());
    let (code, info) = (code.and_then(text), info.and_then(text));
    let mut flags = Flags::ERROR_CODE.when(code.is_some());
    flags |= Flags::ERROR_INFO.when(info.is_some());
    flags |= Flags::OTHER_ERROR.when(code.zip(info).is_some_and(|(code, info)| is_other_error(&code, &info)));
    flags
}

/// Whether a text is the sentence of another error than the code (api.md 2.5: each has its own).
pub(super) fn is_other_error(code: &str, info: &str) -> bool {
    let (of_code, of_info) = (explain::lookup(Kind::Error, code), explain::sentence(info));
    of_code.zip(of_info).is_some_and(|(one, other)| one.at != other.at)
}

fn delivery_flags(status: Option<Value<'_>>, code: Option<Value<'_>>) -> Flags {
    let status = status.and_then(scalar::bytes);
    let mut flags = Flags::DELIVERY.when(status.is_some());
    flags |= Flags::DELIVERY_FAILED.when(status.is_some_and(|status| status.eq_ignore_ascii_case(b"Failed")));
    flags |= Flags::DELIVERY_ERROR.when(code.and_then(scalar::bytes).is_some());
    flags
}
