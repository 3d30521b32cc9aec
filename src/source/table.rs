//! Rows under a line of names (the CLI's `--output cols`, CSV, tabs, Markdown, boxes, PowerShell's `Format-Table`) -> JSON.

mod cells;
mod members;
mod rows;

pub(super) use cells::Between;
use cells::{cells, columns, edge, header, unmarked};
use members::{close, is_nothing, members};

use super::listing::{last, line};
use super::rewrite::{Rewrite, Unwrapping};
use super::totals::Total;
use super::words::{left_out_at_end, says_left_out};
use crate::diagnostic::Code;
use crate::lexical::is_number;
use crate::names::{ERROR_SET, INVOKE_ID_SET, LISTED_SET, Name, Names, STATUS_SET, TARGET_SET, Type};
use crate::span::Span;
use crate::status;

/// How much of a text is looked at before it is read.
const HEAD: usize = 16 << 10;
/// A line of names is no longer than this.
const LONGEST: usize = 4 << 10;

const EACH: [Between; 5] =
    [Between::Sign(b'|'), Between::Sign(b'\t'), Between::Sign(b','), Between::Sign(b';'), Between::Columns];

/// The first line of names, and what stands between them.
pub(super) fn begin(text: &[u8], first: usize) -> Option<(Between, usize)> {
    let head = &text[..text.len().min(HEAD)];
    let mut at = head[..first.min(head.len())].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    while at < head.len() {
        let (start, end) = line(head, at);
        if let Some(between) = EACH.into_iter().find(|between| is_header(head, start, end, *between)) {
            // Names alone are no table.
            return (end + 1 < text.len() && !text[end + 1..].trim_ascii().is_empty()).then_some((between, start));
        }
        at = end + 1;
    }
    None
}

fn is_header(text: &[u8], start: usize, end: usize, between: Between) -> bool {
    if end - start > LONGEST || text[start..end].iter().any(|b| b":{}=<>".contains(b)) {
        return false;
    }
    // Lines that are drawn are no names, nor are the types under them rows.
    if between == Between::Columns && text[start..end].windows(2).any(|two| two == b"\xE2\x94") {
        return false;
    }
    let cells = header(text, start, end, between);
    let is_name = |cell: &Span| {
        let cell = &text[cell.range()];
        cell.len() < 100 && cell.iter().all(|b| b.is_ascii_alphanumeric() || b"_-. ()[]#".contains(b) || *b >= 0x80)
    };
    if cells.len() < 2 || !cells.iter().all(is_name) {
        return false;
    }
    let mut met = 0_u128;
    for cell in &cells {
        let bit = 1 << Name::read(last(&text[cell.range()])) as u32;
        // Of two columns of one name none can be told to be the one that is meant.
        if met & bit & LISTED_SET != 0 {
            return false;
        }
        met |= bit;
    }
    met & LISTED_SET != 0 && (met & (LISTED_SET | ERROR_SET)).count_ones() > 1
}

/// Writes the rows as objects, each table as a list.
pub(super) fn unwrap(text: &[u8], between: Between, at: usize) -> Unwrapping {
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, at);
    let mut rows = 0;
    let mut next = Table::new(text, between, at).write(&mut rows, &mut rewrite);
    while let Some(at) = again(text, between, next) {
        next = Table::new(text, between, at).write(&mut rows, &mut rewrite);
    }
    rewrite.copy(text, next, text.len());
    let (start, end) = line(text, at);
    (Code::Table, Span::new(start, end), rewrite)
}

/// Where the line of names of another table stands, as of one that was printed again: soon behind the end of the one before.
fn again(text: &[u8], between: Between, mut at: usize) -> Option<usize> {
    let head = &text[..text.len().min(at + LONGEST)];
    while at < head.len() {
        let (start, end) = line(head, at);
        if is_header(head, start, end, between) {
            return Some(start);
        }
        at = end + 1;
    }
    None
}

