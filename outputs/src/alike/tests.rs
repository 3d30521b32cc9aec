//! Which holes keep apart, and the plain version of the rule.

use std::collections::BTreeMap;

use super::*;
use crate::mask::Own;
use crate::template::Template;

type Owned = (Vec<u8>, Vec<Hole>, u32);

fn read(lines: &[(String, u32)]) -> Vec<Owned> {
    let read = |(line, count): &(String, u32)| {
        let mut template = Template::default();
        template.read(line.as_bytes(), &Own::default());
        (line.clone().into_bytes(), template.holes, *count)
    };
    lines.iter().map(read).collect()
}

fn texts(owned: &[Owned]) -> Vec<Text<'_>> {
    owned.iter().map(|(bytes, holes, count)| Text { bytes, holes, count: *count }).collect()
}

fn parted(lines: &[(String, u32)]) -> (u32, Vec<bool>) {
    let found = classes(&texts(&read(lines)));
    (found.count, found.folded)
}

#[test]
fn few_values_keep_apart_and_many_fold() {
    let of = |values: u32, times: u32| parted(&(0..values).map(|at| (format!("{at} x"), times)).collect::<Vec<_>>()).0;
    assert_eq!((of(8, 2), of(9, 2), of(2, 1), of(8, 1)), (8, 1, 1, 1));
    // Two of three agree, and of four no more than two do.
    let alone = |counts: &[u32]| {
        parted(&counts.iter().enumerate().map(|(at, &count)| (format!("{at} x"), count)).collect::<Vec<_>>()).0
    };
    assert_eq!((alone(&[2, 1]), alone(&[2, 1, 1]), alone(&[2, 2])), (2, 1, 2));
}

#[test]
fn a_value_of_more_than_half_stands_apart_from_the_rest() {
    let lines = |most: u32| -> Vec<(String, u32)> {
        (0..20).map(|at| (format!("{} errors", at * 7), if at == 0 { most } else { 1 })).collect()
    };
    assert_eq!(parted(&lines(20)), (2, vec![true]));
    assert_eq!(parted(&lines(19)), (1, vec![true]));
}

#[test]
fn no_more_classes_than_a_reader_goes_through() {
    // Four holes of four values each, every combination twice: two of them keep apart.
    let at = |at: u32, hole: u32| (at >> (2 * hole)) & 3;
    let lines: Vec<(String, u32)> =
        (0..256).map(|it| (format!("{} {} {} {}", at(it, 0), at(it, 1), at(it, 2), at(it, 3)), 2)).collect();
    assert_eq!(parted(&lines), (16, vec![false, false, true, true]));
}

/// How a value is put beside another class.
type Key = (u32, Vec<u8>);

