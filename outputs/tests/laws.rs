//! Laws of comparing, on inputs that nobody wrote: a seeded generator makes them, so that a failure comes again.

use std::collections::{BTreeMap, BTreeSet};

use invocation_outputs::collection::Collection;
use invocation_outputs::difference::{Difference, How, Kind, Piece};
use invocation_outputs::groups::{Groups, groups};
use invocation_outputs::mask::{Own, What, key, scan, shown};
use invocation_outputs::search::{Query, Search};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

const IDS: [&str; 3] = ["i-bp1bq5g3dxxo1x4o0wr6", "i-0jl7aa2c9efgh4k5m6n8", "web-0417"];

fn collection(outputs: &[String]) -> Collection {
    let mut end = 0;
    let ends = outputs.iter().map(|output| {
        end += output.len() as u32;
        end
    });
    let ids: Vec<&str> = (0..outputs.len()).map(|at| IDS[at % 3]).collect();
    Collection::new(outputs.concat().into_bytes(), ends.collect(), &[], &[], &ids.join("\n"))
}

fn members(found: &Groups) -> Vec<Vec<u32>> {
    (0..found.groups.len()).map(|group| found.members(group).to_vec()).collect()
}

/// Several of each kind of what is masked, alike within a kind: what joins must be one kind only.
fn alike(what: What, id: &str) -> Vec<String> {
    let fixed = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    match what {
        What::Time => fixed(&["08:12:51", "23:59:00.123", "17:00:00Z", "9:05:59", "1763712000123"]),
        What::Date => {
            fixed(&["2026-11-21", "2025/01/02", "Nov 21", "21 Nov 2026", "Sat, 21 Nov 2026", "2026年11月21日"])
        }
        What::Duration => fixed(&["1.23s", "12 ms", "0m0.003s", "3 days", "5分钟", "2h15m"]),
        What::Process => fixed(&["[4711]", "[31337]", "[100200]"]),
        What::Address => fixed(&["10.0.0.1", "192.168.255.1", "fe80::1", "2001:db8::7:8"]),
        What::Port => fixed(&["10.0.0.1:80", "10.0.0.1:65535", "127.0.0.1:8080"]),
        What::Mac => fixed(&["00:16:3e:0a:1b:2c", "AA-BB-CC-DD-EE-FF"]),
        What::Uuid => fixed(&["123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"]),
        What::Hex => fixed(&["3f2a9c81d0e4", "deadbeef01", "0x7ffd12345678"]),
        What::Instance => vec![id.to_owned()],
        What::Host => id.strip_prefix("i-").map(|random| format!("iZ{random}Z")).into_iter().collect(),
    }
}

const KINDS: [What; 11] = [
    What::Time,
    What::Date,
    What::Duration,
    What::Process,
    What::Address,
    What::Port,
    What::Mac,
    What::Uuid,
    What::Hex,
    What::Instance,
    What::Host,
];

/// Words that are not masked and do not go together with their neighbours to something that is.
const WORDS: [&str; 12] = [
    "kernel",
    "error",
    "磁盘",
    "<time>",
    "exit 137",
    "1610612736 bytes",
    "0x80070005",
    "(ok)",
    "\n",
    "v1.2.3.4",
    "a=b",
    "100%",
];

/// A text as words and things to mask; `None` is a place for one.
fn skeleton(dice: &mut Dice) -> Vec<Result<&'static str, What>> {
    (0..=dice.below(12))
        .map(|_| if dice.below(2) == 0 { Ok(dice.of(&WORDS)) } else { Err(KINDS[dice.below(11)]) })
        .collect()
}

fn filled(dice: &mut Dice, skeleton: &[Result<&str, What>], id: &str) -> String {
    let mut word = |part: &Result<&str, What>| match part {
        Ok(word) => (*word).to_owned(),
        Err(what) => {
            let choices = alike(*what, id);
            if choices.is_empty() { "none".to_owned() } else { choices[dice.below(choices.len())].clone() }
        }
    };
    skeleton.iter().map(|part| word(part) + " ; ").collect()
}

fn keyed(text: &str, id: &str) -> Vec<u8> {
    let mut written = Vec::new();
    key(text.as_bytes(), &Own::new(id), &mut written);
    written
}

