//! What differs between two outputs: lines, and the words that changed in them.
//!
//! The lines are compared once; the words of a change when its rows are asked for, so that ten megabytes of different
//! lines cost no more than their lines. Masked or alike, lines that differ in times, ids and the like only, or in holes of their
//! templates, are equal, and are shown as they are.

use std::ops::Range;

use gix_imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};
use serde::Serialize;

use crate::collection::Collection;
use crate::mask::{Own, What, key, scan};
use crate::template::{Fixed, Kind as Hold, Template};

/// Changes of more bytes are not compared word by word: only what their lines begin and end with is.
const WORDS: usize = 64 * 1024;
/// From so many lines on, texts of few different lines are not compared line by line but as one change: the time would grow
/// faster than the texts.
const LINES: usize = 200_000;
/// Pieces longer than twice this are given without their middle.
const LONG: usize = 2000;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A line of both.
    Equal,
    /// A line of the left one only.
    Removed,
    /// A line of the right one only.
    Added,
    /// Several equal lines that are not shown.
    Folded,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it has no counterpart on the other side.
    pub changed: bool,
    /// How many bytes of a very long line are left out after it.
    pub omitted: usize,
}

/// A row of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// The line's number on the left, from 1; of a fold, the first line's.
    pub left: Option<u32>,
    /// The same on the right.
    pub right: Option<u32>,
    /// How many lines it stands for: 1, but for a fold.
    pub count: u32,
    /// The line's text.
    pub pieces: Vec<Piece>,
    /// The right one's text, where it is equal after masking only.
    pub other: Option<Vec<Piece>>,
    /// Whether a line end follows; only the last line of a text may have none.
    pub ended: bool,
    /// Whether the change was too large to be compared word by word.
    pub coarse: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Equal { left: u32, right: u32, count: u32 },
    Folded { left: u32, right: u32, count: u32 },
    Changed { left: Range<u32>, right: Range<u32> },
}

impl Part {
    fn rows(&self) -> u32 {
        match self {
            Self::Equal { count, .. } => *count,
            Self::Folded { .. } => 1,
            Self::Changed { left, right } => (left.len() + right.len()) as u32,
        }
    }
}

/// By what lines and words are compared.
#[derive(Debug)]
pub enum How {
    /// By their bytes.
    Exact,
    /// Without times, ids and the like.
    Masked,
    /// By their templates: what fills holes counts where it is one of these values.
    Alike(Fixed),
}

/// One of the two outputs.
struct Side {
    item: usize,
    /// Where each line starts, and where the last one ends.
    starts: Vec<u32>,
    own: Own,
}

impl Side {
    fn new(items: &Collection, item: usize) -> Self {
        let bytes = items.bytes(item);
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
        if starts.last() != Some(&(bytes.len() as u32)) {
            starts.push(bytes.len() as u32);
        }
        Self { item, starts, own: Own::new(items.id(item)) }
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// A line with its end.
    fn line<'a>(&self, items: &'a Collection, line: u32) -> &'a [u8] {
        let at = line as usize;
        &items.bytes(self.item)[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// A line as text without its end, and whether it has one.
    fn text<'a>(&self, items: &'a Collection, line: u32) -> (&'a str, bool) {
        let line = std::str::from_utf8(self.line(items, line)).unwrap_or_default();
        line.strip_suffix('\n').map_or((line, false), |text| (text, true))
    }

    fn size(&self, lines: &Range<u32>) -> usize {
        (self.starts[lines.end as usize] - self.starts[lines.start as usize]) as usize
    }

