//! A name, a sign and a value -> the value, where it is a secret: `name=value`, `"name": "value"`, `<name>value</name>`,
//! `--name value`, `密码：value`.

use super::kinds::Kind;
use super::names::{self, Named, Needs};
use super::scan::{DASH, Scan, TRAITS, Word, placeholder};

/// Longest value that is looked for the end of.
const LONGEST: usize = 8192;

/// Of a value, how much is looked at to judge it.
const SEEN: usize = 64;

/// The value after a word that names one.
pub(crate) fn beside(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !matches!(word.next, b'=' | b':' | b'"' | b'\'' | b'\\' | b' ' | b'\t' | b'>' | b'(' | b']' | 0xEF) {
        return false;
    }
    if matches!(word.next, b' ' | b'\t') && !may_be_named(scan, word) {
        return false;
    }
    let pair = scan.pair.filter(|(_, until)| word.start < *until && is_value(word.text));
    let host = word.text == b"Name" && scan.before(word.start, 5) == b"Host ";
    let named = pair.map(|(named, _)| named).or_else(|| names::named(if host { b"hostname" } else { word.text }));
    let Some(named) = named else { return pairs(scan, word) };
    if named.needs == Needs::Digits || named.kind == Kind::User && word.has(DASH) {
        return false;
    }
    let Some((at, sign)) = sign(scan, word) else { return false };
    let Some(value) = value(scan, at, sign) else { return false };
    take(scan, word, named, value)
}

/// Whether something follows a blank that a name may have behind it: a sign, a quote; options and settings have nothing.
fn may_be_named(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let next = scan.after(word.end, 64).iter().find(|byte| !matches!(**byte, b' ' | b'\t'));
    let sign = matches!(next, Some(b'=' | b':' | b'.' | b'\'' | b'"' | b'\\' | 0xEF));
    sign || word.text[0] == b'-' || [&b"password"[..], b"requirepass", b"masterauth"].contains(&word.text)
}

fn is_value(name: &[u8]) -> bool {
    name.len() >= 5 && name[name.len() - 5..].eq_ignore_ascii_case(b"value")
}

/// `name: DB_PASSWORD`, after which `value:` names the password.
fn pairs(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let is_name = [&b"name"[..], b"key", b"Name", b"Key", b"TagKey", b"tagKey"].contains(&word.text);
    if is_name
        && let Some((at, sign)) = sign(scan, word)
        && let Some(value) = value(scan, at, sign)
        && let Some(named) = names::named(&scan.text[value.start..value.end])
        && named.needs != Needs::Digits
    {
        scan.pair = Some((named, value.end + 64));
        scan.at = value.end;
        return true;
    }
    false
}

/// How a value follows its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sign {
    Equals,
    Colon,
    /// `<name>value</name>`
    Tag,
    /// `--name value`, `PASSWORD 'value'`
    Blank,
}

/// Where a value begins, and by which sign.
fn sign(scan: &Scan<'_, '_>, word: &Word<'_>) -> Option<(usize, Sign)> {
    let mut at = word.end;
    if word.next == b'>' && word.before == b'<' {
        return Some((at + 1, Sign::Tag));
    }
    // `setAccessKeySecret("…")`, `PASSWORD('…')`.
    if word.next == b'(' {
        return matches!(scan.byte(at + 1), b'"' | b'\'').then_some((at + 1, Sign::Equals));
    }
    at += scan.after(at, 16).iter().take_while(|byte| matches!(**byte, b'\\' | b'"' | b'\'' | b']')).count();
    let quoted = at > word.end;
    // `expect "password:"`: the quote closes what was asked.
    if matches!(word.before, b'"' | b'\'') && word.next == b':' && scan.byte(word.end + 1) == word.before {
        return None;
    }
    let blanks = scan.after(at, 64).iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'.')).count();
    let after = scan.after(at + blanks, 4);
    let (len, sign) = match after {
        [b'=', b'>' | b'=', ..] => (2, Sign::Equals),
        [b':', b'=', ..] => (2, Sign::Equals),
        [b'=', ..] => (1, Sign::Equals),
        [b':', ..] => (1, Sign::Colon),
        _ if after.starts_with("：".as_bytes()) => (3, Sign::Colon),
        _ if after.starts_with("＝".as_bytes()) => (3, Sign::Equals),
        // `key="Password" value="…"`, as configurations of .NET have it.
        _ if quoted && after.first().is_some_and(u8::is_ascii_alphabetic) => {
            let name = scan.after(at + blanks, 7);
            return name.starts_with(b"value=").then_some((at + blanks + 6, Sign::Equals));
        }
        [_, ..] if blanks > 0 && !quoted => (0, Sign::Blank),
        _ => return None,
    };
    let at = at + blanks + len;
    // `Authorization: ` may end its line; so may `password:` in YAML, where what follows is no value.
    let blanks = scan.after(at, 16).iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count();
    if sign == Sign::Blank {
        let option = word.text.starts_with(b"-");
        let quote = matches!(scan.byte(at), b'\'' | b'"');
        let line = scan.text.get(scan.line..word.start).unwrap_or_default();
        // Settings of Redis; `.netrc`, where the words of an entry follow each other.
        let setting = line.trim_ascii().is_empty() && [&b"requirepass"[..], b"masterauth"].contains(&word.text)
            || word.text == b"password"
                && (line.starts_with(b"machine ") || line.trim_ascii_start().starts_with(b"login "));
        return (option || quote || setting).then_some((at, sign));
    }
    Some((at + blanks, sign))
}

