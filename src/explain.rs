//! A code (status, error, exit code, delivery) -> where its explanation stands in the catalogue, and whose fault it is
//! likely to be. The sentences themselves are `lang/*/core.json`'s.

mod tables;

use Fault::Likely;
use Party::{Instance, Permission, Request, Script, Stop};
use tables::{CALLS, Cause, DELIVERIES, DELIVERY_STATUSES, ERRORS, EXITS, MORE, NUMBERED, SIGNALS, WINDOWS};

use crate::status::{Legacy, Status};

pub use tables::{Fault, Party};

/// What a code belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `InvocationStatus`
    Status,
    /// `InvokeStatus`, `InstanceInvokeStatus`, `InvokeRecordStatus`
    Legacy,
    /// `ErrorCode` of a record, and the agent's own.
    Error,
    /// `ExitCode`
    Exit,
    /// `Code` of an error of the whole call.
    Call,
    /// `OssOutputStatus` and `OssOutputErrorCode`
    Oss,
    /// What the inspector itself notes: `diagnostic`.
    Diagnostic,
}

impl Kind {
    const ALL: [Kind; 7] =
        [Kind::Status, Kind::Legacy, Kind::Error, Kind::Exit, Kind::Call, Kind::Oss, Kind::Diagnostic];

    /// The word for it, which is also the first part of its keys in the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Status => "status",
            Kind::Legacy => "legacy",
            Kind::Error => "error",
            Kind::Exit => "exit",
            Kind::Call => "call",
            Kind::Oss => "oss",
            Kind::Diagnostic => "diagnostic",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What is known of one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its canonical spelling.
    pub code: String,
    /// Where its explanation stands: the kind, and the name under it.
    pub at: (Kind, &'static str),
    /// Where it stands what to do, if anything.
    pub remedy: (Kind, &'static str),
    /// What the code is called elsewhere: `SIGKILL`, `STATUS_ACCESS_VIOLATION`; mostly nothing.
    pub name: &'static str,
    /// Whose fault it is; `None` where nothing went wrong.
    pub fault: Option<Fault>,
}

/// The key in the catalogue of an explanation (nothing at its end, or `.recurring`), or of its remedy (`.do`, `.cause`).
pub fn key((kind, name): (Kind, &str), end: &str) -> String {
    [kind.as_str(), ".", name, end].concat()
}

/// What is known of a code; `None` where it is in no list. Codes of the whole call are explained in `view/phrases/calls.rs`, those
/// of diagnostics in `view/explanation.rs`.
pub fn lookup(kind: Kind, code: &str) -> Option<Entry> {
    let code = code.trim();
    match kind {
        Kind::Status => spelled(Status::SPELLINGS, code).map(|status| word(kind, status.as_str(), blame(status))),
        Kind::Legacy => {
            let legacy = spelled(Legacy::SPELLINGS, code)?;
            let entry = word(kind, legacy.as_str(), blame_legacy(legacy));
            // Otherwise the same word means the same in the current vocabulary.
            let own = matches!(legacy, Legacy::Finished | Legacy::Failed);
            Some(Entry { remedy: (if own { kind } else { Kind::Status }, legacy.as_str()), ..entry })
        }
        Kind::Error => error(code),
        Kind::Exit => exit(code),
        Kind::Oss => {
            let status = DELIVERY_STATUSES.iter().find(|status| status.eq_ignore_ascii_case(code));
            let status = status.map(|status| word(kind, status, (*status == "Failed").then_some(Fault::Unknown)));
            status.or_else(|| among(DELIVERIES, kind, code))
        }
        Kind::Call | Kind::Diagnostic => None,
    }
}

/// The value that a text spells.
pub fn spelled<T: Copy>(spellings: &[(&str, T)], text: &str) -> Option<T> {
    spellings.iter().find(|(spelling, _)| spelling.eq_ignore_ascii_case(text)).map(|found| found.1)
}

/// Every code with an explanation, in the order of the tables.
pub fn codes(kind: Kind) -> Vec<String> {
    let mut codes: Vec<&str> = Vec::new();
    let causes: &[Cause] = match kind {
        Kind::Error => ERRORS,
        Kind::Oss => DELIVERIES,
        Kind::Status | Kind::Legacy | Kind::Exit | Kind::Call | Kind::Diagnostic => &[],
    };
    match kind {
        Kind::Status => codes.extend(Status::ALL.iter().map(|status| status.as_str())),
        Kind::Legacy => codes.extend(Legacy::ALL.iter().map(|legacy| legacy.as_str())),
        Kind::Oss => codes.extend(DELIVERY_STATUSES),
        Kind::Exit => codes.extend(EXITS.iter().map(|exit| exit.1)),
        Kind::Error | Kind::Call | Kind::Diagnostic => {}
    }
    for cause in causes {
        codes.extend(cause.codes);
    }
    let mut codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
    if kind == Kind::Exit {
        codes.extend((129..129 + SIGNALS.len()).map(|code| code.to_string()));
        codes.extend(WINDOWS.iter().map(|entry| hex(entry.0)));
    }
    codes
}

/// What an `ErrorInfo` without a code says, by the parts of the sentence that its wordings share, or by the agent's
/// code that it begins with.
pub fn sentence(info: &str) -> Option<Entry> {
    by_sentence(ERRORS, Kind::Error, info).or_else(|| {
        // No code is longer than what is looked at.
        let word = info.trim_start();
        let end = word.char_indices().take(MOST).find(|(_, char)| matches!(char, ':' | '：' | ' '));
        error(end.map_or(word, |(end, _)| &word[..end]))
    })
}

/// The same for `OssOutputErrorInfo`.
pub fn delivery(info: &str) -> Option<Entry> {
    by_sentence(DELIVERIES, Kind::Oss, info)
}

/// Bytes of a sentence of the service that are looked at.
const MOST: usize = 4_096;

fn by_sentence(causes: &[Cause], kind: Kind, info: &str) -> Option<Entry> {
    // No sentence that is known is longer, nor does one begin after so much.
    let info = info.as_bytes()[..info.len().min(MOST)].to_ascii_lowercase();
    // By bytes: what searches for texts in texts weighs 2 KB, and these are few and short.
    let holds = |piece: &[u8]| info.windows(piece.len()).any(|window| window == piece);
    let matches = |way: &[u8]| !way.is_empty() && way.split(|byte| *byte == b'+').all(holds);
    let cause = causes.iter().find(|cause| cause.sentences.as_bytes().split(|byte| *byte == b'|').any(matches))?;
    Some(explanation(kind, cause, cause.codes[0]))
}

fn word(kind: Kind, code: &'static str, fault: Option<Fault>) -> Entry {
    Entry { code: code.to_owned(), at: (kind, code), remedy: (kind, code), name: "", fault }
}

fn explanation(kind: Kind, cause: &Cause, code: &str) -> Entry {
    Entry { code: code.to_owned(), ..word(kind, cause.codes[0], Some(cause.fault)) }
}

/// A code of a table, in any case; the beginning of one that ends with `*` is enough.
fn among(causes: &[Cause], kind: Kind, code: &str) -> Option<Entry> {
    for cause in causes {
        for listed in cause.codes {
            let family = listed.strip_suffix('*');
            let start = code.as_bytes().get(..family.unwrap_or(listed).len().min(code.len()))?;
            let compared = if family.is_some() { start } else { code.as_bytes() };
            if compared.eq_ignore_ascii_case(family.unwrap_or(listed).as_bytes()) {
                return Some(explanation(kind, cause, if family.is_some() { code } else { listed }));
            }
        }
    }
    None
}

/// An `ErrorCode`. The agent may put what the system said after a dot (`ExecuteScriptFailed.NoEnoughSpace`), which
/// tells more where it is known.
fn error(code: &str) -> Option<Entry> {
    let numbered = code.parse::<i64>().ok().and_then(|number| number.checked_neg()?.checked_sub(1));
    let named = numbered.and_then(|at| NUMBERED.get(usize::try_from(at).ok()?));
    let find = |code: &str| among(ERRORS, Kind::Error, code);
    find(named.unwrap_or(&code)).or_else(|| {
        let (head, tail) = code.split_once('.')?;
        let found = find(tail).or_else(|| find(head))?;
        Some(Entry { code: code.to_owned(), ..found })
    })
}

/// An exit code, decimal or hexadecimal. Negative and unsigned forms of 32 bits are one value.
fn exit(code: &str) -> Option<Entry> {
    let number = match code.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16),
        None => code.parse::<i64>(),
    };
    let number = number.ok()?;
    if let Some((_, name, remedy)) = EXITS.iter().find(|entry| entry.0 == number) {
        // A process that a signal ended, which the system or a script may have sent (api.md 2.7).
        let fault = if number == -1 { Fault::Unknown } else { Likely(Script) };
        let entry = word(Kind::Exit, name, (number != 0).then_some(fault));
        return Some(Entry { remedy: (Kind::Exit, remedy), ..entry });
    }
    let signal = number.checked_sub(129).and_then(|at| SIGNALS.get(usize::try_from(at).ok()?));
    if let Some((name, group)) = signal {
        return Some(ended(number.to_string(), name, group));
    }
    let bits = u32::try_from(number).ok().or_else(|| i32::try_from(number).ok().map(i32::cast_unsigned))?;
    match WINDOWS.iter().find(|entry| entry.0 == bits) {
        Some((_, name, group)) => Some(ended(hex(bits), name, group)),
        // Beyond it small negative numbers lie, which are a program's own.
        None if (0x8000_0000..0xFFFF_0000).contains(&bits) => Some(ended(hex(bits), "", "windows")),
        None => None,
    }
}