    /// The keys of all lines but the blank ones at the end, one after the other, with their ends.
    fn keys(&self, items: &Collection, how: &How) -> (Vec<u8>, Vec<usize>) {
        let (mut keys, mut ends) = (Vec::new(), Vec::new());
        let mut template = Template::default();
        for line in 0..self.count() as u32 {
            let line = self.line(items, line);
            if let How::Alike(fixed) = how {
                keys.extend(template.key(line, &self.own, fixed));
            } else {
                key(line, &self.own, &mut keys);
            }
            ends.push(keys.len());
        }
        let filled = ends.iter().filter(|&&end| end < keys.len()).count() + usize::from(!keys.is_empty());
        ends.truncate(filled);
        (keys, ends)
    }
}

/// Slices of a text that end where `ends` says.
fn slices<'a>(text: &'a [u8], ends: &'a [usize]) -> impl Iterator<Item = &'a [u8]> {
    ends.iter().scan(0, |from, &end| Some(&text[std::mem::replace(from, end)..end]))
}

/// What differs between two items.
pub struct Difference {
    left: Side,
    right: Side,
    how: How,
    parts: Vec<Part>,
    /// The row at which each part starts, and how many there are.
    starts: Vec<u32>,
    /// Whether either is not text, so that nothing is compared.
    pub binary: bool,
    /// Whether there were too many lines of too few kinds to be compared, so that one change stands for all.
    pub coarse: bool,
    /// Lines of the left one only.
    pub removed: u32,
    /// Lines of the right one only.
    pub added: u32,
}

impl Difference {
    /// Compares two items, with so many equal lines shown around each change.
    pub fn new(items: &Collection, left: usize, right: usize, how: How, context: u32) -> Self {
        let (left, right) = (Side::new(items, left), Side::new(items, right));
        let binary = !items.is_text(left.item) || !items.is_text(right.item);
        let mut difference =
            Self { left, right, how, parts: Vec::new(), starts: vec![0], binary, coarse: false, removed: 0, added: 0 };
        if !binary {
            difference.compare(items, context);
        }
        difference
    }

    fn compare(&mut self, items: &Collection, context: u32) {
        let mut input = InternedInput::default();
        let (left_keys, right_keys);
        if matches!(self.how, How::Exact) {
            input.update_before((0..self.left.count() as u32).map(|line| self.left.line(items, line)));
            input.update_after((0..self.right.count() as u32).map(|line| self.right.line(items, line)));
        } else {
            (left_keys, right_keys) = (self.left.keys(items, &self.how), self.right.keys(items, &self.how));
            input.update_before(slices(&left_keys.0, &left_keys.1));
            input.update_after(slices(&right_keys.0, &right_keys.1));
        }
        let same = |(a, b): &(&Token, &Token)| a == b;
        let head = input.before.iter().zip(&input.after).take_while(same).count();
        let (before, after) = (&input.before[head..], &input.after[head..]);
        let tail = before.iter().rev().zip(after.iter().rev()).take_while(same).count();
        let middle = before.len() + after.len() - 2 * tail;
        self.coarse = middle > LINES && input.interner.num_tokens() as usize * 8 < middle;
        let hunks: Vec<Hunk> = if self.coarse {
            let range = |all: usize| head as u32..(all - tail) as u32;
            vec![Hunk { before: range(input.before.len()), after: range(input.after.len()) }]
        } else {
            let mut diff = Diff::compute(Algorithm::Histogram, &input);
            diff.postprocess_lines(&input);
            diff.hunks().collect()
        };
        let (mut left, mut right, mut first) = (0, 0, true);
        for hunk in hunks {
            self.equal(left, right, hunk.before.start - left, if first { 0 } else { context }, context);
            first = false;
            (left, right) = (hunk.before.end, hunk.after.end);
            self.removed += hunk.before.len() as u32;
            self.added += hunk.after.len() as u32;
            self.push(Part::Changed { left: hunk.before, right: hunk.after });
        }
        let rest = input.before.len() as u32 - left;
        self.equal(left, right, rest, if first { 0 } else { context }, 0);
    }

    fn push(&mut self, part: Part) {
        let rows = part.rows();
        if rows > 0 {
            self.starts.push(self.rows() + rows);
            self.parts.push(part);
        }
    }

