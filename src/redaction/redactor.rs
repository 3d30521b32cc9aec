//! Texts, fields and JSON -> the same, redacted, with one memory.

use std::borrow::Cow;

use memchr::memmem::Finder;
use serde_json::Value;

use super::numbering::{Findings, Numbering};
use super::options::Options;
use super::scan::{Learned, placeholder};
use super::value::kind_of_field;

/// Most texts that a reader can mark: each is searched for by itself.
const MARKS: usize = 256;

/// Members of a tag that name what another of its members holds, the first that there is.
pub(crate) const PAIR_NAMES: [&str; 6] = ["Key", "TagKey", "Name", "key", "tagKey", "name"];
/// Those that hold it.
pub(crate) const PAIR_VALUES: [&str; 4] = ["Value", "TagValue", "value", "tagValue"];

/// Replaces what should not leave in one text after the other.
#[derive(Clone, Debug)]
pub struct Redactor {
    pub(crate) numbering: Numbering,
    pub(crate) learned: Learned,
}

impl Redactor {
    /// Without a text yet.
    pub fn new(options: &Options) -> Self {
        let mut added: Vec<&str> = options.add.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        added.sort_unstable();
        added.dedup();
        // The longest first, so that what holds another mark is hidden as a whole.
        added.sort_by_key(|text| std::cmp::Reverse(text.len()));
        added.truncate(MARKS);
        let finder = |text: &str| (Finder::new(text.as_bytes()).into_owned(), text.to_owned());
        let mut learned = Learned::default();
        learned.marks = added.into_iter().map(finder).collect();
        Self { numbering: Numbering::new(options), learned }
    }

    /// A text with what is to be hidden replaced; the text itself where there is nothing.
    ///
    /// ```
    /// use invocation_inspector::redaction::{Options, Redactor};
    /// let mut redactor = Redactor::new(&Options::default());
    /// assert_eq!(redactor.text("mysql -h 10.1.2.3 -pQw12!x"), "mysql -h <ip-1> -p<password-1>");
    /// assert_eq!(redactor.text("http://10.1.2.3/"), "http://~ip-1~/");
    /// ```
    pub fn text<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        match self.rewrite(text) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(text),
        }
    }

    /// The value of a member, whose name says what it is: `Password`, `OwnerId`, `Username`.
    pub fn field<'t>(&mut self, name: &str, value: &'t str) -> Cow<'t, str> {
        let whole = !value.is_empty() && placeholder(value.as_bytes()) == 0;
        match kind_of_field(name, value).filter(|_| whole) {
            Some(kind) => {
                self.learned.keep(value.as_bytes(), kind);
                self.whole(kind, value).map_or(Cow::Borrowed(value), Cow::Owned)
            }
            None => self.text(value),
        }
    }

    /// Every string of a JSON value, the names of its members, and numbers that name an account or a person.
    pub fn json(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(redacted) = self.text(text) {
                    *text = redacted;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.json(item)),
            Value::Object(members) => self.object(members),
            Value::Number(number) => {
                let written = number.to_string();
                if let Cow::Owned(redacted) = self.text(&written) {
                    *value = Value::String(redacted);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn object(&mut self, members: &mut serde_json::Map<String, Value>) {
        let text = |names: &[&str]| names.iter().find_map(|name| members.get(*name)?.as_str().map(str::to_owned));
        // Of a tag the one member names what the other holds.
        let pair = text(&PAIR_NAMES);
        let taken = std::mem::take(members);
        for (name, mut value) in taken {
            let of_pair = pair.as_deref().filter(|_| PAIR_VALUES.contains(&name.as_str()));
            self.member(of_pair.unwrap_or(&name), &mut value);
            let name = self.text(&name).into_owned();
            members.insert(name, value);
        }
    }

    /// The value of a member, or each of a list of them.
    fn member(&mut self, name: &str, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(redacted) = self.field(name, text) {
                    *text = redacted;
                }
            }
            Value::Number(number) => {
                let written = number.to_string();
                if let Cow::Owned(redacted) = self.field(name, &written) {
                    *value = Value::String(redacted);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.member(name, item)),
            value => self.json(value),
        }
    }

    /// What was found so far, by kind.
    pub fn findings(&self, limit: usize) -> Vec<Findings> {
        self.numbering.findings(limit)
    }
}
