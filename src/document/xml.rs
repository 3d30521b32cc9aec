//! XML -> the same tape as JSON, and whatever was meant to be XML.
//!
//! An element with elements inside becomes an object, any other the text inside it. The elements of a list
//! (`<Tags><Tag/><Tag/></Tags>`) are members with one name; who reads the response knows which names are lists.
//! Text keeps its entities and CDATA marks on the tape and is resolved when it is looked at.
//!
//! What is repaired, since the documents' own samples need it: closing tags in another case, closing tags that are
//! missing or lack their slash, opening tags that were garbled, stray text between elements, a bare `<`.
//! No entity is expanded but the five of XML and character references; a DOCTYPE is skipped.

mod closing;
mod markup;
mod opening;
mod reader;
pub(super) mod text;

pub(super) use reader::Parked;
pub(crate) use text::name;
