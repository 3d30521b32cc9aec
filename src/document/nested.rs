//! A document that stands as a text inside another (`"body": "{\"RequestId\"…}"`, JSON in an element of XML) ->
//! a text with what it says in its place.

use super::error_text;
use super::token::{Kind, Token};
use super::value::Document;
use super::xml::text as xml;
use crate::diagnostic::Code;
use crate::names::{Name, Role, Type};
use crate::source::{Rewrite, Syntax, Unwrapping, base64, unquote};
use crate::span::Span;

/// Where the first of them is looked for: what wraps a document stands at its beginning, or on every line of a log.
const FIRST: usize = 1_024;

pub(super) fn find(document: &Document) -> Option<Unwrapping> {
    let tokens = document.tokens.iter().zip(0..);
    // Where the rows of a response stand, a text inside is data.
    if tokens.clone().take(FIRST).any(|(token, _)| token.name().role().is_list() && token.kind() != Kind::String) {
        return None;
    }
    find_lines(document).or_else(|| find_inside(document)).or_else(|| find_error(document))
}

/// A failed call that a tool has printed, in what another program says of the tool: `{"rc": 1, "stderr": "ERROR: SDK.ServerError\n…"}`.
fn find_error(document: &Document) -> Option<Unwrapping> {
    let (tokens, text) = (&document.tokens, &document.source.text);
    if tokens.len() > FIRST || tokens.iter().any(|token| is_of_row(token.name())) {
        return None;
    }
    // What a machine printed is of it, and so is what stands in a list with others.
    let is_list = |at: u32| {
        let list = document.value(at);
        list.kind() == Kind::Array && list.elements().filter(|one| one.kind() == Kind::Object).nth(1).is_some()
    };
    if document.roots.len() > 1 || (0..tokens.len() as u32).any(is_list) {
        return None;
    }
    let is_error = |at: &u32| {
        let token = &tokens[*at as usize];
        let is_text = token.is(Kind::String) && token.name().value_type() != Type::Output;
        is_text && error_text::is_raised(&document.value(*at).bytes())
    };
    // Of several calls that failed, and of one beside another that did not, more is to be said than one error.
    let mut errors = (0..tokens.len() as u32).filter(is_error);
    let at = errors.next().filter(|_| errors.next().is_none())?;
    let span = document.value(at).span();
    let mut rewrite = Rewrite::new(text.len());
    unquote(&text[..span.end as usize], span.start as usize, 0, &mut rewrite);
    Some((Code::Nested, span, rewrite))
}

/// Whether a member is of a row, whose texts are data.
fn is_of_row(name: Name) -> bool {
    matches!(name.role(), Role::Target | Role::InvokeId | Role::Status | Role::Legacy)
}

/// A document of JSON of which each line is a text of its own, in a list: `stdout_lines`, `readlines()`.
fn find_lines(document: &Document) -> Option<Unwrapping> {
    let (tokens, text) = (&document.tokens, &document.source.text);
    let is_list = |(token, at): (&Token, u32)| {
        tokens.get(at as usize + 1).filter(|first| token.is(Kind::Array) && first.is(Kind::String))?;
        let first = document.value(at + 1).bytes();
        // One that ends in its line is a document of its own.
        let begins = match first.trim_ascii() {
            [b'{' | b'['] => true,
            [b'{', .., b'}'] | [b'[', .., b']'] => false,
            first => first.starts_with(b"{") && begins_document(first),
        };
        begins.then(|| document.value(at))
    };
    let list = tokens.iter().zip(0..).take(FIRST).find_map(is_list)?;
    let lines = || list.elements().take_while(|line| line.kind() == Kind::String);
    if lines().count() < 3 || !is_telling(&text[list.span().range()]) {
        return None;
    }
    let Span { start, end } = list.span();
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, start as usize);
    for line in lines() {
        let Span { start, end } = line.span();
        unquote(&text[..end as usize], start as usize, 0, &mut rewrite);
        rewrite.replace(b"\n", end as usize, end as usize);
    }
    rewrite.copy(text, end as usize, text.len());
    Some((Code::Nested, list.span(), rewrite))
}

