//! The one table of fields: every member that the two APIs use, with the type of its value, the levels it stands at, what
//! it is for and whose it is. A reader tells members apart once, as a number, and no later stage compares text.
//!
//! Names match without regard to case, underscores and hyphens: `InvokeId`, `invokeId`, `invokeid` and `invoke_id` are
//! one name (the 2018 documents mix them, the SDKs write lowerCamel, Python and Terraform `snake_case`). What is not in
//! the table stays text and is kept by whoever reads it.
//!
//! Whatever lists fields is derived from the table (`having`, `names_of`), so that a new field is one line here.

/// What the value of a member is, whatever way it was written (`1`, `"1"`, `<ExitCode> 1 </ExitCode>`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// Text, kept as written but for blanks around it.
    Text,
    /// A whole number.
    Int,
    /// `true` or `false`, in any case.
    Bool,
    /// An instant.
    Time,
    /// A list or a structure.
    Node,
    /// Text or a structure: `Parameters` is a string that holds JSON, or the object itself.
    Json,
    /// `Output` and `CommandContent`: blanks are content, Base64 is possible.
    Output,
}

/// What a member is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Nothing beyond its value.
    Own,
    /// What the command ran on: an instance, or what a sibling product runs commands on.
    Target,
    /// The id of the invocation.
    InvokeId,
    /// A status in the current vocabulary (api.md 2.1).
    Status,
    /// A status in the legacy vocabulary (api.md 2.3). Of several in a row, the first in the table counts.
    Legacy,
    /// A status whose vocabulary the name does not tell; legacy where the row has no other.
    AnyStatus,
    /// The list of invocation rows, and an element of it.
    InvocationList,
    /// See `InvocationList`.
    InvocationItem,
    /// The list of results, and an element of it.
    ResultList,
    /// See `ResultList`.
    ResultItem,
    /// The list of instances in an invocation row, and an element of it.
    InstanceList,
    /// See `InstanceList`.
    InstanceItem,
    /// An element of another list.
    OtherItem,
}

impl Role {
    /// Whether it is an element of a list, which never stands in itself.
    pub const fn is_item(self) -> bool {
        matches!(self, Self::InvocationItem | Self::ResultItem | Self::InstanceItem | Self::OtherItem)
    }

    /// Whether it is a list of rows.
    pub const fn is_list(self) -> bool {
        matches!(self, Self::InvocationList | Self::ResultList | Self::InstanceList)
    }
}

/// Whose member it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Product {
    /// The two calls that this project reads.
    Ecs,
    /// The same calls in the first SDKs (api.md 1.7).
    FirstSdk,
    /// ECS's DescribeSendFileResults.
    SendFile,
    /// Elastic Desktop Service.
    Desktops,
    /// Intelligent Computing LINGJUN.
    Nodes,
}

/// A row of either call: `InvokeInstance`, `InvocationResult`.
pub const ROW: u8 = 1;
/// An invocation row: `Invocation`.
pub const INVOCATION: u8 = 2;
/// What stands around the rows.
pub const ENVELOPE: u8 = 4;

/// It tells how an execution went, so that an object with it is a row.
pub const FACT: u8 = 1;
/// It changes while an execution goes on.
pub const STATE: u8 = 2;
/// A record has a place for it: a member of its own in the report (`view/report.rs`). What has none stands in `other`.
pub const IN_RECORD: u8 = 4;
/// The same of an invocation.
pub const IN_INVOCATION: u8 = 8;
/// A text that names two of these is likely a document of these APIs.
pub const TELLING: u8 = 16;

/// One line of the table.
struct Field {
    text: &'static str,
    kind: Type,
    levels: u8,
    role: Role,
    flags: u8,
    product: Product,
}

