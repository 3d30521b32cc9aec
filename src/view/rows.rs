//! The instances of an invocation as columns, made once: what queries, orders, facets and sums ask again and again.

pub mod column;
mod columns;
mod filter;
pub mod reason;
mod sort;

use std::cell::OnceCell;

use crate::query::Query;
use crate::view::context::ViewContext;
use column::Texts;
use columns::Columns;
use filter::Filter;

pub use filter::Kept;
pub use reason::{Ran, Reason};

/// The instances of one invocation, in columns; in one language, since what is shown is searched.
#[derive(Debug)]
pub struct Rows {
    /// Which invocation they are of.
    pub invocation: usize,
    columns: Columns,
    /// What the table shows of each row, folded.
    shown: OnceCell<Texts>,
    /// What each row's newest execution printed, folded.
    outputs: OnceCell<Texts>,
    /// The last selection, which a table asks for again with each page of it.
    last: Option<(String, Vec<u32>)>,
}

impl Rows {
    /// The columns of an invocation's instances; `None`: there is no such invocation.
    pub fn new(cx: &ViewContext<'_>, invocation: usize) -> Option<Self> {
        let columns = Columns::new(cx, cx.model.invocations.get(invocation)?);
        Some(Self { invocation, columns, shown: OnceCell::new(), outputs: OnceCell::new(), last: None })
    }

    /// Indices of the instances that a query chooses, in an order (`-duration,id`). `key` tells this request from others.
    pub fn select(&mut self, cx: &ViewContext<'_>, query: &Query, order: &str, key: &str) -> &[u32] {
        if self.last.as_ref().is_none_or(|(last, _)| last != key) {
            let chosen = self.chosen(cx, query);
            let sorted = sort::sorted(cx, self.invocation, &self.columns, chosen, order);
            self.last = Some((key.to_owned(), sorted));
        }
        self.last.as_ref().map_or(&[], |(_, selected)| selected)
    }

    /// The instances that a query chooses, in the documents' order.
    pub fn chosen(&self, cx: &ViewContext<'_>, query: &Query) -> Vec<u32> {
        if query.is_empty() {
            return (0..self.columns.len() as u32).collect();
        }
        let filter = self.filter(cx, query);
        (0..self.columns.len() as u32).filter(|row| filter.fails(*row) == 0).collect()
    }

    /// How often each value of each key occurs among the rows that the other keys' conditions choose.
    pub fn counts(&self, cx: &ViewContext<'_>, query: &Query) -> Kept {
        Kept::count(&self.columns, &self.filter(cx, query))
    }

    /// The reasons of what did not simply succeed, most frequent first.
    pub fn reasons(&self) -> Vec<&Reason> {
        let mut reasons: Vec<&Reason> = self.columns.reasons.iter().collect();
        reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
        reasons
    }

    fn filter<'a>(&'a self, cx: &'a ViewContext<'a>, query: &Query) -> Filter<'a> {
        let shown = || self.shown.get_or_init(|| columns::shown(cx, self.invocation));
        let outputs = || self.outputs.get_or_init(|| columns::outputs(cx, self.invocation));
        Filter::new(cx, self.invocation, &self.columns, query, &shown, &outputs)
    }
}
