//! The levels of what the documents say: invocations, instances, execution records.

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::document::Value;
use crate::names::{Name, STATE_SET, WHOLE_SET};
use crate::output::Content;
use crate::reading::Reading;
use crate::response::{ListCoverage, scalar};
use crate::rollup::{LegacyTally, Rollup, Tally};
use crate::row::{Flags, RowFacts};
use crate::status::{Legacy, Outcome, Reported, Status};

/// A value's place: which document, which token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ValueRef {
    /// Index of the document.
    pub reading: u32,
    /// Index of the token.
    pub at: u32,
}

impl ValueRef {
    /// The value that stands there.
    #[inline]
    pub fn value(self, readings: &[Reading]) -> Value<'_> {
        readings[self.reading as usize].document.value(self.at)
    }

    /// A member of the object that stands there, if it is set.
    pub fn member(self, readings: &[Reading], name: Name) -> Option<Value<'_>> {
        self.value(readings).member(name).filter(|value| is_whole(name, *value))
    }

    /// The text of a member, if it is set.
    pub fn text(self, readings: &[Reading], name: Name) -> Option<String> {
        scalar::text(self.member(readings, name)?).map(Cow::into_owned)
    }
}

/// Whether a value is none that the end of the text cuts, of a field of which a part says nothing.
fn is_whole(name: Name, value: Value<'_>) -> bool {
    !name.is_in(WHOLE_SET) || !value.is_cut()
}

/// A command and its executions on any number of instances.
#[derive(Debug)]
pub struct Invocation {
    /// Where its `InvokeId` stands first; `None`: rows without one.
    pub invoke_id: Option<ValueRef>,
    /// Invocation rows of DescribeInvocations that describe it.
    pub rows: Vec<ValueRef>,
    /// api.md 3.5; `None`: nothing in the responses tells.
    pub recurring: Option<bool>,
    /// Whose it is, where it is another cloud's or product's: nothing that ECS's documents say holds for it.
    pub foreign: Option<&'static str>,
    /// `RepeatMode` is `DryRun`: requests and instances were checked, and nothing was executed (api.md 2.4).
    pub dry_run: bool,
    /// Overall, current vocabulary.
    pub status: Rollup<Status>,
    /// Overall, legacy vocabulary.
    pub legacy: Rollup<Legacy>,
    /// Instances per class.
    pub tally: Tally,
    /// Instances per legacy status.
    pub legacy_tally: LegacyTally,
    /// Instances per outcome, in the order of `Outcome::ALL`.
    pub outcomes: [u32; 9],
    /// `Some(false)`: rows are missing; `None`: the response does not tell.
    pub complete: Option<bool>,
    /// How much of its list of instances DescribeInvocations gave.
    pub coverage: ListCoverage,
    /// Its rows, or what tells whether there are more, are cut off or left out in the text.
    pub cut: bool,
    /// Which rows it cannot be told of what they are.
    pub strays: Strays,
    /// The response that listed it last.
    pub listed_in: Option<u32>,
    /// Index of the paging of the call that gave its results, where any did.
    pub paging: Option<u32>,
    /// Indices of its instances.
    pub instances: std::ops::Range<u32>,
    /// Its records' `CommandId`s are taken from here where no invocation row tells.
    pub first_row: Option<ValueRef>,
    /// A `CommandId` that stands beside its rows, for where they have none.
    pub sibling_command_id: Option<ValueRef>,
}

/// Rows of which it cannot be told what they are of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strays {
    /// None are here.
    None,
    /// Some beside those of the invocation lost their `InvokeId`.
    OfInvocations,
    /// Some that stand alone have no `InstanceId`, and one of them goes on: several instances, or one at several times.
    OfInstances,
}

impl Invocation {
    /// Whether rows may be missing that could change what it comes to.
    pub fn lacks_rows(&self) -> bool {
        self.complete == Some(false) || self.cut || self.strays != Strays::None
    }
}

