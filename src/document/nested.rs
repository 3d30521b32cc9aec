//! A document that stands as a text inside another (`"body": "{\"RequestId\"…}"`, JSON in an element of XML) ->
//! a text with what it says in its place.

use super::token::{Kind, Token};
use super::value::Document;
use super::xml::text as xml;
use crate::diagnostic::Code;
use crate::names::{Name, Role, Type};
use crate::source::{Rewrite, Syntax, Unwrapping, unquote};
use crate::span::Span;

/// Where the first of them is looked for: what wraps a document stands at its beginning, or on every line of a log.
const FIRST: usize = 1_024;

pub(super) fn find(document: &Document) -> Option<Unwrapping> {
    let tokens = document.tokens.iter().zip(0..);
    // Where the rows of a response stand, a text inside is data.
    if tokens.clone().take(FIRST).any(|(token, _)| token.name().role().is_list() && token.kind() != Kind::String) {
        return None;
    }
    find_inside(document)
}

fn find_inside(document: &Document) -> Option<Unwrapping> {
    let tokens = document.tokens.iter().zip(0..);
    // What a program printed is `output` beside its exit code; of a row it is data.
    let is_row = |role| matches!(role, Role::Target | Role::InvokeId | Role::Status | Role::Legacy);
    let printed = !tokens.clone().take(FIRST).any(|(token, _)| is_row(token.name().role()));
    let first = tokens.clone().take(FIRST).find_map(|(token, at)| inner(document, *token, at, printed))?;
    let (text, span) = (&document.source.text, document.value(first.0).span());
    let mut rewrite = Rewrite::new(text.len());
    // JSON inside of JSON stays in its place, and XML inside of XML; another syntax is read after the whole.
    let (mut from, mut after) = (0, Vec::new());
    if document.roots == [first.0] && (first.1 == Syntax::Json) != (document.tokens[first.0 as usize].is(Kind::String))
    {
        resolve(
            text,
            span.start as usize,
            span.end as usize,
            document.tokens[first.0 as usize].is(Kind::String),
            &mut rewrite,
        );
        return Some((Code::Nested, span, rewrite));
    }
    for (token, at) in tokens {
        let Some((_, syntax)) = inner(document, *token, at, printed) else { continue };
        let Span { start, end } = token.span();
        let (start, end) = (start as usize, end as usize);
        let json = token.is(Kind::String);
        if start < from + usize::from(json) {
            continue;
        }
        if (syntax == Syntax::Json) != json {
            rewrite.copy(text, from, start);
            // What was cut lacks its quote, or the closing tags of all that is around it.
            if end >= text.len() {
                let closing = closing(document, at, json);
                rewrite.replace(closing.as_bytes(), end, end);
            }
            from = end;
            after.push((start, end, json));
            continue;
        }
        let quotes = |len: usize| if json { len } else { 0 };
        // Quotes of other scripts take three bytes.
        let wide = |at: usize| text.get(at).map_or(0, |b| if b.is_ascii() { 1 } else { 3 });
        rewrite.copy(text, from, start - quotes(wide(start - 1)));
        from = end + quotes(wide(end));
        resolve(text, start, end, json, &mut rewrite);
    }
    rewrite.copy(text, from, text.len());
    for (start, end, json) in after {
        rewrite.replace(b"\n", end, end);
        resolve(text, start, end, json, &mut rewrite);
    }
    Some((Code::Nested, span, rewrite))
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

/// Writes what a text says.
fn resolve(text: &[u8], start: usize, end: usize, json: bool, rewrite: &mut Rewrite) {
    if json {
        // The text may itself stand in quotes that are not JSON's; its end is known, so no quote is looked for.
        unquote(&text[..end], start, 0, rewrite);
    } else {
        xml::resolve(text, start, end, rewrite);
    }
}

/// Whether a token is a text that holds a document, and in which syntax. `printed`: `Output` may be that of a wrapper.
fn inner(document: &Document, token: Token, at: u32, printed: bool) -> Option<(u32, Syntax)> {
    let name = token.name();
    let wraps = matches!(name, Name::Other | Name::Message) || name.value_type() == Type::Node;
    let wraps = wraps || printed && name == Name::Output;
    if !wraps || !matches!(token.kind(), Kind::String | Kind::Text) {
        return None;
    }
    let raw = document.source.text[token.span().range()].trim_ascii();
    if !matches!(raw.first()?, b'{' | b'[' | b'<' | b'&' | b'\\') {
        return None;
    }
    let text = document.value(at).bytes();
    let text = text.trim_ascii();
    let syntax = match (text.first()?, text.last()?) {
        (b'{', b'}') | (b'[', b']') => Syntax::Json,
        (b'<', b'>') => Syntax::Xml,
        // A text that was cut has no end to tell it by.
        (first, _) if token.span().end as usize >= document.source.text.len() => match first {
            b'{' | b'[' => Syntax::Json,
            b'<' => Syntax::Xml,
            _ => return None,
        },
        _ => return None,
    };
    // A document has members of the API; other texts in brackets are somebody's data.
    let names = text.split(|b| !b.is_ascii_alphanumeric()).map(Name::read).filter(|name| name.is_telling());
    let mut first = None;
    let two = names.into_iter().any(|name| *first.get_or_insert(name) != name);
    two.then_some((at, syntax))
}
