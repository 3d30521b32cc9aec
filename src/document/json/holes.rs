//! Holes: places where whoever shortened a text took out a piece of it, in the middle of a value or of a name, and wrote a mark
//! (`...`, `<truncated>`). What stands before a hole is cut, and what stands behind it is read as a piece of its own: whose it
//! is, its brackets alone tell.

use super::punctuation::begins_member;
use super::reader::{Reader, State};
use crate::diagnostic::Code;
use crate::document::marks::{MOST, NONE, is_broken, is_cut_base64, left_out, mark, mark_behind};
use crate::document::token::{Kind, Token};
use crate::lexical::is_word;
use crate::names::{Name, Role, UNBROKEN_SET, WHOLE_SET};
use crate::source::is_member;

impl Reader<'_> {
    /// Looks for the next mark, if one was passed. False: there is none.
    fn pass_marks(&mut self) -> bool {
        if self.kept.mark < self.at {
            self.kept.mark = mark_behind(self.tape.text, self.at);
        }
        self.kept.mark != NONE
    }

    /// The name of a member, in a text that has marks. `None`: no hole is in it.
    #[cold]
    pub(super) fn marked_key(&mut self) -> Option<State> {
        if !self.pass_marks() {
            return None;
        }
        let (start, end) = self.literal_span()?;
        (start..end).contains(&self.kept.mark).then(|| self.hole(self.kept.mark))
    }

    /// Where the text of the string or the word stands that begins here.
    fn literal_span(&self) -> Option<(usize, usize)> {
        let (text, at) = (self.tape.text, self.at);
        let quote = *text.get(at)?;
        if !matches!(quote, b'"' | b'\'' | b'`') {
            let len = text[at..].iter().position(|b| matches!(b, b',' | b'}' | b']' | b'\n' | b'"'));
            return Some((at, len.map_or(text.len(), |len| at + len)));
        }
        let mut end = at + 1;
        while let Some(byte) = text.get(end).filter(|byte| **byte != quote) {
            end += 1 + usize::from(*byte == b'\\');
        }
        Some((at + 1, end.min(text.len())))
    }

    /// The string or the word that begins here, in a text that has marks. `None`: no hole is in it.
    #[cold]
    pub(super) fn marked_string(&mut self, name: Name) -> Option<State> {
        if !self.pass_marks() {
            return None;
        }
        let (text, at) = (self.tape.text, self.kept.mark);
        let (start, end) = self.literal_span()?;
        if !(start..end).contains(&at) || at == self.at {
            return None;
        }
        let (before, after) = (&text[start..at], &text[(at + mark(text, at)).min(end)..end]);
        let quoted = start > self.at;
        let noted = after.is_empty() || after.starts_with("（".as_bytes());
        let shortened = end < text.len()
            && noted
            && !before.is_empty()
            && (is_whole(name) || is_cut_base64(name, before, &text[at..end]));
        let is_hole = match text.get(end + usize::from(quoted)..).unwrap_or_default().trim_ascii_start().first() {
            // What was taken for its end is the end of a name, or begins a text.
            Some(b':') => true,
            // Nothing closes what is open: the note stands in no text.
            None if !self.frames.is_empty() && left_out(&text[at..]) > 0 => !after.is_empty(),
            None | Some(b',' | b'}' | b']' | b'\n') => is_broken(name, before, after),
            _ => !after.is_empty(),
        };
        if !is_hole && !shortened {
            return None;
        }
        self.tape.push(Token::new(Kind::String, name, start, at).escaped(before.contains(&b'\\')).partial(true));
        self.tape.check_utf8(start, at);
        if is_hole {
            return Some(self.hole(at));
        }
        // The value is not here, and the rest is as it was.
        self.tape.fault(Code::JsonElided, at, end);
        self.at = end + usize::from(quoted);
        Some(State::After)
    }

    /// A hole between a name and its value.
    pub(super) fn hole_here(&mut self) -> Option<State> {
        let (text, at) = (self.tape.text, self.at);
        if text.get(at).is_some() && mark(text, at) > 0 {
            return Some(self.hole(at));
        }
        // `"Invo`: a line that ends in the name, with no quote behind it.
        let before = text[..at].trim_ascii_end();
        let word = before.iter().rev().take(64).take_while(|b| is_word(**b)).count();
        let is_cut =
            word > 0 && before[..before.len() - word].ends_with(b"\"") && text[before.len()..at].contains(&b'\n');
        is_cut.then(|| self.part(before.len(), at))
    }

    /// Goes on behind the mark at `at`: all that is open is cut there.
    fn hole(&mut self, at: usize) -> State {
        let end = at + mark(self.tape.text, at);
        self.tape.fault(Code::JsonElided, at, end);
        self.part(at, end)
    }

    /// Ends all that is open at `at`, where something was left out, and reads a piece of its own from the next structure
    /// behind `end` on.
    pub(super) fn part(&mut self, at: usize, end: usize) -> State {
        // A name whose value was left out says nothing.
        if self.tape.tokens.last().is_some_and(|token| token.kind() == Kind::Key) {
            self.tape.tokens.pop();
        }
        self.cut_all();
        self.close_all(at);
        self.kept.fragment = true;
        self.tape.is_piece = true;
        self.at = self.structure(end);
        self.pass_marks();
        State::After
    }

    /// Where the next member, element or closing bracket stands that is no part of a text which is cut at its beginning.
    fn structure(&self, from: usize) -> usize {
        let text = self.tape.text;
        let mut before = None;
        for at in from..text.len() {
            let byte = text[at];
            match byte {
                b'"' if before != Some(b'\\')
                    && matches!(before, None | Some(b',' | b'{' | b'['))
                    && is_member(text, at) =>
                {
                    return if before == Some(b'{') { brace_before(text, at) } else { at };
                }
                b'{' if begins_member(&text[at + 1..]) => return at,
                b'}' | b']' if matches!(before, None | Some(b'"' | b'}' | b']' | b'e' | b'l' | b'0'..=b'9')) => {
                    return at;
                }
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = Some(byte);
            }
        }
        text.len()
    }

    /// Whether what follows `from` closes exactly what is open, so that nothing but members or elements was left out before it.
    pub(super) fn closes_all(&mut self, from: usize) -> bool {
        const LOOKS: u32 = 64;
        let text = self.tape.text;
        self.kept.looks += 1;
        if text.len() > MOST || self.kept.looks > LOOKS {
            return true;
        }
        let mut open: Vec<bool> = self.frames.iter().map(|frame| frame.object).collect();
        let mut at = from;
        while let Some(byte) = text.get(at) {
            match byte {
                b'"' => at = scan_string(text, at),
                b'{' | b'[' if mark(text, at) == 0 => open.push(*byte == b'{'),
                b'}' | b']' => match open.pop() {
                    Some(object) if object == (*byte == b'}') => {}
                    _ => return false,
                },
                _ => {}
            }
            at += 1;
            if open.is_empty() {
                return true;
            }
        }
        // What is cut at its end, too, tells nothing.
        true
    }
}

/// Where the string ends that begins at `at`.
fn scan_string(text: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(byte) = text.get(end) {
        match byte {
            b'"' | b'\n' => return end,
            b'\\' => end += 2,
            _ => end += 1,
        }
    }
    text.len()
}

fn brace_before(text: &[u8], at: usize) -> usize {
    text[..at].iter().rposition(|b| *b == b'{').unwrap_or(at)
}

/// Whether a part of a field says nothing, and nobody writes a mark for the rest, as in ids that must not be known.
fn is_whole(name: Name) -> bool {
    let is_id = matches!(name.role(), Role::Target | Role::InvokeId) || name == Name::CommandId;
    name.is_in(UNBROKEN_SET | WHOLE_SET) && !is_id
}
