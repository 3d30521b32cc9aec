//! Text -> where a document begins in it, how that is written, and whether it is written inside something else: as a
//! string, as HTML, in Markdown. By content alone; what stands before is a prompt, a log line or a sentence.

use super::{classes, dump, listing, members, pairs, table};
use crate::lexical;
use crate::names::Name;

/// How a document is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    /// JSON, or what was meant to be.
    Json,
    /// XML, or what was meant to be.
    Xml,
    /// Neither.
    Text,
}

/// What a document is written inside of, as far as its first characters tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wrapper {
    /// Nothing.
    Plain,
    /// HTML: `{&quot;`, `&lt;Error`.
    Html,
    /// A string: `{\"`.
    Escaped,
    /// A cell of a table: `{""`.
    Doubled,
    /// Markdown: `\{`, `\<`.
    Markdown,
    /// Full-width tags: `＜`.
    Wide,
    /// Objects as a language prints them: `Invocation(invokeId=…`.
    Dump,
    /// Objects as PowerShell's `Format-Custom` prints them.
    Classes,
    /// Lines of a name and a value.
    Listing(listing::Style),
    /// Lines of `Name=value Name=value`.
    Pairs,
    /// Lines of `"Name": value,` alone, rows of as many of them each.
    Members(usize),
    /// Rows under a line of names.
    Table(table::Between),
    /// Colours that have lost their escape character: `[1;39m{`.
    Colours,
}

/// Where a document begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Begin {
    pub(super) syntax: Syntax,
    pub(super) at: usize,
    pub(super) wrapper: Wrapper,
}

/// The first place from which a document can be read.
pub(super) fn begin(text: &[u8]) -> Begin {
    let found = |syntax, at, wrapper| Begin { syntax, at, wrapper };
    let Some(first) = blanks(text, 0).filter(|at| *at < text.len()) else {
        return found(Syntax::Text, 0, Wrapper::Plain);
    };
    // What begins as JSON, Python or XML does is none, and pays nothing for it.
    let plain = matches!(text[first..], [b'{' | b'[', b'"' | b'\'' | b'{' | b'\n' | b'\r', ..] | [b'<', ..]);
    if !plain && (is_tree(text) || is_dump(&text[first..])) {
        return found(Syntax::Text, first, Wrapper::Plain);
    }
    // `[2024-01-01 10:00:00] INFO {"TotalCount"…`: a bracket of a log line that is closed before the document.
    let line = &text[first..text.len().min(first + 256)];
    let line = &line[..line.iter().position(|b| *b == b'\n').unwrap_or(line.len())];
    let opened = opens(text, first);
    let log = line.starts_with(b"[") && (opened.is_none() && is_log(line) || follows_bracket(line));
    // XML as a string of JSON.
    if text[first..].starts_with(b"\"<") && is_quoted_markup(&text[first + 1..]) {
        return found(Syntax::Json, first, Wrapper::Plain);
    }
    if let Some((syntax, at, wrapper)) = opened.and_then(|opened| in_page(text, first, opened)) {
        return found(syntax, at, wrapper);
    }
    if !log {
        match opened {
            Some(_) if text[first] == b'"' => return fragment(text, first, first),
            Some((syntax, wrapper)) => return found(syntax, first, wrapper),
            None if text[first] == b'[' && is_colour(&text[first..]) => {
                return found(Syntax::Json, first, Wrapper::Colours);
            }
            None if matches!(text[first], b'{' | b'[') || is_scalar(text[first..].trim_ascii()) => {
                return found(Syntax::Json, first, Wrapper::Plain);
            }
            None => {}
        }
    }
    begin_after(text, first)
}

/// A document that has lost what stood around its members, the first of which begins at `at`.
fn fragment(text: &[u8], at: usize, begins: usize) -> Begin {
    let found = |syntax, at, wrapper| Begin { syntax, at, wrapper };
    match members::look(text, at) {
        Some(members::Lines::Rows(len)) => found(Syntax::Json, at, Wrapper::Members(len)),
        Some(members::Lines::Unclear) => found(Syntax::Text, at, Wrapper::Plain),
        None => found(Syntax::Json, begins, Wrapper::Plain),
    }
}

