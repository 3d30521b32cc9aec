//! How a query was read, piece by piece, in words.

use serde::Serialize;

use crate::change::{Aspect, Change};
use crate::query::pattern::{Has, Is, Unprinted, Word};
use crate::query::{Key, Pattern, Piece, Query, Test, Trouble};
use crate::status::Outcome;
use crate::words::phrase::Value;
use crate::words::{Language, Lookup};

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct QueryReading {
    pub pieces: Vec<QueryPiece>,
}

#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct QueryPiece {
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub kind: &'static str,
    pub negated: bool,
    pub key: Option<&'static str>,
    pub meant: Option<&'static str>,
    pub values: Vec<&'static str>,
    pub label: String,
    pub message: Option<String>,
    pub mend: Option<String>,
}

/// How a query was read.
pub fn read(text: &str, language: Language) -> QueryReading {
    // Pieces are in the order of the text: its UTF-16 units are counted once.
    let (mut units, mut counted) = (0, 0);
    let mut unit = |at: usize| {
        units += text[counted..at].encode_utf16().count();
        counted = at;
        units
    };
    let pieces = Query::read(text).pieces;
    let pieces = pieces.iter().map(|piece| {
        let (start, end) = (unit(piece.span.start), unit(piece.span.end));
        let written = &text[piece.span.clone()];
        let (kind, key) = match &piece.test {
            Test::Condition(key, _) => ("condition", Some(key.as_str())),
            Test::Text(_) => ("text", None),
        };
        let trouble = piece.trouble.as_ref();
        QueryPiece {
            text: written.to_owned(),
            start,
            end,
            kind,
            negated: piece.negated,
            key,
            meant: key.or_else(|| trouble.map(|trouble| meant(trouble).as_str())),
            values: values(piece),
            label: label(piece, written, language),
            message: trouble.map(|trouble| message(trouble, written, language)),
            mend: trouble.and_then(|trouble| mend(trouble, written)),
        }
    });
    QueryReading { pieces: pieces.collect() }
}

/// The key that a piece which is no condition was to have.
fn meant(trouble: &Trouble) -> Key {
    match trouble {
        Trouble::Key(key) | Trouble::Value(key, _) | Trouble::Empty(key) | Trouble::Operator(key, _) => *key,
        Trouble::Status(..) => Key::Status,
    }
}

/// What a piece asks, in words: `not Exit code: 1, 137`.
fn label(piece: &Piece, written: &str, language: Language) -> String {
    let asked = match &piece.test {
        Test::Text(text) => language.text("query.text", &[("text", Value::Text(text))]),
        Test::Condition(key, patterns) => {
            let values: Vec<String> = patterns.iter().filter_map(|pattern| word(pattern, language)).collect();
            let values = if values.is_empty() { after(written).to_owned() } else { values.join(&comma(language)) };
            let args = [("key", Value::Text(&key.label(language))), ("values", Value::Text(&values))];
            language.text("query.condition", &args)
        }
    };
    if piece.negated { language.text("query.not", &[("piece", Value::Text(&asked))]) } else { asked }
}

fn comma(language: Language) -> String {
    language.word("label.comma")
}

/// The word for a value that is one of a few.
fn word(pattern: &Pattern, language: Language) -> Option<String> {
    let spelled = |key: &str, one: &str| Some(language.word(&[key, one].concat()));
    match pattern {
        Pattern::Outcome(outcome) => spelled(Outcome::KEYS, outcome.as_str()),
        Pattern::Unprinted(why) => spelled(Unprinted::KEYS, why.word()),
        Pattern::Has(has) => spelled(Has::KEYS, has.word()),
        Pattern::Is(is) => spelled(Is::KEYS, is.word()),
        Pattern::Change(change) => spelled(Change::KEYS, change.word()),
        Pattern::Aspect(aspect) => spelled(Aspect::KEYS, aspect.word()),
        Pattern::Turn(before, after) => {
            let outcome = |one: &Option<Outcome>| match one {
                Some(outcome) => language.word(&[Outcome::KEYS, outcome.as_str()].concat()),
                None => language.word("query.change.none"),
            };
            Some([outcome(before), outcome(after)].join(" → "))
        }
        Pattern::Glob(_) | Pattern::Number(..) | Pattern::Time(..) => None,
    }
}

