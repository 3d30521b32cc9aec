//! Finds a text or a pattern in all outputs and commands at once, in slices, so that a page can breathe between them.
//!
//! Hits do not overlap, and never are empty. Items that are not UTF-8 are passed over. What a slice reads is counted byte by
//! byte. A pattern may read far beyond each of its hits (`a.*?z|a` reads the whole line for each `a`): once it has read a text
//! many times over, the rest of its hits there are not counted, which is said, so that the time is linear for every pattern.

mod fault;
mod needle;
mod pattern;

pub use fault::Fault;
pub use needle::{Needle, Query};

use needle::Reading;
use pattern::Step;

use serde::Serialize;

use crate::collection::Collection;

/// How many times a text is read at most, and what may be read of a short one.
const TIMES: usize = 32;
const SHORT: usize = 256 * 1024;
/// The same where the hits of one text are wanted at once.
const AT_ONCE: usize = 4;
/// How many letters of a line stand around the hit in an excerpt.
const AROUND: usize = 80;

/// An item with hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The item.
    pub item: u32,
    /// How many hits it has.
    pub count: u32,
    /// Whether it may have more.
    pub more: bool,
    /// Where the first starts and ends, in bytes.
    first: (u32, u32),
}

/// A search that is under way.
pub struct Search {
    needle: Needle,
    reading: Reading,
    item: usize,
    /// What has been read of the present item, over and over.
    read: usize,
    current: Option<Found>,
    found: Vec<Found>,
    total: u64,
    partial: usize,
}

impl Search {
    /// Begins a search.
    pub fn new(query: &Query) -> Result<Self, Fault> {
        let needle = Needle::new(query)?;
        let reading = needle.reading();
        Ok(Self { needle, reading, item: 0, read: 0, current: None, found: Vec::new(), total: 0, partial: 0 })
    }

    /// Reads on for about so many bytes. Says whether all is read.
    pub fn advance(&mut self, items: &Collection, budget: usize) -> bool {
        let mut left = budget;
        while self.item < items.len() {
            let (bytes, item) = (items.bytes(self.item), self.item as u32);
            let text = items.is_text(self.item);
            if let Some((first, count)) = if text { self.needle.count(bytes) } else { Some(((0, 0), 0)) } {
                self.total += u64::from(count);
                self.found.extend((count > 0).then_some(Found { item, count, more: false, first }));
                self.end_item(&mut left, bytes.len() + 16);
            } else {
                let before = left;
                let step = self.needle.next(bytes, &mut self.reading, items.is_ascii(self.item), &mut left);
                self.read += before - left;
                match step {
                    Step::Paused => return false,
                    Step::Nothing => self.end_item(&mut left, 16),
                    Step::Hit(start, end) => {
                        let first = (start as u32, end as u32);
                        let current = self.current.get_or_insert(Found { item, count: 0, more: false, first });
                        current.count += 1;
                        self.total += 1;
                        if self.read > bytes.len().saturating_mul(TIMES).max(SHORT) && end < bytes.len() {
                            current.more = true;
                            self.partial += 1;
                            self.end_item(&mut left, 16);
                        }
                    }
                }
            }
            if left == 0 && self.item < items.len() {
                return false;
            }
        }
        true
    }

    fn end_item(&mut self, left: &mut usize, read: usize) {
        *left = left.saturating_sub(read);
        self.found.extend(self.current.take());
        self.reading.start_at(0);
        (self.item, self.read) = (self.item + 1, 0);
    }

    /// How many items have hits that were not counted.
    pub fn partial(&self) -> usize {
        self.partial
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
        found.iter().filter_map(|found| Self::excerpt(items, *found)).collect()
    }

    fn excerpt(items: &Collection, found: Found) -> Option<Excerpt> {
        let text = items.text(found.item as usize)?;
        let (start, end) = (found.first.0 as usize, found.first.1 as usize);
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
            more: found.more,
            line: memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() as u32 + 1,
            before: before[cut..].to_owned(),
            hit: shown[..short(shown)].to_owned(),
            after: if whole { after[..short(after)].to_owned() } else { String::new() },
        })
    }

    /// The hits of one item, at most so many; fewer where a pattern would read it over and over for them.
    pub fn hits(&self, items: &Collection, item: usize, most: usize) -> Vec<Hit> {
        if !items.is_text(item) {
            return Vec::new();
        }
        let (text, ascii) = (items.bytes(item), items.is_ascii(item));
        let (mut hits, mut offset, mut units, mut line) = (Vec::new(), 0, 0, 1);
        let (mut reading, mut left) = (self.needle.reading(), text.len().saturating_mul(AT_ONCE).max(SHORT));
        while hits.len() < most
            && let Step::Hit(start, end) = self.needle.next(text, &mut reading, ascii, &mut left)
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
    /// Whether it may have more.
    pub more: bool,
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