fn find_inside(document: &Document) -> Option<Unwrapping> {
    let tokens = document.tokens.iter().zip(0..);
    // What a program printed is `output` beside its exit code; of a row it is data.
    let printed = !tokens.clone().take(FIRST).any(|(token, _)| is_of_row(token.name()));
    let first = tokens.clone().take(FIRST).find_map(|(token, at)| Some((at, inner(document, *token, at, printed)?)))?;
    let (text, span) = (&document.source.text, document.value(first.0).span());
    let mut rewrite = Rewrite::new(text.len());
    // JSON inside of JSON stays in its place, and XML inside of XML; another syntax is read after the whole.
    let (mut from, mut after) = (0, Vec::new());
    let json = document.tokens[first.0 as usize].is(Kind::String);
    if document.roots == [first.0] && (first.1.syntax == Syntax::Json) != json {
        resolve(text, first.1, json, &mut rewrite);
        return Some((Code::Nested, span, rewrite));
    }
    for (token, at) in tokens {
        let found = inner(document, *token, at, printed);
        let json = token.is(Kind::String);
        if found.is_none() && !(json && is_cut_inside(document, *token, at)) {
            continue;
        }
        let Span { start, end } = token.span();
        let (start, end) = (start as usize, end as usize);
        if start < from + usize::from(json) {
            continue;
        }
        // Quotes of other scripts take three bytes.
        let wide = |at: usize| text.get(at).map_or(0, |b| if b.is_ascii() { 1 } else { 3 });
        let Some(inner) = found else {
            rewrite.copy(text, from, start - wide(start - 1));
            from = end + wide(end);
            rewrite.replace(b"...", start - wide(start - 1), from);
            continue;
        };
        if (inner.syntax == Syntax::Json) != json {
            rewrite.copy(text, from, start);
            // What was cut lacks its quote, or the closing tags of all that is around it.
            if end >= text.len() {
                let closing = closing(document, at, json);
                rewrite.replace(closing.as_bytes(), end, end);
            }
            from = end;
            after.push((inner, json));
            continue;
        }
        let quotes = |len: usize| if json { len } else { 0 };
        rewrite.copy(text, from, start - quotes(wide(start - 1)));
        from = end + quotes(wide(end));
        resolve(text, inner, json, &mut rewrite);
    }
    rewrite.copy(text, from, text.len());
    for (inner, json) in after {
        rewrite.replace(b"\n", inner.end, inner.end);
        resolve(text, inner, json, &mut rewrite);
    }
    Some((Code::Nested, span, rewrite))
}

/// Whether a text is a document like those beside it, whose end was cut off before it was written as a text.
fn is_cut_inside(document: &Document, token: Token, at: u32) -> bool {
    if token.name() != Name::Other {
        return false;
    }
    let text = document.value(at).bytes();
    let text = text.trim_ascii();
    text.starts_with(b"{")
        && !text.contains(&b'\n')
        && !text.ends_with(b"}")
        && begins_document(text)
        && is_telling(text)
}

/// What closes a text and all that is around it.
fn closing(document: &Document, at: u32, json: bool) -> String {
    let around = |outer: &u32| document.tokens[*outer as usize].next(*outer) > at;
    let mark = |outer: u32| match document.value(outer).kind() {
        Kind::Object if json => "}".to_owned(),
        Kind::Array if json => "]".to_owned(),
        _ if json => "\"".to_owned(),
        _ => Some(document.key(outer).to_string())
            .filter(|name| !name.is_empty())
            .map_or_else(String::new, |name| format!("</{name}>")),
    };
    (0..=at).rev().filter(around).map(mark).collect()
}

