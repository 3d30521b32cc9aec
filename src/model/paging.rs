//! What the responses say of their paging, compared with the rows that are here -> whether an invocation is complete.
//!
//! DescribeInvocations gives every instance of an invocation it lists (api.md 3.4). DescribeInvocationResults pages over rows, of
//! one invocation or of many; what its pages say together is compared with the rows that are here. `TotalCount` is void under
//! paging by token (api.md 1.1): then only the token tells whether more follows. A list of invocations by DescribeInvocations
//! is paged likewise; what it lacks are invocations, and each on it is whole.

use hashbrown::HashTable;

use super::types::{Invocation, Model, Pages, Paging, Record, ValueRef};
use crate::order::distinct;
use crate::reading::Reading;
use crate::response::{Api, Response, scalar};

/// No more missing pages than these are named.
const NAMED: usize = 1_000;

/// The invocations that the rows of a response belong to.
#[derive(Default)]
pub(super) struct InvocationSet(Vec<u32>);

impl InvocationSet {
    /// Whether all rows so far belong to one.
    pub(super) fn is_one(&self) -> bool {
        self.0.len() == 1
    }

    /// In order, each once.
    pub(super) fn distinct(&self) -> Vec<u32> {
        distinct(&self.0)
    }

    /// Adds the invocation of a row; those of one invocation mostly stand together.
    #[inline]
    pub(super) fn add(&mut self, invocation: u32) {
        if self.0.last() != Some(&invocation) {
            self.0.push(invocation);
        }
    }

    /// Each of them, some more than once.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }
}

/// One response: a page of results, or of a list of invocations.
pub(super) struct Page {
    rows: u64,
    /// In order, each once.
    invocations: Vec<u32>,
    total: Option<u64>,
    number: Option<u32>,
    size: Option<u64>,
    token: Option<ValueRef>,
    /// Not all of its list is here.
    part: bool,
    /// All of its list is here, and not all of what stands around it can be read.
    open: bool,
}

impl Page {
    /// Whether something of it is not here.
    fn is_cut(&self) -> bool {
        self.part || self.open
    }

    /// Whether it holds as many rows as there are, whatever else is here.
    fn is_whole(&self) -> bool {
        self.total == Some(self.rows) && self.token.is_none() && !self.is_cut()
    }

    /// The invocation that all its rows belong to, if it is one.
    fn only(&self) -> Option<u32> {
        match self.invocations[..] {
            [invocation] => Some(invocation),
            _ => None,
        }
    }

    /// Whether a response is a list of invocations.
    pub(super) fn is_list(response: &Response) -> bool {
        !response.invocations.is_empty() || response.api == Some(Api::Invocations) && response.results.is_empty()
    }

    /// What a response says of its paging.
    pub(super) fn read(readings: &[Reading], reading: u32, response: &Response, invocations: &InvocationSet) -> Self {
        let document = &readings[reading as usize].document;
        let value = |slot: u32| (slot != 0).then(|| document.value(slot));
        let whole = |slot| value(slot).and_then(|value| scalar::int(value).ok()?);
        let count = |slot| whole(slot).and_then(|count| u64::try_from(count).ok());
        let token = value(response.next_token).filter(|value| scalar::text(*value).is_some());
        // `TotalCount: "100+"` tells of rows, and not of how many.
        let is_unreadable = |slot| value(slot).is_some_and(|value| scalar::int(value).is_err());
        let rows = if Self::is_list(response) { &response.invocations } else { &response.results };
        Self {
            rows: rows.len() as u64,
            invocations: invocations.distinct(),
            total: count(response.total_count),
            number: whole(response.page_number).and_then(|page| u32::try_from(page).ok()).filter(|page| *page > 0),
            size: count(response.page_size).filter(|size| *size > 0),
            token: token.map(|value| ValueRef { reading, at: value.at() }),
            part: response.partial_list != 0,
            open: response.partial || is_unreadable(response.total_count),
        }
    }
}

/// Pages of one call, as far as that can be told.
struct Call<'a> {
    pages: Vec<&'a Page>,
    /// In order, each once, when all its pages are here; until then as they came.
    invocations: Vec<u32>,
    /// The one invocation that all its rows belong to so far.
    only: Option<u32>,
    /// The numbers of its pages; one without a number is not among them.
    numbers: HashTable<u32>,
}

impl<'a> Call<'a> {
    fn new(page: &'a Page) -> Self {
        let mut call = Call { pages: Vec::new(), invocations: Vec::new(), only: None, numbers: HashTable::new() };
        call.add(page);
        call
    }

    /// Whether a page may be another one of this call: of the same single invocation, or a page of the same list that is
    /// not here yet.
    fn takes(&self, page: &Page) -> bool {
        let first = self.pages[0];
        if page.invocations.is_empty() {
            return first.total == page.total;
        }
        if self.only.is_some() && self.only == page.only() {
            return true;
        }
        let is_here = |number: u32| self.numbers.find(spread(number), |here| *here == number).is_some();
        let is_new = page.number.is_some_and(|number| !is_here(number));
        let tokens = first.token.is_some() || page.token.is_some();
        first.total == page.total && first.size == page.size && (is_new || tokens)
    }

    fn add(&mut self, page: &'a Page) {
        self.pages.push(page);
        if let Some(number) = page.number {
            self.numbers.entry(spread(number), |here| *here == number, |here| spread(*here)).or_insert(number);
        }
        match page.invocations[..] {
            [] => {}
            [invocation] if self.only == Some(invocation) => {}
            _ => {
                self.only = page.only().filter(|_| self.invocations.is_empty());
                self.invocations.extend(&page.invocations);
            }
        }
    }
}

