//! What a program reads of an execution, beside the words: statuses, codes, times.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::Record;
use crate::names::Name;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::status;
use crate::view::report::json::{Number, SHOWN};

/// Raw facts of one execution, named and written as in the report; `None` where the row does not state them, or
/// states more than a page shows of one text.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct ExecutionFacts {
    /// In the current vocabulary.
    pub status: Option<String>,
    /// In the legacy vocabulary.
    pub legacy_status: Option<String>,
    /// Of the process.
    pub exit_code: Option<i64>,
    /// The service's own.
    pub error_code: Option<String>,
    /// RFC 3339 in UTC where the zone is stated, else as written; so are the other times.
    pub start_time: Option<String>,
    /// When it ended.
    pub finish_time: Option<String>,
    /// When a stop was asked for.
    pub stop_time: Option<String>,
    /// From start to end; below zero where it ends before it starts.
    pub duration_seconds: Option<Number>,
}

/// The facts of an execution.
pub fn facts(cx: &ViewContext<'_>, record: &Record) -> ExecutionFacts {
    let time = |names: &[Name]| {
        record.member(cx.readings, names).filter(|value| value.raw().len() <= SHOWN)?;
        fields::time_text(record, cx.readings, names).map(Cow::into_owned)
    };
    ExecutionFacts {
        status: fact(status::of_record(record, cx.readings).map(Cow::into_owned)),
        legacy_status: fact(status::legacy_of_record(record, cx.readings).map(Cow::into_owned)),
        exit_code: record.facts.exit_code,
        error_code: fact(record.text(cx.readings, &[Name::ErrorCode])),
        start_time: time(&[Name::StartTime]),
        finish_time: time(fields::FINISH),
        stop_time: time(&[Name::StopTime]),
        duration_seconds: fields::duration(record, cx.readings).map(Number::seconds),
    }
}

/// What is longer than a page shows of a text is no fact that a program could use.
fn fact(text: Option<String>) -> Option<String> {
    text.filter(|text| text.len() <= SHOWN)
}
