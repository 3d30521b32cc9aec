//! What is explained: every code that the documents list, in both languages, from a catalogue in which nothing is left over.

use std::collections::BTreeSet;

use invocation_inspector::explain::{self, Fault, Kind, Party, codes, lookup, sentence};
use invocation_inspector::status::{Legacy, Status};
use invocation_inspector::view::explanation::{self, Explanation, explanations};
use invocation_inspector::view::parts::fact::Reason;
use invocation_inspector::words::{self, Language, Lookup};
use invocation_inspector::{Options, inspect};

const LANGUAGES: [Language; 2] = [Language::En, Language::Zh];

/// `ErrorCode` of DescribeInvocations and DescribeInvocationResults, with that of the troubleshooting page.
const DOCUMENTED: [&str; 37] = [
    "InstanceNotExists",
    "InstanceReleased",
    "InstanceNotRunning",
    "CommandNotApplicable",
    "AccountNotExists",
    "DirectoryNotExists",
    "BadCronExpression",
    "ClientNotRunning",
    "ClientNotResponse",
    "ClientIsUpgrading",
    "ClientNeedUpgrade",
    "DeliveryTimeout",
    "ExecutionTimeout",
    "ExecutionException",
    "ExecutionInterrupted",
    "ExitCodeNonzero",
    "SecurityGroupRuleDenied",
    "TaskConcurrencyLimit",
    "ClientNetworkBlocked",
    "ClientNotOnline",
    "ClientRestarted",
    "CommandContentDecodeError",
    "InstanceDeregistered",
    "InstanceRestarted",
    "InstanceRoleInvalid",
    "InvalidCommandText",
    "InvalidGMTOffsetHourForTimezone",
    "InvalidSystemBuiltInParameter",
    "QueryParameterStoreFailed",
    "TerminationException",
    // Of DescribeSendFileResults.
    "FileAlreadyExists",
    "FileNameInvalid",
    "FilePathInvalid",
    "FileAuthorityInvalid",
    "UserGroupNotExists",
    "FileCreateFail",
    "FileContentInvalid",
];

/// The agent's own.
const AGENT: [&str; 43] = [
    "InvalidContainerId",
    "InvalidContainerName",
    "UnsupportedContainerRuntime",
    "ContainerNameAndIdNotMatch",
    "ContainerNameDuplicated",
    "ContainerNotFound",
    "ContainerStateAbnormal",
    "ContainerConnectFailed",
    "ContainerRuntimeInternalError",
    "ContainerRuntimeTimeout",
    "TypeInvalid",
    "CommandContentInvalid",
    "UsernameOrPasswordInvalid",
    "UsernameOrPasswordInvalid_Windows",
    "UserInvalid_NotExist",
    "HomeDirectoryNotAvailable",
    "WorkingDirectoryNotExist",
    "DefaultWorkingDirectoryNotAvailable",
    "InvalidEnvironmentParameter",
    "InvalidCronExpression",
    "TimezoneInformationCorrupt",
    "InvalidGMTOffsetForTimezone",
    "CronExpressionExpired",
    "InvalidAtExpression",
    "AtExpressionExpired",
    "InvalidRateExpression",
    "RateFrequencyTooLarge",
    "GetScriptPathFailed",
    "UnknownCommandType",
    "Base64DecodeFailed",
    "SaveScriptFileFailed",
    "SetExecutablePermissionFailed",
    "SetWindowsPermissionFailed",
    "ExecuteScriptFailed",
    "NoEnoughSpace",
    "ScriptFileExisted",
    "PowershellNotFound",
    "SystemDefaultShellNotFound",
    "ResolveEnvironmentParameterFailed",
    "ExecuteScriptFailed.ExecFormatError",
    "RoleNameFailed",
    "ParameterStoreNotAccessible",
    "ParameterFailed",
];

const DELIVERY: [&str; 9] = [
    "InProgress",
    "Finished",
    "Failed",
    "CloudAssistant.UnsupportedInvocationStatus",
    "CloudAssistant.ClientNeedUpgrade",
    "OSS.AccessDenied",
    "OSS.NoSuchBucket",
    "OSS.FileImmutable",
    "OSS.InvalidObjectName",
];

