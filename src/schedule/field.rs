//! A field of a cron expression -> the set of its values.

/// Numbers from 0 to 59, a bit each.
pub type Set = u64;
/// Years from 1970 to 2099, a bit each.
pub type Years = [u64; 3];

/// What cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What should stand there.
    pub expected: Expected,
    /// Which character, from 1.
    pub at: usize,
    /// What stands there.
    pub found: String,
}

/// What should stand in a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Six, seven or eight fields.
    Fields,
    /// A value of a field.
    Value(&'static Field),
    /// A range that goes upward.
    Upward,
    /// A step of days of the week that documents and agent read alike.
    WeekdayStep,
    /// A range of days of the week that does not end on Sunday, which the agent counts as 0.
    WeekdayRange,
    /// A day of the week before `L`, without which the agent refuses it.
    WeekdayLast,
    /// A zone.
    Zone,
    /// A date with a time.
    Instant,
    /// A number with a unit.
    Rate,
}

/// A field's rules.
#[derive(PartialEq, Eq, Debug)]
pub struct Field {
    /// Its id.
    pub id: &'static str,
    /// Least value that the documents name.
    pub min: u32,
    /// Greatest.
    pub max: u32,
    /// Least value that is taken.
    least: u32,
    /// The value of bit 0.
    base: u32,
    /// The value of the first name.
    first_name: u32,
    names: &'static [&'static str],
}

const fn field(id: &'static str, min: u32, max: u32) -> Field {
    Field { id, min, max, least: min, base: 0, first_name: min, names: &[] }
}

pub(super) const FIRST_YEAR: u32 = 1970;
pub(super) const LAST_YEAR: u32 = 2099;

pub(super) static SECOND: Field = field("second", 0, 59);
pub(super) static MINUTE: Field = field("minute", 0, 59);
pub(super) static HOUR: Field = field("hour", 0, 23);
pub(super) static DAY: Field = field("day", 1, 31);
pub(super) static MONTH: Field = Field {
    names: &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    ..field("month", 1, 12)
};
/// Monday is 1; the agent takes 0 for Sunday too.
pub(super) static WEEKDAY: Field = Field {
    least: 0,
    names: &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ..field("weekday", 1, 7)
};
pub(super) static YEAR: Field = Field { base: FIRST_YEAR, ..field("year", FIRST_YEAR, LAST_YEAR) };

/// What a value of a field is worth: first, last, step.
pub(super) type Span = (u32, u32, u32);

impl Field {
    /// A number with at most one leading zero, or a name of three letters or in full.
    pub(super) fn value(&self, text: &str) -> Option<u32> {
        // With a zero before it the agent takes any day of the week for Sunday.
        let digits = if self.max > 99 { 4 } else { self.max.to_string().len() };
        if let Some(number) = number(text).filter(|_| text.len() <= digits) {
            return Some(number).filter(|n| (self.least..=self.max).contains(n));
        }
        let named = |name: &&str| text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(&name[..3]);
        Some(self.first_name + self.names.iter().position(named)? as u32)
    }

    /// `5`, `5-20`, `*/2`, `5/2`, `5-20/2`.
    pub(super) fn span(&'static self, text: &str) -> Result<Span, Expected> {
        let wrong = Expected::Value(self);
        let (body, step) = text.split_once('/').map_or((text, None), |(body, step)| (body, Some(step)));
        let step = match step {
            None => None,
            Some(step) => Some(number(step).filter(|n| (1..=self.max.min(MOST_STEP)).contains(n)).ok_or(wrong)?),
        };
        let is_week = self.id == WEEKDAY.id;
        let span = if body == "*" {
            (self.min, self.max, step.unwrap_or(1))
        } else if let Some((first, last)) = body.split_once('-') {
            let (mut first, last) = (self.value(first).ok_or(wrong)?, self.value(last).ok_or(wrong)?);
            if is_week && first == 7 && last < 7 {
                first = 0;
            }
            if is_week && last == 7 {
                return Err(Expected::WeekdayRange);
            }
            if first > last {
                return Err(Expected::Upward);
            }
            return Ok((first, last, step.unwrap_or(1)));
        } else {
            let first = self.value(body).ok_or(wrong)?;
            (first, if step.is_some() { self.max } else { first }, step.unwrap_or(1))
        };
        // Whether such a step counts from Sunday or Monday, and reaches Sunday, is not said alike by documents and agent.
        let unclear = is_week && step.is_some() && (body == "*" || (7 - span.0).is_multiple_of(span.2));
        if unclear { Err(Expected::WeekdayStep) } else { Ok(span) }
    }

    pub(super) fn put(&self, (first, last, step): Span, set: &mut Years) {
        let mut value = first;
        while value <= last {
            let bit = value - self.base;
            set[bit as usize / 64] |= 1 << (bit % 64);
            value += step;
        }
    }

    /// Values that may be listed; everything where one of them is `*` or `?`.
    pub(super) fn set(&'static self, text: &str, fault: &dyn Fn(Expected, &str) -> Fault) -> Result<Years, Fault> {
        let mut set = [0; 3];
        for piece in text.split(',') {
            let span = if piece == "?" { Ok((self.min, self.max, 1)) } else { self.span(piece) };
            self.put(span.map_err(|expected| fault(expected, piece))?, &mut set);
        }
        Ok(set)
    }
}

/// The agent knows no longer step.
const MOST_STEP: u32 = 59;

/// A number of at most nine figures.
pub(super) fn number(text: &str) -> Option<u32> {
    (text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
