//! The names of the members that the two APIs use, so that a reader can tell them apart once, as a number, and
//! no later stage compares text.
//!
//! Names match without regard to case, underscores and hyphens: `InvokeId`, `invokeId`, `invokeid` and `invoke_id` are
//! one name (the 2018 documents mix them, the SDKs write lowerCamel, Python and Terraform `snake_case`). What is in no
//! list here stays text and is kept by whoever reads it.

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

macro_rules! names {
    ($($name:ident: $kind:ident,)*) => {
        /// A member name; `Other` is any that is in no list.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the API's own names")]
        pub enum Name { Other, $($name,)* }

        const TABLE: &[(Name, &str, Type)] = &[
            (Name::Other, "", Type::Text),
            $((Name::$name, stringify!($name), Type::$kind),)*
        ];
    };
}

// Rows come first: the reader of rows clears and fills one slot for each name up to `TagValue`.
names! {
    // InvokeInstance and InvocationResult (api.md 1.3, 1.5)
    InstanceId: Text, InvokeId: Text, InvocationStatus: Text, InstanceInvokeStatus: Text, InvokeRecordStatus: Text,
    InvokeStatus: Text, ExitCode: Int, ErrorCode: Text, ErrorInfo: Text, StartTime: Time, FinishTime: Time,
    FinishedTime: Time, StopTime: Time, CreationTime: Time, UpdateTime: Time, Repeats: Int, Dropped: Int,
    Output: Output, Timed: Bool, CommandId: Text, Username: Text, ContainerId: Text, ContainerName: Text,
    TerminationMode: Text, Launcher: Text, OssOutputDelivery: Text, OssOutputUri: Text, OssOutputStatus: Text,
    OssOutputErrorCode: Text, OssOutputErrorInfo: Text,
    // The same in cousins of the two APIs and in the first SDKs (quirk 15, 1.7)
    InvocationId: Text, DesktopId: Text, NodeId: Text, NodeInvokeStatus: Text, Status: Text,
    Tags: Node, Tag: Node, TagKey: Text, TagValue: Text,
    // Invocation (1.2)
    CommandName: Text, CommandType: Text, CommandContent: Output, CommandDescription: Text, Parameters: Json,
    Frequency: Text, RepeatMode: Text, Timeout: Int, WorkingDir: Text,
    // Envelopes (1.1, 1.4, 1.7)
    RequestId: Text, TotalCount: Int, PageNumber: Int, PageSize: Int, NextToken: Text, MaxResults: Int,
    Invocations: Node, Invocation: Node, InvocationResults: Node, InvocationResult: Node, InvokeInstances: Node,
    InvokeInstance: Node, Body: Node, Data: Node, Headers: Node, StatusCode: Int,
    DescribeInvocationsResponse: Node, DescribeInvocationResultsResponse: Node, Error: Node,
    // Errors of the whole call (2.6)
    HostId: Text, Code: Text, Message: Text, Recommend: Text, ErrorMessage: Text,
    // What tells look-alikes (quirk 15)
    FileMode: Text, TargetDir: Text, FileOwner: Text, InvokeDesktops: Node, InvokeDesktop: Node, InvokeNodes: Node,
    InvokeNode: Node, InvokeItems: Node, InvokeItem: Node, ResultLists: Node, ResultItem: Node, Commands: Node,
}

/// How many slots a row needs: every name up to `TagValue`.
pub const ROW_SLOTS: usize = Name::TagValue as usize + 1;

impl Name {
    /// The API's spelling; empty for `Other`.
    pub fn as_str(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// What its value is.
    pub fn value_type(self) -> Type {
        TABLE[self as usize].2
    }

    /// The name with this number; `Other` for a number that is none.
    #[inline]
    pub fn from_number(number: u8) -> Name {
        TABLE.get(number as usize).map_or(Name::Other, |row| row.0)
    }

    /// All names but `Other`.
    pub fn all() -> impl Iterator<Item = Name> {
        TABLE[1..].iter().map(|row| row.0)
    }

    /// The name that `text` spells, in whatever case and with whatever between its words.
    ///
    /// ```
    /// use invocation_inspector::names::Name;
    /// assert_eq!(Name::read(b"invokeid"), Name::InvokeId);
    /// assert_eq!(Name::read(b"invoke_id"), Name::InvokeId);
    /// assert_eq!(Name::read(b"InvokeID2"), Name::Other);
    /// ```
    #[inline]
    pub fn read(text: &[u8]) -> Name {
        if text.is_empty() || text.len() > MAX_LEN {
            return Name::Other;
        }
        let name = Name::from_number(SLOTS[hash(text, SEED)]);
        let own = name.as_str().as_bytes();
        if own == text || own.eq_ignore_ascii_case(text) { name } else { Self::read_joined(text) }
    }

    /// The name that `text` spells without its underscores and hyphens, if it has any.
    #[cold]
    fn read_joined(text: &[u8]) -> Name {
        let mut joined = [0; MAX_LEN];
        let mut len = 0;
        for byte in text.iter().filter(|byte| !matches!(byte, b'_' | b'-')) {
            joined[len] = *byte;
            len += 1;
        }
        if len == text.len() { Name::Other } else { Self::read(&joined[..len]) }
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
        let at = hash(TABLE[i].1.as_bytes(), seed);
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
