//! A text into what is printed and what is said to the terminal: where each control sequence begins and ends.
//!
//! What a sequence means is not known here. One that does not end is no sequence: a terminal would swallow what follows
//! it, here its first character is handed on as a control and the rest as text. A control string (OSC, DCS, APC, PM, SOS)
//! ends at its terminator, on its own line unless it is a DCS, and not beyond the next escape. Every character is looked
//! at twice at most.

/// A part of a text. The parts are the text: nothing is left out between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part<'a> {
    /// Characters that are no controls.
    Text(&'a str),
    /// A control character alone: C0, DEL or C1.
    Control(char),
    /// A sequence that begins with CSI.
    Csi(Sequence<'a>),
    /// A sequence of ESC and a few characters.
    Escape(Sequence<'a>),
    /// A command to the operating system: titles, links, colours.
    Osc(Sequence<'a>),
    /// Another control string.
    Device(Sequence<'a>),
}

/// A sequence that is complete.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sequence<'a> {
    /// All of it.
    pub whole: &'a str,
    /// What stands between its introducer and its terminator; of CSI and ESC with the last character.
    pub body: &'a str,
}

/// No CSI is longer.
const LONGEST: usize = 256;

/// The parts of a text, in order.
pub fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (part, len) = next(rest)?;
        rest = &rest[len..];
        Some(part)
    })
}

fn next(text: &str) -> Option<(Part<'_>, usize)> {
    let control = text.chars().next()?;
    if !control.is_control() {
        let len = plain(text.as_bytes());
        return Some((Part::Text(&text[..len]), len));
    }
    let width = control.len_utf8();
    let after = &text[width..];
    let found = match control {
        '\u{1B}' => escape(text),
        '\u{9B}' if is_real_csi(after) => csi(text, width),
        '\u{90}' => string(text, width, true).map(Part::Device),
        '\u{98}' | '\u{9E}' | '\u{9F}' => string(text, width, false).map(Part::Device),
        '\u{9D}' => string(text, width, false).map(Part::Osc),
        _ => None,
    };
    let part = found.unwrap_or(Part::Control(control));
    let len = match part {
        Part::Csi(it) | Part::Escape(it) | Part::Osc(it) | Part::Device(it) => it.whole.len(),
        Part::Text(_) | Part::Control(_) => width,
    };
    Some((part, len))
}

/// How many bytes come before the next control.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let c1 = byte == 0xC2 && bytes.get(at + 1).is_some_and(|next| *next < 0xA0);
        if byte < b' ' || byte == 0x7F || c1 {
            break;
        }
        at += 1;
    }
    at
}

fn escape(text: &str) -> Option<Part<'_>> {
    let bytes = text.as_bytes();
    match bytes.get(1)? {
        b'[' => csi(text, 2),
        b'P' => string(text, 2, true).map(Part::Device),
        // The last is the title that `screen` sets, with an introducer of its own.
        b'X' | b'^' | b'_' | b'k' => string(text, 2, false).map(Part::Device),
        b']' => string(text, 2, false).or_else(|| linux_palette(text)).map(Part::Osc),
        b'\\' => Some(Part::Escape(Sequence { whole: &text[..2], body: &text[1..2] })),
        _ => {
            let middle = bytes[1..].iter().take(4).take_while(|byte| matches!(byte, b' '..=b'/')).count();
            let end = 1 + middle;
            matches!(bytes.get(end)?, b'0'..=b'~')
                .then(|| Part::Escape(Sequence { whole: &text[..=end], body: &text[1..=end] }))
        }
    }
}

fn csi(text: &str, from: usize) -> Option<Part<'_>> {
    let bytes = &text.as_bytes()[from..];
    let run =
        |from: usize, accept: fn(&u8) -> bool| bytes[from..].iter().take(LONGEST).take_while(|b| accept(b)).count();
    let parameters = run(0, |byte| matches!(byte, b'0'..=b'?'));
    let end = parameters + run(parameters, |byte| matches!(byte, b' '..=b'/'));
    let fits = end < LONGEST && matches!(bytes.get(end)?, b'@'..=b'~');
    let end = from + end;
    fits.then(|| Part::Csi(Sequence { whole: &text[..=end], body: &text[from..=end] }))
}

