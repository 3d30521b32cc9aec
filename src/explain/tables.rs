//! Which codes have an explanation, and whose fault each is likely to be: one table for each kind.

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
use Party::{Instance, Network, Permission, Request, Script, Service};

/// Codes that have one explanation.
pub(super) struct Cause {
    pub(super) fault: Fault,
    /// The first names the explanation; one that ends with `*` stands for all that begin so.
    pub(super) codes: &'static [&'static str],
    /// Sentences that say it without a code: between `|` other ways to say it, between `+` pieces that each holds.
    pub(super) sentences: &'static str,
}

const fn cause(fault: Fault, codes: &'static [&'static str], sentences: &'static str) -> Cause {
    Cause { fault, codes, sentences }
}

/// `ErrorCode` (api.md 2.5): the reference's, the troubleshooting page's and the agent's. Sentences are tried in this order.
pub(super) const ERRORS: &[Cause] = &[
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
        &["BadCronExpression", "InvalidCronExpression", "InvalidAtExpression", "InvalidRateExpression"],
        "cron+invalid|表达式+无效|表达式+不合法",
    ),
    cause(
        Known(Request),
        &["InvalidGMTOffsetForTimezone", "InvalidGMTOffsetHourForTimezone", "InvalidGMTOffsetMinuteForTimezone"],
        "",
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
    cause(Likely(Request), &["ContainerNotFound", "ContainerNameAndIdNotMatch", "ContainerNameDuplicated"], ""),
    cause(Known(Request), &["InvalidContainerId"], ""),
    cause(Known(Request), &["InvalidContainerName"], ""),
    cause(Likely(Instance), &["ContainerStateAbnormal"], ""),
    cause(Likely(Instance), &["ContainerConnectFailed"], ""),
    cause(Likely(Request), &["UnsupportedContainerRuntime"], ""),
    cause(Likely(Instance), &["ContainerRuntimeInternalError", "ContainerRuntimeTimeout"], ""),
    cause(
        Likely(Request),
        &["CommandContentInvalid", "InvalidCommandText", "CommandContentDecodeError", "Base64DecodeFailed"],
        "",
    ),
    cause(Likely(Request), &["UserInvalid", "UserInvalid_*"], ""),
    cause(Likely(Request), &["UserOrPasswordInvalid", "UserOrPasswordInvalid_*", "UsernameOrPasswordInvalid*"], ""),
    cause(Likely(Request), &["QueryParameterStoreFailed"], ""),
    cause(Likely(Permission), &["RoleNameFailed"], ""),
    cause(Fault::Unknown, &["ParameterStoreNotAccessible"], ""),
    cause(Likely(Request), &["ParameterFailed"], ""),
    cause(Likely(Instance), &["HomeDirectoryNotAvailable"], ""),
    cause(Likely(Instance), &["DefaultWorkingDirectoryNotAvailable"], ""),
    cause(
        Likely(Request),
        &[
            "InvalidEnvironmentParameter",
            "InvalidSystemBuiltInParameter",
            "ResolveEnvironmentParameterFailed",
            "ResolvingInstanceNameFailed",
        ],
        "",
    ),
    cause(
        Known(Instance),
        &["NoEnoughSpace", "NoSpaceLeftOnDevice", "DiskQuotaExceeded"],
        "no space left|磁盘空间不足",
    ),
    cause(
        Likely(Instance),
        &["SaveScriptFileFailed", "GetScriptPathFailed", "SetExecutablePermissionFailed", "SetWindowsPermissionFailed"],
        "",
    ),
    cause(Likely(Service), &["ScriptFileExisted"], ""),
    cause(Known(Instance), &["SystemDefaultShellNotFound", "PowershellNotFound"], ""),
    cause(Likely(Instance), &["ExecuteScriptFailed"], ""),
    cause(Likely(Permission), &["PermissionDenied"], ""),
    cause(Likely(Instance), &["CannotAllocateMemory"], "cannot allocate memory"),
    // Of files that were sent, in rows that look alike.
    cause(Known(Request), &["FileAlreadyExists"], ""),
    cause(Known(Request), &["FileNameInvalid"], ""),
    cause(Known(Request), &["FilePathInvalid"], ""),
    cause(Known(Request), &["FileAuthorityInvalid"], ""),
    cause(Known(Request), &["UserGroupNotExists"], ""),
    cause(Likely(Instance), &["FileCreateFail"], ""),
    cause(Known(Request), &["FileContentInvalid"], ""),
];

