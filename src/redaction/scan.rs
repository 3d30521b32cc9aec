//! A text -> what in it is to be hidden. One pass over its words; each rule looks a bounded way around its word.

use hashbrown::HashMap;
use memchr::memmem::Finder;

use super::address;
use super::blocks;
use super::command;
use super::encoded::{self, Nested};
use super::ids;
use super::kinds::Kind;
use super::network;
use super::numbers;
use super::tokens;
use super::value;

/// A place to be hidden, in bytes of the text that was searched.
#[derive(Debug)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) what: What,
    /// Whether it stands in an address.
    pub(crate) address: bool,
}

/// What stands there.
#[derive(Debug)]
pub(crate) enum What {
    Kind(Kind),
    /// Base64 of a text with hits of its own.
    Encoded(Box<Nested>),
}

/// Secrets that were told by their names, so that they are known where they stand without one.
#[derive(Default, Debug)]
pub(crate) struct Learned {
    values: HashMap<Box<[u8]>, Kind, foldhash::fast::RandomState>,
    /// The lengths that occur, a bit each.
    lengths: u64,
    /// What the reader marked.
    pub(crate) marks: Vec<(Finder<'static>, String)>,
}

impl Learned {
    /// Keeps a value that is one word and too odd to be met by chance.
    pub(crate) fn keep(&mut self, value: &[u8], kind: Kind) {
        let odd = value.iter().any(u8::is_ascii_digit) && value.iter().any(u8::is_ascii_alphabetic);
        let word = value.iter().all(|byte| TRAITS[usize::from(*byte)] != 0);
        let least = if kind == Kind::Host { 5 } else { 8 };
        if (least..64).contains(&value.len()) && odd && word {
            self.lengths |= 1 << value.len();
            if !self.values.contains_key(value) {
                self.values.insert(value.into(), kind);
            }
        }
    }

    /// Whether a text has what the reader marked.
    pub(crate) fn marked(&self, text: &str) -> bool {
        self.marks.iter().any(|(finder, _)| finder.find(text.as_bytes()).is_some())
    }

    fn get(&self, word: &[u8]) -> Option<Kind> {
        let met = word.len() < 64 && self.lengths & 1 << word.len() != 0;
        if met { self.values.get(word).copied() } else { None }
    }
}

pub(crate) const DIGIT: u8 = 1;
pub(crate) const LOWER: u8 = 2;
pub(crate) const UPPER: u8 = 4;
pub(crate) const DOT: u8 = 8;
pub(crate) const DASH: u8 = 16;
pub(crate) const LINE: u8 = 32;
/// A letter after F.
pub(crate) const BEYOND: u8 = 64;

/// What the bytes of words are; 0: what stands between words.
pub(crate) const TRAITS: [u8; 256] = {
    let (mut traits, mut at) = ([0; 256], 0);
    while at < 256 {
        traits[at] = match at as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' => LOWER,
            b'g'..=b'z' => LOWER | BEYOND,
            b'A'..=b'F' => UPPER,
            b'G'..=b'Z' => UPPER | BEYOND,
            b'.' => DOT,
            b'-' => DASH,
            b'_' => LINE,
            _ => 0,
        };
        at += 1;
    }
    traits
};

/// Whether something begins at a byte: a word, a line, a placeholder, a hash, a sentence in Chinese.
const BEGINS: [bool; 256] = {
    let (mut begins, mut at) = ([false; 256], 0);
    while at < 256 {
        begins[at] = TRAITS[at] != 0 || matches!(at as u8, b'\n' | b'|' | b';' | b'<' | b'~' | b'$' | b'*' | 0xE5);
        at += 1;
    }
    begins
};

/// A word with what stands around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: &'t [u8],
    /// What all of its bytes are.
    pub(crate) traits: u8,
    /// The byte after it; 0 at the end.
    pub(crate) next: u8,
    /// The byte before it; 0 at the beginning.
    pub(crate) before: u8,
}

impl Word<'_> {
    pub(crate) fn has(&self, traits: u8) -> bool {
        self.traits & traits != 0
    }
}

/// What is known while a text is read.
pub(crate) struct Scan<'t, 'k> {
    pub(crate) text: &'t [u8],
    pub(crate) at: usize,
    pub(crate) hits: Vec<Hit>,
    pub(crate) learned: &'k mut Learned,
    /// How often Base64 was taken off.
    pub(crate) depth: u8,
    /// The program that the line calls, whose options are its own.
    pub(crate) command: command::Program,
    /// Where the line begins.
    pub(crate) line: usize,
    /// Where the address ends in which this stands.
    pub(crate) address: usize,
    /// Up to where no mail address begins: the user of an address.
    pub(crate) userinfo: usize,
    /// Up to where runs of Base64 have been tried.
    pub(crate) tried: usize,
    /// Where no private key ends any more.
    pub(crate) unclosed: usize,
    /// The value without quotes that was met last.
    pub(crate) value: Option<(usize, usize)>,
    /// The kind of the value in a pair of `name` and `value`, and up to where it may follow.
    pub(crate) pair: Option<(super::names::Named, usize)>,
}

/// What in a text is to be hidden, in order and apart from each other.
pub(crate) fn scan(text: &str, learned: &mut Learned, depth: u8) -> Vec<Hit> {
    let mut scan = Scan {
        text: text.as_bytes(),
        at: 0,
        hits: Vec::new(),
        learned,
        depth,
        command: command::Program::None,
        line: 0,
        address: 0,
        userinfo: 0,
        tried: 0,
        unclosed: usize::MAX,
        value: None,
        pair: None,
    };
    scan.run();
    scan.hits
}

