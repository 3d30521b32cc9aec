//! What is here, by its ids: found in the time of a look into a table, and caught up with each document once.

use std::cmp::Ordering;

use hashbrown::HashTable;

use super::compare::{Told, compare, content, hash, is_in};
use super::types::Relation;
use super::units::{Id, Level, Page, Part, Unit, parts};
use crate::model::ValueRef;
use crate::reading::Reading;
use crate::room;
use crate::row::Flags;
use crate::row::ids::id;
use crate::status::Outcome;
use crate::time::Stamp;

/// Bytes that it takes for a row.
const OF_ROW: usize = 120;
/// So many rows of one execution are compared with a new one, the latest first.
const LOOKED_AT: usize = 8;
const NONE: u32 = u32::MAX;

/// Numbers by their hashes.
#[derive(Default, Debug)]
struct Table(HashTable<(u32, u32)>);

impl Table {
    fn find(&self, hash: u64, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        let hash = fold(hash);
        self.0.find(spread(hash), |(other, number)| *other == hash && is_it(*number)).map(|found| found.1)
    }

    fn insert(&mut self, hash: u64, number: u32) {
        let hash = fold(hash);
        self.0.insert_unique(spread(hash), (hash, number), |(hash, _)| spread(*hash));
    }
}

fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

fn fold(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

fn mix(one: u64, other: u64) -> u64 {
    (one.rotate_left(5) ^ other).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn id_hash(id: Option<&Id<'_>>) -> u64 {
    id.map_or(0, |id| hash(0, &id.bytes))
}

/// An invocation that is here.
#[derive(Debug)]
pub(super) struct Invocation {
    id: Option<ValueRef>,
    /// Executions of which a row of results is here.
    pub(super) results: u64,
    /// How many there are, as pages of results of it alone say.
    pub(super) total: u64,
}

/// An execution that is here, or an invocation as it was listed, or that it was started; each row of it.
#[derive(Debug)]
struct Execution {
    level: Level,
    invocation: u32,
    target: Option<ValueRef>,
    started: Stamp,
    row: ValueRef,
    outcome: Outcome,
    finished: Stamp,
    /// A row of results tells it.
    in_results: bool,
    /// Its next row, an earlier or an equal state.
    before: u32,
}

/// A list of which pages are here.
#[derive(Debug)]
pub(super) struct List {
    page: (bool, u64, u64),
    /// The invocation of its rows, where it is one.
    pub(super) only: Option<u32>,
    /// Rows on its pages.
    pub(super) rows: u64,
}

/// What is here of what a unit tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// Nothing, nor of its invocation.
    Nothing,
    /// Its invocation, by its number.
    Invocation(u32),
    /// The execution itself.
    Execution(u32),
}

/// What a unit that is found says beyond what is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    Nothing,
    Later,
    Earlier,
    /// As late a state, told otherwise or more fully.
    Told,
}

/// What is here, by its ids.
#[derive(Default, Debug)]
pub struct Index {
    /// What each document brought to those before it.
    brought: Vec<Relation>,
    by_id: Table,
    pub(super) invocations: Vec<Invocation>,
    by_execution: Table,
    executions: Vec<Execution>,
    by_paging: Table,
    pub(super) lists: Vec<List>,
    by_page: Table,
    /// Rows of another cloud or product are here.
    pub(super) foreign: bool,
    /// A page that names the token of the next one is here.
    pub(super) has_token: bool,
}

impl Index {
    /// Takes in the documents that were added since; each costs its own length.
    pub fn catch_up(&mut self, readings: &[Reading]) {
        for reading in &readings[self.brought.len()..] {
            let relation = self.judge(readings, reading);
            self.fold(readings, self.brought.len() as u32);
            self.brought.push(relation);
        }
    }

    /// What each document brought to those before it.
    pub fn brought(&self) -> &[Relation] {
        &self.brought
    }

    fn fold(&mut self, readings: &[Reading], at: u32) {
        let reading = &readings[at as usize];
        if !room::is_left(reading.rows().saturating_mul(OF_ROW)) {
            return;
        }
        let (mut only, mut several) = (None, false);
        parts(reading, &mut |part| match part {
            Part::Unit(unit) => {
                let invocation = self.insert(readings, at, &unit);
                several |= only.is_some_and(|only| only != invocation);
                only = Some(invocation);
            }
            Part::Answer(page) => {
                self.insert_page(page, only.take().filter(|_| !several));
                several = false;
            }
        });
    }

    /// The number of an invocation that is here; those without an id are one.
    pub(super) fn invocation(&self, readings: &[Reading], wanted: Option<&Id<'_>>) -> Option<u32> {
        let bytes = wanted.map(|id| &*id.bytes);
        let is_it = |at: u32| {
            let own = self.invocations[at as usize].id.and_then(|place| id(place.value(readings)));
            own.as_deref() == bytes
        };
        self.by_id.find(id_hash(wanted), &is_it)
    }

