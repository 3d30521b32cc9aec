//! Document -> what the API said, in the API's own shape: which call answered, its paging, its rows. No judgement.
//!
//! One walk finds the rows whatever they are wrapped in (api.md 1.1, 1.4, 1.7, section 6): `Invocation` missing in
//! XML, SDK dumps with `body`, flattened lists, one object where a list is expected, wrappers that nobody has heard of.
//! Lists that have a name of the APIs are trusted to hold rows; elsewhere an object is a row if its members say so.
//! Every field is optional, and what has no place stands in `other`.

mod api;
pub mod scalar;
pub mod strange;
pub mod stripped;

pub use api::Api;

use std::iter::once;

use crate::document::{Document, Key, Kind, Token, Value};
use crate::names::{Name, ROW_SLOTS, Type};
use crate::order::by_rank;

/// Index of a token; the tape's first token is never a member, so 0 stands for "absent".
pub type Slot = u32;

/// One outermost value, taken apart. Members that were not given are 0.
#[derive(Clone, Default, Debug)]
pub struct Response {
    /// The call that answered, as far as the shape tells.
    pub api: Option<Api>,
    /// `RequestId`
    pub request_id: Slot,
    /// `TotalCount`
    pub total_count: Slot,
    /// `PageNumber`
    pub page_number: Slot,
    /// `PageSize`
    pub page_size: Slot,
    /// `NextToken`
    pub next_token: Slot,
    /// An invoke id beside the rows instead of in them.
    pub invoke_id: Slot,
    /// A command id beside them.
    pub command_id: Slot,
    /// `Code` of an error of the whole call.
    pub code: Slot,
    /// `Message`
    pub message: Slot,
    /// `HostId`
    pub host_id: Slot,
    /// `Recommend`
    pub recommend: Slot,
    /// The HTTP status an SDK wrote beside the body.
    pub http_status: Slot,
    /// Objects that are an `Invocation` of DescribeInvocations.
    pub invocations: Vec<u32>,
    /// Objects that are an `InvocationResult`.
    pub results: Vec<u32>,
    /// A list of rows was there, be it empty.
    pub has_list: bool,
    /// Where a list of rows is not whole here: it was not closed, something in it was left out, or something stands in its
    /// place or in that of a row that is none. 0: nowhere.
    pub partial_list: Slot,
    /// Something of what stands around the rows is not here, paging likely among it.
    pub partial: bool,
    /// Values of the envelope that have no place, by their tokens.
    pub other: Vec<u32>,
    /// Of those the ones whose place another value has: the same member is given more than once.
    pub again: Vec<u32>,
    /// Of these the ones that stand above or below the other value, and not in an answer of their own beside it.
    pub nested: Vec<u32>,
    /// Objects of the envelope in which a member stands twice.
    pub doubled: Vec<u32>,
    /// The call that a member beside the rows speaks of.
    told: Option<Api>,
    /// The error stood in a structure of its own, as the service gives it: rows beside it are of another call.
    apart: bool,
    /// The object that is walked over.
    scope: Scope,
}

/// Where members stand that are met.
#[derive(Clone, Copy, Default, Debug)]
struct Scope {
    /// The token of the object.
    at: u32,
    /// A member stands in it twice.
    doubled: bool,
    /// Names of the members met in it, and in those around it.
    met: u128,
}

/// Wrappers in wrappers are followed this far.
const DEPTH: u32 = 32;

impl Response {
    /// Takes one outermost value apart.
    pub fn read(document: &Document, root: u32) -> Self {
        let value = document.value(root);
        let mut response = Self { partial: value.is_partial(), ..Self::default() };
        match value.kind() {
            Kind::Array => value.elements().for_each(|element| response.element(element, DEPTH, true)),
            Kind::Object if !response.row(value, true) => response.envelope(value, DEPTH),
            Kind::Object | Kind::Null => {}
            _ => response.other.push(root),
        }
        if document.is_piece && response.results.iter().chain(&response.invocations).any(|at| *at == root)
            || value.kind() == Kind::Array && (document.is_piece || value.is_partial()) && response.has_list
        {
            // Rows without what stood around them, of which more may have stood there.
            response.partial_list = root;
        }
        response.api = api::tell(&response, document);
        if !response.is_error() {
            // A wrapper's own `code: 200, message: "success"` is no error, and no less there.
            let slots = [response.code, response.message, response.host_id, response.recommend, response.http_status];
            response.other.extend(slots.into_iter().filter(|at| *at != 0));
        }
        response.again.sort_unstable();
        let order = by_rank(response.other.iter().map(|at| u64::from(*at)));
        response.other = order.into_iter().map(|at| response.other[at as usize]).collect();
        response
    }

