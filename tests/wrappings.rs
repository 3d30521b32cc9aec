//! Responses as they come: printed by some tool, with something before every line, inside something else, wrapped, cut.
//! Each gives the answer of the clean one or says what it lacks; how many do which is printed with `-- --nocapture`, and with
//! `SHOW=NAME` the texts of false answers of the wrappings whose names hold that.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "texts are short, and read best as they are built"
)]

mod support;

#[path = "wrappings/cuts.rs"]
mod cuts;
#[path = "wrappings/dumps.rs"]
mod dumps;
#[path = "wrappings/flows.rs"]
mod flows;
#[path = "wrappings/insides.rs"]
mod insides;
#[path = "wrappings/literals.rs"]
mod literals;
#[path = "wrappings/prefixes.rs"]
mod prefixes;
#[path = "wrappings/printed.rs"]
mod printed;
#[path = "wrappings/tables.rs"]
mod tables;
#[path = "wrappings/verdict.rs"]
mod verdict;
#[path = "wrappings/wrapping.rs"]
mod wrapping;

use std::collections::{BTreeMap, HashMap};

use verdict::{Answer, Kind, judge};
use wrapping::{Printed, Response, Wrapping, wrappings};

const RESPONSES: [&str; 10] = [
    "wrapped_invocations.json",
    "wrapped_plain_outputs.json",
    "wrapped_long_values.json",
    "results_all_fields.json",
    "results_failed_one.json",
    "results_history.json",
    "page_of_several.json",
    "output_charsets.json",
    "results_all_fields.xml",
    "sample_doc021_invocations_2019-05_content_params.xml",
];

fn responses() -> Vec<Response> {
    let cases = support::cases();
    let text = |name: &&str| {
        let case =
            cases.iter().find(|case| case.name == format!("clean/{name}")).unwrap_or_else(|| panic!("no {name}"));
        Response::new(std::str::from_utf8(&case.bytes).expect("UTF-8"))
    };
    RESPONSES.iter().map(text).collect()
}

/// What became of a wrapping: same, honest, false, and the first reason of each of the last two.
#[derive(Default)]
struct Count {
    same: usize,
    honest: usize,
    wrong: usize,
    reasons: BTreeMap<(char, String), usize>,
}

impl Count {
    fn add(&mut self, kind: Kind) {
        let (count, reason) = match kind {
            Kind::Same => (&mut self.same, None),
            Kind::Honest(reason) => (&mut self.honest, Some(('h', reason))),
            Kind::False(reason) => (&mut self.wrong, Some(('F', reason))),
        };
        *count += 1;
        if let Some(reason) = reason {
            *self.reasons.entry(reason).or_default() += 1;
        }
    }
}

fn tried(wrapping: &Wrapping, responses: &[Response], known: &mut HashMap<String, Answer>) -> Count {
    let mut count = Count::default();
    for response in responses {
        let Some(Printed { text, holds }) = wrapping.apply(response) else { continue };
        let clean = known.entry(holds).or_insert_with_key(|holds| Answer::of(&support::read(holds.as_bytes())));
        let found = Answer::of(&support::read(text.as_bytes()));
        let kind = judge(clean, &found);
        if let (Kind::False(reason), Ok(_)) = (&kind, std::env::var("SHOW")) {
            println!("=== {}: {reason}\n{text}\n--- read as\n{found}\n", wrapping.name);
        }
        count.add(kind);
    }
    count
}

/// Wrappings of which false answers are known, each with how many of its ten: no more may be, and fewer is to be noted here.
const KNOWN: &str = include_str!("wrappings/known.txt");
/// So many texts give the same answer at least.
const SAME: usize = 2_370;

fn known() -> BTreeMap<&'static str, usize> {
    let line = |line: &'static str| {
        let (count, name) = line.trim_start().split_once("  ").expect("a count and a name");
        (name, count.parse().expect("a count"))
    };
    KNOWN.lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

fn print(all: &[(Wrapping, Count)]) {
    println!("{:>5} {:>6} {:>5}  wrapping", "same", "honest", "false");
    for (wrapping, count) in all {
        println!("{:5} {:6} {:5}  {}", count.same, count.honest, count.wrong, wrapping.name);
        for ((kind, reason), n) in count.reasons.iter().take(4) {
            println!("{:20}{kind} {n} x {reason}", "");
        }
    }
}

/// The false answers that are known, as they are now; none is added to what is known already.
fn renew(all: &[(Wrapping, Count)]) {
    let head: String = KNOWN.lines().filter(|line| line.starts_with('#')).flat_map(|line| [line, "\n"]).collect();
    let known = known();
    let line = |(wrapping, count): &(Wrapping, Count)| {
        let least = known.get(&*wrapping.name).map_or(0, |known| count.wrong.min(*known));
        (least > 0).then(|| format!("{least:2}  {}\n", wrapping.name))
    };
    let mut lines: Vec<String> = all.iter().filter_map(line).collect();
    lines.sort_by_key(|line| line[4..].to_owned());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrappings/known.txt");
    std::fs::write(path, head + &lines.concat()).expect("written");
}

#[test]
fn whatever_a_response_went_through() {
    let (responses, mut answers) = (responses(), HashMap::new());
    let count = |wrapping: Wrapping| {
        let count = tried(&wrapping, &responses, &mut answers);
        (wrapping, count)
    };
    let shown = std::env::var("SHOW").ok();
    let is_shown = |wrapping: &Wrapping| shown.as_ref().is_none_or(|name| wrapping.name.contains(name.as_str()));
    let mut all: Vec<(Wrapping, Count)> = wrappings().into_iter().filter(is_shown).map(count).collect();
    all.sort_by_key(|(wrapping, count)| (count.wrong == 0, count.honest == 0, wrapping.name.clone()));
    print(&all);
    let sum = |part: fn(&Count) -> usize| all.iter().map(|(_, count)| part(count)).sum::<usize>();
    let (same, honest, wrong) = (sum(|c| c.same), sum(|c| c.honest), sum(|c| c.wrong));
    let whole = all.iter().filter(|(_, c)| c.honest + c.wrong == 0).count();
    let no_false = all.iter().filter(|(_, c)| c.wrong == 0).count();
    println!("{} wrappings: {whole} the same for every response, {no_false} without a false fact", all.len());
    println!("{} texts: {same} the same, {honest} honest, {wrong} false", same + honest + wrong);
    if shown.is_some() {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        return renew(&all);
    }
    let known = known();
    let mut changed: Vec<String> = Vec::new();
    for (wrapping, count) in &all {
        let before = known.get(&*wrapping.name).copied().unwrap_or(0);
        if count.wrong != before {
            changed.push(format!("{}: {} false, {before} known: {:?}", wrapping.name, count.wrong, count.reasons));
        }
    }
    let gone = known.keys().filter(|name| all.iter().all(|(wrapping, _)| wrapping.name != **name));
    changed.extend(gone.map(|name| format!("{name}: no such wrapping")));
    assert!(changed.is_empty(), "UPDATE=1 notes those that are fewer:\n{}", changed.join("\n"));
    assert!(same >= SAME, "only {same} texts give the same answer, {SAME} did");
}
