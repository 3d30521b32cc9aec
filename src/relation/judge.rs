//! A document against the index -> what it is to what is here.

use super::compare::hash;
use super::index::{Change, Found, Index, Key, told_of};
use super::types::{Counts, Kind, Relation, Why};
use super::units::{Level, Page, Part, Unit, parts};
use crate::order;
use crate::reading::Reading;
use crate::response::Response;
use crate::row::Flags;

/// What was counted of a document.
#[derive(Default)]
struct Tally {
    rows: Tallied,
    invocations: Tallied,
    /// Hashes of the executions that results bring, of the invocation that all are of.
    gained: Vec<u64>,
    /// The invocation of the last unit whose invocation is here, by its number.
    of: Option<u32>,
    /// Calls that started an invocation: not known to be here, and known.
    starts: [u64; 2],
    /// The ids of invocations that are here, and of others; how many different ones, of those that stand together.
    here: Ids,
    elsewhere: Ids,
    /// Rows of which it cannot be told where they belong, and such rows that are here as they are.
    without_id: [u64; 2],
    masked: u64,
    /// A row ends before its ids.
    cut: bool,
    foreign: bool,
    pages: Vec<(Page, Option<u64>)>,
    /// Of the answer that is read: the invocation of its units, by the hash of its id.
    only: Option<u64>,
    several: bool,
}

#[derive(Default)]
struct Tallied {
    all: u64,
    /// Hashes of what is not here.
    new: Vec<u64>,
    /// Numbers of what is here, by how it is told.
    changed: Vec<u64>,
    earlier: Vec<u64>,
    told: Vec<u64>,
}

impl Tallied {
    fn counts(&self) -> Counts {
        let [new, changed, earlier, told] =
            [&self.new, &self.changed, &self.earlier, &self.told].map(|numbers| distinct(numbers));
        Counts { all: self.all, new, changed, earlier, told }
    }
}

/// Different ids, in their order; neighbours that are alike count once.
#[derive(Default)]
struct Ids {
    first: Option<String>,
    hashes: Vec<u32>,
}

impl Ids {
    fn add(&mut self, hash: u32, bytes: &[u8]) {
        if self.hashes.last() != Some(&hash) {
            self.hashes.push(hash);
            self.first.get_or_insert_with(|| String::from_utf8_lossy(bytes).into_owned());
        }
    }
}

impl Index {
    /// What a document is to those that are here; the index has caught up with them.
    pub fn judge(&self, readings: &[Reading], reading: &Reading) -> Relation {
        let mut tally = Tally::default();
        parts(reading, &mut |part| match part {
            Part::Unit(unit) => self.count(readings, reading, &unit, &mut tally),
            Part::Answer(page) => {
                let only = tally.only.take().filter(|_| !tally.several);
                tally.several = false;
                tally.pages.push((page, only));
            }
        });
        let same_list = tally.pages.iter().any(|(page, only)| self.is_of_list(*page, *only));
        let why = self.why_other(&tally, same_list, reading);
        let (records, invocations) = (tally.rows.counts(), tally.invocations.counts());
        let kind = match () {
            () if why.is_some() => Kind::Other,
            () if records.changed + invocations.changed > 0 => Kind::Newer,
            () if [records, invocations].iter().any(|n| n.new + n.earlier + n.told > 0) || tally.starts[0] > 0 => {
                Kind::More
            }
            () => Kind::Same,
        };
        let ids = if tally.here.first.is_some() { &tally.here } else { &tally.elsewhere };
        let others = |ids: &Ids| (order::distinct(&ids.hashes).len() as u64).saturating_sub(1);
        let id = ids.first.clone().map(|first| (first, others(ids)));
        let page = match tally.pages[..] {
            [(Page { total, number, size, .. }, _)] if number > 0 && size > 0 && total > size => {
                let of = total.div_ceil(size);
                (number <= of).then_some((number, of))
            }
            _ => None,
        };
        let missing = self.missing(&tally);
        Relation { kind, why, records, invocations, started: tally.starts != [0; 2], id, page, missing }
    }