/// The agent's codes that are numbers, from -1 down.
pub(super) const NUMBERED: &[&str] = &[
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
pub(super) const DELIVERIES: &[Cause] = &[
    cause(Likely(Request), &["CloudAssistant.UnsupportedInvocationStatus"], "status does not support"),
    cause(Known(Instance), &["CloudAssistant.ClientNeedUpgrade"], "need+upgrade"),
    cause(Known(Permission), &["OSS.AccessDenied"], "access+denied"),
    cause(Known(Request), &["OSS.NoSuchBucket"], "bucket+not exist"),
    cause(Likely(Request), &["OSS.FileImmutable"], "immutable"),
    cause(Known(Request), &["OSS.InvalidObjectName"], "object name+invalid|object name+not valid"),
];

/// `OssOutputStatus`
pub(super) const DELIVERY_STATUSES: &[&str] = &["InProgress", "Finished", "Failed"];

/// Exit codes with an explanation of their own, and under which it stands what to do. Those above 255 are Windows'.
pub(super) const EXITS: &[(i64, &str, &str)] = &[
    (0, "0", "0"),
    (1, "1", "other"),
    (2, "2", "other"),
    (5, "5", "other"),
    (124, "124", "other"),
    (125, "125", "other"),
    (126, "126", "126"),
    (127, "127", "127"),
    (128, "128", "other"),
    (193, "193", "power"),
    (194, "194", "power"),
    (255, "255", "other"),
    (259, "259", "other"),
    (1_603, "1603", "1603"),
    (1_618, "1618", "1618"),
    (1_641, "1641", "1641"),
    (-1, "-1", "other"),
    (4_294_967_295, "4294967295", "other"),
    (3_009, "3009", "power"),
    (3_010, "3010", "power"),
    (9_009, "9009", "9009"),
];

/// Signals from 1 on, as Linux numbers them, with their explanation; 128 and the number is the shell's exit code. Those that are
/// `alive` are ignored, or stop a process, unless a program asks otherwise (signal(7)).
pub(super) const SIGNALS: &[(&str, &str)] = &[
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
    ("SIGCHLD", "alive"),
    ("SIGCONT", "alive"),
    ("SIGSTOP", "alive"),
    ("SIGTSTP", "alive"),
    ("SIGTTIN", "alive"),
    ("SIGTTOU", "alive"),
    ("SIGURG", "alive"),
    ("SIGXCPU", "signal"),
    ("SIGXFSZ", "signal"),
    ("SIGVTALRM", "signal"),
    ("SIGPROF", "signal"),
    ("SIGWINCH", "alive"),
    ("SIGIO", "signal"),
    ("SIGPWR", "signal"),
    ("SIGSYS", "crash"),
];

/// What Windows gives as exit code for a process that crashed: value, name, explanation.
pub(super) const WINDOWS: &[(u32, &str, &str)] = &[
    (0x4001_0004, "DBG_TERMINATE_PROCESS", "ended"),
    (0x8000_0003, "STATUS_BREAKPOINT", "crash"),
    (0x8007_0005, "E_ACCESSDENIED", "denied"),
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
    (0xC000_0142, "STATUS_DLL_INIT_FAILED", "init"),
    (0xC000_0144, "STATUS_UNHANDLED_EXCEPTION", "crash"),
    (0xC000_0374, "STATUS_HEAP_CORRUPTION", "crash"),
    (0xC000_0409, "STATUS_STACK_BUFFER_OVERRUN", "crash"),
    (0xC000_0417, "STATUS_INVALID_CRUNTIME_PARAMETER", "crash"),
    (0xC000_0420, "STATUS_ASSERTION_FAILURE", "crash"),
    (0xE043_4352, "EXCEPTION_COMPLUS", "crash"),
    (0xE06D_7363, "MSVC++ EXCEPTION", "crash"),
];

/// Beginnings of the codes of errors of the whole call, the first that fits, with what they speak of.
pub(super) const CALLS: &[(&str, &str)] = &[
    ("Throttling", "throttling"),
    ("Forbidden.RiskControl", "risk"),
    ("Forbidden", "permission"),
    ("NoPermission", "permission"),
    ("Operation.Forbidden", "permission"),
    ("OperationDenied", "permission"),
    ("UnauthorizedOperation", "permission"),
    ("InvalidAccount", "permission"),
    ("InvalidOperation.Forbidden", "permission"),
    ("InvalidAccessKey", "key"),
    ("InvalidSecurityToken", "key"),
    ("InvalidTimeStamp.Format", "parameter"),
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
    ("SDK.ReadTimeout", "network"),
    ("SDK.HttpError", "network"),
    ("SDK.CanNotResolveEndpoint", "parameter"),
    ("SDK.EndpointResolvingError", "parameter"),
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
    ("NoSuchVersion", "parameter"),
    ("NumberExceed", "parameter"),
    ("Duplicate", "parameter"),
    ("SDK.InvalidRegionId", "parameter"),
    ("SDK.MissingParam", "parameter"),
    ("Invalid", "parameter"),
    ("Missing", "parameter"),
];

/// Where the guide says more than an entry can: kind, the names of the entries, and the section, which is also the end of
/// its key in the catalogue (`more.agent`).
pub(super) const MORE: &[(&str, &[&str], &str)] = &[
    (
        "error",
        &[
            "ClientNotRunning",
            "ClientNotResponse",
            "ClientNotOnline",
            "ClientNetworkBlocked",
            "SecurityGroupRuleDenied",
            "DeliveryTimeout",
            "ExecutionException",
        ],
        "agent",
    ),
    ("status", &["Aborted", "Error"], "agent"),
    ("error", &["ClientNeedUpgrade", "InvalidEnvironmentParameter"], "versions"),
    ("oss", &["CloudAssistant.ClientNeedUpgrade"], "versions"),
    (
        "error",
        &[
            "ContainerNotFound",
            "InvalidContainerId",
            "InvalidContainerName",
            "ContainerStateAbnormal",
            "ContainerConnectFailed",
            "UnsupportedContainerRuntime",
            "ContainerRuntimeInternalError",
        ],
        "containers",
    ),
    ("error", &["ExecutionTimeout", "TerminationException"], "children"),
    ("status", &["Timeout", "Terminated"], "children"),
    ("legacy", &["Failed"], "children"),
    ("error", &["ExecutionInterrupted", "InstanceRestarted", "ClientRestarted", "ScriptFileExisted"], "again"),
    ("error", &["PermissionDenied", "ExecuteScriptFailed"], "noexec"),
    ("error", &["ExitCodeNonzero"], "right"),
    ("exit", &["126"], "noexec"),
    ("exit", &["127"], "shell"),
    ("exit", &["1"], "right"),
    ("exit", &["193", "194", "3009", "3010"], "versions"),
    ("exit", &["0"], "silent"),
    ("status", &["Success"], "silent"),
    ("legacy", &["Finished"], "silent"),
    ("status", &["Scheduled"], "modified"),
    ("diagnostic", &["shape/no-rows"], "unlisted"),
    ("diagnostic", &["shape/client-record"], "right"),
];