fn ended(code: String, name: &'static str, group: &'static str) -> Entry {
    let fault = match group {
        "crash" | "signal" | "alive" => Likely(Script),
        "killed" | "memory" | "library" | "init" => Likely(Instance),
        "denied" => Likely(Permission),
        _ => Fault::Unknown,
    };
    let remedy = if matches!(group, "signal" | "alive" | "windows") { "other" } else { group };
    Entry { code, remedy: (Kind::Exit, remedy), name, ..word(Kind::Exit, group, Some(fault)) }
}

fn hex(bits: u32) -> String {
    format!("0x{bits:08X}")
}

fn blame(status: Status) -> Option<Fault> {
    Some(match status {
        Status::Pending | Status::Scheduled | Status::Running | Status::Stopping | Status::Success => return None,
        Status::Failed | Status::Timeout => Likely(Script),
        Status::Aborted | Status::Error => Likely(Instance),
        Status::Invalid => Likely(Request),
        Status::Cancelled | Status::Terminated | Status::Stopped => Likely(Stop),
        Status::PartialFailed => Fault::Unknown,
    })
}

fn blame_legacy(legacy: Legacy) -> Option<Fault> {
    Some(match legacy {
        Legacy::Running | Legacy::Stopping | Legacy::Finished => return None,
        Legacy::Failed => Likely(Script),
        Legacy::Stopped => Likely(Stop),
        Legacy::PartialFailed => Fault::Unknown,
    })
}

/// The section of the guide that says more than an entry: its anchor.
pub fn more(kind: Kind, entry: &str) -> Option<&'static str> {
    MORE.iter().find(|(of, entries, _)| *of == kind.as_str() && entries.contains(&entry)).map(|(.., section)| *section)
}

/// What the code of an error of the whole call speaks of: the end of its keys in the catalogue.
pub fn call_fault(code: &str) -> &'static str {
    CALLS.iter().find(|(head, _)| code.starts_with(head)).map_or("unknown", |(_, fault)| fault)
}
