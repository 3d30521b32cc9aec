//! Values -> their numbers, in the order in which they were first seen, and what is told of them.

use std::collections::HashSet;
use std::sync::Arc;

use hashbrown::HashMap;

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
    /// Shared with its key, so that a copy of the whole costs little.
    value: Arc<str>,
    kind: Kind,
    number: u32,
    places: u64,
    kept: bool,
}

type Numbers = HashMap<Arc<str>, usize, foldhash::fast::RandomState>;

/// The numbers of all values.
#[derive(Clone, Debug)]
pub(crate) struct Numbering {
    hidden: [bool; Kind::ALL.len()],
    keep: HashSet<String>,
    /// By kind; secrets of all kinds in one.
    numbers: Vec<Numbers>,
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
        let numbers = Kind::ALL.iter().map(|_| Numbers::default()).collect();
        let keep = options.keep.iter().cloned().collect();
        Self { hidden, keep, numbers, seen: Vec::new(), counts: [0; Kind::ALL.len()] }
    }

    /// The number of a value, a new one where it is met first; hidden by the kind as which it is met here.
    pub(crate) fn number(&mut self, kind: Kind, value: &str) -> Numbered {
        let class = kind.class();
        let lower = (class == Class::Caseless && value.bytes().any(|byte| byte.is_ascii_uppercase()))
            .then(|| value.to_ascii_lowercase());
        let value = lower.as_deref().unwrap_or(value);
        let numbers = &mut self.numbers[if class == Class::Secret { Kind::Secret } else { kind } as usize];
        let index = if let Some(index) = numbers.get(value) {
            *index
        } else {
            let count = &mut self.counts[kind as usize];
            *count += 1;
            let kept = !self.keep.is_empty() && self.keep.contains(&format!("{}-{count}", kind.id()));
            let value: Arc<str> = value.into();
            numbers.insert(value.clone(), self.seen.len());
            self.seen.push(Seen { value, kind, number: *count, places: 0, kept });
            self.seen.len() - 1
        };
        let seen = &mut self.seen[index];
        seen.places += 1;
        Numbered { kind: seen.kind, number: seen.number, hidden: self.hidden[kind as usize] && !seen.kept }
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
            own.places += places;
            if own.findings.len() < limit {
                let id = format!("{}-{number}", kind.id());
                own.findings.push(Finding {
                    id,
                    text: value.to_string(),
                    places: *places,
                    hidden: own.hidden && !kept,
                });
            }
        }
        all.retain(|kind| kind.count > 0);
        all
    }
}
