//! The boundary of comparing: collections, groups, differences, searches.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{index, plain};
use crate::changes;
use crate::collection::{self, Outcome};
use crate::difference::{self, How};
use crate::fold::{self, Folded, fold};
use crate::groups;
use crate::mask;
use crate::search;
use crate::words::Language;

macro_rules! typescript {
    ($($type:ident $name:literal,)*) => {
        #[wasm_bindgen]
        extern "C" {
            $(
                /// A shape of boundary.d.ts.
                #[wasm_bindgen(typescript_type = $name)]
                pub type $type;
            )*
        }
    };
}

typescript! {
    JsFolded "FoldedIds", JsGroups "GroupsSummary", JsGroupRows "OutputGroup[]",
    JsValues "HoleValues[]", JsTemplate "TemplatePiece[][]",
    JsDifference "DifferenceSummary", JsRows "DifferenceRow[]",
    JsFault "PatternFault | null", JsExcerpts "SearchExcerpt[]",
}

/// Letters that a folded list of ids may have in a row.
const ROOM: usize = 60;

/// Exit codes as JavaScript has them, NaN where there is none.
#[allow(clippy::cast_possible_truncation, reason = "an exit code is a whole number")]
fn exit_codes(codes: &[f64]) -> Vec<Option<i64>> {
    codes.iter().map(|&code| code.is_finite().then_some(code as i64)).collect()
}

/// All outputs and commands at once. Free it, and what it made, when it is no longer shown.
#[wasm_bindgen]
pub struct Collection(Rc<collection::Collection>);

#[wasm_bindgen]
impl Collection {
    /// Items side by side, as boundary.d.ts describes under `CollectionParts`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, ends: Vec<u32>, flags: &[u8], codes: &[f64], ids: &str) -> Self {
        Self(Rc::new(collection::Collection::new(bytes, ends, flags, &exit_codes(codes), ids)))
    }

    /// More items, after those that are here, as long as nothing is made of it that is not freed. Says whether they were added.
    pub fn add(&mut self, bytes: Vec<u8>, ends: Vec<u32>, flags: &[u8], codes: &[f64], ids: &str) -> bool {
        let items = Rc::get_mut(&mut self.0);
        items.map(|items| items.add(bytes, ends, flags, &exit_codes(codes), ids)).is_some()
    }

    /// The bytes of an item, so many of them at most.
    pub fn bytes(&self, item: f64, most: f64) -> Vec<u8> {
        let bytes = self.0.bytes(index(item));
        bytes[..bytes.len().min(index(most))].to_vec()
    }

    /// How many items there are.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The text of an item with a token for each thing that masking leaves out, such as `<time>`; null where it is no text.
    pub fn masked(&self, item: f64) -> Option<String> {
        let item = index(item);
        self.0.text(item).map(|text| mask::shown(text, &mask::Own::new(self.0.id(item))))
    }

    /// Ids of items as one text, each id once: `web-[01-32,40]`.
    pub fn fold(&self, items: &[u32], room: f64) -> JsFolded {
        plain(&FoldedIds::from(fold(items.iter().map(|&item| self.0.id(item as usize)), index(room))))
    }

    /// Groups of equal outputs, at once; alike, of outputs that differ in what fills the holes of their template only.
    pub fn groups(&self, alike: bool) -> Groups {
        Groups { found: groups::groups(&self.0, alike), items: Rc::clone(&self.0) }
    }

    /// The same in slices.
    pub fn grouping(&self, alike: bool) -> Grouping {
        Grouping { grouping: groups::Grouping::new(alike), items: Rc::clone(&self.0) }
    }

    /// What changed in each pair of neighbours, the first with the second, the third with the fourth, in slices.
    pub fn changes(&self) -> Changes {
        Changes { made: changes::Changes::default(), items: Rc::clone(&self.0) }
    }

    /// What differs between two items, with so many equal lines around each change.
    pub fn difference(&self, left: f64, right: f64, masked: bool, context: f64) -> Difference {
        let context = index(context).min(u32::MAX as usize) as u32;
        let how = if masked { How::Masked } else { How::Exact };
        let found = difference::Difference::new(&self.0, index(left), index(right), how, context);
        Difference { found, items: Rc::clone(&self.0) }
    }

    /// Begins a search; nothing is read before `advance`. A pattern with a fault finds nothing and says what it is.
    pub fn search(
        &self,
        text: String,
        #[wasm_bindgen(unchecked_param_type = "SearchOptions")] options: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "\"en\" | \"zh\"")] language: &str,
    ) -> Search {
        let get = |name: &str| js_sys::Reflect::get(options, &name.into()).is_ok_and(|value| value.is_truthy());
        let (pattern, whole, ignore_case) = (get("pattern"), get("whole"), get("ignoreCase"));
        let search = search::Search::new(&search::Query { text, pattern, whole, ignore_case });
        let fault = search.as_ref().err().map(|fault| PatternFault {
            sentence: fault.sentence(Language::from_tag(language)),
            start: fault.start,
            end: fault.end,
        });
        Search { begun: search.ok(), fault, items: Rc::clone(&self.0) }
    }
}

