//! Joins the rows of all responses into one model.
//!
//! 1. Every row finds its invocation (by `InvokeId`) and its instance (by `InstanceId`); rows without an `InvokeId` are
//!    one invocation, a row without an `InstanceId` is an instance of its own.
//! 2. Rows of different responses that are the same execution become one record, and the later state leads.
//! 3. Records are ordered by time; statuses roll up from records to instances to the whole.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::status::{Given, Legacy, Outcome, Status};
use super::time::Time;
use super::{Instance, Invocation, Model, Place, Reading, Record};
use crate::diagnostic::{Code, Sink};
use crate::document::Value;
use crate::names::Name;
use crate::order::by_rank;
use crate::response::{self, Api, Row, scalar};
use crate::rollup::{LegacyTally, Rollup, Rule, Tally, Verdict};

/// Builds the model of all readings.
pub fn build(readings: &[Reading]) -> Model {
    let rows = readings.iter().flat_map(|reading| &reading.responses).map(|response| response.results.len()).sum();
    let mut builder = Builder {
        readings,
        model: Model { sinks: (0..readings.len() as u32).map(Sink::new).collect(), ..Model::default() },
        invocations: HashMap::new(),
        instances: HashTable::with_capacity(rows),
        hasher: FixedState::default(),
        last: None,
        origins: Vec::new(),
    };
    for (index, reading) in readings.iter().enumerate() {
        for (at, response) in reading.responses.iter().enumerate() {
            builder.response(index as u32, at, response);
        }
        builder.note_emptiness(index, reading);
    }
    builder.order();
    builder.roll_up();
    builder.model
}

/// One response that gave rows.
struct Origin {
    reading: u32,
    response: usize,
    results: bool,
    /// Rows of it that are in the model.
    rows: u64,
}

struct Builder<'a> {
    readings: &'a [Reading],
    model: Model,
    invocations: HashMap<Option<Cow<'a, [u8]>>, u32>,
    /// Indices of instances by invocation and id; the ids themselves stay in the documents.
    instances: HashTable<u32>,
    hasher: FixedState,
    /// The invocation found last, since rows of one run stand together.
    last: Option<(Option<Cow<'a, [u8]>>, u32)>,
    origins: Vec<Origin>,
}

impl<'a> Builder<'a> {
    fn response(&mut self, reading: u32, at: usize, response: &'a crate::response::Response) {
        if response.api == Some(Api::SendFile) {
            return;
        }
        let document = &self.readings[reading as usize].document;
        let origin = self.origins.len() as u32;
        let results = response.invocations.is_empty();
        self.origins.push(Origin { reading, response: at, results, rows: response.results.len() as u64 });
        let mut row = Row::new(document);
        for object in &response.invocations {
            self.object(reading, origin, *object, &mut row);
        }
        let beside = (response.invoke_id != 0).then(|| document.value(response.invoke_id));
        for at in &response.results {
            row.fill(*at);
            let invoke_id = row.get(Name::InvokeId).and_then(|v| id(v).map(|_| v)).or(beside);
            let invocation = self.invocation(reading, invoke_id);
            self.row(Place { reading, at: *at }, origin, invocation, &row, false);
        }
    }

    /// An `Invocation` of DescribeInvocations.
    fn object(&mut self, reading: u32, origin: u32, at: u32, row: &mut Row<'a>) {
        let object = self.readings[reading as usize].document.value(at);
        let invocation = self.invocation(reading, object.member(Name::InvokeId));
        self.model.invocations[invocation as usize].objects.push(Place { reading, at });
        for instance in response::instances(object) {
            row.fill(instance);
            self.row(Place { reading, at: instance }, origin, invocation, row, true);
        }
    }

    fn invocation(&mut self, reading: u32, invoke_id: Option<Value<'a>>) -> u32 {
        let key = invoke_id.and_then(id);
        if let Some((last, index)) = &self.last
            && *last == key
        {
            return *index;
        }
        let next = self.model.invocations.len() as u32;
        let index = *self.invocations.entry(key.clone()).or_insert(next);
        if index == next {
            let place = key.as_ref().and(invoke_id).map(|value| Place { reading, at: value.at() });
            self.model.invocations.push(new_invocation(place));
        }
        self.last = Some((key, index));
        index
    }

