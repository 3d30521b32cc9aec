//! A document -> what it tells of, one by one: calls that started an invocation, invocations that are listed, and rows.

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::document::Value;
use crate::names::Name;
use crate::reading::Reading;
use crate::response::{self, Api, Response, Slot, scalar};
use crate::row::RowFacts;
use crate::row::fast::Cursor;
use crate::row::ids::{id, is_masked};

/// What is told of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Level {
    /// That an invocation was started.
    Start,
    /// An `Invocation` of DescribeInvocations, without its instances.
    Invocation,
    /// A row of an instance in DescribeInvocations.
    InvokeInstance,
    /// A row of results.
    Result,
}

impl Level {
    pub(super) fn is_row(self) -> bool {
        matches!(self, Level::InvokeInstance | Level::Result)
    }
}

/// One thing that a document tells.
#[derive(Clone)]
pub(super) struct Unit<'a> {
    pub(super) level: Level,
    /// The object.
    pub(super) value: Value<'a>,
    /// The id of its invocation, if it has one that is whole.
    pub(super) invoke_id: Option<Id<'a>>,
    /// The id of its instance, if it has one that is whole.
    pub(super) target: Option<Id<'a>>,
    /// The end of an id of it is hidden.
    pub(super) masked: bool,
    pub(super) facts: RowFacts,
}

/// An id and where it stands.
#[derive(Clone)]
pub(super) struct Id<'a> {
    pub(super) at: u32,
    pub(super) bytes: Cow<'a, [u8]>,
}

impl<'a> Id<'a> {
    fn read(value: Value<'a>) -> Option<Self> {
        Some(Self { at: value.at(), bytes: id(value).filter(|_| !value.is_cut())? })
    }
}

/// What an answer says of its paging.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// It lists invocations, not results.
    pub(super) is_list: bool,
    /// Rows on it, or invocations.
    pub(super) rows: u64,
    pub(super) total: u64,
    /// From 1; 0: not told.
    pub(super) number: u64,
    pub(super) size: u64,
    /// There is a token of the next page.
    pub(super) has_token: bool,
}

/// What a document consists of: the things that each answer tells, and then the answer's paging.
pub(super) enum Part<'a> {
    Unit(Unit<'a>),
    Answer(Page),
}

/// Gives every part of a document, in order.
pub(super) fn parts<'a>(reading: &'a Reading, receive: &mut dyn FnMut(Part<'a>)) {
    let mut fast = Cursor::new(&reading.fast);
    for (response, root) in reading.responses.iter().zip(&reading.roots) {
        let sibling = slot(reading, response.invoke_id).and_then(Id::read);
        let mut units = Units { reading, sibling, receive };
        if response.invoke_id != 0 && response.api.is_some_and(Api::is_start) {
            units.unit(Level::Start, *root, None, None);
        }
        for at in &response.invocations {
            let value = reading.document.value(*at);
            let own = value.member(Name::InvokeId).or_else(|| value.member(Name::InvocationId));
            let own = own.and_then(Id::read);
            units.unit(Level::Invocation, *at, own.clone(), None);
            fast.seek(*at);
            for row in response::instances(value) {
                units.unit(Level::InvokeInstance, row, own.clone(), fast.find(row));
            }
        }
        fast.seek(*root);
        for row in &response.results {
            units.unit(Level::Result, *row, None, fast.find(*row));
        }
        receive(Part::Answer(page(reading, response)));
    }
}

struct Units<'a, 'b> {
    reading: &'a Reading,
    /// The id of the invocation beside the rows.
    sibling: Option<Id<'a>>,
    receive: &'b mut dyn FnMut(Part<'a>),
}

impl<'a> Units<'a, '_> {
    /// `fast`: the place among the rows that were read fast.
    fn unit(&mut self, level: Level, at: u32, above: Option<Id<'a>>, fast: Option<usize>) {
        let Reading { document, fast: rows, .. } = self.reading;
        let (ids, facts) = match fast {
            Some(row) => (rows.rows[row].ids, rows.rows[row].facts),
            None => RowFacts::read(document, at, &mut Sink::new(0)),
        };
        let read = |at: Option<u32>| at.and_then(|at| Id::read(document.value(at)));
        let invoke_id = match level {
            Level::Result => read(ids.invoke_id).or_else(|| self.sibling.clone()),
            Level::Start => self.sibling.clone(),
            Level::Invocation | Level::InvokeInstance => above,
        };
        let target = if level.is_row() { read(ids.instance_id) } else { None };
        let whole = |id: &Id<'_>| !is_masked(&id.bytes);
        let masked = [&invoke_id, &target].into_iter().flatten().any(|id| !whole(id));
        let (invoke_id, target) = (invoke_id.filter(whole), target.filter(whole));
        let value = document.value(at);
        (self.receive)(Part::Unit(Unit { level, value, invoke_id, target, masked, facts }));
    }
}

fn slot(reading: &Reading, slot: Slot) -> Option<Value<'_>> {
    (slot != 0).then(|| reading.document.value(slot))
}

fn page(reading: &Reading, response: &Response) -> Page {
    let count = |at| slot(reading, at).and_then(|value| scalar::int(value).ok()?);
    let [total, number, size] = [response.total_count, response.page_number, response.page_size]
        .map(|at| count(at).and_then(|count| u64::try_from(count).ok()).unwrap_or_default());
    let is_list =
        !response.invocations.is_empty() || response.api == Some(Api::Invocations) && response.results.is_empty();
    let rows = if is_list { &response.invocations } else { &response.results };
    let has_token = slot(reading, response.next_token).is_some_and(|token| scalar::bytes(token).is_some());
    Page { is_list, rows: rows.len() as u64, total, number, size, has_token }
}