/// Errors of the whole call.
const CALL: [&str; 33] = [
    "RegionId.ApiNotSupported",
    "MissingParameter.RegionId",
    "NumberExceed.Tags",
    "Duplicate.TagKey",
    "InvalidTagKey.Malformed",
    "InvalidTagValue.Malformed",
    "MissingParameter.TagKey",
    "InvalidParam.PageNumber",
    "InvalidParam.PageSize",
    "InvalidParameter.NextToken",
    "InvalidParameter.MaxResults",
    "Operation.Forbidden",
    "InvalidRegionId.NotFound",
    "InternalError.Dispatch",
    "InternalError",
    "ServiceUnavailable",
    "Forbidden.RAM",
    "Throttling",
    "Throttling.User",
    "InvalidAccessKeyId.NotFound",
    "SignatureDoesNotMatch",
    "InvalidAction.NotFound",
    "InvalidOperation.NotSupportedEndpoint",
    "InvalidAccessKeyId.Inactive",
    "IncompleteSignature",
    "NoSuchVersion",
    "InvalidApi.NotFound",
    "MissingSecurityToken",
    "InvalidProduct.NotFound",
    "InvalidProtocol.NeedSsl",
    "Forbidden.RiskControl",
    "InvalidInstance.NotFound",
    "Forbidden",
];

/// What an exit code is called, and what the first words of its explanation's key are.
const EXITS: [(&str, &str, &str); 51] = [
    ("0", "0", "exit.0"),
    ("1", "1", "exit.1"),
    ("2", "2", "exit.2"),
    ("5", "5", "exit.5"),
    ("125", "125", "exit.125"),
    ("259", "259", "exit.259"),
    ("1603", "1603", "exit.1603"),
    ("1618", "1618", "exit.1618"),
    ("1641", "1641", "exit.1641"),
    ("124", "124", "exit.124"),
    ("126", "126", "exit.126"),
    ("127", "127", "exit.127"),
    ("128", "128", "exit.128"),
    ("129", "129 (SIGHUP)", "exit.ended"),
    ("130", "130 (SIGINT)", "exit.ended"),
    ("131", "131 (SIGQUIT)", "exit.ended"),
    ("132", "132 (SIGILL)", "exit.crash"),
    ("134", "134 (SIGABRT)", "exit.crash"),
    ("135", "135 (SIGBUS)", "exit.crash"),
    ("136", "136 (SIGFPE)", "exit.crash"),
    ("137", "137 (SIGKILL)", "exit.killed"),
    ("139", "139 (SIGSEGV)", "exit.crash"),
    ("141", "141 (SIGPIPE)", "exit.signal"),
    ("142", "142 (SIGALRM)", "exit.signal"),
    ("143", "143 (SIGTERM)", "exit.ended"),
    // What is ignored, or only stops a process, ends none.
    ("145", "145 (SIGCHLD)", "exit.alive"),
    ("148", "148 (SIGTSTP)", "exit.alive"),
    ("152", "152 (SIGXCPU)", "exit.signal"),
    ("153", "153 (SIGXFSZ)", "exit.signal"),
    ("159", "159 (SIGSYS)", "exit.crash"),
    ("193", "193", "exit.193"),
    ("194", "194", "exit.194"),
    ("255", "255", "exit.255"),
    ("-1", "-1", "exit.-1"),
    // Only Windows gives it.
    ("4294967295", "4294967295", "exit.4294967295"),
    ("3009", "3009", "exit.3009"),
    ("3010", "3010", "exit.3010"),
    ("9009", "9009", "exit.9009"),
    ("-1073741510", "0xC000013A (STATUS_CONTROL_C_EXIT)", "exit.ended"),
    ("3221225786", "0xC000013A (STATUS_CONTROL_C_EXIT)", "exit.ended"),
    ("0xC000013A", "0xC000013A (STATUS_CONTROL_C_EXIT)", "exit.ended"),
    ("-1073741819", "0xC0000005 (STATUS_ACCESS_VIOLATION)", "exit.crash"),
    ("3221225477", "0xC0000005 (STATUS_ACCESS_VIOLATION)", "exit.crash"),
    ("-1073741515", "0xC0000135 (STATUS_DLL_NOT_FOUND)", "exit.library"),
    ("3221225781", "0xC0000135 (STATUS_DLL_NOT_FOUND)", "exit.library"),
    ("-1073741502", "0xC0000142 (STATUS_DLL_INIT_FAILED)", "exit.init"),
    ("3221225794", "0xC0000142 (STATUS_DLL_INIT_FAILED)", "exit.init"),
    ("-1073740791", "0xC0000409 (STATUS_STACK_BUFFER_OVERRUN)", "exit.crash"),
    ("-532462766", "0xE0434352 (EXCEPTION_COMPLUS)", "exit.crash"),
    ("-1073741801", "0xC0000017 (STATUS_NO_MEMORY)", "exit.memory"),
    ("-2147024891", "0x80070005 (E_ACCESSDENIED)", "exit.denied"),
];