macro_rules! names {
    ($($product:ident { $($name:ident: $kind:ident, $levels:expr, $role:ident $(, $flags:expr)?;)* })*) => {
        /// A member name; `Other` is any that is not in the table.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the API's own names")]
        pub enum Name { Other, $($($name,)*)* }

        const NAMES: &[Name] = &[Name::Other, $($(Name::$name,)*)*];

        const TABLE: &[Field] = &[
            Field { text: "", kind: Type::Text, levels: 0, role: Role::Own, flags: 0, product: Product::Ecs },
            $($(Field {
                text: stringify!($name),
                kind: Type::$kind,
                levels: $levels,
                role: Role::$role,
                flags: 0 $(| $flags)?,
                product: Product::$product,
            },)*)*
        ];
    };
}

// Each product has a block, the first SDKs last; in it, rows (api.md 1.3, 1.5), invocation rows (1.2), envelopes (1.1, 1.4, 1.7), errors of
// the whole call (2.6).
names! {
    Ecs {
        InstanceId: Text, ROW, Target, IN_RECORD | TELLING;
        InvokeId: Text, ROW | INVOCATION, InvokeId, IN_RECORD | IN_INVOCATION | TELLING;
        InvocationStatus: Text, ROW | INVOCATION, Status, FACT | STATE | IN_RECORD | IN_INVOCATION | TELLING;
        InstanceInvokeStatus: Text, ROW, Legacy, STATE | IN_RECORD;
        InvokeRecordStatus: Text, ROW, Legacy, STATE | IN_RECORD;
        InvokeStatus: Text, ROW | INVOCATION, Legacy, STATE | IN_RECORD | IN_INVOCATION;
        ExitCode: Int, ROW, Own, FACT | STATE | IN_RECORD;
        ErrorCode: Text, ROW, Own, STATE | IN_RECORD;
        ErrorInfo: Text, ROW, Own, STATE | IN_RECORD;
        StartTime: Time, ROW, Own, IN_RECORD;
        FinishTime: Time, ROW, Own, STATE | IN_RECORD;
        FinishedTime: Time, ROW | INVOCATION, Own, FACT | STATE | IN_RECORD;
        StopTime: Time, ROW, Own, STATE | IN_RECORD;
        CreationTime: Time, ROW | INVOCATION, Own;
        UpdateTime: Time, ROW, Own;
        Repeats: Int, ROW, Own, STATE | IN_RECORD;
        Dropped: Int, ROW, Own, STATE | IN_RECORD;
        Output: Output, ROW, Own, FACT | IN_RECORD;
        Timed: Bool, ROW | INVOCATION, Own, IN_INVOCATION;
        CommandId: Text, ROW | INVOCATION, Own, IN_RECORD | IN_INVOCATION | TELLING;
        Username: Text, ROW | INVOCATION, Own;
        ContainerId: Text, ROW | INVOCATION, Own;
        ContainerName: Text, ROW | INVOCATION, Own;
        TerminationMode: Text, ROW | INVOCATION, Own;
        Launcher: Text, ROW | INVOCATION, Own;
        OssOutputDelivery: Text, ROW | INVOCATION, Own;
        OssOutputUri: Text, ROW, Own;
        OssOutputStatus: Text, ROW, Own;
        OssOutputErrorCode: Text, ROW, Own;
        OssOutputErrorInfo: Text, ROW, Own;
        Tags: Node, ROW | INVOCATION, Own;
        Tag: Node, ROW | INVOCATION, OtherItem;
        TagKey: Text, ROW | INVOCATION, Own;
        TagValue: Text, ROW | INVOCATION, Own;

        CommandName: Text, INVOCATION, Own, IN_INVOCATION;
        CommandType: Text, INVOCATION, Own, IN_INVOCATION;
        CommandContent: Output, INVOCATION, Own, IN_INVOCATION;
        CommandDescription: Text, INVOCATION, Own;
        Parameters: Json, INVOCATION, Own;
        Frequency: Text, INVOCATION, Own, IN_INVOCATION;
        RepeatMode: Text, INVOCATION, Own, IN_INVOCATION;
        Timeout: Int, INVOCATION, Own;
        WorkingDir: Text, INVOCATION, Own;
        InvokeInstances: Node, INVOCATION, InstanceList, IN_INVOCATION | TELLING;
        InvokeInstance: Node, INVOCATION, InstanceItem;

        RequestId: Text, ENVELOPE, Own, TELLING;
        TotalCount: Int, ENVELOPE, Own, TELLING;
        PageNumber: Int, ENVELOPE, Own;
        PageSize: Int, ENVELOPE, Own;
        NextToken: Text, ENVELOPE, Own;
        MaxResults: Int, ENVELOPE, Own;
        Invocations: Node, ENVELOPE, InvocationList, TELLING;
        Invocation: Node, ENVELOPE, InvocationItem, TELLING;
        InvocationResults: Node, ENVELOPE, ResultList, TELLING;
        InvocationResult: Node, ENVELOPE, ResultItem, TELLING;
        Body: Node, ENVELOPE, Own;
        Data: Node, ENVELOPE, Own;
        Headers: Node, ENVELOPE, Own;
        StatusCode: Int, ENVELOPE, Own;
        DescribeInvocationsResponse: Node, ENVELOPE, Own;
        DescribeInvocationResultsResponse: Node, ENVELOPE, Own;
        Error: Node, ENVELOPE, Own;
        Commands: Node, ENVELOPE, Own;

        HostId: Text, ENVELOPE, Own, TELLING;
        Code: Text, ENVELOPE, Own, TELLING;
        Message: Text, ENVELOPE, Own, TELLING;
        Recommend: Text, ENVELOPE, Own;
        ErrorMessage: Text, ENVELOPE, Own;
    }
    SendFile {
        FileMode: Text, INVOCATION, Own;
        TargetDir: Text, INVOCATION, Own;
        FileOwner: Text, INVOCATION, Own;
    }
    Desktops {
        DesktopId: Text, ROW, Target;
        InvokeDesktops: Node, INVOCATION, InstanceList, IN_INVOCATION;
        InvokeDesktop: Node, INVOCATION, InstanceItem;
    }
    Nodes {
        NodeId: Text, ROW, Target;
        NodeInvokeStatus: Text, ROW, Legacy, STATE;
        InvokeNodes: Node, INVOCATION, InstanceList, IN_INVOCATION;
        InvokeNode: Node, INVOCATION, InstanceItem;
    }
    FirstSdk {
        InvocationId: Text, ROW, InvokeId;
        Status: Text, ROW, AnyStatus, STATE;
        InvokeItems: Node, INVOCATION, InstanceList, IN_INVOCATION;
        InvokeItem: Node, INVOCATION, InstanceItem;
        ResultLists: Node, ENVELOPE, ResultList;
        ResultItem: Node, ENVELOPE, ResultItem;
    }
}

