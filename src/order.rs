//! Sorting by a number, in one place: each type that is sorted by itself would bring five kilobytes of its own.

/// Indices in the order of their ranks; equal ranks keep their order.
///
/// ```
/// assert_eq!(invocation_inspector::order::by_rank([3, 1, 3, 0].into_iter()), [3, 1, 0, 2]);
/// ```
pub fn by_rank(ranks: impl Iterator<Item = u64>) -> Vec<u32> {
    let mut ranked: Vec<(u64, u32)> = ranks.zip(0..).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// The numbers in order, each once.
pub fn distinct(numbers: &[u32]) -> Vec<u32> {
    let mut ordered: Vec<u32> =
        by_rank(numbers.iter().map(|n| u64::from(*n))).into_iter().map(|at| numbers[at as usize]).collect();
    ordered.dedup();
    ordered
}
