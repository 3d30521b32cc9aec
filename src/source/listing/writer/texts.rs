//! Texts of several lines: those below the name of an output, and those between names that end at one column.

use super::{Writer, blanks, line, read};
use crate::names::Name;
use crate::source::listing::entry::Entry;
use crate::source::strings::{Backslash, escape};
use crate::source::totals::Total;
use crate::span::Span;

impl Writer<'_> {
    /// The lines below the name of a text, of which nothing stands beside it: as far as the next name that is known, or a blank line.
    /// Where to read on; 0 where there are none.
    pub(super) fn below(&mut self, at: usize) -> usize {
        let text = self.text;
        if !self.is_output() && self.name != Name::ErrorInfo {
            return 0;
        }
        let first = (line(text, at).1 + 1).min(text.len());
        let (mut next, indent) = (first, blanks(&text[first..]));
        let own = &text[text[..at].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)..at];
        let is_upper = own.iter().find(|b| b.is_ascii_alphabetic()).is_some_and(u8::is_ascii_uppercase);
        // Behind an empty line, what stands before the next row.
        let (mut until, mut begun, mut blank) = (None, false, 0);
        while next < text.len() && until.is_none_or(|until| next < until) {
            let (from, end) = line(text, next);
            let own = text[from..end].trim_ascii_end();
            if own.is_empty() {
                until = until.or_else(|| self.next_row(end + 1));
                if until.is_none() {
                    break;
                }
                (blank, next) = (blank + 1, end + 1);
                continue;
            }
            let is_member = |entry: Entry| entry.is_member(text, is_upper, next == first);
            let is_end = || own.starts_with(b"```") || read(text, from, end, self.style).is_some_and(is_member);
            if until.is_none() && is_end() {
                break;
            }
            self.put(if begun { b"\\n" } else { b"\"" }, from);
            (0..std::mem::take(&mut blank)).for_each(|_| self.put(b"\\n", from));
            begun = true;
            let lead = blanks(own).min(indent);
            escape(text, Span::new(from + lead, from + own.len()), Backslash::Sign, &mut self.rewrite);
            next = end + 1;
        }
        if !begun {
            return 0;
        }
        self.put(b"\"", next.min(text.len()));
        self.pending = false;
        next
    }

    /// Where the next row begins, with the name that the one that is open began with.
    fn next_row(&self, mut at: usize) -> Option<usize> {
        let name = &self.text[self.seen.first()?.range()];
        while at < self.text.len() {
            let (from, end) = line(self.text, at);
            if read(self.text, from, end, self.style).is_some_and(|entry| &self.text[entry.name.range()] == name) {
                return Some(from);
            }
            at = end + 1;
        }
        None
    }

    /// A line between names that all end at one column: it begins another row, or goes on with a text as it stands.
    pub(super) fn flat_line(&mut self, start: usize, end: usize, own: &[u8]) -> bool {
        // `2 rows in set (0.00 sec)`, as MySQL ends them.
        if own.ends_with(b" sec)")
            && let Some(total) = Total::read(own)
        {
            self.release();
            self.left_out |= total.is_more(0, self.records as u64 + 1);
            return false;
        }
        if own.starts_with(b"*****") && own.ends_with(b"*****") || own.starts_with(b"-[ RECORD") {
            self.release();
            self.close_text(start);
            self.separated = true;
        } else if self.open.is_some() && own.is_empty() {
            self.release();
            self.held = (end < self.text.len()).then_some(start);
        } else if self.open.is_some() {
            self.release();
            self.put(b"\\n", start);
            escape(self.text, Span::new(start, end), Backslash::Sign, &mut self.rewrite);
        }
        true
    }

    /// Gives the text that is open the empty line that is held.
    pub(super) fn release(&mut self) {
        if let Some(start) = self.held.take() {
            self.put(b"\\n", start);
        }
    }
}
