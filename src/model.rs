//! Responses -> invocations, instances and records: joined, normalized, rolled up.
//!
//! The model holds numbers and places in the documents; text stays in the documents until it is shown. It is rebuilt
//! from all documents when one is added, so that a report does not depend on how they came.

pub mod build;
mod duplicate_filter;
mod emptiness;
mod envelope;
mod fast_row;
pub mod history;
mod join;
mod judge;
pub mod paging;
mod row_facts;

use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Key, Kind, Value};
use crate::names::Name;
use crate::response::{Held, Response, scalar};
use crate::rollup::{LegacyTally, Rollup, Tally};
use crate::source::Span;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::Stamp;
use fast_row::{FastRowReader, FastRows};
use paging::Paging;

/// One document as given: what was read of it, and what was odd while reading.
#[derive(Debug)]
pub struct Reading {
    /// The values.
    pub document: Document,
    /// The values that are answers: the outermost, or those in a list of whole answers.
    pub roots: Vec<u32>,
    /// One for each of them.
    pub responses: Vec<Response>,
    /// Its plain rows.
    pub plain: FastRows,
    /// What the readers noted.
    pub sink: Sink,
}

impl Reading {
    /// Reads one document; `index` is its place among all.
    pub fn new(bytes: Vec<u8>, index: u32) -> Self {
        let mut sink = Sink::new(index);
        let mut glances = FastRowReader::new();
        let document = Document::read(bytes, &mut sink, &mut glances);
        let several = several(&document);
        // Of a list that ends early, further pages may have followed.
        let cut = several.is_some() && document.roots.iter().any(|root| document.value(*root).is_partial());
        let cut = cut || sink.count(Code::TooComplex) > 0;
        let roots = several.unwrap_or_else(|| document.roots.clone());
        let mut responses: Vec<Response> = roots.iter().map(|root| Response::read(&document, *root)).collect();
        responses.iter_mut().for_each(|response| response.partial |= cut);
        Self { document, roots, responses, plain: glances.plain.finish(), sink }
    }
}

impl Reading {
    /// A document whose rows memory has no room for beside those of the others.
    pub fn refused(bytes: usize, index: u32) -> Self {
        let mut reading = Self::new(Vec::new(), index);
        reading.document.source.bytes = bytes;
        reading.sink.emit(Code::TooComplex, Span::default(), Vec::new);
        reading
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        // Those inside of invocations are mostly plain.
        self.plain.rows.len().max(self.responses.iter().map(|response| response.results.len()).sum())
    }
}

/// Whether the end of an id was taken away, as documentation does it.
pub fn is_masked(id: &[u8]) -> bool {
    id.ends_with(b"*") || (id.len() > 6 && id[id.len() - 6..].eq_ignore_ascii_case(b"xxxxxx"))
}

/// The name of an element whose elements each hold a whole document of XML.
pub const SEVERAL: &str = "Documents";

/// Whole answers in a list are read as if each stood alone, with its own paging; `None` where the document is anything
/// else. Rows in a list are none: they are parts of one answer.
fn several(document: &Document) -> Option<Vec<u32>> {
    let [root] = document.roots[..] else {
        return None;
    };
    let root = document.value(root);
    let answers: Vec<u32> = match root.kind() {
        Kind::Array => root.elements().map(Value::at).collect(),
        _ => match root.members().next()? {
            (Key::Unknown(name), list) if name == SEVERAL => list.members().map(|(_, value)| value.at()).collect(),
            _ => return None,
        },
    };
    let is_part = |at: u32| {
        let answer = Response::read(document, at);
        answer.results == [at] || answer.invocations == [at]
    };
    let mut objects = answers.iter().copied().filter(|at| document.value(*at).kind() == Kind::Object);
    // One at the ends tells, so that a long list of rows costs nothing.
    let (first, last) = (objects.next()?, objects.next_back());
    let whole = !is_part(first) || last.is_some_and(|last| !is_part(last));
    (answers.len() > 1 && whole).then_some(answers)
}

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
        self.value(readings).member(name)
    }

    /// The text of a member, if it is set.
    pub fn text(self, readings: &[Reading], name: Name) -> Option<String> {
        scalar::text(self.member(readings, name)?).map(std::borrow::Cow::into_owned)
    }
}

/// One run of a command on any number of instances.
#[derive(Debug)]
pub struct Invocation {
    /// Where its `InvokeId` stands first; `None`: rows without one.
    pub invoke_id: Option<ValueRef>,
    /// `Invocation` objects of DescribeInvocations that describe it.
    pub rows: Vec<ValueRef>,
    /// api.md 3.5; `None`: nothing in the responses tells.
    pub recurring: Option<bool>,
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
    pub held: Held,
    /// Its rows, or what tells whether there are more, are cut off or left out in the text.
    pub cut: bool,
    /// Rows stand beside its own that lost their `InvokeId`.
    pub strays: bool,
    /// The response that listed it last.
    pub listed_in: Option<u32>,
    /// Index of the extent of the call that gave its results, where any did.
    pub paging: Option<u32>,
    /// Indices of its instances.
    pub instances: std::ops::Range<u32>,
    /// Its records' `CommandId`s are taken from here where no object tells.
    pub first_row: Option<ValueRef>,
    /// A `CommandId` that stands beside its rows, for where they have none.
    pub sibling_command_id: Option<ValueRef>,
}

