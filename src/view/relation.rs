//! What another document is to those that are here, and what each of those brought, in a sentence.

use serde::Serialize;

use crate::relation::{self, Kind, Why};
use crate::words::phrase::Value;
use crate::words::{Language, Lookup};

/// An id in a sentence of a few words has so many letters at most.
const ID: usize = 40;

/// See `boundary.d.ts`.
#[derive(Serialize)]
#[allow(missing_docs, reason = "documented in boundary.d.ts")]
pub struct Relation {
    pub kind: &'static str,
    pub what: String,
}

/// What a document is to those that are here.
pub fn relation(language: Language, relation: &relation::Relation) -> Relation {
    Relation { kind: relation.kind.as_str(), what: sentence(language, relation) }
}

/// What a document brought to those before it, in a few words.
pub fn brought(language: Language, relation: &relation::Relation) -> String {
    let words = changes(language, relation);
    match relation.started {
        _ if !words.is_empty() => words,
        true if relation.kind != Kind::Same => language.word("relation.start"),
        _ => language.word("relation.nothing"),
    }
}

fn sentence(language: Language, relation: &relation::Relation) -> String {
    let (id, n) = match &relation.id {
        Some((id, others)) => (id_text(id), *others),
        None => (String::new(), 0),
    };
    let id = Value::Text(&id);
    if let Some(why) = relation.why {
        let key = match why {
            Why::Invocation if n > 0 => "relation.others",
            Why::Invocation => "relation.other",
            Why::NoInvokeId => "relation.no-id",
            Why::Masked => "relation.masked",
            Why::Token => "relation.token",
            Why::Foreign => "relation.foreign",
            Why::Error => "relation.error",
            Why::Unread => "relation.unread",
        };
        return language.text(key, &[("id", id), ("n", Value::count(n))]);
    }
    let counts = changes(language, relation);
    if relation.kind == Kind::Same {
        let all = noun(language, relation, "relation.all", relation.counted().0.all);
        return language.text("relation.same", &[("what", Value::Text(&all))]);
    }
    let missing = match relation.missing {
        Some(0) => language.word("relation.whole"),
        Some(n) => language.text("relation.missing", &[("n", Value::count(n))]),
        None => String::new(),
    };
    let parts = [counts, missing];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let what = parts.join(&language.word("verdict.joint"));
    let (page, of) = relation.page.unwrap_or_default();
    let key = match (relation.kind, relation.page) {
        (Kind::Newer, _) => "relation.newer",
        (_, Some(_)) if n > 0 => "relation.page",
        (_, Some(_)) => "relation.page-of",
        (_, None) if n > 0 => "relation.several",
        (_, None) if what.is_empty() => "relation.started",
        (_, None) => "relation.more",
    };
    let args = [("id", id), ("what", Value::Text(&what)), ("page", Value::Count(page)), ("of", Value::Count(of))];
    language.text(key, &args)
}

/// What it changes, each with its number.
fn changes(language: Language, relation: &relation::Relation) -> String {
    let (counts, _) = relation.counted();
    let named = [
        ("relation.changed", counts.changed),
        // Beside nothing that it belongs to there is nothing that they are more than.
        (if relation.kind == Kind::Other { "relation.count" } else { "relation.new" }, counts.new),
        ("relation.told", counts.told),
        ("relation.earlier", counts.earlier),
    ];
    let parts = named.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| noun(language, relation, key, n));
    parts.collect::<Vec<_>>().join(&language.word("label.listed"))
}

/// A number of records or of invocations, in a sentence.
fn noun(language: Language, relation: &relation::Relation, key: &str, n: u64) -> String {
    let noun = if relation.counted().1 { "relation.record" } else { "relation.invocation" };
    let noun = language.text(noun, &[("n", Value::count(n))]);
    language.text(key, &[("n", Value::count(n)), ("what", Value::Text(&noun))])
}

fn id_text(id: &str) -> String {
    match id.char_indices().nth(ID) {
        Some((end, _)) => id[..end].to_owned() + "…",
        None => id.to_owned(),
    }
}
