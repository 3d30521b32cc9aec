//! How a text is laid out: trees of lines, tables, differences.

use serde::Serialize;

use crate::rendered::{self, Span};
use crate::words::Language;

/// A line without control sequences.
pub type Text = Vec<Span>;

/// Lines that lie in each other.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Lines before it.
    pub before: Vec<Text>,
    /// Its own lines.
    pub lines: Vec<TreeLine>,
    /// Lines after it.
    pub after: Vec<Text>,
}

/// A line of a tree.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct TreeLine {
    /// How deep it lies.
    pub indent: usize,
    /// What is in it.
    pub spans: Text,
    /// If it opens something, the line that closes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<usize>,
}

/// A table.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// Lines before it.
    pub before: Vec<Text>,
    /// The names of the columns.
    pub header: Vec<Text>,
    /// Whether each column stands at its right edge.
    pub align: Vec<Align>,
    /// The cells, as many in each row as there are columns.
    pub rows: Vec<Vec<Text>>,
    /// Lines after it.
    pub after: Vec<Text>,
}

/// Where the cells of a column stand.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the left edge.
    Left,
    /// At the right edge, as numbers do.
    Right,
}

/// A difference.
#[derive(Serialize, Clone, PartialEq, Eq, Debug, Default)]
pub struct Diff {
    /// Its lines.
    pub lines: Vec<DiffLine>,
}

/// A line of a difference.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
pub struct DiffLine {
    /// What it does.
    pub class: Class,
    /// The line as it stands there, its sign included.
    pub spans: Text,
}

/// What a line of a difference does.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It names a file.
    File,
    /// It says where a hunk lies.
    Hunk,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is in both.
    Same,
    /// It is none of the difference.
    Other,
}

pub(super) fn line(text: &str, language: Language) -> Text {
    rendered::spans(text, None, language)
}

pub(super) fn lines(text: &str, language: Language) -> Vec<Text> {
    text.trim_matches('\n').lines().map(|text| line(text, language)).collect()
}
