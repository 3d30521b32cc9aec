//! What Markdown puts around a document and into it: fences, and backslashes before signs.

use super::rewrite::{Rewrite, Unwrapping};
use super::words::is_wanted;
use crate::diagnostic::Code;
use crate::span::Span;

const FENCES: [&[u8]; 2] = [b"```", b"~~~"];

/// Fences of Markdown, where the document begins inside one: what is outside of fences goes, and what is in one under `Expected`.
pub(super) fn fences(text: &[u8], body: usize) -> Option<Unwrapping> {
    if text[..body].windows(3).all(|w| !FENCES.contains(&w)) {
        return None;
    }
    fenced(text, body)
}

fn fenced(text: &[u8], body: usize) -> Option<Unwrapping> {
    let mark = |line: &[u8]| FENCES.into_iter().find(|fence| line.trim_ascii_start().starts_with(fence));
    let line_from = |at: usize| text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len + 1);
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut open, mut first, mut wanted) = (0, None, None, false);
    while at < text.len() {
        let next = line_from(at);
        let line = &text[at..next];
        let fence = mark(line);
        match open {
            None => {
                if let Some(fence) = fence {
                    let blank = line.len() - line.trim_ascii_start().len();
                    let ticks = line[blank..].iter().take_while(|b| matches!(b, b'`' | b'~' | b' ')).count();
                    let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'_');
                    let word = line[blank + ticks..].iter().take_while(|b| word(b)).count();
                    let head = blank + ticks + word;
                    // Where the fence stands on the document's own line, the document goes on after it.
                    let rest = line[head..].trim_ascii_end();
                    let whole = rest.strip_suffix(fence);
                    wanted = is_wanted(&text[..at]);
                    if !wanted {
                        first = first.or(Some(Span::new(at + blank, at + head)));
                        rewrite.copy(text, at + head, whole.map_or(next, |whole| at + head + whole.len()));
                    }
                    open = Some(fence).filter(|_| whole.is_none());
                }
                if fence.is_none() && at <= body && body < next {
                    // The document begins outside.
                    return None;
                }
            }
            Some(fence) if mark(line) == Some(fence) => {
                rewrite.replace(b"\n", at, next);
                open = None;
            }
            Some(fence) => {
                let inside = line.trim_ascii_end();
                let kept = inside.strip_suffix(fence).filter(|_| next > body);
                match kept {
                    _ if wanted => open = open.filter(|_| kept.is_none()),
                    Some(kept) => {
                        rewrite.copy(text, at, at + kept.len());
                        rewrite.replace(b"\n", at + kept.len(), next);
                        open = None;
                    }
                    None => rewrite.copy(text, at, next),
                }
            }
        }
        at = next;
    }
    first.map(|span| (Code::Fence, span, rewrite))
}

/// What Markdown puts a backslash before, and JSON does not.
const SIGNS: &[u8] = b"_*[]{}()<>#-.!~|+`&:=";

/// Whether Markdown wrote the text: of a character that it escapes, either all are escaped or none.
pub(super) fn is_markdown(text: &[u8]) -> bool {
    const TELLING: [u8; 4] = *b"_*[]";
    let (mut escaped_kinds, mut bare) = ([false; 4], [false; 4]);
    let mut at = 0;
    while let Some(skip) = text[at..].iter().position(|b| *b == b'\\' || TELLING.contains(b)) {
        at += skip;
        let escaped = text[at] == b'\\';
        at += usize::from(escaped);
        if let Some(which) = text.get(at).and_then(|b| TELLING.iter().position(|telling| telling == b)) {
            (if escaped { &mut escaped_kinds } else { &mut bare })[which] = true;
        }
        at += 1;
        if at > text.len() {
            break;
        }
    }
    escaped_kinds.contains(&true) && (0..4).all(|which| !(escaped_kinds[which] && bare[which]))
}

/// The sign behind a backslash, and how long both are; two backslashes stay.
pub(super) fn unescape(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let sign = *rest.get(1)?;
    if sign == b'\\' {
        return Some((b"\\\\", 2));
    }
    SIGNS.iter().position(|one| *one == sign).map(|at| (&SIGNS[at..=at], 2))
}
