//! Two invocations of the same instances -> what became of each instance: newly failed, still failing, fixed, still good, and where that
//! cannot be told. Linear in the instances of both.
//!
//! One is the reference, against which the other is held. Compared with itself, an invocation of a recurring command shows what changed
//! last: its last good execution against the first bad one after it, or the other way round (`sides.rs`).

pub mod comparing;
mod sides;
pub mod unstable;

use std::borrow::Cow;

use crate::change::Change;
use crate::model::Model;
use crate::reading::Reading;
use crate::row::ids::{hash, id, is_masked};
use crate::status::Outcome;
pub use sides::{Member, Side};

/// An instance of the union of both sides.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Its index among all instances: of the other side, else of the reference.
    pub instance: u32,
    /// On the side of the reference.
    pub before: Option<Member>,
    /// On the other side.
    pub after: Option<Member>,
    /// What became of it.
    pub change: Change,
}

impl Pair {
    /// Its outcomes on both sides.
    pub fn outcomes(&self) -> [Option<Outcome>; 2] {
        [self.before, self.after].map(|member| member.map(|member| member.outcome))
    }
}

/// The instances of both, those of the other first and in its order.
#[derive(Debug)]
pub struct Compared {
    /// The reference and the other.
    pub sides: [Side; 2],
    /// Each instance once.
    pub pairs: Vec<Pair>,
}

impl Compared {
    /// How many there are of each change, in the order of `Change::ALL`; they add up to the pairs.
    pub fn counts(&self) -> [u32; 8] {
        let mut counts = [0; 8];
        self.pairs.iter().for_each(|pair| counts[pair.change as usize] += 1);
        counts
    }
}

/// The id by which an instance, by its index among all, has a counterpart; `None` where it is hidden, or is not there.
fn key<'m>(model: &'m Model, readings: &'m [Reading], instance: u32) -> Option<Cow<'m, [u8]>> {
    let place = model.instances[instance as usize].instance_id?;
    id(place.value(readings)).filter(|id| !is_masked(id))
}

/// What tables find an id by.
fn hash_of(id: &[u8]) -> u64 {
    // A table takes the first bits for other things than the last.
    u64::from(hash(id)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