/// What one instance did in one invocation.
#[derive(Debug)]
pub struct Instance {
    /// Index of its invocation.
    pub invocation: u32,
    /// Where its `InstanceId` stands first.
    pub instance_id: Option<ValueRef>,
    /// Its row in DescribeInvocations.
    pub row: Option<ValueRef>,
    /// Current vocabulary.
    pub status: Rollup<Status>,
    /// Legacy vocabulary.
    pub legacy: Rollup<Legacy>,
    /// Where it stands.
    pub outcome: Outcome,
    /// Indices of its records, oldest first.
    pub records: std::ops::Range<u32>,
}

/// One execution on one instance.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Index of its instance.
    pub instance: u32,
    /// The row it was read from; of several, the latest state.
    pub row: ValueRef,
    /// The other API's row of the same execution.
    pub other_row: Option<ValueRef>,
    /// That row tells an earlier state, so that it says nothing of how the execution went.
    pub other_is_earlier: bool,
    /// Rows of this execution, or another that began with it, end in states that exclude each other.
    pub contradicted: bool,
    /// Number of the response (not the document) it came from.
    pub origin: u32,
    /// What its rows say together.
    pub facts: RowFacts,
}

impl Record {
    /// Whether the row that leads is DescribeInvocations' own.
    #[inline]
    pub fn is_invoke_instance(&self) -> bool {
        self.facts.flags.has(Flags::INVOKE_INSTANCE)
    }

    /// A member of its rows: from the latest state, else from the other API's. What tells of the state is taken from no
    /// earlier one.
    pub fn member<'a>(&self, readings: &'a [Reading], names: &[Name]) -> Option<Value<'a>> {
        let set = |row: ValueRef, name: &Name| {
            let value = row.member(readings, *name);
            value
                .filter(|value| value.is_container() || scalar::text(*value).is_some())
                .filter(|value| !scalar::says_nothing(*name, *value))
        };
        let other = |row| {
            let mut fixed = names.iter().filter(|name| !self.other_is_earlier || !name.is_in(STATE_SET));
            fixed.find_map(|name| set(row, name))
        };
        names.iter().find_map(|name| set(self.row, name)).or_else(|| other(self.other_row?))
    }

    /// The text of a member.
    pub fn text(&self, readings: &[Reading], names: &[Name]) -> Option<String> {
        self.said(readings, names).map(Cow::into_owned)
    }

    /// The same, where it stands if it can be.
    pub fn said<'a>(&self, readings: &'a [Reading], names: &[Name]) -> Option<Cow<'a, str>> {
        scalar::text(self.member(readings, names)?)
    }

    /// A whole number.
    pub fn int(&self, readings: &[Reading], name: Name) -> Option<i64> {
        scalar::int(self.member(readings, &[name])?).ok()?
    }

    /// The value of its `Output`, blanks and all, if the response has one.
    pub fn output<'a>(&self, readings: &'a [Reading]) -> Option<Value<'a>> {
        self.output_in(readings).map(|(_, value)| value)
    }

    /// What it printed, if the response has it. Where the service dropped some of it, characters may be split (api.md 5).
    pub fn content(&self, readings: &[Reading]) -> Option<Content> {
        let (reading, value) = self.output_in(readings)?;
        Some(readings[reading as usize].content(value, Name::Output, self.has_dropped(readings)))
    }

    /// Whether the service dropped some of what it printed.
    pub fn has_dropped(&self, readings: &[Reading]) -> bool {
        self.int(readings, Name::Dropped).is_some_and(|bytes| bytes > 0)
    }

    /// The value of the output, and the index of the document in which it stands.
    pub fn output_in<'a>(&self, readings: &'a [Reading]) -> Option<(u32, Value<'a>)> {
        let rows = [Some(self.row), self.other_row].into_iter().flatten();
        let outputs = rows.filter_map(|row| Some((row.reading, row.member(readings, Name::Output)?)));
        let mut outputs = outputs.filter(|(_, value)| !value.is_container());
        let first = outputs.next()?;
        // DescribeInvocations gives an empty one where `IncludeOutput` was not asked for.
        if first.1.raw().is_empty() {
            Some(outputs.find(|(_, other)| !other.raw().is_empty()).unwrap_or(first))
        } else {
            Some(first)
        }
    }
}

