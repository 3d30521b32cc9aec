//! What is read first: the verdict and what limits it, why instances did not succeed with the end of what they printed, what to do next.

use invocation_inspector::Inspection;
use invocation_inspector::diagnostic::Severity;
use invocation_inspector::explain::Kind;
use invocation_inspector::model::{Instance, Invocation};
use invocation_inspector::names::Name;
use invocation_inspector::status::Outcome;
use invocation_inspector::view::context::ViewContext;
use invocation_inspector::view::export::ExportOptions;
use invocation_inspector::view::export::brief::{part, redacted};
use invocation_inspector::view::export::digest::{self, Digest, Group};
use invocation_inspector::view::export::markup::visible;
use invocation_inspector::view::export::redact::hidden;
use invocation_inspector::view::export::selection::{Chosen, Selection};
use invocation_inspector::view::fields;
use invocation_inspector::view::page::rollups;
use invocation_inspector::view::phrases::{doubts, headline, labels, next, verdict};
use invocation_inspector::view::report::api_error;
use invocation_inspector::words::phrase::Phrase;

use crate::failed;
use crate::style::{self, FAINT, STRONG, WARNING};
use crate::words::{self, Language, Value};

/// So many invocations are told of, the worst first.
const INVOCATIONS: usize = 10;
/// So many reasons of an invocation, and groups of equal output of a reason.
const REASONS: usize = 8;
const GROUPS: usize = 3;
/// So many ids of a group are named.
const IDS: usize = 5;
/// So much of the end of an output: lines, and characters of a line.
const LINES: usize = 8;
const WIDTH: usize = 200;

/// The summary of what the options choose.
pub(crate) fn write(inspection: &Inspection, options: &ExportOptions<'_>, language: Language) -> String {
    let cx = inspection.context();
    let selection = Selection::new(&cx, options);
    let mut summary = Summary { inspection, cx, options, language, text: String::new() };
    summary.all(&selection);
    summary.text
}

struct Summary<'a> {
    inspection: &'a Inspection,
    cx: ViewContext<'a>,
    options: &'a ExportOptions<'a>,
    language: Language,
    text: String,
}