    /// The index of an instance: its own, or the next one where it is new.
    fn instance(&mut self, invocation: u32, key: &[u8]) -> u32 {
        let Self { instances: table, model, readings, hasher, .. } = self;
        let next = model.instances.len() as u32;
        let hash = |invocation: u32, key: &[u8]| {
            let mut state = hasher.build_hasher();
            state.write_u32(invocation);
            state.write(key);
            state.finish()
        };
        let stored = |index: u32| {
            let instance = &model.instances[index as usize];
            (instance.invocation, instance.instance_id.and_then(|place| id(place.value(readings))).unwrap_or_default())
        };
        let is_it = |index: &u32| {
            let (other, id) = stored(*index);
            other == invocation && *id == *key
        };
        let rehash = |index: &u32| {
            let (invocation, id) = stored(*index);
            hash(invocation, &id)
        };
        *table.entry(hash(invocation, key), is_it, rehash).or_insert(next).get()
    }

    fn row(&mut self, place: Place, origin: u32, invocation: u32, row: &Row<'a>, in_object: bool) {
        let instance_id = row.get(Name::InstanceId).and_then(|value| Some((id(value)?, value)));
        let next = self.model.instances.len() as u32;
        let index = match &instance_id {
            Some((key, _)) => self.instance(invocation, key),
            None => next,
        };
        if index == next {
            let instance_id = instance_id.map(|(_, value)| Place { reading: place.reading, at: value.at() });
            self.model.instances.push(new_instance(invocation, instance_id));
        }
        let record = self.record(place, origin, index, row, in_object);
        let slot = &mut self.model.invocations[invocation as usize].first_row;
        slot.get_or_insert(place);
        if in_object {
            let instance = &mut self.model.instances[index as usize];
            // The newest answer leads; of two, the one given later.
            instance.row = Some(place);
            instance.status.reported = record.status;
            instance.legacy.reported = record.legacy;
        }
        self.model.records.push(record);
    }

    /// Reads the fields that judging needs; every other one stays in its row.
    fn record(&mut self, place: Place, origin: u32, instance: u32, row: &Row<'a>, in_object: bool) -> Record {
        let sink = &mut self.model.sinks[place.reading as usize];
        let status = row.get(Name::InvocationStatus).map_or(Given::Absent, |value| status(value, sink));
        let legacy = row
            .get(Name::InstanceInvokeStatus)
            .or_else(|| row.get(Name::InvokeRecordStatus))
            .or_else(|| row.get(Name::InvokeStatus))
            .map_or(Given::Absent, |value| legacy(value, sink));
        let mut whole = |name| row.get(name).and_then(|value| int(value, name, sink));
        let exit_code = whole(Name::ExitCode);
        let repeated = whole(Name::Repeats).is_some_and(|repeats| repeats > 1);
        whole(Name::Dropped);
        for name in [Name::StartTime, Name::FinishTime, Name::FinishedTime, Name::StopTime] {
            if let Some(value) = row.get(name)
                && !Time::is_usual(value.raw())
            {
                odd_time(value, name, sink);
            }
        }
        let outcome = outcome(status, legacy, exit_code, row.get(Name::InvocationStatus));
        Record {
            instance,
            row: place,
            in_object,
            other_row: None,
            origin,
            status,
            legacy,
            outcome,
            exit_code,
            repeated,
        }
    }

    /// A document without rows says so, once, with what it is instead.
    fn note_emptiness(&mut self, index: usize, reading: &Reading) {
        let sink = &mut self.model.sinks[index];
        let document = &reading.document;
        let rows = reading.responses.iter().any(|r| !r.invocations.is_empty() || !r.results.is_empty());
        let whole = crate::source::Span::new(0, document.source.text.len().min(1));
        for (response, root) in reading.responses.iter().zip(&document.roots) {
            let span = document.value(*root).span();
            let first = crate::source::Span { start: span.start, end: span.end.min(span.start + 1) };
            if response.is_error() {
                let code = document.value(response.code);
                let text = scalar::text(code).unwrap_or_default().into_owned();
                sink.note(Code::ApiError, code.span(), || vec![("code", text)]);
            } else if let Some(api) = response.api.filter(|api| !api.is_ours()) {
                sink.note(Code::OtherApi, first, || vec![("api", api.as_str().to_owned())]);
            } else if let Some(api) = response.api
                && !rows
            {
                sink.note(Code::NoRows, first, || vec![("api", api.as_str().to_owned())]);
            }
        }
        let nothing = reading.responses.iter().all(|r| r.api.is_none() && !r.is_error());
        if nothing && reading.sink.count(Code::TooLarge) == 0 {
            let text = document.source.text.trim_ascii();
            let code = if text.is_empty() {
                Code::Empty
            } else if is_binary(text) {
                Code::Binary
            } else if crate::response::stripped::is_stripped(text) {
                Code::TagsStripped
            } else {
                Code::NotAResponse
            };
            let found = crate::source::excerpt(&String::from_utf8_lossy(&text[..text.len().min(200)]));
            sink.note(code, whole, || vec![("found", found)]);
        }
    }

