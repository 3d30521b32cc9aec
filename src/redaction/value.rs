//! A name, a sign and a value -> the value, where it is a secret: `name=value`, `"name": "value"`, `<name>value</name>`,
//! `--name value`, `密码：value`.

use super::default;
use super::kinds::Kind;
use super::list;
use super::names::{self, Named, Needs};
use super::scan::{DASH, Scan, TRAITS, Word, placeholder};
use super::sentence;
use super::sign::{Sign, long, may_be_named, sign};

/// Longest value that is looked for the end of.
const LONGEST: usize = 8192;

/// Of a value, how much is looked at to judge it.
const SEEN: usize = 64;

/// The value after a word that names one.
pub(crate) fn beside(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    sentence::told(scan, word);
    if !matches!(
        word.next,
        b'=' | b':' | b'"' | b'\'' | b'\\' | b' ' | b'\t' | b'>' | b'(' | b']' | b'\n' | 0xE2 | 0xEF
    ) {
        return false;
    }
    if matches!(word.next, b' ' | b'\t' | b'\n') && !may_be_named(scan, word) {
        return false;
    }
    let pair = scan.pair.filter(|(_, until)| word.start < *until && is_value(word.text));
    let Some(named) = pair.map(|(named, _)| named).or_else(|| named(scan, word)) else {
        return pairs(scan, word) || list::list(scan, word);
    };
    if pair.is_some() {
        scan.pair = None;
    }
    if named.needs == Needs::Digits || named.kind == Kind::User && word.has(DASH) {
        return false;
    }
    let Some((at, sign)) = sign(scan, word) else { return false };
    let Some(value) = value(scan, at, sign) else {
        // An empty value, and what may be it in the line below.
        if named.kind == Kind::Password && matches!(scan.byte(at), b'\n' | b'\r') {
            sentence::below(scan, at);
        }
        return list::of(scan, named, at);
    };
    take(scan, word, named, value) || list::of(scan, named, at)
}

