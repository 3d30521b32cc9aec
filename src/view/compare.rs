//! Two invocations compared: one sentence that adds up to the union of their instances, the outcomes of one against those of the
//! other, and what changed on each instance (`crate::compare` has the rules).

mod aspects;
mod commands;
mod making;
mod rows;
mod selecting;
mod summary;
mod table;
mod told;
mod types;
mod words;

pub use making::Making;
pub use selecting::Selecting;
pub use table::{Kept, Pairs, Table};
pub use told::{Told, label, part};
pub use types::{AspectCount, ChangeCount, ComparedRow, ComparedSide, Comparison, OutcomePair};
