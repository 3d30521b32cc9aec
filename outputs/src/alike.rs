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

use std::borrow::Cow;
use std::cmp::Reverse;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::template::{Hole, Kind, shape};

/// More values than these are not few.
pub const FEW: usize = 8;
/// As many classes of one template a reader can still go through.
const CLASSES: usize = 32;
/// Holes whose values are counted in one reading.
const TOGETHER: usize = 64;

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
}

/// Values of a hole with their counts.
#[derive(Clone, Default)]
struct Tally<'a> {
    /// The first values that were met, [`FEW`] and one at most.
    values: Vec<(&'a [u8], u64)>,
    /// A value that more than half of the outputs have, if any has; how many have it.
    most: &'a [u8],
    votes: u64,
    held: u64,
}

impl<'a> Tally<'a> {
    /// Of these holes, text by text, so that what stands together is read together.
    fn of(texts: &[Text<'a>], holes: &[usize]) -> Vec<Self> {
        let mut tallies = vec![Self::default(); holes.len()];
        for text in texts {
            for (tally, &hole) in tallies.iter_mut().zip(holes) {
                tally.add(text.value(hole), u64::from(text.count));
            }
        }
        for text in texts {
            for (tally, &hole) in tallies.iter_mut().zip(holes).filter(|(tally, _)| !tally.few()) {
                tally.held += if text.value(hole) == tally.most { u64::from(text.count) } else { 0 };
            }
        }
        tallies
    }

    fn add(&mut self, value: &'a [u8], count: u64) {
        if self.few() {
            if let Some((_, known)) = self.values.iter_mut().find(|(known, _)| *known == value) {
                *known += count;
            } else {
                self.values.push((value, count));
            }
        }
        // Whoever has more than half outlasts all others, that cancel each other out.
        if self.most == value {
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
}

/// How a hole tells texts apart.
#[derive(Clone, Copy)]
enum By<'a> {
    Value,
    /// Whether it is filled with this.
    Most(&'a [u8]),
    /// The letters of what fills it.
    Letters,
}

/// A hole that may keep apart.
struct Candidate<'a> {
    hole: usize,
    by: By<'a>,
    /// How many values it tells apart, and how many outputs have the most frequent one.
    values: usize,
    largest: u64,
    /// Whether it is of versions, which no chance makes differ.
    named: bool,
}

/// Finds the classes of texts of one template.
pub fn classes(texts: &[Text]) -> Classes {
    let holes = texts.first().map_or(0, |text| text.holes.len());
    let mut found = Classes { of: vec![0; texts.len()], count: 1, apart: Vec::new(), folded: vec![false; holes] };
    if texts.len() < 2 {
        return found;
    }
    let all = texts.iter().map(|text| u64::from(text.count)).sum();
    let mut candidates = Vec::new();
    let varying = |&hole: &usize| {
        let first = texts[0].value(hole);
        texts.iter().any(|text| text.value(hole) != first)
    };
    let varying: Vec<usize> = (0..holes).filter(varying).collect();
    varying.iter().for_each(|&hole| found.folded[hole] = true);
    let lasting: Vec<usize> = varying.into_iter().filter(|&hole| !texts[0].holes[hole].kind.fleeting()).collect();
    for holes in lasting.chunks(TOGETHER) {
        for (&hole, tally) in holes.iter().zip(Tally::of(texts, holes)) {
            let kind = texts[0].holes[hole].kind;
            if kind == Kind::Version && !tally.few() {
                found.refine(texts, hole, By::Letters, usize::MAX);
            }
            candidates.extend(candidate(texts, hole, kind, &tally, all));
        }
    }
    candidates
        .sort_by_key(|candidate| (!candidate.named, candidate.values, Reverse(candidate.largest), candidate.hole));
    for Candidate { hole, by, named, .. } in candidates {
        let half = if named { usize::MAX } else { usize::try_from(all / 2 + all % 2).unwrap_or(usize::MAX) };
        let kept = found.refine(texts, hole, by, half.min(CLASSES));
        if !kept && named {
            found.refine(texts, hole, By::Letters, usize::MAX);
        }
    }
    found
}

fn candidate<'a>(texts: &[Text<'a>], hole: usize, kind: Kind, tally: &Tally<'a>, all: u64) -> Option<Candidate<'a>> {
    let below_one = |text: &Text| text.value(hole).starts_with(b"0.");
    if kind == Kind::Number && texts.iter().any(below_one) {
        return None;
    }
    let largest = tally.values.iter().map(|&(_, count)| count).max().unwrap_or_default();
    let named = kind == Kind::Version;
    let values = tally.values.len();
    if tally.few() && (named || values as u64 * 2 <= all + 1) {
        return Some(Candidate { hole, by: By::Value, values, largest, named });
    }
    let half = tally.held * 2 > all;
    half.then_some(Candidate { hole, by: By::Most(tally.most), values: 2, largest: tally.held, named: false })
}

impl Classes {
    /// Parts the classes by a hole, unless there would be more than `most`. Says whether the hole keeps apart.
    fn refine(&mut self, texts: &[Text], hole: usize, by: By, most: usize) -> bool {
        let mut known: HashMap<(u32, Cow<[u8]>), u32, FixedState> = HashMap::default();
        let mut of = Vec::with_capacity(texts.len());
        for (text, &class) in texts.iter().zip(&self.of) {
            let value = text.value(hole);
            let key = match by {
                By::Value => Cow::Borrowed(value),
                By::Most(most) => Cow::Borrowed(if value == most { &value[..0] } else { b"other" }),
                By::Letters => Cow::Owned(letters(value)),
            };
            let next = known.len() as u32;
            let class = *known.entry((class, key)).or_insert(next);
            if known.len() > most.max(self.count as usize) {
                return false;
            }
            of.push(class);
        }
        let more = known.len() as u32 > self.count;
        if more && !self.apart.contains(&(hole as u32)) {
            self.apart.push(hole as u32);
        }
        (self.of, self.count) = (of, known.len() as u32);
        if !matches!(by, By::Letters) {
            self.folded[hole] = matches!(by, By::Most(_));
        }
        true
    }
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
mod tests {
    use super::*;
    use crate::mask::Own;
    use crate::template::Template;

