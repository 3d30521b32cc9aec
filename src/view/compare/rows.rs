//! The pairs that a query chooses, in an order and by range.

use super::table::Table;
use super::types::{ComparedRow, ComparedSide};
use super::words;
use crate::change::Aspect;
use crate::compare::{Member, Pair};
use crate::order;
use crate::query::{Key, Pattern, Piece, Query, Test};
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
        let order = asked.sort.as_deref().unwrap_or_default();
        let text = asked.query.as_deref().unwrap_or_default();
        let key = [text, order].join("\0");
        if self.last.as_ref().is_none_or(|(last, _)| *last != key) {
            let chosen = self.select(cx, &Query::read(text));
            self.last = Some((key, self.sorted(cx, &chosen, order)));
        }
        let chosen = self.last.as_ref().map_or(&[][..], |(_, chosen)| chosen);
        let range = page::range(asked.start, asked.end, chosen.len());
        Page { total: chosen.len(), rows: chosen[range].iter().map(|at| self.row(cx, *at)).collect() }
    }

    /// The ids of the instances that a query chooses, in its order.
    pub fn ids(&mut self, cx: &ViewContext<'_>, asked: &InstanceQuery) -> Vec<String> {
        let order = asked.sort.as_deref().unwrap_or_default();
        let chosen = self.select(cx, &Query::read(asked.query.as_deref().unwrap_or_default()));
        self.sorted(cx, &chosen, order).iter().filter_map(|at| self.id(cx, *at)).collect()
    }

    /// The outputs of the instances that a query chooses and that printed something else, of the reference and of the other by turns.
    pub fn texts(&self, cx: &ViewContext<'_>, query: &str) -> Texts {
        let chosen = self.select(cx, &Query::read(query));
        let changed = chosen.iter().filter(|at| self.pairs.aspects[**at as usize].has(Aspect::Output));
        let pair = |at: &u32| {
            let pair = &self.pairs.compared.pairs[*at as usize];
            let record = |side: usize, member: Option<Member>| {
                let side = &self.pairs.compared.sides[side];
                Some((side.invocation, side.record(cx.model, &member?)?))
            };
            Some([record(0, pair.before)?, record(1, pair.after)?])
        };
        texts::of_pairs(cx, changed.filter_map(pair))
    }

    /// Conditions on changes are asked of the pairs; all else of the other side, and of the reference where only that has the instance.
    pub(super) fn select(&self, cx: &ViewContext<'_>, query: &Query) -> Vec<u32> {
        let is_of_pair = |piece: &&Piece| matches!(piece.test, Test::Condition(Key::Change, _));
        let (of_pairs, of_rows): (Vec<&Piece>, Vec<&Piece>) = query.pieces.iter().partition(is_of_pair);
        let of_rows = Query { pieces: of_rows.into_iter().cloned().collect() };
        let pairs = &self.pairs.compared.pairs;
        let marks = (!of_rows.is_empty()).then(|| {
            let only_before = pairs.iter().any(|pair| pair.after.is_none());
            let before = if only_before { self.rows[0].marks(cx, &of_rows) } else { Vec::new() };
            [before, self.rows[1].marks(cx, &of_rows)]
        });
        let is_marked = |pair: &Pair| {
            let Some(marks) = &marks else { return true };
            let (side, member) = if pair.after.is_some() { (1, pair.after) } else { (0, pair.before) };
            member.is_some_and(|member| {
                marks[side].get((member.instance - self.pairs.compared.sides[side].first) as usize) == Some(&true)
            })
        };
        let holds = |at: usize| {
            let meets = |piece: &&Piece| {
                let Test::Condition(_, patterns) = &piece.test else { return true };
                patterns.iter().any(|pattern| self.holds(pattern, at)) != piece.negated
            };
            of_pairs.iter().all(meets) && is_marked(&pairs[at])
        };
        (0..pairs.len()).filter(|at| holds(*at)).map(|at| at as u32).collect()
    }

    fn holds(&self, pattern: &Pattern, at: usize) -> bool {
        let pair = &self.pairs.compared.pairs[at];
        match pattern {
            Pattern::Change(change) => pair.change == *change,
            Pattern::Turn(before, after) => pair.outcomes() == [*before, *after],
            Pattern::Aspect(aspect) => self.pairs.aspects[at].has(*aspect),
            _ => false,
        }
    }

    /// By `change`, `id` or the outcomes `reference` and `other`; a minus turns an order round.
    fn sorted(&self, cx: &ViewContext<'_>, chosen: &[u32], by: &str) -> Vec<u32> {
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
        ComparedSide {
            instance: member.instance - self.pairs.compared.sides[side].first,
            record: member.record.map(|record| record - instance.records.start),
            badge: (label.0, member.outcome, label.2).into(),
            facts: record.map(|record| execution::facts(cx, record)).unwrap_or_default(),
            duration: record
                .and_then(|record| fields::duration(record, cx.readings))
                .map(|millis| times::duration(cx, millis)),
        }
    }
}
