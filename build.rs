//! Turns the catalogues of words in `lang/*/core.json` into sorted tables, so that the core looks words up
//! without reading JSON at run time.

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

fn main() {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut code = String::new();
    for language in ["en", "zh"] {
        let path = format!("lang/{language}/core.json");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let words: BTreeMap<String, String> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
        let table = language.to_uppercase();
        writeln!(code, "pub(super) static {table}: &[(&str, &str)] = &[").expect("a String takes all");
        for (key, word) in &words {
            writeln!(code, "    ({key:?}, {word:?}),").expect("a String takes all");
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
}
