//! Quotes and full-width signs that people write in the place of JSON's, and what tells that one of them ends or begins
//! something. It refuses to know the state of reading.

use crate::lexical::is_word;
use crate::names::Name;

/// Quotes that people's editors and documents write instead of `"`, and what closes each.
pub(super) const QUOTES: &[(&str, &[&str])] = &[
    ("'", &["'"]),
    ("“", &["”", "“", "\""]),
    ("”", &["”", "“", "\""]),
    ("‘", &["’", "‘"]),
    ("’", &["’", "‘"]),
    ("＂", &["＂", "\""]),
    ("`", &["`"]),
    ("„", &["“", "”", "„"]),
    ("«\u{a0}", &["\u{a0}»"]),
    ("«\u{202f}", &["\u{202f}»"]),
    ("« ", &[" »"]),
    ("«", &["»"]),
    ("»", &["«"]),
];

/// Whether a string begins here, in quotes of any kind.
#[inline(never)]
pub(super) fn is_quote(rest: &[u8]) -> bool {
    rest.first() == Some(&b'"') || QUOTES.iter().any(|(open, _)| rest.starts_with(open.as_bytes()))
}

/// `name:`
#[inline(never)]
pub(super) fn word_then_colon(rest: &[u8]) -> bool {
    let word = rest.iter().take_while(|b| is_word(**b)).count();
    let after = rest[word..].trim_ascii_start();
    word > 0 && (after.first() == Some(&b':') || after.starts_with("：".as_bytes()))
}

/// `name = `, as Terraform writes members.
pub(super) fn word_then_equals(rest: &[u8]) -> bool {
    let word = rest.iter().take_while(|b| is_word(**b)).count();
    let after = &rest[word..];
    let blank = after.iter().take_while(|b| **b == b' ').count();
    word > 0 && blank > 0 && after[blank..].starts_with(b"= ")
}

/// Whether what stands after a comma is no name with a sign after it, but more words.
#[inline(never)]
pub(super) fn goes_on(after: &[u8]) -> bool {
    let after = &after[..after.len().min(96)];
    let blank = after.iter().take_while(|b| **b == b' ').count();
    let rest = &after[blank..];
    let word = rest.iter().take_while(|b| is_word(**b) || matches!(b, b'-' | b'.')).count();
    let sign = rest[word..].trim_ascii_start();
    blank > 0
        && rest.first().is_some_and(u8::is_ascii_lowercase)
        && !(sign.first().is_some_and(|b| matches!(b, b':' | b'=')) || sign.starts_with("：".as_bytes()))
        && sign.first().is_some_and(|b| !matches!(b, b'\'' | b'"' | b'(' | b'}' | b']'))
}

/// `ExitCode:`, with a name of the API's.
#[inline(never)]
pub(super) fn begins_member(rest: &[u8]) -> bool {
    let len = rest.iter().take(41).take_while(|b| b.is_ascii_alphanumeric()).count();
    rest.get(len) == Some(&b':') && Name::read(&rest[..len]) != Name::Other
}

/// How far a text whose quotes are not escaped is looked through for its end.
pub(super) const LINE: usize = 4_096;

/// Whether the quote at `at` ends a text: structure stands after it.
#[inline(never)]
pub(super) fn ends(line: &[u8], at: usize) -> bool {
    if line[at] != b'"' {
        return false;
    }
    let after = line[at + 1..].trim_ascii_start();
    let more = after.strip_prefix(b",").map(<[u8]>::trim_ascii_start);
    matches!(after.first(), None | Some(b'}' | b']')) || matches!(more, Some([] | [b'"' | b'{', ..]))
}

/// `"{"a": 1}"`, `"got [{"a": 1}]"`: where a text ends that holds JSON whose quotes are not escaped, by the bracket that it begins with.
pub(super) fn embedded_end(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let bracket = match text[start..end.min(start + 64)].trim_ascii_end() {
        // No quote or line end that far on is the first of such a text.
        _ if end - start > 64 => return None,
        [.., b'[', b'{'] | [.., b'['] => b']',
        [.., b'{'] => b'}',
        _ => return None,
    };
    let rest = &text[end..text.len().min(end + LINE)];
    (1..rest.len()).find(|at| ends(rest, *at) && rest[..*at].trim_ascii_end().ends_with(&[bracket])).map(|at| end + at)
}

/// Marks of full-width typing, and what each was meant to be.
const WIDE: [(&str, u8); 8] =
    [("｛", b'{'), ("｝", b'}'), ("［", b'['), ("］", b']'), ("，", b','), ("、", b','), ("：", b':'), ("；", b',')];

/// What a full-width mark at `at` was meant to be.
pub(super) fn wide(text: &[u8], at: usize) -> Option<u8> {
    let rest = text.get(at..).filter(|rest| matches!(rest.first(), Some(0xE3 | 0xEF)))?;
    WIDE.iter().find(|(mark, _)| rest.starts_with(mark.as_bytes())).map(|(_, plain)| *plain)
}

/// Bytes of each of them.
pub(super) const WIDE_LEN: usize = 3;

/// Whether a whole answer begins here, as no row and no text of one does: `{"Invocation": {`, `{"RequestId": "…", "TotalCount":`.
#[inline]
pub(super) fn begins_response(rest: &[u8]) -> bool {
    let inside = rest.strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
    // Nearly every row begins with another name.
    (inside.starts_with(b"\"Invocation") || inside.starts_with(b"\"RequestId\"")) && is_envelope(inside)
}

/// Whether an object that begins with this member is an answer.
#[inline(never)]
fn is_envelope(inside: &[u8]) -> bool {
    match member_of(inside) {
        Some((b"Invocation" | b"Invocations", value)) => value.starts_with(b"{"),
        Some((b"RequestId", value)) => follows_request_id(value),
        _ => false,
    }
}

/// Whether behind the id of a request, which is a string, comes what stands around rows.
fn follows_request_id(value: &[u8]) -> bool {
    const LONGEST: usize = 64;
    const AROUND: [&[u8]; 6] = [b"Invocation", b"Invocations", b"PageNumber", b"PageSize", b"TotalCount", b"NextToken"];
    let own = value.strip_prefix(b"\"").unwrap_or_default();
    let Some(end) = own[..own.len().min(LONGEST)].iter().position(|b| *b == b'"') else { return false };
    let next = own[end + 1..].trim_ascii_start().strip_prefix(b",").unwrap_or_default();
    member_of(next).is_some_and(|(name, _)| AROUND.contains(&name))
}

/// The name of the member that begins here, behind blanks, and what stands where its value does.
fn member_of(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let own = rest.trim_ascii_start().strip_prefix(b"\"")?;
    let (name, behind) = own.split_at(own.iter().take(12).take_while(|b| is_word(**b)).count());
    Some((name, behind.strip_prefix(b"\"")?.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start()))
}

/// Whether an object that begins here is followed by what closes another one around it, as in a text that is nowhere cut.
pub(super) fn is_inside(rest: &[u8]) -> bool {
    const LOOKED_AT: usize = 16 << 10;
    let rest = &rest[..rest.len().min(LOOKED_AT)];
    let (mut open, mut at, mut in_string) = (0_u32, 0, false);
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => open += 1,
            b'}' | b']' if !in_string => open = open.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if open == 0 {
            return matches!(rest[at..].trim_ascii_start().first(), Some(b',' | b'}' | b']'));
        }
    }
    false
}
