//! One invocation asked for again and again while it goes on: whatever part of the answers is here, in whatever order, in many texts
//! or in one log, its executions are the same, each once and in the newest state that was told.

mod support;

use std::collections::BTreeSet;

use invocation_inspector::{Inspection, Options};
use serde_json::{Value, json};
use support::Dice;

/// Rows without an `InstanceId` that stand alone, of which one goes on or that ended each its own way, may be one machine at several times:
/// no verdict. Where all ended the same, the verdict is that of one; a list of the service's own has a row for each.
#[test]
fn rows_without_ids_are_no_machines() {
    let status = |text: &str| {
        let inspection = support::read(text.as_bytes());
        support::report(&inspection)["invocations"][0]["status"]["computed"].clone()
    };
    let running = r#"{"InvocationStatus":"Running","ExitCode":null}"#;
    let success = r#"{"InvocationStatus":"Success","ExitCode":0}"#;
    let failed = r#"{"InvocationStatus":"Failed","ExitCode":1}"#;
    for (text, verdict) in [
        (format!("{running}\n{running}\n{success}"), Value::Null),
        (format!("[12:31:05] poll 1: {running}\n[12:31:10] poll 2: {success}"), Value::Null),
        (format!("[{running},{success}]"), Value::Null),
        (format!("{success}\n{failed}"), Value::Null),
        (format!(r#"{{"rows":[{running},{success}]}}"#), Value::Null),
        (format!("{failed}\n{failed}"), json!("Failed")),
        (running.to_owned(), json!("Running")),
        (
            format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{running},{success}]}}}}}}"#),
            json!("Running"),
        ),
    ] {
        assert_eq!(status(&text), verdict, "{text}");
    }
}

