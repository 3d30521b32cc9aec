//! Two invocations of an inspection, compared: at once, or some instances at a time.

use std::ops::Range;
use std::sync::Arc;

use super::{Changed, Inspection};
use crate::view::compare::{ComparedRow, Comparison, Making, Pairs, Selecting, Table};
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

    /// Ids of the instances of both that a query chooses, in its range and order; of those without one nothing.
    pub fn compared_ids(&self, reference: usize, other: usize, query: &InstanceQuery) -> Vec<String> {
        self.with_comparison(reference, other, |cx, table| table.ids(cx, query)).unwrap_or_default()
    }

    /// Outputs that differ, of the instances that a query chooses: of the reference and of the other by turns; of those instances from one
    /// to before another.
    pub fn compared_texts(&self, reference: usize, other: usize, query: &str, instances: Range<usize>) -> Texts {
        self.with_comparison(reference, other, |cx, table| table.texts(cx, query, instances)).unwrap_or_default()
    }

    /// What the comparison that is exported found.
    pub(super) fn pairs(&self, options: &ExportOptions<'_>) -> Option<Arc<Pairs>> {
        let (reference, other) = options.reference.zip(options.invocation)?;
        self.with_comparison(reference, other, |_, table| table.pairs())
    }

    /// The comparison of these, made where none that is kept is theirs.
    fn with_comparison<T>(
        &self,
        reference: usize,
        other: usize,
        view: impl FnOnce(&ViewContext<'_>, &mut Table) -> T,
    ) -> Option<T> {
        let (cx, mut kept) = (self.context(), self.comparisons.borrow_mut());
        if kept.of(reference, other).is_none() {
            let table = Table::new(&cx, reference, other)?;
            kept.keep(table);
        }
        kept.of(reference, other).map(|table| view(&cx, table))
    }
}

/// A comparison that is made piece by piece, and what a query chooses of it: once all is, the inspection has it, and `compare`, `compared`,
/// `compared_ids` and `compared_texts` wait no more.
///
/// ```
/// use invocation_inspector::{Comparing, Inspection, Options};
/// let mut inspection = Inspection::new(Options::default());
/// for (id, status) in [("t-1", "Success"), ("t-2", "Failed")] {
///     inspection.add(format!(r#"{{"InvokeId":"{id}","InstanceId":"i-1","InvocationStatus":"{status}"}}"#).into_bytes());
/// }
/// let mut comparing = Comparing::new(&inspection, 0, 1, Some("change:new-failed"));
/// while let Ok(false) = comparing.next(&inspection, 500) {}
/// assert_eq!(inspection.compare(0, 1).map(|found| found.total), Some(1));
/// ```
#[derive(Debug)]
pub struct Comparing {
    edition: Arc<()>,
    reference: usize,
    other: usize,
    query: Option<String>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Making(Making),
    Selecting(Selecting),
    Over,
}

impl Comparing {
    /// Of two invocations by index, or of the executions of one; without a query nothing is chosen. What the inspection has already is not made
    /// again.
    pub fn new(inspection: &Inspection, reference: usize, other: usize, query: Option<&str>) -> Self {
        let stage = match inspection.comparisons.borrow_mut().of(reference, other) {
            Some(table) => selecting(inspection, table, query),
            None => Stage::Making(Making::new(&inspection.context(), reference, other)),
        };
        Self { edition: inspection.edition.clone(), reference, other, query: query.map(str::to_owned), stage }
    }

    /// Goes on with so many instances, or some more; whether all is done.
    ///
    /// # Errors
    /// `Changed`, after which nothing more comes; also where two others were asked for meanwhile.
    pub fn next(&mut self, inspection: &Inspection, rows: usize) -> Result<bool, Changed> {
        inspection.is_still(&self.edition)?;
        let (cx, mut kept) = (inspection.context(), inspection.comparisons.borrow_mut());
        self.stage = match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Making(mut making) => {
                if making.next(&cx, rows) {
                    let stage = |table: &Table| selecting(inspection, table, self.query.as_deref());
                    let table = making.finish();
                    let stage = table.as_ref().map_or(Stage::Over, stage);
                    table.into_iter().for_each(|table| kept.keep(table));
                    stage
                } else {
                    Stage::Making(making)
                }
            }
            Stage::Selecting(mut selecting) => {
                let table = kept.of(self.reference, self.other).ok_or(Changed)?;
                if selecting.next(&cx, table, rows) {
                    table.keep(selecting);
                    Stage::Over
                } else {
                    Stage::Selecting(selecting)
                }
            }
            Stage::Over => Stage::Over,
        };
        Ok(matches!(self.stage, Stage::Over))
    }

    /// How far it is, from 0 to 1: in comparing, and then again in what the query chooses.
    pub fn progress(&self, inspection: &Inspection) -> f64 {
        match &self.stage {
            Stage::Making(making) => making.progress(),
            Stage::Selecting(selecting) => {
                let mut kept = inspection.comparisons.borrow_mut();
                kept.of(self.reference, self.other).map_or(1.0, |table| selecting.progress(table))
            }
            Stage::Over => 1.0,
        }
    }
}

fn selecting(inspection: &Inspection, table: &Table, query: Option<&str>) -> Stage {
    match query.filter(|query| !table.has_chosen(query)) {
        Some(query) => Stage::Selecting(Selecting::new(&inspection.context(), table, query)),
        None => Stage::Over,
    }
}
