//! A row, as it closes -> what judging needs of it, while its text is near.
//!
//! Nearly every row is plain: known words, small numbers, times as the API writes them. For such a row everything that
//! the model needs is read here. A row with anything odd in it is passed over, and the builder reads it with care and
//! says what is odd; both ways give the same model, which `tests/shortcuts.rs` holds them to.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::is_masked;
use super::row_facts::{LEGACY, RowFacts};
use crate::document::{RowObserver, Token, still_to_come};
use crate::names::Name;
use crate::response::Row;
use crate::response::scalar::{WrongType, is_plain_id};
use crate::room;
use crate::scan;
use crate::source::Span;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::{Clock, Stamp};

/// The plain rows of one document, in the order of their tokens.
#[derive(Default, Debug)]
pub struct FastRows {
    /// Each row's token and the hash of its instance's id, apart from the rest, since they are walked over by themselves.
    pub keys: Vec<(u32, u32)>,
    /// What each says.
    pub rows: Vec<FastRow>,
}

impl FastRows {
    /// All are here: what was kept free for more is given back.
    pub(super) fn finish(mut self) -> Self {
        self.keys.shrink_to_fit();
        self.rows.shrink_to_fit();
        self
    }

    /// Makes room for the rows of the rest of the text, of which `at` bytes of `all` were read.
    #[cold]
    fn grow(&mut self, at: usize, all: usize) -> bool {
        let more = still_to_come(self.rows.len(), at, all);
        room::reserve(&mut self.keys, more) && room::reserve(&mut self.rows, more)
    }
}

/// A plain row.
#[derive(Clone, Copy, Debug)]
pub struct FastRow {
    /// Whether its `InvokeId` is that of the glance before this one.
    pub same_run: bool,
    /// What it says.
    pub seen: RowFacts,
}

/// Walks over plain rows beside the rows of a response.
pub(super) struct Cursor<'a> {
    plain: &'a FastRows,
    /// The first that may still be asked for.
    next: usize,
    /// The row found last is the one before that.
    follows: bool,
}

impl<'a> Cursor<'a> {
    /// For rows from the token `from` on.
    pub(super) fn new(plain: &'a FastRows, from: u32) -> Self {
        let next = if from == 0 { 0 } else { plain.keys.partition_point(|key| key.0 < from) };
        Self { plain, next, follows: false }
    }

    /// The place of the row at a token among the plain rows, and whether it follows the one found last. Rows are asked for
    /// in their order.
    #[inline]
    pub(super) fn find(&mut self, at: u32) -> Option<(usize, bool)> {
        let mut follows = self.follows;
        while let Some((row, _)) = self.plain.keys.get(self.next).filter(|key| key.0 <= at) {
            self.next += 1;
            if *row == at {
                self.follows = true;
                return Some((self.next - 1, follows));
            }
            follows = false;
        }
        self.follows = false;
        None
    }
}

/// Looks at the rows of one document as they close.
pub(super) struct FastRowReader {
    pub plain: FastRows,
    row: Row,
    status: Memo<Status>,
    legacy: Memo<Legacy>,
    clock: Clock,
    /// Error codes and texts that were met together.
    errors: Vec<(u32, u32)>,
    /// Where the `InvokeId` of the last row stands.
    run: Span,
}

/// The hash of an id, by which instances are told apart.
#[inline]
pub(super) fn hash(id: &[u8]) -> u32 {
    let mut state = FixedState::default().build_hasher();
    state.write(id);
    let hash = state.finish();
    (hash ^ hash >> 32) as u32
}

/// The word read last and what it means: most rows say the same.
struct Memo<T> {
    word: Span,
    given: Reported<T>,
}

