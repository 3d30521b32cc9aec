//! One text -> another, written from segments of the first, and back: a source map from what is read to the input. It
//! refuses to know what was unwrapped, and why.

use crate::diagnostic::Code;
use crate::room;
use crate::span::Span;

/// What unwraps a text: the diagnostic that says so, what it was noticed by, and the text without it.
pub(crate) type Unwrapping = (Code, Span, Rewrite);

/// A segment of a rewritten text: where it begins there, and what it stands for in the text before.
#[derive(Clone, Copy, Debug)]
struct Segment {
    at: u32,
    from: u32,
    to: u32,
    /// Byte for byte the same; any other stands for its original as a whole.
    copied: bool,
}

impl Segment {
    /// Where the place `at` of the rewritten text stands in the text before; `whole` where it stands for all of `from..to`.
    fn original(self, at: u32, whole: u32) -> u32 {
        if self.copied { self.from + (at - self.at).min(self.to - self.from) } else { whole }
    }
}

/// A text that is rewritten, from front to back.
#[derive(Debug)]
pub(crate) struct Rewrite {
    text: Vec<u8>,
    segments: Vec<Segment>,
    /// Memory had no room for all of it.
    pub(super) full: bool,
}

impl Rewrite {
    /// An empty text, with room for `len` bytes.
    pub(crate) fn new(len: usize) -> Self {
        let mut text = Vec::new();
        let full = !room::reserve(&mut text, len);
        Self { text, segments: Vec::new(), full }
    }

    /// What is written so far.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Copies `from..to` of the text before.
    #[inline(never)]
    pub(crate) fn copy(&mut self, before: &[u8], from: usize, to: usize) {
        if from < to {
            self.push(from, to, true, &before[from..to]);
        }
    }

    /// Writes something else for `from..to` of the text before.
    #[inline(never)]
    pub(crate) fn replace(&mut self, bytes: &[u8], from: usize, to: usize) {
        if !bytes.is_empty() {
            self.push(from, to, false, bytes);
        }
    }

    fn push(&mut self, from: usize, to: usize, copied: bool, bytes: &[u8]) {
        let at = self.text.len() as u32;
        self.full = self.full || !room::grow(&mut self.text, bytes.len()) || !room::grow(&mut self.segments, 1);
        if self.full {
            return;
        }
        self.text.extend_from_slice(bytes);
        if let Some(last) = self.segments.last_mut()
            && copied
            && last.copied
            && last.to == from as u32
        {
            last.to = to as u32;
            return;
        }
        self.segments.push(Segment { at, from: from as u32, to: to as u32, copied });
    }

    /// Whether it is a copy of a text of `len` bytes.
    fn is_copy(&self, len: usize) -> bool {
        matches!(self.segments.as_slice(), [only] if only.copied && only.to - only.from == len as u32)
    }
}

/// Where a span of a rewritten text stands in the text before.
fn original(segments: &[Segment], span: Span) -> Span {
    let segment = |at: u32| segments[..segments.partition_point(|segment| segment.at <= at)].last();
    let start = segment(span.start).map_or(0, |segment| segment.original(span.start, segment.from));
    if span.end <= span.start {
        return Span { start, end: start };
    }
    let end = segment(span.end - 1).map_or(start, |segment| segment.original(span.end, segment.to));
    Span { start, end: end.max(start) }
}

/// The input, and the segments of each rewriting of it.
#[derive(Clone, Debug)]
pub(super) struct SourceMap {
    pub(super) input: Vec<u8>,
    rewritings: Vec<Vec<Segment>>,
}

impl SourceMap {
    /// Puts a rewritten text in the place of `text`. False: it would change nothing.
    pub(super) fn apply(map: &mut Option<Box<Self>>, text: &mut Vec<u8>, rewrite: Rewrite) -> bool {
        if rewrite.is_copy(text.len()) {
            return false;
        }
        let before = std::mem::replace(text, rewrite.text);
        match map {
            // The text between two rewritings is not needed again.
            Some(map) => map.rewritings.push(rewrite.segments),
            None => *map = Some(Box::new(Self { input: before, rewritings: vec![rewrite.segments] })),
        }
        true
    }

    /// Where a span of the text that is read stands in the input.
    pub(super) fn original(&self, span: Span) -> Span {
        self.rewritings.iter().rev().fold(span, |span, segments| original(segments, span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_every_rewriting() {
        let mut text = b"> a&quot;b\\nc".to_vec();
        let mut map = None;
        let mut rewrite = Rewrite::new(0);
        rewrite.copy(&text, 2, 3);
        rewrite.replace(b"\"", 3, 9);
        rewrite.copy(&text, 9, 13);
        assert!(SourceMap::apply(&mut map, &mut text, rewrite));
        assert_eq!(text, b"a\"b\\nc");
        let mut rewrite = Rewrite::new(0);
        rewrite.copy(&text, 0, 3);
        rewrite.replace(b"\n", 3, 5);
        rewrite.copy(&text, 5, 6);
        assert!(SourceMap::apply(&mut map, &mut text, rewrite));
        assert_eq!(text, b"a\"b\nc");
        let map = map.expect("two rewritings");
        for (start, end, from, to) in [(0, 1, 2, 3), (1, 2, 3, 9), (2, 4, 9, 12), (0, 5, 2, 13), (5, 5, 13, 13)] {
            assert_eq!(map.original(Span::new(start, end)), Span::new(from, to), "{start}..{end}");
        }
    }
}
