//! Groups of what did not simply succeed: by reason, then by equal output, ids folded, outputs whole. For a terminal and a file.

use super::brief::redacted;
use super::digest::{self, Digest};
use super::markup::Markup;
use super::options::ExportOptions;
use super::redact::hidden;
use super::selection::Selection;
use crate::view::context::ViewContext;
use crate::view::phrases::verdict;
use crate::words::phrase::Value;

const RULE: &str = "----------------------------------------------------------------";

pub(super) fn write(cx: &ViewContext<'_>, selection: &Selection, options: &ExportOptions<'_>) -> Vec<u8> {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    for chosen in &selection.chosen {
        let invocation = chosen.invocation(cx);
        let own = cx.model.instances_of(invocation);
        line(&Markup::Plain.phrase(&redacted(&verdict::marked(cx, invocation), options)));
        for group in &Digest::new(cx, chosen).groups {
            let ids = group.instances.iter().map(|at| digest::id(cx, &own[*at as usize], options.redactor));
            let label = digest::label(cx, group.reason, options.redactor);
            let args = [("n", Value::count(group.instances.len())), ("reason", Value::Phrase(&label))];
            line(RULE);
            line(&Markup::Plain.phrase(&cx.phrase("export.reason", &args)));
            line(&Markup::Plain.code(&folded(ids.collect()).join(",")));
            line(RULE);
            match &group.output {
                None => line(&cx.word("export.no-output")),
                Some((bytes, None)) => line(&cx.text("export.no-text", &[("bytes", Value::count(*bytes))])),
                Some((_, Some(text))) => line(&Markup::Plain.block(&hidden(options.redactor, text))),
            }
        }
        line("");
    }
    if let Some(redactor) = options.redactor {
        line(&cx.text("export.redacted", &[("version", Value::Text(redactor.version))]));
    }
    out.into_bytes()
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
