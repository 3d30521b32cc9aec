//! Document -> what the API said, in the API's own shape: which call answered, its paging, its rows. No judgement.
//!
//! One walk finds the rows whatever they are wrapped in (api.md 1.1, 1.4, 1.7, section 6): `Invocation` missing in
//! XML, SDK dumps with `body`, flattened lists, one object where a list is expected. Every field is optional.

pub mod scalar;
pub mod stripped;

use crate::document::{Document, Key, Kind, Token, Value};
use crate::names::{Name, ROW_SLOTS};

/// Which call answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Api {
    /// DescribeInvocations
    Invocations,
    /// DescribeInvocationResults
    Results,
    /// RunCommand or InvokeCommand: only ids, nothing has run yet.
    RunCommand,
    /// `DescribeSendFileResults`
    SendFile,
}

impl Api {
    /// The name of the call.
    pub fn as_str(self) -> &'static str {
        match self {
            Api::Invocations => "DescribeInvocations",
            Api::Results => "DescribeInvocationResults",
            Api::RunCommand => "RunCommand",
            Api::SendFile => "DescribeSendFileResults",
        }
    }

    /// Whether it is one of the two that this project reads.
    pub fn is_ours(self) -> bool {
        matches!(self, Api::Invocations | Api::Results)
    }
}

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
    /// Members of the envelope that have no place.
    pub other: Vec<u32>,
}

/// Wrappers in wrappers are followed this far.
const DEPTH: u32 = 8;

impl Response {
    /// Takes one outermost value apart.
    pub fn read(document: &Document, root: u32) -> Self {
        let mut response = Self::default();
        let value = document.value(root);
        match value.kind() {
            Kind::Array => value.elements().for_each(|element| response.bare(element)),
            Kind::Object => response.envelope(value, DEPTH),
            _ => {}
        }
        response.tell_api(document, value);
        response
    }

    /// Whether the call itself failed: an error code and no rows.
    pub fn is_error(&self) -> bool {
        self.code != 0 && !self.has_list && (self.message != 0 || self.host_id != 0 || self.recommend != 0)
    }

    fn envelope(&mut self, object: Value<'_>, depth: u32) {
        if depth == 0 || self.row(object) {
            return;
        }
        for (key, value) in object.members() {
            let Key::Known(name) = key else {
                self.other.push(value.at());
                continue;
            };
            let slot = match name {
                Name::RequestId => &mut self.request_id,
                Name::TotalCount => &mut self.total_count,
                Name::PageNumber => &mut self.page_number,
                Name::PageSize => &mut self.page_size,
                Name::NextToken => &mut self.next_token,
                Name::InvokeId | Name::InvocationId => &mut self.invoke_id,
                Name::Code => &mut self.code,
                Name::Message => &mut self.message,
                Name::HostId => &mut self.host_id,
                Name::Recommend => &mut self.recommend,
                Name::StatusCode => &mut self.http_status,
                Name::Invocations => {
                    self.api.get_or_insert(Api::Invocations);
                    self.list(value, Name::Invocation);
                    continue;
                }
                Name::InvocationResults => {
                    self.api.get_or_insert(Api::Results);
                    self.list(value, Name::InvocationResult);
                    continue;
                }
                Name::Invocation | Name::InvocationResult if value.kind() == Kind::Array => {
                    self.has_list = true;
                    value.elements().for_each(|element| self.bare(element));
                    continue;
                }
                Name::Headers => continue,
                _ if value.kind() == Kind::Object => {
                    self.envelope(value, depth - 1);
                    continue;
                }
                _ => {
                    self.other.push(value.at());
                    continue;
                }
            };
            if *slot == 0 && value.kind() != Kind::Null {
                *slot = value.at();
            }
        }
    }

    /// The rows of a list in any of its forms: `{"X": [..]}`, `{"X": {..}}`, `[..]`, `<Xs><X/><X/></Xs>`.
    fn list(&mut self, list: Value<'_>, item: Name) {
        self.has_list = true;
        match list.kind() {
            Kind::Array => list.elements().for_each(|element| self.push_row(element, item)),
            Kind::Object => {
                for (key, value) in list.members() {
                    match value.kind() {
                        Kind::Array => value.elements().for_each(|element| self.push_row(element, item)),
                        Kind::Object if key == Key::Known(item) => self.push_row(value, item),
                        Kind::Object => self.bare(value),
                        _ => self.other.push(value.at()),
                    }
                }
            }
            _ => {}
        }
    }

    fn push_row(&mut self, value: Value<'_>, item: Name) {
        if value.kind() != Kind::Object {
            self.other.push(value.at());
        } else if item == Name::Invocation {
            self.invocations.push(value.at());
        } else {
            self.results.push(value.at());
        }
    }

