//! Responses as they come: printed by some tool, with something before every line, inside something else, wrapped, cut.
//! Each gives the answer of the clean one or says what it lacks; how many do which is printed with `-- --nocapture`.

mod support;

#[path = "wrappings/cuts.rs"]
mod cuts;
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
#[path = "wrappings/verdict.rs"]
mod verdict;
#[path = "wrappings/wrapping.rs"]
mod wrapping;

use std::collections::BTreeMap;

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
        Response::new(name, std::str::from_utf8(&case.bytes).expect("UTF-8"))
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

fn tried(wrapping: &Wrapping, responses: &[Response]) -> Count {
    let mut count = Count::default();
    for response in responses {
        let Some(Printed { text, holds }) = wrapping.apply(response) else { continue };
        let clean = Answer::of(&support::read(holds.as_bytes()));
        let found = Answer::of(&support::read(text.as_bytes()));
        count.add(judge(&clean, &found));
    }
    count
}

#[test]
fn whatever_a_response_went_through() {
    let responses = responses();
    let mut all: Vec<(Wrapping, Count)> = wrappings()
        .into_iter()
        .map(|w| {
            let count = tried(&w, &responses);
            (w, count)
        })
        .collect();
    all.sort_by_key(|(wrapping, count)| (count.wrong == 0, count.honest == 0, wrapping.name.clone()));
    let sum = |part: fn(&Count) -> usize| all.iter().map(|(_, count)| part(count)).sum::<usize>();
    println!("{:5} {:5} {:5}  wrapping", "same", "hon.", "FALSE");
    for (wrapping, count) in &all {
        println!("{:5} {:5} {:5}  {}", count.same, count.honest, count.wrong, wrapping.name);
        for ((kind, reason), n) in count.reasons.iter().take(4) {
            println!("                     {kind} {n} x {reason}");
        }
    }
    let (same, honest, wrong) = (sum(|c| c.same), sum(|c| c.honest), sum(|c| c.wrong));
    let clean = all.iter().filter(|(_, c)| c.honest + c.wrong == 0).count();
    let no_false = all.iter().filter(|(_, c)| c.wrong == 0).count();
    println!("{} wrappings: {clean} the same for every response, {no_false} without a false fact", all.len());
    println!("{} texts: {same} the same, {honest} honest, {wrong} false", same + honest + wrong);
}
