//! What outputs of a group have in common, what fills the holes of it, and where it differs from another group.

use std::ops::Range;

use serde::Serialize;

use super::counted::Counted;
use super::templates::{Class, Family, Templates};
use crate::collection::Collection;
use crate::template::{Fixed, Template, lines, shown};

/// Letters of a value, or of a line, that are given.
const LETTERS: usize = 160;
/// Bytes of two outputs in which their first differing line is looked for.
const NEAR: usize = 64 * 1024;
/// Holes whose values are given, and those of which is told that they keep apart: each is counted over all outputs.
const HOLES: usize = 20;
const TOLD: usize = 2;

/// A piece of a line of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text; of a hole, its letters with `‹n›` for each number, or `‹time›` and the like.
    pub text: String,
    /// The hole's number within the template; none of what all have, and of a hole that all fill with the same.
    pub hole: Option<u32>,
    /// What the hole holds: a name of `Kind`.
    pub kind: Option<&'static str>,
    /// Whether what stands here keeps this group apart from another one.
    pub apart: bool,
}

/// A value with how many outputs have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// What fills the hole, the first 160 letters of it.
    pub text: String,
    /// How many outputs have it.
    pub count: u32,
    /// Whether this group's outputs have it, all of them.
    pub own: bool,
}

/// The values of one hole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Values {
    /// The hole's number within the template.
    pub hole: u32,
    /// What it holds.
    pub kind: &'static str,
    /// The most frequent first, then by their bytes; eight at most.
    pub values: Vec<Value>,
    /// How many more values there are.
    pub more: u32,
    /// How many outputs have one of these.
    pub others: u32,
}

/// What keeps a group apart from others of its template.
pub type Told = Values;

/// A line with its number, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct First {
    /// The number.
    pub line: u32,
    /// Whether the group's output ends where the other one goes on: the line is its last.
    pub ends: bool,
    /// Whether letters are left out before what is given.
    pub cut: bool,
    /// The line.
    pub pieces: Vec<Piece>,
}

/// What was counted, as it is given; `own` is what the group itself has.
fn given(templates: &Templates, items: &Collection, counted: &Counted, own: Option<&[u8]>) -> Values {
    let Counted { hole, kind, ref top, more, others } = *counted;
    let value = |&(at, count): &(u32, u32)| value_of(templates.text(items, at).value(hole), count, own);
    Values { hole: hole as u32, kind, values: top.iter().map(value).collect(), more, others }
}

fn value_of(value: &[u8], count: u32, own: Option<&[u8]>) -> Value {
    Value { text: String::from_utf8_lossy(value).chars().take(LETTERS).collect(), count, own: own == Some(value) }
}

/// What `Groups` gives of a group, whose methods say it.
impl Templates {
    pub(super) fn told(&self, items: &Collection, group: usize) -> Vec<Told> {
        let Some((class, family)) = self.class(group) else { return Vec::new() };
        let first = self.text(items, class.texts[0]);
        // All groups of a template tell the same, which is counted once.
        let told = family.told.get_or_init(|| {
            let apart = family.classes.apart.iter().take(TOLD);
            apart.map(|&hole| Counted::new(&family.texts, |at| self.text(items, at), hole as usize)).collect()
        });
        let own = |hole: usize| (!class.varies(hole)).then(|| first.value(hole));
        told.iter().map(|counted| given(self, items, counted, own(counted.hole))).collect()
    }

    pub(super) fn values(&self, items: &Collection, group: usize) -> Vec<Values> {
        let Some((class, _)) = self.class(group) else { return Vec::new() };
        let counted = |hole| Counted::new(&class.texts, |at| self.text(items, at), hole);
        class.varying().take(HOLES).map(|hole| given(self, items, &counted(hole), None)).collect()
    }

    pub(super) fn template(&self, items: &Collection, group: usize, from: usize, to: usize) -> Vec<Vec<Piece>> {
        let Some((class, family)) = self.class(group).filter(|(_, family)| family.text) else {
            return Vec::new();
        };
        let text = self.text(items, class.texts[0]);
        lines(text.bytes)
            .skip(from)
            .take(to.saturating_sub(from))
            .map(|line| self.pieces(items, class, family, line))
            .collect()
    }