/// What stands beside a word, by what it says and by what stands around it.
fn named(scan: &Scan<'_, '_>, word: &Word<'_>) -> Option<Named> {
    let text = match word.text {
        b"Name" if scan.before(word.start, 5) == b"Host " => &b"hostname"[..],
        // `\u5bc6\u7801`: 密码, as JSON has it in ASCII.
        b"u7801" if scan.before(word.start, 7) == b"\\u5bc6\\" => &b"password"[..],
        // `PASS: name of a test`.
        b"PASS" if word.next != b'=' => return None,
        b"secret" if scan.before(word.start, 9) == b"checksum/" => return None,
        b"key" | b"code" if matches!(word.before, b'?' | b'&') && word.next == b'=' => {
            let value = scan.after(word.end + 1, 64);
            let value = &value[..value.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
            let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
            return (value.len() >= 20 && digits > 2).then_some(Named { kind: Kind::ApiToken, needs: Needs::Long });
        }
        b"key" | b"Key" | b"KEY" if matches!(word.next, b' ' | b':') && is_of_service(scan.before(word.start, 16)) => {
            &b"apikey"[..]
        }
        // `user_name="…"` in the settings of a login module of Java.
        text if text.starts_with(b"user_") && word.next == b'=' && is_module(scan.before(word.start, 256)) => {
            &b"password"[..]
        }
        // `proxy_pass` of web servers has an address behind a blank.
        b"ProxyPass" if word.next == b'"' => &b"password"[..],
        b"code" | b"Code" | b"CODE" if is_sent(scan.before(word.start, 16)) => &b"otp"[..],
        // What Vault begins with.
        text if text.len() < 3 && scan.before(word.start, 11) == b"Unseal Key " => &b"secret"[..],
        text => text,
    };
    names::named(text)
}

/// What stands before `code` where it lets somebody in.
fn is_sent(before: &[u8]) -> bool {
    const SENT: [&str; 8] = ["verification", "login", "one-time", "security", "access", "sms", "pin", "mfa"];
    let before = before.to_ascii_lowercase();
    let before = before.strip_suffix(b" ").unwrap_or(&before);
    SENT.iter().any(|sent| before.ends_with(sent.as_bytes()))
}

/// Whether settings of a login module stand before a place, in its line.
fn is_module(before: &[u8]) -> bool {
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    [&b"LoginModule"[..], b"jaas"].iter().any(|name| memchr::memmem::find(line, name).is_some())
}

/// What stands before `key` where it is a secret.
fn is_of_service(before: &[u8]) -> bool {
    const OF: [&str; 9] =
        ["api ", "secret ", "access ", "license ", "auth ", "encryption ", "account ", "signing ", "master "];
    let before = before.to_ascii_lowercase();
    OF.iter().any(|of| before.ends_with(of.as_bytes()))
}

fn is_value(name: &[u8]) -> bool {
    name == b"default" || name.len() >= 5 && name[name.len() - 5..].eq_ignore_ascii_case(b"value")
}

/// `name: DB_PASSWORD`, after which `value:` names the password.
fn pairs(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    // `variable "name" {` of Terraform, in which `default =` follows.
    if word.text == b"variable" && scan.after(word.end, 2) == b" \"" {
        let Some(value) = value(scan, word.end + 1, Sign::Blank) else { return false };
        scan.pair = names::named(&scan.text[value.start..value.end]).map(|named| (named, value.end + 192));
        scan.at = value.end;
        return true;
    }
    let is_name = [&b"name"[..], b"key", b"Name", b"Key", b"TagKey", b"tagKey"].contains(&word.text);
    if is_name
        && let Some((at, sign)) = sign(scan, word)
        && let Some(value) = value(scan, at, sign)
    {
        let named = names::named(&scan.text[value.start..value.end]).filter(|named| named.needs != Needs::Digits);
        scan.pair = named.map(|named| (named, value.end + 64));
        let Some(named) = named else { return false };
        scan.at = value.end;
        // `<entry key="password">value</entry>`.
        if matches!(scan.after(value.end, 2), [b'"' | b'\'', b'>'])
            && let Some(value) = self::value(scan, value.end + 2, Sign::Tag)
        {
            take(scan, word, named, value);
        }
        return true;
    }
    false
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
    // `b'…'`, `r"…"`, `N'…'`: letters that say what kind of a text follows.
    let letters = scan.after(at, 2).iter().take_while(|byte| b"rRbBuUfFNL@$".contains(byte)).count();
    let prefixed = matches!(sign, Sign::Equals | Sign::Colon) && matches!(scan.byte(at + letters), b'"' | b'\'');
    let at = if prefixed { at + letters } else { at };
    if let Some((start, end)) = set_off(scan, at) {
        return (end > start).then_some(Value { start, end, quoted: true, sign });
    }
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

/// A text between quotes of other languages and of word processors, in its line: where it begins and ends.
fn set_off(scan: &Scan<'_, '_>, at: usize) -> Option<(usize, usize)> {
    const QUOTES: [(&str, &str); 9] = [
        ("«", "»"),
        ("‹", "›"),
        ("„", "“"),
        ("„", "”"),
        ("‘", "’"),
        ("「", "」"),
        ("『", "』"),
        ("【", "】"),
        ("＂", "＂"),
    ];
    let rest = scan.after(at, SEEN * 4);
    // The first of these is passed over as a blank is.
    let typed = scan.before(at, 3) == "“".as_bytes();
    if !typed && !matches!(rest.first(), Some(0xC2 | 0xE2 | 0xE3 | 0xEF)) {
        return None;
    }
    let opened =
        QUOTES.iter().filter(|(open, _)| rest.starts_with(open.as_bytes())).map(|(open, close)| (open.len(), *close));
    let typed = typed.then_some((0, "”"));
    opened.chain(typed).find_map(|(open, close)| {
        let inside = &rest[open..];
        let len = memchr::memmem::find(inside, close.as_bytes())?;
        let line = !inside[..len].contains(&b'\n');
        let start = at + open + inside[..len].iter().take_while(|byte| **byte == b' ').count();
        let end = at + open + inside[..len].trim_ascii_end().len();
        line.then_some((start, end.max(start)))
    })
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
        Needs::Pairs | Needs::Scheme if value.sign == Sign::Column => return false,
        Needs::Pairs => {
            let rest = scan.after(start, LONGEST);
            let len = rest.iter().take_while(|byte| !matches!(**byte, b'\n' | b'"' | b'\'')).count();
            return cookies(scan, start, start + len);
        }
        Needs::Scheme => return scheme(scan, start),
        _ => {}
    }
    let value = match phrase(scan, word, named, value).or_else(|| default::of(scan, start, end, value.quoted)) {
        Some((start, end)) => Value { start, end, quoted: true, ..value },
        None => value,
    };
    let Value { start, end, .. } = value;
    let text = &scan.text[start..end];
    if !fits(scan, word, named, value) {
        return false;
    }
    scan.at = end;
    // A known token beside a name is of its own kind.
    let kind = super::tokens::whole(text).unwrap_or(named.kind);
    scan.secret(start, end, kind)
}

/// `passphrase: four words or more`, without quotes, to the end of the line.
fn phrase(scan: &Scan<'_, '_>, word: &Word<'_>, named: Named, value: Value) -> Option<(usize, usize)> {
    let phrase = named.needs == Needs::Words || word.text.to_ascii_lowercase().ends_with(b"phrase");
    if !phrase || value.quoted || !matches!(value.sign, Sign::Equals | Sign::Colon | Sign::Said) {
        return None;
    }
    phrase_at(scan, value.start)
}

/// Words of a phrase from here to the end of the line.
pub(crate) fn phrase_at(scan: &Scan<'_, '_>, start: usize) -> Option<(usize, usize)> {
    let rest = scan.after(start, SEEN * 4);
    let line = rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())].trim_ascii_end();
    (words_in(line) > 3).then_some((start, start + line.len()))
}

