//! A regular expression that reads a text byte by byte, so that it can stop anywhere, go on later, and say how much it read.
//!
//! It finds what leftmost-first search finds: a lazy automaton forward to where a hit ends, another one back to where it starts.

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, WhichCaptures};
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;

use super::fault::Fault;

/// Memory that a pattern may take, and each of its automata.
const ROOM: usize = 4 << 20;
/// How many bytes are read before it is looked whether the automaton grew.
const STRIDE: usize = 256;
/// What a stride costs in which it did: a state takes as long to make as many bytes to read.
const GROWN: usize = 64;

/// A pattern.
pub(super) struct Pattern {
    forward: DFA,
    backward: DFA,
}

/// Reading that has begun.
pub(super) struct Scan {
    forward: Cache,
    backward: Cache,
    /// Where the present search started, and how far it is.
    from: usize,
    at: usize,
    state: Option<LazyStateID>,
    /// Where the best hit so far ends.
    end: Option<usize>,
}

/// How far a scan came.
pub(super) enum Step {
    /// A hit, which may be empty.
    Hit(usize, usize),
    /// There is none up to the end.
    Nothing,
    /// The budget is used up.
    Paused,
}

impl Pattern {
    /// Builds a pattern that has been read.
    pub(super) fn new(pattern: &Hir, written: &str) -> Result<Self, Fault> {
        let config = Config::new().nfa_size_limit(Some(ROOM)).which_captures(WhichCaptures::None);
        let automaton = |reverse: bool| -> Option<NFA> {
            Compiler::new().configure(config.clone().reverse(reverse)).build_from_hir(pattern).ok()
        };
        let lazy = |nfa: NFA, kind: MatchKind| {
            let config = DFA::config().match_kind(kind).cache_capacity(ROOM).skip_cache_capacity_check(true);
            DFA::builder().configure(config).build_from_nfa(nfa).ok()
        };
        let forward = automaton(false).and_then(|nfa| lazy(nfa, MatchKind::LeftmostFirst));
        let backward = automaton(true).and_then(|nfa| lazy(nfa, MatchKind::All));
        match (forward, backward) {
            (Some(forward), Some(backward)) => Ok(Self { forward, backward }),
            _ => Err(Fault::of_building(written, true)),
        }
    }

    /// Begins to read.
    pub(super) fn scan(&self) -> Scan {
        let (forward, backward) = (self.forward.create_cache(), self.backward.create_cache());
        Scan { forward, backward, from: 0, at: 0, state: None, end: None }
    }

    /// The next hit at or after where the scan stands; takes from the budget what it reads.
    pub(super) fn next(&self, text: &[u8], scan: &mut Scan, budget: &mut usize) -> Step {
        // An automaton that gives up, which none does without being told to, has found nothing.
        self.step(text, scan, budget).unwrap_or(Step::Nothing)
    }

    fn step(&self, text: &[u8], scan: &mut Scan, budget: &mut usize) -> Option<Step> {
        let mut state = match scan.state {
            Some(state) => state,
            None => self.forward.start_state_forward(&mut scan.forward, &Input::new(text).range(scan.from..)).ok()?,
        };
        while scan.at < text.len() {
            if *budget == 0 {
                scan.state = Some(state);
                return Some(Step::Paused);
            }
            let stop = text.len().min(scan.at + STRIDE);
            let (begun, known) = (scan.at, scan.forward.memory_usage());
            let mut over = false;
            while scan.at < stop {
                state = self.forward.next_state(&mut scan.forward, state, text[scan.at]).ok()?;
                if state.is_tagged() {
                    if state.is_match() {
                        scan.end = Some(scan.at);
                    } else if state.is_dead() || state.is_quit() {
                        over = true;
                        break;
                    }
                }
                scan.at += 1;
            }
            let grown = if scan.forward.memory_usage() == known { 1 } else { GROWN };
            *budget = budget.saturating_sub((scan.at - begun + 1) * grown);
            if over {
                return self.hit(text, scan, budget);
            }
        }
        if self.forward.next_eoi_state(&mut scan.forward, state).ok()?.is_match() {
            scan.end = Some(text.len());
        }
        self.hit(text, scan, budget)
    }

    /// Finds where the hit starts that has been found.
    fn hit(&self, text: &[u8], scan: &mut Scan, budget: &mut usize) -> Option<Step> {
        let Some(end) = scan.end else { return Some(Step::Nothing) };
        let input = Input::new(text).range(scan.from..end).anchored(Anchored::Yes);
        let start = self.backward.try_search_rev(&mut scan.backward, &input).ok()??.offset();
        *budget = budget.saturating_sub(end - scan.from);
        Some(Step::Hit(start, end))
    }
}

impl Scan {
    /// Goes on from another place.
    pub(super) fn start_at(&mut self, place: usize) {
        (self.from, self.at, self.state, self.end) = (place, place, None, None);
    }
}