    /// Whether the call itself failed: an error code and no rows.
    pub fn is_error(&self) -> bool {
        let beside = [self.message, self.host_id, self.recommend, self.request_id];
        self.code != 0 && (!self.has_list || self.apart) && beside.iter().any(|at| *at != 0)
    }

    /// Whether it has the ids of a run and nothing of how it went.
    fn is_started(&self) -> bool {
        self.invoke_id != 0 && (self.request_id != 0 || self.command_id != 0)
    }

    fn envelope(&mut self, object: Value<'_>, depth: u32) {
        self.enter(object);
        object.members().for_each(|(key, value)| self.member(&key, value, depth));
    }

    /// Begins with the members of an object; gives the one around it.
    fn enter(&mut self, object: Value<'_>) -> Scope {
        let doubled = is_doubled(object);
        if doubled {
            self.doubled.push(object.at());
        }
        let scope = Scope { at: object.at(), doubled, met: self.scope.met };
        std::mem::replace(&mut self.scope, scope)
    }

    fn member(&mut self, key: &Key<'_>, value: Value<'_>, depth: u32) {
        self.told = self.told.or_else(|| api::of_member(key, value));
        let Key::Known(name) = *key else {
            return self.inside(value, depth);
        };
        let slot = match name {
            Name::Invocations => return self.list(value, Name::Invocation, depth),
            Name::InvocationResults | Name::ResultLists => return self.list(value, Name::InvocationResult, depth),
            Name::InvokeInstance
            | Name::InvokeDesktop
            | Name::InvokeNode
            | Name::ResultItem
            | Name::InvocationResult
                if value.is_container() =>
            {
                if name == Name::InvocationResult && value.kind() == Kind::Object && self.request_id != 0 {
                    self.told = Some(Api::Simple);
                }
                let from = if name == Name::InvocationResult { Api::Results } else { Api::Invocations };
                self.api.get_or_insert(from);
                return self.items(value, Name::InvocationResult, depth);
            }
            _ if value.is_container() => return self.inside(value, depth),
            Name::RequestId => &mut self.request_id,
            Name::TotalCount => &mut self.total_count,
            Name::PageNumber => &mut self.page_number,
            Name::PageSize => &mut self.page_size,
            Name::NextToken => &mut self.next_token,
            Name::InvokeId | Name::InvocationId => &mut self.invoke_id,
            Name::CommandId => &mut self.command_id,
            Name::Code | Name::ErrorCode if !is_good(value) => &mut self.code,
            Name::Message | Name::ErrorMessage | Name::ErrorInfo => &mut self.message,
            Name::HostId => &mut self.host_id,
            Name::Recommend => &mut self.recommend,
            Name::StatusCode => &mut self.http_status,
            _ => return self.other.push(value.at()),
        };
        if value.kind() == Kind::Null {
            return;
        }
        if self.partial && value.is_cut() {
            // More of it may have followed.
            self.other.push(value.at());
            return;
        }
        let tokens = &value.document().tokens;
        // Of a member that stands twice in one object, the last stays, as everywhere.
        let (old, bit) = (*slot, 1 << name as u32);
        let is_double = self.scope.doubled && old > self.scope.at && tokens[old as usize].name() == name;
        let lost = if old == 0 || is_double { std::mem::replace(slot, value.at()) } else { value.at() };
        if lost != 0 {
            let nested = self.scope.met & bit != 0 || old > self.scope.at;
            self.lose(lost, nested && !is_double);
        }
        self.scope.met |= bit;
    }

    /// Keeps a value whose place another one has.
    fn lose(&mut self, at: u32, nested: bool) {
        self.other.push(at);
        self.again.push(at);
        if nested {
            self.nested.push(at);
        }
    }

