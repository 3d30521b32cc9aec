//! The first sentence where there is not exactly one invocation.

use crate::diagnostic::Code;
use crate::model::Invocation;
use crate::response::Api;
use crate::status::{Outcome, Status};
use crate::view::context::ViewContext;
use crate::view::parts::badge::OutcomeCount;
use crate::view::phrases::labels;
use crate::view::report::api_error;
use crate::words::phrase::{Phrase, Value};

/// The headline over documents without a row: the call's error, a look-alike, or what the text is.
pub fn without_rows(cx: &ViewContext<'_>) -> String {
    phrase_without_rows(cx).to_string()
}

/// The same as its parts.
pub fn phrase_without_rows(cx: &ViewContext<'_>) -> Phrase {
    if let Some(error) = api_error::error(cx.readings, cx.language) {
        let code = error.code.unwrap_or_default();
        return cx.phrase("headline.error", &[("code", Value::Text(&code))]);
    }
    let other = cx.readings.iter().flat_map(|r| &r.responses).find_map(|r| r.api.filter(|api| !api.is_ours()));
    if other == Some(Api::ClientRecord) {
        return cx.phrase("headline.client-record", &[]);
    }
    if let Some(api) = other {
        let key = if api.is_foreign() { "headline.other-cloud" } else { "headline.other-api" };
        return cx.phrase(key, &[("api", Value::Text(api.as_str()))]);
    }
    let sinks = || cx.model.sinks.iter().chain(cx.readings.iter().map(|reading| &reading.sink));
    let met = |code: Code| sinks().any(|sink| sink.count(code) > 0);
    let key = [
        (Code::Empty, "headline.empty"),
        (Code::TooLarge, "headline.too-large"),
        (Code::TooComplex, "headline.too-complex"),
        (Code::TagsStripped, "headline.tags-stripped"),
        (Code::Binary, "headline.binary"),
        (Code::Request, "headline.request"),
        (Code::WebPage, "headline.web-page"),
        (Code::AgentLog, "headline.agent-log"),
        (Code::NoNames, "headline.no-names"),
        (Code::ShortPrint, "headline.short-print"),
        (Code::OwnReport, "headline.own-report"),
        (Code::Layout, "headline.layout"),
        (Code::NotAResponse, "headline.not-a-response"),
        (Code::CutList, "headline.list-not-whole"),
        (Code::BeyondEnd, "headline.page-beyond-end"),
        (Code::RowsElsewhere, "headline.rows-not-here"),
        (Code::NoRows, "headline.no-rows"),
    ];
    let otherwise = if cx.readings.is_empty() { "headline.empty" } else { "headline.list-not-whole" };
    let key = key.into_iter().find(|(code, _)| met(*code)).map_or(otherwise, |(_, key)| key);
    cx.phrase(key, &[])
}

/// How many invocations there are of each outcome, and the worst of these.
pub fn of_several(cx: &ViewContext<'_>, invocations: &[Invocation]) -> (String, Outcome) {
    let mut outcomes = [0_u32; 9];
    let (mut labels, mut is_part, mut open) = (0_u32, false, 0);
    let no_verdict = cx.word("label.no-verdict");
    for invocation in invocations {
        let (status, outcome, _) = labels::invocation(cx, invocation);
        // Of what is not here, some may go on.
        if outcome == Outcome::Finished && status == no_verdict {
            open += 1;
        } else {
            outcomes[outcome as usize] += 1;
        }
        labels += 1;
        is_part |= outcome == Outcome::Failed && status != Status::Failed.as_str();
    }
    let with_failures = cx.word("headline.with-failures");
    let text =
        |n: u32, label: &str| cx.text("group.invocations", &[("n", Value::count(n)), ("label", Value::Text(label))]);
    let counted = |c: &OutcomeCount| {
        // In some of them others succeeded.
        let is_part = is_part && c.outcome == Outcome::Failed.as_str();
        text(c.count, if is_part { &with_failures } else { &c.label })
    };
    let mut counts: Vec<String> = labels::outcome_counts(cx, &outcomes).iter().map(counted).collect();
    if open > 0 {
        counts.push(text(open, &cx.word("headline.without-verdict")));
    }
    let counts = counts.join(&cx.word("label.comma"));
    let args = [("n", Value::count(labels)), ("counts", Value::Text(&counts))];
    let worst = Outcome::ALL
        .into_iter()
        .find(|outcome| outcomes[*outcome as usize] > 0 || *outcome == Outcome::Finished && open > 0);
    (cx.text("headline.several", &args), worst.unwrap_or(Outcome::Unknown))
}