/// A set of names: one bit for each.
pub type Names = u128;

const _: () = assert!(TABLE.len() <= Names::BITS as usize, "a set of names has 128 bits");

/// A set that grows as names are met, in two halves: WebAssembly shifts no 128 bits at once.
#[derive(Clone, Copy, Default)]
pub struct Met([u64; 2]);

impl Met {
    /// Adds the name with a number; whether it is in the set already.
    #[inline]
    pub fn again(&mut self, number: u8) -> bool {
        let (half, bit) = (&mut self.0[usize::from(number >> 6 & 1)], 1 << (number & 63));
        let again = *half & bit != 0;
        *half |= bit;
        again
    }

    /// All that were met.
    #[inline]
    pub fn names(self) -> Names {
        Names::from(self.0[0]) | Names::from(self.0[1]) << 64
    }
}

/// The set of the names whose line in the table fits.
macro_rules! having {
    (|$field:ident| $fits:expr) => {{
        let (mut set, mut at) = (0, 1);
        while at < TABLE.len() {
            let $field = &TABLE[at];
            if $fits {
                set |= 1 << at;
            }
            at += 1;
        }
        set
    }};
}

/// The names of a set, in the order of the table.
const fn names_of<const N: usize>(set: Names) -> [Name; N] {
    assert!(set.count_ones() as usize == N, "as many names as the set has");
    let (mut names, mut found, mut at) = ([Name::Other; N], 0, 1);
    while at < TABLE.len() {
        if set >> at & 1 == 1 {
            names[found] = NAMES[at];
            found += 1;
        }
        at += 1;
    }
    names
}

