//! What a page shows at one time. Every word is made here, so that a page only prints.

pub mod facets;
pub mod facts;
pub mod failed_ids;
pub mod history;
pub mod instances;
pub mod invocations;
pub mod output;
pub mod query;
pub mod record;
pub mod rollups;
pub mod schedule;
pub mod texts;
pub mod tree;