/// A hash of a number; neighbours are far apart.
fn spread(number: u32) -> u64 {
    u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// So many calls are looked back on for one that a page belongs to.
const RECENT: usize = 64;

fn calls(pages: &[Page]) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = Vec::new();
    for page in pages {
        match calls.iter_mut().rev().take(RECENT).find(|call| call.takes(page)) {
            Some(call) => call.add(page),
            None => calls.push(Call::new(page)),
        }
    }
    calls.iter_mut().for_each(|call| call.invocations = distinct(&call.invocations));
    calls
}

/// The paging of lists of invocations.
pub(super) fn of_lists(pages: &[Page]) -> Vec<Paging> {
    calls(pages).iter().map(|call| paging(call, call.invocations.len() as u64)).collect()
}

/// The paging of the calls for results, and for each invocation the index of the one that its rows came from.
pub(super) fn of_results(model: &Model, pages: &[Page]) -> (Vec<Paging>, Vec<Option<u32>>) {
    let calls = calls(pages);
    // Of each invocation once, since many calls may have rows of it.
    let rows: Vec<u64> = model.invocations.iter().map(|invocation| rows_of(model, invocation)).collect();
    let mut of_invocations: Vec<Option<u32>> = vec![None; model.invocations.len()];
    let mut pagings: Vec<Paging> = Vec::new();
    for (at, call) in calls.iter().enumerate() {
        pagings.push(paging(call, call.invocations.iter().map(|invocation| rows[*invocation as usize]).sum()));
        let complete = pagings[at].complete == Some(true);
        let alone = call.invocations.len() == 1;
        for invocation in &call.invocations {
            let own = &mut of_invocations[*invocation as usize];
            // A call for this invocation alone says more than a list of all, unless that is complete.
            if complete || own.is_none_or(|old| pagings[old as usize].complete != Some(true) && alone) {
                *own = Some(at as u32);
            }
        }
    }
    (pagings, of_invocations)
}

/// Rows of an invocation that came from results.
fn rows_of(model: &Model, invocation: &Invocation) -> u64 {
    let from_results = |record: &&Record| !record.is_invoke_instance() || record.other_row.is_some();
    let instances = model.instances_of(invocation).iter();
    instances.map(|instance| model.records_of(instance).iter().filter(from_results).count() as u64).sum()
}

fn paging(call: &Call<'_>, received: u64) -> Paging {
    let pages = &call.pages;
    let total = pages.iter().filter_map(|page| page.total).max();
    let by_token = pages.iter().any(|page| page.token.is_some());
    // A token may stand in what is not here of a page.
    let last_is_here = pages.iter().any(|page| page.token.is_none() && !page.is_cut());
    // Where pages differ, there were more when another one was asked for, or one was asked for a part.
    let whole = pages.iter().any(|page| page.is_whole() && page.total == total && page.rows >= received);
    let fits = total.is_some_and(|total| received == total);
    let counted = match (by_token, total) {
        _ if whole => Some(true),
        // Void or not, a count of more rows than are here says that the last page is not the next one.
        (true, Some(total)) if last_is_here && received < total => Some(false),
        (true, _) if last_is_here => fits.then_some(true),
        (true, _) => (!fits).then_some(false),
        (false, Some(total)) if received < total => Some(false),
        (false, _) => fits.then_some(true),
    };
    let (part, cut) = (pages.iter().any(|page| page.part), pages.iter().any(|page| page.is_cut()));
    let size = pages.iter().filter_map(|page| page.size).max();
    let numbered = |counts: fn(&Page) -> bool| if by_token { None } else { numbered(pages, total, size, counts) };
    let by_number = numbered(|page| !page.part);
    let all = |pages: Option<&Pages>| counted == Some(true) && pages.is_some_and(|pages| pages.missing.is_empty());
    // Counts do not make up for what is cut off, unless the same page is here whole.
    let is_intact = whole || !cut || all(numbered(|page| !page.is_cut()).as_ref());
    let has_all_rows = is_intact || all(by_number.as_ref());
    let complete = match counted {
        Some(true) | None if has_all_rows && !is_intact => None,
        Some(true) | None if !is_intact => part.then_some(false),
        counted => counted,
    };
    Paging {
        complete,
        received,
        total,
        pages: by_number,
        next_token: pages.iter().rev().find_map(|page| page.token).filter(|_| !last_is_here),
        size,
        of_one: call.invocations.len() <= 1,
        cut: !has_all_rows,
    }
}

/// The pages of a call by their numbers; those that do not count are not whole.
fn numbered(pages: &[&Page], total: Option<u64>, size: Option<u64>, counts: impl Fn(&Page) -> bool) -> Option<Pages> {
    let (total, size) = (total?, size?);
    let of = u32::try_from(total.div_ceil(size)).ok()?;
    let seen = distinct(&pages.iter().map(|page| page.number).collect::<Option<Vec<_>>>()?);
    let is_whole = |page: &&&Page| {
        let before = u64::from(page.number.unwrap_or(1) - 1).saturating_mul(size);
        page.rows >= size.min(total.saturating_sub(before)) && counts(page)
    };
    let whole = distinct(&pages.iter().filter(is_whole).filter_map(|page| page.number).collect::<Vec<_>>());
    let missing = (1..=of).filter(|number| whole.binary_search(number).is_err());
    Some(Pages { missing: missing.take(NAMED).collect(), of, seen })
}