    /// Joins what is the same execution, and puts instances by invocation and records by instance and time.
    fn order(&mut self) {
        let readings = self.readings;
        let model = &mut self.model;
        if !model.instances.is_sorted_by_key(|instance| instance.invocation) {
            let places = by_rank(model.instances.iter().map(|instance| u64::from(instance.invocation)));
            let mut moved = vec![0; places.len()];
            places.iter().enumerate().for_each(|(new, old)| moved[*old as usize] = new as u32);
            model.records.iter_mut().for_each(|record| record.instance = moved[record.instance as usize]);
            let mut old: Vec<Option<Instance>> = std::mem::take(&mut model.instances).into_iter().map(Some).collect();
            model.instances = places.iter().filter_map(|at| old[*at as usize].take()).collect();
        }
        if !model.records.is_sorted_by_key(|record| record.instance) {
            let order = by_rank(model.records.iter().map(|record| u64::from(record.instance)));
            model.records = order.into_iter().map(|at| model.records[at as usize]).collect();
        }
        let mut records = Vec::with_capacity(model.records.len());
        let mut at = 0;
        for (index, instance) in model.instances.iter_mut().enumerate() {
            let start = records.len() as u32;
            let len = model.records[at..].iter().take_while(|record| record.instance == index as u32).count();
            let own = &model.records[at..at + len];
            at += len;
            if own.len() == 1 {
                records.extend_from_slice(own);
            } else {
                records.extend(one_for_each_execution(own, readings, &mut model.sinks));
            }
            instance.records = start..records.len() as u32;
        }
        model.records = records;
        let mut start = 0;
        for (index, invocation) in model.invocations.iter_mut().enumerate() {
            let rest = &model.instances[start as usize..];
            let len = rest.partition_point(|instance| instance.invocation == index as u32) as u32;
            invocation.instances = start..start + len;
            start += len;
        }
    }

    fn roll_up(&mut self) {
        let missing = self.completeness();
        let Model { invocations, instances, records, sinks } = &mut self.model;
        for (index, invocation) in invocations.iter_mut().enumerate() {
            let range = invocation.instances.start as usize..invocation.instances.end as usize;
            (invocation.complete, invocation.stated_rows, invocation.held_rows) = missing[index];
            invocation.recurring = recurring(invocation, self.readings).or_else(|| {
                let several = instances[range.clone()].iter().any(|instance| {
                    let own = &records[instance.records.start as usize..instance.records.end as usize];
                    own.len() > 1 || own.iter().any(|r| r.repeated || r.status == Given::Known(Status::Scheduled))
                });
                several.then_some(true)
            });
            let recurs = invocation.recurring == Some(true);
            for instance in &mut instances[range] {
                let own = &records[instance.records.start as usize..instance.records.end as usize];
                let (status, legacy) = roll_up_instance(instance, own, recurs);
                invocation.tally.count(status);
                invocation.legacy_tally.count(legacy);
                invocation.outcomes[instance.outcome as usize] += 1;
            }
            let missing = invocation.complete == Some(false);
            let object = invocation.objects.last().copied();
            let reported = |name| object.and_then(|object| object.member(self.readings, name));
            let sink = object.map_or(0, |object| object.reading as usize);
            let value = reported(Name::InvocationStatus);
            let status = value.map_or(Given::Absent, |value| status(value, &mut sinks[sink]));
            let legacy_value = reported(Name::InvokeStatus);
            let legacy = legacy_value.map_or(Given::Absent, |value| legacy(value, &mut sinks[sink]));
            let tally = invocation.tally;
            invocation.status = Rollup::new(status, tally.verdict(missing), |s| tally.also_reads(s));
            let legacy_tally = invocation.legacy_tally;
            invocation.legacy =
                Rollup::new(legacy, legacy_tally.verdict(recurs, missing), |s| legacy_tally.also_reads(s));
            if let Some(sink) = sinks.get_mut(sink) {
                compare(&invocation.status, Status::as_str, value, Name::InvocationStatus, sink);
                compare(&invocation.legacy, Legacy::as_str, legacy_value, Name::InvokeStatus, sink);
            }
        }
    }