    /// Equal lines: so many shown after the change before them and before the one after them, the rest folded.
    fn equal(&mut self, left: u32, right: u32, count: u32, head: u32, tail: u32) {
        let shown = head.saturating_add(tail);
        // A fold of one line takes as much room as the line.
        if count <= shown.saturating_add(1) {
            return self.push(Part::Equal { left, right, count });
        }
        let folded = count - shown;
        self.push(Part::Equal { left, right, count: head });
        self.push(Part::Folded { left: left + head, right: right + head, count: folded });
        self.push(Part::Equal { left: left + head + folded, right: right + head + folded, count: tail });
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Whether nothing differs. Of items that are not text it says whether their bytes are equal.
    pub fn is_same(&self, items: &Collection) -> bool {
        if self.binary {
            return items.bytes(self.left.item) == items.bytes(self.right.item);
        }
        self.removed == 0 && self.added == 0
    }

    /// The lines of one side only, those of the left before those of the right in each change.
    pub fn changed<'a>(&'a self, items: &'a Collection) -> impl Iterator<Item = (Kind, &'a str)> {
        self.parts.iter().flat_map(move |part| {
            let (left, right) = match part {
                Part::Changed { left, right } => (left.clone(), right.clone()),
                Part::Equal { .. } | Part::Folded { .. } => (0..0, 0..0),
            };
            let removed = left.map(move |line| (Kind::Removed, self.left.text(items, line).0));
            removed.chain(right.map(move |line| (Kind::Added, self.right.text(items, line).0)))
        })
    }

    /// Rows from one to before another.
    pub fn range(&self, items: &Collection, from: u32, to: u32) -> Vec<Row> {
        let to = to.min(self.rows());
        let mut rows = Vec::new();
        let mut part = self.starts.partition_point(|&start| start <= from).saturating_sub(1);
        while part < self.parts.len() && self.starts[part] < to {
            let start = self.starts[part];
            let range = from.saturating_sub(start)..(to - start).min(self.parts[part].rows());
            self.write(items, &self.parts[part], range, &mut rows);
            part += 1;
        }
        rows
    }

    fn write(&self, items: &Collection, part: &Part, range: Range<u32>, rows: &mut Vec<Row>) {
        match part {
            &Part::Folded { left, right, count } => {
                let (left, right) = (Some(left + 1), Some(right + 1));
                rows.push(Row {
                    kind: Kind::Folded,
                    left,
                    right,
                    count,
                    pieces: Vec::new(),
                    other: None,
                    ended: true,
                    coarse: false,
                });
            }
            &Part::Equal { left, right, .. } => rows.extend(range.map(|at| {
                let (text, ended) = self.left.text(items, left + at);
                let (other, _) = self.right.text(items, right + at);
                let other = (text != other).then(|| pieces(other, &[]));
                let (left, right) = (Some(left + at + 1), Some(right + at + 1));
                Row { kind: Kind::Equal, left, right, count: 1, pieces: pieces(text, &[]), other, ended, coarse: false }
            })),
            Part::Changed { left, right } => {
                let removed = left.len() as u32;
                let words = self.left.size(left) + self.right.size(right) <= WORDS;
                let both = !left.is_empty() && !right.is_empty();
                let marks = if words && both { self.words(items, left, right) } else { Marks::default() };
                rows.extend(range.map(|at| {
                    let gone = at < removed;
                    let (side, line, lines) = if gone {
                        (&self.left, left.start + at, &marks.left)
                    } else {
                        (&self.right, right.start + at - removed, &marks.right)
                    };
                    let (text, ended) = side.text(items, line);
                    let pieces = if words || !both {
                        pieces(
                            text,
                            lines.get((if gone { at } else { at - removed }) as usize).map_or(&[], Vec::as_slice),
                        )
                    } else {
                        let (other, place) = if gone {
                            (&self.right, right.start + at)
                        } else {
                            (&self.left, left.start + at - removed)
                        };
                        let within = if gone { right } else { left }.contains(&place);
                        let against = if within { other.text(items, place).0 } else { "" };
                        pieces(text, ends(text, against).as_slice())
                    };
                    let (kind, left, right) =
                        if gone { (Kind::Removed, Some(line + 1), None) } else { (Kind::Added, None, Some(line + 1)) };
                    Row { kind, left, right, count: 1, pieces, other: None, ended, coarse: !words && both }
                }));
            }
        }
    }

