//! Lines of network devices, protocols and files in which the place of a word says what it is: `snmp-server community …`,
//! `PASS …`, `name:password` in `rsyncd.secrets`.

use memchr::memmem;

use super::kinds::Kind;
use super::names;
use super::scan::{Scan, Shapes, Word, placeholder};
use super::sentence;
use super::value;

/// What a line of a device's configuration begins with that has a password or a key in it.
const DEVICE: &[&str] = &[
    "enable ",
    "username ",
    "neighbor ",
    "peer ",
    "tacacs",
    "radius",
    "hwtacacs",
    "crypto isakmp ",
    "snmp-server ",
    "snmp-agent ",
    "local-user ",
    "set authentication ",
    "super password ",
    "ip ospf ",
    "ospf authentication",
    "ppp ",
    "standby ",
    "vrrp ",
    "key-string ",
    "server-key ",
    "pre-shared-key ",
    "password ",
    "secret ",
    "key ",
    "com2sec ",
    "wpa-passphrase ",
    "ntp authentication-key ",
    "ntp-service authentication-keyid ",
    "set password",
];

/// Words behind which it stands.
const NAMES: &[&[u8]] = &[
    b"password",
    b"secret",
    b"key",
    b"community",
    b"cipher",
    b"simple",
    b"irreversible-cipher",
    b"key-string",
    b"pre-shared-key",
    b"server-key",
    b"md5",
    b"hmac-sha256",
    b"ascii",
    b"wpa-passphrase",
    b"authentication-key",
];

/// Words that may stand between.
const BETWEEN: &[&[u8]] = &[
    b"cipher",
    b"simple",
    b"plain",
    b"read",
    b"write",
    b"encrypted",
    b"irreversible-cipher",
    b"ascii",
    b"hash",
    b"md5",
    b"sha256",
    b"0",
    b"5",
    b"6",
    b"7",
    b"8",
    b"9",
    b"ro",
    b"rw",
    b"address",
    b"md5-hash",
    b"local",
    b"level",
    b"15",
];

/// Words that begin what a protocol sends.
const SENT: &[&[u8]] = &[b"PASS", b"AUTH", b"auth", b"LOGIN"];

/// Words behind which a name and a password stand.
const LOGIN: &[&[u8]] =
    &[b"creds", b"Creds", b"credentials", b"Credentials", b"login", b"Login", b"logins", b"auth", b"digest"];

const SHAPES: Shapes = Shapes::NONE.with_all(NAMES).with_all(SENT).with_all(LOGIN);

/// A secret behind this word, by the line it stands in.
pub(crate) fn placed(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.before == b'>' && acl(scan, word) {
        return true;
    }
    match word.next {
        b'(' => {
            CALLS.may_have(word.text.rsplit(|byte| *byte == b'.').next().unwrap_or_default()) && logs_in(scan, word)
        }
        b':' | b'\n' if word.text.len() > 8 && file(scan, word) => true,
        _ if !SHAPES.may_have(word.text) => false,
        b'=' | b' ' if LOGIN.contains(&word.text) && pair(scan, word) => true,
        b' ' | b':' | b'=' if LOGIN.contains(&word.text) && login(scan, word) => true,
        b' ' if NAMES.contains(&word.text) && device(scan, word) => true,
        b' ' => SENT.contains(&word.text) && protocol(scan, word),
        _ => false,
    }
}

/// `snmp-server community …`, `password cipher …`, `username admin secret 5 …`.
fn device(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let line = scan.text.get(scan.line.max(word.start.saturating_sub(160))..word.start).unwrap_or_default();
    let line = line.trim_ascii_start();
    // A prompt stands before what was typed: `switch(config)# `.
    let line = memmem::rfind(line, b"# ").map_or(line, |at| &line[at + 2..]);
    let line = memmem::rfind(line, b"] ").map_or(line, |at| &line[at + 2..]);
    let whole = [line, word.text, b" "].concat();
    if !DEVICE.iter().any(|begin| whole.starts_with(begin.as_bytes())) {
        return false;
    }
    let mut at = word.end + 1;
    let mut between = 0;
    loop {
        let len = scan.after(at, 64).iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        let text = &scan.text[at..at + len];
        if len == 0 || between > 4 {
            return false;
        }
        if !BETWEEN.contains(&text.to_ascii_lowercase().as_slice()) {
            break;
        }
        between += 1;
        at += len + 1;
    }
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let text = &scan.text[start..end];
    let begins = line.is_empty() && between == 0;
    let odd = text.iter().any(|byte| byte.is_ascii_digit() || b"!@#%^&*+=?".contains(byte))
        && text.iter().any(u8::is_ascii_alphabetic);
    let known = matches!(text, b"public" | b"private");
    let community = word.text == b"community" && !known;
    let crypt = text.starts_with(b"$");
    // A line that begins with the word itself may be a sentence.
    let fits = if begins { false } else { (odd || community) && text.len() > 3 };
    fits && !crypt && placeholder(text) == 0 && hide(scan, start, end)
}

