//! A document in a wrapper -> the document: terminal colours, a Markdown fence, HTML or Markdown escapes, quotes of a
//! string, a prefix on every line (`prefix.rs`). One wrapper at a time; each is one diagnostic.

use super::rewrite::{Rewrite, Unwrapping};
use super::sniff::{self, Syntax, Wrapper, is_colour};
use super::{classes, dump, encoded, listing, literals, markdown, members, pairs, prefix, table, words, wraps};
use crate::diagnostic::Code;
use crate::escapes;
use crate::lexical;
use crate::names::Name;
use crate::scan;
use crate::span::Span;

/// How much of a text is looked at before it is read.
const HEAD: usize = 64 << 10;

/// The end of a text that says that more of it was left out: `"Output": "b2s...`, `"Instan … [1234 chars truncated]`.
fn early_end(text: &[u8]) -> Option<Unwrapping> {
    let own = text.trim_ascii_end();
    let start = words::left_out_at_end(own)?;
    let before = own[..start].trim_ascii_end();
    // Behind a bracket that closes, or YAML's dash, more of a list was left out, which is for its reader.
    let is_dash = before.rsplit(|b| *b == b'\n').next().is_some_and(|line| line.trim_ascii() == b"-");
    if before.is_empty() || is_dash || [&b"}"[..], b"]", b"\n"].iter().any(|end| before.ends_with(end)) {
        return None;
    }
    let mut rewrite = Rewrite::new(before.len());
    rewrite.copy(text, 0, before.len());
    Some((Code::JsonElided, Span::new(start, own.len()), rewrite))
}

/// What the beginning of a text shows.
pub(super) fn at_head(text: &[u8], syntax: Syntax, body: usize, wrapper: Wrapper) -> Option<Unwrapping> {
    let head = &text[..text.len().min(HEAD)];
    if head.contains(&0x1B) && !head.contains(&0) {
        return colours(text);
    }
    if !matches!(wrapper, Wrapper::Table(_))
        && let Some(end) = early_end(text)
    {
        return Some(end);
    }
    if syntax == Syntax::Text {
        return encoded::find(text).or_else(|| if sniff::is_dump(text) { None } else { prefix::common(text) });
    }
    if let Some(fence) = markdown::fences(text, body) {
        return Some(fence);
    }
    if let Some(prefix) = prefix::at_head(text, body).or_else(|| prefix::marks(text)).or_else(|| prefix::nick(text)) {
        return Some(prefix);
    }
    // What stands before every line may hide where tables, lists and dumps begin.
    let before = text[..body].iter().rposition(|b| *b == b'\n').map_or(&text[..body], |at| &text[at + 1..body]);
    let lines = matches!(wrapper, Wrapper::Table(_) | Wrapper::Listing(_) | Wrapper::Dump | Wrapper::Classes);
    let pairs = wrapper == Wrapper::Pairs;
    // The name of a type that every line begins with is no prefix.
    let typed = wrapper == Wrapper::Dump && before.trim_ascii().is_empty();
    if !pairs
        && !typed
        && (lines || !before.trim_ascii().is_empty() && prefix::is_open(text, body))
        && let Some(prefix) = prefix::common(text)
    {
        return Some(prefix);
    }
    if lines && let Some(pager) = pager(text) {
        return Some(pager);
    }
    match wrapper {
        // Where escapes are broken, no end of the string can be told.
        Wrapper::Escaped => {
            literals::at(text, body).or_else(|| wraps::unfold(text, body)).or_else(|| Some(string(text, body)))
        }
        Wrapper::Plain => quoted_by_apostrophe(text, body),
        Wrapper::Markdown => each(text, b'\\', Code::Markdown, markdown::unescape),
        Wrapper::Wide => each(text, 0xEF, Code::WideTags, wide),
        Wrapper::Colours => each(text, b'[', Code::Colours, bare_colour),
        _ => Some(wrapped(text, body, wrapper)),
    }
}

