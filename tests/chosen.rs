//! What is done with the rows that are chosen: their ids in order, calls that are split at what they take, commands made only of what is
//! here, and texts in parts; and how documents and invocations are named in lists.

mod support;

use invocation_inspector::Inspection;
use invocation_inspector::view::page::instances::InstanceQuery;
use invocation_inspector::view::page::texts::{Part, Texts};
use invocation_inspector::view::report::json;
use serde_json::Value;
use support::fleet::{ask, count, fleet, rows};

#[test]
fn ids_are_those_of_the_rows_that_are_chosen_in_their_order() {
    let inspection = support::read(fleet(40, 9).as_bytes());
    let ids: Vec<String> = rows(&inspection, "exit:0", "-id")
        .iter()
        .map(|row| row["instanceId"].as_str().expect("an id").to_owned())
        .collect();
    assert!(ids.len() > 5 && ids.iter().rev().is_sorted());
    assert_eq!(inspection.ids(0, &ask("exit:0", "-id"), "lines"), Some(ids.join("\n")));
    assert_eq!(inspection.ids(0, &ask("exit:0", "-id"), "json"), Some(Value::from(ids).to_string()));
    assert_eq!(inspection.ids(1, &ask("", ""), "lines"), None);
}

#[test]
fn calls_are_split_at_what_they_take_and_made_only_with_ids() {
    let rows = |more: &str| {
        let row = |i: u32| {
            let status = if i.is_multiple_of(2) { "Running" } else { "Failed" };
            format!(r#"{{"InvokeId":"t-1","InstanceId":"i-{i}","InvocationStatus":"{status}"{more}}}"#)
        };
        let all: Vec<String> = (0..220).map(row).collect();
        format!(r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{}]}}}}}}"#, all.join(","))
    };
    let inspection = support::read(rows(r#","CommandId":"c-1""#).as_bytes());
    let calls = inspection.ids(0, &ask("", ""), "invoke").expect("a command");
    let calls: Vec<&str> = calls.lines().collect();
    let instances = |call: &str| call.matches(" --InstanceId.").count();
    assert_eq!(calls.iter().map(|call| instances(call)).collect::<Vec<_>>(), [100, 100, 20]);
    let begin = "aliyun ecs InvokeCommand --RegionId YOUR_REGION --CommandId c-1 --InstanceId.1 i-";
    assert!(calls.iter().all(|call| call.starts_with(begin)), "{}", calls[1]);
    // Those that have ended cannot be stopped.
    let calls = inspection.ids(0, &ask("", ""), "stop").expect("a command");
    assert_eq!(calls.lines().map(instances).collect::<Vec<_>>(), [50, 50, 10]);
    assert!(calls.starts_with("aliyun ecs StopInvocation --RegionId YOUR_REGION --InvokeId t-1 --InstanceId.1 i-0 "));
    for more in ["", r#","CommandId":"c-1; rm -rf /""#, r#","CommandId":"c-****""#] {
        assert_eq!(support::read(rows(more).as_bytes()).ids(0, &ask("", ""), "invoke"), None, "{more}");
    }
}

/// An invocation with settings and one instance that failed.
fn with_settings(settings: &str) -> Inspection {
    let text = format!(
        r#"{{"PageNumber":1,"PageSize":10,"TotalCount":1,"Invocations":{{"Invocation":[{{"InvokeId":"t-1","InvocationStatus":"Failed"{settings},"InvokeInstances":{{"InvokeInstance":[{{"InstanceId":"i-1","InvocationStatus":"Failed","ExitCode":1}}]}}}}]}}}}"#
    );
    support::read(text.as_bytes())
}

#[test]
fn a_command_is_made_of_the_content_only_where_all_of_it_is_here() {
    let run = |settings: &str| with_settings(settings).ids(0, &ask("", ""), "run");
    let script = r#","CommandType":"RunShellScript","CommandContent":"ZWNobyBoZWxsbwo=""#;
    let begin = "aliyun ecs RunCommand --RegionId YOUR_REGION --Type RunShellScript";
    let end = "--ContentEncoding Base64 --CommandContent ZWNobyBoZWxsbwo= --InstanceId.1 i-1";
    for (more, options) in [
        ("", ""),
        (r#","Timeout":60"#, " --Timeout 60"),
        (
            r#","Timeout":600,"WorkingDir":"/home/app","Username":"app""#,
            " --Timeout 600 --WorkingDir /home/app --Username app",
        ),
        (r#","WorkingDir":"","Parameters":"{}""#, ""),
        (r#","WorkingDir":"/srv/my app""#, " --WorkingDir '/srv/my app'"),
    ] {
        let all = [script, more].concat();
        assert_eq!(run(&all).as_deref(), Some(&*format!("{begin}{options} {end}")), "{more}");
    }
    // A text is written in Base64 as well.
    let plain = run(r#","CommandType":"RunBatScript","CommandContent":"echo hello & dir""#).expect("a command");
    assert!(
        plain.contains("--Type RunBatScript ") && plain.contains(" --CommandContent ZWNobyBoZWxsbyAmIGRpcg== "),
        "{plain}"
    );
    for missing in [
        r#","CommandContent":"ZWNobyBoZWxsbwo=""#,
        r#","CommandType":"RunShellScript""#,
        r#","CommandType":"RunPerlScript","CommandContent":"ZWNobyBoZWxsbwo=""#,
        r#","CommandType":"RunShellScript","CommandContent":"ZWNobyBoZW****""#,
        // Its parameters are put in by the service.
        r#","CommandType":"RunShellScript","CommandContent":"echo {{name}}","Parameters":{"name":"x"}"#,
    ] {
        assert_eq!(run(missing), None, "{missing}");
    }
    for setting in ["WorkingDir", "Username", "ContainerId", "ContainerName"] {
        for value in ["$(id)", "a`b`", "it's", "%PATH%", "-rf", "a\\nb", "é", "****"] {
            assert_eq!(run(&format!(r#"{script},"{setting}":"{value}""#)), None, "{setting} {value}");
        }
    }
    assert_eq!(run(&format!(r#"{script},"Timeout":-5"#)), None);
}

#[test]
fn only_instances_with_these_ids_are_asked_for() {
    let inspection = support::read(fleet(40, 9).as_bytes());
    let among = |query: &str, ids: &[&str]| InstanceQuery {
        ids: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
        ..ask(query, "id")
    };
    assert_eq!(
        inspection.ids(0, &among("", &["i-0031", "i-0002", "i-9999", "i-*"]), "lines").as_deref(),
        Some("i-0002\ni-0031")
    );
    assert_eq!(inspection.instances(0, &among("", &[])).total, 0);
    let all = inspection.instance_ids(0, &ask("", "id"));
    assert_eq!((all.len(), all.is_sorted()), (40, true));
    let some = inspection.instance_ids(0, &InstanceQuery { start: 10.0, end: 20.0, ..ask("", "id") });
    assert_eq!(some, all[10..20]);
    let succeeded = all.iter().filter(|id| count(&inspection, 0, &format!("id:{id} exit:0")) == 1).count();
    let every: Vec<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(inspection.instances(0, &among("exit:0", &every)).total, succeeded);
}

/// A text with whose it is: invocation, instance and record; kind and what became of it; id, bytes.
type Told = ([u32; 3], [u8; 2], String, Vec<u8>);

fn told(texts: &Texts) -> Vec<Told> {
    let starts = std::iter::once(&0).chain(&texts.ends);
    let ids: Vec<&str> = texts.ids.split('\n').collect();
    let one = |(at, (start, end)): (usize, (&u32, &u32))| {
        let bytes = texts.bytes[*start as usize..*end as usize].to_vec();
        let whose = [texts.invocations[at], texts.instances[at], texts.records[at]];
        (whose, [texts.kinds[at], texts.outcomes[at]], ids[at].to_owned(), bytes)
    };
    starts.zip(&texts.ends).enumerate().map(one).collect()
}

#[test]
fn texts_in_parts_are_those_of_the_whole_and_of_the_instances_that_a_query_chooses() {
    let mut chosen = 0;
    for case in support::cases() {
        let inspection = support::read(&case.bytes);
        let invocations = inspection.model().invocations.len();
        let parts = |invocation, newest, instances: Option<&[u32]>| {
            let mut all = Vec::new();
            loop {
                let part = Part { instances, start: all.len(), end: 2 * all.len() + 3 };
                let more = told(&inspection.texts(invocation, newest, part));
                assert!(more.len() <= all.len() + 3, "{}", case.name);
                if more.is_empty() {
                    return all;
                }
                all.extend(more);
            }
        };
        for (invocation, newest) in (0..invocations).map(Some).chain([None]).flat_map(|at| [(at, true), (at, false)]) {
            let whole = told(&inspection.texts(invocation, newest, Part::WHOLE));
            assert_eq!(parts(invocation, newest, None), whole, "{}", case.name);
            let Some(at) = invocation else { continue };
            let indices = inspection.instance_indices(at, &ask("-outcome:succeeded", ""));
            assert_eq!(indices.len(), count(&inspection, at, "-outcome:succeeded"), "{}", case.name);
            let expected: Vec<_> = whole.iter().filter(|text| indices.contains(&text.0[1])).cloned().collect();
            assert_eq!(parts(invocation, newest, Some(&indices)), expected, "{}", case.name);
            chosen += expected.len();
        }
    }
    assert!(chosen > 500, "{chosen} texts of some instances");
}

/// A source's title and the time of its first invocation.
fn named(text: &str) -> (Value, Value) {
    let inspection = support::read(text.as_bytes());
    let value = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    let summary = value(json::write(&inspection.summary()));
    let time = inspection.invocation(0).map_or(Value::Null, |detail| value(json::write(&detail))["time"].clone());
    (summary["sources"][0]["title"].clone(), time["instant"].clone())
}

#[test]
fn a_document_is_named_by_call_page_and_rows_and_an_invocation_has_its_time() {
    let results = |paging: &str, rows: &str| {
        format!(r#"{{"Invocation":{{{paging}"InvocationResults":{{"InvocationResult":[{rows}]}}}}}}"#)
    };
    let row = |id: u8, start: &str| {
        format!(r#"{{"InvokeId":"t-1","InstanceId":"i-{id}","InvocationStatus":"Success","StartTime":"{start}"}}"#)
    };
    let two = format!("{},{}", row(1, "2026-11-20T08:00:05Z"), row(2, "2026-11-20T08:00:03Z"));
    let first = Value::from("2026-11-20T08:00:03Z");
    for (text, title, time) in [
        (results(r#""TotalCount":2,"PageNumber":1,"PageSize":50,"#, &two), Value::from("Results · 2 rows"), first.clone()),
        // Of rows that are not all here, none may be the first.
        (results(r#""TotalCount":27,"PageNumber":2,"PageSize":2,"#, &two), Value::from("Results · page 2 of 14 · 2 rows"), Value::Null),
        (results(r#""TotalCount":2,"PageNumber":1,"PageSize":1,"#, &two), Value::from("Results · 2 rows"), first.clone()),
        (results(r#""PageNumber":3,"#, &two), Value::from("Results · page 3 · 2 rows"), first.clone()),
        (results(r#""TotalCount":2,"PageNumber":9,"PageSize":50,"#, &two), Value::from("Results · page 9 · 2 rows"), first),
        (results("", &row(1, "")), Value::from("Results · 1 row"), Value::Null),
        (
            r#"{"TotalCount":1,"PageNumber":1,"PageSize":10,"Invocations":{"Invocation":[{"InvokeId":"t-1","CreationTime":"2026-11-20T08:00:00Z","InvokeInstances":{"InvokeInstance":[]}}]}}"#.to_owned(),
            Value::from("Invocations · 1 invocation"),
            Value::from("2026-11-20T08:00:00Z"),
        ),
        ("no response at all".to_owned(), Value::Null, Value::Null),
    ] {
        assert_eq!(named(&text), (title, time), "{text}");
    }
}