fn hide(scan: &mut Scan<'_, '_>, start: usize, end: usize) -> bool {
    scan.at = end;
    scan.secret(start, end, Kind::Password)
}

/// `PASS …` of FTP, POP3 and IRC, `AUTH …` of Redis and SMTP, `LOGIN name …` of IMAP: the last word of the line, or before an arrow.
fn protocol(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end + 1, 256);
    let line = &rest[..rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())];
    let line = &line[..memmem::find(line, b" -> ").unwrap_or(line.len())];
    let text = line.trim_ascii_end();
    let begin = memchr::memrchr(b' ', text).map_or(0, |at| at + 1);
    let count = 1 + memchr::memchr_iter(b' ', text).count();
    let most = if matches!(word.text, b"PASS" | b"auth") { 1 } else { 2 };
    let start = word.end + 1 + begin;
    let (start, end) = match value::argument(scan, start) {
        Some((from, to)) if to <= word.end + 1 + text.len() => (from, to),
        _ => return false,
    };
    let password = &scan.text[start..end];
    // A session in which the name was sent in the line before.
    let answered = word.text == b"PASS" && memmem::find(scan.before(word.start, 160), b"USER ").is_some();
    let tested = password.starts_with(b"Test");
    let fits = answered && password.len() > 3 || sentence::is_made(password) && !tested;
    let encoded = text.starts_with(b"PLAIN ") && names::is_random(password, 12);
    count <= most && (fits || encoded) && hide(scan, start, end)
}

/// Files of passwords, with the column in which they stand.
const FILES: &[(&[u8], usize)] =
    &[(b"rsyncd.secrets", 0), (b"sasl_passwd", 0), (b"chap-secrets", 2), (b"pap-secrets", 2), (b"passwd.client", 2)];

/// What stands in such a file, behind its name or in the lines below.
fn file(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let Some((_, column)) = FILES.iter().find(|(name, _)| word.text.ends_with(name)) else { return false };
    let rest = scan.after(word.end, 1024);
    let (mut at, mut due) = (1, Vec::new());
    for line in rest[1..].split_inclusive(|byte| *byte == b'\n').take(16) {
        let text = line.trim_ascii();
        if text.is_empty() && at > 1 {
            break;
        }
        let mut parts = text.split(|byte| matches!(byte, b' ' | b'\t')).filter(|part| !part.is_empty());
        let part = if *column == 0 { parts.next_back() } else { parts.nth(*column) };
        let part = part.filter(|_| !text.starts_with(b"#")).unwrap_or_default();
        let colon = if *column == 0 { memchr::memchr(b':', part).map(|at| at + 1) } else { Some(0) };
        let quotes = usize::from(matches!(part, [b'"' | b'\'', .., b'"' | b'\'']));
        if let (Some(colon), Some(from)) = (colon, memmem::find(line, part)) {
            let (start, end) = (word.end + at + from + colon + quotes, word.end + at + from + part.len() - quotes);
            let password = scan.text.get(start..end).unwrap_or_default();
            if !names::is_none(password) && placeholder(password) == 0 {
                due.push((start, end, Kind::Password));
            }
        }
        at += line.len();
    }
    if due.is_empty() {
        return false;
    }
    scan.due = due;
    true
}

/// `user name on >password` of Redis's ACL, in a file or behind `SETUSER`.
fn acl(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let line = scan.text.get(scan.line.max(word.start.saturating_sub(160))..word.start).unwrap_or_default();
    let of = line.starts_with(b"user ") || memmem::find(&line.to_ascii_uppercase(), b"SETUSER ").is_some();
    if !of || !line.ends_with(b" >") {
        return false;
    }
    let len = scan.after(word.start, 256).iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
    hide(scan, word.start, word.start + len)
}

/// `creds for staging: name:password`, `login with name / password`: what looks made up behind a name and a sign, in the line.
fn login(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end, 96);
    let line = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
    // `login=name:password`
    let sign = usize::from(word.next == b'=');
    let (line, mut at) = (&line[sign..], 0);
    for part in line.split(|byte| *byte == b' ') {
        let colon = part.iter().position(|byte| matches!(byte, b':' | b'/')).filter(|colon| *colon > 0);
        // `name / password` has the sign in a word of its own.
        let apart = line[..at].ends_with(b" / ") || line[..at].ends_with(b" : ");
        let from = if apart { 0 } else { colon.map_or(part.len(), |colon| colon + 1) };
        let named = apart || colon.is_some_and(|colon| part[..colon].iter().all(u8::is_ascii_alphanumeric));
        let text = &part[from..];
        let text = &text[..text.len() - text.iter().rev().take_while(|byte| b",.;)\"'".contains(byte)).count()];
        let made = sentence::is_made(text) && !text.contains(&b'/') && !text.contains(&b':');
        if named && made && text.iter().any(u8::is_ascii_uppercase) {
            let start = word.end + sign + at + from;
            scan.due = vec![(start, start + text.len(), Kind::Password)];
            return false;
        }
        at += part.len() + 1;
    }
    false
}