/// Unwraps what the beginning of a text shows it to be wrapped in.
fn wrapped(text: &[u8], body: usize, wrapper: Wrapper) -> Unwrapping {
    match wrapper {
        Wrapper::Html => html(text, body),
        Wrapper::Plain | Wrapper::Escaped | Wrapper::Markdown | Wrapper::Wide | Wrapper::Colours => string(text, body),
        Wrapper::Doubled => doubled(text, body),
        Wrapper::Listing(style) => listing::unwrap(text, style, body),
        Wrapper::Pairs => pairs::unwrap(text, body),
        Wrapper::Members(len) => members::unwrap(text, body, len),
        Wrapper::Table(between) => table::unwrap(text, between, body),
        Wrapper::Dump => dump::unwrap(text, body),
        Wrapper::Classes => classes::unwrap(text, body),
    }
}

/// What the whole of a text shows, looked for where reading it met faults; broken lines if `wraps`.
pub(super) fn throughout(text: &[u8], syntax: Syntax, body: usize, wraps: bool) -> Option<Unwrapping> {
    if syntax == Syntax::Text {
        return None;
    }
    if let Some(end) = early_end(text) {
        return Some(end);
    }
    let [escape, backslash] = scan::holds(text, [0x1B, b'\\']);
    if escape {
        return colours(text);
    }
    if backslash && markdown::is_markdown(text) {
        return each(text, b'\\', Code::Markdown, markdown::unescape);
    }
    if syntax == Syntax::Xml {
        if text.iter().any(|b| lexical::is_xml_control(*b)) {
            return Some(controls(text));
        }
        if has_wide_tag(text) {
            return each(text, 0xEF, Code::WideTags, wide);
        }
    }
    encoded::chunks(text, body).or_else(|| prefix::find(text, body)).or_else(|| prefix::common(text)).or_else(|| {
        // A missing comma between two members in JSON's own quotes is for the reader to repair.
        let literals = |text: &[u8]| if syntax == Syntax::Json { literals::find(text, body) } else { None };
        early(text, body, &encoded::quoted_printable)
            .or_else(|| early(text, body, &pager))
            .or_else(|| early(text, body, &literals))
            .or_else(|| early(text, body, &|text| each(text, b'b', Code::Dump, perl_boolean)))
            .or_else(|| early(text, body, &|text| each(text, b'\\', Code::JsonEscape, french_quote)))
            .or_else(|| if wraps { early(text, body, &|text| wraps::find(text, body)) } else { None })
    })
}

/// What shows at the beginning of a text is looked for in all of it; else a large text with one fault would be searched for nothing.
fn early(text: &[u8], body: usize, find: &dyn Fn(&[u8]) -> Option<Unwrapping>) -> Option<Unwrapping> {
    let head = text.len().min(body + 4 * HEAD);
    let found = find(&text[..head])?;
    if head == text.len() { Some(found) } else { find(text) }
}

/// What stands for the beginning of a text, and how long that is.
type Known = fn(&[u8]) -> Option<(&'static [u8], usize)>;

/// Writes something else wherever a sign begins what is known.
#[inline(never)]
fn each(text: &[u8], sign: u8, code: Code, known: Known) -> Option<Unwrapping> {
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut copied, mut first) = (0, 0, None);
    while let Some(skip) = text[at..].iter().position(|b| *b == sign) {
        let start = at + skip;
        at = start + 1;
        if let Some((bytes, len)) = known(&text[start..]) {
            rewrite.copy(text, copied, start);
            rewrite.replace(bytes, start, start + len);
            first = first.or(Some(Span::new(start, start + len)));
            (at, copied) = (start + len, start + len);
        }
    }
    rewrite.copy(text, copied, text.len());
    first.map(|span| (code, span, rewrite))
}

/// `bless( do{\(my $o = 1)}, 'JSON::PP::Boolean' )`, as Perl dumps true and false.
fn perl_boolean(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let inside = rest.strip_prefix(b"bless( do{\\(my $o = ")?;
    let end = rest.iter().take(100).position(|b| *b == b'}')?;
    let len = end + rest[end..].iter().take(60).position(|b| *b == b')')? + 1;
    Some((if inside.starts_with(b"1") { b"true" } else { b"false" }, len))
}

