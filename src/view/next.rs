//! What is not here, and what to type to get further: the commands that fetch it. Only options that the API documents;
//! nothing is ever run.

use super::call;
use super::command::{self, Command, Id, Role, Token, Unfit};
use super::page::FailedIds;
use super::read;
use super::say::Speech;
use crate::diagnostic::{Code, Severity};
use crate::model::{Instance, Invocation, Record};
use crate::model::{Pages, Paging};
use crate::names::Name;
use crate::response::{Api, scalar};
use crate::rollup::Rollup;
use crate::schedule::Schedule;
use crate::status::Outcome;
use crate::view::report;
use crate::words::phrase::{Phrase, Value};

/// So many ids or pages are named in a sentence.
const NAMED: usize = 3;
/// Rows on a page that is asked for: the most that the API gives. What a first page had, be it one, is no measure.
const PAGE: u64 = 50;
/// No more pages than these are asked for at once.
const PAGES: usize = 1_000;

/// What is said of a part of the rows, of rows of which it is not known what was asked for, and of a part of the runs.
const ROWS: [&str; 3] = ["doubt.pages-missing", "doubt.rows-missing", "doubt.more-pages"];
const LIKELY: [&str; 3] = ["doubt.likely-pages-missing", "doubt.likely-rows-missing", "doubt.more-pages"];
const RUNS: [&str; 3] = ["doubt.runs-pages-missing", "doubt.runs-rows-missing", "doubt.runs-more-pages"];

