//! A text -> what a reader sees of it: without control sequences of terminals, with percent signs, character references and
//! `\u0026` resolved, so that nothing hides behind them; and back, place by place.

use std::borrow::Cow;

/// A text as it is searched.
#[derive(Debug)]
pub(crate) struct Lens<'t> {
    /// What is searched.
    pub(crate) view: Cow<'t, str>,
    /// From where on the view is written otherwise, in order; none where it is the text itself.
    pieces: Vec<Piece>,
}

/// A stretch of the view.
#[derive(Clone, Copy, Debug)]
struct Piece {
    view: u32,
    raw: u32,
    /// Bytes in the text of the one byte that this is; 0: every byte is itself.
    escape: u8,
    percent: bool,
}

/// How escapes of strings begin that stand for marks or for control sequences.
const WRITTEN: [&[u8]; 5] = [b"\\u00", b"\\x1b[", b"\\033[", b"\\e[", b":\\/"];

/// What stands in a text for something else.
enum Escape {
    /// A byte of ASCII.
    Byte(u8),
    /// Nothing that is seen.
    Hidden,
}

impl<'t> Lens<'t> {
    /// Of a text; the text itself where nothing in it stands for anything else.
    pub(crate) fn of(text: &'t str) -> Self {
        let raw = text.as_bytes();
        let (mut view, mut pieces, mut at, mut copied) = (Vec::new(), Vec::new(), 0, 0);
        let backslashes = WRITTEN.iter().any(|written| memchr::memmem::find(raw, written).is_some());
        while let Some(next) = candidate(&raw[at..], backslashes).map(|next| at + next) {
            let (found, len) = escape(&raw[next..]);
            at = next + len;
            let Some(found) = found else { continue };
            plain(&mut pieces, view.len(), copied);
            view.extend_from_slice(&raw[copied..next]);
            if let Escape::Byte(byte) = found {
                let piece =
                    Piece { view: view.len() as u32, raw: next as u32, escape: len as u8, percent: raw[next] == b'%' };
                pieces.push(piece);
                view.push(byte);
            }
            copied = at;
        }
        if copied == 0 {
            return Self { view: Cow::Borrowed(text), pieces };
        }
        plain(&mut pieces, view.len(), copied);
        view.extend_from_slice(&raw[copied..]);
        match String::from_utf8(view) {
            Ok(view) => Self { view: Cow::Owned(view), pieces },
            Err(_) => Self { view: Cow::Borrowed(text), pieces: Vec::new() },
        }
    }

    fn piece(&self, view: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.view as usize <= view);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// Where in the text a byte of the view begins.
    pub(crate) fn start(&self, view: usize) -> usize {
        self.piece(view).map_or(view, |piece| piece.raw as usize + (view - piece.view as usize))
    }

    /// Where in the text what ends before this place of the view ends.
    pub(crate) fn end(&self, view: usize) -> usize {
        let Some(last) = view.checked_sub(1) else { return 0 };
        match self.piece(last) {
            Some(piece) if piece.escape > 0 => piece.raw as usize + usize::from(piece.escape),
            _ => self.start(last) + 1,
        }
    }

    /// Whether a byte of the view is written with a percent sign.
    pub(crate) fn percent(&self, view: usize) -> bool {
        self.piece(view).is_some_and(|piece| piece.percent && piece.view as usize == view)
    }

    /// What is not seen inside a range of the view: the control sequences, so that a colour ends where it ended.
    pub(crate) fn hidden(&self, raw: &str, start: usize, end: usize) -> String {
        let first = self.pieces.partition_point(|piece| piece.view as usize <= start);
        let inside = self.pieces[first..].iter().take_while(|piece| (piece.view as usize) < end);
        inside.map(|piece| raw.get(self.end(piece.view as usize)..piece.raw as usize).unwrap_or_default()).collect()
    }
}

/// Begins a stretch that is itself, in place of an empty one.
fn plain(pieces: &mut Vec<Piece>, view: usize, raw: usize) {
    let piece = Piece { view: view as u32, raw: raw as u32, escape: 0, percent: false };
    match pieces.last_mut() {
        Some(last) if last.view == piece.view && last.escape == 0 => *last = piece,
        _ => pieces.push(piece),
    }
}

