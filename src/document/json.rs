//! JSON -> tape, and whatever was meant to be JSON.
//!
//! ```text
//! document = value *( blank value )              several documents one after another
//! value    = object / array / string / number / literal
//! object   = "{" [ member *( "," member ) ] "}"  member = string ":" value
//! array    = "[" [ value *( "," value ) ] "]"
//! ```
//!
//! The strict path is a loop without recursion. At a fault it enters `repair`, which reads one thing by guessing, reports
//! it once, and comes back. Every step moves on by at least one byte, so that any input takes linear time.

mod brackets;
mod holes;
mod punctuation;
mod quotes;
mod reader;
mod repair;
mod repeat_rows;
mod roots;
mod scalars;

pub(super) use reader::Parked;
pub(super) use roots::collapse_style;
