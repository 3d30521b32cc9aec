//! Groups of what did not simply succeed: by reason, then by equal output, ids folded, outputs whole. For a terminal and a file.

use super::brief::redacted;
use super::changes;
use super::digest::{self, Digesting, Group};
use super::markup::Markup;
use super::redact::hidden;
use super::selection::Chosen;
use super::writer::{LeftOut, Work, Writer};
use crate::view::phrases::verdict;
use crate::words::phrase::Value;

const RULE: &str = "----------------------------------------------------------------";

/// A group takes the time of so many rows at least.
const OF_GROUP: usize = 8;

/// Writes groups, some at a time.
#[derive(Default)]
pub(super) struct Groups {
    digests: Digesting,
    /// Whether all are made.
    read: bool,
    chosen: usize,
    group: usize,
}

impl Writer for Groups {
    fn next(&mut self, work: &Work<'_>, rows: usize, out: &mut Vec<u8>) -> bool {
        if !self.read {
            self.read = self.digests.go(work.cx, work.selection, rows);
            return false;
        }
        let mut left = rows;
        let digests = work.selection.chosen.iter().zip(&self.digests.done);
        for (chosen, digest) in digests.skip(self.chosen) {
            if left == 0 {
                return false;
            }
            if self.group == 0 {
                let verdict = verdict::marked(work.cx, chosen.invocation(work.cx));
                line(out, &Markup::Plain.phrase(&redacted(&verdict, work.options)));
                compared(work, out);
            }
            for group in &digest.groups[self.group..] {
                if left == 0 {
                    return false;
                }
                left = left.saturating_sub(group.instances.len().max(OF_GROUP));
                self.group += 1;
                put(work, chosen, group, out);
            }
            line(out, "");
            self.chosen += 1;
            self.group = 0;
        }
        if let Some(redactor) = work.options.redactor {
            line(out, &work.cx.text("export.redacted", &[("version", Value::Text(redactor.version))]));
        }
        true
    }

    fn left_out(&self) -> LeftOut {
        LeftOut { outputs: Some(digest::texts(&self.digests.done, usize::MAX)), ..LeftOut::default() }
    }
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
    out.push(b'\n');
}

/// With what it is compared, and who became what.
fn compared(Work { cx, selection, options }: &Work<'_>, out: &mut Vec<u8>) {
    let Some(table) = &selection.comparison else { return };
    let sentences = changes::sentences(cx, table);
    for sentence in std::iter::once(&changes::heading(cx, table)).chain(&sentences) {
        line(out, &Markup::Plain.phrase(&redacted(sentence, options)));
    }
    for group in changes::listed(cx, selection) {
        let ids = group.1.iter().map(|instance| digest::id(cx, instance, options.redactor)).collect();
        line(out, &Markup::Plain.phrase(&changes::part(cx, &group)));
        line(out, &Markup::Plain.code(&folded(ids).join(",")));
    }
}

fn put(Work { cx, options, .. }: &Work<'_>, chosen: &Chosen, group: &Group, out: &mut Vec<u8>) {
    let own = cx.model.instances_of(chosen.invocation(cx));
    let ids = group.instances.iter().map(|at| digest::id(cx, &own[*at as usize], options.redactor));
    let label = digest::label(cx, chosen.reason(cx, group.reason), options.redactor);
    let args = [("n", Value::count(group.instances.len())), ("reason", Value::Phrase(&label))];
    line(out, RULE);
    line(out, &Markup::Plain.phrase(&cx.phrase("export.reason", &args)));
    line(out, &Markup::Plain.code(&folded(ids.collect()).join(",")));
    line(out, RULE);
    let notes = group.notes(cx, options.redactor);
    notes.iter().for_each(|note| line(out, &Markup::Plain.phrase(&redacted(note, options))));
    match &group.output {
        None if !notes.is_empty() => {}
        None => line(out, &cx.word("export.no-output")),
        Some((bytes, None)) => line(out, &cx.text("export.no-text", &[("bytes", Value::count(*bytes))])),
        Some((_, Some(text))) => line(out, &Markup::Plain.block(&hidden(options.redactor, text))),
    }
}

/// Ids whose numbers follow each other as ranges, as node sets are written: `web[01-03,07]`.
fn folded(ids: Vec<String>) -> Vec<String> {
    let mut ids: Vec<(String, usize, u64, String)> = ids.into_iter().map(parted).collect();
    ids.sort();
    ids.dedup();
    let mut out = Vec::new();
    for same in ids.chunk_by(|one, two| (&one.0, one.1) == (&two.0, two.1)) {
        let (prefix, width, ..) = &same[0];
        if same.len() == 1 || *width == 0 {
            out.extend(same.iter().map(|id| id.3.clone()));
            continue;
        }
        let runs = same.chunk_by(|one, two| one.2 + 1 == two.2).map(|run| match run {
            [one] => format!("{:0width$}", one.2),
            _ => format!("{:0width$}-{:0width$}", run[0].2, run[run.len() - 1].2),
        });
        out.push(format!("{prefix}[{}]", runs.collect::<Vec<_>>().join(",")));
    }
    out
}

/// An id as what stands before its last digits, how many these are, and their number.
fn parted(id: String) -> (String, usize, u64, String) {
    // Brackets and commas mean something there.
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    let digits = id.len() - id.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    match id[id.len() - digits..].parse() {
        Ok(number) if is_plain && digits < 19 => (id[..id.len() - digits].to_owned(), digits, number, id),
        _ => (id.clone(), 0, 0, id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_follow_each_other_are_folded() {
        let ids = |ids: &[&str]| folded(ids.iter().map(|id| (*id).to_owned()).collect());
        assert_eq!(ids(&["web03", "web01", "web02", "web07", "db1"]), ["db1", "web[01-03,07]"]);
        assert_eq!(ids(&["i-9", "i-10", "i-08"]), ["i-9", "i-[08,10]"]);
        assert_eq!(
            ids(&["i-1", "i-1", "a,b1", "a,b2", "99999999999999999999"]),
            ["99999999999999999999", "a,b1", "a,b2", "i-1"]
        );
    }
}
