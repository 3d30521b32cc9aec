//! What the responses say of their paging, held against the rows that are here -> whether a run is complete.
//!
//! DescribeInvocations gives every instance of a run it lists (api.md 3.4). DescribeInvocationResults pages over rows, of
//! one run or of many; what its pages say together is held against the rows that are here. `TotalCount` is void under
//! paging by token (api.md 1.1): then only the token tells whether more follows. A list of runs by DescribeInvocations is
//! paged likewise; what it lacks are runs, and each run on it is whole.

use hashbrown::HashTable;

use super::{Invocation, Model, Reading, Record, ValueRef};
use crate::order::distinct;
use crate::response::{Api, Response, scalar};

/// The answers to one call, page by page, as far as they are here: rows of results, or a list of runs.
#[derive(Debug)]
pub struct Paging {
    /// Whether all rows are here; `None`: the responses do not tell.
    pub complete: Option<bool>,
    /// Different rows that are here.
    pub held: u64,
    /// Rows that there are, as the service says.
    pub stated: Option<u64>,
    /// Where the call was paged by number.
    pub pages: Option<Pages>,
    /// The token of the page that follows, where the call was paged by token.
    pub next_token: Option<ValueRef>,
    /// Rows on a page.
    pub size: Option<u64>,
    /// Whether all its rows belong to one run, for which it was likely asked.
    pub of_one: bool,
    /// The text of an answer ends early or leaves something out, so that rows, or what counts them, are not here.
    pub cut: bool,
}

impl Paging {
    /// How many rows are here of how many, where some are missing and the count is one invocation's.
    pub fn lacking(&self) -> Option<(u64, u64)> {
        self.stated.filter(|stated| self.of_one && *stated > self.held).map(|stated| (self.held, stated))
    }
}

/// Pages by number.
#[derive(Debug)]
pub struct Pages {
    /// Those that are here, in order.
    pub seen: Vec<u32>,
    /// How many there are.
    pub of: u32,
    /// Those that are not here or not whole, the first of them.
    pub missing: Vec<u32>,
}

/// No more missing pages than these are named.
const NAMED: usize = 1_000;

/// The runs that the rows of a response belong to.
#[derive(Default)]
pub(super) struct Runs(Vec<u32>);

impl Runs {
    /// Whether all rows so far belong to one.
    pub(super) fn is_one(&self) -> bool {
        self.0.len() == 1
    }

    /// In order, each once.
    pub(super) fn distinct(&self) -> Vec<u32> {
        distinct(&self.0)
    }

    /// Adds the run of a row; those of one run mostly stand together.
    #[inline]
    pub(super) fn add(&mut self, run: u32) {
        if self.0.last() != Some(&run) {
            self.0.push(run);
        }
    }

    /// Each of them, some more than once.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }
}

/// One response with rows of results, or with runs.
pub(super) struct Answer {
    rows: u64,
    /// In order, each once.
    runs: Vec<u32>,
    total: Option<u64>,
    page: Option<u32>,
    size: Option<u64>,
    token: Option<ValueRef>,
    /// Not all of its list is here.
    part: bool,
    /// All of its list is here, and not all of what stands around it.
    open: bool,
}

impl Answer {
    /// Whether something of it is not here.
    fn is_cut(&self) -> bool {
        self.part || self.open
    }

    /// The run that all its rows belong to, if it is one.
    fn only(&self) -> Option<u32> {
        match self.runs[..] {
            [run] => Some(run),
            _ => None,
        }
    }

    /// Whether a response is a list of runs.
    pub(super) fn is_list(response: &Response) -> bool {
        !response.invocations.is_empty() || response.api == Some(Api::Invocations) && response.results.is_empty()
    }