#[test]
fn things_of_a_kind_are_alike() {
    let mut dice = Dice(1);
    for _ in 0..20_000 {
        let skeleton = skeleton(&mut dice);
        let id = IDS[dice.below(3)];
        // A host name is made of an id of Alibaba Cloud only.
        let other = if id.starts_with("i-") { IDS[dice.below(2)] } else { id };
        let (a, b) = (filled(&mut dice, &skeleton, id), filled(&mut dice, &skeleton, other));
        assert_eq!(keyed(&a, id), keyed(&b, other), "{a:?} and {b:?}");
    }
}

#[test]
fn a_letter_that_is_not_masked_makes_a_difference() {
    let mut dice = Dice(2);
    let mut tried = 0;
    for _ in 0..20_000 {
        let (skeleton, id) = (skeleton(&mut dice), IDS[dice.below(3)]);
        let text = filled(&mut dice, &skeleton, id);
        let mut masks = Vec::new();
        scan(text.as_bytes(), &Own::new(id), |mask| masks.push(mask));
        let at = dice.below(text.len());
        let free = masks.iter().all(|mask| !(mask.start..mask.end).contains(&at));
        // A blank may stand before a line end, where it does not count.
        if !free || !text.as_bytes()[at].is_ascii_graphic() {
            continue;
        }
        for new in ["x", "7", "Q", "é", ".", "-"] {
            let changed = format!("{}{new}{}", &text[..at], &text[at + 1..]);
            tried += 1;
            if changed != text {
                assert_ne!(keyed(&text, id), keyed(&changed, id), "{text:?} and {changed:?}");
            }
        }
    }
    assert!(tried > 10_000);
}

/// Whatever is joined is the same outside of the masks, and the masks are of the same kinds.
#[test]
fn masking_joins_nothing_else() {
    let mut dice = Dice(3);
    let mut known: BTreeMap<Vec<u8>, (String, String)> = BTreeMap::new();
    let squeezed = |text: &str, id: &str| {
        let own = Own::new(id);
        let (mut parts, mut copied) = (Vec::new(), 0);
        scan(text.as_bytes(), &own, |mask| {
            parts.push((text[copied..mask.start].to_owned(), Some(mask.what)));
            copied = mask.end;
        });
        parts.push((text[copied..].to_owned(), None));
        let blank = |text: &str| {
            text.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect::<Vec<_>>().join("\n")
        };
        let last = parts.len() - 1;
        for (at, (text, _)) in parts.iter_mut().enumerate() {
            // Blanks before a mask stand within a line.
            let tail = if at < last {
                text[text.trim_end_matches([' ', '\t', '\r']).len()..].to_owned()
            } else {
                String::new()
            };
            *text = blank(text) + &tail;
        }
        parts[last].0 = parts[last].0.trim_end_matches([' ', '\t', '\r', '\n']).to_owned();
        parts
    };
    let mut joined = 0;
    for _ in 0..40_000 {
        let id = IDS[dice.below(3)];
        let short = skeleton(&mut dice);
        let text = filled(&mut dice, &short[..short.len().min(3)], id);
        if let Some((other, other_id)) = known.insert(keyed(&text, id), (text.clone(), id.to_owned())) {
            joined += 1;
            assert_eq!(squeezed(&text, id), squeezed(&other, &other_id));
        }
    }
    assert!(joined > 1000);
}

/// What stands in letters without a digit at it.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !word.contains(|letter: char| letter.is_ascii_digit())).map(str::to_owned).collect()
}

