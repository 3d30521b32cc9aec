//! Joins the rows of all responses into one model.
//!
//! 1. Every row finds its invocation (by `InvokeId`) and its instance (by `InstanceId`); rows without an `InvokeId` are
//!    one invocation, a row without an `InstanceId` is an instance of its own.
//! 2. Rows of different responses that are the same execution become one record, and the later state leads.
//! 3. Records are ordered by time; statuses roll up from records to instances to the whole.

use std::borrow::Cow;

use hashbrown::HashTable;

use super::duplicate_filter::DuplicateFilter;
use super::envelope::check_envelope;
use super::join::{is_later, join_records};
use super::non_response::check_response;
use super::paging::{InvocationSet, Page};
use super::roll_up::roll_up;
use super::{Instance, Invocation, Model, Record, Strays, ValueRef};
use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Value};
use crate::names::Name;
use crate::order::by_rank;
use crate::reading::Reading;
use crate::response::{self, Api, ListCoverage, Row, scalar};
use crate::rollup::{LegacyTally, Rollup, Tally};
use crate::row::checked::check_id;
use crate::row::contradictions::{InvocationFacts, contradictions};
use crate::row::fast::{Cursor, FastRow, Named};
use crate::row::ids::{self, hash, id, is_masked};
use crate::row::{Flags, RowFacts, RowIds, emit_doubled};
use crate::status::Outcome;

/// Builds the model of all readings.
pub fn build(readings: &[Reading]) -> Model {
    let rows = readings.iter().map(|reading| reading.fast.rows.len()).sum();
    let duplicates = duplicates(readings, rows);
    let mut builder = Builder {
        readings,
        model: Model {
            is_consistent: true,
            sinks: (0..readings.len() as u32).map(Sink::new).collect(),
            instances: Vec::with_capacity(rows),
            records: Vec::with_capacity(rows),
            ..Model::default()
        },
        invocations: HashTable::new(),
        nameless: None,
        instances: HashTable::with_capacity(2 * duplicates.count()),
        duplicates,
        last: None,
        last_fast: None,
        responses: 0,
        results: Vec::new(),
        lists: Vec::new(),
        bare: InvocationSet::default(),
        named: (false, None),
    };
    for (index, reading) in readings.iter().enumerate() {
        builder.named = (false, None);
        let mut rows = Cursor::new(&reading.fast);
        for (response, root) in reading.responses.iter().zip(&reading.roots) {
            builder.response(index as u32, *root, response, &mut rows);
        }
        // Rows that stand alone, one after the other, are those of one list.
        let bare = std::mem::take(&mut builder.bare);
        builder.find_strays(index as u32, reading.responses.iter().flat_map(|response| &response.results), &bare);
        check_response(reading, &mut builder.model.sinks[index]);
    }
    builder.order();
    find_unnamed(&mut builder.model, readings);
    roll_up(&mut builder.model, readings, &builder.results, &builder.lists);
    for (sink, reading) in builder.model.sinks.iter_mut().zip(readings) {
        sink.relocate(|span| reading.document.source.input_span(span));
    }
    builder.model
}

/// Rows without an `InstanceId` in lines or in a list of somebody's own, of which one goes on or that ended each its own way: of several
/// instances, or of one that was asked about or executed several times.
fn find_unnamed(model: &mut Model, readings: &[Reading]) {
    // A list of the service's own has a row for each instance.
    let named: Vec<bool> = readings.iter().map(|one| one.responses.iter().any(|response| response.named)).collect();
    let Model { invocations, instances, records, .. } = model;
    for invocation in invocations {
        let range = invocation.instances.start as usize..invocation.instances.end as usize;
        let unnamed = instances[range].iter().filter(|instance| instance.instance_id.is_none());
        let mut unnamed = unnamed.filter_map(|one| records.get(one.records.start as usize)).peekable();
        let Some(first) = unnamed.peek().map(|record| (record.row.reading, record.facts.outcome)) else { continue };
        let (reading, outcome) = first;
        let (mut count, mut is_open) = (0, outcome.is_active());
        for record in unnamed {
            (count, is_open) = (count + 1, is_open || record.facts.outcome != outcome);
        }
        if is_open && count > 1 && !named[reading as usize] {
            invocation.strays = Strays::OfInstances;
        }
    }
}

