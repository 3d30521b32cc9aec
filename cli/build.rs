//! Compiles the catalogue of this crate's sentences, `../lang/*/cli.json`.

fn main() {
    invocation_catalogue::compile::catalogue("../lang".as_ref(), &["cli"]);
}
