//! What is told of a wrapped response, held against what is told of the clean one.

use invocation_inspector::Inspection;
use serde_json::{Map, Value, json};

use crate::support;

/// The three kinds of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Every fact of the clean answer, and no other.
    Same,
    /// Some facts are not here, and that is said.
    Honest(String),
    /// Something that is not so, or a loss without a word.
    False(String),
}

/// An answer: its report, and the sentence that stands above it.
pub(crate) struct Answer {
    report: Value,
    headline: String,
}

impl Answer {
    pub(crate) fn of(inspection: &Inspection) -> Self {
        Self { report: support::report(inspection), headline: inspection.summary().headline }
    }

    fn invocations(&self) -> &[Value] {
        list(&self.report, "invocations")
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.headline)?;
        for one in self.invocations() {
            writeln!(f, "{}", invocation_facts(one))?;
        }
        for one in list(&self.report, "diagnostics") {
            let place = ["severity", "code", "line", "column"].map(|key| one[key].to_string());
            writeln!(f, "{} {}", place.join(" "), one["message"])?;
        }
        Ok(())
    }
}

/// Headlines without rows that say something about the call: that it matched nothing, failed, or is another's.
const CLAIMS: [&str; 7] = [
    "The response is empty",
    "The call itself",
    "This comes from",
    "This is the call itself",
    "agent",
    "beyond the end",
    "lost its tags",
];
/// Stages of diagnostics that say something about the service or the rows, not about how they are written.
const DOUBTS: [&str; 8] = [
    "check/",
    "rollup/",
    "join/later-state",
    "join/contradiction",
    "call/",
    "status/",
    "shape/other-api",
    "shape/cousin",
];
/// Members of a record that are values, as the report has them.
const FIELDS: [&str; 9] =
    ["status", "legacyStatus", "exitCode", "errorCode", "startTime", "finishTime", "stopTime", "repeats", "dropped"];

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// `""` and null are both "not set".
fn set(value: &Value) -> Option<&Value> {
    (!value.is_null() && *value != "").then_some(value)
}

/// What of a record is compared.
fn record_facts(record: &Value) -> Value {
    let mut facts = Map::new();
    for key in FIELDS.iter().chain(&["errorInfo", "outcome"]) {
        facts.insert((*key).to_owned(), set(&record[*key]).cloned().unwrap_or_default());
    }
    let [output, binary] = output_facts(&record["output"]);
    facts.insert("output".to_owned(), output);
    facts.insert("binary".to_owned(), binary);
    let other = &record["output"]["alternative"];
    facts.insert("otherwise".to_owned(), if other.is_object() { json!(output_facts(other)) } else { Value::Null });
    Value::Object(facts)
}

/// The text of an output, and whether it is none.
fn output_facts(output: &Value) -> [Value; 2] {
    // Whether the last line is ended, several printers do not tell.
    let text = output["text"].as_str().map(|text| text.trim_end_matches(['\r', '\n']));
    [json!(text.filter(|text| !text.is_empty())), json!(output.is_object() && output["text"].is_null())]
}

fn instance_facts(instance: &Value) -> Value {
    let records: Vec<Value> = list(instance, "records").iter().map(record_facts).collect();
    json!({"instanceId": instance["instanceId"], "outcome": instance["outcome"], "records": records})
}

fn words(rollup: &Value) -> Value {
    json!({"reported": rollup["reported"], "computed": rollup["computed"]})
}

fn invocation_facts(invocation: &Value) -> Value {
    let instances: Vec<Value> = list(invocation, "instances").iter().map(instance_facts).collect();
    let mut facts = json!({
        "status": words(&invocation["status"]), "legacyStatus": words(&invocation["legacyStatus"]),
        "complete": invocation["complete"], "recurring": invocation["recurring"],
        "command": set(&invocation["command"]["text"]), "instances": instances,
    });
    for key in ["invokeId", "commandId", "commandName", "commandType", "repeatMode", "frequency"] {
        facts[key] = set(&invocation[key]).cloned().unwrap_or_default();
    }
    facts
}

/// Which kind of answer `found` is, where `clean` is right.
pub(crate) fn judge(clean: &Answer, found: &Answer) -> Kind {
    if let Some(claim) = false_claim(clean, found) {
        return Kind::False(claim);
    }
    let facts = |answer: &Answer| Value::Array(answer.invocations().iter().map(invocation_facts).collect());
    let (expected, given) = (facts(clean), facts(found));
    if first_readings(expected.clone()) == first_readings(given.clone()) {
        return Kind::Same;
    }
    if found.invocations().is_empty() {
        return Kind::Honest(found.headline.clone());
    }
    let mut losses = Vec::new();
    if let Err(fault) = check_invocations(&expected, &given, &mut losses) {
        return Kind::False(fault);
    }
    let difference = losses.first().cloned().unwrap_or_else(|| "other order".to_owned());
    let said = list(&found.report, "diagnostics").iter().any(|d| d["severity"] != "note");
    let undecided = found.invocations().iter().any(|one| one["complete"] == false);
    if said || undecided || losses.is_empty() {
        Kind::Honest(difference)
    } else {
        Kind::False(format!("silent: {difference}"))
    }
}

