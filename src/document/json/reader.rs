//! The strict path: a loop over states, without recursion. Whatever is not JSON goes to `repair`.

use super::punctuation::{begins_response, is_inside};
use super::repeat_rows::{Layout, Layouts, fit};
use crate::document::marks::{NONE, next_mark};
use crate::document::tape::{FIRST, Followers, Like, Tape};
use crate::document::token::{Kind, Token};
use crate::names::{Name, Names, Type, UNBROKEN_SET};
use crate::room;
use crate::scan;

/// A reader between two slices of its work. It borrows nothing.
pub(in crate::document) struct Parked {
    at: usize,
    frames: Vec<Frame>,
    kept: Kept,
    /// Whether all is read.
    over: bool,
}

impl Parked {
    /// Before a document that begins at `body`.
    pub(in crate::document) fn new(tape: &Tape<'_>, body: usize) -> Self {
        let kept = Kept { mark: next_mark(tape.text, body), before: tape.roots.len(), ..Kept::default() };
        Self { at: body, frames: Vec::new(), kept, over: false }
    }

    /// Reads on for about so many bytes, over the same text; at the end nothing more is read.
    pub(in crate::document) fn read(self, tape: Tape<'_>, bytes: usize) -> (Tape<'_>, Self) {
        if self.over {
            return (tape, self);
        }
        let Self { at, frames, kept, .. } = self;
        let mut reader = Reader { tape, at, pause: at.saturating_add(bytes), frames, kept };
        let over = reader.documents();
        let Reader { tape, at, frames, kept, .. } = reader;
        (tape, Self { at, frames, kept, over })
    }

    /// Whether all is read.
    pub(in crate::document) fn is_over(&self) -> bool {
        self.over
    }

    /// Where a document of XML begins after what was read.
    pub(in crate::document) fn xml(&self) -> Option<usize> {
        self.kept.xml
    }
}

pub(super) struct Reader<'a> {
    /// The text, and the tape that is written.
    pub(super) tape: Tape<'a>,
    /// The byte that is read next.
    pub(super) at: usize,
    /// From here on it stops where it can go on later.
    pub(super) pause: usize,
    /// The objects and lists that are open, the innermost last.
    pub(super) frames: Vec<Frame>,
    pub(super) kept: Kept,
}

/// What a reader keeps of what it has read.
#[derive(Default)]
pub(super) struct Kept {
    /// How many of the frames are objects.
    pub(super) objects: usize,
    /// Which name followed which: in rows they come in one order.
    pub(super) followers: Followers,
    /// Rows that were read, for those that are laid out like them.
    pub(super) layouts: Layouts,
    /// Where the next mark of a hole stands; `NONE` for nearly every text.
    pub(super) mark: usize,
    /// How often it was looked ahead for what closes behind a hole.
    pub(super) looks: u32,
    /// The text ended in the middle, and that was reported.
    pub(super) cut: bool,
    /// The text is a piece of a response, and that was reported.
    pub(super) fragment: bool,
    /// A word of no API stood where the name of a structure without its brace would.
    pub(super) strange: bool,
    /// Where a document of XML begins after those of JSON.
    pub(super) xml: Option<usize>,
    /// How many outermost values were here before.
    pub(super) before: usize,
    /// The outermost value that is being read.
    pub(super) begun: Option<Begun>,
}

/// An outermost value that is being read.
#[derive(Clone, Copy)]
pub(super) struct Begun {
    /// Its first token.
    pub(super) root: u32,
    /// How many diagnostics there were when it began.
    pub(super) emitted: u32,
    /// Whether it is a row or another piece without its brackets.
    pub(super) piece: bool,
    /// What is expected next.
    pub(super) state: State,
}

#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Its opening token.
    pub(super) open: u32,
    /// An object, else a list.
    pub(super) object: bool,
    /// How many diagnostics there were when it opened.
    pub(super) emitted: u32,
}

/// What is expected next.
#[derive(Clone, Copy)]
pub(super) enum State {
    /// A value, for the member with this name (or an element, or the document itself).
    Value(Name),
    /// A member or `}`; `first` right after `{`.
    Member { first: bool },
    /// An element or `]`; `first` right after `[`.
    Element { first: bool },
    /// `,` or the end of the container.
    After,
}

