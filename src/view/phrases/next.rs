//! What to do next: the commands that fetch what is not here. Only options that the API documents; nothing is ever
//! executed.

use crate::diagnostic::Code;
use crate::explain;
use crate::model::{Instance, Invocation, Pages, Paging, Record, Strays, history};
use crate::names::Name;
use crate::response::{Api, scalar};
use crate::status::Outcome;
use crate::view::command::{self, Command, Id, PAGE, Role, Token};
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::{calls, coverage, labels, verdict};
use crate::view::report::api_error;
use crate::words::phrase::{Phrase, Value};

/// No more pages than these are asked for at once.
const PAGES: usize = 1_000;

/// What to do next about one invocation. Never empty.
pub fn of_invocation(cx: &ViewContext<'_>, invocation: &Invocation) -> Vec<Phrase> {
    if let Some(cloud) = invocation.foreign {
        return vec![cx.phrase("next.foreign", &[("api", Value::Text(cloud))])];
    }
    if coverage::look_alike(cx).is_some_and(|api| !api.is_foreign()) {
        return vec![cx.phrase("next.look-alike", &[])];
    }
    let mut advice = Advice { cx, id: invoke_id(cx, invocation), next: Vec::new() };
    if invocation.strays == Strays::OfInstances {
        advice.ask("next.contradiction", |id| vec![asked("DescribeInvocationResults", id).phrase()]);
        return advice.next;
    }
    let paging = cx.model.paging_of(invocation);
    if invocation.cut {
        advice.next.push(cx.phrase("next.print-all", &[]));
    } else if let Some(paging) = paging.filter(|paging| paging.goes_on()) {
        advice.rows(invocation, paging);
    }
    let unfiltered = coverage::filtered_calls(cx, invocation);
    if !unfiltered.is_empty() {
        advice.ask("next.unfiltered", |id| unfiltered.iter().map(|call| asked(call, id).phrase()).collect());
    }
    let results = |id: &Id| asked("DescribeInvocationResults", id);
    if invocation.tally.contradicted > 0 {
        advice.ask("next.contradiction", |id| vec![results(id).phrase()]);
    }
    if invocation.dry_run {
        advice.next.push(cx.phrase("next.dry-run", &[]));
    }
    let has = |outcome: Outcome| invocation.outcomes[outcome as usize] > 0;
    let outcome = labels::invocation(cx, invocation).1;
    // Where nothing says when the next execution is, there is nothing to wait for.
    let goes_on = outcome.is_active() && outcome != Outcome::Scheduled;
    if goes_on || has(Outcome::Running) || has(Outcome::Pending) || has(Outcome::Stopping) {
        let command = |id: &Id| Command::ecs("DescribeInvocations").invoke(id).with("IncludeOutput", "true");
        advice.ask("next.again", |id| vec![command(id).phrase()]);
    }
    let wants_output = (has(Outcome::Failed) || has(Outcome::Finished)) && !has_output(cx, invocation);
    if wants_output {
        advice.ask("next.results", |id| vec![results(id).phrase()]);
    } else if has(Outcome::Failed) || verdict::last_failed(cx, invocation).is_some() {
        let is_here = has_text(cx, invocation);
        advice.next.push(cx.phrase(if is_here { "next.read-output" } else { "next.no-output" }, &[]));
    }
    let single = |instance: &Instance| instance.records.len() == 1;
    if invocation.recurring == Some(true)
        && cx.model.instances_of(invocation).iter().all(single)
        && coverage::has_history(cx, invocation)
    {
        advice.ask("next.history", |id| vec![results(id).with("IncludeHistory", "true").phrase()]);
    }
    let cut = cx.model.lists.iter().filter(|list| list.goes_on());
    advice.next.extend(coverage::few(cut.map(|list| fetch(cx, list, Command::ecs("DescribeInvocations"), false))));
    if advice.next.is_empty() {
        advice.other_call(invocation);
    }
    advice.next
}

/// A call about an invocation; of its results, as many on a page as there can be. Its one row in the other call has all instances.
fn asked(call: &'static str, id: &Id) -> Command {
    let command = Command::ecs(call).invoke(id);
    if call == "DescribeInvocationResults" { command.number("MaxResults", PAGE) } else { command }
}