#[derive(Serialize)]
struct FoldedIds {
    whole: String,
    shown: String,
    count: usize,
}

impl From<Folded> for FoldedIds {
    fn from(Folded { whole, shown, count }: Folded) -> Self {
        Self { whole, shown, count }
    }
}

/// What changed in pairs, as far as it was read.
#[wasm_bindgen]
pub struct Changes {
    made: changes::Changes,
    items: Rc<collection::Collection>,
}

#[wasm_bindgen]
impl Changes {
    /// Reads on for about so many bytes. Says whether all is read.
    pub fn advance(&mut self, budget: f64) -> bool {
        self.made.advance(&self.items, index(budget))
    }

    /// Lines that only one of a pair has, behind `- ` or `+ `, pair by pair, in UTF-8.
    pub fn bytes(&self) -> Vec<u8> {
        self.made.bytes.clone()
    }

    /// Where each pair's end there.
    pub fn ends(&self) -> Vec<u32> {
        self.made.ends.clone()
    }

    /// 1 for each pair of texts; 2 where one of them is none, so that nothing is told.
    pub fn kinds(&self) -> Vec<u8> {
        self.made.told.iter().map(|told| if *told { 1 } else { 2 }).collect()
    }
}

/// Grouping that is under way.
#[wasm_bindgen]
pub struct Grouping {
    grouping: groups::Grouping,
    items: Rc<collection::Collection>,
}

#[wasm_bindgen]
impl Grouping {
    /// Reads on for about so many bytes. Says whether all is read.
    pub fn advance(&mut self, budget: f64) -> bool {
        self.grouping.advance(&self.items, index(budget))
    }

    /// The groups; ends the grouping.
    pub fn finish(self) -> Groups {
        Groups { found: self.grouping.finish(&self.items), items: self.items }
    }
}

/// Groups of equal outputs.
#[wasm_bindgen]
pub struct Groups {
    found: groups::Groups,
    items: Rc<collection::Collection>,
}

#[derive(Serialize)]
struct GroupsSummary {
    groups: usize,
    largest: Option<usize>,
    outputs: usize,
    absent: usize,
    empty: usize,
}

#[derive(Serialize)]
struct OutputGroup {
    group: usize,
    count: u32,
    representative: u32,
    outcome: &'static str,
    codes: Vec<CodeCount>,
    ids: String,
    first: Option<groups::First>,
    told: Vec<groups::Told>,
}

#[derive(Serialize)]
struct CodeCount {
    code: Option<i64>,
    count: u32,
}

impl Groups {
    fn row(&self, at: usize, largest: Option<usize>) -> OutputGroup {
        let group = &self.found.groups[at];
        OutputGroup {
            group: at,
            count: group.count,
            representative: group.representative,
            outcome: match group.outcome {
                Outcome::Failed => "failed",
                Outcome::Other => "other",
                Outcome::Succeeded => "succeeded",
            },
            codes: group.codes.iter().map(|&(code, count)| CodeCount { code, count }).collect(),
            ids: fold::shown(self.found.members(at).iter().map(|&item| self.items.id(item as usize)), ROOM),
            first: largest.and_then(|largest| self.found.first(&self.items, at, largest)),
            told: self.found.told(&self.items, at),
        }
    }
}

#[wasm_bindgen]
impl Groups {
    /// Counts.
    pub fn summary(&self) -> JsGroups {
        let found = &self.found;
        let outputs = found.groups.iter().map(|group| group.count as usize).sum();
        plain(&GroupsSummary {
            groups: found.groups.len(),
            largest: found.largest(),
            outputs,
            absent: found.absent.len(),
            empty: found.empty.len(),
        })
    }

    /// Groups from one to before another, failures first, of these the rarest.
    pub fn range(&self, from: f64, to: f64) -> JsGroupRows {
        let to = index(to).min(self.found.groups.len());
        let largest = self.found.largest();
        plain(&(index(from).min(to)..to).map(|at| self.row(at, largest)).collect::<Vec<_>>())
    }

