//! A text as its template: words as they stand, and holes where numbers, names with numbers, versions, times and the like are.
//!
//! Templates are equal where texts differ in what fills the holes, in how columns are padded and how long rules and bars are
//! drawn, and in nothing else: every word is part of the template. A word is what is written in letters without a digit at it;
//! the letters around digits (`web-‹n›.prod`) are part of it as well, but for units of size (`8G`, `6.4 MB/s`), the letters of
//! a version (`3.3.0-rc1`), which `alike` keeps apart, and ids in which letters and digits take turns.
//!
//! Of a line that was overwritten, states with the same words are one, the last: a progress bar leaves what it came to.
//! Lines are read as if each stood alone, in time linear in the text.

use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashSet;

use crate::marks::{Marks, holes};
use crate::mask::{Own, What, scan};

/// What a hole holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `63`, `1,024`, `0.25`, `8G`, `6.4 MB/s`.
    Number,
    /// `3.2.1`, `v3.3.0-rc1`, `nginx-1.20.1-9.el8`, `0x80070005`: numbers that name something.
    Version,
    /// A name with a number: `web-015.prod`, `vda1`, `x2k9p`.
    Name,
    /// What `mask` knows.
    Masked(What),
}

impl Kind {
    /// Its name, for people to be put into words.
    pub fn id(self) -> &'static str {
        match self {
            Self::Number => "n",
            Self::Version => "version",
            Self::Name => "name",
            Self::Masked(what) => what.token().trim_matches(['<', '>']),
        }
    }

    /// Whether it is another at each run, so that it never keeps outputs apart.
    pub fn fleeting(self) -> bool {
        use What::{Date, Duration, Host, Instance, Process, Time};
        matches!(self, Self::Masked(Time | Date | Duration | Process | Instance | Host))
    }
}

/// A place that is filled differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Where what fills it starts in the text, in bytes.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it holds.
    pub kind: Kind,
}

impl Hole {
    /// What fills it.
    pub fn value<'a>(&self, text: &'a [u8]) -> &'a [u8] {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Values of holes that count where lines are compared.
pub type Fixed = HashSet<Vec<u8>, FixedState>;

/// Bytes that never occur in UTF-8, beside those of `mask`: a number, and what begins a word with numbers.
const NUMBER: u8 = 0xC0;
const WORD: u8 = 0xC1;

/// Bytes that are copied at once.
const SHORT: usize = 16;

/// Units of size after a blank; `/s` may follow.
const UNITS: [&[u8]; 14] =
    [b"kB", b"KB", b"MB", b"GB", b"TB", b"KiB", b"MiB", b"GiB", b"TiB", b"kiB", b"kb", b"mb", b"gb", b"B/s"];

/// Templates that are being written, one after the other.
#[derive(Debug, Default)]
pub struct Template {
    /// The words, with marks for the holes.
    pub skeleton: Vec<u8>,
    /// The holes, in the order of the text.
    pub holes: Vec<Hole>,
    /// Where the present text starts in `skeleton`.
    begin: usize,
}

impl Template {
    /// Puts a text's template after what is there.
    pub fn read(&mut self, text: &[u8], own: &Own) {
        self.begin = self.skeleton.len();
        for range in settled(text) {
            self.part(text, range, own);
        }
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        let kept = self.skeleton[self.begin..].iter().rposition(|byte| !blank(byte)).map_or(0, |at| at + 1);
        self.skeleton.truncate(self.begin + kept);
    }

    fn part(&mut self, text: &[u8], range: Range<usize>, own: &Own) {
        let (base, part) = (range.start, &text[range]);
        let mut marks = Marks::new(part, holes);
        let mut copied = 0;
        scan(part, own, |mask| {
            self.plain(part, copied..mask.start, base, |from| marks.next(from));
            self.hole(base + mask.start, base + mask.end, Kind::Masked(mask.what));
            self.skeleton.push(mask.what.byte());
            copied = mask.end;
        });
        self.plain(part, copied..part.len(), base, |from| marks.next(from));
    }

