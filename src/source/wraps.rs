//! Lines that a terminal, mail or chat has broken where they were too long -> the lines before that. A break is one where the
//! line is as wide as the widest, or where it stands within what never has a line end: a name, an id, a status, a time.

use super::rewrite::{Rewrite, Unwrapping};
use crate::diagnostic::Code;
use crate::names::{Name, Type, UNBROKEN_SET};
use crate::span::Span;

/// No window is narrower, in columns.
const NARROWEST: usize = 30;
/// What closes a pane of a terminal on its right.
const BORDERS: [&str; 3] = ["│", "┃", "|"];

/// Signs with which editors and pagers end a line that goes on, or begin the one that goes on with it.
const GOES_ON: [&str; 5] = ["↩", "↵", "⏎", "⤶", "↴"];
const WENT_ON: [&str; 2] = ["↪", "⤷"];

/// The broken lines of a text that was read with faults.
pub(super) fn find(text: &[u8], body: usize) -> Option<Unwrapping> {
    let mut from = text[..body].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    // A declaration of XML has its own line.
    if text[body..].starts_with(b"<?xml")
        && let Some(end) = text[body..].iter().take(200).position(|b| *b == b'\n')
        && text[..body + end].trim_ascii_end().ends_with(b"?>")
    {
        from = body + end + 1;
    }
    let lines = Lines::new(text, from);
    let markup = text.get(body) == Some(&b'<');
    let mut walk = Walk {
        text,
        lines,
        markup,
        string: None,
        value: false,
        close: 0,
        closed: false,
        name: Name::Other,
        breaks: Vec::new(),
        first: None,
    };
    walk.scan();
    let first = walk.first?;
    let first = Span::new(first.saturating_sub(20), first);
    let mut rewrite = Rewrite::new(text.len());
    let mut copied = 0;
    for Break { from, to, by } in walk.breaks {
        rewrite.copy(text, copied, from);
        rewrite.replace(by, from, to);
        copied = to;
    }
    rewrite.copy(text, copied, text.len());
    Some((Code::Wrapped, first, rewrite))
}

/// The broken lines of a string whose escapes are not resolved yet: it has no line ends of its own, and is joined up to the
/// quote that closes it. Lines of one width were broken anywhere, others between words.
pub(super) fn unfold(text: &[u8], body: usize) -> Option<Unwrapping> {
    let from = text[..body].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let lines = Lines::new(text, from);
    let (first, inner) =
        lines.each.split_first().map(|(first, rest)| (first, rest.split_last().map_or(rest, |last| last.1)))?;
    let lead = lines.lead(text);
    let width = |line: &Line, lead: usize| columns(&text[(line.start + lead).min(line.end)..line.end], 0);
    let most = width(first, 0);
    if most < NARROWEST || lines.each.len() < 2 {
        return None;
    }
    let by: &[u8] = if inner.iter().all(|line| width(line, lead) == most) { b"" } else { b" " };
    let mut rewrite = Rewrite::new(text.len());
    let (mut at, mut copied, mut joined) = (body, 0, 0_usize);
    let mut escaped = false;
    for pair in lines.each.windows(2) {
        let to = pair[1].start + lead;
        while at < pair[0].end {
            if text[at] == b'"' && !escaped {
                break;
            }
            escaped = text[at] == b'\\' && !escaped;
            at += 1;
        }
        if at < pair[0].end || to > pair[1].end {
            break;
        }
        rewrite.copy(text, copied, pair[0].end);
        rewrite.replace(by, pair[0].end, to);
        (at, copied, joined) = (to, to, joined + 1);
    }
    rewrite.copy(text, copied, text.len());
    let end = first.end;
    (joined > 0).then(|| (Code::Wrapped, Span::new(end.saturating_sub(20), end), rewrite))
}

/// A line: where it begins, where what it says ends, and where the next begins.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    next: usize,
    full: bool,
}

