//! The code of an error of the whole call -> what happened, whose fault that is, and what to do.

use crate::words::Language;

/// Beginnings of codes, the first that fits, with whose fault they speak of.
const FAULTS: [(&str, &str); 38] = [
    ("Throttling", "throttling"),
    ("Forbidden", "permission"),
    ("NoPermission", "permission"),
    ("Operation.Forbidden", "permission"),
    ("OperationDenied", "permission"),
    ("UnauthorizedOperation", "permission"),
    ("InvalidAccount", "permission"),
    ("InvalidOperation.Forbidden", "permission"),
    ("InvalidAccessKey", "key"),
    ("InvalidSecurityToken", "key"),
    ("InvalidTimeStamp", "key"),
    ("IncompleteSignature", "key"),
    ("Signature", "key"),
    ("MissingSecurityToken", "key"),
    ("SDK.InvalidAccessKey", "key"),
    ("SDK.InvalidCredential", "key"),
    ("InternalError", "service"),
    ("ServiceUnavailable", "service"),
    ("UnknownError", "service"),
    ("SDK.ServerUnreachable", "network"),
    ("SDK.HttpError", "network"),
    ("SDK.CanNotResolveEndpoint", "network"),
    ("SDK.UnknownHost", "network"),
    ("SDK.TimeoutError", "network"),
    ("UnretryableException", "network"),
    ("TeaUnretryableException", "network"),
    ("InvalidInstance", "instance"),
    ("IncorrectInstanceStatus", "instance"),
    ("InstanceIds.ContainInvalidState", "instance"),
    ("RegionId.ApiNotSupported", "parameter"),
    ("UnsupportedOperation", "parameter"),
    ("UnsupportedHTTPMethod", "parameter"),
    ("NumberExceed", "parameter"),
    ("Duplicate", "parameter"),
    ("SDK.InvalidRegionId", "parameter"),
    ("SDK.MissingParam", "parameter"),
    ("Invalid", "parameter"),
    ("Missing", "parameter"),
];

/// The sentence for a code, or for the longest beginning of it up to a dot: `Throttling.User` is a `Throttling`.
fn sentence(code: &str, language: Language) -> Option<&'static str> {
    let ends = std::iter::once(code.len()).chain(code.rmatch_indices('.').map(|(at, _)| at));
    ends.map(|end| &code[..end]).find_map(|head| language.find(&format!("call.{head}")))
}

/// Whose fault the code speaks of.
fn fault(code: &str) -> &'static str {
    FAULTS.iter().find(|(head, _)| code.starts_with(head)).map_or("unknown", |(_, fault)| fault)
}

/// What happened, and whose fault it most likely is. A code in no list is said to be unknown.
pub fn explain(code: &str, language: Language) -> String {
    let fault = fault(code);
    let whose = language.word(&format!("fault.{fault}"));
    match sentence(code, language) {
        Some(sentence) if fault == "unknown" => sentence.to_owned(),
        Some(sentence) => format!("{sentence}{}{whose}", language.word("label.space")),
        None if fault == "unknown" => language.say("fault.unknown", &[("code", code)]),
        None => format!("{}{}{whose}", language.say("call.unlisted", &[("code", code)]), language.word("label.space")),
    }
}

/// What to do about it.
pub fn next(code: &str, language: Language) -> String {
    language.word(&format!("next.fault.{}", fault(code)))
}
