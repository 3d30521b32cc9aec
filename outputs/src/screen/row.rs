//! A row of cells, as a terminal has it: a character each, two for a wide one, and the marks that it carries.

use unicode_width::UnicodeWidthChar;

use crate::rendered::{MARKS, Rendered};

/// The second half of a wide character.
const TAIL: u32 = 1 << 29;
/// A character that is shown as a sign.
const SIGN: u32 = 1 << 30;
/// Not a character, but the number of one that carries marks.
const LADEN: u32 = 1 << 31;

#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell {
    what: u32,
    style: u32,
}

const BLANK: Cell = Cell { what: ' ' as u32, style: 0 };

/// A character with its marks.
struct Laden {
    base: u32,
    marks: [char; MARKS],
    len: u8,
    more: u32,
}

/// A row.
#[derive(Default)]
pub(super) struct Row {
    cells: Vec<Cell>,
    laden: Vec<Laden>,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Blanks until the row is this long.
    pub(super) fn pad(&mut self, len: usize) {
        if len > self.cells.len() {
            self.cells.resize(len, BLANK);
        }
    }

    /// Puts a character into a cell of the row or after its last, and says how many characters it replaced.
    pub(super) fn put(&mut self, at: usize, c: char, width: usize, sign: bool, style: u32) -> usize {
        let head = Cell { what: u32::from(c) | if sign { SIGN } else { 0 }, style };
        let tail = Cell { what: TAIL, style };
        let mut replaced = 0;
        if at < self.cells.len() {
            if self.cells[at].what == TAIL && at > 0 {
                self.cells[at - 1] = BLANK;
            }
            let end = at + width;
            if self.cells.get(end).is_some_and(|cell| cell.what == TAIL) {
                self.cells[end].what = BLANK.what;
            }
            let under = &self.cells[at..end.min(self.cells.len())];
            replaced = under.iter().filter(|cell| cell.is_seen() && cell.what != head.what).count();
        }
        for (at, cell) in (at..).zip([head, tail].into_iter().take(width)) {
            match self.cells.get_mut(at) {
                Some(place) => *place = cell,
                None => self.cells.push(cell),
            }
        }
        replaced
    }

    /// Adds a mark to the character that stands before a cell; false where there is none to carry it, and how many
    /// are not drawn.
    pub(super) fn mark(&mut self, before: usize, mark: char) -> Option<usize> {
        let mut at = before.checked_sub(1).filter(|at| *at < self.cells.len())?;
        if self.cells[at].what == TAIL {
            at = at.checked_sub(1)?;
        }
        let what = self.cells[at].what;
        if what & (SIGN | TAIL) != 0 && what & LADEN == 0 {
            return None;
        }
        if what & LADEN == 0 {
            self.cells[at].what = LADEN | self.laden.len() as u32;
            self.laden.push(Laden { base: what, marks: ['\0'; MARKS], len: 0, more: 0 });
        }
        let laden = &mut self.laden[(self.cells[at].what & !LADEN) as usize];
        let Some(place) = laden.marks.get_mut(usize::from(laden.len)) else {
            laden.more += 1;
            return Some(1);
        };
        *place = mark;
        laden.len += 1;
        Some(0)
    }

    /// Erases from a cell on, and says how many characters there were.
    pub(super) fn truncate(&mut self, at: usize) -> usize {
        let seen = self.cells.get(at..).map_or(0, |cells| cells.iter().filter(|cell| cell.is_seen()).count());
        self.cells.truncate(at);
        if self.cells.is_empty() {
            self.laden.clear();
        }
        seen
    }

    /// Blanks instead of these cells.
    pub(super) fn erase(&mut self, from: usize, to: usize) -> usize {
        let to = to.min(self.cells.len());
        let Some(cells) = self.cells.get_mut(from..to) else { return 0 };
        let seen = cells.iter().filter(|cell| cell.is_seen()).count();
        cells.fill(BLANK);
        seen
    }

    /// Moves what stands at a cell and after it to the right.
    pub(super) fn insert(&mut self, at: usize, count: usize) {
        if at < self.cells.len() {
            self.cells.splice(at..at, std::iter::repeat_n(BLANK, count));
        }
    }

    /// Takes cells out, and says how many characters there were.
    pub(super) fn delete(&mut self, at: usize, count: usize) -> usize {
        let to = at.saturating_add(count).min(self.cells.len());
        if at >= to {
            return 0;
        }
        self.cells.drain(at..to).filter(|cell| cell.is_seen()).count()
    }

    /// Hands the row on, and leaves it empty.
    pub(super) fn flush(&mut self, out: &mut Rendered) {
        out.begin_line();
        let mut wide = false;
        for cell in &self.cells {
            out.begin_cell();
            let base = if cell.what & LADEN != 0 { self.laden[(cell.what & !LADEN) as usize].base } else { cell.what };
            if cell.what == TAIL {
                // Half of a character that is no more.
                if !wide {
                    out.push(' ', cell.style);
                }
                wide = false;
                continue;
            }
            let c = char::from_u32(base & !(SIGN | TAIL)).unwrap_or(' ');
            if base & SIGN != 0 {
                out.push_sign(c);
            } else {
                out.push(c, cell.style);
            }
            if cell.what & LADEN != 0 {
                let laden = &self.laden[(cell.what & !LADEN) as usize];
                laden.marks[..usize::from(laden.len)].iter().for_each(|mark| out.push(*mark, cell.style));
                if laden.more > 0 {
                    out.push_more(laden.more);
                }
            }
            wide = c > '\u{FF}' && c.width() == Some(2);
        }
        self.cells.clear();
        self.laden.clear();
        // A row that was very long is not kept.
        if self.cells.capacity() > 4_096 {
            self.cells = Vec::new();
        }
    }
}

impl Cell {
    fn is_seen(self) -> bool {
        self.what != BLANK.what && self.what != TAIL
    }
}
