//! Two invocations of an inspection, compared.

use std::sync::Arc;

use super::Inspection;
use crate::view::compare::{ComparedRow, Comparison, Pairs, Table};
use crate::view::context::ViewContext;
use crate::view::export::ExportOptions;
use crate::view::page::instances::InstanceQuery;
use crate::view::page::texts::Texts;
use crate::view::parts::page::Page;

impl Inspection {
    /// Two invocations by index, the first being the reference; the same twice: the executions of one that recurs. `None` where there is
    /// no such invocation, or nothing to compare.
    pub fn compare(&self, reference: usize, other: usize) -> Option<Comparison> {
        self.with_comparison(reference, other, |cx, table| table.comparison(cx))
    }

    /// Instances of both by range, filter and order (`change`, `id`, `reference`, `other`).
    pub fn compared(&self, reference: usize, other: usize, query: &InstanceQuery) -> Page<ComparedRow> {
        let page = self.with_comparison(reference, other, |cx, table| table.page(cx, query));
        page.unwrap_or(Page { total: 0, rows: Vec::new() })
    }

    /// Ids of the instances of both that a query chooses, in its order; of those without one nothing.
    pub fn compared_ids(&self, reference: usize, other: usize, query: &InstanceQuery) -> Vec<String> {
        self.with_comparison(reference, other, |cx, table| table.ids(cx, query)).unwrap_or_default()
    }

    /// Outputs that differ, of the instances that a query chooses: of the reference and of the other by turns.
    pub fn compared_texts(&self, reference: usize, other: usize, query: &str) -> Texts {
        self.with_comparison(reference, other, |cx, table| table.texts(cx, query)).unwrap_or_default()
    }

    /// What the comparison that is exported found.
    pub(super) fn pairs(&self, options: &ExportOptions<'_>) -> Option<Arc<Pairs>> {
        let (reference, other) = options.reference.zip(options.invocation)?;
        self.with_comparison(reference, other, |_, table| table.pairs())
    }

    /// The comparison of these, made where the one that is kept is another.
    fn with_comparison<T>(
        &self,
        reference: usize,
        other: usize,
        view: impl FnOnce(&ViewContext<'_>, &mut Table) -> T,
    ) -> Option<T> {
        let (cx, mut kept) = (self.context(), self.comparison.borrow_mut());
        let own = kept.take().filter(|table| table.is_of(reference, other));
        let table = own.or_else(|| Table::new(&cx, reference, other))?;
        Some(view(&cx, kept.insert(table)))
    }
}