/// `00000010: 6e76 6f63`, `00000010  6e 76`: bytes as `xxd` and `hexdump` show them, of which no line is read.
pub(super) fn is_dump(text: &[u8]) -> bool {
    let hex = |at: usize, len: usize| lexical::hex(text, at, len).is_some();
    let blank = |at: usize| text.get(at) == Some(&b' ');
    let words = || hex(10, 4) && blank(14) && hex(15, 4);
    let bytes = || hex(10, 2) && blank(12) && hex(13, 2) && blank(15) && hex(16, 2);
    hex(0, 8) && matches!(text.get(8), Some(b':' | b' ')) && blank(9) && (words() || bytes())
}

/// Whether a text is the tree of an object that a browser's console shows: what is collapsed in it is not there.
pub(crate) fn is_tree(text: &[u8]) -> bool {
    const MOST: usize = 64 << 10;
    const MARK: &[u8] = b"[[Prototype]]";
    let head = &text[..text.len().min(MOST)];
    let quoted = |at: usize| at > 0 && matches!(head[at - 1], b'"' | b'\'');
    head.windows(2).enumerate().any(|(at, two)| two == b"[[" && head[at..].starts_with(MARK) && !quoted(at))
}

/// A document of JSON, or one that is escaped, in a piece of a web page that shows it: `<pre><code>{&quot;`.
fn in_page(text: &[u8], first: usize, (syntax, _): (Syntax, Wrapper)) -> Option<(Syntax, usize, Wrapper)> {
    const SHOWS: [&str; 8] = ["pre", "code", "div", "p", "span", "td", "textarea", "samp"];
    let mut at = first;
    while syntax == Syntax::Xml && text.get(at) == Some(&b'<') {
        let len = text[at + 1..].iter().take(16).take_while(|b| b.is_ascii_alphanumeric()).count();
        if !SHOWS.iter().any(|shows| text[at + 1..at + 1 + len].eq_ignore_ascii_case(shows.as_bytes())) {
            return None;
        }
        at += 1 + text[at..].iter().take(400).position(|b| *b == b'>')?;
        at += blanks(text, at)? - at;
    }
    let (syntax, wrapper) = if at > first { opens(text, at)? } else { return None };
    (syntax == Syntax::Json || wrapper != Wrapper::Plain).then_some((syntax, at, wrapper))
}

/// Whether a line that begins with a bracket is one of a log: after the bracket of a list there is at most punctuation.
fn is_log(line: &[u8]) -> bool {
    let close = line.iter().position(|b| *b == b']');
    close.is_some_and(|close| line[close..].iter().any(u8::is_ascii_alphabetic) || line[close..].ends_with(b"# "))
}

/// Whether a document stands behind a bracket that holds no value of JSON: `[INFO] {`, `[pod/a] <A>`, `[2026-01-01 10:00:00] [`.
fn follows_bracket(line: &[u8]) -> bool {
    let Some(close) = line.iter().position(|b| *b == b']') else { return false };
    let (inside, after) = (&line[1..close], line[close + 1..].trim_ascii_start());
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || b" -_.:/+@#".contains(b);
    let is_words = !inside.is_empty() && inside.iter().all(is_word) && !is_scalar(inside);
    is_words
        && (matches!(after, [b'{' | b'<', ..])
            || after.starts_with(b"[") && (after.len() < 3 || follows_bracket(after)))
}

/// Whether markup after a quote ends with the next one.
fn is_quoted_markup(inside: &[u8]) -> bool {
    let quote = inside.iter().position(|b| *b == b'"').unwrap_or(inside.len());
    is_tag(&inside[1..]) && (inside[quote..].trim_ascii().len() <= 1 || inside[..quote].ends_with(b"\\"))
}

