//! A character that cannot be seen into a short sign and a name in full: controls, direction, zero width, private use.
//!
//! What joins or selects shapes in writing that needs it (an emoji of several, Persian, Indic scripts) stays as it is;
//! anywhere else it is a sign, since text that hides something is told from text that does not by nothing else.

use crate::words::{Language, Lookup, Value};

const C0: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
    "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
];
const C1: [&str; 32] = [
    "PAD", "HOP", "BPH", "NBH", "IND", "NEL", "SSA", "ESA", "HTS", "HTJ", "VTS", "PLD", "PLU", "RI", "SS2", "SS3",
    "DCS", "PU1", "PU2", "STS", "CCH", "MW", "SPA", "EPA", "SOS", "SGC", "SCI", "CSI", "ST", "OSC", "PM", "APC",
];

/// Characters with a sign of their own, in the order of Unicode.
const NAMED: [(char, &str); 45] = [
    ('\u{7F}', "DEL"),
    ('\u{AD}', "SHY"),
    ('\u{34F}', "CGJ"),
    ('\u{61C}', "ALM"),
    ('\u{115F}', "HCF"),
    ('\u{1160}', "HJF"),
    ('\u{180E}', "MVS"),
    ('\u{200B}', "ZWSP"),
    ('\u{200C}', "ZWNJ"),
    ('\u{200D}', "ZWJ"),
    ('\u{200E}', "LRM"),
    ('\u{200F}', "RLM"),
    ('\u{2028}', "LS"),
    ('\u{2029}', "PS"),
    ('\u{202A}', "LRE"),
    ('\u{202B}', "RLE"),
    ('\u{202C}', "PDF"),
    ('\u{202D}', "LRO"),
    ('\u{202E}', "RLO"),
    ('\u{2060}', "WJ"),
    ('\u{2061}', "FA"),
    ('\u{2062}', "IT"),
    ('\u{2063}', "IS"),
    ('\u{2064}', "IP"),
    ('\u{2066}', "LRI"),
    ('\u{2067}', "RLI"),
    ('\u{2068}', "FSI"),
    ('\u{2069}', "PDI"),
    ('\u{206A}', "ISS"),
    ('\u{206B}', "ASS"),
    ('\u{206C}', "IAFS"),
    ('\u{206D}', "AAFS"),
    ('\u{206E}', "NADS"),
    ('\u{206F}', "NODS"),
    ('\u{3164}', "HF"),
    ('\u{FEFF}', "BOM"),
    ('\u{FFA0}', "HHF"),
    ('\u{FFF9}', "IAA"),
    ('\u{FFFA}', "IAS"),
    ('\u{FFFB}', "IAT"),
    ('\u{FFFC}', "OBJ"),
    // Controls of shorthand and of musical beams have no short names in use; theirs is that of all such characters.
    ('\u{1BCA0}', ""),
    ('\u{1BCA1}', ""),
    ('\u{1BCA2}', ""),
    ('\u{1BCA3}', ""),
];

/// What a character is that is not shown as itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It has a name of its own, under `sign.` and its sign.
    Named(&'static str),
    /// A variation selector where nothing varies.
    Variation,
    /// A tag character, with the ASCII character that it hides.
    Tag(char),
    /// Private use.
    Private,
    /// No character at all.
    Noncharacter,
    /// Anything else that is invisible by its nature.
    Ignorable,
    /// A blank that is not the usual one; only where everything is shown.
    Space,
}

impl Kind {
    /// A few letters to stand for it.
    pub fn sign(self, c: char) -> String {
        match self {
            Kind::Named(sign) => sign.to_owned(),
            Kind::Tag(hidden) => format!("TAG {hidden}"),
            Kind::Variation if c <= '\u{FE0F}' => format!("VS{}", u32::from(c) - 0xFE00 + 1),
            Kind::Variation => format!("VS{}", u32::from(c) - 0xE_0100 + 17),
            Kind::Private | Kind::Noncharacter | Kind::Ignorable | Kind::Space => code(c),
        }
    }

    /// Its name in full.
    pub fn name(self, language: Language) -> String {
        match self {
            Kind::Named(sign) => language.word(&format!("sign.{sign}")),
            Kind::Tag(hidden) => language.text("kind.tag", &[("value", Value::Text(&hidden.to_string()))]),
            Kind::Variation => language.word("kind.variation"),
            Kind::Private => language.word("kind.private"),
            Kind::Noncharacter => language.word("kind.noncharacter"),
            Kind::Ignorable => language.word("kind.ignorable"),
            Kind::Space => language.word("kind.space"),
        }
    }
}

