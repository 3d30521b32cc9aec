//! A name -> where its value begins, and by which sign: `=`, `:`, an arrow, a blank, a tag, a column.

use super::names;
use super::scan::{Scan, Word};

/// Settings whose value follows a blank, at the beginning of a line.
const SETTINGS: &[&[u8]] = &[b"requirepass", b"masterauth", b"bindpw", b"rootpw", b"rocommunity", b"rwcommunity"];

/// Whether something follows a blank or a line end that a name may have behind it: a sign, a quote; options, settings and columns have nothing.
pub(crate) fn may_be_named(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end, 64);
    let rest = &rest[rest.iter().take_while(|byte| matches!(**byte, b' ' | b'\t')).count()..];
    let sign = match rest.first() {
        Some(b'=' | b':' | b'.' | b'\'' | b'"' | b'\\' | 0xEF) => true,
        Some(b'-' | 0xE2) => arrow(rest) > 0 || edge(rest) > 0,
        Some(b'i' | b'w' | b's' | b'c' | b'r' | b'h') => names::may_be_name(word.text) && is(rest) > 0,
        _ => false,
    } || word.text == b"variable";
    let alone = || word.start < scan.line + 16 && begins_line(scan, word);
    sign || word.text[0] == b'-'
        || names::may_be_name(word.text)
            && (told(word)
                || word.text.starts_with(b"aws_")
                || SETTINGS.contains(&word.text)
                || alone()
                || long(scan, word))
}

/// Whether a word names a password in a sentence or among the arguments of a program: `password Qw12zx34!`.
fn told(word: &Word<'_>) -> bool {
    const ENDS: [&[u8]; 3] = [b"password", b"Password", b"passwd"];
    const WHOLE: [&[u8]; 5] = [b"pwd", b"pw", b"passphrase", b"secret", b"pass"];
    ENDS.iter().any(|end| word.text.ends_with(end)) || WHOLE.contains(&word.text)
}

/// Whether what follows may be what such a word names, and no object of a verb or a name of Kubernetes.
fn is_told(scan: &Scan<'_, '_>, word: &Word<'_>, at: usize) -> bool {
    // `pass `name` to it` is of a manual.
    if !told(word) || scan.byte(at) == b'`' {
        return false;
    }
    let value = scan.after(at, 64);
    let value = &value[..value.iter().position(u8::is_ascii_whitespace).unwrap_or(value.len())];
    let mixed = value.iter().any(u8::is_ascii_uppercase) && value.iter().any(u8::is_ascii_lowercase);
    match word.text {
        b"secret" => mixed && value.iter().any(u8::is_ascii_digit),
        b"pass" => mixed && scan.before(word.start, 40).windows(5).any(|before| before == b"user "),
        _ => true,
    }
}

/// Whether nothing stands before a word in its line but the edge of a table.
fn begins_line(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let before = scan.text.get(scan.line..word.start).unwrap_or_default().trim_ascii();
    before.is_empty() || edge(before) == before.len()
}

/// The edge of a cell, in letters or in lines of a terminal: how many bytes.
fn edge(rest: &[u8]) -> usize {
    match rest {
        [b'|', ..] => 1,
        // `│`, `┃`, `║`
        [0xE2, 0x94, 0x82 | 0x83, ..] | [0xE2, 0x95, 0x91, ..] => 3,
        _ => 0,
    }
}

/// `->`, `→`, `⇒`, `➜`: how many bytes.
fn arrow(rest: &[u8]) -> usize {
    match rest {
        [b'-', b'>', b' ', ..] => 2,
        [0xE2, 0x86 | 0x87, 0x92, ..] | [0xE2, 0x9E, 0x9C, ..] => 3,
        _ => 0,
    }
}

/// Words that say what a name stands for, as a sentence has them: how many bytes.
fn is(rest: &[u8]) -> usize {
    const WORDS: [&[u8]; 16] = [
        b"is now ",
        b"is still ",
        b"is set to ",
        b"is: ",
        b"is ",
        b"was set to ",
        b"was changed to ",
        b"was reset to ",
        b"has been set to ",
        b"has been changed to ",
        b"has been reset to ",
        b"has been updated to ",
        b"was ",
        b"set to ",
        b"changed to ",
        b"reset to ",
    ];
    WORDS.iter().find(|words| rest.starts_with(words)).map_or(0, |words| words.len())
}