    /// The rows of a list in any of its forms: `{"X": [..]}`, `{"X": {..}}`, `[..]`, `<Xs><X/><X/></Xs>`, and one row
    /// alone.
    fn list(&mut self, list: Value<'_>, item: Name, depth: u32) {
        let is_own = |key: &Key<'_>| *key == Key::Known(item) || *key == Key::Known(Name::ResultItem);
        self.api.get_or_insert(if item == Name::Invocation { Api::Invocations } else { Api::Results });
        self.has_list = true;
        self.check_list(list);
        match list.kind() {
            _ if depth == 0 => self.other.push(list.at()),
            Kind::Array => self.items(list, item, depth),
            Kind::Object if !list.members().next().is_some_and(|first| is_own(&first.0)) && self.row(list, true) => {}
            Kind::Object => {
                let around = self.enter(list);
                for (key, value) in list.members() {
                    match value.kind() {
                        Kind::Array | Kind::Object if is_own(&key) => self.items(value, item, depth),
                        Kind::Null => {}
                        _ if is_own(&key) && scalar::bytes(value).is_some() => {
                            self.leave_out(value);
                            self.other.push(value.at());
                        }
                        _ => self.member(&key, value, depth - 1),
                    }
                }
                self.scope = around;
            }
            _ if scalar::bytes(list).is_none() => {}
            _ => {
                self.leave_out(list);
                self.other.push(list.at());
            }
        }
    }

    /// Remembers where a list of rows is not whole.
    fn check_list(&mut self, list: Value<'_>) {
        if list.is_partial() {
            self.leave_out(list);
        }
    }

    /// Something that stands for rows is none.
    fn leave_out(&mut self, value: Value<'_>) {
        if self.partial_list == 0 {
            self.partial_list = value.at();
        }
    }

    /// What stands where rows stand: a list of them, or one.
    fn items(&mut self, value: Value<'_>, item: Name, depth: u32) {
        self.has_list = true;
        match value.kind() {
            Kind::Array => {
                self.check_list(value);
                for element in value.elements() {
                    if is_object(element) {
                        self.push_row(element, item);
                    } else {
                        self.no_row(element, depth);
                    }
                }
            }
            _ => self.push_row(value, item),
        }
    }

    /// An element of a list of rows that is no object: a list of rows, or what a printer wrote in place of one.
    fn no_row(&mut self, element: Value<'_>, depth: u32) {
        let before = self.results.len() + self.invocations.len();
        self.element(element, depth, false);
        if element.kind() != Kind::Null && self.results.len() + self.invocations.len() == before {
            self.leave_out(element);
        }
    }

    fn push_row(&mut self, value: Value<'_>, item: Name) {
        if item == Name::Invocation {
            self.invocations.push(value.at());
        } else {
            self.results.push(value.at());
        }
    }

    /// An element of a list without a name: a row, a page, or something else.
    fn element(&mut self, value: Value<'_>, depth: u32, outermost: bool) {
        let is_row = value.kind() == Kind::Object && self.row(value, outermost);
        if !is_row && value.kind() != Kind::Null {
            self.inside(value, depth);
        }
    }

    /// Looks for rows in a value that has no place: what is found there is taken, and where nothing is, it is kept whole.
    fn inside(&mut self, value: Value<'_>, depth: u32) {
        let mut inner = Self { partial: value.is_partial(), ..Self::default() };
        if depth > 0 {
            match value.kind() {
                Kind::Array => value.elements().for_each(|element| inner.element(element, depth - 1, false)),
                Kind::Object if !inner.row(value, false) => inner.envelope(value, depth - 1),
                _ => {}
            }
        }
        let whole = depth == DEPTH && inner.request_id != 0;
        if whole || inner.has_list || inner.told.is_some() || inner.is_error() || inner.is_started() {
            self.absorb(inner);
        } else {
            self.other.push(value.at());
        }
    }