/// A value and how it is written.
#[derive(Clone, Copy, Debug)]
struct Value {
    start: usize,
    end: usize,
    quoted: bool,
    sign: Sign,
}

/// The value that begins here.
fn value(scan: &mut Scan<'_, '_>, at: usize, sign: Sign) -> Option<Value> {
    let slashes = scan.after(at, 16).iter().take_while(|byte| **byte == b'\\').count();
    let quote = scan.byte(at + slashes);
    if matches!(quote, b'"' | b'\'' | b'`')
        && let Some(end) = closing(scan, at + slashes + 1, quote, slashes)
    {
        let start = at + slashes + 1;
        return (end > start).then_some(Value { start, end, quoted: true, sign });
    }
    let start = if matches!(quote, b'"' | b'\'' | b'`') { at + slashes + 1 } else { at };
    // Names in a row, none of which has a secret: where the first value ends, all of them end.
    let end = match scan.value {
        Some((from, to)) if (from..to).contains(&start) && sign != Sign::Tag => to,
        _ => start + unquoted(scan.after(start, LONGEST), sign),
    };
    scan.value = Some((start, end));
    (end > start).then_some(Value { start, end, quoted: false, sign })
}

/// Where the quote closes that was opened behind so many backslashes, in its line.
fn closing(scan: &Scan<'_, '_>, start: usize, quote: u8, slashes: usize) -> Option<usize> {
    let rest = scan.after(start, LONGEST);
    let mut at = 0;
    while let Some(next) = memchr::memchr2(quote, b'\n', &rest[at..]).map(|next| at + next) {
        let own = rest[..next].iter().rev().take_while(|byte| **byte == b'\\').count();
        if rest[next] == b'\n' {
            return None;
        }
        if own <= slashes {
            return Some(start + next - own);
        }
        // `\\"`: a backslash, and then the quote closes.
        if slashes == 0 && own % 2 == 0 {
            return Some(start + next);
        }
        at = next + 1;
    }
    None
}