impl Speech<'_> {
    /// What is known of the rows that are not here.
    pub(super) fn extent_doubts(&self, invocation: &Invocation) -> Vec<(Severity, Phrase)> {
        let mut doubts = Vec::new();
        let extent = self.model.paging_of(invocation);
        if invocation.cut && extent.is_none_or(|extent| extent.complete != Some(false)) {
            let total: u32 = invocation.outcomes.iter().sum();
            let total = self.number(total);
            doubts.push((Severity::Warning, self.phrase("doubt.cut", &[("n", Value::Text(&total))])));
        }
        if let Some(extent) = extent.filter(|extent| extent.complete == Some(false)) {
            let part = self.part(extent, if self.asks_unknown(invocation, extent) { LIKELY } else { ROWS });
            doubts.push(if invocation.complete == Some(false) {
                (Severity::Warning, part)
            } else {
                (Severity::Info, self.phrase("doubt.verdict-stands", &[("part", Value::Phrase(&part))]))
            });
        }
        if let Some(extent) = extent
            && !invocation.rows.is_empty()
        {
            let lacks_row = |instance: &Instance| instance.row.is_none();
            doubts.extend(self.only_in_one(invocation, lacks_row, "doubt.only-in-results"));
            if extent.complete == Some(true) {
                let lacks = |instance: &Instance| self.lacks_result(instance);
                doubts.extend(self.only_in_one(invocation, lacks, "doubt.only-in-invocations"));
            }
        }
        doubts
    }

    /// The calls whose answer a filter likely made smaller: one API has instances that the other lacks.
    fn filtered(&self, invocation: &Invocation) -> Vec<&'static str> {
        let instances = self.model.instances_of(invocation);
        let joined = !invocation.rows.is_empty() && invocation.paging.is_some();
        let lacks_row = joined && instances.iter().any(|instance| instance.row.is_none());
        let complete = self.model.paging_of(invocation).is_some_and(|extent| extent.complete == Some(true));
        let lacks_result = joined && complete && instances.iter().any(|instance| self.lacks_result(instance));
        let mut calls = Vec::new();
        if lacks_row || filter_explains(invocation) {
            calls.push("DescribeInvocations");
        }
        if lacks_result {
            calls.push("DescribeInvocationResults");
        }
        calls
    }

    /// Whether no row of results tells of an instance.
    fn lacks_result(&self, instance: &Instance) -> bool {
        let from_results = |record: &Record| !record.is_invoke_instance || record.other_row.is_some();
        !self.model.records_of(instance).iter().any(from_results)
    }

    /// What is known of the runs that are not here.
    pub(super) fn list_doubts(&self) -> impl Iterator<Item = (Severity, Phrase)> {
        let cut = self.model.lists.iter().filter(|list| list.complete == Some(false));
        few(cut.map(|list| (Severity::Info, self.part(list, RUNS)))).into_iter()
    }

    /// Whether the rows do not tell what was asked for: all are of one instance, so that the call may have been for that
    /// instance and not for the run, and `TotalCount` counts what is of other runs. A history is of one run only.
    pub(super) fn asks_unknown(&self, invocation: &Invocation, extent: &Paging) -> bool {
        extent.of_one && invocation.instances.len() == 1 && !self.is_history(invocation)
    }

    /// Whether the rows of a run are its history: several executions on an instance.
    fn is_history(&self, invocation: &Invocation) -> bool {
        let instances = self.model.instances_of(invocation);
        let end = |at: Option<&Instance>| at.map_or(0, |instance| instance.records.end);
        let records = end(instances.last()) - instances.first().map_or(0, |first| first.records.start);
        invocation.recurring == Some(true) && records as usize > instances.len()
    }

    /// Whether there is a history to ask for: of what recurs by a period, or with every start.
    fn has_history(&self, invocation: &Invocation) -> bool {
        let text = |name| read::text(invocation, self.readings, name);
        let recurs = |frequency: String| !matches!(Schedule::read(&frequency), Ok(Schedule::At(..)) | Err(_));
        match (text(Name::RepeatMode), text(Name::Frequency)) {
            (Some(mode), _) if mode.eq_ignore_ascii_case("EveryReboot") => true,
            (Some(mode), frequency) => mode.eq_ignore_ascii_case("Period") && frequency.is_none_or(recurs),
            (None, Some(frequency)) => recurs(frequency),
            (None, None) => {
                let mut newest =
                    self.model.instances_of(invocation).iter().filter_map(|i| self.model.records_of(i).last());
                newest.any(|record| record.repeated)
            }
        }
    }

    /// "10 of 137 records are here: pages 1 and 3 of 14."
    fn part(&self, extent: &Paging, [by_page, of_all, more]: [&str; 3]) -> Phrase {
        let held = self.language.number(extent.held);
        let of = extent.stated.filter(|stated| *stated > extent.held).map(|stated| self.language.number(stated));
        let args = |list: &[(&'static str, &str)], key: &str| {
            let args: Vec<_> = list.iter().map(|(name, value)| (*name, Value::Text(value))).collect();
            self.phrase(key, &args)
        };
        match (of, &extent.pages) {
            (Some(of), _) if extent.cut => args(&[("n", &held), ("of", &of)], "doubt.cut-of"),
            (None, _) if extent.cut => {
                args(&[("n", &held)], if of_all == RUNS[1] { "doubt.runs-cut" } else { "doubt.cut" })
            }
            (Some(of), Some(pages)) => {
                let seen = self.numbers(&pages.seen);
                let (count, all) = (pages.seen.len().to_string(), self.number(pages.of));
                args(&[("n", &held), ("of", &of), ("count", &count), ("pages", &seen), ("all", &all)], by_page)
            }
            (Some(of), None) => args(&[("n", &held), ("of", &of)], of_all),
            (None, _) => args(&[("n", &held)], more),
        }
    }

    /// "1, 3, 4, …"
    fn numbers(&self, numbers: &[u32]) -> String {
        let mut named: Vec<String> = numbers.iter().take(2 * NAMED).map(|n| self.number(*n)).collect();
        if numbers.len() > named.len() {
            named.push("…".to_owned());
        }
        named.join(", ")
    }

    /// Instances that one of the two APIs gave and the other did not.
    fn only_in_one(
        &self,
        invocation: &Invocation,
        lacks: impl Fn(&Instance) -> bool,
        key: &str,
    ) -> Option<(Severity, Phrase)> {
        let (n, ids) = self.named(invocation, lacks);
        let count = self.number(n);
        let args = [("n", Value::Text(&count)), ("ids", Value::Phrase(&ids))];
        (n > 0).then(|| (Severity::Info, self.phrase(key, &args)))
    }

    /// How many instances of a run there are of a kind, and the first of their ids.
    pub(super) fn named(&self, invocation: &Invocation, is: impl Fn(&Instance) -> bool) -> (u32, Phrase) {
        let mut n = 0;
        let mut named = Vec::new();
        for instance in self.model.instances_of(invocation).iter().filter(|instance| is(instance)) {
            n += 1;
            if named.len() < NAMED {
                let id = read::place_text(instance.instance_id, self.readings);
                named.push(id.map_or_else(|| self.phrase("label.no-id", &[]), |id| Phrase::code(&id)));
            }
        }
        let ids = Phrase::join(&named, ", ");
        let more = n as usize - named.len();
        if more == 0 {
            return (n, ids);
        }
        let more = self.language.number(more as u64);
        (n, self.phrase("label.more", &[("ids", Value::Phrase(&ids)), ("n", Value::Text(&more))]))
    }

    /// What to do next about one invocation. Never empty.
    pub fn next(&self, invocation: &Invocation) -> Vec<Phrase> {
        if self.cousin().is_some() {
            return vec![self.phrase("next.cousin", &[])];
        }
        let mut advice = Advice { view: self, id: self.invoke_id(invocation), next: Vec::new() };
        let extent = self.model.paging_of(invocation);
        if invocation.cut {
            advice.next.push(self.phrase("next.print-all", &[]));
        } else if let Some(extent) = extent.filter(|extent| extent.complete == Some(false)) {
            advice.rows(invocation, extent);
        }
        let unfiltered = self.filtered(invocation);
        if !unfiltered.is_empty() {
            advice.ask("next.unfiltered", |id| {
                unfiltered.iter().map(|call| Command::ecs(call).invoke(id).phrase()).collect()
            });
        }
        let results = |id: &Id| Command::ecs("DescribeInvocationResults").invoke(id);
        if invocation.tally.contradicted > 0 {
            advice.ask("next.contradiction", |id| vec![results(id).phrase()]);
        }
        if invocation.dry_run {
            advice.next.push(self.phrase("next.dry-run", &[]));
        }
        let has = |outcome: Outcome| invocation.outcomes[outcome as usize] > 0;
        if has(Outcome::Running) || has(Outcome::Pending) || has(Outcome::Stopping) {
            let command = |id: &Id| Command::ecs("DescribeInvocations").invoke(id).with("IncludeOutput", "true");
            advice.ask("next.again", |id| vec![command(id).phrase()]);
        }
        let wants_output = (has(Outcome::Failed) || has(Outcome::Finished)) && !self.has_output(invocation);
        if wants_output {
            advice.ask("next.results", |id| vec![results(id).phrase()]);
        } else if has(Outcome::Failed) || self.last_failed(invocation, "").is_some() {
            advice.next.push(self.phrase("next.read-output", &[]));
        }
        let single = |instance: &Instance| instance.records.len() == 1;
        if invocation.recurring == Some(true)
            && self.model.instances_of(invocation).iter().all(single)
            && self.has_history(invocation)
        {
            advice.ask("next.history", |id| vec![results(id).with("IncludeHistory", "true").phrase()]);
        }
        let cut = self.model.lists.iter().filter(|list| list.complete == Some(false));
        advice.next.extend(few(cut.map(|list| self.fetch(list, Command::ecs("DescribeInvocations"), false))));
        if advice.next.is_empty() {
            match (invocation.rows.is_empty(), invocation.paging) {
                (true, _) => {
                    advice.ask("next.overall", |id| vec![Command::ecs("DescribeInvocations").invoke(id).phrase()]);
                }
                (false, None) => advice.ask("next.done", |id| vec![results(id).phrase()]),
                (false, Some(_)) => advice.next.push(self.phrase("next.nothing", &[])),
            }
        }
        advice.next
    }

    /// The id of a run for commands; what the reader puts in where the response has none.
    fn invoke_id(&self, invocation: &Invocation) -> Result<Id, Phrase> {
        read::place_text(invocation.invoke_id, self.readings).map_or_else(|| Ok(Id::placeholder()), |id| self.id(&id))
    }

    /// An id for commands, or that it is none.
    fn id(&self, text: &str) -> Result<Id, Phrase> {
        Id::read(text).map_err(|unfit| command::refusal(Role::Invoke, unfit, text, self.language))
    }

    /// How to fetch what a call lacks; `unknown`: it is not known what else there is.
    fn fetch(&self, extent: &Paging, call: Command, unknown: bool) -> Phrase {
        let token = extent.next_token.and_then(|token| scalar::text(token.value(self.readings)));
        let commands = match token.as_deref().map(|text| (text, Token::read(text))) {
            Some((_, Ok(token))) => vec![call.number("MaxResults", PAGE).token(&token).phrase()],
            Some((text, Err(unfit))) => return command::refusal(Role::Token, unfit, text, self.language),
            None => call.number("PageSize", PAGE).pages(&if unknown { vec![1] } else { missing_pages(extent) }),
        };
        self.phrase("next.rows", &[("commands", Value::Phrase(&Phrase::join(&commands, " ")))])
    }

    /// Whether a failed or finished instance has an output that is not empty.
    fn has_output(&self, invocation: &Invocation) -> bool {
        let bad = |instance: &&Instance| matches!(instance.outcome, Outcome::Failed | Outcome::Finished);
        let mut bad = self.model.instances_of(invocation).iter().filter(bad);
        bad.any(|instance| {
            let records = self.model.records_of(instance);
            records.iter().any(|r| {
                !r.is_invoke_instance
                    || r.other_row.is_some()
                    || r.output(self.readings).is_some_and(|o| !o.raw().is_empty())
            })
        })
    }

    /// Ids of the instances of a run that failed: one on each line, as JSON, or as parameters of a call. What is no id, or
    /// is masked, is left out; `failed` says so.
    pub fn failed_ids(&self, invocation: usize, form: &str) -> Option<String> {
        let invocation = self.model.invocations.get(invocation)?;
        let ids: Vec<Id> = self.failed_instances(invocation).filter_map(|id| Id::read(&id?).ok()).collect();
        let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
        Some(match form {
            "json" => super::json::write(&texts),
            "parameters" => command::parameters(&ids),
            _ => texts.join("\n"),
        })
    }

    fn failed_instances(&self, invocation: &Invocation) -> impl Iterator<Item = Option<String>> {
        let failed = self.model.instances_of(invocation).iter().filter(|instance| instance.outcome == Outcome::Failed);
        failed.map(|instance| read::place_text(instance.instance_id, self.readings))
    }

    /// How many failed instances have an id that can be asked for again, and what is said of the others.
    pub(super) fn failed(&self, invocation: &Invocation) -> FailedIds {
        let (mut count, mut masked, mut odd) = (0, 0_u32, 0_u32);
        for id in self.failed_instances(invocation) {
            match Id::read(&id.unwrap_or_default()) {
                Ok(_) => count += 1,
                Err(Unfit::Masked) => masked += 1,
                Err(Unfit::Odd) => odd += 1,
            }
        }
        let said = [("next.ids-masked", masked), ("next.ids-odd", odd)].into_iter().filter(|(_, n)| *n > 0);
        let said: Vec<Phrase> = said.map(|(key, n)| self.phrase(key, &[("n", Value::Text(&self.number(n)))])).collect();
        let note = (!said.is_empty()).then(|| Phrase::join(&said, &self.language.word("label.space")));
        FailedIds { count, note }
    }

    /// What to do about documents without a row.
    pub fn instead_next(&self) -> Vec<Phrase> {
        if let Some(error) = report::error(self.readings, self.language) {
            let code = error.code.unwrap_or_default();
            return vec![call::next(&code, self.language)];
        }
        let run = self.readings.iter().find_map(|reading| {
            let response = reading.responses.iter().find(|r| r.api.is_some_and(Api::is_start))?;
            let id = (response.invoke_id != 0).then(|| reading.document.value(response.invoke_id))?;
            Some((response.api, scalar::text(id)?.into_owned()))
        });
        let mut answers = self.readings.iter().flat_map(|reading| &reading.responses);
        let empty = answers.find_map(|response| response.api.filter(|api| api.is_ours()));
        let sinks = || self.model.sinks.iter().chain(self.readings.iter().map(|reading| &reading.sink));
        let met = |code: Code| sinks().any(|sink| sink.count(code) > 0);
        let (key, command) = match (run, empty) {
            (None, _) if met(Code::CutList) => return vec![self.phrase("next.print-all", &[])],
            (None, None) => return vec![self.phrase("next.paste", &[])],
            (None, Some(api)) if met(Code::BeyondEnd) || met(Code::RowsElsewhere) => {
                ("next.first-page", Ok(Command::ecs(api.as_str()).number("PageSize", PAGE).number("PageNumber", 1)))
            }
            (None, Some(api)) => ("next.unfiltered", Ok(Command::ecs(api.as_str()))),
            (Some((api, id)), _) => {
                let (key, call) = match api {
                    Some(Api::SendFile) => ("next.send", "DescribeSendFileResults"),
                    _ => ("next.query", "DescribeInvocationResults"),
                };
                (key, self.id(&id).map(|id| Command::ecs(call).invoke(&id)))
            }
        };
        vec![command.map_or_else(
            |refusal| refusal,
            |command| self.phrase(key, &[("commands", Value::Phrase(&command.phrase()))]),
        )]
    }
}

