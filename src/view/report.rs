//! The report: everything, as plain data. Its shape is fixed (`invocation-report/1`).

use serde::Serialize;

use super::call;
use super::command::{self, Id, Role};
use super::envelope::{self, Shown};
use super::json::Number;
use super::output::{self, OutputView};
use super::plain::{Plain, Room};
use super::read;
use crate::charset::Charsets;
use crate::diagnostic::{Code, Diagnostic, Severity, Sink, by_place};
use crate::model::{Instance, Invocation, Model, Record};
use crate::names::Name;
use crate::reading::Reading;
use crate::response::{Response, scalar};
use crate::rollup::Rollup;
use crate::source::Syntax;
use crate::status::{Legacy, Reported, Status};
use crate::words::Language;
use crate::words::phrase::{Phrase, Value};

/// See `boundary.d.ts`, as all types here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Report {
    pub format: &'static str,
    pub sources: Vec<WholeSource>,
    pub error: Option<ApiErrorView<String>>,
    pub invocations: Vec<InvocationView>,
    pub diagnostics: Vec<DiagnosticView<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct SourceView {
    pub api: Option<&'static str>,
    pub syntax: &'static str,
    pub bytes: usize,
    pub request_id: Option<String>,
    pub total_count: Option<i64>,
    pub page_number: Option<i64>,
    pub page_size: Option<i64>,
    pub next_token: Option<String>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct WholeSource {
    #[serde(flatten)]
    pub source: SourceView,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct ApiErrorView<Text> {
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub host_id: Option<String>,
    pub recommend: Option<String>,
    pub http_status: Option<i64>,
    pub explain: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InvocationView {
    pub invoke_id: Option<String>,
    pub command_id: Option<String>,
    pub command_name: Option<String>,
    pub command_type: Option<String>,
    pub command: Option<OutputView>,
    pub recurring: Option<bool>,
    pub repeat_mode: Option<String>,
    pub frequency: Option<String>,
    pub timed: Option<bool>,
    pub status: RollupView,
    pub legacy_status: RollupView,
    pub complete: Option<bool>,
    pub instances: Vec<InstanceView>,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RollupView {
    pub reported: Option<String>,
    pub computed: Option<&'static str>,
    pub rule: Option<&'static str>,
    pub agrees: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct InstanceView {
    pub instance_id: Option<String>,
    pub status: RollupView,
    pub legacy_status: RollupView,
    pub outcome: &'static str,
    pub records: Vec<RecordView>,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct RecordView {
    pub status: Option<String>,
    pub legacy_status: Option<String>,
    pub outcome: &'static str,
    pub exit_code: Option<i64>,
    pub error_code: Option<String>,
    pub error_info: Option<String>,
    pub start_time: Option<String>,
    pub finish_time: Option<String>,
    pub stop_time: Option<String>,
    pub duration_seconds: Option<Number>,
    pub repeats: Option<i64>,
    pub dropped: Option<i64>,
    pub output: Option<OutputView>,
    pub other: Plain,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct DiagnosticView<Text> {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: Text,
    pub help: Option<Text>,
    pub source: u32,
    pub line: u32,
    pub column: u32,
    pub start: u32,
    pub end: u32,
}

/// The whole report.
pub fn report(readings: &[Reading], model: &Model, language: Language, charsets: Charsets) -> Report {
    let mut report = outline(readings, model, language);
    pieces(readings, model, charsets, |piece| {
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
pub fn outline(readings: &[Reading], model: &Model, language: Language) -> Report {
    let error = error(readings, language);
    let ids = envelope::ids(readings, model);
    Report {
        format: "invocation-report/1",
        sources: readings
            .iter()
            .map(|reading| {
                let source = source(reading);
                let shown = Shown { fields: shown(&source, error.as_ref()), ids: &ids };
                WholeSource { other: Plain::Map(envelope::other(reading, &shown)), source }
            })
            .collect(),
        error: error.map(ApiErrorView::plain),
        invocations: Vec::new(),
        diagnostics: diagnostics(readings, model)
            .iter()
            .map(|diagnostic| diagnostic_view(diagnostic, readings, language).plain())
            .collect(),
    }
}

impl ApiErrorView<Phrase> {
    /// With its sentence as text.
    fn plain(self) -> ApiErrorView<String> {
        ApiErrorView {
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

impl DiagnosticView<Phrase> {
    /// With its sentences as text.
    fn plain(self) -> DiagnosticView<String> {
        DiagnosticView {
            code: self.code,
            severity: self.severity,
            message: self.message.to_string(),
            help: self.help.map(|phrase| phrase.to_string()),
            source: self.source,
            line: self.line,
            column: self.column,
            start: self.start,
            end: self.end,
        }
    }
}

/// The fields around the rows that have a place of their own, with what is shown there.
fn shown(source: &SourceView, error: Option<&ApiErrorView<Phrase>>) -> Vec<(Name, String)> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    let text = |field: fn(&ApiErrorView<Phrase>) -> &Option<String>| error.and_then(|error| field(error).clone());
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

/// A part of the report that is of bearable size, to be put behind what is there.
pub enum Piece {
    /// Whole invocations, or one without its instances.
    Invocations(Vec<InvocationView>),
    /// Instances of the last invocation: whole ones, or one without its records.
    Instances(Vec<InstanceView>),
    /// Records of the last instance.
    Records(Vec<RecordView>),
}

/// So many records, or levels above them, make a piece.
const PIECE: usize = 10_000;

/// Gives the invocations piece by piece: a report of a million records as one text is longer than browsers hold.
pub fn pieces(readings: &[Reading], model: &Model, charsets: Charsets, mut take: impl FnMut(Piece)) {
    let mut invocations = Vec::new();
    let mut size = 0;
    for one in &model.invocations {
        let own = model.instances_of(one);
        let records: usize = own.iter().map(|instance| instance.records.len()).sum();
        if size + records > PIECE {
            take(Piece::Invocations(std::mem::take(&mut invocations)));
            size = 0;
        }
        if records <= PIECE {
            invocations.push(invocation(one, own, readings, model, charsets));
            size += records + 1;
            continue;
        }
        take(Piece::Invocations(vec![invocation(one, &[], readings, model, charsets)]));
        let mut instances = Vec::new();
        for one in own {
            let records = model.records_of(one);
            if records.len() <= PIECE {
                instances.push(instance(one, records, readings, model, charsets));
                if instances.len() >= PIECE {
                    take(Piece::Instances(std::mem::take(&mut instances)));
                }
                continue;
            }
            take(Piece::Instances(std::mem::take(&mut instances)));
            take(Piece::Instances(vec![instance(one, &[], readings, model, charsets)]));
            for some in records.chunks(PIECE) {
                take(Piece::Records(some.iter().map(|one| record(one, readings, model, charsets)).collect()));
            }
        }
        take(Piece::Instances(instances));
    }
    take(Piece::Invocations(invocations));
}

/// What is known of one document as a whole.
pub fn source(reading: &Reading) -> SourceView {
    let document = &reading.document;
    let first = |slot: fn(&Response) -> u32| {
        let at = reading.responses.iter().map(slot).find(|at| *at != 0)?;
        Some(document.value(at))
    };
    let text = |slot| first(slot).and_then(scalar::text).map(std::borrow::Cow::into_owned);
    let int = |slot| first(slot).and_then(|value| scalar::int(value).ok().flatten());
    SourceView {
        api: reading.responses.iter().find_map(|response| response.api).map(crate::response::Api::as_str),
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

/// The first error of a whole call.
pub fn error(readings: &[Reading], language: Language) -> Option<ApiErrorView<Phrase>> {
    readings.iter().find_map(|reading| {
        let response = reading.responses.iter().find(|response| response.is_error())?;
        Some(error_of(reading, response, language))
    })
}

fn error_of(reading: &Reading, response: &Response, language: Language) -> ApiErrorView<Phrase> {
    let value = |at: u32| (at != 0).then(|| reading.document.value(at));
    let text = |at| value(at).and_then(scalar::text).map(std::borrow::Cow::into_owned);
    let code = text(response.code);
    ApiErrorView {
        explain: code.as_deref().map(|code| call::explain(code, language)),
        code,
        message: text(response.message),
        request_id: text(response.request_id),
        host_id: text(response.host_id),
        recommend: text(response.recommend),
        http_status: value(response.http_status).and_then(|value| scalar::int(value).ok().flatten()),
    }
}

fn invocation(
    invocation: &Invocation,
    instances: &[Instance],
    readings: &[Reading],
    model: &Model,
    charsets: Charsets,
) -> InvocationView {
    let text = |name| read::text(invocation, readings, name);
    InvocationView {
        invoke_id: read::place_text(invocation.invoke_id, readings),
        command_id: text(Name::CommandId),
        command_name: text(Name::CommandName),
        command_type: text(Name::CommandType),
        command: read::command(invocation, readings)
            .map(|content| output::view(&content.chosen(charsets.chosen), None, charsets)),
        recurring: invocation.recurring,
        repeat_mode: text(Name::RepeatMode),
        frequency: text(Name::Frequency),
        timed: read::member(invocation, readings, Name::Timed).and_then(|v| scalar::bool(v).ok().flatten()),
        status: invocation_status(invocation, readings),
        legacy_status: invocation_legacy(invocation, readings),
        complete: invocation.complete,
        instances: instances
            .iter()
            .map(|one| instance(one, model.records_of(one), readings, model, charsets))
            .collect(),
        other: Plain::Map(read::invocation_other(invocation, readings, &mut { Room::ALL })),
    }
}

/// Canonical spelling; the trimmed original where it is none we know.
fn spelt<T: Copy>(
    given: Reported<T>,
    spell: impl Fn(T) -> &'static str,
    raw: impl FnOnce() -> Option<String>,
) -> Option<String> {
    match given {
        Reported::Absent => None,
        Reported::Known(status) => Some(spell(status).to_owned()),
        Reported::Unrecognized => raw(),
    }
}

fn rollup<T: Copy + PartialEq>(
    rollup: &Rollup<T>,
    spell: impl Fn(T) -> &'static str,
    raw: impl FnOnce() -> Option<String>,
) -> RollupView {
    RollupView {
        reported: spelt(rollup.reported, &spell, raw),
        computed: rollup.computed.status.map(&spell),
        rule: Some(rollup.computed.rule.id()),
        agrees: rollup.agrees(),
    }
}

/// The overall status in the current vocabulary.
pub fn invocation_status(invocation: &Invocation, readings: &[Reading]) -> RollupView {
    rollup(&invocation.status, Status::as_str, || read::text(invocation, readings, Name::InvocationStatus))
}

/// The overall status in the legacy vocabulary.
pub fn invocation_legacy(invocation: &Invocation, readings: &[Reading]) -> RollupView {
    rollup(&invocation.legacy, Legacy::as_str, || read::text(invocation, readings, Name::InvokeStatus))
}

/// The status of an instance in the current vocabulary.
pub fn instance_status(instance: &Instance, readings: &[Reading]) -> RollupView {
    let raw = || instance.row.and_then(|row| row.text(readings, Name::InvocationStatus));
    rollup(&instance.status, Status::as_str, raw)
}

/// The status of an instance in the legacy vocabulary.
pub fn instance_legacy(instance: &Instance, readings: &[Reading]) -> RollupView {
    let raw = || instance.row.and_then(|row| read::LEGACY.iter().find_map(|name| row.text(readings, *name)));
    rollup(&instance.legacy, Legacy::as_str, raw)
}

fn instance(
    instance: &Instance,
    records: &[Record],
    readings: &[Reading],
    model: &Model,
    charsets: Charsets,
) -> InstanceView {
    InstanceView {
        instance_id: read::place_text(instance.instance_id, readings),
        status: instance_status(instance, readings),
        legacy_status: instance_legacy(instance, readings),
        outcome: instance.outcome.as_str(),
        records: records.iter().map(|one| record(one, readings, model, charsets)).collect(),
        other: Plain::Map(Vec::new()),
    }
}

/// The record's status as it is printed.
pub fn record_status(record: &Record, readings: &[Reading]) -> Option<String> {
    spelt(record.status, Status::as_str, || record.text(readings, &[Name::InvocationStatus]))
}

/// The record's legacy status as it is printed.
pub fn record_legacy(record: &Record, readings: &[Reading]) -> Option<String> {
    spelt(record.legacy, Legacy::as_str, || record.text(readings, read::LEGACY))
}

fn record(record: &Record, readings: &[Reading], model: &Model, charsets: Charsets) -> RecordView {
    let text = |name| record.text(readings, &[name]);
    let dropped = record.int(readings, Name::Dropped);
    RecordView {
        status: record_status(record, readings),
        legacy_status: record_legacy(record, readings),
        outcome: record.outcome.as_str(),
        exit_code: record.exit_code,
        error_code: text(Name::ErrorCode),
        error_info: text(Name::ErrorInfo),
        start_time: read::time_text(record, readings, &[Name::StartTime]),
        finish_time: read::time_text(record, readings, read::FINISH),
        stop_time: read::time_text(record, readings, &[Name::StopTime]),
        duration_seconds: read::duration(record, readings).map(Number::seconds),
        repeats: record.int(readings, Name::Repeats),
        dropped,
        output: read::output(record, readings)
            .map(|content| output::view(&content.chosen(charsets.chosen), dropped, charsets)),
        other: Plain::Map(read::record_other(record, readings, model, &mut { Room::ALL })),
    }
}

/// All diagnostics, by document and place.
pub fn diagnostics(readings: &[Reading], model: &Model) -> Vec<Diagnostic> {
    readings.iter().zip(&model.sinks).flat_map(|(reading, sink)| diagnostics_of(reading, sink)).collect()
}

/// Those of one document; `sink`: what was odd in it while judging.
pub fn diagnostics_of(reading: &Reading, sink: &Sink) -> Vec<Diagnostic> {
    let mut own = reading.sink.diagnostics();
    own.extend(sink.diagnostics());
    by_place(own)
}

/// A diagnostic in words, with its place as a reader counts it.
pub fn diagnostic_view(diagnostic: &Diagnostic, readings: &[Reading], language: Language) -> DiagnosticView<Phrase> {
    let document = &readings[diagnostic.source as usize].document;
    let (start, end) = document.place(diagnostic.span);
    let code = diagnostic.code;
    let args: Vec<_> = diagnostic.args.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
    let mut message = language.phrase(&format!("diagnostic.{}.message", code.id()), &args);
    let has = |wanted| diagnostic.args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    if has("times").is_some() {
        message.append(&language.phrase("diagnostic.throughout", &args));
    }
    DiagnosticView {
        code: code.id(),
        severity: severity(code.severity()),
        message,
        help: help(code, &args, has("id"), language),
        source: diagnostic.source,
        line: start.line,
        column: start.column,
        start: start.offset,
        end: end.offset,
    }
}

/// What to do about a diagnostic, with the command where there is one: about the invocation of this id, or one that the
/// reader puts in.
pub fn help(code: Code, args: &[(&str, Value<'_>)], id: Option<&str>, language: Language) -> Option<Phrase> {
    let key = format!("diagnostic.{}.help", code.id());
    language.find(&key)?;
    let Some(call) = command::advised(code) else { return Some(language.phrase(&key, args)) };
    Some(match id.map_or_else(|| Ok(Id::placeholder()), Id::read) {
        Ok(id) => language.phrase(&key, &[("command", Value::Phrase(&call.invoke(&id).phrase()))]),
        Err(unfit) => command::refusal(Role::Invoke, unfit, id.unwrap_or_default(), language),
    })
}

/// The word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
