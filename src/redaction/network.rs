//! Addresses of machines and people: IPv4, IPv6, MAC, host names, mail, prompts, home directories.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::command::Program;
use super::kinds::Kind;
use super::scan::{BEYOND, DASH, DIGIT, DOT, LINE, LOWER, Scan, UPPER, Word};

/// What names a machine or a person in this word or around it.
pub(crate) fn machine(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let letters = word.has(LOWER | UPPER);
    if !word.has(BEYOND) && word.next == b':' && word.text.len() <= 4 && colons(scan, word) {
        return true;
    }
    if word.has(DASH) && !word.has(BEYOND | DOT) && word.text.len() == 17 && dashed_mac(scan, word) {
        return true;
    }
    if word.has(DIGIT) && word.has(DOT) && ipv4(scan, word) {
        return true;
    }
    if !letters {
        return false;
    }
    if word.next == b'@' && at_sign(scan, word) {
        return true;
    }
    if word.has(DOT) && host(scan, word) {
        return true;
    }
    ecs_host(scan, word) || home(scan, word) || login(scan, word)
}

/// Groups between colons: a MAC address, or RFC 4291 2.2.
fn colons(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if matches!(word.before, b':' | b'.') || word.has(DOT | DASH | LINE) {
        return false;
    }
    let rest = scan.after(word.start, 64);
    let len = rest.iter().take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':').count();
    let mut text = &rest[..len];
    if rest.get(len).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        return false;
    }
    if text.ends_with(b":") && !text.ends_with(b"::") {
        text = &text[..text.len() - 1];
    }
    let Ok(written) = std::str::from_utf8(text) else { return false };
    let end = word.start + text.len();
    if mac(text, b':') {
        scan.at = end;
        return tells(text) && scan.hit(word.start, end, Kind::Mac);
    }
    let Ok(address) = written.parse::<Ipv6Addr>() else { return false };
    // What a compiler or a clock writes with colons has no such first group.
    let first = address.segments()[0];
    let global = matches!(first, 0x2000..=0x3FFF | 0xFC00..=0xFDFF | 0xFE80..=0xFEBF) && word.text.len() == 4;
    if !global && written.contains("::") || address.is_loopback() || address.is_multicast() {
        return false;
    }
    scan.at = end;
    scan.hit(word.start, end, Kind::Ipv6)
}

fn mac(text: &[u8], sign: u8) -> bool {
    text.len() == 17 && text.iter().enumerate().all(|(at, byte)| if at % 3 == 2 { *byte == sign } else { byte.is_ascii_hexdigit() })
}

/// Neither the address of nobody nor that of everybody.
fn tells(text: &[u8]) -> bool {
    let digits = || text.iter().filter(|byte| byte.is_ascii_hexdigit());
    !digits().all(|byte| *byte == b'0') && !digits().all(|byte| byte.eq_ignore_ascii_case(&b'f'))
}

fn dashed_mac(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    mac(word.text, b'-') && tells(word.text) && scan.hit(word.start, word.end, Kind::Mac)
}

