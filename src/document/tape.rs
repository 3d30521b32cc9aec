//! The tape as it is written; what the readers of JSON and XML share. It refuses to know either grammar.

use super::token::{Kind, PARTIAL, Token};
use crate::diagnostic::{Code, Sink, excerpt};
use crate::names::{Name, Names};
use crate::room;
use crate::scan;
use crate::span::Span;

/// An earlier object that has the same members in the same places as another one.
#[derive(Clone, Copy, Debug)]
pub struct Like {
    /// Its opening token.
    pub open: u32,
    /// The members whose values may differ; those of all others are equal to the byte.
    pub changed: Names,
}

/// Sees every object as it closes, so that what rows hold is read while their text is in the cache.
pub trait RowObserver {
    /// The object that opens at `open` has closed with the last of the tokens. `like`: one that it was held against.
    fn closed(&mut self, text: &[u8], tokens: &[Token], open: u32, like: Option<Like>);

    /// The document is read again from its beginning, over another text.
    fn restart(&mut self);
}

/// How many more there may be of what was met `met` times in the first `at` bytes of `all`, if the rest is like them:
/// something over that, so that what holds them need not be moved.
pub fn still_to_come(met: usize, at: usize, all: usize) -> usize {
    let more = (met as u64 * all as u64 / at.max(1) as u64) as usize;
    let more = more.saturating_sub(met);
    (more + more / 16).clamp(met / 2 + 64, met * 64 + 64)
}

/// Observes nothing.
impl RowObserver for () {
    fn closed(&mut self, _: &[u8], _: &[Token], _: u32, _: Option<Like>) {}

    fn restart(&mut self) {}
}

/// For each name, the member that followed it last: rows repeat their members in one order, so that a name is compared
/// with one place before it is looked up.
pub(super) struct Followers([Follower; 256]);

#[derive(Clone, Copy, Default)]
struct Follower {
    /// Where its text stands, with the byte that ends it.
    start: u32,
    /// 0 where none was met.
    len: u32,
    name: u8,
}

/// Stands for the beginning of a structure; no name has this number.
pub(super) const FIRST: u8 = 255;

impl Default for Followers {
    fn default() -> Self {
        Self([Follower::default(); 256])
    }
}

impl Followers {
    /// The name that followed `last` before, if it stands at `at` again, and its length with the byte that ends it.
    #[inline]
    pub(super) fn guess(&self, text: &[u8], last: u8, at: usize) -> Option<(Name, usize)> {
        let Follower { start, len, name } = self.0[last as usize];
        (len != 0 && scan::same(text, start as usize, at, len as usize))
            .then(|| (Name::from_number(name), len as usize))
    }

    /// Remembers the name from `start` to `end`, where `end` is after the byte that ends it.
    #[inline]
    pub(super) fn learn(&mut self, last: u8, start: usize, end: usize, name: Name) {
        if end - start <= 32 {
            self.0[last as usize] = Follower { start: start as u32, len: (end - start) as u32, name: name as u8 };
        }
    }
}

/// Writes the tape; what the two readers share.
pub(super) struct Tape<'a> {
    pub(super) text: &'a [u8],
    pub(super) tokens: Vec<Token>,
    pub(super) roots: Vec<u32>,
    /// See `Document`.
    pub(super) is_piece: bool,
    pub(super) sink: &'a mut Sink,
    pub(super) observer: &'a mut dyn RowObserver,
    /// How many tokens there may be before room for more is asked for.
    limit: usize,
    /// There is no room for more; some may still be written, up to where a reader can stop.
    pub(super) full: bool,
}

/// What stands on a tape, apart from the text that it is about.
#[derive(Default)]
pub(super) struct Written {
    tokens: Vec<Token>,
    roots: Vec<u32>,
    is_piece: bool,
    limit: usize,
    full: bool,
}

/// So many tokens of a document are read: twice as many as an answer of 512 MB has.
const MOST: usize = 1 << 25;

/// So many tokens a reader writes at most before it looks whether the tape is full.
const SLACK: usize = 512;

impl<'a> Tape<'a> {
    pub(super) fn new(text: &'a [u8], sink: &'a mut Sink, observer: &'a mut dyn RowObserver) -> Self {
        Self { text, tokens: Vec::new(), roots: Vec::new(), is_piece: false, sink, observer, limit: 0, full: false }
    }

    /// How many outermost values there are, if each may be a row.
    pub(super) fn rows_alone(&self) -> Option<usize> {
        let last = self.roots.last().map(|root| self.tokens[*root as usize].kind());
        (last != Some(Kind::Array)).then_some(self.roots.len())
    }

    /// With what was written about the same text before.
    pub(super) fn write_on(self, Written { tokens, roots, is_piece, limit, full }: Written) -> Self {
        Self { tokens, roots, is_piece, limit, full, ..self }
    }

    /// What was written.
    pub(super) fn leave(self) -> Written {
        let Self { tokens, roots, is_piece, limit, full, .. } = self;
        Written { tokens, roots, is_piece, limit, full }
    }

