//! Outputs into templates, and those of one template into the classes that become groups.

use std::cell::OnceCell;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::blocks::{Blocks, Place};
use super::counted::Counted;
use crate::alike::{Classes, Parting, Text, Texts};
use crate::collection::Collection;
use crate::mask::Own;
use crate::template::{Hole, Template};

/// A text that was printed, by one machine or by many.
#[derive(Debug, PartialEq, Eq)]
struct Printed {
    item: u32,
    count: u32,
    one: bool,
    holes: Place,
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
    skeleton: Place,
    pub(super) texts: Vec<u32>,
    /// Without `of` and `varying`, which stand in the classes; of one text also without `folded`.
    pub(super) classes: Classes,
    /// What is told of the holes that keep its classes apart; counted when first asked.
    pub(super) told: OnceCell<Vec<Counted>>,
}

/// The texts of a group.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    family: u32,
    pub(super) texts: Vec<u32>,
    /// Of each hole up to the last that is, whether it is filled differently within the group.
    varying: Vec<bool>,
}

impl Class {
    /// Whether a hole is filled differently within the group.
    pub(super) fn varies(&self, hole: usize) -> bool {
        self.varying.get(hole).is_some_and(|varies| *varies)
    }

    /// The holes that are.
    pub(super) fn varying(&self) -> impl Iterator<Item = usize> {
        (0..self.varying.len()).filter(|&hole| self.varies(hole))
    }
}

/// Templates of all groups.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Templates {
    texts: Vec<Printed>,
    holes: Blocks<Hole>,
    families: Vec<Family>,
    /// In the order of the groups.
    classes: Vec<Class>,
}

/// Templates that are being found.
#[derive(Default)]
pub(super) struct Building {
    read: Template,
    skeletons: Blocks<u8>,
    table: HashTable<u32>,
    /// The class of each text; none where nothing is left of it.
    of: Vec<Option<u32>>,
    /// The family that is being parted into classes.
    next: usize,
    parting: Parting,
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
        let mut printed = Printed { item, count, one, holes: Place::default() };
        self.read.clear();
        if text {
            self.read.read(bytes, &printed.own(items));
        } else {
            self.read.skeleton.extend_from_slice(bytes);
        }
        printed.holes = self.found.holes.put(&self.read.holes);
        let at = self.found.texts.len() as u32;
        self.found.texts.push(printed);
        self.of.push(None);
        let skeleton = &self.read.skeleton[..];
        if skeleton.is_empty() {
            return;
        }
        let (families, skeletons) = (&mut self.found.families, &mut self.skeletons);
        let hash = FixedState::default().hash_one(skeleton);
        let known = self.table.find(hash, |&family| {
            let family = &families[family as usize];
            // Never by the hash alone.
            family.hash == hash && family.text == text && skeletons.get(family.skeleton) == skeleton
        });
        if let Some(&family) = known {
            families[family as usize].texts.push(at);
        } else {
            let family = families.len() as u32;
            let skeleton = skeletons.put(skeleton);
            families.push(Family {
                hash,
                text,
                skeleton,
                texts: vec![at],
                classes: Classes::default(),
                told: OnceCell::new(),
            });
            self.table.insert_unique(hash, family, |&family| families[family as usize].hash);
        }
    }

    /// Parts families into classes for about so many bytes, which are taken from `budget`. Says whether all are parted.
    pub(super) fn part(&mut self, items: &Collection, budget: &mut usize) -> bool {
        while let Some(family) = self.found.families.get(self.next) {
            if *budget == 0 {
                return false;
            }
            let texts = Members { texts: &self.found.texts, holes: &self.found.holes, items, family: &family.texts };
            let Some(parted) = self.parting.advance(&texts, budget) else { return false };
            self.parting = Parting::default();
            self.parted(parted);
            *budget = budget.saturating_sub(64);
            self.next += 1;
        }
        true
    }

    fn parted(&mut self, mut parted: Classes) {
        let (family, found) = (self.next as u32, &mut self.found);
        let begin = found.classes.len() as u32;
        let varying = std::mem::take(&mut parted.varying).into_iter();
        found.classes.extend(varying.map(|mut varying| {
            varying.truncate(varying.iter().rposition(|varies| *varies).map_or(0, |last| last + 1));
            // A hundred thousand groups of one text each have none, and are not freed one by one.
            varying.shrink_to_fit();
            Class { family, texts: Vec::new(), varying }
        }));
        let family = &mut found.families[self.next];
        for (&at, &class) in family.texts.iter().zip(&parted.of) {
            self.of[at as usize] = Some(begin + class);
            found.classes[(begin + class) as usize].texts.push(at);
        }
        // What is asked no more goes while time is taken for it: a hundred thousand templates at once take longer than a slice.
        parted.of = Vec::new();
        if family.texts.len() == 1 {
            parted.folded = Vec::new();
        }
        family.classes = parted;
    }

    /// The group of a text; none where nothing is left of it.
    pub(super) fn group_of(&self, text: u32) -> Option<u32> {
        self.of.get(text as usize).copied().flatten()
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

/// Texts of a family.
struct Members<'a> {
    texts: &'a [Printed],
    holes: &'a Blocks<Hole>,
    items: &'a Collection,
    family: &'a [u32],
}

impl Texts for Members<'_> {
    fn count(&self) -> usize {
        self.family.len()
    }

    fn text(&self, at: usize) -> Text<'_> {
        text(self.texts, self.holes, self.items, self.family[at])
    }
}

fn text<'a>(texts: &[Printed], holes: &'a Blocks<Hole>, items: &'a Collection, at: u32) -> Text<'a> {
    let printed = &texts[at as usize];
    Text { bytes: items.bytes(printed.item as usize), holes: holes.get(printed.holes), count: printed.count }
}

impl Templates {
    pub(super) fn text<'a>(&'a self, items: &'a Collection, at: u32) -> Text<'a> {
        text(&self.texts, &self.holes, items, at)
    }

    pub(super) fn class(&self, group: usize) -> Option<(&Class, &Family)> {
        let class = self.classes.get(group)?;
        Some((class, self.families.get(class.family as usize)?))
    }

    /// What of a group's first text is its machine's own name.
    pub(super) fn own(&self, items: &Collection, class: &Class) -> Own {
        self.texts[class.texts[0] as usize].own(items)
    }
}
