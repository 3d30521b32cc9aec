//! Pieces that other languages' operators tie together (`NOT exit:1`, `(exit:137 OR exit:1)`) -> the same in this language. No operator
//! means anything here: told as one text that looks like a condition, they are not taken for the opposite of what was meant.

use super::key::Key;
use super::lexer::Raw;

/// A word or sign that is an operator elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    const SPELLINGS: [(Self, &[&str]); 3] = [
        (Self::And, &["and", "&&", "&", "且", "并且"]),
        (Self::Or, &["or", "||", "|", "或", "或者"]),
        (Self::Not, &["not", "!", "非"]),
    ];

    fn read(raw: &Raw<'_>) -> Option<Self> {
        let word = raw.word()?;
        let is = |one: &&str| word.eq_ignore_ascii_case(one);
        Self::SPELLINGS.iter().find(|(_, spellings)| spellings.iter().any(is)).map(|found| found.0)
    }
}

const OPENS: [char; 2] = ['(', '（'];
const CLOSES: [char; 2] = [')', '）'];

/// The key of a condition, in whatever parentheses it stands.
fn key(raw: &Raw<'_>) -> Option<Key> {
    Key::read(raw.key?.0.trim_start_matches(OPENS))
}

/// How many more parentheses it opens than it closes.
fn opened(raw: &Raw<'_>) -> usize {
    let count = |signs: [char; 2]| raw.text.matches(signs).count();
    count(OPENS).saturating_sub(count(CLOSES))
}

/// How many of the first pieces operators and parentheses tie together, and the key of the first condition among them. Of texts
/// alone nothing is tied: `command not found`.
pub(super) fn tied(raws: &[Raw<'_>]) -> (usize, Option<Key>) {
    let (mut len, mut meant, mut is_tied, mut is_open) = (0, None, false, false);
    while let Some(raw) = raws.get(len) {
        len += 1;
        if Operator::read(raw).is_some() {
            is_tied = true;
            continue;
        }
        if let Some(key) = key(raw) {
            let begins = raw.text.starts_with(OPENS);
            meant = meant.or(Some(key));
            is_tied |= begins;
            is_open = opened(raw) > 0 && (begins || is_open) || is_open && !raw.text.ends_with(CLOSES);
        }
        // An operator at the end is still being typed.
        let follows = raws.get(len).and_then(Operator::read).is_some_and(|operator| operator != Operator::Not);
        let goes_on = is_open || follows && raws.len() > len + 1;
        if !goes_on {
            break;
        }
    }
    (len, meant.filter(|_| is_tied))
}

/// What they ask in this language, where it can be said: conditions that all hold, or values of one key of which one does.
pub(super) fn mended(raws: &[Raw<'_>]) -> Option<String> {
    let (mut pieces, mut values, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    let (mut ands, mut ors, mut is_negated, mut is_any_negated) = (0, 0, false, false);
    for raw in raws {
        match Operator::read(raw) {
            Some(Operator::Not) => is_negated = !is_negated,
            Some(_) if pieces.is_empty() => {}
            Some(Operator::And) => ands += 1,
            Some(Operator::Or) => ors += 1,
            None => {
                is_negated ^= raw.negated;
                is_any_negated |= is_negated;
                let plain = raw.text.trim_start_matches(OPENS).trim_end_matches(CLOSES);
                // Of `f(x)` the signs are its own, and `-(a b)` has no other form.
                if plain.contains(OPENS) || is_negated && opened(raw) > 0 {
                    return None;
                }
                pieces.push([if is_negated { "-" } else { "" }, plain].concat());
                values.push(raw.key.map_or("", |(name, separator)| separator.after(&raw.text[name.len()..])));
                keys.push(key(raw));
                is_negated = false;
            }
        }
    }
    let key = keys.first().copied().flatten();
    if ors == 0 {
        return Some(pieces.join(" "));
    }
    let is_list = ands == 0 && !is_any_negated && ors + 1 == keys.len() && keys.iter().all(|one| *one == key);
    let values: Vec<&str> = values.iter().map(|value| value.trim_end_matches(CLOSES)).collect();
    key.filter(|_| is_list).map(|key| [key.as_str(), ":", &values.join(",")].concat())
}
