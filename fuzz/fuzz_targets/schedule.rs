//! Schedules: whatever stands in `Frequency` becomes words or a fault, in both languages, and next executions that go forward.
#![no_main]

use invocation_inspector::schedule::{Schedule, next_executions, read_wall};
use invocation_inspector::view::phrases::schedule::{fault_words, words};
use invocation_inspector::words::Language;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // A clock before the first line end, the schedule after it.
    let text = String::from_utf8_lossy(data);
    let (clock, frequency) = text.split_once('\n').unwrap_or(("2026-11-21 05:55:38", &text));
    let now = read_wall(clock);
    match Schedule::read(frequency) {
        Ok(schedule) => {
            assert!([Language::En, Language::Zh].iter().all(|language| !words(&schedule, *language).is_empty()));
            let _ = (schedule.zone(), schedule.distance());
            if let Some(now) = now {
                let executions = next_executions(&schedule, now, Some(now), 3);
                assert!(executions.iter().all(|at| *at > now) && executions.is_sorted(), "executions go back: {executions:?}");
            }
        }
        Err(fault) => {
            assert!(fault.at >= 1 && fault.at <= frequency.chars().count() + 1, "a fault outside of the text");
            assert!([Language::En, Language::Zh].iter().all(|language| !fault_words(&fault, *language).is_empty()));
        }
    }
});
