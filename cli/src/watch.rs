//! A file that grows -> its inspection once nothing goes on any more. What changes on the way is said.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use invocation_inspector::Inspection;

use crate::input::{Fault, Input};
use crate::inspection;
use crate::status;
use crate::terminal;
use crate::words::Language;

/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(500);
/// For so many looks it may be away, as where another file takes its place.
const PATIENCE: u32 = 20;

/// Reads a file whenever it changes, until all that it tells of has ended.
pub(crate) fn until_ended(path: &Path, language: Language) -> Result<Inspection, Fault> {
    let input = Input::File(path.to_owned());
    let (mut seen, mut said, mut away) = (None, String::new(), 0);
    loop {
        let now = look(path);
        if now.is_none() || now != seen {
            match input.read(language) {
                Ok(bytes) => {
                    away = 0;
                    let inspection = inspection::of(bytes, language);
                    let headline = inspection.summary().headline;
                    if headline != said {
                        terminal::say(&headline);
                        said = headline;
                    }
                    if status::has_ended(&inspection) {
                        return Ok(inspection);
                    }
                }
                // What was there once may come back.
                Err(fault) if seen.is_none() || away >= PATIENCE => return Err(fault),
                Err(_) => away += 1,
            }
            seen = now.or(seen);
        }
        thread::sleep(PERIOD);
    }
}

/// What tells that a file has changed: its length and its time.
fn look(path: &Path) -> Option<(u64, SystemTime)> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}
