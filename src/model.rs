//! Responses -> invocations, instances and records: joined, normalized, rolled up.
//!
//! The model holds numbers and places in the documents; text stays in the documents until it is shown. It is rebuilt
//! from all documents when one is added, so that a report does not depend on how they came.

pub mod build;
mod duplicate_filter;
mod envelope;
pub mod history;
mod join;
mod non_response;
mod paging;
mod roll_up;
pub mod types;

pub(crate) use join::progress;
pub use types::{EarlierState, Instance, Invocation, Model, Pages, Paging, Record, Strays, ValueRef};