#[test]
fn grouping_is_an_equivalence_whatever_the_order() {
    let mut dice = Dice(4);
    for round in 0..300 {
        let mut outputs: Vec<String> = (0..30)
            .map(|_| {
                let skeleton = skeleton(&mut dice);
                filled(&mut dice, &skeleton[..skeleton.len().min(2)], IDS[0])
            })
            .collect();
        outputs.push(String::new());
        let masked = round % 2 == 1;
        let one = |outputs: &[String]| {
            let mut end = 0;
            let ends = outputs.iter().map(|output| {
                end += output.len() as u32;
                end
            });
            let ids = vec![IDS[0]; outputs.len()].join("\n");
            Collection::new(outputs.concat().into_bytes(), ends.collect(), &[], &[], &ids)
        };
        let found = groups(&one(&outputs), masked);
        // Each output is in one group exactly, or among the empty ones.
        let mut all: Vec<u32> = members(&found).concat();
        all.extend(&found.empty);
        all.sort_unstable();
        assert_eq!(all, (0..outputs.len() as u32).collect::<Vec<_>>());
        let equal = |a: &u32, b: &u32| outputs[*a as usize] == outputs[*b as usize];
        let together: Vec<Vec<u32>> = members(&found);
        for (at, group) in together.iter().enumerate() {
            // What is equal byte for byte is together, and nothing else; alike, nothing that differs in words is.
            let apart =
                together[at + 1..].iter().flatten().any(|other| group.iter().any(|member| equal(member, other)));
            assert!(!apart, "equal outputs are apart");
            let same = |other: &u32| {
                let words = |at: u32| words(&shown(&outputs[at as usize], &Own::new(IDS[0])));
                if masked { words(group[0]) == words(*other) } else { equal(&group[0], other) }
            };
            assert!(group.iter().all(same), "{:?}", group.iter().map(|at| &outputs[*at as usize]).collect::<Vec<_>>());
        }
        // Nothing failed: the rarest first, then by the first member.
        let order: Vec<_> = found.groups.iter().map(|group| (group.count, group.representative)).collect();
        assert!(order.is_sorted());
        // Another order gives the same groups.
        let mut places: Vec<usize> = (0..outputs.len()).collect();
        (1..places.len()).for_each(|at| places.swap(at, dice.below(at + 1)));
        let moved: Vec<String> = places.iter().map(|&at| outputs[at].clone()).collect();
        let sets = |groups: Vec<Vec<u32>>, back: &dyn Fn(u32) -> usize| -> BTreeSet<BTreeSet<usize>> {
            groups.into_iter().map(|group| group.into_iter().map(back).collect()).collect()
        };
        let again = groups(&one(&moved), masked);
        assert_eq!(sets(members(&again), &|at| places[at as usize]), sets(members(&found), &|at| at as usize));
    }
}

/// Every hit by trying each place.
fn naive(text: &str, query: &Query) -> Vec<(usize, usize)> {
    let letters: Vec<char> = text.chars().collect();
    let needle: Vec<char> = query.text.chars().collect();
    let fold = |letter: char| {
        let one = |mut letters: Box<dyn Iterator<Item = char>>, letter| {
            letters.next().filter(|_| letters.next().is_none()).unwrap_or(letter)
        };
        let capital = one(Box::new(letter.to_uppercase()), letter);
        if letter == 'ı' { letter } else { one(Box::new(capital.to_lowercase()), capital) }
    };
    let equal = |a: char, b: char| if query.ignore_case { fold(a) == fold(b) } else { a == b };
    let word = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric() || *letter == '_');
    let mut places = vec![0];
    letters.iter().for_each(|letter| places.push(places[places.len() - 1] + letter.len_utf16()));
    let (mut hits, mut at) = (Vec::new(), 0);
    while at + needle.len() <= letters.len() {
        let end = at + needle.len();
        let same = letters[at..end].iter().zip(&needle).all(|(a, b)| equal(*a, *b));
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let joined = word(before) && word(letters.get(at)) || word(letters.get(end - 1)) && word(letters.get(end));
        if same && !(query.whole && joined) {
            hits.push((places[at], places[end]));
            at = end;
        } else {
            at += 1;
        }
    }
    hits
}

