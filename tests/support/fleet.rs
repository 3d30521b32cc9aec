//! A fleet with rows of every kind, and what a query chooses of it.

use std::fmt::Write as _;

use invocation_inspector::Inspection;
use invocation_inspector::view::page::instances::{InstanceQuery, Printed};
use invocation_inspector::view::report::json;
use serde_json::Value;

use super::Dice;

/// Rows of every kind: statuses of both endings, exit codes, error codes, times with and without an end, outputs.
pub fn fleet(rows: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut text = String::new();
    for i in 0..rows {
        let (status, exit, error, info) = match dice.below(12) {
            0..5 => ("Success", Some(0), "", ""),
            5 => ("Failed", Some(1), "", ""),
            6 => ("Failed", Some(137), "ExitCodeNonzero", "the exit code is not zero"),
            7 => ("Timeout", Some(-1), "ExecutionTimeout", "the command execution has been timeout"),
            8 => ("Aborted", None, "ClientNotRunning", "the aliyun service is not running on the instance"),
            9 => ("Invalid", None, "Some_Unknown.Code", "a, \"quoted\" text"),
            10 => ("Running", None, "", ""),
            _ => ("Terminated", Some(143), "", ""),
        };
        // The same bytes may be written in several ways.
        let output =
            dice.one_of(&["", "b2sK", r"b2s\u004b", "RXJyb3I6IE9PTSBraWxsZWQK", "5aSx6LSlCg==", "b2sKbm8K"]).to_owned();
        let output = if dice.below(10) == 0 { String::new() } else { format!(r#","Output":"{output}""#) };
        let comma = if text.is_empty() { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}{{"InvokeId":"t-fleet","InstanceId":"i-{:04}","InvocationStatus":"{status}""#,
            i * 7 % rows
        );
        if let Some(exit) = exit {
            let _ = write!(text, r#","ExitCode":{exit}"#);
        }
        if !error.is_empty() {
            let _ = write!(text, r#","ErrorCode":"{error}","ErrorInfo":{}"#, Value::from(info));
        }
        if dice.below(5) > 0 {
            let (minute, seconds) = (dice.below(60), dice.below(50));
            let _ = write!(text, r#","StartTime":"2026-11-20T08:{minute:02}:00Z""#);
            if status != "Running" && dice.below(6) > 0 {
                let _ = write!(text, r#","FinishTime":"2026-11-20T08:{minute:02}:{seconds:02}Z""#);
            }
        }
        let _ = write!(text, r#"{output},"Dropped":{}}}"#, if dice.below(9) == 0 { 12 } else { 0 });
    }
    format!(
        r#"{{"Invocation":{{"TotalCount":{rows},"PageNumber":1,"PageSize":50,"InvocationResults":{{"InvocationResult":[{text}]}}}}}}"#
    )
}

pub fn ask(query: &str, sort: &str) -> InstanceQuery {
    InstanceQuery { query: Some(query.into()), sort: Some(sort.into()), end: 1e9, ..InstanceQuery::default() }
}

/// The rows that a query chooses, as JSON.
pub fn rows(inspection: &Inspection, query: &str, sort: &str) -> Vec<Value> {
    let page = inspection.instances(0, &ask(query, sort));
    page.rows.iter().map(|row| serde_json::from_str(&json::write(row)).expect("JSON")).collect()
}

pub fn indices(inspection: &Inspection, query: &str, sort: &str) -> Vec<u32> {
    inspection.instances(0, &ask(query, sort)).rows.iter().map(|row| row.index).collect()
}

/// How many rows a query chooses.
pub fn count(inspection: &Inspection, invocation: usize, query: &str) -> usize {
    inspection.instances(invocation, &InstanceQuery { end: 0.0, ..ask(query, "") }).total
}

/// Every row, with what its output is called among all of them.
pub fn rows_printed(inspection: &Inspection) -> Vec<Value> {
    let page = inspection.instances(0, &InstanceQuery { printed: true, ..ask("", "") });
    page.rows.iter().map(|row| serde_json::from_str(&json::write(row)).expect("JSON")).collect()
}

/// Which output each row has, in an order.
pub fn printed(inspection: &Inspection, sort: &str) -> Vec<Printed> {
    let rows = inspection.instances(0, &InstanceQuery { printed: true, ..ask("", sort) }).rows;
    rows.into_iter().map(|row| row.printed.expect("asked for")).collect()
}