    /// What a response says of its paging.
    pub(super) fn read(readings: &[Reading], reading: u32, response: &Response, runs: &Runs) -> Self {
        let document = &readings[reading as usize].document;
        let value = |slot: u32| (slot != 0).then(|| document.value(slot));
        let whole = |slot| value(slot).and_then(|value| scalar::int(value).ok()?);
        let count = |slot| whole(slot).and_then(|count| u64::try_from(count).ok());
        let token = value(response.next_token).filter(|value| scalar::text(*value).is_some());
        let rows = if Self::is_list(response) { &response.invocations } else { &response.results };
        Self {
            rows: rows.len() as u64,
            runs: runs.distinct(),
            total: count(response.total_count),
            page: whole(response.page_number).and_then(|page| u32::try_from(page).ok()).filter(|page| *page > 0),
            size: count(response.page_size).filter(|size| *size > 0),
            token: token.map(|value| ValueRef { reading, at: value.at() }),
            part: response.partial_list != 0,
            open: response.partial,
        }
    }
}

/// Answers to one call, as far as that can be told.
struct Call<'a> {
    answers: Vec<&'a Answer>,
    /// In order, each once, when all its answers are here; until then as they came.
    runs: Vec<u32>,
    /// The one run that all its rows belong to so far.
    only: Option<u32>,
    /// The numbers of its pages; `None` among the answers has none here.
    pages: HashTable<u32>,
}

impl Call<'_> {
    /// Whether an answer may be another page of this call: of the same single run, or a page of the same list that is not
    /// here yet.
    fn takes(&self, answer: &Answer) -> bool {
        let first = self.answers[0];
        if answer.runs.is_empty() {
            return first.total == answer.total;
        }
        if self.only.is_some() && self.only == answer.only() {
            return true;
        }
        let is_here = |page: u32| self.pages.find(spread(page), |here| *here == page).is_some();
        let new_page = answer.page.is_some_and(|page| !is_here(page));
        let tokens = first.token.is_some() || answer.token.is_some();
        first.total == answer.total && first.size == answer.size && (new_page || tokens)
    }
}

impl<'a> Call<'a> {
    fn new(answer: &'a Answer) -> Self {
        let mut call = Call { answers: Vec::new(), runs: Vec::new(), only: None, pages: HashTable::new() };
        call.add(answer);
        call
    }

    fn add(&mut self, answer: &'a Answer) {
        self.answers.push(answer);
        if let Some(page) = answer.page {
            self.pages.entry(spread(page), |here| *here == page, |here| spread(*here)).or_insert(page);
        }
        match answer.runs[..] {
            [] => {}
            [run] if self.only == Some(run) => {}
            _ => {
                self.only = answer.only().filter(|_| self.runs.is_empty());
                self.runs.extend(&answer.runs);
            }
        }
    }
}

/// A hash of a number; neighbours are far apart.
fn spread(number: u32) -> u64 {
    u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// So many calls are looked back on for one that an answer is a page of.
const NEAR: usize = 64;

fn calls(answers: &[Answer]) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = Vec::new();
    for answer in answers {
        match calls.iter_mut().rev().take(NEAR).find(|call| call.takes(answer)) {
            Some(call) => call.add(answer),
            None => calls.push(Call::new(answer)),
        }
    }
    calls.iter_mut().for_each(|call| call.runs = distinct(&call.runs));
    calls
}

/// The extents of lists of runs.
pub(super) fn lists(answers: &[Answer]) -> Vec<Paging> {
    calls(answers).iter().map(|call| extent(call, call.runs.len() as u64)).collect()
}

/// The extents of the calls for results, and for each run the index of the one that its rows came from.
pub(super) fn extents(model: &Model, answers: &[Answer]) -> (Vec<Paging>, Vec<Option<u32>>) {
    let calls = calls(answers);
    // Of each run once, since many calls may have rows of it.
    let rows: Vec<u64> = model.invocations.iter().map(|invocation| rows_of(model, invocation)).collect();
    let mut of_runs: Vec<Option<u32>> = vec![None; model.invocations.len()];
    let mut extents: Vec<Paging> = Vec::new();
    for (at, call) in calls.iter().enumerate() {
        extents.push(extent(call, call.runs.iter().map(|run| rows[*run as usize]).sum()));
        let complete = extents[at].complete == Some(true);
        for run in &call.runs {
            let own = &mut of_runs[*run as usize];
            // A call for this run alone says more than a list of all, unless that is complete.
            if complete || own.is_none_or(|old| extents[old as usize].complete != Some(true) && call.runs.len() == 1) {
                *own = Some(at as u32);
            }
        }
    }
    (extents, of_runs)
}