/// A table, from its line of names on.
struct Table<'a> {
    text: &'a [u8],
    between: Between,
    /// Where its line of names begins and ends.
    header: (usize, usize),
    names: Vec<Span>,
    /// What the line below goes on with of names that their columns broke, and where it ends.
    rest: Option<(Vec<Span>, usize)>,
    /// A `|` that begins a row is the border of its box where it stands left of this place, else it ends an empty first cell.
    edge: usize,
    /// Each row ends with the sign that it begins with.
    closed: bool,
    /// Lines stand between the rows of the box.
    grid: bool,
    /// It is Markdown, whose marks around a cell are none of its text.
    markdown: bool,
    ends_in: LastCell,
}

/// What the last cells of a table's rows are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum LastCell {
    Cell,
    /// Texts as they stand, which may have lines and the sign between cells in them: those of the CLI's `--output cols`.
    Text,
}

/// What a line below a row with a raw text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Below {
    Row,
    /// A row without an id, or a line of the text that looks like one.
    Doubtful,
    Text,
}

/// What a line below the names is, by its cells that are not empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum LineKind {
    Row,
    /// Nothing stands in it.
    Blank,
    /// A number alone in a column of numbers: a sum of the rows, or what is left of one.
    Sum,
    /// Texts alone, in these columns: they go on from the row above.
    Rest(u128),
}

impl<'a> Table<'a> {
    fn new(text: &'a [u8], between: Between, at: usize) -> Self {
        let (start, end) = line(text, at);
        let is_box = between == Between::Sign(b'|');
        let names = header(text, start, end, between);
        let closed = is_box && ends(&text[start..end]);
        let name_of = |name: &Span| Name::read(last(&text[name.range()]));
        let ends_in_text = names.last().is_some_and(|name| name_of(name).value_type() == Type::Output);
        let is_bordered = closed || text[start..end].trim_ascii().starts_with(b"|");
        let is_raw = is_box && !is_bordered && !has_corners(text, end);
        let is_raw = is_raw && ends_in_text && names.iter().any(|name| name_of(name).is_in(INVOKE_ID_SET | TARGET_SET));
        Self {
            text,
            between,
            header: (start, end),
            rest: if between == Between::Columns { rest(text, (start, end), &names) } else { None },
            names,
            edge: if is_box { edge(&text[start..end]) } else { 0 },
            closed,
            grid: is_box && is_grid(text, start, end),
            markdown: is_box && is_markdown(text, end),
            ends_in: if is_raw { LastCell::Text } else { LastCell::Cell },
        }
    }

    /// The cells of the row that begins at `from`, and where it ends, at `to` or behind it.
    fn row(&self, from: usize, to: usize) -> (Vec<Span>, usize) {
        let Self { text, between, header: (start, _), names, markdown, .. } = self;
        match *between {
            Between::Sign(sign) => {
                let (mut row, mut end) = cells(text, from, to, (sign, self.edge));
                // A quote that nothing closes is the fault of its row alone.
                if end > to && is_unclosed(text, &row) && self.goes_on(to + 1) {
                    (row, end) = cells(&text[..to], from, to, (sign, self.edge));
                }
                if *markdown {
                    row.iter_mut().for_each(|cell| *cell = unmarked(text, *cell));
                }
                if self.ends_in == LastCell::Text && row.len() > names.len() {
                    let (count, whole) = (names.len(), row[row.len() - 1].end);
                    row.truncate(count);
                    row[count - 1].end = whole;
                }
                (row, end)
            }
            Between::Columns => (columns(text, *start, names, from, to), to),
        }
    }

    /// The same with the lines that its last cell goes on with.
    fn whole_row(&self, from: usize, to: usize) -> (Vec<Span>, usize) {
        let (mut row, to) = self.row(from, to);
        let had_id = self.has_id(&row);
        let text = row.get_mut(self.names.len() - 1).filter(|_| self.ends_in == LastCell::Text);
        let Some(text) = text else { return (row, to) };
        let Some(end) = self.raw_end(to, had_id) else { return (row, to) };
        text.end = end as u32;
        (row, end)
    }

