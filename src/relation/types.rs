//! What a document is to those that are here, as it is told.

/// What a document is to those that are here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It belongs to what is here and adds to it.
    More,
    /// Nothing in it is new.
    Same,
    /// It tells a later state of what is here.
    Newer,
    /// It does not belong to what is here, or that cannot be told.
    Other,
}

impl Kind {
    /// As the contract has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::More => "more",
            Kind::Same => "same",
            Kind::Newer => "newer",
            Kind::Other => "other",
        }
    }
}

/// Why a document is something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Its invocations are not here.
    Invocation,
    /// Its rows, or those here, have no `InvokeId`.
    NoInvokeId,
    /// Ends of ids are hidden.
    Masked,
    /// It may be another page of a list that is here, told by a token alone.
    Token,
    /// Another cloud or product answered.
    Foreign,
    /// The call failed.
    Error,
    /// Nothing of an invocation was found in it.
    Unread,
}

/// Numbers of rows, and of invocations as DescribeInvocations lists them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// All.
    pub all: u64,
    /// Not here: each once.
    pub new: u64,
    /// Here in an earlier state.
    pub changed: u64,
    /// Here in a later state.
    pub earlier: u64,
    /// Here in as late a state, and told otherwise or more fully.
    pub told: u64,
}

/// What a document is to those that are here, and what it brings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    /// In one word.
    pub kind: Kind,
    /// Of something else, why.
    pub why: Option<Why>,
    /// Execution records.
    pub records: Counts,
    /// Invocations that are listed.
    pub invocations: Counts,
    /// It is, or has, the answer of a call that started an invocation here.
    pub started: bool,
    /// The id of the first invocation that counts, those here before others, and how many others there are.
    pub id: Option<(String, u64)>,
    /// Which page of how many it is, where it is one.
    pub page: Option<(u64, u64)>,
    /// How many rows, or invocations of a list, are not here once it is added; `None`: that is not told.
    pub missing: Option<u64>,
}

impl Relation {
    /// The numbers that count, and whether they are of rows: these where any of them says something, else those of the invocations that
    /// are listed.
    pub fn counted(&self) -> (Counts, bool) {
        let says = |counts: Counts| counts.new + counts.changed + counts.earlier + counts.told > 0;
        let of_rows = says(self.records) || !says(self.invocations) && self.records.all > 0;
        (if of_rows { self.records } else { self.invocations }, of_rows)
    }
}