impl Summary<'_> {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    /// A sentence with what is hidden in its parts.
    fn phrase(&self, phrase: &Phrase, indent: &str) -> String {
        style::phrase(&redacted(phrase, self.options), indent)
    }

    /// A line that says what became of something.
    fn verdict(&mut self, outcome: Outcome, said: &Phrase) {
        let (sign, color) = style::of_outcome(outcome);
        let said = self.phrase(said, "  ");
        let color = color.bold();
        self.line(&format!("{color}{sign}{color:#} {said}"));
    }

    fn item(&mut self, said: &Phrase) {
        let said = self.phrase(said, "  ");
        self.line(&["  ", &*said].concat());
    }

    fn doubt(&mut self, severity: Severity, doubt: &Phrase) {
        let said = self.phrase(doubt, "  ");
        match severity {
            Severity::Info => self.line(&["  ", &*said].concat()),
            Severity::Error | Severity::Warning => self.line(&format!("{WARNING}!{WARNING:#} {said}")),
        }
    }

    fn faint(&mut self, indent: &str, key: &str, n: usize) {
        let said = words::text(self.language, key, &[("n", Value::count(n))]);
        self.line(&[indent, &*style::paint(FAINT, &said)].concat());
    }

    fn all(&mut self, selection: &Selection) {
        let cx = self.cx;
        match &cx.model.invocations[..] {
            [] => {
                self.without_rows();
                self.limits(selection);
            }
            [one] => {
                self.invocation(one);
                self.limits(selection);
                selection.chosen.iter().for_each(|chosen| self.reasons(chosen));
            }
            all => {
                let (said, outcome) = headline::of_several(&cx, all);
                self.verdict(outcome, &Phrase::text(&said));
                self.limits(selection);
                self.several(selection);
            }
        }
        let all = &cx.model.invocations;
        let worst = all.iter().min_by_key(|invocation| labels::invocation(&cx, invocation).1);
        let advice = worst.map_or_else(|| next::without_rows(&cx), |worst| next::of_invocation(&cx, worst));
        self.next(&advice, selection);
        if let Some(redactor) = self.options.redactor {
            let said = cx.phrase("export.redacted", &[("version", Value::Text(redactor.version))]);
            self.line("");
            self.line(&style::phrase(&said, ""));
        }
    }

    /// What limits everything.
    fn limits(&mut self, selection: &Selection) {
        let cx = self.cx;
        doubts::of_reading(&cx).iter().for_each(|(severity, doubt)| self.doubt(*severity, doubt));
        if selection.is_part && selection.instances() < selection.of {
            self.item(&part(&cx, selection, self.options));
        }
    }

    fn several(&mut self, selection: &Selection) {
        let mut order: Vec<&Chosen> = selection.chosen.iter().collect();
        order.sort_by_cached_key(|chosen| labels::invocation(&self.cx, chosen.invocation(&self.cx)).1);
        for chosen in order.iter().take(INVOCATIONS) {
            self.line("");
            self.invocation(chosen.invocation(&self.cx));
            self.reasons(chosen);
        }
        if order.len() > INVOCATIONS {
            self.line("");
            self.faint("", "summary.more-invocations", order.len() - INVOCATIONS);
        }
    }

    /// What the documents are, where they hold no row.
    fn without_rows(&mut self) {
        let cx = self.cx;
        let error = api_error::error(cx.readings, cx.language);
        let outcome = if error.is_some() { Outcome::Failed } else { Outcome::Unknown };
        self.verdict(outcome, &headline::phrase_without_rows(&cx));
        let Some(error) = error else { return };
        if let Some(message) = &error.message {
            self.item(&Phrase::code(message));
        }
        error.explain.iter().for_each(|why| self.item(why));
    }

    fn invocation(&mut self, invocation: &Invocation) {
        let cx = self.cx;
        self.verdict(labels::invocation(&cx, invocation).1, &verdict::marked(&cx, invocation));
        self.names(invocation);
        let [rollup, _] = rollups::of_invocation(&cx, invocation);
        self.item(&rollup.rule);
        // Where they differ, that is a doubt.
        if rollup.reported.is_some() && rollup.agrees != Some(false) {
            self.item(&rollup.agreement);
        }
        doubts::of_invocation(&cx, invocation).iter().for_each(|(severity, doubt)| self.doubt(*severity, doubt));
    }

    /// Why what was chosen did not succeed.
    fn reasons(&mut self, chosen: &Chosen) {
        let cx = self.cx;
        let digest = Digest::new(&cx, chosen);
        for (at, count) in digest.reasons.iter().take(REASONS) {
            let reason = chosen.reason(&cx, *at);
            let label = digest::label(&cx, reason, self.options.redactor);
            let args = [("n", Value::count(*count)), ("reason", Value::Phrase(&label))];
            let said = self.phrase(&cx.phrase("export.reason", &args), "");
            let (sign, color) = style::of_outcome(reason.outcome);
            self.line("");
            self.line(&format!("{color}{sign}{color:#} {said}"));
            let groups: Vec<&Group> = digest.groups.iter().filter(|group| group.reason == *at).collect();
            if let Some(group) = groups.first().filter(|_| reason.kind == Kind::Error) {
                self.meaning(chosen, group);
            }
            groups.iter().take(GROUPS).for_each(|group| self.group(chosen, group));
            if groups.len() > GROUPS {
                self.faint("  ", "summary.more-groups", groups.len() - GROUPS);
            }
        }
        if digest.reasons.len() > REASONS {
            self.line("");
            self.faint("", "summary.more-reasons", digest.reasons.len() - REASONS);
        }
    }

    /// What was executed, and under which id.
    fn names(&mut self, invocation: &Invocation) {
        let cx = self.cx;
        let ids = [
            fields::text(invocation, cx.readings, Name::CommandName).map(|name| Phrase::code(&name)),
            fields::id_text(invocation.invoke_id, cx.readings).map(|id| Phrase::id(&id)),
            fields::text(invocation, cx.readings, Name::CommandId).map(|id| Phrase::id(&id)),
        ];
        let ids: Vec<Phrase> = ids.into_iter().flatten().collect();
        if !ids.is_empty() {
            self.item(&Phrase::join(&ids, &cx.word("label.comma")));
        }
    }

    /// What the service's error says.
    fn meaning(&mut self, chosen: &Chosen, group: &Group) {
        let (invocation, instance, record) = self.newest(chosen, group);
        let detail = self.inspection.record(invocation, instance, record, None);
        if let Some(reason) = detail.as_ref().and_then(|detail| detail.reasons.first()) {
            self.item(&reason.what);
        }
    }

    /// The newest record of the first instance of a group, by indices.
    fn newest(&self, chosen: &Chosen, group: &Group) -> (usize, usize, usize) {
        let own = self.cx.model.instances_of(chosen.invocation(&self.cx));
        let instance = group.instances.first().map_or(0, |at| *at as usize);
        (chosen.rows.invocation, instance, own[instance].records.len().saturating_sub(1))
    }

    /// Instances that printed the same, and its end.
    fn group(&mut self, chosen: &Chosen, group: &Group) {
        let cx = self.cx;
        let own = cx.model.instances_of(chosen.invocation(&cx));
        let ids = group.instances.iter().take(IDS);
        let ids: Vec<Phrase> =
            ids.map(|at| Phrase::id(&digest::id(&cx, &own[*at as usize], self.options.redactor))).collect();
        let mut ids = Phrase::join(&ids, &cx.word("label.listed"));
        if group.instances.len() > IDS {
            let more = Value::count(group.instances.len() - IDS);
            ids = cx.phrase("label.more", &[("ids", Value::Phrase(&ids)), ("n", more)]);
        }
        self.line(&["  ", &*style::phrase(&ids, "  ")].concat());
        // What goes on has printed nothing that explains it.
        if chosen.reason(&cx, group.reason).outcome.is_active() {
            return;
        }
        match &group.output {
            Some((_, Some(text))) => {
                let text = hidden(self.options.redactor, text);
                let (above, tail) = tail(&text);
                if above > 0 {
                    self.faint("  ", "summary.above", above);
                }
                for line in failed::block(&tail).lines() {
                    self.line(&["  ", line].concat());
                }
            }
            Some((bytes, None)) => self.text += &["  ", &*failed::no_text(&cx, *bytes)].concat(),
            None => {
                let place = self.newest(chosen, group);
                self.text += &["  ", &*failed::absent(self.inspection, place, self.options)].concat();
            }
        }
        for lack in &group.lacks {
            self.text += &["  ", &*failed::sentence(lack)].concat();
        }
        if let Some(info) = &group.said {
            let (_, tail) = tail(&hidden(self.options.redactor, info));
            for line in failed::said(&tail).lines() {
                self.line(&["  ", line].concat());
            }
        }
    }

    /// What to type next.
    fn next(&mut self, advice: &[Phrase], selection: &Selection) {
        self.line("");
        let heading = words::word(self.language, "summary.next");
        self.line(&style::paint(STRONG, &heading));
        advice.iter().for_each(|said| self.item(said));
        let cx = self.cx;
        let printed = |instance: &Instance| {
            let outputs = cx.model.records_of(instance).iter().filter_map(|record| record.output(cx.readings));
            outputs.into_iter().any(|output| !output.raw().is_empty())
        };
        let failed = || {
            selection.chosen.iter().flat_map(|chosen| {
                // Of the codes of another product nothing is known here.
                let is_ours = chosen.invocation(&cx).foreign.is_none();
                let failed = chosen.each(&cx).filter(|one| one.outcome == Outcome::Failed);
                failed.map(move |one| (is_ours, one))
            })
        };
        let more = [
            ("summary.failed", failed().any(|(_, one)| printed(one))),
            ("summary.explain", failed().any(|(is_ours, _)| is_ours)),
        ];
        for (key, _) in more.iter().filter(|(_, holds)| *holds) {
            self.item(&words::phrase(self.language, key));
        }
    }
}