/// The same by the rule as it is written, each hole by itself, with every value as it stands.
fn plainly(texts: &[Text]) -> Classes {
    let holes = texts.first().map_or(0, |text| text.holes.len());
    let all: u64 = texts.iter().map(|text| u64::from(text.count)).sum();
    let differs = |hole: usize, of: &[&Text]| of.iter().any(|text| text.value(hole) != of[0].value(hole));
    let every: Vec<&Text> = texts.iter().collect();
    let folded = (0..holes).map(|hole| differs(hole, &every)).collect();
    let mut found = Classes { of: vec![0; texts.len()], count: 1, apart: Vec::new(), folded, varying: Vec::new() };
    let (mut first, mut named, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for hole in (0..holes).filter(|&hole| found.folded[hole] && !texts[0].holes[hole].kind.fleeting()) {
        let mut counts: BTreeMap<&[u8], u64> = BTreeMap::new();
        texts.iter().for_each(|text| *counts.entry(text.value(hole)).or_default() += u64::from(text.count));
        let (most, held) = counts.iter().max_by_key(|(_, count)| **count).map_or((&b""[..], 0), |(a, b)| (*a, *b));
        let (few, kind) = (counts.len() <= FEW, texts[0].holes[hole].kind);
        let fraction = kind == Kind::Number && counts.keys().any(|value| value.starts_with(b"0."));
        let most = most.to_vec();
        match kind {
            Kind::Version if few => named.push((counts.len(), Reverse(held), hole, None)),
            Kind::Version => {
                first.push(hole);
                others.extend((held * 2 > all).then_some((2, Reverse(held), hole, Some(most))));
            }
            _ if fraction => {}
            _ if few && counts.len() as u64 * 2 <= all + 1 => others.push((counts.len(), Reverse(held), hole, None)),
            _ if held * 2 > all => others.push((2, Reverse(held), hole, Some(most))),
            _ => {}
        }
    }
    let words = |hole: usize| move |text: &Text| letters(text.value(hole));
    for hole in first {
        part(&mut found, texts, hole, usize::MAX, &words(hole), None);
    }
    named.sort();
    others.sort();
    let half = usize::try_from(all.div_ceil(2)).unwrap_or(usize::MAX).min(CLASSES);
    let steps = named.into_iter().map(|it| (it, true)).chain(others.into_iter().map(|it| (it, false)));
    for ((_, _, hole, most), named) in steps {
        let value = |text: &Text| match &most {
            Some(most) => vec![u8::from(text.value(hole) == most)],
            None => text.value(hole).to_vec(),
        };
        let kept = part(&mut found, texts, hole, if named { CLASSES } else { half }, &value, Some(most.is_some()));
        if !kept && named {
            part(&mut found, texts, hole, usize::MAX, &words(hole), None);
        }
    }
    let class = |class: u32| every.iter().zip(&found.of).filter(move |(_, of)| **of == class).map(|(text, _)| *text);
    let varying = |of: u32| (0..holes).map(|hole| differs(hole, &class(of).collect::<Vec<_>>())).collect();
    found.varying = (0..found.count).map(varying).collect();
    found
}

fn part(
    found: &mut Classes,
    texts: &[Text],
    hole: usize,
    most: usize,
    value: &dyn Fn(&Text) -> Vec<u8>,
    folds: Option<bool>,
) -> bool {
    let mut known: BTreeMap<Key, u32> = BTreeMap::new();
    let mut of = Vec::new();
    for (text, class) in texts.iter().zip(&found.of) {
        let next = known.len() as u32;
        of.push(*known.entry((*class, value(text))).or_insert(next));
    }
    if known.len() > most.max(found.count as usize) {
        return false;
    }
    if known.len() as u32 > found.count && !found.apart.contains(&(hole as u32)) {
        found.apart.push(hole as u32);
    }
    (found.of, found.count) = (of, known.len() as u32);
    found.folded[hole] = folds.unwrap_or(found.folded[hole]);
    true
}

#[test]
fn classes_are_those_of_the_rule_as_it_is_written() {
    let mut state = 5;
    let mut next = |below: u32| {
        state = u64::wrapping_add(u64::wrapping_mul(state, 6_364_136_223_846_793_005), 1_442_695_040_888_963_407);
        (state >> 33) as u32 % below
    };
    let mut several = 0;
    for round in 0..3000 {
        let holes = 1 + next(6);
        let kinds: Vec<(u32, u32)> =
            (0..holes).map(|_| (next(7), [1, 2, 3, 8, 9, 30, 1000][next(7) as usize])).collect();
        let word = |kind: u32, value: u32| match kind {
            0 => format!("{value}"),
            1 => format!("3.2.{value}"),
            2 => format!("1.0.{value}-{}", ["rc1", "a", "b"][value as usize % 3]),
            3 => format!("0.{value}"),
            4 => format!("a-name-of-a-host-{value}.internal"),
            5 => format!("pid {value}"),
            _ => format!("{value}7"),
        };
        let lines: Vec<(String, u32)> = (0..2 + next(40))
            .map(|_| {
                let mut value = |(kind, values)| {
                    // Now and then one value is that of nearly all.
                    word(kind, if next(3) == 0 { 0 } else { next(values) })
                };
                let line: Vec<String> = kinds.iter().map(|&kind| value(kind)).collect();
                (line.join(" x "), 1 + next(3) * next(2))
            })
            .collect();
        let owned = read(&lines);
        let texts = texts(&owned);
        let found = plainly(&texts);
        several += u32::from(found.count > 1);
        let (mut parting, step) = (Parting::default(), [1, 100, 5000, usize::MAX][round % 4]);
        let sliced = loop {
            if let Some(sliced) = parting.advance(&texts[..], &mut step.clone()) {
                break sliced;
            }
        };
        assert_eq!(sliced, found, "{lines:#?}");
    }
    assert!(several > 500, "{several}");
}
