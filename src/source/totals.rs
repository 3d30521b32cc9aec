//! Lines beside rows -> how many rows there are in all, or that some were left out.

use super::listing::line;
use super::words::says_left_out;
use crate::span::Span;

/// What a line says of the rows: `Showing 1 to 2 of 57 entries`, `(57 rows)`, `共 1,024 条`, `Total: 57 items`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Total {
    /// How many there are in all.
    rows: u64,
    /// The first and the last of those that stand above, where it says so.
    range: Option<(u64, u64)>,
}

impl Total {
    /// What a line says that begins so; the number of pages is not meant, nor that of anything else.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        const LONGEST: usize = 120;
        const BEGINS: [&str; 9] = ["(", "showing", "displaying", "page", "total", "共", "总计", "合计", "第"];
        if line.len() > LONGEST {
            return None;
        }
        let text = String::from_utf8_lossy(line).to_ascii_lowercase();
        let text = text.trim_matches(|char: char| char.is_whitespace() || "-=*_#|".contains(char));
        if !text.starts_with(|char: char| char.is_ascii_digit()) && !BEGINS.iter().any(|word| text.starts_with(word)) {
            return None;
        }
        let (mut rows, mut range, mut last) = (None, None, None);
        for (number, before, behind) in numbers(text) {
            let between = |from: usize| before.get(from..).unwrap_or_default().trim();
            if let Some((first, end)) = last
                && ["-", "–", "to", "~", "至"].contains(&between(end))
            {
                range = Some((first, number));
            }
            if is_of_rows(before.trim_end(), behind.trim_start()) {
                rows = rows.max(Some(number));
            }
            last = Some((number, text.len() - behind.len()));
        }
        rows.map(|rows| Self { rows, range })
    }

    /// Whether there are more than the `here` above it and the `earlier` ones of tables before.
    pub(super) fn is_more(self, earlier: u64, here: u64) -> bool {
        let before = match self.range {
            Some((first, last)) if last.checked_sub(first).is_some_and(|apart| apart + 1 == here) => {
                earlier.min(first.saturating_sub(1))
            }
            _ => earlier,
        };
        self.rows > before + here
    }
}

/// The whole numbers of a text, with what stands before and behind each.
fn numbers(text: &str) -> impl Iterator<Item = (u64, &str, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text[at..].find(|char: char| char.is_ascii_digit())?;
            let rest = &text[at..];
            let len = rest.find(|char: char| !char.is_ascii_digit() && !",.".contains(char)).unwrap_or(rest.len());
            let figures = rest[..len].trim_end_matches([',', '.']);
            let (before, behind) = (&text[..at], &text[at + figures.len()..]);
            at += len;
            let is_apart = !before.ends_with(|char: char| char.is_ascii_alphanumeric() || char == '.')
                && !behind.starts_with(|char: char| char.is_ascii_alphabetic());
            if let Ok(number) = figures.replace(',', "").parse()
                && is_apart
            {
                return Some((number, before, behind));
            }
        }
    })
}

/// Whether a number between these words is that of all rows.
fn is_of_rows(before: &str, behind: &str) -> bool {
    const ROWS: [&str; 8] = ["row", "entr", "record", "item", "result", "instance", "invocation", "execution"];
    const CHINESE: [&str; 6] = ["条", "行", "台", "个", "项", "笔"];
    const ALL: [&str; 5] = ["total", "共", "总计", "合计", "总数"];
    let is_chinese = CHINESE.iter().any(|word| behind.starts_with(word));
    let names_rows = is_chinese || ROWS.iter().any(|word| behind.starts_with(word));
    let label = before.trim_end_matches([':', '：', ' ']);
    let says_all = ALL.iter().any(|word| label.ends_with(word));
    let ends = behind.is_empty() || behind.starts_with([')', ',', '.', ';', '，', '。', '|']);
    before.ends_with(" of") && (names_rows || ends && !before.contains("page"))
        || says_all && (names_rows || ends && label.len() < before.len())
        || before.ends_with('(') && (names_rows || behind.starts_with("total"))
        || behind.starts_with("rows in set")
        || is_chinese && before.ends_with('页')
}

/// Where the lines before, between or behind rows say that there are more: dots, a total of more than the `rows` here, where these are
/// counted, a transfer that ended early, the command that chose some.
pub(crate) fn left_out_beside(text: &[u8], rows: Option<usize>) -> Option<Span> {
    const LONGEST: usize = 400;
    let mut at = 0;
    while at < text.len() {
        let (start, end) = line(text, at);
        let own = text[start..end].trim_ascii();
        let says = || {
            let is_more = |rows: usize| Total::read(own).is_some_and(|total| total.is_more(0, rows as u64));
            says_left_out(own) || rows.is_some_and(is_more) || is_torn(own) || chooses(own)
        };
        if !own.is_empty() && own.len() < LONGEST && says() {
            return Some(Span::new(start, end));
        }
        at = end + 1;
    }
    None
}

/// Whether a program says that what it was writing or fetching ended early.
fn is_torn(line: &[u8]) -> bool {
    const BEGINS: [&[u8]; 5] = [
        b"curl: (",
        b"client_loop: send disconnect",
        b"packet_write_wait:",
        b"Connection reset",
        b"Read from remote host",
    ];
    matches!(line, b"^C" | b"Killed" | b"Terminated") || BEGINS.iter().any(|begin| line.starts_with(begin))
}