    fn hole(&mut self, start: usize, end: usize, kind: Kind) {
        self.holes.push(Hole { start: start as u32, end: end as u32, kind });
    }

    /// What stands between two masks; `mark` is the next place where something else than words may stand.
    fn plain(&mut self, part: &[u8], range: Range<usize>, base: usize, mut mark: impl FnMut(usize) -> usize) {
        let to = range.end;
        let (mut at, mut kept) = (range.start, range.start);
        while at < to {
            let place = mark(at);
            if place >= to {
                break;
            }
            if part[place].is_ascii_digit() {
                let start = begin(part, at, place);
                let end = end(&part[..to], place);
                self.copy(part, kept..start);
                kept = self.word(part, start..end, to, base);
                at = kept;
                continue;
            }
            let end = run(part, place, to);
            // What is written as it stands, most often, needs no copy of its own.
            if end > place + 1 || matches!(part[place], b' ' | b'\t' | b'\r') {
                self.copy(part, kept..place);
                self.repeated(part, place..end);
                kept = end;
            }
            at = end;
        }
        self.copy(part, kept..to);
    }

    /// Puts down what stands as it is written. Few bytes are copied as sixteen, of which the rest is taken back: between numbers stand
    /// one or two, and a copy of any length is a call in WebAssembly.
    #[inline]
    fn copy(&mut self, part: &[u8], range: Range<usize>) {
        let length = range.len();
        if length > SHORT {
            self.skeleton.extend_from_slice(&part[range]);
        } else if let Some(bytes) = part[range.start..].first_chunk::<SHORT>() {
            let end = self.skeleton.len() + length;
            self.skeleton.extend_from_slice(bytes);
            self.skeleton.truncate(end);
        } else {
            self.skeleton.extend(part[range].iter());
        }
    }

    /// Blanks, or one sign several times.
    fn repeated(&mut self, part: &[u8], run: Range<usize>) {
        let (first, next) = (part[run.start], part.get(run.end).copied());
        if !matches!(first, b' ' | b'\t' | b'\r') {
            // Rules and bars of any length are one: three bytes are three signs, or one beyond ASCII.
            let most = if first == b'\n' { run.len() } else { 3 };
            return self.skeleton.extend_from_slice(&part[run.start..run.end.min(run.start + most)]);
        }
        let starts = self.skeleton[self.begin..].last().is_none_or(|&last| last == b'\n');
        match next {
            None | Some(b'\n') => {}
            // What is right in its column, and what is left of a bar.
            Some(byte) if starts && byte.is_ascii_digit() => {}
            Some(b']' | b'|') => {}
            _ if starts => self.skeleton.extend_from_slice(&part[run]),
            _ if part[run.clone()].contains(&b'\r') => self.skeleton.push(b'\r'),
            _ => self.skeleton.push(b' '),
        }
    }

    /// A word with digits. Says where to go on.
    fn word(&mut self, part: &[u8], range: Range<usize>, to: usize, base: usize) -> usize {
        let (start, mut end) = (range.start, range.end);
        let written = &part[range];
        let kind = kind(written);
        if kind == Kind::Number {
            end += unit(&part[end..to]);
            self.skeleton.push(NUMBER);
        } else if kind == Kind::Version && names_itself(written) {
            self.skeleton.extend_from_slice(&[WORD, WORD]);
        } else {
            self.skeleton.push(WORD);
            shape(written, &mut self.skeleton);
        }
        self.hole(base + start, base + end, kind);
        end
    }
}

impl Template {
    /// Forgets what is there, to be used again.
    pub fn clear(&mut self) {
        self.skeleton.clear();
        self.holes.clear();
    }

    /// What a line is compared by: its words, and what fills its holes where it is one of these values.
    pub fn key(&mut self, line: &[u8], own: &Own, fixed: &Fixed) -> Vec<u8> {
        self.clear();
        self.read(line, own);
        let mut key = self.skeleton.clone();
        for (at, hole) in self.holes.iter().enumerate() {
            let value = hole.value(line);
            if !hole.kind.fleeting() && fixed.contains(value) {
                key.extend_from_slice(&[b'\n', NUMBER, NUMBER]);
                key.extend_from_slice(&(at as u32).to_le_bytes());
                key.extend_from_slice(value);
            }
        }
        key
    }
}

