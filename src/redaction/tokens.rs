//! Keys and tokens that are told by how they begin.

use super::kinds::Kind;
use super::scan::{DASH, DOT, LINE, LOWER, Scan, UPPER, What, Word};

/// What may follow a beginning.
#[derive(Clone, Copy)]
enum Body {
    /// Letters and digits, so many at least and at most.
    Alnum(usize, usize),
    /// The same and dashes and lines, so many at least.
    Wide(usize),
    /// The signs of Base64, so many at least.
    Base64(usize),
}

/// Beginnings with what follows; the issuer's documents or its public scanners' rules give them.
const BEGINNINGS: &[(&str, Body, Kind)] = &[
    ("LTAI", Body::Alnum(10, 26), Kind::AccessKey),
    ("STS.", Body::Alnum(12, 48), Kind::StsKey),
    ("TMP.", Body::Alnum(16, 64), Kind::StsKey),
    ("CAIS", Body::Base64(60), Kind::SecurityToken),
    ("AKID", Body::Alnum(13, 80), Kind::TencentKey),
    ("AKIA", Body::Alnum(16, 16), Kind::AwsKey),
    ("ASIA", Body::Alnum(16, 16), Kind::AwsKey),
    ("ghp_", Body::Alnum(30, 255), Kind::GithubToken),
    ("gho_", Body::Alnum(30, 255), Kind::GithubToken),
    ("ghu_", Body::Alnum(30, 255), Kind::GithubToken),
    ("ghs_", Body::Alnum(30, 255), Kind::GithubToken),
    ("ghr_", Body::Alnum(30, 255), Kind::GithubToken),
    ("github_pat_", Body::Wide(40), Kind::GithubToken),
    ("xoxb-", Body::Wide(20), Kind::SlackToken),
    ("xoxp-", Body::Wide(20), Kind::SlackToken),
    ("xoxa-", Body::Wide(20), Kind::SlackToken),
    ("xoxr-", Body::Wide(20), Kind::SlackToken),
    ("xoxs-", Body::Wide(20), Kind::SlackToken),
    ("xapp-", Body::Wide(20), Kind::SlackToken),
    ("SEC", Body::Alnum(64, 64), Kind::DingtalkToken),
    ("glpat-", Body::Wide(20), Kind::ApiToken),
    ("gldt-", Body::Wide(20), Kind::ApiToken),
    ("glrt-", Body::Wide(20), Kind::ApiToken),
    ("npm_", Body::Alnum(30, 64), Kind::ApiToken),
    ("hf_", Body::Alnum(30, 64), Kind::ApiToken),
    ("sk-", Body::Wide(20), Kind::ApiToken),
    ("sk_live_", Body::Alnum(16, 128), Kind::ApiToken),
    ("rk_live_", Body::Alnum(16, 128), Kind::ApiToken),
    ("AIza", Body::Wide(35), Kind::ApiToken),
    ("ya29.", Body::Wide(20), Kind::ApiToken),
    ("pypi-", Body::Wide(50), Kind::ApiToken),
    ("dckr_pat_", Body::Wide(20), Kind::ApiToken),
    ("dop_v1_", Body::Alnum(64, 64), Kind::ApiToken),
    ("hvs.", Body::Wide(20), Kind::ApiToken),
    ("SG.", Body::Wide(22), Kind::ApiToken),
    ("grub.pbkdf2.", Body::Wide(40), Kind::PasswordHash),
    ("md5", Body::Alnum(32, 32), Kind::PasswordHash),
    ("AGE-SECRET-KEY-1", Body::Alnum(50, 64), Kind::PrivateKey),
];

/// The first bytes of all beginnings.
const FIRST: [bool; 256] = {
    let (mut first, mut at) = ([false; 256], 0);
    while at < BEGINNINGS.len() {
        first[BEGINNINGS[at].0.as_bytes()[0] as usize] = true;
        at += 1;
    }
    first[b'e' as usize] = true;
    first
};

/// The kind of a value that is one token as a whole.
pub(crate) fn whole(value: &[u8]) -> Option<Kind> {
    begins(value).filter(|(_, len)| *len == value.len()).map(|(kind, _)| kind)
}

/// The kind of the token at the beginning, and its length.
fn begins(rest: &[u8]) -> Option<(Kind, usize)> {
    if !FIRST[usize::from(*rest.first()?)] {
        return None;
    }
    if rest.starts_with(b"eyJ") {
        return web_token(rest).map(|len| (Kind::Jwt, len));
    }
    let (begin, body, kind) = BEGINNINGS.iter().find(|(begin, ..)| rest.starts_with(begin.as_bytes()))?;
    let after = &rest[begin.len()..];
    let alnum = || after.iter().take(300).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let len = match body {
        Body::Alnum(least, most) => Some(alnum()).filter(|len| (*least..=*most).contains(len))?,
        Body::Wide(least) => {
            let wide = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
            let len = after.iter().take_while(|byte| wide(byte)).count();
            let digits = after[..len].iter().any(u8::is_ascii_digit);
            Some(len).filter(|len| len >= least && digits)?
        }
        Body::Base64(least) => {
            let sign = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(byte);
            Some(after.iter().take(4096).take_while(sign).count()).filter(|len| len >= least)?
        }
    };
    let odd = after[..len].iter().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    odd.then_some((*kind, begin.len() + len))
}

/// RFC 7519: parts of base64url between dots, the first of which is an object; also one that was cut.
fn web_token(rest: &[u8]) -> Option<usize> {
    let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let len = rest.iter().take_while(part).count();
    let dots = memchr::memchr_iter(b'.', &rest[..len]).count();
    (len >= 36 && (1..=4).contains(&dots)).then_some(len)
}

/// A token that begins a word or one of its parts.
pub(crate) fn token(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    // A token of the longest kind goes on in signs of Base64.
    let text = if word.text.starts_with(b"CAIS") { scan.after(word.start, 4100) } else { word.text };
    if let Some((kind, len)) = begins(text) {
        scan.at = word.start + len;
        return scan.secret(word.start, word.start + len, kind);
    }
    let long = word.text.len() >= 16 && word.has(UPPER);
    if !long {
        return false;
    }
    if beside_key(scan, word) {
        return scan.secret(word.start, word.end, Kind::Secret);
    }
    // Behind a dash, a dot or a line: `prefix_LTAI…`.
    let inner =
        word.text.windows(2).enumerate().filter(|(_, pair)| b"-_.".contains(&pair[0]) && FIRST[usize::from(pair[1])]);
    for (index, _) in inner.take(16) {
        let start = word.start + index + 1;
        if let Some((kind, len)) = begins(&word.text[index + 1..])
            && (word.has(DOT) || kind != Kind::Jwt)
        {
            scan.at = start + len;
            return scan.secret(start, start + len, kind);
        }
    }
    false
}

/// Thirty letters and digits behind an id of an access key: the secret that is written beside it.
fn beside_key(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    let alnum = word.text.len() == 30 && word.has(LOWER) && !word.has(DOT | DASH | LINE);
    alnum
        && scan.hits.last().is_some_and(|hit| {
            matches!(hit.what, What::Kind(Kind::AccessKey | Kind::StsKey)) && word.start - hit.end <= 24
        })
}
