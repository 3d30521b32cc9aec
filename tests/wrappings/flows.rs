//! How tools print names and values in lines, without quotes or with few.

use crate::wrapping::{Named, Printer};

pub(crate) const ALL: &[Named<Printer>] = &[];
