//! Times as the API writes them: `2020-05-11T09:01:41Z`, and in 2018 `2018-01-05 15:45:02`, whose zone no document
//! states (api.md quirk 4). A time with a zone becomes RFC 3339 UTC; one without stays as written.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, Utc};

/// An instant, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Time {
    /// UTC where the zone is stated, else the clock that was written, taken as if it were.
    at: DateTime<Utc>,
    /// Whether the zone is stated.
    pub has_zone: bool,
}

impl Time {
    /// Reads a trimmed text; `None` if it is no time that we know.
    pub fn read(text: &str) -> Option<Self> {
        // No form of a time is as long, and a field may have any length.
        if text.len() > 64 {
            return None;
        }
        let read = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc());
        if let Some(at) = read(text) {
            return Some(Self { at, has_zone: true });
        }
        Self::read_uncommon(text)
    }

    fn read_uncommon(text: &str) -> Option<Self> {
        let read = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc());
        // `2020-05-11T09:01Z`, which other calls of the vendor write.
        if let Some(minute) = text.strip_suffix('Z').filter(|minute| minute.len() == 16)
            && let Some(at) = read(&format!("{minute}:00Z"))
        {
            return Some(Self { at, has_zone: true });
        }
        // Without a zone, in the forms the documents have, also with slashes and to the minute.
        let dashed = text.replace('/', "-");
        let at = read(&format!("{dashed}Z")).or_else(|| read(&format!("{dashed}:00Z")))?;
        Some(Self { at, has_zone: false })
    }

    /// Seconds since 1970, for ordering and for durations.
    pub fn stamp(self) -> Stamp {
        Stamp(u32::try_from(self.at.timestamp()).unwrap_or_default())
    }

    /// Whether it states less than a second.
    pub fn has_fraction(self) -> bool {
        self.at.timestamp_subsec_nanos() != 0
    }

    /// Whether it lies in the years that a `Stamp` holds. The service gives no other: what does is a placeholder, such
    /// as the year 1, or an error of whoever wrote it.
    pub fn is_in_range(self) -> bool {
        self.stamp().is_known()
    }

    /// Whether a text is what `to_utc` would give of it: a time as the API writes it.
    pub fn is_utc(text: &str) -> bool {
        Clock::default().read(text.as_bytes()).is_some()
    }

    /// RFC 3339 in UTC; `None` where the zone is not stated or the year is none of a `Stamp`'s.
    pub fn to_utc(self) -> Option<String> {
        (self.has_zone && self.is_in_range()).then(|| self.at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// What a clock shows that is so many minutes ahead of UTC; where no zone is stated, of the clock that was written.
    pub fn wall(self, minutes: i32) -> Option<NaiveDateTime> {
        self.at.naive_utc().checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
    }

    /// Milliseconds from `start` to here, where both state their zone or neither does, and both are in range.
    pub fn millis_since(self, start: Time) -> Option<i64> {
        let comparable = self.has_zone == start.has_zone && self.is_in_range() && start.is_in_range();
        comparable.then(|| (self.at - start.at).num_milliseconds())
    }
}

/// Seconds since 1970, up to 2106; what ordering records and comparing their ends needs. Times without a zone are taken
/// as if they were UTC: they are ordered among themselves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Stamp(u32);

impl Stamp {
    /// Not given, or out of range.
    pub const UNKNOWN: Stamp = Stamp(0);

    /// Whether it is known.
    #[inline]
    pub fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }

    /// This one if it is known, else the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_known() { self } else { other }
    }

    /// For ordering: what is not known comes last.
    pub fn rank(self) -> u64 {
        if self.is_known() { u64::from(self.0) } else { u64::MAX }
    }

    /// Seconds from `start` to here, where both are known.
    #[inline]
    pub fn seconds_since(self, start: Stamp) -> Option<i64> {
        (self.is_known() && start.is_known()).then(|| i64::from(self.0) - i64::from(start.0))
    }
}

/// Reads the times of many rows, which mostly are of one day.
pub(crate) struct Clock {
    date: [u8; 10],
    /// From 1970 to that date.
    days: u32,
}

impl Default for Clock {
    fn default() -> Self {
        Self { date: *b"1970-01-01", days: 0 }
    }
}

impl Clock {
    /// The seconds of a time as the API writes it (`2020-05-11T09:01:41Z`); `None` for any other text, and for a time
    /// that is no `Stamp`.
    #[inline(always)]
    #[allow(clippy::inline_always, reason = "called for every time of every row")]
    pub(crate) fn read(&mut self, text: &[u8]) -> Option<Stamp> {
        let text: &[u8; 20] = text.try_into().ok()?;
        let (date, clock) = (*text.first_chunk()?, text[11..19].try_into().ok()?);
        if text[10] != b'T' || text[19] != b'Z' {
            return None;
        }
        let of_day = of_day(clock)?;
        if date != self.date {
            self.days = days(date)?;
            self.date = date;
        }
        Some(Stamp(self.days * 86_400 + of_day)).filter(|stamp| stamp.is_known())
    }
}

