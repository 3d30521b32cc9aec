//! Options and arguments of programs that take a password or a key without its name.

use memchr::memmem;

use super::kinds::Kind;
use super::names;
use super::scan::{Program, Scan, Word};
use super::value;

const PROGRAMS: &[(&str, Program)] = &[
    ("mysql", Program::Mysql),
    ("mysqldump", Program::Mysql),
    ("mysqladmin", Program::Mysql),
    ("mysqlimport", Program::Mysql),
    ("mysqlcheck", Program::Mysql),
    ("mysqlshow", Program::Mysql),
    ("mysqlbinlog", Program::Mysql),
    ("mariadb", Program::Mysql),
    ("mariadb-dump", Program::Mysql),
    ("xtrabackup", Program::Mysql),
    ("innobackupex", Program::Mysql),
    ("7z", Program::Mysql),
    ("7za", Program::Mysql),
    ("sshpass", Program::Spaced),
    ("mongo", Program::Spaced),
    ("cqlsh", Program::Spaced),
    ("mongosh", Program::Spaced),
    ("mongodump", Program::Spaced),
    ("mongorestore", Program::Spaced),
    ("docker", Program::Spaced),
    ("podman", Program::Spaced),
    ("nerdctl", Program::Spaced),
    ("useradd", Program::Spaced),
    ("usermod", Program::Spaced),
    ("redis-cli", Program::Redis),
    ("ossutil", Program::Ossutil),
    ("ossutil64", Program::Ossutil),
    ("ossutilmac64", Program::Ossutil),
    ("osscmd", Program::Ossutil),
    ("curl", Program::Curl),
    ("wget", Program::Curl),
    ("http", Program::Curl),
    ("ldapsearch", Program::Ldap),
    ("ldapadd", Program::Ldap),
    ("ldapmodify", Program::Ldap),
    ("unzip", Program::Zip),
    ("ipmitool", Program::Zip),
    ("sqlcmd", Program::Zip),
    ("lftp", Program::Lftp),
    ("sqlplus", Program::Oracle),
    ("expdp", Program::Oracle),
    ("impdp", Program::Oracle),
    ("rman", Program::Oracle),
    ("mc", Program::Minio),
    ("zip", Program::Zip),
    ("htpasswd", Program::Htpasswd),
    ("net", Program::NetUser),
    ("openssl", Program::Openssl),
    ("smbclient", Program::Smb),
    ("mount.cifs", Program::Smb),
    ("ssh", Program::Ssh),
    ("scp", Program::Ssh),
    ("sftp", Program::Ssh),
    ("rsync", Program::Ssh),
    ("ssh-copy-id", Program::Ssh),
    ("autossh", Program::Ssh),
];

/// Lengths of the names of programs, a bit each.
const LENGTHS: u32 = {
    let (mut lengths, mut at) = (0, 0);
    while at < PROGRAMS.len() {
        lengths |= 1 << PROGRAMS[at].0.len();
        at += 1;
    }
    lengths
};

/// A program, or an option or argument of the one that the line calls.
pub(crate) fn option(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.text[0] == b'-' {
        return dashed(scan, word);
    }
    let short = word.text.len() < 16;
    if short && matches!(word.next, b' ' | 0 | b'\n' | b'\'' | b'"' | b':') {
        match word.text {
            b"chpasswd" => return chpasswd(scan, word),
            b"sudo" if scan.after(word.end, 4) == b" -S " => return piped(scan, word, false),
            b"send" if word.next == b' ' => return sent(scan, word),
            b"passwd" if scan.after(word.end, 8) == b" --stdin" => return piped(scan, word, false),
            b"add_user" | b"change_password" if word.next == b' ' => return net_user(scan, word),
            b"by" | b"BY" | b"PASSWORD" | b"password" | b"AS" => return sql(scan, word),
            _ => {}
        }
        let begins = LENGTHS & 1 << word.text.len() != 0 && word.next == b' ';
        if begins
            && let Some((_, program)) =
                PROGRAMS.iter().find(|(name, _)| name.as_bytes()[0] == word.text[0] && name.as_bytes() == word.text)
        {
            scan.command = *program;
            let due = match program {
                Program::Oracle => oracle(scan, word.end),
                Program::Minio => minio(scan, word.end),
                Program::NetUser => net_use(scan, word.end),
                _ => Vec::new(),
            };
            if !due.is_empty() {
                scan.due = due;
            }
            return true;
        }
    }
    if word.text == b"ConvertTo-SecureString" && word.next == b' ' {
        return quoted(scan, word.end + 1);
    }
    match scan.command {
        Program::None => false,
        Program::NetUser => word.text == b"user" && word.next == b' ' && net_user(scan, word),
        Program::Htpasswd => false,
        Program::Openssl => word.text == b"pass" && word.next == b':' && argument(scan, word.end + 1),
        _ => false,
    }
}

