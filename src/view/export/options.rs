//! In which form what leaves, and what of it.

use std::collections::HashSet;
use std::sync::Arc;

use super::redact::Redactor;
use crate::view::compare::Pairs;

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $file:literal;)*) => {
        /// Forms in which an inspection leaves.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Format { $($(#[$doc])* $name,)* }

        impl Format {
            /// Every format.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable id.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What its file ends with.
            pub fn extension(self) -> &'static str {
                match self { $(Self::$name => $file,)* }
            }

            /// The format of an id.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|format| format.as_str() == word)
            }
        }
    };
}

/// Where a comparison has its place in a format.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It has sentences, and lists of ids.
    Sentences,
    /// It has rows, of what only the reference has too.
    Rows,
    /// Its readers would take it for something else.
    None,
}

impl Format {
    /// Whether it is read by people, among whom it goes on; then what should not leave is hidden unless the reader says otherwise.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Text | Self::Groups | Self::Chat | Self::Md | Self::Jira | Self::Html)
    }

    /// Whether its rows tell which have equal outputs.
    pub(super) fn has_groups(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Ndjson | Self::Html)
    }

    /// Where a comparison has its place.
    pub(super) fn comparison(self) -> Place {
        match self {
            Self::Text | Self::Groups | Self::Chat | Self::Md | Self::Jira => Place::Sentences,
            Self::Csv | Self::Tsv | Self::Ndjson | Self::Json | Self::Html => Place::Rows,
            Self::Junit | Self::Sarif => Place::None,
        }
    }

    /// The most that its readers take: of a text and of a chat bytes (WeCom), of tickets UTF-16 units (GitHub, Jira), of a pipeline bytes
    /// (GitLab).
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::Text => Some(65_536),
            Self::Chat => Some(4_096),
            Self::Md => Some(65_536),
            Self::Jira => Some(32_767),
            Self::Junit => Some(30_000_000),
            _ => None,
        }
    }
}

formats! {
    /// Plain text for any place.
    Text = "text", "txt";
    /// What did not succeed, by reason and equal output, outputs whole.
    Groups = "groups", "txt";
    /// A message for WeCom, DingTalk or Feishu: `limit` is in bytes.
    Chat = "chat", "txt";
    /// Markdown of GitHub and GitLab.
    Md = "md", "md";
    /// The wiki notation of Jira.
    Jira = "jira", "txt";
    /// A flat row for each record, in a spreadsheet's own form.
    Csv = "csv", "csv";
    /// The same between tabs.
    Tsv = "tsv", "tsv";
    /// A flat row for each record, as a JSON object on a line.
    Ndjson = "ndjson", "ndjson";
    /// The report, `invocation-report/1`.
    Json = "json", "json";
    /// JUnit XML for Jenkins and GitLab: `limit` is in bytes.
    Junit = "junit", "xml";
    /// SARIF 2.1.0.
    Sarif = "sarif", "sarif";
    /// A report of one file, for a browser.
    Html = "html", "html";
}

/// What of an inspection leaves, and how.
#[derive(Clone, Default)]
pub struct ExportOptions<'a> {
    /// Index of an invocation; `None`: all.
    pub invocation: Option<usize>,
    /// Index of the invocation that `invocation` is compared with; the same: its executions. What has a place for it tells it, and has
    /// the instances of both (`docs/exports.md`).
    pub reference: Option<usize>,
    /// What that comparison found, where it was made before in the same documents.
    pub pairs: Option<Arc<Pairs>>,
    /// A query of the table, which chooses instances.
    pub query: Option<String>,
    /// Ids of instances, which narrow the choice further.
    pub ids: Option<HashSet<String>>,
    /// What is applied to every text of the responses before it is written.
    pub redactor: Option<Redactor<'a>>,
    /// A byte order mark before CSV and TSV; `None`: only in Chinese, where spreadsheets need it.
    pub bom: Option<bool>,
    /// The most that the destination takes, in its own measure; `None`: what its format says.
    pub limit: Option<usize>,
    /// Where the one document of the inspection comes from, among many that leave one after the other.
    pub origin: Option<Origin<'a>>,
}

/// A document among many, each inspected on its own.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Its place among them, from 0.
    pub source: u32,
    /// What its file is called.
    pub file: &'a str,
}
