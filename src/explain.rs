//! A code (status, error, exit code, delivery) -> where its explanation stands in the catalogue, and whose fault it is
//! likely to be. One table for each kind; the sentences themselves are `lang/*/core.json`'s.

use crate::status::{Legacy, Status};

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

/// Who can be at fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Party {
    /// What the script did.
    Script,
    /// The instance, its system, its agent.
    Instance,
    /// The way between the instance and the service.
    Network,
    /// What an account may do.
    Permission,
    /// The service.
    Service,
    /// What was asked for.
    Request,
    /// Somebody who stopped it.
    Stop,
}

impl Party {
    /// The stable id, which is also the end of its key in the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Party::Script => "script",
            Party::Instance => "instance",
            Party::Network => "network",
            Party::Permission => "permission",
            Party::Service => "service",
            Party::Request => "request",
            Party::Stop => "stop",
        }
    }
}

/// Whose fault something is, and how sure that is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The code itself says so.
    Known(Party),
    /// Mostly so.
    Likely(Party),
    /// Nothing tells.
    Unknown,
}

use Fault::{Known, Likely};
use Party::{Instance, Network, Permission, Request, Script, Stop};

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

/// Codes that have one explanation.
struct Cause {
    fault: Fault,
    /// The first names the explanation; one that ends with `*` stands for all that begin so.
    codes: &'static [&'static str],
    /// Sentences that say it without a code: between `|` other ways to say it, between `+` pieces that each holds.
    sentences: &'static str,
}

const fn cause(fault: Fault, codes: &'static [&'static str], sentences: &'static str) -> Cause {
    Cause { fault, codes, sentences }
}

/// `ErrorCode` (api.md 2.5): the reference's, the troubleshooting page's and the agent's. Sentences are tried in this order.
static ERRORS: [Cause; 42] = [
    cause(Likely(Request), &["AccountNotExists"], "account+not exist|账号+不存在|账户+不存在"),
    cause(
        Likely(Request),
        &["DirectoryNotExists", "WorkingDirectoryNotExist"],
        "directory+not exist|目录+不存在|路径+不存在",
    ),
    cause(Likely(Instance), &["ClientNotRunning"], "service+not running|agent+not running|云助手+未运行"),
    cause(Likely(Instance), &["ClientNotResponse"], "service+not respon|云助手+无响应|云助手+未响应"),
    cause(Likely(Instance), &["ClientNotOnline"], "not connected to the server|云助手+未连接"),
    cause(Likely(Instance), &["ClientIsUpgrading"], "service+upgrading|云助手+正在升级|云助手+升级中"),
    cause(Known(Instance), &["ClientNeedUpgrade"], "service+need+upgrade|云助手+需要升级"),
    cause(Known(Network), &["SecurityGroupRuleDenied"], "security group|安全组"),
    cause(Likely(Network), &["ClientNetworkBlocked"], "network+blocked"),
    cause(Likely(Request), &["InstanceNotExists"], "instance+not exist|node+not exist|实例+不存在"),
    cause(Known(Instance), &["InstanceReleased"], "instance+released|node+released|实例+释放"),
    cause(Known(Instance), &["InstanceDeregistered"], "instance+unregistered|instance+deregistered|实例+注销"),
    cause(Known(Permission), &["InstanceRoleInvalid"], ""),
    cause(
        Known(Instance),
        &["InstanceNotRunning"],
        "instance+not running|node+not running|实例+未运行|实例+不处于运行|实例+未处于运行",
    ),
    cause(
        Known(Request),
        &["CommandNotApplicable", "TypeInvalid", "UnknownCommandType"],
        "not applicable|not support+command type|命令+不适用",
    ),
    cause(
        Known(Request),
        &[
            "BadCronExpression",
            "InvalidCronExpression",
            "InvalidAtExpression",
            "InvalidRateExpression",
            "InvalidGMTOffsetForTimezone",
            "InvalidGMTOffsetHourForTimezone",
            "InvalidGMTOffsetMinuteForTimezone",
        ],
        "cron+invalid|表达式+无效",
    ),
    cause(Known(Request), &["RateFrequencyTooLarge"], ""),
    cause(Known(Request), &["CronExpressionExpired", "AtExpressionExpired"], ""),
    cause(Likely(Request), &["TimezoneInformationCorrupt"], ""),
    cause(Likely(Instance), &["DeliveryTimeout"], "delivery+timeout|delivery+timed out|发送超时|下发超时"),
    cause(Likely(Script), &["ExecutionTimeout"], "execution+timeout|execution+timed out|执行超时"),
    cause(Likely(Instance), &["ExecutionException"], "execution+exception|执行+异常"),
    cause(Known(Instance), &["InstanceRestarted"], "instance+restarted|实例+重启"),
    cause(Known(Instance), &["ClientRestarted"], "agent was restarted|service was restarted|云助手+重启"),
    cause(Fault::Unknown, &["TerminationException"], ""),
    cause(Likely(Instance), &["ExecutionInterrupted"], "execution+interrupt|执行+中断"),
    cause(Known(Script), &["ExitCodeNonzero"], "exit code+not zero|exit code+not 0|退出码非|退出码不为"),
    cause(Likely(Request), &["TaskConcurrencyLimit"], "concurren+limit|并发+上限"),
    cause(
        Likely(Request),
        &[
            "ContainerNotFound",
            "InvalidContainerId",
            "InvalidContainerName",
            "ContainerNameAndIdNotMatch",
            "ContainerNameDuplicated",
        ],
        "",
    ),
    cause(Likely(Instance), &["ContainerStateAbnormal"], ""),
    cause(Known(Instance), &["UnsupportedContainerRuntime"], ""),
    cause(
        Likely(Instance),
        &["ContainerRuntimeInternalError", "ContainerConnectFailed", "ContainerRuntimeTimeout"],
        "",
    ),
    cause(
        Likely(Request),
        &["CommandContentInvalid", "InvalidCommandText", "CommandContentDecodeError", "Base64DecodeFailed"],
        "",
    ),
    cause(
        Likely(Request),
        &["UserInvalid", "UserInvalid_*", "UserOrPasswordInvalid*", "UsernameOrPasswordInvalid*"],
        "",
    ),
    cause(Likely(Request), &["QueryParameterStoreFailed"], ""),
    cause(Likely(Instance), &["HomeDirectoryNotAvailable", "DefaultWorkingDirectoryNotAvailable"], ""),
    cause(
        Likely(Request),
        &["InvalidEnvironmentParameter", "InvalidSystemBuiltInParameter", "ResolveEnvironmentParameterFailed"],
        "",
    ),
    cause(Known(Instance), &["NoEnoughSpace", "DiskQuotaExceeded"], "no space left|磁盘空间不足"),
    cause(
        Likely(Instance),
        &[
            "SaveScriptFileFailed",
            "GetScriptPathFailed",
            "SetExecutablePermissionFailed",
            "SetWindowsPermissionFailed",
            "ScriptFileExisted",
        ],
        "",
    ),
    cause(Known(Instance), &["SystemDefaultShellNotFound", "PowershellNotFound"], ""),
    cause(Likely(Script), &["ExecuteScriptFailed"], ""),
    cause(Likely(Instance), &["CannotAllocateMemory"], "cannot allocate memory"),
];

