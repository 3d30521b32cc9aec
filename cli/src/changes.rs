//! A comparison as it is read: what is to be known before the numbers, one sentence, outcomes against each other, and which instances
//! changed in the same way.

use invocation_inspector::change::Change;
use invocation_inspector::status::Outcome;
use invocation_inspector::view::compare::{ComparedRow, ComparedSide, Comparison};
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::export::ExportOptions;
use invocation_inspector::view::export::brief::redacted;
use invocation_inspector::view::export::redact::hidden;
use invocation_inspector::view::page::invocations::InvocationRow;
use invocation_inspector::words::phrase::Phrase;

use crate::style::{self, FAINT, STRONG, WARNING};
use crate::words::{self, Language, Value};

/// So many ids of a group are named.
const IDS: usize = 5;

/// What is told of.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) cx: ViewContext<'a>,
    pub(crate) comparison: &'a Comparison,
    /// The instances that were chosen.
    pub(crate) rows: &'a [ComparedRow],
    /// Whether a query chose them; else those of which nothing changed are only counted.
    pub(crate) is_part: bool,
    pub(crate) language: Language,
}

/// Instances that changed in the same way.
struct Group<'a> {
    change: &'a str,
    /// The change in a word or two.
    label: &'a str,
    /// From what to what.
    turn: Phrase,
    ids: Vec<String>,
}

/// What became of an instance on a side.
pub(crate) fn outcome(side: &ComparedSide) -> &'static str {
    side.badge.outcome
}

