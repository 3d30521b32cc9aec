//! People: mail addresses, prompts, home directories, logins.

use super::hosts::{is_host, is_machine_name, is_public, trim};
use super::kinds::Kind;
use super::scan::{Program, Scan, Word};

/// Ends of names behind an `@` that are no domains: units of systemd, files.
const NO_DOMAINS: &[&str] = &[
    "service", "socket", "target", "timer", "slice", "scope", "mount", "device", "path", "py", "js", "ts", "sh",
    "json", "yaml", "yml", "txt", "log", "conf", "md", "so", "jar", "gz", "tgz", "zip", "html", "css", "min", "x86",
    "noarch",
];

/// `name@domain`, `user@host`.
pub(crate) fn at_sign(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.start < scan.userinfo {
        return false;
    }
    let from = word.end + 1;
    let len =
        scan.after(from, 254).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let target = trim(&scan.text[from..from + len]);
    if target.is_empty() || !target[0].is_ascii_alphanumeric() {
        return false;
    }
    let end = from + target.len();
    let digits = target.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if digits {
        return user_before(scan, word, memchr::memchr_iter(b'.', target).count() == 3);
    }
    let person = is_person(word.text) && is_host(target);
    if prompt(scan, word, end) || scan.command == Program::Ssh && !person {
        user_before(scan, word, true);
        let known = is_machine_name(target) || is_host(target);
        let public = std::str::from_utf8(target).is_ok_and(is_public);
        scan.at = end;
        if known && !public {
            scan.learned.keep(target, Kind::Host);
            scan.hit(from, end, Kind::Host);
        }
        return true;
    }
    let Some((front, top)) = top(target) else { return false };
    // A file that is named by an address: `name@domain.conf`.
    let is_file = |top: &[u8]| NO_DOMAINS.iter().any(|file| file.as_bytes().eq_ignore_ascii_case(top));
    let (target, top) = match top_of_domain(front).filter(|_| is_file(top)) {
        Some(within) => (front, within),
        None => (target, top),
    };
    let end = from + target.len();
    let domain = top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic) && target[0] != b'.';
    let file = is_file(top);
    let public = word.text == b"git";
    let plain = word.text[0] != b'.' && word.text.last() != Some(&b'.');
    if !domain || file || public || !plain {
        return false;
    }
    // `+tag` before the sign belongs to the name.
    let plus = if word.before == b'+' {
        scan.before(word.start, 64)
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b".+_-".contains(byte))
            .count()
    } else {
        0
    };
    let start = (word.start - plus).max(scan.hidden_to());
    let start = start + scan.text[start..word.end].iter().take_while(|byte| **byte == b'-').count();
    scan.at = end;
    scan.hit(start, end, Kind::Mail)
}

/// A name before its last dot, and what stands behind that.
fn top(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let dot = name.iter().rposition(|byte| *byte == b'.')?;
    Some((&name[..dot], &name[dot + 1..]))
}

/// The top of a name that is a domain.
fn top_of_domain(name: &[u8]) -> Option<&[u8]> {
    let (_, top) = top(name)?;
    [&b"com"[..], b"cn", b"net", b"org", b"io"].contains(&top).then_some(top)
}

/// `[user@host ~]$`, `user@host:~#`: the line begins with it and goes on with a directory.
fn prompt(scan: &Scan<'_, '_>, word: &Word<'_>, end: usize) -> bool {
    let opened = word.before == b'['
        || word.start == scan.line
        || word.before == b')'
        || word.before == b' ' && scan.byte(word.start.wrapping_sub(2)) == b')';
    let rest = scan.after(end, 128);
    match rest {
        [b':', b'~' | b'/', ..] => true,
        [b' ', ..] if opened => {
            let line = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
            line.iter()
                .position(|byte| *byte == b']')
                .is_some_and(|at| matches!(line.get(at + 1), Some(b'#' | b'$' | b' ')))
                || line.starts_with(b" ~ ")
                || line.starts_with(b" /")
        }
        _ => false,
    }
}

