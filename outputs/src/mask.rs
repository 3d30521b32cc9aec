//! Text without what changes from run to run and from machine to machine: times, dates, durations, process ids,
//! addresses, ports after them, UUIDs, hex ids, the machine's own id and the host name made of it.
//!
//! Plain numbers stay: a size, a count or an error code is what people look for. The masked form of a line does not depend on
//! the lines around it. Every rule looks a bounded way ahead, so that the time is linear in the text.

mod names;
mod times;

use crate::marks::{Marks, masks};

/// What was masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// `08:12:51.5+08:00`, `2:04 PM`, seconds or milliseconds since 1970.
    Time,
    /// `2026-11-21`, `Nov 21`, `Sat, 21 Nov 2026`, `11/21/2026`, `2026年11月21日`.
    Date,
    /// `1.23s`, `12 ms`, `0m0.003s`, `up 3 days, 2:04`.
    Duration,
    /// `[1234]`, `pid 1234`.
    Process,
    /// IPv4 and IPv6.
    Address,
    /// Behind an address: `:22`, ` port 22`.
    Port,
    /// Of a network card.
    Mac,
    /// Eight, four, four, four and twelve hex digits.
    Uuid,
    /// At least eight hex digits, letters and digits among them; pointers.
    Hex,
    /// The machine's own id.
    Instance,
    /// The host name that Alibaba Cloud makes of the id: `iZ…Z`.
    Host,
}

/// Bytes from here on never occur in UTF-8: one for each kind of mask.
const FIRST: u8 = 0xF5;

/// All kinds, in the order of their bytes.
const ALL: [What; 11] = [
    What::Time,
    What::Date,
    What::Duration,
    What::Process,
    What::Address,
    What::Port,
    What::Mac,
    What::Uuid,
    What::Hex,
    What::Instance,
    What::Host,
];

impl What {
    /// The byte that stands for it in a key.
    pub fn byte(self) -> u8 {
        FIRST + self as u8
    }

    /// How it is written for people.
    pub fn token(self) -> &'static str {
        match self {
            Self::Time => "<time>",
            Self::Date => "<date>",
            Self::Duration => "<duration>",
            Self::Process => "<pid>",
            Self::Address => "<ip>",
            Self::Port => "<port>",
            Self::Mac => "<mac>",
            Self::Uuid => "<uuid>",
            Self::Hex => "<hex>",
            Self::Instance => "<instance>",
            Self::Host => "<host>",
        }
    }
}

/// A masked piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask {
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub what: What,
}

/// What a machine calls itself.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Its id; empty where nothing is masked for it.
    id: String,
    /// Where in the id host names take up, behind `i-`; none where none is made of it.
    random: Option<usize>,
    /// What all its names start with, in small letters; 0 where there is none.
    first: u8,
}

impl Own {
    /// Of an instance's id: itself, and where it is `i-…`, the host names `iZ…Z` and, as Windows cuts it to fifteen
    /// letters, `iZ…Z`. An id of less than four letters, or of digits only, could be anything and is not masked.
    pub fn new(id: &str) -> Self {
        if id.len() < 4 || !id.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return Self::default();
        }
        let random = id.strip_prefix("i-").filter(|random| random.is_ascii() && random.len() >= 8).map(|_| 2);
        // Host names start as the id does, with an i.
        Self { id: id.to_owned(), random, first: id.as_bytes()[0].to_ascii_lowercase() }
    }

    /// The own name that starts here, in any case, with its length.
    fn at(&self, text: &[u8]) -> Option<(usize, What)> {
        if text.first()?.to_ascii_lowercase() != self.first {
            return None;
        }
        let whole = |length: usize| text.get(length).is_none_or(|&next| !word(next));
        let random = self.random.map(|at| &self.id.as_bytes()[at..]);
        if let Some((random, rest)) = random.zip(text.get(2..)).filter(|_| text[1].eq_ignore_ascii_case(&b'z')) {
            for random in [random, &random[..random.len().min(WINDOWS)]] {
                let length = random.len() + 3;
                let named = rest.get(..random.len()).is_some_and(|start| start.eq_ignore_ascii_case(random));
                if named && whole(length) && text[length - 1].eq_ignore_ascii_case(&b'z') {
                    return Some((length, What::Host));
                }
            }
        }
        let length = self.id.len();
        let start = text.get(..length)?;
        (whole(length) && start.eq_ignore_ascii_case(self.id.as_bytes())).then_some((length, What::Instance))
    }
}