    /// For each invocation: whether it is complete, how many rows there should be and how many are here.
    ///
    /// DescribeInvocations gives every instance of a run it lists (api.md 3.4). The other API pages over rows: what it
    /// says of all pages together is held against the rows that are here. `TotalCount` is void under token paging.
    fn completeness(&self) -> Vec<(Option<bool>, Option<u64>, u64)> {
        let (mut held, mut stated, mut more) = (0, None::<u64>, false);
        for origin in self.origins.iter().filter(|origin| origin.results) {
            let reading = &self.readings[origin.reading as usize];
            let response = &reading.responses[origin.response];
            let read = |slot: u32| (slot != 0).then(|| reading.document.value(slot));
            held += origin.rows;
            let count = read(response.total_count).and_then(|v| scalar::int(v).ok().flatten());
            stated = stated.max(count.and_then(|count| u64::try_from(count).ok()));
            more |= read(response.next_token).is_some_and(|v| scalar::text(v).is_some());
        }
        let by_count = match stated {
            Some(stated) if held < stated => Some(false),
            Some(stated) if held == stated && !more => Some(true),
            Some(_) => None,
            None if more => Some(false),
            None => None,
        };
        let whole = |invocation: &Invocation| {
            if invocation.objects.is_empty() { by_count } else { Some(true) }
        };
        self.model.invocations.iter().map(|invocation| (whole(invocation), stated, held)).collect()
    }
}

fn new_invocation(invoke_id: Option<Place>) -> Invocation {
    let none = Verdict { status: None, rule: Rule::Empty };
    let legacy_none = Verdict { status: None, rule: Rule::Empty };
    Invocation {
        invoke_id,
        objects: Vec::new(),
        recurring: None,
        status: Rollup { reported: Given::Absent, computed: none, also_reads: false },
        legacy: Rollup { reported: Given::Absent, computed: legacy_none, also_reads: false },
        tally: Tally::default(),
        legacy_tally: LegacyTally::default(),
        outcomes: [0; 9],
        complete: None,
        stated_rows: None,
        held_rows: 0,
        instances: 0..0,
        first_row: None,
    }
}

fn new_instance(invocation: u32, instance_id: Option<Place>) -> Instance {
    Instance {
        invocation,
        instance_id,
        row: None,
        status: Rollup {
            reported: Given::Absent,
            computed: Verdict { status: None, rule: Rule::Empty },
            also_reads: false,
        },
        legacy: Rollup {
            reported: Given::Absent,
            computed: Verdict { status: None, rule: Rule::Empty },
            also_reads: false,
        },
        outcome: Outcome::Unknown,
        records: 0..0,
    }
}

/// The trimmed bytes of an id.
fn id(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    scalar::bytes(value)
}

/// A word of one of the vocabularies.
fn word<T>(
    value: Value<'_>,
    read: impl Fn(&[u8]) -> Option<T>,
    is_other: impl Fn(&[u8]) -> bool,
    sink: &mut Sink,
) -> Given<T> {
    if value.is_container() {
        sink.note(Code::WrongType, value.span(), || vec![("expected", "text".to_owned())]);
        return Given::Absent;
    }
    let Some(bytes) = scalar::bytes(value) else {
        return Given::Absent;
    };
    if let Some(status) = read(&bytes) {
        return Given::Known(status);
    }
    let found = crate::source::excerpt(&String::from_utf8_lossy(&bytes));
    let code = if is_other(&bytes) { Code::OtherVocabulary } else { Code::UnknownStatus };
    sink.note(code, value.span(), || vec![("found", found)]);
    Given::Unrecognized
}

fn status(value: Value<'_>, sink: &mut Sink) -> Given<Status> {
    word(value, Status::read, |bytes| Legacy::read(bytes).is_some(), sink)
}