impl<'a> Told<'a> {
    fn phrase(&self, key: &str, args: &[(&str, Value<'_>)]) -> Phrase {
        words::sentence(self.language, key, args)
    }

    /// Which invocation stands on a side.
    fn side(&self, key: &str, row: &InvocationRow) -> Phrase {
        let names = [
            row.invoke_id.as_deref().map(Phrase::id),
            row.command_name.as_deref().map(Phrase::code),
            Some(Phrase::code(&row.badge.label)),
            row.time.as_ref().map(|time| Phrase::text(&time.value)),
        ];
        let names: Vec<Phrase> = names.into_iter().flatten().collect();
        let who = Phrase::join(&names, &self.cx.word("label.comma"));
        self.phrase(key, &[("who", Value::Phrase(&who))])
    }

    fn sides(&self) -> [Phrase; 2] {
        [self.side("compare.before", &self.comparison.reference), self.side("compare.after", &self.comparison.other)]
    }

    /// How many went from one outcome to another.
    fn outcomes(&self) -> Vec<(u32, String)> {
        let turn = |pair: &_| {
            let invocation_inspector::view::compare::OutcomePair { reference_label, other_label, count, .. } = pair;
            let labels = [("before", Value::Text(reference_label)), ("after", Value::Text(other_label))];
            (*count, words::text(self.language, "compare.turn", &labels))
        };
        self.comparison.outcomes.iter().map(turn).collect()
    }

    /// In the order of the changes, and of what is first in it.
    fn groups(&self, options: &ExportOptions<'_>) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        let nothing = |row: &&ComparedRow| row.change == Change::StillGood.as_str() && row.aspects.is_empty();
        for row in self.rows.iter().filter(|row| self.is_part || !nothing(row)) {
            let turn = self.turn(row);
            let id = row.instance_id.as_deref();
            let none = || self.cx.word("label.no-id");
            let id = id.map_or_else(none, |id| hidden(options.redactor, id).into_owned());
            match groups.iter_mut().find(|group| group.change == row.change && group.turn == turn) {
                Some(group) => group.ids.push(id),
                None => groups.push(Group { change: row.change, label: &row.label, turn, ids: vec![id] }),
            }
        }
        groups
    }

    /// From what to what an instance went.
    fn turn(&self, row: &ComparedRow) -> Phrase {
        let [before, after] = [row.reference.as_ref(), row.other.as_ref()];
        let none = Phrase::text(&self.cx.word("query.change.none"));
        let label =
            |side: Option<&ComparedSide>| side.map_or_else(|| none.clone(), |side| Phrase::code(&side.badge.label));
        let from_to = |key: &str, before: &Phrase, after: &Phrase| {
            self.phrase(key, &[("before", Value::Phrase(before)), ("after", Value::Phrase(after))])
        };
        let mut parts = vec![from_to("compare.turn", &label(before), &label(after))];
        for aspect in &row.aspects {
            let exit = |side: &ComparedSide| side.facts.exit_code.map(|code| code.to_string());
            let error = |side: &ComparedSide| side.facts.error_code.clone();
            let code = |of: &dyn Fn(&ComparedSide) -> Option<String>, side: Option<&ComparedSide>| {
                side.and_then(of)
                    .map_or_else(|| words::phrase(self.language, "compare.no-code"), |code| Phrase::code(&code))
            };
            parts.push(match *aspect {
                // The turn says it.
                "status" => continue,
                "exit" => from_to("compare.exit", &code(&exit, before), &code(&exit, after)),
                "error" => from_to("compare.error", &code(&error, before), &code(&error, after)),
                other => {
                    let known = self.comparison.aspects.iter().find(|known| known.aspect == other);
                    known.map(|known| Phrase::text(&known.label)).unwrap_or_default()
                }
            });
        }
        Phrase::join(&parts, &self.cx.word("label.comma"))
    }

    /// The first ids of a group, and that there are more.
    fn ids(&self, group: &Group<'_>) -> Phrase {
        let ids: Vec<Phrase> = group.ids.iter().take(IDS).map(|id| Phrase::id(id)).collect();
        let ids = Phrase::join(&ids, &self.cx.word("label.listed"));
        match group.ids.len().saturating_sub(IDS) {
            0 => ids,
            more => self.cx.phrase("label.more", &[("ids", Value::Phrase(&ids)), ("n", Value::count(more))]),
        }
    }
}

/// For a terminal.
pub(crate) fn text(told: &Told<'_>, options: &ExportOptions<'_>) -> String {
    let shown = |phrase: &Phrase, indent: &str| style::phrase(&redacted(phrase, options), indent);
    let mut text = String::new();
    let mut line = |parts: &[&str]| text.extend(parts.iter().copied().chain(["\n"]));
    for note in &told.comparison.notes {
        let sign = if note.severity == "info" { "  ".to_owned() } else { format!("{WARNING}!{WARNING:#} ") };
        line(&[&sign, &shown(&note.text, "  ")]);
    }
    line(&[&style::paint(STRONG, &told.comparison.sentence.to_string())]);
    for side in &told.sides() {
        line(&["  ", &shown(side, "  ")]);
    }
    let outcomes = told.outcomes();
    let width = outcomes.iter().map(|(count, _)| count.to_string().len()).max().unwrap_or_default();
    if !outcomes.is_empty() {
        line(&[]);
    }
    for (count, turn) in &outcomes {
        line(&[&format!("  {count:>width$}  "), &style::line(turn)]);
    }
    let mut last = "";
    for group in told.groups(options) {
        if group.change != last {
            let (sign, color) = style::of_outcome(looks_like(group.change));
            line(&[]);
            line(&[&format!("{color}{sign}{color:#} "), &style::paint(STRONG, group.label)]);
            last = group.change;
        }
        let count = words::text(told.language, "compare.instances", &[("n", Value::count(group.ids.len()))]);
        line(&["  ", &shown(&group.turn, "  "), &style::paint(FAINT, &count)]);
        line(&["    ", &style::phrase(&told.ids(&group), "    ")]);
    }
    text
}

/// The outcome whose sign and colour a change has.
fn looks_like(change: &str) -> Outcome {
    match Change::ALL.into_iter().find(|known| known.as_str() == change).unwrap_or(Change::Unknown) {
        Change::NewFailed | Change::StillFailed => Outcome::Failed,
        Change::Fixed | Change::StillGood => Outcome::Succeeded,
        Change::NoResult => Outcome::Stopped,
        Change::OnlyBefore | Change::OnlyAfter => Outcome::Finished,
        Change::Unknown => Outcome::Unknown,
    }
}
