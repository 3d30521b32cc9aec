//! The whole: two documents, in both orders, in both languages.
#![no_main]

#[path = "../../tests/support/check.rs"]
mod check;

use invocation_inspector::words::Language;
use invocation_inspector::{Options, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let (one, two) = rest.split_at(rest.len() * usize::from(*first) / 256);
    for (one, two) in [(one, two), (two, one)] {
        let mut inspection = inspect(one.to_vec(), Options::default());
        check::check("one", &inspection);
        inspection.add(two.to_vec());
        check::check("two", &inspection);
        inspection.set_language(Language::Zh);
        check::check("in Chinese", &inspection);
        inspection.outputs();
    }
});
