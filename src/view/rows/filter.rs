//! A query over the columns: which rows each of its pieces holds for.

use super::column::{NONE, Texts, Words};
use super::columns::{Columns, NO_NUMBER, has};
use super::reason::Ran;
use crate::explain::{self, Kind};
use crate::query::pattern::{self, Has, Is};
use crate::query::{Key, Pattern, Query, Test, fold};
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::phrases::contradictions;

/// A query made ready for the columns of an invocation.
pub(super) struct Filter<'a> {
    cx: &'a ViewContext<'a>,
    invocation: usize,
    columns: &'a Columns,
    pieces: Vec<Ready>,
}

/// A piece made ready.
struct Ready {
    /// The bit of its key; texts have one together.
    bit: u16,
    negated: bool,
    tests: Vec<Ask>,
}

/// What is asked of a row.
enum Ask {
    Outcome(Outcome),
    /// Which words of a column it holds for.
    Status(Vec<bool>),
    Error(Vec<bool>),
    Reason(Vec<bool>),
    /// Exit codes from one to another.
    Exit(i64, i64),
    Duration(i64, i64),
    Start(String, String),
    /// A glob over the id.
    Id(String),
    Has(Has),
    Is(Is),
    /// Which rows it was found in.
    Marked(Vec<bool>),
}

const TEXT: u16 = 1 << 15;

const fn bit(key: Key) -> u16 {
    1 << key as u16
}

impl<'a> Filter<'a> {
    pub(super) fn new(
        cx: &'a ViewContext<'a>,
        invocation: usize,
        columns: &'a Columns,
        query: &Query,
        shown: &dyn Fn() -> &'a Texts,
        outputs: &dyn Fn() -> &'a Texts,
    ) -> Self {
        let ready = |test: &Test| match test {
            Test::Text(text) => {
                let mut marks = vec![false; columns.len()];
                shown().mark(text.as_bytes(), &mut marks);
                outputs().mark(text.as_bytes(), &mut marks);
                (TEXT, vec![Ask::Marked(marks)])
            }
            Test::Condition(key, patterns) => {
                (bit(*key), patterns.iter().map(|pattern| ask(columns, *key, pattern, outputs)).collect())
            }
        };
        let pieces = query.pieces.iter().map(|piece| {
            let (bit, tests) = ready(&piece.test);
            Ready { bit, negated: piece.negated, tests }
        });
        Self { cx, invocation, columns, pieces: pieces.collect() }
    }

    /// The keys whose conditions a row does not meet.
    pub(super) fn fails(&self, row: u32) -> u16 {
        let mut failed = 0;
        for piece in &self.pieces {
            // What has failed by this key already cannot fail more.
            if failed & piece.bit == 0 && piece.tests.iter().any(|test| self.holds(test, row)) == piece.negated {
                failed |= piece.bit;
            }
        }
        failed
    }

    fn holds(&self, test: &Ask, row: u32) -> bool {
        let (columns, at) = (self.columns, row as usize);
        let listed = |words: &Words, fit: &[bool]| fit.get(words.of_row[at] as usize).copied().unwrap_or(false);
        match test {
            Ask::Outcome(outcome) => columns.outcome[at] == *outcome,
            Ask::Status(fit) => listed(&columns.status, fit),
            Ask::Error(fit) => listed(&columns.error, fit),
            Ask::Reason(fit) => listed(&columns.reason, fit),
            Ask::Exit(low, high) => columns.exit_code(row).is_some_and(|exit| *low <= exit && exit <= *high),
            Ask::Duration(low, high) => {
                let duration = columns.duration[at];
                duration != NO_NUMBER && *low <= duration && duration <= *high
            }
            Ask::Start(low, high) => {
                let start = std::str::from_utf8(columns.start.get(row)).unwrap_or_default();
                !start.is_empty() && pattern::is_within(start, low, high)
            }
            Ask::Id(glob) => self.id(row).is_some_and(|id| pattern::fits(glob, &fold(&id))),
            Ask::Has(has) => self.has(*has, row),
            Ask::Is(is) => self.is(*is, row),
            Ask::Marked(marks) => marks[at],
        }
    }

    fn id(&self, row: u32) -> Option<String> {
        fields::id_text(self.cx.instance(self.invocation, row as usize)?.instance_id, self.cx.readings)
    }

    fn has(&self, what: Has, row: u32) -> bool {
        let bit = match what {
            Has::Exit => return self.columns.exit[row as usize] != NO_NUMBER,
            Has::Output => has::OUTPUT,
            Has::Error => has::ERROR,
            Has::Start => has::START,
            Has::End => has::END,
            Has::Dropped => has::DROPPED,
            Has::Records => has::RECORDS,
        };
        self.columns.has[row as usize] & bit != 0
    }

    fn is(&self, what: Is, row: u32) -> bool {
        let outcome = self.columns.outcome[row as usize];
        let ran = |ran: Ran| {
            let reason = self.columns.reason_of_row[row as usize];
            match self.columns.reasons.get(reason as usize) {
                Some(reason) => reason.ran == ran,
                // What succeeded ran to its end.
                None => ran == Ran::Ended,
            }
        };
        match what {
            Is::Active => outcome.is_active(),
            Is::Final => !outcome.is_active() && outcome != Outcome::Unknown,
            Is::NeverStarted => ran(Ran::Never),
            Is::HalfDone => ran(Ran::Partly),
            Is::RanToEnd => ran(Ran::Ended),
            Is::Contradicted => self
                .cx
                .instance(self.invocation, row as usize)
                .is_some_and(|instance| contradictions::first(self.cx, self.cx.model.records_of(instance)).is_some()),
        }
    }
}