/// Has the words that a reader needs, in both languages, and no key in place of one.
#[track_caller]
fn explained(kind: &str, code: &str) -> Explanation {
    for language in LANGUAGES {
        let found = explanation::explain(kind, code, language).unwrap_or_else(|| panic!("{kind} {code} is in no list"));
        let remedy = found.remedy.as_ref().map(ToString::to_string);
        let mut texts: Vec<String> = vec![found.what.to_string(), found.title];
        texts.extend(remedy.clone());
        texts.extend(found.likely.as_ref().map(|likely| likely.label.clone()));
        for text in &texts {
            // A diagnostic has values, and may speak of a brace.
            let text = if kind == "diagnostic" { &*text.replace(['{', '}'], "") } else { text.as_str() };
            let plain = !text.is_empty() && !text.contains(['{', '}']) && Language::En.lookup(text).is_none();
            assert!(plain, "{kind} {code}: {text}");
        }
        assert!(found.likely.is_none() || found.remedy.is_some() || code == "Failed", "{kind} {code}: what to do?");
        let long = texts[0].chars().count() + remedy.unwrap_or_default().chars().count();
        // A note stands alone in a list, where there is room.
        let most = if kind == "diagnostic" { 320 } else { 240 };
        assert!(long <= most, "{kind} {code}: {long} characters");
    }
    explanation::explain(kind, code, Language::En).expect("explained")
}

#[test]
fn every_listed_code_is_explained_in_both_languages() {
    let lists: [(&str, &[&str]); 4] = [("error", &DOCUMENTED), ("error", &AGENT), ("oss", &DELIVERY), ("call", &CALL)];
    for (kind, list) in lists {
        for code in list {
            let found = explained(kind, code);
            assert_eq!(found.code, *code);
            assert_eq!(
                explanation::explain(kind, &format!(" {} ", code.to_uppercase()), Language::En).is_some(),
                kind != "call"
            );
        }
    }
    for kind in ["status", "legacy", "error", "exit", "call", "oss", "diagnostic"] {
        let all = explanations(kind);
        assert!(all.len() > 5, "{kind}");
        all.iter().for_each(|code| drop(explained(kind, code)));
    }
    assert!(explanations("other").is_empty());
}

#[test]
fn codes_in_no_list_are_not_explained() {
    for (kind, code) in [
        ("error", "BasicResourceNotFound"),
        ("error", "-13"),
        ("error", "0"),
        ("error", ""),
        ("error", "."),
        ("exit", "7"),
        ("exit", "-2"),
        ("exit", "160"),
        ("exit", "9223372036854775807"),
        ("exit", "-9223372036854775808"),
        ("exit", "99999999999999999999"),
        ("exit", "seven"),
        ("exit", "0x"),
        ("oss", "OSS.Other"),
        ("status", "Finished"),
        ("status", ""),
        ("legacy", "Timeout"),
        ("call", "Strange"),
        ("other", "Success"),
    ] {
        assert!(explanation::explain(kind, code, Language::En).is_none(), "{kind} {code}");
    }
}

#[test]
fn codes_lead_to_entries_of_the_guide() {
    for (kind, code, entry) in [
        ("status", "canceled", "Cancelled"),
        ("legacy", "Success", "Finished"),
        ("error", "-8", "NoEnoughSpace"),
        ("error", "UserInvalid_NotExist", "UserInvalid"),
        ("error", "ContainerNameDuplicated", "ContainerNotFound"),
        ("error", "InvalidContainerId", "InvalidContainerId"),
        ("error", "InvalidGMTOffsetHourForTimezone", "InvalidGMTOffsetForTimezone"),
        ("error", "UsernameOrPasswordInvalid", "UserOrPasswordInvalid"),
        ("error", "ResolvingInstanceNameFailed", "InvalidEnvironmentParameter"),
        ("exit", "137", "killed"),
        ("exit", "127", "127"),
        ("exit", "3221225477", "crash"),
        ("exit", "0xC0FFEE00", "windows"),
        ("call", "Throttling.User", "Throttling"),
        ("call", "ServerException", "exception"),
        ("oss", "OSS.NoSuchBucket", "OSS.NoSuchBucket"),
        ("diagnostic", "json/missing-comma", "json/missing-comma"),
    ] {
        assert_eq!(explained(kind, code).entry, entry, "{kind} {code}");
    }
    let comma = explained("diagnostic", "json/missing-comma");
    assert_eq!(comma.what.to_string(), "expected `,` between members of `…`, found the next one");
    assert_eq!((comma.severity, comma.remedy.is_some()), (Some("warning"), true));
    assert!(explanation::fields().contains(&"InvokeRecordStatus".to_owned()));
}

