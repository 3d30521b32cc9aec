//! The text of a query -> its pieces: a minus, a key, a separator, values with commas between them. What these mean is not
//! known here.

use std::ops::Range;

/// A piece as it is written.
pub(super) struct Raw<'a> {
    /// Without its minus.
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
    pub(super) negated: bool,
    pub(super) key: Option<(&'a str, Separator)>,
    /// What follows the separator; without a key one value, the piece itself.
    pub(super) values: Vec<Value>,
}

/// What stands behind a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Colon,
    Compared,
}

/// A value as it is written.
#[derive(Default)]
pub(super) struct Value {
    pub(super) text: String,
    /// It stands in quotes, so that no sign in it means anything.
    pub(super) quoted: bool,
}

impl Separator {
    /// What follows the key: `>5` of both `exit>5` and `exit:>5`, and `5` of `exit==5`.
    pub(super) fn after(self, rest: &str) -> &str {
        let mut chars = rest.chars();
        if self == Self::Colon && chars.next() == Some('=') {
            return chars.as_str().strip_prefix('=').unwrap_or(chars.as_str());
        }
        chars.as_str()
    }
}

impl Raw<'_> {
    /// It, where it is no condition and nothing says that it is only a text.
    pub(super) fn word(&self) -> Option<&str> {
        match (&self.key, &self.values[..]) {
            (None, [value]) if !value.quoted && !self.negated => Some(&value.text),
            _ => None,
        }
    }

    /// What is searched for where the piece is no condition.
    pub(super) fn text(&self) -> &str {
        match (&self.key, &self.values[..]) {
            (None, [value]) => &value.text,
            _ => self.text,
        }
    }
}

/// The length of a minus before a piece.
pub(super) fn minus(text: &str) -> usize {
    text.chars().next().filter(|char| matches!(char, '-' | '−' | '－' | '!' | '！')).map_or(0, char::len_utf8)
}

/// Characters that no one sees, and no one typed.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
        || char.is_control()
}

/// A text as it is compared: lower case where it is ASCII, without characters that cannot be seen.
pub fn fold(text: &str) -> String {
    text.chars().filter(|char| !is_invisible(*char)).map(|char| char.to_ascii_lowercase()).collect()
}

fn is_between(char: char) -> bool {
    char.is_whitespace() || char.is_control()
}

/// The end of a quoted text that begins at a quote: behind the closing one. `None`: it is not closed, and so is none.
fn closing(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '"' | '＂' => ['"', '＂'],
        '“' | '”' => ['”', '“'],
        _ => return None,
    };
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, char)) = chars.next() {
        if close.contains(&char) {
            match chars.peek() {
                Some((_, next)) if *next == char => drop(chars.next()),
                _ => return Some(at + char.len_utf8()),
            }
        }
    }
    None
}

/// A text without its quotes.
fn unquoted(text: &str) -> String {
    let mut chars = text.chars();
    let (_, close) = (chars.next(), chars.next_back());
    let doubled = close.map(|close| close.to_string().repeat(2)).unwrap_or_default();
    chars.as_str().replace(&doubled, &doubled[..doubled.len() / 2])
}

/// The pieces of a query; every character that is not blank is in one.
pub(super) fn pieces(text: &str) -> Vec<Raw<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.find(|char| !is_between(char)).unwrap_or(rest.len());
        if blank > 0 {
            at += blank;
            continue;
        }
        let raw = piece(text, at);
        at = raw.span.end;
        pieces.push(raw);
    }
    pieces
}

fn piece(text: &str, start: usize) -> Raw<'_> {
    let rest = &text[start..];
    let minus = minus(rest);
    let follows = rest[minus..].chars().next().is_some_and(|char| !is_between(char) && !matches!(char, '-' | '!'));
    let minus = if follows { minus } else { 0 };
    let body = start + minus;
    let negated = minus > 0;
    if let Some(len) = closing(&text[body..]) {
        let value = Value { text: unquoted(&text[body..body + len]), quoted: true };
        return Raw { text: &text[body..body + len], span: start..body + len, negated, key: None, values: vec![value] };
    }
    let word = &text[body..];
    let key = word.find(|char: char| is_between(char) || separator(char).is_some());
    let found = key.filter(|len| *len > 0).and_then(|len| Some((len, separator(word[len..].chars().next()?)?)));
    let Some((len, kind)) = found else {
        let len = word.find(is_between).unwrap_or(word.len());
        let value = Value { text: word[..len].to_owned(), quoted: false };
        return Raw { text: &word[..len], span: start..body + len, negated, key: None, values: vec![value] };
    };
    // `exit>5` is `exit:>5`.
    let from = word.len() - kind.after(&word[len..]).len();
    let (values, end) = values(word, from);
    Raw { text: &word[..end], span: start..body + end, negated, key: Some((&word[..len], kind)), values }
}

fn separator(char: char) -> Option<Separator> {
    match char {
        ':' | '：' | '=' | '＝' => Some(Separator::Colon),
        '<' | '>' | '＜' | '＞' => Some(Separator::Compared),
        _ => None,
    }
}

/// Values from `at`, and where they end.
fn values(word: &str, mut at: usize) -> (Vec<Value>, usize) {
    let mut values = vec![Value::default()];
    while let Some(char) = word[at..].chars().next() {
        let begins = values.last().is_some_and(|last| last.text.is_empty() && !last.quoted);
        let quoted = if begins { closing(&word[at..]) } else { None };
        if let Some((len, last)) = quoted.zip(values.last_mut()) {
            *last = Value { text: unquoted(&word[at..at + len]), quoted: true };
            at += len;
            continue;
        }
        if is_between(char) {
            break;
        }
        match values.last_mut() {
            Some(last) if !matches!(char, ',' | '，' | '、') => last.text.push(char),
            _ => values.push(Value::default()),
        }
        at += char.len_utf8();
    }
    (values, at)
}