/// Writes the document that a text says.
fn resolve(text: &[u8], Inner { start, end, encoded, .. }: Inner, json: bool, rewrite: &mut Rewrite) {
    if encoded {
        let document = base64(&text[start..end]).unwrap_or_default();
        rewrite.replace(&document, start, end);
    } else if json {
        // The text may itself stand in quotes that are not JSON's; its end is known, so no quote is looked for.
        unquote(&text[..end], start, 0, rewrite);
    } else {
        xml::resolve(text, start, end, rewrite);
    }
}

/// A document in a text.
#[derive(Clone, Copy)]
struct Inner {
    syntax: Syntax,
    /// Where it stands in the text that is read, without what stands before and behind it in its own text.
    start: usize,
    end: usize,
    /// It is written in Base64.
    encoded: bool,
}

/// The document that a token's text holds. `printed`: `Output` may be that of a wrapper.
fn inner(document: &Document, token: Token, at: u32, printed: bool) -> Option<Inner> {
    let name = token.name();
    let wraps = matches!(name, Name::Other | Name::Message) || name.value_type() == Type::Node;
    let wraps = wraps || printed && name == Name::Output;
    if !wraps || !matches!(token.kind(), Kind::String | Kind::Text) {
        return None;
    }
    let whole = &document.source.text;
    let (start, end) = (token.span().start as usize, token.span().end as usize);
    let raw = &whole[start..end];
    if let Some(inside) = base64(raw) {
        let markup = inside.trim_ascii_start().first() == Some(&b'<');
        return Some(Inner { syntax: if markup { Syntax::Xml } else { Syntax::Json }, start, end, encoded: true });
    }
    let first = opening(raw)?;
    let value = document.value(at).bytes();
    let text = value.trim_ascii();
    // The same bracket in the text as it is meant; what stands before it has none.
    let text = &text[text.iter().position(|b| matches!(b, b'{' | b'[' | b'<')).unwrap_or(0)..];
    let is_cut = end >= whole.len();
    let close = match text.first()? {
        b'{' => b'}',
        b'[' => b']',
        _ => b'>',
    };
    // A text that was cut has no end to tell it by.
    let stop = if is_cut || text.last() == Some(&close) {
        raw.len()
    } else {
        first + raw[first..].iter().rposition(|b| *b == close)? + 1
    };
    let before = raw[..first].trim_ascii();
    let behind = &raw[stop.min(raw.len())..];
    let syntax = if close == b'>' { Syntax::Xml } else { Syntax::Json };
    // Something may stand before a document of JSON, as a log says what it is of, and few words behind it.
    if !before.is_empty() && (syntax == Syntax::Xml || !begins_document(text)) || behind.len() > 200 {
        return None;
    }
    let (start, stop) =
        if before.is_empty() && behind.trim_ascii().is_empty() { (start, end) } else { (start + first, start + stop) };
    is_telling(text).then_some(Inner { syntax, start, end: stop, encoded: false })
}

/// A document has members of the API; other texts in brackets are somebody's data.
fn is_telling(text: &[u8]) -> bool {
    let mut names = text.split(|b| !b.is_ascii_alphanumeric()).map(Name::read).filter(|name| name.is_telling());
    let first = names.next();
    names.any(|name| Some(name) != first)
}

/// Where the first bracket stands, or what an escape of it begins with; near the beginning.
fn opening(raw: &[u8]) -> Option<usize> {
    let head = &raw[..raw.len().min(FIRST)];
    let blank = head.len() - head.trim_ascii_start().len();
    match head.get(blank)? {
        b'{' | b'[' | b'<' | b'&' | b'\\' => Some(blank),
        _ => head.iter().position(|b| matches!(b, b'{' | b'[' | b'<')),
    }
}

/// `{"`, `[{`, `{ 'a`: no bracket of a sentence.
fn begins_document(text: &[u8]) -> bool {
    let inside = text.get(1..text.len().min(64)).unwrap_or_default().trim_ascii_start();
    matches!(inside.first(), Some(b'"' | b'\'' | b'{' | b'}' | b']'))
}
