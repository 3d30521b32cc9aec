//! Compiles the catalogues of this crate's sentences, `../lang/*/outputs.json`.

fn main() {
    invocation_catalogue::compile::catalogue("../lang".as_ref(), &["outputs"]);
}