/// Facts without the other readings of outputs.
fn first_readings(facts: Value) -> Value {
    match facts {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(key, _)| key != "otherwise");
            Value::Object(kept.map(|(key, value)| (key, first_readings(value))).collect())
        }
        Value::Array(items) => items.into_iter().map(first_readings).collect(),
        other => other,
    }
}

/// What is said beside the rows and is not so.
fn false_claim(clean: &Answer, found: &Answer) -> Option<String> {
    if !found.report["error"].is_null() {
        return Some(format!("a failed call: {}", found.report["error"]["code"]));
    }
    if found.invocations().is_empty() && CLAIMS.iter().any(|claim| found.headline.contains(claim)) {
        return Some(found.headline.clone());
    }
    let codes = |answer: &Answer| -> Vec<String> {
        list(&answer.report, "diagnostics").iter().filter_map(|d| d["code"].as_str()).map(str::to_owned).collect()
    };
    let known = codes(clean);
    let doubt = |code: &String| DOUBTS.iter().any(|doubt| code.starts_with(doubt)) && !known.contains(code);
    if let Some(doubt) = codes(found).into_iter().find(doubt) {
        return Some(doubt);
    }
    let right = &list(&clean.report, "sources")[0];
    list(&found.report, "sources").iter().find_map(|source| {
        ["requestId", "totalCount", "pageNumber", "pageSize", "nextToken", "api"].iter().find_map(|key| {
            let differs = set(&source[*key]).is_some_and(|value| value != &right[*key] && !right[*key].is_null());
            differs.then(|| format!("{key} {} for {}", source[*key], right[*key]))
        })
    })
}

fn check_invocations(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    let (expected, given) = (expected.as_array().expect("a list"), given.as_array().expect("a list"));
    let has_none = expected.iter().any(|one| one["invokeId"].is_null());
    let (named, unnamed): (Vec<_>, Vec<_>) = given.iter().partition(|one| has_none || !one["invokeId"].is_null());
    if named.len() > expected.len() {
        return Err(format!("{} invocations for {}", named.len(), expected.len()));
    }
    if named.len() < expected.len() {
        losses.push(format!("{} invocations of {}", named.len(), expected.len()));
    }
    unnamed.into_iter().try_for_each(|one| check_unnamed(expected, one, losses))?;
    let mut left: Vec<&Value> = expected.iter().collect();
    for one in named {
        let same = |other: &Value| one["invokeId"].is_null() || one["invokeId"] == other["invokeId"];
        let Some(at) = fitting(&left, one, same, check_invocation, losses)? else {
            return Err(format!("invokeId {}", one["invokeId"]));
        };
        left.remove(at);
    }
    Ok(())
}

/// Rows that do not say of which invocation they are stand under one without an id (contract): each is one of those that
/// there are, and of all nothing is said that more rows could change.
fn check_unnamed(expected: &[Value], given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    losses.push("rows without an invokeId".to_owned());
    // A list of instances may be whole without what stood around it.
    if expected.iter().any(|one| check_invocation(one, given, &mut Vec::new()).is_ok()) {
        return Ok(());
    }
    if given["complete"] == true {
        return Err("complete without an invokeId".to_owned());
    }
    for level in ["status", "legacyStatus"] {
        if !given[level]["reported"].is_null() || !given[level]["computed"].is_null() && given["complete"] != false {
            return Err(format!("{} of rows without an invokeId", given[level]));
        }
    }
    let all: Vec<Value> = expected.iter().flat_map(|one| list(one, "instances")).cloned().collect();
    check_instances(&json!({"instances": all}), given, losses)
}

type Check = fn(&Value, &Value, &mut Vec<String>) -> Result<(), String>;

/// The first of those that may be meant against which `given` holds no false fact; the last fault where there is none.
fn fitting(
    left: &[&Value],
    given: &Value,
    is_meant: impl Fn(&Value) -> bool,
    check: Check,
    losses: &mut Vec<String>,
) -> Result<Option<usize>, String> {
    let mut fault = None;
    for (at, other) in left.iter().enumerate().filter(|(_, other)| is_meant(other)) {
        let mut own = Vec::new();
        match check(other, given, &mut own) {
            Ok(()) => {
                losses.extend(own);
                return Ok(Some(at));
            }
            Err(found) => fault = Some(found),
        }
    }
    fault.map_or(Ok(None), Err)
}

