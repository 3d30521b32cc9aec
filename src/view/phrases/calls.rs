//! The code of an error of the whole call -> what happened, whose fault that is, and what to do.

use crate::explain;
use crate::words::phrase::{Phrase, Value};
use crate::words::{self, Language, Lookup, Template};

/// What happened, and whose fault it most likely is. A code in no list is said to be unknown.
pub fn explain(code: &str, language: Language) -> Phrase {
    let fault = explain::call_fault(code);
    let args = [("code", Value::Text(code))];
    let whose = || language.phrase(&format!("fault.{fault}"), &args);
    let what = match sentence(code, language) {
        Some(sentence) if fault == "unknown" => return sentence.fill(&[]),
        None if fault == "unknown" => return whose(),
        Some(sentence) => sentence.fill(&[]),
        None => language.phrase("call.unlisted", &args),
    };
    Phrase::join(&[what, whose()], &language.word("label.space"))
}

/// What to do about it.
pub fn next(code: &str, language: Language) -> Phrase {
    language.phrase(&format!("next.fault.{}", explain::call_fault(code)), &[])
}

/// The same with the beginning that it is for.
pub fn entry(code: &str, language: Language) -> Option<(&str, Template)> {
    // No code that is known is longer, and every beginning of it is looked up.
    if code.len() > 200 {
        return None;
    }
    let exception = code.ends_with("Exception") && !code.ends_with("UnretryableException") || code == "SDKError";
    if exception {
        return language.lookup("call.exception").map(|sentence| ("exception", sentence));
    }
    let ends = std::iter::once(code.len()).chain(code.rmatch_indices('.').map(|(at, _)| at));
    ends.map(|end| &code[..end]).find_map(|head| Some((head, language.lookup(&format!("call.{head}"))?)))
}

/// The codes with a sentence of their own.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let all = words::keys().iter().filter_map(|key| key.strip_prefix("call."));
    all.filter(|code| !matches!(*code, "exception" | "unlisted"))
}

/// The sentence for a code, or for the longest beginning of it up to a dot: `Throttling.User` is a `Throttling`.
fn sentence(code: &str, language: Language) -> Option<Template> {
    entry(code, language).map(|(_, sentence)| sentence)
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
            assert_eq!(explain::call_fault(code), whose, "{code}");
            for language in Language::ALL.iter().copied() {
                assert!(sentence(code, language).is_some(), "{code}");
                assert!(
                    super::explain(code, language).to_string().ends_with(&language.word(&format!("fault.{whose}"))),
                    "{code}"
                );
            }
        }
        assert!(super::explain("Strange.Thing", Language::En).to_string().contains("`Strange.Thing`"));
    }

    #[test]
    fn every_fault_has_words() {
        for fault in [
            "throttling",
            "permission",
            "key",
            "clock",
            "nonce",
            "service",
            "network",
            "instance",
            "parameter",
            "unknown",
        ] {
            assert!(Language::En.lookup(&format!("fault.{fault}")).is_some(), "{fault}");
            assert!(Language::En.lookup(&format!("next.fault.{fault}")).is_some(), "{fault}");
        }
    }
}
