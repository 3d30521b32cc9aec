//! The shape of an answer -> which call of which product gave it.

use super::scalar;
use super::types::{Api, Response, Slot};
use crate::document::{Document, Key, Kind, Value};
use crate::names::{LOOK_ALIKE_SET, Name, Product};

/// The call whose answer has this root element: `RunCommandResponse`.
pub(super) fn of_root(name: &str) -> Option<Api> {
    use Api::{Commands, InvokeCommand, RunCommand, SendFile, SendFileResults};
    let action = name.strip_suffix("Response")?;
    [RunCommand, InvokeCommand, SendFile, SendFileResults, Commands].into_iter().find(|api| api.as_str() == action)
}

/// What a member of an envelope says of the call, beyond what it holds.
pub(super) fn of_member(key: &Key<'_>, value: Value<'_>) -> Option<Api> {
    match key {
        Key::Known(Name::DescribeInvocationsResponse) => Some(Api::Invocations),
        Key::Known(Name::DescribeInvocationResultsResponse) => Some(Api::Results),
        Key::Known(Name::Commands) if value.is_container() => Some(Api::Commands),
        Key::Unknown(name) => match value.kind() {
            Kind::Object if name.eq_ignore_ascii_case("userIdentity") => Some(Api::ActionTrail),
            Kind::Object => of_root(name),
            _ if name.eq_ignore_ascii_case("specversion") => Some(Api::EventBridge),
            _ if name.eq_ignore_ascii_case("eventTime") => Some(Api::CloudMonitor),
            _ => None,
        },
        Key::Known(_) => None,
    }
}

/// The look-alike that a row or an invocation row with a member of this product is of.
fn of_product(product: Product) -> Option<Api> {
    match product {
        Product::Ecs | Product::FirstSdk => None,
        Product::SendFile => Some(Api::SendFileResults),
        Product::Desktops => Some(Api::Desktops),
        Product::Nodes => Some(Api::Nodes),
    }
}

/// The call, by everything that was found and the one that a member beside the rows speaks of.
pub(super) fn recognize(response: &Response, declared: Option<Api>, document: &Document) -> Option<Api> {
    let first = |rows: &[u32]| rows.first().map(|at| document.value(*at));
    let (invocation, row) = (first(&response.invocations), first(&response.results));
    let mut id = 0;
    for object in [invocation, row].into_iter().flatten() {
        id = 0;
        for (at, token) in object.known() {
            if token.name().is_in(LOOK_ALIKE_SET) {
                return of_product(token.name().product());
            }
            if token.name() == Name::InstanceId && !token.is(Kind::Null) {
                id = at;
            }
        }
    }
    let starts = |at: Slot, prefix: &str| {
        at != 0 && scalar::bytes(document.value(at)).is_some_and(|id| id.starts_with(prefix.as_bytes()))
    };
    if row.is_some() && starts(id, "acp-") {
        return Some(Api::Phones);
    }
    if response.has_list {
        return declared.filter(|api| !api.is_start()).or(response.api);
    }
    if response.is_error() {
        return None;
    }
    let started = || {
        (response.invoke_id != 0 && response.request_id != 0).then(|| match () {
            () if starts(response.invoke_id, "f-") => Api::SendFile,
            () if response.command_id != 0 => Api::RunCommand,
            () => Api::InvokeCommand,
        })
    };
    declared.or(response.api).or_else(started)
}
