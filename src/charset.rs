//! Bytes into a character set, with what speaks for it; and bytes of a known one into text.
//!
//! In this order: a byte order mark, strict UTF-8, UTF-16, UTF-8 that is damaged where something was cut off, GB18030
//! (Windows in China; api.md 5). Nothing else is guessed: what other sets look like, several of them do. Tables of the
//! older sets are not here; the host has them.

use std::borrow::Cow;

use crate::likelihood;
use crate::scan;

/// A character set, by its name in the WHATWG's Encoding Standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Charset {
    /// `utf-8`
    Utf8,
    /// `utf-16le`, of Windows
    Utf16Le,
    /// `utf-16be`
    Utf16Be,
    /// `gb18030`, with GBK and GB 2312 in it
    Gb18030,
    /// `shift_jis`, only by choice
    ShiftJis,
    /// `big5`, only by choice
    Big5,
    /// `windows-1252`, only by choice
    Windows1252,
}

impl Charset {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be, Self::ShiftJis, Self::Big5, Self::Windows1252];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::ShiftJis => "shift_jis",
            Self::Big5 => "big5",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The set of this name, in any case.
    pub fn named(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|charset| charset.label().eq_ignore_ascii_case(label.trim()))
    }
}

/// What speaks for a character set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// A byte order mark.
    Mark,
    /// Every byte fits.
    Strict,
    /// Every byte fits but those of characters that were split where something was cut off.
    Cut,
    /// Nearly every character fits, too many for any other set.
    Damaged,
    /// Every second byte is zero, as in Latin letters of UTF-16.
    Zeros,
    /// Pairs of bytes, nearly all of characters in daily use.
    Pairs,
    /// Units of UTF-16, nearly all of Han characters in frequent use.
    Script,
    /// The reader's choice.
    Chosen,
    /// The response has it as text.
    Text,
    /// Nothing speaks for any.
    Nothing,
}

impl Evidence {
    /// Its stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Strict => "strict",
            Self::Cut => "cut",
            Self::Damaged => "damaged",
            Self::Zeros => "zeros",
            Self::Pairs => "pairs",
            Self::Script => "script",
            Self::Chosen => "chosen",
            Self::Text => "text",
            Self::Nothing => "nothing",
        }
    }
}

/// Text of bytes in one of the older sets, what does not fit as U+FFFD; `None` where the host does not know the set.
pub type Decode = fn(Charset, &[u8]) -> Option<String>;

/// How outputs become text.
#[derive(Clone, Copy, Debug)]
pub struct Charsets {
    /// The host's tables.
    pub decode: Decode,
    /// The reader's choice for all outputs.
    pub chosen: Option<Charset>,
}

impl Default for Charsets {
    /// With the tables of `encoding_rs`, where the feature `legacy` brings them.
    fn default() -> Self {
        Self { decode: native, chosen: None }
    }
}

#[cfg(all(feature = "legacy", not(all(target_arch = "wasm32", target_os = "unknown"))))]
fn native(charset: Charset, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(charset.label().as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(any(not(feature = "legacy"), all(target_arch = "wasm32", target_os = "unknown")))]
fn native(_: Charset, _: &[u8]) -> Option<String> {
    None
}

/// What bytes are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Detected {
    /// The set; `None` for bytes that are no text.
    pub charset: Option<Charset>,
    /// What speaks for it.
    pub evidence: Evidence,
    /// UTF-8 without the control characters that no terminal is sent.
    pub clean: bool,
}

/// The set that bytes are in, and what speaks for it. `cut`: bytes are missing before, within or after them.
///
/// ```
/// use invocation_inspector::charset::{Charset, detect};
/// assert_eq!(detect("成功".as_bytes(), false).charset, Some(Charset::Utf8));
/// assert_eq!(detect(b"\xB3\xC9\xB9\xA6", false).charset, Some(Charset::Gb18030));
/// assert_eq!(detect(b"\x1F\x8B\x08\x00\xFF", false).charset, None);
/// ```
pub fn detect(bytes: &[u8], cut: bool) -> Detected {
    let seen = scan::controls(bytes);
    let utf8 = !seen.non_ascii || std::str::from_utf8(bytes).is_ok();
    if utf8 && !seen.has_control {
        if let Some(charset) = Some(bytes).filter(|bytes| may_be_han(bytes)).and_then(by_script) {
            return Detected { charset: Some(charset), evidence: Evidence::Script, clean: false };
        }
        let evidence = if bytes.starts_with(MARK) { Evidence::Mark } else { Evidence::Strict };
        return Detected { charset: Some(Charset::Utf8), evidence, clean: true };
    }
    let (charset, evidence) = not_utf8(bytes, utf8, cut);
    Detected { charset, evidence, clean: false }
}

