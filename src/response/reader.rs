//! One outermost value of a document -> the response that it is: one walk finds the rows, whatever they are wrapped in.

use super::api;
use super::instances::is_object;
use super::row::is_doubled;
use super::scalar;
use super::types::{Api, Response};
use crate::document::{Document, Key, Kind, Token, Value};
use crate::names::{
    AROUND_ROWS_SET, FACT_SET, IN_INVOCATION_SET, INSTANCE_LIST_SET, INVOKE_ID_SET, Met, Name, Names,
    OVERALL_STATUS_SET, OWN_SET, ROW_FACT_SET, ROW_STATUS_SET, Role, TARGET_SET,
};
use crate::order;

/// So many rows has a wrapper that says that there are more.
const MORE: u64 = u64::MAX;
/// Wrappers in wrappers are followed this far.
const DEPTH: u32 = 32;

impl Response {
    /// Takes one outermost value apart.
    pub fn read(document: &Document, root: u32) -> Self {
        let value = document.value(root);
        let mut reader = Reader::new(value);
        match value.kind() {
            Kind::Array => reader.elements(value, DEPTH, true),
            Kind::Object if !reader.row(value, true) => reader.envelope(value, DEPTH),
            Kind::Object | Kind::Null => {}
            _ => reader.found.unplaced_mut().other.push(root),
        }
        let Reader { found: mut response, declared, empty, loose, claimed, .. } = reader;
        let named = response.named;
        if !named && response.partial_list == 0 && !response.results.is_empty() {
            response.partial_list = loose;
        }
        // A list that the APIs name has a count of its own.
        let rows = response.results.len() as u64;
        if !named && response.total_count == 0 && rows > 0 && claimed > rows && response.partial_list == 0 {
            response.partial_list = root.max(1);
        }
        let bare = document.is_piece && response.is_bare(value);
        if bare || value.kind() == Kind::Array && (document.is_piece || value.is_partial()) && response.has_list {
            // Rows without what stood around them, of which more may have stood there; 0 is no place.
            response.partial_list = root.max(1);
        }
        if bare && response.results.iter().any(|at| document.value(*at).member(Name::InvokeId).is_none()) {
            // Either call has such rows.
            response.api = None;
        }
        response.api = response.api.or(empty);
        response.api = api::recognize(&response, declared, document);
        // Of a list of answers each has its own.
        let place = response.results.first().or(response.invocations.first()).copied().unwrap_or(root);
        if let Some(name) = document.foreign(root).or_else(|| document.foreign(place)) {
            response.api = Some(Api::Foreign(name));
        }
        if response.is_error() && response.api.is_some_and(Api::is_foreign) {
            // What such a code means, no document of ECS says.
            response.separate_error = false;
            response.has_list = true;
        }
        if !response.is_error() {
            // A wrapper's own `code: 200, message: "success"` is no error, and no less there.
            let slots = [response.code, response.message, response.host_id, response.recommend, response.http_status];
            for at in slots.into_iter().filter(|at| *at != 0) {
                response.unplaced_mut().other.push(at);
            }
        }
        if let Some(unplaced) = &mut response.unplaced {
            unplaced.again = order::sorted(&unplaced.again);
            unplaced.other = order::sorted(&unplaced.other);
        }
        response
    }

    /// Whether a row is all of an outermost value: in XML that has the element of the row as its one member.
    pub fn is_bare(&self, root: Value<'_>) -> bool {
        let (([at], []) | ([], [at])) = (&self.results[..], &self.invocations[..]) else { return false };
        *at == root.at() || root.members().next().is_some_and(|(_, value)| value.at() == *at)
    }
}

/// A response while it is read.
#[derive(Default)]
struct Reader {
    found: Response,
    /// The call that a member beside the rows speaks of.
    declared: Option<Api>,
    /// The call whose list of rows is here and has none.
    empty: Option<Api>,
    /// An object that says no more than on what something ran; 0: none is here.
    loose: u32,
    /// How many rows a wrapper says that there are, or that there are more.
    claimed: u64,
    /// The object that is walked over.
    scope: Scope,
}

