//! Room for what grows with the input, asked for before it is taken: WebAssembly has 4 GiB, and a growth that finds none
//! ends the module. It refuses to know what does not fit, and how that is reported.

/// Stays free beside whatever is reserved, for what is made of it: lists, sentences, the text of views.
const SPARE: usize = 64 << 20;

/// What is smaller is not worth asking whether more is left.
const SMALL: usize = 16 << 20;

/// No list grows by more bytes at once: to double one of a gigabyte would take three.
const STEP: usize = 64 << 20;

/// Makes room for more elements; false where memory has none, or would have too little left.
pub(crate) fn reserve<T>(list: &mut Vec<T>, more: usize) -> bool {
    let bytes = (list.len() + more).saturating_mul(size_of::<T>());
    list.try_reserve_exact(more).is_ok() && is_spare_left(bytes)
}

/// Whether so many bytes could be had.
pub(crate) fn is_left(bytes: usize) -> bool {
    let mut probe: Vec<u8> = Vec::new();
    let is_left = bytes < SMALL || probe.try_reserve_exact(bytes).is_ok();
    // What nobody looks at would not be asked for.
    std::hint::black_box(&probe);
    is_left
}

/// Whether enough is left beside a list of so many bytes.
fn is_spare_left(bytes: usize) -> bool {
    bytes < SMALL || may_be_left(SPARE)
}

/// Whether so many bytes are left for what may need them. To try takes them from the system, which WebAssembly cannot give back: it is not
/// tried where the memory would still be as small as every engine lets it be.
pub(crate) fn may_be_left(bytes: usize) -> bool {
    is_little(bytes) || is_left(bytes)
}

/// Whether the memory is little with so many more bytes.
#[cfg(target_arch = "wasm32")]
fn is_little(more: usize) -> bool {
    const PAGE: usize = 64 << 10;
    const LITTLE: usize = 256 << 20;
    (core::arch::wasm32::memory_size::<0>() * PAGE).saturating_add(more) < LITTLE
}

#[cfg(not(target_arch = "wasm32"))]
fn is_little(_: usize) -> bool {
    false
}

/// Makes room for at least so many elements and as many as there are, within bounds.
pub(crate) fn grow<T>(list: &mut Vec<T>, least: usize) -> bool {
    let step = STEP / size_of::<T>().max(1);
    list.capacity() - list.len() >= least || reserve(list, list.len().min(step).max(least).max(64))
}

/// The same for a text.
pub(crate) fn grow_text(text: &mut String, least: usize) -> bool {
    if text.capacity() - text.len() >= least {
        return true;
    }
    let more = text.len().min(STEP).max(least).max(64);
    text.try_reserve_exact(more).is_ok() && is_spare_left(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_told_and_changes_nothing() {
        let mut list = vec![1_u64];
        assert!(!reserve(&mut list, usize::MAX / 16));
        assert!(!is_left(usize::MAX / 2));
        assert!(grow(&mut list, 100) && list.capacity() >= 101);
        assert_eq!(list, [1]);
    }
}
