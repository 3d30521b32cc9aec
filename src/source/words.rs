//! What people and programs write for what they left out of a text.

const SAYS: [&str; 22] = [
    "truncated",
    "omitted",
    "snip",
    "more lines",
    "more items",
    "more rows",
    "only showing",
    "lines hidden",
    "cut off",
    "only the first",
    "load more",
    "show more",
    "remaining items",
    "加载更多",
    "未显示",
    "下略",
    "省略",
    "仅贴",
    "只贴",
    "仅显示",
    "只显示",
    "截断",
];

/// Whether words say that something was left out. `but`: no words have such a sign.
pub(crate) fn is_note(words: &[u8], but: &[u8]) -> bool {
    const NOTHING: [&str; 8] = ["no ", "not ", "none", "nothing", "0 ", "未", "没有", "无"];
    let text = String::from_utf8_lossy(words).to_ascii_lowercase();
    let first = text.trim_start_matches(|char: char| char.is_ascii_punctuation() || char.is_whitespace());
    let denies = NOTHING.iter().any(|word| first.starts_with(word));
    !denies && SAYS.iter().any(|word| text.contains(word)) && !words.iter().any(|b| but.contains(b))
}

/// Whether a comment says that something was left out in its place: `# ...`, `/* 12 more rows omitted */`, `// snip`, `// 3 more`, but not `// omitted when empty`.
pub(crate) fn is_comment_note(comment: &[u8]) -> bool {
    const NOTE: usize = 60;
    let is_edge = |b: &u8| b"<>[]()#/*!- \t\r\n".contains(b);
    let from = comment.iter().position(|b| !is_edge(b)).unwrap_or(comment.len());
    let to = comment.iter().rposition(|b| !is_edge(b)).map_or(from, |at| at + 1);
    let words = &comment[from..to];
    let counts = words.first().is_some_and(u8::is_ascii_digit);
    let text = String::from_utf8_lossy(words).to_ascii_lowercase();
    let ends = || SAYS.iter().any(|word| text.ends_with(word));
    words.starts_with(b"...")
        || words.starts_with("…".as_bytes())
        || words.len() < NOTE && (is_note(words, b"\"<:=") && (counts || ends()) || counts_others(&text))
}

/// Whether a comment says that what stands above it goes on: `3 more`, `and 12 others`, `+ 12`, `etc.`, `其余 3 台`.
fn counts_others(comment: &str) -> bool {
    const ENDS: [&str; 8] = ["etc", "etc.", "more", "and more", "and so on", "rest omitted", "等等", "后略"];
    const LEADS: [&str; 3] = ["and ", "plus ", "another "];
    const FOLLOW: [&str; 10] =
        ["more", "other", "further", "additional", "remaining", "similar", "weitere", "andere", "autres", "más"];
    const CHINESE: [&str; 5] = ["还有", "其余", "其他", "其它", "另有"];
    const WORDS: usize = 5;
    if ENDS.contains(&comment) || CHINESE.iter().any(|lead| comment.strip_prefix(lead).is_some_and(begins_with_digit)) {
        return true;
    }
    let lead = LEADS.iter().find_map(|lead| comment.strip_prefix(lead));
    let rest = comment.strip_prefix('+').or(lead).unwrap_or(comment).trim_start();
    let behind = rest.trim_start_matches(|char: char| char.is_ascii_digit() || char == ',');
    let follows = FOLLOW.iter().any(|word| behind.trim_start().starts_with(word)) && behind.split(' ').count() <= WORDS;
    let is_led = comment.starts_with("another ") || behind.is_empty() && rest.len() < comment.len();
    begins_with_digit(rest) && !rest.starts_with("0 ") && (follows || is_led)
}

fn begins_with_digit(text: &str) -> bool {
    text.trim_start().starts_with(|char: char| char.is_ascii_digit())
}