/// What is advised about one run, sentence by sentence.
struct Advice<'a> {
    view: &'a Speech<'a>,
    /// Its id, or why there is none that a command could hold.
    id: Result<Id, Phrase>,
    next: Vec<Phrase>,
}

impl Advice<'_> {
    /// The sentence under a key with commands about the run; where there can be none, that is said once.
    fn ask(&mut self, key: &str, commands: impl Fn(&Id) -> Vec<Phrase>) {
        match &self.id {
            Ok(id) => {
                let commands = Phrase::join(&commands(id), " ");
                self.next.push(self.view.phrase(key, &[("commands", Value::Phrase(&commands))]));
            }
            Err(refusal) if !self.next.contains(refusal) => self.next.push(refusal.clone()),
            Err(_) => {}
        }
    }

    /// How to fetch the rows that are missing. Pages of a list of several runs are counted without an id.
    fn rows(&mut self, invocation: &Invocation, extent: &Paging) {
        let mut call = Command::ecs("DescribeInvocationResults");
        match &self.id {
            Ok(id) if extent.of_one => call = call.invoke(id),
            Err(refusal) if extent.of_one => return self.next.push(refusal.clone()),
            _ => {}
        }
        if self.view.is_history(invocation) {
            call = call.with("IncludeHistory", "true");
        }
        let unknown = self.view.asks_unknown(invocation, extent);
        self.next.push(self.view.fetch(extent, call, unknown));
    }
}

/// The pages of fifty rows that hold what is missing, whatever the size of those that are here; the first where nothing
/// tells.
fn missing_pages(extent: &Paging) -> Vec<u64> {
    let (Some(Pages { seen, of, missing }), Some(size), Some(stated)) = (&extent.pages, extent.size, extent.stated)
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

/// The first few that differ: an input may hold any number of lists.
fn few<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut few: Vec<T> = Vec::new();
    for one in all {
        if few.len() >= 2 * NAMED {
            break;
        }
        if !few.contains(&one) {
            few.push(one);
        }
    }
    few
}

/// Whether the service's summary could be right if the call was filtered, so that instances are not here.
pub(super) fn filter_explains(invocation: &Invocation) -> bool {
    fn differs<T: Copy + PartialEq>(rollup: &Rollup<T>) -> Option<T> {
        rollup.reported.known().filter(|_| rollup.agrees() == Some(false))
    }
    let (current, legacy) = (differs(&invocation.status), differs(&invocation.legacy));
    let all = [
        current.map(|status| invocation.tally.could_become(status)),
        legacy.map(|status| invocation.legacy_tally.could_become(status)),
    ];
    all.iter().any(Option::is_some) && all.into_iter().flatten().all(|could| could)
}
