//! Programs that read a password from their input -> what `echo` or `printf` gives them, a here-document, `<<< 'text'`.

use memchr::memmem;

use super::kinds::Kind;
use super::names;
use super::scan::{Scan, Shapes, Word, placeholder};
use super::value;

/// What a program takes its input for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    /// A password in each line.
    Whole,
    /// `name:password` in each line.
    Pairs,
    /// A password in each line, or something else.
    Made,
}

/// How much of a here-document is read.
const LONGEST: usize = 1024;

/// Programs, what of their arguments says that they read a password, and how it is written.
const READERS: &[(&[u8], &[u8], Input)] = &[
    (b"chpasswd", b"", Input::Pairs),
    (b"passwd", b"", Input::Whole),
    (b"smbpasswd", b" -s", Input::Whole),
    (b"sudo", b" -S", Input::Whole),
    (b"su", b"", Input::Whole),
    (b"login", b"--password-stdin", Input::Whole),
    (b"login", b"--with-token", Input::Whole),
    (b"cryptsetup", b" ", Input::Whole),
    (b"kinit", b"", Input::Whole),
    (b"htpasswd", b" -i", Input::Whole),
    (b"vncpasswd", b"", Input::Whole),
    (b"gpg", b"--passphrase-fd", Input::Whole),
    (b"gpg2", b"--passphrase-fd", Input::Whole),
    (b"openssl", b"stdin", Input::Whole),
    (b"usermod", b" -h 0", Input::Whole),
    (b"useradd", b" -h 0", Input::Whole),
    (b"secret", b"create", Input::Whole),
    (b"pdbedit", b" -t", Input::Whole),
    (b"ldappasswd", b" -y", Input::Whole),
    (b"realm", b"join", Input::Whole),
];

const SHAPES: Shapes = {
    let (mut shapes, mut at) = (Shapes::NONE, 0);
    while at < READERS.len() {
        shapes = shapes.with(READERS[at].0);
        at += 1;
    }
    shapes
};

/// What is given to the program whose name this word is; true where something was found.
pub(crate) fn given(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    if !SHAPES.may_have(word.text) || !matches!(word.next, b' ' | b'\n' | b'\'' | b'"' | b')' | 0) {
        return false;
    }
    let mut readers = READERS.iter().filter(|(name, ..)| *name == word.text).peekable();
    if readers.peek().is_none() {
        return false;
    }
    let rest = scan.after(word.end, 256);
    let line = &rest[..rest.iter().position(|byte| matches!(byte, b'\n' | b'|' | b';')).unwrap_or(rest.len())];
    let Some((.., input)) = readers.find(|(_, says, _)| says.is_empty() || memmem::find(line, says).is_some()) else {
        return false;
    };
    let before = scan.before(word.start, 64);
    // `cat > etc/passwd <<EOF` writes a file of that name.
    let program = !before.ends_with(b"/") || before.ends_with(b"bin/");
    let file = before.trim_ascii_end().ends_with(b">");
    program && !file && (piped(scan, word.start, *input) || here(scan, word.end, line, *input))
}

/// `--stdin` of any program: what looks made up among what it is given.
pub(crate) fn by_option(scan: &mut Scan<'_, '_>, word: &Word<'_>) -> bool {
    let options = [&b"--stdin"[..], b"-stdin", b"--password-stdin", b"--token-stdin"];
    options.contains(&word.text) && piped(scan, word.start, Input::Made)
}

/// `echo` and `printf` before this place of the line, with a pipe between them.
fn piped(scan: &mut Scan<'_, '_>, end: usize, input: Input) -> bool {
    let from = scan.line.max(end.saturating_sub(256)).min(end);
    let before = &scan.text[from..end];
    let Some(pipe) = memchr::memrchr(b'|', before) else { return false };
    let producers = [&b"echo "[..], b"printf "];
    // In `(echo a; echo a) |` each is one.
    let group = before[..pipe].trim_ascii_end().last().is_some_and(|byte| b")}".contains(byte));
    let (mut at, mut found) = (pipe, false);
    while let Some((begin, len)) =
        producers.iter().filter_map(|name| Some((memmem::rfind(&before[..at], name)?, name.len()))).max()
    {
        found |= produced(scan, from + begin + len, from + at, input);
        at = begin;
        if !group {
            break;
        }
    }
    found
}

