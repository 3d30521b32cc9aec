//! The reader of JSON: what does not begin like JSON is made to.
#![no_main]

#[path = "../../tests/support/check.rs"]
mod check;

use invocation_inspector::source::{Source, Syntax};
use invocation_inspector::{Options, diagnostic::Sink, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    if Source::read(bytes.clone(), &mut Sink::new(0)).syntax != Syntax::Json {
        bytes.splice(0..0, *b"{");
    }
    check::check("json", &inspect(bytes, Options::default()));
});