/// What a command ran on.
pub const TARGET_SET: Names = having!(|field| matches!(field.role, Role::Target));
/// The same, in the order of the table.
pub const TARGETS: [Name; TARGET_SET.count_ones() as usize] = names_of(TARGET_SET);
/// The id of an invocation.
pub const INVOKE_ID_SET: Names = having!(|field| matches!(field.role, Role::InvokeId));
/// The same, in the order of the table.
pub const INVOKE_IDS: [Name; INVOKE_ID_SET.count_ones() as usize] = names_of(INVOKE_ID_SET);
/// The legacy status of a row.
pub const LEGACY_SET: Names = having!(|field| matches!(field.role, Role::Legacy));
/// The same, in the order of the table: the first of them that is there counts.
pub const LEGACY_STATUSES: [Name; LEGACY_SET.count_ones() as usize] = names_of(LEGACY_SET);
const ROW_LEGACY_SET: Names = having!(|field| matches!(field.role, Role::Legacy | Role::AnyStatus));
/// The same, and what is one only where the row has no other.
pub const ROW_LEGACY_STATUSES: [Name; ROW_LEGACY_SET.count_ones() as usize] = names_of(ROW_LEGACY_SET);
/// A status that only a row of these APIs has, whatever else stands beside it.
pub const ROW_STATUS_SET: Names = having!(|field| matches!(field.role, Role::Legacy) && field.levels == ROW);
/// A status that an invocation has, too.
pub const OVERALL_STATUS_SET: Names =
    having!(|field| matches!(field.role, Role::Status | Role::Legacy) && field.levels & INVOCATION != 0);
/// Every status.
pub const STATUS_SET: Names = having!(|field| matches!(field.role, Role::Status | Role::Legacy | Role::AnyStatus));
/// How an execution went.
pub const FACT_SET: Names = having!(|field| field.flags & FACT != 0);
/// Of these, what an invocation never has.
pub const ROW_FACT_SET: Names = having!(|field| field.flags & FACT != 0 && field.levels == ROW);
/// What tells a row or a list of rows where members stand in lines or columns: ids, statuses, facts.
pub const LISTED_SET: Names = having!(|field| field.flags & FACT != 0
    || field.levels & ROW != 0 && !matches!(field.role, Role::Own | Role::OtherItem)
    || field.role.is_list());
/// What a row says of why it failed, and a failed call likewise.
pub const ERROR_SET: Names = having!(|field| field.levels & ROW != 0
    && field.flags & STATE != 0
    && matches!(field.kind, Type::Text)
    && matches!(field.role, Role::Own));
/// What never has a line end: ids, statuses, times, codes.
pub const UNBROKEN_SET: Names = having!(|field| matches!(field.kind, Type::Time | Type::Bool)
    || matches!(field.role, Role::Target | Role::InvokeId | Role::Status | Role::Legacy | Role::AnyStatus)
    || field.flags & TELLING != 0 && matches!(field.kind, Type::Text))
    & !(1 << Name::Message as u32)
    | 1 << Name::ErrorCode as u32;
/// What only a record of these APIs has. Exit codes, outputs and the like are what any program says of another.
pub const OWN_SET: Names = having!(|field| field.flags & IN_RECORD != 0)
    & !(1 << Name::ExitCode as u32
        | 1 << Name::Output as u32
        | 1 << Name::ErrorCode as u32
        | 1 << Name::StartTime as u32);
/// What changes while an execution goes on; its output only grows.
pub const STATE_SET: Names = having!(|field| field.flags & STATE != 0);
/// Lists of instances in an invocation row.
pub const INSTANCE_LIST_SET: Names = having!(|field| matches!(field.role, Role::InstanceList));
/// What never stands in a row.
pub const AROUND_ROWS_SET: Names =
    having!(|field| field.levels == ENVELOPE && (field.role.is_list() || field.role.is_item()));