/// How many bytes a value without quotes takes.
fn unquoted(rest: &[u8], sign: Sign) -> usize {
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        let after = &rest[at + 1..];
        let ends = match byte {
            0..=b' ' | b'"' | b'\'' | b'`' | 0x7F..=0xFF => true,
            b'\\' => matches!(after.first(), Some(b'n' | b'r' | b't' | b'"' | b'\'') | None),
            b'<' => sign == Sign::Tag || after.first() == Some(&b'/'),
            b',' | b';' | b')' | b']' | b'}' => listed(after),
            b'&' => assigns(after) || after.first() == Some(&b'&'),
            b'#' => false,
            _ => false,
        };
        if ends {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a mark ends a value by what follows: an end, a blank, another mark, another name.
fn listed(after: &[u8]) -> bool {
    matches!(after.first(), None | Some(0..=b' ' | b'"' | b'\'' | b',' | b';' | b')' | b']' | b'}' | b'.' | b'\\' | 0x7F..=0xFF))
        || assigns(after)
}

/// Whether a name and a sign follow.
fn assigns(after: &[u8]) -> bool {
    let name = after.iter().take(40).take_while(|byte| TRAITS[usize::from(**byte)] != 0 || **byte == b' ').count();
    name > 0 && matches!(after.get(name), Some(b'=' | b':'))
}

/// Hides a value that is what its name needs.
fn take(scan: &mut Scan<'_, '_>, word: &Word<'_>, named: Named, value: Value) -> bool {
    let Value { start, end, .. } = value;
    let text = &scan.text[start..end];
    if placeholder(text) > 0 {
        scan.at = end;
        return true;
    }
    match named.needs {
        Needs::Pairs => return cookies(scan, start),
        Needs::Scheme => return scheme(scan, start),
        _ => {}
    }
    if !fits(scan, word, named, value) {
        return false;
    }
    scan.at = end;
    // A known token beside a name is of its own kind.
    let kind = super::tokens::whole(text).unwrap_or(named.kind);
    scan.secret(start, end, kind)
}

fn fits(scan: &Scan<'_, '_>, word: &Word<'_>, named: Named, value: Value) -> bool {
    let text = &scan.text[value.start..value.end.min(value.start + SEEN)];
    if names::is_none(text) {
        return false;
    }
    match named.needs {
        Needs::Value => {
            let alone = value.quoted || value.sign != Sign::Colon || ends_line(scan, value.end);
            // More than a word of a sentence.
            let odd = text.strip_suffix(b":").unwrap_or(text).iter().skip(1).any(|byte| !byte.is_ascii_lowercase());
            let prose = value.sign == Sign::Blank && text.starts_with(b"-");
            let option = word.text.starts_with(b"-") || value.sign != Sign::Blank || value.quoted || !text.is_empty();
            let code = !value.quoted && is_call(text);
            !code && (alone || odd && text.len() > 3) && !prose && option && !text.starts_with(b"/dev/")
        }
        Needs::Random => {
            let equals = value.sign != Sign::Colon || value.quoted;
            names::is_random(text, 8)
                || equals
                    && named.kind == Kind::Secret
                    && text.len() >= 8
                    && !text.contains(&b' ')
                    && !text.contains(&b'/')
                    && !text.contains(&b'-')
        }
        Needs::Long => text.len() >= 16 && names::is_random(text, 16) && !text.contains(&b' '),
        Needs::Label => super::hosts::is_machine_name(text),
        Needs::Person => super::people::is_person(text) && value.sign == Sign::Equals,
        _ => false,
    }
}

/// `getpass.getpass(…`, `credentials[1]`: what a program computes.
fn is_call(text: &[u8]) -> bool {
    let name = text.iter().take_while(|byte| byte.is_ascii_alphabetic() || b"_.".contains(byte)).count();
    name > 1 && matches!(text.get(name), Some(b'(' | b'['))
}

/// Whether a value is the last of its line.
fn ends_line(scan: &Scan<'_, '_>, at: usize) -> bool {
    let rest = scan.after(at, 64);
    let blanks = rest.iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'\r')).count();
    matches!(rest.get(blanks), None | Some(b'\n' | b'"' | b'\'' | b'#' | b'<' | b',' | b'}' | b'\\' | b';' | 0x80..))
}

/// `Cookie: a=1; SESSION=…`: the values that are made at random.
fn cookies(scan: &mut Scan<'_, '_>, start: usize) -> bool {
    let len = scan.after(start, LONGEST).iter().take_while(|byte| !matches!(**byte, b'\n' | b'"' | b'\'')).count();
    let (mut at, end) = (start, start + len);
    while at < end {
        let pair = scan.text[at..end].iter().position(|byte| *byte == b';').map_or(end, |len| at + len);
        if let Some(equals) = scan.text[at..pair].iter().position(|byte| *byte == b'=') {
            let from = at + equals + 1;
            let value = scan.text[from..pair].trim_ascii_end();
            if names::is_random(value, 12) && placeholder(value) == 0 {
                scan.secret(from, from + value.len(), Kind::Cookie);
            }
        }
        at = pair + 1;
    }
    scan.at = end;
    true
}

