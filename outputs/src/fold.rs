//! Ids as one short text, the way operators of clusters write node sets: `web-[01-32,40]`.
//!
//! Only ids that end in a plain number are folded, before whatever follows the last word (`web-[1-9].cn`); random ids stay
//! a list. Unfolding the text gives the same ids again.

use std::fmt::Write;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

/// Ids, folded.
#[derive(Debug, PartialEq, Eq)]
pub struct Folded {
    /// All of them, to copy.
    pub whole: String,
    /// As many as fit, then `… +` and how many more there are.
    pub shown: String,
    /// How many different ids there are.
    pub count: usize,
}

/// An id taken apart: before the number, the number's digits, after it.
struct Parts<'a> {
    before: &'a str,
    digits: &'a str,
    after: &'a str,
}

/// Ids that differ in their number only.
struct Family<'a> {
    before: &'a str,
    after: &'a str,
    digits: Vec<&'a str>,
}

/// Digits that a number of eight bytes always holds.
const DIGITS: usize = 18;

/// Takes an id apart; none where it does not end in a plain number, or holds what the folded form is written with.
fn parts(id: &str) -> Option<Parts<'_>> {
    if id.bytes().any(|byte| matches!(byte, b'[' | b']' | b',')) {
        return None;
    }
    let last = id.rfind(|letter: char| letter.is_ascii_digit())?;
    let start = id[..last]
        .rfind(|letter: char| !letter.is_ascii_digit())
        .map_or(0, |at| at + id[at..].chars().next().map_or(1, char::len_utf8));
    let (before, after) = (&id[..start], &id[last + 1..]);
    // A random id mixes letters and digits in its last word: `bp1a2b3`.
    let word = before
        .rfind(|letter: char| !letter.is_ascii_alphanumeric())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let mixed = before[word..].bytes().any(|byte| byte.is_ascii_digit());
    let glued = after.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    (!mixed && !glued && last + 1 - start <= DIGITS).then_some(Parts { before, digits: &id[start..=last], after })
}

/// Numbers as ranges: `01-32,40`. Numbers of one width with a leading zero among them keep that width.
fn ranges(mut digits: Vec<&str>) -> String {
    let mut padded = [false; DIGITS + 1];
    digits.iter().filter(|text| text.len() > 1 && text.starts_with('0')).for_each(|text| padded[text.len()] = true);
    digits.sort_unstable_by_key(|text| (text.len(), *text));
    let value = |text: &str| text.parse::<u64>().unwrap_or_default();
    let mut written = String::new();
    let mut at = 0;
    while at < digits.len() {
        let (first, mut last) = (digits[at], digits[at]);
        at += 1;
        while let Some(&next) = digits.get(at) {
            let alike = next.len() == last.len() || !padded[next.len()] && !padded[last.len()];
            if !alike || value(next) != value(last) + 1 {
                break;
            }
            last = next;
            at += 1;
        }
        let comma = if written.is_empty() { "" } else { "," };
        // Writing to a text never fails.
        let _ =
            if first == last { write!(written, "{comma}{first}") } else { write!(written, "{comma}{first}-{last}") };
    }
    written
}

/// Folds ids, in the order in which their families first come; `room` is how many letters the shown text may have.
///
/// ```
/// use invocation_outputs::fold::fold;
/// let folded = fold(["web-01", "web-02", "db-9", "web-04", "i-bp1a2b3c"].into_iter(), 18);
/// assert_eq!(folded.whole, "web-[01-02,04],db-9,i-bp1a2b3c");
/// assert_eq!(folded.shown, "web-[01-02,04] … +2");
/// ```
pub fn fold<'a>(ids: impl Iterator<Item = &'a str>, room: usize) -> Folded {
    let (families, count) = families(ids);
    let mut whole = String::new();
    let shown = written(families, count, room, &mut whole, true);
    Folded { whole, shown, count }
}

/// The same as it is shown: all others are counted only.
pub fn shown<'a>(ids: impl Iterator<Item = &'a str>, room: usize) -> String {
    let (families, count) = families(ids);
    written(families, count, room, &mut String::new(), false)
}

fn families<'a>(ids: impl Iterator<Item = &'a str>) -> (Vec<Family<'a>>, usize) {
    let mut seen: HashSet<&str, FixedState> =
        HashSet::with_capacity_and_hasher(ids.size_hint().0, FixedState::default());
    let mut known: HashMap<(&str, &str), usize, FixedState> = HashMap::default();
    let mut families: Vec<Family> = Vec::new();
    for id in ids.filter(|id| seen.insert(id)) {
        match parts(id) {
            None => families.push(Family { before: id, after: "", digits: Vec::new() }),
            Some(Parts { before, digits, after }) => {
                let at = *known.entry((before, after)).or_insert_with(|| {
                    families.push(Family { before, after, digits: Vec::new() });
                    families.len() - 1
                });
                families[at].digits.push(digits);
            }
        }
    }
    (families, seen.len())
}