/// Days from 1970 of `YYYY-MM-DD`, as far as their seconds are a `Stamp`.
fn days(date: [u8; 10]) -> Option<u32> {
    if date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let two = |at: usize| {
        let (tens, ones) = (date[at].wrapping_sub(b'0'), date[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    let year = (two(0)? * 100 + two(2)?).cast_signed();
    let date = NaiveDate::from_ymd_opt(year, two(5)?, two(8)?)?;
    let days = u32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).ok();
    days.filter(|days| *days < u32::MAX / 86_400)
}

/// Seconds of `hh:mm:ss`, read as one number.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as the reading of the whole")]
fn of_day(clock: [u8; 8]) -> Option<u32> {
    const ZERO: u64 = u64::from_le_bytes(*b"00:00:00");
    // Lifts what is no figure, or no colon, to the highest bit of its byte.
    const LIFT: u64 = u64::from_le_bytes([0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]);
    let figures = u64::from_le_bytes(clock) ^ ZERO;
    if (figures | figures.wrapping_add(LIFT)) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = figures * 10 + (figures >> 8);
    let [hours, minutes, seconds] = [pairs as u8, (pairs >> 24) as u8, (pairs >> 48) as u8].map(u32::from);
    (hours < 24 && minutes < 60 && seconds < 60).then(|| hours * 3_600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read() {
        for (text, utc) in [
            ("2020-05-11T09:01:41Z", Some("2020-05-11T09:01:41Z")),
            ("2023-04-10T10:53:46.156+08:00", Some("2023-04-10T02:53:46.156Z")),
            ("2020-11-19T21:04:41+08:00", Some("2020-11-19T13:04:41Z")),
            ("2020-05-11T09:01Z", Some("2020-05-11T09:01:00Z")),
            ("2018-01-05 15:45:02", None),
            ("2018-01-05T15:45:02.5", None),
            ("2018/01/05 15:45", None),
        ] {
            assert_eq!(Time::read(text).map(Time::to_utc), Some(utc.map(str::to_owned)), "{text}");
            assert_eq!(Time::is_utc(text), utc == Some(text), "{text}");
        }
        for text in ["1969-12-31T23:59:59Z", "2107-01-01T00:00:00Z", "2016-12-31T23:59:60Z", "2020-13-01T00:00:00Z"] {
            assert!(!Time::is_utc(text), "{text}");
        }
        for text in ["", "yesterday", "2020-13-01T00:00:00Z", "2020-05-11", "1589187701"] {
            assert_eq!(Time::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_clock_reads_what_the_careful_reader_reads() {
        let mut clock = Clock::default();
        for text in ["2020-05-11T09:01:41Z", "2020-02-29T23:59:59Z", "2020-02-29T00:00:00Z", "1999-12-31T12:00:00Z"] {
            let careful = Time::read(text).map(Time::stamp);
            assert_eq!(clock.read(text.as_bytes()), careful, "{text}");
            assert!(careful.is_some_and(Stamp::is_known));
        }
        for text in [
            "2021-02-29T00:00:00Z",
            "2020-13-01T00:00:00Z",
            "2020-01-01T24:00:00Z",
            "20x0-01-01T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2106-02-08T00:00:00Z",
            "",
        ] {
            assert_eq!(clock.read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_new_clock_has_no_date_that_nobody_wrote() {
        assert_eq!(Clock::default().read(b"\0\0\0\0\0\0\0\0\0\0T09:01:41Z"), None);
        let first = Clock::default().read(b"1970-01-01T00:00:01Z");
        assert_eq!(first, Time::read("1970-01-01T00:00:01Z").map(Time::stamp));
    }

    #[test]
    fn the_years_of_a_stamp_are_1970_to_2106() {
        for (text, inside) in [
            ("1969-12-31T23:59:59Z", false),
            ("1970-01-01T00:00:00Z", false),
            ("1970-01-01T00:00:01Z", true),
            ("2106-02-07T06:28:15Z", true),
            ("2106-02-07T06:28:16Z", false),
            ("0001-01-01T00:00:00Z", false),
            ("9999-12-31 23:59:59", false),
        ] {
            assert_eq!(Time::read(text).map(Time::is_in_range), Some(inside), "{text}");
        }
    }

    #[test]
    fn a_duration_needs_two_times_of_one_kind() {
        let time = |text| Time::read(text).expect("a time");
        let (utc, later, naive) =
            (time("2020-05-11T09:01:40Z"), time("2020-05-11T09:02:40.500Z"), time("2020-05-11 09:03:00"));
        assert_eq!(later.millis_since(utc), Some(60_500));
        assert_eq!(naive.millis_since(utc), None);
        assert_eq!(naive.millis_since(naive), Some(0));
    }
}
