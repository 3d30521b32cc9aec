//! Looking at the text sixteen bytes at a time: where a string or a text ends, where blanks end, how
//! many lines there are, whether control characters are there, whether two places are equal.
//!
//! Each has a plain version beside it in the tests, which every change must agree with.

use wide::u8x16;

/// Plain characters of a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct StringSpan {
    /// The first byte that is the quote, a backslash or a control character; the text's end if there is none.
    pub end: usize,
    /// Whether a byte above ASCII was passed.
    pub non_ascii: bool,
}

#[inline]
fn load(text: &[u8], at: usize) -> Option<u8x16> {
    let lanes: &[u8; LANES] = text.get(at..at + LANES)?.try_into().ok()?;
    Some(u8x16::new(*lanes))
}

/// Skips plain characters of a string from `at` to the next `"`, `\` or control character.
#[inline]
pub(crate) fn plain(text: &[u8], mut at: usize) -> StringSpan {
    let mut non_ascii = 0;
    while let Some(block) = load(text, at) {
        let quote = block.simd_eq(u8x16::splat(b'"'));
        let escape = block.simd_eq(u8x16::splat(b'\\'));
        let control = block.simd_lt(u8x16::splat(0x20));
        let stops = (quote | escape | control).to_bitmask();
        let above = block.to_bitmask();
        if stops != 0 {
            let skip = stops.trailing_zeros();
            non_ascii |= above & ((1 << skip) - 1);
            return StringSpan { end: at + skip as usize, non_ascii: non_ascii != 0 };
        }
        non_ascii |= above;
        at += LANES;
    }
    let mut non_ascii = non_ascii != 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' | b'\\' | 0..0x20 => break,
            0x80.. => non_ascii = true,
            _ => {}
        }
        at += 1;
    }
    StringSpan { end: at, non_ascii }
}

/// Whether a string of `len` plain ASCII characters may stand at `at`: no quote, backslash, control character or byte
/// above ASCII in them, and one of these after them. False for more than 31 and near the text's end, which says
/// nothing.
#[inline]
pub(crate) fn ends_after(text: &[u8], at: usize, len: usize) -> bool {
    let Some(text) = text.get(at..at + 2 * LANES) else {
        return false;
    };
    let stops = |at: usize| {
        load(text, at).map_or(0, |block| {
            let quote = block.simd_eq(u8x16::splat(b'"'));
            let escape = block.simd_eq(u8x16::splat(b'\\'));
            let control = block.simd_lt(u8x16::splat(0x20));
            (quote | escape | control | block).to_bitmask()
        })
    };
    let found = match len {
        0..LANES => stops(0),
        LANES..32 => stops(0) | stops(LANES) << LANES,
        _ => return false,
    };
    u64::from(found) & ((2 << len) - 1) == 1 << len
}

/// What sixteen bytes of a text are, for counting lines and UTF-16 units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Lines {
    /// How many line ends; each is one byte.
    pub ended: u32,
    /// How many bytes stand after the last of them.
    pub after: u32,
}

/// Bytes that are looked at together.
pub(crate) const LANES: usize = 16;

/// The line ends in sixteen bytes that are all ASCII and hold no `\r`; `None` for any others.
#[inline]
pub(crate) fn lines(text: &[u8], at: usize) -> Option<Lines> {
    let block = load(text, at)?;
    if (block | block.simd_eq(u8x16::splat(b'\r'))).to_bitmask() != 0 {
        return None;
    }
    let ends = block.simd_eq(u8x16::splat(b'\n')).to_bitmask();
    Some(Lines { ended: ends.count_ones(), after: ends.leading_zeros() - (32 - LANES as u32) })
}

/// Which of two bytes stand anywhere in a text.
#[inline]
pub(crate) fn holds(text: &[u8], bytes: [u8; 2]) -> [bool; 2] {
    // What the blocks hold is looked at once for many of them.
    const AT_ONCE: usize = 64 * LANES;
    let mut found = [false; 2];
    for piece in text.chunks(AT_ONCE) {
        let [mut one, mut two] = [u8x16::splat(0); 2];
        let mut at = 0;
        while let Some(block) = load(piece, at) {
            one |= block.simd_eq(u8x16::splat(bytes[0]));
            two |= block.simd_eq(u8x16::splat(bytes[1]));
            at += LANES;
        }
        for ((found, block), byte) in found.iter_mut().zip([one, two]).zip(bytes) {
            *found |= block.to_bitmask() != 0 || piece[at..].contains(&byte);
        }
        if found == [true; 2] {
            break;
        }
    }
    found
}