impl<T: Copy> Memo<T> {
    /// What a word means; `None` where that needs care.
    #[inline]
    fn read(&mut self, text: &[u8], token: Token, read: impl Fn(&[u8]) -> Option<T>) -> Option<Reported<T>> {
        let word = token.simple(text)?;
        if word.is_empty() {
            return Some(Reported::Absent);
        }
        if word.len() != (self.word.end - self.word.start) as usize
            || word.len() > 32
            || !scan::same(text, self.word.start as usize, token.span().start as usize, word.len())
        {
            *self = Self { word: token.span(), given: Reported::Known(read(word)?) };
        }
        Some(self.given)
    }
}

impl FastRowReader {
    /// None yet.
    pub(super) fn new() -> Self {
        let (status, legacy) = (
            Memo { word: Span::default(), given: Reported::Absent },
            Memo { word: Span::default(), given: Reported::Absent },
        );
        Self {
            plain: FastRows::default(),
            row: Row::default(),
            status,
            legacy,
            clock: Clock::default(),
            errors: Vec::new(),
            run: Span::default(),
        }
    }

    /// What the row says, with the hash of its instance's id; `None`: it is none, or holds something odd.
    #[inline]
    fn look(&mut self, text: &[u8], tokens: &[Token]) -> Option<(u32, FastRow)> {
        let row = &self.row;
        if row.is_doubled() {
            return None;
        }
        let fields = Fields { row, text, tokens };
        let token = |name| fields.token(name);
        let instance_id = row.get(Name::InstanceId)?;
        let id = tokens[instance_id as usize].simple(text).filter(|id| !id.is_empty() && is_plain_id(id))?;
        let status = match token(Name::InvocationStatus) {
            Some(token) => self.status.read(text, token, Status::read)?,
            None => Reported::Absent,
        };
        let legacy = match LEGACY.iter().find_map(|name| token(*name)) {
            Some(token) => self.legacy.read(text, token, Legacy::read)?,
            None => Reported::Absent,
        };
        if row.get(Name::Status).is_some() {
            return None;
        }
        let exit_code = fields.whole(Name::ExitCode).ok()?;
        let repeated = fields.whole(Name::Repeats).ok()?.is_some_and(|repeats| repeats > 1);
        let dropped = fields.whole(Name::Dropped).ok()?;
        let clock = &mut self.clock;
        let started = fields.time(Name::StartTime, clock)?;
        let finish = fields.time(Name::FinishTime, clock)?;
        let finished = fields.time(Name::FinishedTime, clock)?;
        let stop = fields.time(Name::StopTime, clock)?;
        let finished = finish.or(finished);
        let invoke_id = row.get(Name::InvokeId).or_else(|| row.get(Name::InvocationId));
        let run = match invoke_id.map(|at| tokens[at as usize]) {
            Some(token) => Some((token.span(), token.simple(text).filter(|run| is_plain_id(run))?)),
            None => None,
        };
        let same_run = run.is_some_and(|(_, run)| *run == text[self.run.range()]) && !self.plain.rows.is_empty();
        self.run = run.map_or(Span::default(), |run| run.0);
        let outcome = Outcome::of(status, legacy, exit_code);
        let is_blank = |name| fields.plain(name).is_some_and(<[u8]>::is_empty);
        let explained = match fields.plain(Name::ErrorCode) {
            Some([]) => match status {
                Reported::Known(Status::Success) => matches!(exit_code, None | Some(0)),
                Reported::Known(Status::Failed) => exit_code.is_some_and(|code| code != 0),
                _ => true,
            },
            Some(code) => {
                status != Reported::Known(Status::Success)
                    && (status != Reported::Known(Status::Failed) || exit_code.is_some_and(|code| code != 0))
                    && fields.plain(Name::ErrorInfo).is_some_and(|info| said_before(&mut self.errors, code, info))
            }
            None => false,
        };
        let stopped = matches!(outcome, Outcome::Stopped | Outcome::Stopping);
        let whole = matches!(status, Reported::Known(Status::Stopped | Status::PartialFailed));
        let sound = explained
            && !whole
            && stopped == stop.is_known()
            && matches!(dropped, None | Some(0))
            && is_blank(Name::OssOutputStatus)
            && !is_masked(id)
            && (same_run || !run.is_some_and(|(_, run)| is_masked(run)));
        let ended_well = finished.seconds_since(started).is_none_or(|seconds| seconds >= 0);
        let active = matches!(outcome, Outcome::Pending | Outcome::Scheduled | Outcome::Running | Outcome::Stopping);
        let pair = match (status, legacy) {
            (Reported::Known(status), Reported::Known(legacy)) => status.goes_with(legacy),
            _ => true,
        };
        let quiet = sound && ended_well && pair && !(active && finished.is_known());
        let seen = RowFacts {
            instance_id: Some(instance_id),
            invoke_id,
            status,
            legacy,
            outcome,
            exit_code,
            repeated,
            sound,
            quiet,
            started,
            finished,
        };
        Some((hash(id), FastRow { same_run, seen }))
    }
}