    /// What a line of cells is.
    fn kind_of(&self, row: &[Span]) -> LineKind {
        const TEXTS: [Name; 4] = [Name::Output, Name::ErrorInfo, Name::CommandContent, Name::Other];
        let full = (0..row.len().min(self.names.len())).filter(|at| row[*at].end > row[*at].start);
        let name = |at: usize| Name::read(last(&self.text[self.names[at].range()]));
        let (mut columns, mut texts, mut numbers) = (0_u128, true, 0);
        for at in full {
            // So many columns have rows alone.
            let Some(bit) = 1_u128.checked_shl(at as u32) else { return LineKind::Row };
            columns |= bit;
            texts &= TEXTS.contains(&name(at));
            numbers += usize::from(name(at) == Name::ExitCode);
        }
        match columns.count_ones() {
            _ if row.len() < self.names.len().min(3) => LineKind::Row,
            0 if row.len() == self.names.len() => LineKind::Blank,
            1 if numbers == 1 => LineKind::Sum,
            1.. if texts => LineKind::Rest(columns),
            _ => LineKind::Row,
        }
    }

    /// The columns whose cells go on in the line from `at` on, below a row.
    fn continued(&self, row: &[Span], at: usize) -> u128 {
        if !matches!(self.between, Between::Sign(b'|') | Between::Columns) || at >= self.text.len() {
            return 0;
        }
        let (from, to) = line(self.text, at);
        if self.is_unsigned(from, to) {
            if self.closed {
                return 0;
            }
            let last = row.iter().rposition(|cell| cell.end > cell.start).filter(|_| self.goes_on(from));
            return last.and_then(|last| 1_u128.checked_shl(last as u32)).unwrap_or_default();
        }
        match self.kind_of(&self.row(from, to).0) {
            LineKind::Rest(columns) => columns,
            _ => 0,
        }
    }

    /// Whether a line below the names of a box has none of its signs, and says something.
    fn is_unsigned(&self, from: usize, to: usize) -> bool {
        let own = &self.text[from..to];
        self.between == Between::Sign(b'|') && !own.contains(&b'|') && own.iter().any(u8::is_ascii_alphanumeric)
    }

    /// Whether a line that is no row of its own says nothing but what was left out of the row above.
    fn is_below(&self, row: &[Span], (from, to): (usize, usize), continued: u128) -> Option<bool> {
        if self.text[from..to].trim_ascii().is_empty() {
            return None;
        }
        match self.kind_of(row) {
            // Between rows that end with their sign, a line without one is of none of them.
            LineKind::Row if !self.is_unsigned(from, to) => None,
            LineKind::Row => (continued != 0 || self.closed && self.goes_on(from)).then_some(true),
            kind => Some(kind == LineKind::Blank || kind == LineKind::Rest(continued)),
        }
    }

    /// Where the lines end into which a terminal broke a row of CSV from `from` to `to`: together they have as many cells as there are names.
    fn broken(&self, from: usize, mut to: usize, cells_here: usize) -> Option<usize> {
        const LINES: usize = 8;
        let Between::Sign(sign @ (b',' | b'\t' | b';')) = self.between else { return None };
        let (mut all, names) = (cells_here, self.names.len());
        if all >= names || !holds_id(&self.text[from..to]) {
            return None;
        }
        for _ in 0..LINES {
            let (from, end) = line(self.text, (to + 1).min(self.text.len()));
            if self.text[from..end].trim_ascii().is_empty() || holds_id(&self.text[from..end]) {
                return None;
            }
            let (row, end) = cells(self.text, from, end, (sign, 0));
            (all, to) = (all + row.len() - 1, end);
            if all >= names {
                break;
            }
        }
        (all == names).then_some(to)
    }