/// What decoded bytes hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Controls {
    /// A control character other than those that terminals are sent: line ends, tab, escape, backspace, bell and form
    /// feed. Nothing after the first is looked at for others.
    pub has_control: bool,
    /// A byte above ASCII.
    pub non_ascii: bool,
}

/// Looks for control characters and for bytes above ASCII, in UTF-8.
pub(crate) fn controls(text: &[u8]) -> Controls {
    let is_control = |at: usize| match text[at] {
        b'\n' | b'\r' | b'\t' | 0x1B | 0x08 | 0x07 | 0x0C => false,
        0..0x20 | 0x7F => true,
        // U+0080 to U+009F.
        0x80..0xA0 => at > 0 && text[at - 1] == 0xC2,
        _ => false,
    };
    let (mut at, mut non_ascii) = (0, 0);
    while let Some(block) = load(text, at) {
        let usual = block.simd_eq(u8x16::splat(b'\n'))
            | block.simd_eq(u8x16::splat(b'\r'))
            | block.simd_eq(u8x16::splat(b'\t'));
        let suspect = block.simd_lt(u8x16::splat(0x20)) | block.simd_eq(u8x16::splat(0x7F)) | block;
        if (suspect & !usual).to_bitmask() != 0 {
            if (at..at + LANES).any(is_control) {
                return Controls { has_control: true, non_ascii: !text.is_ascii() };
            }
            non_ascii |= block.to_bitmask();
        }
        at += LANES;
    }
    let non_ascii = non_ascii != 0 || !text[at..].is_ascii();
    Controls { has_control: (at..text.len()).any(is_control), non_ascii }
}

/// The text up to the next tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct TextSpan {
    /// The next `<`; the text's end if there is none.
    pub end: usize,
    /// Whether a byte above ASCII was passed.
    pub non_ascii: bool,
    /// Whether an `&` was passed.
    pub has_markup: bool,
    /// A closing bracket or a control character was passed.
    pub has_control: bool,
}

/// Skips the text of an element from `at` to the next `<`.
#[inline]
pub(crate) fn text_span(text: &[u8], mut at: usize) -> TextSpan {
    let (mut non_ascii, mut has_markup, mut has_control) = (0, 0, 0);
    while let Some(block) = load(text, at) {
        let lt = block.simd_eq(u8x16::splat(b'<')).to_bitmask();
        let (above, marks) = (block.to_bitmask(), block.simd_eq(u8x16::splat(b'&')).to_bitmask());
        let brackets = block.simd_eq(u8x16::splat(b']'));
        let odds = (brackets | block.min(u8x16::splat(0x1F)).simd_eq(block)).to_bitmask();
        if lt != 0 {
            let skip = lt.trailing_zeros();
            let passed = (1 << skip) - 1;
            let (non_ascii, has_markup) = ((non_ascii | above & passed) != 0, (has_markup | marks & passed) != 0);
            return TextSpan {
                end: at + skip as usize,
                non_ascii,
                has_markup,
                has_control: (has_control | odds & passed) != 0,
            };
        }
        non_ascii |= above;
        has_markup |= marks;
        has_control |= odds;
        at += LANES;
    }
    let (mut non_ascii, mut has_markup, mut has_control) = (non_ascii != 0, has_markup != 0, has_control != 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'<' => break,
            b'&' => has_markup = true,
            b']' | ..=0x1F => has_control = true,
            0x80.. => non_ascii = true,
            _ => {}
        }
        at += 1;
    }
    TextSpan { end: at, non_ascii, has_markup, has_control }
}