    /// What is here of what a unit tells.
    pub(super) fn find(&self, readings: &[Reading], told: Told<'_>, unit: &Unit<'_>) -> Found {
        let Some(invocation) = self.invocation(readings, unit.invoke_id.as_ref()) else { return Found::Nothing };
        let find = |key: &Key<'_>, started: Option<Stamp>| {
            self.by_execution.find(key.hash(invocation.into(), started), &|at| {
                let own = &self.executions[at as usize];
                let target = own.target.and_then(|place| id(place.value(readings)));
                own.invocation == invocation
                    && (own.level == unit.level || own.level.is_row() && unit.level.is_row())
                    && target.as_deref() == key.target
                    && (key.target.is_none() || started.is_none_or(|started| own.started == started))
                    && (!key.by_content || is_in(told, leading(readings, own)))
            })
        };
        let (key, started) = (Key::of(unit, told), unit.facts.started);
        let found = find(&key, Some(started)).or_else(|| {
            // A row without its start is of the execution that has none yet, or of the latest.
            let other = if started.is_known() { Some(Stamp::UNKNOWN) } else { None };
            find(&key, other).filter(|_| key.target.is_some())
        });
        found.map_or(Found::Invocation(invocation), Found::Execution)
    }

    /// What a unit says beyond what is here of its execution.
    pub(super) fn change(&self, readings: &[Reading], told: Told<'_>, level: Level, execution: u32) -> Change {
        if level == Level::Start {
            return Change::Nothing;
        }
        let mut at = execution;
        for _ in 0..LOOKED_AT {
            let Some(own) = self.executions.get(at as usize) else { break };
            if is_in(told, leading(readings, own)) {
                return Change::Nothing;
            }
            at = own.before;
        }
        match compare(told, leading(readings, &self.executions[execution as usize]), level) {
            Ordering::Greater => Change::Later,
            Ordering::Less => Change::Earlier,
            Ordering::Equal => Change::Told,
        }
    }

    /// Whether nothing here has an id.
    pub(super) fn has_no_ids(&self) -> bool {
        !self.invocations.is_empty() && self.invocations.iter().all(|invocation| invocation.id.is_none())
    }

    /// The number of the invocation in which something was found.
    pub(super) fn invocation_of(&self, found: Found) -> Option<u32> {
        match found {
            Found::Nothing => None,
            Found::Invocation(at) => Some(at),
            Found::Execution(at) => Some(self.executions[at as usize].invocation),
        }
    }

    /// Whether a row of results would be the first of an execution.
    pub(super) fn lacks_result(&self, execution: u32) -> bool {
        !self.executions[execution as usize].in_results
    }

    /// The list that a page is of, and whether the page is another than those here.
    pub(super) fn list(&self, page: Page) -> Option<(&List, bool)> {
        let at = self.list_at(page)?;
        let is_new =
            self.by_page.find(mix(at.into(), page.number), &|number| u64::from(number) == page.number).is_none();
        Some((&self.lists[at as usize], is_new))
    }

    fn list_at(&self, page: Page) -> Option<u32> {
        let key = (page.is_list, page.total, page.size);
        self.by_paging.find(hash_of(page), &|at| self.lists[at as usize].page == key)
    }

    /// Gives the number of its invocation.
    fn insert(&mut self, readings: &[Reading], reading: u32, unit: &Unit<'_>) -> u32 {
        let told = told_of(&readings[reading as usize], unit);
        let place = |id: &Id<'_>| ValueRef { reading, at: id.at };
        let found = self.find(readings, told, unit);
        let invocation = self.invocation_of(found).unwrap_or_else(|| {
            let at = self.invocations.len() as u32;
            let id = unit.invoke_id.as_ref();
            self.by_id.insert(id_hash(id), at);
            self.invocations.push(Invocation { id: id.map(place), results: 0, total: 0 });
            at
        });
        let is_result = unit.level == Level::Result;
        self.foreign |= unit.facts.flags.has(Flags::FOREIGN);
        let own = Execution {
            level: unit.level,
            invocation,
            target: unit.target.as_ref().map(place),
            started: unit.facts.started,
            row: ValueRef { reading, at: unit.value.at() },
            outcome: told.outcome,
            finished: told.finished,
            in_results: is_result,
            before: NONE,
        };
        let key = Key::of(unit, told);
        if let Found::Execution(at) = found {
            let change = self.change(readings, told, unit.level, at);
            self.add_row(at, own, change, &key);
        } else {
            self.invocations[invocation as usize].results += u64::from(is_result);
            let at = self.executions.len() as u32;
            self.by_execution.insert(key.hash(invocation.into(), Some(own.started)), at);
            self.put_latest(&key, invocation, own.started, at);
            self.executions.push(own);
        }
        invocation
    }

    /// Another row of an execution that is here.
    fn add_row(&mut self, at: u32, mut own: Execution, change: Change, key: &Key<'_>) {
        let next = self.executions.len() as u32;
        let head = &mut self.executions[at as usize];
        self.invocations[own.invocation as usize].results += u64::from(own.in_results && !head.in_results);
        own.in_results |= head.in_results;
        head.in_results = own.in_results;
        if change == Change::Nothing {
            return;
        }
        let begins = own.started.is_known() && !head.started.is_known();
        let started = own.started.or(head.started);
        head.started = started;
        own.started = started;
        own.before = head.before;
        head.before = next;
        if change == Change::Later {
            // The latest state leads.
            (head.row, own.row) = (own.row, head.row);
            (head.outcome, own.outcome) = (own.outcome, head.outcome);
            (head.finished, own.finished) = (own.finished, head.finished);
        }
        let invocation = own.invocation;
        self.executions.push(own);
        if begins {
            self.by_execution.insert(key.hash(invocation.into(), Some(started)), at);
        }
    }

    /// Takes note of the latest execution of an instance.
    fn put_latest(&mut self, key: &Key<'_>, invocation: u32, started: Stamp, at: u32) {
        if key.target.is_none() {
            return;
        }
        let hash = key.hash(invocation.into(), None);
        let Self { by_execution, executions, .. } = self;
        let entry = by_execution.0.find_mut(spread(fold(hash)), |(other, number)| {
            *other == fold(hash) && executions[*number as usize].invocation == invocation
        });
        match entry {
            Some(entry) if executions[entry.1 as usize].started.rank() <= started.rank() => entry.1 = at,
            Some(_) => {}
            None => by_execution.insert(hash, at),
        }
    }

    fn insert_page(&mut self, page: Page, only: Option<u32>) {
        self.has_token |= page.has_token;
        if let Some(only) = only.filter(|_| !page.is_list) {
            let total = &mut self.invocations[only as usize].total;
            *total = page.total.max(*total);
        }
        if page.number == 0 || page.size == 0 || page.total <= page.rows {
            return;
        }
        let at = self.list_at(page).unwrap_or_else(|| {
            let at = self.lists.len() as u32;
            self.by_paging.insert(hash_of(page), at);
            self.lists.push(List { page: (page.is_list, page.total, page.size), only, rows: 0 });
            at
        });
        let number = page.number as u32;
        if self.by_page.find(mix(at.into(), page.number), &|other| other == number).is_none() {
            self.by_page.insert(mix(at.into(), page.number), number);
            self.lists[at as usize].rows += page.rows;
        }
        let list = &mut self.lists[at as usize];
        list.only = list.only.filter(|list| Some(*list) == only);
    }
}

