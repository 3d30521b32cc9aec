//! The report: everything, as plain data. Its shape is fixed (`invocation-report/1`).

pub mod api_error;
pub mod envelope;
pub mod json;
pub mod output;
pub mod plain;
pub mod source;

use std::borrow::Cow;

use serde::Serialize;

use crate::model;
use crate::names::Name;
use crate::response::scalar;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::parts::diagnostic::{self, Diagnostic};
use crate::view::parts::status::{self, Rollup};
use crate::view::rows::Rows;
use crate::view::rows::reason::{self, Reason};
use crate::words::phrase::Phrase;
use api_error::ApiError;
use envelope::Shown;
use json::Number;
use output::Output;
use plain::{Plain, Room};
use source::Source;

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Report<Invocations = Vec<Invocation>> {
    pub format: &'static str,
    pub sources: Vec<WholeSource>,
    pub error: Option<ApiError<String>>,
    pub invocations: Invocations,
    pub diagnostics: Vec<Diagnostic<String>>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct WholeSource {
    #[serde(flatten)]
    pub source: Source,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Invocation<Instances = Vec<Instance>> {
    pub invoke_id: Option<String>,
    pub command_id: Option<String>,
    pub command_name: Option<String>,
    pub command_type: Option<String>,
    pub command: Option<Output>,
    pub recurring: Option<bool>,
    pub repeat_mode: Option<String>,
    pub frequency: Option<String>,
    pub timed: Option<bool>,
    pub status: Rollup,
    pub legacy_status: Rollup,
    pub complete: Option<bool>,
    pub reasons: Vec<ReasonSum>,
    pub instances: Instances,
    pub other: Plain,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ReasonSum {
    pub reason: String,
    pub kind: &'static str,
    pub outcome: &'static str,
    pub ran: &'static str,
    pub count: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Instance<Records = Vec<Record>> {
    pub instance_id: Option<String>,
    pub status: Rollup,
    pub legacy_status: Rollup,
    pub outcome: &'static str,
    pub reason: Option<String>,
    pub records: Records,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Record {
    pub status: Option<String>,
    pub legacy_status: Option<String>,
    pub outcome: &'static str,
    pub exit_code: Option<i64>,
    pub error_code: Option<String>,
    pub error_info: Option<String>,
    pub reason: Option<String>,
    pub start_time: Option<String>,
    pub finish_time: Option<String>,
    pub stop_time: Option<String>,
    pub duration_seconds: Option<Number>,
    pub repeats: Option<i64>,
    pub dropped: Option<i64>,
    pub output: Option<Output>,
    pub other: Plain,
}

/// A part of the report that is of bearable size, to be put after what is there.
pub enum Piece {
    /// Whole invocations, or one without its instances.
    Invocations(Vec<Invocation>),
    /// Instances of the last invocation: whole ones, or one without its records.
    Instances(Vec<Instance>),
    /// Records of the last instance.
    Records(Vec<Record>),
}

/// So many records, or levels above them, make a piece.
const PIECE: usize = 10_000;

/// The whole report.
pub fn report(cx: &ViewContext<'_>) -> Report {
    let mut report = outline(cx);
    pieces(cx, |piece| {
        let last = report.invocations.last_mut();
        match (piece, last) {
            (Piece::Invocations(more), _) => report.invocations.extend(more),
            (Piece::Instances(more), Some(last)) => last.instances.extend(more),
            (Piece::Records(more), Some(last)) => {
                if let Some(last) = last.instances.last_mut() {
                    last.records.extend(more);
                }
            }
            (Piece::Instances(_) | Piece::Records(_), None) => {}
        }
    });
    report
}

/// The report without its invocations, which `pieces` gives.
pub fn outline(cx: &ViewContext<'_>) -> Report {
    around(cx, Vec::new())
}

/// The report around invocations, which may be any list of them, made while it is written.
pub fn around<Invocations>(cx: &ViewContext<'_>, invocations: Invocations) -> Report<Invocations> {
    let error = api_error::error(cx.readings, cx.language);
    let ids = envelope::ids(cx.readings, cx.model);
    Report {
        format: "invocation-report/1",
        sources: cx
            .readings
            .iter()
            .map(|reading| {
                let source = source::source(reading);
                let shown = Shown { fields: shown(&source, error.as_ref()), ids: &ids };
                WholeSource { other: Plain::Map(envelope::other(reading, &shown)), source }
            })
            .collect(),
        error: error.map(ApiError::plain),
        invocations,
        diagnostics: diagnostic::all(cx.readings, cx.model)
            .iter()
            .map(|diagnostic| diagnostic::view(diagnostic, cx.readings, cx.language).plain())
            .collect(),
    }
}

/// Gives the invocations piece by piece: a report of a million records as one text is longer than browsers hold.
pub fn pieces(cx: &ViewContext<'_>, mut receive: impl FnMut(Piece)) {
    let mut invocations = Vec::new();
    let mut size = 0;
    for (at, one) in cx.model.invocations.iter().enumerate() {
        let own = cx.model.instances_of(one);
        let records: usize = own.iter().map(|instance| instance.records.len()).sum();
        if size + records > PIECE {
            receive(Piece::Invocations(std::mem::take(&mut invocations)));
            size = 0;
        }
        if records <= PIECE {
            invocations.push(invocation(cx, at, whole_instances(cx, own)));
            size += records + 1;
            continue;
        }
        receive(Piece::Invocations(vec![invocation(cx, at, Vec::new())]));
        let mut instances = Vec::new();
        for one in own {
            let records = cx.model.records_of(one);
            if records.len() <= PIECE {
                instances.push(instance(cx, one, records));
                if instances.len() >= PIECE {
                    receive(Piece::Instances(std::mem::take(&mut instances)));
                }
                continue;
            }
            receive(Piece::Instances(std::mem::take(&mut instances)));
            receive(Piece::Instances(vec![instance(cx, one, &[])]));
            for some in records.chunks(PIECE) {
                receive(Piece::Records(some.iter().map(|one| record(cx, one)).collect()));
            }
        }
        receive(Piece::Instances(instances));
    }
    receive(Piece::Invocations(invocations));
}

/// The fields around the rows that have a place of their own, with what is shown there.
fn shown(source: &Source, error: Option<&ApiError<Phrase>>) -> Vec<(Name, String)> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    let text = |field: fn(&ApiError<Phrase>) -> &Option<String>| error.and_then(|error| field(error).clone());
    let fields = [
        (Name::RequestId, source.request_id.clone()),
        (Name::TotalCount, number(source.total_count)),
        (Name::PageNumber, number(source.page_number)),
        (Name::PageSize, number(source.page_size)),
        (Name::NextToken, source.next_token.clone()),
        (Name::RequestId, text(|error| &error.request_id)),
        (Name::Code, text(|error| &error.code)),
        (Name::Message, text(|error| &error.message)),
        (Name::HostId, text(|error| &error.host_id)),
        (Name::Recommend, text(|error| &error.recommend)),
        (Name::StatusCode, number(error.and_then(|error| error.http_status))),
    ];
    fields.into_iter().filter_map(|(name, shown)| Some((name, shown?))).collect()
}

fn whole_instances(cx: &ViewContext<'_>, instances: &[model::Instance]) -> Vec<Instance> {
    instances.iter().map(|one| instance(cx, one, cx.model.records_of(one))).collect()
}

/// An invocation, by index, around its instances, which may be any list of them, made while it is written.
pub fn invocation<Instances>(cx: &ViewContext<'_>, at: usize, instances: Instances) -> Invocation<Instances> {
    let invocation = &cx.model.invocations[at];
    let text = |name| fields::text(invocation, cx.readings, name);
    Invocation {
        invoke_id: fields::id_text(invocation.invoke_id, cx.readings),
        command_id: text(Name::CommandId),
        command_name: text(Name::CommandName),
        command_type: text(Name::CommandType),
        command: fields::command(invocation, cx.readings)
            .map(|content| output::view(&content.chosen(cx.charsets.chosen), None, cx.charsets)),
        recurring: invocation.recurring,
        repeat_mode: text(Name::RepeatMode),
        frequency: text(Name::Frequency),
        timed: fields::member(invocation, cx.readings, Name::Timed).and_then(|v| scalar::bool(v).ok().flatten()),
        status: status::of_invocation(invocation, cx.readings),
        legacy_status: status::legacy_of_invocation(invocation, cx.readings),
        complete: invocation.complete,
        reasons: sums(&Rows::new(at).reasons(cx).each),
        instances,
        other: Plain::Map(fields::invocation_other(invocation, cx.readings, &mut { Room::ALL })),
    }
}

/// The most frequent first; equally frequent ones by their names, so that no order of rows and documents shows.
fn sums(reasons: &[Reason]) -> Vec<ReasonSum> {
    let mut sums: Vec<ReasonSum> = reasons.iter().map(sum).collect();
    sums.sort_by(|one, two| {
        let by_name = || (&one.reason, one.outcome, one.ran).cmp(&(&two.reason, two.outcome, two.ran));
        two.count.cmp(&one.count).then_with(by_name)
    });
    sums
}

fn sum(reason: &Reason) -> ReasonSum {
    ReasonSum {
        reason: reason.code.clone(),
        kind: reason.kind.as_str(),
        outcome: reason.outcome.as_str(),
        ran: reason.ran.as_str(),
        count: reason.count,
    }
}

/// An instance with these of its records.
pub fn instance(cx: &ViewContext<'_>, instance: &model::Instance, records: &[model::Record]) -> Instance {
    around_records(cx, instance, records.iter().map(|one| record(cx, one)).collect())
}

/// An instance around its records, which may be any list of them, made while it is written.
pub fn around_records<Records>(
    cx: &ViewContext<'_>,
    instance: &model::Instance,
    records: Records,
) -> Instance<Records> {
    Instance {
        instance_id: fields::id_text(instance.instance_id, cx.readings),
        status: status::of_instance(instance, cx.readings),
        legacy_status: status::legacy_of_instance(instance, cx.readings),
        outcome: instance.outcome.as_str(),
        reason: reason::of_instance(cx, instance).map(|reason| reason.code),
        records,
        other: Plain::Map(Vec::new()),
    }
}

/// A record.
pub fn record(cx: &ViewContext<'_>, record: &model::Record) -> Record {
    let text = |name| record.text(cx.readings, &[name]);
    let time = |names| fields::time_text(record, cx.readings, names).map(Cow::into_owned);
    let dropped = record.int(cx.readings, Name::Dropped);
    Record {
        status: status::of_record(record, cx.readings).map(Cow::into_owned),
        legacy_status: status::legacy_of_record(record, cx.readings).map(Cow::into_owned),
        outcome: record.facts.outcome.as_str(),
        exit_code: record.facts.exit_code,
        error_code: text(Name::ErrorCode),
        error_info: text(Name::ErrorInfo),
        reason: reason::of_execution(cx, record).map(|reason| reason.code),
        start_time: time(&[Name::StartTime]),
        finish_time: time(fields::FINISH),
        stop_time: time(&[Name::StopTime]),
        duration_seconds: fields::duration(record, cx.readings).map(Number::seconds),
        repeats: record.int(cx.readings, Name::Repeats),
        dropped,
        output: record
            .content(cx.readings)
            .map(|content| output::view(&content.chosen(cx.charsets.chosen), dropped, cx.charsets)),
        other: Plain::Map(fields::record_other(record, cx.readings, cx.model, &mut { Room::ALL })),
    }
}