/// Where a text stands in another, from `at` on: places where its first and its last byte stand are looked at.
pub(crate) fn find(text: &[u8], mut at: usize, needle: &[u8]) -> Option<usize> {
    let (first, last) = (*needle.first()?, needle.len() - 1);
    let fits = |at: usize| text.get(at..at + needle.len()) == Some(needle);
    while let (Some(heads), Some(tails)) = (load(text, at), load(text, at + last)) {
        let mut places = (heads.simd_eq(u8x16::splat(first)) & tails.simd_eq(u8x16::splat(needle[last]))).to_bitmask();
        while places != 0 {
            let place = at + places.trailing_zeros() as usize;
            if fits(place) {
                return Some(place);
            }
            places &= places - 1;
        }
        at += LANES;
    }
    (at..text.len()).find(|at| fits(*at))
}

/// Skips blanks that JSON knows, from `at` to the first other byte.
#[inline]
pub(crate) fn blanks(text: &[u8], mut at: usize) -> usize {
    // Compact documents have none, printed ones a line end and an indent.
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(at) {
        at += 1;
        while let Some(block) = load(text, at) {
            let indent = !block.simd_eq(u8x16::splat(b' ')).to_bitmask() & 0xFFFF;
            if indent != 0 {
                at += indent.trailing_zeros() as usize;
                break;
            }
            at += LANES;
        }
    }
    at
}

/// Whether `len` bytes from `one` are those from `two`; false where fewer than 32 bytes are left, which the caller
/// then compares in another way. `len` is at most 32.
#[inline]
pub(crate) fn same(text: &[u8], one: usize, two: usize, len: usize) -> bool {
    let (Some(one), Some(two)) = (text.get(one..one + 2 * LANES), text.get(two..two + 2 * LANES)) else {
        return false;
    };
    let equal = |skip| match (load(one, skip), load(two, skip)) {
        (Some(one), Some(two)) => one.simd_eq(two).to_bitmask(),
        _ => 0,
    };
    let wanted = (1_u64 << len) - 1;
    let found = u64::from(equal(0)) | if len > LANES { u64::from(equal(LANES)) << LANES } else { 0 };
    found & wanted == wanted
}

