//! A line of a table -> its cells: between signs, in CSV's quotes, or in columns that begin where the names do.

use crate::source::listing::line;
use crate::span::Span;

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::source) enum Between {
    /// A sign; commas and tabs with CSV's quotes.
    Sign(u8),
    /// Blanks: cells begin where the names do.
    Columns,
}

/// The names, without the quotes of CSV; of columns each has its place.
pub(super) fn header(text: &[u8], start: usize, end: usize, between: Between) -> Vec<Span> {
    match between {
        Between::Sign(b'|') => {
            let names = cells(text, start, end, (b'|', usize::MAX)).0;
            // Jira's names have two signs between them.
            let is_doubled = text[start..end].trim_ascii().starts_with(b"||");
            names.iter().filter(|name| !is_doubled || name.end > name.start).map(|name| unmarked(text, *name)).collect()
        }
        Between::Sign(sign) => cells(text, start, end, (sign, 0)).0,
        Between::Columns => {
            let (mut spans, mut at) = (Vec::new(), start);
            while at < end {
                let from = at + text[at..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
                let to = from + text[from..end].iter().take_while(|b| !b.is_ascii_whitespace()).count();
                if to > from {
                    spans.push(Span::new(from, to));
                }
                at = to.max(at + 1);
            }
            spans
        }
    }
}

/// The cells of a row that begins at `start`, trimmed, and where it ends: one in quotes may have several lines. `edge`: a
/// sign of a box that begins a row before it is its border.
pub(super) fn cells(text: &[u8], start: usize, end: usize, (sign, edge): (u8, usize)) -> (Vec<Span>, usize) {
    let (mut spans, mut at, mut end) = (Vec::new(), start, end);
    let outer = border(&text[start..end]).is_some_and(|at| at < edge);
    if outer {
        at += text[at..end].iter().position(|b| *b == b'|').map_or(0, |len| len + 1);
    }
    loop {
        let blank = text[at..end].iter().take_while(|b| **b == b' ').count();
        let close = if sign != b'|' && text.get(at + blank) == Some(&b'"') { closing(text, at + blank + 1) } else { 0 };
        let behind = text.get(close + 1..).unwrap_or_default();
        let behind = behind.iter().find(|b| **b == sign || **b != b' ');
        // `"/var" is full` has quotes of its own.
        if close > 0 && behind.is_none_or(|b| *b == sign || matches!(b, b'\r' | b'\n')) {
            spans.push(Span::new(at + blank + 1, close));
            end = line(text, close.min(text.len())).1;
            at = (close + 1).min(end);
        } else {
            let len = text[at..end].iter().position(|b| *b == sign).unwrap_or(end - at);
            let cell = text[at..at + len].trim_ascii();
            let lead = text[at..at + len].len() - text[at..at + len].trim_ascii_start().len();
            spans.push(Span::new(at + lead.min(len), at + lead.min(len) + cell.len()));
            at += len;
        }
        match text[at..end].iter().position(|b| *b == sign) {
            Some(len) => at += len + 1,
            None => break,
        }
    }
    let is_empty = spans.last().is_some_and(|last| last.start == last.end);
    if outer && is_empty {
        spans.pop();
    }
    (spans, end)
}

/// Where the sign of a box stands with which a line begins.
fn border(line: &[u8]) -> Option<usize> {
    line.iter().position(|b| !b.is_ascii_whitespace()).filter(|at| line[*at] == b'|')
}

/// Left of which place a `|` that begins a row is the border of its box: of any, under names that have a border; else of where the
/// first name ends, behind which it ends an empty first cell.
pub(super) fn edge(header: &[u8]) -> usize {
    let first = header.iter().position(|b| *b == b'|').unwrap_or_default();
    if border(header).is_some() { usize::MAX } else { first }
}

/// Where the quote stands that closes a cell; two of them are one of its text.
fn closing(text: &[u8], mut at: usize) -> usize {
    while let Some(len) = text[at.min(text.len())..].iter().position(|b| *b == b'"') {
        at += len;
        if text.get(at + 1) != Some(&b'"') {
            return at;
        }
        at += 2;
    }
    text.len()
}

/// A cell without Markdown's marks around all of it: `code`, **bold**, the text of a [link](…).
pub(super) fn unmarked(text: &[u8], mut cell: Span) -> Span {
    const MARKS: [(&[u8], &[u8]); 3] = [(b"`", b"`"), (b"**", b"**"), (b"[", b")")];
    // Nobody has more of them around each other.
    for _ in 0..MARKS.len() {
        let own = &text[cell.range()];
        let is_around = |(lead, tail): &&(&[u8], &[u8])| {
            own.len() > lead.len() + tail.len() && own.starts_with(lead) && own.ends_with(tail)
        };
        let Some((lead, tail)) = MARKS.iter().find(is_around) else { return cell };
        let to = own.len() - tail.len();
        // `ls -l` and `ps` are two, and so are two links.
        let len = if *lead == b"[" {
            let is_one = own.iter().position(|b| *b == b')') == Some(to);
            own.windows(2).position(|two| two == b"](").filter(|_| is_one)
        } else {
            Some(to).filter(|_| !own[lead.len()..to].windows(lead.len()).any(|inner| inner == *lead))
        };
        let Some(len) = len else { return cell };
        cell = Span::new(cell.start as usize + lead.len(), cell.start as usize + len);
    }
    cell
}

/// Cells that begin where the names do, in characters.
pub(super) fn columns(text: &[u8], start: usize, names: &[Span], from: usize, to: usize) -> Vec<Span> {
    let row = &text[from..to];
    let mut spans = Vec::new();
    let place = |name: &Span| place(row, width(&text[start..name.start as usize]));
    for (i, name) in names.iter().enumerate() {
        let at = place(name);
        let next = names.get(i + 1).map_or(row.len(), place).max(at);
        // What is longer than its column reaches into the next: nothing is told by places then.
        if at > 0 && at < row.len() && row[at - 1] != b' ' {
            return by_blanks(text, start, names, from, to);
        }
        let lead = row[at..next].len() - row[at..next].trim_ascii_start().len();
        let cell = row[at..next].trim_ascii();
        spans.push(Span::new(from + at + lead.min(next - at), from + at + lead.min(next - at) + cell.len()));
    }
    spans
}

/// How many columns of a terminal a character takes that begins with a byte; what goes on one takes none.
fn columns_of(byte: u8) -> usize {
    match byte {
        0x80..0xC0 => 0,
        0xE3.. => 2,
        _ => 1,
    }
}

fn width(text: &[u8]) -> usize {
    text.iter().map(|byte| columns_of(*byte)).sum()
}

/// Where in a row a column begins.
fn place(row: &[u8], column: usize) -> usize {
    let mut met = 0;
    let begins = |byte: &u8| {
        let here = met >= column && columns_of(*byte) > 0;
        met += columns_of(*byte);
        here
    };
    row.iter().position(begins).unwrap_or(row.len())
}

/// As many words as there are names, behind the number of the row where it has one, or words that end where the names do; else
/// nothing, and the table ends.
fn by_blanks(text: &[u8], start: usize, names: &[Span], from: usize, to: usize) -> Vec<Span> {
    let mut words = header(text, from, to, Between::Columns);
    // Numbers of rows have no name.
    if words.len() > 1 && text[words[0].range()].iter().all(u8::is_ascii_digit) {
        words.remove(0);
    }
    if words.len() == names.len() {
        return words;
    }
    let ends = |span: &Span, from: usize| width(&text[from..span.end as usize]);
    let cell = |name: &Span| words.iter().find(|word| ends(word, from) == ends(name, start)).copied();
    let cells: Vec<Option<Span>> = names.iter().map(cell).collect();
    if cells.iter().flatten().count() != words.len() {
        return Vec::new();
    }
    // An empty cell stands behind the one before.
    let mut last = from;
    let mut placed = |cell: Option<Span>| {
        last = cell.map_or(last, |cell| cell.end as usize);
        cell.unwrap_or(Span::new(last, last))
    };
    cells.into_iter().map(&mut placed).collect()
}
