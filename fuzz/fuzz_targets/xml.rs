//! The reader of XML: what does not begin like XML is made to.
#![no_main]

#[path = "../../tests/support/check.rs"]
mod check;

use invocation_inspector::source::{Source, Syntax};
use invocation_inspector::{Options, diagnostic::Sink, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut bytes = data.to_vec();
    if Source::read(bytes.clone(), &mut Sink::new(0)).syntax != Syntax::Xml {
        bytes.splice(0..0, *b"<a>");
    }
    check::check("xml", &inspect(bytes, Options::default()));
});
