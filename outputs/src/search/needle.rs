//! What is looked for, made ready: a text by its bytes, a text in any case, or a pattern.

use memchr::memmem::Finder;
use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};

use super::fault::{self, Fault};
use super::pattern::{Pattern, Scan, Step};

/// How far a text is read before it is looked whether the time is up.
const STRIDE: usize = 64 * 1024;
/// Texts in any case of at most so many letters are looked for by their rarest letter, longer ones by a pattern, whose time
/// does not grow with them.
const SHORT: usize = 16;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// A text, or a pattern.
    pub text: String,
    /// Whether it is a regular expression. Its `^` and `$` stand for starts and ends of lines.
    pub pattern: bool,
    /// Whether a hit must not go on, before or after, with a letter, a digit or `_`, where its own end is one of these.
    pub whole: bool,
    /// Whether capital and small letters are equal, of every alphabet.
    pub ignore_case: bool,
}

/// What is looked for, read.
pub struct Needle {
    matcher: Matcher,
    /// Whether hits are looked at for whole words; in a pattern the pattern does it.
    whole: bool,
}

enum Matcher {
    /// Nothing is looked for.
    Nothing,
    Plain(Box<Finder<'static>>),
    Pattern(Box<Pattern>),
    Caseless(Box<Caseless>),
}

/// ASCII text in any case.
struct Caseless {
    /// In small letters.
    text: Vec<u8>,
    /// Where the rarest of its bytes is, in both cases.
    rare: usize,
    small: u8,
    capital: u8,
    /// Whether letters beyond ASCII equal one of it, as the Kelvin sign and the long s do.
    beyond: bool,
    /// For texts with letters beyond ASCII.
    pattern: Pattern,
}

/// From the most frequent to the rarest in what machines print.
const FREQUENT: &[u8] = b" e0t1aosinr2-d3lc/:.45678u9mpfgh_bvwyk\nx,=()\"zjq";

impl Caseless {
    fn new(text: &str, pattern: Pattern) -> Self {
        let text = text.to_ascii_lowercase().into_bytes();
        let rank = |byte: u8| FREQUENT.iter().position(|&frequent| frequent == byte).unwrap_or(FREQUENT.len());
        let rare = (0..text.len()).max_by_key(|&at| rank(text[at])).unwrap_or_default();
        let beyond = text.iter().any(|byte| matches!(byte, b'k' | b's'));
        Self { rare, small: text[rare], capital: text[rare].to_ascii_uppercase(), beyond, text, pattern }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        let mut place = self.rare;
        loop {
            let at = place + memchr::memchr2(self.small, self.capital, text.get(place..)?)?;
            let start = at - self.rare;
            if text.get(start..start + self.text.len())?.eq_ignore_ascii_case(&self.text) {
                return Some(start);
            }
            place = at + 1;
        }
    }
}

/// Reading one text after the other for a needle.
pub(super) struct Reading {
    scan: Option<Scan>,
    /// Where to go on in the present text.
    place: usize,
}

impl Reading {
    /// Goes on from another place, or in another text.
    pub(super) fn start_at(&mut self, place: usize) {
        self.place = place;
        if let Some(scan) = &mut self.scan {
            scan.start_at(place);
        }
    }
}

/// A pattern whose word boundaries are those of ASCII: the ones of Unicode have no automaton.
fn simple_boundaries(pattern: Hir) -> Hir {
    let all = |parts: Vec<Hir>| parts.into_iter().map(simple_boundaries).collect();
    match pattern.into_kind() {
        HirKind::Look(look) => Hir::look(match look {
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            other => other,
        }),
        HirKind::Repetition(Repetition { sub, min, max, greedy }) => {
            Hir::repetition(Repetition { sub: Box::new(simple_boundaries(*sub)), min, max, greedy })
        }
        HirKind::Capture(Capture { sub, index, name }) => {
            Hir::capture(Capture { sub: Box::new(simple_boundaries(*sub)), index, name })
        }
        HirKind::Concat(parts) => Hir::concat(all(parts)),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)),
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
    }
}

