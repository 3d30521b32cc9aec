//! Numbers with a check of their own: accounts, identity cards, telephones, bank cards. No digit may touch either side.

use super::kinds::Kind;
use super::scan::{DASH, DIGIT, DOT, LINE, LOWER, Scan, UPPER, Word, placeholder};

/// A number that names somebody.
pub(crate) fn number(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !word.has(DIGIT)
        || word.text.len() < 3
        || word.has(LOWER | UPPER) && !word.has(DASH | DOT | LINE) && word.text.len() != 18
    {
        return false;
    }
    let text = word.text;
    let plain = !word.has(DASH | DOT | LINE | LOWER | UPPER);
    if word.next == b':' && word.before == b':' && plain && word.text.len() <= 5 {
        return pgpass(scan, word.start, word.end);
    }
    if plain && (4..=8).contains(&text.len()) && word.next == b' ' && is_sent(scan.after(word.end, 48)) {
        return scan.secret(word.start, word.end, Kind::Password);
    }
    if plain {
        return match text.len() {
            6 => spaced_id_card(scan, word),
            4 if text.starts_with(b"0") && spaced_land_line(scan, word) => true,
            4 => grouped(scan, word),
            11 => is_phone(text) && !is_size(scan, word, text) && scan.hit(word.start, word.end, Kind::Phone),
            12 | 16 | 18 if is_account(scan, word) => scan.hit(word.start, word.end, Kind::Account),
            3 if text.starts_with(b"0") => spaced_land_line(scan, word),
            3 => spaced_phone(scan, word),
            13 if text.starts_with(b"86") && is_phone(&text[2..]) => {
                word.before == b'+' && scan.hit(word.start + 2, word.end, Kind::Phone)
            }
            15 if text.starts_with(b"0086") && is_phone(&text[4..]) => scan.hit(word.start + 4, word.end, Kind::Phone),
            18 if is_id_card(text) => scan.hit(word.start, word.end, Kind::IdCard),
            15..=19 => is_bank_card(text) && scan.hit(word.start, word.end, Kind::BankCard),
            _ => false,
        };
    }
    if text.len() == 18 && is_id_card(text) {
        return scan.hit(word.start, word.end, Kind::IdCard);
    }
    if word.has(DASH) && !word.has(DOT | LOWER | UPPER | LINE) {
        return dashed(scan, word);
    }
    parts(scan, word)
}

/// ` is your login code`, ` as your PIN`, ` 是您的验证码` behind a number.
fn is_sent(after: &[u8]) -> bool {
    const SAYS: [&str; 3] = [" is your ", " as your ", " 是您的"];
    const WHAT: [&str; 5] = ["code", "PIN", "OTP", "password", "验证码"];
    let line = &after[..after.iter().position(|byte| *byte == b'\n').unwrap_or(after.len())];
    SAYS.iter().any(|says| line.starts_with(says.as_bytes()))
        && WHAT.iter().any(|what| memchr::memmem::find(line, what.as_bytes()).is_some())
}

/// `86-138…`, `138-1234-5678`, `6222-0210-…`.
fn dashed(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let text = word.text.trim_ascii();
    if let Some(rest) = text.strip_prefix(b"86-").or(text.strip_prefix(b"0086-"))
        && is_phone(rest)
    {
        return scan.hit(word.end - rest.len(), word.end, Kind::Phone);
    }
    if land_line(text) && (is_telephone(scan, word.start) || word.before == b'+') {
        return scan.hit(word.start, word.end, Kind::Phone);
    }
    if let [a, b, c] = text.split(|byte| *byte == b'-').collect::<Vec<_>>()[..]
        && (a.len(), b.len(), c.len()) == (6, 8, 4)
        && is_id_card(&[a, b, c].concat())
    {
        return scan.hit(word.start, word.end, Kind::IdCard);
    }
    let groups: Vec<usize> = text.split(|byte| *byte == b'-').take(8).map(<[u8]>::len).collect();
    let digits: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'-').take(20).collect();
    let phone = groups == [3, 4, 4] && is_phone(&digits);
    let card = groups.len() >= 4 && groups[..groups.len() - 1].iter().all(|len| *len == 4) && is_bank_card(&digits);
    let kind = if phone { Kind::Phone } else { Kind::BankCard };
    (phone || card) && scan.hit(word.start, word.end, kind)
}