    /// Writes the rows, of which `rows` were met before; where they end.
    fn write(&self, rows: &mut u64, rewrite: &mut Rewrite) -> usize {
        let Self { text, between, header: (start, end), names, .. } = self;
        rewrite.replace(b"[", *start, *end);
        let (mut any, mut left_out, earlier) = (false, false, *rows);
        let sign = if let Between::Sign(sign) = *between { Some(sign) } else { None };
        let mut next = sign.map_or(*end, |sign| cells(text, *start, *end, (sign, self.edge)).1) + 1;
        next = self.rest.as_ref().map_or(next, |rest| rest.1 + 1);
        let (mut continued, mut had_id) = (0, false);
        while next < text.len() {
            let (from, to) = line(text, next);
            let own = text[from..to].trim_ascii();
            if let Some(at) = self.behind(own, to) {
                next = at;
                continue;
            }
            if let Some(end) = self.left_out(from, to, any.then_some(had_id)) {
                rewrite.replace(if any { b",..." } else { b"..." }, from, end);
                (any, next) = (true, end + 1);
                continue;
            }
            // Names again begin another table, whose columns may stand in another order.
            if any && !holds_id(own) && is_header(text, from, to, *between) {
                break;
            }
            let mark = shortened(text, from, to);
            let is_open = self.closed && !ends(own);
            let (row, to) = self.whole_row(from, mark.map_or(to, |mark| from + mark));
            if any && let Some(is_told) = self.is_below(&row, (from, to), continued) {
                let end = to.max(line(text, from).1);
                rewrite.replace(if is_told && mark.is_none() { b"" } else { b",..." }, from, end);
                next = end + 1;
                continue;
            }
            // Cells of several lines are not put together.
            let is_piece = self.grid && text[(to + 1).min(text.len())..].starts_with(b"|");
            let says = own.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
            let begins = says && (!is_open || own.starts_with(b"|"));
            let is_row = begins && !is_piece && row.len() > 1 && row.len() <= names.len() && !self.is_json(&row);
            if own.is_empty() || !is_row || any && self.is_behind(own, &row, had_id) {
                left_out |= is_piece || self.ends_early(own, &row, from);
                break;
            }
            let is_marked = mark.is_some() || is_open || is_unclosed(text, &row);
            // What stands behind a mark is no row.
            let to = if is_marked { to.max(line(text, from).1) } else { to };
            rewrite.replace(if any { b",{" } else { b"{" }, from, from);
            (any, had_id, *rows) = (true, self.has_id(&row), *rows + 1);
            continued = self.continued(&row, to + 1);
            let broken = self.broken(from, to, row.len());
            left_out |= broken.is_some();
            next = self.write_row(&row, (from, to), is_marked, broken, continued, rewrite) + 1;
        }
        let next = next.min(text.len());
        left_out |= self.has_more(next, rows, *rows - earlier) || self.has_rows_behind(next);
        rewrite.replace(if any && left_out { b"," } else { b"" }, next, next);
        rewrite.replace(if left_out { b"...]\n" } else { b"]\n" }, next, next);
        next
    }

    /// Writes a row but for its first brace; where it ends.
    fn write_row(
        &self,
        row: &[Span],
        (from, to): (usize, usize),
        is_marked: bool,
        broken: Option<usize>,
        continued: u128,
        rewrite: &mut Rewrite,
    ) -> usize {
        let Self { text, between, names, .. } = self;
        let is_part = self.ends_in_part(row);
        let is_short = is_marked || broken.is_some() || is_part;
        let last = row.iter().rposition(|cell| cell.end > cell.start).filter(|_| is_short);
        let cut = last.map_or(continued, |last| 1_u128.checked_shl(last as u32).unwrap_or_default());
        let cut = cut | self.slid(row);
        let rest = self.rest.as_ref().map_or(&[][..], |rest| &rest.0);
        members(text, (names, rest), row, cut, *between, rewrite);
        // A row of fewer cells was cut.
        let ends_in_dots = text[from..to].trim_ascii().ends_with(b"...");
        let is_cut = to >= text.len() && (row.len() < names.len() || ends_in_dots) && *between != Between::Columns;
        let end = broken.unwrap_or(to);
        rewrite.replace(close(is_marked, is_cut || broken.is_some() || is_part), to, end);
        end
    }

