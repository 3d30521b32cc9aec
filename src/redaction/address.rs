//! `scheme://user:password@host/path?query`: the password, the tokens of webhooks, and where the address ends.

use memchr::{memmem, memrchr};

use super::kinds::Kind;
use super::names;
use super::scan::{Program, Scan, Word, placeholder};

/// Hosts whose addresses are secrets: where the token stands, and whose it is.
const WEBHOOKS: &[(&str, &str, Kind)] = &[
    ("oapi.dingtalk.com", "access_token=", Kind::DingtalkToken),
    ("qyapi.weixin.qq.com", "key=", Kind::WecomToken),
    ("open.feishu.cn", "/hook/", Kind::FeishuToken),
    ("open.larksuite.com", "/hook/", Kind::FeishuToken),
    ("hooks.slack.com", "/services/", Kind::SlackToken),
    ("discord.com", "/webhooks/", Kind::ApiToken),
    ("api.telegram.org", "/bot", Kind::ApiToken),
    ("sctapi.ftqq.com", "/", Kind::ApiToken),
];

/// The longest address that is looked at.
const LONGEST: usize = 8192;

/// An address whose scheme is this word.
pub(crate) fn address(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.text == b"thin" && word.next == b':' {
        return oracle(scan, word.end + 1);
    }
    if matches!(word.text, b"tcp" | b"unix") && word.before == b'@' && word.next == b'(' {
        return data_source(scan, word);
    }
    if bare(scan, word) {
        return true;
    }
    if word.next != b':' || !scan.text[word.end..].starts_with(b"://") || word.end < scan.userinfo {
        return false;
    }
    let start = word.end + 3;
    if start >= scan.address {
        let len = scan.after(start, LONGEST).iter().take_while(|byte| !ends(**byte)).count();
        scan.address = start + len;
    }
    scan.at = start;
    user(scan, start);
    true
}

/// What no address holds.
fn ends(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | 0x7F..)
}

/// The password before the host; RFC 3986 3.2.1.
fn user(scan: &mut Scan<'_, '_>, start: usize) {
    let rest = scan.after(start, 1024);
    // A placeholder has a sign that ends an address.
    let stops = |byte: u8| matches!(byte, 0..=b' ' | b'"' | b'\'' | b'`' | b'\\' | 0x7F..);
    let rest = &rest[..rest.iter().position(|byte| stops(*byte)).unwrap_or(rest.len())];
    let authority = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#' | b';')).unwrap_or(rest.len());
    let at = if let Some(at) = memrchr(b'@', &rest[..authority]) {
        at
    } else {
        // A password may have such signs itself: then what stands between colon and sign is no port.
        let Some(colon) = rest[..authority].iter().position(|byte| *byte == b':') else {
            return webhook(scan, start);
        };
        let port = rest[colon + 1..authority].iter().all(u8::is_ascii_digit);
        let Some(at) = (!port).then(|| memrchr(b'@', &rest[..rest.len().min(256)])).flatten() else { return };
        at
    };
    scan.userinfo = start + at + 1;
    scan.address = scan.address.max(start + at + 1);
    let Some(colon) = rest[..at].iter().position(|byte| *byte == b':') else {
        // A token in the place of a user.
        if names::is_random(&rest[..at], 20) && placeholder(rest) == 0 {
            let kind = super::tokens::whole(&rest[..at]).unwrap_or(Kind::ApiToken);
            scan.secret(start, start + at, kind);
            scan.at = start + at + 1;
        }
        return;
    };
    let password = &rest[colon + 1..at];
    if !password.is_empty() && !names::is_none(password) && placeholder(password) == 0 {
        let kind = super::tokens::whole(password).unwrap_or(Kind::UrlPassword);
        // The user may be a token, too.
        if let Some(token) = super::tokens::whole(&rest[..colon]) {
            scan.secret(start, start + colon, token);
        }
        scan.secret(start + colon + 1, start + at, kind);
        scan.at = start + at + 1;
    }
}

/// The token of a robot's address.
fn webhook(scan: &mut Scan<'_, '_>, start: usize) {
    let address = &scan.text[start..scan.address.max(start)];
    let Some((_, before, kind)) = WEBHOOKS.iter().find(|(host, ..)| address.starts_with(host.as_bytes())) else {
        return;
    };
    let Some(found) = memmem::find(address, before.as_bytes()) else { return };
    let from = start + found + before.len();
    let sign = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_/:".contains(byte);
    let len = scan.text[from..].iter().take(256).take_while(sign).count();
    if len >= 16 {
        scan.secret(from, from + len, *kind);
        scan.at = from + len;
    }
}

/// `user:password@machine:port` without a scheme: the port, an address or the program tells it from a mail address and a tag.
fn bare(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let start = word.end + 1;
    if word.next != b':' || start < scan.userinfo || matches!(scan.byte(start), 0..=b' ' | b'/' | b':' | b'"') {
        return false;
    }
    let rest = scan.after(start, 160);
    let run = &rest[..rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len())];
    let Some(at) = memrchr(b'@', run) else { return false };
    let (password, machine) = (&run[..at], &run[at + 1..]);
    let name = machine.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte)).count();
    let (name, after) = machine.split_at(name);
    let port =
        after.first() == Some(&b':') && after.get(1).is_some_and(u8::is_ascii_digit) && !name.starts_with(b"sha");
    let address =
        name == b"localhost" || std::str::from_utf8(name).is_ok_and(|name| name.parse::<std::net::Ipv4Addr>().is_ok());
    let program = scan.command == Program::Login;
    let fits = program || (port || address) && names::is_random(password, 6) && !password.contains(&b'/');
    if name.is_empty() || password.is_empty() || !fits || names::is_none(password) || placeholder(password) > 0 {
        return false;
    }
    scan.userinfo = start + at + 1;
    scan.at = start + at + 1;
    scan.secret(start, start + at, Kind::UrlPassword)
}

/// `user:password@tcp(host)/database`, as drivers of Go have it.
fn data_source(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let end = word.start - 1;
    let run = scan.text[scan.line.min(end)..end].iter().rev().take(128).take_while(|byte| !ends(**byte)).count();
    let run = &scan.text[end - run..end];
    let Some(colon) = run.iter().position(|byte| *byte == b':') else { return false };
    let password = &run[colon + 1..];
    if names::is_none(password) || placeholder(password) > 0 {
        return false;
    }
    scan.learned.keep(password, Kind::UrlPassword);
    scan.note_before(end - password.len(), end, Kind::UrlPassword);
    true
}

/// `jdbc:oracle:thin:user/password@//host`.
fn oracle(scan: &mut Scan<'_, '_>, start: usize) -> bool {
    let rest = scan.after(start, 256);
    let rest = &rest[..rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len())];
    let Some(at) = rest.iter().position(|byte| *byte == b'@') else { return false };
    let Some(slash) = rest[..at].iter().position(|byte| *byte == b'/') else { return false };
    if slash + 1 >= at || names::is_none(&rest[slash + 1..at]) {
        return false;
    }
    scan.at = start + at + 1;
    scan.secret(start + slash + 1, start + at, Kind::UrlPassword)
}
