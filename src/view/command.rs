//! Commands to paste into a shell: every one that is offered is made here, of words that are ours, ids and tokens.
//!
//! What comes from a response is untrusted and never needs a shell's rules: an id goes in as it is where it has the
//! letters of ids, else there is no command. Words are chosen so that `sh`, `zsh`, PowerShell and `cmd` all read them as
//! they stand. Only a token may be quoted, where the quotes mean the same to all but `cmd`, which knows none and then
//! meets nothing that it would act on.

use crate::diagnostic::Code;
use crate::row::ids::is_masked;
use crate::words::phrase::{Part, Phrase, Value};
use crate::words::{Language, Lookup};

/// Rows on a page that is asked for: the most that the API gives. What a first page had, be it one, is no measure.
pub const PAGE: u64 = 50;
/// So many pages are fetched one by one, more in a loop.
const SINGLY: usize = 3;
/// Nothing longer is read as an id or a token: arguments have their limits.
const LONGEST: usize = 4_096;
/// How much is shown of what is no id.
const SHOWN: usize = 60;

/// Why something from a response does not go into a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// Letters of it were replaced before it came here, so that it matches nothing.
    Masked,
    /// It has other letters than ids have.
    Invalid,
}

/// An id, of the letters that ids have.
#[derive(Clone, Debug)]
pub struct Id(String);

impl Id {
    /// What stands for an id that the reader has to put in.
    pub fn placeholder() -> Self {
        Self("YOUR_INVOKE_ID".to_owned())
    }

    /// An id from a response.
    ///
    /// # Errors
    /// Says why where it is none: masked, or not `[A-Za-z0-9._:-]+`, or one that would be taken for an option.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        fit(text, "._:-").map(|()| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A token of a next page, as a word of a command.
#[derive(Clone, Debug)]
pub struct Token(String);

impl Token {
    /// A token from a response, quoted where it has to be.
    ///
    /// # Errors
    /// Says why where it is masked, or where no way to write it is read alike by `sh` and PowerShell and is safe in `cmd`:
    /// quotes, line ends, whatever is not ASCII.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        if fit(text, "._:-/+=").is_ok() {
            return Ok(Self(text.to_owned()));
        }
        fit(text, "._:-/+= #(),;?@[]{}~").map(|()| Self(["'", text, "'"].concat()))
    }
}

/// Whether a text has letters, digits and these signs only, and begins with one that is of no option.
fn fit(text: &str, signs: &str) -> Result<(), Unfit> {
    if is_masked(text.as_bytes()) || text.contains('*') || text.ends_with("...") || text.ends_with('…') {
        return Err(Unfit::Masked);
    }
    let all = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || signs.as_bytes().contains(&byte));
    let fits = all && !text.is_empty() && text.len() <= LONGEST && !text.starts_with(['-', '=']);
    if fits { Ok(()) } else { Err(Unfit::Invalid) }
}

/// What an id is read for: what to say where it is none.
#[derive(Clone, Copy)]
pub enum Role {
    /// `InvokeId`
    Invoke,
    /// `NextToken`
    Token,
}

/// That no command is offered, and why.
pub fn refusal(role: Role, unfit: Unfit, text: &str, language: Language) -> Phrase {
    let key = match (role, unfit) {
        (Role::Invoke, Unfit::Masked) => "next.id-masked",
        (Role::Invoke, Unfit::Invalid) => "next.id-invalid",
        (Role::Token, Unfit::Masked) => "next.token-masked",
        (Role::Token, Unfit::Invalid) => "next.token-invalid",
    };
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let shown = match role {
        Role::Invoke => Value::Id(&shown),
        Role::Token => Value::Text(&shown),
    };
    language.phrase(key, &[("id", shown)])
}

/// A command of the vendor's CLI, option by option.
#[derive(Clone, Debug)]
pub struct Command(String);

impl Command {
    /// A call of ECS in the region that the reader puts in.
    pub fn ecs(call: &'static str) -> Self {
        Self(["aliyun ecs ", call, " --RegionId YOUR_REGION"].concat())
    }

    /// An option with a value of ours.
    #[must_use]
    pub fn with(mut self, option: &'static str, value: &'static str) -> Self {
        self.put(option, value);
        self
    }

    /// An option with a number.
    #[must_use]
    pub fn number(mut self, option: &'static str, value: u64) -> Self {
        self.put(option, &value.to_string());
        self
    }

    /// `--InvokeId`
    #[must_use]
    pub fn invoke(mut self, id: &Id) -> Self {
        self.put("InvokeId", &id.0);
        self
    }

