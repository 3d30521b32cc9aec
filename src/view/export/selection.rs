//! Options -> the instances that leave.

use super::options::ExportOptions;
use crate::model::{Instance, Invocation};
use crate::order;
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
}

/// What of an invocation leaves.
pub struct Chosen {
    /// Its columns.
    pub rows: Rows,
    /// Indices of the instances, in the documents' order.
    pub instances: Vec<u32>,
}

impl Selection {
    /// What the options choose.
    pub fn new(cx: &ViewContext<'_>, options: &ExportOptions<'_>) -> Self {
        let query = options.query.as_deref().map(str::trim).filter(|query| !query.is_empty());
        let narrows = query.is_some() || options.ids.is_some();
        let asked = InstanceQuery { query: query.map(str::to_owned), ..InstanceQuery::default() };
        let all = 0..cx.model.invocations.len();
        let wanted = all.filter(|at| options.invocation.is_none_or(|wanted| wanted == *at));
        let mut of = 0;
        let chosen = wanted.map(|at| {
            of += cx.model.invocations[at].instances.len();
            let mut rows = Rows::new(at);
            let mut instances = instances::selected(cx, &mut rows, &asked).to_vec();
            if let Some(ids) = &options.ids {
                let own = cx.model.instances_of(&cx.model.invocations[at]);
                let id = |row: &u32| fields::id_text(own[*row as usize].instance_id, cx.readings);
                instances.retain(|row| id(row).is_some_and(|id| ids.contains(&id)));
            }
            Chosen { rows, instances }
        });
        let chosen = chosen.filter(|chosen| !narrows || !chosen.instances.is_empty()).collect();
        Self { chosen, of, is_part: narrows || options.invocation.is_some() }
    }

    /// So many of its instances, spread over all, to tell the size of all by.
    pub(super) fn sample(&self, most: usize) -> Self {
        let step = self.instances().checked_div(most).map_or(usize::MAX, |step| step.max(1));
        let mut at = 0;
        let chosen = self.chosen.iter().map(|chosen| {
            let mut take = |_: &&u32| {
                at += 1;
                most > 0 && at % step == 0
            };
            let instances = chosen.instances.iter().filter(|row| take(row)).copied().collect();
            Chosen { rows: Rows::new(chosen.rows.invocation), instances }
        });
        Self { chosen: chosen.collect(), of: self.of, is_part: self.is_part }
    }

    /// How many instances leave.
    pub fn instances(&self) -> usize {
        self.chosen.iter().map(|chosen| chosen.instances.len()).sum()
    }
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
