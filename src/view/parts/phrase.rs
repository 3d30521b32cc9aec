//! A phrase as JavaScript gets it; see `boundary.d.ts`.

use serde::{Serialize, Serializer};

use crate::words::phrase::{Part, Phrase};

#[derive(Serialize)]
#[serde(untagged)]
enum PartView<'a> {
    Text(&'a str),
    Code { code: &'a str },
    Command { command: &'a str },
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.parts().iter().map(|part| match part {
            Part::Text(text) => PartView::Text(text),
            Part::Code(code) => PartView::Code { code },
            Part::Command(command) => PartView::Command { command },
        }))
    }
}
