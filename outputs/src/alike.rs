//! Texts of one template into classes: which holes keep outputs apart, and which fold.
//!
//! A hole whose values are nearly as many as the machines says which machine it is (a pid, a host, an address, a sum): it
//! folds. A hole with few values among many machines says in which state machines are (a version, a count that one machine
//! alone has): it keeps them apart. Two thresholds tell the one from the other:
//!
//! - **Few** values are at most [`FEW`], eight: what a reader takes in at a glance, and what versions and states rarely exceed,
//!   while a digit of chance soon has ten.
//! - **Half** the machines: each value stands for two machines or more on average (of an odd number, one machine alone may have
//!   a value to itself: two of three). Below that, values that meet by chance, as three of five disks do, would part what is
//!   alike. And a value that more than half of the machines have is a state however many values the rest has: 380 × "0 errors"
//!   stands apart from the 20 machines whose counts differ, which are one class.
//!
//! Versions and codes are never different by chance: few of them keep apart even where no two machines agree, and letters in
//! them always do, since words never join. Times, dates, durations, pids and a machine's own names never keep apart, nor do
//! fractions below one, which are loads and shares. Versions come first, then holes with the fewest values, and one is passed over
//! that would make more classes than half the machines, or than `CLASSES`: what is left of it is told as values of a hole.
//!
//! What comes out depends on which texts there are and how often, never on their order.

use std::cmp::Reverse;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::template::{Hole, Kind, shape};

/// More values than these are not few.
pub const FEW: usize = 8;
/// As many classes of one template a reader can still go through.
const CLASSES: usize = 32;

/// A text, with how many machines printed it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Its holes: as many, of the same kinds, in every text of a template.
    pub holes: &'a [Hole],
    /// How many outputs it is.
    pub count: u32,
}

impl<'a> Text<'a> {
    /// What fills a hole; nothing beyond the last.
    pub fn value(&self, hole: usize) -> &'a [u8] {
        self.holes.get(hole).map_or(&[], |hole| hole.value(self.bytes))
    }
}

/// Texts of one template, by their numbers.
pub trait Texts {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them.
    fn text(&self, at: usize) -> Text<'_>;
}

impl Texts for [Text<'_>] {
    fn count(&self) -> usize {
        self.len()
    }

    fn text(&self, at: usize) -> Text<'_> {
        self[at]
    }
}

/// What texts of one template come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The class of each text, from 0 in the order of their first texts.
    pub of: Vec<u32>,
    /// How many classes there are.
    pub count: u32,
    /// The holes that keep them apart, the one with the fewest values first.
    pub apart: Vec<u32>,
    /// Whether a hole is filled differently within the template and does not keep apart.
    pub folded: Vec<bool>,
    /// Of each class, whether a hole is filled differently within it.
    pub varying: Vec<Vec<bool>>,
}

impl Classes {
    /// Of one text, or of none.
    fn alone(texts: &(impl Texts + ?Sized)) -> Self {
        let holes = if texts.count() == 0 { 0 } else { texts.text(0).holes.len() };
        let (of, folded) = (vec![0; texts.count()], vec![false; holes]);
        Self { of, count: 1, apart: Vec::new(), varying: vec![folded.clone()], folded }
    }
}

/// What fills a hole of a text: eight bytes, which tell nearly all values apart, and whose it is for the rest of it. It
/// borrows nothing, so that work can stop between two texts.
#[derive(Clone, Copy, Default)]
struct Value {
    head: u64,
    length: u32,
    text: u32,
}

impl Value {
    fn new(bytes: &[u8], text: usize) -> Self {
        let byte = |head: u64, byte: &u8| head << 8 | u64::from(*byte);
        let head = match bytes.first_chunk() {
            Some(head) => u64::from_be_bytes(*head),
            None => bytes.iter().fold(0, byte),
        };
        Self { head, length: bytes.len() as u32, text: text as u32 }
    }

