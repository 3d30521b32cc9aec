//! A value of a condition -> what it holds for.

use super::key::{Key, is_near};
use super::lexer::{Value, fold};
use crate::change::{Aspect, Change};
use crate::status::{Outcome, Status};
use crate::words::{Language, Lookup};

/// What a value of a condition holds for.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// A text, folded, in which `*` stands for anything.
    Glob(String),
    /// Numbers from one to another, both included; durations in milliseconds.
    Number(i64, i64),
    /// Times from one to another, each the beginning of what it stands for: `2026-11-20` is all of that day.
    Time(String, String),
    /// An outcome.
    Outcome(Outcome),
    /// That nothing was printed.
    Unprinted(Unprinted),
    /// What is there.
    Has(Has),
    /// What it is.
    Is(Is),
    /// What became of it since the reference.
    Change(Change),
    /// From one outcome to another; `None`: it is not on that side.
    Turn(Option<Outcome>, Option<Outcome>),
    /// What else changed.
    Aspect(Aspect),
}

/// Why an instance has none of the numbered outputs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unprinted {
    /// The response has an empty one.
    Empty,
    /// The response has none.
    None,
}

/// What can be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Has {
    /// Something was printed.
    Output,
    /// An exit code.
    Exit,
    /// An error code or its text.
    Error,
    /// A start.
    Start,
    /// An end.
    End,
    /// Bytes that the service dropped.
    Dropped,
    /// Several executions.
    Records,
}

/// What it can be besides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Is {
    /// Not ended yet.
    Active,
    /// Ended.
    Final,
    /// It never began, so that running it again does nothing twice.
    NeverStarted,
    /// It began and did not reach its end: it may be half done.
    HalfDone,
    /// It ran to its end.
    RanToEnd,
    /// Its row contradicts itself.
    Contradicted,
}

/// Words that are values, with the end of their key in the catalogue.
pub trait Word: Copy + Sized + 'static {
    /// Every value.
    const ALL: &'static [Self];
    /// Under which keys its words in each language stand.
    const KEYS: &'static str;

    /// Its canonical spelling.
    fn word(self) -> &'static str;

    /// The value that is written so, in any language.
    fn read(word: &str) -> Option<Self> {
        let is = |one: &str| {
            let label = |language: &Language| fold(&language.word(&[Self::KEYS, one].concat())).replace(' ', "-");
            one == word || Language::ALL.iter().any(|language| label(language) == word)
        };
        Self::ALL.iter().copied().find(|value| is(value.word()))
    }

    /// The canonical spelling of the value that is nearly written so.
    fn near(word: &str) -> Option<&'static str> {
        let word = fold(word);
        let near = |one: &&str| is_near(word.as_bytes(), one.as_bytes()) || begins(&word, one);
        Self::ALL.iter().map(|value| value.word()).find(near)
    }
}

/// The status that is nearly written so, where it is no word for one in any product.
pub(super) fn near_status(value: &Value) -> Option<&'static str> {
    let word = fold(&value.text);
    let near = |one: &&str| is_near(word.as_bytes(), one.to_ascii_lowercase().as_bytes());
    let is_new = !value.quoted && !word.contains('*') && Outcome::of_other(&word, None) == Outcome::Unknown;
    if is_new { Status::SPELLINGS.iter().map(|spelling| spelling.0).find(near) } else { None }
}

/// Whether a word is the beginning of another, or that its beginning: `fail`, `failure`.
fn begins(word: &str, other: &str) -> bool {
    let stem = |word: &str| word.as_bytes().get(..4).map(<[u8]>::to_vec);
    stem(word).is_some_and(|head| other.as_bytes().starts_with(&head))
}

impl Word for Has {
    const ALL: &'static [Self] =
        &[Self::Output, Self::Exit, Self::Error, Self::Start, Self::End, Self::Dropped, Self::Records];
    const KEYS: &'static str = "query.has.";

    fn word(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Exit => "exit",
            Self::Error => "error",
            Self::Start => "start",
            Self::End => "end",
            Self::Dropped => "dropped",
            Self::Records => "records",
        }
    }
}

impl Word for Is {
    const ALL: &'static [Self] =
        &[Self::Active, Self::Final, Self::NeverStarted, Self::HalfDone, Self::RanToEnd, Self::Contradicted];
    const KEYS: &'static str = "query.is.";

    fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Final => "final",
            Self::NeverStarted => "never-started",
            Self::HalfDone => "half-done",
            Self::RanToEnd => "ran-to-end",
            Self::Contradicted => "contradicted",
        }
    }
}

impl Word for Unprinted {
    const ALL: &'static [Self] = &[Self::Empty, Self::None];
    const KEYS: &'static str = "query.group.";

    fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::None => "none",
        }
    }
}