/// `-p…`, `-a …`, `-u user:…` by what the program means with it.
fn dashed(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let spaced = word.text.len() == 2 && word.next == b' ';
    let at = word.start + 2;
    let letter = word.text.get(1).copied().unwrap_or_default();
    let joined = || !matches!(scan.byte(at), 0..=b' ' | b'=');
    match (scan.command, letter) {
        (Program::Mysql, b'p') if joined() && !word.text.starts_with(b"-port") && !word.text.starts_with(b"-P") => {
            argument(scan, at)
        }
        (Program::Spaced, b'p') if spaced => credential(scan, at + 1),
        (Program::Spaced, b'p') if joined() && !scan.text[at..].starts_with(b"ort") => argument(scan, at),
        (Program::Redis, b'a') | (Program::Ossutil, b'k' | b't') | (Program::Ldap, b'w') | (Program::Zip, b'P')
            if spaced =>
        {
            argument(scan, at + 1)
        }
        (Program::Openssl, b'k') if spaced => argument(scan, at + 1),
        (Program::Curl, b'b') if spaced => match value::argument(scan, at + 1) {
            Some((start, end)) => value::cookies(scan, start, end),
            None => false,
        },
        (Program::Curl, b'-') if [&b"--user"[..], b"--proxy-user"].contains(&word.text) => {
            matches!(word.next, b' ' | b'=') && user_password(scan, word.end + 1, b':')
        }
        (Program::Lftp, b'u') => {
            let login = words(scan, at).first().copied();
            let comma = login.and_then(|(start, end)| scan.text[start..end].iter().position(|byte| *byte == b','));
            match (login, comma) {
                (Some((start, end)), Some(comma)) => {
                    let password = &scan.text[start + comma + 1..end];
                    !password.is_empty() && !names::is_none(password) && hide(scan, start + comma + 1, end)
                }
                _ => false,
            }
        }
        (Program::Curl, b'u') => user_password(scan, if spaced { at + 1 } else { at }, b':'),
        (Program::Smb, b'U') => user_password(scan, if spaced { at + 1 } else { at }, b'%'),
        (Program::Htpasswd, _) if word.text.contains(&b'b') && word.next == b' ' => htpasswd(scan, word),
        _ => false,
    }
}

/// An argument that is a password whatever it looks like.
fn argument(scan: &mut Scan<'_, '_>, at: usize) -> bool {
    match value::argument(scan, at) {
        Some((start, end)) => hide(scan, start, end),
        None => false,
    }
}

/// `docker run -p 80:80` is a port, `docker login -p` a password.
fn credential(scan: &mut Scan<'_, '_>, at: usize) -> bool {
    let line = &scan.text[scan.line.min(at)..at];
    let docker = [&b"docker"[..], b"podman", b"nerdctl"].iter().any(|name| memmem::find(line, name).is_some());
    if docker && memmem::find(line, b"login").is_none() {
        return false;
    }
    argument(scan, at)
}

fn hide(scan: &mut Scan<'_, '_>, start: usize, end: usize) -> bool {
    scan.at = end;
    let kind = super::tokens::whole(&scan.text[start..end]).unwrap_or(Kind::Password);
    scan.secret(start, end, kind)
}

