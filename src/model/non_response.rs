//! A document that is no answer of the two APIs, or has no rows -> one diagnostic that says what it is.

use crate::diagnostic::excerpt;
use crate::diagnostic::{Code, Sink};
use crate::document::Document;
use crate::names::Name;
use crate::reading::Reading;
use crate::response::{Api, Response, non_response, scalar};
use crate::row::ids::id;
use crate::source::is_own_report;
use crate::span::Span;

/// Says what each response of a document is, where it is not what is read here, and what the whole is where none is.
pub(super) fn check_response(reading: &Reading, sink: &mut Sink) {
    let document = &reading.document;
    let rows = reading.responses.iter().any(has_rows);
    let mut emitted = Vec::new();
    let after = reading.responses.iter().skip(1).map(Some).chain([None]);
    for ((response, root), next) in reading.responses.iter().zip(&reading.roots).zip(after) {
        if response.api.is_some_and(Api::is_ours) && has_rows(response) && !response.is_error() {
            continue;
        }
        if response.api.is_some_and(Api::is_start) && next.is_some_and(|next| is_answered(document, response, next)) {
            continue;
        }
        emit_one(document, response, *root, rows, &mut emitted, sink);
    }
    let nothing = reading.responses.iter().all(|r| r.api.is_none() && !r.is_error() && !has_rows(r));
    let is_cut = [Code::TooLarge, Code::TooComplex, Code::Layout].iter().any(|code| reading.sink.count(*code) > 0);
    if nothing && !is_cut {
        emit_non_response(document, sink);
    }
}

fn has_rows(response: &Response) -> bool {
    !response.invocations.is_empty() || !response.results.is_empty()
}

/// Whether the response behind one that started a command tells how that went.
fn is_answered(document: &Document, started: &Response, next: &Response) -> bool {
    let row = next.results.first().or(next.invocations.first());
    let own = row.and_then(|row| document.value(*row).member(Name::InvokeId)).and_then(id);
    own.is_some() && own == id(document.value(started.invoke_id))
}

/// Says what a response is that has no rows, or is not one of the two; of each kind once: a list of events is one thing,
/// not a thousand.
fn emit_one(document: &Document, response: &Response, root: u32, rows: bool, emitted: &mut Vec<Api>, sink: &mut Sink) {
    let span = document.value(root).span();
    let first = Span { start: span.start, end: span.end.min(span.start + 1) };
    if response.is_error() {
        let code = document.value(response.code);
        let text = scalar::text(code).unwrap_or_default().into_owned();
        sink.emit(Code::ApiError, code.span(), || vec![("code", text)]);
    } else if let Some(api) = response.api {
        let mut args = vec![("api", api.as_str().to_owned())];
        if api.is_start() && !has_rows(response) {
            let id = document.value(response.invoke_id);
            args.extend(scalar::text(id).map(|id| ("id", id.into_owned())));
            let code = match api {
                Api::SendFile => Code::OnlySent,
                Api::ClientRecord => Code::ClientRecord,
                _ => Code::OnlyStarted,
            };
            sink.emit(code, id.span(), || args);
        } else if emitted.contains(&api) {
        } else if !api.is_ours() {
            emitted.push(api);
            let code = match has_rows(response) {
                _ if api.is_foreign() => Code::OtherCloud,
                true => Code::LookAlike,
                false => Code::OtherApi,
            };
            sink.emit(code, first, || args);
        } else if !rows {
            emitted.push(api);
            emit_no_rows(document, response, first, args, sink);
        }
    }
}

/// Why an answer is without rows: they are not in the text, not on this page, or there are none.
fn emit_no_rows(
    document: &Document,
    response: &Response,
    first: Span,
    mut args: Vec<(&'static str, String)>,
    sink: &mut Sink,
) {
    let whole = |slot: u32| (slot != 0).then(|| scalar::int(document.value(slot)).ok().flatten()).flatten();
    let [total, page, size] = [response.total_count, response.page_number, response.page_size].map(whole);
    let counted = total.filter(|total| *total > 0);
    let beyond = page.zip(size).is_some_and(|(page, size)| {
        page > 1 && counted.is_some_and(|total| (page - 1).checked_mul(size).is_some_and(|before| before >= total))
    });
    let code = match counted {
        _ if response.partial_list != 0 || response.partial => {
            if response.partial_list == 0 {
                sink.emit(Code::CutList, first, || vec![("found", scalar::sketch(document.value(0)))]);
            }
            return;
        }
        Some(_) if beyond => Code::BeyondEnd,
        Some(_) => Code::RowsElsewhere,
        None => Code::NoRows,
    };
    let number = |number: Option<i64>| number.unwrap_or_default().to_string();
    args.extend([("of", number(total)), ("page", number(page))]);
    sink.emit(code, first, || args);
}

/// Says what a document is that holds nothing of these APIs.
fn emit_non_response(document: &Document, sink: &mut Sink) {
    let text = document.source.text.trim_ascii();
    let head = String::from_utf8_lossy(&text[..text.len().min(MOST)]);
    let lower = head.to_ascii_lowercase();
    let kind = kind(text, &head, &lower);
    let title = non_response::title(&head, &lower).filter(|_| kind == Code::WebPage);
    let found = excerpt(title.unwrap_or(&head));
    sink.emit(kind, Span::new(0, document.source.text.len().min(1)), || vec![("found", found)]);
}

/// What a text is that holds no response, by its beginning as it is and in small letters.
fn kind(text: &[u8], head: &str, lower: &str) -> Code {
    match () {
        () if text.is_empty() => Code::Empty,
        () if is_own_report(text) => Code::OwnReport,
        () if is_binary(text) => Code::Binary,
        () if non_response::is_stripped(text) => Code::TagsStripped,
        () if non_response::is_nameless(head) => Code::NoNames,
        () if non_response::is_request(head) => Code::Request,
        () if non_response::is_html(lower) => Code::WebPage,
        () if non_response::is_agent_log(head) => Code::AgentLog,
        () if non_response::is_short_print(head) => Code::ShortPrint,
        () => Code::NotAResponse,
    }
}

/// What a text is shows at its beginning.
const MOST: usize = 8 << 10;

fn is_binary(text: &[u8]) -> bool {
    let head = &text[..text.len().min(4_096)];
    head.contains(&0) || std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}
