//! How much memory is held at most while answers come together, as a multiple of what they weigh: `cargo bench --bench memory`. Of each case a
//! process of its own, since the most that one ever held is what the system tells (`VmHWM` of Linux; elsewhere nothing is said).

use std::process::Command;

use invocation_inspector::{Inspection, Options};

/// What the system tells of this process, in bytes.
fn told(name: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? << 10)
}

/// What a row has besides: all that the service gives, or nothing.
const WHOLE: &str = r#","CommandId":"c-hz01example","Dropped":0,"Repeats":1,"ErrorCode":"","ErrorInfo":"","StopTime":"","Username":"root","ContainerId":"","ContainerName":"","TerminationMode":"Process""#;

/// Documents, so many, each with so many answers of so many rows.
struct Case {
    name: &'static str,
    documents: usize,
    answers: usize,
    rows: usize,
    more: &'static str,
}

const CASES: [Case; 4] = [
    Case { name: "100,000 lines of a log", documents: 1, answers: 100_000, rows: 1, more: WHOLE },
    Case { name: "100,000 lines of a log, short", documents: 1, answers: 100_000, rows: 1, more: "" },
    Case { name: "500 documents of 50 rows", documents: 500, answers: 1, rows: 50, more: WHOLE },
    Case { name: "100,000 rows of one answer", documents: 1, answers: 1, rows: 100_000, more: WHOLE },
];

impl Case {
    /// Writes an answer with these of all rows.
    fn write_answer(&self, out: &mut Vec<u8>, rows: std::ops::Range<usize>) {
        let of = self.documents * self.answers * self.rows;
        let begin = format!(
            r#"{{"RequestId":"00000000-0000-0000-0000-000000000000","Invocation":{{"PageNumber":1,"PageSize":50,"TotalCount":{of},"NextToken":"","InvocationResults":{{"InvocationResult":["#
        );
        out.extend_from_slice(begin.as_bytes());
        for at in rows.clone() {
            let comma = if at > rows.start { "," } else { "" };
            let row = format!(
                r#"{comma}{{"InvokeId":"t-hz01example","InstanceId":"i-2zexample{at:07}","InvocationStatus":"Success","InvokeRecordStatus":"Finished","ExitCode":0,"StartTime":"2026-11-20T08:00:00Z","FinishedTime":"2026-11-20T08:00:03Z","Output":"b2sK"{}}}"#,
                self.more
            );
            out.extend_from_slice(row.as_bytes());
        }
        out.extend_from_slice(b"]}}}\n");
    }
}

/// Each document asked about, added and summed up, as the page does.
fn measure(case: &Case) {
    let Case { name, documents, answers, rows, .. } = case;
    let Some(before) = told("VmRSS:") else { return println!("{name}: this system does not tell") };
    let mut inspection = Inspection::new(Options::default());
    let (mut input, mut at) = (0, 0);
    for number in 0..*documents {
        let mut document = Vec::with_capacity(answers * (rows + 1) * 512);
        for _ in 0..*answers {
            case.write_answer(&mut document, at..at + rows);
            at += rows;
        }
        document.shrink_to_fit();
        input += document.len();
        // Nothing stands before the first.
        if number > 0 {
            inspection.relation(document.clone());
        }
        inspection.add(document);
        inspection.summary();
    }
    let held = told("VmHWM:").unwrap_or_default().saturating_sub(before);
    let mb = |bytes: usize| bytes as f64 / 1e6;
    println!(
        "{name}: {:.1} MB, at most {:.1} MB held, {:.2} times as much",
        mb(input),
        mb(held),
        held as f64 / input as f64
    );
}

fn main() {
    let mut words = std::env::args().skip_while(|word| word != "--case").skip(1);
    if let Some(case) = words.next().and_then(|number| CASES.get(number.parse::<usize>().ok()?)) {
        return measure(case);
    }
    let Ok(own) = std::env::current_exe() else { return };
    for number in 0..CASES.len() {
        // A case that cannot be begun prints nothing.
        let _ = Command::new(&own).args(["--case", &number.to_string()]).status();
    }
}
