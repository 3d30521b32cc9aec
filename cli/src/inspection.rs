//! How documents are inspected here.

use invocation_inspector::{Inspection, Options};

use crate::words::Language;

/// Of no document yet.
pub(crate) fn empty(language: Language) -> Inspection {
    Inspection::new(Options { language, ..Options::default() })
}

/// Of one document.
pub(crate) fn of(bytes: Vec<u8>, language: Language) -> Inspection {
    let mut inspection = empty(language);
    inspection.add(bytes);
    inspection
}
