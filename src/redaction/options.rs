//! What the reader wants hidden.

/// What is hidden, and what is not.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Options {
    /// Kinds by name that are hidden or stay, other than by default; unknown names are ignored.
    pub kinds: Vec<(String, bool)>,
    /// Findings that stay, by id: `ip-3`.
    pub keep: Vec<String>,
    /// Texts that the reader marked: hidden wherever they stand.
    pub add: Vec<String>,
}