    fn count(&self, readings: &[Reading], reading: &Reading, unit: &Unit<'_>, tally: &mut Tally) {
        // What ends before it names its ids may be any of the others.
        if unit.level.is_row() && unit.value.is_partial() && (unit.target.is_none() || unit.invoke_id.is_none()) {
            tally.cut = true;
            return;
        }
        let told = told_of(reading, unit);
        let found = self.find(readings, told, unit);
        let id = unit.invoke_id.as_ref().map(|id| (hash(0, &id.bytes), &*id.bytes));
        let own = id.map_or(0, |id| id.0);
        tally.several |= tally.only.is_some_and(|only| only != own);
        tally.only = Some(own);
        tally.foreign |= unit.facts.flags.has(Flags::FOREIGN);
        if let Some((hash, bytes)) = id {
            let ids = if found == Found::Nothing { &mut tally.elsewhere } else { &mut tally.here };
            ids.add((hash ^ hash >> 32) as u32, bytes);
        }
        tally.of = self.invocation_of(found).or(tally.of);
        let change = match found {
            Found::Execution(at) => Some((self.change(readings, told, unit.level, at), at)),
            _ => None,
        };
        let same = matches!(change, Some((Change::Nothing, _)));
        tally.masked += u64::from(unit.masked && !same);
        if id.is_none() {
            tally.without_id[usize::from(same)] += 1;
        }
        if unit.level == Level::Start {
            tally.starts[usize::from(same)] += 1;
            return;
        }
        let new = || Key::of(unit, told).hash(own, Some(unit.facts.started));
        let counts = if unit.level.is_row() { &mut tally.rows } else { &mut tally.invocations };
        counts.all += 1;
        match change {
            // Of an invocation that is here its listing says more.
            None if unit.level == Level::Invocation && found != Found::Nothing => counts.told.push(own),
            None => counts.new.push(new()),
            Some((Change::Later, at)) => counts.changed.push(at.into()),
            Some((Change::Earlier, at)) => counts.earlier.push(at.into()),
            Some((Change::Told, at)) => counts.told.push(at.into()),
            Some((Change::Nothing, _)) => {}
        }
        if unit.level == Level::Result {
            match found {
                Found::Execution(at) if self.lacks_result(at) => tally.gained.push(at.into()),
                Found::Execution(_) => {}
                _ => tally.gained.push(new()),
            }
        }
    }

    /// Whether a page is another one of a list of which pages are here. Pages of results of one invocation each are of as many calls.
    fn is_of_list(&self, page: Page, only: Option<u64>) -> bool {
        if page.rows == 0 || page.number == 0 || page.size == 0 || page.total <= page.rows {
            return false;
        }
        let fits = page.number <= page.total.div_ceil(page.size) && page.rows <= page.size;
        let found =
            self.list(page).filter(|(list, is_new)| *is_new && (page.is_list || only.is_none() || list.only.is_none()));
        fits && found.is_some()
    }

    /// Why a document is something else, if it is.
    fn why_other(&self, tally: &Tally, same_list: bool, reading: &Reading) -> Option<Why> {
        let is_here = tally.here.first.is_some();
        let nothing = tally.rows.all + tally.invocations.all + tally.starts[0] + tally.starts[1] == 0;
        let only_same = tally.without_id[0] == 0 && tally.without_id[1] > 0;
        match () {
            () if nothing && reading.responses.iter().any(Response::is_error) => Some(Why::Error),
            () if nothing => Some(if tally.cut { Why::NoInvokeId } else { Why::Unread }),
            () if tally.masked > 0 => Some(Why::Masked),
            () if tally.without_id[0] > 0 => Some(Why::NoInvokeId),
            () if is_here || same_list || only_same && tally.elsewhere.first.is_none() => None,
            () if tally.foreign != self.foreign && !self.invocations.is_empty() => Some(Why::Foreign),
            () if self.has_no_ids() => Some(Why::NoInvokeId),
            () if tally.pages.iter().any(|(page, _)| page.has_token) && self.has_token => Some(Why::Token),
            () => Some(Why::Invocation),
        }
    }

    /// How many rows are missing once a document is added: of the invocation that all its results are of, or of the list that its one
    /// page is of. Under paging by token no number tells (api.md 1.1).
    fn missing(&self, tally: &Tally) -> Option<u64> {
        if self.has_token || tally.pages.iter().any(|(page, _)| page.has_token) {
            return None;
        }
        if let [(page, _)] = tally.pages[..]
            && let Some((list, is_new)) = self.list(page).filter(|(list, _)| page.is_list || list.only.is_none())
        {
            return Some(page.total.saturating_sub(list.rows + if is_new { page.rows } else { 0 }));
        }
        let ids = [&tally.here, &tally.elsewhere].map(|ids| order::distinct(&ids.hashes).len());
        if ids[0] + ids[1] != 1 || tally.without_id != [0; 2] {
            return None;
        }
        let (results, here) = tally.of.map_or((0, 0), |at| {
            let own = &self.invocations[at as usize];
            (own.results, own.total)
        });
        let told = tally.pages.iter().filter(|(page, _)| !page.is_list).map(|(page, _)| page.total).max();
        let total = told.filter(|total| *total > 0)?.max(here);
        Some(total.saturating_sub(results + distinct(&tally.gained)))
    }
}

/// How many different numbers there are.
fn distinct(numbers: &[u64]) -> u64 {
    let mut ordered = order::apply(&order::by_rank(numbers.iter().copied()), numbers);
    ordered.dedup();
    ordered.len() as u64
}
