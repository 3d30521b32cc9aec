//! A name -> where its value begins, and by which sign: `=`, `:`, a blank, a tag, a column.

use super::names;
use super::scan::{Scan, Word};

/// Settings whose value follows a blank, at the beginning of a line.
const SETTINGS: &[&[u8]] = &[b"requirepass", b"masterauth", b"bindpw", b"rootpw", b"rocommunity", b"rwcommunity"];

/// Whether something follows a blank or a line end that a name may have behind it: a sign, a quote; options, settings and columns have nothing.
pub(crate) fn may_be_named(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let next = scan.after(word.end, 64).iter().find(|byte| !matches!(**byte, b' ' | b'\t'));
    let sign = matches!(next, Some(b'=' | b':' | b'.' | b'\'' | b'"' | b'\\' | 0xEF));
    let alone = || word.start < scan.line + 16 && begins_line(scan, word);
    sign || word.text[0] == b'-'
        || names::may_be_name(word.text)
            && (word.text == b"password"
                || word.text.starts_with(b"aws_")
                || SETTINGS.contains(&word.text)
                || alone()
                || long(scan, word))
}

/// Whether nothing stands before a word in its line but the edge of a table.
fn begins_line(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let before = scan.text.get(scan.line..word.start).unwrap_or_default().trim_ascii();
    before.is_empty() || before == b"|"
}

/// Twenty letters and digits, and no more, behind a blank: none is a word.
pub(crate) fn long(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end + 1, 256);
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    len >= 20
        && rest[..20].iter().any(u8::is_ascii_digit)
        && rest.get(len).is_none_or(|byte| b" \r\n\"'.,;:)".contains(byte))
}

/// Blanks, those of Chinese and of web pages among them, and the quotes of word processors: how many bytes.
pub(crate) fn gap(rest: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += match rest[at..] {
            [b' ' | b'\t', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE3, 0x80, 0x80, ..] | [0xE2, 0x80, 0x9C | 0x9D, ..] => 3,
            _ => return at,
        };
    }
}

/// How a value follows its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sign {
    Equals,
    Colon,
    /// `<name>value</name>`
    Tag,
    /// `--name value`, `PASSWORD 'value'`
    Blank,
    /// A line of two words, a row of two cells.
    Column,
}

/// Where a value begins, and by which sign.
pub(crate) fn sign(scan: &Scan<'_, '_>, word: &Word<'_>) -> Option<(usize, Sign)> {
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
    // What `redis-cli config get` answers, with and without numbers.
    if scan.byte(at) == b'\n' {
        let next = scan.after(at + 1, 3);
        let number = if next == b"2) " { 3 } else { 0 };
        return [&b"requirepass"[..], b"masterauth"].contains(&word.text).then_some((at + 1 + number, Sign::Equals));
    }
    // `define('DB_PASSWORD', 'value')`, and calls that set or read with a default.
    if quoted && scan.byte(at) == b',' {
        let at = at + 1 + gap(scan.after(at + 1, 16));
        // `"--requirepass","value"`: an option in a list of arguments.
        if word.text.starts_with(b"--") {
            return matches!(scan.byte(at), b'"' | b'\'' | b'\\').then_some((at, Sign::Equals));
        }
        return is_setter(scan.before(word.start, 24)).then_some((at, Sign::Equals));
    }
    // `expect "password:"`: the quote closes what was asked.
    if matches!(word.before, b'"' | b'\'') && word.next == b':' && scan.byte(word.end + 1) == word.before {
        return None;
    }
    let blanks = scan.after(at, 64).iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'.')).count();
    let blanks = blanks + gap(scan.after(at + blanks, 8));
    let after = scan.after(at + blanks, 4);
    let (len, sign) = match after {
        // A comparison, unless it is with a text.
        [b'=', b'=', rest @ ..] if !matches!(rest.trim_ascii_start(), [b'"' | b'\'', ..]) => return None,
        [b'=', b'>' | b'=', ..] => (2, Sign::Equals),
        // `userPassword:: ` of LDIF; `Token::Name` is code.
        [b':', b':', b' ', ..] => (2, Sign::Colon),
        [b':', b':', ..] => return None,
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
    if sign == Sign::Blank {
        return blank(scan, word, at);
    }
    // `Authorization: ` may end its line; so may `password:` in YAML, where what follows is no value.
    Some((at + gap(scan.after(at, 16)), sign))
}

/// What follows a blank: the value of an option or of a setting, a text in quotes, another column.
fn blank(scan: &Scan<'_, '_>, word: &Word<'_>, at: usize) -> Option<(usize, Sign)> {
    let option = word.text.starts_with(b"-");
    let quote = matches!(scan.byte(at), b'\'' | b'"');
    let line = scan.text.get(scan.line..word.start).unwrap_or_default();
    // Settings of Redis; `.netrc`, where the words of an entry follow each other, or stand in lines.
    let setting = line.trim_ascii().is_empty() && SETTINGS.contains(&word.text)
        || word.text == b"password"
            && (line.starts_with(b"machine ")
                || line.trim_ascii_start().starts_with(b"login ")
                || line.trim_ascii().is_empty() && line_before(scan).starts_with(b"login "));
    // `aws configure set`.
    let aws = [&b"aws_secret_access_key"[..], b"aws_session_token"].contains(&word.text);
    if option || quote || setting || aws {
        return Some((at, Sign::Blank));
    }
    let edge = if scan.byte(at) == b'|' { 1 + gap(scan.after(at + 1, 64)) } else { 0 };
    (begins_line(scan, word) || long(scan, word)).then_some((at + edge, Sign::Column))
}

/// What stands in the line before this one, at its beginning.
fn line_before<'t>(scan: &Scan<'t, '_>) -> &'t [u8] {
    let before = scan.before(scan.line.saturating_sub(1), 128);
    before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_start()
}

/// Whether a call that sets a value, or reads it with a default, opens before the quote of its first argument.
fn is_setter(before: &[u8]) -> bool {
    const SETTERS: [&[u8]; 8] =
        [b"define", b"env", b"getenv", b"setProperty", b"put", b"putenv", b"setdefault", b"setIfAbsent"];
    let Some(call) = before.strip_suffix(b"'").or(before.strip_suffix(b"\"")) else { return false };
    let Some(name) = call.trim_ascii_end().strip_suffix(b"(") else { return false };
    let len = name.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    SETTERS.contains(&&name[name.len() - len..])
}