    fn bytes<'a>(&self, texts: &'a (impl Texts + ?Sized), hole: usize) -> &'a [u8] {
        texts.text(self.text as usize).value(hole)
    }

    /// Whether two texts fill a hole with the same.
    #[inline]
    fn is(&self, other: &Self, texts: &(impl Texts + ?Sized), hole: usize) -> bool {
        let alike = self.head == other.head && self.length == other.length;
        alike && (self.length <= 8 || self.bytes(texts, hole) == other.bytes(texts, hole))
    }
}

/// Values of a hole with their counts.
#[derive(Clone, Default)]
struct Tally {
    /// The first values that were met, [`FEW`] and one at most.
    values: Vec<(Value, u64)>,
    /// A value that more than half of the outputs have, if any has; how many have it.
    most: Value,
    votes: u64,
    held: u64,
    /// Whether a value is below one.
    below_one: bool,
}

impl Tally {
    fn add(&mut self, value: &[u8], count: u64, at: usize, texts: &(impl Texts + ?Sized), hole: usize) {
        self.below_one |= value.starts_with(b"0.");
        let value = Value::new(value, at);
        if self.few() {
            if let Some((_, known)) = self.values.iter_mut().find(|(known, _)| known.is(&value, texts, hole)) {
                *known += count;
            } else {
                self.values.push((value, count));
            }
        }
        // Whoever has more than half outlasts all others, that cancel each other out.
        if self.most.is(&value, texts, hole) {
            self.votes += count;
        } else if self.votes >= count {
            self.votes -= count;
        } else {
            (self.most, self.votes) = (value, count - self.votes);
        }
    }

    fn few(&self) -> bool {
        self.values.len() <= FEW
    }

    fn varies(&self) -> bool {
        self.values.len() > 1
    }
}

/// How a hole tells texts apart.
#[derive(Clone, Copy)]
enum By {
    Value,
    /// Whether it is filled with what most have.
    Most,
    /// The letters of what fills it.
    Letters,
}

/// A hole that may keep apart.
#[derive(Clone, Copy)]
struct Candidate {
    hole: usize,
    by: By,
    /// How many values it tells apart, and how many outputs have the most frequent one.
    values: usize,
    largest: u64,
    /// Whether it is of versions, which no chance makes differ.
    named: bool,
    /// More classes than so many are too many.
    limit: usize,
}

/// Classes that are being parted by a hole.
#[derive(Default)]
struct Refining {
    known: HashMap<(u32, u32), u32, FixedState>,
    letters: HashMap<Vec<u8>, u32, FixedState>,
    of: Vec<u32>,
}

/// What is being done, text by text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// Values are counted.
    #[default]
    Counting,
    /// It is counted how many have the value that more than half may have.
    Holding,
    /// Holes keep apart, one after the other.
    Refining,
    /// It is found what is filled differently within each class.
    Varying,
    Done,
}

/// The search for the classes of texts of one template, in slices.
#[derive(Default)]
pub struct Parting {
    stage: Stage,
    /// The text that comes next.
    at: usize,
    all: u64,
    passed: u64,
    tallies: Vec<Tally>,
    /// Holes that are still looked at.
    open: Vec<usize>,
    /// Holes that are still to keep apart, the next one last.
    candidates: Vec<Candidate>,
    refining: Refining,
    /// The first text of each class.
    firsts: Vec<usize>,
    found: Classes,
}

impl Parting {
    /// Reads on for about so many bytes, which are taken from `budget`. The classes, when they are found.
    pub fn advance(&mut self, texts: &(impl Texts + ?Sized), budget: &mut usize) -> Option<Classes> {
        if texts.count() < 2 {
            return Some(Classes::alone(texts));
        }
        while self.stage != Stage::Done {
            if *budget == 0 {
                return None;
            }
            let read = if self.at < texts.count() { self.read(texts) } else { 0 };
            *budget = budget.saturating_sub(read + 1);
            if self.at >= texts.count() {
                self.at = 0;
                match self.stage {
                    Stage::Counting => self.counted(texts),
                    Stage::Holding => self.held(texts),
                    Stage::Refining => self.keep(),
                    Stage::Varying | Stage::Done => self.stage = Stage::Done,
                }
            }
        }
        Some(std::mem::take(&mut self.found))
    }