    fn pieces(&self, items: &Collection, class: &Class, family: &Family, line: Vec<Range<usize>>) -> Vec<Piece> {
        let text = self.text(items, class.texts[0]);
        let mut pieces = Vec::new();
        let mut plain = |range: Range<usize>, apart| {
            if let Some(bytes) = text.bytes.get(range).filter(|bytes| !bytes.is_empty()) {
                let text = String::from_utf8_lossy(bytes).into_owned();
                pieces.push(Piece { text, hole: None, kind: None, apart });
            }
            pieces.len()
        };
        let mut inside = Vec::new();
        for part in line {
            let mut copied = part.start;
            let begin = text.holes.partition_point(|hole| (hole.start as usize) < part.start);
            for (at, hole) in text.holes.iter().enumerate().skip(begin) {
                if hole.start as usize >= part.end {
                    break;
                }
                let apart = family.classes.apart.contains(&(at as u32));
                if !apart && !class.varies(at) {
                    continue;
                }
                plain(copied..hole.start as usize, false);
                let place = plain(hole.start as usize..hole.end as usize, apart);
                inside.extend(class.varies(at).then_some((place - 1, at)));
                copied = hole.end as usize;
            }
            plain(copied..part.end, false);
        }
        for (place, at) in inside {
            let kind = text.holes[at].kind;
            pieces[place] = Piece {
                text: shown(kind, text.holes[at].value(text.bytes)),
                hole: Some(at as u32),
                kind: Some(kind.id()),
                apart: pieces[place].apart,
            };
        }
        pieces
    }

    pub(super) fn fixed(&self, items: &Collection, group: usize) -> Fixed {
        let Some((class, family)) = self.class(group) else { return Fixed::default() };
        let text = self.text(items, class.texts[0]);
        let alone = matches!(class.texts[..], [at] if self.text(items, at).count == 1);
        // One output alone does not tell what would be another the next time, but by others of its template.
        let known = |at: usize| !alone || family.texts.len() > 1 && !family.classes.folded[at];
        let held =
            text.holes.iter().enumerate().filter(|&(at, hole)| !class.varies(at) && known(at) && !hole.kind.fleeting());
        held.map(|(_, hole)| hole.value(text.bytes).to_vec()).collect()
    }

    pub(super) fn first(&self, items: &Collection, group: usize, against: usize) -> Option<First> {
        let (class, family) = self.class(group).filter(|(_, family)| family.text)?;
        let text = self.text(items, class.texts[0]);
        let parts = lines(text.bytes).enumerate();
        let found = |(at, line): (usize, Vec<Range<usize>>), ends: bool, from: usize| {
            let (pieces, cut) = near(self.pieces(items, class, family, line), from);
            Some(First { line: at as u32 + 1, ends, cut, pieces })
        };
        let blank = |line: &[Range<usize>]| line.iter().all(|part| text.bytes[part.clone()].trim_ascii().is_empty());
        if group == against {
            let apart = family.classes.apart.first().map_or(0, |&hole| text.holes[hole as usize].end as usize);
            let shown = |line: &[Range<usize>]| !blank(line) && line.iter().any(|part| part.end >= apart);
            return found(parts.take(NEAR).find(|(_, line)| shown(line))?, false, 0);
        }
        let (other, _) = self.class(against).filter(|(_, family)| family.text)?;
        let fixed: Fixed = &self.fixed(items, group) | &self.fixed(items, against);
        let theirs = self.text(items, other.texts[0]);
        let own = [class, other].map(|class| self.own(items, class));
        let mut template = Template::default();
        let mut their_lines = lines(theirs.bytes);
        let (mut read, mut last) = (0, None);
        for (at, line) in parts {
            let (ours, others) =
                (joined(text.bytes, &line), their_lines.next().map(|line| joined(theirs.bytes, &line)));
            read += ours.len();
            if read > NEAR {
                return None;
            }
            let key = template.key(&ours, &own[0], &fixed);
            let same = others.as_ref().is_some_and(|others| template.key(others, &own[1], &fixed) == key);
            let padding = key.is_empty() && others.is_none();
            if !same && !padding {
                let others = others.unwrap_or_default();
                return found((at, line), false, ours.iter().zip(&others).take_while(|(a, b)| a == b).count());
            }
            last = if blank(&line) { last } else { Some((at, line)) };
        }
        found(last?, true, 0)
    }
}

/// The parts of a line as one.
fn joined(text: &[u8], line: &[Range<usize>]) -> Vec<u8> {
    line.iter().flat_map(|part| &text[part.clone()]).copied().collect()
}

/// Of a long line what stands around a place, in bytes from its start.
fn near(pieces: Vec<Piece>, from: usize) -> (Vec<Piece>, bool) {
    let mut skip = from.saturating_sub(LETTERS / 2);
    let cut = skip > 0 && pieces.iter().map(|piece| piece.text.len()).sum::<usize>() > LETTERS * 2;
    skip = if cut { skip } else { 0 };
    let mut room = LETTERS * 2;
    let mut kept = Vec::new();
    for mut piece in pieces {
        if skip >= piece.text.len() {
            skip -= piece.text.len();
            continue;
        }
        let begin = (skip..piece.text.len()).find(|&at| piece.text.is_char_boundary(at)).unwrap_or(0);
        skip = 0;
        piece.text = piece.text[begin..].chars().take(room).collect();
        room -= piece.text.chars().count();
        if piece.text.is_empty() {
            break;
        }
        kept.push(piece);
    }
    (kept, cut)
}