/// Each IPv4 address in a word.
fn ipv4(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let (mut next, mut found) = (0, false);
    while next < word.text.len() {
        let at = next;
        let digits = word.text[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        if digits == 0 {
            next += 1;
            continue;
        }
        let dots = word.text[at..at + digits].iter().take_while(|byte| **byte == b'.').count();
        let (at, digits) = (at + dots, digits - dots);
        let run = &word.text[at..at + digits];
        let shown = run.iter().rev().take_while(|byte| **byte == b'.').count();
        let run = &run[..digits.saturating_sub(shown)];
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let touched = at > 0 && letter(word.text.get(at - 1)) || shown == 0 && letter(word.text.get(at + digits));
        if !touched
            && (7..=15).contains(&run.len())
            && let Some(address) = std::str::from_utf8(run).ok().and_then(|run| run.parse::<Ipv4Addr>().ok())
            && names_one(scan, word, at, run.len(), address)
        {
            found = scan.hit(word.start + at, word.start + at + run.len(), Kind::Ip);
        }
        next = at + digits.max(1);
    }
    found
}

/// Whether four numbers are the address of one machine, and no version.
fn names_one(scan: &Scan<'_, '_>, word: &Word<'_>, at: usize, len: usize, address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    let everybody = matches!(a, 0 | 127 | 224..=255)
        || (a, b) == (169, 254)
        || matches!([a, b, c, d], [100, 100, 2, 136 | 138] | [100, 100, 100, 200] | [8, 8, 8, 8] | [8, 8, 4, 4] | [1, 1, 1, 1])
        || matches!([a, b, c, d], [114, 114, 114, 114 | 115] | [223, 5, 5, 5] | [223, 6, 6, 6] | [119, 29, 29, 29]);
    if everybody {
        return false;
    }
    let private = address.is_private() || a == 100 && (64..128).contains(&b);
    let node = at > 1 && word.text[at - 1] == b'.' && word.text[at - 2].is_ascii_alphabetic();
    let embedded = at > 0 && !node || at + len < word.text.trim_ascii_end().len() && word.text.get(at + len) != Some(&b'.');
    if embedded && !private {
        // From one to another.
        return word.text.len() < 40 && word.text.iter().all(|byte| byte.is_ascii_digit() || b".-".contains(byte));
    }
    let start = word.start + at;
    let before = scan.before(start, 24);
    let lower = before.to_ascii_lowercase();
    let trimmed = lower.trim_ascii_end();
    let version = [&b"version"[..], b" ver", b"release", b"==", b"rev", b"build", b"python", b"java", b"openssl"]
        .iter()
        .any(|word| trimmed.trim_ascii_end().strip_suffix(b":").unwrap_or(trimmed).ends_with(word))
        || before.trim_ascii_end().ends_with("版本".as_bytes())
        || before.trim_ascii_end().ends_with("版本：".as_bytes())
        || before.trim_ascii_end().ends_with("版本号".as_bytes());
    // `Chrome/119.0.0.0`.
    let product = word.before == b'/' && before.len() > 1 && before[before.len() - 2].is_ascii_alphanumeric();
    let small = [a, b, c, d].iter().all(|octet| *octet < 30);
    let called = [&b"inet"[..], b"from", b"host", b"ip", b"addr", b"//", b"@", b"to", b"via", b"src", b"dst"].iter().any(|word| {
        trimmed.strip_suffix(b":").or(trimmed.strip_suffix(b"=")).unwrap_or(trimmed).ends_with(word)
    });
    !version && (private || !(small || product || (c, d) == (0, 0)) || called)
}

/// Tops of names that are met in words of other kinds seldom enough.
const TOPS: &[&str] = &[
    "com", "net", "org", "cn", "edu", "gov", "mil", "int", "io", "biz", "hk", "tw", "jp", "kr", "sg", "us", "uk", "de", "fr", "ru", "eu",
    "au", "ca", "nl", "ch", "it", "es", "se", "vn", "th", "id", "my", "ph", "br", "co", "arpa",
];

/// Tops that are words of programs as well: believed with more than two labels.
const LONG_TOPS: &[&str] = &[
    "cloud", "dev", "tech", "xyz", "top", "ai", "app", "site", "vip", "shop", "club", "online", "cc", "me", "tv", "info", "ltd", "svc",
    "local", "internal", "lan", "corp", "intranet", "home", "private", "localdomain", "in",
];

/// Tops of networks of one's own: believed with two labels, behind which stands no path.
const OWN_TOPS: &[&str] = &["internal", "lan", "corp", "intranet", "local"];

/// Names of which everybody has the same.
const PUBLIC: &[&str] = &[
    "aliyun.com", "alibabacloud.com", "alipay.com", "taobao.com", "npmmirror.com", "github.com", "githubusercontent.com", "gitlab.com", "gitee.com",
    "docker.com", "docker.io", "quay.io", "k8s.io", "gcr.io", "ghcr.io", "kubernetes.io", "pypi.org", "python.org", "pythonhosted.org", "npmjs.org",
    "npmjs.com", "nodejs.org", "golang.org", "go.dev", "rust-lang.org", "crates.io", "maven.org", "apache.org", "debian.org", "ubuntu.com", "centos.org",
    "fedoraproject.org", "redhat.com", "kernel.org", "gnu.org", "nginx.org", "mysql.com", "postgresql.org", "redis.io", "mongodb.com", "elastic.co",
    "microsoft.com", "windows.com", "google.com", "googleapis.com", "cloudflare.com", "w3.org", "ietf.org", "schemas.xmlsoap.org", "example.com",
    "example.org", "example.net", "freedesktop.org", "letsencrypt.org", "slack.com", "dingtalk.com", "feishu.cn", "larksuite.com", "qyapi.weixin.qq.com",
    "openssl.org", "openssh.com", "libssh.org", "in-addr.arpa", "ip6.arpa", "tuna.tsinghua.edu.cn", "ntp.org", "amazonaws.com.cn", "springframework.org",
];

/// Whether a word is the name of one machine or of somebody's own domain.
pub(crate) fn is_host(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let name = name.trim_end_matches(['.', '-']);
    let labels = name.split('.').count();
    let Some((front, top)) = name.rsplit_once('.') else { return false };
    let fits = |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-') && !label.contains('_');
    if name.len() > 253 || !name.split('.').all(fits) {
        return false;
    }
    let mixed = name.bytes().any(|byte| byte.is_ascii_uppercase()) && name.bytes().any(|byte| byte.is_ascii_lowercase());
    let lower = name.to_ascii_lowercase();
    let top = top.to_ascii_lowercase();
    let first = lower.split('.').next().unwrap_or_default();
    let own = OWN_TOPS.contains(&top.as_str());
    let known = TOPS.contains(&top.as_str()) || own || labels > 2 && LONG_TOPS.contains(&top.as_str());
    // Packages are written the other way round, members of objects with capitals.
    let package = ["com", "org", "net", "io", "cn", "java", "javax", "sun", "jdk", "edu", "gov", "www"].contains(&first) && first != "www";
    let code = ["self", "this", "os", "sys", "rc", "settings", "config", "application", "console", "logger", "log", "localhost"];
    if !known || package || code.contains(&first) && labels == 2 || mixed && !front.contains('-') && !front.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let short = labels == 2 && (first.len() < 2 || first.bytes().all(|byte| byte.is_ascii_digit()));
    !short && !is_public(&lower)
}

fn is_public(name: &str) -> bool {
    let within = |parent: &str| name.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if let Some(front) = name.strip_suffix(".aliyuncs.com") {
        return is_endpoint(front);
    }
    PUBLIC.iter().any(|parent| within(parent))
}

/// What a region's service is called is everybody's; what begins with a bucket, an instance or a cluster is one's own.
fn is_endpoint(front: &str) -> bool {
    const SERVICES: &[&str] = &[
        "ecs", "vpc", "sts", "ram", "rds", "slb", "kms", "oss", "cms", "metrics", "location", "cs", "cr", "registry", "registry-vpc",
        "registry-internal", "axt", "ros", "oos", "ess", "mirrors", "dysmsapi", "actiontrail", "ecs-vpc", "vpc-vpc", "sts-vpc", "cloudassistant",
        "log", "r-kvstore", "polardb", "mongodb", "alidns", "cdn", "resourcemanager", "tag", "ram-vpc", "nas", "fc", "business", "bss",
    ];
    let mut labels = front.split('.');
    let first = labels.next().unwrap_or_default();
    let second = labels.next();
    let region = |label: &str| {
        ["cn-", "ap-", "us-", "eu-", "me-", "na-"].iter().any(|begin| label.starts_with(begin)) || label == "vpc-proxy"
    };
    let service = SERVICES.contains(&first) || first.starts_with("oss-") || region(first);
    service && second.is_none_or(region) && labels.next().is_none()
}

fn host(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if matches!(word.next, b'(' | b'@') || word.start >= scan.userinfo && word.before == b'@' && word.start > scan.address {
        return false;
    }
    let path = matches!(word.before, b'/' | b'\\' | b'$') && !scan.before(word.start, 2).starts_with(b"//");
    let slashes = word.before == b'/' && scan.text[word.start.saturating_sub(2)..word.start] == *b"//";
    let text = trim(word.text);
    if path && !slashes || text.is_empty() || !is_host(text) {
        return false;
    }
    let start = word.start + (word.text.len() - word.text.trim_ascii_start().len());
    let from = start + word.text.iter().take_while(|byte| b".-_".contains(byte)).count();
    scan.hit(from, from + text.len(), Kind::Host)
}

/// A word without the marks around it.
fn trim(word: &[u8]) -> &[u8] {
    let start = word.iter().take_while(|byte| b".-_".contains(byte)).count();
    let end = word.iter().rev().take_while(|byte| b".-_".contains(byte)).count();
    word.get(start..word.len() - end).unwrap_or_default()
}

/// Ends of names behind an `@` that are no domains: units of systemd, files.
const NO_DOMAINS: &[&str] = &[
    "service", "socket", "target", "timer", "slice", "scope", "mount", "device", "path", "py", "js", "ts", "sh", "json", "yaml", "yml",
    "txt", "log", "conf", "md", "so", "jar", "gz", "tgz", "zip", "html", "css", "min", "x86", "noarch",
];

/// `name@domain`, `user@host`.
fn at_sign(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.start < scan.userinfo {
        return false;
    }
    let from = word.end + 1;
    let len = scan.after(from, 254).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let target = trim(&scan.text[from..from + len]);
    if target.is_empty() || !target[0].is_ascii_alphanumeric() {
        return false;
    }
    let end = from + target.len();
    let digits = target.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if digits {
        return user_before(scan, word, target.iter().filter(|byte| **byte == b'.').count() == 3);
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
    let Some(dot) = target.iter().rposition(|byte| *byte == b'.') else { return false };
    let top = &target[dot + 1..];
    let domain = top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic) && target[0] != b'.';
    let file = NO_DOMAINS.iter().any(|file| file.as_bytes().eq_ignore_ascii_case(top));
    let public = word.text == b"git";
    let plain = word.text[0] != b'.' && word.text.last() != Some(&b'.');
    if !domain || file || public || !plain {
        return false;
    }
    // `+tag` before the sign belongs to the name.
    let plus = if word.before == b'+' {
        scan.before(word.start, 64).iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b".+_-".contains(byte)).count()
    } else {
        0
    };
    let start = (word.start - plus).max(scan.hidden_to());
    let start = start + scan.text[start..word.end].iter().take_while(|byte| **byte == b'-').count();
    scan.at = end;
    scan.hit(start, end, Kind::Mail)
}