/// A quote with a backslash of which French spelling made `\ »` or `\« `, with any of its blanks.
fn french_quote(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let blank = |rest: &[u8]| {
        [" ", "\u{a0}", "\u{202f}"].iter().find(|blank| rest.starts_with(blank.as_bytes())).map(|b| b.len())
    };
    let after = &rest[1..];
    let len = match blank(after) {
        Some(len) => after[len..].starts_with("»".as_bytes()).then_some(len + 2)?,
        None => 2 + after.strip_prefix("«".as_bytes()).and_then(blank)?,
    };
    Some((b"\\\"", len + 1))
}

/// The line with which `more` stops: `--More--(12%)`.
fn pager(text: &[u8]) -> Option<Unwrapping> {
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut copied, mut first) = (0, 0, None);
    while let Some(len) = text[at..].windows(8).position(|word| word == b"--More--") {
        let start = at + len;
        let end = text[start..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| start + len);
        at = end;
        if end - start > 40 || text[..start].last().is_some_and(|b| *b != b'\n') {
            continue;
        }
        first = first.or(Some(Span::new(start, end)));
        rewrite.copy(text, copied, start);
        copied = (end + 1).min(text.len());
        // What the pager has not shown yet is not here.
        if text[end..].trim_ascii().is_empty() {
            rewrite.replace(b"...", start, end);
        }
    }
    rewrite.copy(text, copied, text.len());
    first.map(|span| (Code::Pager, span, rewrite))
}

/// Escape sequences of terminals: `ESC [ … m`, `ESC ] … BEL` and those of one character.
fn colours(text: &[u8]) -> Option<Unwrapping> {
    each(text, 0x1B, Code::Colours, |rest| Some((b"", sequence(rest))))
}

/// How long the escape sequence at the beginning is.
fn sequence(rest: &[u8]) -> usize {
    // A sequence that is longer is none; looking no further keeps hostile texts linear.
    const MOST: usize = 256;
    let rest = &rest[..rest.len().min(MOST)];
    match rest.get(1) {
        Some(b'[') => {
            let parameters = rest[2..].iter().take_while(|b| (0x20..0x40).contains(*b)).count();
            let ends = rest.get(2 + parameters).is_some_and(|b| (0x40..0x7F).contains(b));
            2 + parameters + usize::from(ends)
        }
        Some(b']' | b'P' | b'_' | b'^') => {
            let bell = rest.iter().position(|b| *b == 0x07).map(|at| at + 1);
            let end = rest.windows(2).skip(2).position(|w| w == b"\x1b\\").map(|at| at + 4);
            bell.into_iter().chain(end).min().unwrap_or(2)
        }
        Some(b'(' | b')' | b'#') => rest.len().min(3),
        Some(b'=' | b'>' | b'7' | b'8' | b'M' | b'c') => 2,
        _ => 1,
    }
}

/// Colours whose escape character was lost on the way: `[1;39m{`.
fn bare_colour(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let len = if is_colour(rest) { rest.iter().position(|b| *b == b'm')? } else { return None };
    Some((b"", len + 1))
}

/// Character references of HTML, each resolved once, and line breaks.
fn html(text: &[u8], body: usize) -> Unwrapping {
    const NAMES: [(&[u8], char); 9] = [
        (b"&nbsp;", ' '),
        (b"&shy;", '\u{ad}'),
        (b"<wbr>", '\u{200b}'),
        (b"<br>", '\n'),
        (b"<br/>", '\n'),
        (b"<br />", '\n'),
        (b"&ldquo;", '“'),
        (b"&rdquo;", '”'),
        (b"&hellip;", '…'),
    ];
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut from, mut first) = (0, 0, None);
    while let Some(skip) = text[at..].iter().position(|b| matches!(b, b'&' | b'<')) {
        let start = at + skip;
        let rest = &text[start..];
        at = start + 1;
        let named = NAMES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, char)| (*char, name.len()));
        if let Some((char, len)) = named.or_else(|| lexical::reference(rest)) {
            rewrite.copy(text, from, start);
            at = start + len;
            rewrite.replace(char.encode_utf8(&mut [0; 4]).as_bytes(), start, at);
            from = at;
            if start >= body {
                first = first.or(Some(Span::new(start, at)));
            }
        }
    }
    rewrite.copy(text, from, text.len());
    (Code::Html, first.unwrap_or_default(), rewrite)
}

