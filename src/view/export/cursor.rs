//! Going through what leaves, some records at a time.

use super::common::Common;
use super::selection::{Chosen, Selection};
use crate::model::{Instance, Record};
use crate::view::context::ViewContext;

/// In which order instances are gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As the documents have them.
    Documents,
    /// What went wrong first.
    WorstFirst,
}

/// Where in a selection the work is.
pub(super) struct Cursor {
    order: Order,
    chosen: usize,
    /// What is kept of the invocation that the work is in.
    here: Option<Here>,
}

struct Here {
    common: Common,
    /// Indices of its instances, in their order.
    instances: Vec<u32>,
    instance: usize,
    record: usize,
}

/// A record on the way.
pub(super) struct Step<'a> {
    /// Which of the invocations that leave it is of.
    pub(super) of: usize,
    pub(super) chosen: &'a Chosen,
    pub(super) common: &'a Common,
    /// Index of its instance in the invocation.
    pub(super) index: u32,
    pub(super) instance: &'a Instance,
    /// With its number, from 1.
    pub(super) record: (u32, &'a Record),
}

impl Cursor {
    pub(super) fn new(order: Order) -> Self {
        Self { order, chosen: 0, here: None }
    }

    /// Acts on the next records, so many at most; whether these were the last.
    pub(super) fn go(
        &mut self,
        cx: &ViewContext<'_>,
        selection: &Selection,
        rows: usize,
        mut act: impl FnMut(Step<'_>),
    ) -> bool {
        let mut left = rows;
        while let Some(chosen) = selection.chosen.get(self.chosen) {
            let order = self.order;
            let here = self.here.get_or_insert_with(|| Here::new(cx, chosen, order));
            if !here.go(cx, chosen, (self.chosen, &mut left), &mut act) {
                return false;
            }
            self.chosen += 1;
            self.here = None;
        }
        true
    }
}

impl Here {
    fn new(cx: &ViewContext<'_>, chosen: &Chosen, order: Order) -> Self {
        let instances = match order {
            Order::Documents => chosen.instances.clone(),
            Order::WorstFirst => chosen.worst_first(cx),
        };
        Self { common: Common::new(cx, chosen), instances, instance: 0, record: 0 }
    }

    /// Whether the end of the invocation was reached.
    fn go(
        &mut self,
        cx: &ViewContext<'_>,
        chosen: &Chosen,
        (of, left): (usize, &mut usize),
        act: &mut impl FnMut(Step<'_>),
    ) -> bool {
        let own = cx.model.instances_of(chosen.invocation(cx));
        while let Some(index) = self.instances.get(self.instance) {
            let instance = &own[*index as usize];
            let records = cx.model.records_of(instance);
            for record in &records[self.record..] {
                if *left == 0 {
                    return false;
                }
                *left -= 1;
                self.record += 1;
                let record = (self.record as u32, record);
                act(Step { of, chosen, common: &self.common, index: *index, instance, record });
            }
            self.instance += 1;
            self.record = 0;
        }
        true
    }
}
