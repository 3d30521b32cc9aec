//! What is known while a text is searched: its words, what was found, what was learned.

use hashbrown::HashMap;
use memchr::memmem::Finder;

use super::kinds::Kind;
use super::names::Named;

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

/// A text that stands in Base64 in another.
#[derive(Debug)]
pub(crate) struct Nested {
    /// The text that was encoded.
    pub(crate) text: String,
    /// What in it is to be hidden, in its view.
    pub(crate) hits: Vec<Hit>,
    pub(crate) coding: Coding,
    /// What stands behind the last whole group: where the run was cut.
    pub(crate) rest: Vec<u8>,
}

/// How it was written.
#[derive(Clone, Debug)]
pub(crate) struct Coding {
    pub(crate) url: bool,
    pub(crate) padded: bool,
    /// UTF-16, as PowerShell's `-EncodedCommand` wants it.
    pub(crate) wide: bool,
    /// Signs in a line and what ends it.
    pub(crate) wrap: Option<(usize, &'static str)>,
}

/// A program whose options are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Program {
    None,
    /// `-pPASSWORD`
    Mysql,
    /// `-p PASSWORD`
    Spaced,
    Redis,
    Ossutil,
    Curl,
    Ldap,
    Zip,
    Htpasswd,
    NetUser,
    Openssl,
    Smb,
    /// `/p:PASSWORD`, `/rp PASSWORD`
    Windows,
    /// `-X PASSWORD`, of these letters.
    Letters(&'static [u8]),
    /// `-A NAME:PASSWORD`
    Bench,
    /// `NAME:PASSWORD@MACHINE`, without a scheme.
    Login,
    /// `-u NAME,PASSWORD`
    Lftp,
    /// `NAME/PASSWORD@DATABASE`
    Oracle,
    /// `alias set NAME ADDRESS KEY SECRET`
    Minio,
    /// Names of users and machines follow.
    Ssh,
}

/// Secrets that were told by their names, so that they are known where they stand without one.
#[derive(Clone, Default, Debug)]
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

    pub(crate) fn get(&self, word: &[u8]) -> Option<Kind> {
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

/// The lengths of some words by their first byte, a bit each: most words of a text are none of them, and are done with.
pub(crate) struct Shapes([u32; 256]);

impl Shapes {
    pub(crate) const NONE: Self = Self([0; 256]);

    /// With one more word, of at most 31 bytes.
    pub(crate) const fn with(self, word: &[u8]) -> Self {
        self.with_beginning(word[0], word.len())
    }

    /// With one more word that begins with a byte and is so long.
    pub(crate) const fn with_beginning(mut self, first: u8, len: usize) -> Self {
        self.0[first as usize] |= 1 << len;
        self
    }

    /// With some more words.
    pub(crate) const fn with_all(mut self, words: &[&[u8]]) -> Self {
        let mut at = 0;
        while at < words.len() {
            self = self.with(words[at]);
            at += 1;
        }
        self
    }

    /// Whether a word may be one of them.
    pub(crate) fn may_have(&self, word: &[u8]) -> bool {
        word.len() < 32 && word.first().is_some_and(|first| self.0[usize::from(*first)] & 1 << word.len() != 0)
    }
}

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
    /// Searches a text that stood in this one.
    pub(crate) inner: fn(&str, &mut Learned, u8) -> Vec<Hit>,
    /// The program that the line calls, whose options are its own.
    pub(crate) command: Program,
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
    /// What was told by words further before it, in order: hidden when the search comes there.
    pub(crate) due: Vec<(usize, usize, Kind)>,
    /// Up to where lists have been read.
    pub(crate) listed: usize,
    /// The kind of the value in a pair of `name` and `value`, and up to where it may follow.
    pub(crate) pair: Option<(Named, usize)>,
}

impl<'t> Scan<'t, '_> {
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