/// Where a document begins that does not begin at the first character.
fn begin_after(text: &[u8], first: usize) -> Begin {
    let found = |syntax, at, wrapper| Begin { syntax, at, wrapper };
    if let Some(at) = pairs::begin(text, first) {
        return found(Syntax::Json, at, Wrapper::Pairs);
    }
    if let Some(at) = classes::begin(text, first) {
        return found(Syntax::Json, at, Wrapper::Classes);
    }
    if let Some((style, at)) = listing::begin(text, first) {
        return found(Syntax::Json, at, Wrapper::Listing(style));
    }
    if let Some((between, at)) = table::begin(text, first) {
        return found(Syntax::Json, at, Wrapper::Table(between));
    }
    if let Some(at) = dump::begin(text, first) {
        return found(Syntax::Json, at, Wrapper::Dump);
    }
    let closers =
        |at: usize| text[first..at].iter().all(|b| matches!(b, b'}' | b']' | b',') || b.is_ascii_whitespace());
    let (mut at, mut weak) = (first, None);
    let candidate = |b: &u8| matches!(b, b'{' | b'[' | b'<' | b'"' | b'\'' | b'&' | b'\\' | 0xEF);
    while let Some(skip) = text[at..].iter().position(candidate) {
        at += skip;
        if matches!(text[at], b'"' | b'\'') {
            if member(text, at, true) {
                return fragment(text, at, if closers(at) { first } else { at });
            }
        } else if let Some((syntax, wrapper)) = opens(text, at) {
            // `--RegionId <RegionId>` in a command begins no document, unless nothing else does.
            let json = syntax == Syntax::Json && !is_arguments(&text[at..]);
            if wrapper != Wrapper::Plain || json || begins_line(text, at) || known_tag(&text[at..]) {
                let piece = syntax == Syntax::Json && wrapper == Wrapper::Plain && closers(at);
                return found(syntax, if piece { first } else { at }, wrapper);
            }
            weak = weak.or(Some(at));
        }
        at += 1;
    }
    match weak {
        Some(at) => found(Syntax::Xml, at, Wrapper::Plain),
        None if matches!(text[first], b'"' | b'{' | b'[') => found(Syntax::Json, first, Wrapper::Plain),
        None => found(Syntax::Text, first, Wrapper::Plain),
    }
}

/// `['aliyun', 'ecs'], …`: a list of texts, and more behind it.
fn is_arguments(rest: &[u8]) -> bool {
    let head = &rest[..rest.len().min(400)];
    let close = head.iter().position(|b| matches!(b, b']' | b':' | b'{' | b'\n')).filter(|at| head[*at] == b']');
    close.is_some_and(|close| head[0] == b'[' && close > 2 && head[close..].starts_with(b"], "))
}

/// Whether a document begins at `at`, and what it is written inside of.
pub(super) fn opens(text: &[u8], at: usize) -> Option<(Syntax, Wrapper)> {
    let rest = &text[at..];
    match rest[0] {
        b'[' if dump::opens_array(text, at) => Some((Syntax::Json, Wrapper::Dump)),
        b'{' | b'[' => {
            let inside = &text[blanks(text, at + 1)?..];
            let wrapper = match inside {
                [b'"', b'"', b'A'..=b'Z' | b'a'..=b'z', ..] if rest[0] == b'{' => Wrapper::Doubled,
                // `InvocationResult[]` of a query names a list.
                [b']', ..] if rest[0] == b'[' && text[..at].last().is_some_and(u8::is_ascii_alphanumeric) => {
                    return None;
                }
                // `{#anchor}` is a heading of Markdown.
                [b'#', ..] if rest.get(1) == Some(&b'#') => return None,
                [] | [b'"' | b'\'' | b'}' | b']' | b'/' | b'#' | 0x80.., ..] | [b'.', b'.', b'.', ..] => Wrapper::Plain,
                [b'{' | b'[', ..] if rest[0] == b'[' => Wrapper::Plain,
                _ => wrapped(text, at, inside)?,
            };
            Some((Syntax::Json, wrapper))
        }
        b'<' => is_tag(&rest[1..]).then_some((Syntax::Xml, Wrapper::Plain)),
        _ => opens_wrapped(text, at),
    }
}