/// Which instances may have several rows.
fn duplicates(readings: &[Reading], rows: usize) -> DuplicateFilter {
    let mut duplicates = DuplicateFilter::new(rows);
    for Reading { document, roots, responses, fast, .. } in readings {
        let mut meet = |rows: &mut Cursor<'_>, at| match rows.find(at) {
            Some(row) => duplicates.meet(fast.keys[row].1),
            None => target_hash(document, at).into_iter().for_each(|hash| duplicates.meet(hash)),
        };
        let mut rows = Cursor::new(fast);
        for (response, root) in responses.iter().zip(roots) {
            rows.seek(*root);
            response.results.iter().for_each(|at| meet(&mut rows, *at));
            for invocation in &response.invocations {
                rows.seek(*invocation);
                response::instances(document.value(*invocation)).into_iter().for_each(|at| meet(&mut rows, at));
            }
        }
    }
    duplicates
}

/// The hash of the instance's id in a row that was not read fast.
#[cold]
fn target_hash(document: &Document, at: u32) -> Option<u32> {
    let mut row = Row::default();
    row.fill(&document.tokens, at);
    ids::target(document, &row).map(|(_, hash)| hash)
}

struct Builder<'a> {
    readings: &'a [Reading],
    model: Model,
    /// Hashes and indices of the invocations by their ids, which stay in the documents.
    invocations: HashTable<(u32, u32)>,
    /// The invocation of the rows without an id.
    nameless: Option<u32>,
    duplicates: DuplicateFilter,
    /// Hashes and indices of the instances that may repeat, by invocation and id; the ids themselves stay in the documents.
    instances: HashTable<(u32, u32)>,
    /// The invocation found last, since rows of one invocation stand together.
    last: Option<u32>,
    /// The place of the result joined last, where it was read fast, and its invocation.
    last_fast: Option<(u32, usize, u32)>,
    /// How many responses were looked at.
    responses: u32,
    /// The pages of DescribeInvocationResults, and those of DescribeInvocations.
    results: Vec<Page>,
    lists: Vec<Page>,
    /// The invocations of rows of one document that stand alone.
    bare: InvocationSet,
    /// The id that all rows of the document name, and whether it was looked for.
    named: (bool, Option<Value<'a>>),
}

