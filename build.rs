//! Turns the catalogues of words in `lang/*/core.json` into texts with a line for each entry: the keys, sorted, and the
//! words of either language in the same order. Tables of pointers would weigh a third more.

use std::{collections::BTreeMap, env, fs, path::Path};

fn main() {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let write = |name: &str, lines: Vec<&str>| {
        assert!(lines.iter().all(|line| !line.contains('\n')), "{name}: an entry is one line");
        fs::write(Path::new(&out).join(name), lines.join("\n")).expect("OUT_DIR can be written");
    };
    let [english, chinese] = ["en", "zh"].map(read);
    write("keys.txt", english.keys().map(String::as_str).collect());
    for (language, words) in [("en", &english), ("zh", &chinese)] {
        let word = |key| words.get(key).unwrap_or_else(|| panic!("lang/{language}/core.json lacks {key:?}"));
        write(&format!("{language}.txt"), english.keys().map(|key| word(key).as_str()).collect());
    }
    let more = chinese.keys().find(|key| !english.contains_key(*key));
    assert!(more.is_none(), "lang/en/core.json lacks {more:?}");
}

fn read(language: &str) -> BTreeMap<String, String> {
    let path = format!("lang/{language}/core.json");
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}
