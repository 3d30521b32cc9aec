//! The files of the corpus -> texts and where in them what was planted.

use std::fs;
use std::path::Path;

use base64_simd::STANDARD;

/// A text of the corpus.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Start, end and kind of what must be hidden, in bytes.
    pub(crate) labels: Vec<(usize, usize, String)>,
}

/// The texts of a folder, of which a file may hold several; those that stand in one in Base64 follow it as texts of their own.
pub(crate) fn documents(folder: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/redaction").join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let name = format!("{folder}/{}", path.file_name().expect("a name").to_string_lossy());
        let written = fs::read_to_string(&path).expect("UTF-8").replace('␛', "\u{1b}").replace('¦', "");
        for (at, written) in written.split("\n⁂\n").enumerate() {
            let (text, labels) = read(written);
            documents.push(Document { name: format!("{name}:{}", at + 1), text, labels });
        }
    }
    documents
}

/// Takes the marks off. What is planted in Base64 is labelled where the Base64 stands.
fn read(written: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut text, mut labels, mut rest) = (String::new(), Vec::new(), written);
    while let Some(at) = rest.find(['⟦', '⟪']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let start = text.len();
        if let Some(label) = rest.strip_prefix('⟦') {
            let (kind, value) = label.split_once('|').expect("a kind");
            let (value, after) = value.split_once('⟧').expect("an end");
            text.push_str(value);
            labels.push((start, text.len(), kind.to_owned()));
            rest = after;
        } else {
            let end = closing(rest);
            let (inner, planted) = read(&rest['⟪'.len_utf8()..end]);
            text.push_str(&STANDARD.encode_to_string(inner));
            labels.extend(planted.into_iter().map(|(.., kind)| (start, text.len(), kind)));
            rest = &rest[end + '⟫'.len_utf8()..];
        }
    }
    text.push_str(rest);
    (text, labels)
}

/// Where the mark that opens at the beginning closes.
fn closing(rest: &str) -> usize {
    let mut depth = 0;
    for (at, char) in rest.char_indices() {
        depth += i32::from(char == '⟪') - i32::from(char == '⟫');
        if depth == 0 {
            return at;
        }
    }
    panic!("an open mark");
}

/// A text without the marks around what is to be hidden, and where that stands.
pub(crate) fn marked(written: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut labels) = (String::new(), Vec::new());
    for (index, part) in written.replace('¦', "").split(['⟦', '⟧']).enumerate() {
        if index % 2 == 1 {
            labels.push((text.len(), text.len() + part.len()));
        }
        text.push_str(part);
    }
    (text, labels)
}

/// A text, and what every run of Base64 in it stands for, as deep as it goes.
pub(crate) fn unpacked(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut at = 0;
    while at < all.len() && all.len() < 10_000 {
        let runs = all[at].split(|char: char| !char.is_ascii_alphanumeric() && !"+/=".contains(char));
        let decode = |run: &str| String::from_utf8(STANDARD.decode_to_vec(run).ok()?).ok();
        let found: Vec<String> = runs.filter(|run| run.len() >= 16).filter_map(decode).collect();
        all.extend(found);
        at += 1;
    }
    all
}
