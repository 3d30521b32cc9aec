//! Reads what ECS Cloud Assistant answered (DescribeInvocations, DescribeInvocationResults) and says what state every
//! level is in, and why.
//!
//! `bytes -> Source -> Document -> Response -> Model -> Rollups -> View`; `src/README.md` has the table of stages.

pub mod change;
pub mod charset;
pub mod compare;
pub mod consistency;
pub mod diagnostic;
pub mod document;
mod escapes;
pub mod explain;
pub mod inspection;
mod lexical;
mod likelihood;
pub mod model;
pub mod names;
pub mod order;
pub mod output;
pub mod query;
pub mod reading;
pub mod redaction;
pub mod relation;
pub mod response;
pub mod rollup;
mod room;
pub mod row;
mod scan;
pub mod schedule;
pub mod source;
pub mod span;
pub mod status;
pub mod time;
pub mod view;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod wasm;
pub mod words;

pub use inspection::adding::Adding;
pub use inspection::comparing::Comparing;
pub use inspection::leaving::{Exporting, RedactionReading};
pub use inspection::linked::Linking;
pub use inspection::{Changed, Inspection, Options, inspect};
