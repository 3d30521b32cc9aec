//! Rows whose id stands elsewhere, as programs gather results (`{"i-1": {…}}`, `{"InstanceId": "i-1", "Result": {…}}`,
//! `"Result.ExitCode"`), values that stand in lists of one, rows that PowerShell wrote as text (`@{ExitCode=1}`), and a document
//! that a log has broken into its lines -> a text with rows as the APIs have them.

use super::token::{Kind, Token};
use super::value::{Document, Key, Value};
use crate::diagnostic::Code;
use crate::names::{LISTED_SET, Name, ROW_SET, TARGET_SET, Type};
use crate::order::by_rank;
use crate::source::{Rewrite, Syntax, Unwrapping};
use crate::span::Span;

/// How much of a document is looked at to tell whether there is anything.
const FIRST: usize = 1_024;

/// An object of more tokens is no row.
const WIDE: u32 = 1_000;

/// A piece of the text that becomes another.
struct Edit {
    from: usize,
    to: usize,
    text: Vec<u8>,
}

pub(super) fn find(document: &Document) -> Option<Unwrapping> {
    if document.source.syntax != Syntax::Json {
        return None;
    }
    let head = &document.tokens[..document.tokens.len().min(FIRST)];
    let is_shell = |at: usize| document.source.text[head[at].span().range()].starts_with(b"@{");
    if (0..head.len()).any(|at| head[at].kind() == Kind::String && is_shell(at)) {
        return apply(document, Code::Shell, &shell_objects(document));
    }
    if let Some(zeroes) = go_zeroes(document) {
        return Some(zeroes);
    }
    let lists = lists_of_one(document);
    if !lists.is_empty() {
        return apply(document, Code::ListsOfOne, &lists);
    }
    let fused = fused_rows(document);
    if !fused.is_empty() {
        return apply(document, Code::FusedRows, &fused);
    }
    // Where the rows stand in their lists, each has its id.
    if head.iter().any(|token| token.name().role().is_list()) {
        return None;
    }
    if let Some(lines) = log_lines(document) {
        return Some(lines);
    }
    // Other products have places of their own.
    let edits = ids(document);
    if edits.is_empty() || document.has_foreign() { None } else { apply(document, Code::IdElsewhere, &edits) }
}

/// Of edits that overlap, the first is made.
fn apply(document: &Document, code: Code, edits: &[Edit]) -> Option<Unwrapping> {
    let text = &document.source.text;
    let mut rewrite = Rewrite::new(text.len());
    let (mut copied, mut first) = (0, None);
    for at in by_rank(edits.iter().map(|edit| edit.from as u64)) {
        let edit = &edits[at as usize];
        if edit.from >= copied {
            rewrite.copy(text, copied, edit.from);
            rewrite.replace(&edit.text, edit.from, edit.to);
            copied = edit.to;
            first = first.or(Some(Span::new(edit.from, (edit.from + 40).min(text.len()))));
        }
    }
    rewrite.copy(text, copied, text.len());
    first.map(|span| (code, span, rewrite))
}

/// Rows that have no id of their own get the one that stands as their name, or beside them.
fn ids(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    let objects = (0..document.tokens.len() as u32).filter(|at| document.tokens[*at as usize].kind() == Kind::Object);
    for object in objects.map(|at| document.value(at)) {
        let mut own = None;
        let mut inner = Vec::new();
        for (key, value) in object.members() {
            match &key {
                Key::Known(name) if name.is_in(TARGET_SET) && !value.is_container() => own = Some(value),
                Key::Unknown(name) if value.kind() == Kind::Object && is_row(value) => {
                    inner.push((name.clone(), value));
                }
                // Each looks for its name among the others.
                Key::Unknown(path) if object.next() - object.at() < WIDE => {
                    edits.extend(path_end(document, object, value, path));
                }
                Key::Unknown(_) => {}
                Key::Known(_) => {}
            }
        }
        for (name, row) in &inner {
            let id = if is_id(name) { Some(name.as_bytes().to_vec()) } else { None };
            let beside = own.filter(|_| inner.len() == 1).map(|own| own.bytes().into_owned());
            if let Some(id) =
                id.or(beside).filter(|id| id.iter().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'\\')))
            {
                let at = row.span().start as usize + 1;
                let empty = row.members().next().is_none();
                let text = [b"\"InstanceId\":\"".as_slice(), &id, if empty { b"\"" } else { b"\"," }].concat();
                edits.push(Edit { from: at, to: at, text });
            }
        }
    }
    edits
}

