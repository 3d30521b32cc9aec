//! A row, as it closes -> its facts, while its text is still in the processor's cache.
//!
//! Nearly every row is ordinary: known words, small numbers, times as the API writes them. Its facts are read here. A row
//! with anything else is passed over, read later with care, which emits its diagnostics.

use std::borrow::Cow;

use super::facts::{Flags, RowFacts, RowIds, is_other_error, may_be_none};
use super::ids::{hash, is_capital, is_masked};
use crate::document::{Like, RowObserver, Token, still_to_come};
use crate::names::{INVOKE_ID_SET, INVOKE_IDS, LEGACY_SET, LEGACY_STATUSES, Name, Names};
use crate::response::Row;
use crate::response::scalar::{WrongType, is_nothing, is_plain_id};
use crate::room;
use crate::scan;
use crate::span::Span;
use crate::status::{Legacy, Outcome, Reported, Status};
use crate::time::{Clock, Stamp};

/// The rows of one document that were read fast, in the order of their tokens.
#[derive(Default, Debug)]
pub struct FastRows {
    /// Each row's token and the hash of its instance's id, apart from the rest, since they are walked over by themselves.
    pub keys: Vec<(u32, u32)>,
    /// The facts of each.
    pub rows: Vec<FastRow>,
}

impl FastRows {
    /// All are here: what was kept free for more is given back.
    pub(crate) fn finish(mut self) -> Self {
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

/// A row that was read fast.
#[derive(Clone, Copy, Debug)]
pub struct FastRow {
    /// Which invocation it names.
    pub invocation: Named,
    /// Its ids.
    pub ids: RowIds,
    /// What it says.
    pub facts: RowFacts,
}

/// Which invocation a row that was read fast names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// None.
    Nothing,
    /// That of the row before it among those that were read fast.
    Same,
    /// The one whose id has this hash.
    Hash(u32),
}

/// Walks over the rows that were read fast, beside the rows of a response.
pub(crate) struct Cursor<'a> {
    fast: &'a FastRows,
    /// The first that may still be asked for.
    next: usize,
}

impl<'a> Cursor<'a> {
    /// For rows from the first on.
    pub(crate) fn new(fast: &'a FastRows) -> Self {
        Self { fast, next: 0 }
    }

    /// Goes on with rows from the token `from` on, which mostly follow those before.
    #[inline]
    pub(crate) fn seek(&mut self, from: u32) {
        let (before, rest) = self.fast.keys.split_at(self.next);
        if before.last().is_some_and(|key| key.0 >= from) || rest.first().is_some_and(|key| key.0 < from) {
            self.next = self.fast.keys.partition_point(|key| key.0 < from);
        }
    }

    /// The place of the row at a token among those. Rows are asked for in their order.
    #[inline]
    pub(crate) fn find(&mut self, at: u32) -> Option<usize> {
        while let Some((row, _)) = self.fast.keys.get(self.next).filter(|key| key.0 <= at) {
            self.next += 1;
            if *row == at {
                return Some(self.next - 1);
            }
        }
        None
    }
}

/// Reads the rows of one document as they close.
pub(crate) struct FastRowReader {
    pub rows: FastRows,
    row: Row,
    status: Memo<Status>,
    legacy: Memo<Legacy>,
    clock: Clock,
    errors: ErrorPairs,
    invoke_id: LastInvokeId,
    /// What the last row says that the next one mostly says as well; `None`: it needed care.
    common: Option<Common>,
}

/// What rows mostly have in common: all that they say besides whose they are, and when.
#[derive(Clone, Copy)]
struct Common {
    status: Reported<Status>,
    legacy: Reported<Legacy>,
    outcome: Outcome,
    exit_code: Option<i64>,
    repeated: bool,
    flags: Flags,
}

/// The members on which that hangs.
const COMMON_SET: Names = LEGACY_SET
    | 1 << Name::InvocationStatus as u32
    | 1 << Name::ExitCode as u32
    | 1 << Name::Repeats as u32
    | 1 << Name::Dropped as u32
    | 1 << Name::ErrorCode as u32
    | 1 << Name::ErrorInfo as u32
    | 1 << Name::OssOutputStatus as u32
    | 1 << Name::OssOutputErrorCode as u32;

/// The word read last and what it means: most rows say the same.
struct Memo<T> {
    word: Span,
    meaning: Reported<T>,
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
            *self = Self { word: token.span(), meaning: Reported::Known(read(word)?) };
        }
        Some(self.meaning)
    }
}

/// The `InvokeId` of the row that was read fast last.
#[derive(Default)]
struct LastInvokeId {
    /// Where it stands, if it has one.
    span: Option<Span>,
    /// Whether its end is hidden.
    masked: bool,
}