/// The last lines of an output, each at most so wide, and how many lines stand above them.
fn tail(text: &str) -> (usize, String) {
    let text = text.trim_end_matches(['\n', '\r', ' ', '\t']);
    let start = text.rmatch_indices('\n').nth(LINES - 1).map_or(0, |(at, _)| at + 1);
    let above = text[..start].bytes().filter(|byte| *byte == b'\n').count();
    let cut = |line: &str| match line.char_indices().nth(WIDTH) {
        Some((at, _)) => [&line[..at], "…"].concat(),
        None => line.to_owned(),
    };
    // What takes the place of a character that cannot be seen is longer than it.
    let lines: Vec<String> = text[start..].split('\n').map(|line| cut(&visible(line))).collect();
    (above, lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_output_its_end_is_shown_and_what_stands_above_is_counted() {
        let numbered = (1..=20).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n") + "\n";
        let (above, shown) = tail(&numbered);
        assert_eq!((above, shown.lines().next(), shown.lines().count()), (12, Some("line 13"), LINES));
        assert_eq!(tail("one\n\n"), (0, "one".to_owned()));
        assert_eq!(tail(""), (0, String::new()));
        let (_, wide) = tail(&"状".repeat(WIDTH + 1));
        assert_eq!(wide.chars().count(), WIDTH + 1);
        assert!(wide.ends_with('…'));
    }
}
