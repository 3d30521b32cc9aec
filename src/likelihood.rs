//! How much a text costs, in tenths of a bit, where it is what a machine printed: the less, the likelier. It tells what may be
//! read in two ways, as Base64 and as it stands, or in two character sets.
//!
//! The model is coarse on purpose: what kind of character follows what kind, how frequent a letter is, one script beside
//! another. It refuses to know fields, and never says how sure is sure enough.

/// Kinds of characters, as far as what follows them differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Line,
    Blank,
    Lower,
    Upper,
    Digit,
    /// Signs inside of names, paths, times and versions.
    Joint,
    Other,
    Control,
    /// Above ASCII.
    Wide,
    /// The beginning.
    Start,
}

/// What each class costs after each class, in the order of `Class`.
const NEXT: [[u8; 9]; 10] = [
    [35, 35, 15, 25, 28, 40, 40, 110, 45],
    [70, 35, 13, 30, 30, 38, 38, 110, 45],
    [35, 28, 5, 70, 60, 45, 55, 110, 70],
    [40, 38, 16, 14, 50, 48, 60, 110, 70],
    [32, 38, 55, 60, 8, 28, 50, 110, 60],
    [50, 26, 15, 35, 18, 45, 55, 110, 60],
    [35, 28, 25, 35, 30, 45, 20, 110, 60],
    [60, 40, 30, 40, 40, 40, 30, 60, 60],
    [35, 50, 55, 60, 50, 55, 60, 110, 8],
    [60, 60, 13, 22, 25, 45, 35, 110, 45],
];

/// What each small letter costs, `a` first.
const LETTERS: [u8; 26] =
    [36, 60, 49, 46, 30, 55, 55, 45, 38, 85, 68, 46, 53, 38, 37, 53, 95, 40, 39, 35, 51, 66, 55, 75, 56, 90];

/// Where a text ends after a line end, and where after anything else.
const END: [u32; 2] = [10, 35];

/// More of a text than this tells nothing more, in bytes.
pub(crate) const SAMPLE: usize = 192;

/// What a carriage return costs alone.
const RETURN: u32 = 80;

/// What a text costs that is read character by character.
struct Text {
    class: Class,
    script: u32,
    /// The last character was a carriage return.
    returned: bool,
    cost: u32,
}

impl Text {
    fn new() -> Self {
        Self { class: Class::Start, script: 0, returned: false, cost: 0 }
    }

    fn of(chars: impl Iterator<Item = char>) -> u32 {
        let mut text = Self::new();
        chars.for_each(|char| text.push(char));
        text.end()
    }

    fn push(&mut self, char: char) {
        let (class, own) = match char {
            '\n' if self.returned => {
                // The two are one line end.
                self.returned = false;
                self.cost -= RETURN - 15;
                return;
            }
            '\n' => (Class::Line, 2),
            '\r' => (Class::Line, RETURN),
            ' ' => (Class::Blank, 1),
            '\t' => (Class::Blank, 40),
            'a'..='z' => (Class::Lower, u32::from(LETTERS[char as usize - 'a' as usize])),
            'A'..='Z' if self.class == Class::Upper => {
                (Class::Upper, u32::from(LETTERS[char as usize - 'A' as usize]) + 3)
            }
            'A'..='Z' => (Class::Upper, 47),
            '0'..='9' => (Class::Digit, 33),
            '-' | '_' | '.' | '/' | ':' | ',' => (Class::Joint, 26),
            '!'..='~' => (Class::Other, 42),
            '\u{1B}' => (Class::Control, 10),
            ..='\u{7F}' => (Class::Control, 50),
            _ => return self.wide(char),
        };
        self.returned = char == '\r';
        self.to(class, own);
    }

    fn to(&mut self, class: Class, own: u32) {
        self.cost += u32::from(NEXT[self.class as usize][class as usize]) + own;
        self.class = class;
    }

    fn wide(&mut self, char: char) {
        let (script, own) = script(char);
        self.to(Class::Wide, own);
        // Signs go with every script; another script beside the first is rare.
        if script != NO_SCRIPT && script != self.script {
            self.cost += if self.script == 0 { 35 } else { 120 };
            self.script = script;
        }
    }

    fn end(self) -> u32 {
        self.cost + END[usize::from(self.class != Class::Line)]
    }
}

/// What signs have that stand in every script.
const NO_SCRIPT: u32 = 0;

