//! `密码：…`, `口令为…`, `密码已经改成了 …`: a name in Chinese -> the value behind it.

use super::kinds::Kind;
use super::names;
use super::scan::Scan;
use super::sentence;
use super::sign::gap;
use super::value::{self, is_code_of_digits, phrase_at};

/// Names, with what stands behind them.
const NAMES: [(&str, Kind); 10] = [
    ("密码", Kind::Password),
    ("口令", Kind::Password),
    ("密钥", Kind::Secret),
    ("秘钥", Kind::Secret),
    ("令牌", Kind::Secret),
    ("授权码", Kind::Password),
    ("提取码", Kind::Password),
    ("解压码", Kind::Password),
    ("暗号", Kind::Password),
    ("登录码", Kind::Password),
];

/// Names of digits that are sent to a telephone.
const CODES: [&str; 6] = ["验证码", "校验码", "动态码", "短信码", "PIN码", "激活码"];

/// What stands before a name of a password of digits.
const ONCE: [&str; 3] = ["动态", "一次性", "短信"];

const SIGNS: [&str; 8] = ["：", ":", "=", "是", "为", "＝", "→", "->"];

/// Words that stand between a name and its sign or value.
const STATES: [&str; 34] = [
    "发", "你", "您", "我", "用", "填", "请", "的", "已", "经", "被", "重置", "修改", "更新", "更改", "变更", "设置",
    "设", "改", "换", "成", "了", "统一", "都", "就", "还", "现在", "目前", "默认", "初始", "临时", "也", "用的",
    "给你",
];

/// The value behind the name that begins here; gives where to go on.
pub(crate) fn beside(scan: &mut Scan<'_, '_>) -> Option<usize> {
    // All else is passed over at once.
    if !may_begin(scan.after(scan.at, 3)) {
        return None;
    }
    let rest = scan.after(scan.at, 48);
    if let Some(name) = CODES.iter().find(|name| rest.starts_with(name.as_bytes())) {
        let (at, _) = signs(scan, scan.at + name.len());
        let len = scan.after(at, 9).iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        return is_code_of_digits(&scan.text[at..at + len]).then(|| note(scan, at, at + len, Kind::Password));
    }
    if rest.starts_with("助记词".as_bytes()) {
        let (at, _) = signs(scan, scan.at + "助记词".len());
        let (start, end) = phrase_at(scan, at)?;
        return Some(note(scan, start, end, Kind::Password));
    }
    let (name, kind) = NAMES.iter().find(|(name, _)| rest.starts_with(name.as_bytes()))?;
    let once = ONCE.iter().any(|once| scan.before(scan.at, 9).ends_with(once.as_bytes()));
    let (at, sign) = signs(scan, scan.at + name.len());
    let (start, end) = value::written(scan, at)?;
    let text = &scan.text[start..end];
    let least = if *kind == Kind::Secret { 16 } else { 4 };
    let said = sign || sentence::is_made(text) || once && is_code_of_digits(text);
    let random = *kind != Kind::Secret || names::is_random(text, 16);
    if !text.is_ascii() || names::is_none(text) || text.len() < least || !said || !random {
        return None;
    }
    Some(note(scan, start, end, super::tokens::whole(text).unwrap_or(*kind)))
}

fn note(scan: &mut Scan<'_, '_>, start: usize, end: usize, kind: Kind) -> usize {
    scan.secret(start, end, kind);
    end
}

/// Whether some name may begin with this sign: 密, 口, 秘, 令, 授, 提, 解, 暗, 登, 验, 校, 动, 短, 激, 助.
fn may_begin(rest: &[u8]) -> bool {
    matches!(
        rest,
        [0xE5, 0xAF, 0x86]
            | [0xE5, 0x8F, 0xA3]
            | [0xE7, 0xA7, 0x98]
            | [0xE4, 0xBB, 0xA4]
            | [0xE6, 0x8E, 0x88]
            | [0xE6, 0x8F, 0x90]
            | [0xE8, 0xA7, 0xA3]
            | [0xE6, 0x9A, 0x97]
            | [0xE7, 0x99, 0xBB]
            | [0xE9, 0xAA, 0x8C]
            | [0xE6, 0xA0, 0xA1]
            | [0xE5, 0x8A, 0xA8 | 0xA9]
            | [0xE7, 0x9F, 0xAD]
            | [0xE6, 0xBF, 0x80]
    )
}

/// Where the value begins behind a name, and whether a sign says that it is one: `已重置为：`, `（root）：`, a blank.
fn signs(scan: &Scan<'_, '_>, mut at: usize) -> (usize, bool) {
    let mut sign = false;
    at += note_in_brackets(scan.after(at, 48));
    for _ in 0..8 {
        let rest = scan.after(at, 12);
        let starts =
            |words: &[&str]| words.iter().find(|word| rest.starts_with(word.as_bytes())).map_or(0, |word| word.len());
        let (states, signs) = (starts(&STATES), starts(&SIGNS));
        sign |= signs > 0;
        let len = gap(rest).max(states).max(signs);
        if len == 0 {
            break;
        }
        at += len;
    }
    (at, sign)
}

/// `（测试环境）`: a note between a name and its sign.
fn note_in_brackets(rest: &[u8]) -> usize {
    let close = match rest {
        [b'(', ..] => ")",
        _ if rest.starts_with("（".as_bytes()) => "）",
        _ if rest.starts_with("【".as_bytes()) => "】",
        _ => return 0,
    };
    memchr::memmem::find(rest, close.as_bytes()).map_or(0, |at| at + close.len())
}
