//! What is looked for, made ready: a text by its bytes, a text in any case, or a pattern.

use memchr::memmem::Finder;
use regex_automata::Input;
use regex_automata::meta::{BuildError, Regex};
use regex_syntax::hir::{Capture, Hir, HirKind, Look, Repetition};

use super::fault::{self, Fault};

/// Memory that a pattern and its automaton may take.
const ROOM: usize = 4 << 20;

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

/// Finds hits in one text after another.
pub struct Needle {
    matcher: Matcher,
    /// Whether hits are looked at for whole words; in a pattern the pattern does it.
    whole: bool,
}

enum Matcher {
    /// Nothing is looked for.
    Nothing,
    Plain(Box<Finder<'static>>),
    Pattern(Regex),
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
    regex: Regex,
}

/// From the most frequent to the rarest in what machines print.
const FREQUENT: &[u8] = b" e0t1aosinr2-d3lc/:.45678u9mpfgh_bvwyk\nx,=()\"zjq";

impl Caseless {
    fn new(text: &str, regex: Regex) -> Self {
        let text = text.to_ascii_lowercase().into_bytes();
        let rank = |byte: u8| FREQUENT.iter().position(|&frequent| frequent == byte).unwrap_or(FREQUENT.len());
        let rare = (0..text.len()).max_by_key(|&at| rank(text[at])).unwrap_or_default();
        let beyond = text.iter().any(|byte| matches!(byte, b'k' | b's'));
        Self { rare, small: text[rare], capital: text[rare].to_ascii_uppercase(), beyond, text, regex }
    }

    fn find(&self, text: &[u8], from: usize, ascii: bool) -> Option<(usize, usize)> {
        if self.beyond && !ascii {
            return find(&self.regex, text, from);
        }
        let mut place = from + self.rare;
        loop {
            let at = place + memchr::memchr2(self.small, self.capital, text.get(place..)?)?;
            let start = at - self.rare;
            let end = start + self.text.len();
            if text.get(start..end)?.eq_ignore_ascii_case(&self.text) {
                return Some((start, end));
            }
            place = at + 1;
        }
    }
}

fn find(regex: &Regex, text: &[u8], from: usize) -> Option<(usize, usize)> {
    let hit = (from <= text.len()).then(|| regex.find(Input::new(text).range(from..)))??;
    Some((hit.start(), hit.end()))
}

/// Builds a pattern that has been read.
fn build(pattern: &Hir, written: &str) -> Result<Regex, Fault> {
    let config = Regex::config().nfa_size_limit(Some(ROOM)).hybrid_cache_capacity(ROOM).utf8_empty(false);
    let built = Regex::builder().configure(config).build_from_hir(pattern);
    built.map_err(|error: BuildError| Fault::of_building(written, error.size_limit().is_some()))
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
            Matcher::Pattern(build(&read, text)?)
        } else if *ignore_case {
            let regex = build(&fault::read(&regex_syntax::escape(text), true)?, text)?;
            if text.is_ascii() {
                Matcher::Caseless(Box::new(Caseless::new(text, regex)))
            } else {
                Matcher::Pattern(regex)
            }
        } else {
            Matcher::Plain(Box::new(Finder::new(text).into_owned()))
        };
        Ok(Self { matcher, whole: *whole && !pattern })
    }

    /// The next hit at or after a place, in bytes; faster in a text that is known to be ASCII.
    #[inline]
    pub fn find(&self, text: &[u8], from: usize, ascii: bool) -> Option<(usize, usize)> {
        let mut from = from;
        loop {
            let (start, end) = match &self.matcher {
                Matcher::Nothing => return None,
                Matcher::Plain(finder) => {
                    let start = from + finder.find(text.get(from..)?)?;
                    (start, start + finder.needle().len())
                }
                Matcher::Caseless(caseless) => caseless.find(text, from, ascii)?,
                Matcher::Pattern(regex) => find(regex, text, from)?,
            };
            if end > start && (!self.whole || is_whole(text, start, end)) {
                return Some((start, end));
            }
            from = start + letter(text, start).map_or(1, char::len_utf8);
        }
    }

    /// The first hit in a text and how many there are, where that is found faster than one by one.
    pub(super) fn count(&self, text: &[u8]) -> Option<(usize, u32)> {
        let Matcher::Plain(finder) = &self.matcher else { return None };
        if self.whole {
            return None;
        }
        if let &[byte] = finder.needle() {
            let first = memchr::memchr(byte, text).unwrap_or_default();
            return Some((first, memchr::memchr_iter(byte, &text[first..]).count() as u32));
        }
        let mut hits = finder.find_iter(text);
        Some(hits.next().map_or((0, 0), |first| (first, hits.count() as u32 + 1)))
    }

    /// Whether it may read far beyond its hits.
    pub(super) fn reads_on(&self) -> bool {
        matches!(self.matcher, Matcher::Pattern(_))
    }
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