    fn absorb(&mut self, inner: Response) {
        let deeper = inner.is_error();
        let own = inner.request_id != 0 || inner.host_id != 0;
        self.apart |= inner.apart || (deeper && !inner.has_list && own);
        self.api = self.api.or(inner.api);
        self.told = self.told.or(inner.told);
        self.has_list |= inner.has_list;
        self.partial |= inner.partial;
        if self.partial_list == 0 {
            self.partial_list = inner.partial_list;
        }
        for (mine, theirs) in [
            (&mut self.invocations, inner.invocations),
            (&mut self.results, inner.results),
            (&mut self.other, inner.other),
            (&mut self.again, inner.again),
            (&mut self.nested, inner.nested),
            (&mut self.doubled, inner.doubled),
        ] {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                mine.extend(theirs);
            }
        }
        // Of an error in an error, the inner one is the service's own.
        let mut lost = Vec::new();
        for (mine, theirs, leads, name) in [
            (&mut self.request_id, inner.request_id, false, Name::RequestId),
            (&mut self.total_count, inner.total_count, false, Name::TotalCount),
            (&mut self.page_number, inner.page_number, false, Name::PageNumber),
            (&mut self.page_size, inner.page_size, false, Name::PageSize),
            (&mut self.next_token, inner.next_token, false, Name::NextToken),
            (&mut self.invoke_id, inner.invoke_id, false, Name::InvokeId),
            (&mut self.command_id, inner.command_id, false, Name::CommandId),
            (&mut self.code, inner.code, deeper, Name::Code),
            (&mut self.message, inner.message, deeper, Name::Message),
            (&mut self.host_id, inner.host_id, deeper, Name::HostId),
            (&mut self.recommend, inner.recommend, deeper, Name::Recommend),
            (&mut self.http_status, inner.http_status, false, Name::StatusCode),
        ] {
            let old = if *mine == 0 || (leads && theirs != 0) { std::mem::replace(mine, theirs) } else { theirs };
            if old != 0 {
                lost.push((old, self.scope.met >> name as u32 & 1 == 1));
            }
        }
        lost.into_iter().for_each(|(at, nested)| self.lose(at, nested));
    }

    /// Takes an object as a row if its members are those of one. True: it was one. An outermost object is a row with
    /// less: people paste a part of one.
    fn row(&mut self, object: Value<'_>, outermost: bool) -> bool {
        let (mut names, mut holds) = (0_u128, false);
        for (key, value) in object.members() {
            let container = value.is_container();
            match key {
                Key::Known(Name::Tags | Name::Parameters) => {}
                Key::Known(name) => {
                    names |= 1 << name as u32;
                    holds |= container;
                }
                Key::Unknown(_) => holds |= container,
            }
        }
        let any = |mask: u128| names & mask != 0;
        let count = (names & FACTS).count_ones();
        if any(ENVELOPE) {
            return false;
        }
        let whole = any(RUN) || any(mask(&[Name::InvokeStatus]));
        if any(LIST) || (whole && any(OVERALL) && !any(PLACE | ENDED) && !holds) {
            self.invocations.push(object.at());
            self.api.get_or_insert(Api::Invocations);
        } else if any(OWN)
            || (any(PLACE | RUN) && count > 0)
            || (any(mask(&[Name::InvocationStatus])) && count > 1)
            || (outermost && count > 0)
        {
            self.results.push(object.at());
            self.api.get_or_insert(Api::Results);
        } else {
            return false;
        }
        self.has_list = true;
        true
    }
}

const fn mask(names: &[Name]) -> u128 {
    let (mut mask, mut at) = (0, 0);
    while at < names.len() {
        mask |= 1 << names[at] as u32;
        at += 1;
    }
    mask
}

/// What never stands in a row.
const ENVELOPE: u128 = mask(&[Name::Invocations, Name::Invocation, Name::InvocationResults, Name::InvocationResult]);
/// Where a command ran.
const PLACE: u128 = mask(&[Name::InstanceId, Name::DesktopId, Name::NodeId]);
/// Which run it was.
const RUN: u128 = mask(&[Name::InvokeId, Name::InvocationId]);
/// How it went.
const FACTS: u128 = mask(&[Name::InvocationStatus, Name::ExitCode, Name::Output, Name::FinishedTime]);
/// Of these, what only an instance has.
const ENDED: u128 = mask(&[Name::ExitCode, Name::Output]);
/// What a whole run has, too.
const OVERALL: u128 = mask(&[Name::InvokeStatus, Name::InvocationStatus]);
/// What only these APIs call so.
const OWN: u128 = mask(&[Name::InvokeRecordStatus, Name::InstanceInvokeStatus, Name::NodeInvokeStatus]);
/// What the list of instances is called: here, in cousins, and in the first SDK.
const LIST: u128 = mask(&LISTS);

