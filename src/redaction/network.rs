//! Addresses of machines: IPv4, IPv6, MAC; and what else names one or somebody.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::hosts;
use super::kinds::Kind;
use super::people;
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
    if word.next == b'@' && people::at_sign(scan, word) {
        return true;
    }
    if word.has(DOT) && hosts::host(scan, word) {
        return true;
    }
    hosts::ecs_host(scan, word) || people::home(scan, word) || people::login(scan, word)
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

/// Six pairs of hexadecimal digits, or the eight of an EUI-64 and a name of Fibre Channel.
fn mac(text: &[u8], sign: u8) -> bool {
    matches!(text.len(), 17 | 23)
        && text.iter().enumerate().all(|(at, byte)| if at % 3 == 2 { *byte == sign } else { byte.is_ascii_hexdigit() })
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

/// What stands before the address of a machine.
const CALLED: &[&str] = &["inet", "from", "host", "ip", "addr", "//", "@", "to", "via", "src", "dst"];

/// Whether four numbers are the address of one machine, and no version.
fn names_one(scan: &Scan<'_, '_>, word: &Word<'_>, at: usize, len: usize, address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    let everybody = matches!(a, 0 | 127 | 224..=255)
        || (a, b) == (169, 254)
        || matches!(
            [a, b, c, d],
            [100, 100, 2, 136 | 138] | [100, 100, 100, 200] | [8, 8, 8, 8] | [8, 8, 4, 4] | [1, 1, 1, 1]
        )
        || matches!([a, b, c, d], [114, 114, 114, 114 | 115] | [223, 5, 5, 5] | [223, 6, 6, 6] | [119, 29, 29, 29]);
    if everybody {
        return false;
    }
    let private = address.is_private() || a == 100 && (64..128).contains(&b);
    let node = at > 1 && word.text[at - 1] == b'.' && word.text[at - 2].is_ascii_alphabetic();
    let embedded =
        at > 0 && !node || at + len < word.text.trim_ascii_end().len() && word.text.get(at + len) != Some(&b'.');
    if embedded && !private {
        // From one to another.
        return word.text.len() < 40 && word.text.iter().all(|byte| byte.is_ascii_digit() || b".-".contains(byte));
    }
    let start = word.start + at;
    let before = scan.before(start, 24);
    let lower = before.to_ascii_lowercase();
    let trimmed = lower.trim_ascii_end();
    let ends = |words: &[&str], sign: &[u8]| {
        let text = trimmed.strip_suffix(sign).unwrap_or(trimmed);
        words.iter().any(|word| text.ends_with(word.as_bytes()))
    };
    let version = ends(&["version", " ver", "版本", "版本：", "版本号", "版本号："], b":");
    let release = ends(&["release", "==", "rev", "build", "python", "java", "openssl"], b":");
    // `Chrome/119.0.0.0`.
    let product = word.before == b'/' && before.len() > 1 && before[before.len() - 2].is_ascii_alphanumeric();
    // A version, or the identifier of an object in ASN.1.
    let small = a < 3 || [a, b, c, d].iter().all(|octet| *octet < 30);
    let called = ends(CALLED, b":") || ends(CALLED, b"=");
    !version && (private || !(release || small || product || (c, d) == (0, 0)) || called)
}
