//! Model -> what is shown: the report, the summary and rows by range. The only types that derive `Serialize`; their
//! shapes are `boundary.d.ts`.

pub mod call;
pub mod command;
pub mod envelope;
pub mod explanation;
pub mod history;
pub mod json;
pub mod next;
pub mod output;
pub mod page;
mod phrase;
pub mod place;
pub mod plain;
pub mod read;
pub mod record;
pub mod repaired;
pub mod report;
pub mod say;
pub mod schedule;
pub mod summary;