    /// An object without a list around it: a row if it looks like one, else an envelope (pages in an array).
    fn bare(&mut self, value: Value<'_>) {
        if value.kind() != Kind::Object {
            self.other.push(value.at());
        } else if !self.row(value) {
            let mut inner = Response::default();
            inner.envelope(value, DEPTH - 1);
            self.absorb(inner);
        }
    }

    fn absorb(&mut self, inner: Response) {
        let Response { api, invocations, results, has_list, other, .. } = inner;
        self.api = self.api.or(api);
        self.invocations.extend(invocations);
        self.results.extend(results);
        self.has_list |= has_list;
        self.other.extend(other);
        for (mine, theirs) in [
            (&mut self.request_id, inner.request_id),
            (&mut self.total_count, inner.total_count),
            (&mut self.page_number, inner.page_number),
            (&mut self.page_size, inner.page_size),
            (&mut self.next_token, inner.next_token),
            (&mut self.invoke_id, inner.invoke_id),
            (&mut self.code, inner.code),
            (&mut self.message, inner.message),
            (&mut self.host_id, inner.host_id),
            (&mut self.recommend, inner.recommend),
            (&mut self.http_status, inner.http_status),
        ] {
            if *mine == 0 {
                *mine = theirs;
            }
        }
    }

    /// Takes an object as a row if its members are those of one. True: it was one.
    fn row(&mut self, object: Value<'_>) -> bool {
        let has = |name: Name| object.members().any(|(key, _)| key == Key::Known(name));
        if has(Name::InvokeInstances) {
            self.invocations.push(object.at());
            self.api.get_or_insert(Api::Invocations);
        } else if has(Name::InvokeRecordStatus)
            || has(Name::FinishedTime)
            || has(Name::Output)
            || (has(Name::InstanceId) && (has(Name::InvocationStatus) || has(Name::ExitCode)))
        {
            self.results.push(object.at());
            self.api.get_or_insert(Api::Results);
        } else {
            return false;
        }
        self.has_list = true;
        true
    }

    fn tell_api(&mut self, document: &Document, root: Value<'_>) {
        if self.invocations.iter().any(|at| is_send_file(document.value(*at))) {
            self.api = Some(Api::SendFile);
        } else if self.api.is_none() && !self.is_error() {
            let named = root.members().next().map(|(key, _)| key);
            self.api = match named {
                Some(Key::Known(Name::DescribeInvocationsResponse)) => Some(Api::Invocations),
                Some(Key::Known(Name::DescribeInvocationResultsResponse)) => Some(Api::Results),
                _ if self.invoke_id != 0 && self.request_id != 0 => Some(Api::RunCommand),
                _ => None,
            };
        }
    }
}

fn is_send_file(invocation: Value<'_>) -> bool {
    invocation.members().any(|(key, _)| matches!(key, Key::Known(Name::FileMode | Name::TargetDir | Name::FileOwner)))
}

/// The instances of an `Invocation`, in any form of the list.
pub fn instances(invocation: Value<'_>) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut push = |value: Value<'_>| {
        if value.kind() == Kind::Object {
            rows.push(value.at());
        }
    };
    for (key, list) in invocation.members() {
        if key != Key::Known(Name::InvokeInstances) {
            continue;
        }
        match list.kind() {
            Kind::Array => list.elements().for_each(&mut push),
            Kind::Object => list.members().for_each(|(_, value)| match value.kind() {
                Kind::Array => value.elements().for_each(&mut push),
                _ => push(value),
            }),
            _ => {}
        }
    }
    rows
}

/// The members of a row by name: one slot each, filled in one walk.
pub struct Row {
    /// The row's own token.
    at: u32,
    /// How far each member's value stands behind it; 0 for one that was not given.
    slots: [u32; ROW_SLOTS],
}

impl Default for Row {
    fn default() -> Self {
        Self { at: 0, slots: [0; ROW_SLOTS] }
    }
}

impl Row {
    /// Fills the slots from the object at a token; of members that repeat, the last that is not null stays.
    #[inline]
    pub fn fill(&mut self, tokens: &[Token], at: u32) {
        *self = Self { at, ..Self::default() };
        let end = tokens[at as usize].next(at) - 1;
        let mut next = at + 1;
        while next < end {
            let member = tokens[next as usize];
            // Slot 0 is that of names in no list; nobody asks for it.
            if let Some(slot) = self.slots.get_mut(member.name_number() as usize)
                && member.kind() != Kind::Null
            {
                *slot = next - at;
            }
            next = member.next(next);
        }
    }

    /// Goes on to another row, where the same members stand in the same places.
    #[inline]
    pub fn repeat(&mut self, at: u32) {
        self.at = at;
    }

    /// The row's own token.
    #[inline]
    pub fn at(&self) -> u32 {
        self.at
    }

    /// The token of the member with this name, if it was given and is not null.
    #[inline]
    pub fn get(&self, name: Name) -> Option<u32> {
        let slot = self.slots[name as usize];
        (slot != 0).then(|| self.at + slot)
    }
}