/// `[user@host ~]$`, `user@host:~#`: the line begins with it and goes on with a directory.
fn prompt(scan: &Scan<'_, '_>, word: &Word<'_>, end: usize) -> bool {
    let opened = word.before == b'[' || word.start == scan.line || word.before == b')' || word.before == b' ' && scan.byte(word.start.wrapping_sub(2)) == b')';
    let rest = scan.after(end, 128);
    match rest {
        [b':', b'~' | b'/', ..] => true,
        [b' ', ..] if opened => {
            let line = &rest[..rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())];
            line.iter().position(|byte| *byte == b']').is_some_and(|at| matches!(line.get(at + 1), Some(b'#' | b'$' | b' ')))
                || line.starts_with(b" ~ ") || line.starts_with(b" /")
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
    "root", "admin", "administrator", "ecs-user", "ecs-assist-user", "ubuntu", "centos", "ec2-user", "nginx", "mysql", "postgres", "nobody",
    "www", "www-data", "deploy", "app", "oracle", "git", "redis", "system", "jenkins", "hadoop", "docker", "sshd", "daemon", "bin", "test",
    "guest", "user", "dev", "ops", "public", "opc", "debian", "sa", "default", "all", "me", "you", "username", "name", "local", "shared", "lost",
    "ftp", "mail", "linuxbrew", "data", "work", "runner", "vagrant", "elasticsearch", "tomcat", "gitlab-runner", "backup", "service", "unknown",
    "from", "and", "for", "not", "is", "invalid", "user.name", "home", "localhost", "svc", "logs", "src",
];

/// Whether a name may be a person's.
pub(crate) fn is_person(name: &[u8]) -> bool {
    let letters = name.iter().any(u8::is_ascii_alphabetic);
    let fits = (2..=32).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte));
    letters && fits && name[0].is_ascii_alphanumeric() && !ACCOUNTS.iter().any(|account| account.as_bytes().eq_ignore_ascii_case(name))
}

