//! What is longer than a word: private keys, public keys of SSH, hashes of passwords.

use memchr::memmem;

use super::kinds::Kind;
use super::scan::{Program, Scan, Word};
use super::value;

/// A block or a pair of words that begins with this one.
pub(crate) fn block(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    match word.text.first() {
        Some(b'-') if word.text.ends_with(b"-----BEGIN") => private_key(scan, word),
        Some(b'-') if word.text.ends_with(b"-----END") => rest_of_private_key(scan, word),
        Some(b'P') if word.text == b"Private-Lines" && word.next == b':' => putty_key(scan, word),
        Some(b's' | b'e') if word.next == b' ' => public_key(scan, word),
        Some(b'B' | b'b') => value::credentials(scan, word),
        Some(b'D' | b'P' | b'Q' | b'I' | b'X' | b'd' | b'p' | b'q' | b'k') if word.text.len() <= 8 => {
            number(scan, word)
        }
        _ => false,
    }
}

/// A private number of a key as XML (`<D>…</D>` of `RSAKeyValue`) or as JSON has it (RFC 7517): 40 signs of Base64 or more.
fn number(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    const XML: [&[u8]; 7] = [b"D", b"P", b"Q", b"DP", b"DQ", b"InverseQ", b"X"];
    const JSON: [&[u8]; 7] = [b"d", b"p", b"q", b"dp", b"dq", b"qi", b"k"];
    let start = match (word.before, word.next) {
        (b'<', b'>') if XML.contains(&word.text) => word.end + 1,
        (b'"', b'"') if JSON.contains(&word.text) => {
            let rest = scan.after(word.end + 1, 16);
            let signs = rest.iter().take_while(|byte| matches!(**byte, b' ' | b':')).count();
            if rest.get(signs) != Some(&b'"') || signs == 0 {
                return false;
            }
            word.end + 1 + signs + 1
        }
        _ => return false,
    };
    let rest = scan.after(start, 4096);
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte)).count();
    let has = |test: fn(&u8) -> bool| rest[..len].iter().any(test);
    let closes = matches!(rest.get(len), Some(b'<' | b'"'));
    if len < 40 || !closes || !has(u8::is_ascii_digit) || !has(u8::is_ascii_uppercase) || !has(u8::is_ascii_lowercase) {
        return false;
    }
    scan.at = start + len;
    scan.secret(start, start + len, Kind::PrivateKey)
}

const CLOSE: &[u8] = b"-----END";

/// The line of a boundary names a private key: RFC 7468, and PGP's `PRIVATE KEY BLOCK`.
fn is_private(rest: &[u8]) -> bool {
    memmem::find(&rest[..rest.len().min(64)], b"PRIVATE KEY").is_some_and(|at| !rest[..at].contains(&b'\n'))
}

/// From the first boundary to the last one; where it was cut, as far as it looks like a key.
fn private_key(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !is_private(scan.after(word.end, 64)) {
        return false;
    }
    let start = word.end - b"-----BEGIN".len();
    let close = if word.end < scan.unclosed { memmem::find(&scan.text[word.end..], CLOSE) } else { None };
    let end = if let Some(close) = close {
        let at = word.end + close + CLOSE.len();
        at + memmem::find(scan.after(at, 64), b"-----").map_or(0, |end| end + 5)
    } else {
        scan.unclosed = scan.unclosed.min(word.end);
        let heading = memmem::find(scan.after(word.end, 64), b"-----").map_or(0, |end| end + 5);
        word.end + heading + key_text(&scan.text[word.end + heading..])
    };
    scan.at = end;
    scan.hit(start, end, Kind::PrivateKey)
}

/// How much of a text is lines of Base64, with line ends as they are or as strings have them.
fn key_text(rest: &[u8]) -> usize {
    rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=\r\n\\".contains(byte)).count()
}

/// The private lines of a key of `PuTTY`, which say before how many they are, and their code: appendix C of its manual.
fn putty_key(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let heading = scan.after(word.end, 32);
    let Some(line) = heading.iter().position(|byte| *byte == b'\n') else { return false };
    let start = word.end + line + 1;
    let mut end = start + key_text(&scan.text[start..]);
    // The text of the key takes `Private` of the line behind it, which names its code.
    if let Some(name) = memmem::rfind(&scan.text[start..end], b"Private")
        && scan.byte(end) == b'-'
    {
        end = start + name;
        let code = scan.after(end, 128);
        end += code.iter().position(|byte| *byte == b'\n').unwrap_or(code.len());
    }
    scan.at = end;
    scan.hit(start, end, Kind::PrivateKey)
}

/// The last boundary of a key whose beginning was cut: the lines before it.
fn rest_of_private_key(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !is_private(scan.after(word.end, 64)) {
        return false;
    }
    let close = word.end - CLOSE.len();
    let from = scan.hidden_to().min(close);
    let lines = scan.text[from..close].iter().rev();
    let len = lines.take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=\r\n\\".contains(byte)).count();
    let end = word.end + memmem::find(scan.after(word.end, 64), b"-----").map_or(0, |end| end + 5);
    let start = close - len;
    let blank = scan.text[start..close].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    scan.at = end;
    scan.hit(start + blank, end, Kind::PrivateKey)
}

/// `ssh-ed25519 AAAA… who@where`, as `authorized_keys` and `known_hosts` have it.
fn public_key(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let known = word.text.starts_with(b"ssh-") || word.text.starts_with(b"ecdsa-sha2-");
    let start = word.end + 1;
    if !known || !scan.after(start, 4).starts_with(b"AAAA") {
        return false;
    }
    let len =
        scan.text[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte)).count();
    scan.at = start + len;
    // Behind the key stands whose it is, as `ssh` names it.
    scan.command = Program::Ssh;
    len >= 40 && scan.secret(start, start + len, Kind::SshKey)
}

/// `$6$salt$hash` of `crypt(5)` and the like, `*HASH` of `MySQL`; gives where to go on.
pub(crate) fn hash(scan: &mut Scan<'_, '_>) -> Option<usize> {
    let rest = scan.after(scan.at, 512);
    let len = if rest[0] == b'*' { mysql(rest)? } else { crypt(rest)? };
    let start = scan.at;
    scan.hit(start, start + len, Kind::PasswordHash);
    Some(start + len)
}

fn mysql(rest: &[u8]) -> Option<usize> {
    let hex = rest[1..].iter().take(41).take_while(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')).count();
    (hex == 40 && !rest.get(41).is_some_and(u8::is_ascii_alphanumeric)).then_some(41)
}

fn crypt(rest: &[u8]) -> Option<usize> {
    const SCHEMES: &[&str] = &[
        "1",
        "2a",
        "2b",
        "2y",
        "5",
        "6",
        "y",
        "gy",
        "7",
        "apr1",
        "argon2id",
        "argon2i",
        "pbkdf2-sha256",
        "sha1",
        "md5",
    ];
    let scheme = rest[1..].iter().take(16).position(|byte| *byte == b'$')?;
    if !SCHEMES.iter().any(|known| known.as_bytes() == &rest[1..=scheme]) {
        return None;
    }
    let sign = |byte: &&u8| byte.is_ascii_alphanumeric() || b"./$=,+-".contains(byte);
    let len = rest.iter().take_while(sign).count();
    (len >= 24).then_some(len)
}
