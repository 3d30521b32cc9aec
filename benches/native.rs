//! Where the core's time goes, stage by stage, on the data of the bench: `cargo bench --bench native [-- FILTER]`.

use std::path::Path;
use std::slice;
use std::time::Duration;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput};
use invocation_inspector::charset::Charsets;
use invocation_inspector::diagnostic::Sink;
use invocation_inspector::document::Document;
use invocation_inspector::model::build;
use invocation_inspector::reading::Reading;
use invocation_inspector::response::Response;
use invocation_inspector::view::export::{ExportOptions, Format};
use invocation_inspector::{Inspection, Options, inspect};

/// Files of bench/data; `node bench/generate.mjs` makes them.
const FILES: [&str; 6] = ["page.json", "fleet.json", "logs.json", "history.json", "broken.json", "fleet.xml"];

fn stages(criterion: &mut Criterion, file: &str, bytes: &[u8]) {
    let mut group = criterion.benchmark_group(file);
    group.throughput(Throughput::Bytes(bytes.len() as u64)).sampling_mode(SamplingMode::Flat);

    group.bench_function("read", |bencher| {
        let read = |bytes| Document::read(bytes, Charsets::default().decode, &mut Sink::new(0), &mut ());
        bencher.iter_batched(|| bytes.to_vec(), read, BatchSize::PerIteration);
    });

    let reading = Reading::new(bytes.to_vec(), 0, Charsets::default().decode);
    group.bench_function("response", |bencher| {
        let document = &reading.document;
        bencher.iter_with_large_drop(|| {
            document.roots.iter().map(|root| Response::read(document, *root)).collect::<Vec<_>>()
        });
    });
    group.bench_function("model", |bencher| {
        bencher.iter_with_large_drop(|| build::build(slice::from_ref(&reading)));
    });

    group.bench_function("whole", |bencher| {
        let whole = |bytes| {
            let inspection = inspect(bytes, Options::default());
            let summary = inspection.summary();
            (inspection, summary)
        };
        bencher.iter_batched(|| bytes.to_vec(), whole, BatchSize::PerIteration);
    });
    group.finish();
}

/// What an answer of 100,000 rows costs to leave.
fn exports(criterion: &mut Criterion, bytes: Vec<u8>) {
    let inspection = inspect(bytes, Options::default());
    let mut group = criterion.benchmark_group("export");
    group.sampling_mode(SamplingMode::Flat);
    for format in [Format::Csv, Format::Ndjson, Format::Json, Format::Md, Format::Html] {
        let write = || inspection.export(format, &ExportOptions::default());
        group.bench_function(format.as_str(), |bencher| bencher.iter_with_large_drop(write));
    }
    group.finish();
}

/// What it costs to add documents one after another, each asked about before: pages of 50 rows, and lines of a log with a response each.
/// Twice as many take twice the time.
fn together(criterion: &mut Criterion) {
    let answer = |of: usize, rows: std::ops::Range<usize>| {
        let row = |at| {
            format!(
                r#"{{"InvokeId":"t-1","InstanceId":"i-{at:07}","InvocationStatus":"Success","ExitCode":0,"Output":"b2sK"}}"#
            )
        };
        let rows: Vec<String> = rows.map(row).collect();
        let rows = rows.join(",");
        format!(r#"{{"Invocation":{{"TotalCount":{of},"InvocationResults":{{"InvocationResult":[{rows}]}}}}}}"#)
    };
    let mut group = criterion.benchmark_group("together");
    group.sampling_mode(SamplingMode::Flat);
    for documents in [250, 500] {
        let pages: Vec<String> = (0..documents).map(|at| answer(50 * documents, 50 * at..50 * (at + 1))).collect();
        group.bench_function(format!("{documents} pages"), |bencher| {
            bencher.iter_with_large_drop(|| {
                let mut inspection = Inspection::new(Options::default());
                for page in &pages {
                    inspection.relation(page.clone().into_bytes());
                    inspection.add(page.clone().into_bytes());
                }
                inspection
            });
        });
    }
    for lines in [50_000, 100_000] {
        let log: Vec<String> = (0..lines).map(|at| answer(lines, at..at + 1)).collect();
        let log = log.join("\n");
        group.bench_function(format!("{lines} lines"), |bencher| {
            bencher.iter_with_large_drop(|| {
                let mut inspection = Inspection::new(Options::default());
                inspection.relation(log.clone().into_bytes());
                inspection.add(log.clone().into_bytes());
                inspection.relation(log.clone().into_bytes());
                inspection
            });
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/data");
    together(&mut criterion);
    for file in FILES {
        match std::fs::read(data.join(file)) {
            Ok(bytes) => {
                stages(&mut criterion, file, &bytes);
                if file == "fleet.json" {
                    exports(&mut criterion, bytes);
                }
            }
            Err(error) => {
                eprintln!("bench/data/{file}: {error}. Type:\n  node bench/generate.mjs");
                std::process::exit(1);
            }
        }
    }
    criterion.final_summary();
}