fn check_invocation(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    for key in ["invokeId", "commandId", "commandName", "commandType", "repeatMode", "frequency", "recurring"] {
        check_value(key, &expected[key], &given[key], losses)?;
    }
    check_text("command", &expected["command"], &given["command"], losses)?;
    let before = losses.len();
    check_instances(expected, given, losses)?;
    let rows = |one: &Value| -> usize { list(one, "instances").iter().map(|i| list(i, "records").len()).sum() };
    let partial = rows(given) < rows(expected) || losses.len() > before;
    if given["complete"] == true && (rows(given) < rows(expected) || expected["complete"] == false) {
        return Err(format!("complete with {} of {} rows", rows(given), rows(expected)));
    }
    check_value("complete", &expected["complete"], &given["complete"], losses).or_else(|fault| {
        losses.push(fault.clone());
        if given["complete"] == false { Ok(()) } else { Err(fault) }
    })?;
    for level in ["status", "legacyStatus"] {
        check_value("reported", &expected[level]["reported"], &given[level]["reported"], losses)?;
        let (right, word) = (&expected[level]["computed"], &given[level]["computed"]);
        // Over a part such a word means "at least that".
        let least = ["Pending", "Scheduled", "Running", "Stopping"].iter().any(|active| word == active);
        if !(partial && given["complete"] == false && least) {
            check_value(&format!("computed {level}"), right, word, losses)?;
        }
    }
    Ok(())
}

fn check_instances(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    let mut left: Vec<&Value> = list(expected, "instances").iter().collect();
    let has_none = left.iter().any(|one| one["instanceId"].is_null());
    // A row that does not say on which instance is told as one without an id, which claims no instance.
    let (named, unnamed): (Vec<_>, Vec<_>) =
        list(given, "instances").iter().partition(|one| has_none || !one["instanceId"].is_null());
    if named.len() > left.len() {
        return Err(format!("{} instances for {}", named.len(), left.len()));
    }
    if named.len() < left.len() {
        losses.push(format!("{} instances of {}", named.len(), left.len()));
    }
    for one in unnamed {
        losses.push("a row without an instanceId".to_owned());
        fitting(&left, one, |_| true, check_instance, losses)?;
    }
    for one in named {
        let same = |other: &Value| one["instanceId"].is_null() || one["instanceId"] == other["instanceId"];
        let Some(at) = fitting(&left, one, same, check_instance, losses)? else {
            return Err(format!("instanceId {}", one["instanceId"]));
        };
        left.remove(at);
    }
    Ok(())
}

fn check_instance(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    check_value("instanceId", &expected["instanceId"], &given["instanceId"], losses)?;
    let mut left: Vec<&Value> = list(expected, "records").iter().collect();
    if list(given, "records").len() > left.len() {
        return Err(format!("{} records for {}", list(given, "records").len(), left.len()));
    }
    if list(given, "records").len() < left.len() {
        losses.push(format!("{} records of {}", list(given, "records").len(), left.len()));
    }
    for one in list(given, "records") {
        if let Some(at) = fitting(&left, one, |_| true, check_record, losses)? {
            left.remove(at);
        }
    }
    Ok(())
}

fn check_record(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    for key in FIELDS {
        check_value(key, &expected[key], &given[key], losses)?;
    }
    check_text("errorInfo", &expected["errorInfo"], &given["errorInfo"], losses)?;
    check_output(expected, given, losses)?;
    let weaker = given["outcome"] == "unknown" || given["outcome"] == "finished";
    if weaker && given["outcome"] != expected["outcome"] {
        losses.push(format!("outcome {}", given["outcome"]));
        return Ok(());
    }
    check_value("outcome", &expected["outcome"], &given["outcome"], losses)
}

/// An output that may be Base64 or plain is told with its other reading, which may be the right one.
fn check_output(expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    if given["otherwise"] == json!([expected["output"], expected["binary"]]) {
        losses.push("output in two readings".to_owned());
        return Ok(());
    }
    check_text("output", &expected["output"], &given["output"], losses)?;
    if given["binary"] == true && expected["binary"] == false {
        return Err("a binary output".to_owned());
    }
    Ok(())
}

/// The same, or nothing, which is a loss.
fn check_value(name: &str, expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    match () {
        () if expected == given => Ok(()),
        () if given.is_null() => {
            losses.push(format!("no {name}"));
            Ok(())
        }
        () => Err(format!("{name} {given} for {expected}")),
    }
}

/// The same, or its beginning, which is a loss.
fn check_text(name: &str, expected: &Value, given: &Value, losses: &mut Vec<String>) -> Result<(), String> {
    match (expected.as_str(), given.as_str()) {
        (Some(whole), Some(part)) if part.len() < whole.len() && whole.starts_with(part) => {
            losses.push(format!("{name} in part"));
            Ok(())
        }
        _ => check_value(name, expected, given, losses),
    }
}
