//! A document that is added piece by piece.

use std::sync::Arc;

use super::{Changed, Inspection};
use crate::reading::InSlices;

/// A document that is read piece by piece, to be added to an inspection that stays as it is meanwhile: what `Inspection::add` does at once.
///
/// ```
/// use invocation_inspector::{Adding, Inspection, Options};
/// let mut inspection = Inspection::new(Options::default());
/// let mut adding = Adding::new(&inspection, br#"{"InvokeId":"t-1","InstanceId":"i-1","InvocationStatus":"Failed"}"#.to_vec());
/// while adding.next(16) {}
/// assert!(inspection.finish(adding).is_ok());
/// assert_eq!(inspection.invocations(true, 0.0, 1.0).total, 1);
/// ```
pub struct Adding {
    edition: Arc<()>,
    reading: InSlices,
    /// How many bytes it has.
    bytes: usize,
}

impl Adding {
    /// Of which nothing is read yet.
    pub fn new(inspection: &Inspection, input: Vec<u8>) -> Self {
        let (index, bytes) = (inspection.readings.len() as u32, input.len());
        let reading = InSlices::new(input, index, inspection.options.charsets.decode);
        Self { edition: inspection.edition.clone(), reading, bytes }
    }

    /// Reads on for about so many bytes. Whether there are more; what is taken out of a wrapper is read when it is added.
    pub fn next(&mut self, bytes: usize) -> bool {
        self.reading.next(bytes)
    }
}

impl Inspection {
    /// Adds a document that was read piece by piece; what of it is left is read first.
    ///
    /// # Errors
    /// `Changed`, with nothing added: another document came since it was begun.
    pub fn finish(&mut self, adding: Adding) -> Result<(), Changed> {
        self.is_still(&adding.edition)?;
        self.take(adding.reading.finish(), adding.bytes);
        Ok(())
    }
}
