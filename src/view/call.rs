//! The code of an error of the whole call -> what happened, whose fault that is, and what to do.

use crate::words::phrase::{Phrase, Value};
use crate::words::{Language, fill};

/// Beginnings of codes, the first that fits, with whose fault they speak of.
const FAULTS: [(&str, &str); 39] = [
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
    ("InvalidTimeStamp", "clock"),
    ("IncompleteSignature", "key"),
    ("SignatureNonceUsed", "nonce"),
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
    entry(code, language).map(|(_, sentence)| sentence)
}

/// The same with the beginning that it is for.
pub(super) fn entry(code: &str, language: Language) -> Option<(&str, &'static str)> {
    // No code that is known is longer, and every beginning of it is looked up.
    if code.len() > 200 {
        return None;
    }
    let exception = code.ends_with("Exception") && !code.ends_with("UnretryableException") || code == "SDKError";
    if exception {
        return language.find("call.exception").map(|sentence| ("exception", sentence));
    }
    let ends = std::iter::once(code.len()).chain(code.rmatch_indices('.').map(|(at, _)| at));
    ends.map(|end| &code[..end]).find_map(|head| Some((head, language.find(&format!("call.{head}"))?)))
}

/// The codes with a sentence of their own.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    let entries = Language::En.entries().filter_map(|(key, _)| key.strip_prefix("call."));
    entries.filter(|code| !matches!(*code, "exception" | "unlisted"))
}

/// Whose fault the code speaks of.
pub(super) fn fault(code: &str) -> &'static str {
    FAULTS.iter().find(|(head, _)| code.starts_with(head)).map_or("unknown", |(_, fault)| fault)
}

/// What happened, and whose fault it most likely is. A code in no list is said to be unknown.
pub fn explain(code: &str, language: Language) -> Phrase {
    let fault = fault(code);
    let args = [("code", Value::Text(code))];
    let whose = || language.phrase(&format!("fault.{fault}"), &args);
    let what = match sentence(code, language) {
        Some(sentence) if fault == "unknown" => return fill(sentence, &[]),
        None if fault == "unknown" => return whose(),
        Some(sentence) => fill(sentence, &[]),
        None => language.phrase("call.unlisted", &args),
    };
    Phrase::join(&[what, whose()], &language.word("label.space"))
}

/// What to do about it.
pub fn next(code: &str, language: Language) -> Phrase {
    language.phrase(&format!("next.fault.{}", fault(code)), &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those that the documents of the two APIs list, and those that any call may give.
    #[test]
    fn listed_codes_are_explained_with_whose_fault_they_are() {
        for (code, whose) in [
            ("RegionId.ApiNotSupported", "parameter"),
            ("MissingParameter.RegionId", "parameter"),
            ("NumberExceed.Tags", "parameter"),
            ("Duplicate.TagKey", "parameter"),
            ("InvalidTagKey.Malformed", "parameter"),
            ("InvalidTagValue.Malformed", "parameter"),
            ("MissingParameter.TagKey", "parameter"),
            ("InvalidParam.PageNumber", "parameter"),
            ("InvalidParam.PageSize", "parameter"),
            ("InvalidParameter.NextToken", "parameter"),
            ("InvalidParameter.MaxResults", "parameter"),
            ("InvalidRegionId.NotFound", "parameter"),
            ("InvalidAction.NotFound", "parameter"),
            ("Operation.Forbidden", "permission"),
            ("Forbidden.RAM", "permission"),
            ("InternalError.Dispatch", "service"),
            ("InternalError", "service"),
            ("ServiceUnavailable", "service"),
            ("Throttling", "throttling"),
            ("Throttling.User", "throttling"),
            ("InvalidAccessKeyId.NotFound", "key"),
            ("SignatureDoesNotMatch", "key"),
            ("InvalidInstance.NotFound", "instance"),
            ("SDK.ServerUnreachable", "network"),
        ] {
            assert_eq!(fault(code), whose, "{code}");
            for language in [Language::En, Language::Zh] {
                assert!(sentence(code, language).is_some(), "{code}");
                assert!(
                    explain(code, language).to_string().ends_with(&language.word(&format!("fault.{whose}"))),
                    "{code}"
                );
            }
        }
        assert!(explain("Strange.Thing", Language::En).to_string().contains("`Strange.Thing`"));
    }

    #[test]
    fn every_fault_has_words() {
        for (_, fault) in FAULTS.iter().chain(&[("", "unknown")]) {
            assert!(Language::En.find(&format!("fault.{fault}")).is_some(), "{fault}");
            assert!(Language::En.find(&format!("next.fault.{fault}")).is_some(), "{fault}");
        }
    }
}
