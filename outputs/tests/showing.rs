//! What holds for every text that is shown, tried on texts that nobody wrote: sequences, controls, marks and letters in
//! any order, and outputs of the corpus that are cut anywhere.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use invocation_outputs::rendered::Rendered;
use invocation_outputs::screen::{View, render};
use invocation_outputs::sequence::{self, Part};
use invocation_outputs::shape::{LARGEST, shape};
use invocation_outputs::shown;
use invocation_outputs::words::Language;

/// Numbers that look random and are the same every time.
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    }
}

const PIECES: [&str; 64] = [
    "a",
    "word ",
    "中",
    "é",
    "e\u{301}",
    "\u{301}",
    "😀",
    "👩\u{200D}💻",
    "\u{200D}",
    "\u{202E}",
    "\u{2066}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{E0041}",
    "\u{FE0F}",
    "\u{2028}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\u{8}",
    "\0",
    "\u{7F}",
    "\u{85}",
    "\u{9B}",
    "\u{9B}1m",
    "\u{9D}0;t\u{9C}",
    "\u{90}",
    "\u{1B}",
    "\u{1B}[",
    "\u{1B}[31m",
    "\u{1B}[0m",
    "\u{1B}[38;5;9m",
    "\u{1B}[48:2::1:2:3m",
    "\u{1B}[K",
    "\u{1B}[1K",
    "\u{1B}[2K",
    "\u{1B}[J",
    "\u{1B}[2J",
    "\u{1B}[H",
    "\u{1B}[5;9H",
    "\u{1B}[60;1H",
    "\u{1B}[3A",
    "\u{1B}[2B",
    "\u{1B}[9C",
    "\u{1B}[65535C",
    "\u{1B}[4D",
    "\u{1B}[7G",
    "\u{1B}[2P",
    "\u{1B}[3@",
    "\u{1B}[2X",
    "\u{1B}[L",
    "\u{1B}[2M",
    "\u{1B}[9b",
    "\u{1B}7",
    "\u{1B}8",
    "\u{1B}c",
    "\u{1B}[2;5r",
    "\u{1B}(0",
    "\u{E}",
    "\u{1B}]0;x\u{7}",
    "\u{1B}]8;;http://a.b/\u{1B}\\",
    "\u{1B}P",
    "\u{1B}\\",
];

fn texts() -> impl Iterator<Item = String> {
    let mut number = numbers(0x9E37_79B9_7F4A_7C15);
    let random = (0..20_000).map(move |_| (0..number(40)).map(|_| PIECES[number(PIECES.len())]).collect());
    random.chain(cut_outputs())
}

fn cut_outputs() -> impl Iterator<Item = String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let paths = fs::read_dir(folder).expect("corpus").map(|entry| entry.expect("an entry").path());
    let outputs = paths.filter(|path| path.extension().is_none_or(|extension| extension != "reading"));
    outputs.filter_map(|path| fs::read_to_string(path).ok()).flat_map(|text| {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let step = places.len().div_ceil(100).max(1);
        places
            .into_iter()
            .step_by(step)
            .flat_map(move |at| [text[..at].to_owned(), text[at..].to_owned()])
            .collect::<Vec<_>>()
    })
}

/// Nothing in a span is a control, reorders text or is invisible.
fn check_runs(shown: &Rendered, text: &str) {
    let lines = shown.lines(0, usize::MAX);
    assert_eq!(lines.len(), shown.count());
    for line in &lines {
        let mut before = None;
        for span in &line.spans {
            assert!(!span.text.is_empty(), "an empty span of {text:?}");
            let mut chars = span.text.chars().peekable();
            while let Some(c) = chars.next() {
                assert!(!c.is_control() && !shown::reorders(c), "{c:?} of {text:?}");
                let joins = matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
                assert!(joins || shown::kind(c, before, chars.peek().copied()).is_none(), "{c:?} of {text:?}");
                before = Some(c);
            }
        }
    }
    // Lines are numbered without a gap, and what is asked for in parts is what is asked for at once.
    for pair in lines.windows(2) {
        assert_eq!(pair[1].number, pair[0].number + u32::from(!pair[1].continued));
    }
    let parts: Vec<_> = (0..shown.count()).flat_map(|at| shown.lines(at, at + 1)).collect();
    assert_eq!(parts, lines);
}

#[test]
fn no_text_breaks_a_law() {
    for text in texts() {
        for view in [View::Terminal, View::Plain, View::Raw] {
            check_runs(&render(&text, view, Language::Zh), &text);
        }
    }
}

/// Whether a character carries more marks than are drawn; those are counted and cannot be told back.
fn is_overladen(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(9).any(|nine| nine.iter().all(|c| matches!(c, '\u{300}'..='\u{36F}')))
}

/// What of a text is printed if nothing is overwritten: no sequences, no controls, no blanks.
fn printed(text: &str) -> String {
    let parts = sequence::parts(text).filter_map(|part| match part {
        Part::Text(text) => Some(text),
        _ => None,
    });
    parts.flat_map(str::chars).filter(|c| *c != ' ').collect()
}

#[test]
fn the_plain_view_loses_nothing() {
    for text in texts().filter(|text| !is_overladen(text)) {
        let shown = render(&text, View::Plain, Language::En);
        // Back from signs to what they stand for.
        let mut found = String::new();
        for line in shown.lines(0, usize::MAX) {
            for span in line.spans {
                let Some(mark) = span.mark else {
                    found.push_str(&span.text);
                    continue;
                };
                let code = mark.code.expect("no text here has nine marks");
                let c = u32::from_str_radix(&code[2..], 16).ok().and_then(char::from_u32).expect("a character");
                found.extend((0..mark.count).map(|_| c).filter(|c| !c.is_control()));
            }
        }
        let found: String = found.chars().filter(|c| !matches!(c, ' ' | '\u{25CC}')).collect();
        assert_eq!(found, printed(&text), "{text:?}");
    }
}

