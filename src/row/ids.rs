//! Ids of instances and invocations: their bytes, and the hash by which they are told apart.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::document::{Document, Value};
use crate::names::TARGETS;
use crate::response::{Row, scalar};

/// The bytes of an id, without stray characters around it.
pub fn id(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    scalar::id(value)
}

/// Whether an id does not say which thing it is: its end was taken away, as documentation does it, or a word stands in its place.
#[inline]
pub fn is_masked(id: &[u8]) -> bool {
    // Nearly all begin with a letter, have a digit and end with a letter or one.
    match id {
        [b'a'..=b'z', .., b'a'..=b'w' | b'y' | b'z' | b'0'..=b'9'] if id.iter().any(u8::is_ascii_digit) => false,
        _ => hides(id),
    }
}

/// `i-bp1****`, `i-bp1...`, `i-xxxx`, `[REDACTED]`, `instance-id`, `1E+17`.
#[inline(never)]
fn hides(id: &[u8]) -> bool {
    const WORDS: [&str; 12] = [
        "redacted",
        "hidden",
        "masked",
        "removed",
        "anonymized",
        "unknown",
        "id",
        "脱敏",
        "已脱敏",
        "隐藏",
        "已隐藏",
        "未知",
    ];
    let is_sign = |b: &u8| b.eq_ignore_ascii_case(&b'x');
    let crosses = id.iter().rev().take_while(|b| is_sign(b)).count();
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii();
    let word = &id[id.iter().rposition(|b| !is_part(b)).map_or(0, |at| at + 1)..];
    let is_word = || WORDS.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()));
    let in_brackets = || {
        let open = id.iter().rposition(|b| matches!(b, b'[' | b'<' | b'(' | b'{'));
        matches!(id.last(), Some(b']' | b'>' | b')' | b'}')) && open.is_some_and(|at| at == 0 || id[at - 1] == b'-')
    };
    id.ends_with(b"*")
        || in_brackets()
        || id.ends_with(b"...")
        || id.ends_with("…".as_bytes())
        || crosses > 3
        || crosses > 2 && crosses == word.len()
        || !id.iter().any(u8::is_ascii_digit) && is_word()
        // What a spreadsheet makes of one of digits alone.
        || id.first().is_some_and(u8::is_ascii_digit) && id.windows(2).any(|two| two.eq_ignore_ascii_case(b"e+"))
}

/// Whether an id begins with a capital, as none does: an editor has taken it for the beginning of a sentence.
pub fn is_capital(id: &[u8]) -> bool {
    matches!(id, [b'I' | b'T', b'-', ..])
}

/// The hash of an id.
#[inline]
pub fn hash(id: &[u8]) -> u32 {
    let mut state = FixedState::default().build_hasher();
    state.write(id);
    let hash = state.finish();
    (hash ^ hash >> 32) as u32
}

/// The token of the id of what a row's command ran on, and its hash; `None` where there is none, or it is blank or cut.
pub fn target(document: &Document, row: &Row) -> Option<(u32, u32)> {
    let value = document.value(TARGETS.iter().find_map(|name| row.get(*name))?);
    if value.is_cut() {
        return None;
    }
    Some((value.at(), hash(&id(value)?)))
}

#[cfg(test)]
mod tests {
    use super::is_masked;

    #[test]
    fn ids_that_do_not_say_which_thing_they_are() {
        for id in [
            "i-bp185dy2o3o6neg****",
            "i-bp18...",
            "t-hz04xk9p2…",
            "i-2zexxxxxx",
            "i-xxxx",
            "i-xxx",
            "xxx",
            "[REDACTED]",
            "i-[REDACTED]",
            "REDACTED",
            "i-redacted",
            "instance-id",
            "your-instance-id",
            "(hidden)",
            "脱敏",
            "unknown",
            "1E+17",
            "1.23457e+18",
        ] {
            assert!(is_masked(id.as_bytes()), "{id}");
        }
        for id in [
            "i-bp13qx7m2kd0v9wz4yah",
            "i-bp13qx7m2kd0v9wz4yax",
            "t-hz0example001",
            "i-1",
            "i-x",
            "i-2zexx",
            "mi-hz01",
            "web-2",
            "i-druid",
            "8f2b9a46-0a3e-4cb7-9d57-0f1f3c1c2e11",
            "",
        ] {
            assert!(!is_masked(id.as_bytes()), "{id}");
        }
    }
}