fn legacy(value: Value<'_>, sink: &mut Sink) -> Given<Legacy> {
    word(value, Legacy::read, |bytes| Status::read(bytes).is_some(), sink)
}

fn int(value: Value<'_>, name: Name, sink: &mut Sink) -> Option<i64> {
    scalar::int(value).unwrap_or_else(|_| {
        let found = crate::source::excerpt(&value.text());
        sink.note(Code::WrongType, value.span(), || {
            vec![("name", name.as_str().to_owned()), ("expected", "number".to_owned()), ("found", found)]
        });
        None
    })
}

#[cold]
fn odd_time(value: Value<'_>, name: Name, sink: &mut Sink) {
    let Some(text) = scalar::text(value) else {
        return;
    };
    let args = || vec![("name", name.as_str().to_owned()), ("found", crate::source::excerpt(&text))];
    match Time::read(&text) {
        Some(time) if time.has_zone => {}
        // Once for a document: a response writes all its times in one way.
        Some(_) if sink.count(Code::NoZone) == 0 => sink.note(Code::NoZone, value.span(), args),
        Some(_) => {}
        None => sink.note(Code::NotATime, value.span(), args),
    }
}

/// The contract's rule, and one more: the legacy word `Finished` in the current field says as much as in its own.
fn outcome(status: Given<Status>, legacy: Given<Legacy>, exit_code: Option<i64>, value: Option<Value<'_>>) -> Outcome {
    if status == Given::Unrecognized {
        let other = value.and_then(scalar::bytes).and_then(|bytes| Legacy::read(&bytes));
        if let Some(other) = other {
            return Outcome::of(Given::Absent, Given::Known(other), exit_code);
        }
    }
    Outcome::of(status, legacy, exit_code)
}

/// api.md 3.5, "Recurring means".
fn recurring(invocation: &Invocation, readings: &[Reading]) -> Option<bool> {
    let object = *invocation.objects.last()?;
    let timed = object.member(readings, Name::Timed).and_then(|v| scalar::bool(v).ok().flatten());
    let mode = object.text(readings, Name::RepeatMode);
    let repeats = mode.as_deref().map(|mode| {
        let one_of = |modes: &[&str]| modes.iter().any(|m| m.eq_ignore_ascii_case(mode));
        if one_of(&["Period", "EveryReboot", "NextRebootOnly"]) {
            Some(true)
        } else if one_of(&["Once", "DryRun"]) {
            Some(false)
        } else {
            None
        }
    });
    match (timed, repeats) {
        (Some(false), _) => Some(false),
        (Some(true), _) | (None, Some(Some(true))) => Some(true),
        (None, Some(known)) => known,
        (None, None) => object.text(readings, Name::Frequency).map(|_| true),
    }
}

/// Rolls the records of an instance up, and gives what the instance counts as for the whole.
fn roll_up_instance(instance: &mut Instance, own: &[Record], recurs: bool) -> (Given<Status>, Given<Legacy>) {
    let Some(newest) = own.last() else {
        return (Given::Absent, Given::Absent);
    };
    let rule = if own.len() == 1 { Rule::OneRecord } else { Rule::NewestRecord };
    let no_status = |absent| {
        if absent { Rule::NotGiven } else { Rule::Unrecognized }
    };
    let verdict = match newest.status {
        Given::Known(status) => Verdict { status: Some(status), rule },
        other => Verdict { status: None, rule: no_status(other == Given::Absent) },
    };
    instance.status = Rollup::new(instance.status.reported, verdict, |_| false);
    let legacy_verdict = if recurs {
        let mut tally = LegacyTally::default();
        own.iter().for_each(|record| tally.count(record.legacy));
        tally.verdict(true, false)
    } else {
        match newest.legacy {
            Given::Known(legacy) => Verdict { status: Some(legacy), rule },
            other => Verdict { status: None, rule: no_status(other == Given::Absent) },
        }
    };
    instance.legacy = Rollup::new(instance.legacy.reported, legacy_verdict, |_| false);
    // A schedule's own state is what DescribeInvocations reports; its records only tell the runs.
    let (status, legacy) = if recurs {
        (instance.status.reported.or(newest.status), instance.legacy.reported.or(newest.legacy))
    } else {
        (newest.status, newest.legacy)
    };
    instance.outcome = match status {
        Given::Known(_) => Outcome::of(status, legacy, newest.exit_code),
        Given::Absent | Given::Unrecognized => newest.outcome,
    };
    let counted = legacy_verdict.status.map_or(legacy, Given::Known);
    (status, counted)
}

