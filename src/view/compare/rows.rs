//! The pairs that a query chooses, in an order and by range.

use std::borrow::Cow;
use std::ops::Range;

use super::table::{Chosen, Table};
use super::types::{ComparedRow, ComparedSide};
use super::words;
use crate::change::Aspect;
use crate::compare::Member;
use crate::order;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::instances::InstanceQuery;
use crate::view::page::texts::{self, Texts};
use crate::view::parts::execution;
use crate::view::parts::page::{self, Page};
use crate::view::phrases::{labels, times};

impl Table {
    /// The rows that a query chooses; in the order of changes where it asks for no other.
    pub fn page(&mut self, cx: &ViewContext<'_>, asked: &InstanceQuery) -> Page<ComparedRow> {
        self.put_in_order(cx, asked);
        let chosen = self.in_order();
        let range = page::range(asked.start, asked.end, chosen.len());
        Page { total: chosen.len(), rows: chosen[range].iter().map(|at| self.row(cx, *at)).collect() }
    }

    /// The ids of the instances that a query chooses, in its range and order.
    pub fn ids(&mut self, cx: &ViewContext<'_>, asked: &InstanceQuery) -> Vec<String> {
        self.put_in_order(cx, asked);
        let chosen = self.in_order();
        let range = page::range(asked.start, asked.end, chosen.len());
        chosen[range].iter().filter_map(|at| self.id(cx, *at)).collect()
    }

    /// The outputs of the instances that a query chooses and that printed something else, of the reference and of the other by turns: of
    /// those from one to before another.
    pub fn texts(&mut self, cx: &ViewContext<'_>, query: &str, instances: Range<usize>) -> Texts {
        if Chosen::by(self.changed.as_ref(), query).is_none() {
            let chosen = self.chosen_by(cx, query);
            let differs = |at: &&u32| self.pairs.aspects[**at as usize].has(Aspect::Output);
            let pairs = chosen.iter().filter(differs).copied().collect();
            self.changed = Some(Chosen { key: query.to_owned(), pairs });
        }
        let changed = Chosen::by(self.changed.as_ref(), query).unwrap_or_default();
        let end = instances.end.min(changed.len());
        let pair = |at: &u32| {
            let pair = &self.pairs.compared.pairs[*at as usize];
            let record = |side: usize, member: Option<Member>| {
                let side = &self.pairs.compared.sides[side];
                Some((side.invocation, side.record(cx.model, &member?)?))
            };
            Some([record(0, pair.before)?, record(1, pair.after)?])
        };
        texts::of_pairs(cx, changed[instances.start.min(end)..end].iter().filter_map(pair))
    }

    /// What a query chooses, kept where it was found out before.
    fn chosen_by(&self, cx: &ViewContext<'_>, query: &str) -> Cow<'_, [u32]> {
        let kept = Chosen::by(self.chosen.as_ref(), query).map(Cow::Borrowed);
        kept.unwrap_or_else(|| Cow::Owned(self.select(cx, query).pairs))
    }

    /// Keeps the same in the order that is asked for.
    fn put_in_order(&mut self, cx: &ViewContext<'_>, asked: &InstanceQuery) {
        let order = asked.sort.as_deref().unwrap_or_default();
        let text = asked.query.as_deref().unwrap_or_default();
        let key = [text, order].join("\0");
        if Chosen::by(self.sorted.as_ref(), &key).is_none() {
            let pairs = self.sort(cx, &self.chosen_by(cx, text), order);
            self.sorted = Some(Chosen { key, pairs });
        }
    }

    fn in_order(&self) -> &[u32] {
        self.sorted.as_ref().map_or(&[], |sorted| &sorted.pairs)
    }

    /// By `change`, `id` or the outcomes `reference` and `other`; a minus turns an order round.
    fn sort(&self, cx: &ViewContext<'_>, chosen: &[u32], by: &str) -> Vec<u32> {
        let (by, down) = by.strip_prefix('-').map_or((by, false), |by| (by, true));
        let pair = |at: u32| &self.pairs.compared.pairs[at as usize];
        if by == "id" {
            let ids: Vec<Option<String>> = chosen.iter().map(|at| self.id(cx, *at)).collect();
            let order = order::by(ids.len(), &|one, two| {
                let order = ids[one as usize].cmp(&ids[two as usize]);
                if down { order.reverse() } else { order }
            });
            return order::apply(&order, chosen);
        }
        let rank = |at: &u32| match by {
            "reference" => pair(*at).outcomes()[0].map_or(u64::from(u8::MAX), |outcome| outcome as u64),
            "other" => pair(*at).outcomes()[1].map_or(u64::from(u8::MAX), |outcome| outcome as u64),
            _ => pair(*at).change as u64,
        };
        let turned = |rank: u64| if down { u64::MAX - rank } else { rank };
        order::apply(&order::by_rank(chosen.iter().map(|at| turned(rank(at)))), chosen)
    }

    fn id(&self, cx: &ViewContext<'_>, at: u32) -> Option<String> {
        let pair = &self.pairs.compared.pairs[at as usize];
        fields::id_text(cx.model.instances[pair.instance as usize].instance_id, cx.readings)
    }

    fn row(&self, cx: &ViewContext<'_>, at: u32) -> ComparedRow {
        let pair = &self.pairs.compared.pairs[at as usize];
        let aspects = self.pairs.aspects[at as usize];
        let side = |side: usize, member: Option<Member>| Some(self.side(cx, side, &member?));
        ComparedRow {
            instance_id: self.id(cx, at),
            change: pair.change.as_str(),
            label: words::change(cx, pair.change),
            reference: side(0, pair.before),
            other: side(1, pair.after),
            aspects: Aspect::ALL.into_iter().filter(|aspect| aspects.has(*aspect)).map(Aspect::as_str).collect(),
        }
    }

    fn side(&self, cx: &ViewContext<'_>, side: usize, member: &Member) -> ComparedSide {
        let instance = &cx.model.instances[member.instance as usize];
        let record = self.pairs.compared.sides[side].record(cx.model, member);
        let label = match record.filter(|_| self.is_of_executions()) {
            Some(record) => labels::record(cx, record),
            None => labels::instance(cx, instance),
        };
        // Of an execution its row may give the state of the schedule.
        let badge = match label {
            (word, outcome, entry) if outcome == member.outcome => (word, outcome, entry),
            _ => (labels::outcome(cx, member.outcome), member.outcome, None),
        };
        ComparedSide {
            instance: member.instance - self.pairs.compared.sides[side].first,
            record: member.record.map(|record| record - instance.records.start),
            badge: badge.into(),
            facts: record.map(|record| execution::facts(cx, record)).unwrap_or_default(),
            duration: record
                .and_then(|record| fields::duration(record, cx.readings))
                .map(|millis| times::duration(cx, millis)),
        }
    }
}
