//! Model -> what is shown: the report, the summary and rows by range. The only types that derive `Serialize`; their
//! shapes are `boundary.d.ts`.

pub mod command;
pub mod compare;
pub mod context;
pub mod explanation;
pub mod export;
pub mod fields;
pub mod link;
pub mod options;
pub mod page;
pub mod parts;
pub mod phrases;
pub mod redaction;
pub mod relation;
pub mod repaired;
pub mod report;
pub mod rows;
pub mod summary;
