//! The text of an error of the whole call, as tools and SDKs print it -> the tape: one object with the members that
//! the error would have had as JSON, each over its place in the text.
//!
//! One scan finds the words that name a part, wherever they stand, and takes what follows up to the next one:
//!
//! ```text
//! ErrorCode: Throttling                              the CLI, and the first SDKs of Go: a line each
//! HTTP Status: 404 Error:Code Message RequestID: 1   the first SDK of Python
//! SDKError: StatusCode: 404 Code: C Message: code: 404, M request id: 1 Data: {..}
//! com.aliyuncs.exceptions.ServerException: Code : Message
//! ```
//!
//! Behind an answer of JSON or XML such a text is the error of another call, and an object beside that answer.
//!
//! A text without a code, or with nothing else that an error has, gives an empty tape: it is something else.

use super::json;
use super::tape::Tape;
use super::token::{Kind, Token};
use crate::diagnostic::{Code, Sink};
use crate::names::Name;
use crate::source::{Source, Syntax, is_tree};
use crate::span::Span;

/// An error stands at the beginning: no more of a text is searched.
const MOST: usize = 64 << 10;

/// Part of an error, by the word before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// `Code`, `ErrorCode`
    Code,
    /// `Error:` of Python, with the code as its first word; `SomeException:` likewise.
    Raised,
    /// One word, or the line.
    Member(Name),
    /// Ends what stood before and has no place.
    End,
}

/// The words, in small letters, longest first among those that begin alike.
const WORDS: [(&str, Part); 26] = [
    ("errorcode", Part::Code),
    ("error code", Part::Code),
    ("errcode", Part::Code),
    ("code", Part::Code),
    ("错误码", Part::Code),
    ("errormessage", Part::Member(Name::Message)),
    ("errormsg", Part::Member(Name::Message)),
    ("errmsg", Part::Member(Name::Message)),
    ("message", Part::Member(Name::Message)),
    ("错误信息", Part::Member(Name::Message)),
    ("msg", Part::End),
    ("recommend", Part::Member(Name::Recommend)),
    ("requestid", Part::Member(Name::RequestId)),
    ("request id", Part::Member(Name::RequestId)),
    ("request_id", Part::Member(Name::RequestId)),
    ("请求id", Part::Member(Name::RequestId)),
    ("请求 id", Part::Member(Name::RequestId)),
    ("hostid", Part::Member(Name::HostId)),
    ("statuscode", Part::Member(Name::StatusCode)),
    ("status_code", Part::Member(Name::StatusCode)),
    ("http status", Part::Member(Name::StatusCode)),
    ("http_status", Part::Member(Name::StatusCode)),
    ("respheaders", Part::End),
    ("data", Part::Member(Name::Data)),
    ("response", Part::Member(Name::Data)),
    ("error", Part::Raised),
];

/// Exceptions that the SDKs raise: only these make a text without a request id an error of a call.
const RAISED: [&str; 7] = [
    "ServerException",
    "ClientException",
    "TeaException",
    "TeaUnretryableException",
    "UnretryableException",
    "SDKError",
    "SDK.ServerError",
];

/// What an error has, by the place of each part.
#[derive(Default)]
struct Parts {
    found: Vec<(Name, usize, usize)>,
    /// What the exception itself says; the parts lead.
    from_exception: Vec<(Name, usize, usize)>,
    /// Name of the exception that was raised, without its package.
    raised: Option<(usize, usize)>,
}

impl Parts {
    fn has(&self, name: Name) -> bool {
        self.found.iter().any(|(found, ..)| *found == name)
    }

    fn add(&mut self, name: Name, start: usize, end: usize, text: &[u8]) {
        // Go prints a pointer where it could print what it points to.
        if start < end && !self.has(name) && !text[start..end].starts_with(b"(*") {
            let place = self.found.iter().position(|(_, other, _)| *other > start).unwrap_or(self.found.len());
            self.found.insert(place, (name, start, end));
        }
    }

    fn finish(mut self, text: &[u8]) -> Self {
        for (name, start, end) in std::mem::take(&mut self.from_exception) {
            self.add(name, start, end, text);
        }
        self
    }
}

