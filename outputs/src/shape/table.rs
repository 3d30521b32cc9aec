//! Lines into a table, where their columns are aligned by blanks, as `df`, `ps`, `kubectl get` and PowerShell write them.
//!
//! A table begins with a header: names in capitals, names with a line of dashes below, or one of a few first words; with
//! two blanks in a row somewhere in it. A column is what no blank goes through from the header to the last row, and what
//! the header has a name for. The table ends at an empty line, or where a row would tear columns together.

use unicode_width::UnicodeWidthChar;

use super::layout::{Align, Table, Text, line};
use crate::words::Language;

/// Lines that look like a header and are tried.
const TRIES: usize = 8;

/// Cells that a row has at most.
const WIDEST: usize = 1_000;

/// First words of headers that are not in capitals.
const FIRST: [&str; 14] = [
    "Filesystem",
    "Proto",
    "Netid",
    "Module",
    "Name",
    "Device",
    "Device:",
    "Destination",
    "Iface",
    "total",
    "Image",
    "State",
    "Id",
    "Kernel",
];

/// A line by its cells on a terminal.
struct Row<'a> {
    text: &'a str,
    /// Where the character of each cell begins, and whether it is a blank.
    cells: Vec<(usize, bool)>,
}

impl<'a> Row<'a> {
    fn new(text: &'a str) -> Self {
        let mut cells = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let width = if c == '\t' { 8 - cells.len() % 8 } else { c.width().unwrap_or(0) };
            cells.extend(std::iter::repeat_n((at, c == ' ' || c == '\t'), width));
        }
        Row { text, cells }
    }

    /// What stands from a cell to before another.
    fn cell(&self, from: usize, to: usize) -> &'a str {
        let at = |cell: usize| self.cells.get(cell).map_or(self.text.len(), |(at, _)| *at);
        self.text[at(from)..at(to)].trim()
    }

    fn is_busy(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|(_, blank)| !blank)
    }
}

/// The table of a text; nothing where there is none.
pub(super) fn read(text: &str, language: Language) -> Option<Table> {
    let lines: Vec<&str> = text.lines().collect();
    let headers = (0..lines.len()).filter(|at| is_header(lines[*at], lines.get(at + 1).copied())).take(TRIES);
    headers.into_iter().find_map(|at| table(&lines, at, language))
}

fn is_underline(text: &str) -> bool {
    text.split_whitespace().count() > 1 && text.contains("--") && text.chars().all(|c| matches!(c, '-' | ' '))
}

fn is_header(text: &str, next: Option<&str>) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 || !(text.trim().contains("  ") || text.trim().contains('\t')) {
        return false;
    }
    let (upper, letters) = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .fold((0, 0), |(upper, letters), c| (upper + usize::from(c.is_uppercase()), letters + 1));
    let capitals = letters >= 4 && upper * 5 >= letters * 4 && !text.trim_end().ends_with(['.', ':', ';', '!', '?']);
    capitals || next.is_some_and(is_underline) || FIRST.contains(&words[0])
}

fn table(lines: &[&str], at: usize, language: Language) -> Option<Table> {
    let header = Row::new(lines[at]);
    if header.cells.len() > WIDEST {
        return None;
    }
    let underlined = lines.get(at + 1).is_some_and(|text| is_underline(text));
    let first = at + 1 + usize::from(underlined);
    let mut busy: Vec<bool> = header.cells.iter().map(|(_, blank)| !blank).collect();
    let mut found = columns(&busy, &header);
    let mut rows = Vec::new();
    for text in &lines[first.min(lines.len())..] {
        let row = Row::new(text);
        if text.trim().is_empty() || row.cells.len() > WIDEST {
            break;
        }
        // Columns change at most as often as there are cells, since a cell stays busy.
        if (0..row.cells.len()).any(|cell| row.is_busy(cell) && !busy.get(cell).is_some_and(|busy| *busy)) {
            let mut with = busy.clone();
            with.resize(busy.len().max(row.cells.len()), false);
            (0..row.cells.len()).for_each(|cell| with[cell] |= row.is_busy(cell));
            let after = columns(&with, &header);
            // A row may join words of the header, as in `Mounted on`; none may tear half of the columns together.
            if after.len() < 2 || after.len() * 2 < found.len() {
                break;
            }
            (busy, found) = (with, after);
        }
        if found.iter().filter(|(from, to)| !row.cell(*from, *to).is_empty()).take(2).count() < 2 {
            break;
        }
        rows.push(row);
    }
    let columns = filled(found, &rows);
    let widest = columns.windows(2).map(|pair| pair[1].0 - pair[0].1).max().unwrap_or(0);
    let clear = columns.len() > 2 || widest > 1;
    // Gaps of one blank through a single row are met by chance.
    if columns.len() < 2 || rows.is_empty() || !clear || rows.len() == 1 && widest < 2 {
        return None;
    }
    let cells = |row: &Row<'_>| -> Vec<Text> {
        columns.iter().map(|(from, to)| line(row.cell(*from, *to), language)).collect()
    };
    Some(Table {
        before: lines[..at].iter().map(|text| line(text, language)).collect(),
        header: cells(&header),
        align: columns.iter().map(|column| align(*column, &rows)).collect(),
        after: lines[first + rows.len()..].iter().map(|text| line(text, language)).collect(),
        rows: rows.iter().map(cells).collect(),
    })
}

