//! XML as it is written: no character that XML 1.0 forbids, nothing in a text that is a tag.

use super::cut::{Room, middle};
use crate::view::context::ViewContext;

/// A text as character data or in an attribute with double quotes. Line ends in it are kept where a reader would make blanks of them.
pub(super) fn put(out: &mut String, text: &str, is_attribute: bool) {
    for char in text.chars() {
        match char {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' if is_attribute => out.push_str(if char == '\n' { "&#10;" } else { "&#9;" }),
            '\n' | '\t' => out.push(char),
            // What no XML 1.0 document may hold (section 2.2).
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(char),
        }
    }
}

/// The bytes that a character takes so.
fn cost(char: char) -> usize {
    match char {
        '<' | '>' => 4,
        '&' | '\r' => 5,
        '"' => 6,
        '\n' | '\t' => 1,
        '\0'..='\u{1f}' => 3,
        _ => char.len_utf8(),
    }
}

/// What a text takes as character data.
pub(super) fn size(text: &str) -> usize {
    text.chars().map(cost).sum()
}

/// A text as character data of so many bytes at most, cut in the middle.
pub(super) fn put_cut(cx: &ViewContext<'_>, out: &mut String, text: &str, room: usize) {
    put(out, &middle(cx, text, Room::of(room), &cost), false);
}
