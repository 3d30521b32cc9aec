//! How to inspect, as JavaScript states it.

use serde::Deserialize;

/// Options of `inspect`; a member that is absent has its default.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InspectOptions {
    /// A tag of a language: "en", "zh".
    pub language: Option<String>,
    /// RFC 3339.
    pub now: Option<String>,
    /// The name of a character set, for every output.
    pub charset: Option<String>,
}