/// What to do about documents without a row.
pub fn without_rows(cx: &ViewContext<'_>) -> Vec<Phrase> {
    if let Some(error) = api_error::error(cx.readings, cx.language) {
        let code = error.code.unwrap_or_default();
        return vec![calls::next(&code, cx.language)];
    }
    let mut all = cx.readings.iter().flat_map(|reading| &reading.responses);
    if let Some(Api::Foreign(cloud)) = all.find_map(|response| response.api.filter(|api| api.is_foreign())) {
        return vec![cx.phrase("next.foreign", &[("api", Value::Text(cloud))])];
    }
    let started = cx.readings.iter().find_map(|reading| {
        let response = reading.responses.iter().find(|r| r.api.is_some_and(Api::is_start))?;
        let id = (response.invoke_id != 0).then(|| reading.document.value(response.invoke_id))?;
        Some((response.api, scalar::text(id)?.into_owned()))
    });
    let mut answers = cx.readings.iter().flat_map(|reading| &reading.responses);
    let empty = answers.find_map(|response| response.api.filter(|api| api.is_ours()));
    let sinks = || cx.model.sinks.iter().chain(cx.readings.iter().map(|reading| &reading.sink));
    let met = |code: Code| sinks().any(|sink| sink.count(code) > 0);
    let (key, command) = match (started, empty) {
        (None, _) if met(Code::CutList) => return vec![cx.phrase("next.print-all", &[])],
        (None, None) => return vec![cx.phrase("next.paste", &[])],
        (None, Some(api)) if met(Code::BeyondEnd) || met(Code::RowsElsewhere) => {
            ("next.first-page", Ok(Command::ecs(api.as_str()).number("PageSize", PAGE).number("PageNumber", 1)))
        }
        (None, Some(api)) => ("next.unfiltered", Ok(Command::ecs(api.as_str()).number("MaxResults", PAGE))),
        (Some((api, text)), _) => {
            let (key, call) = match api {
                Some(Api::SendFile) => ("next.send", "DescribeSendFileResults"),
                _ => ("next.query", "DescribeInvocationResults"),
            };
            (key, id(cx, &text).map(|id| asked(call, &id)))
        }
    };
    vec![
        command.map_or_else(
            |refusal| refusal,
            |command| cx.phrase(key, &[("commands", Value::Phrase(&command.phrase()))]),
        ),
    ]
}

/// What is advised about one invocation, sentence by sentence.
struct Advice<'a> {
    cx: &'a ViewContext<'a>,
    /// Its id, or why there is none that a command could hold.
    id: Result<Id, Phrase>,
    next: Vec<Phrase>,
}

impl Advice<'_> {
    /// The call whose answer is not here, where nothing else is to be done.
    fn other_call(&mut self, invocation: &Invocation) {
        match (invocation.rows.is_empty(), invocation.paging) {
            (true, _) => {
                self.ask("next.overall", |id| vec![Command::ecs("DescribeInvocations").invoke(id).phrase()]);
            }
            (false, None) => {
                // Where the service says worse, some that are not here likely did not succeed.
                let is_bad = matches!(labels::invocation(self.cx, invocation).1, Outcome::Failed | Outcome::Unknown);
                let is_bad = is_bad || labels::service_leads(invocation);
                let key = if is_bad { "next.results" } else { "next.done" };
                self.ask(key, |id| vec![asked("DescribeInvocationResults", id).phrase()]);
            }
            (false, Some(_)) => self.next.push(self.cx.phrase("next.nothing", &[])),
        }
    }

    /// The sentence under a key with commands about the invocation; where there can be none, the reason stands there once.
    fn ask(&mut self, key: &str, commands: impl Fn(&Id) -> Vec<Phrase>) {
        match &self.id {
            Ok(id) => {
                let commands = Phrase::join(&commands(id), " ");
                self.next.push(self.cx.phrase(key, &[("commands", Value::Phrase(&commands))]));
            }
            Err(refusal) if !self.next.contains(refusal) => self.next.push(refusal.clone()),
            Err(_) => {}
        }
    }

    /// How to fetch the rows that are missing. Pages of a list of several invocations are counted without an id.
    fn rows(&mut self, invocation: &Invocation, paging: &Paging) {
        let mut call = Command::ecs("DescribeInvocationResults");
        match &self.id {
            Ok(id) if paging.of_one => call = call.invoke(id),
            Err(refusal) if paging.of_one => return self.next.push(refusal.clone()),
            _ => {}
        }
        if coverage::is_history(self.cx, invocation) {
            call = call.with("IncludeHistory", "true");
        }
        let unknown = coverage::asks_unknown(self.cx, invocation, paging);
        self.next.push(fetch(self.cx, paging, call, unknown));
    }
}