/// Whether a label names a machine: one with a digit or a dash, so that no plain word is taken for one.
pub(crate) fn is_machine_name(name: &[u8]) -> bool {
    let fits = (3..=63).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte));
    let odd = name.iter().any(|byte| byte.is_ascii_digit() || *byte == b'-');
    let numbers = name.iter().all(|byte| byte.is_ascii_digit() || b".:".contains(byte));
    fits && odd && !numbers && name.iter().any(u8::is_ascii_alphabetic)
}

/// `iZbp1…Z`: the name that a machine of Alibaba Cloud has from its beginning.
fn ecs_host(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let Some(rest) = word.text.strip_prefix(b"iZ") else { return false };
    let len = rest.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
    let end = match rest.get(len) {
        Some(b'Z') => len + 1,
        None | Some(b'.' | b'-' | b'_') => len,
        _ => return false,
    };
    let digits = rest[..len].iter().any(u8::is_ascii_digit);
    (14..=40).contains(&len) && digits && scan.hit(word.start, word.start + 2 + end, Kind::Host)
}

/// `/home/name`, `/Users/name`, `C:\Users\name`, `/var/spool/mail/name`.
fn home(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let parent = matches!(word.text, b"home" | b"Users" | b"users") || word.text == b"mail" && scan.before(word.start, 6) == b"spool/";
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
    let len = scan.after(start, 64).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    let name = &scan.text[start..start + len];
    if !is_person(name) {
        return false;
    }
    scan.at = start + len;
    scan.hit(start, start + len, Kind::User)
}

