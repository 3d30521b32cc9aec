//! Prints the report of a file: `cargo run --example inspect -- FILE`.
use invocation_inspector::{Options, inspect};

fn main() {
    let mut files = std::env::args().skip(1);
    let first = files.next().expect("the name of a file");
    let read = |file: &str| std::fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut inspection = inspect(read(&first), Options::default());
    files.for_each(|file| inspection.add(read(&file)));
    let report = serde_json::to_string_pretty(&inspection.report()).expect("reports are plain data");
    println!("{report}");
    eprintln!("{}", inspection.summary().headline);
}