/// Whether a command hands on some of the rows that it reads: `jq '… | select(…)'`, `… | head -2`, `--cli-query "…[?…]"`.
fn chooses(line: &[u8]) -> bool {
    const PROGRAMS: [&[u8]; 4] = [b"aliyun", b"jq ", b"cat ", b"curl "];
    const CHOICES: [&[u8]; 9] =
        [b"select(", b"| head", b"| tail", b"| grep", b"| sed -n", b"| awk", b"[?", b"|head", b"|grep"];
    const LISTS: [&[u8]; 2] = [b"InvocationResult[", b"Invocation["];
    let holds = |word: &[u8]| line.windows(word.len()).any(|own| own == word);
    let is_part = |list: &&[u8]| {
        let at = line.windows(list.len()).position(|own| own == *list);
        at.and_then(|at| line.get(at + list.len())).is_some_and(|b| matches!(b, b'0'..=b'9' | b':' | b'-'))
    };
    // What an empty list seems to be in `….InvocationResult[] | select(…)` was taken away.
    (line.starts_with(b"|") || PROGRAMS.iter().any(|program| holds(program)))
        && (CHOICES.iter().any(|choice| holds(choice)) || LISTS.iter().any(is_part))
}

#[cfg(test)]
mod tests {
    use super::{Total, left_out_beside};

    #[test]
    fn lines_beside_rows_that_say_that_some_were_left_out() {
        for line in [
            "...",
            "(7 more rows not shown)",
            "[... 12 lines omitted ...]",
            "(57 rows)",
            "共 57 条",
            "结果如下（共9台，仅贴2台）：",
            "curl: (18) transfer closed with outstanding read data remaining",
            "^C",
            "$ jq -c '.Invocation.InvocationResults.InvocationResult[] | select(.ExitCode==0)' out.json",
            "# aliyun ecs DescribeInvocationResults --InvokeId t-1 | jq -c '.Invocation.InvocationResults.InvocationResult[]' | head -2",
            "$ jq '.Invocation.InvocationResults.InvocationResult[0]' out.json",
            "aliyun ecs DescribeInvocationResults --cli-query \"Invocation.InvocationResults.InvocationResult[?ExitCode==`0`]\"",
        ] {
            assert!(left_out_beside(line.as_bytes(), Some(2)).is_some(), "{line}");
        }
        for line in [
            "",
            "(2 rows)",
            "2026-11-20 08:00:00 INFO resp=",
            "$ aliyun ecs DescribeInvocationResults --InvokeId t-1",
            "$ jq -c '.Invocation.InvocationResults.InvocationResult[]' out.json",
            "Please help, the first one has failed...",
            "head of the line",
        ] {
            assert!(left_out_beside(line.as_bytes(), Some(2)).is_none(), "{line}");
        }
    }

    #[test]
    fn lines_that_say_how_many_rows_there_are() {
        for (line, rows) in [
            ("Showing 1 to 2 of 57 entries", Some(57)),
            ("  Showing 1-2 of 57", Some(57)),
            ("1-2 of 57", Some(57)),
            ("Displaying rows 1 to 2 of 1,024 records.", Some(1_024)),
            ("Page 1 of 6 (57 items)", Some(57)),
            ("(57 rows)", Some(57)),
            ("(1 row)", Some(1)),
            ("2 rows in set (0.00 sec)", Some(2)),
            ("(312 total)", Some(312)),
            ("Total: 57", Some(57)),
            ("Total: 57 items", Some(57)),
            ("total 57 instances", Some(57)),
            ("共 57 条", Some(57)),
            ("共57台实例", Some(57)),
            ("共 2 页 57 条", Some(57)),
            ("第 1 页，共 2 页，总计 57 条", Some(57)),
            ("总计：57", Some(57)),
            ("Page 1 of 2", None),
            ("共 2 页", None),
            ("total 57", None),
            ("30 total", None),
            ("Done in 12s, 3 total API calls", None),
            ("I ran it on 2 of 5 instances first.", None),
            ("aliyun … 0.31s user 0.05s system 26% cpu 1.367 total", None),
            ("web-2 | Failed | 2 | 1 of 1 rows done", None),
            ("Showing 1 to 2 of 57.5 %", None),
            ("(took 3 s)", None),
        ] {
            assert_eq!(Total::read(line.as_bytes()).map(|total| total.rows), rows, "{line}");
        }
    }

    #[test]
    fn rows_of_earlier_tables_count_as_far_as_the_line_says() {
        for (line, earlier, here, more) in [
            ("Showing 1 to 2 of 2 entries", 0, 2, false),
            ("Showing 1 to 2 of 57 entries", 0, 2, true),
            ("Showing 4 to 5 of 5 entries", 3, 2, false),
            ("Showing 4 to 5 of 5 entries", 0, 2, true),
            ("Showing 1 to 2 of 5 entries", 3, 2, true),
            ("(5 rows)", 3, 2, false),
        ] {
            let total = Total::read(line.as_bytes()).expect("a total");
            assert_eq!(total.is_more(earlier, here), more, "{line}, {earlier}, {here}");
        }
    }
}