/// U+009B is the introducer in a text that a terminal would read, and a stray byte in one that was decoded wrongly; it is
/// believed before a parameter, or before the few that need none.
fn is_real_csi(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '?' | 'm' | 'K' | 'J' | 'H'))
}

fn string(text: &str, from: usize, many_lines: bool) -> Option<Sequence<'_>> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        at += plain(&bytes[at..]);
        let end = match bytes.get(at)? {
            0x07 if !many_lines => at + 1,
            0x1B if bytes.get(at + 1) == Some(&b'\\') => at + 2,
            0xC2 if bytes.get(at + 1) == Some(&0x9C) => at + 2,
            b'\n' | b'\r' if !many_lines => return None,
            0x1B | 0x18 | 0x1A | 0xC2 => return None,
            _ => {
                at += 1;
                continue;
            }
        };
        return Some(Sequence { whole: &text[..end], body: &text[from..at] });
    }
    None
}

/// The Linux console sets and resets colours by commands that nothing terminates.
fn linux_palette(text: &str) -> Option<Sequence<'_>> {
    let bytes = &text.as_bytes()[2..];
    let len = match bytes.first()? {
        b'R' => 1,
        b'P' if bytes.len() >= 8 && bytes[1..8].iter().all(u8::is_ascii_hexdigit) => 8,
        _ => return None,
    };
    Some(Sequence { whole: &text[..2 + len], body: &text[2..2 + len] })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in short: text as it is, the rest with a letter for its kind.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = parts(text)
            .map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Control(c) => format!("control {:02x}", u32::from(c)),
                Part::Csi(it) => format!("csi {}", it.body),
                Part::Escape(it) => format!("esc {}", it.body),
                Part::Osc(it) => format!("osc {}", it.body),
                Part::Device(it) => format!("device {}", it.body),
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn sequences_end_where_they_end() {
        check("a\u{1B}[31mb\u{1B}[?25l", &["a", "csi 31m", "b", "csi ?25l"]);
        check("\u{1B}(B\u{1B}7x\u{1B}#8", &["esc (B", "esc 7", "x", "esc #8"]);
        check("\u{1B}]0;t\u{7}a\u{1B}]0;t\u{1B}\\b\u{9D}0;t\u{9C}c", &["osc 0;t", "a", "osc 0;t", "b", "osc 0;t", "c"]);
        check("\u{1B}Pq\n1;2\u{1B}\\a\u{1B}_x\u{9C}\u{1B}^y\u{1B}\\", &["device q\n1;2", "a", "device x", "device y"]);
        check("\u{9B}1mé\u{9B}é", &["csi 1m", "é", "control 9b", "é"]);
        check("\u{1B}]P0ff00ffx\u{1B}]Ry", &["osc P0ff00ff", "x", "osc R", "y"]);
        check("\u{1B}ktitle\u{1B}\\$", &["device title", "$"]);
    }

    #[test]
    fn what_does_not_end_is_text() {
        check("\u{1B}]0;title\nnext", &["control 1b", "]0;title", "control 0a", "next"]);
        check("\u{1B}[31", &["control 1b", "[31"]);
        check("\u{1B}", &["control 1b"]);
        check("\u{1B}[中文", &["control 1b", "[中文"]);
        check("\u{1B}P1\u{1B}[0mx", &["control 1b", "P1", "csi 0m", "x"]);
        check("\u{9D}never", &["control 9d", "never"]);
        check(&format!("\u{1B}[{}m", "1;".repeat(200)), &["control 1b", &format!("[{}m", "1;".repeat(200))]);
    }

    #[test]
    fn the_parts_are_the_text() {
        let text = "a\u{1B}[31\u{1B}]x\u{9D}y\u{1B}\\\r\n\0\u{85}é\u{7F}\u{1B}\u{1B}P\u{1B}(";
        let whole: String = parts(text)
            .map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Control(c) => c.to_string(),
                Part::Csi(it) | Part::Escape(it) | Part::Osc(it) | Part::Device(it) => it.whole.to_owned(),
            })
            .collect();
        assert_eq!(whole, text);
    }
}