impl<'t> Scan<'t, '_> {
    fn run(&mut self) {
        while let Some(next) = self.text[self.at..].iter().position(|byte| BEGINS[usize::from(*byte)]) {
            self.at += next;
            let byte = self.text[self.at];
            match byte {
                b'\n' => self.new_line(self.at + 1),
                b'|' | b';' => {
                    self.command = command::Program::None;
                    self.at += 1;
                }
                b'<' | b'~' => self.at += placeholder(&self.text[self.at..]).max(1),
                b'$' | b'*' => self.at = blocks::hash(self).unwrap_or(self.at + 1),
                0xE5 => self.at = value::chinese(self).unwrap_or(self.at + 3),
                _ => self.word(),
            }
            self.at = self.at.min(self.text.len());
        }
    }

    fn new_line(&mut self, at: usize) {
        self.at = at;
        self.line = at;
        // A line that goes on in the next one is one command.
        if !self.text[..at.saturating_sub(1)].ends_with(b"\\") {
            self.command = command::Program::None;
        }
        if let Some((start, end)) = network::syslog_host(&self.text[at..]) {
            self.hit(at + start, at + end, Kind::Host);
            self.at = at + end;
        }
    }

    /// The word that begins here, without the letter of an escape before it.
    fn take_word(&mut self) -> Word<'t> {
        let mut start = self.at;
        if start > 0 && self.text[start - 1] == b'\\' && matches!(self.text[start], b'n' | b'r' | b't') {
            if self.text[start] == b'n' {
                self.line = start + 1;
                self.command = command::Program::None;
            }
            start += 1;
        }
        let (mut end, mut traits) = (start, 0);
        while let Some(byte) = self.text.get(end)
            && TRAITS[usize::from(*byte)] != 0
        {
            traits |= TRAITS[usize::from(*byte)];
            end += 1;
        }
        let (next, before) = (self.byte(end), start.checked_sub(1).map_or(0, |before| self.text[before]));
        Word { start, end, text: &self.text[start..end], traits, next, before }
    }

    fn word(&mut self) {
        let word = self.take_word();
        self.at = word.end;
        if word.text.is_empty() {
            self.at = self.at.max(word.start);
            return;
        }
        let done = blocks::block(self, &word)
            || value::beside(self, &word)
            || command::option(self, &word)
            || address::address(self, &word)
            || encoded::run(self, &word)
            || (word.text.len() >= 8 && word.has(DIGIT) && (tokens::token(self, &word) || ids::id(self, &word)))
            || network::machine(self, &word)
            || numbers::number(self, &word);
        if !done && let Some(kind) = self.learned.get(word.text) {
            self.hit(word.start, word.end, kind);
        }
    }

    /// The byte at a place; 0 behind the end.
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or_default()
    }

    /// At most so many bytes before a place.
    pub(crate) fn before(&self, at: usize, most: usize) -> &'t [u8] {
        &self.text[at.saturating_sub(most)..at]
    }

    /// At most so many bytes from a place.
    pub(crate) fn after(&self, at: usize, most: usize) -> &'t [u8] {
        let at = at.min(self.text.len());
        &self.text[at..self.text.len().min(at + most)]
    }

    /// Notes what is to be hidden, unless something there is already; true.
    pub(crate) fn hit(&mut self, start: usize, end: usize, kind: Kind) -> bool {
        self.note(start, end, What::Kind(kind));
        true
    }

    /// The same, and the value is known from now on.
    pub(crate) fn secret(&mut self, start: usize, end: usize, kind: Kind) -> bool {
        self.learned.keep(&self.text[start..end], kind);
        self.hit(start, end, kind)
    }

    pub(crate) fn note(&mut self, start: usize, end: usize, what: What) {
        let free = self.hits.last().is_none_or(|last| last.end <= start);
        if free && start < end {
            self.hits.push(Hit { start, end, what, address: start < self.address });
        }
    }

    /// Notes what stands before this place in the line, where nothing is noted yet.
    pub(crate) fn note_before(&mut self, start: usize, end: usize, kind: Kind) {
        let index = self.hits.partition_point(|other| other.end <= start);
        if start < end && self.hits.get(index).is_none_or(|other| other.start >= end) {
            self.hits.insert(index, Hit { start, end, what: What::Kind(kind), address: false });
        }
    }

    /// Where the last thing that is hidden ends.
    pub(crate) fn hidden_to(&self) -> usize {
        self.hits.last().map_or(0, |hit| hit.end)
    }
}

/// How many bytes the placeholder at the beginning takes; 0 where there is none.
pub(crate) fn placeholder(rest: &[u8]) -> usize {
    let close = match rest.first() {
        Some(b'<') => b'>',
        Some(b'~') => b'~',
        _ => return 0,
    };
    let Some(len) = rest.iter().skip(1).take(32).position(|byte| *byte == close) else { return 0 };
    let inside = &rest[1..=len];
    let Some(dash) = inside.iter().rposition(|byte| *byte == b'-') else { return 0 };
    let number = &inside[dash + 1..];
    let named = std::str::from_utf8(&inside[..dash]).is_ok_and(|id| Kind::of(id).is_some());
    if named && !number.is_empty() && number.iter().all(u8::is_ascii_digit) { len + 2 } else { 0 }
}
