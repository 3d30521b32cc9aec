//! Rows of small differences, and that large ones end.

#![allow(clippy::format_collect, reason = "the texts are small")]

use super::*;

fn collection(left: &[u8], right: &[u8]) -> Collection {
    let ends = vec![left.len() as u32, (left.len() + right.len()) as u32];
    Collection::new([left, right].concat(), ends, &[], &[], "web-01\nweb-02")
}

/// Rows as lines: `-1 a «b»`, with what changed in marks.
fn written(left: &str, right: &str, masked: bool, context: u32) -> String {
    let items = collection(left.as_bytes(), right.as_bytes());
    let difference = Difference::new(&items, 0, 1, if masked { How::Masked } else { How::Exact }, context);
    let rows = difference.range(&items, 0, u32::MAX);
    // Any range gives the same rows.
    for at in 0..difference.rows() {
        assert_eq!(difference.range(&items, at, at + 2), rows[at as usize..rows.len().min(at as usize + 2)]);
    }
    let join = |pieces: &[Piece]| {
        pieces
            .iter()
            .map(|piece| if piece.changed { format!("«{}»", piece.text) } else { piece.text.clone() })
            .collect::<String>()
    };
    let line = |row: &Row| {
        let sign = match row.kind {
            Kind::Equal => "=",
            Kind::Removed => "-",
            Kind::Added => "+",
            Kind::Folded => return format!("… {} from {:?} {:?}", row.count, row.left, row.right),
        };
        let other = row.other.as_ref().map(|other| format!(" | {}", join(other))).unwrap_or_default();
        format!("{sign}{}{other}{}", join(&row.pieces), if row.ended { "" } else { "$" })
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn changed_words_are_marked() {
    assert_eq!(
        written("a\nkernel 4.19 on node\nz\n", "a\nkernel 5.10 on node\nz\n", false, 3),
        "=a\n-kernel «4».«19» on node\n+kernel «5».«10» on node\n=z"
    );
    assert_eq!(written("a\n", "a", false, 3), "-a\n+a$");
    assert_eq!(written("内存不足\n", "内存充足\n", false, 3), "-内存«不»足\n+内存«充»足");
    assert_eq!(written("quite different\n", "nothing alike\n", false, 3), "-quite different\n+nothing alike");
    assert_eq!(written("", "new\n", false, 3), "+new");
    assert_eq!(written("", "", false, 3), "");
}

#[test]
fn equal_lines_far_from_changes_are_folded() {
    let lines = |range: Range<u32>| range.map(|at| format!("{at}\n")).collect::<String>();
    let text = written(&lines(0..20), &(lines(0..10) + "x\n" + &lines(10..20)), false, 2);
    assert_eq!(text, "… 8 from Some(1) Some(1)\n=8\n=9\n+x\n=10\n=11\n… 8 from Some(13) Some(14)");
    assert_eq!(written(&lines(0..9), &lines(0..9), false, 2), "… 9 from Some(1) Some(1)");
    assert_eq!(written("a\nb\nc\n", "a\nb\nX\n", false, 1), "=a\n=b\n-c\n+X");
}

#[test]
fn masked_lines_are_compared_and_the_originals_shown() {
    assert_eq!(
        written("08:12 ok on web-01\r\nsize 5 at 08:12\n\n", "09:30 ok on web-02\nsize 6 at 09:30", true, 3),
        "=08:12 ok on web-01\r | 09:30 ok on web-02\n-size «5» at 08:12\n+size «6» at 09:30$"
    );
    let items = collection(b"08:12\n", b"09:12");
    let difference = Difference::new(&items, 0, 1, How::Masked, 3);
    assert!(difference.is_same(&items));
    assert!(!Difference::new(&items, 0, 1, How::Exact, 3).is_same(&items));
}

#[test]
fn bytes_that_are_no_text_are_not_compared_by_line() {
    let items = collection(b"\xff\n", b"\xff\n");
    let difference = Difference::new(&items, 0, 1, How::Exact, 3);
    assert_eq!((difference.binary, difference.is_same(&items), difference.rows()), (true, true, 0));
}

#[test]
fn long_lines_are_compared_by_their_ends() {
    let long = |middle: &str| format!("start {}{middle}{} end\n", "长".repeat(30_000), "b".repeat(50_000));
    let items = collection(long("X").as_bytes(), long("YY").as_bytes());
    let rows = Difference::new(&items, 0, 1, How::Exact, 3).range(&items, 0, 9);
    assert_eq!(rows.len(), 2);
    for (row, text) in rows.iter().zip(["X", "YY"]) {
        assert!(row.coarse);
        let changed: Vec<_> =
            row.pieces.iter().filter(|piece| piece.changed).map(|piece| piece.text.as_str()).collect();
        assert_eq!(changed, [text]);
        let bytes: usize = row.pieces.iter().map(|piece| piece.text.len() + piece.omitted).sum();
        assert_eq!(bytes, 90_000 + 50_000 + 10 + text.len());
        assert!(row.pieces.iter().all(|piece| piece.text.len() <= 2 * LONG));
    }
}

/// Lines without anything in common, lines in another order, few lines often: each ends soon.
#[test]
fn large_inputs_end() {
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let mut inputs: Vec<(&str, String, String)> = vec![
        (
            "different",
            (0..60_000).map(|at| format!("left line {at}\n")).collect(),
            (0..60_000).map(|at| format!("right line {at}\n")).collect(),
        ),
        (
            "reversed",
            (0..60_000).map(|at| format!("{at}\n")).collect(),
            (0..60_000).rev().map(|at| format!("{at}\n")).collect(),
        ),
    ];
    for kinds in [2, 50, 5000, 500_000] {
        let mut text = || (0..60_000).map(|_| format!("{}\n", next(kinds))).collect::<String>();
        inputs.push(("random", text(), text()));
    }
    let mut text = || (0..500_000).map(|_| format!("{}\n", next(2))).collect::<String>();
    inputs.push(("coarse", text(), text()));
    inputs.push(("one line", "x".repeat(10_000_000), "y".repeat(10_000_000)));
    for (name, left, right) in inputs {
        let items = collection(left.as_bytes(), right.as_bytes());
        for masked in [false, true] {
            let begun = std::time::Instant::now();
            let difference = Difference::new(&items, 0, 1, if masked { How::Masked } else { How::Exact }, 3);
            let compared = begun.elapsed();
            let middle = difference.rows() / 2;
            let rows = difference.range(&items, middle, middle + 100);
            println!(
                "{name} {masked}: {compared:?}, {:?}, {} rows",
                begun.elapsed().saturating_sub(compared),
                difference.rows()
            );
            assert_eq!(difference.coarse, name == "coarse");
            assert!(!rows.is_empty() && begun.elapsed().as_secs() < 20, "{name}");
        }
    }
}
