//! UTF-8 that was decoded as GBK, back into what was printed.
//!
//! The agent on Windows decodes every output as GBK, also where a program wrote UTF-8: `命令` arrives as `鍛戒护`. The
//! characters are taken back to the bytes that they were made of, and those read as UTF-8. A byte that GBK could not
//! use was replaced by U+FFFD or `?` and is gone; the character that it belonged to stays a hole, U+FFFD.
//!
//! Nothing is repaired on a hunch. A stretch between characters that GBK never joins (blanks, digits, most punctuation)
//! is repaired if all of it is UTF-8; and the text as a whole must become likelier by that: ordinary Chinese consists of
//! the 3,755 characters of level 1 and hardly ever happens to be UTF-8, what GBK makes of UTF-8 is mostly rare characters.
//!
//! The table comes from the host, which has it anyway.

/// The characters of GBK by their bytes, and back.
pub struct Table {
    /// The two bytes of each character below U+10000; 0 where there are none.
    bytes: Vec<u16>,
}

/// Lead bytes 0x81 to 0xFE, each with trails 0x40 to 0xFE but 0x7F.
const PAIRS: usize = 126 * 190;

impl Table {
    /// From what `new TextDecoder("gb18030")` makes of all sequences of two bytes in order: leads 0x81 to 0xFE, and for
    /// each the trails 0x40 to 0xFE without 0x7F. Nothing if that is not one character each.
    pub fn new(decoded: &str) -> Option<Table> {
        let mut bytes = vec![0; 0x1_0000];
        let mut count = 0;
        for (at, c) in decoded.chars().enumerate() {
            count = at + 1;
            let (lead, trail) = (0x81 + at / 190, 0x40 + at % 190);
            let trail = if trail >= 0x7F { trail + 1 } else { trail };
            // The first place of a character is its usual one.
            if let Some(place) = bytes.get_mut(c as usize)
                && *place == 0
                && c != HOLE
                && count <= PAIRS
            {
                *place = (lead << 8 | trail) as u16;
            }
        }
        (count == PAIRS).then_some(Table { bytes })
    }

    fn pair(&self, c: char) -> Option<[u8; 2]> {
        self.bytes.get(c as usize).filter(|pair| **pair != 0).map(|pair| pair.to_be_bytes())
    }

    /// Whether a character is one that ordinary Chinese consists of: level 1 of GB 2312, its punctuation and symbols.
    fn is_common(&self, c: char) -> bool {
        matches!(self.pair(c), Some([0xB0..=0xD7 | 0xA1..=0xA3, 0xA1..=0xFE]))
    }
}

/// What a garbled text was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// The text as it was printed, with U+FFFD where a character cannot be told.
    pub text: String,
    /// How many characters were garbled and are whole again.
    pub repaired: usize,
    /// How many were garbled and lost a byte.
    pub lost: usize,
}

const HOLE: char = '\u{FFFD}';

/// So many characters must be whole for each that is torn without a trace.
const TORN: usize = 5;

/// The least number of characters of three bytes or more that must come out whole, and of any where there are none.
const LEAST: usize = 2;
const LEAST_SHORT: usize = 6;

/// A stretch that GBK may have joined, and what it is as UTF-8.
struct Stretch<'a> {
    text: &'a str,
    read: Option<Reading>,
}

struct Reading {
    text: String,
    repaired: usize,
    lost: usize,
    /// How many of the repaired have three bytes or more.
    long: usize,
    /// How likely the characters are, before and after, in tenths, and how many there are.
    before: [usize; 2],
    after: [usize; 2],
}

impl Reading {
    fn speaks_for_itself(&self) -> bool {
        let likelier = self.after[0] * self.before[1] > self.before[0] * self.after[1];
        self.repaired > 0 && self.lost <= self.repaired.div_ceil(2) + 1 && likelier
    }
}

