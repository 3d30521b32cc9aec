//! A query over the columns: which rows each of its pieces holds for.

use super::column::{NONE, Texts, Words};
use super::reason::Ran;
use super::table::{NO_NUMBER, Table};
use crate::explain::{self, Kind};
use crate::order;
use crate::query::pattern::{self, Has, Is, exit_code};
use crate::query::{Key, Pattern, Query, Test, fold};
use crate::row::Flags;
use crate::scan;
use crate::status::Outcome;
use crate::view::phrases::contradictions;

/// A query made ready for a table.
pub(super) struct Filter<'a> {
    table: &'a Table<'a>,
    pieces: Vec<Ready<'a>>,
}

/// A piece made ready.
struct Ready<'a> {
    /// The bit of its key; texts have one together.
    bit: u16,
    negated: bool,
    tests: Vec<Ask<'a>>,
}

/// What is asked of a row.
enum Ask<'a> {
    Outcome(Outcome),
    /// Words of a column, and which of them it holds for.
    Word(&'a Words, Vec<bool>),
    /// Exit codes from one to another.
    Exit(i64, i64),
    /// Durations from one to another.
    Duration(&'a [i64], i64, i64),
    Start(&'a Texts, String, String),
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
    pub(super) fn new(table: &'a Table<'a>, query: &Query) -> Self {
        let ready = |test: &Test| match test {
            Test::Text(text) => {
                let mut marks = vec![false; table.len()];
                table.shown().mark(text.as_bytes(), &mut marks);
                table.outputs().mark(text.as_bytes(), &mut marks);
                (TEXT, vec![Ask::Marked(marks)])
            }
            Test::Condition(key, patterns) => {
                (bit(*key), patterns.iter().map(|pattern| ask(table, *key, pattern)).collect())
            }
        };
        let pieces = query.pieces.iter().map(|piece| {
            let (bit, tests) = ready(&piece.test);
            Ready { bit, negated: piece.negated, tests }
        });
        Self { table, pieces: pieces.collect() }
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

    fn holds(&self, test: &Ask<'_>, row: u32) -> bool {
        let (table, at) = (self.table, row as usize);
        match test {
            Ask::Outcome(outcome) => table.outcome(row) == *outcome,
            Ask::Word(words, fit) => fit.get(words.of_row[at] as usize).copied().unwrap_or(false),
            Ask::Exit(low, high) => table.exit(row).map(exit_code).is_some_and(|exit| *low <= exit && exit <= *high),
            Ask::Duration(durations, low, high) => {
                let duration = durations[at];
                duration != NO_NUMBER && *low <= duration && duration <= *high
            }
            Ask::Start(starts, low, high) => {
                let start = std::str::from_utf8(starts.get(row)).unwrap_or_default();
                !start.is_empty() && pattern::is_within(start, low, high)
            }
            Ask::Id(glob) => table.id(row).is_some_and(|id| pattern::fits(glob, &fold(&id))),
            Ask::Has(has) => self.has(*has, row),
            Ask::Is(is) => self.is(*is, row),
            Ask::Marked(marks) => marks[at],
        }
    }

    fn has(&self, what: Has, row: u32) -> bool {
        let Some(newest) = self.table.newest(row) else { return false };
        let facts = &newest.facts;
        match what {
            Has::Exit => facts.exit_code.is_some(),
            Has::Output => newest.output(self.table.cx.readings).is_some_and(|value| !value.raw().is_empty()),
            Has::Error => facts.flags.has(Flags::ERROR_CODE) || facts.flags.has(Flags::ERROR_INFO),
            Has::Start => facts.started.is_known(),
            Has::End => facts.flags.has(Flags::FINISHED),
            Has::Dropped => facts.flags.has(Flags::DROPPED),
            Has::Records => self.table.records(row).len() > 1,
        }
    }

    fn is(&self, what: Is, row: u32) -> bool {
        let outcome = self.table.outcome(row);
        let ran = |ran: Ran| {
            let reasons = self.table.reasons();
            match reasons.each.get(reasons.of_row[row as usize] as usize) {
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
            Is::Contradicted => contradictions::first(self.table.cx, self.table.records(row)).is_some(),
        }
    }
}

/// A value made ready: what can be decided for each word of a column is decided once.
fn ask<'a>(table: &'a Table<'a>, key: Key, pattern: &Pattern) -> Ask<'a> {
    let word = |glob: &str, words: &'a Words| {
        Ask::Word(words, words.values.iter().map(|word| pattern::fits(glob, &fold(word))).collect())
    };
    match (key, pattern) {
        (_, Pattern::Outcome(outcome)) => Ask::Outcome(*outcome),
        (_, Pattern::Has(has)) => Ask::Has(*has),
        (_, Pattern::Is(is)) => Ask::Is(*is),
        (_, Pattern::Time(low, high)) => Ask::Start(table.start(), low.clone(), high.clone()),
        (Key::Exit, Pattern::Number(low, high)) => Ask::Exit(*low, *high),
        (_, Pattern::Number(low, high)) => Ask::Duration(table.duration(), *low, *high),
        // Nothing is compared here (`view/compare` reads these itself).
        (Key::Change, _) | (_, Pattern::Change(_) | Pattern::Turn(..) | Pattern::Aspect(_)) => {
            Ask::Marked(vec![false; table.len()])
        }
        (Key::Status, Pattern::Glob(glob)) => word(glob, table.status()),
        (Key::Error, Pattern::Glob(glob)) => word(glob, table.error()),
        (Key::Reason, Pattern::Glob(glob)) => word(glob, &table.reasons().code),
        (Key::Exit, Pattern::Glob(name)) => Ask::Marked(named(table, name)),
        (Key::Out, Pattern::Glob(text)) => Ask::Marked(in_outputs(table.outputs(), text, table.len())),
        // The keys after the first have no such pattern (`Pattern::read`): named, so that a new key is not taken for an id.
        (Key::Id | Key::Outcome | Key::Duration | Key::Start | Key::Has | Key::Is, Pattern::Glob(glob)) => {
            Ask::Id(glob.clone())
        }
    }
}

/// The rows whose exit code has a name: `SIGKILL`.
fn named(table: &Table<'_>, name: &str) -> Vec<bool> {
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
    (0..table.len() as u32).map(|row| table.exit(row).is_some_and(&mut fits)).collect()
}

/// The rows whose output holds a text; of one with stars all its pieces in their order.
fn in_outputs(outputs: &Texts, text: &str, rows: usize) -> Vec<bool> {
    let mut marks = vec![false; rows];
    let Some((head, rest)) = text.split_once('*') else {
        outputs.mark(text.as_bytes(), &mut marks);
        return marks;
    };
    outputs.mark(head.as_bytes(), &mut marks);
    for (row, mark) in marks.iter_mut().enumerate().filter(|(_, mark)| **mark) {
        let mut at = 0;
        *mark = std::iter::once(head).chain(rest.split('*')).filter(|piece| !piece.is_empty()).all(|piece| {
            let found = scan::find(outputs.get(row as u32), at, piece.as_bytes());
            at = found.map_or(at, |found| found + piece.len());
            found.is_some()
        });
    }
    marks
}

/// How often each value occurs among the rows that the other keys' conditions choose.
pub struct Kept {
    /// By `Outcome`.
    pub outcomes: [u32; 9],
    /// The service's spelling, and how often.
    pub statuses: Vec<(String, u32)>,
    /// Exit codes, and how often.
    pub exits: Vec<(i64, u32)>,
    /// Error codes, and how often.
    pub errors: Vec<(String, u32)>,
    /// The first reason of each code, and how often the code.
    pub reasons: Vec<(u32, u32)>,
}

impl Kept {
    pub(super) fn count(table: &Table<'_>, query: &Query) -> Self {
        let filter = Filter::new(table, query);
        let columns = [table.status(), table.error(), &table.reasons().code];
        let mut counts = columns.map(|words| vec![0_u32; words.values.len()]);
        let (mut outcomes, mut exits) = ([0; 9], Vec::new());
        for row in 0..table.len() as u32 {
            let failed = filter.fails(row);
            let asks = |key: Key| failed & !bit(key) == 0;
            if asks(Key::Outcome) {
                outcomes[table.outcome(row) as usize] += 1;
            }
            if let Some(exit) = table.exit(row).filter(|_| asks(Key::Exit)) {
                exits.push(exit);
            }
            for (at, key) in [Key::Status, Key::Error, Key::Reason].into_iter().enumerate() {
                let word = columns[at].of_row[row as usize];
                if word != NONE && asks(key) {
                    counts[at][word as usize] += 1;
                }
            }
        }
        let listed = |at: usize| {
            let words = columns[at].values.iter().cloned().zip(counts[at].iter().copied());
            words.filter(|(_, count)| *count > 0).collect()
        };
        let reasons = table.reasons().of_code.iter().zip(&counts[2]);
        let reasons = reasons.filter(|(_, count)| **count > 0).filter_map(|(of, count)| Some((*of.first()?, *count)));
        Self { outcomes, statuses: listed(0), exits: runs(&exits), errors: listed(1), reasons: reasons.collect() }
    }
}

/// How often each number occurs.
fn runs(numbers: &[i64]) -> Vec<(i64, u32)> {
    let order = order::by_rank(numbers.iter().map(|number| number.cast_unsigned()));
    let ordered = order::apply(&order, numbers);
    ordered.chunk_by(|one, two| one == two).map(|run| (run[0], run.len() as u32)).collect()
}
