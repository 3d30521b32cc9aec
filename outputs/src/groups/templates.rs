//! What outputs of a group have in common, and what fills the holes of it.

use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use serde::Serialize;

use super::Groups;
use crate::alike::{Classes, FEW, Text, classes};
use crate::collection::Collection;
use crate::mask::Own;
use crate::template::{Fixed, Hole, Template, lines, shown};

/// Letters of a value, or of a line, that are given.
const LETTERS: usize = 160;
/// Bytes of two outputs in which their first differing line is looked for.
const NEAR: usize = 256 * 1024;
/// Holes whose values are given.
const HOLES: usize = 100;

/// A text that was printed, by one machine or by many.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    item: u32,
    count: u32,
    one: bool,
    holes: Range<u32>,
}

impl Printed {
    fn own(&self, items: &Collection) -> Own {
        if self.one { Own::new(items.id(self.item as usize)) } else { Own::default() }
    }
}

/// Texts of one template.
#[derive(Debug, PartialEq, Eq)]
struct Family {
    hash: u64,
    /// Whether they are texts: bytes that are none may look like a skeleton.
    text: bool,
    skeleton: Range<usize>,
    texts: Vec<u32>,
    classes: Classes,
}

/// The texts of a group.
#[derive(Debug, Default, PartialEq, Eq)]
struct Class {
    family: u32,
    texts: Vec<u32>,
    /// Of each hole, whether it is filled differently within the group; found when first asked.
    varying: OnceCell<Vec<bool>>,
}

/// Templates of all groups.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Templates {
    texts: Vec<Printed>,
    holes: Vec<Hole>,
    families: Vec<Family>,
    /// In the order of the groups.
    classes: Vec<Class>,
}

/// Templates that are being found.
#[derive(Default)]
pub(super) struct Building {
    read: Template,
    table: HashTable<u32>,
    /// The class of each text; none where nothing is left of it.
    of: Vec<Option<u32>>,
    next: usize,
    found: Templates,
}

impl Building {
    /// How many texts have been read.
    pub(super) fn len(&self) -> usize {
        self.found.texts.len()
    }

    /// Reads one more text.
    pub(super) fn add(&mut self, items: &Collection, item: u32, count: u32, one: bool) {
        let (bytes, text) = (items.bytes(item as usize), items.is_text(item as usize));
        let (begin, holes) = (self.read.skeleton.len(), self.read.holes.len() as u32);
        let mut printed = Printed { item, count, one, holes: holes..holes };
        if text {
            self.read.read(bytes, &printed.own(items));
        } else {
            self.read.skeleton.extend_from_slice(bytes);
        }
        printed.holes.end = self.read.holes.len() as u32;
        let at = self.found.texts.len() as u32;
        self.found.texts.push(printed);
        self.of.push(None);
        let skeletons = &self.read.skeleton;
        if skeletons.len() == begin {
            return;
        }
        let families = &mut self.found.families;
        let hash = FixedState::default().hash_one(&skeletons[begin..]);
        let known = self.table.find(hash, |&family| {
            let family = &families[family as usize];
            // Never by the hash alone.
            family.hash == hash && family.text == text && skeletons[family.skeleton.clone()] == skeletons[begin..]
        });
        if let Some(&family) = known {
            families[family as usize].texts.push(at);
            self.read.skeleton.truncate(begin);
        } else {
            let family = families.len() as u32;
            let skeleton = begin..skeletons.len();
            families.push(Family { hash, text, skeleton, texts: vec![at], classes: Classes::default() });
            self.table.insert_unique(hash, family, |&family| families[family as usize].hash);
        }
    }

    /// Parts the next family into classes. Gives about how many bytes that read; none when all are parted.
    pub(super) fn part(&mut self, items: &Collection) -> Option<usize> {
        if self.next == 0 {
            self.found.holes = std::mem::take(&mut self.read.holes);
        }
        let found = &mut self.found;
        let family = found.families.get(self.next)?;
        let texts: Vec<Text> = family.texts.iter().map(|&at| text(&found.texts, &found.holes, items, at)).collect();
        let parted = classes(&texts);
        let size = texts.iter().map(|text| text.holes.len() * 16 + 64).sum();
        let begin = found.classes.len() as u32;
        let number = self.next as u32;
        found.classes.resize_with((begin + parted.count) as usize, || Class { family: number, ..Class::default() });
        for (&at, &class) in family.texts.iter().zip(&parted.of) {
            self.of[at as usize] = Some(begin + class);
            found.classes[(begin + class) as usize].texts.push(at);
        }
        found.families[self.next].classes = parted;
        self.next += 1;
        Some(size)
    }

    /// The group of each text, in the order in which they were read.
    pub(super) fn group_of(&self) -> Vec<Option<u32>> {
        self.of.clone()
    }

    /// The templates, for groups that come in this order.
    pub(super) fn finish(mut self, order: &[u32]) -> Templates {
        let classes = &mut self.found.classes;
        if !classes.is_empty() {
            self.found.classes = order.iter().map(|&at| std::mem::take(&mut classes[at as usize])).collect();
        }
        self.found
    }
}

fn text<'a>(texts: &[Printed], holes: &'a [Hole], items: &'a Collection, at: u32) -> Text<'a> {
    let printed = &texts[at as usize];
    let holes = &holes[printed.holes.start as usize..printed.holes.end as usize];
    Text { bytes: items.bytes(printed.item as usize), holes, count: printed.count }
}

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

impl Templates {
    fn text<'a>(&'a self, items: &'a Collection, at: u32) -> Text<'a> {
        text(&self.texts, &self.holes, items, at)
    }

