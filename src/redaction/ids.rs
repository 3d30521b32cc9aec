//! Ids of Alibaba Cloud: a letter or a short word, a dash, and what was made at random.

use super::kinds::Kind;
use super::scan::{BEYOND, DASH, LOWER, Scan, Word};

/// Products whose ids begin with these; as the references of their APIs show them.
const RESOURCES: &[&str] = &[
    "sg", "vpc", "vsw", "d", "m", "s", "sp", "eni", "eip", "lb", "alb", "nlb", "rm", "rr", "r", "pc", "pe", "dds",
    "ngw", "nat", "vtb", "rtb", "acl", "nacl", "lt", "asg", "asc", "ess", "hbr", "cen", "pl", "ssh", "ri", "dh", "ds",
    "ssd", "gp", "gpdb", "es", "alikafka", "kvstore", "ack", "cs", "ecd", "vgw", "vpn", "cgw", "vco", "havip", "ipv6",
    "rg", "hpc", "nas", "ld", "bgp",
];

/// An id, or one at the beginning of a word with more behind it.
pub(crate) fn id(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !word.has(DASH) || !word.has(LOWER) {
        return false;
    }
    let Some(dash) = word.text.iter().take(10).position(|byte| *byte == b'-') else { return false };
    let (prefix, rest) = (&word.text[..dash], &word.text[dash + 1..]);
    let len = rest.iter().take_while(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()).count();
    let body = &rest[..len];
    let digits = body.iter().filter(|byte| byte.is_ascii_digit()).count();
    let goes_on = matches!(rest.get(len), Some(b'-' | b'A'..=b'Z'));
    // Made at random: not a word, not a number, not a hash in hexadecimal digits of another system.
    if !(10..=33).contains(&len) || digits == 0 || goes_on || !(word.has(BEYOND) || prefix.len() < 3) {
        return false;
    }
    let kind = match prefix {
        b"i" => Kind::InstanceId,
        b"t" => Kind::InvocationId,
        b"c" if !word.text.starts_with(b"c-") || len < 30 => Kind::CommandId,
        prefix if RESOURCES.iter().any(|known| known.as_bytes() == prefix) && digits < len => Kind::ResourceId,
        _ => return false,
    };
    let end = word.start + dash + 1 + len;
    // A host name that begins with an id is a host.
    if word.text.get(dash + 1 + len) == Some(&b'.') && super::hosts::is_host(&word.text[..word.text.len()]) {
        return false;
    }
    scan.at = end;
    scan.hit(word.start, end, kind)
}
