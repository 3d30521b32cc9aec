//! Finds a text or a pattern in all outputs and commands at once, in slices, so that a page can breathe between them.
//!
//! Hits do not overlap, and never are empty. Items that are not UTF-8 are passed over. Patterns run in linear time; since a
//! pattern may read far beyond each of its hits, slices count what it may have read in long texts.

mod fault;
mod needle;

pub use fault::Fault;
pub use needle::{Needle, Query};

use serde::Serialize;

use crate::collection::Collection;

/// In texts longer than this, a slice counts for each hit of a pattern what the pattern may have read.
const LONG: usize = 64 * 1024;
/// How many letters of a line stand around the hit in an excerpt.
const AROUND: usize = 80;

/// An item with hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The item.
    pub item: u32,
    /// How many hits it has.
    pub count: u32,
    /// Where the first starts, in bytes.
    first: u32,
}

/// A search that is under way.
pub struct Search {
    needle: Needle,
    item: usize,
    offset: usize,
    current: Option<Found>,
    found: Vec<Found>,
    total: u64,
}

impl Search {
    /// Begins a search.
    pub fn new(query: &Query) -> Result<Self, Fault> {
        let needle = Needle::new(query)?;
        Ok(Self { needle, item: 0, offset: 0, current: None, found: Vec::new(), total: 0 })
    }

    /// Reads on for about so many bytes. Says whether all is read.
    pub fn advance(&mut self, items: &Collection, budget: usize) -> bool {
        let mut read = 0;
        while self.item < items.len() {
            if read > budget {
                return false;
            }
            let (bytes, item) = (items.bytes(self.item), self.item as u32);
            let text = items.is_text(self.item);
            if let Some((first, count)) = if text { self.needle.count(bytes) } else { Some((0, 0)) } {
                read += bytes.len() + 16;
                self.total += u64::from(count);
                self.found.extend((count > 0).then_some(Found { item, count, first: first as u32 }));
                self.item += 1;
                continue;
            }
            let hit = self.needle.find(bytes, self.offset, items.is_ascii(self.item));
            let Some((start, end)) = hit else {
                read += bytes.len() - self.offset + 16;
                self.found.extend(self.current.take());
                (self.item, self.offset) = (self.item + 1, 0);
                continue;
            };
            let far = self.needle.reads_on() && bytes.len() > LONG;
            read += if far { bytes.len() } else { end } - self.offset + 16;
            self.current.get_or_insert(Found { item, count: 0, first: start as u32 }).count += 1;
            self.total += 1;
            self.offset = end;
        }
        true
    }

    /// How much has been read, from 0 to 1, by items.
    pub fn progress(&self, items: &Collection) -> f64 {
        if items.is_empty() { 1.0 } else { self.item as f64 / items.len() as f64 }
    }

    /// Hits so far.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Items with hits so far, in the collection's order; the one that is being read comes when it is done.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// The first hits of items with hits, from one to before another, each with its line.
    pub fn excerpts(&self, items: &Collection, from: usize, to: usize) -> Vec<Excerpt> {
        let to = to.min(self.found.len());
        let found = self.found.get(from.min(to)..to).unwrap_or_default();
        found.iter().filter_map(|found| self.excerpt(items, *found)).collect()
    }

    fn excerpt(&self, items: &Collection, found: Found) -> Option<Excerpt> {
        let text = items.text(found.item as usize)?;
        let (start, end) = self.needle.find(text.as_bytes(), found.first as usize, text.is_ascii())?;
        let hit = text.get(start..end)?;
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[line_start..start];
        let cut = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let rest = &text[end..];
        let line_end = rest.find('\n').unwrap_or(rest.len());
        let after = rest[..line_end].trim_end_matches('\r');
        let shown = hit.split('\n').next().unwrap_or_default();
        let whole = shown.len() == hit.len();
        let short = |text: &str| text.char_indices().nth(AROUND * 2).map_or(text.len(), |(at, _)| at);
        Some(Excerpt {
            item: found.item,
            count: found.count,
            line: memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() as u32 + 1,
            before: before[cut..].to_owned(),
            hit: shown[..short(shown)].to_owned(),
            after: if whole { after[..short(after)].to_owned() } else { String::new() },
        })
    }

    /// The hits of one item, at most so many.
    pub fn hits(&self, items: &Collection, item: usize, most: usize) -> Vec<Hit> {
        if !items.is_text(item) {
            return Vec::new();
        }
        let (text, ascii) = (items.bytes(item), items.is_ascii(item));
        let (mut hits, mut offset, mut units, mut line) = (Vec::new(), 0, 0, 1);
        while hits.len() < most
            && let Some((start, end)) = self.needle.find(text, offset, ascii)
        {
            let before = &text[offset..start];
            units += utf16(before);
            line += memchr::memchr_iter(b'\n', before).count() as u32;
            let from = units;
            units += utf16(&text[start..end]);
            hits.push(Hit { start: from, end: units, line });
            line += memchr::memchr_iter(b'\n', &text[start..end]).count() as u32;
            offset = end;
        }
        hits
    }
}

/// How many UTF-16 units a piece of UTF-8 has.
fn utf16(text: &[u8]) -> u32 {
    text.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0)).sum()
}

/// The first hit of an item, with what stands around it in its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The item.
    pub item: u32,
    /// How many hits the item has.
    pub count: u32,
    /// The line's number, from 1.
    pub line: u32,
    /// What stands before the hit; the nearest letters of it.
    pub before: String,
    /// The hit, as far as it is in this line.
    pub hit: String,
    /// What stands after it.
    pub after: String,
}

/// Where a hit is in its text, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The line's number, from 1.
    pub line: u32,
}

#[cfg(test)]
mod tests;
