//! Lines of `Name=value` with blanks between them (logfmt, `key=value` of shells and logs) or of `Name: value` with commas, each a
//! row -> JSON.
//!
//! An instance that comes again was asked again: with it another answer begins.

use super::listing::line;
use super::rewrite::{Rewrite, Unwrapping};
use super::strings::{Backslash, escape};
use super::words::says_left_out;
use crate::diagnostic::Code;
use crate::names::{ERROR_SET, INVOKE_ID_SET, LISTED_SET, Name, Names, STATUS_SET, TARGET_SET, Type, WHOLE_SET};
use crate::span::Span;
use crate::status;
use foldhash::fast::FixedState;
use hashbrown::HashSet;

/// How much of a text is looked at before it is read.
const HEAD: usize = 16 << 10;
/// A name is no longer than this.
const LONGEST: usize = 64;

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Equals,
    /// With a blank behind it, and a comma before the next name.
    Colon,
}

impl Sign {
    /// The one with which a line is a row.
    fn of(text: &[u8], (start, end): (usize, usize)) -> Option<Self> {
        // A dump has names and colons in its brackets.
        let is_dump = text[start..end].iter().any(|b| b"{}(".contains(b));
        let signs = if is_dump { &[Self::Equals][..] } else { &[Self::Equals, Self::Colon] };
        signs.iter().copied().find(|sign| is_row(text, &pairs(text, start, end, *sign)))
    }
}

/// A name, and what stands behind its sign.
struct Pair {
    name: Span,
    /// Without quotes.
    value: Span,
    /// In quotes, with escapes.
    quoted: bool,
}

impl Pair {
    /// Whether it is a text without quotes, in which anything may stand.
    fn is_text(&self, text: &[u8]) -> bool {
        let name = Name::read(&text[self.name.range()]);
        !self.quoted && (name.value_type() == Type::Output || name == Name::ErrorInfo)
    }

    /// Whether it is the beginning of a status.
    fn is_part(&self, text: &[u8]) -> bool {
        Name::read(&text[self.name.range()]).is_in(STATUS_SET) && status::is_beginning(&text[self.value.range()])
    }
}

/// Where the first line of pairs begins that has two names of a row.
pub(super) fn begin(text: &[u8], first: usize) -> Option<usize> {
    let head = &text[..text.len().min(HEAD)];
    let mut at = head[..first.min(head.len())].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    while at < head.len() {
        let (start, end) = line(head, at);
        if Sign::of(head, (start, end)).is_some() {
            return Some(start);
        }
        at = end + 1;
    }
    None
}

fn is_row(text: &[u8], pairs: &[Pair]) -> bool {
    let mut met = 0_u128;
    for pair in pairs {
        met |= 1 << Name::read(&text[pair.name.range()]) as u32;
    }
    met & LISTED_SET != 0 && (met & (LISTED_SET | ERROR_SET)).count_ones() > 1
}

/// How long the name is that begins at a place, if its sign follows it at once.
fn name_len(line: &[u8], sign: Sign) -> usize {
    let len = line.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || b"_.-".contains(b)).count();
    let is_signed = match (sign, &line[len..]) {
        // `==`, `=>` compare and lead.
        (Sign::Equals, [b'=', rest @ ..]) => !matches!(rest, [b'=' | b'>', ..]),
        (Sign::Colon, [b':', b' ', ..]) => true,
        _ => false,
    };
    if is_signed && line.first().is_some_and(u8::is_ascii_alphabetic) { len } else { 0 }
}