/// Of bytes that are not plainly UTF-8.
#[cold]
fn not_utf8(bytes: &[u8], utf8: bool, cut: bool) -> (Option<Charset>, Evidence) {
    let controls = controls(bytes);
    match bytes {
        [0xFF, 0xFE, ..] if is_utf16(bytes, u16::from_le_bytes) => return (Some(Charset::Utf16Le), Evidence::Mark),
        [0xFE, 0xFF, ..] if is_utf16(bytes, u16::from_be_bytes) => return (Some(Charset::Utf16Be), Evidence::Mark),
        _ => {}
    }
    if let Some(charset) = by_zeros(bytes) {
        return (Some(charset), Evidence::Zeros);
    }
    if let Some(charset) = by_script(bytes) {
        return (Some(charset), Evidence::Script);
    }
    if utf8 {
        // Names that end with a zero, a bell, a file of the kernel's: text. Mostly controls: a file of some program's.
        return if controls * 8 <= bytes.len() {
            (Some(Charset::Utf8), Evidence::Strict)
        } else {
            (None, Evidence::Nothing)
        };
    }
    // Of what is damaged, no controls are believed.
    if controls * 64 > bytes.len() {
        return (None, Evidence::Nothing);
    }
    if let Some(evidence) = Utf8::of(bytes).evidence(cut) {
        return (Some(Charset::Utf8), evidence);
    }
    let whole = if cut && Pairs::begin_split(bytes) { &bytes[1..] } else { bytes };
    if controls == 0 && Pairs::of(whole).plausible(cut) {
        return (Some(Charset::Gb18030), Evidence::Pairs);
    }
    (None, Evidence::Nothing)
}

/// The text of bytes in a set, without a byte order mark; what does not fit is U+FFFD. `None`: the host cannot.
pub fn decode(bytes: &[u8], charset: Charset, host: Decode) -> Option<Cow<'_, str>> {
    match charset {
        Charset::Utf8 => Some(utf8(bytes.strip_prefix(MARK).unwrap_or(bytes))),
        Charset::Utf16Le => Some(utf16(bytes, u16::from_le_bytes).into()),
        Charset::Utf16Be => Some(utf16(bytes, u16::from_be_bytes).into()),
        Charset::Gb18030 if Pairs::begin_split(bytes) => {
            host(charset, &bytes[1..]).map(|text| format!("{}{text}", char::REPLACEMENT_CHARACTER).into())
        }
        Charset::Gb18030 | Charset::ShiftJis | Charset::Big5 | Charset::Windows1252 => {
            host(charset, bytes).map(Cow::Owned)
        }
    }
}