/// Several states of one instance without a time may be of one execution: a schedule is nothing that they show. Two that ended at times of
/// their own are a history.
#[test]
fn states_without_times_are_no_history() {
    let row = |status: &str, more: &str| {
        format!(r#"{{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"{status}"{more}}}"#)
    };
    let ended = |minute: u32| row("Success", &format!(r#","FinishedTime":"2026-11-20T08:{minute:02}:05Z""#));
    for (rows, recurring) in [
        (vec![row("Pending", ""), row("Running", ""), row("Success", r#","ExitCode":0"#)], Value::Null),
        (vec![row("Running", ""), ended(1)], Value::Null),
        (vec![ended(1), ended(2)], json!(true)),
    ] {
        let inspection = support::read(format!("[{}]", rows.join(",")).as_bytes());
        let invocation = support::report(&inspection)["invocations"][0].clone();
        assert_eq!(invocation["recurring"], recurring, "{rows:?}");
        assert_eq!(invocation["status"]["computed"], "Success", "{rows:?}");
    }
    let inspection = support::read(format!("[{},{}]", ended(1), row("Failed", "")).as_bytes());
    assert_eq!(support::report(&inspection)["invocations"][0]["status"]["rule"], "none/contradiction");
}

/// One execution on one machine: when it begins and ends, in seconds, and how.
#[derive(Clone, Copy)]
struct Execution {
    starts: usize,
    ends: usize,
    status: &'static str,
}

/// What one machine does; of a command that runs once, one execution.
struct Machine {
    id: String,
    executions: Vec<Execution>,
}

struct Truth {
    recurring: bool,
    machines: Vec<Machine>,
    /// Which fields its answers have.
    vocabulary: usize,
}

fn truth(dice: &mut Dice) -> Truth {
    let recurring = dice.below(3) == 0;
    let machine = |dice: &mut Dice, at: usize| {
        let mut begun = 2 + dice.below(8);
        let executions = (0..if recurring { 1 + dice.below(4) } else { 1 }).map(|_| {
            let (starts, ends) = (begun, begun + 1 + dice.below(9));
            begun = ends + 3 + dice.below(5);
            Execution { starts, ends, status: dice.one_of(&["Success", "Failed", "Terminated", "Timeout"]) }
        });
        Machine { id: format!("i-{at:03}"), executions: executions.collect() }
    };
    let machines = (0..=dice.below(6)).map(|at| machine(dice, at)).collect();
    Truth { recurring, machines, vocabulary: dice.below(3) }
}

fn clock(second: usize) -> String {
    format!("2026-03-02T21:{:02}:{:02}Z", second / 60, second % 60)
}

/// How an execution stands at a time; `None`: nobody knows of it yet.
fn row(truth: &Truth, machine: &Machine, execution: &Execution, at: usize) -> Value {
    let mut row = json!({"InvokeId": "t-1", "InstanceId": machine.id});
    let begun = execution.starts <= at;
    let status = match at {
        at if at >= execution.ends => execution.status,
        _ if begun => "Running",
        _ => "Pending",
    };
    if truth.vocabulary != 1 {
        row["InvocationStatus"] = status.into();
    }
    if truth.vocabulary != 0 {
        let legacy = match status {
            "Success" | "Failed" => "Finished",
            "Timeout" => "Failed",
            "Terminated" => "Stopped",
            _ => "Running",
        };
        row["InvokeRecordStatus"] = legacy.into();
    }
    if begun {
        row["StartTime"] = clock(execution.starts).into();
        let lines: Vec<String> =
            (execution.starts..at.min(execution.ends)).map(|second| format!("line {second}")).collect();
        row["Output"] = lines.join("\n").into();
    }
    if at >= execution.ends {
        row["FinishedTime"] = clock(execution.ends).into();
        if let "Success" | "Failed" = execution.status {
            row["ExitCode"] = i32::from(execution.status == "Failed").into();
        }
    }
    row
}

/// What each machine last began, or is to begin.
fn newest(machine: &Machine, at: usize) -> &Execution {
    let begun = machine.executions.iter().rev().find(|execution| execution.starts <= at);
    begun.unwrap_or(&machine.executions[0])
}

/// DescribeInvocationResults at a time, whole or in pages; `history`: each execution that has begun.
fn results(truth: &Truth, at: usize, size: usize, history: bool) -> Vec<Value> {
    let mut rows = Vec::new();
    for machine in &truth.machines {
        let begun = machine.executions.iter().filter(|execution| history && execution.starts <= at);
        let mut own: Vec<Value> = begun.map(|execution| row(truth, machine, execution, at)).collect();
        if own.is_empty() {
            own.push(row(truth, machine, newest(machine, at), at));
        }
        rows.extend(own);
    }
    let page = |(number, some): (usize, &[Value])| {
        json!({"RequestId": format!("R-{at}-{number}"), "Invocation": {"TotalCount": rows.len(), "PageSize": size, "PageNumber": number + 1,
            "InvocationResults": {"InvocationResult": some}}})
    };
    rows.chunks(size).enumerate().map(page).collect()
}

/// DescribeInvocations at a time.
fn overall(truth: &Truth, at: usize) -> Value {
    let instance = |machine: &Machine| {
        let mut row = row(truth, machine, newest(machine, at), at);
        let own = row.as_object_mut().expect("an object");
        own.remove("InvokeId");
        if let Some(legacy) = own.remove("InvokeRecordStatus") {
            own.insert("InstanceInvokeStatus".to_owned(), legacy);
        }
        if let Some(time) = own.remove("FinishedTime") {
            own.insert("FinishTime".to_owned(), time);
        }
        own.insert("UpdateTime".to_owned(), clock(at).into());
        own.insert("Output".to_owned(), "".into());
        row
    };
    let instances: Vec<Value> = truth.machines.iter().map(instance).collect();
    json!({"RequestId": format!("O-{at}"), "Invocations": {"Invocation": [
        {"InvokeId": "t-1", "CommandId": "c-1", "Timed": truth.recurring, "InvokeInstances": {"InvokeInstance": instances}}]}})
}

/// Some of what may be asked while it goes on: pages or whole answers of either API, some more than once.
fn answers(dice: &mut Dice, truth: &Truth) -> Vec<Value> {
    let mut all = Vec::new();
    for _ in 0..=dice.below(4) {
        let at = dice.below(50);
        if dice.below(3) == 0 {
            all.push(overall(truth, at));
            continue;
        }
        let mut pages = results(truth, at, 1 + dice.below(4), truth.recurring && dice.below(2) == 0);
        if dice.below(3) == 0 {
            pages.remove(dice.below(pages.len() as u64));
        }
        all.extend(pages);
    }
    for _ in 0..dice.below(3) {
        if !all.is_empty() {
            all.push(all[dice.below(all.len() as u64)].clone());
        }
    }
    all
}

fn read(documents: &[Value], together: bool) -> Inspection {
    let mut inspection = Inspection::new(Options::default());
    let texts = documents.iter().map(|document| document.to_string().into_bytes());
    if together {
        inspection.add(texts.collect::<Vec<_>>().join(&b"\n"[..]));
    } else {
        texts.for_each(|text| inspection.add(text));
    }
    inspection
}

/// The report's invocations, their instances by their ids.
fn canonical(inspection: &Inspection) -> Value {
    let mut invocations = support::report(inspection)["invocations"].take();
    for invocation in invocations.as_array_mut().expect("a list") {
        let instances = invocation["instances"].as_array_mut().expect("a list");
        instances.sort_by_key(|instance| instance["instanceId"].to_string());
    }
    invocations
}

#[test]
fn polls_say_the_same_in_every_order() {
    let mut dice = Dice(2026);
    let mut wrong = Vec::new();
    for round in 0..1_500 {
        let truth = truth(&mut dice);
        let mut documents = answers(&mut dice, &truth);
        if documents.is_empty() {
            continue;
        }
        let first = canonical(&read(&documents, false));
        for turn in 0..3 {
            dice.shuffle(&mut documents);
            let other = canonical(&read(&documents, turn == 2));
            if other != first {
                wrong.push(round);
                if wrong.len() < 4 {
                    eprintln!("round {round} turn {turn}, recurring {}:\n{first:#}\n{other:#}", truth.recurring);
                    documents.iter().for_each(|document| eprintln!("{document}"));
                }
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} rounds: {wrong:?}", wrong.len());
}

#[test]
fn polls_of_one_execution_are_one_record_in_its_newest_state() {
    let mut dice = Dice(7);
    for round in 0..600 {
        let truth = truth(&mut dice);
        let times: Vec<usize> = (0..=dice.below(4)).map(|_| dice.below(50)).collect();
        let last = *times.iter().max().expect("a time");
        let mut documents: Vec<Value> = times
            .iter()
            .flat_map(|at| if dice.below(4) == 0 { vec![overall(&truth, *at)] } else { results(&truth, *at, 3, false) })
            .collect();
        dice.shuffle(&mut documents);
        let invocations = canonical(&read(&documents, dice.below(2) == 0));
        let instances = invocations[0]["instances"].as_array().expect("a list");
        assert_eq!(instances.len(), truth.machines.len(), "round {round}");
        for (machine, found) in truth.machines.iter().zip(instances) {
            let records = found["records"].as_array().expect("a list");
            // Those that had begun when it was asked, each once; of what has not begun nothing tells which it became.
            let begun = times.iter().filter_map(|at| Some(newest(machine, *at).starts).filter(|starts| starts <= at));
            let seen: BTreeSet<usize> = begun.collect();
            assert_eq!(records.len(), seen.len().max(1), "round {round}: {found:#}\n{documents:#?}");
            let newest = newest(machine, last);
            let record = records.last().expect("a record");
            let expect = row(&truth, machine, newest, last);
            assert_ne!(found["status"]["agrees"], false, "round {round}: {found:#}");
            if !truth.recurring {
                assert_ne!(found["legacyStatus"]["agrees"], false, "round {round}: {found:#}");
            }
            assert_eq!(record["startTime"].as_str(), expect["StartTime"].as_str(), "round {round}: {found:#}");
            if truth.vocabulary != 1 {
                assert_eq!(record["status"], expect["InvocationStatus"], "round {round}: {found:#}");
            }
        }
    }
}

/// One row at a time, as answers told it.
#[test]
fn what_it_was_before_and_until_when_is_told() {
    let truth = Truth {
        recurring: false,
        machines: vec![Machine {
            id: "i-000".to_owned(),
            executions: vec![Execution { starts: 5, ends: 9, status: "Failed" }],
        }],
        vocabulary: 0,
    };
    for (times, told) in [
        (&[20, 6][..], Some("`Running` until 2026-03-02 21:00:09 UTC, then `Failed`.")),
        (
            &[6, 2, 20],
            Some("`Pending` until 2026-03-02 21:00:05 UTC, `Running` until 2026-03-02 21:00:09 UTC, then `Failed`."),
        ),
        (&[2, 7], Some("`Pending` until 2026-03-02 21:00:05 UTC, then `Running`.")),
        (&[20, 30], None),
        (&[7, 8], None),
    ] {
        let documents: Vec<Value> = times.iter().flat_map(|at| results(&truth, *at, 3, false)).collect();
        for together in [false, true] {
            let inspection = read(&documents, together);
            let record = inspection.record(0, 0, 0, None).expect("a record");
            assert_eq!(record.states.map(|states| states.to_string()).as_deref(), told, "{times:?}");
        }
    }
}
