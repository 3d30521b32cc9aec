//! A value -> a scalar of the type the field has, whatever way it was written.
//!
//! Blanks around a value are not part of it, and `""`, a blank and null all mean "not set" (api.md quirk 5). Numbers
//! and booleans may be strings, and always are in XML. A printer's word for "not set" (`<nil>`, `None`, `-`) in a number, a
//! time or an id is no value either. `Err` says that something is there which cannot be read so.

use std::borrow::Cow;

use crate::document::{Kind, Value};
use crate::lexical::{is_unusual_blank, trim};
use crate::names::{Name, Role, Type};

/// Something is there, of another type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrongType;

/// The trimmed bytes of a scalar that is set.
#[inline]
pub fn bytes(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    if let Some(simple) = value.simple() {
        let simple = trim(simple);
        return (!simple.is_empty()).then_some(Cow::Borrowed(simple));
    }
    resolved(value)
}

fn resolved(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    let bytes = match value.bytes() {
        Cow::Borrowed(bytes) => Cow::Borrowed(trim(bytes)),
        Cow::Owned(bytes) => Cow::Owned(trim(&bytes).to_vec()),
    };
    (!bytes.is_empty()).then_some(bytes)
}

/// What printers write where a field is not set.
const NOTHING: [&[u8]; 11] =
    [b"-", b"<nil>", b"nil", b"null", b"None", b"N/A", b"NA", b"NaN", b"undefined", b"<none>", b"<null>"];

