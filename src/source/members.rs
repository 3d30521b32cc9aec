//! Lines of `"Name": value,` alone, which a search has taken out of a document (`grep -E 'InstanceId|InvocationStatus'`) -> JSON.
//!
//! Where one row ends and the next begins, only their names tell: rows that all have the same ones in the same order. Else what
//! belongs together cannot be told.

use super::listing::line;
use super::rewrite::{Rewrite, Unwrapping};
use crate::diagnostic::Code;
use crate::names::{INVOKE_ID_SET, LISTED_SET, Name, TARGET_SET};
use crate::span::Span;

/// A name is no longer than this.
const LONGEST: usize = 64;

/// What such lines are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lines {
    /// Rows of as many members each.
    Rows(usize),
    /// More than one row, and nothing tells which.
    Unclear,
}

/// What the lines are that begin with the member at a place; `None` where they are no such lines, or of one row.
pub(super) fn look(text: &[u8], at: usize) -> Option<Lines> {
    let mut found = members(text, at);
    let first = found.next()?;
    let name = |member: &Member| &text[member.name.range()];
    let (mut names, mut len, mut count, mut alike, mut end) = (vec![first.name], 0, 1, true, first.value.end);
    let mut twice = false;
    for member in found {
        if len == 0 && name(&member) == name(&first) {
            len = count;
        }
        if len == 0 {
            // So many members no row has.
            if count > LONGEST {
                return None;
            }
            twice |= is_listed(name(&member)) && names.iter().any(|own| text[own.range()] == *name(&member));
            names.push(member.name);
        } else {
            alike &= text[names[count % len].range()] == *name(&member);
        }
        (count, end) = (count + 1, member.value.end);
    }
    let is_row = is_listed(name(&first)) || names.iter().any(|own| is_listed(&text[own.range()]));
    // A piece of a document has its brackets.
    let is_piece = text[end as usize..].iter().any(|b| matches!(b, b'{' | b'}'));
    if is_piece || !is_row || len == 0 && !twice || names.len() < 2 && alike {
        return None;
    }
    // A row begins with an id in every order that is known.
    let begins = Name::read(name(&first)).is_in(INVOKE_ID_SET | TARGET_SET) || name(&first) == b"CommandId";
    let is_sure = begins && alike && !twice && count % len == 0 && !contradict(text, at, len);
    Some(if is_sure { Lines::Rows(len) } else { Lines::Unclear })
}

/// Whether exit codes go with the statuses of other rows: each may then be of the row before or behind.
fn contradict(text: &[u8], at: usize, len: usize) -> bool {
    let (mut fails, mut ended) = (None, None);
    for (index, member) in members(text, at).enumerate() {
        if index % len == 0 {
            (fails, ended) = (None, None);
        }
        let value = &text[member.value.range()];
        match Name::read(&text[member.name.range()]) {
            Name::InvocationStatus => fails = Some(value != b"\"Success\""),
            Name::ExitCode => ended = Some(value != b"0"),
            _ => continue,
        }
        if fails.zip(ended).is_some_and(|(fails, ended)| fails != ended) {
            return true;
        }
    }
    false
}

/// Writes each row as an object, with something left out around it.
pub(super) fn unwrap(text: &[u8], at: usize, len: usize) -> Unwrapping {
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, at);
    let mut behind = at;
    for (index, member) in members(text, at).enumerate() {
        let (from, end) = (member.name.start as usize - 1, member.value.end as usize);
        let before: &[u8] = match index {
            0 => b"[...,{",
            _ if index % len == 0 => b"},\n...,\n{",
            _ => b",",
        };
        rewrite.replace(before, behind, from);
        rewrite.copy(text, from, end);
        behind = end;
    }
    rewrite.replace(b"},...]\n", behind, behind);
    rewrite.copy(text, behind + usize::from(text.get(behind) == Some(&b',')), text.len());
    (Code::Listing, Span::new(at, line(text, at).1.min(at + 80)), rewrite)
}

fn is_listed(name: &[u8]) -> bool {
    Name::read(name).is_in(LISTED_SET)
}

struct Member {
    /// Without quotes.
    name: Span,
    /// With them.
    value: Span,
}

/// The members of the lines from a place on, up to the first line that is none.
fn members(text: &[u8], mut at: usize) -> impl Iterator<Item = Member> {
    std::iter::from_fn(move || {
        while at < text.len() {
            let (start, end) = line(text, at);
            at = end + 1;
            let own = text[start..end].trim_ascii();
            // The line that `grep` sets between what it found.
            if !own.is_empty() && own != b"--" {
                return member(text, start, end);
            }
        }
        None
    })
}

/// `"Name": value,` in a line of its own, where the value is no structure.
fn member(text: &[u8], start: usize, end: usize) -> Option<Member> {
    let from = start + text[start..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let inside = text[from..end].strip_prefix(b"\"")?;
    let len = inside.iter().take(LONGEST).position(|b| matches!(b, b'"' | b'\\')).filter(|len| inside[*len] == b'"')?;
    let name = Span::new(from + 1, from + 1 + len);
    let after = inside[len + 1..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let own = after.trim_ascii_end();
    let own = own.strip_suffix(b",").unwrap_or(own).trim_ascii_end();
    let is_value = match own.strip_prefix(b"\"") {
        Some(inside) => closes(inside),
        None => !own.is_empty() && own.iter().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(b)),
    };
    let at = end - after.len();
    is_value.then(|| Member { name, value: Span::new(at, at + own.len()) })
}

/// Whether a text ends with the quote that closes it.
fn closes(inside: &[u8]) -> bool {
    let mut at = 0;
    while at < inside.len() && inside[at] != b'"' {
        at += 1 + usize::from(inside[at] == b'\\');
    }
    at + 1 == inside.len()
}

#[cfg(test)]
mod tests {
    use super::{Lines, look};

    #[test]
    fn rows_are_told_by_their_names_and_by_what_goes_together() {
        for (lines, found) in [
            (
                &["InstanceId: i-1", "InvocationStatus: Success", "InstanceId: i-2", "InvocationStatus: Failed"][..],
                Lines::Rows(2),
            ),
            // An exit code that goes with its status.
            (
                &[
                    "InstanceId: i-1",
                    "InvocationStatus: Failed",
                    "ExitCode: 3",
                    "InstanceId: i-2",
                    "InvocationStatus: Success",
                    "ExitCode: 0",
                ],
                Lines::Rows(3),
            ),
            // One that goes with the row before.
            (
                &[
                    "InstanceId: i-1",
                    "InvocationStatus: Running",
                    "ExitCode: 1",
                    "InstanceId: i-2",
                    "InvocationStatus: Failed",
                    "ExitCode: 0",
                ],
                Lines::Unclear,
            ),
            // The first row begins above.
            (
                &["InvocationStatus: Success", "InstanceId: i-1", "InvocationStatus: Failed", "InstanceId: i-2"],
                Lines::Unclear,
            ),
        ] {
            let quoted = lines.iter().map(|line| {
                let (name, value) = line.split_once(": ").expect("a member");
                if value.parse::<i64>().is_ok() {
                    format!("\"{name}\": {value},\n")
                } else {
                    format!("\"{name}\": \"{value}\",\n")
                }
            });
            let text: String = quoted.collect();
            assert_eq!(look(text.as_bytes(), 0), Some(found), "{text}");
        }
    }
}