/// `name:password` or `name%password`.
fn user_password(scan: &mut Scan<'_, '_>, at: usize, sign: u8) -> bool {
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let Some(colon) = scan.text[start..end].iter().position(|byte| *byte == sign) else { return false };
    let from = start + colon + 1;
    let text = &scan.text[from..end];
    !text.is_empty() && !names::is_none(text) && hide(scan, from, end)
}

/// The words of a command from a place on, where they begin and end, without quotes around them: at most sixteen.
fn words(scan: &Scan<'_, '_>, at: usize) -> Vec<(usize, usize)> {
    let line = scan.after(at, 512);
    let line = &line[..line.iter().position(|byte| matches!(byte, b'\n' | b'|' | b';')).unwrap_or(line.len())];
    let (mut words, mut from) = (Vec::new(), 0);
    for word in line.split(|byte| *byte == b' ').take(24) {
        let bare = word.trim_ascii();
        let quotes = usize::from(matches!(bare, [b'"' | b'\'', .., b'"' | b'\'']));
        if bare.len() > 2 * quotes {
            words.push((at + from + quotes, at + from + bare.len() - quotes));
        }
        from += word.len() + 1;
    }
    words.truncate(16);
    words
}

/// Of what is to be hidden when the search comes there, that which is no variable and hidden already.
fn due(scan: &Scan<'_, '_>, found: impl IntoIterator<Item = (usize, usize, Kind)>) -> Vec<(usize, usize, Kind)> {
    let kept = |(start, end, _): &(usize, usize, Kind)| {
        let text = &scan.text[*start..*end];
        !names::is_none(text) && super::scan::placeholder(text) == 0
    };
    found.into_iter().filter(kept).collect()
}

/// `sqlplus user/password@database`, `rman target user/password`.
fn oracle(scan: &Scan<'_, '_>, at: usize) -> Vec<(usize, usize, Kind)> {
    let login = words(scan, at).into_iter().take(4).find_map(|(start, end)| {
        let text = &scan.text[start..end];
        let slash = text.iter().position(|byte| *byte == b'/')?;
        let user = slash > 0 && text[..slash].iter().all(|byte| byte.is_ascii_alphanumeric() || b"_#".contains(byte));
        let password = text[slash + 1..].iter().position(|byte| *byte == b'@').unwrap_or(text.len() - slash - 1);
        (user && password > 0).then_some((start + slash + 1, start + slash + 1 + password, Kind::Password))
    });
    due(scan, login)
}

/// `mc alias set name address key secret`.
fn minio(scan: &Scan<'_, '_>, at: usize) -> Vec<(usize, usize, Kind)> {
    let words = words(scan, at);
    let text = |index: usize| words.get(index).map_or(&b""[..], |(start, end)| &scan.text[*start..*end]);
    let first = match (text(0), text(1), text(2)) {
        (b"alias", b"set", _) => 4,
        (b"config", b"host", b"add") => 5,
        _ => return Vec::new(),
    };
    due(scan, words.iter().skip(first).take(2).map(|(start, end)| (*start, *end, Kind::Secret)))
}

/// `net use Z: \\machine\share password /user:name`.
fn net_use(scan: &Scan<'_, '_>, at: usize) -> Vec<(usize, usize, Kind)> {
    let words = words(scan, at);
    let text = |(start, end): &(usize, usize)| &scan.text[*start..*end];
    let share = words.iter().position(|word| text(word).starts_with(b"\\\\"));
    let is_use = words.first().is_some_and(|word| text(word) == b"use");
    let password = share.filter(|_| is_use).and_then(|share| words.get(share + 1));
    let password = password.filter(|word| !matches!(text(word)[0], b'/' | b'*'));
    due(scan, password.map(|(start, end)| (*start, *end, Kind::Password)))
}