/// The row that leads an execution, and the state that it tells.
fn leading<'a>(readings: &'a [Reading], execution: &Execution) -> Told<'a> {
    let Execution { row, outcome, finished, .. } = *execution;
    Told { reading: &readings[row.reading as usize], value: row.value(readings), outcome, finished }
}

fn hash_of(page: Page) -> u64 {
    mix(mix(page.total, page.size), page.is_list.into())
}

/// A unit and the state that it tells.
pub(super) fn told_of<'a>(reading: &'a Reading, unit: &Unit<'a>) -> Told<'a> {
    Told { reading, value: unit.value, outcome: unit.facts.outcome, finished: unit.facts.finished }
}

/// By what an execution is found.
pub(super) struct Key<'a> {
    target: Option<&'a [u8]>,
    hash: u64,
    /// No id tells which instance it is: only what says the same is the same.
    by_content: bool,
}

impl<'a> Key<'a> {
    pub(super) fn of(unit: &'a Unit<'_>, told: Told<'_>) -> Self {
        let target = unit.target.as_ref().map(|id| &*id.bytes);
        let by_content = unit.level.is_row() && target.is_none();
        let hash = match target {
            Some(id) => hash(0, id),
            None if by_content => content(told),
            None => u64::from(unit.level == Level::Start),
        };
        Self { target, hash, by_content }
    }

    /// Of an execution by its start; `None`: of the latest of the instance.
    pub(super) fn hash(&self, invocation: u64, started: Option<Stamp>) -> u64 {
        let started = match started {
            Some(started) if !self.by_content => started.rank(),
            _ => u64::MAX - 1,
        };
        mix(mix(self.hash, invocation), started)
    }
}
