//! The error of a whole call.

use serde::Serialize;

use crate::reading::Reading;
use crate::response::{Response, scalar};
use crate::view::phrases::calls;
use crate::words::Language;
use crate::words::phrase::Phrase;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ApiError<Text> {
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub host_id: Option<String>,
    pub recommend: Option<String>,
    pub http_status: Option<i64>,
    pub explain: Option<Text>,
}

impl ApiError<Phrase> {
    /// With its sentence as text.
    pub fn plain(self) -> ApiError<String> {
        ApiError {
            code: self.code,
            message: self.message,
            request_id: self.request_id,
            host_id: self.host_id,
            recommend: self.recommend,
            http_status: self.http_status,
            explain: self.explain.map(|phrase| phrase.to_string()),
        }
    }
}

/// What no later answer takes the place of: from the last answer of a document with rows on, which may hold the error of another call
/// itself. In a log a call that failed is made again.
pub fn last(reading: &Reading) -> &[Response] {
    let has_rows = |response: &Response| !response.results.is_empty() || !response.invocations.is_empty();
    &reading.responses[reading.responses.iter().rposition(has_rows).unwrap_or(0)..]
}

/// The code of the first call that failed among responses of a document.
pub fn code(reading: &Reading, responses: &[Response]) -> Option<String> {
    let response = responses.iter().find(|response| response.is_error())?;
    scalar::text(reading.document.value(response.code)).map(std::borrow::Cow::into_owned)
}

/// The first error of a whole call.
pub fn error(readings: &[Reading], language: Language) -> Option<ApiError<Phrase>> {
    readings.iter().find_map(|reading| {
        let response = reading.responses.iter().find(|response| response.is_error())?;
        Some(error_of(reading, response, language))
    })
}

fn error_of(reading: &Reading, response: &Response, language: Language) -> ApiError<Phrase> {
    let value = |at: u32| (at != 0).then(|| reading.document.value(at));
    let text = |at| value(at).and_then(scalar::text).map(std::borrow::Cow::into_owned);
    let code = text(response.code);
    ApiError {
        explain: code.as_deref().map(|code| calls::explain(code, language)),
        code,
        message: text(response.message),
        request_id: text(response.request_id),
        host_id: text(response.host_id),
        recommend: text(response.recommend),
        http_status: value(response.http_status).and_then(|value| scalar::int(value).ok().flatten()),
    }
}
