//! What goes into a ticket or a chat: verdict, rule, doubts, reasons, failed ids, and of each group what was printed. Of a limit that
//! is set, sentences get their part first, then outputs share what is left; the closing line is always there.

use super::changes;
use super::cut::{Room, middle};
use super::digest::{self, Digest, Digesting, Group};
use super::markup::Markup;
use super::options::{ExportOptions, Format};
use super::redact::hidden;
use super::selection::{Chosen, Selection};
use super::writer::{LeftOut, Work, Writer};
use crate::model::Instance;
use crate::names::Name;
use crate::view::compare::Table;
use crate::view::context::ViewContext;
use crate::view::fields;
use crate::view::page::rollups;
use crate::view::phrases::{doubts, headline, labels, verdict};
use crate::words::phrase::{Part, Phrase, Value};

/// So much of one output is read in a ticket, and in a chat.
const PRINTED: usize = 6_000;
const CHATTED: usize = 800;
/// A group is told only where so much of its output fits.
const LEAST: usize = 400;
/// So many ids stand beside an output.
const NAMED: usize = 3;

/// A piece of what is written, in its order.
enum Block {
    /// Lines that stay whole.
    Fixed(String),
    /// Ids, of which as many stand there as fit, and how many there are.
    Ids(Vec<String>, usize),
    /// A caption, and what was printed.
    Output(String, String),
    /// Something that does not fit, whatever it is.
    LeftOut,
}

/// What goes to a place with its limit: reads all rows first.
pub(super) struct Brief {
    format: Format,
    digests: Digesting,
    left_out: LeftOut,
}

impl Brief {
    pub(super) fn new(format: Format) -> Self {
        Self { format, digests: Digesting::default(), left_out: LeftOut::default() }
    }
}

impl Writer for Brief {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        if !self.digests.go(work.cx, work.selection, rows) {
            return false;
        }
        let markup = match self.format {
            Format::Chat => Markup::Chat,
            Format::Md => Markup::Markdown,
            Format::Jira => Markup::Jira,
            _ => Markup::Plain,
        };
        let limit = work.options.limit.or(self.format.limit()).unwrap_or(usize::MAX);
        let Work { cx, selection, options } = *work;
        let mut writing = Writing { cx, options, markup, limit, used: 0, blocks: Vec::new() };
        writing.begin(selection);
        let mut order: Vec<(&Chosen, &Digest)> = selection.chosen.iter().zip(&self.digests.done).collect();
        order.sort_by_cached_key(|(chosen, _)| labels::invocation(cx, chosen.invocation(cx)).1);
        order.iter().for_each(|(chosen, digest)| writing.invocation(selection, chosen, digest));
        let (text, left_out) = writing.finish(selection);
        self.left_out = left_out;
        out.extend_from_slice(text.as_bytes());
        true
    }

    fn left_out(&self) -> LeftOut {
        self.left_out
    }
}

/// Writes for one place.
struct Writing<'a> {
    cx: &'a ViewContext<'a>,
    options: &'a ExportOptions<'a>,
    markup: Markup,
    limit: usize,
    /// What the blocks take at least.
    used: usize,
    blocks: Vec<Block>,
}

