//! JSON -> tape, and whatever was meant to be JSON.
//!
//! ```text
//! document = value *( blank value )              several documents one after another
//! value    = object / array / string / number / literal
//! object   = "{" [ member *( "," member ) ] "}"  member = string ":" value
//! array    = "[" [ value *( "," value ) ] "]"
//! ```
//!
//! The strict path is a loop without recursion. At a fault it enters `repair`, which reads one thing by guessing, says
//! so once, and comes back. Every step moves on by at least one byte, so that any input takes linear time.

mod quotes;
mod repair;
mod roots;
mod rows;

pub(crate) use repair::is_odd_blank;
pub(super) use roots::fold_habits;

use super::{FIRST, Followers, Kind, Tape, Token};
use crate::diagnostic::Code;
use crate::escapes::{hex4, unescape};
use crate::names::Name;
use crate::room;
use crate::scan;

/// Reads from `body` on; gives the tape back, and where a document of XML begins behind.
pub(super) fn read(tape: Tape<'_>, body: usize) -> (Tape<'_>, Option<usize>) {
    let mut reader = Reader {
        tape,
        at: body,
        frames: Vec::new(),
        objects: 0,
        followers: Followers::new(),
        layouts: rows::Layouts::default(),
        cut: false,
        fragment: false,
        xml: None,
    };
    let next = reader.documents();
    (reader.tape, next)
}

struct Reader<'a> {
    tape: Tape<'a>,
    at: usize,
    frames: Vec<Frame>,
    /// How many of the frames are objects.
    objects: usize,
    followers: Followers,
    layouts: rows::Layouts,
    /// The text ended in the middle, and that was said.
    cut: bool,
    /// The text is a piece of a response, and that was said.
    fragment: bool,
    /// Where a document of XML begins behind those of JSON.
    xml: Option<usize>,
}

#[derive(Clone, Copy)]
struct Frame {
    open: u32,
    object: bool,
    /// How much was noted when it opened.
    noted: u32,
}

