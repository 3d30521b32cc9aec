//! Every multiset of up to four instance statuses, in both vocabularies, against a second implementation that follows the
//! documents' sentences one by one and knows nothing of the engine: what is unknown is tried as everything it could be.

mod support;

use serde_json::{Value, json};
use support::Dice;

/// Instance statuses of the current vocabulary (api.md 2.1), a spelling that nobody knows, and none at all.
const CURRENT: [&str; 14] = [
    "Pending",
    "Scheduled",
    "Running",
    "Stopping",
    "Success",
    "Failed",
    "Invalid",
    "Aborted",
    "Timeout",
    "Error",
    "Cancelled",
    "Terminated",
    "Mystery",
    "",
];
/// Instance statuses of the legacy vocabulary (2.3), and the same two.
const LEGACY: [&str; 7] = ["Running", "Stopping", "Stopped", "Finished", "Failed", "Mystery", ""];

/// Each set of one to four of the words, in the words' order.
fn multisets(words: &[&'static str]) -> Vec<Vec<&'static str>> {
    let mut all: Vec<Vec<usize>> = (0..words.len()).map(|at| vec![at]).collect();
    let mut from = 0;
    for _ in 1..4 {
        let to = all.len();
        for shorter in from..to {
            let last = *all[shorter].last().expect("not empty");
            for next in last..words.len() {
                let mut longer = all[shorter].clone();
                longer.push(next);
                all.push(longer);
            }
        }
        from = to;
    }
    all.into_iter().map(|set| set.into_iter().map(|at| words[at]).collect()).collect()
}

/// The answer if it is the same for whatever the words in no list stand for; none where nothing is given.
fn whatever_is_unknown(
    statuses: &[&'static str],
    could_be: &[&'static str],
    known: &dyn Fn(&[&'static str]) -> &'static str,
) -> Option<&'static str> {
    if statuses.iter().all(|status| status.is_empty()) {
        return None;
    }
    let Some(at) = statuses.iter().position(|status| matches!(*status, "Mystery" | "")) else {
        return Some(known(statuses));
    };
    let mut answers = could_be.iter().map(|guess| {
        let mut tried = statuses.to_vec();
        tried[at] = guess;
        whatever_is_unknown(&tried, could_be, known)
    });
    let first = answers.next()??;
    answers.all(|answer| answer == Some(first)).then_some(first)
}

/// The overall `InvocationStatus` by the sentences of 3.1, each instance mapped first as they say.
fn current(statuses: &[&'static str]) -> &'static str {
    let mapped: Vec<&str> = statuses
        .iter()
        .map(|status| match *status {
            "Invalid" | "Aborted" | "Timeout" | "Error" => "Failed",
            "Cancelled" | "Terminated" => "Stopped",
            other => other,
        })
        .collect();
    let any = |word: &str| mapped.contains(&word);
    let all_in = |words: &[&str]| mapped.iter().all(|status| words.contains(status));
    // "When the execution state on at least one instance is Pending", and so on, in the order of the list.
    for active in ["Pending", "Scheduled", "Running", "Stopping"] {
        if any(active) {
            return active;
        }
    }
    // "When the execution state on all instances is Stopped"; stricter than the sentence of Failed, so first.
    if all_in(&["Stopped"]) {
        return "Stopped";
    }
    // "各个实例上的命令执行状态均为Stopped或Failed"
    if all_in(&["Stopped", "Failed"]) {
        return "Failed";
    }
    // "均为Stopped或Success，且至少一个实例的命令执行状态是Success"
    if all_in(&["Stopped", "Success"]) && any("Success") {
        return "Success";
    }
    // "部分实例执行成功且部分实例执行失败"
    "PartialFailed"
}

/// The overall `InvokeStatus` of a command that is executed once, by the seven sentences of 3.5.
fn legacy(statuses: &[&'static str]) -> &'static str {
    let any = |word: &str| statuses.contains(&word);
    let all = |word: &str| statuses.iter().all(|status| *status == word);
    match () {
        () if any("Running") => "Running",
        () if any("Stopping") => "Stopping",
        () if all("Stopped") => "Stopped",
        () if all("Failed") => "Failed",
        () if any("Failed") => "PartialFailed",
        () => "Finished",
    }
}

/// The same of a recurring one: "always Running until all are stopped".
fn legacy_recurring(statuses: &[&'static str]) -> &'static str {
    if statuses.iter().all(|status| *status == "Stopped") { "Stopped" } else { "Running" }
}

fn report(field: &str, statuses: &[&'static str], timed: bool) -> Value {
    let instances: Vec<Value> = statuses
        .iter()
        .enumerate()
        .map(|(at, status)| json!({"InstanceId": format!("i-{at}"), field: status}))
        .collect();
    let document = json!({"Invocations": {"Invocation": [
        {"InvokeId": "t-1", "Timed": timed, "InvokeInstances": {"InvokeInstance": instances}}]}});
    support::report(&support::read(document.to_string().as_bytes()))["invocations"][0].clone()
}

#[test]
fn the_current_vocabulary() {
    let mut dice = Dice(3);
    let mut sets = multisets(&CURRENT);
    assert_eq!(sets.len(), 14 + 105 + 560 + 2_380);
    for statuses in &mut sets {
        dice.shuffle(statuses);
        let invocation = report("InvocationStatus", statuses, false);
        let expect = whatever_is_unknown(statuses, &CURRENT[..12], &current);
        assert_eq!(invocation["status"]["computed"].as_str(), expect, "{statuses:?}: {}", invocation["status"]);
        assert!(invocation["status"]["rule"].is_string());
    }
}

#[test]
fn the_legacy_vocabulary() {
    let mut dice = Dice(5);
    for statuses in &mut multisets(&LEGACY) {
        dice.shuffle(statuses);
        for (timed, rule) in [(false, &legacy as &dyn Fn(&[&'static str]) -> &'static str), (true, &legacy_recurring)] {
            let invocation = report("InstanceInvokeStatus", statuses, timed);
            let expect = whatever_is_unknown(statuses, &LEGACY[..5], rule);
            assert_eq!(
                invocation["legacyStatus"]["computed"].as_str(),
                expect,
                "{statuses:?} {timed}: {}",
                invocation["legacyStatus"]
            );
        }
    }
}
