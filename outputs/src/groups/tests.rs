//! Which outputs are together, in which order.

use super::*;
use crate::collection::{ABSENT, COMMAND};

fn collection(outputs: &[&[u8]], flags: &[u8], codes: &[Option<i64>]) -> Collection {
    let mut end = 0;
    let ends = outputs.iter().map(|output| {
        end += output.len() as u32;
        end
    });
    let ids: Vec<String> = (0..outputs.len()).map(|at| format!("web-{at}")).collect();
    Collection::new(outputs.concat(), ends.collect(), flags, codes, &ids.join("\n"))
}

#[test]
fn failures_come_first_and_the_rarest_of_them_with_its_codes() {
    let outputs = [&b"a"[..], b"b", b"a", b"c", b"b", b"a"];
    let items = collection(&outputs, &[], &[Some(0), Some(1), None, Some(0), Some(1), Some(0)]);
    let found = groups(&items, false);
    let members: Vec<_> = (0..4).map(|at| found.members(at).to_vec()).collect();
    assert_eq!(members, [vec![1, 4], vec![3], vec![0, 2, 5], vec![]]);
    assert_eq!(found.groups[2].codes, [(Some(0), 2), (None, 1)]);
    assert_eq!(found.groups[0].representative, 1);
    assert_eq!(found.largest(), Some(2));
    assert_eq!(found.folded(&items, 2, 60).whole, "web-[0,2,5]");
    assert_eq!(groups(&collection(&[b"x", b"y"], &[], &[]), false).largest(), Some(0));
}

#[test]
fn no_output_an_empty_one_and_a_command_are_apart() {
    let items = collection(&[b"", b"", b"x", b" \n", b"x"], &[ABSENT, 0, COMMAND], &[]);
    let found = groups(&items, false);
    assert_eq!((&found.absent[..], &found.empty[..], found.groups.len()), (&[0][..], &[1][..], 2));
    let masked = groups(&items, true);
    assert_eq!((&masked.empty[..], masked.members(0)), (&[1, 3][..], &[4][..]));
}

#[test]
fn masking_joins_what_varies_only() {
    let outputs =
        [&b"up at 08:12 on web-0\r\n"[..], b"up at 09:00 on web-1", b"up at 09:00 on web-9", b"up at <time> on web-3"];
    let found = groups(&collection(&outputs, &[], &[]), true);
    assert_eq!((0..3).map(|at| found.members(at).to_vec()).collect::<Vec<_>>(), [vec![2], vec![3], vec![0, 1]]);
    assert_eq!(groups(&collection(&outputs, &[], &[]), false).groups.len(), 4);
}

#[test]
fn bytes_that_are_no_text_are_equal_or_not() {
    // The second is what the first's key looks like.
    let time = crate::mask::What::Time.byte();
    let found = groups(&collection(&[b"08:12", &[time], b"\xff08:12", b"\xff08:13", b"\xff08:13"], &[], &[]), true);
    assert_eq!(found.groups.iter().map(|group| group.count).collect::<Vec<_>>(), [1, 1, 1, 2]);
}

#[test]
fn slices_give_what_one_call_gives() {
    let outputs: Vec<Vec<u8>> = (0..500).map(|at| format!("{} {}", at % 7, "x".repeat(at % 50)).into_bytes()).collect();
    let outputs: Vec<&[u8]> = outputs.iter().map(Vec::as_slice).collect();
    let items = collection(&outputs, &[], &[]);
    for masked in [false, true] {
        let mut grouping = Grouping::new(masked);
        let mut calls = 1;
        while !grouping.advance(&items, 300) {
            calls += 1;
        }
        assert!(calls > 50);
        assert_eq!(grouping.finish(&items), groups(&items, masked));
    }
}

/// Texts that have nothing in common are a template each, and each of them costs a step.
#[test]
fn templates_of_one_text_are_parted_in_slices_too() {
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    let outputs: Vec<String> = (0..10_000).map(|at| [at / 676, at / 26, at].map(letter).iter().collect()).collect();
    let outputs: Vec<&[u8]> = outputs.iter().map(String::as_bytes).collect();
    let items = collection(&outputs, &[], &[]);
    let mut grouping = Grouping::new(true);
    while !grouping.advance(&items, 6_400) && grouping.templates.len() < outputs.len() {}
    let mut calls = 0;
    while !grouping.advance(&items, 6_400) {
        calls += 1;
    }
    // 64 bytes for parting, 8 each for being counted, ordered twice, placed and for its codes.
    assert!(calls >= 100 + 50, "{calls}");
    assert_eq!(grouping.finish(&items).groups.len(), outputs.len());
}