/// Letters of an id that Windows has room for in a host name, between `iZ` and `Z`.
const WINDOWS: usize = 12;

const DIGIT: u8 = 1;
const HEX: u8 = 2;
const LETTER: u8 = 4;
const ALNUM: u8 = DIGIT | HEX | LETTER;
const SIGN: u8 = 8;

/// What a byte may begin or be part of.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' | b'A'..=b'F' => HEX,
            b'g'..=b'z' | b'G'..=b'Z' => LETTER,
            b'[' | b':' => SIGN,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// Whether a byte carries on a word: a mask does as well, since it stands for one.
#[inline]
fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= FIRST
}

/// A text that is being read, with what was masked of it.
struct Reader<'a, F> {
    text: &'a [u8],
    /// Where the last mask ended.
    edge: usize,
    found: F,
}

impl<F: FnMut(Mask)> Reader<'_, F> {
    /// The byte at a place; 0 beyond the end.
    #[inline]
    fn at(&self, place: usize) -> u8 {
        self.text.get(place).copied().unwrap_or(0)
    }

    /// The byte before a place, as it stands in the masked text; 0 before the start.
    #[inline]
    fn before(&self, place: usize) -> u8 {
        if place == 0 {
            0
        } else if place == self.edge {
            FIRST
        } else {
            self.text[place - 1]
        }
    }

    /// Whether a number at this place goes on another one: `1.2`, `1:2`.
    #[inline]
    fn glued(&self, place: usize) -> bool {
        matches!(self.before(place), b'.' | b':') && self.before(place - 1).is_ascii_alphanumeric()
    }

    /// Whether a word, or a number's further part, follows.
    #[inline]
    fn goes_on(&self, place: usize) -> bool {
        let next = self.at(place);
        word(next)
            || matches!(next, b'.' | b':') && (word(self.at(place + 1)) && !self.at(place + 1).is_ascii_alphabetic())
    }

    /// The end of the digits that start here.
    #[inline]
    fn digits(&self, place: usize) -> usize {
        let mut end = place;
        while self.at(end).is_ascii_digit() {
            end += 1;
        }
        end
    }

    /// The end and the value of one to `most` digits that start here; none where there are more.
    #[inline]
    fn number(&self, place: usize, most: usize) -> Option<(usize, u32)> {
        let mut value = 0;
        for end in place..=place + most {
            let byte = self.at(end);
            if !byte.is_ascii_digit() {
                return (end > place).then_some((end, value));
            }
            value = value * 10 + u32::from(byte - b'0');
        }
        None
    }

    /// The end of the blanks that start here, at most `most`.
    #[inline]
    fn blanks(&self, place: usize, most: usize) -> usize {
        (place..place + most).find(|&at| !matches!(self.at(at), b' ' | b'\t')).unwrap_or(place + most)
    }

    #[inline]
    fn mask(&mut self, start: usize, end: usize, what: What) -> usize {
        (self.found)(Mask { start, end, what });
        self.edge = end;
        end
    }
}

/// Says what of a text is masked, from its start to its end.
pub fn scan(text: &[u8], own: &Own, found: impl FnMut(Mask)) {
    let mut reader = Reader { text, edge: 0, found };
    let mut marks = Marks::new(text, |window| masks(window, own.first));
    let mut from = 0;
    loop {
        let mark = marks.next(from);
        let Some(&byte) = text.get(mark) else { return };
        let alnum = |byte: u8| CLASS[usize::from(byte)] & ALNUM != 0;
        let back = if byte == b'[' { mark } else { from };
        let start = (back..mark).rev().find(|&at| !alnum(text[at])).map_or(back, |at| at + 1);
        let (mut end, mut seen) = (start, 0);
        while let Some(&byte) = text.get(end)
            && alnum(byte)
        {
            seen |= CLASS[usize::from(byte)];
            end += 1;
        }
        let found = if seen == 0 {
            reader.sign(start)
        } else if let Some((length, what)) = own.at(&text[start..]) {
            Some(reader.mask(start, start + length, what))
        } else {
            reader.run(start, end, seen)
        };
        from = found.unwrap_or(end.max(start + 1));
    }
}