/// The pairs of a line, from its first on. A value without quotes goes on to the next name; a text to the next that it cannot hold.
fn pairs(text: &[u8], start: usize, end: usize, sign: Sign) -> Vec<Pair> {
    let end = start + text[start..end].trim_ascii_end().len();
    let (mut pairs, mut at): (Vec<Pair>, usize) = (Vec::new(), start);
    let (mut met, mut upper): (Names, Option<bool>) = (0, None);
    while at < end {
        let before = text[start..at].trim_ascii_end().last();
        let is_apart = match sign {
            // Commas stand between the members of a dump.
            Sign::Equals => !before.is_some_and(|b| b",;([{".contains(b)),
            Sign::Colon => pairs.is_empty() || before == Some(&b','),
        };
        let begins = at == start || matches!(text[at - 1], b' ' | b'\t') && is_apart;
        let len = if begins { name_len(&text[at..end], sign) } else { 0 };
        let own = &text[at..at + len];
        // In a text, a name is the next one of the row that is known, written as the others, and not here yet.
        let is_new = || set_of(own) & !met != 0 && upper.is_none_or(|upper| upper == is_upper(own));
        if len == 0 || pairs.last().is_some_and(|pair| pair.is_text(text)) && !is_new() {
            at += 1;
            continue;
        }
        met |= set_of(own);
        upper = upper.or((met != 0).then(|| is_upper(own)));
        let from = at + len + 1 + usize::from(sign == Sign::Colon);
        let name = Span::new(at, at + len);
        if text.get(from) == Some(&b'"') {
            let to = closing(text, from + 1, end);
            pairs.push(Pair { name, value: Span::new(from + 1, to), quoted: true });
            at = (to + 1).min(end);
        } else {
            pairs.push(Pair { name, value: Span::new(from, from), quoted: false });
            at = from;
        }
    }
    // What is not in quotes ends where the next name begins.
    for i in 0..pairs.len() {
        let to = pairs.get(i + 1).map_or(end, |next| next.name.start as usize);
        if !pairs[i].quoted {
            let from = pairs[i].value.start as usize;
            let own = text[from..to.max(from)].trim_ascii_end();
            let own = if i + 1 < pairs.len() { own.strip_suffix(b",").unwrap_or(own) } else { own };
            // Ids, statuses and numbers have no blanks: what stands behind one is of no value, or of a name that is cut.
            let name = Name::read(&text[pairs[i].name.range()]);
            let is_word = name.is_in(WHOLE_SET) && name.value_type() != Type::Time;
            let len = own.iter().position(|b| is_word && matches!(b, b' ' | b'\t')).unwrap_or(own.len());
            let own = own[..len].strip_suffix(b",").filter(|_| len < own.len()).unwrap_or(&own[..len]);
            pairs[i].value = Span::new(from, from + own.len());
        }
    }
    pairs
}

/// What a name is of: one of the two statuses is enough.
fn set_of(name: &[u8]) -> Names {
    match Name::read(name) {
        Name::Other => 0,
        own if own.is_in(STATUS_SET) => STATUS_SET,
        own => 1 << own as u32,
    }
}

fn is_upper(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_uppercase)
}

/// Where the quote stands that closes a value; the end of the line where none does.
fn closing(text: &[u8], mut at: usize, end: usize) -> usize {
    while at < end && text[at] != b'"' {
        at += 1 + usize::from(text[at] == b'\\');
    }
    at.min(end)
}

