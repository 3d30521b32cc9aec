//! Names of machines: domains, names of networks of one's own, what Alibaba Cloud and syslog call a machine.

use super::kinds::Kind;
use super::scan::{Scan, Word};

/// Tops of names that are met in words of other kinds seldom enough.
const TOPS: &[&str] = &[
    "com", "net", "org", "cn", "edu", "gov", "mil", "int", "io", "biz", "hk", "tw", "jp", "kr", "sg", "us", "uk", "de",
    "fr", "ru", "eu", "au", "ca", "nl", "ch", "it", "es", "se", "vn", "th", "id", "my", "ph", "br", "co", "arpa",
];

/// Tops that are words of programs as well: believed with more than two labels.
const LONG_TOPS: &[&str] = &[
    "cloud",
    "dev",
    "tech",
    "xyz",
    "top",
    "ai",
    "app",
    "site",
    "vip",
    "shop",
    "club",
    "online",
    "cc",
    "me",
    "tv",
    "info",
    "ltd",
    "svc",
    "local",
    "internal",
    "lan",
    "corp",
    "intranet",
    "home",
    "private",
    "localdomain",
    "in",
];

/// Tops of networks of one's own: believed with two labels, behind which stands no path.
const OWN_TOPS: &[&str] = &["internal", "lan", "corp", "intranet", "local"];

/// Names of which everybody has the same.
const PUBLIC: &[&str] = &[
    "aliyun.com",
    "alibabacloud.com",
    "alipay.com",
    "taobao.com",
    "npmmirror.com",
    "github.com",
    "githubusercontent.com",
    "gitlab.com",
    "gitee.com",
    "docker.com",
    "docker.io",
    "quay.io",
    "k8s.io",
    "gcr.io",
    "ghcr.io",
    "kubernetes.io",
    "pypi.org",
    "python.org",
    "pythonhosted.org",
    "npmjs.org",
    "npmjs.com",
    "nodejs.org",
    "golang.org",
    "go.dev",
    "rust-lang.org",
    "crates.io",
    "maven.org",
    "apache.org",
    "debian.org",
    "ubuntu.com",
    "centos.org",
    "fedoraproject.org",
    "redhat.com",
    "kernel.org",
    "gnu.org",
    "nginx.org",
    "mysql.com",
    "postgresql.org",
    "redis.io",
    "mongodb.com",
    "elastic.co",
    "microsoft.com",
    "windows.com",
    "google.com",
    "googleapis.com",
    "cloudflare.com",
    "w3.org",
    "ietf.org",
    "schemas.xmlsoap.org",
    "example.com",
    "example.org",
    "example.net",
    "freedesktop.org",
    "letsencrypt.org",
    "slack.com",
    "discord.com",
    "telegram.org",
    "sctapi.ftqq.com",
    "dingtalk.com",
    "feishu.cn",
    "larksuite.com",
    "qyapi.weixin.qq.com",
    "openssl.org",
    "openssh.com",
    "libssh.org",
    "in-addr.arpa",
    "ip6.arpa",
    "tuna.tsinghua.edu.cn",
    "ntp.org",
    "springframework.org",
];

/// Whether a word is the name of one machine or of somebody's own domain.
pub(crate) fn is_host(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let name = name.trim_end_matches(['.', '-']);
    let labels = name.split('.').count();
    let Some((front, top)) = name.rsplit_once('.') else { return false };
    let fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !label.contains('_')
    };
    if name.len() > 253 || !name.split('.').all(fits) {
        return false;
    }
    let mixed =
        name.bytes().any(|byte| byte.is_ascii_uppercase()) && name.bytes().any(|byte| byte.is_ascii_lowercase());
    let lower = name.to_ascii_lowercase();
    let top = top.to_ascii_lowercase();
    let first = lower.split('.').next().unwrap_or_default();
    let own = OWN_TOPS.contains(&top.as_str());
    let known = TOPS.contains(&top.as_str()) || own || labels > 2 && LONG_TOPS.contains(&top.as_str());
    // Packages are written the other way round, members of objects with capitals.
    let package = ["com", "org", "net", "io", "cn", "java", "javax", "sun", "jdk", "edu", "gov", "www"]
        .contains(&first)
        && first != "www";
    let code = [
        "self",
        "this",
        "os",
        "sys",
        "rc",
        "settings",
        "config",
        "application",
        "console",
        "logger",
        "log",
        "localhost",
    ];
    if !known
        || package
        || code.contains(&first) && labels == 2
        || mixed && !front.contains('-') && !front.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let short = labels == 2 && (first.len() < 2 || first.bytes().all(|byte| byte.is_ascii_digit()));
    !short && !is_public(&lower)
}

