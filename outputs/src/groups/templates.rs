//! Outputs into templates, and those of one template into the classes that become groups.

use std::cell::OnceCell;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::alike::{Classes, Text, classes};
use crate::collection::Collection;
use crate::mask::Own;
use crate::template::{Hole, Template};

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
pub(super) struct Family {
    hash: u64,
    /// Whether they are texts: bytes that are none may look like a skeleton.
    pub(super) text: bool,
    skeleton: Range<usize>,
    pub(super) texts: Vec<u32>,
    pub(super) classes: Classes,
}

/// The texts of a group.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    family: u32,
    pub(super) texts: Vec<u32>,
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

impl Templates {
    pub(super) fn text<'a>(&'a self, items: &'a Collection, at: u32) -> Text<'a> {
        text(&self.texts, &self.holes, items, at)
    }

    pub(super) fn class(&self, group: usize) -> Option<(&Class, &Family)> {
        let class = self.classes.get(group)?;
        Some((class, self.families.get(class.family as usize)?))
    }

    /// Of each hole of a group, whether its outputs fill it differently.
    pub(super) fn varying<'a>(&self, items: &Collection, class: &'a Class) -> &'a [bool] {
        class.varying.get_or_init(|| {
            let texts: Vec<Text> = class.texts.iter().map(|&at| self.text(items, at)).collect();
            let Some((first, rest)) = texts.split_first() else { return Vec::new() };
            (0..first.holes.len()).map(|at| rest.iter().any(|text| text.value(at) != first.value(at))).collect()
        })
    }

    /// What of a group's first text is its machine's own name.
    pub(super) fn own(&self, items: &Collection, class: &Class) -> Own {
        self.texts[class.texts[0] as usize].own(items)
    }
}