/// The agent's codes that are numbers, from -1 down.
const NUMBERED: [&str; 12] = [
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
];

/// `OssOutputErrorCode` (api.md 2.4).
static DELIVERIES: [Cause; 6] = [
    cause(Likely(Request), &["CloudAssistant.UnsupportedInvocationStatus"], "status does not support"),
    cause(Known(Instance), &["CloudAssistant.ClientNeedUpgrade"], "need+upgrade"),
    cause(Known(Permission), &["OSS.AccessDenied"], "access+denied"),
    cause(Known(Request), &["OSS.NoSuchBucket"], "bucket+not exist"),
    cause(Likely(Request), &["OSS.FileImmutable"], "immutable"),
    cause(Known(Request), &["OSS.InvalidObjectName"], "object name+invalid|object name+not valid"),
];

/// `OssOutputStatus`
const DELIVERY_STATUSES: [&str; 3] = ["InProgress", "Finished", "Failed"];

/// Exit codes with an explanation of their own, and under which it stands what to do. Those above 255 are Windows'.
static EXITS: [(i64, &str, &str); 14] = [
    (0, "0", "0"),
    (1, "1", "other"),
    (2, "2", "other"),
    (124, "124", "other"),
    (126, "126", "126"),
    (127, "127", "127"),
    (128, "128", "other"),
    (193, "193", "power"),
    (194, "194", "power"),
    (255, "255", "other"),
    (-1, "-1", "other"),
    (3_009, "3009", "power"),
    (3_010, "3010", "power"),
    (9_009, "9009", "127"),
];

/// Signals from 1 on, as Linux numbers them, with their explanation; 128 and the number is the shell's exit code.
static SIGNALS: [(&str, &str); 31] = [
    ("SIGHUP", "ended"),
    ("SIGINT", "ended"),
    ("SIGQUIT", "ended"),
    ("SIGILL", "crash"),
    ("SIGTRAP", "crash"),
    ("SIGABRT", "crash"),
    ("SIGBUS", "crash"),
    ("SIGFPE", "crash"),
    ("SIGKILL", "killed"),
    ("SIGUSR1", "signal"),
    ("SIGSEGV", "crash"),
    ("SIGUSR2", "signal"),
    ("SIGPIPE", "signal"),
    ("SIGALRM", "signal"),
    ("SIGTERM", "ended"),
    ("SIGSTKFLT", "signal"),
    ("SIGCHLD", "signal"),
    ("SIGCONT", "signal"),
    ("SIGSTOP", "signal"),
    ("SIGTSTP", "signal"),
    ("SIGTTIN", "signal"),
    ("SIGTTOU", "signal"),
    ("SIGURG", "signal"),
    ("SIGXCPU", "signal"),
    ("SIGXFSZ", "signal"),
    ("SIGVTALRM", "signal"),
    ("SIGPROF", "signal"),
    ("SIGWINCH", "signal"),
    ("SIGIO", "signal"),
    ("SIGPWR", "signal"),
    ("SIGSYS", "crash"),
];

