//! What is found, where it is said to be, and that slices find the same.

use super::*;

fn collection(texts: &[&[u8]]) -> Collection {
    let mut end = 0;
    let ends = texts.iter().map(|text| {
        end += text.len() as u32;
        end
    });
    Collection::new(texts.concat(), ends.collect(), &[], &[], "")
}

/// `ixw`: ignoring case, a pattern, whole words.
fn query(text: &str, how: &str) -> Query {
    Query { text: text.into(), pattern: how.contains('x'), whole: how.contains('w'), ignore_case: how.contains('i') }
}

fn hits(text: &str, needle: &str, how: &str) -> Vec<String> {
    let items = collection(&[text.as_bytes()]);
    let mut search = Search::new(&query(needle, how)).expect("a pattern");
    assert!(search.advance(&items, usize::MAX));
    let units: Vec<u16> = text.encode_utf16().collect();
    let hits = search.hits(&items, 0, usize::MAX);
    assert_eq!(hits.len() as u64, search.total());
    for hit in &hits {
        let line = units[..hit.start as usize].iter().filter(|unit| **unit == u16::from(b'\n')).count() as u32 + 1;
        assert_eq!(hit.line, line);
    }
    hits.iter().map(|hit| String::from_utf16(&units[hit.start as usize..hit.end as usize]).expect("letters")).collect()
}

#[test]
fn texts_and_patterns_are_found() {
    assert_eq!(hits("Error error\nERROR", "error", ""), ["error"]);
    assert_eq!(hits("Error error\nERROR", "error", "i"), ["Error", "error", "ERROR"]);
    assert_eq!(hits("aaaa", "aa", ""), ["aa", "aa"]);
    assert_eq!(hits("err error err_1 err, (err)", "err", "w"), ["err"; 3]);
    assert_eq!(hits("caf café CAFÉ", "caf", "wi"), ["caf"]);
    assert_eq!(hits("😀磁盘已满\n😀磁盘", "磁盘", ""), ["磁盘", "磁盘"]);
    assert_eq!(hits("a.b axb", "a.b", "i"), ["a.b"]);
    assert_eq!(hits("a.b axb\r\nab", "a.b$", "x"), ["axb"]);
    assert_eq!(hits("foo foobar", "fo+", "xw"), ["foo"]);
    assert_eq!(hits("baaa", "a*", "x"), ["aaa"]);
    assert_eq!(hits("任务7失败 任务12失败", r"任务\d+", "x"), ["任务7", "任务12"]);
    assert_eq!(hits("anything", "", ""), [""; 0]);
    assert_eq!(hits("++ +", "+", "w"), ["+", "+", "+"]);
}

#[test]
fn case_is_ignored_in_every_alphabet() {
    for (text, needle) in
        [("ÄÖÜ", "äöü"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ПРИВЕТ", "привет"), ("\u{212A}elvin", "kelvin"), ("ﬀ ẞ", "ß")]
    {
        assert_eq!(hits(text, needle, "i").len(), 1, "{needle} in {text}");
        assert_eq!(hits(text, needle, "").len(), 0, "{needle} in {text}");
    }
    assert_eq!(hits("ı İ", "i", "i").len(), 0);
}

#[test]
fn items_with_hits_are_listed_with_their_lines() {
    let long = "x".repeat(500);
    let third = format!("one\r\n{long}needle{long}\r\nneedle\nneedle");
    let items = collection(&[b"needle", b"\xffneedle", third.as_bytes(), b"none"]);
    let mut search = Search::new(&query("needle", "")).expect("plain");
    assert!(search.advance(&items, usize::MAX));
    assert_eq!(search.found().iter().map(|found| (found.item, found.count)).collect::<Vec<_>>(), [(0, 1), (2, 3)]);
    assert_eq!((search.total(), search.progress(&items)), (4, 1.0));
    let excerpts = search.excerpts(&items, 1, 9);
    let (before, after) = ("x".repeat(80), "x".repeat(160));
    assert_eq!(excerpts, [Excerpt { item: 2, count: 3, more: false, line: 2, before, hit: "needle".into(), after }]);
    assert_eq!(search.hits(&items, 2, 2).len(), 2);
    assert_eq!((search.hits(&items, 1, 9), search.hits(&items, 9, 9)), (vec![], vec![]));
    assert_eq!(search.excerpts(&items, 9, 3), []);
    let mut search = Search::new(&query(r"(?s)one.*needle", "x")).expect("a pattern");
    search.advance(&items, usize::MAX);
    let excerpt = &search.excerpts(&items, 0, 1)[0];
    assert_eq!((excerpt.hit.as_str(), excerpt.after.as_str()), ("one\r", ""));
}

#[test]
fn slices_find_what_one_call_finds() {
    let texts: Vec<String> = (0..300).map(|at| "ab ".repeat(at % 40)).collect();
    let items = collection(&texts.iter().map(String::as_bytes).collect::<Vec<_>>());
    for how in ["", "i", "x", "w"] {
        let mut whole = Search::new(&query("ab", how)).expect("fine");
        assert!(whole.advance(&items, usize::MAX));
        let mut sliced = Search::new(&query("ab", how)).expect("fine");
        let mut calls = 1;
        while !sliced.advance(&items, 40) {
            calls += 1;
        }
        assert!(calls > 100);
        assert_eq!((sliced.found(), sliced.total()), (whole.found(), whole.total()));
    }
}

#[test]
fn no_pattern_reads_a_text_over_and_over() {
    let line = "a".repeat(200_000);
    let items = collection(&[line.as_bytes(), b"ax az"]);
    for (pattern, most) in [("a.*?z|a", 8_000_000), ("(?s)a.*?z|a", 8_000_000), ("(a|aa)*b|a", 8_000_000)] {
        let mut search = Search::new(&query(pattern, "x")).expect("a pattern");
        let mut slices = 1;
        while !search.advance(&items, 4000) {
            slices += 1;
        }
        assert!(slices < most / 4000, "{pattern}: {slices} slices");
        assert_eq!(search.partial(), 1);
        assert_eq!(search.found().iter().map(|found| found.more).collect::<Vec<_>>(), [true, false]);
        assert!(search.hits(&items, 0, usize::MAX).len() < 10);
    }
    // What reads little beyond its hits is counted whole.
    let mut search = Search::new(&query("a{2}", "x")).expect("a pattern");
    assert!(search.advance(&items, usize::MAX));
    assert_eq!((search.total(), search.partial()), (100_000, 0));
}

#[test]
fn patterns_that_would_explode_are_refused() {
    let fault = |text: &str| Search::new(&query(text, "x")).err().map(|fault| fault.key);
    assert_eq!(fault("((a{1000}){1000}){1000}"), Some("pattern.large"));
    assert_eq!(fault("(a+)+$"), None);
    // Backtracking would take years; whether it is found takes one reading.
    assert_eq!(hits(&("a".repeat(50_000) + "b"), "(a+)+$", "x").len(), 0);
}
