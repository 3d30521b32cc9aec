//! The instances of an invocation as columns, each made when it is first asked for and once: what queries, orders, facets and sums
//! ask again and again.

mod ahead;
pub mod column;
mod filter;
pub mod groups;
pub mod ranges;
pub mod reason;
mod sort;
mod table;

use std::cell::OnceCell;

use foldhash::fast::FixedState;
use hashbrown::HashSet;

use crate::compare::{Member, Side};
use crate::query::{Key, Query};
use crate::view::context::ViewContext;
use ahead::Ahead;
use filter::Filter;
use groups::{Difference, Differences, Grouping, Groups, Own};
use ranges::Ranges;
use table::{Columns, Table};

pub use filter::Kept;
pub use table::Reasons;

/// Rows of a part: with outputs of 24 KiB they are searched in some ten milliseconds.
const PART: usize = 256;

/// The instances of one invocation, in columns; in one language, since what is shown is searched.
#[derive(Debug)]
pub struct Rows {
    /// Which invocation they are of.
    pub invocation: usize,
    /// The execution that stands for each instance; `None`: its newest.
    chosen: Option<Vec<Option<Member>>>,
    columns: Columns,
    ahead: Ahead,
    /// The same of a few rows each, where they are asked for in parts.
    parts: OnceCell<Vec<Columns>>,
    /// The last selection, which a table asks for again with each page of it.
    last: Option<(String, Vec<u32>)>,
}

impl Rows {
    /// Of an invocation; nothing is read yet.
    pub fn new(invocation: usize) -> Self {
        let (columns, ahead) = Default::default();
        Self { invocation, chosen: None, columns, ahead, parts: OnceCell::new(), last: None }
    }

    /// Of an invocation, each instance by a certain execution of it.
    pub fn of(side: &Side) -> Self {
        Self { chosen: Some(side.members.clone()), ..Self::new(side.invocation) }
    }

    /// Makes ready what takes long to make of all rows, of so many more; whether all is.
    pub fn prepare(&mut self, cx: &ViewContext<'_>, rows: usize) -> bool {
        let table = Table::new(cx, self.invocation, self.chosen.as_deref(), &self.columns);
        self.ahead.next(&table, &self.columns, rows)
    }

    /// Says of the next rows, so many or some more, which of them a query chooses: of those after the ones of which that is known. Each few
    /// rows have columns of their own, but for what equal outputs are, which is asked of all. Whether it is known of all.
    pub fn mark(&self, cx: &ViewContext<'_>, query: &Query, rows: usize, known: &mut Vec<bool>) -> bool {
        let whole = self.table(cx);
        let parts = (0..whole.len().div_ceil(PART)).map(|_| Columns::default());
        let parts = self.parts.get_or_init(|| parts.collect());
        let end = whole.len().min(known.len().saturating_add(rows));
        while known.len() < end {
            let first = known.len();
            let part = whole.part(first..whole.len().min(first + PART), &parts[first / PART]);
            let filter = Filter::new(&part, query);
            known.extend((0..part.len() as u32).map(|row| filter.fails(row) == 0));
        }
        known.len() == whole.len()
    }

    /// Whether a query asks which outputs are equal: what `group` finds out.
    pub fn needs_groups(cx: &ViewContext<'_>, query: &Query) -> bool {
        filter::needs_groups(cx, query)
    }

    /// Indices of the instances that a query chooses, of those with these ids alone where there are some, in an order
    /// (`-duration,id`). `key` tells this request from others.
    pub fn select(
        &mut self,
        cx: &ViewContext<'_>,
        query: &Query,
        ids: Option<&[String]>,
        order: &str,
        key: &str,
    ) -> &[u32] {
        // Of no ids none is chosen, and what was chosen last is still known.
        if ids.is_some_and(<[String]>::is_empty) {
            return &[];
        }
        if self.last.as_ref().is_none_or(|(last, _)| last != key) {
            let table = self.table(cx);
            let mut chosen: Vec<u32> = (0..table.len() as u32).collect();
            if let Some(ids) = ids {
                let among: HashSet<&str, FixedState> = ids.iter().map(String::as_str).collect();
                let ids = table.ids();
                chosen.retain(|row| ids.some(*row).is_some_and(|id| among.contains(id)));
            }
            if !query.is_empty() {
                let filter = Filter::new(&table, query);
                chosen.retain(|row| filter.fails(*row) == 0);
            }
            let sorted = sort::sorted(&table, chosen, order);
            self.last = Some((key.to_owned(), sorted));
        }
        self.last.as_ref().map_or(&[], |(_, selected)| selected)
    }

    /// How often each value of the wanted keys occurs among the rows that the other keys' conditions choose.
    pub fn counts(&self, cx: &ViewContext<'_>, query: &Query, wanted: &dyn Fn(Key) -> bool) -> Kept {
        Kept::count(&self.table(cx), query, wanted)
    }

    /// The ids of some rows; of one without an id nothing.
    pub fn ids<'a>(&'a self, cx: &'a ViewContext<'a>, rows: &[u32]) -> Vec<&'a str> {
        let ids = self.table(cx).ids();
        rows.iter().filter_map(|row| ids.some(*row)).collect()
    }

    /// Statuses as the service spells them, in the order of their counts.
    pub fn statuses<'a>(&'a self, cx: &'a ViewContext<'a>) -> &'a [String] {
        &self.table(cx).status().values
    }

    /// Error codes, in the order of their counts.
    pub fn errors<'a>(&'a self, cx: &'a ViewContext<'a>) -> &'a [String] {
        &self.table(cx).error().values
    }

    /// The reasons of what did not simply succeed, in order of first appearance, and which of them each code has.
    pub fn reasons<'a>(&'a self, cx: &'a ViewContext<'a>) -> &'a Reasons {
        self.table(cx).reasons()
    }

    /// The place among these of an instance's reason; `None` of one that succeeded.
    pub fn reason(&self, cx: &ViewContext<'_>, row: u32) -> Option<u32> {
        self.reasons(cx).of_row.get(row as usize).copied().filter(|at| *at != column::NONE)
    }

    /// The few ranges in which starts lie, or durations.
    pub fn ranges<'a>(&'a self, cx: &'a ViewContext<'a>, key: Key) -> &'a Ranges {
        self.table(cx).ranges(key)
    }

    /// Which instances printed the same.
    pub fn groups<'a>(&'a self, cx: &'a ViewContext<'a>) -> &'a Groups {
        self.table(cx).groups()
    }

    /// Finds out so many rows at a time, which `groups` then need not; whether all are.
    pub fn group(&self, cx: &ViewContext<'_>, grouping: &mut Grouping, rows: usize) -> bool {
        self.table(cx).group(grouping, rows)
    }

    /// Where the output of a group, from 0, begins to differ from the largest one's.
    pub fn difference<'a>(&'a self, cx: &'a ViewContext<'a>, group: u32) -> &'a Difference {
        self.table(cx).difference(group)
    }

    /// The same of what may be told of the outputs, the group's own among them; `known` keeps what was found.
    pub fn difference_told<'d>(
        &self,
        cx: &ViewContext<'_>,
        (group, own): (u32, Own<'_>),
        tell: &dyn Fn(String) -> String,
        known: &'d Differences,
    ) -> &'d Difference {
        let table = self.table(cx);
        known.of(table.groups(), group, own, &|row| table.printed(row).map(tell))
    }

    fn table<'a>(&'a self, cx: &'a ViewContext<'a>) -> Table<'a> {
        Table::new(cx, self.invocation, self.chosen.as_deref(), &self.columns)
    }
}