const GOOD: [&str; 4] = ["200", "ok", "success", "true"];

/// A code that a wrapper gives where nothing failed.
fn is_good(code: Value<'_>) -> bool {
    let Some(text) = scalar::bytes(code) else {
        return true;
    };
    text.iter().all(|byte| *byte == b'0') || GOOD.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(&text))
}

const LISTS: [Name; 4] = [Name::InvokeInstances, Name::InvokeDesktops, Name::InvokeNodes, Name::InvokeItems];

/// How much of the list of instances of an `Invocation` is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Held {
    /// There is none.
    None,
    /// Not all: the value at this token is not whole, or is no row.
    Part(u32),
    /// All of it; the `Invocation` itself is not whole.
    List,
    /// All of it, and all of what stands around it.
    All,
}

/// The instances of an `Invocation`, in any form of the list.
pub fn instances(invocation: Value<'_>) -> Vec<u32> {
    list_of_instances(invocation).0
}

/// The same, and how much of the list is here.
pub fn list_of_instances(invocation: Value<'_>) -> (Vec<u32>, Held) {
    let (mut rows, mut part, mut any) = (Vec::new(), None, false);
    for (key, list) in invocation.members() {
        if !is_list_of_instances(&key) || list.kind() == Kind::Null {
            continue;
        }
        any = true;
        let arrays = list.members().filter(|member| member.1.kind() == Kind::Array).map(|member| member.1);
        part = part.or(once(list).chain(arrays).find(|list| list.is_partial()).map(Value::at));
        let alone = || list.members().any(|(key, _)| matches!(key, Key::Known(Name::InstanceId | Name::DesktopId)));
        let mut take = |value: Value<'_>| {
            if is_object(value) {
                rows.push(value.at());
            } else if value.is_container() || scalar::bytes(value).is_some() || value.is_partial() {
                part = part.or(Some(value.at()));
            }
        };
        match list.kind() {
            Kind::Array => list.elements().for_each(&mut take),
            Kind::Object if alone() && !list.members().any(|(key, value)| is_row(&key, value)) => take(list),
            Kind::Object => {
                for (key, value) in list.members().filter(is_item) {
                    match value.kind() {
                        Kind::Array => value.elements().for_each(&mut take),
                        Kind::Object => take(value),
                        Kind::Null => {}
                        _ if is_row_name(&key) => take(value),
                        _ => {}
                    }
                }
            }
            _ if scalar::bytes(list).is_some() => part = part.or(Some(list.at())),
            _ => {}
        }
    }
    let held = match part {
        Some(part) => Held::Part(part),
        None if !any && invocation.is_partial() => Held::Part(invocation.at()),
        None if !any => Held::None,
        None if invocation.is_partial() => Held::List,
        None => Held::All,
    };
    (rows, held)
}

/// Whether an element of a list is an object, and not what a printer leaves of one (`{…}`).
fn is_object(value: Value<'_>) -> bool {
    value.kind() == Kind::Object && (!value.is_partial() || value.members().next().is_some())
}

/// What stands in the list of instances and is none: `Tags` put into the wrong place, a count, a text.
pub fn beside_instances(invocation: Value<'_>) -> Vec<(Key<'_>, Value<'_>)> {
    let mut beside = Vec::new();
    for (key, list) in invocation.members().filter(|(key, _)| is_list_of_instances(key)) {
        let is_stray = |element: &Value<'_>| element.kind() != Kind::Object;
        match list.kind() {
            Kind::Object => {
                for (key, value) in list.members() {
                    let member = (key, value);
                    if !is_item(&member) || !value.is_container() {
                        beside.push(member);
                    } else {
                        beside.extend(value.elements().filter(is_stray).map(|element| (member.0.clone(), element)));
                    }
                }
            }
            Kind::Array => beside.extend(list.elements().filter(is_stray).map(|element| (key.clone(), element))),
            _ if scalar::text(list).is_some() => beside.push((key, list)),
            _ => {}
        }
    }
    beside
}

/// Members with one value that stand more than once in an object, each that is not the last: with the last one, which
/// stays. One that is null says nothing.
pub fn doubled(object: Value<'_>) -> Vec<(Name, Value<'_>, Value<'_>)> {
    if is_doubled(object) { find_doubled(object) } else { Vec::new() }
}

