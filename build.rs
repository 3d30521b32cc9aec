//! Compiles the catalogues of the core's sentences, `lang/*/core.json` and, of what the page loads later, `lang/*/export.json` and `lang/*/compare.json`; and hashes what the policy of the HTML report lets in.

use sha2::{Digest, Sha256};

fn main() {
    let full = std::env::var_os("CARGO_FEATURE_FULL").is_some();
    let names = if full { &["core", "export", "compare"][..] } else { &["core"] };
    invocation_catalogue::compile::catalogue("lang".as_ref(), names);
    for (name, file) in [("SCRIPT", "src/view/export/report.js"), ("STYLE", "src/view/export/report.css")] {
        println!("cargo::rerun-if-changed={file}");
        let bytes = std::fs::read(file).expect("a file of the report");
        let hash = base64_simd::STANDARD.encode_to_string(Sha256::digest(bytes));
        println!("cargo::rustc-env=REPORT_{name}_HASH={hash}");
    }
}
