//! What the rows of an invocation have in common, read once.

use super::changes;
use super::selection::Chosen;
use crate::names::Name;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::status;
use crate::view::rows::groups::Differences;

/// What the rows of an invocation have in common.
pub(super) struct Common {
    pub(super) differences: Differences,
    pub(super) invoke_id: Option<String>,
    pub(super) command_id: Option<String>,
    pub(super) command_name: Option<String>,
    pub(super) computed: Option<&'static str>,
    pub(super) reported: Option<String>,
    pub(super) complete: Option<bool>,
    /// The id of the invocation that it is compared with.
    pub(super) reference: Option<String>,
}

impl Common {
    /// Of an invocation.
    pub(super) fn new(cx: &ViewContext<'_>, chosen: &Chosen) -> Self {
        let invocation = chosen.invocation(cx);
        let overall = status::of_invocation(invocation, cx.readings);
        Self {
            differences: Differences::default(),
            invoke_id: fields::id_text(invocation.invoke_id, cx.readings),
            command_id: fields::text(invocation, cx.readings, Name::CommandId),
            command_name: fields::text(invocation, cx.readings, Name::CommandName),
            computed: overall.computed,
            reported: overall.reported,
            complete: invocation.complete,
            reference: chosen.comparison.as_deref().and_then(|table| changes::reference_id(cx, table)),
        }
    }
}
