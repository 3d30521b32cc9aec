//! Lines that are wrapped at a column, and texts that end early or leave something out.

use crate::wrapping::{Named, Step};

use Step::{Make, Wrap};

/// `text` with `between` after every `width` characters of a line.
pub(crate) fn folded(text: &str, width: usize, between: &str) -> String {
    let line = |line: &str| {
        let chars: Vec<char> = line.chars().collect();
        chars.chunks(width).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(between)
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Between words, as mail and chat do; a word that is longer stays whole.
fn at_words(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split_inclusive(' ') {
            let length = word.chars().count();
            if column > 0 && column + length > width {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                column = 0;
            }
            out += word;
            column += length;
        }
        out.push('\n');
    }
    out
}

/// As mail is sent: `=` and a line end after 75 characters, `=XX` for what is not plain.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' => "\n".to_owned(),
            b'=' | 0..=31 | 127.. => format!("={byte:02X}"),
            _ => (byte as char).to_string(),
        };
        if piece == "\n" {
            column = 0;
        } else if column + piece.len() > 75 {
            out += "=\n";
            column = piece.len();
        } else {
            column += piece.len();
        }
        out += &piece;
    }
    out
}

/// A pane of 80 columns with another beside it.
fn bordered(text: &str) -> String {
    folded(text, 80, "\n").lines().map(|line| format!("{line:80}│\n")).collect()
}

pub(crate) const WRAPS: &[Named<Step>] = &[
    ("72", Wrap(72, "\n")),
    ("76", Wrap(76, "\n")),
    ("80", Wrap(80, "\n")),
    ("100", Wrap(100, "\n")),
    ("120", Wrap(120, "\n")),
    ("132", Wrap(132, "\n")),
    ("80 CRLF", Wrap(80, "\r\n")),
    ("80 \\", Wrap(80, "\\\n")),
    ("mail at 72", Wrap(72, "\n> ")),
    ("80 with two blanks", Wrap(80, "\n  ")),
    ("quoted-printable", Make(quoted_printable)),
    ("words at 72", Make(|text| at_words(text, 72))),
    ("tmux", Make(bordered)),
];

/// The greatest place up to `at` where a character begins.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn head(text: &str, hundredths: usize) -> &str {
    &text[..floor(text, text.len() * hundredths / 100)]
}

fn tail(text: &str, hundredths: usize) -> &str {
    &text[floor(text, text.len() * hundredths / 100)..]
}

/// The middle fifth replaced, at line ends where there are some.
fn without_middle(text: &str, mark: &str) -> String {
    let (start, end) = (head(text, 40), tail(text, 60));
    let start = start.rfind('\n').map_or(start, |at| &start[..=at]);
    let end = end.find('\n').map_or(end, |at| &end[at..]);
    format!("{start}{mark}{end}")
}

pub(crate) const CUTS: &[Named<Step>] = &[
    ("a third", Make(|text| head(text, 33).to_owned())),
    ("60 %", Make(|text| head(text, 60).to_owned())),
    ("90 %", Make(|text| head(text, 90).to_owned())),
    ("last character", Make(|text| text.trim_end()[..floor(text.trim_end(), text.trim_end().len() - 1)].to_owned())),
    ("head -c 700", Make(|text| text[..floor(text, text.len().min(700))].to_owned())),
    ("tail of 60 %", Make(|text| tail(text, 40).to_owned())),
    (
        "tail -n 25",
        Make(|text| {
            let lines: Vec<&str> = text.lines().collect();
            lines[lines.len().saturating_sub(25)..].join("\n")
        }),
    ),
    ("...", Make(|text| without_middle(text, "..."))),
    ("…", Make(|text| without_middle(text, "…"))),
    ("<truncated>", Make(|text| without_middle(text, "<truncated>"))),
    ("[... 12 lines omitted ...]", Make(|text| without_middle(text, "[... 12 lines omitted ...]"))),
    ("middle missing", Make(|text| without_middle(text, ""))),
    (
        "ends with --More--",
        Make(|text| format!("{}--More--", head(text, 70).rsplit_once('\n').map_or("", |(start, _)| start))),
    ),
    (
        "--More-- inside",
        Make(|text| {
            text.lines()
                .zip(1..)
                .map(|(line, at)| if at % 24 == 0 { format!("{line}\n--More--\n") } else { format!("{line}\n") })
                .collect()
        }),
    ),
    (
        "--More--(40%)",
        Make(|text| format!("{}\n--More--(40%)", head(text, 40).rsplit_once('\n').map_or("", |(start, _)| start))),
    ),
    ("ends with ...", Make(|text| format!("{}...", head(text, 50)))),
    ("ends with (truncated)", Make(|text| format!("{}...(truncated)", head(text, 50)))),
    ("ends with … [12345 chars]", Make(|text| format!("{} … [12345 chars truncated]", head(text, 80)))),
];