/// What a document is written inside of that begins with a bracket and goes on as none does.
fn wrapped(text: &[u8], at: usize, inside: &[u8]) -> Option<Wrapper> {
    match inside {
        [b'\\', b'"' | b'n' | b'r' | b't' | b'\\', ..] => Some(Wrapper::Escaped),
        [b'\\', b'{' | b'[' | b']', ..] => Some(Wrapper::Plain),
        [b'&', ..] if is_html(inside) => Some(Wrapper::Html),
        [b'<', b'b', b'r', ..] => Some(Wrapper::Html),
        // Programs and errors that are printed have such brackets at the ends of their lines.
        _ if text[at] == b'{' && (begins_line(text, at) || is_assigned(text, at)) && bare_member(inside) => {
            Some(Wrapper::Plain)
        }
        _ if text[at] == b'{' && is_struct(inside, text[..at].ends_with(b"&")) => Some(Wrapper::Plain),
        _ => prefixed(text, at).then_some(Wrapper::Plain),
    }
}

/// Whether a document begins at another sign than a bracket of its own.
fn opens_wrapped(text: &[u8], at: usize) -> Option<(Syntax, Wrapper)> {
    let rest = &text[at..];
    match rest[0] {
        b'&' => {
            let tag = ["&lt;", "&#60;", "&#x3c;", "&#x3C;", "&amp;lt;"];
            let tag = tag.iter().find_map(|less| rest.strip_prefix(less.as_bytes()))?;
            is_tag(tag).then_some((Syntax::Xml, Wrapper::Html))
        }
        b'\\' => match rest.get(1)? {
            b'{' | b'[' if opens(text, at + 1).is_some() || rest.get(2) == Some(&b'\\') => {
                Some((Syntax::Json, Wrapper::Markdown))
            }
            b'<' if is_tag(&rest[2..]) => Some((Syntax::Xml, Wrapper::Markdown)),
            _ => None,
        },
        b'"' | b'\'' => member(text, at, false).then_some((Syntax::Json, Wrapper::Plain)),
        _ if rest.starts_with("｛".as_bytes()) || rest.starts_with("［".as_bytes()) => {
            Some((Syntax::Json, Wrapper::Plain))
        }
        _ if rest.starts_with("＜".as_bytes()) => is_wide_tag(&rest[3..]).then_some((Syntax::Xml, Wrapper::Wide)),
        _ => None,
    }
}

/// Whether the line of a bracket that ends it, and the next line, begin alike: with a mark of mail, or numbers.
fn prefixed(text: &[u8], at: usize) -> bool {
    let from = text[..at].iter().rev().take(200).position(|b| *b == b'\n').map_or(at.min(200), |len| len);
    let (before, after) = (text[at - from..at].trim_ascii(), text[at + 1..].trim_ascii_start());
    let ends = text[at + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'\n');
    let alike = |one: u8, two: u8| one == two || one.is_ascii_digit() && two.is_ascii_digit();
    ends && matches!((before.first(), after.first()), (Some(one), Some(two)) if alike(*one, *two))
}

/// Behind blanks, those of other scripts included; never `None`, which spares the caller a bound.
fn blanks(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        at += match rest {
            [b' ' | b'\n' | b'\r' | b'\t' | 0x0C, ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE2, 0x80, 0x8B..=0x8D, ..] | [0xE3, 0x80, 0x80, ..] | [0xEF, 0xBB, 0xBF, ..] => 3,
            _ => return Some(at),
        };
    }
}

/// Whether a document of JSON that is wrapped in nothing begins at a bracket.
pub(crate) fn is_document(text: &[u8], at: usize) -> bool {
    opens(text, at) == Some((Syntax::Json, Wrapper::Plain))
}

/// Whether a document of XML begins at a place: a line that begins as XML does, or with a tag that is of the API's or soon
/// followed by one.
pub(crate) fn is_markup(text: &[u8], at: usize) -> bool {
    let head = &text[at..text.len().min(at + 256)];
    let known = |from: usize| head[from] == b'<' && known_tag(&head[from..]);
    text[at] == b'<' && begins_line(text, at) && is_tag(&text[at + 1..]) && (0..head.len()).any(known)
}

/// Whether a member, `"name":`, stands at a quote.
pub(crate) fn is_member(text: &[u8], at: usize) -> bool {
    matches!(text[at], b'"' | b'\'') && member(text, at, false)
}