fn fits(scan: &Scan<'_, '_>, word: &Word<'_>, named: Named, value: Value) -> bool {
    let text = &scan.text[value.start..value.end.min(value.start + SEEN)];
    if names::is_none(text) || !value.quoted && is_code(word.text, text) || is_path(text) {
        return false;
    }
    // Where a shell is, as `PWD`.
    if word.text == b"pwd" && text.starts_with(b"/") {
        return false;
    }
    if value.sign == Sign::Column {
        return sentence::is_made(&scan.text[value.start..value.end])
            && (ends_row(scan, value.end) || long(scan, word));
    }
    let code = named.needs == Needs::Code;
    if value.sign == Sign::Said && !value.quoted && !code && !sentence::is_made(text) {
        return false;
    }
    // The name of another secret, or a call in brackets.
    let name = named.needs == Needs::Random && !text.iter().any(u8::is_ascii_digit) && names::named(text).is_some();
    if name || !value.quoted && value.sign == Sign::Blank && text.starts_with(b"(") {
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
                    && !is_call(text)
                    && !text.contains(&b' ')
                    && !text.contains(&b'/')
                    && !text.contains(&b'-')
        }
        // `client_auth: Option<ClientAuthDetails>`, `AUTH = CUSTOM_AUTH_1` are code.
        Needs::Long if named.kind == Kind::Authorization && !is_mixed(text) => false,
        Needs::Long => text.len() >= 16 && names::is_random(text, 16) && !text.contains(&b' '),
        Needs::Label => super::hosts::is_machine_name(text),
        Needs::Person => super::people::is_person(text) && value.sign == Sign::Equals,
        Needs::Code => is_code_of_digits(text),
        Needs::Words => words_in(text) > 3,
        _ => false,
    }
}

/// Four to eight digits, as they are sent to a telephone.
pub(crate) fn is_code_of_digits(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    let text = text.strip_suffix(b".").unwrap_or(text);
    (4..=8).contains(&text.len()) && text.iter().all(u8::is_ascii_digit)
}

/// How many small words a text is of, none of which is one of a sentence; 0 where it is something else.
fn words_in(text: &[u8]) -> usize {
    const SENTENCE: [&[u8]; 28] = [
        b"the", b"is", b"a", b"an", b"to", b"of", b"for", b"in", b"on", b"your", b"you", b"with", b"no", b"not", b"be",
        b"must", b"and", b"or", b"this", b"that", b"it", b"was", b"please", b"enter", b"if", b"from", b"will", b"key",
    ];
    let words: Vec<&[u8]> = text.split(|byte| matches!(byte, b' ' | b'-')).take(32).collect();
    let fits = words.iter().all(|word| {
        (2..=12).contains(&word.len()) && word.iter().all(u8::is_ascii_lowercase) && !SENTENCE.contains(word)
    });
    if fits { words.len() } else { 0 }
}