/// `Authorization: scheme what-it-needs`, of any scheme.
fn scheme(scan: &mut Scan<'_, '_>, start: usize) -> bool {
    let rest = scan.after(start, 32);
    let word = rest.iter().take_while(|byte| TRAITS[usize::from(**byte)] != 0).count();
    let from = if rest.get(word) == Some(&b' ') { start + word + 1 } else { start };
    let len = unquoted(scan.after(from, LONGEST), Sign::Equals);
    let text = &scan.text[from..from + len];
    if names::is_none(text) || !names::is_random(text, 8) {
        return false;
    }
    scan.at = from + len;
    let kind = super::tokens::whole(text).unwrap_or(Kind::Authorization);
    scan.secret(from, from + len, kind)
}

/// `Bearer …` and `Basic …` wherever they stand.
pub(crate) fn credentials(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let least = match word.text {
        b"Bearer" | b"bearer" | b"BEARER" => 16,
        b"Basic" | b"basic" => 12,
        _ => return false,
    };
    if word.next != b' ' {
        return false;
    }
    let start = word.end + 1;
    let len = unquoted(scan.after(start, LONGEST), Sign::Equals);
    let text = &scan.text[start..start + len];
    if names::is_none(text) || !names::is_random(text, least) {
        return false;
    }
    scan.at = start + len;
    let kind = super::tokens::whole(text).unwrap_or(Kind::Authorization);
    scan.secret(start, start + len, kind)
}

/// `密码：…`, `口令为…`, `密钥是…`; gives where to go on.
pub(crate) fn chinese(scan: &mut Scan<'_, '_>) -> Option<usize> {
    const NAMES: [(&str, Kind); 3] = [("密码", Kind::Password), ("口令", Kind::Password), ("密钥", Kind::Secret)];
    const SIGNS: [&str; 6] = ["：", ":", "=", "是", "为", "＝"];
    let rest = scan.after(scan.at, 48);
    let (name, kind) = NAMES.iter().find(|(name, _)| rest.starts_with(name.as_bytes()))?;
    let mut at = scan.at + name.len();
    let blanks = |at: usize| scan.after(at, 8).iter().take_while(|byte| **byte == b' ').count();
    at += blanks(at);
    let sign = SIGNS.iter().find(|sign| scan.after(at, 3).starts_with(sign.as_bytes()))?;
    at += sign.len();
    at += SIGNS.iter().find(|sign| scan.after(at, 3).starts_with(sign.as_bytes())).map_or(0, |sign| sign.len());
    at += blanks(at);
    let value = value(scan, at, Sign::Equals)?;
    let text = &scan.text[value.start..value.end];
    let least = if *kind == Kind::Secret { 16 } else { 4 };
    if !text.is_ascii()
        || names::is_none(text)
        || text.len() < least
        || *kind == Kind::Secret && !names::is_random(text, 16)
    {
        return None;
    }
    let kind = super::tokens::whole(text).unwrap_or(*kind);
    scan.secret(value.start, value.end, kind);
    Some(value.end)
}

/// How many bytes an option's or argument's value takes, with its quotes left out.
pub(crate) fn argument(scan: &mut Scan<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let value = value(scan, at, Sign::Blank)?;
    let text = &scan.text[value.start..value.end];
    (!names::is_none(text) && placeholder(text) == 0).then_some((value.start, value.end))
}

/// The kind of a member's value by the name of the member, where all of it is to be hidden.
pub(crate) fn kind_of_field(name: &str, value: &str) -> Option<Kind> {
    let text = value.as_bytes();
    let user = ["username", "loginname"].iter().any(|user| name.eq_ignore_ascii_case(user));
    if user {
        return super::people::is_person(text).then_some(Kind::User);
    }
    let named = names::named(name.as_bytes())?;
    let fits = match named.needs {
        Needs::Value => !names::is_none(text),
        Needs::Random => names::is_random(text, 8) && !names::is_none(text),
        Needs::Long => names::is_random(text, 16) && !text.contains(&b' '),
        Needs::Label => super::hosts::is_machine_name(text),
        Needs::Person => super::people::is_person(text),
        Needs::Digits => text.len() == 16 && text.iter().all(u8::is_ascii_digit),
        Needs::Pairs | Needs::Scheme => false,
    };
    fits.then(|| super::tokens::whole(text).unwrap_or(named.kind))
}