impl<'a> Builder<'a> {
    fn response(&mut self, reading: u32, root: u32, response: &'a crate::response::Response, rows: &mut Cursor<'a>) {
        let Reading { document, fast, .. } = &self.readings[reading as usize];
        let origin = self.responses;
        self.responses += 1;
        let mut listed = InvocationSet::default();
        for at in &response.invocations {
            listed.add(self.invocation_row(reading, origin, *at, rows));
        }
        let sibling = (response.invoke_id != 0).then(|| document.value(response.invoke_id));
        rows.seek(root);
        let mut invocations = InvocationSet::default();
        for at in &response.results {
            let found = rows.find(*at);
            let (ids, facts, hash) = self.facts(reading, *at, found);
            let named = found.and_then(|row| self.named(reading, row, &fast.rows[row]));
            let invocation = match (named, self.last) {
                (Some(index), _) => index,
                // A row that the end of the text cuts before its id is likely of the invocation that the rows before it name.
                (None, Some(index))
                    if ids.invoke_id.is_none() && invocations.is_one() && document.value(*at).is_partial() =>
                {
                    index
                }
                // Likewise one whose beginning is cut off, where all others name one.
                _ if ids.invoke_id.is_none() && sibling.is_none() && self.is_headless(reading, root, *at) => {
                    let named = self.named_by_all(reading);
                    self.invocation(reading, named, None)
                }
                _ => self.invocation(reading, ids.invoke_id.map(|at| document.value(at)), sibling),
            };
            self.last_fast = found.map(|row| (reading, row, invocation));
            invocations.add(invocation);
            self.row(ValueRef { reading, at: *at }, origin, invocation, (ids, facts, hash), false);
        }
        if response.results == [root] {
            invocations.iter().for_each(|invocation| self.bare.add(invocation));
        } else {
            self.find_strays(reading, &response.results, &invocations);
        }
        if response.partial_list != 0 {
            self.emit_part(reading, response.partial_list);
        }
        check_envelope(document, response, &mut self.model.sinks[reading as usize]);
        if let Some(Api::Foreign(name)) = response.api {
            for invocation in listed.iter().chain(invocations.iter()) {
                self.model.invocations[invocation as usize].foreign = Some(name);
            }
        }
        if response.command_id != 0 {
            let sibling = ValueRef { reading, at: response.command_id };
            for invocation in listed.iter().chain(invocations.iter()) {
                self.model.invocations[invocation as usize].sibling_command_id.get_or_insert(sibling);
            }
        }
        let is_list = Page::is_list(response);
        let (invocations, pages) = if is_list { (&listed, &mut self.lists) } else { (&invocations, &mut self.results) };
        pages.push(Page::read(self.readings, reading, response, invocations));
    }

    /// Whether a row is a piece without its beginning.
    fn is_headless(&self, reading: u32, root: u32, at: u32) -> bool {
        let document = &self.readings[reading as usize].document;
        document.is_piece && at == root && document.value(at).is_partial()
    }