    /// Compares the words of a change.
    fn words(&self, items: &Collection, left: &Range<u32>, right: &Range<u32>) -> Marks {
        let split = |side: &Side, lines: &Range<u32>| {
            let (mut words, mut ends) = (Vec::new(), Vec::new());
            for line in lines.clone() {
                let (text, _) = side.text(items, line);
                match &self.how {
                    How::Exact => plain_words(text, 0, &mut words),
                    How::Masked => masked_words(text, &side.own, &mut words),
                    How::Alike(fixed) => words_with_holes(text, &side.own, fixed, &mut words),
                }
                words.push(Word { range: text.len()..text.len(), token: "\n".as_bytes() });
                ends.push(words.len());
            }
            (words, ends)
        };
        let (left, right) = (split(&self.left, left), split(&self.right, right));
        let mut input = InternedInput::default();
        input.update_before(left.0.iter().map(|word| word.token));
        input.update_after(right.0.iter().map(|word| word.token));
        let mut diff = Diff::compute(Algorithm::Myers, &input);
        diff.postprocess_no_heuristic(&input);
        Marks {
            left: changed(&left.0, &left.1, |at| diff.is_removed(at)),
            right: changed(&right.0, &right.1, |at| diff.is_added(at)),
        }
    }
}

/// Ranges that changed, of each line of a change.
#[derive(Default)]
struct Marks {
    left: Vec<Vec<Range<usize>>>,
    right: Vec<Vec<Range<usize>>>,
}

/// A word of a line, and what it is compared by.
struct Word<'a> {
    range: Range<usize>,
    token: &'a [u8],
}

/// Splits into words of letters and digits, blanks, and single other letters; Chinese and its neighbours by the letter.
fn plain_words<'a>(text: &'a str, offset: usize, words: &mut Vec<Word<'a>>) {
    let class = |letter: char| match letter {
        ' ' | '\t' => 1,
        '_' => 2,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => 0,
        _ if letter.is_alphanumeric() => 2,
        _ => 0,
    };
    let (mut start, mut last) = (0, 0);
    let mut push = |start: usize, end: usize| {
        if start < end {
            words.push(Word { range: offset + start..offset + end, token: &text.as_bytes()[start..end] });
        }
    };
    for (at, letter) in text.char_indices() {
        let this = class(letter);
        if this == 0 || this != last {
            push(start, at);
            start = at;
        }
        last = this;
    }
    push(start, text.len());
}

/// The same, where what is masked is one word that equals every other of its kind.
fn masked_words<'a>(text: &'a str, own: &Own, words: &mut Vec<Word<'a>>) {
    let mut copied = 0;
    scan(text.as_bytes(), own, |mask| {
        plain_words(text.get(copied..mask.start).unwrap_or_default(), copied, words);
        words.push(Word { range: mask.start..mask.end, token: token(mask.what) });
        copied = mask.end;
    });
    plain_words(text.get(copied..).unwrap_or_default(), copied, words);
}

/// The same, where what fills a hole is one word, which equals every other of its kind unless it is one of these values.
fn words_with_holes<'a>(text: &'a str, own: &Own, fixed: &Fixed, words: &mut Vec<Word<'a>>) {
    let mut template = Template::default();
    template.read(text.as_bytes(), own);
    let mut copied = 0;
    for hole in &template.holes {
        let range = hole.start as usize..hole.end as usize;
        plain_words(text.get(copied..range.start).unwrap_or_default(), copied, words);
        copied = range.end;
        let value = hole.value(text.as_bytes());
        let counts = !hole.kind.fleeting() && fixed.contains(value);
        words.push(Word { range, token: if counts { value } else { mark(hole.kind) } });
    }
    plain_words(text.get(copied..).unwrap_or_default(), copied, words);
}