/// Whether a line says that others were left out: `...`, `<truncated>`, `[... 12 lines omitted ...]`.
pub(super) fn says_left_out(line: &[u8]) -> bool {
    let is_edge = |b: &u8| b"<>[]()#/* \t\r".contains(b);
    let from = line.iter().position(|b| !is_edge(b)).unwrap_or(line.len());
    if line[..from].iter().any(|b| b"#/*".contains(b)) {
        return is_comment_note(line);
    }
    let to = line.iter().rposition(|b| !is_edge(b)).map_or(from, |at| at + 1);
    let line = &line[from..to];
    line == b"..." || line == "…".as_bytes() || line.len() < 60 && is_note(line, b":=,")
}

/// Where the mark begins with which a text ends that was shortened: `...`, `…`, `...(truncated)`, ` … [1234 chars truncated]`.
pub(super) fn left_out_at_end(text: &[u8]) -> Option<usize> {
    const NOTE: usize = 60;
    let dots = |text: &[u8]| {
        let text = text.trim_ascii_end();
        let kept = text.strip_suffix("…".as_bytes()).or_else(|| text.strip_suffix(b"...")).map(<[u8]>::len);
        kept.map(|kept| kept - text[..kept].iter().rev().take_while(|b| **b == b'.').count())
    };
    let open = match text.last()? {
        b']' => b'[',
        b')' => b'(',
        b'>' => b'<',
        _ => return dots(text),
    };
    let from = text.len().saturating_sub(NOTE);
    let start = from + text[from..].iter().rposition(|b| *b == open)?;
    let says = says_left_out(&text[start..]) && !text[start..].contains(&b'"');
    says.then(|| dots(&text[..start]).unwrap_or(start))
}

/// Whether what stands before a document says that a test wants it, and that it is no answer: `expected: {`, `Expected result`, `got {…}, want {`,
/// `{…} to equal {`, `assert row == {`, but not `as expected: {` or `Expected 0 but got: {`.
pub(crate) fn is_wanted(before: &[u8]) -> bool {
    const MOST: usize = 48;
    const WORDS: [&str; 4] = ["expected", "want", "期望", "预期"];
    let line = &before[before.len().saturating_sub(MOST)..];
    // That of a fence says in which language it is.
    let line = line.windows(3).position(|three| three == b"```").map_or(line, |at| &line[..at]);
    let is_part = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let label = &line[..line.iter().rposition(is_part).map_or(0, |at| at + 1)];
    let label = label.strip_suffix("：".as_bytes()).unwrap_or(label);
    let from = match label.iter().rposition(|b| b",;:\n}>".contains(b)) {
        None if before.len() > MOST => return false,
        sign => sign.map_or(0, |at| at + 1),
    };
    let label = &label[from + label[from..].iter().take_while(|b| !is_part(b)).count()..];
    let begins = |word: &&str| {
        let (own, rest) = label.split_at(word.len().min(label.len()));
        own.eq_ignore_ascii_case(word.as_bytes()) && !rest.trim_ascii_start().contains(&b' ')
    };
    line.ends_with(b" == ") || label.ends_with(b" equal") || WORDS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::is_comment_note;

    #[test]
    fn comments_that_leave_something_out() {
        for comment in [
            "// ...",
            "/* … */",
            "/* 12 more rows omitted */",
            "// snip",
            "// 3 more",
            "# and 12 others",
            "<!-- + 12 -->",
            "// another 7 instances like this, all the same",
            "// 1,024 remaining",
            "// etc.",
            "// 其余 3 台",
            "<!-- 12 weitere -->",
            "// 后略",
        ] {
            assert!(is_comment_note(comment.as_bytes()), "{comment}");
        }
        for comment in [
            "// omitted when empty",
            "/* nothing omitted */",
            "/* 0 rows omitted */",
            "// not truncated",
            "// 0 more",
            "// 未截断",
            "/* 1 */",
            "// the first of 2",
            "// 3 seconds",
            "// more or less",
            "// 2026-11-20",
            "// +x",
            "// one more than before",
        ] {
            assert!(!is_comment_note(comment.as_bytes()), "{comment}");
        }
    }
}