/// What a record has a place for.
pub const RECORD_SET: Names = having!(|field| field.flags & IN_RECORD != 0);
/// What an invocation has a place for.
pub const IN_INVOCATION_SET: Names = having!(|field| field.flags & IN_INVOCATION != 0);

/// Fields of which a part says nothing: ids, statuses, numbers, times, codes.
pub const WHOLE_SET: Names = having!(|field| !matches!(field.role, Role::Own)
    || matches!(field.kind, Type::Int | Type::Bool | Type::Time)
    || field.flags & TELLING != 0 && field.levels & ROW != 0 && matches!(field.kind, Type::Text))
    | 1 << Name::ErrorCode as u32;

/// What has one value, so that it may not stand twice in an object.
pub const SINGLE_SET: Names =
    having!(|field| matches!(field.kind, Type::Text | Type::Int | Type::Bool | Type::Time | Type::Output));
/// What tells the answer of another product with calls of the same names.
pub const LOOK_ALIKE_SET: Names =
    having!(|field| matches!(field.product, Product::SendFile | Product::Desktops | Product::Nodes));
/// What a row has.
pub const ROW_SET: Names = having!(|field| field.levels & ROW != 0);
/// How many slots a row needs: one for each name of a row.
pub const ROW_SLOTS: usize = ROW_SET.count_ones() as usize;

/// The slot of each name in a row; `ROW_SLOTS` for one that has none.
const SLOT_OF: [u8; 256] = {
    let (mut slots, mut next, mut at) = ([ROW_SLOTS as u8; 256], 0, 1);
    while at < TABLE.len() {
        if TABLE[at].levels & ROW != 0 {
            slots[at] = next;
            next += 1;
        }
        at += 1;
    }
    slots
};

/// The slot of the name with this number in a row; `ROW_SLOTS` where it has none.
#[inline]
pub fn row_slot(number: u8) -> usize {
    SLOT_OF[number as usize] as usize
}

impl Name {
    /// The API's spelling; empty for `Other`.
    pub fn as_str(self) -> &'static str {
        TABLE[self as usize].text
    }

    /// What its value is.
    pub fn value_type(self) -> Type {
        TABLE[self as usize].kind
    }

    /// What it is for.
    #[inline]
    pub fn role(self) -> Role {
        TABLE[self as usize].role
    }

    /// Whose it is.
    pub fn product(self) -> Product {
        TABLE[self as usize].product
    }

    /// Whether a text that names it may be a document of these APIs.
    pub fn is_telling(self) -> bool {
        TABLE[self as usize].flags & TELLING != 0
    }

    /// Whether it is in a set.
    #[inline]
    pub const fn is_in(self, set: Names) -> bool {
        let half = if (self as u32) < 64 { set as u64 } else { (set >> 64) as u64 };
        half >> (self as u32 & 63) & 1 == 1
    }

    /// The name with this number; `Other` for a number that is none.
    #[inline]
    pub fn from_number(number: u8) -> Name {
        NAMES.get(number as usize).copied().unwrap_or(Name::Other)
    }

    /// All names but `Other`.
    pub fn all() -> impl Iterator<Item = Name> {
        NAMES[1..].iter().copied()
    }

    /// The name that `text` spells, in whatever case and with whatever between its words.
    ///
    /// ```
    /// use invocation_inspector::names::Name;
    /// assert_eq!(Name::read(b"invokeid"), Name::InvokeId);
    /// assert_eq!(Name::read(b"invoke_id"), Name::InvokeId);
    /// assert_eq!(Name::read(b"Invoke ID"), Name::InvokeId);
    /// assert_eq!(Name::read(b"InvokeID2"), Name::Other);
    /// ```
    #[inline(never)]
    pub fn read(text: &[u8]) -> Name {
        Self::read_inlined(text)
    }

    /// The same, for where each name of a document is read; elsewhere it would only be more code.
    #[inline]
    pub(crate) fn read_inlined(text: &[u8]) -> Name {
        if text.is_empty() || text.len() > MAX_LEN {
            return Name::Other;
        }
        let name = Name::from_number(SLOTS[hash(text, SEED)]);
        let own = name.as_str().as_bytes();
        if own == text || own.eq_ignore_ascii_case(text) { name } else { Self::read_joined(text) }
    }

    /// The name that `text` spells without its underscores, hyphens, blanks and what does not show, if it has any.
    #[cold]
    fn read_joined(text: &[u8]) -> Name {
        let (mut joined, mut len, mut rest) = ([0; MAX_LEN], 0, text);
        while let Some((byte, after)) = rest.split_first() {
            rest = match rest {
                [b'_' | b'-' | b' ', after @ ..]
                // What does not show: pages have it where a word may be broken.
                | [0xC2, 0xAD, after @ ..]
                | [0xE2, 0x80, 0x8B..=0x8F, after @ ..]
                | [0xE2, 0x81, 0xA0..=0xA4, after @ ..]
                | [0xEF, 0xBB, 0xBF, after @ ..] => after,
                _ => {
                    joined[len] = *byte;
                    len += 1;
                    after
                }
            };
        }
        if len == text.len() { Name::Other } else { Self::read_inlined(&joined[..len]) }
    }
}