/// Whether the text of a number, a time or an id is a printer's word for "not set". Never asked of free text.
#[inline]
pub fn is_nothing(text: &[u8]) -> bool {
    let may = matches!(text.first(), Some(b'-' | b'<' | b'n' | b'N' | b'u' | b'U')) && text.len() <= 9;
    may && NOTHING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether a member is set to such a word, or a number to `false`, as PHP has it.
pub fn says_nothing(name: Name, value: Value<'_>) -> bool {
    let is_id =
        matches!(name.role(), Role::Target | Role::InvokeId) || matches!(name, Name::CommandId | Name::NextToken);
    match name.value_type() {
        Type::Int if value.kind() == Kind::False => true,
        // A number is none of these words, and none of them begins with a digit.
        Type::Int if value.kind() == Kind::Number => false,
        Type::Int if value.raw().first().is_some_and(u8::is_ascii_digit) => false,
        Type::Int | Type::Time => bytes(value).is_some_and(|text| is_nothing(&text)),
        _ => is_id && bytes(value).is_some_and(|text| is_nothing(&text)),
    }
}

/// What does not belong to an id and is found around it: quotes, blanks of other scripts, signs of what it was copied from.
fn is_stray(char: char) -> bool {
    char.is_whitespace() || is_unusual_blank(char) || "\"'`<>,;=“”‘’＂".contains(char)
}

/// An id without stray characters around it.
pub fn id(value: Value<'_>) -> Option<Cow<'_, [u8]>> {
    // `${id}`: a template's, which was not filled in.
    let whole = bytes(value).filter(|id| !is_nothing(id) && !matches!(id[..], [b'$' | b'{', b'{', ..]))?;
    if is_plain_id(&whole) { Some(whole) } else { Some(bare(whole)) }
}

fn bare(whole: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let text = String::from_utf8_lossy(&whole);
    let id = text.trim_matches(is_stray);
    // Of what is nothing else, all is kept, and of `<redacted>`.
    let is_placeholder = text.starts_with('<') && !id.contains(|char: char| char.is_ascii_digit());
    if id.is_empty() || id.len() == text.len() || is_placeholder {
        return whole;
    }
    Cow::Owned(id.as_bytes().to_vec())
}

/// Whether nothing that may be stray stands at the ends of an id.
#[inline]
pub fn is_plain_id(id: &[u8]) -> bool {
    let plain = |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii_alphanumeric() || *b == b'*');
    plain(id.first()) && plain(id.last())
}

/// The trimmed text of a scalar that is set.
pub fn text(value: Value<'_>) -> Option<Cow<'_, str>> {
    let is_blank = |char: char| char.is_whitespace() || is_unusual_blank(char);
    match value.text() {
        Cow::Borrowed(text) => Some(text.trim_matches(is_blank)).filter(|t| !t.is_empty()).map(Cow::Borrowed),
        Cow::Owned(text) => {
            Some(text.trim_matches(is_blank)).filter(|t| !t.is_empty()).map(|t| Cow::Owned(t.to_owned()))
        }
    }
}

/// A value for a message: a text cut to what fits, and of a container that there is one.
pub fn sketch(value: Value<'_>) -> String {
    match value.kind() {
        Kind::Object => "{…}".to_owned(),
        Kind::Array => "[…]".to_owned(),
        _ => crate::diagnostic::excerpt(&value.text()),
    }
}

/// A whole number.
pub fn int(value: Value<'_>) -> Result<Option<i64>, WrongType> {
    // Nearly all are a few digits.
    if let Some(digits) = value.simple()
        && (1..=9).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
    {
        return Ok(Some(digits.iter().fold(0, |n, digit| n * 10 + i64::from(digit - b'0'))));
    }
    if matches!(value.kind(), Kind::Object | Kind::Array | Kind::True) {
        return Err(WrongType);
    }
    if value.kind() == Kind::False {
        return Ok(None);
    }
    bytes(value).filter(|text| !is_nothing(text)).map_or(Ok(None), |bytes| uncommon_int(&bytes))
}

fn uncommon_int(bytes: &[u8]) -> Result<Option<i64>, WrongType> {
    let text = std::str::from_utf8(bytes).map_err(|_| WrongType)?;
    let whole = text
        .parse()
        .ok()
        .or_else(|| whole(text))
        .or_else(|| grouped(text))
        .filter(|whole: &i64| whole.unsigned_abs() <= EXACT);
    whole.map(Some).ok_or(WrongType)
}

/// `1,024`, as a spreadsheet shows it.
fn grouped(text: &str) -> Option<i64> {
    let mut groups = text.split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let is_whole =
        first && groups.all(|group| group.len() == 3) && text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    if is_whole { text.replace(',', "").parse().ok() } else { None }
}

/// JavaScript holds whole numbers up to this one exactly. A longer one stays text, or another number would be shown.
pub const EXACT: u64 = 1 << 53;

/// The whole number that is written with a fraction or an exponent: `1.0`, `1e3` and `1.5E+1`, as some serializers do. `4.29E+09` is
/// what a spreadsheet left of one.
fn whole(text: &str) -> Option<i64> {
    const ROUNDED: i32 = 6;
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (before, after) = digits.split_once('.').unwrap_or((digits, "0"));
    let (sign, before) = before.strip_prefix('-').map_or((1, before), |before| (-1, before));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_number(before) || !is_number(after) {
        return None;
    }
    let after = after.trim_end_matches('0');
    let power = power.strip_prefix('+').unwrap_or(power).parse::<i32>().ok()?;
    let power = power.checked_sub(i32::try_from(after.len()).ok()?)?;
    let figures = format!("{before}{after}");
    let figures = figures.trim_start_matches('0');
    if figures.is_empty() {
        return Some(0);
    }
    // So many zeros are those of a rounded number: `4E+09`.
    if power >= ROUNDED {
        return None;
    }
    let number = figures.parse::<i64>().ok().filter(|_| power <= 0 || after.is_empty())?;
    let scale = 10_i64.checked_pow(power.unsigned_abs());
    let number = if power < 0 {
        scale.filter(|scale| number % scale == 0).map(|scale| number / scale)
    } else {
        scale.and_then(|scale| number.checked_mul(scale))
    };
    number.map(|number| sign * number)
}

/// A truth value: `true`, `"True"`, `<Timed>false</Timed>`.
pub fn bool(value: Value<'_>) -> Result<Option<bool>, WrongType> {
    match value.kind() {
        Kind::True => return Ok(Some(true)),
        Kind::False => return Ok(Some(false)),
        Kind::Object | Kind::Array => return Err(WrongType),
        _ => {}
    }
    let Some(bytes) = bytes(value) else {
        return Ok(None);
    };
    if bytes.eq_ignore_ascii_case(b"true") {
        Ok(Some(true))
    } else if bytes.eq_ignore_ascii_case(b"false") {
        Ok(Some(false))
    } else {
        Err(WrongType)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_in_every_notation() {
        for (text, number) in [
            ("-1", -1),
            ("007", 7),
            ("1.0", 1),
            ("1e0", 1),
            ("1e3", 1_000),
            ("1.5E+1", 15),
            ("0.0e99", 0),
            ("1,024", 1_024),
            ("12,345,678", 12_345_678),
            ("-20e-1", -2),
            ("9007199254740992", 1 << 53),
        ] {
            assert_eq!(uncommon_int(text.as_bytes()), Ok(Some(number)), "{text}");
        }
        for text in [
            "many",
            "1.5",
            "4E+09",
            "1e-1",
            "1e",
            "e3",
            "1e999999999999",
            "1e30",
            "9007199254740993",
            ".5",
            "1.",
            "0x10",
            "1,02",
            "1,0240",
            ",024",
            "1,0x4",
        ] {
            assert_eq!(uncommon_int(text.as_bytes()), Err(WrongType), "{text}");
        }
    }
}