/// A character by its number.
pub fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Whether it changes the order of text around it: the nine controls and three marks of direction.
pub fn reorders(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What a character is if it must not be shown as itself between these two; nothing if it may.
pub fn kind(c: char, before: Option<char>, after: Option<char>) -> Option<Kind> {
    if matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{3000}'..='\u{3163}' | '\u{4E00}'..='\u{9FFF}')
    {
        return None;
    }
    let number = u32::from(c);
    match c {
        '\0'..='\u{1F}' => return Some(Kind::Named(C0[number as usize])),
        '\u{80}'..='\u{9F}' => return Some(Kind::Named(C1[number as usize - 0x80])),
        '\u{200C}' | '\u{200D}' if joins(c, before, after) => return None,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            return if varies(c, before) { None } else { Some(Kind::Variation) };
        }
        '\u{180B}'..='\u{180D}' | '\u{180F}' if before.is_some_and(is_mongolian) => return None,
        '\u{180E}' if before.is_some_and(is_mongolian) => return None,
        '\u{1160}' if before.is_some_and(|c| matches!(c, '\u{1100}'..='\u{115F}')) => return None,
        '\u{115F}' if after.is_some_and(|c| matches!(c, '\u{1160}'..='\u{11A7}')) => return None,
        '\u{E0020}'..='\u{E007E}' => {
            return Some(Kind::Tag(char::from_u32(number - 0xE_0000).unwrap_or(' ')));
        }
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}' => {
            return Some(Kind::Private);
        }
        '\u{FDD0}'..='\u{FDEF}' => return Some(Kind::Noncharacter),
        _ if number & 0xFFFE == 0xFFFE => return Some(Kind::Noncharacter),
        _ => {}
    }
    if let Ok(at) = NAMED.binary_search_by_key(&c, |(c, _)| *c)
        && !NAMED[at].1.is_empty()
    {
        return Some(Kind::Named(NAMED[at].1));
    }
    let ignorable = matches!(
        c,
        '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2065}' | '\u{FFF0}'..='\u{FFF8}' | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    );
    ignorable.then_some(Kind::Ignorable)
}

/// The same where everything is to be seen: nothing may join or vary, and unusual blanks show too.
pub fn kind_raw(c: char) -> Option<Kind> {
    match c {
        '\u{A0}' => Some(Kind::Named("NBSP")),
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{2800}' => Some(Kind::Space),
        _ => kind(c, None, None),
    }
}

/// The picture of a control character, as the raw view has it.
pub fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        _ => None,
    }
}

/// Whether a joiner does its work here: between parts of an emoji, or between letters of a script that needs it.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    c == '\u{200D}' && is_emoji_part(before) && is_emoji(after) || needs_joiners(before) && needs_joiners(after)
}

fn varies(c: char, before: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match c {
        '\u{FE0E}' | '\u{FE0F}' => is_emoji(before) || matches!(before, '0'..='9' | '#' | '*'),
        '\u{FE00}'..='\u{FE0D}' => {
            is_han(before)
                || matches!(before, '\u{2200}'..='\u{22FF}' | '\u{2A00}'..='\u{2AFF}' | '\u{1000}'..='\u{109F}' | '\u{3001}' | '\u{3002}' | '\u{FF00}'..='\u{FF60}')
        }
        _ => is_han(before),
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18AF}')
}

fn is_emoji(c: char) -> bool {
    matches!(
        c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}'
            | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2934}' | '\u{2935}' | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}'
            | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}'
    )
}

fn is_emoji_part(c: char) -> bool {
    is_emoji(c) || c == '\u{FE0F}' || c == '\u{20E3}'
}

fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{A8E0}'..='\u{A8FF}' | '\u{1B00}'..='\u{1BFF}' | '\u{11000}'..='\u{11FFF}')
        && c != '\u{61C}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_both_catalogues() {
        for c in ('\0'..='\u{FFFF}').chain('\u{E0000}'..='\u{E01F0}').chain(['\u{A0}', '\u{F0000}']) {
            if let Some(kind) = kind_raw(c) {
                assert!(!kind.sign(c).is_empty());
                for language in [Language::En, Language::Zh] {
                    let name = kind.name(language);
                    assert!(!name.starts_with("sign.") && !name.starts_with("kind."), "{}: {name}", code(c));
                }
            }
        }
        assert!(NAMED.is_sorted_by_key(|(c, _)| *c));
    }

    #[test]
    fn every_control_and_every_mark_of_direction_has_a_sign() {
        let hidden = "\0\u{1B}\u{7F}\u{80}\u{9F}\u{AD}\u{61C}\u{200B}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{2028}\u{2029}\u{2060}\u{FEFF}\u{E0041}\u{E000}\u{FFFF}\u{FE0F}\u{200D}\u{200C}\u{3164}";
        for c in hidden.chars() {
            assert!(kind(c, Some('a'), Some('b')).is_some(), "{}", code(c));
        }
        assert_eq!(kind('\u{202E}', None, None).expect("a sign").sign('\u{202E}'), "RLO");
        assert_eq!(kind('\u{E0041}', None, None), Some(Kind::Tag('A')));
        assert_eq!(Kind::Variation.sign('\u{FE0F}'), "VS16");
    }

    #[test]
    fn writing_that_needs_it_keeps_it() {
        let text = "👩‍💻 ❤️ 1️⃣ می‌خواهم क्‍ष 葛󠄀 ᠨᠠ‍ᠢ ordinary text, 中文，かな, Ünïcode";
        let chars: Vec<char> = text.chars().collect();
        for (at, c) in chars.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| chars[at]);
            assert_eq!(kind(*c, before, chars.get(at + 1).copied()), None, "{} at {at}", code(*c));
        }
    }
}