/// Reads what is neither JSON nor XML, even where some stands further on: an error as text, and a web page, which gives
/// nothing. `None`: it is something else.
pub(super) fn read(source: &mut Source, sink: &mut Sink) -> Option<(Vec<Token>, Vec<u32>)> {
    let is_error = source.syntax == Syntax::Text || begins_as_error(&source.text, source.body);
    if is_error && is_tree(&source.text) {
        return None;
    }
    if is_error || source.syntax == Syntax::Xml { read_text(source, is_error, sink) } else { None }
}

/// Whether a text is an error that a tool or an SDK raised.
pub(super) fn is_raised(text: &[u8]) -> bool {
    names_an_exception(&text[..text.len().min(MOST)]) && !read_error(text).1.is_empty()
}

/// Reads what stands behind the last answer of a text, if a tool or an SDK raised it.
pub(super) fn read_behind(tape: &mut Tape<'_>, behind: Span) -> bool {
    let text = &tape.text[behind.range()];
    let is_last = tape.tokens.last().is_none_or(|last| last.start <= behind.start);
    !tape.full && is_last && names_an_exception(&text[..text.len().min(MOST)]) && write(tape, behind)
}

fn read_text(source: &mut Source, is_error: bool, sink: &mut Sink) -> Option<(Vec<Token>, Vec<u32>)> {
    if is_error {
        let (tokens, roots) = read_error(&source.text);
        if !roots.is_empty() {
            sink.retract(Code::Prefix);
            source.syntax = Syntax::Text;
            return Some((tokens, roots));
        }
    }
    if source.syntax == Syntax::Xml && is_page(&source.text[source.body..]) {
        source.syntax = Syntax::Text;
        return Some((Vec::new(), Vec::new()));
    }
    None
}

/// Whether a text that holds JSON or XML further on begins as an error does.
fn begins_as_error(text: &[u8], body: usize) -> bool {
    let head = &text[body.min(text.len())..];
    // `[SDK.ServerError]`, `[ERROR]`: no list begins so.
    let is_code = matches!(head, [b'[', b'A'..=b'Z', ..]);
    (is_code || (body > 0 && names_an_exception(&text[..body.min(MOST)]))) && !holds_rows(head)
}

/// Whether markup is that of a web page, and of none that shows a response.
fn is_page(text: &[u8]) -> bool {
    let begins = |head: &str| text.get(..head.len()).is_some_and(|text| text.eq_ignore_ascii_case(head.as_bytes()));
    (begins("<!doctype html") || begins("<html")) && !holds_rows(text)
}

/// Whether what stands before a document says that something was raised.
fn names_an_exception(before: &[u8]) -> bool {
    let before = String::from_utf8_lossy(before);
    RAISED.iter().chain(&["ErrorCode", "Traceback"]).any(|word| before.contains(word))
}

fn holds_rows(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&text[..text.len().min(MOST)]).to_ascii_lowercase();
    ["invocationresult", "invokeinstance", "invocations"].iter().any(|name| text.contains(name))
}

/// Reads an error; the tape stays empty where the text is none.
fn read_error(text: &[u8]) -> (Vec<Token>, Vec<u32>) {
    let mut sink = Sink::new(0);
    let mut observer = ();
    let mut tape = Tape::new(text, &mut sink, &mut observer);
    write(&mut tape, Span::new(0, text.len()));
    (tape.tokens, tape.roots)
}

/// Writes the error that a piece of the text is, if it is one.
fn write(tape: &mut Tape<'_>, piece: Span) -> bool {
    let (from, to) = (piece.start as usize, piece.end as usize);
    let text = &tape.text[from..to.min(from + MOST)];
    let mut parts = scan(text);
    if !is_error(text, &parts) || is_record(text) {
        return false;
    }
    if let Some((start, end)) = parts.raised {
        parts.add(Name::Code, start, end, text);
    }
    let root = tape.len();
    tape.roots.push(root);
    tape.push(Token::new(Kind::Object, Name::Other, from, from));
    for (name, start, end) in parts.found {
        if name == Name::Data {
            data(tape, from + start);
        } else {
            tape.push(Token::new(Kind::String, name, from + start, from + end));
        }
    }
    tape.close(root, to, to);
    true
}