/// Twenty letters and digits, and no more, behind a blank, or 32 with dashes and lines in them: none is a word.
pub(crate) fn long(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end + 1, 256);
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let joined = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
    let joined_made = || {
        let text = &rest[..joined];
        let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
        joined >= 32 && digits > 3 && text.iter().any(u8::is_ascii_uppercase) && text.iter().any(u8::is_ascii_lowercase)
    };
    if joined > len {
        return joined_made();
    }
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
    /// `name -> value`, `name is value`: only what looks made up is one.
    Said,
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
        // `<AdministratorPassword><Value>value</Value>`
        let inner = if scan.after(at + 1, 7).eq_ignore_ascii_case(b"<value>") { 7 } else { 0 };
        return Some((at + 1 + inner, Sign::Tag));
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
    // `key="Password" value="…"`, as configurations of .NET have it.
    if quoted && scan.byte(at + blanks).is_ascii_alphabetic() {
        let name = scan.after(at + blanks, 7);
        return name.starts_with(b"value=").then_some((at + blanks + 6, Sign::Equals));
    }
    let (len, sign) = mark(scan, at, blanks, quoted)?;
    let at = at + blanks + len;
    if sign == Sign::Blank {
        return blank(scan, word, at);
    }
    // `Authorization: ` may end its line; so may `password:` in YAML, where what follows is no value.
    Some((at + gap(scan.after(at, 16)), sign))
}

/// The sign behind blanks, and how many bytes it takes.
fn mark(scan: &Scan<'_, '_>, at: usize, blanks: usize, quoted: bool) -> Option<(usize, Sign)> {
    let after = scan.after(at + blanks, 4);
    let sign = match after {
        // A comparison, unless it is with a text.
        [b'=', b'=', rest @ ..] if !matches!(rest.trim_ascii_start(), [b'"' | b'\'', ..]) => return None,
        [b'=', b'>' | b'=', ..] => (2, Sign::Equals),
        // `userPassword:: ` of LDIF; `Token::Name` is code.
        [b':', b':', b' ', ..] => (2, Sign::Colon),
        [b':', b':', ..] => return None,
        [b':', b'=', ..] => (2, Sign::Equals),
        [b'=', ..] => (1, Sign::Equals),
        [b':', ..] => (1, Sign::Colon),
        _ if blanks > 0 && arrow(after) > 0 => (arrow(after), Sign::Said),
        [b'i' | b'w' | b's' | b'c' | b'r' | b'h', ..] if blanks > 0 && is(scan.after(at + blanks, 24)) > 0 => {
            (is(scan.after(at + blanks, 24)), Sign::Said)
        }
        _ if after.starts_with("：".as_bytes()) => (3, Sign::Colon),
        _ if after.starts_with("＝".as_bytes()) => (3, Sign::Equals),
        [_, ..] if blanks > 0 && !quoted => (0, Sign::Blank),
        _ => return None,
    };
    Some(sign)
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
    // `reg add … /v name /t REG_SZ /d value`
    if matches!(scan.after(at, 3), b"/t " | b"/d ")
        && let Some(data) = memchr::memmem::find(scan.after(at, 24), b"/d ")
    {
        return Some((at + data + 3, Sign::Blank));
    }
    // What `reg query` prints: name, type, value.
    if scan.after(at, 6) == b"REG_SZ" {
        return Some((at + 6 + gap(scan.after(at + 6, 16)), Sign::Equals));
    }
    let edge = match edge(scan.after(at, 3)) {
        0 => 0,
        edge => edge + gap(scan.after(at + edge, 64)),
    };
    if begins_line(scan, word) || long(scan, word) {
        return Some((at + edge, Sign::Column));
    }
    is_told(scan, word, at).then_some((at, Sign::Said))
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