impl Needle {
    /// Reads what is looked for; a fault where the pattern is none.
    pub fn new(query: &Query) -> Result<Self, Fault> {
        let Query { text, pattern, whole, ignore_case } = query;
        let matcher = if text.is_empty() {
            Matcher::Nothing
        } else if *pattern {
            let mut read = simple_boundaries(fault::read(text, *ignore_case)?);
            if *whole {
                read = Hir::concat(vec![Hir::look(Look::WordStartHalfAscii), read, Hir::look(Look::WordEndHalfAscii)]);
            }
            Matcher::Pattern(Box::new(Pattern::new(&read, text)?))
        } else if *ignore_case {
            let pattern = Pattern::new(&fault::read(&regex_syntax::escape(text), true)?, text)?;
            if text.is_ascii() && text.len() <= SHORT {
                Matcher::Caseless(Box::new(Caseless::new(text, pattern)))
            } else {
                Matcher::Pattern(Box::new(pattern))
            }
        } else {
            Matcher::Plain(Box::new(Finder::new(text).into_owned()))
        };
        Ok(Self { matcher, whole: *whole && !pattern })
    }

    /// Begins to read.
    pub(super) fn reading(&self) -> Reading {
        let scan = match &self.matcher {
            Matcher::Pattern(pattern) => Some(pattern.scan()),
            Matcher::Caseless(caseless) => Some(caseless.pattern.scan()),
            Matcher::Nothing | Matcher::Plain(_) => None,
        };
        Reading { scan, place: 0 }
    }

    /// The next hit at or after where the reading stands; takes from the budget what is read. Faster in a text that is known to
    /// be ASCII.
    pub(super) fn next(&self, text: &[u8], reading: &mut Reading, ascii: bool, budget: &mut usize) -> Step {
        loop {
            let step = match (&self.matcher, &mut reading.scan) {
                (Matcher::Plain(finder), _) => {
                    strided(text, &mut reading.place, finder.needle().len(), budget, |text| finder.find(text))
                }
                (Matcher::Caseless(caseless), _) if ascii || !caseless.beyond => {
                    strided(text, &mut reading.place, caseless.text.len(), budget, |text| caseless.find(text))
                }
                (Matcher::Caseless(caseless), Some(scan)) => caseless.pattern.next(text, scan, budget),
                (Matcher::Pattern(pattern), Some(scan)) => pattern.next(text, scan, budget),
                _ => Step::Nothing,
            };
            let Step::Hit(start, end) = step else { return step };
            let real = end > start && (!self.whole || is_whole(text, start, end));
            let next = start + letter(text, start).map_or(1, char::len_utf8);
            if !real && next > text.len() {
                return Step::Nothing;
            }
            reading.start_at(if real { end } else { next });
            if real {
                return step;
            }
        }
    }

    /// The first hit in a text and how many there are, where that is found faster than one by one.
    pub(super) fn count(&self, text: &[u8]) -> Option<((u32, u32), u32)> {
        let Matcher::Plain(finder) = &self.matcher else { return None };
        if self.whole || text.len() > STRIDE {
            return None;
        }
        if let &[byte] = finder.needle() {
            let first = memchr::memchr(byte, text).unwrap_or_default();
            return Some(((first as u32, first as u32 + 1), memchr::memchr_iter(byte, &text[first..]).count() as u32));
        }
        let mut hits = finder.find_iter(text);
        let Some(first) = hits.next() else { return Some(((0, 0), 0)) };
        Some(((first as u32, (first + finder.needle().len()) as u32), hits.count() as u32 + 1))
    }
}

/// Looks for a text of so many bytes from a place on, stride by stride.
fn strided(
    text: &[u8],
    place: &mut usize,
    length: usize,
    budget: &mut usize,
    find: impl Fn(&[u8]) -> Option<usize>,
) -> Step {
    while *place < text.len() {
        if *budget == 0 {
            return Step::Paused;
        }
        let end = text.len().min(*place + STRIDE + length - 1);
        let found = find(&text[*place..end]);
        *budget = budget.saturating_sub(found.map_or(STRIDE, |at| at + 16));
        if let Some(at) = found {
            return Step::Hit(*place + at, *place + at + length);
        }
        *place += STRIDE;
    }
    Step::Nothing
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The letter that starts here.
fn letter(text: &[u8], place: usize) -> Option<char> {
    let rest = text.get(place..)?;
    rest[..rest.len().min(4)].utf8_chunks().next()?.valid().chars().next()
}

/// The letter that ends here.
fn letter_before(text: &[u8], place: usize) -> Option<char> {
    let start = (0..place).rev().take(4).find(|&at| text[at] & 0xC0 != 0x80)?;
    letter(text, start)
}

fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    let joined = |left: Option<char>, right: Option<char>| left.is_some_and(is_word) && right.is_some_and(is_word);
    !joined(letter_before(text, start), letter(text, start)) && !joined(letter_before(text, end), letter(text, end))
}
