//! What one response says, in the API's own shape.

/// Which call answered, or which event carries the rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Api {
    /// DescribeInvocations
    Invocations,
    /// DescribeInvocationResults
    Results,
    /// RunCommand: only ids, nothing has been asked yet.
    RunCommand,
    /// InvokeCommand: the same.
    InvokeCommand,
    /// SendFile: the same, for a file.
    SendFile,
    /// What a program wrote of its own waiting for an execution.
    ClientRecord,
    /// DescribeSendFileResults: rows of the same kind, of files.
    SendFileResults,
    /// DescribeCommands: what can be run, not what was.
    Commands,
    /// DescribeInvocations of Elastic Desktop Service.
    Desktops,
    /// DescribeInvocations of Cloud Phone.
    Phones,
    /// DescribeInvocationResult of Simple Application Server.
    Simple,
    /// DescribeInvocations of Intelligent Computing LINGJUN.
    Nodes,
    /// Another cloud's or product's: its name and the call.
    Foreign(&'static str),
    /// An event as EventBridge delivers it.
    EventBridge,
    /// An event as CloudMonitor delivers it.
    CloudMonitor,
    /// An event of a call as `ActionTrail` records it.
    ActionTrail,
}

impl Api {
    /// The name of the call, after that of its product where it is not ECS; empty where it is the answer of none.
    pub fn as_str(self) -> &'static str {
        match self {
            Api::Invocations => "DescribeInvocations",
            Api::Results => "DescribeInvocationResults",
            Api::RunCommand => "RunCommand",
            Api::InvokeCommand => "InvokeCommand",
            Api::SendFile => "SendFile",
            Api::ClientRecord => "",
            Api::SendFileResults => "DescribeSendFileResults",
            Api::Commands => "DescribeCommands",
            Api::Desktops => "ecd:DescribeInvocations",
            Api::Phones => "eds-aic:DescribeInvocations",
            Api::Simple => "swas-open:DescribeInvocationResult",
            Api::Nodes => "eflo-controller:DescribeInvocations",
            Api::Foreign(name) => name,
            Api::EventBridge => "EventBridge",
            Api::CloudMonitor => "CloudMonitor",
            Api::ActionTrail => "ActionTrail",
        }
    }

    /// Whether it is one of the two that this project reads.
    pub fn is_ours(self) -> bool {
        matches!(self, Api::Invocations | Api::Results)
    }

    /// Whether it is another cloud's or product's, so that nothing that ECS's documents say holds for it.
    pub fn is_foreign(self) -> bool {
        matches!(self, Api::Foreign(_))
    }

    /// Whether it only started something.
    pub fn is_start(self) -> bool {
        matches!(self, Api::RunCommand | Api::InvokeCommand | Api::SendFile | Api::ClientRecord)
    }
}

/// Index of a token; the tape's first token is never a member, so 0 stands for "absent".
pub type Slot = u32;

/// One outermost value, taken apart. Members that were not given are 0.
#[derive(Clone, Default, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Response {
    /// The call that answered, as far as the shape tells.
    pub api: Option<Api>,
    /// `RequestId`
    pub request_id: Slot,
    /// `TotalCount`
    pub total_count: Slot,
    /// `PageNumber`
    pub page_number: Slot,
    /// `PageSize`
    pub page_size: Slot,
    /// `NextToken`
    pub next_token: Slot,
    /// An invoke id beside the rows instead of in them.
    pub invoke_id: Slot,
    /// A command id beside them.
    pub command_id: Slot,
    /// `Code` of an error of the whole call.
    pub code: Slot,
    /// `Message`
    pub message: Slot,
    /// `HostId`
    pub host_id: Slot,
    /// `Recommend`
    pub recommend: Slot,
    /// The HTTP status an SDK wrote beside the body.
    pub http_status: Slot,
    /// Objects that are an `Invocation` of DescribeInvocations.
    pub invocations: Vec<u32>,
    /// Objects that are an `InvocationResult`.
    pub results: Vec<u32>,
    /// A list of rows was there, be it empty.
    pub has_list: bool,
    /// A list was there that the APIs name.
    pub named: bool,
    /// Where a list of rows is not whole here: it was not closed, something in it was left out, or something stands in its
    /// place or in that of a row that is none. 0: nowhere.
    pub partial_list: Slot,
    /// Something of what stands around the rows is not here, paging likely among it.
    pub partial: bool,
    /// The error stood in a structure of its own, as the service gives it: rows beside it are of another call.
    pub(super) separate_error: bool,
    /// Values without a place of their own: most responses have none, and there may be a hundred thousand responses.
    pub(super) unplaced: Option<Box<Unplaced>>,
}

/// Values of the envelope that have no place of their own, by their tokens.
#[derive(Clone, Default, Debug)]
pub struct Unplaced {
    /// All of them.
    pub other: Vec<u32>,
    /// Of those the ones whose place another value has: the same member is given more than once.
    pub again: Vec<u32>,
    /// Of these the ones that stand above or below the other value, and not in an answer of their own beside it.
    pub nested: Vec<u32>,
    /// Objects of the envelope in which a member stands twice.
    pub doubled: Vec<u32>,
}

impl Response {
    /// Values without a place of their own.
    pub fn unplaced(&self) -> &Unplaced {
        static NONE: Unplaced =
            Unplaced { other: Vec::new(), again: Vec::new(), nested: Vec::new(), doubled: Vec::new() };
        self.unplaced.as_deref().unwrap_or(&NONE)
    }

    pub(super) fn unplaced_mut(&mut self) -> &mut Unplaced {
        self.unplaced.get_or_insert_default()
    }

    /// Whether the call itself failed: an error code and no rows.
    pub fn is_error(&self) -> bool {
        let siblings = [self.message, self.host_id, self.recommend, self.request_id];
        // What names an invocation says of it why it failed.
        self.code != 0
            && self.invoke_id == 0
            && (!self.has_list || self.separate_error)
            && siblings.iter().any(|at| *at != 0)
    }

    /// Whether it has the ids of an invocation and nothing of how it went.
    pub(super) fn is_started(&self) -> bool {
        self.invoke_id != 0 && (self.request_id != 0 || self.command_id != 0)
    }
}
