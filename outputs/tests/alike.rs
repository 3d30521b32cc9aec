//! What a person at a terminal calls the same: `alike.txt` has outputs with the groups they belong to.
//!
//! A case begins with `### name`, a group with `--- so many machines` and, where something is told, ` | the values of the
//! first hole that keeps it apart`. The lines after that are its output, in which each machine has its own: `{n}` a number, `{s}`
//! a small one (1 to 6), `{p}` a percentage, `{i}` its number, `{h}` a sum, `{ip}` an address, `{t}` a time, `{d}` a load, `{a|b}`
//! one after the other.

use std::collections::BTreeMap;
use std::fmt::Write;

use invocation_outputs::collection::Collection;
use invocation_outputs::groups::groups;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn filled(text: &str, machine: usize, dice: &mut Dice) -> String {
    let mut written = String::new();
    let mut parts = text.split('{');
    written.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once('}').expect("a place ends");
        let _ = match name {
            "n" => write!(written, "{}", 1000 + dice.below(900_000)),
            "s" => write!(written, "{}", 1 + dice.below(6)),
            "p" => write!(written, "{}", 1 + dice.below(97)),
            "i" => write!(written, "{machine:03}"),
            "h" => write!(written, "{:016x}{:016x}a1", dice.below(u64::MAX), dice.below(u64::MAX)),
            "ip" => write!(written, "10.0.{}.{}", dice.below(200), 1 + dice.below(250)),
            "t" => write!(written, "08:{:02}:{:02}", dice.below(60), dice.below(60)),
            "d" => write!(written, "0.{:02}", dice.below(100)),
            _ => {
                let choices: Vec<&str> = name.split('|').collect();
                write!(written, "{}", choices[machine % choices.len()])
            }
        };
        written.push_str(rest);
    }
    written.replace("\\r", "\r").replace("\\e", "\u{1b}")
}

/// The groups of a case as it is written: how many machines and what is told, in any order.
fn case(text: &str, reversed: bool) -> (Vec<String>, Vec<String>) {
    let mut dice = Dice(7);
    let (mut outputs, mut expected) = (Vec::new(), Vec::new());
    for block in text.split("\n--- ").skip(1) {
        let (head, text) = block.split_once('\n').unwrap_or((block, ""));
        let count: usize = head.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
        expected.push(head.to_owned());
        for _ in 0..count {
            outputs.push(filled(text, outputs.len(), &mut dice) + "\n");
        }
    }
    if reversed {
        outputs.reverse();
    }
    let mut end = 0;
    let ends = outputs.iter().map(|output| {
        end += output.len() as u32;
        end
    });
    let ids: Vec<String> = (0..outputs.len()).map(|at| format!("i-{at}")).collect();
    let items = Collection::new(outputs.concat().into_bytes(), ends.collect(), &[], &[], &ids.join("\n"));
    let found = groups(&items, true);
    let mut given: Vec<String> = (0..found.groups.len())
        .map(|at| {
            let told = found.told(&items, at).into_iter().next().map(|told| {
                let value = |value: &invocation_outputs::groups::Value| format!("{} ({})", value.text, value.count);
                told.values.iter().map(value).collect::<Vec<_>>().join(", ")
            });
            let told = told.filter(|_| expected.iter().any(|head| head.contains(" | ")));
            format!("{}{}", found.groups[at].count, told.map_or(String::new(), |told| format!(" | {told}")))
        })
        .collect();
    given.extend((!found.empty.is_empty()).then(|| format!("{} empty", found.empty.len())));
    given.sort_unstable();
    expected.sort_unstable();
    (given, expected)
}

#[test]
fn outputs_are_grouped_as_a_person_would() {
    let text = include_str!("alike.txt").trim_end();
    let mut wrong = BTreeMap::new();
    let cases: Vec<&str> = text.split("\n### ").collect();
    for text in &cases {
        let name = text.lines().next().unwrap_or_default();
        for reversed in [false, true] {
            let (given, expected) = case(text, reversed);
            if given != expected {
                wrong.insert(name, (given, expected));
            }
        }
    }
    assert!(cases.len() >= 40, "{} cases", cases.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
