//! What a reader asks of a table of instances: a text -> its pieces, each a condition or a text to search for.
//!
//! | written | means |
//! |---|---|
//! | `exit:137` | the exit code is 137 |
//! | `exit:1,137` | one of these |
//! | `duration:>30s`, `exit:1..9`, `duration:1m..<5m` | above, below, from and to, from and below |
//! | `group:1`, `group:empty` | printed the same as most, printed nothing |
//! | `error:Client*` | begins with this; case never matters |
//! | `-status:Timeout` | not this |
//! | `"no space"` | this text, with its blank |
//! | anything else | searched as text |
//!
//! Between pieces stands a blank, which means "and". Reading never fails: what is no condition is searched as text, and where it
//! looks like one that was meant, the piece says what is wrong with it and what would mend it. Keys and their words are
//! understood in every language at once (`query/key.rs`), punctuation also full-width.

pub mod key;
mod lexer;
mod operator;
pub mod pattern;

use std::ops::Range;

pub use key::Key;
pub use lexer::fold;
use lexer::{Raw, Separator};
pub use pattern::Pattern;

/// A query as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// In the order of the text; what stands between them is blank.
    pub pieces: Vec<Piece>,
}

/// A piece of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// Rows that it does not hold for are asked for.
    pub negated: bool,
    /// What it asks.
    pub test: Test,
    /// Why it is searched as text, where it looks like a condition; or what no status is called.
    pub trouble: Option<Trouble>,
}

/// What a piece asks of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// That one of these holds for its value.
    Condition(Key, Vec<Pattern>),
    /// That this, as it was typed, stands in a column or in the output; it is searched folded.
    Text(String),
}

/// Why a piece that looks like a condition is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No key is called so, but this one nearly.
    Key(Key),
    /// The key has no such value.
    Value(Key, String),
    /// Nothing follows the key.
    Empty(Key),
    /// Conditions tied by operators that mean nothing here; what says the same, where something does.
    Operator(Key, Option<String>),
    /// A condition all the same, on a status that no document has, beside one that is nearly spelled so.
    Status(String, &'static str),
}

impl Query {
    /// Reads a query; total.
    ///
    /// ```
    /// use invocation_inspector::query::{Key, Query, Test};
    /// let query = Query::read("exit:137,139 -oom");
    /// assert!(matches!(&query.pieces[0].test, Test::Condition(Key::Exit, values) if values.len() == 2));
    /// assert!(query.pieces[1].negated && query.pieces[1].test == Test::Text("oom".into()));
    /// ```
    pub fn read(text: &str) -> Self {
        let (raws, mut pieces) = (lexer::pieces(text), Vec::new());
        let mut rest = &raws[..];
        while !rest.is_empty() {
            let (len, meant) = operator::tied(rest);
            let (tied, after) = rest.split_at(len);
            match meant {
                Some(key) => pieces.push(together(text, tied, key)),
                None => pieces.extend(tied.iter().map(piece)),
            }
            rest = after;
        }
        Self { pieces }
    }

    /// Whether it asks for every row.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// A condition as it is written, such that it is read as itself.
    ///
    /// ```
    /// use invocation_inspector::query::{Key, Query};
    /// assert_eq!(Query::condition(Key::Error, "a, b"), "error:\"a, b\"");
    /// ```
    pub fn condition(key: Key, value: &str) -> String {
        [key.as_str(), ":", &quoted(value)].concat()
    }
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{4E00}'..='\u{9FFF}')
}

/// A value as it is written: in quotes where it would be read as something else.
fn quoted(value: &str) -> String {
    let plain = |char: char| {
        char.is_ascii_alphanumeric() || is_han(char) || matches!(char, '-' | '_' | '/' | '+' | '@' | '#' | '%')
    };
    // A dot is plain, but two are a range.
    let is_plain = !value.is_empty() && !value.contains("..") && value.chars().all(|char| plain(char) || char == '.');
    if is_plain { value.to_owned() } else { ["\"", &value.replace('"', "\"\""), "\""].concat() }
}

