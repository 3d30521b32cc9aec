//! Values -> their numbers, in the order in which they were first seen, and what is told of them.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::kinds::{Class, Kind};
use super::options::Options;

/// What was found of one kind.
#[derive(Debug)]
pub struct Findings {
    /// The kind.
    pub kind: Kind,
    /// Whether it is hidden as a kind.
    pub hidden: bool,
    /// How many different values.
    pub count: usize,
    /// In how many places.
    pub places: u64,
    /// The first of them.
    pub findings: Vec<Finding>,
}

/// One value that was found.
#[derive(Debug)]
pub struct Finding {
    /// Its kind and number, by which it is kept: `ip-3`.
    pub id: String,
    /// The value.
    pub text: String,
    /// In how many places.
    pub places: u64,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// The number of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbered {
    pub(crate) kind: Kind,
    pub(crate) number: u32,
    pub(crate) hidden: bool,
}

/// A value that was seen.
#[derive(Clone, Debug)]
struct Seen {
    /// Shared, so that a copy of the whole costs little.
    value: Arc<str>,
    number: u32,
    places: u32,
    kind: Kind,
    kept: bool,
}

/// The numbers of all values.
#[derive(Clone, Debug)]
pub(crate) struct Numbering {
    hidden: [bool; Kind::ALL.len()],
    keep: HashSet<String>,
    /// Places in `seen`, by kind; secrets of all kinds in one. There may be as many values as machines, and what is kept is copied for each export.
    numbers: Vec<HashTable<u32>>,
    state: RandomState,
    seen: Vec<Seen>,
    counts: [u32; Kind::ALL.len()],
}

impl Numbering {
    pub(crate) fn new(options: &Options) -> Self {
        let mut hidden = [false; Kind::ALL.len()];
        for (kind, hidden) in Kind::ALL.iter().zip(&mut hidden) {
            let asked = options.kinds.iter().rev().find(|(id, _)| id == kind.id());
            *hidden = asked.map_or(!kind.stays(), |(_, hide)| *hide);
        }
        let numbers = Kind::ALL.iter().map(|_| HashTable::new()).collect();
        let keep = options.keep.iter().cloned().collect();
        Self { hidden, keep, numbers, state: RandomState::default(), seen: Vec::new(), counts: [0; Kind::ALL.len()] }
    }

    /// The number of a value, a new one where it is met first; hidden by the kind as which it is met here.
    pub(crate) fn number(&mut self, kind: Kind, value: &str) -> Numbered {
        let class = kind.class();
        let lower = (class == Class::Caseless && value.bytes().any(|byte| byte.is_ascii_uppercase()))
            .then(|| value.to_ascii_lowercase());
        let value = lower.as_deref().unwrap_or(value);
        let Self { hidden, keep, numbers, state, seen, counts } = self;
        let numbers = &mut numbers[if class == Class::Secret { Kind::Secret } else { kind } as usize];
        let hash = |value: &str| state.hash_one(value);
        let index = if let Some(index) = numbers.find(hash(value), |at| *seen[*at as usize].value == *value) {
            *index
        } else {
            let count = &mut counts[kind as usize];
            *count += 1;
            let kept = !keep.is_empty() && keep.contains(&format!("{}-{count}", kind.id()));
            let index = seen.len() as u32;
            seen.push(Seen { value: value.into(), number: *count, places: 0, kind, kept });
            numbers.insert_unique(hash(value), index, |at| hash(&seen[*at as usize].value));
            index
        };
        let seen = &mut seen[index as usize];
        seen.places = seen.places.saturating_add(1);
        Numbered { kind: seen.kind, number: seen.number, hidden: hidden[kind as usize] && !seen.kept }
    }

    pub(crate) fn findings(&self, limit: usize) -> Vec<Findings> {
        let of = |kind: Kind| Findings {
            kind,
            hidden: self.hidden[kind as usize],
            count: 0,
            places: 0,
            findings: Vec::new(),
        };
        let mut all: Vec<Findings> = Kind::ALL.iter().copied().map(of).collect();
        for Seen { value, kind, number, places, kept } in &self.seen {
            let own = &mut all[*kind as usize];
            own.count += 1;
            own.places += u64::from(*places);
            if own.findings.len() < limit {
                let id = format!("{}-{number}", kind.id());
                own.findings.push(Finding {
                    id,
                    text: value.to_string(),
                    places: u64::from(*places),
                    hidden: own.hidden && !kept,
                });
            }
        }
        all.retain(|kind| kind.count > 0);
        all
    }
}
