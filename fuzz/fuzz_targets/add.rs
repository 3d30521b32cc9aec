//! Several documents, added one after the other: the laws hold after each, and their order changes no count of what is
//! read of them.
#![no_main]

#[path = "../../tests/support/check.rs"]
mod check;

use invocation_inspector::{Inspection, Options, inspect};
use libfuzzer_sys::fuzz_target;

/// Stands between two documents.
const BETWEEN: &[u8] = b"\n----\n";

fn read<'a>(mut documents: impl Iterator<Item = &'a [u8]>) -> Inspection {
    let mut inspection = inspect(documents.next().unwrap_or_default().to_vec(), Options::default());
    check::check("one", &inspection);
    for document in documents {
        inspection.add(document.to_vec());
        check::check("one more", &inspection);
    }
    inspection
}

fuzz_target!(|data: &[u8]| {
    let mut documents = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|w| w == BETWEEN).filter(|_| documents.len() < 7) {
        documents.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    documents.push(rest);
    let forward = read(documents.iter().copied());
    let back = read(documents.iter().rev().copied());
    let counts = |inspection: &Inspection| {
        let model = inspection.model();
        let rows: usize = inspection.readings().iter().flat_map(|r| &r.responses).map(|r| r.results.len()).sum();
        (model.invocations.len(), model.instances.len(), rows)
    };
    assert_eq!(counts(&forward), counts(&back), "the order of the documents changes what is here");
});