impl Word for Change {
    const ALL: &'static [Self] = &Change::ALL;
    const KEYS: &'static str = "query.change.";

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Aspect {
    const ALL: &'static [Self] = &Aspect::ALL;
    const KEYS: &'static str = "query.aspect.";

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Outcome {
    const ALL: &'static [Self] = &Outcome::ALL;
    const KEYS: &'static str = "outcome.";

    fn word(self) -> &'static str {
        self.as_str()
    }
}

impl Pattern {
    /// Reads a value; `None`: the key has no such value.
    pub(super) fn read(key: Key, value: &Value) -> Option<Self> {
        let text = fold(&value.text);
        match key {
            Key::Outcome => <Outcome as Word>::read(&text).map(Self::Outcome),
            Key::Has => <Has as Word>::read(&text).map(Self::Has),
            Key::Is => <Is as Word>::read(&text).map(Self::Is),
            Key::Change => change(&text),
            Key::Exit if value.quoted => Some(Self::Glob(text)),
            Key::Exit => range(&text, whole)
                .or_else(|| text.starts_with(|char: char| char.is_ascii_alphabetic()).then_some(Self::Glob(text))),
            Key::Duration => range(&text, duration),
            Key::Group => range(&text, number).or_else(|| <Unprinted as Word>::read(&text).map(Self::Unprinted)),
            Key::Start => times(&text),
            Key::Status | Key::Error | Key::Reason | Key::Id | Key::Out => Some(Self::Glob(text)),
        }
    }
}

/// `fixed`, `failed>succeeded`, `output`
fn change(text: &str) -> Option<Pattern> {
    if let Some((before, after)) = text.split_once(['>', '＞', '→']) {
        let outcome = |word: &str| match word.trim() {
            NOT_HERE => Some(None),
            word => <Outcome as Word>::read(word).map(Some),
        };
        return Some(Pattern::Turn(outcome(before)?, outcome(after)?));
    }
    let change = <Change as Word>::read(text).map(Pattern::Change);
    change.or_else(|| <Aspect as Word>::read(text).map(Pattern::Aspect))
}

/// The word for the outcome of what is not on a side.
pub const NOT_HERE: &str = "none";

/// The values that one number stands for, both included: of `30s` those below 31 s.
type Numbers = (i64, i64);

/// `5`, `>5`, `>=5`, `<5`, `<=5`, `1..5`, `1..`, `..5`, `1..<5`
fn range(text: &str, read: fn(&str) -> Option<Numbers>) -> Option<Pattern> {
    let pattern = |from, to| Some(Pattern::Number(from, to));
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (from.trim(), to.trim());
        let low = if from.is_empty() { i64::MIN } else { read(from)?.0 };
        let high = match below(to) {
            Some(end) => read(end)?.0.checked_sub(1)?,
            None if to.is_empty() => i64::MAX,
            None => read(to)?.1,
        };
        return if from.is_empty() && to.is_empty() { None } else { pattern(low, high) };
    }
    let (operator, number) = compared(text);
    match operator {
        // Above half a minute is what is longer by anything.
        ">" => pattern(read(number)?.0.checked_add(1)?, i64::MAX),
        ">=" => pattern(read(number)?.0, i64::MAX),
        "<" => pattern(i64::MIN, read(number)?.0.checked_sub(1)?),
        "<=" => pattern(i64::MIN, read(number)?.0),
        _ => read(number).and_then(|(low, high)| pattern(low, high)),
    }
}

/// The end of a range that is not in it: `<5` of `1..<5`.
fn below(end: &str) -> Option<&str> {
    end.strip_prefix(['<', '＜']).map(str::trim_start)
}

/// The operator before a number, in its plain spelling.
fn compared(text: &str) -> (&'static str, &str) {
    const OPERATORS: [(&str, &str); 10] = [
        (">=", ">="),
        ("＞＝", ">="),
        ("＞=", ">="),
        ("≥", ">="),
        ("<=", "<="),
        ("≤", "<="),
        (">", ">"),
        ("＞", ">"),
        ("<", "<"),
        ("＜", "<"),
    ];
    let found = OPERATORS.iter().find_map(|(written, plain)| Some((*plain, text.strip_prefix(written)?)));
    found.map_or(("", text), |(plain, rest)| (plain, rest.trim_start()))
}

/// A number of a group.
fn number(text: &str) -> Option<Numbers> {
    let number = text.parse().ok()?;
    Some((number, number))
}

/// An exit code, decimal or hexadecimal.
fn whole(text: &str) -> Option<Numbers> {
    let number = match text.strip_prefix("0x") {
        Some(digits) => i64::from(u32::from_str_radix(digits, 16).ok()?),
        None => text.parse().ok()?,
    };
    Some((exit_code(number), exit_code(number)))
}

/// An exit code as it is compared: the negative and the unsigned form of 32 bits are one.
pub fn exit_code(code: i64) -> i64 {
    u32::try_from(code).map_or(code, |bits| i64::from(bits.cast_signed()))
}

