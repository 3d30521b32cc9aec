//! A unified difference into lines with what each does; it is one if a hunk has as many lines as it states.

use super::layout::{Class, Diff, DiffLine, line};
use crate::words::Language;

/// The difference of a text; nothing where there is none.
pub(super) fn read(text: &str, language: Language) -> Option<Diff> {
    if !text.contains("\n@@ -") && !text.starts_with("@@ -") {
        return None;
    }
    let mut lines = Vec::new();
    let mut whole = 0;
    let (mut removed, mut added) = (0, 0);
    for text in text.lines() {
        let class = if removed + added > 0 {
            let class = match text.as_bytes().first() {
                Some(b'-') => Class::Removed,
                Some(b'+') => Class::Added,
                Some(b'\\') => Class::Other,
                // Editors take the blank of an empty line away.
                Some(b' ') | None => Class::Same,
                Some(_) => return None,
            };
            let (less, more) = match class {
                Class::Removed => (1, 0),
                Class::Added => (0, 1),
                Class::Same => (1, 1),
                Class::File | Class::Hunk | Class::Other => (0, 0),
            };
            removed = u64::checked_sub(removed, less)?;
            added = u64::checked_sub(added, more)?;
            whole += usize::from(removed + added == 0);
            class
        } else if let Some((old, new)) = hunk(text) {
            (removed, added) = (old, new);
            Class::Hunk
        } else if ["--- ", "+++ ", "diff ", "index "].iter().any(|start| text.starts_with(start)) {
            Class::File
        } else {
            Class::Other
        };
        lines.push(DiffLine { class, spans: line(text, language) });
    }
    (whole > 0 && removed + added == 0).then_some(Diff { lines })
}

/// How many lines a hunk has of the old and of the new: `@@ -1,3 +1,4 @@`.
fn hunk(text: &str) -> Option<(u64, u64)> {
    let (old, rest) = text.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let count = |range: &str| match range.split_once(',') {
        Some((_, count)) => count.parse().ok().filter(|count| *count < 1 << 32),
        None => range.parse::<u64>().ok().map(|_| 1),
    };
    Some((count(old)?, count(new)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Class::{Added, File, Hunk, Other, Removed, Same};

    #[test]
    fn lines_have_their_classes() {
        let text = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@ fn\n same\n-old\n+new\n\n\\ No newline at end of file\n";
        let classes: Vec<Class> =
            read(text, Language::En).expect("a difference").lines.iter().map(|line| line.class).collect();
        assert_eq!(classes, [File, File, File, File, Hunk, Same, Removed, Added, Same, Other]);
    }

    #[test]
    fn hunks_keep_their_lengths() {
        for text in [
            "@@ -1,2 +1 @@\n-a\n",
            "@@ -1 +1 @@\nx\n",
            "@@ -1 +1 @@\n-a\n-b\n",
            "@@ -99999999999999999999,1 +1,99999999999999 @@\n-a\n",
            "x @@ -1",
        ] {
            assert_eq!(read(text, Language::En), None, "{text:?}");
        }
    }
}