/// Where the next byte is that may stand for something else.
fn candidate(rest: &[u8], backslashes: bool) -> Option<usize> {
    if backslashes {
        return rest.iter().position(|byte| matches!(byte, b'%' | b'&' | b'\\' | 0x1B));
    }
    memchr::memchr3(b'%', b'&', 0x1B, rest)
}

/// What begins here stands for, and how many bytes it takes; 1 where it is only itself.
fn escape(rest: &[u8]) -> (Option<Escape>, usize) {
    match rest[0] {
        b'%' => percent(rest),
        b'&' => reference(rest),
        b'\\' => written(rest),
        _ => control(rest),
    }
}

/// `%3D`, `%253D`: RFC 3986 2.1, however often it was applied; only what is ASCII.
fn percent(rest: &[u8]) -> (Option<Escape>, usize) {
    let mut at = 1;
    while at < 200 && rest.get(at..at + 2) == Some(b"25") && hex(rest, at + 2).is_some() {
        at += 2;
    }
    match hex(rest, at) {
        Some(byte @ (0x20..=0x7E | b'\n' | b'\r' | b'\t')) => (Some(Escape::Byte(byte)), at + 2),
        _ => (None, 1),
    }
}

fn hex(rest: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| rest.get(at).and_then(|byte| (*byte as char).to_digit(16));
    Some((digit(at)? * 16 + digit(at + 1)?) as u8)
}

/// The references to characters that XML and HTML writers make.
fn reference(rest: &[u8]) -> (Option<Escape>, usize) {
    const REFERENCES: [(&[u8], u8); 9] = [
        (b"&amp;", b'&'),
        (b"&lt;", b'<'),
        (b"&gt;", b'>'),
        (b"&quot;", b'"'),
        (b"&apos;", b'\''),
        (b"&#39;", b'\''),
        (b"&#34;", b'"'),
        (b"&#10;", b'\n'),
        (b"&#38;", b'&'),
    ];
    match REFERENCES.iter().find(|(name, _)| rest.starts_with(name)) {
        Some((name, byte)) => (Some(Escape::Byte(*byte)), name.len()),
        None => (None, 1),
    }
}

/// ECMA-48 5.4 and 5.6: control sequences, strings up to their end, and pairs.
fn control(rest: &[u8]) -> (Option<Escape>, usize) {
    let len = match rest.get(1) {
        Some(b'[') => {
            let body = rest[2..].iter().take(64).take_while(|byte| matches!(**byte, 0x20..=0x3F)).count();
            3 + body
        }
        Some(b']') => {
            let body = rest[2..].iter().take(256).take_while(|byte| **byte >= 0x20).count();
            if rest.get(2 + body) == Some(&7) { 3 + body } else { 2 + body }
        }
        Some(0x20..=0x7E) => 2,
        _ => 1,
    };
    if len <= rest.len() && rest[..len].is_ascii() { (Some(Escape::Hidden), len) } else { (None, 1) }
}

/// `\u0026` of JSON, whatever string in a string it stands in, and control sequences as source code has them.
fn written(rest: &[u8]) -> (Option<Escape>, usize) {
    let slashes = rest.iter().take(64).take_while(|byte| **byte == b'\\').count();
    let after = &rest[slashes..];
    // Slashes as PHP writes them in JSON.
    if after.first() == Some(&b'/') {
        return (Some(Escape::Byte(b'/')), slashes + 1);
    }
    let colour = WRITTEN[1..4].iter().map(|written| &written[1..]).chain([&b"u001b["[..], b"u001B["]);
    if let Some(begin) = colour.into_iter().find(|begin| after.starts_with(begin)) {
        let body = after[begin.len()..].iter().take(64).take_while(|byte| matches!(**byte, 0x20..=0x3F)).count();
        let len = slashes + begin.len() + body + 1;
        let ends = rest.get(len - 1).is_some_and(u8::is_ascii_alphabetic);
        return if ends { (Some(Escape::Hidden), len) } else { (None, slashes) };
    }
    match after.starts_with(b"u00").then(|| hex(after, 3)).flatten() {
        Some(byte @ 0x20..=0x7E) => (Some(Escape::Byte(byte)), slashes + 5),
        _ => (None, slashes),
    }
}
