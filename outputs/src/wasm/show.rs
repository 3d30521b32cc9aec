//! Showing: a text laid out, what bytes are, and the repair of what was decoded wrongly.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{index, plain};
use crate::screen::View;
use crate::words::Language;
use crate::{colour, kind, mojibake, rendered, screen, shape};

#[wasm_bindgen]
extern "C" {
    /// `Line[]` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Line[]")]
    pub type JsLines;
    /// `Note[]` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Note[]")]
    pub type JsNotes;
    /// `BinaryKind` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "BinaryKind")]
    pub type JsKind;
    /// `Repair | null` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Repair | null")]
    pub type JsRepair;
    /// `Shape | null` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Shape | null")]
    pub type JsShape;
    /// `Palette` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Palette")]
    pub type JsPalette;
}

/// A text that is laid out; its lines are asked for by range.
#[wasm_bindgen]
pub struct Rendered(rendered::Rendered);

/// Lays a text out. Never throws, whatever the text is.
#[wasm_bindgen(unchecked_return_type = "Rendered")]
pub fn render(
    text: &str,
    #[wasm_bindgen(unchecked_param_type = "View")] view: &str,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
) -> Rendered {
    Rendered(screen::render(text, View::from_name(view), Language::from_tag(language)))
}

#[wasm_bindgen]
impl Rendered {
    /// How many lines can be asked for; a long line counts once for each of its pieces.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.0.count()
    }

    /// How many lines there are, however long.
    #[wasm_bindgen(getter, js_name = lineCount)]
    pub fn line_count(&self) -> u32 {
        self.0.line_count()
    }

    /// Lines from one to before another, of `count`.
    pub fn lines(&self, from: f64, to: f64) -> JsLines {
        plain(&self.0.lines(index(from), index(to)))
    }

    /// All that is shown, as one text to copy.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// What there is to say about all of it.
    pub fn notes(&self) -> JsNotes {
        plain(&self.0.notes())
    }
}

#[derive(Serialize)]
struct BinaryKind {
    id: &'static str,
    label: String,
}

/// What bytes are, by what they begin with.
#[wasm_bindgen]
pub fn kind(bytes: &[u8], #[wasm_bindgen(unchecked_param_type = "Language")] language: &str) -> JsKind {
    let kind = kind::kind(bytes);
    plain(&BinaryKind { id: kind.id(), label: kind.label(Language::from_tag(language)) })
}

/// What a text is besides text: JSON, XML, a table or a difference, laid out; null for anything else.
#[wasm_bindgen]
pub fn shape(text: &str, #[wasm_bindgen(unchecked_param_type = "Language")] language: &str) -> JsShape {
    plain(&shape::shape(text, Language::from_tag(language)))
}

/// The table of GBK, and with it the repair of UTF-8 that was decoded as GBK.
#[wasm_bindgen]
pub struct Mojibake(Option<mojibake::Table>);

#[derive(Serialize)]
struct Repair {
    text: String,
    repaired: usize,
    lost: usize,
}

#[wasm_bindgen]
impl Mojibake {
    /// Takes what `TextDecoder` makes of all pairs of bytes; see `MojibakeTable` in boundary.d.ts.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "MojibakeTable")] table: &str) -> Mojibake {
        Mojibake(mojibake::Table::new(table))
    }

    /// Whether the table was one. If not, nothing is ever repaired.
    #[wasm_bindgen(getter)]
    pub fn works(&self) -> bool {
        self.0.is_some()
    }

    /// The text as it was printed; null where it does not look garbled.
    pub fn repair(&self, text: &str) -> JsRepair {
        let repair = self.0.as_ref().and_then(|table| mojibake::repair(text, table));
        plain(&repair.map(|it| Repair { text: it.text, repaired: it.repaired, lost: it.lost }))
    }
}

#[derive(Serialize)]
struct Palette {
    light: Vec<String>,
    dark: Vec<String>,
    surfaces: [String; 2],
}

/// The sixteen colours as text on the page's own ground.
#[wasm_bindgen]
pub fn palette() -> JsPalette {
    let of = |theme: usize| colour::PALETTE.iter().map(|pair| colour::hex(pair[theme])).collect();
    plain(&Palette { light: of(0), dark: of(1), surfaces: colour::SURFACES.map(colour::hex) })
}
