//! What a condition can be about, and how that is called.

use crate::words::{Language, Lookup};

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// What became of the instance, in one word.
    Outcome,
    /// The status as the service spells it.
    Status,
    /// The exit code, by number or by the name of a signal.
    Exit,
    /// The error code of the service.
    Error,
    /// The reason: what failures are summed up by.
    Reason,
    /// The id of the instance.
    Id,
    /// What was printed.
    Out,
    /// From start to end.
    Duration,
    /// When it began.
    Start,
    /// Which of the different outputs it printed.
    Group,
    /// What is there at all.
    Has,
    /// What it is besides.
    Is,
    /// What became of it since another invocation, where two are compared.
    Change,
}

impl Key {
    /// Every key, in the order in which a reader meets them.
    pub const ALL: [Self; 13] = [
        Self::Outcome,
        Self::Status,
        Self::Exit,
        Self::Error,
        Self::Reason,
        Self::Id,
        Self::Out,
        Self::Duration,
        Self::Start,
        Self::Group,
        Self::Has,
        Self::Is,
        Self::Change,
    ];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        self.spellings()[0]
    }

    /// Every way to write it; the first is the canonical one. Besides these its word in each language is one.
    const fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::Outcome => &["outcome", "结果"],
            Self::Status => &["status", "状态"],
            Self::Exit => &["exit", "exitcode", "code", "退出码"],
            Self::Error => &["error", "errorcode", "错误码", "错误"],
            Self::Reason => &["reason", "原因"],
            Self::Id => &["id", "instance", "instanceid", "实例", "实例id"],
            Self::Out => &["out", "output", "输出"],
            Self::Duration => &["duration", "dur", "took", "耗时", "时长"],
            Self::Start => &["start", "started", "开始时间", "开始"],
            Self::Group => &["group", "相同输出", "输出组", "分组", "组"],
            Self::Has => &["has", "有"],
            Self::Is => &["is", "是"],
            Self::Change => &["change", "changed", "变化"],
        }
    }

    /// What it is called, in words.
    pub fn label(self, language: Language) -> String {
        language.word(&["query.key.", self.as_str()].concat())
    }

    /// The key that is written so, in any case.
    pub fn read(name: &str) -> Option<Self> {
        let is = |key: &Self| key.spellings().iter().any(|spelling| spelling.eq_ignore_ascii_case(name));
        Self::ALL.into_iter().find(is)
    }

    /// The key that is nearly written so: a letter too many, too few, or another, or two that changed places.
    pub fn near(name: &str) -> Option<Self> {
        // What is denied is not to be asked for: `exi!=1`.
        if name.len() < 3 || !name.is_ascii() || name.contains('!') {
            return None;
        }
        let name = name.to_ascii_lowercase();
        let near = |spelling: &&&str| spelling.len() > 2 && is_near(name.as_bytes(), spelling.as_bytes());
        Self::ALL.into_iter().find(|key| key.spellings().iter().filter(|one| one.is_ascii()).any(|one| near(&one)))
    }
}

/// Whether two words differ in one letter, or in two that changed places.
pub(super) fn is_near(one: &[u8], other: &[u8]) -> bool {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, other) => one.len() <= 1 && other.len() <= 1,
    }
}