pub(crate) fn is_public(name: &str) -> bool {
    let within = |parent: &str| name.strip_suffix(parent).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if let Some(front) = name.strip_suffix(".aliyuncs.com") {
        return is_endpoint(front);
    }
    PUBLIC.iter().any(|parent| within(parent))
}

/// What a region's service is called is everybody's; what begins with a bucket, an instance or a cluster is one's own.
fn is_endpoint(front: &str) -> bool {
    const SERVICES: &[&str] = &[
        "ecs",
        "vpc",
        "sts",
        "ram",
        "rds",
        "slb",
        "kms",
        "oss",
        "cms",
        "metrics",
        "location",
        "cs",
        "cr",
        "registry",
        "registry-vpc",
        "registry-internal",
        "axt",
        "ros",
        "oos",
        "ess",
        "mirrors",
        "dysmsapi",
        "actiontrail",
        "ecs-vpc",
        "vpc-vpc",
        "sts-vpc",
        "cloudassistant",
        "log",
        "r-kvstore",
        "polardb",
        "mongodb",
        "alidns",
        "cdn",
        "resourcemanager",
        "tag",
        "ram-vpc",
        "nas",
        "fc",
        "business",
        "bss",
    ];
    let mut labels = front.split('.');
    let first = labels.next().unwrap_or_default();
    let second = labels.next();
    let region = |label: &str| {
        ["cn-", "ap-", "us-", "eu-", "me-", "na-"].iter().any(|begin| label.starts_with(begin)) || label == "vpc-proxy"
    };
    let service = SERVICES.contains(&first) || first.starts_with("oss-") || first.starts_with("ntp") || region(first);
    // `mirrors.cloud.aliyuncs.com` is everybody's, within the cloud.
    service && second.is_none_or(|label| region(label) || label == "cloud") && labels.next().is_none()
}

pub(crate) fn host(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if matches!(word.next, b'(' | b'@')
        || word.start >= scan.userinfo && word.before == b'@' && word.start > scan.address
    {
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
pub(crate) fn trim(word: &[u8]) -> &[u8] {
    let start = word.iter().take_while(|byte| b".-_".contains(byte)).count();
    let end = word.iter().rev().take_while(|byte| b".-_".contains(byte)).count();
    word.get(start..word.len() - end).unwrap_or_default()
}

/// Whether a label names a machine: one with a digit or a dash, so that no plain word is taken for one.
pub(crate) fn is_machine_name(name: &[u8]) -> bool {
    let fits =
        (3..=63).contains(&name.len()) && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte));
    let odd = name.iter().any(|byte| byte.is_ascii_digit() || *byte == b'-');
    let numbers = name.iter().all(|byte| byte.is_ascii_digit() || b".:".contains(byte));
    fits && odd && !numbers && name.iter().any(u8::is_ascii_alphabetic)
}

/// `iZbp1…Z`: the name that a machine of Alibaba Cloud has from its beginning.
pub(crate) fn ecs_host(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
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

/// The machine's name in a line of syslog: RFC 3164 4.1.2; where it begins and ends in the line.
pub(crate) fn syslog_host(line: &[u8]) -> Option<(usize, usize)> {
    const MONTHS: &[&[u8]] =
        &[b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let stamp = line.get(..16)?;
    let dated =
        MONTHS.contains(&&stamp[..3]) && stamp[3] == b' ' && stamp[9] == b':' && stamp[12] == b':' && stamp[15] == b' ';
    if !dated {
        return None;
    }
    let len =
        line[16..].iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(byte)).count();
    let name = &line[16..16 + len];
    let named = line.get(16 + len) == Some(&b' ')
        && is_machine_name(name)
        && !name.starts_with(b"localhost")
        && !name.contains(&b'_');
    named.then_some((16, 16 + len))
}
