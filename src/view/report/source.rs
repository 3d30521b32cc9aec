//! What is known of one document as a whole.

use serde::Serialize;

use crate::reading::Reading;
use crate::response::{Api, Response, scalar};
use crate::source::Syntax;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Source {
    pub api: Option<&'static str>,
    pub syntax: &'static str,
    pub bytes: usize,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub next_token: Option<String>,
}

/// What is known of one document as a whole.
pub fn source(reading: &Reading) -> Source {
    let document = &reading.document;
    let first = |slot: fn(&Response) -> u32| {
        let at = reading.responses.iter().map(slot).find(|at| *at != 0)?;
        Some(document.value(at))
    };
    let text = |slot| first(slot).and_then(scalar::text).map(std::borrow::Cow::into_owned);
    let int = |slot| first(slot).and_then(|value| scalar::int(value).ok().flatten());
    // A program's own record is no answer of any call, and what a call started is told by the answer behind it.
    let mut calls =
        reading.responses.iter().filter_map(|response| response.api).filter(|api| *api != Api::ClientRecord);
    let call = calls.clone().find(|api| !api.is_start()).or_else(|| calls.next());
    Source {
        api: call.map(Api::as_str),
        syntax: match document.source.syntax {
            Syntax::Json => "json",
            Syntax::Xml => "xml",
            Syntax::Text => "text",
        },
        bytes: document.source.bytes,
        request_id: text(|r| r.request_id),
        total_count: int(|r| r.total_count),
        page_number: int(|r| r.page_number),
        page_size: int(|r| r.page_size),
        next_token: text(|r| r.next_token),
    }
}