/// `expect "password:"; send "…\r"`.
fn sent(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let asked = memmem::find(scan.before(word.start, 96), b"assword").is_some();
    let at = word.end + 1 + if scan.after(word.end + 1, 3) == b"-- " { 3 } else { 0 };
    if !asked || !matches!(scan.byte(at), b'"' | b'\\') {
        return false;
    }
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let text = &scan.text[start..end];
    let text = text.strip_suffix(b"\\n").or(text.strip_suffix(b"\\r")).unwrap_or(text);
    let text = text.strip_suffix(b"\\").unwrap_or(text);
    !text.is_empty() && !names::is_none(text) && hide(scan, start, start + text.len())
}

/// `htpasswd -b file user password`.
fn htpasswd(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let line = scan.after(word.end, 256);
    let line = &line[..line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len())];
    let mut at = 0;
    for _ in 0..2 {
        at += line[at..].iter().take_while(|byte| **byte == b' ').count();
        at += line[at..].iter().take_while(|byte| **byte != b' ').count();
    }
    at += line[at..].iter().take_while(|byte| **byte == b' ').count();
    at < line.len() && argument(scan, word.end + at)
}

/// `net user name password /add`, `rabbitmqctl add_user name password`.
fn net_user(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end + 1, 64);
    let name = rest.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
    let at = word.end + 1 + name + 1;
    let password = rest.get(name) == Some(&b' ') && !matches!(scan.byte(at), b'/' | b'*');
    password && argument(scan, at)
}

/// `IDENTIFIED BY '…'`, `PASSWORD '…'`.
fn sql(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let by = matches!(word.text, b"by" | b"BY" | b"AS");
    let before = scan.before(word.start, 48).to_ascii_uppercase();
    let identified = memmem::find(&before, b"IDENTIFIED ").is_some();
    (!by || identified)
        && word.next == b' '
        && matches!(scan.byte(word.end + 1), b'\'' | b'"')
        && quoted(scan, word.end + 1)
}

fn quoted(scan: &mut Scan<'_, '_>, at: usize) -> bool {
    matches!(scan.byte(at), b'\'' | b'"' | b'\\') && argument(scan, at)
}

/// `echo name:password | chpasswd`, and the list that cloud-init gives it.
fn chpasswd(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.next != b':' {
        // `chpasswd <<< name:password`.
        let given = scan.after(word.end, 5) == b" <<< ";
        return if given { user_password(scan, word.end + 5, b':') } else { piped(scan, word, true) };
    }
    let rest = scan.after(word.end, 2048);
    let (mut at, mut found) = (rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |line| line + 1), false);
    while at < rest.len() && rest[at] == b' ' {
        let len = rest[at..].iter().position(|byte| *byte == b'\n').unwrap_or(rest.len() - at);
        let line = &rest[at..at + len];
        let text = line.trim_ascii();
        if let Some(colon) = text.iter().position(|byte| *byte == b':')
            && text.get(colon + 1).is_some_and(|byte| !byte.is_ascii_whitespace())
        {
            let from = word.end + at + (line.len() - line.trim_ascii_start().len()) + colon + 1;
            let end = from + text.len() - colon - 1;
            found |= !names::is_none(&scan.text[from..end]) && hide(scan, from, end);
        }
        at += len + 1;
    }
    found
}

/// What `echo` gives to the program behind it: the whole, or what follows the first colon.
fn piped(scan: &mut Scan<'_, '_>, word: &Word<'_>, named: bool) -> bool {
    let from = scan.line.max(word.start.saturating_sub(256)).min(word.start);
    let Some(echo) = memmem::rfind(&scan.text[from..word.start], b"echo ") else { return false };
    let at = from + echo + 5;
    let at = at + usize::from(scan.text[at..].starts_with(b"-n ") || scan.text[at..].starts_with(b"-e ")) * 3;
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let colon = scan.text[start..end].iter().position(|byte| *byte == b':');
    let start = match colon {
        Some(colon) if named => start + colon + 1,
        None if named => return false,
        _ => start,
    };
    if end <= word.start && !names::is_none(&scan.text[start..end]) && start < end {
        let text = &scan.text[start..end];
        scan.learned.keep(text, Kind::Password);
        scan.note_before(start, end, Kind::Password);
    }
    true
}
