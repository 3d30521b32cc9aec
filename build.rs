//! Compiles the catalogues of the core's sentences, `lang/*/core.json`.

fn main() {
    invocation_catalogue::compile::catalogue("lang".as_ref(), "core");
}
