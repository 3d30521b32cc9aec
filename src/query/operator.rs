//! Pieces that other languages' operators tie together (`NOT exit:1`, `(exit:137 OR exit:1)`) -> the same in this language. No operator
//! means anything here: told as one text that looks like a condition, they are not taken for the opposite of what was meant.

use super::key::Key;
use super::lexer::{Raw, minus};

/// A word or sign that is an operator elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    And,
    Or,
    Not,
}

impl Operator {
    const SPELLINGS: [(Self, &[&str]); 3] = [
        (Self::And, &["and", "&&", "且", "并且"]),
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

/// What stands behind parentheses and a minus in these, and whether there is one.
fn inner(text: &str) -> (&str, bool) {
    let text = text.trim_start_matches(OPENS);
    let minus = minus(text);
    (&text[minus..], minus > 0)
}

/// The key of a condition, in whatever parentheses it stands.
fn key(raw: &Raw<'_>) -> Option<Key> {
    Key::read(inner(raw.key?.0).0)
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
    let has = |wanted| raws.iter().any(|raw| Operator::read(raw) == Some(wanted));
    let is_list = has(Operator::Or);
    if is_list && (has(Operator::And) || has(Operator::Not)) {
        return None;
    }
    let (mut out, mut first, mut last) = (String::new(), None, None);
    for raw in raws {
        let operator = Operator::read(raw);
        // What is denied twice, or has no value, is not said again for its writer.
        if operator == last && last == Some(Operator::Not)
            || raw.key.is_some_and(|_| raw.text.ends_with([':', '：', '=']))
        {
            return None;
        }
        if operator.is_none() {
            let (plain, is_inner) = inner(raw.text.trim_end_matches(CLOSES));
            let is_not = (last == Some(Operator::Not)) ^ raw.negated ^ is_inner;
            // Of `f(x)` the signs are its own, and `-(a b)` has no other form.
            if plain.contains(OPENS) || is_not && (is_list || opened(raw) > 0) {
                return None;
            }
            let key = key(raw);
            match first {
                None => first = Some(key),
                Some(_) if !is_list => out.push(' '),
                Some(first) if first == key && key.is_some() && last == Some(Operator::Or) => out.push(','),
                Some(_) => return None,
            }
            if is_not {
                out.push('-');
            }
            let value = raw.key.filter(|_| out.ends_with(','));
            out.push_str(
                value.map_or(plain, |(name, separator)| {
                    separator.after(&raw.text[name.len()..]).trim_end_matches(CLOSES)
                }),
            );
        }
        last = operator;
    }
    Some(out)
}