    /// The id of the one invocation that all rows of a document name that name one.
    fn named_by_all(&mut self, reading: u32) -> Option<Value<'a>> {
        let Reading { document, responses, .. } = &self.readings[reading as usize];
        if self.named.0 {
            return self.named.1;
        }
        let find = || {
            let mut rows = responses.iter().flat_map(|response| &response.results);
            let own = |at: &u32| document.value(*at).member(Name::InvokeId).filter(|own| !own.is_cut());
            let first = rows.by_ref().find_map(own)?;
            let lists = responses.iter().any(|response| !response.invocations.is_empty());
            let alike = |own: Value<'_>| own.raw() == first.raw();
            (!lists && rows.filter_map(own).all(alike)).then_some(first)
        };
        self.named = (true, find());
        self.named.1
    }

    /// Says where something stands in place of rows; a list that is cut or says itself that it leaves some out was noted
    /// when it was read.
    fn emit_part(&mut self, reading: u32, at: u32) {
        let Reading { document, responses, .. } = &self.readings[reading as usize];
        let value = document.value(at);
        let is_root = |at: u32| document.roots.binary_search(&at).is_ok();
        if document.is_piece && (is_root(at) || at == 1 && is_root(0)) {
            return;
        }
        let empty = !responses.iter().any(|response| !response.results.is_empty() || !response.invocations.is_empty());
        if !value.is_partial() || empty {
            let found = scalar::sketch(value);
            self.model.sinks[reading as usize].emit(Code::CutList, value.span(), || vec![("found", found)]);
        }
    }

    /// Rows without an `InvokeId` beside rows that have one lost it: which invocation they belong to cannot be told.
    fn find_strays<'r>(&mut self, reading: u32, rows: impl IntoIterator<Item = &'r u32>, invocations: &InvocationSet) {
        if invocations.is_one() {
            return;
        }
        let invocations = invocations.distinct();
        let has_none = |at: &u32| self.model.invocations[*at as usize].invoke_id.is_none();
        if invocations.len() < 2 || !invocations.iter().any(has_none) {
            return;
        }
        invocations.iter().for_each(|at| self.model.invocations[*at as usize].strays = Strays::OfInvocations);
        let document = &self.readings[reading as usize].document;
        let lost = |at: &&u32| {
            let row = document.value(**at);
            row.member(Name::InvokeId).or_else(|| row.member(Name::InvocationId)).and_then(id).is_none()
        };
        let mut lost = rows.into_iter().filter(lost);
        if let Some(first) = lost.next() {
            let n = lost.count() + 1;
            let span = document.value(*first).span();
            self.model.sinks[reading as usize].emit(Code::Strays, span, || vec![("n", n.to_string())]);
        }
    }

    /// An `Invocation` of DescribeInvocations; gives the index of its invocation.
    fn invocation_row(&mut self, reading: u32, origin: u32, at: u32, rows: &mut Cursor<'a>) -> u32 {
        let Reading { document, .. } = &self.readings[reading as usize];
        let row = document.value(at);
        let own = row.member(Name::InvokeId).or_else(|| row.member(Name::InvocationId));
        let own = own.filter(|own| !own.is_cut());
        if document.foreign(at).is_none() {
            own.into_iter().for_each(|own| check_id(own, &mut self.model.sinks[reading as usize]));
            emit_doubled(row, &mut self.model.sinks[reading as usize]);
        }
        let invocation = self.invocation_of(reading, origin, own);
        let (instances, coverage) = response::list_of_instances(row);
        if let ListCoverage::Part(at) = coverage {
            self.emit_part(reading, at);
        }
        let slot = &mut self.model.invocations[invocation as usize];
        slot.rows.push(ValueRef { reading, at });
        slot.coverage = slot.coverage.max(coverage);
        rows.seek(at);
        for at in instances {
            let row = self.facts(reading, at, rows.find(at));
            self.row(ValueRef { reading, at }, origin, invocation, row, true);
        }
        invocation
    }

    /// What the row at a token says, with the hash of its instance's id. `fast`: its place among those that were read fast.
    #[inline]
    fn facts(&mut self, reading: u32, at: u32, fast: Option<usize>) -> (RowIds, RowFacts, u32) {
        let rows = &self.readings[reading as usize].fast;
        match fast {
            Some(row) => (rows.rows[row].ids, rows.rows[row].facts, rows.keys[row].1),
            None => self.read(reading, at),
        }
    }

    /// Reads a row with care.
    #[cold]
    fn read(&mut self, reading: u32, at: u32) -> (RowIds, RowFacts, u32) {
        let Reading { document, .. } = &self.readings[reading as usize];
        let (ids, facts) = RowFacts::read(document, at, &mut self.model.sinks[reading as usize]);
        (ids, facts, target_hash(document, at).unwrap_or_default())
    }

    /// The index of the invocation that a row names which was read fast, where it need not be read again.
    #[inline]
    fn named(&mut self, reading: u32, row: usize, fast: &FastRow) -> Option<u32> {
        let index = match (fast.invocation, self.last_fast) {
            (Named::Same, Some((other, before, index))) if other == reading && before + 1 == row => index,
            (Named::Hash(hash), _) => self.invocation_at(ValueRef { reading, at: fast.ids.invoke_id? }, hash),
            _ => return None,
        };
        self.last = Some(index);
        Some(index)
    }

    /// The index of the invocation with this id, or with the one beside the rows where they have none.
    fn invocation(&mut self, reading: u32, own: Option<Value<'a>>, sibling: Option<Value<'a>>) -> u32 {
        let named = |value: Option<Value<'a>>| value.and_then(|value| Some((value, id(value)?)));
        let index = if let Some((value, key)) = named(own).or_else(|| named(sibling)) {
            match self.last {
                Some(last) if self.id_of(last).is_some_and(|last| last == key) => last,
                _ => self.invocation_at(ValueRef { reading, at: value.at() }, hash(&key)),
            }
        } else {
            let next = self.model.invocations.len() as u32;
            let index = *self.nameless.get_or_insert(next);
            if index == next {
                self.model.invocations.push(new_invocation(None));
            }
            index
        };
        self.last = Some(index);
        index
    }

    /// The id that an invocation was first met with.
    fn id_of(&self, invocation: u32) -> Option<Cow<'a, [u8]>> {
        id(self.model.invocations[invocation as usize].invoke_id?.value(self.readings))
    }

    /// The index of the invocation whose id stands at a place.
    fn invocation_at(&mut self, place: ValueRef, hash: u32) -> u32 {
        let Self { invocations: table, model, readings, .. } = self;
        let next = model.invocations.len() as u32;
        let read = |place: ValueRef| id(place.value(readings));
        let is_it = |(other, index): &(u32, u32)| {
            let known = model.invocations[*index as usize].invoke_id;
            *other == hash && known.is_some_and(|known| read(known) == read(place))
        };
        let index = table.entry(spread(hash), is_it, |(hash, _)| spread(*hash)).or_insert((hash, next)).get().1;
        if index == next {
            model.invocations.push(new_invocation(Some(place)));
        }
        index
    }

    /// The index of the invocation that an `Invocation` is. Of two in one answer with one id whose end is hidden, each is
    /// an invocation of its own.
    fn invocation_of(&mut self, reading: u32, origin: u32, own: Option<Value<'a>>) -> u32 {
        let index = self.invocation(reading, own, None);
        let before = self.model.invocations[index as usize].listed_in.replace(origin);
        let masked = || own.and_then(id).is_none_or(|id| is_masked(&id));
        if before != Some(origin) || !masked() {
            return index;
        }
        self.last = None;
        let place = own.map(|value| ValueRef { reading, at: value.at() });
        self.model.invocations.push(Invocation { listed_in: Some(origin), ..new_invocation(place) });
        self.model.invocations.len() as u32 - 1
    }

    /// The index of the instance that a row names: one that is there, or the next one where it is new.
    fn instance(&mut self, invocation: u32, instance_id: ValueRef, hash: u32, facts: &RowFacts) -> u32 {
        // Ids whose ends are hidden may be those of several instances.
        let is_masked = || id(instance_id.value(self.readings)).is_some_and(|id| is_masked(&id));
        if !self.duplicates.may_repeat(hash) || facts.flags.has(Flags::MASKED_ID) && is_masked() {
            return self.model.instances.len() as u32;
        }
        self.known_instance(invocation, instance_id, hash)
    }

    /// The index of an instance that may be there.
    fn known_instance(&mut self, invocation: u32, instance_id: ValueRef, hash: u32) -> u32 {
        let Self { instances: table, model, readings, .. } = self;
        let next = model.instances.len() as u32;
        let hash = hash ^ invocation.wrapping_mul(0x9E37_79B1);
        let read = |place: ValueRef| id(place.value(readings)).unwrap_or_default();
        let is_it = |(other, index): &(u32, u32)| {
            let instance = &model.instances[*index as usize];
            *other == hash
                && instance.invocation == invocation
                && instance.instance_id.is_some_and(|place| {
                    // What is written alike in one document is alike; most need not be read.
                    let alike = place.reading == instance_id.reading
                        && place.value(readings).raw() == instance_id.value(readings).raw();
                    alike || read(place) == read(instance_id)
                })
        };
        table.entry(spread(hash), is_it, |(hash, _)| spread(*hash)).or_insert((hash, next)).get().1
    }

    fn row(
        &mut self,
        place: ValueRef,
        origin: u32,
        invocation: u32,
        (ids, mut facts, hash): (RowIds, RowFacts, u32),
        is_invoke_instance: bool,
    ) {
        let instance_id = ids.instance_id.map(|at| ValueRef { at, ..place });
        let next = self.model.instances.len() as u32;
        let index = instance_id.map_or(next, |id| self.instance(invocation, id, hash, &facts));
        if index == next {
            self.model.instances.push(new_instance(invocation, instance_id));
        }
        let slot = &mut self.model.invocations[invocation as usize].first_row;
        slot.get_or_insert(place);
        facts.flags |= Flags::INVOKE_INSTANCE.when(is_invoke_instance);
        // One that contradicts itself is enough: who asks for them all then looks at each.
        self.model.is_consistent =
            self.model.is_consistent && contradictions(&facts, &InvocationFacts::ONCE).is_empty();
        if is_invoke_instance {
            let instance = &mut self.model.instances[index as usize];
            let (current, old) = (instance.status.reported, instance.legacy.reported);
            let earlier = |row| (row, Outcome::of_row(current, old, None));
            if instance.row.is_none_or(|row| is_later((place, facts.outcome), earlier(row), self.readings)) {
                instance.row = Some(place);
                instance.status.reported = facts.status;
                instance.legacy.reported = facts.legacy;
            }
        }
        self.model.records.push(Record {
            instance: index,
            row: place,
            other_row: None,
            other_is_earlier: false,
            contradicted: facts.flags.has(Flags::TWO_STATUSES),
            origin,
            facts,
        });
    }

    /// Joins what is the same execution, and puts instances by invocation and records by instance and time.
    fn order(&mut self) {
        let readings = self.readings;
        let model = &mut self.model;
        if !model.instances.is_sorted_by_key(|instance| instance.invocation) {
            put_by_invocation(model);
        }
        if !model.records.is_sorted_by_key(|record| record.instance) {
            put_by_instance(&mut model.records);
        }
        let single = model.records.len() == model.instances.len();
        if single && model.records.iter().zip(0..).all(|(record, at)| record.instance == at) {
            model.instances.iter_mut().zip(0..).for_each(|(instance, at)| instance.records = at..at + 1);
        } else {
            join_records(model, readings);
        }
        let mut start = 0;
        for (index, invocation) in model.invocations.iter_mut().enumerate() {
            let rest = &model.instances[start as usize..];
            let is_its = |instance: &Instance| instance.invocation == index as u32;
            // Few mostly, whose places are near, or nearly all.
            let mut reach = 1;
            while rest.get(reach).is_some_and(is_its) {
                reach *= 2;
            }
            let len = rest[..rest.len().min(reach)].partition_point(is_its) as u32;
            invocation.instances = start..start + len;
            start += len;
        }
    }
}