    pub(super) fn len(&self) -> u32 {
        self.tokens.len() as u32
    }

    #[inline]
    pub(super) fn push(&mut self, token: Token) {
        if self.tokens.len() >= self.limit {
            self.grow(token.start as usize);
        }
        self.tokens.push(token);
    }

    /// Makes room for so many tokens of another tape. False: there is none.
    pub(super) fn reserve(&mut self, more: usize) -> bool {
        let fits = self.tokens.len() + more <= MOST && room::reserve(&mut self.tokens, more + 2 * SLACK);
        self.limit = self.tokens.capacity().saturating_sub(SLACK);
        fits
    }

    /// Makes room for some more tokens, no more than `SLACK`. False: there is none.
    #[inline]
    pub(super) fn make_room(&mut self, more: usize, at: usize) -> bool {
        if self.tokens.len() + more > self.limit {
            self.grow(at);
        }
        !self.full
    }

    /// Makes room for as many tokens as the rest of the text needs if it is like what was read.
    #[cold]
    pub(super) fn grow(&mut self, at: usize) {
        if self.full {
            return;
        }
        let more = still_to_come(self.tokens.len(), at, self.text.len()).min(MOST.saturating_sub(self.tokens.len()));
        self.full = more == 0 || !room::reserve(&mut self.tokens, more + 2 * SLACK);
        self.limit = self.tokens.capacity().saturating_sub(SLACK);
    }

    /// The tape is full, and `frames` containers are open, each of which needs a token to close: says where reading ends,
    /// and gives how many of the containers are kept. The others go, the innermost first.
    #[cold]
    pub(super) fn stop(&mut self, at: usize, frames: usize, open: impl Fn(usize) -> u32) -> usize {
        self.sink.emit(Code::TooComplex, Span::new(at, at), Vec::new);
        self.text = &self.text[..at.min(self.text.len())];
        let mut kept = frames;
        // The roots around elements of XML are closed, too.
        while kept > 0 && self.tokens.len() + kept + 8 > self.tokens.capacity() {
            kept -= 1;
            self.tokens.truncate(open(kept) as usize);
        }
        if self.tokens.last().is_some_and(|token| token.kind() == Kind::Key) {
            self.tokens.pop();
        }
        kept
    }

    /// Closes the container that was opened at `open`, over the bytes of its closing bracket or tag.
    #[inline]
    pub(super) fn close(&mut self, open: u32, start: usize, end: usize) {
        let close = self.len();
        self.tokens[open as usize].end = close;
        self.push(Token::new(Kind::Close, Name::Other, start, end));
        if self.tokens[open as usize].kind() == Kind::Object {
            self.observer.closed(self.text, &self.tokens, open, None);
        }
    }

    /// All tokens from `open` on were written at once, each as the one that stands `back` tokens before it, the members `changed` apart: the
    /// objects among them have closed.
    pub(super) fn closed_since(&mut self, open: u32, back: u32, changed: Names) {
        let mut opened = Vec::with_capacity(16);
        for at in open..self.len() {
            match self.tokens[at as usize].kind() {
                Kind::Object | Kind::Array => opened.push(at),
                Kind::Close => {
                    if let Some(open) = opened.pop().filter(|open| self.tokens[*open as usize].is(Kind::Object)) {
                        let like = Like { open: open - back, changed };
                        self.observer.closed(self.text, &self.tokens[..=at as usize], open, Some(like));
                    }
                }
                _ => {}
            }
        }
    }

    /// Closes a container whose closing bracket or tag is missing.
    pub(super) fn close_missing(&mut self, open: u32, start: usize, end: usize) {
        self.leave_out(open);
        self.close(open, start, end);
    }

    /// Says of a container that something of it is not here.
    pub(super) fn leave_out(&mut self, open: u32) {
        self.tokens[open as usize].meta |= PARTIAL;
    }

    pub(super) fn excerpt(&self, start: usize, end: usize) -> String {
        let end = end.min(start + 200).min(self.text.len());
        excerpt(&String::from_utf8_lossy(&self.text[start.min(end)..end]))
    }

    /// Notes a fault over a span; `found` is what stands there.
    #[cold]
    pub(super) fn fault(&mut self, code: Code, start: usize, end: usize) {
        let found = self.excerpt(start, end.max(start));
        self.sink.emit(code, Span::new(start, end), || vec![("found", found)]);
    }

    /// Text that holds bytes above ASCII is checked once, where it was read.
    #[cold]
    pub(super) fn check_utf8(&mut self, start: usize, end: usize) {
        let text = self.text;
        if let Err(error) = std::str::from_utf8(&text[start..end]) {
            let at = start + error.valid_up_to();
            let len = error.error_len().unwrap_or(end - at);
            self.sink.emit(Code::InvalidUtf8, Span::new(at, at + len), || {
                vec![("found", text[at..at + len].iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(" "))]
            });
        }
    }
}
