//! Texts as they fit: cut in the middle, since what a machine printed says most at its beginning and at its end.

use std::borrow::Cow;

use crate::view::context::ViewContext;
use crate::words::phrase::Value;

/// How much of a text fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// In what the destination counts.
    pub(super) size: usize,
    /// Line feeds.
    pub(super) lines: usize,
}

impl Room {
    /// So much, in any number of lines.
    pub(super) fn of(size: usize) -> Self {
        Self { size, lines: usize::MAX }
    }
}

/// What a character takes where UTF-16 units are counted, as spreadsheets, Jira and, at most, GitHub do.
pub(super) fn units(char: char) -> usize {
    char.len_utf16()
}

/// What of a text fits: all, or its beginning and its end with the number of bytes between them; two thirds are for the end, where
/// errors stand. Of lines that are cut within 200 bytes of their end, nothing is left.
pub(super) fn middle<'t>(
    cx: &ViewContext<'_>,
    text: &'t str,
    room: Room,
    cost: &dyn Fn(char) -> usize,
) -> Cow<'t, str> {
    let feeds = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    // Nothing costs less than a unit of UTF-16, and none has fewer bytes than that.
    let fits = feeds(text) <= room.lines && text.chars().map(cost).sum::<usize>() <= room.size;
    if fits {
        return Cow::Borrowed(text);
    }
    let said = |n: usize| [&*cx.text("export.left-out", &[("n", Value::count(n))]), "\n"].concat();
    // No number between is longer than that of all bytes.
    let sign: usize = said(text.len()).chars().map(cost).sum();
    let Some(left) = room.size.checked_sub(sign + cost('\n')) else { return Cow::Borrowed("") };
    let lines = room.lines.saturating_sub(2);
    let begin = Room { size: left / 3, lines: lines / 3 };
    let end = Room { size: left - left / 3, lines: lines - lines / 3 };
    let head = taken(text.chars(), begin, cost);
    let tail = taken(text[head..].chars().rev(), end, cost);
    let (head, tail) = (whole_lines(&text[..head]), text.len() - tail);
    let tail = tail + text[tail..].bytes().take(NEAR).position(|byte| byte == b'\n').map_or(0, |at| at + 1);
    let feed = if head.is_empty() || head.ends_with('\n') { "" } else { "\n" };
    Cow::Owned([head, feed, &*said(tail - head.len()), &text[tail..]].concat())
}

/// A line that ends so near is left out rather than cut.
const NEAR: usize = 200;

fn whole_lines(head: &str) -> &str {
    match head.rfind('\n') {
        Some(at) if head.len() - at <= NEAR => &head[..=at],
        _ => head,
    }
}

/// Bytes of the characters that fit.
fn taken(chars: impl Iterator<Item = char>, room: Room, cost: &dyn Fn(char) -> usize) -> usize {
    let (mut size, mut lines, mut bytes) = (0, 0, 0);
    for char in chars {
        size += cost(char);
        lines += usize::from(char == '\n');
        if size > room.size || lines > room.lines {
            break;
        }
        bytes += char.len_utf8();
    }
    bytes
}