/// `getpass.getpass(…`, `credentials[1]`, `Key::new`: what a program computes.
fn is_call(text: &[u8]) -> bool {
    let name = text.iter().take_while(|byte| byte.is_ascii_alphabetic() || b"_.".contains(byte)).count();
    name > 1 && (matches!(text.get(name), Some(b'(' | b'[')) || text[name..].starts_with(b"::"))
}

/// `./file`, `~/file`, `/etc/…` and the like: where a secret stands, not what it is.
fn is_path(text: &[u8]) -> bool {
    const ROOTS: [&[u8]; 13] =
        [b".", b"..", b"~", b"etc", b"var", b"run", b"opt", b"root", b"home", b"tmp", b"usr", b"srv", b"data"];
    let end = text.iter().skip(1).position(|byte| *byte == b'/').map(|at| at + 1);
    let first = end.map(|end| &text[..end]);
    first.is_some_and(|first| {
        let name = first.strip_prefix(b"/").unwrap_or(first);
        ROOTS.contains(&name) && (name.len() < first.len()) == name[0].is_ascii_alphabetic()
    })
}

/// Digits and small letters without a dot.
fn is_mixed(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_digit) && text.iter().any(u8::is_ascii_lowercase) && !text.contains(&b'.')
}

/// `this.password = password;`, `password=request.form`: a name in place of a value.
fn is_code(name: &[u8], text: &[u8]) -> bool {
    const OBJECTS: [&[u8]; 24] = [
        b"var",
        b"local",
        b"module",
        b"data",
        b"vars",
        b"secrets",
        b"env",
        b"props",
        b"form",
        b"body",
        b"self",
        b"this",
        b"args",
        b"request",
        b"req",
        b"config",
        b"settings",
        b"process",
        b"os",
        b"ctx",
        b"params",
        b"options",
        b"opts",
        b"cfg",
    ];
    let len = text.len() - text.iter().rev().take_while(|byte| b",;):".contains(byte)).count();
    let text = &text[..len];
    let same = len > 2 && name.len() >= len && name[name.len() - len..].eq_ignore_ascii_case(text);
    let path = text.iter().all(|byte| byte.is_ascii_alphabetic() || b"_.".contains(byte));
    same || path && text.iter().position(|byte| *byte == b'.').is_some_and(|dot| OBJECTS.contains(&&text[..dot]))
}

/// Whether a value is the last of its line, or of its row.
fn ends_row(scan: &Scan<'_, '_>, at: usize) -> bool {
    let rest = scan.after(at, 256);
    let blanks = rest.iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'\r')).count();
    matches!(rest.get(blanks), None | Some(b'\n' | b'|' | 0xE2))
}

/// Whether a value is the last of its line.
fn ends_line(scan: &Scan<'_, '_>, at: usize) -> bool {
    let rest = scan.after(at, 64);
    let blanks = rest.iter().take_while(|byte| matches!(**byte, b' ' | b'\t' | b'\r')).count();
    matches!(rest.get(blanks), None | Some(b'\n' | b'"' | b'\'' | b'#' | b'<' | b',' | b'}' | b'\\' | b';' | 0x80..))
}

/// `Cookie: a=1; SESSION=…`: the values that are made at random.
pub(crate) fn cookies(scan: &mut Scan<'_, '_>, start: usize, end: usize) -> bool {
    let mut at = start;
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
    // Of a digest the response stands for the password; the rest is everybody's to see.
    if &rest[..word] == b"Digest" {
        const RESPONSE: &[u8] = b"response=\"";
        if let Some(found) = memchr::memmem::find(scan.after(from, 1024), RESPONSE) {
            let begin = from + found + RESPONSE.len();
            let len = scan.after(begin, 128).iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            scan.due = vec![(begin, begin + len, Kind::Authorization)];
        }
        return false;
    }
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

/// A value as a sentence has it, without its quotes.
pub(crate) fn written(scan: &mut Scan<'_, '_>, at: usize) -> Option<(usize, usize)> {
    value(scan, at, Sign::Equals).map(|value| (value.start, value.end))
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
        Needs::Code => is_code_of_digits(text),
        Needs::Words => words_in(text) > 3,
        Needs::Pairs | Needs::Scheme => false,
    };
    fits.then(|| super::tokens::whole(text).unwrap_or(named.kind))
}
