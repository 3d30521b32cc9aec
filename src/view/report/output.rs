//! An output or a command of the report.

use serde::Serialize;

use crate::charset::{Charset, Charsets};
use crate::output::{Content, Encoding};

/// See `boundary.d.ts`, as all types here. In the report.
#[derive(Serialize, Debug)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Output {
    pub encoding: &'static str,
    pub charset: Option<&'static str>,
    #[serde(serialize_with = "super::json::whole")]
    pub text: Option<String>,
    pub bytes: usize,
    pub dropped: Option<i64>,
    pub ending: Option<&'static str>,
    pub alternative: Option<Box<Output>>,
}

fn encoding(content: &Content) -> &'static str {
    match content.encoding {
        Encoding::Base64 => "base64",
        Encoding::Plain => "plain",
    }
}

/// For the report.
pub fn view(content: &Content, dropped: Option<i64>, charsets: Charsets) -> Output {
    let text = content.text(charsets);
    Output {
        encoding: encoding(content),
        charset: content.charset.filter(|_| text.is_some()).map(Charset::label),
        text: text.map(std::borrow::Cow::into_owned),
        bytes: content.bytes.len(),
        dropped,
        ending: content.ending.id(),
        alternative: content.alternative.as_deref().map(|other| Box::new(view(other, dropped, charsets))),
    }
}