/// Writes the lines as objects.
pub(super) fn unwrap(text: &[u8], at: usize) -> Unwrapping {
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, at);
    rewrite.replace(b"[", at, at);
    let (mut next, mut rows, mut behind, mut last, mut cut) = (at, 0_usize, at, None, false);
    let sign = Sign::of(text, line(text, at)).unwrap_or(Sign::Equals);
    let (mut gap, mut met) = (false, HashSet::<_, FixedState>::default());
    while next < text.len() {
        let (start, end) = line(text, next);
        next = end + 1;
        let pairs = pairs(text, start, end, sign);
        if !is_row(text, &pairs) {
            // Something stands between two rows: more of a value, or of the rows.
            let own = text[start..end].trim_ascii();
            // Other lines of the log have pairs of their own.
            let is_other =
                !pairs.is_empty() && !pairs.iter().any(|pair| Name::read(&text[pair.name.range()]).is_in(LISTED_SET));
            gap |= !own.is_empty() && !is_other;
            cut |= says_left_out(own);
            continue;
        }
        let is_again = whose(text, &pairs).is_some_and(|own| !met.insert(own));
        if is_again {
            met.clear();
            met.extend(whose(text, &pairs));
        }
        let gap = std::mem::take(&mut gap);
        let before: &[u8] = match (rows, is_again, gap) {
            (0, ..) => b"{",
            (_, true, true) => b",...]\n[{",
            (_, true, false) => b"]\n[{",
            (_, false, true) => b",...,{",
            (_, false, false) => b",{",
        };
        rewrite.replace(before, start, start);
        rows += 1;
        let is_part = end + 1 >= text.len() && pairs.last().is_some_and(|pair| pair.is_part(text));
        write(text, &pairs, is_part, &mut rewrite);
        let name = pairs.last().map(|pair| &text[pair.name.range()]);
        // A row that lacks the name that those before it end with was cut.
        let rest = pairs.last().map_or(&[][..], |pair| &text[pair.value.end as usize..end]);
        let is_more = rest.iter().any(u8::is_ascii_alphanumeric) || last.is_some_and(|last| last != name);
        let is_cut = is_part || end >= text.len() && is_more;
        cut |= is_cut;
        rewrite.replace(if is_cut { b",...}" } else { b"}" }, end, end);
        (last, behind) = (Some(name), next.min(text.len()));
    }
    rewrite.replace(if cut { b",...]\n" } else { b"]\n" }, behind, behind);
    rewrite.copy(text, behind, text.len());
    (Code::Pairs, Span::new(at, line(text, at).1.min(at + 80)), rewrite)
}

/// Which execution a row tells of: its instance and its invocation.
fn whose<'a>(text: &'a [u8], pairs: &[Pair]) -> Option<(&'a [u8], &'a [u8])> {
    let value = |set: Names| {
        let is_own = |pair: &&Pair| Name::read(&text[pair.name.range()]).is_in(set);
        pairs.iter().find(is_own).map(|pair| &text[pair.value.range()])
    };
    let target = value(TARGET_SET).or_else(|| instance(text, pairs).map(|pair| &text[pair.value.range()]))?;
    Some((target, value(INVOKE_ID_SET).unwrap_or_default()))
}

/// `instance=i-…`, where no other name has the id.
fn instance<'a>(text: &[u8], pairs: &'a [Pair]) -> Option<&'a Pair> {
    let is_id = |pair: &&Pair| &text[pair.name.range()] == b"instance" && text[pair.value.range()].starts_with(b"i-");
    pairs.iter().find(is_id)
}

/// Writes a row but for its braces; whether its last value is only a part of one.
fn write(text: &[u8], pairs: &[Pair], is_part: bool, rewrite: &mut Rewrite) {
    let has_id = pairs.iter().any(|pair| Name::read(&text[pair.name.range()]).is_in(TARGET_SET));
    for (i, Pair { name, value, quoted }) in pairs.iter().enumerate() {
        let from = value.start as usize;
        rewrite.replace(if i > 0 { b",\"" } else { b"\"" }, name.start as usize, name.start as usize);
        // `instance=i-…`, where no other name has the id.
        if &text[name.range()] == b"instance" && text[value.range()].starts_with(b"i-") && !has_id {
            rewrite.replace(b"InstanceId", name.start as usize, name.end as usize);
        } else {
            rewrite.copy(text, name.start as usize, name.end as usize);
        }
        rewrite.replace(b"\":", name.end as usize, from);
        if value.start == value.end && !quoted {
            rewrite.replace(b"null", from, from);
            continue;
        }
        if is_part && i + 1 == pairs.len() {
            rewrite.replace(b"...", from, value.end as usize);
            continue;
        }
        rewrite.replace(b"\"", from, from);
        escape(text, *value, if *quoted { Backslash::Escape } else { Backslash::Sign }, rewrite);
        rewrite.replace(b"\"", value.end as usize, value.end as usize);
    }
}