/// A hash of four bytes for a table that asks for eight, of which it looks at either end.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// Puts instances by their invocation.
fn put_by_invocation(model: &mut Model) {
    let places = by_rank(model.instances.iter().map(|instance| u64::from(instance.invocation)));
    let mut moved = vec![0; places.len()];
    places.iter().enumerate().for_each(|(new, old)| moved[*old as usize] = new as u32);
    model.records.iter_mut().for_each(|record| record.instance = moved[record.instance as usize]);
    let mut old: Vec<Option<Instance>> = std::mem::take(&mut model.instances).into_iter().map(Some).collect();
    model.instances = places.iter().filter_map(|at| old[*at as usize].take()).collect();
}

/// Puts records by their instance.
fn put_by_instance(records: &mut Vec<Record>) {
    let order = by_rank(records.iter().map(|record| u64::from(record.instance)));
    *records = order.into_iter().map(|at| records[at as usize]).collect();
}

fn new_invocation(invoke_id: Option<ValueRef>) -> Invocation {
    Invocation {
        invoke_id,
        rows: Vec::new(),
        recurring: None,
        foreign: None,
        dry_run: false,
        status: Rollup::none(),
        legacy: Rollup::none(),
        tally: Tally::default(),
        legacy_tally: LegacyTally::default(),
        outcomes: [0; 9],
        complete: None,
        coverage: ListCoverage::None,
        cut: false,
        strays: Strays::None,
        listed_in: None,
        paging: None,
        instances: 0..0,
        first_row: None,
        sibling_command_id: None,
    }
}

fn new_instance(invocation: u32, instance_id: Option<ValueRef>) -> Instance {
    Instance {
        invocation,
        instance_id,
        row: None,
        status: Rollup::none(),
        legacy: Rollup::none(),
        outcome: Outcome::Unknown,
        records: 0..0,
    }
}
