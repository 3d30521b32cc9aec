//! Masks dates, times of day, seconds since 1970, durations.

use super::{Mask, Reader, What, word};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Units that stand for a duration after one number, written at it or after a blank.
const UNITS: [&str; 33] = [
    "s", "ms", "us", "ns", "µs", "μs", "sec", "secs", "second", "seconds", "msec", "usec", "nsec", "min", "mins",
    "minute", "minutes", "hr", "hrs", "hour", "hours", "day", "days", "week", "weeks", "秒", "毫秒", "微秒", "分钟",
    "小时", "天", "周", "纳秒",
];
/// Units that do so only in a chain such as `2d3h` or `0m0.003s`: `512m` may be memory or a part of a processor.
const SHORT: [&str; 5] = ["w", "d", "h", "m", "y"];

/// Letters of the longest of all units.
const LONGEST: usize = 7;

/// Seconds since 1970 that are plausible as a time of a run: 2015 to 2035.
const SECONDS: std::ops::Range<u64> = 1_420_070_400..2_051_222_400;

/// Whether a word is one of these names, whole or its first three letters.
fn named(word: &[u8], names: &[&str]) -> bool {
    // Most words are none, which three letters tell.
    let three = word.first_chunk::<3>();
    let begins = |name: &str| name.as_bytes().first_chunk::<3>() == three;
    three.is_some() && names.iter().any(|name| begins(name) && (word.len() == 3 || word == name.as_bytes()))
}