/// The lines, and what they have in common.
#[allow(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
struct Lines {
    each: Vec<Line>,
    /// What every line but the first begins with.
    lead: usize,
    /// Most lines end in the middle of something, so that none was meant to.
    compact: bool,
    /// All are as wide, but for the last.
    all: bool,
    /// Some lines are shorter: they were broken at blanks.
    words: bool,
    /// One line is wider than all others.
    lone: bool,
    /// All were broken at blanks, none before it was full.
    greedy: bool,
    /// Each but the last ends with a backslash.
    continued: bool,
    bordered: bool,
    /// How wide the widest is, in columns.
    most: usize,
}

impl Lines {
    fn new(text: &[u8], from: usize) -> Self {
        let mut each = Vec::new();
        let (mut at, stop) = (from, from + text[from..].trim_ascii_end().len());
        while at < stop {
            let newline = text[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |len| at + len);
            let end = newline - usize::from(newline > at && text[newline - 1] == b'\r');
            each.push(Line { start: at, end, next: (newline + 1).min(text.len()), full: false });
            at = newline + 1;
        }
        let mut lines = Self {
            each,
            lead: 0,
            compact: false,
            all: false,
            words: false,
            lone: false,
            greedy: false,
            continued: false,
            bordered: false,
            most: 0,
        };
        lines.strip_border(text);
        lines.lead = lines.lead(text);
        lines.measure(text);
        lines.lead = if lines.compact { lines.lead } else { 0 };
        lines
    }

    fn strip_border(&mut self, text: &[u8]) {
        let border =
            |line: &Line| BORDERS.into_iter().find(|border| text[line.start..line.end].ends_with(border.as_bytes()));
        let Some(border) = self.each.first().and_then(border) else { return };
        if self.each.len() > 1 && self.each.iter().all(|line| text[line.start..line.end].ends_with(border.as_bytes())) {
            self.each.iter_mut().for_each(|line| line.end -= border.len());
            self.bordered = true;
        }
    }

    /// Finds the full lines: as wide as the widest, in columns or in characters, whichever more of them are.
    fn measure(&mut self, text: &[u8]) {
        let widths = |wide: usize| -> Vec<usize> {
            let width = |(i, line): (usize, &Line)| {
                let lead = if i > 0 { self.lead } else { 0 };
                columns(&text[(line.start + lead).min(line.end)..line.end], wide)
            };
            self.each.iter().enumerate().map(width).collect()
        };
        let full = |widths: &[usize], slack: usize| -> Vec<bool> {
            let most = widths.iter().copied().max().unwrap_or(0);
            widths.iter().map(|width| most >= NARROWEST && width + slack >= most).collect()
        };
        // A sign of two columns does not fit into the last.
        let (by_columns, by_chars) = (full(&widths(1), usize::from(!text.is_ascii())), full(&widths(0), 0));
        let count = |full: &[bool]| full.iter().filter(|full| **full).count();
        let best = if count(&by_columns) > count(&by_chars) { by_columns } else { by_chars };
        for (line, full) in self.each.iter_mut().zip(best) {
            let padded = self.bordered && text[..line.end].ends_with(b"  ");
            line.full = full && !padded;
        }
        let Some((last, inner)) = self.each.split_last() else { return };
        let indented =
            |line: &Line| matches!(text[(line.start + self.lead).min(line.end)..line.end].first(), Some(b' ' | b'\t'));
        let deeper = inner.iter().skip(1).chain([last]).filter(|line| indented(line)).count();
        self.compact = inner.iter().any(|line| line.full) && deeper * 2 < self.each.len();
        self.all = inner.len() > 1 && inner.iter().all(|line| line.full);
        let full = inner.iter().filter(|line| line.full).count();
        self.words = full * 2 < inner.len();
        self.lone = full == 1;
        self.continued = inner.len() > 1 && inner.iter().all(|line| text[..line.end].ends_with(b"\\"));
        self.greedy = self.words && deeper * 2 < self.each.len() && self.is_greedy(text);
        self.most = inner.iter().map(|line| columns(&text[line.start..line.end], 1)).max().unwrap_or(0);
    }

