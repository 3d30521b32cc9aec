//! Lines beside rows -> how many rows there are in all, or that some were left out.

use super::listing::line;
use super::words::says_left_out;
use crate::lexical::trim;
use crate::names::{INVOKE_ID_SET, LISTED_SET, Name, TARGET_SET};
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
        let text = line.to_ascii_lowercase();
        let text = without(&text, b"-=*_#|");
        if !text.first().is_some_and(u8::is_ascii_digit) && !begins(text, &BEGINS) {
            return None;
        }
        let (mut rows, mut range, mut last) = (None, None, None);
        for Figure { number, before, behind } in figures(text) {
            if let Some((first, end)) = last
                && before.get(end..).is_some_and(|between| is_one_of(trim(between), &["-", "–", "to", "~", "至"]))
            {
                range = Some((first, number));
            }
            if is_of_rows(trim(before), trim(behind)) {
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

/// A whole number of a text, with what stands before and behind it.
struct Figure<'a> {
    number: u64,
    before: &'a [u8],
    behind: &'a [u8],
}

/// The whole numbers of a text; `1,024` is one, and `57.5` none.
fn figures(text: &[u8]) -> impl Iterator<Item = Figure<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text[at..].iter().position(u8::is_ascii_digit)?;
            let rest = &text[at..];
            let len = rest.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')).count();
            let len = len - rest[..len].iter().rev().take_while(|b| !b.is_ascii_digit()).count();
            let (before, own, behind) = (&text[..at], &rest[..len], &rest[len..]);
            at += len;
            let is_part = before.last().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.')
                || behind.first().is_some_and(u8::is_ascii_alphabetic)
                || own.contains(&b'.');
            if is_part {
                continue;
            }
            let mut digits = own.iter().filter(|b| **b != b',').map(|b| u64::from(b - b'0'));
            let value = digits.try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
            if let Some(number) = value {
                return Some(Figure { number, before, behind });
            }
        }
    })
}

/// Whether a number between these words is that of all rows.
fn is_of_rows(before: &[u8], behind: &[u8]) -> bool {
    const ROWS: [&str; 8] = ["row", "entr", "record", "item", "result", "instance", "invocation", "execution"];
    const CHINESE: [&str; 6] = ["条", "行", "台", "个", "项", "笔"];
    const ALL: [&str; 5] = ["total", "共", "总计", "合计", "总数"];
    const ENDS: [&str; 7] = [")", ",", ".", ";", "，", "。", "|"];
    let is_chinese = begins(behind, &CHINESE);
    let names_rows = is_chinese || begins(behind, &ROWS);
    let label = without(before, ":： ".as_bytes());
    let says_all = ends(label, &ALL);
    let is_end = behind.is_empty() || begins(behind, &ENDS);
    before.is_empty() && names_rows && ends(behind, &[":", "："])
        || ends(before, &[" of"]) && (names_rows || is_end && !before.windows(4).any(|four| four == b"page"))
        || says_all && (names_rows || is_end && label.len() < before.len())
        || before.ends_with(b"(") && (names_rows || behind.starts_with(b"total"))
        || behind.starts_with(b"rows in set")
        || is_chinese && ends(before, &["页"])
}

fn begins(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_bytes()))
}

fn ends(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_bytes()))
}

/// Without blanks and bytes of signs at both ends.
fn without<'a>(mut text: &'a [u8], signs: &[u8]) -> &'a [u8] {
    loop {
        let before = text.len();
        text = trim(text);
        while let Some((_, rest)) = text.split_first().filter(|(first, _)| signs.contains(first)) {
            text = rest;
        }
        while let Some((_, rest)) = text.split_last().filter(|(last, _)| signs.contains(last)) {
            text = rest;
        }
        if text.len() == before {
            return text;
        }
    }
}

fn is_one_of(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text == word.as_bytes())
}

/// Where lines stand beside rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Beside {
    Before,
    Between,
    /// Nothing that is read comes any more.
    Behind,
}

/// Where lines beside rows say that there are more: dots, a total of more than the `rows` here, where these are counted, a transfer
/// that ended early, the command that chose some, and behind them a row in another form.
pub(crate) fn left_out_beside(text: &[u8], beside: Beside, rows: Option<usize>) -> Option<Span> {
    const LONGEST: usize = 400;
    let (mut at, mut found, mut command) = (0, None, None);
    while at < text.len() {
        let (start, end) = line(text, at);
        let own = text[start..end].trim_ascii();
        at = end + 1;
        if own.is_empty() || own.len() >= LONGEST {
            continue;
        }
        if is_command(own) {
            // Of several commands the last has written the rows; what stands before it is of another.
            command = chooses(own).then(|| Span::new(start, end)).filter(|_| beside != Beside::Behind);
            found = found.filter(|_| beside != Beside::Before);
            continue;
        }
        let is_more = |rows: usize| Total::read(own).is_some_and(|total| total.is_more(0, rows as u64));
        let says = says_left_out(own)
            || rows.is_some_and(is_more)
            || is_torn(own)
            || match beside {
                Beside::Behind => has_pages(own) || is_row_of_another_form(own),
                Beside::Before | Beside::Between => chooses(own),
            };
        found = found.or_else(|| says.then(|| Span::new(start, end)));
    }
    found.or(command)
}