    fn parted(lines: &[(String, u32)]) -> (u32, Vec<bool>) {
        let read = |(line, count): &(String, u32)| {
            let mut template = Template::default();
            template.read(line.as_bytes(), &Own::default());
            (template.holes, *count)
        };
        let holes: Vec<_> = lines.iter().map(read).collect();
        let text = |(line, holes): (&(String, u32), &(Vec<Hole>, u32))| (line.0.clone().into_bytes(), holes.clone());
        let owned: Vec<_> = lines.iter().zip(&holes).map(text).collect();
        let texts: Vec<Text> =
            owned.iter().map(|(bytes, (holes, count))| Text { bytes, holes, count: *count }).collect();
        let found = classes(&texts);
        (found.count, found.folded)
    }

    #[test]
    fn few_values_keep_apart_and_many_fold() {
        let of =
            |values: u32, times: u32| parted(&(0..values).map(|at| (format!("{at} x"), times)).collect::<Vec<_>>()).0;
        assert_eq!((of(8, 2), of(9, 2), of(2, 1), of(8, 1)), (8, 1, 1, 1));
        // Two of three agree, and of four no more than two do.
        let alone = |counts: &[u32]| {
            parted(&counts.iter().enumerate().map(|(at, &count)| (format!("{at} x"), count)).collect::<Vec<_>>()).0
        };
        assert_eq!((alone(&[2, 1]), alone(&[2, 1, 1]), alone(&[2, 2])), (2, 1, 2));
    }

    #[test]
    fn a_value_of_more_than_half_stands_apart_from_the_rest() {
        let lines = |most: u32| -> Vec<(String, u32)> {
            (0..20).map(|at| (format!("{} errors", at * 7), if at == 0 { most } else { 1 })).collect()
        };
        assert_eq!(parted(&lines(20)), (2, vec![true]));
        assert_eq!(parted(&lines(19)), (1, vec![true]));
    }

    #[test]
    fn no_more_classes_than_a_reader_goes_through() {
        // Four holes of four values each, every combination twice: two of them keep apart.
        let at = |at: u32, hole: u32| (at >> (2 * hole)) & 3;
        let lines: Vec<(String, u32)> =
            (0..256).map(|it| (format!("{} {} {} {}", at(it, 0), at(it, 1), at(it, 2), at(it, 3)), 2)).collect();
        assert_eq!(parted(&lines), (16, vec![false, false, true, true]));
    }
}