/// A number of seconds, or of its unit, in milliseconds.
fn duration(text: &str) -> Option<Numbers> {
    const UNITS: [(&str, i64); 17] = [
        ("ms", 1),
        ("毫秒", 1),
        ("s", 1_000),
        ("sec", 1_000),
        ("秒", 1_000),
        ("", 1_000),
        ("m", 60_000),
        ("min", 60_000),
        ("分", 60_000),
        ("分钟", 60_000),
        ("h", 3_600_000),
        ("hr", 3_600_000),
        ("小时", 3_600_000),
        ("时", 3_600_000),
        ("d", 86_400_000),
        ("day", 86_400_000),
        ("天", 86_400_000),
    ];
    let end = text.find(|char: char| !char.is_ascii_digit() && char != '.').unwrap_or(text.len());
    let (_, unit) = UNITS.iter().find(|(unit, _)| *unit == text[end..].trim_start())?;
    let (whole, part) = text[..end].split_once('.').unwrap_or((&text[..end], ""));
    // Thousandths are the finest that a time states.
    let thousandths =
        part.bytes().chain(std::iter::repeat(b'0')).take(3).fold(0, |n, digit| n * 10 + i64::from(digit & 15));
    let whole: i64 = whole.parse().ok().filter(|whole| *whole < 1_000_000_000)?;
    let low = whole * unit + thousandths * unit / 1_000;
    // A part of a unit stands for itself, a whole one for all that begins with it.
    let width = if part.is_empty() { (unit - 1).min(999) } else { 0 };
    Some((low, low + width))
}

/// The beginning of a time in RFC 3339: `2026`, `2026-11-20`, `2026-11-20T08:00`; after operators and in ranges, too.
fn times(text: &str) -> Option<Pattern> {
    let time = |text: &str| {
        let text = text.trim().to_ascii_uppercase().replace(' ', "T");
        let fits = |(at, char): (usize, char)| match at {
            4 | 7 => char == '-',
            10 => char == 'T',
            13 | 16 => char == ':',
            19 => matches!(char, 'Z' | '.'),
            _ => char.is_ascii_digit() || at > 19,
        };
        let within = |(at, low, high)| text.get(at..at + 2).is_none_or(|two| low <= two && two <= high);
        let is_time = [(5, "01", "12"), (8, "01", "31"), (11, "00", "24"), (14, "00", "59")].into_iter().all(within);
        (text.len() >= 4 && text.char_indices().all(fits) && is_time).then_some(text)
    };
    if let Some((from, to)) = text.split_once("..") {
        let low = if from.is_empty() { String::new() } else { time(from)? };
        let high = match below(to) {
            Some(end) => time(end)? + "!",
            None if to.is_empty() => LATEST.to_owned(),
            None => time(to)?,
        };
        return (!(from.is_empty() && to.is_empty())).then_some(Pattern::Time(low, high));
    }
    let (operator, rest) = compared(text);
    let time = time(rest)?;
    Some(match operator {
        // What begins with a time is not after it: it is that day, that hour.
        ">" => Pattern::Time(time + "~", LATEST.to_owned()),
        ">=" => Pattern::Time(time, LATEST.to_owned()),
        "<" => Pattern::Time(String::new(), time + "!"),
        "<=" => Pattern::Time(String::new(), time),
        _ => Pattern::Time(time.clone(), time),
    })
}

/// After every time that is written in digits.
const LATEST: &str = "~";

/// Whether a time lies within a pattern's; `time` in RFC 3339.
pub fn is_within(time: &str, low: &str, high: &str) -> bool {
    let strictly = high.strip_suffix('!');
    let below = match strictly {
        Some(high) => time < high,
        None => time <= high || time.starts_with(high),
    };
    time >= low && below
}

/// Whether a text, folded, is what a pattern says, in which `*` stands for anything.
pub fn fits(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return text.ends_with(piece);
        }
        match text.find(piece) {
            Some(at) => text = &text[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, holds) in [
            ("client*", "clientnotrunning", true),
            ("*running", "clientnotrunning", true),
            ("c*not*g", "clientnotrunning", true),
            ("*", "", true),
            ("a*a", "a", false),
            ("client", "clientnotrunning", false),
            ("c*x*g", "clientnotrunning", false),
        ] {
            assert_eq!(fits(pattern, text), holds, "{pattern} {text}");
        }
    }

    #[test]
    fn times_are_beginnings() {
        let at = |text: &str| match times(text) {
            Some(Pattern::Time(low, high)) => is_within("2026-11-20T08:30:00Z", &low, &high),
            _ => panic!("{text}"),
        };
        for (text, holds) in [
            ("2026-11-20", true),
            ("2026-11-20T08", true),
            ("2026-11-20T08:31", false),
            (">2026-11-20", false),
            (">2026-11-19", true),
            (">=2026-11-20", true),
            ("<2026-11-20", false),
            ("<2026-11-20T09", true),
            ("<=2026-11-20", true),
            ("2026-11-19..2026-11-20", true),
            ("2026-11-20t08:30..", true),
            ("2026-11-20T08..<2026-11-20T09", true),
            ("2026-11-20T07..<2026-11-20T08", false),
            ("..2026-11-19", false),
        ] {
            assert_eq!(at(text), holds, "{text}");
        }
        for text in ["now", "20/11/2026", "202", "..", "2026-13", "2026-11-20T25:00"] {
            assert_eq!(times(text), None, "{text}");
        }
    }
}