/// Whether an object says how an execution went, and not where.
fn is_row(object: Value<'_>) -> bool {
    let known = |(key, _): &(Key<'_>, Value<'_>)| match key {
        Key::Known(name) => *name,
        Key::Unknown(_) => Name::Other,
    };
    let mut fact = false;
    for member in object.members().take(200) {
        let name = known(&member);
        if name.is_in(TARGET_SET) || name.role().is_list() || name.role().is_item() {
            return false;
        }
        fact |= name.is_in(LISTED_SET);
    }
    fact
}

/// `i-bp1…`, as the ids of instances are.
fn is_id(name: &str) -> bool {
    let rest = name.strip_prefix("i-").or_else(|| name.strip_prefix("mi-")).or_else(|| name.strip_prefix("eci-"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'*' | b'_'))
    })
}

/// `"Result.ExitCode"` is `"ExitCode"`, where the object has none.
fn path_end(document: &Document, object: Value<'_>, value: Value<'_>, path: &str) -> Option<Edit> {
    let end = path.rsplit_once(['.', '/'])?.1;
    let name = Name::read(end.as_bytes());
    if name == Name::Other || value.is_container() || object.member(name).is_some() {
        return None;
    }
    let key = document.tokens[value.at().checked_sub(1)? as usize];
    let (start, stop) = (key.span().start as usize, key.span().end as usize);
    // As it stands there, without escapes.
    document.source.text[start..stop].ends_with(end.as_bytes()).then(|| Edit {
        from: start,
        to: stop - end.len(),
        text: Vec::new(),
    })
}

/// `"ExitCode": ["3"]`: converters of XML that cannot tell what may stand twice have a list around each value. Empty where one value
/// has none.
fn lists_of_one(document: &Document) -> Vec<Edit> {
    let tokens = &document.tokens;
    let is_single = |token: &Token| !matches!(token.name().value_type(), Type::Node | Type::Json);
    if !tokens.iter().take(FIRST).any(|token| token.is(Kind::Array) && is_single(token)) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for (token, at) in tokens.iter().zip(0..).filter(|(token, _)| token.name() != Name::Other) {
        match token.kind() {
            Kind::Array if token.end > at + 1 && tokens[at as usize + 1].next(at + 1) == token.end => {
                let close = tokens[token.end as usize].span();
                for (from, to) in [(token.start, token.start + 1), (close.start, close.end)] {
                    edits.push(Edit { from: from as usize, to: to as usize, text: Vec::new() });
                }
            }
            Kind::Array | Kind::Object | Kind::Close => {}
            _ if is_single(token) => return Vec::new(),
            _ => {}
        }
    }
    edits
}

/// `@{InvocationStatus=Failed; ExitCode=1}`: what is empty there may be a structure that was left out.
fn shell_objects(document: &Document) -> Vec<Edit> {
    let text = &document.source.text;
    let strings = document.tokens.iter().filter(|token| token.kind() == Kind::String);
    let mut edits = Vec::new();
    for token in strings {
        let (start, end) = (token.span().start as usize, token.span().end as usize);
        let Some(inside) = text[start..end].strip_prefix(b"@{") else { continue };
        let quotes = usize::from(text.get(start.wrapping_sub(1)) == Some(&b'"'));
        let closed = inside.ends_with(b"}");
        let inside = inside.strip_suffix(b"}").unwrap_or(inside);
        let mut object = vec![b'{'];
        for (i, member) in members(inside).into_iter().enumerate() {
            let equals = member.iter().position(|b| *b == b'=').unwrap_or(member.len());
            let value = member.get(equals + 1..).unwrap_or_default();
            object.extend_from_slice(if i > 0 { b",\"" } else { b"\"" });
            object.extend_from_slice(&member[..equals]);
            object.extend_from_slice(b"\":");
            object.extend(shell_value(Name::read(&member[..equals]), value));
        }
        // One that is cut stays open.
        object.extend_from_slice(if closed { b"}" } else { b",...}" });
        edits.push(Edit { from: start - quotes, to: end + usize::from(text.get(end) == Some(&b'"')), text: object });
    }
    edits
}

