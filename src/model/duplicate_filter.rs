//! Hashes of ids -> which of them may stand more than once.
//!
//! A command that ran once has one row for each instance, so that nearly no row needs to be looked for among those
//! before it. A table of a million ids leaves the caches, and every look into it waits for memory; two bits for each
//! hash stay there. It refuses to know the ids: who may repeat is looked for with care.

/// Bits for each row: of sixteen, one in sixteen ids that stand once is taken for one that may repeat.
const BITS: usize = 16;

/// Which hashes were met twice, or share their bit with another.
pub(super) struct DuplicateFilter {
    once: Vec<u64>,
    again: Vec<u64>,
    /// How many were met whose bit was set.
    count: usize,
}

impl DuplicateFilter {
    /// For about so many rows; more cost only time.
    pub(super) fn new(rows: usize) -> Self {
        let words = (rows * BITS / 64 + 1).next_power_of_two();
        Self { once: vec![0; words], again: vec![0; words], count: 0 }
    }

    /// Takes note of one.
    #[inline]
    pub(super) fn meet(&mut self, hash: u32) {
        let (word, bit) = place(hash, self.once.len());
        if self.once[word] & bit == 0 {
            self.once[word] |= bit;
        } else {
            self.again[word] |= bit;
            self.count += 1;
        }
    }

    /// Whether a hash that was met may have been met twice.
    #[inline]
    pub(super) fn may_repeat(&self, hash: u32) -> bool {
        let (word, bit) = place(hash, self.again.len());
        self.again[word] & bit != 0
    }

    /// How many rows may stand for something that stands elsewhere too; at most twice as many are asked about.
    pub(super) fn count(&self) -> usize {
        self.count
    }
}

/// The word and the bit of a hash among so many words, a power of two.
#[inline]
fn place(hash: u32, words: usize) -> (usize, u64) {
    ((hash >> 6) as usize & (words - 1), 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_may_repeat_and_little_else_does() {
        let mut repeats = DuplicateFilter::new(10_000);
        let hash = |n: u32| crate::row::ids::hash(&n.to_le_bytes());
        (0..10_000).for_each(|n| repeats.meet(hash(n)));
        (0..100).for_each(|n| repeats.meet(hash(n * 7)));
        assert!((0..100).all(|n| repeats.may_repeat(hash(n * 7))));
        let taken = (0..10_000).filter(|n| n % 7 != 0 && repeats.may_repeat(hash(*n))).count();
        assert!(taken < 2_000, "{taken} of 10,000");
    }

    #[test]
    fn none_and_few() {
        let mut repeats = DuplicateFilter::new(0);
        repeats.meet(5);
        assert!(!repeats.may_repeat(5));
        repeats.meet(5);
        assert!(repeats.may_repeat(5));
        assert_eq!(repeats.count(), 1);
    }
}
