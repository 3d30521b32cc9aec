//! Options and arguments of programs that take a password or a key without its name.

use memchr::memmem;

use super::input;
use super::kinds::Kind;
use super::lines;
use super::names;
use super::scan::{Program, Scan, Shapes, Word};
use super::sentence;
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
    ("winrm", Program::Spaced),
    ("evil-winrm", Program::Spaced),
    ("crackmapexec", Program::Spaced),
    ("cypher-shell", Program::Spaced),
    ("influx", Program::Letters(b"tp")),
    ("slappasswd", Program::Letters(b"s")),
    ("ldappasswd", Program::Letters(b"was")),
    ("dsconf", Program::Letters(b"w")),
    ("dsctl", Program::Letters(b"w")),
    ("ss-server", Program::Letters(b"k")),
    ("ss-local", Program::Letters(b"k")),
    ("racadm", Program::Spaced),
    ("mosquitto_passwd", Program::Htpasswd),
    ("ab", Program::Bench),
    ("argocd", Program::Spaced),
    ("helm", Program::Spaced),
    ("skopeo", Program::Spaced),
    ("buildah", Program::Spaced),
    ("oc", Program::Spaced),
    ("snowsql", Program::Spaced),
    ("beeline", Program::Spaced),
    ("svn", Program::Spaced),
    ("rabbitmqadmin", Program::Spaced),
    ("kcadm.sh", Program::Spaced),
    ("psexec", Program::Spaced),
    ("rdesktop", Program::Spaced),
    ("az", Program::Spaced),
    ("nexus", Program::Spaced),
    ("cephadm", Program::Spaced),
    ("couchbase-cli", Program::Spaced),
    ("mycli", Program::Mysql),
    ("obclient", Program::Mysql),
    ("taos", Program::Mysql),
    ("rar", Program::Mysql),
    ("unrar", Program::Mysql),
    ("7zz", Program::Mysql),
    ("mysqlslap", Program::Mysql),
    ("mysql_upgrade", Program::Mysql),
    ("mysqlpump", Program::Mysql),
    ("mydumper", Program::Mysql),
    ("myloader", Program::Mysql),
    ("mysql_secure_installation", Program::Mysql),
    ("mosquitto_pub", Program::Zip),
    ("mosquitto_sub", Program::Zip),
    ("bcp", Program::Zip),
    ("isql", Program::Zip),
    ("disql", Program::Oracle),
    ("sqlldr", Program::Oracle),
    ("exp", Program::Oracle),
    ("imp", Program::Oracle),
    ("rpcclient", Program::Smb),
    ("smbmap", Program::Smb),
    ("smbcacls", Program::Smb),
    ("etcdctl", Program::Curl),
    ("https", Program::Curl),
    ("ldapwhoami", Program::Ldap),
    ("ldapdelete", Program::Ldap),
    ("ldapcompare", Program::Ldap),
    ("ldapmodrdn", Program::Ldap),
    ("schtasks", Program::Windows),
    ("xfreerdp", Program::Windows),
    ("wfreerdp", Program::Windows),
    ("cmdkey", Program::Windows),
    ("netdom", Program::Windows),
    ("wmic", Program::Windows),
    ("signtool", Program::Windows),
    ("sqlpackage", Program::Windows),
    ("snmpwalk", Program::Letters(b"cAX")),
    ("snmpget", Program::Letters(b"cAX")),
    ("snmpbulkwalk", Program::Letters(b"cAX")),
    ("snmpset", Program::Letters(b"cAX")),
    ("mysqlsh", Program::Login),
    ("clickhouse-client", Program::Login),
    ("proxychains", Program::Login),
];

const SHAPES: Shapes = {
    let (mut shapes, mut at) = (Shapes::NONE, 0);
    while at < PROGRAMS.len() {
        shapes = shapes.with(PROGRAMS[at].0.as_bytes());
        at += 1;
    }
    shapes
};