/// Takes the wrong decoding back; nothing where the text does not look like it.
pub fn repair(text: &str, table: &Table) -> Option<Repair> {
    if text.is_ascii() {
        return None;
    }
    let stretches: Vec<Stretch<'_>> = stretches(text).map(|text| Stretch { text, read: read(text, table) }).collect();
    let strange = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let unread: usize = stretches.iter().filter(|it| it.read.is_none()).map(|it| strange(it.text)).sum();
    // Where all of the text can be read so, all of it was garbled; else only what speaks for itself.
    let believed = |read: &&Reading| unread == 0 || read.speaks_for_itself();
    let sum = |of: fn(&Reading) -> [usize; 2]| {
        let all = stretches.iter().filter_map(|it| it.read.as_ref()).filter(believed).map(of);
        all.fold([0, 0], |[score, count], [more, others]| [score + more, count + others])
    };
    let [repaired, lost] = sum(|read| [read.repaired, read.lost]);
    let [long, _] = sum(|read| [read.long, 0]);
    // Two bytes are UTF-8 by chance sooner than three.
    let enough = if unread == 0 { long >= LEAST || repaired >= LEAST_SHORT } else { long >= LEAST + unread / 100 };
    let [before, after] = [sum(|read| read.before), sum(|read| read.after)];
    if !enough || !is_plausible(before, after) || lost > repaired {
        return None;
    }
    let mut whole = String::with_capacity(text.len());
    for stretch in &stretches {
        whole.push_str(stretch.read.as_ref().filter(believed).map_or(stretch.text, |read| &read.text));
    }
    Some(Repair { text: whole, repaired, lost })
}

/// The wrong reading must be an unlikely text, at most seven in ten, the right one a likely one, at least seven in ten, and
/// two more in ten than the wrong.
fn is_plausible([before, of]: [usize; 2], [after, out_of]: [usize; 2]) -> bool {
    before <= of * 7 && after >= out_of * 7 && before * out_of + 2 * of * out_of <= after * of
}

/// Pieces of the text that begin where a character below 0x40 or another stretch does; such a byte is no part of a pair.
/// A question mark after a character that is not ASCII may stand for a byte.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let alone = |c: char, before: char| c < '\u{40}' && (c != '?' || before.is_ascii());
        let mut before = first;
        let mut end = first.len_utf8();
        let kind = alone(first, 'a');
        for c in rest[end..].chars() {
            if alone(c, before) != kind {
                break;
            }
            before = c;
            end += c.len_utf8();
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A stretch as UTF-8; nothing if it is not.
fn read(text: &str, table: &Table) -> Option<Reading> {
    if text.is_ascii() {
        return None;
    }
    let mut reader = Reader {
        text: String::with_capacity(text.len()),
        open: [0; 4],
        len: 0,
        repaired: 0,
        long: 0,
        lost: 0,
        torn: 0,
        hole: false,
    };
    let mut before = [0, 0];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() && c != HOLE {
            before = [before[0] + if table.is_common(c) { 10 } else { 0 }, before[1] + 1];
        }
        match c {
            HOLE => reader.lose(),
            '?' if reader.missing() > 0 => reader.lose(),
            // The agent's decoder has this for the byte 0x80 alone, the table for two others.
            '€' => {
                let next = chars.peek().and_then(|next| table.pair(*next));
                let continues = next.is_some_and(|[lead, _]| lead & 0xC0 == 0x80);
                let two = reader.missing() == 1 && continues;
                let bytes: &[u8] = if two { &[0xA2, 0xE3] } else { &[0x80] };
                bytes.iter().try_for_each(|byte| reader.take(*byte))?;
            }
            c if c.is_ascii() => reader.take(c as u8)?,
            c => table.pair(c)?.into_iter().try_for_each(|byte| reader.take(byte))?,
        }
    }
    reader.close();
    if reader.torn * TORN > reader.repaired {
        return None;
    }
    let garbled = reader.text.chars().filter(|c| !c.is_ascii() && *c != HOLE);
    let after = garbled.fold([0, 0], |[score, count], c| [score + likelihood(c, table), count + 1]);
    let long = reader.long;
    Some(Reading { repaired: reader.repaired, lost: reader.lost, long, text: reader.text, before, after })
}

/// How likely a character is in what programs print, in tenths.
fn likelihood(c: char, table: &Table) -> usize {
    match c {
        c if table.is_common(c) => 10,
        // Kana, Hangul, letters of Europe and the Near East, punctuation, lines and signs, full width, emoji.
        '\u{A1}'..='\u{24F}'
        | '\u{370}'..='\u{6FF}'
        | '\u{E00}'..='\u{E7F}'
        | '\u{2010}'..='\u{27BF}'
        | '\u{3000}'..='\u{30FF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{1F300}'..='\u{1FAFF}' => 10,
        '\u{3400}'..='\u{9FFF}' => 6,
        _ => 0,
    }
}