/// `330106 19880412 9245`: region, date and order with a blank between them.
fn spaced_id_card(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.start, 21);
    if rest.len() < 20 || rest[6] != b' ' || rest[15] != b' ' || rest.get(20).is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let digits = [&rest[..6], &rest[7..15], &rest[16..20]].concat();
    if !is_id_card(&digits) {
        return false;
    }
    scan.at = word.start + 20;
    scan.hit(word.start, word.start + 20, Kind::IdCard)
}

/// `0571-85941070`, `010-12345678-801`, `86-571-85941070`: area, number and extension.
fn land_line(text: &[u8]) -> bool {
    let groups: Vec<&[u8]> = text.split(|byte| *byte == b'-').take(5).collect();
    let area = |area: &[u8]| matches!(area, [b'0', b'1'..=b'9', _] | [b'0', b'3'..=b'9', _, _]);
    let number = |number: &[u8]| matches!(number.len(), 7 | 8) && matches!(number[0], b'2'..=b'8');
    match groups[..] {
        [a, b] => area(a) && number(b),
        [b"86" | b"0086", a, b] => (2..=4).contains(&a.len()) && number(b),
        [a, b, extension] => {
            area(a) && (number(b) || [b, extension].concat().len() == 8 && b.len() == 4) && !extension.is_empty()
        }
        _ => false,
    }
}

/// Whether a name of telephones stands before a place.
fn is_telephone(scan: &Scan<'_, '_>, at: usize) -> bool {
    const NAMES: [&str; 18] = [
        "电话",
        "座机",
        "固话",
        "传真",
        "热线",
        "分机",
        "联系方式",
        "致电",
        "拨打",
        "tel",
        "phone",
        "telephone",
        "fax",
        "hotline",
        "call",
        "office",
        "phone number",
        "landline",
    ];
    let before = scan.before(at, 32).to_ascii_lowercase();
    let mut before = &before[..];
    loop {
        let full =
            ["：", "是", "为", "号"].iter().find(|sign| before.ends_with(sign.as_bytes())).map_or(0, |sign| sign.len());
        let one = usize::from(before.last().is_some_and(|byte| b" \t\"'=:(.+".contains(byte)));
        if full + one == 0 {
            return NAMES.iter().any(|name| before.ends_with(name.as_bytes()));
        }
        before = &before[..before.len() - full.max(one)];
    }
}

/// `010 8594 1070`, `(0571) 85941070` behind a name of telephones.
fn spaced_land_line(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let rest = scan.after(word.end, 16);
    let close = usize::from(word.next == b')');
    let blanks = close + usize::from(rest.get(close) == Some(&b' '));
    let number = &rest[blanks.min(rest.len())..];
    let len = number.iter().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'-')).count();
    let number = number[..len].trim_ascii_end();
    let digits: Vec<u8> = number.iter().copied().filter(u8::is_ascii_digit).collect();
    if blanks == 0 || !land_line(&[word.text, b"-", &digits].concat()) || !is_telephone(scan, word.start) {
        return false;
    }
    let end = word.end + blanks + number.len();
    scan.at = end;
    scan.hit(word.start, end, Kind::Phone)
}

/// `138 1234 5678` behind a country's code or a name of telephones, since numbers of a table stand so as well.
fn spaced_phone(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    const NAMES: [&str; 8] = ["+86", "+86-", "手机", "手机号", "电话", "tel", "phone", "mobile"];
    let rest = scan.after(word.start, 14);
    let spaced = rest.len() >= 13 && rest[3] == b' ' && rest[8] == b' ';
    if word.text[0] != b'1' || !spaced || rest.get(13).is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let digits = [&rest[..3], &rest[4..8], &rest[9..13]].concat();
    let before = scan.before(word.start, 16);
    let before = before.trim_ascii_end();
    let before = before.strip_suffix(b":").or(before.strip_suffix("：".as_bytes())).unwrap_or(before);
    let before = before.to_ascii_lowercase();
    if !is_phone(&digits) || !NAMES.iter().any(|name| before.ends_with(name.as_bytes())) {
        return false;
    }
    scan.at = word.start + 13;
    scan.hit(word.start, word.start + 13, Kind::Phone)
}

