//! A comparison that is kept while it is looked at.

use std::sync::Arc;

use super::{aspects, commands};
use crate::change::{Aspect, Aspects};
use crate::compare::{Compared, unstable};
use crate::row::ids::id;
use crate::view::context::ViewContext;
use crate::view::rows::Rows;

/// What a comparison found, which tables and exports share.
#[derive(Debug)]
pub struct Pairs {
    pub(super) compared: Compared,
    /// What else changed, pair by pair.
    pub(super) aspects: Vec<Aspects>,
    /// How many instances are unstable, where that can be told.
    pub(super) unstable: Option<u32>,
}

/// The pairs of a comparison, and the columns of both sides.
#[derive(Debug)]
pub struct Table {
    pub(super) pairs: Arc<Pairs>,
    pub(super) rows: [Rows; 2],
    /// The last selection.
    pub(super) last: Option<(String, Vec<u32>)>,
}

impl Table {
    /// Of two invocations by index, or of the executions of one; `None` where there is nothing to compare.
    pub fn new(cx: &ViewContext<'_>, reference: usize, other: usize) -> Option<Self> {
        let compared = Compared::new(cx.model, cx.readings, reference, other)?;
        let of_pair = |pair| aspects::of_pair(cx, pair);
        let mut aspects: Vec<Aspects> = compared.pairs.iter().map(of_pair).collect();
        let unstable = mark_unstable(cx, &compared, &mut aspects);
        Some(Self::of(Arc::new(Pairs { compared, aspects, unstable })))
    }

    /// Of what was found before, in the same documents.
    pub fn of(pairs: Arc<Pairs>) -> Self {
        let rows = [Rows::of(&pairs.compared.sides[0]), Rows::of(&pairs.compared.sides[1])];
        Self { pairs, rows, last: None }
    }

    /// What was found.
    pub fn pairs(&self) -> Arc<Pairs> {
        self.pairs.clone()
    }

    /// Whether it compares these.
    pub fn is_of(&self, reference: usize, other: usize) -> bool {
        self.pairs.is_of(reference, other)
    }

    /// Whether the executions of one invocation are compared.
    pub fn is_of_executions(&self) -> bool {
        let [reference, other] = &self.pairs.compared.sides;
        reference.invocation == other.invocation
    }
}

impl Pairs {
    /// Whether these invocations were compared.
    pub fn is_of(&self, reference: usize, other: usize) -> bool {
        self.compared.sides[0].invocation == reference && self.compared.sides[1].invocation == other
    }
}

/// Marks instances on which the invocations of one command went both ways; how many, where there are enough of them.
fn mark_unstable(cx: &ViewContext<'_>, compared: &Compared, aspects: &mut [Aspects]) -> Option<u32> {
    let [reference, other] = [0, 1].map(|side| compared.sides[side].invocation);
    if reference == other {
        return None;
    }
    let ids = unstable::unstable(cx.model, cx.readings, &commands::of_same_command(cx, other))?;
    let mut count = 0;
    for (pair, aspects) in compared.pairs.iter().zip(aspects) {
        let place = cx.model.instances[pair.instance as usize].instance_id;
        let is_one = place.and_then(|place| id(place.value(cx.readings))).is_some_and(|id| ids.contains_key(&id));
        aspects.put(Aspect::Unstable, is_one);
        count += u32::from(is_one);
    }
    Some(count)
}
