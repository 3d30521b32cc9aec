//! What is asked for after the first answer: not in the module that the page loads first (feature `full`).

use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Inspection, JsCodes, get, plain};
use crate::view::explanation;
use crate::view::report::Piece;

#[wasm_bindgen]
extern "C" {
    /// `Report` of boundary.d.ts.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type JsReport;
}

/// Puts elements after those of the list under `name`, and gives the last of them.
fn append(object: &JsValue, name: &str, values: &impl Serialize) -> JsValue {
    let list: Array = get(object, name).unchecked_into();
    plain::<Array>(values).iter().for_each(|value| {
        list.push(&value);
    });
    list.at(-1)
}

/// Every code of a kind that has an explanation.
#[wasm_bindgen]
pub fn explanations(#[wasm_bindgen(unchecked_param_type = "ExplanationKind")] kind: &str) -> JsCodes {
    plain(&explanation::explanations(kind))
}

/// Every member of a response that is known by name, in the API's own spelling.
#[wasm_bindgen]
pub fn fields() -> JsCodes {
    plain(&explanation::fields())
}

#[wasm_bindgen]
impl Inspection {
    /// Everything, as plain data (null, never undefined).
    pub fn report(&self) -> JsReport {
        let report: JsValue = plain(&self.0.outline());
        let (mut invocation, mut instance) = (JsValue::NULL, JsValue::NULL);
        self.0.pieces(|piece| match piece {
            Piece::Invocations(more) => invocation = append(&report, "invocations", &more),
            Piece::Instances(more) => instance = append(&invocation, "instances", &more),
            Piece::Records(more) => {
                append(&instance, "records", &more);
            }
        });
        report.unchecked_into()
    }
}
