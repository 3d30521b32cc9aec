//! Document -> what the API said, in the API's own shape: which call answered, its paging, its rows. No judgement.
//!
//! One walk finds the rows whatever they are wrapped in (api.md 1.1, 1.4, 1.7, section 6): `Invocation` missing in
//! XML, SDK dumps with `body`, flattened lists, one object where a list is expected, wrappers that nobody has heard of.
//! Lists that have a name of the APIs are trusted to hold rows; elsewhere an object is a row if its members say so.
//! Every field is optional, and what has no place stands in `other`.

mod api;
mod instances;
pub mod non_response;
mod reader;
mod row;
pub mod scalar;
mod types;

pub use instances::{ListCoverage, instances, list_of_instances, strays_among_instances};
pub use row::{Row, doubled};
pub use types::{Api, Response, Slot};