/// The fields of a row that were given. All of it is carried into `look`, which asks a dozen times for each row.
struct Fields<'a> {
    row: &'a Row,
    text: &'a [u8],
    tokens: &'a [Token],
}

#[allow(clippy::inline_always, reason = "a tenth of the time of all, which size alone would not tell")]
impl<'a> Fields<'a> {
    #[inline(always)]
    fn token(&self, name: Name) -> Option<Token> {
        self.row.get(name).map(|at| self.tokens[at as usize])
    }

    /// What a field says, nothing where it was not given; `None` where that needs care.
    #[inline(always)]
    fn plain(&self, name: Name) -> Option<&'a [u8]> {
        match self.token(name) {
            Some(token) => token.simple(self.text),
            None => Some(&[]),
        }
    }

    #[inline(always)]
    fn whole(&self, name: Name) -> Result<Option<i64>, WrongType> {
        small(self.plain(name).ok_or(WrongType)?)
    }

    #[inline(always)]
    fn time(&self, name: Name, clock: &mut Clock) -> Option<Stamp> {
        match self.plain(name)? {
            [] => Some(Stamp::UNKNOWN),
            time => clock.read(time),
        }
    }
}

/// Whether an error code and its text were met together before: each pair is looked at once in a document.
fn said_before(pairs: &mut Vec<(u32, u32)>, code: &[u8], info: &[u8]) -> bool {
    const MOST: usize = 32;
    if info.is_empty() {
        return true;
    }
    let pair = (hash(code), hash(info));
    let before = pairs.contains(&pair);
    if !before && pairs.len() < MOST {
        pairs.push(pair);
    }
    before
}

/// A number of a few digits, or none at all.
#[inline]
fn small(digits: &[u8]) -> Result<Option<i64>, WrongType> {
    if digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(WrongType);
    }
    Ok((!digits.is_empty()).then(|| digits.iter().fold(0, |n, digit| n * 10 + i64::from(digit - b'0'))))
}

/// Objects with more tokens hold rows rather than being one.
const LONGEST: u32 = 128;

impl RowObserver for FastRowReader {
    #[inline]
    fn closed(&mut self, text: &[u8], tokens: &[Token], open: u32, like: Option<u32>) {
        let in_order = self.plain.keys.last().is_none_or(|last| last.0 < open);
        if tokens.len() as u32 - open > LONGEST || !in_order || tokens[open as usize].is_partial() {
            return;
        }
        if like.is_some_and(|like| like == self.row.at()) {
            self.row.repeat(open);
        } else {
            self.row.fill(tokens, open);
        }
        if let Some((hash, glance)) = self.look(text, tokens) {
            let is_full = self.plain.rows.len() == self.plain.rows.capacity();
            if is_full && !self.plain.grow(tokens[open as usize].span().start as usize, text.len()) {
                // It is read with care instead, which needs no room.
                return;
            }
            self.plain.keys.push((open, hash));
            self.plain.rows.push(glance);
        }
    }

    fn restart(&mut self) {
        *self = Self::new();
    }
}