/// Bytes into characters, strictly, but for bytes that are known to be lost.
struct Reader {
    text: String,
    open: [u8; 4],
    len: usize,
    repaired: usize,
    long: usize,
    lost: usize,
    torn: usize,
    /// Whether what follows may still belong to a character with a hole.
    hole: bool,
}

impl Reader {
    /// How many bytes the character that is open still lacks.
    fn missing(&self) -> usize {
        if self.len == 0 {
            return 0;
        }
        let whole = match self.open[0] {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            _ => 4,
        };
        whole - self.len
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        let continues = byte & 0xC0 == 0x80;
        if self.len > 0 {
            if !continues {
                self.tear();
                return self.take(byte);
            }
            self.open[self.len] = byte;
            self.len += 1;
            if self.missing() == 0 {
                let c = std::str::from_utf8(&self.open[..self.len]).ok()?;
                self.text.push_str(c);
                if c == "\u{FFFD}" {
                    // Lost before it came here: 锟斤拷 is two of them.
                    self.lost += 1;
                } else {
                    self.repaired += 1;
                    self.long += usize::from(self.len > 2);
                }
                self.len = 0;
            }
            return Some(());
        }
        if continues {
            if !self.hole {
                self.tear();
                self.hole = true;
            }
            return Some(());
        }
        self.hole = false;
        match byte {
            0..0x80 => self.text.push(char::from(byte)),
            0xC2..=0xF4 => {
                self.open[0] = byte;
                self.len = 1;
            }
            _ => return None,
        }
        Some(())
    }

    /// Something is missing here that nothing says is lost: a character without a picture that did not survive copying.
    fn tear(&mut self) {
        self.lose();
        self.hole = false;
        self.torn += 1;
    }

    /// A byte is lost here, or two.
    fn lose(&mut self) {
        self.len = 0;
        if !self.hole {
            self.text.push(HOLE);
            self.lost += 1;
        }
        self.hole = true;
    }