impl Reader<'_> {
    /// One outermost value, or what is left of one. Where it stops before its end: what is expected next.
    pub(super) fn tree(&mut self, mut state: State) -> Option<State> {
        loop {
            if self.tape.full {
                self.stop();
                return None;
            }
            if self.at >= self.pause {
                return Some(state);
            }
            state = match state {
                State::Value(name) => self.value(name),
                State::Member { first } => self.member(first),
                State::Element { first } => self.element(first),
                State::After => {
                    let frame = self.frames.last().copied()?;
                    self.after(frame)
                }
            };
        }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.tape.text.get(self.at).copied()
    }

    /// Skips blanks, and comments as a repair.
    #[inline]
    pub(super) fn blank(&mut self) {
        loop {
            self.at = scan::blanks(self.tape.text, self.at);
            match self.peek() {
                Some(b'/' | b'#' | 0xC2 | 0xE1 | 0xE2 | 0xE3 | 0xEF) if self.unusual_blank() => {}
                _ => return,
            }
        }
    }

    fn value(&mut self, name: Name) -> State {
        self.blank();
        match self.peek() {
            Some(b'"') => {
                if self.kept.mark != NONE
                    && let Some(state) = self.marked_string(name)
                {
                    return state;
                }
                self.string(Kind::String, name);
                State::After
            }
            Some(b'{') if self.restarts_in_row(name) => self.restart(),
            Some(b'{') => {
                self.open(Kind::Object, name);
                State::Member { first: true }
            }
            Some(b'[') => {
                self.open(Kind::Array, name);
                State::Element { first: true }
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number(name);
                State::After
            }
            Some(b't') if self.literal(b"true", Kind::True, name) => State::After,
            Some(b'f') if self.literal(b"false", Kind::False, name) => State::After,
            Some(b'n') if self.literal(b"null", Kind::Null, name) => State::After,
            _ => self.repair_value(name),
        }
    }

    /// Whether an object that begins here is no value and no row: the document that is being read was cut, and another begins.
    #[inline]
    fn restarts_in_row(&self, name: Name) -> bool {
        let Some(frame) = self.frames.last() else { return false };
        if frame.object {
            let is_line = self.at > 0 && self.tape.text[self.at - 1] == b'\n';
            // No id, status or time is an answer; a message and what a program printed may be, once somebody has parsed it.
            return is_line && self.restarts()
                || name.is_in(UNBROKEN_SET) && begins_response(self.rest()) && !is_inside(self.rest());
        }
        if !begins_response(self.rest()) {
            return false;
        }
        let list = self.tape.tokens[frame.open as usize].name();
        let is_row = list.value_type() == Type::Node && list != Name::Other;
        is_row && !is_inside(self.rest())
    }

    /// Whether what is read next is the value of a member.
    pub(super) fn is_member(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.object)
    }

    #[inline]
    pub(super) fn open(&mut self, kind: Kind, name: Name) {
        let object = kind == Kind::Object;
        self.make_frame();
        self.frames.push(Frame { open: self.tape.len(), object, emitted: self.tape.sink.total() });
        self.kept.objects += usize::from(object);
        self.tape.push(Token::new(kind, name, self.at, self.at));
        self.at += 1;
    }

    /// Makes room for a frame, and some more until the tape is seen to be full.
    #[inline]
    pub(super) fn make_frame(&mut self) {
        if self.frames.len() + 8 > self.frames.capacity() {
            self.tape.full |= !room::grow(&mut self.frames, 64);
        }
    }

    /// There is no room for more: what is open is closed here.
    #[cold]
    fn stop(&mut self) {
        let frames = &self.frames;
        let kept = self.tape.stop(self.at, frames.len(), |at| frames[at].open);
        self.frames.truncate(kept);
        self.kept.objects = self.frames.iter().filter(|frame| frame.object).count();
        self.kept.cut = true;
        self.end();
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.kept.objects -= usize::from(frame.object);
        Some(frame)
    }

    #[inline]
    pub(super) fn close(&mut self, frame: Frame) -> State {
        self.pop();
        self.tape.close(frame.open, self.at, self.at + 1);
        self.at += 1;
        let within_array = self.frames.last().is_some_and(|around| !around.object);
        if frame.object && within_array && self.kept.mark == NONE && self.tape.sink.total() == frame.emitted {
            self.kept.layouts.learn(frame.open, self.tape.len() - frame.open);
            self.rows();
        }
        State::After
    }

    fn after(&mut self, frame: Frame) -> State {
        self.blank();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                if frame.object { State::Member { first: false } } else { State::Element { first: false } }
            }
            Some(b'}') if frame.object => self.close(frame),
            Some(b']') if !frame.object => self.close(frame),
            _ => self.repair_after(frame),
        }
    }

    #[inline]
    fn element(&mut self, first: bool) -> State {
        self.blank();
        match self.peek() {
            Some(b']') if first => match self.frames.last().copied() {
                Some(frame) => self.close(frame),
                None => State::After,
            },
            Some(b']' | b'}' | b',') | None => self.repair_element(),
            _ => State::Value(Name::Other),
        }
    }

    #[inline]
    fn member(&mut self, first: bool) -> State {
        self.blank();
        match self.peek() {
            Some(b'"') if self.kept.mark == NONE => self.members(if first { FIRST } else { 0 }),
            Some(b'"') => self.marked_key().unwrap_or_else(|| {
                let name = self.key(0);
                self.colon(name)
            }),
            Some(b'}') if first => match self.frames.last().copied() {
                Some(frame) => self.close(frame),
                None => State::After,
            },
            _ => self.repair_member(),
        }
    }

    /// Members with plain keys and scalars, from the quote of the first name on: the whole of an ordinary row. Goes back
    /// to the states at the first thing that is anything else. `last`: the number of the name before, or `FIRST`.
    fn members(&mut self, mut last: u8) -> State {
        let text = self.tape.text;
        loop {
            let name = self.key(last);
            last = name as u8;
            match text.get(self.at..self.at + 2) {
                Some([b':', b'"']) => self.at += 1,
                Some([b':', b' ']) => self.at += 2,
                _ => return self.colon(name),
            }
            match text.get(self.at) {
                Some(b'"') => self.string(Kind::String, name),
                Some(b'-' | b'0'..=b'9') => self.number(name),
                _ => return State::Value(name),
            }
            match text.get(self.at..self.at + 2) {
                Some([b',', b'"']) => self.at += 1,
                Some([b',', ..]) => {
                    let next = scan::blanks(text, self.at + 1);
                    self.at += 1;
                    if text.get(next) != Some(&b'"') {
                        return State::Member { first: false };
                    }
                    self.at = next;
                }
                _ => return State::After,
            }
            if self.tape.full {
                return State::Member { first: false };
            }
        }
    }

    #[inline]
    pub(super) fn colon(&mut self, name: Name) -> State {
        self.blank();
        if self.peek() == Some(b':') {
            self.at += 1;
            return State::Value(name);
        }
        self.repair_colon(name)
    }

    /// At a comma after an element: reads the rows that follow as long as they are laid out like one before.
    fn rows(&mut self) {
        while self.peek() == Some(b',') && self.at < self.pause {
            let begin = scan::blanks(self.tape.text, self.at + 1);
            if self.tape.text.get(begin) != Some(&b'{') {
                return;
            }
            let [first, second] = self.kept.layouts.open;
            let like = |reader: &mut Self, layout: Option<Layout>| reader.row_like(layout?, begin);
            self.kept.layouts.open = match like(self, first) {
                Some(row) => [Some(row), second],
                None => match like(self, second) {
                    Some(row) => [Some(row), first],
                    None => return,
                },
            };
        }
    }

    /// Reads the row that begins at `begin` if it is laid out like another one.
    #[inline]
    fn row_like(&mut self, layout: Layout, begin: usize) -> Option<Layout> {
        let (row, changed) = self.object_like(layout, begin)?;
        let like = Like { open: layout.open, changed };
        self.tape.observer.closed(self.tape.text, &self.tape.tokens, row.open, Some(like));
        Some(row)
    }

    /// Reads the outermost object that begins here if it is laid out like the one before it.
    pub(super) fn document_like(&mut self) -> bool {
        let Some(layout) =
            self.kept.layouts.take_document().filter(|_| self.kept.mark == NONE && self.peek() == Some(b'{'))
        else {
            return false;
        };
        let Some((document, changed)) = self.object_like(layout, self.at) else { return false };
        self.kept.layouts.learn_document(document.open, document.len);
        self.tape.closed_since(document.open, document.open - layout.open, changed);
        true
    }

    #[inline]
    fn object_like(&mut self, layout: Layout, begin: usize) -> Option<(Layout, Names)> {
        let open = layout.open as usize;
        let len = layout.len as usize;
        let next = self.tape.tokens.len();
        if !self.tape.make_room(len, begin) {
            return None;
        }
        self.tape.tokens.extend_from_within(open..open + len);
        let (before, object) = self.tape.tokens.split_at_mut(next);
        let moved = next as u32 - layout.open;
        let Some((end, changed)) = fit(self.tape.text, &before[open..open + len], object, begin, moved) else {
            self.tape.tokens.truncate(next);
            return None;
        };
        self.at = end;
        Some((Layout { open: next as u32, ..layout }, changed))
    }

    /// Remembers the outermost object from `open` on, if nothing in it was reported since there were `emitted` diagnostics.
    pub(super) fn learn_document(&mut self, open: u32, emitted: u32) {
        let is_plain = self.kept.mark == NONE && self.tape.sink.total() == emitted && !self.kept.cut;
        if is_plain && self.tape.tokens.get(open as usize).is_some_and(|token| token.is(Kind::Object)) {
            self.kept.layouts.learn_document(open, self.tape.len() - open);
        }
    }
}
