//! Texts -> the same texts with what should not leave replaced by numbered placeholders: `<ip-3>`.
//!
//! The kinds that are known are a list with a version (`redaction/kinds.rs`); what it does not find stands in
//! `docs/redaction.md`. Nothing in a placeholder is derived from what it stands for.
//!
//! A [`Redactor`] is kept over a whole export, so that the same thing has the same number everywhere. Numbers follow first
//! sight, whatever is hidden and whatever stays; to keep a finding by its id, read the same texts in the same order.

mod address;
mod blocks;
mod chinese;
mod command;
mod default;
mod encoded;
mod hosts;
mod ids;
mod input;
pub mod kinds;
mod lens;
mod lines;
mod list;
mod names;
mod network;
mod numbering;
mod numbers;
mod options;
mod people;
mod redactor;
mod rules;
mod scan;
mod sentence;
mod sign;
mod tokens;
mod value;
mod write;

pub use kinds::{Kind, VERSION};
pub use numbering::{Finding, Findings};
pub use options::Options;
pub use redactor::Redactor;
pub(crate) use redactor::{PAIR_NAMES, PAIR_VALUES};
