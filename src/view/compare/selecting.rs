//! Which pairs a query chooses, found out some instances at a time.

use super::table::{Chosen, Table};
use crate::compare::Pair;
use crate::query::{Key, Pattern, Piece, Query, Test};
use crate::view::context::ViewContext;
use crate::view::rows::Rows;
use crate::view::rows::groups::Grouping;

/// A selection as far as it is made. Conditions on changes are asked of the pairs; all else of the other side, and of the reference where
/// only that has the instance.
#[derive(Debug)]
pub struct Selecting {
    text: String,
    of_pairs: Vec<Piece>,
    of_rows: Query,
    /// The sides whose rows are to be asked, the next one last.
    sides: Vec<usize>,
    /// Whether the rows are asked for their groups, and what is known of those of the side that is next.
    needs_groups: bool,
    grouping: Option<Grouping>,
    /// Which rows of each side fit, as far as they were asked.
    marks: [Vec<bool>; 2],
    /// How many pairs were asked, and which of these are chosen.
    asked: usize,
    chosen: Vec<u32>,
}

impl Selecting {
    /// By a query; nothing is read yet.
    pub fn new(cx: &ViewContext<'_>, table: &Table, text: &str) -> Self {
        let is_of_pair = |piece: &Piece| matches!(piece.test, Test::Condition(Key::Change, _));
        let (of_pairs, of_rows): (Vec<Piece>, Vec<Piece>) = Query::read(text).pieces.into_iter().partition(is_of_pair);
        let of_rows = Query { pieces: of_rows };
        let mut sides = Vec::new();
        if !of_rows.is_empty() {
            let is_alone = |pair: &Pair| pair.after.is_none();
            sides.extend(table.pairs.compared.pairs.iter().any(is_alone).then_some(0));
            sides.push(1);
        }
        let needs_groups = Rows::needs_groups(cx, &of_rows);
        let grouping = needs_groups.then(Grouping::default);
        let (marks, text) = (<[Vec<bool>; 2]>::default(), text.to_owned());
        Self { text, of_pairs, of_rows, sides, needs_groups, grouping, marks, asked: 0, chosen: Vec::new() }
    }

    /// Goes on with so many instances, or some more; whether all is done.
    pub fn next(&mut self, cx: &ViewContext<'_>, table: &Table, rows: usize) -> bool {
        let Some(side) = self.sides.last().copied() else { return self.choose(table, rows) };
        let own = &table.rows[side];
        if let Some(grouping) = &mut self.grouping {
            if own.group(cx, grouping, rows.max(1)) {
                self.grouping = None;
            }
        } else if own.mark(cx, &self.of_rows, rows.max(1), &mut self.marks[side]) {
            self.sides.pop();
            self.grouping = self.needs_groups.then(Grouping::default);
        }
        false
    }

    /// How much of it is done, from 0 to 1.
    pub fn progress(&self, table: &Table) -> f64 {
        let rows: usize = self.marks.iter().map(Vec::len).sum();
        let left: usize = self.sides.iter().map(|side| table.pairs.compared.sides[*side].members.len()).sum();
        let left = left.saturating_sub(self.sides.last().map_or(0, |side| self.marks[*side].len()));
        let done = rows + self.asked;
        done as f64 / (done + left + table.len() - self.asked).max(1) as f64
    }

    /// The pairs that it chose, by their places, in their order.
    pub(super) fn finish(self) -> Chosen {
        Chosen { key: self.text, pairs: self.chosen }
    }

    /// Asks the next pairs.
    fn choose(&mut self, table: &Table, rows: usize) -> bool {
        let end = table.len().min(self.asked.saturating_add(rows.max(1)));
        let holds = |at: &usize| {
            let meets = |piece: &Piece| {
                let Test::Condition(_, patterns) = &piece.test else { return true };
                patterns.iter().any(|pattern| table.holds(pattern, *at)) != piece.negated
            };
            self.of_pairs.iter().all(meets) && self.is_marked(table, *at)
        };
        let more: Vec<u32> = (self.asked..end).filter(holds).map(|at| at as u32).collect();
        self.chosen.extend(more);
        self.asked = end;
        end == table.len()
    }

    fn is_marked(&self, table: &Table, at: usize) -> bool {
        let pair = &table.pairs.compared.pairs[at];
        let (side, member) = if pair.after.is_some() { (1, pair.after) } else { (0, pair.before) };
        let row = |instance: u32| (instance - table.pairs.compared.sides[side].first) as usize;
        self.of_rows.is_empty()
            || member.is_some_and(|member| self.marks[side].get(row(member.instance)) == Some(&true))
    }
}

impl Table {
    /// The pairs that a query chooses, in their order.
    pub(super) fn select(&self, cx: &ViewContext<'_>, text: &str) -> Chosen {
        let mut selecting = Selecting::new(cx, self, text);
        while !selecting.next(cx, self, usize::MAX) {}
        selecting.finish()
    }

    /// Keeps what was chosen, for `page`, `ids` and `texts` of the same query.
    pub fn keep(&mut self, selecting: Selecting) {
        self.chosen = Some(selecting.finish());
    }

    /// Whether what a query chooses is kept.
    pub fn has_chosen(&self, text: &str) -> bool {
        Chosen::by(self.chosen.as_ref(), text).is_some()
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
}