/// A document written as a string: its escapes are resolved once. Its quotes go, where it has any.
fn string(text: &[u8], body: usize) -> Unwrapping {
    let mut start = body;
    // Between the quote and the document: line ends, written as escapes, and the quotes of strings in strings.
    loop {
        start = match text[..start] {
            [.., b'\\', b'n' | b'r' | b't'] => start - 2,
            [.., b'"' | b'\'' | b'`' | b'\\' | b' ' | b'\n' | b'\r' | b'\t'] => start - 1,
            _ => break,
        };
    }
    let quoted = text[start..body].iter().position(|b| matches!(b, b'"' | b'\'' | b'`')).map(|len| start + len);
    let from = quoted.map_or(body, |at| at + 1);
    let quote = quoted.map_or(b'"', |at| text[at]);
    start = quoted.unwrap_or(body);
    if quoted.is_some() && start > 0 && matches!(text[start - 1], b'b' | b'u' | b'r' | b'B' | b'U') {
        start -= 1;
    }
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, start);
    let mut at = from;
    // And the strings in the lines or cells that follow.
    loop {
        let end = text.len().min(unquote(text, at, quote, &mut rewrite) + 1);
        let next = text[end..].windows(4).position(|four| four == b"\"{\\\"" && quote == b'"');
        let next = next.map_or(text.len(), |len| end + len);
        rewrite.copy(text, end, next);
        if next == text.len() {
            break;
        }
        at = next + 1;
    }
    (Code::Quoted, Span::new(start, from), rewrite)
}

/// Resolves escapes from `at` to the next `quote`, and says where that is; the text's end if there is none.
pub(crate) fn unquote(text: &[u8], mut at: usize, quote: u8, rewrite: &mut Rewrite) -> usize {
    let (mut from, mut inside) = (at, false);
    while let Some(skip) = text[at..].iter().position(|b| matches!(b, b'\\' | b'"') || *b == quote) {
        at += skip;
        if text[at] == quote {
            rewrite.copy(text, from, at);
            return at;
        }
        if text[at] == b'"' {
            inside = !inside;
            at += 1;
            continue;
        }
        let len = escapes::len(&text[at..]);
        let plain = escapes::unescape(&text[at..at + len]);
        let next = at + len;
        // Inside a text of JSON in a string with apostrophes, a line end is JSON's own escape.
        if quote != b'\'' || !inside || !matches!(plain[..], [b'\t' | b'\n' | b'\r']) {
            rewrite.copy(text, from, at);
            rewrite.replace(&plain, at, next);
            from = next;
        }
        // So is a quote behind a backslash.
        at = next + usize::from(quote == b'\'' && plain == b"\\" && text.get(next) == Some(&b'"'));
    }
    rewrite.copy(text, from, text.len());
    text.len()
}

/// `'{"TotalCount": 1}'` as Python shows a string, where it has escapes to resolve.
fn quoted_by_apostrophe(text: &[u8], body: usize) -> Option<Unwrapping> {
    let before = text[..body].trim_ascii_end().strip_suffix(b"'")?;
    // `<<'EOF'`: the quote ends a word.
    let word = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    if word > 1 {
        return None;
    }
    // Python joins what stands in brackets.
    let around = before.strip_suffix(b"b").unwrap_or(before).trim_ascii_end();
    if around.ends_with(b"(")
        && let Some(joined) = literals::find(text, before.len())
    {
        return Some(joined);
    }
    let is_shell = text[body..text.len().min(body + HEAD)].windows(4).any(|four| four == b"'\\''");
    let escaped = if is_shell { None } else { escaped_string(text, body) };
    escaped.or_else(|| shell_string(text, body, if is_shell { 4 } else { 2 }))
}