/// Whether a line begins with the prompt of a shell.
fn is_command(line: &[u8]) -> bool {
    let prompt = line.windows(2).take(40).position(|two| matches!(two, [b'$' | b'#' | b'>' | b'%', b' ']));
    prompt.is_some_and(|at| at == 0 || matches!(line[at - 1], b']' | b'~' | b' ') || line.starts_with(b"PS"))
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

/// Whether a command hands on some of the rows that it reads: `jq '… | select(…)'`, `head -n 2 rows`, `--cli-query "…[?…]"`.
fn chooses(line: &[u8]) -> bool {
    const PROGRAMS: [&[u8]; 5] = [b"aliyun", b"jq ", b"cat ", b"curl ", b"Get-Content"];
    const CHOICES: [&[u8]; 17] = [
        b"select(",
        b"limit(",
        b"first(",
        b".[:",
        b"| head",
        b"|head",
        b"| tail",
        b"|tail",
        b"| grep",
        b"|grep",
        b"| sed -n",
        b"| awk",
        b"| rg ",
        b"[?",
        b"--InvokeRecordStatus",
        b"--InstanceId",
        b"--Instance.",
    ];
    const LISTS: [&[u8]; 2] = [b"InvocationResult[", b"Invocation["];
    const ALONE: [&[u8]; 6] = [b"head ", b"tail ", b"grep ", b"rg ", b"sed -n", b"awk "];
    let has = |text: &[u8], word: &[u8]| text.windows(word.len()).any(|own| own == word);
    let holds = |word: &[u8]| has(line, word);
    let is_part = |list: &&[u8]| {
        let at = line.windows(list.len()).position(|own| own == *list);
        at.and_then(|at| line.get(at + list.len())).is_some_and(|b| matches!(b, b'0'..=b'9' | b':' | b'-'))
    };
    let command = line.windows(2).take(40).position(|two| matches!(two, b"$ " | b"# " | b"> ")).map_or(0, |at| at + 2);
    // What is started on some instances has no rows yet.
    let starts = [b"RunCommand".as_slice(), b"InvokeCommand", b"SendFile"].into_iter().any(holds);
    let is_alone = is_command(line) && ALONE.iter().any(|program| line[command..].starts_with(program));
    let lower = line.to_ascii_lowercase();
    let wanted = &lower[lower.windows(7).position(|own| own == b" where ").unwrap_or(lower.len())..];
    // Which invocation is meant chooses none of its rows.
    let is_by_outcome = has(wanted, b"exit_code") || has(wanted, b"exitcode") || has(wanted, b"status");
    let is_query = has(&lower, b"select ") && has(&lower, b" from ") && (has(&lower, b" limit ") || is_by_outcome);
    let is_filter = is_command(line) && (holds(b"Where-Object") || holds(b"Select-Object -First"));
    is_alone
        || is_query
        || is_filter
        || !starts
            && PROGRAMS.iter().any(|program| holds(program))
            && (CHOICES.iter().any(|choice| holds(choice)) || LISTS.iter().any(is_part))
}

/// Whether a line below rows says that they are of one page of several: `Page 1 of 3`, `第 1 页 / 共 3 页`, `第1/3页`, `1 / 3 >`.
fn has_pages(line: &[u8]) -> bool {
    let text = line.to_ascii_lowercase();
    let text = without(&text, "«»<>‹›".as_bytes());
    let is_of_pages = text.starts_with(b"page ") || text.windows(3).any(|three| three == "页".as_bytes());
    let only =
        text.iter().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'/')) && text.split(|b| *b == b'/').count() == 2;
    let most = figures(text).filter(|figure| !begins(trim(figure.behind), &["条"])).map(|figure| figure.number);
    (is_of_pages || only) && text.len() < 60 && most.max().is_some_and(|most| most > 1)
}

