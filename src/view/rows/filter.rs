//! A query over the columns: which rows each of its pieces holds for.

use super::column::{NO_NUMBER, Texts, Words};
use super::groups::{self, Difference};
use super::reason::Ran;
use super::table::Table;
use crate::explain::{self, Kind};
use crate::order;
use crate::query::pattern::{self, Has, Is, Unprinted, Word, exit_code};
use crate::query::{Key, Pattern, Query, Test, fold};
use crate::scan;
use crate::status::Outcome;
use crate::view::context::ViewContext;
use crate::view::phrases::{contradictions, printed};

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
    /// Numbers of groups from one to another.
    Group(i64, i64),
    Unprinted(Unprinted),
    /// A glob over the id.
    Id(&'a Texts, String),
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
                let text = fold(text);
                let mut marks = vec![false; table.len()];
                table.shown().mark(text.as_bytes(), &mut marks);
                table.outputs().mark(text.as_bytes(), &mut marks);
                mark_printed(table, &text, &mut marks);
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
            Ask::Start(starts, low, high) => starts.some(row).is_some_and(|start| pattern::is_within(start, low, high)),
            Ask::Group(low, high) => {
                groups::number(table.group_of_row()[at]).is_ok_and(|number| (*low..=*high).contains(&number.into()))
            }
            Ask::Unprinted(why) => groups::number(table.group_of_row()[at]) == Err(*why),
            Ask::Id(ids, glob) => ids.some(row).is_some_and(|id| pattern::fits(glob, &fold(id))),
            Ask::Has(has) => table.has()[at] & 1 << *has as u8 != 0,
            Ask::Is(is) => self.is(*is, row),
            Ask::Marked(marks) => marks[at],
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
        (_, Pattern::Unprinted(why)) => Ask::Unprinted(*why),
        (Key::Exit, Pattern::Number(low, high)) => Ask::Exit(*low, *high),
        (Key::Group, Pattern::Number(low, high)) => Ask::Group(*low, *high),
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
        (
            Key::Id | Key::Outcome | Key::Duration | Key::Start | Key::Group | Key::Has | Key::Is,
            Pattern::Glob(glob),
        ) => Ask::Id(table.ids(), glob.clone()),
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

/// Marks the rows whose output's number or note among the different ones, as the table shows it, holds a text. A differing line stands
/// in the output itself. What these words cannot hold, whatever their numbers, is most of what is searched, and costs nothing; nor are
/// numbers alone looked for.
fn mark_printed(table: &Table<'_>, text: &str, marks: &mut [bool]) {
    let cx = table.cx;
    let Some(asked) = Printed::new(cx, text) else { return };
    let holds = |shown: &str| fold(shown).contains(text);
    let groups = table.groups();
    let of_group = |group: u32| {
        // Without a number it is in each.
        let counted = || holds(&printed::counted(cx, group + 1, groups.counts[group as usize]));
        asked.labelled && (asked.is_bare || counted())
            || asked.noted && printed::note(cx, table.difference(group)).is_some_and(|note| holds(&note))
    };
    // Each is found out once.
    let mut found: Vec<Option<bool>> = vec![None; groups.counts.len()];
    let why = Printed::WHY.map(|why| holds(&printed::unprinted(cx, why)));
    for (mark, group) in marks.iter_mut().zip(table.group_of_row()) {
        *mark |= match *group {
            groups::EMPTY => why[0],
            groups::NONE => why[1],
            group => *found[group as usize].get_or_insert_with(|| of_group(group)),
        };
    }
}

/// A text that may stand in what the table shows of different outputs.
struct Printed {
    /// In a note of where an output begins to differ.
    noted: bool,
    /// In the number of a group.
    labelled: bool,
    /// Without a number of its own.
    is_bare: bool,
}

impl Printed {
    /// Why there is no group.
    const WHY: [Unprinted; 2] = [Unprinted::Empty, Unprinted::None];

    /// `None` of a text that cannot stand there.
    fn new(cx: &ViewContext<'_>, text: &str) -> Option<Self> {
        let bare = |shown: &str| {
            let mut shown = fold(shown);
            shown.retain(|sign| !sign.is_ascii_digit() && sign != ',');
            shown
        };
        let words = bare(text);
        if words.len() < 2 {
            return None;
        }
        let can = |shown: &str| bare(shown).contains(&*words);
        // For a note outputs are read: for a few letters only where they are a word of one.
        let is_word = |note: &str| text.len() > 3 || note.split(' ').any(|word| word == text);
        let kinds = [Difference::Blank(1), Difference::Ends(1), Difference::Unseen, Difference::NoText];
        let noted = kinds.iter().filter_map(|note| printed::note(cx, note)).any(|note| can(&note) && is_word(&note));
        let labelled = can(&printed::counted(cx, 1, 1));
        let is_why = Self::WHY.iter().any(|why| can(&printed::unprinted(cx, *why)));
        (noted || labelled || is_why).then_some(Self { noted, labelled, is_bare: words.len() == text.len() })
    }
}

/// Whether a query asks which outputs are equal.
pub(super) fn needs_groups(cx: &ViewContext<'_>, query: &Query) -> bool {
    query.pieces.iter().any(|piece| match &piece.test {
        Test::Text(text) => Printed::new(cx, &fold(text)).is_some(),
        Test::Condition(Key::Group, _) => true,
        Test::Condition(_, patterns) => patterns.iter().any(|pattern| matches!(pattern, Pattern::Unprinted(_))),
    })
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
    /// Exit codes, and how often.
    pub exits: Vec<(i64, u32)>,
    /// Of each status, error code and code of reasons, in the order of their columns, and of each range of durations and of starts.
    pub counts: [Vec<u32>; 5],
    /// By number of the group, from 0; then empty outputs, then none.
    pub groups: Vec<u32>,
    /// By `Has`.
    pub has: Vec<u32>,
}

/// A key, the value of each row among those that it has, and how many these are.
type Counted<'a> = (Key, &'a [u32], usize);