/// Rows of a run that came from results.
fn rows_of(model: &Model, invocation: &Invocation) -> u64 {
    let from_results = |record: &&Record| !record.is_invoke_instance || record.other_row.is_some();
    let instances = model.instances_of(invocation).iter();
    instances.map(|instance| model.records_of(instance).iter().filter(from_results).count() as u64).sum()
}

fn extent(call: &Call<'_>, held: u64) -> Paging {
    let answers = &call.answers;
    let stated = answers.iter().filter_map(|answer| answer.total).max();
    let by_token = answers.iter().any(|answer| answer.token.is_some());
    // A token may stand in what is not here of an answer.
    let last_is_here = answers.iter().any(|answer| answer.token.is_none() && !answer.is_cut());
    // A page that holds as many rows as there are is the whole, whatever else is here.
    let is_whole = |answer: &&Answer| answer.total == Some(answer.rows) && answer.token.is_none() && !answer.is_cut();
    let whole = answers.iter().copied().any(|answer| is_whole(&answer));
    let fits = stated.is_some_and(|stated| held == stated);
    let counted = match (by_token, stated) {
        _ if whole => Some(true),
        (true, _) if last_is_here => fits.then_some(true),
        (true, _) => (!fits).then_some(false),
        (false, Some(stated)) if held < stated => Some(false),
        (false, _) => fits.then_some(true),
    };
    let (part, cut) = (answers.iter().any(|answer| answer.part), answers.iter().any(|answer| answer.is_cut()));
    let size = answers.iter().filter_map(|answer| answer.size).max();
    let numbered = |counts: fn(&Answer) -> bool| if by_token { None } else { pages(answers, stated, size, counts) };
    let pages = numbered(|answer| !answer.part);
    let all = |pages: Option<&Pages>| counted == Some(true) && pages.is_some_and(|pages| pages.missing.is_empty());
    // Counts do not make up for what is cut off, unless the same page is here whole.
    let sound = whole || !cut || all(numbered(|answer| !answer.is_cut()).as_ref());
    let proven = sound || all(pages.as_ref());
    let complete = match counted {
        Some(true) | None if proven && !sound => None,
        Some(true) | None if !sound => part.then_some(false),
        counted => counted,
    };
    Paging {
        complete,
        held,
        stated,
        pages,
        next_token: answers.iter().rev().find_map(|answer| answer.token).filter(|_| !last_is_here),
        size,
        of_one: call.runs.len() <= 1,
        cut: !proven,
    }
}

/// The pages of a call; those whose answer does not count are not whole.
fn pages(
    answers: &[&Answer],
    stated: Option<u64>,
    size: Option<u64>,
    counts: impl Fn(&Answer) -> bool,
) -> Option<Pages> {
    let (stated, size) = (stated?, size?);
    let of = u32::try_from(stated.div_ceil(size)).ok()?;
    let seen = distinct(&answers.iter().map(|answer| answer.page).collect::<Option<Vec<_>>>()?);
    let is_whole = |answer: &&&Answer| {
        let before = u64::from(answer.page.unwrap_or(1) - 1).saturating_mul(size);
        answer.rows >= size.min(stated.saturating_sub(before)) && counts(answer)
    };
    let whole = distinct(&answers.iter().filter(is_whole).filter_map(|answer| answer.page).collect::<Vec<_>>());
    let missing = (1..=of).filter(|page| whole.binary_search(page).is_err());
    Some(Pages { missing: missing.take(NAMED).collect(), of, seen })
}