/// What Windows gives as exit code for a process that did not end by itself: value, name, explanation.
static WINDOWS: [(u32, &str, &str); 28] = [
    (0x4001_0004, "DBG_TERMINATE_PROCESS", "ended"),
    (0x8000_0003, "STATUS_BREAKPOINT", "crash"),
    (0xC000_0005, "STATUS_ACCESS_VIOLATION", "crash"),
    (0xC000_0006, "STATUS_IN_PAGE_ERROR", "crash"),
    (0xC000_0008, "STATUS_INVALID_HANDLE", "crash"),
    (0xC000_000D, "STATUS_INVALID_PARAMETER", "crash"),
    (0xC000_0017, "STATUS_NO_MEMORY", "memory"),
    (0xC000_001D, "STATUS_ILLEGAL_INSTRUCTION", "crash"),
    (0xC000_0022, "STATUS_ACCESS_DENIED", "denied"),
    (0xC000_0025, "STATUS_NONCONTINUABLE_EXCEPTION", "crash"),
    (0xC000_007B, "STATUS_INVALID_IMAGE_FORMAT", "library"),
    (0xC000_0094, "STATUS_INTEGER_DIVIDE_BY_ZERO", "crash"),
    (0xC000_0095, "STATUS_INTEGER_OVERFLOW", "crash"),
    (0xC000_009A, "STATUS_INSUFFICIENT_RESOURCES", "memory"),
    (0xC000_00FD, "STATUS_STACK_OVERFLOW", "crash"),
    (0xC000_012D, "STATUS_COMMITMENT_LIMIT", "memory"),
    (0xC000_0135, "STATUS_DLL_NOT_FOUND", "library"),
    (0xC000_0138, "STATUS_ORDINAL_NOT_FOUND", "library"),
    (0xC000_0139, "STATUS_ENTRYPOINT_NOT_FOUND", "library"),
    (0xC000_013A, "STATUS_CONTROL_C_EXIT", "ended"),
    (0xC000_0142, "STATUS_DLL_INIT_FAILED", "library"),
    (0xC000_0144, "STATUS_UNHANDLED_EXCEPTION", "crash"),
    (0xC000_0374, "STATUS_HEAP_CORRUPTION", "crash"),
    (0xC000_0409, "STATUS_STACK_BUFFER_OVERRUN", "crash"),
    (0xC000_0417, "STATUS_INVALID_CRUNTIME_PARAMETER", "crash"),
    (0xC000_0420, "STATUS_ASSERTION_FAILURE", "crash"),
    (0xE043_4352, "EXCEPTION_COMPLUS", "crash"),
    (0xE06D_7363, "MSVC++ EXCEPTION", "crash"),
];

/// What is known of a code; `None` where it is in no list. Codes of the whole call are explained in `view/call.rs`, those
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
            status.or_else(|| among(&DELIVERIES, kind, code))
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
        Kind::Error => &ERRORS,
        Kind::Oss => &DELIVERIES,
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
    by_sentence(&ERRORS, Kind::Error, info).or_else(|| {
        // No code is longer than what is looked at.
        let word = info.trim_start();
        let end = word.char_indices().take(MOST).find(|(_, char)| matches!(char, ':' | '：' | ' '));
        error(end.map_or(word, |(end, _)| &word[..end]))
    })
}

/// The same for `OssOutputErrorInfo`.
pub fn delivery(info: &str) -> Option<Entry> {
    by_sentence(&DELIVERIES, Kind::Oss, info)
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
    let find = |code: &str| among(&ERRORS, Kind::Error, code);
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
    let number = number.ok().map(|number| if number == i64::from(u32::MAX) { -1 } else { number })?;
    if let Some((_, name, remedy)) = EXITS.iter().find(|entry| entry.0 == number) {
        let entry = word(Kind::Exit, name, (number != 0).then_some(Likely(Script)));
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
        "crash" | "signal" => Likely(Script),
        "killed" | "memory" | "library" => Likely(Instance),
        "denied" => Likely(Permission),
        _ => Fault::Unknown,
    };
    let remedy = if matches!(group, "signal" | "windows") { "other" } else { group };
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

/// Beginnings of the codes of errors of the whole call, the first that fits, with what they speak of.
const CALLS: [(&str, &str); 39] = [
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

/// What the code of an error of the whole call speaks of: the end of its keys in the catalogue.
pub fn call_fault(code: &str) -> &'static str {
    CALLS.iter().find(|(head, _)| code.starts_with(head)).map_or("unknown", |(_, fault)| fault)
}
