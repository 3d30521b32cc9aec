//! A text into the places where it holds more than letters, single blanks and single signs, sixteen bytes at a time.
//!
//! Most of what machines print is words. What masks and templates are made of stands at few places of it, which these find;
//! a place too many costs time only, since whoever asks looks at it byte by byte.

use wide::u8x16;

/// Bytes that are looked at together.
const LANES: usize = 16;
/// As many of them are looked at before a place, and behind it.
const BEFORE: usize = 1;
const BEHIND: usize = 2;

const ALL: usize = BEFORE + LANES + BEHIND;

/// Sixteen bytes with their neighbours. Before and behind the text stand line ends.
pub(crate) struct Window<'a>(&'a [u8; ALL]);

impl Window<'_> {
    #[inline]
    fn lanes(&self, from: usize) -> u8x16 {
        self.0[from..].first_chunk().map_or(u8x16::splat(0), |lanes| u8x16::new(*lanes))
    }
}

/// What may begin a mask: digits, brackets, what an address or an id of letters is known by, and words that begin as months,
/// days, `pid`, `up` or the machine's own name do. `own` is that name's first byte.
#[inline]
pub(crate) fn masks(window: &Window, own: u8) -> u8x16 {
    let [before, here, after] = [window.lanes(0), window.lanes(1), window.lanes(2)];
    let colon = here.simd_eq(u8x16::splat(b':'));
    let name = within(here, b'A', b'Z') | is(here, b'p') | is(here, b'u') | is(small(here), own);
    digits(here)
        | is(here, b'[')
        | colon & is(after, b':')
        | (colon | is(here, b'-')) & within(small(before), b'a', b'f')
        | name & within(small(here), b'a', b'z') & !(digits(before) | within(small(before), b'a', b'z'))
}

/// What a template does not hold as it is written: digits, blanks that are several, stand at a line's end or begin one,
/// signs that stand three times or more.
#[inline]
pub(crate) fn holes(window: &Window) -> u8x16 {
    let [before, here, after, second] = std::array::from_fn(|from| window.lanes(from));
    let control = |lanes| is(lanes, b'\t') | is(lanes, b'\r');
    let ends = is(after, b' ') | control(after) | is(after, b'\n') | is(after, b']') | is(after, b'|');
    let repeated = here.simd_eq(after) & here.simd_eq(second) & !within(small(here), b'a', b'z');
    // The last is how blocks and lines that bars are drawn with begin.
    digits(here) | control(here) | is(here, b' ') & (ends | is(before, b'\n')) | repeated | is(here, 0xE2)
}
#[inline]
fn is(lanes: u8x16, byte: u8) -> u8x16 {
    lanes.simd_eq(u8x16::splat(byte))
}

#[inline]
fn within(lanes: u8x16, first: u8, last: u8) -> u8x16 {
    (lanes - u8x16::splat(first)).simd_lt(u8x16::splat(last - first + 1))
}

#[inline]
fn digits(lanes: u8x16) -> u8x16 {
    within(lanes, b'0', b'9')
}

/// Letters as small ones; what is none becomes none.
#[inline]
fn small(lanes: u8x16) -> u8x16 {
    lanes | u8x16::splat(0x20)
}

/// Places of a text, from its start to its end.
pub(crate) struct Marks<'a, F> {
    text: &'a [u8],
    /// Which of sixteen bytes are some.
    some: F,
    /// Where the bytes begin that were looked at last, and which of them are some.
    base: usize,
    found: u32,
}

impl<'a, F: Fn(&Window) -> u8x16> Marks<'a, F> {
    pub(crate) fn new(text: &'a [u8], some: F) -> Self {
        let mut marks = Self { text, some, base: 0, found: 0 };
        marks.look();
        marks
    }

    /// The first place from here on; the text's length where there is none. Asked for places that never go back.
    #[inline]
    pub(crate) fn next(&mut self, from: usize) -> usize {
        // Up to where was looked there may have been none.
        let passed = from.saturating_sub(self.base);
        if passed < LANES {
            self.found &= u32::MAX << passed;
        } else {
            self.base = from;
            self.look();
        }
        while self.found == 0 && self.base + LANES < self.text.len() {
            self.base += LANES;
            self.look();
        }
        let place = if self.found == 0 { usize::MAX } else { self.base + self.found.trailing_zeros() as usize };
        place.min(self.text.len())
    }

    #[inline]
    fn look(&mut self) {
        // The bytes where they stand: what was just copied together is slow to be read in other pieces.
        let whole = self.base.checked_sub(BEFORE).and_then(|from| self.text.get(from..)?.first_chunk());
        let lanes = if let Some(whole) = whole { (self.some)(&Window(whole)) } else { self.at_an_end() };
        self.found = lanes.to_bitmask();
    }

    #[cold]
    fn at_an_end(&self) -> u8x16 {
        let byte = |at: usize| (self.base + at).checked_sub(BEFORE).and_then(|at| self.text.get(at)).copied();
        (self.some)(&Window(&std::array::from_fn(|at| byte(at).unwrap_or(b'\n'))))
    }
}
