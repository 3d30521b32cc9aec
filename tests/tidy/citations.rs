//! Comments of a source -> the places of `docs/api.md` that they cite; that page -> the places it has. A place is `3.4`,
//! `quirk 4` or `contradiction c`.

use std::collections::BTreeSet;

/// The comments of a source, each with the lines that follow it at once.
fn comments(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for line in text.lines() {
        match (line.trim_start().strip_prefix("//"), found.last_mut()) {
            (Some(comment), Some(last)) => {
                last.push(' ');
                last.push_str(comment.trim_start_matches(['/', '!']));
            }
            (None, Some(last)) if !last.is_empty() => found.push(String::new()),
            _ => {}
        }
    }
    found
}

/// Whether it is one digit, or two with a full stop between.
fn is_section(word: &str) -> bool {
    matches!(word.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'9', b'.', b'0'..=b'9'])
}

/// The places that a source cites. After `api.md` every number up to a parenthesis or full stop is a section, and a
/// letter a contradiction; later in the same comment a number like `3.4` is still one.
pub(crate) fn cited(text: &str) -> BTreeSet<String> {
    let mut cited = BTreeSet::new();
    for comment in comments(text) {
        let (mut named, mut open, mut previous) = (false, false, "");
        for raw in comment.split_whitespace() {
            let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
            if word.ends_with("api.md") {
                (named, open) = (true, true);
            } else if previous == "quirk" && word.parse::<u8>().is_ok() {
                cited.insert(format!("quirk {word}"));
            } else if is_section(word) && (open || named && word.len() == 3) {
                cited.insert(word.to_owned());
            } else if (open || previous == "contradiction") && matches!(word.as_bytes(), [b'a'..=b'z']) {
                cited.insert(format!("contradiction {word}"));
            }
            open &= !raw.ends_with('.') && !raw.contains(')');
            previous = word;
        }
    }
    cited
}

/// The places that the page has: numbered headings, the numbered entries of section 6, and the lettered ones.
pub(crate) fn places(page: &str) -> BTreeSet<String> {
    let (mut places, mut section) = (BTreeSet::new(), "");
    for line in page.lines() {
        let (mark, rest) = line.split_once(' ').unwrap_or_default();
        let first = rest.split(' ').next().unwrap_or_default();
        if mark == "##" || mark == "###" {
            section = first.trim_end_matches('.');
            places.extend(is_section(section).then(|| section.to_owned()));
        } else if section == "6" && mark.ends_with('.') {
            places.insert(format!("quirk {}", mark.trim_end_matches('.')));
        } else if mark == "-" && first.len() == 3 && first.starts_with('(') && first.ends_with(')') {
            places.insert(format!("contradiction {}", &first[1..2]));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{cited, places};

    #[test]
    fn citations_are_found_in_whatever_form_they_come() {
        let found = |text: &str| cited(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(found("let x = 3.5; // not a comment of its own: api.md 1.1"), "");
        assert_eq!(found("/// 3.5 without the page's name"), "");
        assert_eq!(found("//! Rows (api.md 1.3,\n//! section 6). Others of 100 (2.6)."), "1.3 2.6 6");
        assert_eq!(found("/// It (docs/api.md 3.1 a to c, 7)."), "3.1 7 contradiction a contradiction c");
        assert_eq!(found("/// As in quirk 12, and api.md 4. Knows 2."), "4 quirk 12");
    }

    #[test]
    fn places_are_headings_and_entries() {
        let page =
            "## 3. A\n### 3.4 B\n1. no quirk\n- (b) C\n- (see) no letter\n## 6. D\n4. E\n   2. of no list\n## Sources";
        assert_eq!(places(page).into_iter().collect::<Vec<_>>(), ["3", "3.4", "6", "contradiction b", "quirk 4"]);
    }
}