impl<F: FnMut(Mask)> Reader<'_, F> {
    /// Masks what starts with a bracket or a colon.
    fn sign(&mut self, start: usize) -> Option<usize> {
        if self.at(start) == b'[' { self.process_in_brackets(start) } else { self.address_from_colon(start) }
    }

    /// Whether digits that end here are a plain number, as most are: what follows goes with none of what may be masked, and
    /// they are not as many as seconds or milliseconds since 1970 have.
    #[inline]
    fn plain(&self, end: usize, length: usize) -> bool {
        let next = self.at(end + 1);
        let ends = match self.at(end) {
            b' ' => next < 0x80 && !next.is_ascii_alphabetic(),
            0 | b'\n' | b'\r' | b')' | b',' | b'%' | b';' | b'"' | b'=' | b'|' => true,
            _ => false,
        };
        ends && !matches!(length, 10 | 13)
    }

    /// Masks what starts with a word of letters and digits, and says where to go on.
    fn run(&mut self, start: usize, end: usize, seen: u8) -> Option<usize> {
        let length = end - start;
        if seen & DIGIT == 0 {
            return match self.at(start) {
                b'u' if length == 2 => self.uptime(start, end),
                b'p' | b'P' if length <= 4 => self.process_by_name(start, end),
                b'A'..=b'Z' if (3..=9).contains(&length) => {
                    self.date_by_name(start, end).or_else(|| self.hex(start, end, seen))
                }
                _ => self.hex(start, end, seen),
            };
        }
        if seen == DIGIT {
            // With its fraction, if it has one.
            let last = if self.at(end) == b'.' { self.digits(end + 1) } else { end };
            if self.plain(last, length) {
                return Some(last);
            }
        }
        if self.at(start).is_ascii_digit() && !self.glued(start) {
            // Before a colon stand no dates.
            let date = if self.at(end) == b':' { None } else { self.date(start, end) };
            let found = date
                .or_else(|| self.mac(start))
                .or_else(|| self.time(start))
                .or_else(|| self.address(start, end))
                .or_else(|| self.epoch(start, end))
                .or_else(|| self.duration(start));
            if found.is_some() {
                return found;
            }
        }
        self.hex(start, end, seen)
    }
}

/// Puts a text's key after what is in `into`: the text with one byte for each mask, without blanks and carriage returns
/// before line ends and without blank lines at its end. Keys are equal where texts are alike, and a key's key is itself.
///
/// ```
/// use invocation_outputs::mask::{Own, shown};
/// let own = Own::new("i-bp1bq5g3dxxo1x4o0wr6");
/// let text = "2026-11-21T08:12:51Z iZbp1bq5g3dxxo1x4o0wr6Z sshd[812]: from 10.0.0.7:51234, 3 tries, 1.5s";
/// assert_eq!(shown(text, &own), "<date>T<time> <host> sshd[<pid>]: from <ip>:<port>, 3 tries, <duration>");
/// ```
pub fn key(text: &[u8], own: &Own, into: &mut Vec<u8>) {
    let (begin, mut copied) = (into.len(), 0);
    scan(text, own, |mask| {
        trimmed(&text[copied..mask.start], into);
        into.push(mask.what.byte());
        copied = mask.end;
    });
    trimmed(&text[copied..], into);
    let kept =
        into[begin..].iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).map_or(0, |at| at + 1);
    into.truncate(begin + kept);
}

/// Copies a piece without the blanks before its line ends.
fn trimmed(piece: &[u8], into: &mut Vec<u8>) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'\n', piece) {
        let line = &piece[from..at];
        let kept = line.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).map_or(0, |last| last + 1);
        if kept < line.len() {
            into.extend_from_slice(&line[..kept]);
            from = at;
        } else {
            into.extend_from_slice(&piece[from..=at]);
            from = at + 1;
        }
    }
    into.extend_from_slice(&piece[from..]);
}

/// A text as people read it, with a token for each mask: `<time>`.
pub fn shown(text: &str, own: &Own) -> String {
    let (mut written, mut copied) = (String::with_capacity(text.len()), 0);
    scan(text.as_bytes(), own, |mask| {
        // Masks start and end beside ASCII, thus between letters.
        written.push_str(text.get(copied..mask.start).unwrap_or_default());
        written.push_str(mask.what.token());
        copied = mask.end;
    });
    written.push_str(text.get(copied..).unwrap_or_default());
    written
}

/// What a byte of a key stands for.
pub fn masked(byte: u8) -> Option<What> {
    byte.checked_sub(FIRST).and_then(|at| ALL.get(usize::from(at))).copied()
}

#[cfg(test)]
mod tests;