/// What `sshd` and RAM say of people: `for NAME from`, `user/NAME` in an ARN.
fn login(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let start = word.end + 1;
    let arn = word.text == b"user" && word.next == b'/' && word.before == b':';
    let sshd = matches!(word.text, b"for" | b"user") && word.next == b' ';
    if !arn && !sshd {
        return false;
    }
    let len = scan.after(start, 64).iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    let name = &scan.text[start..start + len];
    let from = scan.after(start + len, 6).starts_with(b" from ") && (scan.before(word.start, 16).ends_with(b"invalid ") || scan.before(word.start, 24).ends_with(b"password ") || scan.before(word.start, 24).ends_with(b"publickey "));
    if !(arn || from) || !is_person(name) {
        return false;
    }
    scan.at = start + len;
    scan.hit(start, start + len, Kind::User)
}

/// The machine's name in a line of syslog: RFC 3164 4.1.2; where it begins and ends in the line.
pub(crate) fn syslog_host(line: &[u8]) -> Option<(usize, usize)> {
    const MONTHS: &[&[u8]] = &[b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let stamp = line.get(..16)?;
    let dated = MONTHS.contains(&&stamp[..3]) && stamp[3] == b' ' && stamp[9] == b':' && stamp[12] == b':' && stamp[15] == b' ';
    if !dated {
        return None;
    }
    let len = line[16..].iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte)).count();
    let name = &line[16..16 + len];
    let named = line.get(16 + len) == Some(&b' ') && is_machine_name(name) && !name.starts_with(b"localhost") && !name.contains(&b'_');
    named.then_some((16, 16 + len))
}
