//! What a control sequence does to the cursor, to the rows and to the style; what is not known does nothing.

use vte::{Params, Perform};

use super::{COLUMNS, Row, Saved, Screen, View, WINDOW};
use crate::colour::Colour;
use crate::rendered::{Style, flag};

impl Perform for Screen {
    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _ignore: bool, action: char) {
        if !intermediates.is_empty() {
            // Private modes say nothing about text; a soft reset takes the style back.
            if intermediates == b"!" && action == 'p' {
                self.restyle(Style::default());
            }
            return;
        }
        let get = |at: usize| params.iter().nth(at).and_then(|group| group.first().copied()).unwrap_or(0);
        let count = usize::from(get(0).max(1));
        if self.view == View::Plain {
            self.keep(action, get(0), count);
            return;
        }
        if action != 'm' && action != 'b' {
            self.before = None;
        }
        match action {
            'm' => self.select(params),
            'A' | 'F' => {
                if count > self.row && self.above > 0 {
                    self.out.notes.limited += 1;
                }
                self.row = self.row.saturating_sub(count);
                self.column = if action == 'F' { 0 } else { self.column };
            }
            'B' | 'E' | 'e' => {
                self.row = (self.row + count).min(self.rows.len() - 1);
                self.column = if action == 'E' { 0 } else { self.column };
            }
            'C' | 'a' => self.go_to_column(self.column.saturating_add(count)),
            'D' => self.column = self.column.saturating_sub(count),
            'G' | '`' => self.go_to_column(count - 1),
            'H' | 'f' => self.go_to_row(get(0).max(1), usize::from(get(1).max(1)) - 1),
            'd' => self.go_to_row(get(0).max(1), self.column),
            'I' => (0..count.min(32)).for_each(|_| self.column = (self.column / 8 + 1) * 8),
            'Z' => (0..count.min(32)).for_each(|_| self.column = self.column.saturating_sub(1) / 8 * 8),
            'J' => self.erase_display(get(0)),
            'K' => self.erase_line(get(0)),
            'X' => {
                let (column, len) = (self.column, self.current().len());
                if self.afford(count.min(len)) {
                    let erased = self.current().erase(column, column + count);
                    self.out.notes.overwritten += erased;
                }
            }
            '@' | 'P' => self.shift_cells(action == '@', count),
            'L' | 'M' if self.aside.is_none() => self.shift_rows(action == 'L', count.min(WINDOW)),
            'b' => self.repeat(count),
            'r' => self.bottom = (get(1) > 0).then(|| u32::from(get(1))),
            's' => self.save(),
            'u' => self.restore(),
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _ignore: bool, byte: u8) {
        if self.view == View::Plain {
            if matches!(byte, b'8' | b'D' | b'E' | b'M' | b'c') && intermediates.is_empty() {
                self.fresh_row();
            }
            return;
        }
        match (intermediates, byte) {
            ([], b'7') => self.save(),
            ([], b'8') => self.restore(),
            ([], b'E') => self.line_feed(),
            ([], b'D') => {
                let column = self.column;
                self.line_feed();
                self.column = column;
            }
            ([], b'M') => self.row = self.row.saturating_sub(1),
            ([], b'c') => {
                self.restyle(Style::default());
                self.drawing = [false; 2];
                self.bottom = None;
                self.new_screen();
            }
            ([b'('], set) => self.drawing[0] = set == b'0',
            ([b')'], set) => self.drawing[1] = set == b'0',
            _ => {}
        }
    }
}