/// Whether a member with one value stands in an object twice.
#[inline(never)]
fn is_doubled(object: Value<'_>) -> bool {
    let mut met = 0_u128;
    object.members().filter_map(single).any(|(name, _)| {
        let again = met >> name as u32 & 1 == 1;
        met |= 1 << name as u32;
        again
    })
}

#[inline(never)]
fn find_doubled(object: Value<'_>) -> Vec<(Name, Value<'_>, Value<'_>)> {
    let mut last = [object; u128::BITS as usize];
    for (name, value) in object.members().filter_map(single) {
        last[name as usize] = value;
    }
    let with_last = |(name, value): (Name, _)| (name, value, last[name as usize]);
    let members = object.members().filter_map(single).map(with_last);
    members.filter(|(_, value, last)| value.at() != last.at()).collect()
}

/// A member that has one value and is not null.
fn single<'a>((key, value): (Key<'a>, Value<'a>)) -> Option<(Name, Value<'a>)> {
    match key {
        Key::Known(name) if value.kind() != Kind::Null && holds_one(name) => Some((name, value)),
        Key::Known(_) | Key::Unknown(_) => None,
    }
}

/// Whether a member has one value, so that it may not stand twice.
fn holds_one(name: Name) -> bool {
    matches!(name.value_type(), Type::Text | Type::Int | Type::Bool | Type::Time | Type::Output)
}

fn is_list_of_instances(key: &Key<'_>) -> bool {
    matches!(key, Key::Known(name) if LISTS.contains(name))
}

/// Whether a member is a row by its name.
fn is_row(key: &Key<'_>, value: Value<'_>) -> bool {
    value.is_container() && is_row_name(key)
}

fn is_row_name(key: &Key<'_>) -> bool {
    const ROWS: [Name; 4] = [Name::InvokeInstance, Name::InvokeDesktop, Name::InvokeNode, Name::InvokeItem];
    matches!(key, Key::Known(name) if ROWS.contains(name))
}

fn is_item((key, _): &(Key<'_>, Value<'_>)) -> bool {
    !matches!(key, Key::Known(Name::Tags | Name::Tag))
}

/// The members of a row by name: one slot each, filled in one walk.
pub struct Row {
    /// The row's own token.
    at: u32,
    /// How far each member's value stands behind it; 0 for one that was not given.
    slots: [u32; ROW_SLOTS],
    /// A member stands twice.
    doubled: bool,
}

impl Default for Row {
    fn default() -> Self {
        Self { at: 0, slots: [0; ROW_SLOTS], doubled: false }
    }
}

impl Row {
    /// Fills the slots from the object at a token; of members that repeat, the last that is not null stays.
    #[inline]
    pub fn fill(&mut self, tokens: &[Token], at: u32) {
        *self = Self { at, ..Self::default() };
        let end = tokens[at as usize].next(at) - 1;
        let (mut next, mut before) = (at + 1, 0);
        // Nobody asks for the slot of names in no list, which may well repeat.
        let slots = &mut self.slots[1..];
        while next < end {
            let member = tokens[next as usize];
            if let Some(slot) = slots.get_mut(member.name_number().wrapping_sub(1) as usize)
                && member.kind() != Kind::Null
            {
                before |= *slot;
                *slot = next - at;
            }
            next = member.next(next);
        }
        self.doubled = before != 0;
    }

    /// Goes on to another row, where the same members stand in the same places.
    #[inline]
    pub fn repeat(&mut self, at: u32) {
        self.at = at;
    }

    /// The members of an object.
    pub fn of(object: Value<'_>) -> Self {
        let mut row = Self::default();
        row.fill(&object.document().tokens, object.at());
        row
    }

    /// The row's own token.
    #[inline]
    pub fn at(&self) -> u32 {
        self.at
    }

    /// Whether a member stands in it twice.
    #[inline]
    pub fn is_doubled(&self) -> bool {
        self.doubled
    }

    /// The token of the member with this name, if it was given and is not null.
    #[inline]
    pub fn get(&self, name: Name) -> Option<u32> {
        let slot = self.slots[name as usize];
        (slot != 0).then(|| self.at + slot)
    }
}