    /// `--NextToken`
    #[must_use]
    pub fn token(mut self, token: &Token) -> Self {
        self.put("NextToken", &token.0);
        self
    }

    /// An option with a text from a response.
    #[must_use]
    pub fn text(mut self, option: &'static str, text: &Token) -> Self {
        self.put(option, &text.0);
        self
    }

    /// What is to be executed, in Base64, which has no letter that a shell would act on.
    #[must_use]
    pub fn content(mut self, bytes: &[u8]) -> Self {
        self.put("ContentEncoding", "Base64");
        self.put("CommandContent", &base64_simd::STANDARD.encode_to_string(bytes));
        self
    }

    /// `--CommandId`
    #[must_use]
    pub fn command(mut self, id: &Id) -> Self {
        self.put("CommandId", &id.0);
        self
    }

    /// The command for these instances, once for so many as a call takes.
    pub fn each(&self, ids: &[Id], most: usize) -> Vec<String> {
        ids.chunks(most).map(|some| [&*self.0, " ", &parameters(some)].concat()).collect()
    }

    fn put(&mut self, option: &str, value: &str) {
        for piece in [" --", option, " ", value] {
            self.0.push_str(piece);
        }
    }

    /// The command once for each of these pages; where they are many in a loop, of a POSIX shell and of PowerShell.
    pub fn pages(mut self, pages: &[u64], language: Language) -> Vec<Phrase> {
        let numbers = pages.iter().map(u64::to_string);
        if pages.len() <= SINGLY {
            let page = |number: String| {
                let mut one = self.clone();
                one.put("PageNumber", &number);
                one.phrase()
            };
            return numbers.map(page).collect();
        }
        self.put("PageNumber", "$page");
        let all: Vec<String> = numbers.collect();
        let posix = Self(["for page in ", &all.join(" "), "; do ", &self.0, "; done"].concat()).phrase();
        let powershell = Self(["foreach ($page in ", &all.join(","), ") { ", &self.0, " }"].concat()).phrase();
        let loops = [("posix", Value::Phrase(&posix)), ("powershell", Value::Phrase(&powershell))];
        vec![language.phrase("next.loops", &loops)]
    }

    /// As a part of a sentence.
    pub fn phrase(self) -> Phrase {
        Phrase::of(Part::Command(self.0))
    }
}

/// The call that the help of a diagnostic advises, but for its id.
pub fn advised(code: Code) -> Option<Command> {
    match code {
        Code::AgentLog | Code::OnlyStarted | Code::ClientRecord => {
            Some(Command::ecs("DescribeInvocationResults").number("MaxResults", PAGE))
        }
        Code::OnlySent => Some(Command::ecs("DescribeSendFileResults")),
        _ => None,
    }
}

/// Instances as parameters of a call that runs a command again: `--InstanceId.1 i-… --InstanceId.2 i-…`.
pub fn parameters(ids: &[Id]) -> String {
    let numbered = ids.iter().enumerate().map(|(at, id)| format!("--InstanceId.{} {}", at + 1, id.0));
    numbered.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_into_a_command_as_it_is_or_not_at_all() {
        for id in ["t-hz0jdfwd9f", "i-1", "1.2:3_4-5", "a"] {
            assert_eq!(Id::read(id).expect(id).as_str(), id);
        }
        for id in ["t-1****", "i-*x", "i-bp1xxxxxx", "t-...", "t-…"] {
            assert_eq!(Id::read(id).err(), Some(Unfit::Masked), "{id}");
        }
        let long = "a".repeat(LONGEST + 1);
        for id in [
            "",
            "-rf",
            "--Force",
            "a b",
            "a;b",
            "$(x)",
            "`x`",
            "a\nb",
            "a\u{2028}b",
            "ａ",
            "~",
            "a'b",
            "%PATH%",
            "a&b",
            &long,
        ] {
            assert_eq!(Id::read(id).err(), Some(Unfit::Invalid), "{id}");
        }
    }

    #[test]
    fn a_token_is_quoted_only_where_it_has_to_be() {
        assert_eq!(Token::read("AAAA+/dv==").map(|token| token.0), Ok("AAAA+/dv==".to_owned()));
        assert_eq!(Token::read("a b;c").map(|token| token.0), Ok("'a b;c'".to_owned()));
        for token in ["it's", "a\"b", "a\nb", "%PATH%", "a&b", "a^b", "a\\", "$a", "a!b", "`a`", "é", "-a", "‘a"] {
            assert_eq!(Token::read(token).err(), Some(Unfit::Invalid), "{token}");
        }
    }
}