/// A program, or an option or argument of the one that the line calls.
pub(crate) fn option(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.text[0] == b'-' {
        return dashed(scan, word);
    }
    let short = word.text.len() < 20;
    if lines::placed(scan, word) || input::given(scan, word) {
        return true;
    }
    if short && matches!(word.next, b' ' | 0 | b'\n' | b'\'' | b'"' | b':') {
        match word.text {
            b"chpasswd" if word.next == b':' => return chpasswd(scan, word),
            b"send" if word.next == b' ' => return sent(scan, word),
            b"wpa_passphrase" | b"radtest" if word.next == b' ' => return net_user(scan, word),
            b"add_user" | b"change_password" if word.next == b' ' => return net_user(scan, word),
            b"by" | b"BY" | b"PASSWORD" | b"password" | b"AS" => return sql(scan, word),
            _ => {}
        }
        let begins = word.next == b' ' && SHAPES.may_have(word.text);
        if begins && let Some((_, program)) = PROGRAMS.iter().find(|(name, _)| name.as_bytes() == word.text) {
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
    if matches!(word.text, b"ConvertTo-SecureString" | b"encrypt_string") && word.next == b' ' {
        let option = b" -AsPlainText";
        let option = if scan.after(word.end, option.len()) == option { option.len() } else { 0 };
        return quoted(scan, word.end + option + 1);
    }
    match scan.command {
        Program::None => false,
        Program::NetUser => word.text == b"user" && word.next == b' ' && net_user(scan, word),
        Program::Htpasswd => false,
        Program::Openssl if word.text == b"passwd" => hashed(scan, word),
        Program::Openssl => word.text == b"pass" && word.next == b':' && argument(scan, word.end + 1),
        Program::Windows => {
            let named = [&b"p"[..], b"rp", b"pw", b"pass", b"pwd", b"password", b"passwordd", b"passwordo"];
            let option = word.before == b'/' && named.contains(&word.text.to_ascii_lowercase().as_slice());
            option && matches!(word.next, b':' | b' ' | b'=') && argument(scan, word.end + 1)
        }
        _ => false,
    }
}

/// `-p…`, `-a …`, `-u user:…` by what the program means with it.
fn dashed(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.text.ends_with(b"stdin") {
        return input::by_option(scan, word);
    }
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
        (Program::Letters(letters), letter) if spaced && letters.contains(&letter) => argument(scan, at + 1),
        (Program::Curl, b'b') if spaced => match value::argument(scan, at + 1) {
            Some((start, end)) => value::cookies(scan, start, end),
            None => false,
        },
        (Program::Curl, b'-') if [&b"--user"[..], b"--proxy-user", b"--cert"].contains(&word.text) => {
            matches!(word.next, b' ' | b'=') && user_password(scan, word.end + 1, b':')
        }
        (_, b'-') if is_login(word.text) && matches!(word.next, b' ' | b'=') => login(scan, word.end + 1, false),
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
        (Program::Bench, b'A' | b'P') if spaced => user_password(scan, at + 1, b':'),
        (Program::Smb | Program::NetUser, b'U') => user_password(scan, if spaced { at + 1 } else { at }, b'%'),
        (Program::None, b'u' | b'c') if spaced => login(scan, at + 1, true),
        (Program::None, b'p' | b'P' | b'w') if spaced => strong(scan, at + 1),
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

/// Options that take a name and a password, whatever the program.
fn is_login(option: &[u8]) -> bool {
    [&b"--user"[..], b"--auth", b"--login", b"--basic-auth"].contains(&option)
        || option.ends_with(b"creds")
        || option.ends_with(b"credentials")
}

/// `name:password` behind an option of any program, where the password looks made up: `--user 1000:1000` is none. A letter says less.
fn login(scan: &mut Scan<'_, '_>, at: usize, letter: bool) -> bool {
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let Some(colon) = memchr::memchr(b':', &scan.text[start..end]) else { return false };
    let password = &scan.text[start + colon + 1..end];
    let made = if letter { sentence::is_made(password) && is_mixed(password) } else { names::is_random(password, 6) };
    made && !names::is_none(password) && hide(scan, start + colon + 1, end)
}

/// `-p Welcome#2019` of a program that is not known: no port, no path.
fn strong(scan: &mut Scan<'_, '_>, at: usize) -> bool {
    let Some((start, end)) = value::argument(scan, at) else { return false };
    let text = &scan.text[start..end];
    let signs = text.iter().any(|byte| b"!#%^&*".contains(byte)) && !text.iter().any(|byte| b"/:=,<>".contains(byte));
    signs && sentence::is_made(text) && is_mixed(text) && hide(scan, start, end)
}

/// Letters of both cases and digits.
fn is_mixed(text: &[u8]) -> bool {
    [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit].iter().all(|test| text.iter().any(test))
}

/// `openssl passwd -6 -salt ab password`: the last argument.
fn hashed(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let words = words(scan, word.end);
    // In `$(openssl passwd …)` the command ends with the bracket.
    let closes = |(_, end): &&(usize, usize)| matches!(scan.text[end - 1], b')' | b'`');
    let Some((start, end)) = words.iter().find(closes).or(words.last()).copied() else { return false };
    let text = &scan.text[start..end];
    let text = text.strip_suffix(b")").or(text.strip_suffix(b"`")).unwrap_or(text);
    if text.starts_with(b"-") || text.is_empty() || names::is_none(text) || super::scan::placeholder(text) > 0 {
        return false;
    }
    scan.due = vec![(start, start + text.len(), Kind::Password)];
    true
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
    let behind = share.filter(|_| is_use).map_or(&[][..], |share| &words[share + 1..]);
    let password = behind.iter().find(|word| text(word)[0] != b'/').filter(|word| text(word)[0] != b'*');
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
    // With `-n` there is no file: `htpasswd -bn user password`.
    for _ in 0..if word.text.contains(&b'n') { 1 } else { 2 } {
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

/// The list that cloud-init gives to `chpasswd`: `name:password` in each line.
fn chpasswd(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
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
