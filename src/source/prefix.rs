//! The same text before every line, as mail, logs, editors and diffs put it there -> the lines without it. Numbers in it
//! may differ and have other widths, and so may words in capitals, which are levels of a log.

use super::rewrite::{Rewrite, Unwrapping};
use super::sniff::{self, Syntax};
use crate::diagnostic::Code;
use crate::lexical;
use crate::span::Span;

/// A prefix is no longer than this.
const MOST: usize = 200;
/// A document that goes on after its first line ends that line before this; where texts are one line, it is the whole text.
const FIRST_LINE: usize = 64 << 10;

/// The prefix of a document that goes on after its first line: one that ends there may stand behind other things than the next.
pub(super) fn at_head(text: &[u8], body: usize) -> Option<Unwrapping> {
    if is_open(text, body) { find(text, body) } else { None }
}

/// What every line of a text begins with that is no document as it stands, if it is one without.
pub(super) fn common(text: &[u8]) -> Option<Unwrapping> {
    const LINES: usize = 12;
    let head = &text[..text.len().min(16 << 10)];
    let lines: Vec<&[u8]> =
        head.split(|b| *b == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(LINES).collect();
    let [first, _, ..] = lines[..] else { return None };
    // Those are of a table, of elements of a list, of a plan.
    if ["|", "│", "┃", "+", "- ", "*"].iter().any(|sign| first.trim_ascii_start().starts_with(sign.as_bytes())) {
        return None;
    }
    let ends = |at: &usize| matches!(first[at - 1], b' ' | b'\t') && !first[..*at].trim_ascii().is_empty();
    let all = |at: &usize| lines.iter().all(|line| like(line, &first[..*at]).is_some());
    // A document has begun there.
    let most = first.iter().position(|b| matches!(b, b'{' | b'"')).unwrap_or(first.len());
    let len = (1..=most.min(MOST).min(first.len() - 1)).rev().filter(ends).find(all)?;
    let start = text.len() - text.trim_ascii_start().len();
    let start = text[..start].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let found = find(text, start + len)?;
    let is_document = sniff::begin(found.2.text()).syntax != Syntax::Text;
    is_document.then_some(found)
}

/// `<name> ` of a chat, which looks like a tag.
pub(super) fn nick(text: &[u8]) -> Option<Unwrapping> {
    let start = text.len() - text.trim_ascii_start().len();
    let len = text[start..].iter().take(40).position(|b| *b == b'>')?;
    let is_name = text[start] == b'<' && text.get(start + len + 1) == Some(&b' ');
    let found = if is_name { find(text, start + len + 2)? } else { return None };
    (sniff::begin(found.2.text()).syntax != Syntax::Text).then_some(found)
}

/// The marks of a plan of Terraform's, which stand behind the indentation of each line.
pub(super) fn marks(text: &[u8]) -> Option<Unwrapping> {
    if !matches!(text.trim_ascii_start(), [b'+' | b'~', b' ', ..]) {
        return None;
    }
    let (mut rewrite, mut at, mut marked, mut other, mut first) = (Rewrite::new(text.len()), 0, 0_usize, 0_usize, None);
    while at < text.len() {
        let next = text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len + 1);
        let mark = at + len_of(text, at, |b| *b == b' ');
        let has = matches!(text[mark..next], [b'+' | b'~', b' ', ..]);
        marked += usize::from(has);
        other += usize::from(!has && text[at..next].iter().any(u8::is_ascii_alphanumeric));
        rewrite.copy(text, at, if has { mark } else { next });
        if has {
            first = first.or(Some(Span::new(mark, mark + 1)));
            rewrite.copy(text, mark + 2, next);
        }
        at = next;
    }
    (marked > 2 && marked > 4 * other).then_some((Code::LinePrefix, first?, rewrite))
}

/// Whether a document goes on behind its first line.
pub(super) fn is_open(text: &[u8], body: usize) -> bool {
    let head = &text[body..text.len().min(body + FIRST_LINE)];
    head.iter().position(|b| *b == b'\n').is_some_and(|end| goes_on(&head[..end]))
}

