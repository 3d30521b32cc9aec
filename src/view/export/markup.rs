//! Sentences, ids and outputs as a place writes them. What comes from a response stands in code or in blocks, or is escaped: it is
//! never markup, ends no block, and cannot turn the text around it.

use std::borrow::Cow;

use super::cut::units;
use crate::words::phrase::{Part, Phrase};

/// The marks of a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Markup {
    /// None.
    Plain,
    /// Those that WeCom, DingTalk and Feishu have in common: lists and quotes, no tables and no blocks of code.
    Chat,
    /// GitHub's and GitLab's Markdown.
    Markdown,
    /// Jira's wiki notation.
    Jira,
}

impl Markup {
    /// A sentence.
    pub fn phrase(self, phrase: &Phrase) -> String {
        phrase
            .parts()
            .iter()
            .map(|part| match part {
                Part::Text(text) => self.text(text),
                Part::Code(text) | Part::Id(text) | Part::Command(text) => self.code(text),
            })
            .collect()
    }

    /// Words, in which nothing is a mark.
    pub fn text(self, text: &str) -> String {
        let text = visible(text).replace(['\n', '\t'], " ");
        match self {
            Self::Plain => text,
            Self::Chat => chat(&text),
            // Escaping does not keep from mentions and references, which only code does: what may be either comes as code.
            Self::Markdown => {
                escaped(&text, &|at, char| r"\`*_[]<>&|~".contains(char) || at == 0 && "#+-=".contains(char))
            }
            Self::Jira => jira(&text),
        }
    }

    /// Something as it is written.
    pub fn code(self, code: &str) -> String {
        let code = visible(code).replace(['\n', '\t'], " ");
        match self {
            Self::Plain => code,
            Self::Chat => chat(&code),
            Self::Markdown => {
                let fence = "`".repeat(longest_run(&code, '`') + 1);
                // A blank at both ends is taken off again.
                let blank = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) || code.is_empty() {
                    " "
                } else {
                    ""
                };
                [&*fence, blank, &*code, blank, &*fence].concat()
            }
            Self::Jira => ["{{", &*jira(&code), "}}"].concat(),
        }
    }

    /// A heading of its own line.
    pub fn heading(self, line: &str) -> String {
        match self {
            Self::Plain => line.to_owned(),
            Self::Chat | Self::Markdown => ["**", line, "**"].concat(),
            Self::Jira => ["*", line, "*"].concat(),
        }
    }

    /// An item of a list.
    pub fn item(self, line: &str) -> String {
        [if self == Self::Jira { "* " } else { "- " }, line].concat()
    }

    /// What a machine printed, line by line.
    pub(super) fn block(self, text: &str) -> String {
        let shown = visible(text);
        let shown = shown.strip_suffix('\n').unwrap_or(&shown);
        match self {
            Self::Plain => prefixed(shown, "| "),
            Self::Chat => shown.split('\n').map(|line| ["> ", &*chat(line)].concat()).collect::<Vec<_>>().join("\n"),
            Self::Markdown => {
                let fence = fence(shown);
                [&*fence, "\n", shown, "\n", &*fence].concat()
            }
            Self::Jira => ["{noformat}\n", &*unclosed(shown), "\n{noformat}"].concat(),
        }
    }

    /// The most that a character of a block takes there.
    pub(super) fn cost(self, char: char) -> usize {
        let own = stands_for(char).map_or(self.size(char), |text| text.chars().map(|char| self.size(char)).sum());
        match (self, char) {
            (Self::Plain | Self::Chat, '\n') => 4,
            (Self::Chat, '<') => self.size('＜'),
            (Self::Chat, _) if char.is_ascii_punctuation() || char.is_ascii_digit() => own + 1,
            (Self::Jira, '{') => own + 1,
            _ => own,
        }
    }

    /// What is written around a block of this text at most.
    pub(super) fn frame(self, text: &str) -> usize {
        match self {
            Self::Plain | Self::Chat => 4,
            Self::Markdown => 2 * fence(text).len() + 2,
            Self::Jira => "{noformat}\n\n{noformat}".len(),
        }
    }

    /// What a character counts at the place: WeCom and DingTalk count bytes, GitHub and Jira characters, which are never more than
    /// units of UTF-16.
    pub(super) fn size(self, char: char) -> usize {
        match self {
            Self::Plain | Self::Chat => char.len_utf8(),
            Self::Markdown | Self::Jira => units(char),
        }
    }

    /// What a text counts.
    pub(super) fn measure(self, text: &str) -> usize {
        match self {
            Self::Plain | Self::Chat => text.len(),
            Self::Markdown | Self::Jira => text.chars().map(units).sum(),
        }
    }
}

fn prefixed(text: &str, sign: &str) -> String {
    text.split('\n').map(|line| [sign, line].concat()).collect::<Vec<_>>().join("\n")
}

/// What stands for a character that is not seen, or that turns the text around it: signs for control characters, and for those of
/// direction their numbers.
fn stands_for(char: char) -> Option<String> {
    match char {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).map(String::from),
        '\u{7f}' => Some('\u{2421}'.to_string()),
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{61c}'
        | '\u{e0000}'..='\u{e007f}'
        | '\u{feff}' => Some(format!("[U+{:04X}]", u32::from(char))),
        _ => None,
    }
}