fn shell_value(name: Name, value: &[u8]) -> Vec<u8> {
    let is_structure = name.value_type() == Type::Node;
    match value {
        [] if is_structure => b"...".to_vec(),
        [] => b"null".to_vec(),
        _ if value.starts_with(b"System.") => b"...".to_vec(),
        _ => [b"\"", value, b"\""].concat(),
    }
}

/// The members between the semicolons; one that no name follows is of a value.
fn members(inside: &[u8]) -> Vec<&[u8]> {
    let (mut members, mut from) = (Vec::new(), 0);
    for at in 0..inside.len() {
        if inside[at..].starts_with(b"; ") {
            let word =
                inside[at + 2..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            if word > 0 && inside.get(at + 2 + word) == Some(&b'=') {
                members.push(&inside[from..at]);
                from = at + 2;
            }
        }
    }
    members.push(&inside[from..]);
    members
}

/// Exit codes that Go wrote into its structs because no process has exited: it has no other word than 0 for a number that is
/// not set. Its `%+v` and `%#v` write a name and its value without a blank, and no name in quotes.
fn go_zeroes(document: &Document) -> Option<Unwrapping> {
    const NEVER: [&str; 10] = [
        "Pending",
        "Running",
        "Stopping",
        "Stopped",
        "Terminated",
        "Timeout",
        "Aborted",
        "Cancelled",
        "Invalid",
        "Error",
    ];
    let text = &document.source.text;
    let inside = text.get(document.source.body..)?.trim_ascii_start().strip_prefix(b"{")?;
    let name = inside.iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
    let is_struct = name > 0 && matches!(inside[name..], [b':', value, ..] if !value.is_ascii_whitespace());
    if !is_struct {
        return None;
    }
    let zero = |value: &Value<'_>| value.bytes().as_ref() == b"0".as_slice();
    let edit = |object: Value<'_>| {
        let code = object.member(Name::ExitCode).filter(zero)?;
        let status = object.member(Name::InvocationStatus).or_else(|| object.member(Name::InvokeRecordStatus))?;
        let never = NEVER.iter().any(|word| word.as_bytes() == status.bytes().as_ref());
        let (from, to) = (code.span().start as usize, code.span().end as usize);
        never.then(|| Edit { from, to, text: b"null".to_vec() })
    };
    let objects = (0..document.tokens.len() as u32).filter(|at| document.tokens[*at as usize].is(Kind::Object));
    let edits: Vec<Edit> = objects.filter_map(|at| edit(document.value(at))).collect();
    if edits.is_empty() { None } else { apply(document, Code::Zeroes, &edits) }
}