impl Invocation {
    /// Whether rows may be missing that could change what it comes to.
    pub fn lacks_rows(&self) -> bool {
        self.complete == Some(false) || self.cut || self.strays
    }
}

/// What one instance did in one run.
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
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
pub struct Record {
    /// Index of its instance.
    pub instance: u32,
    /// The row it was read from; of several, the latest state.
    pub row: ValueRef,
    /// Whether that row is DescribeInvocations' own.
    pub is_invoke_instance: bool,
    /// The other API's row of the same execution.
    pub other_row: Option<ValueRef>,
    /// That row tells an earlier state, so that it says nothing of how the execution went.
    pub other_is_earlier: bool,
    /// Rows of this execution, or another that began with it, end in states that exclude each other.
    pub contradicted: bool,
    /// Number of the response (not the document) it came from.
    pub origin: u32,
    /// Current vocabulary.
    pub status: Reported<Status>,
    /// Legacy vocabulary.
    pub legacy: Reported<Legacy>,
    /// Where it stands.
    pub outcome: Outcome,
    /// Absent until it ended, and for Timeout and Scheduled.
    pub exit_code: Option<i64>,
    /// `Repeats` above 1.
    pub repeated: bool,
    /// Nothing in its row contradicts anything else there.
    pub sound: bool,
    /// When it began.
    pub started: Stamp,
    /// When it ended.
    pub finished: Stamp,
}

impl Record {
    /// A member of its rows: from the latest state, else from the other API's. What tells of the state is taken from no
    /// earlier one.
    pub fn member<'a>(&self, readings: &'a [Reading], names: &[Name]) -> Option<Value<'a>> {
        let set = |row: ValueRef, name: &Name| {
            let value = row.value(readings).member(*name);
            value.filter(|value| value.is_container() || scalar::text(*value).is_some())
        };
        let other = |row| {
            let mut fixed = names.iter().filter(|name| !self.other_is_earlier || !STATE.contains(name));
            fixed.find_map(|name| set(row, name))
        };
        names.iter().find_map(|name| set(self.row, name)).or_else(|| other(self.other_row?))
    }

    /// The text of a member.
    pub fn text(&self, readings: &[Reading], names: &[Name]) -> Option<String> {
        scalar::text(self.member(readings, names)?).map(std::borrow::Cow::into_owned)
    }

    /// A whole number.
    pub fn int(&self, readings: &[Reading], name: Name) -> Option<i64> {
        scalar::int(self.member(readings, &[name])?).ok()?
    }

    /// The value of its `Output`, blanks and all, if the response has one.
    pub fn output<'a>(&self, readings: &'a [Reading]) -> Option<Value<'a>> {
        let outputs = [Some(self.row), self.other_row].into_iter().flatten();
        let mut outputs = outputs.filter_map(|row| row.member(readings, Name::Output)).filter(|v| !v.is_container());
        let first = outputs.next()?;
        // DescribeInvocations gives an empty one where `IncludeOutput` was not asked for.
        if first.raw().is_empty() {
            Some(outputs.find(|other| !other.raw().is_empty()).unwrap_or(first))
        } else {
            Some(first)
        }
    }
}

/// The fields of a row that change while an execution goes on; its output only grows.
const STATE: [Name; 14] = [
    Name::InvocationStatus,
    Name::InstanceInvokeStatus,
    Name::InvokeRecordStatus,
    Name::InvokeStatus,
    Name::NodeInvokeStatus,
    Name::Status,
    Name::ExitCode,
    Name::ErrorCode,
    Name::ErrorInfo,
    Name::Dropped,
    Name::Repeats,
    Name::FinishTime,
    Name::FinishedTime,
    Name::StopTime,
];

/// Everything that the documents say.
#[derive(Debug, Default)]
pub struct Model {
    /// In order of first appearance.
    pub invocations: Vec<Invocation>,
    /// By invocation.
    pub instances: Vec<Instance>,
    /// By instance, oldest first.
    pub records: Vec<Record>,
    /// The calls of DescribeInvocationResults that gave rows.
    pub extents: Vec<Paging>,
    /// The calls of DescribeInvocations that gave lists of runs.
    pub lists: Vec<Paging>,
    /// No record contradicts itself, as far as a glance tells of commands that run once.
    pub quiet: bool,
    /// What was odd while judging, one sink for each document.
    pub sinks: Vec<Sink>,
}

impl Model {
    /// The records of an instance.
    pub fn records_of(&self, instance: &Instance) -> &[Record] {
        &self.records[instance.records.start as usize..instance.records.end as usize]
    }

    /// The extent of the call that gave an invocation's results.
    pub fn paging_of(&self, invocation: &Invocation) -> Option<&Paging> {
        invocation.paging.map(|extent| &self.extents[extent as usize])
    }

    /// The instances of an invocation.
    pub fn instances_of(&self, invocation: &Invocation) -> &[Instance] {
        &self.instances[invocation.instances.start as usize..invocation.instances.end as usize]
    }
}