#[test]
fn a_time_written_wrongly_is_no_matter_of_the_clock() {
    for (code, about) in [
        ("InvalidTimeStamp.Expired", "clock"),
        ("InvalidTimeStamp.Format", "parameter"),
        ("SignatureNonceUsed", "nonce"),
        ("SignatureDoesNotMatch", "key"),
    ] {
        assert_eq!(explain::call_fault(code), about, "{code}");
    }
}

#[test]
fn numbers_of_the_agent_are_its_names() {
    for (number, name) in
        [("-1", "GetScriptPathFailed"), ("-8", "NoEnoughSpace"), ("-12", "ResolveEnvironmentParameterFailed")]
    {
        assert_eq!(explained("error", number).code, name);
    }
    // What the system said after the dot tells more.
    assert_eq!(lookup(Kind::Error, "ExecuteScriptFailed.NoEnoughSpace").expect("known").at.1, "NoEnoughSpace");
    assert_eq!(lookup(Kind::Error, "ExecuteScriptFailed.TextFileBusy").expect("known").at.1, "ExecuteScriptFailed");
    // Above 0 it is the errno of Linux, which says less than the text beside it.
    for (number, text, entry) in [
        ("13", "ExecuteScriptFailed.PermissionDenied: fork/exec /tmp/t-1.sh: permission denied", "PermissionDenied"),
        ("28", "SaveScriptFileFailed.NoSpaceLeftOnDevice: write /tmp/t-1.sh", "NoEnoughSpace"),
    ] {
        assert_eq!(lookup(Kind::Error, number), None);
        let told = reasons(&format!(r#""InvocationStatus":"Error","ErrorCode":"{number}","ErrorInfo":"{text}""#));
        assert_eq!((told.len(), told[0].entry, told[0].code.as_deref()), (1, entry, Some(number)), "{told:?}");
    }
}

#[test]
fn exit_codes_have_their_names_in_every_form() {
    for (code, title, key) in EXITS {
        let found = explained("exit", code);
        assert_eq!(found.title, title, "{code}");
        assert_eq!(explain::key(lookup(Kind::Exit, code).expect("known").at, ""), key, "{code}");
        // What a number means is never certain, but for the few that the agent itself acts on.
        let documented = ["193", "194", "3009", "3010"].contains(&code);
        let certain = documented || ["0", "1"].contains(&code) || key == "exit.windows";
        assert!(certain || found.what.to_string().contains("likely"), "{}", found.what);
        assert!(!matches!(lookup(Kind::Exit, code).expect("known").fault, Some(Fault::Known(_))));
    }
}

#[test]
fn statuses_say_what_they_count_as() {
    // The documents' lists: final or not, success, failure or stop.
    let statuses = [
        ("Pending", false, None),
        ("Scheduled", false, None),
        ("Running", false, None),
        ("Stopping", false, None),
        ("Success", true, Some("success")),
        ("Failed", true, Some("failure")),
        ("Invalid", true, Some("failure")),
        ("Aborted", true, Some("failure")),
        ("Timeout", true, Some("failure")),
        ("Error", true, Some("failure")),
        ("Cancelled", true, Some("stop")),
        ("Terminated", true, Some("stop")),
        ("Stopped", true, Some("stop")),
        ("PartialFailed", true, Some("failure")),
    ];
    let legacy = [
        ("Running", false, None),
        ("Stopping", false, None),
        ("Stopped", true, Some("stop")),
        ("Finished", true, None),
        ("Failed", true, Some("failure")),
        ("PartialFailed", true, Some("failure")),
    ];
    assert_eq!((statuses.len(), legacy.len()), (Status::ALL.len(), Legacy::ALL.len()));
    for (kind, list) in [("status", &statuses[..]), ("legacy", &legacy[..])] {
        for (code, is_final, counts_as) in list {
            let found = explained(kind, &code.to_lowercase());
            assert_eq!(found.code, *code);
            let facts = found.facts.expect("facts of a status");
            assert_eq!(facts.r#final, *is_final, "{kind} {code}");
            assert_eq!(facts.counts_as.map(|word| word.id), *counts_as, "{kind} {code}");
            assert_eq!(facts.spellings[0], *code);
            assert!(found.remedy.is_some(), "{kind} {code}: what to do?");
            assert!(found.cause.is_some() || *code == "Success", "{kind} {code}: what causes it?");
        }
    }
    let finished = explained("legacy", "Finished");
    assert!(finished.what.to_string().contains("does not say that it succeeded"), "{}", finished.what);
    assert_eq!(explained("legacy", "success").code, "Finished");
    assert_eq!(explained("status", "Canceled").code, "Cancelled");
    assert_eq!(explained("status", "Cancelled").facts.expect("facts").spellings, ["Cancelled", "Canceled"]);
}

#[test]
fn sentences_without_a_code_are_recognized() {
    for (info, key) in [
        // 2020 to 2024, also with the period that real answers have.
        ("the specified instance does not exists", "InstanceNotExists"),
        ("the instance has released when create task", "InstanceReleased"),
        ("the specified instance has been released", "InstanceReleased"),
        ("the instance is not running when create task", "InstanceNotRunning"),
        ("the instance is not running", "InstanceNotRunning"),
        ("the command is not applicable", "CommandNotApplicable"),
        ("the specified account does not exists", "AccountNotExists"),
        ("the specified directory does not exists", "DirectoryNotExists"),
        ("the cron job expression is invalid", "BadCronExpression"),
        ("the aliyun service is not running on the instance", "ClientNotRunning"),
        ("the aliyun service in the instance does not response", "ClientNotResponse"),
        ("the aliyun service in the instance is upgrading now", "ClientIsUpgrading"),
        ("the aliyun service in the instance need upgrade", "ClientNeedUpgrade"),
        ("the command delivery has been timeout", "DeliveryTimeout"),
        ("the command execution has been timeout.", "ExecutionTimeout"),
        ("the command execution got an exception", "ExecutionException"),
        ("the command execution has been interrupted", "ExecutionInterrupted"),
        ("the command execution exit code is not zero. ", "ExitCodeNonzero"),
        // Since August 2024.
        ("The specified instance does not exist.", "InstanceNotExists"),
        ("The specified instance was released during task execution.", "InstanceReleased"),
        ("The specified instance was not running during task execution.", "InstanceNotRunning"),
        ("The OS type of the instance does not support the specified command type.", "CommandNotApplicable"),
        ("The specified account does not exist.", "AccountNotExists"),
        ("The specified directory does not exist.", "DirectoryNotExists"),
        ("The cron expression is invalid.", "BadCronExpression"),
        ("The aliyun service is not running on the instance.", "ClientNotRunning"),
        ("The aliyun service in the instance does not response.", "ClientNotResponse"),
        ("The aliyun service in the instance is upgrading during task execution.", "ClientIsUpgrading"),
        (
            "The aliyun service in the instance need to be upgraded to at least version 2.2.3.282 to support the Launcher feature.",
            "ClientNeedUpgrade",
        ),
        ("The command delivery has been timeout.", "DeliveryTimeout"),
        ("The instance was restarted during task execution.", "InstanceRestarted"),
        ("The task was interrupted because the Cloud Assistant Agent was restarted.", "ClientRestarted"),
        ("The Cloud Assistant Agent is not connected to the server.", "ClientNotOnline"),
        ("The managed instance has been unregistered.", "InstanceDeregistered"),
        ("The command execution has been timeout.", "ExecutionTimeout"),
        ("The command execution got an exception.", "ExecutionException"),
        ("The command execution exit code is not zero.", "ExitCodeNonzero"),
        ("The security group rules denied access to the aliyun service.", "SecurityGroupRuleDenied"),
        // Look-alikes, and Chinese.
        ("the node is not running when creating the task", "InstanceNotRunning"),
        ("the command execution has timed out", "ExecutionTimeout"),
        ("指定的实例不存在或已释放", "InstanceNotExists"),
        ("命令执行期间实例被释放", "InstanceReleased"),
        ("云助手Agent未运行", "ClientNotRunning"),
        ("命令执行超时", "ExecutionTimeout"),
        ("命令执行完成，退出码非0", "ExitCodeNonzero"),
        // The agent begins with its code.
        ("WorkingDirectoryNotExist: /srv/app", "DirectoryNotExists"),
        ("ExecuteScriptFailed.ExecFormatError: exec format error", "ExecuteScriptFailed"),
        ("SaveScriptFileFailed: write /tmp/t-1.sh: no space left on device", "NoEnoughSpace"),
    ] {
        let found = sentence(info).unwrap_or_else(|| panic!("{info}"));
        assert_eq!(found.at, (Kind::Error, key), "{info}");
        assert_eq!(sentence(&info.to_uppercase()).map(|told| told.at), Some(found.at), "{info}");
    }
    for info in ["", ":", "something else went wrong", "云", "é: x"] {
        assert_eq!(sentence(info), None, "{info}");
    }
}

#[test]
fn no_words_are_left_over() {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for kind in [Kind::Status, Kind::Legacy, Kind::Error, Kind::Exit, Kind::Oss] {
        // The last is a status of Windows that has no name.
        for code in codes(kind).into_iter().chain([String::from("0xC0FFEE00")]) {
            let Some(told) = lookup(kind, &code) else { continue };
            reached.extend(["", ".recurring"].map(|end| explain::key(told.at, end)));
            reached.extend([".do", ".cause"].map(|end| explain::key(told.remedy, end)));
        }
    }
    let parties = [
        Party::Script,
        Party::Instance,
        Party::Network,
        Party::Permission,
        Party::Service,
        Party::Request,
        Party::Stop,
    ];
    reached.extend(parties.map(|party| format!("party.{}", party.as_str())));
    reached.extend(["success", "failure", "stop"].map(|ending| format!("ending.{ending}")));
    let said = ["error.unknown", "error.unknown.do", "exit.unknown", "status.unrecognized", "status.absent"];
    reached.extend(said.map(str::to_owned));
    let families = ["status.", "legacy.", "error.", "exit.", "oss.", "party.", "ending."];
    for key in words::keys().iter().filter(|key| families.iter().any(|family| key.starts_with(family))) {
        assert!(reached.contains(*key), "no code leads to {key}");
    }
}

/// The reasons of a record with these members.
fn reasons(members: &str) -> Vec<Reason> {
    let text = format!(
        r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-1","InstanceId":"i-1",{members}}}]}}}}}}"#
    );
    let inspection = inspect(text.into_bytes(), Options::default());
    inspection.record(0, 0, 0, None).expect("a record").reasons
}

#[test]
fn a_record_says_each_reason_once() {
    let said = |members: &str| -> Vec<(Option<String>, String, &'static str)> {
        let reasons = reasons(members);
        reasons.into_iter().map(|r| (r.code, r.what.to_string(), r.likely.map_or("", |likely| likely.id))).collect()
    };
    let (code, what, likely) = said(r#""InvocationStatus":"Failed","ExitCode":127,"ErrorCode":"ExitCodeNonzero","ErrorInfo":"the command execution exit code is not zero.""#).remove(0);
    assert_eq!((code.as_deref(), likely), (Some("ExitCodeNonzero"), "script"));
    assert!(what.contains("not found"), "{what}");
    for (members, expect) in [
        // The code, its sentence and the exit code are one reason.
        (
            r#""InvocationStatus":"Failed","ExitCode":3,"ErrorCode":"ExitCodeNonzero","ErrorInfo":"x is not zero exit code""#,
            vec!["unknown"],
        ),
        (r#""InvocationStatus":"Failed","ExitCode":137"#, vec!["instance"]),
        (r#""InvocationStatus":"Failed","ExitCode":-1073741510"#, vec!["unknown"]),
        // What the agent sends with a timeout is no exit code of the script.
        (
            r#""InvocationStatus":"Timeout","ExitCode":1,"ErrorCode":"ExecutionTimeout","ErrorInfo":"The command execution has been timeout.""#,
            vec!["script"],
        ),
        // A code in no list is said to be unknown, and so is shown what the service says about it.
        (r#""InvocationStatus":"Error","ErrorCode":"Strange","ErrorInfo":"a strange thing""#, vec!["unknown", ""]),
        // The service's sentence contradicts its code.
        (
            r#""InvocationStatus":"Aborted","ErrorCode":"ClientNotRunning","ErrorInfo":"The specified account does not exist.""#,
            vec!["instance", ""],
        ),
        (
            r#""InvocationStatus":"Aborted","ErrorInfo":"the aliyun service in the instance does not response""#,
            vec!["instance"],
        ),
        (r#""InvocationStatus":"Aborted","ErrorInfo":"a strange thing""#, vec![""]),
        // Nothing but the status.
        (r#""InvocationStatus":"Aborted""#, vec!["instance"]),
        (r#""InvocationStatus":"Terminated","ExitCode":0"#, vec!["stop"]),
        (r#""InvokeRecordStatus":"Failed""#, vec!["script"]),
        (r#""InvocationStatus":"Success","ExitCode":0,"ErrorCode":"","ErrorInfo":"""#, vec![]),
        (r#""InvokeRecordStatus":"Finished""#, vec![]),
        (r#""InvocationStatus":"Sleeping""#, vec![]),
    ] {
        let found: Vec<&str> = said(members).iter().map(|reason| reason.2).collect();
        assert_eq!(found, expect, "{members}");
    }
}

#[test]
fn the_delivery_of_an_output_is_explained_beside_it() {
    let text = br#"{"Invocation":{"InvocationResults":{"InvocationResult":[{"InstanceId":"i-1","InvocationStatus":"Success",
        "OssOutputStatus":"Failed","OssOutputErrorCode":"OSS.NoSuchBucket","OssOutputErrorInfo":"The bucket does not exist."}]}}}"#;
    let inspection = inspect(text.to_vec(), Options::default());
    let record = inspection.record(0, 0, 0, None).expect("a record");
    let delivery: Vec<_> = record.facts.iter().filter(|fact| fact.label.starts_with("Delivery")).collect();
    assert_eq!(delivery.len(), 3);
    let reason = delivery[1].reason.as_ref().expect("an explanation");
    assert_eq!(
        (reason.what.to_string().as_str(), reason.likely.as_ref().expect("a party").id),
        ("The bucket does not exist.", "request")
    );
    assert!(delivery[2].reason.is_none());
    assert!(record.other.is_empty());
}

/// A link is one click from the record to what an operator wants explained, and stands once.
#[test]
fn codes_lead_to_what_the_guide_says_more_of() {
    let led = |members: &str| -> Vec<&'static str> {
        let text = format!(
            r#"{{"Invocation":{{"InvocationResults":{{"InvocationResult":[{{"InvokeId":"t-1","InstanceId":"i-1",{members}}}]}}}}}}"#
        );
        let inspection = inspect(text.into_bytes(), Options::default());
        let record = inspection.record(0, 0, 0, None).expect("a record");
        let own = record.more.into_iter().map(|more| more.section);
        own.chain(record.reasons.into_iter().filter_map(|reason| reason.more).map(|more| more.section)).collect()
    };
    for (members, section) in [
        (r#""InvocationStatus":"Failed","ExitCode":127,"ErrorCode":"ExitCodeNonzero""#, "shell"),
        (r#""InvocationStatus":"Failed","ExitCode":126"#, "noexec"),
        (r#""InvocationStatus":"Failed","ExitCode":1"#, "right"),
        (r#""InvocationStatus":"Failed","ExitCode":77,"ErrorCode":"ExitCodeNonzero""#, "right"),
        (r#""InvocationStatus":"Aborted","ErrorCode":"ClientNotRunning""#, "agent"),
        (r#""InvocationStatus":"Aborted""#, "agent"),
        (r#""InvocationStatus":"Aborted","ErrorCode":"ClientNeedUpgrade""#, "versions"),
        (r#""InvocationStatus":"Timeout""#, "children"),
        (r#""InvocationStatus":"Invalid","ErrorCode":"InvalidContainerId""#, "containers"),
        (r#""CommandType":"RunPowerShellScript","InvocationStatus":"Success","ExitCode":0"#, "silent"),
        (r#""CommandType":"RunPowerShellScript","InvokeRecordStatus":"Finished","ExitCode":0"#, "silent"),
        (r#""InvocationStatus":"Scheduled""#, "modified"),
        (r#""InvocationStatus":"Error","ErrorCode":"InstanceRestarted""#, "again"),
    ] {
        assert_eq!(led(members), [section], "{members}");
    }
    assert!(led(r#""InvocationStatus":"Pending""#).is_empty());
    // Of what succeeded it is PowerShell alone that may hide a failure.
    assert!(led(r#""CommandType":"RunShellScript","InvocationStatus":"Success","ExitCode":0"#).is_empty());
    let guides = ["en", "zh"].map(|language| {
        let path = format!("{}/lang/{language}/guide.md", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the guide")
    });
    let mut sections = BTreeSet::new();
    for kind in ["status", "legacy", "error", "exit", "oss", "diagnostic"] {
        for code in explanations(kind) {
            sections.extend(explained(kind, &code).more.map(|more| more.section));
        }
    }
    assert!(sections.len() > 9, "{sections:?}");
    for section in sections {
        for guide in &guides {
            assert!(guide.contains(&format!("\n### {section}: ")), "the guide has no section {section}");
        }
    }
    for key in words::keys().iter().filter_map(|key| key.strip_prefix("more.")) {
        assert!(guides.iter().all(|guide| guide.contains(&format!("\n### {key}: "))), "{key}");
    }
}

/// Every explanation and every field names its sources, those that docs/api.md lists; nothing else has any.
#[test]
fn every_entry_has_its_sources() {
    let read = |path: &str| {
        std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a file of the repository")
    };
    let all: serde_json::Value = serde_json::from_str(&read("lang/sources.json")).expect("JSON");
    let (sources, entries) = (all["sources"].as_object().expect("keys"), all["entries"].as_object().expect("entries"));
    let api = read("docs/api.md");
    let table = api.split("## Sources").nth(1).expect("sources").split("## 1").next().expect("an end");
    let listed: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .flat_map(|keys| keys.split(", "))
        .collect();
    for (key, words) in sources {
        assert!(listed.contains(key.as_str()), "docs/api.md has no source {key}");
        let both = ["en", "zh"].map(|language| words[language].as_str().unwrap_or_default());
        assert!(both.iter().all(|what| what.len() > 4) && both[0].is_ascii(), "{key}: {both:?}");
    }
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    for kind in ["status", "legacy", "error", "exit", "call", "oss"] {
        wanted.extend(explanations(kind).iter().map(|code| format!("{kind}-{}", explained(kind, code).entry)));
    }
    wanted.extend(["call-exception".to_owned(), "exit-windows".to_owned()]);
    let fields: Vec<serde_json::Value> = serde_json::from_str(&read("lang/fields.json")).expect("JSON");
    let named = fields.iter().flat_map(|group| group["fields"].as_array().expect("fields"));
    let named: BTreeSet<String> = named.map(|field| field["name"].as_str().expect("a name").to_owned()).collect();
    let known = BTreeSet::from_iter(explanation::fields());
    let alone: Vec<&String> = named.symmetric_difference(&known).collect();
    assert!(alone.is_empty(), "in one of src/names.rs and lang/fields.json alone: {alone:?}");
    for words in ["en", "zh"].map(|language| read(&format!("lang/{language}/guide.json"))) {
        let bare = named.iter().find(|name| !words.contains(&format!("\"field.{name}\": \"")));
        assert_eq!(bare, None, "without its description in guide.json");
    }
    wanted.extend(named.iter().map(|name| format!("field-{name}")));
    assert!(wanted.len() > 200, "{}", wanted.len());
    for entry in &wanted {
        let keys = entries.get(entry).and_then(|keys| keys.as_str()).unwrap_or_else(|| panic!("{entry} has no source"));
        assert!(!keys.is_empty() && keys.split(' ').all(|key| sources.contains_key(key)), "{entry}: {keys}");
    }
    let guides = ["en", "zh"].map(|language| read(&format!("lang/{language}/guide.md")));
    for entry in entries.keys().filter(|entry| !wanted.contains(*entry)) {
        let section = entry.strip_prefix("section-").unwrap_or_else(|| panic!("{entry} is no entry"));
        assert!(guides.iter().all(|guide| guide.contains(&format!("# {section}: "))), "{entry}");
    }
    let used: BTreeSet<&str> = entries.values().flat_map(|keys| keys.as_str().unwrap_or_default().split(' ')).collect();
    assert!(sources.keys().all(|key| used.contains(key.as_str())), "a source that nothing rests on");
}
