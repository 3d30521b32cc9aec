//! Pieces that several views share.

pub mod badge;
pub mod diagnostic;
pub mod execution;
pub mod fact;
pub mod message;
pub mod page;
pub mod source_range;
pub mod status;