/// A state that an earlier answer told of an execution.
#[derive(Clone, Copy, Debug)]
pub struct EarlierState {
    /// The row of the record.
    pub of: ValueRef,
    /// In the current vocabulary.
    pub status: Reported<Status>,
    /// In the legacy vocabulary.
    pub legacy: Reported<Legacy>,
    /// Where it stood.
    pub outcome: Outcome,
}

/// The pages of one call, as far as they are here: rows of results, or a list of invocations.
#[derive(Debug)]
pub struct Paging {
    /// Whether all rows are here; `None`: the responses do not tell.
    pub complete: Option<bool>,
    /// Different rows that are here.
    pub received: u64,
    /// Rows that there are, as the service says.
    pub total: Option<u64>,
    /// Where the call was paged by number.
    pub pages: Option<Pages>,
    /// The token of the page that follows, where the call was paged by token.
    pub next_token: Option<ValueRef>,
    /// Rows on a page.
    pub size: Option<u64>,
    /// Whether all its rows belong to one invocation, for which it was likely asked.
    pub of_one: bool,
    /// The text of a page ends early or leaves something out, so that rows, or what counts them, are not here.
    pub cut: bool,
}

impl Paging {
    /// Whether rows are missing, or may follow by a token, though a count that means nothing under it fits.
    pub fn goes_on(&self) -> bool {
        self.complete == Some(false) || self.complete.is_none() && self.next_token.is_some()
    }

    /// How many rows are here of how many, where some are missing and the count is one invocation's.
    pub fn lacking(&self) -> Option<(u64, u64)> {
        self.total.filter(|total| self.of_one && *total > self.received).map(|total| (self.received, total))
    }
}

/// Pages by number.
#[derive(Debug)]
pub struct Pages {
    /// Those that are here, in order.
    pub seen: Vec<u32>,
    /// How many there are.
    pub of: u32,
    /// Those that are not here or not whole, the first of them.
    pub missing: Vec<u32>,
}

/// Everything that the documents say.
#[derive(Debug, Default)]
pub struct Model {
    /// In order of first appearance.
    pub invocations: Vec<Invocation>,
    /// By invocation.
    pub instances: Vec<Instance>,
    /// By instance, oldest first.
    pub records: Vec<Record>,
    /// What earlier answers told of records, by the place of the record's row.
    pub earlier: Vec<EarlierState>,
    /// The calls of DescribeInvocationResults that gave rows.
    pub pagings: Vec<Paging>,
    /// The calls of DescribeInvocations that gave lists of invocations.
    pub lists: Vec<Paging>,
    /// No row contradicts itself, were it of a command that runs once and has no timeout.
    pub is_consistent: bool,
    /// What was odd while judging, one sink for each document.
    pub sinks: Vec<Sink>,
}

impl Model {
    /// The records of an instance.
    pub fn records_of(&self, instance: &Instance) -> &[Record] {
        &self.records[instance.records.start as usize..instance.records.end as usize]
    }

    /// What earlier answers told of a record, in no order.
    pub fn earlier_of(&self, record: &Record) -> &[EarlierState] {
        let key = |place: ValueRef| (place.reading, place.at);
        let start = self.earlier.partition_point(|state| key(state.of) < key(record.row));
        let len = self.earlier[start..].partition_point(|state| state.of == record.row);
        &self.earlier[start..start + len]
    }

    /// The paging of the call that gave an invocation's results.
    pub fn paging_of(&self, invocation: &Invocation) -> Option<&Paging> {
        invocation.paging.map(|paging| &self.pagings[paging as usize])
    }

    /// The instances of an invocation.
    pub fn instances_of(&self, invocation: &Invocation) -> &[Instance] {
        &self.instances[invocation.instances.start as usize..invocation.instances.end as usize]
    }
}
