//! Times and lengths of time in words.

use crate::time::Time;
use crate::view::context::ViewContext;
use crate::words::phrase::Value;

/// A time as it is read, always with its zone.
pub fn instant(cx: &ViewContext<'_>, text: &str) -> String {
    match Time::read(text).filter(|time| time.is_in_range()) {
        Some(time) => match time.to_utc() {
            Some(utc) => utc.replacen('T', " ", 1).replacen('Z', " UTC", 1),
            None => cx.text("time.no-zone", &[("time", Value::Text(text))]),
        },
        None => text.to_owned(),
    }
}

/// A length of time in its two largest units.
pub fn duration(cx: &ViewContext<'_>, millis: i64) -> String {
    let whole = millis.unsigned_abs() / 1_000;
    if millis < 60_000 {
        let sign = if millis < 0 { "-" } else { "" };
        let tenths = match millis.unsigned_abs() % 1_000 / 100 {
            0 => String::new(),
            tenths => format!(".{tenths}"),
        };
        return cx.text("duration.s", &[("n", Value::Text(&format!("{sign}{whole}{tenths}")))]);
    }
    let (big, small) = match whole {
        0..3_600 => (("min", whole / 60), ("s", whole % 60)),
        3_600..86_400 => (("h", whole / 3_600), ("min", whole % 3_600 / 60)),
        _ => (("d", whole / 86_400), ("h", whole % 86_400 / 3_600)),
    };
    let unit = |(unit, n): (&str, u64)| cx.text(&format!("duration.{unit}"), &[("n", Value::Text(&n.to_string()))]);
    if small.1 == 0 { unit(big) } else { format!("{} {}", unit(big), unit(small)) }
}
