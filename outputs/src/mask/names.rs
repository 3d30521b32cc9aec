//! Masks process ids, addresses, ports after them, UUIDs and hex ids.

use std::net::Ipv6Addr;

use super::{DIGIT, HEX, LETTER, Mask, Reader, What, word};

/// The longest IPv6 address as text.
const LONGEST: usize = 45;

impl<F: FnMut(Mask)> Reader<'_, F> {
    /// `sshd[812]:`, `worker[4711]`, `[4711]`; `[   12.345678]` of the kernel is a time. Short numbers in brackets are
    /// indexes and codes.
    pub(super) fn process_in_brackets(&mut self, open: usize) -> Option<usize> {
        let start = self.blanks(open + 1, 8);
        let end = (start..start + 11).find(|&at| !self.at(at).is_ascii_digit())?;
        if self.at(end) == b'.' && end > start && self.digits(end + 1) == end + 7 && self.at(end + 7) == b']' {
            return Some(self.mask(open + 1, end + 7, What::Time));
        }
        let length = end - start;
        if start != open + 1 || self.at(end) != b']' || !(1..=7).contains(&length) {
            return None;
        }
        let attached = self.before(open).is_ascii_alphanumeric();
        let fits = length >= 4 || attached && (length == 3 || self.at(end + 1) == b':');
        fits.then(|| self.mask(start, end, What::Process))
    }

    /// `pid 1234`, `PID=1234`, `"ppid": 1234`.
    pub(super) fn process_by_name(&mut self, start: usize, end: usize) -> Option<usize> {
        let name = &self.text[start..end];
        if !name.eq_ignore_ascii_case(b"pid") && !name.eq_ignore_ascii_case(b"ppid") {
            return None;
        }
        let sign = |byte: u8| matches!(byte, b' ' | b'\t' | b'=' | b':' | b'#' | b'"' | b'\'');
        let first = (end..end + 5).find(|&at| !sign(self.at(at)))?;
        let (last, _) = self.number(first, 9).filter(|_| first > end)?;
        (!self.goes_on(last)).then(|| self.mask(first, last, What::Process))
    }

    /// An address that starts with a digit, with the port after it.
    pub(super) fn address(&mut self, start: usize, end: usize) -> Option<usize> {
        let last = match self.at(end) {
            b'.' => self.version_four(start)?,
            b':' => self.version_six(start)?,
            _ => return None,
        };
        let masked = self.mask(start, last, What::Address);
        Some(self.port(start, masked))
    }

    /// `::1`.
    pub(super) fn address_from_colon(&mut self, start: usize) -> Option<usize> {
        if self.at(start + 1) != b':' || word(self.before(start)) && self.before(start) < super::FIRST {
            return None;
        }
        if self.before(start) == b':' {
            return None;
        }
        let last = self.version_six(start)?;
        let masked = self.mask(start, last, What::Address);
        Some(self.port(start, masked))
    }

    fn version_four(&self, start: usize) -> Option<usize> {
        let mut place = start;
        for part in 0..4 {
            let (end, value) = self.number(place, 3)?;
            if value > 255 || part < 3 && self.at(end) != b'.' {
                return None;
            }
            place = end + 1;
        }
        let end = place - 1;
        let further = self.at(end) == b'.' && word(self.at(end + 1));
        (!word(self.at(end)) && !further).then_some(end)
    }

    fn version_six(&self, start: usize) -> Option<usize> {
        let part = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
        let mut end = (start..=start + LONGEST).find(|&at| !part(self.at(at)))?;
        if word(self.at(end)) {
            return None;
        }
        // Punctuation after the address.
        while end > start + 2 && (self.at(end - 1) == b'.' || self.at(end - 1) == b':' && self.at(end - 2) != b':') {
            end -= 1;
        }
        // Most of what looks like it is a time or a ratio, with one colon.
        self.text[start..end].iter().filter(|&&byte| byte == b':').nth(1)?;
        let text = std::str::from_utf8(&self.text[start..end]).ok()?;
        let digits = text.bytes().any(|byte| byte.is_ascii_digit());
        (digits && text.parse::<Ipv6Addr>().is_ok()).then_some(end)
    }

    /// Masks the port after an address, and says where to go on.
    fn port(&mut self, start: usize, end: usize) -> usize {
        let place = match self.at(end) {
            b':' => end + 1,
            b']' if self.before(start) == b'[' && self.at(end + 1) == b':' => end + 2,
            b' ' if self.text[end..].starts_with(b" port ") => end + 6,
            _ => return end,
        };
        match self.number(place, 5) {
            Some((last, value)) if value <= 0xFFFF && !self.goes_on(last) => self.mask(place, last, What::Port),
            _ => end,
        }
    }

    /// Six pairs of hex digits between colons or hyphens.
    pub(super) fn mac(&mut self, start: usize) -> Option<usize> {
        let separator = self.at(start + 2);
        if !matches!(separator, b':' | b'-') {
            return None;
        }
        let pairs = (0..6).all(|pair| {
            let at = start + pair * 3;
            let apart = pair == 5 || self.at(at + 2) == separator;
            self.at(at).is_ascii_hexdigit() && self.at(at + 1).is_ascii_hexdigit() && apart
        });
        let end = start + 17;
        let further = self.at(end) == separator && word(self.at(end + 1));
        (pairs && !word(self.at(end)) && !further).then(|| self.mask(start, end, What::Mac))
    }

    /// What is written in hex digits: UUIDs, container ids, hashes, pointers; addresses that start with a letter.
    pub(super) fn hex(&mut self, start: usize, end: usize, seen: u8) -> Option<usize> {
        let length = end - start;
        if seen & LETTER == 0 {
            if length == 8
                && let Some(last) = self.uuid_at(start)
            {
                return Some(self.mask(start, last, What::Uuid));
            }
            if seen & HEX != 0 && matches!(self.at(end), b':' | b'-') && length <= 4 && !self.glued(start) {
                return self.mac(start).or_else(|| {
                    let last = (self.at(end) == b':').then(|| self.version_six(start))??;
                    let masked = self.mask(start, last, What::Address);
                    Some(self.port(start, masked))
                });
            }
            let id = length >= 8 && seen == DIGIT | HEX && !word(self.at(end));
            return id.then(|| self.mask(start, end, What::Hex));
        }
        // Eight digits after `0x` are more often an error code (`0x80070005`) than a pointer.
        let pointer = length >= 11
            && self.at(start) == b'0'
            && self.at(start + 1) == b'x'
            && self.text[start + 2..end].iter().all(u8::is_ascii_hexdigit)
            && !word(self.at(end));
        pointer.then(|| self.mask(start, end, What::Hex))
    }

    fn uuid_at(&self, start: usize) -> Option<usize> {
        let text = self.text.get(start..start + 36)?;
        let fits = text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
        (fits && !word(self.at(start + 36))).then_some(start + 36)
    }
}