/// Whether a line opens more than it closes.
fn goes_on(line: &[u8]) -> bool {
    if line.starts_with(b"<") {
        return line.len() < MOST && !line.windows(2).any(|two| two == b"</");
    }
    let (mut depth, mut at) = (0_i32, 0);
    while let Some(byte) = line.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => at += line[at + 1..].iter().position(|b| *b == b'"').map_or(line.len(), |len| len + 1),
            _ => {}
        }
        at += 1;
    }
    depth > 0
}

/// The prefix that the document's first line has, where the other lines have one like it.
pub(super) fn find(text: &[u8], body: usize) -> Option<Unwrapping> {
    let start = text[..body].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let prefix = &text[start..body];
    if prefix.trim_ascii().is_empty() || prefix.len() > MOST {
        return None;
    }
    // A window in a terminal has the same line on both sides.
    let border = prefix.trim_ascii();
    let border = Some(border).filter(|border| [b"|".as_slice(), "│".as_bytes(), "┃".as_bytes()].contains(border));
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, start);
    let (mut at, mut prefixed, mut other, mut inside) = (start, 0_usize, 0_usize, 0);
    while at < text.len() {
        let next = text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len + 1);
        let line = &text[at..next];
        let len = like(line, prefix).or_else(|| like(line, prefix.trim_ascii_end()));
        match border.and_then(|border| line.trim_ascii_end().strip_suffix(border)) {
            Some(own) if len.is_some_and(|len| len <= own.len()) => {
                rewrite.copy(text, at + len.unwrap_or(0), at + own.len());
                rewrite.replace(b"\n", at + own.len(), next);
            }
            _ => rewrite.copy(text, at + len.unwrap_or(0), next),
        }
        if len.is_some() {
            (prefixed, inside) = (prefixed + 1, other);
        }
        other += usize::from(len.is_none() && !line.trim_ascii().is_empty());
        at = next;
    }
    // A prompt may stand after the last line, or what somebody answers.
    (prefixed >= 2 && (other <= 1 || inside == 0 && other * 4 < prefixed))
        .then(|| (Code::LinePrefix, Span::new(start, body), rewrite))
}

/// How much of a line is like the prefix: the same text, a number where it has one, a word in capitals likewise, and blanks
/// before a number as its width asks for.
fn like(line: &[u8], prefix: &[u8]) -> Option<usize> {
    let (mut at, mut of) = (0, 0);
    while let Some(byte) = prefix.get(of) {
        let capitals = len_of(prefix, of, u8::is_ascii_uppercase);
        let blanks = len_of(prefix, of, |b| *b == b' ');
        if byte.is_ascii_digit() {
            at += if of == 0 { len_of(line, 0, |b| *b == b' ') } else { 0 };
            let len = lexical::digits(prefix, of);
            of += len;
            // Places of a dump: `00c0: `.
            let is_place = len > 3 && prefix.get(of) == Some(&b':') && len_of(line, at, u8::is_ascii_hexdigit) == len;
            at += if is_place { len } else { Some(lexical::digits(line, at)).filter(|len| *len > 0)? };
        } else if blanks > 0 && prefix.get(of + blanks).is_some_and(u8::is_ascii_digit) {
            of += blanks;
            at += len_of(line, at, |b| *b == b' ');
        } else if capitals > 2 && len_of(line, at, u8::is_ascii_uppercase) > 2 {
            of += capitals;
            at += len_of(line, at, u8::is_ascii_uppercase);
        } else if line.get(at) == Some(byte) {
            (at, of) = (at + 1, of + 1);
        } else {
            return None;
        }
    }
    Some(at)
}

/// How many bytes of a kind stand at `at`.
fn len_of(text: &[u8], at: usize, is: impl Fn(&u8) -> bool) -> usize {
    text.get(at..).map_or(0, |rest| rest.iter().take_while(|b| is(b)).count())
}