impl Writing<'_> {
    /// A sentence, its parts redacted.
    fn phrase(&self, phrase: &Phrase) -> String {
        self.markup.phrase(&redacted(phrase, self.options))
    }

    fn line(&mut self, line: String) {
        self.used += self.markup.measure(&line);
        self.blocks.push(Block::Fixed(line));
    }

    fn heading(&mut self, phrase: &Phrase) {
        let line = self.phrase(phrase);
        self.line(self.markup.heading(&line));
    }

    fn item(&mut self, phrase: &Phrase) {
        let line = self.phrase(phrase);
        self.line(self.markup.item(&line));
    }

    /// What is so of everything.
    fn begin(&mut self, selection: &Selection) {
        let cx = self.cx;
        if selection.chosen.is_empty() && !selection.is_part {
            self.heading(&headline::phrase_without_rows(cx));
        } else if selection.chosen.len() > 1 && !selection.is_part {
            self.heading(&Phrase::text(&headline::of_several(cx, &cx.model.invocations).0));
        }
        if selection.instances() < selection.of {
            self.item(&part(cx, selection, self.options));
        }
        doubts::of_reading(cx).iter().for_each(|(_, doubt)| self.item(doubt));
    }

    fn invocation(&mut self, selection: &Selection, chosen: &Chosen, digest: &Digest) {
        let (cx, invocation) = (self.cx, chosen.invocation(self.cx));
        self.heading(&verdict::marked(cx, invocation));
        let ids = [
            fields::text(invocation, cx.readings, Name::CommandName).map(|name| Phrase::code(&name)),
            fields::id_text(invocation.invoke_id, cx.readings).map(|id| Phrase::id(&id)),
            fields::text(invocation, cx.readings, Name::CommandId).map(|id| Phrase::id(&id)),
        ];
        let ids: Vec<Phrase> = ids.into_iter().flatten().collect();
        if !ids.is_empty() {
            self.item(&Phrase::join(&ids, &cx.word("label.comma")));
        }
        let [rollup, _] = rollups::of_invocation(cx, invocation);
        self.item(&rollup.rule);
        if rollup.reported.is_some() {
            self.item(&rollup.agreement);
        }
        doubts::of_invocation(cx, invocation).iter().for_each(|(_, doubt)| self.item(doubt));
        self.reasons(chosen, digest);
        if let Some(table) = &selection.comparison {
            self.changes(table, selection);
        } else {
            self.failed(chosen);
        }
        digest.groups.iter().for_each(|group| self.group(chosen, group));
    }

    fn reasons(&mut self, chosen: &Chosen, digest: &Digest) {
        for (reason, count) in &digest.reasons {
            let label = digest::label(self.cx, chosen.reason(self.cx, *reason), self.options.redactor);
            let args = [("n", Value::count(*count)), ("reason", Value::Phrase(&label))];
            self.item(&self.cx.phrase("export.reason", &args));
        }
    }

    fn failed(&mut self, chosen: &Chosen) {
        let failed = digest::failed(self.cx, chosen);
        if failed.is_empty() {
            return;
        }
        self.heading(&self.cx.phrase("export.failed", &[("n", Value::count(failed.len()))]));
        self.ids_of(&failed);
    }

    /// With what it is compared, and who became what; all that failed are among them.
    fn changes(&mut self, table: &Table, selection: &Selection) {
        self.heading(&changes::heading(self.cx, table));
        changes::sentences(self.cx, table).iter().for_each(|sentence| self.item(sentence));
        for group in changes::listed(self.cx, selection) {
            self.heading(&changes::part(self.cx, &group));
            self.ids_of(&group.1);
        }
    }

    fn ids_of(&mut self, instances: &[&Instance]) {
        // Of a hundred thousand no place takes more than a part.
        let mut used = 0;
        let ids = instances.iter().map_while(|instance| {
            let id = self.markup.code(&digest::id(self.cx, instance, self.options.redactor));
            used += self.markup.measure(&id);
            (used <= self.limit).then_some(id)
        });
        let ids = ids.collect();
        self.blocks.push(Block::Ids(ids, instances.len()));
    }

    /// What instances have in common, and what they printed.
    fn group(&mut self, chosen: &Chosen, group: &Group) {
        let cx = self.cx;
        let notes = group.notes(cx, self.options.redactor);
        if group.output.is_none() && notes.is_empty() {
            return;
        }
        if self.used > self.limit {
            return self.blocks.push(Block::LeftOut);
        }
        let own = cx.model.instances_of(chosen.invocation(cx));
        let named =
            group.instances.iter().take(NAMED).map(|at| digest::id(cx, &own[*at as usize], self.options.redactor));
        let named: Vec<Phrase> = named.map(|id| Phrase::id(&id)).collect();
        let mut ids = Phrase::join(&named, &cx.word("label.listed"));
        if group.instances.len() > NAMED {
            let more = Value::count(group.instances.len() - NAMED);
            ids = cx.phrase("label.more", &[("ids", Value::Phrase(&ids)), ("n", more)]);
        }
        let label = digest::label(cx, chosen.reason(cx, group.reason), self.options.redactor);
        let args = [
            ("n", Value::count(group.instances.len())),
            ("reason", Value::Phrase(&label)),
            ("ids", Value::Phrase(&ids)),
            ("bytes", Value::count(group.output.as_ref().map_or(0, |(bytes, _)| *bytes))),
        ];
        let key = match group.output {
            Some((_, Some(_))) => "export.group",
            Some((_, None)) => "export.group.binary",
            None => "export.group.silent",
        };
        let mut caption = self.markup.heading(&self.phrase(&cx.phrase(key, &args)));
        notes.iter().for_each(|note| caption += &["\n\n", &*self.phrase(note)].concat());
        match &group.output {
            Some((_, Some(text))) => {
                self.used += self.markup.measure(&caption);
                self.blocks.push(Block::Output(caption, hidden(self.options.redactor, text).into_owned()));
            }
            _ => self.line(caption),
        }
    }

    /// The line that is always there.
    fn closing(&self, selection: &Selection) -> String {
        let cx = self.cx;
        let mut closing = cx.phrase("export.closing", &[("n", Value::count(selection.instances()))]);
        if let Some(redactor) = self.options.redactor {
            closing.push_text(&cx.word("label.space"));
            closing.append(&cx.phrase("export.redacted", &[("version", Value::Text(redactor.version))]));
        }
        self.markup.phrase(&closing)
    }

    fn finish(mut self, selection: &Selection) -> (String, LeftOut) {
        let measure = |text: &str| self.markup.measure(text);
        let closing = self.closing(selection);
        // A blank line stands before it, and a sentence about what is left out may.
        let omitted = |n: usize| self.markup.phrase(&self.cx.phrase("export.omitted", &[("n", Value::count(n))]));
        let reserve = measure(&closing) + measure(&omitted(self.blocks.len())) + 6;
        let room = self.limit.saturating_sub(reserve);
        let blocks = std::mem::take(&mut self.blocks);
        let (mut pieces, mut used, total) = (Vec::new(), 0, blocks.len());
        for block in blocks {
            let left = room.saturating_sub(used);
            let (line, output) = match block {
                Block::Fixed(line) => (line, None),
                Block::Ids(ids, of) => (self.ids(&ids, of, left / 2), None),
                Block::Output(caption, text) => (caption, Some(text)),
                Block::LeftOut => break,
            };
            let fixed = measure(&line) + 2;
            let least = output.as_ref().map_or(0, |text| self.whole(text).min(LEAST));
            if fixed + least > left {
                break;
            }
            used += fixed + least;
            pieces.push((line, output));
        }
        let left_out = total - pieces.len();
        let fixed: usize = pieces.iter().map(|(line, _)| measure(line) + 2).sum();
        let (mut lines, cut, outputs) = self.outputs(pieces, room.saturating_sub(fixed));
        if left_out > 0 {
            lines.push(omitted(left_out));
        }
        lines.push(closing);
        (self.joined(&lines), LeftOut { cut, omitted: left_out, outputs: Some(outputs) })
    }

    /// The ids that fit, and how many more there are.
    fn ids(&self, ids: &[String], of: usize, room: usize) -> String {
        let between = self.cx.word("label.listed");
        let more = |n: usize| self.cx.text("label.more", &[("ids", Value::Text("")), ("n", Value::count(n))]);
        let room = room.saturating_sub(self.markup.measure(&more(of)) * 2 + 2);
        let mut used = 0;
        let fits = |id: &&String| {
            used += self.markup.measure(id) + self.markup.measure(&between);
            used <= room
        };
        let fitting: Vec<&str> = ids.iter().take_while(fits).map(|id| &**id).collect();
        let listed = fitting.join(&between);
        match of - fitting.len() {
            0 => listed,
            n => [&*listed, &*self.markup.text(&more(n))].concat(),
        }
    }

    /// What an output takes where it is cut as far as this place asks anyway.
    fn whole(&self, text: &str) -> usize {
        let most = if self.markup == Markup::Chat { CHATTED } else { PRINTED };
        let size: usize = text.chars().map(|char| self.markup.cost(char)).sum();
        size.min(most) + self.markup.frame(text) + 2
    }

    /// Cuts outputs so that they share the room: what needs less than its part leaves the rest to the others. Also how many are
    /// cut, and how many there are.
    fn outputs(&self, pieces: Vec<(String, Option<String>)>, room: usize) -> (Vec<String>, usize, usize) {
        let mut sizes: Vec<usize> = pieces.iter().filter_map(|(_, text)| Some(self.whole(text.as_deref()?))).collect();
        sizes.sort_unstable();
        let (mut left, mut share) = (room, usize::MAX);
        for (at, size) in sizes.iter().enumerate() {
            let part = left / (sizes.len() - at);
            if *size > part {
                share = part;
                break;
            }
            left -= size;
        }
        let (mut lines, mut cut, mut outputs) = (Vec::new(), 0, 0);
        for (line, text) in pieces {
            lines.push(line);
            let Some(text) = text else { continue };
            let own = self.whole(&text).min(share).saturating_sub(self.markup.frame(&text) + 2);
            let shown = middle(self.cx, &text, Room::of(own), &|char| self.markup.cost(char));
            cut += usize::from(shown != text);
            if !shown.is_empty() {
                outputs += 1;
                lines.push(self.markup.block(&shown));
            }
        }
        (lines, cut, outputs)
    }

    /// Lines as the place parts them: items one below the other, all else with a blank line between.
    fn joined(&self, lines: &[String]) -> String {
        let is_item = |line: &str| line.starts_with(if self.markup == Markup::Jira { "* " } else { "- " });
        let mut out = String::new();
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                out.push_str(if is_item(&lines[at - 1]) && is_item(line) { "\n" } else { "\n\n" });
            }
            out.push_str(line);
        }
        out.push('\n');
        out
    }
}

/// That this is a part, and what chose it.
pub fn part(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Phrase {
    let query = options.query.as_deref().map(str::trim).filter(|query| !query.is_empty());
    let code = Phrase::code(query.unwrap_or_default());
    let args = [
        ("n", Value::count(selection.instances())),
        ("of", Value::count(selection.of)),
        ("query", Value::Phrase(&code)),
    ];
    cx.phrase(if query.is_some() { "export.part.query" } else { "export.part" }, &args)
}

/// A sentence with what is hidden in its parts.
pub fn redacted(phrase: &Phrase, options: &ExportOptions<'_>) -> Phrase {
    let hide = |text: &str| hidden(options.redactor, text).into_owned();
    let part = |part: &Part| match part {
        Part::Text(text) => Phrase::text(&hide(text)),
        Part::Code(text) => Phrase::of(Part::Code(hide(text))),
        Part::Id(text) => Phrase::of(Part::Id(hide(text))),
        Part::Command(text) => Phrase::of(Part::Command(hide(text))),
    };
    Phrase::join(&phrase.parts().iter().map(part).collect::<Vec<_>>(), "")
}