/// The script of a character above ASCII, and what the character costs.
fn script(char: char) -> (u32, u32) {
    match char {
        '\u{4E00}'..='\u{9FFF}' => (1, if is_common(char as u16) { 92 } else { 155 }),
        '\u{3040}'..='\u{30FF}' => (1, 80),
        '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' => (NO_SCRIPT, 80),
        '\u{C0}'..='\u{17F}' => (2, 75),
        '\u{A0}'..='\u{BF}' => (NO_SCRIPT, 95),
        '\u{370}'..='\u{52F}' => (3, 70),
        '\u{590}'..='\u{6FF}' => (4, 75),
        '\u{900}'..='\u{97F}' | '\u{E00}'..='\u{E7F}' => (5, 80),
        '\u{AC00}'..='\u{D7A3}' => (6, 120),
        '\u{2000}'..='\u{27FF}' => (NO_SCRIPT, 100),
        '\u{1F300}'..='\u{1FAFF}' => (NO_SCRIPT, 110),
        char::REPLACEMENT_CHARACTER => (NO_SCRIPT, 200),
        _ => (7, 185),
    }
}

/// The Han characters in most frequent use, in texts of all kinds and in what systems say, in the order of Unicode.
const HAN: &str = "\
    一万三上下不与且世业东丢两个中串为主么义之也书了予争事二于云互五些交产享人什仅今仍从他代令以们件任份\
    会传似但位住体何余作你使例供便保信修候值做停像儿允元充先光克入全公六共关其具内再写军决况准减几出分切\
    列则创判利别到制前力功加务动助包化北匹区十单南即却卷卸压原去参又及反发取受变口另只可台右号司各合同名\
    后向否含听启告员周命和品响哪器四回因围国图在地场址均坏型域基填声处备复外多够大天太失头夹女她好如始子\
    字存学它安完定实家容宽密寸对导将小少尔尚就尾层展属山工左差己已市布师带常平年并序库应度建开异式引张强\
    归当录形径待很得德心必志态思性总恢息您情想意感成我或战截户所手才打执批找把投报拆拉拒择括持指按损换据\
    授掉排接控推掩提搜操支收改放政效教数整文断斯新方无日旧早时明映是显更替最月有服望期未末本术机权束条来\
    构析果查标样格档检次止正此步死段每比民气水求没治法注活测浏海消添清点然版物特状王现理生用由电界留略登\
    白的盘目直相盾省看真眼着矛知码确磁示社神离种科秒称移程稍空立端笔符第等策筛签算管类粘系素索级纯组终经\
    结给络绝统缀编缩缺网置美老者而耗能脚自至致色节若英范获行补表被装西要见观规视览觉角解言警计认让记许论\
    设访证识词试话询该语误说请读调象败贴资走起超足路跳身转软载较输边达过运近返还这进连退选逐递途通道那部\
    都配释里重量金钟链错键长门问间队际限院除随隔难零需非面页须领频题首马驱高默";

/// How many begin with each upper byte from 0x4E on, and the lower bytes of all.
const ROWS: [u8; 0x52] = rows();
const LOWER: [u8; HAN.len() / 3] = lower();

/// The character at a byte of `HAN`, each of which takes three.
const fn han(at: usize) -> u16 {
    let bytes = HAN.as_bytes();
    (bytes[at] as u16 & 15) << 12 | (bytes[at + 1] as u16 & 63) << 6 | bytes[at + 2] as u16 & 63
}

const fn rows() -> [u8; 0x52] {
    let (mut rows, mut at) = ([0; 0x52], 0);
    while at < HAN.len() {
        rows[(han(at) >> 8) as usize - 0x4E] += 1;
        at += 3;
    }
    rows
}

const fn lower() -> [u8; HAN.len() / 3] {
    let (mut lower, mut at) = ([0; HAN.len() / 3], 0);
    while at < HAN.len() {
        lower[at / 3] = han(at) as u8;
        at += 3;
    }
    lower
}

/// Whether a unit of UTF-16 is a Han character in frequent use.
pub(crate) fn is_common(unit: u16) -> bool {
    let Some(row) = usize::from(unit >> 8).checked_sub(0x4E).filter(|row| *row < ROWS.len()) else {
        return false;
    };
    let from: usize = ROWS[..row].iter().map(|count| usize::from(*count)).sum();
    LOWER[from..from + usize::from(ROWS[row])].contains(&(unit as u8))
}

fn sample(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE)]
}