/// What is UTF-8 is told sooner by what only looks than by what replaces.
pub(crate) fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Control characters that no terminal is sent, zeros among them.
fn controls(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| matches!(b, 0..=6 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count()
}

type Unit = fn([u8; 2]) -> u16;

fn units(bytes: &[u8], unit: Unit) -> impl Iterator<Item = u16> {
    bytes.as_chunks().0.iter().map(move |pair| unit(*pair))
}

/// Without a lone half of a pair but at the end, where it may have been cut, and without controls.
fn is_utf16(bytes: &[u8], unit: Unit) -> bool {
    let last = bytes.len() / 2;
    let mut at = 0;
    char::decode_utf16(units(bytes, unit)).all(|decoded| {
        at += 1;
        match decoded {
            Ok(char) => {
                at += char.len_utf16() - 1;
                !char.is_control() || matches!(char, '\u{7}'..='\r' | '\u{1B}')
            }
            Err(_) => at == last,
        }
    })
}

fn utf16(bytes: &[u8], unit: Unit) -> String {
    let text = char::decode_utf16(units(bytes, unit)).map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    let rest = (!bytes.len().is_multiple_of(2)).then_some(char::REPLACEMENT_CHARACTER);
    let mut text: String = text.chain(rest).collect();
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    text
}

/// UTF-16 without a mark shows by its zeros: in the upper half of letters, figures, blanks and line ends. A text without
/// any of these is not recognized.
fn by_zeros(bytes: &[u8]) -> Option<Charset> {
    let pairs = bytes.as_chunks::<2>().0;
    let upper = |half: usize| pairs.iter().filter(|pair| pair[half] == 0).count();
    let (big, little) = (upper(0), upper(1));
    let whole = bytes.len().is_multiple_of(2);
    // One zero is enough where there is nothing else.
    let enough = |zeros: usize| whole && (zeros > 1 || pairs.len() == 1) && zeros * 4 >= pairs.len();
    match (big, little) {
        (0, zeros) if enough(zeros) && is_utf16(bytes, u16::from_le_bytes) => Some(Charset::Utf16Le),
        (zeros, 0) if enough(zeros) && is_utf16(bytes, u16::from_be_bytes) => Some(Charset::Utf16Be),
        _ => None,
    }
}

/// Whether bytes that are UTF-8 are short and begin like Han characters in UTF-16.
fn may_be_han(bytes: &[u8]) -> bool {
    let begins = |unit: Unit| bytes.first_chunk().is_some_and(|pair| likelihood::is_common(unit(*pair)));
    bytes.len() <= 32 && (begins(u16::from_le_bytes) || begins(u16::from_be_bytes))
}

/// UTF-16 that has few zeros, or none, shows by its Han characters: most are in frequent use, and nothing else that the
/// bytes may be is as likely.
fn by_script(bytes: &[u8]) -> Option<Charset> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(2) {
        return None;
    }
    // The beginning tells of what is long.
    let whole = bytes;
    let bytes = &bytes[..bytes.len().min(4_096)];
    let orders = [(Charset::Utf16Le, u16::from_le_bytes as Unit), (Charset::Utf16Be, u16::from_be_bytes)];
    let costs = orders.map(|(charset, unit)| (likelihood::utf16(bytes, unit), charset, unit));
    let (cost, charset, unit) = costs.into_iter().min_by_key(|(cost, ..)| *cost)?;
    // Few texts are so short and so strange as these are in UTF-8.
    let others = [likelihood::utf8(bytes) + 60, likelihood::pairs(bytes), likelihood::binary(bytes)];
    let has_han = units(bytes, unit).any(likelihood::is_common);
    (has_han && others.into_iter().all(|other| cost < other) && is_utf16(whole, unit)).then_some(charset)
}

/// How bytes that are not UTF-8 fail to be.
#[derive(Default)]
struct Utf8 {
    /// Characters of several bytes that are whole.
    whole: usize,
    /// Continuations before anything else: the rest of a character whose beginning is missing.
    head: usize,
    /// The beginning of a character at the end.
    tail: bool,
    /// Places inside where something does not fit, neighbours together.
    inside: usize,
    /// The longest of them, in bytes.
    longest: usize,
}

impl Utf8 {
    fn of(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let (mut at, mut span) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            found.whole += valid.bytes().filter(|byte| *byte >= 0xC0).count();
            span = if valid.is_empty() { span } else { 0 };
            at += valid.len();
            let invalid = chunk.invalid();
            if invalid.is_empty() {
                continue;
            }
            let is_rest = matches!(invalid, [0x80..=0xBF]);
            if is_rest && at == found.head && at < 3 {
                found.head += 1;
            } else if at + invalid.len() == bytes.len() && !is_rest && is_beginning(invalid) {
                found.tail = true;
            } else {
                found.inside += usize::from(span == 0);
                span += invalid.len();
                found.longest = found.longest.max(span);
            }
            at += invalid.len();
        }
        found
    }

    /// What speaks for UTF-8. Whole characters of several bytes hardly stand in anything else.
    fn evidence(&self, cut: bool) -> Option<Evidence> {
        // The end of one character, and the beginning of another, met where the middle was cut out.
        let seam = self.inside == 0 || (cut && self.inside == 1 && self.longest <= 6);
        let ends = (self.head == 0 || cut) && (!self.tail || cut || self.whole > 0);
        match (seam && ends, self.whole) {
            (true, 1..) => Some(Evidence::Cut),
            (true, 0) if cut && self.inside == 0 => Some(Evidence::Cut),
            _ if self.whole >= 8 * (self.inside + self.head + usize::from(self.tail)) => Some(Evidence::Damaged),
            _ => None,
        }
    }
}

