//! A name and several values -> those of them that look made up: `tokens: [a, b]`, `secrets:` with a value in each line below.

use super::kinds::Kind;
use super::names::{self, Named, Needs};
use super::scan::{Scan, Word, placeholder};
use super::sign::{gap, sign};

/// How much of a list is read.
const LONGEST: usize = 4096;

/// The list behind a name in the plural.
pub(crate) fn list(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let [name @ .., b's' | b'S'] = word.text else { return false };
    let Some(named) = names::named(name) else { return false };
    let Some((at, _)) = sign(scan, word) else { return false };
    read(scan, named, at, true)
}

/// The list that begins here, where one does.
pub(crate) fn of(scan: &mut Scan<'_, '_>, named: Named, at: usize) -> bool {
    read(scan, named, at, false)
}

fn read(scan: &mut Scan<'_, '_>, named: Named, at: usize, plural: bool) -> bool {
    let secret = matches!(named.needs, Needs::Value | Needs::Random | Needs::Long);
    if !secret || at < scan.listed || named.kind == Kind::User {
        return false;
    }
    let rest = scan.after(at, LONGEST);
    let found = match rest.first() {
        Some(b'[') => bracketed(rest),
        Some(b'\n' | b'\r') => dashed(rest),
        Some(_) if plural => joined(rest),
        _ => return false,
    };
    let (items, end) = found;
    scan.listed = at + end;
    let fits = |(from, to): &(usize, usize)| {
        let text = &rest[*from..*to];
        // `Win32_Graphics_Printing` is a name.
        let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
        let name = memchr::memchr_iter(b'_', text).count() > 1 && digits < 4;
        let made = names::is_random(text, 12) && digits > 1 && !name && !text.contains(&b'/')
            || super::tokens::whole(text).is_some();
        made && !names::is_none(text) && placeholder(text) == 0
    };
    let kind = |from: usize, to: usize| super::tokens::whole(&rest[from..to]).unwrap_or(named.kind);
    let due: Vec<_> = items.into_iter().filter(fits).map(|(from, to)| (at + from, at + to, kind(from, to))).collect();
    if due.is_empty() {
        return false;
    }
    scan.due = due;
    true
}

/// `[a, "b"]`, over several lines.
fn bracketed(rest: &[u8]) -> (Vec<(usize, usize)>, usize) {
    let close = rest.iter().position(|byte| *byte == b']').unwrap_or(rest.len());
    (parted(rest, 1, close), close)
}

/// `a,b,c` without blanks, in one line.
fn joined(rest: &[u8]) -> (Vec<(usize, usize)>, usize) {
    let end = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.+/=,".contains(byte)).count();
    (parted(rest, 0, end), end)
}

/// What stands between commas, without blanks and quotes.
fn parted(rest: &[u8], from: usize, to: usize) -> Vec<(usize, usize)> {
    let (mut items, mut at) = (Vec::new(), from);
    for part in rest[from..to].split(|byte| *byte == b',').take(64) {
        items.extend(bare(part, at));
        at += part.len() + 1;
    }
    items
}

/// Lines that begin with a dash.
fn dashed(rest: &[u8]) -> (Vec<(usize, usize)>, usize) {
    let (mut items, mut at) = (Vec::new(), 0);
    for line in rest.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_start();
        if at > 0 && !text.starts_with(b"- ") {
            break;
        }
        let from = line.len() - text.len() + 2;
        if line.len() > from {
            items.extend(bare(&line[from..], at + from));
        }
        at += line.len();
    }
    (items, at)
}

/// A text without blanks and quotes around it, which begins at a place.
fn bare(part: &[u8], at: usize) -> Option<(usize, usize)> {
    let blanks = gap(part) + part[gap(part)..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let text = part[blanks..].trim_ascii_end();
    let quotes = usize::from(matches!(text, [b'"' | b'\'', .., b'"' | b'\'']));
    (text.len() > 2 * quotes).then_some((at + blanks + quotes, at + blanks + text.len() - quotes))
}
