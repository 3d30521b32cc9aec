//! What programs say of a password in a sentence -> the password: `A temporary password is generated for root@localhost: …`.

use super::kinds::Kind;
use super::names::{self, Named, Needs};
use super::scan::{Scan, Word, placeholder};

/// The longest sentence that is read.
const LONGEST: usize = 200;

/// Notes the password that a sentence with this word ends with, or that stands alone below it.
pub(crate) fn told(scan: &mut Scan<'_, '_>, word: &Word<'_>) {
    let (kind, least) = match word.text {
        b"password" | b"Password" | b"PASSWORD" | b"pw" | b"pwd" | b"passwd" => (Kind::Password, 8),
        b"pass" if scan.after(word.end, 5) == b" for " => (Kind::Password, 8),
        b"token" | b"Token" => (Kind::ApiToken, 16),
        b"secret" | b"Secret" => (Kind::Secret, 16),
        _ => return,
    };
    // A prompt says nothing, and what follows it in its line is what was printed next.
    if word.next != b' ' || scan.before(word.start, 7) == b"[sudo] " {
        return;
    }
    let rest = scan.after(word.end, LONGEST);
    let len = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    if len == LONGEST {
        return;
    }
    let line = rest[..len].trim_ascii_end();
    if line.ends_with(b" reset.") {
        // `New value: …`, as Elasticsearch goes on.
        scan.pair = Some((Named { kind: Kind::Password, needs: Needs::Value }, word.end + len + 16));
    } else if line.ends_with(b":") && kind == Kind::Password {
        below(scan, word.end + len);
    } else if let Some(at) =
        [&b": "[..], b" is ", b" is now ", b" = "].iter().filter_map(|sign| behind(line, sign)).max()
    {
        let text = line[at..].strip_suffix(b".").unwrap_or(&line[at..]);
        note(scan, word.end + at, text, least, kind);
    }
}

/// Where the last sign of a line ends.
fn behind(line: &[u8], sign: &[u8]) -> Option<usize> {
    let at = memchr::memmem::rfind(line, sign)? + sign.len();
    Some(at + line[at..].iter().take_while(|byte| **byte == b' ').count())
}

/// The next line that is not empty, where it is one word.
pub(crate) fn below(scan: &mut Scan<'_, '_>, end: usize) {
    let rest = scan.after(end, LONGEST);
    let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let line = &rest[blanks..];
    let line = &line[..line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len())];
    note(scan, end + blanks, line.trim_ascii_end(), 12, Kind::Password);
}

fn note(scan: &mut Scan<'_, '_>, start: usize, text: &[u8], least: usize, kind: Kind) {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.+/=".contains(byte);
    if text.len() >= least && is_made(text) && (kind == Kind::Password || text.iter().all(plain)) {
        scan.due = vec![(start, start + text.len(), kind)];
    }
}

/// Whether a text is one word that somebody or something made up: no version, no date, no path, no setting, no address.
pub(crate) fn is_made(text: &[u8]) -> bool {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let dated = digits > 0 && matches!(text.get(digits), Some(b'.' | b'-' | b':' | b'/'));
    // `scram-sha-256`, `CaseSensitive` are words.
    let has = |test: fn(&u8) -> bool| text.iter().any(test);
    let joined = has(|byte| b"-_.".contains(byte));
    let odd = has(|byte| byte.is_ascii_digit() || b"!#$%^&*;<>=+?|".contains(byte));
    let words = !odd || joined && !(has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase));
    let name = text.iter().take_while(|byte| byte.is_ascii_lowercase() || b"-_".contains(byte)).count();
    let setting = matches!(text.get(name), Some(b'=' | b':' | b'/'));
    let address = memchr::memmem::find(text, b"://").is_some() || text.contains(&b'@') && text.contains(&b'.');
    text.is_ascii()
        && !text.starts_with(b"{")
        && !dated
        && !words
        && !setting
        && !address
        && names::is_random(text, 8)
        && !names::is_none(text)
        && placeholder(text) == 0
        && !is_method(text)
}

/// `PBKDF2WithHmacSHA256`, `Base64Encoder`: what makes something of a password.
fn is_method(text: &[u8]) -> bool {
    const METHODS: [&str; 12] =
        ["pbkdf2", "sha", "md5", "aes", "hmac", "bcrypt", "scrypt", "base64", "ntlm", "argon2", "tls", "rsa"];
    let lower = text.to_ascii_lowercase();
    METHODS.iter().any(|method| lower.starts_with(method.as_bytes()))
}