/// `"Name":` at a quote; with a name of the API's where the place itself says little.
#[inline(never)]
fn member(text: &[u8], at: usize, known: bool) -> bool {
    let rest = &text[at + 1..text.len().min(at + 160)];
    let Some(len) = rest.iter().take(64).position(|b| *b == text[at]) else {
        return false;
    };
    let after = rest[len + 1..].trim_ascii_start();
    let colon = after.starts_with(b":") || after.starts_with("：".as_bytes());
    colon && (!known || Name::read(&rest[..len]) != Name::Other)
}

fn bare_member(inside: &[u8]) -> bool {
    let word = inside.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let after = inside[word..].trim_ascii_start();
    let equals = after.starts_with(b"=") && Name::read(&inside[..word]) != Name::Other;
    word > 0 && (equals || after.starts_with(b":") || after.starts_with("：".as_bytes()))
}

/// `RequestId:5E1F…`, `Invocation:{`, as Go writes members: with a name of the API's, and a value without a blank before it. Any name
/// `behind_pointer`, `&{BaseResponse:0xc0…`.
fn is_struct(inside: &[u8], behind_pointer: bool) -> bool {
    let word = inside.iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
    let value = inside[word..].strip_prefix(b":").and_then(<[u8]>::first);
    let is_value = value.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'{' | b'[' | b'<'));
    word > 0 && is_value && (behind_pointer || Name::read(&inside[..word]) != Name::Other)
}

fn is_html(text: &[u8]) -> bool {
    let marks = ["&quot;", "&#34;", "&#x22;", "&#034;", "&amp;", "&nbsp;", "&#160;", "&apos;", "&#39;", "&lt;br"];
    marks.iter().any(|mark| text.starts_with(mark.as_bytes()))
}

/// What stands after a `<` that begins a tag, a declaration or a comment.
#[inline(never)]
fn is_tag(rest: &[u8]) -> bool {
    match rest.first() {
        Some(b'?' | b'!') => true,
        // Those fold in Markdown what a fence holds.
        _ if rest.starts_with(b"details>") || rest.starts_with(b"summary>") => false,
        Some(b'A'..=b'Z' | b'a'..=b'z' | b'_' | 0x80..) => {
            let name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':') || *b >= 0x80;
            let after = rest.iter().take(256).find(|b| !name(b));
            after.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'&' | b'\\'))
        }
        _ => false,
    }
}

/// The same, where the tag is typed full-width.
fn is_wide_tag(rest: &[u8]) -> bool {
    let len = rest.iter().take(256).position(|b| *b == 0xEF).unwrap_or(rest.len());
    is_tag(&rest[..len])
}

/// A tag with a name of the API's, or the first line of an XML document.
#[inline(never)]
fn known_tag(rest: &[u8]) -> bool {
    let name = rest[1..].iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
    matches!(rest.get(1), Some(b'?' | b'!')) || Name::read(&rest[1..=name]) != Name::Other
}

fn begins_line(text: &[u8], at: usize) -> bool {
    let before = text[..at].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
    matches!(before, None | Some(b'\n' | b'\r'))
}

/// `result = {`
fn is_assigned(text: &[u8], at: usize) -> bool {
    let before = text[..at].trim_ascii_end();
    before.ends_with(b"=") && before.len() + 3 > at
}

/// A number or one of JSON's words, alone.
fn is_scalar(text: &[u8]) -> bool {
    let number = matches!(text.first(), Some(b'-' | b'0'..=b'9'))
        && text.iter().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E'));
    number || matches!(text, b"true" | b"false" | b"null")
}

/// `[1;39m`
pub(super) fn is_colour(rest: &[u8]) -> bool {
    let len = rest[1..].iter().take(16).take_while(|b| b.is_ascii_digit() || **b == b';').count();
    rest.get(len + 1) == Some(&b'm')
}

/// Whether a text is the report that this project exports (`../../docs/exports.md`): what it says has been judged already.
pub(crate) fn is_own_report(text: &[u8]) -> bool {
    const FORMAT: &[u8] = b"\"invocation-report/1\"";
    const HEAD: usize = 64;
    let head = &text[..text.len().min(HEAD)];
    head.starts_with(b"{") && head.windows(FORMAT.len()).any(|own| own == FORMAT)
}