/// How many bytes from `one` on are those from `two` on, which stands behind it; of `most` bytes.
#[inline]
pub(crate) fn equal(text: &[u8], one: usize, two: usize, most: usize) -> usize {
    let mut at = 0;
    while at < most
        && let (Some(first), Some(second)) = (load(text, one + at), load(text, two + at))
    {
        let differ = !first.simd_eq(second).to_bitmask() & 0xFFFF;
        if differ != 0 {
            return most.min(at + differ.trailing_zeros() as usize);
        }
        at += LANES;
    }
    while at < most && two + at < text.len() && text[one + at] == text[two + at] {
        at += 1;
    }
    at.min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> impl Iterator<Item = Vec<u8>> {
        let mut seed = 7_u64;
        (0..3_000).map(move |round| {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                seed
            };
            (0..round % 70)
                .map(|_| match next() >> 56 {
                    0..8 => (next() >> 56) as u8,
                    8..70 => b' ',
                    other => b'a' + (other % 3) as u8,
                })
                .collect()
        })
    }

    #[test]
    fn a_text_is_found_where_plain_search_finds_it() {
        let text: Vec<u8> = (0..400_u32).map(|i| b"abcab"[(i * i % 7 % 5) as usize]).collect();
        for len in 1..40 {
            for from in (0..text.len() - len).step_by(3) {
                let needle = &text[from..from + len];
                for at in [0, 1, 17, from, from + 1] {
                    let plain = text[at..].windows(len).position(|window| window == needle).map(|found| at + found);
                    assert_eq!(find(&text, at, needle), plain, "{len} {from} {at}");
                }
            }
        }
        assert_eq!(find(b"abc", 0, b""), None);
        assert_eq!(find(b"abc", 9, b"a"), None);
    }

    #[test]
    fn plain_agrees_with_the_plain_version() {
        for text in texts() {
            for at in 0..=text.len() {
                let stop = |b: &u8| matches!(b, b'"' | b'\\' | 0..0x20);
                let len = text[at..].iter().position(stop).unwrap_or(text.len() - at);
                let expect = StringSpan { end: at + len, non_ascii: text[at..at + len].iter().any(|b| *b >= 0x80) };
                assert_eq!(plain(&text, at), expect, "{text:?} from {at}");
            }
        }
    }

    #[test]
    fn ends_after_agrees_with_plain_where_there_is_room() {
        for text in texts().filter(|text| text.len() >= 32) {
            for at in 0..=text.len() - 32 {
                for len in 0..34 {
                    let stop = |b: &u8| matches!(b, b'"' | b'\\' | 0..0x20 | 0x80..);
                    let expect = len < 32 && text[at..].iter().position(stop) == Some(len);
                    assert_eq!(ends_after(&text, at, len), expect, "{text:?} {at} {len}");
                }
            }
        }
    }

    #[test]
    fn equal_agrees_with_the_plain_version() {
        for text in texts() {
            for two in 1..=text.len() {
                for (one, most) in [(0, 70), (two / 2, 20), (two - 1, 7), (0, 0)] {
                    let pairs = text[one..].iter().zip(&text[two..]).take(most);
                    let plain = pairs.take_while(|(first, second)| first == second).count();
                    assert_eq!(equal(&text, one, two, most), plain, "{text:?} {one} {two} {most}");
                }
            }
        }
    }

    #[test]
    fn text_span_agrees_with_the_plain_version() {
        for mut text in texts() {
            text.iter_mut().for_each(|b| *b = if *b == b'c' { b'<' } else { *b });
            for at in 0..=text.len() {
                let len = text[at..].iter().position(|b| *b == b'<').unwrap_or(text.len() - at);
                let passed = &text[at..at + len];
                let (non_ascii, has_markup) = (passed.iter().any(|b| *b >= 0x80), passed.contains(&b'&'));
                let has_control = passed.iter().any(|b| *b < b' ' || *b == b']');
                assert_eq!(
                    text_span(&text, at),
                    TextSpan { end: at + len, non_ascii, has_markup, has_control },
                    "{text:?} from {at}"
                );
            }
        }
    }

    #[test]
    fn holds_agrees_with_the_plain_version() {
        for text in texts() {
            // Long ones are looked at in pieces.
            for text in [text.clone(), [vec![b'x'; 1_020], text].concat()] {
                for bytes in [[b'b', 0x1B], [b'c', b' '], [0x1B, b'\\']] {
                    assert_eq!(holds(&text, bytes), bytes.map(|byte| text.contains(&byte)), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn controls_agree_with_the_plain_version() {
        for bytes in texts() {
            let text = String::from_utf8_lossy(&bytes).replace('\u{fffd}', "\u{85}").replace('c', "é");
            let text = if text.len().is_multiple_of(2) { text.replace(char::is_control, "\n") } else { text };
            let is_control =
                |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{1b}' | '\u{8}' | '\u{7}' | '\u{c}');
            let expect = Controls { has_control: text.contains(is_control), non_ascii: !text.is_ascii() };
            assert_eq!(controls(text.as_bytes()), expect, "{text:?}");
        }
    }

    #[test]
    fn lines_agrees_with_the_plain_version() {
        for mut text in texts() {
            text.iter_mut().for_each(|b| *b = if *b == b'c' { b'\n' } else { *b });
            for at in 0..=text.len() {
                let sixteen = text.get(at..at + 16).filter(|s| s.iter().all(|b| b.is_ascii() && *b != b'\r'));
                let expect = sixteen.map(|s| Lines {
                    ended: (s.split(|b| *b == b'\n').count() - 1) as u32,
                    after: s.iter().rev().take_while(|b| **b != b'\n').count() as u32,
                });
                assert_eq!(lines(&text, at), expect, "{text:?} from {at}");
            }
        }
    }

    #[test]
    fn blanks_agrees_with_the_plain_version() {
        for text in texts() {
            for at in 0..=text.len() {
                let blank = text[at..].iter().take_while(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t')).count();
                assert_eq!(blanks(&text, at), at + blank, "{text:?} from {at}");
            }
        }
    }

    #[test]
    fn same_agrees_with_the_plain_version_where_there_is_room() {
        for text in texts().filter(|text| text.len() > 40) {
            for one in 0..8 {
                for two in 0..=text.len() - 32 {
                    for len in 0..=32.min(text.len() - two - 32 + 32) {
                        let room = two + 32 <= text.len() && one + 32 <= text.len();
                        let expect = text[one..one + len] == text[two..two + len];
                        assert!(!room || same(&text, one, two, len) == expect, "{text:?} {one} {two} {len}");
                    }
                }
            }
        }
    }
}