impl LastInvokeId {
    /// Which invocation the next one names; `None` where that needs care.
    #[inline]
    fn read(&mut self, text: &[u8], token: Token) -> Option<Named> {
        let id = token.simple(text).filter(|id| is_plain_id(id) && is_ascii(id) && !is_nothing(id))?;
        if id.is_empty() {
            return Some(self.none());
        }
        let is_same = self.span.is_some_and(|before| *id == text[before.range()]);
        *self = Self { span: Some(token.span()), masked: is_masked(id) };
        Some(if is_same { Named::Same } else { Named::Hash(hash(id)) })
    }

    /// A row names none.
    fn none(&mut self) -> Named {
        *self = Self::default();
        Named::Nothing
    }
}

impl FastRowReader {
    /// Without rows.
    pub(crate) fn new() -> Self {
        let (status, legacy) = (
            Memo { word: Span::default(), meaning: Reported::Absent },
            Memo { word: Span::default(), meaning: Reported::Absent },
        );
        Self {
            rows: FastRows::default(),
            row: Row::default(),
            status,
            legacy,
            clock: Clock::default(),
            errors: ErrorPairs::default(),
            invoke_id: LastInvokeId::default(),
            common: None,
        }
    }

    /// The facts of the row, with the hash of its instance's id; `None`: it is no row, or needs care. `changed`: members that may differ from
    /// those of the row before.
    #[inline]
    fn read(&mut self, text: &[u8], tokens: &[Token], changed: Names) -> Option<(u32, FastRow)> {
        let known = self.common.take().filter(|_| changed & COMMON_SET == 0);
        let row = &self.row;
        if row.is_doubled() || row.get(Name::Status).is_some() {
            return None;
        }
        let fields = Fields { row, text, tokens };
        let instance_id = row.get(Name::InstanceId)?;
        let id = tokens[instance_id as usize]
            .simple(text)
            .filter(|id| !id.is_empty() && is_plain_id(id) && is_ascii(id) && !is_nothing(id))?;
        let clock = &mut self.clock;
        let started = fields.time(Name::StartTime, clock)?;
        let finish = fields.time(Name::FinishTime, clock)?;
        let finished = finish.or(fields.time(Name::FinishedTime, clock)?);
        let stop = fields.time(Name::StopTime, clock)?;
        let invoke_id = INVOKE_IDS.iter().find_map(|name| row.get(*name));
        let invocation = match invoke_id.map(|at| tokens[at as usize]) {
            Some(_) if known.is_some() && changed & INVOKE_ID_SET == 0 && self.invoke_id.span.is_some() => Named::Same,
            Some(token) => self.invoke_id.read(text, token)?,
            None => self.invoke_id.none(),
        };
        let common = match known {
            Some(common) => common,
            None => common(&fields, (&mut self.status, &mut self.legacy, &mut self.errors))?,
        };
        let Common { status, legacy, outcome, exit_code, repeated, mut flags } = common;
        flags |= Flags::FINISHED.when(finished.is_known());
        flags |= Flags::STOP_TIME.when(stop.is_known());
        flags |= Flags::NO_STOP_TIME.when(!stop.is_known() && row.get(Name::StopTime).is_some());
        flags |= Flags::MASKED_ID.when(self.invoke_id.masked || is_masked(id));
        let ids = RowIds { instance_id: Some(instance_id), invoke_id };
        if may_be_none(outcome, exit_code, finished.is_known()) {
            return None;
        }
        self.common = Some(common);
        let facts = RowFacts { status, legacy, outcome, exit_code, repeated, flags, started, finished };
        Some((hash(id), FastRow { invocation, ids, facts }))
    }
}

/// What a row says of how it went; `None` where that needs care.
fn common(
    fields: &Fields<'_>,
    (statuses, legacies, errors): (&mut Memo<Status>, &mut Memo<Legacy>, &mut ErrorPairs),
) -> Option<Common> {
    let text = fields.text;
    let status = match fields.token(Name::InvocationStatus) {
        Some(token) => statuses.read(text, token, Status::read)?,
        None => Reported::Absent,
    };
    let legacy = match LEGACY_STATUSES.iter().find_map(|name| fields.token(*name)) {
        Some(token) => legacies.read(text, token, Legacy::read)?,
        None => Reported::Absent,
    };
    let exit_code = fields.whole(Name::ExitCode).ok()?;
    let repeated = fields.whole(Name::Repeats).ok()?.is_some_and(|repeats| repeats > 1);
    let dropped = fields.whole(Name::Dropped).ok()?.is_some_and(|dropped| dropped > 0);
    let mut flags = Flags::DROPPED.when(dropped);
    flags |= fields.error_flags(errors)?;
    flags |= fields.delivery_flags()?;
    let outcome = Outcome::of_row(status, legacy, exit_code);
    Some(Common { status, legacy, outcome, exit_code, repeated, flags })
}