/// What is expected next.
#[derive(Clone, Copy)]
enum State {
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
    /// One outermost value, or what is left of one.
    fn tree(&mut self, mut state: State) {
        loop {
            if self.tape.full {
                return self.stop();
            }
            state = match state {
                State::Value(name) => self.value(name),
                State::Member { first } => self.member(first),
                State::Element { first } => self.element(first),
                State::After => {
                    let Some(frame) = self.frames.last().copied() else {
                        return;
                    };
                    self.after(frame)
                }
            };
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.tape.text.get(self.at).copied()
    }

    /// Skips blanks, and comments as a repair.
    #[inline]
    fn blank(&mut self) {
        loop {
            self.at = scan::blanks(self.tape.text, self.at);
            match self.peek() {
                Some(b'/' | b'#' | 0xC2 | 0xE2 | 0xE3 | 0xEF) if self.odd_blank() => {}
                _ => return,
            }
        }
    }

    fn value(&mut self, name: Name) -> State {
        self.blank();
        match self.peek() {
            Some(b'"') => {
                self.string(Kind::String, name);
                State::After
            }
            Some(b'{')
                if self.at > 0 && self.tape.text[self.at - 1] == b'\n' && self.is_member() && self.restarts() =>
            {
                self.restart()
            }
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

    /// Whether what is read next is the value of a member.
    fn is_member(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.object)
    }

    #[inline]
    fn open(&mut self, kind: Kind, name: Name) {
        let object = kind == Kind::Object;
        self.make_frame();
        self.frames.push(Frame { open: self.tape.len(), object, noted: self.tape.sink.noted() });
        self.objects += usize::from(object);
        self.tape.push(Token::new(kind, name, self.at, self.at));
        self.at += 1;
    }

    /// Makes room for a frame, and some more until the tape is seen to be full.
    #[inline]
    fn make_frame(&mut self) {
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
        self.objects = self.frames.iter().filter(|frame| frame.object).count();
        self.cut = true;
        self.end();
    }

    #[inline]
    fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.objects -= usize::from(frame.object);
        Some(frame)
    }

    #[inline]
    fn close(&mut self, frame: Frame) -> State {
        self.pop();
        self.tape.close(frame.open, self.at, self.at + 1);
        self.at += 1;
        let within_array = self.frames.last().is_some_and(|around| !around.object);
        if frame.object && within_array && self.tape.sink.noted() == frame.noted {
            self.layouts.learn(frame.open, self.tape.len() - frame.open);
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
            Some(b'"') => self.members(if first { FIRST } else { 0 }),
            Some(b'}') if first => match self.frames.last().copied() {
                Some(frame) => self.close(frame),
                None => State::After,
            },
            _ => self.repair_member(),
        }
    }

    /// Members with plain keys and scalars, from the quote of the first name on: the whole of an ordinary row. Goes back
    /// to the states at the first thing that is anything else.
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

    /// A quoted member name: a number for a known one, a token of its own for any other.
    #[inline]
    fn key(&mut self, last: u8) -> Name {
        let text = self.tape.text;
        let start = self.at + 1;
        // The closing quote is compared with the name, so that a longer name is not taken for it.
        if let Some((name, len)) = self.followers.guess(text, last, start) {
            self.at = start + len;
            return name;
        }
        let run = scan::plain(text, start);
        if text.get(run.end) == Some(&b'"') && !run.high {
            let name = Name::read(&text[start..run.end]);
            if name == Name::Other {
                self.tape.push(Token::new(Kind::Key, name, start, run.end));
            } else {
                self.followers.learn(last, start, run.end + 1, name);
            }
            self.at = run.end + 1;
            return name;
        }
        self.string(Kind::Key, Name::Other);
        self.known_key()
    }

    /// Turns a key token that spells a known name, once unescaped, into that name.
    fn known_key(&mut self) -> Name {
        let Some(token) = self.tape.tokens.last().copied() else {
            return Name::Other;
        };
        let raw = &self.tape.text[token.span().range()];
        let name = if token.is_escaped() { Name::read(&unescape(raw)) } else { Name::read(raw) };
        if name != Name::Other {
            self.tape.tokens.pop();
        }
        name
    }

    #[inline]
    fn colon(&mut self, name: Name) -> State {
        self.blank();
        if self.peek() == Some(b':') {
            self.at += 1;
            return State::Value(name);
        }
        self.repair_colon(name)
    }

    /// A string in double quotes.
    #[inline]
    fn string(&mut self, kind: Kind, name: Name) {
        let start = self.at + 1;
        let run = scan::plain(self.tape.text, start);
        if self.tape.text.get(run.end) == Some(&b'"') {
            if run.high {
                self.tape.check_utf8(start, run.end);
            }
            self.tape.push(Token::new(kind, name, start, run.end));
            self.at = run.end + 1;
        } else {
            self.string_with_escapes(kind, name, start, run);
        }
    }

    /// The rest of a string that has escapes in it, or something that does not belong there.
    fn string_with_escapes(&mut self, kind: Kind, name: Name, start: usize, first: scan::Run) {
        let text = self.tape.text;
        let (mut run, mut high, mut escaped, mut control) = (first, first.high, false, false);
        let (end, next) = loop {
            let at = run.end;
            match text.get(at) {
                Some(b'"') => break (at, at + 1),
                Some(b'\\') => {
                    escaped = true;
                    let len = self.escape(at);
                    run = scan::plain(text, (at + len).min(text.len()));
                }
                Some(byte) => {
                    if matches!(byte, b'\n' | b'\r')
                        && let Some(end) = quotes::embedded_end(text, start, at)
                    {
                        self.tape.fault(Code::JsonInnerQuote, at, end);
                        (high, escaped) = (true, text[at..end].contains(&b'\\'));
                        break (end, end + 1);
                    }
                    if matches!(byte, b'\n' | b'\r')
                        && let Some(end) = self.quote_missing_before(start, at)
                    {
                        self.tape.fault(Code::JsonUnclosedString, start - 1, end);
                        break (end, end);
                    }
                    if !control {
                        control = true;
                        let found = format!("U+{byte:04X}");
                        self.tape
                            .sink
                            .emit(Code::JsonControl, crate::source::Span::new(at, at + 1), || vec![("found", found)]);
                    }
                    run = scan::plain(text, at + 1);
                }
                None => {
                    self.cut_off(Code::JsonUnclosedString, start - 1);
                    break (at, at);
                }
            }
            high |= run.high;
        };
        if high {
            self.tape.check_utf8(start, end);
        }
        self.tape.push(Token::new(kind, name, start, end).escaped(escaped));
        self.at = next;
    }

    /// Bytes of the escape at a backslash; one that JSON does not know is said and kept as written.
    #[inline]
    fn escape(&mut self, at: usize) -> usize {
        match self.tape.text.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') if hex4(self.tape.text, at + 2).is_some_and(|unit| !(0xD800..0xE000).contains(&unit)) => 6,
            Some(b'u') if hex4(self.tape.text, at + 2).is_some() => self.surrogate(at),
            None => 1,
            Some(_) => {
                self.tape.fault(Code::JsonEscape, at, at + 2);
                1
            }
        }
    }

    #[inline]
    fn literal(&mut self, word: &[u8], kind: Kind, name: Name) -> bool {
        let rest = &self.tape.text[self.at..];
        let whole = rest.starts_with(word) && !rest.get(word.len()).is_some_and(|b| is_word(*b));
        if whole {
            self.tape.push(Token::new(kind, name, self.at, self.at + word.len()));
            self.at += word.len();
        }
        whole
    }

    #[inline]
    fn number(&mut self, name: Name) {
        let start = self.at;
        let text = self.tape.text;
        let mut end = start + usize::from(text[start] == b'-');
        let whole = digits(text, end);
        let strict = whole > 0 && (whole == 1 || text[end] != b'0');
        end += whole;
        // A plain whole number, which nearly all are.
        if strict && !text.get(end).is_some_and(|b| is_word(*b) || matches!(b, b'.' | b'+' | b'-')) {
            self.tape.push(Token::new(Kind::Number, name, start, end));
            self.at = end;
            return;
        }
        let mut good = strict;
        if text.get(end) == Some(&b'.') {
            let fraction = digits(text, end + 1);
            good &= fraction > 0;
            end += 1 + fraction;
        }
        if matches!(text.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits(text, end + 1 + sign);
            good &= exponent > 0;
            end += 1 + sign + exponent;
        }
        if good && !text.get(end).is_some_and(|b| is_word(*b) || matches!(b, b'.' | b'+' | b'-')) {
            self.tape.push(Token::new(Kind::Number, name, start, end));
            self.at = end;
        } else {
            self.repair_number(name);
        }
    }
}

/// How many digits stand at `at`.
fn digits(text: &[u8], at: usize) -> usize {
    text.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
}

/// A byte that goes on a bare word.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