/// Where members stand that are met.
#[derive(Clone, Copy, Default)]
struct Scope {
    /// The token of the object.
    at: u32,
    /// A member stands in it twice.
    doubled: bool,
    /// Names of the members met in it, and in those around it.
    met: u128,
}

impl Reader {
    fn new(value: Value<'_>) -> Self {
        Self { found: Response { partial: value.is_partial(), ..Response::default() }, ..Self::default() }
    }

    fn envelope(&mut self, object: Value<'_>, depth: u32) {
        self.enter(object);
        object.members().for_each(|(key, value)| self.member(&key, value, depth));
    }

    /// Begins with the members of an object; gives the one around it.
    fn enter(&mut self, object: Value<'_>) -> Scope {
        let doubled = is_doubled(object);
        if doubled {
            self.found.unplaced_mut().doubled.push(object.at());
        }
        let scope = Scope { at: object.at(), doubled, met: self.scope.met };
        std::mem::replace(&mut self.scope, scope)
    }

    /// Hears what a member says of the call: every event has a time, and those of calls have more.
    fn declare(&mut self, key: &Key<'_>, value: Value<'_>) {
        if matches!(self.declared, None | Some(Api::CloudMonitor)) {
            self.declared = api::of_member(key, value).or(self.declared);
        }
    }