fn mark(kind: Hold) -> &'static [u8] {
    match kind {
        Hold::Number => b"\xC0",
        Hold::Version => b"\xC1",
        Hold::Name => b"\xC1\xC0",
        Hold::Masked(what) => token(what),
    }
}

/// What a mask is compared by: it differs from its written form.
fn token(what: What) -> &'static [u8] {
    static BYTES: [u8; 256] = {
        let mut bytes = [0; 256];
        let mut at = 0;
        while at < 256 {
            bytes[at] = at as u8;
            at += 1;
        }
        bytes
    };
    std::slice::from_ref(&BYTES[usize::from(what.byte())])
}

/// The changed ranges of each line; none of a line that has hardly anything in common with the other side.
fn changed(words: &[Word], ends: &[usize], is_changed: impl Fn(u32) -> bool) -> Vec<Vec<Range<usize>>> {
    let mut from = 0;
    let mut line = |end: usize| {
        let (mut ranges, mut kept, mut lost): (Vec<Range<usize>>, _, _) = (Vec::new(), 0, 0);
        for (at, word) in words[from..end].iter().enumerate() {
            let length = if word.token[0] == b' ' || word.token[0] == b'\t' { 0 } else { word.range.len() };
            if !is_changed((from + at) as u32) {
                kept += length;
                continue;
            }
            lost += length;
            match ranges.last_mut() {
                Some(open) if open.end == word.range.start => open.end = word.range.end,
                _ if word.range.is_empty() => {}
                _ => ranges.push(word.range.clone()),
            }
        }
        from = end;
        if kept * 3 < lost { Vec::new() } else { ranges }
    };
    ends.iter().map(|&end| line(end)).collect()
}

/// What two lines do not begin or end with together, for lines that are too long for words.
fn ends(text: &str, against: &str) -> Vec<Range<usize>> {
    let (text_bytes, against_bytes) = (text.as_bytes(), against.as_bytes());
    let same = |(a, b): &(&u8, &u8)| a == b;
    let mut head = text_bytes.iter().zip(against_bytes).take_while(same).count();
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let (rest, other) = (&text_bytes[head..], &against_bytes[head.min(against_bytes.len())..]);
    let mut tail = rest.iter().rev().zip(other.iter().rev()).take_while(same).count();
    while !text.is_char_boundary(text.len() - tail) {
        tail -= 1;
    }
    let changed = head..text.len() - tail;
    if head + tail == 0 || changed.is_empty() { Vec::new() } else { vec![changed] }
}

/// A line as pieces, with these ranges changed.
fn pieces(text: &str, changed: &[Range<usize>]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(changed.len() * 2 + 1);
    let mut from = 0;
    for range in changed {
        piece(&text[from..range.start], false, &mut pieces);
        piece(&text[range.clone()], true, &mut pieces);
        from = range.end;
    }
    piece(&text[from..], false, &mut pieces);
    pieces
}

fn piece(text: &str, changed: bool, pieces: &mut Vec<Piece>) {
    if text.len() > LONG * 2 {
        let boundary = |place: usize| (0..=place).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (head, tail) = (boundary(LONG), boundary(text.len() - LONG));
        pieces.push(Piece { text: text[..head].to_owned(), changed, omitted: tail - head });
        pieces.push(Piece { text: text[tail..].to_owned(), changed, omitted: 0 });
    } else if !text.is_empty() {
        pieces.push(Piece { text: text.to_owned(), changed, omitted: 0 });
    }
}

#[cfg(test)]
mod tests;