/// Rows that ran into one, because a piece of the text is missing: several members stand twice. What stands
/// before the first of them is of the one row, what stands from its second place on is of the other, and of what is between it
/// cannot be told.
fn fused_rows(document: &Document) -> Vec<Edit> {
    /// Nobody cuts a piece out of a text and leaves more of it.
    const MOST: usize = 64 << 10;
    let text = &document.source.text;
    if text.len() > MOST {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for object in doubled_objects(document) {
        let Some((first, second)) = repeated(document, object) else { continue };
        let (from, to) = (begin(text, first), begin(text, second));
        if from < to {
            edits.push(Edit { from, to, text: APART.to_vec() });
        }
    }
    edits
}

/// What ends one row and begins another, with a piece missing in both and between them.
const APART: &[u8] = b"\n...},\n...,\n{...,\n";

/// Where the member of a value begins.
#[inline(never)]
fn begin(text: &[u8], value: Value<'_>) -> usize {
    let before = &text[..name_start(text, value.span().start as usize)];
    before.iter().rposition(|b| matches!(b, b',' | b'{' | b'\n')).map_or(0, |at| at + 1)
}

/// The objects in which some member of a row stands twice, told by one pass over the tape.
fn doubled_objects(document: &Document) -> Vec<u32> {
    let mut open: Vec<(u32, u128)> = Vec::new();
    let mut doubled = Vec::new();
    for (token, at) in document.tokens.iter().zip(0..) {
        let bit = 1_u128 << token.name_number().min(127);
        if let Some((object, met)) = open.last_mut().filter(|_| bit & ROW_SET != 0) {
            if *met & bit != 0 && doubled.last() != Some(object) {
                doubled.push(*object);
            }
            *met |= bit;
        }
        match token.kind() {
            Kind::Object | Kind::Array => open.push((at, 0)),
            Kind::Close => drop(open.pop()),
            _ => {}
        }
    }
    doubled
}

/// Where the name of the member begins whose value does at a place: names that are known have no token of their own.
#[inline(never)]
fn name_start(text: &[u8], value: usize) -> usize {
    let before = text[..value].trim_ascii_end();
    let before = before.strip_suffix(b"\"").unwrap_or(before).trim_ascii_end();
    let Some(before) = before.strip_suffix(b":") else { return value };
    let name = before.trim_ascii_end();
    match name.split_last() {
        Some((quote @ (b'"' | b'\''), inside)) => inside.iter().rposition(|b| b == quote).unwrap_or(value),
        _ => name.len() - name.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count(),
    }
}

/// The two places of the first member of an object that stands twice, if it is a row in which several do: three, or two of which
/// one has another value.
fn repeated(document: &Document, object: u32) -> Option<(Value<'_>, Value<'_>)> {
    let (mut met, mut twice) = (0_u128, 0_u128);
    let own = document.value(object);
    for (_, value) in own.members() {
        let name = document.tokens[value.at() as usize].name();
        let bit = if name.is_in(ROW_SET) && !value.is_container() { 1 << name as u32 } else { 0 };
        twice |= met & bit;
        met |= bit;
    }
    let count = twice.count_ones() as usize;
    if count < 2 {
        return None;
    }
    let places = |name: Name| {
        own.members().map(|(_, value)| value).filter(move |value| document.tokens[value.at() as usize].name() == name)
    };
    let names = own.members().map(|(_, value)| document.tokens[value.at() as usize].name());
    let mut pairs = names.filter_map(|name| {
        let is_new = name.is_in(twice);
        twice &= !(1 << name as u32);
        let mut both = places(name);
        is_new.then_some((both.next()?, both.next()?))
    });
    let first = pairs.next()?;
    let differ = |(one, two): &(Value<'_>, Value<'_>)| one.bytes() != two.bytes();
    let differing = usize::from(differ(&first)) + pairs.filter(differ).count();
    (differing + count > 2).then_some(first)
}

/// Lines of a log that are JSON, `{"log":"…\n"}`, each with a line of a document: the lines together.
fn log_lines(document: &Document) -> Option<Unwrapping> {
    if document.roots.len() < 3 {
        return None;
    }
    let line = |root: &u32| {
        let value = document.value(*root);
        let found = value.members().find(|(key, value)| {
            matches!(key, Key::Unknown(name) if matches!(name.as_ref(), "log" | "msg" | "line" | "content" | "textPayload" | "MESSAGE"))
                || matches!(key, Key::Known(Name::Message)) && value.kind() == Kind::String
        });
        found.map(|(_, value)| value).filter(|value| value.kind() == Kind::String)
    };
    let mut first = None;
    let mut rewrite = Rewrite::new(document.source.text.len());
    for root in &document.roots {
        let value = line(root)?;
        let (span, bytes) = (value.span(), value.bytes());
        let begins = bytes.trim_ascii_start().first();
        if first.is_none() && !matches!(begins, Some(b'{' | b'[' | b'<')) {
            return None;
        }
        first = first.or(Some(span));
        rewrite.replace(&bytes, span.start as usize, span.end as usize);
        if !bytes.ends_with(b"\n") {
            rewrite.replace(b"\n", span.end as usize, span.end as usize);
        }
    }
    Some((Code::Nested, first?, rewrite))
}