/// Ranges of cells without a blank through all rows; one that the header has no name for belongs to that before, unless it
/// is the first.
fn columns(busy: &[bool], header: &Row<'_>) -> Vec<(usize, usize)> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < busy.len() {
        if !busy[at] {
            at += 1;
            continue;
        }
        let end = at + busy[at..].iter().take_while(|busy| **busy).count();
        match columns.last_mut() {
            Some(last) if header.cell(at, end).is_empty() => last.1 = end,
            _ => columns.push((at, end)),
        }
        at = end;
    }
    columns
}

/// Columns but those that no row has anything in and one blank sets apart: the second word of a name.
fn filled(columns: Vec<(usize, usize)>, rows: &[Row<'_>]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (from, to) in columns {
        let empty = rows.iter().all(|row| row.cell(from, to).is_empty());
        match found.last_mut() {
            Some(last) if empty && from - last.1 == 1 => last.1 = to,
            _ => found.push((from, to)),
        }
    }
    found
}

/// Right where all cells end at the edge and do not all begin at the other.
fn align((from, to): (usize, usize), rows: &[Row<'_>]) -> Align {
    let mut cells = rows.iter().filter(|row| !row.cell(from, to).is_empty()).peekable();
    let some = cells.peek().is_some();
    let (mut right, mut left) = (some, true);
    for row in cells {
        right &= row.is_busy(to - 1);
        left &= row.is_busy(from);
    }
    if right && !left { Align::Right } else { Align::Left }
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::*;

    /// The table with a bar between cells, and `>` before what stands at the right.
    #[track_caller]
    fn check(given: &str, expected: &[&str]) {
        let table = read(given, Language::En).unwrap_or_else(|| panic!("no table: {given}"));
        let row = |cells: &[Text]| {
            let cells = cells.iter().zip(&table.align);
            let cells = cells.map(|(cell, align)| text(cell) + if *align == Align::Right { ">" } else { "" });
            cells.collect::<Vec<_>>().join("|")
        };
        let found: Vec<String> = std::iter::once(&table.header).chain(&table.rows).map(|cells| row(cells)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tables_of_common_programs() {
        check(
            "Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/vda1       41152812 5432100  33610876  14% /\ntmpfs            1940000       0   1940000   0% /dev\n",
            &[
                "Filesystem|1K-blocks>|Used>|Available>|Use%>|Mounted on",
                "/dev/vda1|41152812>|5432100>|33610876>|14%>|/",
                "tmpfs|1940000>|0>|1940000>|0%>|/dev",
            ],
        );
        check(
            "NAME                     READY   STATUS    RESTARTS     AGE\nweb-5d9c-abcde           1/1     Running   3 (2d ago)   5d\napi-0                    0/1     Pending   0            5d\n\nmore\n",
            &["NAME|READY|STATUS|RESTARTS|AGE", "web-5d9c-abcde|1/1|Running|3 (2d ago)|5d", "api-0|0/1|Pending|0|5d"],
        );
        check(
            "CONTAINER ID   IMAGE     COMMAND                  CREATED       STATUS       PORTS     NAMES\nf1e2d3c4b5a6   nginx     \"/docker-entrypoint.…\"   2 hours ago   Up 2 hours   80/tcp    web\n",
            &[
                "CONTAINER ID|IMAGE|COMMAND|CREATED|STATUS|PORTS|NAMES",
                "f1e2d3c4b5a6|nginx|\"/docker-entrypoint.…\"|2 hours ago|Up 2 hours|80/tcp|web",
            ],
        );
        check(
            "Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State      \ntcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN     \ntcp6       0      0 :::80                   :::*                    LISTEN     \n",
            &[
                "Proto|Recv-Q>|Send-Q>|Local Address|Foreign Address|State",
                "tcp|0>|0>|0.0.0.0:22|0.0.0.0:*|LISTEN",
                "tcp6|0>|0>|:::80|:::*|LISTEN",
            ],
        );
        check(
            "  UNIT          LOAD   ACTIVE SUB     DESCRIPTION\n● nginx.service loaded failed failed  A web server and proxy\n  ssh.service   loaded active running OpenBSD Secure Shell\n\nLOAD = loaded\n",
            &[
                "|UNIT|LOAD|ACTIVE|SUB|DESCRIPTION",
                "●|nginx.service|loaded|failed|failed|A web server and proxy",
                "|ssh.service|loaded|active|running|OpenBSD Secure Shell",
            ],
        );
        check(
            "  PID USER      %CPU COMMAND\n    1 root       0.3 /sbin/init splash\n 1234 www-data  12.0 nginx: worker\n",
            &["PID>|USER|%CPU>|COMMAND", "1>|root|0.3>|/sbin/init splash", "1234>|www-data|12.0>|nginx: worker"],
        );
        check(
            "Status   Name       DisplayName\n------   ----       -----------\nRunning  BFE        Base Filtering Engine\n",
            &["Status|Name|DisplayName", "Running|BFE|Base Filtering Engine"],
        );
        check(
            "               total        used        free\nMem:         1870000      500000      900000\nSwap:              0           0           0\n",
            &["|total>|used>|free>", "Mem:|1870000>|500000>|900000>", "Swap:|0>|0>|0>"],
        );
        check(
            "名称    STATUS   AGE\n服务一  Ready    5d\n服务    Ready    5d\n",
            &["名称|STATUS|AGE", "服务一|Ready|5d", "服务|Ready|5d"],
        );
    }
}