    /// What fills the holes of a group of alike outputs.
    pub fn values(&self, group: f64) -> JsValues {
        plain(&self.found.values(&self.items, index(group)))
    }

    /// Lines of the template of a group of alike outputs, from one to before another.
    pub fn template(&self, group: f64, from: f64, to: f64) -> JsTemplate {
        plain(&self.found.template(&self.items, index(group), index(from), index(to)))
    }

    /// What differs between two items of a collection, which may be another one than this: what fills holes counts where it
    /// means something in one of two groups, of which they are.
    pub fn difference(&self, items: &Collection, left: f64, right: f64, groups: &[u32], context: f64) -> Difference {
        let context = index(context).min(u32::MAX as usize) as u32;
        let fixed = groups.iter().flat_map(|&group| self.found.fixed(&self.items, group as usize)).collect();
        let found = difference::Difference::new(&items.0, index(left), index(right), How::Alike(fixed), context);
        Difference { found, items: Rc::clone(&items.0) }
    }

    /// Items of a group, in the collection's order.
    pub fn members(&self, group: f64) -> Vec<u32> {
        self.found.members(index(group)).to_vec()
    }

    /// Items whose output the response does not hold.
    pub fn absent(&self) -> Vec<u32> {
        self.found.absent.clone()
    }

    /// Items whose output is there and empty.
    pub fn empty(&self) -> Vec<u32> {
        self.found.empty.clone()
    }
}

/// What differs between two items.
#[wasm_bindgen]
pub struct Difference {
    found: difference::Difference,
    items: Rc<collection::Collection>,
}

#[derive(Serialize)]
struct DifferenceSummary {
    same: bool,
    binary: bool,
    coarse: bool,
    removed: u32,
    added: u32,
    rows: u32,
}

#[wasm_bindgen]
impl Difference {
    /// Counts.
    pub fn summary(&self) -> JsDifference {
        let found = &self.found;
        plain(&DifferenceSummary {
            same: found.is_same(&self.items),
            binary: found.binary,
            coarse: found.coarse,
            removed: found.removed,
            added: found.added,
            rows: found.rows(),
        })
    }

    /// Rows from one to before another.
    pub fn rows(&self, from: f64, to: f64) -> JsRows {
        let place = |number| index(number).min(u32::MAX as usize) as u32;
        plain(&self.found.range(&self.items, place(from), place(to)))
    }
}

/// A search that is under way.
#[wasm_bindgen]
pub struct Search {
    begun: Option<search::Search>,
    fault: Option<PatternFault>,
    items: Rc<collection::Collection>,
}

#[derive(Serialize)]
struct PatternFault {
    sentence: String,
    start: u32,
    end: u32,
}

#[wasm_bindgen]
impl Search {
    /// What is wrong with the pattern; null where nothing is.
    #[wasm_bindgen(getter)]
    pub fn fault(&self) -> JsFault {
        plain(&self.fault)
    }

    /// Reads on for about so many bytes. Says whether all is read.
    pub fn advance(&mut self, budget: f64) -> bool {
        self.begun.as_mut().is_none_or(|search| search.advance(&self.items, index(budget)))
    }

    /// How much has been read, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.begun.as_ref().map_or(1.0, |search| search.progress(&self.items))
    }

    /// Hits so far.
    #[wasm_bindgen(getter)]
    pub fn total(&self) -> f64 {
        self.begun.as_ref().map_or(0.0, |search| search.total() as f64)
    }

    /// How many items have more hits than were counted.
    #[wasm_bindgen(getter)]
    pub fn partial(&self) -> usize {
        self.begun.as_ref().map_or(0, search::Search::partial)
    }

    /// Items with hits so far: item, count, item, count, in the collection's order.
    pub fn found(&self) -> Vec<u32> {
        let found = self.begun.as_ref().map(search::Search::found).unwrap_or_default();
        found.iter().flat_map(|found| [found.item, found.count]).collect()
    }

    /// Of items with hits, from one to before another in the order of `found`, the first hit with its line.
    pub fn excerpts(&self, from: f64, to: f64) -> JsExcerpts {
        let excerpts = self.begun.as_ref().map(|search| search.excerpts(&self.items, index(from), index(to)));
        plain(&excerpts.unwrap_or_default())
    }

    /// The hits of one item, at most so many: start, end, line, each.
    pub fn hits(&self, item: f64, most: f64) -> Vec<u32> {
        let hits = self.begun.as_ref().map(|search| search.hits(&self.items, index(item), index(most)));
        hits.unwrap_or_default().iter().flat_map(|hit| [hit.start, hit.end, hit.line]).collect()
    }
}
