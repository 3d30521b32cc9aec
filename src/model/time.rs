//! Times as the API writes them: `2020-05-11T09:01:41Z`, and in 2018 `2018-01-05 15:45:02`, whose zone no document
//! states (api.md quirk 4). A time with a zone becomes RFC 3339 UTC; one without stays as written.

use chrono::{DateTime, SecondsFormat, Utc};

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
        let read = |text: &str| DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc());
        if let Some(at) = read(text) {
            return Some(Self { at, has_zone: true });
        }
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

    /// Whether bytes are `YYYY-MM-DDThh:mm:ssZ` by their marks, which is what the API writes; cheap enough for every row.
    #[inline]
    pub fn is_usual(text: &[u8]) -> bool {
        const MARKS: [(usize, u64, u64); 3] = [marks(0), marks(8), marks(12)];
        text.len() == USUAL.len()
            && MARKS.iter().all(|(at, mask, wanted)| {
                let eight = text[*at..*at + 8].try_into().map(u64::from_le_bytes);
                eight.is_ok_and(|eight| eight & mask == *wanted)
            })
    }

    /// RFC 3339 in UTC; `None` where the zone is not stated.
    pub fn to_utc(self) -> Option<String> {
        self.has_zone.then(|| self.at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }

    /// Milliseconds from `start` to here, where both state their zone or neither does.
    pub fn millis_since(self, start: Time) -> Option<i64> {
        (self.has_zone == start.has_zone).then(|| (self.at - start.at).num_milliseconds())
    }

    /// For ordering; times without a zone are ordered among themselves.
    pub fn rank(self) -> u64 {
        // The sign bit turned, so that times before 1970 come first.
        self.at.timestamp_millis().cast_unsigned() ^ 1 << 63
    }
}

/// Figures stand where the zeros are.
const USUAL: &[u8; 20] = b"0000-00-00T00:00:00Z";

/// Eight bytes from `at`: which of them are marks, and what these are.
const fn marks(at: usize) -> (usize, u64, u64) {
    let (mut mask, mut wanted, mut byte) = (0, 0, 0);
    while byte < 8 {
        if USUAL[at + byte] != b'0' {
            mask |= 0xFF << (8 * byte);
            wanted |= (USUAL[at + byte] as u64) << (8 * byte);
        }
        byte += 1;
    }
    (at, mask, wanted)
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
        }
        for text in ["", "yesterday", "2020-13-01T00:00:00Z", "2020-05-11", "1589187701"] {
            assert_eq!(Time::read(text), None, "{text}");
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