#[test]
fn the_raw_view_is_the_text() {
    for text in texts().filter(|text| !is_overladen(text)) {
        let shown = render(&text, View::Raw, Language::En);
        let mut found = String::new();
        for line in shown.lines(0, usize::MAX) {
            for span in line.spans {
                let Some(mark) = span.mark else {
                    found.push_str(&span.text);
                    continue;
                };
                let code = mark.code.expect("no text here has nine marks");
                let c = u32::from_str_radix(&code[2..], 16).ok().and_then(char::from_u32).expect("a character");
                found.extend((0..mark.count).map(|_| c));
            }
        }
        assert_eq!(found.replace('\u{25CC}', ""), text);
    }
}

/// All strings of a value of JSON under `text`, which is what a page draws.
fn drawn(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(all) => all.iter().for_each(|value| drawn(value, found)),
        serde_json::Value::Object(all) => {
            found.extend(all.get("text").and_then(serde_json::Value::as_str).map(str::to_owned));
            all.values().for_each(|value| drawn(value, found));
        }
        _ => {}
    }
}

#[test]
fn shapes_hold_nothing_invisible() {
    let whole = [
        "{\"a\": [1, \"@\"], \"@\": null}",
        "<a b='@'>@<c/></a>",
        "NAME   AGE\nx@     1d\ny      2d\n",
        "@@ -1 +1 @@\n-@\n+x\n",
    ];
    let mut count = 0;
    for text in texts().step_by(4) {
        for pattern in whole.iter().map(|whole| whole.replace('@', &text)).chain([text.clone()]) {
            let Some(shape) = shape(&pattern, Language::En) else { continue };
            count += 1;
            let mut found = Vec::new();
            drawn(&serde_json::to_value(shape).expect("JSON"), &mut found);
            for c in found.iter().flat_map(|text| text.chars()) {
                assert!(!c.is_control() && !shown::reorders(c), "{c:?} of {pattern:?}");
            }
        }
    }
    assert!(count > 1_000, "{count}");
}

#[test]
fn no_shape_costs_more_than_its_length() {
    let pieces = [
        "[",
        "{\"a\":",
        "[1,",
        "<a>",
        "<a b='",
        "<!--",
        "A  B\n",
        "AB  CD  EF\na   b   c\n",
        "@@ -1 +1 @@\n",
        "a {",
        "\t",
        "AA  ",
        "1 2\n",
    ];
    for piece in pieces {
        for before in ["", "NAME  AGE  STATE\n", "[", "<a>"] {
            let text = format!("{before}{}", piece.repeat((LARGEST - before.len()) / piece.len()));
            let start = Instant::now();
            let _ = shape(&text, Language::En);
            assert!(start.elapsed() < Duration::from_secs(5), "{before:?} and {piece:?}: {:?}", start.elapsed());
        }
    }
}

/// A text without anything to obey is itself in every view.
#[test]
fn ordinary_text_is_itself() {
    let text = "one line\n  another, 中文 and é, 😀\n\nlast";
    for view in [View::Terminal, View::Plain] {
        let shown = render(text, view, Language::En);
        assert_eq!(shown.text(), text);
        assert_eq!(shown.notes(), []);
    }
}

/// Shapes that would cost more than their length if anything were done twice.
#[test]
fn nothing_costs_more_than_its_length() {
    let long = "x".repeat(300_000);
    let shapes: [(&str, String, &str); 16] = [
        ("marks on one character", "\u{301}".into(), ""),
        ("insertions into a long line", "\u{1B}[@".into(), &long),
        ("deletions from a long line", "\u{1B}[1P".into(), &long),
        ("erasing a long line from its start", "\u{1B}[1K".into(), &long),
        ("far columns", "\u{1B}[999999999Cx\n".into(), ""),
        ("far rows", "\u{1B}[2J\u{1B}[999;999Hx".into(), ""),
        ("rows inserted", "\u{1B}[999L".into(), ""),
        ("repetitions", "a\u{1B}[999999b".into(), ""),
        ("tabs", "\t".into(), ""),
        ("unclosed strings", "\u{1B}]".into(), ""),
        ("unclosed device strings", "\u{90}".into(), ""),
        ("unclosed parameters", "\u{1B}[1;1;1;1;1;1;1;1;1".into(), ""),
        ("signs", "\0\u{1}".into(), ""),
        ("empty lines", "\n".into(), ""),
        ("colours", "\u{1B}[38;2;1;2;3mx\u{1B}[0my".into(), ""),
        ("one line", "0123456789".into(), ""),
    ];
    for (name, piece, before) in shapes {
        let text = format!("\r{before}\r\u{1B}[9C{}x\n", piece.repeat(1_000_000 / piece.len()));
        for view in [View::Terminal, View::Plain, View::Raw] {
            let start = Instant::now();
            let shown = render(&text, view, Language::En);
            assert!(shown.text().len() < 30 * text.len(), "{name}");
            shown.lines(0, 200);
            // Two hundred times what it takes, so that only another order of growth is met.
            assert!(start.elapsed() < Duration::from_secs(10), "{name}: {:?}", start.elapsed());
        }
    }
}
