//! What fills a hole of texts, counted.

use std::cmp::Reverse;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::alike::{FEW, Text};

/// The values of a hole.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) hole: usize,
    /// What it holds in the first text.
    pub(super) kind: &'static str,
    /// Of the most frequent ones, a text that has it and how many outputs do; then by their bytes.
    pub(super) top: Vec<(u32, u32)>,
    /// How many more values there are.
    pub(super) more: u32,
    /// How many outputs have one of these.
    pub(super) others: u32,
}

impl Counted {
    pub(super) fn new<'a>(texts: &[u32], text: impl Fn(u32) -> Text<'a>, hole: usize) -> Self {
        let mut counts: HashMap<&[u8], (u32, u32), FixedState> = HashMap::default();
        for &at in texts {
            let text = text(at);
            counts.entry(text.value(hole)).or_insert((at, 0)).1 += text.count;
        }
        let mut all: Vec<(Reverse<u32>, &[u8], u32)> =
            counts.into_iter().map(|(value, (at, count))| (Reverse(count), value, at)).collect();
        let few = all.len().min(FEW);
        if few < all.len() {
            // The order of all others does not matter.
            all.select_nth_unstable(few);
        }
        let (top, more) = all.split_at_mut(few);
        top.sort_unstable();
        Self {
            hole,
            kind: texts.first().map_or("", |&at| text(at).holes[hole].kind.id()),
            top: top.iter().map(|&(Reverse(count), _, at)| (at, count)).collect(),
            more: more.len() as u32,
            others: more.iter().map(|&(Reverse(count), ..)| count).sum(),
        }
    }
}