    /// Goes on by a text, and says about how many bytes that was.
    fn read(&mut self, texts: &(impl Texts + ?Sized)) -> usize {
        let (at, text) = (self.at, texts.text(self.at));
        self.at += 1;
        let looked_at = match self.stage {
            Stage::Counting => self.count(texts, at, &text),
            Stage::Holding => self.hold(texts, at, &text),
            Stage::Refining => self.refine(texts, at, &text),
            Stage::Varying => self.vary(texts, at, &text),
            Stage::Done => 0,
        };
        64 + looked_at * 8
    }

    fn count(&mut self, texts: &(impl Texts + ?Sized), at: usize, text: &Text) -> usize {
        if at == 0 {
            self.tallies = vec![Tally::default(); text.holes.len()];
        }
        self.all += u64::from(text.count);
        for (hole, (tally, filled)) in self.tallies.iter_mut().zip(text.holes).enumerate() {
            if !(tally.varies() && filled.kind.fleeting()) {
                tally.add(filled.value(text.bytes), u64::from(text.count), at, texts, hole);
            }
        }
        text.holes.len()
    }

    fn counted(&mut self, texts: &(impl Texts + ?Sized)) {
        let varies: Vec<bool> = self.tallies.iter().map(Tally::varies).collect();
        self.found = Classes {
            of: vec![0; texts.count()],
            count: 1,
            apart: Vec::new(),
            folded: varies.clone(),
            varying: vec![varies],
        };
        self.stage = Stage::Holding;
        let voted = |hole: &usize| !self.tallies[*hole].few() && self.tallies[*hole].votes > 0;
        self.open = lasting(texts).filter(voted).collect();
    }

    fn hold(&mut self, texts: &(impl Texts + ?Sized), at: usize, text: &Text) -> usize {
        if self.open.is_empty() {
            self.at = texts.count();
            return 0;
        }
        let (tallies, looked_at) = (&mut self.tallies, self.open.len());
        self.passed += u64::from(text.count);
        let (left, all) = (self.all - self.passed, self.all);
        self.open.retain(|&hole| {
            let tally = &mut tallies[hole];
            if tally.most.is(&Value::new(text.value(hole), at), texts, hole) {
                tally.held += u64::from(text.count);
            }
            // What can no more become half is not looked at any longer.
            (tally.held + left) * 2 > all
        });
        looked_at
    }

    /// All is counted: which holes may keep apart, in which order.
    fn held(&mut self, texts: &(impl Texts + ?Sized)) {
        let kind = |hole: usize| texts.text(0).holes[hole].kind;
        let mut holes: Vec<usize> = lasting(texts).filter(|&hole| self.tallies[hole].varies()).collect();
        let candidates = holes.iter().filter_map(|&hole| self.candidate(hole, kind(hole)));
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates
            .sort_by_key(|candidate| (!candidate.named, candidate.values, Reverse(candidate.largest), candidate.hole));
        holes.retain(|&hole| kind(hole) == Kind::Version && !self.tallies[hole].few());
        self.candidates = holes.into_iter().map(Candidate::by_letters).chain(candidates).rev().collect();
        self.stage = Stage::Refining;
        self.choose();
    }

    fn candidate(&self, hole: usize, kind: Kind) -> Option<Candidate> {
        let tally = &self.tallies[hole];
        if kind == Kind::Number && tally.below_one {
            return None;
        }
        let largest = tally.values.iter().map(|&(_, count)| count).max().unwrap_or_default();
        let named = kind == Kind::Version;
        let values = tally.values.len();
        let half = usize::try_from(self.all / 2 + self.all % 2).unwrap_or(usize::MAX).min(CLASSES);
        if tally.few() && (named || values as u64 * 2 <= self.all + 1) {
            let limit = if named { CLASSES } else { half };
            return Some(Candidate { hole, by: By::Value, values, largest, named, limit });
        }
        let most = Candidate { hole, by: By::Most, values: 2, largest: tally.held, named: false, limit: half };
        (tally.held * 2 > self.all).then_some(most)
    }