/// Whether a line gives the id of an instance or an invocation, or the text a status of theirs, so that an `ErrorCode` beside it is a
/// record's.
fn is_record(text: &[u8]) -> bool {
    const NAMES: [(&str, bool); 4] =
        [("InstanceId", true), ("InvokeId", true), ("InvocationStatus", false), ("InvokeRecordStatus", false)];
    let begins = |at: usize| text[..at].iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|b| *b == b'\n');
    (0..text.len()).any(|at| {
        NAMES.iter().any(|(name, first)| {
            text.get(at..at + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
                && matches!(text[at + name.len()..].trim_ascii_start().first(), Some(b':' | b'='))
                && (!first || begins(at))
        })
    })
}

/// Takes over the structure that begins at `start`, as the member it is. What is odd in it is no fault of the reader's:
/// Python prints its own quotes.
fn data(tape: &mut Tape<'_>, start: usize) {
    let mut sink = Sink::new(0);
    let mut observer = ();
    let data = Tape::new(tape.text, &mut sink, &mut observer);
    let parked = json::Parked::new(&data, start);
    let (Tape { tokens, roots, .. }, _) = parked.read(data, usize::MAX);
    let Some(first) = roots.first().copied().filter(|first| tokens[*first as usize].kind() == Kind::Object) else {
        return;
    };
    let offset = tape.len();
    let end = tokens[first as usize].next(first);
    if !tape.reserve((end - first) as usize) {
        return;
    }
    for (at, token) in (first..).zip(&tokens[first as usize..end as usize]) {
        let mut token = *token;
        if matches!(token.kind(), Kind::Object | Kind::Array) {
            token.end = token.end - first + offset;
        }
        if at == first {
            token = Token::new(Kind::Object, Name::Data, token.start as usize, token.end as usize);
        }
        tape.push(token);
    }
}

/// A code, and something beside it that only an error of a call has.
fn is_error(text: &[u8], parts: &Parts) -> bool {
    let code = parts.found.iter().find(|(name, ..)| *name == Name::Code);
    let dotted = code.is_some_and(|(_, start, end)| text[*start..*end].contains(&b'.'));
    let capital = code.is_some_and(|(_, start, _)| text[*start].is_ascii_uppercase());
    let message = parts.has(Name::Message);
    let of_sdk = parts.raised.is_some() && (message || code.is_some());
    (capital && parts.has(Name::RequestId)) || (dotted && message) || of_sdk
}

fn scan(text: &[u8]) -> Parts {
    let mut parts = Parts::default();
    let mut at = 0;
    let mut open = None;
    while at < text.len() {
        let boundary = at == 0 || !is_word(text[at - 1]);
        let next = if boundary { part(text, at) } else { None };
        match next {
            Some((part, word, value)) => {
                take(text, &mut parts, open.take(), at);
                open = Some((part, word, value));
                at = value.max(at + 1);
                if matches!(part, Part::Member(Name::Data) | Part::Raised) && text.get(value) == Some(&b'{') {
                    take(text, &mut parts, open.take(), value);
                    parts.add(Name::Data, value, text.len(), text);
                    return parts.finish(text);
                }
            }
            None => at += 1,
        }
    }
    take(text, &mut parts, open, text.len());
    parts.finish(text)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/')
}

/// The part that a word at `at` names, where the word ends, and where its value begins.
fn part(text: &[u8], at: usize) -> Option<(Part, usize, usize)> {
    let rest = &text[at..];
    let value = |after: usize| {
        let skip = rest[after..].iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
        let colon = match &rest[after + skip..] {
            [b':' | b'=', ..] => 1,
            [0xEF, 0xBC, 0x9A, ..] => '：'.len_utf8(),
            _ => 0,
        };
        (colon > 0).then(|| {
            let first = after + skip + colon;
            let blanks = rest[first..].iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(0);
            at + first + blanks
        })
    };
    for (word, part) in WORDS {
        if rest.len() > word.len()
            && rest[..word.len()].eq_ignore_ascii_case(word.as_bytes())
            && let Some(value) = value(word.len())
        {
            return Some((part, at + word.len(), value));
        }
    }
    // `com.aliyuncs.exceptions.ServerException: …`, `[SDK.ServerError]`
    let len = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
    let raised = RAISED.iter().any(|word| rest[..len].ends_with(word.as_bytes()));
    (raised && len < 200).then(|| (Part::Raised, at + len, value(len).unwrap_or(at + len)))
}