/// Writes families, all of them or as many as fit, and gives what is shown of them.
fn written(families: Vec<Family>, count: usize, room: usize, whole: &mut String, all: bool) -> String {
    let (mut shown, mut told, mut full) = (String::new(), 0, false);
    let (mut letters, mut first) = (0, None);
    for family in families {
        let Family { before, after, digits } = family;
        let members = digits.len().max(1);
        first.get_or_insert_with(|| format!("{before}{}{after}", digits.first().unwrap_or(&"")));
        let piece = match digits[..] {
            [] => before.to_owned(),
            [only] => format!("{before}{only}{after}"),
            _ => format!("{before}[{}]{after}", ranges(digits)),
        };
        if !whole.is_empty() {
            whole.push(',');
        }
        letters += piece.chars().count() + usize::from(!whole.is_empty());
        if !full && letters <= room {
            told += members;
            shown.push_str(if whole.is_empty() { "" } else { "," });
            shown.push_str(&piece);
        } else {
            full = true;
        }
        if full && !all {
            break;
        }
        whole.push_str(&piece);
    }
    if told == 0 && count > 0 {
        shown = first.unwrap_or_default();
        told = 1;
    }
    if told < count {
        // Writing to a text never fails.
        let _ = write!(shown, " … +{}", count - told);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(ids: &[&str]) -> String {
        fold(ids.iter().copied(), 60).whole
    }

    #[test]
    fn numbers_keep_their_width() {
        assert_eq!(whole(&["n1", "n2", "n3", "n10", "n9"]), "n[1-3,9-10]");
        assert_eq!(whole(&["n08", "n09", "n10", "n100"]), "n[08-10,100]");
        assert_eq!(whole(&["n99", "n100", "n101"]), "n[99-101]");
        assert_eq!(whole(&["n1", "n01", "n001"]), "n[1,01,001]");
        assert_eq!(whole(&["n0", "n1"]), "n[0-1]");
        assert_eq!(whole(&["a-1.cn", "a-2.cn", "a-1.us", "10.0.0.1"]), "a-[1-2].cn,a-1.us,10.0.0.1");
        assert_eq!(whole(&["7", "8"]), "[7-8]");
    }

    #[test]
    fn random_ids_stay_a_list() {
        let random = ["i-bp1a2b3c1", "i-bp1a2b3c2", "i-0jl5xu7w9z", "节点"];
        assert_eq!(whole(&random), random.join(","));
        assert_eq!(whole(&["a[1]", "a[2]"]), "a[1],a[2]");
        assert_eq!(whole(&["节点1", "节点2"]), "节点[1-2]");
        assert_eq!(whole(&["x1234567890123456789", "x1234567890123456790"]).matches('x').count(), 2);
    }

    #[test]
    fn each_id_counts_once_and_the_rest_is_a_number() {
        assert_eq!(
            fold(["a1", "a1", "b"].into_iter(), 9),
            Folded { whole: "a1,b".into(), shown: "a1,b".into(), count: 2 }
        );
        let ids: Vec<String> = (0..400).map(|at| format!("i-{at}x{at}y")).collect();
        assert_eq!(fold(ids.iter().map(String::as_str), 0).shown, "i-0x0y … +399");
        assert_eq!(fold(ids.iter().map(String::as_str), 12).shown, "i-0x0y … +399");
        assert_eq!(fold(ids.iter().map(String::as_str), 13).shown, "i-0x0y,i-1x1y … +398");
        assert_eq!(fold([].into_iter(), 9), Folded { whole: String::new(), shown: String::new(), count: 0 });
    }

    #[test]
    fn what_is_shown_is_the_same_without_the_whole() {
        let ids: Vec<String> = (0..200).map(|at| format!("{}-{}", ["web", "db", "a1b"][at * at % 3], at * 7)).collect();
        let ids = || ids.iter().map(String::as_str);
        for room in 0..300 {
            assert_eq!(shown(ids(), room), fold(ids(), room).shown, "{room}");
        }
        assert_eq!((shown([].into_iter(), 9), shown([""].into_iter(), 9)), (String::new(), String::new()));
    }

    #[test]
    fn unfolding_gives_the_ids_again() {
        // Every third number of several widths, in a scrambled order.
        let mut ids: Vec<String> =
            (0..300).map(|at| format!("w{:0width$}-z", at * 37 % 301 * 3, width = at % 4)).collect();
        let text = whole(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        let inner = text.strip_prefix("w[").and_then(|rest| rest.strip_suffix("]-z")).expect("one family");
        let mut back = Vec::new();
        for range in inner.split(',') {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let width = if first.starts_with('0') { first.len() } else { 0 };
            for number in first.parse::<u64>().expect("number")..=last.parse().expect("number") {
                back.push(format!("w{number:0width$}-z"));
            }
        }
        ids.sort();
        ids.dedup();
        back.sort();
        assert_eq!(back, ids);
    }
}