    fn class(&self, group: usize) -> Option<(&Class, &Family)> {
        let class = self.classes.get(group)?;
        Some((class, self.families.get(class.family as usize)?))
    }

    /// Of each hole of a group, whether its outputs fill it differently.
    fn varying<'a>(&self, items: &Collection, class: &'a Class) -> &'a [bool] {
        class.varying.get_or_init(|| {
            let texts: Vec<Text> = class.texts.iter().map(|&at| self.text(items, at)).collect();
            let Some((first, rest)) = texts.split_first() else { return Vec::new() };
            (0..first.holes.len()).map(|at| rest.iter().any(|text| text.value(at) != first.value(at))).collect()
        })
    }

    fn values(&self, items: &Collection, texts: &[u32], hole: usize, own: Option<&[u8]>) -> Values {
        let mut counts: HashMap<&[u8], u32, FixedState> = HashMap::default();
        for &at in texts {
            let text = self.text(items, at);
            *counts.entry(text.value(hole)).or_default() += text.count;
        }
        let mut all: Vec<(&[u8], u32)> = counts.into_iter().collect();
        all.sort_unstable_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
        let more = &all[all.len().min(FEW)..];
        let kind = self.text(items, texts[0]).holes[hole].kind.id();
        Values {
            hole: hole as u32,
            kind,
            more: more.len() as u32,
            others: more.iter().map(|&(_, count)| count).sum(),
            values: all.iter().take(FEW).map(|&(value, count)| value_of(value, count, own)).collect(),
        }
    }
}

fn value_of(value: &[u8], count: u32, own: Option<&[u8]>) -> Value {
    Value { text: String::from_utf8_lossy(value).chars().take(LETTERS).collect(), count, own: own == Some(value) }
}

impl Groups {
    /// What keeps a group apart from others of its template: the values of those holes, among all outputs of the template.
    pub fn told(&self, items: &Collection, group: usize) -> Vec<Told> {
        let templates = &self.templates;
        let Some((class, family)) = templates.class(group) else { return Vec::new() };
        let varying = templates.varying(items, class);
        let first = templates.text(items, class.texts[0]);
        let told = family.classes.apart.iter().map(|&hole| {
            let hole = hole as usize;
            let own = (!varying[hole]).then(|| first.value(hole));
            templates.values(items, &family.texts, hole, own)
        });
        told.take(HOLES).collect()
    }

    /// What fills the holes of a group, in the order of its text.
    pub fn values(&self, items: &Collection, group: usize) -> Vec<Values> {
        let templates = &self.templates;
        let Some((class, _)) = templates.class(group) else { return Vec::new() };
        let varying = templates.varying(items, class).iter().enumerate().filter(|(_, varying)| **varying);
        varying.take(HOLES).map(|(hole, _)| templates.values(items, &class.texts, hole, None)).collect()
    }

    /// Lines of a group's template, from one to before another.
    pub fn template(&self, items: &Collection, group: usize, from: usize, to: usize) -> Vec<Vec<Piece>> {
        let Some((class, family)) = self.templates.class(group).filter(|(_, family)| family.text) else {
            return Vec::new();
        };
        let text = self.templates.text(items, class.texts[0]);
        lines(text.bytes)
            .skip(from)
            .take(to.saturating_sub(from))
            .map(|line| self.pieces(items, class, family, line))
            .collect()
    }

    fn pieces(&self, items: &Collection, class: &Class, family: &Family, line: Vec<Range<usize>>) -> Vec<Piece> {
        let text = self.templates.text(items, class.texts[0]);
        let varying = self.templates.varying(items, class);
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
                if !apart && !varying[at] {
                    continue;
                }
                plain(copied..hole.start as usize, false);
                let place = plain(hole.start as usize..hole.end as usize, apart);
                inside.extend(varying[at].then_some((place - 1, at)));
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

    /// Values that mean something in a group: those in which its outputs agree, or that keep it apart. What fills another
    /// hole of its lines is passed over where it is compared.
    pub fn fixed(&self, items: &Collection, group: usize) -> Fixed {
        let Some((class, family)) = self.templates.class(group) else { return Fixed::default() };
        let text = self.templates.text(items, class.texts[0]);
        let varying = self.templates.varying(items, class);
        let alone = self.groups.get(group).is_none_or(|group| group.count == 1);
        // One output alone does not tell what would be another the next time, but by others of its template.
        let known = |at: usize| !alone || family.texts.len() > 1 && !family.classes.folded[at];
        let held =
            text.holes.iter().enumerate().filter(|&(at, hole)| !varying[at] && known(at) && !hole.kind.fleeting());
        held.map(|(_, hole)| hole.value(text.bytes).to_vec()).collect()
    }

    /// The first line of a group's template that another group's does not have at this place; of the group itself, the first
    /// that keeps it apart from others of its template, else the first that is not blank. None where it lies far behind, or where they are no texts.
    pub fn first(&self, items: &Collection, group: usize, against: usize) -> Option<First> {
        let (class, family) = self.templates.class(group).filter(|(_, family)| family.text)?;
        let text = self.templates.text(items, class.texts[0]);
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
        let (other, _) = self.templates.class(against).filter(|(_, family)| family.text)?;
        let fixed: Fixed = &self.fixed(items, group) | &self.fixed(items, against);
        let theirs = self.templates.text(items, other.texts[0]);
        let own = [class, other].map(|class| self.templates.texts[class.texts[0] as usize].own(items));
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
            if !same && !(key.is_empty() && others.is_none()) {
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
