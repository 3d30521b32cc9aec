//! Lists of many slices that grow without being moved: a vector that doubles copies all of it at once, which at a hundred megabytes
//! takes longer than a slice of work may.

/// Elements of a block; a longer slice has one of its own.
const BLOCK: usize = 64 * 1024;

/// Where a slice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    block: u32,
    start: u32,
    end: u32,
}

/// Slices, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Blocks<T>(Vec<Vec<T>>);

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Blocks<T> {
    pub(super) fn put(&mut self, slice: &[T]) -> Place {
        if self.0.last().is_none_or(|last| last.capacity() - last.len() < slice.len()) {
            self.0.push(Vec::with_capacity(slice.len().max(BLOCK)));
        }
        let at = self.0.len() - 1;
        let block = &mut self.0[at];
        let start = block.len();
        block.extend_from_slice(slice);
        Place { block: at as u32, start: start as u32, end: block.len() as u32 }
    }

    pub(super) fn get(&self, place: Place) -> &[T] {
        let block = self.0.get(place.block as usize).map_or(&[][..], Vec::as_slice);
        block.get(place.start as usize..place.end as usize).unwrap_or_default()
    }
}