/// A number of its own in a word: behind a letter's line or dash, `tel_138…`, `user-138….json`.
fn parts(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let (mut at, mut found) = (0, false);
    while at < word.text.len() {
        let len = word.text[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (start, end) = (word.start + at, word.start + at + len);
        let part = &word.text[at..at + len];
        let fraction = at > 0 && word.text[at - 1] == b'.'
            || word.text.get(at + len) == Some(&b'.') && word.text.get(at + len + 1).is_some_and(u8::is_ascii_digit);
        if len == 11 && !fraction && is_phone(part) {
            found |= scan.hit(start, end, Kind::Phone);
        } else if len == 18 && !fraction && is_id_card(part) {
            found |= scan.hit(start, end, Kind::IdCard);
        }
        at += len.max(1);
    }
    found
}

/// `6222 0210 0111 2345 678`: groups of four with one blank between them.
fn grouped(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if word.next != b' ' || word.before == b' ' && scan.byte(word.start.wrapping_sub(2)).is_ascii_digit() {
        return false;
    }
    let rest = scan.after(word.start, 25);
    let len = rest
        .iter()
        .enumerate()
        .take_while(|(at, byte)| if at % 5 == 4 { **byte == b' ' } else { byte.is_ascii_digit() })
        .count();
    let text = rest[..len].trim_ascii_end();
    let digits: Vec<u8> = text.iter().copied().filter(|byte| *byte != b' ').collect();
    let touched = rest.get(text.len()).is_some_and(u8::is_ascii_alphanumeric);
    if touched || !is_bank_card(&digits) {
        return false;
    }
    scan.at = word.start + text.len();
    scan.hit(word.start, word.start + text.len(), Kind::BankCard)
}

/// Numbers of mobile telephones in China: 1, a segment that is given out, eight digits.
fn is_phone(text: &[u8]) -> bool {
    let [b'1', second, third, rest @ ..] = text else { return false };
    let segment = match second {
        b'3' | b'8' => true,
        b'4' => matches!(third, b'0' | b'1' | b'4'..=b'9'),
        b'5' => *third != b'4',
        b'6' => matches!(third, b'2' | b'5' | b'6' | b'7'),
        b'7' => matches!(third, b'0'..=b'8'),
        b'9' => *third != b'4',
        _ => false,
    };
    segment && rest.len() == 8 && rest.iter().all(u8::is_ascii_digit)
}

/// A number of bytes: a multiple of a page, or one beside a unit.
fn is_size(scan: &Scan<'_, '_>, word: &Word<'_>, text: &[u8]) -> bool {
    const UNITS: &[&str] = &["bytes", "byte", "B", "kB", "KB", "KiB", "字节", "ns", "us", "ms", "packets", "sectors"];
    let number = text.iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0'));
    let after = scan.after(word.end, 10);
    let after = after.strip_prefix(b" ").unwrap_or(after);
    let unit = |unit: &&str| {
        after.strip_prefix(unit.as_bytes()).is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    };
    number.is_multiple_of(4096) || UNITS.iter().any(unit)
}

/// GB 11643: region, date, order, and a check digit by ISO 7064 MOD 11-2.
fn is_id_card(text: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if !text[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let number =
        |from: usize, to: usize| text[from..to].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    let region = matches!(number(0, 2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let (month, day) = (number(10, 12), number(12, 14));
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let date = (1900..=2099).contains(&number(6, 10)) && (1..=12).contains(&month) && (1..=days).contains(&day);
    let sum: u32 = text.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    region && date && text[17].to_ascii_uppercase() == b"10X98765432"[sum as usize % 11]
}

/// ISO/IEC 7812: the first digits of a network, and a check digit by Luhn.
fn is_bank_card(digits: &[u8]) -> bool {
    let network = match digits {
        [b'6', b'2', ..] => (16..=19).contains(&digits.len()),
        [b'4', ..] | [b'5', b'1'..=b'5', ..] | [b'3', b'5', ..] => digits.len() == 16,
        [b'3', b'4' | b'7', ..] => digits.len() == 15,
        _ => false,
    };
    let luhn = |(at, digit): (usize, &u8)| {
        let value = u32::from(digit.wrapping_sub(b'0')) * if at % 2 == 1 { 2 } else { 1 };
        if value > 9 { value - 9 } else { value }
    };
    let varied = digits.iter().any(|digit| Some(digit) != digits.last());
    network && varied && digits.iter().rev().enumerate().map(luhn).sum::<u32>().is_multiple_of(10)
}

/// Sixteen digits beside a name of accounts, or in the name of a resource: `acs:ecs:cn-hangzhou:1234567890123456:…`; twelve in AWS's.
fn is_account(scan: &Scan<'_, '_>, word: &Word<'_>) -> bool {
    const NAMES: &[&str] = &[
        "uid",
        "ownerid",
        "accountid",
        "account",
        "account_id",
        "aliuid",
        "owner",
        "owner_id",
        "userid",
        "user_id",
        "roleid",
        "principalid",
        "callerid",
        "parentid",
        "mainaccountid",
        "账号",
        "账号id",
        "帐号",
        "账户",
        "账户id",
        "主账号id",
        "用户id",
        "account id",
        "account-id",
        "tenant_id",
        "tenantid",
    ];
    let before = scan.before(word.start, 40);
    if word.before == b':' && word.next == b':' {
        return memchr::memmem::rfind(before, b"acs:").is_some() || memchr::memmem::rfind(before, b"arn:").is_some();
    }
    // Users and roles of RAM have eighteen, `name@account` logs in to a registry of images.
    if word.text.len() == 12 {
        return false;
    }
    if word.before == b'@' && word.text.len() == 16 {
        return before.len() > 1 && before[before.len() - 2].is_ascii_alphanumeric();
    }
    let signs = |text: &[u8]| {
        let mut text = text.to_ascii_lowercase();
        loop {
            let full =
                ["：", "是", "为"].iter().find(|sign| text.ends_with(sign.as_bytes())).map_or(0, |sign| sign.len());
            let one = usize::from(text.last().is_some_and(|byte| b" \t\"'\\=:(".contains(byte)));
            if full + one == 0 {
                return text;
            }
            text.truncate(text.len() - full.max(one));
        }
    };
    let name = signs(before);
    NAMES.iter().any(|known| name.ends_with(known.as_bytes()))
}

/// `host:*:database:user:password`; gives where to go on.
pub(crate) fn any_port(scan: &mut Scan<'_, '_>) -> Option<usize> {
    let (start, end) = (scan.at, scan.at + 1);
    let sides = scan.byte(end) == b':' && scan.before(start, 1) == b":";
    (sides && pgpass(scan, start, end)).then_some(scan.at)
}

/// `host:port:database:user:password`, a line of `.pgpass`, by where the port stands.
fn pgpass(scan: &mut Scan<'_, '_>, start: usize, end: usize) -> bool {
    let host = scan.text.get(scan.line..start).unwrap_or_default();
    let rest = scan.after(end, 256);
    let line = &rest[..rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())];
    let fields: Vec<&[u8]> = line.split(|byte| *byte == b':').take(6).collect();
    let fits = host.len() < 256
        && !host.is_empty()
        && !host.iter().any(u8::is_ascii_whitespace)
        && memchr::memchr_iter(b':', host).count() == 1;
    let [b"", database, user, password] = fields[..] else { return false };
    let named = [database, user].iter().all(|field| {
        field.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.*".contains(byte)) && !field.is_empty()
    });
    if !fits || !named || password.len() < 4 || password.iter().all(u8::is_ascii_digit) || placeholder(password) > 0 {
        return false;
    }
    let end = end + line.len();
    scan.at = end;
    scan.secret(end - password.len(), end, Kind::Password)
}