    /// Whether each line would have been too wide with the next word: no line of several words is as wide as that.
    fn is_greedy(&self, text: &[u8]) -> bool {
        const LEAST: usize = 2;
        let own = |i: usize| &text[self.each[i].start + self.lead_of(i)..self.each[i].end];
        let (mut widest, mut room) = (0, usize::MAX);
        for i in 0..self.each.len() {
            let line = own(i);
            widest = if line.contains(&b' ') { widest.max(columns(line, 1)) } else { widest };
            let next = if i + 1 < self.each.len() { own(i + 1) } else { b"<" };
            // Between tags any blanks may have stood.
            if !next.trim_ascii_start().starts_with(b"<") {
                let blank = next.iter().take_while(|b| **b == b' ').count();
                let word = next[blank..].split(|b| *b == b' ').next().unwrap_or_default();
                room = room.min(columns(line, 1) + blank + columns(word, 1));
            }
        }
        self.each.len() > LEAST && widest >= NARROWEST && widest <= room
    }

    /// How much of a line that is.
    fn lead_of(&self, line: usize) -> usize {
        let Line { start, end, .. } = self.each[line];
        if line > 0 && start + self.lead <= end { self.lead } else { 0 }
    }

    /// How much all lines but the first begin with: blanks or a mark of mail, which the first has not.
    fn lead(&self, text: &[u8]) -> usize {
        // The last line may be a quote that closes all.
        let (Some((first, [second, rest @ ..])), short) = (self.each.split_first(), 2) else { return 0 };
        let rest = match rest.split_last() {
            Some((last, rest)) if last.end - last.start <= short => rest,
            _ => rest,
        };
        let mark = |b: &u8| matches!(b, b' ' | b'\t' | b'>' | b'|' | b'+');
        let lead = &text[second.start..second.end];
        let lead = &lead[..lead.iter().take_while(|b| mark(b)).count()];
        let alike = |line: &Line| text[line.start..].starts_with(lead);
        if text[first.start..].starts_with(lead) || !rest.iter().all(alike) { 0 } else { lead.len() }
    }
}

/// A line end that goes, and what stands in its place.
struct Break {
    from: usize,
    to: usize,
    by: &'static [u8],
}

struct Walk<'a> {
    text: &'a [u8],
    lines: Lines,
    markup: bool,
    /// Where the string began that is open, and whether it is the value of a member.
    string: Option<usize>,
    value: bool,
    /// Where the next quote or tag stands that was looked for.
    close: usize,
    /// Whether it closes what is read.
    closed: bool,
    /// The name of the value that is read.
    name: Name,
    breaks: Vec<Break>,
    /// The first that stands within a word or a text: without any, the lines are the text's own.
    first: Option<usize>,
}