/// The first bytes of a character whose last are missing.
fn is_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// What bytes are if they are read as GB18030.
#[derive(Default)]
struct Pairs {
    /// Of GB 2312's first level (the 3,755 characters in daily use), its punctuation and letters.
    common: usize,
    /// Of its second level.
    uncommon: usize,
    /// Of the extensions of GBK and GB18030.
    rare: usize,
    /// What no pair can be.
    faults: usize,
    /// The first half of a pair at the end.
    tail: bool,
}

impl Pairs {
    fn of(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            at += 1;
            match (lead, bytes.get(at)) {
                (..0x80, _) => continue,
                (0x80 | 0xFF, _) => found.faults += 1,
                (_, None) => found.tail = true,
                (0xA1..=0xA9 | 0xB0..=0xD7, Some(0xA1..=0xFE)) => found.common += 1,
                (0xD8..=0xF7, Some(0xA1..=0xFE)) => found.uncommon += 1,
                (_, Some(0x40..=0x7E | 0x80..=0xFE)) => found.rare += 1,
                (_, Some(0x30..=0x39)) if matches!(bytes.get(at + 1..at + 3), Some([0x81..=0xFE, 0x30..=0x39])) => {
                    found.rare += 1;
                    at += 2;
                }
                (_, Some(_)) => {
                    found.faults += 1;
                    continue;
                }
            }
            at += 1;
        }
        found
    }

    /// Whether the first byte is the rest of a pair: with it every pair up to the next letter is read askew, and some
    /// such pairs are nobody's.
    fn begin_split(bytes: &[u8]) -> bool {
        let Some(rest) = bytes.get(1..) else { return false };
        let (askew, even) = (Self::of(bytes), Self::of(rest));
        askew.faults + askew.rare > 4 * (even.faults + even.rare)
    }

    /// Where something was cut off, two places may not fit: the seam and the end.
    fn plausible(&self, cut: bool) -> bool {
        let pairs = self.common + self.uncommon + self.rare;
        let whole = self.faults <= usize::from(cut) && (!self.tail || cut || pairs > 3);
        whole && pairs > 0 && (2 * self.common + self.uncommon) * 10 >= 2 * pairs * 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], cut: bool, charset: Option<Charset>, evidence: Evidence) {
        let found = detect(bytes, cut);
        assert_eq!((found.charset, found.evidence), (charset, evidence), "{bytes:02X?}");
    }

    fn native(bytes: &[u8], charset: Charset) -> String {
        decode(bytes, charset, Charsets::default().decode).expect("a table").into_owned()
    }

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GBK.encode(text).0.into_owned()
    }

    #[test]
    fn marks_come_first() {
        check(b"\xEF\xBB\xBFok\n", false, Some(Charset::Utf8), Evidence::Mark);
        check(b"\xFF\xFEo\0k\0", false, Some(Charset::Utf16Le), Evidence::Mark);
        check(b"\xFE\xFF\0o\0k", false, Some(Charset::Utf16Be), Evidence::Mark);
        check(b"\xFF\xFE", false, Some(Charset::Utf16Le), Evidence::Mark);
    }

    #[test]
    fn strict_utf8_is_utf8_with_a_few_zeros_too() {
        check(b"", false, Some(Charset::Utf8), Evidence::Strict);
        check(b"\x1B[31mred\x1B[0m\r\n", false, Some(Charset::Utf8), Evidence::Strict);
        check("部署完成 🎉".as_bytes(), false, Some(Charset::Utf8), Evidence::Strict);
        check(b"/var/log/messages\0/var/log/secure\0", false, Some(Charset::Utf8), Evidence::Strict);
        check(&[0, 1, 2, 3, 4, 5, 6, 7], false, None, Evidence::Nothing);
        check(&[0; 64], false, None, Evidence::Nothing);
    }

    #[test]
    fn a_split_character_is_no_other_set() {
        let text = "输出的开头被截断了，后面是正常的内容".as_bytes();
        check(&text[1..], true, Some(Charset::Utf8), Evidence::Cut);
        check(&text[2..], true, Some(Charset::Utf8), Evidence::Cut);
        check(&text[..text.len() - 1], false, Some(Charset::Utf8), Evidence::Cut);
        for lost in 1..9 {
            let seam = [&text[..10], &text[10 + lost..]].concat();
            let whole = std::str::from_utf8(&seam).is_ok();
            let evidence = if whole { Evidence::Strict } else { Evidence::Cut };
            check(&seam, true, Some(Charset::Utf8), evidence);
        }
        // Nothing but ASCII is left beside the rest of a character.
        check(b"\x90\x8D done\n", true, Some(Charset::Utf8), Evidence::Cut);
    }

    #[test]
    fn a_stray_byte_among_many_characters_does_not_make_a_text_unreadable() {
        let long = "日志中混入了一个坏字节，其余都是正常的".as_bytes();
        check(&[long, b"\xFF", long].concat(), false, Some(Charset::Utf8), Evidence::Damaged);
    }

    #[test]
    fn utf16_shows_by_its_zeros() {
        let units = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for text in ["ok\r\n", "服务已启动 (pid 4711)\r\n", "Windows PowerShell\r\n版权所有"] {
            check(&units(text, u16::to_le_bytes), false, Some(Charset::Utf16Le), Evidence::Zeros);
            check(&units(text, u16::to_be_bytes), false, Some(Charset::Utf16Be), Evidence::Zeros);
        }
    }

    #[test]
    fn gb18030_shows_by_the_characters_in_daily_use() {
        for text in
            ["成功", "命令成功完成。\r\n", "系统找不到指定的文件。", "┌──┐\r\n", "拒绝访问", "C:\\用户\\张三> dir"]
        {
            check(&gbk(text), false, Some(Charset::Gb18030), Evidence::Pairs);
        }
        let long = gbk("目录已存在，正在写入第二个文件，请稍候再试。");
        check(&long[1..], true, Some(Charset::Gb18030), Evidence::Pairs);
        assert_eq!(native(&long[1..], Charset::Gb18030), "\u{FFFD}录已存在，正在写入第二个文件，请稍候再试。");
        check(&long[..long.len() - 1], false, Some(Charset::Gb18030), Evidence::Pairs);
        assert_eq!(native(&long, Charset::Gb18030), "目录已存在，正在写入第二个文件，请稍候再试。");
        check(&[&long[..11], &long[16..]].concat(), true, Some(Charset::Gb18030), Evidence::Pairs);
    }

    #[test]
    fn what_several_sets_look_like_is_none() {
        check(b"caf\xE9 cr\xE8me\n", false, None, Evidence::Nothing);
        check(&encoding_rs::SHIFT_JIS.encode("処理が完了しました").0, false, None, Evidence::Nothing);
        check(&encoding_rs::BIG5.encode("執行成功，請稍候").0, false, None, Evidence::Nothing);
        check(&encoding_rs::WINDOWS_1251.encode("Ошибка: файл не найден").0, false, None, Evidence::Nothing);
        check(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3E\0", false, None, Evidence::Nothing);
        check(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06", false, None, Evidence::Nothing);
        check(
            b"\x1F\x8B\x08\0\0\0\0\0\0\x03\xCB\x48\xCD\xC9\xC9\x07\0\x86\xA6\x10\x36\x05\0\0\0",
            true,
            None,
            Evidence::Nothing,
        );
    }

    #[test]
    fn names_lead_back() {
        for charset in Charset::ALL {
            assert_eq!(Charset::named(charset.label()), Some(charset));
        }
        assert_eq!(Charset::named(" GB18030 "), Some(Charset::Gb18030));
        assert_eq!(Charset::named("koi8-r"), None);
    }
}