/// Calls that log in, and which of their arguments is the password, from 0.
const LOGINS: &[(&str, usize, Kind)] = &[
    ("auth", 1, Kind::Password),
    ("login", 1, Kind::Password),
    ("authenticate", 1, Kind::Password),
    ("mysqli_connect", 2, Kind::Password),
    ("mysqli", 2, Kind::Password),
    ("pdo", 2, Kind::Password),
    ("getconnection", 2, Kind::Password),
    ("oci_connect", 1, Kind::Password),
    ("ftp_login", 2, Kind::Password),
    ("ldap_bind", 2, Kind::Password),
    ("setbasicauth", 1, Kind::Password),
    ("basicauth", 1, Kind::Password),
    ("httpbasicauth", 1, Kind::Password),
    ("plainauth", 2, Kind::Password),
    ("networkcredential", 1, Kind::Password),
    ("usernamepasswordcredentials", 1, Kind::Password),
    ("usernamepasswordcredential", 1, Kind::Password),
    ("passwordauthentication", 1, Kind::Password),
    ("basicawscredentials", 1, Kind::AwsKey),
    ("newstaticcredentials", 1, Kind::AwsKey),
    ("defaultcredentialprovider", 1, Kind::Secret),
    ("newclientwithaccesskey", 2, Kind::Secret),
    ("getprofile", 2, Kind::Secret),
    ("acsclient", 1, Kind::Secret),
    ("ossclientbuilder", 2, Kind::Secret),
];

const CALLS: Shapes = {
    let (mut shapes, mut at) = (Shapes::NONE, 0);
    while at < LOGINS.len() {
        let name = LOGINS[at].0.as_bytes();
        // Names of types and methods begin with a large letter.
        shapes = shapes.with(name).with_beginning(name[0].to_ascii_uppercase(), name.len());
        at += 1;
    }
    shapes
};

/// The password among the arguments of a call that logs in.
fn logs_in(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let name = word.text.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    if !(3..=32).contains(&name.len()) {
        return false;
    }
    let known = LOGINS.iter().find(|(known, ..)| name.eq_ignore_ascii_case(known.as_bytes()));
    known.is_some_and(|(_, index, kind)| argument(scan, word.end + 1, *index, *kind))
}

/// `auth=('name', 'password')`
fn pair(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let begin = [&b"=("[..], b" = (", b": ("].into_iter().find(|begin| scan.after(word.end, 4).starts_with(begin));
    begin.is_some_and(|begin| argument(scan, word.end + begin.len(), 1, Kind::Password))
}

/// Notes the argument of that number where it is a text; where one before it is none, only what looks made up. False: the search
/// goes on in front of it.
fn argument(scan: &mut Scan<'_, '_>, from: usize, index: usize, kind: Kind) -> bool {
    let rest = scan.after(from, 512);
    let blanks =
        |at: usize| rest.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let (mut at, mut texts) = (0, true);
    for _ in 0..index {
        at += blanks(at);
        let quote = rest.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
        texts &= quote.is_some();
        let inside = rest.get(at + 1..).unwrap_or_default();
        let len = match quote {
            Some(quote) => inside.iter().position(|byte| *byte == quote).map(|len| len + 2),
            None => inside.iter().position(|byte| matches!(byte, b',' | b')' | b'\n')).map(|len| len + 1),
        };
        let Some(len) = len else { return false };
        at += len;
        at += blanks(at);
        if rest.get(at) != Some(&b',') {
            return false;
        }
        at += 1;
    }
    at += blanks(at);
    let Some(quote) = rest.get(at).filter(|byte| matches!(byte, b'"' | b'\'' | b'`')) else { return false };
    let Some(len) = rest[at + 1..].iter().position(|byte| byte == quote || *byte == b'\n') else { return false };
    let (start, end) = (from + at + 1, from + at + 1 + len);
    let text = &scan.text[start..end];
    let fits =
        text.len() > 3 && (texts || names::is_random(text, 6)) && !names::is_none(text) && placeholder(text) == 0;
    if fits {
        scan.due = vec![(start, end, super::tokens::whole(text).unwrap_or(kind))];
    }
    false
}