    /// The columns of which nothing is known in a row whose last is empty and which has a text for an exit code, or for an error what is
    /// none or where all went well: `column -t` leaves empty cells out, and those behind them stand too far to the left.
    fn slid(&self, row: &[Span]) -> u128 {
        const NEVER_EMPTY: Names = INVOKE_ID_SET | TARGET_SET | STATUS_SET;
        let cells =
            || self.names.iter().zip(row).map(|(name, cell)| (Name::read(last(&self.text[name.range()])), *cell));
        let own = |cell: Span| &self.text[cell.range()];
        if self.between != Between::Columns || row.last().is_none_or(|cell| !own(*cell).is_empty()) {
            return 0;
        }
        // Codes are words with a capital, or numbers.
        let is_code = |code: &[u8]| !code.contains(&b' ') && !code[0].is_ascii_lowercase();
        let went_well =
            cells().any(|(name, cell)| name.is_in(STATUS_SET) && own(cell).eq_ignore_ascii_case(b"success"));
        let is_wrong = |(name, cell): (Name, Span)| match name {
            Name::ExitCode => !own(cell).is_empty() && !is_number(own(cell)) && !is_nothing(own(cell)),
            Name::ErrorCode => !own(cell).is_empty() && !is_nothing(own(cell)) && (went_well || !is_code(own(cell))),
            _ => false,
        };
        if !cells().any(is_wrong) {
            return 0;
        }
        let mut sure = cells().take_while(|(name, _)| name.is_in(NEVER_EMPTY)).count();
        // An error in the place of an exit code is no number.
        let mut then = cells().skip(sure);
        if let (Some((Name::ExitCode, code)), Some((Name::ErrorCode, _))) = (then.next(), then.next())
            && is_number(own(code))
        {
            sure += 1;
        }
        u128::MAX.checked_shl(sure as u32).unwrap_or_default()
    }

    /// Whether the text ends in the beginning of a status.
    fn ends_in_part(&self, row: &[Span]) -> bool {
        let Some(at) = row.iter().rposition(|cell| cell.end > cell.start) else { return false };
        let (name, cell) = (last(&self.text[self.names[at].range()]), row[at]);
        Name::read(name).is_in(STATUS_SET)
            && is_blank(&self.text[cell.end as usize..])
            && status::is_beginning(&self.text[cell.range()])
    }

    /// Whether soon behind a table stands that it has more rows than are here; the next table's are counted anew.
    fn has_more(&self, mut at: usize, rows: &mut u64, here: u64) -> bool {
        const LINES: usize = 3;
        for _ in 0..LINES {
            while self.text.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let (start, end) = line(self.text, at.min(self.text.len()));
            let own = &self.text[start..end];
            if own.is_empty() || own.len() > LONGEST || holds_id(own) || is_header(self.text, start, end, self.between)
            {
                return false;
            }
            if let Some(total) = Total::read(own) {
                return total.is_more(std::mem::take(rows) - here, here);
            }
            at = end + 1;
        }
        false
    }
}

/// What the line under the names goes on with, where its columns broke some: all that stands there makes names of them that are known.
fn rest(text: &[u8], (start, end): (usize, usize), names: &[Span]) -> Option<(Vec<Span>, usize)> {
    let (from, to) = line(text, (end + 1).min(text.len()));
    let rest = columns(text, start, names, from, to);
    let known = |(name, rest): (&Span, &Span)| {
        let (own, more) = (&text[name.range()], &text[rest.range()]);
        more.is_empty() || Name::read(own) == Name::Other && Name::read(&[own, more].concat()) != Name::Other
    };
    let any = rest.iter().any(|rest| rest.end > rest.start);
    (any && names.iter().zip(&rest).all(known)).then_some((rest, to))
}

/// Whether the line under the names, which end at `end`, is Markdown's: no sign stands where lines cross.
fn is_markdown(text: &[u8], end: usize) -> bool {
    let (from, to) = line(text, (end + 1).min(text.len()));
    let below = &text[from..to];
    below.contains(&b'-') && below.trim_ascii().iter().all(|b| b"-|: ".contains(b))
}