/// Takes what an open part holds, up to where the next one begins.
fn take(text: &[u8], parts: &mut Parts, open: Option<(Part, usize, usize)>, next: usize) {
    let Some((part, word, start)) = open else {
        return;
    };
    if part == Part::Raised && parts.raised.is_none() {
        let name =
            text[..word].iter().rposition(|byte| !is_word(*byte) || *byte == b'.').map_or(0, |before| before + 1);
        if RAISED.iter().any(|raised| raised.as_bytes().ends_with(&text[name..word])) && word - name > "Error".len() {
            parts.raised = Some((name, word));
        }
    }
    let (start, end) = line(text, start.min(next), next);
    if start >= end {
        return;
    }
    let (first, rest) = first_word(text, start, end);
    let (code, dotted) = (is_code(&text[first.0..first.1]), text[first.0..first.1].contains(&b'.'));
    match part {
        // `code: 404, The message`
        Part::Code if text[first.0..first.1].iter().all(u8::is_ascii_digit) => {
            if let Some((start, end)) = code_before(text, word) {
                parts.from_exception.push((Name::Code, start, end));
            }
            parts.add(Name::StatusCode, first.0, first.1, text);
            parts.add(Name::Message, rest, end, text);
        }
        Part::Code if code => parts.add(Name::Code, first.0, first.1, text),
        // `Error:InvalidInstance.NotFound The message`, `Error: Throttling: the message`, and the code alone where
        // other parts follow.
        Part::Raised if code && (dotted || rest >= end || text.get(first.1) == Some(&b':')) => {
            if !parts.from_exception.iter().any(|(name, ..)| *name == Name::Code) {
                parts.from_exception.clear();
                parts.from_exception.push((Name::Code, first.0, first.1));
                parts.from_exception.push((Name::Message, rest, end));
            }
        }
        Part::Raised => parts.from_exception.push((Name::Message, start, end)),
        Part::Member(Name::Message) => parts.add(Name::Message, start, end, text),
        Part::Code | Part::Member(Name::Data) | Part::End => {}
        Part::Member(name) => parts.add(name, first.0, first.1, text),
    }
}

/// The code that Node puts before all: `InvalidInstance.NotFound: code: 404, The message`.
fn code_before(text: &[u8], word: usize) -> Option<(usize, usize)> {
    let before = text[..word - "code".len()].trim_ascii_end().strip_suffix(b":")?.trim_ascii_end();
    let start = before.iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
    let code = &before[start..];
    let raised = RAISED.iter().any(|word| code.ends_with(word.as_bytes()));
    (code.contains(&b'.') && is_code(code) && !raised).then_some((start, before.len()))
}

/// The rest of the line, without blanks, quotes and what a terminal was told about colours.
fn line(text: &[u8], start: usize, end: usize) -> (usize, usize) {
    let len = text[start..end].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0x1B)).unwrap_or(end - start);
    let (mut start, mut end) = (start, start + len);
    while start < end && matches!(text[start], b' ' | b'\t' | b'"' | b'\'' | b'[' | b']' | b':') {
        start += 1;
    }
    while start < end && matches!(text[end - 1], b' ' | b'\t' | b'"' | b'\'' | b',' | b'&' | b'{' | b'(' | b'[') {
        end -= 1;
    }
    (start, end)
}

/// The first word of a piece, and where the words after it begin.
fn first_word(text: &[u8], start: usize, end: usize) -> ((usize, usize), usize) {
    let len = text[start..end]
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';' | b'"' | b'\''))
        .unwrap_or(end - start);
    let word = text[start..start + len].trim_ascii_end();
    let word_end = start + word.len() - usize::from(word.ends_with(b":") || word.ends_with(b"]"));
    let skip = text[start + len..end]
        .iter()
        .position(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b',' | b':' | b';'))
        .unwrap_or(end - start - len);
    ((start, word_end), start + len + skip)
}

/// Whether a word can be the code of an error: `InvalidInstance.NotFound`.
fn is_code(word: &[u8]) -> bool {
    (3..=100).contains(&word.len()) && word[0].is_ascii_alphabetic() && word.iter().all(|byte| is_word(*byte))
}