/// Notes where the service and its own rules disagree.
fn compare<T: Copy + PartialEq>(
    rollup: &Rollup<T>,
    spell: impl Fn(T) -> &'static str,
    value: Option<Value<'_>>,
    name: Name,
    sink: &mut Sink,
) {
    let (Some(value), Some(computed)) = (value, rollup.computed.status) else {
        return;
    };
    let code = match rollup.agrees() {
        Some(false) => Code::Disagrees,
        Some(true) if rollup.also_reads => Code::OtherReading,
        Some(true) | None => return,
    };
    let reported = scalar::text(value).unwrap_or_default().into_owned();
    sink.note(code, value.span(), || {
        vec![
            ("name", name.as_str().to_owned()),
            ("reported", reported),
            ("computed", spell(computed).to_owned()),
            ("rule", rollup.computed.rule.id().to_owned()),
        ]
    });
}

/// Rows of one instance by time, oldest first; neighbours from different responses that are the same execution become
/// one record. One that has no time has not begun and comes last.
fn one_for_each_execution(own: &[Record], readings: &[Reading], sinks: &mut [Sink]) -> Vec<Record> {
    let time = |record: &Record, names: &[Name]| record.text(readings, names).and_then(|text| Time::read(&text));
    let order = by_rank(own.iter().map(|record| {
        let at = time(record, &[Name::StartTime]).or_else(|| time(record, &[Name::FinishTime, Name::FinishedTime]));
        at.map_or(u64::MAX, Time::rank)
    }));
    let mut kept: Vec<Record> = Vec::with_capacity(own.len());
    for record in order.into_iter().map(|at| &own[at as usize]) {
        match kept.last_mut() {
            Some(last) if last.origin != record.origin && is_same_execution(last, record, readings) => {
                merge(last, record, readings, sinks);
            }
            _ => kept.push(*record),
        }
    }
    kept
}

/// Two rows are one execution if nothing says otherwise: start and finish are equal wherever both have them.
fn is_same_execution(one: &Record, two: &Record, readings: &[Reading]) -> bool {
    let differ = |names: &[Name]| match (one.text(readings, names), two.text(readings, names)) {
        (Some(one), Some(two)) => one != two && Time::read(&one) != Time::read(&two),
        _ => false,
    };
    !differ(&[Name::StartTime]) && !differ(&[Name::FinishTime, Name::FinishedTime])
}

/// Two rows of one execution become one record: the later state leads, the other fills what it lacks.
fn merge(kept: &mut Record, record: &Record, readings: &[Reading], sinks: &mut [Sink]) {
    let progress = |record: &Record| match record.outcome {
        Outcome::Pending | Outcome::Scheduled => 0,
        Outcome::Running | Outcome::Unknown => 1,
        Outcome::Stopping => 2,
        Outcome::Finished => 3,
        Outcome::Failed | Outcome::Stopped | Outcome::Succeeded => 4,
    };
    let newer = progress(record) > progress(kept);
    let (lead, other) = if newer { (*record, *kept) } else { (*kept, *record) };
    if let (Given::Known(later), Given::Known(earlier)) = (lead.status, other.status)
        && later != earlier
    {
        let span = other.row.value(readings).member(Name::InvocationStatus).map(Value::span).unwrap_or_default();
        let args = || vec![("later", later.as_str().to_owned()), ("earlier", earlier.as_str().to_owned())];
        sinks[other.row.reading as usize].note(Code::LaterState, span, args);
    }
    let other_row = if record.in_object == kept.in_object {
        kept.other_row
    } else if newer {
        Some(kept.row)
    } else {
        kept.other_row.or(Some(record.row))
    };
    let status = lead.status.or(other.status);
    let legacy = lead.legacy.or(other.legacy);
    let exit_code = lead.exit_code.or(other.exit_code);
    let outcome = match status {
        Given::Unrecognized => lead.outcome,
        Given::Absent | Given::Known(_) => Outcome::of(status, legacy, exit_code),
    };
    *kept = Record { other_row, status, legacy, outcome, exit_code, ..lead };
}

fn is_binary(text: &[u8]) -> bool {
    let head = &text[..text.len().min(4_096)];
    head.contains(&0) || std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}
