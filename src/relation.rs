//! What a document is to those that are here: more of the same, the same again, a later state of it, or something else.
//!
//! Only what both sides name decides: the ids of invocations and instances, the start of an execution, and, for pages of a list of
//! many, `TotalCount`, `PageSize` and `PageNumber` (api.md 1.1). Where that leaves a doubt it is something else, and why is said: a wrong
//! join would be a false fact, a document that is not joined is one click away.
//!
//! | a row | is |
//! |---|---|
//! | whose fields are all here, in whatever order, syntax or encoding of texts | the same |
//! | of an execution here that has come farther, was updated or ended later, or goes on and has printed more | newer |
//! | of an execution here in an earlier state, or told otherwise or more fully | more |
//! | of an invocation here, of another instance or execution | more |
//! | of an invocation that is not here | something else, unless it is on another page of a list of which a page is here |

mod compare;
mod index;
mod judge;
mod types;
mod units;

pub use index::Index;
pub use types::{Counts, Kind, Relation, Why};