impl Screen {
    /// In the plain view movement ends a line, except to the right.
    fn keep(&mut self, action: char, first: u16, count: usize) {
        match action {
            'C' | 'a' => {
                let len = self.current().len();
                self.column = self.column.max(len) + count.min(COLUMNS);
            }
            'G' | '`' if count > self.current().len().max(self.column) => self.column = (count - 1).min(COLUMNS),
            'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'H' | 'Z' | '`' | 'd' | 'e' | 'f' | 'u' => self.fresh_row(),
            'J' if first >= 2 => self.fresh_row(),
            _ => {}
        }
    }

    fn go_to_column(&mut self, column: usize) {
        let last = self.current().len().max(COLUMNS);
        self.column = column.min(last);
    }

    fn go_to_row(&mut self, number: u16, column: usize) {
        let number = u32::from(number);
        self.aside = None;
        if self.bottom.is_some_and(|bottom| number > bottom) {
            let known = self.asides.iter().any(|(of, _)| *of == number);
            if known || self.asides.len() < WINDOW {
                if !known {
                    self.asides.push((number, Row::default()));
                }
                self.aside = Some(number);
                self.go_to_column(column);
                return;
            }
        }
        if self.origin.is_none() {
            self.new_screen();
        }
        let first = self.origin.unwrap_or(0).max(self.above);
        let line = first + (number as usize - 1).min(WINDOW - 1);
        while line >= self.above + self.rows.len() {
            // An empty row costs as much as a few cells.
            let Some(left) = self.blanks.checked_sub(16) else {
                self.out.notes.limited += 1;
                break;
            };
            self.blanks = left;
            self.push_row();
        }
        self.row = line.saturating_sub(self.above).min(self.rows.len() - 1);
        self.go_to_column(column);
    }

    /// Row 1 is below everything that was printed.
    fn new_screen(&mut self) {
        self.aside = None;
        self.fresh_row();
        self.origin = Some(self.above + self.row);
    }

    fn erase_display(&mut self, what: u16) {
        let home = self.origin == Some(self.above + self.row) && self.column == 0;
        match what {
            0 if home && self.aside.is_none() => self.new_screen(),
            0 => {
                self.erase_line(0);
                if self.aside.is_none() {
                    let below = self.rows.iter_mut().skip(self.row + 1).map(|row| row.truncate(0));
                    let asides: usize = self.asides.drain(..).map(|(_, mut row)| row.truncate(0)).sum();
                    self.out.notes.overwritten += below.sum::<usize>() + asides;
                    self.rows.truncate(self.row + 1);
                }
            }
            1 => self.erase_line(1),
            _ => self.new_screen(),
        }
    }

    fn erase_line(&mut self, what: u16) {
        let column = self.column;
        let erased = match what {
            0 => self.current().truncate(column),
            1 => {
                let len = self.current().len();
                if !self.afford(len.min(column + 1)) {
                    return;
                }
                self.current().erase(0, column + 1)
            }
            2 => self.current().truncate(0),
            _ => 0,
        };
        self.out.notes.overwritten += erased;
    }

    /// Whether this many cells may still be moved about.
    fn afford(&mut self, cells: usize) -> bool {
        let left = self.work.checked_sub(cells);
        self.work = left.unwrap_or(self.work);
        self.out.notes.limited += usize::from(left.is_none());
        left.is_some()
    }

    fn shift_cells(&mut self, insert: bool, count: usize) {
        let (column, len) = (self.column, self.current().len());
        if column >= len || !self.afford(len - column) {
            return;
        }
        if insert {
            let count = count.min(COLUMNS);
            if let Some(left) = self.blanks.checked_sub(count) {
                self.blanks = left;
                self.current().insert(column, count);
            }
        } else {
            let erased = self.current().delete(column, count);
            self.out.notes.overwritten += erased;
        }
    }

    fn shift_rows(&mut self, insert: bool, count: usize) {
        for _ in 0..count {
            if insert {
                if self.rows.len() == WINDOW || self.blanks < 16 {
                    return;
                }
                self.blanks -= 16;
                self.rows.insert(self.row, Row::default());
            } else {
                let Some(mut row) = self.rows.remove(self.row) else { return };
                self.out.notes.overwritten += row.truncate(0);
                if self.rows.len() == self.row {
                    self.rows.push_back(Row::default());
                    return;
                }
            }
        }
    }

    fn repeat(&mut self, count: usize) {
        let Some(c @ ' '..='~') = self.before else { return };
        let count = count.min(COLUMNS);
        if let Some(left) = self.blanks.checked_sub(count) {
            self.blanks = left;
            (0..count).for_each(|_| self.put(c, 1, false));
        }
    }

    fn save(&mut self) {
        self.saved = Saved { line: self.above + self.row, column: self.column, style: self.style };
    }

    fn restore(&mut self) {
        let Saved { line, column, style } = self.saved;
        self.aside = None;
        self.row = line.saturating_sub(self.above).min(self.rows.len() - 1);
        self.column = column;
        self.restyle(style);
    }

    /// Colours and the like (SGR), separated by `;` or `:`.
    fn select(&mut self, params: &Params) {
        let mut style = self.style;
        let mut groups = params.iter();
        while let Some(group) = groups.next() {
            let set = |style: &mut Style, flag: u16| style.flags |= flag;
            match group.first().copied().unwrap_or(0) {
                0 => style = Style { link: style.link, ..Style::default() },
                1 => set(&mut style, flag::BOLD),
                2 => set(&mut style, flag::DIM),
                3 => set(&mut style, flag::ITALIC),
                4 => style.underline = group.get(1).map_or(1, |kind| (*kind).min(5) as u8),
                5 | 6 => set(&mut style, flag::BLINK),
                7 => set(&mut style, flag::REVERSE),
                8 => set(&mut style, flag::HIDDEN),
                9 => set(&mut style, flag::STRIKE),
                21 => style.underline = 2,
                22 => style.flags &= !(flag::BOLD | flag::DIM),
                23 => style.flags &= !flag::ITALIC,
                24 => style.underline = 0,
                25 => style.flags &= !flag::BLINK,
                27 => style.flags &= !flag::REVERSE,
                28 => style.flags &= !flag::HIDDEN,
                29 => style.flags &= !flag::STRIKE,
                code @ 30..=37 => style.text = Colour::Indexed((code - 30) as u8),
                38 => style.text = colour(group, &mut groups).unwrap_or(style.text),
                39 => style.text = Colour::Default,
                code @ 40..=47 => style.ground = Colour::Indexed((code - 40) as u8),
                48 => style.ground = colour(group, &mut groups).unwrap_or(style.ground),
                49 => style.ground = Colour::Default,
                53 => set(&mut style, flag::OVERLINE),
                55 => style.flags &= !flag::OVERLINE,
                // The colour of the line below text; read, so that its parts are not taken for something else.
                58 => {
                    colour(group, &mut groups);
                }
                code @ 90..=97 => style.text = Colour::Indexed((code - 90 + 8) as u8),
                code @ 100..=107 => style.ground = Colour::Indexed((code - 100 + 8) as u8),
                _ => {}
            }
        }
        self.restyle(style);
    }
}

/// One of 256 colours, or any, after 38, 48 or 58: in the same group (`38:5:n`, `38:2:r:g:b`, `38:2::r:g:b`) or in those
/// that follow (`38;5;n`, `38;2;r;g;b`).
fn colour<'a>(group: &[u16], groups: &mut impl Iterator<Item = &'a [u16]>) -> Option<Colour> {
    let byte = |value: u16| u8::try_from(value).ok();
    let mut next = || groups.next().and_then(|group| group.first().copied());
    match group {
        [_, 5, index, ..] => Some(Colour::Indexed(byte(*index)?)),
        [_, 2, red, green, blue] | [_, 2, _, red, green, blue, ..] => {
            Some(Colour::True([byte(*red)?, byte(*green)?, byte(*blue)?]))
        }
        [_] => match next()? {
            5 => Some(Colour::Indexed(byte(next()?)?)),
            2 => {
                let (red, green, blue) = (next()?, next()?, next()?);
                Some(Colour::True([byte(red)?, byte(green)?, byte(blue)?]))
            }
            _ => None,
        },
        _ => None,
    }
}
