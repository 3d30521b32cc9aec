//! One row of a response -> its `RowFacts`: what judging needs of it. Nearly every row is read fast, as it closes; any other
//! with care, which emits diagnostics. Both ways give the same facts (`../tests/shortcuts.rs`).

pub mod checked;
pub mod contradictions;
mod doubled;
pub mod facts;
pub mod fast;
pub mod ids;

pub use doubled::{emit_doubled, emit_repeated, two_statuses};
pub use facts::{Flags, RowFacts, RowIds};
