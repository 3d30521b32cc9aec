//! Finding the end of a string eight bytes at a time.

/// What was met on the way to the end of a string.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Run {
    /// The first byte that is the quote, a backslash or a control character; the text's end if there is none.
    pub end: usize,
    /// Whether a byte above ASCII was passed.
    pub high: bool,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// High bit of every byte that is `byte`; bytes behind the first may be wrong, so only the lowest counts.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let x = word ^ (ONES * u64::from(byte));
    x.wrapping_sub(ONES) & !x & HIGH
}

/// High bit of every byte below 0x20; again only the lowest counts.
#[inline]
fn control(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGH
}

/// Runs over plain characters of a string from `at` to the next `"`, `\` or control character.
#[inline]
pub(super) fn plain(text: &[u8], mut at: usize) -> Run {
    let mut high = 0;
    while let Some(eight) = text.get(at..at + 8) {
        let word = u64::from_le_bytes(eight.try_into().expect("eight bytes"));
        let stops = equal(word, b'"') | equal(word, b'\\') | control(word);
        if stops == 0 {
            high |= word & HIGH;
            at += 8;
            continue;
        }
        let skip = stops.trailing_zeros() / 8;
        if skip > 0 {
            high |= word & HIGH & ((1_u64 << (8 * skip)) - 1);
        }
        return Run { end: at + skip as usize, high: high != 0 };
    }
    let mut high = high != 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' | b'\\' | 0..0x20 => break,
            0x80.. => high = true,
            _ => {}
        }
        at += 1;
    }
    Run { end: at, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_bytes(text: &[u8], at: usize) -> Run {
        let len = text[at..].iter().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)).unwrap_or(text.len() - at);
        Run { end: at + len, high: text[at..at + len].iter().any(|b| *b >= 0x80) }
    }

    #[test]
    fn agrees_with_the_plain_version() {
        let mut seed = 7_u64;
        for round in 0..4_000 {
            let text: Vec<u8> = (0..round % 40)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let byte = (seed >> 56) as u8;
                    if seed & 0x300 == 0 { byte } else { b'a' + byte % 26 }
                })
                .collect();
            for at in 0..=text.len() {
                assert_eq!(plain(&text, at), by_bytes(&text, at), "{text:?} from {at}");
            }
        }
    }
}
