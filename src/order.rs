//! Sorting, in one place: each type that is sorted by itself would bring five to nine kilobytes of its own.

use std::cmp::Ordering;

/// Indices in the order of their ranks; equal ranks keep their order.
///
/// ```
/// assert_eq!(invocation_inspector::order::by_rank([3, 1, 3, 0].into_iter()), [3, 1, 0, 2]);
/// ```
pub fn by_rank(ranks: impl Iterator<Item = u64>) -> Vec<u32> {
    in_order(ranks.zip(0..).collect())
}

fn in_order(mut ranked: Vec<(u64, u32)>) -> Vec<u32> {
    let (least, greatest) =
        ranked.iter().fold((u64::MAX, 0), |(low, high), (rank, _)| (low.min(*rank), high.max(*rank)));
    if greatest.saturating_sub(least) < FEW as u64 {
        return counted(&ranked, least);
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// So many ranks side by side, as outcomes are, are counted: 100,000 in half of the time that sorting them takes.
const FEW: usize = 256;

/// The same, of ranks from the least one on that are few.
fn counted(ranked: &[(u64, u32)], least: u64) -> Vec<u32> {
    let mut next = [0_u32; FEW + 1];
    ranked.iter().for_each(|(rank, _)| next[(rank - least) as usize + 1] += 1);
    for at in 1..=FEW {
        next[at] += next[at - 1];
    }
    let mut order = vec![0; ranked.len()];
    for (rank, at) in ranked {
        let place = &mut next[(rank - least) as usize];
        order[*place as usize] = *at;
        *place += 1;
    }
    order
}

/// The indices below `len` in the order of a comparison; equal ones keep theirs.
///
/// ```
/// let words = ["pear", "fig", "plum", "nut"];
/// let by_length = |one: u32, two: u32| words[one as usize].len().cmp(&words[two as usize].len());
/// assert_eq!(invocation_inspector::order::by(words.len(), &by_length), [1, 3, 0, 2]);
/// ```
pub fn by(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..len as u32).collect();
    order.sort_unstable_by(|one, two| compare(*one, *two).then(one.cmp(two)));
    order
}

/// Indices in the order of their ranks, those of equal rank in the order of a comparison, which is slow and rarely needed.
///
/// ```
/// let words = ["pear", "plum", "fig", "nut"];
/// let order = invocation_inspector::order::by_rank_then([4, 4, 3, 3].into_iter(), &|one, two| {
///     words[two as usize].cmp(words[one as usize])
/// });
/// assert_eq!(order, [3, 2, 1, 0]);
/// ```
pub fn by_rank_then(ranks: impl Iterator<Item = u64>, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let ranks: Vec<u64> = ranks.collect();
    let mut order = by_rank(ranks.iter().copied());
    for equal in order.chunk_by_mut(|one, two| ranks[*one as usize] == ranks[*two as usize]) {
        if equal.len() > 1 {
            let sorted = by(equal.len(), &|one, two| compare(equal[one as usize], equal[two as usize]));
            equal.copy_from_slice(&apply(&sorted, equal));
        }
    }
    order
}

/// The items in an order of their indices.
pub fn apply<T: Copy>(order: &[u32], items: &[T]) -> Vec<T> {
    order.iter().map(|at| items[*at as usize]).collect()
}

/// The numbers in order.
pub fn sorted(numbers: &[u32]) -> Vec<u32> {
    apply(&by_rank(numbers.iter().map(|n| u64::from(*n))), numbers)
}

/// The numbers in order, each once.
pub fn distinct(numbers: &[u32]) -> Vec<u32> {
    // One is in order: of 100,000 responses with a row each, two sorts of each were a tenth of reading them.
    if numbers.len() < 2 {
        return numbers.to_vec();
    }
    let mut ordered = sorted(numbers);
    ordered.dedup();
    ordered
}
