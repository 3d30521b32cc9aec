//! Options -> the instances that leave.

use std::rc::Rc;

use super::options::{ExportOptions, Format, Place};
use crate::model::{Instance, Invocation};
use crate::order;
use crate::view::compare::{self, Told};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::instances::{self, InstanceQuery};
use crate::view::rows::Rows;
use crate::view::rows::reason::Reason;

/// The instances that leave, by invocation.
pub struct Selection {
    /// Those with an instance that was chosen; where nothing narrows the choice, all.
    pub chosen: Vec<Chosen>,
    /// Instances of the invocations that were asked for, chosen or not.
    pub of: usize,
    /// Whether something narrows the choice.
    pub is_part: bool,
    /// With what the first of them is compared.
    pub(super) comparison: Option<Rc<compare::Table>>,
    /// What only the reference has, where that has no rows.
    pub(super) aside: Option<Chosen>,
}

/// What of an invocation leaves.
pub struct Chosen {
    /// Its columns.
    pub rows: Rc<Rows>,
    /// Indices of the instances, in the documents' order.
    pub instances: Vec<u32>,
    /// Where it is one of two that are compared.
    pub(super) comparison: Option<Rc<compare::Table>>,
}

impl Selection {
    /// What the options choose, compared with nothing.
    pub fn new(cx: &ViewContext<'_>, options: &ExportOptions<'_>) -> Self {
        let query = query_of(options);
        let narrows = query.is_some() || options.ids.is_some();
        let asked = InstanceQuery { query: query.map(str::to_owned), ..InstanceQuery::default() };
        let all = 0..cx.model.invocations.len();
        let wanted = all.filter(|at| options.invocation.is_none_or(|wanted| wanted == *at));
        let mut of = 0;
        let chosen = wanted.map(|at| {
            of += cx.model.invocations[at].instances.len();
            let mut rows = Rows::new(at);
            let instances = among(cx, options, (at, instances::selected(cx, &mut rows, &asked).to_vec()));
            Chosen { rows: Rc::new(rows), instances, comparison: None }
        });
        let chosen = chosen.filter(|chosen| !narrows || !chosen.instances.is_empty()).collect();
        Self { chosen, of, is_part: narrows || options.invocation.is_some(), comparison: None, aside: None }
    }

    /// What the options choose to leave in a format: where a comparison is asked for, and there is something to compare, the instances of both
    /// as far as it has a place for them.
    pub(super) fn of(cx: &ViewContext<'_>, format: Format, options: &ExportOptions<'_>) -> Self {
        let table = options.reference.zip(options.invocation).and_then(|(reference, other)| {
            let known = options.pairs.clone().filter(|pairs| pairs.is_of(reference, other));
            known.map(compare::Table::of).or_else(|| compare::Table::new(cx, reference, other))
        });
        let Some(table) = table.map(Rc::new) else { return Self::new(cx, options) };
        let place = format.comparison();
        let comparison = Some(table.clone()).filter(|_| place != Place::None);
        let chosen = table.instances(cx, query_of(options).unwrap_or_default()).map(|(at, instances)| {
            let instances = among(cx, options, (at, instances));
            Chosen { rows: Rc::new(Rows::new(at)), instances, comparison: comparison.clone() }
        });
        let [other, reference] = chosen;
        let of = if place == Place::None { other.invocation(cx).instances.len() } else { table.len() };
        let only = Some(reference).filter(|chosen| !chosen.instances.is_empty());
        let (with_rows, aside) = match place {
            Place::Rows => (only, None),
            Place::Sentences => (None, only),
            Place::None => (None, None),
        };
        let chosen = std::iter::once(other).chain(with_rows).collect();
        Self { chosen, of, is_part: true, comparison, aside }
    }

    /// So many of its instances, of the same rows, spread over all, to tell the size of all by.
    pub(super) fn sample(&self, most: usize) -> Self {
        let step = self.instances().checked_div(most).map_or(usize::MAX, |step| step.max(1));
        let mut at = 0;
        let chosen = self.chosen.iter().map(|chosen| {
            let mut take = |_: &&u32| {
                at += 1;
                most > 0 && at % step == 0
            };
            let instances = chosen.instances.iter().filter(|row| take(row)).copied().collect();
            Chosen { rows: chosen.rows.clone(), instances, comparison: chosen.comparison.clone() }
        });
        Self {
            chosen: chosen.collect(),
            of: self.of,
            is_part: self.is_part,
            comparison: self.comparison.clone(),
            aside: None,
        }
    }

    /// How many instances leave.
    pub fn instances(&self) -> usize {
        self.chosen.iter().chain(&self.aside).map(|chosen| chosen.instances.len()).sum()
    }
}

/// The query, where there is one.
fn query_of<'o>(options: &'o ExportOptions<'_>) -> Option<&'o str> {
    options.query.as_deref().map(str::trim).filter(|query| !query.is_empty())
}

/// Those of an invocation's instances that are among the ids, where ids are asked for.
fn among(
    cx: &ViewContext<'_>,
    options: &ExportOptions<'_>,
    (invocation, mut instances): (usize, Vec<u32>),
) -> Vec<u32> {
    if let Some(ids) = &options.ids {
        let own = cx.model.instances_of(&cx.model.invocations[invocation]);
        let id = |row: &u32| fields::id_text(own[*row as usize].instance_id, cx.readings);
        instances.retain(|row| id(row).is_some_and(|id| ids.contains(&id)));
    }
    instances
}

impl Chosen {
    /// The invocation that they are of.
    pub fn invocation<'a>(&self, cx: &ViewContext<'a>) -> &'a Invocation {
        &cx.model.invocations[self.rows.invocation]
    }

    /// The instances in the documents' order.
    pub fn each<'a>(&self, cx: &ViewContext<'a>) -> impl Iterator<Item = &'a Instance> {
        let own = cx.model.instances_of(self.invocation(cx));
        self.instances.iter().map(|row| &own[*row as usize])
    }

    /// The n-th of them.
    pub(super) fn nth<'a>(&self, cx: &ViewContext<'a>, n: usize) -> Option<&'a Instance> {
        let own = cx.model.instances_of(self.invocation(cx));
        self.instances.get(n).map(|row| &own[*row as usize])
    }

    /// What became of the instance by whose record this is the one that counts, by their indices; `None` of its others.
    pub(super) fn told(&self, cx: &ViewContext<'_>, instance: u32, record: u32) -> Option<Told> {
        let (table, invocation) = (self.comparison.as_deref()?, self.rows.invocation);
        table.told(invocation, instance).filter(|_| table.record(cx, invocation, instance) == Some(record))
    }

    /// A reason of its rows.
    pub fn reason<'a>(&'a self, cx: &'a ViewContext<'a>, at: u32) -> &'a Reason {
        &self.rows.reasons(cx).each[at as usize]
    }

    /// Their indices, worst first: what a reader of files begins with, and what stays where not all fits.
    pub(super) fn worst_first(&self, cx: &ViewContext<'_>) -> Vec<u32> {
        let ranks = self.each(cx).map(|instance| instance.outcome as u64);
        order::by_rank(ranks).iter().map(|at| self.instances[*at as usize]).collect()
    }
}