    fn member(&mut self, key: &Key<'_>, value: Value<'_>, depth: u32) {
        self.declare(key, value);
        let Key::Known(name) = *key else { return self.unknown(key, value, depth) };
        let slot = match name {
            _ if name.role() == Role::InvocationList && is_of_others(value) => return self.inside(value, depth),
            _ if name.role() == Role::InvocationList => return self.list(value, Name::Invocation, depth),
            _ if name.role() == Role::ResultList => return self.list(value, Name::InvocationResult, depth),
            // An empty list beside others decides nothing.
            _ if name.role() == Role::InstanceItem
                && value.kind() == Kind::Array
                && value.elements().next().is_none() =>
            {
                self.found.has_list = true;
                self.check_list(value);
                self.empty = self.empty.or(Some(Api::Invocations));
                return;
            }
            _ if matches!(name.role(), Role::InstanceItem | Role::ResultItem) && value.is_container() => {
                if name == Name::InvocationResult && value.kind() == Kind::Object && self.found.request_id != 0 {
                    self.declared = Some(Api::Simple);
                }
                let from = if name == Name::InvocationResult { Api::Results } else { Api::Invocations };
                self.found.api.get_or_insert(from);
                return self.items(value, Name::InvocationResult, depth);
            }
            _ if value.is_container() && name != Name::Parameters => return self.inside(value, depth),
            Name::RequestId => &mut self.found.request_id,
            Name::TotalCount => &mut self.found.total_count,
            Name::PageNumber => &mut self.found.page_number,
            Name::PageSize => &mut self.found.page_size,
            Name::NextToken => &mut self.found.next_token,
            Name::InvokeId | Name::InvocationId => &mut self.found.invoke_id,
            Name::CommandId => &mut self.found.command_id,
            Name::Code | Name::ErrorCode if !is_good(value) => &mut self.found.code,
            Name::Message | Name::ErrorMessage | Name::ErrorInfo => &mut self.found.message,
            Name::HostId => &mut self.found.host_id,
            Name::Recommend => &mut self.found.recommend,
            Name::StatusCode => &mut self.found.http_status,
            _ => return self.keep(value),
        };
        if value.kind() == Kind::Null {
            return;
        }
        // Of what is cut, more may have followed.
        if scalar::says_nothing(name, value) || self.found.partial && value.is_cut() {
            return self.keep(value);
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

    /// A member of a wrapper.
    fn unknown(&mut self, key: &Key<'_>, value: Value<'_>, depth: u32) {
        self.claimed = self.claimed.max(claimed(key, value));
        if is_asked(key, value) {
            self.keep(value);
        } else {
            self.inside(value, depth);
        }
    }

    /// Keeps a value that has no place.
    fn keep(&mut self, value: Value<'_>) {
        self.found.unplaced_mut().other.push(value.at());
    }

    /// Keeps a value whose place another one has.
    fn lose(&mut self, at: u32, nested: bool) {
        self.found.unplaced_mut().other.push(at);
        self.found.unplaced_mut().again.push(at);
        if nested {
            self.found.unplaced_mut().nested.push(at);
        }
    }

    /// The rows of a list in any of its forms: `{"X": [..]}`, `{"X": {..}}`, `[..]`, `<Xs><X/><X/></Xs>`, and one row
    /// alone.
    fn list(&mut self, list: Value<'_>, item: Name, depth: u32) {
        let is_own =
            |key: &Key<'_>| matches!(key, Key::Known(name) if *name == item || name.role() == Role::ResultItem);
        self.found.api.get_or_insert(if item == Name::Invocation { Api::Invocations } else { Api::Results });
        self.found.has_list = true;
        self.check_list(list);
        match list.kind() {
            _ if depth == 0 => self.keep(list),
            Kind::Array => self.items(list, item, depth),
            Kind::Object if !list.members().next().is_some_and(|first| is_own(&first.0)) && self.row(list, true) => {}
            Kind::Object => {
                let around = self.enter(list);
                let (mut is_other, mut hollow) = (false, None);
                for (key, value) in list.members() {
                    is_other |= !is_own(&key);
                    match value.kind() {
                        Kind::Array | Kind::Object if is_own(&key) => self.items(value, item, depth),
                        Kind::Null => {}
                        _ if is_own(&key) && scalar::bytes(value).is_some() => {
                            self.leave_out(value);
                            self.keep(value);
                        }
                        _ => {
                            hollow = hollow.or(Some(value).filter(|_| is_own(&key)));
                            self.member(&key, value, depth - 1);
                        }
                    }
                }
                self.scope = around;
                // A row of XML of which a browser shows the tag alone; where no other is, there is none.
                if let Some(hollow) = hollow
                    && self.found.results.len() + self.found.invocations.len() > 0
                {
                    self.leave_out(hollow);
                }
                // A schema, or values in types, and nothing of a list.
                if is_other && self.found.results.is_empty() && self.found.invocations.is_empty() {
                    self.leave_out(list);
                }
            }
            _ if scalar::bytes(list).is_none() => {}
            _ => {
                self.leave_out(list);
                self.keep(list);
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
        if self.found.partial_list == 0 {
            self.found.partial_list = value.at();
        }
    }

    /// What stands where rows stand: a list of them, or one.
    fn items(&mut self, value: Value<'_>, item: Name, depth: u32) {
        (self.found.has_list, self.found.named) = (true, true);
        match value.kind() {
            Kind::Array => {
                self.check_list(value);
                for element in value.elements() {
                    if is_object(element) {
                        self.push_row(element, item, depth);
                    } else {
                        self.no_row(element, depth);
                    }
                }
            }
            _ => self.push_row(value, item, depth),
        }
    }

    /// An element of a list of rows that is no object: a list of rows, or what a printer wrote in place of one.
    fn no_row(&mut self, element: Value<'_>, depth: u32) {
        let before = self.found.results.len() + self.found.invocations.len();
        self.element(element, depth, false);
        if self.found.results.len() + self.found.invocations.len() == before {
            self.leave_out(element);
        }
    }

    fn push_row(&mut self, value: Value<'_>, item: Name, depth: u32) {
        if item != Name::Invocation && is_strange(value) {
            self.leave_out(value);
            // What is no row may be another answer, where two ran together.
            self.inside(value, depth.saturating_sub(1));
        } else if item == Name::Invocation {
            self.found.invocations.push(value.at());
        } else {
            self.found.results.push(value.at());
        }
    }

    /// The elements of a list without a name. What stands beside rows and is none was written in the place of some.
    fn elements(&mut self, list: Value<'_>, depth: u32, outermost: bool) {
        let before = self.found.results.len();
        let mut other = None;
        for element in list.elements() {
            self.element(element, depth, outermost);
            let is_none = matches!(element.kind(), Kind::String | Kind::Number | Kind::Null);
            other = other.or_else(|| Some(element).filter(|_| is_none));
        }
        if let Some(other) = other.filter(|_| self.found.results.len() > before) {
            self.leave_out(other);
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
        let mut inner = Self::new(value);
        if depth > 0 {
            match value.kind() {
                Kind::Array => inner.elements(value, depth - 1, false),
                Kind::Object if !inner.row(value, false) => inner.envelope(value, depth - 1),
                _ => {}
            }
        }
        self.loose = if inner.loose == 0 { self.loose } else { inner.loose };
        let whole = depth == DEPTH && inner.found.request_id != 0;
        // A number is a code of the service only where the service says more.
        let is_number =
            value.document().tokens.get(inner.found.code as usize).is_some_and(|code| code.is(Kind::Number));
        let is_error =
            inner.found.is_error() && (!is_number || inner.found.request_id != 0 || inner.found.host_id != 0);
        if whole || inner.found.has_list || inner.declared.is_some() || is_error || inner.found.is_started() {
            self.absorb(inner);
        } else {
            // `"pageInfo": {"hasNextPage": true}` is of the rows beside it; any count may be of something else.
            self.claimed = if inner.claimed == MORE { MORE } else { self.claimed };
            self.keep(value);
        }
    }

    fn absorb(&mut self, inner: Self) {
        let deeper = inner.found.is_error();
        let own = inner.found.request_id != 0 || inner.found.host_id != 0;
        self.found.separate_error |= inner.found.separate_error || (deeper && !inner.found.has_list && own);
        self.found.api = self.found.api.or(inner.found.api);
        self.declared = self.declared.or(inner.declared);
        self.empty = self.empty.or(inner.empty);
        self.found.named |= inner.found.named;
        self.claimed = self.claimed.max(inner.claimed);
        self.found.has_list |= inner.found.has_list;
        self.found.partial |= inner.found.partial;
        if self.found.partial_list == 0 {
            self.found.partial_list = inner.found.partial_list;
        }
        append(&mut self.found.invocations, inner.found.invocations);
        append(&mut self.found.results, inner.found.results);
        if let Some(theirs) = inner.found.unplaced {
            let mine = self.found.unplaced_mut();
            append(&mut mine.other, theirs.other);
            append(&mut mine.again, theirs.again);
            append(&mut mine.nested, theirs.nested);
            append(&mut mine.doubled, theirs.doubled);
        }
        // Of an error in an error, the inner one is the service's own.
        let mut lost = Vec::new();
        for (mine, theirs, leads, name) in [
            (&mut self.found.request_id, inner.found.request_id, false, Name::RequestId),
            (&mut self.found.total_count, inner.found.total_count, false, Name::TotalCount),
            (&mut self.found.page_number, inner.found.page_number, false, Name::PageNumber),
            (&mut self.found.page_size, inner.found.page_size, false, Name::PageSize),
            (&mut self.found.next_token, inner.found.next_token, false, Name::NextToken),
            (&mut self.found.invoke_id, inner.found.invoke_id, false, Name::InvokeId),
            (&mut self.found.command_id, inner.found.command_id, false, Name::CommandId),
            (&mut self.found.code, inner.found.code, deeper, Name::Code),
            (&mut self.found.message, inner.found.message, deeper, Name::Message),
            (&mut self.found.host_id, inner.found.host_id, deeper, Name::HostId),
            (&mut self.found.recommend, inner.found.recommend, deeper, Name::Recommend),
            (&mut self.found.http_status, inner.found.http_status, false, Name::StatusCode),
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
        let (mut met, mut holds, mut asked) = (Met::default(), false, false);
        for (key, value) in object.members() {
            let container = value.is_container();
            match key {
                Key::Known(Name::Tags | Name::Parameters) => {}
                // Columns, or what a printer has around each value, are no value.
                Key::Known(name) if name.role() == Role::Target && container => return false,
                Key::Known(name) if matches!(name.role(), Role::Target | Role::InvokeId) && is_type(value) => {
                    return false;
                }
                Key::Known(name) => {
                    met.again(name as u8);
                    holds |= container;
                }
                Key::Unknown(_) => {
                    asked |= value.raw().starts_with(b"DescribeInvocation");
                    holds |= container;
                }
            }
        }
        let names = met.names();
        let any = |set: Names| names & set != 0;
        let facts = (names & FACT_SET).count_ones();
        let has = |name: Name| name.is_in(names);
        // A request has a filter for a status, and no more.
        if any(AROUND_ROWS_SET) || asked && facts == 0 && !any(INSTANCE_LIST_SET) {
            return false;
        }
        if is_client_record(object, names) {
            self.declared = Some(Api::ClientRecord);
            return false;
        }
        // An exit code and an output alone are what every program says of another.
        let alone = outermost && (any(OWN_SET) || object.is_partial());
        let is_invocation = any(OVERALL_STATUS_SET) && (any(INVOKE_ID_SET) || has(Name::InvokeStatus));
        // Others have lists of ids and counts in it; without an instance it is none.
        let is_foreign = || object.document().foreign(object.at()).is_some();
        let is_invocation = is_invocation && !any(TARGET_SET | ROW_FACT_SET) && (!holds || is_foreign());
        if any(INSTANCE_LIST_SET) || is_invocation {
            self.found.invocations.push(object.at());
            self.found.api.get_or_insert(Api::Invocations);
        } else if any(ROW_STATUS_SET)
            || (any(TARGET_SET) && facts > 0)
            // What holds others and says one thing of an invocation is around its answer.
            || (any(INVOKE_ID_SET) && facts > u32::from(holds))
            || (any(TARGET_SET) && has(Name::ErrorCode) && (outermost || has(Name::ErrorInfo) || any(INVOKE_ID_SET)))
            || (has(Name::InvocationStatus) && facts > 1)
            || (alone && facts > u32::from(holds && any(INVOKE_ID_SET)))
        {
            self.found.results.push(object.at());
            self.found.api.get_or_insert(Api::Results);
        } else {
            self.loose = if any(TARGET_SET) && !holds { object.at() } else { self.loose };
            return false;
        }
        self.found.has_list = true;
        true
    }
}

/// What was met before keeps its place before the rest.
fn append(mine: &mut Vec<u32>, theirs: Vec<u32>) {
    if mine.is_empty() {
        *mine = theirs;
    } else {
        mine.extend(theirs);
    }
}

/// Whether an object is what a program wrote of its own waiting: a status under no name of these APIs, with -1, which no process
/// exits with, or of no instance and with a word for having given up; or a status with -1, and nothing else of an execution.
fn is_client_record(object: Value<'_>, names: Names) -> bool {
    const GAVE_UP: [&str; 5] = ["timeout", "timed_out", "timedout", "timed out", "gave_up"];
    let has = |set: Names| names & set != 0;
    let exit_code = || object.member(Name::ExitCode).and_then(|code| scalar::int(code).ok().flatten());
    let of_execution = TARGET_SET | INSTANCE_LIST_SET | OWN_SET & !(INVOKE_ID_SET | OVERALL_STATUS_SET);
    if has(INVOKE_ID_SET) && has(OVERALL_STATUS_SET) && !has(of_execution) {
        return exit_code() == Some(-1);
    }
    if !has(INVOKE_ID_SET) || !Name::Status.is_in(names) || has(OVERALL_STATUS_SET | ROW_STATUS_SET) {
        return false;
    }
    let exit_code = exit_code();
    let gave_up = || {
        let word = object.member(Name::Status).and_then(scalar::text).unwrap_or_default();
        GAVE_UP.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    exit_code == Some(-1) || (exit_code.is_none() && !has(TARGET_SET | INSTANCE_LIST_SET) && gave_up())
}

/// Whether a schema has the name of a type where a row has an id.
fn is_type(value: Value<'_>) -> bool {
    matches!(value.raw(), [b's' | b'S', b't', b'r', b'i', b'n', b'g'] | b"number")
}

/// Whether nothing in an object is what a row says: a printer's own members hold the row, or a schema tells what one has.
#[inline(never)]
fn is_strange(row: Value<'_>) -> bool {
    let tokens = &row.document().tokens;
    let first = row.at() + 1;
    let (mut next, end) = (first, tokens[row.at() as usize].next(row.at()) - 1);
    while next < end {
        let token = tokens[next as usize];
        if token.name() != Name::Other && !matches!(token.kind(), Kind::Object | Kind::Array) {
            return is_type(row.document().value(next));
        }
        next = token.next(next);
    }
    end > first
}

/// How many rows a member of a wrapper says that there are: `"total": 57`, or `{"value": 57}` as Elasticsearch has it, or
/// `"hasMore": true`, of which there is no number.
fn claimed(key: &Key<'_>, value: Value<'_>) -> u64 {
    const COUNTS: [&str; 5] = ["total", "count", "totalelements", "totalhits", "totalitems"];
    const FLAGS: [&str; 5] = ["hasmore", "truncated", "istruncated", "hasnextpage", "hasnext"];
    let Key::Unknown(name) = key else { return 0 };
    let letters = || name.bytes().filter(|b| *b != b'_').map(|b| b.to_ascii_lowercase());
    let is_one = |names: &[&str]| names.iter().any(|one| letters().eq(one.bytes()));
    match value.kind() {
        Kind::Number if is_one(&COUNTS) => scalar::int(value).ok().flatten().map_or(0, i64::unsigned_abs),
        Kind::Object if is_one(&COUNTS) => {
            let count = value.members().find(|(key, _)| matches!(key, Key::Unknown(name) if name == "value"));
            count.and_then(|(_, count)| scalar::int(count).ok().flatten()).map_or(0, i64::unsigned_abs)
        }
        Kind::True if is_one(&FLAGS) => MORE,
        _ => 0,
    }
}

/// Whether a list of invocations has elements, none of which says what an invocation of these APIs does: those of functions, of a
/// linter's report.
#[inline(never)]
fn is_of_others(list: Value<'_>) -> bool {
    const OWN: Names = IN_INVOCATION_SET | INVOKE_ID_SET;
    const LOOKED_AT: usize = 8;
    if list.kind() != Kind::Array || list.is_partial() {
        return false;
    }
    let is_own = |element: Value<'_>| {
        let says = |(key, _): (Key<'_>, Value<'_>)| matches!(key, Key::Known(name) if name.is_in(OWN));
        element.is_partial() || element.kind() != Kind::Object || element.members().any(says)
    };
    let mut elements = list.elements().take(LOOKED_AT).peekable();
    elements.peek().is_some() && !elements.any(is_own)
}

/// Whether a member is what a program has sent or a test wants, and so no answer. What messages carry in such a member has lists of rows, or exit codes,
/// which nobody sends.
fn is_asked(key: &Key<'_>, value: Value<'_>) -> bool {
    const WANTED: usize = 2;
    const ASKED: [&str; 5] = ["expected", "want", "request", "params", "requestParameters"];
    let tokens = &value.document().tokens[value.at() as usize..value.next() as usize];
    let Key::Unknown(name) = key else { return false };
    ASKED.iter().position(|asked| name.eq_ignore_ascii_case(asked)).is_some_and(|at| {
        let shows =
            |token: &Token| token.name().is_in(AROUND_ROWS_SET | INSTANCE_LIST_SET) || token.name() == Name::ExitCode;
        at < WANTED || !tokens.iter().any(shows)
    })
}

const GOOD: [&str; 4] = ["200", "ok", "success", "true"];

/// A code that a wrapper gives where nothing failed, or a client for what failed: `ERR_BAD_REQUEST`.
fn is_good(code: Value<'_>) -> bool {
    let Some(text) = scalar::bytes(code) else {
        return true;
    };
    let is_own = text.starts_with(b"E") && text.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_');
    is_own
        || text.iter().all(|byte| *byte == b'0')
        || GOOD.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(&text))
}