impl Walk<'_> {
    fn scan(&mut self) {
        for i in 0..self.lines.each.len() {
            let line = self.lines.each[i];
            let lead = self.lines.lead_of(i);
            self.line((line.start + lead).min(line.end), line.end);
            let Some(after) = self.lines.each.get(i + 1) else { break };
            let mut to = after.start + self.lines.lead_of(i + 1);
            // What never has a line end has no blanks of the next line's either.
            if self.string.is_some() && self.value && self.name.is_in(UNBROKEN_SET) {
                to += self.text[to..after.end.max(to)].iter().take_while(|b| **b == b' ').count();
            }
            if let Some((from, to)) = self.signed(line, *after, to) {
                self.first = self.first.or(Some(line.end));
                self.breaks.push(Break { from, to, by: b"" });
            } else if let Some(by) = self.broken(line, to) {
                if by == b" " || self.is_within(line, to) {
                    self.first = self.first.or(Some(line.end));
                }
                self.breaks.push(Break { from: line.end, to, by });
            } else if self.lines.bordered {
                self.breaks.push(Break { from: line.end, to: line.next, by: b"\n" });
            }
        }
    }

    /// Where what a line says ends, and where it goes on in the next, if a sign says so: a backslash, an arrow.
    fn signed(&self, line: Line, after: Line, to: usize) -> Option<(usize, usize)> {
        let (own, next) = (&self.text[line.start..line.end], &self.text[to..after.end.max(to)]);
        let blank = next.iter().take_while(|b| **b == b' ').count();
        if let Some(sign) = WENT_ON.iter().find(|sign| next[blank..].starts_with(sign.as_bytes())) {
            let begin = blank + sign.len();
            return Some((line.end, to + begin + usize::from(next.get(begin) == Some(&b' '))));
        }
        if let Some(sign) = GOES_ON.iter().find(|sign| own.ends_with(sign.as_bytes())) {
            return Some((line.end - sign.len(), to));
        }
        let is_backslash = own.ends_with(b"\\") && (self.lines.continued || !own.ends_with(b"\\\\"));
        is_backslash.then(|| (line.end - 1, to))
    }

    /// Follows the strings and names of a line.
    fn line(&mut self, mut at: usize, end: usize) {
        while at < end {
            match self.text[at] {
                b'\\' => at += 1,
                b'"' if !self.markup => self.quote(at),
                b'<' if self.markup => {
                    self.name = tag(&self.text[at + 1..end]);
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn quote(&mut self, at: usize) {
        let Some(from) = self.string.take() else {
            self.string = Some(at + 1);
            self.value = self.text[..at].trim_ascii_end().last() == Some(&b':');
            return;
        };
        if self.text[at + 1..].iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':') {
            let own = self.text[from..at].iter().copied().filter(|b| !b.is_ascii_whitespace());
            self.name = Name::read(&own.take(64).collect::<Vec<u8>>());
        }
    }

    /// Whether the end of a line stands within a word, a text or a tag.
    fn is_within(&self, line: Line, to: usize) -> bool {
        let token = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || b"-_.+/=".contains(b));
        self.string.is_some() || token(self.text[line.start..line.end].last()) && token(self.text.get(to))
    }

    /// What belongs in the place of the end of a line, if it is none of the text's own; what goes on does at `to`.
    fn broken(&mut self, line: Line, to: usize) -> Option<&'static [u8]> {
        let (before, after) = (*self.text[line.start..line.end].last()?, *self.text.get(to)?);
        let token = |b: u8| b.is_ascii_alphanumeric() || b"-_.:+/=".contains(&b);
        let within = token(before) && token(after);
        let apart = matches!((before, after), (b'}' | b']' | b'>', b'{' | b'[' | b'<'));
        let inside = self.string.is_some() || self.markup && before != b'>' && after != b'<';
        let Lines { compact, words, lone, greedy, .. } = self.lines;
        if greedy && inside {
            return Some(b" ");
        }
        // A quote is missing before them, or the text ends here and something else follows.
        let open = if self.markup { inside } else { self.string.is_some() };
        let mut signs = self.text[..line.end].iter().rev().take(80);
        let in_tag = self.markup && signs.find(|b| matches!(b, b'<' | b'>')) == Some(&b'<');
        let ends = open && !in_tag && (!self.markup && is_structure(&self.text[to..]) || !self.closes(to));
        if ends && !self.lines.all {
            return None;
        }
        // What has line ends of its own was not broken by the width of one line, and none is broken within a word where others
        // are broken between words.
        let has_blank = || self.string.is_some_and(|from| self.text[from..line.end].contains(&b' '));
        let is_output = inside && self.name.value_type() == Type::Output;
        let own = is_output && (!words || has_blank()) || !inside && words && within;
        if line.full
            && !(lone && own && (self.markup || self.lines.each.len() > 2))
            && !apart
            && (compact || inside && !matches!(after, b' ' | b'\t' | b'"' | b'{' | b'[' | b'}' | b']'))
        {
            // Where lines are broken at blanks, a text that has some lost one here.
            let blank = before == b' ' || after == b' ';
            return Some(if compact && words && inside && !blank && self.fits(line, to) { b" " } else { b"" });
        }
        // Mail keeps the blank where it breaks a line, and an output that writes its line ends as escapes has no others.
        let near = &self.text[line.start..self.text.len().min(to + self.lines.most)];
        if self.string.is_some() && before == b' ' && near.windows(2).any(|two| two == b"\\n") {
            return Some(b"");
        }
        // A text that is no output has no line ends of its own.
        let sentence = self.name.value_type() == Type::Text && self.name != Name::Other && !self.is_unbroken();
        if (self.string.is_some() || self.markup && inside)
            && sentence
            && before != b','
            && !matches!(after, b' ' | b'\t' | b'}' | b']')
        {
            return Some(b" ");
        }
        (within && self.is_unbroken()).then_some(b"")
    }

    /// Whether the last word of a line and the first of the next would fit into one as one word, in a text that may have blanks:
    /// then they are two.
    fn fits(&self, line: Line, to: usize) -> bool {
        let is_word = |b: &&u8| b.is_ascii_alphanumeric() || b"-_.:+/=".contains(b);
        let last = self.text[line.start..line.end].iter().rev().take_while(is_word).count();
        let next = self.text[to..].iter().take(self.lines.most).take_while(is_word).count();
        last + next <= self.lines.most && !self.is_unbroken()
    }

    /// Whether what is read never has a line end.
    fn is_unbroken(&self) -> bool {
        if self.markup { self.name.is_in(UNBROKEN_SET) } else { self.string.is_some() && self.never_breaks() }
    }

    /// Whether the string that is open is a name, or a value that never has a line end.
    fn never_breaks(&self) -> bool {
        !self.value || self.name.is_in(UNBROKEN_SET)
    }

    /// Whether what is read is closed behind `to`: by a quote with structure behind it, or by the next tag.
    fn closes(&mut self, to: usize) -> bool {
        let (text, markup) = (self.text, self.markup);
        let sign = if markup { b'<' } else { b'"' };
        if self.close < to {
            let is_sign = |at: &usize| text[*at] == sign && (markup || text[at - 1] != b'\\');
            self.close = (to..text.len()).find(is_sign).unwrap_or(text.len());
            let rest = text.get(self.close + 1..);
            self.closed = rest.is_some_and(|rest| match (markup, rest.trim_ascii_start().first()) {
                (true, _) => rest.starts_with(b"/"),
                (false, after) => matches!(after, None | Some(b',' | b'}' | b']' | b':')),
            });
        }
        self.closed || markup && self.close < text.len() && (self.close == to || text[..self.close].ends_with(b">"))
    }
}

/// `"Name":`, `{"`: what begins so is no part of a text.
fn is_structure(rest: &[u8]) -> bool {
    let name = match rest {
        [b'{' | b'[', b'"' | b'{', ..] => return true,
        [b'"', name @ ..] => name,
        _ => return false,
    };
    let len = name.iter().take(64).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    len > 0 && name[len..].starts_with(b"\":")
}

/// How many columns a text takes: signs of Chinese and the like take `wide` more than one.
#[inline(never)]
fn columns(text: &[u8], wide: usize) -> usize {
    text.iter().map(|b| usize::from(b & 0xC0 != 0x80) + wide * usize::from(*b >= 0xE3)).sum()
}

/// The name of a tag.
fn tag(rest: &[u8]) -> Name {
    let len = rest.iter().take(64).take_while(|b| b.is_ascii_alphanumeric()).count();
    Name::read(&rest[..len])
}