/// Whether lines cross under the names, which end at `end`, as in a box: its cells of several lines have signs in each.
fn has_corners(text: &[u8], end: usize) -> bool {
    let (from, to) = line(text, (end + 1).min(text.len()));
    text[from..to].contains(&b'+')
}

/// Whether the last cell stands in quotes that nothing closes.
#[inline(never)]
fn is_unclosed(text: &[u8], row: &[Span]) -> bool {
    let is_open =
        |cell: &Span| text[..cell.start as usize].ends_with(b"\"") && text.get(cell.end as usize) != Some(&b'"');
    row.last().is_some_and(is_open)
}

/// Whether a line says of rows that they were left out, or most of its cells are dots.
fn is_left_out(line: &[u8]) -> bool {
    let cells = line.split(|b| b"|,\t ".contains(b)).filter(|cell| !cell.is_empty());
    let (dots, all) = cells.fold((0, 0), |(dots, all), cell| (dots + usize::from(is_dots(cell)), all + 1));
    says_left_out(line) || line.starts_with(b"..") || dots * 2 > all
}

/// Whether all cells of a row are dots, as those of rows that were left out.
fn is_dots(row: &[u8]) -> bool {
    let signs = "|,.…⋮: \t".as_bytes();
    row.iter().all(|b| signs.contains(b)) && row.iter().any(|b| matches!(b, b'.' | 0xE2))
}

/// `<chr>  <dbl>`, `String\tNullable(Int64)`, `Total,,2`: the types of columns, as R and databases write them under their names, and
/// what is summed up below the rows.
fn is_about(line: &[u8]) -> bool {
    const TYPES: [&str; 9] = ["<", "str", "nullable(", "varchar", "char", "int", "bigint", "text", "number"];
    const TOTALS: [&str; 8] = ["total", "totals", "sum", "summe", "gesamt", "合计", "总计", "小计"];
    let begins = |word: &[u8], of: &str| word.len() >= of.len() && word[..of.len()].eq_ignore_ascii_case(of.as_bytes());
    // Nearly all rows end at their first word.
    let (mut words, mut types) = (0, 0);
    for word in line.split(|b| b"|\t,;\"* ".contains(b)).filter(|word| !word.is_empty()) {
        words += 1;
        types += usize::from(TYPES.iter().any(|of| begins(word, of)));
        if types < words {
            return words == 1 && !holds_id(line) && TOTALS.iter().any(|of| word.eq_ignore_ascii_case(of.as_bytes()));
        }
    }
    types > 1
}

/// Whether lines stand between the rows of a box, whose line under the names then is a double one.
fn is_grid(text: &[u8], start: usize, end: usize) -> bool {
    let below = line(text, (end + 1).min(text.len())).1;
    text[start..below].windows(3).any(|three| three == b"===")
}

/// Where in the last line of a text it says that it was shortened.
fn shortened(text: &[u8], from: usize, to: usize) -> Option<usize> {
    if is_blank(&text[to..]) { left_out_at_end(text[from..to].trim_ascii_end()) } else { None }
}

/// Whether blanks and line ends are all; of each row as far as the next one.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Whether a line ends with the sign of a box.
fn ends(line: &[u8]) -> bool {
    line.trim_ascii().starts_with(b"|") && line.trim_ascii_end().ends_with(b"|")
}

/// Whether a line that is no row holds an id: the table goes on in it.
fn holds_id(line: &[u8]) -> bool {
    const KINDS: [&[u8]; 4] = [b"i", b"t", b"mi", b"eci"];
    let is_id = |at: usize| {
        let own = line[..at].iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let begins = line[..at - own].last() != Some(&b'-');
        let goes_on = line.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'*');
        begins && goes_on && KINDS.contains(&&line[at - own..at])
    };
    line.iter().enumerate().any(|(at, byte)| *byte == b'-' && is_id(at))
}
