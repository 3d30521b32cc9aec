//! A text with something taken off -> the text that is read, and back: where each place of it stands in the text that
//! was given. It refuses to know what was taken off, and why.

use super::Span;
use crate::room;

/// A piece of a rewritten text: where it begins there, and what it stands for in the text before.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: u32,
    from: u32,
    to: u32,
    /// Byte for byte the same; any other stands for its original as a whole.
    copied: bool,
}

/// One rewriting of a text; made from front to back.
#[derive(Debug)]
pub struct Layer {
    text: Vec<u8>,
    pieces: Vec<Piece>,
    /// Memory had no room for all of it.
    pub(super) full: bool,
}

impl Layer {
    /// An empty text, with room for one of about this length.
    pub fn new(len: usize) -> Self {
        let mut text = Vec::new();
        let full = !room::reserve(&mut text, len);
        Self { text, pieces: Vec::new(), full }
    }

    /// Keeps a piece of the text before as it is.
    pub fn keep(&mut self, before: &[u8], from: usize, to: usize) {
        if from < to {
            self.piece(from, to, true, &before[from..to]);
        }
    }

    /// Writes something else for a piece of the text before.
    pub fn put(&mut self, bytes: &[u8], from: usize, to: usize) {
        if !bytes.is_empty() {
            self.piece(from, to, false, bytes);
        }
    }

    fn piece(&mut self, from: usize, to: usize, copied: bool, bytes: &[u8]) {
        let at = self.text.len() as u32;
        self.full = self.full || !room::grow(&mut self.text, bytes.len()) || !room::grow(&mut self.pieces, 1);
        if self.full {
            return;
        }
        self.text.extend_from_slice(bytes);
        if let Some(last) = self.pieces.last_mut()
            && copied
            && last.copied
            && last.to == from as u32
        {
            last.to = to as u32;
            return;
        }
        self.pieces.push(Piece { at, from: from as u32, to: to as u32, copied });
    }

    /// Whether it changes nothing of a text of this length.
    fn is_idle(&self, len: usize) -> bool {
        matches!(self.pieces.as_slice(), [piece] if piece.copied && piece.to - piece.from == len as u32)
    }

    /// Where a span of the rewritten text stands in the text before.
    fn before(pieces: &[Piece], span: Span) -> Span {
        let piece = |at: u32| pieces[..pieces.partition_point(|piece| piece.at <= at)].last().copied();
        let start = piece(span.start).map_or(0, |piece| {
            if piece.copied { piece.from + (span.start - piece.at).min(piece.to - piece.from) } else { piece.from }
        });
        if span.end <= span.start {
            return Span { start, end: start };
        }
        let end = piece(span.end - 1).map_or(start, |piece| {
            if piece.copied { piece.from + (span.end - piece.at).min(piece.to - piece.from) } else { piece.to }
        });
        Span { start, end: end.max(start) }
    }
}

/// The text that was given and what was done to it, where anything was.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) text: Vec<u8>,
    layers: Vec<Vec<Piece>>,
}

impl Given {
    /// Puts a layer onto `text`, which becomes the rewritten one. False: it would change nothing.
    pub(super) fn take_off(given: &mut Option<Box<Given>>, text: &mut Vec<u8>, layer: Layer) -> bool {
        if layer.is_idle(text.len()) {
            return false;
        }
        let before = std::mem::replace(text, layer.text);
        match given {
            // What stood between two layers is not needed again.
            Some(given) => given.layers.push(layer.pieces),
            None => *given = Some(Box::new(Given { text: before, layers: vec![layer.pieces] })),
        }
        true
    }

    pub(super) fn span(&self, span: Span) -> Span {
        self.layers.iter().rev().fold(span, |span, pieces| Layer::before(pieces, span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_what_was_taken_off() {
        let mut text = b"> a&quot;b\\nc".to_vec();
        let mut given = None;
        let mut layer = Layer::new(0);
        layer.keep(&text, 2, 3);
        layer.put(b"\"", 3, 9);
        layer.keep(&text, 9, 13);
        assert!(Given::take_off(&mut given, &mut text, layer));
        assert_eq!(text, b"a\"b\\nc");
        let mut layer = Layer::new(0);
        layer.keep(&text, 0, 3);
        layer.put(b"\n", 3, 5);
        layer.keep(&text, 5, 6);
        assert!(Given::take_off(&mut given, &mut text, layer));
        assert_eq!(text, b"a\"b\nc");
        let given = given.expect("two layers");
        for (start, end, from, to) in [(0, 1, 2, 3), (1, 2, 3, 9), (2, 4, 9, 12), (0, 5, 2, 13), (5, 5, 13, 13)] {
            assert_eq!(given.span(Span::new(start, end)), Span::new(from, to), "{start}..{end}");
        }
    }
}
