//! Redaction against a corpus with planted secrets, its own examples and look-alikes, and what must hold for any text.

#[path = "redaction/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use corpus::{Document};
use invocation_inspector::redaction::{Kind, Options, Redactor};

/// Hides every kind.
fn all() -> Options {
    Options { kinds: Kind::ALL.iter().map(|kind| (kind.id().to_owned(), true)).collect(), ..Options::default() }
}

/// What of a kind was planted, found, hidden and hidden rightly.
#[derive(Default, Clone, Copy)]
struct Score {
    planted: usize,
    found: usize,
    hidden: usize,
    right: usize,
}

impl Score {
    fn recall(self) -> f64 {
        self.found as f64 / self.planted.max(1) as f64
    }

    fn precision(self) -> f64 {
        self.right as f64 / self.hidden.max(1) as f64
    }

    fn add(&mut self, other: Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.hidden += other.hidden;
        self.right += other.right;
    }
}

/// Scores a folder by kind; `SHOW=1` lists what was missed and what was hidden for nothing.
fn score(folder: &str) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for Document { name, text, labels } in corpus::documents(folder) {
        let places = Redactor::new(&all()).places(&text);
        let show = |what: &str, kind: &str, start: usize, end: usize| {
            if std::env::var_os("SHOW").is_some() {
                let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
                println!("{name}: {what} {kind} «{}» in {}", &text[start..end], text[from..].lines().next().unwrap_or_default());
            }
        };
        for (start, end, kind) in &labels {
            let score = scores.entry(kind.clone()).or_default();
            score.planted += 1;
            // What of it stays, quotes and control sequences aside.
            let mut at = *start;
            for (from, to, _) in places.iter().filter(|(from, to, _)| from < end && to > start) {
                at = if *from <= at { at.max(*to) } else { at };
            }
            if at >= *end {
                score.found += 1;
            } else {
                show("missed", kind, *start, *end);
            }
        }
        for (start, end, kind) in &places {
            let score = scores.entry(kind.id().to_owned()).or_default();
            score.hidden += 1;
            if labels.iter().any(|(from, to, _)| from < end && to > start) {
                score.right += 1;
            } else {
                show("for nothing", kind.id(), *start, *end);
            }
        }
    }
    scores
}

#[test]
fn the_corpus_is_found_and_nothing_else() {
    for folder in ["unseen", "tuned"] {
        let scores = score(folder);
        let mut whole = Score::default();
        let mut table = format!("{folder}: kind, planted, recall, hidden, precision\n");
        for (kind, score) in &scores {
            whole.add(*score);
            let Score { planted, hidden, .. } = score;
            let _ = writeln!(table, "{kind:18} {planted:4} {:5.3} {hidden:4} {:5.3}", score.recall(), score.precision());
        }
        println!("{table}all: planted {}, recall {:.3}, precision {:.3}", whole.planted, whole.recall(), whole.precision());
        assert!(whole.planted >= 150, "{folder} has {} planted secrets", whole.planted);
        assert!(whole.recall() >= 0.98, "{folder}: recall {}", whole.recall());
        assert!(whole.precision() >= 0.95, "{folder}: precision {}", whole.precision());
    }
}
