//! How to inspect, as JavaScript states it.

use serde::{Deserialize, Deserializer};

/// Options of `inspect`; a member that is absent or of another type has its default.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InspectOptions {
    /// A tag of a language: "en", "zh".
    #[serde(deserialize_with = "or_default")]
    pub language: Option<String>,
    /// RFC 3339.
    #[serde(deserialize_with = "or_default")]
    pub now: Option<String>,
    /// The name of a character set, for every output.
    #[serde(deserialize_with = "or_default")]
    pub charset: Option<String>,
}

/// A member, or its default where it is of another type: what is wrong with one says nothing of the others.
///
/// # Errors
/// None.
pub fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(T::deserialize(deserializer).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_of_another_type_leaves_the_others_alone() {
        let options: InspectOptions = serde_json::from_str(r#"{"language": "zh", "now": 5}"#).expect("an object");
        assert_eq!((options.language.as_deref(), options.now), (Some("zh"), None));
    }
}