/// Pieces that operators tie together: one text.
fn together(text: &str, tied: &[Raw<'_>], key: Key) -> Piece {
    let span = tied[0].span.start..tied[tied.len() - 1].span.end;
    let asked = Test::Text(text[span.clone()].to_owned());
    Piece { span, negated: false, test: asked, trouble: Some(Trouble::Operator(key, operator::mended(tied))) }
}

fn piece(raw: &Raw<'_>) -> Piece {
    let text = |trouble| Test::Text(raw.text().to_owned()).into_piece(raw, trouble);
    let Some((name, separator)) = raw.key else { return text(None) };
    if let Some(trouble) = unequal(raw, name) {
        return text(Some(trouble));
    }
    let Some(key) = Key::read(name) else {
        // `http://` and `i-1:22` are no conditions that were meant.
        let near = Key::near(name).filter(|_| separator == Separator::Colon);
        return text(near.map(Trouble::Key));
    };
    let values: Vec<&lexer::Value> = raw.values.iter().filter(|value| !value.text.is_empty()).collect();
    if values.is_empty() {
        return text(Some(Trouble::Empty(key)));
    }
    let mut patterns = Vec::with_capacity(values.len());
    for value in &values {
        match Pattern::read(key, value) {
            Some(pattern) => patterns.push(pattern),
            None => return text(Some(Trouble::Value(key, value.text.clone()))),
        }
    }
    let near = |value: &&lexer::Value| Some(Trouble::Status(value.text.clone(), pattern::near_status(value)?));
    let trouble = if key == Key::Status { values.iter().find_map(near) } else { None };
    Test::Condition(key, patterns).into_piece(raw, trouble)
}

/// `exit!=0,1`, `exit:!0`, `exit<>0`: elsewhere what a minus says here. Where some values are denied and others not, nothing does.
fn unequal(raw: &Raw<'_>, name: &str) -> Option<Trouble> {
    const NOT: [char; 3] = ['!', '！', '≠'];
    let key = Key::read(name.trim_end_matches(NOT))?;
    let is_key = name.ends_with(NOT);
    // In quotes and in what was printed signs are no operators.
    let is_value = |value: &lexer::Value| {
        !value.quoted && key != Key::Out && (value.text.starts_with(NOT) || value.text.starts_with("<>"))
    };
    let mend = || {
        let mut mend = [if raw.negated { "" } else { "-" }, key.as_str()].concat();
        for (at, value) in raw.values.iter().enumerate() {
            // What compares stays: `exit!<5`.
            let own = if is_key { &value.text } else { value.text.trim_start_matches(NOT) };
            let bare = own.strip_prefix("<>").or(own.strip_prefix('=')).unwrap_or(own);
            if is_value(value) == is_key || bare.is_empty() || !value.quoted && bare.contains(['"', '“', '＂']) {
                return None;
            }
            mend.push(if at == 0 { ':' } else { ',' });
            mend.push_str(&if value.quoted { quoted(own) } else { bare.to_owned() });
        }
        Some(mend)
    };
    (is_key || raw.values.iter().any(is_value)).then(|| Trouble::Operator(key, mend()))
}

impl Test {
    fn into_piece(self, raw: &Raw<'_>, trouble: Option<Trouble>) -> Piece {
        Piece { span: raw.span.clone(), negated: raw.negated, test: self, trouble }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each piece is, in short.
    fn told(text: &str) -> Vec<String> {
        let told = |piece: &Piece| {
            let not = if piece.negated { "not " } else { "" };
            let trouble = piece.trouble.as_ref().map(|trouble| format!(" {trouble:?}")).unwrap_or_default();
            match &piece.test {
                Test::Text(text) => format!("{not}text {text:?}{trouble}"),
                Test::Condition(key, patterns) => format!("{not}{} {patterns:?}{trouble}", key.as_str()),
            }
        };
        Query::read(text).pieces.iter().map(told).collect()
    }

    #[test]
    fn pieces_are_conditions_or_text() {
        for (text, pieces) in [
            ("", vec![]),
            ("  \u{3000} ", vec![]),
            ("137", vec!["text \"137\""]),
            ("exit code 137", vec!["text \"exit\"", "text \"code\"", "text \"137\""]),
            ("\"exit code\"", vec!["text \"exit code\""]),
            ("exit:137", vec!["exit [Number(137, 137)]"]),
            ("EXIT：1，137", vec!["exit [Number(1, 1), Number(137, 137)]"]),
            ("退出码:0xC0000005", vec!["exit [Number(-1073741819, -1073741819)]"]),
            (
                "exit:>=2 exit<9",
                vec!["exit [Number(2, 9223372036854775807)]", "exit [Number(-9223372036854775808, 8)]"],
            ),
            ("exit:1..9 exit:..9", vec!["exit [Number(1, 9)]", "exit [Number(-9223372036854775808, 9)]"]),
            ("exit:-1", vec!["exit [Number(-1, -1)]"]),
            (
                "exit==1 (exit==1 OR exit==2)",
                vec!["exit [Number(1, 1)]", "text \"(exit==1 OR exit==2)\" Operator(Exit, Some(\"exit==1,2\"))"],
            ),
            ("exit:SIGKILL", vec!["exit [Glob(\"sigkill\")]"]),
            ("-status:Timeout", vec!["not status [Glob(\"timeout\")]"]),
            ("duration:>1.5m", vec!["duration [Number(90001, 9223372036854775807)]"]),
            ("duration:30s", vec!["duration [Number(30000, 30999)]"]),
            ("耗时>2分钟", vec!["duration [Number(120001, 9223372036854775807)]"]),
            ("error:\"a b\",Client*", vec!["error [Glob(\"a b\"), Glob(\"client*\")]"]),
            ("outcome:失败,Succeeded", vec!["outcome [Outcome(Failed), Outcome(Succeeded)]"]),
            ("start:2026-11-20..2026-11-21T08", vec!["start [Time(\"2026-11-20\", \"2026-11-21T08\")]"]),
            ("is:never-started", vec!["is [Is(NeverStarted)]"]),
            ("duration:10s..<1m", vec!["duration [Number(10000, 59999)]"]),
            ("group:1,>3", vec!["group [Number(1, 1), Number(4, 9223372036854775807)]"]),
            ("相同输出：空输出,none", vec!["group [Unprinted(Empty), Unprinted(None)]"]),
            ("group:x", vec!["text \"group:x\" Value(Group, \"x\")"]),
            ("has:output", vec!["has [Has(Output)]"]),
            ("outcome:bad", vec!["text \"outcome:bad\" Value(Outcome, \"bad\")"]),
            ("exit:", vec!["text \"exit:\" Empty(Exit)"]),
            ("exti:1", vec!["text \"exti:1\" Key(Exit)"]),
            ("http://a i-bp1:22", vec!["text \"http://a\"", "text \"i-bp1:22\""]),
            ("- -- -oom --x", vec!["text \"-\"", "text \"--\"", "not text \"oom\"", "text \"--x\""]),
            ("\"open", vec!["text \"\\\"open\""]),
            ("C:\\temp\\x [error]", vec!["text \"C:\\\\temp\\\\x\"", "text \"[error]\""]),
            ("i-\u{200B}bp Aborted", vec!["text \"i-\\u{200b}bp\"", "text \"Aborted\""]),
            ("id:i-0001,i-0002", vec!["id [Glob(\"i-0001\"), Glob(\"i-0002\")]"]),
        ] {
            assert_eq!(told(text), pieces, "{text}");
        }
    }

    #[test]
    fn operators_of_other_languages_are_no_texts() {
        for (text, pieces) in [
            ("NOT exit:1", vec!["text \"NOT exit:1\" Operator(Exit, Some(\"-exit:1\"))"]),
            ("oom and exit:137", vec!["text \"oom and exit:137\" Operator(Exit, Some(\"oom exit:137\"))"]),
            ("AND exit:137 x", vec!["text \"AND exit:137\" Operator(Exit, Some(\"exit:137\"))", "text \"x\""]),
            ("exit:137 OR exit>9", vec!["text \"exit:137 OR exit>9\" Operator(Exit, Some(\"exit:137,>9\"))"]),
            ("(退出码：1 或 exit=2)", vec!["text \"(退出码：1 或 exit=2)\" Operator(Exit, Some(\"退出码：1,2\"))"]),
            ("exit:1 OR is:final", vec!["text \"exit:1 OR is:final\" Operator(Exit, None)"]),
            ("NOT (exit:1)", vec!["text \"NOT (exit:1)\" Operator(Exit, Some(\"-exit:1\"))"]),
            ("-(exit:1 is:final) x", vec!["text \"-(exit:1 is:final)\" Operator(Exit, None)", "text \"x\""]),
            ("exit!=0", vec!["text \"exit!=0\" Operator(Exit, Some(\"-exit:0\"))"]),
            ("exit!<5", vec!["text \"exit!<5\" Operator(Exit, Some(\"-exit:<5\"))"]),
            ("NOT NOT exit:1", vec!["text \"NOT NOT exit:1\" Operator(Exit, None)"]),
            (
                "exit:!=0 exit<>0",
                vec![
                    "text \"exit:!=0\" Operator(Exit, Some(\"-exit:0\"))",
                    "text \"exit<>0\" Operator(Exit, Some(\"-exit:0\"))",
                ],
            ),
            (
                "status!=a,\"b c\"",
                vec!["text \"status!=a,\\\"b c\\\"\" Operator(Status, Some(\"-status:a,\\\"b c\\\"\"))"],
            ),
            ("-exit!=1,2", vec!["not text \"exit!=1,2\" Operator(Exit, Some(\"exit:1,2\"))"]),
            ("exit:!1,!=2", vec!["text \"exit:!1,!=2\" Operator(Exit, Some(\"-exit:1,2\"))"]),
            ("exit:1,!2", vec!["text \"exit:1,!2\" Operator(Exit, None)"]),
            ("error:!\"a", vec!["text \"error:!\\\"a\" Operator(Error, None)"]),
            ("error:!“a", vec!["text \"error:!“a\" Operator(Error, None)"]),
            ("error:!", vec!["text \"error:!\" Operator(Error, None)"]),
            ("error!=\"<>a b\"", vec!["text \"error!=\\\"<>a b\\\"\" Operator(Error, Some(\"-error:\\\"<>a b\\\"\"))"]),
            ("exi!=1", vec!["text \"exi!=1\""]),
            ("out:\"!= 5\" out:!=5", vec!["out [Glob(\"!= 5\")]", "out [Glob(\"!=5\")]"]),
            ("reason:\"<>x\"", vec!["reason [Glob(\"<>x\")]"]),
            ("(-exit:1) and x", vec!["text \"(-exit:1) and x\" Operator(Exit, Some(\"-exit:1 x\"))"]),
            ("NOT (-exit:1)", vec!["text \"NOT (-exit:1)\" Operator(Exit, Some(\"exit:1\"))"]),
            ("(-exit:1 or exit:2)", vec!["text \"(-exit:1 or exit:2)\" Operator(Exit, None)"]),
            ("-status≠Success", vec!["not text \"status≠Success\""]),
            ("status:!Success", vec!["text \"status:!Success\" Operator(Status, Some(\"-status:Success\"))"]),
            ("out:!", vec!["out [Glob(\"!\")]"]),
            ("start:2026-13-45", vec!["text \"start:2026-13-45\" Value(Start, \"2026-13-45\")"]),
            ("status:Faild", vec!["status [Glob(\"faild\")] Status(\"Faild\", \"Failed\")"]),
            ("status:TimedOut", vec!["status [Glob(\"timedout\")]"]),
            ("command not found", vec!["text \"command\"", "text \"not\"", "text \"found\""]),
            ("\"NOT\" exit:1 OR", vec!["text \"NOT\"", "exit [Number(1, 1)]", "text \"OR\""]),
        ] {
            assert_eq!(told(text), pieces, "{text}");
        }
    }

    #[test]
    fn a_condition_that_is_written_is_read_as_itself() {
        for value in
            ["Timeout", "a b", "a,b", "say \"x\"", "..", "1..2", "*", ":", "-x", "＞5", "“x”", ">5", "中 文", "\\"]
        {
            let text = Query::condition(Key::Error, value);
            let query = Query::read(&text);
            let expected = vec![Pattern::Glob(fold(value))];
            // A star stands for anything, also in quotes: nothing that the service says has one.
            assert_eq!(query.pieces.len(), 1, "{text}");
            assert_eq!(query.pieces[0].test, Test::Condition(Key::Error, expected), "{text}");
        }
    }
}