fn counted<'a>(table: &'a Table<'a>, key: Key) -> Counted<'a> {
    let words = |words: &'a Words| (key, &*words.of_row, words.values.len());
    match key {
        Key::Status => words(table.status()),
        Key::Error => words(table.error()),
        Key::Reason => words(&table.reasons().code),
        _ => (key, &table.ranges(key).of_row, table.ranges(key).each.len()),
    }
}

impl Kept {
    /// Of what is not wanted nothing is read and nothing counted.
    pub(super) fn count(table: &Table<'_>, query: &Query, wanted: &dyn Fn(Key) -> bool) -> Self {
        let filter = Filter::new(table, query);
        let columns = [Key::Status, Key::Error, Key::Reason, Key::Duration, Key::Start];
        let columns = columns.map(|key| if wanted(key) { counted(table, key) } else { (key, &[][..], 0) });
        let groups = wanted(Key::Group).then(|| table.groups());
        let numbered = groups.map_or(0, |groups| groups.counts.len());
        let has_all = if wanted(Key::Has) { table.has() } else { &[] };
        let mut counts = columns.map(|(_, _, values)| vec![0_u32; values]);
        let (mut outcomes, mut exits) = ([0; 9], Vec::new());
        let (mut in_group, mut with_bits) = (vec![0; numbered + 2], [0_u32; 1 << Has::ALL.len()]);
        for row in 0..table.len() as u32 {
            let failed = filter.fails(row);
            let (at, asks) = (row as usize, |key: Key| failed & !bit(key) == 0);
            if asks(Key::Outcome) {
                outcomes[table.outcome(row) as usize] += 1;
            }
            if let Some(exit) = table.exit(row).filter(|_| asks(Key::Exit)) {
                exits.push(exit);
            }
            for ((key, of_row, _), counts) in columns.iter().zip(&mut counts) {
                let count = of_row.get(at).and_then(|value| counts.get_mut(*value as usize));
                count.filter(|_| asks(*key)).into_iter().for_each(|count| *count += 1);
            }
            if let Some(groups) = groups.filter(|_| asks(Key::Group)) {
                in_group[match groups.of_row[at] {
                    groups::EMPTY => numbered,
                    groups::NONE => numbered + 1,
                    group => group as usize,
                }] += 1;
            }
            if let Some(bits) = has_all.get(at).filter(|_| asks(Key::Has)) {
                with_bits[usize::from(*bits)] += 1;
            }
        }
        let has = |what: &Has| {
            let with = (0_usize..).zip(with_bits).filter(|(bits, _)| bits >> *what as u8 & 1 == 1);
            with.map(|(_, count)| count).sum()
        };
        Self { outcomes, exits: runs(&exits), counts, groups: in_group, has: Has::ALL.iter().map(has).collect() }
    }
}

/// How often each number occurs.
fn runs(numbers: &[i64]) -> Vec<(i64, u32)> {
    let order = order::by_rank(numbers.iter().map(|number| number.cast_unsigned()));
    let ordered = order::apply(&order, numbers);
    ordered.chunk_by(|one, two| one == two).map(|run| (run[0], run.len() as u32)).collect()
}