    /// The text ends in a character that is not whole: its last byte was the first of a pair that was none.
    fn close(&mut self) {
        if self.len > 0 {
            self.lose();
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GB18030, GBK};

    use super::*;

    fn table() -> Table {
        let trails = || (0x40..=0xFE).filter(|trail| *trail != 0x7F);
        let bytes: Vec<u8> = (0x81..=0xFE).flat_map(|lead| trails().flat_map(move |trail| [lead, trail])).collect();
        Table::new(&GB18030.decode_without_bom_handling(&bytes).0).expect("a whole table")
    }

    /// What the agent makes of UTF-8.
    fn garble(text: &str) -> String {
        GBK.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    const LONG: &str = include_str!("../tests/chinese.txt");

    #[test]
    fn a_garbled_text_is_what_it_was() {
        let table = table();
        for text in [
            "命令执行成功",
            "服务 nginx 已启动, 端口 8080 正常\r\n下一行: 没有错误",
            "ファイルが見つかりません",
            "Привет, мир",
            "设备 安全 状态",
            "한국어 출력입니다",
        ] {
            let repair = repair(&garble(text), &table).unwrap_or_else(|| panic!("{text}: {}", garble(text)));
            let holes = repair.text.chars().filter(|c| *c == HOLE).count();
            assert_eq!(holes, repair.lost, "{text}");
            assert_eq!(repair.text.chars().count(), text.chars().count(), "{text}: {}", repair.text);
            for (found, printed) in repair.text.chars().zip(text.chars()) {
                assert!(found == printed || found == HOLE, "{text}: {}", repair.text);
            }
        }
    }

    #[test]
    fn what_was_lost_on_the_way_leaves_a_hole() {
        let table = table();
        let garbled = garble("命令执行成功");
        let private = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}');
        assert_eq!(garbled.chars().filter(private).count(), 1);
        // The agent's decoder has no character for these two bytes; and copying may lose one that has no picture.
        let replaced: String = garbled.chars().map(|c| if private(&c) { HOLE } else { c }).collect();
        let dropped: String = garbled.chars().filter(|c| !private(c)).collect();
        for text in [replaced, dropped] {
            let found = repair(&text, &table).expect("garbled");
            assert_eq!((found.text.as_str(), found.repaired, found.lost), ("命令执\u{FFFD}成功", 5, 1));
        }
    }

    #[test]
    fn a_long_garbled_text_keeps_its_lines() {
        let table = table();
        let found = repair(&garble(LONG), &table).expect("garbled");
        assert_eq!(found.text.lines().count(), LONG.lines().count());
        assert!(found.repaired > 10 * found.lost, "{} and {}", found.repaired, found.lost);
        let same = found.text.chars().zip(LONG.chars()).filter(|(one, two)| one == two).count();
        assert!(same + found.lost == LONG.chars().count(), "{same}, {}", found.text);
        // The way through a code page that has a question mark for what it cannot say.
        let asked = garble(LONG).replace(HOLE, "?");
        let found = repair(&asked, &table).expect("garbled");
        assert_eq!(found.text.lines().count(), LONG.lines().count());
    }

    #[test]
    fn ordinary_text_is_never_repaired() {
        let table = table();
        for text in [
            LONG,
            "",
            "hello",
            "联通",
            "力",
            "你好",
            "中文 and English 混排 text",
            "错误：找不到文件。",
            "a\u{FFFD}b",
            "naïve café",
            "한국어",
            "😀",
            "锟斤拷",
            "Привет, мир",
            "路径: C:\\用户\\桌面?",
        ] {
            assert_eq!(repair(text, &table), None, "{text}");
        }
        for line in LONG.lines() {
            assert_eq!(repair(line, &table), None, "{line}");
            for word in line.split(|c: char| !c.is_alphanumeric()) {
                assert_eq!(repair(word, &table), None, "{word}");
            }
            let chars: Vec<char> = line.chars().collect();
            for len in 1..=4 {
                for word in chars.windows(len) {
                    let word: String = word.iter().collect();
                    assert_eq!(repair(&word, &table), None, "{word}");
                }
            }
        }
    }

    #[test]
    fn no_words_of_common_characters_are_repaired() {
        let table = table();
        let level = |leads: std::ops::RangeInclusive<u8>| -> Vec<char> {
            let all = ('\u{4E00}'..='\u{9FA5}')
                .filter(|c| table.pair(*c).is_some_and(|[lead, trail]| leads.contains(&lead) && trail > 0xA0));
            all.collect()
        };
        let (common, rarer) = (level(0xB0..=0xD7), level(0xD8..=0xF7));
        assert_eq!((common.len(), rarer.len()), (3_755, 3_008));
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut number = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        // Whole texts of words, of which one in twenty characters is rarer, as in names.
        for _ in 0..300 {
            let mut text = String::new();
            for _ in 0..500 {
                for _ in 0..=number(5) {
                    let of = if number(20) == 0 { &rarer } else { &common };
                    text.push(of[number(of.len())]);
                }
                text.push(' ');
            }
            assert_eq!(repair(&text, &table), None, "{text}");
        }
    }

    #[test]
    fn no_short_text_of_common_characters_is_repaired() {
        let table = table();
        let common: Vec<char> = ('\u{4E00}'..='\u{9FA5}')
            .filter(|c| table.pair(*c).is_some_and(|[lead, trail]| (0xB0..=0xD7).contains(&lead) && trail > 0xA0))
            .collect();
        for (at, first) in common.iter().enumerate() {
            // Every character with a few hundred others, alone and as a word of three.
            for second in common.iter().skip(at % 7).step_by(7) {
                let pair: String = [*first, *second].iter().collect();
                assert_eq!(repair(&pair, &table), None, "{pair}");
            }
        }
    }

    #[test]
    fn right_and_wrong_lines_stand_side_by_side() {
        let table = table();
        let text = format!("正常的一行输出\n{}\n又一行正常的输出\n", garble("命令执行成功"));
        let found = repair(&text, &table).expect("one line is garbled");
        assert_eq!(found.text, "正常的一行输出\n命令执行成功\n又一行正常的输出\n");
        assert_eq!((found.repaired, found.lost), (6, 0));
    }

    #[test]
    fn a_table_that_is_none_is_refused() {
        assert!(Table::new("").is_none());
        assert!(Table::new(&"x".repeat(PAIRS + 1)).is_none());
    }
}