/// `'it'\''s'`: a shell has no other way to write an apostrophe in its quotes; SQL and YAML write two of them. `len`: of which is
/// looked for.
fn shell_string(text: &[u8], body: usize, len: usize) -> Option<Unwrapping> {
    let own = &text[..text.trim_ascii_end().len()];
    let quote = text[..body].iter().rposition(|b| *b == b'\'')?;
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, quote);
    let (mut at, mut copied) = (body, body);
    while let Some(skip) = text[at..].iter().position(|b| *b == b'\'') {
        at += skip;
        let found = match &text[at..] {
            [_, b'\\', b'\'', b'\'', ..] => 4,
            [_, b'\'', ..] => 2,
            _ => 1,
        };
        if found == len {
            rewrite.copy(text, copied, at);
            rewrite.replace(b"'", at, at + len);
            copied = at + len;
        } else if len == 2 {
            // Behind the document it closes; in it, none of them is doubled.
            if !matches!(text[..at].trim_ascii_end().last(), Some(b'}' | b']' | b'>')) {
                return None;
            }
            break;
        }
        at += found;
    }
    let end = if own.ends_with(b"'") { own.len() - 1 } else { text.len() };
    rewrite.copy(text, copied, end.max(copied));
    (copied > body).then(|| (Code::Quoted, Span::new(quote, body), rewrite))
}

fn escaped_string(text: &[u8], body: usize) -> Option<Unwrapping> {
    let mut at = body;
    let mut escaped = false;
    while let Some(skip) = text[at..].iter().position(|b| matches!(b, b'\\' | b'\'')) {
        at += skip;
        match &text[at..] {
            [b'\\', b'\\' | b'\'', ..] => {
                escaped = true;
                at += 2;
            }
            [b'\\', ..] => at += 1,
            // `it's`: no quote of a string that has escapes.
            [_, b'a'..=b'z', ..] => return None,
            _ => break,
        }
    }
    escaped.then(|| string(text, body))
}

/// `"{""TotalCount"":1}"`: a cell of a table, its quotes doubled.
fn doubled(text: &[u8], body: usize) -> Unwrapping {
    let start = text[..body].strip_suffix(b"\"").map_or(body, <[u8]>::len);
    let mut rewrite = Rewrite::new(text.len());
    rewrite.copy(text, 0, start);
    let (mut at, mut from) = (body, body);
    while let Some(skip) = text[at..].iter().position(|b| *b == b'"') {
        at += skip;
        rewrite.copy(text, from, at);
        if text.get(at + 1) == Some(&b'"') {
            rewrite.replace(b"\"", at, at + 2);
            at += 2;
            from = at;
            continue;
        }
        from = at + 1;
        // The cells of the rows that follow.
        let Some(next) = text[from..].windows(4).position(|four| four == b"\"{\"\"") else { break };
        rewrite.copy(text, from, from + next);
        at = from + next + 1;
        from = at;
    }
    rewrite.copy(text, from, text.len());
    (Code::Quoted, Span::new(start, body), rewrite)
}

/// Control characters in XML become U+FFFD, as no document of XML could say them again.
fn controls(text: &[u8]) -> Unwrapping {
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut first) = (0, None);
    while let Some(skip) = text[at..].iter().position(|b| lexical::is_xml_control(*b)) {
        rewrite.copy(text, at, at + skip);
        at += skip + 1;
        rewrite.replace("\u{FFFD}".as_bytes(), at - 1, at);
        first = first.or(Some(Span::new(at - 1, at)));
    }
    rewrite.copy(text, at, text.len());
    (Code::XmlNotAllowed, first.unwrap_or_default(), rewrite)
}

/// Whether some tag with a name of the API's is typed full-width.
fn has_wide_tag(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == 0xEF) {
        rest = &rest[at..];
        if let Some(tag) = rest.strip_prefix("＜".as_bytes()) {
            let tag = tag.strip_prefix("／".as_bytes()).or(tag.strip_prefix(b"/")).unwrap_or(tag);
            let len = tag.iter().take(41).take_while(|b| b.is_ascii_alphanumeric()).count();
            if Name::read(&tag[..len]) != Name::Other && tag[len..].starts_with("＞".as_bytes()) {
                return true;
            }
        }
        rest = &rest[1..];
    }
    false
}

/// What a sign of a full-width tag was meant to be.
fn wide(rest: &[u8]) -> Option<(&'static [u8], usize)> {
    let with = [("＜", "<"), ("＞", ">"), ("／", "/"), ("＂", "\""), ("＝", "="), ("＆", "&"), ("？", "?")];
    let found = with.iter().find(|(wide, _)| rest.starts_with(wide.as_bytes()));
    found.map(|(wide, plain)| (plain.as_bytes(), wide.len()))
}