/// The fields of a row that were given. All of it is carried into `read`, which asks a dozen times for each row.
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

    /// Whether a field was not given or says nothing, as most do that tell of an error.
    #[inline(always)]
    fn is_blank(&self, name: Name) -> bool {
        self.plain(name).is_some_and(<[u8]>::is_empty)
    }

    /// What a field says, also where that is escaped; `None` where it is no scalar.
    #[inline]
    fn text(&self, name: Name) -> Option<Cow<'a, [u8]>> {
        match self.plain(name) {
            Some(plain) => Some(Cow::Borrowed(plain)),
            None => Some(Cow::Owned(self.token(name)?.bytes(self.text)?.trim_ascii().to_vec())),
        }
    }

    /// `None` where they need care.
    #[inline]
    fn error_flags(&self, errors: &mut ErrorPairs) -> Option<Flags> {
        if self.is_blank(Name::ErrorCode) && self.is_blank(Name::ErrorInfo) {
            return Some(Flags::default());
        }
        let (code, info) = (self.text(Name::ErrorCode)?, self.text(Name::ErrorInfo)?);
        let mut flags = Flags::ERROR_INFO.when(!info.is_empty());
        flags |= Flags::ERROR_CODE.when(!code.is_empty());
        if !code.is_empty() && !info.is_empty() {
            flags |= Flags::OTHER_ERROR.when(errors.is_other(&code, &info)?);
        }
        Some(flags)
    }

    /// `None` where they need care.
    #[inline]
    fn delivery_flags(&self) -> Option<Flags> {
        if self.is_blank(Name::OssOutputStatus) && self.is_blank(Name::OssOutputErrorCode) {
            return Some(Flags::default());
        }
        let (status, code) = (self.text(Name::OssOutputStatus)?, self.text(Name::OssOutputErrorCode)?);
        let mut flags = Flags::DELIVERY.when(!status.is_empty());
        flags |= Flags::DELIVERY_FAILED.when(status.eq_ignore_ascii_case(b"Failed"));
        flags |= Flags::DELIVERY_ERROR.when(!code.is_empty());
        Some(flags)
    }

    #[inline(always)]
    fn whole(&self, name: Name) -> Result<Option<i64>, WrongType> {
        match self.token(name) {
            Some(token) => small(token.simple(self.text).ok_or(WrongType)?),
            None => Ok(None),
        }
    }

    #[inline(always)]
    fn time(&self, name: Name, clock: &mut Clock) -> Option<Stamp> {
        match self.plain(name)? {
            [] => Some(Stamp::UNKNOWN),
            time => clock.read(time),
        }
    }
}

/// Error codes and texts that were met together, by their hashes, and whether the text is another error's.
#[derive(Default)]
struct ErrorPairs(Vec<(u32, u32, bool)>);

impl ErrorPairs {
    /// Whether a text is the sentence of another error than the code; `None` where that needs care.
    fn is_other(&mut self, code: &[u8], info: &[u8]) -> Option<bool> {
        const MOST: usize = 32;
        let pair = (hash(code), hash(info));
        if let Some((.., is_other)) = self.0.iter().find(|met| (met.0, met.1) == pair) {
            return Some(*is_other);
        }
        let is_other = is_other_error(str::from_utf8(code).ok()?, str::from_utf8(info).ok()?);
        if self.0.len() < MOST {
            self.0.push((pair.0, pair.1, is_other));
        }
        Some(is_other)
    }
}

/// Whether an id has no sign that ids have not.
#[inline(never)]
fn is_ascii(id: &[u8]) -> bool {
    id.is_ascii() && !is_capital(id)
}

/// A number of a few digits, or none at all.
#[inline]
fn small(digits: &[u8]) -> Result<Option<i64>, WrongType> {
    if digits.len() > 9 {
        return Err(WrongType);
    }
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(WrongType);
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    Ok((!digits.is_empty()).then_some(number))
}

/// Objects with more tokens hold rows rather than being one.
const LONGEST: u32 = 128;

impl RowObserver for FastRowReader {
    #[inline]
    fn closed(&mut self, text: &[u8], tokens: &[Token], open: u32, like: Option<Like>) {
        let in_order = self.rows.keys.last().is_none_or(|last| last.0 < open);
        if tokens.len() as u32 - open > LONGEST || !in_order || tokens[open as usize].is_partial() {
            return;
        }
        let changed = match like {
            Some(like) if like.open == self.row.at() => {
                self.row.repeat(open);
                like.changed
            }
            _ => {
                self.row.fill(tokens, open);
                Names::MAX
            }
        };
        let Some((hash, row)) = self.read(text, tokens, changed) else {
            // What comes next is held against a row that was read fast, or against none.
            self.invoke_id = LastInvokeId::default();
            return;
        };
        let is_full = self.rows.rows.len() == self.rows.rows.capacity();
        if is_full && !self.rows.grow(tokens[open as usize].span().start as usize, text.len()) {
            // It is read with care instead, which needs no room.
            (self.common, self.invoke_id) = (None, LastInvokeId::default());
            return;
        }
        self.rows.keys.push((open, hash));
        self.rows.rows.push(row);
    }

    fn restart(&mut self) {
        *self = Self::new();
    }
}