/// A text of which everything is seen; ends of lines are line feeds.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| stands_for(char).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match stands_for(char) {
            Some(_) if char == '\r' && chars.peek() == Some(&'\n') => {}
            Some(sign) => shown.push_str(&sign),
            None => shown.push(char),
        }
    }
    Cow::Owned(shown)
}

fn escaped(text: &str, is_mark: &dyn Fn(usize, char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        if is_mark(at, char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

/// Jira's marks behind backslashes; two of these would be a line end, so that they are written by number, and so is what begins a number.
fn jira(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        match char {
            '\\' => out.push_str("&#92;"),
            '&' => out.push_str("&amp;"),
            '-' | '_' | '+' if is_inside(text, at) => out.push(char),
            '*' | '_' | '-' | '+' | '^' | '~' | '?' | '{' | '}' | '[' | ']' | '!' | '|' | '#' | '@' => {
                out.extend(['\\', char]);
            }
            _ => out.push(char),
        }
    }
    out
}

/// Whether a sign of one byte stands inside a word, where it marks nothing.
fn is_inside(text: &str, at: usize) -> bool {
    let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    is_word(text[..at].chars().next_back()) && is_word(text[at + 1..].chars().next())
}

/// What all three chats leave alone: mentions and colours need `<`, which becomes a wide one, for they read it behind a backslash too;
/// a link needs its brackets side by side; other marks get a backslash, as does what begins a heading or a list.
fn chat(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut last = ' ';
    let rest = line.trim_start();
    let number = rest.trim_start_matches(|char: char| char.is_ascii_digit());
    let begins_list = number.len() < rest.len() && number.starts_with(['.', ')']);
    let begins = rest.starts_with(['#', '>', '-', '+', '=', '|']) || begins_list;
    let sign = line.len() - if begins_list { number.len() } else { rest.len() };
    for (at, char) in line.char_indices() {
        let is_mark = match char {
            '_' => !is_inside(line, at),
            _ => matches!(char, '*' | '`' | '~') || begins && at == sign,
        };
        if is_mark {
            out.push('\\');
        }
        match char {
            '<' => out.push('＜'),
            '(' if last == ']' => out.push_str(" ("),
            _ => out.push(char),
        }
        last = char;
    }
    out
}

/// A fence that stands nowhere in a text: of the sign of which fewer are needed.
fn fence(text: &str) -> String {
    let needed = |sign: char| longest_run(text, sign).max(2) + 1;
    let (ticks, waves) = (needed('`'), needed('~'));
    if ticks <= waves { "`".repeat(ticks) } else { "~".repeat(waves) }
}

fn longest_run(text: &str, sign: char) -> usize {
    let (mut longest, mut run) = (0, 0);
    for char in text.chars() {
        run = if char == sign { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A text in which nothing ends Jira's block.
fn unclosed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        out.push(char);
        let word = text.as_bytes().get(at + 1..at + 9);
        if char == '{' && word.is_some_and(|word| word.eq_ignore_ascii_case(b"noformat")) {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_a_mark() {
        for (markup, text, expect) in [
            (Markup::Markdown, "a*b_c <b> #1", r"a\*b\_c \<b\> #1"),
            (Markup::Chat, "<@all> [a](b) *c*", r"＜@all> [a] (b) \*c\*"),
            (Markup::Chat, "# a", r"\# a"),
            (Markup::Chat, "1. a", r"1\. a"),
            (Markup::Jira, r"{code} \ &", r"\{code\} &#92; &amp;"),
            (Markup::Plain, "a\u{202e}b\r\nc\u{1b}", "a[U+202E]b c\u{241b}"),
            (Markup::Plain, "a\u{61c}b\u{e0041}", "a[U+061C]b[U+E0041]"),
        ] {
            assert_eq!(markup.text(text), expect);
        }
        assert_eq!(Markup::Markdown.code("a``b"), "```a``b```");
        assert_eq!(Markup::Markdown.code("`"), "`` ` ``");
    }

    #[test]
    fn nothing_of_an_output_ends_its_block() {
        assert_eq!(Markup::Markdown.block("a\n```\nb\n"), "~~~\na\n```\nb\n~~~");
        assert_eq!(Markup::Markdown.block("```~~~~"), "````\n```~~~~\n````");
        assert_eq!(Markup::Jira.block("{NoFormat} a"), "{noformat}\n{ NoFormat} a\n{noformat}");
        assert_eq!(Markup::Plain.block("a\nb"), "| a\n| b");
        assert_eq!(Markup::Chat.block("a\n- b"), "> a\n> \\- b");
    }

    #[test]
    fn no_block_takes_more_than_its_characters_cost() {
        let text = "a\n```\n{noformat}\r\n<b>\u{202e}\0*_1. 😀状\n".repeat(3) + "# 12) a|b~~~";
        for markup in [Markup::Plain, Markup::Chat, Markup::Markdown, Markup::Jira] {
            let cost: usize = text.chars().map(|char| markup.cost(char)).sum();
            assert!(markup.measure(&markup.block(&text)) <= cost + markup.frame(&text), "{markup:?}");
        }
    }
}