/// How a hole is written for people: `‹n›`, `web-‹n›.prod`, `‹time›`.
pub fn shown(kind: Kind, value: &[u8]) -> String {
    if kind != Kind::Name {
        return format!("‹{}›", kind.id());
    }
    let mut letters = Vec::new();
    shape(value, &mut letters);
    // Two marks are an id, one is a number; what is left is ASCII.
    let text: String = letters.iter().map(|&byte| if byte == NUMBER { '\u{0}' } else { char::from(byte) }).collect();
    text.replace("\0\0", "‹id›").replace('\0', "‹n›")
}

/// The lines of a text, each as the parts that are left of it where it was overwritten, without its line end.
pub fn lines(text: &[u8]) -> impl Iterator<Item = Vec<Range<usize>>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let end = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at);
        let line = text[start..end].strip_suffix(b"\r").unwrap_or(&text[start..end]);
        let parts = settled(line).into_iter().map(|part| start + part.start..start + part.end).collect();
        start = end + 1;
        Some(parts)
    })
}

/// Whether a sign joins two letters or digits to one word.
fn joins(before: u8, sign: u8, after: u8) -> bool {
    match sign {
        b'.' | b'-' | b'_' | b'+' | b'~' => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
        b',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// Where the word begins that has a digit here, not before `from`.
fn begin(part: &[u8], from: usize, digit: usize) -> usize {
    let mut at = digit;
    while at > from {
        let before = part[at - 1];
        let joined = at > from + 1 && joins(part[at - 2], before, part[at]);
        if !(before.is_ascii_alphanumeric() || joined) {
            break;
        }
        at -= 1;
    }
    at
}

/// Where the word ends that has a digit here.
fn end(part: &[u8], digit: usize) -> usize {
    let joined = |at: usize| part.get(at + 1).is_some_and(|&after| joins(part[at - 1], part[at], after));
    let mut at = digit + 1;
    while let Some(&byte) = part.get(at) {
        if !(byte.is_ascii_digit() || byte.is_ascii_alphabetic() || joined(at)) {
            break;
        }
        at += 1;
    }
    at
}

/// Where blanks end, or a sign that is repeated.
#[inline]
fn run(part: &[u8], from: usize, to: usize) -> usize {
    let first = part[from];
    if matches!(first, b' ' | b'\t' | b'\r') {
        return (from..to).find(|&at| !matches!(part[at], b' ' | b'\t' | b'\r')).unwrap_or(to);
    }
    if first >= 0x80 {
        // Blocks and lines that bars are drawn with.
        let Some(sign) = part.get(from..(from + 3).min(to)).filter(|sign| sign.len() == 3 && first == 0xE2) else {
            return from + 1;
        };
        let mut end = from + 3;
        while part.get(end..(end + 3).min(to)) == Some(sign) {
            end += 3;
        }
        return if end > from + 3 { end } else { from + 1 };
    }
    let end = (from..to).find(|&at| part[at] != first).unwrap_or(to);
    if end - from >= 3 { end } else { from + 1 }
}

/// The length of a unit of size that follows a number, with its blank.
fn unit(rest: &[u8]) -> usize {
    let [b' ', after @ ..] = rest else { return 0 };
    if !matches!(after, [b'k' | b'K' | b'm' | b'M' | b'g' | b'G' | b'T' | b'B', ..]) {
        return 0;
    }
    let Some(unit) = UNITS.iter().find(|unit| after.starts_with(unit)) else { return 0 };
    let rest = &after[unit.len()..];
    let length = unit.len() + if rest.starts_with(b"/s") { 2 } else { 0 };
    if after.get(length).is_some_and(u8::is_ascii_alphanumeric) { 0 } else { length + 1 }
}

/// What a word with digits is.
fn kind(word: &[u8]) -> Kind {
    let (mut number, mut dots) = (0, 0);
    while let Some(b'0'..=b'9' | b'.' | b',') = word.get(number) {
        dots += usize::from(word[number] == b'.');
        number += 1;
    }
    let size = match &word[number..] {
        [] => true,
        [b'K' | b'M' | b'G' | b'T' | b'P' | b'B' | b'b' | b'k' | b'm' | b'g' | b't'] => true,
        [b'K' | b'M' | b'G' | b'T' | b'P' | b'k' | b'm' | b'g' | b't', rest @ ..] => {
            matches!(rest, b"i" | b"B" | b"b" | b"iB")
        }
        _ => false,
    };
    if number > 0 && dots <= 1 && size {
        return Kind::Number;
    }
    let dotted = word.windows(3).any(|three| matches!(three, [b'0'..=b'9', b'.', b'0'..=b'9']));
    if dotted || is_code(word) { Kind::Version } else { Kind::Name }
}

/// `0x80070005`.
fn is_code(word: &[u8]) -> bool {
    word.len() > 2
        && (word.starts_with(b"0x") || word.starts_with(b"0X"))
        && word[2..].iter().all(u8::is_ascii_hexdigit)
}

/// A version without a name before it.
fn names_itself(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"v").or_else(|| word.strip_prefix(b"V")).unwrap_or(word);
    word[0].is_ascii_digit()
}

/// The letters of a word, with one mark for each number in it, and two for what is a random id.
pub fn shape(word: &[u8], into: &mut Vec<u8>) {
    let mut at = 0;
    while at < word.len() {
        let end = (at..word.len()).find(|&at| !word[at].is_ascii_alphanumeric()).unwrap_or(word.len());
        let piece = &word[at..end];
        let turns = piece.windows(2).filter(|two| two[0].is_ascii_digit() != two[1].is_ascii_digit()).count();
        if turns >= 4 {
            into.extend_from_slice(&[NUMBER, NUMBER]);
        } else {
            for &byte in piece {
                if !byte.is_ascii_digit() {
                    into.push(byte);
                } else if into.last() != Some(&NUMBER) {
                    into.push(NUMBER);
                }
            }
        }
        // `1.2.3` within a word is one number, of however many parts.
        let number = matches!(word.get(end), Some(b'.' | b',')) && into.last() == Some(&NUMBER);
        let goes_on = word.get(end + 1).is_some_and(u8::is_ascii_digit);
        if end < word.len() && !(number && goes_on) {
            into.push(word[end]);
        }
        at = end + 1;
    }
}

/// The parts of a text that are left where lines were overwritten.
fn settled(text: &[u8]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut keep = |range: Range<usize>| match parts.last_mut() {
        Some(last) if last.end == range.start => last.end = range.end,
        _ => parts.push(range),
    };
    if memchr::memchr(b'\r', text).is_none() {
        keep(0..text.len());
        return parts;
    }
    let mut start = 0;
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text[start..]).map_or(text.len(), |at| start + at + 1);
        let last = (start..end).rev().find(|&at| !matches!(text[at], b'\r' | b'\n')).map_or(start, |at| at + 1);
        let mut from = start;
        for at in memchr::memchr_iter(b'\r', &text[start..last]) {
            let to = start + at;
            let next = memchr::memchr(b'\r', &text[to + 1..last]).map_or(last, |at| to + 1 + at);
            if !superseded(&text[from..to], &text[to + 1..next]) {
                keep(from..to + 1);
            }
            from = to + 1;
        }
        keep(from..end);
        start = end;
    }
    parts
}

/// Whether a state of a line says no word that the next one does not say.
fn superseded(state: &[u8], next: &[u8]) -> bool {
    let mut words = words(state).peekable();
    words.peek().is_none() || words.eq(self::words(next))
}

/// Words that stand without a number.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let blocks = |text: &[u8]| text.starts_with(&[0xE2]);
    text.split(|&byte| !byte.is_ascii_alphanumeric() && byte < 0x80)
        .filter(move |word| !word.is_empty() && !word[0].is_ascii_digit() && !blocks(word) && !UNITS.contains(word))
}

#[cfg(test)]
mod tests;