/// A value made ready: what can be decided for each word of a column is decided once.
fn ask<'a>(columns: &Columns, key: Key, pattern: &Pattern, outputs: &dyn Fn() -> &'a Texts) -> Ask {
    let fits = |glob: &str, words: &Words| words.values.iter().map(|word| pattern::fits(glob, &fold(word))).collect();
    match (key, pattern) {
        (_, Pattern::Outcome(outcome)) => Ask::Outcome(*outcome),
        (_, Pattern::Has(has)) => Ask::Has(*has),
        (_, Pattern::Is(is)) => Ask::Is(*is),
        (_, Pattern::Time(low, high)) => Ask::Start(low.clone(), high.clone()),
        (Key::Exit, Pattern::Number(low, high)) => Ask::Exit(*low, *high),
        (_, Pattern::Number(low, high)) => Ask::Duration(*low, *high),
        (Key::Status, Pattern::Glob(glob)) => Ask::Status(fits(glob, &columns.status)),
        (Key::Error, Pattern::Glob(glob)) => Ask::Error(fits(glob, &columns.error)),
        (Key::Reason, Pattern::Glob(glob)) => Ask::Reason(fits(glob, &columns.reason)),
        (Key::Exit, Pattern::Glob(name)) => Ask::Marked(named(columns, name)),
        (Key::Out, Pattern::Glob(text)) => {
            let mut marks = vec![false; columns.len()];
            in_outputs(outputs(), text, &mut marks);
            Ask::Marked(marks)
        }
        (_, Pattern::Glob(glob)) => Ask::Id(glob.clone()),
    }
}

/// The rows whose exit code has a name: `SIGKILL`.
fn named(columns: &Columns, name: &str) -> Vec<bool> {
    let mut known: Vec<(i64, bool)> = Vec::new();
    let is = |exit: i64| {
        let found = explain::lookup(Kind::Exit, &exit.to_string());
        found.is_some_and(|found| pattern::fits(name, &fold(found.name)))
    };
    let mut fits = |exit: i64| {
        if let Some((_, fits)) = known.iter().find(|(code, _)| *code == exit) {
            return *fits;
        }
        let fits = is(exit);
        // There are few, but for a program that gives its own numbers.
        if known.len() < 64 {
            known.push((exit, fits));
        }
        fits
    };
    columns.exit.iter().map(|exit| *exit != NO_NUMBER && fits(*exit)).collect()
}

/// The rows whose output holds a text; of one with stars all its pieces in their order.
fn in_outputs(outputs: &Texts, text: &str, marks: &mut [bool]) {
    let Some((head, rest)) = text.split_once('*') else {
        outputs.mark(text.as_bytes(), marks);
        return;
    };
    outputs.mark(head.as_bytes(), marks);
    for (row, mark) in marks.iter_mut().enumerate().filter(|(_, mark)| **mark) {
        let mut at = 0;
        *mark = std::iter::once(head).chain(rest.split('*')).filter(|piece| !piece.is_empty()).all(|piece| {
            let found = crate::scan::find(outputs.get(row as u32), at, piece.as_bytes());
            at = found.map_or(at, |found| found + piece.len());
            found.is_some()
        });
    }
}

/// How often each value occurs among the rows that the other keys' conditions choose.
pub struct Kept {
    /// Rows that all conditions choose.
    pub chosen: u32,
    /// By `Outcome`.
    pub outcomes: [u32; 9],
    /// The service's spelling, and how often.
    pub statuses: Vec<(String, u32)>,
    /// Exit codes, and how often.
    pub exits: Vec<(i64, u32)>,
    /// Error codes, and how often.
    pub errors: Vec<(String, u32)>,
    /// Codes of reasons with the place of the first such reason, and how often.
    pub reasons: Vec<(String, u32)>,
}

impl Kept {
    pub(super) fn count(columns: &Columns, filter: &Filter<'_>) -> Self {
        let mut kept = Self {
            chosen: 0,
            outcomes: [0; 9],
            statuses: Vec::new(),
            exits: Vec::new(),
            errors: Vec::new(),
            reasons: Vec::new(),
        };
        let mut exits: hashbrown::HashMap<i64, u32, foldhash::fast::FixedState> = hashbrown::HashMap::default();
        let [mut statuses, mut errors, mut reasons] =
            [&columns.status, &columns.error, &columns.reason].map(|words| vec![0_u32; words.values.len()]);
        let count = |words: &Words, counts: &mut Vec<u32>, row: u32| {
            let at = words.of_row[row as usize];
            if at != NONE {
                counts[at as usize] += 1;
            }
        };
        for row in 0..columns.len() as u32 {
            let failed = filter.fails(row);
            let asks = |key: Key| failed & !bit(key) == 0;
            kept.chosen += u32::from(failed == 0);
            if asks(Key::Outcome) {
                kept.outcomes[columns.outcome[row as usize] as usize] += 1;
            }
            if asks(Key::Status) {
                count(&columns.status, &mut statuses, row);
            }
            if asks(Key::Error) {
                count(&columns.error, &mut errors, row);
            }
            if asks(Key::Reason) {
                count(&columns.reason, &mut reasons, row);
            }
            if asks(Key::Exit) && columns.exit[row as usize] != NO_NUMBER {
                *exits.entry(columns.exit[row as usize]).or_insert(0) += 1;
            }
        }
        let listed = |words: &Words, counts: Vec<u32>| {
            words.values.iter().cloned().zip(counts).filter(|(_, count)| *count > 0).collect()
        };
        kept.statuses = listed(&columns.status, statuses);
        kept.errors = listed(&columns.error, errors);
        kept.reasons = listed(&columns.reason, reasons);
        kept.exits = exits.into_iter().collect();
        kept
    }
}