/// What a unit starts with. Most of what follows a number is none, which is seen here without comparing it with each.
const BEGINS: [bool; 256] = {
    let mut table = [false; 256];
    let (mut at, mut short) = (0, 0);
    while at < UNITS.len() {
        table[UNITS[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    while short < SHORT.len() {
        table[SHORT[short].as_bytes()[0] as usize] = true;
        short += 1;
    }
    table
};

/// The longest of these units that a text starts with.
fn unit(text: &[u8], units: &[&str]) -> Option<usize> {
    let first = *text.first()?;
    if !BEGINS[usize::from(first)] {
        return None;
    }
    // A unit in letters ends where the letters end.
    let letters = text.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let fits =
        |unit: &&[u8]| unit[0] == first && (unit.len() == letters || !first.is_ascii()) && text.starts_with(unit);
    let whole = |length: &usize| text[length - 1] >= 0x80 || !text.get(*length).is_some_and(u8::is_ascii_alphabetic);
    units.iter().map(|unit| unit.as_bytes()).filter(fits).map(<[u8]>::len).filter(whole).max()
}

impl<F: FnMut(Mask)> Reader<'_, F> {
    /// The end of a word of letters, at most ten.
    fn letters(&self, place: usize) -> usize {
        (place..place + 10).find(|&at| !self.at(at).is_ascii_alphabetic()).unwrap_or(place)
    }

    fn month_at(&self, place: usize) -> Option<usize> {
        let end = self.letters(place);
        named(&self.text[place.min(end)..end], &MONTHS).then_some(end)
    }

    fn year_at(&self, place: usize) -> Option<usize> {
        self.number(place, 4)
            .filter(|&(end, year)| end == place + 4 && (1900..2200).contains(&year))
            .map(|(end, _)| end)
    }

    fn below(&self, place: usize, most: u32) -> Option<usize> {
        self.number(place, 2).filter(|&(_, value)| value >= 1 && value <= most).map(|(end, _)| end)
    }

    /// `2026-11-21`, `2026/11/21`, `2026年11月21日`, `11/21/2026`, `21 Nov 2026`, `21/Nov/2026`; a time after a `T` as well.
    pub(super) fn date(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.text[start..end].iter().take(4).all(u8::is_ascii_digit) {
            return None;
        }
        let last = match end - start {
            1 | 2 => self.date_from_day(start, end)?,
            4.. if self.year_at(start).is_some() || self.at(start + 4) == b'T' => self.date_from_year(start)?,
            4 => self.chinese_date(start)?,
            _ => return None,
        };
        if self.at(last) == b'T' && self.time_at(last + 1).is_some() {
            self.mask(start, last, What::Date);
            return self.time(last + 1);
        }
        let further = self.at(last) == b'/' && word(self.at(last + 1)) || self.goes_on(last) && self.at(last) == b'.';
        (!word(self.at(last)) && !further).then(|| self.mask(start, last, What::Date))
    }

    fn date_from_year(&self, start: usize) -> Option<usize> {
        let separator = self.at(start + 4);
        if !matches!(separator, b'-' | b'/' | b'.') {
            return self.chinese_date(start);
        }
        let month = self.below(start + 5, 12)?;
        (self.at(month) == separator).then(|| self.below(month + 1, 31))?
    }

    fn chinese_date(&self, start: usize) -> Option<usize> {
        let mut place = self.year_at(start)?;
        for (letter, most) in [("年", 12), ("月", 31)] {
            place = self.blanks(place, 1);
            place = self.text.get(place..)?.starts_with(letter.as_bytes()).then_some(place + letter.len())?;
            place = self.below(self.blanks(place, 1), most)?;
        }
        place = self.blanks(place, 1);
        let rest = self.text.get(place..)?;
        let place = rest.starts_with("日".as_bytes()).then_some(place + "日".len())?;
        let week = self.blanks(place, 1);
        // The letter after 星期 takes three bytes.
        let named = "一二三四五六日天".as_bytes().chunks(3);
        let after = self.text.get(week..)?.strip_prefix("星期".as_bytes());
        let day = after.is_some_and(|rest| named.clone().any(|letter| rest.starts_with(letter)));
        Some(if day { week + 9 } else { place })
    }

    fn date_from_day(&self, start: usize, end: usize) -> Option<usize> {
        self.below(start, 31)?;
        let separator = self.at(end);
        let second = end + 1;
        if separator == b'/'
            && let Some(month) = self.below(second, 31)
        {
            return (self.at(month) == b'/').then(|| self.year_at(month + 1))?;
        }
        let month = matches!(separator, b' ' | b'-' | b'/').then(|| self.month_at(second))??;
        (self.at(month) == separator).then(|| self.year_at(month + 1))?
    }

    /// `Nov 21`, `Nov 21, 2026`, `Sat Nov 21`, `Sat, 21 Nov 2026`.
    pub(super) fn date_by_name(&mut self, start: usize, end: usize) -> Option<usize> {
        let name = &self.text[start..end];
        let last = if named(name, &MONTHS) {
            self.day_of_month(end)?
        } else if named(name, &DAYS) {
            let comma = end + usize::from(self.at(end) == b',');
            let next = self.blanks(comma, 2);
            if next == comma {
                return None;
            }
            match self.month_at(next) {
                Some(month) => self.day_of_month(month)?,
                None => self.date_from_day(next, self.digits(next.min(self.text.len())))?,
            }
        } else {
            return None;
        };
        (!self.goes_on(last)).then(|| self.mask(start, last, What::Date))
    }

    fn day_of_month(&self, month: usize) -> Option<usize> {
        let place = self.blanks(month, 2);
        let day = if place > month { self.below(place, 31)? } else { return None };
        let year = if self.at(day) == b',' { self.year_at(self.blanks(day + 1, 1)) } else { None };
        Some(year.filter(|&end| !word(self.at(end))).unwrap_or(day))
    }

    /// Where a time of day that starts here ends: `08:12`, `8:12:51`, with fraction, half of the day and zone.
    fn time_at(&self, start: usize) -> Option<usize> {
        let (hour_end, hour) = self.number(start, 2)?;
        let two = |place: usize, most: u32| {
            self.number(place, 2).filter(|&(end, value)| end == place + 2 && value <= most).map(|(end, _)| end)
        };
        if hour > 24 || self.at(hour_end) != b':' {
            return None;
        }
        let minute = two(hour_end + 1, 59)?;
        let mut end = match self.at(minute) {
            b':' => two(minute + 1, 60)?,
            _ => minute,
        };
        if end > minute {
            let fraction = self.digits(end + 1);
            let taken = match self.at(end) {
                b'.' => (1..=9).contains(&(fraction - end - 1)),
                // A comma before any other number of digits is punctuation.
                b',' => {
                    matches!(fraction - end - 1, 3 | 6 | 9) && (!word(self.at(fraction)) || self.at(fraction) == b'Z')
                }
                _ => false,
            };
            end = if taken { fraction } else { end };
        }
        let half = self.blanks(end, 1);
        let halved = matches!(self.at(half), b'A' | b'P' | b'a' | b'p') && matches!(self.at(half + 1), b'M' | b'm');
        if halved && !word(self.at(half + 2)) {
            return Some(half + 2);
        }
        let zoned = self.zone(end).filter(|&zone| !self.goes_on(zone));
        let last = zoned.unwrap_or(end);
        let short = end == minute && hour_end != start + 2;
        (!short && !self.goes_on(last)).then_some(last)
    }

    fn zone(&self, end: usize) -> Option<usize> {
        if matches!(self.at(end), b'Z' | b'z') {
            return Some(end + 1);
        }
        let sign = self.blanks(end, 1);
        if !matches!(self.at(sign), b'+' | b'-') {
            return None;
        }
        let hours = self.digits(sign + 1);
        match hours - sign - 1 {
            4 => Some(hours),
            2 if self.at(hours) == b':' && self.digits(hours + 1) == hours + 3 => Some(hours + 3),
            2 if sign == end => Some(hours),
            _ => None,
        }
    }

    pub(super) fn time(&mut self, start: usize) -> Option<usize> {
        let end = self.time_at(start)?;
        Some(self.mask(start, end, What::Time))
    }

    /// Milliseconds since 1970; seconds where something says that they are some: a fraction, an `@`, a bracket, a key
    /// that names a time, or a line of its own.
    pub(super) fn epoch(&mut self, start: usize, end: usize) -> Option<usize> {
        let length = end - start;
        if !matches!(length, 10 | 13) || self.goes_on(end) && self.at(end) != b'.' {
            return None;
        }
        let digits = std::str::from_utf8(&self.text[start..end]).ok()?;
        let value: u64 = digits.parse().ok()?;
        if length == 13 {
            let plausible = SECONDS.contains(&(value / 1000)) && self.at(end) != b'.';
            return plausible.then(|| self.mask(start, end, What::Time));
        }
        let fraction = if self.at(end) == b'.' { self.digits(end + 1) } else { end };
        if !SECONDS.contains(&value) || word(self.at(fraction)) {
            return None;
        }
        let fractional = (4..=10).contains(&(fraction - end));
        let said = fractional || fraction == end && self.says_time(start, end);
        said.then(|| self.mask(start, fraction, What::Time))
    }

    fn says_time(&self, start: usize, end: usize) -> bool {
        match self.before(start) {
            b'@' => return true,
            b'[' => return self.at(end) == b']',
            0 | b'\n' => {
                let rest = &self.text[end..];
                let blanks = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
                return blanks.is_none_or(|at| rest[at] == b'\n');
            }
            _ => {}
        }
        // A key before `:`, `=` or a blank: at most 24 bytes back, never across a mask.
        let floor = start.saturating_sub(24).max(self.edge);
        let back = &self.text[floor..start];
        let Some(last) = back.iter().rposition(|byte| !matches!(byte, b' ' | b':' | b'=' | b'"' | b'\'')) else {
            return false;
        };
        let key = &back[..=last];
        let first = key.iter().rposition(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').map_or(0, |at| at + 1);
        let key = key[first..].to_ascii_lowercase();
        last + 1 < back.len()
            && [&b"time"[..], b"stamp", b"epoch", b"date", b"_at"].iter().any(|end| key.ends_with(end))
            || last + 1 < back.len() && key == b"ts"
    }

    /// `1.23s`, `12 ms`, `3 days`, `2d3h`, `0m0.003s`, `5分钟`.
    pub(super) fn duration(&mut self, start: usize) -> Option<usize> {
        let (mut place, mut parts) = (start, 0);
        loop {
            let mut end = self.digits(place);
            if end == place {
                return None;
            }
            if self.at(end) == b'.' && self.at(end + 1).is_ascii_digit() {
                end = self.digits(end + 1);
            }
            parts += 1;
            let mut long = unit(&self.text[end..], &UNITS).map(|length| end + length);
            if long.is_none() && parts == 1 && self.at(end) == b' ' {
                long = unit(&self.text[end + 1..], &UNITS).map(|length| end + 1 + length);
            }
            let next = long.or_else(|| unit(&self.text[end..], &SHORT).map(|length| end + length))?;
            if self.at(next).is_ascii_digit() {
                place = next;
                continue;
            }
            let whole = (long.is_some() || parts > 1) && !word(self.at(next));
            return whole.then(|| self.mask(start, next, What::Duration));
        }
    }

    /// Behind the word `up`: `3 days, 2:04`, `45 min`, `2 weeks, 1 day`.
    pub(super) fn uptime(&mut self, start: usize, end: usize) -> Option<usize> {
        if &self.text[start..end] != b"up" {
            return None;
        }
        let first = self.blanks(end, 3);
        let (mut place, mut last) = (first, None);
        for _ in 0..6 {
            let Some((number, _)) = self.number(place, 6) else { break };
            let word_at = self.blanks(number, 1);
            let part = if self.at(number) == b':' {
                self.number(number + 1, 2).map(|(end, _)| end)
            } else {
                (word_at > number).then(|| self.text.get(word_at..)).flatten().and_then(|rest| {
                    let length = unit(rest, &["year", "years", "month", "months"]).or_else(|| unit(rest, &UNITS))?;
                    Some(word_at + length)
                })
            };
            let Some(part) = part.filter(|&part| !self.goes_on(part)) else { break };
            last = Some(part);
            place = self.blanks(part + usize::from(self.at(part) == b','), 2);
        }
        let last = last.filter(|_| first > end)?;
        Some(self.mask(first, last, What::Duration))
    }
}