/// Whether a line begins another row or table: `InstanceId: i-2`, `InvokeId,InstanceId,ExitCode`.
fn is_row_of_another_form(line: &[u8]) -> bool {
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
    let own = &line[line.iter().position(is_part).unwrap_or(line.len()).min(4)..];
    let len = own.iter().take_while(|b| is_part(b)).count();
    let behind = own[len..].trim_ascii_start();
    let behind = behind.strip_prefix(b"\"").unwrap_or(behind).trim_ascii_start();
    let is_member = Name::read(&own[..len]).is_in(TARGET_SET | INVOKE_ID_SET)
        && matches!(behind, [b':' | b'=', rest @ ..] if !rest.trim_ascii().is_empty());
    let words = line.split(|b| b",\t|; ".contains(b)).filter(|word| !word.is_empty());
    let (named, all) = words.fold((0, 0), |(named, all), word| {
        let word = word.trim_ascii();
        (named + usize::from(Name::read(word).is_in(LISTED_SET)), all + 1)
    });
    is_member || named > 1 && named * 2 > all
}

#[cfg(test)]
mod tests {
    use super::{Beside, Total, left_out_beside};

    /// Whether lines at each place say that there are more than two rows.
    fn heard(lines: &str) -> [bool; 3] {
        [Beside::Before, Beside::Between, Beside::Behind]
            .map(|beside| left_out_beside(lines.as_bytes(), beside, Some(2)).is_some())
    }

    #[test]
    fn lines_that_say_anywhere_that_some_were_left_out() {
        for line in [
            "...",
            "(7 more rows not shown)",
            "[... 12 lines omitted ...]",
            "(57 rows)",
            "共 57 条",
            "结果如下（共9台，仅贴2台）：",
            "curl: (18) transfer closed with outstanding read data remaining",
            "^C",
            "加载更多",
            "Load more…",
        ] {
            assert_eq!(heard(line), [true; 3], "{line}");
        }
        for line in [
            "",
            "(2 rows)",
            "2026-11-20 08:00:00 INFO resp=",
            "$ aliyun ecs DescribeInvocationResults --InvokeId t-1",
            "$ jq -c '.Invocation.InvocationResults.InvocationResult[]' out.json",
            "$ aliyun ecs RunCommand --InstanceId.1 i-1 --CommandContent dXB0aW1l",
            "InvocationStatus=Failed",
            "Please help, the first one has failed...",
            "head of the line",
            "Page 1 of 1",
            "第 1 页，共 1 页",
            "2026/11/20",
            "the status of i-2 is Failed",
        ] {
            assert_eq!(heard(line), [false; 3], "{line}");
        }
    }

    #[test]
    fn commands_that_chose_the_rows_below_them() {
        for line in [
            "$ head -n 2 rows.ndjson",
            "PS C:\\> $r | Where-Object ExitCode -eq 0 | ConvertTo-Json",
            "sqlite> select * from r where exit_code=0 limit 2;",
            "root@host:~# grep Failed rows.ndjson",
            "$ jq -c 'limit(2;.[])' rows.json",
            "$ aliyun ecs DescribeInvocationResults --InvokeRecordStatus Finished",
            "$ jq -c '.Invocation.InvocationResults.InvocationResult[] | select(.ExitCode==0)' out.json",
            "# aliyun ecs DescribeInvocationResults --InvokeId t-1 | jq -c '.Invocation.InvocationResults.InvocationResult[]' | head -2",
            "$ jq '.Invocation.InvocationResults.InvocationResult[0]' out.json",
            "aliyun ecs DescribeInvocationResults --cli-query \"Invocation.InvocationResults.InvocationResult[?ExitCode==`0`]\"",
        ] {
            assert_eq!(heard(line), [true, true, false], "{line}");
        }
        // The last command has written the rows, whatever came of those before.
        assert_eq!(heard("$ cat /etc/hosts | head -1\n127.0.0.1 localhost\n$ cat rows.ndjson"), [false; 3]);
        assert_eq!(heard("mysql> select invoke_id, exit_code from r where invoke_id='t-1'\\G"), [false; 3]);
        assert_eq!(heard("$ curl a\ncurl: (6) no host\n$ curl b"), [false, true, true]);
        assert_eq!(heard("(7 more rows not shown)\n$ "), [true; 3]);
    }

    #[test]
    fn what_stands_below_rows() {
        for line in [
            "第 1 页 / 共 3 页",
            "第1/3页",
            "Page 1 of 3",
            "1 / 3 >",
            "InstanceId: i-2",
            "- InvokeId: t-1",
            "InvokeId,InstanceId,InvocationStatus,ExitCode",
        ] {
            assert_eq!(heard(line), [false, false, true], "{line}");
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
            ("57 results:", Some(57)),
            ("57 条记录：", Some(57)),
            ("2 instances failed: i-1", None),
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