#[test]
fn search_finds_what_trying_each_place_finds() {
    let mut dice = Dice(5);
    let alphabet: [&str; 16] =
        ["a", "A", "k", "K", "\u{212A}", "s", "ſ", "S", " ", "_", "中", "ß", "ẞ", "😀", "\n", "i"];
    for _ in 0..4000 {
        let outputs: Vec<String> = (0..4)
            .map(|_| {
                let letters = if dice.below(2) == 0 { 16 } else { 2 };
                (0..dice.below(40)).map(|_| alphabet[dice.below(letters)]).collect()
            })
            .collect();
        let text: String = (0..=dice.below(3)).map(|_| alphabet[dice.below(16)]).collect();
        let items = collection(&outputs);
        for how in 0..4 {
            let plain = Query { text: text.clone(), pattern: false, whole: how & 1 > 0, ignore_case: how & 2 > 0 };
            let mut search = Search::new(&plain).expect("a text is no pattern");
            while !search.advance(&items, dice.below(30)) {}
            let expected: Vec<_> = outputs.iter().map(|output| naive(output, &plain)).collect();
            for (item, expected) in expected.iter().enumerate() {
                let hits: Vec<_> = search
                    .hits(&items, item, usize::MAX)
                    .iter()
                    .map(|hit| (hit.start as usize, hit.end as usize))
                    .collect();
                assert_eq!(&hits, expected, "{plain:?} in {:?}", outputs[item]);
            }
            let found: Vec<_> =
                search.found().iter().map(|found| (found.item as usize, found.count as usize)).collect();
            let counted: Vec<_> = expected.iter().map(Vec::len).enumerate().filter(|(_, count)| *count > 0).collect();
            assert_eq!(found, counted);
            assert_eq!(search.total() as usize, expected.iter().map(Vec::len).sum::<usize>());
        }
    }
}

#[test]
fn a_difference_holds_both_sides() {
    let mut dice = Dice(6);
    let lines = ["a b c", "a x c", "", "08:12 up", "09:30 up", "  }", "中文 字", "one two three four"];
    for round in 0..4000 {
        let mut side = || {
            let mut text = String::new();
            for _ in 0..dice.below(14) {
                text += lines[dice.below(8)];
                text.push('\n');
            }
            text.truncate(text.len() - usize::from(dice.below(3) == 0 && !text.is_empty()));
            text
        };
        let outputs = [side(), side()];
        let items = collection(&outputs);
        let difference = Difference::new(&items, 0, 1, How::Exact, u32::MAX);
        let mut built = [String::new(), String::new()];
        let mut numbers = [0, 0];
        for row in difference.range(&items, 0, u32::MAX) {
            let text: String = row.pieces.iter().map(|Piece { text, .. }| text.as_str()).collect();
            assert!(row.kind != Kind::Folded && row.other.is_none());
            for (at, number) in [row.left, row.right].into_iter().enumerate() {
                let Some(number) = number else { continue };
                numbers[at] += 1;
                assert_eq!(number, numbers[at]);
                built[at].push_str(&text);
                built[at].push_str(if row.ended { "\n" } else { "" });
            }
        }
        assert_eq!(built, outputs);
        assert_eq!(difference.is_same(&items), outputs[0] == outputs[1]);
        // Masked, nothing differs exactly where the two are in one group, or both empty.
        let masked = Difference::new(&items, 0, 1, How::Masked, round % 4);
        let together = keyed(&outputs[0], IDS[0]) == keyed(&outputs[1], IDS[1]);
        assert_eq!(masked.is_same(&items), together, "{outputs:?}");
    }
}

#[test]
fn bytes_of_any_kind_do_no_harm() {
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let bytes: Vec<u8> =
            (0..dice.below(60)).map(|_| b"\x00\n\r :.[]0129afZT\xe4\xb8\xad\xff\xf5-+"[dice.below(23)]).collect();
        let half = (bytes.len() / 2) as u32;
        let items = Collection::new(bytes.clone(), vec![half, bytes.len() as u32], &[], &[], "i-0a\nx");
        for masked in [false, true] {
            assert!(groups(&items, masked).groups.len() <= 2);
            Difference::new(&items, 0, 1, if masked { How::Masked } else { How::Exact }, 1).range(&items, 0, 99);
        }
        shown(&String::from_utf8_lossy(&bytes), &Own::new("i-0a"));
        for pattern in [false, true] {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(4)]).into_owned();
            if let Ok(mut search) = Search::new(&Query { text, pattern, whole: pattern, ignore_case: true }) {
                search.advance(&items, usize::MAX);
                search.hits(&items, 0, 9);
                search.excerpts(&items, 0, 9);
            }
        }
    }
}