const MAX_LEN: usize = 40;
const BITS: u32 = 10;

/// Length and five letters spread over the name, folded, stirred by `seed`; perfect over `TABLE` (checked
/// when this compiles).
#[inline]
const fn hash(text: &[u8], seed: u32) -> usize {
    let len = text.len();
    let first = (text[0] | 0x20) as u32;
    let quarter = (text[len / 4] | 0x20) as u32;
    let middle = (text[len / 2] | 0x20) as u32;
    let late = (text[len * 3 / 4] | 0x20) as u32;
    let last = (text[len - 1] | 0x20) as u32;
    let mixed = first ^ (middle << 5) ^ (last << 10) ^ (late << 15) ^ (quarter << 20) ^ ((len as u32) << 25);
    let mixed = mixed.wrapping_mul(seed);
    (mixed >> (32 - BITS)) as usize
}

const fn slots(seed: u32) -> Option<[u8; 1 << BITS]> {
    let mut slots = [0_u8; 1 << BITS];
    let mut i = 1;
    while i < TABLE.len() {
        let at = hash(TABLE[i].text.as_bytes(), seed);
        if slots[at] != 0 {
            return None;
        }
        slots[at] = i as u8;
        i += 1;
    }
    Some(slots)
}

const fn find_seed() -> u32 {
    let mut seed = 0x9E37_79B1_u32;
    while slots(seed).is_none() {
        seed = seed.wrapping_mul(0x0019_660D).wrapping_add(0x3C6E_F35F) | 1;
    }
    seed
}

const SEED: u32 = find_seed();
static SLOTS: [u8; 1 << BITS] = match slots(SEED) {
    Some(slots) => slots,
    None => panic!("find_seed found it"),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_in_any_case() {
        for name in Name::all() {
            let text = name.as_str();
            assert!(text.len() <= MAX_LEN, "{text}");
            for form in [text.to_owned(), text.to_lowercase(), text.to_uppercase()] {
                assert_eq!(Name::read(form.as_bytes()), name, "{form}");
            }
            assert_eq!(Name::read(format!("{text}x").as_bytes()), Name::Other);
            if text.len() < MAX_LEN - 8 {
                let words: String =
                    text.chars().flat_map(|c| [c.is_uppercase().then_some('_'), Some(c)]).flatten().collect();
                assert_eq!(Name::read(words.to_lowercase().as_bytes()), name, "{words}");
            }
        }
        assert_eq!(Name::read(b""), Name::Other);
        assert_eq!(Name::read("执行状态".as_bytes()), Name::Other);
    }
}