/// The values of a piece that are words of ours, as they are spelled in every language.
fn values(piece: &Piece) -> Vec<&'static str> {
    let Test::Condition(_, patterns) = &piece.test else { return Vec::new() };
    let spelled = |pattern: &Pattern| match pattern {
        Pattern::Outcome(outcome) => Some(outcome.as_str()),
        Pattern::Unprinted(why) => Some(why.word()),
        Pattern::Has(has) => Some(has.word()),
        Pattern::Is(is) => Some(is.word()),
        Pattern::Change(change) => Some(change.word()),
        Pattern::Aspect(aspect) => Some(aspect.word()),
        Pattern::Turn(..) | Pattern::Glob(_) | Pattern::Number(..) | Pattern::Time(..) => None,
    };
    patterns.iter().filter_map(spelled).collect()
}

/// What a piece has behind its key.
fn after(written: &str) -> &str {
    let at = written.find([':', '：', '=', '＝', '<', '>', '＜', '＞']).unwrap_or(0);
    let rest = &written[at..];
    rest.trim_start_matches([':', '：', '=', '＝'])
}

/// What a piece has as its key.
fn before(written: &str) -> &str {
    let at = written.find([':', '：', '=', '＝', '<', '>', '＜', '＞']).unwrap_or(written.len());
    written[..at].trim_start_matches(['-', '−', '－', '!', '！'])
}

fn message(trouble: &Trouble, written: &str, language: Language) -> String {
    let name = before(written);
    match trouble {
        Trouble::Key(near) => {
            let args = [("name", Value::Text(name)), ("near", Value::Text(near.as_str()))];
            language.text("query.trouble.key", &args)
        }
        Trouble::Empty(key) => {
            let expected = expected(*key, language);
            language.text("query.trouble.empty", &[("name", Value::Text(name)), ("expected", Value::Text(&expected))])
        }
        Trouble::Operator(..) => language.word("query.trouble.operator"),
        Trouble::Status(value, near) => {
            language.text("query.trouble.status", &[("value", Value::Text(value)), ("near", Value::Text(near))])
        }
        Trouble::Value(key, value) => {
            let (expected, label) = (expected(*key, language), key.label(language));
            let args =
                [("value", Value::Text(value)), ("key", Value::Text(&label)), ("expected", Value::Text(&expected))];
            language.text("query.trouble.value", &args)
        }
    }
}

/// What may stand behind a key: our words in the language that they are spelled in, or as they are called in the reader's.
fn expected(key: Key, language: Language) -> String {
    fn words<W: Word>() -> Vec<[&'static str; 2]> {
        W::ALL.iter().map(|value| [W::KEYS, value.word()]).collect()
    }
    let list = match key {
        Key::Outcome => words::<Outcome>(),
        Key::Has => words::<Has>(),
        Key::Is => words::<Is>(),
        Key::Change => [words::<Change>(), words::<Aspect>()].concat(),
        Key::Exit => return language.word("query.expected.exit"),
        Key::Duration => return language.word("query.expected.duration"),
        Key::Start => return language.word("query.expected.start"),
        Key::Group => return language.word("query.expected.group"),
        Key::Status | Key::Error | Key::Reason | Key::Id | Key::Out => {
            return language.word("query.expected.text");
        }
    };
    let is_first = language == Language::default();
    let word = |of: &[&str; 2]| if is_first { of[1].to_owned() } else { language.word(&of.concat()) };
    let list = list.iter().map(word).collect::<Vec<_>>().join(&comma(language));
    language.text("query.expected.words", &[("words", Value::Text(&list))])
}

/// The piece as it was likely meant.
fn mend(trouble: &Trouble, written: &str) -> Option<String> {
    match trouble {
        Trouble::Key(near) => Some(written.replacen(before(written), near.as_str(), 1)),
        // `is:failed`
        Trouble::Value(Key::Is, value) if Is::near(value).is_none() => {
            let near = Outcome::near(value)?;
            let mend = written.replacen(before(written), Key::Outcome.as_str(), 1).replacen(value.as_str(), near, 1);
            // Of `is:active,failed` one word is of each key.
            Query::read(&mend).pieces.iter().all(|piece| piece.trouble.is_none()).then_some(mend)
        }
        Trouble::Value(key, value) => {
            let near = match key {
                Key::Outcome => Outcome::near(value),
                Key::Group => Unprinted::near(value),
                Key::Has => Has::near(value),
                Key::Is => Is::near(value),
                Key::Change => Change::near(value).or_else(|| Aspect::near(value)),
                _ => None,
            };
            near.map(|near| written.replacen(value.as_str(), near, 1))
        }
        Trouble::Operator(_, mend) => mend.clone(),
        Trouble::Status(value, near) => Some(written.replacen(value.as_str(), near, 1)),
        Trouble::Empty(_) => None,
    }
}