    /// Puts a text into its class, which a hole parts.
    fn refine(&mut self, texts: &(impl Texts + ?Sized), at: usize, text: &Text) -> usize {
        let Some(&Candidate { hole, by, limit, .. }) = self.candidates.last() else { return 0 };
        let Refining { known, letters, of } = &mut self.refining;
        let bytes = text.value(hole);
        let value = Value::new(bytes, at);
        let tally = &self.tallies[hole];
        let number = match by {
            By::Value => tally.values.iter().position(|(known, _)| known.is(&value, texts, hole)).unwrap_or(FEW) as u32,
            By::Most => u32::from(!tally.most.is(&value, texts, hole)),
            By::Letters => {
                let next = letters.len() as u32;
                *letters.entry(self::letters(bytes)).or_insert(next)
            }
        };
        let next = known.len() as u32;
        of.push(*known.entry((self.found.of[at], number)).or_insert(next));
        if known.len() > limit.max(self.found.count as usize) {
            self.at = texts.count();
        }
        8
    }

    /// Keeps what a hole parted, unless it is passed over.
    fn keep(&mut self) {
        let Refining { known, of, .. } = std::mem::take(&mut self.refining);
        let (found, count) = (&mut self.found, known.len() as u32);
        if let Some(Candidate { hole, by, named, limit, .. }) = self.candidates.pop() {
            if count as usize <= limit.max(found.count as usize) {
                if count > found.count && !found.apart.contains(&(hole as u32)) {
                    found.apart.push(hole as u32);
                }
                (found.of, found.count) = (of, count);
                if !matches!(by, By::Letters) {
                    found.folded[hole] = matches!(by, By::Most);
                }
            } else if named {
                self.candidates.push(Candidate::by_letters(hole));
            }
        }
        self.choose();
    }

    /// When no hole is left to keep apart, what is filled differently within a class is found, if there are several.
    fn choose(&mut self) {
        if !self.candidates.is_empty() {
            return;
        }
        let (holes, classes) = (self.tallies.len(), self.found.count as usize);
        if classes == 1 {
            self.stage = Stage::Done;
            return;
        }
        self.stage = Stage::Varying;
        self.open = (0..holes).filter(|&hole| self.tallies[hole].varies()).collect();
        self.firsts = vec![usize::MAX; classes];
        self.found.varying = vec![vec![false; holes]; classes];
    }

    fn vary(&mut self, texts: &(impl Texts + ?Sized), at: usize, text: &Text) -> usize {
        let class = self.found.of[at] as usize;
        let (first, varying) = (&mut self.firsts[class], &mut self.found.varying[class]);
        *first = at.min(*first);
        let first = texts.text(*first);
        for &hole in &self.open {
            varying[hole] = varying[hole] || first.value(hole) != text.value(hole);
        }
        self.open.len()
    }
}

impl Candidate {
    /// A hole that keeps apart by its letters, whatever comes of it.
    fn by_letters(hole: usize) -> Self {
        Self { hole, by: By::Letters, values: 0, largest: 0, named: false, limit: usize::MAX }
    }
}

/// Holes that may keep apart.
fn lasting(texts: &(impl Texts + ?Sized)) -> impl Iterator<Item = usize> {
    let fleeting: Vec<bool> = texts.text(0).holes.iter().map(|hole| hole.kind.fleeting()).collect();
    (0..fleeting.len()).filter(move |&hole| !fleeting[hole])
}

/// Finds the classes of texts of one template at once.
pub fn classes(texts: &[Text]) -> Classes {
    let mut budget = usize::MAX;
    Parting::default().advance(texts, &mut budget).unwrap_or_default()
}

/// What of a version is words; the digits of a code are none.
fn letters(value: &[u8]) -> Vec<u8> {
    let mut letters = Vec::new();
    if !value.starts_with(b"0x") && !value.starts_with(b"0X") {
        shape(value, &mut letters);
    }
    letters
}

#[cfg(test)]
mod tests;