/// Hides the name before an `@`, where it is a person's.
fn user_before(scan: &mut Scan<'_, '_>, word: &Word<'_>, sure: bool) -> bool {
    sure && is_person(word.text) && scan.hit(word.start, word.end, Kind::User)
}

/// Accounts that systems and programs make; they name nobody.
const ACCOUNTS: &[&str] = &[
    "root",
    "admin",
    "administrator",
    "ecs-user",
    "ecs-assist-user",
    "ubuntu",
    "centos",
    "ec2-user",
    "nginx",
    "mysql",
    "postgres",
    "nobody",
    "www",
    "www-data",
    "deploy",
    "app",
    "oracle",
    "git",
    "redis",
    "system",
    "jenkins",
    "hadoop",
    "docker",
    "sshd",
    "daemon",
    "bin",
    "test",
    "guest",
    "user",
    "dev",
    "ops",
    "public",
    "opc",
    "debian",
    "sa",
    "default",
    "all",
    "me",
    "you",
    "username",
    "name",
    "local",
    "shared",
    "lost",
    "ftp",
    "mail",
    "linuxbrew",
    "data",
    "work",
    "runner",
    "vagrant",
    "elasticsearch",
    "tomcat",
    "gitlab-runner",
    "backup",
    "service",
    "unknown",
    "from",
    "and",
    "for",
    "not",
    "is",
    "invalid",
    "user.name",
    "home",
    "localhost",
    "svc",
    "logs",
    "src",
];

/// Whether a name may be a person's.
pub(crate) fn is_person(name: &[u8]) -> bool {
    let letters = name.iter().any(u8::is_ascii_alphabetic);
    let fits =
        (2..=32).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte));
    letters
        && fits
        && name[0].is_ascii_alphanumeric()
        && !ACCOUNTS.iter().any(|account| account.as_bytes().eq_ignore_ascii_case(name))
}

/// `/home/name`, `/Users/name`, `C:\Users\name`, `/var/spool/mail/name`.
pub(crate) fn home(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let parent = matches!(word.text, b"home" | b"Users" | b"users")
        || word.text == b"mail" && scan.before(word.start, 6) == b"spool/";
    if !parent || !matches!(word.before, b'/' | b'\\') || !matches!(word.next, b'/' | b'\\') {
        return false;
    }
    // A path from the root, or from a drive.
    let slashes = scan.before(word.start, 4).iter().rev().take_while(|byte| matches!(**byte, b'/' | b'\\')).count();
    let root = scan.byte(word.start.wrapping_sub(slashes + 1));
    if word.text == b"users" || (word.text != b"mail" && root.is_ascii_alphanumeric()) {
        return false;
    }
    let separators = scan.after(word.end, 4).iter().take_while(|byte| matches!(**byte, b'/' | b'\\')).count();
    let start = word.end + separators;
    let len =
        scan.after(start, 64).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    let name = &scan.text[start..start + len];
    if !is_person(name) {
        return false;
    }
    scan.at = start + len;
    scan.hit(start, start + len, Kind::User)
}

/// What `sshd` and RAM say of people: `for NAME from`, `user/NAME` in an ARN.
pub(crate) fn login(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let start = word.end + 1;
    let arn = word.text == b"user" && word.next == b'/' && word.before == b':';
    let sshd = matches!(word.text, b"for" | b"user") && word.next == b' ';
    if !arn && !sshd {
        return false;
    }
    let len =
        scan.after(start, 64).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    let name = &scan.text[start..start + len];
    let from = scan.after(start + len, 6).starts_with(b" from ")
        && (scan.before(word.start, 16).ends_with(b"invalid ")
            || scan.before(word.start, 24).ends_with(b"password ")
            || scan.before(word.start, 24).ends_with(b"publickey "));
    if !(arn || from) || !is_person(name) {
        return false;
    }
    scan.at = start + len;
    scan.hit(start, start + len, Kind::User)
}
