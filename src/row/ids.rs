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

/// Whether the end of an id was taken away, as documentation does it.
#[inline]
pub fn is_masked(id: &[u8]) -> bool {
    match id.last() {
        Some(b'*') => true,
        Some(b'.') => id.ends_with(b"..."),
        Some(b'x' | b'X') => id.len() > 6 && id[id.len() - 6..].eq_ignore_ascii_case(b"xxxxxx"),
        _ => false,
    }
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
