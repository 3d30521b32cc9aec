//! Objects as languages print them (`InvocationResult(instanceId=i-1)`, `map[ExitCode:0]`, `[]ecs.Invocation{…}`) -> a layer
//! that leaves the brackets that JSON has for them; what stands between is for the reader of JSON to repair.

use super::Span;
use super::layers::Layer;
use super::surroundings::Surrounding;
use crate::diagnostic::Code;
use crate::names::Name;

/// Where a dump is looked for.
const HEAD: usize = 4 << 10;

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'*' | b'&' | b'$' | b'@')
}

/// The word that ends at `end`.
fn word_before(text: &[u8], end: usize) -> &[u8] {
    let len = text[..end].iter().rev().take(200).take_while(|b| is_word(**b)).count();
    &text[end - len..end]
}

/// Whether a member begins here, `name=` or `name:`, and its name is one of the API's where that is asked for.
fn begins_member(rest: &[u8], known: bool) -> bool {
    let rest = rest[..rest.len().min(96)].trim_ascii_start();
    let rest = rest.strip_prefix(b"'").or(rest.strip_prefix(b"\"")).unwrap_or(rest);
    let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let behind = &rest[len..];
    let behind = behind.strip_prefix(b"'").or(behind.strip_prefix(b"\"")).unwrap_or(behind).trim_ascii_start();
    len > 0 && matches!(behind.first(), Some(b'=' | b':')) && (!known || Name::read(&rest[..len]) != Name::Other)
}

/// Where the first object of a dump begins: a bracket behind the name of its type, and members of the API's in it.
#[inline(never)]
pub(super) fn begin(text: &[u8], from: usize) -> Option<usize> {
    let head = &text[..text.len().min(HEAD)];
    let opens = |at: &usize| {
        let word = word_before(head, at - usize::from(*at > 0 && head[at - 1] == b' '));
        let members = begins_member(&head[at + 1..], !is_response(word));
        members
            && match head[*at] {
                b'(' => word.len() > 3 && !word.ends_with(b"Exception") && !word.ends_with(b"Error"),
                b'[' => opens_object(head, *at),
                b'{' => word.contains(&b'.') || word.first().is_some_and(u8::is_ascii_uppercase),
                _ => false,
            }
    };
    let at = (from..head.len()).find(opens)?;
    let word = head[..at].trim_ascii_end().len();
    let begins = word - word_before(head, word).len();
    Some(begins).filter(|begins| *begins == from || is_response(&head[*begins..word]) || head[*begins..word] == *b"map")
}

/// `DescribeInvocationsResponse`, `ecs.DescribeInvocationsResponse`
fn is_response(word: &[u8]) -> bool {
    word.windows(8).any(|w| w == b"Response")
}

/// `map[` of Go, `Invocation [` of Java.
fn opens_object(text: &[u8], at: usize) -> bool {
    let word = word_before(text, at);
    let spaced = word.is_empty() && at > 0 && text[at - 1] == b' ';
    let word = if spaced { word_before(text, at - 1) } else { word };
    word == b"map"
        || spaced && word.first().is_some_and(u8::is_ascii_uppercase) && begins_member(&text[at + 1..], false)
}

/// Leaves the brackets of JSON.
pub(super) fn take_off(text: &[u8], body: usize) -> Surrounding {
    let mut layer = Layer::new(text.len());
    let mut closers: Vec<u8> = Vec::new();
    let (mut at, mut from) = (body, body);
    layer.keep(text, 0, body);
    layer.put(b"\n", body, body);
    while at < text.len() {
        let byte = text[at];
        match byte {
            b'"' | b'\'' if at > 0 && matches!(text[at - 1], b'=' | b':' | b',' | b'(' | b'[' | b'{' | b' ' | b'>') => {
                at += string(&text[at..]);
                continue;
            }
            // A pointer of Go: `(*int32)(0xc000012345)`.
            b'(' if text[at + 1..].starts_with(b"*") => {
                let len = text[at..].windows(2).take(200).position(|w| w == b")(");
                let end = len.and_then(|len| {
                    text[at + len + 1..].iter().take(40).position(|b| *b == b')').map(|to| len + to + 2)
                });
                let Some(end) = end else {
                    at += 1;
                    continue;
                };
                layer.keep(text, from, at);
                layer.put(b"null", at, at + end);
                at += end;
                from = at;
                continue;
            }
            // `[]ecs.Invocation{`: an empty pair before a type is part of it.
            b'[' if text[at + 1..].starts_with(b"]") && text.get(at + 2).is_some_and(|b| is_word(*b)) => {
                at += 2;
                continue;
            }
            b'{' | b'(' | b'[' => {
                let spaced = at > 0 && text[at - 1] == b' ';
                let blank = usize::from(spaced && (byte == b'{' || byte == b'[' && opens_object(text, at)));
                let word = word_before(text, at - blank);
                let start = (at - blank - word.len()).max(from);
                let list = byte == b'{' && text[from..start].ends_with(b"[]");
                let named = start + blank < at;
                let inside = text[at + 1..].trim_ascii_start();
                let members = begins_member(inside, false) || inside.starts_with(b")");
                if byte == b'(' && named && !members && word != b"array" {
                    // `Some(1)`, `Decimal('1')` are what stands in them; `datetime(2026, 1, 1)` stays text.
                    let len = text[at..].iter().take(200).position(|b| matches!(b, b')' | b','));
                    if let Some(len) = len.filter(|len| text[at + len] == b')') {
                        layer.keep(text, from, start);
                        layer.keep(text, at + 1, at + len);
                        from = at + len + 1;
                        at = from;
                    } else {
                        at += 1 + text[at..].iter().take(200).position(|b| *b == b')').unwrap_or(0);
                    }
                    continue;
                }
                // Brackets of a sentence.
                let value = text[..at].trim_ascii_end().last().is_none_or(|b| b"=:,([{>".contains(b));
                if byte == b'(' && !named && !value {
                    at += 1 + text[at..].iter().take(200).position(|b| *b == b')').unwrap_or(0);
                    continue;
                }
                let object = match byte {
                    b'[' => opens_object(text, at),
                    b'(' => named,
                    _ => !list,
                };
                let start = if list {
                    start - 2
                } else if object {
                    start
                } else {
                    at
                };
                layer.keep(text, from, start);
                layer.put(if object { b"{" } else { b"[" }, start, at + 1);
                closers.push(if object { b'}' } else { b']' });
                from = at + 1;
            }
            b'}' | b')' | b']' => {
                if let Some(closer) = closers.pop() {
                    layer.keep(text, from, at);
                    layer.put(&[closer], at, at + 1);
                    from = at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    layer.keep(text, from, text.len());
    (Code::Dump, Span::new(body, (body + 1).min(text.len())), layer)
}

/// How long the string at the beginning is, in its quotes; 1 where no closing quote can be told.
fn string(rest: &[u8]) -> usize {
    const MOST: usize = 4 << 10;
    let mut at = 1;
    while at < rest.len().min(MOST) {
        match rest[at] {
            b'\\' => at += 1,
            quote if quote == rest[0] => {
                let behind = rest[at + 1..].trim_ascii_start().first();
                if matches!(behind, None | Some(b',' | b')' | b']' | b'}' | b':' | b'=')) {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    1
}