/// What a program prints of its arguments between two places.
fn produced(scan: &mut Scan<'_, '_>, mut at: usize, end: usize, input: Input) -> bool {
    while [&b"-n "[..], b"-e ", b"-ne ", b"-en ", b"-- "].iter().any(|option| scan.text[at..end].starts_with(option)) {
        at += memchr::memchr(b' ', &scan.text[at..end]).map_or(0, |len| len + 1);
    }
    let Some((start, stop)) = value::argument(scan, at).filter(|(_, stop)| *stop <= end) else {
        return last(scan, at, end);
    };
    // `printf 'name:%s' 'password'`: what it prints follows.
    if memmem::find(&scan.text[start..stop], b"%s").is_some() {
        return last(scan, stop + 1, end);
    }
    let (mut found, mut from) = (false, start);
    while from < stop {
        let len = memmem::find(&scan.text[from..stop], b"\\n").unwrap_or(stop - from);
        found |= line(scan, from, from + len, input, false);
        from += len + 2;
    }
    found
}

/// The last argument before a place.
fn last(scan: &mut Scan<'_, '_>, from: usize, end: usize) -> bool {
    let text = scan.text.get(from..end).unwrap_or_default();
    let text = text.trim_ascii_end();
    let text = text.strip_suffix(b")").unwrap_or(text).trim_ascii_end();
    let quote = text.last().copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let text = if quote.is_some() { &text[..text.len() - 1] } else { text };
    let begin = memchr::memrchr(quote.unwrap_or(b' '), text).map_or(0, |at| at + 1);
    line(scan, from + begin, from + text.len(), Input::Whole, false)
}

/// `<<< 'text'`, and the lines of `<<EOF`.
fn here(scan: &mut Scan<'_, '_>, at: usize, arguments: &[u8], input: Input) -> bool {
    let Some(sign) = memmem::find(arguments, b"<<") else { return false };
    let after = at + sign + 2;
    if scan.byte(after) == b'<' {
        let blanks = scan.after(after + 1, 8).iter().take_while(|byte| **byte == b' ').count();
        return value::argument(scan, after + 1 + blanks)
            .is_some_and(|(start, end)| line(scan, start, end, input, true));
    }
    let word = scan.after(after, 32);
    let open = word.iter().take_while(|byte| b"- '\"\\".contains(byte)).count();
    let len = word[open..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let mark = &word[open..open + len];
    let rest = scan.after(at + arguments.len(), LONGEST);
    let (mut from, mut due) = (at + arguments.len(), Vec::new());
    for text in rest.split_inclusive(|byte| *byte == b'\n') {
        let bare = text.trim_ascii();
        if bare == mark {
            break;
        }
        let start = from + text.len() - text.trim_ascii_start().len();
        if from > at + arguments.len() && !bare.is_empty() {
            due.extend(secret(scan, start, start + bare.len(), input).map(|(from, to)| (from, to, Kind::Password)));
        }
        from += text.len();
    }
    if mark.is_empty() || due.is_empty() {
        return false;
    }
    scan.due = due;
    true
}

/// Notes what of a line is secret: now where it stands before the word that is read, else when the search comes there.
fn line(scan: &mut Scan<'_, '_>, start: usize, end: usize, input: Input, later: bool) -> bool {
    let Some((start, end)) = secret(scan, start, end, input) else { return false };
    if later {
        scan.due = vec![(start, end, Kind::Password)];
    } else {
        scan.learned.keep(&scan.text[start..end], Kind::Password);
        scan.note_before(start, end, Kind::Password);
    }
    true
}

/// What of a line is secret.
fn secret(scan: &Scan<'_, '_>, start: usize, end: usize, input: Input) -> Option<(usize, usize)> {
    let text = scan.text.get(start..end)?;
    let start = match input {
        Input::Pairs => start + memchr::memchr(b':', text)? + 1,
        Input::Made if !names::is_random(text, 8) => return None,
        Input::Whole | Input::Made => start,
    };
    let text = &scan.text[start..end];
    let plain = !text.contains(&b' ') && !matches!(text, b"y" | b"n" | b"Y" | b"N" | b"YES");
    (plain && !names::is_none(text) && placeholder(text) == 0).then_some((start, end))
}