/// Of UTF-8, damaged or not.
pub(crate) fn utf8(bytes: &[u8]) -> u32 {
    let mut text = Text::new();
    for chunk in sample(bytes).utf8_chunks() {
        chunk.valid().chars().for_each(|char| text.push(char));
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text.end()
}

/// Of a character set that is not the usual one.
const UNUSUAL: u32 = 80;

/// Of UTF-16, in the order of bytes that `unit` reads.
pub(crate) fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> u32 {
    let units = sample(bytes).as_chunks().0.iter().map(|pair| unit(*pair));
    let chars = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
    let odd = if bytes.len().is_multiple_of(2) { 0 } else { 100 };
    UNUSUAL + odd + Text::of(chars.filter(|char| *char != '\u{FEFF}'))
}

/// Of GB18030.
pub(crate) fn pairs(bytes: &[u8]) -> u32 {
    let mut text = Text::new();
    let mut rest = sample(bytes);
    while let Some(&lead) = rest.first() {
        let own = match rest {
            [(..=0x7F), ..] => {
                text.push(char::from(lead));
                rest = &rest[1..];
                continue;
            }
            [0xA1 | 0xA3, 0xA1..=0xFE, ..] => 90,
            // The characters in daily use, and those that are not.
            [0xB0..=0xD7, 0xA1..=0xFE, ..] => 100,
            [0xD8..=0xF7, 0xA1..=0xFE, ..] => 150,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => 180,
            _ => 200,
        };
        text.to(Class::Wide, own);
        rest = rest.get(2..).unwrap_or_default();
    }
    UNUSUAL + text.end()
}

/// Of an older set of one byte a character, whichever it is.
pub(crate) fn single(bytes: &[u8]) -> u32 {
    let mut text = Text::new();
    for byte in sample(bytes) {
        // Above ASCII are letters, whichever.
        if *byte < 0x80 { text.push(char::from(*byte)) } else { text.to(Class::Lower, 80) }
    }
    2 * UNUSUAL + text.end()
}

/// Of bytes that are no text: zeros are frequent in them, and known files begin with what tells them.
pub(crate) fn binary(bytes: &[u8]) -> u32 {
    const FILES: [&[u8]; 9] = [
        b"\x1F\x8B\x08",
        b"\x7FELF",
        b"\x89PNG",
        b"PK\x03\x04",
        b"BZh",
        b"\xFD7zXZ",
        b"\x28\xB5\x2F\xFD",
        b"\xFF\xD8\xFF",
        b"GIF8",
    ];
    let known = FILES.into_iter().find(|file| bytes.starts_with(file)).map_or(0, <[u8]>::len);
    let begin = if known > 0 { 120 } else { 160 };
    begin + sample(bytes).iter().skip(known).map(|byte| if *byte == 0 { 40 } else { 81 }).sum::<u32>()
}

/// Of a text in the letters of Base64 that is what it looks like: a word, a name, a number, a token.
pub(crate) fn word(field: &[u8]) -> u32 {
    let field = &field[..field.len().min(SAMPLE / 3 * 4)];
    let count = |is: fn(&u8) -> bool| field.iter().filter(|byte| is(byte)).count() as u32;
    let all = field.len() as u32;
    let (small, capital) = (count(u8::is_ascii_lowercase), count(u8::is_ascii_uppercase));
    let text = Text::of(field.iter().map(|byte| char::from(*byte)));
    // Letters of one word hang together.
    let begins = u32::from(field.first().is_some_and(u8::is_ascii_uppercase));
    let is_word = all > 2 && small + capital == all && (capital == begins || capital == all);
    let text = if is_word { text - 10 * all } else { text };
    let signs = all - count(u8::is_ascii_alphanumeric);
    let letter = match () {
        () if all > 5 && capital + signs == 0 && field.iter().all(u8::is_ascii_hexdigit) => 40,
        () if capital + signs == 0 || small + signs == 0 => 52,
        () => 60,
    };
    // Long ones are rarely anything but Base64.
    let token = 60 + letter * all + 4 * all.saturating_sub(64) + 35 * signs;
    text.min(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_characters_are_in_order_and_found() {
        assert!(HAN.chars().zip(HAN.chars().skip(1)).all(|(one, two)| one < two), "each once, in order");
        assert!(HAN.encode_utf16().all(is_common));
        assert!(!"龘鬱囧\u{4DFF}\u{A000}".encode_utf16().any(is_common));
    }

    #[test]
    fn what_people_write_costs_less_than_what_nobody_does() {
        for (likely, unlikely) in
            [("root", "~)f]"), ("15:30:01\n", "15\u{8}:0\u{1}"), ("执行成功", "囧龘鬱䶮"), ("naïve", "nдïvÿ")]
        {
            assert!(utf8(likely.as_bytes()) < utf8(unlikely.as_bytes()), "{likely} {unlikely}");
        }
    }
}