/// The id of an invocation for commands; what the reader puts in where the response has none.
fn invoke_id(cx: &ViewContext<'_>, invocation: &Invocation) -> Result<Id, Phrase> {
    fields::id_text(invocation.invoke_id, cx.readings).map_or_else(|| Ok(Id::placeholder()), |text| id(cx, &text))
}

/// An id for commands, or that it is none.
fn id(cx: &ViewContext<'_>, text: &str) -> Result<Id, Phrase> {
    Id::read(text).map_err(|unfit| command::refusal(Role::Invoke, unfit, text, cx.language))
}

/// How to fetch what a call lacks; `unknown`: it is not known what else there is.
fn fetch(cx: &ViewContext<'_>, paging: &Paging, call: Command, unknown: bool) -> Phrase {
    let token = paging.next_token.and_then(|token| scalar::text(token.value(cx.readings)));
    let commands = match token.as_deref().map(|text| (text, Token::read(text))) {
        Some((_, Ok(token))) => vec![call.number("MaxResults", PAGE).token(&token).phrase()],
        Some((text, Err(unfit))) => return command::refusal(Role::Token, unfit, text, cx.language),
        None => {
            let pages = if unknown { vec![1] } else { missing_pages(paging) };
            call.number("PageSize", PAGE).pages(&pages, cx.language)
        }
    };
    cx.phrase("next.rows", &[("commands", Value::Phrase(&Phrase::join(&commands, " ")))])
}

/// Whether a failed or finished instance has an output that is not empty.
fn has_output(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let bad = |instance: &&Instance| matches!(instance.outcome, Outcome::Failed | Outcome::Finished);
    let mut bad = cx.model.instances_of(invocation).iter().filter(bad);
    bad.any(|instance| {
        let records = cx.model.records_of(instance);
        records.iter().any(|r| {
            !r.is_invoke_instance()
                || r.other_row.is_some()
                || r.output(cx.readings).is_some_and(|o| !o.raw().is_empty())
        })
    })
}

/// Whether a failed instance, or one whose last execution may have failed, has an output or an error to be read.
fn has_text(cx: &ViewContext<'_>, invocation: &Invocation) -> bool {
    let bad = |instance: &&Instance| matches!(instance.outcome, Outcome::Failed | Outcome::Scheduled);
    let records =
        cx.model.instances_of(invocation).iter().filter(bad).flat_map(|instance| cx.model.records_of(instance));
    let printed = |record: &Record| record.output(cx.readings).is_some_and(|output| !output.raw().is_empty());
    let failed = |record: &&Record| history::outcome_of(record, cx.readings) == Some(Outcome::Failed);
    // That an exit code is not 0 says no more than the code.
    let says = |error: String| explain::sentence(&error).is_none_or(|found| found.at.1 != "ExitCodeNonzero");
    records.filter(failed).any(|record| {
        printed(record) || record.text(cx.readings, &[Name::ErrorCode, Name::ErrorInfo]).is_some_and(says)
    })
}

/// The pages of fifty rows that hold what is missing, whatever the size of those that are here; the first where that is
/// unknown.
fn missing_pages(paging: &Paging) -> Vec<u64> {
    let (Some(Pages { seen, of, missing }), Some(size), Some(stated)) = (&paging.pages, paging.size, paging.total)
    else {
        return vec![1];
    };
    let last = stated.div_ceil(PAGE);
    let own = |page: &u32| {
        let rows = u64::from(*page - 1).saturating_mul(size)..u64::from(*page).saturating_mul(size).min(stated);
        rows.start / PAGE + 1..=rows.end.div_ceil(PAGE)
    };
    // Neighbours may share one.
    let mut pages: Vec<u64> = missing.iter().flat_map(own).take(2 * PAGES).collect();
    pages.dedup();
    // Not every page that is missing is named.
    if (missing.len() + seen.len()) < *of as usize {
        pages.extend((pages.last().map_or(1, |page| page + 1)..=last).take(PAGES));
    }
    pages.truncate(PAGES);
    if pages.is_empty() { vec![1] } else { pages }
}
