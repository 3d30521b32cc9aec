//! A comparison that is kept while it is looked at, and which are.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::change::Aspects;
use crate::compare::Compared;
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
    /// The pairs that a query chose last, in their order.
    pub(super) chosen: Option<Chosen>,
    /// Those that a query chose in an order.
    pub(super) sorted: Option<Chosen>,
    /// Those of a query whose outputs differ.
    pub(super) changed: Option<Chosen>,
}

/// Pairs that were chosen, by their places.
#[derive(Debug)]
pub(super) struct Chosen {
    /// By what.
    pub(super) key: String,
    pub(super) pairs: Vec<u32>,
}

impl Chosen {
    /// Those that were chosen by this.
    pub(super) fn by<'c>(kept: Option<&'c Self>, key: &str) -> Option<&'c [u32]> {
        kept.filter(|chosen| chosen.key == key).map(|chosen| &*chosen.pairs)
    }
}

impl Table {
    /// Of what was found before, in the same documents.
    pub fn of(pairs: Arc<Pairs>) -> Self {
        let rows = [Rows::of(&pairs.compared.sides[0]), Rows::of(&pairs.compared.sides[1])];
        Self { pairs, rows, chosen: None, sorted: None, changed: None }
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

/// The comparisons that were asked for last: one, and the one that is shown until it is made.
#[derive(Debug, Default)]
pub struct Kept(VecDeque<Table>);

impl Kept {
    const MOST: usize = 2;

    /// That of these, where it is one.
    pub fn of(&mut self, reference: usize, other: usize) -> Option<&mut Table> {
        self.0.iter_mut().find(|table| table.is_of(reference, other))
    }

    /// Keeps one more.
    pub fn keep(&mut self, table: Table) {
        self.0.truncate(Self::MOST - 1);
        self.0.push_front(table);
    }
}
