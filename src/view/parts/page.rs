//! Rows by range.

use serde::Serialize;

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Page<T> {
    pub total: usize,
    pub rows: Vec<T>,
}

/// A range that a page asked for, held to what there is.
#[allow(clippy::cast_sign_loss, reason = "held to 0 and up")]
pub fn range(start: f64, end: f64, len: usize) -> std::ops::Range<usize> {
    let start = (start.max(0.0) as usize).min(len);
    start..(end.max(0.0) as usize).clamp(start, len)
}
