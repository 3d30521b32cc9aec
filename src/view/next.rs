//! What is not here, and what to type to get further: the commands that fetch it. Only options that the API documents;
//! nothing is ever run.

use super::call;
use super::read;
use super::say::Speech;
use crate::diagnostic::Severity;
use crate::model::complete::{Extent, Pages};
use crate::model::status::Outcome;
use crate::model::{Instance, Invocation, Record};
use crate::response::{Api, scalar};
use crate::rollup::Rollup;
use crate::view::report;

/// So many missing pages are fetched one by one, more in a loop.
const SINGLY: usize = 3;
/// So many ids or pages are named in a sentence.
const NAMED: usize = 3;

/// What is said of a part of the rows, and of a part of the runs.
const ROWS: [&str; 3] = ["doubt.pages-missing", "doubt.rows-missing", "doubt.more-pages"];
const RUNS: [&str; 3] = ["doubt.runs-pages-missing", "doubt.runs-rows-missing", "doubt.runs-more-pages"];

impl Speech<'_> {
    /// What is known of the rows that are not here.
    pub(super) fn extent_doubts(&self, invocation: &Invocation) -> Vec<(Severity, String)> {
        let mut doubts = Vec::new();
        let extent = self.model.extent_of(invocation);
        if let Some(extent) = extent.filter(|extent| extent.complete == Some(false)) {
            let part = self.part(extent, ROWS);
            doubts.push(if invocation.complete == Some(false) {
                (Severity::Warning, part)
            } else {
                (Severity::Note, self.say("doubt.verdict-stands", &[("part", &part)]))
            });
        }
        if let Some(extent) = extent
            && !invocation.objects.is_empty()
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
        let joined = !invocation.objects.is_empty() && invocation.extent.is_some();
        let lacks_row = joined && instances.iter().any(|instance| instance.row.is_none());
        let complete = self.model.extent_of(invocation).is_some_and(|extent| extent.complete == Some(true));
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
        let from_results = |record: &Record| !record.in_object || record.other_row.is_some();
        !self.model.records_of(instance).iter().any(from_results)
    }

    /// What is known of the runs that are not here.
    pub(super) fn list_doubts(&self) -> impl Iterator<Item = (Severity, String)> {
        let cut = self.model.lists.iter().filter(|list| list.complete == Some(false));
        few(cut.map(|list| (Severity::Note, self.part(list, RUNS)))).into_iter()
    }

    /// "10 of 137 records are here: pages 1 and 3 of 14."
    fn part(&self, extent: &Extent, [by_page, of_all, more]: [&str; 3]) -> String {
        let held = self.language.number(extent.held);
        let of = extent.stated.filter(|stated| *stated > extent.held).map(|stated| self.language.number(stated));
        match (of, &extent.pages) {
            (Some(of), Some(pages)) => {
                let seen = self.numbers(&pages.seen);
                let (count, all) = (pages.seen.len().to_string(), self.number(pages.of));
                let args = [("n", &*held), ("of", &*of), ("count", &*count), ("pages", &*seen), ("all", &*all)];
                self.say(by_page, &args)
            }
            (Some(of), None) => self.say(of_all, &[("n", &held), ("of", &of)]),
            (None, _) => self.say(more, &[("n", &held)]),
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
    ) -> Option<(Severity, String)> {
        let (n, ids) = self.named(invocation, lacks);
        (n > 0).then(|| (Severity::Note, self.say(key, &[("n", &self.number(n)), ("ids", &ids)])))
    }

    /// How many instances of a run there are of a kind, and the first of their ids.
    pub(super) fn named(&self, invocation: &Invocation, is: impl Fn(&Instance) -> bool) -> (u32, String) {
        let mut n = 0;
        let mut named = Vec::new();
        for instance in self.model.instances_of(invocation).iter().filter(|instance| is(instance)) {
            n += 1;
            if named.len() < NAMED {
                let id = read::place_text(instance.instance_id, self.readings);
                named.push(id.map_or_else(|| self.language.word("label.no-id"), |id| format!("`{id}`")));
            }
        }
        let ids = named.join(", ");
        let more = n as usize - named.len();
        if more == 0 {
            return (n, ids);
        }
        (n, self.say("label.more", &[("ids", &ids), ("n", &self.language.number(more as u64))]))
    }

    /// What to do next about one invocation. Never empty.
    pub fn next(&self, invocation: &Invocation) -> Vec<String> {
        let id = read::place_text(invocation.invoke_id, self.readings);
        let id = id.unwrap_or_else(|| self.language.word("label.an-invoke-id"));
        let args = [("id", &*id)];
        if self.cousin().is_some() {
            return vec![self.language.word("next.cousin")];
        }
        let mut next = Vec::new();
        let extent = self.model.extent_of(invocation);
        if let Some(extent) = extent.filter(|extent| extent.complete == Some(false)) {
            // Pages of a list of several runs are counted without an id.
            let of = if extent.of_one { format!(" --InvokeId {id}") } else { String::new() };
            next.push(self.fetch(extent, &format!("DescribeInvocationResults --RegionId YOUR_REGION{of}")));
        }
        let unfiltered = self.filtered(invocation).into_iter();
        let commands: Vec<String> =
            unfiltered.map(|call| format!("`aliyun ecs {call} --RegionId YOUR_REGION --InvokeId {id}`")).collect();
        if !commands.is_empty() {
            next.push(self.say("next.unfiltered", &[("commands", &commands.join(" "))]));
        }
        let has = |outcome: Outcome| invocation.outcomes[outcome as usize] > 0;
        if has(Outcome::Running) || has(Outcome::Pending) || has(Outcome::Stopping) {
            next.push(self.say("next.again", &args));
        }
        let wants_output = (has(Outcome::Failed) || has(Outcome::Finished)) && !self.has_output(invocation);
        if wants_output {
            next.push(self.say("next.results", &args));
        } else if has(Outcome::Failed) || self.last_failed(invocation, "").is_some() {
            next.push(self.language.word("next.read-output"));
        }
        let single = |instance: &Instance| instance.records.len() == 1;
        if invocation.recurring == Some(true) && self.model.instances_of(invocation).iter().all(single) {
            next.push(self.say("next.history", &args));
        }
        let cut = self.model.lists.iter().filter(|list| list.complete == Some(false));
        next.extend(few(cut.map(|list| self.fetch(list, "DescribeInvocations --RegionId YOUR_REGION"))));
        if next.is_empty() {
            let key = match (invocation.objects.is_empty(), invocation.extent) {
                (true, _) => "next.overall",
                (false, None) => "next.done",
                (false, Some(_)) => "next.nothing",
            };
            next.push(self.say(key, &args));
        }
        next
    }

    /// How to fetch what a call lacks.
    fn fetch(&self, extent: &Extent, call: &str) -> String {
        let commands: Vec<String> = self.fetches(extent, call).iter().map(|c| format!("`{c}`")).collect();
        self.say("next.rows", &[("commands", &commands.join(" "))])
    }

    /// The commands that fetch the rows which are missing, paged as the response was.
    fn fetches(&self, extent: &Extent, call: &str) -> Vec<String> {
        let call = format!("aliyun ecs {call}");
        let size = extent.size.unwrap_or(50);
        let token = extent.next_token.and_then(|token| scalar::text(token.value(self.readings)));
        if let Some(token) = token {
            return vec![format!("{call} --MaxResults {size} --NextToken '{}'", token.replace('\'', "'\\''"))];
        }
        let page = |page: &str| format!("{call} --PageSize {size} --PageNumber {page}");
        match &extent.pages {
            Some(Pages { missing, .. }) if (1..=SINGLY).contains(&missing.len()) => {
                missing.iter().map(|n| page(&n.to_string())).collect()
            }
            Some(Pages { missing, .. }) if !missing.is_empty() => {
                let pages: Vec<String> = missing.iter().map(u32::to_string).collect();
                vec![format!("for page in {}; do {}; done", pages.join(" "), page("$page"))]
            }
            _ => vec![page("1")],
        }
    }

    /// Whether a failed or finished instance has an output that is not empty.
    fn has_output(&self, invocation: &Invocation) -> bool {
        let bad = |instance: &&Instance| matches!(instance.outcome, Outcome::Failed | Outcome::Finished);
        let mut bad = self.model.instances_of(invocation).iter().filter(bad);
        bad.any(|instance| {
            let records = self.model.records_of(instance);
            records.iter().any(|r| {
                !r.in_object || r.other_row.is_some() || r.output(self.readings).is_some_and(|o| !o.raw().is_empty())
            })
        })
    }

    /// Ids of the instances of a run that failed: one on each line, as JSON, or as parameters of a call.
    pub fn failed_ids(&self, invocation: usize, form: &str) -> Option<String> {
        let invocation = self.model.invocations.get(invocation)?;
        let failed = |instance: &&Instance| instance.outcome == Outcome::Failed;
        let chosen = self.model.instances_of(invocation).iter().filter(failed);
        let ids: Vec<String> = chosen.filter_map(|i| read::place_text(i.instance_id, self.readings)).collect();
        Some(match form {
            "json" => super::json::write(&ids),
            "parameters" => {
                let numbered = ids.iter().enumerate().map(|(at, id)| format!("--InstanceId.{} {id}", at + 1));
                numbered.collect::<Vec<_>>().join(" ")
            }
            _ => ids.join("\n"),
        })
    }

    /// What to do about documents without a row.
    pub fn instead_next(&self) -> Vec<String> {
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
        match run {
            None if empty.is_some() => {
                let call = empty.map_or("", Api::as_str);
                let command = format!("`aliyun ecs {call} --RegionId YOUR_REGION`");
                vec![self.say("next.unfiltered", &[("commands", &command)])]
            }
            Some((Some(Api::SendFile), id)) => vec![self.say("next.send", &[("id", &id)])],
            Some((_, id)) => vec![self.say("next.query", &[("id", &id)])],
            None => vec![self.language.word("next.paste")],
        }
    }
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
